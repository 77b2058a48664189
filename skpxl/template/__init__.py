"""Forms as data: what a definition may say, where definitions are found, and where everything on a sheet stands."""

"""Pictures as SVG text: the cascade of results of one unit. It reads no file and writes none."""

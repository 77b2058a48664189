"""The command line: one file per command, loaded when called, so that `skpxl --help` stays quick."""

from skpxl.cli.main import main

__all__ = ["main"]

"""`python -m skpxl` is the `skpxl` command."""

from skpxl.cli import main

main()

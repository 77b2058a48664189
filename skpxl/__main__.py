"""`python -m skpxl` is the `skpxl` command."""

import sys
from pathlib import Path

# Python looks for modules in the working folder first, which may be somebody's unpacked mail.
if not sys.flags.safe_path and sys.path and sys.path[0] == str(Path.cwd()):
    del sys.path[0]

from skpxl.cli import main

main()

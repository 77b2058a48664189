"""skpxl: hand out SKP workbooks, get them back, make one correct picture of them.

The command line is in `skpxl.cli`; every step (`generate`, `validate`, `merge`, ...) is a module with
a function of the same name that can be called from Python as well.
"""

__version__ = "0.1.0"

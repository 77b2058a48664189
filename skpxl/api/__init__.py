"""The Python API, for notebooks and scripts: it opens, reads, validates, merges by the very calls of the commands.

`import skpxl` offers its four functions and its classes without loading them. It may take from every step and from campaign;
it decides nothing itself, prints nothing, and writes only where `save` is called.
"""

from skpxl.api.checked import Checked, File
from skpxl.api.entrance import Inbox, merge, open, read, validate  # noqa: A004 (what a person would type)
from skpxl.api.matrix import Appraisals, Matrix
from skpxl.api.tables import Table

__all__ = ["Appraisals", "Checked", "File", "Inbox", "Matrix", "Table", "merge", "open", "read", "validate"]

"""Hostile and odd workbooks, each made by one small function; a library for the tests, it proves nothing itself.

`KINDS` has them all: name -> `Kind` with the outcome and the finding codes that the file must get. Every file is made
from one issued and filled workbook (`base`), or from nothing; the same bytes each time.
"""

from hostile import legal, not_workbooks, paste, structure, zips
from hostile.kind import KINDS, Kind, base

__all__ = ["KINDS", "Kind", "base", "legal", "not_workbooks", "paste", "structure", "zips"]

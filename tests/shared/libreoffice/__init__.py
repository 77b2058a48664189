"""LibreOffice as the second spreadsheet program: `driver` types like a person, `runner` starts it from the tests.

`driver.py` runs in the system's Python, the one that has `uno`; everything else here runs in the tests' own Python.
"""

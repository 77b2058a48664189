"""Workbooks and prints that leave: tables, charts, matrices, finished papers. Nothing here is read back."""

"""Sheets that were never ours, taken apart by their own words: an SKP, a matriks, a roster of any office.

`sheet` (cells and merges), `wording` (what texts mean), `columns` (headings), `people` (names and NIPs) are the common
engine; `skp`, `matriks` and `roster` stand on it and not on each other. Below are forms, template, xlsx and the model.
"""

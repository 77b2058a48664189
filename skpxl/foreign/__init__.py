"""Sheets that were never ours, taken apart by their own words: an SKP, a matriks, a roster of any office."""

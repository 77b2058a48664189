"""Open lists that people fill in: rows from data, one way to write them, one to read them. What a row is about, books say."""

"""The ledger of a round: what was sent, what came, what was decided; SQLAlchemy Core on SQLite or PostgreSQL, known here alone.

`book` opens it, `schema` says what it holds, `events`, `letters` and `arrivals` are the three things that are asked of it. It
sends no mail and reads no workbook.
"""

"""Rows as a pandas DataFrame, typed by column: how tables leave for analysis. It knows no form and chooses no rows.

A text stays a text: a NIP is never a number, and an empty cell is an empty text. What is not known is missing (NA, NaT).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

Value = str | int | float | Decimal | date | bool | None
TEKS, BULAT, DESIMAL, TANGGAL, YA_TIDAK = "teks", "bulat", "desimal", "tanggal", "ya/tidak"
DTYPE = {TEKS: "string", BULAT: "Int64", DESIMAL: "Float64", TANGGAL: "datetime64[s]", YA_TIDAK: "boolean"}


def frame(columns: Mapping[str, str], rows: Iterable[Mapping[str, Value]]) -> "pandas.DataFrame":
    """A DataFrame with these columns, in this order, also without a row; `columns` gives the kind of each (of `DTYPE`).

    Raises KeyError for a row that lacks a column.
    """
    import pandas

    values: dict[str, list[Value]] = {name: [] for name in columns}
    for row in rows:
        for name, column in values.items():
            column.append(_plain(row[name], columns[name]))
    return pandas.DataFrame(
        {name: pandas.Series(column, dtype=DTYPE[columns[name]]) for name, column in values.items()}
    )


def _plain(value: Value, kind: str) -> Value:
    """A value as pandas takes it; of a text there is always one, if an empty one."""
    if value is None and kind == TEKS:
        return ""
    return float(value) if isinstance(value, Decimal) else value

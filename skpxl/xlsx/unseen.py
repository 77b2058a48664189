"""Which rows and columns of a sheet cannot be seen: filtered, hidden, of no height or width. It reads no cell."""

from collections.abc import Collection
from xml.etree import ElementTree

_YES = ("1", "true")
_SPANS_MAX = 1_000  # of hidden columns that do not touch each other


class Unseen:
    """What has been seen of a sheet's rows and columns so far."""

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._columns: list[tuple[int, int]] = []

    def look_at_row(self, number: int, row: ElementTree.Element) -> None:
        """A `<row>`."""
        if row.get("hidden") in _YES or row.get("ht") == "0":
            self._rows.add(number)

    def look_at_columns(self, columns: ElementTree.Element) -> None:
        """The `<cols>`."""
        for span in columns:
            first, last = span.get("min", ""), span.get("max", "")
            if not (span.get("hidden") in _YES or span.get("width") == "0") or not (first + last).isdecimal():
                continue
            if self._columns and self._columns[-1][1] + 1 == int(first):
                self._columns[-1] = self._columns[-1][0], int(last)
            elif first and last and len(self._columns) < _SPANS_MAX:
                self._columns.append((int(first), int(last)))

    def among(self, places: Collection[tuple[int, int]]) -> tuple[frozenset[int], frozenset[int]]:
        """The rows and the columns of these places (row, column) that cannot be seen."""
        if not (self._rows or self._columns):
            return frozenset(), frozenset()
        rows, columns = ({place[part] for place in places} for part in (0, 1))
        hidden = {col for col in columns if any(first <= col <= last for first, last in self._columns)}
        return frozenset(self._rows & rows), frozenset(hidden)

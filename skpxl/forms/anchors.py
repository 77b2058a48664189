"""What a sheet of a form is known by: its printed texts and the locked values it was issued with, and where they stand now.

From them alone it is told where a slot has gone, or that its place is not certain. It reads no answer and no name.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from skpxl.model.teks import rapi
from skpxl.template.form import Form, isi_tempat
from skpxl.template.slots import Halaman, Slot, item_root
from skpxl.xlsx.grid import Grid

Place = tuple[int, int]
Shift = tuple[int, int]  # rows, columns


@dataclass(frozen=True, slots=True)
class Anchor:
    """A text of known place: `row` and `col` of the layout, `text` as it is compared.

    `printed` is False for a locked value, which somebody may have overwritten where it stands; `border` marks the end of
    a sheet, which workbooks issued before it do not have.
    """

    row: int
    col: int
    text: str
    printed: bool = True
    border: bool = False


def printed_texts(form: Form, halaman: Halaman) -> list[Anchor]:
    """The printed texts of a sheet as written; those whose placeholders are not known here are left out."""
    isi = ((teks, isi_tempat(teks.isi, form.pengganti)) for teks in halaman.texts)
    return [
        Anchor(satu.kotak.row, satu.kotak.col, teks, border=satu.batas)
        for satu, teks in isi
        if teks.strip() and "{" not in teks
    ]


def issued_values(form: Form, slots: Iterable[Slot]) -> list[tuple[Slot, str]]:
    """The locked slots with what was issued in them; computed and empty ones are left out."""
    return [
        (slot, teks)
        for slot in slots
        if slot.terkunci and not slot.hitung and (teks := form.terkunci.get(slot.key, "")).strip()
    ]


def expected_anchors(form: Form, halaman: Halaman) -> list[Anchor]:
    """All anchors of a sheet, texts as they are compared, in reading order."""
    semua = [
        Anchor(satu.row, satu.col, rapi(satu.text), border=satu.border) for satu in printed_texts(form, halaman)
    ] + [
        Anchor(slot.kotak.row, slot.kotak.col, rapi(teks), printed=False)
        for slot, teks in issued_values(form, halaman.slots)
    ]
    return sorted((satu for satu in semua if satu.text), key=lambda satu: (satu.row, satu.col))


class FoundAnchors:
    """The anchors of one sheet of a form, matched with the texts of a returned sheet.

    A slot's place is certain only if its own heading and all anchors of its row have moved alike, and the rows between
    them with them. One column that has moved alone moves no answer.
    """

    def __init__(self, lembar: Grid, anchors: Sequence[Anchor], slots: Sequence[Slot]) -> None:
        self._slots = slots
        self._text = {tempat: rapi(sel.text) for tempat, sel in lembar.cells.items()}
        self._filled: dict[int, list[int]] = {}
        for (row, col), teks in self._text.items():
            if teks:
                self._filled.setdefault(row, []).append(col)
        ada = set(self._text.values())
        self._anchors = [satu for satu in anchors if not satu.border or satu.text in ada]
        self._at = _matched(self._anchors, self._text)
        self._at |= self._moved_along()
        known = {satu.text for satu in self._anchors}
        # Where a locked value stood there is now something else that the form knows: it was moved, not overwritten.
        self._replaced = {
            satu
            for satu in self._anchors
            if satu not in self._at and not satu.printed and self._text.get((satu.row, satu.col)) in known
        }
        self._taken = {tempat: satu for satu, tempat in self._at.items()}
        # Printed or issued, and nowhere to be found for certain: an answer that reads so may be that text.
        self._missing = {satu.text for satu in self._anchors if satu not in self._at}
        self._scattered = self._is_scattered()
        self._spans = _item_spans(slots)
        self._strays = self._stray_rows()

    def place(self, slot: Slot, named: Place | None = None) -> Place | None:
        """Where the first cell of a slot stands now; None where that is not certain. `named` is where its name stands."""
        row, col = slot.kotak.row, slot.kotak.col
        shift = self._row_shift(row, printed_only=slot.terkunci)
        if shift is None or (self._scattered and not slot.terkunci):
            return None
        bernama = named == (row + shift[0], col + shift[1])
        heading = self._heading_shift(row, col, shift, printed_only=slot.terkunci, named=bernama)
        if heading is None or heading[1] != shift[1]:
            return None
        if heading[0] != shift[0] and not self._borne_out(row, shift[0]):
            return None
        if not self._item_whole(slot, shift) or not (slot.terkunci or self._only_its_own(row, shift)):
            return None
        target = (row + shift[0], col + shift[1])
        if min(target) < 1 or any(lain != row for lain in self._strays.get(target[0], ())):
            return None
        if not slot.terkunci and self._text.get(target) in self._missing:
            return None
        di_sana = self._taken.get(target)
        if di_sana is None or (di_sana.row, di_sana.col) == (row, col):
            return target
        # In a locked cell another locked value says that the form is somebody else's: that is to be read and told.
        return target if slot.terkunci and not di_sana.printed else None

    def _item_whole(self, slot: Slot, shift: Shift) -> bool:
        """True where all that is printed on the rows of the slot's item has moved with it: rows follow their number."""
        awal, akhir = self._spans[item_root(slot.path)]
        return all(
            self._shift(satu) == shift
            for row in range(awal, akhir + 1)
            for satu in self._per_row.get(row, ())
            if satu.printed
        )

    def _only_its_own(self, row: int, shift: Shift) -> bool:
        """False where a row shows a text in a cell that the form leaves blank: an answer may have been pushed there."""
        milik = {satu.kotak.col + shift[1] for satu in self._slots if satu.kotak.row == row}
        milik |= {satu.col + shift[1] for satu in self._per_row.get(row, ())}
        return all(col in milik for col in self._filled.get(row + shift[0], ()))

    def _stray_rows(self) -> dict[int, set[int]]:
        """Rows of the sheet on which something stands that belongs to another row, with the rows it belongs to (0: unknown).

        A row on which a text stands that is missing where it was printed may be that other row.
        """
        strays: dict[int, set[int]] = {}
        for satu, (row, _) in self._at.items():
            strays.setdefault(row, set()).add(satu.row)
        for tempat, teks in self._text.items():
            if teks in self._missing and tempat not in self._taken:
                strays.setdefault(tempat[0], set()).add(0)
        return strays

    def _is_scattered(self) -> bool:
        """True where issued values stand in other cells than their rows and columns have moved to: then texts have been
        mixed up, not cells moved, and no answer is where it was typed."""
        moved = 0
        for satu, (row, col) in self._at.items():
            if not satu.printed:
                rows = {self._at[lain][0] - lain.row for lain in self._per_row[satu.row] if lain in self._at}
                cols = {self._at[lain][1] - lain.col for lain in self._per_col[satu.col] if lain in self._at}
                moved += (row != satu.row or col != satu.col) and (len(rows) > 1 or len(cols) > 1)
        return moved > 1

    def _moved_along(self) -> dict[Anchor, Place]:
        """Issued values of which there are several, found where what is printed around them says."""
        along: dict[Anchor, Place] = {}
        for satu in self._anchors:
            if satu not in self._at and not satu.printed:
                shift = self._row_shift(satu.row, printed_only=True)
                cols = self._col_shifts(satu.col, printed_only=True)
                if shift is not None and cols <= {shift[1]}:
                    tempat = (satu.row + shift[0], satu.col + shift[1])
                    if self._text.get(tempat) == satu.text:
                        along[satu] = tempat
        return along

    # -- rows --------------------------------------------------------------------------------------------------------

    @cached_property
    def _per_row(self) -> dict[int, list[Anchor]]:
        rows: dict[int, list[Anchor]] = {}
        for satu in self._anchors:
            rows.setdefault(satu.row, []).append(satu)
        return rows

    def _shift(self, anchor: Anchor) -> Shift | None:
        tempat = self._at.get(anchor)
        return (tempat[0] - anchor.row, tempat[1] - anchor.col) if tempat else None

    def _alike(self, row: int, *, printed_only: bool) -> tuple[bool, Shift | None]:
        """(whether nothing on a row speaks against it, how it has moved): all its printed texts found, all moved alike."""
        shifts: set[Shift] = set()
        for satu in self._per_row.get(row, ()):
            if printed_only and not satu.printed:
                continue
            shift = self._shift(satu)
            if shift is None and (satu.printed or satu in self._replaced):
                return False, None
            if shift is not None:
                shifts.add(shift)
        return len(shifts) < 2, shifts.pop() if len(shifts) == 1 else None

    def _row_shift(self, row: int, *, printed_only: bool) -> Shift | None:
        """How a row has moved: by its own anchors, else as the nearest ones above and below both have."""
        whole, shift = self._alike(row, printed_only=printed_only)
        if not whole or shift is not None:
            return shift
        neighbours = [
            self._nearest(row, step, printed_only=printed_only)
            for step in (-1, 1)
            if self._has_anchor_beyond(row, step, printed_only=printed_only)
        ]
        if not neighbours or None in neighbours or len(set(neighbours)) != 1:
            return None
        return neighbours[0]

    @cached_property
    def _rows(self) -> list[int]:
        return sorted(self._per_row)

    def _beyond(self, row: int, step: int) -> Sequence[int]:
        """The rows with anchors above (`step` -1, nearest first) or below a row."""
        if step < 0:
            return self._rows[: bisect_left(self._rows, row)][::-1]
        return self._rows[bisect_right(self._rows, row) :]

    def _has_anchor_beyond(self, row: int, step: int, *, printed_only: bool) -> bool:
        return any(
            satu.printed or (not printed_only and satu in self._at)
            for lain in self._beyond(row, step)
            for satu in self._per_row[lain]
        )

    def _nearest(self, row: int, step: int, *, printed_only: bool) -> Shift | None:
        """How the nearest row with a known anchor has moved; None where that row is torn or a text of it is gone."""
        for lain in self._beyond(row, step):
            whole, shift = self._alike(lain, printed_only=printed_only)
            if not whole or shift is not None:
                return shift
        return None

    def _borne_out(self, row: int, moved: int) -> bool:
        """True where the rows around, as far as they have moved by as much, are borne out by anchors of two columns."""
        columns: set[int] = set()
        at = bisect_right(self._rows, row) - 1
        for way in (self._rows[at::-1] if at >= 0 else [], self._rows[at + 1 :]):
            for lain in way:
                found = [satu for satu in self._per_row[lain] if satu in self._at]
                if not found:
                    continue
                if any(self._at[satu][0] - lain != moved for satu in found):
                    break
                columns |= {satu.col for satu in found}
        return len(columns) > 1

    # -- columns -----------------------------------------------------------------------------------------------------

    @cached_property
    def _per_col(self) -> dict[int, list[Anchor]]:
        cols: dict[int, list[Anchor]] = {}
        for satu in self._anchors:
            cols.setdefault(satu.col, []).append(satu)
        return cols

    def _col_shifts(self, col: int, *, printed_only: bool = False) -> set[int]:
        """By how many columns the found anchors of a column have moved."""
        return {
            self._at[satu][1] - col
            for satu in self._per_col.get(col, ())
            if satu in self._at and (satu.printed or not printed_only)
        }

    def _heading_shift(self, row: int, col: int, own: Shift, *, printed_only: bool, named: bool) -> Shift | None:
        """How the heading of a slot's column has moved: the nearest text above it in the column, else below it.

        A column of which nothing is printed stands between its neighbours. None where the heading is gone, or anchors of
        the column have gone different ways.
        """
        column = [satu for satu in self._per_col.get(col, ()) if satu.row != row and (satu.printed or not printed_only)]
        if not column:
            return own if self._between_columns(col, own[1]) and (named or self._as_all(row, own[0])) else None
        if len(self._col_shifts(col, printed_only=printed_only)) != 1:
            return None
        above = [satu for satu in reversed(column) if satu.row < row]
        below = [satu for satu in column if satu.row > row]
        for satu in above or below:
            if satu in self._replaced:
                return None
            if satu in self._at or satu.printed:
                return self._shift(satu)
        return None

    def _as_all(self, row: int, moved: int) -> bool:
        """True where the rows have moved as all others have, or are borne out by anchors of two columns."""
        return all(tempat[0] - satu.row == moved for satu, tempat in self._at.items()) or self._borne_out(row, moved)

    def _between_columns(self, col: int, moved: int) -> bool:
        kiri = max((lain for lain in self._per_col if lain < col), default=None)
        kanan = min((lain for lain in self._per_col if lain > col), default=None)
        sides = [self._col_shifts(lain) for lain in (kiri, kanan) if lain is not None]
        return bool(sides) and all(satu == {moved} for satu in sides)


def _item_spans(slots: Sequence[Slot]) -> dict[tuple[str | int, ...], tuple[int, int]]:
    """The first and last row of every item that has slots."""
    spans: dict[tuple[str | int, ...], tuple[int, int]] = {}
    for slot in slots:
        akar = item_root(slot.path)
        awal, akhir = spans.get(akar, (slot.kotak.row, slot.kotak.row_to))
        spans[akar] = (min(awal, slot.kotak.row), max(akhir, slot.kotak.row_to))
    return spans


def _matched(anchors: Sequence[Anchor], texts: dict[Place, str]) -> dict[Anchor, Place]:
    """Where each anchor stands now. Printed texts are matched in reading order; locked values only where there is no doubt:
    all of the same text in their places, or the only one of its text somewhere."""
    printed = [satu for satu in anchors if satu.printed]
    at: dict[Anchor, Place] = {satu: (satu.row, satu.col) for satu in printed if _in_place(satu, texts)}
    if len(at) < len(printed):
        wanted = {satu.text for satu in printed}
        now = sorted((tempat, teks) for tempat, teks in texts.items() if teks in wanted)
        match = SequenceMatcher(None, [satu.text for satu in printed], [teks for _, teks in now], autojunk=False)
        at = {
            printed[blok.a + ke]: now[blok.b + ke][0] for blok in match.get_matching_blocks() for ke in range(blok.size)
        }
    banyak = Counter(satu.text for satu in anchors)
    per_text: dict[str, list[Place]] = {}
    for tempat, teks in texts.items():
        if teks in banyak:
            per_text.setdefault(teks, []).append(tempat)
    tergeser = {satu.text for satu in anchors if not _in_place(satu, texts)}
    for satu in anchors:
        if satu.printed:
            continue
        if satu.text not in tergeser:
            at[satu] = (satu.row, satu.col)
        elif banyak[satu.text] == 1 and len(tempat_teks := per_text.get(satu.text, [])) == 1:
            at[satu] = tempat_teks[0]
    return at


def _in_place(anchor: Anchor, texts: dict[Place, str]) -> bool:
    return texts.get((anchor.row, anchor.col)) == anchor.text

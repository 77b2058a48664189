"""Perilaku kerja of a foreign SKP: the berAKHLAK values in any spelling, and what the pimpinan expects of each."""

from skpxl.foreign.board import Board, BoardCell, same_text
from skpxl.foreign.skp.regions import nilai_of
from skpxl.foreign.wording import without_digits
from skpxl.template.labels import Label, fold
from skpxl.template.lists import Daftar, Nilai

_LIKENESS = 85.0  # likeness (0-100) from which a line counts as one of the printed panduan


def read_perilaku(board: Board, start: int, end: int, known: Daftar) -> None:
    """Read the block on rows `start` to before `end`; values in their fixed order, further expectations after them."""
    board.use(*(cell for cell, _ in board.find("blok", "perilaku_kerja") if start <= cell.row < end))
    nilai = _find_values(board, start, end)
    limit = _column_of_umpan_balik(board, start, nilai[0][0].row if nilai else end)
    extra = len(known.nilai)
    seen: set[str] = set()
    for index, (cell, name) in enumerate(nilai):
        last_row = nilai[index + 1][0].row if index + 1 < len(nilai) else end
        if name in seen:
            extra += 1
            number = extra
        else:
            number = known.nilai.index(name) + 1
        seen.add(name)
        _read_one(board, cell, last_row, number, known.rinci[known.nilai.index(name)], limit)
    if missing := [name for name in known.nilai if name not in seen]:
        board.doubt("adopsi-perilaku", nilai[0][0] if nilai else None, ("perilaku_kerja",), kurang=", ".join(missing))


def _find_values(board: Board, start: int, end: int) -> list[tuple[BoardCell, str]]:
    """The cells that name a value, all in one column: that in which most different values stand."""
    by_column: dict[int, list[tuple[BoardCell, str]]] = {}
    for cell in board.between(start, end):
        if name := nilai_of(board, cell):
            by_column.setdefault(cell.col, []).append((cell, name))
    if not by_column:
        return []
    return max(by_column.values(), key=lambda cells: (len({name for _, name in cells}), -cells[0][0].col))


def _column_of_umpan_balik(board: Board, start: int, end: int) -> int:
    """The first column that belongs to an evaluation; headings are used up."""
    limit = 10**6
    for cell, name in board.find("kolom"):
        if start <= cell.row <= end:
            board.use(cell)
            if name in ("realisasi", "umpan_balik"):
                limit = min(limit, cell.col)
                board.doubt("adopsi-kolom-evaluasi", cell, found=cell.text, banyak="")
    return limit


def _read_one(board: Board, cell: BoardCell, end: int, number: int, nilai: Nilai, limit: int) -> None:
    path = ("perilaku_kerja", number)
    left = [other for other in board.cells_on(cell.row) if other.col < cell.col and other.number is not None]
    board.use(*left)
    expectation = _from_value_cell(board, cell, number, nilai)
    sources = [cell] if expectation else []
    waiting = bool(expectation == "" and _is_labelled(board, cell))
    for other in board.between(cell.row, end):
        if other is cell or other in left or other.col >= limit or board.is_used(other):
            if other.col >= limit:
                board.set_aside(other)
            continue
        text = other.text
        begun = board.label.awal("ekspektasi", text)
        if begun:
            board.use(other)
            text, waiting = begun[1], not begun[1]
            if not text:
                continue
        elif other.number is not None or _is_panduan(board.label, text, nilai):
            board.use(other)
            continue
        elif not waiting and (other.col <= cell.col or (sources and other.col != sources[-1].col)):
            continue
        if not text.strip() and not other.trouble:
            continue
        waiting = False
        expectation = f"{expectation}\n{text}" if expectation else text
        board.record((*path, "ekspektasi_khusus"), other, expectation)
        sources.append(other)
    if len(sources) > 1:
        board.values[*path, "ekspektasi_khusus"] = (expectation, sources[0])


def _is_labelled(board: Board, cell: BoardCell) -> bool:
    return any(board.label.awal("ekspektasi", line) for line in cell.lines)


def _from_value_cell(board: Board, cell: BoardCell, number: int, nilai: Nilai) -> str:
    """Keep the value; return the expectation in the same cell. Lines that are no panduan are told: they are not kept."""
    path = ("perilaku_kerja", number)
    expectation: list[str] | None = None
    unknown: list[str] = []
    for index, line in enumerate(cell.lines):
        begun = board.label.awal("ekspektasi", line)
        if begun:
            expectation = [begun[1]] if begun[1] else []
        elif expectation is not None:
            expectation.append(line)
        elif index == 0:
            named = board.label.awal("nilai", without_digits(line), tanda="")
            rest = named[1].lstrip(" :-–—.") if named else ""
            unknown += [rest] if rest and not _is_panduan(board.label, rest, nilai) else []
            if named and not same_text(nilai.nama, without_digits(line.removesuffix(named[1]))):
                board.doubt("adopsi-dirapikan", cell, (*path, "nilai"), found=line, dibaca=nilai.nama)
        elif not _is_panduan(board.label, line, nilai):
            unknown.append(line)
    board.record((*path, "nilai"), cell, nilai.nama)
    if unknown:
        board.doubt("adopsi-panduan", cell, (*path, "nilai"), found=" / ".join(unknown))
    text = "\n".join(expectation or [])
    if text:
        board.record((*path, "ekspektasi_khusus"), cell, text)
    return text


def _is_panduan(label: Label, text: str, nilai: Nilai) -> bool:
    """True where every line is one of the value's panduan, or all of them run together, in any known spelling."""
    from rapidfuzz import fuzz

    known = [_letters(label, panduan) for panduan in nilai.panduan]
    together = "".join(known)
    for line in text.splitlines():
        letters = _letters(label, line)
        if not letters:
            continue
        if any(fuzz.ratio(letters, panduan) >= _LIKENESS for panduan in known):
            continue
        if len(letters) >= 12 and (letters in together or fuzz.ratio(letters, together) >= _LIKENESS):
            continue
        return False
    return True


def _letters(label: Label, text: str) -> str:
    """Letters only, the known spellings made one: `bertanggung jawab`, `sumber daya`, `setia pada`."""
    words = f" {fold(text)} "
    for spelling, meant in label.ragam("ejaan").items():
        words = words.replace(f" {spelling} ", f" {fold(meant)} ")
    return words.replace(" ", "")

"""The same person in several tables of a file is one: blanks filled, contradictions told. Rows of one table stay.

Within a table the same NIP twice is a mistake or two SKPs, and the roster's checks say which; only a row that says nothing
new is no second person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from skpxl.foreign.people import digits_of
from skpxl.foreign.roster.person import Doubt
from skpxl.foreign.table import TableRow
from skpxl.model.nama import bare_name
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Cell, a1

# Columns whose contradiction is told, with how they are named and compared; others are only filled.
_COMPARED: dict[str, tuple[str, Callable[[str], str]]] = {
    "nama": ("Nama", bare_name),
    "pangkat_golongan": ("Pangkat/Gol. Ruang", sidik),
    "jabatan": ("Jabatan", sidik),
    "unit_kerja": ("Unit Kerja", sidik),
    "status": ("Status", sidik),
    "email": ("Surel", sidik),
}
_NAMED = 3  # sheets that are named of many
_SUPERIOR = ("nip_penilai", "penilai_nama")


@dataclass
class United:
    """The people of a file, each once; the places of rows that went into others; doubts with their sheet."""

    people: list[TableRow] = field(default_factory=list)
    gone: list[TableRow] = field(default_factory=list)
    doubts: list[tuple[str, Doubt]] = field(default_factory=list)


def unite(rows: Sequence[TableRow], tables: Sequence[int], same_rank: Callable[[str, str], bool]) -> United:
    """One row for each person of several tables; `tables` says of every row from which it is.

    The row that stands first stays, in its place. Two superiors make two SKPs, so rows that name different ones stay apart.
    """
    united = United()
    first: dict[str, list[tuple[int, int]]] = {}  # NIP -> (place in united.people, table)
    told: dict[str, list[TableRow]] = {}
    for row, table in zip(rows, tables, strict=True):
        nip = digits_of(row.sel["nip"].text, 15) if "nip" in row.sel and row.sel["nip"].kind == "teks" else ""
        known = first.setdefault(nip, []) if nip else []
        place = next((at for at, other in known if other != table and _one_skp(united.people[at], row)), None)
        if place is None:
            place = next(
                (at for at, other in known if other == table and _says_nothing_new(united.people[at], row)), None
            )
        elif any(other == table for _, other in known):
            place = None
        if place is None:
            known.append((len(united.people), table))
            united.people.append(row)
            continue
        united.people[place], differing = _filled(united.people[place], row, same_rank)
        united.gone.append(row)
        sheet = united.people[place].lembar
        united.doubts += [(sheet, doubt) for doubt in differing]
        told.setdefault(sheet, []).append(row)
    for sheet, twins in told.items():
        cell = twins[0].sel["nip"]
        others = ", ".join(dict.fromkeys(row.lembar for row in twins[:_NAMED]))
        people = {row.sel["nip"].text for row in twins}
        details = (("banyak", str(len(people))), ("lembar", sheet), ("lain", others))
        united.doubts.append((twins[0].lembar, Doubt("daftar-orang-sama", cell, clean_nip(cell.text), details=details)))
    return united


def _says_nothing_new(row: TableRow, other: TableRow) -> bool:
    """True where all that a row says stands in another one already (a list with a line for each day)."""
    if (row.lembar, row.nomor) == (other.lembar, other.nomor):
        return False  # a row that was read twice: the account finds it
    return all(word in row.sel and sidik(row.sel[word].text) == sidik(cell.text) for word, cell in other.sel.items())


def _one_skp(row: TableRow, other: TableRow) -> bool:
    """True unless both name a superior, and not the same."""
    for word in _SUPERIOR:
        if word in row.sel and word in other.sel:
            mine, yours = rapi(row.sel[word].text), rapi(other.sel[word].text)
            if mine.strip("-") and yours.strip("-"):
                compare = clean_nip if word == "nip_penilai" else bare_name
                return compare(mine) == compare(yours)
    return True


def _filled(row: TableRow, other: TableRow, same_rank: Callable[[str, str], bool]) -> tuple[TableRow, list[Doubt]]:
    """The row with the cells that it lacks, and what the other says differently."""
    cells = dict(row.sel)
    come_from = dict(row.dari or {})
    doubts = []
    for word, cell in other.sel.items():
        mine = cells.get(word)
        if mine is None or not rapi(mine.text).strip("-"):
            cells[word] = cell
            come_from[word] = other.sheet_of(word)
        elif word in _COMPARED and _differ(word, mine, cell, same_rank):
            where = f"{other.sheet_of(word)}!{a1(cell.row, cell.col)}"
            details = (("kolom", _COMPARED[word][0]), ("tempat", where))
            doubts.append(Doubt("daftar-orang-beda", mine, rapi(mine.text), rapi(cell.text), details))
    return replace(row, sel=cells, dari=come_from or None), doubts


def _differ(word: str, mine: Cell, yours: Cell, same_rank: Callable[[str, str], bool]) -> bool:
    a, b = rapi(mine.text), rapi(yours.text)
    if not b.strip("-"):
        return False
    if word == "pangkat_golongan":
        return not same_rank(a, b)
    compare = _COMPARED[word][1]
    return compare(a) != compare(b)

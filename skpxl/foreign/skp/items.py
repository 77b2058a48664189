"""What the two ways of listing results share: sections, item numbers, the plan's text, and lists of ukuran keberhasilan."""

import re
from dataclasses import dataclass, field

from skpxl.foreign.board import Board, BoardCell, Jalur
from skpxl.foreign.skp.titles import ORDINAL, YEAR, longest_wording
from skpxl.foreign.wording import BULLETS
from skpxl.model.teks import split_items
from skpxl.template.labels import Label, fold

NUMBERED = re.compile(r"\s*(\d{1,3})\s*[.)]\s+(?=\S)")
_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")


@dataclass
class Position:
    """Where in the sections we are: the section, how many items it has had, the number last printed, its detail rows.

    `counts` remembers the items of sections that have been left; `row` is where the item at hand begins, `last` the number
    that was printed last on the sheet.
    """

    bagian: str = ""
    count: int = 0
    number: int | None = None
    details: int = 0
    row: int = 0
    last: int | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> Jalur:
        """The path of the item at hand."""
        return "hasil_kerja", self.bagian, self.count


def bagian_of(board: Board, cells: list[BoardCell]) -> str:
    """The section that a row of cells names: `utama`, `tambahan`, `lain` for a local one; empty for none.

    It is understood by its words: a number or letter in front, additions (`KINERJA UTAMA PEGAWAI 2026`), two of its names.
    """
    if not 1 <= len(cells) <= 3 or any(cell.number is not None for cell in cells):
        return ""
    text = " ".join(cell.text.strip() for cell in cells)
    words = fold(text).split(" ")
    first = cells[0].text.strip()
    lettered = len(words) > 1 and len(words[0]) <= 3 and words[0].isalpha()
    letter = lettered and (fold(first) == words[0] or first[len(words[0]) : len(words[0]) + 1] in (".", ")"))
    if name := _section(board.label, words):
        return name
    if board.label.cocok("blok", text):
        return ""
    return "lain" if letter and len(words[0]) == 1 and text.isupper() and len(text) < 80 else ""


def _section(label: Label, words: list[str]) -> str:
    """The section of which every word is known; a number or letter may stand in front of it or behind it."""
    core = words[1:] if len(words) > 1 and ORDINAL.fullmatch(words[0]) else words
    core = core[:-1] if len(core) > 1 and ORDINAL.fullmatch(core[-1]) else core
    names: set[str] = set()
    at = 0
    while at < len(core):
        group, name, length = longest_wording(label, ("bagian", "imbuhan"), core[at:])
        if not group and not YEAR.fullmatch(core[at]):
            return ""
        names |= {name} if group == "bagian" else set()
        at += length
    if names == {"tambahan", "lain"}:
        return "lain"
    return names.pop() if len(names) == 1 else ""


def enter_bagian(board: Board, position: Position, bagian: str, cells: list[BoardCell]) -> None:
    """Enter a section; a local one (INSTRUKSI KHUSUS PIMPINAN) is read as tambahan, and told.

    Items of a section that comes again (on the next page) are counted on.
    """
    board.use(*cells)
    section = "tambahan" if bagian == "lain" else bagian
    if bagian == "lain":
        board.doubt("adopsi-bagian-lain", cells[0], found=" ".join(cell.text.strip() for cell in cells))
    if section != position.bagian:
        position.counts[position.bagian] = position.count
        position.bagian, position.count = section, position.counts.get(section, 0)
    position.number = None


def begin_item(board: Board, position: Position, cell: BoardCell, number: int | None) -> None:
    """Begin an item; before any section heading it is read as utama, and told once."""
    if not position.bagian:
        position.bagian = "utama"
        board.doubt("adopsi-tanpa-bagian", cell)
    position.count += 1
    if number is not None:
        _check_number(board, position, cell, number)
        position.last = number
    position.number, position.details, position.row = number, 0, cell.row


def _check_number(board: Board, position: Position, cell: BoardCell, number: int) -> None:
    """An error where the numbers are out of order: a section's begin at 1 or go on, and then go up by one."""
    following = (position.last or 0) + 1
    fits = number == following or (position.number is None and number == 1) or number == position.count
    if not fits:
        board.doubt("adopsi-nomor", cell, position.path, found=str(number), sesudah=str(position.last or "-"))


def leading_number(text: str) -> int | None:
    """The item number that a text begins with: `1. Terlaksananya ...`."""
    leading = NUMBERED.match(text)
    return int(leading[1]) if leading else None


def record_rencana(
    board: Board, path: Jalur, cell: BoardCell, text: str | None = None, *, numbered: bool = False
) -> None:
    """Keep the plan's text; a number in front of it goes, `(Penugasan dari ...)` behind it is kept apart and told."""
    plan = cell.text if text is None else text
    if numbered:
        plan = NUMBERED.sub("", plan, count=1)
    rest, source = split_source(board.label, plan)
    if source:
        plan = rest
        record_source(board, path, cell, source)
    board.record((*path, "rencana_hasil_kerja"), cell, plan)


def split_source(label: Label, text: str) -> tuple[str, str]:
    """The text before `(Penugasan dari ...)` at its end and who that is; without it the text and nothing."""
    brackets = _BRACKETS.search(text.rstrip())
    begun = label.awal("penugasan", brackets[1], tanda="") if brackets else None
    if brackets and begun and begun[1]:
        return text[: brackets.start()].rstrip(), begun[1].lstrip(": ")
    return text, ""


def record_source(board: Board, path: tuple[str | int, ...], cell: BoardCell, source: str) -> None:
    """Who has assigned a result stands where the superior's result would, with a doubt; where that is known, nowhere."""
    superior_path = (*path, "rencana_hasil_kerja_diintervensi")
    if superior_path not in board.values:
        board.values[superior_path] = (source, cell)
        board.doubt("adopsi-penugasan", cell, superior_path, found=source)


def record_ukuran(board: Board, position: Position, cell: BoardCell, items: list[str]) -> None:
    """Add items to the list of ukuran keberhasilan; a cell with an error is an empty item, so that it is told."""
    for item in items or [cell.text]:
        position.details += 1
        board.record((*position.path, "ukuran_keberhasilan", position.details), cell, item)


def split_label(label: Label, text: str) -> tuple[str, str | None, bool]:
    """(text before the label of the ukuran keberhasilan, text after it or None, True where the label comes twice)."""
    before: list[str] = []
    after: list[str] | None = None
    again = False
    for line in text.splitlines() or [text]:
        begun = label.awal("ukuran", line.strip().lstrip(f"{BULLETS} "))
        if begun is None:
            (before if after is None else after).append(line)
        else:
            again = again or after is not None
            after = [*(after or []), *([begun[1]] if begun[1] else [])]
    return "\n".join(before), None if after is None else "\n".join(after), again


def split_ukuran(text: str) -> list[str]:
    """The items of a cell: a bulleted or numbered list, or a line each; a single line stays whole, without its bullet."""
    return split_items(text)

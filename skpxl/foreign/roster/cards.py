"""Rosters with a block per person: labels on the left, values beside them; several cards may stand side by side.

It is no `skp/identity.py`: a card has any number of labels and no heading, a value may follow in the label's cell, and the
value is kept as the cell it is (a NIP kept as a number), while the form marks what it has understood on its board.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from skpxl.foreign.roster.plausible import WHO, is_example
from skpxl.foreign.roster.titles import PARTS
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.wording import without_number
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell

_SUPERIORS = ("penilai_", "nip_penilai")  # of somebody else; no card begins so
_LABEL_MAX = 40  # characters of a label


@dataclass
class PersonCard:
    """One person's card: its first row, the cells by our word, and labels that stood twice."""

    row: int
    cells: dict[str, Cell] = field(default_factory=dict)
    doubles: list[Cell] = field(default_factory=list)


@dataclass
class CardPage:
    """All cards of a range: the cards, the rows they take, the rows of signatures, of neither, and of printed examples."""

    cards: list[PersonCard] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    signatures: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    examples: set[int] = field(default_factory=set)


def find_labels(sheet: Sheet, words: RosterWords) -> tuple[int, dict[str, str]] | None:
    """(first row, label as written by our word) where a sheet is made of cards; None where it is not.

    It is when a name and at least one more of our words stand as labels in one column, below each other.
    """
    labels: dict[str, str] = {}
    columns: dict[int, set[str]] = {}
    top = 0
    for row, cells in sheet.rows.items():
        for col, label, _ in _labels(cells, words):
            meant = words.field_of("pegawai", normal(label))
            if meant and not meant[0].startswith(_SUPERIORS):
                top = top or row
                labels.setdefault(meant[0], rapi(label))
                columns.setdefault(col, set()).add(meant[0])
    enough = any({"nama", "nama_nip"} & found and len(found) >= 2 for found in columns.values())
    return (top, labels) if enough else None


def read_cards(sheet: Sheet, words: RosterWords, top: int, bottom: int, labels: dict[str, str]) -> CardPage:
    """The cards between two rows; `labels` are the labels by our word, the first of them begins a card."""
    known = {normal(label): word for word, label in labels.items()}
    begins = next(iter(labels))
    rows = {
        row: [(col, known.get(normal(label), ""), value) for col, label, value in _labels(sheet.rows[row], words)]
        for row in sheet.rows
        if top <= row <= bottom
    }
    lanes = sorted({col for found in rows.values() for col, word, _ in found if word == begins})
    page = CardPage()
    opened: dict[int, PersonCard] = {}
    signing = False
    for row, found in rows.items():
        starts = any(word == begins for _, word, _ in found)
        signed = any(words.closing(rapi(cell.text)) == "pasti" for cell in sheet.rows[row].values())
        signing = not starts and (signing or signed)
        if signing:
            page.signatures.add(row)
            continue
        for col, word, value in found:
            lane = max((lane for lane in lanes if lane <= col), default=col)
            if word == begins:
                opened[lane] = PersonCard(row)
                page.cards.append(opened[lane])
            card = opened.get(lane)
            if not word or card is None or value is None:
                continue
            if word in card.cells:
                card.doubles.append(value)
            else:
                card.cells[word] = value
        (page.rows if opened and found else page.others).add(row)
    filled = [card for card in page.cards if card.cells]
    page.cards = [
        card for card in filled if not is_example([card.cells[word].text for word in WHO if word in card.cells], words)
    ]
    page.examples = {card.row for card in filled} - {card.row for card in page.cards}
    if not page.cards:  # a form nobody has filled in
        page.examples, page.rows = (page.rows, set()) if page.examples else (set(), page.rows)
    else:
        page.rows -= page.examples
    return page


def _labels(cells: dict[int, Cell], words: RosterWords) -> Iterator[tuple[int, str, Cell | None]]:
    """(column, label, cell with its value) of every `label : value` in a row; the value may be missing."""
    for col, cell in cells.items():
        label, colon, rest = without_number(cell.text).partition(":")
        if cell.kind != "teks" or not rapi(label) or len(label) > _LABEL_MAX:
            continue
        if rest.strip():
            yield col, label, replace(cell, text=rest.strip())
            continue
        right = [other for beside, other in cells.items() if beside > col]
        colon_beside = bool(right) and rapi(right[0].text).startswith(":")
        if not (colon or colon_beside or words.field_of("pegawai", normal(label))):
            continue
        value = next((other for other in right if rapi(other.text) != ":"), None)
        following = words.field_of("pegawai", normal(value.text.partition(":")[0])) if value is not None else None
        if following and following[1] < PARTS:
            value = None  # the next label: this one has no value
        if value is not None and value.text.lstrip().startswith(":"):
            value = replace(value, text=value.text.lstrip().removeprefix(":").strip())
        yield col, label, value

"""What a column holds, told by its content: where there is no title, where it may mean two things, where it is not true.

Only what most rows agree on counts; a tie tells nothing. Titles are `words.py`'s.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from skpxl.foreign.people import digits_of, split_rows
from skpxl.foreign.roster.plausible import is_figures, is_name, is_whole_nip
from skpxl.foreign.roster.words import RosterWords
from skpxl.foreign.sheet import Sheet
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import parse_nip
from skpxl.model.teks import rapi

_MOST = 0.6
ROWS_MAX = 300  # enough to tell a column by
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_UNIQUE = 0.9
_NAME = re.compile(r"[^\W\d_][^\d:;/@]{2,59}")


@dataclass(frozen=True)
class Content:
    """Tells what texts of a column are; `golongan` is the list of pangkat and golongan ruang."""

    words: RosterWords
    golongan: Sequence[str]

    def is_like(self, word: str, text: str) -> bool:
        """True where a text is by itself what a column of this word of ours holds."""
        return self._rules[word](text)

    @property
    def _rules(self) -> dict[str, Callable[[str], bool]]:
        return {
            "nip": is_whole_nip,
            "nama_nip": self._name_and_nip,
            "email": lambda text: bool(_EMAIL.fullmatch(text)),
            "pangkat_golongan": lambda text: parse_golongan(text, self.golongan)[0] is not None,
            "status": lambda text: self.words.label.cocok("status_pegawai", text) is not None,
            "nama": lambda text: bool(_NAME.fullmatch(text)) and is_name(text, self.words),
            "unit_kerja": self.words.names_unit,
            "jabatan": self.words.is_post,
        }

    def _name_and_nip(self, text: str) -> bool:
        split = split_rows(text, self.words.label)
        return bool(split.nama) and parse_nip(split.nip).sah

    def share(self, word: str, texts: Sequence[str]) -> float:
        """Which part of some texts is like this."""
        rule = self._rules.get(word)
        return sum(map(rule, texts)) / len(texts) if texts and rule else 0.0

    def agrees(self, word: str, texts: Sequence[str]) -> bool:
        """True where most texts are what a title that only may mean this word says."""
        return bool(texts) and self.share(word, texts) >= _MOST

    def contradicts(self, word: str, texts: Sequence[str]) -> bool:
        """True where no text at all can be what the title says: figures under Jabatan, `Aktif` under Status."""
        if not texts:
            return False
        if word in ("nip", "nip_penilai"):
            return not any(digits_of(text, 8) or any(map(str.isdigit, text)) for text in texts)
        if word in ("jabatan", "unit_kerja", "perangkat_daerah", "penilai_jabatan", "nama", "penilai_nama"):
            return len(texts) > 1 and all(map(is_figures, texts))
        if word == "status":
            return self.share(word, texts) == 0.0
        return False

    def meant(self, texts: Sequence[str], wanted: Iterable[str]) -> str:
        """The one of our words, of those wanted, that most texts of a column are like; empty where none."""
        if not texts:
            return ""
        for word in ("nip", "email", "pangkat_golongan", "status", "unit_kerja", "jabatan"):
            if word in wanted and self.share(word, texts) >= _MOST:
                unique = word != "nip" or len(set(texts)) >= len(texts) * _UNIQUE
                return word if unique else ""
        return ""


def column_texts(sheet: Sheet, rows: Iterable[int], col: int) -> list[str]:
    """The texts of a column in some rows, folded, those that say nothing left out."""
    return [text for row in rows if (text := sheet.text(row, col)).strip("-. ")]


def columns_by_content(sheet: Sheet, rows: Sequence[int], content: Content) -> dict[str, int]:
    """Column numbers by our word of a table without titles, as far as content tells; at most one column each."""
    filled = [sheet.rows[row] for row in rows[:ROWS_MAX]]
    texts: dict[int, list[str]] = {}
    people = 0
    for cells in filled:
        row_texts = {col: rapi(cell.text) for col, cell in cells.items()}
        people += any(len(digits_of(text)) == 18 or content.is_like("nama_nip", text) for text in row_texts.values())
        for col, text in row_texts.items() if len(cells) > 1 else ():
            texts.setdefault(col, []).append(text)
    if not people:
        return {}
    texts = {col: column for col, column in texts.items() if len(column) >= people * _MOST}
    found: dict[str, int] = {}
    for word in ("nip", "nama_nip", "email", "pangkat_golongan", "unit_kerja", "jabatan"):
        free = {col: column for col, column in texts.items() if col not in found.values()}
        fitting = [col for col, column in free.items() if content.share(word, column) >= _MOST]
        if len(fitting) == 1:
            found[word] = fitting[0]
    if "nip" in found and "nama_nip" not in found and (col := name_beside(found, texts)):
        found["nama"] = col
    return found


def name_beside(found: dict[str, int], texts: dict[int, list[str]]) -> int:
    """The column of names nearest to that of the NIP, of those that are not known; 0 where none or two are."""
    free = {col: column for col, column in texts.items() if col not in found.values()}
    names = [
        (abs(col - found["nip"]), col)
        for col, column in free.items()
        if all(map(_NAME.fullmatch, column)) and len(set(column)) >= len(column) * _UNIQUE
    ]
    nearest = [col for distance, col in names if distance == min(names)[0]]
    return nearest[0] if len(nearest) == 1 else 0

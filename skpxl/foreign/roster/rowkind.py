"""What a row of a people's table is: a person, a repeated header, a heading, a subtotal, a signature, a note. Not who.

A person has a plausible name or number; a row that only shows how a form is filled in is nobody.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.people import LONG_NUMBER, digits_of, holds_nip
from skpxl.foreign.roster.accounting import Nasib
from skpxl.foreign.roster.plausible import WHO, is_example, is_figures, is_name
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell

_ITEM_NUMBER = re.compile(r"\(?\d{1,5}[.)]?")
_NUMBERING_MAX = 12  # characters of a number of a column: `(4)`, `6 = 4 x 5`
_NIP_WORD = r"{nip}\b"
_NIP_LABEL = r"{nip}[\s.:]"
_NAME_BEGINS = r"(?!{nip}\b)[^\W\d]"


def _plain_nip(text: str) -> bool:
    """True for 18 digits and no more that nobody counted out."""
    return len(text) == 18 and text.isdecimal() and len(set(text)) > 3 and not text.startswith("123456789")


@dataclass
class RowJudge:
    """Tells the rows of a table apart; remembers whether a signature block is going on."""

    columns: dict[str, int]
    titles: dict[int, tuple[str, ...]]
    merged: dict[int, int]  # row -> columns that a merge beginning there covers
    words: RosterWords
    signing: bool = False

    def fate(self, row: int, cells: dict[int, Cell]) -> Nasib:
        """The fate of one non-blank row."""
        texts = {col: rapi(cell.text) or "?" for col, cell in cells.items()}
        filled = {word for word, col in self.columns.items() if col in texts and texts[col].strip("-")}
        if self._header_again(texts):
            return "kepala"
        who = [texts[col] for word in WHO if (col := self.columns.get(word, 0)) in texts]
        if not any(map(_plain_nip, who)) and is_example(who, self.words):
            return "contoh isian"
        if self._certain_person(texts, filled):
            self.signing = False
            return "orang"
        if (
            self.signing
            and filled & {"nama", "nip"}
            and (len(filled) > 2 or (len(filled) > 1 and self._numbered(texts)))
        ):
            self.signing = False  # the table goes on below the signature
        if self.signing or self._signature_begins(texts, filled):
            self.signing = True
            return "tanda tangan"
        return self._inside(row, texts, filled)

    def _inside(self, row: int, texts: dict[int, str], filled: set[str]) -> Nasib:
        """The fate of a row that is no header, no signature and not certainly a person."""
        first, *others = texts.values()
        closing = self.words.closing(first)
        if any(map(holds_nip, texts.values())):  # whoever that is, it is no subtotal and no note
            told = closing in ("catatan", "jumlah")
            return "orang" if not told and self._person(texts, filled) else "tak terbaca"
        beside = others[:1] if not _ITEM_NUMBER.fullmatch(first) else []
        if closing == "jumlah" or any(self.words.closing(text) == "jumlah" for text in beside):
            return "subtotal"
        if closing == "catatan":
            return "catatan"
        if not others:
            return self._alone(row, next(iter(texts)), first)
        return "orang" if self._person(texts, filled) else "tak terbaca"

    def _alone(self, row: int, col: int, text: str) -> Nasib:
        """A row with one text: a heading where it is merged or names a unit, else a note, or not to be told."""
        if self.merged.get(row, 1) > 1 or self.words.names_unit(text):
            return "judul bagian"
        if col in self.columns.values() or not any(map(str.isalpha, text)):
            return "tak terbaca"
        return "catatan"

    def _header_again(self, texts: dict[int, str]) -> bool:
        if all(text in self.titles.get(col, ()) for col, text in texts.items()):
            return True
        if len(texts) >= 2 and all(normal(text) in self._folded.get(col, ()) for col, text in texts.items()):
            return True
        if any(len(text) > _NUMBERING_MAX for text in texts.values()):
            return False
        return numbers_columns(texts.values())

    @cached_property
    def _folded(self) -> dict[int, set[str]]:
        return {col: {normal(title) for title in path} for col, path in self.titles.items()}

    def _certain_person(self, texts: dict[int, str], filled: set[str]) -> bool:
        """A name and a number, each in its column (or both in one, with more beside it); within a signature a bare one."""
        written = texts.get(self.columns.get("nip", 0), "")
        nip_word = self.words.label.pattern(_NIP_WORD)
        name = texts[self.columns["nama"]] if "nama" in filled else ""
        named = any(map(str.isalpha, name)) and not nip_word.match(name)
        if named and digits_of(written, 8):
            return not (self.signing and nip_word.match(written))
        both = texts.get(self.columns.get("nama_nip", 0), "")
        if not (self.words.label.pattern(_NAME_BEGINS).match(both) and LONG_NUMBER.search(both)):
            return False
        return len(filled) > (2 if self.signing else 1) or self._numbered(texts)

    def _numbered(self, texts: dict[int, str]) -> bool:
        first = min(self.columns.values())
        return any(col < first and _ITEM_NUMBER.fullmatch(text) for col, text in texts.items())

    def _signature_begins(self, texts: dict[int, str], filled: set[str]) -> bool:
        if len(texts) > 3 or self._numbered(texts):
            return False
        closing = {col: self.words.closing(text) for col, text in texts.items()}
        if "pasti" in closing.values():
            return True
        if len(texts) > 2:
            return False
        alone, post = len(texts) == 1, self.columns.get("jabatan", 0)
        bare_nip = alone and len(filled - {"unit_kerja"}) <= 1
        return any(
            (closing[col] == "mungkin" and (text.endswith(",") or (alone and col != post)))
            or (bare_nip and self.words.label.pattern(_NIP_LABEL).match(text))
            for col, text in texts.items()
        )

    def _person(self, texts: dict[int, str], filled: set[str]) -> bool:
        numbered = self._numbered(texts)
        if "nip" in filled and len(re.sub(r"\D", "", texts[self.columns["nip"]])) >= 8:
            return len(filled) > 1 or numbered
        who = [texts[self.columns[word]] for word in WHO if word in filled]
        if who:
            return any(is_name(text, self.words) for text in who) and (numbered or len(filled) > 1)
        return (
            "jabatan" in filled
            and not is_figures(texts[self.columns["jabatan"]])
            and (numbered or bool(filled & {"unit_kerja", "unit_id", "pangkat_golongan", "golongan"}))
        )

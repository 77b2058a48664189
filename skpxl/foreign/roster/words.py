"""What the texts of an office's roster mean (`daftar/label-roster.toml`): titles of columns, units, ends of tables. No cells.

A title counts when it says one of the wordings, after folding, or when all its parts do (`titles.py`). Titles are folded
further than on forms (`normal`): databases write `NIP_BARU` and `nipBaru`, and one wording is better than another.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from skpxl.errors import SkpxlError
from skpxl.foreign.roster.titles import PARTS, PLACES, WEAK, TitleParts
from skpxl.foreign.roster_columns import PRODUK, UNIT, RosterTable
from skpxl.foreign.wording import is_vacant, place_and_date, without_number
from skpxl.model.teks import rapi
from skpxl.template.labels import GROUPS, Label
from skpxl.template.library import Library, load_library

TableKind = Literal["pegawai", "unit", "produk"]
KINDS: tuple[TableKind, ...] = ("pegawai", "unit", "produk")

PENILAI: Mapping[str, str] = {
    "": "penilai_nama_nip",
    "nip": "nip_penilai",
    "nama": "penilai_nama",
    "nama_nip": "penilai_nama_nip",
    "jabatan": "penilai_jabatan",
    "pangkat_golongan": "penilai_pangkat_golongan",
    "golongan": "penilai_pangkat_golongan",
    "pangkat": "penilai_pangkat_golongan",
    "unit_kerja": "penilai_unit_kerja",
}
_PEGAWAI = (
    "nip nama nama_nip gelar_depan gelar_belakang pangkat_golongan pangkat golongan jabatan jenis_jabatan status unit_kerja "
    "unit_id perangkat_daerah email pendekatan mulai selesai"
).split()
# The words a map may use on the left, by kind of table, in the order in which a map lists them.
KATA: Mapping[str, tuple[str, ...]] = {
    "pegawai": (*_PEGAWAI, *dict.fromkeys(PENILAI.values())),
    "unit": tuple(GROUPS["roster"]["unit"].split()),
    "produk": tuple(GROUPS["roster"]["produk"].split()),
}
_PRINTED = re.compile(
    r"##|\{\{|\$\{|^\s*(?:<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\])\s*$"
)  # a program writes a value there: no title
_KNOWN_MAX = 20_000  # titles whose meaning is remembered
_NIHIL_MAX = 8  # characters of what stands for no value
_TITLE_MAX = 60  # characters of a title
_BRACKETED_END = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_NOTE = r"\*|{halaman}\.?\s*\d"


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """A title under which `NIP_BARU`, `Nip  Baru*` and `nipBaru` are the same; notes in brackets go away."""
    if _PRINTED.search(title):
        return ""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rapi(title)).casefold()
    text = re.sub(r"\([^)]*\)", " ", text)
    words = re.sub(r"[^a-z0-9]+", " ", text).split()
    return ("" if len(words) > 1 and all(len(word) == 1 for word in words) else " ").join(words)  # `N I P`


class RosterWords:
    """The wordings of a templates folder for rosters; made by `words_of`."""

    kinds = KINDS

    def __init__(self, label: Label, file: str) -> None:
        self.label = label
        self._fields: dict[str, dict[str, tuple[str, int]]] = {
            kind: _ranked(label.grup[kind], f"{file}, [{kind}]") for kind in KINDS
        }
        self.parts = TitleParts(label, self._fields)
        self._known: dict[tuple[str, str], tuple[str, int] | None] = {}

    @cached_property
    def _superior(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self.label.ragam("penilai")), key=len, reverse=True)) or "(?!)"
        return re.compile(rf"^(?:{words})\b|\b(?:{words})$")

    @cached_property
    def _below(self) -> frozenset[str]:
        return self.parts.other | frozenset(self.label.ragam("bawah"))

    def field_of(self, kind: str, title: str) -> tuple[str, int] | None:
        """(our word, rank) of a single title, as `normal` has it; rank 0 is the best wording. None where it means nothing."""
        if (kind, title) not in self._known:
            if len(self._known) > _KNOWN_MAX:
                self._known.clear()  # texts of a long list, not titles
            self._known[kind, title] = self._field_of(kind, title)
        return self._known[kind, title]

    def _field_of(self, kind: str, title: str) -> tuple[str, int] | None:
        if found := self._fields[kind].get(title):
            return found
        if kind != "pegawai":
            return self.parts.field_of(kind, title)
        if self.label.memuat("atasan_penilai", title):
            return None
        rest, count = self._superior.subn(" ", title)
        if not count:
            return self.parts.field_of(kind, title)
        if not (rest := " ".join(rest.split())):
            return PENILAI[""], 0
        inner = self.field_of(kind, rest)
        return (PENILAI[inner[0]], inner[1]) if inner and inner[0] in PENILAI else None

    def meaning(self, table: RosterTable, title: str) -> str | None:
        """The column of our own sheets Unit and Produk that a usual title means; sheet Pegawai has its own titles."""
        if table not in (UNIT, PRODUK):
            return None
        found = self.field_of(table.lembar.casefold(), normal(title))
        return found[0] if found else None

    def role(self, kind: str, path: tuple[str, ...]) -> tuple[str, int] | None:
        """(our word, rank) of a column whose titles, from above, are `path`: `("Jabatan", "Nama")` is the jabatan."""
        titles = [title for title in map(normal, path) if title]
        if not titles:
            return None
        *above, last = titles
        if not above:
            return self.field_of(kind, last)
        direct = self.field_of(kind, " ".join(titles))
        if direct and direct[1] < PARTS:
            return direct
        group = " ".join(above)
        if self.parts.other & set(group.split()) or self.label.memuat("atasan_penilai", group):
            return None
        own = self.field_of(kind, last)
        parent = next((found for title in reversed(above) if (found := self.field_of(kind, title))), None)
        if parent and parent[0] == PENILAI[""]:
            return (PENILAI[own[0]], own[1]) if own and own[0] in PENILAI else None
        if parent and self.label.cocok("turunan", last):
            return parent
        if parent and self.parts.other & set(last.split()):
            return None
        return own if own and self.sure(own[1]) else direct or own

    def sure(self, rank: int) -> bool:
        """True for the rank of a title that means its word whatever the column holds."""
        return rank < WEAK

    def is_other(self, path: tuple[str, ...]) -> bool:
        """True for titles that are known to mean something without a place on an SKP."""
        titles = [normal(title) for title in path]
        return any(self.parts.is_other(title) or bool(self.label.memuat("atasan_penilai", title)) for title in titles)

    def is_heading(self, texts: list[str]) -> bool:
        """True for a row that looks like titles of columns, whether or not it says who stands below."""
        titles = [normal(text) for text in texts if any(map(str.isalpha, text))]
        if len(titles) < 2 or len(titles) < len(texts) / 2 or max(map(len, texts)) > _TITLE_MAX or texts[0].isdecimal():
            return False
        known = sum(self.is_title_word(title) for title in titles)
        return (known >= 2 and known >= len(titles) / 2) or (
            len(titles) >= 3 and self.parts.is_number(titles[0]) and not any(text[:1].isdecimal() for text in texts[1:])
        )

    def is_title_word(self, title: str) -> bool:
        """True for a normalised text that is a title of a column, ours or another's, and not the content of one."""
        meant = self.field_of("pegawai", title)
        return (
            (meant is not None and meant[1] < (PARTS if meant[0] in PLACES else WEAK))
            or self.label.cocok("nomor", title) is not None
            or (bool(title) and set(title.split()) <= self._below)
        )

    def complete(self, kind: str, roles: set[str]) -> bool:
        """True where these roles are enough to be the heading of a table of people, of units or of products."""
        if kind == "pegawai":
            return bool(roles & {"nip", "nama", "nama_nip"}) and len(roles) >= 2
        if kind == "unit":
            return {"kode", "nama"} <= roles and bool(roles & {"induk", "pimpinan"})
        return {"unit", "kode", "teks"} <= roles

    def is_subtitle(self, text: str) -> bool:
        """True for a word that stands in a second header row (`GOL`, `TMT`, `THN`)."""
        words = normal(text).split()
        return bool(words) and set(words) <= self._below

    def is_group(self, text: str) -> bool:
        """True for the head over several columns of one person (`PEJABAT PENILAI`, `PEGAWAI YANG DINILAI`)."""
        title = normal(text)
        field = self.field_of("pegawai", title)
        return self.label.cocok("kelompok", title) is not None or bool(field and field[0] == PENILAI[""])

    def closing(self, text: str) -> str:
        """What a row below the people begins with: `pasti` a signature, `mungkin` one, `jumlah`, `catatan`; else empty."""
        if self.label.awal("atas_nama", text, tanda=".") or place_and_date(text, self.label):
            return "pasti"
        begun = self.label.awal("penutup", text, tanda="")
        return begun[0] if begun else "catatan" if self.label.pattern(_NOTE).match(text) else ""

    def names_unit(self, text: str) -> bool:
        """True for a text that begins like the name of a unit (`BIDANG ...`, `Sekretariat`)."""
        return self.label.awal("nama_unit", without_number(text), tanda="") is not None

    def is_vacant(self, name: str) -> bool:
        """True for what stands in place of a name at a vacant post: nothing but signs, a word for it."""
        return not any(map(str.isalnum, name)) or is_vacant(name, self.label)

    def post(self, jabatan: str) -> str:
        """The title of a vacant post without the word in brackets that says so."""
        match = _BRACKETED_END.fullmatch(jabatan)
        return match[1] if match and match[1] and is_vacant(match[2], self.label) else jabatan

    def is_nothing(self, text: str) -> bool:
        """True for what databases write where there is no value (`NULL`)."""
        return len(text) <= _NIHIL_MAX and self.label.cocok("nihil", text) is not None

    def is_post(self, text: str) -> bool:
        """True for a text that begins like a jabatan, or names a jenjang."""
        begun = self.label.awal("jabatan", text, tanda="")
        if begun and begun[0] == "pelaksana_tugas":
            begun = self.label.awal("jabatan", begun[1].lstrip(". "), tanda="")
        return begun is not None or bool(self.label.memuat("jenjang", text))

    def fact(self, texts: list[str]) -> tuple[str, str] | None:
        """(our word, value) that a line above a table says of all its people: `UNIT KERJA : ...`, or a name alone."""
        line = " ".join(texts)
        labelled = self.label.awal("tetap", line, tanda=":")
        if labelled and labelled[1]:
            return labelled
        left, colon, right = line.partition(":")
        meant = self.field_of("pegawai", normal(left)) if colon and right.strip() else None
        if meant and meant[0] in ("unit_kerja", "perangkat_daerah"):
            return meant[0], right.strip()
        if len(texts) != 1:
            return None
        if self.label.awal("induk", line, tanda=""):
            return "perangkat_daerah", line
        return ("unit_kerja", line) if self.names_unit(line) else None

    def is_title(self, texts: list[str]) -> bool:
        """True for a line that may stand above a table: the title of a list, a fact, a unit."""
        line = " ".join(texts)
        titled = self.label.awal("judul", line, tanda="") is not None
        return titled or self.fact(texts) is not None or self.names_unit(texts[0])


def words_of(library: Library | None = None) -> RosterWords:
    """The wordings of a templates folder, by default the one that `load_library` finds. Raises SkpxlError for its faults."""
    library = library or load_library()
    return RosterWords(library.wording("roster"), str(library.akar / "daftar" / "label-roster.toml"))


def _ranked(group: Mapping[str, tuple[str, ...]], place: str) -> dict[str, tuple[str, int]]:
    """Normalised title -> (our word, rank). Raises SkpxlError for a title that means two things."""
    found: dict[str, tuple[str, int]] = {}
    for word, titles in group.items():
        for rank, title in enumerate(titles):
            if found.setdefault(normal(title), (word, rank))[0] != word:
                raise SkpxlError(f"{place}: judul “{title}” berarti {found[normal(title)][0]} dan {word}; hapus satu.")
    return found

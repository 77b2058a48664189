"""What the texts of an office's roster mean (`daftar/label-roster.toml`): titles of columns, units, ends of tables. No cells.

A title counts when it says exactly one of the wordings, after folding; a longer or unknown title means nothing. Titles are
folded further than on forms (`normal`): databases write `NIP_BARU` and `nipBaru`, and one wording is better than another.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from skpxl.errors import SkpxlError
from skpxl.foreign.wording import place_and_date, without_number
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
    "unit_id perangkat_daerah email pendekatan"
).split()
# The words a map may use on the left, by kind of table, in the order in which a map lists them.
KATA: Mapping[str, tuple[str, ...]] = {
    "pegawai": (*_PEGAWAI, *dict.fromkeys(PENILAI.values())),
    "unit": tuple(GROUPS["roster"]["unit"].split()),
    "produk": tuple(GROUPS["roster"]["produk"].split()),
}
_NOTE = r"\*|{halaman}\.?\s*\d"


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """A title under which `NIP_BARU`, `Nip  Baru*` and `nipBaru` are the same; notes in brackets go away."""
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
        self._known: dict[tuple[str, str], tuple[str, int] | None] = {}

    @cached_property
    def _superior(self) -> re.Pattern[str]:
        words = "|".join(sorted(map(re.escape, self.label.ragam("penilai")), key=len, reverse=True)) or "(?!)"
        return re.compile(rf"^(?:{words})\b|\b(?:{words})$")

    @cached_property
    def _other(self) -> frozenset[str]:
        """Words under or with which a title means something that has no place on an SKP."""
        return frozenset(self.label.ragam("kata"))

    @cached_property
    def _below(self) -> frozenset[str]:
        return self._other | frozenset(self.label.ragam("bawah"))

    def field_of(self, kind: str, title: str) -> tuple[str, int] | None:
        """(our word, rank) of a single title, as `normal` has it; rank 0 is the best wording. None where it means nothing."""
        if (kind, title) not in self._known:
            self._known[kind, title] = self._field_of(kind, title)
        return self._known[kind, title]

    def _field_of(self, kind: str, title: str) -> tuple[str, int] | None:
        if found := self._fields[kind].get(title):
            return found
        if kind != "pegawai" or self.label.memuat("atasan_penilai", title):
            return None
        rest, count = self._superior.subn(" ", title)
        if not count:
            return None
        if not (rest := " ".join(rest.split())):
            return PENILAI[""], 0
        inner = self.field_of(kind, rest)
        return (PENILAI[inner[0]], inner[1]) if inner and inner[0] in PENILAI else None

    def role(self, kind: str, path: tuple[str, ...]) -> tuple[str, int] | None:
        """(our word, rank) of a column whose titles, from above, are `path`: `("Jabatan", "Nama")` is the jabatan."""
        titles = [title for title in map(normal, path) if title]
        if not titles:
            return None
        if direct := self.field_of(kind, " ".join(titles)):
            return direct
        *above, last = titles
        if not above:
            return None
        group = " ".join(above)
        if self._other & set(group.split()) or self.label.memuat("atasan_penilai", group):
            return None
        own = self.field_of(kind, last)
        parent = next((found for title in reversed(above) if (found := self.field_of(kind, title))), None)
        if parent and parent[0] == PENILAI[""]:
            return (PENILAI[own[0]], own[1]) if own and own[0] in PENILAI else None
        if parent and self.label.cocok("turunan", last):
            return parent
        if parent and self._other & set(last.split()):
            return None
        return own

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
        """True for what stands in place of a name at a vacant post."""
        return self.label.cocok("lowong", name) is not None

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

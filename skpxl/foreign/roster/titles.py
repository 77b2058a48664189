"""What a title of a column means by its parts: `nm_jabatan`, `NIP ASN`, `OPD / Unit Kerja`. Whole titles are `words.py`'s.

A title means a word of ours only where all its parts do: what is left when the words that say nothing of the matter are out
must be titles of the lists, one after the other, that mean the same thing or two that stand in one cell.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from skpxl.template.labels import Label

Meaning = tuple[str, int]  # our word, and how sure: 0 is the best wording of a list
PARTS = 100  # the rank of what is understood by its parts only
WEAK = 200  # ... and of a title that may mean it, where the column's content agrees
PLACES = ("unit_kerja", "perangkat_daerah")
_NAMED = (*PLACES, "jabatan", "jenis_jabatan")
# What two titles in one mean together.
_TOGETHER: Mapping[frozenset[str], str] = {
    frozenset({"nama", "nip"}): "nama_nip",
    frozenset({"nama", "nama_nip"}): "nama_nip",
    frozenset({"nip", "nama_nip"}): "nama_nip",
    frozenset({"pangkat", "golongan"}): "pangkat_golongan",
    frozenset({"pangkat", "pangkat_golongan"}): "pangkat_golongan",
    frozenset({"golongan", "pangkat_golongan"}): "pangkat_golongan",
    frozenset({"perangkat_daerah", "unit_kerja"}): "unit_kerja",
    **{frozenset({"nama", "nip", rank}): "nama_nip" for rank in ("pangkat", "golongan", "pangkat_golongan")},
    **{frozenset({"nama_nip", rank}): "nama_nip" for rank in ("pangkat", "golongan", "pangkat_golongan")},
    frozenset({"nama", "nip", "pangkat", "golongan"}): "nama_nip",
    frozenset({"nama_nip", "pangkat", "golongan"}): "nama_nip",
    frozenset({"nama", "gelar_depan"}): "nama",
    frozenset({"nama", "gelar_belakang"}): "nama",
}


class TitleParts:
    """The parts of titles by a label file; `fields` are its whole titles, normalised, by kind of table."""

    def __init__(self, label: Label, fields: Mapping[str, Mapping[str, Meaning]]) -> None:
        self._label = label
        self._fields = fields
        self._short = label.ragam("singkatan_judul")
        self._extra = frozenset(label.ragam("pelengkap"))
        self._weak = label.ragam("kemungkinan")
        self._squeezed = {
            kind: {title.replace(" ", ""): meant for title, meant in titles.items()} for kind, titles in fields.items()
        }

    @cached_property
    def other(self) -> frozenset[str]:
        """Words under or with which a title means something that has no place on an SKP."""
        return frozenset(self._label.ragam("kata"))

    def field_of(self, kind: str, title: str) -> Meaning | None:
        """(our word, rank) of a normalised title that no list has as a whole; None where its parts do not say."""
        fields = self._fields[kind]
        words = self._in_full(title)
        whole = " ".join(words)
        if found := fields.get(whole) or self._squeezed[kind].get(whole.replace(" ", "")):
            return found[0], PARTS + found[1]
        if found := self._maybe(kind, whole):
            return found
        core = [word for word in words if word not in self._extra and not word.isdecimal()]
        rank = PARTS + len(words) - len(core)
        if found := fields.get(" ".join(core)):
            return found[0], rank
        if self.other & set(words):
            return self._beginning(kind, words)
        if not core or len(core) > 8:
            return None
        if found := self._maybe(kind, " ".join(core)):
            return found
        if word := self._named(kind, core):
            return word, rank
        meant = set(self._tiles(fields, core)) if kind == "pegawai" else {""}
        if len(meant) == 1 and meant != {""}:
            return meant.pop(), rank
        word = _TOGETHER.get(frozenset(meant), "")
        return (word, rank) if word else None

    def _beginning(self, kind: str, words: list[str]) -> Meaning | None:
        """A cell with name, NIP, and more that has no place: `NAMA / NIP / TEMPAT TGL LAHIR`; pangkat, golongan and TMT."""
        if kind != "pegawai":
            return None
        end = next(number for number, word in enumerate(words) if word in self.other)
        core = [word for word in words[:end] if word not in self._extra and word != "tempat"]
        meant = frozenset(self._tiles(self._fields[kind], core))
        word = _TOGETHER.get(meant, "") or next(iter(meant & {"nama_nip", "pangkat_golongan"}), "")
        if meant == {"jabatan"} and words[end] == "tmt":  # a date, where the column holds nothing else, is none
            word = "jabatan"
        return (word, PARTS + len(words)) if word and "" not in meant and (len(core) > 1 or word == "jabatan") else None

    def _named(self, kind: str, words: list[str]) -> str:
        """Our word for the name of something: `nama bidang`; of somebody: `nama petugas`."""
        if len(words) < 2 or "nama" not in (words[0], words[-1]) or kind != "pegawai":
            return ""
        rest = " ".join(words[1:] if words[0] == "nama" else words[:-1])
        found = self._fields[kind].get(rest)
        if found and found[0] in _NAMED:
            return found[0]
        return "nama" if self._weak.get(rest) == "nama" else ""

    def _maybe(self, kind: str, title: str) -> Meaning | None:
        word = self._weak.get(title) if kind == "pegawai" else None
        return (word, WEAK) if word else None

    @staticmethod
    def _tiles(fields: Mapping[str, Meaning], words: list[str]) -> Iterator[str]:
        """Our words for the longest titles, one after the other; an empty one where a part is no title."""
        start = 0
        while start < len(words):
            for end in range(len(words), start, -1):
                if found := fields.get(" ".join(words[start:end])):
                    yield found[0]
                    start = end
                    break
            else:
                yield ""
                return

    def is_other(self, title: str) -> bool:
        """True for a title that is known to mean something without a place on an SKP: a date, a school, a number."""
        known = self._label.cocok("kata", title) or self._label.cocok("nomor", title)
        return known is not None or bool(self.other & set(self._in_full(title)))

    def _in_full(self, title: str) -> list[str]:
        """The words of a title, those that are cut short (`nm_jab`) in full."""
        return [word for part in title.split() for word in self._short.get(part, part).split()]

    def is_number(self, title: str) -> bool:
        """True for the title of a column that numbers the rows."""
        return self._label.cocok("nomor", title) is not None

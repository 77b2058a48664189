"""What an office may write of a person's jenis jabatan, status and pendekatan, and what is likely of him: pure look-ups.

The words and numbers are data (`workbook_templates/aturan/kepegawaian.toml`). It judges nobody: that is `checks/`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from pydantic import Field

from skpxl.model.angka_kredit import find_jenjang
from skpxl.model.dasar import Model
from skpxl.model.jenis_jabatan import (
    AturanPppk,
    JenisJabatan,
    JenisUmum,
    JenjangWajar,
    Kategori,
    NamaJabatan,
    Sebutan,
    StatusPegawai,
)
from skpxl.model.pegawai import Pegawai, Pendekatan
from skpxl.model.teks import rapi, wording_likeness

Name = TypeVar("Name", bound=str)
Entry = TypeVar("Entry")

_Worded = JenisJabatan | JenisUmum | StatusPegawai | Sebutan
_NEAR = 75  # of 100: below this two wordings have little in common
_KNOWN_MAX = 8192  # titles whose meaning is remembered


class _Title(NamedTuple):
    """What a title tells: a jenjang, the kinds, an age of retirement of its own (0: none), and whether it is an acting post."""

    jenjang: str
    kinds: tuple[str, ...]
    usia_pensiun: int
    acting: bool


class AturanKepegawaian(Model):
    """All of it by name. `sebutan_jenjang` and `kategori_jenjang` are those of aturan/angka-kredit.toml; `belum_terverifikasi`
    names what has no sure source, as `file: key`.
    """

    jenis: dict[str, JenisJabatan] = Field(min_length=1)
    umum: dict[str, JenisUmum]
    status: dict[str, StatusPegawai] = Field(min_length=1)
    pendekatan: dict[Pendekatan, Sebutan]
    kelonggaran: int = Field(ge=0)
    jenjang: dict[str, JenjangWajar]
    kategori: dict[str, Kategori]
    pppk: AturanPppk
    pelaksana_tugas: tuple[str, ...]
    jabatan: tuple[NamaJabatan, ...]
    sebutan_jenjang: dict[str, tuple[str, ...]]
    kategori_jenjang: dict[str, str]
    belum_terverifikasi: tuple[str, ...] = ()

    def jenis_of(self, text: str) -> str:
        """The kind that a text means: its name, another wording of it, or a jenjang; empty where it means none or several."""
        return self._kinds.get(_squeezed(text), "")

    def status_of(self, text: str) -> str:
        """The status that a text means, or an empty text."""
        return self._statuses.get(_squeezed(text), "")

    def pendekatan_of(self, text: str) -> Pendekatan | None:
        """The pendekatan that a text means, or None."""
        return self._approaches.get(_squeezed(text))

    def jenis_umum(self, text: str) -> tuple[str, ...]:
        """The kinds that a text means one of: `Fungsional`, `Struktural`; none where it is no such word."""
        return self._general.get(_squeezed(text), ())

    def nearest_jenis(self, text: str) -> str:
        """The kind that an unknown text may mean; empty where none comes near."""
        return _nearest(text, {**_words(self.jenis), **{_key(word): name for word, name in self._guesses}})

    def nearest_status(self, text: str) -> str:
        """The status that an unknown text may mean; empty where none comes near."""
        return _nearest(text, _words(self.status))

    def nearest_pendekatan(self, text: str) -> str:
        """The pendekatan that an unknown text may mean; empty where none comes near."""
        return _nearest(text, _words({str(name): entry for name, entry in self.pendekatan.items()}))

    def is_acting(self, jabatan: str) -> bool:
        """True for the title of an acting post (`Plt. Kepala Dinas`): the kind is that of the holder's own post."""
        return self._of_title(jabatan).acting

    def jenjang_of(self, jabatan: str) -> str:
        """The jenjang that a title names; empty for none, and in doubt."""
        return self._of_title(jabatan).jenjang

    def jenis_of_title(self, jabatan: str) -> tuple[str, ...]:
        """The kinds that a jabatan of this title can be of, the usual one first; none where the title does not say."""
        return self._of_title(jabatan).kinds

    def kind(self, person: Pegawai) -> str:
        """The kind of somebody's jabatan: what his row says, made definite by the title where that is needed and can be."""
        said = self.jenis_of(person.jenis_jabatan)
        if said or self.is_acting(person.jabatan):
            return said
        among = self.jenis_of_title(person.jabatan)
        if person.jenis_jabatan.strip():
            general = self.jenis_umum(person.jenis_jabatan)
            among = tuple(kind for kind in among if kind in general)
        return among[0] if len(among) == 1 else ""

    def leads(self, person: Pegawai) -> bool:
        """True where somebody's post is one that leads others, by its kind or its title; a jabatan fungsional is none."""
        kinds = [self.kind(person)] if self.kind(person) else self.jenis_of_title(person.jabatan)
        return any(self.jenis[kind].menilai and self.jenis[kind].kelompok != "fungsional" for kind in kinds)

    def usia_pensiun(self, person: Pegawai) -> int:
        """The age at which somebody retires; where his row does not say enough, the highest that it may be."""
        kind = self.jenis.get(self.kind(person))
        title = self._of_title(person.jabatan)
        jenjang, special = (None, 0) if title.acting else (self.jenjang.get(title.jenjang), title.usia_pensiun)
        if jenjang and (kind is None or kind.kelompok == "fungsional"):
            usual = jenjang.usia_pensiun
        elif special:
            usual = special
        else:
            usual = kind.usia_pensiun if kind else max(kind.usia_pensiun for kind in self.jenis.values())
        return max(usual, special)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        known = _wordings(self.jenis)
        for jenjang, wordings in self.sebutan_jenjang.items():
            kategori = self.kategori.get(self.kategori_jenjang.get(jenjang, ""))
            for wording in (jenjang, *wordings) if kategori else ():
                known.setdefault(_squeezed(wording), kategori.jenis if kategori else "")
        return known

    @cached_property
    def _guesses(self) -> list[tuple[str, str]]:
        return [(wording, name) for name, kind in self.jenis.items() for wording in kind.dugaan]

    @cached_property
    def _general(self) -> dict[str, tuple[str, ...]]:
        wordings = _wordings(self.umum)
        return {wording: self.umum[name].jenis for wording, name in wordings.items()}

    @cached_property
    def _statuses(self) -> dict[str, str]:
        return _wordings(self.status)

    @cached_property
    def _approaches(self) -> dict[str, Pendekatan]:
        return _wordings(self.pendekatan)

    @cached_property
    def _acting(self) -> dict[str, str]:
        return {_key(word): word for word in self.pelaksana_tugas}

    @cached_property
    def _titles(self) -> dict[str, NamaJabatan]:
        return {_key(word): entry for entry in self.jabatan for word in entry.kata}

    @cached_property
    def _read(self) -> dict[str, _Title]:
        """What was found in titles so far."""
        return {}

    def _of_title(self, jabatan: str) -> _Title:
        found = self._read.get(jabatan)
        if found is None:
            if len(self._read) >= _KNOWN_MAX:
                self._read.clear()
            found = self._read[jabatan] = self._judge_title(jabatan)
        return found

    def _judge_title(self, jabatan: str) -> _Title:
        key = _key(jabatan)
        entry = _begins(key, self._titles)
        age = entry.usia_pensiun or 0 if entry else 0
        kinds = entry.jenis if entry else ()
        jenjang = find_jenjang(jabatan, self.sebutan_jenjang)
        if jenjang:  # a JF's title, whatever else its first word may be; a post of lead may stand beside it
            of_lead = (name for name in kinds if self.jenis[name].kelompok != "fungsional" and self.jenis[name].menilai)
            kinds = (self.kategori[self.kategori_jenjang[jenjang]].jenis, *of_lead)
        return _Title(jenjang, kinds, age, _begins(key, self._acting) is not None)


def retirement(born: date, age: int) -> date:
    """The day on which somebody is pensioned: the first of the month after that in which he reaches the age."""
    month = born.year * 12 + born.month + age * 12  # counted from 0, so this is the month after
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """A wording without signs: `PPPK (Paruh-Waktu)` and `pppk paruh waktu` are the same."""
    return " ".join(re.findall(r"\w+", rapi(text).casefold().replace("_", " ")))


def _squeezed(text: str) -> str:
    """A wording without signs and blanks: `C.P.N.S` and `CPNS` are the same."""
    return _key(text).replace(" ", "")


def _wordings(
    table: Mapping[Name, _Worded],
) -> dict[str, Name]:
    """What every wording means, by the wording as `_squeezed` makes it."""
    known: dict[str, Name] = {}
    for wording, name in _words(table).items():
        known.setdefault(_squeezed(wording), name)
    return known


def _words(table: Mapping[Name, _Worded]) -> dict[str, Name]:
    """What every wording means, names first, by the wording as `_key` makes it."""
    named = {_key(name): name for name in table}
    return named | {
        _key(word): name for name, entry in table.items() for word in entry.sebutan if _key(word) not in named
    }


def _nearest(text: str, wordings: Mapping[str, str]) -> str:
    """What a text begins with (`PNS (tugas belajar)`), else what it is most like; empty where nothing comes near."""
    key = _key(text)
    if begun := _begins(key, wordings):
        return begun
    scores = [(wording_likeness(key, wording), name) for wording, name in wordings.items()]
    best, name = max(scores, default=(0.0, ""))
    return name if key and best >= _NEAR else ""


def _begins(key: str, wordings: Mapping[str, Entry]) -> Entry | None:
    """What the longest wording stands for with which a text begins, word by word."""
    words = key.split()
    return next(
        (wordings[start] for end in range(len(words), 0, -1) if (start := " ".join(words[:end])) in wordings), None
    )


def within(rank: int, order: Mapping[str, int], bounds: Iterable[str], slack: int = 0) -> bool:
    """True where a golongan of this rank lies in the bounds; also where the order does not know them."""
    low, high = (order.get(bound) for bound in bounds)
    return low is None or high is None or low - slack <= rank <= high + slack

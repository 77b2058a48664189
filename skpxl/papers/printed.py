"""What a finished paper prints about the person beyond his name: predikat, days, penilai, jabatan. It recognises no paper.

What is not certain stays empty, and an empty value never tells two papers apart.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skpxl.foreign.wording import read_period
from skpxl.model.nama import bare_name
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas
from skpxl.model.teks import rapi, sidik
from skpxl.template.labels import Label

_NUMBER = re.compile(r"\d{1,2}[.)]?")
_AROUND = re.compile(r"^[\s\d.,:()*/-]+|[\s()*]+$")
_VALUE_LINES = 3  # lines below a label in which its value may stand
_HEAD = 60  # lines in which identities stand


@dataclass(frozen=True)
class Isi:
    """What a paper says: the predikat in the wording of today, the days, who judges, the jabatan and unit judged.

    `acting`: the jabatan is held for somebody else (Plt., Plh.).
    """

    predikat: str = ""
    masa: Periode | None = None
    penilai: Identitas = Identitas()
    jabatan: str = ""
    unit_kerja: str = ""
    acting: bool = False

    @property
    def pegawai(self) -> Identitas:
        """The one who is judged, as far as his post goes."""
        return Identitas(jabatan=self.jabatan, unit_kerja=self.unit_kerja)

    @property
    def pejabat_penilai(self) -> Identitas:
        """Who judges."""
        return self.penilai

    @property
    def periode(self) -> Periode | None:
        """The days it is for."""
        return self.masa

    @property
    def nothing_known(self) -> bool:
        """True where it does not tell of which SKP of a year it is."""
        return not (self.masa or self.penilai.nama or self.penilai.nip or self.jabatan)

    def with_post_of(self, other: "Isi") -> "Isi":
        """The same, of the SKP of another; the predikat of the other where this says none."""
        return replace(other, predikat=self.predikat or other.predikat)

    def of_other_skp(self, other: "Isi") -> bool:
        """True where both certainly belong to different SKPs of a year: other days, another penilai, own jabatan and Plt.

        How a jabatan is written out does not tell: every office shortens it in its own way.
        """
        if self.masa and other.masa and self.masa != other.masa:
            return True
        mine, theirs = clean_nip(self.penilai.nip), clean_nip(other.penilai.nip)
        if mine and theirs:
            if mine != theirs:
                return True
        elif _differ(bare_name(self.penilai.nama), bare_name(other.penilai.nama)):
            return True
        return bool(self.jabatan and other.jabatan) and self.acting != other.acting

    def in_words(self) -> str:
        """By what one SKP of a year is told from another: its days where it is not a whole year, else who judges."""
        if self.masa and self.masa != Periode.setahun(self.masa.selesai.year):
            return self.masa.dalam_kalimat()
        parts = (f"penilai {rapi(self.penilai.nama)}" if self.penilai.nama.strip() else "", rapi(self.jabatan))
        return ", ".join(filter(None, parts))


def _differ(one: str, other: str) -> bool:
    """Two texts of which neither is the beginning of the other, as a wrapped one in a PDF may be."""
    mine, theirs = sidik(one), sidik(other)
    return bool(mine and theirs) and not (mine.startswith(theirs) or theirs.startswith(mine))


@dataclass(frozen=True)
class PaperReader:
    """Reads what papers print, by the wordings of the label files and the known predikat (`sidik` of a wording -> value).

    `is_acting` tells a Plt. or Plh. by the name of the jabatan.
    """

    berkas: Label
    skp: Label
    sebutan: Mapping[str, str]
    is_acting: Callable[[str], bool]

    def read(self, lines: Sequence[str]) -> Isi:
        """What these lines say, those of one paper from its title on."""
        values = self._identity(lines[:_HEAD])
        second = {name: found[1] for name, found in values.items() if len(found) > 1}
        nip = clean_nip(second.get("nip", ""))
        jabatan = values.get("jabatan", [""])[0]
        return Isi(
            predikat=self._predikat(lines),
            masa=self._masa(lines[:_HEAD]),
            penilai=Identitas(nama=second.get("nama", ""), nip=nip if parse_nip(nip).jenis else ""),
            jabatan=jabatan,
            unit_kerja=values.get("unit_kerja", [""])[0],
            acting=self.is_acting(jabatan),
        )

    def _predikat(self, lines: Sequence[str]) -> str:
        """The one predikat that stands behind or below its label; empty where there are several."""
        found = set()
        for number, line in enumerate(lines):
            begun = self.berkas.awal("predikat", line, tanda="")
            if begun:
                candidates = [begun[1]] if begun[1] else lines[number + 1 : number + 1 + _VALUE_LINES]
                found |= {value for text in candidates if (value := self._value(text))}
        return found.pop() if len(found) == 1 else ""

    def predikat_of(self, text: str) -> str:
        """The predikat that a text is, in the wording of today; empty for any other text."""
        return self._value(text)

    def masa_of(self, text: str, tahun: int) -> Periode | None:
        """The days or months that a text names, of the year `tahun` where it names none: `1 Januari - 31 Mei`."""
        found = read_period(text, self.skp) or read_period(f"{text} {tahun}", self.skp)
        return found[0] if found else None

    def _value(self, text: str) -> str:
        bare = _AROUND.sub("", text)
        return next(
            (value for one in (text, bare) if (value := self.sebutan.get(sidik(one)) or self._older(one))),
            "",
        )

    def _older(self, text: str) -> str:
        return self.berkas.cocok("sebutan", text) or ""

    def _masa(self, lines: Sequence[str]) -> Periode | None:
        """The first days that are written out beside or below the label of a period."""
        for number, line in enumerate(lines):
            if self.skp.memuat("periode", line):
                for until in range(1, 1 + _VALUE_LINES):
                    period = read_period(" ".join(lines[number : number + until]), self.skp)
                    if period and period[1]:
                        return period[0]
        return None

    def _identity(self, lines: Iterable[str]) -> dict[str, list[str]]:
        """Name of a line of identity -> its values from top to bottom: the pegawai's, then his penilai's."""
        found: dict[str, list[str]] = {}
        waiting = ""
        for part in self._parts(lines):
            label = self.skp.awal("identitas", part, tanda="") if part.split()[0].isupper() else None
            if label:
                name, value = label
                found.setdefault(name, []).append(value)
                waiting = "" if value else name
            elif waiting:
                found[waiting][-1] = part
                waiting = ""
        return found

    def _parts(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines without numbers in front; one that has both identities side by side as two."""
        for line in lines:
            for part in self._beside.split(line.strip()):
                if part and not _NUMBER.fullmatch(part.strip()):
                    yield part.strip()

    @cached_property
    def _beside(self) -> re.Pattern[str]:
        return self.skp.pattern(r"(?:^|(?<=\s))\d{1,2}[.)]?\s+(?={identitas}(?![A-Za-z]))", re.RegexFlag(0))

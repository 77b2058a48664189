"""What the texts of somebody's matriks mean by themselves: a heading, a unit, a person, roles, a signature. No cells here.

The wordings stand in `daftar/label-matriks.toml`; those of our own printed matriks come from its definition.
"""

import re
from dataclasses import dataclass

from skpxl.foreign.people import split_lines
from skpxl.foreign.wording import is_vacant, place_and_date, read_period, without_number, without_year
from skpxl.model.pembagian import PEMISAH
from skpxl.model.periode import Periode
from skpxl.model.teks import rapi, split_items
from skpxl.template.blocks import BlokMatriks
from skpxl.template.labels import Label, fold, united
from skpxl.template.library import Library

FORM = "matriks-peran-hasil"
LABEL_MAKS = 120  # characters; longer texts are no labels
_HEADING_MAX = 60  # characters of the heading of one column of people
_NAME_MAX = 400
_PERSON_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=[^\W\d])")  # no letters: `M. Yusuf` is a name
_NIP_LINE = r"\(?\s*{nip}\b[\s.:]*[\d\s.\-…_]*\)?"
_IN_BRACKETS = re.compile(r"\s*\(([^()]{0,80})\)\s*$")
_BRACKETED_LINE = re.compile(r"\n\s*\([^()]*\)\s*$")  # our own print: the unit of a stranger on a line of its own
_ORIGIN = r"^{asal}\s+"
_SASARAN = r"(?:\d+|{sasaran}\w*)(?!\w)"
# Lists as Word, Wingdings and hands make them, beyond what `split_items` knows: `(1) `, `1)Text`, `Ø Text`.
_NUMBERED_ITEM = re.compile(r"^\s*\(?\d{1,2}[.)]\s*(?=[^\W\d])")
_LETTERED_ITEM = re.compile(r"^\s*\(?([a-z])[.)]\s*(?=[^\W\d])")
_BULLETED_ITEM = re.compile(r"^\s*(?:[➢➤►▶✓✔✦❖◆◇■□◦→§\uf000-\uf0ff]\s*|[Øü]\s+|o(?:\t|\s{2,}))(?=\S)")
_TICK = re.compile(r"[√✓✔☑vV●•\uf0fc\s]+")


@dataclass(frozen=True)
class Orang:
    """A name cell taken apart. `lanjutan`: it goes on with the person of this name; `luar`: of another unit, it says.

    `lain` are lines that are neither name nor NIP.
    """

    nama: str
    nip: str = ""
    jabatan: str = ""
    luar: bool = False
    lanjutan: bool = False
    lain: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatriksWords:
    """The wordings of a library. `sisa` are the folded titles of the column for roles without a place."""

    label: Label
    sisa: frozenset[str]

    def kolom(self, text: str) -> str:
        """What a column holds by its heading: `nama`, `jabatan`, ... or `lain`; empty for any other text."""
        return (self.label.cocok("kolom", text) or "") if len(text) <= _HEADING_MAX else ""

    def kepala(self, text: str, *, as_wide: bool = False) -> str:
        """What stands over the roles' columns by this text (`produk`, `sasaran`, ...); empty for any other text.

        Of a cell as wide as all these columns (`as_wide`) the first words are enough.
        """
        if len(text) > LABEL_MAKS:
            return ""
        begun = self.label.awal("kepala", text, tanda="") if as_wide else None
        return self.label.cocok("kepala", text) or (begun[0] if begun else "")

    def judul(self, text: str) -> bool:
        """True for a line that says that this is a matriks."""
        return bool(self.label.memuat("judul", text))

    def unit(self, text: str) -> str:
        """The unit that a line names (`1. BIDANG MUTASI TAHUN 2022`), without number and year; empty for any other text."""
        if len(text) > 2 * LABEL_MAKS:
            return ""
        core, _ = without_year(without_number(text), self.label)
        return re.sub(r"\s*:\s*", " ", core) if self.label.awal("unit", core, tanda="") else ""

    def unit_berlabel(self, text: str) -> str | None:
        """What follows `UNIT KERJA :` in a line, maybe nothing; None where the line has no such label."""
        begun = self.label.awal("label_unit", text)
        return None if begun is None else rapi(without_year(begun[1], self.label)[0]).lstrip(": ")

    def unit_dari_judul(self, text: str) -> str:
        """The unit behind the words of the title: `MATRIKS PERAN HASIL BIDANG MUTASI`."""
        begun = self.label.awal("judul", text, tanda="")
        return self.unit(begun[1].lstrip(" :-–")) if begun else ""

    def instansi(self, text: str) -> str | None:
        """The instansi that a line names, empty where only its label stands there; None for any other text."""
        begun = self.label.awal("instansi", text)
        if begun is not None:
            return rapi(begun[1]).lstrip(": ")
        named = self.label.awal("awal_instansi", text, tanda="")
        return rapi(without_year(text, self.label)[0]) if named else None

    def periode(self, text: str) -> Periode | None:
        """The period that a line tells (`TAHUN 2022`, `PERIODE : 1 JANUARI SD 31 DESEMBER 2022`)."""
        begun = self.label.awal("periode", text, tanda="")
        read = read_period(begun[1] if begun else without_year(text, self.label)[1], self.label)
        return read[0] if read else None

    def di_atas_tabel(self, text: str) -> bool:
        """True for a line that belongs above a table: its title, the unit, the instansi, the period."""
        if len(text) > 2 * LABEL_MAKS:
            return False
        labelled = self.unit_berlabel(text) is not None or self.instansi(text) is not None
        known = labelled or self.judul(text) or bool(self.unit(text)) or self.keadaan(text)
        return known or self.periode(text) is not None

    def keadaan(self, text: str) -> bool:
        """True for a line that only tells on which day things stood so, as our own print does."""
        return self.label.awal("keadaan", text, tanda="") is not None

    def luar(self, text: str) -> bool:
        """True for a line above the people of other units."""
        return len(text) <= LABEL_MAKS and bool(self.label.memuat("luar", text))

    def penutup(self, text: str) -> str:
        """`pasti` for what only stands below a table, `nip`, `mungkin` for what may be a signature, else empty."""
        if self.label.pattern(_NIP_LINE).fullmatch(text.strip()[:LABEL_MAKS]):
            return "nip"
        if not (text := text.strip()) or len(text) > 2 * LABEL_MAKS:
            return ""
        if place_and_date(text, self.label):
            return "pasti"
        begun = self.label.awal("penutup", text, tanda=",:")
        if begun and begun[0] != "mungkin":
            return "pasti"
        loose = self.label.awal("penutup", text, tanda="")
        return "mungkin" if loose and loose[0] == "mungkin" else ""

    def tanpa_peran(self, text: str) -> bool:
        """True for a cell that says that there is no role: no letter or digit in it, or `x`, `nihil`."""
        if len(text) > _HEADING_MAX:
            return not any(map(str.isalnum, text))
        return not any(map(str.isalnum, text)) or self.label.cocok("kosong", text) is not None

    def orang(self, text: str, *, with_jabatan: bool = False) -> Orang:
        """A name cell taken apart: number, name, NIP, what is in brackets; `with_jabatan`: a post follows `PEMISAH`."""
        text = _PERSON_NUMBER.sub("", text[:_NAME_MAX], count=1).strip()
        jabatan = ""
        if with_jabatan and PEMISAH in text:
            text, _, jabatan = text.partition(PEMISAH)
        split = split_lines(text, self.label)
        name = split.nama
        outside = continued = False
        while brackets := _IN_BRACKETS.search(name):
            inside = brackets[1].strip()
            if self.label.cocok("lanjutan", inside):
                continued = True
            elif self.unit(self.label.pattern(_ORIGIN).sub("", inside)) or (
                _BRACKETED_LINE.search(text) and not self._is_sebutan(inside)
            ):
                outside = True
            elif inside:
                break
            name = name[: brackets.start()]
        vacant = not any(map(str.isalpha, name)) or is_vacant(name, self.label)
        return Orang("" if vacant else name, split.nip, rapi(jabatan), outside, continued, split.rest)

    def jabatan(self, text: str) -> str:
        """A post cell without the line that tells the penilai, as our own print has it."""
        lines = text.splitlines()
        return rapi("\n".join(lines[:1] + [line for line in lines[1:] if self.label.awal("penilai", line) is None]))

    def is_sasaran(self, text: str) -> bool:
        """True for a goal by its number or its first word: `1. Meningkatnya ...`, `SS.2 ...`, `Sasaran 3: ...`."""
        return bool(self.label.pattern(_SASARAN).match(fold(text)))

    def in_name(self, word: str) -> bool:
        """True for a word in small letters within names (`bin`)."""
        return word in self.label.ragam("dalam_nama")

    def _is_sebutan(self, text: str) -> bool:
        return self.label.awal("sebutan", text, tanda="") is not None


def words_of(library: Library) -> MatriksWords:
    """The wordings of a templates folder. Raises SkpxlError where its label file is missing or lacks a group."""
    label = library.wording("matriks")
    blocks = [
        b for v in library.versi(FORM) for b in library.definition(FORM, v).semua_blok() if isinstance(b, BlokMatriks)
    ]
    own = {
        "kolom": {"nama": tuple(b.judul_nama for b in blocks), "jabatan": tuple(b.judul_jabatan for b in blocks)},
        "kepala": {"produk": tuple(b.judul_kolom for b in blocks)},
        "unit": label.grup["nama_unit"],
    }
    return MatriksWords(united(label, Label(own)), frozenset(fold(b.judul_sisa) for b in blocks))


def looked_for(words: MatriksWords) -> dict[str, str]:
    """The headings that make a matriks, for the sentence that says that there is none."""
    name, jabatan = (words.label.grup["kolom"][role][0] for role in ("nama", "jabatan"))
    headings = [wordings[0] for wordings in words.label.grup["kepala"].values() if wordings]
    return {"nama": name, "jabatan": jabatan, "kepala": "”, “".join(headings)}


def split_roles(text: str) -> list[str]:
    """The roles in one cell: bullets and numbers of any kind are taken away, blanks folded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    letters = [match[1] for line in lines if (match := _LETTERED_ITEM.match(line))]
    lettered = len(letters) > 1 and letters[:2] == ["a", "b"]
    clean = []
    for line in lines:
        pattern = next(
            (p for p in (_NUMBERED_ITEM, _BULLETED_ITEM) if p.match(line)), _LETTERED_ITEM if lettered else None
        )
        clean.append(pattern.sub("- ", line, count=1) if pattern else line)
    return [item for part in split_items("\n".join(clean)) if (item := rapi(part))]


def is_tick(text: str) -> bool:
    """True for a cell that only ticks somebody off under a column (`√`): no role is written there."""
    return bool(_TICK.fullmatch(text)) and bool(text.strip())


def sounds_like_result(text: str) -> bool:
    """True for a text in the language of achievement: its first word ends in -nya (`1. Terlaksananya ...`)."""
    first = next((word for word in fold(text[:LABEL_MAKS]).split() if not word.isdecimal()), "")
    return len(first) > 6 and first.endswith("nya")

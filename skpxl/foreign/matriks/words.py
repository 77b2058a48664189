"""What the texts of somebody's matriks mean by themselves: a heading, a unit, a person, roles, a signature. No cells here.

The wordings stand in `daftar/label-matriks.toml`; those of our own printed matriks come from its definition.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skpxl.foreign.people import split_lines
from skpxl.foreign.wording import place_and_date, read_period, without_number
from skpxl.model.pembagian import PEMISAH
from skpxl.model.periode import Periode
from skpxl.model.teks import rapi, split_items
from skpxl.template.blocks import BlokMatriks
from skpxl.template.labels import Label, fold
from skpxl.template.library import Library

FORM = "matriks-peran-hasil"
LABEL_MAKS = 120  # characters; longer texts are no labels
_KEPALA_MAKS = 60  # characters of the heading of one column of people
_NAMA_MAKS = 400
_NOMOR_ORANG = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=[^\W\d])")  # no letters: `M. Yusuf` is a name
_TAHUN = re.compile(r"[\s,]*\bTAHUN(?:\s+ANGGARAN)?\s*:?\s*((?:19|20)\d\d)\s*$", re.IGNORECASE)
_BARIS_NIP = re.compile(r"\(?\s*(?:NIP|NI\s*PPPK|NIPPPK|NRP)\b[\s.:]*[\d\s.\-…_]*\)?", re.IGNORECASE)
_DALAM_KURUNG = re.compile(r"\s*\(([^()]{0,80})\)\s*$")
_BARIS_KURUNG = re.compile(r"\n\s*\([^()]*\)\s*$")  # our own print: the unit of a stranger on a line of its own
_ASAL = re.compile(r"^(?:dari|asal|pada)\s+", re.IGNORECASE)
# Lists as Word, Wingdings and hands make them, beyond what `split_items` knows: `(1) `, `1)Text`, `Ø Text`.
_ANGKA_BUTIR = re.compile(r"^\s*\(?\d{1,2}[.)]\s*(?=[^\W\d])")
_HURUF_BUTIR = re.compile(r"^\s*\(?([a-z])[.)]\s*(?=[^\W\d])")
_TANDA_BUTIR = re.compile(r"^\s*(?:[➢➤►▶✓✔✦❖◆◇■□◦→§\uf000-\uf0ff]\s*|[Øü]\s+|o(?:\t|\s{2,}))(?=\S)")
_CENTANG = re.compile(r"[√✓✔☑vV●•\uf0fc\s]+")


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
class Kata:
    """The wordings of a library. `sisa` are the folded titles of the column for roles without a place."""

    label: Label
    skp: Label
    sisa: frozenset[str]

    def kolom(self, teks: str) -> str:
        """What a column holds by its heading: `nama`, `jabatan`, ... or `lain`; empty for any other text."""
        return (self.label.cocok("kolom", teks) or "") if len(teks) <= _KEPALA_MAKS else ""

    def kepala(self, teks: str, *, selebar: bool = False) -> str:
        """What stands over the roles' columns by this text (`produk`, `sasaran`, ...); empty for any other text.

        Of a cell as wide as all these columns (`selebar`) the first words are enough.
        """
        if len(teks) > LABEL_MAKS:
            return ""
        awal = self.label.awal("kepala", teks, tanda="") if selebar else None
        return self.label.cocok("kepala", teks) or (awal[0] if awal else "")

    def judul(self, teks: str) -> bool:
        """True for a line that says that this is a matriks."""
        return bool(self.label.memuat("judul", teks))

    def unit(self, teks: str) -> str:
        """The unit that a line names (`1. BIDANG MUTASI TAHUN 2022`), without number and year; empty for any other text."""
        if len(teks) > 2 * LABEL_MAKS:
            return ""
        inti = _TAHUN.sub("", without_number(teks))
        return re.sub(r"\s*:\s*", " ", inti) if self.label.awal("unit", inti, tanda="") else ""

    def unit_berlabel(self, teks: str) -> str | None:
        """What follows `UNIT KERJA :` in a line, maybe nothing; None where the line has no such label."""
        awal = self.label.awal("label_unit", teks)
        return None if awal is None else rapi(_TAHUN.sub("", awal[1])).lstrip(": ")

    def unit_dari_judul(self, teks: str) -> str:
        """The unit behind the words of the title: `MATRIKS PERAN HASIL BIDANG MUTASI`."""
        awal = self.label.awal("judul", teks, tanda="")
        return self.unit(awal[1].lstrip(" :-–")) if awal else ""

    def instansi(self, teks: str) -> str | None:
        """The instansi that a line names, empty where only its label stands there; None for any other text."""
        awal = self.label.awal("instansi", teks)
        if awal is not None:
            return rapi(awal[1]).lstrip(": ")
        return rapi(_TAHUN.sub("", teks)) if self.label.awal("awal_instansi", teks, tanda="") else None

    def periode(self, teks: str) -> Periode | None:
        """The period that a line tells (`TAHUN 2022`, `PERIODE : 1 JANUARI SD 31 DESEMBER 2022`)."""
        awal = self.skp.awal("periode", teks, tanda="")
        tahun = _TAHUN.search(teks)
        hasil = read_period(awal[1] if awal else tahun[1] if tahun else "", self.skp)
        return hasil[0] if hasil else None

    def di_atas_tabel(self, teks: str) -> bool:
        """True for a line that belongs above a table: its title, the unit, the instansi, the period."""
        if len(teks) > 2 * LABEL_MAKS:
            return False
        berlabel = self.unit_berlabel(teks) is not None or self.instansi(teks) is not None
        return berlabel or self.judul(teks) or bool(self.unit(teks)) or self.periode(teks) is not None

    def luar(self, teks: str) -> bool:
        """True for a line above the people of other units."""
        return len(teks) <= LABEL_MAKS and bool(self.label.memuat("luar", teks))

    def penutup(self, teks: str) -> str:
        """`pasti` for what only stands below a table, `nip`, `mungkin` for what may be a signature, else empty."""
        if _BARIS_NIP.fullmatch(teks.strip()[:LABEL_MAKS]):
            return "nip"
        if not (teks := teks.strip()) or len(teks) > 2 * LABEL_MAKS:
            return ""
        if place_and_date(teks, self.skp):
            return "pasti"
        awal = self.label.awal("penutup", teks, tanda=",:")
        if awal and awal[0] != "mungkin":
            return "pasti"
        lepas = self.label.awal("penutup", teks, tanda="")
        return "mungkin" if lepas and lepas[0] == "mungkin" else ""

    def tanpa_peran(self, teks: str) -> bool:
        """True for a cell that says that there is no role: no letter or digit in it, or `x`, `nihil`."""
        if len(teks) > _KEPALA_MAKS:
            return not any(map(str.isalnum, teks))
        return not any(map(str.isalnum, teks)) or self.label.cocok("kosong", teks) is not None

    def orang(self, teks: str, *, dengan_jabatan: bool = False) -> Orang:
        """A name cell taken apart: number, name, NIP, what is in brackets; `dengan_jabatan`: a post follows `PEMISAH`."""
        teks = _NOMOR_ORANG.sub("", teks[:_NAMA_MAKS], count=1).strip()
        jabatan = ""
        if dengan_jabatan and PEMISAH in teks:
            teks, _, jabatan = teks.partition(PEMISAH)
        split = split_lines(teks)
        nama = split.nama
        luar = lanjutan = False
        while kurung := _DALAM_KURUNG.search(nama):
            isi = kurung[1].strip()
            if self.label.cocok("lanjutan", isi):
                lanjutan = True
            elif self.unit(_ASAL.sub("", isi)) or (_BARIS_KURUNG.search(teks) and not self._sebutan(isi)):
                luar = True
            elif isi:
                break
            nama = nama[: kurung.start()]
        lowong = not any(map(str.isalpha, nama)) or self.label.cocok("lowong", nama)
        return Orang("" if lowong else nama, split.nip, rapi(jabatan), luar, lanjutan, split.rest)

    def jabatan(self, teks: str) -> str:
        """A post cell without the line that tells the penilai, as our own print has it."""
        baris = teks.splitlines()
        return rapi("\n".join(baris[:1] + [satu for satu in baris[1:] if self.label.awal("penilai", satu) is None]))

    def _sebutan(self, teks: str) -> bool:
        return self.label.awal("sebutan", teks, tanda="") is not None


def words_of(library: Library) -> Kata:
    """The wordings of a templates folder. Raises SkpxlError where its label file is missing or lacks a group."""
    label = library.wording("matriks")
    blok = [
        b for v in library.versi(FORM) for b in library.definition(FORM, v).semua_blok() if isinstance(b, BlokMatriks)
    ]
    grup = dict(label.grup)
    grup["kolom"] = _add(grup["kolom"], nama=[b.judul_nama for b in blok], jabatan=[b.judul_jabatan for b in blok])
    grup["kepala"] = _add(grup["kepala"], produk=[b.judul_kolom for b in blok])
    return Kata(Label(grup), library.wording("skp"), frozenset(fold(b.judul_sisa) for b in blok))


def looked_for(kata: Kata) -> dict[str, str]:
    """The headings that make a matriks, for the sentence that says that there is none."""
    nama, jabatan = (kata.label.grup["kolom"][satu][0] for satu in ("nama", "jabatan"))
    kepala = [ragam[0] for ragam in kata.label.grup["kepala"].values() if ragam]
    return {"nama": nama, "jabatan": jabatan, "kepala": "”, “".join(kepala)}


def split_roles(teks: str) -> list[str]:
    """The roles in one cell: bullets and numbers of any kind are taken away, blanks folded."""
    baris = teks.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    huruf = [cocok[1] for satu in baris if (cocok := _HURUF_BUTIR.match(satu))]
    berhuruf = len(huruf) > 1 and huruf[:2] == ["a", "b"]
    bersih = []
    for satu in baris:
        pola = next((p for p in (_ANGKA_BUTIR, _TANDA_BUTIR) if p.match(satu)), _HURUF_BUTIR if berhuruf else None)
        bersih.append(pola.sub("- ", satu, count=1) if pola else satu)
    return [butir for satu in split_items("\n".join(bersih)) if (butir := rapi(satu))]


def is_tick(teks: str) -> bool:
    """True for a cell that only ticks somebody off under a column (`√`): no role is written there."""
    return bool(_CENTANG.fullmatch(teks)) and bool(teks.strip())


def sounds_like_result(teks: str) -> bool:
    """True for a text in the language of achievement: its first word ends in -nya (`1. Terlaksananya ...`)."""
    kata = next((satu for satu in fold(teks[:LABEL_MAKS]).split() if not satu.isdigit()), "")
    return len(kata) > 6 and kata.endswith("nya")


def _add(ada: Mapping[str, tuple[str, ...]], **baru: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {**ada, **{nama: (*ada.get(nama, ()), *ragam) for nama, ragam in baru.items()}}

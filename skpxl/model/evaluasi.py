"""The evaluation of one pegawai for one period, as filled in by his penilai: the plan, what became of it, two ratings.

PermenPANRB 6/2022: the evaluation form is the SKP's own table with realisasi and umpan balik beside it. Ratings are the
penilai's judgement and never computed from realisasi; the predikat follows from them (`model/predikat`).
"""

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from pydantic import Field

from skpxl.model.dasar import Jawaban
from skpxl.model.periode import BULAN, Periode
from skpxl.model.skp import BAGIAN, Bagi, Bagian, Identitas, Isian

JenisPeriode = Literal["triwulan", "bulanan", "semester", "tahunan"]
# The months of a period of each kind; the kind by the letters of its code before the number.
_MONTHS: dict[str, int] = {"bulanan": 1, "triwulan": 3, "semester": 6, "tahunan": 12}
_KINDS: dict[str, JenisPeriode] = {"B": "bulanan", "TW": "triwulan", "S": "semester", "SEM": "semester"}
_CODE = re.compile(r"(TW|B|SEM|S)0?(\d{1,2})")


class IndikatorEvaluasi(Jawaban):
    """One indikator of the plan, and its realisasi by evidence."""

    nomor: int | None = None
    aspek: Isian | None = None
    perspektif: Isian | None = None
    indikator_kinerja_individu: Isian = ""
    target: Isian = ""
    realisasi: Isian = ""


class HasilEvaluasi(Jawaban):
    """One result of the plan. Kualitatif: `ukuran_keberhasilan` and one `realisasi` for the whole result."""

    nomor: int | None = None
    rencana_hasil_kerja_diintervensi: Isian = ""
    rencana_hasil_kerja: Isian = ""
    indikator: tuple[IndikatorEvaluasi, ...] | None = None
    ukuran_keberhasilan: tuple[Isian, ...] | None = None
    realisasi: Isian = ""
    umpan_balik: Isian = ""


class HasilKerjaEvaluasi(Jawaban):
    """Sections A. UTAMA and B. TAMBAHAN."""

    utama: tuple[HasilEvaluasi, ...] = ()
    tambahan: tuple[HasilEvaluasi, ...] = ()


class PerilakuEvaluasi(Jawaban):
    """One berAKHLAK value: what was expected, and the feedback on it."""

    nomor: int | None = None
    nilai: Isian = ""
    ekspektasi_khusus: Isian = ""
    umpan_balik: Isian = ""


class UmpanBalik(Jawaban):
    """Feedback by one rater: who (`pemberi`), how he stands to the pegawai (`hubungan`), on what (`tentang`)."""

    nomor: int | None = None
    pemberi: Isian = ""
    hubungan: Isian = ""
    tentang: Isian = ""
    isi: Isian = ""


class HasilPeriodik(Jawaban):
    """One periodic evaluation as the annual form carries it."""

    nomor: int | None = None
    periode: Isian = ""
    rating_hasil_kerja: Isian = ""
    rating_perilaku: Isian = ""
    predikat: Isian = ""


class Keberatan(Jawaban):
    """An objection of the pegawai, what his penilai said to it and what the penilai's superior decided, each with its date."""

    nomor: int | None = None
    tanggal_hasil_diterima: Isian = ""
    tanggal_keberatan: Isian = ""
    keberatan: Isian = ""
    tanggal_penjelasan: Isian = ""
    penjelasan_keberatan: Isian = ""
    tanggal_keputusan: Isian = ""
    keputusan_atasan: Isian = ""


class Evaluasi(Jawaban):
    """A filled evaluation form. `predikat` is what the sheet showed: it is computed again and never believed.

    `jenis` tells whether it is periodic or annual, `periode` the days it is for, `tahun` the year of the SKP.
    """

    form: str
    versi: str
    bagi: Bagi = "ja-jf"
    jenis: JenisPeriode = "tahunan"
    nip: str = ""
    instansi: Isian = ""
    periode: Periode | None = None
    pegawai: Identitas = Identitas()
    pejabat_penilai: Identitas = Identitas()
    capaian_organisasi: Isian = ""
    hasil_kerja: HasilKerjaEvaluasi = HasilKerjaEvaluasi()
    rating_hasil_kerja: Isian = ""
    perilaku_kerja: tuple[PerilakuEvaluasi, ...] = ()
    rating_perilaku: Isian = ""
    predikat: Isian = ""
    umpan_balik: dict[str, tuple[UmpanBalik, ...]] = Field(default_factory=dict)
    periodik: dict[str, tuple[HasilPeriodik, ...]] = Field(default_factory=dict)
    keberatan: dict[str, tuple[Keberatan, ...]] = Field(default_factory=dict)

    @property
    def tahun(self) -> int:
        """The year that it belongs to; 0 where the period is not known."""
        return self.periode.selesai.year if self.periode else 0

    def semua_hasil(self) -> list[tuple[Bagian, int, HasilEvaluasi]]:
        """All results as (section, number on the form, result), utama first."""
        return [
            (bagian, hasil.nomor or position, hasil)
            for bagian in BAGIAN
            for position, hasil in enumerate(getattr(self.hasil_kerja, bagian), start=1)
        ]


def nama_periode(jenis: JenisPeriode, periode: Periode) -> str:
    """How a period is called on the form: `TRIWULAN II TAHUN 2022`, `BULAN MARET TAHUN 2022`, `AKHIR TAHUN 2022`."""
    tahun, number = periode.selesai.year, _number_of(jenis, periode)
    if jenis == "bulanan":
        return f"BULAN {BULAN[number - 1]} TAHUN {tahun}"
    if jenis == "tahunan":
        return f"AKHIR TAHUN {tahun}"
    return f"{jenis.upper()} {('I', 'II', 'III', 'IV')[number - 1]} TAHUN {tahun}"


def period_in_words(jenis: JenisPeriode, periode: Periode) -> str:
    """The same within a sentence: `Triwulan II tahun 2022`, `Bulan Maret tahun 2022`, `Akhir tahun 2022`."""
    words = nama_periode(jenis, periode).split()
    return " ".join(
        word.lower() if word == "TAHUN" and index else word if set(word) <= set("IV") else word.capitalize()
        for index, word in enumerate(words)
    )


def masa_evaluasi(code: str, tahun: int) -> tuple[JenisPeriode, Periode]:
    """The kind and days of `TW1`-`TW4`, `B01`-`B12`, `S1`-`S2` and `tahunan`. Raises ValueError for anything else."""
    name = code.strip().upper()
    if name == "TAHUNAN":
        return "tahunan", Periode.setahun(tahun)
    if found := _CODE.fullmatch(name):
        letters, number = found[1], int(found[2])
        jenis = _KINDS[letters]
        if 1 <= number <= 12 // _MONTHS[jenis]:
            return jenis, _nth(jenis, number, tahun)
    raise ValueError(f"periode {code} tidak dikenal; isinya TW1 sampai TW4, B01 sampai B12, S1, S2, atau tahunan")


def period_code(jenis: JenisPeriode, periode: Periode) -> str:
    """The code of a period, as `masa_evaluasi` reads it: `TW2`, `B03`, `S1`, `tahunan`."""
    if jenis == "tahunan":
        return jenis
    letters = {"bulanan": "B", "triwulan": "TW", "semester": "S"}[jenis]
    return f"{letters}{_number_of(jenis, periode):0{2 if jenis == 'bulanan' else 1}d}"


def masa_penuh(jenis: JenisPeriode, periode: Periode) -> Periode:
    """All days of the month, quarter, semester or year that a period lies in."""
    return _nth(jenis, _number_of(jenis, periode), periode.selesai.year)


def _number_of(jenis: JenisPeriode, periode: Periode) -> int:
    """Which of its kind in the year a period is, from 1."""
    return (periode.selesai.month - 1) // _MONTHS[jenis] + 1


def _nth(jenis: JenisPeriode, number: int, tahun: int) -> Periode:
    last = number * _MONTHS[jenis]
    return Periode(
        mulai=date(tahun, last - _MONTHS[jenis] + 1, 1), selesai=date(tahun, last, monthrange(tahun, last)[1])
    )

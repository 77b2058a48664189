"""One pegawai's SKP as answers: what was typed, in the words of the form, without any cell.

`Skp` is the JSON of design.md section 3. Values are texts exactly as typed; an empty text is an empty cell.
"""

from typing import Literal

from pydantic import Field

from skpxl.model.dasar import Jawaban
from skpxl.model.periode import Periode

# As typed, whatever it is: what a cell can hold is `fill`'s business, and no content of a file may stop a batch.
Isian = str
Bagian = Literal["utama", "tambahan"]
Bagi = Literal["ja-jf", "jpt"]
BAGIAN: tuple[Bagian, ...] = ("utama", "tambahan")
# Between the id of a result and the number of one of its indikator.
UKURAN = "#"
# Between a result and its indikator, where the two are chosen together.
MEASURE = " | Indikator: "


def without_measure(id_: str) -> str:
    """The id of a result, where `id_` is that of one of its indikator."""
    return id_.partition(UKURAN)[0]


def with_measure(text: str, measure: str) -> str:
    """A superior's result with one of its indikator, as it is offered to the people below a JPT."""
    return f"{text}{MEASURE}{measure}"


def measure_ways(text: str) -> tuple[str, ...]:
    """How a superior's result is written that is offered with its indikator: as offered, both, either alone."""
    result, _, measure = text.partition(MEASURE)
    return (text, f"{result} {measure}", result, measure) if measure else (text,)


def slot_key(*path: str | int) -> str:
    """The key of a value: its path joined by `_`, items counted from 1. It is also the cell's defined name."""
    return "_".join(str(part) for part in path)


class Identitas(Jawaban):
    """The five rows of the identity block (PermenPANRB 6/2022, form SKP)."""

    nama: Isian = ""
    nip: Isian = ""
    pangkat_golongan: Isian = ""
    jabatan: Isian = ""
    unit_kerja: Isian = ""


class Indikator(Jawaban):
    """One row of a rencana hasil kerja, with its aspek (JA/JF) or its perspektif (JPT). `nomor` is its row on the form."""

    nomor: int | None = None
    aspek: Isian | None = None
    perspektif: Isian | None = None
    indikator_kinerja_individu: Isian = ""
    target: Isian = ""

    @property
    def golongan(self) -> tuple[Literal["aspek", "perspektif"], str]:
        """The column by which this form sorts its indikator, and what stands in it."""
        return ("aspek", self.aspek or "") if self.perspektif is None else ("perspektif", self.perspektif)


class HasilKerja(Jawaban):
    """One rencana hasil kerja. `indikator` for kuantitatif, `ukuran_keberhasilan` for kualitatif.

    `nomor` is its place on the form (from 1); `id` names it for those who build on it and survives rewording;
    `diintervensi_id` is the id of the superior's result or product that was chosen from the list; `peran_id` that of the
    agreed role which the form was issued with at this place, whatever is written there now.
    """

    id: str | None = None
    peran_id: str | None = None
    nomor: int | None = None
    rencana_hasil_kerja_diintervensi: Isian = ""
    diintervensi_id: str | None = None
    rencana_hasil_kerja: Isian = ""
    indikator: tuple[Indikator, ...] | None = None
    ukuran_keberhasilan: tuple[Isian, ...] | None = None

    def ukuran(self) -> list[tuple[str, str]]:
        """The indikator (or ukuran keberhasilan) that are filled in, as (id, text); the id is the result's and a number."""
        texts = [row.indikator_kinerja_individu for row in self.indikator or ()] or list(self.ukuran_keberhasilan or ())
        return [(f"{self.id}{UKURAN}{number}", text) for number, text in enumerate(texts, start=1) if text.strip()]


class HasilKerjaSkp(Jawaban):
    """Sections A. UTAMA and B. TAMBAHAN."""

    utama: tuple[HasilKerja, ...] = ()
    tambahan: tuple[HasilKerja, ...] = ()


class ButirLampiran(Jawaban):
    """One line of a list of the lampiran; `nomor` is its row on the form."""

    nomor: int | None = None
    isi: Isian = ""


class Lampiran(Jawaban):
    """The three lists of the lampiran SKP, in the order of the form."""

    sumber_daya: tuple[ButirLampiran, ...] = ()
    skema: tuple[ButirLampiran, ...] = ()
    konsekuensi: tuple[ButirLampiran, ...] = ()


class PerilakuKerja(Jawaban):
    """One berAKHLAK value and what the pimpinan expects of it; `ekspektasi_khusus` is optional per value."""

    nomor: int | None = None
    nilai: Isian = ""
    ekspektasi_khusus: Isian = ""


class Skp(Jawaban):
    """A filled SKP of one pegawai, for one periode and one pejabat penilai.

    `bagi` tells whether it is that of a JPT or pimpinan unit kerja mandiri, whose results serve nobody above.
    """

    form: str
    versi: str
    bagi: Bagi = "ja-jf"
    nip: str = ""
    instansi: Isian = ""
    periode: Periode | None = None
    pegawai: Identitas = Identitas()
    pejabat_penilai: Identitas = Identitas()
    hasil_kerja: HasilKerjaSkp = HasilKerjaSkp()
    perilaku_kerja: tuple[PerilakuKerja, ...] = Field(default=())
    lampiran: Lampiran | None = None

    def semua_hasil(self) -> list[tuple[Bagian, int, HasilKerja]]:
        """All results as (section, number on the form, result), utama first."""
        return [
            (bagian, hasil.nomor or position, hasil)
            for bagian in BAGIAN
            for position, hasil in enumerate(getattr(self.hasil_kerja, bagian), start=1)
        ]

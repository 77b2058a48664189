"""What a form definition (`workbook_templates/<form>/<versi>.toml`) may say. It knows no row, column or colour.

A definition is one or more sheets, each with a grid of column widths and blocks that follow each other down the sheet.
Unknown words and everything beyond Excel's limits are refused when the file is read, not when a user opens the form.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model
from skpxl.template.limits import (
    JudulPetunjuk,
    Kunci,
    KunciBoleh,
    Lebar,
    NamaLembar,
    TeksGalat,
    TeksPetunjuk,
    TeksRumus,
    TeksSel,
    Tinggi,
)

Rentang = Annotated[int, Field(ge=0, le=50)]
Jumlah = Annotated[int, Field(ge=0, le=200)]


class Petunjuk(Model):
    """The prompt beside a cell and the alert for a wrong value (Excel: 32, 255 and 224 characters)."""

    judul: JudulPetunjuk = ""
    teks: TeksPetunjuk = ""
    galat: TeksGalat = ""


class Status(Model):
    """The live line at the top that says what is still missing."""

    lengkap: TeksRumus
    kurang: TeksRumus
    kosong: TeksRumus


class BlokTeks(Model):
    """Lines of text over the whole width. Not printed where `cetak` is false."""

    jenis: Literal["teks"]
    id: Kunci
    baris: tuple[TeksSel, ...] = Field(min_length=1)
    gaya: Kunci = "teks"
    cetak: bool = True
    # For two texts on one line (instansi left, periode right) use an `isian` block.


class BarisIsian(Model):
    """One label and the cell beside it. Labels may carry placeholders; `terkunci` cells are filled at issue."""

    id: Kunci
    label: TeksSel = ""
    terkunci: bool = True
    gaya: Kunci = "nilai"
    petunjuk: Petunjuk = Petunjuk()


class Lajur(Model):
    """A column of label-and-cell rows; several stand side by side. Spans count grid columns, 0 leaves the part out."""

    jalur: KunciBoleh = ""
    judul: TeksSel = ""
    judul_nomor: TeksSel = ""
    nomor: Rentang = 0
    label: Rentang = 0
    nilai: Annotated[int, Field(ge=1, le=50)]
    baris: tuple[BarisIsian, ...] = Field(min_length=1)

    @property
    def lebar(self) -> int:
        """How many grid columns it takes."""
        return self.nomor + self.label + self.nilai


class BlokIsian(Model):
    """Label-and-cell rows, one or more `lajur` side by side."""

    jenis: Literal["isian"]
    id: Kunci
    lajur: tuple[Lajur, ...] = Field(min_length=1)
    bingkai: bool = True

    @model_validator(mode="after")
    def _sama_panjang(self) -> Self:
        if len({len(lajur.baris) for lajur in self.lajur}) != 1:
            raise ValueError("semua lajur harus punya jumlah baris yang sama")
        return self


class Kolom(Model):
    """A column of a `tabel`. `tingkat`: `nomor` (printed number), `butir` (once per item), `rincian` (each row).

    `daftar` names a list; with `bebas` a value outside it is allowed after a question. `kurang` is what the live line
    says when a required cell is empty ("target belum diisi"); a column without it is optional.
    """

    id: KunciBoleh = ""
    judul: TeksSel = ""
    rentang: Annotated[int, Field(ge=1, le=50)] = 1
    tingkat: Literal["nomor", "butir", "rincian"]
    daftar: Kunci | None = None
    bebas: bool = False
    kurang: TeksRumus | None = None
    petunjuk: Petunjuk = Petunjuk()
    cetak: bool = True


class Bagian(Model):
    """A section of a `tabel` (`A. UTAMA`): how many items it has room for and whether one is required."""

    id: Kunci
    judul: TeksSel
    jumlah: Annotated[int, Field(ge=1, le=200)]
    kurang: TeksRumus | None = None


class BlokTabel(Model):
    """Open rows: items in sections, each with `rincian` rows.

    With `label_rincian` the detail rows stand below the item (kualitatif), otherwise beside it (kuantitatif).
    """

    jenis: Literal["tabel"]
    id: Kunci
    judul: TeksSel = ""
    sebutan: TeksRumus
    kolom: tuple[Kolom, ...] = Field(min_length=2)
    bagian: tuple[Bagian, ...] = Field(min_length=1)
    rincian: Annotated[int, Field(ge=1, le=50)]
    rincian_id: Kunci
    label_rincian: TeksSel | None = None
    kurang_rincian: TeksRumus | None = None
    kepala: bool = True
    nomor_kolom: bool = False
    tinggi_butir: Tinggi = 30
    tinggi_rincian: Tinggi = 30

    @model_validator(mode="after")
    def _kolom_lengkap(self) -> Self:
        tingkat = [kolom.tingkat for kolom in self.kolom]
        if tingkat.count("nomor") != 1 or "rincian" not in tingkat:
            raise ValueError("tabel perlu tepat satu kolom `nomor` dan paling sedikit satu kolom `rincian`")
        nama = [(kolom.tingkat, kolom.id) for kolom in self.kolom]
        if len(set(nama)) != len(nama):
            raise ValueError("dua kolom memakai id yang sama")
        if any(not kolom.id for kolom in self.kolom if kolom.tingkat == "butir"):
            raise ValueError("kolom `butir` perlu id")
        if len({bagian.id for bagian in self.bagian}) != len(self.bagian):
            raise ValueError("dua bagian memakai id yang sama")
        return self


class BlokDaftarTetap(Model):
    """Fixed rows from a list with panduan (locked), an entry beside each, and spare rows that pick from the list."""

    jenis: Literal["daftar_tetap"]
    id: Kunci
    judul: TeksSel
    judul_isian: TeksSel
    daftar: Kunci
    baris: Annotated[int, Field(ge=1, le=50)]
    nomor: Annotated[int, Field(ge=1, le=50)]
    panduan: Annotated[int, Field(ge=1, le=50)]
    isian: Annotated[int, Field(ge=1, le=50)]
    isian_id: Kunci
    petunjuk: Petunjuk = Petunjuk()
    tambahan: Annotated[int, Field(ge=0, le=20)] = 0
    judul_tambahan: TeksSel = ""
    petunjuk_tambahan: Petunjuk = Petunjuk()
    tinggi: Tinggi = 30


class SisiTandaTangan(Model):
    """One signatory: lines above the gap and lines below it, with placeholders; empty lines are kept."""

    mulai: Annotated[int, Field(ge=1, le=50)]
    rentang: Annotated[int, Field(ge=1, le=50)]
    atas: tuple[TeksSel, ...]
    bawah: tuple[TeksSel, ...]


class BlokTandaTangan(Model):
    """The signature block: signatories side by side; `mulai` counts grid columns from 1."""

    jenis: Literal["tanda_tangan"]
    id: Kunci
    sisi: tuple[SisiTandaTangan, ...] = Field(min_length=1)
    jarak: Tinggi = 60


class BlokMatriks(Model):
    """People down, products across; the columns come from the data and take `lebar` characters each.

    In the workbook that a pimpinan fills in, the cells hold roles, several per cell; `pembuka` names a list of openings
    that only helps typing. Under the unit's people stand `lain` rows for people of other units, whose names come
    from the list `daftar_lain`. `kurang_orang` and `kurang_kolom` are what the live line says of people without a role
    and of columns nobody serves, `kurang_nama` of roles without a name.
    """

    jenis: Literal["matriks"]
    id: Kunci
    judul_nama: TeksSel
    judul_jabatan: TeksSel
    judul_kolom: TeksSel
    judul_sisa: TeksSel
    judul_lain: TeksSel = ""
    lebar: Lebar = 32
    lebar_minimal: Lebar = 18
    kolom_per_halaman: Annotated[int, Field(ge=1, le=40)] = 7
    tinggi: Tinggi = 45
    lain: Annotated[int, Field(ge=0, le=50)] = 0
    daftar_lain: Kunci = "pegawai_lain"
    pembuka: Kunci | None = None
    kurang_orang: TeksRumus = "pegawai tanpa peran"
    kurang_kolom: TeksRumus = "produk tanpa peran"
    kurang_nama: TeksRumus = "peran tanpa nama"
    kurang_semua: TeksRumus = "belum ada peran"
    petunjuk_peran: Petunjuk = Petunjuk()
    petunjuk_nama: Petunjuk = Petunjuk()
    petunjuk_jabatan: Petunjuk = Petunjuk()


Blok = Annotated[
    BlokTeks | BlokIsian | BlokTabel | BlokDaftarTetap | BlokTandaTangan | BlokMatriks, Field(discriminator="jenis")
]


class Lembar(Model):
    """One sheet: its name, the widths of its grid columns (characters), how it prints, and its blocks from top to bottom."""

    nama: NamaLembar
    kisi: tuple[Lebar, ...] = Field(min_length=1, max_length=60)
    orientasi: Literal["mendatar", "tegak"] = "mendatar"
    blok: tuple[Blok, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _muat_dalam_kisi(self) -> Self:
        for blok in self.blok:
            if (perlu := _kolom_terpakai(blok)) > len(self.kisi):
                raise ValueError(
                    f"blok `{blok.id}` memerlukan {perlu} kolom, tetapi kisi lembar hanya {len(self.kisi)}"
                )
        return self


class Definition(Model):
    """One version of one form: one or more sheets; the first is the one it opens on and carries the live line."""

    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
    versi: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}$")]
    judul: TeksSel
    dasar: TeksSel
    isi: Literal["skp", "matriks"]
    status: Status | None = None
    lembar: tuple[Lembar, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _nama_tunggal(self) -> Self:
        nama = [lembar.nama.casefold() for lembar in self.lembar]
        if len(set(nama)) != len(nama):
            raise ValueError("dua lembar memakai nama yang sama")
        ids = [blok.id for blok in self.semua_blok()]
        if len(set(ids)) != len(ids):
            raise ValueError("dua blok memakai id yang sama")
        return self

    def semua_blok(self) -> list[Blok]:
        """The blocks of all sheets, in order."""
        return [blok for lembar in self.lembar for blok in lembar.blok]

    def blok_tabel(self) -> list[BlokTabel]:
        """The open-row blocks, in order."""
        return [blok for blok in self.semua_blok() if isinstance(blok, BlokTabel)]

    def jumlah(self) -> tuple[tuple[str, int], ...]:
        """How many items each section of a table has room for, as `place` takes it."""
        return tuple((bagian.id, bagian.jumlah) for blok in self.blok_tabel() for bagian in blok.bagian)

    def blok_matriks(self) -> BlokMatriks:
        """The block of a matriks. Raises StopIteration where `isi` is another."""
        return next(blok for blok in self.semua_blok() if isinstance(blok, BlokMatriks))


def _kolom_terpakai(blok: Blok) -> int:
    """How many grid columns a block needs."""
    match blok:
        case BlokIsian():
            return sum(lajur.lebar for lajur in blok.lajur)
        case BlokTabel() if blok.label_rincian is None:
            return sum(kolom.rentang for kolom in blok.kolom)
        case BlokTabel():
            # Detail columns stand below the item columns, so the wider of the two counts.
            tetap = sum(kolom.rentang for kolom in blok.kolom if kolom.tingkat != "rincian")
            return max(tetap, 1 + sum(kolom.rentang for kolom in blok.kolom if kolom.tingkat == "rincian"))
        case BlokDaftarTetap():
            return blok.nomor + blok.panduan + blok.isian
        case BlokTandaTangan():
            return max(sisi.mulai + sisi.rentang - 1 for sisi in blok.sisi)
        case BlokMatriks():
            return 2
        case _:
            return 1

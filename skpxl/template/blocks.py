"""The kinds of blocks that a sheet of a form may have, as `workbook_templates/<form>/<versi>.toml` says them.

They know no row, column or colour. Unknown words and everything beyond Excel's limits are refused when the file is read.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model
from skpxl.template.limits import (
    JudulPetunjuk,
    Key,
    KodeTemuan,
    Lebar,
    OptionalKey,
    TeksGalat,
    TeksPetunjuk,
    TeksRumus,
    TeksSel,
    Tinggi,
)
from skpxl.template.printed_blocks import BlokGrafik, BlokPerProduk, BlokTabelTercetak, BlokTandaTangan, BlokTeks

Rentang = Annotated[int, Field(ge=0, le=50)]
Jumlah = Annotated[int, Field(ge=0, le=200)]


class Petunjuk(Model):
    """The prompt beside a cell and the alert for a wrong value (Excel: 32, 255 and 224 characters)."""

    judul: JudulPetunjuk = ""
    teks: TeksPetunjuk = ""
    galat: TeksGalat = ""


Condition = Literal["predikat"]


class Bila(Model):
    """When a cell is asked for: while the row `id` of the same `lajur` says `nilai`."""

    id: Key
    nilai: Annotated[TeksRumus, Field(min_length=1)]


class BarisIsian(Model):
    """One label and the cell beside it. Labels may carry placeholders; `terkunci` cells are filled at issue.

    An open cell may have a `daftar`, and `kurang` is what the live line says while it is empty; with `bila` it is asked for
    only where another row says so. `hitung` names a value
    that the sheet computes by itself from other cells; it is locked, and computed again on reading.
    """

    id: Key
    label: TeksSel = ""
    terkunci: bool = True
    gaya: Key = "nilai"
    daftar: Key | None = None
    bebas: bool = False
    kurang: TeksRumus | None = None
    bila: Bila | None = None
    kode_kosong: KodeTemuan = ""
    kode_luar: KodeTemuan = ""
    hitung: Condition | None = None
    tinggi: Tinggi = 16
    petunjuk: Petunjuk = Petunjuk()


class Lajur(Model):
    """A column of label-and-cell rows; several stand side by side. Spans count grid columns, 0 leaves the part out.

    With `judul_nilai` the heading is in two parts, over labels and over cells. Without `bernomor` the rows have no numbers
    of their own: `judul_nomor` stands beside all of them.
    """

    jalur: OptionalKey = ""
    judul: TeksSel = ""
    judul_nilai: TeksSel = ""
    judul_nomor: TeksSel = ""
    gaya_judul: Key = "kepala"
    bernomor: bool = True
    nomor: Rentang = 0
    label: Rentang = 0
    nilai: Annotated[int, Field(ge=1, le=50)]
    baris: tuple[BarisIsian, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asked_of_each_other(self) -> Self:
        ids = {isian.id for isian in self.baris}
        for isian in self.baris:
            if isian.bila and isian.bila.id not in ids - {isian.id}:
                raise ValueError(f"`bila` menyebut baris `{isian.bila.id}`, yang tidak ada di lajur ini")
            if isian.bila and not isian.kurang:
                raise ValueError(f"baris `{isian.id}` memakai `bila` tanpa `kurang`")
        return self

    @property
    def lebar(self) -> int:
        """How many grid columns it takes."""
        return self.nomor + self.label + self.nilai


class BlokIsian(Model):
    """Label-and-cell rows, one or more `lajur` side by side; `jarak` points stay free below them."""

    jenis: Literal["isian"]
    id: Key
    lajur: tuple[Lajur, ...] = Field(min_length=1)
    bingkai: bool = True
    jarak: Annotated[float, Field(ge=0, le=100)] = 8

    @model_validator(mode="after")
    def _equally_long(self) -> Self:
        if len({len(lajur.baris) for lajur in self.lajur}) != 1:
            raise ValueError("semua lajur harus punya jumlah baris yang sama")
        return self


class Kolom(Model):
    """A column of a `tabel`. `tingkat`: `nomor` (printed number), `butir` (once per item), `rincian` (each row).

    `daftar` names a list; with `bebas` a value outside it is allowed after a question. `kurang` is what the live line
    says when a required cell is empty ("target belum diisi"); a column without it is optional. It is asked for where the
    column `bila` of the same row or item is filled, without `bila` where anything else there is. With `anjuran` it is
    only advised. `kode_kosong` and `kode_luar` name the findings on a blank and on a value outside the list. A `terkunci`
    column is filled in when the form is issued (the plan, on an evaluation). A column with a `saklar` is only there where
    the campaign turns that on, right of all others and `lebar` characters wide; no evaluation inherits it. `lama` is the
    heading on workbooks that were issued before it was reworded. In a `terkunci` column of details `baris` are printed, one
    in each row.
    """

    id: OptionalKey = ""
    judul: TeksSel = ""
    rentang: Annotated[int, Field(ge=1, le=50)] = 1
    tingkat: Literal["nomor", "butir", "rincian"]
    terkunci: bool = False
    daftar: Key | None = None
    bebas: bool = False
    kurang: TeksRumus | None = None
    bila: Key | None = None
    anjuran: bool = False
    kode_kosong: KodeTemuan = ""
    kode_luar: KodeTemuan = ""
    petunjuk: Petunjuk = Petunjuk()
    cetak: bool = True
    saklar: OptionalKey = ""
    lebar: Lebar = 16
    lama: TeksSel = ""
    baris: tuple[TeksSel, ...] = ()

    @property
    def sebutan(self) -> str:
        """What it is called: its heading without the marks of footnotes and of what is not printed."""
        return self.judul.replace(" (tidak dicetak)", "").rstrip("*")


class Bagian(Model):
    """A section of a `tabel` (`A. UTAMA`): how many items it has room for and whether one is required.

    `tidak_wajib` names columns that are not asked for in this section, though they are in others.
    """

    id: Key
    judul: TeksSel
    jumlah: Annotated[int, Field(ge=1, le=200)]
    kurang: TeksRumus | None = None
    kode_kosong: KodeTemuan = ""
    tidak_wajib: tuple[Key, ...] = ()


class BlokTabel(Model):
    """Open rows: items in sections, each with `rincian` rows.

    With `label_rincian` the detail rows stand below the item (kualitatif), otherwise beside it (kuantitatif). A table whose
    items have no details (a numbered list) has one row per item and no `rincian` column. `label_lama` is the label on
    workbooks that were issued before it was reworded. With `dari_skp` the items are the results of the person's accepted SKP;
    with `untuk_skp` they are offered as its results, once the form is accepted.
    """

    jenis: Literal["tabel"]
    id: Key
    judul: TeksSel = ""
    sebutan: TeksRumus
    kolom: tuple[Kolom, ...] = Field(min_length=2)
    bagian: tuple[Bagian, ...] = Field(min_length=1)
    rincian: Annotated[int, Field(ge=1, le=50)] = 1
    rincian_id: Key = "rincian"
    label_rincian: TeksSel | None = None
    label_lama: TeksSel = ""
    dari_skp: bool = False
    untuk_skp: bool = False
    kurang_rincian: TeksRumus | None = None
    rincian_bila: Key | None = None
    kode_rincian: KodeTemuan = ""
    kepala: bool = True
    nomor_kolom: bool = False
    tinggi_butir: Tinggi = 30
    tinggi_rincian: Tinggi = 30

    @model_validator(mode="after")
    def _complete_columns(self) -> Self:
        tingkat = [column.tingkat for column in self.kolom]
        if tingkat.count("nomor") != 1 or len(tingkat) < 2:
            raise ValueError("tabel perlu tepat satu kolom `nomor` dan paling sedikit satu kolom lain")
        if "rincian" not in tingkat and (self.rincian != 1 or self.label_rincian):
            raise ValueError(
                "tabel tanpa kolom `rincian` punya satu baris tiap butir: rincian = 1, tanpa label_rincian"
            )
        names = [(column.tingkat, column.id) for column in self.kolom]
        if len(set(names)) != len(names):
            raise ValueError("dua kolom memakai id yang sama")
        if any(not column.id for column in self.kolom if column.tingkat == "butir"):
            raise ValueError("kolom `butir` perlu id")
        if len({bagian.id for bagian in self.bagian}) != len(self.bagian):
            raise ValueError("dua bagian memakai id yang sama")
        ids = {column.id for column in self.kolom}
        for bila in [*(column.bila for column in self.kolom), self.rincian_bila]:
            if bila and bila not in ids:
                raise ValueError(f"`bila` menyebut kolom `{bila}`, yang tidak ada di tabel ini")
        if any(column.saklar and (column.tingkat != "butir" or column.rentang != 1) for column in self.kolom):
            raise ValueError("kolom dengan `saklar` perlu tingkat `butir` dan rentang 1")
        for bagian in self.bagian:
            if foreign := [name for name in bagian.tidak_wajib if name not in ids]:
                raise ValueError(f"`tidak_wajib` menyebut kolom `{foreign[0]}`, yang tidak ada di tabel ini")
        return self


class Wajib(Model):
    """What a place outside a column asks for: the words of the live line, the code of the finding, `anjuran` as in `Kolom`."""

    kurang: TeksRumus
    kode: KodeTemuan = ""
    anjuran: bool = False


class KolomDaftar(Model):
    """A further column of a `daftar_tetap`, open to be filled in."""

    id: Key
    judul: TeksSel
    rentang: Annotated[int, Field(ge=1, le=50)] = 1
    petunjuk: Petunjuk = Petunjuk()


class BlokDaftarTetap(Model):
    """Fixed rows from a list with panduan (locked), an entry beside each, and spare rows that pick from the list.

    With `terkunci` the entry is filled in when the form is issued; `lagi` are further columns, to be filled in.
    `wajib_nilai` asks a spare row with an entry for its value, `wajib_isian` one with a value for its entry.
    """

    jenis: Literal["daftar_tetap"]
    id: Key
    judul: TeksSel
    judul_isian: TeksSel
    daftar: Key
    baris: Annotated[int, Field(ge=1, le=50)]
    nomor: Annotated[int, Field(ge=1, le=50)]
    panduan: Annotated[int, Field(ge=1, le=50)]
    isian: Annotated[int, Field(ge=1, le=50)]
    isian_id: Key
    terkunci: bool = False
    lagi: tuple[KolomDaftar, ...] = ()
    petunjuk: Petunjuk = Petunjuk()
    tambahan: Annotated[int, Field(ge=0, le=20)] = 0
    judul_tambahan: TeksSel = ""
    petunjuk_tambahan: Petunjuk = Petunjuk()
    wajib_nilai: Wajib | None = None
    wajib_isian: Wajib | None = None
    kode_luar: KodeTemuan = ""
    tinggi: Tinggi = 30


class BlokMatriks(Model):
    """People down, products across; the columns come from the data and take `lebar` characters each.

    Finished, on paper, widths follow what stands in the columns: none is narrower than `lebar_tercetak`, letters are
    not smaller than `ukuran_terkecil` points. `keterangan_menunggu` says what the rows mean of whom nothing is known yet.

    In the workbook that a pimpinan fills in, the cells hold roles, several per cell; `pembuka` names a list of openings
    that only helps typing. Of one that prints on more than `halaman_wajar` pages this is said when it is issued. Under the
    unit's people stand `lain` rows for people of other units, whose names come from the list `daftar_lain`. `kurang_orang`
    and `kurang_kolom` are what the live line says of people without a role and of columns nobody serves, `kurang_nama` of
    roles without a name, `kurang_semua` where there is no role at all.
    """

    jenis: Literal["matriks"]
    id: Key
    judul_nama: TeksSel
    judul_jabatan: TeksSel
    judul_kolom: TeksSel
    judul_sisa: TeksSel
    judul_lain: TeksSel = ""
    lebar: Lebar = 32
    lebar_minimal: Lebar = 18
    kolom_per_halaman: Annotated[int, Field(ge=1, le=40)] = 7
    halaman_wajar: Annotated[int, Field(ge=1, le=10_000)] = 12
    lebar_tercetak: Lebar = 13
    ukuran_terkecil: Annotated[float, Field(ge=6, le=12)] = 8
    keterangan_menunggu: TeksSel = (
        "Baris abu-abu miring: perannya belum diketahui "
        "(SKP belum masuk atau belum dapat dipakai, jabatan lowong, tidak bertugas). "
        "Baris putih kosong: SKP ada, tanpa peran di sini."
    )
    tinggi: Tinggi = 45
    lain: Annotated[int, Field(ge=0, le=50)] = 0
    daftar_lain: Key = "pegawai_lain"
    pembuka: Key | None = None
    kurang_orang: TeksRumus = "pegawai tanpa peran"
    kurang_kolom: TeksRumus = "produk tanpa peran"
    kurang_nama: TeksRumus = "peran tanpa nama"
    kurang_semua: TeksRumus = "belum ada peran"
    petunjuk_peran: Petunjuk = Petunjuk()
    petunjuk_nama: Petunjuk = Petunjuk()
    petunjuk_jabatan: Petunjuk = Petunjuk()


class KolomTerbuka(Model):
    """A column of a `daftar_terbuka`: printed, or with `isian` filled in (`"cadangan"`: only in the spare rows).

    A value outside `daftar` is refused and coloured; with `bebas` it is asked about, with `saran` it is as good as any other.
    What stands in the list `juga` is right as well. A row is done when its required (`wajib`) cells are filled in, from
    their list where they have one. In place of a required cell `atau` may be filled in, but not both; the value `cukup`
    is an answer to all of them. A column with `ulang` stands as often as the data ask, `{huruf}` in its heading. `lain` are
    other headings by which it is found in workbooks written before. In prompts `{pilihan}` stands for the list's values.
    """

    id: Key
    judul: TeksSel
    lebar: Lebar
    lain: tuple[TeksSel, ...] = ()
    gaya: OptionalKey = ""
    gaya_judul: Key = "kepala"
    isian: bool | Literal["cadangan"] = False
    daftar: Key | None = None
    juga: Key | None = None
    bebas: bool = False
    saran: bool = False
    wajib: bool = False
    atau: Key | None = None
    cukup: TeksRumus = ""
    ulang: bool = False
    petunjuk: Petunjuk = Petunjuk()


class BlokDaftarTerbuka(Model):
    """Rows that come from data, to be filled in beside what is printed; how many, only the data know. Always the last block.

    With a `kode` each row carries it and what it is about in a hidden column, so rows may be sorted and still be known
    again, and beside it whether the row is done. `hitungan` is the live line: `{selesai}` of `{semua}` rows. `cadangan`
    empty rows follow the data; on a sheet that is not protected as many have prompts and lists. `beku` columns stay in
    sight; with `saring` the headings have filter buttons. `warna_belum` are the columns coloured while a row waits; with
    `warna_selesai` a whole row is coloured when it is done, which it is, with `sama`, when these two columns show the same
    number.
    """

    jenis: Literal["daftar_terbuka"]
    id: Key
    kolom: tuple[KolomTerbuka, ...] = Field(min_length=1)
    kode: Annotated[str, Field(pattern=r"^([A-Z]+[0-9]+)?$")] = ""
    judul_kode: TeksSel = "Kode"
    judul_selesai: TeksSel = "Selesai"
    hitungan: TeksRumus = ""
    cadangan: Annotated[int, Field(ge=0, le=10_000)] = 0
    beku: Rentang = 0
    saring: bool = True
    tinggi_kepala: Tinggi = 30
    warna_belum: tuple[Key, ...] = ()
    warna_selesai: bool = False
    sama: tuple[Key, Key] | None = None

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        ids = [column.id for column in self.kolom]
        if len(set(ids)) != len(ids):
            raise ValueError("dua kolom memakai id yang sama")
        named = [*self.warna_belum, *(self.sama or ()), *(column.atau for column in self.kolom if column.atau)]
        if unknown := [name for name in named if name not in ids]:
            raise ValueError(f"kolom `{unknown[0]}` tidak ada; yang ada: {', '.join(ids)}")
        if (self.hitungan or self.warna_belum) and not self.kode:
            raise ValueError("`hitungan` dan `warna_belum` memerlukan `kode`")
        return self


Blok = Annotated[
    BlokTeks
    | BlokIsian
    | BlokTabel
    | BlokDaftarTetap
    | BlokTandaTangan
    | BlokTabelTercetak
    | BlokMatriks
    | BlokPerProduk
    | BlokGrafik
    | BlokDaftarTerbuka,
    Field(discriminator="jenis"),
]

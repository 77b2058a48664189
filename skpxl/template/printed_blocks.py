"""The kinds of blocks that are only printed: texts, signatures, figures, charts, a matriks by product. None is filled in."""

from typing import Annotated, Literal

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.template.limits import Key, TeksSel, Tinggi


class BlokTeks(Model):
    """Lines of text over the whole width, each at least `tinggi` and `jarak` points free below. Not printed where not `cetak`.

    With `jadi` they stand on the finished paper only, and not on the form that is filled in; with `garis_bawah` a
    line is drawn below them. What is `baru` is not on workbooks that were issued before.
    """

    jenis: Literal["teks"]
    id: Key
    baris: tuple[TeksSel, ...] = Field(min_length=1)
    gaya: Key = "teks"
    cetak: bool = True
    jadi: bool = False
    tinggi: Tinggi = 15
    baru: bool = False
    jarak: Annotated[float, Field(ge=0, le=100)] = 6
    garis_bawah: bool = False
    # For two texts on one line (instansi left, periode right) use an `isian` block.


class SisiTandaTangan(Model):
    """One signatory: lines above the gap and lines below it, with placeholders; empty lines are kept."""

    mulai: Annotated[int, Field(ge=1, le=50)]
    rentang: Annotated[int, Field(ge=1, le=50)]
    atas: tuple[TeksSel, ...]
    bawah: tuple[TeksSel, ...]


class BlokTandaTangan(Model):
    """The signature block: signatories side by side; `mulai` counts grid columns from 1."""

    jenis: Literal["tanda_tangan"]
    id: Key
    sisi: tuple[SisiTandaTangan, ...] = Field(min_length=1)
    jarak: Tinggi = 60


class KolomTercetak(Model):
    """A column of a `tabel_tercetak`: it holds values, or (`isi`) the number or the label of its row.

    Neighbours with the same `kelompok` have that heading above their own.
    """

    id: Key
    judul: TeksSel
    kelompok: TeksSel = ""
    rentang: Annotated[int, Field(ge=1, le=50)] = 1
    isi: Literal["nilai", "nomor", "label"] = "nilai"


class BarisTercetak(Model):
    """A row of a `tabel_tercetak` that is always there, with its label; `gabung` columns together hold the label."""

    id: Key
    label: TeksSel = ""
    gabung: Annotated[int, Field(ge=0, le=50)] = 0
    tebal: bool = False


class BlokTabelTercetak(Model):
    """A table of a finished paper: `butir` rows as the data ask (by the block's id), then the rows `baris`.

    With `nomor_kolom` the columns are numbered below their headings. What has no value stays open to be filled in.
    """

    jenis: Literal["tabel_tercetak"]
    id: Key
    judul: TeksSel = ""
    kolom: tuple[KolomTercetak, ...] = Field(min_length=1)
    nomor_kolom: bool = False
    butir: Annotated[int, Field(ge=0, le=200)] = 0
    baris: tuple[BarisTercetak, ...] = ()
    tinggi: Tinggi = 20
    jarak: Annotated[float, Field(ge=0, le=100)] = 8


class BlokGrafik(Model):
    """A native chart: how often each predikat is given under the capaian that the cell `menurut` holds (pola distribusi).

    It takes `tinggi` points over the columns from `mulai`, `rentang` of them.
    """

    jenis: Literal["grafik"]
    id: Key
    judul: TeksSel = ""
    sumbu_datar: TeksSel = ""
    sumbu_tegak: TeksSel = ""
    menurut: Key
    mulai: Annotated[int, Field(ge=1, le=50)] = 1
    rentang: Annotated[int, Field(ge=1, le=50)]
    tinggi: Tinggi = 180


class BlokPerProduk(Model):
    """A matriks read by product: each product a heading over the whole width, below it who serves it and with what.

    It is printed for a matriks of more than `lebih_dari` products. `kosong` stands where nobody serves a product.

    It is printed in place of a matriks that would take more than `ringkas_dari` pages, several of them side by side, with
    roles in less than `ringkas_terisi` per cent of its cells, in letters of `ringkas_huruf` points. Then results without a
    place (`judul_sisa`), products that nobody serves (`judul_tanpa_dukungan`), people without a role (`judul_tanpa_peran`)
    and those of whom it is not known (`judul_menunggu`) follow in lists, `keterangan_ringkas` says so there, and
    `keterangan_layar` on the sheet of the matriks.
    """

    jenis: Literal["per_produk"]
    id: Key
    judul_nama: TeksSel
    judul_jabatan: TeksSel
    judul_peran: TeksSel
    kosong: TeksSel = ""
    lebih_dari: Annotated[int, Field(ge=0, le=1000)] = 6
    ringkas_dari: Annotated[int, Field(ge=1, le=10_000)] = 12
    ringkas_terisi: Annotated[int, Field(ge=0, le=100)] = 25
    ringkas_huruf: Annotated[float, Field(ge=6, le=12)] = 8
    judul_sisa: TeksSel = "Belum terpetakan"
    judul_tanpa_dukungan: TeksSel = "Produk yang belum didukung siapa pun"
    judul_tanpa_peran: TeksSel = "Pegawai tanpa peran di sini"
    judul_menunggu: TeksSel = "Pegawai yang perannya belum diketahui"
    keterangan_ringkas: TeksSel = (
        "Tercetak menurut produk, tiap peran sekali: sebagai matriks {orang} orang x {produk} produk akan menjadi sekitar "
        "{halaman} halaman yang hampir kosong. Koreksi ditulis di lembar “{lembar}”."
    )
    keterangan_layar: TeksSel = (
        "Lembar kerja untuk dibaca dan dikoreksi di layar: bila dicetak menjadi sekitar {halaman} halaman yang hampir kosong. "
        "Cetaklah lembar “{lembar}”; lembar ini hanya mencetak judulnya."
    )

"""The kinds of blocks that are only printed: texts, signatures, charts, a matriks by product. Nothing is filled in there."""

from typing import Annotated, Literal

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.template.limits import Key, TeksSel, Tinggi


class BlokTeks(Model):
    """Lines of text over the whole width, `jarak` points free below them. Not printed where `cetak` is false.

    With `jadi` they stand on the finished paper only, and not on the form that is filled in; with `garis_bawah` a
    line is drawn below them.
    """

    jenis: Literal["teks"]
    id: Key
    baris: tuple[TeksSel, ...] = Field(min_length=1)
    gaya: Key = "teks"
    cetak: bool = True
    jadi: bool = False
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
    """

    jenis: Literal["per_produk"]
    id: Key
    judul_nama: TeksSel
    judul_jabatan: TeksSel
    judul_peran: TeksSel
    kosong: TeksSel = ""
    lebih_dari: Annotated[int, Field(ge=0, le=1000)] = 6

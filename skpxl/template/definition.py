"""What a form definition (`workbook_templates/<form>/<versi>.toml`) may say. It knows no row, column or colour.

A definition is one or more sheets, each with a grid of column widths and blocks that follow each other down the sheet.
Unknown words and everything beyond Excel's limits are refused when the file is read, not when a user opens the form.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model
from skpxl.template.blocks import Blok, BlokDaftarTerbuka, BlokDaftarTetap, BlokIsian, BlokMatriks, BlokTabel
from skpxl.template.limits import Key, KodeTemuan, Lebar, NamaLembar, TeksRumus, TeksSel
from skpxl.template.printed_blocks import BlokGrafik, BlokPerProduk, BlokTandaTangan


class Status(Model):
    """The live line at the top that says what is still missing, and (`perhatikan`) what is only advised.

    `kode_kosong` names the finding on a form in which nothing is filled in.
    """

    lengkap: TeksRumus
    kurang: TeksRumus
    kosong: TeksRumus
    perhatikan: TeksRumus = "Perhatikan: "
    kode_kosong: KodeTemuan = ""


class Lembar(Model):
    """One sheet: its name, the widths of its grid columns (characters), how it prints, and its blocks from top to bottom.

    A sheet with a `saklar` is only there where the campaign turns that on (`lampiran`) or the form has something for it.
    One that says `satu_halaman` prints on one page, smaller where it must. A sheet with an open list takes its widths from
    the list's columns and needs no `kisi`; `terlindung = false` leaves it to whoever fills it in (the roster).
    """

    nama: NamaLembar
    kisi: tuple[Lebar, ...] = Field(default=(), max_length=60)
    orientasi: Literal["mendatar", "tegak"] = "mendatar"
    saklar: Key | None = None
    satu_halaman: bool = False
    terlindung: bool = True
    blok: tuple[Blok, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_the_grid(self) -> Self:
        if any(isinstance(blok, BlokDaftarTerbuka) for blok in self.blok[:-1]):
            raise ValueError("blok `daftar_terbuka` harus menjadi blok terakhir lembarnya")
        if self.blok_daftar():
            return self
        if not self.kisi:
            raise ValueError("lembar ini belum punya `kisi`, lebar kolom-kolomnya")
        for blok in self.blok:
            if (needed := _columns_used(blok)) > len(self.kisi):
                raise ValueError(
                    f"blok `{blok.id}` memerlukan {needed} kolom, tetapi kisi lembar hanya {len(self.kisi)}"
                )
        if self.saklar and not self.seksi:
            raise ValueError("lembar dengan `saklar` perlu sebuah tabel: bagian-bagiannyalah yang dinyalakan")
        return self

    def blok_tabel(self) -> list[BlokTabel]:
        """The open-row blocks of this sheet, in order."""
        return [blok for blok in self.blok if isinstance(blok, BlokTabel)]

    def blok_daftar(self) -> list[BlokDaftarTerbuka]:
        """The open list of this sheet, if it has one."""
        return [blok for blok in self.blok if isinstance(blok, BlokDaftarTerbuka)]

    @property
    def seksi(self) -> set[str]:
        """The ids by which a sheet with a `saklar` is asked for: sections of its tables, its open list."""
        return {bagian.id for blok in self.blok_tabel() for bagian in blok.bagian} | {
            blok.id for blok in self.blok_daftar()
        }


class Definition(Model):
    """One version of one form: one or more sheets; the first is the one it opens on and carries the live line.

    `isi` says what is read from it, `bagi` for whom it is: JA and JF, or JPT and pimpinan unit kerja mandiri. An evaluation
    names the SKP form that it is issued from in `evaluasi_dari`. `nihil` are the words that say there is nothing in an item
    that nobody uses; where a definition has none of its own they are those of daftar/isian-nihil.txt.
    """

    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
    versi: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,3}$")]
    judul: TeksSel
    dasar: TeksSel
    isi: Literal["skp", "matriks", "evaluasi", "integrasi", "dokumen", "bebas", "daftar"]
    bagi: Literal["ja-jf", "jpt"] = "ja-jf"
    evaluasi_dari: str = ""
    status: Status | None = None
    nihil: tuple[str, ...] = ()
    lembar: tuple[Lembar, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _single_names(self) -> Self:
        names = [sheet.nama.casefold() for sheet in self.lembar]
        if len(set(names)) != len(names):
            raise ValueError("dua lembar memakai nama yang sama")
        ids = [blok.id for blok in self.semua_blok()]
        if len(set(ids)) != len(ids):
            raise ValueError("dua blok memakai id yang sama")
        return self

    def semua_blok(self) -> list[Blok]:
        """The blocks of all sheets, in order."""
        return [blok for sheet in self.lembar for blok in sheet.blok]

    def blok_tabel(self) -> list[BlokTabel]:
        """The open-row blocks, in order."""
        return [blok for sheet in self.lembar for blok in sheet.blok_tabel()]

    def jumlah(self) -> tuple[tuple[str, int], ...]:
        """How many items each section of a table has room for, as `place` takes it; sheets with a `saklar` left out."""
        return self._jumlah([sheet for sheet in self.lembar if sheet.saklar is None])

    def jumlah_saklar(self, saklar: str) -> tuple[tuple[str, int], ...]:
        """The same for the sheets that `saklar` turns on. A sheet is there where its sections are."""
        return self._jumlah([sheet for sheet in self.lembar if sheet.saklar == saklar])

    @staticmethod
    def _jumlah(sheets: list[Lembar]) -> tuple[tuple[str, int], ...]:
        return tuple(
            (bagian.id, bagian.jumlah) for sheet in sheets for blok in sheet.blok_tabel() for bagian in blok.bagian
        )

    def blok_daftar(self) -> BlokDaftarTerbuka:
        """The first open list. Raises StopIteration where there is none."""
        return next(blok for sheet in self.lembar for blok in sheet.blok_daftar())

    def per_produk(self) -> tuple[Lembar, BlokPerProduk] | None:
        """The sheet that shows a matriks by product, and its block; None where there is none."""
        blocks = ((sheet, blok) for sheet in self.lembar for blok in sheet.blok if isinstance(blok, BlokPerProduk))
        return next(blocks, None)

    def blok_matriks(self) -> BlokMatriks:
        """The block of a matriks. Raises StopIteration where `isi` is another."""
        return next(blok for blok in self.semua_blok() if isinstance(blok, BlokMatriks))


def _columns_used(blok: Blok) -> int:
    """How many grid columns a block needs."""
    match blok:
        case BlokIsian():
            return sum(lajur.lebar for lajur in blok.lajur)
        case BlokTabel() if blok.label_rincian is None:
            return sum(column.rentang for column in blok.kolom)
        case BlokTabel():
            # Detail columns stand below the item columns, so the wider of the two counts.
            fixed = sum(column.rentang for column in blok.kolom if column.tingkat != "rincian")
            return max(fixed, 1 + sum(column.rentang for column in blok.kolom if column.tingkat == "rincian"))
        case BlokDaftarTetap():
            return blok.nomor + blok.panduan + blok.isian + sum(column.rentang for column in blok.lagi)
        case BlokGrafik():
            return blok.mulai + blok.rentang - 1
        case BlokTandaTangan():
            return max(sisi.mulai + sisi.rentang - 1 for sisi in blok.sisi)
        case BlokMatriks():
            return 2
        case BlokPerProduk():
            return 3
        case _:
            return 1

"""What a form definition (`workbook_templates/<form>/<versi>.toml`) may say. It knows no row, column or colour.

A definition is one or more sheets, each with a grid of column widths and blocks that follow each other down the sheet.
Unknown words and everything beyond Excel's limits are refused when the file is read, not when a user opens the form.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model
from skpxl.template.blocks import Blok, BlokDaftarTerbuka, BlokDaftarTetap, BlokIsian, BlokMatriks, BlokTabel, Kolom
from skpxl.template.limits import Key, KodeTemuan, Lebar, NamaLembar, TeksRumus, TeksSel
from skpxl.template.printed_blocks import BlokGrafik, BlokPerProduk, BlokTabelTercetak, BlokTandaTangan, BlokTeks


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

    A sheet with a `saklar` is only there where the campaign turns that on (`lampiran`) or the form has something for it. One
    that is `menyusul` was added to a versi of which workbooks were out: it changes the shape of those that have it alone.
    One that says `satu_halaman` prints on one page, smaller where it must. A sheet with an open list takes its widths from
    the list's columns and needs no `kisi`; `terlindung = false` leaves it to whoever fills it in (the roster).
    """

    nama: NamaLembar
    kisi: tuple[Lebar, ...] = Field(default=(), max_length=60)
    orientasi: Literal["mendatar", "tegak"] = "mendatar"
    saklar: Key | None = None
    menyusul: bool = False
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
        if self.menyusul and not self.saklar:
            raise ValueError("lembar yang `menyusul` perlu `saklar`: terbitan sebelumnya tidak memilikinya")
        return self

    def blok_tabel(self) -> list[BlokTabel]:
        """The open-row blocks of this sheet, in order."""
        return [blok for blok in self.blok if isinstance(blok, BlokTabel)]

    def blok_daftar(self) -> list[BlokDaftarTerbuka]:
        """The open list of this sheet, if it has one."""
        return [blok for blok in self.blok if isinstance(blok, BlokDaftarTerbuka)]

    def printed(self) -> "Lembar":
        """The same sheet without the columns that are not printed: they stand right of all others."""
        unprinted = [column for blok in self.blok_tabel() for column in blok.kolom if not column.cetak]
        if not unprinted:
            return self
        width = len(self.kisi) - max(
            sum(column.rentang for column in blok.kolom if column in unprinted) for blok in self.blok_tabel()
        )
        return self._with(lambda columns: [column for column in columns if column.cetak], self.kisi[:width])

    def with_columns(self, named: Collection[str]) -> "Lembar":
        """The same sheet with those of the columns that have a `saklar` that are `named`: right of all others."""
        switched = [column for blok in self.blok_tabel() for column in blok.kolom if column.saklar]
        if not switched:
            return self
        added = [column for column in switched if column.saklar in named]
        return self._with(
            lambda columns: sorted(
                (one for one in columns if not one.saklar or one in added), key=lambda one: bool(one.saklar)
            ),
            (*self.kisi, *(column.lebar for column in added)),
        )

    def _with(self, chosen: Callable[[Sequence[Kolom]], Sequence[Kolom]], kisi: Sequence[float]) -> "Lembar":
        blocks = tuple(
            blok.model_copy(update={"kolom": tuple(chosen(blok.kolom))}) if isinstance(blok, BlokTabel) else blok
            for blok in self.blok
        )
        return self.model_copy(update={"blok": blocks, "kisi": tuple(kisi)})

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

    @cached_property
    def dahulu(self) -> "Definition":
        """The same form in the words that it was issued in before: without what is `baru`, with the headings that are `lama`.

        Itself where nothing has been reworded. Places are the same, not where they stand.
        """
        sheets = tuple(
            sheet.model_copy(update={"blok": tuple(_before(blok) for blok in sheet.blok if not _is_new(blok))})
            for sheet in self.lembar
        )
        return self.model_copy(update={"lembar": sheets}) if sheets != self.lembar else self

    def semua_blok(self) -> list[Blok]:
        """The blocks of all sheets, in order."""
        return [blok for sheet in self.lembar for blok in sheet.blok]

    def blok_tabel(self) -> list[BlokTabel]:
        """The open-row blocks, in order."""
        return [blok for sheet in self.lembar for blok in sheet.blok_tabel()]

    def jumlah(self) -> tuple[tuple[str, int], ...]:
        """How many items each section of a table has room for, as `place` takes it; sheets with a `saklar` left out."""
        return self._jumlah([sheet for sheet in self.lembar if sheet.saklar is None])

    def jumlah_saklar(self, *saklar: str) -> tuple[tuple[str, int], ...]:
        """The same for the sheets and columns that these turn on. A sheet is there where its sections are, a column where
        its `saklar` itself is named.
        """
        columns = {column.saklar: 1 for blok in self.blok_tabel() for column in blok.kolom if column.saklar in saklar}
        columns.pop("", None)
        return (*self._jumlah([sheet for sheet in self.lembar if sheet.saklar in saklar]), *columns.items())

    def jumlah_as(self, before: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """Room for what `before` had room for by name, sheets and columns that were turned on among it."""
        saklar = {sheet.saklar for sheet in self.lembar if sheet.saklar and sheet.seksi & before.keys()}
        counts = (*self.jumlah(), *self.jumlah_saklar(*saklar, *before))
        return tuple((name, max(count, before.get(name, 0))) for name, count in counts)

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


def _is_new(blok: Blok) -> bool:
    return isinstance(blok, BlokTeks) and blok.baru


def _before(blok: Blok) -> Blok:
    if not isinstance(blok, BlokTabel) or not (blok.label_lama or any(column.lama for column in blok.kolom)):
        return blok
    columns = tuple(column.model_copy(update={"judul": column.lama or column.judul}) for column in blok.kolom)
    return blok.model_copy(update={"kolom": columns, "label_rincian": blok.label_lama or blok.label_rincian})


def _columns_used(blok: Blok) -> int:
    """How many grid columns a block needs."""
    match blok:
        case BlokIsian():
            return sum(lajur.lebar for lajur in blok.lajur)
        case BlokTabel() if blok.label_rincian is None:
            return sum(column.rentang for column in blok.kolom if not column.saklar)
        case BlokTabel():
            # Detail columns stand below the item columns, so the wider of the two counts.
            fixed = sum(column.rentang for column in blok.kolom if column.tingkat != "rincian" and not column.saklar)
            return max(fixed, 1 + sum(column.rentang for column in blok.kolom if column.tingkat == "rincian"))
        case BlokDaftarTetap():
            return blok.nomor + blok.panduan + blok.isian + sum(column.rentang for column in blok.lagi)
        case BlokTabelTercetak():
            return sum(column.rentang for column in blok.kolom)
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

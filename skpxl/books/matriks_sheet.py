"""Writing a finished Matriks Peran Hasil on a sheet, laid out by its definition, row by row and so at any size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.ordered import SelTertulis, write_rows
from skpxl.forms.heights import count_lines, tinggi_sah
from skpxl.forms.page import raise_row, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.model.teks import join_items
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.limits import TINGGI_BARIS_MAKS
from skpxl.template.slots import Halaman, Kotak, Slot, isi_tempat

LANJUTAN = " (lanjutan)"


@dataclass(frozen=True, slots=True)
class _Tercetak:
    """One printed row: name, post and the text of every column; a `pita` is only a heading over the whole width."""

    nama: str
    jabatan: str = ""
    sel: tuple[str, ...] = ()
    pita: bool = False


def write_matriks(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    nama_lembar: str,
    matriks: MatriksPeranHasil,
    definition: Definition,
    konteks: Mapping[str, str],
    kertas: str,
    kembali: str = "",
) -> Worksheet:
    """Add one unit's sheet: title, headings over two rows, people below, bullets in one cell, nothing clipped.

    A person whose roles do not fit into Excel's tallest row (409 points) goes on in a further row. A matriks over
    several units has a heading per unit. `kembali` is the name of a sheet to which the title links back.
    """
    sheet = workbook.add_worksheet(nama_lembar)
    blok = definition.blok_matriks()
    kepala = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if matriks.ada_sisa else [])
    kepala = kepala or [""]  # a unit in which nobody has a role has an empty column
    # One row is placed; the others have the same cells, further down.
    layout = place(definition, (("baris", 1), ("kolom", len(kepala))), jadi=True)
    halaman = layout.halaman[0]
    (letak,) = layout.matriks
    penulis = _Penulis(sheet, halaman, formats, letak.baris[0], len(kepala) if matriks.ada_sisa else 0)
    judul = {f"{blok.id}_kolom_{nomor}": teks for nomor, teks in enumerate(kepala, start=1)}
    penulis.kepala(judul, konteks, kembali)
    for baris in _baris(matriks, halaman, formats):
        penulis.baris(baris)
    set_up_page(sheet, halaman, kertas, "&A", akhir=penulis.row - 1)
    if halaman.ulang:
        sheet.freeze_panes(halaman.ulang[1], halaman.ulang_kolom)
    return sheet


def _sel(baris: BarisMatriks, matriks: MatriksPeranHasil) -> list[list[str]]:
    """The roles of a person per column, the column *Belum terpetakan* last where there is one."""
    kolom = [[peran.teks for peran in baris.peran.get(produk.id, ())] for produk in matriks.kolom]
    return [*kolom, [peran.teks for peran in baris.sisa]] if matriks.ada_sisa else kolom or [[]]


def _baris(matriks: MatriksPeranHasil, halaman: Halaman, formats: Formats) -> Iterator[_Tercetak]:
    """The printed rows, long ones cut into several."""
    ukuran = formats.ukuran("nilai_atas")
    lebar = halaman.kisi[2:]
    muat = int((TINGGI_BARIS_MAKS - 6) / (ukuran * 1.29))
    unit = ""
    for baris in matriks.baris:
        if matriks.bercabang and baris.unit != unit:
            unit = baris.unit
            yield _Tercetak(baris.nama_unit, pita=True)
        potongan = [_fit(butir, muat, kolom, ukuran) for butir, kolom in zip(_sel(baris, matriks), lebar, strict=False)]
        nama = f"{baris.nama}\n({baris.nama_unit})" if baris.luar else baris.nama
        jabatan = f"{baris.jabatan}\nPenilai: {baris.penilai}" if baris.penilai else baris.jabatan
        for ke in range(max((len(satu) for satu in potongan), default=1) or 1):
            sel = tuple(join_items(satu[ke]) if ke < len(satu) else "" for satu in potongan)
            yield _Tercetak(nama if ke == 0 else (baris.nama or baris.jabatan) + LANJUTAN, jabatan, sel)


def _fit(butir: Sequence[str], muat: int, lebar: float, ukuran: float) -> list[list[str]]:
    """Cut a list of bullets into groups of at most `muat` printed lines each (a single longer one stands alone)."""
    kelompok: list[list[str]] = []
    terpakai = 0
    for teks in butir:
        baris = count_lines(f"- {teks}", lebar, ukuran)
        if not kelompok or terpakai + baris > muat:
            kelompok.append([])
            terpakai = 0
        kelompok[-1].append(teks)
        terpakai += baris
    return kelompok


class _Penulis:
    """State of writing one sheet: the row reached. What is above the first row of people is written once."""

    def __init__(self, sheet: Worksheet, halaman: Halaman, formats: Formats, pertama: int, sisa: int) -> None:
        self.sheet = sheet
        self.halaman = halaman
        self.formats = formats
        self.row = self.pertama = pertama
        self.sisa = sisa
        self.pola = [slot for slot in halaman.slots if slot.kotak.row == pertama]

    def kepala(self, judul: Mapping[str, str], konteks: Mapping[str, str], kembali: str) -> None:
        """Titles and the headings of the columns; the first title leads back to the list of contents."""
        perlu = {row: tinggi for row, tinggi in self.halaman.tinggi.items() if row < self.pertama}
        sel: list[SelTertulis] = []
        for teks in self.halaman.texts:
            sel.append(self._sel(teks.kotak, isi_tempat(teks.isi, konteks), teks.gaya, teks.tepi, perlu))
        for slot in self.halaman.slots:
            if slot.kotak.row < self.pertama:
                sel.append(self._sel(slot.kotak, judul.get(slot.key, ""), self._gaya(slot), slot.tepi, perlu))
        if kembali:
            nama = kembali.replace("'", "''")
            sel[0] = replace(sel[0], tautan=f"internal:'{nama}'!A1")
        write_rows(self.sheet, sel, {row: tinggi_sah(tinggi) for row, tinggi in perlu.items()})

    def baris(self, isi: _Tercetak) -> None:
        """One row of the body, at the row reached."""
        tinggi = dict.fromkeys([self.row], self.halaman.tinggi[self.pertama])
        if isi.pita:
            kotak = Kotak(self.row, 1, self.row, len(self.halaman.kisi))
            sel = [self._sel(kotak, isi.nama, "bagian", "LRTB", tinggi)]
        else:
            teks = (isi.nama, isi.jabatan, *isi.sel)
            sel = [
                self._sel(replace(slot.kotak, row=self.row, row_to=self.row), satu, self._gaya(slot), slot.tepi, tinggi)
                for slot, satu in zip(self.pola, teks, strict=True)
            ]
        write_rows(self.sheet, sel, {self.row: tinggi_sah(tinggi[self.row])})
        self.row += 1

    def _gaya(self, slot: Slot) -> str:
        """The column *Belum terpetakan* looks different."""
        if self.sisa and slot.path[-1] == self.sisa:
            return "sisa_kepala" if slot.path[1] == "kolom" else "sisa"
        return slot.gaya

    def _sel(self, kotak: Kotak, teks: str, gaya: str, tepi: str, perlu: dict[int, float]) -> SelTertulis:
        raise_row(perlu, self.halaman.kisi, kotak, teks, gaya, self.formats)
        return SelTertulis(kotak, teks, self.formats.get(gaya, tepi))

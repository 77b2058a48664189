"""Writing a Matriks Peran Hasil on a sheet, laid out by its definition; and reading the roles of a written one back."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.excel.address import a1
from skpxl.excel.grid import Lembar, read_book
from skpxl.excel.heights import hitung_baris, tinggi_sah, tinggi_teks
from skpxl.excel.package import open_package
from skpxl.excel.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.model.pembagian import PeranSepakat
from skpxl.model.teks import gabung_butir, pecah_butir, rapi, sidik
from skpxl.template.definition import BlokMatriks, Definition
from skpxl.template.form import isi_tempat
from skpxl.template.layout import place
from skpxl.template.limits import TINGGI_BARIS_MAKS
from skpxl.template.slots import Halaman, Kotak
from skpxl.template.style import KERTAS

LANJUTAN = " (lanjutan)"


def write_matriks(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    nama_lembar: str,
    matriks: MatriksPeranHasil,
    definition: Definition,
    konteks: Mapping[str, str],
    kertas: str,
) -> None:
    """Add one unit's sheet: title, headings over two rows, people below, bullets in one cell, nothing clipped.

    A person whose roles do not fit into Excel's tallest row (409 points) goes on in a further row.
    """
    sheet = workbook.add_worksheet(nama_lembar)
    blok = next(blok for blok in definition.semua_blok() if isinstance(blok, BlokMatriks))
    kepala = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if matriks.ada_sisa else [])
    sementara = place(definition, (("baris", 1), ("kolom", len(kepala)))).halaman[0]
    baris = _baris(matriks, sementara, formats)
    halaman = place(definition, (("baris", len(baris)), ("kolom", len(kepala)))).halaman[0]
    isi = {f"matriks_produk_{nomor}": teks for nomor, teks in enumerate(kepala, start=1)}
    for nomor, (nama, jabatan, sel) in enumerate(baris, start=1):
        isi[f"matriks_{nomor}_nama"] = nama
        isi[f"matriks_{nomor}_jabatan"] = jabatan
        isi |= {f"matriks_{nomor}_peran_{kolom}": teks for kolom, teks in enumerate(sel, start=1)}
    _tulis(sheet, halaman, isi, konteks, formats, sisa=len(kepala) if matriks.ada_sisa else 0)
    _cetak(sheet, halaman, kertas)


def _sel(baris: BarisMatriks, matriks: MatriksPeranHasil) -> list[list[str]]:
    """The roles of a person per column, the column *Belum terpetakan* last where there is one."""
    kolom = [[peran.teks for peran in baris.peran.get(produk.id, ())] for produk in matriks.kolom]
    return [*kolom, [peran.teks for peran in baris.sisa]] if matriks.ada_sisa else kolom


def _baris(matriks: MatriksPeranHasil, halaman: Halaman, formats: Formats) -> list[tuple[str, str, list[str]]]:
    """The printed rows (name, post, cells), long ones cut into several."""
    ukuran = formats.ukuran("nilai_atas")
    lebar = halaman.kisi[2:]
    muat = int((TINGGI_BARIS_MAKS - 6) / (ukuran * 1.29))
    hasil: list[tuple[str, str, list[str]]] = []
    for baris in matriks.baris:
        potongan = [
            _potong(butir, muat, kolom, ukuran) for butir, kolom in zip(_sel(baris, matriks), lebar, strict=False)
        ]
        for ke in range(max((len(satu) for satu in potongan), default=1) or 1):
            sel = [gabung_butir(satu[ke]) if ke < len(satu) else "" for satu in potongan]
            nama = baris.nama if ke == 0 else (baris.nama or baris.jabatan) + LANJUTAN
            hasil.append((nama, baris.jabatan, sel))
    return hasil


def _potong(butir: list[str], muat: int, lebar: float, ukuran: float) -> list[list[str]]:
    """Cut a list of bullets into groups of at most `muat` printed lines each (a single longer one stands alone)."""
    kelompok: list[list[str]] = []
    terpakai = 0
    for teks in butir:
        baris = hitung_baris(f"- {teks}", lebar, ukuran)
        if not kelompok or terpakai + baris > muat:
            kelompok.append([])
            terpakai = 0
        kelompok[-1].append(teks)
        terpakai += baris
    return kelompok


def _tulis(
    sheet: Worksheet,
    halaman: Halaman,
    isi: Mapping[str, str],
    konteks: Mapping[str, str],
    formats: Formats,
    *,
    sisa: int,
) -> None:
    perlu = dict(halaman.tinggi)
    for col, lebar in enumerate(halaman.kisi):
        sheet.set_column(col, col, lebar)

    def letak(kotak: Kotak, teks: str, gaya: str, tepi: str) -> None:
        atas, kiri, bawah, kanan = kotak.row - 1, kotak.col - 1, kotak.row_to - 1, kotak.col_to - 1
        format_ = formats.get(gaya, tepi)
        if kotak.gabung:
            sheet.merge_range(atas, kiri, bawah, kanan, "", format_)
        if teks:
            sheet.write_string(atas, kiri, teks, format_)
            lebar = sum(halaman.kisi[kotak.col - 1 : kotak.col_to])
            tinggi = tinggi_teks(teks, lebar, formats.ukuran(gaya), tebal=formats.sel(gaya).tebal)
            di_atas = sum(perlu.get(row, 15.0) for row in range(kotak.row, kotak.row_to))
            perlu[kotak.row_to] = max(perlu.get(kotak.row_to, 15.0), tinggi - di_atas)
        else:
            sheet.write_blank(atas, kiri, None, format_)

    for teks in halaman.texts:
        letak(teks.kotak, isi_tempat(teks.isi, konteks), teks.gaya, teks.tepi)
    for slot in halaman.slots:
        gaya = slot.gaya
        if sisa and slot.path[-1] == sisa:
            gaya = "sisa_kepala" if slot.path[1] == "produk" else "sisa"
        letak(slot.kotak, isi.get(slot.key, ""), gaya, slot.tepi)
    for row, tinggi in perlu.items():
        sheet.set_row(row - 1, tinggi_sah(tinggi))


def _cetak(sheet: Worksheet, halaman: Halaman, kertas: str) -> None:
    """Landscape, heading rows and the two name columns repeated on every page."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_columns(0, 1)
    if halaman.ulang:
        sheet.repeat_rows(halaman.ulang[0] - 1, halaman.ulang[1] - 1)
        sheet.freeze_panes(halaman.ulang[1], 2)
    # Up to seven products share a page's width; more go on over further pages, names repeated.
    lebar = len(halaman.kisi) - 2
    sheet.fit_to_pages(max(1, -(-lebar // 7)), 0)
    sheet.print_area(0, 0, halaman.baris_terakhir - 1, len(halaman.kisi) - 1)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(halaman.baris_terakhir, len(halaman.kisi))}"})


def read_roles(path: Path, judul_nama: str) -> dict[str, list[PeranSepakat]]:
    """The roles per person of all matrices in a workbook, names as `sidik`; found by the heading `judul_nama`.

    Bullets in one cell are split; a cell that holds only `x` or `-` has no role. Raises `TakTerbaca` for a damaged file.
    """
    buku = read_book(open_package(path))
    hasil: dict[str, list[PeranSepakat]] = {}
    for info in buku.sheets:
        lembar = buku.sheet(info.name)
        kepala = next(
            (sel for sel in lembar.cells.values() if sidik(sel.text) == sidik(judul_nama) and sel.col == 1), None
        )
        if kepala is not None and _matriks_di_bawah(lembar, kepala.row):
            for nama, teks, cell in _baca_peran(lembar, kepala.row):
                satu = PeranSepakat(teks=teks, file=str(path), sheet=info.name, cell=cell)
                hasil.setdefault(sidik(nama), []).append(satu)
    return hasil


def _matriks_di_bawah(lembar: Lembar, row: int) -> bool:
    """A matriks has its product texts in the second heading row, under nothing in the first two columns."""
    return not lembar.text(row + 1, 1) and bool(lembar.text(row + 1, 3))


def _baca_peran(lembar: Lembar, kepala: int) -> Iterator[tuple[str, str, str]]:
    """(name, role, cell) of everything under the headings."""
    for (row, col), sel in sorted(lembar.cells.items()):
        nama = lembar.text(row, 1).removesuffix(LANJUTAN)
        if row > kepala + 1 and col >= 3 and nama:
            for butir in pecah_butir(sel.text):
                if rapi(butir).casefold() not in ("x", "-", ""):
                    yield nama, rapi(butir), a1(row, col)

"""Writing finished papers: a definition with values, on as many sheets as it has, to be printed and signed. No stamp.

Several papers make one workbook with a list of contents in front. What a paper says is decided elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.letterhead import Logo, put_emblem
from skpxl.books.matriks_book import sheet_names
from skpxl.books.paper_pages import keep_items
from skpxl.books.signatures import keep_signatures, signatures_apart
from skpxl.books.tables import BookTable, CellLink, add_table, link_to_sheet
from skpxl.forms.aids import shorten
from skpxl.forms.curve import Angka, insert_curve, write_figures
from skpxl.forms.heights import tinggi_sah
from skpxl.forms.page import BOLEH, put, row_heights, set_up_page
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN, CapDokumen
from skpxl.model.periode import TITIK
from skpxl.model.teks import sidik
from skpxl.template.definition import Definition
from skpxl.template.finished import place_finished
from skpxl.template.library import Library
from skpxl.template.slots import Halaman, Kotak, isi_tempat

DAFTAR_ISI = "Daftar Isi"
EMBLEM = "lambang"
_CURVE_SHEET = "_pola"
_NAME_MAX = 45  # at the foot of a page, which has 255 characters in all and must not run into the page number
_PROPERTY_MAX = 255


@dataclass(frozen=True)
class Naskah:
    """One finished paper: the values of its slots by key, the placeholders of its texts, the items it has room for.

    A section of which nothing is filled in has `least` items.

    `title` is the official name of the kind, `kode` its short name (in aturan/berkas.toml, where it is known there); `nama`,
    `nip`, `tahun` say whose paper it is and `result` what comes out of it, for the list of contents. `emblem` stands in the
    room that the definition leaves for it (style `lambang`).
    """

    title: str
    definition: Definition
    values: Mapping[str, str]
    context: Mapping[str, str]
    jumlah: tuple[tuple[str, int], ...] = ()
    kode: str = ""
    nama: str = ""
    nip: str = ""
    tahun: int = 0
    result: str = ""
    emblem: Logo | None = None
    least: int = 1

    @cached_property
    def pages(self) -> tuple[Halaman, ...]:
        """Its sheets, as large as its values need."""
        return place_finished(self.definition, self.values, self.jumlah, least=self.least)

    @property
    def mark(self) -> str:
        """Its mark: what it is, whose, of which year."""
        return CapDokumen(self.kode, self.nip, self.tahun).tercetak()


def write_papers(papers: Sequence[Naskah], library: Library, kertas: str, *, title: str = "") -> bytes:
    """A workbook of these papers, at least one; the same bytes for the same input.

    One paper has the sheet names of its definition. Several have a list of contents with links, under the heading `title`,
    and the number of the person before each sheet name. The marks of a few papers stand in the workbook's properties.
    """
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    marks = " ".join(paper.mark for paper in papers)
    marks = marks if len(marks) <= _PROPERTY_MAX else ""
    workbook.set_properties(
        {
            "title": title or papers[0].title,
            "subject": "" if title else papers[0].definition.dasar,
            "author": "skpxl",
            "created": SAAT_DIBUAT,
            "keywords": marks,
        }
    )
    if marks:
        workbook.set_custom_property(SIFAT_DOKUMEN, marks)
    formats = Formats(workbook, library.gaya)
    curves = _Curves(workbook, library)
    if len(papers) == 1:
        (paper,) = papers
        add_paper(workbook, formats, [page.lembar.nama for page in paper.pages], paper, kertas, curves=curves)
    else:
        names = _sheets_of(papers)
        add_table(workbook.add_worksheet(DAFTAR_ISI), _contents(papers, names, title), formats, kertas)
        for paper, sheets in zip(papers, names, strict=True):
            add_paper(workbook, formats, sheets, paper, kertas, curves=curves, back=DAFTAR_ISI)
    curves.write_table()
    workbook.close()
    return target.getvalue()


def add_paper(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    names: Sequence[str],
    paper: Naskah,
    kertas: str,
    *,
    curves: "_Curves",
    back: str = "",
) -> None:
    """Add one paper on sheets with the names `names`, one per sheet of it; the first title leads to the sheet `back`."""
    footer = " · ".join(filter(None, (paper.title, shorten(paper.nama, _NAME_MAX), paper.nip))).replace("&", "&&")
    link = link_to_sheet(back) if back else ""
    for name, page in zip(names, paper.pages, strict=True):
        sheet = workbook.add_worksheet(name)
        set_up_page(sheet, page, kertas, footer)
        cells: list[tuple[Kotak, str, str]] = []
        for text in page.texts:
            if text.gaya == EMBLEM and paper.emblem:
                put_emblem(sheet, paper.emblem, text.kotak, page)
            content = isi_tempat(text.isi, paper.context)
            if under := curves.titles(page, paper.values).get(content):
                content = f"{content} {under.upper()}"
            put(sheet, text.kotak, content, formats.get(text.gaya, text.tepi), link if content and not cells else "")
            cells.append((text.kotak, content, text.gaya))
        for slot in page.slots:
            content = paper.values.get(slot.key, "")
            # Room that was left to be written in, wholly or by dots, stays open; what is filled in is not to be changed.
            locked = slot.terkunci or (bool(content) and TITIK not in content)
            put(sheet, slot.kotak, content, formats.get(slot.gaya, slot.tepi, terkunci=locked))
            cells.append((slot.kotak, content, slot.gaya))
        heights = row_heights(page, cells, formats)
        for row, height in heights.items():
            sheet.set_row(row - 1, tinggi_sah(height))
        if (at := signatures_apart(page, heights, kertas)) is not None:
            keep_signatures(sheet, page, kertas, at)
        else:
            keep_items(sheet, page, heights, kertas)
        curves.install(sheet, page, paper.values)
        sheet.protect("", BOLEH)


class _Curves:
    """The curves of all papers of a workbook, over one hidden table, which is the last sheet."""

    def __init__(self, workbook: xlsxwriter.Workbook, library: Library) -> None:
        self.workbook = workbook
        self.library = library
        self.pola = library.aturan.pola
        self.capaian = library.daftar["capaian_organisasi"].nilai
        self.needed = False

    def titles(self, page: Halaman, values: Mapping[str, str]) -> dict[str, str]:
        """The titles of the curves of a sheet, with the capaian that the paper states for each."""
        placed = ((one.blok.judul, values.get(one.blok.menurut, "")) for one in page.grafik)
        return {title: chosen for title, text in placed if (chosen := self.pola.sebutan_capaian.get(sidik(text), ""))}

    def install(self, sheet: Worksheet, page: Halaman, values: Mapping[str, str]) -> None:
        """The charts of one sheet, each under the capaian that the paper states; none where it states none."""
        for placed in page.grafik:
            chosen = self.pola.sebutan_capaian.get(sidik(values.get(placed.blok.menurut, "")))
            if chosen is not None:
                self.needed = True
                figures = Angka(_CURVE_SHEET, 0, len(self.pola.predikat) - 1, 0, self.capaian.index(chosen) + 1)
                insert_curve(self.workbook, sheet, placed, page, self.library.gaya, figures)

    def write_table(self) -> None:
        """Write the table, where there is a curve."""
        if self.needed:
            sheet = self.workbook.add_worksheet(_CURVE_SHEET)
            write_figures(sheet, 0, self.pola, self.capaian)
            sheet.very_hidden()
            sheet.protect()


def _numbers(papers: Sequence[Naskah]) -> list[int]:
    """The number of the person of every paper, counted from 1 in their order."""
    numbers: dict[tuple[str, str], int] = {}
    return [numbers.setdefault((paper.nip, paper.nama), len(numbers) + 1) for paper in papers]


def _sheets_of(papers: Sequence[Naskah]) -> list[list[str]]:
    """The sheet names of every paper, all different: the person's number, then the name that the definition gives."""
    titles = [
        f"{number} {page.lembar.nama}"
        for number, paper in zip(_numbers(papers), papers, strict=True)
        for page in paper.pages
    ]
    names = iter(sheet_names(titles, [DAFTAR_ISI, _CURVE_SHEET]))
    return [[next(names) for _ in paper.pages] for paper in papers]


def _contents(papers: Sequence[Naskah], names: Sequence[Sequence[str]], title: str) -> BookTable:
    rows = [
        (number, paper.nama, paper.nip, CellLink(paper.title, link_to_sheet(sheets[0])), paper.tahun, paper.result)
        for number, paper, sheets in zip(_numbers(papers), papers, names, strict=True)
    ]
    columns = [("No.", 5.0), ("Nama", 32.0), ("NIP", 21.0), ("Dokumen", 46.0), ("Tahun", 8.0), ("Hasil", 24.0)]
    return BookTable(DAFTAR_ISI, columns, rows, lines=[title] if title else [])

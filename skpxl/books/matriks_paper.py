"""Writing the paper of one matriks: what is signed, by product as well where it has many, and last why it is a draft.

One that would be mostly blank pages is signed by product alone.
"""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from skpxl.books.look import Look
from skpxl.books.matriks_pages import wide_print
from skpxl.books.matriks_sheet import write_matriks
from skpxl.books.product_sheet import many_products, write_by_product
from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.library import Library

KONSEP = "KONSEP"


@dataclass(frozen=True)
class MatriksPaper:
    """The paper of one matriks; `notes` say why it is a draft, and are None for one that can be signed."""

    matriks: MatriksPeranHasil
    look: Look
    notes: BookTable | None = None


def write_matriks_paper(paper: MatriksPaper, library: Library) -> bytes:
    """The paper as a workbook; the same bytes for the same input."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    title = f"{paper.look.definition.judul}: {paper.matriks.unit.nama}"
    workbook.set_properties({"title": title, "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, library.gaya)
    names = [sheet.nama for sheet in paper.look.definition.lembar]
    wide = wide_print(paper.matriks, paper.look.definition, library, paper.look.kertas, with_rest=paper.look.with_rest)
    if wide:
        write_by_product(workbook, formats, names[1], paper.matriks, paper.look, whole=True)
    else:
        write_matriks(workbook, formats, names[0], paper.matriks, paper.look)
    if not wide and many_products(paper.matriks, paper.look.definition):
        write_by_product(workbook, formats, names[1], paper.matriks, paper.look)
    if paper.notes:
        add_table(workbook.add_worksheet(paper.notes.name), paper.notes, formats, paper.look.kertas)
    workbook.close()
    return target.getvalue()

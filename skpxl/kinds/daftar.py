"""The kind *daftar*: workbooks of skpxl's own with rows from data, to be filled in by an admin. No person's form, no rules."""

from skpxl.kinds.kind import Kind
from skpxl.template.blocks import BlokDaftarTerbuka
from skpxl.template.definition import Definition
from skpxl.template.library import Library

_ROWS = 3


def _show(library: Library, definition: Definition) -> bytes:
    """The workbook with a few rows that say the names of their columns."""
    from skpxl.forms.lists.rows import ListBook, ListRow, row_code
    from skpxl.forms.lists.write import write_list_book

    blocks = [blok for blok in definition.semua_blok() if isinstance(blok, BlokDaftarTerbuka)]
    names = {name for blok in blocks for column in blok.kolom for name in (column.daftar, column.juga) if name}
    rows = {
        blok.id: [
            ListRow(
                {
                    column.id: f"({column.judul.lower()})"
                    for column in blok.kolom
                    if not column.isian and not column.ulang
                },
                code=row_code(blok.kode, n=f"N{number}"),
            )
            for number in range(1, _ROWS + 1)
        ]
        for blok in blocks
    }
    lists = {name: ["(pilihan)"] for name in names - library.daftar.keys()}
    return write_list_book(ListBook(definition, rows, lists=lists), library)


DAFTAR = Kind(isi="daftar", name="Daftar", noun="daftar isian admin", show=_show)

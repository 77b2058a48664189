"""The lists of results in a matriks workbook with a choice beside each: their words, what was chosen. They decide nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from skpxl.books.tables import CellLink, Nilai
from skpxl.forms.lists.read import FoundRow, find_list
from skpxl.forms.lists.rows import Link, ListBook, ListRow, Value, row_code
from skpxl.model.teks import sidik
from skpxl.template.blocks import BlokDaftarTerbuka
from skpxl.template.library import Library
from skpxl.xlsx.grid import Grid

FORM = "penempatan-matriks"
USULAN, PENEMPATAN = "usulan", "penempatan"
TERIMA, TERIMA_KEDUA = "terima usulan", "terima usulan kedua"
BIARKAN, KELUARKAN, MASUKKAN = "biarkan di Belum terpetakan", "keluarkan dari matriks", "masukkan lagi ke matriks"


class ChosenPlace(NamedTuple):
    """What was filled in beside one result: `pilihan` as it was chosen, wording, the id of the result to print it with, order.

    `usulan` are the ids of the products that were proposed. `sheet` and `cell` tell where the choice stands.
    """

    hasil: str
    pilihan: str
    cetak: str
    gabung: str
    urutan: str
    usulan: tuple[str, ...]
    sheet: str
    cell: str

    def says(self, word: str) -> bool:
        """True where this was chosen."""
        return sidik(self.pilihan) == sidik(word)


class PlacementLists:
    """Both lists while their rows are gathered: values by column, the result that a row is about, what may be chosen for it."""

    def __init__(self, library: Library) -> None:
        self.definition = library.own(FORM)
        self._blocks = {
            blok.id: blok
            for lembar in self.definition.lembar
            for blok in lembar.blok
            if isinstance(blok, BlokDaftarTerbuka)
        }
        self._rows: dict[str, list[ListRow]] = {USULAN: [], PENEMPATAN: []}
        self._lists: dict[tuple[str, ...], str] = {}

    def add(
        self, which: str, values: Mapping[str, Nilai], hasil: str, choices: Sequence[str], usulan: Sequence[str] = ()
    ) -> None:
        """A row of one of the lists (`USULAN`, `PENEMPATAN`); `usulan` are the ids of the products proposed."""
        name = self._lists.setdefault(tuple(choices), f"tempat_{len(self._lists) + 1}")
        cells: dict[str, Value] = {
            key: Link(value.text, value.url)
            if isinstance(value, CellLink)
            else value
            if isinstance(value, int)
            else str(value)
            for key, value in values.items()
        }
        self._rows[which].append(
            ListRow(cells, code=code_of(self._blocks[which], hasil, usulan), lists={"pilihan": name})
        )

    def sheets(self) -> list[str]:
        """The names of the sheets that they take."""
        return [lembar.nama for lembar in self.definition.lembar if self._rows.get(lembar.saklar or "")]

    def book(self) -> ListBook:
        """The lists as they are written."""
        rows = {which: rows for which, rows in self._rows.items() if rows}
        return ListBook(self.definition, rows, lists={name: list(choices) for choices, name in self._lists.items()})


def code_of(blok: BlokDaftarTerbuka, hasil: str, usulan: Sequence[str] = ()) -> str:
    """The hidden word of a row: the result that it is about, and the products proposed for it."""
    proposed = dict(zip("uv", (quote(id_, safe=":") for id_ in usulan[:2]), strict=False))
    return row_code(blok.kode, h=quote(hasil, safe=":|"), **proposed)


def read_choices(grid: Grid, library: Library) -> Iterator[ChosenPlace]:
    """What was filled in on one sheet; nothing where it is none of these lists."""
    for lembar in library.own(FORM).lembar:
        for blok in lembar.blok:
            if isinstance(blok, BlokDaftarTerbuka) and (found := find_list(grid, blok)):
                rows = [row for row in found.rows if row.code]
                numbers = {row.text("nomor").strip(): _result(row) for row in rows}
                for row in rows:
                    said = {key: row.text(key).strip() for key in ("pilihan", "cetak", "gabung", "urutan")}
                    if any(said.values()):
                        key = next(key for key, text in said.items() if text)
                        usulan = tuple(unquote(row.code[part]) for part in "uv" if part in row.code)
                        gabung = numbers.get(said["gabung"], said["gabung"]) if said["gabung"] else ""
                        yield ChosenPlace(
                            _result(row),
                            said["pilihan"],
                            said["cetak"],
                            gabung,
                            said["urutan"],
                            usulan,
                            grid.name,
                            found.cell(row, key),
                        )


def _result(row: FoundRow) -> str:
    return unquote(row.code.get("h", ""))

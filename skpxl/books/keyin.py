"""The workbook from which SKPs are keyed into e-Kinerja BKN: a sheet *Daftar* of people, a sheet with a row per field.

It is written row by row and never held whole. It chooses no field and no order: both come in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedIOBase

from skpxl.forms.lists.rows import Formula, Link, ListBook, ListRow, Value
from skpxl.forms.lists.write import stream_list_book
from skpxl.model.ekinerja import Langkah
from skpxl.template.layout import place
from skpxl.template.library import Library
from skpxl.template.slots import LetakDaftar
from skpxl.xlsx.address import a1

FORM = "entri-ekinerja"
SUDAH = "✓"
BARIS_ISIAN_MAKS = 1_000_000


@dataclass(frozen=True)
class KeyinPerson:
    """One SKP: whose it is, what is to be known before keying in (`note`), and its fields in order.

    `file_name` is the file's name and `url` the link to it (empty: there is none); `cells` are the cells by key, `Sheet!A1`.
    """

    nama: str
    nip: str
    jabatan: str
    unit_kerja: str
    penilai: str
    note: str
    file_name: str
    url: str
    cells: dict[str, str]
    steps: Sequence[Langkah]

    def link(self, key: str) -> str:
        """The link to the cell of a field; empty where the file cannot be linked to."""
        sheet, _, cell = self.cells.get(key, "").rpartition("!")
        return f"{self.url}#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}" if self.url and cell else ""


def write_keyin(
    target: BufferedIOBase,
    people: Iterable[KeyinPerson],
    library: Library,
    *,
    texts: Mapping[str, str],
    kertas: str = "A4",
    advance: Callable[[], None] = lambda: None,
) -> int:
    """Write the workbook to an open file; how many links had to be left out is returned (Excel takes 65,530 a sheet).

    `texts` are what the lines above the list of people leave open. At most `BARIS_ISIAN_MAKS` rows: the caller sees to that.
    """
    definition = library.own(FORM)
    listing, fields = sorted(place(definition).daftar, key=lambda letak: letak.blok.id != "daftar")
    listed: list[ListRow] = []
    # Written first, though it stands second: the list of people tells where each of them begins.
    rows: dict[str, Iterable[ListRow]] = {
        fields.blok.id: _fields(people, fields, listed, advance),
        listing.blok.id: listed,
    }
    book = ListBook(definition, rows, lists={"sudah": [SUDAH]}, texts=texts)
    return stream_list_book(book, library, target, kertas=kertas)


def _fields(
    people: Iterable[KeyinPerson], fields: LetakDaftar, listed: list[ListRow], advance: Callable[[], None]
) -> Iterator[ListRow]:
    """A band for each person and a row per field; each person is put on the list as soon as his rows are known."""
    tick = next(placed.col for placed in fields.kolom if placed.kolom.isian)
    row = fields.kepala
    for number, person in enumerate(people, start=1):
        row += 1
        whose = {"pegawai": person.nama, "nip": person.nip}
        about = " · ".join(filter(None, [person.jabatan, f"penilai: {person.penilai}" if person.penilai else ""]))
        band: dict[str, Value] = {
            "nomor": str(number),
            **whose,
            "langkah": about,
            "sumber": Link(person.file_name, person.url),
        }
        yield ListRow(band, style="bagian")
        for step_number, step in enumerate(person.steps, start=1):
            source = Link(person.cells.get(step.key, ""), person.link(step.key))
            values: dict[str, Value] = {"langkah": step.step, "kolom": step.column, "isi": step.text, "sumber": source}
            yield ListRow({"nomor": str(step_number), **whose, **values})
        last = row + len(person.steps)
        ticks = f"'{fields.sheet}'!{a1(row + 1, tick, mutlak=True)}:{a1(last, tick, mutlak=True)}"
        listed.append(_listed(number, person, f"internal:'{fields.sheet}'!{a1(row, 1)}", ticks))
        row = last
        advance()


def _listed(number: int, person: KeyinPerson, url: str, ticks: str) -> ListRow:
    """A person's line on the list: how many fields there are, how many of them have been ticked."""
    return ListRow(
        {
            "nomor": str(number),
            "pegawai": Link(person.nama, url),
            "nip": person.nip,
            "jabatan": person.jabatan,
            "unit_kerja": person.unit_kerja,
            "pejabat_penilai": person.penilai,
            "isian": len(person.steps),
            "sudah": Formula(f'=COUNTIF({ticks},"{SUDAH}")' if person.steps else "=0", 0),
            "catatan": person.note,
        }
    )

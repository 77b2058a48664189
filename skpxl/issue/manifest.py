"""The manifest of a folder of forms: what was issued into it, and to whom not. It issues nothing.

`manifest.csv` is for programs, and the record of earlier runs; `manifest.xlsx` is for people. There a NIP is text; in the other
it is plain digits, of which Excel keeps fifteen: what Excel has saved anew is read, but for digits that are gone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from skpxl.errors import SkpxlError
from skpxl.files.names import bukan_rumus
from skpxl.files.output import standing, write_whole
from skpxl.files.record import Row, damaged_record, is_rounded, read_table, write_record
from skpxl.files.walk import JUDUL_MANIFEST
from skpxl.kinds.kind import Terbitan
from skpxl.model.stamp import Stamp
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library
from skpxl.xlsx.package import Unreadable
from skpxl.xlsx.sources import open_source, sheets_of

MANIFEST = "manifest"
_SHEET = "Terbitan"
_COLUMNS = (
    "Berkas Kode NIP Nama Jabatan Unit_Kerja Perangkat_Daerah Formulir NIP_Penilai Nama_Penilai Surel Keterangan Terbitan"
).split()
_HEADINGS = [name.replace("_", " ") for name in _COLUMNS]
_WIDTHS = (46, 13, 21, 30, 34, 30, 30, 18, 21, 30, 28, 44, 10)
_OF_ISSUED = "Berkas Kode NIP Nama Jabatan Unit_Kerja Formulir NIP_Penilai Nama_Penilai Terbitan Keterangan".split()
_NOTE = _COLUMNS.index("Keterangan")
_REPLACED = "diganti oleh "
_FILE, _NIP, _NAME, _POST, _UNIT = 0, 2, 3, 4, 5
_OF_SUPERIOR = _COLUMNS.index("NIP_Penilai")


class IssuedRow(NamedTuple):
    """One workbook that was issued: its file in the folder, its code, and whose it is under whom, as printed.

    `terbitan` is the issue number that the file has (empty in manifests of before: 1), `keterangan` what was noted beside it.
    """

    berkas: str
    kode: str
    nip: str
    nama: str
    jabatan: str
    unit: str
    formulir: str
    nip_penilai: str
    penilai: str
    terbitan: str = ""
    keterangan: str = ""

    @property
    def is_replaced(self) -> bool:
        """True where another form counts instead of it."""
        return self.keterangan.startswith(_REPLACED)


@dataclass(frozen=True)
class Manifest:
    """What was issued into a folder in earlier runs: the rows of its manifest, with the lines they stand in."""

    folder: Path
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """Read; empty where there is none. Raises SkpxlError where it cannot be: its rows would be lost."""
        file = folder / f"{MANIFEST}.csv"
        table = read_table(file, MANIFEST)
        printed = _printed(folder / f"{MANIFEST}.xlsx")
        if table is None:
            table = printed
        if not table:
            if table is not None:
                raise damaged_record(file, MANIFEST)
            return cls(folder)
        header, *rows = table
        # Manifests of before have no issue numbers.
        if _titles(header.cells) not in (_COLUMNS, _COLUMNS[:-1]):
            raise damaged_record(file, MANIFEST, header.line)
        found = []
        for line, cells in rows:
            if len(cells) not in (len(header.cells), len(_COLUMNS) - 1, len(_COLUMNS)):
                raise damaged_record(file, MANIFEST, line)
            whole = [*cells, ""][: len(_COLUMNS)]
            found.append(Row(line, [cell.removeprefix("'") for cell in whole]))
        return cls(folder, tuple(found))

    def issued(self) -> list[IssuedRow]:
        """The workbooks among its rows."""
        columns = [_COLUMNS.index(name) for name in _OF_ISSUED]
        return [IssuedRow(*(cells[column] for column in columns)) for _, cells in self.rows if cells[_FILE]]

    def replaced(self) -> dict[str, str]:
        """The files of its rows that count no more, with those that do instead."""
        notes = ((cells[_FILE], cells[_NOTE]) for _, cells in self.rows)
        return {file: note.removeprefix(_REPLACED) for file, note in notes if note.startswith(_REPLACED)}

    def believed(self, anew: Collection[str]) -> "Manifest":
        """This manifest, where all that stays of it can be believed; rows of the files `anew` are written anew in any case.

        Raises SkpxlError with the line of a NIP that a spreadsheet program has rounded.
        """
        for line, cells in self.rows:
            if cells[_FILE] not in anew and (is_rounded(cells[_NIP]) or is_rounded(cells[_OF_SUPERIOR])):
                raise SkpxlError(
                    f"Catatan manifest {self.folder / f'{MANIFEST}.csv'}, baris {line}: NIP dibulatkan Excel dan tidak dapat "
                    "dipulihkan; kembalikan berkas itu dari cadangan, atau hapus lalu terbitkan semuanya lagi (formulir yang "
                    "sama dibiarkan)."
                )
        return self

    def mark(self, replaced: Mapping[str, str], organisasi: Organisasi, library: Library) -> None:
        """Write it anew where files of it count no more, with those that do instead, wherever they lie."""
        if any(cells[_FILE] in replaced for _, cells in self.rows):
            self.write((), organisasi, library, replaced=replaced)

    def write(
        self,
        issued: Sequence[Terbitan],
        organisasi: Organisasi,
        library: Library,
        out: Sequence[Stamp] = (),
        replaced: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`manifest.csv` and `manifest.xlsx` of all that was issued, earlier runs included (by file name).

        Of those who got no form, in earlier runs too, only who is still on the roster is listed. `out` are the stamps of what
        is out, with the issue number each really has, `replaced` the files that count no more, with those that do instead.
        """
        from skpxl.books.tables import BookTable, write_tables

        numbers = {stamp.id: str(stamp.terbitan) for stamp in out}
        now = [_row(item, organisasi, numbers) for item in issued]
        written = {cells[_FILE] for cells in now if cells[_FILE]}
        before = [row.cells for row in self.believed(written).rows]
        asked = {_who(cells) for cells in now}
        listed = {
            (orang.nip, orang.nama, orang.jabatan, organisasi.nama_unit(orang.unit_kerja))
            for orang in organisasi.pegawai
        }
        rows = {cells[_FILE]: cells for cells in before if cells[_FILE]}
        rows |= {cells[_FILE]: cells for cells in now if cells[_FILE]}
        for file, other in replaced.items():
            if file in rows:
                rows[file] = [*rows[file][:_NOTE], f"{_REPLACED}{other}", *rows[file][_NOTE + 1 :]]
        without = [cells for cells in before if not cells[_FILE] and _who(cells) in listed - asked]
        without += [cells for cells in now if not cells[_FILE]]
        table = [*rows.values(), *without]
        # With a byte order mark and semicolons, so that an Indonesian Excel opens it as a table.
        write_record(self.folder / f"{MANIFEST}.csv", _COLUMNS, ([bukan_rumus(cell) for cell in row] for row in table))
        sheet = BookTable(_SHEET, list(zip(_HEADINGS, _WIDTHS, strict=True)), table)
        data = write_tables([sheet], library.gaya, title=JUDUL_MANIFEST)
        write_whole(self.folder / f"{MANIFEST}.xlsx", data, force=True)


def _who(cells: Sequence[str]) -> tuple[str, ...]:
    return cells[_NIP], cells[_NAME], cells[_POST], cells[_UNIT]


def _row(item: Terbitan, organisasi: Organisasi, numbers: dict[str, str]) -> list[str]:
    orang, form = item.orang, item.form
    penilai = organisasi.penilai(orang)
    return [
        item.path.as_posix() if form else "",
        form.stamp.id if form else "",
        orang.nip,
        orang.nama,
        orang.jabatan,
        organisasi.nama_unit(orang.unit_kerja),
        organisasi.nama_perangkat_daerah(orang),
        form.definition.form if form else "",
        penilai.nip,
        penilai.nama,
        orang.email,
        f"tidak diterbitkan: {item.reason}" if item.reason else "",
        numbers.get(form.stamp.id, "1") if form else "",
    ]


def _titles(cells: Sequence[str]) -> list[str]:
    """The titles as they are called now: manifests of before say Email."""
    return ["Surel" if cell == "Email" else cell.replace(" ", "_") for cell in cells]


def _printed(file: Path) -> list[Row] | None:
    """The rows of `manifest.xlsx`; None where there is none. Raises SkpxlError where another file bears that name."""
    data = standing(file)
    if data is None:
        return None
    try:
        grids = sheets_of(open_source(data))
    except Unreadable as error:
        raise damaged_record(file, MANIFEST) from error
    for grid in grids:
        rows = [
            Row(row, [grid.text(row, col) for col in range(1, len(_COLUMNS) + 1)])
            for row in sorted({row for row, _ in grid.cells})
        ]
        if rows and _titles(rows[0].cells) in (_COLUMNS, [*_COLUMNS[:-1], ""]):
            return rows
    raise SkpxlError(f"{file} bukan daftar terbitan skpxl dan tidak ditimpa; ganti namanya, lalu ulangi.")

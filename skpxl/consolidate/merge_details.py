"""The long sheets of a merge: agreed beside written, blocked chains, the data. They lay out what the merge found."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from skpxl.books.tables import BookTable, Nilai, link_or_text
from skpxl.consolidate.comparison import Comparison, role_fate
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_data import count_data, data_columns, data_rows
from skpxl.consolidate.place import PLACE, place_cells
from skpxl.model.fate import RoleFate
from skpxl.model.matriks import Peran
from skpxl.model.padanan import Padanan
from skpxl.receive.report import link_to
from skpxl.receive.validate import ReceivedFile

_BARIS_MAKS = 1_000_000
_STATES = {
    RoleFate.SAMA: "sama",
    RoleFate.LAIN: "ditulis lain",
    RoleFate.TANPA_HASIL: "peran tanpa rencana hasil kerja",
    RoleFate.TANPA_PERAN: "rencana hasil kerja tanpa peran",
}
_CARA = {"teks": "teks sama", "id": "id peran", "kemiripan": "kemiripan teks", "": ""}


def to_cell(file: str, sheet: str, cell: str, folder: Path, text: str) -> Nilai:
    """`text` as a link to a cell of a file; plain where the file cannot be linked to (a member of a zip)."""
    url = link_to(file, sheet, cell, folder)
    return link_or_text(text, url)


def files_by_nip(gabungan: Merged) -> dict[str, list[ReceivedFile]]:
    """The SKPs that count, by whose they are."""
    per_nip: dict[str, list[ReceivedFile]] = {}
    for file in gabungan.files:
        if file.skp and file.counted:
            per_nip.setdefault(file.skp.pegawai.nip, []).append(file)
    return per_nip


def cell_of(result: Peran, files: Sequence[ReceivedFile], folder: Path) -> Nilai:
    """A link to the cell of a result in its owner's SKP (`files` are his); empty where that is not among them."""
    book = result.id.split(":")[1] if result.id.count(":") > 1 else ""
    found: Nilai = ""
    for file in files:
        if file.reading.form and file.reading.form.stamp.id == book:
            where, sheet, cell = file.reading.tempat(result.key)
            found = to_cell(where, sheet, cell, folder, f"{sheet}!{cell}")
    return found


def agreed_and_written(gabungan: Merged, folder: Path) -> BookTable:
    """Role beside result, person by person, how they were paired and how alike they are; links to both cells."""
    per_nip = files_by_nip(gabungan)
    rows = [
        [*place_cells(gabungan.organisasi, comparison.unit), *_pair_row(comparison, pair, per_nip, folder)]
        for comparison in gabungan.compared
        for pair in comparison.padanan
    ]
    columns = [
        *PLACE.items(), ("Pegawai", 28.0), ("NIP", 21.0), ("Peran yang disepakati", 44.0), ("Di matriks", 14.0),
        ("Rencana hasil kerja dalam SKP", 44.0), ("Di SKP", 14.0), ("Keadaan", 24.0), ("Dipasangkan menurut", 16.0),
        ("Kemiripan", 10.0),
    ]  # fmt: skip
    return BookTable("Sepakat dan Tertulis", columns, rows)


def _pair_row(
    comparison: Comparison, pair: Padanan, per_nip: Mapping[str, Sequence[ReceivedFile]], folder: Path
) -> list[Nilai]:
    role = pair.agreed.peran if pair.agreed else None
    result = pair.written
    in_skp = cell_of(result, per_nip.get(comparison.baris.nip, ()), folder) if result is not None else ""
    return [
        comparison.baris.nama or comparison.baris.jabatan,
        comparison.baris.nip,
        role.teks if role else "",
        to_cell(role.file, role.sheet, role.cell, folder, f"{role.sheet}!{role.cell}") if role else "",
        result.teks if result else "",
        in_skp,
        _STATES[role_fate(pair)],
        _CARA[pair.means],
        pair.score if pair.means else "",
    ]


def blocked_chains(gabungan: Merged) -> BookTable:
    """Whose SKP is waited for, by how many, and for whom he waits himself."""
    rows: list[list[Nilai]] = []
    for blocked in gabungan.blocked:
        names = [orang.nama for orang in blocked.direct]
        rows.append(
            [
                blocked.orang.nama,
                blocked.orang.nip,
                blocked.orang.jabatan,
                *place_cells(gabungan.organisasi, blocked.orang.unit_kerja),
                blocked.total,
                len(names),
                f"{blocked.waits_for.nama} ({blocked.waits_for.jabatan})"
                if blocked.waits_for
                else "tidak ada: mulailah di sini",
                ", ".join(names[:12]) + (f" dan {len(names) - 12} lagi" if len(names) > 12 else ""),
            ]
        )
    columns = [
        ("Ditunggu SKP-nya", 30.0), ("NIP", 21.0), ("Jabatan", 34.0), *PLACE.items(), ("Orang tertahan", 10.0),
        ("Bawahan langsung", 10.0), ("Ia sendiri menunggu", 36.0), ("Bawahan langsung yang tertahan", 60.0),
    ]  # fmt: skip
    return BookTable("Rantai Terhambat", columns, rows)


def data_tables(gabungan: Merged) -> Iterator[BookTable]:
    """One row per indikator as an Excel table with filters, for whoever wants to count something else.

    What one sheet cannot hold (Excel: 1,048,576 rows) goes on in a further one.
    """
    columns = data_columns(gabungan)
    rows = ([row[name] for name in columns] for row in data_rows(gabungan))
    for number in range(max(1, -(-count_data(gabungan) // _BARIS_MAKS))):
        name = "Data" if number == 0 else f"Data {number + 1}"
        excel_table = "DataSkp" if number == 0 else f"DataSkp{number + 1}"
        yield BookTable(name, list(columns.items()), islice(rows, _BARIS_MAKS), excel_table=excel_table)

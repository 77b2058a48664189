"""The sheet of a merge that rests on what texts mean: doubles. It lays out what the merge found."""

from pathlib import Path

from skpxl.books.tables import BookTable, Nilai
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_details import cell_of, files_by_nip
from skpxl.consolidate.place import PLACE, place_cells


def alike(gabungan: Merged, folder: Path) -> BookTable:
    """Results that are probably one in several wordings: group by group, a row for each, with a link to its cell."""
    per_nip = files_by_nip(gabungan)
    rows: list[list[Nilai]] = []
    for number, group in enumerate(gabungan.doubles, start=1):
        for text, same in group.by_wording().items():
            rows += [
                [
                    number,
                    *place_cells(gabungan.organisasi, group.unit.kode),
                    group.wording,
                    text,
                    row.nama or row.jabatan,
                    row.nip,
                    cell_of(peran, per_nip.get(row.nip, ()), folder),
                ]
                for row, peran in same
            ]
    columns = [
        ("Kelompok", 10.0), *PLACE.items(), ("Tulisan yang diusulkan", 50.0), ("Tertulis", 50.0), ("Pegawai", 28.0),
        ("NIP", 21.0), ("Di SKP", 14.0),
    ]  # fmt: skip
    return BookTable("Mirip", columns, rows)

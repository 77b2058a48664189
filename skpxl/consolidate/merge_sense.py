"""The sheets of a merge that rest on what texts mean: doubles, proposed places. They lay out what the merge found."""

from pathlib import Path

from skpxl.books.tables import BookTable, Nilai
from skpxl.consolidate.merge import Gabungan
from skpxl.consolidate.merge_details import cell_of, files_by_nip
from skpxl.consolidate.place import PLACE, place_cells


def alike(gabungan: Gabungan, folder: Path) -> BookTable:
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


def proposed(gabungan: Gabungan, folder: Path) -> BookTable | None:
    """Results without a place: where they may belong, how near that is, and why; a row for each place proposed.

    None where every result has a place.
    """
    per_nip = files_by_nip(gabungan)
    rows: list[list[Nilai]] = []
    for matriks in gabungan.matriks:
        for row in matriks.baris:
            for peran in row.sisa:
                whose: list[Nilai] = [
                    *place_cells(gabungan.organisasi, row.unit),
                    row.nama or row.jabatan,
                    row.nip,
                    peran.teks,
                    peran.jalan[0] if peran.jalan else "",
                ]
                where = cell_of(peran, per_nip.get(row.nip, ()), folder)
                rows += [
                    [*whose, usulan.teks, f"{usulan.skor} dari 100", usulan.alasan, peran.sebab, where]
                    for usulan in peran.usulan
                ] or [[*whose, "", "", "", peran.sebab, where]]
    columns = [
        *PLACE.items(), ("Pegawai", 28.0), ("NIP", 21.0), ("Rencana hasil kerja", 44.0),
        ("Hasil kerja atasan yang ditulis", 44.0), ("Diusulkan di bawah produk", 44.0), ("Kemiripan", 14.0),
        ("Karena", 36.0), ("Mengapa belum terpetakan", 44.0), ("Di SKP", 14.0),
    ]  # fmt: skip
    return BookTable("Usulan Penempatan", columns, rows) if rows else None

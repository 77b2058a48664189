"""Where people, results and products stand on a printed matriks, found while it is written. It writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from skpxl.books.keepsakes import NoteSubject, person_key
from skpxl.books.matriks_record import result_id
from skpxl.books.matriks_rows import PrintedRow
from skpxl.model.matriks import MatriksPeranHasil, Peran

Place = tuple[int, int]


@dataclass
class Places:
    """The places of one matriks, rows and columns from 1. Rows are told one after the other, from the top.

    `notes` are those that are ours.
    """

    matriks: MatriksPeranHasil
    columns: Sequence[int]  # those of names and of posts, then those of the products and of what has no place
    heading: int = 0
    people: dict[str, int] = field(default_factory=dict)
    results: dict[str, Place] = field(default_factory=dict)
    notes: dict[Place, str] = field(default_factory=dict)
    _reached: dict[tuple[int, int], int] = field(default_factory=dict)

    def take(self, printed: PrintedRow, row: int) -> None:
        """A row of somebody has been written."""
        if printed.person < 0:
            return
        person = self.matriks.baris[printed.person]
        self.people.setdefault(person_key(person.nip, person.nama, person.jabatan), row)
        columns: list[Sequence[Peran]] = [person.peran.get(produk.id, ()) for produk in self.matriks.kolom]
        columns.append(person.sisa)
        for number, many in enumerate(printed.items):
            start = self._reached.get((printed.person, number), 0)
            for peran in columns[number][start : start + many] if number < len(columns) else ():
                self.results.setdefault(result_id(person.nip, peran), (row, self.columns[2 + number]))
            self._reached[printed.person, number] = start + many

    def find(self, anchor: NoteSubject) -> Place | None:
        """Where a note about this stands on this sheet; None where it has no place."""
        if anchor.results:
            return next((self.results[id_] for id_ in anchor.results if id_ in self.results), None)
        row = self.people.get(anchor.who) if anchor.who else self.heading
        col = self._column(anchor)
        return (row, col) if row and col else None

    def _column(self, anchor: NoteSubject) -> int:
        if anchor.part in ("nama", "jabatan"):
            return self.columns[0 if anchor.part == "nama" else 1]
        ids = [produk.id for produk in self.matriks.kolom] + ([""] if self.matriks.has_rest else [])
        return self.columns[2 + ids.index(anchor.kolom)] if anchor.kolom in ids else 0

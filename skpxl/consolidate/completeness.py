"""The sheet *Kelengkapan*: everybody of the roster, how it stands with him, the file that counts. It decides no fate."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from skpxl.books.tables import BookTable, Nilai
from skpxl.consolidate.merge_details import to_cell
from skpxl.consolidate.place import PLACE, printed_code
from skpxl.model.fate import PersonFate, said
from skpxl.model.pegawai import Pegawai
from skpxl.receive.validate import ReceivedFile

_STATES = {PersonFate.TAK_DIPAKAI: "ada, tetapi belum dapat dipakai (lihat Temuan)"}


class Listed(Protocol):
    """A row of the roster with its fate; `file` is the one that counts."""

    @property
    def orang(self) -> Pegawai:
        """Who it is."""

    @property
    def unit(self) -> str:
        """The unit by name."""

    @property
    def perangkat_daerah(self) -> str:
        """The perangkat daerah of the unit by name."""

    @property
    def fate(self) -> PersonFate:
        """How it stands with the row."""

    @property
    def file(self) -> ReceivedFile | None:
        """The file that counts."""


def completeness(name: str, people: Sequence[Listed], folder: Path, results: Sequence[int] | None = None) -> BookTable:
    """The sheet under this name; links are relative to `folder`. `results` are the results of each, where they are counted."""
    rows: list[list[Nilai]] = []
    for number, person in enumerate(people):
        who = person.orang
        state = _STATES.get(person.fate, said(person.fate))
        path = person.file.reading.file if person.file else ""
        link = to_cell(path, "", "", folder, Path(path).name) if path else ""
        where = [person.perangkat_daerah, printed_code(who.unit_kerja, person.unit), person.unit]
        rows.append([*where, who.nama, who.nip, who.jabatan, state, *(results or ())[number : number + 1], link])
    columns = [*PLACE.items(), ("Nama Pegawai", 30.0), ("NIP", 21.0), ("Jabatan", 36.0), ("Keadaan", 28.0)]
    counted = [("Hasil kerja", 11.0)] if results is not None else []
    return BookTable(name, [*columns, *counted, ("Berkas", 36.0)], rows)

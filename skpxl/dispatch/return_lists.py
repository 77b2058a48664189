"""Copies for correction sorted by perangkat daerah, for who sends them on by hand: a folder and a list each, one list over all.

Which copy is whose is known by NIP and jabatan, never by a name that was cut short. It writes no file and no letter.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skpxl.books.tables import BookTable, Nilai, write_tables
from skpxl.dispatch.addressees import AddressBook, Addressee
from skpxl.errors import balance
from skpxl.forms.annotate import Butir
from skpxl.kinds.file_names import FileNames
from skpxl.model.shown import without_steering
from skpxl.receive.giveback import GiveBack
from skpxl.template.style import Gaya

LIST = "daftar-perbaikan"
NOT_ON_ROSTER = "Di luar daftar pegawai"
_NAMED = 3  # findings of a form that a list puts into words
_COLUMNS = (
    ("No.", 6),
    ("Nama", 30),
    ("NIP", 21),
    ("Unit kerja", 32),
    ("Surel", 30),
    ("Berkas", 46),
    ("Yang harus diperbaiki", 12),
    ("Yang pertama", 70),
)


class ReturnRow(NamedTuple):
    """One copy: whose it is, where it lies (`folder` and `file`), where it may be sent, what is to be mended in it."""

    office: str
    folder: str
    file: str
    nama: str
    nip: str
    unit: str
    email: str
    items: tuple[Butir, ...]

    def told(self, most: int = _NAMED) -> list[str]:
        """The first things to mend in words, and how many more there are."""
        first = [in_words(item) for item in self.items[:most]]
        more = len(self.items) - len(first)
        return [*first, f"dan {more} lagi, di lembar Perbaikan"] if more > 0 else first


def in_words(item: Butir) -> str:
    """One thing to mend as a line: where, what is wrong, what to do."""
    place = f"{item.place}: " if item.place else ""
    return " ".join(f"{place}{item.problem} {item.advice}".split())


def placed(copies: Sequence[GiveBack], book: AddressBook) -> list[ReturnRow]:
    """A row for every copy, in the order of the roster's perangkat daerah; who is not on the roster comes last."""
    names, organisasi = FileNames(book.organisasi), book.organisasi
    order = list(dict.fromkeys(names.office(organisasi.nama_perangkat_daerah(one)) for one in organisasi.pegawai))
    rows = []
    for copy in copies:
        owner = copy.file.owner
        person = book.person(owner.nip, owner.nama, copy.form.terkunci.get("pegawai_jabatan", "") if copy.form else "")
        office = organisasi.nama_perangkat_daerah(person) if person else NOT_ON_ROSTER
        to = book.of_person(person) if person else None
        email = to.address if isinstance(to, Addressee) else ""
        told = (owner.nama, owner.nip, owner.unit_kerja, email, copy.items)
        rows.append(ReturnRow(office, names.office(office), copy.name, *told))
    last = len(order)
    place = {folder: number for number, folder in enumerate(order)}
    return sorted(rows, key=lambda row: (place.get(row.folder, last), row.nama.casefold(), row.file))


def by_folder(rows: Iterable[ReturnRow]) -> dict[str, list[ReturnRow]]:
    """The rows of each folder."""
    found: dict[str, list[ReturnRow]] = {}
    for row in rows:
        found.setdefault(row.folder, []).append(row)
    return found


def lists(rows: Sequence[ReturnRow], gaya: Gaya, kertas: str) -> dict[str, bytes]:
    """The lists by path (from the folder of the copies): of every perangkat daerah as a workbook and as a text, and of all."""
    files: dict[str, bytes] = {}
    offices = by_folder(rows)
    for folder, several in offices.items():
        title = f"Perbaikan: {several[0].office}"
        table = BookTable("Perbaikan", _COLUMNS, _cells(several), lines=(title, _how_many(len(several))))
        files[f"{folder}/{LIST}.xlsx"] = write_tables([table], gaya, title=title, kertas=kertas)
        files[f"{folder}/{LIST}.txt"] = _text(title, several).encode()
    counts = {folder: len(several) for folder, several in offices.items()}
    balance("salinan per perangkat daerah", len(rows), *counts.values())
    of_offices: list[list[Nilai]] = [[several[0].office, folder, len(several)] for folder, several in offices.items()]
    of_offices.append(["Jumlah", "", sum(counts.values())])
    columns = (("Perangkat daerah", 44), ("Folder", 40), ("Berkas", 10))
    summary = BookTable("Perangkat daerah", columns, of_offices, lines=("Perbaikan", _how_many(len(rows))))
    everybody = BookTable(
        "Semua",
        (*_COLUMNS[:3], ("Perangkat daerah", 34), *_COLUMNS[3:]),
        ([*cells[:3], row.office, *cells[3:5], f"{row.folder}/{row.file}", *cells[6:]] for cells, row in _paired(rows)),
    )
    files[f"{LIST}.xlsx"] = write_tables([summary, everybody], gaya, title="Perbaikan", kertas=kertas)
    return files


def _how_many(many: int) -> str:
    return f"{many} berkas untuk dikirim kembali"


def _paired(rows: Sequence[ReturnRow]) -> Iterable[tuple[list[Nilai], ReturnRow]]:
    return zip(_cells(rows), rows, strict=True)


def _cells(rows: Sequence[ReturnRow]) -> list[list[Nilai]]:
    return [
        [
            number,
            row.nama,
            row.nip,
            row.unit,
            row.email,
            row.file,
            len(row.items),
            "\n".join(row.told()),
        ]
        for number, row in enumerate(rows, start=1)
    ]


def _text(title: str, rows: Sequence[ReturnRow]) -> str:
    """The list as a text that can be read on a phone and pasted into a mail."""
    lines = [title, _how_many(len(rows))]
    for number, row in enumerate(rows, start=1):
        nip = f" (NIP {row.nip})" if row.nip else ""
        lines += ["", f"{number}. {row.nama or '(tanpa nama)'}{nip}, {row.unit}", f"   Berkas: {row.file}"]
        lines += [f"   Surel: {row.email}"] if row.email else []
        lines += [f"   Yang harus diperbaiki: {len(row.items)}", *(f"   - {one}" for one in row.told())]
    return "\n".join(without_steering(line) for line in lines) + "\n"

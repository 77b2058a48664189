"""A form of an office's own (`isi = "bebas"`) as the API gives it: what came back of it, and of whom. It names no form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from skpxl.api import tables
from skpxl.api.file import File
from skpxl.api.tables import Row, Table, of_rows
from skpxl.books.frames import BULAT, TEKS
from skpxl.consolidate.own_forms import FILE, ITEM, OwnForm, Returned, own_form_columns, own_form_rows


@dataclass(frozen=True)
class OwnTable:
    """Everything that came back of one form of an office's own."""

    own: OwnForm

    @cached_property
    def rows(self) -> Table[Row]:
        """The sheet *Data* of `skpxl merge`: a row for each item of everybody (of a form without any, for each file).

        Columns that every form has are named as in the other tables, those of the form as they are headed on it.
        """
        who, once, many = own_form_columns(self.own)
        columns = {_plain(column.title): TEKS for column in who} | {column.title: TEKS for column in once}
        if many:
            columns |= {_plain(name): BULAT if name == "No" else TEKS for name in ITEM}
            columns |= {column.title: TEKS for column in many}
        columns[_plain(FILE)] = TEKS
        return of_rows(columns, _rows(self.own, columns))

    @cached_property
    def people(self) -> Table[Returned]:
        """Everybody who is to return it, and how it stands with him: the sheet *Kelengkapan*."""
        return Table(tables.RETURNED, self.own.people, _returned)

    @property
    def counts(self) -> dict[str, int]:
        """How many people had which fate."""
        return self.own.account.named()


def _plain(title: str) -> str:
    """`Unit Kerja` as the other tables name it: `unit_kerja`."""
    return title.lower().replace(" ", "_")


def _rows(own: OwnForm, columns: dict[str, str]) -> Iterator[Row]:
    for row in own_form_rows(own):
        values = dict(zip(columns, row, strict=True))
        yield {name: None if columns[name] == BULAT and text == "" else text for name, text in values.items()}


def _returned(returned: Returned) -> Row:
    file = File(returned.file) if returned.file else None
    return {
        "nip": returned.orang.nip,
        "nama": returned.orang.nama,
        "jabatan": returned.orang.jabatan,
        "unit_kerja": returned.unit,
        "nasib": returned.fate.value,
        "berkas": file.name if file else "",
        "keaslian": file.trust if file else "",
    }

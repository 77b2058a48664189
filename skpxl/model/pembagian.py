"""Matriks Pembagian Peran dan Hasil as agreed on: what a pimpinan has divided over people (PermenPANRB 6/2022).

It is the plan, filled in before any SKP; what the SKPs then say is `MatriksPeranHasil`.
"""

from typing import NamedTuple

from skpxl.model.dasar import Jawaban, Model
from skpxl.model.periode import Periode
from skpxl.model.teks import one_line

# Between name and jabatan where people of other units are chosen from a list: names alone may be shared.
PEMISAH = " — "
# What stands before a post that nobody holds, in place of a name.
LOWONG = "(lowong)"


def vacant_name(jabatan: str) -> str:
    """What is printed in place of a name for the vacant post of a unit's head."""
    return f"{LOWONG} {jabatan}".strip()


def is_vacant_name(text: str) -> bool:
    """True for what `vacant_name` prints, and for what people write like it."""
    return one_line(text).casefold().startswith(LOWONG)


class PeranSepakat(Model):
    """One role as agreed. It becomes a rencana hasil kerja of the pegawai.

    `id` survives rewording (it is made of the workbook and the place); `kolom` is the id of the column it stands under.
    `key` is the slot in a workbook of ours (empty for a foreign one); `file`, `sheet` and `cell` tell where it was read.
    """

    teks: str
    id: str = ""
    kolom: str = ""
    key: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""


class KolomPembagian(Model):
    """A column: a product of the unit, the pimpinan's indikator, or on the second level the ketua tim's own role."""

    id: str
    teks: str


class BarisPembagian(Model):
    """One person with his roles, in reading order. Without nama: a vacant or role-less post, which is legal.

    `nip` is empty where the file does not tell it; `luar` marks a person of another unit; `key` is the slot of the name
    in a workbook of ours.
    """

    key: str = ""
    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    luar: bool = False
    peran: tuple[PeranSepakat, ...] = ()


class Pembagian(Jawaban):
    """The agreed matriks of one unit. `kode` is the unit's code on the roster, `pimpinan` the NIP of who divides.

    Both are empty for a foreign matriks that does not tell; `unit` is the unit's name as printed.
    """

    unit: str = ""
    kode: str = ""
    pimpinan: str = ""
    instansi: str = ""
    periode: Periode | None = None
    kolom: tuple[KolomPembagian, ...] = ()
    baris: tuple[BarisPembagian, ...] = ()
    file: str = ""
    sheet: str = ""

    def semua_peran(self) -> list[tuple[BarisPembagian, PeranSepakat]]:
        """Every role with the row it stands in, in reading order."""
        return [(row, peran) for row in self.baris for peran in row.peran]

    def teks_kolom(self, id_: str) -> str:
        """The text of a column; empty for an unknown id."""
        return next((column.teks for column in self.kolom if column.id == id_), "")


class ChangedColumn(NamedTuple):
    """A column of an agreed matriks whose product reads otherwise today or is `gone`, and how many roles stand under it.

    `sekarang` is the text of the product today, or where it is gone what stands in its place; empty for nothing.
    """

    pembagian: Pembagian
    column: KolomPembagian
    sekarang: str
    gone: bool
    roles: int

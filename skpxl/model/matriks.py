"""Matriks Peran Hasil: who carries which role under which product of a unit (PermenPANRB 6/2022). It places nothing itself."""

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.model.unit import Produk, Unit


class Peran(Model):
    """A role: the text of a pegawai's rencana hasil kerja. `id` is that result's id, `key` its slot in his workbook.

    `jalan` are the texts from the result up to the product, `atas` is the id of the superior's result or of the product
    that it hangs on directly; `sebab` says why it could not be placed, where it could not.
    """

    teks: str
    id: str = ""
    key: str = ""
    atas: str = ""
    jalan: tuple[str, ...] = ()
    sebab: str = ""


class BarisMatriks(Model):
    """One SKP of the unit: roles per product id, and those without a place. `masuk` tells whether it is in.

    Somebody with two penilai has two rows; `penilai` is the NIP of this one's. `unit` is the code of the person's own
    unit, and `luar` tells that it is not one of those that the matriks covers: he only carries a role here.
    """

    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    unit: str = ""
    penilai: str = ""
    luar: bool = False
    peran: dict[str, tuple[Peran, ...]] = Field(default_factory=dict)
    sisa: tuple[Peran, ...] = ()
    masuk: bool = False

    @property
    def tanpa_peran(self) -> bool:
        """True where the person has no role at all."""
        return not any(self.peran.values()) and not self.sisa


class MatriksPeranHasil(Model):
    """The matriks of one unit; `kolom` in the order of the roster, people pimpinan first, then by structure."""

    unit: Unit
    kolom: tuple[Produk, ...] = ()
    baris: tuple[BarisMatriks, ...] = ()

    @property
    def ada_sisa(self) -> bool:
        """True where a column *Belum terpetakan* is needed."""
        return any(baris.sisa for baris in self.baris)

    def banyak_peran(self) -> int:
        """All roles, placed or not."""
        return sum(len(baris.sisa) + sum(map(len, baris.peran.values())) for baris in self.baris)

"""Matriks Peran Hasil: who carries which role under which product of a unit (PermenPANRB 6/2022). It places nothing itself."""

from collections.abc import Iterator

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.model.fate import PersonFate, ResultFate, said
from skpxl.model.penempatan import Penempatan
from skpxl.model.putus import Putus
from skpxl.model.unit import Produk, Unit
from skpxl.model.usulan import Usulan


class Peran(Model):
    """A role: the text of a pegawai's rencana hasil kerja. `id` is that result's id, `key` its slot in his workbook.

    `peran_id` is the agreed role that the SKP was issued with at this place.

    `jalan` are the texts from the result up to the product, `atas` is the id of the superior's result or of the product
    that it hangs on directly; where it could not be placed, `putus` is the missing link and `sebab` says why. `usulan` are
    places proposed for it, the likeliest first; `keputusan` is what a person has decided on it, where it counts.

    `dipilih` is the text that was chosen in the SKP, `sekarang` what stands in its place today, where the two differ: the same
    in other words where the role has a product by it, else (in `sisa`) something else, and then nothing is believed.
    """

    teks: str
    id: str = ""
    peran_id: str = ""
    key: str = ""
    atas: str = ""
    jalan: tuple[str, ...] = ()
    sebab: str = ""
    putus: Putus | None = None
    usulan: tuple[Usulan, ...] = ()
    keputusan: Penempatan | None = None
    dipilih: str = ""
    sekarang: str = ""
    bertentangan: bool = False

    @property
    def tercetak(self) -> str:
        """The text as the matriks prints it: the Kabid's wording where he gave one."""
        return (self.keputusan.cetak if self.keputusan else "") or self.teks


class BarisMatriks(Model):
    """One row of the roster: roles per product id, those without a place, and how it stands with the SKP (`fate`).

    `nomor` is which row of the roster it is, counted from 1.

    Somebody with two penilai has two rows, told apart by the name of the `penilai`. `unit` and `nama_unit` are the person's
    own unit, and `luar` tells that the matriks does not cover it: he only carries a role here. `di_unit_lain` counts his
    roles that stand in the matrices of other units. `disisihkan` are those that somebody has decided not to print by
    themselves: left out, or printed together with another one.
    """

    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    unit: str = ""
    nama_unit: str = ""
    penilai: str = ""
    luar: bool = False
    peran: dict[str, tuple[Peran, ...]] = Field(default_factory=dict)
    sisa: tuple[Peran, ...] = ()
    disisihkan: tuple[Peran, ...] = ()
    fate: PersonFate = PersonFate.BELUM_MASUK
    nomor: int = 0
    di_unit_lain: int = 0

    @property
    def is_in(self) -> bool:
        """True where the SKP is in and counts."""
        return self.fate.is_in

    @property
    def without_roles(self) -> bool:
        """True where the person has no role at all, here or in another unit."""
        return not any(self.peran.values()) and not self.sisa and not self.disisihkan and not self.di_unit_lain

    @property
    def tanda(self) -> str:
        """Why nothing may be concluded from a row without roles: no SKP is due of it, or it is not in; else empty."""
        if self.is_in or not self.without_roles:
            return ""
        return f"SKP {said(self.fate)}" if self.fate.is_due else said(self.fate)

    def semua_peran(self) -> list[Peran]:
        """All roles that the row prints, those under products first."""
        return [*(role for roles in self.peran.values() for role in roles), *self.sisa]


class MatriksPeranHasil(Model):
    """The matriks of one unit; `kolom` in the order of the roster, people pimpinan first, then by structure.

    `bercabang` tells that it covers the units below as well.
    """

    unit: Unit
    kolom: tuple[Produk, ...] = ()
    baris: tuple[BarisMatriks, ...] = ()
    bercabang: bool = False

    @property
    def has_rest(self) -> bool:
        """True where a column *Belum terpetakan* is needed."""
        return any(row.sisa for row in self.baris)

    def count_roles(self) -> int:
        """All roles that are printed, placed or not."""
        return sum(len(row.sisa) + sum(map(len, row.peran.values())) for row in self.baris)

    def skp_masuk(self) -> tuple[int, int]:
        """(SKPs that are in, SKPs that are awaited) of the people it covers, of whom one is due."""
        own = [row for row in self.baris if not row.luar and row.fate.is_due]
        return sum(row.is_in for row in own), len(own)

    def results(self) -> Iterator[tuple[BarisMatriks, Peran, ResultFate]]:
        """Every role with its row and whether it stands under a column, or was decided not to."""
        columns = {produk.id for produk in self.kolom}
        for row in self.baris:
            for id_, roles in row.peran.items():
                fate = ResultFate.DI_PRODUK if id_ in columns else ResultFate.BELUM_TERPETAKAN
                yield from ((row, peran, fate) for peran in roles)
            yield from ((row, peran, ResultFate.BELUM_TERPETAKAN) for peran in row.sisa)
            yield from ((row, peran, _fate_aside(peran)) for peran in row.disisihkan)


def _fate_aside(peran: Peran) -> ResultFate:
    together = peran.keputusan and peran.keputusan.gabung and not peran.keputusan.keluar
    return ResultFate.DIGABUNG if together else ResultFate.DIKELUARKAN

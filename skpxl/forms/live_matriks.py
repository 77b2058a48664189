"""The live counts of a matriks: people without a role, columns nobody serves, roles without a name.

Like `live`, each count comes as a formula and as its value. How many roles a row or a column has is counted once, in helper
cells on the hidden sheet `_status`.
"""

from dataclasses import dataclass

from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live import Hitungan
from skpxl.model.skp import slot_key
from skpxl.model.teks import TANPA_PERAN, ada_peran
from skpxl.template.form import Form
from skpxl.template.slots import LetakMatriks
from skpxl.xlsx.address import a1

# The columns of `_status` beside the counts: a helper per row of people, a helper per column of roles.
_PER_BARIS, _PER_KOLOM = 4, 5


@dataclass(frozen=True, slots=True)
class Penolong:
    """A helper cell on `_status`: its place (from 1), its formula and its value."""

    row: int
    col: int
    rumus: str
    nilai: int


def berisi(wilayah: str) -> str:
    """A formula that counts the cells of a range that hold a role: not empty and more than an `x` or a dash."""
    bersih = f"TRIM({wilayah})"
    tanpa = "".join(f'*(LOWER({bersih})<>"{satu}")' for satu in TANPA_PERAN)
    return f"SUMPRODUCT((LEN({bersih})>0){tanpa})"


def nomor_pimpinan(form: Form, letak: LetakMatriks) -> int:
    """The number of the pimpinan's row, who divides roles and need not have one; 0 where he is not on the sheet."""
    for nomor in range(1, len(letak.baris) + 1):
        terikat = form.terikat.get(slot_key(letak.blok.id, "baris", nomor, "nama"))
        if terikat and terikat.id and terikat.id == form.stamp.nip:
            return nomor
    return 0


class HitunganMatriks:
    """The helper cells and counts of one matriks for the answers of a form."""

    def __init__(self, form: Form, letak: LetakMatriks) -> None:
        self.form = form
        self.letak = letak
        self._lembar = letak.sheet.replace("'", "''")
        banyak = len(letak.baris)
        akar = letak.blok.id
        isi = {
            (nomor, ke): ada_peran(form.isian.get(slot_key(akar, "baris", nomor, "peran", ke), ""))
            for nomor in range(1, banyak + 1)
            for ke in range(1, len(letak.kolom) + 1)
        }
        self._per_baris = [sum(ada for (n, _), ada in isi.items() if n == nomor) for nomor in range(1, banyak + 1)]
        self._per_kolom = [sum(ada for (_, k), ada in isi.items() if k == ke) for ke in range(1, len(letak.kolom) + 1)]
        bernilai = form.values
        self._bernama = [
            bool(bernilai.get(slot_key(akar, "baris", n, "nama"), "").strip()) for n in range(1, banyak + 1)
        ]
        self._berjabatan = [
            bool(bernilai.get(slot_key(akar, "baris", n, "jabatan"), "").strip()) for n in range(1, banyak + 1)
        ]

    def penolong(self) -> list[Penolong]:
        """The helper cells: a count per row of people, then one per column of roles."""
        kiri, kanan = self.letak.kolom[0], self.letak.kolom[-1]
        atas, bawah = self.letak.baris[0], self.letak.baris[-1]
        hasil = [
            Penolong(nomor, _PER_BARIS, berisi(self._wilayah(row, kiri, row, kanan)), nilai)
            for nomor, (row, nilai) in enumerate(zip(self.letak.baris, self._per_baris, strict=True), start=1)
        ]
        return hasil + [
            Penolong(ke, _PER_KOLOM, berisi(self._wilayah(atas, col, bawah, col)), nilai)
            for ke, (col, nilai) in enumerate(zip(self.letak.kolom, self._per_kolom, strict=True), start=1)
        ]

    def conditions(self) -> list[Hitungan]:
        """The conditions, in the order in which a person should mend them."""
        letak, blok = self.letak, self.letak.blok
        banyak = len(letak.baris)
        pimpinan = nomor_pimpinan(self.form, letak)
        unit = letak.luar_dari - 1 if letak.luar_dari else banyak
        rumus = self._tanpa_peran(1, unit)
        if unit < banyak:
            rumus += f"+{self._tanpa_peran(unit + 1, banyak)}"
        if pimpinan:
            rumus += f"-{self._tanpa_peran(pimpinan, pimpinan)}"
        orang = [n for n in range(1, banyak + 1) if n != pimpinan and self._bernama[n - 1]]
        hasil = [
            Hitungan(blok.kurang_orang, (rumus,), sum(1 for n in orang if not self._per_baris[n - 1])),
            Hitungan(
                blok.kurang_kolom,
                (f"SUMPRODUCT(--({_status(_PER_KOLOM, 1, len(letak.kolom))}=0))",),
                self._per_kolom.count(0),
            ),
        ]
        if unit < banyak:
            # A vacant post, of which only the jabatan is written, may have roles: so the check says, too.
            tak_disebut = f"(1-{self._nama(unit + 1, banyak)})*(1-{self._nama(unit + 1, banyak, geser=1)})"
            rumus = f"SUMPRODUCT(({_status(_PER_BARIS, unit + 1, banyak)}>0)*{tak_disebut})"
            lain = range(unit, banyak)
            tanpa_nama = sum(1 for n in lain if self._per_baris[n] and not self._bernama[n] and not self._berjabatan[n])
            hasil.append(Hitungan(blok.kurang_nama, (rumus,), tanpa_nama))
        return hasil

    def terisi(self) -> tuple[str, int]:
        """A formula that counts the cells with a role, and its value."""
        return f"SUM({_status(_PER_BARIS, 1, len(self.letak.baris))})", sum(self._per_baris)

    def _wilayah(self, row: int, col: int, row_to: int, col_to: int) -> str:
        return f"'{self._lembar}'!{a1(row, col, mutlak=True)}:{a1(row_to, col_to, mutlak=True)}"

    def _nama(self, dari: int, sampai: int, geser: int = 0) -> str:
        """True for every name from number `dari` to `sampai` (`geser` 1: jabatan); their rows must follow each other."""
        awal, akhir, col = self.letak.baris[dari - 1], self.letak.baris[sampai - 1], self.letak.nama + geser
        return f"(LEN(TRIM({self._wilayah(awal, col, akhir, col)}))>0)"

    def _tanpa_peran(self, dari: int, sampai: int) -> str:
        return f"SUMPRODUCT({self._nama(dari, sampai)}*({_status(_PER_BARIS, dari, sampai)}=0))"


def _status(col: int, dari: int, sampai: int) -> str:
    """The helper cells of a column of `_status`, by number."""
    return f"'{LEMBAR_STATUS}'!{a1(dari, col, mutlak=True)}:{a1(sampai, col, mutlak=True)}"

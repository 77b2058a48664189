"""`Papan`: the texts of one foreign sheet with what has been understood of them so far. It knows no block of the form.

The sheet itself is a `Sheet`; merged cells count as one cell with an extent. Every cell that is a label or a value is
marked as used; what is left over at the end has no place on our form and is told.
"""

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, replace

from skpxl.findings import Finding, temuan
from skpxl.foreign.sheet import Sheet
from skpxl.forms.cell_text import read_text
from skpxl.model.skp import slot_key
from skpxl.template.labels import Label, fold
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid

Jalur = tuple[str | int, ...]

# What is said of a value's cell; other things that `read_text` may say are nothing to a stranger's form.
CELL_TROUBLES = frozenset({"teks-jadi-rumus", "sel-galat", "sel-logika", "format-angka"})
_TAUTAN = re.compile(r"(?:'[^']+'!|[\w.]+!)?\$?[A-Za-z]{1,3}\$?\d{1,7}")
NOMOR = re.compile(r"\(?(\d{1,3})\s*[.)]*")


@dataclass(frozen=True, slots=True)
class Sel:
    """A non-empty cell with its extent (merged or not), and what is to be said if its value is used."""

    row: int
    col: int
    row_to: int
    col_to: int
    teks: str
    lembar: str
    rumus: bool = False
    masalah: Finding | None = None

    @property
    def alamat(self) -> str:
        """`Sheet!A1`."""
        return f"{self.lembar}!{a1(self.row, self.col)}"

    @property
    def nomor(self) -> int | None:
        """The number where the cell holds nothing but an item number: `1`, `1.`, `(1)`."""
        cocok = NOMOR.fullmatch(self.teks.strip())
        return int(cocok[1]) if cocok else None

    @property
    def baris_teks(self) -> list[str]:
        """The lines of the text that say something, edges trimmed."""
        return [baris.strip() for baris in self.teks.splitlines() if baris.strip()]


class Papan:
    """One sheet: its cells in reading order, the values found (`isi`), doubts (`findings`), and the cells used.

    `told` are the codes of what `read_text` says of a cell that are to be said of a value.
    """

    def __init__(self, lembar: Grid, label: Label, told: Collection[str] = CELL_TROUBLES) -> None:
        self.nama = lembar.name
        self.label = label
        self.isi: dict[Jalur, tuple[str, Sel]] = {}
        self.findings: list[Finding] = []
        self.tersisih: set[Sel] = set()
        self._terpakai: set[tuple[int, int]] = set()
        self._sheet = sheet = Sheet(lembar, blanks=True)
        self.sel = [
            _sel(sheet.name, cell, *sheet.end(cell.row, cell.col), told)
            for cells in sheet.rows.values()
            for cell in cells.values()
        ]
        self._baris_sel = [sel.row for sel in self.sel]
        self._per_awal = {(sel.row, sel.col): sel for sel in self.sel}
        self._per_baris: dict[int, list[Sel]] = {}
        for sel in self.sel:
            self._per_baris.setdefault(sel.row, []).append(sel)
        self.baris_terakhir = sheet.last_row

    def di(self, row: int, col: int) -> Sel | None:
        """The cell that covers a place, merged ones too."""
        return self._per_awal.get(self._sheet.origin(row, col))

    def cell(self, sel: Sel) -> Cell:
        """The cell as the file has it."""
        return self._sheet.rows[sel.row][sel.col]

    def baris(self, row: int) -> list[Sel]:
        """The cells that begin on a row, from left to right."""
        return self._per_baris.get(row, [])

    def nomor_baris(self, dari: int, sampai: int) -> list[int]:
        """The rows from `dari` to before `sampai` on which some cell begins."""
        return [row for row in self._per_baris if dari <= row < sampai]

    def antara(self, dari: int, sampai: int) -> list[Sel]:
        """The cells that begin on rows `dari` to before `sampai`, in reading order."""
        return self.sel[bisect_left(self._baris_sel, dari) : bisect_left(self._baris_sel, sampai)]

    def find(self, grup: str, nama: str = "") -> list[tuple[Sel, str]]:
        """The cells whose whole text is a wording of the group, with its name."""
        hasil = ((sel, self.label.cocok(grup, sel.teks)) for sel in self.sel)
        return [(sel, satu) for sel, satu in hasil if satu is not None and nama in ("", satu)]

    def use(self, *sel: Sel) -> None:
        """Mark cells as understood."""
        self._terpakai.update((satu.row, satu.col) for satu in sel)

    def sesudah(self, sel: Sel) -> Sel | None:
        """The next cell in reading order."""
        nomor = bisect_left(self.sel, (sel.row, sel.col), key=lambda satu: (satu.row, satu.col)) + 1
        return self.sel[nomor] if nomor < len(self.sel) else None

    def set_aside(self, *sel: Sel) -> None:
        """Mark cells as having no place here, for a reason that has been told."""
        self.tersisih.update(sel)

    def terpakai(self, sel: Sel) -> bool:
        """True where the cell has been understood."""
        return (sel.row, sel.col) in self._terpakai

    def record(self, jalur: Jalur, sel: Sel, teks: str | None = None) -> None:
        """Keep a value with its cell; its trouble (an error, a text taken for a formula) becomes a finding."""
        self.isi[jalur] = (sel.teks if teks is None else teks, sel)
        if sel.masalah and not self.terpakai(sel):
            self.findings.append(self._di(sel.masalah, sel, jalur))
        self.use(sel)

    def ragu(self, kode: str, sel: Sel | None = None, jalur: Jalur = (), *, found: str = "", **rincian: str) -> None:
        """Add a doubt, with the cell and the value it is about."""
        satu = temuan(kode, found=found, **rincian)
        self.findings.append(self._di(satu, sel, jalur))

    def sisa(self) -> list[Sel]:
        """The cells that hold words and have not been understood."""
        return [sel for sel in self.sel if not self.terpakai(sel) and sel.teks.strip(" \t\r\n:.-–—_…*")]

    def _di(self, satu: Finding, sel: Sel | None, jalur: Jalur) -> Finding:
        cell = a1(sel.row, sel.col) if sel else ""
        lembar = sel.lembar if sel else self.nama
        return replace(satu, key=slot_key(*jalur), item=sebutan(jalur), sheet=lembar, cell=cell)


def sebutan(jalur: Jalur) -> str:
    """Where a value belongs, in words: `Hasil kerja utama no. 1`."""
    if jalur[:1] == ("hasil_kerja",) and len(jalur) > 2:
        return f"Hasil kerja {jalur[1]} no. {jalur[2]}"
    if jalur[:1] == ("perilaku_kerja",) and len(jalur) > 1:
        return f"Perilaku kerja no. {jalur[1]}"
    orang = {"pegawai": "Pegawai yang dinilai", "pejabat_penilai": "Pejabat penilai kinerja"}
    return orang.get(str(jalur[0]), "") if jalur else ""


def samakah(satu: str, lain: str) -> bool:
    """True where two texts are the same but for case, blanks and punctuation."""
    return fold(satu) == fold(lain)


def _sel(sheet: str, cell: Cell, row_to: int, col_to: int, told: Collection[str]) -> Sel:
    """A cell as people see it, whether or not a cell of ours can hold its text. A link to an empty cell counts as empty."""
    text, trouble = read_text(cell)
    if trouble is not None and (trouble.code not in told or trouble.code == "isian-tak-muat"):
        text = cell.text
    if trouble is not None and trouble.code not in told:
        trouble = None
    if cell.uncertain and (trouble is None or trouble.code == "sel-rumus"):
        trouble = temuan("format-angka", found=cell.text, format=cell.format)
    if trouble is None and cell.text == "0" and cell.formula is not None and _TAUTAN.fullmatch(cell.formula):
        text, trouble = "", temuan("adopsi-tautan-kosong", found=f"={cell.formula}")
    return Sel(cell.row, cell.col, row_to, col_to, text, sheet, cell.formula is not None and trouble is None, trouble)

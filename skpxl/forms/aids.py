"""Helps for the person who fills a form in: prompts, drop-downs and colours on the entry cells. It writes no value."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.formulas import Cells, Lists, shapes
from skpxl.forms.hidden import name_of_list
from skpxl.forms.live_matriks import berisi, nomor_pimpinan
from skpxl.forms.style import Formats
from skpxl.template.blocks import Petunjuk
from skpxl.template.form import Form
from skpxl.template.slots import Kotak, LetakMatriks, Place, Slot
from skpxl.xlsx.address import a1


class Bantuan:
    """The helps on the sheets of one workbook. `daftar` are its lists by name, `catatan` what to mend by key."""

    def __init__(
        self,
        form: Form,
        formats: Formats,
        sheets: Mapping[str, Worksheet],
        daftar: Lists,
        catatan: Mapping[str, str],
    ) -> None:
        self.form = form
        self.formats = formats
        self.sheets = sheets
        self.daftar = daftar
        self.catatan = catatan

    def install(self) -> None:
        """Prompts, drop-downs and colours, one rule per column and section, on the entry cells alone."""
        ada = self.daftar
        kelompok: dict[tuple[object, ...], list[Slot]] = {}
        for slot in self.form.layout.entri:
            kolom = tuple(bagian for bagian in slot.path if not isinstance(bagian, int))
            kelompok.setdefault((slot.sheet, kolom, slot.daftar, self._petunjuk(slot)), []).append(slot)
        for slots in kelompok.values():
            self._validasi(slots, ada)
            if slots[0].daftar in ada and slots[0].bebas:
                self._mark_luar_daftar(slots)
        wants: dict[tuple[str, str, str], list[Place]] = {}
        for want in self.form.layout.wants:
            wants.setdefault((want.kind, want.words, want.places[0].slot.daftar), []).extend(want.places)
        for (kind, _, daftar), places in wants.items():
            if kind == "filled" or (kind == "listed" and daftar in self.daftar):
                self._mark(places, outside=kind == "listed")
        for letak in self.form.layout.matriks:
            self._mark_tanpa_peran(letak)

    def _petunjuk(self, slot: Slot) -> Petunjuk:
        """The prompt of a cell: in a copy for correction, of a wrong cell, what is to be mended."""
        if (catatan := self.catatan.get(slot.key)) is None:
            return slot.petunjuk
        return Petunjuk(judul="Perbaiki", teks=shorten(catatan, 255), galat=slot.petunjuk.galat)

    def _validasi(self, slots: list[Slot], ada: Lists) -> None:
        slot = slots[0]
        petunjuk = self._petunjuk(slot)
        aturan: dict[str, object] = {"validate": "any"}
        if slot.daftar in ada:
            aturan = {
                "validate": "list",
                "source": f"={name_of_list(slot.daftar)}",
                "error_type": "warning" if slot.bebas else "stop",
                "error_title": petunjuk.judul or "Pilih dari daftar",
                "error_message": petunjuk.galat or "Pilih salah satu dari daftar.",
                "show_error": not slot.saran,
            }
        if petunjuk.teks:
            aturan |= {"input_title": petunjuk.judul, "input_message": petunjuk.teks}
        elif aturan["validate"] == "any":
            return
        pertama, *lain = join_cells([satu.kotak for satu in slots])
        if lain:
            aturan["other_cells"] = [sudut(kotak) for kotak in lain]
        self.sheets[slot.sheet].data_validation(*sudut(pertama), aturan)

    def bersyarat(self, sheet: str, slots: list[Kotak], rumus: str, tanda: str) -> None:
        """Colour cells where `rumus` (written for the first of them) holds; `tanda` names a colour of gaya.toml."""
        pilihan = {"type": "formula", "criteria": f"={rumus}", "format": self.formats.tanda(tanda)}
        slots = join_cells(slots)
        if len(slots) > 1:
            pilihan["multi_range"] = " ".join(f"{a1(k.row, k.col)}:{a1(k.row_to, k.col_to)}" for k in slots)
        self.sheets[sheet].conditional_format(*sudut(slots[0]), pilihan)

    def _mark(self, places: list[Place], *, outside: bool) -> None:
        """Colour what is wanting: a choice outside its list, or a blank (of an item without details its first row)."""
        for same in shapes(places, across_runs=True):
            cells, place = Cells(same, self.daftar, single=True), same[0]
            rule = f"({cells.outside(place.slot) if outside else cells.unmet()})>0"
            for ke, slot in enumerate(place.blank):
                if slot.kotak.row == place.slot.kotak.row:
                    marked = [one.blank[ke].kotak for one in same]
                    self.bersyarat(slot.sheet, marked, rule, "di_luar_daftar" if outside else "kurang")

    def _mark_luar_daftar(self, slots: list[Slot]) -> None:
        """Of a list that need not be kept to any value outside it is coloured, too. SUMPRODUCT has no 255-character limit."""
        sel = a1(slots[0].kotak.row, slots[0].kotak.col)
        rumus = f"AND(LEN(TRIM({sel}))>0,SUMPRODUCT(--({name_of_list(slots[0].daftar)}=TRIM({sel})))=0)"
        self.bersyarat(slots[0].sheet, [slot.kotak for slot in slots], rumus, "di_luar_daftar")

    def _mark_tanpa_peran(self, letak: LetakMatriks) -> None:
        """Colour the name of whoever has no role (but the pimpinan, who divides them), and columns nobody serves."""
        kiri, kanan = letak.kolom[0], letak.kolom[-1]
        pimpinan = nomor_pimpinan(self.form, letak)
        orang = [row for nomor, row in enumerate(letak.baris, start=1) if nomor != pimpinan]
        if orang:
            peran = f"{a1(orang[0], kiri, kolom_tetap=True)}:{a1(orang[0], kanan, kolom_tetap=True)}"
            rumus = f"AND(LEN(TRIM({a1(orang[0], letak.nama)}))>0,{berisi(peran)}=0)"
            self.bersyarat(letak.sheet, [Kotak(r, letak.nama, r, letak.nama) for r in orang], rumus, "kurang")
        atas, bawah = letak.baris[0], letak.baris[-1]
        peran = f"{a1(atas, kiri, baris_tetap=True)}:{a1(bawah, kiri, baris_tetap=True)}"
        self.bersyarat(letak.sheet, [Kotak(letak.kepala, kiri, letak.kepala, kanan)], f"{berisi(peran)}=0", "kurang")


def sudut(kotak: Kotak) -> tuple[int, int, int, int]:
    """The corners of a rectangle as xlsxwriter counts them: from 0."""
    return kotak.row - 1, kotak.col - 1, kotak.row_to - 1, kotak.col_to - 1


def join_cells(kotak: list[Kotak]) -> list[Kotak]:
    """The same cells as few rectangles, the first one's corner first: a matriks has thousands of cells.

    Columns of single cells are joined downwards, then columns of equal height sideways.
    """
    tegak: list[Kotak] = []
    for satu in sorted(kotak, key=lambda k: (k.col, k.col_to, k.row)):
        atas = tegak[-1] if tegak else None
        if atas and (atas.col, atas.col_to, atas.row_to + 1) == (satu.col, satu.col_to, satu.row):
            tegak[-1] = Kotak(atas.row, atas.col, satu.row_to, satu.col_to)
        else:
            tegak.append(satu)
    lebar: list[Kotak] = []
    for satu in sorted(tegak, key=lambda k: (k.row, k.row_to, k.col)):
        kiri = lebar[-1] if lebar else None
        if kiri and (kiri.row, kiri.row_to, kiri.col_to + 1) == (satu.row, satu.row_to, satu.col):
            lebar[-1] = Kotak(kiri.row, kiri.col, satu.row_to, satu.col_to)
        else:
            lebar.append(satu)
    return lebar


def shorten(teks: str, panjang: int) -> str:
    """A text of at most `panjang` characters, with an ellipsis where something was left out."""
    return teks if len(teks) <= panjang else teks[: panjang - 1].rstrip() + "…"

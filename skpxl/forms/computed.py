"""Values that a sheet computes by itself, as a formula and as the value it will show; and the chart of pola distribusi.

The tables behind them stand on the hidden sheet of lists. On reading nothing of this is believed: it is computed again.
"""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import ProgramError
from skpxl.forms.curve import Angka, insert_curve, write_figures
from skpxl.forms.hidden import LEMBAR_DAFTAR, name_of_list
from skpxl.model.predikat import TabelPredikat, predikat
from skpxl.model.teks import sidik
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.slots import Halaman, Layout, LetakGrafik, Slot
from skpxl.xlsx.address import a1

# The predikat follows from these two slots of the same form.
RATING_HASIL, RATING_PERILAKU = "rating_hasil_kerja", "rating_perilaku"
_TABEL_PREDIKAT = "tabel_predikat"
_RATING = "rating"


def computed_value(slot: Slot, form: Form, table: TabelPredikat) -> str:
    """What a computed slot shows for the answers of a form. Raises ProgramError for a computation that is not known."""
    if slot.hitung != "predikat":
        raise ProgramError(f"Tidak ada rumus {slot.hitung!r} untuk {slot.key}.")
    isian = {**form.terkunci, **form.isian}
    return predikat(isian.get(RATING_HASIL, ""), isian.get(RATING_PERILAKU, ""), table)


class ComputedWriter:
    """Writes the tables, formulas and charts of one workbook. `kolom` is the first free column of the sheet of lists."""

    def __init__(self, form: Form, library: Library, workbook: Workbook, daftar_sheet: Worksheet, column: int) -> None:
        self.form = form
        self.layout: Layout = form.layout
        self.library = library
        self.workbook = workbook
        self.daftar_sheet = daftar_sheet
        self.kolom = column
        if any(slot.hitung == "predikat" for slot in self.layout.slots):
            self._write_predikat()

    def formula(self, slot: Slot) -> tuple[str, str]:
        """The formula of a computed slot (without `=`) and its value; only what Excel 2007, LibreOffice and WPS know."""
        ratings = (self._cell(key) for key in (RATING_HASIL, RATING_PERILAKU))
        row, col = (f"MATCH(TRIM({cell}),{name_of_list(_RATING)},0)" for cell in ratings)
        return f'IFERROR(INDEX({_TABEL_PREDIKAT},{row},{col}),"")', computed_value(
            slot, self.form, self.library.aturan.predikat
        )

    def charts(self, halaman: Halaman, sheet: Worksheet) -> None:
        """The charts of one sheet, each over a live row of figures that follows the chosen capaian."""
        for letak in halaman.grafik:
            self._write_curve(letak, halaman, sheet)

    def _cell(self, key: str) -> str:
        slot = self.layout.by_key[key]
        return f"'{slot.sheet.replace(chr(39), chr(39) * 2)}'!{a1(slot.kotak.row, slot.kotak.col, mutlak=True)}"

    def _write_predikat(self) -> None:
        """Rating hasil kerja down, rating perilaku across, both in the order of the list `rating`."""
        rating = self.library.daftar[_RATING].nilai
        cells = self.library.aturan.predikat.sel
        self.daftar_sheet.write_string(0, self.kolom, _TABEL_PREDIKAT)
        for row, hasil_kerja in enumerate(rating, start=1):
            for col, perilaku in enumerate(rating):
                self.daftar_sheet.write_string(row, self.kolom + col, cells[hasil_kerja][perilaku])
        first = a1(2, self.kolom + 1, mutlak=True)
        last = a1(len(rating) + 1, self.kolom + len(rating), mutlak=True)
        self.workbook.define_name(_TABEL_PREDIKAT, f"='{LEMBAR_DAFTAR}'!{first}:{last}")
        self.kolom += len(rating) + 1

    def _write_curve(self, letak: LetakGrafik, halaman: Halaman, sheet: Worksheet) -> None:
        pola = self.library.aturan.pola
        capaian = self.library.daftar["capaian_organisasi"].nilai
        menurut = self._cell(letak.blok.menurut)
        chosen = pola.sebutan_capaian.get(
            sidik({**self.form.terkunci, **self.form.isian}.get(letak.blok.menurut, "")), ""
        )
        column, sheet_of_lists = self.kolom, self.daftar_sheet
        names = write_figures(sheet_of_lists, column, pola, capaian)
        chosen_row = len(capaian) + 1
        row = f"MATCH(TRIM({menurut}),{name_of_list('capaian_organisasi')},0)"
        for col, name in enumerate(names, start=column):
            figures = f"{a1(2, col + 1, mutlak=True)}:{a1(len(capaian) + 1, col + 1, mutlak=True)}"
            value = float(pola.kurva[chosen][name]) if chosen else 0
            sheet_of_lists.write_formula(chosen_row, col, f"=IFERROR(INDEX({figures},{row}),0)", None, value)
        self.kolom += len(names) + 1
        place = Angka(LEMBAR_DAFTAR, column, column + len(names) - 1, 0, chosen_row)
        insert_curve(self.workbook, sheet, letak, halaman, self.library.gaya, place)

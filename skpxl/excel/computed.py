"""Values that a sheet computes by itself, as a formula and as the value it will show; and the chart of pola distribusi.

The tables behind them stand on the hidden sheet of lists. On reading nothing of this is believed: it is computed again.
"""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from skpxl.excel.address import a1
from skpxl.excel.hidden import LEMBAR_DAFTAR, nama_daftar
from skpxl.model.predikat import predikat
from skpxl.model.teks import sidik
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.slots import Halaman, Layout, LetakGrafik, Slot

# The predikat follows from these two slots of the same form.
RATING_HASIL, RATING_PERILAKU = "rating_hasil_kerja", "rating_perilaku"
_TABEL_PREDIKAT = "tabel_predikat"
_RATING = "rating"


def computed_value(slot: Slot, form: Form, library: Library) -> str:
    """What a computed slot shows for the answers of a form."""
    assert slot.hitung == "predikat"
    isian = {**form.terkunci, **form.isian}
    return predikat(isian.get(RATING_HASIL, ""), isian.get(RATING_PERILAKU, ""), library.aturan.predikat)


class Terhitung:
    """Writes the tables, formulas and charts of one workbook. `kolom` is the first free column of the sheet of lists."""

    def __init__(self, form: Form, library: Library, workbook: Workbook, daftar_sheet: Worksheet, kolom: int) -> None:
        self.form = form
        self.layout: Layout = form.layout
        self.library = library
        self.workbook = workbook
        self.daftar_sheet = daftar_sheet
        self.kolom = kolom
        if any(slot.hitung == "predikat" for slot in self.layout.slots):
            self._tabel_predikat()

    def formula(self, slot: Slot) -> tuple[str, str]:
        """The formula of a computed slot (without `=`) and its value; only what Excel 2007, LibreOffice and WPS know."""
        hasil, perilaku = (self._sel(key) for key in (RATING_HASIL, RATING_PERILAKU))
        cari = f"MATCH(TRIM({hasil}),{nama_daftar(_RATING)},0),MATCH(TRIM({perilaku}),{nama_daftar(_RATING)},0)"
        return f'IFERROR(INDEX({_TABEL_PREDIKAT},{cari}),"")', computed_value(slot, self.form, self.library)

    def charts(self, halaman: Halaman, sheet: Worksheet) -> None:
        """The charts of one sheet, each over a live row of figures that follows the chosen capaian."""
        for letak in halaman.grafik:
            self._kurva(letak, halaman, sheet)

    def _sel(self, key: str) -> str:
        slot = self.layout.per_key[key]
        return f"'{slot.sheet.replace(chr(39), chr(39) * 2)}'!{a1(slot.kotak.row, slot.kotak.col, mutlak=True)}"

    def _tabel_predikat(self) -> None:
        """Rating hasil kerja down, rating perilaku across, both in the order of the list `rating`."""
        rating = self.library.daftar[_RATING].nilai
        sel = self.library.aturan.predikat.sel
        self.daftar_sheet.write_string(0, self.kolom, _TABEL_PREDIKAT)
        for row, hasil in enumerate(rating, start=1):
            for col, perilaku in enumerate(rating):
                self.daftar_sheet.write_string(row, self.kolom + col, sel[hasil][perilaku])
        awal = a1(2, self.kolom + 1, mutlak=True)
        akhir = a1(len(rating) + 1, self.kolom + len(rating), mutlak=True)
        self.workbook.define_name(_TABEL_PREDIKAT, f"='{LEMBAR_DAFTAR}'!{awal}:{akhir}")
        self.kolom += len(rating) + 1

    def _kurva(self, letak: LetakGrafik, halaman: Halaman, sheet: Worksheet) -> None:
        pola = self.library.aturan.pola
        capaian = self.library.daftar["capaian_organisasi"].nilai
        predikat_ = pola.predikat[::-1]  # the form draws Sangat Kurang on the left
        menurut = self._sel(letak.blok.menurut)
        dipilih = pola.sebutan_capaian.get(
            sidik({**self.form.terkunci, **self.form.isian}.get(letak.blok.menurut, "")), ""
        )
        kolom, daftar = self.kolom, self.daftar_sheet
        for col, nama in enumerate(predikat_):
            daftar.write_string(0, kolom + col, nama)
            for row, satu in enumerate(capaian, start=1):
                daftar.write_number(row, kolom + col, float(pola.kurva[satu][nama]))
            sebaris = f"{a1(2, kolom + col + 1, mutlak=True)}:{a1(len(capaian) + 1, kolom + col + 1, mutlak=True)}"
            rumus = f"=IFERROR(INDEX({sebaris},MATCH(TRIM({menurut}),{nama_daftar('capaian_organisasi')},0)),0)"
            nilai = float(pola.kurva[dipilih][nama]) if dipilih else 0
            daftar.write_formula(len(capaian) + 1, kolom + col, rumus, None, nilai)
        self.kolom += len(predikat_) + 1
        grafik = self.workbook.add_chart({"type": "line"})
        akhir = kolom + len(predikat_) - 1
        grafik.add_series(
            {
                "name": letak.blok.judul or "Pola distribusi",
                "categories": [LEMBAR_DAFTAR, 0, kolom, 0, akhir],
                "values": [LEMBAR_DAFTAR, len(capaian) + 1, kolom, len(capaian) + 1, akhir],
                "smooth": True,
                "line": {"color": self.library.gaya.garis, "width": 2},
            }
        )
        grafik.set_legend({"none": True})
        grafik.set_title({"none": True})
        huruf = {"name": self.library.gaya.huruf, "size": 8}
        grafik.set_x_axis({"name": letak.blok.sumbu_datar, "name_font": huruf, "num_font": huruf})
        grafik.set_y_axis(
            {
                "name": letak.blok.sumbu_tegak,
                "name_font": huruf,
                "major_gridlines": {"visible": False},
                "num_font": huruf,
                "min": 0,
            }
        )
        # The lists are on a hidden sheet.
        grafik.show_hidden_data()
        lebar = sum(halaman.kisi[letak.col - 1 : letak.col_to])
        grafik.set_size(
            {"width": int(lebar * 7 + 5 * (letak.col_to - letak.col + 1)) - 12, "height": int(letak.tinggi / 0.75) - 8}
        )
        sheet.insert_chart(letak.row - 1, letak.col - 1, grafik, {"x_offset": 6, "y_offset": 4, "object_position": 2})

"""Native charts of how predikat are spread, over tables on sheets of the same workbook. They compute nothing."""

from typing import Any

from xlsxwriter import Workbook

from skpxl.template.style import Gaya

_WARNA = ("#375623", "#70AD47", "#FFC000", "#ED7D31", "#C00000")


def spread_chart(workbook: Workbook, gaya: Gaya, lembar: str, kepala: int, banyak: int) -> Any:
    """Columns of the shares against the line of the pola: rows below `kepala` (counted from 0) of predikat, people, %, pola."""
    kategori = [lembar, kepala + 1, 0, kepala + banyak, 0]
    kolom = workbook.add_chart({"type": "column"})
    kolom.add_series(
        {
            "name": "Pegawai (%)",
            "categories": kategori,
            "values": [lembar, kepala + 1, 2, kepala + banyak, 2],
            "fill": {"color": "#8EA9DB"},
            "data_labels": {"value": True},
            "gap": 80,
        }
    )
    garis = workbook.add_chart({"type": "line"})
    garis.add_series(
        {
            "name": [lembar, kepala, 3],
            "categories": kategori,
            "values": [lembar, kepala + 1, 3, kepala + banyak, 3],
            "line": {"color": "#C00000", "width": 2},
            "smooth": True,
        }
    )
    kolom.combine(garis)
    huruf = {"name": gaya.huruf, "size": 9}
    kolom.set_title({"name": "Distribusi predikat kinerja", "name_font": {**huruf, "size": 12}})
    kolom.set_x_axis({"num_font": huruf})
    kolom.set_y_axis({"name": "% pegawai yang dinilai", "name_font": huruf, "num_font": huruf, "min": 0})
    kolom.set_legend({"position": "bottom", "font": huruf})
    kolom.set_size({"width": 680, "height": 360})
    return kolom


def per_unit_chart(
    workbook: Workbook, gaya: Gaya, lembar: str, kepala: int, units: int, kolom_awal: int, banyak: int
) -> Any:
    """A bar of 100 % per unit, parted by predikat; the counts stand in `banyak` columns from `kolom_awal` on."""
    batang = workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for ke in range(banyak):
        batang.add_series(
            {
                "name": [lembar, kepala, kolom_awal + ke],
                "categories": [lembar, kepala + 1, 0, kepala + units, 0],
                "values": [lembar, kepala + 1, kolom_awal + ke, kepala + units, kolom_awal + ke],
                "fill": {"color": _WARNA[ke % len(_WARNA)]},
                "gap": 40,
            }
        )
    huruf = {"name": gaya.huruf, "size": 9}
    batang.set_title({"name": "Predikat per unit", "name_font": {**huruf, "size": 12}})
    batang.set_x_axis({"num_font": huruf})
    batang.set_y_axis({"reverse": True, "num_font": huruf})
    batang.set_legend({"position": "bottom", "font": huruf})
    batang.set_size({"width": 680, "height": 140 + 26 * units})
    return batang

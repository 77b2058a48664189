"""Turning gaya.toml into cell formats of one workbook. Each combination is made once."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from skpxl.template.style import Gaya, GayaSel

_RATA = {"kiri": "left", "tengah": "center", "kanan": "right"}
_TEGAK = {"atas": "top", "tengah": "vcenter", "bawah": "bottom"}
_TEPI = {"L": "left", "R": "right", "T": "top", "B": "bottom"}


class Formats:
    """The formats of one workbook, by style name, borders and lock."""

    def __init__(self, workbook: xlsxwriter.Workbook, gaya: Gaya) -> None:
        self._workbook = workbook
        self._gaya = gaya
        self._ada: dict[tuple[Any, ...], Format] = {}

    def sel(self, nama: str) -> GayaSel:
        """The style `nama` of gaya.toml; a plain one where it is not described there."""
        return self._gaya.sel.get(nama, GayaSel())

    def ukuran(self, nama: str) -> float:
        """The font size of a style in points."""
        return self.sel(nama).ukuran or self._gaya.ukuran

    def get(self, nama: str, tepi: str = "", *, terkunci: bool = True, bungkus: bool = True) -> Format:
        """The format for a style with borders on the sides in `tepi` (of `LRTB`). Unlocked cells are Text (`@`)."""
        key = (nama, "".join(sorted(tepi)), terkunci, bungkus)
        if key not in self._ada:
            self._ada[key] = self._workbook.add_format(self._sifat(nama, tepi, terkunci, bungkus))
        return self._ada[key]

    def _sifat(self, nama: str, tepi: str, terkunci: bool, bungkus: bool) -> dict[str, Any]:
        sel = self.sel(nama)
        sifat: dict[str, Any] = {
            "font_name": sel.huruf or self._gaya.huruf,
            "font_size": self.ukuran(nama),
            "align": _RATA[sel.rata],
            "valign": _TEGAK[sel.tegak],
            "text_wrap": bungkus,
            "locked": terkunci,
            "num_format": "@",
        }
        if sel.tebal:
            sifat["bold"] = True
        if sel.miring:
            sifat["italic"] = True
        if sel.warna:
            sifat["font_color"] = sel.warna
        if sel.latar:
            sifat["bg_color"] = sel.latar
        for sisi in tepi:
            sifat[_TEPI[sisi]] = 1
            sifat[f"{_TEPI[sisi]}_color"] = self._gaya.garis
        return sifat

    def warna(self, *nama: str) -> tuple[str, ...] | None:
        """These colours of `[tanda]`, for what takes a colour in place of a format; None where one is not named there."""
        warna = tuple(self._gaya.tanda.get(satu, "") for satu in nama)
        return warna if all(warna) else None

    def tanda(self, nama: str) -> Format:
        """The format of a conditional format: only its fill (`[tanda]` of gaya.toml)."""
        key = ("tanda", nama)
        if key not in self._ada:
            self._ada[key] = self._workbook.add_format({"bg_color": self._gaya.tanda[nama]})
        return self._ada[key]

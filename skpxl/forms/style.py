"""Turning gaya.toml into cell formats of one workbook. Each combination is made once."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from skpxl.template.style import Gaya, GayaSel

_ALIGN = {"kiri": "left", "tengah": "center", "kanan": "right"}
_VALIGN = {"atas": "top", "tengah": "vcenter", "bawah": "bottom"}
_DASHED = 3  # border style of XlsxWriter
_SIDES = {"L": "left", "R": "right", "T": "top", "B": "bottom"}


class Formats:
    """The formats of one workbook, by style name, borders and lock."""

    def __init__(self, workbook: xlsxwriter.Workbook, gaya: Gaya) -> None:
        self._workbook = workbook
        self._gaya = gaya
        self._made: dict[tuple[Any, ...], Format] = {}

    def sel(self, name: str) -> GayaSel:
        """The style `name` of gaya.toml; a plain one where it is not described there."""
        return self._gaya.sel.get(name, GayaSel())

    def ukuran(self, name: str) -> float:
        """The font size of a style in points."""
        return self.sel(name).ukuran or self._gaya.ukuran

    def get(
        self,
        name: str,
        tepi: str = "",
        *,
        terkunci: bool = True,
        bungkus: bool = True,
        bilangan: str = "@",
        ukuran: float = 0,
    ) -> Format:
        """The format for a style with borders on the sides in `tepi` (of `LRTB`). Cells are Text (`@`) unless `bilangan` gives
        another number format in Excel's notation; `ukuran` is the size of the letters where it is not that of the style.
        """
        ukuran = ukuran or self.ukuran(name)
        key = (name, "".join(sorted(tepi)), terkunci, bungkus, bilangan, ukuran)
        if key not in self._made:
            own = {"num_format": bilangan, "font_size": ukuran}
            self._made[key] = self._workbook.add_format(self._properties(name, tepi, terkunci, bungkus) | own)
        return self._made[key]

    def _properties(self, name: str, tepi: str, terkunci: bool, bungkus: bool) -> dict[str, Any]:
        style = self.sel(name)
        properties: dict[str, Any] = {
            "font_name": style.huruf or self._gaya.huruf,
            "align": _ALIGN[style.rata],
            "valign": _VALIGN[style.tegak],
            "text_wrap": bungkus,
            "locked": terkunci,
        }
        if style.tebal:
            properties["bold"] = True
        if style.miring:
            properties["italic"] = True
        if style.warna:
            properties["font_color"] = style.warna
        if style.latar:
            properties["bg_color"] = style.latar
        for side in tepi:
            properties[_SIDES[side]] = _DASHED if style.putus else 1
            properties[f"{_SIDES[side]}_color"] = self._gaya.garis
        return properties

    def warna(self, *names: str) -> tuple[str, ...] | None:
        """These colours of `[tanda]`, for what takes a colour in place of a format; None where one is not named there."""
        colours = tuple(self._gaya.tanda.get(name, "") for name in names)
        return colours if all(colours) else None

    def tanda(self, name: str) -> Format:
        """The format of a conditional format: only its fill (`[tanda]` of gaya.toml)."""
        key = ("tanda", name)
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"bg_color": self._gaya.tanda[name]})
        return self._made[key]

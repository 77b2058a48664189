"""The looks of cells in a workbook that openpyxl has read, as plain values; each look once. It writes none of them."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

_PLAIN_FONT = "Calibri", 11.0
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_PATTERNS = (
    "none solid mediumGray darkGray lightGray darkHorizontal darkVertical darkDown darkUp darkGrid darkTrellis "
    "lightHorizontal lightVertical lightDown lightUp lightGrid lightTrellis gray125 gray0625"
).split()
_BORDERS = (
    "none thin medium dashed dotted thick double hair mediumDashed dashDot mediumDashDot dashDotDot mediumDashDotDot "
    "slantDashDot"
).split()
_ACROSS = {name: name for name in ("left", "center", "right", "fill", "justify", "distributed")} | {
    "centerContinuous": "center_across"
}
_UPRIGHT = {"top": "top", "center": "vcenter", "justify": "vjustify", "distributed": "vdistributed"}
_UNDERLINES = {"single": 1, "double": 2, "singleAccounting": 33, "doubleAccounting": 34}
_LOOKS_MAX = 10_000
_BUILT_IN = 164  # numbers of formats below this one are known to every program


class Styles:
    """The looks of one workbook. `made` are they, in the words of XlsxWriter; the first is that of a cell without any."""

    def __init__(self, workbook: Any) -> None:
        self.made: list[dict[str, Any]] = [{}]
        self._numbers: dict[tuple[int, ...], int] = {}
        self._known = {repr([]): 0}
        self._theme = [*_theme_colours(workbook.loaded_theme)]

    def number(self, cell: Any) -> int:
        """The position in `made` of the look of a cell, a row or a column."""
        if not cell.has_style:
            return 0
        style = cell._style
        key = (style.fontId, style.fillId, style.borderId, style.numFmtId, style.alignmentId)
        if key not in self._numbers:
            look = self._look(cell)
            number = self._known.setdefault(repr(sorted(look.items())), len(self.made))
            if number == len(self.made):
                self.made.append(look)
            self._numbers[key] = number if number < _LOOKS_MAX else 0
        return self._numbers[key]

    def _look(self, cell: Any) -> dict[str, Any]:
        look = {**self._font(cell.font), **self._fill(cell.fill), **self._borders(cell.border)}
        look |= _alignment(cell.alignment)
        code, number = cell.number_format, cell._style.numFmtId
        if 0 < number < _BUILT_IN:
            look["num_format"] = number
        elif number and code and len(code) <= 250:
            look["num_format"] = code
        return look

    def _font(self, font: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if (font.name or _PLAIN_FONT[0]) != _PLAIN_FONT[0]:
            found["font_name"] = font.name[:31]
        if font.sz and font.sz != _PLAIN_FONT[1] and 1 <= font.sz <= 409:
            found["font_size"] = float(font.sz)
        found |= {name: True for name, given in (("bold", font.b), ("italic", font.i)) if given}
        if font.strike:
            found["font_strikeout"] = True
        if font.u in _UNDERLINES:
            found["underline"] = _UNDERLINES[font.u]
        plain = font.color is not None and font.color.type == "theme" and font.color.theme == 1 and not font.color.tint
        if (colour := self.colour(font.color)) and not plain:
            found["font_color"] = colour
        return found

    def _fill(self, fill: Any) -> dict[str, Any]:
        pattern = getattr(fill, "patternType", None)
        if pattern not in _PATTERNS or pattern == "none":
            return {}
        front, back = self.colour(fill.fgColor), self.colour(fill.bgColor)
        if pattern == "solid":
            return {"bg_color": front} if front else {}
        found: dict[str, Any] = {"pattern": _PATTERNS.index(pattern)}
        return found | {
            name: colour for name, colour in (("fg_color", front), ("bg_color", back)) if colour is not None
        }

    def _borders(self, border: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in ("left", "right", "top", "bottom"):
            side = getattr(border, name)
            if side is not None and side.style in _BORDERS[1:]:
                found[name] = _BORDERS.index(side.style)
                if colour := self.colour(side.color):
                    found[f"{name}_color"] = colour
        return found

    def colour(self, colour: Any) -> str | None:
        """`#RRGGBB`; None for the one that a program chooses."""
        from openpyxl.styles.colors import COLOR_INDEX

        if colour is None:
            return None
        value: Any = None
        if colour.type == "rgb":
            value = colour.rgb
        elif colour.type == "indexed" and colour.indexed < 64:
            value = COLOR_INDEX[colour.indexed]
        elif colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            value = self._theme[colour.theme]
        if not isinstance(value, str) or not re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", value):
            return None
        return "#" + _tinted(value[-6:].upper(), float(colour.tint or 0))


def _alignment(alignment: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if alignment.horizontal in _ACROSS:
        found["align"] = _ACROSS[alignment.horizontal]
    if alignment.vertical in _UPRIGHT:
        found["valign"] = _UPRIGHT[alignment.vertical]
    if alignment.wrap_text:
        found["text_wrap"] = True
    elif alignment.shrink_to_fit:
        found["shrink"] = True
    if alignment.indent and alignment.horizontal in ("left", "right", "distributed"):
        found["indent"] = min(int(alignment.indent), 15)
    if turned := alignment.textRotation:
        found["rotation"] = 270 if turned == 255 else turned if turned <= 90 else 90 - turned
    return found


def _theme_colours(theme: bytes | None) -> Iterator[str | None]:
    """The colours of the workbook's theme, in the order of their numbers."""
    if not theme:
        return
    root = ElementTree.fromstring(theme)  # noqa: S314 (no DOCTYPE: the child has looked)
    space = root.tag.rpartition("}")[0] + "}"
    for name in _THEME:
        place = root.find(f".//{space}clrScheme/{space}{name}")
        inner = next(iter(place), None) if place is not None else None
        yield inner.get("lastClr") or inner.get("val") if inner is not None else None


def _tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (above 0) or darker, as themes have it."""
    import colorsys

    if not tint:
        return rgb
    tint = min(max(tint, -1.0), 1.0)
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, satur = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), satur))

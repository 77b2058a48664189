"""A card: a text, a small line or two under it, its colours; how tall it is and how it is drawn. It stands nowhere itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from skpxl.drawing import svg
from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.place import WIDTH, Rectangle
from skpxl.template.style import Gaya

SIZE, SMALL_SIZE = 12.0, 10.0
_PRODUK_SIZE = 14.0
_LINE_HEIGHT = 1.27  # line height in font sizes
_SIDE, _TOP, _GAP = 11.0, 8.0, 3.0
_BAR = 4.0
_ROUNDING = 6.0
Look = Literal["plain", "filled", "dashed", "proposed"]
# The full text stands in <title> too; a card of more lines than this would tear the layer apart.
_LINES_MAX, _NAME_LINES_MAX = 9, 3


class Palette:
    """The colours of one drawing: section `[gambar]` of gaya.toml, `garis` for what it does not name."""

    def __init__(self, gaya: Gaya) -> None:
        self._gaya = gaya

    def __getitem__(self, name: str) -> str:
        other = "#FFFFFF" if name == "latar" else self._gaya.garis
        return self._gaya.gambar.get(name, other)

    def tint(self, name: str, share: float = 0.1) -> str:
        """The colour as a tint of the ground."""
        return svg.mix(self[name], self["latar"], share)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: `lines`, `name` small under it, `note` small and slanted, `whole` the whole for <title>.

    `colour` is a name of the palette. A card that looks `filled` (a product) is filled with it, a `dashed` one (a product that
    nobody supports) only outlined, in dashes; so is a `proposed` role: it has no place yet.
    """

    lines: tuple[str, ...]
    name: tuple[str, ...]
    note: tuple[str, ...]
    whole: str
    colour: str
    look: Look = "plain"

    @property
    def heads(self) -> bool:
        """True for a product: its text is large and bold."""
        return self.look in ("filled", "dashed")

    @property
    def size(self) -> float:
        """The font size of the text: products are read from farther away."""
        return _PRODUK_SIZE if self.heads else SIZE

    @property
    def height(self) -> float:
        """The height that all its lines need."""
        small = len(self.name) + len(self.note)
        height = len(self.lines) * self.size * _LINE_HEIGHT + small * SMALL_SIZE * _LINE_HEIGHT
        return round(2 * _TOP + height + (_GAP if small else 0), 1)


def card(
    text: str,
    colour: str,
    *,
    name: str = "",
    note: str = "",
    note_lines: int = 1,
    whole: Sequence[str] = (),
    look: Look = "plain",
) -> Card:
    """A card with its texts wrapped. `whole` are further lines of its <title>, after text and name."""
    heads = look in ("filled", "dashed")
    room, size = WIDTH - 2 * _SIDE - _BAR, _PRODUK_SIZE if heads else SIZE
    return Card(
        lines=tuple(wrap(text, room, size, maks=_LINES_MAX, bold=heads)) or ("",),
        name=tuple(wrap(name, room, SMALL_SIZE, maks=_NAME_LINES_MAX)),
        note=tuple(wrap(note, room, SMALL_SIZE, maks=note_lines)),
        whole=" · ".join(part for part in map(clean, [text, name, *whole]) if part),
        colour=colour,
        look=look,
    )


def draw(card: Card, box: Rectangle, palette: Palette, *, number: str, kind: str) -> str:
    """The card at its place, as a group with the class `kind` and the number that edges name."""
    colour = palette[card.colour]
    parts = [svg.title(card.whole), _frame(card, box, palette)]
    ink, faint = palette["tulisan"], palette["redup"]
    if card.look == "filled":
        ink = "#FFFFFF" if svg.is_dark(colour) else "#000000"
        faint = svg.mix(ink, colour, 0.8)
    elif card.look != "dashed":
        parts.append(svg.element("path", d=_bar(box), fill=colour))
    x, y = box.x + _SIDE + _BAR, box.y + _TOP + card.size * 0.95
    for line in card.lines:
        weight = "bold" if card.heads else None
        parts.append(svg.text(line, x, y, font_size=card.size, fill=ink, font_weight=weight))
        y += card.size * _LINE_HEIGHT
    y += _GAP - (card.size - SMALL_SIZE) * 0.95
    for line in card.name:
        parts.append(svg.text(line, x, y, font_size=SMALL_SIZE, fill=faint))
        y += SMALL_SIZE * _LINE_HEIGHT
    for line in card.note:
        slanted = svg.text(
            line, x, y, font_size=SMALL_SIZE, fill=faint if card.look == "filled" else colour, font_style="italic"
        )
        parts.append(slanted)
        y += SMALL_SIZE * _LINE_HEIGHT
    return svg.element("g", *parts, class_=kind, data_nomor=number)


def _frame(card: Card, box: Rectangle, palette: Palette) -> str:
    colour = palette[card.colour]
    if card.look == "filled":
        fill, edge = colour, colour
    elif card.look != "plain":
        fill, edge = palette["latar"], colour
    else:
        fill, edge = palette.tint(card.colour, 0.08), palette.tint(card.colour, 0.45)
    return svg.rect(
        box.x,
        box.y,
        box.width,
        box.height,
        rx=_ROUNDING,
        fill=fill,
        stroke=edge,
        stroke_width=1.5 if card.look == "dashed" else 1,
        stroke_dasharray="6 4" if card.look in ("dashed", "proposed") else None,
    )


def _bar(box: Rectangle) -> str:
    """The bar on the left, round at its two outer corners."""
    left, top, bottom = (svg.decimal(value) for value in (box.x, box.y, box.y + box.height))
    straight, rounding, width = (
        svg.decimal(value) for value in (box.height - 2 * _ROUNDING, _ROUNDING, box.x + _BAR + _ROUNDING / 2)
    )
    right = svg.decimal(box.x + _ROUNDING)
    start = f"M{right} {top}H{width}V{bottom}H{right}"
    return f"{start}A{rounding} {rounding} 0 0 1 {left} {svg.decimal(box.y + box.height - _ROUNDING)}v-{straight}" + (
        f"A{rounding} {rounding} 0 0 1 {right} {top}Z"
    )

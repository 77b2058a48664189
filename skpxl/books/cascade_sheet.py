"""The sheet *Kaskade*: the cascade of a matriks as shapes that any spreadsheet program draws and prints. It arranges nothing.

Shapes are text boxes, since that is what XlsxWriter can write; the lines between them are boxes one pixel thick.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from xlsxwriter.worksheet import Worksheet

from skpxl.books.tables import link_to_sheet
from skpxl.drawing.cards import SIZE, SMALL_SIZE, Card, Palette
from skpxl.drawing.cascade import Cascade
from skpxl.drawing.header import counts
from skpxl.drawing.place import LAYER_GAP, WIDTH, Rectangle
from skpxl.drawing.svg import is_dark, mix, thousands
from skpxl.forms.style import Formats
from skpxl.template.style import KERTAS, UKURAN_KERTAS, Gaya

# More shapes than this make a sheet slow to open; then the drawing beside the workbook has to do.
ROLES_MAX = 400
_POINTS_PER_PIXEL = 0.75
_COLUMN = 64  # pixels of a column
_SCALE_MIN = 0.6  # how much smaller than as wide as the page a drawing may be printed to stand on one
_ROW = 20  # pixels of a row, so that shapes move little where a program measures rows otherwise
_MARGIN, _TOP = 12.0, 70.0
_HEADING, _BELOW_HEADING = 24.0, 4.0
_LINE_HEIGHT = 1.27  # of the font's size, as the cards were measured
_GAP = 26.0
# Letters are a little wider and lines a little taller in one program than in another.
_SLACK = 1.04
_COLUMNS_MAX = 200


def too_large(cascade: Cascade) -> bool:
    """True where there are too many roles for shapes."""
    return cascade.forest.brief or len(cascade.cards) + len(cascade.foot.cards) > ROLES_MAX


@dataclass(frozen=True, slots=True)
class _Shape:
    """A box with one text: where, what, in which font, how filled and outlined. One that `heads` stays with what is below."""

    box: Rectangle
    text: str = ""
    size: float = SIZE
    bold: bool = False
    italic: bool = False
    ink: str = "#000000"
    fill: str = ""
    line: str = ""
    dashed: bool = False
    says: str = ""
    heads: bool = False

    @property
    def unbroken(self) -> Rectangle:
        """Where no page ends: a heading reaches into the box below it."""
        box = self.box
        return replace(box, height=box.height + _BELOW_HEADING + 1) if self.heads else box


def write_cascade(
    sheet: Worksheet, cascade: Cascade, formats: Formats, gaya: Gaya, *, title: str, kertas: str, back: str = ""
) -> None:
    """Fill an empty sheet: the title, the counts, the layers side by side, what has no place below, people without a role.

    `back` is the name of a sheet to which the title leads. Text boxes cannot be filled in: what is printed here is changed in
    the matriks.
    """
    sheet.hide_gridlines(2)
    heading = formats.get("subjudul", bungkus=False)
    if back:
        sheet.write_url(0, 0, link_to_sheet(back), heading, title)
    else:
        sheet.write_string(0, 0, title, heading)
    sheet.write_string(1, 0, counts(cascade.matriks, cascade.forest), formats.get("label", bungkus=False))
    shapes = [*_shapes(cascade, Palette(gaya))]
    for shape in shapes:
        _insert(sheet, shape, gaya.huruf)
    sheet.protect("", {"objects": False, "format_columns": True, "format_rows": True})
    _set_up_print(sheet, [shape.unbroken for shape in shapes], kertas)


def _set_up_print(sheet: Worksheet, boxes: list[Rectangle], kertas: str) -> None:
    """One page where it stays readable; else pages as wide as the drawing, each ending where no box is cut."""
    width = max((box.x + box.width for box in boxes), default=WIDTH) + _MARGIN
    height = max((box.y + box.height for box in boxes), default=_TOP) + _MARGIN
    rows, columns = int(height // _ROW) + 1, min(int(width // _COLUMN) + 1, _COLUMNS_MAX)
    for row in range(rows):
        sheet.set_row(row, _ROW * _POINTS_PER_PIXEL)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.print_area(0, 0, rows - 1, columns - 1)
    # The whole columns and rows that the shapes touch.
    wide, high = columns * _COLUMN, rows * _ROW
    tall, across = UKURAN_KERTAS[kertas]  # of the paper upright, in points
    page_width, page_height = ((tall if tall > across else across) - 58) / 0.75, (min(tall, across) - 80) / 0.75
    scale = min(1.0, page_width / wide)
    if page_height / high >= _SCALE_MIN * scale:
        sheet.fit_to_pages(1, 1)
        return
    scale = max(scale * 0.97, 0.1)  # programs measure columns a little differently
    sheet.set_print_scale(int(100 * scale))
    sheet.set_h_pagebreaks(_breaks(boxes, page_height / scale * 0.97, rows))


def _breaks(boxes: list[Rectangle], page: float, rows: int) -> list[int]:
    """The rows before which a page ends: as low as it may, where no box is cut; anywhere where all are."""
    breaks: list[int] = []
    start = 0
    while (start + 1) * _ROW + page < rows * _ROW:
        last = start + int(page // _ROW)
        free = (row for row in range(last, start + (last - start) // 3, -1) if not _is_cut(boxes, row * _ROW))
        start = next(free, last)
        breaks.append(start)
    return breaks


def _is_cut(boxes: list[Rectangle], y: float) -> bool:
    """True where a page that ends at `y` would cut a box with a text; a line may go on."""
    return any(box.y < y < box.y + box.height for box in boxes if box.width > 1)


def _shapes(cascade: Cascade, palette: Palette) -> Iterator[_Shape]:
    """Lines first, then the boxes over them, then the foot."""
    placement = cascade.placement
    top = _TOP + (_HEADING if placement.panels else 0)
    boxes = [Rectangle(_MARGIN + box.x, top + box.y, box.width, box.height) for box in placement.boxes]
    for panel in placement.panels:
        for number, (text, colour) in enumerate(cascade.layers[: panel.layers]):
            box = Rectangle(_MARGIN + panel.column(number), _TOP - 4, WIDTH, _HEADING)
            yield _Shape(box, text, SIZE, bold=True, ink=palette[colour])
    yield from _lines(cascade, boxes, palette)
    for card, box in zip(cascade.cards, boxes, strict=True):
        yield from _card(card, box, palette)
    yield from _foot(cascade, palette, top + placement.height + _GAP)


def _lines(cascade: Cascade, boxes: list[Rectangle], palette: Palette) -> Iterator[_Shape]:
    """From every parent level to the middle of the gap, up and down there, and level to every child."""
    for number, children in enumerate(cascade.forest.children()):
        if not children:
            continue
        parent, nodes = boxes[number], cascade.forest.nodes
        colour = palette.tint(cascade.layers[nodes[number].layer][1], 0.6)
        middle = parent.x + parent.width + LAYER_GAP / 2
        yield _Shape(Rectangle(parent.x + parent.width, parent.middle, LAYER_GAP / 2, 1), fill=colour)
        ends = [parent.middle, *(boxes[child].middle for child in children)]
        if max(ends) > min(ends):
            yield _Shape(Rectangle(middle, min(ends), 1, max(ends) - min(ends) + 1), fill=colour)
        for child in children:
            level = Rectangle(middle, boxes[child].middle, boxes[child].x - middle, 1)
            if nodes[child].proposed:
                yield _Shape(level, line=colour, dashed=True)
            else:
                yield _Shape(level, fill=colour)


def _card(card: Card, box: Rectangle, palette: Palette) -> Iterator[_Shape]:
    """A card as two boxes: the frame with the text, and what is small below it."""
    colour = palette[card.colour]
    ink, faint, fill, line = palette["tulisan"], palette["redup"], palette.tint(card.colour, 0.08), colour
    if card.look == "filled":
        ink = "#FFFFFF" if is_dark(colour) else "#000000"
        faint, fill = mix(ink, colour, 0.8), colour
    elif card.look != "plain":
        fill = palette["latar"]
    dashed = card.look in ("dashed", "proposed")
    text = "\n".join(card.lines)
    yield _Shape(box, text, card.size, card.heads, ink=ink, fill=fill, line=line, dashed=dashed, says=card.whole)
    if small := (*card.name, *card.note):
        down = 8.0 + len(card.lines) * card.size * _LINE_HEIGHT
        below = Rectangle(box.x, box.y + down, box.width, box.height - down)
        yield _Shape(below, "\n".join(small), SMALL_SIZE, italic=not card.name, ink=faint)


def _foot(cascade: Cascade, palette: Palette, y: float) -> Iterator[_Shape]:
    """The roles without a place as cards in rows, and the people without a role as one list."""
    foot, across = cascade.foot, max(1, int((cascade.width + 14) // (WIDTH + 14)))
    if foot.cards:
        heading = f"Belum terpetakan ({thousands(foot.rest_count)})"
        yield _foot_heading(heading, y, palette["sisa"])
        y += _HEADING + _BELOW_HEADING
        for start in range(0, len(foot.cards), across):
            row = foot.cards[start : start + across]
            for column, card in enumerate(row):
                box = Rectangle(_MARGIN + column * (WIDTH + 14), y, WIDTH, card.height)
                yield from _card(card, box, palette)
            y += max(card.height for card in row) + 14
        y += 12
    if foot.people:
        heading = foot.heading
        yield _foot_heading(heading, y, palette["redup"])
        y += _HEADING + _BELOW_HEADING
        names = ["; ".join(lines) for lines in foot.people] + ([f"… dan {foot.more} orang lagi"] if foot.more else [])
        each = -(-len(names) // across)
        for column in range(across):
            if part := names[column * each : (column + 1) * each]:
                lines = sum(1 + len(name) // 40 for name in part)
                box = Rectangle(_MARGIN + column * (WIDTH + 14), y, WIDTH, 14 + lines * SMALL_SIZE * 1.35)
                yield _Shape(box, "\n".join(part), SMALL_SIZE, ink=palette["tulisan"])


def _foot_heading(text: str, y: float, ink: str) -> _Shape:
    return _Shape(Rectangle(_MARGIN, y, 2 * WIDTH, _HEADING), text, SIZE, bold=True, ink=ink, heads=True)


def _insert(sheet: Worksheet, shape: _Shape, font: str) -> None:
    box = shape.box
    options: dict[str, Any] = {
        "x_offset": round(box.x),
        "y_offset": round(box.y),
        "width": max(1, round(box.width)),
        "height": max(1, round(box.height * (_SLACK if shape.text and not shape.line else 1))),
        "fill": {"color": shape.fill} if shape.fill else {"none": True},
        "line": (
            {"color": shape.line, "width": 0.75, **({"dash_type": "dash"} if shape.dashed else {})}
            if shape.line
            else {"none": True}
        ),
        "font": {
            "name": font,
            "size": shape.size * _POINTS_PER_PIXEL,
            "bold": shape.bold,
            "italic": shape.italic,
            "color": shape.ink,
        },
        "align": {"vertical": "top", "horizontal": "left"},
        "object_position": 3,
    }
    if shape.says:
        options["description"] = shape.says[:250]
    elif not shape.text:
        options["decorative"] = True
    sheet.insert_textbox(0, 0, shape.text, options)

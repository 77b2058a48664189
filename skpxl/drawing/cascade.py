"""The cascade of one unit as a drawing: products, and the results that hang on them layer by layer. SVG text, no file."""

import math
from collections.abc import Iterator, Sequence

from skpxl.drawing import svg
from skpxl.drawing.cards import Card, Palette, card, draw
from skpxl.drawing.footer import bottom, person_label
from skpxl.drawing.forest import Forest, Node, plant
from skpxl.drawing.header import Header, Layer, counts, header, headings, layers
from skpxl.drawing.lines import clean
from skpxl.drawing.place import LAYER_GAP, WIDTH, Placement, Rectangle, place
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.style import Gaya

_MARGIN = 36.0  # white around everything
_GAP = 30.0  # between header, trees and footer
_WIDTH_MIN = 3 * WIDTH + 2 * LAYER_GAP
_SMALL_SIDE, _SCALE_MAX = 1_500.0, 3.0
_HEADER_GUESS = 170.0  # header, headings and margins, as far as the proportions of the sheet need them


def cascade_svg(matriks: MatriksPeranHasil, *, judul: str, gaya: Gaya) -> str:
    """The cascade of one unit as a whole SVG file; the same text for the same input.

    Products stand left, every role right of what it hangs on (`Peran.atas`), whatever has no place below in an area of
    its own, and under that the people without a role. A product that nobody supports is outlined in dashes. Where there
    are more than `forest.PERAN_MAKS` roles, only the first layer is drawn, with counts of what is under it. Colours and
    font are those of `gaya`.
    """
    forest = plant(matriks)
    palette = Palette(gaya)
    layer_names = layers(matriks, forest)
    cards = [_card_of(node, layer_names) for node in forest.nodes]
    foot = bottom(forest)
    placement = place(
        [card.height for card in cards],
        [node.layer for node in forest.nodes],
        forest.children(),
        lambda width: _HEADER_GUESS + foot.height(max(width, _WIDTH_MIN)),
    )
    width = max(placement.width, _WIDTH_MIN)
    scale = _scale_of(width, placement.height)
    head = header(matriks, forest, judul, layer_names, Header(palette, _MARGIN, _MARGIN, width, scale))
    parts, y = [*head.parts], head.y
    if placement.panels:
        y += _GAP + 20 * scale
        parts += headings(placement, layer_names, palette, _MARGIN, y, scale)
        y += 18
        parts += _trees(forest, cards, placement, layer_names, palette, y)
        y += placement.height
    if foot_height := foot.height(width):
        y += _GAP
        parts += foot.draw(palette, _MARGIN, y, width, scale)
        y += foot_height
    width, height = width + 2 * _MARGIN, y + _MARGIN
    ground = svg.rect(0, 0, width, height, class_="latar", fill=palette["latar"])
    description = f"{clean(matriks.unit.nama)}: {counts(matriks, forest)}"
    return svg.document([ground, *parts], width, height, heading=judul, description=description, font=gaya.huruf)


def _scale_of(width: float, height: float) -> float:
    """How much larger than on a small drawing the title is."""
    return min(_SCALE_MAX, max(1.0, math.sqrt(width * height) / _SMALL_SIDE))


def _card_of(node: Node, layer_names: Sequence[Layer]) -> Card:
    more = f"+ {svg.thousands(node.hidden)} hasil di bawahnya" if node.hidden else ""
    name, jabatan = (person_label(node.row), node.row.jabatan) if node.row else ("", "")
    if node.unsupported:
        note = "belum didukung"
        return card(node.text, "kosong", name=name, note=note, whole=[jabatan, note], dashed=True)
    outside = f"dari {node.row.nama_unit or 'unit lain'}" if node.row and node.row.luar else ""
    return card(
        node.text,
        layer_names[node.layer][1],
        name=name,
        note=" · ".join(filter(None, [outside, more])),
        note_lines=2,
        whole=[jabatan, outside, more],
        filled=node.layer == 0,
    )


def _trees(
    forest: Forest,
    cards: Sequence[Card],
    placement: Placement,
    layer_names: Sequence[Layer],
    palette: Palette,
    y: float,
) -> Iterator[str]:
    """Edges first, cards over them."""
    boxes = [Rectangle(_MARGIN + box.x, y + box.y, box.width, box.height) for box in placement.boxes]
    for number, node in enumerate(forest.nodes):
        if node.parent >= 0:
            parent, child = boxes[node.parent], boxes[number]
            yield svg.curve(
                (parent.x + parent.width, parent.middle),
                (child.x, child.middle),
                stroke=palette.tint(layer_names[node.layer - 1][1], 0.5),
                stroke_width=1.5,
                class_="sambungan",
                data_dari=str(node.parent + 1),
                data_ke=str(number + 1),
            )
    for number, (node, shown) in enumerate(zip(forest.nodes, cards, strict=True)):
        kind = "peran" if node.layer else "produk kosong" if node.unsupported else "produk"
        yield draw(shown, boxes[number], palette, number=str(number + 1), kind=kind)

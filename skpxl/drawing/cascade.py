"""The cascade of one unit as a drawing: products, and the results that hang on them layer by layer. SVG text, no file."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.drawing import svg
from skpxl.drawing.cards import Card, Palette, card, draw
from skpxl.drawing.footer import Foot, bottom, person_with_post
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


@dataclass(frozen=True)
class Cascade:
    """The cascade of one matriks, arranged but not drawn: a card and a box per node of the forest, the layers, the foot.

    Boxes are measured from the upper left corner of the trees, in pixels.
    """

    matriks: MatriksPeranHasil
    forest: Forest
    cards: tuple[Card, ...]
    placement: Placement
    layers: tuple[Layer, ...]
    foot: Foot

    @property
    def width(self) -> float:
        """How wide the trees are, or at least what the heading takes."""
        return max(self.placement.width, _WIDTH_MIN)


def arrange(matriks: MatriksPeranHasil) -> Cascade:
    """Products stand left, every role right of what it hangs on (`Peran.atas`), what has no place is left to the foot."""
    forest = plant(matriks)
    layer_names = layers(matriks, forest)
    cards = [_card_of(node, layer_names) for node in forest.nodes]
    foot = bottom(forest)
    placement = place(
        [card.height for card in cards],
        [node.layer for node in forest.nodes],
        forest.children(),
        lambda width: _HEADER_GUESS + foot.height(max(width, _WIDTH_MIN)),
    )
    return Cascade(matriks, forest, tuple(cards), placement, tuple(layer_names), foot)


def cascade_svg(matriks: MatriksPeranHasil, *, judul: str, gaya: Gaya) -> str:
    """The cascade of one unit as a whole SVG file; the same text for the same input.

    Whatever has no place stands below the trees in an area of its own, and under that the people without a role. A product
    that nobody supports is outlined in dashes, and so is a role that is only proposed for its place. Where there are more
    than `forest.PERAN_MAKS` roles, only the first layer is drawn, with counts of what is under it. Colours and font are those
    of `gaya`.
    """
    palette, cascade = Palette(gaya), arrange(matriks)
    forest, placement, foot, width = cascade.forest, cascade.placement, cascade.foot, cascade.width
    scale = _scale_of(width, placement.height)
    head = header(matriks, forest, judul, cascade.layers, Header(palette, _MARGIN, _MARGIN, width, scale))
    parts, y = [*head.parts], head.y
    if placement.panels:
        y += _GAP + 20 * scale
        parts += headings(placement, cascade.layers, palette, _MARGIN, y, scale)
        y += 18
        parts += _trees(cascade, palette, y)
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
    name = person_with_post(node.row) if node.row else ""
    if node.unsupported:
        note = "belum didukung"
        return card(node.text, "kosong", name=name, note=note, whole=[note], look="dashed")
    outside = f"dari {node.row.nama_unit or 'unit lain'}" if node.row and node.row.luar else ""
    proposed = "diusulkan, belum pasti" if node.proposed else ""
    return card(
        node.text,
        layer_names[node.layer][1],
        name=name,
        note=" · ".join(filter(None, [proposed, outside, more])),
        note_lines=2,
        whole=[proposed, outside, more],
        look="filled" if node.layer == 0 else "proposed" if node.proposed else "plain",
    )


def _trees(cascade: Cascade, palette: Palette, y: float) -> Iterator[str]:
    """Edges first, cards over them."""
    boxes = [Rectangle(_MARGIN + box.x, y + box.y, box.width, box.height) for box in cascade.placement.boxes]
    for number, node in enumerate(cascade.forest.nodes):
        if node.parent >= 0:
            parent, child = boxes[node.parent], boxes[number]
            yield svg.curve(
                (parent.x + parent.width, parent.middle),
                (child.x, child.middle),
                stroke=palette.tint(cascade.layers[node.layer - 1][1], 0.5),
                stroke_width=1.5,
                stroke_dasharray="6 4" if node.proposed else None,
                class_="sambungan",
                data_dari=str(node.parent + 1),
                data_ke=str(number + 1),
            )
    for number, (node, shown) in enumerate(zip(cascade.forest.nodes, cascade.cards, strict=True)):
        kind = (
            "usulan" if node.proposed else "peran" if node.layer else "produk kosong" if node.unsupported else "produk"
        )
        yield draw(shown, boxes[number], palette, number=str(number + 1), kind=kind)

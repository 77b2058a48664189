"""What stands under the trees: roles without a place as cards, and the people of whom no role is there. It has no edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.drawing import svg
from skpxl.drawing.cards import SIZE, SMALL_SIZE, Card, Palette, card, draw
from skpxl.drawing.forest import Forest
from skpxl.drawing.lines import wrap
from skpxl.drawing.place import WIDTH, Rectangle
from skpxl.model.matriks import BarisMatriks

# More names than this nobody reads on a wall; the workbook has them all.
ORANG_MAKS = 600
_GAP, _PADDING = 14.0, 18.0
_HEADING, _NAME_LINE, _SMALL_LINE = 30.0, 15.0, 13.0
_HEADING_SIZE, _HEADING_SIZE_MAX = 14.0, 19.0
_SECTION_GAP = 28.0


@dataclass(frozen=True)
class Foot:
    """Both areas, with their texts wrapped; they take the width they are given.

    `lacking` counts the people who have no role, and those of whom it is not known.
    """

    cards: tuple[Card, ...]
    people: tuple[tuple[str, ...], ...]
    rest_count: int
    more: int = 0
    lacking: tuple[int, int] = (0, 0)

    @property
    def heading(self) -> str:
        """What stands over the people."""
        without, unknown = map(svg.thousands, self.lacking)
        titles = (f"Orang tanpa peran ({without})", f"Orang yang perannya belum diketahui ({unknown})")
        return " · ".join(title for title, many in zip(titles, self.lacking, strict=True) if many)

    def height(self, width: float) -> float:
        """How tall both areas are at this width."""
        return self._heights(width)[1]

    def _heights(self, width: float) -> tuple[float, float]:
        """(height of the first area, of both with what is between them)."""
        first = _HEADING + 2 * _PADDING + _stack(self._card_heights, width - 2 * _PADDING) if self.cards else 0.0
        both_after = (
            _HEADING + _stack(self._people_heights, width) + (_NAME_LINE if self.more else 0) if self.people else 0.0
        )
        return first, first + both_after + (_SECTION_GAP if first and both_after else 0)

    @property
    def _card_heights(self) -> list[float]:
        return [card.height for card in self.cards]

    @property
    def _people_heights(self) -> list[float]:
        return [_NAME_LINE + _SMALL_LINE * (len(lines) - 1) for lines in self.people]

    def draw(self, palette: Palette, x: float, y: float, width: float, scale: float) -> list[str]:
        """Both areas as SVG, the upper left corner at (`x`, `y`); `scale` makes their headings larger."""
        first, _ = self._heights(width)
        parts: list[str] = []
        if self.cards:
            parts += self._draw_cards(palette, x, y, width, first, scale)
        if self.people:
            parts += self._draw_people(palette, x, y + (first + _SECTION_GAP if first else 0), width, scale)
        return parts

    def _draw_cards(
        self, palette: Palette, x: float, y: float, width: float, height: float, scale: float
    ) -> Iterator[str]:
        yield svg.rect(
            x,
            y,
            width,
            height,
            rx=10,
            class_="bidang",
            fill=palette.tint("sisa", 0.05),
            stroke=palette.tint("sisa", 0.3),
        )
        yield from _heading(
            f"Belum terpetakan ({svg.thousands(self.rest_count)})", x + _PADDING, y + _PADDING, palette, "sisa", scale
        )
        for number, (dx, dy) in enumerate(_grid(self._card_heights, width - 2 * _PADDING)):
            card = self.cards[number]
            box = Rectangle(x + _PADDING + dx, y + _PADDING + _HEADING + dy, WIDTH, card.height)
            yield draw(card, box, palette, number=f"sisa-{number + 1}", kind="sisa")

    def _draw_people(self, palette: Palette, x: float, y: float, width: float, scale: float) -> Iterator[str]:
        yield from _heading(self.heading, x, y, palette, "redup", scale)
        for number, (dx, dy) in enumerate(_grid(self._people_heights, width)):
            name, *small = self.people[number]
            parts = [svg.text(name, x + dx, y + _HEADING + dy + 11, font_size=SIZE, fill=palette["tulisan"])]
            for index, line in enumerate(small):
                line_y = y + _HEADING + dy + 11 + _SMALL_LINE * (index + 1)
                parts.append(svg.text(line, x + dx, line_y, font_size=SMALL_SIZE, fill=palette["redup"]))
            yield svg.element("g", *parts, class_="orang")
        if self.more:
            text = f"… dan {svg.thousands(self.more)} orang lagi; semuanya ada di lembar Kelengkapan."
            yield svg.text(text, x, y + self._heights(width)[1], font_size=SIZE, fill=palette["redup"])


def bottom(forest: Forest) -> Foot:
    """What a forest leaves for the foot of the drawing; in short, a card per person instead of one per role."""
    cards = [
        card(peran.teks, "sisa", name=person_with_post(row), note=peran.sebab, note_lines=4, whole=[peran.sebab])
        for peran, row in forest.loose
    ]
    if forest.brief:
        by_person: dict[int, tuple[BarisMatriks, int]] = {}
        for _, row in forest.loose:
            by_person[id(row)] = (row, by_person.get(id(row), (row, 0))[1] + 1)
        cards = [
            card(f"{svg.thousands(count)} hasil belum terpetakan", "sisa", name=person_with_post(row))
            for row, count in by_person.values()
        ]
    people = [_person_lines(row) for row in forest.without_roles]
    more = max(0, len(people) - ORANG_MAKS)
    return Foot(tuple(cards), tuple(people[:ORANG_MAKS]), len(forest.loose), more, forest.lacking())


def person_label(row: BarisMatriks) -> str:
    """A person as the drawing names him: his name, else his post."""
    return row.nama or row.jabatan or "(tanpa nama)"


def person_with_post(row: BarisMatriks) -> str:
    """A person and the post he really holds: `Ani Rekaan · Arsiparis Ahli Muda`."""
    return " · ".join(dict.fromkeys(filter(None, (person_label(row), row.jabatan))))


def _person_lines(row: BarisMatriks) -> tuple[str, ...]:
    """The lines of a person without a role."""
    name = wrap(row.nama, WIDTH - 8, SIZE, maks=1) or ["(lowong)"]
    jabatan = wrap(row.jabatan, WIDTH - 8, SMALL_SIZE, maks=2)
    return (*name, *jabatan, *([row.tanda] if row.nama and not row.is_in else []))


def _heading(text: str, x: float, y: float, palette: Palette, colour: str, scale: float) -> Iterator[str]:
    size = min(_HEADING_SIZE * scale, _HEADING_SIZE_MAX)
    yield svg.text(text, x, y + 13, font_size=size, font_weight="bold", fill=palette[colour])


def _grid(heights: Sequence[float], width: float) -> Iterator[tuple[float, float]]:
    """Where each of several boxes stands, row by row from the left."""
    columns = max(1, int((width + _GAP) // (WIDTH + _GAP)))
    y = 0.0
    for start in range(0, len(heights), columns):
        row = heights[start : start + columns]
        yield from ((index * (WIDTH + _GAP), y) for index in range(len(row)))
        y += max(row) + _GAP


def _stack(heights: Sequence[float], width: float) -> float:
    """How tall a grid of these boxes is."""
    return max((y + height for (_, y), height in zip(_grid(heights, width), heights, strict=True)), default=0.0)

"""How a printed matriks shares its paper: widths by content, size of letters, pages side by side. It writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, hypot

from skpxl.books.matriks_rows import RowTexts, cut
from skpxl.forms.heights import PADDING, PT_PER_WIDTH, count_lines, line_height, tinggi_teks, word_widths
from skpxl.template.blocks import BlokMatriks
from skpxl.template.limits import TINGGI_BARIS_MAKS
from skpxl.template.slots import LebarMatriks

# A column is 5 pixels wider than the letters it is said to hold, of 7 pixels each; in points.
BESIDE = 3.75
_PIXELS = 7
# Programs round the widths of columns; a page is not filled to its last point, or everything would print smaller.
_FILLED = 0.985
# Names and posts stand in so many lines, in more where that saves a page, in columns of at least so many letters.
_LINES, _LEAST = (2, 4), 9.0
# No word is so long that its column must be wider than this; a link typed into a role is broken.
_LONGEST_WORD = 24.0
# With one column of roles somebody signs below names and posts, somebody below that column: a NIP stays in one line.
_SIGNATURE = 32.0
# With so many cells only one way is tried: the matriks of a whole pemda is read on a screen.
_MANY = 20_000


@dataclass(frozen=True, slots=True)
class Room:
    """What one page has inside its margins, in points, and what of it the title takes on the first, signatures on the last."""

    width: float
    height: float
    title: float = 0.0
    signatures: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths, the size of the letters in points, the height of the headings of columns, and how many pages it takes."""

    columns: LebarMatriks
    size: float
    head: float
    pages: int

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of the columns of products, over all pages."""
        return tuple(width for page in self.columns.halaman for width in page)


def fit(
    rows: Sequence[RowTexts],
    headings: Sequence[str],
    blok: BlokMatriks,
    most: Sequence[float],
    room: Room,
    largest: float,
) -> Fit:
    """The way that takes fewest pages of `room`, of several the one with the letters nearest to `largest`.

    `most` are the widths that the columns of names and posts have at most.
    """
    sizes = [largest, *_smaller(largest, blok.ukuran_terkecil)]
    if len(rows) * len(headings) > _MANY:
        sizes = sizes[-1:]
    best: Fit | None = None
    for size in sizes:
        for lines in _LINES:
            for found in _ways(rows, headings, blok, most, room, size, lines):
                if best is None or found.pages < best.pages:
                    best = found
                if len(rows) * len(headings) > _MANY:
                    return found
        if best and best.pages == 1:
            break
    return best or Fit(LebarMatriks(tuple(most), ((blok.lebar,),)), largest, 0.0, 1)


def _smaller(largest: float, least: float) -> list[float]:
    """The sizes below, point by point."""
    return [max(largest - step, least) for step in range(1, ceil(largest - least) + 1)]


def _ways(
    rows: Sequence[RowTexts],
    headings: Sequence[str],
    blok: BlokMatriks,
    most: Sequence[float],
    room: Room,
    size: float,
    lines: int,
) -> Iterator[Fit]:
    """With letters of one size, names in so many lines: on as few pages side by side as can be, and on one more."""
    people = [row for row in rows if not row.band]
    tetap = (
        _narrowest([row.nama for row in people], size, most[0], lines),
        _narrowest([row.jabatan for row in people], size, most[1], lines),
    )
    signed_alone = room.signatures > 0 and len(headings) == 1
    if signed_alone:
        wanting = max(_SIGNATURE - sum(tetap), 0.0) / 2
        tetap = (_whole(ceil((tetap[0] + wanting) * _PIXELS)), _whole(ceil((tetap[1] + wanting) * _PIXELS)))
    across = room.width * _FILLED - sum(_points(width) for width in tetap)
    columns = [[row.cells[column] for row in people] for column in range(len(headings))]
    least = [_least(heading, cells, blok, room.height, size) for heading, cells in zip(headings, columns, strict=True)]
    demand = [_demand(heading, cells) for heading, cells in zip(headings, columns, strict=True)]
    demand = [max(asked, 1.0) for asked in demand] if signed_alone else demand
    side_by_side = next(
        (
            pages
            for pages in range(1, len(least) + 1)
            if all(sum(map(_points, group)) <= across for group in _groups(least, pages))
        ),
        len(least),
    )
    for pages in (side_by_side, side_by_side + 1):
        if pages > len(least):
            break
        shared = zip(_groups(least, pages), _groups(demand, pages), strict=True)
        halaman = tuple(_share(group, wanted, across, 2 * blok.lebar) for group, wanted in shared)
        widths = [width for page in halaman for width in page]
        head = max(tinggi_teks(text, width, size, tebal=True) for text, width in zip(headings, widths, strict=True))
        body = room.height - head - line_height(size) - 6
        printed = [row.height(tetap, widths, size) for row in cut(rows, widths, size, body)]
        yield Fit(LebarMatriks(tetap, halaman), size, head, pages * _pages(printed, body, room))


def _points(width: float) -> float:
    return width * PT_PER_WIDTH + BESIDE


def _whole(pixels: int) -> float:
    """A width of so many pixels, as a file keeps it: in parts of 256, rounded down."""
    return int(pixels / _PIXELS * 256) / 256


def _groups(values: Sequence[float], parts: int) -> list[Sequence[float]]:
    """Consecutive groups, as equal as can be, the longer ones first."""
    size, longer = divmod(len(values), parts)
    groups: list[Sequence[float]] = []
    start = 0
    for number in range(parts):
        end = start + size + (number < longer)
        groups.append(values[start:end])
        start = end
    return groups


def _narrowest(texts: Sequence[str], size: float, most: float, lines: int) -> float:
    """The narrowest column in which none of the texts takes more than so many lines, no word broken; at most `most`."""
    width = min(max(_LEAST, _width_of(_longest_word(texts, tebal=False), size)), most)
    for text in {*texts} - {""}:
        while width < most and count_lines(text, width, size) > lines + text.count("\n"):
            width = min(width + 1, most)
    return _whole(ceil(width * _PIXELS + 0.1))


def _longest_word(texts: Sequence[str], *, tebal: bool) -> float:
    """How wide the longest word is in letters of one point."""
    return max(
        (width for text in texts for line in text.split("\n") for width in word_widths(line, tebal=tebal)), default=0
    )


def _width_of(points_at_one: float, size: float) -> float:
    """The width of a column in which a word of that width stands unbroken."""
    return (points_at_one * size + PADDING) / PT_PER_WIDTH


def _least(heading: str, cells: Sequence[Sequence[str]], blok: BlokMatriks, page: float, size: float) -> float:
    """The least width of a column: no word is broken, and no single role is taller than a row or a page can be."""
    roles = [text for items in cells for text in items]
    word = max(_longest_word(roles, tebal=False), _longest_word([heading], tebal=True))
    width = min(max(blok.lebar_tercetak, _width_of(word, size)), max(_LONGEST_WORD, blok.lebar_tercetak))
    most = int((min(TINGGI_BARIS_MAKS, page * 0.75) - 6) / line_height(size))
    for text in roles:
        while width < 2 * blok.lebar and count_lines(text, width, size) > most:
            width += 2
    return width


def _demand(heading: str, cells: Sequence[Sequence[str]]) -> float:
    """How much a column asks for: long texts count more than many short ones, as the tallest cell makes the row."""
    lengths = [float(sum(map(len, items))) for items in cells if items]
    return hypot(len(heading), *lengths)


def _share(least: Sequence[float], demand: Sequence[float], across: float, most: float) -> tuple[float, ...]:
    """The widths of the columns on one page: what is left over beyond the least goes where it is asked for."""
    widths = [*least]
    open_ = {*range(len(widths))}
    while open_:
        spare = (across - sum(map(_points, widths))) / PT_PER_WIDTH
        asked = sum(demand[column] for column in open_) or 1.0
        if spare < 0.01:
            break
        for column in open_:
            widths[column] = min(most, widths[column] + spare * demand[column] / asked)
        full = {column for column in open_ if widths[column] >= most}
        if not full:
            break
        open_ -= full
    return tuple(_whole(int(width * _PIXELS)) for width in widths)


def _pages(heights: Sequence[float], body: float, room: Room) -> int:
    """How many pages rows of these heights take, one below the other, between the title and the signatures."""
    pages, used = 1, room.title
    for height in [*heights, room.signatures]:
        if used and used + height > body:
            pages, used = pages + 1, 0.0
        used += height
    return pages

"""How tall a row must be for its text. An estimate on the safe side, made without the font's own files."""

from functools import lru_cache

from skpxl.template.letters import lebar_teks
from skpxl.template.limits import TINGGI_BARIS_MAKS

PT_PER_WIDTH = 5.25  # one unit of column width is 7 pixels at 96 dpi
PADDING = 6.0  # left and right padding inside a cell, points


@lru_cache(maxsize=8192)
def count_lines(text: str, width: float, ukuran: float, *, tebal: bool = False) -> int:
    """How many lines `text` takes in cells of `width` (column width units in all), wrapped at blanks; at least 1."""
    room = max(width * PT_PER_WIDTH - PADDING, ukuran)
    count = 0
    for paragraph in text.split("\n"):
        used, count = 0.0, count + 1
        for length_at_one in word_widths(paragraph, tebal=tebal):
            length = length_at_one * ukuran
            blank = 0.28 * ukuran if used else 0.0
            if used and used + blank + length > room:
                count += 1
                used, blank = 0.0, 0.0
            # A word longer than the cell is broken by the program, wherever it stands.
            while length > room:
                count += 1
                length -= room
            used += blank + length
    return count


@lru_cache(maxsize=8192)
def word_widths(paragraph: str, *, tebal: bool = False) -> tuple[float, ...]:
    """How wide each word between blanks is in letters of one point: the same text is measured for several widths."""
    return tuple(lebar_teks(word, 1, tebal=tebal) for word in paragraph.split(" "))


def line_height(ukuran: float) -> float:
    """How far lines of letters of `ukuran` points stand apart."""
    return ukuran * 1.29


def tinggi_teks(text: str, width: float, ukuran: float, *, tebal: bool = False) -> float:
    """The row height in points that shows all of `text`; not capped (Excel's limit is 409)."""
    if not text:
        return 0.0
    return count_lines(text, width, ukuran, tebal=tebal) * line_height(ukuran) + 3


def tinggi_sah(height: float) -> float:
    """The height as Excel takes it: at most 409 points, in quarters of a point."""
    return round(min(height, TINGGI_BARIS_MAKS) * 4) / 4

"""How a printed matriks looks beside its roles: letterhead and logo, the head of every page, drafts. It writes no cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xlsxwriter.worksheet import Worksheet

from skpxl.books.letterhead import Logo, put_logo
from skpxl.forms.heights import PT_PER_WIDTH
from skpxl.forms.page import room_on_page
from skpxl.forms.style import Formats
from skpxl.model.teks import sidik
from skpxl.template.definition import Definition
from skpxl.template.letters import lebar_teks
from skpxl.template.slots import Halaman, isi_tempat

_PAGE_HEAD_MAX = 100  # letters of each of two names; Excel takes 255 in all
_DRAFT_TOP = 0.95  # inches: room for the word at the head of every page
_LEAST = 9.0  # points: a letterhead is not printed smaller to stand beside its logo
_BESIDE_LOGO = 10.0  # points between the edge, the logo and the letters
_LOGO_SHARE = 0.25  # of the width of the letterhead, at most


@dataclass(frozen=True)
class Look:
    """How a printed matriks looks beside its roles: its definition, what its texts say, the size of the paper.

    `back` is the name of a sheet to which its title leads. Without `with_rest` the column *Belum terpetakan* is left out.
    `draft` is a word that every page bears at its head, `logo` a picture beside the letterhead.
    """

    definition: Definition
    context: Mapping[str, str]
    kertas: str
    back: str = ""
    with_rest: bool = True
    draft: str = ""
    logo: Logo | None = None


def dress(sheet: Worksheet, page: Halaman, look: Look) -> None:
    """The head of every page, and the logo."""
    set_page_head(sheet, look)
    if look.logo:
        put_logo(sheet, _logo(look.logo, page), page.texts[0].kotak)


def set_page_head(sheet: Worksheet, look: Look) -> None:
    """What stands at the head of every page: perangkat daerah and unit, and that it is a draft."""
    draft = f'&C&"Arial,Bold"&28{look.draft}' if look.draft else ""
    sheet.set_header(f"&L&8{_page_head(look.context)}{draft}")
    if draft:
        sheet.set_margins(left=sheet.margin_left, right=sheet.margin_right, top=_DRAFT_TOP, bottom=sheet.margin_bottom)


def _page_head(context: Mapping[str, str]) -> str:
    """Perangkat daerah and unit in Excel's notation, in which `&` is doubled, no longer than it takes; one name once."""
    office, unit = (" ".join(context.get(name, "").split()) for name in ("perangkat_daerah", "unit"))
    names = [unit] if sidik(office) == sidik(unit) else [office, unit]
    return " · ".join(_shortened(name).replace("&", "&&") for name in names if name)


def _shortened(name: str) -> str:
    """A name that is too long for the head of a page, cut behind a word; it ends in `…`."""
    if len(name) <= _PAGE_HEAD_MAX:
        return name
    start = name[:_PAGE_HEAD_MAX]  # a blank at its end shows that the last word is whole
    return f"{start.rpartition(' ')[0].rstrip(' ,;-') or start[:-1]}…"


def page_room(look: Look, page: Halaman) -> tuple[float, float]:
    """Width and height of a page inside its margins, in points; a draft has a word above."""
    width, height = room_on_page(look.kertas, page.lembar.orientasi)
    return width, height - (_DRAFT_TOP - 0.5) * 72 if look.draft else height


def logo_row(look: Look, page: Halaman) -> dict[int, float]:
    """The height that the first row must have for the logo."""
    return {page.texts[0].kotak.row: _logo(look.logo, page).height + 6} if look.logo else {}


def letterhead(look: Look, page: Halaman, formats: Formats) -> tuple[Halaman, dict[str, float]]:
    """The page with its letterhead (the first text) broken into lines beside the logo, and the size of its letters by style.

    What the logo takes on the left stays free on the right too, as the lines are centred. Lines are printed smaller to stay
    whole, and broken between words where that would be too small. Without a logo the page comes back as it is.
    """
    if not look.logo:
        return page, {}
    text = page.texts[0]
    room = _width(page) - 2 * (_logo(look.logo, page).width + _BESIDE_LOGO)
    lines = isi_tempat(text.isi, look.context).split("\n")
    tebal = formats.sel(text.gaya).tebal
    largest = formats.ukuran(text.gaya)
    sizes = [largest - step / 2 for step in range(int(max(largest - _LEAST, 0) * 2) + 1)]
    size = next(
        (
            size
            for most in (1, 2)
            for size in sizes
            if all(_fits(line, size, room, most, tebal=tebal) for line in lines)
        ),
        sizes[-1],
    )
    broken = "\n".join(part for line in lines for part in _broken(line, size, room, tebal=tebal))
    return replace(page, texts=(replace(text, isi=broken), *page.texts[1:])), {text.gaya: size}


def _fits(line: str, size: float, room: float, most: int, *, tebal: bool) -> bool:
    """Does a line take at most so many lines in the room, no word broken?"""
    parts = _broken(line, size, room, tebal=tebal)
    return len(parts) <= most and all(lebar_teks(part, size, tebal=tebal) <= room for part in parts)


def _broken(line: str, size: float, room: float, *, tebal: bool) -> list[str]:
    """A line broken between words, so that each part fits in the room; a word that is wider stands alone."""
    parts: list[str] = []
    for word in line.split():
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and lebar_teks(longer, size, tebal=tebal) <= room:
            parts[-1] = longer
        else:
            parts.append(word)
    return parts or [""]


def _width(page: Halaman) -> float:
    """How wide the letterhead is, in points."""
    kotak = page.texts[0].kotak
    return sum(page.kisi[kotak.col - 1 : kotak.col_to]) * PT_PER_WIDTH


def _logo(logo: Logo, page: Halaman) -> Logo:
    """The logo, smaller where it would take more than its share of the letterhead."""
    return replace(logo, height=min(logo.height, logo.height * _width(page) * _LOGO_SHARE / logo.width))

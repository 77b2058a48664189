"""How a printed matriks looks beside its roles: letterhead and logo, the head of every page, drafts. It writes no cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from skpxl.books.letterhead import Logo, put_logo
from skpxl.forms.heights import PT_PER_WIDTH
from skpxl.forms.page import room_on_page
from skpxl.forms.style import Formats
from skpxl.template.definition import Definition
from skpxl.template.letters import lebar_teks
from skpxl.template.slots import Halaman, isi_tempat

_PAGE_HEAD_MAX = 100  # letters of each of two names; Excel takes 255 in all
_DRAFT_TOP = 0.95  # inches: room for the word at the head of every page
_LEAST = 9.0  # points: a letterhead is not printed smaller to stand beside its logo


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
        put_logo(sheet, look.logo, page.texts[0].kotak)


def set_page_head(sheet: Worksheet, look: Look) -> None:
    """What stands at the head of every page: perangkat daerah and unit, and that it is a draft."""
    draft = f'&C&"Arial,Bold"&28{look.draft}' if look.draft else ""
    sheet.set_header(f"&L&8{_page_head(look.context)}{draft}")
    if draft:
        sheet.set_margins(left=sheet.margin_left, right=sheet.margin_right, top=_DRAFT_TOP, bottom=sheet.margin_bottom)


def _page_head(context: Mapping[str, str]) -> str:
    """Perangkat daerah and unit in Excel's notation, in which `&` is doubled, no longer than it takes."""
    office, unit = (" ".join(context.get(name, "").split()) for name in ("perangkat_daerah", "unit"))
    return " · ".join(text[:_PAGE_HEAD_MAX].replace("&", "&&") for text in (office, unit) if text)


def page_room(look: Look, page: Halaman) -> tuple[float, float]:
    """Width and height of a page inside its margins, in points; a draft has a word above."""
    width, height = room_on_page(look.kertas, page.lembar.orientasi)
    return width, height - (_DRAFT_TOP - 0.5) * 72 if look.draft else height


def logo_row(look: Look, page: Halaman) -> dict[int, float]:
    """The height that the first row must have for the logo."""
    return {page.texts[0].kotak.row: look.logo.height + 6} if look.logo else {}


def letterhead_size(look: Look, page: Halaman, formats: Formats) -> dict[str, float]:
    """The size of the letters of the letterhead (the first text) beside the logo, by its style; empty without a logo."""
    if not look.logo:
        return {}
    text = page.texts[0]
    size = formats.ukuran(text.gaya)
    width = sum(page.kisi[text.kotak.col - 1 : text.kotak.col_to]) * PT_PER_WIDTH
    # Centred: what the logo takes on the left is missing on the right.
    room = width - 2 * (look.logo.width + 8)
    lines = isi_tempat(text.isi, look.context).split("\n")
    tebal = formats.sel(text.gaya).tebal
    while size > _LEAST and max(lebar_teks(line, size, tebal=tebal) for line in lines) > room:
        size -= 0.5
    return {text.gaya: size}

"""Whether a matriks that is printed as one would be many pages of mostly blank cells. It writes nothing and knows no sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.books.matriks_fit import Room, fit
from skpxl.books.matriks_rows import texts_of
from skpxl.errors import required
from skpxl.forms.page import room_on_page
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.definition import Definition
from skpxl.template.library import Library
from skpxl.template.printed_blocks import BlokTeks
from skpxl.template.slots import isi_tempat
from skpxl.template.style import GayaSel

# The form of the paper to be signed; it says what is printed by product, beside the matriks or in its place.
PAPER = "matriks-tercetak"


_NAMED = 3


@dataclass(frozen=True, slots=True)
class WidePrint:
    """A matriks that is printed by product, as it would be about so many `pages` otherwise; `name` is that of its unit."""

    name: str
    people: int
    products: int
    pages: int

    @staticmethod
    def all_of(found: "Sequence[WidePrint]") -> str:
        """These in one sentence, the first few by name; empty where there are none."""
        named = ", ".join(wide.sentence() for wide in found[:_NAMED])
        more = f", dan {len(found) - _NAMED} lagi" if len(found) > _NAMED else ""
        return f"{named}{more}" if found else ""

    def sentence(self) -> str:
        """`Bidang Satu (300 orang x 60 produk, sekitar 427 halaman)`."""
        return f"{self.name} ({self.people} orang x {self.products} produk, sekitar {self.pages} halaman)"

    def told(self, text: str, **more: str) -> str:
        """A text of the definition with these figures in it."""
        figures = {"orang": str(self.people), "produk": str(self.products), "halaman": str(self.pages)}
        return isi_tempat(text, figures | more)


def wide_print(
    matriks: MatriksPeranHasil, form: Definition, library: Library, kertas: str, *, with_rest: bool = True
) -> WidePrint | None:
    """How a matriks would print by `form` where that is mostly blank paper; None where it is printed as it is.

    That is so where it takes several pages side by side, more pages in all than the definition of the paper allows, and
    less than the share of its cells that is named there has a role.
    """
    _, limits = required(library.own(PAPER).per_produk(), f"lembar per produk dalam {PAPER}")
    blok, sheet = form.blok_matriks(), form.lembar[0]
    with_rest = with_rest and matriks.has_rest
    headings = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if with_rest else [])
    cells = len(matriks.baris) * len(headings)
    filled = sum(bool(row.peran.get(produk.id)) for row in matriks.baris for produk in matriks.kolom)
    filled += sum(bool(row.sisa) for row in matriks.baris) if with_rest else 0
    if not cells or filled * 100 >= cells * limits.ringkas_terisi:
        return None
    size = library.gaya.sel.get("nilai_atas", GayaSel()).ukuran or library.gaya.ukuran
    room = Room(*room_on_page(kertas, sheet.orientasi))
    fitted = fit(texts_of(matriks, with_rest=with_rest), headings, blok, sheet.kisi, room, size)
    if len(fitted.columns.halaman) < 2 or fitted.pages <= limits.ringkas_dari:
        return None
    return WidePrint(matriks.unit.nama, len(matriks.baris), len(matriks.kolom), fitted.pages)


def by_product(form: Definition, library: Library) -> Definition:
    """The sheet of the paper that goes by product, under the titles that the matriks itself has in `form`."""
    paper = library.own(PAPER)
    sheet, blok = required(paper.per_produk(), f"lembar per produk dalam {PAPER}")
    titles = [title for title in form.lembar[0].blok if isinstance(title, BlokTeks) and title.cetak]
    return paper.model_copy(update={"lembar": (sheet.model_copy(update={"blok": (*titles, blok)}),)})

"""Forms of a matriks that are large to hand out: how many pages each prints, and what makes them fewer. It issues nothing."""

from collections.abc import Sequence

from skpxl.forms.page import printed_pages
from skpxl.kinds.kind import Terbitan
from skpxl.template.form import Form

_NAMED = 3


def large_forms(planned: Sequence[Terbitan]) -> str:
    """What is to be said of the forms that print on more pages than their definition finds sensible; empty where none does."""
    counted = [(form, _pages(form)) for item in planned if (form := item.form) and form.layout.matriks]
    large = [(form, pages) for form, pages in counted if pages > form.layout.matriks[0].blok.halaman_wajar]
    if not large:
        return ""
    named = ", ".join(_named(form, pages) for form, pages in large[:_NAMED])
    more = f", dan {len(large) - _NAMED} lagi" if len(large) > _NAMED else ""
    return (
        f"{len(large)} matriks besar bila formulir kosongnya dicetak: {named}{more}. Isilah di layar, atau kecilkan: tim di "
        "dalam unit ditulis di lembar Unit (ketuanya membagi lagi kepada anggotanya), dan --columns hasil --from FOLDER "
        "memakai hasil kerja pimpinan sebagai kolom."
    )


def _pages(form: Form) -> int:
    placed = form.layout.matriks[0]
    (sheet,) = (page for page in form.layout.halaman if page.lembar.nama == placed.sheet)
    return printed_pages(sheet, form.konteks.get("kertas", "A4"))


def _named(form: Form, pages: int) -> str:
    placed = form.layout.matriks[0]
    people = placed.luar_dari - 1 if placed.luar_dari else len(placed.baris)
    return f"{form.konteks.get('unit', '')} ({people} orang x {len(placed.kolom)} kolom, sekitar {pages} halaman)"

"""Which product of a unit above each product supports: what stands in the column *Mendukung*, found. It reads no cell."""

from collections.abc import Sequence

from skpxl.checks.likeness import termirip
from skpxl.findings import Finding, temuan
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Produk

# Between the code of a unit and that of its product: `DIN P1`, `DIN/P1`, `DIN:P1`.
_BETWEEN = (" ", "/", ":", ".", "-")


def support_of_products(organisasi: Organisasi) -> tuple[Organisasi, list[Finding]]:
    """The roster with the id of the product supported in place of what was typed; what is not found is told and empty.

    Accepted is the text of a product of a unit above, its code, or the unit's code and its code (`DIN P1`); of several
    units above the nearest counts.
    """
    if not any(produk.mendukung for produk in organisasi.produk):
        return organisasi, []
    linked: list[Produk] = []
    doubts: list[Finding] = []
    for number, produk in enumerate(organisasi.produk, start=1):
        above = organisasi.produk_di_atas(produk.unit)
        found = _find(produk.mendukung, above) if produk.mendukung else None
        if produk.mendukung and found is None:
            doubts.append(_not_found(organisasi, produk, above, slot_key("produk", number, "mendukung")))
        linked.append(produk.model_copy(update={"mendukung": found.id if found else "", "tertulis": produk.mendukung}))
    return organisasi.model_copy(update={"produk": tuple(linked)}), doubts


def _find(text: str, products: Sequence[Produk]) -> Produk | None:
    """The first of `products` that a text names, by unit and code, by text, by code alone."""
    wanted = sidik(text)
    names = (_whole_names, lambda produk: (sidik(produk.teks),), lambda produk: (sidik(produk.kode),))
    return next((produk for name in names for produk in products if wanted in name(produk)), None)


def _whole_names(produk: Produk) -> tuple[str, ...]:
    return (sidik(produk.id), *(sidik(f"{produk.unit}{sign}{produk.kode}") for sign in _BETWEEN))


def _not_found(organisasi: Organisasi, produk: Produk, above: Sequence[Produk], key: str) -> Finding:
    """What is said of a text that names no product above: what it names instead, and what is near."""
    elsewhere = _find(produk.mendukung, organisasi.produk)
    if not above:
        reason = "unit-unit di atasnya tidak punya produk dalam daftar ini"
    elif elsewhere is None:
        reason = "tidak ada produk seperti itu di unit-unit di atasnya"
    elif elsewhere.unit == produk.unit:
        reason = "itu produk unit itu sendiri"
    else:
        reason = f"itu produk {organisasi.sebutan_unit(elsewhere.unit)}, yang tidak di atasnya"
    nearest = termirip(produk.mendukung, (candidate.teks for candidate in above))
    near = next((candidate.sebutan for candidate in above if nearest and candidate.teks == nearest), "")
    unit = organisasi.sebutan_unit(produk.unit)
    return temuan("daftar-produk-mendukung", key=key, found=produk.mendukung, suggestion=near, unit=unit, alasan=reason)

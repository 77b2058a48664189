"""Rules for the units of a roster and their products; what the unit's people write is judged elsewhere."""

from collections.abc import Iterator

from skpxl.checks.reporting_line import circles
from skpxl.findings import Finding, temuan
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi


def check_units(organisasi: Organisasi) -> Iterator[Finding]:
    """Codes are there and unique, names are there, induk and pimpinan are known, induk makes no circle."""
    first: dict[str, int] = {}
    upward: dict[str, list[str]] = {}
    for number, unit in enumerate(organisasi.unit, start=1):
        if not unit.kode:
            yield temuan("daftar-kode-kosong", key=slot_key("unit", number, "kode"), found=unit.nama)
        elif unit.kode in first:
            other = organisasi.unit[first[unit.kode] - 1].nama
            yield temuan("daftar-kode-ganda", key=slot_key("unit", number, "kode"), found=unit.kode, lain=other)
        first.setdefault(unit.kode, number)
        if not unit.nama:
            yield temuan("daftar-nama-unit-kosong", key=slot_key("unit", number, "nama"), found=unit.kode)
        if unit.kode and unit.induk:
            upward.setdefault(unit.kode, [unit.induk])
        if unit.induk and organisasi.find_unit(unit.induk) is None:
            yield temuan("daftar-induk", key=slot_key("unit", number, "induk"), found=unit.induk)
        if unit.pimpinan and organisasi.find_pegawai(unit.pimpinan) is None:
            yield temuan("daftar-pimpinan", key=slot_key("unit", number, "pimpinan"), found=unit.pimpinan)
    for circle in circles(upward):
        names = [organisasi.nama_unit(kode) or kode for kode in circle]
        yield temuan(
            "daftar-lingkar-induk",
            key=slot_key("unit", first[circle[0]], "induk"),
            found=upward[circle[0]][0],
            lingkar=" → ".join([*names, names[0]]),
        )


def check_products(organisasi: Organisasi) -> Iterator[Finding]:
    """A product belongs to a known unit and has a code (unique within the unit) and a text."""
    seen: dict[tuple[str, str], str] = {}
    for number, produk in enumerate(organisasi.produk, start=1):
        for column, value in (("unit", produk.unit), ("kode", produk.kode), ("teks", produk.teks)):
            if not value:
                yield temuan("daftar-produk-kosong", key=slot_key("produk", number, column), kolom=column.capitalize())
        if produk.unit and organisasi.find_unit(produk.unit) is None:
            yield temuan("daftar-produk-unit", key=slot_key("produk", number, "unit"), found=produk.unit)
        product = (produk.unit, produk.kode)
        if produk.kode and product in seen:
            yield temuan(
                "daftar-produk-ganda", key=slot_key("produk", number, "kode"), found=produk.kode, lain=seen[product]
            )
        seen.setdefault(product, produk.teks)
    yield from check_support(organisasi)


def check_support(organisasi: Organisasi) -> Iterator[Finding]:
    """Where some products name the product above that they support, those that do not are told; none need to."""
    if not any(produk.mendukung for produk in organisasi.produk):
        return
    for number, produk in enumerate(organisasi.produk, start=1):
        if not produk.mendukung and organisasi.produk_di_atas(produk.unit):
            yield temuan("daftar-produk-tanpa-mendukung", key=slot_key("produk", number, "mendukung"))

"""Rules for the units of a roster and their products; what the unit's people write is judged elsewhere."""

from collections.abc import Iterator

from skpxl.checks.reporting_line import circles
from skpxl.findings import Finding, temuan
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi


def check_units(organisasi: Organisasi) -> Iterator[Finding]:
    """Codes are there and unique, names are there, induk and pimpinan are known, induk makes no circle."""
    pertama: dict[str, int] = {}
    ke_atas: dict[str, list[str]] = {}
    for nomor, unit in enumerate(organisasi.unit, start=1):
        if not unit.kode:
            yield temuan("daftar-kode-kosong", key=slot_key("unit", nomor, "kode"), found=unit.nama)
        elif unit.kode in pertama:
            lain = organisasi.unit[pertama[unit.kode] - 1].nama
            yield temuan("daftar-kode-ganda", key=slot_key("unit", nomor, "kode"), found=unit.kode, lain=lain)
        pertama.setdefault(unit.kode, nomor)
        if not unit.nama:
            yield temuan("daftar-nama-unit-kosong", key=slot_key("unit", nomor, "nama"), found=unit.kode)
        if unit.kode and unit.induk:
            ke_atas.setdefault(unit.kode, [unit.induk])
        if unit.induk and organisasi.find_unit(unit.induk) is None:
            yield temuan("daftar-induk", key=slot_key("unit", nomor, "induk"), found=unit.induk)
        if unit.pimpinan and organisasi.find_pegawai(unit.pimpinan) is None:
            yield temuan("daftar-pimpinan", key=slot_key("unit", nomor, "pimpinan"), found=unit.pimpinan)
    for lingkar in circles(ke_atas):
        nama = [organisasi.nama_unit(kode) or kode for kode in lingkar]
        yield temuan(
            "daftar-lingkar-induk",
            key=slot_key("unit", pertama[lingkar[0]], "induk"),
            found=ke_atas[lingkar[0]][0],
            lingkar=" → ".join([*nama, nama[0]]),
        )


def check_products(organisasi: Organisasi) -> Iterator[Finding]:
    """A product belongs to a known unit and has a code (unique within the unit) and a text."""
    sudah: dict[tuple[str, str], str] = {}
    for nomor, produk in enumerate(organisasi.produk, start=1):
        for kolom, isi in (("unit", produk.unit), ("kode", produk.kode), ("teks", produk.teks)):
            if not isi:
                yield temuan("daftar-produk-kosong", key=slot_key("produk", nomor, kolom), kolom=kolom.capitalize())
        if produk.unit and organisasi.find_unit(produk.unit) is None:
            yield temuan("daftar-produk-unit", key=slot_key("produk", nomor, "unit"), found=produk.unit)
        id_produk = (produk.unit, produk.kode)
        if produk.kode and id_produk in sudah:
            yield temuan(
                "daftar-produk-ganda", key=slot_key("produk", nomor, "kode"), found=produk.kode, lain=sudah[id_produk]
            )
        sudah.setdefault(id_produk, produk.teks)

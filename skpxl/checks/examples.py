"""Example rows of a new campaign that were left among a roster's own; what is only like one of them is none."""

from collections.abc import Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.contoh import CONTOH
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi

CODE = "daftar-contoh"
_NIPS = {person.nip for person in CONTOH.pegawai if person.nip}
_NAMES = {person.nama for person in CONTOH.pegawai if person.nama}
_VACANT = {(person.jabatan, person.unit_kerja) for person in CONTOH.pegawai if person.kosong}
_OUTSIDE = {person.penilai_luar.nama for person in CONTOH.pegawai if person.penilai_luar}
_UNITS = {(unit.kode, unit.nama) for unit in CONTOH.unit}
_PRODUCTS = {(produk.unit, produk.kode, produk.teks) for produk in CONTOH.produk}


def check_examples(organisasi: Organisasi) -> Iterator[Finding]:
    """The rows that still say what `skpxl new` wrote; of a person one of NIP, nama and penilai is enough."""
    for number, person in enumerate(organisasi.pegawai, start=1):
        outside = person.penilai_luar.nama if person.penilai_luar else ""
        if person.nip in _NIPS or person.nama in _NAMES:
            key = "nip" if person.nama not in _NAMES else "nama"
            yield _found("pegawai", number, key, person.nama or person.nip)
        elif person.kosong and (person.jabatan, person.unit_kerja) in _VACANT:
            yield _found("pegawai", number, "jabatan", person.jabatan)
        elif outside in _OUTSIDE:
            yield _found("pegawai", number, "penilai_nama", outside)
    for number, unit in enumerate(organisasi.unit, start=1):
        if (unit.kode, unit.nama) in _UNITS:
            yield _found("unit", number, "nama", unit.nama)
    for number, produk in enumerate(organisasi.produk, start=1):
        if (produk.unit, produk.kode, produk.teks) in _PRODUCTS:
            yield _found("produk", number, "teks", produk.teks)


def _found(sheet: str, number: int, column: str, text: str) -> Finding:
    return temuan(CODE, key=slot_key(sheet, number, column), found=text)

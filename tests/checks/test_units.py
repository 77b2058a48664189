"""Rules on units: what is missing or unknown is told at its row and column."""

from skpxl.checks.units import check_units
from skpxl.model.unit import Organisasi, Unit


def told(*units: Unit) -> list[tuple[str, str, str]]:
    return [(one.code, one.key, one.found) for one in check_units(Organisasi(unit=units))]


def test_what_is_in_order_is_not_told():
    assert told(Unit(kode="D", nama="Dinas"), Unit(kode="B", nama="Bidang", induk="D")) == []


def test_what_is_missing_or_unknown_is_told_where_it_stands():
    assert told(
        Unit(kode="D", nama=""),
        Unit(kode="", nama="Tanpa Kode"),
        Unit(kode="D", nama="Dua"),
        Unit(kode="B", nama="Bidang", induk="X", pimpinan="1"),
    ) == [
        ("daftar-nama-unit-kosong", "unit_1_nama", "D"),
        ("daftar-kode-kosong", "unit_2_kode", "Tanpa Kode"),
        ("daftar-kode-ganda", "unit_3_kode", "D"),
        ("daftar-induk", "unit_4_induk", "X"),
        ("daftar-pimpinan", "unit_4_pimpinan", "1"),
    ]


def test_a_circle_is_told_at_its_first_unit_with_what_stands_there():
    units = (
        Unit(kode="D", nama="Dinas"),
        Unit(kode="A", nama="Satu", induk="B"),
        Unit(kode="B", nama="Dua", induk="A"),
    )
    (circle,) = check_units(Organisasi(unit=units))
    assert (circle.code, circle.key, circle.found) == ("daftar-lingkar-induk", "unit_2_induk", "B")
    assert dict(circle.rincian) == {"lingkar": "Satu → Dua → Satu"}

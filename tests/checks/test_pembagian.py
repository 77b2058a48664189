"""Rules on an agreed matriks: who is written into a spare row, and how a row is called where it has no name."""

from dataclasses import replace

import pytest
from contents import RUJUKAN

from skpxl.checks.pembagian import pegawai_lain_tidak_dikenal, peran_ganda
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, Pembagian, PeranSepakat
from skpxl.model.unit import Organisasi

KNOWN = replace(RUJUKAN, organisasi=Organisasi(pegawai=(Pegawai(nip="1", nama="Ani Rekaan"),)))


def matriks(*rows):
    return Pembagian.model_construct(baris=rows)


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        (BarisPembagian(key="r", nama="Budi Rekaan", luar=True), True),
        (BarisPembagian(key="r", nama="Ani  REKAAN", luar=True), False),
        (BarisPembagian(key="r", nama="Budi Rekaan", luar=True, nip="2"), False),
        (BarisPembagian(key="r", nama=" ", luar=True), False),
        (BarisPembagian(key="r", nama="Budi Rekaan"), False),
    ],
)
def test_only_a_name_in_a_spare_row_that_nobody_bears_is_told(row, is_told):
    found = [(one.key, one.found) for one in pegawai_lain_tidak_dikenal(matriks(row), KNOWN)]
    assert found == ([("r", "Budi Rekaan")] if is_told else [])


@pytest.mark.parametrize(
    ("named", "who"),
    [
        ({"nama": "Ani", "jabatan": "Analis"}, "Ani"),
        ({"jabatan": "Analis"}, "Analis"),
        ({}, "tanpa nama"),
    ],
)
def test_a_role_that_somebody_has_twice_is_told_with_who_it_is(named, who):
    twice = (PeranSepakat(teks="Tersusunnya data", key="a"), PeranSepakat(teks="tersusunnya DATA.", key="b"))
    found = list(peran_ganda(matriks(BarisPembagian(peran=twice, **named)), RUJUKAN))
    assert [(one.key, dict(one.rincian)) for one in found] == [("b", {"pegawai": who})]

"""What *Mendukung* says and meant: told for each product that is not believed, unless it is told as a missing link."""

from skpxl.checks.mendukung import check_mendukung
from skpxl.findings import temuan
from skpxl.model.contradiction import Contradiction
from skpxl.model.skp import Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit

UNIT = Unit(kode="BID", nama="Bidang Contoh")
SURE = Produk(unit="BID", kode="1", teks="Layanan satu")
DOUBTED = Produk(unit="BID", kode="2", teks="Layanan dua", tertulis="3", diragukan=("Daerah aman", "Daerah maju"))
OFFICE = Organisasi(unit=(UNIT,), produk=(SURE, DOUBTED))


def told(*given, **more):
    return [(one.code, one.found, one.unit, dict(one.rincian)) for one in check_mendukung(OFFICE, *given, **more)]


def test_a_product_that_is_not_believed_is_told_with_both_meanings():
    expected = {"produk": "Layanan dua", "dulu": "Daerah aman", "sekarang": "Daerah maju"}
    assert told() == [("mendukung-berganti-arti", "3", "BID", expected)]


def test_what_is_told_as_a_missing_link_is_not_told_again():
    missing = temuan("produk-tanpa-sambungan", found="Layanan dua", unit="x", sebab="y", tertahan="z").at(unit="BID")
    other = temuan("produk-tanpa-sambungan", found="Layanan dua", unit="x", sebab="y", tertahan="z").at(unit="LAIN")
    assert told(said=[missing]) == []
    assert [code for code, *_ in told(said=[other])] == ["mendukung-berganti-arti"]


def test_a_head_who_says_otherwise_is_named():
    above, named = Produk(unit="D", kode="1", teks="Daerah aman"), Produk(unit="D", kode="2", teks="Daerah maju")
    skp = Skp.model_construct(pegawai=Identitas(nama="Ani Rekaan"))
    found = told([Contradiction(SURE, above, named, skp)])
    assert found[1] == (
        "mendukung-bertentangan", "Daerah maju", "BID",
        {"produk": "Layanan satu", "mendukung": "Daerah aman", "pegawai": "Ani Rekaan"},
    )  # fmt: skip

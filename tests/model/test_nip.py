"""`model/nip.py` as a table: what is written, what it is, what is wrong with it. All numbers are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.nip import Nip, clean_nip, parse_nip, restore_nip, tercetak


@pytest.mark.parametrize(
    ("teks", "diharapkan"),
    [
        ("199001012015031001", Nip("199001012015031001", "PNS", date(1990, 1, 1), date(2015, 3, 1), "pria")),
        ("198512312010122999", Nip("198512312010122999", "PNS", date(1985, 12, 31), date(2010, 12, 1), "wanita")),
        ("199505172022212004", Nip("199505172022212004", "PPPK", date(1995, 5, 17), date(2022, 1, 1), "wanita")),
        ("197002022021991001", Nip("197002022021991001", "PPPK", date(1970, 2, 2), date(2021, 1, 1), "pria")),
        # appointed at 15: the youngest that can be, 17 and 47: odd
        ("199003012005031001", Nip("199003012005031001", "PNS", date(1990, 3, 1), date(2005, 3, 1), "pria",
                                   peringatan=("diangkat pada umur 15 tahun menurut NIP ini",))),
        ("199003022005031001", Nip("199003022005031001", "PNS", date(1990, 3, 2), date(2005, 3, 1), "pria",
                                   galat=("diangkat pada umur 14 tahun menurut NIP ini",))),
        ("199003012007031001", Nip("199003012007031001", "PNS", date(1990, 3, 1), date(2007, 3, 1), "pria",
                                   peringatan=("diangkat pada umur 17 tahun menurut NIP ini",))),
        ("199003012008031001", Nip("199003012008031001", "PNS", date(1990, 3, 1), date(2008, 3, 1), "pria")),
        ("196003012006031001", Nip("196003012006031001", "PNS", date(1960, 3, 1), date(2006, 3, 1), "pria")),
        ("196003012007031001", Nip("196003012007031001", "PNS", date(1960, 3, 1), date(2007, 3, 1), "pria",
                                   peringatan=("diangkat pada umur 47 tahun menurut NIP ini",))),
        ("199003011985031001", Nip("199003011985031001", "PNS", date(1990, 3, 1), date(1985, 3, 1), "pria",
                                   galat=("diangkat sebelum lahir menurut NIP ini",))),
    ],
)  # fmt: skip
def test_the_parts_of_a_nip(teks: str, diharapkan: Nip) -> None:
    assert parse_nip(teks) == diharapkan


@pytest.mark.parametrize(
    ("teks", "galat"),
    [
        ("", ("NIP kosong",)),
        (" - ", ("NIP kosong",)),
        ("19900101201503100", ("NIP terdiri atas 17 angka, seharusnya 18",)),
        ("19900101201503100123", ("NIP terdiri atas 20 angka, seharusnya 18",)),
        ("11940023450671", ("NIP terdiri atas 14 angka, seharusnya 18",)),
        ("19900101201503100l", ("NIP memuat tanda selain angka",)),
        ("H.7.199001012015031001", ("NIP memuat tanda selain angka",)),
        ("١٩٩٠٠١٠١٢٠١٥٠٣١٠٠١", ("NIP memuat tanda selain angka",)),
        ("199002302015031001", ("tanggal lahir 19900230 (angka 1-8) tidak ada dalam kalender",)),
        ("189001012015031001", ("tanggal lahir 18900101 (angka 1-8) tidak ada dalam kalender",)),
        ("199001012015131001", ("angka 13-14 (13) bukan bulan 01-12 (PNS) dan bukan 21 ke atas (PPPK)",)),
        ("199001012015001001", ("angka 13-14 (00) bukan bulan 01-12 (PNS) dan bukan 21 ke atas (PPPK)",)),
        ("199001010015031001", ("tahun pengangkatan 0015 (angka 9-12) tidak mungkin",)),
        ("199001012015033001", ("angka ke-15 (3) harus 1 (pria) atau 2 (wanita)",)),
        ("199001012015031000",
         ("tiga angka terakhir 000; sering terjadi bila NIP pernah menjadi bilangan di Excel",)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_nip_is_said(teks: str, galat: tuple[str, ...]) -> None:
    assert parse_nip(teks).galat == galat


@pytest.mark.parametrize(
    "teks",
    [
        "19900101 201503 1 001",
        "NIP. 19900101 201503 1 001",
        "NIP : 199001012015031001",
        "nip.199001012015031001",
        "NI PPPK 199001012015031001",
        "NIPPPK. 199001012015031001",
        "'199001012015031001",
        "\u200c199001012015031001\u00a0",
        "19900101.201503.1.001",
        "19900101-201503-1-001",
        "１９９００１０１２０１５０３１００１",
    ],
)
def test_all_written_forms_are_one_nip(teks: str) -> None:
    assert clean_nip(teks) == "199001012015031001"


def test_a_nip_is_printed_in_groups() -> None:
    assert tercetak("199001012015031001") == "19900101 201503 1 001"
    assert tercetak("NRP 1234") == "NRP 1234"


@pytest.mark.parametrize(
    ("raw", "dikenal", "diharapkan"),
    [
        ("1.98607292020122E+17", ["198607292020122002", "199001012015031001"], "198607292020122002"),
        ("198607292020122000", ["198607292020122002"], "198607292020122002"),
        ("1.98607292020122E+17", ["198607292020122002", "198607292020122003"], None),
        ("1.98607292020122E+17", ["198607292020121002"], None),
        ("1.99E+17", ["199000000000000001"], "199000000000000001"),
        ("bukan angka", ["198607292020122002"], None),
    ],
)
def test_a_damaged_nip_is_proposed_only_where_one_fits(raw: str, dikenal: list[str], diharapkan: str | None) -> None:
    assert restore_nip(raw, dikenal) == diharapkan


@given(st.text(max_size=30) | st.text("0123456789 .'NIP", max_size=24))
def test_no_text_at_all_raises(teks: str) -> None:
    hasil = parse_nip(teks)
    assert hasil.sah == (not hasil.galat)


@given(
    st.dates(date(1950, 1, 1), date(2000, 12, 31)), st.integers(19, 45), st.integers(1, 12), st.booleans(),
    st.integers(1, 999),
)  # fmt: skip
def test_every_well_formed_nip_is_accepted(lahir: date, umur: int, bulan: int, pria: bool, urutan: int) -> None:
    teks = f"{lahir:%Y%m%d}{lahir.year + umur}{bulan:02}{1 if pria else 2}{urutan:03}"
    hasil = parse_nip(tercetak(teks))
    assert (hasil.digits, hasil.jenis, hasil.galat, hasil.peringatan) == (teks, "PNS", (), ())

"""The stamp: one line of text and back, what its signature covers, the code that is printed and read over the telephone."""

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from skpxl.model.periode import Periode
from skpxl.model.stamp import Stamp, karakter_periksa, kode_buku, singkatan

KEY = bytes(range(32))
YEAR = Periode.setahun(2022)
NIP, PENILAI = "199209012019032904", "198003012005011902"
STAMP = Stamp(
    form="skp-kuantitatif", versi="2022.1", shape="0a1b2c3d", id="7K2M-9QXT-C", nip=NIP, periode=YEAR, penilai=PENILAI,
    jumlah=(("hasil_kerja.utama", 5), ("hasil_kerja.tambahan", 200)), terbitan=3,
)  # fmt: skip
LINE = (
    "SKPXL1;f=skp-kuantitatif;v=V2022.1;s=S0a1b2c3d;k=7K2M-9QXT-C;n=N199209012019032904;p=P2022-01-01/2022-12-31;"
    "a=N198003012005011902;j=hasil_kerja.utama:5,hasil_kerja.tambahan:200;t=T3"
)
LOCKED = {"pegawai_nip": NIP, "pegawai_nama": "Dewi Rekaan"}


def test_it_is_one_line_that_comes_back():
    assert STAMP.compact(signed=False) == LINE
    assert STAMP.compact() == f"{LINE};h="
    assert Stamp.parse(STAMP.compact()) == STAMP
    signed = STAMP.signed(LOCKED, KEY)
    assert (Stamp.parse(f"  {signed.compact()}\n"), len(signed.compact()) <= 255) == (signed, True)
    plain = STAMP.model_copy(update={"jumlah": (), "id": "7K2M-9QXT-="})  # a check character of the codes
    assert Stamp.parse(plain.compact()) == plain


@pytest.mark.parametrize("name", "fvsknpajth")
def test_a_line_that_lacks_a_part_is_none(name):
    parts = STAMP.compact().split(";")
    assert Stamp.parse(";".join(part for part in parts if not part.startswith(f"{name}="))) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SKPXL1", "SKPXL2"), ("t=T3", "t=T0"), ("t=T3", "t=T10000"), ("t=T3", "t=Tx"), (":200", ":201"), (":5", ":0"),
        (":5", ":x"), ("/", "-"), ("2022-12-31", "2022-13-31"), ("k=7K2M", "k=7k2m"), ("k=7K2M", "k=7K2M12345678"),
        ("h=", "h=hmac:abc"), ("n=N1992", "n=N19920000000"), ("a=N1980", "a=N19800000000"),
    ],
)  # fmt: skip
def test_a_line_with_a_part_that_cannot_be_is_none(old, new):
    assert old in STAMP.compact()
    assert Stamp.parse(STAMP.compact().replace(old, new)) is None


@pytest.mark.parametrize(
    ("field", "most", "more"),
    [("terbitan", 9999, 10_000), ("jumlah", (("a", 200),), (("a", 201),)), ("nip", "9" * 24, "9" * 25),
     ("penilai", "9" * 24, "9" * 25), ("id", "Z" * 16, "Z" * 17)],
)  # fmt: skip
def test_what_may_have_been_changed_is_bounded(field, most, more):
    values = STAMP.model_dump()
    assert getattr(Stamp.model_validate({**values, field: most}), field) == most
    with pytest.raises(ValidationError):
        Stamp.model_validate({**values, field: more})


def test_the_least_of_what_is_bounded_is_one():
    values = STAMP.model_dump()
    assert Stamp.model_validate({**values, "terbitan": 1, "jumlah": [("a", 1)]}).terbitan == 1
    for wrong in ({"terbitan": 0}, {"jumlah": [("a", 0)]}):
        with pytest.raises(ValidationError):
            Stamp.model_validate({**values, **wrong})


def test_without_more_it_is_the_first_issue_unsigned_with_no_counts():
    stamp = Stamp(form="f", versi="1", shape="s", id="A", nip=NIP, periode=YEAR, penilai="")
    assert (stamp.terbitan, stamp.jumlah, stamp.tanda) == (1, (), "")


# -- the signature ------------------------------------------------------------------------------------------------------


def test_it_is_the_hmac_of_the_line_and_the_locked_values():
    message = f'["{LINE}", [["pegawai_nama", "Dewi Rekaan"], ["pegawai_nip", "{NIP}"]]]'.encode()
    signed = STAMP.signed(LOCKED, KEY)
    digest = hmac.new(KEY, message, hashlib.sha256).digest()
    assert signed.tanda == "hmac:" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    plain = "sha:" + base64.urlsafe_b64encode(hashlib.sha256(message).digest()).decode().rstrip("=")
    assert STAMP.signed(LOCKED, None).tanda == plain


def test_it_holds_for_these_values_and_this_key_only():
    signed, unsigned = STAMP.signed(LOCKED, KEY), STAMP.signed(LOCKED, None)
    assert signed.check(dict(reversed(LOCKED.items())), KEY) == "sah"
    assert signed.check(LOCKED, b"another key") == "salah"
    assert signed.check({**LOCKED, "pegawai_nama": "Dewi"}, KEY) == "salah"
    assert signed.check(LOCKED, None) == "belum-diperiksa"
    assert unsigned.check(LOCKED, None) == unsigned.check(LOCKED, KEY) == "tanpa-kunci"
    assert unsigned.check({}, None) == unsigned.check({}, KEY) == "salah"
    assert STAMP.check(LOCKED, KEY) == "salah"


@pytest.mark.parametrize(
    ("field", "other"),
    [("form", "skp-kualitatif"), ("versi", "2022.2"), ("shape", "ffffffff"), ("id", "AAAA"), ("nip", PENILAI),
     ("periode", Periode.setahun(2023)), ("penilai", NIP), ("jumlah", ()), ("terbitan", 4)],
)  # fmt: skip
def test_every_part_is_covered(field, other):
    signed = STAMP.signed(LOCKED, KEY)
    assert signed.model_copy(update={field: other}).check(LOCKED, KEY) == "salah"


# -- how people stand in it, and the code --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nip", "name", "stands"),
    [
        (NIP, "Dewi", NIP),
        ("9" * 24, "Dewi", "9" * 24),
        ("NI123", "", "NI123"),
        ("9" * 25, "Dewi", "X" + hashlib.sha256(b"9" * 25).hexdigest()[:8]),
        ("1992 0901", "Dewi", "X" + hashlib.sha256(b"1992 0901").hexdigest()[:8]),
        ("١٢٣", "Dewi", "X" + hashlib.sha256("١٢٣".encode()).hexdigest()[:8]),
        ("", "Dewi", "X" + hashlib.sha256(b"Dewi").hexdigest()[:8]),
        ("", "", ""),
    ],
)
def test_a_person_stands_with_his_nip_or_a_hash(nip, name, stands):
    assert singkatan(nip, name) == stands


def test_the_code_is_the_same_for_the_same_and_another_for_whatever_differs():
    code = kode_buku("skp-kuantitatif", NIP, YEAR, PENILAI, KEY)
    assert code == "2N00-58VA-F"
    others = [
        kode_buku("skp-kualitatif", NIP, YEAR, PENILAI, KEY), kode_buku("skp-kuantitatif", PENILAI, YEAR, PENILAI, KEY),
        kode_buku("skp-kuantitatif", NIP, Periode.setahun(2023), PENILAI, KEY),
        kode_buku("skp-kuantitatif", NIP, YEAR, NIP, KEY), kode_buku("skp-kuantitatif", NIP, YEAR, PENILAI, None),
    ]  # fmt: skip
    assert len({code, *others}) == 6
    assert kode_buku("a", "b", YEAR, "c", None) == kode_buku("a", "b", YEAR, "c", b"skpxl")


@pytest.mark.parametrize(
    ("code", "character"),
    [("00000000", "0"), ("10000000", "2"), ("01000000", "3"), ("00000001", "9"), ("Z0000000", "S"), ("7K2M9QXT", "9")],
)
def test_the_check_character_is_a_weighted_sum_modulo_37(code, character):
    assert karakter_periksa(code) == character


CODES = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8)


@given(CODES, st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_shows(code, at, letter):
    wrong = code[:at] + letter + code[at + 1 :]
    assert (karakter_periksa(wrong) == karakter_periksa(code)) == (wrong == code)


@given(CODES, st.integers(0, 6))
def test_two_swapped_characters_show(code, at):
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (karakter_periksa(swapped) == karakter_periksa(code)) == (swapped == code)

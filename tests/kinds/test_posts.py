"""Somebody who heads two units (one as Plt.): each unit has its own products, results and roles, and nothing of the other."""

from datetime import date

import pytest
from forms import LIBRARY, order

from skpxl.kinds.blank_matriks import blank_matrices
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan, peran_untuk
from skpxl.kinds.superior import results_in
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit

DEFINITION = LIBRARY.definition("matriks-peran-hasil")
KADIS, KABID = "197001011995031901", "197502012001012902"
UNITS = (
    Unit(kode="DIN", nama="Dinas Rekaan", pimpinan=KADIS),
    Unit(kode="B1", nama="Bidang Satu", induk="DIN", pimpinan=KABID),
    Unit(kode="B2", nama="Bidang Dua", induk="DIN", pimpinan=KABID),
)
TOP = Pegawai(nip=KADIS, nama="Kadis Rekaan", jabatan="Kepala Dinas", unit_kerja="DIN")
FIRST = Pegawai(nip=KABID, nama="Kabid Rekaan", jabatan="Kepala Bidang Satu", unit_kerja="B1", nip_penilai=KADIS)
PLT = FIRST.model_copy(update={"jabatan": "Plt. Kepala Bidang Dua", "unit_kerja": "B2"})
ONE = Pegawai(nip="199001012015031901", nama="Ani", jabatan="Analis", unit_kerja="B1", nip_penilai=KABID)
TWO = Pegawai(nip="199101012016031902", nama="Budi", jabatan="Analis", unit_kerja="B2", nip_penilai=KABID)
PRODUCTS = tuple(Produk(unit=code, kode="1", teks=f"Layanan {code}") for code in ("DIN", "B1", "B2"))
BARE = Organisasi(pegawai=(TOP, FIRST, PLT, ONE, TWO), unit=UNITS, produk=PRODUCTS[:1])
FULL = BARE.model_copy(update={"produk": PRODUCTS})


def made(organisasi: Organisasi, **wishes) -> dict:
    return {one.unit.kode: one.form or one.reason for one in blank_matrices(order(organisasi, **wishes), DEFINITION)}


def texts(form, start: str, end: str = "") -> list[str]:
    return [text for key, text in form.terkunci.items() if key.startswith(start) and key.endswith(end)]


def columns(form) -> list[str]:
    return texts(form, "matriks_kolom_")


def agreed(organisasi: Organisasi, *posts: Pegawai) -> Kesepakatan:
    """In the matriks of the Kadis each of these posts has one role."""
    rows = tuple(
        BarisPembagian(nama=post.nama, nip=post.nip, jabatan=post.jabatan, peran=(
            PeranSepakat(teks=f"Peran {post.unit_kerja}", id=f"peran:X:{number}:1:1", kolom=PRODUCTS[0].id),
        ))
        for number, post in enumerate(posts, start=1)
    )  # fmt: skip
    head = KolomPembagian(id=PRODUCTS[0].id, teks=PRODUCTS[0].teks)
    top = Pembagian(kode="DIN", unit="Dinas Rekaan", pimpinan=KADIS, kolom=(head,), baris=rows)
    return Kesepakatan([top], organisasi)


def skp_of(post: Pegawai, unit: str) -> Skp:
    result = HasilKerja(id=f"hasil:{post.unit_kerja}", rencana_hasil_kerja=f"Hasil {post.unit_kerja}")
    pegawai = Identitas(nama=post.nama, nip=post.nip, jabatan=post.jabatan, unit_kerja=unit)
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        nip=post.nip,
        pegawai=pegawai,
        hasil_kerja=HasilKerjaSkp(utama=(result,)),
    )


def test_each_of_his_posts_has_a_row_above_and_each_unit_its_own_products():
    forms = made(FULL)
    assert texts(forms["DIN"], "matriks_baris_", "_jabatan") == [TOP.jabatan, FIRST.jabatan, PLT.jabatan]
    assert {code: columns(form) for code, form in forms.items()} == {
        "DIN": ["Layanan DIN"], "B1": ["Layanan B1"], "B2": ["Layanan B2"],
    }  # fmt: skip
    assert [forms[code].terkunci["pegawai_jabatan"] for code in ("B1", "B2")] == [FIRST.jabatan, PLT.jabatan]


@pytest.mark.parametrize("organisasi", [BARE, FULL])
def test_on_the_second_level_the_roles_of_a_post_head_the_columns_of_its_unit(organisasi):
    forms = made(organisasi, kesepakatan=agreed(organisasi, FIRST, PLT))
    assert [columns(forms[code]) for code in ("B1", "B2")] == [["Peran B1"], ["Peran B2"]]


def test_without_a_row_for_the_second_post_no_role_of_the_first_stands_there():
    single = FULL.model_copy(update={"pegawai": (TOP, FIRST, ONE, TWO)})
    forms = made(single, kesepakatan=agreed(single, FIRST))
    assert [columns(forms[code]) for code in ("B1", "B2")] == [["Peran B1"], ["Layanan B2"]]


def test_a_matriks_that_is_agreed_on_keeps_its_columns():
    above = agreed(FULL, FIRST, PLT)
    own = Pembagian(
        kode="B2", unit="Bidang Dua", pimpinan=KABID, kolom=(KolomPembagian(id="produk:B2:1", teks="Layanan B2"),)
    )
    forms = made(FULL, kesepakatan=Kesepakatan([*above.pembagian, own], FULL))
    assert [columns(forms[code]) for code in ("B1", "B2")] == [["Peran B1"], ["Layanan B2"]]


def test_his_roles_go_into_the_skp_of_their_post():
    kesepakatan = agreed(FULL, FIRST, PLT)
    assert [[role.teks for role in peran_untuk(post, kesepakatan, {})] for post in (FIRST, PLT)] == [
        ["Peran B1"], ["Peran B2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("organisasi", "there", "offered"),
    [
        (FULL, (FIRST,), [["Hasil B1"], ["Layanan B2"]]),
        (FULL, (PLT,), [["Layanan B1"], ["Hasil B2"]]),
        (FULL, (FIRST, PLT), [["Hasil B1"], ["Hasil B2"]]),
        (BARE, (FIRST,), [["Hasil B1"], ["Peran B2"]]),
    ],
)
def test_people_are_offered_what_their_superior_has_in_their_unit(organisasi, there, offered):
    results = {KABID: [skp_of(post, organisasi.nama_unit(post.unit_kerja)) for post in there]}
    kesepakatan = agreed(organisasi, FIRST, PLT)
    chosen = [hasil_untuk_bawahan(orang, organisasi, results, kesepakatan) for orang in (ONE, TWO)]
    assert [[choice.teks for choice in choices] for choices in chosen] == offered


def test_an_skp_of_a_unit_that_he_does_not_head_counts_everywhere():
    moved = [skp_of(FIRST, "Bidang Lama")]
    assert results_in(KABID, "B2", FULL, {KABID: moved}) == moved


@pytest.mark.parametrize(
    ("mulai", "place_and_date"),
    [
        (None, "Contoh, 3 Januari 2022"),
        (date(2022, 1, 2), "Contoh, 3 Januari 2022"),
        (date(2022, 6, 1), "Contoh, …………………"),
    ],
)
def test_who_comes_later_signs_later(mulai, place_and_date):
    form = blank_form(ONE.model_copy(update={"mulai": mulai}), order(FULL), LIBRARY.definition("skp-kuantitatif"))
    assert form.placeholders["tempat_tanggal"] == place_and_date

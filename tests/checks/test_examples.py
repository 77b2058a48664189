"""Example rows that were left on a roster: each is told at its row and column, and nothing that is only like them."""

from skpxl.checks.examples import check_examples
from skpxl.model.contoh import CONTOH
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Produk, Unit

OWN = Pegawai(nip="199301012020121903", nama="Wajar Rekaan", jabatan="Analis", unit_kerja="U")


def told(organisasi):
    return [(one.key, one.found) for one in check_examples(organisasi)]


def test_whatever_is_left_is_told_where_it_stands():
    mixed = Organisasi(
        pegawai=(OWN, *CONTOH.pegawai),
        unit=(Unit(kode="U", nama="Bidang Sendiri"), *CONTOH.unit),
        produk=(Produk(unit="U", kode="P1", teks="Layanan sendiri"), *CONTOH.produk),
    )
    assert told(mixed) == [
        ("pegawai_2_nama", "Dr. Budi Contoh, M.Si."),
        ("pegawai_3_nama", "Dewi Contoh, S.E."),
        ("pegawai_4_jabatan", "Pengelola Contoh"),
        ("unit_2_nama", "Dinas Contoh"),
        ("unit_3_nama", "Bidang Contoh"),
        ("produk_2_teks", "Layanan pemerintah daerah yang baik"),
        ("produk_3_teks", "Layanan contoh bagi perangkat daerah"),
    ]


def test_of_a_person_one_of_nip_name_and_penilai_is_enough():
    budi = CONTOH.pegawai[0]
    renamed = OWN.model_copy(update={"nip": budi.nip})
    same_name = OWN.model_copy(update={"nama": budi.nama})
    nameless = OWN.model_copy(update={"nip": budi.nip, "nama": ""})
    under = OWN.model_copy(update={"penilai_luar": budi.penilai_luar})
    assert told(Organisasi(pegawai=(renamed, same_name, nameless, under))) == [
        ("pegawai_1_nip", "Wajar Rekaan"),
        ("pegawai_2_nama", budi.nama),
        ("pegawai_3_nip", budi.nip),
        ("pegawai_4_penilai_nama", "Ir. Candra Contoh"),
    ]


def test_what_is_only_like_an_example_is_none():
    vacant = Pegawai(jabatan="Pengelola Contoh", unit_kerja="U")
    assert (
        told(
            Organisasi(
                pegawai=(OWN, vacant),
                unit=(Unit(kode="BID-1", nama="Bidang Sendiri"),),
                produk=(Produk(unit="BID-1", kode="P1", teks="Layanan sendiri"),),
            )
        )
        == []
    )

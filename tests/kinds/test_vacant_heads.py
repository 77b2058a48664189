"""A unit whose head's post is vacant: it stands in the matriks above, what it is given is the unit's, nobody gets a form."""

import pytest
from forms import LIBRARY, MATRIKS, settings

from skpxl.issue.generate import plan
from skpxl.issue.roles import roles_as_columns, roles_in_forms
from skpxl.kinds.blank_skp import hasil_untuk_bawahan
from skpxl.kinds.kind import Order, Wishes
from skpxl.kinds.matriks import pembagian_dari
from skpxl.model.fate import PersonFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import is_vacant_name
from skpxl.model.skp import HasilKerja, Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import Arranger
from skpxl.template.roles import Roles

KADIS, KABID, STAF = "197003121995031901", "198001152005011902", "199108172016031904"
UNITS = (
    Unit(kode="D", nama="Dinas Contoh", pimpinan=KADIS),
    Unit(kode="A", nama="Bidang Data", induk="D", pimpinan=KABID),
    Unit(kode="B", nama="Bidang Mutasi", induk="D"),
)
POST = Pegawai(jabatan="Kepala Bidang Mutasi", unit_kerja="B", nip_penilai=KADIS, memimpin=True)
HEAD = Pegawai(nip=KADIS, nama="Andi", jabatan="Kepala Dinas Contoh", unit_kerja="D")
OTHER = Pegawai(nip=KABID, nama="Budi", jabatan="Kepala Bidang Data", unit_kerja="A", nip_penilai=KADIS)
MEMBER = Pegawai(nip=STAF, nama="Dedi", jabatan="Analis Mutasi", unit_kerja="B", nip_penilai=KADIS)
PRODUCTS = (Produk(unit="D", kode="1", teks="Layanan data"), Produk(unit="D", kode="2", teks="Layanan mutasi"))
ROSTER = Organisasi(pegawai=(HEAD, OTHER, MEMBER, POST), unit=UNITS, produk=PRODUCTS)
NAME = "(lowong) Kepala Bidang Mutasi"


def roster(*people, pimpinan=""):
    units = tuple(unit.model_copy(update={"pimpinan": pimpinan}) if unit.kode == "B" else unit for unit in UNITS)
    return Organisasi(pegawai=people, unit=units, produk=PRODUCTS)


def post(**update):
    return POST.model_copy(update=update)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ((POST,), POST),
        ((post(memimpin=False),), post(memimpin=False)),  # it bears the unit's name
        ((post(jabatan="Kabid"),), post(jabatan="Kabid")),  # it leads
        ((post(jabatan="Kabid", memimpin=False),), None),
        ((POST, post(jabatan="Kepala Seksi Pensiun")), POST),
        ((post(jabatan="Kabid"), post(jabatan="Kasi")), None),  # which of them nobody can tell
        ((post(jabatan="Kasi", nip_penilai=STAF),), None),  # somebody of the unit is above it
    ],
)
def test_which_vacant_post_heads_a_unit(others, found):
    assert roster(HEAD, OTHER, MEMBER, *others).jabatan_lowong("B") == found


ACTING = OTHER.model_copy(update={"jabatan": "Plt. Kepala Bidang Mutasi", "unit_kerja": "B"})


@pytest.mark.parametrize(
    ("people", "pimpinan", "stands"),
    [
        ((POST,), "", POST),
        ((POST,), "196001011985031901", POST),  # its former head, who is not on the roster any more
        ((POST,), KABID, POST),  # who acts in it stands there for his own post
        ((POST, ACTING), KABID, ACTING),
        ((), "", None),
    ],
)
def test_the_vacant_post_stands_in_the_matriks_above(people, pimpinan, stands):
    found = roster(HEAD, OTHER, MEMBER, *people, pimpinan=pimpinan)
    assert found.peserta("D") == [HEAD, OTHER, *([stands] if stands else [])]
    assert found.anggota("B")[0] == (POST if stands is POST and pimpinan != KABID else found.anggota("B")[0])


def issued(organisasi=ROSTER, form=MATRIKS, **wishes):
    return plan(Order(organisasi, settings(), LIBRARY, Wishes(form=form, **wishes)))


@pytest.fixture(scope="module")
def above():
    """The matriks of the dinas, in which the vacant post is given a role under the second product."""
    (form,) = (item.form for item in issued() if item.form)
    return form.filled({"matriks_baris_3_peran_2": "Terbitnya keputusan mutasi"})


def test_it_is_named_as_vacant_counted_as_nobody_and_read_without_a_name(above):
    assert above.terkunci["matriks_baris_3_nama"] == NAME
    assert [(item.orang.jabatan, item.vacant) for item in issued() if not item.form] == [(POST.jabatan, True)]
    (placed,) = above.layout.matriks
    assert Roles(above, placed).people_without() == [2]
    idle = above.filled({"matriks_baris_2_peran_1": "Terkumpulnya data"})
    assert Roles(idle, placed).people_without() == []
    row = pembagian_dari(above, "", {}).baris[2]
    assert (row.nama, row.nip, row.jabatan) == ("", "", "Kepala Bidang Mutasi")
    assert [is_vacant_name(text) for text in (NAME, " (LOWONG)", "Lowongan", "")] == [True, True, False, False]


def test_what_it_is_given_is_offered_in_its_unit_and_heads_the_units_columns(above):
    agreed = Kesepakatan([pembagian_dari(above, "", {})], ROSTER)
    (role,) = agreed.peran_lowong("B")
    assert [(one.id, one.teks) for one in hasil_untuk_bawahan(MEMBER, ROSTER, {}, agreed)] == [
        (role.peran.id, "Terbitnya keputusan mutasi")
    ]
    skp = Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        nip=STAF,
        pegawai=Identitas(nip=STAF, nama="Dedi", jabatan=MEMBER.jabatan, unit_kerja="Bidang Mutasi"),
        hasil_kerja={
            "utama": [
                HasilKerja(
                    id="hasil:X:utama:1",
                    rencana_hasil_kerja="Tersusunnya berkas usulan",
                    rencana_hasil_kerja_diintervensi=role.peran.teks,
                    diintervensi_id=role.peran.id,
                )
            ]
        },
    )
    arranger = Arranger(ROSTER, [skp], agreed)
    dinas, _, mutasi = arranger.per_unit()
    assert [(row.jabatan, row.luar, row.fate) for row in dinas.baris if row.fate is PersonFate.LOWONG] == [
        ("Kepala Bidang Mutasi", True, PersonFate.LOWONG)
    ]
    assert dinas.skp_masuk() == (0, 1)  # a vacant post owes none
    assert [(column.teks, column.asal) for column in mutasi.kolom] == [(role.peran.teks, role.peran.id)]
    assert [[peran.teks for peran in row.semua_peran()] for row in mutasi.baris] == [[], ["Tersusunnya berkas usulan"]]
    # Over the role of the vacant post the result reaches the product above.
    branch = arranger.bawahan(UNITS[0])
    (placed,) = (row.peran for row in branch.baris if row.nip == STAF)
    assert list(placed) == [PRODUCTS[1].id]


def test_the_roles_of_the_post_are_counted_and_are_its_next_holders(above):
    agreed = Kesepakatan([pembagian_dari(above, "", {})], ROSTER)
    assert roles_in_forms(agreed, issued(form=None, kesepakatan=agreed)).named()["milik jabatan lowong"] == 1
    assert roles_as_columns(agreed, issued(kesepakatan=agreed)).named()["menunggu jabatan lowong terisi"] == 1
    held = roster(HEAD, OTHER, MEMBER, POST.model_copy(update={"nip": "198505052010012905", "nama": "Gita"}),
                  pimpinan="198505052010012905")  # fmt: skip
    agreed = Kesepakatan([pembagian_dari(above, "", {})], held)
    assert [role.peran.teks for role in agreed.peran("198505052010012905")] == ["Terbitnya keputusan mutasi"]
    second = {item.orang.nama: item.form for item in issued(held, kesepakatan=agreed)}["Gita"]
    assert second.terkunci["matriks_kolom_1"] == "Terbitnya keputusan mutasi"

"""What has changed on the roster since a form was issued, which row a form belongs to, and which of two forms counts."""

from datetime import date

import pytest
from forms import INSTANSI, KABID, KETUA, LIBRARY, ORGANISASI, PEGAWAI, STAF, evaluation_of, skp_of

from skpxl.checks.evaluasi import masa_evaluasi_berganti
from skpxl.checks.perubahan import berganti, masa_berganti
from skpxl.checks.rujukan import Rujukan
from skpxl.findings.catalogue import KODE
from skpxl.kinds.evaluasi import evaluasi_dari
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import may_be_one, post_mark, row_of
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas
from skpxl.model.unit import Unit
from skpxl.receive.superseded import replaced

SKP = skp_of({}).model_copy(update={"periode": Periode.setahun(2022)})
OWN = next(orang for orang in PEGAWAI if orang.nip == KETUA)
OTHER = Unit(kode="BMU", nama="Bidang Mutasi", pimpinan=KABID)
JULY = date(2022, 7, 1)
ACTING = LIBRARY.kepegawaian.is_acting


def with_rows(*rows: Pegawai):
    """The made-up unit with these rows for the ketua."""
    others = tuple(orang for orang in PEGAWAI if orang.nip != KETUA)
    return ORGANISASI.model_copy(update={"pegawai": (*others, *rows), "unit": (*ORGANISASI.unit, OTHER)})


def changed(**update):
    return OWN.model_copy(update=update)


def told(rule, form, organisasi, periode=None):
    rujukan = Rujukan(
        LIBRARY.daftar, organisasi=organisasi, instansi=INSTANSI, periode=periode or Periode.setahun(2022)
    )
    return [(one.code, one.key, one.found, one.suggestion) for one in rule(form, rujukan)]


PENILAI = ("penilai-berganti", "pejabat_penilai_nama", "Rosalina Wanggai, S.STP.", "Melati Kasedu, A.Md.")
UNIT = ("unit-berganti", "pegawai_unit_kerja", "Bidang Pembinaan Kepegawaian", "Bidang Mutasi")
POST = ("jabatan-berganti", "pegawai_jabatan", OWN.jabatan, "Pranata Komputer Ahli Madya")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([OWN], []),
        ([changed(nama="Yosua Manafe, S.Kom., M.T.")], []),  # a title more
        ([changed(nama="Yusuf Manafe")], [("nama-berganti", "pegawai_nama", OWN.nama, "Yusuf Manafe")]),
        ([changed(nip_penilai=STAF)], [PENILAI]),
        ([changed(unit_kerja="BMU")], [UNIT]),
        ([changed(jabatan="Pranata Komputer Ahli Madya")], [POST]),
        ([changed(nip_penilai=STAF, unit_kerja="BMU")], [PENILAI, UNIT]),
        # The row it was made for is still there: nothing has changed, whichever stands first.
        ([OWN, changed(nip_penilai=STAF, unit_kerja="BMU", mulai=JULY)], []),
        ([changed(nip_penilai=STAF, unit_kerja="BMU", mulai=JULY), OWN], []),
        ([changed(jabatan="Plt. Kepala Bidang Mutasi", unit_kerja="BMU"), OWN], []),
    ],
)
def test_each_difference_is_told_with_both_values(rows, expected):
    assert told(berganti, SKP, with_rows(*rows)) == expected
    assert {KODE[code].severity for code, *_ in expected} <= {"peringatan"}


def test_somebody_who_is_not_on_the_roster_has_not_changed():
    assert told(berganti, SKP, with_rows()) == []


WHOLE, HALF = "1 JANUARI SD 31 DESEMBER TAHUN 2022", "1 JANUARI SD 30 JUNI TAHUN 2022"


@pytest.mark.parametrize(
    ("row", "days", "expected"),
    [
        (OWN, (1, 1, 12, 31), []),
        (changed(mulai=date(2020, 3, 1)), (1, 1, 12, 31), []),  # long before the year
        (changed(selesai=date(2022, 6, 30)), (1, 1, 12, 31), [WHOLE, HALF]),
        (changed(selesai=date(2022, 6, 30)), (1, 1, 6, 30), []),
        (OWN, (1, 1, 6, 30), [HALF, WHOLE]),
        (changed(mulai=date(2023, 1, 1)), (1, 1, 12, 31), [WHOLE, "01-01-2023 s.d. …"]),
    ],
)
def test_the_days_of_an_skp_are_those_of_the_roster(row, days, expected):
    periode = Periode(mulai=date(2022, *days[:2]), selesai=date(2022, *days[2:]))
    form = SKP.model_copy(update={"periode": periode})
    found = told(masa_berganti, form, with_rows(row))
    assert found == ([("masa-berganti", "periode_tercetak", *expected)] if expected else [])


@pytest.mark.parametrize(
    ("row", "code", "expected"),
    [
        (OWN, "TW2", []),
        (changed(selesai=date(2022, 5, 31)), "TW2", ["1 APRIL SD 30 JUNI TAHUN 2022", "1 APRIL SD 31 MEI TAHUN 2022"]),
        (changed(mulai=JULY), "tahunan", [WHOLE, "1 JULI SD 31 DESEMBER TAHUN 2022"]),
    ],
)
def test_the_days_of_an_evaluation_are_those_served_in_its_quarter(row, code, expected):
    evaluasi = evaluasi_dari(evaluation_of(SKP, code), "")
    found = told(masa_evaluasi_berganti, evaluasi, with_rows(row))
    assert found == ([("masa-berganti", "periode_tercetak", *expected)] if expected else [])


def test_a_form_belongs_to_the_row_it_was_made_for():
    moved = changed(nip_penilai=STAF, unit_kerja="BMU", mulai=JULY)
    organisasi = with_rows(moved, OWN)
    assert row_of(organisasi, SKP) is organisasi.pegawai[-1]
    later = SKP.model_copy(
        update={
            "pegawai": SKP.pegawai.model_copy(update={"unit_kerja": "Bidang Mutasi"}),
            "periode": Periode(mulai=JULY, selesai=date(2022, 12, 31)),
        }
    )
    assert row_of(organisasi, later) is organisasi.pegawai[-2]


def test_a_second_post_under_the_same_penilai_is_told_apart_wherever_it_stands():
    acting = changed(jabatan="Plt. Kepala Bidang Mutasi", unit_kerja="BMU")
    mark = "plt. kepala bidang mutasi|BMU"
    for rows in ([OWN, acting], [acting, OWN]):
        organisasi = with_rows(*rows)
        marks = {orang.jabatan: post_mark(organisasi, orang, ACTING) for orang in organisasi.baris_pegawai(KETUA)}
        assert marks == {OWN.jabatan: "", acting.jabatan: mark}
    # Of two posts of his own the one that was issued first keeps its code.
    second = changed(jabatan="Arsiparis Ahli Muda")
    organisasi = with_rows(second, OWN)
    assert [
        post_mark(organisasi, row, ACTING, (OWN.jabatan.casefold(),)) for row in organisasi.baris_pegawai(KETUA)
    ] == [
        "arsiparis ahli muda|BPK",
        "",
    ]
    # Under another penilai, or in other days, no mark is needed.
    for update in ({"nip_penilai": STAF}, {"mulai": JULY}):
        organisasi = with_rows(OWN, acting.model_copy(update=update))
        assert [post_mark(organisasi, row, ACTING) for row in organisasi.baris_pegawai(KETUA)] == ["", ""]


def form_under(nip, nama, first=(1, 1), last=(12, 31)):
    penilai = SKP.pejabat_penilai.model_copy(update={"nip": nip, "nama": nama})
    periode = Periode(mulai=date(2022, *first), selesai=date(2022, *last))
    return SKP.model_copy(update={"pejabat_penilai": penilai, "periode": periode})


def test_of_two_forms_of_one_row_the_one_that_fits_the_roster_of_today_counts():
    old, new = form_under(STAF, "Melati Kasedu, A.Md."), SKP
    assert replaced({4: old, 7: new}, with_rows(OWN)) == {4: (7, "pejabat penilai lain")}
    assert replaced({4: new, 7: old}, with_rows(OWN)) == {7: (4, "pejabat penilai lain")}


def test_two_halves_of_a_year_stand_side_by_side_and_equals_too():
    halves = {0: form_under(STAF, "Melati Kasedu, A.Md.", last=(6, 30)), 1: form_under(KABID, "Rosalina", first=(7, 1))}
    assert replaced(halves, with_rows(OWN)) == {}
    assert replaced({0: SKP, 1: SKP}, with_rows(OWN)) == {}
    # Each has a row of its own.
    under_two = with_rows(OWN, changed(nip_penilai=STAF))
    assert replaced({0: SKP, 1: form_under(STAF, "Melati Kasedu, A.Md.")}, under_two) == {}


@pytest.mark.parametrize(
    ("nip", "expected"),
    [
        (KETUA[:-3] + "930", {4: (7, "NIP lain")}),  # two digits
        (KETUA[:-1], {4: (7, "NIP lain")}),  # one too few
        ("197203012001031904", {}),  # a namesake's
        (STAF, {}),  # somebody else's on the roster
    ],
)
def test_after_a_nip_was_corrected_only_the_new_form_counts(nip, expected):
    mistyped = SKP.model_copy(update={"pegawai": SKP.pegawai.model_copy(update={"nip": nip})})
    assert replaced({4: mistyped, 7: SKP}, with_rows(OWN)) == expected
    # The form with the wrong NIP alone is the only one there is.
    assert replaced({4: mistyped}, with_rows(OWN)) == {}


@pytest.mark.parametrize(
    ("nip", "nama", "expected"),
    [
        (KETUA, "Nama Lain", True),
        (KETUA[:-1] + "9", "Yosua Manafe", True),
        (KETUA[:-1] + "9", "Nama Lain", False),
        ("197203012001031904", OWN.nama, False),
        ("", OWN.nama, False),
    ],
)
def test_one_person_may_stand_under_a_mistyped_nip(nip, nama, expected):
    assert may_be_one(Identitas(nip=nip, nama=nama), SKP.pegawai) == expected

"""The sheet *Data* and whose the rows are, on values: one workbook, read once, whose SKP is varied."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from campaigns import ATASAN, OF_KETUA
from catalogue import library_of
from forms import KABID, KETUA, KUANTITATIF, LIBRARY, ORGANISASI, PEGAWAI, PRODUK, STAF, UNIT, make_form, written

from skpxl.books.tables import Share
from skpxl.consolidate.merge import Merged, merge
from skpxl.consolidate.merge_contents import contents, figures
from skpxl.consolidate.merge_data import count_data, data_columns, data_rows
from skpxl.consolidate.own_forms import _collected
from skpxl.consolidate.people import office_of, people_of
from skpxl.files.walk import Arrival
from skpxl.model.fate import PersonFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.skp import HasilKerjaSkp
from skpxl.model.unit import Organisasi, Unit
from skpxl.receive.validate import Measure, ReceivedFile, validate

STRANGER = "199805052022011905"
FIRST, SECOND = OF_KETUA["hasil_kerja"]["utama"]


@cache
def sent(name: str = "a.xlsx", above: str = ATASAN[0].teks) -> ReceivedFile:
    """What the Ketua sent, the first of his two results made for this product."""
    answers = {"hasil_kerja": {"utama": [{**FIRST, "rencana_hasil_kerja_diintervensi": above}, SECOND]}}
    (file,) = validate([Arrival(name, data=written(make_form(KUANTITATIF, answers, nip=KETUA)))], Measure(LIBRARY))
    return file


def saying(**change) -> ReceivedFile:
    """The same file with other things in its SKP."""
    skp = sent().skp
    assert skp is not None
    return replace(sent(), content=skp.model_copy(update=change))


def merged(*files: ReceivedFile) -> Merged:
    return merge(files, Measure(LIBRARY, organisasi=ORGANISASI))


def data(gabungan: Merged, *columns: str) -> list[tuple[object, ...]]:
    found = list(data_rows(gabungan))
    assert count_data(gabungan) == len(found)
    return [tuple(row[column] for column in columns) for row in found]


def test_somebody_who_is_on_no_roster_is_no_person_of_the_accounts():
    skp = sent().skp
    stranger = saying(
        nip=STRANGER, pegawai=skp.pegawai.model_copy(update={"nip": STRANGER, "unit_kerja": "Dinas Lain"})
    )
    columns = ("NIP", "Unit Kerja", "Kode Unit", "Keadaan", "Hitung Orang", "Hitung Hasil")
    assert data(merged(sent(), stranger), *columns) == [
        (KETUA, "Bidang Pembinaan Kepegawaian", "BPK", "di bawah produk", 1, 1),
        (KETUA, "Bidang Pembinaan Kepegawaian", "BPK", "di bawah produk", 0, 1),
        (STRANGER, "Dinas Lain", "", "orangnya tanpa unit", 0, 1),
        (STRANGER, "Dinas Lain", "", "orangnya tanpa unit", 0, 1),
    ]


def test_people_stand_as_in_the_matrices_and_each_is_counted_once_also_where_one_unit_is_asked_for():
    """The first of the roster stands in a team of the unit, whose products he serves: there he is a guest."""
    head, ketua, *_ = ORGANISASI.pegawai
    team = Unit(kode="TIM", nama="Tim Konsultasi", induk=UNIT.kode)
    people = (ketua.model_copy(update={"unit_kerja": team.kode}), head)
    organisasi = ORGANISASI.model_copy(update={"unit": (UNIT, team), "pegawai": people})
    files = [sent(), saying(nip=KABID, pegawai=organisasi.identitas(head), hasil_kerja=HasilKerjaSkp())]
    for units in ((), (UNIT.kode,)):
        gabungan = merge(files, Measure(LIBRARY, organisasi=organisasi), units=units)
        assert data(gabungan, "NIP", "Kode Unit", "Matriks", "Keadaan", "Hitung Orang", "Hitung Hasil") == [
            (KABID, "BPK", "", "", 1, 0),
            (KETUA, "TIM", "BPK", "di bawah produk", 1, 1),
            (KETUA, "TIM", "BPK", "di bawah produk", 0, 1),
        ]


def test_what_is_said_of_somebody_is_of_his_unit():
    head = saying(nip=KABID, pegawai=ORGANISASI.identitas(PEGAWAI[0]), hasil_kerja=HasilKerjaSkp())
    found = [(f.unit, f.who) for f in merged(head).findings if f.code == "rantai-terhambat"]
    assert found == [(UNIT.kode, "Yosua Manafe, S.Kom.")]


YEAR, AWAY = Periode.setahun(2022), "tidak bertugas dalam masa ini"
BEFORE, AFTER = {"selesai": date(2021, 12, 31)}, {"mulai": date(2023, 1, 1)}


def of_staf(*others: dict[str, object], **served: object) -> Organisasi:
    """The roster in which one of the staff, and others by their position, have other values."""
    changes = {2: served, **dict(enumerate(others))}
    people = (orang.model_copy(update=changes.get(at, {})) for at, orang in enumerate(ORGANISASI.pegawai))
    return ORGANISASI.model_copy(update={"pegawai": (*people,)})


@pytest.mark.parametrize(
    ("served", "periode", "fate"),
    [
        ({}, YEAR, "belum masuk"),
        (BEFORE, YEAR, AWAY),
        (AFTER, YEAR, AWAY),
        ({"selesai": date(2022, 6, 30)}, YEAR.irisan(date(2022, 7, 1), None), AWAY),
        ({"selesai": date(2022, 1, 1)}, YEAR, "belum masuk"),
        ({"mulai": date(2022, 12, 31)}, YEAR, "belum masuk"),
        (AFTER, None, "belum masuk"),
        ({**AFTER, "nama": "", "nip": ""}, YEAR, "lowong"),
        ({**AFTER, "unit_kerja": "LAIN"}, YEAR, "tanpa unit"),
    ],
)
def test_of_who_serves_on_no_day_of_the_period_no_skp_is_due(served, periode, fate):
    organisasi = of_staf(**served)
    gabungan = merge([sent()], Measure(LIBRARY, organisasi=organisasi, periode=periode))
    people = gabungan.accounts.people
    assert people.named() == {**dict.fromkeys(people.named(), 0), **Counter(["diterima", *["belum masuk"] * 2, fate])}
    (matriks,) = gabungan.matriks
    missing = {ORGANISASI.pegawai[at].nama for at in (0, 2, 3) if at != 2 or fate == "belum masuk"}
    assert {f.who for f in gabungan.findings if f.code == "belum-masuk"} == missing
    assert matriks.skp_masuk() == (1, 1 + len(missing))
    marks = {"belum masuk": ["SKP belum masuk"], AWAY: [AWAY]}
    assert [row.tanda for row in matriks.baris if row.nip == STAF] == marks.get(fate, [])
    table = contents(gabungan, ["Matriks"], {})
    assert table.rows[0][6] == Share(1 / (1 + len(missing)))
    assert figures(matriks)["tidak_bertugas"] == people.count(PersonFate.TIDAK_BERTUGAS)


@pytest.mark.parametrize(
    ("served", "periode", "fate"),
    [
        (BEFORE, YEAR, AWAY),
        ({}, YEAR, "belum masuk"),
        (BEFORE, None, "belum masuk"),
        ({**BEFORE, "nama": "", "nip": ""}, YEAR, "lowong"),
    ],
)
def test_nor_is_a_form_of_the_offices_own(served, periode, fate):
    account = _collected("izin-belajar", [], of_staf(**served), (), periode).account
    assert account.named() == {**dict.fromkeys(account.named(), 0), **Counter([*["belum masuk"] * 3, fate])}


def test_what_was_sent_by_who_does_not_serve_counts_and_what_was_refused_is_told():
    measure = Measure(LIBRARY, organisasi=of_staf({}, BEFORE), periode=YEAR)
    assert merge([sent()], measure).accounts.people.count(PersonFate.DITERIMA) == 1
    people, _ = people_of(measure.organisasi, [replace(sent(), counted=False)], YEAR)
    assert [person.fate.value for person in people] == [
        "belum masuk",
        "belum dapat dipakai",
        "belum masuk",
        "belum masuk",
    ]


def test_nobody_waits_for_a_superior_who_does_not_serve():
    """Neither is his SKP told to be missing, nor his people to be held up: what they chose is to be corrected."""
    served = merge([sent(above="Lain sekali")], Measure(LIBRARY, organisasi=of_staf(), periode=YEAR))
    away = merge([sent(above="Lain sekali")], Measure(LIBRARY, organisasi=of_staf(BEFORE), periode=YEAR))
    told = [
        [
            (f.code, f.who, f.found)
            for f in one.findings
            if f.code in ("skp-atasan-ditunggu", "belum-terpetakan", "rantai-terhambat")
        ]
        for one in (served, away)
    ]
    assert told == [
        [("skp-atasan-ditunggu", "Rosalina Wanggai, S.STP.", "Rosalina Wanggai, S.STP.")],
        [("belum-terpetakan", "Yosua Manafe, S.Kom.", "Lain sekali")],
    ]
    (left,) = (peran for row in away.matriks[0].baris for peran in row.sisa)
    assert (
        left.sebab == "“Lain sekali” bukan produk unit ini dan Rosalina Wanggai, S.STP. tidak bertugas dalam masa ini"
    )
    staf = saying(nip=STAF, pegawai=ORGANISASI.identitas(PEGAWAI[2]), hasil_kerja=HasilKerjaSkp())
    blocked = [
        merge([staf], Measure(LIBRARY, organisasi=of_staf(*served), periode=YEAR)).blocked
        for served in ((), (BEFORE,), (BEFORE, BEFORE))
    ]
    assert [[(one.orang.nip, one.total, one.root) for one in held] for held in blocked] == [
        [(KABID, 2, True), (KETUA, 1, False)], [(KETUA, 1, True)], [],
    ]  # fmt: skip


def test_of_two_skps_with_the_same_results_each_stands_where_its_own_text_puts_it():
    again = sent("b.xlsx", "Lain sekali")
    gabungan = merged(sent(), again)
    assert data(gabungan, "Berkas", "No", "Id Produk", "Keadaan", "Hitung Orang") == [
        ("a.xlsx", 1, PRODUK[0].id, "di bawah produk", 1),
        ("a.xlsx", 2, PRODUK[1].id, "di bawah produk", 0),
        ("b.xlsx", 1, "", "belum terpetakan", 0),
        ("b.xlsx", 2, PRODUK[1].id, "di bawah produk", 0),
    ]
    # And what has no place is told at the file in which it was typed, once the superior's SKP is in.
    head = saying(nip=KABID, pegawai=ORGANISASI.identitas(PEGAWAI[0]), hasil_kerja=HasilKerjaSkp())
    gabungan = merged(sent(), again, head)
    assert [(f.file, f.found) for f in gabungan.findings if f.code == "belum-terpetakan"] == [("b.xlsx", "Lain sekali")]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({}, [("Jumlah konsultasi", 1, 1), ("Ketepatan data", 0, 1)]),
        ({"indikator": ()}, [("", 1, 1), ("", 0, 1)]),
        (
            {"indikator": None, "ukuran_keberhasilan": ("95% puas", " ", "Dalam 1 hari")},
            [("95% puas", 1, 1), ("Dalam 1 hari", 0, 0), ("95% puas", 0, 1), ("Dalam 1 hari", 0, 0)],
        ),
    ],
)
def test_a_result_has_a_row_per_indikator_or_ukuran_and_one_where_it_has_neither(change, rows):
    skp = sent().skp
    results = tuple(hasil.model_copy(update=change) for hasil in skp.hasil_kerja.utama)
    file = saying(hasil_kerja=HasilKerjaSkp(utama=results))
    assert data(merged(file), "Indikator", "Hitung Orang", "Hitung Hasil") == rows


def test_what_a_versi_adds_stands_in_a_column_of_its_own_before_the_counts():
    form = "skp-kuantitatif@lebih"
    utama = [{**result, "sumber_anggaran": f"APBD {number}"} for number, result in enumerate((FIRST, SECOND), start=1)]
    made = make_form(form, {"hasil_kerja": {"utama": utama}}, nip=KETUA)
    measure = Measure(library_of(form), organisasi=ORGANISASI)
    gabungan = merge(validate([Arrival("a.xlsx", data=written(made))], measure), measure)
    assert list(data_columns(gabungan))[-5:] == ["Satuan", "SUMBER ANGGARAN", "Hitung Orang", "Hitung Hasil", "Berkas"]
    assert data(gabungan, "Rencana Hasil Kerja", "SUMBER ANGGARAN", "Hitung Hasil") == [
        ("Terlaksananya konsultasi kepegawaian", "APBD 1", 1), ("Tersusunnya data mutakhir", "APBD 2", 1),
    ]  # fmt: skip


def test_an_skp_without_results_has_one_row_all_the_same():
    assert data(merged(saying(hasil_kerja=HasilKerjaSkp())), "NIP", "Berkas", "Hitung Orang", "Hitung Hasil") == [
        (KETUA, "a.xlsx", 1, 0),
    ]  # fmt: skip


def test_the_office_of_a_row_is_that_of_its_unit_else_its_own():
    organisasi = Organisasi(unit=(Unit(kode="D1", nama="Dinas Satu", perangkat_daerah="Dinas Satu"),))
    offices = [
        office_of(organisasi, Pegawai(nama="A", unit_kerja=unit, perangkat_daerah="Badan Dua")) for unit in ("D1", "X")
    ]
    assert offices == ["Dinas Satu", "Badan Dua"]

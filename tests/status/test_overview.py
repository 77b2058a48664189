"""How a round stands, folded: late people first, everybody in one state, units, deadlines, days, what holds others up."""

from datetime import UTC, date, datetime

import pytest
from rounds import people_of, story_of

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.surel import SurelSettings
from skpxl.errors import SkpxlError
from skpxl.model.event import Event, EventKind
from skpxl.model.keadaan import Keadaan
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.unit import Organisasi, Unit
from skpxl.status.as_json import as_json
from skpxl.status.overview import overview

AS_OF = date(2026, 1, 20)
AT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole():
    organisasi = people_of(2, 20)
    surel = SurelSettings(alamat="skp@contoh.test", batas="2026-01-15", batas_unit={"dinas contoh 01": "2026-01-25"})
    return overview([*story_of(organisasi)], organisasi, Deadlines.of(surel), AS_OF)


def test_everybody_has_one_state_and_they_come_out_even(whole):
    assert whole.account.total == 40
    counts = {state: many for state, many in whole.account.counts.items() if many}
    assert counts == {
        Keadaan.BELUM_DIKIRIM: 4, Keadaan.SURAT_KEMBALI: 4, Keadaan.DIKIRIM: 4, Keadaan.PERLU_PERBAIKAN: 4,
        Keadaan.DIKEMBALIKAN: 8, Keadaan.DITERIMA: 12, Keadaan.DIBEBASKAN: 4,
    }  # fmt: skip
    assert [group.people.total for group in whole.offices] == [20, 20]
    assert sum(group.people.count(Keadaan.DITERIMA) for group in whole.units) == 12


def test_the_late_come_first_by_the_day_of_their_own_office(whole):
    assert [one.late for one in whole.people[:12]] == [5] * 12
    assert {one.seat.perangkat_daerah for one in whole.late} == {"Dinas Contoh 00"}
    assert whole.people[0].keadaan is Keadaan.SURAT_KEMBALI  # who has nothing in hand yet comes after those who have
    assert [(group.nama, group.late, group.batas) for group in whole.offices] == [
        ("Dinas Contoh 00", 12, date(2026, 1, 15)), ("Dinas Contoh 01", 0, date(2026, 1, 25)),
    ]  # fmt: skip


def test_a_person_says_what_happened_last_and_how_often_he_was_reminded(whole):
    (one,) = [one for one in whole.people if one.seat.nama == "Pegawai Contoh 0008"]
    assert (one.keadaan, len(one.reminded), one.address) == (Keadaan.DIKIRIM, 1, "dinas-pd00@contoh.test")
    assert one.last is not None and one.last.kind is EventKind.REMINDED


def test_heads_whose_forms_are_missing_hold_up_those_below_them(whole):
    assert [(held.nama, held.total) for held in whole.blocked] == [
        ("Pegawai Contoh 0000", 5),
        ("Pegawai Contoh 0020", 5),
    ]


def test_the_rules_that_fail_most_come_first_and_days_count_up(whole):
    assert [(fix.code, fix.findings, fix.workbooks) for fix in whole.fixes] == [
        ("aspek-belum-dipilih", 36, 12), ("target-kosong", 24, 12),
    ]  # fmt: skip
    accepted = [one.people.count(Keadaan.DITERIMA) for one in whole.days]
    assert accepted == sorted(accepted) and accepted[-1] == 12
    assert {one.people.total for one in whole.days} == {40}


def test_the_json_is_the_same(whole):
    told = as_json(whole)
    assert told["jumlah"] == {"orang": 40, "terlambat": 12, "belum_selesai": 24}
    assert sum(told["keadaan"].values()) == 40
    assert told["orang"][0]["terlambat_hari"] == 5
    assert told["riwayat"][-1]["keadaan"]["diterima"] == 12


def test_two_skps_of_one_person_give_him_the_worse_state_and_the_unlisted_are_counted():
    orang = Pegawai(nip="1", nama="Dewi", unit_kerja="U")
    rows = (orang, orang.model_copy(update={"jabatan": "Plt."}), Pegawai(jabatan="Analis", unit_kerja="U"))
    organisasi = Organisasi(pegawai=rows, unit=(Unit(kode="U", nama="Bidang"),))

    def issued(kode, nip):
        return Event(EventKind.ISSUED, AT, kode=kode, terbitan=1, nip=nip, detail={"nama": "Pindah", "unit": "Bidang"})

    accepted = Event(EventKind.ACCEPTED, AT, kode="A", content="c")
    out = [issued("A", "1"), issued("B", "1"), accepted, issued("C", "9"), issued("D", "")]
    whole = overview(out, organisasi, Deadlines(), AS_OF)
    states = {one.seat.key: one.keadaan for one in whole.people}
    assert states == {
        "1": Keadaan.BELUM_DIKIRIM, "9": Keadaan.BELUM_DIKIRIM, "kode D": Keadaan.BELUM_DIKIRIM, "baris 3": Keadaan.LOWONG,
    }  # fmt: skip
    nil = Event(EventKind.NIL, AT, unit="U")
    whole = overview([issued("C", "9"), nil], organisasi, Deadlines(), AS_OF)
    assert {one.seat.key: one.keadaan for one in whole.people} == {
        "1": Keadaan.NIHIL, "9": Keadaan.NIHIL, "baris 3": Keadaan.LOWONG,
    }  # fmt: skip


def test_who_serves_on_no_day_of_the_round_owes_nothing():
    away = Pegawai(nip="1", nama="Dewi", unit_kerja="U", selesai=date(2025, 6, 30))
    back = away.model_copy(update={"nip": "2"})
    organisasi = Organisasi(pegawai=(away, back, back.model_copy(update={"selesai": None})))
    whole = overview([], organisasi, Deadlines(date(2026, 1, 1)), AS_OF, masa=Periode.setahun(2026))
    states = {one.seat.nip: (one.keadaan, one.late) for one in whole.people}
    assert states == {"1": (Keadaan.TIDAK_BERTUGAS, 0), "2": (Keadaan.BELUM_TERBIT, 19)}


def test_a_clock_that_stood_wrong_makes_no_day_come_earlier():
    organisasi = Organisasi(pegawai=(Pegawai(nip="1", nama="Dewi"),))
    events = [Event(EventKind.WAIVED, AT.replace(day=day), nip="1") for day in (5, 3, 7)]
    assert [one.day.day for one in overview(events, organisasi, Deadlines(), AS_OF).days] == [5, 7]


def test_a_deadline_that_is_no_day_is_told():
    with pytest.raises(SkpxlError, match=r"batas_unit untuk PD00 di .surel. skpxl.toml, “besok”, bukan tanggal"):
        Deadlines.of(SurelSettings(alamat="a@contoh.test", batas_unit={"PD00": "besok"}))


def test_without_events_and_without_people_nothing_is_counted():
    whole = overview([], None, Deadlines(), AS_OF)
    assert (whole.account.total, whole.people, whole.days) == (0, (), ())

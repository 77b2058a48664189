"""Roles agreed on beside results written: who is compared, what became of each, and accounts that name what is missing."""

import pytest
from forms import KETUA, LIBRARY, STAF, UNIT

from skpxl.consolidate.comparison import compare, role_fate, who
from skpxl.consolidate.levels import PER_UNIT, units_asked
from skpxl.consolidate.merge_accounts import (
    count_people,
    count_results,
    count_roles,
    hold_branches,
    owned_skps,
    written,
)
from skpxl.consolidate.people import RosterPerson
from skpxl.errors import AccountError
from skpxl.model.fate import PersonFate, ResultFate, RoleFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi, Unit

REPORT, LEDGER, ARCHIVE = (
    "Tersusunnya laporan keuangan",
    "Terlaksananya rekonsiliasi kas",
    "Tertatanya arsip surat masuk",
)


def skp(nip, name, *results):
    rows = tuple(
        HasilKerja(id=f"hasil:{nip or name}:utama:{n}", rencana_hasil_kerja=text) for n, text in enumerate(results, 1)
    )
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        pegawai=Identitas(nip=nip, nama=name),
        hasil_kerja=HasilKerjaSkp(utama=rows),
    )


def row(nip, name, number, *results, fate=PersonFate.DITERIMA, **more):
    roles = tuple(
        Peran(teks=text, id=f"hasil:{nip or name}:utama:{n}", key=f"hasil_kerja_utama_{n}_rencana_hasil_kerja")
        for n, text in enumerate(results, 1)
    )
    return BarisMatriks(nama=name, nip=nip, nomor=number, sisa=roles, fate=fate, **more)


def agreed(*rows):
    """An agreed matriks of rows (nip, name, roles); roles have no id, as in a foreign one."""
    return Kesepakatan(
        [
            Pembagian(
                baris=tuple(
                    BarisPembagian(nip=nip, nama=name, peran=tuple(PeranSepakat(teks=text) for text in roles))
                    for nip, name, *roles in rows
                )
            )
        ]
    )


def test_every_role_and_every_result_has_one_fate_by_person_also_where_nobody_has_a_nip():
    kesepakatan = agreed((KETUA, "Yosua", REPORT, ARCHIVE), ("", "Tanpa Nip", LEDGER), (STAF, "Belum", LEDGER))
    matriks = MatriksPeranHasil(
        unit=UNIT,
        baris=(
            row(KETUA, "Yosua", 1, REPORT, LEDGER),
            row("", "Tanpa Nip", 2, LEDGER),
            row(STAF, "Belum", 3, fate=PersonFate.BELUM_MASUK),
            row("", "Tamu", 4, ARCHIVE, luar=True),
        ),
    )
    compared = compare([matriks], [matriks], kesepakatan)
    fates = {who(person.baris): [role_fate(pair) for pair in person.padanan] for person in compared}
    assert fates == {
        KETUA: [RoleFate.SAMA, RoleFate.TANPA_HASIL, RoleFate.TANPA_PERAN],
        "Tanpa Nip": [RoleFate.SAMA],
    }
    owned = [(1, skp(KETUA, "Yosua", REPORT, LEDGER)), (2, skp("", "Tanpa Nip", LEDGER)), (0, skp("", "Tamu", ARCHIVE))]
    roles, results = count_roles(kesepakatan, [matriks], owned, compared)
    assert (roles.total, roles.counts[RoleFate.SAMA], roles.counts[RoleFate.TANPA_HASIL]) == (3, 2, 1)
    assert (results.total, results.counts[RoleFate.SAMA], results.counts[RoleFate.TANPA_PERAN]) == (3, 2, 1)
    with pytest.raises(AccountError) as lost:
        count_roles(kesepakatan, [matriks], owned, compared[:1])
    assert f"Tanpa Nip {LEDGER}" in str(lost.value)


def test_a_place_without_a_result_is_none():
    assert list(written(skp(KETUA, "Yosua", "", " ", REPORT))) == [
        (f"hasil:{KETUA}:utama:3", "hasil_kerja_utama_3_rencana_hasil_kerja")
    ]


PEOPLE = Organisasi(
    pegawai=(
        Pegawai(nip=KETUA, nama="Yosua", unit_kerja="A"),
        Pegawai(nip="", nama="", jabatan="Arsiparis", unit_kerja="A"),
        Pegawai(nip=STAF, nama="Ani", unit_kerja="A1"),
    ),
    unit=(Unit(kode="A", nama="Dinas"), Unit(kode="A1", nama="Bidang", induk="A")),
)


@pytest.mark.parametrize(
    ("missing", "named"), [(1, "Yosua"), (2, "Arsiparis"), (3, "Ani")], ids=["first", "vacant", "last"]
)
def test_who_is_missing_from_an_account_is_named(missing, named):
    rows = [row("", "", number, fate=PersonFate.LOWONG) for number in (1, 2, 3) if number != missing]
    with pytest.raises(AccountError) as lost:
        count_people(PEOPLE, {"A", "A1"}, [MatriksPeranHasil(unit=PEOPLE.unit[0], baris=tuple(rows))], [])
    assert named in str(lost.value)
    assert {"Yosua", "Arsiparis", "Ani"} - {named} == {
        name for name in ("Yosua", "Arsiparis", "Ani") if name not in str(lost.value)
    }


def test_a_row_that_no_roster_has_is_named_by_its_number():
    rows = [row("", "", number, fate=PersonFate.LOWONG) for number in (0, 1, 2, 3)]
    with pytest.raises(AccountError) as lost:
        count_people(PEOPLE, {"A", "A1"}, [MatriksPeranHasil(unit=PEOPLE.unit[0], baris=tuple(rows))], [])
    assert "baris 0" in str(lost.value)


def test_results_of_nobody_here_are_counted_apart_from_those_of_the_first_row():
    mine, strangers = skp(KETUA, "Yosua", REPORT), skp("", "Orang Lain", LEDGER, ARCHIVE)
    matriks = MatriksPeranHasil(unit=PEOPLE.unit[0], baris=(row(KETUA, "Yosua", 1, REPORT),))
    account = count_results(PEOPLE, [(1, mine), (0, strangers)], [matriks], {"A"})
    assert (account.counts[ResultFate.BELUM_TERPETAKAN], account.counts[ResultFate.LUAR_UNIT]) == (1, 2)


def test_a_branch_is_held_also_behind_a_matriks_that_covers_no_unit_below():
    alone = MatriksPeranHasil(unit=PEOPLE.unit[1], baris=(row(STAF, "Ani", 3, fate=PersonFate.BELUM_MASUK),))
    rows = [row("", "", number, fate=PersonFate.LOWONG) for number in (1, 2, 3)]
    whole = MatriksPeranHasil(unit=PEOPLE.unit[0], baris=tuple(rows), bercabang=True)
    hold_branches(PEOPLE, [], [("1", [alone, whole])])
    lacking = whole.model_copy(update={"baris": tuple(rows[:2])})
    with pytest.raises(AccountError, match=r"orang pada tingkat 1, Dinas tidak cocok: Ani tanpa nasib\.$"):
        hold_branches(PEOPLE, [], [("1", [alone, lacking])])


def test_the_files_that_count_are_owned_by_their_row_and_by_nobody_else(tmp_path):
    from campaigns import OF_KETUA, TWO_UNITS, returned

    from skpxl.files.walk import walk
    from skpxl.receive.validate import Measure, validate

    (file,) = validate(walk([returned(tmp_path, {KETUA: OF_KETUA}, organisasi=TWO_UNITS)]), Measure(LIBRARY))
    person = RosterPerson(7, TWO_UNITS.pegawai[0], "Unit", PersonFate.DITERIMA, counted=(file,))
    assert [number for number, _ in owned_skps([person], [])] == [7]
    assert [number for number, _ in owned_skps([], [file])] == [0]
    assert owned_skps([], [file])[0][1] == file.skp


def test_a_branch_asked_for_covers_the_units_below_it():
    assert units_asked(PEOPLE, ["A"], ["1"]) == {"A", "A1"}
    assert units_asked(PEOPLE, ["A"], [PER_UNIT]) == {"A"}
    assert units_asked(PEOPLE, [], [PER_UNIT]) == {"A", "A1"}

"""Which file each form of a run goes to, and which issued form it replaces: by what it is, not by its place on the roster."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from forms import KABID, KETUA, LIBRARY, MATRIKS, ORGANISASI, PEGAWAI, PPPK, STAF, make_form, order

from skpxl.issue.addresses import addressed, outlived, printed_differences, renewals
from skpxl.issue.generate import generate, plan
from skpxl.issue.manifest import IssuedRow
from skpxl.model.fate import IssueFate
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.receive.validate import Measure

DIBIARKAN, DITULIS = IssueFate.DIBIARKAN, IssueFate.DITULIS
OWN = next(orang for orang in PEGAWAI if orang.nip == KETUA)
OTHER = Unit(kode="BMU", nama="Bidang Mutasi", pimpinan=KABID, perangkat_daerah="Badan Kepegawaian Contoh")


def with_rows(*rows):
    others = tuple(orang for orang in PEGAWAI if orang.nip != KETUA)
    return ORGANISASI.model_copy(update={"pegawai": (*others, *rows), "unit": (*ORGANISASI.unit, OTHER)})


def changed(**update):
    return OWN.model_copy(update=update)


def run(organisasi, folder, before=(), **wishes):
    """(file names, what replaces what: person, differences, file before) of a run, and the rows of its manifest."""
    planned = [item for item in plan(order(organisasi, **wishes)) if item.form]
    settled = addressed(planned, before, folder, LIBRARY)
    rows = [
        IssuedRow(
            item.path.as_posix(), item.form.stamp.id, item.orang.nip, item.orang.nama, item.orang.jabatan,
            organisasi.nama_unit(item.orang.unit_kerja), item.form.definition.form, organisasi.penilai(item.orang).nip,
            organisasi.penilai(item.orang).nama,
        )
        for item in settled
    ]  # fmt: skip
    replaced = [
        (one.item.path.name, one.differences, Path(one.before).name)
        for one in renewals(planned, settled, before, organisasi).values()
    ]
    return [item.path.name for item in settled], replaced, rows


PENILAI = ("pejabat penilai", "Rosalina Wanggai, S.STP.", "Melati Kasedu, A.Md.")
UNIT = ("unit kerja", "Bidang Pembinaan Kepegawaian", "Bidang Mutasi")
FIRST, SECOND = f"SKP_2022_{KETUA}.xlsx", f"SKP_2022_{KETUA}_2.xlsx"


@pytest.mark.parametrize(
    ("row", "differences"),
    [
        (changed(nip_penilai=STAF), (PENILAI,)),
        (changed(nip_penilai=STAF, unit_kerja="BMU"), (PENILAI, UNIT)),
        (changed(selesai=date(2022, 6, 30)), (("masa", "", "1 JANUARI SD 30 JUNI TAHUN 2022"),)),
    ],
)
def test_a_changed_row_gets_a_new_file_and_replaces_the_former_one(row, differences, tmp_path):
    _, _, before = run(with_rows(OWN), tmp_path, nips=[KETUA])
    assert run(with_rows(row), tmp_path, before, nips=[KETUA])[:2] == ([SECOND], [(SECOND, differences, FIRST)])


def test_what_is_set_back_on_the_roster_puts_the_former_form_in_force_again(tmp_path):
    own, other = with_rows(OWN), with_rows(changed(nip_penilai=STAF))
    before = run(own, tmp_path, nips=[KETUA])[2]
    before += run(other, tmp_path, before, nips=[KETUA])[2]

    def replaced(organisasi):
        planned = [*plan(order(organisasi, nips=[KETUA]))]
        settled = addressed(planned, before, tmp_path, LIBRARY)
        found = outlived(planned, settled, before, organisasi)
        return {Path(file).name: Path(now).name for file, now in found.items()}

    assert replaced(own) == {SECOND: FIRST}
    assert replaced(other) == {FIRST: SECOND}
    # Under a third penilai a new form replaces one of them; with a second row each may be somebody's.
    assert replaced(with_rows(changed(nip_penilai=PPPK))) == {}
    assert replaced(with_rows(OWN, changed(jabatan="Plt. Kepala Bidang", unit_kerja="BMU"))) == {}


def test_a_change_that_leaves_the_code_keeps_the_file(tmp_path):
    _, _, before = run(with_rows(OWN), tmp_path, nips=[KETUA])
    assert run(with_rows(changed(jabatan="Pranata Komputer Ahli Madya")), tmp_path, before, nips=[KETUA])[:2] == (
        [FIRST],
        [],
    )


def test_a_second_row_replaces_nothing_wherever_it_stands(tmp_path):
    more = changed(nip_penilai=STAF, unit_kerja="BMU")
    _, _, before = run(with_rows(OWN), tmp_path, nips=[KETUA])
    for rows, names in (([OWN, more], [FIRST, SECOND]), ([more, OWN], [SECOND, FIRST])):
        assert run(with_rows(*rows), tmp_path, before, nips=[KETUA])[:2] == (names, [])
    # Nor where the run is about the second one alone: the first has its row, though it is not planned.
    assert run(with_rows(OWN, more), tmp_path, before, units=["BMU"])[:2] == ([SECOND], [])


def test_an_evaluation_of_another_quarter_is_no_former_one(tmp_path):
    rows = [IssuedRow(f"X/Evaluasi_2022_TW1_{KETUA}.xlsx", "AAAA-AAAA-A", KETUA, "N", "J", "U", "f", KABID, "P")]
    assert run(with_rows(OWN), tmp_path, rows, nips=[KETUA])[:2] == ([FIRST], [])


def test_units_with_numbers_for_codes_are_not_taken_for_one(tmp_path):
    """A new head of one unit replaces the matriks of that unit, not that of another whose file differs in the number alone."""
    heads = {"01": KABID, "02": KETUA}

    def organisasi(heads):
        units = tuple(
            Unit(kode=kode, nama=f"Unit {kode}", pimpinan=nip, perangkat_daerah="Dinas") for kode, nip in heads.items()
        )
        second = (KETUA, STAF)
        people = tuple(
            orang.model_copy(update={"unit_kerja": "02" if orang.nip in second else "01"}) for orang in PEGAWAI
        )
        products = tuple(Produk(unit=kode, kode="1", teks=f"Layanan {kode}") for kode in heads)
        return Organisasi(pegawai=people, unit=units, produk=products)

    names, _, before = run(organisasi(heads), tmp_path, form=MATRIKS)
    assert names == ["Matriks_2022_01.xlsx", "Matriks_2022_02.xlsx"]
    found = run(organisasi(heads | {"01": PPPK}), tmp_path, before, form=MATRIKS, units=["01"])
    new, former = "Matriks_2022_01_2.xlsx", "Matriks_2022_01.xlsx"
    assert (found[0], [(file, before) for file, _, before in found[1]]) == ([new], [(new, former)])


def test_what_was_issued_for_other_days_is_replaced_only_for_who_is_named(tmp_path):
    """It may be filled in already; --force for another reason must not make it worthless."""
    _, _, before = run(with_rows(OWN), tmp_path, nips=[KETUA])
    organisasi = with_rows(changed(selesai=date(2022, 6, 30)))
    planned = [*plan(order(organisasi, nips=[KETUA]))]
    settled = addressed(planned, before, tmp_path, LIBRARY)
    for force, insisted, fate in ((False, [KETUA], DIBIARKAN), (True, [], DIBIARKAN), (True, [KETUA], DITULIS)):
        replacing = renewals(planned, settled, before, organisasi, insisted)
        made = generate(settled, Measure(LIBRARY), tmp_path, force=force, replacing=replacing)
        assert [one for _, one in made.fates] == [fate]
    assert [path.name for path in tmp_path.rglob("*.xlsx")] == [SECOND]
    assert made.replaced == {before[0].berkas: settled[0].path.as_posix()}


@pytest.mark.parametrize(
    ("keeps", "code", "fate"),
    [(True, "", "dibiarkan"), (False, "", "ditolak"), (True, PPPK, "ditolak")],
    ids=["kept on purpose", "refused", "of another person"],
)
def test_what_is_left_on_purpose_is_no_refusal(keeps, code, fate, tmp_path):
    """Each fate is counted as a value, and together they are the forms of the run."""
    first = next(iter(plan(order(with_rows(OWN), nips=[KETUA]))))
    generate([first], Measure(LIBRARY), tmp_path)
    other = make_form(nip=code or KETUA, organisasi=with_rows(changed(jabatan="Pranata Komputer Ahli Madya")))
    made = generate([replace(first, form=other, keeps=keeps)], Measure(LIBRARY), tmp_path)
    assert made.account.named() == {
        "diterbitkan": 0, "sudah ada dan sama": 0, "dilewati": 0, "jabatan lowong": 0, "dibiarkan": 0, "ditolak": 0, fate: 1,
    }  # fmt: skip
    assert (made.kept, made.conflicts) == (
        ((tmp_path / first.path,), ()) if fate == "dibiarkan" else ((), (tmp_path / first.path,))
    )


def test_in_what_two_issues_of_one_workbook_differ():
    first = make_form(nip=KETUA)
    organisasi = with_rows(changed(jabatan="Pranata Komputer Ahli Madya"))
    assert printed_differences(first, make_form(nip=KETUA, organisasi=organisasi)) == (
        ("jabatan", OWN.jabatan, "Pranata Komputer Ahli Madya"),
    )
    assert printed_differences(first, make_form(nip=KETUA, hasil_atasan=())) == (
        ("pilihan hasil kerja atasan", "Layanan konsultasi kepegawaian; Data kepegawaian yang mutakhir", "tidak ada"),
    )

"""`kinds/file_names.py`: nobody's files share a name with another's, whatever a run selects. All names are invented."""

from skpxl.kinds.file_names import FileNames
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Unit

OFFICES = ("Dinas PU/PR", "Dinas PU PR", "Dinas PU: PR", "DINAS PU/PR", "Con", "")
CODES = (
    "B/1",
    "B-1",
    "b-1",
    "UPTD-PUSAT-KESEHATAN-MASYARAKAT-KECAMATAN-SUKAMAJU",
    "UPTD-PUSAT-KESEHATAN-MASYARAKAT-KECAMATAN-SUKARAME",
)
ROSTER = Organisasi(
    pegawai=tuple(Pegawai(nip=str(n), perangkat_daerah=name) for n, name in enumerate(OFFICES)),
    unit=tuple(Unit(kode=kode, nama=f"Unit {kode}") for kode in CODES),
)


def test_what_only_differs_in_signs_or_case_gets_a_mark_of_the_whole_and_the_first_is_plain() -> None:
    names = FileNames(ROSTER)
    assert [names.office(name) for name in OFFICES] == [
        "Dinas-PU-PR", "Dinas-PU-PR-c5ef5e", "Dinas-PU-PR-9d9648", "Dinas-PU-PR", "Con_", "lain",
    ]  # fmt: skip
    assert [names.unit(kode) for kode in CODES] == [
        "B-1", "B-1-068205", "b-1-3e499e", "UPTD-PUSAT-KESEHATAN-MASYARAKAT-K-861131",
        "UPTD-PUSAT-KESEHATAN-MASYARAKAT-K-2115b5",
    ]  # fmt: skip


def test_what_is_asked_first_changes_no_name() -> None:
    forth, back = FileNames(ROSTER), FileNames(ROSTER)
    assert [forth.unit(kode) for kode in CODES] == [back.unit(kode) for kode in reversed(CODES)][::-1]


def test_what_is_on_no_roster_gets_a_name_that_nobody_has() -> None:
    names = FileNames(ROSTER)
    assert names.unit("", "B 1").startswith("B-1-")
    assert names.unit("", "B 1") == names.unit("", "B 1") != names.unit("B 1")
    assert names.office("dinas pu.pr") not in {names.office(name) for name in OFFICES}
    assert FileNames().office("Dinas A") == "Dinas-A"

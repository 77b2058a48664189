"""One fate for everybody, counted once: the sheets of a merged workbook, added up, are each other's and the console's."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from campaigns import ANSWERS, OF_KETUA, SEKRETARIS, TWO_UNITS, returned, roster, skpxl
from forms import KETUA, LIBRARY, PRODUK, STAF, UNIT, read, save

from skpxl.consolidate.comparison import compare, order
from skpxl.consolidate.people import people_of
from skpxl.files.walk import walk
from skpxl.model.fate import PersonFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, Pembagian
from skpxl.receive.validate import Measure, validate
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import open_package

STRAY = Pegawai(nip="199203032019032904", nama="Agustina Neno", jabatan="Analis", unit_kerja="LAIN", baris=12)
WITH_STRAY = TWO_UNITS.model_copy(update={"pegawai": (*TWO_UNITS.pegawai, STRAY)})


def table(path, sheet):
    """The rows of a plain table as {heading: text}, read by the project's own reader."""
    cells = read_book(open_package(path)).sheet(sheet)
    width = max(col for _, col in cells.cells)
    last = max(row for row, _ in cells.cells)
    head = next(row for row in range(1, last + 1) if sum((row, col) in cells.cells for col in range(1, width + 1)) > 2)
    names = [cells.text(head, col) for col in range(1, width + 1)]
    return [
        {name: cells.text(row, col) for col, name in enumerate(names, start=1)} for row in range(head + 1, last + 1)
    ]


def total(rows, column):
    return sum(int(row[column] or 0) for row in rows)


@pytest.fixture
def run(tmp_path):
    """(workbook, console) of a merge with everything in it: a refused file, a vacant post, a guest, somebody of no unit."""
    inbox = returned(tmp_path, {**ANSWERS, SEKRETARIS.nip: OF_KETUA}, organisasi=TWO_UNITS)
    form = read(inbox / f"SKP_2022_{KETUA}.xlsx").form
    save(form.filled({**form.isian, "hasil_kerja_utama_1_rencana_hasil_kerja": "lain"}), inbox / "lain.xlsx")
    path = tmp_path / "matriks.xlsx"
    roster(tmp_path / "roster.xlsx", WITH_STRAY)
    done = skpxl(
        "merge", inbox, "-o", path, "--roster", tmp_path / "roster.xlsx", "--level", "unit", "--level", "0", code=1
    )
    return path, done


def test_the_people_of_every_sheet_are_those_of_the_console(run):
    path, done = run
    people = table(path, "Kelengkapan")
    assert Counter(row["Keadaan"] for row in people) == {
        "diterima": 3,
        "ada, tetapi belum dapat dipakai (lihat Temuan)": 1,
        "belum masuk": 1,
        "jabatan lowong": 1,
        "tanpa unit": 1,
    }
    sentence = "7 orang = 3 masuk + 1 belum dapat dipakai + 1 belum masuk + 1 jabatan lowong + 1 tanpa unit"
    assert f"{sentence}." in done.out
    (said,) = [row for row in table(path, "Ringkasan") if row["Hal"] == "Orang dalam unit"]
    assert f"{said['Banyak']} orang {said['Keterangan']}" == f"{sentence}; menurut daftar pegawai"
    everything, at_once, *contents = table(path, "Daftar Isi")
    states = ("Masuk", "Belum dapat dipakai", "Belum masuk", "Lowong")
    assert [row["Unit"] for row in (everything, at_once)] == ["2 unit", "Seluruh perangkat daerah"]
    for row in (*contents, everything, at_once):
        assert int(row["Orang"]) == sum(int(row[state]) for state in states)
    for row in contents:
        assert int(row["Orang"]) == sum(person["Unit Kerja"] == row["Unit"].strip() for person in people)
    assert [total(contents, state) for state in states] == [int(everything[state]) for state in states] == [3, 1, 1, 1]
    assert [int(at_once[state]) for state in states] == [3, 1, 1, 1]


def test_the_results_of_every_sheet_are_the_same(run):
    path, _ = run
    everything, _, *contents = table(path, "Daftar Isi")
    (said,) = [row for row in table(path, "Ringkasan") if row["Hal"] == "Hasil kerja"]
    assert said["Keterangan"] == "= 2 di bawah produk + 4 belum terpetakan"
    assert int(said["Banyak"]) == total(contents, "Peran") == total(table(path, "Kelengkapan"), "Hasil kerja") == 6
    assert total(contents, "Belum terpetakan") == 4
    assert (int(everything["Peran"]), int(everything["Belum terpetakan"])) == (6, 4)
    cells = read_book(open_package(path)).sheet("Cakupan")
    feet = [row for row, col in cells.cells if col == 1 and cells.text(row, 1) == "Jumlah"]
    last = {row: max(col for at, col in cells.cells if at == row) for row in feet}
    assert sum(int(cells.text(row, last[row])) for row in feet) == 6
    heads = [re.match(r"(\d+) orang", cells.text(row, 2)) for row in feet]
    assert sum(int(head[1]) for head in heads if head) == total(contents, "Orang")


def test_asked_for_one_unit_the_results_elsewhere_are_said_and_not_counted(run, tmp_path):
    inbox, one = tmp_path / "masuk", tmp_path / "satu.xlsx"
    done = skpxl("merge", inbox, "-o", one, "--roster", tmp_path / "roster.xlsx", "--unit", "SEK", code=1)
    assert "1 orang = 1 masuk + 0 belum masuk + 0 jabatan lowong." in done.out
    (said,) = [row for row in table(one, "Ringkasan") if row["Hal"] == "Hasil kerja"]
    assert (said["Banyak"], said["Keterangan"]) == (
        "0", "= 0 di bawah produk + 0 belum terpetakan; 6 dalam matriks unit lain",
    )  # fmt: skip


def test_results_stand_in_the_order_of_the_form_the_tenth_after_the_second():
    ids = ["hasil:B:utama:10", "hasil:A:tambahan:1", "hasil:A:utama:2", "hasil:A:utama:10", "hasil:A:utama:1"]
    assert sorted(ids, key=order) == [
        "hasil:A:utama:1", "hasil:A:utama:2", "hasil:A:utama:10", "hasil:A:tambahan:1", "hasil:B:utama:10",
    ]  # fmt: skip


def test_what_was_written_is_compared_in_the_order_of_the_form_whatever_product_it_serves():
    def role(number):
        return Peran(teks=f"Hasil ke-{number}", id=f"hasil:A:utama:{number}")

    row = BarisMatriks(
        nama="Yosua Manafe", nip=KETUA, nomor=1, fate=PersonFate.DITERIMA,
        peran={"produk:BPK:1": (role(10), role(1)), "produk:BPK:2": (role(2),)}, sisa=(role(11), role(3)),
    )  # fmt: skip
    matriks = MatriksPeranHasil(unit=UNIT, kolom=PRODUK, baris=(row,))
    agreed = Kesepakatan([Pembagian(baris=(BarisPembagian(nama="Yosua Manafe", nip=KETUA),))])
    (found,) = compare([matriks], [matriks], agreed)
    assert [pair.written.teks for pair in found.padanan if pair.written] == [
        f"Hasil ke-{number}" for number in (1, 2, 3, 10, 11)
    ]


def test_a_person_is_in_by_any_file_that_counts_and_refused_only_where_none_does(tmp_path):
    inbox = returned(tmp_path, {KETUA: OF_KETUA, STAF: ANSWERS[STAF]}, organisasi=TWO_UNITS)
    files = validate(walk([inbox]), Measure(LIBRARY))
    people, nobodys = people_of(WITH_STRAY, files)
    assert (nobodys, [person.fate.value for person in people]) == (
        [], ["belum masuk", "diterima", "diterima", "belum masuk", "lowong", "belum masuk", "tanpa unit"],
    )  # fmt: skip
    assert [person.unit for person in people][-2:] == ["Sekretariat", "LAIN"]
    refused = [replace(file, counted=False) for file in files]
    assert [person.fate for person in people_of(WITH_STRAY, refused)[0]].count(PersonFate.TAK_DIPAKAI) == 2
    both = [*files, *refused]
    assert [person.fate.is_in for person in people_of(WITH_STRAY, both)[0]].count(True) == 2
    assert UNIT.nama == people[0].unit

"""Struck and hidden rows, hidden and further sheets, and comments of a roster are told; nobody is counted out for them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from forms import LIBRARY

from skpxl.foreign.roster.organisasi import RosterReading, read_any_roster

KADIS, STAF, LAMA = "196803121994031005", "199001012015031001", "197505202000122001"
HEAD = ["NIP", "Nama", "Pangkat/Gol. Ruang", "Jabatan", "Status", "Unit Kerja", "NIP Penilai", "Nama Penilai"]
HEAD += ["Jenis Jabatan", "Perangkat Daerah", "Email", "Pendekatan"]
PEOPLE = [
    [KADIS, "Agus Contoh", "Pembina Utama Muda, IV/c", "Kepala Dinas", "PNS", "D", "", "Bupati Contoh"],
    [STAF, "Citra Contoh", "Penata, III/c", "Analis", "PNS", "D", KADIS, ""],
    [LAMA, "Bella Contoh", "Pembina, IV/a", "Analis", "PNS", "D", KADIS, ""],
]
OTHERS = {
    "Unit": [
        ["Kode", "Nama", "Induk", "Pimpinan", "Perangkat Daerah", "Email"],
        ["D", "Dinas Contoh", "", KADIS, "Dinas Contoh"],
    ],
    "Produk": [["Unit", "Kode", "Teks", "Mendukung"]],
}
TIDY = {"Pegawai": [HEAD, *PEOPLE], **OTHERS}
OWN = {"DUK": [["No", *HEAD], *([str(number), *person] for number, person in enumerate(PEOPLE, start=1))]}
Change = Callable[[xlsxwriter.Workbook, dict[str, Any]], None]


def read(folder: Path, sheets: dict[str, list[list[str]]], change: Change = lambda book, made: None) -> RosterReading:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        made = {name: book.add_worksheet(name) for name in sheets}
        for name, rows in sheets.items():
            for number, row in enumerate(rows):
                made[name].write_row(number, 0, row)
        change(book, made)
    path = folder / "daftar.xlsx"
    path.write_bytes(out.getvalue())
    return read_any_roster(path, golongan=list(LIBRARY.daftar["golongan"].nilai))


def told(reading: RosterReading) -> list[tuple[str, str, dict[str, str]]]:
    codes = ("dicoret", "tersembunyi", "tak-dibaca", "komentar")
    found = [finding for finding in reading.temuan if finding.code.endswith(codes)]
    assert len(reading.organisasi.pegawai) == 3
    return [(finding.code, f"{finding.sheet}!{finding.cell}", dict(finding.rincian)) for finding in found]


@pytest.mark.parametrize("sheets", [TIDY, OWN])
def test_a_plain_roster_bears_no_marks(tmp_path: Path, sheets: dict[str, list[list[str]]]) -> None:
    assert told(read(tmp_path, sheets)) == []


@pytest.mark.parametrize(("sheets", "place"), [(TIDY, "Pegawai!A3"), (OWN, "DUK!B3")])
def test_hidden_rows_count_and_are_told_once(tmp_path: Path, sheets: dict[str, list[list[str]]], place: str) -> None:
    def change(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        for row in (2, 3):
            made[place.partition("!")[0]].set_row(row, None, None, {"hidden": True})

    parts = {"banyak": "2", "baris": "3-4", "siapa": "Citra Contoh, Bella Contoh"}
    assert told(read(tmp_path, sheets, change)) == [("daftar-baris-tersembunyi", place, parts)]


@pytest.mark.parametrize(("sheets", "name", "first"), [(TIDY, "Pegawai", 0), (OWN, "DUK", 1)])
def test_a_struck_row_is_told_as_an_error(
    tmp_path: Path, sheets: dict[str, list[list[str]]], name: str, first: int
) -> None:
    def change(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        made[name].write_row(3, first, PEOPLE[2], book.add_format({"font_strikeout": True}))

    (finding,) = told(read(tmp_path, sheets, change))
    assert finding[0] == "daftar-baris-dicoret"
    assert finding[2] == {"banyak": "1", "baris": "4", "siapa": "Bella Contoh"}


def test_a_struck_part_of_a_cell_is_told_with_what_is_left(tmp_path: Path) -> None:
    def change(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        struck = book.add_format({"font_strikeout": True})
        made["Pegawai"].write_rich_string(2, 3, struck, "Pengelola", " Analis Ahli Muda")

    parts = {"apa": "D3 “Pengelola” dicoret, yang tidak dicoret “Analis Ahli Muda”"}
    assert told(read(tmp_path, TIDY, change)) == [("daftar-sel-dicoret", "Pegawai!D3", parts)]


def test_hidden_columns_and_sheets_are_told_as_read(tmp_path: Path) -> None:
    def columns(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        made["Pegawai"].set_column("G:G", 10, None, {"hidden": True})

    def sheet(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        made["Unit"].activate()
        made["Unit"].set_first_sheet()
        made["Pegawai"].hide()

    assert told(read(tmp_path, TIDY, columns)) == [("daftar-kolom-tersembunyi", "Pegawai!G3", {"kolom": "G"})]
    assert told(read(tmp_path, TIDY, sheet)) == [("daftar-lembar-terbaca-tersembunyi", "Pegawai!", {"banyak": "3"})]


@pytest.mark.parametrize("hidden", [False, True])
def test_a_further_sheet_with_other_people_is_told(tmp_path: Path, hidden: bool) -> None:
    def change(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        if hidden:
            made["Pegawai (2)"].hide()

    more = TIDY | {"Pegawai (2)": [HEAD, ["19960101 202012 1 901", "Tambahan Contoh"], PEOPLE[1]]}
    parts = {"lembar": "Pegawai (2)", "banyak": "1", "keadaan": "tersembunyi " if hidden else ""}
    assert told(read(tmp_path, more, change)) == [("daftar-lembar-tak-dibaca", "Pegawai (2)!A2", parts)]


def test_a_comment_is_told_with_its_place(tmp_path: Path) -> None:
    def change(book: xlsxwriter.Workbook, made: dict[str, Any]) -> None:
        made["Pegawai"].write_comment("B4", "pindah ke Dinas Lain", {"author": "Umpeg"})

    parts = {"apa": "1 komentar", "isi": "Pegawai!B4 Umpeg: “pindah ke Dinas Lain”"}
    assert told(read(tmp_path, TIDY, change)) == [("daftar-komentar", "Pegawai!B4", parts)]

"""Rosters as offices keep them, each as a table of text: people, doubts and the account of rows. All are invented."""

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from foreign_books import book, row
from forms import LIBRARY

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.foreign.roster.mapping import read_map, render_map
from skpxl.foreign.roster.organisasi import read_any_roster
from skpxl.foreign.roster.outcome import RosterReading, TanpaPegawaiError
from skpxl.foreign.roster.plausible import is_name
from skpxl.foreign.roster.words import words_of
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, UNIT
from skpxl.model.nama import bare_name

GOLONGAN = list(LIBRARY.daftar["golongan"].nilai)
WORDS = words_of(LIBRARY)
S, T, M, R = "199001012015032001", "198507172010011004", "198811092014022003", "199512242025212005"
KOM = "Pranata Komputer Ahli Muda"
SINTA, TONO, MAYA, RINA = (
    "SINTA REKAAN, S.Kom.",
    "TONO UMPAMA, S.Sos., M.Si.",
    "MAYA PERCONTOHAN, S.E.",
    "RINA SEMISAL, A.Md.",
)


@dataclass(frozen=True)
class Layout:
    """A file as text and what comes out of it, as roster_offices.toml writes them."""

    sheets: dict[str, str]
    people: str
    doubts: str
    rows: dict[str, int]
    merges: tuple[str, ...] = ()
    ending: str = ".xlsx"


NIPS = {"S": S, "T": T, "M": M, "R": R}
WHO = {"s": SINTA, "t": TONO, "m": MAYA, "r": RINA}
FILL = {**{f"${key}": nip for key, nip in NIPS.items()}, **{f"${key}": name for key, name in WHO.items()}}


def filled(text: str) -> str:
    """The text with the NIPs ($S) and names ($s) of its four people."""
    for sign, value in FILL.items():
        text = text.replace(sign, value)
    return text


def made(layout: Layout, folder: Path) -> Path:
    """The layout as a file."""
    file = folder / f"daftar{layout.ending}"
    if layout.ending != ".xlsx":
        file.write_text(filled("\n".join(layout.sheets.values())), encoding="utf-8")
        return file
    sheets = {}
    for name, text in layout.sheets.items():
        cells: dict[str, object] = {}
        for number, line in enumerate(filled(text).strip("\n").split("\n"), start=1):
            values = [value.strip().replace("^", "\n") for value in line.split("|")]
            cells |= row(
                f"A{number}", [float(v[1:]) if v[:1] == "#" and v[1:].isdigit() else v or None for v in values]
            )
        sheets[filled(name)] = {place: value for place, value in cells.items() if value is not None}
    file.write_bytes(book(sheets, {next(iter(sheets)): list(layout.merges)}))
    return file


def said(reading: RosterReading) -> tuple[list[str], list[str], dict[str, int]]:
    """What came out, as a layout says it."""
    people = [
        "|".join(
            (
                person.nip,
                person.nama,
                person.pangkat_golongan,
                person.jabatan,
                reading.organisasi.nama_unit(person.unit_kerja),
                person.perangkat_daerah,
                person.status,
                person.nip_penilai or (person.penilai_luar.nama if person.penilai_luar else ""),
            )
        )
        for person in reading.organisasi.pegawai
    ]
    doubts = [f"{one.code.removeprefix('daftar-')}@{one.sheet}!{one.cell}" for one in reading.temuan]
    return people, doubts, reading.pembukuan.counts() if reading.pembukuan else {}


def lines(text: str) -> list[str]:
    """The lines of an expectation."""
    return filled(text).split("\n") if text else []


OFFICES = {
    name: Layout(
        one["sheets"],
        one["people"],
        one["doubts"],
        one["rows"],
        tuple(one.get("merges", ())),
        one.get("ending", ".xlsx"),
    )
    for name, one in tomllib.loads((Path(__file__).parent / "roster_offices.toml").read_text("utf-8")).items()
}


def read(layout: Layout, folder: Path) -> RosterReading:
    """What is read of a layout; also where that is nobody."""
    try:
        return read_any_roster(made(layout, folder), golongan=GOLONGAN, words=WORDS)
    except TanpaPegawaiError as nobody:
        assert nobody.bacaan.organisasi.pegawai == ()
        return nobody.bacaan


@pytest.mark.parametrize("name", OFFICES)
def test_an_offices_roster_gives_its_people_its_doubts_and_the_account_of_its_rows(name: str, tmp_path: Path) -> None:
    layout = OFFICES[name]
    reading = read(layout, tmp_path)
    people, doubts, rows = said(reading)
    assert people == lines(layout.people)
    assert doubts == lines(layout.doubts)
    assert rows == layout.rows
    assert reading.dugaan is not None
    named = "\n".join(
        [*(str(one.rincian) + one.found for one in reading.temuan), *map(str, reading.dugaan.lain.values())]
    )
    for table in (table for table in reading.dugaan.tabel if table.isi == "pegawai" and table.kepala):
        top, bottom = table.rentang_kepala or (0, 0)
        sheet = layout.sheets.get(table.lembar, "").strip("\n").split("\n")
        titles = {title.strip() for line in sheet[top - 1 : bottom] for title in line.split("|") if title.strip()}
        assert {title for title in titles if " ".join(title.replace("^", " ").split()) not in named} == set()


def test_a_map_of_rows_that_belong_together_reads_the_same(tmp_path: Path) -> None:
    layout = OFFICES["duk-tiga-baris"]
    first = read(layout, tmp_path)
    assert first.dugaan is not None
    (tmp_path / "peta.toml").write_text(render_map(first.dugaan.peta, "daftar", first.dugaan.lain), "utf-8")
    peta = read_map(tmp_path / "peta.toml")
    assert (peta, peta.tabel[0].kolom["nip"]) == (first.dugaan.peta, "B+1: NIP")
    again = read_any_roster(made(layout, tmp_path), golongan=GOLONGAN, words=WORDS, peta=peta)
    assert again.organisasi == first.organisasi


TITLES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "roster_titles.toml").read_text("utf-8"))


@pytest.mark.parametrize("word", TITLES)
def test_titles_as_offices_write_them_mean_their_word(word: str) -> None:
    meant = {title: WORDS.role("pegawai", (title,)) for title in TITLES[word]}
    assert {
        title: found for title, found in meant.items() if (found[0] if found and WORDS.sure(found[1]) else "-") != word
    } == {}


CONTENTS = {
    # title -> content of four rows, and our word for it
    "Pegawai": ("$s ^$S|$t ^$T|$m ^$M|$r ^$R", "nama_nip"),
    "Tenaga": ("$s|$t|$m|$r", "nama"),
    "ID": ("1|2|3|4", ""),
    "Tugas": ("Guru Kelas|Perawat Terampil|Analis Anggaran|Kepala Seksi", "jabatan"),
    "Pekerjaan": ("Kota|Desa|Kota|Kota", ""),
    "Ruang": ("Ruang Satu|Instalasi Gizi|Bidang Dua|Bidang Dua", "unit_kerja"),
    "Letak": ("Bidang Satu|Seksi Dua|UPTD Tiga|Bidang Satu", "unit_kerja"),
    "Kelompok": ("III/a|III/b|IV/a|IX", "pangkat_golongan"),
    "Surat": ("a@contoh.example|b@contoh.example|c@contoh.example|d@contoh.example", "email"),
    "Jenis": ("PNS|PPPK|PNS|PNS", ""),
    "Kategori": ("PNS|PPPK|CPNS|PNS", "status"),
    "Status": ("Aktif|Aktif|Cuti|Aktif", ""),
    "Jabatan": ("9|8|7|9", ""),
    "SATKER": ("Bidang Satu|Bidang Dua|Bidang Dua|Seksi Tiga", "unit_kerja"),
    "Instansi": ("Dinas Satu|Dinas Satu|Badan Dua|Badan Dua", "perangkat_daerah"),
}


@pytest.mark.parametrize("title", CONTENTS)
def test_a_column_that_its_title_does_not_settle_is_what_it_holds_and_else_is_named(title: str, tmp_path: Path) -> None:
    content, word = CONTENTS[title]
    who = "NIP|Keterangan" if word in ("nama", "nama_nip") else "NIP|Nama"
    nips, names = [S, T, M, R], [SINTA, TONO, MAYA, RINA] if who == "NIP|Nama" else ["-"] * 4
    rows = [f"{nip}|{name}|{value}" for nip, name, value in zip(nips, names, content.split("|"), strict=True)]
    text = "\n".join([f"{who}|{title}|Gol", *(f"{line}|III/c" for line in rows)])
    if word == "pangkat_golongan":
        text = text.replace("|Gol", "").replace("|III/c", "")
    reading = read(Layout({"S": text}, "", "", {}), tmp_path)
    assert reading.dugaan is not None
    used = {our: column for our, column in reading.dugaan.tabel[0].kolom.items() if column.startswith("C")}
    assert used == ({word: f"C: {title}"} if word else {})
    told = [(one.found, dict(one.rincian)["kolom"]) for one in reading.temuan if one.code == "daftar-kolom-lain"]
    of_map = next(one for one in reading.temuan if one.code == "daftar-peta")
    assert word or told == [(title, "C")] or f"C: {title}" in str(of_map.rincian)


def jalan(*arguments: object) -> Any:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def test_nobody_is_no_success_and_leaves_a_map_that_can_be_corrected(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(
        book({"Rekap": row("A1", ["Wilayah", "Orang", "Kode diri"]) | row("A2", ["Timur", SINTA, "A-17"])})
    )
    first = jalan("roster", "check", tmp_path / "a.xlsx", "--map", tmp_path / "peta.toml", "--json")
    assert isinstance(first.exception, SkpxlError)
    assert (tmp_path / "peta.toml").exists()
    assert "Rekap" in str(first.exception) and "--map" in str(first.exception)
    text = (tmp_path / "peta.toml").read_text("utf-8")
    assert 'isi = "lain"' in text and "# Kolom B berisi, misalnya, “Orang”" in text
    text = text.replace('isi = "lain"', 'isi = "pegawai"').replace(
        "[tabel.kolom]", '[tabel.kolom]\nnama = "B"\nnip = "C"'
    )
    (tmp_path / "peta.toml").write_text(text.replace('baris = "1-"', 'baris = "2-"'), "utf-8")
    second = jalan("roster", "check", tmp_path / "a.xlsx", "--map", tmp_path / "peta.toml", "--json")
    assert (second.exit_code, json.loads(second.stdout)["pegawai"]) == (1, 1)
    assert jalan("roster", "convert", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx").exception is not None
    assert not (tmp_path / "b.xlsx").exists()


def test_a_tidy_roster_without_a_single_person_is_no_success(tmp_path: Path) -> None:
    sheets = {table.lembar: row("A1", [column.judul for column in table.kolom]) for table in (PEGAWAI, UNIT, PRODUK)}
    (tmp_path / "a.xlsx").write_bytes(book(sheets))
    result = jalan("roster", "check", tmp_path / "a.xlsx")
    assert str(result.exception) == "Lembar Pegawai belum memuat seorang pun; isi barisnya, lalu periksa lagi."


def test_our_sheets_unit_and_produk_take_usual_titles(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": row("A1", [column.judul for column in PEGAWAI.kolom])
        | row("A2", [S, SINTA, "Penata, III/c", KOM, "Fungsional Keahlian", "PNS", "B1"]),
        "Unit": row("A1", ["Kode Unit", "Nama Unit", "Unit Induk", "NIP Pimpinan", "OPD", "E-mail"])
        | row("A2", ["B1", "Bidang Data", None, S, "Badan Contoh"]),
        "Produk": row("A1", ["Nama Unit", "Kode Produk", "Produk dan Layanan"])
        | row("A2", ["Bidang Data", "P1", "Data terbuka"]),
    }
    (tmp_path / "a.xlsx").write_bytes(book(sheets))
    organisasi = read_any_roster(tmp_path / "a.xlsx", golongan=GOLONGAN, words=WORDS).organisasi
    assert [(unit.kode, unit.nama, unit.induk, unit.pimpinan) for unit in organisasi.unit] == [
        ("B1", "Bidang Data", "", S)
    ]
    assert [(produk.unit, produk.kode, produk.teks) for produk in organisasi.produk] == [("B1", "P1", "Data terbuka")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RINA SEMISAL", "Rina Semisal, A.Md.", True),
        ("Dr. H. Tono Umpama, S.E., M.Si.", "TONO UMPAMA S.E", True),
        ("H TONO UMPAMA", "dr.Tono Umpama", True),
        ("Prof. Dr. Ir. Maya P.", "Maya P", True),
        ("Rina Semisal", "Rini Semisal", False),
        ("M. Yusuf", "Yusuf", False),
        ("Hadi Rekaan", "Adi Rekaan", False),
    ],
)
def test_titles_and_capitals_are_no_difference_of_names(one: str, other: str, same: bool) -> None:
    assert (bare_name(one) == bare_name(other)) is same


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("SINTA REKAAN, S.Kom.", True),
        ("Ali", True),
        ("Ni'mah Rekaan", True),
        ("Nama Pegawai", False),
        ("55", False),
        ("TMT", False),
        ("##Nama##", False),
        ("{{nama}}", False),
        ("xxx", False),
        ("Contoh", False),
        ("78.98 %", False),
        ("Jumlah PNS", False),
        ("Mengetahui,", False),
        ("a@contoh.example", False),
        ("-", False),
    ],
)
def test_what_may_be_the_name_of_a_person(text: str, plausible: bool) -> None:
    assert is_name(text, WORDS) is plausible


def test_blanks_of_many_are_one_line_each_and_findings_without_end_are_counted(tmp_path: Path) -> None:
    people = "\n".join(
        f"19900101201503{1 + n % 2}{n:03d}|Orang {chr(65 + n // 26)}{chr(65 + n % 26)} Rekaan|x@" for n in range(1, 520)
    )
    reading = read(Layout({"S": "NIP|Nama|Email\n" + people}, "", "", {}), tmp_path)
    counts = Counter(one.code.removeprefix("daftar-") for one in reading.temuan)
    assert counts == {"peta": 1, "kolom-kosong": 4, "email": 500, "masih-ada": 1}
    more = next(one for one in reading.temuan if one.code == "daftar-masih-ada")
    assert (more.found, dict(more.rincian)) == ("daftar-email", {"banyak": "19", "disebut": "500"})
    blanks = [dict(one.rincian)["kolom"] for one in reading.temuan if one.code == "daftar-kolom-kosong"]
    assert blanks == ["Jabatan", "Pangkat/Gol. Ruang", "Unit Kerja", "Pejabat penilai"]

"""`roster.py` and `checks/roster.py`: every defect with its exact finding. All people are invented."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from excel_rules import check_excel
from forms import LIBRARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work import calls

from skpxl.books.roster_sheet import write_roster
from skpxl.errors import SkpxlError
from skpxl.foreign.roster.accounting import Bookkeeping
from skpxl.foreign.roster.organisasi import read_roster
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, UNIT, RosterTable
from skpxl.model.contoh import CONTOH
from skpxl.model.pegawai import KeteranganJF, Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.lists import read_daftar
from skpxl.template.source import templates_dir

GOLONGAN = list(read_daftar(templates_dir(Path("workbook_templates")) / "daftar" / "golongan.txt").nilai)
STATUS = "PNS, CPNS, PPPK, PPPK Paruh Waktu"
KADIS, KABID, STAF, PPPK = "196803121994031005", "197505202000122001", "199001012015031001", "199505172022212004"

Baris = dict[str, Any]

DINAS: Baris = {"Kode": "D", "Nama": "Dinas Contoh", "Pimpinan": KADIS, "Perangkat Daerah": "Dinas Contoh"}
BIDANG: Baris = {"Kode": "B1", "Nama": "Bidang Satu", "Induk": "D", "Pimpinan": KABID}
KEPALA: Baris = {
    "NIP": KADIS, "Nama": "Agus Contoh", "Pangkat/Gol. Ruang": "Pembina Utama Muda, IV/c", "Jabatan": "Kepala Dinas",
    "Status": "PNS", "Unit Kerja": "D", "Nama Penilai": "Bupati Contoh",
}  # fmt: skip
KETUA: Baris = {
    "NIP": KABID, "Nama": "Bella Contoh", "Pangkat/Gol. Ruang": "Pembina, IV/a", "Jabatan": "Kepala Bidang",
    "Status": "PNS", "Unit Kerja": "B1", "NIP Penilai": KADIS,
}  # fmt: skip
ANGGOTA: Baris = {
    "NIP": STAF, "Nama": "Citra Contoh", "Pangkat/Gol. Ruang": "Penata, III/c", "Jabatan": "Analis", "Status": "PNS",
    "Unit Kerja": "B1", "NIP Penilai": KABID,
}  # fmt: skip


class Digits(int):
    """A number that is written with every digit, as other programs than Excel do."""

    def __format__(self, _format: str) -> str:
        return str(int(self))


def buku(
    pegawai: list[Baris], unit: list[Baris] | None = None, produk: list[Baris] | None = None, mulai: int = 0
) -> bytes:
    """A roster from rows given by column title; a value that is no text is written as it is (number, formula)."""
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        isi = zip((PEGAWAI, UNIT, PRODUK), (pegawai, unit or [DINAS, BIDANG], produk or []), strict=True)
        for tabel, baris in isi:
            lembar = kerja.add_worksheet(tabel.lembar)
            judul = [kolom.judul for kolom in tabel.kolom]
            judul += [nama for satu in baris for nama in satu if nama not in judul]
            lembar.write_row(mulai, 0, judul)
            for row, satu in enumerate(baris, start=mulai + 1):
                for nama, nilai in satu.items():
                    if isinstance(nilai, str) and nilai.startswith("="):
                        lembar.write_formula(row, judul.index(nama), nilai, value="#NAME?")
                    elif isinstance(nilai, str):
                        lembar.write_string(row, judul.index(nama), nilai)
                    else:
                        lembar.write_number(row, judul.index(nama), nilai)
    return keluar.getvalue()


def baca(folder: Path, *isi: Any, **lain: Any) -> tuple[Organisasi, list[tuple[str, ...]]]:
    """The roster, and its findings as (code, sheet!cell, found, suggestion, details)."""
    berkas = folder / "daftar.xlsx"
    berkas.write_bytes(buku(*isi, **lain))
    organisasi, temuan = read_roster(berkas, golongan=GOLONGAN)
    assert {satu.file for satu in temuan} <= {"daftar.xlsx"}
    return organisasi, [
        (satu.code, f"{satu.sheet}!{satu.cell}", satu.found, satu.suggestion, *(isi for _, isi in satu.rincian))
        for satu in temuan
    ]


def tanpa_baris(organisasi: Organisasi) -> tuple[list[Pegawai], list[Unit], list[Produk]]:
    """A roster as three sorted lists, without the row numbers."""
    orang = [satu.model_copy(update={"baris": 0}) for satu in organisasi.pegawai]
    return sorted(orang, key=repr), sorted(organisasi.unit, key=repr), sorted(organisasi.produk, key=repr)


def test_a_roster_in_order_has_no_findings(tmp_path: Path) -> None:
    produk = [{"Unit": "Bidang Satu", "Kode": "P1", "Teks": "Layanan contoh"}]
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], None, produk)
    assert temuan == []
    assert organisasi.pegawai[0] == Pegawai(
        nip=KADIS,
        nama="Agus Contoh",
        pangkat_golongan="Pembina Utama Muda, IV/c",
        jabatan="Kepala Dinas",
        status="PNS",
        unit_kerja="D",
        baris=2,
        penilai_luar=Identitas(nama="Bupati Contoh"),
    )
    assert [(orang.nama, orang.nip_penilai, orang.baris) for orang in organisasi.pegawai[1:]] == [
        ("Bella Contoh", KADIS, 3),
        ("Citra Contoh", KABID, 4),
    ]
    assert organisasi.unit[1] == Unit(kode="B1", nama="Bidang Satu", induk="D", pimpinan=KABID)
    assert organisasi.produk == (Produk(unit="B1", kode="P1", teks="Layanan contoh"),)


# changed columns of the third person (file row 4) -> findings
ORANG: list[tuple[Baris, list[tuple[str, ...]]]] = [
    ({"NIP": "19900101 201503 1 001"}, []),
    ({"NIP": "NIP. 199001012015031001"}, []),
    ({"NIP": "19900101201503100"},
     [("daftar-nip-salah", "Pegawai!A4", "19900101201503100", "", "NIP terdiri atas 17 angka, seharusnya 18")]),
    ({"NIP": "199001012015171001"},
     [("daftar-nip-salah", "Pegawai!A4", "199001012015171001", "",
       "angka 13-14 (17) bukan bulan 01-12 (PNS) dan bukan 21 ke atas (PPPK)")]),
    ({"NIP": "199801012015031001"},
     [("daftar-nip-janggal", "Pegawai!A4", "199801012015031001", "", "diangkat pada umur 17 tahun menurut NIP ini")]),
    # a number: 15 digits survive, the whole one stands elsewhere in the file or not
    ({"NIP": 1.98607292020122e17}, [("daftar-nip-hilang", "Pegawai!A4", "198607292020122000", "")]),
    ({"NIP": 196803121994031e3}, [("daftar-nip-hilang", "Pegawai!A4", "196803121994031000", KADIS)]),
    # 18 digits are whole where the file itself holds them; 19 are not, nor 16 of which the last are zeros
    ({"NIP": Digits(199001012015031001)}, [("daftar-nip-angka", "Pegawai!A4", "199001012015031001", "")]),
    ({"NIP": Digits(1990010120150310011)}, [("daftar-nip-hilang", "Pegawai!A4", "1990010120150310011", "")]),
    ({"NIP": 1990010120150000}, [("daftar-nip-hilang", "Pegawai!A4", "1990010120150000", "")]),
    ({"NIP": 11940023450671},
     [("daftar-nip-angka", "Pegawai!A4", "11940023450671", ""),
      ("daftar-nip-salah", "Pegawai!A4", "11940023450671", "", "NIP terdiri atas 14 angka, seharusnya 18")]),
    # 15 digits are all there, also where the last ones are zeros
    ({"NIP": 119400234506000},
     [("daftar-nip-angka", "Pegawai!A4", "119400234506000", ""),
      ("daftar-nip-salah", "Pegawai!A4", "119400234506000", "", "NIP terdiri atas 15 angka, seharusnya 18")]),
    ({"NIP": KABID, "Nama": "Bella Contoh", "NIP Penilai": KADIS},
     [("daftar-nip-dua-jabatan", "Pegawai!A4", KABID, "", "3")]),
    ({"NIP": KABID, "Nama": "bella  contoh", "NIP Penilai": "", "Nama Penilai": "Camat Contoh"},
     [("daftar-nip-dua-penilai", "Pegawai!A4", KABID, "", "3")]),
    ({"NIP": KABID, "Nama": "Orang Lain", "NIP Penilai": KADIS},
     [("daftar-nip-ganda", "Pegawai!A4", KABID, "", "3"),
      ("daftar-nip-dua-nama", "Pegawai!B4", "Orang Lain", "Bella Contoh", "3")]),
    ({"Nama": ""}, [("daftar-tanpa-nama", "Pegawai!B4", STAF, "")]),
    ({"NIP": ""}, [("daftar-tanpa-nip", "Pegawai!A4", "Citra Contoh", "")]),
    ({"NIP": "-"}, [("daftar-tanpa-nip", "Pegawai!A4", "Citra Contoh", "")]),
    ({"NIP": "", "Nama": "Citra, S.H NIP. 19900101 201503 1 001"},
     [("daftar-tanpa-nip", "Pegawai!A4", "Citra, S.H NIP. 19900101 201503 1 001", STAF)]),
    ({"NIP": "=nip_salah"},
     [("daftar-sel-galat", "Pegawai!A4", "#NAME?", "")]),
    ({"Nama": "", "NIP": ""}, [("daftar-lowong", "Pegawai!B4", "Analis", "")]),
    ({"Nama": "(Lowong)", "NIP": "", "NIP Penilai": ""}, [("daftar-lowong", "Pegawai!B4", "Analis", "")]),
    # however the roster says that nobody holds the post
    *(({"Nama": name, "NIP": nip}, [("daftar-lowong", "Pegawai!B4", "Analis", "")]) for name, nip in (
        ("Belum terisi", "-"), ("Lowong (Plt. Bella Contoh)", ""), ("", "LOWONG"), ("N.N.", "0"), ("...", "(lowong)"),
        ("JABATAN LOWONG - Plt. Bella", "000000000000000000"))),
    ({"Nama": "", "NIP": "", "Jabatan": "Analis (lowong)"}, [("daftar-lowong", "Pegawai!B4", "Analis", "")]),
    ({"Nama": "N.N. Citra"}, []),
    ({"Nama": "Citra\u00a0Contoh\u200c"},
     [("daftar-dirapikan", "Pegawai!B4", "Citra\u00a0Contoh\u200c", "Citra Contoh", "1")]),
    ({"Jabatan": ""}, [("daftar-tanpa-jabatan", "Pegawai!D4", "", "")]),
    ({"Pangkat/Gol. Ruang": "Penata/III.c"},
     [("daftar-golongan-dirapikan", "Pegawai!C4", "Penata/III.c", "Penata, III/c")]),
    ({"Pangkat/Gol. Ruang": "III/z"},
     [("daftar-golongan", "Pegawai!C4", "III/z", "", "tidak ada dalam daftar pangkat/golongan ruang")]),
    ({"Pangkat/Gol. Ruang": ""}, [("daftar-golongan", "Pegawai!C4", "", "", "pangkat/golongan ruang kosong")]),
    ({"Pangkat/Gol. Ruang": "IX"}, [("daftar-golongan-status", "Pegawai!C4", "IX", "", "PNS")]),
    ({"NIP": PPPK, "Status": "PPPK", "Pangkat/Gol. Ruang": "IX"}, []),
    ({"NIP": PPPK, "Status": "", "Pangkat/Gol. Ruang": "IX"}, []),
    ({"NIP": PPPK}, [("daftar-status-nip", "Pegawai!F4", "PNS", "PPPK", PPPK)]),
    ({"Status": "PPPK"},
     [("daftar-golongan-status", "Pegawai!C4", "Penata, III/c", "", "PPPK"),
      ("daftar-status-nip", "Pegawai!F4", "PPPK", "PNS", STAF)]),
    ({"Status": "Honorer"}, [("daftar-status", "Pegawai!F4", "Honorer", "", STATUS)]),
    ({"Status": "pns"}, []),
    ({"Unit Kerja": "Bidang Satu"}, []),
    ({"Unit Kerja": "BIDANG  SATU."}, []),
    ({"Unit Kerja": "b1"}, []),
    ({"Unit Kerja": "Bidang Dua"}, [("daftar-unit", "Pegawai!G4", "Bidang Dua", "")]),
    # a number that reads like a NIP is no unit, and no NIP is suggested for one
    ({"Unit Kerja": 196803121994031e3}, [("daftar-unit", "Pegawai!G4", "196803121994031000", "")]),
    ({"Unit Kerja": ""}, [("daftar-unit-kosong", "Pegawai!G4", "", "")]),
    ({"NIP Penilai": ""}, [("daftar-tanpa-penilai", "Pegawai!I4", "", "")]),
    ({"NIP Penilai": "", "Nama Penilai": "Camat Contoh"}, []),
    ({"NIP Penilai": "11940023450671", "Nama Penilai": "Letkol Contoh"}, []),
    ({"NIP Penilai": "11940023450671"}, [("daftar-penilai", "Pegawai!I4", "11940023450671", "")]),
    ({"NIP Penilai": "11940023450671", "Jabatan Penilai": "Bupati"},
     [("daftar-penilai", "Pegawai!I4", "11940023450671", "")]),
    ({"NIP Penilai": 1.97505202000122e17}, [("daftar-penilai", "Pegawai!I4", "197505202000122000", KABID)]),
    ({"NIP Penilai": "NIP. 19750520 200012 2 001"}, []),
    ({"Nama Penilai": "Bella Contoh"}, []),
    ({"Nama Penilai": "Orang Lain"}, [("daftar-penilai-beda", "Pegawai!L4", "Orang Lain", "Bella Contoh")]),
    ({"NIP Penilai": STAF}, [("daftar-atasan-sendiri", "Pegawai!I4", STAF, "")]),
    ({"Surel": "citra@contoh.example"}, []),
    ({"Surel": "citra@contoh"}, [("daftar-email", "Pegawai!J4", "citra@contoh", "")]),
    ({"Surel": "a@contoh.example; b@contoh.example"},
     [("daftar-email", "Pegawai!J4", "a@contoh.example; b@contoh.example", "")]),
    ({"Pendekatan": "Kualitatif"}, []),
    ({"Pendekatan": "campuran"}, [("daftar-pendekatan", "Pegawai!K4", "campuran", "", "kuantitatif atau kualitatif")]),
    ({"Pendekatan": "Kuantitaif"},
     [("daftar-pendekatan", "Pegawai!K4", "Kuantitaif", "kuantitatif", "kuantitatif atau kualitatif")]),
]  # fmt: skip


@pytest.mark.parametrize(("ubah", "diharapkan"), ORANG)
def test_a_doubtful_person_is_kept_and_reported(ubah: Baris, diharapkan: list[tuple[str, ...]], tmp_path: Path) -> None:
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA | ubah])
    assert temuan == diharapkan
    assert [orang.baris for orang in organisasi.pegawai] == [2, 3, 4]


def test_days_that_cannot_be_read_are_not_taken_for_the_whole_year(tmp_path: Path) -> None:
    """What stands there is kept: the row is issued nothing until somebody has put it right."""
    rows = [KEPALA, KETUA | {"Mulai": "Juni 2026"}, ANGGOTA | {"Mulai": "01-06-2026", "Selesai": 46204}]
    organisasi, temuan = baca(tmp_path, rows)
    assert [one[:3] for one in temuan] == [
        ("daftar-tanggal", "Pegawai!P3", "Juni 2026"), ("daftar-tanggal", "Pegawai!Q4", "46204"),
    ]  # fmt: skip
    assert [orang.masa_ragu for orang in organisasi.pegawai] == ["", "Juni 2026", "46204"]


UNIT_RUSAK: list[tuple[list[Baris], list[tuple[str, ...]]]] = [
    ([{"Kode": "B1", "Nama": "Bidang Kembar"}], [("daftar-kode-ganda", "Unit!A4", "B1", "", "Bidang Satu")]),
    ([{"Nama": "Tanpa Kode"}], [("daftar-kode-kosong", "Unit!A4", "Tanpa Kode", "")]),
    ([{"Kode": "B2"}], [("daftar-nama-unit-kosong", "Unit!B4", "B2", "")]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Induk": "dinas contoh"}], []),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Induk": "X"}], [("daftar-induk", "Unit!C4", "X", "")]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Induk": "B2"}],
     [("daftar-lingkar-induk", "Unit!C4", "B2", "", "Bidang Dua → Bidang Dua")]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Induk": "B3"}, {"Kode": "B3", "Nama": "Bidang Tiga", "Induk": "B2"}],
     [("daftar-lingkar-induk", "Unit!C4", "B3", "", "Bidang Dua → Bidang Tiga → Bidang Dua")]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Pimpinan": "196001011985031009"}],
     [("daftar-pimpinan", "Unit!D4", "196001011985031009", "")]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Pimpinan": 1.97505202000122e17}],
     [("daftar-pimpinan", "Unit!D4", "197505202000122000", KABID)]),
    ([{"Kode": "B2", "Nama": "Bidang Dua", "Surel": "bidang dua"}], [("daftar-email", "Unit!F4", "bidang dua", "")]),
    ([{"Kode": 2, "Nama": "Bidang Dua"}], []),
    ([{"Kode": "B2", "Nama": "Bidang Satu"}, {"Kode": "B3", "Nama": "Bidang Tiga", "Induk": "Bidang Satu"}],
     [("daftar-unit-rancu", "Unit!C5", "Bidang Satu", "", "B1, B2")]),
]  # fmt: skip


@pytest.mark.parametrize(("tambah", "diharapkan"), UNIT_RUSAK)
def test_a_doubtful_unit_is_kept_and_reported(
    tambah: list[Baris], diharapkan: list[tuple[str, ...]], tmp_path: Path
) -> None:
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], [DINAS, BIDANG, *tambah])
    assert temuan == diharapkan
    assert len(organisasi.unit) == 2 + len(tambah)


PRODUK_RUSAK: list[tuple[Baris, list[tuple[str, ...]]]] = [
    ({"Unit": "B9", "Kode": "P2", "Teks": "Lain"}, [("daftar-produk-unit", "Produk!A3", "B9", "")]),
    ({"Unit": "B1", "Kode": "P1", "Teks": "Lain"}, [("daftar-produk-ganda", "Produk!B3", "P1", "", "Layanan")]),
    ({"Unit": "D", "Kode": "P1", "Teks": "Lain"}, []),
    ({"Unit": "B1", "Kode": "P2"}, [("daftar-produk-kosong", "Produk!C3", "", "", "Teks")]),
    ({"Unit": "B1", "Teks": "Lain"}, [("daftar-produk-kosong", "Produk!B3", "", "", "Kode")]),
    ({"Kode": "P2", "Teks": "Lain"}, [("daftar-produk-kosong", "Produk!A3", "", "", "Unit")]),
]


@pytest.mark.parametrize(("tambah", "diharapkan"), PRODUK_RUSAK)
def test_a_doubtful_product_is_kept_and_reported(
    tambah: Baris, diharapkan: list[tuple[str, ...]], tmp_path: Path
) -> None:
    produk = [{"Unit": "B1", "Kode": "P1", "Teks": "Layanan"}, tambah]
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], None, produk)
    assert temuan == diharapkan
    assert len(organisasi.produk) == 2


MENDUKUNG: list[tuple[str, str, list[tuple[str, ...]]]] = [
    ("", "", []),
    ("D T1", "produk:D:T1", []),
    ("d/t1", "produk:D:T1", []),
    ("T2", "produk:D:T2", []),
    ("Daerah yang  Sehat.", "produk:D:T2", []),
    ("produk:D:T1", "produk:D:T1", []),
    ("Daerah yang aman dan tertip", "", [
        ("daftar-produk-mendukung", "Produk!D4", "Daerah yang aman dan tertip", "D T1", "Bidang Satu",
         "tidak ada produk seperti itu di unit-unit di atasnya"),
    ]),
    ("B1 P1", "", [
        ("daftar-produk-mendukung", "Produk!D4", "B1 P1", "", "Bidang Satu", "itu produk unit itu sendiri"),
    ]),
    ("B2 P9", "", [
        ("daftar-produk-mendukung", "Produk!D4", "B2 P9", "", "Bidang Satu",
         "itu produk Bidang Dua, yang tidak di atasnya"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "id_", "diharapkan"), MENDUKUNG)
def test_a_product_names_the_product_above_by_code_or_text_and_what_is_not_found_is_told_at_its_cell(
    typed: str, id_: str, diharapkan: list[tuple[str, ...]], tmp_path: Path
) -> None:
    produk = [
        {"Unit": "D", "Kode": "T1", "Teks": "Daerah yang aman dan tertib"},
        {"Unit": "D", "Kode": "T2", "Teks": "Daerah yang sehat"},
        {"Unit": "B1", "Kode": "P1", "Teks": "Layanan", "Mendukung": typed},
        {"Unit": "B2", "Kode": "P9", "Teks": "Layanan lain"},
    ]
    unit = [DINAS, BIDANG, {"Kode": "B2", "Nama": "Bidang Dua", "Induk": "D"}]
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], unit, produk)
    assert [(product.id, product.mendukung) for product in organisasi.produk if product.unit == "B1"] == [
        ("produk:B1:P1", id_)
    ]
    assert [one for one in temuan if one[0] != "daftar-produk-tanpa-mendukung"] == diharapkan
    write_roster(tmp_path / "lagi.xlsx", organisasi)
    assert read_roster(tmp_path / "lagi.xlsx", golongan=GOLONGAN)[0].produk == organisasi.produk


def test_where_some_products_say_what_they_support_those_that_do_not_are_told(tmp_path: Path) -> None:
    produk = [
        {"Unit": "D", "Kode": "T1", "Teks": "Daerah yang aman"},
        {"Unit": "B1", "Kode": "P1", "Teks": "Layanan", "Mendukung": "T1"},
        {"Unit": "B1", "Kode": "P2", "Teks": "Layanan lain"},
    ]
    _, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], None, produk)
    assert temuan == [("daftar-produk-tanpa-mendukung", "Produk!D4", "", "")]
    _, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], None, [produk[0], produk[2]])
    assert temuan == []


def test_a_product_of_a_topmost_unit_has_nothing_above_it_to_support(tmp_path: Path) -> None:
    produk = [{"Unit": "D", "Kode": "T1", "Teks": "Daerah yang aman", "Mendukung": "P1"}]
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, ANGGOTA], None, produk)
    assert organisasi.produk[0].mendukung == ""
    assert temuan == [
        ("daftar-produk-mendukung", "Produk!D2", "P1", "", "Dinas Contoh",
         "unit-unit di atasnya tidak punya produk dalam daftar ini"),
    ]  # fmt: skip


def test_units_of_one_name_are_told_apart_by_perangkat_daerah(tmp_path: Path) -> None:
    sekretariat = [
        DINAS,
        BIDANG,
        {"Kode": "S1", "Nama": "Sekretariat", "Perangkat Daerah": "Dinas Contoh"},
        {"Kode": "S2", "Nama": "Sekretariat", "Perangkat Daerah": "Badan Contoh"},
    ]
    jelas = ANGGOTA | {"Unit Kerja": "Sekretariat", "Perangkat Daerah": "Badan Contoh"}
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, jelas], sekretariat)
    assert (organisasi.pegawai[2].unit_kerja, temuan) == ("S2", [])
    rancu = ANGGOTA | {"Unit Kerja": "Sekretariat"}
    organisasi, temuan = baca(tmp_path, [KEPALA, KETUA, rancu], sekretariat)
    assert organisasi.pegawai[2].unit_kerja == "Sekretariat"
    assert temuan == [("daftar-unit-rancu", "Pegawai!G4", "Sekretariat", "", "S1, S2")]


def test_a_circle_of_superiors_is_one_finding(tmp_path: Path) -> None:
    kepala = KEPALA | {"NIP Penilai": STAF, "Nama Penilai": ""}
    bawahan = ANGGOTA | {"NIP": "199105052016021003", "Nama": "Dian Contoh", "NIP Penilai": STAF}
    _, temuan = baca(tmp_path, [kepala, KETUA, ANGGOTA, bawahan])
    assert temuan == [
        (
            "daftar-lingkar-atasan",
            "Pegawai!I2",
            STAF,
            "",
            "Agus Contoh → Citra Contoh → Bella Contoh → Agus Contoh",
        )
    ]


def test_blank_rows_are_skipped_and_texts_beside_the_table_are_said(tmp_path: Path) -> None:
    kosong: list[Baris] = [{}, {"NIP": "   "}, {"No": 7}, {"Catatan": "Mengetahui, Kepala Dinas"}]
    organisasi, temuan = baca(tmp_path, [KEPALA, *kosong, KETUA], mulai=6)
    assert [orang.baris for orang in organisasi.pegawai] == [8, 13]
    assert temuan == [("daftar-baris-lain", "Pegawai!AB12", "Mengetahui, Kepala Dinas", "")]


def test_a_text_beside_the_table_is_said_in_its_turn(tmp_path: Path) -> None:
    _, temuan = baca(tmp_path, [KEPALA | {"Surel": "x"}, {"Catatan": "Bidang:"}, KETUA | {"Surel": "y"}])
    assert [satu[:2] for satu in temuan] == [
        ("daftar-email", "Pegawai!J2"), ("daftar-baris-lain", "Pegawai!AA3"), ("daftar-email", "Pegawai!J4"),
    ]  # fmt: skip


def test_the_rows_of_each_fate_are_named_as_ranges_of_one_sheet() -> None:
    book = Bookkeeping()
    for sheet, row, fate in (
        ("B", 6, "orang"), ("A", 5, "orang"), ("A", 1, "judul"), ("A", 2, "orang"), ("A", 3, "orang"), ("A", 4, "catatan"),
    ):  # fmt: skip
        book.record(sheet, row, fate)
    assert book.rentang() == {"orang": ["A!2-3", "A!5", "B!6"], "judul": ["A!1"], "catatan": ["A!4"]}


JF = {"No. Seri Karpeg": "B 0123", "Tempat Lahir": "Kupang", "TMT Pangkat": "01-04-2024", "AK Konversi": "12,5"}


def test_what_papers_on_angka_kredit_need_is_read_where_it_is_written(tmp_path: Path) -> None:
    wrong = {"TMT Jabatan": "tahun lalu", "AK Dasar": "lihat PAK", "AK Konversi": "7"}
    organisasi, found = baca(tmp_path, [KEPALA | JF, KETUA | wrong])
    assert [orang.jf for orang in organisasi.pegawai] == [
        KeteranganJF(karpeg="B 0123", tempat_lahir="Kupang", tmt_pangkat=date(2024, 4, 1), ak_konversi=Decimal("12.5")),
        KeteranganJF(ak_konversi=Decimal(7)),
    ]
    assert found == [
        ("daftar-keterangan-jf", "Pegawai!U3", "tahun lalu", ""), ("daftar-keterangan-jf", "Pegawai!V3", "lihat PAK", ""),
    ]  # fmt: skip
    write_roster(tmp_path / "lagi.xlsx", organisasi)
    again, _ = read_roster(tmp_path / "lagi.xlsx", golongan=GOLONGAN)
    assert [orang.jf for orang in again.pegawai] == [orang.jf for orang in organisasi.pegawai]


def test_findings_say_who_and_which_column(tmp_path: Path) -> None:
    berkas = tmp_path / "daftar.xlsx"
    berkas.write_bytes(buku([KEPALA | {"Surel": "x"}, KETUA | {"NIP": "", "Jabatan": ""}]))
    _, temuan = read_roster(berkas, golongan=GOLONGAN)
    assert [(satu.who, satu.item, satu.key) for satu in temuan] == [
        (KADIS, "Surel", "pegawai_1_email"),
        ("Bella Contoh", "NIP", "pegawai_2_nip"),
        ("Bella Contoh", "Jabatan", "pegawai_2_jabatan"),
        ("", "Pimpinan", "unit_2_pimpinan"),
    ]


def _lembar(isi: dict[str, list[list[str]]]) -> bytes:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        for nama, baris in isi.items():
            lembar = kerja.add_worksheet(nama)
            for row, satu in enumerate(baris):
                lembar.write_row(row, 0, satu)
    return keluar.getvalue()


def _judul(tabel: RosterTable) -> list[str]:
    return [kolom.judul for kolom in tabel.kolom if kolom.wajib]


LENGKAP = {"Pegawai": [_judul(PEGAWAI)], "Unit": [_judul(UNIT)], "Produk": [_judul(PRODUK)]}


@pytest.mark.parametrize(
    ("data", "kalimat"),
    [
        (None, "Daftar pegawai {path} tidak ada; periksa nama dan foldernya."),
        (b"", "Daftar pegawai {path} tidak dapat dibaca (berkas tidak berisi apa pun); "
         "simpan sebagai buku kerja Excel (.xlsx)."),
        (b"%PDF-1.4", "Daftar pegawai {path} tidak dapat dibaca (dokumen PDF); "
         "simpan sebagai buku kerja Excel (.xlsx)."),
        (_lembar({"Pegawai": LENGKAP["Pegawai"], "Produk": LENGKAP["Produk"]}),
         "Lembar “Unit” tidak ada di daftar.xlsx (yang ada: Pegawai, Produk); tambahkan lembar itu."),
        (_lembar(LENGKAP | {"Unit": [["Kode", "Nama", "Induk", "Pimpinan", "Surel"]]}),
         "Kolom “Perangkat Daerah” tidak ada di lembar “Unit” berkas daftar.xlsx; "
         "tambahkan kolom itu, isinya boleh kosong."),
        (_lembar(LENGKAP | {"Produk": [["Unit", "Kode", "Tekss"]]}),
         "Kolom “Teks” tidak ada di lembar “Produk” berkas daftar.xlsx (mungkin ditulis “Tekss”); "
         "tambahkan kolom itu, isinya boleh kosong."),
        (_lembar(LENGKAP | {"Produk": [["Unit", "Kode", "Teks", "kode "]]}),
         "Kolom “Kode” ada dua kali di lembar “Produk” berkas daftar.xlsx (B1 dan D1); "
         "hapus atau ganti nama salah satunya."),
        (_lembar(LENGKAP | {"Unit": [["judul"]] * 10 + [_judul(UNIT)]}),
         "Baris judul lembar “Unit” tidak ditemukan pada 10 baris pertama berkas daftar.xlsx; "
         "tulis judul kolom: Kode, Nama, Induk, Pimpinan, Perangkat Daerah, Surel."),
    ],
)  # fmt: skip
def test_a_roster_that_cannot_be_read_says_what_to_do(data: bytes | None, kalimat: str, tmp_path: Path) -> None:
    berkas = tmp_path / "daftar.xlsx"
    if data is not None:
        berkas.write_bytes(data)
    with pytest.raises(SkpxlError) as tertangkap:
        read_roster(berkas, golongan=GOLONGAN)
    assert str(tertangkap.value) == kalimat.format(path=berkas)


def test_titles_in_any_order_and_writing_are_found(tmp_path: Path) -> None:
    judul = [f" {satu.upper()} *\n" for satu in reversed(_judul(PEGAWAI))]
    judul[judul.index(" PANGKAT/GOL. RUANG *\n")] = "Pangkat / Gol.Ruang"
    judul[judul.index(" SUREL *\n")] = "E-mail"
    berkas = tmp_path / "daftar.xlsx"
    isi = LENGKAP | {"Pegawai": [["DAFTAR PEGAWAI"], [], judul, [f"isi {satu}" for satu in reversed(_judul(PEGAWAI))]]}
    berkas.write_bytes(_lembar(isi))
    organisasi, _ = read_roster(berkas, golongan=GOLONGAN)
    assert [(orang.nama, orang.jabatan, orang.email, orang.baris) for orang in organisasi.pegawai] == [
        ("isi Nama", "isi Jabatan", "isi Surel", 4)
    ]


def test_an_empty_roster_is_read_as_empty(tmp_path: Path) -> None:
    write_roster(tmp_path / "daftar.xlsx", None, contoh=False)
    assert read_roster(tmp_path / "daftar.xlsx", golongan=GOLONGAN) == (Organisasi(), [])


def test_the_examples_are_valid_but_are_told_row_by_row(tmp_path: Path) -> None:
    write_roster(tmp_path / "daftar.xlsx", None, contoh=True)
    organisasi, temuan = read_roster(tmp_path / "daftar.xlsx", golongan=GOLONGAN)
    assert tanpa_baris(organisasi) == tanpa_baris(CONTOH)
    assert [(satu.code, f"{satu.sheet}!{satu.cell}", satu.found) for satu in temuan] == [
        ("daftar-contoh", "Pegawai!B2", "Dr. Budi Contoh, M.Si."),
        ("daftar-contoh", "Pegawai!B3", "Dewi Contoh, S.E."),
        ("daftar-lowong", "Pegawai!B4", "Pengelola Contoh"),
        ("daftar-contoh", "Pegawai!D4", "Pengelola Contoh"),
        ("daftar-contoh", "Unit!B2", "Dinas Contoh"),
        ("daftar-contoh", "Unit!B3", "Bidang Contoh"),
        ("daftar-contoh", "Produk!C2", "Layanan pemerintah daerah yang baik"),
        ("daftar-contoh", "Produk!C3", "Layanan contoh bagi perangkat daerah"),
    ]


def test_the_same_roster_gives_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    for nama in ("a.xlsx", "b.xlsx"):
        write_roster(tmp_path / nama, CONTOH, contoh=False)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(satu.name for satu in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


teks = st.text("abcdefghijklmnopqrstuvwxyz ABC=+'@", min_size=1, max_size=12).map(lambda isi: f"x {isi}".strip()).map(
    lambda isi: " ".join(isi.split())
)  # fmt: skip


@st.composite
def organisasi_acak(draw: st.DrawFn) -> Organisasi:
    """A roster without defects in units and codes; people with any mixture of data."""
    unit = [Unit(kode=f"U{nomor}", nama=f"Unit {nomor} {draw(teks)}") for nomor in range(draw(st.integers(1, 4)))]
    kode = st.sampled_from([satu.kode for satu in unit])
    orang = [
        Pegawai(
            nip=f"199001012015031{nomor:03}",
            nama=draw(teks),
            pangkat_golongan=draw(st.sampled_from(["Penata, III/c", "Pembina Tk. I, IV/b", "IX", ""])),
            jabatan=draw(teks),
            unit_kerja=draw(kode),
            nip_penilai=draw(st.sampled_from(["", "199001012015031001"])),
            pendekatan=draw(st.sampled_from(["kuantitatif", "kualitatif"])),
            penilai_luar=draw(st.sampled_from([None, Identitas(nama="Bupati Contoh", jabatan="Bupati")])),
        )
        for nomor in range(1, draw(st.integers(1, 7)))
    ]
    orang = [
        satu.model_copy(update={"penilai_luar": satu.penilai_luar.model_copy(update={"nip": satu.nip_penilai})})
        if satu.penilai_luar
        else satu
        for satu in orang
    ]
    produk = [Produk(unit=draw(kode), kode=f"P{nomor}", teks=draw(teks)) for nomor in range(draw(st.integers(0, 4)))]
    return Organisasi(pegawai=tuple(orang), unit=tuple(unit), produk=tuple(produk))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(organisasi_acak(), st.randoms(use_true_random=False))
def test_writing_and_reading_are_inverses_in_any_order_of_rows(
    tmp_path: Path, organisasi: Organisasi, acak: Any
) -> None:
    berkas = tmp_path / "daftar.xlsx"
    write_roster(berkas, organisasi, contoh=False)
    kembali, temuan = read_roster(berkas, golongan=GOLONGAN)
    assert [satu.model_copy(update={"baris": 0}) for satu in kembali.pegawai] == list(organisasi.pegawai)
    assert (kembali.unit, kembali.produk) == (organisasi.unit, organisasi.produk)
    baris = {nama: acak.sample(isi, len(isi)) for nama, isi in organisasi}
    write_roster(berkas, Organisasi(**baris), contoh=False)
    dikocok, temuan_dikocok = read_roster(berkas, golongan=GOLONGAN)
    assert tanpa_baris(dikocok) == tanpa_baris(kembali)
    assert sorted((satu.code, satu.who) for satu in temuan_dikocok) == sorted((satu.code, satu.who) for satu in temuan)


def test_a_roster_saved_again_by_libreoffice_reads_the_same(
    tmp_path: Path, konversi: Callable[[Path, str], Path]
) -> None:
    write_roster(tmp_path / "daftar.xlsx", CONTOH, contoh=False)
    asli, _ = read_roster(tmp_path / "daftar.xlsx", golongan=GOLONGAN)
    kembali, _ = read_roster(konversi(tmp_path / "daftar.xlsx", "xlsx"), golongan=GOLONGAN)
    assert kembali == asli


def large_roster(path: Path, people: int) -> None:
    orang = [
        Pegawai(
            nip=f"{date(1970, 1, 1) + timedelta(days=n):%Y%m%d}2005031001",
            nama=f"Pegawai Contoh {n}",
            pangkat_golongan="Penata, III/c",
            jabatan="Analis Contoh",
            unit_kerja=f"U{n // 20}",
            email=f"p{n}@contoh.example",
            penilai_luar=Identitas(nama="Bupati Contoh"),
        )
        for n in range(people)
    ]
    unit = [Unit(kode=f"U{n}", nama=f"Unit {n}", induk="U0" if n else "") for n in range(people // 20)]
    write_roster(path, Organisasi(pegawai=tuple(orang), unit=tuple(unit)), contoh=False)


def test_a_roster_of_5000_is_read_whole(tmp_path: Path) -> None:
    large_roster(tmp_path / "daftar.xlsx", 5_000)
    organisasi, temuan = read_roster(tmp_path / "daftar.xlsx", golongan=GOLONGAN)
    assert (len(organisasi.pegawai), temuan) == (5_000, [])


def test_twice_as_large_a_roster_is_no_more_than_twice_the_work(tmp_path: Path) -> None:
    work = []
    for people in (400, 800):
        large_roster(tmp_path / f"{people}.xlsx", people)
        work.append(calls(partial(read_roster, tmp_path / f"{people}.xlsx", golongan=GOLONGAN)))
    assert work[1] < 2.2 * work[0]


@pytest.mark.parametrize("table", [PEGAWAI, UNIT, PRODUK], ids=lambda table: table.lembar)
def test_the_workbook_is_written_with_the_titles_by_which_it_is_read(table: RosterTable) -> None:
    sheet = next(sheet for sheet in LIBRARY.definition("daftar-pegawai").lembar if sheet.nama == table.lembar)
    (written,) = sheet.blok_daftar()
    assert [(kolom.id, kolom.judul) for kolom in written.kolom] == [(k.key, k.judul) for k in table.kolom]
    assert {kolom.id for kolom in written.kolom if kolom.gaya_judul == "kepala_boleh_kosong"} == {
        kolom.key for kolom in table.kolom if not kolom.wajib
    }


def test_the_admin_may_change_everything_and_is_helped_as_far_as_5000_rows(tmp_path: Path) -> None:
    write_roster(tmp_path / "daftar.xlsx", CONTOH)
    assert check_excel(tmp_path / "daftar.xlsx") == []
    book = openpyxl.load_workbook(tmp_path / "daftar.xlsx")
    assert [sheet.title for sheet in book] == ["Petunjuk", "Pegawai", "Unit", "Produk", "_daftar"]
    assert [sheet.title for sheet in book if sheet.protection.sheet] == ["_daftar"]
    assert book.security is None or not book.security.lockStructure
    rules = book["Pegawai"].data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == [f"{letter}2:{letter}5001" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert [(rule.formula1, rule.errorStyle) for rule in rules if rule.formula1] == [
        (f"daftar_{name}", "warning") for name in ("jenis_jabatan", "status", "pendekatan")
    ]
    columns = list(book["Pegawai"].column_dimensions.values())
    assert ({one.number_format for one in columns}, max(one.max for one in columns)) == ({"@"}, 26)

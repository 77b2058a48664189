"""Rosters as offices keep them: each layout with its people, its doubts and the account of its rows. All are invented."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner
from forms import LIBRARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_words import field_of_path

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.foreign.people import glued_title, split_name_and_nip, with_titles
from skpxl.foreign.roster.mapping import RosterMap, TableMap, read_map, render_map
from skpxl.foreign.roster.organisasi import read_any_roster, read_roster
from skpxl.foreign.roster.outcome import RosterReading
from skpxl.model.unit import Organisasi
from skpxl.template.lists import read_daftar
from skpxl.template.source import templates_dir

GOLONGAN = list(read_daftar(templates_dir(Path("workbook_templates")) / "daftar" / "golongan.txt").nilai)
A, B, C, D = "196803121994031005", "197505202000122001", "199001012015031001", "199505172022212004"
Baris = Sequence[Any]
MergedAnswers = tuple[int, int, int, int]


def buku(lembar: dict[str, Sequence[Baris]], gabung: Sequence[MergedAnswers] = ()) -> bytes:
    """A workbook; merges (from 0) are on the first sheet."""
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        for nomor, (nama, baris) in enumerate(lembar.items()):
            satu = kerja.add_worksheet(nama)
            for row, isi in enumerate(baris):
                for col, nilai in enumerate(isi):
                    if isinstance(nilai, str) and nilai:
                        satu.write_string(row, col, nilai)
                    elif not isinstance(nilai, str):
                        satu.write_number(row, col, nilai)
            for r1, c1, r2, c2 in gabung if nomor == 0 else ():
                satu.merge_range(r1, c1, r2, c2, baris[r1][c1])
    return keluar.getvalue()


def ods(baris: Sequence[Baris]) -> bytes:
    """The smallest OpenDocument workbook."""
    sel = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{nilai}</text:p></table:table-cell>' for nilai in isi
        )
        + "</table:table-row>"
        for isi in baris
    )
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    isi = (
        f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0" '
        f'xmlns:text="{ns}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{sel}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifes = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as arsip:
        arsip.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        arsip.writestr("content.xml", isi)
        arsip.writestr("META-INF/manifest.xml", manifes)
    return keluar.getvalue()


@dataclass
class Hasil:
    """What must come out of a layout. A person is (NIP, name, golongan, jabatan, unit, penilai), a doubt (code, cell)."""

    orang: list[tuple[str, str, str, str, str, str]]
    ragu: list[tuple[str, str]]
    baris: dict[str, int]


def baca(folder: Path, data: bytes, akhiran: str = ".xlsx", **lain: Any) -> RosterReading:
    berkas = folder / f"daftar{akhiran}"
    berkas.write_bytes(data)
    return read_any_roster(berkas, golongan=GOLONGAN, **lain)


def orang_dari(organisasi: Organisasi) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (
            o.nip,
            o.nama,
            o.pangkat_golongan,
            o.jabatan,
            organisasi.nama_unit(o.unit_kerja),
            o.nip_penilai or (o.penilai_luar.nama if o.penilai_luar else ""),
        )
        for o in organisasi.pegawai
    ]


KADIS, KABID, STAF = "Kepala Dinas", "Kepala Bidang Mutasi", "Analis"
G1, G2, G3 = "Pembina Utama Muda, IV/c", "Pembina, IV/a", "Penata, III/c"

SIASN = [
    [
        "PNS ID",
        "NIP BARU",
        "NIP LAMA",
        "NAMA",
        "GELAR DEPAN",
        "GELAR BELAKANG",
        "JENIS KELAMIN",
        "EMAIL",
        "GOL AWAL NAMA",
        "GOL AKHIR NAMA",
        "TMT GOLONGAN",
        "JENIS JABATAN NAMA",
        "JABATAN NAMA",
        "TMT JABATAN",
        "UNOR ID",
        "UNOR NAMA",
        "UNOR INDUK NAMA",
    ],
    [
        "A8",
        A,
        "010101010",
        "AGUS CONTOH",
        "Dr.",
        "S.H., M.Si.",
        "M",
        "agus@contoh.example",
        "III/a",
        G1,
        "01-04-2018",
        "Jabatan Struktural",
        KADIS,
        "01-01-2020",
        "7A",
        "Dinas Contoh",
        "Dinas Contoh",
    ],
    [
        "A9",
        B,
        "",
        "BELLA CONTOH",
        "",
        "S.E.",
        "F",
        "",
        "III/a",
        G2,
        "01-04-2018",
        "Jabatan Struktural",
        KABID,
        "01-01-2020",
        "7B",
        "Bidang Mutasi",
        "Dinas Contoh",
    ],
    [
        "B1",
        D,
        "",
        "DEWI CONTOH, S.Kom",
        "",
        "S.Kom",
        "F",
        "",
        "",
        "IX",
        "01-04-2022",
        "Jabatan Fungsional",
        "Pranata Komputer Ahli Pertama",
        "",
        "7B",
        "BIDANG MUTASI",
        "Dinas Contoh",
    ],
]
DUK = [
    ["DAFTAR URUT KEPANGKATAN"],
    ["KEADAAN JANUARI 2022"],
    [],
    ["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN", "", "CPNS", "PENDIDIKAN", "", "UNIT KERJA", "PEJABAT PENILAI"],
    ["", "", "", "GOL. RUANG\n", "TMT ", "NAMA", "TMT", "TMT", "NAMA", "LULUS", "", ""],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    ["1", "Agus Contoh", A, G1, "2018", KADIS, "2020", "1994", "S1 Hukum", "1993", "Dinas Contoh", "Bupati Contoh"],
    ["2", "Bella Contoh", "19750520 200012 2 001", G2, "2018", KABID, "2020", "2000", "S1", "1999", "Bidang Mutasi", A],
    ["3", "Citra Contoh", f"'{C}", G3, "2020", STAF, "2021", "2015", "S1", "2013", "", B],
    ["JUMLAH", "", "3 orang"],
    [],
    ["", "", "", "", "", "Contoh, 3 Januari 2022"],
    ["", "", "", "", "", "Kepala Dinas Contoh,"],
    [],
    ["", "", "", "", "", "Agus Contoh"],
    ["", "", "", "", "", f"NIP. {A}"],
]
DUK_GABUNG = [
    (0, 0, 0, 11),
    (3, 0, 4, 0),
    (3, 1, 4, 1),
    (3, 2, 4, 2),
    (3, 3, 3, 4),
    (3, 5, 3, 6),
    (3, 8, 3, 9),
    (3, 10, 4, 10),
    (3, 11, 4, 11),
    (7, 10, 8, 10),
]
SATU_SEL = [
    ["No.", "Nama / NIP", "Pangkat/Gol. Ruang", "Jabatan", "Unit Kerja", "NIP Atasan Langsung"],
    ["1", f"AGUS CONTOH, SHNIP. {A}", G1, KADIS, "Dinas Contoh", "-"],
    ["2", f"Bella Contoh, S.E.\nNIP. {B}", G2, KABID, "Bidang Mutasi", A],
    ["3", f"Citra Contoh / {C}", G3, STAF, "Bidang Mutasi", B],
    ["4", "Dewi Contoh (NI PPPK 19950517 202221 2 004)", "IX", "Pranata", "Bidang Mutasi", B],
    ["5", "Eka Contoh", "", "Pengemudi", "Bidang Mutasi", B],
]
DUA_BARIS = [
    ["NO", "NAMA", "GOL", "JABATAN", "UNIT KERJA", "NIP PENILAI"],
    ["", "NIP", "", "", "", ""],
    ["1", "Bella Contoh", G2, KABID, "Bidang Mutasi", ""],
    ["", f"NIP. {B}"],
    ["2", "Citra Contoh", G3, STAF, "Bidang Mutasi", B],
    ["", C],
]
BERTUMPUK = [
    ["DINAS CONTOH"],
    ["DAFTAR PEGAWAI BIDANG MUTASI"],
    ["Unit Kerja : Bidang Mutasi"],
    [],
    ["No", "NIP", "Nama", "Jabatan", "Golongan", "NIP Penilai"],
    ["1", B, "Bella Contoh", KABID, G2, ""],
    ["2", C, "Citra Contoh", STAF, G3, B],
    ["Mengetahui,"],
    ["Kepala Bidang,"],
    ["Bella Contoh"],
    [f"NIP. {B}"],
    [],
    ["Unit Kerja : Bidang Diklat"],
    ["Nama", "NIP", "Gol", "Jabatan", "NIP Penilai"],
    ["Dewi Contoh", D, "IX", "Pranata", B],
    ["Keterangan: data per Januari"],
    ["Eka Contoh menyusul"],
]
KARTU = [
    ["KARTU PEGAWAI"],
    ["Nama", ":", "Agus Contoh, S.H.", "", "Nama", ":", "Bella Contoh"],
    ["NIP", ":", A, "", "NIP", ":", B],
    ["Tempat Lahir", ":", "Contoh", "", "Tempat Lahir", ":", "Contoh"],
    ["Pangkat/Gol", ":", G1, "", "Pangkat/Gol", ":", G2],
    ["Jabatan", ":", KADIS, "", "Jabatan", ":", KABID],
    ["Unit Kerja", ":", "Dinas Contoh", "", "Unit Kerja", ":", "Bidang Mutasi"],
    [],
    ["Nama : Citra Contoh"],
    [f"NIP : {C}"],
    [f"NIP : {D}"],
    [f"Pangkat/Gol : {G3}"],
    ["Jabatan : Analis"],
    ["Unit Kerja : Bidang Mutasi"],
    [],
    ["Contoh, 3 Januari 2022"],
    ["Kepala Dinas,"],
    ["Agus Contoh, S.H."],
    [f"NIP. {A}"],
]
TANPA_JUDUL = [
    ["1", "Agus Contoh, S.H.", A, G1, KADIS, "Dinas Contoh", "L"],
    ["2", "Bella Contoh", B, G2, KABID, "Bidang Mutasi", "P"],
    ["3", "Citra Contoh", C, G3, STAF, "Bidang Mutasi", "P"],
]
CSV = (
    "Data pegawai;;;;;\r\nNIP;Nama;Golongan;Jabatan;Unit Kerja;NIP Penilai\r\n"
    f'="{A}";"Agus ""Gus"" Conté";{G1};{KADIS};Dinas Contoh;\r\n'
    f'1,97505E+17;Bella Contoh;{G2};"Kepala Bidang\r\nMutasi";Bidang Mutasi;{A}\r\n;;;;;\r\n'
)
HTML = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td {{color:red}}</style>
</head><body><h3>Daftar Pegawai</h3><table border=1>
<tr><th rowspan=2>No<th rowspan=2>NIP<th rowspan=2>Nama<th colspan=2>Jabatan<th rowspan=2>Unit<br>Kerja<th rowspan=2>Gol</tr>
<tr><th>Nama<th>TMT</tr>
<tr><td>1<td>&nbsp;{A}<td>Agus Contoh<td>{KADIS}<td>2020<td rowspan=2>Dinas Contoh<td>{G1}</tr>
<tr><td>2</td><td x:num="1.97505202000122E17">1.97505E+17</td><td>Bella &amp; Contoh</td>
<td>{KABID}</td><td></td><td>{G2}</td></tr>
</table><p>Dicetak dari SIMPEG</p></body></html>"""
HIERARKI = {
    "Pegawai": [
        ["NIP", "NAMA", "GOLONGAN", "JABATAN", "UNOR_ID", "UNOR_NAMA"],
        [A, "Agus Contoh", G1, KADIS, "1", "Dinas Contoh"],
        [B, "Bella Contoh", G2, KABID, "3", "Sekretariat"],
        [C, "Citra Contoh", G3, STAF, "9", "Bidang Diklat"],
    ],
    "Unor": [
        ["ID", "NAMA_UNOR", "ID_ATASAN", "NIP_PIMPINAN"],
        ["1", "Dinas Contoh", "", A],
        ["2", "Sekretariat", "1", ""],
        ["3", "Sekretariat", "2", B],
        ["4", "Bidang Diklat", "1", ""],
        ["Catatan"],
    ],
    "Rekap": [["Jumlah pegawai", "3"], ["Jumlah unit", "4"]],
}
PENILAI = [
    ["PEGAWAI YANG DINILAI", "", "", "", "", "PEJABAT PENILAI KINERJA", "", "", "ATASAN PEJABAT PENILAI"],
    ["Nama", "NIP", "Pangkat/Gol. Ruang", "Jabatan", "Unit Kerja", "Nama", "NIP/NRP", "Pangkat/Gol", "Nama"],
    [
        "Agus Contoh, S.H.",
        A,
        G1,
        KADIS,
        "Dinas Contoh",
        "Letkol Ckm Dodi Contoh",
        "11940023450671",
        "Letkol Ckm (K)",
        "X",
    ],
    ["Bella Contoh", B, G2, KABID, "Bidang Mutasi", "AGUS CONTOH", "", "", "Y"],
    ["Citra Contoh", C, G3, STAF, "Bidang Mutasi", "Bella Contoh", B, "", "Z"],
    ["Eka Contoh", "199001012015031009", G3, STAF, "Bidang Mutasi", "Gubernur Contoh", "-", "", "Z"],
]
CAMPUR = [
    ["NIP", "Nama", "Golongan", "Jabatan", "Unit Kerja", "Status"],
    [f"H.7.{A}", "Agus Contoh", G1, KADIS, "Dinas Contoh", "PNS"],
    ["19750520200012200", "Bella Contoh", "PEMBINA TK.I, (IV/b)", KABID, "Dinas Contoh", "PNS"],
    [D, "Dewi Contoh", "III/a", "Pranata", "Dinas Contoh", "PPPK"],
    ["199505172022211005", "Fajar Contoh", "IX", "TERAMPIL - PERAWAT", "Dinas Contoh", ""],
    ["53030112345", "Gani Contoh", "", "Pengemudi", "Dinas Contoh", "Non ASN"],
    ["", "Hana Contoh", "", "Pramubakti", "Dinas Contoh", "Non ASN"],
    [C, "Citra Contoh", "IV", STAF, "Dinas Contoh", "PNS"],
    ["", "", "", "Kepala Bidang Diklat", "Dinas Contoh", ""],
]
GELAR = [
    ["NIP", "NAMA", "GLR DEPAN", "GELAR BELAKANG", "GOL", "JABATAN", "UNIT KERJA"],
    [A, "KUSUMAS.Pd.", "", "", G1, KADIS, "Dinas Contoh"],
    [B, "Bella Y,S.Kom", "dr.", "-", G2, "Camat Contoh merangkap Plt. Sekretaris", "Dinas Contoh"],
    [C, "Citra Contoh, S.E.", "", "S.E.", G3, STAF, "Dinas Contoh"],
    [C, "Sitra Contoh", "", "", G3, STAF, "Dinas Contoh"],
    ["199001012016032002", "Citra Contoh", "", "SE", G3, STAF, "Dinas Contoh"],
    ["197001011995031001", "Eka Contoh NIP. 197001011995031001", "", "", G3, STAF, "Dinas Contoh"],
]
EMPAT_BARIS = [
    ["PEMERINTAH KABUPATEN CONTOH"],
    ["DINAS CONTOH"],
    ["DATA PEGAWAI"],
    [],
    [],
    ["Keadaan: 2022"],
    [],
    ["NO", "DATA PEGAWAI", "", "", "", "", "KET"],
    ["", "IDENTITAS", "", "KEPANGKATAN", "", "PEKERJAAN", ""],
    ["", "Nama \nLengkap", "N I P", "Pangkat", "Gol.\nRuang", "Jabatan  ", ""],
    ["", "", "(baru)", "", "", "", ""],
    ["1", "Agus Contoh", A, "Pembina Utama Muda", "IV/c", KADIS, "mutasi"],
    ["NO", "DATA PEGAWAI", "", "", "", "", "KET"],
    ["", "IDENTITAS", "", "KEPANGKATAN", "", "PEKERJAAN", ""],
    ["", "Nama \nLengkap", "N I P", "Pangkat", "Gol.\nRuang", "Jabatan  ", ""],
    ["", "", "(baru)", "", "", "", ""],
    ["2", "Bella Contoh", B, "Pembina", "IV/a", KABID, ""],
]
EMPAT_GABUNG = [
    (7, 0, 10, 0),
    (7, 1, 7, 5),
    (8, 1, 8, 2),
    (8, 3, 8, 4),
    (9, 1, 10, 1),
    (7, 6, 10, 6),
    (12, 0, 15, 0),
    (12, 1, 12, 5),
    (13, 1, 13, 2),
    (13, 3, 13, 4),
    (14, 1, 15, 1),
    (12, 6, 15, 6),
]
BAGIAN = [
    ["NO", "NAMA", "NIP", "GOL", "JABATAN"],
    ["A. BIDANG MUTASI"],
    ["1", "Bella Contoh", B, G2, KABID],
    ["2", "Citra Contoh", C, G3, STAF],
    ["Jumlah A", "", "2"],
    ["B. BIDANG DIKLAT"],
    ["3", "Dewi Contoh", D, "IX", "Pranata"],
    ["", "entah apa"],
    ["", "", "", "", f"titipan {A}"],
]
RANCU = [
    ["NIP", "NAMA", "GOL", "JABATAN", "JABATAN", "UNIT KERJA", "UNIT KERJA"],
    [B, "Bella Contoh", G2, "Sekretaris", KABID, "Bidang Mutasi", "Bidang Mutasi"],
    [C, "Citra Contoh", G3, "Arsiparis", STAF, "Bidang Mutasi", "Bidang Mutasi"],
]
# name -> (bytes, ending); what must come out of each stands in DIHARAPKAN
BERKAS: dict[str, tuple[Callable[[], bytes], str]] = {
    "siasn": (lambda: buku({"data": SIASN}), ".xlsx"),
    "duk": (lambda: buku({"DUK": DUK}, DUK_GABUNG), ".xlsx"),
    "nama-dan-nip-satu-sel": (lambda: buku({"S": SATU_SEL}), ".xlsx"),
    "nip-di-bawah-nama": (lambda: buku({"S": DUA_BARIS}), ".xlsx"),
    "tabel-bertumpuk": (lambda: buku({"S": BERTUMPUK}), ".xlsx"),
    "kartu": (lambda: buku({"S": KARTU}), ".xlsx"),
    "tanpa-judul": (lambda: buku({"S": TANPA_JUDUL}), ".xlsx"),
    "csv-bom": (lambda: CSV.encode("utf-8-sig"), ".csv"),
    "csv-cp1252": (lambda: CSV.encode("cp1252"), ".csv"),
    "html-bernama-xls": (lambda: HTML.encode(), ".xls"),
    "ods": (lambda: ods(SATU_SEL), ".ods"),
    "hierarki": (lambda: buku(HIERARKI), ".xlsx"),
    "penilai": (lambda: buku({"S": PENILAI}), ".xlsx"),
    "pppk-dan-non-asn": (lambda: buku({"S": CAMPUR}), ".xlsx"),
    "gelar": (lambda: buku({"S": GELAR}), ".xlsx"),
    "judul-empat-baris": (lambda: buku({"S": EMPAT_BARIS}, EMPAT_GABUNG), ".xlsx"),
    "judul-bagian": (lambda: buku({"S": BAGIAN}), ".xlsx"),
    "kolom-rancu": (lambda: buku({"S": RANCU}), ".xlsx"),
}  # fmt: skip

DIHARAPKAN: dict[str, Hasil] = {
    "siasn": Hasil(
        orang=[
            (A, "Dr. AGUS CONTOH, S.H., M.Si.", G1, KADIS, "Dinas Contoh", ""),
            (B, "BELLA CONTOH, S.E.", G2, KABID, "BIDANG MUTASI", ""),
            (D, "DEWI CONTOH, S.Kom", "IX", "Pranata Komputer Ahli Pertama", "BIDANG MUTASI", ""),
        ],
        ragu=[
            ("peta", "data!A1"),
            ("gelar-ganda", "data!D4"),
            ("unit-turunan", "data!P3"),
            ("unit-turunan", "data!P2"),
            ("kolom-kosong", "data!D2"),
            ("jpt-tersirat", "data!L2"),
        ],
        baris={"orang": 3, "kepala": 1},
    ),
    "duk": Hasil(
        orang=[
            (A, "Agus Contoh", G1, KADIS, "Dinas Contoh", "Bupati Contoh"),
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", A),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
        ],
        ragu=[
            ("peta", "DUK!A4"),
            ("bukan-orang", "DUK!A10"),
            ("bukan-orang", "DUK!F12"),
            ("unit-turunan", "DUK!K8"),
            ("unit-turunan", "DUK!K7"),
        ],
        baris={"orang": 3, "judul": 2, "kepala": 3, "subtotal": 1, "tanda tangan": 4},
    ),
    "nama-dan-nip-satu-sel": Hasil(
        orang=[
            (A, "AGUS CONTOH, SH", G1, KADIS, "Dinas Contoh", ""),
            (B, "Bella Contoh, S.E.", G2, KABID, "Bidang Mutasi", A),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
            (D, "Dewi Contoh", "IX", "Pranata", "Bidang Mutasi", B),
            ("", "Eka Contoh", "", "Pengemudi", "Bidang Mutasi", B),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("nama-nip", "S!B2"),
            ("unit-turunan", "S!E3"),
            ("unit-turunan", "S!E2"),
            ("tanpa-penilai", "S!F2"),
            ("tanpa-nip", "S!B6"),
            ("golongan", "S!B6"),
        ],
        baris={"orang": 5, "kepala": 1},
    ),
    "nip-di-bawah-nama": Hasil(
        orang=[
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", ""),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("unit-turunan", "S!E3"),
            ("tanpa-penilai", "S!B3"),
        ],
        baris={"orang": 2, "lanjutan": 2, "kepala": 2},
    ),
    "tabel-bertumpuk": Hasil(
        orang=[
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", ""),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
            (D, "Dewi Contoh", "IX", "Pranata", "Bidang Diklat", B),
        ],
        ragu=[
            ("peta", "S!A5"),
            ("peta", "S!A14"),
            ("bukan-orang", "S!A8"),
            ("baris-tak-terbaca", "S!A17"),
            ("bukan-orang", "S!A16"),
            ("unit-turunan", "S!B15"),
            ("unit-turunan", "S!B6"),
            ("tanpa-penilai", "S!C6"),
        ],
        baris={"orang": 3, "judul": 4, "kepala": 2, "tanda tangan": 4, "catatan": 1, "tak terbaca": 1},
    ),
    "kartu": Hasil(
        orang=[
            (A, "Agus Contoh, S.H.", G1, KADIS, "Dinas Contoh", ""),
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", ""),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", ""),
        ],
        ragu=[
            ("peta", "S!A2"),
            ("kartu-ganda", "S!A11"),
            ("bukan-orang", "S!A16"),
            ("unit-turunan", "S!G7"),
            ("unit-turunan", "S!C7"),
            ("kolom-kosong", "S!C2"),
        ],
        baris={"kartu": 12, "judul": 1, "tanda tangan": 4},
    ),
    "tanpa-judul": Hasil(
        orang=[
            (A, "Agus Contoh, S.H.", G1, KADIS, "Dinas Contoh", ""),
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", ""),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", ""),
        ],
        ragu=[
            ("tanpa-judul", "S!A1"),
            ("unit-turunan", "S!F2"),
            ("unit-turunan", "S!F1"),
            ("kolom-kosong", "S!B1"),
        ],
        baris={"orang": 3},
    ),
    "csv-bom": Hasil(
        orang=[
            (A, "Agus \"Gus\" Conté", G1, KADIS, "Dinas Contoh", ""),
            ("197505000000000000", "Bella Contoh", G2, KABID, "Bidang Mutasi", A),
        ],
        ragu=[
            ("peta", "CSV!A2"),
            ("unit-turunan", "CSV!E4"),
            ("unit-turunan", "CSV!E3"),
            ("tanpa-penilai", "CSV!B3"),
            ("nip-hilang", "CSV!A4"),
        ],
        baris={"orang": 2, "judul": 1, "kepala": 1},
    ),
    "csv-cp1252": Hasil(
        orang=[
            (A, "Agus \"Gus\" Conté", G1, KADIS, "Dinas Contoh", ""),
            ("197505000000000000", "Bella Contoh", G2, KABID, "Bidang Mutasi", A),
        ],
        ragu=[
            ("peta", "CSV!A2"),
            ("unit-turunan", "CSV!E4"),
            ("unit-turunan", "CSV!E3"),
            ("tanpa-penilai", "CSV!B3"),
            ("nip-hilang", "CSV!A4"),
        ],
        baris={"orang": 2, "judul": 1, "kepala": 1},
    ),
    "html-bernama-xls": Hasil(
        orang=[
            (A, "Agus Contoh", G1, KADIS, "Dinas Contoh", ""),
            ("197505202000122000", "Bella & Contoh", G2, KABID, "Dinas Contoh", ""),
        ],
        ragu=[
            ("peta", "HTML!A2"),
            ("bukan-orang", "HTML!A6"),
            ("unit-turunan", "HTML!F4"),
            ("kolom-kosong", "HTML!C4"),
            ("nip-hilang", "HTML!B5"),
        ],
        baris={"orang": 2, "judul": 1, "kepala": 2, "catatan": 1},
    ),
    "ods": Hasil(
        orang=[
            (A, "AGUS CONTOH, SH", G1, KADIS, "Dinas Contoh", ""),
            (B, "Bella Contoh, S.E.", G2, KABID, "Bidang Mutasi", A),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
            (D, "Dewi Contoh", "IX", "Pranata", "Bidang Mutasi", B),
            ("", "Eka Contoh", "", "Pengemudi", "Bidang Mutasi", B),
        ],
        ragu=[
            ("peta", "Data!A1"),
            ("nama-nip", "Data!B2"),
            ("unit-turunan", "Data!E3"),
            ("unit-turunan", "Data!E2"),
            ("tanpa-penilai", "Data!F2"),
            ("tanpa-nip", "Data!B6"),
            ("golongan", "Data!B6"),
        ],
        baris={"orang": 5, "kepala": 1},
    ),
    "hierarki": Hasil(
        orang=[
            (A, "Agus Contoh", G1, KADIS, "Dinas Contoh", ""),
            (B, "Bella Contoh", G2, KABID, "Sekretariat", ""),
            (C, "Citra Contoh", G3, STAF, "Bidang Diklat", ""),
        ],
        ragu=[
            ("peta", "Pegawai!A1"),
            ("peta", "Unor!A1"),
            ("baris-tak-terbaca", "Unor!A6"),
            ("lembar-lain", "Rekap!A1"),
            ("kolom-kosong", "Pegawai!B2"),
        ],
        baris={"orang": 3, "unit": 4, "kepala": 2, "tak terbaca": 1, "lembar lain": 2},
    ),
    "penilai": Hasil(
        orang=[
            (A, "Agus Contoh, S.H.", G1, KADIS, "Dinas Contoh", "11940023450671"),
            (B, "Bella Contoh", G2, KABID, "Bidang Mutasi", A),
            (C, "Citra Contoh", G3, STAF, "Bidang Mutasi", B),
            ("199001012015031009", "Eka Contoh", G3, STAF, "Bidang Mutasi", "Gubernur Contoh"),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("unit-turunan", "S!E4"),
            ("unit-turunan", "S!E3"),
            ("penilai-nama", "S!F4"),
        ],
        baris={"orang": 4, "kepala": 2},
    ),
    "pppk-dan-non-asn": Hasil(
        orang=[
            (A, "Agus Contoh", G1, KADIS, "Dinas Contoh", ""),
            ("19750520200012200", "Bella Contoh", "Pembina Tk. I, IV/b", KABID, "Dinas Contoh", ""),
            (D, "Dewi Contoh", "Penata Muda, III/a", "Pranata", "Dinas Contoh", ""),
            ("199505172022211005", "Fajar Contoh", "IX", "TERAMPIL - PERAWAT", "Dinas Contoh", ""),
            ("53030112345", "Gani Contoh", "", "Pengemudi", "Dinas Contoh", ""),
            ("", "Hana Contoh", "", "Pramubakti", "Dinas Contoh", ""),
            (C, "Citra Contoh", "IV", STAF, "Dinas Contoh", ""),
            ("", "", "", "Kepala Bidang Diklat", "Dinas Contoh", ""),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("nip-dipetik", "S!A2"),
            ("unit-turunan", "S!E2"),
            ("kolom-kosong", "S!B2"),
            ("nip-salah", "S!A3"),
            ("golongan-dirapikan", "S!C3"),
            ("golongan-dirapikan", "S!C4"),
            ("golongan-status", "S!C4"),
            ("nip-salah", "S!A6"),
            ("golongan", "S!B6"),
            ("status", "S!F6"),
            ("tanpa-nip", "S!B7"),
            ("golongan", "S!B7"),
            ("status", "S!F7"),
            ("golongan-status", "S!C8"),
            ("lowong", "S!D9"),
        ],
        baris={"orang": 8, "kepala": 1},
    ),
    "gelar": Hasil(
        orang=[
            (A, "KUSUMAS.Pd.", G1, KADIS, "Dinas Contoh", ""),
            (B, "dr. Bella Y,S.Kom", G2, "Camat Contoh merangkap Plt. Sekretaris", "Dinas Contoh", ""),
            (C, "Citra Contoh, S.E.", G3, STAF, "Dinas Contoh", ""),
            (C, "Sitra Contoh", G3, STAF, "Dinas Contoh", ""),
            ("199001012016032002", "Citra Contoh, SE", G3, STAF, "Dinas Contoh", ""),
            ("197001011995031001", "Eka Contoh", G3, STAF, "Dinas Contoh", ""),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("gelar-lekat", "S!B2"),
            ("gelar-lekat", "S!B3"),
            ("jabatan-dua", "S!F3"),
            ("gelar-ganda", "S!B4"),
            ("nama-nip", "S!B7"),
            ("unit-turunan", "S!G2"),
            ("kolom-kosong", "S!B2"),
            ("nama-dua-nip", "S!B4"),
            ("nip-ganda", "S!A5"),
            ("nip-dua-nama", "S!B5"),
            ("nama-dua-nip", "S!B6"),
        ],
        baris={"orang": 6, "kepala": 1},
    ),
    "judul-empat-baris": Hasil(
        orang=[
            (A, "Agus Contoh", G1, KADIS, "", ""),
            (B, "Bella Contoh", G2, KABID, "", ""),
        ],
        ragu=[
            ("peta", "S!A8"),
            ("kolom-kosong", "S!B12"),
            ("kolom-kosong", "S!B12"),
        ],
        baris={"orang": 2, "judul": 4, "kepala": 8},
    ),
    "judul-bagian": Hasil(
        orang=[
            (B, "Bella Contoh", G2, KABID, "BIDANG MUTASI", ""),
            (C, "Citra Contoh", G3, STAF, "BIDANG MUTASI", ""),
            (D, "Dewi Contoh", "IX", "Pranata", "BIDANG DIKLAT", ""),
        ],
        ragu=[
            ("peta", "S!A1"),
            ("unit-dari-judul", "S!A2"),
            ("unit-dari-judul", "S!A6"),
            ("baris-tak-terbaca", "S!B8"),
            ("nip-tertinggal", "S!E9"),
            ("bukan-orang", "S!A5"),
            ("unit-turunan", "S!A6"),
            ("unit-turunan", "S!A2"),
            ("kolom-kosong", "S!B3"),
        ],
        baris={"orang": 3, "kepala": 1, "judul bagian": 2, "subtotal": 1, "tak terbaca": 2},
    ),
    "kolom-rancu": Hasil(
        orang=[
            (B, "Bella Contoh", G2, "", "Bidang Mutasi", ""),
            (C, "Citra Contoh", G3, "", "Bidang Mutasi", ""),
        ],
        ragu=[
            ("kolom-rancu", "S!D1"),
            ("peta", "S!A1"),
            ("unit-turunan", "S!F2"),
            ("kolom-kosong", "S!B2"),
            ("kolom-kosong", "S!B2"),
        ],
        baris={"orang": 2, "kepala": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("nama", BERKAS)
def test_a_layout_gives_its_people_its_doubts_and_the_account_of_its_rows(nama: str, tmp_path: Path) -> None:
    buat, akhiran = BERKAS[nama]
    bacaan = baca(tmp_path, buat(), akhiran)
    harap = DIHARAPKAN[nama]
    assert orang_dari(bacaan.organisasi) == harap.orang
    assert [(satu.code.removeprefix("daftar-"), f"{satu.sheet}!{satu.cell}") for satu in bacaan.temuan] == harap.ragu
    assert bacaan.pembukuan is not None
    assert bacaan.pembukuan.counts() == harap.baris
    assert bacaan.pembukuan.berisi == sum(harap.baris.values())
    assert bacaan.pembukuan.orang == len(harap.orang)


@pytest.mark.parametrize("nama", BERKAS)
def test_a_map_written_and_read_again_reads_the_same(nama: str, tmp_path: Path) -> None:
    buat, akhiran = BERKAS[nama]
    pertama = baca(tmp_path, buat(), akhiran)
    assert pertama.dugaan is not None
    (tmp_path / "peta.toml").write_text(render_map(pertama.dugaan.peta, "daftar", pertama.dugaan.lain), "utf-8")
    peta = read_map(tmp_path / "peta.toml")
    assert peta == pertama.dugaan.peta
    kedua = baca(tmp_path, buat(), akhiran, peta=peta)
    tentang_tebakan = {"daftar-peta", "daftar-tanpa-judul", "daftar-kolom-rancu"}
    assert kedua.organisasi == pertama.organisasi
    assert kedua.temuan == [satu for satu in pertama.temuan if satu.code not in tentang_tebakan]


def test_old_excel_workbooks_are_read_through_the_child_process(tmp_path: Path, konversi: Any) -> None:
    (tmp_path / "daftar.xlsx").write_bytes(BERKAS["duk"][0]())
    organisasi, _ = read_roster(konversi(tmp_path / "daftar.xlsx", "xls"), golongan=GOLONGAN)
    assert orang_dari(organisasi) == DIHARAPKAN["duk"].orang


def test_units_of_a_second_table_make_the_hierarchy(tmp_path: Path) -> None:
    organisasi = baca(tmp_path, buku(HIERARKI)).organisasi
    assert [(unit.kode, unit.nama, unit.induk, unit.pimpinan) for unit in organisasi.unit] == [
        ("1", "Dinas Contoh", "", A),
        ("2", "Sekretariat", "1", ""),
        ("3", "Sekretariat", "2", B),
        ("4", "Bidang Diklat", "1", ""),
    ]
    assert [orang.unit_kerja for orang in organisasi.pegawai] == ["1", "3", "4"]


def test_superiors_come_from_the_hierarchy_only_where_the_map_asks_for_it(tmp_path: Path) -> None:
    dugaan = baca(tmp_path, buku(HIERARKI)).dugaan
    assert dugaan is not None
    peta = dugaan.peta.model_copy(update={"penilai_dari_unit": True})
    bacaan = baca(tmp_path, buku(HIERARKI), peta=peta)
    assert [orang.nip_penilai for orang in bacaan.organisasi.pegawai] == ["", A, A]
    assert [
        (satu.cell, satu.found, satu.suggestion) for satu in bacaan.temuan if satu.code == "daftar-penilai-unit"
    ] == [
        ("B3", "Dinas Contoh", A),
        ("B4", "Dinas Contoh", A),
    ]


def test_a_column_that_could_be_two_is_read_once_the_map_says_which(tmp_path: Path) -> None:
    data = buku({"S": RANCU})
    dugaan = baca(tmp_path, data).dugaan
    assert dugaan is not None
    assert (
        dugaan.lain[1][1]
        == "RANCU: jabatan dapat berarti D: JABATAN; E: JABATAN. Pilih satu dan tulis sebagai jabatan = ..."
    )
    tabel = dugaan.peta.tabel[0]
    benar = tabel.model_copy(update={"kolom": {**tabel.kolom, "jabatan": "E"}})
    bacaan = baca(tmp_path, data, peta=RosterMap(tabel=(benar,)))
    assert [orang.jabatan for orang in bacaan.organisasi.pegawai] == [KABID, STAF]


TABEL = '[[tabel]]\nisi = "pegawai"\nlembar = "S"\nkepala = "1"\nbaris = "2-"\n[tabel.kolom]\n'


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (TABEL + 'nipp = "A"\nnama = "B"', "tabel.1.kolom.nipp: kata “nipp” tidak dikenal untuk tabel pegawai; mungkin “nip”."),
        (TABEL + 'nip = "1"', "tabel.1.kolom.nip: “1” bukan kolom; tulis hurufnya, misalnya “C” atau “C: NIP BARU”."),
        (TABEL + 'nip = "ZZZ"', "tabel.1.kolom.nip: “ZZZ” bukan kolom; tulis hurufnya, misalnya “C” atau “C: NIP BARU”."),
        (TABEL + 'jabatan = "A"', "tabel.1.kolom: tabel pegawai memerlukan nama, nip, atau nama_nip."),
        (TABEL.replace('"1"', '"2"') + 'nip = "A"',
         "tabel.1.kepala: baris judul “2” harus di atas baris data “2-”."),
        (TABEL.replace("2-", "9-3") + 'nip = "A"', "tabel.1.baris: “9-3” berakhir sebelum mulai."),
        (TABEL.replace("[tabel.kolom]", 'tetap = { gaji = "1" }\n[tabel.kolom]') + 'nip = "A"',
         "tabel.1.tetap.gaji: kata “gaji” tidak dikenal; yang boleh: unit_kerja, perangkat_daerah, status, pendekatan, "
         "jenis_jabatan."),
        (TABEL.replace("lembar", "lembarr") + 'nip = "A"',
         "tabel.1.lembar: kata ini wajib ada, tetapi belum ditulis; "
         "tabel.1.lembarr: kata ini tidak dikenal; periksa ejaannya atau hapus (tertulis: 'S')."),
        ("tabel = []", "tabel: belum ada satu tabel pun; tulis paling sedikit satu [[tabel]]."),
    ],
)  # fmt: skip
def test_a_map_with_words_it_cannot_have_is_refused_by_key(isi: str, kalimat: str, tmp_path: Path) -> None:
    berkas = tmp_path / "peta.toml"
    berkas.write_text(isi, "utf-8")
    with pytest.raises(SkpxlError) as tertangkap:
        read_map(berkas)
    assert str(tertangkap.value) == f"{berkas}: {kalimat}"


def _peta(**ubah: Any) -> RosterMap:
    isi = {"isi": "pegawai", "lembar": "S", "kepala": "1", "baris": "2-", "kolom": {"nip": "A: NIP", "nama": "B"}}
    return RosterMap(tabel=(TableMap(**isi | ubah),))


@pytest.mark.parametrize(
    ("peta", "kalimat"),
    [
        (_peta(lembar="Lain"), "Peta menyebut lembar “Lain”, tetapi daftar.xlsx hanya memuat S; "
         "betulkan petanya, atau hapus agar dibuat lagi."),
        (_peta(kolom={"nip": "B: NIP", "nama": "A"}),
         "Peta tidak cocok dengan daftar.xlsx: menurut peta nip ada di kolom “B: NIP”, tetapi kolom itu di lembar “S” "
         "berjudul “NAMA”; betulkan petanya, atau hapus agar dibuat lagi."),
        (RosterMap(tabel=(*_peta().tabel, *_peta().tabel)),
         "Peta membaca baris 1 lembar “S” berkas daftar.xlsx dua kali; betulkan rentang `baris` dan `kepala` agar tidak "
         "bertumpuk."),
    ],
)  # fmt: skip
def test_a_map_that_does_not_fit_the_file_is_refused(peta: RosterMap, kalimat: str, tmp_path: Path) -> None:
    with pytest.raises(SkpxlError) as tertangkap:
        baca(tmp_path, buku({"S": RANCU}), peta=peta)
    assert str(tertangkap.value) == kalimat


@pytest.mark.parametrize(
    ("data", "kalimat"),
    [
        (buku({"Resep": [["Gula", "1 kg"], ["Tepung", "2 kg"]]}),
         "Tata letak daftar.xlsx tidak dapat dibaca, karena pada lembar “Resep” tidak ada baris judul dengan NIP atau Nama, "
         "tidak ada kartu berlabel Nama dan NIP, dan tidak ada kolom yang berisi NIP; tunjukkan letaknya dengan --map, atau "
         "pindahkan isinya ke daftar pegawai dari `skpxl new`."),
        (b"<html><frameset><frame src='sheet001.htm'></frameset></html>",
         "Daftar pegawai {path} tidak dapat dibaca (bingkai HTML tanpa isi; lembarnya ada di folder terpisah)"
         "; simpan sebagai buku kerja Excel (.xlsx)."),
        (b"<html><body>Halo</body></html>",
         "Daftar pegawai {path} tidak dapat dibaca (halaman web HTML tanpa tabel); simpan sebagai buku kerja Excel (.xlsx)."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, kalimat: str, tmp_path: Path) -> None:
    with pytest.raises(SkpxlError) as tertangkap:
        baca(tmp_path, data)
    assert str(tertangkap.value) == kalimat.format(path=tmp_path / "daftar.xlsx")


TTD: list[tuple[list[list[str]], dict[str, int]]] = [
    # what stands below a table with No, Nama, NIP, Jabatan -> the rows that are signatures, and those that are not
    ([["", "Mengetahui,", "", "Contoh, 3 Januari 2022"], ["", "Kepala Dinas,", "", "Kepala Bidang,"],
      ["", "Agus Contoh", "", "Bella Contoh"], ["", f"NIP. {A}", "", f"NIP. {B}"]], {"orang": 1, "tanda tangan": 4}),
    ([["", "Contoh, 3 Januari 2022"], ["", "Agus Contoh", f"NIP. {A}"]], {"orang": 1, "tanda tangan": 2}),
    ([["", "a.n. Bupati Contoh"], ["", "Agus Contoh"], [], ["2", "Eka Contoh", "", "Pengemudi"]],
     {"orang": 2, "tanda tangan": 2}),
    ([["", "Mengetahui,"], ["", "Agus Contoh"], ["2", "Dewi Contoh", D, "Pranata"]], {"orang": 2, "tanda tangan": 2}),
    ([["", "Keterangan", f"lihat juga {A}"]], {"orang": 1, "tak terbaca": 1}),
    ([["JUMLAH", "", "1"], ["*) sementara"]], {"orang": 1, "subtotal": 1, "catatan": 1}),
    ([["No", "Nama", "NIP", "Jabatan"], ["(1)", "(2)", "(3)", "(4)"]], {"orang": 1, "kepala": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("bawah", "harap"), TTD)
def test_what_stands_below_a_table_is_nobody_unless_it_is(
    bawah: list[list[str]], harap: dict[str, int], tmp_path: Path
) -> None:
    atas = [["No", "Nama", "NIP", "Jabatan"], ["1", "Citra Contoh", C, STAF]]
    pembukuan = baca(tmp_path, buku({"S": [*atas, *bawah]})).pembukuan
    assert pembukuan is not None
    assert pembukuan.counts() == {**harap, "kepala": harap.get("kepala", 0) + 1}


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        for nama in ("S", "Lama"):
            lembar = kerja.add_worksheet(nama)
            for row, isi in enumerate(RANCU):
                lembar.write_row(row, 0, isi)
        lembar.hide()
    bacaan = baca(tmp_path, keluar.getvalue())
    assert len(bacaan.organisasi.pegawai) == 2
    assert [satu.sheet for satu in bacaan.temuan if satu.code == "daftar-lembar-tersembunyi"] == ["Lama"]


@pytest.mark.parametrize(
    ("teks", "nama", "nip", "lekat"),
    [
        (f"NAMA, SHNIP. {A}", "NAMA, SH", A, True),
        (f"Nama Contoh\nNIP. {A}", "Nama Contoh", A, False),
        ("Nama Contoh NIP 19680312 199403 1 005", "Nama Contoh", A, False),
        (f"Nama Contoh ({A})", "Nama Contoh", A, False),
        (f"NIP. {A}", "", A, False),
        ("Letkol Contoh NRP 11940023450671", "Letkol Contoh", "11940023450671", False),
        ("Nama Contoh\nNIP. -", "Nama Contoh", "", False),
        ("Nama Contoh", "Nama Contoh", "", False),
    ],
)
def test_a_name_and_a_number_in_one_cell_are_taken_apart(teks: str, nama: str, nip: str, lekat: bool) -> None:
    pecah = split_name_and_nip(teks, LIBRARY.wording("roster"))
    assert (pecah.nama, pecah.nip, pecah.lekat) == (nama, nip, lekat)


@pytest.mark.parametrize(
    ("nama", "usul"),
    [
        ("KUSUMAS.Pd.", "KUSUMA, S.Pd."),
        ("Citra Y,S.Kom", "Citra Y, S.Kom"),
        ("BUDIM.Si", "BUDI, M.Si"),
        ("Budi Contoh, S.Pd.", ""),
        ("Drs. H. Budi, M.Si., Ph.D.", ""),
        ("M. Contoh", ""),
        ("dr. Ns. Hj. Siti Contoh, S.ST.", ""),
    ],
)
def test_glued_degrees_are_doubted_not_cut(nama: str, usul: str) -> None:
    assert glued_title(nama, LIBRARY.wording("roster")) == usul


def test_titles_apart_are_put_around_the_name_once() -> None:
    assert with_titles("Dr.", "Budi", "S.H., M.Si.") == ("Dr. Budi, S.H., M.Si.", False)
    assert with_titles("-", "Budi", "-") == ("Budi", False)
    assert with_titles("Dr.", "Dr. Budi, SH", "S.H.") == ("Dr. Budi, SH", True)


@pytest.mark.parametrize(
    ("jalur", "kata"),
    [
        (("NIP_BARU",), "nip"),
        (("NIP LAMA",), None),
        (("GOL AWAL NAMA",), None),
        (("Gol Akhir Nama ",), "golongan"),
        (("JABATAN", "NAMA"), "jabatan"),
        (("JABATAN", "TMT"), None),
        (("PENDIDIKAN", "NAMA"), None),
        (("PANGKAT", "GOL. RUANG"), "pangkat_golongan"),
        (("PEJABAT PENILAI KINERJA", "NIP/NRP"), "nip_penilai"),
        (("ATASAN PEJABAT PENILAI", "NAMA"), None),
        (("penilaiNipNrp",), "nip_penilai"),
        (("Nama Atasan Langsung",), "penilai_nama"),
        (("NAMA SUAMI/ISTRI",), None),
        (("TMT",), None),
    ],
)
def test_titles_mean_one_of_our_words_or_nothing(jalur: tuple[str, ...], kata: str | None) -> None:
    bidang = field_of_path("pegawai", jalur)
    assert (bidang[0] if bidang else None) == kata


KOLOM = [("NIP BARU",), ("NAMA",), ("PANGKAT", "GOL. RUANG"), ("JABATAN", "NAMA"), ("UNOR NAMA",), ("NIP ATASAN",)]
LAIN = [("NO",), ("PANGKAT", "TMT"), ("JABATAN", "TMT"), ("PENDIDIKAN", "NAMA"), ("KET",)]
ORANG = [
    {KOLOM[0]: A, KOLOM[1]: "Agus Contoh", KOLOM[2]: G1, KOLOM[3]: KADIS, KOLOM[4]: "Dinas Contoh"},
    {KOLOM[0]: B, KOLOM[1]: "Bella Contoh", KOLOM[2]: G2, KOLOM[3]: KABID, KOLOM[4]: "Bidang Mutasi", KOLOM[5]: A},
    {KOLOM[0]: C, KOLOM[1]: "Citra Contoh", KOLOM[2]: G3, KOLOM[3]: STAF, KOLOM[4]: "Bidang Mutasi", KOLOM[5]: B},
    {KOLOM[0]: D, KOLOM[1]: "Dewi Contoh", KOLOM[2]: "IX", KOLOM[3]: "Pranata", KOLOM[4]: "Bidang Diklat", KOLOM[5]: B},
    {KOLOM[1]: "Eka Contoh", KOLOM[3]: "Pengemudi", KOLOM[4]: "Bidang Diklat", KOLOM[5]: B},
]


def _tanpa_baris(organisasi: Organisasi) -> tuple[Any, ...]:
    orang = sorted((satu.model_copy(update={"baris": 0}) for satu in organisasi.pegawai), key=repr)
    return orang, organisasi.unit, organisasi.produk


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    kolom=st.permutations([*KOLOM, *LAIN]),
    orang=st.permutations(ORANG),
    atas=st.integers(0, 7),
    gabung=st.booleans(),
    nomor=st.booleans(),
    ttd=st.booleans(),
)
def test_the_same_people_in_any_order_under_any_header_are_the_same_organisation(
    tmp_path: Path, kolom: list[Any], orang: list[Any], atas: int, gabung: bool, nomor: bool, ttd: bool
) -> None:
    # the heads PANGKAT and JABATAN stand over their columns wherever these are
    baris: list[list[str]] = [["DAFTAR PEGAWAI"], *([] for _ in range(atas))][:atas]
    baris += [[judul[0] for judul in kolom], [judul[1] if len(judul) > 1 else "" for judul in kolom]]
    gabungan = [(atas, col, atas + 1, col) for col, judul in enumerate(kolom) if len(judul) == 1] if gabung else []
    if nomor:
        baris.append([str(angka) for angka in range(1, len(kolom) + 1)])
    isi_lain = {("NO",): "", ("PANGKAT", "TMT"): "01-04-2018", ("KET",): "", ("PENDIDIKAN", "NAMA"): "S1 Hukum"}
    baris += [[satu.get(judul, isi_lain.get(judul, "")) for judul in kolom] for satu in orang]
    if ttd:
        baris += [
            [],
            ["", "Contoh, 3 Januari 2022"],
            ["", "Kepala Dinas Contoh,"],
            ["", "Agus Contoh"],
            ["", f"NIP. {A}"],
        ]
    bacaan = baca(tmp_path, buku({"Data": baris}, gabungan))
    acuan = baca(
        tmp_path,
        buku(
            {
                "Data": [
                    [satu[-1] if satu[0] not in ("PANGKAT", "JABATAN") else satu[0] for satu in KOLOM],
                    *([satu.get(judul, "") for judul in KOLOM] for satu in ORANG),
                ]
            }
        ),
    )
    assert _tanpa_baris(bacaan.organisasi) == _tanpa_baris(acuan.organisasi)
    assert bacaan.pembukuan is not None
    assert bacaan.pembukuan.counts().get("tanda tangan", 0) == 4 * ttd


def jalan(*argumen: Any) -> Any:
    return CliRunner().invoke(cli, [str(satu) for satu in argumen])


def test_roster_check_writes_the_map_once_and_then_obeys_it(tmp_path: Path) -> None:
    berkas, peta = tmp_path / "simpeg.xlsx", tmp_path / "peta.toml"
    berkas.write_bytes(buku({"S": RANCU}))
    pertama = jalan("roster", "check", berkas, "--map", peta, "--json")
    assert (pertama.exit_code, peta.exists()) == (1, True)
    hasil = json.loads(pertama.stdout)
    assert (hasil["baris"], hasil["letak"]) == (
        {"berisi": 3, "orang": 2, "kepala": 1},
        {"orang": ["S!2-3"], "kepala": ["S!1"]},
    )
    peta.write_text(peta.read_text("utf-8").replace('nama = "B', 'jabatan = "E: JABATAN"\nnama = "B'), "utf-8")
    tertulis = peta.read_bytes()
    kedua = jalan("roster", "check", berkas, "--map", peta)
    assert (kedua.exit_code, peta.read_bytes()) == (0, tertulis)
    assert (
        "3 baris berisi = 2 orang + 1 kepala.\n2 baris pegawai = 2 orang + 0 jabatan lowong; 1 unit, 0 produk."
        in kedua.stdout
    )


def test_a_campaign_remembers_its_map_and_still_reads_tidy_rosters(tmp_path: Path) -> None:
    kampanye, berkas = tmp_path / "k", tmp_path / "simpeg.xlsx"
    jalan("new", kampanye, "--instansi", "DINAS CONTOH", "--tahun", "2022")
    berkas.write_bytes(buku({"S": RANCU}))
    jalan("-C", kampanye, "roster", "check", berkas, "--map", kampanye / "roster-map.toml")
    peta = kampanye / "roster-map.toml"
    peta.write_text(peta.read_text("utf-8").replace('nama = "B', 'jabatan = "E"\nnama = "B'), "utf-8")
    hasil = jalan("-C", kampanye, "roster", "check", berkas, "--json")
    assert {satu["code"] for satu in json.loads(hasil.stdout)["findings"]} == {
        "daftar-unit-turunan",
        "daftar-kolom-kosong",
    }
    rapi = jalan("-C", kampanye, "roster", "check", "--json")
    assert (json.loads(rapi.stdout)["pegawai"], json.loads(rapi.stdout)["baris"]) == (3, None)


@pytest.mark.parametrize("nama", BERKAS)
def test_convert_writes_a_tidy_roster_that_reads_as_the_same_organisation(nama: str, tmp_path: Path) -> None:
    buat, akhiran = BERKAS[nama]
    asal = tmp_path / f"asal{akhiran}"
    asal.write_bytes(buat())
    hasil = jalan("roster", "convert", asal, "-o", tmp_path / "roster.xlsx")
    assert hasil.exit_code == 0, hasil.output
    organisasi, _ = read_roster(asal, golongan=GOLONGAN)
    rapi, temuan = read_roster(tmp_path / "roster.xlsx", golongan=GOLONGAN)
    assert _tanpa_baris(rapi) == _tanpa_baris(organisasi)
    harap = {kode for kode, _ in DIHARAPKAN[nama].ragu}
    if "kolom-kosong" in harap:  # of a few people each blank is told by itself once the column is there
        harap |= {"tanpa-penilai", "tanpa-jabatan", "unit-kosong", "golongan"}
    if "nip-hilang" in harap:  # written as text it is no number any more, but still no NIP
        harap.add("nip-salah")
    assert {satu.code.removeprefix("daftar-") for satu in temuan} <= harap


def test_the_sheet_of_doubts_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    from skpxl.xlsx.grid import read_book
    from skpxl.xlsx.package import open_package

    (tmp_path / "asal.xlsx").write_bytes(buku({"S": SATU_SEL}))
    jalan("roster", "convert", tmp_path / "asal.xlsx", "-o", tmp_path / "roster.xlsx")
    lembar = read_book(open_package(tmp_path / "roster.xlsx")).sheet("Keraguan")
    assert [[lembar.text(row, col) for col in range(1, 8)] for row in (1, 2)] == [
        ["Tingkat", "Lembar asal", "Sel asal", "Yang dibaca", "Keraguan", "Yang perlu dilakukan", "Siapa"],
        [
            "peringatan",
            "S",
            "B2",
            f"AGUS CONTOH, SHNIP. {A}",
            f"Nama dan NIP dalam satu sel, “AGUS CONTOH, SHNIP. {A}”, dibaca sebagai “AGUS CONTOH, SH | {A}”.",
            "Cocokkan nama, gelar, dan NIP-nya.",
            "",
        ],
    ]
    assert max(row for row, _ in lembar.cells) - 1 == len(DIHARAPKAN["nama-dan-nip-satu-sel"].ragu)


def test_convert_never_overwrites_without_being_told(tmp_path: Path) -> None:
    asal, tujuan = tmp_path / "asal.xlsx", tmp_path / "roster.xlsx"
    asal.write_bytes(buku({"S": SATU_SEL}))
    tujuan.write_bytes(b"milik orang")
    gagal = jalan("roster", "convert", asal, "-o", tujuan)
    assert isinstance(gagal.exception, SkpxlError)
    assert tujuan.read_bytes() == b"milik orang"
    assert jalan("roster", "convert", asal, "-o", tujuan, "--force").exit_code == 0
    pertama = tujuan.read_bytes()
    assert jalan("roster", "convert", asal, "-o", tujuan).exit_code == 0  # the same input, the same bytes
    assert tujuan.read_bytes() == pertama

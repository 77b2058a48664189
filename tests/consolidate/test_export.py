"""`skpxl export`: the order of keying in, the rekap, flat rows; nothing lost, nothing that becomes a formula."""

import csv
import json
import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pandas
import pytest
from campaigns import OF_KETUA, PD, TWO_UNITS, issue, returned, roster, rows, skpxl, too_low, tree
from excel_rules import check_excel
from forms import CHECKOUT, INSTANSI, KETUA, LIBRARY, PPPK, STAF, kuantitatif, tabel

from skpxl.books import keyin
from skpxl.consolidate.export import choose
from skpxl.consolidate.export_rows import KOLOM, write_csv
from skpxl.errors import SkpxlError
from skpxl.files.names import bukan_rumus
from skpxl.files.output import writing_whole
from skpxl.files.walk import walk
from skpxl.model.pembagian import Pembagian
from skpxl.model.periode import Periode
from skpxl.model.rekap import NilaiRekap, baris_rekap, periodik_id, status_penilai
from skpxl.model.skp import Identitas, Skp
from skpxl.model.target import angka_tercetak, parse_target
from skpxl.model.teks import one_line
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure, validate

SAMPLES = CHECKOUT / "samples"
GOOD, ROSTER = SAMPLES / "masuk" / "baik", SAMPLES / "roster.xlsx"
FERDINAN, MARIA, DEWI, AGUS, RINA = (
    "198003012005011902", "198506012010012903", "199209012019032904", "199105012018011905", "199502012021212906",
)  # fmt: skip
DIINTERVENSI = "Rencana hasil kerja pimpinan yang diintervensi"
INDIKATOR, UKURAN = "Indikator kinerja individu", "Ukuran keberhasilan/ indikator kinerja individu"


def exported(kind, path, *more, inbox=GOOD, code=0):
    """The run of an export of `inbox` (the good samples) to `path`."""
    return skpxl("export", inbox, "--roster", ROSTER, "--as", kind, "-o", path, *more, code=code)


@pytest.fixture(scope="module")
def ekinerja(tmp_path_factory):
    path = tmp_path_factory.mktemp("e") / "ekinerja.xlsx"
    return path, exported("ekinerja", path)


def fields(path, nip):
    """The rows of one person on the sheet of fields: (Langkah, Kolom e-Kinerja, Isi, Sumber)."""
    return [(*row[3:6], row[7]) for row in rows(path, "e-Kinerja")[1:] if row[2] == nip and row[4]]


# -- e-Kinerja ------------------------------------------------------------------------------------------------------------


def test_every_field_of_a_person_stands_in_the_order_of_the_form_ready_to_copy(ekinerja):
    path, _ = ekinerja
    found = fields(path, RINA)
    assert [row[:3] for row in found] == [
        (f"Hasil kerja utama 1 › {DIINTERVENSI}", DIINTERVENSI, "Terlaksananya kegiatan penilaian kompetensi ASN"),
        ("Hasil kerja utama 1 › Rencana hasil kerja", "Rencana hasil kerja", "Tertatanya arsip penilaian kompetensi ASN"),
        ("Hasil kerja utama 1 › Indikator 1 › Aspek", "Aspek", "Kuantitas"),
        (f"Hasil kerja utama 1 › Indikator 1 › {INDIKATOR}", INDIKATOR,
         "- Jumlah berkas yang diberkaskan dan diberi kode klasifikasi"),
        ("Hasil kerja utama 1 › Indikator 1 › Target", "Target", "1500"),
        ("Hasil kerja utama 1 › Indikator 1 › Satuan", "Satuan", "berkas"),
        ("Hasil kerja utama 1 › Indikator 2 › Aspek", "Aspek", "Kualitas"),
        (f"Hasil kerja utama 1 › Indikator 2 › {INDIKATOR}", INDIKATOR,
         "Persentase berkas yang ditemukan kembali dalam 5 menit"),
        ("Hasil kerja utama 1 › Indikator 2 › Target", "Target", "98"),
        ("Hasil kerja utama 1 › Indikator 2 › Satuan", "Satuan", "%"),
        (f"Hasil kerja utama 2 › {DIINTERVENSI}", DIINTERVENSI, "Terlaksananya penilaian kompetensi manajerial"),
        ("Hasil kerja utama 2 › Rencana hasil kerja", "Rencana hasil kerja",
         "Tersedianya daftar arsip penilaian kompetensi manajerial"),
        ("Hasil kerja utama 2 › Indikator 1 › Aspek", "Aspek", "Kuantitas"),
        (f"Hasil kerja utama 2 › Indikator 1 › {INDIKATOR}", INDIKATOR,
         "Daftar arsip aktif tahun 2022 (semester I dan II)"),
        ("Hasil kerja utama 2 › Indikator 1 › Target", "Target", "2 daftar (satu per semester)"),
        ("Hasil kerja utama 2 › Indikator 2 › Aspek", "Aspek", "Biaya"),
        (f"Hasil kerja utama 2 › Indikator 2 › {INDIKATOR}", INDIKATOR, "Penghematan kertas dibanding tahun sebelumnya"),
        ("Hasil kerja utama 2 › Indikator 2 › Target", "Target", "-10%"),
        ("Perilaku kerja › Berorientasi Pelayanan › Ekspektasi khusus pimpinan", "Ekspektasi khusus pimpinan",
         "Arsip yang diminta tersedia pada hari yang sama 🙂"),
        ("Perilaku kerja › Kompeten › Ekspektasi khusus pimpinan", "Ekspektasi khusus pimpinan",
         "Mengikuti bimbingan teknis kearsipan"),
        ("Perilaku kerja › Kolaboratif › Ekspektasi khusus pimpinan", "Ekspektasi khusus pimpinan",
         "Ajak setiap bidang: 1. menyerahkan arsip tepat waktu; 2. mengisi daftar arsip."),
        ("Perilaku kerja › Adaptif › Ekspektasi khusus pimpinan", "Ekspektasi khusus pimpinan",
         "Alihmediakan arsip lama ke bentuk digital"),
    ]  # fmt: skip


def test_a_kualitatif_skp_has_each_ukuran_where_the_other_has_its_indikator(ekinerja):
    path, _ = ekinerja
    found = fields(path, AGUS)
    assert len(found) == 3 * 4 + 3 + 7
    assert [row[:2] for row in found[:4]] == [
        (f"Hasil kerja utama 1 › {DIINTERVENSI}", DIINTERVENSI),
        ("Hasil kerja utama 1 › Rencana hasil kerja", "Rencana hasil kerja"),
        ("Hasil kerja utama 1 › Ukuran keberhasilan 1", UKURAN),
        ("Hasil kerja utama 1 › Ukuran keberhasilan 2", UKURAN),
    ]
    assert found[3][2] == "Presentase materi yang disampaikan dapat dipahami oleh penerima manfaat (90%)"
    assert [row[0] for row in found[12:15]] == [
        f"Hasil kerja tambahan 1 › {DIINTERVENSI}", "Hasil kerja tambahan 1 › Rencana hasil kerja",
        "Hasil kerja tambahan 1 › Ukuran keberhasilan 1",
    ]  # fmt: skip


def test_people_stand_in_roster_order_and_each_begins_with_a_band(ekinerja):
    path, run = ekinerja
    bands = [row for row in rows(path, "e-Kinerja")[1:] if not row[4]]
    assert [(row[0], row[2]) for row in bands] == [
        ("1", FERDINAN), ("2", MARIA), ("3", DEWI), ("4", AGUS), ("5", RINA),
    ]  # fmt: skip
    assert bands[4] == [
        "5", "Rina Semisal, A.Md.", RINA, "Arsiparis Terampil · penilai: Ferdinan Misalan, S.Psi., M.M.", "", "", "",
        f"SKP_2022_{RINA}.xlsx",
    ]  # fmt: skip
    assert run.out.splitlines() == [
        "5 berkas = 5 diekspor + 0 tidak diekspor.", "5 SKP, 232 isian untuk disalin.", f"Ekspor: {path}",
    ]  # fmt: skip


def test_the_list_counts_every_person_and_leads_to_his_band(ekinerja):
    path, _ = ekinerja
    book = openpyxl.load_workbook(path)
    listed, sheet = book["Daftar"], book["e-Kinerja"]
    table = rows(path, "Daftar")
    assert [row[0] for row in table[:3]] == [
        "URUTAN PENGISIAN E-KINERJA BKN",
        "PEMERINTAH PROVINSI CONTOH · 5 SKP, 232 isian",
        "Kerjakan dari atas: SKP atasan lebih dahulu. Klik nama, salin kolom Isi, pilih ✓ pada kolom Sudah.",
    ]
    assert [(row[2], row[6], row[8]) for row in table[5:]] == [
        (FERDINAN, 64, "SKP atasan tidak ada di sini; pastikan sudah ada di e-Kinerja"),
        (MARIA, 70, ""), (DEWI, 54, ""), (AGUS, 22, ""), (RINA, 22, ""),
    ]  # fmt: skip
    for row in range(6, 11):
        link = listed[f"B{row}"].hyperlink
        name, _, cell = link.location.rpartition("!")
        assert (name, sheet[cell.replace("A", "C")].value) == ("'e-Kinerja'", listed[f"C{row}"].value)
        counted = re.fullmatch(r"=COUNTIF\('e-Kinerja'!\$G\$(\d+):\$G\$(\d+),\"✓\"\)", listed[f"H{row}"].value)
        first, last = int(counted[1]), int(counted[2])
        assert {sheet[f"C{at}"].value for at in range(first, last + 1)} == {listed[f"C{row}"].value}
        assert (last - first + 1, first - 1) == (listed[f"G{row}"].value, int(cell[1:]))
    assert [cell.value for cell in openpyxl.load_workbook(path, data_only=True)["Daftar"]["H"][5:]] == [0] * 5


def test_every_source_link_leads_to_the_cell_that_holds_the_text(ekinerja):
    path, _ = ekinerja
    sheet = openpyxl.load_workbook(path)["e-Kinerja"]
    books = {}
    checked = 0
    for row in sheet.iter_rows(min_row=2):
        link = row[7].hyperlink
        source = (path.parent / link.target.replace("\\", "/")).resolve()
        assert source == (GOOD / f"SKP_2022_{row[2].value}.xlsx").resolve()
        if not row[4].value:
            continue
        book = books.setdefault(source, openpyxl.load_workbook(source))
        name, _, cell = link.location.rpartition("!")
        assert row[7].value == f"{name.strip(chr(39))}!{cell}"
        text = one_line(str(book[name.strip("'")][cell].value))
        number, unit = parse_target(text) if row[4].value in ("Target", "Satuan") else (None, "")
        apart = {"Target": angka_tercetak(number, ",") if number is not None else text, "Satuan": unit}
        assert apart.get(row[4].value, text) == row[5].value
        checked += 1
    assert checked == 232


def test_only_the_column_sudah_can_be_typed_in_and_offers_a_tick(ekinerja):
    path, _ = ekinerja
    book = openpyxl.load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Daftar", "visible"), ("e-Kinerja", "visible"), ("_daftar", "veryHidden"),
    ]  # fmt: skip
    sheet = book["e-Kinerja"]
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"G{row}" for row in range(2, 239) if sheet[f"E{row}"].value}
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", "daftar_sudah", "G2:G238")
    assert book.defined_names["daftar_sudah"].attr_text == "'_daftar'!$A$2:$A$2"
    assert [row[0] for row in rows(path, "_daftar")] == ["sudah", "✓"]
    assert (sheet.auto_filter.ref, book["Daftar"].auto_filter.ref) == ("A1:H238", "A5:I10")
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet.protection.autoFilter) == ("D2", True, False)


@pytest.mark.parametrize("kind", ["ekinerja", "rekap"])
def test_workbooks_break_no_rule_clip_nothing_and_are_the_same_every_time(kind, tmp_path):
    path, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    exported(kind, path)
    exported(kind, again)
    assert check_excel(path) == []
    visible = [sheet for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
    assert {sheet.title: too_low(sheet) for sheet in visible} == {sheet.title: [] for sheet in visible}
    assert path.read_bytes() == again.read_bytes()


def test_above_excels_limits_links_are_left_out_and_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("skpxl.forms.lists.sheet.TAUTAN_MAKS", 60)
    monkeypatch.setattr("skpxl.consolidate.export.TAUTAN_MAKS", 60)
    path = tmp_path / "a.xlsx"
    run = exported("ekinerja", path)
    assert run.err.startswith("177 tautan tidak dipasang, karena satu lembar Excel memuat paling banyak ")
    book = openpyxl.load_workbook(path)
    linked = [row[7].coordinate for row in book["e-Kinerja"].iter_rows() if row[7].hyperlink]
    assert linked == [f"H{row}" for row in range(2, 62)]
    assert book["e-Kinerja"]["H62"].value.startswith("SKP!")
    assert book["Daftar"]["A3"].value.endswith(
        " Kolom Sumber bertautan paling banyak pada 60 baris pertama: Excel tidak memuat lebih."
    )
    assert (len(rows(path, "e-Kinerja")), check_excel(path)) == (238, [])
    monkeypatch.setattr(keyin, "BARIS_ISIAN_MAKS", 201)
    assert exported("ekinerja", tmp_path / "b.xlsx", code=3).last == (
        "232 isian melebihi satu lembar Excel; tambahkan --per-perangkat, satu buku kerja per perangkat daerah."
    )
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


# -- which files go out ---------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path):
    """An inbox: four good forms, one with a galat, a copy, two that contradict each other, and a picture."""
    inbox = shutil.copytree(GOOD, tmp_path / "masuk")
    (inbox / f"SKP_2022_{DEWI}.xlsx").unlink()
    shutil.copy(SAMPLES / "masuk" / "cacat" / "01-target-kosong.xlsx", inbox)
    shutil.copy(GOOD / f"SKP_2022_{MARIA}.xlsx", inbox / "salinan.xlsx")
    other = json.loads((SAMPLES / "jawaban" / "baik" / f"{AGUS}.json").read_text("utf-8"))
    other["hasil_kerja"]["utama"][0]["rencana_hasil_kerja"] = "Lain sama sekali"
    (tmp_path / "lain.json").write_text(json.dumps(other), "utf-8")
    skpxl("fill", GOOD / f"SKP_2022_{AGUS}.xlsx", tmp_path / "lain.json", "-o", inbox / "lain.xlsx")
    (inbox / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    return inbox


def test_received_is_exported_and_left_out_with_the_reasons(mixed, tmp_path):
    run = exported("csv", tmp_path / "a.csv", inbox=mixed, code=1)
    assert run.out.splitlines() == [
        "8 berkas = 3 diekspor + 5 tidak diekspor (1 perlu perbaikan, 2 perlu perbaikan, tidak dipakai, "
        "1 tidak terbaca, 1 ganda).",
        "3 SKP, 30 baris.",
        f"Ekspor: {tmp_path / 'a.csv'}",
    ]
    assert run.err.splitlines() == ["1 SKP masih bergalat dan tidak ikut; sertakan juga dengan --with-errors."]


def test_with_errors_the_faulty_go_out_as_well_and_say_so(mixed, tmp_path):
    path = tmp_path / "a.xlsx"
    run = exported("ekinerja", path, "--with-errors", inbox=mixed, code=1)
    assert run.out.splitlines()[0] == (
        "8 berkas = 4 diekspor + 4 tidak diekspor (2 perlu perbaikan, tidak dipakai, 1 tidak terbaca, 1 ganda)."
    )
    assert [(row[2], row[8]) for row in rows(path, "Daftar")[6:8]] == [(MARIA, ""), (DEWI, "1 galat belum diperbaiki")]
    exported("csv", tmp_path / "a.csv", "--with-errors", inbox=mixed, code=1)
    table = pandas.read_csv(tmp_path / "a.csv", sep=";", dtype=str)
    assert set(zip(table["nip"], table["nasib"], table["galat"], strict=True)) == {
        (FERDINAN, "diterima", "0"), (MARIA, "diterima", "0"), (RINA, "diterima", "0"),
        (DEWI, "perlu perbaikan", "1"),
    }  # fmt: skip


def test_a_matriks_is_no_skp_and_without_any_skp_nothing_is_written(tmp_path):
    hasil = validate(walk([GOOD]), Measure(LIBRARY))
    chosen = choose([replace(hasil[0], content=Pembagian()), *hasil[1:]], None)
    assert (len(chosen.files), chosen.left_out) == (4, {"matriks, bukan SKP": 1})
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    shutil.copy(SAMPLES / "masuk" / "cacat" / "01-target-kosong.xlsx", inbox)
    assert exported("rekap", tmp_path / "a.xlsx", inbox=inbox, code=3).last == (
        "Tidak ada SKP yang dapat diekspor (1 perlu perbaikan); periksa dengan `skpxl validate`."
    )
    assert not (tmp_path / "a.xlsx").exists()


# -- rekap ----------------------------------------------------------------------------------------------------------------

NATIONAL = (
    "nip nama tahun hasilKinerjaNilai perilakuKerjaNilai kuadranKinerjaNilai penilaiNipNrp penilaiNama penilaiJabatan "
    "penilaiGolongan penilaiUnorNama statusPenilai"
).split()
OF_RINA = [
    RINA, "Rina Semisal, A.Md.", 2022, "", "", "", FERDINAN, "Ferdinan Misalan, S.Psi., M.M.",
    "Subkoordinator/Assessor SDM Aparatur Ahli Muda", "III/d", "Bidang Pengembangan Pegawai", "ASN",
]  # fmt: skip


def test_the_rekap_has_the_national_names_a_row_per_skp_and_says_what_is_empty(tmp_path):
    run = exported("rekap", tmp_path / "a.xlsx")
    table = rows(tmp_path / "a.xlsx", "Rekap")
    assert (table[0], len(table), table[5]) == (NATIONAL, 6, OF_RINA)
    assert run.out.splitlines()[:2] == ["5 berkas = 5 diekspor + 0 tidak diekspor.", "5 SKP, satu baris masing-masing."]
    assert run.err == (
        "Kolom hasilKinerjaNilai, perilakuKerjaNilai, kuadranKinerjaNilai kosong pada 5 dari 5 SKP: belum dievaluasi.\n"
    )
    exported("rekap", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file, delimiter=";"))
    assert found == [[str(cell) for cell in row] for row in table]


def test_an_evaluation_and_a_shorter_period_fill_their_columns():
    skp = Skp(form="f", versi="1", pegawai=Identitas(nip=STAF, unit_kerja="U")).model_copy(
        update={
            "periode": Periode(mulai=date(2023, 4, 1), selesai=date(2023, 6, 30)),
            "pejabat_penilai": Identitas(nama="Markus Contoh", jabatan="Bupati"),
        }
    )
    row = baris_rekap(skp, "", NilaiRekap(hasil_kerja=2, perilaku_kerja=1, kuadran=2))
    assert {name: row[name] for name in row if name not in ("nip", "nama", "penilaiNama", "penilaiJabatan")} == {
        "tahun": 2023, "hasilKinerjaNilai": 2, "perilakuKerjaNilai": 1, "kuadranKinerjaNilai": 2, "penilaiNipNrp": "",
        "penilaiGolongan": "", "penilaiUnorNama": "", "statusPenilai": "NON ASN", "periodikId": 2,
        "bulanMulaiPenilaian": 4, "bulanSelesaiPenilaian": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("2022-01-01", "2022-12-31", None), ("2022-02-01", "2022-02-28", 1), ("2024-02-01", "2024-02-28", None),
        ("2022-10-01", "2022-12-31", 2), ("2022-02-01", "2022-04-30", None), ("2022-01-01", "2022-06-30", None),
        ("2022-01-02", "2022-01-31", None), ("2022-01-01", "2023-01-31", None),
    ],
)  # fmt: skip
def test_a_period_is_a_month_a_triwulan_or_neither(first, last, kind):
    assert periodik_id(Periode(mulai=date.fromisoformat(first), selesai=date.fromisoformat(last))) == kind


@pytest.mark.parametrize(
    ("nip", "name", "status"),
    [
        (KETUA, "x", "ASN"), (PPPK, "x", "ASN"), ("19810701 200604 1 903", "x", "ASN"), ("31050123", "Letkol X", "NON ASN"),
        ("", "Gubernur", "NON ASN"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_penilai_is_asn_by_his_number(nip, name, status):
    assert status_penilai(nip, name) == status


# -- csv and parquet --------------------------------------------------------------------------------------------------------


def test_csv_and_parquet_hold_the_same_rows(tmp_path):
    exported("csv", tmp_path / "a.csv")
    run = exported("parquet", tmp_path / "a.parquet")
    assert run.out.splitlines()[1] == "5 SKP, 47 baris."
    numbers = [name for name, kind in KOLOM.items() if kind in ("bulat", "desimal")]
    types = {name: (float if name in numbers else str) for name in KOLOM}
    text = pandas.read_csv(
        tmp_path / "a.csv",
        sep=";",
        decimal=",",
        dtype=types,
        keep_default_na=False,
        na_values=dict.fromkeys(numbers, ""),
    )
    binary = pandas.read_parquet(tmp_path / "a.parquet").astype(types)
    assert list(text.columns) == list(binary.columns) == list(KOLOM)
    # The two cells that would be a formula, or a list item, in a spreadsheet.
    for name in ("indikator", "target"):
        text[name] = text[name].str.removeprefix("'")
    assert len(text) == 47
    pandas.testing.assert_frame_equal(text, binary)
    one = binary[(binary["nip"] == MARIA) & (binary["target"] == "99,5%")].iloc[0].to_dict()
    assert (one["target_angka"], one["target_satuan"], one["aspek"], one["bagian"]) == (99.5, "%", "Kualitas", "utama")
    first = text.iloc[43].to_dict()
    assert first == {
        "berkas": str(GOOD / f"SKP_2022_{RINA}.xlsx"), "kode": first["kode"], "formulir": "skp-kuantitatif",
        "versi": "2022.1", "instansi": "PEMERINTAH PROVINSI CONTOH", "nip": RINA, "nama": "Rina Semisal, A.Md.",
        "jabatan": "Arsiparis Terampil", "pangkat_golongan": first["pangkat_golongan"],
        "unit_kerja": "Tim Kerja Tool Kinerja", "perangkat_daerah": "Badan Kepegawaian Daerah",
        "penilai_nip": FERDINAN, "penilai_nama": "Ferdinan Misalan, S.Psi., M.M.",
        "penilai_jabatan": "Subkoordinator/Assessor SDM Aparatur Ahli Muda",
        "penilai_pangkat_golongan": "Penata Tk. I, III/d", "penilai_unit_kerja": "Bidang Pengembangan Pegawai",
        "periode_mulai": "2022-01-01", "periode_selesai": "2022-12-31", "bagian": "utama", "nomor": 1.0,
        "hasil_id": f"hasil:{first['kode']}:utama:1", "peran_id": "", "diintervensi_id": first["diintervensi_id"],
        "rencana_hasil_kerja_diintervensi": "Terlaksananya kegiatan penilaian kompetensi ASN",
        "rencana_hasil_kerja": "Tertatanya arsip penilaian kompetensi ASN", "indikator_nomor": 1.0,
        "aspek": "Kuantitas", "indikator": "- Jumlah berkas yang diberkaskan dan diberi kode klasifikasi",
        "target": "1.500 berkas", "target_angka": 1500.0, "target_satuan": "berkas", "produk_id": "produk:TTK:T1",
        "produk": "Terlaksananya kegiatan penilaian kompetensi ASN", "produk_unit": "Tim Kerja Tool Kinerja",
        "nasib": "diterima", "galat": 0.0, "keaslian": "tanpa-tanda-tangan",
    }  # fmt: skip


def test_the_csv_is_one_that_an_indonesian_excel_opens_as_a_table(tmp_path):
    exported("csv", tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + ";".join(KOLOM).encode() + b"\r\n")
    assert b";99,5;%;" in data  # decimals as in Indonesian
    assert data.endswith(b"\r\n") and data.count(b"\r\n") == 48


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "＝1", "_x0041_ <b>&amp;", "'=1"]


def test_no_text_becomes_a_formula_anywhere(tmp_path):
    inbox = returned(
        tmp_path,
        {
            KETUA: kuantitatif(
                "h\n" + "\n".join(
                    f"utama | Layanan konsultasi kepegawaian | {text} rencana {number} | Kuantitas | {text} | {text}"
                    for number, text in enumerate(FORMULAS[:4] + FORMULAS[5:], start=1)
                )
            )
        },
    )  # fmt: skip
    skpxl("export", inbox, "--as", "ekinerja", "-o", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["e-Kinerja"]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    # openpyxl leaves the escape of a literal `_x0041_` in texts that stand in the cell itself; Excel does not.
    typed = [row[5].value.replace("_x005F_", "_") for row in sheet.iter_rows() if row[4].value == "Target"]
    assert typed == [one_line(text) for text in FORMULAS[:4] + FORMULAS[5:]]
    assert check_excel(tmp_path / "a.xlsx") == []
    skpxl("export", inbox, "--as", "csv", "-o", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, delimiter=";"))
    assert [row["target"] for row in table] == [
        "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'=HYPERLINK(\"http://x\")", "'＝1", "_x0041_ <b>&amp;", "'=1",
    ]  # fmt: skip
    assert [cell for row in table for cell in row.values() if cell[:1] in ("=", "+", "-", "@")] == []
    skpxl("export", inbox, "--as", "parquet", "-o", tmp_path / "a.parquet")
    assert list(pandas.read_parquet(tmp_path / "a.parquet")["target"]) == FORMULAS[:4] + FORMULAS[5:]


@pytest.mark.parametrize("text", FORMULAS[:7])
def test_a_text_that_could_be_a_formula_is_led_by_an_apostrophe(text):
    assert bukan_rumus(text) == f"'{text}"


def test_other_texts_stay_as_they_are(tmp_path):
    assert [bukan_rumus(text) for text in ("", "1+1", "a=1", "'=1", " =1")] == ["", "1+1", "a=1", "'=1", " =1"]
    write_csv(tmp_path / "a.csv", ["a", "b", "c", "d"], [{"a": Decimal("-2.50"), "b": -1, "c": None, "d": 'x;\n"y"'}])
    assert (tmp_path / "a.csv").read_bytes() == b'\xef\xbb\xbfa;b;c;d\r\n-2,5;-1;;"x;\n""y"""\r\n'


def test_an_skp_without_any_result_keeps_a_row(tmp_path):
    forms = issue(tmp_path)
    blank = forms / f"SKP_2022_{KETUA}.xlsx"
    skpxl("export", blank, "--as", "csv", "-o", tmp_path / "a.csv", "--with-errors", code=1)
    (row,) = csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8-sig", newline=""), delimiter=";")
    filled = {name: text for name, text in row.items() if text and not name.startswith(("penilai", "periode"))}
    assert filled == {
        "berkas": str(blank), "kode": row["kode"], "formulir": "skp-kuantitatif", "versi": "2022.1",
        "instansi": INSTANSI, "nip": KETUA, "nama": "Yosua Manafe, S.Kom.", "pangkat_golongan": "Penata, III/c",
        "jabatan": "Subkoordinator/Pranata Komputer Ahli Muda", "unit_kerja": "Bidang Pembinaan Kepegawaian",
        "nasib": "perlu perbaikan", "galat": row["galat"], "keaslian": "tanpa-tanda-tangan",
    }  # fmt: skip
    skpxl("export", blank, "--as", "ekinerja", "-o", tmp_path / "a.xlsx", "--with-errors", code=1)
    assert (len(rows(tmp_path / "a.xlsx", "e-Kinerja")), check_excel(tmp_path / "a.xlsx")) == (2, [])


def test_without_pyarrow_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    run = exported("parquet", tmp_path / "a.parquet", code=3)
    assert (run.out, run.err) == (
        "",
        'Berkas parquet memerlukan pyarrow, yang belum terpasang; pasang dengan: pip install "skpxl[parquet]"\n',
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "number", "unit"),
    [
        (target, number, unit)
        for target, number, unit in tabel(
            """
            target                  | angka     | satuan
            20 perangkat daerah     | 20        | perangkat daerah
            39 perangkat  daerah.   | 39        | perangkat daerah
            95%                     | 95        | %
            2,5 %                   | 2.5       | %
            10                      | 10        |
            1.500 berkas            | 1500      | berkas
            1.500.000,75 kg         | 1500000.75 | kg
            0,125 kg                | 0.125     | kg
            10 kabupaten/kota       | 10        | kabupaten/kota
            14 hari kerja           | 14        | hari kerja
            2 orang per bulan       | 2         | orang per bulan
            Rp125.000.000,00        | 125000000 | Rp
            rp. 5.000               | 5000      | rp
            1 (satu) dokumen        | 1         | dokumen
            12 (dua belas) bulan    | 12        | bulan
            2 (tiga) dokumen        |           |
            0%                      | 0         | %
            1,500 orang             |           |
            1.5 hari                |           |
            0.500                   |           |
            1,500.00                |           |
            ≥ 85%                   |           |
            -10%                    |           |
            - 10 dokumen            |           |
            1-2 hari                |           |
            1 dokumen, 2 rapat      |           |
            2 daftar\\n(satu per semester) |     |
            1 Januari 2022          |           |
            5 juta rupiah           |           |
            3 atau lebih            |           |
            100% ASN                |           |
            setiap hari             |           |
            199001012015031001      |           |
            ½ hari                  |           |
                                    |           |
            """
        )
    ],
)
def test_a_target_is_number_and_unit_only_beyond_doubt(target, number, unit):
    found, satuan = parse_target(target)
    assert ("" if found is None else angka_tercetak(found), satuan) == (number, unit)


# -- where to -------------------------------------------------------------------------------------------------------------


def test_per_perangkat_daerah_there_is_a_file_each(tmp_path):
    """Two perangkat daerah whose names give the same file name, and somebody who is on no roster."""
    others = ("Badan Kepegawaian, Contoh", "Badan Kepegawaian Contoh")
    people = [
        one.model_copy(update={"perangkat_daerah": others[one.nip == STAF]}) if one.nip != PPPK else one
        for one in TWO_UNITS.pegawai
    ]
    inbox = returned(tmp_path)
    moved = Organisasi(
        pegawai=tuple(one for one in people if one.nip != PPPK), unit=TWO_UNITS.unit, produk=TWO_UNITS.produk
    )
    source = roster(tmp_path / "pindah.xlsx", moved)
    out = tmp_path / "hasil"
    run = skpxl("export", inbox, "--roster", source, "--as", "csv", "--per-perangkat", "-o", out)
    assert run.out.splitlines() == [
        "3 berkas = 3 diekspor + 0 tidak diekspor.", "3 SKP, 7 baris.", f"Ekspor: 3 berkas di {out}",
    ]  # fmt: skip
    found = {
        path.name: sorted({row["nip"] for row in csv.DictReader(path.open(encoding="utf-8-sig"), delimiter=";")})
        for path in out.iterdir()
    }
    assert found == {
        "Badan-Kepegawaian-Contoh.csv": [KETUA], "Badan-Kepegawaian-Contoh-6c9316.csv": [STAF],
        "di-luar-daftar-pegawai.csv": [PPPK],
    }  # fmt: skip
    run = skpxl("export", inbox, "--as", "csv", "--per-perangkat", "-o", tmp_path / "x", code=3)
    assert run.last == "Perangkat daerah hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER."


def test_in_a_campaign_the_result_goes_to_its_folder_and_is_not_overwritten(tmp_path):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    issue(tmp_path)
    shutil.copy(tmp_path / "roster.xlsx", folder / "roster.xlsx")
    skpxl("-C", folder, "generate", "--nip", KETUA)
    answers = tmp_path / "isian.json"
    answers.write_text(json.dumps(OF_KETUA), encoding="utf-8")
    skpxl(
        "-C",
        folder,
        "fill",
        folder / "formulir" / PD / f"SKP_2022_{KETUA}.xlsx",
        answers,
        "-o",
        folder / "masuk" / "a.xlsx",
    )
    for kind, name in (
        ("ekinerja", "ekspor-ekinerja.xlsx"), ("rekap", "ekspor-rekap.xlsx"), ("csv", "ekspor-csv.csv"),
        ("parquet", "ekspor-parquet.parquet"),
    ):  # fmt: skip
        assert skpxl("-C", folder, "export", "--as", kind).out.endswith(f"Ekspor: {folder / 'hasil' / name}\n")
        skpxl("-C", folder, "export", "--as", kind)  # the same again is no matter
        path = folder / "hasil" / name
        path.write_bytes(b"lain")
        assert skpxl("-C", folder, "export", "--as", kind, code=3).last == (
            f"{path} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
        )
        assert path.read_bytes() == b"lain"
        skpxl("-C", folder, "export", "--as", kind, "--force")
        assert path.read_bytes() != b"lain"
    assert sorted(tree(folder / "hasil")) == sorted(
        ["ekspor-ekinerja.xlsx", "ekspor-rekap.xlsx", "ekspor-csv.csv", "ekspor-parquet.parquet"]
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--as", "ekinerja", "-o", "a.csv"], "Nama berkas untuk --as ekinerja harus berakhiran .xlsx."),
        (["--as", "rekap", "-o", "a.txt"], "Nama berkas untuk --as rekap harus berakhiran .xlsx atau .csv."),
        (["--as", "csv"], "Ke mana? Tambahkan -o NAMA.csv."),
        (["--as", "csv", "--per-perangkat"], "Ke mana? Tambahkan -o FOLDER."),
    ],
)
def test_wrong_usage_is_one_sentence(words, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = skpxl("export", GOOD, *words, code=2)
    assert (run.out, run.err, list(tmp_path.iterdir())) == ("", f"{sentence}\n", [])


def test_a_file_that_cannot_be_finished_leaves_nothing_behind(tmp_path):
    with pytest.raises(ZeroDivisionError), writing_whole(tmp_path / "a.csv") as temporary:
        temporary.write_bytes(b"setengah")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    with (
        pytest.raises(SkpxlError, match="tidak dapat ditulis: tempat penyimpanan penuh"),
        writing_whole(tmp_path / "a.csv"),
    ):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []

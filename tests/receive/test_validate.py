"""`skpxl validate`: findings for people, as JSON and as a workbook; every file accounted for, whatever it is."""

import json
import zipfile
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
import xlsxwriter
from campaigns import ANSWERS, OF_KETUA, PD, returned, roster, rows, skpxl, too_low, tree
from excel_rules import check_excel
from forms import ATASAN, INSTANSI, KETUA, KUANTITATIF, PPPK, STAF, kuantitatif, make_form, read, save

from skpxl.model.fate import FileFate, said
from skpxl.xlsx.address import a1

FATES = list(FileFate)
GAPS = kuantitatif(
    f"""
    bagian | atasan | rencana | aspek | indikator | target
    utama | {ATASAN[0].teks} | Terlaksananya konsultasi | Waktu | Lama layanan |
          | | | Kuantitas | Jumlah konsultasi |
    utama | {ATASAN[1].teks} | Tersusunnya data | Mutu | Ketepatan data | 95%
    """
)
LAYOUT = make_form(KUANTITATIF).layout


def cell(key: str) -> str:
    slot = LAYOUT.by_key[key]
    return a1(slot.kotak.row, slot.kotak.col)


T1, T2 = (cell(f"hasil_kerja_utama_1_indikator_{row}_target") for row in (1, 2))
ASPEK = cell("hasil_kerja_utama_2_indikator_1_aspek")


def counts(run) -> dict[str, int]:
    found = run.json["counts"]
    assert found["berkas"] == len(run.json["files"]) == sum(found[fate] for fate in FATES)
    return {fate: found[fate] for fate in FATES if found[fate]}


def foreign(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Anggaran").write("A1", "x")
    return path


def test_good_files_are_accepted_with_nothing_to_say(tmp_path):
    inbox = returned(tmp_path)
    run = skpxl("validate", inbox)
    assert run.out.splitlines()[-2:] == [
        "3 berkas = 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "0 galat, 1 peringatan, 0 info.",
    ]
    assert skpxl("validate", inbox / f"SKP_2022_{KETUA}.xlsx").out.splitlines() == [
        f"{inbox / f'SKP_2022_{KETUA}.xlsx'} · Yosua Manafe, S.Kom.: diterima",
        "1 berkas = 1 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "0 galat, 0 peringatan, 0 info.",
    ]


def test_the_superiors_results_are_known_from_the_same_batch(tmp_path):
    inbox = returned(tmp_path)
    files = {Path(file["file"]).name: file for file in skpxl("validate", inbox, "--json").json["files"]}
    found = files[f"SKP_2022_{STAF}.xlsx"]["findings"]
    assert [(f["code"], f["key"], f["found"]) for f in found] == [
        ("diintervensi-tidak-dikenal", "hasil_kerja_tambahan_1_rencana_hasil_kerja_diintervensi", "Sesuatu yang lain")
    ]
    # Alone, nobody knows what his superior has.
    assert skpxl("validate", inbox / f"SKP_2022_{STAF}.xlsx", "--json").json["files"][0]["findings"] == []


@pytest.mark.parametrize("with_roster", [True, False])
def test_a_product_or_the_superiors_result_in_other_letters_gets_no_warning(tmp_path, with_roster):
    answers = json.loads(json.dumps(ANSWERS))
    of_staf = answers[STAF]["hasil_kerja"]
    of_staf["utama"][0]["rencana_hasil_kerja_diintervensi"] = f"1. {ATASAN[1].teks.upper()}"
    of_staf["tambahan"][0]["rencana_hasil_kerja_diintervensi"] = "b) Pelaksanaan konsultasi kepegawaian."
    inbox = returned(tmp_path, answers)
    options = ("--roster", roster(tmp_path / "roster.xlsx")) if with_roster else ()
    files = {Path(file["file"]).name: file for file in skpxl("validate", inbox, *options, "--json").json["files"]}
    assert files[f"SKP_2022_{STAF}.xlsx"]["findings"] == []


def test_people_read_where_what_and_what_to_do_grouped_over_cells(tmp_path):
    path = save(make_form(KUANTITATIF, GAPS), tmp_path / "kurang.xlsx")
    run = skpxl("validate", path, code=1)
    assert run.out.splitlines() == [
        f"{path} · Yosua Manafe, S.Kom.: perlu perbaikan",
        f"  galat      SKP!{ASPEK} · Hasil kerja utama no. 2, baris 1: Aspek “Mutu” tidak dikenal. "
        f"Pilih satu di sel {ASPEK}: Kuantitas, Kualitas, Waktu, Biaya.",
        f"  galat      SKP!{T1} · Hasil kerja utama no. 1, baris 1: Indikator “Lama layanan” belum punya target. "
        f"Isi target di sel {T1}, misalnya 20 dokumen, 95% atau 1 hari.",
        f"  galat      SKP!{T2} · Hasil kerja utama no. 1, baris 2: Indikator “Jumlah konsultasi” belum punya target. "
        f"Isi target di sel {T2}, misalnya 20 dokumen, 95% atau 1 hari.",
        "1 berkas = 0 diterima + 1 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "3 galat, 0 peringatan, 0 info.",
    ]


def test_json_has_every_finding_with_its_place(tmp_path):
    path = save(make_form(KUANTITATIF, GAPS), tmp_path / "kurang.xlsx")
    (file,) = skpxl("validate", path, "--json", code=1).json["files"]
    assert (file["file"], file["outcome"], file["status"]) == (str(path), "kita", "perlu perbaikan")
    assert file["stamp"]["nip"] == KETUA
    places = [(f["code"], f["severity"], f["sheet"], f["cell"], f["found"], f["who"]) for f in file["findings"]]
    who = "Yosua Manafe, S.Kom."
    assert places == [
        ("aspek-tidak-dikenal", "galat", "SKP", ASPEK, "Mutu", who),
        ("target-kosong", "galat", "SKP", T1, "", who),
        ("target-kosong", "galat", "SKP", T2, "", who),
    ]


def test_a_folder_with_everything_in_it_is_accounted_for(tmp_path):
    inbox = returned(tmp_path)
    whole = (inbox / f"SKP_2022_{KETUA}.xlsx").read_bytes()
    (inbox / "salinan.xlsx").write_bytes(whole)
    (inbox / "kosong.xlsx").write_bytes(b"")
    (inbox / "rusak.xlsx").write_bytes(whole[:3000])
    (inbox / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 99)
    foreign(inbox / "lain" / "anggaran.xlsx")
    for left in ("~$SKP.xlsx", ".DS_Store", "Thumbs.db"):
        (inbox / left).write_bytes(b"x")
    run = skpxl("validate", inbox, "--json", code=1)
    assert counts(run) == {"diterima": 3, "tidak terbaca": 3, "ganda": 1, "bukan formulir kita": 1}
    # Whatever is not accepted says why.
    assert [file["file"] for file in run.json["files"] if file["status"] != "diterima" and not file["findings"]] == []


def test_zips_are_walked_and_a_damaged_member_stops_nothing(tmp_path):
    inbox = returned(tmp_path)
    archive = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(inbox.glob("*.xlsx")):
            made.write(path, f"dari surel/{path.name}")
        made.writestr("dari surel/~$kunci.xlsx", b"x")
    run = skpxl("validate", archive, "--json")
    assert counts(run) == {"diterima": 3}
    assert run.json["files"][0]["file"] == f"{archive}/dari surel/SKP_2022_{KETUA}.xlsx"
    data = bytearray(archive.read_bytes())
    data[60:400] = b"\xff" * 340  # inside the first member's data
    archive.write_bytes(bytes(data))
    assert counts(skpxl("validate", archive, "--json", code=1)) == {"diterima": 2, "tidak terbaca": 1}


def test_the_same_answers_twice_count_once_and_different_ones_not_at_all(tmp_path):
    folder = tmp_path / "masuk"
    save(make_form(KUANTITATIF, OF_KETUA), folder / "a.xlsx")
    save(make_form(KUANTITATIF, OF_KETUA), folder / "b.xlsx")
    run = skpxl("validate", folder, "--json")
    assert counts(run) == {"diterima": 1, "ganda": 1}
    assert run.json["files"][1]["findings"][0]["message"] == (
        f"Isi berkas ini sama persis dengan {folder / 'a.xlsx'}. Tidak perlu tindakan; hanya satu yang dihitung."
    )
    other = {"hasil_kerja": {**OF_KETUA["hasil_kerja"], "tambahan": OF_KETUA["hasil_kerja"]["utama"][:1]}}
    save(make_form(KUANTITATIF, other), folder / "c.xlsx")
    run = skpxl("validate", folder, "--json", code=1)
    assert counts(run) == {"perlu perbaikan": 2, "ganda": 1}
    conflicts = [[f["code"] for f in file["findings"] if f["severity"] == "galat"] for file in run.json["files"]]
    assert conflicts == [["berkas-bertentangan"], [], ["berkas-bertentangan"]]
    assert "berbeda pada SKP!" in run.json["files"][0]["findings"][-1]["message"]


@pytest.mark.parametrize("issue", [1, 2])
def test_a_form_that_nobody_has_filled_in_pushes_out_none_that_is_filled_in(tmp_path, issue):
    folder = tmp_path / "masuk"
    save(make_form(KUANTITATIF, OF_KETUA), folder / "b.xlsx")
    save(make_form(KUANTITATIF).dengan_terbitan(issue, b""), folder / "a.xlsx")
    save(make_form(KUANTITATIF, {"hasil_kerja": {"utama": []}}), folder / "c.xlsx")
    run = skpxl("validate", folder, "--json")
    assert counts(run) == {"diterima": 1, "ganda": 2}
    blank = run.json["files"][0]
    assert [(finding["code"], finding["severity"]) for finding in blank["findings"]] == [
        ("berkas-belum-diisi", "peringatan")
    ]
    assert f"yang terisi ada: {folder / 'b.xlsx'}. Tidak perlu tindakan" in blank["findings"][0]["message"]
    # What is filled in with gaps only has to be mended; beside nothing else a blank one does not count.
    save(make_form(KUANTITATIF, {"hasil_kerja": {"utama": OF_KETUA["hasil_kerja"]["utama"][:1]}}), folder / "b.xlsx")
    assert counts(skpxl("validate", folder, "--json", code=None))["ganda"] == 2
    (folder / "b.xlsx").unlink()
    assert counts(skpxl("validate", folder, "--json", code=1)) == {"perlu perbaikan": 1, "ganda": 1}


def test_two_penilai_or_two_periods_do_not_contradict_each_other(tmp_path):
    folder = tmp_path / "masuk"
    save(make_form(KUANTITATIF, OF_KETUA), folder / "a.xlsx")
    save(make_form(KUANTITATIF, GAPS, tahun=2023), folder / "b.xlsx")
    assert counts(skpxl("validate", folder, "--json", code=1)) == {"diterima": 1, "perlu perbaikan": 1}


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--instansi", INSTANSI, "--tahun", 2022], []),
        (["--instansi", "PEMERINTAH KOTA LAIN"], ["instansi-lain"]),
        (["--tahun", 2023], ["periode-lain"]),
    ],
)
def test_options_say_what_files_are_held_against(options, codes, tmp_path):
    path = save(make_form(KUANTITATIF, OF_KETUA), tmp_path / "a.xlsx")
    run = skpxl("validate", path, "--json", *options, code=1 if codes else 0)
    assert [finding["code"] for finding in run.json["files"][0]["findings"]] == codes


def test_a_person_who_is_not_on_the_roster_is_named(tmp_path):
    from forms import ORGANISASI

    from skpxl.model.unit import Organisasi

    path = save(make_form(KUANTITATIF, OF_KETUA), tmp_path / "a.xlsx")
    without = Organisasi(pegawai=ORGANISASI.pegawai[:1], unit=ORGANISASI.unit, produk=ORGANISASI.produk)
    run = skpxl("validate", path, "--json", "--roster", roster(tmp_path / "r.xlsx", without))
    assert [(f["code"], f["found"]) for f in run.json["files"][0]["findings"]] == [("nip-tidak-terdaftar", KETUA)]


def test_an_error_cell_is_not_reported_as_a_blank_as_well(tmp_path):
    path = save(make_form(KUANTITATIF, OF_KETUA), tmp_path / "a.xlsx")
    at = cell("hasil_kerja_utama_1_indikator_1_target")
    book = openpyxl.load_workbook(path)
    book["SKP"][at].value, book["SKP"][at].data_type = "#REF!", "e"
    book.save(path)
    (file,) = skpxl("validate", path, "--json", code=1).json["files"]
    assert [(f["code"], f["cell"]) for f in file["findings"] if f["severity"] == "galat"] == [("sel-galat", at)]


# -- the report ----------------------------------------------------------------------------------------------------------


def links(path: Path, sheet: str) -> list[tuple[str, str]]:
    """(address, target) of every hyperlink on a sheet; the place inside the file joined by #."""
    found = []
    for row in openpyxl.load_workbook(path)[sheet].iter_rows():
        for link in [one.hyperlink for one in row if one.hyperlink]:
            target = unquote(link.target or "") + (f"#{link.location}" if link.location else "")
            found.append((link.ref, target.removeprefix("file:///").replace("\\", "/")))
    return found


@pytest.fixture
def report(tmp_path) -> Path:
    inbox = tmp_path / "kiriman masuk"
    save(make_form(KUANTITATIF, GAPS), inbox / "SKP Yosua (2).xlsx")
    save(make_form(KUANTITATIF, nip=STAF), inbox / "belum.xlsx")
    foreign(inbox / "anggaran.xlsx")
    skpxl("validate", inbox, "--report", tmp_path / "hasil" / "laporan.xlsx", code=1)
    return tmp_path / "hasil" / "laporan.xlsx"


def test_the_report_says_who_where_and_what_to_do(report):
    assert check_excel(report) == []
    book = openpyxl.load_workbook(report)
    assert book.sheetnames == ["Ringkasan", "Temuan", "Berkas"]
    table = rows(report, "Temuan")
    assert table[0][:8] == [
        "Tingkat", "Pegawai", "Sel", "Tempat", "Yang harus dilakukan", "Masalah", "Isi sekarang", "Usulan",
    ]  # fmt: skip
    assert [(row[0], row[1], row[2], row[9]) for row in table[1:]] == [
        ("galat", "Yosua Manafe, S.Kom.", f"SKP!{ASPEK}", "aspek-tidak-dikenal"),
        ("galat", "Yosua Manafe, S.Kom.", f"SKP!{T1}", "target-kosong"),
        ("galat", "Yosua Manafe, S.Kom.", f"SKP!{T2}", "target-kosong"),
        ("galat", "", "-", "berkas-asing"),
        ("galat", "Melati Kasedu, A.Md.", f"SKP!{cell('hasil_kerja_utama_1_rencana_hasil_kerja')}", "belum-diisi"),
    ]
    summary = {row[0].strip(): row[1] for row in rows(report, "Ringkasan")[1:]}
    assert summary["Berkas diterima"] == 3 == sum(summary[said(fate)] for fate in FATES)
    assert [row[1] for row in rows(report, "Berkas")[1:]] == [
        "perlu perbaikan",
        "bukan formulir terbitan instansi ini",
        "perlu perbaikan",
    ]


def test_the_reports_links_lead_to_cells_that_exist(report):
    found = links(report, "Temuan") + links(report, "Berkas")
    assert len(found) >= 7
    for _, target in found:
        file, _, place = target.partition("#")
        path = report.parent / file
        assert path.is_file(), target
        if place:
            sheet, _, at = place.rpartition("!")
            assert openpyxl.load_workbook(path)[sheet.strip("'")][at].protection.locked is False


def test_no_row_of_the_report_clips_its_texts(report):
    assert {sheet.title: too_low(sheet) for sheet in openpyxl.load_workbook(report).worksheets} == {
        "Ringkasan": [], "Temuan": [], "Berkas": [],
    }  # fmt: skip


def test_a_report_that_stands_there_is_not_overwritten(report, tmp_path):
    words = ("validate", tmp_path / "kiriman masuk" / "belum.xlsx", "--report", report)
    before = report.read_bytes()
    run = skpxl(*words, code=3)
    assert run.last == f"{report} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
    assert report.read_bytes() == before
    skpxl(*words, "--force", code=1)
    assert report.read_bytes() != before


def test_bad_paths_are_one_sentence_each(tmp_path):
    (tmp_path / "kosong").mkdir()
    assert skpxl("validate", tmp_path / "tidak-ada", code=3).err == (
        f"{tmp_path / 'tidak-ada'} tidak ada; periksa nama berkas atau foldernya.\n"
    )
    assert skpxl("validate", tmp_path / "kosong", code=3).err == (
        f"Tidak ada berkas di {tmp_path / 'kosong'}; periksa foldernya.\n"
    )
    assert skpxl("validate", code=2).err == (
        "Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder putaran SKP.\n"
    )


def test_validating_changes_no_file(tmp_path):
    returned(tmp_path)
    before = tree(tmp_path)
    skpxl("validate", tmp_path / "masuk")
    assert tree(tmp_path) == before


def test_a_workbook_of_the_campaign_is_verified_by_its_key(tmp_path):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    skpxl("-C", folder, "generate")
    path = folder / "formulir" / PD / f"SKP_2022_{PPPK}.xlsx"
    assert read(path, bytes.fromhex((folder / "kunci-kampanye.txt").read_text().split()[-1])).findings == ()
    (tmp_path / "isian.json").write_text(json.dumps(ANSWERS[PPPK]), encoding="utf-8")
    skpxl("-C", folder, "fill", path, tmp_path / "isian.json", "-o", folder / "masuk" / "a.xlsx")
    assert skpxl("-C", folder, "validate", "--json").json["files"][0]["findings"] == []
    (folder / "kunci-kampanye.txt").rename(tmp_path / "kunci.txt")
    assert skpxl("-C", folder, "validate", "--json", code=3).out == ""
    run = skpxl("-C", folder, "validate", "--json", "--without-key")
    assert [f["code"] for f in run.json["files"][0]["findings"]] == ["keaslian-tidak-diperiksa"]
    assert run.json["keaslian"] == "KEASLIAN TIDAK DIPERIKSA"

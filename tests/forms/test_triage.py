"""`forms/triage.py`: every kind of file gets its one outcome, by content, with the finding that says what to do."""

import dataclasses
import io
import json
import shutil

import pytest
import xlsxwriter
from binary_books import ods, xlsb, zipped
from click.testing import CliRunner
from forms import (
    CHECKOUT,
    GOOD,
    INSTANSI,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    SIGNING_KEY,
    codes,
    make_form,
    messages,
    read,
)
from issued_book import FORM, OURS, parts, sheets
from raw_book import paket

from skpxl.cli.main import cli
from skpxl.files.walk import Arrival, walk
from skpxl.findings.catalogue import KODE
from skpxl.forms.triage import OUTCOMES, Outcome, is_doubtful
from skpxl.forms.write import write_form
from skpxl.model.fate import FileFate
from skpxl.model.periode import Periode
from skpxl.receive.validate import Measure, count_fates, validate
from skpxl.template.library import Library
from skpxl.xlsx.package import open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CODE = FORM.stamp.id


def workbook(*texts):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Lembar")
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
    return out.getvalue()


def judged(data, name, tmp_path, **measure):
    """(outcome, fate, finding codes) of one file with this name."""
    path = tmp_path / name
    path.write_bytes(data)
    (result,) = validate([Arrival(str(path), path)], Measure(LIBRARY, signing_key=SIGNING_KEY, **measure))
    return str(result.reading.outcome), result.fate, [finding.code for finding in result.findings]


FILES = {
    # what it is: (content, a wrong name, outcome, fate, finding)
    "ours": (OURS, "foto.jpg", "kita", "diterima", []),
    "somebody's own SKP": (
        workbook("SASARAN KINERJA PEGAWAI", "PEGAWAI YANG DINILAI"), "a.xlsx",
        "skp-asing", "bukan formulir kita", ["berkas-skp-asing"],
    ),
    "somebody's own SKP as ods": (
        ods([("S", "visible", {(1, 1): "Rencana Hasil Kerja Pimpinan yang diintervensi*", (2, 1): "Pejabat Penilai Kinerja"})]),
        "a.xlsx", "skp-asing", "bukan formulir kita", ["berkas-skp-asing"],
    ),
    "a shortcut": (b"[InternetShortcut]\r\nURL=https://contoh.go.id/\r\n", "SKP.xlsx", "bukan-berkas", "bukan formulir kita",
                   ["berkas-pintasan"]),
    "a workbook": (workbook("Daftar belanja", "Hasil kerja"), "SKP.xlsx", "asing", "bukan formulir kita", ["berkas-asing"]),
    "encrypted": (
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "a.xlsx",
        "terenkripsi", "tidak terbaca", ["berkas-terenkripsi"],
    ),
    "encrypted ods": (
        ods([], "<manifest:encryption-data/>"), "a.xlsx", "terenkripsi", "tidak terbaca", ["berkas-terenkripsi"],
    ),
    "xlsb": (xlsb([("S", "visible", {(1, 1): "isi"})]), "a.xlsx", "xlsb", "bukan formulir kita", ["berkas-xlsb"]),
    "ods": (ods([("S", "visible", {(1, 1): "isi"})]), "a.xlsx", "ods", "bukan formulir kita", ["berkas-ods"]),
    "xls that is none": (
        OLE + bytes(600) + "Workbook".encode("utf-16-le"), "a.xlsx",
        "belum-terbaca", "tidak terbaca", ["berkas-tak-didukung"],
    ),
    "xls with a password": (
        OLE + bytes(504) + bytes.fromhex("0908100000060500bb0dcc074100000006000000" "2f003600") + bytes(600)
        + "Workbook".encode("utf-16-le"), "a.xlsx",
        "terenkripsi", "tidak terbaca", ["berkas-terenkripsi"],
    ),
    "ods that is none": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}), "a.xlsx",
        "rusak", "tidak terbaca", ["berkas-rusak"],
    ),
    "ours without a stamp": (
        workbook("SASARAN KINERJA PEGAWAI", "Kirim kembali. Kode berkas ini: Y3JC-3M98-P"), "a.xlsx",
        "tanpa-cap", "tidak terbaca", ["berkas-tanpa-cap"],
    ),
    "csv": (b"NIP;Nama\n1;Ani\n", "a.xlsx", "csv", "tidak terbaca", ["berkas-csv"]),
    "html": (b"<html><body><table><tr><td>SKP</td></tr></table>", "a.xls", "html", "tidak terbaca", ["berkas-html"]),
    "frameset": (
        b"<html><head><script>" + b"x" * 9000 + b"</script></head><frameset rows='*,39'><frame src='a'>", "a.xls",
        "html", "tidak terbaca", ["berkas-html"],
    ),
    "mht": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n<html>", "a.xls",
        "html", "tidak terbaca", ["berkas-html"],
    ),
    "pdf": (b"%PDF-1.7\n", "a.xlsx", "lain", "tidak terbaca", ["berkas-bukan-xlsx"]),
    "picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.xlsx", "lain", "tidak terbaca", ["berkas-bukan-xlsx"]),
    "docx": (
        zipped({"[Content_Types].xml": "<T/>", "_rels/.rels": "<R/>", "word/document.xml": "<d/>"}), "a.xlsx",
        "lain", "tidak terbaca", ["berkas-bukan-xlsx"],
    ),
    "numbers": (
        zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "a.xlsx", "lain", "tidak terbaca", ["berkas-apple"],
    ),
    "excel 2003 xml": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "a.xls",
        "lain", "tidak terbaca", ["berkas-tabel-lain"],
    ),
    "works": (bytes.fromhex("ff000200040405540200") + bytes(90), "a.xls", "lain", "tidak terbaca", ["berkas-tabel-lain"]),
    "packed in a rare way": (
        zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}, 0).replace(b"\x14\0\0\0\0\0", b"\x14\0\0\0\x62\0"),
        "a.xlsx", "lain", "tidak terbaca", ["kemasan-tidak-dibuka"],
    ),
    "rar": (b"Rar!\x1a\x07\x00", "a.zip", "lain", "tidak terbaca", ["arsip-tidak-dibuka"]),
    "7z": (b"7z\xbc\xaf'\x1c\x00", "a.xlsx", "lain", "tidak terbaca", ["arsip-tidak-dibuka"]),
    "cut off": (OURS[:9000], "a.xlsx", "rusak", "tidak terbaca", ["berkas-rusak"]),
    "bomb": (zipped({"a.xml": bytes(6_000_000)}), "a.xlsx", "terlalu-besar", "tidak terbaca", ["berkas-terlalu-besar"]),
    "nested": (
        paket("<a>" * 250_000 + "</a>" * 250_000), "a.xlsx", "rusak", "tidak terbaca", ["berkas-rusak"],
    ),
    "entities": (
        zipped(parts() | {"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + parts()["xl/workbook.xml"]}), "a.xlsx",
        "rusak", "tidak terbaca", ["berkas-rusak"],
    ),
    "empty": (b"", "a.xlsx", "kosong", "tidak terbaca", ["berkas-kosong"]),
    "zeros": (bytes(5000), "a.pdf", "kosong", "tidak terbaca", ["berkas-kosong"]),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "outcome", "fate", "found"), FILES.values(), ids=FILES)
def test_a_file_is_what_its_content_says(data, name, outcome, fate, found, tmp_path):
    assert judged(data, name, tmp_path) == (outcome, fate, found)


def test_every_outcome_has_its_finding_and_its_fate():
    assert list(OUTCOMES) == list(Outcome)
    assert {code for treatment in OUTCOMES.values() for code in treatment.codes} - set(KODE) == set()
    assert {treatment.fate for treatment in OUTCOMES.values()} - {None} == {"tidak terbaca", "bukan formulir kita"}
    # Every one of them is made by a test of this file, but for what is no file at all (tests/files/).
    made = {outcome for _, _, outcome, _, _ in FILES.values()} | {"kita-versi-lama", "kita-lain", "xls", "bukan-berkas"}
    assert made == {str(outcome) for outcome in Outcome}


def test_the_finding_names_what_the_file_is_and_what_to_do():
    assert messages(read(b"Rar!\x1a\x07\x00").findings) == [
        "Berkas ini arsip RAR, yang tidak dapat dibuka di sini. Buka arsipnya di komputer, lalu masukkan isinya ke folder "
        "ini atau kemas sebagai .zip."
    ]
    (finding,) = read(FILES["somebody's own SKP"][0]).findings
    assert dict(finding.rincian) == {"label": "SASARAN KINERJA PEGAWAI, PEGAWAI YANG DINILAI"}
    (finding,) = read(FILES["frameset"][0]).findings
    assert dict(finding.rincian)["detail"].startswith("halaman web HTML tanpa isi (bingkai)")


def test_no_format_placeholder_is_left_in_a_sentence():
    for data, *_ in FILES.values():
        assert [text for text in messages(read(data, SIGNING_KEY).findings) if "{" in text] == []


# --- ours, but ------------------------------------------------------------------------------------------------------


def newer_library(tmp_path):
    """The templates with a second version of one form, same shape."""
    folder = tmp_path / "workbook_templates"
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    old = (folder / KUANTITATIF / "2022.1.toml").read_text(encoding="utf-8")
    (folder / KUANTITATIF / "2022.2.toml").write_text(old.replace('versi = "2022.1"', 'versi = "2022.2"'), "utf-8")
    return Library(folder)


def test_an_older_version_is_read_and_said(tmp_path):
    from skpxl.forms.read import read_form

    library = newer_library(tmp_path)
    reading = read_form(OURS, library, signing_key=SIGNING_KEY)
    assert (reading.outcome, codes(reading.findings)) == ("kita-versi-lama", [("versi-lama", "")])
    assert dict(reading.findings[0].rincian) == {"versi": "2022.1", "terbaru": "2022.2"}
    assert reading.form.isian == read(OURS, SIGNING_KEY).form.isian


def test_a_version_or_form_that_is_unknown_here_is_ours_but_unreadable(tmp_path):
    library = newer_library(tmp_path)
    data = write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF], library=library), library)
    (result,) = validate([Arrival("a.xlsx", data=data)], Measure(LIBRARY))
    assert (result.reading.outcome, result.fate, codes(result.findings)) == (
        "kita-lain", "tidak terbaca", [("versi-tidak-dikenal", "")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "outcome", "found"),
    [
        ({"instansi": INSTANSI, "periode": Periode.setahun(2022)}, "kita", []),
        ({"instansi": "PEMERINTAH KOTA LAIN"}, "kita-lain", ["instansi-lain"]),
        ({"periode": Periode.setahun(2023)}, "kita-lain", ["periode-lain"]),
    ],
)
def test_another_instansi_or_period_is_another_campaigns(measure, outcome, found, tmp_path):
    fate = "perlu perbaikan" if found else "diterima"
    assert judged(OURS, "a.xlsx", tmp_path, **measure) == (outcome, fate, found)


def test_macros_are_said_and_nothing_else_changes():
    reading = read(zipped(parts() | {"xl/vbaProject.bin": OLE + bytes(600)}), SIGNING_KEY)
    assert (reading.outcome, codes(reading.findings)) == ("kita", [("berkas-bermakro", "")])
    assert reading.form.isian == read(OURS, SIGNING_KEY).form.isian


def test_a_form_without_any_stamp_left_is_told_by_its_printed_code():
    for data in (xlsb(sheets(without=("_skpxl",))), ods(sheets(without=("_skpxl",)))):
        (finding,) = read(data).findings
        assert (read(data).outcome, finding.code) == ("tanpa-cap", "berkas-tanpa-cap")
        assert dict(finding.rincian) == {"tanda": f"kode tercetak {CODE}"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # The title alone: of .xlsb not every place of a stamp is read, of .ods and .xlsx all are.
        (("SASARAN KINERJA PEGAWAI", "Pejabat Penilai Kinerja"), {
            "xlsb": ("berkas-tanpa-cap", "judul SASARAN KINERJA PEGAWAI"),
            "ods": ("berkas-skp-asing", ""), "xlsx": ("berkas-skp-asing", ""),
        }),
        (("Rencana Hasil Kerja", "Pejabat Penilai Kinerja"), {
            "xlsb": ("berkas-skp-asing", ""), "ods": ("berkas-skp-asing", ""), "xlsx": ("berkas-skp-asing", ""),
        }),
        # A code whose check character is wrong, and one that is none of a file.
        (("Kode berkas ini: Y3JC-3M98-Q", "Rencana Hasil Kerja", "Pejabat Penilai Kinerja"), {
            "xlsb": ("berkas-skp-asing", ""), "ods": ("berkas-skp-asing", ""), "xlsx": ("berkas-skp-asing", ""),
        }),
        (("Nomor Y3JC-3M98-P", "Daftar belanja"), {
            "xlsb": ("berkas-xlsb", ""), "ods": ("berkas-ods", ""), "xlsx": ("berkas-asing", ""),
        }),
        (("Lampiran, kode y3jc-3m98-p", "Daftar belanja"),
         dict.fromkeys(("xlsb", "ods", "xlsx"), ("berkas-tanpa-cap", "kode tercetak Y3JC-3M98-P"))),
    ],
)  # fmt: skip
def test_no_file_is_called_foreign_or_ours_without_a_sign_of_it(texts, expected):
    cells = [("S", "visible", {(row, 1): text for row, text in enumerate(texts, start=1)})]
    for kind, data in (("xlsb", xlsb(cells)), ("ods", ods(cells)), ("xlsx", workbook(*texts))):
        (finding,) = read(data).findings
        assert (finding.code, dict(finding.rincian).get("tanda", "")) == expected[kind]


# --- converted ------------------------------------------------------------------------------------------------------

# Of .xls and .xlsb neither names nor, of .xls, properties are read; an .ods keeps all.
CONVERTED = [("berkas-dikonversi", ""), ("cap-rusak", ""), ("nama-sel-hilang", "")]
KEPT = [("berkas-dikonversi", "")]


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF])
@pytest.mark.parametrize(("ending", "found"), [("ods", KEPT), ("xls", CONVERTED)])
def test_a_form_converted_by_libreoffice_is_read_exactly(form, ending, found, konversi, tmp_path):
    filled = make_form(form, GOOD[form], signing_key=SIGNING_KEY)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(filled, LIBRARY))
    wrong_name = konversi(path, ending).rename(tmp_path / "b.xlsx")
    reading = read(wrong_name, SIGNING_KEY)
    assert (reading.outcome, codes(reading.findings)) == ("kita", found)
    assert dict(reading.findings[0].rincian)["format"] == f".{ending}"
    assert (reading.form.isian, reading.form.terkunci) == (filled.isian, filled.terkunci)
    assert reading.cells == read(path, SIGNING_KEY).cells


def test_what_a_format_loses_is_said():
    (finding, *_) = read(xlsb(sheets()), SIGNING_KEY).findings
    assert messages([finding]) == [
        "Formulir ini sudah diubah ke format .xlsb; nama sel, rumus, sel galat dan satuan dalam format angka tidak "
        "terbawa, jadi isian dibaca menurut tempatnya. Periksa isiannya; lain kali minta pengirim menyimpannya tetap "
        "sebagai .xlsx."
    ]
    (finding, *_) = read(ods(sheets()), SIGNING_KEY).findings
    assert dict(finding.rincian) == {
        "format": ".ods", "akibat": "perlindungan dan daftar pilihannya mungkin tidak terbawa",
    }  # fmt: skip


def test_a_workbook_of_the_old_excel_that_is_not_ours_says_so(konversi, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook("Daftar belanja"))
    assert judged(konversi(path, "xls").read_bytes(), "b.xlsx", tmp_path) == (
        "xls", "bukan formulir kita", ["berkas-xls"],
    )  # fmt: skip


def test_a_form_as_xlsb_is_read_exactly():
    reading, issued = read(xlsb(sheets()), SIGNING_KEY), read(OURS, SIGNING_KEY)
    assert (reading.outcome, codes(reading.findings)) == ("kita", CONVERTED)
    assert (reading.form.isian, reading.form.terkunci) == (issued.form.isian, issued.form.terkunci)
    # Its properties are XML, and hold the stamp as well.
    custom = {name: content for name, content in parts().items() if name == "docProps/custom.xml"}
    reading = read(zipped(parts(xlsb(sheets(without=("_skpxl",)))) | custom), SIGNING_KEY)
    assert (reading.outcome, reading.form.stamp) == ("kita", issued.form.stamp)


# --- doubtful -------------------------------------------------------------------------------------------------------


def test_an_issued_form_is_never_doubtful_and_a_large_one_reads_the_same():
    assert not is_doubtful(open_package(OURS))
    large = zipped(parts() | {"xl/media/foto.jpeg": bytes(range(256)) * 10_000})
    assert is_doubtful(open_package(large))
    assert dataclasses.asdict(read(large, SIGNING_KEY)) == dataclasses.asdict(read(OURS, SIGNING_KEY))


def test_a_workbook_of_a_million_cells_is_too_large_and_the_batch_goes_on():
    rows = "".join(f"<row r='{n}'>" + "<c><v>7</v></c>" * 10 + "</row>" for n in range(1, 100_001))
    batch = [Arrival("a", data=paket(rows)), Arrival("b", data=OURS)]
    results = validate(batch, Measure(LIBRARY, signing_key=SIGNING_KEY))
    assert [(str(r.reading.outcome), r.fate) for r in results] == [
        ("terlalu-besar", "tidak terbaca"), ("kita", "diterima"),
    ]  # fmt: skip


# --- the account ----------------------------------------------------------------------------------------------------


def test_every_file_of_a_mixed_folder_is_counted_and_json_tells_its_outcome(tmp_path):
    for number, (name, (data, *_)) in enumerate(FILES.items()):
        (tmp_path / f"{number:02} {name}.xlsx").write_bytes(data)
    run = CliRunner().invoke(cli, ["validate", str(tmp_path), "--json"], catch_exceptions=False)
    answer = json.loads(run.stdout)
    assert run.exit_code == 1
    # The bomb is a zip with one member, so it is walked; that member is what is too large.
    assert [file["outcome"] for file in answer["files"]] == [outcome for _, _, outcome, _, _ in FILES.values()]
    counts = {fate: answer["counts"][fate] for fate in FileFate}
    assert sum(counts.values()) == len(FILES) == len(walk([tmp_path]))
    assert [file["file"] for file in answer["files"] if file["outcome"] != "kita" and not file["findings"]] == []


def test_reading_one_file_tells_its_outcome(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7\n")
    run = CliRunner().invoke(cli, ["read", str(path), "--json"], catch_exceptions=False)
    answer = json.loads(run.stdout)
    assert (run.exit_code, answer["outcome"], answer["skp"], answer["stamp"]) == (1, "lain", None, None)


def test_fates_add_up():
    results = validate(
        [Arrival(name, data=data) for name, (data, *_) in FILES.items()], Measure(LIBRARY, signing_key=SIGNING_KEY)
    )
    assert sum(count_fates(results).values()) == len(FILES)
    assert [r.skp.nip for r in results if r.skp] == [KETUA]

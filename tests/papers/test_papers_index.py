"""The index of scans: what stands in it, what a person can do with it, what is read back, what the next run makes of it."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
from campaigns import roster as write_roster
from campaigns import skpxl, too_low
from excel_rules import check_excel
from forms import KABID, KETUA, LIBRARY, PPPK, STAF
from papers_made import DOKUMEN, HASIL, INTEGRASI, JPG, PNG, lines, pdf, put, scan

from skpxl.books.berkas_index import FORM, BarisTulis, IndexChoices, read_index, write_index
from skpxl.model.berkas_indeks import BUKAN, BarisIndeks

NAMES = {kode: satu.nama for kode, satu in LIBRARY.aturan.berkas.dokumen.items()}
KETUA_SHOWN, STAF_SHOWN = f"Yosua Manafe, S.Kom. — {KETUA}", f"Melati Kasedu, A.Md. — {STAF}"
HEADS = ["Kode", "Selesai", "Berkas", "Jenis", "Mengapa ada di sini", "Dugaan dari nama berkas", "Pegawai", "Dokumen", "Tahun",
         "Ditandatangani", "Predikat", "Masa (bila SKP-nya dua setahun)", "Catatan", "Keterangan"]  # fmt: skip
LIST = LIBRARY.definition(FORM).blok_daftar()
CADANGAN = LIST.cadangan
SCAN = "hasil pindai; tidak memuat tulisan yang dapat dibaca"
WORDS = ("papers", "check", "masuk", "--use", "mutasi-2023", "--roster", "roster.xlsx", "--index", "indeks.xlsx")


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    """Three scans and a PDF that says what it is; the working directory."""
    write_roster(tmp_path / "roster.xlsx")
    put(
        tmp_path / "masuk",
        {f"{STAF}/scan0001.pdf": scan(1), "b.jpg": JPG, "c.png": PNG, "dok.pdf": pdf(lines())},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def index(office) -> Path:
    skpxl(*WORDS, "--make-index", code=1)
    return office / "indeks.xlsx"


def table(path: Path) -> list[list[str]]:
    """The rows of the index below the headings, empty cells as ''."""
    sheet = openpyxl.load_workbook(path)["Indeks"]
    return [[str(cell.value or "") for cell in line] for line in sheet.iter_rows(min_row=3)]


def fill(path: Path, **rows: dict[str, str]) -> None:
    """Type into the rows of these files (`b_jpg` is masuk/b.jpg; `spare` the first spare row), as a person would."""
    book = openpyxl.load_workbook(path)
    sheet = book["Indeks"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for name, answers in rows.items():
        ends = name.replace("_", ".")
        at = next(
            line[0].row
            for line in sheet.iter_rows(min_row=3)
            if (not line[2].value if name == "spare" else str(line[2].value or "").endswith(ends))
        )
        for head, text in answers.items():
            cell = sheet.cell(at, columns[head])
            assert not cell.protection.locked, f"{head} of {name} is locked"
            cell.value = text
            cell.data_type = "s"
    book.save(path)


def ans(who: str, paper: str, year: str, signed: str) -> dict[str, str]:
    return {"Pegawai": who, "Dokumen": NAMES[paper], "Tahun": year, "Ditandatangani": signed}


# -- what stands in it ---------------------------------------------------------------------------------------------------


def test_it_has_a_row_for_every_file_that_does_not_tell_everything(index):
    assert check_excel(index) == []
    book = openpyxl.load_workbook(index)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Indeks", "visible"), ("Petunjuk", "visible"), ("_daftar", "veryHidden"),
    ]  # fmt: skip
    assert [cell.value for cell in book["Indeks"][2]] == HEADS
    found = table(index)
    assert [line[2:] for line in found[:4]] == [
        [f"masuk/{STAF}/scan0001.pdf", "PDF", SCAN, STAF_SHOWN, *[""] * 8],
        ["masuk/b.jpg", "JPG", SCAN, *[""] * 9],
        ["masuk/c.png", "PNG", SCAN, *[""] * 9],
        ["masuk/dok.pdf", "PDF", "isinya dikenali; belum jelas sudah ditandatangani atau belum", "", KETUA_SHOWN,
         NAMES[DOKUMEN], "2022", "", "", "", "", ""],
    ]  # fmt: skip
    assert found[1][0] == f"BRKS1;s=S{hashlib.sha256(JPG).hexdigest()};k=K0"
    assert found[4:] == [[""] * 14] * CADANGAN
    assert book["Petunjuk"].max_row == 5
    assert [cell for cell in too_low(book["Indeks"]) if cell[0] not in "AB"] == []
    assert too_low(book["Petunjuk"]) == []


def test_only_what_is_asked_for_is_open_and_code_and_helper_are_hidden(index):
    sheet = openpyxl.load_workbook(index)["Indeks"]
    assert sheet.protection.sheet
    assert {(one.min, one.max) for one in sheet.column_dimensions.values() if one.hidden} == {(1, 2)}
    found = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    spare = {f"{column}{row}" for row in range(7, 7 + CADANGAN) for column in "CGHIJKLM"}
    # Of the PDF that says what it is, only the signature is asked for, and what it may not say.
    assert found == {f"{column}{row}" for row in (3, 4, 5) for column in "GHIJKLM"} | {"J6", "K6", "L6", "M6"} | spare
    assert {sheet[cell].number_format for cell in found} == {"@"}
    assert {sheet[cell].fill.fgColor.rgb for cell in found} == {"FFFFFBE6"}


def test_the_lists_stand_behind_names_that_cover_exactly_their_cells(index):
    book = openpyxl.load_workbook(index)
    lists = {
        name: [line[0].value for line in book["_daftar"][ref.attr_text.split("!")[1].replace("$", "")]]
        for name, ref in book.defined_names.items()
        if name.startswith("daftar_")
    }
    assert lists == {
        "daftar_pegawai": [
            f"Rosalina Wanggai, S.STP. — {KABID}", KETUA_SHOWN, STAF_SHOWN, f"Bagas Lerik, S.Sos. — {PPPK}",
        ],
        "daftar_nip": [KABID, KETUA, STAF, PPPK],
        "daftar_dokumen": [*NAMES.values(), BUKAN],
        "daftar_tahun": ["2021", "2022"],
        "daftar_tanda_tangan": ["ya", "belum"],
        "daftar_predikat": ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"],
        "daftar_berkas": [f"masuk/{STAF}/scan0001.pdf", "masuk/b.jpg", "masuk/c.png", "masuk/dok.pdf"],
    }  # fmt: skip
    rules = {
        rule.formula1: (str(rule.sqref), rule.errorStyle) for rule in book["Indeks"].data_validations.dataValidation
    }
    assert rules == {
        "daftar_berkas": ("C7:C16", None), "daftar_pegawai": ("G3:G5 G7:G16", "warning"),
        "daftar_dokumen": ("H3:H5 H7:H16", None), "daftar_tahun": ("I3:I5 I7:I16", None),
        "daftar_tanda_tangan": ("J3:J16", None), "daftar_predikat": ("K3:K16", None),
        None: ("L3:L16", None),  # a hint, no list
    }  # fmt: skip


def test_the_same_files_give_the_same_index_and_links_lead_to_them(index, office):
    before = index.read_bytes()
    skpxl(*WORDS, "--make-index", code=1)
    assert index.read_bytes() == before
    sheet = openpyxl.load_workbook(index)["Indeks"]
    links = [line[2].hyperlink.target.replace("\\", "/") for line in sheet.iter_rows(min_row=3, max_row=6)]
    assert links == [f"masuk/{STAF}/scan0001.pdf", "masuk/b.jpg", "masuk/c.png", "masuk/dok.pdf"]


def test_the_answer_that_settles_a_row_is_the_one_that_is_understood():
    assert [kolom.cukup for kolom in LIST.kolom if kolom.cukup] == [BUKAN]


# -- filled in -----------------------------------------------------------------------------------------------------------


def test_what_a_person_fills_in_is_what_the_next_run_knows(index):
    fill(
        index,
        scan0001_pdf=ans(STAF_SHOWN, HASIL, "2022", "ya"),
        b_jpg={"Dokumen": BUKAN},
        c_png=ans(KETUA, INTEGRASI, "2021", "belum"),
        dok_pdf={"Ditandatangani": "ya", "Catatan": "=lihat map"},
    )
    run = skpxl(*WORDS, "--json", code=1)
    assert [(one["file"], one["outcome"], [tuple(p.values()) for p in one["papers"]]) for one in run.json["files"]] == [
        (f"masuk/{STAF}/scan0001.pdf", "menurut indeks", [(HASIL, STAF, 2022, True)]),
        ("masuk/b.jpg", "menurut indeks", []),
        ("masuk/c.png", "menurut indeks", [(INTEGRASI, KETUA, 2021, False)]),
        ("masuk/dok.pdf", "dikenali", [(DOKUMEN, KETUA, 2022, True)]),
    ]  # fmt: skip
    assert run.json["counts"] == {"berkas": 4, "dikenali": 1, "menurut indeks": 3, "tidak dikenali": 0, "ganda": 0}


def test_a_new_index_keeps_all_that_was_typed_and_adds_what_is_new(index, office):
    fill(
        index,
        scan0001_pdf=ans(STAF_SHOWN, HASIL, "2022", "ya"),
        b_jpg={"Pegawai": KETUA, "Catatan": "'tanya Bu Sri"},
        dok_pdf={"Ditandatangani": "ya"},
        spare={"Berkas": f"masuk/{STAF}/scan0001.pdf", **ans(STAF, DOKUMEN, "2022", "ya")},
    )
    (office / "masuk" / "b.jpg").rename(office / "masuk" / "z.jpg")
    (office / "masuk" / "c.png").write_bytes(PNG + b"2")
    run = skpxl(*WORDS, "--make-index", code=1)
    assert run.err.splitlines()[-1] == (
        "Indeks: indeks.xlsx, 4 berkas. Isi yang kuning, simpan, lalu jalankan lagi dengan --index."
    )
    assert check_excel(index) == []
    found = [[line[2], *line[6:]] for line in table(index) if line[2]]
    assert found == [
        [f"masuk/{STAF}/scan0001.pdf", STAF_SHOWN, NAMES[HASIL], "2022", "ya", "", "", "", ""],
        [f"masuk/{STAF}/scan0001.pdf", STAF, NAMES[DOKUMEN], "2022", "ya", "", "", "", ""],
        ["masuk/c.png", *[""] * 8],
        ["masuk/dok.pdf", KETUA_SHOWN, NAMES[DOKUMEN], "2022", "ya", "", "", "", ""],
        ["masuk/z.jpg", KETUA, "", "", "", "", "", "'tanya Bu Sri", ""],
    ]  # fmt: skip
    assert openpyxl.load_workbook(index, data_only=True)["Indeks"]["C1"].value == "3 dari 5 berkas sudah diisi"
    (office / "masuk" / "z.jpg").unlink()
    skpxl(*WORDS, "--make-index", code=1)
    gone = table(index)[4]
    assert (gone[2], gone[6], gone[13]) == ("masuk/z.jpg", KETUA, "Berkas ini tidak ada lagi; isian disimpan.")
    again = skpxl(*WORDS, "--json", code=1).json
    assert again["counts"]["tidak dikenali"] == 1
    assert [f["code"] for f in again["findings"] if f["code"].startswith("indeks")] == []


def test_a_row_that_a_file_contradicts_stays_until_somebody_clears_it(index, office, monkeypatch):
    """Filled in while the text of PDFs could not be read; now the file tells by itself whose it is."""
    from skpxl.papers import pdf_text

    (office / "masuk" / "dok.pdf").write_bytes(pdf(lines(), signed=True))
    with monkeypatch.context() as without:
        without.setattr(pdf_text, "can_read_text", lambda: False)
        skpxl(*WORDS, "--make-index", code=1)
        fill(index, dok_pdf=ans(STAF, HASIL, "2022", "ya"))
    skpxl(*WORDS, "--make-index", code=1)
    (kept,) = [line for line in table(index) if line[2] == "masuk/dok.pdf"]
    assert kept[4:10] == [
        "isi berkas ini sendiri menyebut yang lain; kosongkan baris ini", "", STAF, NAMES[HASIL], "2022", "ya",
    ]  # fmt: skip
    said = [f["code"] for f in skpxl(*WORDS, "--json", code=1).json["findings"] if f["code"].startswith("indeks")]
    assert said == ["indeks-berbeda"]
    fill(index, dok_pdf={"Pegawai": "", "Dokumen": "", "Tahun": "", "Ditandatangani": ""})
    skpxl(*WORDS, "--make-index", code=1)
    assert [line[2] for line in table(index) if line[2].endswith("dok.pdf")] == []


def test_a_spare_row_names_a_further_paper_in_a_file(index):
    both = {"Berkas": "masuk/b.jpg", **ans(STAF, DOKUMEN, "2022", "ya")}
    fill(index, b_jpg=ans(STAF, HASIL, "2022", "ya"), spare=both)
    files = {one["file"]: one["papers"] for one in skpxl(*WORDS, "--json", code=1).json["files"]}
    assert [tuple(p.values()) for p in files["masuk/b.jpg"]] == [(HASIL, STAF, 2022, True), (DOKUMEN, STAF, 2022, True)]


def test_rows_that_belong_to_no_file_are_said(index):
    fill(index, spare={"Berkas": "masuk/lain.pdf", **ans(STAF, DOKUMEN, "2022", "ya")})
    fill(index, spare=ans(STAF, DOKUMEN, "2022", "ya"))
    said = [f["message"] for f in skpxl(*WORDS, "--json", code=1).json["findings"] if f["code"].startswith("indeks")]
    assert said == [
        "Indeks!C7: Baris indeks untuk masuk/lain.pdf tidak dapat dipakai: berkasnya tidak ada dalam indeks ini. "
        "Perbaiki baris itu di indeks, simpan, lalu periksa lagi.",
        "Indeks!C8: Baris indeks untuk berkas tanpa nama tidak dapat dipakai: belum diisi: berkas. "
        "Perbaiki baris itu di indeks, simpan, lalu periksa lagi.",
    ]


def test_where_nothing_is_unclear_no_index_is_made(office):
    for name in (f"{STAF}/scan0001.pdf", "b.jpg", "c.png"):
        (office / "masuk" / name).unlink()
    (office / "masuk" / "dok.pdf").write_bytes(pdf(lines(), signed=True))
    run = skpxl(*WORDS, "--make-index", code=1)
    assert run.err.splitlines()[-1] == "Tidak ada berkas yang perlu diindeks."
    assert not (office / "indeks.xlsx").exists()


def test_an_index_beside_the_scans_is_none_of_the_papers(office):
    words = (*WORDS[:-1], "masuk/indeks.xlsx")
    skpxl(*words, "--make-index", code=1)
    assert skpxl(*words, "--json", code=1).json["counts"]["berkas"] == 4


# -- through other programs ----------------------------------------------------------------------------------------------


def written(path: Path, *rows: BarisIndeks) -> Path:
    choice = IndexChoices([KETUA_SHOWN, STAF_SHOWN], [KETUA, STAF], list(NAMES.values()), ["2021", "2022"])
    path.write_bytes(write_index([BarisTulis(one, kind="PDF", reason=SCAN) for one in rows], choice, LIBRARY))
    return path


def bare(row: BarisIndeks) -> BarisIndeks:
    return row.model_copy(update={"tempat": ""})


ROWS = (
    BarisIndeks(cerna="a" * 64, berkas="masuk/=a.pdf", pegawai=STAF, dokumen=NAMES[HASIL], tahun="2022",
                tanda_tangan="ya", predikat="Baik", masa="1 Januari - 31 Mei", catatan="-satu\nbaris"),
    BarisIndeks(cerna="b" * 64, berkas="b.pdf", pegawai=KETUA_SHOWN, dokumen=NAMES[DOKUMEN], tahun="2022", terkunci=True),
    BarisIndeks(cerna="c" * 64, berkas="c.pdf"),
)  # fmt: skip


def test_what_is_written_is_read_back(tmp_path):
    found, findings = read_index(written(tmp_path / "i.xlsx", *ROWS), LIBRARY)
    assert ([bare(row) for row in found], findings) == (list(ROWS), [])
    assert [row.tempat for row in found] == ["Indeks!C3", "Indeks!C4", "Indeks!C5"]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_resave_by_libreoffice_changes_no_row(ending, tmp_path, konversi):
    found, findings = read_index(konversi(written(tmp_path / "i.xlsx", *ROWS), ending), LIBRARY)
    assert ([bare(row) for row in found], findings) == (list(ROWS), [])


def test_a_person_at_libreoffice_fills_the_index_in(index, office, manusia):
    def at(cell: str, do: str, **more: str) -> dict[str, str]:
        return {"do": do, "sheet": "Indeks", "cell": cell, **more}

    results = manusia(
        index,
        [
            at("G3", "pick", item=STAF_SHOWN), at("H3", "pick", item=NAMES[HASIL]), at("I3", "pick", item="2022"),
            at("J3", "pick", item="ya"), at("H4", "pick", item=BUKAN), at("J6", "pick", item="ya"),
            {"do": "recalculate"}, {"do": "read", "sheet": "Indeks", "cells": ["C1", "B3", "B4", "B5", "B6"]},
            at("C3", "type", text="x"), at("G6", "type", text="x"), at("I3", "type", text="1999"),
            {"do": "insert_row", "sheet": "Indeks", "row": 4},
        ],
        out=office / "indeks-2.xlsx",
    )  # fmt: skip
    picked, (_, read), (locked, known, refused, inserted) = results[:6], results[6:8], results[8:]
    assert [(one["status"], one["alerts"]) for one in picked] == [("done", [])] * 6
    assert read["values"] == ["3 dari 4 berkas sudah diisi", "1", "1", "0", "1"]
    assert [locked["status"], known["status"], inserted["status"]] == ["locked"] * 3
    assert (refused["status"], refused["after"]) == ("refused", "2022")
    run = skpxl(*WORDS[:-1], "indeks-2.xlsx", "--json", code=1)
    assert run.json["counts"] == {"berkas": 4, "dikenali": 1, "menurut indeks": 2, "tidak dikenali": 1, "ganda": 0}
    files = {one["file"]: [tuple(p.values()) for p in one["papers"]] for one in run.json["files"]}
    assert files == {
        f"masuk/{STAF}/scan0001.pdf": [(HASIL, STAF, 2022, True)], "masuk/b.jpg": [], "masuk/c.png": [],
        "masuk/dok.pdf": [(DOKUMEN, KETUA, 2022, True)],
    }  # fmt: skip

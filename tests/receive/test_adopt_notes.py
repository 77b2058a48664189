"""`skpxl adopt --annotate`: the notes exactly, at exactly the doubtful cells; all else as it was; bad files in a sentence."""

import io
import random
import sys
import zipfile
from datetime import datetime
from functools import partial

import openpyxl
import pytest
import xlsxwriter
from binary_books import xlsb, zipped
from click.testing import CliRunner
from foreign_books import NILAI, book, column, row, side_by_side, title
from forms import LIBRARY

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.receive.adopt import adopt, as_json
from skpxl.xlsx.apart import Batas
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.notes import Note, with_notes
from skpxl.xlsx.package import Unreadable, open_package

HEADINGS = ["NO.", "RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
            "INDIKATOR KINERJA INDIVIDU", "TARGET"]  # fmt: skip
invoke = partial(CliRunner().invoke, cli)


def cells():
    """An SKP with doubts at four cells and two about the whole sheet."""
    made = title() | {"D4": "PERIODE PENILAIAN TAHUN 2022", "H3": "catatan"} | side_by_side() | row("A13", HEADINGS)
    made |= {"A14": "A. UTAMA"} | row("A15", [1, "Hasil atasan", "Rencana satu", "Kualitass", "Jumlah", "5"])
    made |= row("A16", [2, "Hasil atasan", "Rencana dua", "KUANTITAS", "Jumlah", 7]) | {"A17": "PERILAKU KERJA"}
    made |= column("A18", [*range(1, 8)]) | column("B18", list(NILAI))
    made.pop("C10")
    return made


def stranger():
    """A workbook with looks of its own: colours, widths, protection, a list, a formula with its value, a note."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as made:
        sheet = made.add_worksheet("SKP")
        red = made.add_format({"bold": True, "font_color": "#C00000", "num_format": '0" dokumen"', "locked": False})
        for address, value in cells().items():
            sheet.write(address, value, red if address in ("F16", "C7") else None)
        sheet.write_formula("F15", '=Lain!A1&" berkas"', red, "12 berkas")
        sheet.write_rich_string("B16", red, "Hasil", " atasan")
        sheet.write_comment("D15", "Tolong dicek, Bu.", {"author": "Sari"})
        sheet.write_comment("B2", "Dari Kasubbag")
        sheet.set_column(2, 2, 41)
        sheet.data_validation("D15:D16", {"validate": "list", "source": ["Kuantitas", "Kualitas"]})
        sheet.conditional_format("F15:F16", {"type": "blanks", "format": red})
        sheet.merge_range("J1:K2", "judul samping")
        sheet.freeze_panes(13, 0)
        sheet.set_landscape()
        sheet.protect("rahasia")
        made.add_worksheet("Lain").write("A1", 12)
        made.set_properties({"title": "SKP saya", "author": "Sari", "created": datetime(2022, 1, 3)})
    return data.getvalue()


NOTES = {
    "A1": "— skpxl adopt —\n"
    "Meragukan: Pegawai yang dinilai: Isian jabatan tidak ditemukan.\n"
    "Yang harus dilakukan: Lengkapi di berkasnya, atau biarkan bila diisikan ke formulir terbitan.\n"
    "Catatan: Yang dibaca lembar SKP; yang tidak dibaca: Lain.\n"
    "Yang harus dilakukan: Tidak perlu tindakan bila memang itu SKP-nya.",
    "B2": "Dari Kasubbag",
    "H3": "— skpxl adopt —\n"
    "Meragukan: Tulisan “catatan” tidak ada tempatnya di formulir.\n"
    "Yang harus dilakukan: Pindahkan sendiri bila diperlukan.",
    "D4": "— skpxl adopt —\n"
    "Terbaca sebagai periode tercetak: “PERIODE PENILAIAN TAHUN 2022”.\n"
    "Catatan: “TAHUN 2022” dibaca sebagai “1 JANUARI SD 31 DESEMBER TAHUN 2022”.\n"
    "Yang harus dilakukan: Tidak perlu tindakan bila memang itu maksudnya.",
    "D15": "Tolong dicek, Bu.\n\n— skpxl adopt —\n"
    "Terbaca sebagai Hasil kerja utama no. 1, indikator no. 1, aspek: “Kualitass”.\n"
    "Meragukan: Aspek “Kualitass” tidak dikenal.\n"
    "Yang harus dilakukan: Pilih satu di formulir: Kuantitas, Kualitas, Waktu, Biaya.",
    "D16": "— skpxl adopt —\n"
    "Terbaca sebagai Hasil kerja utama no. 2, indikator no. 1, aspek: “Kuantitas”.\n"
    "Catatan: “KUANTITAS” dibaca sebagai “Kuantitas”.\n"
    "Yang harus dilakukan: Tidak perlu tindakan bila memang itu maksudnya.",
    "F15": "— skpxl adopt —\n"
    "Terbaca sebagai Hasil kerja utama no. 1, indikator no. 1, target: “12 berkas”.\n"
    "Catatan: 1 nilai berasal dari rumus; yang dipakai hasil terakhirnya.\n"
    "Yang harus dilakukan: Buka berkasnya di Excel lalu simpan bila ada nilai yang tampak lama.",
    "J1": "— skpxl adopt —\n"
    "Meragukan: Tulisan “judul samping” tidak ada tempatnya di formulir.\n"
    "Yang harus dilakukan: Pindahkan sendiri bila diperlukan.",
}


def annotated(tmp_path, data=None, name="asing.xlsx"):
    source, target = tmp_path / name, tmp_path / "salinan.xlsx"
    source.write_bytes(stranger() if data is None else data)
    run = invoke(["adopt", str(source), "--annotate", str(target)])
    return run, source, target


def refusal(run):
    """The one sentence that a command ended in."""
    assert isinstance(run.exception, SkpxlError)
    return str(run.exception)


def notes_in(path):
    sheets = openpyxl.load_workbook(path)
    return {
        cell.coordinate: cell.comment.text
        for sheet in sheets
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.comment
    }


def read_again(path):
    told = as_json(adopt(path, LIBRARY))
    told.pop("file")
    return [{**finding, "file": ""} for finding in told.pop("findings")], told


def test_the_notes_stand_at_the_doubtful_cells_and_nowhere_else(tmp_path):
    run, source, target = annotated(tmp_path)
    assert run.exit_code == 0
    assert f"Salinan dengan 7 komentar: {target}" in run.output.splitlines()
    assert notes_in(target) == NOTES
    assert openpyxl.load_workbook(target)["SKP"]["D15"].comment.author == "Sari"
    assert source.read_bytes() == stranger()


def test_all_else_is_as_it_was(tmp_path):
    _, source, target = annotated(tmp_path)
    old, new = (openpyxl.load_workbook(path, rich_text=True) for path in (source, target))
    for sheet in old:
        copy = new[sheet.title]
        for cell in (cell for cells in sheet.iter_rows() for cell in cells):
            there = copy[cell.coordinate]
            assert (cell.value, cell.number_format) == (there.value, there.number_format)
            for what in ("font", "fill", "border", "alignment", "protection"):
                assert repr(getattr(there, what)) == repr(getattr(cell, what))
        for what in (
            "merged_cells",
            "protection",
            "freeze_panes",
            "print_title_rows",
            "page_setup",
            "data_validations",
        ):
            assert repr(getattr(copy, what)) == repr(getattr(sheet, what))
        assert copy.column_dimensions["C"].width == sheet.column_dimensions["C"].width
        assert len(copy.conditional_formatting) == len(sheet.conditional_formatting)
    before, after = (open_package(path) for path in (source, target))
    assert before.read("docProps/core.xml") == after.read("docProps/core.xml")
    assert read_book(before).sheet("SKP").cells == read_book(after).sheet("SKP").cells
    assert read_again(source) == read_again(target)


def test_the_same_file_gives_the_same_bytes_and_a_second_round_the_same_notes(tmp_path):
    _, source, target = annotated(tmp_path)
    first = target.read_bytes()
    assert (
        invoke(["adopt", str(source), "--annotate", str(target)]).exit_code == 0
    )  # the same content: no --force needed
    again = tmp_path / "lagi.xlsx"
    assert invoke(["adopt", str(target), "--annotate", str(again)]).exit_code == 0
    assert (target.read_bytes(), notes_in(again)) == (first, NOTES)


def test_nothing_is_overwritten_without_force(tmp_path):
    _, source, target = annotated(tmp_path)
    target.write_bytes(b"punya orang")
    run = invoke(["adopt", str(source), "--annotate", str(target)])
    assert target.read_bytes() == b"punya orang"
    assert refusal(run) == (f"{target} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya.")
    assert invoke(["adopt", str(source), "--annotate", str(target), "--force"]).exit_code == 0
    assert notes_in(target) == NOTES


def test_libreoffice_opens_the_copy_and_reads_the_same(tmp_path, konversi):
    _, source, target = annotated(tmp_path)
    resaved = konversi(target, "xlsx")
    assert notes_in(resaved) == NOTES
    assert [finding["code"] for finding in read_again(resaved)[0]] == [
        finding["code"] for finding in read_again(source)[0]
    ]
    assert read_again(resaved)[1]["skp"] == read_again(source)[1]["skp"]


# --- files that cannot be copied --------------------------------------------------------------------------------------


def with_part(name, content):
    """The stranger's workbook with one more part, or one replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stranger())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return made.getvalue()


REFUSED = " tidak dapat disalin dengan --annotate: "
BAD = {
    "macro": (with_part("xl/vbaProject.bin", b"x"), f"{REFUSED}berkas memuat makro, yang tidak ikut ke salinannya."),
    "large": (
        with_part("xl/media/image1.png", random.Random(1).randbytes(31_000) * 1000),
        f"{REFUSED}bagian xl/media/image1.png berisi 31 MB.",
    ),
    "bomb": (
        with_part("xl/media/image1.png", bytes(31_000_000)),
        ": Berkas ini terlalu besar untuk sebuah formulir: bagian xl/media/image1.png mengembang 1028 kali lipat. "
        "Minta pengirim menyalin isiannya ke formulir asli tanpa gambar atau lembar tambahan.",
    ),
    "broken": (
        with_part("xl/comments1.xml", b"<comments><b></comments>"),
        f"{REFUSED}isi buku kerjanya tidak dapat diurai.",
    ),
    "entities": (
        with_part("docProps/app.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        f"{REFUSED}bagian docProps/app.xml memuat DOCTYPE.",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD)
def test_a_hostile_file_ends_in_one_sentence(data, sentence, tmp_path):
    run, source, target = annotated(tmp_path, data)
    assert (refusal(run), target.exists()) == (f"{source}{sentence}", False)


def test_of_another_kind_of_file_no_copy_is_made(tmp_path):
    places = {tuple(openpyxl.utils.cell.coordinate_to_tuple(a)): str(value) for a, value in cells().items()}
    run, source, target = annotated(tmp_path, xlsb([("SKP", "visible", places)]), "asing.xlsb")
    assert not target.exists()
    assert refusal(run) == (
        f"--annotate hanya untuk .xlsx, sedangkan {source} adalah buku kerja Excel biner (.xlsb); "
        "simpan dahulu sebagai .xlsx, lalu ulangi."
    )


def test_a_matriks_is_not_annotated(tmp_path):
    table = row("A1", ["Nama Pegawai", "Jabatan", "Produk dan Layanan"]) | row("C2", ["Layanan satu"])
    table |= row("A3", ["Yosua Manafe", "Analis", "Terlaksananya layanan"])
    run, _, target = annotated(tmp_path, book({"Matriks": table}, {"Matriks": ["A1:A2", "B1:B2"]}))
    assert not target.exists()
    assert refusal(run) == "Berkas ini matriks, bukan SKP; --annotate hanya untuk SKP."


@pytest.mark.parametrize(
    ("code", "limits", "expected"),
    [
        ("raise SystemExit(1)", Batas(), ("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")),
        ("print('null')", Batas(), ("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")),
        ("print('x' * 2000000)", Batas(output=1_000_000), ("berkas-terlalu-besar", "isinya lebih dari 1 MB")),
        ("import os; os.abort()", Batas(), ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")),
    ],
)
def test_whatever_becomes_of_the_child_is_a_verdict(code, limits, expected):
    with pytest.raises(Unreadable) as caught:
        with_notes(stranger(), [Note("SKP", "A1", "x")], "—", limits, (sys.executable, "-c", code))
    assert (caught.value.code, caught.value.detail) == expected


def test_a_workbook_that_wants_more_memory_than_there_is():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet("S")
        for number in range(20_000):
            sheet.write_row(number, 0, ["x", number])
    with pytest.raises(Unreadable) as caught:
        with_notes(data.getvalue(), [Note("S", "A1", "x")], "—", Batas(memory=60_000_000))
    assert caught.value.code == "berkas-terlalu-besar"


def test_what_is_no_workbook_is_named():
    with pytest.raises(Unreadable) as caught:
        with_notes(zipped({"word/document.xml": "<a/>"}), [], "—")
    assert (caught.value.code, caught.value.detail) == ("berkas-bukan-xlsx", "dokumen Word (.docx)")

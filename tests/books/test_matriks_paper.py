"""The paper of a matriks: letterhead, signatures, drafts, the view by product; and as LibreOffice prints it."""

import html
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pypdf
import pytest
from campaigns import too_low
from excel_rules import check_excel
from forms import LIBRARY
from printed_matriks import LONG, matriks, png

from skpxl.books.letterhead import Logo
from skpxl.books.look import Look
from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_paper import MatriksPaper, write_matriks_paper
from skpxl.books.tables import BookTable
from skpxl.errors import SkpxlError
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.penempatan import Penempatan
from skpxl.template.letters import lebar_teks
from skpxl.template.library import Library

CONTEXT = {
    "kop": "PEMERINTAH KABUPATEN REKAAN\nBADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
    "konsep": "",
    "unit": "Bidang Rekaan",
    "perangkat_daerah": "Badan Kepegawaian",
    "tahun": "2022",
    "nomor": "800/12/BKD",
    "tempat_tanggal": "Rekaan, 10 Januari 2022",
    "mengetahui": "Mengetahui,",
    "kepala_jabatan": "Kepala Badan Kepegawaian",
    "kepala_nama": "Dra. Rekaan Utama, M.Si.",
    "kepala_nip_tercetak": "NIP. 197001011995031901",
    "pimpinan_jabatan": "Kepala Bidang Rekaan",
    "pimpinan_nama": "Rekaan Kedua, S.H.",
    "pimpinan_nip_tercetak": "NIP. 197101011995031902",
}
LOOK = Look(LIBRARY.definition("matriks-tercetak"), CONTEXT, "A4", with_rest=False)
NOTES = BookTable("Mengapa KONSEP", [("No.", 5), ("Nama", 30)], [[1, "Pegawai Rekaan 1"]], ["KONSEP"])


def paper(matrix: MatriksPeranHasil, look: Look = LOOK, notes: BookTable | None = None) -> bytes:
    return write_matriks_paper(MatriksPaper(matrix, look, notes), LIBRARY)


def texts(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_it_bears_letterhead_nomor_and_both_signatures_and_no_working_column():
    matrix = matriks(2, 3, rest=True)
    book = openpyxl.load_workbook(BytesIO(paper(matrix)))
    assert book.sheetnames == ["Matriks"]
    said = texts(book["Matriks"])
    assert said[:4] == [CONTEXT["kop"], "MATRIKS PERAN HASIL TAHUN 2022", "Bidang Rekaan", "Nomor: 800/12/BKD"]
    signed = ("mengetahui", "tempat_tanggal", "kepala_jabatan", "pimpinan_jabatan", "kepala_nama", "pimpinan_nama")
    assert said[-8:] == [CONTEXT[name] for name in (*signed, "kepala_nip_tercetak", "pimpinan_nip_tercetak")]
    assert "Belum terpetakan" not in said
    assert "- lepas" not in said
    assert book["Matriks"].oddHeader.left.text == "Badan Kepegawaian · Bidang Rekaan"
    assert book["Matriks"].oddHeader.center.text is None


@pytest.mark.parametrize(
    ("office", "unit", "head"),
    [
        ("Dinas Kesehatan", "DINAS  KESEHATAN", "DINAS KESEHATAN"),
        ("", "Dinas Kesehatan", "Dinas Kesehatan"),
        ("Dinas A & B", "Bidang C", "Dinas A && B · Bidang C"),
        ("x" * 100, "Bidang", f"{'x' * 100} · Bidang"),
        ("Dinas", "kata " * 19 + "akhir lagi", f"Dinas · {('kata ' * 19).strip()}…"),
        ("Dinas", "kata " * 19 + "ekor lagi", f"Dinas · {'kata ' * 19}ekor…"),
        ("Dinas", "x" * 101, f"Dinas · {'x' * 99}…"),
    ],
)
def test_the_head_of_a_page_names_one_name_once_and_cuts_at_a_word(office, unit, head):
    look = replace(LOOK, context={**CONTEXT, "perangkat_daerah": office, "unit": unit})
    with zipfile.ZipFile(BytesIO(paper(matriks(1, 1), look))) as book:
        sheet = html.unescape(book.read("xl/worksheets/sheet1.xml").decode())
    assert f"<oddHeader>&L&8{head}</oddHeader>" in sheet


@pytest.mark.parametrize("matrix", [matriks(0, 0), matriks(1, 1, "x"), matriks(1, 0)])
def test_a_nip_stays_in_one_line_where_a_unit_has_hardly_a_product(matrix):
    sheet = openpyxl.load_workbook(BytesIO(paper(matrix)))["Matriks"]
    points = {}
    for column in sheet.column_dimensions.values():
        points |= dict.fromkeys(range(column.min, column.max + 1), column.width * 5.25)
    cells = {str(cells).split(":")[0]: cells for cells in sheet.merged_cells.ranges}
    signed = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("NIP.")]
    assert len(signed) == 2
    for cell in signed:
        last = cells[cell.coordinate].max_col if cell.coordinate in cells else cell.column
        assert lebar_teks(cell.value, cell.font.sz) + 6 <= sum(points[col] for col in range(cell.column, last + 1))


def test_a_draft_says_so_on_every_page_and_why_on_a_sheet_of_its_own():
    look = replace(LOOK, draft="KONSEP", context={**CONTEXT, "konsep": "KONSEP "})
    book = openpyxl.load_workbook(BytesIO(paper(matriks(8, 3), look, NOTES)))
    assert book.sheetnames == ["Matriks", "Per Produk", "Mengapa KONSEP"]
    for name in ("Matriks", "Per Produk"):
        header = book[name].oddHeader.center
        assert (header.text, header.size) == ("KONSEP", 28)
        assert texts(book[name])[1] == "KONSEP MATRIKS PERAN HASIL TAHUN 2022"


def test_beyond_six_products_it_is_shown_by_product_upright():
    assert openpyxl.load_workbook(BytesIO(paper(matriks(6, 3)))).sheetnames == ["Matriks"]
    book = openpyxl.load_workbook(BytesIO(paper(matriks(7, 2))))
    sheet = book["Per Produk"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "portrait",
        9,
        "$7:$7",
    )
    said = texts(sheet)
    start = said.index("Didukung oleh")
    assert said[start : start + 16] == [
        "Didukung oleh", "Jabatan", "Peran",
        "1. Produk layanan nomor 1 bidang rekaan",
        "Pegawai Rekaan 1, S.E., M.Si.", "Analis Sumber Daya Manusia Aparatur Ahli Muda", f"- {LONG}",
        "2. Produk layanan nomor 2 bidang rekaan",
        "Pegawai Rekaan 1, S.E., M.Si.", "Analis Sumber Daya Manusia Aparatur Ahli Muda", "- Tersusunnya laporan",
        "Pegawai Rekaan 2, S.E., M.Si.", "Pranata Komputer Ahli Pertama", f"- {LONG}",
        "3. Produk layanan nomor 3 bidang rekaan",
        "Pegawai Rekaan 2, S.E., M.Si.",
    ]  # fmt: skip
    assert said.count("Belum ada yang mendukung produk ini.") == 4
    assert too_low(sheet) == []


def test_the_wording_of_the_kabid_is_what_is_printed_on_every_sheet():
    matrix = matriks(7, 1, "Terlaksananya sesuatu")
    role = matrix.baris[0].peran[matrix.kolom[0].id][0]
    word = Penempatan(hasil="h1", teks=role.teks, cetak="Terlaksananya layanan", tanggal="2022-01-05")
    peran = {matrix.kolom[0].id: (role.model_copy(update={"keputusan": word}),)}
    matrix = matrix.model_copy(update={"baris": (matrix.baris[0].model_copy(update={"peran": peran}),)})
    book = openpyxl.load_workbook(BytesIO(paper(matrix)))
    assert ["- Terlaksananya layanan" in texts(sheet) for sheet in book.worksheets] == [True, True]
    assert ["- Terlaksananya sesuatu" in texts(sheet) for sheet in book.worksheets] == [False, False]


def test_a_logo_stands_beside_the_letterhead_which_is_printed_smaller_where_it_would_touch_it(tmp_path):
    look = replace(LOOK, logo=Logo("logo.png", png(150, 100)))
    data = paper(matriks(7, 2), look)
    (tmp_path / "m.xlsx").write_bytes(data)
    assert check_excel(tmp_path / "m.xlsx") == []
    assert paper(matriks(7, 2), look) == data
    book = openpyxl.load_workbook(BytesIO(data))
    members = zipfile.ZipFile(BytesIO(data)).namelist()
    assert [name for name in members if name.startswith(("xl/media/", "xl/drawings/drawing"))] == [
        "xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml", "xl/media/image1.png",
    ]  # fmt: skip
    assert (book["Matriks"]["A1"].font.sz, book["Per Produk"]["A1"].font.sz) == (13, 13)
    assert book["Matriks"]["A1"].value == CONTEXT["kop"]
    assert book["Per Produk"]["A1"].value == (
        "PEMERINTAH KABUPATEN REKAAN\nBADAN KEPEGAWAIAN DAN\nPENGEMBANGAN SUMBER DAYA MANUSIA"
    )
    assert book["Matriks"].row_dimensions[1].height == 60


ADDRESS = (
    "Jalan El Tari Nomor 5 Kompleks Perkantoran Pemerintah Kabupaten Rekaan Blok C Lantai 2 Gedung B, "
    "Telepon (0380) 123456, Surel dinkes@rekaan.go.id"
)


@pytest.mark.parametrize("kertas", ["A4", "F4"])
@pytest.mark.parametrize("products", [0, 1, 3, 16])
@pytest.mark.parametrize("logo", [png(60, 90), png(300, 100)])
def test_no_line_of_a_letterhead_reaches_its_logo(kertas, products, logo):
    kop = f"{CONTEXT['kop']}\n{ADDRESS}"
    look = replace(LOOK, kertas=kertas, context={**CONTEXT, "kop": kop}, logo=Logo("logo.png", logo))
    data = paper(matriks(products, 2 if products else 0), look)
    drawings = zipfile.ZipFile(BytesIO(data))
    for number, sheet in enumerate(openpyxl.load_workbook(BytesIO(data)).worksheets, start=1):
        points = {}
        for column in sheet.column_dimensions.values():
            points |= dict.fromkeys(range(column.min, column.max + 1), column.width * 5.25)
        head = next(cells for cells in sheet.merged_cells.ranges if cells.min_row == 1)
        cell = sheet.cell(1, head.min_col)
        drawn = drawings.read(f"xl/drawings/drawing{number}.xml").decode()
        col, beyond = map(int, re.search(r"<xdr:to><xdr:col>(\d+)</xdr:col><xdr:colOff>(\d+)<", drawn).groups())
        taken = sum(points[before] for before in range(head.min_col, col + 1)) + beyond / 12700
        printed = cell.value.split("\n")
        assert " ".join(printed) == kop.replace("\n", " ")
        widest = max(lebar_teks(line, cell.font.sz, tebal=True) for line in printed)
        assert widest + 2 * taken <= sum(points[col] for col in range(head.min_col, head.max_col + 1))
        assert cell.font.sz >= 9
        assert sheet.row_dimensions[1].height >= len(printed) * cell.font.sz


GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.mark.parametrize("data", [b"", b"GIF8", GIF, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_one_sentence(data):
    with pytest.raises(
        SkpxlError, match=r"^logo\.png bukan gambar yang dapat dipakai sebagai logo; pakai PNG atau JPEG\.$"
    ):
        _ = Logo("logo.png", data).points


def test_signatures_stay_with_the_last_person():
    # On one page the two rows would fit, with the signatures they do not.
    book = openpyxl.load_workbook(BytesIO(paper(matriks(1, 5, " ".join([LONG] * 3)))))
    sheet = book["Matriks"]
    last = max(row for row in range(1, 40) if str(sheet[f"A{row}"].value).startswith("Pegawai Rekaan 5"))
    assert [brk.id for brk in sheet.row_breaks.brk] in ([], [last - 1])


def merged(library: Library = LIBRARY) -> bytes:
    many, few = matriks(7, 2), matriks(2, 2)
    return write_matriks_book(
        MatriksBook([many, few], ["A", "B"], coverage=[many, few]),
        library,
        form="matriks-peran-hasil",
        instansi="Pemkab",
        tahun="2022",
        kertas="A4",
        as_of=date(2022, 1, 5),
    )


def test_a_merge_has_one_sheet_by_product_for_all_units_with_many():
    said = texts(openpyxl.load_workbook(BytesIO(merged()))["Per Produk"])
    assert said[:5] == [
        "Didukung oleh", "Jabatan", "Peran", "A Bidang Rekaan", "1. Produk layanan nomor 1 bidang rekaan",
    ]  # fmt: skip
    assert said.count("A Bidang Rekaan") == 1


def test_a_folder_of_templates_older_than_the_paper_takes_the_shipped_one(tmp_path):
    shutil.copytree(LIBRARY.akar, tmp_path / "templat")
    shutil.rmtree(tmp_path / "templat" / "matriks-tercetak")
    (tmp_path / "templat" / "bersama" / "matriks-tercetak.toml").unlink()
    assert merged(Library(tmp_path / "templat")) == merged()


def test_the_view_by_product_is_no_second_matriks_to_a_reader_of_matrices():
    found = read_foreign_matriks(merged(), LIBRARY, file="m.xlsx").pembagian
    assert [(pembagian.sheet, len(pembagian.semua_peran())) for pembagian in found] == [("A", 4), ("B", 4)]


def test_only_the_matrices_of_a_merge_have_print_areas():
    # LibreOffice prints a sheet with a print area even when somebody has hidden it to print another one.
    book = openpyxl.load_workbook(BytesIO(merged()))
    assert [sheet.title for sheet in book.worksheets if sheet.print_area] == ["A", "B"]


@pytest.mark.libreoffice
@pytest.mark.parametrize(("products", "most"), [(8, 8), (15, 12)])
def test_the_signed_sheet_prints_on_few_pages_with_the_signatures_whole(products, most, konversi, tmp_path):
    (tmp_path / "m.xlsx").write_bytes(paper(matriks(products, 11), replace(LOOK, logo=Logo("logo.png", png()))))
    pages = [page.extract_text() for page in pypdf.PdfReader(konversi(tmp_path / "m.xlsx", "pdf")).pages]
    signed = [page for page in pages if "Didukung oleh" not in page]
    assert len(signed) <= most
    assert sum("Rekaan Kedua, S.H." in page and "Mengetahui," in page for page in signed) == 1
    assert any("Rekaan Kedua, S.H." in page for page in pages if page not in signed)

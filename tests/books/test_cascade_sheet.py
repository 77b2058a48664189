"""The cascade as a sheet: every card of the drawing is a shape, none hangs outside, pages cut no card."""

import re
import zipfile
from xml.etree import ElementTree

import pypdf
import pytest
import xlsxwriter
from excel_rules import check_excel
from forms import LIBRARY

from skpxl.books.cascade_sheet import _breaks, _is_cut, _shapes, too_large, write_cascade
from skpxl.drawing.cards import Palette
from skpxl.drawing.cascade import arrange
from skpxl.drawing.place import Rectangle
from skpxl.forms.style import Formats
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.unit import Produk, Unit

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRODUK = tuple(Produk(unit="B", kode=str(number), teks=f"Layanan nomor {number}") for number in (1, 2))


def team(people):
    """A ketua under the first product, and people with a result each under his."""
    first = Peran(teks="Meningkatnya layanan", id="k1", atas=PRODUK[0].id)
    rows = [BarisMatriks(nama="Ketua Rekaan", nip="1", jabatan="Kepala Bidang", peran={PRODUK[0].id: (first,)})]
    for number in range(people):
        role = Peran(teks=f"Terlaksananya verifikasi berkas bagian {number}", id=f"a{number}", atas="k1")
        rows.append(
            BarisMatriks(nama=f"Anggota {number}", nip=f"9{number}", jabatan="Analis", peran={PRODUK[0].id: (role,)})
        )
    rows.append(BarisMatriks(nama="Tanpa Peran", nip="8", jabatan="Arsiparis", fate=PersonFate.DITERIMA))
    return MatriksPeranHasil(unit=Unit(kode="B", nama="Bidang Mutasi", pimpinan="1"), kolom=PRODUK, baris=tuple(rows))


def written(path, matriks):
    book = xlsxwriter.Workbook(path)
    cascade = arrange(matriks)
    write_cascade(
        book.add_worksheet("Kaskade"), cascade, Formats(book, LIBRARY.gaya), LIBRARY.gaya, title="Kaskade", kertas="A4"
    )
    book.close()
    return cascade


def shapes(path):
    """(text, description) of every shape with a text."""
    with zipfile.ZipFile(path) as parts:
        drawing = ElementTree.fromstring(parts.read("xl/drawings/drawing1.xml"))
    found = []
    for shape in drawing.iter(f"{XDR}sp"):
        lines = ["".join(run.text or "" for run in line.iter(f"{A}t")) for line in shape.iter(f"{A}p")]
        found.append((" ".join(filter(None, lines)), shape.find(f"{XDR}nvSpPr/{XDR}cNvPr").get("descr", "")))
    return [shape for shape in found if shape[0]]


def test_every_card_is_a_shape_with_its_person_and_post(tmp_path):
    cascade = written(tmp_path / "k.xlsx", team(3))
    assert check_excel(tmp_path / "k.xlsx") == []
    told = shapes(tmp_path / "k.xlsx")
    assert [says for _, says in told if says] == [card.whole for card in cascade.cards]
    texts = [text for text, _ in told]
    for number in range(3):
        assert f"Anggota {number} · Analis" in texts
    assert {"Kepala Bidang", "Analis", "Orang tanpa peran (1)"} <= set(texts)
    assert any("Tanpa Peran; Arsiparis" in text for text in texts)


def test_too_many_roles_get_no_shapes():
    assert not too_large(arrange(team(300)))
    assert too_large(arrange(team(500)))


def test_a_page_ends_where_no_card_is_cut():
    boxes = [Rectangle(0, 70 + number * 90, 256, 70) for number in range(40)]
    breaks = _breaks(boxes, 600.0, 190)
    assert breaks == sorted(set(breaks)) and len(breaks) >= 5
    assert [row for row in breaks if _is_cut(boxes, row * 20)] == []
    starts = [0, *breaks]
    assert all(0 < (end - start) * 20 <= 600 for start, end in zip(starts, breaks, strict=False))


@pytest.mark.parametrize("people", range(12, 24))
def test_a_page_does_not_end_between_a_heading_and_what_it_heads(people):
    shapes = [*_shapes(arrange(team(people)), Palette(LIBRARY.gaya))]
    (heading,) = (shape.box for shape in shapes if shape.text.startswith("Orang tanpa peran"))
    (names,) = (shape.box for shape in shapes if shape.text.startswith("Tanpa Peran;"))
    rows = int((names.y + names.height) // 20) + 1
    for page in range(500, 1200, 10):
        breaks = _breaks([shape.unbroken for shape in shapes], float(page), rows)
        assert [row for row in breaks if heading.y < row * 20 < names.y + names.height] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize(("people", "pages"), [(3, 1), (12, 2)])
def test_it_prints_on_few_pages_with_every_result(konversi, tmp_path, people, pages):
    written(tmp_path / "k.xlsx", team(people))
    printed = [page.extract_text() for page in pypdf.PdfReader(konversi(tmp_path / "k.xlsx", "pdf")).pages]
    assert len(printed) <= pages
    text = re.sub(r"\s+", " ", " ".join(printed))
    assert [number for number in range(people) if f"berkas bagian {number}" not in text] == []

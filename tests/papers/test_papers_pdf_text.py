"""`papers/pdf_text.py`: text of a PDF through pypdf in a process of its own; marks and signatures in its bytes; bad files."""

import random
import zlib

import pytest
from forms import KETUA, LIBRARY, ORGANISASI
from papers_made import DOKUMEN, HASIL, document, given, lines, mark, paper, pdf, scan, yearly

from skpxl.kinds.evaluasi import evaluasi_dari
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.papers import pdf_text
from skpxl.papers.berkas_isi import printed_pages
from skpxl.papers.contents import rate, yearly_result
from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers
from skpxl.papers.receive import PaperReceiver
from skpxl.xlsx.package import Unreadable

PENERIMA = PaperReceiver(LIBRARY, ORGANISASI)


def test_text_comes_back_page_by_page():
    assert printed_pages(pdf_text.read_text(pdf(["A (b)", "C"], [], ["D"]))) == [["A (b)", "C"], [], ["D"]]


def test_a_scan_is_known_to_hold_no_text_without_being_opened():
    assert [pdf_text.may_hold_text(data) for data in (scan(), pdf(["a"]), b"%PDF-1.5 /ObjStm")] == [False, True, True]


def test_no_more_pages_and_lines_than_a_paper_has():
    many = printed_pages(pdf_text.read_text(pdf(*[[f"halaman {n}"] for n in range(40)])))
    assert len(many) == pdf_text.HALAMAN_MAKS
    long = printed_pages(pdf_text.read_text(pdf([f"baris {n}" for n in range(6_000)])))
    assert sum(len(page) for page in long) == pdf_text.BATAS.cells


@pytest.mark.parametrize(
    ("data", "signed"),
    [
        (pdf(["a"], signed=True), True),
        (pdf(["a"]), False),
        # A field that waits for a signature is none.
        (b"%PDF-1.7 <</FT/Sig/T(tanda tangan)>> /SigFlags 3", False),
        (b"%PDF-1.7 <</Type /Sig/ByteRange [0 1 2 3]>>", True),
        (b"%PDF-1.7 <</SubFilter /ETSI.CAdES.detached /ByteRange[0 1 2 3]>>", True),
        (b"%PDF-1.7 kata ByteRange saja", False),
    ],
)
def test_an_embedded_signature_is_seen_in_the_bytes(data, signed):
    assert pdf_text.has_signature(data) is signed


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"/Keywords(" + mark().encode() + b")", [CapDokumen(DOKUMEN, KETUA, 2022)]),
        (b"/Keywords <" + mark().encode("utf-16").hex().encode() + b">", [CapDokumen(DOKUMEN, KETUA, 2022)]),
        (b"/Keywords<" + mark().encode().hex().encode() + b"\n>", [CapDokumen(DOKUMEN, KETUA, 2022)]),
        (b"/Keywords<FEFF004>", []),
        (b"/Keywords(skp 2022)", []),
        (b"/Title(" + mark().encode() + b")", []),
    ],
)
def test_marks_are_read_however_a_program_writes_them(raw, found):
    assert pdf_text.marks_of(b"%PDF-1.7\n" + raw * 2) == found


def test_without_pypdf_only_the_text_is_missing_and_that_is_said(monkeypatch):
    monkeypatch.setattr(pdf_text, "can_read_text", lambda: False)
    told = PENERIMA.receive(given("a.pdf", pdf(lines())))
    assert (told.papers, told.reason) == ((), 'tulisan PDF tidak dibaca; pasang dengan pip install "skpxl[papers]"')
    assert PENERIMA.receive(given("a.pdf", pdf(["x"], keywords=mark()))).papers == (CapDokumen(DOKUMEN, KETUA, 2022),)


# -- bad files -----------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    """A page whose content unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q " * 500_000) for _ in range(400)) + packer.flush()
    whole = pdf(["a"])
    content = whole.index(b"<</Length", whole.index(b"/Contents"))
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return whole[:content] + stream + whole[whole.index(b"endstream", content) + len(b"endstream") :]


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"%PDF-1.4\n",
        lambda: pdf(["a"])[:-200],
        lambda: pdf(["a"]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"),
        lambda: pdf(["a"]).replace(b"/Contents 5 0 R", b"/Contents 4 0 R"),
        lambda: pdf(["a"]).replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"\nendobj\ntrailer<</Root 1 0 R>>",
        lambda: b"%PDF-1.7\n" + b"<</Kids[1 0 R]" * 20_000,
    ],
    ids=["header", "cut", "kids of itself", "content of itself", "no root", "brackets", "no objects"],
)
def test_a_damaged_pdf_never_raises_anything_but_a_verdict(make):
    try:
        pdf_text.read_text(make())
    except Unreadable as verdict:
        assert verdict.code in ("berkas-rusak", "berkas-terlalu-besar", "berkas-terenkripsi")


def test_a_bomb_is_stopped():
    found = PENERIMA.receive(given("a.pdf", bomb()))
    assert (found.papers, found.reason) == ((), "isi PDF terlalu besar")


def test_random_damage_gives_the_paper_or_nothing_and_never_another_one():
    whole, chance = pdf(lines()), random.Random(7)
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = PENERIMA.receive(given("a.pdf", bytes(data)))
        assert found.papers in ((), (CapDokumen(DOKUMEN, KETUA, 2022),)), found


# -- what LibreOffice makes of our papers --------------------------------------------------------------------------------


def test_a_pdf_of_a_finished_paper_is_known_by_its_mark_and_by_its_text(tmp_path, konversi):
    form = yearly()
    order = PaperOrder(LIBRARY, wanted=WantedPapers(signing=Penandatanganan("Contoh")))
    made = {
        DOKUMEN: document(),
        HASIL: yearly_result(rate(evaluasi_dari(form, ""), LIBRARY.aturan), form, order),
    }
    for kode, naskah in made.items():
        path = tmp_path / f"{kode}.xlsx"
        path.write_bytes(paper(naskah))
        data = konversi(path, "pdf").read_bytes()
        assert pdf_text.marks_of(data) == [CapDokumen(kode, KETUA, 2022)]
        found = PENERIMA.recogniser.recognise(printed_pages(pdf_text.read_text(data)))
        assert found.papers == (CapDokumen(kode, KETUA, 2022),), found.reason

"""What would be mostly blank pages is printed by product: when, with everybody and every role once; corrections are read."""

import io
import shutil
from collections import Counter
from datetime import date

import openpyxl
import pytest
from campaigns import too_low
from forms import LIBRARY
from kabid import ANI, BIDANG, BUDI, KABID, OFFICE, P1, P2, Desk, edited, move, skp
from printed_matriks import SHORT, matriks

from skpxl.books.look import Look
from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_pages import WidePrint, wide_print
from skpxl.books.matriks_paper import MatriksPaper, write_matriks_paper
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Produk
from skpxl.template.library import Library

BIDANG_KODE = "BID"
FORM = LIBRARY.definition("matriks-peran-hasil")
WIDE = matriks(20, 80, SHORT)


@pytest.mark.parametrize(
    ("products", "people", "pages"),
    # The others: a page side by side, few pages in all, a quarter of the cells filled, nobody, no product.
    [(60, 300, 144), (20, 80, 15), (20, 60, 0), (5, 300, 0), (15, 11, 0), (8, 90, 0), (20, 0, 0), (0, 0, 0)],
)
def test_only_many_pages_of_mostly_blank_cells_are_printed_otherwise(products, people, pages):
    found = wide_print(matriks(products, people, SHORT), FORM, LIBRARY, "A4")
    assert found == (WidePrint("Bidang Rekaan", people, products, pages) if pages else None)


@pytest.mark.parametrize(("key", "value"), [("ringkas_dari = 12", "ringkas_dari = 15"), ("terisi = 25", "terisi = 10")])
def test_the_limits_are_those_of_the_templates(key, value, tmp_path):
    shutil.copytree(LIBRARY.akar, tmp_path / "t")
    paper = tmp_path / "t" / "matriks-tercetak" / "2022.1.toml"
    paper.write_text(paper.read_text("utf-8").replace(key, value), "utf-8")
    assert wide_print(WIDE, FORM, Library(tmp_path / "t"), "A4") is None


def test_they_are_told_in_one_sentence_the_first_by_name():
    found = [WidePrint(f"Bidang {name}", 300, 60, 427) for name in "ABCDE"]
    assert WidePrint.all_of(found[:1]) == "Bidang A (300 orang x 60 produk, sekitar 427 halaman)"
    assert WidePrint.all_of(found).endswith("Bidang C (300 orang x 60 produk, sekitar 427 halaman), dan 2 lagi")
    assert WidePrint.all_of([]) == ""


def person(name: str, fate: PersonFate = PersonFate.DITERIMA, **more) -> BarisMatriks:
    return BarisMatriks(nama=name, jabatan="Analis", fate=fate, **more)


def everybody() -> MatriksPeranHasil:
    """The same with people of every kind below, and a product that nobody serves."""
    lost = Peran(teks="Terlaksananya hal lain")
    more = (
        person("Sisa", sisa=(lost,)),
        person("Kosong"),
        person("Sibuk", di_unit_lain=2),
        person("Keluar", disisihkan=(lost,)),
        person("Belum", PersonFate.BELUM_MASUK),
        person("Rusak", PersonFate.TAK_DIPAKAI),
        BarisMatriks(jabatan="Arsiparis", fate=PersonFate.LOWONG),
    )
    unserved = Produk(unit="A", kode="99", teks="Produk sepi")
    return WIDE.model_copy(update={"kolom": (*WIDE.kolom, unserved), "baris": (*WIDE.baris, *more)})


def book(*matrices: MatriksPeranHasil, cells: int = 0) -> bytes:
    names = ["Bidang Rekaan", "Lain"][: len(matrices)]
    return write_matriks_book(
        MatriksBook([*matrices], names, coverage=[*matrices], table_cells=cells),
        LIBRARY,
        form="matriks-peran-hasil",
        instansi="Pemkab",
        tahun="2022",
        kertas="A4",
        as_of=date(2022, 2, 1),
    )


def lines(sheet) -> list[tuple[str, ...]]:
    return [row for cells in sheet.iter_rows(values_only=True) if any(row := tuple(str(c or "") for c in cells))]


def test_it_is_printed_from_a_sheet_of_its_own_with_all_roles_once_and_nobody_left_out():
    whole = everybody()
    written = openpyxl.load_workbook(io.BytesIO(book(whole, matriks(2, 2))))
    # The view by product of the others has nothing to add here.
    assert written.sheetnames[:4] == ["Bidang Rekaan", "Cetak Bidang Rekaan", "Lain", "Cakupan"]
    assert "Per Produk" not in written.sheetnames
    wide, sheet = written["Bidang Rekaan"], written["Cetak Bidang Rekaan"]
    assert [one.title for one in written.worksheets if one.print_area] == written.sheetnames[:3]
    # The first prints its title alone, on one page.
    head = next(row for row in range(1, 20) if wide[f"A{row}"].value == "Nama Pegawai")
    last = wide.print_area.rpartition("$")[2]
    assert (int(last), wide.print_title_rows, wide.page_setup.fitToWidth or 1) == (head - 1, None, 1)
    (told,) = (text for row in lines(wide) for text in row if text.startswith("Keadaan"))
    assert "Cetaklah lembar “Cetak Bidang Rekaan”; lembar ini hanya mencetak judulnya.\nBaris abu" in told
    assert (sheet.page_setup.orientation, too_low(sheet)) == ("portrait", [])
    # Corrections belong on the other one.
    assert (wide.protection.sheet, sheet.protection.sheet) == (False, True)
    said = lines(sheet)
    assert [row[0] for row in said[:4]] == ["MATRIKS PERAN HASIL", "Pemkab", "TAHUN 2022", "1. Bidang Rekaan"]
    assert said[4][0].startswith("Keadaan per 1 Februari 2022, ") and said[4][0].endswith(
        "Tercetak menurut produk, tiap peran sekali: sebagai matriks 87 orang x 21 produk akan menjadi sekitar 20 halaman yang "
        "hampir kosong. Koreksi ditulis di lembar “Bidang Rekaan”."
    )
    assert said[5:8] == [
        ("Didukung oleh", "Jabatan", "Peran"),
        ("1. Produk layanan nomor 1 bidang rekaan", "", ""),
        ("Pegawai Rekaan 1, S.E., M.Si.", "Analis Sumber Daya Manusia Aparatur Ahli Muda", "- Tersusunnya laporan"),
    ]
    under, roles = "", Counter[tuple[str, str, str]]()
    for name, _, text in said[6:]:
        under = name if not text else under
        roles.update((under, name, one) for one in text.split("\n") if text.startswith("- "))
    heads = {produk.id: f"{number}. {produk.teks}" for number, produk in enumerate(whole.kolom, start=1)}
    expected = Counter(
        (heads[id_], row.nama, f"- {peran.teks}")
        for row in whole.baris
        for id_, of in row.peran.items()
        for peran in of
    )
    expected["Belum terpetakan", "Sisa", "- Terlaksananya hal lain"] += 1
    assert roles == expected
    start = said.index(("Belum terpetakan", "", ""))
    assert said[start:] == [
        ("Belum terpetakan", "", ""),
        ("Sisa", "Analis", "- Terlaksananya hal lain"),
        ("Produk yang belum didukung siapa pun (1)", "", ""),
        ("21. Produk sepi", "", ""),
        ("Pegawai tanpa peran di sini (3)", "", ""),
        ("Kosong", "Analis", ""),
        ("Sibuk", "Analis", "perannya dalam matriks unit lain"),
        ("Keluar", "Analis", "hasil kerjanya dikeluarkan dari matriks"),
        ("Pegawai yang perannya belum diketahui (3)", "", ""),
        ("Belum", "Analis\n(SKP belum masuk)", ""),
        ("Rusak", "Analis\n(SKP belum dapat dipakai)", ""),
        ("", "Arsiparis\n(jabatan lowong)", ""),
    ]


def test_a_workbook_that_is_written_in_constant_memory_says_the_same():
    small, large = (openpyxl.load_workbook(io.BytesIO(book(everybody(), cells=cells))) for cells in (0, 500_000))
    for name in ("Bidang Rekaan", "Cetak Bidang Rekaan"):
        assert lines(small[name]) == lines(large[name])
        assert small[name].print_area == large[name].print_area


def test_the_print_is_no_second_matriks_to_a_reader_of_matrices():
    found = read_foreign_matriks(book(WIDE), LIBRARY, file="m.xlsx").pembagian
    assert [(pembagian.sheet, len(pembagian.semua_peran())) for pembagian in found] == [("Bidang Rekaan", 160)]


def test_a_branch_says_of_whom_it_is_and_the_paper_to_be_signed_is_by_product_alone():
    rows = tuple(row.model_copy(update={"nama_unit": "Seksi Satu"}) for row in everybody().baris)
    branch = everybody().model_copy(update={"bercabang": True, "baris": rows})
    said = lines(openpyxl.load_workbook(io.BytesIO(book(branch)))["Cetak Bidang Rekaan"])
    assert ("Sisa\n(Seksi Satu)", "Analis", "- Terlaksananya hal lain") in said
    look = Look(LIBRARY.definition("matriks-tercetak"), {"unit": "Bidang Rekaan"}, "A4", with_rest=False)
    paper = openpyxl.load_workbook(io.BytesIO(write_matriks_paper(MatriksPaper(everybody(), look), LIBRARY)))
    assert paper.sheetnames == ["Per Produk"]
    said = lines(paper["Per Produk"])
    assert ("Sisa", "Analis", "hasil kerjanya belum terpetakan") in said
    assert said[-1][0] == "{kepala_nip_tercetak}"  # signatures stand below


def test_what_a_kabid_moves_on_the_sheet_that_is_not_printed_is_read_as_on_any_other():
    people = tuple(
        Pegawai(
            nip=f"19960101202012{n:04}", nama=f"Staf {n}", jabatan="Analis", unit_kerja=BIDANG_KODE, nip_penilai=KABID
        )
        for n in range(150)
    )
    more = tuple(Produk(unit=BIDANG_KODE, kode=f"9{n}", teks=f"Layanan rekaan {n}") for n in range(30))
    office = OFFICE.model_copy(update={"pegawai": (*OFFICE.pegawai, *people), "produk": (*OFFICE.produk, *more)})
    desk = Desk(skp(ANI, (P1, "Tersusunnya konsep")), skp(BUDI, (P1, "Terlaksananya verifikasi")), office=office)
    data = desk.printed(per_unit_only=True)
    assert f"Cetak {BIDANG}" in openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    desk.hand_back(data)
    assert desk.findings == []
    desk.hand_back(edited(data, lambda book: move(book, BIDANG, "Ani Rekaan", "Tersusunnya konsep", P1, P2)))
    assert desk.places() == {"Tersusunnya konsep": P2, "Terlaksananya verifikasi": P1}
    assert [code for code, _ in desk.findings] == ["koreksi-dicatat"]

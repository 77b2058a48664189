"""The sheet *Cakupan*: counts per person and product, colours, links, and the same cells however the workbook was opened."""

from functools import partial

import openpyxl
import pytest
import xlsxwriter
from excel_rules import check_excel
from forms import LIBRARY
from work import calls

from skpxl.books.coverage import KETERANGAN, write_coverage
from skpxl.errors import SkpxlError
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.unit import Produk, Unit
from skpxl.template.limits import KOLOM_MAKS

GAYA = LIBRARY.gaya
NAMA_LEMBAR = "Bidang 'A' Contoh"
P = tuple(Produk(unit="BPK", kode=str(n), teks=teks) for n, teks in enumerate(["Konsultasi", "Data mutakhir", "Arsip"]))
MODES = {"in_memory": {"in_memory": True}, "constant_memory": {"constant_memory": True}}


def person(nama, jabatan="", counts=(), left=0, **other):
    """A row with so many roles per product, and without a place."""
    peran = {produk.id: (Peran(teks="Hasil"),) * banyak for produk, banyak in zip(P, counts, strict=False) if banyak}
    return BarisMatriks(nama=nama, jabatan=jabatan, peran=peran, sisa=(Peran(teks="Lain"),) * left, **other)


BIDANG = MatriksPeranHasil(
    unit=Unit(kode="BPK", nama="Bidang Pembinaan"),
    kolom=P,
    baris=(
        person("Rosalina Wanggai", "Kepala Bidang", fate=PersonFate.DITERIMA),
        person("Yosua Manafe", "Ketua Tim", (2, 1)),
        person("Melati Kasedu", "Pranata Komputer", (1,), left=2),
        person("Nona Seran", "Analis", (0, 1), luar=True, nama_unit="Sekretariat"),
        person("", "Arsiparis", fate=PersonFate.LOWONG),
        person("Bagas Lerik", "Analis", penilai="Rosalina Wanggai", di_unit_lain=2),
    ),
)
SEKRETARIAT = MatriksPeranHasil(
    unit=Unit(kode="SEK", nama="Sekretariat"),
    kolom=(Produk(unit="SEK", kode="1", teks="Surat"),),
    baris=(BarisMatriks(nama="Petrus Ndolu", peran={"produk:SEK:1": (Peran(teks="Tersuratnya"),) * 12}),),
)


def write(path, matriks, mode="in_memory", *, gaya=GAYA, kertas="A4", tautan=None):
    workbook = xlsxwriter.Workbook(path, MODES[mode])
    workbook.set_properties({"created": SAAT_DIBUAT})
    sheet = workbook.add_worksheet("Cakupan")
    workbook.add_worksheet(NAMA_LEMBAR)
    write_coverage(sheet, matriks, Formats(workbook, gaya), kertas, tautan)
    workbook.close()
    return openpyxl.load_workbook(path)["Cakupan"]


@pytest.fixture
def sheet(tmp_path):
    return write(tmp_path / "cakupan.xlsx", [BIDANG, SEKRETARIAT], tautan={"BPK": NAMA_LEMBAR})


def values(sheet, first=1):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def test_every_person_has_a_row_of_counts_and_every_column_its_total(sheet):
    assert values(sheet, 4) == [
        ["BPK Bidang Pembinaan", None, None, None, None, None, None],
        ["Nama", "Jabatan", "Konsultasi", "Data mutakhir", "Arsip", "Belum terpetakan", "Jumlah"],
        ["Rosalina Wanggai", "Kepala Bidang", None, None, None, None, 0],
        ["Yosua Manafe", "Ketua Tim", 2, 1, None, None, 3],
        ["Melati Kasedu", "Pranata Komputer", 1, None, None, 2, 3],
        ["Nona Seran", "Analis\n(dari Sekretariat)", None, 1, None, None, 1],
        [None, "Arsiparis\n(jabatan lowong)", None, None, None, None, None],
        ["Bagas Lerik\n(penilai: Rosalina Wanggai)", "Analis\n(2 peran di unit lain)", None, None, None, None, 0],
        ["Jumlah", "5 orang + 1 dari unit lain", 3, 2, 0, 2, 7],
        [None] * 7,
        ["SEK Sekretariat", None, None, None, None, None, None],
        ["Nama", "Jabatan", "Surat", "Jumlah", None, None, None],
        ["Petrus Ndolu", None, 12, 12, None, None, None],
        ["Jumlah", "1 orang", 12, 12, None, None, None],
    ]
    assert values(sheet)[:3] == [
        ["Cakupan: banyaknya peran tiap orang pada tiap produk", *[None] * 6], [KETERANGAN, *[None] * 6], [None] * 7,
    ]  # fmt: skip


def test_totals_account_for_every_role_also_under_an_unknown_product(tmp_path):
    lain = BarisMatriks(nama="A", peran={"produk:LAIN:1": (Peran(teks="Di luar"),), P[0].id: (Peran(teks="Di dalam"),)})
    matriks = BIDANG.model_copy(update={"baris": (lain,)})
    table = values(write(tmp_path / "a.xlsx", [matriks]), 6)
    assert table == [["A", None, 1, None, None, 1, 2], ["Jumlah", "1 orang", 1, 0, 0, 1, matriks.count_roles()]]


def test_of_two_products_with_one_id_the_first_has_the_roles(tmp_path):
    matriks = BIDANG.model_copy(update={"kolom": (P[0], P[0]), "baris": (person("A", counts=(2,)),)})
    assert values(write(tmp_path / "a.xlsx", [matriks]), 6) == [
        ["A", None, 2, None, 2], ["Jumlah", "1 orang", 2, 0, 2],
    ]  # fmt: skip


def rules(sheet):
    """(areas, kind, formula or ends of the scale, colours) of every conditional format."""
    found = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.type == "colorScale":
                scale = rule.colorScale
                what = (tuple(float(end.val) for end in scale.cfvo), tuple(f"#{c.rgb[2:]}" for c in scale.color))
            else:
                what = (rule.formula[0], f"#{rule.dxf.fill.bgColor.rgb[2:]}")
            found.append((str(area.sqref), rule.type, *what))
    return sorted(found)


def test_counts_are_on_one_scale_and_what_has_nothing_is_marked(sheet):
    scale = ((0, 5, 10), (GAYA.tanda["sedikit"], GAYA.tanda["sedang"], GAYA.tanda["banyak"]))
    without = 'AND($G6=0,ISNUMBER($G6),ISERROR(FIND("peran di unit lain",$B6)))'
    assert rules(sheet) == [
        ("A6:G11", "expression", without, GAYA.tanda["kurang"]),
        ("C16", "colorScale", *scale),
        ("C5:E5 C12:E12", "expression", "C$12=0", GAYA.tanda["kurang"]),
        ("C6:E11", "colorScale", *scale),
    ]


def test_a_unit_in_which_nothing_is_missing_has_only_its_scale(tmp_path):
    full = BIDANG.model_copy(update={"kolom": P[:1], "baris": (person("A", counts=(2,)), person("B", counts=(1,)))})
    assert [rule[:3] for rule in rules(write(tmp_path / "a.xlsx", [full]))] == [("C6:C7", "colorScale", (0, 2, 4))]


def test_without_colours_in_gaya_there_is_no_scale(tmp_path):
    gaya = GAYA.model_copy(update={"tanda": {"kurang": GAYA.tanda["kurang"]}})
    sheet = write(tmp_path / "a.xlsx", [BIDANG], gaya=gaya)
    assert [rule[1] for rule in rules(sheet)] == ["expression", "expression"]


def test_the_units_name_leads_to_its_sheet_where_there_is_one(sheet):
    assert links(sheet) == [("A4", "'Bidang ''A'' Contoh'!A1")]


def links(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return [(cell.coordinate, cell.hyperlink.location) for cell in cells]


def test_columns_are_shared_and_rows_as_tall_as_their_texts(tmp_path):
    panjang = P[0].model_copy(
        update={"teks": "Layanan konsultasi kepegawaian bagi seluruh perangkat daerah dan masyarakat"}
    )
    matriks = BIDANG.model_copy(update={"kolom": (panjang,), "baris": (person("A", "Analis " * 12),)})
    sheet = write(tmp_path / "a.xlsx", [matriks, BIDANG])
    widths = {name: (column.min, column.max, round(column.width)) for name, column in sheet.column_dimensions.items()}
    assert widths == {"A": (1, 2, 31), "C": (3, 7, 15)}
    # Band, seven lines of bold, three lines, totals.
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6, 7)] == [20.25, 93, 54.75, 18]


def test_it_prints_landscape_with_names_on_every_page(sheet, tmp_path):
    assert (sheet.freeze_panes, sheet.print_title_cols, sheet.print_area) == ("C1", "$A:$B", "'Cakupan'!$A$1:$G$17")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "Halaman &P dari &N")
    wide = MatriksPeranHasil(
        unit=BIDANG.unit, kolom=tuple(Produk(unit="BPK", kode=str(n), teks="Produk") for n in range(20))
    )
    setup = write(tmp_path / "a.xlsx", [wide], kertas="F4").page_setup
    assert (setup.paperSize, setup.fitToWidth) == (14, 3)


@pytest.mark.parametrize("matriks", [[], [MatriksPeranHasil(unit=BIDANG.unit)], [BIDANG, SEKRETARIAT]])
@pytest.mark.parametrize("mode", MODES)
def test_excel_opens_it_without_a_repair(tmp_path, matriks, mode):
    write(tmp_path / "a.xlsx", matriks, mode, tautan={"BPK": NAMA_LEMBAR})
    assert check_excel(tmp_path / "a.xlsx") == []


def test_both_ways_of_writing_give_the_same_cells(tmp_path):
    def everything(mode):
        sheet = write(tmp_path / f"{mode}.xlsx", [BIDANG, SEKRETARIAT], mode, tautan={"BPK": NAMA_LEMBAR})
        cells = [
            (cell.coordinate, cell.value, cell.data_type, cell.font.b, cell.fill.fgColor.rgb, cell.alignment.horizontal,
             cell.border.left.style)
            for row in sheet.iter_rows() for cell in row
        ]  # fmt: skip
        heights = {row: dimension.height for row, dimension in sheet.row_dimensions.items()}
        return cells, heights, rules(sheet), links(sheet)

    assert everything("in_memory") == everything("constant_memory")


def test_texts_are_texts_whatever_they_are(tmp_path):
    odd = BIDANG.model_copy(
        update={
            "unit": Unit(kode="=1+1", nama="=1+1"),
            "kolom": (Produk(unit="BPK", kode="1", teks="-Data\x01"),),
            "baris": (person("'198001", "=SUM(A1)", (1,)), person("https://contoh.invalid", "x" * 40_000)),
        }
    )
    sheet = write(tmp_path / "a.xlsx", [odd], tautan={"=1+1": NAMA_LEMBAR})
    assert [sheet[cell].value for cell in ("A4", "C5", "A6", "B6", "A7")] == [
        "=1+1", "-Data", "'198001", "=SUM(A1)", "https://contoh.invalid",
    ]  # fmt: skip
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    assert len(sheet["B7"].value) == 32_767
    assert check_excel(tmp_path / "a.xlsx") == []


def test_the_same_matrices_give_the_same_bytes(tmp_path):
    for name in "ab":
        write(tmp_path / f"{name}.xlsx", [BIDANG, SEKRETARIAT])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_one_sheet_cannot_hold_is_refused(tmp_path):
    wide = MatriksPeranHasil(
        unit=BIDANG.unit, kolom=tuple(P[0].model_copy(update={"kode": str(n)}) for n in range(KOLOM_MAKS))
    )
    with pytest.raises(SkpxlError, match="lebih dari yang dimuat satu lembar Excel"):
        write(tmp_path / "a.xlsx", [wide])


@pytest.mark.parametrize("mode", MODES)
def test_twice_as_many_people_are_no_more_than_twice_the_work(tmp_path, mode):
    people = tuple(person(f"Orang nomor {n} Contoh", "Analis Kebijakan Ahli Muda", (n % 3, n % 2)) for n in range(40))
    work = []
    for many in (25, 50):
        units = [
            BIDANG.model_copy(update={"unit": Unit(kode=f"U{n}", nama=f"Unit {n}"), "baris": people})
            for n in range(many)
        ]
        workbook = xlsxwriter.Workbook(tmp_path / f"{many}.xlsx", MODES[mode])
        sheet = workbook.add_worksheet("Cakupan")
        work.append(calls(partial(write_coverage, sheet, units, Formats(workbook, GAYA), "A4")))
        workbook.close()
    assert work[1] < 2.2 * work[0]


def test_of_several_units_the_people_fold_away_and_the_sums_stay(sheet, tmp_path):
    assert [sheet.row_dimensions[row].outlineLevel for row in range(4, 18)] == [0, *[1] * 7, 0, 0, 0, 1, 1, 0]
    alone = write(tmp_path / "a.xlsx", [BIDANG])
    assert {alone.row_dimensions[row].outlineLevel for row in range(1, 13)} == {0}

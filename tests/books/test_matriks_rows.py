"""What stands in the cells of a printed matriks: the place proposed for a role stands behind it until it is confirmed."""

from io import BytesIO

import openpyxl
import pytest
from forms import LIBRARY

from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_rows import texts_of
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.periode import Periode
from skpxl.model.suntingan import items_of
from skpxl.model.unit import Produk, Unit
from skpxl.model.usulan import Usulan

PRODUK = Produk(unit="B", kode="1", teks="Layanan mutasi")
NEAR = Usulan(produk=PRODUK.id, teks=PRODUK.teks, skor=87)
MATRIKS = MatriksPeranHasil(
    unit=Unit(kode="B", nama="Bidang Rekaan"),
    kolom=(PRODUK,),
    baris=(
        BarisMatriks(
            nama="Ani", sisa=(Peran(teks="Tersedianya data"), Peran(teks="Terlayaninya mutasi", usulan=(NEAR,)))
        ),
        BarisMatriks(nama="Budi", sisa=(Peran(teks="Terbantunya panitia"),)),
    ),
)


def test_the_place_proposed_stands_behind_the_role():
    assert [row.cells for row in texts_of(MATRIKS, with_rest=True)] == [
        ((), ("- Tersedianya data", "- Terlayaninya mutasi → diusulkan: Layanan mutasi (87 dari 100)")),
        ((), ("- Terbantunya panitia",)),
    ]
    assert [row.cells for row in texts_of(MATRIKS, with_rest=False)] == [((),), ((),)]


def test_read_back_it_is_no_part_of_the_role():
    (first, _) = texts_of(MATRIKS, with_rest=True)
    assert items_of("\n".join(first.cells[1]), []) == ["Tersedianya data", "Terlayaninya mutasi"]


def printed(matriks: MatriksPeranHasil) -> list:
    """All cells of its sheet."""
    data = write_matriks_book(
        MatriksBook([matriks], ["B"]), LIBRARY, form="matriks-peran-hasil", instansi="Kabupaten Rekaan", tahun="2022",
        kertas="A4", as_of=Periode.setahun(2022).mulai,
    )  # fmt: skip
    return [cell for row in openpyxl.load_workbook(BytesIO(data))["B"].iter_rows() for cell in row]


def test_its_cell_is_outlined_in_dashes_and_no_other():
    cells = printed(MATRIKS)
    assert [cell.value.splitlines()[0] for cell in cells if cell.border.top.style == "dashed"] == ["- Tersedianya data"]


ROLE = {PRODUK.id: (Peran(teks="Terlayaninya mutasi"),)}
STATES = MATRIKS.model_copy(
    update={
        "baris": (
            BarisMatriks(nama="Ani", jabatan="Analis", fate=PersonFate.DITERIMA, peran=ROLE),
            BarisMatriks(nama="Budi", jabatan="Analis", fate=PersonFate.PERLU_PERBAIKAN),
            BarisMatriks(nama="Cici", jabatan="Analis", fate=PersonFate.BELUM_MASUK, penilai="Dodi"),
            BarisMatriks(nama="Dodi", jabatan="Analis", fate=PersonFate.TAK_DIPAKAI),
            BarisMatriks(jabatan="Arsiparis", fate=PersonFate.LOWONG),
        )
    }
)
POSTS = [
    "Analis", "Analis", "Analis\nPenilai: Dodi\n(SKP belum masuk)", "Analis\n(SKP belum dapat dipakai)",
    "Arsiparis\n(jabatan lowong)",
]  # fmt: skip


@pytest.mark.parametrize("with_rest", [True, False])
def test_whose_roles_are_not_known_is_told_below_his_post(with_rest):
    rows = texts_of(STATES, with_rest=with_rest)
    assert [row.jabatan for row in rows] == POSTS
    assert [row.pending for row in rows] == [False, False, True, True, True]


def test_his_row_is_grey_and_slanted_and_a_line_below_the_title_says_what_it_means():
    cells = printed(STATES)
    grey = LIBRARY.gaya.sel["menunggu"].latar
    legend = LIBRARY.definition("matriks-peran-hasil").blok_matriks().keterangan_menunggu
    assert [cell.value for cell in cells if cell.value and legend in str(cell.value)] == [
        f"Keadaan per 1 Januari 2022, 2 dari 4 SKP\n{legend}"
    ]
    marked = [(cell.value, cell.font.i) for cell in cells if f"#{cell.fill.fgColor.rgb[2:]}" == grey]
    assert marked == [
        ("Cici", True), (POSTS[2], True), (None, True), ("Dodi", True), (POSTS[3], True), (None, True), (None, True),
        (POSTS[4], True), (None, True),
    ]  # fmt: skip
    assert [cell.coordinate for cell in cells if cell.font.i and (cell.value, True) not in marked] == []


def test_where_every_skp_is_in_nothing_is_explained():
    known = STATES.model_copy(update={"baris": STATES.baris[:2]})
    assert [cell.value for cell in printed(known) if "Keadaan per" in str(cell.value)] == [
        "Keadaan per 1 Januari 2022, 2 dari 2 SKP"
    ]

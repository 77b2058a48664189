"""What stands in the cells of a printed matriks: the place proposed for a role stands behind it until it is confirmed."""

import openpyxl
from forms import LIBRARY

from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_rows import texts_of
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


def test_its_cell_is_outlined_in_dashes_and_no_other(tmp_path):
    path = tmp_path / "m.xlsx"
    path.write_bytes(
        write_matriks_book(
            MatriksBook([MATRIKS], ["B"]), LIBRARY, form="matriks-peran-hasil", instansi="Kabupaten Rekaan", tahun="2022",
            kertas="A4", as_of=Periode.setahun(2022).mulai,
        )
    )  # fmt: skip
    cells = [cell for row in openpyxl.load_workbook(path)["B"].iter_rows() for cell in row]
    assert [cell.value.splitlines()[0] for cell in cells if cell.border.top.style == "dashed"] == ["- Tersedianya data"]

"""What is chosen in a list of a matriks workbook, as an edit: only what can be meant is one."""

import pytest

from skpxl.books.matriks_record import RecordedColumn, RecordedPerson, RecordedResult
from skpxl.books.placement_lists import KELUARKAN, MASUKKAN, ChosenPlace
from skpxl.receive.choices import edit_of

COLUMNS = [RecordedColumn("p1", "Layanan mutasi", "BID"), RecordedColumn("p2", "Data pegawai", "BID")]
FIRST, SECOND, OTHER, LOOSE, OUT = (
    RecordedResult("hasil:A:utama:1", "p1", "Satu", "Satu"),
    RecordedResult("hasil:A:utama:2", "p1", "Dua", "Dua"),
    RecordedResult("hasil:A:utama:3", "p2", "Tiga", "Tiga"),
    RecordedResult("hasil:A:utama:4", "", "Empat", "Empat"),
    RecordedResult("hasil:A:utama:5", "", "Lima", "Lima", sisih=True),
)
ANI = RecordedPerson("1", "Ani", "Analis", "BID", "diterima", (FIRST, SECOND, OTHER, LOOSE, OUT))


def chosen(result, **choice):
    empty = dict.fromkeys(("pilihan", "cetak", "gabung", "urutan"), "")
    row = {"hasil": result.id, "sheet": "Penempatan", "cell": "G3", "usulan": (), **empty}
    return edit_of(ChosenPlace(**{**row, **choice}), result, ANI, COLUMNS)


@pytest.mark.parametrize(
    ("result", "choice", "joined"),
    [
        (FIRST, {"gabung": SECOND.id}, SECOND.id),
        (LOOSE, {"gabung": FIRST.id}, FIRST.id),
        (OTHER, {"gabung": FIRST.id, "pilihan": "Layanan mutasi"}, FIRST.id),
    ],
)
def test_results_of_one_person_under_one_product_can_be_printed_together(result, choice, joined):
    assert chosen(result, **choice).gabung == joined


@pytest.mark.parametrize(
    ("result", "choice", "says"),
    [
        (FIRST, {"gabung": "hasil:B:utama:1"}, "milik orang lain"),
        (FIRST, {"gabung": OTHER.id}, "di bawah produk lain"),
        (FIRST, {"gabung": SECOND.id, "pilihan": "Data pegawai"}, "di bawah produk lain"),
        (FIRST, {"gabung": FIRST.id}, "bukan nomor hasil kerja lain"),
        (FIRST, {"gabung": "7"}, "bukan nomor hasil kerja lain"),
        (FIRST, {"urutan": "satu"}, "bukan bilangan"),
        (FIRST, {"pilihan": "Entah"}, "bukan produk dalam matriks ini"),
    ],
)
def test_what_cannot_be_meant_is_said_and_no_edit(result, choice, says):
    assert says in chosen(result, **choice)


def test_put_in_again_is_a_decision_on_what_is_out_only():
    assert (chosen(OUT, pilihan=MASUKKAN).keluar, chosen(FIRST, pilihan=MASUKKAN).berarti) == (False, False)
    assert chosen(FIRST, pilihan=KELUARKAN).keluar is True

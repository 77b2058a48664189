"""What was agreed on against what was written: a result that a decision keeps out of the matriks needs no role."""

from datetime import date

import pytest

from skpxl.checks.sepakat import check_padanan
from skpxl.model.matriks import BarisMatriks, Peran
from skpxl.model.padanan import Padanan
from skpxl.model.penempatan import Penempatan

ROW = BarisMatriks(nama="Ani Rekaan", nip="1")


@pytest.mark.parametrize(
    ("decided", "codes"),
    [
        (None, ["rencana-tanpa-peran"]),
        ({"keluar": True}, []),
        ({"gabung": "lain"}, []),
        ({"cetak": "Tersusunnya data"}, ["rencana-tanpa-peran"]),
    ],
)
def test_only_what_is_printed_needs_a_role(decided, codes):
    decision = Penempatan(hasil="h", teks="T", tanggal=date(2026, 1, 5), **decided) if decided else None
    written = Peran(teks="T", key="k", keputusan=decision)
    found = check_padanan(ROW, "Bidang", [Padanan(None, written)])
    assert [one.code for one in found] == codes


def test_whoever_comes_behind_one_that_is_kept_out_is_told_all_the_same():
    out = Penempatan(hasil="h", teks="T", tanggal=date(2026, 1, 5), keluar=True)
    pairs = [
        Padanan(None, Peran(teks="T", key="a", keputusan=out)),
        Padanan(None, Peran(teks="U", key="b")),
    ]
    assert [one.key for one in check_padanan(ROW, "Bidang", pairs)] == ["b"]

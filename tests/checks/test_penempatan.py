"""Decisions that hold no more, in words: what was decided, by whom, when."""

from datetime import date

import pytest

from skpxl.checks.penempatan import in_words
from skpxl.model.penempatan import Penempatan

DECIDED = Penempatan(hasil="h", teks="T", tanggal=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "seperti dalam SKP (diputuskan 05-01-2026)"),
        ({"keluar": True, "oleh": "Kabid"}, "dikeluarkan dari matriks (diputuskan 05-01-2026 oleh Kabid)"),
        ({"produk": "p", "produk_teks": "Layanan"}, "di bawah “Layanan” (diputuskan 05-01-2026)"),
        ({"produk": ""}, "di Belum terpetakan (diputuskan 05-01-2026)"),
        ({"cetak": "Tersusunnya data"}, "dicetak “Tersusunnya data” (diputuskan 05-01-2026)"),
        ({"gabung": "g", "urutan": 2}, "dicetak bersama hasil lain, nomor 2 di selnya (diputuskan 05-01-2026)"),
    ],
)
def test_a_decision_in_words(given, said):
    assert in_words(DECIDED.model_copy(update=given)) == said

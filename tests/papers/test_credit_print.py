"""The papers on angka kredit and the one of 2021 as they print: pages counted, no signature split, nothing clipped."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from credits import ORDER, came, of_credit

from skpxl.books.paper import write_papers
from skpxl.model.pegawai import KeteranganJF, Pegawai
from skpxl.papers.doubtful import doubtful_figures
from skpxl.papers.order import Penandatanganan, WantedPapers

pypdf = pytest.importorskip("pypdf")
LONG = "Pranata Laboratorium Pendidikan dan Kepranataan Komputer Sumber Daya Manusia Aparatur Ahli Madya"
TW = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]


def papers():
    """One of a quarter with all that can be known and long words; one of which little is known."""
    sure = WantedPapers(
        confirmed=frozenset(doubtful_figures(("angka-kredit",), ORDER.library.aturan)),
        signing=Penandatanganan("Kupang", date(2027, 1, 10)),
        kop={
            "": (
                "PEMERINTAH KABUPATEN CONTOH",
                "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH",
                "Jalan Contoh 1",
            )
        },
    )
    known = KeteranganJF(
        karpeg="B 01234567", tempat_lahir="Kupang", tmt_pangkat=date(2024, 4, 1), tmt_jabatan=date(2023, 1, 2),
        ak_dasar=Decimal("37.5"), ak_jf_lama=Decimal("123.45"), ak_konversi=Decimal("18.75"),
    )  # fmt: skip
    months = [came(f"b{n}", LONG, ((n, 1), (n, 28)), jenis="bulanan") for n in range(1, 13)]
    return [of_credit(*months, pegawai=Pegawai(jf=known), order=replace(ORDER, wanted=sure)), of_credit()]


def dense(text):
    return re.sub(r"\s+", "", text)


def test_each_sheet_is_one_page_with_all_its_words_and_its_signature(konversi, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(write_papers(papers(), ORDER.library, "A4", title="Angka kredit"))
    pages = [page.extract_text() for page in pypdf.PdfReader(konversi(tmp_path / "x.xlsx", "pdf")).pages]
    assert len(pages) == 7
    titles = ["KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT", "AKUMULASI ANGKA KREDIT", "PENETAPAN ANGKA KREDIT"] * 2
    for naskah, at in ((papers()[0], 1), (papers()[1], 4)):
        for sheet, text in zip(naskah.pages, pages[at : at + 3], strict=True):
            said = [naskah.values.get(slot.key, "") for slot in sheet.slots]
            assert [one for one in said if dense(one) not in dense(text)] == []
            for words in (titles[at - 1], "Pejabat Penilai Kinerja,", "NIP. 198607292010121902", "4. Pejabat lain"):
                assert dense(words) in dense(text)
            at += 1

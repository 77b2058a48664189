"""The pages of an SKP to be signed: how many there are, where they end, and that all of it is on them."""

import pytest
from forms import GOOD, JPT_KUALITATIF, JPT_KUANTITATIF, KUALITATIF, KUANTITATIF, LIBRARY, make_form, read, save

from skpxl.books.paper import Naskah, write_papers
from skpxl.books.paper_pages import paper_pages
from skpxl.papers.order import PaperOrder
from skpxl.papers.skp import skp_paper
from skpxl.papers.to_pdf import find_soffice, make_pdfs
from skpxl.receive.interpret import interpret

FORMS = [KUANTITATIF, KUALITATIF, JPT_KUANTITATIF, JPT_KUALITATIF]


def paper_of(form: str, many: int, tmp_path) -> Naskah:
    """An SKP with so many results, each as long as the longest there is, and a lampiran."""
    answers = GOOD[form]
    first = max(answers["hasil_kerja"]["utama"], key=lambda result: len(str(result)))
    results = [{**first, "rencana_hasil_kerja": f"{first['rencana_hasil_kerja']} ke-{n}"} for n in range(1, many + 1)]
    notes = {part: [{"isi": f"Hal {part}"}] for part in ("sumber_daya", "skema", "konsekuensi")}
    given = {**answers, "hasil_kerja": {"utama": results}, "lampiran": notes}
    reading = read(save(make_form(form, given), tmp_path / f"{form}.xlsx"))
    assert reading.form is not None
    return skp_paper(reading.form, interpret(reading), PaperOrder(LIBRARY))


@pytest.mark.parametrize("form", FORMS)
def test_a_page_ends_above_an_item_or_the_heading_of_a_section_and_nowhere_else(form, tmp_path):
    page = paper_of(form, 8, tmp_path).pages[0]
    tall = dict.fromkeys(range(page.cetak_dari, page.baris_terakhir + 1), 40.0)
    scale, breaks = paper_pages(page, tall, "A4")
    first = {
        slot.path[2]: slot.kotak.row
        for slot in page.slots
        if slot.path[:2] == ("hasil_kerja", "utama") and slot.path[-1] == "rencana_hasil_kerja"
    }
    assert len(breaks) > 1 and set(breaks) <= {row for number, row in first.items() if number > 1}
    assert 50 < scale <= 100
    assert paper_pages(page, {}, "A4")[1] == [] or len(paper_pages(page, {}, "A4")[1]) < len(breaks)


@pytest.mark.libreoffice
def test_five_results_print_on_three_pages_and_the_lampiran_on_one_more(tmp_path):
    import pypdf

    books = []
    papers = {form: paper_of(form, 5, tmp_path) for form in FORMS}
    for form, paper in papers.items():
        books.append(tmp_path / f"kertas-{form}.xlsx")
        books[-1].write_bytes(write_papers([paper], LIBRARY, "A4"))
    run = make_pdfs(books, find_soffice())
    assert len(run.made) == len(FORMS)
    for book, paper in zip(books, papers.values(), strict=True):
        pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(book.with_suffix(".pdf")).pages]
        assert len(pages) <= 4
        signed = [text for text in pages if "PegawaiYangDinilai" in text]
        # Names, their heading and the date stand on one page, and never alone on it.
        assert len(signed) == 2
        for text in signed:
            assert "PejabatPenilaiKinerja" in text and "NIP." in text and "Contoh,3Januari2022" in text
        assert "PERILAKUKERJA" in signed[0] and "KONSEKUENSI" in signed[1]
        whole = "".join(pages)
        for key, value in paper.values.items():
            if key.startswith(("hasil_kerja", "lampiran")) and paper.definition and "diintervensi" not in key:
                assert "".join(value.split()) in whole, key

"""The papers as they print, through LibreOffice, all in one run: how many pages, nothing torn, nothing clipped."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from forms import KETUA, LIBRARY
from papers_made import yearly

from skpxl.books.paper import Naskah, write_papers
from skpxl.books.signatures import signatures_apart
from skpxl.kinds.evaluasi import evaluasi_dari
from skpxl.papers.contents import evaluation_document, rate, yearly_result
from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers
from skpxl.papers.to_pdf import find_soffice, make_pdfs

LONG = "Prof. Dr. drh. Maria Magdalena Putri Ayu Kusumawardhani Contoh, S.Sos., M.Si., Ph.D."
POST = "Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, Keuangan dan Perlengkapan Sekretariat"
PEOPLE = (3, 12, 40)
ALL = bool(os.environ.get("SKPXL_SEMUA"))


def penetapan(many: int) -> Naskah:
    """The paper of a unit of so many people, each with a long name and post."""
    values = {
        "capaian_organisasi": "BAIK",
        "pola": "Pola distribusi",
        "sebaran": "Baik; " * 20,
        "kesesuaian": "Sesuai.",
    }
    for n in range(1, many + 1):
        row = {
            "nama": f"{n:03d} {LONG}\nNIP. 198107012006041{n:03d}",
            "jabatan": POST,
            "rating_hasil_kerja": "Sesuai Ekspektasi",
            "rating_perilaku": "Di Atas Ekspektasi",
            "predikat": "Butuh Perbaikan",
        }
        values |= {f"penetapan_pegawai_{n}_{name}": text for name, text in row.items()}
    context = {"kop": "PEMERINTAH CONTOH\nDINAS CONTOH", "konsep": "", "nama_periode": "AKHIR TAHUN 2022", "unit": "UNIT",
               "nomor": "1", "tempat": "Contoh", "tanggal": "3 Januari 2023", "pimpinan_jabatan": "Kepala Unit",
               "pimpinan_nama": "Pimpinan Contoh", "pimpinan_nip_tercetak": "NIP. 197205011998032901"}  # fmt: skip
    definition = LIBRARY.definition("penetapan-predikat")
    return Naskah(
        "Penetapan", definition, values, context, (("pegawai", many),), "penetapan-predikat", "Unit", tahun=2022
    )


def document(*, long: bool, full: bool) -> Naskah:
    order = PaperOrder(LIBRARY, wanted=WantedPapers(long=long, signing=Penandatanganan("Contoh")))
    made = evaluation_document(rate(evaluasi_dari(yearly(), ""), LIBRARY.aturan), None, order)
    if not full:
        return made
    texts = {
        key: f"{text} {POST}" if key.endswith(("jabatan", "unit_kerja")) else text for key, text in made.values.items()
    }
    notes = "Pertahankan capaian ini, dan dampingi rekan kerja dalam pelaporan berkala. " * 6
    return replace(made, values={**texts, "catatan": notes, "keberatan": notes, "keputusan_atasan": notes})


def papers() -> dict[str, tuple[Naskah, str]]:
    form = yearly()
    annual = yearly_result(rate(evaluasi_dari(form, ""), LIBRARY.aturan), form, PaperOrder(LIBRARY))
    made = {f"penetapan-{many}": penetapan(many) for many in PEOPLE}
    made |= {
        f"dokumen-{long:d}{full:d}": document(long=long, full=full) for long in (False, True) for full in (False, True)
    }
    made["tahunan"] = annual
    papers = {f"{name}-A4": (one, "A4") for name, one in made.items()}
    if ALL:
        papers |= {f"{name}-F4": (one, "F4") for name, one in made.items()}
    return papers


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, list[str]]:
    """The pages of every paper as text, from one conversion of all of them."""
    from libreoffice import runner

    soffice, to_text = find_soffice(), shutil.which("pdftotext")
    if not soffice or not to_text:
        lacking = pytest.fail if os.environ.get("SKPXL_CI") == "1" else pytest.skip
        lacking("needs LibreOffice and pdftotext")
    folder = tmp_path_factory.mktemp("cetak")
    files = []
    for name, (naskah, kertas) in papers().items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(write_papers([naskah], LIBRARY, kertas))
    with runner.alone():
        assert make_pdfs(files, soffice).failed == {}
    return {path.stem: _pages(path.with_suffix(".pdf"), to_text) for path in files}


def _pages(path: Path, to_text: str) -> list[str]:
    run = subprocess.run([to_text, "-layout", path, "-"], check=True, capture_output=True, text=True)
    return run.stdout.split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.libreoffice
def test_papers_print_on_few_pages_with_signatures_whole_and_all_they_say(printed) -> None:
    pages = {name: len(one) for name, one in printed.items()}
    assert {name: many for name, many in pages.items() if name.startswith("dokumen")} == {
        name: 1 for name in pages if name.startswith("dokumen")
    }
    assert (pages["penetapan-3-A4"], pages["penetapan-12-A4"]) == (1, 2)
    for name, (naskah, _) in papers().items():
        last = printed[name][-1] if name != "tahunan-A4" else "".join(printed[name])
        for signature in naskah.definition.lembar[0].blok[-1].sisi if name.startswith(("penetapan", "dokumen")) else ():
            for line in (*signature.atas, *signature.bawah):
                words = line.format_map({**dict.fromkeys(re.findall(r"{(\w+)}", line), ""), **naskah.context})
                assert squeezed(words) in squeezed(last), (name, words)
        everything = squeezed("".join(printed[name]))
        for key, text in naskah.values.items():
            # A cell whose text is cut off has lost its last words.
            for word in text.split()[-2:] if name.startswith("penetapan") else ():
                assert squeezed(word) in everything, (name, key, word)
    # Headings stand on every page of the table, and no page is left for the signatures alone.
    for page in printed["penetapan-40-A4"][:-1]:
        assert "NAMA / NIP" in page
    assert "TERHADAP POLA DISTRIBUSI" in printed["penetapan-40-A4"][-1]


@pytest.mark.parametrize("many", range(1, 60))
def test_for_every_number_of_people_the_signatures_stay_with_the_last_lines(many: int) -> None:
    naskah = penetapan(many)
    (page,) = naskah.pages
    at = signatures_apart(page, {}, "A4")
    signed = min(text.kotak.row for text in page.texts if text.gaya == "tanda_tangan")
    assert at in (None, signed - 2)


def test_a_sheet_for_one_page_needs_no_end() -> None:
    (page,) = document(long=True, full=True).pages
    assert signatures_apart(page, {}, "A4") is None
    assert KETUA in document(long=True, full=True).values["pegawai_nip"]

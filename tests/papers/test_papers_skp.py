"""The SKP as a paper to be signed: what stands on it, and what does not that the workbook has to be filled in."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from campaigns import rows
from excel_rules import check_excel
from forms import (
    GOOD,
    INSTANSI,
    JPT_KUALITATIF,
    JPT_KUANTITATIF,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PPPK,
    make_form,
    read,
    save,
)

from skpxl.books.paper import Naskah, write_papers
from skpxl.files.walk import Arrival
from skpxl.papers.make import paper_files, plan_papers
from skpxl.papers.order import PaperOrder, WantedPapers
from skpxl.papers.skp import skp_paper
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import Measure, validate
from skpxl.template.definition import Definition

ORDER = PaperOrder(LIBRARY, ORGANISASI, WantedPapers(kinds=("skp",)))


def paper_of(form: str, tmp_path: Path, **other) -> Naskah:
    """The paper of a filled SKP that came back."""
    reading = read(save(make_form(form, GOOD[form], **other), tmp_path / "masuk.xlsx"))
    assert reading.form is not None
    return skp_paper(reading.form, interpret(reading), ORDER)


def printed(paper: Naskah, tmp_path: Path) -> dict[str, list[list[str]]]:
    """What stands on its sheets, blanks left out."""
    path = tmp_path / "dokumen.xlsx"
    path.write_bytes(write_papers([paper], LIBRARY, "A4"))
    assert check_excel(path) == []
    names = openpyxl.load_workbook(path).sheetnames
    return {name: [found for row in rows(path, name) if (found := [text for text in row if text])] for name in names}


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF, JPT_KUANTITATIF, JPT_KUALITATIF])
def test_nothing_is_on_the_paper_that_helps_only_to_fill_it_in(form, tmp_path):
    paper = paper_of(form, tmp_path, klasifikasi=True)
    sheets = printed(paper, tmp_path)
    texts = [text for found in sheets.values() for row in found for text in row]
    for word in (
        "Klik tombol",
        "Kode berkas",
        "tidak dicetak",
        "Akhir lembar",
        "Ekspektasi lain",
        "Belum",
        "Klasifikasi",
    ):
        assert not any(word in text for text in texts), word
    filled = {slot.gaya for page in paper.pages for slot in page.slots}
    assert not any(name.startswith("isian") for name in filled)  # yellow
    assert not any(not slot.terkunci for page in paper.pages for slot in page.slots)


def test_a_paper_has_the_items_that_are_used_and_no_others(tmp_path):
    sheets = printed(paper_of(KUANTITATIF, tmp_path), tmp_path)
    assert list(sheets) == ["SKP", "Perilaku Kerja"]  # nothing stands in the lampiran
    first = sheets["SKP"]
    assert first[:4] == [
        ["SASARAN KINERJA PEGAWAI"],
        ["PENDEKATAN HASIL KERJA KUANTITATIF"],
        ["BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"],
        [INSTANSI, "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022"],
    ]
    table = first[first.index(["A. UTAMA"]) :]
    results = GOOD[KUANTITATIF]["hasil_kerja"]["utama"]
    more = GOOD[KUANTITATIF]["hasil_kerja"].get("tambahan", [])
    assert [row[0] for row in table if row[0].isdigit()] == [
        str(number) for group in (results, more) for number in range(1, len(group) + 1)
    ]
    assert table[-2][0].startswith("*) ") and table[-1][0].startswith("**) ")
    assert sheets["Perilaku Kerja"][-4:-2] == [
        ["Contoh, 3 Januari 2022"],
        ["Pegawai Yang Dinilai", "Pejabat Penilai Kinerja"],
    ]
    assert [row[0] for row in sheets["Perilaku Kerja"][2:] if row[0].isdigit()] == list("1234567")


def test_a_section_without_a_result_is_its_heading_alone(tmp_path):
    one = {"hasil_kerja": {"utama": GOOD[KUANTITATIF]["hasil_kerja"]["utama"][:1]}}
    reading = read(save(make_form(KUANTITATIF, one), tmp_path / "masuk.xlsx"))
    first = printed(skp_paper(reading.form, interpret(reading), ORDER), tmp_path)["SKP"]
    assert first[first.index(["B. TAMBAHAN"]) + 1][0].startswith("*) ")


def test_a_result_is_one_cell_beside_all_its_rows(tmp_path):
    page = paper_of(KUANTITATIF, tmp_path).pages[0]
    plan = next(slot for slot in page.slots if slot.key == "hasil_kerja_utama_1_rencana_hasil_kerja")
    rows_of = [
        slot.kotak.row
        for slot in page.slots
        if slot.path[:3] == ("hasil_kerja", "utama", 1) and slot.path[-1] == "target"
    ]
    assert (plan.kotak.row, plan.kotak.row_to) == (min(rows_of), max(rows_of))


def test_an_old_workbook_prints_in_todays_words_where_all_of_it_has_a_place(tmp_path):
    reading = read(save(make_form(KUANTITATIF, GOOD[KUANTITATIF]), tmp_path / "masuk.xlsx"))
    form = reading.form
    older: Definition = form.definition.model_copy(update={"versi": "2021.9", "judul": "lama"})
    old = replace(form, definition=older)
    assert skp_paper(old, interpret(reading), ORDER).definition is LIBRARY.definition(KUANTITATIF)
    more = replace(old, isian={**form.isian, "hasil_kerja_utama_1_lokasi": "Gedung"})
    assert skp_paper(more, interpret(reading), ORDER).definition is older


def test_papers_are_made_of_accepted_skps_alone_and_the_other_files_are_counted(tmp_path):
    good = save(make_form(KUANTITATIF, GOOD[KUANTITATIF]), tmp_path / "baik.xlsx")
    blank = save(make_form(KUALITATIF, nip=PPPK), tmp_path / "kosong.xlsx")
    arrivals = [Arrival(path.name, data=path.read_bytes()) for path in (good, blank)]
    files = list(validate(arrivals, Measure(LIBRARY, organisasi=ORGANISASI)))
    made = plan_papers(files, ORDER)
    assert [(one.kind, one.contents.nip, one.contents.result) for one in made.planned] == [
        ("skp", KETUA, made.planned[0].contents.result)
    ]
    assert dict(made.not_used) == {"masih bergalat": 1}
    assert [path.as_posix() for path, _ in paper_files(made.planned, LIBRARY, "A4", organisasi=ORGANISASI)] == [
        f"Badan-Kepegawaian-Contoh/SKP_2022_{KETUA}.xlsx"
    ]
    none = plan_papers(files, PaperOrder(LIBRARY, ORGANISASI, WantedPapers()))
    assert dict(none.not_used) == {"bukan evaluasi": 1, "masih bergalat": 1}

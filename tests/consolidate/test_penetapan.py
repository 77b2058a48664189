"""The papers by which heads set the predikat of their units (`consolidate/penetapan.py`, `papers make --kind penetapan`)."""

import io

import openpyxl
import pytest
from campaigns import roster as write_roster
from campaigns import skpxl
from evaluations import DI_ATAS, DI_BAWAH, evaluated
from excel_rules import check_excel
from forms import KABID, KETUA, KUALITATIF, KUANTITATIF, LIBRARY, ORGANISASI, PPPK, STAF

from skpxl.books.paper import write_papers
from skpxl.consolidate.evaluate import evaluate
from skpxl.consolidate.penetapan import PenetapanWords, penetapan_papers, rows_without_paper
from skpxl.files.walk import walk
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.receive.validate import Measure, validate

TW1 = masa_evaluasi("TW1", 2022)
WORDS = PenetapanWords("PEMERINTAH KABUPATEN CONTOH", "800/1/2022", "Contoh", "4 April 2022")


@pytest.fixture(scope="module")
def masuk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("penetapan")
    evaluated(folder, KABID, KUANTITATIF)
    evaluated(folder, KETUA, KUANTITATIF, hasil=DI_ATAS, perilaku=DI_BAWAH)
    evaluated(folder, PPPK, KUALITATIF)
    return folder


@pytest.fixture(scope="module")
def rekap(masuk):
    measure = Measure(LIBRARY, organisasi=ORGANISASI)
    return evaluate(validate(walk([masuk]), measure), measure, masa=TW1)


def papers(rekap, organisasi=ORGANISASI, **more):
    return penetapan_papers(rekap, TW1, organisasi, LIBRARY, WORDS, **more)


def test_the_people_of_a_unit_stand_on_its_paper_in_order_and_the_head_signs(rekap) -> None:
    (paper,) = papers(rekap)
    values, context = paper.naskah.values, paper.naskah.context
    assert paper.path.as_posix() == "Badan-Kepegawaian-Contoh/Penetapan-Predikat_2022-TW1_BPK.xlsx"
    cells = ("nama", "rating_hasil_kerja", "rating_perilaku", "predikat")
    rows = [[values[f"penetapan_pegawai_{n}_{cell}"] for cell in cells] for n in (1, 2, 3)]
    assert rows == [
        [f"Yosua Manafe, S.Kom.\nNIP. {KETUA}", "Di Atas Ekspektasi", "Di Bawah Ekspektasi", "Kurang/Misconduct"],
        [f"Melati Kasedu, A.Md.\nNIP. {STAF}", "", "", "(belum masuk)"],
        [f"Bagas Lerik, S.Sos.\nNIP. {PPPK}", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik"],
    ]  # fmt: skip
    assert values["capaian_organisasi"] == "BAIK"
    assert values["sebaran"] == (
        "Sangat Baik 0 (0%); Baik 1 (50%); Butuh Perbaikan 0 (0%); Kurang 1 (50%); Sangat Kurang 0 (0%); dari 2 pegawai yang "
        "dinilai"
    )
    assert context["nama_periode"] == "TRIWULAN I TAHUN 2022"
    assert (context["pimpinan_nama"], context["pimpinan_jabatan"]) == (
        "Rosalina Wanggai, S.STP.", "Kepala Bidang Pembinaan Kepegawaian",
    )  # fmt: skip
    assert (context["nomor"], context["tempat"], context["tanggal"]) == ("800/1/2022", "Contoh", "4 April 2022")
    # Somebody is not evaluated yet: nobody can sign it.
    assert (paper.people, paper.missing, paper.draft, context["konsep"]) == (3, 1, True, "KONSEP ")


def test_what_differs_from_the_pola_is_said_in_figures_and_orders_nobody_about(rekap) -> None:
    (paper,) = papers(rekap)
    assert paper.naskah.values["kesesuaian"] == (
        "Berbeda. Baik: 1 dari 2 pegawai (50%), menurut polanya sebagian besar, yaitu lebih dari 1 pegawai. "
        "Kelompok sekecil ini tidak dapat memenuhi pola itu."
    )


def test_nobody_sets_his_own_predikat(rekap) -> None:
    assert all(KABID not in text for text in papers(rekap)[0].naskah.values.values())
    assert [person.nip for person in rows_without_paper(rekap, ORGANISASI)] == [KABID]


def test_the_head_of_a_unit_stands_on_the_paper_of_the_unit_above(masuk) -> None:
    (unit,) = ORGANISASI.unit
    team = unit.model_copy(update={"kode": "TIM", "nama": "Tim Data", "induk": unit.kode, "pimpinan": KETUA})
    moved = tuple(
        one.model_copy(update={"unit_kerja": "TIM"}) if one.nip in (KETUA, STAF) else one for one in ORGANISASI.pegawai
    )
    organisasi = ORGANISASI.model_copy(update={"unit": (unit, team), "pegawai": moved})
    measure = Measure(LIBRARY, organisasi=organisasi)
    rekap = evaluate(validate(walk([masuk]), measure), measure, masa=TW1)
    above, below = papers(rekap, organisasi)
    names = [[text.split("\n")[0] for key, text in one.naskah.values.items() if key.endswith("_nama")]
             for one in (above, below)]  # fmt: skip
    assert names == [["Bagas Lerik, S.Sos.", "Yosua Manafe, S.Kom."], ["Melati Kasedu, A.Md."]]
    assert below.naskah.context["pimpinan_nama"] == "Yosua Manafe, S.Kom."
    assert [one.naskah.nama for one in papers(rekap, organisasi, units=["TIM"])] == ["Tim Data"]


def test_the_workbook_is_one_that_excel_takes_and_prints_all_of_it(rekap, tmp_path) -> None:
    (paper,) = papers(rekap)
    (tmp_path / "p.xlsx").write_bytes(write_papers([paper.naskah], LIBRARY, "F4"))
    assert check_excel(tmp_path / "p.xlsx") == []
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "p.xlsx").read_bytes())).active
    texts = [cell.value for line in sheet.iter_rows() for cell in line if cell.value]
    assert texts[:5] == [
        "PEMERINTAH KABUPATEN CONTOH\nBADAN KEPEGAWAIAN CONTOH", "KONSEP PENETAPAN PREDIKAT KINERJA PEGAWAI",
        "PERIODE: TRIWULAN I TAHUN 2022", "BIDANG PEMBINAAN KEPEGAWAIAN", "Nomor: 800/1/2022",
    ]  # fmt: skip
    assert texts[-5:] == [
        "Ditetapkan di Contoh", "pada tanggal 4 April 2022", "Kepala Bidang Pembinaan Kepegawaian",
        "Rosalina Wanggai, S.STP.", f"NIP. {KABID}",
    ]  # fmt: skip


def test_the_command_writes_them_and_says_who_stands_on_none(masuk, tmp_path) -> None:
    write_roster(tmp_path / "roster.xlsx")
    words = (
        "papers",
        "make",
        masuk,
        "--kind",
        "penetapan",
        "-o",
        tmp_path / "dok",
        "--roster",
        tmp_path / "roster.xlsx",
    )
    run = skpxl(*words, "--period", "tw1", "--tempat", "Contoh")
    assert "1 penetapan predikat = 0 siap + 1 KONSEP (1 belum dinilai)." in run.out
    assert "Tidak tercantum: Rosalina Wanggai, S.STP. (pimpinan teratas; predikatnya ditetapkan atasannya)." in run.err
    assert [path.name for path in (tmp_path / "dok").rglob("*.xlsx")] == ["Penetapan-Predikat_2022-TW1_BPK.xlsx"]
    assert skpxl(*words, "--period", "TW9", code=2).last.startswith("--period: periode TW9 tidak dikenal")
    assert skpxl(*words[:-2], "--period", "TW1", code=2).last == (
        "Siapa memimpin unit mana hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER."
    )

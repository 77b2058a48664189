"""The whole year of the sample bidang: SKP, three quarterly evaluations, the annual one, predikat, dokumen; by hand, too."""

import csv
import json
import shutil

import openpyxl
import pytest
from campaigns import skpxl
from forms import (
    CHECKOUT,
    EVALUASI_FORMS,
    GOOD,
    INSTANSI,
    KETUA,
    LIBRARY,
    make_form,
    rated,
    read,
    save,
)
from person import Person

from skpxl.model.rekap import KOLOM_NILAI
from skpxl.receive.interpret import interpret
from skpxl.template.answers import to_values

SAMPLES = CHECKOUT / "samples" / "masuk" / "baik"
DI_ATAS, SESUAI, DI_BAWAH = "Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi"
# Surname -> (rating hasil kerja, rating perilaku) in TW1, TW2, TW3 and the year. Counted by hand below.
YEAR = {
    "Ferdinan": [(SESUAI, SESUAI), (DI_ATAS, SESUAI), (DI_ATAS, DI_ATAS), (DI_ATAS, DI_ATAS)],
    "Maria": [(SESUAI, SESUAI), (SESUAI, SESUAI), (SESUAI, DI_ATAS), (SESUAI, SESUAI)],
    "Agus": [(DI_BAWAH, SESUAI), (SESUAI, SESUAI), (SESUAI, SESUAI), (SESUAI, SESUAI)],
    "Dewi": [(DI_ATAS, DI_BAWAH), (SESUAI, DI_BAWAH), (SESUAI, SESUAI), (SESUAI, DI_BAWAH)],
    "Rina": [(DI_BAWAH, DI_BAWAH), (DI_BAWAH, SESUAI), (DI_BAWAH, DI_ATAS), (DI_BAWAH, SESUAI)],
}
PERIODS = ("TW1", "TW2", "TW3", "tahunan")
PREDIKAT = {  # PermenPANRB 6/2022, read off by hand
    "Ferdinan": ["Baik", "Baik", "Sangat Baik", "Sangat Baik"],
    "Maria": ["Baik", "Baik", "Baik", "Baik"],
    "Agus": ["Butuh Perbaikan", "Baik", "Baik", "Baik"],
    "Dewi": ["Kurang", "Kurang", "Baik", "Kurang"],
    "Rina": ["Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan", "Butuh Perbaikan"],
}


def surname(form):
    return form.terkunci["pegawai_nama"].split()[0]


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The folder of a campaign at the end of the year: SKPs and all evaluations in masuk/, issued and filled in period by
    period by the commands themselves."""
    folder = tmp_path_factory.mktemp("tahun")
    shutil.copytree(SAMPLES, folder / "masuk")
    for at, period in enumerate(PERIODS):
        issued = folder / period
        run = skpxl("generate", "--evaluasi", period, "--from", folder / "masuk", "-o", issued)
        assert run.out.splitlines()[-1].startswith("5 orang = 5 diterbitkan + 0 sudah ada dan sama + 0 dilewati")
        answers = folder / f"isian-{period}"
        answers.mkdir()
        for path in issued.rglob("Evaluasi_*.xlsx"):
            form = read(path).form
            hasil, perilaku = YEAR[surname(form)][at]
            name = f"{form.terkunci['pegawai_nip']}-evaluasi-{period.upper()}.json"
            (answers / name).write_text(json.dumps(rated(form, hasil, perilaku)), encoding="utf-8")
        skpxl("fill", issued, answers, "-o", folder / "masuk" / period)
    return folder


def test_every_file_of_the_year_is_accepted(year):
    run = skpxl("validate", year / "masuk")
    assert run.out.splitlines()[-2] == (
        "25 berkas = 25 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini."
    )


@pytest.mark.parametrize("at", range(4), ids=PERIODS)
def test_the_predikat_of_each_period_are_those_read_off_by_hand(year, at):
    found = {}
    for path in (year / "masuk" / PERIODS[at]).rglob("*.xlsx"):
        evaluasi = interpret(read(path))
        found[evaluasi.pegawai.nama.split()[0]] = evaluasi.predikat
    assert found == {name: predikat[at] for name, predikat in PREDIKAT.items()}


def test_the_annual_form_carries_the_three_quarters(year):
    for path in (year / "masuk" / "tahunan").rglob("*.xlsx"):
        evaluasi = interpret(read(path))
        name = evaluasi.pegawai.nama.split()[0]
        rows = [
            (row.periode, row.rating_hasil_kerja, row.rating_perilaku, row.predikat)
            for row in evaluasi.periodik["evaluasi"]
        ]
        assert rows == [
            (f"Triwulan {roman} tahun 2022", *YEAR[name][at], PREDIKAT[name][at])
            for at, roman in enumerate(["I", "II", "III"])
        ]


def test_the_recap_of_the_year_counts_them(year):
    run = skpxl("evaluate", year / "masuk", "-o", year / "rekap.xlsx", "--period", "tahunan")
    assert run.out.splitlines()[-4:-1] == [
        "25 berkas = 25 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "Akhir tahun 2022: 5 orang = 5 dinilai + 0 belum lengkap + 0 belum masuk + 0 jabatan lowong.",
        "5 dinilai = 1 Sangat Baik + 2 Baik + 1 Butuh Perbaikan + 1 Kurang + 0 Sangat Kurang.",
    ]
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(year / "rekap.xlsx")["Rekap"].iter_rows()]
    # 5 people: 1 of 5 is 20 %.
    assert rows[-1][0] == "Seluruhnya"
    # Behind the columns of who is not rated: from the first predikat on.
    assert rows[-1][10:] == [1, 2, 1, 1, 0, 20, 40, 20, 20, 0]


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", EVALUASI_FORMS)
def test_a_penilai_fills_in_an_evaluation_by_hand(form, manusia, konversi, tmp_path):
    """Typed and picked key by key in LibreOffice: the plan is refused, the predikat appears, the file is accepted."""
    blank = make_form(form)
    person = Person(blank)
    typed, _ = to_values(blank.layout, rated(blank, DI_ATAS, DI_ATAS, "Istimewa"), blank.terkunci)
    predikat = person.at("predikat", "read")
    locked = [
        "hasil_kerja_utama_1_rencana_hasil_kerja", "perilaku_kerja_1_ekspektasi_khusus", "predikat", "pegawai_nama",
    ]  # fmt: skip
    actions = [
        *(person.enter(key, text) for key, text in typed.items()),
        predikat,
        person.enter("rating_perilaku", DI_BAWAH),
        predikat,
        *(person.at(key, "type", text="x") for key in locked),
    ]
    out = tmp_path / "terisi.xlsx"
    results = manusia(save(blank, tmp_path / "kosong.xlsx"), actions, out=out)
    entered, (before, _, after), refused = results[: len(typed)], results[len(typed) : -4], results[-4:]
    assert [(result["status"], result["alerts"]) for result in entered] == [("done", [])] * len(typed)
    assert (before["values"], after["values"]) == (["Sangat Baik"], ["Kurang"])
    assert [result["status"] for result in refused] == ["locked"] * 4
    for path in (out, konversi(out, "xlsx")):
        reading = read(path)
        evaluasi = interpret(reading)
        assert dict(reading.form.isian) == {**typed, "rating_perilaku": DI_BAWAH}
        assert (evaluasi.predikat, evaluasi.capaian_organisasi, reading.findings) == ("Kurang", "Istimewa", ())


@pytest.mark.libreoffice
@pytest.mark.parametrize("skp_form", [LIBRARY.definition(form).evaluasi_dari for form in EVALUASI_FORMS])
def test_one_person_of_each_form_goes_through_the_year_in_another_program(skp_form, konversi, gambar, tmp_path):
    """SKP to annual evaluation to dokumen, every workbook saved by LibreOffice before it comes back."""
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    shutil.copy(konversi(save(make_form(skp_form, GOOD[skp_form]), tmp_path / "SKP.xlsx"), "xlsx"), inbox / "SKP.xlsx")
    for at, period in enumerate(PERIODS):
        skpxl("generate", "--evaluasi", period, "--from", inbox, "-o", tmp_path / period, "--instansi", INSTANSI)
        (path,) = (tmp_path / period).rglob("Evaluasi_*.xlsx")
        form = read(path).form
        values, _ = to_values(form.layout, rated(form, *YEAR["Ferdinan"][at]), form.terkunci)
        filled = save(form.filled(values), tmp_path / f"{period}.xlsx")
        shutil.copy(konversi(filled, "xlsx"), inbox / filled.name)
    run = skpxl("validate", inbox)
    assert run.out.splitlines()[-2].startswith("5 berkas = 5 diterima + 0 perlu perbaikan")
    annual = interpret(read(inbox / "tahunan.xlsx"))
    assert [row.predikat for row in annual.periodik["evaluasi"]] == PREDIKAT["Ferdinan"][:3]
    assert (annual.pegawai.nip, annual.predikat) == (KETUA, "Sangat Baik")
    made = skpxl("papers", "make", inbox, "-o", tmp_path / "dokumen", "--kind", "dokumen-evaluasi")
    assert "1 dokumen = 1 dibuat + 0 tidak dibuat." in made.out.splitlines()
    (paper,) = (tmp_path / "dokumen").rglob("Dokumen-Evaluasi_*.xlsx")
    (page,) = openpyxl.load_workbook(konversi(paper, "xlsx")).worksheets
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    at = texts.index("PREDIKAT KINERJA PEGAWAI")
    assert (texts[at - 2 : at + 2], KETUA in " ".join(texts)) == (
        ["CAPAIAN KINERJA ORGANISASI", "BAIK", "PREDIKAT KINERJA PEGAWAI", "SANGAT BAIK"], True,
    )  # fmt: skip
    assert len(gambar(konversi(paper, "pdf"))) == 1


def test_the_national_recap_has_the_values_of_the_annual_evaluation(year):
    run = skpxl("export", year / "masuk", "--as", "rekap", "-o", year / "rekap.csv")
    assert run.out.splitlines()[:2] == [
        "25 berkas = 5 diekspor + 20 tidak diekspor (20 evaluasi, bukan SKP).", "5 SKP, satu baris masing-masing.",
    ]  # fmt: skip
    assert "belum dievaluasi" not in run.err
    with (year / "rekap.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    values = {row["nama"].split()[0]: [row[name] for name in KOLOM_NILAI] for row in rows}
    # Codes of domain.md section 3: 1 Di Atas, 2 Sesuai, 3 Di Bawah; 1 Sangat Baik ... 5 Sangat Kurang.
    assert values == {
        "Ferdinan": ["1", "1", "1"], "Maria": ["2", "2", "2"], "Agus": ["2", "2", "2"], "Dewi": ["2", "3", "4"],
        "Rina": ["3", "2", "3"],
    }  # fmt: skip

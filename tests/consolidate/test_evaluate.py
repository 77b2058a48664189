"""`skpxl evaluate`: counts that add up, shares, pola distribusi with figures, the head's rating, charts; and its workbook."""

import re
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from evaluations import DI_ATAS, SESUAI, evaluated
from forms import (
    GOOD,
    INSTANSI,
    KABID,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PPPK,
    STAF,
    make_form,
    read,
    save,
)

from skpxl.books.roster_sheet import write_roster
from skpxl.cli.main import cli
from skpxl.consolidate.evaluate import evaluate
from skpxl.errors import SkpxlError
from skpxl.files.walk import walk
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.model.fate import EvaluationFate, PenilaianFate
from skpxl.model.periode import Periode
from skpxl.receive.validate import Measure, validate

ROMBONGAN = [(KABID, KUANTITATIF), (KETUA, KUANTITATIF), (PPPK, KUALITATIF)]


@pytest.fixture
def inbox(tmp_path):
    for nip, form in ROMBONGAN:
        evaluated(tmp_path / "masuk", nip, form)
    return tmp_path / "masuk"


def recap(folder, organisasi=None, **more):
    measure = Measure(LIBRARY, organisasi=organisasi)
    return evaluate(validate(walk([folder]), measure), measure, **more)


def said(rekap):
    return [(f.code, f.item, f.found) for f in rekap.findings]


def test_everybody_of_the_roster_is_evaluated_missing_or_vacant(inbox):
    rekap = recap(inbox, organisasi=ORGANISASI)
    assert rekap.period == "Triwulan I tahun 2022"
    assert rekap.people.named() == {
        "dinilai": 3, "belum lengkap": 0, "belum dapat dipakai": 0, "belum masuk": 1,
        "tidak bertugas dalam periode ini": 0, "lowong": 0,
    }  # fmt: skip
    (unit,) = rekap.units
    assert [(satu.nama, satu.predikat) for satu in unit.members] == [
        ("Rosalina Wanggai, S.STP.", "Baik"), ("Yosua Manafe, S.Kom.", "Baik"), ("Melati Kasedu, A.Md.", ""),
        ("Bagas Lerik, S.Sos.", "Baik"),
    ]  # fmt: skip
    assert unit.distribusi.counts == {
        "Sangat Baik": 0, "Baik": 3, "Butuh Perbaikan": 0, "Kurang": 0, "Sangat Kurang": 0,
    }  # fmt: skip


def test_without_a_roster_the_files_say_who_there_is(inbox):
    rekap = recap(inbox)
    assert [(satu.nama, len(satu.members)) for satu in rekap.units] == [("Bidang Pembinaan Kepegawaian", 3)]


def test_the_pola_of_the_capaian_is_held_against_the_distribution_with_figures(inbox):
    evaluated(inbox, KETUA, KUANTITATIF, hasil=DI_ATAS, perilaku=DI_ATAS)
    rekap = recap(inbox)
    assert said(rekap) == [
        ("pola-distribusi", "Bidang Pembinaan Kepegawaian", "0 dari 3 pegawai (0%)"),
    ]


def test_the_rating_of_the_head_follows_the_capaian(tmp_path):
    masuk = tmp_path / "masuk"
    path = evaluated(masuk, KABID, KUANTITATIF, hasil=DI_ATAS)
    rekap = recap(masuk, organisasi=ORGANISASI)
    (beda,) = [f for f in rekap.findings if f.code == "predikat-kepala-beda"]
    assert (beda.who, beda.found, beda.suggestion, beda.file) == (
        "Rosalina Wanggai, S.STP.", DI_ATAS, SESUAI, str(path),
    )  # fmt: skip
    assert beda.sheet and beda.cell


def test_two_capaian_in_one_unit_are_a_finding_and_then_no_pola_is_held_against_it(inbox):
    evaluated(inbox, KETUA, KUANTITATIF, capaian="Istimewa")
    rekap = recap(inbox)
    assert [code for code, _, _ in said(rekap)] == ["capaian-berbeda"]
    assert rekap.units[0].capaian == ""


def test_several_periods_must_be_told_apart(inbox):
    evaluated(inbox, KETUA, KUANTITATIF, hasil=DI_ATAS, period="TW2")
    with pytest.raises(SkpxlError) as raised:
        recap(inbox)
    assert str(raised.value) == (
        "Ada evaluasi beberapa periode (Triwulan I tahun 2022, Triwulan II tahun 2022); sebut yang mana dengan --period."
    )
    second = recap(inbox, masa=masa_evaluasi("TW2", 2022), organisasi=ORGANISASI)
    assert second.people.count(PenilaianFate.DINILAI) == 1
    assert second.evaluations.named() == {
        "direkap": 1, "periode lain": 3, "orang di luar unit ini": 0, "tidak dipakai": 0,
    }  # fmt: skip
    with pytest.raises(SkpxlError, match=r"Tidak ada evaluasi Triwulan IV tahun 2022 yang dapat direkap di sini\."):
        recap(inbox, masa=masa_evaluasi("TW4", 2022))


def test_nothing_to_recap_says_so(tmp_path):
    save(make_form(KUANTITATIF, GOOD[KUANTITATIF]), tmp_path / "skp.xlsx")
    with pytest.raises(SkpxlError, match="Tidak ada formulir evaluasi yang dapat direkap"):
        recap(tmp_path)


def test_of_a_copy_and_a_foreign_file_nothing_is_counted_twice(inbox):
    (inbox / "salinan.xlsx").write_bytes((inbox / f"{KETUA}-TW1.xlsx").read_bytes())
    (inbox / "lain.xlsx").write_bytes(b"bukan buku kerja")
    rekap = recap(inbox, organisasi=ORGANISASI)
    assert rekap.people.count(PenilaianFate.DINILAI) == 3
    assert [satu.fate for satu in rekap.files if not satu.counted] == ["tidak terbaca", "ganda"]


def test_a_vacant_post_a_refused_evaluation_and_somebody_without_a_unit_are_each_told_apart(inbox):
    """What is refused is not missing; nobody falls out because the roster does not have his unit."""
    form = read(inbox / f"{KETUA}-TW1.xlsx").form
    save(form.filled({**form.isian, "rating_hasil_kerja": DI_ATAS}), inbox / "lain.xlsx")
    head, ketua, staf, pppk = ORGANISASI.pegawai
    vacant = staf.model_copy(update={"nip": "", "nama": "", "baris": 8})
    stray = pppk.model_copy(update={"unit_kerja": "XX"})
    rekap = recap(inbox, organisasi=ORGANISASI.model_copy(update={"pegawai": (head, ketua, staf, stray, vacant)}))
    assert rekap.people.named() == {
        "dinilai": 2, "belum lengkap": 0, "belum dapat dipakai": 1, "belum masuk": 1,
        "tidak bertugas dalam periode ini": 0, "lowong": 1,
    }  # fmt: skip
    assert rekap.evaluations.named() == {
        "direkap": 2, "periode lain": 0, "orang di luar unit ini": 0, "tidak dipakai": 2,
    }  # fmt: skip
    assert [(unit.nama, [(person.nama, person.fate) for person in unit.members]) for unit in rekap.units] == [
        (
            "Bidang Pembinaan Kepegawaian",
            [("Rosalina Wanggai, S.STP.", "dinilai"), ("Yosua Manafe, S.Kom.", "belum dapat dipakai"),
             ("Melati Kasedu, A.Md.", "belum masuk"), ("", "lowong")],
        ),
        ("(tanpa unit)", [("Bagas Lerik, S.Sos.", "dinilai")]),
    ]  # fmt: skip


def test_of_who_does_not_serve_in_a_period_no_evaluation_is_due(inbox):
    """Somebody is not missing in a quarter before he came (mutasi, CPNS) or after he went (pensiun)."""
    files, from_march = validate(walk([inbox]), Measure(LIBRARY)), Periode.setahun(2022).irisan(date(2022, 3, 1), None)
    away, missing = PenilaianFate.TIDAK_BERTUGAS, PenilaianFate.BELUM_MASUK
    for served, whole, fate in (
        ({"mulai": date(2022, 4, 1)}, None, away),
        ({"selesai": date(2021, 12, 31)}, None, away),
        ({"selesai": date(2022, 1, 1)}, None, missing),
        ({"selesai": date(2022, 2, 28)}, None, missing),
        ({"selesai": date(2022, 2, 28)}, from_march, away),
        ({"nama": "", "nip": "", "mulai": date(2022, 4, 1)}, None, PenilaianFate.LOWONG),
    ):
        people = tuple(orang.model_copy(update=served) if orang.nip == STAF else orang for orang in ORGANISASI.pegawai)
        organisasi = ORGANISASI.model_copy(update={"pegawai": people})
        rekap = evaluate(files, Measure(LIBRARY, organisasi=organisasi, periode=whole))
        assert {one: many for one, many in rekap.people.counts.items() if many} == {PenilaianFate.DINILAI: 3, fate: 1}


def test_of_two_evaluations_of_one_row_the_first_is_recapped_and_the_other_told(inbox):
    files = validate(walk([inbox]), Measure(LIBRARY))
    (first,) = (file for file in files if file.evaluasi.pegawai.nip == KETUA)
    rekap = evaluate([*files, replace(first)], Measure(LIBRARY, organisasi=ORGANISASI))
    (unit,) = rekap.units
    assert next(person.file for person in unit.members if person.nip == KETUA) is first
    assert {word: many for word, many in rekap.evaluations.named().items() if many} == {
        "direkap": 3, "orang di luar unit ini": 1,
    }  # fmt: skip


def test_an_evaluation_without_a_rating_is_not_complete_and_of_other_units_not_recapped(inbox):
    evaluated(inbox, KETUA, KUANTITATIF, hasil="")
    rekap = recap(inbox, organisasi=ORGANISASI)
    assert {word: many for word, many in rekap.people.named().items() if many} == {
        "dinilai": 2, "belum lengkap": 1, "belum masuk": 1,
    }  # fmt: skip
    other = ORGANISASI.model_copy(update={"pegawai": ORGANISASI.pegawai[1:]})
    assert recap(inbox, organisasi=other).evaluations.count(EvaluationFate.LUAR_UNIT) == 1


# -- the workbook and the command --------------------------------------------------------------------------------------


def run(*words, code=0):
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.xlsx"
    write_roster(path, ORGANISASI)
    return path


def test_the_command_prints_its_accounts_and_writes_the_workbook(inbox, roster, tmp_path):
    target = tmp_path / "hasil" / "rekap.xlsx"
    result = run("evaluate", inbox, "-o", target, "--roster", roster, "--unit", "BPK", "--period", "TW1")
    assert result.stdout.splitlines()[-4:] == [
        "3 berkas = 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "Triwulan I tahun 2022: 4 orang = 3 dinilai + 0 belum lengkap + 1 belum masuk + 0 jabatan lowong.",
        "3 dinilai = 0 Sangat Baik + 3 Baik + 0 Butuh Perbaikan + 0 Kurang + 0 Sangat Kurang.",
        f"Rekap: {target}",
    ]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        "Rekap", "Grafik", "Pegawai", "Pemantauan", "Per Periode", "Rekap TPP", "Temuan",
    ]  # fmt: skip
    rows = [[cell.value for cell in row] for row in book["Rekap"].iter_rows()]
    assert rows[0][0] == "REKAP EVALUASI KINERJA PEGAWAI · Triwulan I tahun 2022"
    assert rows[1][0] == INSTANSI
    assert rows[4] == [
        "Bidang Pembinaan Kepegawaian", "BPK", 4, 3, 0, 0, 1, 0, 0, "Baik", 0, 3, 0, 0, 0, 0, 100, 0, 0, 0,
    ]  # fmt: skip
    people = [[cell.value for cell in row] for row in book["Pegawai"].iter_rows(min_row=2)]
    assert [(row[1], row[6], row[7]) for row in people] == [
        ("Rosalina Wanggai, S.STP.", "Baik", "diterima"), ("Yosua Manafe, S.Kom.", "Baik", "diterima"),
        ("Melati Kasedu, A.Md.", None, "belum masuk"), ("Bagas Lerik, S.Sos.", "Baik", "diterima"),
    ]  # fmt: skip
    link = book["Pegawai"].cell(2, 9).hyperlink.target
    assert (target.parent / link.replace("\\", "/")).resolve() == (inbox / f"{KABID}-TW1.xlsx").resolve()
    with zipfile.ZipFile(target) as parts:
        (chart,) = [name for name in parts.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        xml = parts.read(chart).decode()
    assert [name for name in ("<c:barChart>", "<c:lineChart>") if name not in xml] == []
    # Nothing is overwritten without being told.
    target.write_bytes(b"catatan sendiri")
    again = CliRunner().invoke(cli, ["evaluate", str(inbox), "-o", str(target), "--roster", str(roster)])
    assert str(again.exception) == (
        f"{target} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
    )
    assert target.read_bytes() == b"catatan sendiri"


def test_what_is_asked_wrongly_is_answered_in_one_sentence(inbox, tmp_path):
    assert "Ke berkas mana?" in str(CliRunner().invoke(cli, ["evaluate", str(inbox)]).exception)
    unit = CliRunner().invoke(cli, ["evaluate", str(inbox), "-o", str(tmp_path / "r.xlsx"), "--unit", "X"])
    assert str(unit.exception) == "Unit hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER."
    period = CliRunner().invoke(cli, ["evaluate", str(inbox), "-o", str(tmp_path / "r.xlsx"), "--period", "Q1"])
    assert str(period.exception) == (
        "--period: periode Q1 tidak dikenal; isinya TW1 sampai TW4, B01 sampai B12, S1, S2, atau tahunan."
    )


@pytest.mark.libreoffice
def test_the_recap_opens_in_libreoffice_on_whole_pages(inbox, roster, tmp_path, konversi, gambar):
    target = tmp_path / "rekap.xlsx"
    run("evaluate", inbox, "-o", target, "--roster", roster)
    assert len(gambar(konversi(target, "pdf"))) == 7

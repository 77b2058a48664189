"""The API on what comes back to a campaign: forged, double, unreadable and contradicting files, an older issue, a form of
one's own, evaluations; and the sentence for whatever is wrong with the set-up."""

import copy
import json
import shutil
from pathlib import Path

import openpyxl
import pandas
import pytest
from campaigns import ANSWERS, PD, ROSTER, issue, roster, tree
from campaigns import skpxl as command
from forms import INSTANSI, KABID, KETUA, LIBRARY, PPPK, STAF, rated, read

import skpxl
from skpxl.api import tables

NAMES = {pegawai.nip: pegawai.nama for pegawai in ROSTER.pegawai}


def filled(folder: Path, issued: Path, answers: dict, name: str) -> Path:
    """An issued workbook filled in with these answers, in the campaign's `masuk/`."""
    (folder / "isian.json").write_text(json.dumps(answers), encoding="utf-8")
    command("fill", issued, folder / "isian.json", "-o", folder / "masuk" / name)
    return folder / "masuk" / name


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Path:
    """A campaign in which everybody has a form and nobody has sent one."""
    folder = tmp_path_factory.mktemp("api") / "kampanye"
    command("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    command("-C", folder, "generate")
    return folder


@pytest.fixture
def campaign(started, tmp_path) -> Path:
    return Path(shutil.copytree(started, tmp_path / "kampanye"))


def issued(campaign: Path, nip: str) -> Path:
    (path,) = (campaign / "formulir").rglob(f"SKP_*{nip}.xlsx")
    return path


def with_target(target: str) -> dict:
    answers = copy.deepcopy(ANSWERS[STAF])
    answers["hasil_kerja"]["utama"][0]["indikator"][0]["target"] = target
    return answers


def short(frame: pandas.DataFrame, *columns: str) -> list[tuple]:
    """The rows of a frame, files by their last name, what is missing as None."""
    texts = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    if "berkas" in columns:
        texts["berkas"] = [name.rpartition("/")[2] for name in texts["berkas"]]
    return list(texts.itertuples(index=False, name=None))


@pytest.fixture
def received(campaign, tmp_path) -> Path:
    """A campaign that got: one good file and the same again, a forgery of it, one from no campaign, a scan, a stranger's."""
    good = filled(campaign, issued(campaign, STAF), ANSWERS[STAF], "a.xlsx")
    shutil.copyfile(good, campaign / "masuk" / "b.xlsx")
    book = openpyxl.load_workbook(good)
    del book["_skpxl"]
    book.save(campaign / "masuk" / "c.xlsx")
    outside = issue(tmp_path / "luar")
    filled(campaign, outside / f"SKP_2022_{KETUA}.xlsx", ANSWERS[KETUA], "d.xlsx")
    (campaign / "masuk" / "e.xlsx").write_bytes(b"%PDF-1.4\n")
    openpyxl.Workbook().save(campaign / "masuk" / "f.xlsx")
    return campaign


def test_what_counts_for_nothing_is_in_the_frames_with_the_reason_and_nowhere_else(received):
    checked = skpxl.open(received).validate()
    assert short(checked.files.to_frame(), "berkas", "nasib", "dihitung", "keaslian", "jenis", "nip", "terbitan") == [
        ("a.xlsx", "diterima", True, "terbukti", "kita", STAF, 1),
        ("b.xlsx", "ganda", False, "terbukti", "kita", STAF, 1),
        ("c.xlsx", "perlu perbaikan", False, "tak-terbukti", "kita", STAF, 1),
        ("d.xlsx", "perlu perbaikan", False, "tanpa-kunci", "kita", KETUA, 1),
        ("e.xlsx", "tidak terbaca", False, "", "lain", "", None),
        ("f.xlsx", "bukan formulir kita", False, "", "asing", "", None),
    ]
    told = command("-C", received, "validate", "--json", code=1).json
    assert checked.counts == told["counts"]
    assert [finding.as_dict() for finding in checked.findings] == [f for one in told["files"] for f in one["findings"]]
    by_file = dict(short(checked.findings.to_frame(), "berkas", "keaslian"))
    assert (by_file["b.xlsx"], by_file["d.xlsx"], by_file["e.xlsx"]) == ("terbukti", "tanpa-kunci", "")
    assert set(short(checked.results.to_frame(), "berkas", "keaslian")) == {("a.xlsx", "terbukti")}
    assert set(short(checked.answers.to_frame(), "berkas", "keaslian")) == {("a.xlsx", "terbukti")}
    matrix = checked.merge()
    expected = [
        (KABID, "belum masuk", 0, ""),
        (KETUA, "belum dapat dipakai", 0, ""),
        (STAF, "diterima", 3, "terbukti"),
        (PPPK, "belum masuk", 0, ""),
        ("", "lowong", 0, ""),
    ]
    for people in (checked.people.to_frame(), matrix.people.to_frame()):
        rows = people.set_index("nip").loc[[nip for nip, *_ in expected]].reset_index()
        assert short(rows, "nip", "nasib", "hasil_kerja", "keaslian") == expected
    refused = {person.pegawai.nip: person.refused for person in checked.people if person.refused}
    assert {nip: [(file.name.rpartition("/")[2], file.trust) for file in files] for nip, files in refused.items()} == {
        KETUA: [("d.xlsx", "tanpa-kunci")],
        STAF: [("b.xlsx", "terbukti"), ("c.xlsx", "tak-terbukti")],
    }
    # After copies of one workbook were made one, the forgery that says the same is a double as well.
    assert matrix.counts["berkas"] == {
        "diterima": 1, "perlu perbaikan": 1, "tidak terbaca": 1, "ganda": 2, "bukan formulir kita": 1,
    }  # fmt: skip


def test_a_workbook_that_names_somebody_else_is_said_to(campaign):
    file = filled(campaign, issued(campaign, STAF), ANSWERS[STAF], "a.xlsx")
    book = openpyxl.load_workbook(file)
    for row in book["SKP"]:
        for cell in row:
            if cell.value == NAMES[STAF]:
                cell.value = "Orang Lain Contoh"
    book.save(file)
    checked = skpxl.open(campaign).validate()
    assert short(checked.files.to_frame(), "berkas", "keaslian", "dihitung") == [("a.xlsx", "orang-lain", False)]
    assert set(checked.findings.to_frame()["keaslian"]) == {"orang-lain"}
    assert (len(checked.results), len(checked.answers)) == (0, 0)


def test_coverage_has_a_row_for_what_serves_no_product(campaign):
    for nip in (KETUA, STAF):
        filled(campaign, issued(campaign, nip), ANSWERS[nip], f"{nip}.xlsx")
    rows = skpxl.merge(campaign).coverage.to_frame()
    assert short(rows[rows["peran"] > 0], "nip", "luar", "masuk", "produk_id", "peran") == [
        (KETUA, False, True, "produk:BPK:1", 1),
        (KETUA, False, True, "produk:BPK:2", 1),
        (STAF, False, True, "produk:BPK:1", 1),
        (STAF, False, True, "produk:BPK:2", 1),
        (STAF, False, True, "", 1),
    ]
    assert len(rows) == 5 * 2 + 1


def test_files_elsewhere_are_held_against_a_campaign_that_is_named(received, tmp_path):
    shutil.move(received / "masuk", tmp_path / "surel")
    with_key = skpxl.validate(tmp_path / "surel", campaign=received)
    without = skpxl.validate(tmp_path / "surel")
    assert [file.trust for file in with_key.files[:4]] == ["terbukti", "terbukti", "tak-terbukti", "tanpa-kunci"]
    assert [file.trust for file in without.files[:4]] == [
        "belum-diperiksa", "belum-diperiksa", "tanpa-catatan", "tanpa-tanda-tangan",
    ]  # fmt: skip
    assert skpxl.read(tmp_path / "surel" / "a.xlsx", campaign=received).trust == "terbukti"


def test_without_its_key_a_campaign_is_read_only_when_that_is_said(received):
    (received / "kunci-kampanye.txt").unlink()
    with pytest.raises(skpxl.SkpxlError, match=r"kunci-kampanye\.txt tidak ada"):
        skpxl.open(received)
    checked = skpxl.open(received, without_key=True).validate()
    assert checked.files[0].trust == "belum-diperiksa"
    assert checked.files[0].findings[0].code == "keaslian-tidak-diperiksa"


def test_copies_that_collide_wait_for_a_decision_and_then_count(campaign, tmp_path):
    filled(campaign, issued(campaign, STAF), with_target("10 orang"), "a.xlsx")
    filled(campaign, issued(campaign, STAF), with_target("20 orang"), "b.xlsx")
    inbox = skpxl.open(campaign)
    checked = inbox.validate()
    assert (checked.undecided, len(checked.results)) == (1, 0)
    assert [person.fate for person in checked.people if person.pegawai.nip == STAF] == ["belum dapat dipakai"]
    decisions = checked.save_decisions(tmp_path / "keputusan.xlsx")
    book = openpyxl.load_workbook(decisions)
    (cell,) = [cell for row in book.worksheets[0] for cell in row if cell.value == "20 orang"]
    (choice,) = [one for row in book.worksheets[0].iter_rows(max_row=12) for one in row if one.value == "Keputusan"]
    book.worksheets[0].cell(cell.row, choice.column).value = "B"
    book.save(decisions)
    decided = inbox.validate(decisions=decisions)
    assert (decided.undecided, len(decided.results)) == (0, 3)
    assert "20 orang" in set(decided.indikator.to_frame()["target"])
    assert decided.merge().counts["orang"]["diterima"] == 1
    with pytest.raises(skpxl.SkpxlError, match="Tidak ada formulir SKP yang dapat digabung"):
        checked.merge()


def test_copies_that_do_not_collide_are_one_skp(campaign):
    part, other = copy.deepcopy(ANSWERS[STAF]), copy.deepcopy(ANSWERS[STAF])
    del part["hasil_kerja"]["tambahan"]
    del other["hasil_kerja"]["utama"][1:]
    filled(campaign, issued(campaign, STAF), part, "a.xlsx")
    filled(campaign, issued(campaign, STAF), other, "b.xlsx")
    checked = skpxl.open(campaign).validate()
    assert [(file.fate, file.counted) for file in checked.files] == [("perlu perbaikan", False)] * 2
    assert (checked.undecided, len(checked.results)) == (0, 3)
    assert [(one.fate, one.results) for one in checked.people if one.pegawai.nip == STAF] == [("diterima", 3)]


def test_an_skp_with_galat_counts_and_says_so_and_one_without_a_result_is_no_result(campaign):
    filled(campaign, issued(campaign, STAF), with_target(""), "a.xlsx")
    filled(campaign, issued(campaign, KETUA), {"perilaku_kerja": []}, "b.xlsx")
    checked = skpxl.open(campaign).validate()
    results = checked.results.to_frame()
    assert set(short(results, "berkas", "nasib", "galat")) == {("a.xlsx", "perlu perbaikan", 1)}
    assert len(results) == 3
    rows = checked.indikator.to_frame()
    assert short(rows[rows["nip"] == KETUA], "berkas", "bagian", "nomor", "indikator_nomor") == [
        ("b.xlsx", "", None, None)
    ]


def test_another_year_than_the_campaigns_is_held_against_the_files_and_another_name_printed(campaign, tmp_path):
    file = filled(campaign, issued(campaign, STAF), ANSWERS[STAF], "a.xlsx")
    later = skpxl.validate(file, campaign=campaign, tahun=2023)
    assert [(one.counted, [finding.code for finding in one.findings]) for one in later.files] == [
        (False, ["periode-lain"])
    ]
    inbox = skpxl.open(file, campaign=campaign, tahun=2023)
    assert list(inbox.read(file).findings) == []
    words = ("merge", file, "--instansi", INSTANSI.title(), "--no-pictures", "-o", tmp_path / "b" / "m.xlsx")
    command(*words)
    made = skpxl.merge(file, instansi=INSTANSI.title()).save(tmp_path / "a" / "m.xlsx")
    assert made.read_bytes() == (tmp_path / "b" / "m.xlsx").read_bytes()


# -- forms that are not as ours are -----------------------------------------------------------------------------------------

OWN = """form = "laporan-tim"
versi = "2022.1"
judul = "Laporan tim kerja"
dasar = "contoh"
isi = "bebas"
[[lembar]]
nama = "Laporan"
kisi = [5, 40, 30, 30]
[[lembar.blok]]
jenis = "isian"
id = "tim"
[[lembar.blok.lajur]]
jalur = "tim"
label = 2
nilai = 2
baris = [ { id = "nama_tim", label = "NAMA TIM", terkunci = false } ]
[[lembar.blok]]
jenis = "tabel"
id = "kegiatan"
sebutan = "Kegiatan"
[[lembar.blok.kolom]]
tingkat = "nomor"
judul = "NO"
[[lembar.blok.kolom]]
tingkat = "butir"
id = "uraian"
judul = "URAIAN"
[[lembar.blok.bagian]]
id = "utama"
judul = "KEGIATAN TIM"
jumlah = 4
"""


def test_a_form_of_ones_own_is_read_by_key(tmp_path):
    templates = Path(shutil.copytree(LIBRARY.akar, tmp_path / "templat"))
    (templates / "laporan-tim").mkdir()
    (templates / "laporan-tim" / "2022.1.toml").write_text(OWN, encoding="utf-8")
    source = roster(tmp_path / "roster.xlsx")
    words = ("--form", "laporan-tim", "--instansi", INSTANSI, "--tahun", 2022, "--nip", STAF)
    command("--templates", templates, "generate", source, "-o", tmp_path / "f", *words)
    (made,) = [path for path in (tmp_path / "f" / PD).glob("*.xlsx") if "manifest" not in path.name]
    answers = {"tim": {"nama_tim": "Tim Data"}, "kegiatan": {"utama": [{"uraian": "0012"}]}}
    (tmp_path / "a.json").write_text(json.dumps(answers), encoding="utf-8")
    command("--templates", templates, "fill", made, tmp_path / "a.json", "-o", tmp_path / "masuk" / "a.xlsx")
    checked = skpxl.validate(tmp_path / "masuk", roster=source, templates=templates)
    (file,) = checked.files
    assert (file.fate, file.skp, file.content.model_dump()["nip"]) == ("diterima", None, STAF)
    assert file.answers == {"tim_nama_tim": "Tim Data", "kegiatan_utama_1_uraian": "0012"}
    rows = checked.answers.to_frame()
    assert str(rows["nilai"].dtype) == "string"
    assert short(rows, "berkas", "formulir", "nip", "kunci", "nilai") == [
        ("a.xlsx", "laporan-tim", STAF, "tim_nama_tim", "Tim Data"),
        ("a.xlsx", "laporan-tim", STAF, "kegiatan_utama_1_uraian", "0012"),
    ]
    assert (len(checked.indikator), len(checked.indikator.to_frame())) == (0, 0)
    own = checked.own_forms["laporan-tim"]
    expected = pandas.DataFrame(
        {
            "perangkat_daerah": ["Badan Kepegawaian Contoh"], "kode_unit": ["BPK"],
            "unit_kerja": ["Bidang Pembinaan Kepegawaian"], "nama": [NAMES[STAF]], "nip": [STAF],
            "jabatan": ["Pranata Komputer Terampil"], "pejabat_penilai": [NAMES[KETUA]], "formulir": ["laporan-tim"],
            "NAMA TIM": ["Tim Data"], "bagian": ["KEGIATAN TIM"], "no": [1], "URAIAN": ["0012"], "berkas": ["a.xlsx"],
        }
    ).astype("string").astype({"no": "Int64"})  # fmt: skip
    pandas.testing.assert_frame_equal(own.rows.to_frame(), expected)
    assert short(own.people.to_frame(), "nip", "nasib", "berkas", "keaslian") == [
        (KABID, "belum masuk", "", ""),
        (KETUA, "belum masuk", "", ""),
        (STAF, "diterima", "a.xlsx", "tanpa-tanda-tangan"),
        (PPPK, "belum masuk", "", ""),
        ("", "lowong", "", ""),
    ]
    assert own.counts == {name: {"diterima": 1, "belum masuk": 3, "lowong": 1}.get(name, 0) for name in own.counts}
    words = ("--templates", templates, "merge", tmp_path / "masuk", "--roster", source, "-o", tmp_path / "b" / "m.xlsx")
    command(*words)
    saved = checked.save_own_forms(tmp_path / "c" / "m.xlsx")
    assert saved.read_bytes() == (tmp_path / "b" / "m.xlsx").read_bytes()


COLUMN = '[[lembar.blok.kolom]]\ntingkat = "rincian"\nid = "lokasi"\njudul = "LOKASI"\n\n'


def test_a_column_of_a_versi_of_ones_own_travels_along(tmp_path):
    templates = Path(shutil.copytree(LIBRARY.akar, tmp_path / "templat"))
    text = (templates / "skp-kuantitatif" / "2022.1.toml").read_text(encoding="utf-8")
    text = text.replace('versi = "2022.1"', 'versi = "2022.2"', 1).replace(
        "[[lembar.blok.bagian]]", f"{COLUMN}[[lembar.blok.bagian]]", 1
    )
    end = text.index("]", text.index("kisi = ["))
    (templates / "skp-kuantitatif" / "2022.2.toml").write_text(text[:end] + ", 20" + text[end:], encoding="utf-8")
    source = roster(tmp_path / "roster.xlsx")
    command("--templates", templates, "generate", source, "-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022)
    answers = copy.deepcopy(ANSWERS[STAF])
    answers["hasil_kerja"]["utama"][0]["indikator"][0]["lokasi"] = "Gedung Contoh"
    (tmp_path / "a.json").write_text(json.dumps(answers), encoding="utf-8")
    made = tmp_path / "f" / PD / f"SKP_2022_{STAF}.xlsx"
    command("--templates", templates, "fill", made, tmp_path / "a.json", "-o", tmp_path / "masuk" / "a.xlsx")
    checked = skpxl.validate(tmp_path / "masuk", roster=source, templates=templates)
    assert [(file.fate, file.stamp.versi) for file in checked.files] == [("diterima", "2022.2")]
    rows = checked.answers.to_frame()
    assert rows.loc[rows["nilai"] == "Gedung Contoh", "kunci"].tolist() == ["hasil_kerja_utama_1_indikator_1_lokasi"]
    assert checked.files[0].skp.hasil_kerja.utama[0].indikator[0].model_extra == {"lokasi": "Gedung Contoh"}
    indikator = checked.indikator.to_frame()
    added = list(indikator.columns)[len(tables.INDIKATOR) :]
    assert (added, str(indikator[added[0]].dtype)) == (["hasil_kerja_indikator_lokasi"], "string")
    assert indikator[added[0]].tolist() == ["Gedung Contoh"] + [""] * (len(indikator) - 1)
    assert len(checked.results) == 3


# -- less than one would like ------------------------------------------------------------------------------------------------


def test_who_is_on_no_roster_is_nobody_of_it_and_without_a_roster_somebody(campaign, tmp_path):
    file = filled(campaign, issued(campaign, STAF), ANSWERS[STAF], "a.xlsx")
    few = ROSTER.model_copy(update={"pegawai": tuple(one for one in ROSTER.pegawai if one.nip != STAF)})
    less = skpxl.open(file, campaign=campaign, roster=roster(tmp_path / "roster.xlsx", few)).validate()
    assert STAF not in set(less.people.to_frame()["nip"])
    assert short(less.files.to_frame(), "berkas", "nip", "dihitung") == [("a.xlsx", STAF, True)]
    assert "nip-tidak-terdaftar" in set(less.findings.to_frame()["aturan"])
    assert len(less.results) == 3
    alone = skpxl.validate(file)
    # The penilai whom it names is missing.
    assert short(alone.people.to_frame(), "nip", "nama", "nasib", "hasil_kerja") == [
        (STAF, NAMES[STAF], "diterima", 3),
        (KETUA, NAMES[KETUA], "belum masuk", 0),
    ]
    assert alone.merge().counts["orang"]["diterima"] == 1


def test_where_nothing_counts_the_tables_are_empty_and_typed_and_merging_says_why(campaign):
    (campaign / "masuk" / "e.xlsx").write_bytes(b"%PDF-1.4\n")
    checked = skpxl.validate(campaign / "masuk")
    for table in (checked.people, checked.results, checked.indikator, checked.answers):
        frame = table.to_frame()
        assert (len(table), len(frame), list(frame.columns)) == (0, 0, list(table.columns))
        assert str(frame["nip"].dtype) == "string"
    with pytest.raises(skpxl.SkpxlError, match="Tidak ada formulir SKP yang dapat digabung"):
        checked.merge()
    with pytest.raises(skpxl.SkpxlError, match="Tidak ada formulir evaluasi"):
        checked.evaluate()


def no_roster(folder: Path) -> object:
    return skpxl.open(folder / "masuk", roster=folder / "tidak-ada.xlsx")


def empty_folder(folder: Path) -> object:
    return skpxl.open(folder).validate()


def no_path(folder: Path) -> object:
    return skpxl.validate(folder / "salah")


def no_campaign(folder: Path) -> object:
    return skpxl.open(folder / "masuk", campaign=folder / "masuk")


def a_folder_is_no_file(folder: Path) -> object:
    return skpxl.read(folder / "masuk")


def no_templates(folder: Path) -> object:
    return skpxl.open(folder, templates=folder / "templat").validate()


def damaged_settings(folder: Path) -> object:
    (folder / "skpxl.toml").write_text("tahun = 22\n", encoding="utf-8")
    return skpxl.open(folder)


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (no_roster, "tidak-ada.xlsx"),
        (empty_folder, "Tidak ada berkas di "),
        (no_path, "salah tidak ada; periksa nama berkas atau foldernya."),
        (no_campaign, "bukan folder putaran SKP"),
        (a_folder_is_no_file, "bukan berkas; sebut satu formulir."),
        (no_templates, "Folder templat"),
        (damaged_settings, "skpxl.toml: "),
    ],
)
def test_what_is_wrong_with_the_set_up_is_one_sentence(campaign, attempt, said):
    before = tree(campaign / "masuk")
    with pytest.raises(skpxl.SkpxlError) as raised:
        attempt(campaign)
    assert said in str(raised.value) and "\n" not in str(raised.value)
    assert tree(campaign / "masuk") == before


# -- evaluations ---------------------------------------------------------------------------------------------------------------


def test_evaluations_are_recapped_as_the_command_does(campaign, tmp_path):
    for nip in (KETUA, STAF):
        filled(campaign, issued(campaign, nip), ANSWERS[nip], f"SKP_{nip}.xlsx")
    command("-C", campaign, "generate", "--evaluasi", "TW1", code=None)
    (form,) = (campaign / "evaluasi").rglob(f"Evaluasi_*{STAF}*.xlsx")
    filled(campaign, form, rated(read(form).form, "Di Atas Ekspektasi", "Sesuai Ekspektasi"), "evaluasi.xlsx")
    checked = skpxl.open(campaign).validate()
    made = checked.evaluate("TW1")
    rows = made.people.to_frame()
    assert short(rows, "nip", "nasib", "rating_hasil_kerja", "rating_perilaku", "predikat", "keaslian") == [
        (KABID, "belum masuk", "", "", "", ""),
        (KETUA, "belum masuk", "", "", "", ""),
        (STAF, "dinilai", "Di Atas Ekspektasi", "Sesuai Ekspektasi", "Baik", "terbukti"),
        (PPPK, "belum masuk", "", "", "", ""),
        ("", "lowong", "", "", "", ""),
    ]
    assert (made.period, len(made.people), made.counts["orang"]["dinilai"]) == ("Triwulan I tahun 2022", 5, 1)
    assert sum(made.counts["orang"].values()) == 5
    (one,) = [person for person in made.people if person.evaluasi]
    assert one.evaluasi.pegawai.nip == STAF
    command("-C", campaign, "evaluate", "--period", "TW1", "-o", tmp_path / "b" / "r.xlsx", code=None)
    assert made.save(tmp_path / "a" / "r.xlsx").read_bytes() == (tmp_path / "b" / "r.xlsx").read_bytes()
    with pytest.raises(skpxl.SkpxlError, match="TW9"):
        checked.evaluate("TW9")
    with pytest.raises(skpxl.SkpxlError, match="Triwulan II tahun 2022"):
        checked.evaluate("TW2")

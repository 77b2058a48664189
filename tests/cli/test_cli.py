"""The command line: exit codes, one sentence per trouble, the demo, and every example that --help shows."""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import click
import pytest
import xlsxwriter
from campaigns import ANSWERS, OF_KETUA, PD, ROSTER, issue, returned, roster, skpxl, tree
from forms import CHECKOUT, INSTANSI, KETUA, KUANTITATIF, PPPK, STAF, make_form, rated, read, save

from skpxl.cli.main import COMMANDS as NAMES
from skpxl.cli.main import cli
from skpxl.findings.catalogue import KODE
from skpxl.template.answers import to_values


def one_sentence(*words, code=3):
    """The single line on stderr of a command that could not do its work."""
    run = skpxl(*words, code=code)
    assert (run.err.count("\n"), run.out) == (1, "")
    return run.err.strip()


# -- exit codes (design: 0 done, 1 findings of severity galat, 2 usage, 3 could not do it) ----------------------------------


def test_exit_codes_are_those_of_the_design(tmp_path):
    good = save(make_form(KUANTITATIF, OF_KETUA), tmp_path / "a.xlsx")
    bad = save(make_form(KUANTITATIF), tmp_path / "b.xlsx")
    assert skpxl("validate", good).code == 0
    assert skpxl("validate", bad, code=1).code == 1
    assert skpxl("validate", good, "--tidak-ada", code=2).code == 2
    assert skpxl("tidak-ada", code=2).code == 2
    assert skpxl("validate", tmp_path / "tidak-ada.xlsx", code=3).code == 3
    assert skpxl("--version").out == f"skpxl {__import__('skpxl').__version__}\n"


def test_the_installed_command_gives_the_same_codes(tmp_path):
    bad = save(make_form(KUANTITATIF), tmp_path / "b.xlsx")
    for words, code in ((["--help"], 0), (["validate", bad], 1), (["validate", "--salah"], 2), (["validate", "x"], 3)):
        run = subprocess.run(
            [sys.executable, "-m", "skpxl", *map(str, words)], capture_output=True, cwd=tmp_path, text=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        )  # fmt: skip
        assert run.returncode == code, run.stderr


def test_json_is_one_object_on_stdout_and_the_talk_is_not(tmp_path):
    inbox = returned(tmp_path)
    for words in (
        ("validate", inbox), ("read", inbox / f"SKP_2022_{KETUA}.xlsx"), ("roster", "check", tmp_path / "roster.xlsx"),
        ("rules",),
    ):  # fmt: skip
        assert isinstance(skpxl(*words, "--json", code=None).json, dict)


def test_an_error_of_the_program_is_one_line_and_with_debug_a_traceback(tmp_path):
    # A definition that Library takes and the writer does not: names of sections so long that the stamp has no room.
    folder = shutil.copytree(CHECKOUT / "workbook_templates", tmp_path / "t")
    path = folder / KUANTITATIF / "2022.1.toml"
    text = path.read_text(encoding="utf-8").replace('id = "utama"', f'id = "{"u" * 60}"').replace(
        'id = "tambahan"', f'id = "{"t" * 60}"')  # fmt: skip
    path.write_text(text, encoding="utf-8")
    run = skpxl("--templates", folder, "template", "preview", KUANTITATIF, "-o", tmp_path / "x.xlsx", code=3)
    assert run.err.count("\n") == 1
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_an_output_that_cannot_be_written_is_one_sentence():
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "skpxl", "--version"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (run.returncode, run.stderr) == (
        3, "Keluaran perintah ini tidak dapat ditulis: tempat penyimpanan penuh; kosongkan sebagian, lalu ulangi.\n",
    )  # fmt: skip


# -- bad input ------------------------------------------------------------------------------------------------------------


def test_a_roster_without_a_column_is_named(tmp_path):
    path = tmp_path / "roster.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, heads in (
            ("Pegawai", ["NIP", "Jabatan", "Unit Kerja"]),
            ("Unit", ["Kode", "Nama"]),
            ("Produk", ["Unit"]),
        ):
            book.add_worksheet(name).write_row(0, 0, heads)
    before = tree(tmp_path)
    said = one_sentence("generate", path, "-o", tmp_path / "f", "--instansi", "X", "--tahun", 2022)
    assert said == (
        "Kolom “Nama”, “Pangkat/Gol. Ruang”, “Jenis Jabatan”, “Status”, “Perangkat Daerah”, “NIP Penilai”, “Surel”, "
        "“Pendekatan” tidak ada di lembar “Pegawai” berkas roster.xlsx; tambahkan kolom itu, isinya boleh kosong."
    )
    assert tree(tmp_path) == before


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n0000", b"", b"PK\x03\x04rusak", b"%PDF-1.4 x"])
def test_a_roster_that_is_no_workbook_is_named(content, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    assert str(path) in one_sentence("roster", "check", path)
    assert one_sentence("generate", path, "-o", tmp_path / "f", "--instansi", "X") == one_sentence(
        "roster", "check", path
    )
    assert sorted(tree(tmp_path)) == ["roster.xlsx"]


def test_an_unreadable_template_is_named_by_file_and_line(tmp_path):
    folder = shutil.copytree(CHECKOUT / "workbook_templates", tmp_path / "t")
    path = folder / KUANTITATIF / "2022.1.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[status]", "[status", 1), encoding="utf-8")
    source = roster(tmp_path / "roster.xlsx")
    said = one_sentence(
        "--templates", folder, "generate", source, "-o", tmp_path / "f", "--instansi", "X", "--tahun", 2022
    )
    assert re.fullmatch(re.escape(f"{path}, baris ") + r"\d+: bukan TOML yang sah: .*; perbaiki baris itu\.", said)
    assert not (tmp_path / "f").exists()


def test_templates_that_are_not_there_are_named(tmp_path):
    assert one_sentence("--templates", tmp_path / "x", "template", "list") == (
        f"Folder templat dari --templates tidak ada: {tmp_path / 'x'}; periksa penulisannya."
    )


def test_a_file_from_elsewhere_is_neither_filled_nor_lost(tmp_path):
    path = tmp_path / "anggaran.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Anggaran").write("A1", "x")
    (tmp_path / "isian.json").write_text("{}", encoding="utf-8")
    before = tree(tmp_path)
    assert one_sentence("fill", path, tmp_path / "isian.json", "-o", tmp_path / "x.xlsx") == (
        f"{path} bukan formulir terbitan skpxl yang dapat diisi; pakai hasil `skpxl generate`."
    )
    assert skpxl("read", path, code=1).out.strip().startswith("galat")
    assert tree(tmp_path) == before


def test_output_into_something_that_is_no_folder_is_one_sentence(tmp_path):
    good = save(make_form(KUANTITATIF), tmp_path / "a.xlsx")
    (tmp_path / "isian.json").write_text("{}", encoding="utf-8")
    said = one_sentence("fill", good, tmp_path / "isian.json", "-o", good / "b.xlsx")
    assert said.startswith(f"{good / 'b.xlsx'} tidak dapat ditulis")


# -- fill ------------------------------------------------------------------------------------------------------------------


def answer_folder(tmp_path: Path, encoding: str = "utf-8") -> Path:
    """A JSON file for each person of the roster."""
    answers = tmp_path / "jawaban"
    answers.mkdir()
    for nip, tree_ in ANSWERS.items():
        (answers / f"{nip}.json").write_text(json.dumps(tree_), encoding=encoding)
    return answers


def test_a_folder_of_workbooks_is_filled_from_a_folder_of_answers(tmp_path):
    issue(tmp_path)
    answers = answer_folder(tmp_path)
    run = skpxl("fill", tmp_path / "formulir", answers, "-o", tmp_path / "masuk")
    assert run.out == f"3 formulir terisi: {tmp_path / 'masuk'}\n"
    assert sorted(tree(tmp_path / "masuk")) == [f"{PD}/SKP_2022_{nip}.xlsx" for nip in sorted([KETUA, STAF, PPPK])]
    before = tree(tmp_path)
    skpxl("fill", tmp_path / "formulir", answers, "-o", tmp_path / "masuk")
    assert tree(tmp_path) == before


def test_one_bad_answer_file_stops_only_itself_and_is_named(tmp_path):
    issue(tmp_path)
    answers = answer_folder(tmp_path, "utf-8-sig")
    (answers / f"{STAF}.json").write_text('{"hasil_kerja":\n [', encoding="utf-8")
    (answers / "199001012015031099.json").write_text("{}", encoding="utf-8")
    run = skpxl("fill", tmp_path / "formulir", answers, "-o", tmp_path / "masuk", code=3)
    assert run.out == f"3 formulir = 2 terisi + 1 tidak terisi: {tmp_path / 'masuk'}\n"
    assert run.err.splitlines() == [
        "Isian tanpa formulir, tidak dipakai: 199001012015031099.json.",
        f"{STAF}.json: {answers / f'{STAF}.json'}, baris 2: bukan JSON yang sah: nilainya kurang atau tidak dimengerti; teks "
        'harus di antara tanda petik lurus ("), bukan petik miring (“ ”); perbaiki baris itu.',
        "1 formulir tidak terisi; perbaiki yang disebut di atas, lalu ulangi.",
    ]
    assert sorted(tree(tmp_path / "masuk")) == [f"{PD}/SKP_2022_{nip}.xlsx" for nip in sorted([KETUA, PPPK])]


def test_a_path_that_excel_does_not_open_is_told_once(tmp_path):
    folder = tmp_path.joinpath(*["folder kerja bidang kepegawaian"] * 6)
    source = roster(tmp_path / "roster.xlsx")
    words = ("generate", source, "--instansi", INSTANSI, "--tahun", 2022)
    run = skpxl(*words, "-o", folder)
    length = max(len(str(path)) for path in folder.rglob("*.xlsx"))
    said = run.err.splitlines()[-1]
    assert said.startswith(f"PERHATIAN: jalur {folder}") and said.endswith(
        f" panjangnya {length} huruf (7 berkas, ini yang terpanjang). Excel hanya membuka jalur sampai 218 huruf, Windows 259; "
        "pindahkan ke folder yang lebih dekat."
    )
    assert "PERHATIAN" not in skpxl(*words, "-o", tmp_path / "f").err


def test_fill_overwrites_nothing_and_says_which_file(tmp_path):
    blank = save(make_form(KUANTITATIF), tmp_path / "a.xlsx")
    (tmp_path / "isian.json").write_text(json.dumps(OF_KETUA), encoding="utf-8")
    before = tree(tmp_path)
    assert one_sentence("fill", blank, tmp_path / "isian.json", "-o", blank) == (
        f"{blank} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
    )
    assert tree(tmp_path) == before
    skpxl("fill", blank, tmp_path / "isian.json", "-o", blank, "--force")
    assert read(blank).form.isian["hasil_kerja_utama_1_rencana_hasil_kerja"] == "Terlaksananya konsultasi kepegawaian"


def test_fill_says_what_it_passed_over(tmp_path):
    blank = save(make_form(KUANTITATIF), tmp_path / "a.xlsx")
    (tmp_path / "isian.json").write_text(json.dumps({**OF_KETUA, "pegawai": {"nama": "Lain"}}), encoding="utf-8")
    run = skpxl("fill", blank, tmp_path / "isian.json", "-o", tmp_path / "b.xlsx")
    assert run.err == "b.xlsx: `pegawai.nama` tidak diisikan karena selnya terkunci.\n"


# -- campaigns -----------------------------------------------------------------------------------------------------------------


def test_new_makes_a_campaign_whose_key_only_its_owner_reads(tmp_path):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022, "--tempat", "Contoh", "--tanggal", "2022-01-03")
    assert {name.split("/")[0] for name in tree(folder)} == {
        "buku.sqlite", "kunci-kampanye.txt", "roster.xlsx", "skpxl.toml"
    }  # fmt: skip
    for private in ("kunci-kampanye.txt", "buku.sqlite"):
        assert stat.S_IMODE((folder / private).stat().st_mode) == 0o600
    before = tree(folder)
    assert one_sentence("new", folder) == f"{folder} sudah berisi putaran SKP; pilih folder lain."
    assert tree(folder) == before


@pytest.mark.parametrize("day", ["2024-12-31T23:59:59", "2030-01-01T00:00:00"])
def test_the_year_nobody_says_is_that_of_the_day_which_may_be_fixed(tmp_path, monkeypatch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(f"{day}+00:00").timestamp())))
    skpxl("new", tmp_path / "k", "--instansi", INSTANSI)
    assert f"tahun = {day[:4]}\n" in (tmp_path / "k" / "skpxl.toml").read_text(encoding="utf-8")


def test_new_on_a_file_is_one_sentence(tmp_path):
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    assert one_sentence("new", tmp_path / "berkas") == (
        f"{tmp_path / 'berkas' / 'skpxl.toml'} tidak dapat dibuat: {tmp_path / 'berkas'} bukan folder; pilih folder lain."
    )


def test_an_untouched_campaign_issues_nothing_and_says_what_to_fill_in(tmp_path):
    folder = tmp_path / "kampanye"
    made = skpxl("new", folder, "--tahun", 2022)
    settings = folder / "skpxl.toml"
    assert (
        made.out.splitlines()[1] == f"  1. Isi nama instansi (`instansi`) di {settings}, dan periksa setelan lainnya."
    )
    no_name = f"nama instansi belum diisi (`instansi` di {settings}, atau --instansi)"
    examples = (
        f"{folder / 'roster.xlsx'} masih memuat 7 baris contoh, misalnya “Dr. Budi Contoh, M.Si.” di Pegawai!B2: ganti dengan "
        f"isi yang sebenarnya atau hapus (semuanya: skpxl -C {folder} roster check)"
    )
    assert one_sentence("-C", folder, "generate") == f"Belum ada yang diterbitkan: {no_name}; {examples}."
    assert one_sentence("-C", folder, "generate", "--instansi", INSTANSI) == f"Belum ada yang diterbitkan: {examples}."
    # The roster's people all belong to one perangkat daerah; in a campaign its name is not taken for the instansi's.
    roster(folder / "roster.xlsx")
    assert one_sentence("-C", folder, "generate", "--nip", KETUA) == f"Belum ada yang diterbitkan: {no_name}."
    assert sorted((folder / "formulir").iterdir()) == []
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("(ISI NAMA INSTANSI)", INSTANSI), encoding="utf-8")
    skpxl("-C", folder, "generate", "--nip", KETUA)
    form = read(folder / "formulir" / PD / f"SKP_2022_{KETUA}.xlsx").form
    assert form.terkunci["instansi"] == INSTANSI


def test_new_asks_for_the_instansi_at_a_terminal_alone(tmp_path, monkeypatch):
    from skpxl.cli import new

    asked = []
    monkeypatch.setattr(new.click, "prompt", lambda text, **_: asked.append(text) or f" {INSTANSI} ")
    skpxl("new", tmp_path / "piped")
    monkeypatch.setattr(new, "_at_terminal", lambda: True)
    skpxl("new", tmp_path / "given", "--instansi", "DINAS CONTOH")
    assert asked == []
    skpxl("new", tmp_path / "asked")
    assert asked == ["Nama instansi di kepala formulir (Enter bila diisi nanti)"]
    assert one_sentence("new", tmp_path / "asked").endswith("sudah berisi putaran SKP; pilih folder lain.")
    assert len(asked) == 1
    names = [
        (tmp_path / name / "skpxl.toml").read_text(encoding="utf-8").split('"')[1]
        for name in ("piped", "given", "asked")
    ]
    assert names == ["(ISI NAMA INSTANSI)", "DINAS CONTOH", INSTANSI]


def test_a_campaign_is_found_from_below_and_its_settings_are_checked(tmp_path, monkeypatch):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    monkeypatch.chdir(folder / "masuk")
    assert skpxl("generate", "--dry-run").out.splitlines()[-1].startswith("5 pegawai = 4 akan diterbitkan")
    settings = folder / "skpxl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("tahun = 2022", "tahun = 22"), encoding="utf-8")
    assert one_sentence("generate", "--dry-run") == f"{settings}: tahun: paling kecil 2000 (tertulis: 22)."
    settings.write_text(text + "utama = 500\n", encoding="utf-8")
    assert (
        one_sentence("generate", "--dry-run")
        == f"{settings}: jumlah.utama: paling besar 200 (batas Excel) (tertulis: 500)."
    )
    settings.write_text(text.replace('kualitatif = "skp-kualitatif"\n', ""), encoding="utf-8")
    assert one_sentence("-C", folder, "generate", "--dry-run") == (
        "Formulir untuk pendekatan kualitatif belum ditentukan; tambahkan di [formulir] skpxl.toml."
    )
    assert one_sentence("-C", tmp_path, "generate") == (
        f"{tmp_path} bukan folder putaran SKP: skpxl.toml tidak ada. Buat dengan `skpxl new`."
    )


def test_without_its_key_a_campaign_issues_nothing(tmp_path):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    (folder / "kunci-kampanye.txt").unlink()
    assert one_sentence("-C", folder, "generate") == (
        f"Berkas kunci putaran SKP {folder / 'kunci-kampanye.txt'} tidak ada, jadi keaslian formulir tidak dapat diperiksa dan "
        "tidak ada yang dapat diterbitkan; kembalikan dari cadangan, atau minta dari orang yang membuat putaran SKP ini. Tanpa "
        "kunci, isi formulir tetap dapat dibaca dengan --without-key (validate, read, merge, evaluate, export)."
    )


def test_the_number_of_places_is_the_campaigns(tmp_path):
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    text = (folder / "skpxl.toml").read_text(encoding="utf-8")
    (folder / "skpxl.toml").write_text(text.replace("# utama = 8", "utama = 12"), encoding="utf-8")
    skpxl("-C", folder, "generate", "--nip", KETUA)
    form = read(folder / "formulir" / PD / f"SKP_2022_{KETUA}.xlsx").form
    assert dict(form.stamp.jumlah) == {
        "utama": 12, "tambahan": 3, "sumber_daya": 5, "skema": 5, "konsekuensi": 5,
    }  # fmt: skip
    assert "hasil_kerja_utama_12_rencana_hasil_kerja" in form.layout.by_key


def test_a_campaigns_password_is_in_what_is_issued_and_in_what_is_filled(tmp_path):
    import openpyxl

    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    text = (folder / "skpxl.toml").read_text(encoding="utf-8")
    (folder / "skpxl.toml").write_text(text.replace('# sandi = "sandi.txt"', 'sandi = "sandi.txt"'), encoding="utf-8")
    assert one_sentence("-C", folder, "generate") == (
        f"Berkas kata sandi {folder / 'sandi.txt'} tidak dapat dibaca: berkas atau foldernya tidak ada; "
        "periksa nama dan foldernya, lalu ulangi."
    )
    (folder / "sandi.txt").write_text("Kupu-kupu7\n", encoding="utf-8")
    skpxl("-C", folder, "generate", "--nip", KETUA)
    issued = folder / "formulir" / PD / f"SKP_2022_{KETUA}.xlsx"
    (tmp_path / "isian.json").write_text(json.dumps(OF_KETUA), encoding="utf-8")
    skpxl("-C", folder, "fill", issued, tmp_path / "isian.json", "-o", folder / "masuk" / "a.xlsx")
    hashes = [openpyxl.load_workbook(path)["SKP"].protection.password for path in (issued, folder / "masuk" / "a.xlsx")]
    assert hashes[0] == hashes[1] and hashes[0]


# -- the tools around ---------------------------------------------------------------------------------------------------------


def test_rules_prints_every_rule_with_wording_basis_and_example():
    out = skpxl("rules").out
    assert [code for code in KODE if f"\n{code} (" not in out] == []
    assert out.count("    Dasar: ") == len(KODE)
    assert skpxl("rules", "target-kosong").out.splitlines()[-3:] == [
        "target-kosong (galat)",
        "    Indikator “…” belum punya target. Isi target di sel …, misalnya 20 dokumen, 95% atau 1 hari.",
        "    Dasar: PermenPANRB 6/2022, format SKP. Contoh: Aspek Waktu dengan indikator, tetapi kolom target kosong.",
    ]
    assert one_sentence("rules", "xx", code=2) == "Kode xx tidak ada; lihat semuanya dengan `skpxl rules`."
    assert set(skpxl("rules", "--json").json) == set(KODE)


def test_rules_say_how_heavily_the_campaign_takes_them(tmp_path):
    settings = 'instansi = "PEMERINTAH KOTA CONTOH"\ntahun = 2022\n[temuan]\nskp-serupa = "mati"\n'
    (tmp_path / "skpxl.toml").write_text(settings, encoding="utf-8")
    words = ("-C", tmp_path, "rules", "skp-serupa")
    assert "skp-serupa (mati menurut skpxl.toml, bawaannya peringatan)" in skpxl(*words).out.splitlines()
    assert skpxl(*words, "--json").json["skp-serupa"]["severity"] == "mati"


def test_templates_are_listed_checked_and_shown(tmp_path):
    listed = skpxl("template", "list").out
    assert [form for form in (KUANTITATIF, "skp-kualitatif", "matriks-peran-hasil") if form not in listed] == []
    assert skpxl("template", "check").out.splitlines()[-1].startswith("Semua definisi di ")
    skpxl("template", "preview", KUANTITATIF, "-o", tmp_path / "lihat.xlsx")
    assert read(tmp_path / "lihat.xlsx").findings == ()
    assert one_sentence("template", "preview", "skp-x", "-o", tmp_path / "y.xlsx").startswith(
        "Formulir “skp-x” tidak ada"
    )


def test_the_demo_plays_to_its_end_and_names_files_that_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = skpxl("demo", "contoh")
    named = [Path(line.split("  — ")[0].strip()) for line in run.out.splitlines() if "  — " in line]
    assert len(named) >= 5
    assert [path for path in named if not path.exists()] == []
    assert one_sentence("demo", "contoh") == (
        "Folder contoh sudah ada isinya; sebut folder lain, misalnya: skpxl demo contoh-2"
    )


# -- help ---------------------------------------------------------------------------------------------------------------------


def commands():
    """Every command as (words, click command), groups opened."""
    found = []
    context = click.Context(cli)
    for name in NAMES:
        command = cli.get_command(context, name)
        inner = getattr(command, "commands", None)
        found += [((name, sub), one) for sub, one in inner.items()] if inner else [((name,), command)]
    return found


COMMANDS = commands()


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_help_ends_in_an_example(words, command):
    out = skpxl(*words, "--help").out
    assert (command.epilog or "").startswith("Contoh:  skpxl ")
    assert re.sub(r"\s+", "", out).endswith(re.sub(r"\s+", "", command.epilog))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder in which the examples' files are: roster, answers, an issued workbook, returned ones."""
    from skpxl.model.unit import Organisasi

    folder = tmp_path_factory.mktemp("contoh")
    nip = "199001012015031001"
    people = (*ROSTER.pegawai[:2], ROSTER.pegawai[2].model_copy(update={"nip": nip}), *ROSTER.pegawai[3:])
    unit = ROSTER.unit[0].model_copy(update={"kode": "BPP"})
    moved = Organisasi(
        pegawai=tuple(person.model_copy(update={"unit_kerja": "BPP"}) for person in people), unit=(unit,),
        produk=tuple(product.model_copy(update={"unit": "BPP"}) for product in ROSTER.produk),
    )  # fmt: skip
    inbox = returned(folder, {KETUA: OF_KETUA, nip: ANSWERS[STAF]}, organisasi=moved)
    shutil.copy(folder / "formulir" / PD / f"SKP_2022_{nip}.xlsx", folder)
    shutil.copy(folder / "formulir" / PD / f"SKP_2022_{PPPK}.xlsx", inbox)  # nothing filled in: to be returned
    (folder / "isian.json").write_text(json.dumps(ANSWERS[STAF]), encoding="utf-8")
    skpxl("generate", "--evaluasi", "tahunan", "--from", inbox, "-o", folder / "evaluasi", "--nip", nip, folder / "roster.xlsx",
          "--instansi", INSTANSI, "--tahun", "2022")  # fmt: skip
    (blank,) = (folder / "evaluasi").rglob("Evaluasi_*.xlsx")
    form = read(blank).form
    save(form.filled(to_values(form.layout, rated(form), form.terkunci)[0]), inbox / blank.name)
    shutil.rmtree(folder / "evaluasi")
    skpxl("papers", "make", inbox, "-o", folder / "dokumen", "--roster", folder / "roster.xlsx", code=1)
    shutil.rmtree(folder / "formulir")
    assert inbox.is_dir()
    return folder


# What works on the ledger of a round only, and so in its folder.
OF_A_ROUND = {"send", "collect", "remind", "status", "waive", "nil", "delegate", "ledger"}
INPUTS = {".xlsx", ".xls", ".ods", ".csv", ".json", ".toml", ".zip", ".pdf"}


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_the_example_of_every_help_runs(words, command, prepared, tmp_path, monkeypatch):
    folder = shutil.copytree(prepared, tmp_path / "sini")
    monkeypatch.chdir(folder)
    if words[0] in OF_A_ROUND:
        skpxl("new", folder, "--instansi", INSTANSI, "--tahun", "2022")
        with (folder / "skpxl.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[surel]\nalamat = "skp@bkd.contoh.test"\n')
    typed = shlex.split((command.epilog or "").removeprefix("Contoh:"))
    missing = [word for word in typed[2:] if Path(word).suffix in INPUTS and not (folder / word).exists()]
    made = [typed[at + 1] for at, word in enumerate(typed[:-1]) if word in ("-o", "--output", "--report")]
    if needed := [word for word in missing if word not in made]:
        pytest.skip(f"the example needs {needed}")  # commands of later steps bring their own files
    assert skpxl(*typed[1:], code=None).code in (0, 1)
    assert [name for name in made if not (folder / name).exists()] == []


@pytest.mark.parametrize("day", ["31-12-2022", "besok", "2022-02-30"])
def test_a_day_that_is_none_is_answered_with_how_one_is_written(day):
    run = skpxl("merge", "masuk", "-o", "m.xlsx", "--as-of", day, code=2)
    assert f"“{day}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-11-30." in run.err


def test_what_may_not_be_read_is_told_by_who_reads_it_not_by_click(monkeypatch):
    """click would ask the system first, and answer in English with the code of wrong usage."""
    paths = {
        f"{' '.join(words)} {parameter.name}": parameter.type
        for words, command in [((), cli), *commands()]
        for parameter in command.params
        if isinstance(parameter.type, click.Path)
    }
    assert len(paths) > 40
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert {name: kind.convert(__file__, None, None) for name, kind in paths.items()} == dict.fromkeys(
        paths, Path(__file__)
    )


def test_a_file_where_a_folder_is_named_is_told_in_indonesian(tmp_path):
    (tmp_path / "berkas").write_bytes(b"somebody's")
    said = one_sentence(
        "fill", make_blank(tmp_path), tmp_path / "isian.json", "-o", tmp_path / "berkas" / "terisi.xlsx"
    )
    assert (
        said
        == f"{tmp_path / 'berkas' / 'terisi.xlsx'} tidak dapat ditulis: {tmp_path / 'berkas'} bukan folder; pilih folder lain."
    )


def make_blank(folder):
    (folder / "isian.json").write_text("{}", encoding="utf-8")
    return save(make_form(KUANTITATIF), folder / "kosong.xlsx")

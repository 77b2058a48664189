"""However long a list is, a screen is a screen: what is not shown is counted, and it is said where all of it is."""

import json
import re
from types import SimpleNamespace

import pytest
from campaigns import PD, issue, skpxl
from campaigns import ROSTER as PEOPLE
from campaigns import roster as write_roster
from forms import INSTANSI, KETUA, KUANTITATIF, LIBRARY, STAF, make_form, save

from skpxl.cli import screen, show
from skpxl.cli.papers_check import _print_people
from skpxl.cli.receiving import say_changed
from skpxl.cli.validate import _MOST_LINES
from skpxl.findings import temuan
from skpxl.findings.reports import digest
from skpxl.findings.wording import worded
from skpxl.model.berkas import dokumen_perlu
from skpxl.model.skp import Identitas
from skpxl.papers.judging import Kelengkapan, PaperStatus, WantedPaper

ROWS = 500


@pytest.fixture(scope="module")
def roster(tmp_path_factory):
    path = tmp_path_factory.mktemp("daftar") / "daftar.csv"
    rows = [f"19{number:04};Orang {number};Penata, III/c;Analis;Bidang Contoh" for number in range(ROWS)]
    path.write_text("\n".join(["NIP;Nama;Pangkat/Golongan;Jabatan;Unit Kerja", *rows]), encoding="utf-8")
    return path


def test_a_long_roster_prints_a_screen_and_counts_the_rest(roster):
    run = skpxl("roster", "check", roster, code=1)
    lines = run.out.splitlines()
    assert len(lines) < 70
    more = re.compile(
        r" {13}… dan (\d+) lagi seperti itu \(([a-z-]+)\); semuanya dengan --json, atau di lembar Keraguan "
    )
    left = {found[2]: int(found[1]) for line in lines if (found := more.match(line))}
    findings = skpxl("roster", "check", roster, "--json", code=1).json["findings"]
    by_code = {}
    for finding in findings:
        by_code.setdefault(finding["code"], []).append(finding["message"])
    assert {code: len(alike) for code, alike in by_code.items() if len(alike) >= ROWS} != {}
    shown = {code: sum(line.endswith(tuple(alike)) for line in lines) for code, alike in by_code.items()}
    assert {code: shown[code] + left.get(code, 0) for code in by_code} == {
        code: len(alike) for code, alike in by_code.items()
    }
    assert all(finding["message"] for finding in findings)
    assert lines[-1].endswith(f"{ROWS} galat, 1 peringatan, 2 info.")


def test_many_files_are_shown_in_part_and_counted_whole(tmp_path):
    inbox = tmp_path / "m"
    inbox.mkdir()
    first = save(make_form(KUANTITATIF), inbox / "a0.xlsx")
    for number in range(1, _MOST_LINES + 50):
        (inbox / f"rusak{number}.xlsx").write_bytes(b"rusak %d" % number)
    run = skpxl("validate", inbox, code=1)
    lines = run.out.splitlines()
    assert len(lines) < _MOST_LINES + 80
    (rest,) = [line for line in lines if line.startswith("… dan ")]
    found = re.fullmatch(r"… dan (\d+) berkas lagi \((\d+) (.+)\); semuanya dengan --report atau --json\.", rest)
    heads = [line for line in lines if line.startswith(str(inbox))]
    assert len(heads) + int(found[1]) == _MOST_LINES + 50
    assert sum(line.startswith(str(first)) for line in heads) == 1
    assert len(skpxl("validate", inbox, "--json", code=1).json["files"]) == _MOST_LINES + 50


def test_a_digest_is_all_of_it_where_that_fits_and_else_some_of_every_rule():
    pesan = LIBRARY.pesan
    alike = [temuan("target-kosong").at(sheet="SKP", cell=f"A{number}") for number in range(300)]
    other = [temuan("berkas-ganda", berkas_lain=f"{number}").at(file=f"{number}.xlsx") for number in range(100)]
    # Three hundred cells of one finding are one line.
    ((one, more),) = digest(worded(alike, pesan), pesan, 20)
    assert (one.cell.count(","), more) == (299, 0)
    found = list(digest([*other, *alike], pesan, 20))
    assert [(finding.code, more) for finding, more in found][-1] == (other[0].code, 91)
    assert sum(more for _, more in found) == 382
    assert len(found) <= 20
    assert all(finding.message for finding, _ in found)
    assert list(digest([], pesan, 10)) == []


@pytest.mark.parametrize(
    "content", [{}, {"a": 1}, {"a": [], "b": {}, "c": [1, {"d": "e\nf"}], "g": [[2], "é"], "h": None}]
)
def test_json_in_parts_is_json_in_one(content, capsys):
    screen.say_json(content)
    whole = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    assert capsys.readouterr().out == whole
    screen.say_json({key: iter(value) if isinstance(value, list) else value for key, value in content.items()})
    assert capsys.readouterr().out == whole


def test_a_list_is_its_first_lines_and_a_number(capsys):
    show.say_first((f"baris {n}" for n in range(40)), "di laporan")
    assert capsys.readouterr().out.splitlines() == [f"baris {n}" for n in range(40)]
    show.say_first((f"baris {n}" for n in range(2041)), "di laporan", err=True)
    assert capsys.readouterr().err.splitlines() == [*(f"baris {n}" for n in range(40)), "… dan 2.001 lagi; di laporan."]
    show.say_first([], "di laporan")
    assert capsys.readouterr().out == ""


def test_what_is_said_alike_of_many_is_said_once(capsys):
    show.say_alike([("a", "x"), ("b", "y")], "berkas")
    assert capsys.readouterr().out == "a: x\nb: y\n"
    show.say_alike([("a", "x"), *((f"b{n}", "y") for n in range(1050))], "berkas")
    assert capsys.readouterr().out == "1.050 berkas, misalnya b0: y\n1 berkas, misalnya a: x\n"


def test_forms_that_would_be_issued_or_went_back_are_shown_in_part(tmp_path, monkeypatch):
    monkeypatch.setattr(show, "_FIRST", 1)
    source = write_roster(tmp_path / "roster.xlsx", PEOPLE)
    run = skpxl("generate", source, "-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022, "--dry-run")
    assert [line.partition("  ")[0] for line in run.out.splitlines()] == [
        str(tmp_path / "f" / PD / f"SKP_2022_{PEOPLE.pegawai[0].nip}.xlsx"),
        "… dan 3 lagi; pilih sebagian dengan --unit atau --nip.",
        run.out.splitlines()[-1],
    ]
    folder = issue(tmp_path, "--nip", KETUA, "--nip", STAF)
    back = skpxl("return", folder, "-o", tmp_path / "balik")
    assert [line.replace(str(tmp_path), "").partition(" -> ")[0] for line in back.out.splitlines()] == [
        f"/formulir/{PD}/SKP_2022_{KETUA}.xlsx",
        "… dan 1 lagi; semuanya di /balik.",
        "2 berkas = 2 dikembalikan + 0 tidak dikembalikan + 0 ditolak. Folder: /balik",
    ]
    assert len([*(tmp_path / "balik").iterdir()]) == 2


def test_of_many_people_those_who_lack_something_come_first(capsys):
    wanted = dokumen_perlu("mutasi-2023", 2023, LIBRARY.aturan.berkas)[0]

    def person(nip, status):
        paper = WantedPaper(wanted, status)
        return Kelengkapan(1, PEOPLE.pegawai[0].model_copy(update={"nip": nip}), (paper,))

    people = [person(f"{n}", PaperStatus.ADA) for n in range(100)] + [person("kurang", PaperStatus.TIDAK)]
    _print_people(people, (), LIBRARY.aturan)
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[0], lines[-1]) == (
        61,
        "  Rosalina Wanggai, S.STP. (kurang): 0 dari 1 ada",
        "  … dan 42 pegawai lagi (42 lengkap, 0 belum lengkap); semuanya di laporan (--report) atau dengan --json.",
    )


def test_whose_forms_differ_from_the_roster_of_today_is_one_line(capsys):
    def file(nip, nama, *codes):
        return SimpleNamespace(findings=[temuan(code) for code in codes], owner=Identitas(nip=nip, nama=nama))

    say_changed([file("1", "Ani", "skp-serupa")])
    assert capsys.readouterr() == ("", "")
    people = [file(str(number), f"Orang {number}", "penilai-berganti", "unit-berganti") for number in range(6)]
    say_changed([file("9", "Ani", "nip-berganti"), file("9", "Ani", "nip-berganti", "jabatan-berganti"), *people])
    told = "; ".join(["Ani (NIP, jabatan)", *(f"Orang {number} (pejabat penilai, unit kerja)" for number in range(4))])
    assert capsys.readouterr() == (
        "",
        f"Lain dari daftar pegawai sekarang dan dipakai seperti tercetak: {told}; dan 2 lagi. "
        "Yang harus dilakukan: `skpxl validate`.\n",
    )

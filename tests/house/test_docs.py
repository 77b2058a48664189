"""What the documents say, done: every command they show, every file they name, every link and picture."""

import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from skpxl.cli.main import COMMANDS
from skpxl.forms.triage import DIBACA, OUTCOMES
from skpxl.model.fate import FileFate, said

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDES = ("README.md", "README.id.md")
DOCUMENTS = [
    *(CHECKOUT / name for name in (*GUIDES, "CHANGELOG.md", "samples/README.md", "workbook_templates/BACA-SAYA.md")),
    *sorted((CHECKOUT / "docs").rglob("*.md")),
]
PICTURES = sorted((CHECKOUT / "docs" / "gambar").glob("*.png"))
LARGEST = 150_000  # bytes
GOOD = CHECKOUT / "samples" / "masuk" / "baik"
CHIEF = "198003012005011902"
MEMBER = "199209012019032904"


def fenced(text: str) -> list[tuple[list[str], str]]:
    """The fenced blocks of a document: (lines, the paragraph before it, which may say an exit code)."""
    parts = re.split(r"^```\w*\n(.*?)^```\n", text, flags=re.MULTILINE | re.DOTALL)
    return [(parts[i].splitlines(), parts[i - 1].strip().split("\n\n")[-1]) for i in range(1, len(parts), 2)]


def promised(before: str) -> int:
    """The exit code said before a block: "ends with exit code 1", "berakhir dengan kode keluar 1"; else 0."""
    said = re.search(r"(?:ends with exit code|berakhir dengan\s+kode keluar) (\d)", before)
    return int(said[1]) if said else 0


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
    ways = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "skpxl", *words[1:]]
    return subprocess.run(call, cwd=folder, env=ways, capture_output=True, text=True, encoding="utf-8")


def people_fill(folder: Path) -> None:
    """What people do between two commands of the guide: they fill in what was issued, here from the samples."""
    answers = CHECKOUT / "samples" / "jawaban" / "baik"
    done = run(f'skpxl fill formulir "{answers}" -o masuk', folder)
    assert done.returncode == 0, done.stderr


def leaders_divide(folder: Path) -> None:
    """What a pimpinan and a ketua tim do: they fill in the matrices issued so far."""
    answers = CHECKOUT / "samples" / "jawaban" / "matriks"
    done = run(f'skpxl fill matriks "{answers}" -o sepakat', folder)
    assert done.returncode == 0, done.stderr


def roster_is_filled(folder: Path) -> None:
    shutil.copyfile(CHECKOUT / "samples" / "roster.xlsx", folder / "roster.xlsx")


OFFICE_LIST = """DAFTAR NOMINATIF PEGAWAI;;;;
BADAN KEPEGAWAIAN DAERAH;;;;

No;NAMA / NIP;PANGKAT/GOL;JABATAN;UNIT KERJA;NIP ATASAN
1;Ferdinan Misalan, S.Psi., M.M. / 198003012005011902;III/d;Subkoordinator;Bidang Pengembangan Pegawai;
2;Dewi Percontohan, S.Kom. / 199209012019032904;III/b;Pranata Komputer;Tim Kerja Tool Kinerja;198003012005011902
"""


def the_office_has_a_list(folder: Path) -> None:
    (folder / "simpeg.csv").write_text(OFFICE_LIST, encoding="utf-8")


def one_sends_an_skp_of_her_own(folder: Path) -> None:
    """A workbook of values alone, as somebody types it: no stamp, no names, no hidden sheets."""
    book = openpyxl.load_workbook(GOOD / "SKP_2022_199209012019032904.xlsx")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            book.remove(sheet)
    own = openpyxl.Workbook()
    own.remove(own.active)
    for sheet in book.worksheets:
        copy = own.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.data_type != "f":
                    copy[cell.coordinate] = str(cell.value).replace("TAHUN 2022", "TAHUN 2026")
    own.save(folder / "SKP Dewi.xlsx")


def one_sends_a_scan(folder: Path) -> None:
    people_fill(folder)
    (folder / "masuk" / "SKP fix.xlsx").write_bytes(b"%PDF-1.4\n")


def the_scan_is_replaced(folder: Path) -> None:
    (folder / "masuk" / "SKP fix.xlsx").unlink()


def one_sends_it_twice(folder: Path) -> None:
    """A second copy of Dewi's workbook, with another target at one place."""
    answers = json.loads((CHECKOUT / "samples" / "jawaban" / "baik" / f"{MEMBER}.json").read_text(encoding="utf-8"))
    answers["hasil_kerja"]["utama"][0]["indikator"][0]["target"] = "40 perangkat daerah"
    (folder / "lagi.json").write_text(json.dumps(answers), encoding="utf-8")
    (issued,) = folder.glob(f"formulir/*/SKP_*_{MEMBER}.xlsx")
    done = run(f'skpxl fill "{issued}" lagi.json -o "masuk/SKP Dewi lagi.xlsx"', folder)
    assert done.returncode == 0, done.stderr


def penilai_fill(folder: Path) -> None:
    """What the penilai do: they fill in the evaluations issued so far."""
    answers = CHECKOUT / "samples" / "jawaban" / "evaluasi"
    done = run(f'skpxl fill evaluasi "{answers}" -o masuk', folder)
    assert done.returncode == 0, done.stderr


def one_copy_is_taken_out(folder: Path) -> None:
    (folder / "masuk" / "SKP Dewi lagi.xlsx").unlink()


def examples(document: Path) -> tuple[str, list[str]]:
    """(the Python blocks of a document as one program, what its comments say it prints).

    What is printed stands behind the call, `print(x)  # 5`, or in the comment lines after it.
    """
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", document.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    said = [re.search(r"(?:^ *print\(.*\)  |^)# (.+)$", line) for line in code.splitlines()]
    return code, [comment[1] for comment in said if comment]


# What has happened before a command of the Indonesian guide is typed; README.md needs nobody.
BEFORE: dict[str, Callable[[Path], None]] = {
    "skpxl roster check": roster_is_filled,
    "skpxl roster check simpeg.csv --map roster-map.toml": the_office_has_a_list,
    "skpxl generate --form matriks-peran-hasil --matriks sepakat -o matriks": leaders_divide,
    "skpxl validate sepakat": leaders_divide,
    "skpxl generate --matriks sepakat --from masuk": people_fill,
    'skpxl adopt "SKP Dewi.xlsx"': one_sends_an_skp_of_her_own,
    "skpxl validate --report hasil/laporan.xlsx": one_sends_a_scan,
    "skpxl validate --report hasil/laporan.xlsx --force": the_scan_is_replaced,
    "skpxl merge --agreed sepakat --decisions hasil/keputusan.xlsx --force": one_sends_it_twice,
    "skpxl export --as ekinerja": one_copy_is_taken_out,
    "skpxl evaluate --period TW1": penilai_fill,
    "skpxl evaluate --period tahunan -o hasil/rekap-tahunan.xlsx": penilai_fill,
}


def played(guide: str, folder: Path) -> list[tuple[str, int, int, str]]:
    """Every skpxl line of a guide, run in order: (command, exit code, promised exit code, stderr)."""
    shutil.copytree(CHECKOUT / "samples", folder / "samples")
    here, runs = folder, []
    for lines, before in fenced((CHECKOUT / guide).read_text(encoding="utf-8")):
        for line in lines:
            if step := re.fullmatch(r"cd ([\w-]+)", line):
                here = here / step[1]
            if not line.startswith("skpxl "):
                continue
            if guide == "README.id.md" and line in BEFORE:
                BEFORE[line](here)
            done = run(line, here)
            runs.append((line, done.returncode, promised(before), done.stderr))
    return runs


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_shown_runs_and_ends_as_the_text_says(guide, tmp_path):
    runs = played(guide, tmp_path)
    assert [(line, code, stderr) for line, code, said, stderr in runs if code != said] == []
    # A guide without commands would pass as well.
    assert len(runs) >= 12
    if guide == "README.id.md":
        assert set(BEFORE) <= {line for line, *_ in runs}


@pytest.mark.parametrize("name", ["README.md", "docs/api.md"])
def test_every_python_example_runs_and_prints_what_its_comments_say(name, tmp_path):
    shutil.copytree(CHECKOUT / "samples", tmp_path / "samples")
    code, said = examples(CHECKOUT / name)
    ways = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=ways, capture_output=True, text=True)
    assert (done.stderr, done.stdout.splitlines()) == ("", said)
    assert len(said) == code.count("print(") >= 4


def test_the_promised_exit_code_is_read_from_the_paragraph_before_a_block():
    (block,) = fenced("x\n\nthis ends with exit code 1:\n\n```\nskpxl validate a\n```\n\nMore ends with exit code 2.\n")
    assert (block[0], promised(block[1])) == (["skpxl validate a"], 1)
    assert promised("perintah ini berakhir dengan\nkode keluar 3.") == 3
    assert promised("exit codes: 0 done, 1 galat") == 0


def test_every_command_of_the_program_is_shown_in_readme():
    lines = [line for lines, _ in fenced((CHECKOUT / "README.md").read_text(encoding="utf-8")) for line in lines]
    shown = {word for line in lines if line.startswith("skpxl ") for word in line.split()}
    assert [name for name in COMMANDS if name not in shown] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_both_guides_list_the_fates_of_files_as_the_program_counts_them(guide):
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    first = [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("| ")]
    fates = [said(fate) for fate in FileFate]
    start = first.index(fates[0])
    assert first[start : start + len(fates)] == fates


def test_the_guide_says_what_to_do_with_every_file_that_is_not_read():
    text = (CHECKOUT / "README.id.md").read_text(encoding="utf-8")
    codes = {code for treated in OUTCOMES.values() if treated.fate != DIBACA for code in treated.codes}
    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []


def test_every_file_that_the_tables_of_readme_name_is_there():
    rows = [row for row in (CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    named = {path for row in rows for path in re.findall(r"`([\w./-]*/[\w./-]*)`", row)}
    assert [path for path in sorted(named) if not (CHECKOUT / path).exists()] == []
    assert len(named) >= 15


def headings(text: str) -> set[str]:
    """The anchors that a document's headings get on the usual pages."""
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_relative_link_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (document.parent / path) if path else document
        if not target.exists() or (anchor and anchor not in headings(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def test_the_pictures_are_those_that_the_guide_shows_and_none_is_large():
    guide = (CHECKOUT / "README.id.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\((docs/gambar/[\w-]+\.png)\)", guide)
    assert sorted(shown) == [path.relative_to(CHECKOUT).as_posix() for path in PICTURES]
    sizes = {path.name: path.stat().st_size for path in PICTURES}
    assert [name for name, size in sizes.items() if size >= LARGEST] == []
    for path in PICTURES:
        data = path.read_bytes()
        width, height = struct.unpack(">2I", data[16:24])
        assert (data[:8], data[12:16]) == (b"\x89PNG\r\n\x1a\n", b"IHDR")
        assert width >= 600 and height >= 100


def test_the_pictures_can_be_drawn_again(tmp_path, konversi, gambar):
    """`konversi` and `gambar` are asked for what they need (LibreOffice, pdftoppm); the script does the work."""
    script = CHECKOUT / "docs" / "buat_gambar.py"
    done = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in PICTURES]

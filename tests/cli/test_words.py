"""The words of the command line: those of the office, in Indonesian; what is mistyped is answered with what was meant."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from skpxl.campaign.settings import Settings, render_settings
from skpxl.cli.language import in_indonesian, speak_indonesian
from skpxl.cli.main import cli
from skpxl.findings.catalogue import KODE
from skpxl.model.fate import FileFate, PersonFate, counted, said
from skpxl.model.pasted import pasted

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / "skpxl"
TEMPLATES = CHECKOUT / "workbook_templates"
GUIDES = [  # those in Indonesian
    CHECKOUT / "README.id.md",
    CHECKOUT / "samples" / "README.md",
    TEMPLATES / "BACA-SAYA.md",
    CHECKOUT / "docs" / "keaslian.md",
]
FORBIDDEN = re.compile(r"\b(?:kampanye|e-mail|formulir kita)", re.IGNORECASE)
# What stands in capitals in a usage line or for a value.
PLACES = {
    "A", "ALAMAT", "ALASAN", "ARGUMEN", "B", "BERKAS", "BB", "DAFTAR", "FOLDER", "FORMULIR", "HH", "ISIAN", "KEPERLUAN", "KODE",
    "LETAK", "N", "NAMA", "NIP", "PERINTAH", "PILIHAN", "SUMBER", "TAHUN", "TEKS", "TTTT", "UNIT", "B01", "B12", "TW1", "TW4",
    "S1", "S2", "A4", "F4", "SKP",
}  # fmt: skip
SHOWN = re.compile(r"^Pemakaian: skpxl.*|^  (?:-\w, )?(?:-\w|--[\w-]+)(?:[ ,/]\S+)*", re.MULTILINE)


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of every command below a group, and of the group itself."""
    yield before
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield from commands(command, *before, name) if isinstance(command, click.Group) else [(*before, name)]


@pytest.fixture(scope="module", autouse=True)
def indonesian() -> None:
    speak_indonesian()
    in_indonesian(cli)


def test_no_help_shows_a_place_in_english_a_pattern_of_dates_or_a_placeholder() -> None:
    seen = 0
    for words in commands(cli):
        help_ = CliRunner().invoke(cli, [*words, "--help"], prog_name="skpxl").stdout
        usage = "\n".join(SHOWN.findall(help_))
        assert set(re.findall(r"\b[A-Z][A-Z0-9]*\b", usage)) <= PLACES | {"C"}, words
        assert not re.search(
            r"%[A-Za-z]|\{\w+\}|<=x<=|\b(?:TEXT|INTEGER|RANGE|PATHS?|OPTIONS|COMMAND|DATETIME)\b", help_
        )
        assert "kampanye" not in help_.lower()
        seen += 1
    assert seen >= 25


def texts_of(file: Path) -> Iterator[str]:
    """The texts of a module, docstrings of commands included: the help is made of them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_text_that_a_user_reads_has_the_word_for_an_election() -> None:
    with (FOLDER / "cli" / "locale" / "id" / "LC_MESSAGES" / "skpxl.po").open("rb") as po:
        told = [str(message.string) for message in read_po(po, locale="id")]
    modules = [file for file in FOLDER.rglob("*.py") if FORBIDDEN.search(file.read_text(encoding="utf-8"))]
    assert {"fate.py", "folder.py"} <= {file.name for file in modules}
    told += [text for file in modules for text in texts_of(file)]
    told += [file.read_text(encoding="utf-8") for file in (*TEMPLATES.rglob("*.toml"), *GUIDES)]
    told += [render_settings(Settings(instansi="DINAS CONTOH", tahun=2026))]
    # A stranger's list may say E-mail, and programs rest on the value of a fate.
    lists = {
        (TEMPLATES / "daftar" / name).read_text(encoding="utf-8")
        for name in ("label-matriks.toml", "label-roster.toml")
    }
    known = lists | {"E-mail", FileFate.BUKAN_KITA.value}
    value = f"`{FileFate.BUKAN_KITA}`"
    said_so = [text.replace("kunci-kampanye.txt", "").replace(value, "") for text in told if text not in known]
    assert [text[:80] for text in said_so if FORBIDDEN.search(text)] == []


def test_what_a_pegawai_reads_names_no_command() -> None:
    pesan = tomllib.loads((TEMPLATES / "pesan.toml").read_text(encoding="utf-8"))
    in_copies = [code for code, kode in KODE.items() if kode.lingkup == "isian" and kode.severity != "info"]
    assert len(in_copies) > 20
    for code in in_copies:
        text = pesan[code]["pesan"] + pesan[code].get("saran_pengirim", pesan[code]["saran"])
        assert not re.search(r"skpxl |(?<!\w)--\w|\{\w*file\}", text), code


@pytest.mark.parametrize(
    ("words", "posix", "windows"),
    [
        (("skpxl", "-C", "skp-2026", "generate"), "skpxl -C skp-2026 generate", "skpxl -C skp-2026 generate"),
        (("skpxl", "-C", Path("SKP 2026")), "skpxl -C 'SKP 2026'", 'skpxl -C "SKP 2026"'),
        (("a", r"D:\Data SKP" + "\\"), r"a 'D:\Data SKP" + "\\'", r'a "D:\Data SKP' + '\\\\"'),
        (("a", "R&D (2)"), "a 'R&D (2)'", 'a "R&D (2)"'),
        (("a", 'kata "itu"', ""), """a 'kata "itu"' ''""", r'a "kata \"itu\"" ""'),
        (("a", "Jum'at"), """a 'Jum'"'"'at'""", 'a "Jum\'at"'),
    ],
)
def test_a_printed_command_can_be_pasted(words: tuple[object, ...], posix: str, windows: str) -> None:
    assert (pasted(*words, windows=False), pasted(*words, windows=True)) == (posix, windows)
    assert shlex.split(posix) == [str(word) for word in words]


def test_new_prints_commands_that_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "SKP tahun ini"
    run = CliRunner().invoke(cli, ["new", str(folder), "--instansi", "DINAS CONTOH", "--tahun", "2026"])
    assert run.output.splitlines()[2].endswith(f"lalu periksa:  {pasted('skpxl', '-C', folder, 'roster', 'check')}")
    assert run.output.splitlines()[3] == f"  3. Terbitkan formulir:  {pasted('skpxl', '-C', folder, 'generate')}"


def test_people_read_words_and_programs_values() -> None:
    files = counted("berkas", FileFate, [FileFate.BUKAN_KITA, FileFate.DITERIMA])
    assert files.sentence(*FileFate) == "1 diterima + 1 bukan formulir terbitan instansi ini"
    assert [name for name, many in files.named().items() if many] == ["diterima", "bukan formulir kita"]
    assert (said(PersonFate.LOWONG), said(PersonFate.BELUM_MASUK)) == ("jabatan lowong", "belum masuk")

"""The manifest that earlier runs left: read whichever program saved it anew, refused where it cannot be, never wiped."""

import csv
import io
import shutil

import pytest
from campaigns import KABID, ROSTER, issue, skpxl
from forms import INSTANSI, KETUA, LIBRARY, STAF

from skpxl.errors import SkpxlError
from skpxl.issue.manifest import Manifest


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terbit")
    issue(folder)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "k") / "formulir"


def table(folder) -> list[list[str]]:
    text = (folder / "manifest.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def saved_as(rows, delimiter=";", **more) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", **more).writerows(rows)
    return text.getvalue()


def resaved(rows) -> dict[str, bytes]:
    accent = [[cell.replace("Manafe", "Manafé") for cell in row] for row in rows]
    return {
        "ansi": saved_as(accent).encode("cp1252"),
        "commas, no mark": saved_as(rows, ",").encode(),
        "unicode text": saved_as(rows, "\t").encode("utf-16"),
        "trailing delimiters": saved_as([[*row, "", ""] for row in rows]).encode("utf-8-sig"),
        "blank lines": (saved_as(rows) + ";;;\r\n\r\n").encode("utf-8-sig"),
        "quoted NIP": saved_as([[f'="{cell}"' if cell.isdigit() else cell for cell in row] for row in rows]).encode(),
        "apostrophes": saved_as([[f"'{cell}" if cell.isdigit() else cell for cell in row] for row in rows]).encode(),
        "no issue numbers": saved_as([row[:-1] for row in rows]).encode("utf-8-sig"),
    }


@pytest.mark.parametrize("how", resaved([]))
def test_a_run_for_one_keeps_the_rows_of_the_others_after_a_spreadsheet_program(folder, how):
    before = table(folder)
    (folder / "manifest.csv").write_bytes(resaved(before)[how])
    planned = []
    Manifest.of(folder).write(planned, ROSTER, LIBRARY)
    accented = [[cell.replace("Manafe", "Manafé") for cell in row] for row in before] if how == "ansi" else before
    without = [[*row[:-1], row[-1] if n == 0 else ""] for n, row in enumerate(accented)]
    assert table(folder) == (without if how == "no issue numbers" else accented)


def test_who_is_no_longer_on_the_roster_is_not_listed_as_one_without_a_form(folder):
    before = table(folder)
    assert before[-1][:5] == ["", "", "", "", "Analis Kebijakan Ahli Muda"]
    filled = tuple(orang for orang in ROSTER.pegawai if orang.nama)
    Manifest.of(folder).write([], ROSTER.model_copy(update={"pegawai": filled}), LIBRARY)
    assert table(folder) == before[:-1]


def test_without_the_csv_the_rows_are_those_of_the_workbook(folder):
    before = table(folder)
    (folder / "manifest.csv").unlink()
    Manifest.of(folder).write([], ROSTER, LIBRARY)
    assert table(folder) == before


@pytest.mark.parametrize("rounded", ["1,99201E+17", "1.99201E+17", "199201012020121000"])
def test_a_nip_that_excel_has_rounded_is_told_with_its_line_and_nothing_is_issued(folder, rounded):
    before = table(folder)
    text = saved_as([[rounded if cell == STAF else cell for cell in row] for row in before])
    line = next(n for n, row in enumerate(before, start=1) if row[2] == STAF)
    file = folder / "manifest.csv"
    file.write_text(text, encoding="utf-8-sig")
    content = file.read_bytes()
    (folder / "produk.csv").unlink()
    words = (
        "generate",
        folder.parent / "roster.xlsx",
        "-o",
        folder,
        "--instansi",
        INSTANSI,
        "--tahun",
        2022,
    )
    run = skpxl(*words, "--nip", KETUA, code=3)
    assert run.last == (
        f"Catatan manifest {file}, baris {line}: NIP dibulatkan Excel dan tidak dapat dipulihkan; kembalikan berkas itu dari "
        "cadangan, atau hapus lalu terbitkan semuanya lagi (formulir yang sama dibiarkan)."
    )
    assert file.read_bytes() == content and not (folder / "produk.csv").exists()
    skpxl(*words, code=None)  # a run for everybody writes these rows anew
    assert table(folder) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.csv", b""),
        ("manifest.csv", b"Berkas;Kode\r\na;b\r\n"),
        ("manifest.csv", b"PK\x03\x04\0\0"),
        ("manifest.xlsx", b""),
        ("manifest.xlsx", b"PK\x03\x04"),
        ("manifest.xlsx", b"Berkas;Kode\r\n"),
    ],
)
def test_what_cannot_be_read_is_not_written_over(folder, name, content):
    file = folder / name
    file.write_bytes(content)
    with pytest.raises(SkpxlError) as raised:
        Manifest.of(folder)
    assert str(file) in str(raised.value) and "\n" not in str(raised.value)
    assert file.read_bytes() == content


def test_superiors_are_known_by_their_nip(folder):
    assert {row.cells[8] for row in Manifest.of(folder).rows} >= {KABID}

"""Names and texts of strangers in workbooks: seen, never steering, and the workbook opens."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from forms import KUANTITATIF, LIBRARY, make_form, save

from skpxl.books.matriks_book import sheet_names
from skpxl.books.tables import BookTable, CellLink, link_or_text, write_tables
from skpxl.files.walk import walk
from skpxl.findings import temuan
from skpxl.findings.wording import in_general, kalimat, worded
from skpxl.receive.report import link_to, report_workbook
from skpxl.receive.validate import Measure, validate

HOSTILE = "a\x1b[2J\n0 galat\r\u202exslx\x9b\udce9\ufffez"
SAID = "a\\x1b[2J\n0 galat\\r\\u202exslx\\x9b\\xe9\\ufffez"


def parts(workbook: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook, each of which can be parsed."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        read = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for content in read.values():
        ElementTree.fromstring(content)
    return read


def test_a_table_shows_what_steers_and_cuts_what_no_cell_holds():
    long = "🙂" * 20_000
    table = BookTable("T", [("A", 20), ("B", 20)], [[HOSTILE, long], [CellLink(HOSTILE, "internal:'T'!A1"), "b"]])
    workbook = write_tables([table], LIBRARY.gaya, title="T")
    strings = ElementTree.fromstring(parts(workbook)["xl/sharedStrings.xml"])
    texts = ["".join(item.itertext()) for item in strings]
    assert (texts.count(SAID), "🙂" * 16_383 in texts) == (1, True)


def test_no_link_is_made_of_what_no_link_holds(tmp_path):
    for sign in "\ufffe\u202e\x9b":
        file = save(make_form(KUANTITATIF), tmp_path / f"A{sign}b.xlsx")
        assert link_to(str(file), "SKP", "A1", tmp_path) == ""
        assert link_or_text("A", f"external:A{sign}b.xlsx") == "A"
    assert link_to("A\x00b", "SKP", "A1", tmp_path) == ""


def test_names_of_sheets_hold_nothing_that_steers():
    assert sheet_names(["Bidang\x1b[2J", "Bidang\u202e 2J", "\n"], []) == ["Bidang 2J", "Bidang 2J 2", "Unit"]


def test_a_report_on_files_with_such_names_opens_and_shows_them(tmp_path):
    inbox = tmp_path / "m"
    inbox.mkdir()
    for name in ("A\x1b[2Jb.xlsx", "C\u202exslx.xlsx", "D\n0 galat.xlsx"):
        save(make_form(KUANTITATIF), inbox / name)
    files = validate(walk([inbox]), Measure(LIBRARY))
    strings = parts(report_workbook(files, LIBRARY, tmp_path / "r.xlsx"))["xl/sharedStrings.xml"].decode()
    assert "A\\x1b[2Jb.xlsx" in strings and "C\\u202exslx.xlsx" in strings and "\u202e" not in strings


def test_a_sentence_spells_out_what_its_parts_hold_and_has_dots_for_what_is_not_known():
    pesan = {"berkas-ganda": {"pesan": "Sama dengan {berkas_lain} di {tempat}: {found}.", "saran": "Hapus {file}."}}
    finding = temuan("berkas-ganda", found="x\u202ey", item="no\x1b. 1", berkas_lain=HOSTILE).at(
        file="f\x9b", sheet="L\x08", cell="A1"
    )
    said = f"Sama dengan {SAID} di …: x\\u202ey."
    assert kalimat(finding, pesan) == (said, "Hapus f\\x9b.")
    assert worded([finding], pesan)[0].message == f"L\\x08!A1 · no\\x1b. 1: {said} Hapus f\\x9b."
    assert in_general("berkas-ganda", pesan) == "Sama dengan … di …: …."
    assert in_general("berkas-ganda", pesan, "pesan", "saran") == "Sama dengan … di …: …. Hapus …."

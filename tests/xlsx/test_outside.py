"""What in a workbook leads outside is named in one finding, and nothing is opened or fetched."""

import socket
from typing import Any

import pytest
from binary_books import ods, xlsb, zipped
from forms import SIGNING_KEY, messages, read
from hostile.kind import RELS, parts, replaced, with_parts
from issued_book import OURS, sheets
from issued_book import parts as parts_of

from skpxl.forms.triage import open_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LINK, LINK_RELS = "xl/externalLinks/externalLink1.xml", "xl/externalLinks/_rels/externalLink1.xml.rels"


def link(content: str) -> str:
    return f"<externalLink xmlns='{MAIN}' xmlns:r='{OFFICE}'>{content}</externalLink>"


def target(path: str) -> str:
    return (
        f"<Relationships xmlns='{PACKAGE}'><Relationship Id='rId1' Type='{OFFICE}/externalLinkPath' Target='{path}' "
        "TargetMode='External'/></Relationships>"
    )


BOOK = "<externalBook r:id='rId1'><sheetNames><sheetName val='S'/></sheetNames></externalBook>"
XLSX: dict[str, tuple[dict[str, Any], str]] = {
    "another workbook": ({LINK: link(BOOK)}, "tautan ke buku kerja lain"),
    "another workbook by name": (
        {LINK: link(BOOK), LINK_RELS: target("file:///D:\\SKP\\Rekap 2022.xlsx")},
        "tautan ke buku kerja lain (Rekap 2022.xlsx)",
    ),
    "two workbooks": (
        {
            LINK: link(BOOK), LINK_RELS: target("http://contoh.example/a.xlsx"),
            LINK.replace("1.", "2."): link(BOOK), LINK_RELS.replace("1.", "2."): target("/home/x/b.xlsx"),
        },
        "tautan ke buku kerja lain (a.xlsx), tautan ke buku kerja lain (b.xlsx)",
    ),
    "DDE": ({LINK: link("<ddeLink ddeService='cmd' ddeTopic='/c calc'/>")}, "tautan DDE"),
    "OLE": ({LINK: link("<oleLink r:id='rId1' progId='Word.Document'/>"), LINK_RELS: target("c:\\a.doc")}, "tautan OLE"),
    "a damaged link": ({LINK: b"\x00\x01"}, "tautan ke buku kerja lain"),
    "a web query": (
        {"xl/connections.xml": f"<connections xmlns='{MAIN}'><connection id='1' type='4'><webPr url='http://contoh.example'/>"
         "</connection></connections>", "xl/queryTables/queryTable1.xml": f"<queryTable xmlns='{MAIN}'/>"},
        "kueri web, tabel kueri",
    ),
    "a database": (
        {"xl/connections.xml": f"<connections xmlns='{MAIN}'><connection id='1'><dbPr connection='Provider=x'/></connection>"
         "</connections>"},
        "sambungan data",
    ),
    "a data model": ({"xl/model/item.data": b"x"}, "model data"),
    "Power Query": (
        {"customXml/item1.xml": "<DataMashup xmlns='http://schemas.microsoft.com/DataMashup'>x</DataMashup>".encode("utf-16")},
        "kueri Power Query",
    ),
    "an add-in": ({"xl/webextensions/taskpanes.xml": "<a/>", "xl/webextensions/webextension1.xml": "<a/>"}, "add-in web"),
    "RTD": ({"xl/volatileDependencies.xml": f"<volTypes xmlns='{MAIN}'/>"}, "data langsung (RTD)"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was opened")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize(("others", "told"), XLSX.values(), ids=XLSX)
def test_what_leads_outside_is_named_once_a_file(others: dict[str, Any], told: str) -> None:
    reading, issued = read(with_parts(others), SIGNING_KEY), read(OURS, SIGNING_KEY)
    assert [(f.code, str(f.severity), dict(f.rincian)) for f in reading.findings] == [
        ("tautan-luar", "peringatan", {"apa": told}),
    ]  # fmt: skip
    assert (str(reading.outcome), reading.form.isian) == ("kita", issued.form.isian)


@pytest.mark.parametrize("others", [{"customXml/item1.xml": "<a/>"}, {"xl/externalReferences.xml": "<a/>"}, {}])
def test_other_parts_lead_nowhere(others: dict[str, Any]) -> None:
    assert list(read(with_parts(others), SIGNING_KEY).findings) == []


def test_a_large_file_is_looked_at_as_well() -> None:
    data = with_parts({LINK: link(BOOK), "xl/media/foto.jpeg": bytes(range(256)) * 10_000})
    assert [f.code for f in read(data, SIGNING_KEY).findings] == ["tautan-luar"]


def test_the_sentence_says_that_nothing_was_fetched() -> None:
    assert messages(read(with_parts({LINK: link(BOOK)}), SIGNING_KEY).findings) == [
        "Formulir ini memuat sambungan ke luar: tautan ke buku kerja lain. Tidak ada yang dibuka atau diambil dari sana, dan "
        "isinya dibaca seperti biasa; jangan perbarui tautannya saat membuka berkas ini."
    ]


def test_binary_workbooks_tell_their_links_and_macros() -> None:
    data = zipped(parts_of(xlsb(sheets())) | {"xl/externalLinks/externalLink1.bin": b"x", "xl/vbaProject.bin": b"x"})
    found = {f.code: dict(f.rincian) for f in read(data, SIGNING_KEY).findings}
    assert found["tautan-luar"] == {"apa": "tautan ke buku kerja lain"}
    assert "berkas-bermakro" in found


ODS = {
    "DDE": ("<table:dde-links><table:dde-link/></table:dde-links>", "", "tautan DDE"),
    "a sheet of another file": ("", "<table:table-source/>", "lembar dari berkas lain"),
    "a cell range of a page": (
        "", "<table:table-row><table:table-cell><table:cell-range-source/></table:table-cell></table:table-row>",
        "data dari berkas atau halaman web lain",
    ),
    "a database": (
        "<table:database-ranges><table:database-range><table:database-source-sql/></table:database-range>"
        "</table:database-ranges>", "", "sambungan basis data",
    ),
    "a formula": (
        "", "<table:table-row><table:table-cell table:formula=\"of:=['file:///D:/Rekap.ods'#$S.A1]\"/></table:table-row>",
        "rumus ke berkas atau layanan lain",
    ),
    "a formula of DDE": (
        "", '<table:table-row><table:table-cell table:formula="of:=DDE(&quot;soffice&quot;)"/></table:table-row>',
        "rumus ke berkas atau layanan lain",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("beside", "inside", "told"), ODS.values(), ids=ODS)
def test_links_of_an_ods_are_named(beside: str, inside: str, told: str) -> None:
    made = parts_of(ods([("S", "visible", {(1, 1): "isi"})]))
    content = made["content.xml"].decode()
    content = content.replace("</table:table>", f"{inside}</table:table>{beside}", 1)
    book = open_book(zipped(made | {"content.xml": content}))
    assert [(f.code, dict(f.rincian).get("apa")) for f in book.findings()][1:] == [("tautan-luar", told)]
    assert book.book.sheet("S").text(1, 1) == "isi"


def test_what_libreoffice_keeps_of_another_file_is_no_sheet_of_this_one() -> None:
    made = parts_of(ods([("S", "visible", {(1, 1): "isi"})]))
    kept = "<table:table table:name=\"'file:///D:/Rekap.ods'#S\"><table:table-source/></table:table>"
    content = made["content.xml"].decode().replace("</office:spreadsheet>", f"{kept}</office:spreadsheet>")
    book = open_book(zipped(made | {"content.xml": content})).book
    assert [info.name for info in book.sheets] == ["S"]


def test_macros_of_an_ods_are_told() -> None:
    made = parts_of(ods([("S", "visible", {(1, 1): "isi"})])) | {"Basic/Standard/Module1.xml": b"<a/>"}
    assert [f.code for f in open_book(zipped(made)).findings()] == ["berkas-dikonversi", "berkas-bermakro"]


def test_a_link_that_a_relationship_names_is_the_same_link() -> None:
    rel = f'<Relationship Id="rId99" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    data = with_parts({LINK: link(BOOK), RELS: replaced(parts()[RELS], ("</Relationships>", rel))})
    assert [f.code for f in read(data, SIGNING_KEY).findings] == ["tautan-luar"]

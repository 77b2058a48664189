"""Workbooks of other formats made by hand: .xlsb and .ods just as large as a reader needs. They prove nothing themselves."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Sheet = tuple[str, str, Mapping[tuple[int, int], str]]  # name, state, texts by (row, column) from 1

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STATE = {"visible": 0, "hidden": 1, "veryHidden": 2}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsb(sheets: Sequence[Sheet]) -> bytes:
    """A binary workbook ([MS-XLSB]) of text cells. LibreOffice 7.4 reads .xlsb but cannot write it, so it is made here."""
    book = _record(131) + _record(143)
    links = ""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relationships(f"<Relationship Id='r1' Type='{_REL}/officeDocument' Target='xl/workbook.bin'/>"),
    }
    for number, (name, state, cells) in enumerate(sheets, start=1):
        book += _record(156, struct.pack("<LL", _STATE[state], number) + _text(f"rId{number}") + _text(name))
        links += f"<Relationship Id='rId{number}' Type='{_REL}/worksheet' Target='worksheets/sheet{number}.bin'/>"
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(cells)
    parts["xl/workbook.bin"] = book + _record(144) + _record(132)
    parts["xl/_rels/workbook.bin.rels"] = _relationships(links)
    return zipped(parts)


def ods(sheets: Sequence[Sheet], manifest: str = "") -> bytes:
    """An OpenDocument workbook of texts; `manifest` goes into META-INF/manifest.xml."""
    tables = ""
    for name, _, cells in sheets:
        tables += f"<table:table table:name='{escape(name)}'>"
        last = max((row for row, _ in cells), default=0)
        for row in range(1, last + 1):
            texts = {col: text for (r, col), text in cells.items() if r == row}
            tables += "<table:table-row>"
            for col in range(1, max(texts, default=1) + 1):
                text = f"<text:p>{escape(texts[col])}</text:p>" if col in texts else ""
                kind = " office:value-type='string'" if text else ""
                tables += f"<table:table-cell{kind}>{text}</table:table-cell>"
            tables += "</table:table-row>"
        tables += "</table:table>"
    spaces = " ".join(f"xmlns:{name}='{_ODF}:{name}:1.0'" for name in ("office", "table", "text"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{_ODF}:manifest:1.0'>{manifest}"
            "</manifest:manifest>",
        }
    )


def _relationships(links: str) -> str:
    return f"<Relationships xmlns='{_RELS}'>{links}</Relationships>"


def _record(kind: int, body: bytes = b"") -> bytes:
    """One BIFF12 record: kind and length in seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    left, size = len(body), b""
    while left > 0x7F:
        size += bytes([left & 0x7F | 0x80])
        left >>= 7
    return head + size + bytes([left]) + body


def _text(text: str) -> bytes:
    wide = text.encode("utf-16-le")
    return struct.pack("<L", len(wide) // 2) + wide


def _sheet(cells: Mapping[tuple[int, int], str]) -> bytes:
    last_row, last_col = max((r for r, _ in cells), default=1), max((c for _, c in cells), default=1)
    body = _record(129) + _record(148, struct.pack("<4L", 0, last_row - 1, 0, last_col - 1)) + _record(145)
    for row in sorted({r for r, _ in cells}):
        body += _record(0, struct.pack("<LLHBBBL", row - 1, 0, 300, 0, 0, 0, 0))
        for col in sorted(c for r, c in cells if r == row):
            body += _record(6, struct.pack("<LL", col - 1, 0) + _text(cells[row, col]))
    return body + _record(146) + _record(130)

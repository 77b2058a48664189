"""A PDF as far as `skpxl papers` needs it: its lines of text, our mark, whether an electronic signature is in it.

Text is read by pypdf (`pip install "skpxl[papers]"`) in a process of its own, under limits, and comes back as a workbook
whose sheets are the pages. Without pypdf, and of scans, there is no text. Whether a signature holds is not checked.
"""

import importlib.util
import json
import re
import sys
from typing import Any

from skpxl.model.cap_dokumen import CapDokumen, cap_dokumen
from skpxl.xlsx.apart import Batas, read_apart
from skpxl.xlsx.child_frame import EXHAUSTED, serve
from skpxl.xlsx.grid import Book
from skpxl.xlsx.verdict import Unreadable

BATAS = Batas(cpu=6.0, memory=500_000_000, output=4_000_000, cells=5_000)
HALAMAN_MAKS = 12
_KEYWORDS = re.compile(rb"/Keywords\s*(?:<([0-9A-Fa-f\s]{0,8000})>|\(([^()]{0,2000})\))")
# A signature dictionary states byte offsets of the file, so it is never packed away (ISO 32000-1, 12.8).
_SIGNATURE = re.compile(rb"/ByteRange\s*\[")
_KIND_OF_SIGNATURE = re.compile(rb"/SubFilter\s*/(?:adbe\.|ETSI\.)|/Type\s*/(?:Sig|DocTimeStamp)\b")

_LOCKED = ("berkas-terenkripsi", "PDF dikunci dengan kata sandi")
# pypdf's exceptions by name; any other means a damaged file.
_VERDICTS = {
    "FileNotDecryptedError": _LOCKED,
    "WrongPasswordError": _LOCKED,
    "DependencyError": _LOCKED,
    "LimitReachedError": ("berkas-terlalu-besar", "isi PDF terlalu besar"),
}


def is_pdf(data: bytes) -> bool:
    """Told by content; the header may stand behind a few stray bytes."""
    return b"%PDF-" in data[:1024]


def has_signature(data: bytes) -> bool:
    """True where an electronic signature is embedded. It may be anybody's, and may have been broken since."""
    return bool(_SIGNATURE.search(data) and _KIND_OF_SIGNATURE.search(data))


def marks_of(data: bytes) -> list[CapDokumen]:
    """Our marks among the keywords: a PDF that LibreOffice made of a finished paper, also when it was signed afterwards."""
    found: list[CapDokumen] = []
    for hexadecimal, text in _KEYWORDS.findall(data):
        raw = text
        if hexadecimal:
            digits = re.sub(rb"\s", b"", hexadecimal)
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        keywords = raw.decode("utf-16", "replace") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("latin-1")
        found += [mark for mark in cap_dokumen(keywords) if mark not in found]
    return found


def can_read_text() -> bool:
    """True where pypdf is installed."""
    return importlib.util.find_spec("pypdf") is not None


def may_hold_text(data: bytes) -> bool:
    """False for what certainly has none: a plain scan names no font anywhere, and hides no objects where one might be."""
    return b"/Font" in data or b"/ObjStm" in data


def read_text(data: bytes) -> Book:
    """The pages as sheets, a line a row. Raises `Unreadable` where the file is damaged, locked or takes too much."""
    program = (sys.executable, "-P", "-m", "skpxl.papers.pdf_text")
    return read_apart(data, "pdf", BATAS, program=program)


def main(arguments: list[str]) -> None:
    """The child: a PDF on stdin, its lines as JSON on stdout, for `xlsx/apart.py`."""
    most_lines = int(arguments[3])

    def work(data: bytes) -> bytes:
        try:
            return json.dumps(_pages(data, most_lines), separators=(",", ":")).encode()
        except MemoryError:
            raise
        except RecursionError as error:
            raise Unreadable("berkas-rusak", "isi PDF bersarang terlalu dalam") from error
        except Exception as error:  # pypdf raises of every kind for damaged files
            verdict = _VERDICTS.get(type(error).__name__, ("berkas-rusak", "isi PDF tidak dapat diurai"))
            raise Unreadable(*verdict) from error

    serve(work, float(arguments[1]), int(arguments[2]), EXHAUSTED)


def _pages(data: bytes, most_lines: int) -> dict[str, Any]:
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")  # many signed papers are locked against changes only
    sheets = []
    for number, page in enumerate(reader.pages, start=1):
        if number > HALAMAN_MAKS or most_lines <= 0:
            break
        lines = [line.strip()[:1000] for line in page.extract_text().splitlines() if line.strip()][:most_lines]
        most_lines -= len(lines)
        cells = [(row, 1, text, "teks", None, "", "") for row, text in enumerate(lines, start=1)]
        sheets.append({"nama": f"Halaman {number}", "state": "visible", "sel": cells, "gabungan": [], "salah": None})
    return {"lembar": sheets, "nama": {}, "sifat": {}, "date1904": False}


if __name__ == "__main__":
    main(sys.argv[1:])

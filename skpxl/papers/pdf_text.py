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
from skpxl.xlsx.child import limit
from skpxl.xlsx.grid import Buku

BATAS = Batas(hitung=6.0, memori=500_000_000, keluaran=4_000_000, sel=5_000)
HALAMAN_MAKS = 12
_KUNCI = re.compile(rb"/Keywords\s*(?:<([0-9A-Fa-f\s]{0,8000})>|\(([^()]{0,2000})\))")
# A signature dictionary states byte offsets of the file, so it is never packed away (ISO 32000-1, 12.8).
_TANDA_TANGAN = re.compile(rb"/ByteRange\s*\[")
_JENIS_TANDA = re.compile(rb"/SubFilter\s*/(?:adbe\.|ETSI\.)|/Type\s*/(?:Sig|DocTimeStamp)\b")

_TERKUNCI = ("berkas-terenkripsi", "PDF dikunci dengan kata sandi")
# pypdf's exceptions by name; any other means a damaged file.
_PUTUSAN = {
    "FileNotDecryptedError": _TERKUNCI,
    "WrongPasswordError": _TERKUNCI,
    "DependencyError": _TERKUNCI,
    "LimitReachedError": ("berkas-terlalu-besar", "isi PDF terlalu besar"),
}


def is_pdf(data: bytes) -> bool:
    """Told by content; the header may stand behind a few stray bytes."""
    return b"%PDF-" in data[:1024]


def has_signature(data: bytes) -> bool:
    """True where an electronic signature is embedded. It may be anybody's, and may have been broken since."""
    return bool(_TANDA_TANGAN.search(data) and _JENIS_TANDA.search(data))


def marks_of(data: bytes) -> list[CapDokumen]:
    """Our marks among the keywords: a PDF that LibreOffice made of a finished paper, also when it was signed afterwards."""
    hasil: list[CapDokumen] = []
    for heksa, teks in _KUNCI.findall(data):
        isi = teks
        if heksa:
            angka = re.sub(rb"\s", b"", heksa)
            isi = bytes.fromhex((angka + b"0" * (len(angka) % 2)).decode())
        kata = isi.decode("utf-16", "replace") if isi[:2] in (b"\xfe\xff", b"\xff\xfe") else isi.decode("latin-1")
        hasil += [satu for satu in cap_dokumen(kata) if satu not in hasil]
    return hasil


def can_read_text() -> bool:
    """True where pypdf is installed."""
    return importlib.util.find_spec("pypdf") is not None


def may_hold_text(data: bytes) -> bool:
    """False for what certainly has none: a plain scan names no font anywhere, and hides no objects where one might be."""
    return b"/Font" in data or b"/ObjStm" in data


def read_text(data: bytes) -> Buku:
    """The pages as sheets, a line a row. Raises `TakTerbaca` where the file is damaged, locked or takes too much."""
    program = (sys.executable, "-P", "-m", "skpxl.papers.pdf_text")
    return read_apart(data, "pdf", BATAS, program=program)


def main(argumen: list[str]) -> None:
    """The child: a PDF on stdin, its lines as JSON on stdout, for `xlsx/apart.py`; never a traceback for the file's sake."""
    detik, memori, baris_maks = float(argumen[1]), int(argumen[2]), int(argumen[3])
    limit(detik, memori)
    try:
        isi: dict[str, Any] = _pages(sys.stdin.buffer.read(), baris_maks)
    except MemoryError:
        isi = {"putusan": ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")}
    except RecursionError:
        isi = {"putusan": ("berkas-rusak", "isi PDF bersarang terlalu dalam")}
    except Exception as salah:  # pypdf raises of every kind for damaged files
        isi = {"putusan": _PUTUSAN.get(type(salah).__name__, ("berkas-rusak", "isi PDF tidak dapat diurai"))}
    sys.stdout.buffer.write(json.dumps(isi, separators=(",", ":")).encode())
    sys.stdout.buffer.flush()


def _pages(data: bytes, baris_maks: int) -> dict[str, Any]:
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    pembaca = PdfReader(BytesIO(data), strict=False)
    if pembaca.is_encrypted:
        pembaca.decrypt("")  # many signed papers are locked against changes only
    lembar = []
    for nomor, halaman in enumerate(pembaca.pages, start=1):
        if nomor > HALAMAN_MAKS or baris_maks <= 0:
            break
        baris = [satu.strip()[:1000] for satu in halaman.extract_text().splitlines() if satu.strip()][:baris_maks]
        baris_maks -= len(baris)
        sel = [(row, 1, teks, "teks", None, "", "") for row, teks in enumerate(baris, start=1)]
        lembar.append({"nama": f"Halaman {nomor}", "state": "visible", "sel": sel, "gabungan": [], "salah": None})
    return {"lembar": lembar, "nama": {}, "sifat": {}, "date1904": False}


if __name__ == "__main__":
    main(sys.argv[1:])

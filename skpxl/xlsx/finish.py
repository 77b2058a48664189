"""Last touches on a finished .xlsx that xlsxwriter has no call for: rows that may grow, and the structure lock."""

import re
import zipfile
from collections.abc import Sequence, Set
from io import BytesIO

_BARIS = re.compile(rb'<row r="(\d+)"([^>]*?) customHeight="1"')
_TANGGAL = (1980, 1, 1, 0, 0, 0)


def finish(data: bytes, lentur: Sequence[Set[int]]) -> bytes:
    """Let rows grow as text is typed (`lentur[n]`: the rows of sheet n), and lock the list of sheets.

    A row with `customHeight` never grows again in Excel; without it `ht` is only where it starts.
    """
    per_part = {f"xl/worksheets/sheet{nomor}.xml": baris for nomor, baris in enumerate(lentur, start=1)}
    tujuan = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as asal, zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as hasil:
        for info in asal.infolist():
            isi = asal.read(info)
            if info.filename in per_part:
                isi = _loosen(isi, per_part[info.filename])
            elif info.filename == "xl/workbook.xml":
                isi = isi.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>', 1)
            hasil.writestr(zipfile.ZipInfo(info.filename, _TANGGAL), isi, zipfile.ZIP_DEFLATED)
    return tujuan.getvalue()


def _loosen(isi: bytes, lentur: Set[int]) -> bytes:
    def longgar(cocok: re.Match[bytes]) -> bytes:
        return b'<row r="' + cocok[1] + b'"' + cocok[2] if int(cocok[1]) in lentur else cocok[0]

    return _BARIS.sub(longgar, isi)

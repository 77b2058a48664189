"""Last touches on a finished .xlsx that xlsxwriter has no call for: rows that may grow, and the structure lock."""

import re
import zipfile
from collections.abc import Set
from io import BytesIO

_BARIS = re.compile(rb'<row r="(\d+)"([^>]*?) customHeight="1"')
_TANGGAL = (1980, 1, 1, 0, 0, 0)


def rampungkan(data: bytes, lentur: Set[int]) -> bytes:
    """Let the rows `lentur` of the first sheet grow as text is typed, and lock the list of sheets.

    A row with `customHeight` never grows again in Excel; without it `ht` is only where it starts.
    """

    def longgar(cocok: re.Match[bytes]) -> bytes:
        if int(cocok[1]) in lentur:
            return b'<row r="' + cocok[1] + b'"' + cocok[2]
        return cocok[0]

    tujuan = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as asal, zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED) as hasil:
        for info in asal.infolist():
            isi = asal.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                isi = _BARIS.sub(longgar, isi)
            elif info.filename == "xl/workbook.xml":
                isi = isi.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>', 1)
            hasil.writestr(zipfile.ZipInfo(info.filename, _TANGGAL), isi, zipfile.ZIP_DEFLATED)
    return tujuan.getvalue()

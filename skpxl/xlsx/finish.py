"""Last touches on a finished .xlsx that xlsxwriter has no call for: rows that may grow, and the structure lock."""

import re
import zipfile
from collections.abc import Sequence, Set
from io import BytesIO

_ROW = re.compile(rb'<row r="(\d+)"([^>]*?) customHeight="1"')
_DATE = (1980, 1, 1, 0, 0, 0)


def finish(data: bytes, growing: Sequence[Set[int]]) -> bytes:
    """Let rows grow as text is typed (`growing[n]`: the rows of sheet n), and lock the list of sheets.

    A row with `customHeight` never grows again in Excel; without it `ht` is only where it starts.
    """
    per_part = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(growing, start=1)}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for info in source.infolist():
            content = source.read(info)
            if info.filename in per_part:
                content = _loosen(content, per_part[info.filename])
            elif info.filename == "xl/workbook.xml":
                content = content.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>', 1)
            result.writestr(zipfile.ZipInfo(info.filename, _DATE), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _loosen(content: bytes, growing: Set[int]) -> bytes:
    def loose(match: re.Match[bytes]) -> bytes:
        return b'<row r="' + match[1] + b'"' + match[2] if int(match[1]) in growing else match[0]

    return _ROW.sub(loose, content)

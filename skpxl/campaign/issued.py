"""Which issue of which workbook is out: the record that a campaign keeps of what it has issued. It judges no file.

A table beside the settings, one row per workbook, for programs and people alike: code, highest issue number, form, NIP,
period. `generate`, `return` and `upgrade` write it; what comes back is held against it.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from skpxl.campaign.folder import Campaign
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.model.stamp import Stamp

NAMA_TERBITAN = "terbitan.csv"
_COLUMNS = ("Kode", "Terbitan", "Formulir", "NIP", "Periode")


def read_issued(campaign: Campaign) -> dict[str, int]:
    """The highest issue number that is out, by the workbook's code; empty where nothing was recorded yet.

    Raises SkpxlError where the record cannot be read: an older issue would go unnoticed.
    """
    return {code: int(row[1]) for code, row in _rows(campaign.root / NAMA_TERBITAN).items()}


def record_issued(campaign: Campaign, stamps: Iterable[Stamp]) -> None:
    """Add what has been issued; a lower number than the recorded one changes nothing."""
    file = campaign.root / NAMA_TERBITAN
    rows = _rows(file)
    for stamp in stamps:
        known = int(rows[stamp.id][1]) if stamp.id in rows else 0
        if stamp.terbitan > known:
            # The NIP is led by a letter: a spreadsheet program would keep fifteen of its digits.
            rows[stamp.id] = [stamp.id, str(stamp.terbitan), stamp.form, f"N{stamp.nip}", str(stamp.periode)]
    table = io.StringIO()
    csv.writer(table, delimiter=";", lineterminator="\r\n").writerows(
        [_COLUMNS, *(rows[code] for code in sorted(rows))]
    )
    write_whole(file, table.getvalue().encode("utf-8-sig"), force=True)


def _rows(file: Path) -> dict[str, list[str]]:
    """The rows by code. A spreadsheet program may have saved it with commas; anything else it did is refused."""
    if not file.exists():
        return {}
    damaged = SkpxlError(
        f"Catatan terbitan {file} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise damaged from error
    separator = ";" if text.splitlines()[:1] and ";" in text.splitlines()[0] else ","
    header, *rows = list(csv.reader(io.StringIO(text), delimiter=separator)) or [[]]
    if tuple(header) != _COLUMNS or any(len(row) != len(_COLUMNS) or not row[1].isdecimal() for row in rows if row):
        raise damaged
    return {row[0]: row for row in rows if row}

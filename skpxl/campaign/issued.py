"""Which issue of which workbook is out: the record that a campaign keeps of what it has issued. It judges no file.

A table beside the settings, one row per workbook, for programs and people alike: code, highest issue number, form, NIP,
period. `generate`, `return` and `upgrade` write it; what comes back is held against it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from skpxl.campaign.folder import Campaign
from skpxl.files.record import damaged_record, read_record, write_record
from skpxl.model.stamp import Stamp

NAMA_TERBITAN = "terbitan.csv"
_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
_NAME, _COLUMNS = "terbitan", ("Kode", "Terbitan", "Formulir", "NIP", "Periode")


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
    write_record(file, _COLUMNS, (rows[code] for code in sorted(rows)))


def _rows(file: Path) -> dict[str, list[str]]:
    """The rows by code."""
    rows = read_record(file, _NAME, _COLUMNS)
    # A row that was cut is the last one of a file that was cut.
    if not all(row[1].isdecimal() and _PERIOD.fullmatch(row[4]) for row in rows):
        raise damaged_record(file, _NAME)
    return {row[0]: row for row in rows}

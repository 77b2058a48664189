"""Which issue of which workbook is out: the record that a campaign keeps of what it has issued. It judges no file.

A table beside the settings, one row per workbook, for programs and people alike: code, highest issue number, form, whose it
is and under whom, as printed. `generate`, `return` and `upgrade` write it; what comes back is held against it.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from skpxl.campaign.folder import Campaign
from skpxl.files.names import bukan_rumus
from skpxl.files.record import damaged_record, read_record, write_record
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.teks import one_line
from skpxl.template.form import Form

NAMA_TERBITAN = "terbitan.csv"
_NAME = "terbitan"
_FIRST = ("Kode", "Terbitan", "Formulir", "NIP", "Periode")
_OF_PEGAWAI = ("nama", "pangkat_golongan", "jabatan", "unit_kerja")
# The signature stands last: a row that was cut shows there.
_COLUMNS = (
    *_FIRST, "Nama", "Pangkat_Golongan", "Jabatan", "Unit_Kerja", "NIP_Penilai", "Nama_Penilai", "Jabatan_Penilai", "Tanda",
)  # fmt: skip
_PERIOD = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")
_SIGNATURE = re.compile(r"|(?:hmac|sha):[A-Za-z0-9_-]{43}")


class IssuedForm(NamedTuple):
    """One workbook that is out. `tanda` is the signature of its highest issue, `pegawai` and `penilai` as printed.

    Of what was issued before these were recorded they are empty.
    """

    kode: str
    terbitan: int
    formulir: str
    nip: str
    periode: str
    tanda: str
    pegawai: Identitas
    penilai: Identitas


def read_issued(campaign: Campaign) -> dict[str, IssuedForm]:
    """What is out, by the workbook's code; empty where nothing was recorded yet.

    Raises SkpxlError where the record cannot be read: an older issue would go unnoticed.
    """
    return {row[0]: _form(row) for row in _rows(campaign.root / NAMA_TERBITAN).values()}


def record_issued(campaign: Campaign, forms: Iterable[Form]) -> None:
    """Add what has been issued; a lower number than the recorded one changes nothing."""
    file = campaign.root / NAMA_TERBITAN
    rows = _rows(file)
    for form in forms:
        stamp = form.stamp
        known = int(rows[stamp.id][1]) if stamp.id in rows else 0
        if stamp.terbitan > known or (stamp.terbitan == known and not rows[stamp.id][-1]):
            rows[stamp.id] = _row(form)
    write_record(file, _COLUMNS, (rows[code] for code in sorted(rows)))


def _row(form: Form) -> list[str]:
    stamp, printed = form.stamp, form.terkunci
    # A NIP is led by a letter: a spreadsheet program would keep fifteen of its digits.
    return [
        stamp.id,
        str(stamp.terbitan),
        stamp.form,
        f"N{stamp.nip}",
        str(stamp.periode),
        *(_plain(printed.get(slot_key("pegawai", name), "")) for name in _OF_PEGAWAI),
        f"N{printed.get('pejabat_penilai_nip', '')}",
        *(_plain(printed.get(slot_key("pejabat_penilai", name), "")) for name in ("nama", "jabatan")),
        stamp.tanda,
    ]


def _plain(text: str) -> str:
    """A text of a cell on one line, with nothing that a spreadsheet program would take for a formula."""
    return bukan_rumus(one_line(text))


def _form(row: list[str]) -> IssuedForm:
    kode, terbitan, formulir, nip, periode, nama, pangkat, jabatan, unit, nip_penilai, penilai, of_penilai, tanda = (
        cell.removeprefix("'") for cell in row
    )
    return IssuedForm(
        kode,
        int(terbitan),
        formulir,
        nip.removeprefix("N"),
        periode,
        tanda,
        Identitas(nama=nama, nip=nip.removeprefix("N"), pangkat_golongan=pangkat, jabatan=jabatan, unit_kerja=unit),
        Identitas(nama=penilai, nip=nip_penilai.removeprefix("N"), jabatan=of_penilai),
    )


def _rows(file: Path) -> dict[str, list[str]]:
    """The rows by code. What was recorded before whose it is was, has those cells empty."""
    rows = [[*row, *[""] * (len(_COLUMNS) - len(row))] for row in read_record(file, _NAME, _COLUMNS, before=_FIRST)]
    if not all(row[1].isdecimal() and _PERIOD.fullmatch(row[4]) and _SIGNATURE.fullmatch(row[-1]) for row in rows):
        raise damaged_record(file, _NAME)
    return {row[0]: row for row in rows}

"""Since when somebody has his post, and what papers on angka kredit need: the columns of a roster that may be left blank.

Texts become days and numbers here; what is none is a finding and left out. It judges no day.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from skpxl.findings import Finding, temuan
from skpxl.foreign.wording import read_day
from skpxl.model.angka import parse_angka
from skpxl.model.pegawai import KeteranganJF
from skpxl.model.skp import slot_key
from skpxl.template.labels import Label


def dated_columns(number: int, texts: Mapping[str, str], label: Label) -> tuple[dict[str, Any], list[Finding]]:
    """`mulai`, `selesai`, `masa_ragu` and `jf` of the row `number`, as `Pegawai` has them, and what cannot be read there."""
    days = {name: read_day(text, label) if (text := texts[name]) else None for name in ("mulai", "selesai")}
    unread = [name for name, day in days.items() if texts[name] and day is None]
    jf, unread_further = _keterangan_jf(texts, label)
    doubts = [("daftar-tanggal", name) for name in unread] + [("daftar-keterangan-jf", name) for name in unread_further]
    findings = [temuan(code, key=slot_key("pegawai", number, name), found=texts[name]) for code, name in doubts]
    return {**days, "masa_ragu": texts[unread[0]] if unread else "", "jf": jf}, findings


def _keterangan_jf(texts: Mapping[str, str], label: Label) -> tuple[KeteranganJF | None, tuple[str, ...]]:
    """What is written there, None where nothing is; and the columns whose text is no day or no number, left out."""
    written = {name: text for name in KeteranganJF.model_fields if (text := texts[name])}
    values: dict[str, str | date | Decimal | None] = {}
    for name, text in written.items():
        if name.startswith("tmt_"):
            values[name] = read_day(text, label)
        else:
            values[name] = parse_angka(text)[0] if name.startswith("ak_") else text
    unread = tuple(name for name, value in values.items() if value is None)
    return (KeteranganJF.model_validate(values) if written else None), unread

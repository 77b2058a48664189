"""`Reading`: what one returned workbook holds, each value with its cell, as typed. No meaning, no rules on content."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpxl.findings import Finding
from skpxl.template.form import Form


@dataclass(frozen=True)
class Reading:
    """One file, read. `outcome` is a slug of `excel/triage.py`; `form` is None unless the file is a readable form of ours.

    `form.isian` are the entry cells by key; `terkunci` are the locked cells as found (the issued ones are
    `form.terkunci`); `cells` maps keys to `Sheet!A1`; `findings` is what is to be said about file and cells,
    `asli` tells that nothing speaks against its being the issued workbook of the person it names,
    `lain` typed texts without a place on the form, as (`Sheet!A1`, text).
    """

    file: str
    outcome: str
    form: Form | None = None
    terkunci: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()
    asli: bool = True

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
    `lain` typed texts without a place on the form, as (`Sheet!A1`, text). Where several copies of one workbook have
    been merged, `asal` names the file of every value that is not this file's; its cell in `cells` is the one there.
    """

    file: str
    outcome: str
    form: Form | None = None
    terkunci: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()
    asli: bool = True
    asal: Mapping[str, str] = field(default_factory=dict)

    def tempat(self, key: str) -> tuple[str, str, str]:
        """File, sheet and cell where the value of `key` stands; sheet and cell empty where it was not found."""
        sheet, _, cell = self.cells.get(key, "").rpartition("!")
        return self.asal.get(key, self.file), sheet, cell

"""`Reading`: what one returned workbook holds, each value with its cell, as typed. No meaning, no rules on content."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpxl.findings import Finding
from skpxl.model.trust import Trust
from skpxl.template.form import Form


@dataclass(frozen=True)
class Reading:
    """One file, read. `outcome` is a slug of `forms/triage.py`; `form` is None unless the file is a readable form of ours.

    `form.isian` are the entry cells by key; `terkunci` are the locked cells as found (the issued ones are
    `form.terkunci`); `cells` maps keys to `Sheet!A1`; `findings` is what is to be said about file and cells, `trust` how far
    its stamp is to be believed, `is_of_another` that the sheet names another person than the stamp (or nobody any more),
    `others` typed texts without a place on the form, as (`Sheet!A1`, text). Where several copies of one workbook have
    been merged, `origin` names the file of every value that is not this file's; its cell in `cells` is the one there.
    """

    file: str
    outcome: str
    form: Form | None = None
    terkunci: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    trust: Trust = Trust.UNCHECKED
    is_of_another: bool = False
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def asli(self) -> bool:
        """True where it counts by itself: its stamp is to be believed, and the sheet names the person of the stamp."""
        return self.trust.counts and not self.is_of_another

    def tempat(self, key: str) -> tuple[str, str, str]:
        """File, sheet and cell where the value of `key` stands; sheet and cell empty where it was not found."""
        sheet, _, cell = self.cells.get(key, "").rpartition("!")
        return self.origin.get(key, self.file), sheet, cell

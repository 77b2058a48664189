"""`Reading`: what one returned workbook holds, each value with its cell, as typed. No meaning, no rules on content."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpxl.findings import Finding
from skpxl.template.form import Form

# What a file turned out to be. The first two are read, the others are only reported.
KITA = "kita"
ASING = "asing"
TAK_TERBACA = "tak-terbaca"


@dataclass(frozen=True)
class Reading:
    """One file, read. `form` is None unless the outcome is `kita`.

    `form.isian` are the entry cells by key; `terkunci` are the locked cells as found (the issued ones are
    `form.terkunci`); `cells` maps keys to `Sheet!A1`; `findings` is what is to be said about file and cells.
    """

    file: str
    outcome: str
    form: Form | None = None
    terkunci: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

"""`Finding`: one problem in somebody's data. What it says in words comes from pesan.toml, not from here."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from skpxl.findings.catalogue import KODE


class Severity(StrEnum):
    """`galat` blocks acceptance, `peringatan` asks for a look, `info` only tells."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, what, rule, what to do.

    `key` is the slot (`hasil_kerja_utama_1_rencana_hasil_kerja`), `cell` its `A1` address on `sheet`, `item` the place in
    words ("Hasil kerja utama no. 1"), `found` the value as it stands, `suggestion` a value that would do,
    `message` the Indonesian sentence. `who` is the NIP or name the file belongs to, where known, `unit` the code of the unit
    that it is about, or of that person, where a step knows it.
    """

    code: str
    severity: Severity
    file: str = ""
    sheet: str = ""
    cell: str = ""
    key: str = ""
    item: str = ""
    found: str = ""
    suggestion: str = ""
    message: str = ""
    who: str = ""
    unit: str = ""
    rincian: tuple[tuple[str, str], ...] = ()

    def at(self, **where: str) -> "Finding":
        """The same finding with `file`, `sheet`, `cell`, `who`, `unit`, `item` or `message` set."""
        return replace(self, **where)  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, str]:
        """For JSON: all fields as texts; `rincian` (the raw parts of the sentence) is left out."""
        return {name: str(value) for name, value in asdict(self).items() if name != "rincian"}


def temuan(
    code: str, *, key: str = "", item: str = "", found: str = "", suggestion: str = "", **rincian: object
) -> Finding:
    """A new finding with the severity the catalogue gives `code`. `rincian` fills the sentence's placeholders.

    Raises KeyError for a code that is not in the catalogue.
    """
    return Finding(
        code=code,
        severity=Severity(KODE[code].severity),
        key=key,
        item=item,
        found=found,
        suggestion=suggestion,
        rincian=tuple((name, str(value)) for name, value in rincian.items()),
    )

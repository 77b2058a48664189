"""An SKP that skpxl did not issue, as the API gives it: what was read, with cells and doubts. It judges no content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.api.entrance import PathLike
from skpxl.api.file import findings_of
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Table
from skpxl.campaign.folder import FORMULIR
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.model.skp import Skp
from skpxl.receive.adopt import Adoption, as_json
from skpxl.receive.adopt import adopt as adopt_file
from skpxl.receive.adopt_form import filled


@dataclass(frozen=True)
class Adopted:
    """One SKP from outside: `skp` is None where none can be read, then the one finding says why."""

    adoption: Adoption = field(repr=False)
    around: Surroundings = field(repr=False)

    @property
    def skp(self) -> Skp | None:
        """What was read."""
        return self.adoption.skp

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that were read."""
        return self.adoption.sheets

    @property
    def cells(self) -> dict[str, str]:
        """Where each value stands: key -> `Sheet!A1`."""
        return dict(self.adoption.cells)

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Texts that have no place on our form, as (`Sheet!A1`, text)."""
        return self.adoption.others

    @property
    def findings(self) -> Table[Finding]:
        """What is doubtful."""
        return findings_of((), self.adoption.findings)

    def to_json(self) -> dict[str, Any]:
        """What `skpxl adopt --json` prints of it."""
        return as_json(self.adoption)

    def save(self, path: PathLike, *, into: PathLike | None = None, force: bool = False) -> list[str]:
        """Write a form with the answers, as `skpxl adopt -o` does; notes on what was put where.

        It is the form `into`, else, with a campaign, the one issued to the person, else a new one. Raises SkpxlError where
        there is no SKP, the form does not fit, and for a file that is there already without `force`.
        """
        campaign = self.around.campaign
        data, notes = filled(
            self.adoption,
            self.around.library,
            form=Path(into) if into else None,
            issued=campaign.root / FORMULIR if campaign else None,
            sandi=self.around.password,
        )
        write_whole(Path(path), data, force=force)
        return notes

    def __repr__(self) -> str:
        return f"<Adopted {self.adoption.file}: {self.skp.form if self.skp else 'bukan SKP'}>"


def adopt(
    path: PathLike,
    *,
    sheet: str | Sequence[str] = (),
    campaign: PathLike | None = None,
    templates: PathLike | None = None,
) -> Adopted:
    """An SKP that skpxl did not issue, as `skpxl adopt`; `sheet` names its sheet or sheets in a workbook with several people's.

    No content of the file ever raises; SkpxlError where it is no file, or has no such sheet.
    """
    file = Path(path)
    if not file.is_file():
        raise SkpxlError(f"{file} bukan berkas; sebut satu buku kerja.")
    around = Surroundings(Path(campaign) if campaign else None, Path(templates) if templates else None)
    sheets = (sheet,) if isinstance(sheet, str) else tuple(sheet)
    return Adopted(adopt_file(file, around.library, lembar=sheets), around)

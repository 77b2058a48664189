"""How a notebook begins: `open` a campaign, a folder or files; `read` one; `validate` all. It decides nothing itself."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpxl.api.checked import Checked
from skpxl.api.file import File, findings_of
from skpxl.api.matrix import Matrix
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Table
from skpxl.campaign.folder import MASUK
from skpxl.campaign.settings import NAMA_BERKAS
from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival, look
from skpxl.findings import Finding
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import validate as validate_files

PathLike = str | os.PathLike[str]
# Called after every file with how many are done, and how many there are.
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Inbox:
    """Files that were received (`paths`: files, folders, zips), and what they are held against."""

    paths: tuple[Path, ...]
    around: Surroundings

    @property
    def roster(self) -> Organisasi | None:
        """The people and units of the roster, where there is one."""
        return self.around.organisasi

    @property
    def roster_findings(self) -> Table[Finding]:
        """What is doubtful in the roster."""
        return findings_of((), self.around.roster_read[1] if self.around.roster_read else ())

    def read(self, path: PathLike) -> File:
        """One workbook, as `skpxl read`: its answers, stamp and findings, held against nothing else.

        Raises SkpxlError where it is no file.
        """
        workbook = Path(path)
        if not workbook.is_file():
            raise SkpxlError(f"{workbook} bukan berkas; sebut satu formulir.")
        (file,) = validate_files([Arrival(str(workbook), workbook)], self.around.proof)
        return File(file)

    def validate(self, *, decisions: PathLike | None = None, progress: Progress | None = None) -> Checked:
        """Every file read and held against the rules, as `skpxl validate`; no content of a file ever raises.

        `decisions` is the workbook of decisions on colliding copies. Raises SkpxlError for a path that does not exist, and
        where there is no file at all.
        """
        found = look(self.paths, self.around.aside)
        sent = found.files
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if progress:
                progress(done, len(sent))

        files = validate_files(sent, self.around.measure, advance=advance)
        return Checked(self.around, tuple(files), Path(decisions) if decisions else None, found)


def open(  # noqa: A001 (skpxl.open is what a person would type)
    source: PathLike | Iterable[PathLike],
    *,
    campaign: PathLike | None = None,
    roster: PathLike | None = None,
    instansi: str | None = None,
    tahun: int | None = None,
    templates: PathLike | None = None,
    without_key: bool = False,
) -> Inbox:
    """What was received: a campaign folder (then its `masuk/`), or any files, folders and zips.

    Files that belong to a campaign are checked by its key only where it is named: `source` itself, or `campaign`. `roster`,
    `instansi` and `tahun` are those of the campaign unless given; without any of them less is checked. `templates` is a
    folder of forms of your own. With `without_key` a campaign is read on whose key file is gone; that is said of every file.
    Raises SkpxlError where one of them cannot be read.
    """
    paths = [Path(source)] if isinstance(source, str | os.PathLike) else [Path(path) for path in source]
    folder = Path(campaign) if campaign else None
    if folder is None and len(paths) == 1 and (paths[0] / NAMA_BERKAS).is_file():
        folder, paths = paths[0], [paths[0] / MASUK]
    around = Surroundings(
        campaign_folder=folder,
        roster=Path(roster) if roster else None,
        instansi=instansi,
        tahun=tahun,
        templates=Path(templates) if templates else None,
        without_key=without_key,
    )
    around.measure  # noqa: B018 (whatever is wrong with the set-up is said at once)
    return Inbox(tuple(paths), around)


def read(
    path: PathLike, *, campaign: PathLike | None = None, templates: PathLike | None = None, without_key: bool = False
) -> File:
    """One workbook: its answers, stamp and findings. In a campaign that is named its signature is checked."""
    return open(path, campaign=campaign, templates=templates, without_key=without_key).read(path)


def validate(
    source: PathLike | Iterable[PathLike],
    *,
    campaign: PathLike | None = None,
    roster: PathLike | None = None,
    instansi: str | None = None,
    tahun: int | None = None,
    templates: PathLike | None = None,
    progress: Progress | None = None,
) -> Checked:
    """`open(source, ...).validate(progress=...)` in one."""
    inbox = open(source, campaign=campaign, roster=roster, instansi=instansi, tahun=tahun, templates=templates)
    return inbox.validate(progress=progress)


def merge(
    source: PathLike | Iterable[PathLike],
    *,
    campaign: PathLike | None = None,
    roster: PathLike | None = None,
    instansi: str | None = None,
    tahun: int | None = None,
    units: Sequence[str] = (),
    agreed: Sequence[PathLike] = (),
) -> Matrix:
    """`validate(source, ...).merge(units=..., agreed=...)` in one."""
    checked = validate(source, campaign=campaign, roster=roster, instansi=instansi, tahun=tahun)
    return checked.merge(units=units, agreed=agreed)

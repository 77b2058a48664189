"""Workbooks computed again by LibreOffice, with the stored values of their formulas taken out first."""

import re
import zipfile
from pathlib import Path

from libreoffice import runner

CACHED = re.compile(r"(<c [^>]*>)<f>(.*?)</f><v>[^<]*</v>")


def without_values(path: Path) -> Path:
    """The workbook with its formulas' stored values taken out, so that LibreOffice has to compute them."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                data = CACHED.sub(r"\1<f>\2</f>", data.decode()).encode()
            target.writestr(name, data)
    return path


def computed(paths: list[Path], folder: Path) -> list[Path]:
    """All workbooks re-saved by one LibreOffice, in order."""
    with runner.alone():
        runner.run(
            [
                runner.soffice() or "", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'p').as_uri()}",
                "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths),
            ],
            240,
        )  # fmt: skip
    return [folder / path.name for path in paths]

"""Where the two data folders are found, `workbook_templates` and `samples`; it does not read what is in them.

Both stand at the top of the checkout and travel inside the wheel as `skpxl/workbook_templates` and `skpxl/samples`.
"""

import os
from pathlib import Path

from skpxl.errors import SkpxlError

ENV_TEMPLATES = "SKPXL_TEMPLATES"
_PACKAGE = Path(__file__).resolve().parents[1]


def templates_dir(explicit: Path | None = None) -> Path:
    """The folder with the form definitions.

    Looked for in this order: `explicit` (from --templates), the variable SKPXL_TEMPLATES, inside the installed
    package, in the checkout beside the package (an editable install is found there as well). The first two are
    somebody's wish: where one is given and is no folder, nothing else is tried.

    Raises SkpxlError, one sentence that lists where it looked.
    """
    if explicit is not None:
        return _wanted(explicit, "--templates")
    if wish := os.environ.get(ENV_TEMPLATES):
        return _wanted(Path(wish), ENV_TEMPLATES)
    return shipped_templates()


def shipped_templates() -> Path:
    """The folder that came with the program, whatever anybody wishes. Raises SkpxlError."""
    advice = f"tunjuk foldernya dengan --templates atau variabel {ENV_TEMPLATES}, atau pasang ulang skpxl"
    return _shipped("workbook_templates", advice)


def samples_dir() -> Path:
    """The folder with the sample bidang: inside the installed package, else in the checkout beside it.

    Raises SkpxlError, one sentence that lists where it looked.
    """
    return _shipped("samples", "pasang ulang skpxl")


def _wanted(folder: Path, source: str) -> Path:
    folder = folder.expanduser()
    if not folder.is_dir():
        raise SkpxlError(f"Folder templat dari {source} tidak ada: {folder}; periksa penulisannya.")
    return folder


def _shipped(name: str, advice: str) -> Path:
    places = (_PACKAGE / name, _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " dan ".join(str(place) for place in places)
    raise SkpxlError(f"Folder {name} tidak ditemukan di {looked}; {advice}.")

"""Every form that is tried, found by walking the folders: ours, and those that offices write in TOML; it proves nothing itself.

Each folder of tests/shared/templates/ is an office with definitions of its own, laid over ours. Its forms are named
`form@office`, ours by their names alone. A further definition in either place goes through every test that runs over
`DEFINITIONS` or `FORMS`, without a line of Python.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from skpxl.template.definition import Definition
from skpxl.template.library import Library, load_library

CHECKOUT = Path(__file__).resolve().parents[2]
LIBRARY = load_library(CHECKOUT / "workbook_templates")
TEMPLATES = CHECKOUT / "tests" / "shared" / "templates"
_FOLDERS = Path(tempfile.mkdtemp(prefix="skpxl-templates-"))
atexit.register(shutil.rmtree, _FOLDERS, ignore_errors=True)


@cache
def templates_of(office: str) -> Path:
    """Our templates with those of an office laid over them; ours as they are for no office."""
    if not office:
        return LIBRARY.akar
    folder = _FOLDERS / office
    shutil.copytree(LIBRARY.akar, folder)
    return shutil.copytree(TEMPLATES / office, folder, dirs_exist_ok=True)


def parted(form: str) -> tuple[str, str]:
    """The name of a form in its templates, and the office that it is of, empty for ours."""
    name, _, office = form.partition("@")
    return name, office


def library_of(form: str) -> Library:
    """The templates that a form stands in."""
    return load_library(templates_of(parted(form)[1]))


def definition_of(form: str) -> Definition:
    """The newest versi of a form."""
    return library_of(form).definition(parted(form)[0])


# (form, versi) of every definition; those of an office are what it has laid over ours.
OURS = [(form, versi) for form in LIBRARY.forms() for versi in LIBRARY.versi(form)]
OFFICES = sorted((f"{path.parts[-2]}@{path.parts[-3]}", path.stem) for path in TEMPLATES.glob("*/*/[0-9]*.toml"))
DEFINITIONS = [*OURS, *OFFICES]
OFFICE_FORMS = list(dict.fromkeys(form for form, _ in OFFICES))
# Every form that is handed out to be filled in: it has a live line.
FORMS = [form for form in [*LIBRARY.forms(), *OFFICE_FORMS] if definition_of(form).status]


def library_with(definition: Definition) -> Library:
    """The templates that this very definition was read from; ours where it is of none of the offices."""
    for form, versi in OFFICES:
        library = library_of(form)
        if library.definition(parted(form)[0], versi) is definition:
            return library
    return LIBRARY

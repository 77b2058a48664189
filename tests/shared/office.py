"""Forms as an office writes them, in TOML alone: those of tests/shared/templates/ laid over ours; it proves nothing itself.

Each folder there is an office with definitions of its own. A further one goes through every test that runs over `OFFICE`.
"""

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Any

from forms import CHECKOUT, make_form

from skpxl.kinds.check import sample_answers
from skpxl.template.form import Form
from skpxl.template.library import Library, load_library

_FOLDERS = Path(tempfile.mkdtemp(prefix="skpxl-templates-"))
atexit.register(shutil.rmtree, _FOLDERS, ignore_errors=True)
TEMPLATES = CHECKOUT / "tests" / "shared" / "templates"


def templates_of(office: str) -> Path:
    """Our templates with those of an office laid over them."""
    folder = _FOLDERS / office
    if not folder.exists():
        shutil.copytree(CHECKOUT / "workbook_templates", folder)
        shutil.copytree(TEMPLATES / office, folder, dirs_exist_ok=True)
    return folder


# (office, form, versi) of every definition there.
OFFICE = sorted((path.parts[-3], path.parts[-2], path.stem) for path in TEMPLATES.glob("*/*/*.toml"))


def library_of(office: str) -> Library:
    """The templates of an office."""
    return load_library(templates_of(office))


def office_form(office: str, form: str, **other: Any) -> Form:
    """The newest versi of a form, issued by an office for somebody."""
    return make_form(form, library=library_of(office), **other)


def filled_in(office: str, form: Form) -> Form:
    """The form with something in every open place: a text of its own, or a value of its list."""
    return form.terisi(sample_answers(library_of(office), form))

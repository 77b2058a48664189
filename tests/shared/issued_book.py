"""One issued workbook of ours, filled in, as bytes and as parts."""

import io
import zipfile

from forms import (
    GOOD,
    KUANTITATIF,
    LIBRARY,
    SIGNING_KEY,
    make_form,
)

from skpxl.forms.triage import open_book
from skpxl.forms.write import write_form

FORM = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
OURS = write_form(FORM, LIBRARY)


def parts(data=OURS):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets(data=OURS, without=()):
    """The sheets of a workbook as (name, state, texts)."""
    book = open_book(data).book
    return [
        (info.name, info.state, {place: cell.text for place, cell in book.sheet(info.name).cells.items()})
        for info in book.sheets
        if info.name not in without
    ]

"""What a kind is, the workbook that most of them start from, and how its parts are changed."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple

import openpyxl
from forms import GOOD, KUANTITATIF, LIBRARY, SIGNING_KEY, make_form

from skpxl.forms.write import write_form
from skpxl.template.form import Form

Parts = dict[str, bytes]
SHEET, BEHAVIOUR, RECORD = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 6))
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELS, TYPES, CUSTOM = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/custom.xml"
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TARGET = "hasil_kerja_utama_1_indikator_1_target"  # F24, "20 orang"


class Kind(NamedTuple):
    """One kind. `answers` is what must be read of them: the `same` as in `base`, or a dict of those that differ;
    `fewer`: none is wrong, some are missing; `none`: there is no form; `galat`: they cannot be right, and one says so.
    """

    name: str
    make: Callable[[], bytes]
    outcome: str
    codes: tuple[str, ...]
    answers: Literal["same", "none", "fewer", "galat"] | dict[str, str]


KINDS: dict[str, Kind] = {}


def kind(outcome: str, *codes: str, answers: Any = None) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Enter a function into the table. Files that are read hold the same answers unless said otherwise."""

    def enter(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.replace("_", "-")
        assert name not in KINDS, name
        given = answers if answers is not None else "same" if outcome in ("kita", "kita-versi-lama") else "none"
        KINDS[name] = Kind(name, make, outcome, codes, given)
        return make

    return enter


@cache
def form() -> Form:
    """The form of `base`."""
    return make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)


@cache
def base() -> bytes:
    """A workbook as issued, filled in."""
    return write_form(form(), LIBRARY)


def taken_apart(data: bytes) -> Parts:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(parts: Parts) -> bytes:
    """A zip of parts, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _base_parts() -> tuple[tuple[str, bytes], ...]:
    return tuple(taken_apart(base()).items())


def parts(**_: object) -> Parts:
    """The parts of `base`, to be changed."""
    return dict(_base_parts())


def with_parts(other: dict[str, bytes | str | None]) -> bytes:
    """`base` with some parts added, replaced or (None) left out."""
    made = parts()
    for name, content in other.items():
        if content is None:
            del made[name]
        else:
            made[name] = content.encode() if isinstance(content, str) else content
    return put_together(made)


def replacing(part: str, *pairs: tuple[str, str], everywhere: bool = False) -> bytes:
    """`base` with texts of one part replaced; each must occur."""
    return with_parts({part: replaced(parts()[part], *pairs, everywhere=everywhere)})


def replaced(content: bytes, *pairs: tuple[str, str], everywhere: bool = False) -> bytes:
    """A part with texts replaced; each must occur."""
    for old, new in pairs:
        assert old.encode() in content, old
        content = content.replace(old.encode(), new.encode(), -1 if everywhere else 1)
    return content


def with_cells(cells: dict[str, str], part: str = SHEET, **others: bytes | str | None) -> bytes:
    """`base` with cells of one sheet written otherwise: address -> attributes and content, `t="str"><v>x</v>`."""
    return with_parts({part: cells_changed(parts()[part], cells), **others})


def cells_changed(xml: bytes, cells: dict[str, str]) -> bytes:
    """A sheet with cells written otherwise; an empty content removes the cell."""
    for ref, content in cells.items():
        pattern = re.compile(rb'<c r="%s"(?: s="[0-9]+")?[^<>]*?(?:/>|>.*?</c>)' % ref.encode())
        assert len(pattern.findall(xml)) == 1, ref
        new = f'<c r="{ref}" {content}</c>' if content else ""
        xml = pattern.sub(lambda _, new=new: new.encode(), xml)
    return xml


def with_row(content: str, part: str = SHEET) -> bytes:
    """`base` with further XML at the end of a sheet's rows."""
    return replacing(part, ("</sheetData>", f"{content}</sheetData>"))


def by_openpyxl(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """`base` opened, changed and saved by openpyxl, which keeps names where they were."""
    book = openpyxl.load_workbook(io.BytesIO(base()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    made = taken_apart(out.getvalue())
    made["docProps/core.xml"] = parts()["docProps/core.xml"]  # openpyxl writes the time of day there
    return put_together(made)


def no_names(book: openpyxl.Workbook) -> None:
    """Drop all defined names."""
    for name in list(book.defined_names):
        del book.defined_names[name]

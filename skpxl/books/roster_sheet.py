"""The roster workbook to fill in: written empty, with examples, or from an `Organisasi`. Not read here."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from skpxl.files.output import write_whole
from skpxl.forms.lists.rows import ListBook, ListRow
from skpxl.forms.lists.write import write_list_book
from skpxl.model.contoh import CONTOH
from skpxl.model.pegawai import KeteranganJF, Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library, load_library

FORM = "daftar-pegawai"


class SourceDoubt(NamedTuple):
    """One doubt about a source file, as sheet Keraguan shows it; all texts."""

    tingkat: str
    lembar: str
    sel_asal: str
    dibaca: str
    keraguan: str
    tindakan: str
    siapa: str


def render_roster(organisasi: Organisasi, library: Library, doubts: Sequence[SourceDoubt] | None = None) -> bytes:
    """The roster workbook's bytes; with `doubts` a further sheet of doubts about the file it was made from."""
    rows: dict[str, Iterator[ListRow]] = {
        "pegawai": (ListRow(_person(person)) for person in organisasi.pegawai),
        "unit": (ListRow(unit.model_dump()) for unit in organisasi.unit),
        "produk": (ListRow(texts) for texts in _products(organisasi)),
    }
    if doubts is not None:
        rows["keraguan"] = (ListRow(doubt._asdict()) for doubt in doubts)
    aturan = library.kepegawaian
    lists = {
        "jenis_jabatan": tuple(aturan.jenis),
        "status": tuple(aturan.status),
        "pendekatan": tuple(aturan.pendekatan),
    }
    return write_list_book(ListBook(library.own(FORM), rows, lists=lists), library)


def _products(organisasi: Organisasi) -> Iterator[dict[str, str]]:
    """The products; each names the one that it supports as it was typed, else by the codes of that one's unit and its own."""
    named = {produk.id: produk.sebutan for produk in organisasi.produk}
    for produk in organisasi.produk:
        support = produk.tertulis or named.get(produk.mendukung, produk.mendukung)
        yield {"unit": produk.unit, "kode": produk.kode, "teks": produk.teks, "mendukung": support}


def _person(pegawai: Pegawai) -> dict[str, str]:
    outside = pegawai.penilai_luar or Identitas()
    further = (pegawai.jf or KeteranganJF()).model_dump()
    return {
        **pegawai.model_dump(exclude={"penilai_luar", "baris", "mulai", "selesai", "jf"}),
        **{
            name: _text(value)
            for name, value in {"mulai": pegawai.mulai, "selesai": pegawai.selesai, **further}.items()
        },
        **{f"penilai_{name}": text for name, text in outside.model_dump(exclude={"nip"}).items()},
    }


def _text(value: object) -> str:
    """A day, a number or a text as it is typed into a cell of text."""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value or "")


def write_roster(
    path: Path, organisasi: Organisasi | None = None, *, contoh: bool = False, library: Library | None = None
) -> None:
    """Write the roster workbook to `path`, whole or not at all; an existing file is replaced.

    With an `organisasi` its rows; without one an empty roster, or with `contoh` a few rows to be typed over (fictitious
    people). The same input gives the same bytes. Raises SkpxlError for what the disk refuses.
    """
    content = organisasi if organisasi is not None else CONTOH if contoh else Organisasi()
    write_whole(path, render_roster(content, library or load_library()), force=True)

"""How an office writes, `workbook_templates/daftar/singkatan.toml`: read and handed on as a `Sense`. It compares nothing."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.dasar import Model
from skpxl.sense.compare import Sense
from skpxl.template.errors import dalam_bahasa, parse_toml

FILE = "singkatan.toml"

Meaning = Annotated[str, Field(min_length=1)]
Meanings = dict[str, Meaning | tuple[Meaning, ...]]


class _Numbering(Model):
    awal: tuple[str, ...] = ()


class _Openings(Model):
    sama: tuple[tuple[str, ...], ...] = ()
    ringan: tuple[str, ...] = ()
    serumpun: tuple[tuple[str, ...], ...] = ()


class _Words(Model):
    sambung: tuple[str, ...] = ()
    beda: tuple[tuple[str, ...], ...] = ()
    ingkar: tuple[str, ...] = ()
    umum: tuple[str, ...] = ()
    sebelum_nama: tuple[str, ...] = ()
    indikator: tuple[str, ...] = ()


class _File(Model):
    singkatan: Meanings = Field(default_factory=dict)
    singkatan_kapital: Meanings = Field(default_factory=dict)
    nomor: _Numbering = _Numbering()
    pembuka: _Openings = _Openings()
    kata: _Words = _Words()


def read_sense(file: Path) -> Sense:
    """The file as a `Sense`. Raises SkpxlError where it has faults."""
    try:
        content = TypeAdapter(_File).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error
    return Sense(
        abbreviations=_meanings(content.singkatan),
        capitals=_meanings(content.singkatan_kapital),
        labels=content.nomor.awal,
        openings=content.pembuka.sama,
        light=content.pembuka.ringan,
        families=content.pembuka.serumpun,
        connecting=content.kata.sambung,
        opposites=content.kata.beda,
        negations=content.kata.ingkar,
        common=content.kata.umum,
        before_names=content.kata.sebelum_nama,
        measures=content.kata.indikator,
    )


def _meanings(table: Meanings) -> dict[str, tuple[str, ...]]:
    return {short: (meaning,) if isinstance(meaning, str) else meaning for short, meaning in table.items()}

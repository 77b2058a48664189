"""The options that several commands share, each declared once. They say what can be typed, and do nothing.

An option whose name is a field of `Call` ends there; a set that belongs together reaches the command as one value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from skpxl.cli.call import Command

Decorator = Callable[[Command], Command]
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
# Whether it can be read or written is found out, and said, where it is read or written.
PATH = click.Path(path_type=Path, readable=False)
KERTAS = click.Choice(["A4", "F4"])


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that was typed, as `2026-01-05`; a usage error that shows how one is written."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"“{value}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-11-30.") from error


def _year(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """The year that was typed; a usage error that shows how one is written."""
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{4}", value) or not _FIRST_YEAR <= int(value) <= _LAST_YEAR:
        raise click.BadParameter(f"“{value}” bukan tahun dari {_FIRST_YEAR} sampai {_LAST_YEAR}; tulis misalnya 2026.")
    return int(value)


def year(name: str, text: str) -> Decorator:
    """An option whose value is a year."""
    return click.option(name, callback=_year, metavar="TAHUN", help=text)


def _date_option(name: str, text: str) -> Decorator:
    return click.option(name, callback=_day, metavar="TTTT-BB-HH", help=text)


def tanggal(text: str) -> Decorator:
    """--tanggal."""
    return _date_option("--tanggal", text)


as_of = _date_option("--as-of", "Tanggal pada “Keadaan per ...” (bawaan: hari ini), misalnya 2026-11-30.")

batas = _date_option("--batas", "Tenggat untuk semua (bawaan: dari skpxl.toml), misalnya 2026-01-31.")


def options(*several: Decorator) -> Decorator:
    """Several options as one decorator, in the order in which the help is to list them."""

    def install(command: Command) -> Command:
        for option in reversed(several):
            command = option(command)
        return command

    return install


def option_set(name: str, kind: type, *several: Decorator) -> Decorator:
    """Options that reach the command as one value: its parameter `name`, a dataclass `kind` whose fields they are."""

    def install(command: Command) -> Command:
        @wraps(command)
        def packed(*args: Any, **values: Any) -> Any:
            values[name] = kind(**{field.name: values.pop(field.name) for field in fields(kind)})
            return command(*args, **values)

        return options(*several)(packed)

    return install


def output(text: str, *, required: bool = False) -> Decorator:
    """-o."""
    return click.option("-o", "--output", type=PATH, required=required, help=text)


def force(text: str) -> Decorator:
    """--force."""
    return click.option("--force", is_flag=True, help=text)


as_json = click.option("--json", "as_json", is_flag=True, help="Satu objek JSON di stdout.")

units = click.option(
    "--unit", "units", multiple=True, help="Hanya unit ini dan unit di bawahnya (kode; boleh berulang)."
)


def roster(text: str) -> Decorator:
    """--roster."""
    return click.option("--roster", type=PATH, help=text)


def tahun(text: str) -> Decorator:
    """--tahun."""
    return year("--tahun", text)


# What stands in for a campaign's settings, or overrides them.
campaign = options(
    click.option("--instansi", help="Nama instansi di kepala formulir."),
    tahun("Tahun SKP."),
)

without_key = click.option(
    "--without-key",
    is_flag=True,
    help="Baca terus walau berkas kunci putaran SKP tidak ada; keaslian formulir tidak diperiksa, dan tiap hasil ditandai.",
)

# Of every command that takes copies of one workbook as one.
decisions = click.option(
    "--decisions",
    type=PATH,
    help="Buku keputusan untuk isian yang berbenturan: dibuat bila belum ada, dipakai bila sudah.",
)


def received(roster_text: str) -> Decorator:
    """PATHS and what every command that receives files holds them against; `roster_text` is the help of --roster."""
    return options(click.argument("paths", type=PATH, nargs=-1), roster(roster_text), campaign)


@dataclass(frozen=True)
class Selection:
    """Whom a run is about: units and those below them, NIPs; empty is everybody."""

    units: tuple[str, ...]
    nips: tuple[str, ...]

    @property
    def clean_nips(self) -> tuple[str, ...]:
        """The NIPs as plain digits."""
        from skpxl.model.nip import clean_nip

        return tuple(clean_nip(nip) for nip in self.nips)


selection = option_set(
    "selection",
    Selection,
    units,
    click.option("--nip", "nips", multiple=True, help="Hanya NIP ini (boleh berulang)."),
)


@dataclass(frozen=True)
class Signature:
    """What stands above the signatures, and the paper."""

    tempat: str | None
    tanggal: date | None
    kertas: str | None


def signature(fallback_tempat: str = "", fallback_tanggal: str = "") -> Decorator:
    """--tempat, --tanggal, --kertas; the texts say what holds where nothing is typed."""
    return option_set(
        "signature",
        Signature,
        click.option("--tempat", help=f"Tempat di atas tanda tangan{fallback_tempat}."),
        tanggal(f"Tanggal di atas tanda tangan{fallback_tanggal}."),
        click.option("--kertas", type=KERTAS, help="Ukuran kertas."),
    )

"""What is new between two merges: people, SKPs, results and where they stand, in words. It reads and writes no file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from skpxl.consolidate.state import PersonState, ResultState, UnitState
from skpxl.model.dasar import Model
from skpxl.model.teks import sidik

LEFT_OVER = "Belum terpetakan"
Row = TypeVar("Row", PersonState, ResultState)


class News(StrEnum):
    """What has happened to somebody or to a result."""

    ORANG_BARU = "orang baru"
    ORANG_PERGI = "tidak ada lagi dalam daftar"
    PINDAH_UNIT = "pindah unit"
    SKP_MASUK = "SKP masuk"
    SKP_DITARIK = "SKP tidak masuk lagi"
    KEADAAN = "keadaan SKP berubah"
    HASIL_BARU = "hasil kerja baru"
    HASIL_BERUBAH = "hasil kerja berubah"
    HASIL_HILANG = "hasil kerja tidak ada lagi"
    PERAN_PINDAH = "peran pindah"


class Change(Model):
    """One piece of news, in the unit `unit` (its code): who, what, how it was and how it is."""

    unit: str
    nip: str = ""
    nama: str
    news: News
    before: str = ""
    now: str = ""


def changes(before: Mapping[str, UnitState], now: Mapping[str, UnitState]) -> list[Change]:
    """Everything that differs between two states of the same units, unit by unit in the order of today, people first.

    A result is the same where its id and text are, else where a result of the same person has the same text (it may have
    moved to another row of the form), else where it has the same id (then its text has changed).
    """
    names = {code: unit.nama for code, unit in (*before.items(), *now.items())}
    found = [
        *_people(_all_people(before), _all_people(now), names),
        *_results(_all_results(before), _all_results(now), names),
    ]
    order = {code: number for number, code in enumerate((*now, *before))}
    return sorted(found, key=lambda change: order.get(change.unit, len(order)))


def _all_people(units: Mapping[str, UnitState]) -> dict[str, list[PersonState]]:
    people: dict[str, list[PersonState]] = {}
    for unit in units.values():
        for person in unit.people:
            people.setdefault(person.who, []).append(person)
    return people


def _all_results(units: Mapping[str, UnitState]) -> dict[str, list[ResultState]]:
    results: dict[str, list[ResultState]] = {}
    for unit in units.values():
        for result in unit.results:
            results.setdefault(result.who, []).append(result)
    return results


def _people(
    before: Mapping[str, list[PersonState]], now: Mapping[str, list[PersonState]], names: Mapping[str, str]
) -> Iterator[Change]:
    for who in dict.fromkeys((*now, *before)):
        # By unit and post; whoever is left over has gone from one unit to another.
        keys: tuple[Callable[[PersonState], object], ...] = (
            lambda row: (row.unit, row.jabatan),
            lambda row: row.unit,
            lambda row: row.who,
        )
        pairs = _paired(before.get(who, []), now.get(who, []), keys)
        for old, new in pairs:
            row = new or old
            if row is None:
                continue

            def change(news: News, was: str = "", becomes: str = "", row: PersonState = row) -> Change:
                return Change(unit=row.unit, nip=row.nip, nama=row.nama, news=news, before=was, now=becomes)

            if old is None and new is not None:
                yield change(News.ORANG_BARU, "", _in_words(new))
            elif new is None and old is not None:
                yield change(News.ORANG_PERGI, _in_words(old))
            elif old is not None and new is not None:
                if old.unit != new.unit:
                    yield change(News.PINDAH_UNIT, names.get(old.unit, old.unit), names.get(new.unit, new.unit))
                if old.fate and new.fate and old.fate is not new.fate:
                    news = News.SKP_MASUK if new.fate.is_in and not old.fate.is_in else News.KEADAAN
                    news = News.SKP_DITARIK if old.fate.is_in and not new.fate.is_in else news
                    yield change(news, old.fate.value, new.fate.value)


def _in_words(person: PersonState) -> str:
    return "; ".join(filter(None, (person.jabatan, person.fate.value if person.fate else "")))


def _results(
    before: Mapping[str, list[ResultState]], now: Mapping[str, list[ResultState]], names: Mapping[str, str]
) -> Iterator[Change]:
    keys: tuple[Callable[[ResultState], object], ...] = (
        lambda result: (result.id, result.teks),
        lambda result: sidik(result.teks),
        lambda result: result.id or result.teks,
    )
    for who in dict.fromkeys((*now, *before)):
        for old, new in _paired(before.get(who, []), now.get(who, []), keys):
            row = new or old
            if row is None:
                continue
            nip = row.who if row.who != row.nama else ""

            def change(news: News, was: str, becomes: str, row: ResultState = row, nip: str = nip) -> Change:
                return Change(unit=row.unit, nip=nip, nama=row.nama, news=news, before=was, now=becomes)

            if old is None and new is not None:
                yield change(News.HASIL_BARU, "", f"{new.teks} → {_place(new, names, new.unit)}")
            elif new is None and old is not None:
                yield change(News.HASIL_HILANG, f"{old.teks} → {_place(old, names, old.unit)}", "")
            elif old is not None and new is not None:
                if old.teks != new.teks:
                    yield change(News.HASIL_BERUBAH, old.teks, new.teks)
                if _moved(old, new):
                    was, becomes = _place(old, names, new.unit), _place(new, names, old.unit)
                    yield change(News.PERAN_PINDAH, f"{new.teks}: {was}", becomes)


def _moved(old: ResultState, new: ResultState) -> bool:
    """True where it stands elsewhere: a product is the same by its id or, renumbered, by its text."""
    same_product = old.produk == new.produk or sidik(old.produk_teks) == sidik(new.produk_teks)
    return old.unit != new.unit or not same_product


def _place(result: ResultState, names: Mapping[str, str], other_unit: str) -> str:
    """Where it stands, with its unit where the other one is elsewhere."""
    product = result.produk_teks or LEFT_OVER
    return product if result.unit == other_unit else f"{product} ({names.get(result.unit, result.unit)})"


def _paired(
    before: Iterable[Row], now: Iterable[Row], keys: Iterable[Callable[[Row], object]]
) -> Iterator[tuple[Row | None, Row | None]]:
    """What was beside what is: by the first key under which both are alike, then what is new, then what is gone."""
    old, new = list(before), list(now)
    counterpart: dict[int, Row] = {}
    for key in keys:
        for position, row in enumerate(new):
            if position not in counterpart:
                match = next((number for number, other in enumerate(old) if key(other) == key(row)), None)
                if match is not None:
                    counterpart[position] = old.pop(match)
    yield from ((counterpart.get(position), row) for position, row in enumerate(new))
    yield from ((row, None) for row in old)

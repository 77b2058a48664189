"""Rows and columns moved about in a filled form: each answer is read as typed, or it is said of it that it is lost.

Every form with answers, every sheet with entry cells; what is done to it stands in shifts.py, with the names of the slots
left behind, moved along or dropped. Judged is every single answer: a finding somewhere in the file tells nothing of it,
and a neighbour's text is never an answer. Where the names have moved along, what was inserted or deleted takes nothing
else with it.

A sample here; SKPXL_SHIFTS=2000 sets the number for each form (with marker `lama`).
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path

import pytest
from forms import FORMS, SIGNING_KEY, read
from libreoffice import runner
from shifts import FILLS, STATES, Book, Damaged, Operation, damaged, filled, operations
from told import Wrong, differing, foreign, galat, silent, unread

from skpxl.forms.reading import Reading

SHORT, LONG = 130, int(os.environ.get("SKPXL_SHIFTS", "0"))

Shift = tuple[str, str, Operation]  # how it is filled in, the state of its names, what is done


@cache
def book(form: str, fill: str) -> Book:
    return Book(filled(form, fill))


@cache
def shifts_by_kind(form: str) -> dict[str, list[Shift]]:
    """All that can be done to a form: every operation on each filling with each state of the names."""
    found: dict[str, list[Shift]] = {}
    for fill in FILLS:
        for kind, all_of_it in operations(book(form, fill)).items():
            found.setdefault(kind, []).extend((fill, state, one) for state, one in product(STATES, all_of_it))
    for kind, all_of_it in found.items():
        random.Random(f"{form} {kind}").shuffle(all_of_it)
    return found


def shifts(form: str) -> Iterator[Shift]:
    """The same, one of each kind in turn, until there are no more."""
    turns = [iter(all_of_it) for all_of_it in shifts_by_kind(form).values()]
    while turns:
        for turn in list(turns):
            if (one := next(turn, None)) is None:
                turns.remove(turn)
            else:
                yield one


def judge(reading: Reading, made: Damaged) -> tuple[str, list[Wrong]]:
    """`same`, `lost` or `refused`, and what is wrong with it."""
    if reading.form is None:
        return "refused", [] if galat(reading.findings) else [Wrong("refused without a galat", "", "", "", "")]
    wrong = foreign(reading, made.typed) or silent(reading, made.typed)
    wrong += unread(reading, made.typed, made.sure)
    if made.outside and all(satu.code != "tulisan-di-luar" for satu in reading.findings):
        wrong.append(Wrong("outside without a word", "", "", "", ""))
    return "lost" if differing(reading, made.typed) else "same", wrong


def report(form: str, shift: Shift, reading: Reading, wrong: list[Wrong]) -> str:
    """All that is needed to see what went wrong."""
    fill, state, done = shift
    codes = Counter((satu.code, satu.sheet) for satu in reading.findings)
    lines = [f"{form}, {fill}, names {state}, {done}", *(f"  {one}" for one in wrong[:12])]
    lines += [f"  and {len(wrong) - 12} more"] * (len(wrong) > 12)
    return "\n".join([*lines, "  findings: " + ", ".join(f"{n} {code} [{at}]" for (code, at), n in codes.items())])


def run(form: str, count: int) -> tuple[Counter[str], list[str]]:
    """Judge `count` shifts of a form: how many were read as typed, in part, not at all; and what went wrong."""
    tally: Counter[str] = Counter()
    failures = []
    for fill, state, done in islice(shifts(form), count):
        made = damaged(book(form, fill), done, state)
        reading = read(made.data, SIGNING_KEY, of=form)
        verdict, wrong = judge(reading, made)
        tally[verdict] += 1
        if wrong:
            failures.append(report(form, (fill, state, done), reading, wrong))
    return tally, failures


def assert_none(form: str, tally: Counter[str], failures: list[str]) -> None:
    print(f"{form}: {tally.total()} shifts, {dict(tally)}")  # noqa: T201 (pytest -rP shows it)
    assert not failures, f"{len(failures)} of {tally.total()}:\n" + "\n".join(failures[:20])


@pytest.mark.parametrize("form", FORMS)
def test_no_answer_of_a_shifted_form_is_another_one_or_lost_in_silence(form: str) -> None:
    tally, failures = run(form, SHORT)
    assert_none(form, tally, failures)
    assert min(tally["same"], tally["lost"]) > SHORT // 10, tally  # or the shifts prove nothing


@pytest.mark.lama
@pytest.mark.skipif(not LONG, reason="SKPXL_SHIFTS=2000 runs it")
@pytest.mark.parametrize("form", FORMS)
def test_nor_in_a_great_many(form: str) -> None:
    assert_none(form, *run(form, LONG))


@pytest.fixture
def converted(konversi, tmp_path: Path) -> Callable[[dict[str, bytes], str], dict[str, Path]]:
    """LibreOffice re-saves many workbooks in one go: converted({name: bytes}, "ods") -> {name: new path}."""

    def convert(workbooks: dict[str, bytes], ending: str) -> dict[str, Path]:
        files = []
        for name, data in workbooks.items():
            files.append(tmp_path / f"{name}.xlsx")
            files[-1].write_bytes(data)
        with runner.alone():
            for start in range(0, len(files), 100):  # of more than some 250 it leaves out the rest
                done = runner.run(
                    [
                        runner.soffice() or "", "--headless", "--norestore",
                        f"-env:UserInstallation={tmp_path.as_uri()}/home", "--convert-to", ending,
                        "--outdir", str(tmp_path / ending), *map(str, files[start : start + 100]),
                    ],
                    600,
                )  # fmt: skip
        paths = {name: tmp_path / ending / f"{name}.{ending}" for name in workbooks}
        assert [path for path in paths.values() if not path.exists()] == [], done.stderr
        return paths

    return convert


def run_converted(ending: str, converted, each: int) -> list[str]:
    """What goes wrong in every form as it is, and after `each` kinds of shifts, when another program has saved it.

    There the names are gone in any case, and so is all that only the .xlsx says of a cell.
    """
    made: dict[str, tuple[str, Shift | None, Damaged]] = {}
    for number, form in enumerate(FORMS):
        whole = book(form, "rich")
        made[form] = form, None, Damaged(whole.data, whole.typed, frozenset(whole.typed), outside=False)
        kinds = list(shifts_by_kind(form).values())
        for ke in range(each):
            fill, _, done = kinds[(number * each + ke) % len(kinds)][-1 - ke // len(kinds)]
            made[f"{form}-{ke}"] = form, (fill, "lost", done), damaged(book(form, fill), done, "lost")
    failures = []
    for name, path in converted({name: one.data for name, (_, _, one) in made.items()}, ending).items():
        form, shift, one = made[name]
        reading = read(path, SIGNING_KEY, of=form)
        if shift is None:
            wrong = unread(reading, one.typed, one.sure)
            failures += [f"{name} as {ending}: {', '.join(map(str, wrong[:5]))}"] * bool(wrong)
        elif wrong := judge(reading, one)[1]:
            failures.append(f"{ending}: " + report(form, shift, reading, wrong))
    return failures


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_nor_where_another_program_has_saved_it(ending: str, converted) -> None:
    failures = run_converted(ending, converted, 2)
    assert not failures, "\n".join(failures[:20])


@pytest.mark.lama
@pytest.mark.skipif(not LONG, reason="SKPXL_SHIFTS=2000 runs it")
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_nor_in_many_that_another_program_has_saved(ending: str, converted) -> None:
    failures = run_converted(ending, converted, LONG // 50)
    assert not failures, "\n".join(failures[:20])


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("form", FORMS)
def test_of_an_undamaged_form_every_answer_is_read(form: str, fill: str) -> None:
    one = book(form, fill)
    reading = read(one.data, SIGNING_KEY, of=form)
    assert reading.findings == ()
    assert differing(reading, one.typed) == {}
    assert reading.cells.keys() == one.places.keys()

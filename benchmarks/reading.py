"""Times reading one clean filled workbook, and what each of the checks on the way adds to it.

    python benchmarks/reading.py [--rounds 200]

All variants take turns within each round, in one process after a warm-up, so the ratios hold on a noisy machine and the
milliseconds do not. A variant leaves one check out; "bare" leaves out all of them.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from skpxl.files.walk import walk
from skpxl.findings import Finding
from skpxl.forms import places, read
from skpxl.forms.issued import Issued
from skpxl.forms.surface import Surfaces
from skpxl.forms.triage import Opened
from skpxl.model.stamp import Stamp
from skpxl.model.trust import Trust
from skpxl.template.library import load_library
from skpxl.template.source import samples_dir
from skpxl.xlsx.address import parse_ref
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import open_package


def by_names_only(surfaces: Surfaces, issued: Issued) -> tuple[places.Places, list[Finding]]:
    """Where the defined names say, believed without a look at the texts around."""
    names = surfaces.snapshot.defined_names
    refs = {slot.key: parse_ref(names.get(slot.key, "")) for sheet in issued.sheets for slot in sheet.slots}
    return {key: ref for key, ref in refs.items() if ref}, []


def unjudged(stamps: list[Stamp], *_: object) -> tuple[Stamp, Trust]:
    """The stamp in most places, its signature not looked at."""
    return stamps[0], Trust.UNCHECKED


# What stands in for each check when it is left out.
CHECKS: dict[str, list[tuple[Any, str, Callable[..., Any]]]] = {
    "triage": [(read, "open_book", lambda source: Opened(read_book(open_package(source))))],
    "names against texts": [(places, "believed", lambda surface, sheet, named, deleted: named)],
    "locate": [(read, "locate", by_names_only)],
    "printed texts": [(read, "changed_texts", lambda *_: [])],
    "leftovers": [(read, "leftovers", lambda *_, **__: ([], []))],
    "locked cells": [(read, "changed_locked", lambda *_: []), (read, "identity_lost", lambda *_: [])],
    "signature": [(read, "judge", unjudged)],
}


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Leave some checks out."""
    with ExitStack() as stack:
        for name in names:
            for owner, attribute, instead in CHECKS[name]:
                stack.enter_context(patch.object(owner, attribute, instead))
        yield


def main() -> None:
    """Parse, warm up, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description="Times reading one workbook, with and without each check.")
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    library = load_library()
    data = walk([samples_dir() / "masuk" / "baik"])[0].source
    content = data if isinstance(data, bytes) else data.read_bytes()
    variants: dict[str, tuple[str, ...]] = {"all checks": (), **{f"without {name}": (name,) for name in CHECKS}}
    variants["bare (none of them)"] = tuple(CHECKS)
    times: dict[str, list[float]] = {name: [] for name in variants}
    for number in range(rounds + 5):
        for name, left_out in variants.items():
            with without(*left_out):
                start = time.perf_counter()
                reading = read.read_form(content, library)
                seconds = time.perf_counter() - start
            if reading.form is None:
                sys.exit(f"{name}: not read")
            if number >= 5:
                times[name].append(seconds)
    bare = statistics.median(times["bare (none of them)"])
    print(f"one filled workbook, {rounds} rounds, {os.cpu_count()} cores, Python {sys.version.split()[0]}; medians")
    for name, runs in times.items():
        median = statistics.median(runs)
        print(f"{name:<32}{median * 1000:>8.2f} ms{median / bare:>8.2f} x bare")


if __name__ == "__main__":
    main()

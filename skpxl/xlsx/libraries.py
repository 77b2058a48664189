"""Libraries that the child processes read with, held against what is asked of them. What they read is not known here.

A library that is missing, or too old to know a name, is trouble of the operator's and never a verdict on a file.
"""

import importlib
import importlib.metadata
import re
from operator import attrgetter
from typing import Any

from skpxl.errors import SkpxlError

PUSTAKA = "pustaka"  # in place of a finding code in what a child answers: a library is at fault


OPENPYXL_AT_LEAST = (
    "3.1.3"  # before, it fails on sound workbooks with the errors it has for damaged ones; as in setup.cfg
)


def library(package: str, module: str, *needed: str, at_least: str = "") -> Any:
    """The module of a library; `package` is what pip calls it, `needed` are the names (dotted) that it must have.

    Raises SkpxlError where it is missing, has one of them not, or is older than `at_least`.
    """
    try:
        if at_least and _numbers(found := importlib.metadata.version(package)) < _numbers(at_least):
            raise ImportError(f"{found}, diperlukan {at_least}")
        imported = importlib.import_module(module)
        for name in needed:
            attrgetter(name)(imported)
    except (ImportError, AttributeError) as fault:
        raise unfit(package, fault) from fault
    return imported


def unfit(package: str, fault: BaseException) -> SkpxlError:
    """What the operator is told of a library that does not do what is asked of it."""
    return SkpxlError(
        f"Pustaka {package} tidak terpasang atau terlalu lama ({fault}); jalankan "
        f"`python -m pip install --upgrade {package}`, lalu ulangi. Berkasnya sendiri belum dilihat."
    )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]

"""Libraries that the child processes read with, held against what is asked of them. What they read is not known here.

A library that is missing, or too old to know a name, is trouble of the operator's and never a verdict on a file.
"""

import importlib
from operator import attrgetter
from typing import Any

from skpxl.errors import SkpxlError

PUSTAKA = "pustaka"  # in place of a finding code in what a child answers: a library is at fault


def library(package: str, module: str, *needed: str) -> Any:
    """The module of a library; `package` is what pip calls it, `needed` are the names (dotted) that it must have.

    Raises SkpxlError where it is missing or has one of them not.
    """
    try:
        found = importlib.import_module(module)
        for name in needed:
            attrgetter(name)(found)
    except (ImportError, AttributeError) as fault:
        raise unfit(package, fault) from fault
    return found


def unfit(package: str, fault: BaseException) -> SkpxlError:
    """What the operator is told of a library that does not do what is asked of it."""
    return SkpxlError(
        f"Pustaka {package} tidak terpasang atau terlalu lama ({fault}); jalankan "
        f"`python -m pip install --upgrade {package}`, lalu ulangi. Berkasnya sendiri belum dilihat."
    )

"""Trouble in the operator's set-up, as opposed to trouble in somebody's data (that is a `Finding`), and skpxl's own bugs."""

from typing import TypeVar

T = TypeVar("T")


class SkpxlError(Exception):
    """The work cannot be done; the message is one Indonesian sentence that says what to do (exit code 3)."""


class UsageError(SkpxlError):
    """The command was called with arguments that do not go together (exit code 2)."""


class StorageError(SkpxlError):
    """What the system refuses of a file that is written: the next one will fare no better (exit code 3)."""


class DefinitionError(SkpxlError):
    """A definition in workbook_templates/ is at fault; the message names file and key (exit code 1)."""


class ProgramError(Exception):
    """Something is so that never may be: a bug of skpxl, which no operator can mend, and so no SkpxlError."""


class AccountError(ProgramError):
    """An account does not add up: something was lost on the way or counted twice."""


def balance(what: str, total: int, *parts: int) -> None:
    """Hold the parts of an account against its total; `what` names the things counted. Raises AccountError."""
    if total != sum(parts):
        raise AccountError(f"Hitungan {what} tidak cocok: {total}, padahal {' + '.join(map(str, parts)) or 0}.")


def required(value: T | None, what: str) -> T:
    """The value, which is never None here; `what` names it. Raises ProgramError."""
    if value is None:
        raise ProgramError(f"Tidak ada {what}.")
    return value

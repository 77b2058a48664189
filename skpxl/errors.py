"""Trouble in the operator's set-up, as opposed to trouble in somebody's data (that is a `Finding`)."""


class SkpxlError(Exception):
    """The work cannot be done; the message is one Indonesian sentence that says what to do (exit code 3)."""


class PenggunaanError(SkpxlError):
    """The command was called with arguments that do not go together (exit code 2)."""

"""Which moment it is for what is decided, printed or recorded. No verdict on anybody's form rests on it.

SOURCE_DATE_EPOCH (seconds since 1970) stands in for the clock, by which a run can be repeated on another day.
"""

import os
from datetime import UTC, date, datetime


def this_moment() -> datetime:
    """The present moment, in UTC."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)


def local(at: datetime) -> datetime:
    """A moment on the clock of this machine; in UTC where SOURCE_DATE_EPOCH stands for that."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return at.astimezone(UTC) if fixed.isdecimal() else at.astimezone()


def this_day() -> date:
    """The day on which something is decided or printed, as the clock of this machine has it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return this_moment().date() if fixed.isdecimal() else date.today()


def this_year() -> int:
    """The year a campaign is for when nobody says: the present one."""
    return this_day().year

"""Whether a workbook may be believed to be the one that was issued: the one place that judges a stamp, for every command.

It knows no file: stamps as they were found, the values they are said to cover, and the campaign's key. A proof that is
missing proves nothing: where there is a key, what cannot be verified counts for nothing by itself.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from skpxl.model.stamp import Stamp


class Trust(StrEnum):
    """What is known of a workbook's origin; the value is the slug that JSON shows."""

    PROVEN = "terbukti"  # the signature holds
    PLAIN = "tanpa-tanda-tangan"  # issued without a key, unchanged; there is no key here
    UNCHECKED = "belum-diperiksa"  # signed with a key that is not here
    UNRECORDED = "tanpa-catatan"  # the record of what was issued is gone; there is no key here
    UNPROVABLE = "tak-terbukti"  # the record is gone, and here is a key by which it would have been checked
    KEYLESS = "tanpa-kunci"  # issued without a key where there is one
    BROKEN = "tidak-cocok"  # the signature does not fit what it should cover

    DECIDED = "diputuskan"  # could not be verified; the admin has decided to use it

    @property
    def counts(self) -> bool:
        """True where the workbook may stand for the person it names: be merged, supersede, contradict."""
        return self in _COUNTS

    @property
    def decidable(self) -> bool:
        """True where it counts for nothing by itself, but the admin may take its answers."""
        return self in (Trust.UNPROVABLE, Trust.KEYLESS, Trust.BROKEN)


_COUNTS = frozenset({Trust.PROVEN, Trust.PLAIN, Trust.UNCHECKED, Trust.UNRECORDED, Trust.DECIDED})


def judge(candidates: Sequence[Stamp], record: Mapping[str, str], key: bytes | None) -> tuple[Stamp, Trust]:
    """The stamp that a workbook is read by, and how far it is to be believed.

    `candidates` are the different stamps found in it, the one found most often first, at least one; `record` is what
    the stamp covers, empty where it is gone. With a key the stamp that holds is taken, wherever the others come from.
    """
    stamp = candidates[0]
    if not record:
        return stamp, Trust.UNRECORDED if key is None else Trust.UNPROVABLE
    if key is not None:
        stamp = next((candidate for candidate in candidates if candidate.check(record, key) == "sah"), stamp)
    match stamp.check(record, key):
        case "sah":
            return stamp, Trust.PROVEN
        case "tanpa-kunci":
            return stamp, Trust.PLAIN if key is None else Trust.KEYLESS
        case "belum-diperiksa":
            return stamp, Trust.UNCHECKED
        case "salah":
            return stamp, Trust.BROKEN

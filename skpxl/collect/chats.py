"""Who sent a file into a chat, and when, as the exported text of the chat says. It is provenance and never an identity."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_LINES_MAX, _LINE_MAX = 300_000, 1_000
# `[03/01/22 08.15.02] Budi: ...` (iPhone), `03/01/22 08.15 - Budi: ...` (Android), as the phone's language writes a date.
_LINE = re.compile(
    r"\[?(?P<when>\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)\]?\s*(?:[-–]\s*)?"
    r"(?P<who>[^:]{1,80}):\s(?P<said>.*)"
)
_ATTACHED = re.compile(r"<[^:<>]{1,30}:\s*([^<>]+)>")
_UNSEEN = dict.fromkeys([0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0xFEFF, *range(0x2066, 0x206A)])
_CHAT = re.compile(r"_chat\.txt|.*(?:whats ?app|telegram).*\.txt|\[line\].*\.txt", re.IGNORECASE | re.DOTALL)


class ChatLine(NamedTuple):
    """The line of a chat that names a file: its number, who wrote it, and when as the phone wrote it."""

    number: int
    sender: str
    when: str


def is_chat(name: str) -> bool:
    """True for the name of a chat's exported text."""
    return _CHAT.fullmatch(name.rpartition("/")[2]) is not None


def lines_of_files(chat: bytes, names: Iterable[str]) -> Mapping[str, ChatLine]:
    """The line of a chat that sent each of these files (names without folders), where one does; of several the last."""
    wanted = {_folded(name): name for name in names}
    found: dict[str, ChatLine] = {}
    for number, line in enumerate(chat.decode("utf-8", "replace").split("\n")[:_LINES_MAX], start=1):
        match = _LINE.match(line[:_LINE_MAX].translate(_UNSEEN).replace("\u202f", " ").strip())
        if match is None:
            continue
        said = match["said"]
        # `SKP (1).xlsx (file terlampir)`, `SKP.xlsx <terlampir: 00001-SKP.xlsx>`, or the name alone.
        for candidate in (said, said.rpartition(" (")[0], said.rpartition(" <")[0], *_ATTACHED.findall(said)):
            if name := wanted.get(_folded(candidate)):
                found[name] = ChatLine(number, " ".join(match["who"].split()), match["when"])
    return found


def _folded(name: str) -> str:
    return name.translate(_UNSEEN).strip().casefold()

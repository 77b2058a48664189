"""The files in folders, archives, mails and chats as they came: each with where it came from. It keeps and judges none.

What cannot be taken (locked, too large, a cloud that does not give it) is named with its finding and stays where it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from skpxl.collect.chats import ChatLine, is_chat, lines_of_files
from skpxl.collect.keeping import Taken
from skpxl.files.archives import LIMITS, Member
from skpxl.files.contents import contents_of_mail
from skpxl.files.fetch import Refusal, Refused, read_file
from skpxl.files.passed import Passed, PassedOver
from skpxl.files.walk import Arrival, Found
from skpxl.ledger.arrivals import Origin
from skpxl.mail.incoming import Incoming
from skpxl.mail.outlook import NotOpened, as_mail, is_outlook, is_winmail

_NOTHING_ATTACHED = "surat-tanpa-lampiran"
_DEPTH = 3  # mails of Outlook inside each other
WINMAIL = (
    "winmail.dat memuat lampiran dalam bentuk yang hanya dibuka Outlook; minta pengirim mengirim ulang sebagai teks biasa atau "
    "HTML, atau simpan lampirannya dari Outlook ke folder masuk"
)


class NotTaken(NamedTuple):
    """Something that could not be taken: where it lies, a finding code where there is one, and why in words."""

    name: str
    code: str
    why: str


class Unpacked(NamedTuple):
    """What was found in one source: files, what could not be taken, and how many things were passed over."""

    taken: tuple[Taken, ...]
    not_taken: tuple[NotTaken, ...] = ()
    passed: int = 0


def of_folders(found: Found, tops: Sequence[Path]) -> Unpacked:
    """The files of a walk of these folders and files."""
    chats = _chats(found.passed, [one.name for one in found.files])
    taken: list[Taken] = []
    not_taken: list[NotTaken] = []
    for one in found.files:
        if one.problem:
            not_taken.append(NotTaken(one.name, one.problem, one.detail))
            continue
        try:
            data = _bytes(one)
        except Refused as refused:
            not_taken.append(NotTaken(one.name, *refused.refusal))
            continue
        line = chats.get(one.name)
        detail: dict[str, object] = {}
        if line:
            detail = {"obrolan": line[0], "baris": line[1].number, "waktu": line[1].when}
        origin = Origin(_top(one.name, tops), one.name, line[1].sender if line else "", detail=detail)
        _open(Member(one.name, data), origin, taken, not_taken)
    return Unpacked(tuple(taken), tuple(not_taken), len(found.passed))


def of_mail(data: bytes, mail: Incoming, source: str, place: str) -> Unpacked:
    """What is attached to a mail. `place` is how the mail is told: its folder and number, or its file."""
    taken: list[Taken] = []
    not_taken: list[NotTaken] = []
    members = [*contents_of_mail(data, place)]
    texts = [
        PassedOver(one.name, one.passed or Passed.PELENGKAP, data=one.data) for one in members if is_chat(one.name)
    ]
    chats = _chats(texts, [one.name for one in members])
    passed = 0
    for one in members:
        if one.passed is not None or is_chat(one.name):
            passed += 1
        elif one.problem:
            if one.problem != _NOTHING_ATTACHED:
                not_taken.append(NotTaken(one.name, one.problem, one.detail))
        else:
            detail: dict[str, object] = {
                "surat": mail.content,
                "perihal": mail.subject,
                "nama_pengirim": mail.sender_name,
            }
            if line := chats.get(one.name):
                detail |= {
                    "obrolan": line[0],
                    "baris": line[1].number,
                    "waktu": line[1].when,
                    "di_obrolan": line[1].sender,
                }
            origin = Origin(source, one.name, mail.sender, mail.dated, detail)
            _open(one, origin, taken, not_taken)
    return Unpacked(tuple(taken), tuple(not_taken), passed)


def _open(one: Member, origin: Origin, taken: list[Taken], not_taken: list[NotTaken], depth: int = 1) -> None:
    """A file, or what is in it where it is a mail of Outlook."""
    if is_winmail(one.data):
        not_taken.append(NotTaken(one.name, "", WINMAIL))
    elif not is_outlook(one.data):
        taken.append(Taken(one.name, one.data, origin._replace(name=one.name)))
    elif depth > _DEPTH:
        not_taken.append(NotTaken(one.name, "arsip-tidak-dibuka", f"surat di dalam surat lebih dari {_DEPTH} lapis"))
    else:
        try:
            inside = [*contents_of_mail(as_mail(one.data), one.name)]
        except NotOpened as refused:
            not_taken.append(NotTaken(one.name, "", str(refused)))
            return
        for member in inside:
            if member.problem:
                not_taken.append(NotTaken(member.name, member.problem, member.detail))
            elif member.passed is None:
                _open(member, origin, taken, not_taken, depth + 1)


def _chats(passed: Iterable[PassedOver], names: Iterable[str]) -> Mapping[str, tuple[str, ChatLine]]:
    """For each file the chat beside it that names it, with the line."""
    beside: dict[str, dict[str, str]] = {}
    for name in names:
        folder, _, last = name.rpartition("/")
        beside.setdefault(folder, {})[last] = name
    found: dict[str, tuple[str, ChatLine]] = {}
    for chat in passed:
        near = beside.get(chat.name.rpartition("/")[0], {})
        if not near or not is_chat(chat.name):
            continue
        for last, line in lines_of_files(chat.data or _text_of(chat.name), near).items():
            found[near[last]] = (chat.name, line)
    return found


def _text_of(name: str) -> bytes:
    try:
        return read_file(Path(name), LIMITS.member // 2)
    except Refused:
        return b""


def _top(name: str, tops: Sequence[Path]) -> str:
    """The folder or file that was named, of something below it."""
    return legible_path(next((str(top) for top in tops if Path(name).is_relative_to(top)), name))


def legible_path(path: str) -> str:
    """A path as the ledger can hold it: a name that is not UTF-8 stops nothing."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(one: Arrival) -> bytes:
    if one.data is not None:
        return one.data
    data = read_file(Path(one.path or one.name), LIMITS.member + 1)
    if len(data) > LIMITS.member:
        raise Refused(Refusal("berkas-terlalu-besar", f"berkas lebih dari {LIMITS.member // 1_000_000} MB"))
    return data

"""What a reply says of the things that it answers, in words for who filled the form in. It decides nothing, writes no file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from skpxl.campaign.today import local
from skpxl.dispatch.arrived import ACCEPTED, CLOSED, NEWER, NOT_OURS, Thing, came_at
from skpxl.dispatch.outbox import Draft
from skpxl.dispatch.replies import Reply
from skpxl.dispatch.return_lists import in_words
from skpxl.errors import required
from skpxl.kinds.table import kind_of
from skpxl.mail.compose import Attached, short_name
from skpxl.model.periode import tanggal_tercetak
from skpxl.model.teks import is_blank

_NOBODY = "Bapak/Ibu pengirim"
_NAMED = 5  # findings of a form that a letter puts into words: the copy has them all
_LISTED = 60
_NAME_MAX = 80
_MARK = 12  # hexadecimal digits of a hash, as people compare them


class Facts(NamedTuple):
    """What holds for all replies of a run: the period in words, until when somebody's form is due, the closing day."""

    periode: str
    batas: Callable[[str], date | None]
    tutup: date | None


def draft_of(reply: Reply, facts: Facts) -> Draft:
    """The letter of a reply."""
    main = [thing for thing in reply.things if thing.asks == reply.purpose]
    rest = [thing for thing in reply.things if thing.asks != reply.purpose]
    copies = [thing.copy for thing in reply.things if thing.copy]
    forms = [required(copy.form, "formulir salinan").stamp for copy in copies]
    nips = {thing.file.owner.nip if thing.file else "" for thing in reply.things}
    return Draft(
        purpose=reply.purpose,
        key=reply.key,
        address=reply.to.address,
        name=reply.to.name or _NOBODY,
        values=_values(main, rest, reply, facts),
        workbooks=tuple((stamp.id, stamp.terbitan) for stamp in forms),
        attachments=lambda: _attachments(reply),
        unit=reply.to.unit,
        nip=nips.pop() if len(nips) == 1 else "",
        answers=reply.mails[-1].message_id if reply.mails else "",
        references=tuple(
            dict.fromkeys(one for mail in reply.mails for one in (*mail.thread.split(), mail.message_id) if one)
        ),
        automatic=True,
        about=tuple(thing.mark for thing in reply.things),
    )


def _attachments(reply: Reply) -> tuple[Attached, ...]:
    names: list[str] = []
    attached = []
    for copy in (thing.copy for thing in reply.things if thing.copy):
        names.append(short_name(copy.name, names))
        attached.append(Attached(names[-1], copy.data))
    return tuple(attached)


def _values(main: Sequence[Thing], rest: Sequence[Thing], reply: Reply, facts: Facts) -> dict[str, str]:
    """All words that a text may hold; each takes those that it knows."""
    latest = max(came_at(thing.mail) for thing in reply.things)
    items = [item for thing in main if thing.copy for item in thing.copy.items]
    before = [thing.before for thing in main if thing.before]
    return {
        "periode": facts.periode,
        "tanggal": _day(latest),
        "batas": _deadline(main, facts),
        "tanggal_tutup": tanggal_tercetak(facts.tutup) if facts.tutup else "",
        "berkas": _lines(_called(thing, reply) for thing in main),
        "daftar": _lines(f"{_called(thing, reply)}{_because(thing)}" for thing in main),
        "sidik": _lines(f"{thing.content[:_MARK]}  {_name(thing)}" for thing in main),
        "rincian": _counts(main),
        "jumlah_temuan": str(len(items)),
        "temuan": "\n".join(_to_mend(main)),
        "tanggal_lama": ", ".join(dict.fromkeys(_day(at) for _, at in before)),
        "perubahan": "; ".join(_changes(thing) for thing in main if thing.before and _changes(thing)),
        "lain": "\n".join([*_others(rest, reply), *_strangers(reply)]),
    }


def _lines(texts: "Iterator[str]") -> str:
    return "\n".join(_first(f"- {text}" for text in texts))


def _first(lines: Iterable[str]) -> list[str]:
    """As many lines as somebody reads, and how many more there are."""
    lines = [*lines]
    more = len(lines) - _LISTED
    return lines if more <= 0 else [*lines[:_LISTED], f"- dan {more} berkas lain"]


def _day(at: datetime) -> str:
    return tanggal_tercetak(local(at).date())


def _deadline(things: Sequence[Thing], facts: Facts) -> str:
    """The day on which all of these are due; empty where it is not the same for all."""
    days = {facts.batas(thing.file.owner.nip) if thing.file else None for thing in things}
    day = days.pop() if len(days) == 1 else None
    return tanggal_tercetak(day) if day else ""


def _name(thing: Thing) -> str:
    """The name of a file as its sender has it."""
    return thing.name if len(thing.name) <= _NAME_MAX else f"{thing.name[: _NAME_MAX - 1]}…"


def _called(thing: Thing, reply: Reply) -> str:
    """A file as its reader knows it: with whose form it is. What a stranger has called it is told to nobody else."""
    form = thing.file.reading.form if thing.file else None
    name = _name(thing) if thing.to == reply.to.address.lower() else ""
    if thing.file is None or form is None:
        return name
    title = kind_of(form.definition).title(form.definition)
    whose = f"{title} a.n. {thing.file.owner.nama}, terbitan ke-{form.stamp.terbitan}"
    return f"{name} ({whose})" if name else whose


def _because(thing: Thing) -> str:
    return f": {thing.reason}" if thing.reason else ""


def _counts(things: Sequence[Thing]) -> str:
    """How much is in the forms: results and entries."""
    parts = []
    for thing in things:
        form = thing.file.reading.form if thing.file else None
        if thing.file and form:
            skp = thing.file.skp
            results = f"{len(skp.semua_hasil())} rencana hasil kerja, " if skp else ""
            filled = sum(1 for text in form.isian.values() if not is_blank(text))
            parts.append(f"{results}{filled} isian")
    return "; ".join(parts)


def _to_mend(things: Sequence[Thing]) -> Iterator[str]:
    several = len(things) > 1
    for thing in things:
        items = thing.copy.items if thing.copy else ()
        if several and thing.file:
            yield f"{thing.file.owner.nama}:"
        yield from (f"- {in_words(item)}" for item in items[:_NAMED])
        if len(items) > _NAMED:
            yield f"- dan {len(items) - _NAMED} lagi; semuanya ada di lembar Perbaikan dalam salinan"


def _changes(thing: Thing) -> str:
    """How many entries are other than in the version that is replaced."""
    old = thing.before[0] if thing.before else None
    before = old.reading.form.isian if old and old.reading.form else None
    now = thing.file.reading.form.isian if thing.file and thing.file.reading.form else None
    if before is None or now is None:
        return ""
    many = sum(1 for key in {*before, *now} if before.get(key, "").strip() != now.get(key, "").strip())
    return f"{many} isian"


_ALSO = {
    ACCEPTED: "sudah kami terima dan sudah lengkap",
    NEWER: "versi barunya sudah kami terima dan sudah lengkap",
    NOT_OURS: "tidak dapat kami pakai",
    CLOSED: "kami simpan, tetapi pengumpulan sudah ditutup",
}


def _others(things: Sequence[Thing], reply: Reply) -> list[str]:
    """The things that the text itself does not speak of."""
    told = [thing for thing in things if thing.asks in _ALSO]
    lines = [
        f"- {_called(thing, reply)}: {_ALSO[thing.asks]}"
        + (f" (sidik {thing.content[:_MARK]})" if thing.asks in (ACCEPTED, NEWER) else _because(thing))
        for thing in told
    ]
    return ["Selain itu:", *_first(lines)] if lines else []


def _strangers(reply: Reply) -> list[str]:
    """That somebody else has sent it than is known for its owner."""
    senders = [thing.to for thing in reply.things if thing.to != reply.to.address.lower()]
    return [
        f"Berkas ini kami terima dari {sender}, yang tidak tercatat untuk pemiliknya; karena itu salinannya kami kirim ke "
        "alamat ini. Bila pengirimnya tidak Saudara kenal, mohon beri tahu kami."
        for sender in dict.fromkeys(senders)
    ]

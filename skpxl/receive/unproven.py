"""Files whose origin cannot be proven, put before the admin: their answers beside the verified file's, or alone.

They count for nothing by themselves. What is taken from them is a decision, recorded in the workbook of decisions like any
other. It takes readings and decides nothing itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpxl.errors import required
from skpxl.findings import Finding, temuan
from skpxl.forms.reading import Reading
from skpxl.model.keputusan import TANPA_BUKTI, Alternatif, Collision, Sumber
from skpxl.model.skp import slot_key
from skpxl.model.teks import rapi
from skpxl.model.trust import Trust
from skpxl.receive.three_way import DIKOSONGKAN, essence, fingerprint, subject_of, whole_item
from skpxl.template.form import Form
from skpxl.template.slots import Slot, item_root

TIDAK_DIPAKAI = "(tidak dipakai)"
# What a person is told by who looks whether an unproven file may be his.
_IDENTITAS = ("pegawai_nama", "pegawai_nip", "pegawai_jabatan", "pegawai_unit_kerja", "pejabat_penilai_nama")


@dataclass(frozen=True)
class Dispute:
    """The files of one workbook that prove nothing (`unproven`), and the one that counts (`verified`), by position."""

    verified: int | None
    unproven: tuple[int, ...]


@dataclass
class Settled:
    """What has become of unproven files, by position.

    `collisions` are all questions with their decisions, `readings` the files that read otherwise now (a verified one with
    what was taken over, an unproven one that is used), `merged` those of which nothing is left to decide, with the
    file they went into and the places taken from them, `set_aside` those that are not used, with what is to be said.
    """

    collisions: list[Collision] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    merged: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    set_aside: dict[int, Finding] = field(default_factory=dict)


def settle_unproven(
    readings: Sequence[Reading], counting: Sequence[int], decide: Callable[[Collision], Collision]
) -> Settled:
    """Put unproven files before the admin, and do what has been decided. `counting` are the positions of files that count;
    `decide` gives a question its decisions."""
    settled = Settled()
    for dispute in disputes(readings, counting):
        unproven = [readings[position] for position in dispute.unproven]
        if dispute.verified is None:
            collisions = [decide(collision) for collision in alone(unproven)]
            for collision in collisions:
                if collision.putusan.jelas:
                    _decided_alone(dispute, collision, unproven, settled)
        else:
            verified = readings[dispute.verified]
            collisions = [decide(collision) for collision in side_by_side(verified, unproven)]
            taken_from = _taken_over(dispute.verified, verified, unproven, collisions, settled)
            if all(collision.putusan.jelas for collision in collisions):
                for copy, position in enumerate(dispute.unproven, start=1):
                    keys = [key for key, source in taken_from.items() if source == copy]
                    settled.merged[position] = (dispute.verified, keys)
        settled.collisions += collisions
    return settled


def _taken_over(
    position: int, verified: Reading, unproven: Sequence[Reading], collisions: Sequence[Collision], settled: Settled
) -> dict[str, int]:
    """Which file (from 1) each place of the verified file is taken from now; 0 for a text of the admin's own."""
    form = required(verified.form, "formulir yang terbukti")
    isian, cells, file_of = dict(form.isian), dict(verified.cells), dict(verified.origin)
    taken_from: dict[str, int] = {}
    # The verified file stands first: choosing it changes nothing.
    decided = [
        collision
        for collision in collisions
        if collision.putusan.jelas and not (collision.pilihan and collision.pilihan.sumber[0].ke == 0)
    ]
    for collision in decided:
        isian |= dict.fromkeys(collision.keys, "") | collision.terpilih()
        copy = collision.pilihan.sumber[0].ke if collision.pilihan else 0
        taken_from |= dict.fromkeys(collision.keys, copy)
        if copy:
            for key in collision.keys:
                file_of[key], cells[key] = (
                    unproven[copy - 1].file,
                    unproven[copy - 1].cells.get(key, cells.get(key, "")),
                )
    if taken_from:
        info = _told("keaslian-diputuskan", decided, verified)
        settled.readings[position] = replace(
            verified, form=form.filled(isian), cells=cells, origin=file_of, findings=(info, *verified.findings)
        )
    return taken_from


def _decided_alone(dispute: Dispute, collision: Collision, unproven: Sequence[Reading], settled: Settled) -> None:
    """Use the file that has been chosen, and set the others aside."""
    choice = chosen(collision, unproven)
    for copy, position in enumerate(dispute.unproven):
        if copy == choice:
            reading = taken(unproven[copy])
            info = _told("keaslian-diputuskan", [collision], reading)
            settled.readings[position] = replace(reading, findings=(info, *reading.findings))
        else:
            settled.set_aside[position] = _told("keaslian-ditolak", [collision], unproven[copy])


def _told(code: str, collisions: Sequence[Collision], reading: Reading) -> Finding:
    """That it was decided, and by whom, as far as they gave their names."""
    names = dict.fromkeys(
        rapi(decision.oleh) for collision in collisions for decision in collision.baris if rapi(decision.oleh)
    )
    who = reading.form.terkunci.get("pegawai_nama", "") if reading.form else ""
    return temuan(code, oleh=f" oleh {', '.join(names)}" if names else "").at(file=reading.file, who=who)


def disputes(readings: Sequence[Reading], counting: Sequence[int]) -> list[Dispute]:
    """The files that wait for the admin, by workbook; `counting` are the positions of those that count."""
    per_book: dict[tuple[str, str], list[int]] = {}
    for position, reading in enumerate(readings):
        if reading.form and reading.trust.decidable and not reading.is_of_another:
            per_book.setdefault(_book(reading.form), []).append(position)
    verified = {_book(form): position for position in counting if (form := readings[position].form)}
    return [Dispute(verified.get(book), tuple(members)) for book, members in per_book.items()]


def _book(form: Form) -> tuple[str, str]:
    return form.stamp.form, form.stamp.id


def side_by_side(verified: Reading, unproven: Sequence[Reading]) -> list[Collision]:
    """The answers in which unproven files differ from the verified one, whose own stands first and counts until decided.

    Of an item of which several cells differ it is the whole item that is chosen.
    """
    form = verified.form
    if form is None:
        return []
    readings = [verified, *unproven]
    differing: dict[tuple[str | int, ...], list[Slot]] = {}
    for slot in form.layout.entri:
        if any(_differs(slot, form, reading) for reading in unproven):
            differing.setdefault(item_root(slot.path), []).append(slot)
    collisions = []
    for root, slots in differing.items():
        if len(slots) == 1:
            collisions.append(
                _collision(form, readings, slots[0].key, slots, slots[0].tempat + f": {slots[0].sebutan}")
            )
        else:
            item = [slot for slot in form.layout.entri if item_root(slot.path) == root]
            subject = subject_of(form.layout, root) or item[0]
            place = f"{subject.tempat}, seluruhnya"
            collisions.append(_collision(form, readings, slot_key(*root), item, place, subject=subject))
    return collisions


def _differs(slot: Slot, form: Form, other: Reading) -> bool:
    """True where a file holds another answer; a cell that was not found in it says nothing."""
    if other.form is None or slot.key not in other.cells:
        return False
    return essence(slot, other.form.isian.get(slot.key, "")) != essence(slot, form.isian.get(slot.key, ""))


def alone(unproven: Sequence[Reading]) -> list[Collision]:
    """The one question about files of a workbook of which no verified one has come: which of them is used, if any."""
    filled = [reading for reading in unproven if reading.form]
    if not filled or filled[0].form is None:
        return []
    form = filled[0].form
    alternatives: dict[str, Alternatif] = {}
    keys: dict[str, None] = {}
    for copy, reading in enumerate(unproven):
        if reading.form is None:
            continue
        values = [(slot.key, essence(slot, reading.form.isian.get(slot.key, ""))) for slot in reading.form.layout.entri]
        keys |= dict.fromkeys(key for key, text in values if text)
        mark = fingerprint(values)
        sources = (*(alternatives[mark].sumber if mark in alternatives else ()), Sumber(ke=copy, file=reading.file))
        alternatives[mark] = Alternatif(
            teks=_whole_file(reading, reading.form), sidik=mark, isi=dict(reading.form.isian), sumber=sources
        )
    none_of_them = Alternatif(
        teks=TIDAK_DIPAKAI, sidik=fingerprint([("", TIDAK_DIPAKAI)]), isi={}, sumber=(Sumber(file=filled[0].file),)
    )
    return [
        Collision(
            buku=form.stamp.id,
            key=TANPA_BUKTI,
            butir=True,
            keys=tuple(keys) or (form.layout.entri[0].key,),
            siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip,
            tempat="Berkas yang keasliannya tidak terbukti: dipakai atau tidak",
            alternatif=(*alternatives.values(), none_of_them),
        )
    ]


def _whole_file(reading: Reading, form: Form) -> str:
    """Who a file says it is of, and all its answers, a line each."""
    values = {**reading.terkunci, **form.isian}
    lines = []
    for slot in form.layout.slots:
        if (slot.key in _IDENTITAS or not slot.terkunci) and (text := values.get(slot.key, "").strip()):
            place = f"{slot.tempat}, {slot.sebutan}" if slot.tempat else slot.sebutan
            lines.append(f"{place[:1].upper()}{place[1:]}: {text}")
    return "\n".join(lines) or "(kosong)"


def _collision(
    form: Form, readings: Sequence[Reading], key: str, slots: Sequence[Slot], place: str, *, subject: Slot | None = None
) -> Collision:
    alternatives: dict[str, Alternatif] = {}
    for copy, reading in enumerate(readings):
        isian = _answers(form, reading, slots)
        values = [(slot.key, essence(slot, isian.get(slot.key, ""))) for slot in slots]
        mark = fingerprint(values)
        source = Sumber(ke=copy, file=reading.file, sel=reading.cells.get((subject or slots[0]).key, ""))
        before = alternatives.get(mark)
        text = whole_item(form.filled(isian), subject, slots) if subject else isian.get(slots[0].key, "")
        alternatives[mark] = Alternatif(
            teks=before.teks if before else text or DIKOSONGKAN,
            sidik=mark,
            isi=before.isi if before else {slot.key: isian[slot.key] for slot in slots if isian.get(slot.key)},
            sumber=(*(before.sumber if before else ()), source),
        )
    return Collision(
        buku=form.stamp.id,
        key=f"{TANPA_BUKTI}.{key}",
        butir=subject is not None,
        keys=tuple(slot.key for slot in slots),
        siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip,
        tempat=f"{place} (A terbukti asli, yang lain tidak)",
        alternatif=tuple(alternatives.values()),
    )


def _answers(form: Form, other: Reading, slots: Sequence[Slot]) -> Mapping[str, str]:
    """What a file says in some places; of a cell that was not found in it, what the verified one says."""
    found = other.form.isian if other.form else {}
    return {slot.key: (found if slot.key in other.cells else form.isian).get(slot.key, "") for slot in slots}


def chosen(collision: Collision, unproven: Sequence[Reading]) -> int | None:
    """Which of the files of `alone` has been chosen, by position; None for none."""
    choice = collision.pilihan
    if choice is None or choice.teks == TIDAK_DIPAKAI:
        return None
    return choice.sumber[0].ke if choice.sumber[0].ke < len(unproven) else None


def taken(reading: Reading) -> Reading:
    """A file that the admin has decided to use: it counts from now on, and what spoke against it is no galat any more."""
    return replace(
        reading,
        trust=Trust.DECIDED,
        findings=tuple(finding for finding in reading.findings if finding.code not in UNPROVEN_CODES),
    )


UNPROVEN_CODES = frozenset({"keaslian-tak-terbukti", "tanpa-kunci", "tanda-tangan-salah"})

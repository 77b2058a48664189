"""Receiving files, as most commands begin: which files, held against what, copies of one workbook taken as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.cli.call import Call
from skpxl.cli.noted import note_decided
from skpxl.cli.screen import progress, say
from skpxl.cli.show import say_first

if TYPE_CHECKING:
    from skpxl.files.walk import Found
    from skpxl.model.keputusan import Collision
    from skpxl.receive.conflicts import Settlement
    from skpxl.receive.validate import Measure, ReceivedFile


@dataclass(frozen=True)
class Received:
    """What came in: the validated files, what they were held against, and what else was met."""

    files: "list[ReceivedFile]"
    measure: "Measure"
    found: "Found"

    @property
    def held(self) -> "list[ReceivedFile]":
        """What the disk did not give: nothing is known of it."""
        return held_among(self.files)


def held_among(files: "Iterable[ReceivedFile]") -> "list[ReceivedFile]":
    """Those of the files that the disk did not give."""
    from skpxl.forms.triage import HELD

    return [file for file in files if any(finding.code in HELD for finding in file.findings)]


def say_held(files: "Iterable[ReceivedFile]") -> None:
    """Name on stderr what the disk did not give, and why."""
    held = (f"{file.reading.file}: {file.findings[0].message}" for file in held_among(files))
    say_first(held, "semuanya dengan `skpxl validate --report`", err=True)


# In what a form differs from the roster of today, by what is found on it.
_CHANGED = {
    "nip-tidak-terdaftar": "tidak ada di daftar", "nip-berganti": "NIP", "nama-berganti": "nama", "unit-berganti": "unit kerja",
    "penilai-berganti": "pejabat penilai", "jabatan-berganti": "jabatan",
}  # fmt: skip
_NAMED = 5


def say_changed(files: "Iterable[ReceivedFile]") -> None:
    """Whose forms are used as they are printed, though the roster of today says otherwise, and in what."""
    told: dict[tuple[str, str], list[str]] = {}
    for file in files:
        if words := [_CHANGED[finding.code] for finding in file.findings if finding.code in _CHANGED]:
            told.setdefault((file.owner.nip, file.owner.nama), []).extend(words)
    if told:
        named = [f"{name} ({', '.join(dict.fromkeys(words))})" for (_, name), words in told.items()]
        more = f"; dan {len(named) - _NAMED} lagi" if len(named) > _NAMED else ""
        say(
            f"Lain dari daftar pegawai sekarang dan dipakai seperti tercetak: {'; '.join(named[:_NAMED])}{more}. "
            "Yang harus dilakukan: `skpxl validate`.",
            err=True,
        )


def find(call: Call, paths: Sequence[Path]) -> "Found":
    """What lies under `paths`, without what was set aside in the campaign; what is not read is said on stderr."""
    from skpxl.files.walk import look

    found = look(paths, call.aside)
    say(*found.told(), err=True)
    return found


def receive(call: Call, paths: Sequence[Path], *, lists_files: bool = False) -> Received:
    """Read and validate the files of `paths` (in a campaign, by default its folder `masuk/`).

    What the disk did not give is named on stderr, unless the command `lists_files` itself.
    """
    from skpxl.campaign.folder import MASUK
    from skpxl.receive.validate import validate

    paths, measure = call.sources(paths, MASUK), call.measure
    found = find(call, paths)
    with progress("Memeriksa", len(found.files)) as advance:
        received = Received(validate(found.files, measure, advance=advance), measure, found)
    if not lists_files:
        say_held(received.files)
    return received


def settle_copies(call: Call, files: "Sequence[ReceivedFile]", measure: "Measure") -> "Settlement":
    """Make one of the copies of a workbook where they do not collide or somebody has decided; says what is still open."""
    from skpxl.files.output import write_whole
    from skpxl.receive.conflicts import settle

    settled = settle(files, measure, call.decisions, sandi=call.password)
    if call.decisions and settled.workbook is not None:
        # What was typed into it before is in the new one: nothing is lost by writing it over.
        write_whole(call.decisions, settled.workbook, force=True)
    note_decided(call, (_decided(one) for one in settled.collisions if one.putusan.jelas))
    if settled.sentence:
        say(settled.sentence, err=True)
    return settled


def _decided(collision: "Collision") -> tuple[str, str, str, dict[str, str]]:
    """A decision as the ledger keeps it: which of the values counts, where, and who typed it into the workbook of decisions."""
    kind, value = collision.putusan
    texts = {option.sidik: option.teks for option in collision.alternatif}
    counts = {"pilih": texts.get(value, value), "sendiri": value}.get(kind, kind)
    row = collision.baris[0]
    detail = {"tempat": collision.tempat, "siapa": collision.siapa, "pemutus": row.oleh, "catatan": row.catatan}
    return collision.buku, "", counts[:500], {name: text for name, text in detail.items() if text}

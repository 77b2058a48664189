"""What Kabids have decided on results, kept in a file beside the campaign's other papers: read, added to, written.

A decision is taken from a matriks that came back corrected, once; the last one on a result counts. Nothing is ever removed from
the file, so it tells who decided what and when. It places no result.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.files.disk import refused
from skpxl.files.output import write_whole
from skpxl.files.text import read_bytes, text_of
from skpxl.findings import Finding, temuan
from skpxl.model.penempatan import Penempatan, latest
from skpxl.model.suntingan import Suntingan
from skpxl.model.teks import sidik
from skpxl.receive.handed_back import HandedBack, ResultChange, contradiction
from skpxl.template.errors import dalam_bahasa

FILE_NAME = "keputusan-matriks.json"
_ABOUT = (
    "Keputusan atas matriks peran hasil: dicatat skpxl dari matriks yang dikoreksi dan dikembalikan. Yang paling bawah atas "
    "suatu hasil kerja yang berlaku. Jangan dihapus: tanpa berkas ini koreksinya hilang dari matriks berikutnya."
)
_DECISIONS = TypeAdapter(tuple[Penempatan, ...])


@dataclass(frozen=True)
class Journal:
    """All decisions in the order in which they were taken; those of this run (`baru` of them) stand last."""

    decisions: tuple[Penempatan, ...] = ()
    baru: int = 0

    def adding(self, decisions: Iterable[Penempatan]) -> "Journal":
        """The journal with these after the others."""
        added = tuple(decisions)
        return Journal((*self.decisions, *added), self.baru + len(added))


NO_DECISIONS = Journal()


def journal_file(campaign: Path | None, output: Path) -> Path:
    """Where the decisions of a campaign are kept; without one, beside the matriks."""
    return campaign / FILE_NAME if campaign else output.with_name(f"{output.stem}-keputusan.json")


def read_journal(path: Path) -> Journal:
    """The decisions of a file, none where it does not exist. Raises SkpxlError where it is damaged."""
    try:
        data = read_bytes(path)
        if data is None:
            return Journal()
        read = json.loads(text_of(data, path))
        return Journal(_DECISIONS.validate_python(read["riwayat"]))
    except ValidationError as error:
        raise SkpxlError(f"{dalam_bahasa(path, error)} {_MEND}") from error
    except OSError as error:
        raise SkpxlError(f"Berkas keputusan {refused(path, error, 'dibaca')}") from error
    except (SkpxlError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SkpxlError(f"Berkas keputusan {path} rusak atau bukan milik skpxl. {_MEND}") from error


_MEND = "Kembalikan dari cadangan; matriks tidak dibuat, supaya koreksi yang tercatat di sana tidak hilang."


def write_journal(path: Path, journal: Journal) -> bool:
    """Write the decisions where there are new ones. True where the file was written."""
    if not journal.baru:
        return False
    rows = [decision.model_dump(mode="json", exclude_defaults=True) for decision in journal.decisions]
    text = json.dumps({"keterangan": _ABOUT, "versi": 1, "riwayat": rows}, ensure_ascii=False, indent=1)
    return write_whole(path, (text + "\n").encode(), force=True)


@dataclass(frozen=True)
class _Change:
    """A change that is not in the journal yet, and the workbook that it was made in."""

    book: HandedBack
    change: ResultChange
    jejak: str

    @property
    def key(self) -> tuple[str, str]:
        """The result, and the branch that the place was chosen in."""
        return self.change.edit.id, self.change.cabang

    @property
    def dasar(self) -> int:
        """How many decisions there were when the workbook was printed."""
        return self.book.record.keputusan


def decide(journal: Journal, books: Sequence[HandedBack], tanggal: date) -> tuple[Journal, list[Finding]]:
    """Take what was changed in these workbooks as decisions of this day; findings (not worded) tell each of them.

    What is in the journal already is not taken again. Of two workbooks that contradict each other the one that was printed
    later counts; printed from the same state, none does. A decision that came after the print of a workbook outweighs it,
    but for one that was taken from this very workbook: who goes on in his own file means what stands there last.
    Decisions that a workbook was printed with and the journal does not know are taken over as they are.
    """
    carried = list(_carried(journal, books))
    journal = journal.adding(carried)
    known = {decision.jejak for decision in journal.decisions}
    since = {decision.jejak: n for n, decision in enumerate(journal.decisions, start=1)}
    since |= dict.fromkeys((decision.jejak for decision in carried), 0)
    per_result: dict[tuple[str, str], list[_Change]] = {}
    findings: list[Finding] = []
    all_changes = {change.jejak: change for book in books for change in _changes(book)}
    corrected = Counter((change.key, change.book.record.sidik) for change in all_changes.values())
    for change in all_changes.values():
        alone = corrected[change.key, change.book.record.sidik] == 1  # no other copy of its print says otherwise
        current = _last_on(journal, change)
        goes_on = alone and bool(current and _same_file(change, current) and current.jejak != change.jejak)
        if change.jejak in known and not goes_on:
            continue
        if goes_on and current and current.says_the_same(_decision(change, current, tanggal)):
            continue
        if current is None or goes_on or since[current.jejak] <= change.dasar:
            per_result.setdefault(change.key, []).append(change)
        elif not current.says_the_same(_decision(change, current, tanggal)):
            findings.append(_overtaken(change, tanggal, current.sumber, current.tanggal))
    added: list[Penempatan] = []
    for changes in per_result.values():
        newest = [change for change in changes if change.dasar == max(other.dasar for other in changes)]
        if clash := next((change for change in newest if not _compatible(change, newest[0])), None):
            findings.append(_between_files(newest[0], clash))
            continue
        current = _last_on(journal, newest[0])
        for change in changes:
            if all(_compatible(change, other) for other in newest):
                current = _decision(change, current, tanggal)
                added.append(current)
                findings.append(_taken(change, current))
            else:
                findings.append(_overtaken(change, tanggal, Path(newest[0].book.file).name, tanggal))
    return journal.adding(added), findings


def _last_on(journal: Journal, change: _Change) -> Penempatan | None:
    """The last decision on a result: on its text, in whatever row of the form it stood then, else on its row."""
    same_person, text = change.change.orang.nip, sidik(change.change.teks)
    on_row = None
    for decision in reversed(journal.decisions):
        if decision.cabang == change.change.cabang:
            same_row = decision.hasil == change.change.edit.id
            if text in (sidik(decision.teks), sidik(decision.cetak)) and (
                same_row or (same_person and decision.nip == same_person)
            ):
                return decision
            on_row = on_row or (decision if same_row else None)
    return on_row


def _carried(journal: Journal, books: Sequence[HandedBack]) -> Iterator[Penempatan]:
    """The decisions in these workbooks that the journal does not know, but for results on which it has a later one."""
    known = {decision.jejak for decision in journal.decisions}
    before = latest(journal.decisions)
    for book in sorted(books, key=lambda book: book.record.keputusan):
        for decision in book.record.diputuskan:
            current = before.get((decision.hasil, decision.cabang))
            if decision.jejak not in known and (current is None or current.tanggal < decision.tanggal):
                known.add(decision.jejak)
                yield decision


def _changes(book: HandedBack) -> Iterator[_Change]:
    """The changes of a workbook; a place chosen in a branch stands apart from what holds everywhere."""
    for change in book.changes:
        parts = [change]
        if change.cabang:
            placed = Suntingan(change.edit.id, kolom=change.edit.kolom, tempat=change.edit.tempat)
            parts = [replace(change, edit=placed)]
            rest = replace(change.edit, kolom=None, urutan=None)
            parts += [replace(change, edit=rest, cabang="")] if rest.berarti else []
        for part in parts:
            k = part.edit
            said = (book.record.sidik, k.id, part.cabang, k.kolom, k.cetak, k.gabung, k.urutan, k.keluar)
            yield _Change(book, part, hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16])


def _decision(change: _Change, current: Penempatan | None, tanggal: date) -> Penempatan:
    """A change as a decision; what it leaves alone stays as it was decided before, as long as the text is the same."""
    k, person = change.change.edit, change.change.orang
    text = change.change.teks
    base = current if current and sidik(text) in (sidik(current.teks), sidik(current.cetak)) else None
    decided = base or Penempatan(hasil=k.id, teks=text, tanggal=tanggal)
    if base and sidik(base.teks) != sidik(text):
        decided = base.model_copy(update={"cetak": ""})  # the SKP says now what was decided
    update: dict[str, object] = {
        "hasil": k.id,
        "nip": person.nip,
        "nama": person.nama,
        "teks": text,
        "cabang": change.change.cabang,
        "tanggal": tanggal,
        "oleh": change.book.oleh,
        "sumber": f"{Path(change.book.file).name}, {k.tempat}" if k.tempat else Path(change.book.file).name,
        "dasar": change.book.record.keputusan,
        "cetakan": change.book.record.sidik,
        "jejak": change.jejak,
    }
    if k.kolom is not None:
        update |= {"produk": k.kolom[1], "produk_teks": change.book.teks_kolom(k.kolom[1]), "urutan": 0}
        update["dari"] = change.book.place_of(k.id, change.change.cabang)
    update |= {
        name: value for name in ("cetak", "gabung", "urutan", "keluar") if (value := getattr(k, name)) is not None
    }
    if k.gabung:
        update["gabung_teks"] = change.book.text_of(k.gabung)
    return decided.model_copy(update=update)


def _same_file(change: _Change, decision: Penempatan) -> bool:
    """True where a decision was taken from the same file with the same print in it."""
    name = Path(change.book.file).name
    same_name = decision.sumber == name or decision.sumber.startswith(f"{name}, ")
    return same_name and bool(decision.cetakan) and decision.cetakan == change.book.record.sidik


def _compatible(one: _Change, other: _Change) -> bool:
    return one.change.edit.agrees(other.change.edit)


def _at(change: _Change, finding: Finding) -> Finding:
    sheet, _, cell = change.change.edit.tempat.rpartition("!")
    person = change.change.orang
    return finding.at(file=change.book.file, sheet=sheet, cell=cell, who=person.nama or person.jabatan)


def _taken(change: _Change, decision: Penempatan) -> Finding:
    return _at(change, temuan("koreksi-dicatat", found=change.change.teks, tindakan=done(change.change.edit, decision)))


def done(edit: Suntingan, decision: Penempatan) -> str:
    """What a correction did, in words."""
    said = []
    if edit.kolom is not None:
        target = f"“{decision.produk_teks}”" if decision.produk else "Belum terpetakan"
        moved = f"dipindahkan dari {decision.dari or 'tempat lain'} ke {target}"
        said.append(moved if decision.dari != target else f"tetap di {target}")
    if edit.cetak is not None:
        said.append(f"dicetak sebagai “{edit.cetak}”" if edit.cetak else "dicetak lagi seperti dalam SKP")
    if edit.gabung is not None:
        said.append("dicetak bersama hasil lain di sel yang sama" if edit.gabung else "dicetak tersendiri lagi")
    if edit.keluar is not None:
        said.append("dikeluarkan dari matriks" if edit.keluar else "dimasukkan lagi ke matriks")
    if edit.urutan is not None:
        said.append(f"diurutkan menjadi nomor {edit.urutan} di selnya")
    return "; ".join(said)


def _overtaken(change: _Change, today: date, source: str, since: date) -> Finding:
    what = done(change.change.edit, _decision(change, None, today))
    said = temuan(
        "koreksi-didahului", found=change.change.teks, tindakan=what, sumber=source, tanggal=f"{since:%d-%m-%Y}"
    )
    return _at(change, said)


def _between_files(one: _Change, other: _Change) -> Finding:
    places = [
        f"{Path(change.book.file).name}, {change.change.edit.tempat or 'tidak ada lagi di sana'}"
        for change in (one, other)
    ]
    return contradiction(one.change, other.change, *places).at(file=one.book.file)

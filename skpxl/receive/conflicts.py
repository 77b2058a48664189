"""Between validate and merge: contradicting copies of one workbook become one, cell by cell, or wait for a decision.

No copy wins by being the last. What the copies change differently is listed in a workbook of decisions (`settle`), and
counts once somebody has decided it. It writes no file itself.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import required
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import Pesan, worded
from skpxl.forms.reading import Reading
from skpxl.forms.triage import BUKAN_KITA
from skpxl.kinds.kind import Isi
from skpxl.model.keputusan import Collision, Keputusan, Sumber, tanpa_kembar
from skpxl.model.pembagian import Pembagian
from skpxl.receive.interpret import understood
from skpxl.receive.three_way import MergedAnswers, merge_answers, mergeable
from skpxl.receive.unproven import settle_unproven
from skpxl.receive.validate import GANDA, Measure, ReceivedFile, batch_of, check_reading, file_account

_CONTRADICTING = "berkas-bertentangan"
USANG = "Usang: isi berkas sudah berubah sesudah diputuskan, atau tidak bertabrakan lagi. Baris ini tidak dipakai."
BERKAS_LAIN = "Berkasnya tidak ikut dalam penggabungan terakhir."
RUSAK = "Kode baris ini rusak, jadi tidak diketahui milik isian yang mana. Baris ini tidak dipakai."
_TOLD_MAX = 12


@dataclass(frozen=True)
class Settlement:
    """What has become of the files: `files` in the order given, every collision with its decision, findings (worded).

    `left_over` are rows of decisions that fit no collision of now; they are kept. `workbook` is the workbook of
    decisions where it must be (re)written, `sentence` tells in one sentence what is in it; both only from `settle`.
    """

    files: tuple[ReceivedFile, ...]
    collisions: tuple[Collision, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_over: tuple[Keputusan, ...] = ()
    workbook: bytes | None = None
    sentence: str = ""

    @property
    def open(self) -> tuple[Collision, ...]:
        """The collisions that nobody has decided yet, and that hold files up."""
        return tuple(collision for collision in self.waiting if not collision.tanpa_bukti)

    @property
    def waiting(self) -> tuple[Collision, ...]:
        """All that nobody has decided yet, what unproven files say included."""
        return tuple(collision for collision in self.collisions if not collision.putusan.jelas)


def settle(files: Sequence[ReceivedFile], measure: Measure, workbook: Path | None, *, sandi: str = "") -> Settlement:
    """`resolve` with the decisions of the `workbook`, which need not exist yet; the caller writes what is to be.

    It is to be written where there are collisions and no workbook, or collisions that are not in it. Everything typed in
    it before is kept. Raises SkpxlError where `workbook` is no workbook of decisions.
    """
    if workbook is None:
        return resolve(files, measure)
    from skpxl.books.decisions import read_decisions, write_decisions

    exists, library = os.path.lexists(workbook), measure.library
    decisions, findings = read_decisions(workbook, library) if exists else ([], [])
    settled = resolve(files, measure, decisions)
    new = [collision for collision in settled.waiting if not collision.baris]
    # Rows may have come to count, or ceased to: the workbook says so, and its own count must be true.
    now = {_as_typed(decision): decision.keterangan for decision in settled.left_over}
    current = {_place(collision): collision for collision in settled.collisions}
    changed = bool(new) or any(
        decision.keterangan != ("" if _counts(decision, current) else now.get(_as_typed(decision)))
        for decision in decisions
    )
    data = None
    if settled.waiting and (changed or not exists):
        data = write_decisions(
            settled.collisions, library, rest=settled.left_over, link=_linker(workbook.parent), sandi=sandi
        )
    return replace(
        settled,
        findings=(*worded(findings, library.pesan), *settled.findings),
        workbook=data,
        sentence=_sentence(settled, len(new), workbook, written=data is not None),
    )


def _place(asked: Collision | Keputusan) -> tuple[str, str, bool]:
    return asked.buku, asked.key, asked.butir


def _counts(decision: Keputusan, collisions: Mapping[tuple[str, str, bool], Collision]) -> bool:
    """True where a row was made for a collision of now."""
    return (collision := collisions.get(_place(decision))) is not None and collision.milik(decision)


def _as_typed(decision: Keputusan) -> Keputusan:
    """A row but for its note on whether it counts."""
    return decision.model_copy(update={"keterangan": ""})


def _sentence(settled: Settlement, new: int, workbook: Path, *, written: bool) -> str:
    """What is in the workbook of decisions, in one sentence; empty where there never was a collision."""
    if not settled.collisions and not settled.left_over:
        return ""
    waiting = len(settled.waiting)
    stale = sum(1 for decision in settled.left_over if decision.keterangan != BERKAS_LAIN)
    parts = [f"{sum(1 for collision in settled.collisions if collision.putusan.jelas)} sudah diputuskan"]
    parts.append(f"{waiting} belum" + (f" ({new} baru)" if new else ""))
    parts += [f"{stale} usang dan tetap disimpan"] if stale else []
    written_to = f"; ditulis ke {workbook}, isi kolom Keputusan lalu jalankan lagi" if written else ""
    rest = f"; putuskan di {workbook} lalu jalankan lagi" if waiting and not written else ""
    return f"{len(settled.collisions)} tempat untuk diputuskan: {', '.join(parts)}{written_to}{rest}."


def _linker(folder: Path) -> Callable[[Sumber], str]:
    from skpxl.receive.report import link_to

    def link(source: Sumber) -> str:
        sheet, _, cell = source.sel.rpartition("!")
        return link_to(source.file, sheet, cell, folder)

    return link


def resolve(files: Sequence[ReceivedFile], measure: Measure, decisions: Sequence[Keputusan] = ()) -> Settlement:
    """Merge what contradicts each other in validated files, as far as nothing collides or it has been decided.

    The first file of each group then stands for all of it, is checked anew and counts; the others are doubles that say
    what was taken from them. Groups with an open collision stay as they are, and say how many places are to be decided.
    """
    after, library = list(files), measure.library
    per_place: dict[tuple[str, str, bool], list[Keputusan]] = {}
    for decision in decisions:
        per_place.setdefault(_place(decision), []).append(decision)
    all_collisions: list[Collision] = []
    fused: dict[int, Reading] = {}
    absorbed: set[int] = set()
    for members in _groups(files):
        readings = [files[position].reading for position in members]
        merged = merge_answers(readings)
        collisions = [
            _with_decisions(collision, per_place.get(_place(collision), ())) for collision in merged.collisions
        ]
        all_collisions += collisions
        undecided = [collision for collision in collisions if not collision.putusan.jelas]
        if undecided:
            for position in members:
                after[position] = _still_contradicting(files[position], readings, undecided, library.pesan)
            continue
        reading, copy_of = _fuse(readings, merged, collisions)
        fused[members[0]] = reading
        for copy, position in enumerate(members[1:], start=1):
            keys = [key for key, source in copy_of.items() if source == copy]
            after[position] = _merged_into(files[position], readings[0].file, keys, library.pesan)
            absorbed.add(position)
    readings = [fused.get(position, file.reading) for position, file in enumerate(files)]
    counting = [
        position
        for position, file in enumerate(files)
        if (file.counted or position in fused) and position not in absorbed
    ]
    unproven = settle_unproven(
        readings, counting, lambda collision: _with_decisions(collision, per_place.get(_place(collision), ()))
    )
    all_collisions += unproven.collisions
    fused |= unproven.readings
    for position, (copy, keys) in unproven.merged.items():
        after[position] = _merged_into(files[position], readings[copy].file, keys, library.pesan)
        absorbed.add(position)
    for position, info in unproven.set_aside.items():
        after[position] = replace(
            files[position], findings=tuple(worded([info], library.pesan)), fate=BUKAN_KITA, counted=False
        )
    for position, file in _checked_again(files, fused, absorbed, measure).items():
        after[position] = file
    file_account("berkas sesudah keputusan", [file.reading.file for file in files], after)
    rest = _left_over(all_collisions, decisions, files)
    return Settlement(
        tuple(after),
        tuple(all_collisions),
        tuple(worded(_findings_on_decisions(all_collisions, rest), library.pesan)),
        rest,
    )


# -- groups ----------------------------------------------------------------------------------------------------------


def _groups(files: Sequence[ReceivedFile]) -> list[list[int]]:
    """The positions of files that contradict each other, group by group; those issued differently are left alone."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for position, file in enumerate(files):
        if file.reading.form and any(finding.code == _CONTRADICTING for finding in file.findings):
            stamp = file.reading.form.stamp
            groups.setdefault((stamp.form, stamp.id, stamp.nip, str(stamp.periode), stamp.penilai), []).append(position)
    return [members for members in groups.values() if mergeable([files[position].reading for position in members])]


def _with_decisions(collision: Collision, decisions: Sequence[Keputusan]) -> Collision:
    return collision.model_copy(
        update={"baris": tanpa_kembar([decision for decision in decisions if collision.milik(decision)])}
    )


def _fuse(
    readings: Sequence[Reading], merged: MergedAnswers, collisions: Sequence[Collision]
) -> tuple[Reading, dict[str, int | None]]:
    """One reading out of many, and the copy that each value came from; None for what somebody typed or cleared."""
    first = readings[0]
    form = required(first.form, "formulir salinan yang digabung")
    isian = dict(merged.answers)
    copy_of: dict[str, int | None] = {**merged.sources}
    cells = dict(first.cells)
    file_of: dict[str, str] = {}
    for collision in collisions:
        choice = collision.pilihan
        isian |= collision.terpilih()
        copy_of |= dict.fromkeys(collision.keys, choice.sumber[0].ke if choice else None)
        decision = next(decision for decision in collision.baris if decision.putusan == collision.putusan)
        if collision.putusan.jenis == "sendiri" and decision.file:
            file_of[collision.keys[0]], cells[collision.keys[0]] = decision.file, decision.sel
    for key, copy in copy_of.items():
        if copy:
            file_of[key] = readings[copy].file
            cells[key] = readings[copy].cells.get(key, cells.get(key, ""))
    reading = replace(
        first,
        form=form.filled(isian),
        cells={key: cell for key, cell in cells.items() if cell},
        findings=tuple(_findings_of_reading(readings, isian, copy_of)),
        others=tuple(dict.fromkeys(other for reading in readings for other in reading.others)),
        origin=file_of,
    )
    return reading, copy_of


def _findings_of_reading(
    readings: Sequence[Reading], isian: Mapping[str, str], copy_of: Mapping[str, int | None]
) -> list[Finding]:
    """What was said on reading that still holds: of every file as such, of a cell where its value comes from, of a blank
    in every copy (a cell that could not be read looks like one)."""
    kept = []
    for copy, reading in enumerate(readings):
        for finding in reading.findings:
            is_entry = finding.key in copy_of
            blank = is_entry and copy_of[finding.key] is not None and not isian.get(finding.key)
            holds = copy_of[finding.key] == copy or blank if is_entry else copy == 0 or not finding.key
            if holds:
                kept.append(finding)
    return kept


def _checked_again(
    files: Sequence[ReceivedFile], fused: Mapping[int, Reading], absorbed: set[int], measure: Measure
) -> dict[int, ReceivedFile]:
    """The merged files, checked, and those of people who build on one of them: what they may choose from has changed."""
    if not fused:
        return {}
    understood_of: dict[int, tuple[Reading, Isi | None]] = {
        position: (file.reading, file.content) for position, file in enumerate(files) if position not in absorbed
    }
    for position, reading in fused.items():
        merged, content = understood(reading)
        understood_of[position] = (merged, _in_its_file(content, merged))
    batch = batch_of(understood_of.values())
    owners = {content.pegawai.nip for position in fused if (content := files[position].skp)}
    again = set(fused)
    for position, file in enumerate(files):
        form = file.reading.form
        if file.counted and file.skp and form and not form.hasil_atasan and file.skp.pejabat_penilai.nip in owners:
            again.add(position)
    checked = {}
    for position in sorted(again):
        file = check_reading(*understood_of[position], measure, batch)
        checked[position] = replace(file, findings=tuple(worded(file.findings, measure.library.pesan)))
    return checked


def _in_its_file(content: Isi | None, reading: Reading) -> Isi | None:
    """The roles of a matriks know the file they were read in: of merged ones it may be another copy."""
    if not isinstance(content, Pembagian):
        return content
    rows = []
    for row in content.baris:
        peran = (role.model_copy(update={"file": reading.origin.get(role.key, role.file)}) for role in row.peran)
        rows.append(row.model_copy(update={"peran": tuple(peran)}))
    return content.model_copy(update={"baris": tuple(rows)})


# -- findings --------------------------------------------------------------------------------------------------------


def _owner(file: ReceivedFile) -> str:
    return file.reading.form.terkunci.get("pegawai_nama", "") if file.reading.form else ""


def _in_words(cells: Sequence[str], many: int = _TOLD_MAX) -> str:
    return ", ".join(cells[:many]) + (f" dan {len(cells) - many} sel lain" if len(cells) > many else "")


def _still_contradicting(
    file: ReceivedFile,
    readings: Sequence[Reading],
    undecided: Sequence[Collision],
    pesan: Pesan,
) -> ReceivedFile:
    """The same file, with how many places are to be decided in place of a bare contradiction."""
    other = next((reading.file for reading in readings if reading is not file.reading), "")
    cells = [
        file.reading.cells.get(collision.keys[0], collision.tempat) + (" dst." if collision.butir else "")
        for collision in undecided
    ]
    difference = f"{len(undecided)} tempat yang harus diputuskan: {_in_words(cells, 5)}"
    contradiction = temuan(_CONTRADICTING, berkas_lain=other, beda=difference).at(
        file=file.reading.file, who=_owner(file)
    )
    findings = [finding for finding in file.findings if finding.code != _CONTRADICTING]
    return replace(file, findings=(*findings, *worded([contradiction], pesan)))


def _merged_into(file: ReceivedFile, target: str, keys: Sequence[str], pesan: Pesan) -> ReceivedFile:
    """A file that has gone into another: it does not count by itself any more."""
    cells = [file.reading.cells.get(key, key) for key in keys]
    taken = f"yang diambil dari sini: {_in_words(cells)}" if cells else "semua isiannya sudah ada di sana"
    finding = temuan("berkas-digabung", berkas_lain=target, diambil=taken)
    finding = finding.at(file=file.reading.file, who=_owner(file))
    return replace(file, findings=tuple(worded([finding], pesan)), fate=GANDA, counted=False)


def _left_over(
    collisions: Sequence[Collision], decisions: Sequence[Keputusan], files: Sequence[ReceivedFile]
) -> tuple[Keputusan, ...]:
    """The rows that belong to no collision of now, each with why; those in which nothing was typed are dropped."""
    books = {file.reading.form.stamp.id for file in files if file.reading.form}
    current = {_place(collision): collision for collision in collisions}
    rest = []
    for decision in decisions:
        if not decision.diketik or _counts(decision, current):
            continue
        reason = RUSAK if not decision.buku else USANG if decision.buku in books else BERKAS_LAIN
        rest.append(decision.model_copy(update={"keterangan": reason}))
    return tuple(rest)


def _findings_on_decisions(collisions: Sequence[Collision], rest: Sequence[Keputusan]) -> list[Finding]:
    """Decisions that do not count although something was decided."""
    findings = []
    for decision in rest:
        if decision.keterangan == USANG and decision.putusan.jenis != "belum":
            findings.append(
                _at_decision(temuan("keputusan-usang", found=decision.pilihan or decision.isi_sendiri), decision)
            )
    for collision in collisions:
        if collision.putusan.jenis == "rancu":
            findings += [
                _at_decision(temuan("keputusan-tak-dimengerti", sebab=collision.putusan.nilai), decision)
                for decision in collision.baris
            ]
    return findings


def _at_decision(finding: Finding, decision: Keputusan) -> Finding:
    sheet, _, cell = decision.sel.rpartition("!")
    return finding.at(file=decision.file, sheet=sheet, cell=cell, item=decision.tempat, who=decision.siapa)

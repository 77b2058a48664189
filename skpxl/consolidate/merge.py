"""`skpxl merge`: filled workbooks into matrices at any level, held against what was agreed on. It writes nothing."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from skpxl.books.keepsakes import NOTHING_KEPT, Keepsakes
from skpxl.checks.doubles import NearDoubles, check_doubles, near_doubles
from skpxl.checks.matriks import check_matriks, penilai_ditunggu, rantai_terhambat
from skpxl.checks.mendukung import check_mendukung
from skpxl.checks.penempatan import check_penempatan
from skpxl.checks.putus import check_putus
from skpxl.checks.sepakat import check_nama, check_padanan, peran_lowong
from skpxl.consolidate.comparison import Comparison, compare
from skpxl.consolidate.levels import PER_UNIT, matrices_of_level, units_asked
from skpxl.consolidate.memory import WhatIsNew, read_memory, what_is_new
from skpxl.consolidate.merge_accounts import (
    MergeAccounts,
    count_files,
    count_people,
    count_results,
    count_roles,
    hold_branches,
    owned_skps,
)
from skpxl.consolidate.own_forms import OwnForm, collect
from skpxl.consolidate.people import RosterPerson, people_of
from skpxl.consolidate.proposals import Proposer
from skpxl.consolidate.state import states_of
from skpxl.errors import SkpxlError
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.kinds.offers import OFFER
from skpxl.model.fate import PersonFate
from skpxl.model.hambatan import Hambatan, hambatan
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.pembagian import Pembagian
from skpxl.model.penempatan import DaftarPenempatan
from skpxl.model.teks import rapi
from skpxl.model.unit import Organisasi
from skpxl.placing.columns import with_former_texts
from skpxl.placing.implied import organisasi_dari_skp
from skpxl.placing.links import Choices
from skpxl.placing.susunan import Arranger
from skpxl.receive.handed_back import HandedBack
from skpxl.receive.keepsakes import taken_along
from skpxl.receive.matriks_decisions import NO_DECISIONS, Journal
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.library import Library


@dataclass(frozen=True)
class Merged:
    """The result of a merge: the matrices, the people, the organisation they rest on, the accounts, findings (worded).

    `matriks` are those of the units (every result once), `by_level` those asked for by level, as (level, matrices).
    `journal` has all decisions taken on results so far, `penempatan` those that count, as they were applied.
    `handed_back` are the matrices of ours that were read for it; `kept` is what is taken along from them and from the
    workbook that is to be replaced.
    `people` are all rows of the roster that were asked for, in the order of the matrices, those of no unit last.
    """

    matriks: tuple[MatriksPeranHasil, ...]
    people: tuple[RosterPerson, ...]
    accounts: MergeAccounts
    organisasi: Organisasi
    files: tuple[ReceivedFile, ...]
    findings: tuple[Finding, ...]
    by_roster: bool
    outside: tuple[ReceivedFile, ...]
    by_level: tuple[tuple[str, tuple[MatriksPeranHasil, ...]], ...] = ()
    compared: tuple[Comparison, ...] = ()
    blocked: tuple[Hambatan, ...] = ()
    agreed_files: tuple[ReceivedFile, ...] = ()
    own_forms: tuple[OwnForm, ...] = ()
    news: WhatIsNew | None = None
    doubles: tuple[NearDoubles, ...] = ()
    journal: Journal = NO_DECISIONS
    penempatan: DaftarPenempatan = field(default_factory=DaftarPenempatan)
    handed_back: tuple[HandedBack, ...] = ()
    kept: Keepsakes = NOTHING_KEPT

    def sheets(self) -> list[MatriksPeranHasil]:
        """All matrices that get a sheet, in the order of the levels asked for."""
        return [matriks for _, of_level in self.by_level for matriks in of_level]


def merge(
    files: Sequence[ReceivedFile],
    measure: Measure,
    *,
    units: Sequence[str] = (),
    levels: Sequence[str] = (PER_UNIT,),
    disepakati: Sequence[Pembagian] = (),
    berkas_sepakat: Sequence[ReceivedFile] = (),
    temuan_lain: Sequence[Finding] = (),
    journal: Journal = NO_DECISIONS,
) -> Merged:
    """Build the matrices from validated files. The roster of `measure` gives products, order and who is missing.

    `levels` are `unit` (every unit with its own people), a number (1: the topmost units, each with everybody below it),
    or 0 (all in one matriks). `disepakati` are the agreed matrices to hold the results against, `berkas_sepakat` the
    files they came from; `temuan_lain` (worded) are told with the others. `journal` has what people have decided on
    results. Files that need correction still count (a
    missing row is worse than a flawed one, and it is marked); contradicting files and doubles do not. Raises
    SkpxlError where there is nothing to merge or a unit or level is unknown.
    """
    counted = [file for file in files if file.skp and file.counted]
    skps = [file.skp for file in counted if file.skp]
    if not skps:
        raise SkpxlError("Tidak ada formulir SKP yang dapat digabung di sini; periksa dengan `skpxl validate`.")
    by_roster = measure.organisasi is not None
    carried = carried_lists(counted, disepakati)
    organisasi = (
        with_former_texts(measure.organisasi, carried, measure.library.sense)
        if measure.organisasi
        else organisasi_dari_skp(skps, [_list_of(file) for file in counted])
    )
    organisasi.ensure_known(units)
    asked = units_asked(organisasi, units, levels)
    agreed = Kesepakatan(disepakati, organisasi if by_roster else None) if disepakati else None

    people, nobodys = people_of(organisasi, files, measure.periode)
    decided = DaftarPenempatan(journal.decisions, skps)
    fates = {person.number: person.fate for person in people}
    penyusun = Arranger(organisasi, skps, agreed, fates, measure.library.sense, carried, decided)
    proposer = Proposer(skps, penyusun)
    per_unit = [proposer.with_proposals(matriks) for matriks in penyusun.per_unit()]
    by_level = tuple(
        (level, tuple(map(proposer.with_proposals, matrices_of_level(level, per_unit, penyusun, units))))
        for level in dict.fromkeys(levels)
    )
    matrices = [matriks for matriks in per_unit if matriks.unit.kode in asked]
    compared = compare(matrices, per_unit, agreed) if agreed else []
    masuk = {skp.pegawai.nip for skp in skps}
    blocked = tuple(hambatan(organisasi, masuk | penyusun.tidak_bertugas, by_roster=by_roster))

    unitless = [] if units else [person for person in people if person.fate is PersonFate.TANPA_UNIT]
    owned = owned_skps(people, nobodys)
    roles = count_roles(agreed, matrices, owned, compared) if agreed else (None, None)
    accounts = MergeAccounts(
        count_files(files, people, nobodys),
        count_people(organisasi, asked, matrices, unitless),
        count_results(organisasi, owned, per_unit, asked),
        *roles,
    )
    hold_branches(organisasi, owned, by_level)

    branches = [matriks for _, of_level in by_level for matriks in of_level if matriks.bercabang]
    findings = list(check_putus([*matrices, *branches], organisasi, blocked if by_roster else ()))
    awaited = {finding.who for finding in findings if finding.code == "skp-atasan-ditunggu"}
    on_support = check_mendukung(organisasi, penyusun.sambungan.contradictions(), tuple(findings))
    findings += [finding for finding in on_support if branches or finding.unit in asked]
    late = _not_in_elsewhere(people)
    for matriks in matrices:
        unit = matriks.unit
        below = sum(elsewhere != unit.kode for elsewhere in late.get(unit.pimpinan, ()))
        findings += check_matriks(matriks, below)
    doubles = [group for matriks in matrices for group in near_doubles(matriks, measure.library.sense)]
    findings += check_doubles(doubles)
    if agreed:
        findings += [*check_nama(agreed), *peran_lowong(agreed)]
    findings += [
        finding.at(unit=comparison.unit)
        for comparison in compared
        for finding in check_padanan(comparison.baris, organisasi.nama_unit(comparison.unit), comparison.padanan)
    ]
    if by_roster:
        findings += rantai_terhambat([block for block in blocked if block.orang.nip not in awaited])
    else:
        findings += penilai_ditunggu(blocked, organisasi)
    findings += check_penempatan(decided, per_unit, measure.library.sense)
    shown = [*_in_order(matrices, people, per_unit), *unitless]
    here = {id(file) for person in shown for file in person.counted}
    return Merged(
        matriks=tuple(matrices),
        people=tuple(shown),
        accounts=accounts,
        organisasi=organisasi,
        files=tuple(files),
        findings=(
            *_of_owners(temuan_lain, people),
            *worded(_in_files(findings, counted, organisasi), measure.library.pesan),
        ),
        by_roster=by_roster,
        outside=tuple(file for file in counted if id(file) not in here),
        by_level=by_level,
        compared=tuple(compared),
        blocked=blocked,
        agreed_files=tuple(berkas_sepakat),
        journal=journal,
        penempatan=decided,
        own_forms=tuple(collect(files, organisasi if by_roster else None, units, measure.periode)),
        doubles=tuple(doubles),
    )


def _not_in_elsewhere(people: Iterable[RosterPerson]) -> dict[str, list[str]]:
    """The units in which reports stand who have not handed in, by the NIP of their penilai."""
    found: dict[str, list[str]] = {}
    for person in people:
        if person.fate.is_due and not person.fate.is_in and person.orang.nip_penilai:
            found.setdefault(person.orang.nip_penilai, []).append(person.orang.unit_kerja)
    return found


def with_news(gabungan: Merged, remembered: Path, target: Path, as_of: date) -> tuple[Merged, WhatIsNew]:
    """The same merge with what is new since the last one into the workbook `target`, that the file `remembered` tells of.

    That file is not written.
    """
    states = states_of(gabungan.matriks, gabungan.people, gabungan.by_level)
    news = what_is_new(read_memory(remembered), target.name, states, as_of)
    return replace(gabungan, news=news), news


def with_kept(gabungan: Merged, target: Path, library: Library, outputs: Sequence[Path] = ()) -> Merged:
    """The same merge with what people have put into the workbook that stands at `target`, and into those handed back.

    Workbooks in the folders `outputs` are replaced themselves, and keep their own.
    """
    folders = [Path(os.path.realpath(folder)) for folder in outputs]
    others = [book for book in gabungan.handed_back if not {*Path(os.path.realpath(book.file)).parents} & {*folders}]
    along = taken_along(target, others)
    findings = (*gabungan.findings, *worded(along.findings, library.pesan))
    return replace(gabungan, kept=along.kept, findings=findings, handed_back=())


def _in_order(
    matrices: Sequence[MatriksPeranHasil], people: Sequence[RosterPerson], per_unit: Sequence[MatriksPeranHasil]
) -> list[RosterPerson]:
    """The people of these matrices as they stand there, each with how many results of his stand in any."""
    results: dict[int, int] = {}
    for matriks in per_unit:
        for row, _, _ in matriks.results():
            results[row.nomor] = results.get(row.nomor, 0) + 1
    return [
        people[row.nomor - 1].with_results(results.get(row.nomor, 0))
        for matriks in matrices
        for row in matriks.baris
        if not row.luar
    ]


def carried_lists(counted: Iterable[ReceivedFile], agreed: Iterable[Pembagian] = ()) -> list[Choices]:
    """The different lists of choices (of the superior's results or products) that workbooks were issued with.

    What a place was bound to belongs to them: an agreed role need not be on the list. So do the columns of a matriks.
    """
    columns = (tuple((column.id, column.teks) for column in matriks.kolom) for matriks in agreed)
    return list(dict.fromkeys([*columns, *(_list_of(file) for file in counted if file.reading.form)]))


def _list_of(file: ReceivedFile) -> Choices:
    form = file.reading.form
    if form is None:
        return ()
    choices = [(choice.id, choice.teks) for choice in form.hasil_atasan]
    bonds = ((bond.id, bond.teks) for bond in form.ikatan if not bond.id.startswith(OFFER))
    return tuple(dict.fromkeys([*choices, *bonds]))


def _in_files(findings: Sequence[Finding], counted: Sequence[ReceivedFile], organisasi: Organisasi) -> list[Finding]:
    """Findings with the file and cell of the person's own workbook, where they have a key, his name and his unit.

    A unit whose name others bear is named with what tells it apart.
    """
    per_nip: dict[str, list[ReceivedFile]] = {}
    for file in counted:
        if file.skp:
            per_nip.setdefault(file.skp.pegawai.nip, []).append(file)
    placed = []
    for finding in findings:
        # Of somebody with two SKPs, the one in which the text in question stands.
        own = (
            next((file for file in per_nip.get(finding.who, []) if _holds(file, finding)), None)
            if finding.key
            else None
        )
        if own:
            where, sheet, cell = own.reading.tempat(finding.key)
            finding = finding.at(file=where, sheet=sheet, cell=cell)
        orang = organisasi.find_pegawai(finding.who)
        if not finding.unit and orang:
            finding = finding.at(unit=orang.unit_kerja)
        if finding.unit and finding.item == organisasi.nama_unit(finding.unit):
            finding = finding.at(item=organisasi.sebutan_unit(finding.unit))
        placed.append(finding.at(who=orang.nama) if orang else finding)
    return placed


def _of_owners(findings: Sequence[Finding], people: Sequence[RosterPerson]) -> list[Finding]:
    """Findings on files, each with the unit of whose the file is."""
    unit_of = {
        file.reading.file: person.orang.unit_kerja for person in people for file in (*person.counted, *person.refused)
    }
    return [finding.at(unit=finding.unit or unit_of.get(finding.file, "")) for finding in findings]


def _holds(file: ReceivedFile, finding: Finding) -> bool:
    form = file.reading.form
    return form is not None and rapi(form.isian.get(finding.key, "")) == rapi(finding.found)

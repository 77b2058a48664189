"""`skpxl papers check`: which papers of which years each pegawai has, lacks, or has unsigned; every file accounted for.

A paper in a workbook is never signed. Of a scan only the index of scans tells, of a PDF also an embedded signature.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from skpxl.files.walk import Arrival
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.berkas import AturanBerkas, DokumenPerlu
from skpxl.model.berkas_indeks import BarisIndeks, arti
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import Account, PaperFileFate, PapersFate, tally
from skpxl.model.pegawai import Pegawai
from skpxl.papers.receive import PaperReceiver, ReceivedPaper
from skpxl.papers.uses import Kegunaan, paper_in_words

DIKENALI, MENURUT_INDEKS, TAK_DIKENALI, GANDA = PaperFileFate
_SAME_CONTENT = "isinya sama persis"
_SAME_PAPER = "dokumen, pegawai, dan tahunnya sama"
_BETTER = "dokumen yang sama sudah ada dalam bentuk yang lebih jadi"
_ABSENT, _UNSIGNED = "dokumen-tidak-ada", "dokumen-belum-ditandatangani"
LENGKAP, BELUM_LENGKAP = PapersFate.LENGKAP, PapersFate.BELUM_LENGKAP


class PaperStatus(StrEnum):
    """How it stands with one paper of one person."""

    ADA = "ada"
    BELUM = "belum ditandatangani"
    TIDAK = "tidak ada"


class PaperInFile(NamedTuple):
    """A paper in a file, and whether it is known to be signed."""

    mark: CapDokumen
    signed: bool


@dataclass(frozen=True)
class Berkas:
    """One file after the check: the papers in it, its fate, why, and the file it doubles."""

    received: ReceivedPaper
    papers: tuple[PaperInFile, ...]
    fate: PaperFileFate
    reason: str = ""
    same_as: str = ""

    @property
    def name(self) -> str:
        """The file as people know it."""
        return self.received.name

    @property
    def needs_index(self) -> bool:
        """True where only the index can tell what it is, or whether it is signed; also where it has told already."""
        if not self.received.size or self.reason == _SAME_CONTENT:
            return False
        unsigned = self.received.can_be_signed and not self.received.signed and self.fate != GANDA
        return not self.received.papers or unsigned


class WantedPaper(NamedTuple):
    """One paper that is asked for of one person, and the file that stands for it."""

    wanted: DokumenPerlu
    status: PaperStatus
    file: Berkas | None = None


class Kelengkapan(NamedTuple):
    """One person, his first row of the roster (from 1), and all papers asked for, in the order of the rule."""

    number: int
    orang: Pegawai
    papers: tuple[WantedPaper, ...]

    @property
    def complete(self) -> bool:
        """True where every paper is there and signed."""
        return all(paper.status is PaperStatus.ADA for paper in self.papers)

    @property
    def fate(self) -> PapersFate:
        """How it stands with his papers."""
        return LENGKAP if self.complete else BELUM_LENGKAP


@dataclass(frozen=True)
class PapersCheck:
    """The result: every file, everybody for each use, findings (worded), rows of the index whose file is not here.

    `rows` are the accounts of the roster's rows for each use: those of `people`, vacant posts, further rows of a person.
    `receiver` is what the files were received with: whoever goes on with the result has templates and roster from it.
    """

    receiver: PaperReceiver
    uses: tuple[Kegunaan, ...]
    received: tuple[Berkas, ...]
    people: Mapping[Kegunaan, tuple[Kelengkapan, ...]]
    findings: tuple[Finding, ...]
    files: Account[PaperFileFate]
    rows: Mapping[Kegunaan, Account[PapersFate]]
    index: tuple[BarisIndeks, ...] = ()

    def count_files(self) -> dict[str, int]:
        """How many files had which fate, all four named."""
        return self.files.named()

    def about_files(self) -> list[Finding]:
        """The findings on files and on the index; those on people follow from `orang`."""
        return [finding for finding in self.findings if finding.code not in (_ABSENT, _UNSIGNED)]

    def count_people(self, kegunaan: Kegunaan) -> dict[str, int]:
        """People = complete + incomplete."""
        counts = self.rows[kegunaan].named()
        return {fate.value: counts[fate] for fate in (LENGKAP, BELUM_LENGKAP)}

    def other_rows(self, kegunaan: Kegunaan) -> dict[str, int]:
        """The rows of the roster that stand for nobody of their own, by why; only what there is."""
        counts = self.rows[kegunaan].counts
        return {fate.value: counts[fate] for fate in (PapersFate.LOWONG, PapersFate.BARIS_LAIN) if counts[fate]}


def check_papers(
    sent: Sequence[Arrival],
    receiver: PaperReceiver,
    roster: Sequence[Pegawai],
    uses: Sequence[Kegunaan],
    *,
    index: Sequence[BarisIndeks] = (),
    advance: Callable[[], None] = lambda: None,
) -> PapersCheck:
    """Hold the files against what each use asks of each row of `roster`. No file's content ever raises."""
    findings: list[Finding] = []
    by_digest: dict[str, list[BarisIndeks]] = {}
    for row in index:
        by_digest.setdefault(row.cerna, []).append(row)
    files: list[Berkas] = []
    for submitted in sent:
        received = receiver.receive(submitted)
        # Of equal copies only the first asks the index.
        files.append(_with_index(received, by_digest.pop(received.digest, []), receiver, findings))
        advance()
    asked = {(wanted.kode, wanted.tahun) for use in uses for wanted in use.perlu}
    files, chosen = _pick(files, asked)
    people, others = _once(roster)
    by_use = {use: tuple(_papers_of(number, pegawai, use, chosen) for number, pegawai in people) for use in uses}
    findings += _file_findings(files, receiver)
    findings += _people_findings(by_use, receiver.library.aturan.berkas)
    return PapersCheck(
        receiver=receiver,
        uses=tuple(uses),
        received=tuple(files),
        people=by_use,
        findings=tuple(worded(findings, receiver.library.pesan)),
        files=tally(
            "berkas yang diperiksa",
            PaperFileFate,
            (submitted.name for submitted in sent),
            ((file.name, file.fate) for file in files),
        ),
        rows={use: _count_rows(roster, persons, others) for use, persons in by_use.items()},
        index=tuple(row for rest in by_digest.values() for row in rest),
    )


def _with_index(
    received: ReceivedPaper, rows: Sequence[BarisIndeks], receiver: PaperReceiver, findings: list[Finding]
) -> Berkas:
    """A file with what the index says of it. Its own content comes first: the index only adds to it."""
    signatures = dict.fromkeys(received.papers, received.signed)
    fate = DIKENALI if received.papers else TAK_DIKENALI
    for row in rows:
        if not row.diketik:
            continue
        meant = arti(row, receiver.organisasi, receiver.library.aturan.berkas)
        if isinstance(meant, str):
            findings.append(_at_index_row(temuan("indeks-tak-dimengerti", sebab=meant, berkas=received.name), row))
            continue
        if received.papers and meant.dokumen not in signatures:
            findings.append(_at_index_row(temuan("indeks-berbeda", sebab=_OTHERWISE, berkas=received.name), row))
            continue
        fate = DIKENALI if received.papers else MENURUT_INDEKS
        if meant.dokumen is None:
            continue
        if meant.signed and not received.can_be_signed:
            findings.append(_at_index_row(temuan("indeks-berbeda", sebab=_IMPOSSIBLE, berkas=received.name), row))
        signed = received.signed or (meant.signed and received.can_be_signed)
        signatures[meant.dokumen] = signatures.get(meant.dokumen, False) or signed
    reason = received.reason if fate == TAK_DIKENALI else ""
    return Berkas(received, tuple(PaperInFile(mark, signed) for mark, signed in signatures.items()), fate, reason)


_OTHERWISE = "isi berkas itu sendiri menyebut dokumen, pegawai, atau tahun yang lain, dan itulah yang dipakai"
_IMPOSSIBLE = (
    "pada buku kerja atau dokumen Word tidak mungkin ada tanda tangan; pindai cetakannya yang sudah ditandatangani"
)


def _at_index_row(finding: Finding, row: BarisIndeks) -> Finding:
    sheet, _, cell = row.tempat.rpartition("!")
    return finding.at(sheet=sheet, cell=cell)


def _pick(files: Sequence[Berkas], asked: set[tuple[str, int]]) -> tuple[list[Berkas], dict[CapDokumen, Berkas]]:
    """For every paper the file that stands for it; the others are doubles."""
    judged = list(files)
    first: dict[str, int] = {}
    for number, file in enumerate(files):
        if not file.received.digest:
            continue
        original = first.setdefault(file.received.digest, number)
        if original != number:
            judged[number] = replace(file, fate=GANDA, reason=_SAME_CONTENT, same_as=files[original].name)
    candidates: dict[CapDokumen, list[int]] = {}
    for number, file in enumerate(judged):
        if file.fate != GANDA:
            for mark, _ in file.papers:
                if (mark.kode, mark.tahun) in asked and mark.nip:
                    candidates.setdefault(mark, []).append(number)
    chosen = {
        mark: min(numbers, key=lambda number: (_rank(judged[number], mark), number))
        for mark, numbers in candidates.items()
    }
    for number in sorted({number for numbers in candidates.values() for number in numbers} - set(chosen.values())):
        file = judged[number]
        # A form is what the paper was made of, and stands beside it.
        if not file.received.is_form and all(mark in chosen for mark, _ in file.papers):
            mark = file.papers[0].mark
            better = judged[chosen[mark]]
            reason = _SAME_PAPER if _rank(better, mark) == _rank(file, mark) else _BETTER
            judged[number] = replace(file, fate=GANDA, reason=reason, same_as=better.name)
    return judged, {mark: judged[number] for mark, number in chosen.items()}


def _rank(file: Berkas, mark: CapDokumen) -> tuple[bool, int]:
    """What stands for a paper sooner: signed before unsigned, then what is to be signed, then workbooks, then forms."""
    received = file.received
    return PaperInFile(mark, True) not in file.papers, 0 if received.can_be_signed else 2 if received.is_form else 1


def _once(roster: Iterable[Pegawai]) -> tuple[list[tuple[int, Pegawai]], list[tuple[int, PapersFate]]]:
    """(everybody once with his first row, the other rows with why they have no papers of their own), rows from 1.

    A person with two posts has one set of papers.
    """
    people: dict[object, tuple[int, Pegawai]] = {}
    others: list[tuple[int, PapersFate]] = []
    for row, pegawai in enumerate(roster, start=1):
        key = pegawai.nip or row
        if pegawai.kosong:
            others.append((row, PapersFate.LOWONG))
        elif key in people:
            others.append((row, PapersFate.BARIS_LAIN))
        else:
            people[key] = (row, pegawai)
    return list(people.values()), others


def _count_rows(
    roster: Sequence[Pegawai], people: Sequence[Kelengkapan], others: Sequence[tuple[int, PapersFate]]
) -> Account[PapersFate]:
    """Every row of the roster has one fate."""
    decided = [*((person.number, person.fate) for person in people), *others]
    rows = range(1, len(roster) + 1)
    return tally(
        "pegawai yang diperiksa", PapersFate, rows, decided, lambda row: roster[row - 1].nama or f"baris {row}"
    )


def _papers_of(row: int, pegawai: Pegawai, use: Kegunaan, chosen: Mapping[CapDokumen, Berkas]) -> Kelengkapan:
    papers = []
    for wanted in use.perlu:
        mark = CapDokumen(wanted.kode, pegawai.nip, wanted.tahun)
        file = chosen.get(mark) if pegawai.nip else None
        if file is None:
            papers.append(WantedPaper(wanted, PaperStatus.TIDAK))
        else:
            signed = PaperInFile(mark, True) in file.papers
            papers.append(WantedPaper(wanted, PaperStatus.ADA if signed else PaperStatus.BELUM, file))
    return Kelengkapan(row, pegawai, tuple(papers))


def _file_findings(files: Sequence[Berkas], receiver: PaperReceiver) -> list[Finding]:
    """What nobody recognised, doubles, and papers of people whom the roster does not have: those help nobody here."""
    kinds = receiver.library.aturan.berkas.dokumen
    findings = []
    for file in files:
        if file.received.held:
            findings.append(file.received.held.at(file=file.name))
        elif file.fate == TAK_DIKENALI:
            findings.append(temuan("dokumen-tak-dikenali", sebab=file.reason).at(file=file.name))
        elif file.fate == GANDA and file.reason != _BETTER:
            code = "berkas-ganda" if file.reason == _SAME_CONTENT else "dokumen-ganda"
            findings.append(temuan(code, berkas_lain=file.same_as).at(file=file.name))
        for mark, _ in file.papers if file.fate != GANDA else ():
            if mark.kode in kinds and not receiver.organisasi.find_pegawai(mark.nip):
                findings.append(temuan("dokumen-di-luar-daftar", found=mark.nip or "tanpa NIP").at(file=file.name))
    return findings


def _people_findings(by_use: Mapping[Kegunaan, Sequence[Kelengkapan]], aturan: AturanBerkas) -> list[Finding]:
    """What each person lacks; a paper that two uses ask for is named once."""
    findings: dict[tuple[object, ...], Finding] = {}
    for people in by_use.values():
        for number, person in enumerate(people):
            for paper in person.papers:
                if paper.status is not PaperStatus.ADA:
                    wanted = paper.wanted
                    findings.setdefault(
                        (number, wanted.kode, wanted.tahun), _paper_finding(person.orang, paper, aturan)
                    )
    return list(findings.values())


def _paper_finding(pegawai: Pegawai, paper: WantedPaper, aturan: AturanBerkas) -> Finding:
    words = paper_in_words(paper.wanted.kode, paper.wanted.tahun, aturan)
    who = pegawai.nama or pegawai.nip
    if paper.file is None:
        return temuan(_ABSENT, item=words).at(who=who)
    signers = ", ".join(paper.wanted.dokumen.penanda_tangan) or "yang berwenang"
    if not paper.file.received.can_be_signed:
        reason = "berkasnya buku kerja, bukan cetakan yang ditandatangani"
    elif paper.file.fate == MENURUT_INDEKS:
        reason = "begitu kata indeks"
    else:
        reason = "tanda tangan tidak dapat dilihat program; jawab di indeks bila sudah ada"
    finding = temuan(_UNSIGNED, item=words, penanda_tangan=signers, sebab=reason)
    return finding.at(who=who, file=paper.file.name)

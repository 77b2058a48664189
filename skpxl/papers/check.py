"""`skpxl papers check`: which papers of which years each pegawai has, lacks, or has unsigned; every file accounted for.

A paper in a workbook is never signed. Of a scan only the index of scans tells, of a PDF also an embedded signature.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from skpxl.files.walk import Arrival
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.berkas_indeks import ArtiIndeks, BarisIndeks, arti
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import Account, PaperFileFate, PapersFate, tally
from skpxl.model.pegawai import Pegawai
from skpxl.model.teks import rapi
from skpxl.papers.choice import BETTER, SAME_CONTENT, Berkas, PaperInFile, choose
from skpxl.papers.judging import (
    PREDIKAT_CODES,
    Kelengkapan,
    TakDiminta,
    papers_of,
    people_findings,
    post_of,
    posts_in,
    why_not_asked,
)
from skpxl.papers.printed import Isi, PaperReader
from skpxl.papers.receive import PaperReceiver, ReceivedPaper
from skpxl.papers.uses import Kegunaan

DIKENALI, MENURUT_INDEKS, TAK_DIKENALI, GANDA = PaperFileFate
_OF_PEOPLE = ("dokumen-tidak-ada", "dokumen-belum-ditandatangani", "dokumen-sebagian-tahun", *PREDIKAT_CODES)


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
    not_asked: Mapping[Kegunaan, tuple[TakDiminta, ...]]
    index: tuple[BarisIndeks, ...] = ()

    def count_files(self) -> dict[str, int]:
        """How many files had which fate, all four named."""
        return self.files.named()

    def about_files(self) -> list[Finding]:
        """The findings on files and on the index; those on people follow from `orang`."""
        return [finding for finding in self.findings if finding.code not in _OF_PEOPLE]

    def count_people(self, kegunaan: Kegunaan) -> dict[str, int]:
        """People = complete + incomplete + those whose predikat falls short or is not known, where there are any."""
        counts = self.rows[kegunaan].counts
        always = (PapersFate.LENGKAP, PapersFate.BELUM_LENGKAP)
        further = [fate for fate in (PapersFate.DI_BAWAH, PapersFate.PREDIKAT_BELUM) if counts[fate]]
        return {fate.value: counts[fate] for fate in (*always, *further)}

    def other_rows(self, kegunaan: Kegunaan) -> dict[str, int]:
        """The rows of the roster of which no papers are asked, by why; only what there is."""
        counts = self.rows[kegunaan].counts
        others = (PapersFate.TIDAK_DIMINTA, PapersFate.LOWONG, PapersFate.BARIS_LAIN)
        return {fate.value: counts[fate] for fate in others if counts[fate]}


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
    files, chosen = choose(
        files,
        asked,
        lambda mark: len(posts_in(mark.nip, mark.tahun, receiver)),
        lambda mark, isi: post_of(mark, isi.jabatan, receiver),
    )
    people, others = _once(roster)
    by_use: dict[Kegunaan, tuple[Kelengkapan, ...]] = {}
    not_asked: dict[Kegunaan, tuple[TakDiminta, ...]] = {}
    for use in uses:
        reasons = {number: why_not_asked(pegawai, use, receiver.library.kepegawaian) for number, pegawai in people}
        by_use[use] = tuple(
            papers_of(number, pegawai, use, chosen, receiver) for number, pegawai in people if not reasons[number]
        )
        not_asked[use] = tuple(
            TakDiminta(number, pegawai, reasons[number]) for number, pegawai in people if reasons[number]
        )
    findings += _file_findings(files, receiver)
    findings += people_findings(by_use, receiver)
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
        rows={use: _count_rows(roster, by_use[use], not_asked[use], others) for use in uses},
        index=tuple(row for rest in by_digest.values() for row in rest),
        not_asked=not_asked,
    )


def _with_index(
    received: ReceivedPaper, rows: Sequence[BarisIndeks], receiver: PaperReceiver, findings: list[Finding]
) -> Berkas:
    """A file with what the index says of it. Its own content comes first: the index only adds to it."""
    signatures = dict.fromkeys(received.papers, received.signed)
    says = list(received.says)
    fate = DIKENALI if received.papers else TAK_DIKENALI

    def differs(why: str, row: BarisIndeks) -> None:
        findings.append(_at_index_row(temuan("indeks-berbeda", sebab=why, berkas=received.name), row))

    for row in rows:
        if not row.diketik:
            continue
        meant = arti(row, receiver.organisasi, receiver.library.aturan.berkas)
        added = _said_by(row, meant, receiver.reader) if isinstance(meant, ArtiIndeks) else meant
        if isinstance(meant, str) or isinstance(added, str):
            findings.append(_at_index_row(temuan("indeks-tak-dimengerti", sebab=added, berkas=received.name), row))
            continue
        if received.papers and meant.dokumen not in signatures:
            differs(_OTHERWISE, row)
            continue
        fate = DIKENALI if received.papers else MENURUT_INDEKS
        if meant.dokumen is None:
            continue
        if meant.signed and not received.can_be_signed:
            differs(_IMPOSSIBLE, row)
        signed = received.signed or (meant.signed and received.can_be_signed)
        signatures[meant.dokumen] = signatures.get(meant.dokumen, False) or signed
        if not _add(added, meant.dokumen, says):
            differs(_OTHER_PREDIKAT, row)
    reason = received.reason if fate == TAK_DIKENALI else ""
    papers = tuple(PaperInFile(mark, signed) for mark, signed in signatures.items())
    return Berkas(received, papers, fate, reason, says=tuple(says))


def _said_by(row: BarisIndeks, meant: ArtiIndeks, reader: PaperReader) -> Isi | str:
    """What a row of the index says of its paper, or why it cannot be used."""
    predikat = reader.predikat_of(row.predikat)
    if row.predikat.strip() and not predikat:
        return f"“{rapi(row.predikat)}” bukan predikat"
    masa = reader.masa_of(row.masa, meant.dokumen.tahun) if meant.dokumen and row.masa.strip() else None
    if meant.dokumen and row.masa.strip() and masa is None:
        return f"masa “{rapi(row.masa)}” tidak dapat dibaca; tulis seperti 1 Januari - 31 Mei"
    return Isi(predikat=predikat, masa=masa)


def _add(added: Isi, mark: CapDokumen, says: list[tuple[CapDokumen, Isi]]) -> bool:
    """Add to what a file says of a paper what the index says; False where the file itself says another predikat."""
    place = next((number for number, (known, _) in enumerate(says) if known == mark), None)
    if place is None:
        says.append((mark, added))
        return True
    own = says[place][1]
    says[place] = (mark, replace(own, predikat=own.predikat or added.predikat, masa=own.masa or added.masa))
    return not (own.predikat and added.predikat and own.predikat != added.predikat)


_OTHER_PREDIKAT = "di berkas itu sendiri tertulis predikat yang lain, dan itulah yang dipakai"
_OTHERWISE = "isi berkas itu sendiri menyebut dokumen, pegawai, atau tahun yang lain, dan itulah yang dipakai"
_IMPOSSIBLE = (
    "pada buku kerja atau dokumen Word tidak mungkin ada tanda tangan; pindai cetakannya yang sudah ditandatangani"
)


def _at_index_row(finding: Finding, row: BarisIndeks) -> Finding:
    sheet, _, cell = row.tempat.rpartition("!")
    return finding.at(sheet=sheet, cell=cell)


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
    roster: Sequence[Pegawai],
    people: Sequence[Kelengkapan],
    not_asked: Sequence[TakDiminta],
    others: Sequence[tuple[int, PapersFate]],
) -> Account[PapersFate]:
    """Every row of the roster has one fate."""
    decided = [*((person.number, person.fate) for person in people), *others]
    decided += [(person.number, PapersFate.TIDAK_DIMINTA) for person in not_asked]
    rows = range(1, len(roster) + 1)
    return tally(
        "pegawai yang diperiksa", PapersFate, rows, decided, lambda row: roster[row - 1].nama or f"baris {row}"
    )


def _file_findings(files: Sequence[Berkas], receiver: PaperReceiver) -> list[Finding]:
    """What nobody recognised, doubles, and papers of people whom the roster does not have: those help nobody here."""
    kinds = receiver.library.aturan.berkas.dokumen
    findings = []
    for file in files:
        if file.received.held:
            findings.append(file.received.held.at(file=file.name))
        elif file.fate == TAK_DIKENALI:
            findings.append(temuan("dokumen-tak-dikenali", sebab=file.reason).at(file=file.name))
        elif file.fate == GANDA and file.reason != BETTER:
            code = "berkas-ganda" if file.reason == SAME_CONTENT else "dokumen-ganda"
            findings.append(temuan(code, berkas_lain=file.same_as).at(file=file.name))
        for mark, _ in file.papers if file.fate != GANDA else ():
            if mark.kode in kinds and not receiver.organisasi.find_pegawai(mark.nip):
                findings.append(temuan("dokumen-di-luar-daftar", found=mark.nip or "tanpa NIP").at(file=file.name))
    return findings

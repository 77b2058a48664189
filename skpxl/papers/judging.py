"""What a use asks of one person, and how it stands with it: papers there and signed, predikat high enough, all SKPs of a year.

It looks at no file and chooses none.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from skpxl.findings import Finding, temuan
from skpxl.model.berkas import DokumenPerlu
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import PaperFileFate, PapersFate
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.model.nip import parse_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import fit
from skpxl.model.periode import Periode
from skpxl.model.teks import rapi, sidik
from skpxl.papers.choice import Berkas, Chosen, PaperInFile
from skpxl.papers.printed import Isi
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.uses import Kegunaan, paper_in_words
from skpxl.template.rules import Aturan

PREDIKAT_CODES = ("predikat-di-bawah-syarat", "predikat-belum-diketahui")
_NOBODY = Isi()


class PaperStatus(StrEnum):
    """How it stands with one paper of one person."""

    ADA = "ada"
    BELUM = "belum ditandatangani"
    TIDAK = "tidak ada"


class WantedPaper(NamedTuple):
    """One paper that is asked for of one person, the file that stands for it, and what it says.

    Of somebody with several SKPs in a year each has a paper of its own, told apart by `post`.
    """

    wanted: DokumenPerlu
    status: PaperStatus
    file: Berkas | None = None
    isi: Isi = _NOBODY
    post: str = ""

    def in_words(self, aturan: Aturan) -> str:
        """The paper as it is called, with its year, and with the SKP where there are several."""
        words = paper_in_words(self.wanted.kode, self.wanted.tahun, aturan.berkas)
        return f"{words} ({self.post})" if self.post else words


class TakDiminta(NamedTuple):
    """Somebody of whom nothing is asked: his row of the roster, and why."""

    number: int
    orang: Pegawai
    reason: str


class Kelengkapan(NamedTuple):
    """One person, his first row of the roster (from 1), and all papers asked for, in the order of the rule.

    `below` are the papers whose predikat does not fulfil the use, `unknown` the years of which no paper tells a predikat,
    `gaps` the days of a year (with the paper) that the papers there do not cover.
    """

    number: int
    orang: Pegawai
    papers: tuple[WantedPaper, ...]
    below: tuple[WantedPaper, ...] = ()
    unknown: tuple[int, ...] = ()
    gaps: tuple[tuple[WantedPaper, Periode], ...] = ()

    @property
    def complete(self) -> bool:
        """True where every paper is there and signed, and every predikat is known and high enough."""
        return self.fate is PapersFate.LENGKAP

    @property
    def fate(self) -> PapersFate:
        """How it stands with him; a predikat that is too low comes first, since no further paper mends it."""
        if self.below:
            return PapersFate.DI_BAWAH
        if any(paper.status is not PaperStatus.ADA for paper in self.papers):
            return PapersFate.BELUM_LENGKAP
        return PapersFate.PREDIKAT_BELUM if self.unknown else PapersFate.LENGKAP

    def of(self, wanted: DokumenPerlu) -> list[WantedPaper]:
        """The papers that stand for one that is asked for: several where he has several SKPs of its year."""
        return [paper for paper in self.papers if paper.wanted == wanted]


def why_not_asked(pegawai: Pegawai, use: Kegunaan, kepegawaian: AturanKepegawaian) -> str:
    """Why a use does not exist for somebody, in Indonesian; empty where it does.

    A NI PPPK tells a PPPK also where the roster says nothing or something else.
    """
    if use.status is None:
        return ""
    status = kepegawaian.status_of(pegawai.status) or rapi(pegawai.status)
    kind = parse_nip(pegawai.nip).jenis
    if kind == "PPPK" and status in ("", "PNS", "CPNS"):
        status = kind
    return "" if status in ("", *use.status.hanya) else f"{use.status.dasar}; statusnya {status}"


def papers_of(
    number: int,
    pegawai: Pegawai,
    use: Kegunaan,
    chosen: Mapping[CapDokumen, Sequence[Chosen]],
    receiver: PaperReceiver,
) -> Kelengkapan:
    """Everything that a use asks of somebody, held against what there is."""
    papers: list[WantedPaper] = []
    gaps: list[tuple[WantedPaper, Periode]] = []
    for wanted in use.perlu:
        mark = CapDokumen(wanted.kode, pegawai.nip, wanted.tahun)
        there = chosen.get(mark, ()) if pegawai.nip else ()
        missing = _posts_without(there, wanted, pegawai, receiver)
        several = len(there) + len(missing) > 1
        own = [_paper(wanted, mark, one, several=several) for one in there]
        own += [WantedPaper(wanted, PaperStatus.TIDAK, None, isi, isi.in_words()) for isi in missing]
        papers += own or [WantedPaper(wanted, PaperStatus.TIDAK)]
        if there and not missing and wanted.dokumen.setahun:
            gaps += [(own[0], days) for days in _uncovered(there, wanted.tahun, pegawai, receiver)]
    below, unknown = _judge(papers, use)
    return Kelengkapan(number, pegawai, tuple(papers), below, unknown, tuple(gaps))


def _paper(wanted: DokumenPerlu, mark: CapDokumen, one: Chosen, *, several: bool) -> WantedPaper:
    signed = PaperInFile(mark, True) in one.file.papers
    status = PaperStatus.ADA if signed else PaperStatus.BELUM
    return WantedPaper(wanted, status, one.file, one.isi, one.isi.in_words() if several else "")


def _judge(papers: Sequence[WantedPaper], use: Kegunaan) -> tuple[tuple[WantedPaper, ...], tuple[int, ...]]:
    """(the papers whose predikat falls short, the years of which a paper is there and none of its SKP tells a predikat)."""
    if use.predikat is None:
        return (), ()
    there = [paper for paper in papers if paper.file]
    below = tuple(paper for paper in there if paper.isi.predikat and paper.isi.predikat not in use.predikat.memenuhi)
    told = [paper for paper in there if paper.isi.predikat]
    unknown = {
        paper.wanted.tahun
        for paper in there
        if not any(paper.wanted.tahun == other.wanted.tahun and not paper.isi.of_other_skp(other.isi) for other in told)
    }
    return below, tuple(sorted(unknown))


def posts_in(nip: str, tahun: int, receiver: PaperReceiver) -> list[Pegawai]:
    """The rows of the roster of which somebody has an SKP in a year; without days a row is about the campaign's own year."""
    whole = Periode.setahun(tahun)
    own_year = receiver.periode is not None and receiver.periode.selesai.year == tahun
    return [
        row
        for row in (receiver.organisasi.baris_pegawai(nip) if nip else ())
        if (row.masa(whole) if row.mulai or row.selesai else own_year)
    ]


def post_of(mark: CapDokumen, jabatan: str, receiver: PaperReceiver) -> str:
    """Which of somebody's several posts in a year a paper is of, by its jabatan; empty where that is not certain."""
    rows = posts_in(mark.nip, mark.tahun, receiver)
    of_this = {number for number, row in enumerate(rows) if sidik(row.jabatan) == sidik(jabatan)}
    return str(of_this.pop()) if len(rows) > 1 and len(of_this) == 1 else ""


def _posts_without(
    there: Sequence[Chosen], wanted: DokumenPerlu, pegawai: Pegawai, receiver: PaperReceiver
) -> list[Isi]:
    """The SKPs of a year, by the roster, that no paper stands for; only where somebody has several."""
    rows = posts_in(pegawai.nip, wanted.tahun, receiver) if wanted.dokumen.setahun else []
    if len(rows) < 2:
        return []
    for one in there:
        if rows:
            rows.remove(max(rows, key=lambda row: fit(receiver.organisasi, row, one.isi).score))
    whole = Periode.setahun(wanted.tahun)
    return [
        Isi(
            masa=row.masa(whole),
            penilai=receiver.organisasi.penilai(row),
            jabatan=row.jabatan,
            unit_kerja=receiver.organisasi.nama_unit(row.unit_kerja),
        )
        for row in rows
    ]


def _uncovered(there: Sequence[Chosen], tahun: int, pegawai: Pegawai, receiver: PaperReceiver) -> Iterator[Periode]:
    """The days of a year, as far as he served in it by the roster, that no paper is about; none where one says no days."""
    covered = [one.isi.masa for one in there if one.isi.masa]
    if len(covered) < len(there):
        return
    rows = posts_in(pegawai.nip, tahun, receiver)
    whole = Periode.setahun(tahun)
    if receiver.periode and receiver.periode.selesai.year == tahun:
        whole = receiver.periode
    served = [days for row in rows if (days := row.masa(whole))] or [whole]
    day, last = min(one.mulai for one in served), max(one.selesai for one in served)
    for masa in sorted(covered, key=lambda one: one.mulai):
        if masa.mulai > day:
            yield Periode(mulai=day, selesai=min(masa.mulai - timedelta(days=1), last))
        day = max(day, _next(masa.selesai))
    if day <= last:
        yield Periode(mulai=day, selesai=last)


def _next(day: date) -> date:
    return day + timedelta(days=1)


def people_findings(by_use: Mapping[Kegunaan, Sequence[Kelengkapan]], receiver: PaperReceiver) -> list[Finding]:
    """What each person lacks; what two uses ask for is named once."""
    aturan = receiver.library.aturan
    findings: dict[tuple[object, ...], Finding] = {}
    for use, people in by_use.items():
        for person in people:
            who = person.orang.nama or person.orang.nip
            for paper in person.papers:
                key = (person.number, paper.wanted.kode, paper.wanted.tahun, paper.post)
                if paper.status is not PaperStatus.ADA:
                    findings.setdefault(key, _lacking(paper, aturan).at(who=who))
            for paper in person.below:
                findings.setdefault(
                    (person.number, paper.wanted.kode, paper.wanted.tahun, paper.post, "predikat"),
                    _too_low(paper, use, aturan).at(who=who, file=paper.file.name if paper.file else ""),
                )
            for year in person.unknown:
                findings.setdefault((person.number, year), temuan(PREDIKAT_CODES[1], item=str(year)).at(who=who))
            for paper, days in person.gaps:
                gap = temuan("dokumen-sebagian-tahun", item=paper.in_words(aturan), masa=days.dalam_kalimat())
                findings.setdefault((person.number, paper.wanted, days), gap.at(who=who))
    return list(findings.values())


def _too_low(paper: WantedPaper, use: Kegunaan, aturan: Aturan) -> Finding:
    wanted = " atau ".join(use.predikat.memenuhi) if use.predikat else ""
    return temuan(
        PREDIKAT_CODES[0],
        item=paper.in_words(aturan),
        found=paper.isi.predikat,
        diminta=wanted,
        dasar=use.predikat.dasar if use.predikat else "",
    )


def _lacking(paper: WantedPaper, aturan: Aturan) -> Finding:
    words = paper.in_words(aturan)
    if paper.file is None:
        return temuan("dokumen-tidak-ada", item=words)
    signers = ", ".join(paper.wanted.dokumen.penanda_tangan) or "yang berwenang"
    if not paper.file.received.can_be_signed:
        reason = "berkasnya buku kerja, bukan cetakan yang ditandatangani"
    elif paper.file.fate == PaperFileFate.MENURUT_INDEKS:
        reason = "begitu kata indeks"
    else:
        reason = "tanda tangan tidak dapat dilihat program; jawab di indeks bila sudah ada"
    finding = temuan("dokumen-belum-ditandatangani", item=words, penanda_tangan=signers, sebab=reason)
    return finding.at(file=paper.file.name)

"""`skpxl papers make`: which papers come of the files that returned, and into which files they go. It fills in no paper."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.books.paper import Naskah, write_papers
from skpxl.checks.integrasi import IDE_BARU, hasil_integrasi
from skpxl.errors import SkpxlError, required
from skpxl.files.names import slug
from skpxl.findings import Severity
from skpxl.kinds.file_names import FileNames
from skpxl.model.evaluasi import period_code
from skpxl.model.fate import Account, PaperFate, PaperSourceFate, said, tally
from skpxl.model.integrasi import tabel_konversi, tabel_terpilih
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import row_of
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.papers.contents import (
    evaluation_document,
    integrasi_notes,
    integrasi_paper,
    rate,
    yearly_result,
)
from skpxl.papers.credit_paper import credit_paper
from skpxl.papers.credits import TERMASUK, Credits, granted
from skpxl.papers.doubtful import of_integrasi, why_waiting
from skpxl.papers.order import EVALUASI, INTEGRASI, KREDIT, SKP, TAHUNAN, PaperOrder, WantedPapers
from skpxl.papers.skp import skp_paper
from skpxl.receive.validate import DITERIMA, PERLU_PERBAIKAN, ReceivedFile
from skpxl.template.library import Library

# The kinds, and how a file of each is called.
JENIS: dict[str, str] = {
    SKP: "SKP",
    EVALUASI: "Dokumen-Evaluasi",
    TAHUNAN: "Hasil-Evaluasi-Tahunan",
    KREDIT: "Konversi-Angka-Kredit",
    INTEGRASI: "Integrasi",
}
BERGALAT = "masih bergalat"
# A missing conversion, or way of converting, is a galat of the file, but the operator may name a table now.
_UNCONVERTED = {
    ("konversi-tidak-ada", "nilai_konversi"),
    ("nilai-kosong", "nilai_konversi"),
    ("pilihan-kosong", "konversi"),
}


@dataclass(frozen=True)
class PlannedPaper:
    """One paper that is to be made: its kind, the file it is made of, its contents, and where its pegawai belongs.

    `notes` say how it was computed, for the report.
    `kode` is the code of the workbook it is made of, `beda` by what it is told apart from other papers of this kind and year
    that somebody with several posts may get.
    """

    kind: str
    file_name: str
    contents: Naskah
    perangkat_daerah: str
    kode_unit: str
    nama_unit: str
    kode: str = ""
    beda: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotMade:
    """A paper somebody does not get of a file, and why."""

    kind: str
    file_name: str
    name: str
    reason: str


@dataclass(frozen=True)
class Rencana:
    """The papers, those that are not made, how many files gave none for what reason, and the accounts of both."""

    planned: tuple[PlannedPaper, ...]
    not_made: tuple[NotMade, ...]
    not_used: Mapping[str, int]
    files: Account[PaperSourceFate]
    papers: Account[PaperFate]


def plan_papers(files: Sequence[ReceivedFile], order: PaperOrder) -> Rencana:
    """All papers of the files, people in the order of the roster, then of the files.

    Raises SkpxlError for a conversion table that does not exist.
    """
    wanted, organisasi = order.wanted, order.organisasi
    tabel_konversi(wanted.table, order.library.aturan.integrasi)
    planned: list[PlannedPaper] = []
    not_made: list[NotMade] = []
    unused: list[tuple[ReceivedFile, str]] = []
    used: list[ReceivedFile] = []
    kredit = _credits(files, order)
    for file in _in_roster_order(files, organisasi):
        if reason := _why_unused(file, wanted, kredit):
            unused.append((file, reason))
            continue
        used.append(file)
        pegawai = _pegawai_of(file, organisasi)
        for kind in _kinds_asked(file, wanted, kredit):
            made = _naskah(kind, file, pegawai, order, kredit)
            if isinstance(made, str):
                not_made.append(NotMade(kind, file.reading.file, file.owner.nama, made))
            else:
                naskah, notes = made
                planned.append(replace(_in_its_unit(kind, naskah, file, pegawai, organisasi), notes=notes))
    of_files = [(file.reading.file, PaperSourceFate.DIPAKAI) for file in used]
    of_files += [(file.reading.file, PaperSourceFate.TIDAK) for file, _ in unused]
    of_papers = [((paper.file_name, paper.kind), PaperFate.DIBUAT) for paper in planned]
    of_papers += [((paper.file_name, paper.kind), PaperFate.TIDAK) for paper in not_made]
    asked = [
        (file.reading.file, kind)
        for file in files
        if not _why_unused(file, wanted, kredit)
        for kind in _kinds_asked(file, wanted, kredit)
    ]
    return Rencana(
        tuple(planned),
        tuple(not_made),
        dict(Counter(reason for _, reason in unused)),
        tally("berkas untuk dokumen", PaperSourceFate, (file.reading.file for file in files), of_files),
        tally("dokumen yang diminta", PaperFate, asked, of_papers, " ".join),
    )


def _credits(files: Sequence[ReceivedFile], order: PaperOrder) -> Credits:
    """What the evaluations that count give together, where angka kredit is asked for at all."""
    if KREDIT not in order.wanted.kinds:
        return Credits()
    counted = [file for file in files if file.evaluasi and file.counted and file.fate == DITERIMA]
    return granted(counted, order, lambda file: _pegawai_of(file, order.organisasi))


def _why_unused(file: ReceivedFile, wanted: WantedPapers, kredit: Credits) -> str:
    """Why no paper is made of a file, in Indonesian; empty where some are."""
    if file.integrasi and file.counted:
        if INTEGRASI not in wanted.kinds:
            return "formulir integrasi, tidak diminta"
        galat = {(finding.code, finding.key) for finding in file.findings if finding.severity is Severity.GALAT}
        galat -= _UNCONVERTED
        return BERGALAT if galat else ""
    if file.fate == PERLU_PERBAIKAN:
        return BERGALAT
    if file.fate != DITERIMA:
        return said(file.fate)
    if not file.counted:
        return "bukan terbitan putaran SKP ini"
    if file.skp and SKP in wanted.kinds:
        return ""
    if file.evaluasi is None:
        return "bukan evaluasi"
    if _kinds_asked(file, wanted, kredit):
        return ""
    if file.evaluasi.jenis == "tahunan":
        return "evaluasi tahunan, tidak diminta"
    return _why_periodic_unused(file, wanted, kredit)


def _why_periodic_unused(file: ReceivedFile, wanted: WantedPapers, kredit: Credits) -> str:
    """A periodic evaluation of another period than is asked for gives angka kredit alone, while no annual one covers it."""
    if file.reading.file in kredit.termasuk:
        return TERMASUK
    given = kredit.of_file.get(file.reading.file, "")
    if isinstance(given, str) and given and wanted.kinds == (KREDIT,):
        return f"evaluasi periodik tanpa angka kredit: {given}"
    return "evaluasi periodik"


def _kinds_asked(file: ReceivedFile, wanted: WantedPapers, kredit: Credits) -> tuple[str, ...]:
    """The kinds that a file can give and that are asked for, in the order of `JENIS`."""
    possible: tuple[str, ...] = (EVALUASI, TAHUNAN, KREDIT)
    if not file.evaluasi:
        possible = (INTEGRASI,) if file.integrasi else (SKP,)
    evaluasi = file.evaluasi
    if evaluasi and evaluasi.periode:
        annual, of_year = evaluasi.jenis == "tahunan", wanted.period == "tahunan"
        of_this = period_code(evaluasi.jenis, evaluasi.periode) == wanted.period
        given = annual or not isinstance(kredit.of_file.get(file.reading.file, ""), str)
        # Asked for a quarter, nobody gets the papers of the year as well.
        fits = {EVALUASI: of_this, TAHUNAN: annual and of_year, KREDIT: given and (of_this or of_year)}
        possible = tuple(kind for kind in possible if fits[kind])
    return tuple(kind for kind in JENIS if kind in possible and kind in wanted.kinds)


def _naskah(
    kind: str, file: ReceivedFile, pegawai: Pegawai | None, order: PaperOrder, kredit: Credits
) -> tuple[Naskah, tuple[str, ...]] | str:
    """One paper with the notes on how it was computed, or why it cannot be made."""
    form = required(file.reading.form, f"formulir dalam {file.reading.file}")
    if file.integrasi:
        aturan = order.library.aturan.integrasi
        tabel = tabel_terpilih(file.integrasi, order.wanted.table)
        outcome = hasil_integrasi(file.integrasi, aturan, tabel=tabel)
        if outcome is None:
            return "nilai Januari - Juni tidak dapat dikonversi: isi nilai konversinya, atau sebut tabel dengan --conversion"
        if waiting := [figure for figure in of_integrasi(outcome, aturan) if figure not in order.wanted.confirmed]:
            return why_waiting(waiting)
        notes = integrasi_notes(outcome, IDE_BARU[sidik(file.integrasi.ide_baru)], aturan)
        return integrasi_paper(form, outcome, order), notes
    if file.skp:
        return skp_paper(form, file.skp, order), ()
    evaluasi = required(file.evaluasi, f"evaluasi dalam {file.reading.file}")
    dinilai = rate(evaluasi, order.library.aturan)
    if kind == TAHUNAN:
        return yearly_result(dinilai, form, order), ()
    if kind == EVALUASI:
        above = superior_of_penilai(evaluasi.pejabat_penilai, order.organisasi)
        return evaluation_document(dinilai, above, order), ()
    konversi = kredit.of_file[file.reading.file]
    return konversi if isinstance(konversi, str) else (credit_paper(konversi, pegawai, order), ())


def superior_of_penilai(penilai: Identitas, organisasi: Organisasi | None) -> Identitas | None:
    """The penilai's own penilai by the roster; None where that is not known. Of two posts of his, the one on the form."""
    rows = organisasi.baris_pegawai(penilai.nip) if organisasi and penilai.nip else []
    if organisasi is None or not rows:
        return None
    on_the_form = [pegawai for pegawai in rows if sidik(pegawai.jabatan) == sidik(penilai.jabatan)]
    atasan = organisasi.penilai((on_the_form or rows)[0])
    return atasan if atasan.nama.strip() or atasan.nip.strip() else None


def _pegawai_of(file: ReceivedFile, organisasi: Organisasi | None) -> Pegawai | None:
    """The row of the roster that a form was issued for: of several the one of that post, else of that unit."""
    if organisasi is None:
        return None
    if made := file.evaluasi or file.skp:
        return row_of(organisasi, made)
    rows = organisasi.baris_pegawai(file.owner.nip)
    in_unit = [
        pegawai for pegawai in rows if sidik(organisasi.nama_unit(pegawai.unit_kerja)) == sidik(file.owner.unit_kerja)
    ]
    return next(iter(in_unit or rows), None)


def _in_roster_order(files: Sequence[ReceivedFile], organisasi: Organisasi | None) -> list[ReceivedFile]:
    """In roster order; who is not on it comes last, in the order of the files."""
    places = {
        pegawai.nip: place for place, pegawai in reversed(list(enumerate(organisasi.pegawai if organisasi else ())))
    }
    return sorted(files, key=lambda file: places.get(file.owner.nip, len(places)))


def _in_its_unit(
    kind: str, naskah: Naskah, file: ReceivedFile, pegawai: Pegawai | None, organisasi: Organisasi | None
) -> PlannedPaper:
    """A paper with its unit and perangkat daerah: by the roster, else as the form prints unit and instansi."""
    unit, form = file.owner.unit_kerja, file.reading.form
    office, kode = form.terkunci.get("instansi", "") if form else "", ""
    if pegawai and organisasi:
        office, kode = organisasi.nama_perangkat_daerah(pegawai), pegawai.unit_kerja
        unit = organisasi.nama_unit(kode)
    code = form.stamp.id if form else ""
    apart = _apart(file, code, pegawai, organisasi)
    if kind == KREDIT and file.evaluasi and file.evaluasi.periode and file.evaluasi.jenis != "tahunan":
        apart = "_".join(filter(None, (period_code(file.evaluasi.jenis, file.evaluasi.periode), apart)))
    return PlannedPaper(kind, file.reading.file, naskah, office, kode, unit, code, apart)


def _apart(file: ReceivedFile, code: str, pegawai: Pegawai | None, organisasi: Organisasi | None) -> str:
    """The days that an evaluation or SKP is of, where its pegawai has several posts on the roster, and the code of the
    workbook where he has another post in the same days; else nothing.
    """
    made = file.evaluasi or file.skp
    masa = made.periode if made else None
    rows = organisasi.baris_pegawai(pegawai.nip) if organisasi and pegawai and pegawai.nip else []
    if masa is None or len(rows) < 2:
        return ""
    same = sum((row.mulai, row.selesai) == (pegawai.mulai, pegawai.selesai) for row in rows if pegawai) > 1
    return f"{masa.mulai:%m%d}-{masa.selesai:%m%d}" + (f"_{slug(code)}" if same else "")


def paper_files(
    planned: Sequence[PlannedPaper],
    library: Library,
    kertas: str,
    *,
    per_unit: bool = False,
    organisasi: Organisasi | None = None,
) -> Iterator[tuple[Path, bytes]]:
    """The workbooks as (relative path, bytes), one at a time: one per paper, or one per unit and year with a list of contents.

    A paper of somebody with several posts is called by its days, and by the code of its workbook where that does not tell it
    apart (a second penilai): a name never hangs on the order of the files. `organisasi` is the roster by which folders and
    units are named.
    """
    names, groups = FileNames(organisasi), dict[Path, list[PlannedPaper]]()
    called = [_called(paper) for paper in planned]
    many = Counter(name.casefold() for name in called)
    for paper, name in zip(planned, called, strict=True):
        folder = Path(names.office(paper.perangkat_daerah))
        tahun = paper.contents.tahun
        if per_unit:
            path = folder / f"Dokumen-Kinerja_{tahun}_{names.unit(paper.kode_unit, paper.nama_unit)}.xlsx"
            groups.setdefault(path, []).append(paper)
            continue
        code = f"_{slug(paper.kode)}" if many[name.casefold()] > 1 else ""
        groups.setdefault(folder / f"{name}{code}.xlsx", []).append(paper)
    for path, papers in groups.items():
        title = f"Dokumen kinerja {papers[0].nama_unit}, tahun {papers[0].contents.tahun}" if per_unit else ""
        yield path, write_papers([paper.contents for paper in papers], library, kertas, title=title)


def _called(paper: PlannedPaper) -> str:
    """What a paper is called by its kind, year, person and what tells it apart."""
    who = slug(paper.contents.nip or paper.contents.nama)
    _, periodic, code = paper.contents.kode.partition(f"{EVALUASI}-")
    year = f"{paper.contents.tahun}-{code.upper()}" if periodic else str(paper.contents.tahun)
    return "_".join(filter(None, (JENIS[paper.kind], year, who, paper.beda)))


def need_some(rencana: Rencana) -> None:
    """Raise SkpxlError where there is no paper at all: an empty folder would look like success."""
    if not rencana.planned:
        reasons = ", ".join(f"{count} {reason}" for reason, count in rencana.not_used.items())
        details = f" ({reasons})" if reasons else ""
        raise SkpxlError(
            f"Tidak ada dokumen yang dapat dibuat dari {rencana.files.total} berkas{details}; dokumen dibuat dari evaluasi "
            "tahunan yang kembali, integrasi dari formulirnya (--kind integrasi), SKP dari SKP yang diterima (--kind skp)."
        )

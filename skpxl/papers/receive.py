"""One received file as a paper: what it is by its content, whether a signature can be seen in it. It keeps no account."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import kalimat
from skpxl.forms.read import read_form
from skpxl.forms.triage import HELD, finding_of, open_book
from skpxl.kinds.evaluasi import EVALUASI, evaluasi_dari
from skpxl.kinds.matriks import MATRIKS
from skpxl.kinds.skp import SKP
from skpxl.kinds.table import kind_of
from skpxl.model.cap_dokumen import DAFTAR_ISI, CapDokumen
from skpxl.model.evaluasi import period_code
from skpxl.model.periode import Periode
from skpxl.model.predikat import predikat
from skpxl.model.unit import Organisasi
from skpxl.papers import pdf_text
from skpxl.papers.berkas_isi import has_stamp, marks_of, printed_pages
from skpxl.papers.printed import Isi, PaperReader
from skpxl.papers.recognise import PERIODIK, PaperRecogniser, periodic_kind
from skpxl.template.labels import GROUPS, united
from skpxl.template.library import Library
from skpxl.xlsx.package import Limits, Unreadable, read_source
from skpxl.xlsx.signature import recognise

# A scan of many pages is larger than a workbook; as much as a member of an archive may have.
BATAS = Limits(file=40_000_000)
# Papers that are known and that no use asks for.
LAINNYA = {
    SKP.paper: "SKP",
    "lampiran-skp": "Lampiran SKP",
    MATRIKS.paper: "Matriks peran hasil",
    PERIODIK: "Evaluasi kinerja periodik",
    "konversi-angka-kredit": "Konversi predikat kinerja ke angka kredit",
    DAFTAR_ISI: "Daftar isi berkas",
}
_ENDINGS = {
    "dokumen PDF": "pdf",
    "gambar PNG": "png",
    "gambar JPG": "jpg",
    "gambar GIF": "gif",
    "gambar TIFF": "tif",
    "gambar HEIC": "heic",
    "gambar BMP": "bmp",
    "gambar WEBP": "webp",
    "dokumen Word (.docx)": "docx",
    "dokumen Word lama (.doc)": "doc",
    "dokumen OpenDocument (.odt)": "odt",
    "dokumen RTF": "rtf",
}
_PICTURE = "hasil pindai; tidak memuat tulisan yang dapat dibaca"
# What a signature can be seen on; on all else there is none.
BERTANDA = frozenset({"pdf", "png", "jpg", "gif", "tif", "heic", "bmp", "webp"})


Says = tuple[tuple[CapDokumen, Isi], ...]


class _Contents(NamedTuple):
    """What a file is by its content."""

    papers: tuple[CapDokumen, ...] = ()
    reason: str = ""
    says: Says = ()
    is_form: bool = False


@dataclass(frozen=True)
class ReceivedPaper:
    """One file. `digest` is the SHA-256 of its content, empty where its bytes could not be had; `suffix` is told by content.

    `papers` are the papers that it is, by content; none where `reason` says why. `signed` tells that an electronic
    signature is embedded; on paper one cannot be seen by a program. `is_form` tells that it is a form of ours to be filled
    in: what a paper is made of, not the paper; `held` why the disk does not give the file now. `says` is what its papers
    print, as far as that can be read; one that stands twice (two SKPs of a year) is in it twice.
    """

    sent: Arrival
    digest: str = ""
    size: int = 0
    suffix: str = ""
    papers: tuple[CapDokumen, ...] = ()
    signed: bool = False
    reason: str = ""
    is_form: bool = False
    held: Finding | None = None
    says: Says = ()

    @property
    def name(self) -> str:
        """The file as people know it."""
        return self.sent.name

    @property
    def can_be_signed(self) -> bool:
        """True for scans and PDFs."""
        return self.suffix in BERTANDA


@dataclass(frozen=True)
class PaperReceiver:
    """Receives files: wordings and forms of `library`, people of `organisasi`, the campaign's key and period."""

    library: Library
    organisasi: Organisasi
    signing_key: bytes | None = None
    periode: Periode | None = None
    recogniser: PaperRecogniser = field(init=False)
    reader: PaperReader = field(init=False)

    def __post_init__(self) -> None:
        label = self.library.label
        if "berkas" not in label or not set(GROUPS["berkas"]) <= set(label["berkas"].grup):
            raise SkpxlError(
                f"{self.library.akar / 'daftar' / 'label-berkas.toml'} tidak ada atau tidak lengkap; salin dari folder asli."
            )
        wanted = frozenset(self.library.aturan.berkas.dokumen)
        object.__setattr__(self, "recogniser", PaperRecogniser(label["berkas"], label["skp"], self.organisasi, wanted))
        reader = PaperReader(
            label["berkas"],
            united(label["skp"], label["bersama"]),
            self.library.aturan.pola.sebutan_predikat,
            self.library.kepegawaian.is_acting,
        )
        object.__setattr__(self, "reader", reader)

    def receive(self, sent: Arrival) -> ReceivedPaper:
        """What the file is. Never raises for what is in it."""
        if sent.problem:
            return self._not_had(sent, temuan(sent.problem, detail=sent.detail))
        try:
            data = read_source(sent.source, BATAS)
        except Unreadable as verdict:
            return self._not_had(sent, finding_of(verdict))
        digest, size = hashlib.sha256(data).hexdigest(), len(data)
        if pdf_text.is_pdf(data):
            pdf = self._pdf(data)
            signed = pdf_text.has_signature(data)
            return ReceivedPaper(sent, digest, size, "pdf", pdf.papers, signed, pdf.reason, says=pdf.says)
        ending = "" if data[:2] == b"PK" else _ENDINGS.get(recognise(data), "")
        if ending:
            return ReceivedPaper(
                sent, digest, size, ending, reason=_PICTURE if ending in BERTANDA else "bukan buku kerja"
            )
        try:
            ending, book = self._book(data)
        except Unreadable as verdict:
            ending, book = _ENDINGS.get(verdict.detail, ""), _Contents(reason=self._sentence(finding_of(verdict)))
        return ReceivedPaper(
            sent, digest, size, ending or "dat", book.papers, reason=book.reason, is_form=book.is_form, says=book.says
        )

    def _not_had(self, sent: Arrival, why: Finding) -> ReceivedPaper:
        """A file whose bytes could not be had."""
        return ReceivedPaper(sent, reason=self._sentence(why), held=why if why.code in HELD else None)

    def _pdf(self, data: bytes) -> _Contents:
        marks = tuple(pdf_text.marks_of(data))
        if not pdf_text.may_hold_text(data):
            return _Contents(marks) if marks else _Contents(reason=_PICTURE)
        if not pdf_text.can_read_text():
            why = 'tulisan PDF tidak dibaca; pasang dengan pip install "skpxl[papers]"'
            return _Contents(marks) if marks else _Contents(reason=why)
        try:
            pages = printed_pages(pdf_text.read_text(data))
        except Unreadable as verdict:
            return _Contents(marks) if marks else _Contents(reason=verdict.detail)
        if marks:
            return _Contents(marks, says=self._says(marks, pages))
        found = self._recognised(pages)
        return found if any(pages) else _Contents(reason=_PICTURE)

    def _recognised(self, pages: Sequence[Sequence[str]]) -> _Contents:
        """What pages without a mark of ours are."""
        found = self.recogniser.recognise(pages)
        says = tuple((paper, self.reader.read(lines)) for paper, lines in found.printed)
        return _Contents(found.papers, found.reason, says if found.papers else ())

    def _says(self, marks: Sequence[CapDokumen], pages: Sequence[Sequence[str]]) -> Says:
        """What the papers of a file with marks print: of one paper all lines are its own."""
        if len(marks) == 1:
            return ((marks[0], self.reader.read([line for lines in pages for line in lines])),)
        printed = self.recogniser.recognise(pages).printed
        return tuple((paper, self.reader.read(lines)) for paper, lines in printed if paper in marks)

    def _book(self, data: bytes) -> tuple[str, _Contents]:
        """The ending of a workbook, and what it is. Raises `Unreadable` for what is none."""
        opened = open_book(data)
        ending = str(opened.kind or "xlsx")
        if has_stamp(opened.book):
            return ending, self._form(data)
        pages = printed_pages(opened.book)
        if marks := tuple(marks_of(opened.book)):
            if not self.recogniser.fits(marks, pages):
                return ending, _Contents(reason="dokumen skpxl yang NIP-nya tidak cocok dengan tandanya")
            return ending, _Contents(marks, says=self._says(marks, pages))
        return ending, self._recognised(pages)

    def _form(self, data: bytes) -> _Contents:
        """A form of ours: the stamp tells kind, person and year."""
        reading = read_form(data, self.library, signing_key=self.signing_key)
        form = reading.form
        if form is None:
            return _Contents(reason=self._sentence(reading.findings[0]), is_form=True)
        if not reading.asli:
            why = "formulir skpxl yang keasliannya tidak terbukti, atau yang identitasnya berubah"
            return _Contents(reason=why, is_form=True)
        kind = kind_of(form.definition)
        paper = kind.paper
        if not paper:
            return _Contents(reason=f"{kind.noun}, bukan dokumen yang diminta", is_form=True)
        nip = form.stamp.nip if form.stamp.nip.isdecimal() else ""
        mark = CapDokumen(paper, nip, form.stamp.periode.selesai.year)
        if paper != EVALUASI.paper:
            return _Contents((mark,), is_form=True)
        evaluasi = evaluasi_dari(form, "")
        if evaluasi.jenis != "tahunan":
            mark = mark._replace(kode=periodic_kind(paper, period_code(evaluasi.jenis, form.stamp.periode)))
        says = Isi(
            predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, self.library.aturan.predikat),
            form.stamp.periode,
            evaluasi.pejabat_penilai,
            evaluasi.pegawai.jabatan,
            evaluasi.pegawai.unit_kerja,
            self.library.kepegawaian.is_acting(evaluasi.pegawai.jabatan),
        )
        return _Contents((mark,), says=((mark, says),), is_form=True)

    def _sentence(self, finding: Finding) -> str:
        """Why a file cannot be read, as the catalogue says it, to stand behind a colon."""
        sentence, _ = kalimat(finding, self.library.pesan)
        return (sentence[:1].lower() + sentence[1:].rstrip(".")).removeprefix("berkas ini ")

"""One received file as a paper: what it is by its content, whether a signature can be seen in it. It keeps no account."""

import hashlib
from dataclasses import dataclass, field

from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import kalimat
from skpxl.forms.read import read_form
from skpxl.forms.triage import HELD, finding_of, open_book
from skpxl.kinds.evaluasi import EVALUASI
from skpxl.kinds.matriks import MATRIKS
from skpxl.kinds.skp import SKP
from skpxl.kinds.table import kind_of
from skpxl.model.cap_dokumen import DAFTAR_ISI, CapDokumen
from skpxl.model.unit import Organisasi
from skpxl.papers import pdf_text
from skpxl.papers.berkas_isi import has_stamp, marks_of, printed_pages
from skpxl.papers.recognise import PaperRecogniser
from skpxl.template.library import Library
from skpxl.xlsx.package import Limits, Unreadable, read_source
from skpxl.xlsx.signature import recognise

# A scan of many pages is larger than a workbook; as much as a member of an archive may have.
BATAS = Limits(file=40_000_000)
# What the paper of an evaluation is called (aturan/berkas.toml) where its form is a periodic one.
PERIODIK = "evaluasi-periodik"
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


@dataclass(frozen=True)
class ReceivedPaper:
    """One file. `digest` is the SHA-256 of its content, empty where its bytes could not be had; `suffix` is told by content.

    `papers` are the papers that it is, by content; none where `reason` says why. `signed` tells that an electronic
    signature is embedded; on paper one cannot be seen by a program. `is_form` tells that it is a form of ours to be filled
    in: what a paper is made of, not the paper; `held` why the disk does not give the file now.
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
    """Receives files: wordings and forms of `library`, people of `organisasi`, the campaign's key."""

    library: Library
    organisasi: Organisasi
    signing_key: bytes | None = None
    recogniser: PaperRecogniser = field(init=False)

    def __post_init__(self) -> None:
        label = self.library.label
        if "berkas" not in label or not {"judul", "siapa", "wajib", "periodik"} <= set(label["berkas"].grup):
            raise SkpxlError(
                f"{self.library.akar / 'daftar' / 'label-berkas.toml'} tidak ada atau tidak lengkap; salin dari folder asli."
            )
        wanted = frozenset(self.library.aturan.berkas.dokumen)
        object.__setattr__(self, "recogniser", PaperRecogniser(label["berkas"], label["skp"], self.organisasi, wanted))

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
            papers, reason = self._pdf(data)
            return ReceivedPaper(sent, digest, size, "pdf", papers, pdf_text.has_signature(data), reason)
        ending = "" if data[:2] == b"PK" else _ENDINGS.get(recognise(data), "")
        if ending:
            return ReceivedPaper(
                sent, digest, size, ending, reason=_PICTURE if ending in BERTANDA else "bukan buku kerja"
            )
        try:
            ending, papers, reason, is_form = self._book(data)
        except Unreadable as verdict:
            ending, papers, reason = _ENDINGS.get(verdict.detail, ""), (), self._sentence(finding_of(verdict))
            is_form = False
        return ReceivedPaper(sent, digest, size, ending or "dat", papers, reason=reason, is_form=is_form)

    def _not_had(self, sent: Arrival, why: Finding) -> ReceivedPaper:
        """A file whose bytes could not be had."""
        return ReceivedPaper(sent, reason=self._sentence(why), held=why if why.code in HELD else None)

    def _pdf(self, data: bytes) -> tuple[tuple[CapDokumen, ...], str]:
        if marks := pdf_text.marks_of(data):
            return tuple(marks), ""
        if not pdf_text.may_hold_text(data):
            return (), _PICTURE
        if not pdf_text.can_read_text():
            return (), 'tulisan PDF tidak dibaca; pasang dengan pip install "skpxl[papers]"'
        try:
            pages = printed_pages(pdf_text.read_text(data))
        except Unreadable as verdict:
            return (), verdict.detail
        recognised = self.recogniser.recognise(pages)
        return recognised.papers, recognised.reason if any(pages) else _PICTURE

    def _book(self, data: bytes) -> tuple[str, tuple[CapDokumen, ...], str, bool]:
        """Ending, papers and reason of a workbook, and whether it is a form. Raises `Unreadable` for what is none."""
        opened = open_book(data)
        ending = str(opened.kind or "xlsx")
        if has_stamp(opened.book):
            return ending, *self._form(data), True
        pages = printed_pages(opened.book)
        if marks := marks_of(opened.book):
            if not self.recogniser.fits(marks, pages):
                return ending, (), "dokumen skpxl yang NIP-nya tidak cocok dengan tandanya", False
            return ending, tuple(marks), "", False
        recognised = self.recogniser.recognise(pages)
        return ending, recognised.papers, recognised.reason, False

    def _form(self, data: bytes) -> tuple[tuple[CapDokumen, ...], str]:
        """A form of ours: the stamp tells kind, person and year."""
        reading = read_form(data, self.library, signing_key=self.signing_key)
        form = reading.form
        if form is None:
            return (), self._sentence(reading.findings[0])
        if not reading.asli:
            return (), "formulir skpxl yang keasliannya tidak terbukti, atau yang identitasnya berubah"
        kind = kind_of(form.definition)
        paper = kind.paper
        if not paper:
            return (), f"{kind.noun}, bukan dokumen yang diminta"
        if paper == EVALUASI.paper and form.konteks.get("jenis_evaluasi", "tahunan") != "tahunan":
            paper = PERIODIK
        nip = form.stamp.nip if form.stamp.nip.isdecimal() else ""
        return (CapDokumen(paper, nip, form.stamp.periode.selesai.year),), ""

    def _sentence(self, finding: Finding) -> str:
        """Why a file cannot be read, as the catalogue says it, to stand behind a colon."""
        sentence, _ = kalimat(finding, self.library.pesan)
        return (sentence[:1].lower() + sentence[1:].rstrip(".")).removeprefix("berkas ini ")

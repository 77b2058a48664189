"""Papers as people hand them in: through the real writers, as tiny PDFs with text, as scans; a library, it proves nothing."""

from collections.abc import Sequence
from pathlib import Path

from forms import GOOD, KABID, KETUA, KUANTITATIF, LIBRARY, PEGAWAI, STAF, evaluation_of, make_form, rated, skp_of

from skpxl.books.paper import Naskah, write_papers
from skpxl.books.tables import BookTable, write_tables
from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.kinds.evaluasi import evaluasi_dari
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.papers.contents import evaluation_document, rate, yearly_result
from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers
from skpxl.template.answers import to_values
from skpxl.template.form import Form

HASIL, DOKUMEN, INTEGRASI = "hasil-evaluasi-tahunan", "evaluasi-kinerja-pegawai", "integrasi-2021"
PERTAMA, KEDUA = "penilaian-januari-juni-2021", "penilaian-juli-desember-2021"
NAMA = {orang.nip: orang.nama for orang in PEGAWAI}
PENILAI = {KETUA: KABID, STAF: KETUA}


def yearly(nip: str = KETUA, period: str = "tahunan") -> Form:
    """The annual evaluation form of somebody, filled in by his penilai."""
    blank = evaluation_of(skp_of(GOOD[KUANTITATIF], nip=nip), period)
    return blank.filled(to_values(blank.layout, rated(blank), blank.terkunci)[0])


def form_of(nip: str = KETUA, period: str = "tahunan") -> bytes:
    """That form as the workbook that comes back."""
    return write_form(yearly(nip, period), LIBRARY)


def skp_form(nip: str = KETUA) -> bytes:
    return write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF], nip=nip), LIBRARY)


def document(nip: str = KETUA) -> Naskah:
    """The Dokumen Evaluasi Kinerja Pegawai of 2022."""
    order = PaperOrder(LIBRARY, wanted=WantedPapers(signing=Penandatanganan("Contoh")))
    return evaluation_document(rate(evaluasi_dari(yearly(nip), ""), LIBRARY.aturan), None, order)


def result(nip: str = KETUA) -> Naskah:
    """The finished hasil evaluasi of 2022."""
    form = yearly(nip)
    return yearly_result(rate(evaluasi_dari(form, ""), LIBRARY.aturan), form, PaperOrder(LIBRARY))


def paper(*naskah: Naskah) -> bytes:
    return write_papers(naskah, LIBRARY, "A4", title="Dokumen" if len(naskah) > 1 else "")


def lines(
    title: str = "DOKUMEN EVALUASI KINERJA PEGAWAI",
    *,
    nip: str = KETUA,
    period: str = "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022",
    name: str | None = None,
) -> list[str]:
    """What such a paper prints, as another office makes it: both identities side by side."""
    boss = PENILAI[nip]
    return [
        "PEMERINTAH KABUPATEN CONTOH", title, period,
        "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA",
        f"1 NAMA {NAMA[nip] if name is None else name} 1 NAMA {NAMA[boss]}",
        f"2 NIP {nip} 2 NIP (*opsional) {boss}",
        "3 JABATAN Pranata Komputer", "CAPAIAN KINERJA ORGANISASI BAIK", "PREDIKAT KINERJA PEGAWAI BAIK",
        f"Contoh, 3 Januari 2023 {NAMA[boss]}", f"NIP. {boss}",
    ]  # fmt: skip


def office_book(rows: Sequence[str]) -> bytes:
    """A workbook of values alone, a line a row."""
    return write_tables([BookTable("Sheet1", [("", 90.0)], [[row] for row in rows])], LIBRARY.gaya, title="x")


def pdf(*pages: Sequence[str], keywords: str = "", signed: bool = False, packed: bool = False) -> bytes:
    """A PDF with these lines of text on its pages; `signed` embeds what an electronic signature looks like."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        escaped = [line.replace("(", r"\(").replace(")", r"\)") for line in page]
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in escaped)
        text = f"BT /F1 10 Tf 40 800 Td {shown}ET".encode("latin-1")
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        ]
    if keywords:
        objects.append(b"<</Keywords<FEFF" + keywords.encode("utf-16-be").hex().encode().upper() + b">>>")
    if signed:
        objects.append(b"<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange [0 10 20 30]/Contents<00>>>")
    return _pdf(objects, info=len(objects) - signed if keywords else 0)


def scan(number: int = 0) -> bytes:
    """A PDF with a picture and no text."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n"
    )
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
            picture + bytes([number]) + b"\nendstream", b"<</Length 5>>stream\n/I Do\nendstream",
        ]
    )  # fmt: skip


def _pdf(objects: Sequence[bytes], info: int = 0) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Info %d 0 R" % info if info else b""
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(out),
    )  # fmt: skip


JPG = b"\xff\xd8\xff\xe0" + b"gambar"
PNG = b"\x89PNG\r\n\x1a\n" + b"gambar"


def mark(kode: str = DOKUMEN, nip: str = KETUA, year: int = 2022) -> str:
    return CapDokumen(kode, nip, year).tercetak()


def given(name: str, data: bytes) -> Arrival:
    """A file as `walk` hands it on, without a disk."""
    return Arrival(name, data=data)


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder

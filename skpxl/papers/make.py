"""`skpxl papers make`: which papers come of the files that returned, and into which files they go. It fills in no paper."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpxl.books.paper import Naskah, write_papers
from skpxl.checks.integrasi import IDE_BARU, hasil_integrasi
from skpxl.errors import SkpxlError, required
from skpxl.files.names import slug
from skpxl.findings import Severity
from skpxl.model.fate import Account, PaperFate, PaperSourceFate, tally
from skpxl.model.integrasi import tabel_konversi, tabel_terpilih
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.papers.contents import (
    Penandatanganan,
    credit_of,
    credit_paper,
    evaluation_document,
    integrasi_paper,
    rate,
    yearly_result,
)
from skpxl.receive.validate import DITERIMA, PERLU_PERBAIKAN, ReceivedFile
from skpxl.template.library import Library

EVALUASI, TAHUNAN, KREDIT, INTEGRASI = "dokumen-evaluasi", "hasil-tahunan", "angka-kredit", "integrasi"
# The kinds, and how a file of each is called.
JENIS: dict[str, str] = {
    EVALUASI: "Dokumen-Evaluasi",
    TAHUNAN: "Hasil-Evaluasi-Tahunan",
    KREDIT: "Konversi-Angka-Kredit",
    INTEGRASI: "Integrasi",
}
BERGALAT = "masih bergalat"
BAWAAN = (EVALUASI, TAHUNAN, KREDIT)


@dataclass(frozen=True)
class WantedPapers:
    """What is asked for: the kinds, the long document, the conversion table named, where and when it is signed."""

    jenis: tuple[str, ...] = BAWAAN
    panjang: bool = False
    tabel: str = ""
    teken: Penandatanganan = Penandatanganan()


@dataclass(frozen=True)
class PlannedPaper:
    """One paper that is to be made: its kind, the file it is made of, its contents, and where its pegawai belongs."""

    jenis: str
    berkas: str
    naskah: Naskah
    perangkat_daerah: str
    kode_unit: str
    nama_unit: str


@dataclass(frozen=True)
class TidakDibuat:
    """A paper somebody does not get of a file, and why."""

    jenis: str
    berkas: str
    nama: str
    alasan: str


@dataclass(frozen=True)
class Rencana:
    """The papers, those that are not made, how many files gave none for what reason, and the accounts of both."""

    dokumen: tuple[PlannedPaper, ...]
    tidak_dibuat: tuple[TidakDibuat, ...]
    tidak_dipakai: Mapping[str, int]
    files: Account[PaperSourceFate]
    papers: Account[PaperFate]


def plan_papers(
    files: Sequence[ReceivedFile], library: Library, organisasi: Organisasi | None, pilihan: WantedPapers
) -> Rencana:
    """All papers of the files, people in the order of the roster, then of the files.

    Raises SkpxlError for a conversion table that does not exist.
    """
    tabel_konversi(pilihan.tabel, library.aturan.integrasi)
    dokumen: list[PlannedPaper] = []
    tidak: list[TidakDibuat] = []
    unused: list[tuple[ReceivedFile, str]] = []
    used: list[ReceivedFile] = []
    for satu in _menurut_daftar(files, organisasi):
        if sebab := _tidak_dipakai(satu, pilihan):
            unused.append((satu, sebab))
            continue
        used.append(satu)
        orang = _orang(satu, organisasi)
        for jenis in _diminta(satu, pilihan):
            naskah = _naskah(jenis, satu, orang, library, organisasi, pilihan)
            if isinstance(naskah, str):
                tidak.append(TidakDibuat(jenis, satu.reading.file, satu.pemilik.nama, naskah))
            else:
                dokumen.append(_di_unitnya(jenis, naskah, satu, orang, organisasi))
    of_files = [(satu.reading.file, PaperSourceFate.DIPAKAI) for satu in used]
    of_files += [(satu.reading.file, PaperSourceFate.TIDAK) for satu, _ in unused]
    of_papers = [((one.berkas, one.jenis), PaperFate.DIBUAT) for one in dokumen]
    of_papers += [((one.berkas, one.jenis), PaperFate.TIDAK) for one in tidak]
    asked = [
        (satu.reading.file, jenis)
        for satu in files
        if not _tidak_dipakai(satu, pilihan)
        for jenis in _diminta(satu, pilihan)
    ]
    return Rencana(
        tuple(dokumen),
        tuple(tidak),
        dict(Counter(sebab for _, sebab in unused)),
        tally("berkas untuk dokumen", PaperSourceFate, (satu.reading.file for satu in files), of_files),
        tally("dokumen yang diminta", PaperFate, asked, of_papers, " ".join),
    )


def _tidak_dipakai(satu: ReceivedFile, pilihan: WantedPapers) -> str:
    """Why no paper is made of a file, in Indonesian; empty where some are."""
    if satu.integrasi and satu.dipakai:
        if INTEGRASI not in pilihan.jenis:
            return "formulir integrasi, tidak diminta"
        # A missing conversion, or way of converting, is a galat of the file, but the operator may name a table now.
        galat = {(f.code, f.key) for f in satu.findings if f.severity is Severity.GALAT}
        galat -= {("konversi-tidak-ada", "nilai_konversi"), ("pilihan-kosong", "konversi")}
        return BERGALAT if galat else ""
    if satu.nasib == PERLU_PERBAIKAN:
        return BERGALAT
    if satu.nasib != DITERIMA:
        return satu.nasib
    if not satu.dipakai:
        return "bukan terbitan kampanye ini"
    if satu.evaluasi is None:
        return "bukan evaluasi"
    if satu.evaluasi.jenis != "tahunan":
        return "evaluasi periodik"
    return "" if _diminta(satu, pilihan) else "evaluasi tahunan, tidak diminta"


def _diminta(satu: ReceivedFile, pilihan: WantedPapers) -> tuple[str, ...]:
    """The kinds that a file can give and that are asked for, in the order of `JENIS`."""
    bisa = (INTEGRASI,) if satu.integrasi else (EVALUASI, TAHUNAN, KREDIT)
    return tuple(jenis for jenis in JENIS if jenis in bisa and jenis in pilihan.jenis)


def _naskah(
    jenis: str,
    satu: ReceivedFile,
    orang: Pegawai | None,
    library: Library,
    organisasi: Organisasi | None,
    pilihan: WantedPapers,
) -> Naskah | str:
    """One paper, or why it cannot be made."""
    form = required(satu.reading.form, f"formulir dalam {satu.reading.file}")
    if satu.integrasi:
        tabel = tabel_terpilih(satu.integrasi, pilihan.tabel)
        hasil = hasil_integrasi(satu.integrasi, library.aturan.integrasi, tabel=tabel)
        if hasil is None:
            return "nilai Januari - Juni tidak dapat dikonversi: isi nilai konversinya, atau sebut tabel dengan --conversion"
        ide_baru = IDE_BARU[sidik(satu.integrasi.ide_baru)]
        return integrasi_paper(form, hasil, ide_baru, library, pilihan.teken)
    evaluasi = required(satu.evaluasi, f"evaluasi dalam {satu.reading.file}")
    dinilai = rate(evaluasi, library)
    if jenis == TAHUNAN:
        return yearly_result(dinilai, form, library, pilihan.teken)
    if jenis == EVALUASI:
        atasan = superior_of_penilai(evaluasi.pejabat_penilai, organisasi)
        return evaluation_document(dinilai, atasan, library, pilihan.teken, panjang=pilihan.panjang)
    kredit = credit_of(dinilai, orang, library)
    return kredit if isinstance(kredit, str) else credit_paper(dinilai, kredit, library, pilihan.teken)


def superior_of_penilai(penilai: Identitas, organisasi: Organisasi | None) -> Identitas | None:
    """The penilai's own penilai by the roster; None where that is not known. Of two posts of his, the one on the form."""
    baris = organisasi.baris_pegawai(penilai.nip) if organisasi and penilai.nip else []
    if organisasi is None or not baris:
        return None
    di_formulir = [orang for orang in baris if sidik(orang.jabatan) == sidik(penilai.jabatan)]
    atasan = organisasi.penilai((di_formulir or baris)[0])
    return atasan if atasan.nama.strip() or atasan.nip.strip() else None


def _orang(satu: ReceivedFile, organisasi: Organisasi | None) -> Pegawai | None:
    """The row of the roster that a form was issued for: of several the one of that unit."""
    if organisasi is None:
        return None
    baris = organisasi.baris_pegawai(satu.pemilik.nip)
    di_unit = [o for o in baris if sidik(organisasi.nama_unit(o.unit_kerja)) == sidik(satu.pemilik.unit_kerja)]
    return next(iter(di_unit or baris), None)


def _menurut_daftar(files: Sequence[ReceivedFile], organisasi: Organisasi | None) -> list[ReceivedFile]:
    """In roster order; who is not on it comes last, in the order of the files."""
    urutan = {orang.nip: nomor for nomor, orang in reversed(list(enumerate(organisasi.pegawai if organisasi else ())))}
    return sorted(files, key=lambda satu: urutan.get(satu.pemilik.nip, len(urutan)))


def _di_unitnya(
    jenis: str, naskah: Naskah, satu: ReceivedFile, orang: Pegawai | None, organisasi: Organisasi | None
) -> PlannedPaper:
    """A paper with its unit and perangkat daerah: by the roster, else as the form prints unit and instansi."""
    unit, form = satu.pemilik.unit_kerja, satu.reading.form
    if orang and organisasi:
        perangkat = organisasi.nama_perangkat_daerah(orang)
        return PlannedPaper(
            jenis, satu.reading.file, naskah, perangkat, orang.unit_kerja, organisasi.nama_unit(orang.unit_kerja)
        )
    return PlannedPaper(jenis, satu.reading.file, naskah, form.terkunci.get("instansi", "") if form else "", "", unit)


def paper_files(
    dokumen: Sequence[PlannedPaper], library: Library, kertas: str, *, per_unit: bool = False
) -> Iterator[tuple[Path, bytes]]:
    """The workbooks as (relative path, bytes), one at a time: one per paper, or one per unit and year with a list of contents.

    A second paper of one kind, person and year (another penilai) gets a number.
    """
    kelompok: dict[Path, list[PlannedPaper]] = {}
    for satu in dokumen:
        folder = Path(slug(satu.perangkat_daerah))
        tahun = satu.naskah.tahun
        if per_unit:
            path = folder / f"Dokumen-Kinerja_{tahun}_{slug(satu.kode_unit or satu.nama_unit)}.xlsx"
            kelompok.setdefault(path, []).append(satu)
            continue
        dasar = path = folder / f"{JENIS[satu.jenis]}_{tahun}_{slug(satu.naskah.nip or satu.naskah.nama)}.xlsx"
        ke = 1
        while path in kelompok:
            ke += 1
            path = dasar.with_stem(f"{dasar.stem}_{ke}")
        kelompok[path] = [satu]
    for path, isi in kelompok.items():
        judul = f"Dokumen kinerja {isi[0].nama_unit}, tahun {isi[0].naskah.tahun}" if per_unit else ""
        yield path, write_papers([satu.naskah for satu in isi], library, kertas, title=judul)


def need_some(rencana: Rencana) -> None:
    """Raise SkpxlError where there is no paper at all: an empty folder would look like success."""
    if not rencana.dokumen:
        sebab = ", ".join(f"{banyak} {alasan}" for alasan, banyak in rencana.tidak_dipakai.items())
        lain = f" ({sebab})" if sebab else ""
        raise SkpxlError(
            f"Tidak ada dokumen yang dapat dibuat dari {rencana.files.total} berkas{lain}; dokumen dibuat dari evaluasi "
            "tahunan yang kembali, integrasi dari formulirnya (--kind integrasi)."
        )

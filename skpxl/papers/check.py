"""`skpxl papers check`: which papers of which years each pegawai has, lacks, or has unsigned; every file accounted for.

A paper in a workbook is never signed. Of a scan only the index of scans tells, of a PDF also an embedded signature.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from skpxl.files.walk import Kiriman
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.berkas import AturanBerkas, DokumenPerlu
from skpxl.model.berkas_indeks import BarisIndeks, arti
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import Account, PaperFileFate, PapersFate, tally
from skpxl.model.pegawai import Pegawai
from skpxl.papers.receive import Penerima, Terima
from skpxl.papers.uses import Kegunaan, paper_in_words

DIKENALI, MENURUT_INDEKS, TAK_DIKENALI, GANDA = PaperFileFate
_SAMA_PERSIS = "isinya sama persis"
_SAMA_DOKUMEN = "dokumen, pegawai, dan tahunnya sama"
_LEBIH_BAIK = "dokumen yang sama sudah ada dalam bentuk yang lebih jadi"
_TIDAK_ADA, _BELUM_TANDA = "dokumen-tidak-ada", "dokumen-belum-ditandatangani"
LENGKAP, BELUM_LENGKAP = PapersFate.LENGKAP, PapersFate.BELUM_LENGKAP


class PaperStatus(StrEnum):
    """How it stands with one paper of one person."""

    ADA = "ada"
    BELUM = "belum ditandatangani"
    TIDAK = "tidak ada"


class PaperInFile(NamedTuple):
    """A paper in a file, and whether it is known to be signed."""

    cap: CapDokumen
    ditandatangani: bool


@dataclass(frozen=True)
class Berkas:
    """One file after the check: the papers in it, its fate, why, and the file it doubles."""

    terima: Terima
    isi: tuple[PaperInFile, ...]
    nasib: PaperFileFate
    sebab: str = ""
    sama_dengan: str = ""

    @property
    def nama(self) -> str:
        """The file as people know it."""
        return self.terima.nama

    @property
    def perlu_indeks(self) -> bool:
        """True where only the index can tell what it is, or whether it is signed; also where it has told already."""
        if not self.terima.besar or self.sebab == _SAMA_PERSIS:
            return False
        ditanya = self.terima.bisa_bertanda and not self.terima.tanda_tangan and self.nasib != GANDA
        return not self.terima.dokumen or ditanya


class WantedPaper(NamedTuple):
    """One paper that is asked for of one person, and the file that stands for it."""

    perlu: DokumenPerlu
    status: PaperStatus
    berkas: Berkas | None = None


class Kelengkapan(NamedTuple):
    """One person, his first row of the roster (from 1), and all papers asked for, in the order of the rule."""

    nomor: int
    orang: Pegawai
    lembar: tuple[WantedPaper, ...]

    @property
    def lengkap(self) -> bool:
        """True where every paper is there and signed."""
        return all(satu.status is PaperStatus.ADA for satu in self.lembar)

    @property
    def fate(self) -> PapersFate:
        """How it stands with his papers."""
        return LENGKAP if self.lengkap else BELUM_LENGKAP


@dataclass(frozen=True)
class Pemeriksaan:
    """The result: every file, everybody for each use, findings (worded), rows of the index whose file is not here.

    `rows` are the accounts of the roster's rows for each use: those of `orang`, vacant posts, further rows of a person.
    """

    kegunaan: tuple[Kegunaan, ...]
    berkas: tuple[Berkas, ...]
    orang: Mapping[Kegunaan, tuple[Kelengkapan, ...]]
    findings: tuple[Finding, ...]
    files: Account[PaperFileFate]
    rows: Mapping[Kegunaan, Account[PapersFate]]
    indeks: tuple[BarisIndeks, ...] = ()

    def count_files(self) -> dict[str, int]:
        """How many files had which fate, all four named."""
        return self.files.named()

    def tentang_berkas(self) -> list[Finding]:
        """The findings on files and on the index; those on people follow from `orang`."""
        return [satu for satu in self.findings if satu.code not in (_TIDAK_ADA, _BELUM_TANDA)]

    def count_people(self, kegunaan: Kegunaan) -> dict[str, int]:
        """People = complete + incomplete."""
        counts = self.rows[kegunaan].named()
        return {fate.value: counts[fate] for fate in (LENGKAP, BELUM_LENGKAP)}

    def other_rows(self, kegunaan: Kegunaan) -> dict[str, int]:
        """The rows of the roster that stand for nobody of their own, by why; only what there is."""
        counts = self.rows[kegunaan].counts
        return {fate.value: counts[fate] for fate in (PapersFate.LOWONG, PapersFate.BARIS_LAIN) if counts[fate]}


def check_papers(
    kiriman: Sequence[Kiriman],
    penerima: Penerima,
    orang: Sequence[Pegawai],
    kegunaan: Sequence[Kegunaan],
    *,
    indeks: Sequence[BarisIndeks] = (),
    advance: Callable[[], None] = lambda: None,
) -> Pemeriksaan:
    """Hold the files against what each use asks of each of `orang` (rows of the roster). No file's content ever raises."""
    aturan = penerima.library.aturan.berkas
    findings: list[Finding] = []
    per_cerna: dict[str, list[BarisIndeks]] = {}
    for baris in indeks:
        per_cerna.setdefault(baris.cerna, []).append(baris)
    berkas: list[Berkas] = []
    for satu in kiriman:
        diterima = penerima.receive(satu)
        # Of equal copies only the first asks the index.
        berkas.append(_dengan_indeks(diterima, per_cerna.pop(diterima.cerna, []), penerima, findings))
        advance()
    diminta = {(perlu.kode, perlu.tahun) for satu in kegunaan for perlu in satu.perlu}
    berkas, terpilih = _pick(berkas, diminta)
    people, others = _once(orang)
    hasil = {satu: tuple(_kelengkapan(nomor, o, satu, terpilih) for nomor, o in people) for satu in kegunaan}
    findings += _temuan_berkas(berkas, penerima)
    findings += _temuan_orang(hasil, aturan)
    return Pemeriksaan(
        kegunaan=tuple(kegunaan),
        berkas=tuple(berkas),
        orang=hasil,
        findings=tuple(worded(findings, penerima.library.pesan)),
        files=tally(
            "berkas yang diperiksa",
            PaperFileFate,
            (satu.nama for satu in kiriman),
            ((satu.nama, satu.nasib) for satu in berkas),
        ),
        rows={satu: _count_rows(orang, semua, others) for satu, semua in hasil.items()},
        indeks=tuple(satu for sisa in per_cerna.values() for satu in sisa),
    )


def _dengan_indeks(satu: Terima, baris: Sequence[BarisIndeks], penerima: Penerima, findings: list[Finding]) -> Berkas:
    """A file with what the index says of it. Its own content comes first: the index only adds to it."""
    isi = dict.fromkeys(satu.dokumen, satu.tanda_tangan)
    nasib = DIKENALI if satu.dokumen else TAK_DIKENALI
    for b in baris:
        if not b.diketik:
            continue
        dimaksud = arti(b, penerima.organisasi, penerima.library.aturan.berkas)
        if isinstance(dimaksud, str):
            findings.append(_di_indeks(temuan("indeks-tak-dimengerti", sebab=dimaksud, berkas=satu.nama), b))
            continue
        if satu.dokumen and dimaksud.dokumen not in isi:
            findings.append(_di_indeks(temuan("indeks-berbeda", sebab=_BEDA, berkas=satu.nama), b))
            continue
        nasib = DIKENALI if satu.dokumen else MENURUT_INDEKS
        if dimaksud.dokumen is None:
            continue
        if dimaksud.ditandatangani and not satu.bisa_bertanda:
            findings.append(_di_indeks(temuan("indeks-berbeda", sebab=_MUSTAHIL, berkas=satu.nama), b))
        sah = satu.tanda_tangan or (dimaksud.ditandatangani and satu.bisa_bertanda)
        isi[dimaksud.dokumen] = isi.get(dimaksud.dokumen, False) or sah
    sebab = satu.sebab if nasib == TAK_DIKENALI else ""
    return Berkas(satu, tuple(PaperInFile(cap, sah) for cap, sah in isi.items()), nasib, sebab)


_BEDA = "isi berkas itu sendiri menyebut dokumen, pegawai, atau tahun yang lain, dan itulah yang dipakai"
_MUSTAHIL = (
    "pada buku kerja atau dokumen Word tidak mungkin ada tanda tangan; pindai cetakannya yang sudah ditandatangani"
)


def _di_indeks(satu: Finding, baris: BarisIndeks) -> Finding:
    sheet, _, cell = baris.tempat.rpartition("!")
    return satu.at(sheet=sheet, cell=cell)


def _pick(berkas: Sequence[Berkas], diminta: set[tuple[str, int]]) -> tuple[list[Berkas], dict[CapDokumen, Berkas]]:
    """For every paper the file that stands for it; the others are doubles."""
    hasil = list(berkas)
    pertama: dict[str, int] = {}
    for nomor, satu in enumerate(hasil):
        if not satu.terima.cerna:
            continue
        asal = pertama.setdefault(satu.terima.cerna, nomor)
        if asal != nomor:
            hasil[nomor] = replace(satu, nasib=GANDA, sebab=_SAMA_PERSIS, sama_dengan=hasil[asal].nama)
    calon: dict[CapDokumen, list[int]] = {}
    for nomor, satu in enumerate(hasil):
        if satu.nasib != GANDA:
            for isi in satu.isi:
                if (isi.cap.kode, isi.cap.tahun) in diminta and isi.cap.nip:
                    calon.setdefault(isi.cap, []).append(nomor)
    terpilih = {cap: min(semua, key=lambda nomor: (_urutan(hasil[nomor], cap), nomor)) for cap, semua in calon.items()}
    for nomor in sorted({nomor for semua in calon.values() for nomor in semua} - set(terpilih.values())):
        satu = hasil[nomor]
        # A form is what the paper was made of, and stands beside it.
        if not satu.terima.formulir and all(isi.cap in terpilih for isi in satu.isi):
            cap = satu.isi[0].cap
            wakil = hasil[terpilih[cap]]
            sebab = _SAMA_DOKUMEN if _urutan(wakil, cap) == _urutan(satu, cap) else _LEBIH_BAIK
            hasil[nomor] = replace(satu, nasib=GANDA, sebab=sebab, sama_dengan=wakil.nama)
    return hasil, {cap: hasil[nomor] for cap, nomor in terpilih.items()}


def _urutan(berkas: Berkas, cap: CapDokumen) -> tuple[bool, int]:
    """What stands for a paper sooner: signed before unsigned, then what is to be signed, then workbooks, then forms."""
    terima = berkas.terima
    return PaperInFile(cap, True) not in berkas.isi, 0 if terima.bisa_bertanda else 2 if terima.formulir else 1


def _once(orang: Iterable[Pegawai]) -> tuple[list[tuple[int, Pegawai]], list[tuple[int, PapersFate]]]:
    """(everybody once with his first row, the other rows with why they have no papers of their own), rows from 1.

    A person with two posts has one set of papers.
    """
    people: dict[object, tuple[int, Pegawai]] = {}
    others: list[tuple[int, PapersFate]] = []
    for nomor, satu in enumerate(orang, start=1):
        key = satu.nip or nomor
        if satu.kosong:
            others.append((nomor, PapersFate.LOWONG))
        elif key in people:
            others.append((nomor, PapersFate.BARIS_LAIN))
        else:
            people[key] = (nomor, satu)
    return list(people.values()), others


def _count_rows(
    orang: Sequence[Pegawai], people: Sequence[Kelengkapan], others: Sequence[tuple[int, PapersFate]]
) -> Account[PapersFate]:
    """Every row of the roster has one fate."""
    decided = [*((satu.nomor, satu.fate) for satu in people), *others]
    rows = range(1, len(orang) + 1)
    return tally(
        "pegawai yang diperiksa", PapersFate, rows, decided, lambda nomor: orang[nomor - 1].nama or f"baris {nomor}"
    )


def _kelengkapan(nomor: int, orang: Pegawai, kegunaan: Kegunaan, terpilih: Mapping[CapDokumen, Berkas]) -> Kelengkapan:
    lembar = []
    for perlu in kegunaan.perlu:
        cap = CapDokumen(perlu.kode, orang.nip, perlu.tahun)
        berkas = terpilih.get(cap) if orang.nip else None
        if berkas is None:
            lembar.append(WantedPaper(perlu, PaperStatus.TIDAK))
        else:
            sah = PaperInFile(cap, True) in berkas.isi
            lembar.append(WantedPaper(perlu, PaperStatus.ADA if sah else PaperStatus.BELUM, berkas))
    return Kelengkapan(nomor, orang, tuple(lembar))


def _temuan_berkas(berkas: Sequence[Berkas], penerima: Penerima) -> list[Finding]:
    """What nobody recognised, doubles, and papers of people whom the roster does not have: those help nobody here."""
    diminta = penerima.library.aturan.berkas.dokumen
    hasil = []
    for satu in berkas:
        if satu.nasib == TAK_DIKENALI:
            hasil.append(temuan("dokumen-tak-dikenali", sebab=satu.sebab).at(file=satu.nama))
        elif satu.nasib == GANDA and satu.sebab != _LEBIH_BAIK:
            kode = "berkas-ganda" if satu.sebab == _SAMA_PERSIS else "dokumen-ganda"
            hasil.append(temuan(kode, berkas_lain=satu.sama_dengan).at(file=satu.nama))
        for cap, _ in satu.isi if satu.nasib != GANDA else ():
            if cap.kode in diminta and not penerima.organisasi.find_pegawai(cap.nip):
                hasil.append(temuan("dokumen-di-luar-daftar", found=cap.nip or "tanpa NIP").at(file=satu.nama))
    return hasil


def _temuan_orang(hasil: Mapping[Kegunaan, Sequence[Kelengkapan]], aturan: AturanBerkas) -> list[Finding]:
    """What each person lacks; a paper that two uses ask for is named once."""
    findings: dict[tuple[object, ...], Finding] = {}
    for semua in hasil.values():
        for nomor, satu in enumerate(semua):
            for lembar in satu.lembar:
                if lembar.status is not PaperStatus.ADA:
                    perlu = lembar.perlu
                    findings.setdefault((nomor, perlu.kode, perlu.tahun), _temuan_lembar(satu.orang, lembar, aturan))
    return list(findings.values())


def _temuan_lembar(orang: Pegawai, lembar: WantedPaper, aturan: AturanBerkas) -> Finding:
    apa = paper_in_words(lembar.perlu.kode, lembar.perlu.tahun, aturan)
    siapa = orang.nama or orang.nip
    if lembar.berkas is None:
        return temuan(_TIDAK_ADA, item=apa).at(who=siapa)
    oleh = ", ".join(lembar.perlu.dokumen.penanda_tangan) or "yang berwenang"
    if not lembar.berkas.terima.bisa_bertanda:
        sebab = "berkasnya buku kerja, bukan cetakan yang ditandatangani"
    elif lembar.berkas.nasib == MENURUT_INDEKS:
        sebab = "begitu kata indeks"
    else:
        sebab = "tanda tangan tidak dapat dilihat program; jawab di indeks bila sudah ada"
    isi = temuan(_BELUM_TANDA, item=apa, penanda_tangan=oleh, sebab=sebab)
    return isi.at(who=siapa, file=lembar.berkas.nama)

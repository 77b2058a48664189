"""`skpxl papers pack`: each person's papers as one zip, in the order of the rule, a page of contents first.

Names inside are made here, never taken from a file. The same papers give the same bytes.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.books.berkas_report import Lembaran, write_status
from skpxl.books.tables import BookTable, Nilai, Tautan
from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.files.output import write_whole
from skpxl.files.packing import zipped
from skpxl.model.cap_dokumen import DAFTAR_ISI, CapDokumen
from skpxl.model.fate import Account, PackFate, tally
from skpxl.model.unit import Organisasi
from skpxl.papers.check import Kelengkapan, PaperStatus, Pemeriksaan, WantedPaper
from skpxl.papers.receive import BATAS, Terima
from skpxl.papers.report import WARNA, dasar_kegunaan
from skpxl.papers.uses import Kegunaan, paper_in_words
from skpxl.template.library import Library
from skpxl.xlsx.package import TakTerbaca, read_source

ISI_PAKET = "00_Daftar-Isi.xlsx"
_BERSAMA = "ada, tetapi dalam berkas beberapa orang"
_KOLOM = [
    ("No.", 5.0), ("Dokumen", 46.0), ("Tahun", 8.0), ("Dasar", 26.0), ("Keadaan", 21.0), ("Berkas", 44.0),
    ("Ukuran (bita)", 12.0), ("SHA-256", 38.0),
]  # fmt: skip


@dataclass(frozen=True)
class Paket:
    """One person's zip: its file name and its content; `kurang` says what it lacks, and without content why there is none."""

    kelengkapan: Kelengkapan
    nama: str
    data: bytes | None
    kurang: tuple[str, ...] = ()


@dataclass(frozen=True)
class Packed:
    """What became of everybody's package; the account, and what is said of each fate."""

    account: Account[PackFate]
    ditulis: tuple[Path, ...]
    tak_lengkap: tuple[Paket, ...]
    ditolak: tuple[Path, ...]


def pack_papers(
    pemeriksaan: Pemeriksaan,
    kegunaan: Kegunaan,
    organisasi: Organisasi,
    library: Library,
    tujuan: Path,
    *,
    incomplete: bool = False,
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> Packed:
    """Write a zip per person into `tujuan`; incomplete sets only where asked for, and then they say what they lack.

    What stands there with another content is kept unless `force`. Raises SkpxlError where a file has changed meanwhile.
    """
    fates: list[tuple[Paket, PackFate]] = []
    for satu in packages(pemeriksaan, kegunaan, organisasi, library, incomplete=incomplete):
        path = tujuan / satu.nama
        if satu.data is None:
            fate = PackFate.BELUM_LENGKAP
        elif path.exists() and not force and not (path.is_file() and path.read_bytes() == satu.data):
            fate = PackFate.DITOLAK
        else:
            fate = PackFate.DIKEMAS if write_whole(path, satu.data, force=force) else PackFate.TETAP
        # What was packed holds nothing any more that a report of the run needs.
        fates.append((replace(satu, data=None), fate))
        advance()
    listed = {satu.nomor: satu.orang for satu in pemeriksaan.orang[kegunaan]}
    account = tally(
        "pegawai yang dikemas",
        PackFate,
        listed,
        ((satu.kelengkapan.nomor, fate) for satu, fate in fates),
        lambda nomor: listed[nomor].nama or listed[nomor].nip,
    )
    paths = {fate: tuple(tujuan / satu.nama for satu, its in fates if its is fate) for fate in PackFate}
    lacking = tuple(satu for satu, fate in fates if fate is PackFate.BELUM_LENGKAP)
    return Packed(account, paths[PackFate.DIKEMAS], lacking, paths[PackFate.DITOLAK])


def packages(
    pemeriksaan: Pemeriksaan,
    kegunaan: Kegunaan,
    organisasi: Organisasi,
    library: Library,
    *,
    incomplete: bool = False,
) -> Iterator[Paket]:
    """The zips one at a time, in the order of the people; nothing is written."""
    for satu in pemeriksaan.orang[kegunaan]:
        kurang = tuple(
            f"{paper_in_words(lembar.perlu.kode, lembar.perlu.tahun, library.aturan.berkas)}: {keadaan}"
            for lembar in satu.lembar
            if (keadaan := _keadaan(lembar)) != PaperStatus.ADA
        )
        # Somebody without a NIP has no papers here that could be told to be his.
        nama = f"{slug(satu.orang.nip or satu.orang.nama)}_{slug(kegunaan.pendek, 60)}.zip"
        ada = any(_milik_sendiri(lembar) for lembar in satu.lembar)
        data = _zip(satu, kegunaan, organisasi, library, kurang) if ada and (incomplete or not kurang) else None
        yield Paket(satu, nama, data, kurang)


def _milik_sendiri(lembar: WantedPaper) -> bool:
    """True where there is a file, and nobody else's paper is in it."""
    return lembar.berkas is not None and len({isi.cap.nip for isi in lembar.berkas.isi}) == 1


def _keadaan(lembar: WantedPaper) -> str:
    return _BERSAMA if lembar.berkas and not _milik_sendiri(lembar) else lembar.status.value


def _zip(
    satu: Kelengkapan, kegunaan: Kegunaan, organisasi: Organisasi, library: Library, kurang: tuple[str, ...]
) -> bytes:
    isi: dict[str, bytes] = {}
    per_cerna: dict[str, str] = {}
    nama_berkas: list[str] = []
    for nomor, lembar in enumerate(satu.lembar, start=1):
        if lembar.berkas is None or not _milik_sendiri(lembar):
            nama_berkas.append("")
            continue
        terima = lembar.berkas.terima
        # A file that holds two of the papers is in the zip once, under the first.
        nama = per_cerna.setdefault(terima.cerna, f"{nomor:02d}_{_nama_pendek(lembar)}.{terima.akhiran}")
        if nama not in isi:
            isi[nama] = _bita(terima)
        nama_berkas.append(nama)
    daftar = _daftar_isi(satu, kegunaan, organisasi, library, nama_berkas, kurang)
    return zipped({ISI_PAKET: daftar, **isi})


def _nama_pendek(lembar: WantedPaper) -> str:
    """`Dokumen-Integrasi-2021`: the short name of the kind, and its year once."""
    perlu = lembar.perlu
    batang = perlu.kode.removesuffix(f"-{perlu.tahun}")
    kata = "-".join(bagian.capitalize() for bagian in slug(batang, 60).split("-"))
    awal = "Dokumen-" if perlu.dokumen.nama.startswith("Dokumen ") and not kata.startswith("Dokumen") else ""
    return f"{awal}{kata}-{perlu.tahun}"


def _bita(terima: Terima) -> bytes:
    """The bytes of a paper: those that were checked."""
    try:
        data = read_source(terima.kiriman.sumber, BATAS)
    except (TakTerbaca, OSError) as galat:
        raise SkpxlError(f"{terima.nama} tidak dapat dibaca lagi; periksa foldernya, lalu ulangi.") from galat
    if hashlib.sha256(data).hexdigest() != terima.cerna:
        raise SkpxlError(f"{terima.nama} berubah selama perintah ini berjalan; ulangi.")
    return data


def _daftar_isi(
    satu: Kelengkapan,
    kegunaan: Kegunaan,
    organisasi: Organisasi,
    library: Library,
    nama_berkas: list[str],
    kurang: tuple[str, ...],
) -> bytes:
    """The page of contents: what is in the zip, what it lacks, and the hash of every file."""
    orang = satu.orang
    baris: list[list[Nilai]] = []
    for nomor, (lembar, nama) in enumerate(zip(satu.lembar, nama_berkas, strict=True), start=1):
        perlu = lembar.perlu
        berkas = lembar.berkas if nama else None
        baris.append(
            [
                nomor,
                perlu.dokumen.nama,
                str(perlu.tahun),
                perlu.dokumen.dasar,
                _keadaan(lembar),
                Tautan(nama, f"external:{nama}") if nama else "",
                berkas.terima.besar if berkas else None,
                berkas.terima.cerna if berkas else "",
            ]
        )
    lengkap = (
        f"Lengkap: {len(baris)} dokumen." if not kurang else f"BELUM LENGKAP, kurang {len(kurang)} dari {len(baris)}."
    )
    judul = [
        f"Daftar isi berkas: {kegunaan.nama} (untuk tahun {kegunaan.tahun})",
        f"{orang.nama}, NIP {orang.nip}",
        ", ".join(filter(None, (orang.jabatan, organisasi.nama_unit(orang.unit_kerja)))),
        lengkap,
        dasar_kegunaan(kegunaan),
    ]
    tabel = BookTable("Daftar Isi", _KOLOM, baris, judul)
    warna = {**WARNA, _BERSAMA: "kurang"}
    tanda = CapDokumen(DAFTAR_ISI, orang.nip if orang.nip.isalnum() else "", kegunaan.tahun).tercetak()
    return write_status(
        [Lembaran(tabel, [4], warna, len(baris))], library.gaya, title=f"Daftar isi berkas {orang.nama}", mark=tanda
    )

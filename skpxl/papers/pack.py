"""`skpxl papers pack`: each person's papers as one zip, in the order of the rule, a page of contents first.

Names inside are made here, never taken from a file. The same papers give the same bytes.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.books.berkas_report import ReportSheet, write_status
from skpxl.books.tables import BookTable, CellLink, Nilai, link_to_file
from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.files.output import standing, write_whole
from skpxl.files.packing import zipped
from skpxl.model.cap_dokumen import DAFTAR_ISI, CapDokumen
from skpxl.model.fate import Account, PackFate, tally
from skpxl.papers.check import PapersCheck
from skpxl.papers.judging import Kelengkapan, PaperStatus, WantedPaper
from skpxl.papers.receive import BATAS, PaperReceiver, ReceivedPaper
from skpxl.papers.report import WARNA, dasar_kegunaan, syarat_predikat
from skpxl.papers.uses import Kegunaan
from skpxl.xlsx.package import Unreadable, read_source

ISI_PAKET = "00_Daftar-Isi.xlsx"
_SHARED = "ada, tetapi dalam berkas beberapa orang"
_COLUMNS = [
    ("No.", 5.0), ("Dokumen", 46.0), ("Tahun", 8.0), ("Dasar", 26.0), ("Keadaan", 21.0), ("Berkas", 44.0),
    ("Ukuran (bita)", 12.0), ("SHA-256", 38.0),
]  # fmt: skip


@dataclass(frozen=True)
class Packet:
    """One person's zip: its file name and its content; `lacking` says what it lacks, and without content why there is none."""

    kelengkapan: Kelengkapan
    name: str
    data: bytes | None
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Packed:
    """What became of everybody's package; the account, and what is said of each fate."""

    account: Account[PackFate]
    written: tuple[Path, ...]
    incomplete: tuple[Packet, ...]
    refused: tuple[Path, ...]


def pack_papers(
    pemeriksaan: PapersCheck,
    kegunaan: Kegunaan,
    target: Path,
    *,
    incomplete: bool = False,
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> Packed:
    """Write a zip per person into `target`; incomplete sets only where asked for, and then they say what they lack.

    What stands there with another content is kept unless `force`. Raises SkpxlError where a file has changed meanwhile.
    """
    fates: list[tuple[Packet, PackFate]] = []
    for package in packages(pemeriksaan, kegunaan, incomplete=incomplete):
        path = target / package.name
        if package.data is None:
            fate = PackFate.BELUM_LENGKAP
        elif not force and standing(path) not in (None, package.data):
            fate = PackFate.DITOLAK
        else:
            fate = PackFate.DIKEMAS if write_whole(path, package.data, force=force) else PackFate.TETAP
        # What was packed holds nothing any more that a report of the run needs.
        fates.append((replace(package, data=None), fate))
        advance()
    listed = {package.number: package.orang for package in pemeriksaan.people[kegunaan]}
    account = tally(
        "pegawai yang dikemas",
        PackFate,
        listed,
        ((package.kelengkapan.number, fate) for package, fate in fates),
        lambda number: listed[number].nama or listed[number].nip,
    )
    paths = {fate: tuple(target / package.name for package, its in fates if its is fate) for fate in PackFate}
    lacking = tuple(package for package, fate in fates if fate is PackFate.BELUM_LENGKAP)
    return Packed(account, paths[PackFate.DIKEMAS], lacking, paths[PackFate.DITOLAK])


def packages(pemeriksaan: PapersCheck, kegunaan: Kegunaan, *, incomplete: bool = False) -> Iterator[Packet]:
    """The zips one at a time, in the order of the people; nothing is written."""
    aturan = pemeriksaan.receiver.library.aturan
    for person in pemeriksaan.people[kegunaan]:
        missing = tuple(
            f"{paper.in_words(aturan)}: {state}"
            for paper in person.papers
            if (state := _state(paper)) != PaperStatus.ADA
        )
        missing += tuple(
            f"{paper.in_words(aturan)}: predikat {paper.isi.predikat}, di bawah syarat" for paper in person.below
        )
        # Somebody without a NIP has no papers here that could be told to be his.
        name = f"{slug(person.orang.nip or person.orang.nama)}_{slug(kegunaan.short, 60)}.zip"
        has_own = any(_is_own(paper) for paper in person.papers)
        data = _zip(person, kegunaan, pemeriksaan.receiver) if has_own and (incomplete or not missing) else None
        yield Packet(person, name, data, missing)


def _is_own(wanted: WantedPaper) -> bool:
    """True where there is a file, and nobody else's paper is in it."""
    return wanted.file is not None and len({paper.mark.nip for paper in wanted.file.papers}) == 1


def _state(wanted: WantedPaper) -> str:
    return _SHARED if wanted.file and not _is_own(wanted) else wanted.status.value


def _zip(person: Kelengkapan, kegunaan: Kegunaan, receiver: PaperReceiver) -> bytes:
    content: dict[str, bytes] = {}
    by_digest: dict[str, str] = {}
    names: list[str] = []
    for number, wanted in enumerate(person.papers, start=1):
        if wanted.file is None or not _is_own(wanted):
            names.append("")
            continue
        received = wanted.file.received
        # A file that holds two of the papers is in the zip once, under the first.
        name = by_digest.setdefault(received.digest, f"{number:02d}_{_short_name(wanted)}.{received.suffix}")
        if name not in content:
            content[name] = _bytes_of(received)
        names.append(name)
    contents = _contents(person, kegunaan, receiver, names)
    return zipped({ISI_PAKET: contents, **content})


def _short_name(wanted: WantedPaper) -> str:
    """`Dokumen-Integrasi-2021`: the short name of the kind, and its year once."""
    paper = wanted.wanted
    stem = paper.kode.removesuffix(f"-{paper.tahun}")
    words = "-".join(word.capitalize() for word in slug(stem, 60).split("-"))
    prefix = "Dokumen-" if paper.dokumen.nama.startswith("Dokumen ") and not words.startswith("Dokumen") else ""
    return f"{prefix}{words}-{paper.tahun}"


def _bytes_of(received: ReceivedPaper) -> bytes:
    """The bytes of a paper: those that were checked."""
    try:
        data = read_source(received.sent.source, BATAS)
    except Unreadable as error:
        raise SkpxlError(f"{received.name} tidak dapat dibaca lagi; periksa foldernya, lalu ulangi.") from error
    if hashlib.sha256(data).hexdigest() != received.digest:
        raise SkpxlError(f"{received.name} berubah selama perintah ini berjalan; ulangi.")
    return data


def _contents(
    person: Kelengkapan,
    kegunaan: Kegunaan,
    receiver: PaperReceiver,
    names: list[str],
) -> bytes:
    """The page of contents: what is in the zip, what it lacks, and the hash of every file."""
    pegawai = person.orang
    rows: list[list[Nilai]] = []
    for number, (wanted, name) in enumerate(zip(person.papers, names, strict=True), start=1):
        paper = wanted.wanted
        file = wanted.file if name else None
        rows.append(
            [
                number,
                f"{paper.dokumen.nama} ({wanted.post})" if wanted.post else paper.dokumen.nama,
                str(paper.tahun),
                paper.dokumen.dasar,
                _state(wanted),
                CellLink(name, link_to_file(name)) if name else "",
                file.received.size if file else None,
                file.received.digest if file else "",
            ]
        )
    lacks = sum(_state(wanted) != PaperStatus.ADA for wanted in person.papers)
    completeness = f"BELUM LENGKAP, kurang {lacks} dari {len(rows)}." if lacks else f"Lengkap: {len(rows)} dokumen."
    too_low = ", ".join(dict.fromkeys(f"{paper.isi.predikat} ({paper.wanted.tahun})" for paper in person.below))
    years = ", ".join(map(str, person.unknown))
    judged = [
        f"PREDIKAT DI BAWAH SYARAT: {too_low}." if too_low else "",
        f"Predikat belum diketahui program: {years}; lihat dokumennya." if years else "",
    ]
    heading = [
        f"Daftar isi berkas: {kegunaan.nama} (untuk tahun {kegunaan.tahun})",
        f"{pegawai.nama}, NIP {pegawai.nip}",
        ", ".join(filter(None, (pegawai.jabatan, receiver.organisasi.nama_unit(pegawai.unit_kerja)))),
        completeness,
        *filter(None, judged),
        dasar_kegunaan(kegunaan),
        *syarat_predikat(kegunaan),
    ]
    table = BookTable("Daftar Isi", _COLUMNS, rows, heading)
    colours = {**WARNA, _SHARED: "kurang"}
    mark = CapDokumen(DAFTAR_ISI, pegawai.nip if pegawai.nip.isalnum() else "", kegunaan.tahun).tercetak()
    return write_status(
        [ReportSheet(table, [4], colours, len(rows))],
        receiver.library.gaya,
        title=f"Daftar isi berkas {pegawai.nama}",
        mark=mark,
    )

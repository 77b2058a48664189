"""What a merge leaves on disk: the workbook, its drawings, and a workbook per unit to hand out. It only makes the bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.books.matriks_book import CAKUPAN, BukuMatriks, sheet_names, write_matriks_book
from skpxl.consolidate.levels import PER_UNIT
from skpxl.consolidate.merge import Gabungan
from skpxl.consolidate.merge_tables import DAFTAR_ISI, about_cells, completeness, contents, merge_tables
from skpxl.drawing.cascade import cascade_svg
from skpxl.files.names import slug
from skpxl.kinds.matriks import MATRIKS
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.receive.report import findings_table
from skpxl.receive.validate import bertanda
from skpxl.template.library import Library

_JUDUL_GAMBAR = "Kaskade peran hasil"


@dataclass(frozen=True)
class BookHeading:
    """What stands at the top of every matriks, and the paper."""

    instansi: str
    tahun: str
    kertas: str


def heading_of(gabungan: Gabungan, instansi: str, tahun: int | None, kertas: str) -> BookHeading:
    """The heading as it was asked for; what was not said (empty, None) comes from the first SKP."""
    first = next(file.skp for file in gabungan.files if file.skp)
    return BookHeading(
        instansi=bertanda(instansi or first.instansi, gabungan.files),
        tahun=str(tahun or (first.periode.selesai.year if first.periode else "")),
        kertas=kertas,
    )


def picture_folder(tujuan: Path) -> Path:
    """Where the drawings of a merge workbook lie: beside it."""
    return tujuan.with_name(f"{tujuan.stem}-gambar")


def picture_names(gabungan: Gabungan) -> list[str]:
    """A file name for the drawing of every matriks, in order, all different."""
    nama: list[str] = []
    for level, daftar in gabungan.tingkat:
        for satu in daftar:
            awal = "" if level == PER_UNIT else f"T{level}_"
            dasar = f"{awal}{slug(satu.unit.kode or satu.unit.nama)}"
            ke = sum(1 for lain in nama if lain.casefold().startswith(f"{dasar}.".casefold()))
            nama.append(f"{dasar}.svg" if not ke else f"{dasar}.{ke + 1}.svg")
    return nama


def pictures(gabungan: Gabungan, library: Library, tujuan: Path) -> Iterator[tuple[Path, bytes]]:
    """The cascade of every matriks as (path, SVG), one at a time."""
    folder = picture_folder(tujuan)
    for satu, nama in zip(gabungan.lembar(), picture_names(gabungan), strict=True):
        judul = bertanda(f"{_JUDUL_GAMBAR}: {satu.unit.nama}", gabungan.files)
        svg = cascade_svg(satu, judul=judul, gaya=library.gaya)
        yield folder / nama, svg.encode()


def stale_pictures(gabungan: Gabungan, tujuan: Path) -> list[Path]:
    """Drawings that an earlier run with other levels or units left beside the workbook; other people's files are not."""
    nama = set(picture_names(gabungan))
    lama = sorted(path for path in picture_folder(tujuan).glob("*.svg") if path.name not in nama)
    return [path for path in lama if _JUDUL_GAMBAR.encode() in path.read_bytes()[:4000]]


def merge_workbook(
    gabungan: Gabungan, library: Library, kepala: BookHeading, tujuan: Path, *, bergambar: bool = True
) -> bytes:
    """The whole workbook; `tujuan` is where it will stand. With `bergambar` its contents lead to the drawings beside it."""
    judul = [
        satu.unit.nama if level == PER_UNIT else f"T{level} {satu.unit.nama}"
        for level, daftar in gabungan.tingkat
        for satu in daftar
    ]
    belakang = merge_tables(gabungan, library, tujuan)
    nama = sheet_names(judul, [DAFTAR_ISI, CAKUPAN, *(satu.nama for satu in belakang)])
    folder = picture_folder(tujuan).name
    gambar = {ke: f"external:{folder}/{satu}" for ke, satu in enumerate(picture_names(gabungan))} if bergambar else {}
    isi = contents(gabungan, nama, gambar, [f"Matriks Peran Hasil {kepala.instansi}, tahun {kepala.tahun}"])
    # Everybody once: by unit where the units have sheets, else as the levels have them.
    per_unit = [satu for level, daftar in gabungan.tingkat if level == PER_UNIT for satu in daftar]
    buku = BukuMatriks(gabungan.lembar(), nama, [isi], belakang, per_unit or gabungan.lembar(), about_cells(gabungan))
    return _write(buku, library, kepala)


def unit_workbooks(
    gabungan: Gabungan, library: Library, kepala: BookHeading, folder: Path
) -> Iterator[tuple[Path, bytes]]:
    """A workbook per matriks to hand out, as (path, bytes), in a folder per perangkat daerah.

    It holds the matriks, who serves what, who is missing, and the findings on its people.
    """
    for level, daftar in gabungan.tingkat:
        for satu in daftar:
            awal = "Matriks" if level == PER_UNIT else f"Matriks_T{level}"
            perangkat = _perangkat(gabungan, satu)
            path = folder / perangkat / f"{awal}_{kepala.tahun}_{slug(satu.unit.kode or satu.unit.nama)}.xlsx"
            bagian = _bagian(gabungan, satu)
            belakang = [completeness(bagian.people, path.parent), findings_table(bagian.findings, library, path.parent)]
            (nama,) = sheet_names([satu.unit.nama], [CAKUPAN, *(tabel.nama for tabel in belakang)])
            buku = BukuMatriks([satu], [nama], (), belakang, [satu])
            yield path, _write(buku, library, kepala)


def _perangkat(gabungan: Gabungan, matriks: MatriksPeranHasil) -> str:
    rantai = list(gabungan.organisasi.rantai_unit(matriks.unit.kode))
    nama = next((unit.perangkat_daerah for unit in rantai if unit.perangkat_daerah), rantai[-1].nama if rantai else "")
    return slug(nama or matriks.unit.nama)


def _bagian(gabungan: Gabungan, satu: MatriksPeranHasil) -> Gabungan:
    """What of a merge concerns one matriks: the units it covers, the people in them, and the findings on both."""
    kode = {unit.kode for unit in gabungan.organisasi.cabang(satu.unit.kode)} if satu.bercabang else {satu.unit.kode}
    matriks = tuple(m for m in gabungan.matriks if m.unit.kode in kode)
    nama_unit = {m.unit.nama for m in matriks}
    nama_orang = {baris.nama for m in matriks for baris in m.baris if baris.nama}
    people = tuple(person for person in gabungan.people if person.orang.unit_kerja in kode)
    findings = [f for f in gabungan.findings if f.item in nama_unit or (f.who in nama_orang and not f.item)] + [
        f for h in gabungan.files if h.pemilik.nama in nama_orang for f in h.findings
    ]
    return replace(gabungan, matriks=matriks, people=people, findings=tuple(findings))


def _write(buku: BukuMatriks, library: Library, kepala: BookHeading) -> bytes:
    return write_matriks_book(
        buku, library, form=MATRIKS.default, instansi=kepala.instansi, tahun=kepala.tahun, kertas=kepala.kertas
    )

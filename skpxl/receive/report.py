"""Findings as a workbook: who, which cell (a link into the file), what to do. One summary sheet first."""

import os
from collections.abc import Sequence
from pathlib import Path

from skpxl.books.tables import BookTable, Nilai, Tautan
from skpxl.findings import Finding
from skpxl.findings.reports import count, grouped, top_fixes
from skpxl.findings.wording import kalimat
from skpxl.receive.validate import ReceivedFile, bertanda, count_fates, tak_diperiksa
from skpxl.template.library import Library


def link_to(berkas: str, sheet: str, cell: str, dari: Path) -> str:
    """A link from a workbook in folder `dari` to a cell of a file, in xlsxwriter's notation; empty for a zip's member."""
    try:
        if not berkas or not Path(berkas).is_file():
            return ""
    except OSError:  # a name from an archive that no file can have
        return ""
    relatif = os.path.relpath(Path(berkas).resolve(), dari.resolve())
    tujuan = f"external:{relatif}"
    pertama = cell.split(",")[0].strip()
    return f"{tujuan}#'{sheet}'!{pertama}" if sheet and pertama else tujuan


def findings_table(findings: Sequence[Finding], library: Library, dari: Path, nama: str = "Temuan") -> BookTable:
    """One row per finding, grouped over cells: who, where, what to do, what is wrong, found, suggestion."""
    baris: list[list[Nilai]] = []
    for satu in grouped(findings, library.pesan):
        apa, saran = kalimat(satu, library.pesan)
        tempat = f"{satu.sheet}!{satu.cell}" if satu.cell else satu.sheet or "-"
        url = link_to(satu.file, satu.sheet, satu.cell, dari)
        baris.append(
            [
                satu.severity.value,
                satu.who,
                Tautan(tempat, url) if url and len(url) < 255 else tempat,
                satu.item,
                saran,
                apa,
                satu.found,
                satu.suggestion,
                Path(satu.file).name if satu.file else "",
                satu.code,
            ]
        )
    kolom = [
        ("Tingkat", 11.0),
        ("Pegawai", 24.0),
        ("Sel", 13.0),
        ("Tempat", 24.0),
        ("Yang harus dilakukan", 44.0),
        ("Masalah", 44.0),
        ("Isi sekarang", 28.0),
        ("Usulan", 28.0),
        ("Berkas", 30.0),
        ("Kode", 22.0),
    ]
    return BookTable(nama, kolom, baris)


def summary_table(files: Sequence[ReceivedFile], library: Library) -> BookTable:
    """The account of files and of findings, and the rules that fail most."""
    semua = [satu for h in files for satu in h.findings]
    baris: list[list[Nilai]] = [["Berkas diterima", len(files), "sama dengan jumlah lima baris di bawah ini"]]
    baris += [[f"   {nasib}", banyak, ""] for nasib, banyak in count_fates(files).items()]
    baris += [[f"Temuan: {severity}", banyak, ""] for severity, banyak in count(semua).items()]
    if tanda := tak_diperiksa(files):
        baris.insert(0, [tanda, "", "kunci kampanye tidak ada; kembalikan dari cadangan, lalu periksa lagi"])
    for kode, banyak, berkas in top_fixes([h.findings for h in files]):
        contoh = library.pesan.get(kode, {}).get("contoh", "")
        baris.append([f"Paling sering: {kode}", banyak, f"pada {berkas} berkas; misalnya: {contoh}"])
    return BookTable("Ringkasan", [("Hal", 40), ("Banyak", 12), ("Keterangan", 90)], baris)


def files_table(files: Sequence[ReceivedFile], dari: Path) -> BookTable:
    """One row per file: whose it is and what became of it."""
    baris: list[list[Nilai]] = []
    for satu in files:
        url = link_to(satu.reading.file, "", "", dari)
        nama = Path(satu.reading.file).name
        jumlah = count(satu.findings)
        baris.append(
            [
                Tautan(nama, url) if url and len(url) < 255 else nama,
                satu.nasib,
                satu.pemilik.nip,
                satu.pemilik.nama,
                satu.pemilik.unit_kerja,
                jumlah["galat"],
                jumlah["peringatan"],
            ]
        )
    kolom = [
        ("Berkas", 40.0),
        ("Hasil", 20.0),
        ("NIP", 21.0),
        ("Pegawai", 30.0),
        ("Unit Kerja", 34.0),
        ("Galat", 9.0),
        ("Peringatan", 12.0),
    ]
    return BookTable("Berkas", kolom, baris)


def report_workbook(files: Sequence[ReceivedFile], library: Library, tujuan: Path) -> bytes:
    """The whole report; `tujuan` is where it will stand (links are relative to it)."""
    from skpxl.books.tables import write_tables

    dari = tujuan.parent
    semua = [satu for h in files for satu in h.findings]
    judul = bertanda("Laporan pemeriksaan SKP", files)
    tabel = [summary_table(files, library), findings_table(semua, library, dari), files_table(files, dari)]
    return write_tables(tabel, library.gaya, title=judul)

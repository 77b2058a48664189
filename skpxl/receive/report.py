"""Findings as a workbook: who, which cell (a link into the file), what to do. One summary sheet first."""

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skpxl.books.tables import BookTable, Nilai, link_or_text, link_to_file
from skpxl.findings import Finding
from skpxl.findings.reports import count, grouped, top_fixes
from skpxl.findings.wording import Pesan, kalimat
from skpxl.model.fate import said
from skpxl.model.shown import steers
from skpxl.receive.validate import ReceivedFile, bertanda, count_fates, tak_diperiksa
from skpxl.template.library import Library


def link_to(file: str, sheet: str, cell: str, folder: Path) -> str:
    """A link from a workbook in `folder` to a cell of a file, in xlsxwriter's notation; empty for a zip's member, and for
    a file whose name holds signs that no link can.
    """
    try:
        if not file or not Path(file).is_file():
            return ""
        path = os.path.realpath(file)
        with contextlib.suppress(ValueError):  # on another drive or share: no way leads there but the whole path
            path = os.path.relpath(path, os.path.realpath(folder))
    except (OSError, ValueError):  # a name from an archive that no file can have
        return ""
    target = link_to_file(path)
    if steers(target):
        return ""
    first = cell.split(",")[0].strip()
    return f"{target}#'{sheet.replace(chr(39), chr(39) * 2)}'!{first}" if sheet and first else target


def findings_table(
    findings: Sequence[Finding],
    library: Library,
    folder: Path,
    name: str = "Temuan",
    places: tuple[Mapping[str, float], Callable[[str], Sequence[str]]] | None = None,
) -> BookTable:
    """One row per finding, grouped over cells: who, where, what to do, what is wrong, found, suggestion.

    `places` are columns, with widths, and their cells for the code of a unit: they stand before who it is.
    """
    columns_of_place, cells_of_place = places or ({}, lambda _: ())
    rows: list[list[Nilai]] = []
    for finding in grouped(findings, library.pesan):
        wrong, remedy = kalimat(finding, library.pesan)
        place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet or "-"
        url = link_to(finding.file, finding.sheet, finding.cell, folder)
        rows.append(
            [
                finding.severity.value,
                *cells_of_place(finding.unit),
                finding.who,
                link_or_text(place, url),
                finding.item,
                remedy,
                wrong,
                finding.found,
                finding.suggestion,
                Path(finding.file).name if finding.file else "",
                finding.code,
            ]
        )
    columns = [
        ("Tingkat", 11.0),
        *columns_of_place.items(),
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
    return BookTable(name, columns, rows)


def summary_table(files: Sequence[ReceivedFile], pesan: Pesan, passed: Mapping[str, int]) -> BookTable:
    """The account of files and of findings, what was passed over and why, and the rules that fail most."""
    findings = [finding for file in files for finding in file.findings]
    rows: list[list[Nilai]] = [["Berkas diterima", len(files), "sama dengan jumlah lima baris di bawah ini"]]
    rows += [[f"   {said(nasib)}", many, ""] for nasib, many in count_fates(files).items()]
    rows += [[f"Tidak ikut dibaca: {why}", many, "di luar hitungan berkas di atas"] for why, many in passed.items()]
    rows += [[f"Temuan: {severity}", many, ""] for severity, many in count(findings).items()]
    if mark := tak_diperiksa(files):
        rows.insert(0, [mark, "", "kunci putaran SKP tidak ada; kembalikan dari cadangan, lalu periksa lagi"])
    for code, many, file_count in top_fixes([file.findings for file in files]):
        example = pesan.get(code, {}).get("contoh", "")
        rows.append([f"Paling sering: {code}", many, f"pada {file_count} berkas; misalnya: {example}"])
    return BookTable("Ringkasan", [("Hal", 40), ("Banyak", 12), ("Keterangan", 90)], rows)


def files_table(files: Sequence[ReceivedFile], folder: Path) -> BookTable:
    """One row per file: whose it is and what became of it."""
    rows: list[list[Nilai]] = []
    for file in files:
        url = link_to(file.reading.file, "", "", folder)
        name = Path(file.reading.file).name
        counts = count(file.findings)
        rows.append(
            [
                link_or_text(name, url),
                said(file.fate),
                file.owner.nip,
                file.owner.nama,
                file.owner.unit_kerja,
                counts["galat"],
                counts["peringatan"],
            ]
        )
    columns = [
        ("Berkas", 40.0),
        ("Hasil", 20.0),
        ("NIP", 21.0),
        ("Pegawai", 30.0),
        ("Unit Kerja", 34.0),
        ("Galat", 9.0),
        ("Peringatan", 12.0),
    ]
    return BookTable("Berkas", columns, rows)


def report_workbook(
    files: Sequence[ReceivedFile], library: Library, target: Path, passed: Mapping[str, int] | None = None
) -> bytes:
    """The whole report; `target` is where it will stand (links are relative to it), `passed` how much was not looked into and
    why."""
    from skpxl.books.tables import write_tables

    folder = target.parent
    findings = [finding for file in files for finding in file.findings]
    title = bertanda("Laporan pemeriksaan SKP", files)
    tables = [
        summary_table(files, library.pesan, passed or {}),
        findings_table(findings, library, folder),
        files_table(files, folder),
    ]
    return write_tables(tables, library.gaya, title=title)

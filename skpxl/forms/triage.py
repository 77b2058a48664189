"""Triage: what a received file is, told from its content before anything in it is trusted. It reads no answers.

`OUTCOMES` is the one table of what a file can turn out to be, with the finding that says so and its place in the account.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from skpxl.findings import Finding, temuan
from skpxl.forms.hidden import LEMBAR_CAP, MATRIKS_MARK
from skpxl.forms.likeness import is_title, printed_code, skp_labels
from skpxl.model.fate import FileFate
from skpxl.xlsx.apart import CALAMINE, XLSX, read_apart
from skpxl.xlsx.grid import Book, Grid, read_book
from skpxl.xlsx.other_tables import OTHER_TABLES
from skpxl.xlsx.outside import leads_outside
from skpxl.xlsx.package import Package, Unreadable, open_package, open_parts, read_source
from skpxl.xlsx.signature import (
    APPLE,
    ARSIP,
    CSV,
    FODS,
    HTML,
    HTML_BINGKAI,
    MHTML,
    ODS,
    PINTASAN,
    SURAT,
    XLS,
    XLSB,
)  # fmt: skip
from skpxl.xlsx.snapshot import Snapshot

# Fates in the account of a run; what is read is accepted or to be corrected (skpxl/receive/validate.py).
DIBACA = None
TIDAK_TERBACA, BUKAN_KITA = FileFate.TIDAK_TERBACA, FileFate.BUKAN_KITA

# An .xlsx above one of these is read in a process of its own: unpacked bytes of a part, of all parts, number of parts.
BAGIAN_RAGU = 2_000_000
TOTAL_RAGU = 8_000_000
BANYAK_RAGU = 300


class Outcome(StrEnum):
    """What a received file is; the value is the slug that JSON shows."""

    KITA = "kita"
    KITA_VERSI_LAMA = "kita-versi-lama"
    KITA_LAIN = "kita-lain"
    SKP_ASING = "skp-asing"
    ASING = "asing"
    TERENKRIPSI = "terenkripsi"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    LAIN = "lain"
    RUSAK = "rusak"
    TERLALU_BESAR = "terlalu-besar"
    BELUM_TERBACA = "belum-terbaca"
    BUKAN_BERKAS = "bukan-berkas"
    TANPA_CAP = "tanpa-cap"
    KOSONG = "kosong"


class Treatment(NamedTuple):
    """How an outcome is treated: its finding codes (one of them is always given) and its fate, where it has one already."""

    codes: tuple[str, ...]
    fate: FileFate | None


OUTCOMES: dict[Outcome, Treatment] = {
    Outcome.KITA: Treatment((), DIBACA),
    Outcome.KITA_VERSI_LAMA: Treatment(("versi-lama",), DIBACA),
    # With a definition it is read, and the checks say what differs; without one it cannot be read here.
    Outcome.KITA_LAIN: Treatment(
        (
            "instansi-lain",
            "periode-lain",
            "formulir-tidak-dikenal",
            "versi-tidak-dikenal",
            "bentuk-berbeda",
            "definisi-tidak-cocok",
        ),
        DIBACA,
    ),
    Outcome.SKP_ASING: Treatment(("berkas-skp-asing",), BUKAN_KITA),
    Outcome.ASING: Treatment(("berkas-asing", "koreksi-diterima"), BUKAN_KITA),
    Outcome.TERENKRIPSI: Treatment(("berkas-terenkripsi",), TIDAK_TERBACA),
    Outcome.XLS: Treatment(("berkas-xls",), BUKAN_KITA),
    Outcome.XLSB: Treatment(("berkas-xlsb",), BUKAN_KITA),
    Outcome.ODS: Treatment(("berkas-ods",), BUKAN_KITA),
    Outcome.CSV: Treatment(("berkas-csv",), TIDAK_TERBACA),
    Outcome.HTML: Treatment(("berkas-html",), TIDAK_TERBACA),
    Outcome.LAIN: Treatment(
        (
            "berkas-bukan-xlsx",
            "berkas-tabel-lain",
            "arsip-tidak-dibuka",
            "kemasan-tidak-dibuka",
            "berkas-surat",
            "berkas-apple",
            "dokumen-terurai",
        ),
        TIDAK_TERBACA,
    ),
    Outcome.RUSAK: Treatment(("berkas-rusak",), TIDAK_TERBACA),
    Outcome.TERLALU_BESAR: Treatment(("berkas-terlalu-besar",), TIDAK_TERBACA),
    # Nothing is known of the file itself: the program did not finish, or does not know how it was written.
    Outcome.BELUM_TERBACA: Treatment(
        (
            "berkas-belum-selesai",
            "berkas-tak-didukung",
            "berkas-tertahan",
            "berkas-hilang",
            "folder-tidak-terbaca",
            "tautan-putus",
        ),
        TIDAK_TERBACA,
    ),
    # Nobody's form, and nobody's fault.
    Outcome.BUKAN_BERKAS: Treatment(("berkas-bukan-biasa", "berkas-pintasan", "surat-tanpa-lampiran"), BUKAN_KITA),
    Outcome.TANPA_CAP: Treatment(("berkas-tanpa-cap",), TIDAK_TERBACA),
    Outcome.KOSONG: Treatment(("berkas-kosong",), TIDAK_TERBACA),
}
# What a disk did not give, as long as it does not: a run that met one of these has not seen all there is.
HELD = frozenset({"berkas-tertahan", "berkas-hilang", "folder-tidak-terbaca", "tautan-putus"})
_BY_CODE = {
    code: outcome for outcome, treated in OUTCOMES.items() for code in treated.codes if outcome is not Outcome.KITA_LAIN
}
# Formats whose workbooks are read by way of calamine, and those that are only named.
_CONVERTED = {XLS: Outcome.XLS, XLSB: Outcome.XLSB, ODS: Outcome.ODS, FODS: Outcome.ODS}
_CODE_OF_KIND = {
    CSV: "berkas-csv",
    HTML: "berkas-html",
    HTML_BINGKAI: "berkas-html",
    MHTML: "berkas-html",
    **dict.fromkeys(OTHER_TABLES, "berkas-tabel-lain"),
    **dict.fromkeys(ARSIP, "arsip-tidak-dibuka"),
    **dict.fromkeys(SURAT, "berkas-surat"),
    **dict.fromkeys(PINTASAN, "berkas-pintasan"),
    APPLE: "berkas-apple",
    **{kind: f"berkas-{outcome}" for kind, outcome in _CONVERTED.items()},
}
_MACROS = re.compile(r"vbaproject\.bin$|/macrosheets/|^basic/|^scripts/", re.IGNORECASE)
_MACROS_XLS = "_VBA_PROJECT".encode("utf-16-le")  # a stream of an OLE file
# What a format does not keep, or is not read of it.
_EFFECT = "nama sel, rumus, sel galat dan satuan dalam format angka tidak terbawa, jadi isian dibaca menurut tempatnya"
_EFFECT_ODS = "perlindungan dan daftar pilihannya mungkin tidak terbawa"
_FRAMESET = re.compile(rb"<frameset\b", re.IGNORECASE)
_HEAD = 20_000  # bytes; Excel's own frameset stands behind a long script


@dataclass(frozen=True)
class Opened:
    """A workbook that can be read: `kind` is the outcome its format alone would have, empty for .xlsx."""

    book: Book
    kind: Outcome | None = None
    has_macros: bool = False

    def findings(self) -> list[Finding]:
        """What is to be said of the file as such, where it is a workbook of ours."""
        findings = []
        if self.kind:
            effect = _EFFECT_ODS if self.kind is Outcome.ODS else _EFFECT
            findings.append(temuan("berkas-dikonversi", format=f".{self.kind}", akibat=effect))
        if self.has_macros:
            findings.append(temuan("berkas-bermakro"))
        if self.book.leads_outside:
            findings.append(temuan("tautan-luar", apa=", ".join(self.book.leads_outside)))
        return findings


def open_book(source: Path | bytes) -> Opened:
    """Open a workbook of whatever format, in a process of its own where it is foreign, large or odd.

    Raises `Unreadable` for what is no workbook or cannot be read; `outcome_of` names it. Macros are never run.
    """
    try:
        package = open_package(source)
    except Unreadable as verdict:
        if verdict.code != "berkas-bukan-xlsx":
            raise
        if verdict.detail == HTML and _FRAMESET.search(read_source(source)[:_HEAD]):
            raise Unreadable(verdict.code, HTML_BINGKAI) from verdict
        if verdict.detail not in _CONVERTED:
            raise
        data = read_source(source)
        book = read_apart(data, CALAMINE)
        names = open_parts(data).names if data[:2] == b"PK" else ()
        return Opened(book, _CONVERTED[verdict.detail], _has_macros(names) or _MACROS_XLS in data)
    book = read_apart(package.data, XLSX) if is_doubtful(package) else read_book(package)
    book.leads_outside = leads_outside(package)
    return Opened(book, has_macros=_has_macros(package.names))


def _has_macros(names: Iterable[str]) -> bool:
    return any(_MACROS.search(name) for name in names)


def is_doubtful(package: Package) -> bool:
    """True where the zip directory promises more than any filled form has: such a file is read apart, under limits."""
    sizes = package.sizes
    return len(sizes) > BANYAK_RAGU or max(sizes) > BAGIAN_RAGU or sum(sizes) > TOTAL_RAGU


def outcome_of(code: str) -> Outcome:
    """The outcome that a finding code on an unreadable or foreign file stands for."""
    return _BY_CODE.get(code, Outcome.KITA_LAIN)


def finding_of(verdict: Unreadable) -> Finding:
    """The finding for a file that could not be opened; what is no .xlsx is told apart by what it is instead."""
    code = _CODE_OF_KIND.get(verdict.detail, verdict.code) if verdict.code == "berkas-bukan-xlsx" else verdict.code
    return temuan(code, detail=verdict.detail)


def is_matriks_book(snapshot: Snapshot) -> bool:
    """True for a workbook of matrices that `skpxl merge` wrote."""
    grid = snapshot.grids.get(info.name) if (info := snapshot.find(LEMBAR_CAP)) else None
    return isinstance(grid, Grid) and grid.text(1, 1).startswith(f'["{MATRIKS_MARK}"')


def finding_without_stamp(opened: Opened, snapshot: Snapshot) -> Finding:
    """The finding for a workbook that carries no stamp of ours: our form without it, somebody's own SKP, or another.

    Raises `Unreadable` where a visible sheet cannot be read and the others do not show what it is.
    """
    if is_matriks_book(snapshot):
        return temuan("koreksi-diterima")
    labels, unread = skp_labels(snapshot)
    if printed := printed_code(snapshot):
        return temuan("berkas-tanpa-cap", tanda=f"kode tercetak {printed}")
    title = next((text for text in labels if is_title(text)), "")
    if title and opened.kind in (Outcome.XLS, Outcome.XLSB):  # where a stamp may be that is not read
        return temuan("berkas-tanpa-cap", tanda=f"judul {title}")
    if labels:
        return temuan("berkas-skp-asing", label=", ".join(labels[:4]))
    if unread:
        raise unread
    sheets = ", ".join(info.name for info in snapshot.sheets)[:120]
    code = f"berkas-{opened.kind}" if opened.kind else "berkas-asing"
    return temuan(code, lembar=sheets, detail=opened.kind or "")

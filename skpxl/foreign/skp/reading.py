"""Reading an SKP that was never ours: which sheet it is on, its blocks by their labels, and what has no place.

It reads what is there; whether that is a good SKP is the checks' business. Realisasi and umpan balik are never read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.board import Board, BoardCell, Jalur
from skpxl.foreign.skp.approach import check_pendekatan, pendekatan_of, why_unreadable
from skpxl.foreign.skp.conduct import read_perilaku
from skpxl.foreign.skp.heading import read_instansi, read_judul, read_periode
from skpxl.foreign.skp.identity import check_identitas, read_identitas
from skpxl.foreign.skp.list import read_daftar_hasil
from skpxl.foreign.skp.marks import tell_marks
from skpxl.foreign.skp.regions import Region, end_of_perilaku, start_of_perilaku
from skpxl.foreign.skp.sheets import Candidate, Sheets, sheets_in
from skpxl.foreign.skp.signature import read_tanda_tangan
from skpxl.foreign.skp.table import read_tabel
from skpxl.model.periode import Periode
from skpxl.template.labels import Label, fold
from skpxl.template.library import Library
from skpxl.template.printed_blocks import BlokTeks
from skpxl.xlsx.grid import Book, Grid, read_book
from skpxl.xlsx.package import Unreadable, open_package
from skpxl.xlsx.sources import open_source

_END = 10**9
_PRINTED_WORDS = ("siapa", "identitas", "blok", "ukuran", "ekspektasi", "periode", "abaikan")
_PRINTED_GROUPS = (*_PRINTED_WORDS, "bagian", "kolom")


@dataclass(frozen=True)
class Foreign:
    """What one foreign file holds. `isi` maps a value's path to (text, `Sheet!A1`); it is empty where there is no SKP.

    `pendekatan` is `kuantitatif`, `kualitatif` or empty; `lembar` the sheets that were read, `lain` texts without a
    place as (`Sheet!A1`, text).
    """

    isi: Mapping[Jalur, tuple[str, str]] = field(default_factory=dict)
    periode: Periode | None = None
    pendekatan: str = ""
    lembar: tuple[str, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


def read_foreign_skp(source: Path | bytes, library: Library, *, lembar: Sequence[str] = (), file: str = "") -> Foreign:
    """Read one file; `lembar` names the sheets of one person where there are several. Never raises for what is in the file.

    A file without an SKP has exactly one finding of severity galat and no `isi`. Raises SkpxlError (naming `file`) for a
    sheet that is not there, and where two of those named hold results.
    """
    try:
        book = open_source(source) if isinstance(source, Path) else read_book(open_package(source))
        return _read(sheets_in(book, words_of(library), lembar, file), library, book)
    except Unreadable as verdict:
        return Foreign(findings=(temuan(verdict.code, detail=verdict.detail),))


def _read(sheets: Sheets, library: Library, book: Book | list[Grid]) -> Foreign:
    chosen = sheets.chosen()
    no_skp = Foreign(findings=(temuan("adopsi-bukan-skp", lembar=", ".join(sheets.asked or sheets.names)[:120]),))
    if chosen is None or chosen.region is None:
        return no_skp
    board, region = chosen.board, chosen.region
    titles = read_judul(board, region.kepala)
    columns = set(region.kolom.kepala) if region.kolom else set()
    if "jpt" in titles or ("perspektif" in columns and "aspek" not in columns):
        return Foreign(findings=(temuan("adopsi-jpt").at(sheet=board.name),), lembar=(board.name,))
    pendekatan = pendekatan_of(titles, region)
    if fault := why_unreadable(board, region, pendekatan, library.daftar["aspek"]):
        return Foreign(findings=(fault,), lembar=(board.name,))
    _report_sheets(sheets, chosen)
    periode = read_periode(board, region.kepala)
    first_row = read_identitas(board, region.kepala)
    data = None if first_row else _read_identitas_elsewhere(sheets, chosen)
    read_instansi(board, first_row or region.kepala)
    check_pendekatan(board, titles, region, pendekatan)
    if region.kolom:
        read_tabel(board, region, region.kolom, library.daftar["aspek"], kualitatif=pendekatan == "kualitatif")
    else:
        read_daftar_hasil(board, region)
    if not any(path[0] == "hasil_kerja" for path in board.values):
        board.doubt("adopsi-hasil-kosong", None, ("hasil_kerja",))
    if not any(path[0] in ("hasil_kerja", "pegawai") for path in board.values):
        return no_skp
    perilaku = _find_perilaku(chosen, region, sheets, library)
    boards = [board, *([perilaku] if perilaku is not None and perilaku is not board else [])]
    for sheet in boards:
        read_tanda_tangan(sheet, region.selesai if sheet is board else 1, board)
    check_identitas(board)
    for sheet in boards[1:]:
        board.values.update({path: value for path, value in sheet.values.items() if path not in board.values})
        board.findings += sheet.findings
    boards += [data] if data else []
    _report_formulas(board)
    tell_marks(book, boards, board)
    left = [cell for sheet in boards for cell in _left_over(sheet, board, library)]
    aside = {cell for sheet in boards for cell in sheet.aside}
    for cell in left:
        if cell not in aside:
            board.doubt("adopsi-isian-lain", cell, found=cell.text)
    names = tuple(sheet.name for sheet in boards)
    unread = [name for name in sheets.names if name not in names]
    if unread:
        board.doubt("adopsi-lembar", lembar=", ".join(names), tak_dibaca=", ".join(unread)[:120])
    return Foreign(
        isi={path: (text, cell.address) for path, (text, cell) in board.values.items()},
        periode=periode,
        pendekatan=pendekatan,
        lembar=names,
        lain=tuple((cell.address, cell.text) for cell in left),
        findings=tuple(board.findings),
    )


def _report_sheets(sheets: Sheets, chosen: Candidate) -> None:
    """What is to be said of the choice of the sheet."""
    board = chosen.board
    if board.name in sheets.ours:
        board.doubt("adopsi-terbitan-kita")
    if chosen.evaluasi:
        board.doubt("adopsi-lembar-evaluasi")
    equals = sheets.others_of(chosen)
    if equals and not chosen.evaluasi and not sheets.asked:
        board.doubt("adopsi-beberapa-skp", lembar=board.name, lain=", ".join(equals)[:120])


def _read_identitas_elsewhere(sheets: Sheets, chosen: Candidate) -> Board | None:
    """Identity kept on a sheet of its own (`DATA`, `COVER`)."""
    for other in sheets.beside(chosen):
        if read_identitas(other, _END):
            chosen.board.values.update(other.values)
            chosen.board.findings += other.findings
            return other
    return None


def words_of(library: Library) -> Label:
    """The wordings of a templates folder. Raises SkpxlError where they name a value that the list of values does not have."""
    label = library.wording("skp")
    if unknown := set(label.ragam("nilai").values()) - set(library.daftar["perilaku_kerja"].nilai):
        raise SkpxlError(
            f"{library.akar / 'daftar' / 'label-skp.toml'}, [nilai]: {', '.join(sorted(unknown))} tidak ada di "
            "perilaku-kerja.toml; samakan keduanya."
        )
    return label


def _find_perilaku(chosen: Candidate, region: Region, sheets: Sheets, library: Library) -> Board | None:
    """Read the conduct block on the results' sheet, else on another one that has no results."""
    known = library.daftar["perilaku_kerja"]
    if region.perilaku:
        read_perilaku(chosen.board, region.perilaku, region.selesai_perilaku, known)
        return chosen.board
    for other in sheets.beside(chosen):
        if start := start_of_perilaku(other):
            read_perilaku(other, start, end_of_perilaku(other, start), known)
            return other
    chosen.board.doubt("adopsi-perilaku", None, ("perilaku_kerja",), kurang=", ".join(known.nilai))
    return None


def _report_formulas(board: Board) -> None:
    """One word on values that come from formulas: links to a DATA sheet are how many offices work."""
    formulas = [(path, cell) for path, (_, cell) in board.values.items() if cell.is_formula]
    if formulas:
        board.doubt("adopsi-rumus", formulas[0][1], formulas[0][0], banyak=str(len(formulas)))


def _left_over(board: Board, identitas: Board, library: Library) -> list[BoardCell]:
    """Cells that are neither value nor print of a form, nor a repetition of the identity."""
    printed, beginnings = _printed(library)
    repeated = {
        fold(text) for path, (text, _) in identitas.values.items() if path[0] not in ("hasil_kerja", "perilaku_kerja")
    }
    printed |= repeated
    label = board.label
    left = []
    for cell in board.left_over():
        core = fold(cell.text)
        known = core in printed or core.startswith(beginnings)
        # a single word such as `Kuantitas` or `Kegiatan` may be an answer in a column that was not understood
        groups = _PRINTED_GROUPS if " " in core or cell.text.isupper() else _PRINTED_WORDS
        if not known and not any(label.cocok(group, cell.text) for group in groups):
            left.append(cell)
    return left


def _printed(library: Library) -> tuple[set[str], tuple[str, ...]]:
    """What our own forms print besides labels, folded: whole texts, and how texts with placeholders begin."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for form in library.forms():
        definition = library.definition(form)
        status = definition.status
        if status is not None:
            whole |= {fold(status.kosong), fold(status.lengkap)}
            beginnings.add(fold(status.kurang))
        for block in definition.semua_blok():
            for line in block.baris if isinstance(block, BlokTeks) else ():
                before, brace, _ = line.partition("{")
                (beginnings if brace else whole).add(fold(before))
    return whole, tuple(text for text in beginnings if len(text) > 10)

"""Reading an SKP that was never ours: which sheet it is on, its blocks by their labels, and what has no place.

It reads what is there; whether that is a good SKP is the checks' business. Realisasi and umpan balik are never read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.board import Board, BoardCell, Jalur
from skpxl.foreign.skp.conduct import read_perilaku
from skpxl.foreign.skp.heading import read_instansi, read_judul, read_periode
from skpxl.foreign.skp.identity import check_identitas, read_identitas
from skpxl.foreign.skp.list import read_daftar_hasil
from skpxl.foreign.skp.regions import Wilayah, end_of_perilaku, find_regions, other_title, start_of_perilaku
from skpxl.foreign.skp.signature import read_tanda_tangan
from skpxl.foreign.skp.table import read_tabel
from skpxl.foreign.skp.titles import EVALUASI
from skpxl.foreign.wording import without_digits
from skpxl.forms.hidden import LEMBAR_CAP, NAMA_CAP
from skpxl.model.periode import Periode
from skpxl.template.labels import Label, fold
from skpxl.template.library import Library
from skpxl.template.lists import Daftar
from skpxl.template.printed_blocks import BlokTeks
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku, Grid, read_book
from skpxl.xlsx.package import TakTerbaca, open_package
from skpxl.xlsx.sources import open_source, sheets_of

_CELLS_MAX = 20_000  # non-empty cells; an SKP with everything has a few hundred
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


@dataclass
class _Candidate:
    """A sheet that may be the SKP."""

    board: Board
    region: Wilayah | None
    evaluasi: bool


def read_foreign_skp(source: Path | bytes, library: Library, *, lembar: str = "") -> Foreign:
    """Read one file; `lembar` names the sheet where there are several. Never raises for what is in the file.

    A file without an SKP has exactly one finding of severity galat and no `isi`.
    """
    try:
        book = open_source(source) if isinstance(source, Path) else read_book(open_package(source))
        return _read(book, library, lembar)
    except TakTerbaca as verdict:
        return Foreign(findings=(temuan(verdict.code, detail=verdict.detail),))


def _read(book: Buku | list[Grid], library: Library, wanted: str) -> Foreign:
    sheet_names = _sheet_names(book)
    candidates = _candidates(book, library)
    wanted = wanted.casefold()
    found = [
        (candidate, candidate.region)
        for candidate in candidates
        if candidate.region and wanted in ("", candidate.board.name.casefold())
    ]
    if not found:
        return Foreign(findings=(temuan("adopsi-bukan-skp", lembar=", ".join(sheet_names)[:120]),))
    chosen, region = max(found, key=lambda pair: _weight(*pair))
    board = chosen.board
    titles = read_judul(board, region.kepala)
    columns = set(region.kolom.kepala) if region.kolom else set()
    if "jpt" in titles or ("perspektif" in columns and "aspek" not in columns):
        return Foreign(findings=(temuan("adopsi-jpt").at(sheet=board.name),), lembar=(board.name,))
    pendekatan = _pendekatan(titles, region)
    if fault := _fault(board, region, pendekatan, library):
        return Foreign(findings=(fault,), lembar=(board.name,))
    _report_sheets(book, candidates, chosen, board)
    periode = read_periode(board, region.kepala)
    first_row = read_identitas(board, region.kepala)
    data = None if first_row else _read_identitas_elsewhere(candidates, board)
    read_instansi(board, first_row or region.kepala)
    _check_pendekatan(board, titles, pendekatan)
    if region.kolom:
        read_tabel(board, region, region.kolom, library.daftar["aspek"], kualitatif=pendekatan == "kualitatif")
    else:
        read_daftar_hasil(board, region)
    sheets = [board]
    if not any(path[0] == "hasil_kerja" for path in board.values):
        board.doubt("adopsi-hasil-kosong", None, ("hasil_kerja",))
    if not any(path[0] in ("hasil_kerja", "pegawai") for path in board.values):
        return Foreign(findings=(temuan("adopsi-bukan-skp", lembar=", ".join(sheet_names)[:120]),))
    perilaku = _find_perilaku(chosen, region, candidates, library)
    if perilaku is not None and perilaku is not board:
        sheets.append(perilaku)
    for sheet in sheets:
        read_tanda_tangan(sheet, region.selesai if sheet is board else 1, board)
    check_identitas(board)
    for sheet in sheets[1:]:
        board.values.update({path: value for path, value in sheet.values.items() if path not in board.values})
        board.findings += sheet.findings
    sheets += [data] if data else []
    _report_formulas(board)
    left = [cell for sheet in sheets for cell in _left_over(sheet, board, library)]
    aside = {cell for sheet in sheets for cell in sheet.aside}
    for cell in left:
        if cell not in aside:
            board.doubt("adopsi-isian-lain", cell, found=cell.text)
    names = tuple(sheet.name for sheet in sheets)
    unread = [name for name in sheet_names if name not in names]
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


def _sheet_names(book: Buku | list[Grid]) -> list[str]:
    return [sheet.name for sheet in book] if isinstance(book, list) else [info.name for info in book.sheets]


def _candidates(book: Buku | list[Grid], library: Library) -> list[_Candidate]:
    """Every visible sheet that is small enough to be a form."""
    candidates = []
    label = words_of(library)
    for sheet in sheets_of(book):
        if 0 < len(sheet.cells) <= _CELLS_MAX:
            board = Board(sheet, label)
            region = find_regions(board)
            columns = set(region.kolom.kepala) if region and region.kolom else set()
            evaluasi = bool(columns & EVALUASI) or any(other_title(board, cell) == "evaluasi" for cell in board.cells)
            candidates.append(_Candidate(board, region, evaluasi))
    return candidates


def _weight(candidate: _Candidate, region: Wilayah) -> tuple[bool, int]:
    """The sheet to be read: no evaluation, then the one with most blocks; the first of equals."""
    board, top = candidate.board, region.kepala
    people = {name for cell, name in board.find("siapa") if cell.row < top}
    titles = {name for cell in board.between(1, top) for name in board.label.memuat("judul", cell.text)}
    titled = bool(titles & {"skp", "kuantitatif", "kualitatif"})
    return not candidate.evaluasi, len(people) + titled + bool(region.perilaku)


def _report_sheets(book: Buku | list[Grid], candidates: list[_Candidate], chosen: _Candidate, board: Board) -> None:
    """What is to be said of the choice of the sheet."""
    if isinstance(book, Buku) and (NAMA_CAP in book.defined_names or book.find(LEMBAR_CAP)):
        board.doubt("adopsi-terbitan-kita")
    if chosen.evaluasi:
        board.doubt("adopsi-lembar-evaluasi")
    equals = [other.board.name for other in candidates if other.region and other is not chosen and not other.evaluasi]
    if equals and not chosen.evaluasi:
        board.doubt("adopsi-beberapa-skp", lembar=board.name, lain=", ".join(equals)[:120])


def _pendekatan(titles: set[str], region: Wilayah) -> str:
    """Kuantitatif or kualitatif: the columns decide; what its title calls kuantitatif is never taken for the other."""
    by_title = titles & {"kuantitatif", "kualitatif"} == {"kuantitatif"}
    return "kuantitatif" if by_title or (region.kolom and region.kolom.kuantitatif) else "kualitatif"


def _check_pendekatan(board: Board, titles: set[str], pendekatan: str) -> None:
    """A doubt where the title does not say what the columns say."""
    named = titles & {"kuantitatif", "kualitatif"}
    if named != {pendekatan}:
        board.doubt("adopsi-pendekatan", found=" / ".join(sorted(named)).upper(), dibaca=pendekatan)


def _fault(board: Board, region: Wilayah, pendekatan: str, library: Library) -> Finding | None:
    """Why the results are not read at all: nothing is read of a table that does not hold together."""
    reason, cell = "", next((cell for cell in board.between(region.kepala, _END)), None)
    if region.kolom:
        reason, cell = region.kolom.fault(kuantitatif=pendekatan == "kuantitatif") or ("", cell)
    elif aspek := _aspek_without_titles(board, region, library.daftar["aspek"]):
        reason, cell = f"kolom ASPEK ada, misalnya “{aspek.text.strip()}”, tetapi judul kolomnya tidak ditemukan", aspek
    elif pendekatan == "kuantitatif":
        reason = "menurut judulnya ini SKP kuantitatif, tetapi tidak ada kolom ASPEK, INDIKATOR, dan TARGET"
    if not reason and region.lain:
        cell = board.texts_on(region.lain)[0]
        reason = f"ada tabel hasil kerja kedua mulai baris {region.lain}, dengan kolom lain atau milik orang lain"
    if not reason:
        return None
    address = a1(cell.row, cell.col) if cell else ""
    return temuan("adopsi-tabel", found=cell.text if cell else "", sebab=reason).at(sheet=board.name, cell=address)


def _aspek_without_titles(board: Board, region: Wilayah, aspek: Daftar) -> BoardCell | None:
    """The first of two or more aspek under each other in a list without columns: then it is a table without its titles."""
    first: dict[int, BoardCell] = {}
    for cell in board.between(region.mulai, region.selesai):
        if aspek.match(without_digits(cell.text.strip())):
            if cell.col in first:
                return first[cell.col]
            first[cell.col] = cell
    return None


def _read_identitas_elsewhere(candidates: list[_Candidate], board: Board) -> Board | None:
    """Identity kept on a sheet of its own (`DATA`, `COVER`)."""
    for other in _without_results(candidates, board):
        if read_identitas(other, _END):
            board.values.update(other.values)
            board.findings += other.findings
            return other
    return None


def _without_results(candidates: list[_Candidate], board: Board) -> list[Board]:
    """The sheets beside the SKP's that have no results and are no evaluation."""
    others = (other for other in candidates if not other.region and not other.evaluasi)
    return [other.board for other in others if other.board is not board]


def words_of(library: Library) -> Label:
    """The wordings of a templates folder. Raises SkpxlError where they name a value that the list of values does not have."""
    label = library.wording("skp")
    if unknown := set(label.ragam("nilai").values()) - set(library.daftar["perilaku_kerja"].nilai):
        raise SkpxlError(
            f"{library.akar / 'daftar' / 'label-skp.toml'}, [nilai]: {', '.join(sorted(unknown))} tidak ada di "
            "perilaku-kerja.toml; samakan keduanya."
        )
    return label


def _find_perilaku(chosen: _Candidate, region: Wilayah, candidates: list[_Candidate], library: Library) -> Board | None:
    """Read the conduct block on the results' sheet, else on another one that has no results."""
    known = library.daftar["perilaku_kerja"]
    if region.perilaku:
        read_perilaku(chosen.board, region.perilaku, region.selesai_perilaku, known)
        return chosen.board
    for other in _without_results(candidates, chosen.board):
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

"""Whether the results of a foreign SKP are kuantitatif or kualitatif, and why they cannot be read as either. It reads none.

One form is never taken for the other: a table that speaks of aspek and targets is kuantitatif, and where not all of its
columns are understood nothing is read.
"""

from skpxl.findings import Finding, temuan
from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.skp.regions import Region
from skpxl.foreign.wording import without_digits
from skpxl.template.lists import Daftar
from skpxl.xlsx.address import a1

_END = 10**9
_TEXTS_OF_TABLE = 4  # texts beside the number of a result that only a table has


def pendekatan_of(titles: set[str], region: Region) -> str:
    """Kuantitatif or kualitatif: the columns decide; what its title calls kuantitatif is never taken for the other."""
    by_title = titles & {"kuantitatif", "kualitatif"} == {"kuantitatif"}
    return "kuantitatif" if by_title or (region.kolom and region.kolom.kuantitatif) else "kualitatif"


def check_pendekatan(board: Board, titles: set[str], region: Region, pendekatan: str) -> None:
    """A doubt where the title does not say what the columns say; the form of 2011 knew one way only."""
    named = titles & {"kuantitatif", "kualitatif"}
    old = region.kolom is not None and bool(region.kolom.per_aspek) and not named
    if named != {pendekatan} and not old:
        board.doubt("adopsi-pendekatan", found=" / ".join(sorted(named)).upper(), dibaca=pendekatan)


def why_unreadable(board: Board, region: Region, pendekatan: str, aspek: Daftar) -> Finding | None:
    """Why the results are not read at all: nothing is read of a table that does not hold together."""
    reason, cell = "", next((cell for cell in board.between(region.kepala, _END)), None)
    if region.kolom:
        reason, cell = region.kolom.fault(kuantitatif=pendekatan == "kuantitatif") or ("", cell)
    elif found := _aspek_without_titles(board, region, aspek):
        reason, cell = f"kolom ASPEK ada, misalnya “{found.text.strip()}”, tetapi judul kolomnya tidak ditemukan", found
    elif wide := _wide_row(board, region):
        reason, cell = f"baris {wide.row} terisi seperti tabel, tetapi judul kolomnya tidak ditemukan", wide
    elif pendekatan == "kuantitatif":
        reason = "menurut judulnya ini SKP kuantitatif, tetapi tidak ada kolom ASPEK, INDIKATOR, dan TARGET"
    if not reason and region.lain:
        cell = board.texts_on(region.lain)[0]
        reason = f"ada tabel hasil kerja kedua mulai baris {region.lain}, dengan kolom lain atau milik orang lain"
    if not reason:
        return None
    address = a1(cell.row, cell.col) if cell else ""
    return temuan("adopsi-tabel", found=cell.text if cell else "", sebab=reason).at(sheet=board.name, cell=address)


def _wide_row(board: Board, region: Region) -> BoardCell | None:
    """The number of a result with more texts beside it than a list without columns has."""
    for row in board.row_numbers(region.mulai, region.selesai):
        cells = board.texts_on(row)
        numbers = [cell for cell in cells if cell.number is not None]
        if numbers and len(cells) - len(numbers) >= _TEXTS_OF_TABLE:
            return numbers[0]
    return None


def _aspek_without_titles(board: Board, region: Region, aspek: Daftar) -> BoardCell | None:
    """The first of two or more aspek under each other in a list without columns: then it is a table without its titles."""
    first: dict[int, BoardCell] = {}
    for cell in board.between(region.mulai, region.selesai):
        if aspek.match(without_digits(cell.text.strip())):
            if cell.col in first:
                return first[cell.col]
            first[cell.col] = cell
    return None

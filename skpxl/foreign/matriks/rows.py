"""The people of one matriks and their roles, row by row: who begins, who goes on, what is nobody. No headings here."""

from dataclasses import dataclass, field, replace

from skpxl.foreign.board import Board, BoardCell, places
from skpxl.foreign.matriks.heading import KolomPeran, MatriksHeading
from skpxl.foreign.matriks.lines import Line, below_the_table, from_above, lines_below
from skpxl.foreign.matriks.words import MatriksWords, Orang, is_tick, split_roles
from skpxl.foreign.people import digits_of, nip_inside
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi, sidik
from skpxl.template.limits import dimuatkan
from skpxl.xlsx.address import a1

PEGAWAI_MAKS = 5_000  # people of one matriks
PERAN_MAKS = 200_000  # roles of one file


@dataclass
class RoleHolder:
    """One person or vacant post as far as it has been read; roles as (column, text, cell)."""

    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    luar: bool = False
    peran: list[tuple[KolomPeran, str, BoardCell]] = field(default_factory=list)


@dataclass(frozen=True)
class Tanda:
    """How many cells of roles hold only a number, or only a tick: what a table of counts is made of."""

    bilangan: int = 0
    centang: int = 0


@dataclass
class Allowance:
    """How many roles may still be read from a file."""

    peran: int = PERAN_MAKS


class RowReader:
    """Reads the rows of the tables of one sheet. Doubts go to the board, and so do the cells that are understood."""

    def __init__(self, board: Board, words: MatriksWords, quota: Allowance) -> None:
        self._board = board
        self._words = words
        self._quota = quota
        self._read_cells: set[BoardCell] = set()
        self._formulas: list[BoardCell] = []
        self._told: set[tuple[str, BoardCell | KolomPeran]] = set()
        self._outside = False

    def read(self, heading: MatriksHeading, end: int, holders: list[RoleHolder]) -> Tanda:
        """Add the people below one heading, above row `end`, to `holders`; a table that goes on has some already.

        Gives what stood in cells of roles in place of a role.
        """
        self._heading = heading
        self._holders = holders
        self._current = holders[-1] if holders else None
        self._by_name = {sidik(holder.nama or holder.jabatan): holder for holder in holders}
        self._outside = self._outside and bool(holders)
        self._ticks: list[BoardCell] = []
        self._numbers = 0
        lines = lines_below(self._board, heading, end)
        outside = below_the_table(lines, self._words, heading)
        for line in lines:
            if line.row in outside:
                self._current = None
                continue
            if not line.cells() or self._is_section_title(line):
                continue
            full = f"{PEGAWAI_MAKS} orang" if not self._take_row(line) else ""
            if full := full or (f"{PERAN_MAKS} peran" if self._quota.peran <= 0 else ""):
                self._board.doubt("matriks-terpotong", line.cells()[0], batas=full)
                break
        if self._ticks:
            first = self._ticks[0]
            self._board.doubt("matriks-tanda", first, found=first.text.strip(), tempat=places(self._ticks))
        return Tanda(self._numbers, len(self._ticks))

    def selesai(self) -> None:
        """One word on values that come from formulas, when all tables of the sheet have been read."""
        if self._formulas:
            self._board.doubt("adopsi-rumus", self._formulas[0], banyak=str(len(self._formulas)))

    def _is_section_title(self, line: Line) -> bool:
        """True for a row that heads others: a unit's name, a text over several columns, `PEGAWAI UNIT LAIN`."""
        cells = [cell for cell in line.cells() if cell.number is None and len(cell.text.strip()) > 2]
        if len(cells) != 1 or self._heading.peran(cells[0].col):
            return False
        cell, text = cells[0], rapi(cells[0].text[:500])
        name_columns = self._heading.span("nama")
        wide = cell.col_to > cell.col and (
            cell.col <= name_columns[-1] < cell.col_to or self._heading.peran(cell.col_to) is not None
        )
        if not wide and self._heading.role(cell.col) not in ("nama", "nomor"):
            return False
        unit = self._words.unit(text)
        if self._words.luar(text):
            self._outside = True
        elif not unit and not wide:
            return False
        if self._words.luar(text) or unit:
            self._board.use(cell)
        self._current = None
        return True

    def _take_row(self, line: Line) -> bool:
        """Take in one row; False where there are too many people."""
        name, jabatan = self._join(line, "nama"), self._words.jabatan(self._join(line, "jabatan"))
        who = self._words.orang(name, with_jabatan=self._outside)
        who = replace(who, nip=who.nip or self._read_nip(line))
        holder = self._continued(line, who, name, jabatan)
        if holder is None:
            if not jabatan and (above := from_above(self._board, self._heading, line.row, "jabatan")):
                jabatan = self._words.jabatan(self._text_of(above))
            holder = RoleHolder(who.nama, who.nip, who.jabatan or jabatan, self._outside or who.luar)
            filled = holder.nama or holder.nip or holder.jabatan
            if filled or not all(self._words.tanpa_peran(cell.text) for _, cell in line.peran):
                if len(self._holders) >= PEGAWAI_MAKS:
                    return False
                self._holders.append(holder)
                self._by_name[sidik(holder.nama or holder.jabatan)] = holder
                self._current = holder
                self._add_from_above(line.row, holder)
        else:
            self._current = holder
        if not who.lain:
            self._board.use(*line.siapa.get("nama", []))
        for role in ("nomor", "nip", "jabatan", "pangkat_golongan", "unit_kerja"):
            self._board.use(*line.siapa.get(role, []))
        for column, cell in line.peran:
            if line.row == self._heading.pimpinan:
                self._board.use(cell)  # his results head the columns
            else:
                self._add(holder, column, cell)
        return True

    def _continued(self, line: Line, who: Orang, name: str, jabatan: str) -> RoleHolder | None:
        """The person above, where this row goes on with him; None for a row that begins somebody."""
        current = self._current
        if who.lanjutan:
            return self._by_name.get(sidik(who.nama))
        if current is None or (who.nip and current.nip and who.nip != current.nip):
            return None
        if not name:
            if jabatan and from_above(self._board, self._heading, line.row, "nama") is None:
                return None
        elif not who.nama:
            # a NIP below the name it belongs to
            if line.jeda or current.nip or not (who.nip or self._words.penutup(name) == "nip"):
                return None
        elif sidik(who.nama) != sidik(current.nama) or sidik(jabatan) not in ("", sidik(current.jabatan)):
            return None
        if jabatan and sidik(jabatan) != sidik(current.jabatan):
            current.jabatan = f"{current.jabatan} {jabatan}".strip()
        current.nip = current.nip or who.nip
        return current

    def _add_from_above(self, row: int, holder: RoleHolder) -> None:
        """Roles in a merged cell that began with somebody above are this person's, too; that is told."""
        for column in self._heading.kolom:
            cell = self._board.cell_at(row, column.dari)
            if cell is not None and self._heading.bawah < cell.row < row and self._heading.peran(cell.col) == column:
                count = len(holder.peran)
                self._add(holder, column, cell)
                if len(holder.peran) > count:
                    self._doubt("matriks-sel-gabungan", cell, cell)

    def _add(self, holder: RoleHolder, column: KolomPeran, cell: BoardCell) -> None:
        """The roles of one cell; a cell with nothing but a number is left alone."""
        text = self._text_of(cell)
        if is_tick(text):
            self._board.use(cell)
            self._ticks += [cell] if cell not in self._ticks[-1:] else []
            return
        if (
            cell.trouble is not None
            or self._words.tanpa_peran(text)
            or (cell.number is not None and column.ke > column.dari)
        ):
            self._board.use(cell)
        if not any(map(str.isalpha, text)) or self._words.tanpa_peran(text):
            self._numbers += not self._words.tanpa_peran(text) and column.ke == column.dari
            return
        self._board.use(cell)
        for item in split_roles(text):
            if not self._words.tanpa_peran(item) and self._quota.peran > 0:
                holder.peran.append((column, item, cell))
                self._quota.peran -= 1
        if not column.text:
            self._doubt("matriks-kolom-tanpa-judul", column, cell)
        if cell.col_to >= self._heading.kolom[-1].dari > column.dari or (
            cell.col_to > column.ke and self._heading.peran(cell.col_to) not in (None, column)
        ):
            self._doubt("matriks-sel-gabungan", cell, cell)

    def _doubt(self, code: str, about: BoardCell | KolomPeran, cell: BoardCell) -> None:
        """A doubt that is told once."""
        if (code, about) not in self._told:
            self._told.add((code, about))
            self._board.doubt(code, cell, found=cell.text.strip()[:200])

    def _join(self, line: Line, role: str) -> str:
        """What a row says in the column of names or posts, as typed; item numbers and dashes say nothing."""
        cells = [cell for cell in line.siapa.get(role, []) if cell.number is None]
        return "\n".join(text for cell in cells if any(map(str.isalnum, text := self._text_of(cell))))

    def _read_nip(self, line: Line) -> str:
        """The NIP in its own column; empty, and told, where a number has lost its last digits."""
        for cell in line.siapa.get("nip", []):
            source = self._board.cell(cell)
            text = self._text_of(cell)[:100]
            if source.kind == "angka" and len(nip := clean_nip(text)) > 15 and not _is_whole(source.raw):
                self._board.doubt("matriks-nip-hilang", cell, found=nip)
            elif nip := digits_of(text, 4) or nip_inside(text):
                return nip
        return ""

    def _text_of(self, cell: BoardCell) -> str:
        """The text of a cell as typed, what is wrong with it told once."""
        if cell not in self._read_cells:
            self._read_cells.add(cell)
            if cell.is_formula:
                self._formulas.append(cell)
            elif cell.trouble is not None and cell.trouble.code != "adopsi-tautan-kosong":
                self._board.findings.append(cell.trouble.at(sheet=cell.sheet, cell=a1(cell.row, cell.col)))
        unfit = cell.trouble is not None and cell.trouble.code == "isian-tak-muat"
        return dimuatkan(cell.text) if unfit else cell.text


def _is_whole(raw: str) -> bool:
    """True where the file itself holds all 18 digits of a number, and not those that a floating-point number leaves."""
    return len(raw) == 18 and raw.isascii() and raw.isdecimal() and int(float(raw)) != int(raw)

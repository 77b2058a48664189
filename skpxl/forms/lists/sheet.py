"""Writing one open list on its worksheet: row by row, never held whole; what holds for the whole sheet comes at the end."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import ProgramError
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.lists.areas import Areas, add_colour, add_validation
from skpxl.forms.lists.done import Terms
from skpxl.forms.lists.rows import Formula, Link, ListRow, Value
from skpxl.forms.page import write_text
from skpxl.forms.style import Formats
from skpxl.template.limits import TAUTAN_MAKS, dimuatkan
from skpxl.template.slots import Halaman, KolomTerletak, Kotak, LetakDaftar
from skpxl.xlsx.address import a1

_URL_MAX = 255
_LINE = 15.0  # points: a row nobody has set a height for
_SPARE = ListRow({})


class ListSheet:
    """State of writing one list: the row it has come to, what has been counted, the cells that share a rule."""

    def __init__(
        self,
        sheet: Worksheet,
        page: Halaman,
        letak: LetakDaftar,
        formats: Formats,
        lists: Mapping[str, Sequence[str]],
    ) -> None:
        self.sheet = sheet
        self.letak = letak
        self.blok = letak.blok
        self.formats = formats
        self.lists = lists
        self.guarded = page.lembar.terlindung
        self.repeated = page.ulang_kolom
        self.terms = Terms(letak, lists)
        self.cols = {placed.key: placed.col for placed in letak.kolom}
        self.row = letak.kepala
        self.linked = self.left_unlinked = 0
        self.done = self.asked = 0
        self.entries, self.waiting = Areas(), Areas()
        self.first_asking = 0
        self.first_open: tuple[int, int] | None = None
        self._fonts: dict[str, tuple[float, bool]] = {}
        self._styles: dict[tuple[str, bool], Format] = {}

    def write(self, rows: Iterable[ListRow]) -> None:
        """All rows, then the empty ones that stand ready."""
        for row in rows:
            self.row += 1
            if row.style:
                self._heading(row)
            else:
                self._row(row)
        if self.guarded:
            for _ in range(self.blok.cadangan):
                self.row += 1
                self._spare()
        else:
            self._leave_open()

    @property
    def last(self) -> int:
        """The last row, at least the first below the headings."""
        return max(self.row, self.letak.kepala + 1)

    @property
    def reach(self) -> int:
        """The last row that is made for filling in; on a sheet that is not protected below what has been written."""
        return max(self.last, self.letak.kepala + self.blok.cadangan)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _row(self, row: ListRow) -> None:
        if self.blok.kode:
            self._hidden(row)
        height = _LINE
        for placed in self.letak.kolom:
            value = row.values.get(placed.key, "")
            if value == "" and not self.guarded:
                continue
            opened = not self.guarded or self.terms.is_open(placed.key, row)
            height = max(height, self._cell(placed, value, self._style(placed, row), opened))
            if opened and self.guarded:
                self._entry(placed, row)
        self._height(height)
        if row.asks and self.blok.kode:
            for key in self.blok.warna_belum:
                self.waiting.add((), self.row, self.cols[key])

    def _hidden(self, row: ListRow) -> None:
        """The code of the row and, where it asks for something, whether it is done."""
        locked = self._format("teks", locked=True)
        write_text(self.sheet, self.row - 1, self.letak.kode - 1, dimuatkan(row.code), locked)
        if not row.asks:
            write_text(self.sheet, self.row - 1, self.letak.selesai - 1, "", locked)
            return
        self.first_asking = self.first_asking or self.row
        holds = self.terms.holds(row)
        self.asked += 1
        self.done += holds
        condition = self.terms.formula(row, lambda key: a1(self.row, self.cols[key]))
        self.sheet.write_formula(self.row - 1, self.letak.selesai - 1, f"=IF({condition},1,0)", None, int(holds))

    def _style(self, placed: KolomTerletak, row: ListRow) -> str:
        if not self.guarded or placed.kolom.isian is not True:
            return placed.kolom.gaya or "teks"
        if self.terms.is_open(placed.key, row):
            return placed.kolom.gaya or "isian"
        # A cell that this row closes is grey; one that the file itself has filled in is print.
        return "bagian" if row.asks and not row.text(placed.key) else "teks"

    def _entry(self, placed: KolomTerletak, row: ListRow) -> None:
        names = self.terms.lists_of(placed.key, row)
        if names or placed.kolom.petunjuk.teks:
            self.entries.add((placed.key, *names), self.row, placed.col)
        self.first_open = self.first_open or (self.row, placed.col)

    def _heading(self, row: ListRow) -> None:
        """A row over others, all of it in one style. Lists and prompts go through it, so that they stay in one piece."""
        heights = [self._cell(placed, row.values.get(placed.key, ""), row.style, False) for placed in self.letak.kolom]
        self._height(max(heights))
        for placed in self.letak.kolom:
            names = self.terms.lists_of(placed.key, row)
            if placed.kolom.isian is True and names:
                self.entries.add((placed.key, *names), self.row, placed.col)

    def _spare(self) -> None:
        for col in range(1, self.letak.kolom[0].col):
            write_text(self.sheet, self.row - 1, col - 1, "", self._format("teks", locked=True))
        for placed in self.letak.kolom:
            opened = bool(placed.kolom.isian)
            self._cell(placed, "", (placed.kolom.gaya or "isian") if opened else "teks", opened)
            if opened:
                self._entry(placed, _SPARE)

    def _leave_open(self) -> None:
        """On a sheet that is not protected whole columns are open, with prompts and lists as far as `reach`."""
        for placed in self.letak.kolom:
            format_ = self.formats.get(placed.kolom.gaya or "teks", "", terkunci=False)
            self.sheet.set_column(placed.col - 1, placed.col - 1, placed.kolom.lebar, format_)
            names = self.terms.lists_of(placed.key, _SPARE)
            if names or placed.kolom.petunjuk.teks:
                cells = Kotak(self.letak.kepala + 1, placed.col, self.reach, placed.col)
                self._validation(placed, names, [cells])

    # -- cells -------------------------------------------------------------------------------------------------------

    def _cell(self, placed: KolomTerletak, value: Value, style: str, opened: bool) -> float:
        """One cell; the height that it needs."""
        row, col = self.row - 1, placed.col - 1
        if isinstance(value, Formula):
            self.sheet.write_formula(row, col, value.source, self._format("angka", locked=True), value.value)
            return 0.0
        if isinstance(value, int):
            self.sheet.write_number(row, col, value, self._format("angka", locked=True))
            return 0.0
        text = dimuatkan(value.text if isinstance(value, Link) else value)
        if text and isinstance(value, Link) and self._may_lead(value.url):
            self.linked += 1
            write_text(self.sheet, row, col, text, self._format("tautan", locked=True), value.url)
        elif text or self.guarded:
            write_text(self.sheet, row, col, text, self._format(style, locked=not opened))
        return self._needed(text, placed.kolom.lebar, style)

    def _may_lead(self, url: str) -> bool:
        if not url or len(unquote(url)) >= _URL_MAX:
            return False
        self.left_unlinked += self.linked >= TAUTAN_MAKS
        return self.linked < TAUTAN_MAKS

    def _format(self, style: str, *, locked: bool) -> Format:
        wanted = (style, locked)
        if wanted not in self._styles:
            edges = "LRTB" if self.guarded else ""
            self._styles[wanted] = self.formats.get(style, edges, terkunci=locked, bungkus=style != "angka")
        return self._styles[wanted]

    def _needed(self, text: str, width: float, style: str) -> float:
        """The height for a text; rows of a sheet that is not protected grow by themselves."""
        if not text or not self.guarded:
            return 0.0
        if style not in self._fonts:
            self._fonts[style] = (self.formats.ukuran(style), self.formats.sel(style).tebal)
        size, bold = self._fonts[style]
        return tinggi_teks(text, width, size, tebal=bold)

    def _height(self, height: float) -> None:
        if height > _LINE:
            self.sheet.set_row(self.row - 1, tinggi_sah(height))

    # -- the whole sheet ---------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Prompts, drop-downs, colours, the live line, filter and frozen rows. Raises ProgramError where rows are streamed
        and there is a live line above them."""
        for (key, *names), cells in self.entries.items():
            self._validation(next(placed for placed in self.letak.kolom if placed.key == key), names, cells)
        self._colours()
        if self.letak.hitungan:
            self._live_line()
        first, heading_row, end = self.letak.kolom[0].col, self.letak.kepala, self.letak.kolom[-1].col
        if self.blok.saring:
            self.sheet.autofilter(heading_row - 1, first - 1, self.last - 1, end - 1)
        self.sheet.freeze_panes(heading_row, first - 1 + self.blok.beku if self.blok.beku else 0)
        if self.first_open:
            row, col = self.first_open
            self.sheet.set_selection(row - 1, col - 1, row - 1, col - 1)

    def _validation(self, placed: KolomTerletak, names: Sequence[str], cells: list[Kotak]) -> None:
        name = names[0] if names else ""
        add_validation(self.sheet, cells, placed.kolom, name, tuple(self.lists[name]) if name else ())
        if name and self.guarded and not placed.kolom.saran:
            # Pasting kills validation, so any value outside the list is coloured.
            at = a1(cells[0].row, cells[0].col)
            outside = f"AND(LEN(TRIM({at}))>0,NOT({self.terms.in_list(names, at)}))"
            add_colour(self.sheet, cells, outside, "di_luar_daftar", self.formats)

    def _colours(self) -> None:
        """Two answers at once, rows that wait for one, rows that are done."""
        either: dict[str, list[Kotak]] = {}
        for (key, *_), cells in self.entries.items():
            if other := self.terms.columns[key].atau:
                either.setdefault(other, []).extend(cells)
        for other, cells in either.items():
            self._both_filled(sorted(cells, key=lambda cell: cell.row), self.cols[other])
        for _, cells in self.waiting.items():
            flag = a1(self.first_asking, self.letak.selesai, kolom_tetap=True)
            add_colour(self.sheet, cells, f"AND(ISNUMBER({flag}),{flag}=0)", "belum", self.formats)
        if self.blok.warna_selesai:
            first, row = self.letak.kolom[0].col, self.letak.kepala + 1
            condition = self.terms.formula(_SPARE, lambda key: a1(row, self.cols[key], kolom_tetap=True))
            whole = Kotak(row, first, self.last, self.letak.kolom[-1].col)
            add_colour(self.sheet, [whole], condition, "lengkap", self.formats)

    def _both_filled(self, cells: list[Kotak], other: int) -> None:
        """Of two columns of which one is to be filled in, the second, where both are."""
        beside = [Kotak(cell.row, other, cell.row_to, other) for cell in cells]
        pair = [a1(beside[0].row, col, kolom_tetap=True) for col in (cells[0].col, other)]
        both = f"AND({','.join(f'LEN(TRIM({cell}))>0' for cell in pair)})"
        add_colour(self.sheet, beside, both, "di_luar_daftar", self.formats)

    def _live_line(self) -> None:
        """How many rows are done, of those that ask for something."""
        if self.sheet.constant_memory:
            raise ProgramError(
                f"Lembar {self.sheet.name} ditulis mengalir, jadi tidak dapat memuat baris hitungan di atas."
            )
        row, first, end = self.letak.hitungan, self.letak.kolom[0].col, self.letak.kolom[-1].col
        top, bottom = (a1(at, self.letak.selesai, mutlak=True) for at in (self.letak.kepala + 1, self.last))
        parts = self.blok.hitungan.replace("{selesai}", f'"&SUM({top}:{bottom})&"').replace(
            "{semua}", f'"&COUNT({top}:{bottom})&"'
        )
        shown = self.blok.hitungan.replace("{selesai}", str(self.done)).replace("{semua}", str(self.asked))
        format_ = self.formats.get("status")
        start = max(first, self.repeated + 1)  # columns that every page repeats would repeat a part of the line
        for col in range(first, start):
            self.sheet.write_blank(row - 1, col - 1, None, format_)
        self.sheet.merge_range(row - 1, start - 1, row - 1, end - 1, "", format_)
        source = f'="{parts}"'.replace('=""&', "=").replace('&""', "")
        self.sheet.write_formula(row - 1, start - 1, source, format_, shown)
        cells = [Kotak(row, first, row, end)]
        for sign, mark in (("=", "lengkap"), ("<", "belum")):
            add_colour(self.sheet, cells, f"SUM({top}:{bottom}){sign}COUNT({top}:{bottom})", mark, self.formats)

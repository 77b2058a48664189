"""Plain tables as workbooks: manifest, reports, the sheets beside a matriks. Rows in, sheets out; no form, no layout."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.shown import shown_lines, steers
from skpxl.template.limits import TAUTAN_MAKS, TEKS_SEL_MAKS, dimuatkan
from skpxl.template.style import KERTAS, Gaya
from skpxl.xlsx.address import a1

_ESCAPED = '%# ?"<>[]^`{}|'
_URL_MAX = 255  # characters; before Excel 2015 a link could hold no more (XlsxWriter, `max_url_length`)


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell that leads somewhere: `url` in xlsxwriter's notation (`external:`, `internal:`)."""

    text: str
    url: str


def link_to_sheet(name: str) -> str:
    """The `url` of a sheet of the same workbook."""
    return "internal:'" + name.replace("'", "''") + "'!A1"


def link_to_file(path: str) -> str:
    """The `url` of a file: `path` is relative to the workbook that holds the link, or absolute on another drive.

    What stands for something else in the target of a relationship is escaped here: where one letter is, XlsxWriter leaves
    the rest as it is (`Url._escape_url`).
    """
    letters = _ESCAPED + ("" if os.sep == "\\" else "\\:")  # there they are part of a path
    escaped = "".join(f"%{ord(letter):02X}" if letter in letters or letter < " " else letter for letter in path)
    return f"external:{escaped}"


def _fitting(text: str) -> str:
    """What a cell shows of a text: nothing that steers, no more than it holds."""
    text = shown_lines(text)
    return text if len(text) <= TEKS_SEL_MAKS // 2 else dimuatkan(text)


def link_or_text(text: str, url: str) -> CellLink | str:
    """A cell that leads to `url`; plain text where there is none, one longer than spreadsheet programs open, or one of signs
    that no link holds (a file may be named with them).
    """
    return CellLink(text, url) if url and len(unquote(url)) < _URL_MAX and not steers(url) else text


class Share(float):
    """A part of a whole, from 0 to 1: it is shown in percent."""


Nilai = str | int | float | CellLink | None


class SumRow(list[Nilai]):
    """A row that sums up those below it: in a table that has any, the rows below it can be folded away."""


@dataclass(frozen=True)
class BookTable:
    """One sheet: name, columns as (heading, width), rows; `excel_table` makes it a real Excel table with filters.

    `lines` are lines above the table. Rows are taken one at a time, so a long table need not be held. In a table with a
    `outlined` the rows between two `SumRow` are an outline below the first, `folded` when the sheet is opened.
    """

    name: str
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[Nilai]]
    lines: Sequence[str] = field(default_factory=tuple)
    excel_table: str = ""
    outlined: bool = False
    folded: bool = False


def write_tables(tables: Sequence[BookTable], gaya: Gaya, *, title: str, kertas: str = "A4") -> bytes:
    """A workbook of plain tables; the same bytes for the same input."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, gaya)
    for table in tables:
        add_table(workbook.add_worksheet(table.name), table, formats, kertas)
    workbook.close()
    return target.getvalue()


def add_table(sheet: Worksheet, table: BookTable, formats: Formats, kertas: str) -> None:
    """Write one table on a sheet: headings frozen and repeated, texts wrapped, rows as tall as their texts."""
    for col, (_, width) in enumerate(table.columns):
        sheet.set_column(col, col, width)
    row = 0
    for line in table.lines:
        sheet.write_string(row, 0, line, formats.get("subjudul", bungkus=False))
        row += 1
    if table.lines:
        row += 1
    heading_row = row
    heading_height = 30.0
    for col, (heading, width) in enumerate(table.columns):
        sheet.write_string(row, col, heading, formats.get("kepala", "LRTB"))
        heading_height = max(heading_height, tinggi_teks(heading, width, formats.ukuran("kepala"), tebal=True))
    sheet.set_row(row, tinggi_sah(heading_height))
    writer = _RowWriter(sheet, table, formats)
    if table.outlined:
        sheet.outline_settings(symbols_below=False)
    for values in table.rows:
        row += 1
        height = writer.write(row, values)
        sheet.set_row(row, tinggi_sah(height), None, _outline(table, values))
    last = max(row, heading_row + 1) if table.excel_table else row
    if table.excel_table:
        _make_excel_table(sheet, table, formats, heading_row, last)
    elif row > heading_row:
        sheet.autofilter(heading_row, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(heading_row + 1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(last + 1, len(table.columns))}"})


class _RowWriter:
    """State of writing the rows of one sheet: how many links it has. What a cell looks like is looked up once a kind."""

    def __init__(self, sheet: Worksheet, table: BookTable, formats: Formats) -> None:
        self.sheet = sheet
        self.widths = [width for _, width in table.columns]
        self.links = 0
        self.kinds = {
            summed: _Kind(formats, *names, summed=summed)
            for summed, names in (
                (False, ("teks", "angka", "tautan")),
                (True, ("jumlah", "angka_jumlah", "tautan_jumlah")),
            )
        }

    def write(self, row: int, values: Sequence[Nilai]) -> float:
        """Write one row; how tall it must be."""
        sheet, kind = self.sheet, self.kinds[isinstance(values, SumRow)]
        height = 15.0
        for col, value in enumerate(values):
            if value is None or value == "":
                sheet.write_blank(row, col, None, kind.text)
                continue
            if isinstance(value, int | float):
                sheet.write_number(row, col, value, kind.number(value))
                continue
            text = _fitting(value.text if isinstance(value, CellLink) else value)
            if isinstance(value, CellLink) and self.links < TAUTAN_MAKS:
                sheet.write_url(row, col, value.url, kind.link, text)
                self.links += 1
            elif text:
                sheet.write_string(row, col, text, kind.text)
            else:
                sheet.write_blank(row, col, None, kind.text)
            height = max(height, tinggi_teks(text, self.widths[col], kind.size, tebal=kind.bold))
        return height


class _Kind:
    """The looks of the cells of one kind of row."""

    def __init__(self, formats: Formats, text: str, number: str, link: str, *, summed: bool) -> None:
        self.text, self.link = formats.get(text, "LRTB"), formats.get(link, "LRTB")
        self.size, self.bold = max(formats.ukuran(text), formats.ukuran(link)), summed
        self._whole, self._share, self._other = (
            formats.get(number, "LRTB", bilangan=shape) for shape in ("0", "0%", "General")
        )

    def number(self, value: float) -> Format:
        """The look of a number: a count, a share or any other."""
        return self._share if isinstance(value, Share) else self._whole if isinstance(value, int) else self._other


def _outline(table: BookTable, values: Sequence[Nilai]) -> dict[str, int | bool]:
    if not table.outlined:
        return {}
    if isinstance(values, SumRow):
        return {"collapsed": table.folded}
    return {"level": 1, "hidden": table.folded}


def _make_excel_table(sheet: Worksheet, table: BookTable, formats: Formats, heading_row: int, last: int) -> None:
    """A real Excel table over what has been written, in a workbook in constant memory, too.

    xlsxwriter refuses one there because it cannot write headings afterwards; they stand there already. It is made over one
    row and then stretched, or xlsxwriter would note every cell of it.
    """
    columns = [{"header": heading, "header_format": formats.get("kepala", "LRTB")} for heading, _ in table.columns]
    options = {"name": table.excel_table, "style": "Table Style Light 1", "columns": columns}
    frugal, sheet.constant_memory = sheet.constant_memory, False
    sheet.add_table(heading_row, 0, heading_row + 1, len(columns) - 1, options)
    sheet.constant_memory = frugal
    area = f"{a1(heading_row + 1, 1)}:{a1(last + 1, len(columns))}"
    sheet.tables[-1].update({"range": area, "a_range": area, "autofilter": area})

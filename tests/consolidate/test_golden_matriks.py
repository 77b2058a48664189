"""The printed matriks of the samples, cell by cell: texts, merges, heights, widths, print settings; and the sheet Data.

`golden/` is compared as text. To write it anew after a change that was seen and found good:
SKPXL_GOLDEN=tulis python -m pytest tests/consolidate/test_golden_matriks.py
"""

import os
from pathlib import Path

import openpyxl
import pytest
from campaigns import skpxl

from skpxl.template.source import samples_dir

GOLDEN = Path(__file__).with_name("golden")
SAMPLES = samples_dir()


def described(sheet) -> list[str]:
    """One sheet as lines: what a reader, and a printer, sees of it."""
    setup = sheet.page_setup
    lines = [
        f"== {sheet.title}",
        f"paper {setup.paperSize} {setup.orientation}, pages {setup.fitToWidth or 1} x {setup.fitToHeight}",
        f"area {sheet.print_area.replace(chr(36), '')}, rows {sheet.print_title_rows}, columns {sheet.print_title_cols}",
        f"margins {sheet.page_margins.left} {sheet.page_margins.right} {sheet.page_margins.top} {sheet.page_margins.bottom}",
        f"footer {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}",
        f"frozen {sheet.freeze_panes}, grid {sheet.sheet_view.showGridLines}",
        "widths "
        + ", ".join(f"{letter}={column.width:.2f}" for letter, column in sorted(sheet.column_dimensions.items())),
        "merges " + ", ".join(sorted(str(area) for area in sheet.merged_cells.ranges)),
    ]
    for row in sheet.iter_rows():
        height = sheet.row_dimensions[row[0].row].height
        cells = [
            f"{cell.coordinate} [{'b' if cell.font.b else ''}{cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else ''}"
            f"{' wrap' if cell.alignment.wrap_text else ''}] {cell.value!r}"
            for cell in row
            if cell.value is not None
        ]
        lines += [f"row {row[0].row}: {height}", *cells]
    return lines


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("golden") / "m.xlsx"
    skpxl(
        "merge", SAMPLES / "masuk" / "baik", "-o", path, "--roster", SAMPLES / "roster.xlsx", "--level", "unit", "--level", 1,
        "--no-pictures", "--as-of", "2022-02-01",
    )  # fmt: skip
    return openpyxl.load_workbook(path)


def held(lines: list[str], name: str) -> None:
    """Compare with what was found good, or write it anew."""
    golden = GOLDEN / name
    if os.environ.get("SKPXL_GOLDEN") == "tulis":
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def test_the_matrices_of_the_samples_are_the_golden_ones(book):
    matrices = [sheet for sheet in book.worksheets if sheet["A1"].value == "MATRIKS PERAN HASIL"]
    assert len(matrices) == 3
    held([line for sheet in matrices for line in described(sheet)], "matriks.txt")


def test_the_rows_of_the_data_are_the_golden_ones(book):
    """All columns but the file, a row a line: what a pivot table is made of."""
    heads, *rows = book["Data"].iter_rows(values_only=True)
    lines = ["== " + " | ".join(map(str, heads))]
    for row in rows:
        filled = [f"{head}={text!r}" for head, text in zip(heads, row, strict=True) if text not in (None, "")]
        lines.append("; ".join(filled))
    held(lines, "data.txt")

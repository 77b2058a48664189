"""Copies that collide, judged and settled, and decisions on them."""

from pathlib import Path

from copies import RENCANA, TARGET
from forms import ATASAN, LIBRARY

from skpxl.files.walk import walk
from skpxl.receive.conflicts import settle
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import Measure, ReceivedFile, check_all, validate

# A toy of one row: that it is too little for a year is nobody's business here.
MEASURE = Measure(LIBRARY, weights={"rencana-tunggal": "mati"})
ASPEK, INDIKATOR = "hasil_kerja_utama_1_indikator_1_aspek", "hasil_kerja_utama_1_indikator_1_indikator_kinerja_individu"
ATAS = "hasil_kerja_utama_1_rencana_hasil_kerja_diintervensi"
WHOLE = {
    ATAS: ATASAN[0].teks, RENCANA: "Terlaksananya konsultasi", ASPEK: "Kuantitas",
    INDIKATOR: "Jumlah konsultasi", TARGET: "20 orang",
}  # fmt: skip


def checked(readings) -> list[ReceivedFile]:
    return check_all([(one, interpret(one)) for one in readings], MEASURE)


A, B = WHOLE, {**WHOLE, TARGET: "25 orang", ASPEK: "Kualitas"}


def received(inbox: Path) -> list[ReceivedFile]:
    return validate(walk([inbox]), MEASURE)


def settled(inbox: Path, file: Path):
    """Settle, and write the file as the command does."""
    solved = settle(received(inbox), MEASURE, file)
    if solved.workbook is not None:
        file.write_bytes(solved.workbook)
    return solved


def fill(file: Path, key: str, **typed: str) -> None:
    """Type into the row of a place: through openpyxl, for what is typed in a program see test_decisions.py."""
    import openpyxl

    book = openpyxl.load_workbook(file)
    sheet = book["Keputusan"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    row = next(r for r in range(3, sheet.max_row + 1) if f":{key};" in (sheet.cell(r, heads["Kode"]).value or ""))
    for head, text in typed.items():
        cell = sheet.cell(row, heads[head.replace("_", " ")])
        cell.value, cell.data_type = text, "s"
    book.save(file)

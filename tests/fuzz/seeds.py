"""The first inputs: a sample, and small files of the kinds that a target reads. Written anew each time."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from foreign_books import book, row, side_by_side, title
from parts import unpacked

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LIST = (
    "No;NIP;Nama;Pangkat/Gol;Jabatan;Unit Kerja\n"
    "1;198003012005011902;Rekaan Satu, S.E.;Penata Tk. I, III/d;Kepala Bidang;Bidang A\n"
    "2;199105012018011905;Rekaan Dua;III/a;Analis Anggaran;Bidang A\n"
)
PAGE = "<html><body><table><tr><th>NIP<th>NAMA<th>GOL</tr>{}</table></body></html>"
ROW = "<tr><td>'19800301 200501 1 902<td colspan=2>Rekaan<td>III/d</tr>"


def write_seeds(folder: Path, target: str) -> None:
    """Writes them for one target into a folder, which holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, content in enumerate(_inputs(target)):
        (folder / f"{number:02}").write_bytes(content)


def _inputs(target: str) -> Iterator[bytes]:
    roster = (SAMPLES / "roster.xlsx").read_bytes()
    if target == "archive":
        yield _zip({"SKP.xlsx": roster[:3000], "di/dalam.zip": _zip({"a.txt": b"isi"})})
        yield from (_zip({"a.txt": b"isi" * 40}, method) for method in (0, 8, 12, 14))
    elif target == "roster":
        yield from (
            unpacked(roster),
            unpacked(_table()),
            LIST.encode(),
            LIST.encode("utf-16"),
            PAGE.format(ROW * 3).encode(),
        )
    else:
        yield from (unpacked(_skp()), unpacked(_table()), _table())
        yield unpacked(next((SAMPLES / "masuk" / "baik").glob("*.xlsx")).read_bytes())


def _table() -> bytes:
    """A small workbook with what the reader knows: formulas, formats, dates, merges, notes, names, a hidden sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Pegawai"), book.add_worksheet("Lain")
        for row, line in enumerate(LIST.splitlines()):
            sheet.write_row(row, 0, line.split(";"))
        sheet.write_rich_string("H1", "a", book.add_format({"font_strikeout": True}), "b")
        sheet.write_number("H2", 0.95, book.add_format({"num_format": '0,0% "per tahun"'}))
        sheet.write_number("H3", 44562, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula("H4", "=SUM(H2:H3)", None, 5)
        sheet.write_boolean("H5", True)
        sheet.merge_range("H6:I7", "gabungan")
        sheet.write_comment("H1", "catatan")
        sheet.set_row(8, None, None, {"hidden": True})
        other.hide()
        book.define_name("nama", "=Pegawai!$A$1")
        book.set_custom_property("skpxl", "isi")
    return out.getvalue()


def _skp() -> bytes:
    """Somebody's own SKP."""
    heading = [
        "NO",
        "RENCANA HASIL KERJA PIMPINAN",
        "RENCANA HASIL KERJA",
        "ASPEK",
        "INDIKATOR KINERJA INDIVIDU",
        "TARGET",
    ]
    line = [1, "Meningkatnya layanan", "Tersusunnya laporan", "Kuantitas", "Jumlah laporan", "2 laporan"]
    cells = title() | side_by_side() | row("A13", heading) | {"A14": "A. UTAMA"} | row("A15", line)
    return book({"SKP": cells | {"A17": "PERILAKU KERJA", "A18": 1, "B18": "Berorientasi Pelayanan"}})


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()

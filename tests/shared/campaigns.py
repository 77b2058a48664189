"""Rosters, issued folders and returned files for the tests of whole commands; it proves nothing itself."""

import io
import json
from pathlib import Path
from typing import Any

import click.testing
from forms import ATASAN, INSTANSI, KABID, KETUA, PEGAWAI, PPPK, PRODUK, STAF, UNIT, kualitatif, kuantitatif

from skpxl.books.roster_sheet import write_roster
from skpxl.cli.main import main
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Unit

PD = "Badan-Kepegawaian-Contoh"
# Everybody has a superior: the Kabid's stands on no roster.
ALL = (
    PEGAWAI[0].model_copy(update={"penilai_luar": Identitas(nama="Markus Contoh", jabatan="Kepala Badan")}),
    *PEGAWAI[1:],
    Pegawai(jabatan="Analis Kebijakan Ahli Muda", unit_kerja="BPK", nip_penilai=KABID, baris=6),
)
ROSTER = Organisasi(pegawai=ALL, unit=(UNIT,), produk=PRODUK)
# A second unit of the same perangkat daerah, with one person and no products.
SEKRETARIS = Pegawai(
    nip="197603012003121904", nama="Petrus Ndolu, S.E.", pangkat_golongan="Pembina, IV/a", jabatan="Sekretaris",
    unit_kerja="SEK", nip_penilai=KABID, baris=7,
)  # fmt: skip
SHEET = f"{UNIT.kode} {UNIT.nama}"[:31]  # the matriks of UNIT in a merge workbook
TWO_UNITS = Organisasi(
    pegawai=(*ALL, SEKRETARIS),
    unit=(UNIT, Unit(kode="SEK", nama="Sekretariat", pimpinan=SEKRETARIS.nip, perangkat_daerah=UNIT.perangkat_daerah)),
    produk=PRODUK,
)

OF_KETUA = kuantitatif(
    f"""
    bagian | atasan | rencana | aspek | indikator | target
    utama | {ATASAN[0].teks} | Terlaksananya konsultasi kepegawaian | Kuantitas | Jumlah konsultasi | 20 orang
    utama | {ATASAN[1].teks} | Tersusunnya data mutakhir | Kualitas | Ketepatan data | 95%
    """
)
OF_STAF = kuantitatif(
    """
    bagian | atasan | rencana | aspek | indikator | target
    utama | Terlaksananya konsultasi kepegawaian | Terlayaninya tamu konsultasi | Waktu | Lama layanan | 1 hari
    utama | tersusunnya DATA mutakhir. | Terentrinya data | Kuantitas | Jumlah data | 100 data
    tambahan | Sesuatu yang lain | Terbantunya panitia | Biaya | Anggaran panitia | Rp1.000
    """
)
OF_PPPK = kualitatif(
    """
    bagian | atasan | rencana | ukuran
    utama | Terlaksananya konsultasi kepegawaian | Konsultasi yang memuaskan | 95% puas / Semua dalam 1 hari
    """
)
OF_KABID = kuantitatif(
    """
    bagian | atasan | rencana | aspek | indikator | target
    utama | Pembinaan kepegawaian daerah | Terbinanya pegawai | Kuantitas | Jumlah pegawai | 40 orang
    """
)
ANSWERS = {KETUA: OF_KETUA, STAF: OF_STAF, PPPK: OF_PPPK}


class Run:
    """What one command did: exit code, stdout and stderr."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def last(self) -> str:
        """The last line that people read on stderr (errors) or else on stdout."""
        return (self.err or self.out).strip().splitlines()[-1]


def skpxl(*words: object, code: int | None = 0) -> Run:
    """Run `skpxl words...` in this process, through the same entry point as the installed command."""
    entry = click.testing.CliRunner()
    with entry.isolation() as streams:
        import sys

        old, sys.argv = sys.argv, ["skpxl", *map(str, words)]
        try:
            main()
            exit_code = 0
        except SystemExit as ended:
            exit_code = int(ended.code or 0)
        finally:
            sys.argv = old
            sys.stdout.flush()
        out, err = streams[0].getvalue().decode(), streams[1].getvalue().decode()
    assert code is None or exit_code == code, f"{words}\n{out}\n{err}"
    return Run(exit_code, out, err)


def roster(path: Path, organisasi: Organisasi = ROSTER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_roster(path, organisasi)
    return path


def issue(folder: Path, *more: object, organisasi: Organisasi = ROSTER) -> Path:
    """The folder of issued workbooks of the perangkat daerah."""
    source = roster(folder / "roster.xlsx", organisasi)
    skpxl("generate", source, "-o", folder / "formulir", "--instansi", INSTANSI, "--tahun", 2022, *more)
    return folder / "formulir" / PD


def issued_round(root: Path, organisasi: Organisasi = ROSTER) -> Path:
    """A campaign folder of these people, everybody's form issued, with its ledger."""
    skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
    (root / "roster.xlsx").unlink()
    roster(root / "roster.xlsx", organisasi)
    skpxl("-C", root, "generate")
    return root


def returned(folder: Path, answers: dict[str, Any] | None = None, *, organisasi: Organisasi = ROSTER) -> Path:
    """Issued and filled workbooks in `folder/masuk`, one per set of answers, named as issued."""
    forms = issue(folder, organisasi=organisasi)
    inbox = folder / "masuk"
    for nip, tree in (ANSWERS if answers is None else answers).items():
        (folder / f"{nip}.json").write_text(json.dumps(tree), encoding="utf-8")
        name = f"SKP_2022_{nip}.xlsx"
        skpxl("fill", forms / name, folder / f"{nip}.json", "-o", inbox / name)
    return inbox


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def rows(path: Path, sheet: str) -> list[list[Any]]:
    """The filled cells of a sheet as rows, empty ones as ''."""
    import openpyxl

    found = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))[sheet].iter_rows(values_only=True)
    return [["" if value is None else value for value in row] for row in found]


def column_widths(sheet: Any) -> dict[int, float]:
    """The widths of a sheet's columns (openpyxl) in characters, without the padding that the file counts."""
    from openpyxl.utils import column_index_from_string

    widths = {}
    for letter, column in sheet.column_dimensions.items():  # columns of the same width stand together
        first = column.min or column_index_from_string(letter)
        widths |= dict.fromkeys(range(first, (column.max or first) + 1), column.width - 0.7)
    return widths


def too_low(sheet: Any) -> list[str]:
    """The cells of a sheet (openpyxl) whose row is lower than their wrapped text needs, as far as Excel lets rows grow."""
    from openpyxl.utils import get_column_letter

    from skpxl.forms.heights import tinggi_teks

    widths = column_widths(sheet)
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    low = []
    hidden = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden and column.min
        for number in range(column.min, column.max + 1)
    }
    for row in sheet.iter_rows():
        for one in row:
            if isinstance(one.value, str) and one.alignment.wrap_text and one.column not in hidden:
                area = spans.get((one.row, one.column))
                last_row, last_col = (area.max_row, area.max_col) if area else (one.row, one.column)
                width = sum(widths[col] for col in range(one.column, last_col + 1))
                need = min(tinggi_teks(one.value, width, one.font.sz, tebal=bool(one.font.b)), 409)
                have = sum(sheet.row_dimensions[number].height or 15 for number in range(one.row, last_row + 1))
                # Excel keeps heights in whole pixels, three quarters of a point each.
                low += [f"{get_column_letter(one.column)}{one.row}"] if have < need - 0.75 else []
    return low

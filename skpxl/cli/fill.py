"""`skpxl fill`."""

from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import progress, say
from skpxl.errors import PenggunaanError, SkpxlError


@click.command("fill", epilog="Contoh:  skpxl fill SKP_2022_199001012015031001.xlsx isian.json -o terisi.xlsx")
@click.argument("workbook", type=options.PATH)
@click.argument("answers", type=options.PATH)
@options.output("Berkas hasil; atau folder, bila WORKBOOK sebuah folder.", required=True)
@options.force("Timpa hasil yang sudah ada.")
@pass_call
def command(call: Call, workbook: Path, answers: Path) -> None:
    """Isi sel-sel isian sebuah formulir dari JSON (bentuknya seperti keluaran `skpxl read --json`).

    WORKBOOK dan ANSWERS boleh folder: tiap formulir diisi dari `<NIP>.json` yang ada
    (matriks: `matriks-<unit>.json`; evaluasi: `<NIP>-evaluasi-<periode>.json`; integrasi: `<NIP>-integrasi.json`).
    """
    from skpxl.files.output import write_whole
    from skpxl.receive.fill import fill, read_answers

    if not workbook.exists():
        raise SkpxlError(f"{workbook} tidak ada; periksa nama berkas atau foldernya.")
    if workbook.is_dir() != answers.is_dir():
        raise PenggunaanError("WORKBOOK dan ANSWERS harus keduanya berkas, atau keduanya folder.")
    output = call.destination()
    pairs = _pairs(workbook, answers, output) if workbook.is_dir() else [(workbook, answers, output)]
    with progress("Mengisi", len(pairs)) as advance:
        for form, answer_file, target in pairs:
            data, notes = fill(form, read_answers(answer_file), call.library, sandi=call.password)
            write_whole(target, data, force=call.force)
            for note in notes:
                say(f"{target.name}: {note}.", err=True)
            advance()
    say(f"{len(pairs)} formulir terisi: {output}")


def _pairs(forms: Path, answers: Path, targets: Path) -> list[tuple[Path, Path, Path]]:
    """Workbooks with the answers of the NIP (of a matriks: the unit) in their name, in name order, and where they go."""
    from skpxl.kinds.table import answers_names

    workbooks = sorted(forms.rglob("*_*_*.xlsx"))
    names = ((form, answers_names(form.stem, [other.stem for other in workbooks])) for form in workbooks)
    found = (
        (form, next((answers / name for name in given if (answers / name).is_file()), None)) for form, given in names
    )
    pairs = [(form, file, targets / form.relative_to(forms)) for form, file in found if file]
    if not pairs:
        raise SkpxlError(
            f"Tidak ada pasangan SKP_<tahun>_<NIP>.xlsx di {forms} dan <NIP>.json di {answers} "
            "(matriks: Matriks_<tahun>_<unit>.xlsx dan matriks-<unit>.json; "
            "evaluasi: Evaluasi_<tahun>_<periode>_<NIP>.xlsx dan <NIP>-evaluasi-<periode>.json)."
        )
    return pairs

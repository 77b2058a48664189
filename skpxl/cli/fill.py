"""`skpxl fill`."""

from collections.abc import Iterator
from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import progress, say
from skpxl.cli.show import say_first
from skpxl.errors import SkpxlError, StorageError, UsageError

_MOST_NAMED = 5


@click.command("fill", epilog="Contoh:  skpxl fill SKP_2022_199001012015031001.xlsx isian.json -o terisi.xlsx")
@click.argument("workbook", type=options.PATH)
@click.argument("answers", type=options.PATH)
@options.output("Berkas hasil; atau folder, bila FORMULIR sebuah folder.", required=True)
@options.force("Timpa hasil yang sudah ada.")
@pass_call
def command(call: Call, workbook: Path, answers: Path) -> None:
    """Isi sel-sel isian sebuah formulir dari JSON (bentuknya seperti keluaran `skpxl read --json`).

    FORMULIR dan ISIAN boleh folder: tiap formulir diisi dari `<NIP>.json` yang ada
    (matriks: `matriks-<unit>.json`; evaluasi: `<NIP>-evaluasi-<periode>.json`; integrasi: `<NIP>-integrasi.json`).
    Isian yang tidak dapat dipakai disebut dan tidak menghentikan yang lain.
    """
    if not workbook.exists():
        raise SkpxlError(f"{workbook} tidak ada; periksa nama berkas atau foldernya.")
    if workbook.is_dir() != answers.is_dir():
        raise UsageError("FORMULIR dan ISIAN harus keduanya berkas, atau keduanya folder.")
    output = call.destination()
    if not workbook.is_dir():
        say(*_fill(call, workbook, answers, output), err=True)
        say(f"1 formulir terisi: {output}")
        return
    pairs = _pairs(workbook, answers, output)
    left_out = 0

    def each() -> Iterator[str]:
        """Fill one form after the other; gives what is to be said of them."""
        nonlocal left_out
        for form, answer_file, target in pairs:
            try:
                yield from _fill(call, form, answer_file, target)
            except StorageError:
                raise
            except SkpxlError as error:
                left_out += 1
                yield f"{answer_file.name}: {error}"
            advance()

    with progress("Mengisi", len(pairs)) as advance:
        say_first(each(), "perbaiki dulu yang disebut", err=True)
    if left_out:
        say(f"{len(pairs)} formulir = {len(pairs) - left_out} terisi + {left_out} tidak terisi: {output}")
        raise SkpxlError(f"{left_out} formulir tidak terisi; perbaiki yang disebut di atas, lalu ulangi.")
    say(f"{len(pairs)} formulir terisi: {output}")


def _fill(call: Call, form: Path, answer_file: Path, target: Path) -> list[str]:
    """Fill one form; gives the lines on what was passed over."""
    from skpxl.files.output import write_whole
    from skpxl.receive.fill import fill, read_answers

    data, notes = fill(form, read_answers(answer_file), call.library, sandi=call.password)
    write_whole(target, data, force=call.force)
    return [f"{target.name}: {note}." for note in notes]


def _pairs(forms: Path, answers: Path, targets: Path) -> list[tuple[Path, Path, Path]]:
    """Workbooks with the answers of the NIP (of a matriks: the unit) in their name, in name order, and where they go."""
    from skpxl.kinds.table import answers_names

    workbooks = sorted(forms.rglob("*_*_*.xlsx"))
    names = ((form, answers_names(form.stem, [other.stem for other in workbooks])) for form in workbooks)
    found = (
        (form, next((answers / name for name in given if (answers / name).is_file()), None)) for form, given in names
    )
    pairs = [(form, file, targets / form.relative_to(forms)) for form, file in found if file]
    used = {file.name for _, file, _ in pairs}
    if spare := sorted(file.name for file in answers.glob("*.json") if file.name not in used):
        more = f" dan {len(spare) - _MOST_NAMED} lagi" if len(spare) > _MOST_NAMED else ""
        say(f"Isian tanpa formulir, tidak dipakai: {', '.join(spare[:_MOST_NAMED])}{more}.", err=True)
    if not pairs:
        raise SkpxlError(
            f"Tidak ada pasangan SKP_<tahun>_<NIP>.xlsx di {forms} dan <NIP>.json di {answers} "
            "(matriks: Matriks_<tahun>_<unit>.xlsx dan matriks-<unit>.json; "
            "evaluasi: Evaluasi_<tahun>_<periode>_<NIP>.xlsx dan <NIP>-evaluasi-<periode>.json)."
        )
    return pairs

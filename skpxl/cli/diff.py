"""`skpxl diff`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say, say_json
from skpxl.errors import SkpxlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skpxl.forms.reading import Reading


@click.command("diff", epilog="Contoh:  skpxl diff putaran1.xlsx putaran2.xlsx")
@click.argument("a", type=options.PATH)
@click.argument("b", type=options.PATH)
@options.as_json
@pass_call
def command(call: Call, a: Path, b: Path) -> None:
    """Tunjukkan beda dua formulir, sel demi sel, atau beda dua matriks (hasil `skpxl merge`), dengan kata-kata."""
    from skpxl.forms.read import read_form

    for path in (a, b):
        if not path.is_file():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkasnya.")
    readings = [read_form(path, call.library, file=str(path)) for path in (a, b)]
    if all(reading.form is None for reading in readings) or _are_different_matrices(readings):
        _diff_matrices(call, a, b, readings)
    else:
        _diff_forms(call, a, b, readings)


def _are_different_matrices(readings: "Sequence[Reading]") -> bool:
    """True where one is a matriks to be filled in and the other is printed or foreign."""
    forms = [reading.form for reading in readings]
    return any(form is None for form in forms) and any(form and form.definition.isi == "matriks" for form in forms)


def _diff_forms(call: Call, a: Path, b: Path, readings: "Sequence[Reading]") -> None:
    from skpxl.receive.diff import diff

    for path, reading in zip((a, b), readings, strict=True):
        if reading.form is None:
            both = "Bandingkan dua formulir, atau dua matriks."
            raise SkpxlError(f"{path} tidak dapat dibandingkan dengan formulir. {_reason(call, reading) or both}")
    differences = diff(*readings)
    if call.as_json:
        say_json({"a": str(a), "b": str(b), "differences": [asdict(difference) for difference in differences]})
        return
    for difference in differences:
        cell = difference.sel_a
        if difference.sel_a != difference.sel_b:
            cell = f"{difference.sel_a or '-'} / {difference.sel_b or '-'}"
        say(f"{cell} · {difference.tempat}: {difference.sebutan}")
        say(f"  - {difference.a or '(kosong)'}", f"  + {difference.b or '(kosong)'}")
    say(f"{len(differences)} perbedaan." if differences else "Tidak ada perbedaan.")


def _diff_matrices(call: Call, a: Path, b: Path, readings: "Sequence[Reading]") -> None:
    from skpxl.consolidate.changes import changes
    from skpxl.consolidate.matriks_states import comparable, states_of_file
    from skpxl.receive.validate import Measure

    measure = Measure(call.library)
    states = []
    for path, reading in zip((a, b), readings, strict=True):
        try:
            states.append(states_of_file(path, measure))
        except SkpxlError as error:
            reason = _reason(call, reading) or str(error)
            raise SkpxlError(f"{path} tidak dapat dibandingkan. {reason}") from error
    before, now = comparable(*states)
    names = {code: unit.nama for code, unit in (*before.items(), *now.items())}
    # A unit that only one of them shows is no news of its people.
    shown = [[names[code] for code in one if code not in other] for one, other in ((before, now), (now, before))]
    both = [{code: unit for code, unit in one.items() if code in before and code in now} for one in (before, now)]
    found = changes(*both)
    if call.as_json:
        rows = [{**change.model_dump(mode="json"), "unit_kerja": names.get(change.unit, "")} for change in found]
        say_json({"a": str(a), "b": str(b), "only_a": shown[0], "only_b": shown[1], "differences": rows})
        return
    for path, only in zip((a, b), shown, strict=True):
        if only:
            say(f"Hanya di {path}: {', '.join(only)}.")
    unit = ""
    for change in found:
        if change.unit != unit:
            unit = change.unit
            say(f"{names.get(unit, unit)}:")
        say(f"  {change.nama} · {change.news}")
        for sign, text in (("-", change.before), ("+", change.now)):
            if text:
                say(f"    {sign} {text}")
    say(f"{len(found)} perbedaan." if found else "Tidak ada perbedaan.")


def _reason(call: Call, reading: "Reading") -> str:
    """Why a file is no form, in words; empty for a matriks of ours, with which nothing is wrong."""
    from skpxl.findings.wording import worded

    if any(finding.code == "koreksi-diterima" for finding in reading.findings):
        return ""
    return worded(reading.findings, call.library.pesan)[0].message if reading.findings else ""

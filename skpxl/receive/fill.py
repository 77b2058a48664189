"""`skpxl fill`: filling an issued workbook as a person would, entry cells only. The workbook is built afresh."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.files.notation import read_json
from skpxl.forms.read import read_issued
from skpxl.forms.write import write_form
from skpxl.template.answers import ABOUT, WITHIN, to_values
from skpxl.template.form import Form
from skpxl.template.library import Library


def read_answers(file: Path) -> dict[str, Any]:
    """The answers of a JSON file: an SKP, a part of one, or what `skpxl read --json` prints. Raises SkpxlError."""
    answers = read_json(file)
    for part in WITHIN:
        if isinstance(answers, dict) and isinstance(answers.get(part), dict):
            answers = answers[part]
    if not isinstance(answers, dict):
        raise SkpxlError(f"Berkas isian {file} harus berupa satu objek JSON berisi SKP atau bagiannya.")
    return answers


def form_to_fill(workbook: Path, library: Library) -> Form:
    """The issued form in a workbook. Raises SkpxlError where it is none, or cannot be read now."""
    otherwise = f"{workbook} bukan formulir terbitan skpxl yang dapat diisi; pakai hasil `skpxl generate`."
    return read_issued(workbook, library, otherwise)[1]


def fill(workbook: Path, jawaban: Mapping[str, Any], library: Library, *, sandi: str = "") -> tuple[bytes, list[str]]:
    """The filled workbook and notes on what was passed over because it is locked. `sandi` protects it again.

    Raises SkpxlError where `workbook` is not an issued form, for words the form does not have, and for another form,
    person or period than the workbook was issued for.
    """
    form = form_to_fill(workbook, library)
    nip = str(jawaban.get("nip") or "")
    owner = form.terkunci.get("pegawai_nip") or form.stamp.nip
    if nip and nip != owner:
        raise SkpxlError(f"Isian untuk NIP {nip}, tetapi {workbook} milik NIP {owner}; periksa pasangannya.")
    other_form = str(jawaban.get("form") or "")
    if other_form and other_form != form.stamp.form:
        raise SkpxlError(f"Isian untuk formulir {other_form}, tetapi {workbook} adalah {form.stamp.form}.")
    masa = jawaban.get("periode")
    if masa and masa != form.stamp.periode.model_dump(mode="json"):
        raise SkpxlError(
            f"Isian untuk periode lain, tetapi {workbook} untuk {form.stamp.periode.tercetak()}; periksa pasangannya."
        )
    asked = {name: value for name, value in jawaban.items() if name not in ABOUT}
    values, notes = to_values(form.layout, asked, {**form.terkunci, **form.isian}, form.bound)
    return write_form(form.filled(values), library, sandi=sandi), notes

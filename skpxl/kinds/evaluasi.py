"""The kind *evaluasi*: what a penilai makes of an SKP, issued from the accepted SKP, read as `Evaluasi`."""

from collections.abc import Iterator
from dataclasses import replace

from skpxl.checks.evaluasi import check_evaluasi
from skpxl.errors import UsageError
from skpxl.findings import Finding
from skpxl.kinds import example
from skpxl.kinds.blank_evaluasi import blank_evaluation
from skpxl.kinds.blank_skp import blank_form
from skpxl.kinds.kind import Case, Kind, Order, Terbitan
from skpxl.kinds.skp import owned, skp_dari
from skpxl.model.evaluasi import Evaluasi, masa_evaluasi
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library

_SAMPLED = 2  # results, and indikator of each, in a sample


def evaluasi_dari(form: Form, predikat: str) -> Evaluasi:
    """The evaluation of a form with its answers; `predikat` is what the sheet showed."""
    tree = owned(form, to_tree(form.layout, {**form.seen, "predikat": predikat}))
    tree.pop("periode_tercetak", None)
    return Evaluasi.model_validate(
        {
            **tree,
            "form": form.stamp.form,
            "versi": form.stamp.versi,
            "bagi": form.definition.bagi,
            "jenis": form.konteks.get("jenis_evaluasi", "tahunan"),
            "nip": form.terkunci.get("pegawai_nip", ""),
            "periode": form.stamp.periode,
        }
    )


def _judge(evaluasi: Evaluasi, case: Case) -> list[Finding]:
    return check_evaluasi(evaluasi, replace(case.rujukan, predikat=case.library.aturan.predikat))


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    raise UsageError("Formulir evaluasi terbit dari SKP: pakai --evaluasi TW1 --from FOLDER, tanpa --form.")


def _sample(library: Library, definition: Definition) -> Form:
    """The annual evaluation of a made-up SKP: two results of each section with two indikator, named as their cells are."""
    plan = library.definition(definition.evaluasi_dari)
    skp = blank_form(example.PEGAWAI, Order(example.ORGANISASI, example.SETTINGS, library), plan)
    answers = {
        slot.key: slot.sebutan
        for slot in skp.layout.entri
        if slot.path[0] == "hasil_kerja" and all(part <= _SAMPLED for part in slot.path if isinstance(part, int))
    }
    period = masa_evaluasi("tahunan", example.SETTINGS.tahun)
    return blank_evaluation(skp_dari(skp.filled(answers)), example.SETTINGS, library, period, definition=definition)


EVALUASI = Kind(
    isi="evaluasi",
    name="Evaluasi",
    noun="evaluasi",
    model=Evaluasi,
    read=lambda form, reading: evaluasi_dari(form, reading.terkunci.get("predikat", "")),
    judge=_judge,
    plan=_plan,
    sample=_sample,
    answers="{who}-evaluasi-{period}.json",
    paper="hasil-evaluasi-tahunan",
)

"""The kind *bebas*: a form of an office's own. It is held against what its definition says, and against no rule of ours."""

from collections.abc import Iterator
from pathlib import Path

from skpxl.checks.bebas import check_bebas
from skpxl.findings import Finding
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan
from skpxl.kinds.kind import Case, Kind, Order, Terbitan, away, nobody
from skpxl.kinds.of_results import changed_results, table_of_results, with_results
from skpxl.kinds.skp import check_room, path_of, sample_form, whose
from skpxl.model.bebas import IsianBebas
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import row_of
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Skp
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library


def bebas_dari(form: Form) -> IsianBebas:
    """The answers of a form of an office's own; whose it is, the record of what was issued says, on the sheet or not."""
    return IsianBebas(
        form=form.stamp.form,
        versi=form.stamp.versi,
        nip=form.terkunci.get("pegawai_nip", ""),
        periode=form.stamp.periode,
        **whose(form),
        isian=to_tree(form.layout, form.seen),
    )


def _judge(answers: IsianBebas, case: Case) -> list[Finding]:
    now = case.batch.results.get(answers.nip, {})
    return [*check_bebas(answers, case.rujukan), *changed_results(case.form, now)]


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """One workbook for every row of the roster that stands for somebody."""
    check_room(order, [definition.form])
    for orang in order.people():
        others = "" if definition.bagi != "jpt" or orang.jpt else "bukan JPT atau pimpinan unit kerja mandiri"
        if reason := nobody(orang) or away(order, orang) or others:
            yield Terbitan(orang, None, Path(), reason)
            continue
        choices = hasil_untuk_bawahan(orang, order.organisasi, order.wishes.hasil_atasan, order.wishes.kesepakatan)
        form = blank_form(orang, order, definition, hasil_atasan=choices)
        if table_of_results(definition):
            skp = next((one for one in order.wishes.skp.get(orang.nip, ()) if _is_of(one, orang, order)), None)
            if skp is None:
                yield Terbitan(orang, None, Path(), "belum ada SKP-nya yang diterima; sebut foldernya dengan --from")
                continue
            form = with_results(form, skp, order.wishes.signing_key)
        yield Terbitan(orang, form, path_of(order, orang, BEBAS.file_name(definition)))


def _is_of(skp: Skp, orang: Pegawai, order: Order) -> bool:
    """Whether an SKP is that of this row of the roster."""
    return row_of(order.organisasi, skp) == orang


def _sample(library: Library, definition: Definition) -> Form:
    """The form of a made-up person; of one with results, for two of them."""
    form = sample_form(library, definition)
    results = tuple(HasilKerja(id=f"H{number}", rencana_hasil_kerja=f"Tersusunnya hasil {number}") for number in (1, 2))
    skp = Skp(form="", versi="", hasil_kerja=HasilKerjaSkp(utama=results, tambahan=results[:1]))
    return with_results(form, skp, None)


BEBAS = Kind(
    isi="bebas",
    name="",
    noun="formulir kantor sendiri",
    model=IsianBebas,
    read=lambda form, reading: bebas_dari(form),
    judge=_judge,
    plan=_plan,
    sample=_sample,
    tabulated=True,
)

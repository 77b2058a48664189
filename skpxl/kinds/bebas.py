"""The kind *bebas*: a form of an office's own. It is held against what its definition says, and against no rule of ours."""

from collections.abc import Iterator
from pathlib import Path

from skpxl.checks.bebas import check_bebas
from skpxl.findings import Finding
from skpxl.kinds.blank_skp import blank_form, hasil_untuk_bawahan
from skpxl.kinds.kind import Case, Kind, Order, Terbitan, away, nobody
from skpxl.kinds.skp import check_room, path_of, sample_form, whose
from skpxl.model.bebas import IsianBebas
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form


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
    return check_bebas(answers, case.rujukan)


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """One workbook for every row of the roster that stands for somebody."""
    check_room(order, [definition.form])
    for orang in order.people():
        if reason := nobody(orang) or away(order, orang):
            yield Terbitan(orang, None, Path(), reason)
            continue
        choices = hasil_untuk_bawahan(orang, order.organisasi, order.wishes.hasil_atasan, order.wishes.kesepakatan)
        form = blank_form(orang, order, definition, hasil_atasan=choices)
        yield Terbitan(orang, form, path_of(order, orang, BEBAS.file_name(definition)))


BEBAS = Kind(
    isi="bebas",
    name="",
    noun="formulir kantor sendiri",
    model=IsianBebas,
    read=lambda form, reading: bebas_dari(form),
    judge=_judge,
    plan=_plan,
    sample=sample_form,
    tabulated=True,
)

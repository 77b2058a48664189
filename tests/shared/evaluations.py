"""Filled evaluations of the made-up unit."""

from forms import (
    GOOD,
    evaluation_of,
    make_form,
    rated,
    save,
)

from skpxl.kinds.skp import skp_dari
from skpxl.template.answers import to_values

DI_ATAS, SESUAI, DI_BAWAH = "Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi"


def evaluated(folder, nip, form, hasil=SESUAI, perilaku=SESUAI, capaian="Baik", period="TW1"):
    """The filled evaluation of one person of the made-up unit, in `folder`."""
    blank = evaluation_of(skp_dari(make_form(form, GOOD[form], nip=nip)), period)
    answers = rated(blank, hasil=hasil, perilaku=perilaku, capaian=capaian)
    return save(blank.filled(to_values(blank.layout, answers, blank.terkunci)[0]), folder / f"{nip}-{period}.xlsx")

"""Angka kredit of somebody with two SKPs in a year: its months are granted once."""

from datetime import date

import pytest
from forms import GOOD, KETUA, KUANTITATIF, LIBRARY, ORGANISASI, rated, settings, skp_of
from papers_made import PENILAI

from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.kinds.blank_evaluasi import blank_evaluation
from skpxl.model.periode import Periode
from skpxl.papers.make import plan_papers
from skpxl.papers.order import KREDIT, PaperOrder, WantedPapers
from skpxl.receive.validate import Measure, validate
from skpxl.template.answers import to_values

ORDER = PaperOrder(LIBRARY, organisasi=ORGANISASI, wanted=WantedPapers(kinds=(KREDIT,)))


def evaluated(penilai, nama, first, last):
    """The annual evaluation of the ketua under a penilai for some days of 2022, as it comes back."""
    skp = skp_of(GOOD[KUANTITATIF], nip=KETUA)
    skp = skp.model_copy(
        update={"pejabat_penilai": skp.pejabat_penilai.model_copy(update={"nip": penilai, "nama": nama})}
    )
    days = Periode(mulai=date(2022, *first), selesai=date(2022, *last))
    blank = blank_evaluation(skp, settings(), LIBRARY, ("tahunan", days))
    form = blank.filled(to_values(blank.layout, rated(blank), blank.terkunci)[0])
    return Arrival(f"{nama}.xlsx", write_form(form, LIBRARY))


def plan(*sent):
    return plan_papers(validate(sent, Measure(LIBRARY)), ORDER)


def months(planned):
    return [int(paper.contents.values["konversi_hasil_1_bulan"]) for paper in planned.planned]


@pytest.mark.parametrize(
    ("last", "first", "expected"), [((6, 30), (7, 1), [6, 6]), ((7, 14), (7, 15), [6, 6]), ((7, 16), (7, 17), [7, 5])]
)
def test_two_parts_of_a_year_share_its_months(last, first, expected):
    made = plan(evaluated(PENILAI[KETUA], "A", (1, 1), last), evaluated("197505022001012902", "B", first, (12, 31)))
    assert (months(made), made.not_made) == (expected, ())


def test_two_whole_years_give_nothing_and_say_what_to_do():
    made = plan(
        *(evaluated(nip, nama, (1, 1), (12, 31)) for nip, nama in ((PENILAI[KETUA], "A"), ("197505022001012902", "B")))
    )
    assert months(made) == []
    assert [(one.file_name, one.reason) for one in made.not_made] == [
        (
            f"{own}.xlsx",
            f"masanya, 1 JANUARI SD 31 DESEMBER TAHUN 2022, bertumpuk dengan evaluasi {other}.xlsx; isi Mulai dan Selesai "
            "kedua barisnya di daftar pegawai, lalu terbitkan evaluasinya lagi",
        )
        for own, other in (("A", "B"), ("B", "A"))
    ]

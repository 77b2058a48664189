"""Angka kredit of somebody with two SKPs in a year: its months are granted once."""

from datetime import date

from forms import GOOD, KETUA, KUANTITATIF, LIBRARY, ORGANISASI, rated, settings, skp_of
from papers_made import PENILAI

from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.kinds.blank_evaluasi import blank_evaluation
from skpxl.model.periode import Periode
from skpxl.papers.make import paper_files, plan_papers
from skpxl.papers.order import KREDIT, PaperOrder, WantedPapers
from skpxl.receive.validate import Measure, validate
from skpxl.template.answers import to_values

ORDER = PaperOrder(LIBRARY, organisasi=ORGANISASI, wanted=WantedPapers(kinds=(KREDIT,)))


def evaluated(penilai, nama, first, last, jenis="tahunan"):
    """The annual (or another) evaluation of the ketua under a penilai for some days of 2026, as it comes back."""
    skp = skp_of(GOOD[KUANTITATIF], nip=KETUA)
    skp = skp.model_copy(
        update={"pejabat_penilai": skp.pejabat_penilai.model_copy(update={"nip": penilai, "nama": nama})}
    )
    days = Periode(mulai=date(2026, *first), selesai=date(2026, *last))
    blank = blank_evaluation(skp, settings(), LIBRARY, (jenis, days))
    form = blank.filled(to_values(blank.layout, rated(blank), blank.terkunci)[0])
    return Arrival(f"{nama}.xlsx", write_form(form, LIBRARY))


def plan(*sent):
    return plan_papers(validate(sent, Measure(LIBRARY)), ORDER)


def test_two_parts_of_a_year_share_its_months():
    made = plan(evaluated(PENILAI[KETUA], "A", (1, 1), (5, 31)), evaluated("197505022001012902", "B", (6, 1), (12, 31)))
    assert made.not_made == ()
    # Ahli Muda: 5/12 x 25 = 10.42, 7/12 x 25 = 14.58.
    assert [paper.contents.result for paper in made.planned] == ["10,42 angka kredit", "14,58 angka kredit"]
    assert [paper.contents.values["akumulasi_jumlah_angka_kredit"] for paper in made.planned] == ["10,42", "25"]


def test_quarters_give_their_months_under_names_of_their_own_until_the_year_is_there():
    days = {"TW1": ((1, 1), (3, 31)), "TW2": ((4, 1), (6, 30))}
    quarters = [evaluated(PENILAI[KETUA], name, *of_it, "triwulan") for name, of_it in days.items()]
    made = plan(*quarters)
    # 3/12 x 25 = 6.25.
    assert [(paper.contents.result, paper.beda) for paper in made.planned] == [
        ("6,25 angka kredit", "TW1"), ("6,25 angka kredit", "TW2"),
    ]  # fmt: skip
    assert [paper.contents.values["akumulasi_jumlah_angka_kredit"] for paper in made.planned] == ["6,25", "12,5"]
    names = [path.name for path, _ in paper_files(made.planned, LIBRARY, "A4", organisasi=ORGANISASI)]
    assert names == [f"Konversi-Angka-Kredit_2026_{KETUA}_TW{number}.xlsx" for number in (1, 2)]
    whole = plan(*quarters, evaluated(PENILAI[KETUA], "akhir", (1, 1), (12, 31)))
    assert [paper.contents.result for paper in whole.planned] == ["25 angka kredit"]
    assert whole.not_used == {"evaluasi periodik, bulannya termasuk evaluasi tahunannya": 2}
    assert whole.files.named() == {"dipakai": 1, "tidak dipakai": 2}


def test_two_whole_years_give_nothing_and_say_what_to_do():
    made = plan(
        *(evaluated(nip, nama, (1, 1), (12, 31)) for nip, nama in ((PENILAI[KETUA], "A"), ("197505022001012902", "B")))
    )
    assert made.planned == ()
    assert [(one.file_name, one.reason) for one in made.not_made] == [
        (
            f"{own}.xlsx",
            f"masanya, 1 JANUARI SD 31 DESEMBER TAHUN 2026, bertumpuk dengan evaluasi {other}.xlsx; isi Mulai dan Selesai "
            "kedua barisnya di daftar pegawai, lalu terbitkan evaluasinya lagi",
        )
        for own, other in (("A", "B"), ("B", "A"))
    ]

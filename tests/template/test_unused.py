"""What says that there is nothing leaves an item or a row unused, in the check and in the SKP; in a used one it is judged."""

import pytest
from forms import (
    ATASAN,
    JPT_KUANTITATIF,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    PPPK,
    codes,
    kualitatif,
    kuantitatif,
    make_form,
)

from skpxl.checks.slots import check_slots
from skpxl.kinds.skp import skp_dari
from skpxl.template.unused import without_unused

GOOD = f"utama | {ATASAN[0].teks} | Terlaksananya konsultasi | Kuantitas | Jumlah konsultasi | 20 orang\n"


def told(form):
    wanted = check_slots(form.layout, without_unused(form.layout, form.values), form.choices(LIBRARY.daftar))
    return [(code, key.removeprefix("hasil_kerja_")) for code, key in codes(wanted)]


def results(form):
    return [hasil.rencana_hasil_kerja for _, _, hasil in skp_dari(form).semua_hasil()]


@pytest.mark.parametrize(
    "nothing", ["-", " - ", "–", "nihil", "NIHIL.", "(tidak ada)", "\xa0", "\n", " \t", "--", "n/a"]
)
def test_an_item_that_says_there_is_nothing_is_unused(nothing):
    typed = nothing.replace("\n", "\\n")  # as the table has it
    rows = f"utama | {typed} | {typed} | {typed} | {typed} | {typed}\ntambahan | | {typed} | | |\n"
    form = make_form(KUANTITATIF, kuantitatif("kepala\n" + GOOD + rows))
    assert (told(form), results(form)) == ([], ["Terlaksananya konsultasi"])
    form = make_form(
        KUALITATIF,
        kualitatif(f"kepala\nutama | {ATASAN[0].teks} | R | 95% / {typed}\ntambahan | | {typed} | "),
        nip=PPPK,
    )
    assert (told(form), results(form)) == ([], ["R"])
    rows = {"rencana_hasil_kerja": nothing, "indikator": [{"indikator_kinerja_individu": nothing}]}
    kept = {
        "rencana_hasil_kerja": "R",
        "indikator": [{"indikator_kinerja_individu": "I", "target": "1", "perspektif": "Anggaran"}],
    }
    form = make_form(JPT_KUANTITATIF, {"hasil_kerja": {"utama": [kept, rows], "tambahan": [rows]}})
    assert (told(form), results(form)) == ([], ["R"])


def test_in_an_item_that_is_used_it_is_judged():
    form = make_form(KUANTITATIF, kuantitatif("kepala\n" + GOOD + " | | | Waktu | - | 1 hari\n | | | - | - | -"))
    assert told(form) == []
    (hasil,) = skp_dari(form).hasil_kerja.utama
    assert [row.indikator_kinerja_individu for row in hasil.indikator] == ["Jumlah konsultasi", "-"]
    # Nothing but dashes below a result: it has no indikator.
    form = make_form(
        KUANTITATIF, kuantitatif(f"kepala\nutama | {ATASAN[0].teks} | Terlaksananya konsultasi | - | - | -")
    )
    assert told(form) == [("indikator-tidak-ada", "utama_1_indikator_1_indikator_kinerja_individu")]
    # A form of dashes is a blank one, and the dotted line of the print is no answer.
    assert told(make_form(KUANTITATIF, kuantitatif("kepala\nutama | - | - | - | - | -"))) == [
        ("belum-diisi", "utama_1_rencana_hasil_kerja")
    ]
    dotted = make_form(KUANTITATIF, kuantitatif("kepala\n" + GOOD + "tambahan | | ........ | | |"))
    assert ("isian-contoh", "tambahan_1_rencana_hasil_kerja") in told(dotted)


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF])
def test_what_is_done_besides_need_not_serve_a_result_of_the_superior(form):
    made = {
        KUANTITATIF: kuantitatif("kepala\n" + GOOD + GOOD.replace("utama", "tambahan").replace(ATASAN[0].teks, "")),
        KUALITATIF: kualitatif(f"kepala\nutama | {ATASAN[0].teks} | R | 95%\ntambahan | | S | 95%"),
    }
    assert told(make_form(form, made[form])) == []
    bare = {
        KUANTITATIF: kuantitatif("kepala\n" + GOOD.replace(ATASAN[0].teks, "")),
        KUALITATIF: kualitatif("kepala\nutama | | R | 95%"),
    }
    assert told(make_form(form, bare[form])) == [("diintervensi-kosong", "utama_1_rencana_hasil_kerja_diintervensi")]

"""Answers as a tree and as values by key: exact inverses, and one sentence for whatever has no place."""

from typing import Any

import pytest
from forms import ATASAN, FORMS, GOOD, KUALITATIF, KUANTITATIF, make_form
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.errors import SkpxlError
from skpxl.template.answers import to_tree, to_values

ISSUED = {form: make_form(form) for form in FORMS}
LETTERS = st.sampled_from(["", "a", " ", "- b", "=c", "'d", "+e", "95%", "f\ng", "😀", "_x0041_", "é", "\t", "0"])


def values(form: str) -> st.SearchStrategy[dict[str, str]]:
    """Any texts in any entry cells; the fixed rows' neighbours, too."""
    keys = [slot.key for slot in ISSUED[form].layout.entri]
    return st.dictionaries(st.sampled_from(keys), LETTERS.filter(bool), max_size=12)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@budget(max_examples=120, deadline=None)
def test_values_to_tree_and_back_are_inverses(form, data):
    issued = ISSUED[form]
    given_ = data.draw(values(form))
    tree = to_tree(issued.layout, {**issued.terkunci, **given_})
    current = data.draw(values(form))
    assert to_values(issued.layout, tree, {**issued.terkunci, **current}) == (given_, [])


def fill(tree: dict[str, Any], form: str = KUANTITATIF, current: dict[str, str] | None = None):
    issued = ISSUED[form]
    return to_values(issued.layout, tree, {**issued.terkunci, **(current or {})})


def refusal(tree: dict[str, Any], form: str = KUANTITATIF) -> str:
    with pytest.raises(SkpxlError) as raised:
        fill(tree, form)
    return str(raised.value)


def utama(*items: Any) -> dict[str, Any]:
    return {"hasil_kerja": {"utama": list(items)}}


def test_a_part_replaces_that_part_whole_and_leaves_the_rest():
    current = {
        "hasil_kerja_utama_1_rencana_hasil_kerja": "lama",
        "hasil_kerja_utama_2_rencana_hasil_kerja": "lama juga",
        "hasil_kerja_tambahan_1_rencana_hasil_kerja": "tambahan",
        "perilaku_kerja_2_ekspektasi_khusus": "jujur",
    }
    found, _ = fill(utama({"rencana_hasil_kerja": "baru"}), current=current)
    assert found == {
        "hasil_kerja_utama_1_rencana_hasil_kerja": "baru",
        "hasil_kerja_tambahan_1_rencana_hasil_kerja": "tambahan",
        "perilaku_kerja_2_ekspektasi_khusus": "jujur",
    }
    assert fill(utama(), current=current)[0] == {key: current[key] for key in list(current)[2:]}


def test_items_count_on_from_the_last_number():
    found, _ = fill(
        utama({"rencana_hasil_kerja": "a"}, {"nomor": 5, "rencana_hasil_kerja": "b"}, {"rencana_hasil_kerja": "c"})
    )
    assert found == {f"hasil_kerja_utama_{n}_rencana_hasil_kerja": text for n, text in [(1, "a"), (5, "b"), (6, "c")]}


def test_perilaku_kerja_goes_to_the_row_of_its_value_and_further_ones_to_the_spare_rows():
    rows = [
        {"nilai": "KOLABORATIF", "ekspektasi_khusus": "k"},
        {"nilai": "Akuntabel", "ekspektasi_khusus": "a"},
        {"nilai": "Akuntabel", "ekspektasi_khusus": "a lagi"},
        {"nilai": "Integritas", "ekspektasi_khusus": "i"},
    ]
    assert fill({"perilaku_kerja": rows})[0] == {
        "perilaku_kerja_7_ekspektasi_khusus": "k",
        "perilaku_kerja_2_ekspektasi_khusus": "a",
        "perilaku_kerja_8_nilai": "Akuntabel",
        "perilaku_kerja_8_ekspektasi_khusus": "a lagi",
        "perilaku_kerja_9_nilai": "Integritas",
        "perilaku_kerja_9_ekspektasi_khusus": "i",
    }


def test_perilaku_kerja_without_a_value_goes_to_the_row_of_its_number():
    rows = [{"nomor": 3, "ekspektasi_khusus": "tiga"}, {"nomor": 9, "ekspektasi_khusus": "sembilan"}]
    assert fill({"perilaku_kerja": rows})[0] == {
        "perilaku_kerja_3_ekspektasi_khusus": "tiga",
        "perilaku_kerja_9_ekspektasi_khusus": "sembilan",
    }


def test_locked_cells_are_passed_over_and_said_so():
    assert fill({"pegawai": {"nama": "Orang Lain", "nip": ISSUED[KUANTITATIF].terkunci["pegawai_nip"]}}) == (
        {},
        ["`pegawai.nama` tidak diisikan karena selnya terkunci"],
    )


def test_ids_that_nobody_typed_are_no_answers():
    item = {"id": "hasil:X:utama:1", "diintervensi_id": ATASAN[0].id, "nomor": 1, "rencana_hasil_kerja": "a"}
    assert fill(utama(item))[0] == {"hasil_kerja_utama_1_rencana_hasil_kerja": "a"}


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (
            utama(*[{"rencana_hasil_kerja": "x"}] * 9),
            "`hasil_kerja.utama` hanya punya 8 tempat di formulir ini, tetapi isian memuat nomor 9.",
        ),
        (
            utama({"indikator": [{"target": "x"}] * 5}),
            "`hasil_kerja.utama.1.indikator` hanya punya 4 tempat di formulir ini, tetapi isian memuat nomor 5.",
        ),
        (
            utama({"nomor": 2, "rencana_hasil_kerja": "a"}, {"nomor": 2, "rencana_hasil_kerja": "b"}),
            "`hasil_kerja.utama` memuat nomor 2 dua kali; beri tiap isian nomornya sendiri.",
        ),
        (utama({"nomor": "2"}), "`nomor` pada `hasil_kerja.utama` harus berupa angka bulat."),
        (
            utama({"rencana": "x"}),
            "Isian `hasil_kerja.utama.1.rencana` tidak ada tempatnya di formulir skp-kuantitatif.",
        ),
        (
            utama({"ukuran_keberhasilan": ["x"]}),
            "`hasil_kerja.utama.1.ukuran_keberhasilan` hanya punya 0 tempat di formulir ini, tetapi isian memuat nomor 1.",
        ),
        ({"hasil": "x"}, "Isian `hasil` tidak ada tempatnya di formulir skp-kuantitatif."),
        (
            utama({"rencana_hasil_kerja": 20}),
            "Isian `hasil_kerja.utama.1.rencana_hasil_kerja` harus berupa teks di antara tanda petik; tertulis 20.",
        ),
        (
            {"perilaku_kerja": ["x"]},
            "Tiap isian perilaku kerja harus berupa objek dengan `nilai` dan isiannya.",
        ),
        (
            {"perilaku_kerja": [{"nilai": f"Nilai {n}", "ekspektasi_khusus": "x"} for n in range(3)]},
            "Isian `perilaku_kerja.10.nilai` tidak ada tempatnya di formulir skp-kuantitatif.",
        ),
        (
            utama({"rencana_hasil_kerja": "x" * 32_768}),
            "Isian `hasil_kerja.utama.1.rencana_hasil_kerja` tidak dapat ditulis: panjangnya 32768 karakter, sedangkan satu "
            "sel Excel memuat paling banyak 32767.",
        ),
        (
            utama({"rencana_hasil_kerja": "😀" * 16_384}),
            "Isian `hasil_kerja.utama.1.rencana_hasil_kerja` tidak dapat ditulis: panjangnya 32768 karakter, sedangkan satu "
            "sel Excel memuat paling banyak 32767.",
        ),
    ],
)
def test_what_has_no_place_is_refused_in_one_sentence(tree, sentence):
    assert refusal(tree) == sentence


@pytest.mark.parametrize("letter", ["\x00", "\x08", "\x0b", "\r", "\x1f", "\ud83d", "\udc00", "\ufffe", "\uffff"])
def test_a_character_that_no_cell_carries_is_refused_and_not_lost(letter):
    assert refusal(utama({"rencana_hasil_kerja": f"a{letter}b"})) == (
        "Isian `hasil_kerja.utama.1.rencana_hasil_kerja` tidak dapat ditulis: memuat karakter "
        f"U+{ord(letter):04X}, yang tidak dapat disimpan dalam sel; hapus karakter itu."
    )


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF])
def test_the_tree_of_a_form_is_the_json_of_the_design(form):
    issued = make_form(form, GOOD[form])
    tree = to_tree(issued.layout, {**issued.terkunci, **issued.isian})
    assert set(tree) == {
        "instansi",
        "periode_tercetak",
        "pegawai",
        "pejabat_penilai",
        "hasil_kerja",
        "perilaku_kerja",
        "lampiran",
    }
    first = {
        KUANTITATIF: {
            "nomor": 1,
            "rencana_hasil_kerja_diintervensi": "Layanan konsultasi kepegawaian",
            "rencana_hasil_kerja": "Terlaksananya konsultasi",
            "indikator": [
                {
                    "nomor": 1,
                    "aspek": "Kuantitas",
                    "indikator_kinerja_individu": "Jumlah konsultasi",
                    "target": "20 orang",
                },
                {"nomor": 2, "aspek": "Waktu", "indikator_kinerja_individu": "Lama penyelesaian", "target": "1 hari"},
            ],
        },
        KUALITATIF: {
            "nomor": 1,
            "rencana_hasil_kerja_diintervensi": "Layanan konsultasi kepegawaian",
            "rencana_hasil_kerja": "Pelayanan konsultasi optimal",
            "ukuran_keberhasilan": ["39 dinas terlayani (95%)", "1 hari"],
        },
    }
    assert tree["hasil_kerja"]["utama"][0] == first[form]
    assert tree["perilaku_kerja"][:2] == [
        {"nomor": 1, "nilai": "Berorientasi Pelayanan", "ekspektasi_khusus": ""},
        {"nomor": 2, "nilai": "Akuntabel", "ekspektasi_khusus": ""},
    ]

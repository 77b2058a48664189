"""Copies of one workbook merged cell by cell: what wins, what collides, and that nothing typed is ever lost."""

import re
from dataclasses import replace
from itertools import permutations

import pytest
from copies import ALIKE, BLANK, RENCANA, TARGET, U1, U2, answers, copies, matriks
from forms import tabel
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.forms.reading import Reading
from skpxl.model.teks import rapi, split_items
from skpxl.receive.three_way import merge_answers, mergeable
from skpxl.xlsx.address import a1

PERAN = "matriks_baris_1_peran_1"


def outcome(text: str, key: str, gabung) -> str:
    """What has become of one place, in the words of the tables: the text, or `A: ... / B: ...`."""
    for bentrok in gabung.collisions:
        if key in bentrok.keys:
            return " / ".join(f"{'ABC'[ke]}: {one.teks}" for ke, one in enumerate(bentrok.alternatif))
    return gabung.answers.get(key, "")


CELLS = """
what                                         | issued  | A          | B          | C        | outcome
nobody filled it in                          |         |            |            |          |
one filled it in                             |         | 20 orang   |            |          | 20 orang
the other one                                |         |            | 20 orang   |          | 20 orang
both the same                                |         | 20 orang   | 20 orang   |          | 20 orang
the same but for blanks: the first one's     |         | 20  orang  | 20 orang   |          | 20  orang
a dash of another kind                       |         | 20–30      | 20-30      |          | 20–30
another case is another text                 |         | 20 Orang   | 20 orang   |          | A: 20 Orang / B: 20 orang
two values                                   |         | 20 orang   | 25 orang   |          | A: 20 orang / B: 25 orang
two against one is no majority               |         | 20 orang   | 20 orang   | 25       | A: 20 orang / B: 25
three values                                 |         | 1          | 2          | 3        | A: 1 / B: 2 / C: 3
all left what was issued                     | 10 data | 10 data    | 10 data    |          | 10 data
one changed what was issued                  | 10 data | 10 data    | 12 data    |          | 12 data
one changed only blanks of it                | 10 data | 10  data   | 12 data    |          | 12 data
both changed it alike                        | 10 data | 12 data    | 12 data    |          | 12 data
both changed it                              | 10 data | 11 data    | 12 data    |          | A: 11 data / B: 12 data
one cleared what was issued                  | 10 data |            | 10 data    |          |
one cleared it, one changed it               | 10 data |            | 12 data    |          | A: (dikosongkan) / B: 12 data
a text that looks like a formula             |         | =A1+1      | -5         |          | A: =A1+1 / B: -5
"""


@pytest.mark.parametrize(("what", "issued", "a", "b", "c", "expected"), tabel(CELLS))
def test_a_cell_is_merged_or_collides(what, issued, a, b, c, expected):
    # Two columns of the table are two copies; a third one only where the row has three values or one of C.
    answers = [{TARGET: text} for text in ([a, b, c] if c else [a, b])]
    gabung = merge_answers(copies(*answers, issued={TARGET: issued} if issued else None))
    assert outcome(expected, TARGET, gabung) == expected
    assert [key for key in gabung.answers if key != TARGET] == []


ROLES = """
what                                    | issued     | A              | B              | outcome
one half each                           |            | - P            |                | - P
the same roles in another order         |            | - P\\n- Q      | - Q\\n- P      | - P\\n- Q
one list holds the other                |            | - P            | - P\\n- Q      | - P\\n- Q
whichever is first                      |            | - P\\n- Q      | Q              | - P\\n- Q
bullets and numbers mean nothing        |            | 1. P           | • P            | 1. P
neither holds the other                 |            | - P            | - Q            | A: - P / B: - Q
partly the same                         |            | - P\\n- Q      | - P\\n- R      | A: - P\\n- Q / B: - P\\n- R
both added to what was issued           | - P        | - P\\n- Q      | - P\\n- R      | A: - P\\n- Q / B: - P\\n- R
one added to what was issued            | - P        | - P            | - P\\n- Q      | - P\\n- Q
one took away what the other kept       | - P\\n- Q  | - P            | - P\\n- Q\\n- R | A: - P / B: - P\\n- Q\\n- R
one took away, one left it              | - P\\n- Q  | - P            | - P\\n- Q      | - P
no role is no list                      |            | x              | - P            | - P
a role taken away by x                  | - P        | x              | - P\\n- Q      | A: x / B: - P\\n- Q
"""


@pytest.mark.parametrize(("what", "issued", "a", "b", "expected"), tabel(ROLES))
def test_a_cell_of_roles_is_a_list(what, issued, a, b, expected):
    gabung = merge_answers(copies({PERAN: a}, {PERAN: b}, form=matriks(), issued={PERAN: issued} if issued else None))
    assert outcome(expected, PERAN, gabung) == expected


def test_each_value_knows_the_copy_it_came_from():
    a, b = (
        {RENCANA: "Terlaksananya konsultasi", TARGET: "20 orang"},
        {RENCANA: "Terlaksananya konsultasi", U2 + "rencana_hasil_kerja": "X"},
    )
    gabung = merge_answers(copies(a, b))
    assert {key: gabung.sources[key] for key in gabung.answers} == {
        RENCANA: 0,
        TARGET: 0,
        U2 + "rencana_hasil_kerja": 1,
    }
    assert gabung.answers == {**a, **b}
    assert gabung.collisions == ()


def test_a_collision_says_whose_place_and_file_it_is():
    (one,) = merge_answers(copies({RENCANA: "Terlaksananya konsultasi", TARGET: "20"}, {TARGET: "25"})).collisions
    assert (one.buku, one.key, one.keys, one.butir) == (BLANK.stamp.id, TARGET, (TARGET,), False)
    assert (one.siapa, one.tempat) == (
        "Yosua Manafe, S.Kom.",
        "Hasil kerja utama no. 1, baris 1: target (Terlaksananya konsultasi)",
    )
    slot = BLANK.layout.by_key[TARGET]
    cell = f"SKP!{a1(slot.kotak.row, slot.kotak.col)}"
    assert one.berkas == f"A: a.xlsx, {cell}\nB: b.xlsx, {cell}"


def test_a_place_of_a_matriks_is_named_by_person_and_product():
    (one,) = merge_answers(copies({PERAN: "- P"}, {PERAN: "- Q"}, form=matriks())).collisions
    assert (one.siapa, one.tempat) == (
        "Bidang Mutasi · Yosua Manafe",
        "Baris 1, kolom 1: peran (Pegawai 1; Produk 1)",
    )


def test_files_of_one_name_are_told_apart_by_their_paths():
    a, b = copies({TARGET: "20"}, {TARGET: "25"})
    (one,) = merge_answers([replace(a, file="x/SKP.xlsx"), replace(b, file="y/SKP.xlsx")]).collisions
    assert [line.split(",")[0] for line in one.berkas.splitlines()] == ["A: x/SKP.xlsx", "B: y/SKP.xlsx"]


def test_of_many_files_that_agree_the_first_few_are_named():
    (one,) = merge_answers(copies(*[{TARGET: "20"}] * 5, {TARGET: "25"})).collisions
    assert [re.sub("SKP![A-Z]+[0-9]+", "SEL", line) for line in one.berkas.splitlines()] == [
        "A: a.xlsx, SEL; b.xlsx, SEL; c.xlsx, SEL; dan 2 berkas lain",
        "B: f.xlsx, SEL",
    ]


# -- whole items ---------------------------------------------------------------------------------------------------------

OTHER = {
    RENCANA: "Rapat koordinasi tahunan", U1 + "indikator_1_aspek": "Kuantitas",
    U1 + "indikator_1_indikator_kinerja_individu": "Rapat", TARGET: "4 kali",
}  # fmt: skip
FIRST = {RENCANA: "Terlatihnya operator SIMPEG", U1 + "indikator_1_aspek": "Kualitas", TARGET: "95%"}


def test_two_different_results_under_one_number_are_one_decision():
    (one,) = merge_answers(copies(FIRST, OTHER)).collisions
    assert (one.key, one.butir, one.tempat) == ("hasil_kerja_utama_1", True, "Hasil kerja utama no. 1, seluruhnya")
    assert one.keys[0] == RENCANA
    assert {*one.keys} == {slot.key for slot in BLANK.layout.entri if slot.key.startswith(U1)}
    assert [alternatif.teks for alternatif in one.alternatif] == [
        "Rencana hasil kerja: Terlatihnya operator SIMPEG\nBaris 1, aspek: Kualitas\nBaris 1, target: 95%",
        "Rencana hasil kerja: Rapat koordinasi tahunan\nBaris 1, aspek: Kuantitas\n"
        "Baris 1, indikator kinerja individu: Rapat\nBaris 1, target: 4 kali",
    ]
    assert [dict(alternatif.isi) for alternatif in one.alternatif] == [FIRST, OTHER]


def test_a_reworded_result_is_decided_cell_by_cell():
    reworded = {**FIRST, RENCANA: "Terlatihnya para operator SIMPEG", TARGET: "90%"}
    gabung = merge_answers(copies(FIRST, reworded))
    assert [one.key for one in gabung.collisions] == [RENCANA, TARGET]
    assert dict(gabung.answers) == {U1 + "indikator_1_aspek": "Kualitas"}


def test_an_inserted_result_collides_item_by_item_and_the_last_one_is_kept():
    def listed(*texts):
        return {f"hasil_kerja_utama_{number}_rencana_hasil_kerja": text for number, text in enumerate(texts, start=1)}

    one, two, new = "Terlatihnya operator SIMPEG", "Rapat koordinasi tahunan", "Dokumen Kontrak Diarsipkan"
    gabung = merge_answers(copies(listed(one, two), listed(new, one, two)))
    assert [(b.key, b.butir) for b in gabung.collisions] == [
        ("hasil_kerja_utama_1", True),
        ("hasil_kerja_utama_2", True),
    ]
    assert dict(gabung.answers) == {"hasil_kerja_utama_3_rencana_hasil_kerja": two}


def test_cells_of_an_issued_result_are_not_mixed_with_another_result_put_in_its_place():
    issued = {RENCANA: "Terlatihnya operator SIMPEG"}
    works_on_it, replaced = {**issued, TARGET: "95%"}, {RENCANA: "Rapat koordinasi tahunan"}
    (one,) = merge_answers(copies(works_on_it, replaced, issued=issued)).collisions
    assert one.butir
    # Whoever did not touch it has no say.
    assert dict(merge_answers(copies(issued, replaced, issued=issued)).answers) == replaced


def test_a_result_that_one_dropped_and_another_works_on_is_one_decision():
    issued = {RENCANA: "Terlatihnya operator SIMPEG"}
    works_on_it = {**issued, TARGET: "95%"}
    (one,) = merge_answers(copies({}, works_on_it, issued=issued)).collisions
    assert [alternatif.teks for alternatif in one.alternatif] == [
        "(dikosongkan)",
        "Rencana hasil kerja: Terlatihnya operator SIMPEG\nBaris 1, target: 95%",
    ]
    # Dropped by one and left alone by the other, it is dropped.
    assert dict(merge_answers(copies({}, issued, issued=issued)).answers) == {}


def test_a_value_chosen_from_a_list_names_another_thing_as_soon_as_it_differs():
    nilai, isi = "perilaku_kerja_8_nilai", "perilaku_kerja_8_ekspektasi_khusus"
    a, b = {nilai: "Adaptif", isi: "Cepat"}, {nilai: "Kolaboratif", isi: "Terbuka"}
    (one,) = merge_answers(copies(a, b)).collisions
    assert (one.key, one.butir, [dict(x.isi) for x in one.alternatif]) == ("perilaku_kerja_8", True, [a, b])
    # The same value with two expectations is a collision of that cell alone.
    (one,) = merge_answers(copies(a, {**a, isi: "Terbuka"})).collisions
    assert (one.key, one.butir) == (isi, False)


def test_two_people_of_other_units_in_one_row_of_a_matriks_are_one_decision():
    row = "matriks_baris_3_"
    a, b = ({row + "nama": name, row + "peran_1": "- P"} for name in ("Budi Santoso", "Budi Susanto"))
    (one,) = merge_answers(copies(a, b, form=matriks())).collisions
    assert (one.key, one.butir) == ("matriks_baris_3", True)


def test_only_copies_of_one_issue_are_merged():
    a, b = copies({TARGET: "20"}, {TARGET: "25"})
    again = replace(b, form=b.form.dengan_terbitan(2, None))
    grown = replace(b, form=replace(b.form, stamp=b.form.stamp.model_copy(update={"jumlah": (("utama", 99),)})))
    assert [mergeable(them) for them in ([a, b], [a], [a, again], [a, grown], [a, Reading("x", "rusak")])] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_texts_issued_differently_under_one_number_have_no_common_base():
    """A form issued twice from different rosters: what stands in it is then no longer taken for untouched."""
    (a,), (b,) = copies({RENCANA: "P"}, issued={RENCANA: "P"}), copies({RENCANA: "Q"}, issued={RENCANA: "Q"})
    assert [one.keys[0] for one in merge_answers([a, replace(b, file="b.xlsx")]).collisions] == [RENCANA]


# -- properties ----------------------------------------------------------------------------------------------------------

ISSUED = {RENCANA: ALIKE[0], U2 + "indikator_1_target": "10"}
ROLE = ["P", "Q", "R"]
ROLE_CELLS = [f"matriks_baris_{row}_peran_{column}" for row in (1, 2) for column in (1, 2)]


def role_answers():
    cell = st.lists(st.sampled_from(ROLE), unique=True).map(lambda roles: "\n".join(f"- {role}" for role in roles))
    return st.fixed_dictionaries(dict.fromkeys(ROLE_CELLS, cell)).map(
        lambda one: {k: text for k, text in one.items() if text}
    )


def skp_copies(count):
    return st.lists(answers(), min_size=count, max_size=count).map(lambda them: copies(*them, issued=ISSUED))


def matriks_copies(count):
    issued = {ROLE_CELLS[0]: "- P\n- Q"}
    return st.lists(role_answers(), min_size=count, max_size=count).map(
        lambda them: copies(*them, form=matriks(), issued=issued)
    )


def content(readings):
    """What a merge says, without the spelling of equal texts, the order of roles and the names of files."""
    gabung = merge_answers(readings)
    merged = {key: frozenset(rapi(line) for line in split_items(text)) for key, text in gabung.answers.items()}
    return merged, {(one.key, one.butir, frozenset(one.sidik)) for one in gabung.collisions}


def bracketed(readings):
    """The first two copies merged into one, before the third; None where they collide."""
    first, second, third = readings
    gabung = merge_answers([first, second])
    if gabung.collisions:
        return None
    return [replace(first, form=first.form.filled(gabung.answers)), third]


@settings(max_examples=150, deadline=None)
@given(st.one_of(skp_copies(3), matriks_copies(3)))
def test_the_order_of_the_copies_does_not_matter(readings):
    expected = content(readings)
    assert all(content(order) == expected for order in permutations(readings))


@settings(max_examples=300, deadline=None)
@given(st.one_of(skp_copies(3), matriks_copies(3)))
def test_three_copies_at_once_are_two_and_then_the_third(readings):
    """Same answers, same places in collision, and of single cells the same alternatives."""
    if (two := bracketed(readings)) is None:
        return
    at_once, in_turn = content(readings), content(two)
    assert at_once[0] == in_turn[0]
    assert {one[:2] for one in at_once[1]} == {one[:2] for one in in_turn[1]}
    assert {one for one in at_once[1] if not one[1]} == {one for one in in_turn[1] if not one[1]}


@settings(max_examples=150, deadline=None)
@given(st.one_of(skp_copies(2), skp_copies(4)))
def test_every_typed_text_is_in_the_result_or_in_a_collision(readings):
    gabung = merge_answers(readings)
    kept: dict[str, set[str]] = {key: {rapi(text)} for key, text in gabung.answers.items()}
    for one in gabung.collisions:
        for alternatif in one.alternatif:
            for key, text in alternatif.isi.items():
                kept.setdefault(key, set()).add(rapi(text))
    for one in readings:
        issued = {key: satu.teks for key, satu in one.form.bound.items()}
        for key, text in one.form.isian.items():
            assert rapi(text) in kept.get(key, set()) or rapi(text) == rapi(issued.get(key, "")), (key, text)


@settings(max_examples=150, deadline=None)
@given(matriks_copies(3))
def test_every_added_role_is_in_the_result_or_in_a_collision(readings):
    gabung = merge_answers(readings)
    kept = {key: {*split_items(text)} for key, text in gabung.answers.items()}
    for one in gabung.collisions:
        for alternatif in one.alternatif:
            kept.setdefault(one.key, set()).update(split_items(alternatif.isi.get(one.key, "")))
    for one in readings:
        for key, text in one.form.isian.items():
            issued = {*split_items(one.form.bound[key].teks)} if key in one.form.bound else set()
            assert {*split_items(text)} - issued <= kept.get(key, set())

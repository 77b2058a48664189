"""What is new since the last merge: in words, kept for the next one, the same bytes where nothing is new."""

import random
from datetime import date

import pytest
from campaigns import ANSWERS, OF_KETUA, SEKRETARIS, SHEET, TWO_UNITS, returned, roster, skpxl
from forms import KETUA, STAF
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.consolidate.changes import Change, News, changes
from skpxl.consolidate.memory import Memory, memory_file, read_memory, what_is_new, write_memory
from skpxl.consolidate.state import PersonState, ResultState, UnitState
from skpxl.errors import SkpxlError
from skpxl.model.fate import PersonFate
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import open_package

ANI, BUDI = "199601012020121901", "199602022020122902"
IN, OUT = PersonFate.DITERIMA, PersonFate.BELUM_MASUK


def unit(code, people, results):
    """A unit with people (NIP, fate) and results (NIP, id, text, product)."""
    return UnitState(
        kode=code,
        nama=f"Unit {code}",
        people=tuple(
            PersonState(nip=nip, nama=f"Orang {nip[-3:]}", jabatan="Analis", unit=code, fate=fate)
            for nip, fate in people
        ),
        results=tuple(
            ResultState(
                who=nip,
                nama=f"Orang {nip[-3:]}",
                id=id_,
                teks=text,
                unit=code,
                produk=product,
                produk_teks=product.upper(),
            )
            for nip, id_, text, product in results
        ),
    )


def told(before, now):
    return [(change.unit, change.nip[-3:], change.news, change.before, change.now) for change in changes(before, now)]


def test_everything_that_can_be_new_is_told_once_in_words():
    were = [
        (ANI, "h:1", "Satu", "p1"),
        (ANI, "h:2", "Dua", "p1"),
        (ANI, "h:3", "Tiga", "p2"),
        ("1", "k:1", "Lama", "p1"),
    ]
    are = [
        (ANI, "h:1", "Dua", "p1"),
        (ANI, "h:2", "Satu", "p2"),
        (ANI, "h:3", "Tiga dan lebih", "p2"),
        (BUDI, "b:1", "Baru", ""),
    ]
    before = {"A": unit("A", [(ANI, IN), (BUDI, OUT), ("1", IN)], were), "B": unit("B", [], [])}
    now = {"A": unit("A", [(ANI, IN), (BUDI, IN)], are), "B": unit("B", [("2", OUT)], [])}
    assert told(before, now) == [
        ("A", "902", News.SKP_MASUK, "belum masuk", "diterima"),
        ("A", "1", News.ORANG_PERGI, "Analis; diterima", ""),
        ("A", "901", News.PERAN_PINDAH, "Satu: P1", "P2"),
        ("A", "901", News.HASIL_BERUBAH, "Tiga", "Tiga dan lebih"),
        ("A", "902", News.HASIL_BARU, "", "Baru → Belum terpetakan"),
        ("A", "1", News.HASIL_HILANG, "Lama → P1", ""),
        ("B", "2", News.ORANG_BARU, "", "Analis; belum masuk"),
    ]


def test_a_person_and_a_role_in_another_unit_have_moved_and_are_not_new():
    before = {"A": unit("A", [(ANI, IN)], [(ANI, "h:1", "Satu", "p1")]), "B": unit("B", [], [])}
    now = {"A": unit("A", [], []), "B": unit("B", [(ANI, IN)], [(ANI, "h:1", "Satu", "q1")])}
    assert told(before, now) == [
        ("B", "901", News.PINDAH_UNIT, "Unit A", "Unit B"),
        ("B", "901", News.PERAN_PINDAH, "Satu: P1 (Unit A)", "Q1 (Unit B)"),
    ]


def test_a_product_that_is_only_renumbered_or_only_reworded_moves_nobody():
    def of(product, text):
        state = unit("A", [], [(ANI, "h:1", "Satu", product)])
        (result,) = state.results
        return {"A": state.model_copy(update={"results": (result.model_copy(update={"produk_teks": text}),)})}

    assert told(of("p1", "Layanan"), of("p2", "layanan.")) == []
    assert told(of("p1", "Layanan"), of("p1", "Pelayanan prima")) == []
    assert told(of("p1", "Layanan"), of("p2", "Pelayanan prima")) == [
        ("A", "901", News.PERAN_PINDAH, "Satu: Layanan", "Pelayanan prima")
    ]


def began(day):
    return f"Dicatat sejak {day}; yang berubah sesudah itu tampak di sini."


def test_merges_of_some_units_remember_the_others_and_unchanged_ones_say_the_same_again():
    a, b = unit("A", [(ANI, OUT)], []), unit("B", [(BUDI, OUT)], [])
    a_in, b_in = unit("A", [(ANI, IN)], []), unit("B", [(BUDI, IN)], [])
    first = what_is_new(Memory(), "m.xlsx", {"A": a, "B": b}, date(2026, 1, 5))
    assert (first.changes, first.since, first.sentence()) == ((), None, began("5 Januari 2026"))
    same = what_is_new(first.memory, "m.xlsx", {"A": a, "B": b}, date(2026, 1, 9))
    assert (same.changes, same.sentence(), same.memory) == ((), began("5 Januari 2026"), first.memory)
    late = what_is_new(same.memory, "m.xlsx", {"A": a_in}, date(2026, 1, 12))
    assert late.sentence() == "Sejak 5 Januari 2026: 1 SKP masuk."
    again = what_is_new(late.memory, "m.xlsx", {"A": a_in}, date(2026, 1, 20))
    assert (again.changes, again.since, again.memory) == (late.changes, late.since, late.memory)
    other = what_is_new(again.memory, "m.xlsx", {"B": b}, date(2026, 1, 21))
    assert (other.changes, other.sentence()) == ((), began("5 Januari 2026"))
    everything = what_is_new(other.memory, "m.xlsx", {"A": a_in, "B": b_in}, date(2026, 2, 1))
    assert [change.nip for change in everything.changes] == [BUDI]
    assert everything.sentence() == "Sejak 12 Januari 2026: 1 SKP masuk."


def test_a_workbook_of_one_unit_uses_up_no_news_of_the_whole():
    a, b = unit("A", [(ANI, OUT)], []), unit("B", [(BUDI, OUT)], [])
    a_in, b_in = unit("A", [(ANI, IN)], []), unit("B", [(BUDI, IN)], [])
    first = what_is_new(Memory(), "matriks.xlsx", {"A": a, "B": b}, date(2026, 1, 5))
    one = what_is_new(first.memory, "a.xlsx", {"A": a_in}, date(2026, 1, 12))
    assert [change.nip for change in one.changes] == [ANI]  # a new workbook is held against what was known last
    whole = what_is_new(one.memory, "matriks.xlsx", {"A": a_in, "B": b_in}, date(2026, 1, 13))
    assert [change.nip for change in whole.changes] == [ANI, BUDI]
    assert whole.sentence() == "Sejak 5 Januari 2026: 2 SKP masuk."


def test_a_move_in_a_matriks_of_the_level_above_is_told_and_nothing_else_of_it():
    own = unit("A", [(ANI, IN)], [(ANI, "h:1", "Satu", "p1")])

    def above(product):
        return unit("D", [], [(ANI, "h:1", "Satu", product)]).model_copy(update={"level": "1"})

    first = what_is_new(Memory(), "m.xlsx", {"A": own, "T1 D": above("d1")}, date(2026, 1, 5))
    moved = what_is_new(first.memory, "m.xlsx", {"A": own, "T1 D": above("d2")}, date(2026, 1, 6))
    assert [(change.unit, change.news, change.before, change.now) for change in moved.changes] == [
        ("D", News.PERAN_PINDAH, "Satu: D1 (matriks tingkat 1)", "D2")
    ]
    more = unit("A", [(ANI, IN)], [(ANI, "h:1", "Satu", "p1"), (ANI, "h:2", "Dua", "p1")])
    new = unit("D", [], [(ANI, "h:1", "Satu", "d2"), (ANI, "h:2", "Dua", "d1")]).model_copy(update={"level": "1"})
    late = what_is_new(moved.memory, "m.xlsx", {"A": more, "T1 D": new}, date(2026, 1, 7))
    assert [(change.unit, change.news) for change in late.changes] == [("A", News.HASIL_BARU)]


STATES = st.lists(
    st.tuples(
        st.sampled_from([ANI, BUDI]), st.sampled_from(["h:1", "h:2", "h:3"]), st.sampled_from("ab"),
        st.sampled_from(["", "p1", "p2"]),
    ),
    max_size=5,
)  # fmt: skip


@given(STATES, STATES)
@settings(deadline=None)
def test_what_came_minus_what_went_is_the_difference_in_number(before, now):
    found = [change.news for change in changes({"A": unit("A", [], before)}, {"A": unit("A", [], now)})]
    assert found.count(News.HASIL_BARU) - found.count(News.HASIL_HILANG) == len(now) - len(before)


@given(STATES, st.randoms())
@settings(deadline=None)
def test_the_same_results_in_another_order_are_no_news(results, rng):
    shuffled = list({(row[0], row[1]): row for row in results}.values())
    state = {"A": unit("A", [(ANI, IN)], shuffled)}
    rng.shuffle(shuffled)
    assert changes(state, {"A": unit("A", [(ANI, IN)], shuffled)}) == []


def test_the_memory_comes_back_as_it_was_kept_and_a_damaged_one_is_refused(tmp_path):
    file = memory_file(None, tmp_path / "m.xlsx")
    assert file == tmp_path / "m-keadaan-matriks.json"
    assert read_memory(file) == Memory()
    found = what_is_new(
        Memory(), "m.xlsx", {"A": unit("A", [(ANI, IN)], [(ANI, "h:1", "Satu", "p1")])}, date(2026, 1, 5)
    )
    change = Change(unit="A", nama="Orang", news=News.SKP_MASUK)
    book = found.memory.books["m.xlsx"].model_copy(update={"changes": (change,)})
    memory = Memory(books={"m.xlsx": book})
    write_memory(file, memory)
    assert read_memory(file) == memory
    file.write_text(file.read_text()[:-5])
    with pytest.raises(SkpxlError, match="tidak dapat dibaca; kembalikan dari cadangan"):
        read_memory(file)


# -- the command ------------------------------------------------------------------------------------------------------


def rows(path, sheet):
    cells = read_book(open_package(path)).sheet(sheet)
    last, width = max(row for row, _ in cells.cells), max(col for _, col in cells.cells)
    return [[cells.text(row, col) for col in range(1, width + 1)] for row in range(1, last + 1)]


def merge(tmp_path, inbox, name="m.xlsx", *more):
    return skpxl(
        "merge", inbox, "-o", tmp_path / name, "--roster", tmp_path / "roster.xlsx", "--no-pictures", *more, code=None
    )


def test_who_came_late_stands_in_the_workbook_and_unchanged_inputs_give_the_same_bytes(tmp_path):
    roster(tmp_path / "roster.xlsx", TWO_UNITS)
    inbox = returned(tmp_path, {KETUA: OF_KETUA}, organisasi=TWO_UNITS)
    first = merge(tmp_path, inbox, "m.xlsx", "--as-of", "2026-11-23")
    assert began("23 November 2026") in first.out
    returned(tmp_path, {STAF: ANSWERS[STAF]}, organisasi=TWO_UNITS)
    late = merge(tmp_path, inbox, "m.xlsx", "--as-of", "2026-11-30", "--force")
    assert "Sejak 23 November 2026: 1 SKP masuk, " in late.out
    table = rows(tmp_path / "m.xlsx", "Perubahan")
    assert table[0][0].startswith("Sejak 23 November 2026: 1 SKP masuk, ")
    assert [(row[4], row[5], row[6], row[7]) for row in table[3:4]] == [(STAF, "SKP masuk", "belum masuk", "diterima")]
    assert {row[5] for row in table[4:]} == {"hasil kerja baru"}
    once = (tmp_path / "m.xlsx").read_bytes()
    merge(tmp_path, inbox, "m.xlsx", "--as-of", "2026-11-30", "--force")
    assert (tmp_path / "m.xlsx").read_bytes() == once


def test_a_refused_workbook_moves_no_baseline(tmp_path):
    roster(tmp_path / "roster.xlsx", TWO_UNITS)
    inbox = returned(tmp_path, {KETUA: OF_KETUA}, organisasi=TWO_UNITS)
    merge(tmp_path, inbox)
    kept = (tmp_path / "m-keadaan-matriks.json").read_bytes()
    returned(tmp_path, {SEKRETARIS.nip: OF_KETUA}, organisasi=TWO_UNITS)
    assert "sudah ada dan isinya berbeda" in merge(tmp_path, inbox).err
    assert (tmp_path / "m-keadaan-matriks.json").read_bytes() == kept


def test_late_files_in_any_order_end_in_the_same_matriks(tmp_path):
    roster(tmp_path / "roster.xlsx", TWO_UNITS)
    answers = {KETUA: OF_KETUA, STAF: ANSWERS[STAF], SEKRETARIS.nip: OF_KETUA}
    ends = []
    for seed in range(3):
        order = list(answers)
        random.Random(seed).shuffle(order)
        folder = tmp_path / str(seed)
        folder.mkdir()
        for number, nip in enumerate(order):
            inbox = returned(folder, {nip: answers[nip]}, organisasi=TWO_UNITS)
            skpxl(
                "merge", inbox, "-o", folder / "m.xlsx", "--roster", tmp_path / "roster.xlsx", "--no-pictures", "--force",
                "--as-of", f"2026-11-0{number + 1}", code=None,
            )  # fmt: skip
        ends.append([rows(folder / "m.xlsx", SHEET), rows(folder / "m.xlsx", "Data")])
    assert ends[0] == ends[1] == ends[2]


def test_a_memory_that_the_disk_does_not_give_is_to_be_closed_not_moved_away(tmp_path):
    file = tmp_path / "keadaan-matriks.json"
    file.mkdir()
    with pytest.raises(SkpxlError) as raised:
        read_memory(file)
    assert str(raised.value) == (
        f"Catatan penggabungan terakhir {file} tidak dapat dibaca: itu sebuah folder, bukan berkas; pakai nama lain."
    )

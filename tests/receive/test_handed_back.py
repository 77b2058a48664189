"""A matriks corrected in Excel and handed back: moved, reworded, joined, left out, new; unchanged it changes nothing."""

import io

import openpyxl
import pytest
from kabid import (
    ANI,
    BIDANG,
    BUDI,
    D1,
    D2,
    DINAS,
    KABID,
    LEFT,
    OFFICE,
    P1,
    P2,
    P3,
    Desk,
    bullets,
    cell_of,
    edited,
    items,
    move,
    result_id,
    row_of,
    skp,
)
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

APP, DRAFT, CHECK = (
    "Tersedianya aplikasi penarikan data",
    "Tersusunnya konsep laporan",
    "Terlaksananya verifikasi berkas",
)
HEAD = "Terlaksananya pembinaan kepegawaian"


@pytest.fixture
def desk():
    return Desk(
        skp(KABID, (D1, HEAD)),
        skp(ANI, ("Pemutakhiran SIASN", APP), (P1, DRAFT)),
        skp(BUDI, (P1, CHECK), (P1, "Terlayaninya konsultasi"), (P2, "Terentrinya data pegawai")),
    )


def changed(desk, change):
    """(what stands where afterwards, the findings) of a matriks corrected so."""
    desk.hand_back(edited(desk.printed(), change))
    return desk.places(), desk.findings


def at(desk, name, heading):
    """Where somebody's roles under a heading are printed."""
    book = openpyxl.load_workbook(io.BytesIO(desk.printed()))
    return f"{BIDANG}!{cell_of(book, BIDANG, name, heading).coordinate}"


def test_unchanged_it_changes_nothing(desk):
    before, above = desk.places(), desk.places_above()
    (book,) = desk.hand_back(edited(desk.printed(), lambda book: None))
    assert (book.changes, book.baru, desk.findings, desk.journal.decisions) == ((), (), [], ())
    assert (desk.places(), desk.places_above()) == (before, above)


def test_a_role_moved_from_belum_terpetakan_stands_where_it_was_put(desk):
    before, cell = desk.places(), at(desk, "Ani Rekaan", P2)
    places, findings = changed(desk, lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2))
    assert before[APP] == LEFT
    assert places == before | {APP: P2}
    assert findings == [("koreksi-dicatat", cell)]
    (decision,) = desk.journal.decisions
    assert (decision.hasil, decision.nip, decision.teks, decision.produk, decision.dari) == (
        result_id(ANI), ANI, APP, "produk:BID:2", LEFT,
    )  # fmt: skip
    assert (decision.tanggal.isoformat(), decision.sumber) == ("2026-11-30", f"m1.xlsx, {cell}")


def test_only_what_was_moved_moves(desk):
    before = desk.places()
    places, _ = changed(desk, lambda book: move(book, BIDANG, "Budi Rekaan", CHECK, P1, P3))
    assert places == before | {CHECK: P3}


def test_a_new_wording_is_printed_and_the_skp_keeps_its_own(desk):
    wording = "Terlaksananya verifikasi berkas usul kenaikan pangkat"

    def reword(book):
        cell = cell_of(book, BIDANG, "Budi Rekaan", P1)
        cell.value = str(cell.value).replace(CHECK, wording)

    places, findings = changed(desk, reword)
    assert places[wording] == P1
    assert CHECK not in places
    assert [code for code, _ in findings] == ["koreksi-dicatat"]
    assert [(d.cetak, d.teks, d.produk) for d in desk.journal.decisions] == [(wording, CHECK, None)]


def test_letters_and_signs_are_wording_too(desk):
    def reword(book):
        cell = cell_of(book, BIDANG, "Budi Rekaan", P1)
        cell.value = str(cell.value).replace(CHECK, "Terlaksananya Verifikasi Berkas.")

    places, _ = changed(desk, reword)
    assert places["Terlaksananya Verifikasi Berkas."] == P1


def test_two_joined_into_one_bullet_are_printed_as_one(desk):
    both = f"{CHECK} dan terlayaninya konsultasi"

    def join(book):
        cell_of(book, BIDANG, "Budi Rekaan", P1).value = bullets([both])

    places, _ = changed(desk, join)
    assert places == {APP: LEFT, DRAFT: P1, both: P1, "Terentrinya data pegawai": P2, HEAD: D1}
    by_id = {d.hasil: d for d in desk.journal.decisions}
    assert (by_id[result_id(BUDI, 1)].cetak, by_id[result_id(BUDI, 2)].gabung) == (both, result_id(BUDI, 1))


def test_a_bullet_taken_away_is_left_out_and_one_with_its_row_is_not(desk):
    def drop(book):
        cell_of(book, BIDANG, "Budi Rekaan", P2).value = None
        book[BIDANG].delete_rows(row_of(book[BIDANG], "Ani Rekaan"))

    before = desk.places()
    places, _ = changed(desk, drop)
    assert places == {text: place for text, place in before.items() if text != "Terentrinya data pegawai"}
    assert [(d.hasil, d.keluar) for d in desk.journal.decisions] == [(result_id(BUDI, 3), True)]


def test_what_was_left_out_comes_back_when_it_is_written_again(desk):
    before = desk.places()

    def drop(book):
        cell_of(book, BIDANG, "Budi Rekaan", P2).value = None

    def restore(book):
        cell_of(book, BIDANG, "Budi Rekaan", P3).value = "- Terentrinya data pegawai"

    changed(desk, drop)
    places, _ = changed(desk, restore)
    assert places == before | {"Terentrinya data pegawai": P3}


def test_the_order_in_a_cell_is_kept(desk):
    def turn(book):
        cell = cell_of(book, BIDANG, "Budi Rekaan", P1)
        cell.value = bullets(items(cell.value)[::-1])

    changed(desk, turn)
    units, _ = desk.matrices()
    (row,) = (row for matriks in units for row in matriks.baris if row.nip == BUDI)
    assert [peran.teks for peran in row.peran["produk:BID:1"]] == ["Terlayaninya konsultasi", CHECK]


def test_a_new_bullet_is_told_and_is_no_result(desk):
    def add(book):
        cell = cell_of(book, BIDANG, "Ani Rekaan", P3)
        cell.value = "- Terkoordinasinya rapat bidang"

    before = desk.places()
    (book,) = desk.hand_back(edited(desk.printed(), add))
    assert [(person.nip, text.teks, text.tempat) for person, text in book.baru] == [
        (ANI, "Terkoordinasinya rapat bidang", at(desk, "Ani Rekaan", P3))
    ]
    assert (desk.places(), desk.journal.decisions) == (before, ())


def test_a_line_without_a_bullet_is_a_role_of_its_own_below_one_that_is_known(desk):
    def add(book):
        cell = cell_of(book, BIDANG, "Budi Rekaan", P2)
        cell.value = f"{cell.value}\nTerkoordinasinya rapat bidang"

    before = desk.places()
    (book,) = desk.hand_back(edited(desk.printed(), add))
    assert [text.teks for _, text in book.baru] == ["Terkoordinasinya rapat bidang"]
    assert desk.places() == before


def test_another_text_in_the_place_of_a_role_is_asked_about_and_nothing_is_left_out(desk):
    def replace(book):
        cell_of(book, BIDANG, "Budi Rekaan", P2).value = "- Rapat"

    before = desk.places()
    places, findings = changed(desk, replace)
    assert places == before
    assert findings == [("koreksi-tak-dimengerti", at(desk, "Budi Rekaan", P2))]


def test_rows_sorted_columns_inserted_and_moved_are_found_again(desk):
    before = desk.places()

    def shuffle(book):
        sheet = book[BIDANG]
        move(book, BIDANG, "Budi Rekaan", CHECK, P1, P2)
        first, last = row_of(sheet, "Ani Rekaan"), row_of(sheet, "Budi Rekaan")
        for col in range(1, sheet.max_column + 1):
            a, b = sheet.cell(first, col), sheet.cell(last, col)
            a.value, b.value = b.value, a.value
        for area in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(1, 2)
        sheet.insert_cols(4)
        sheet.cell(row_of(sheet, "Ani Rekaan"), 4).value = "catatan saya: tanyakan Budi"

    places, findings = changed(desk, shuffle)
    assert places == before | {CHECK: P2}
    assert [code for code, _ in findings] == ["koreksi-dicatat"]


def test_merged_cells_are_told_and_nothing_in_them_is_taken(desk):
    before = desk.places()

    def merge(book):
        sheet, ani = book[BIDANG], cell_of(book, BIDANG, "Ani Rekaan", P1)
        sheet.merge_cells(start_row=ani.row, end_row=ani.row + 1, start_column=ani.column, end_column=ani.column)

    places, findings = changed(desk, merge)
    assert places == before
    assert findings == [("koreksi-tak-dimengerti", at(desk, "Ani Rekaan", P1))]


def test_a_role_that_is_struck_through_is_told_and_stays(desk):
    before = desk.places()

    def strike(book):
        cell_of(book, BIDANG, "Ani Rekaan", P1).font = Font(strike=True)

    places, findings = changed(desk, strike)
    assert places == before
    assert findings == [("koreksi-tak-dimengerti", at(desk, "Ani Rekaan", P1))]


def test_a_correction_behind_a_struck_wording_is_not_taken_together_with_it(desk):
    before = desk.places()

    def correct(book):
        cell = cell_of(book, BIDANG, "Ani Rekaan", P1)
        cell.value = CellRichText(TextBlock(InlineFont(strike=True), cell.value), " Konsep surat keputusan")

    places, findings = changed(desk, correct)
    assert places == before
    assert findings == [("koreksi-tak-dimengerti", at(desk, "Ani Rekaan", P1))]


def test_a_struck_name_leaves_nobody_out_and_is_told(desk):
    before = desk.places()

    def strike(book):
        sheet = book[BIDANG]
        sheet.cell(row_of(sheet, "Budi Rekaan"), 1).font = Font(strike=True)

    places, findings = changed(desk, strike)
    assert places == before
    assert [code for code, _ in findings] == ["koreksi-tak-dimengerti"]


def test_a_correction_in_the_sheet_of_a_branch_counts_once_and_there(desk):
    above, before = desk.places_above(), desk.places()

    def change(book):
        for sheet in ("T1 Dinas Rekaan", "T0 Seluruh perangkat daerah"):
            move(book, sheet, "Ani Rekaan", DRAFT, LEFT, D2)

    assert above[DRAFT] == LEFT
    places, findings = changed(desk, change)
    assert places == before
    assert desk.places_above() == above | {DRAFT: D2}
    assert [code for code, _ in findings] == ["koreksi-dicatat"]
    assert [(d.produk, d.cabang) for d in desk.journal.decisions] == [("produk:DIN:2", "DIN")]


def test_a_wording_in_the_sheet_of_a_branch_counts_everywhere(desk):
    def change(book):
        cell = cell_of(book, "T1 Dinas Rekaan", "Kabid Rekaan", D1)
        cell.value = f"- {HEAD} daerah"

    places, _ = changed(desk, change)
    assert places[f"{HEAD} daerah"] == D1
    assert desk.places_above()[f"{HEAD} daerah"] == D1


def test_two_sheets_that_contradict_each_other_are_told_with_both_cells(desk):
    before = desk.places()

    def change(book):
        move(book, DINAS, "Kabid Rekaan", HEAD, D1, D2)
        cell_of(book, "T1 Dinas Rekaan", "Kabid Rekaan", D1).value = None

    desk.hand_back(edited(desk.printed(), change))
    (finding,) = (
        finding
        for book in desk.hand_back(edited(desk.printed(), change))
        for finding in book.findings
        if finding.code == "koreksi-bertentangan"
    )
    assert dict(finding.rincian)["tempat"].startswith(f"{DINAS}!D")
    assert desk.places() == before


def test_a_workbook_without_its_record_is_none_of_these(desk):
    assert desk.hand_back(edited(desk.printed(), lambda book: book.remove(book["_skpxl"]))) == []


def test_the_file_of_one_unit_counts_the_same(desk):
    data = edited(desk.printed(per_unit_only=True), lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2))
    desk.hand_back(data)
    assert desk.places()[APP] == P2


def test_a_decision_is_shown_in_a_note_at_its_cell_with_the_day_and_the_place_it_came_from(desk):
    def change(book):
        move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2)
        cell = cell_of(book, BIDANG, "Budi Rekaan", P2)
        cell.value = "- Terentrinya data pegawai bidang"

    source = at(desk, "Ani Rekaan", P2)
    desk.hand_back(edited(desk.printed(), change))
    book = openpyxl.load_workbook(io.BytesIO(desk.printed()))
    moved, reworded = (cell_of(book, BIDANG, name, P2).comment.text for name in ("Ani Rekaan", "Budi Rekaan"))
    assert moved == f"Dipindahkan 30-11-2026 dari {LEFT} (m1.xlsx, {source})"
    assert reworded.startswith("Kata-katanya diubah 30-11-2026 (m1.xlsx, ")
    assert reworded.endswith("; dalam SKP: “Terentrinya data pegawai”")
    assert cell_of(book, BIDANG, "Ani Rekaan", P1).comment is None


def test_a_role_in_a_row_that_was_added_is_that_of_the_name_there(desk):
    def change(book):
        sheet = book[DINAS]
        row = sheet.max_row + 1
        sheet.cell(row, 1).value = "Ani Rekaan"
        sheet.cell(row, 3).value = f"- {APP}"
        cell_of(book, BIDANG, "Ani Rekaan", LEFT).value = None

    before = desk.places()
    places, findings = changed(desk, change)
    assert places == before | {APP: D1}
    assert [code for code, _ in findings] == ["koreksi-dicatat"]
    assert [(d.produk, d.keluar) for d in desk.journal.decisions] == [("produk:DIN:1", False)]


def test_rows_and_columns_that_are_gone_are_told_and_leave_nothing_out(desk):
    def change(book):
        sheet = book[BIDANG]
        sheet.delete_rows(row_of(sheet, "Ani Rekaan"))
        for area in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(str(area))
        sheet.delete_cols(4)

    before = desk.places()
    (book,) = desk.hand_back(edited(desk.printed(), change))
    assert (desk.places(), desk.journal.decisions) == (before, ())
    assert [dict(finding.rincian)["sebab"].split(" tidak ada lagi")[0] for finding in book.findings] == [
        "baris Ani Rekaan", "kolom ini",
    ]  # fmt: skip


def test_a_sheet_with_another_name_is_found_by_what_is_in_it(desk):
    def change(book):
        move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2)
        book[BIDANG].title = "Bidang saya"

    places, findings = changed(desk, change)
    assert places[APP] == P2
    assert [code for code, _ in findings] == ["koreksi-dicatat"]


def test_two_joined_in_other_words_are_printed_as_one(desk):
    desk.skps[2] = skp(BUDI, (P1, CHECK), (P1, "Terlayaninya konsultasi pangkat"), (P1, "Tertibnya arsip"))

    def join(book):
        cell = cell_of(book, BIDANG, "Budi Rekaan", P1)
        cell.value = bullets([f"{CHECK} dan konsultasi pangkat", "Tertibnya arsip"])

    places, _ = changed(desk, join)
    assert places == {APP: LEFT, DRAFT: P1, f"{CHECK} dan konsultasi pangkat": P1, "Tertibnya arsip": P1, HEAD: D1}
    by_id = {d.hasil: d for d in desk.journal.decisions}
    assert by_id[result_id(BUDI, 2)].gabung == result_id(BUDI, 1)


def test_who_goes_on_in_his_own_file_means_what_stands_there_last(desk):
    printed = desk.printed()

    def put(target):
        return edited(printed, lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, target))

    for target in (P2, P1, P2, P2):
        desk.hand_back(put(target))
        assert desk.places()[APP] == target
    assert len(desk.journal.decisions) == 3
    assert desk.findings == []
    # What was decided on a later print outweighs that file.
    desk.hand_back(edited(desk.printed(), lambda book: move(book, BIDANG, "Ani Rekaan", APP, P2, P3)))
    desk.hand_back(put(P1))
    assert (desk.places()[APP], desk.findings) == (P3, [])


def test_two_copies_of_one_print_that_say_otherwise_do_not_take_turns(desk):
    printed = desk.printed()
    one, other = (
        edited(printed, lambda book, to=to: move(book, BIDANG, "Ani Rekaan", APP, LEFT, to)) for to in (P2, P1)
    )
    desk.hand_back(one)
    cell = at(desk, "Ani Rekaan", P1)
    for books in ((one, other), (other, one), (one, other)):
        desk.hand_back(*books)
        assert (desk.places()[APP], desk.findings) == (P2, [("koreksi-didahului", cell)])
    assert len(desk.journal.decisions) == 1


def test_the_same_print_under_another_name_does_not_replace_a_decision(desk):
    printed = desk.printed()
    desk.hand_back(edited(printed, lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2)))
    other = edited(printed, lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, P1))
    desk.hand_back(other, names=["salinan.xlsx"])
    assert desk.places()[APP] == P2
    assert desk.findings == [("koreksi-didahului", at(desk, "Ani Rekaan", P1))]


def test_a_role_pasted_into_another_row_is_told_with_both_cells_and_leaves_nothing_out(desk):
    def paste(book):
        cell_of(book, BIDANG, "Ani Rekaan", LEFT).value = None
        cell = cell_of(book, BIDANG, "Budi Rekaan", P2)
        cell.value = f"{cell.value}\n- {APP}"

    before, was, stands = desk.places(), at(desk, "Ani Rekaan", LEFT), at(desk, "Budi Rekaan", P2)
    (book,) = desk.hand_back(edited(desk.printed(), paste))
    assert (desk.places(), book.changes, book.baru) == (before, (), ())
    assert desk.findings == [("koreksi-tak-dimengerti", stands)]
    assert dict(book.findings[0].rincian)["sebab"] == (
        f"peran ini milik Ani Rekaan (semula di {was}), sedangkan baris ini milik Budi Rekaan"
    )


def test_a_role_pasted_over_that_of_another_person_leaves_neither_out(desk):
    def paste(book):
        ani, budi = (cell_of(book, BIDANG, f"{name} Rekaan", place) for name, place in (("Ani", LEFT), ("Budi", P2)))
        ani.value, budi.value = budi.value, ani.value

    before = desk.places()
    places, findings = changed(desk, paste)
    assert places == before
    assert sorted(findings) == sorted(
        ("koreksi-tak-dimengerti", at(desk, *place)) for place in (("Ani Rekaan", LEFT), ("Budi Rekaan", P2))
    )


def test_a_role_copied_to_a_second_product_is_told_with_both_cells(desk):
    def copy(book):
        cell_of(book, BIDANG, "Ani Rekaan", P2).value = f"- {DRAFT}"

    before, first = desk.places(), at(desk, "Ani Rekaan", P1)
    (book,) = desk.hand_back(edited(desk.printed(), copy))
    assert (desk.places(), book.changes, book.baru) == (before, (), ())
    assert desk.findings == [("koreksi-tak-dimengerti", at(desk, "Ani Rekaan", P2))]
    assert first in dict(book.findings[0].rincian)["sebab"]


def test_rows_of_namesakes_with_one_post_are_told_by_their_roles(desk):
    people = tuple(
        person.model_copy(update={"nama": "Ani Rekaan", "jabatan": "Analis"}) if person.nip == BUDI else person
        for person in OFFICE.pegawai
    )
    office = OFFICE.model_copy(update={"pegawai": people})
    desk = Desk(*desk.skps, office=office)

    def turn(book):
        sheet = book[BIDANG]
        first = row_of(sheet, "Ani Rekaan")
        for col in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, col), sheet.cell(first + 1, col)
            one.value, other.value = other.value, one.value

    before = desk.places()
    (book,) = desk.hand_back(edited(desk.printed(), turn))
    assert (desk.places(), book.changes, book.baru, desk.findings) == (before, (), (), [])

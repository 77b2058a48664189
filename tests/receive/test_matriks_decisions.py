"""Decisions from several workbooks: the later print counts, contradictions count for nothing, known ones are taken once."""

import io
from datetime import date

import openpyxl
import pytest
from kabid import ANI, BIDANG, DAY, LEFT, P1, P2, P3, Desk, cell_of, edited, move, result_id, skp

from skpxl.errors import SkpxlError
from skpxl.model.penempatan import Penempatan
from skpxl.receive.matriks_decisions import Journal, journal_file, read_journal, write_journal

APP = "Tersedianya aplikasi penarikan data"


@pytest.fixture
def desk():
    return Desk(skp(ANI, ("Pemutakhiran SIASN", APP), (P1, "Tersusunnya konsep laporan")))


def moved(desk, target, source=LEFT):
    return edited(desk.printed(), lambda book: move(book, BIDANG, "Ani Rekaan", APP, source, target))


NUMBERED = ("1. Tersusunnya laporan bulanan", "a) Terlayaninya tamu konsultasi", "b) Tertibnya arsip kepegawaian")


def test_results_with_numbers_of_their_own_are_read_back_as_unchanged_and_moved_alone():
    desk = Desk(skp(ANI, *((P1, text) for text in (APP, *NUMBERED))))
    data = desk.printed()
    cell = cell_of(openpyxl.load_workbook(io.BytesIO(data)), BIDANG, "Ani Rekaan", P1)
    assert cell.value == "\n".join([f"- {APP}", *NUMBERED])
    desk.hand_back(edited(data, lambda book: None))
    assert ([*desk.journal.decisions], desk.findings) == ([], [])
    desk.hand_back(edited(data, lambda book: move(book, BIDANG, "Ani Rekaan", NUMBERED[1], P1, P2)))
    assert desk.places() == {**dict.fromkeys([APP, *NUMBERED], P1), NUMBERED[1]: P2}
    assert [decision.cetak for decision in desk.journal.decisions] == [""]


def test_two_workbooks_of_one_print_that_contradict_each_other_count_for_nothing_and_are_told(desk):
    one, other = moved(desk, P2), moved(desk, P3)
    desk.hand_back(one, other)
    assert desk.places()[APP] == LEFT
    assert [code for code, _ in desk.findings] == ["koreksi-bertentangan"]
    # Once one of them is gone, the other one counts.
    desk.hand_back(one)
    assert desk.places()[APP] == P2


def test_a_correction_of_an_earlier_print_does_not_undo_a_later_decision(desk):
    late = moved(desk, P3)
    desk.hand_back(moved(desk, P2))
    desk.hand_back(late, names=["lama.xlsx"])
    assert desk.places()[APP] == P2
    assert [code for code, _ in desk.findings] == ["koreksi-didahului"]


def test_the_later_print_counts_where_nothing_is_known_of_either(desk):
    first = moved(desk, P2)
    desk.hand_back(first)
    second = moved(desk, P3, P2)
    desk.journal = Journal()
    desk.hand_back(second, first)
    assert desk.places()[APP] == P3


def test_the_same_correction_in_two_workbooks_is_one(desk):
    desk.hand_back(moved(desk, P2), moved(desk, P2))
    assert [decision.hasil for decision in desk.journal.decisions] == [result_id(ANI)]


def test_a_workbook_brings_along_the_decisions_that_it_was_printed_with(desk):
    desk.hand_back(moved(desk, P2))
    printed, decisions = desk.printed(), desk.journal.decisions
    desk.journal = Journal()
    assert desk.places()[APP] == LEFT
    (back,) = desk.hand_back(printed)
    assert (back.changes, desk.findings, desk.journal.decisions) == ((), [], decisions)
    assert desk.places()[APP] == P2
    # A correction made in it counts on top of them.
    desk.journal = Journal()
    desk.hand_back(edited(printed, lambda book: move(book, BIDANG, "Ani Rekaan", APP, P2, P3)))
    assert desk.places()[APP] == P3


def test_a_decision_on_a_result_that_is_gone_is_kept(desk):
    desk.hand_back(moved(desk, P2))
    whole = desk.skps
    desk.skps = [skp(ANI, (P1, "Tersusunnya konsep laporan"))]
    assert desk.places() == {"Tersusunnya konsep laporan": P1}
    desk.skps = whole
    assert desk.places()[APP] == P2


def test_the_file_comes_back_as_it_was_written_and_is_left_alone_without_news(desk, tmp_path):
    desk.hand_back(moved(desk, P2))
    file = journal_file(tmp_path, tmp_path / "hasil" / "m.xlsx")
    assert file == tmp_path / "keputusan-matriks.json"
    assert journal_file(None, tmp_path / "m.xlsx") == tmp_path / "m-keputusan.json"
    assert write_journal(file, desk.journal)
    read = read_journal(file)
    assert (read.decisions, read.baru) == (desk.journal.decisions, 0)
    assert read.decisions[0].tanggal == DAY != date.min
    assert not write_journal(file, read)


@pytest.mark.parametrize("content", ["", "[]", '{"riwayat": 1}', '{"riwayat": [{"teks": "x"}]}', '{"versi": 1}'])
def test_a_damaged_file_is_refused_with_its_name(tmp_path, content):
    file = tmp_path / "keputusan-matriks.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SkpxlError, match=r"keputusan-matriks\.json.*Kembalikan dari cadangan"):
        read_journal(file)


def test_results_printed_with_each_other_in_a_circle_are_not_lost(desk):
    first, second = (result_id(ANI, number) for number in (1, 2))
    texts = {first: APP, second: "Tersusunnya konsep laporan"}
    together = [
        Penempatan(hasil=one, nip=ANI, teks=texts[one], gabung=other, tanggal=DAY, jejak=one)
        for one, other in ((first, second), (second, first))
    ]
    desk.journal = Journal(tuple(together))
    assert len(desk.places()) == 1


def test_decisions_that_the_disk_does_not_give_are_not_called_damaged(tmp_path):
    file = tmp_path / "keputusan-matriks.json"
    file.mkdir()
    with pytest.raises(SkpxlError) as raised:
        read_journal(file)
    assert str(raised.value) == (
        f"Berkas keputusan {file} tidak dapat dibaca: itu sebuah folder, bukan berkas; pakai nama lain."
    )

"""Decisions held against the SKPs of today: what was joined stays joined only while both say what they said."""

from kabid import BUDI, DAY, P1, P2, result_id, skp

from skpxl.checks.penempatan import check_penempatan
from skpxl.model.penempatan import DaftarPenempatan, Penempatan

CHECK, TALK, ARCHIVE = "Terlaksananya verifikasi berkas", "Terlayaninya konsultasi", "Terkelolanya arsip ruangan bidang"
FIRST, SECOND, THIRD = (result_id(BUDI, number) for number in (1, 2, 3))


def joined(gabung_teks=CHECK):
    """The second result is printed with the first one."""
    return Penempatan(hasil=SECOND, nip=BUDI, teks=TALK, gabung=FIRST, gabung_teks=gabung_teks, tanggal=DAY)


def held(decision, *results):
    daftar = DaftarPenempatan([decision], [skp(BUDI, *results)])
    told = [(finding.code, finding.found) for finding in check_penempatan(daftar, [], None)]
    of = daftar.of(SECOND) or daftar.of(FIRST)
    return (of.gabung if of else None), told


def test_what_was_joined_is_printed_as_one_while_both_say_the_same():
    assert held(joined(), (P1, CHECK), (P1, TALK)) == (FIRST, [])


def test_a_joined_result_does_not_vanish_behind_another_text():
    assert held(joined(), (P1, ARCHIVE), (P1, TALK)) == ("", [("penempatan-terpisah", TALK)])


def test_the_other_result_is_followed_to_another_row():
    assert held(joined(), (P1, ARCHIVE), (P1, TALK), (P2, CHECK)) == (THIRD, [])


def test_a_decision_of_before_that_does_not_know_the_text_holds_by_the_row():
    assert held(joined(gabung_teks=""), (P1, ARCHIVE), (P1, TALK)) == (FIRST, [])

"""`outbox/`: a letter is a file and a row; what a killed command left half done is put right by the next."""

import stat

import pytest
from letters_out import a_desk, a_round
from sqlalchemy import delete

from skpxl.dispatch.outbox import Draft, cancel, put, unchanged, writing
from skpxl.errors import SkpxlError
from skpxl.files.alone import alone
from skpxl.ledger.book import open_ledger
from skpxl.ledger.letters import LetterState, read_letters, settle
from skpxl.ledger.schema import LETTERS

VALUES = {"periode": "1 Januari SD 31 Desember 2024", "tanggal": "3 Januari 2024"}


def draft(number, books=()):
    return Draft("tanpa-lampiran", f"tanpa:{number}", f"a{number}@contoh.test", "Rahmi", VALUES, tuple(books))


@pytest.fixture
def desk(tmp_path):
    campaign = a_round(tmp_path / "putaran")
    with open_ledger(campaign) as ledger:
        yield a_desk(campaign, ledger)


def test_a_letter_is_written_once_for_its_owner_alone(desk):
    with writing(desk):
        [first] = put(desk, [draft(1)])
        assert put(desk, [draft(1)]) == []
    data = unchanged(desk, first)
    assert data is not None
    assert b"Kode surat: SKP-" + first.code.encode() in data
    assert first.file == f"outbox/{first.code}.eml"
    assert stat.S_IMODE(desk.file_of(first).stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.folder.stat().st_mode) == 0o700
    assert [(row.key, row.state, row.size) for row in read_letters(desk.ledger)] == [
        ("tanpa:1", LetterState.READY, len(data))
    ]


def test_a_file_without_a_row_is_removed_and_a_row_without_a_file_gets_the_same_again(desk):
    with writing(desk):
        [gone, kept] = put(desk, [draft(1), draft(2)])
    with desk.ledger.writing() as connection:
        connection.execute(delete(LETTERS).where(LETTERS.c.key == gone.key))
    (desk.folder / "catatan.txt").write_text("punya orang")
    desk.file_of(kept).unlink()
    with writing(desk):
        assert sorted(file.name for file in desk.folder.iterdir() if file.suffix in (".eml", ".txt")) == ["catatan.txt"]
        [again] = put(desk, [draft(2)])
    assert again == kept
    assert unchanged(desk, again) is not None


def test_a_letter_whose_text_has_changed_meanwhile_is_entered_as_it_is_written(desk):
    with writing(desk):
        [row] = put(desk, [draft(1)])
        desk.file_of(row).unlink()
        [again] = put(desk, [draft(1)._replace(name="Séna")])
    assert (again.key, again.content != row.content) == (row.key, True)
    assert unchanged(desk, again) is not None


def test_of_two_letters_with_the_same_workbook_one_is_entered(desk):
    with writing(desk):
        rows = put(desk, [draft(1, [("K1", 1)])], once=["tanpa-lampiran"])
        assert put(desk, [draft(2, [("K0", 1), ("K1", 1)])], once=["tanpa-lampiran"]) == []
        assert len(put(desk, [draft(3, [("K1", 1)])], once=["tanpa-lampiran"], but=[rows[0].key])) == 1
    assert len([*desk.folder.glob("*.eml")]) == 2


def test_a_letter_that_is_taken_back_goes_unless_somebody_has_changed_it(desk):
    with writing(desk):
        first, second, third = put(desk, [draft(1), draft(2), draft(3)])
    desk.file_of(second).write_bytes(b"lain")
    settle(desk.ledger, third.key, LetterState.SENT, before=[LetterState.READY])
    assert (cancel(desk, first, "x"), cancel(desk, second, "x"), cancel(desk, third, "x")) == (True, True, False)
    assert [desk.file_of(row).exists() for row in (first, second, third)] == [False, True, True]


def test_one_command_at_a_time_writes_letters(desk):
    waited = []

    def sleep(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            held.__exit__(None, None, None)

    desk.folder.mkdir()
    held = alone(desk.folder)
    held.__enter__()
    with writing(desk, sleep):
        assert waited == [0.2, 0.2, 0.2]
    with alone(desk.folder), pytest.raises(SkpxlError, match="Perintah skpxl lain"), writing(desk, lambda _: None):
        pass

"""Which workbooks go to whom: every one has one fate, and a letter is never larger than it may be."""

from dataclasses import replace

import pytest
from letters_out import BOOK, PEOPLE, ROSTER, out, workbooks

from skpxl.dispatch.addressees import AddressBook, Addressee
from skpxl.dispatch.bundles import Manner, plan
from skpxl.errors import AccountError
from skpxl.ledger.letters import LetterRow, LetterState
from skpxl.model.fate import SendFate


def fates(made):
    return [fate.value for _, fate in made.fates]


def row(bundle, state=LetterState.READY):
    marks = tuple(one.mark for one in bundle.workbooks)
    letter = LetterRow(bundle.key, bundle.purpose, "C1", "", bundle.to.address, "", "", 1, "2024", state=state)
    return letter._replace(workbooks=marks)


def test_they_go_to_the_perangkat_daerah_else_to_the_nearest_unit_with_an_address(tmp_path):
    made = plan(books := workbooks(tmp_path), BOOK, out(books), Manner())
    assert [(bundle.to, [one.row.nama for one in bundle.workbooks]) for bundle in made.bundles] == [
        (Addressee("bidang-dua@contoh.test", "Bidang Dua", "B1"), ["Umar"]),
        (Addressee("dinas-a@contoh.test", "Dinas A", "A"), ["Rahmi", "Séna", "Tuti"]),
    ]
    counts = made.account.named()
    assert (made.account.total, counts["dalam surat"], counts["tanpa alamat"]) == (5, 4, 1)


def test_or_to_each_person(tmp_path):
    made = plan(books := workbooks(tmp_path), BOOK, out(books), Manner(to_person=True))
    assert [(bundle.to.address, bundle.purpose) for bundle in made.bundles] == [
        ("rahmi@contoh.test", "pengantar-pegawai"),
        ("sena@contoh.test", "pengantar-pegawai"),
        ("umar@contoh", "pengantar-pegawai"),
    ]
    assert fates(made)[2:] == ["tanpa alamat", "dalam surat", "alamatnya keliru"]


def test_whoever_answers_for_a_unit_gets_its_letters(tmp_path):
    book = AddressBook(ROSTER, {"B": "sekretariat@contoh.test"})
    made = plan(books := workbooks(tmp_path), book, out(books), Manner())
    assert [(one.to.address, one.to.name, len(one.workbooks)) for one in made.bundles] == [
        ("dinas-a@contoh.test", "Dinas A", 3),
        ("sekretariat@contoh.test", "Dinas B", 2),
    ]


@pytest.mark.parametrize("as_zip", [False, True])
def test_no_letter_is_larger_than_it_may_be(tmp_path, as_zip):
    people = tuple(PEOPLE[0].model_copy(update={"nip": f"{n:018}", "nama": f"Orang {n}"}) for n in range(7))
    books = workbooks(tmp_path, people, size=30_000)
    books[3].file.write_bytes(bytes(200_000))
    book = AddressBook(ROSTER.model_copy(update={"pegawai": people}))
    made = plan(books, book, out(books), Manner(as_zip=as_zip, most=0.1))
    assert [(one.part, one.parts, len(one.workbooks)) for one in made.bundles] == [(1, 3, 2), (2, 3, 2), (3, 3, 2)]
    assert fates(made)[3] == "terlalu besar untuk satu surat"


def test_what_is_not_to_be_sent_has_its_own_word(tmp_path):
    books = workbooks(tmp_path)
    books[1].file.unlink()
    situation = out(
        books, superseded={"K0000"}, exempt=lambda row, _: row.nama == "Tuti", wanted=lambda row, _: row.nama != "Umar"
    )
    issued = dict(situation.issued)
    issued["K0004"] = issued["K0004"]._replace(terbitan=2)  # it has been given back for correction meanwhile
    made = plan([*books, books[2]], BOOK, replace(situation, issued=issued), Manner())
    assert fates(made) == [
        "digantikan formulir lain", "berkasnya tidak ditemukan", "dibebaskan atau nihil", "tidak diminta", "sudah terbit lagi",
        "sudah terbit lagi",
    ]  # fmt: skip
    assert made.bundles == ()


@pytest.mark.parametrize(
    ("state", "bounced", "fate"),
    [
        (LetterState.READY, False, SendFate.DALAM_SURAT),
        (LetterState.LATER, False, SendFate.DALAM_SURAT),
        (LetterState.IN_FLIGHT, False, SendFate.TIDAK_PASTI),
        (LetterState.UNSURE, False, SendFate.TIDAK_PASTI),
        (LetterState.SENT, False, SendFate.DIKIRIM),
        (LetterState.SENT, True, SendFate.DITOLAK),
        (LetterState.REFUSED, False, SendFate.DITOLAK),
    ],
)
def test_what_is_in_a_letter_goes_into_no_other(tmp_path, state, bounced, fate):
    books = workbooks(tmp_path)[:2]
    [bundle] = plan(books, BOOK, out(books), Manner()).bundles
    letter = row(bundle, state)
    made = plan(books, BOOK, out(books, letters=[letter], bounced={letter.key} if bounced else ()), Manner())
    assert (made.bundles, made.stale, [one for _, one in made.fates]) == ((), (), [fate, fate])


def test_what_came_back_goes_to_the_new_address_and_one_taken_back_goes_again(tmp_path):
    books = workbooks(tmp_path)[:2]
    [bundle] = plan(books, BOOK, out(books), Manner()).bundles
    other = AddressBook(ROSTER, {"A": "baru@contoh.test"})
    refused = row(bundle, LetterState.REFUSED)
    [again] = plan(books, other, out(books, letters=[refused]), Manner()).bundles
    assert (again.to.address, again.key != bundle.key) == ("baru@contoh.test", True)
    [same] = plan(books, BOOK, out(books, letters=[row(bundle, LetterState.CANCELLED)]), Manner()).bundles
    assert same.key == f"{bundle.key}:2"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"book": AddressBook(ROSTER, {"A": "baru@contoh.test"})}, "alamat atau cara kirimnya berubah"),
        ({"manner": Manner(to_person=True)}, "alamat atau cara kirimnya berubah"),
        ({"superseded": {"K0000"}}, "sebagian formulir di dalamnya tidak perlu dikirim lagi"),
        ({"is_whole": lambda row: False}, "berkas suratnya hilang atau diubah"),
    ],
)
def test_a_letter_that_waits_is_taken_back_where_it_no_longer_holds(tmp_path, change, why):
    books = workbooks(tmp_path)[:2]
    [bundle] = plan(books, BOOK, out(books), Manner()).bundles
    more = {name: value for name, value in change.items() if name not in ("book", "manner")}
    situation = out(books, letters=[row(bundle)], **more)
    made = plan(books, change.get("book", BOOK), situation, change.get("manner", Manner()))
    assert [(letter.key, reason) for letter, reason in made.stale] == [(bundle.key, why)]
    marks = [one.mark for bundle in made.bundles for one in bundle.workbooks]
    assert marks == [one.mark for one, fate in made.fates if fate is SendFate.DALAM_SURAT]
    assert bundle.key not in {one.key for one in made.bundles}


def test_an_unknown_person_and_a_lost_fate(tmp_path):
    books = workbooks(tmp_path, (PEOPLE[0].model_copy(update={"nip": "1", "nama": "Lain"}),))
    made = plan(books, BOOK, out(books), Manner())
    assert fates(made) == ["orangnya tidak ada di daftar pegawai"]
    from skpxl.dispatch.bundles import send_account

    with pytest.raises(AccountError, match=r"K0000 tanpa nasib"):
        send_account(books, [])

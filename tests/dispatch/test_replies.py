"""Which replies are due: one letter to an address, one a day, nothing twice, no machine, no copy to a stranger."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.dispatch.arrived import ACCEPTED, CLOSED, CORRECT, EMPTY, NEWER, NOT_OURS, Known, Thing, mail_code, things_of
from skpxl.dispatch.replies import Contacts, decide, reply_account
from skpxl.dispatch.reply_letters import Facts, draft_of
from skpxl.errors import AccountError
from skpxl.files.walk import walk
from skpxl.ledger.arrivals import MailPlace, MailRow, Origin
from skpxl.ledger.letters import LetterRow, LetterState
from skpxl.mail.machines import MailKind
from skpxl.model.event import Event, EventKind
from skpxl.model.fate import MailFate, ReplyFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Unit
from skpxl.receive.giveback import give_back
from skpxl.receive.validate import Measure, validate
from skpxl.template.library import load_library
from skpxl.template.source import samples_dir

LIBRARY = load_library()
AT = datetime(2022, 1, 10, 3, tzinfo=UTC)
NOBODY = Contacts(Organisasi(), (), {})


@cache
def received(name):
    (path,) = samples_dir().glob(f"masuk/{name}*.xlsx")
    return validate(walk([path]), Measure(LIBRARY))[0]


def copy_of(file):
    return give_back([file], LIBRARY, signing_key=None)[0]


def mail(sender="a@contoh.test", number=1, **told):
    row = MailRow(
        MailPlace("akun", "INBOX", 1, number), f"<{number}@contoh.test>", f"{number:064x}", sender, "SKP",
        AT.isoformat(), AT.isoformat(), kind=MailKind.PERSON, reply_to=sender, fate=MailFate.DIAMBIL,
    )  # fmt: skip
    return row._replace(**told)


def thing(content="c1", asks=ACCEPTED, sender="a@contoh.test", number=1, **told):
    return Thing(mail(sender, number), sender, content, f"{content}.xlsx", asks, **told)


def letter(address="a@contoh.test", state=LetterState.SENT, sent=AT, about=(), **told):
    row = LetterRow("balasan:x", ACCEPTED, "C", "<x>", address, "outbox/C.eml", "0" * 64, 1, sent.isoformat())
    return row._replace(state=state, sent_at=sent.isoformat(), about=about, **told)


def decided(things, letters=(), contacts=NOBODY, at=AT, most=15.0):
    return decide(things, letters, contacts, copy_of, at=at, most=most)


def fates(made):
    return [fate for _, fate, _ in made.fates]


def known(origins=(), files=(), **told):
    empty = {
        "accepted": (),
        "pesan": LIBRARY.pesan,
        "words": LIBRARY.label["surat"],
        "ours": frozenset({"kami@contoh.test"}),
    }
    return Known(dict(origins), dict(files), **{**empty, **told})


def came(mail_row, content, name="isian.xlsx"):
    return {content: [Origin("akun/INBOX", f"INBOX 1/{name}", mail_row.sender, detail={"surat": mail_row.content})]}


def test_one_letter_tells_an_address_all_that_it_waits_for():
    made = decided([
        thing("c1"), thing("c2", NOT_OURS, number=2, reason="Ini bukan formulir kami."),
        thing("c3", sender="b@contoh.test", number=3),
    ])  # fmt: skip
    assert [(one.purpose, one.to.address, len(one.things)) for one in made.replies] == [
        (NOT_OURS, "a@contoh.test", 2), (ACCEPTED, "b@contoh.test", 1),
    ]  # fmt: skip
    assert fates(made) == [ReplyFate.DALAM_SURAT] * 3
    draft = draft_of(made.replies[0], Facts("1 Januari s.d. 31 Desember 2022", lambda nip: None, None))
    assert (draft.answers, draft.references) == ("<2@contoh.test>", ("<1@contoh.test>", "<2@contoh.test>"))
    assert draft.values["daftar"] == "- c2.xlsx: Ini bukan formulir kami."
    assert draft.values["lain"] == "Selain itu:\n- c1.xlsx: sudah kami terima dan sudah lengkap (sidik c1)"
    assert (draft.automatic, draft.workbooks, draft.name) == (True, (), "Bapak/Ibu pengirim")


@pytest.mark.parametrize(("asks", "answered"), [(NOT_OURS, 500), (CLOSED, 500), (ACCEPTED, 60)])
def test_five_hundred_files_that_are_no_forms_are_answered_with_one_letter(asks, answered):
    made = decided([thing(f"c{number}", asks, number=number, reason="Bukan formulir.") for number in range(500)])
    assert fates(made) == [ReplyFate.DALAM_SURAT] * answered + [ReplyFate.BESOK] * (500 - answered)
    (reply,) = made.replies
    listed = draft_of(reply, Facts("2022", lambda nip: None, None)).values["daftar"].splitlines()
    assert len(reply.things) == answered
    assert listed[59:] == ["- c59.xlsx: Bukan formulir.", *(["- dan 440 berkas lain"] if answered == 500 else [])]


def test_what_was_answered_is_not_answered_again_and_the_same_content_once():
    first = decided([thing("c1"), thing("c1", number=2)])
    assert (fates(first), [len(one.things) for one in first.replies]) == ([ReplyFate.DALAM_SURAT] * 2, [1])
    told = tuple(one.mark for one in first.replies[0].things)
    later = AT + timedelta(days=3)
    again = decided([thing("c1", NEWER), thing("c1", CLOSED, number=2), thing("c1", sender="b@contoh.test", number=3)],
                    [letter(about=told)], at=later)  # fmt: skip
    assert fates(again) == [ReplyFate.SUDAH, ReplyFate.DALAM_SURAT, ReplyFate.DALAM_SURAT]
    cancelled = decided(
        [thing("c1")], [letter(about=told, state=LetterState.CANCELLED, key=first.replies[0].key)], at=later
    )
    assert cancelled.replies[0].key == f"{first.replies[0].key}:2"


@pytest.mark.parametrize(
    ("state", "sent", "fate"),
    [
        (LetterState.SENT, AT - timedelta(hours=23, minutes=59), ReplyFate.BESOK),
        (LetterState.SENT, AT - timedelta(hours=24), ReplyFate.DALAM_SURAT),
        (LetterState.UNSURE, AT - timedelta(hours=1), ReplyFate.BESOK),
        (LetterState.READY, AT - timedelta(days=9), ReplyFate.BESOK),
        (LetterState.REFUSED, AT - timedelta(hours=1), ReplyFate.DALAM_SURAT),
    ],
)
def test_an_address_gets_one_letter_in_a_day(state, sent, fate):
    assert fates(decided([thing("c2")], [letter("A@contoh.test", state, sent)])) == [fate]


def test_what_does_not_fit_waits_for_the_next_letter():
    file = received("cacat/01")
    contacts = Contacts(
        Organisasi(), [letter(purpose="pengantar-pegawai", workbooks=((file.reading.form.stamp.id, 1),))], {}
    )
    several = [thing(f"c{number}", CORRECT, number=number, file=file) for number in range(3)]
    size = len(copy_of(file).data) * 1.4 / 1_000_000
    assert fates(decided(several, contacts=contacts, most=size * 2.1)) == [ReplyFate.DALAM_SURAT] * 2 + [
        ReplyFate.BESOK
    ]
    assert fates(decided(several[:1], contacts=contacts, most=size / 2)) == [ReplyFate.DALAM_SURAT]


def test_a_copy_goes_to_an_address_that_is_known_for_its_owner_alone():
    file = received("cacat/01")
    form = file.reading.form
    wrong = thing("c1", CORRECT, "siapa@jahat.test", file=file)
    assert fates(decided([wrong])) == [ReplyFate.TANPA_ALAMAT]
    unit = Unit(kode="U", nama="Unit Contoh", email="unit@contoh.test")
    owner = Pegawai(nip=file.owner.nip, nama=file.owner.nama, jabatan=form.terkunci["pegawai_jabatan"], unit_kerja="U",
                    email="pemilik@contoh.test")  # fmt: skip
    contacts = Contacts(Organisasi(pegawai=(owner,), unit=(unit,)), (), {})
    (reply,) = decided([wrong], contacts=contacts).replies
    assert (reply.to.address, reply.mails) == ("pemilik@contoh.test", ())
    draft = draft_of(reply, Facts("2022", lambda nip: date(2022, 1, 31), None))
    assert (draft.answers, draft.references, draft.workbooks) == ("", (), ((form.stamp.id, form.stamp.terbitan + 1),))
    assert "c1.xlsx" not in "".join(draft.values.values()).replace(draft.values["sidik"], "")
    assert draft.values["lain"].startswith("Berkas ini kami terima dari siapa@jahat.test, yang tidak tercatat")
    assert draft.values["batas"] == "31 Januari 2022"
    of_unit = decided([wrong._replace(to="unit@contoh.test")], contacts=contacts).replies
    assert [one.to.address for one in of_unit] == ["unit@contoh.test"]
    sent = Contacts(
        Organisasi(), [letter("kantor@contoh.test", purpose="pengantar-pegawai", workbooks=((form.stamp.id, 1),))], {}
    )
    assert [one.to.address for one in decided([wrong._replace(to="kantor@contoh.test")], contacts=sent).replies] == [
        "kantor@contoh.test"
    ]


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind is not MailKind.PERSON])
def test_no_machine_is_answered(kind):
    row = mail(kind=kind.value)
    (one,) = things_of([row], known(came(row, "c1")))
    assert (one.fate, one.reason) == (ReplyFate.MESIN, kind.value)


@pytest.mark.parametrize(
    ("sender", "asked", "to"),
    [
        ("a@contoh.test", "b@contoh.test", "b@contoh.test"),
        ("a@contoh.test", "b@lain.test", "a@contoh.test"),
        ("a@contoh.test", "b@jahat.contoh.test", "a@contoh.test"),
        ("A@Contoh.test", "", "a@contoh.test"),
    ],
)
def test_an_answer_goes_elsewhere_only_within_the_same_domain(sender, asked, to):
    (one,) = things_of([mail(sender, reply_to=asked, fate=MailFate.TANPA_LAMPIRAN)], known())
    assert (one.to, one.fate) == (to, ReplyFate.TANPA_LAMPIRAN)


@pytest.mark.parametrize(
    ("sender", "asked"),
    [("noreply@contoh.test", ""), ("kami@contoh.test", ""), ("a@contoh.test", "kami@contoh.test"), ("", ""),
     ("a@contoh.test", "mailer-daemon@contoh.test")],
)  # fmt: skip
def test_what_is_nobodys_address_gets_no_answer(sender, asked):
    row = mail(sender, reply_to=asked)
    (one,) = things_of([row], known(came(row, "c1")))
    assert one.fate is ReplyFate.MESIN


def test_what_each_thing_asks_for():
    wrong = received("cacat/01")
    row = mail()
    origins = {**came(row, "c1", "Isian Budi.xlsx"), **came(row, "c2")}
    (one, gone) = things_of([row], known(origins, {"c1": wrong}))
    assert (one.name, one.asks, one.fate) == ("Isian Budi.xlsx", CORRECT, None)
    assert (gone.content, gone.fate) == ("c2", ReplyFate.TAK_ADA)
    (late, _) = things_of([row], known(origins, {"c1": wrong}, closing=date(2022, 1, 9)))
    assert late.asks == CLOSED
    (on_the_day, _) = things_of([row], known(origins, {"c1": wrong}, closing=date(2022, 1, 10)))
    assert on_the_day.asks == CORRECT
    (first, twice) = things_of([row, row._replace(place=MailPlace("akun", "INBOX", 1, 9))], known())
    assert (first.fate, twice.fate) == (ReplyFate.TAK_DIPAHAMI, ReplyFate.SURAT_SAMA)


def test_a_mail_without_a_file_is_answered_only_where_somebody_says_so():
    row = mail(fate=MailFate.TANPA_LAMPIRAN)
    (silent,) = things_of([row], known())
    assert silent.reason == f"jawab dengan --answer-empty {mail_code(row)}"
    (asked,) = things_of([row], known(empty=lambda one: mail_code(one) == mail_code(row)))
    assert (asked.asks, asked.mark) == (EMPTY, f"{row.content[:32]}:{EMPTY}")


def test_a_version_that_follows_an_accepted_one_says_so():
    file, row = received("baik/SKP_2022_1980"), mail()
    kode = file.reading.form.stamp.id

    def asked(*accepted):
        events = [
            Event(EventKind.ACCEPTED, AT, kode=kode, content=one, number=place) for place, one in enumerate(accepted, 1)
        ]
        (one,) = things_of([row], known(came(row, "c2"), {"c1": file, "c2": file}, accepted=events))
        return one.asks, one.before

    assert asked("c2") == asked("c2", "c1") == (ACCEPTED, None)
    assert asked("c1", "c2") == (NEWER, (file, AT))
    values = draft_of(
        decided([thing("c2", NEWER, file=file, before=(received("baik/SKP_2022_1985"), AT))]).replies[0],
        Facts("2022", lambda nip: None, None),
    ).values
    assert (values["tanggal_lama"], values["perubahan"].endswith(" isian")) == ("10 Januari 2022", True)
    unproven = replace(file, counted=False)
    (one,) = things_of([row], known(came(row, "c2"), {"c2": unproven}))
    assert (one.fate, one.reason) == (ReplyFate.PETUGAS, "diterima, tetapi keasliannya belum pasti")


def test_who_sent_something_else_is_told_so_in_words_that_are_for_him(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"bukan buku kerja")
    (file,) = validate(walk([tmp_path / "a.xlsx"]), Measure(LIBRARY))
    row = mail()
    (one,) = things_of([row], known(came(row, "c1"), {"c1": file}))
    assert one.asks == NOT_OURS
    assert "Minta pengirim" not in one.reason
    assert "Simpan Sebagai “Excel Workbook (.xlsx)”, dan kirim hasilnya." in one.reason
    (ours,) = things_of([row], known(came(row, "c1"), {"c1": file}, pesan={}))
    assert ours.fate is ReplyFate.PETUGAS


def test_everything_that_came_is_counted():
    made = decided([thing("c1"), thing("c2", fate=ReplyFate.GANDA, number=2)])
    assert made.account.count(ReplyFate.DALAM_SURAT, ReplyFate.GANDA) == made.account.total == 2
    with pytest.raises(AccountError):
        reply_account([thing("c1"), thing("c3")], made.fates)


@settings(max_examples=2, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=600), min_size=1000, max_size=1000))
def test_two_programs_that_answer_each_other_come_to_one_letter_a_day(minutes):
    """The other side writes again, each time something new, whenever it likes; we run after every one of its mails."""
    at, things, letters = AT, [], []
    for number, pause in enumerate(minutes):
        at += timedelta(minutes=pause)
        things.append(thing(f"c{number}", NOT_OURS, number=number))
        answered = {mark for row in letters for mark in row.about}
        made = decided([one for one in things if one.mark not in answered][-70:], letters[-3:], at=at)
        for reply in made.replies:
            letters.append(letter(sent=at, about=tuple(one.mark for one in reply.things)))
    times = [datetime.fromisoformat(row.sent_at) for row in letters]
    assert all(later - earlier >= timedelta(days=1) for earlier, later in pairwise(times))
    assert len(letters) <= (at - AT) / timedelta(days=1) + 1

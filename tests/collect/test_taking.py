"""What came in disguise: found once, kept once, and known from where; nothing that is not a form is taken for one."""

import hashlib
import stat

import pytest
from collected import blank, collect, good, mail_with, zipped
from ledgers import AT

from skpxl.collect.chats import ChatLine, is_chat, lines_of_files
from skpxl.collect.disk import Steady, mail_place, watch
from skpxl.collect.keeping import KeptFiles, Recorded, Taken, kept_name, record_arrival
from skpxl.collect.taking import WINMAIL
from skpxl.ledger.arrivals import MailRow, Origin, read_contents, read_mails, read_origins
from skpxl.ledger.events import read_events
from skpxl.model.event import EventKind
from skpxl.model.fate import TakenFate

CHAT = "[03/01/22 08.15.02] Budi Contoh: \u200eDOC-WA0007.xlsx <terlampir: DOC-WA0007.xlsx>\n"
FORM = hashlib.sha256(good()).hexdigest()


def disguises(folder):
    """The same form eight times, as offices send it."""
    folder.mkdir()
    (folder / "DOC-20220103-WA0007.zip").write_bytes(good())
    (folder / "DOC-20220104-WA0012").write_bytes(good())
    chat = {"DOC-WA0007.xlsx": good(), "_chat.txt": CHAT.encode()}
    (folder / "WhatsApp Chat - Grup SKP.zip").write_bytes(zipped(chat))
    (folder / "drive-download.zip").write_bytes(zipped({"Unggah SKP (File responses)/SKP - Budi.xlsx": good()}))
    inner = mail_with(("=?x?q?skp?=.xlsx", good()), sender="budi@contoh.test")
    outer = mail_with(sender="kepala@contoh.test", subject="Fwd: SKP", Date="Mon, 03 Jan 2022 08:00:00 +0800")
    outer.add_attachment(inner)
    (folder / "diteruskan.eml").write_bytes(outer.as_bytes())
    mbox = b"From a@contoh.test Mon Jan  3 08:00:00 2022\n" + mail_with(("../../skp.xlsx", good())).as_bytes() + b"\n\n"
    (folder / "surat.mbox").write_bytes(mbox + mbox.replace(b"Subject: SKP", b"Subject: lagi"))
    for name in ("cur", "new", "tmp"):
        (folder / "Maildir" / name).mkdir(parents=True)
    (folder / "Maildir" / "new" / "1.M2.host:2,S").write_bytes(
        mail_with(("skp.bin", zipped({"a.xlsx": good()}))).as_bytes()
    )
    return folder


def test_every_disguise_is_seen_through_and_the_content_is_kept_once(ledger, tmp_path):
    met = collect(ledger, disguises(tmp_path / "unduhan"))
    assert dict(met.files) == {TakenFate.BARU: 1, TakenFate.LAGI: 7, TakenFate.TERCATAT: 0}
    assert [one.fate.value for one in met.mails] == ["berkasnya diambil"] * 4
    assert [(one.opened.taken, one.mail.text) for one in met.mails] == [((), "")] * 4  # nothing is held
    [content] = read_contents(ledger).values()
    assert (content.content, content.size) == (FORM, len(good()))
    kept = ledger.root / content.file
    assert kept.read_bytes() == good()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in (ledger.root / "masuk").iterdir()] == [kept.name]
    assert [one.kind for one in read_events(ledger)] == [EventKind.RECEIVED]


def test_every_coming_is_known_with_its_chat_line_and_its_sender(ledger, tmp_path):
    folder = disguises(tmp_path / "unduhan")
    collect(ledger, folder)
    origins = {one.name.removeprefix(f"{folder}/"): one for one in read_origins(ledger)[FORM]}
    assert {*origins} == {
        "DOC-20220103-WA0007.zip",
        "DOC-20220104-WA0012",
        "WhatsApp Chat - Grup SKP.zip/DOC-WA0007.xlsx",
        "drive-download.zip/Unggah SKP (File responses)/SKP - Budi.xlsx",
        "diteruskan.eml/surat 1.eml/skp.xlsx",
        "surat.mbox/surat 1/skp.xlsx",
        "surat.mbox/surat 2/skp.xlsx",
        "Maildir/new/1.M2.host:2,S/skp.bin/a.xlsx",
    }
    chat = origins["WhatsApp Chat - Grup SKP.zip/DOC-WA0007.xlsx"]
    assert (chat.sender, chat.detail["baris"], chat.detail["waktu"]) == ("Budi Contoh", 1, "03/01/22 08.15.02")
    forwarded = origins["diteruskan.eml/surat 1.eml/skp.xlsx"]
    assert (forwarded.sender, forwarded.dated) == ("kepala@contoh.test", "2022-01-03T00:00:00+00:00")
    assert forwarded.detail["perihal"] == "Fwd: SKP"


def test_a_run_that_is_repeated_adds_nothing(ledger, tmp_path):
    folder = disguises(tmp_path / "unduhan")
    collect(ledger, folder)
    again = collect(ledger, folder)
    assert (dict(again.files), again.mails, again.known_mails) == (
        {TakenFate.BARU: 0, TakenFate.LAGI: 0, TakenFate.TERCATAT: 4},
        [],
        4,
    )
    assert len(read_origins(ledger)[FORM]) == 8
    assert len(read_mails(ledger)) == 4


def test_what_cannot_be_taken_is_named_and_left(ledger, tmp_path):
    winmail = mail_with(("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(20)), ("skp.xlsx", good()))
    (tmp_path / "a.eml").write_bytes(winmail.as_bytes())
    outlook = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le")
    (tmp_path / "b.msg").write_bytes(outlook)
    (tmp_path / "c.zip").write_bytes(zipped({"x": bytes(6_000_000), "skp.xlsx": blank()}))
    met = collect(ledger, tmp_path / "a.eml", tmp_path / "b.msg", tmp_path / "c.zip")
    assert [(one.name.removeprefix(f"{tmp_path}/"), one.code) for one in met.not_taken] == [
        ("a.eml/winmail.dat", ""),
        ("b.msg", ""),
        ("c.zip/x", "berkas-terlalu-besar"),
    ]
    [row] = read_mails(ledger)
    assert (row.fate, row.reason) == ("tidak dipahami", f"1 berkas diambil; winmail.dat: {WINMAIL}")
    assert {*read_contents(ledger)} == {FORM, hashlib.sha256(blank()).hexdigest()}


def test_where_it_is_only_asked_nothing_is_kept(tmp_path):
    from collected import desk
    from ledgers import a_campaign

    from skpxl.collect.run import Collected, collect_disk

    campaign = a_campaign(tmp_path / "putaran")
    met = Collected()
    collect_disk([disguises(tmp_path / "unduhan")], desk(None, campaign.root, asks=True), {}, met)
    met.check()
    assert met.met == 8
    assert [*(campaign.root / "masuk").iterdir()] == []
    assert not (campaign.root / "buku.sqlite").exists()


def test_what_was_kept_before_the_ledger_heard_of_it_is_found_again(ledger):
    taken = Taken("SKP Budi.xlsx", good(), Origin("unduhan", "SKP Budi.xlsx"))
    first = KeptFiles(ledger.root).keep(taken)  # killed here
    second = KeptFiles(ledger.root).keep(taken._replace(name="nama lain.xlsx"))
    assert (first.is_new, second.is_new, second.file) == (True, False, first.file)
    assert record_arrival(ledger, [second], at=AT, by="a", since=0).new == (FORM,)


def test_of_two_commands_that_keep_the_same_under_two_names_one_file_stays(ledger):
    ours, theirs = KeptFiles(ledger.root), KeptFiles(ledger.root)
    one = ours.keep(Taken("a.xlsx", good(), Origin("x", "a.xlsx")))
    other = theirs.keep(Taken("b.xlsx", good(), Origin("y", "b.xlsx")))
    assert one.file != other.file
    assert record_arrival(ledger, [one], at=AT, by="a", since=0).new == (FORM,)
    assert record_arrival(ledger, [other], at=AT, by="b", since=0).again == (FORM,)
    assert [path.name for path in (ledger.root / "masuk").iterdir()] == [one.file.removeprefix("masuk/")]
    assert len(read_events(ledger)) == 1


def test_of_a_mail_that_another_command_has_recorded_no_second_file_stays(ledger):
    ours, theirs = KeptFiles(ledger.root), KeptFiles(ledger.root)
    one = ours.keep(Taken("a.xlsx", good(), Origin("x", "a.xlsx")))
    row = MailRow(mail_place(b"surat"), "", "", "", "", "", "")
    assert record_arrival(ledger, [one], at=AT, by="a", since=0, mail=row).is_first
    other = theirs.keep(Taken("b.xlsx", good(), Origin("x", "b.xlsx")))
    assert record_arrival(ledger, [other], at=AT, by="b", since=0, mail=row) == Recorded((), (), is_first=False)
    assert [path.name for path in (ledger.root / "masuk").iterdir()] == [one.file.removeprefix("masuk/")]


def test_another_content_with_the_same_beginning_of_its_hash_is_never_written_over(ledger):
    taken = Taken("a.xlsx", good(), Origin("x", "a.xlsx"))
    place = ledger.root / "masuk" / f"lain-{FORM[:12]}.xlsx"
    place.write_bytes(b"lain")
    kept = KeptFiles(ledger.root).keep(taken)
    assert (kept.file, place.read_bytes()) == (f"masuk/a-{FORM}.xlsx", b"lain")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("SKP Budi Contoh, S.Kom.xlsx", "SKP-Budi-Contoh-S-Kom-0123.xlsx"),
        ("../../../etc/passwd", "passwd-0123"),
        ("a/CON.xlsx", "CON_-0123.xlsx"),
        ("skp\r\nBcc: x.XLSX", "skp-Bcc-x-0123.xlsx"),
        ("skp.tmp", "kiriman-0123"),
        ("WhatsApp Chat.txt", "kiriman-0123"),
        ("~$skp.xlsx", "skp-0123.xlsx"),
        (".xlsx", "xlsx-0123"),
        ("сводка.xlsx", "lain-0123.xlsx"),
        ("", "lain-0123"),
    ],
)
def test_a_name_is_readable_and_leads_nowhere(name, kept):
    assert kept_name(name, "0123") == kept


@pytest.mark.parametrize(
    ("line", "sender", "when"),
    [
        (CHAT.replace("DOC-WA0007", "SKP (1)"), "Budi Contoh", "03/01/22 08.15.02"),
        ("03/01/22 08.15 - +62 812-0000-0000: SKP (1).xlsx (file terlampir)", "+62 812-0000-0000", "03/01/22 08.15"),
        ("1/3/22, 8:15 PM - Ani: \u200eSKP (1).xlsx (file attached)", "Ani", "1/3/22, 8:15 PM"),
        ("[2022-01-03, 08:15:02] Ani: <attached: SKP (1).xlsx>", "Ani", "2022-01-03, 08:15:02"),
        ("03/01/22 08.15 - Ani: skp (1).XLSX", "Ani", "03/01/22 08.15"),
    ],
)
def test_the_line_of_a_chat_says_who_sent_a_file_and_when(line, sender, when):
    chat = f"Pesan dan panggilan dienkripsi.\n{line}\n03/01/22 08.16 - Ani: sudah".encode()
    assert lines_of_files(chat, ["SKP (1).xlsx", "lain.xlsx"]) == {"SKP (1).xlsx": ChatLine(2, sender, when)}


def test_only_the_text_of_a_chat_is_one():
    names = ["_chat.txt", "x/WhatsApp Chat with Ani.txt", "catatan.txt", "chat.xlsx"]
    assert [name for name in names if is_chat(name)] == names[:2]


def test_what_is_still_being_written_waits_until_it_has_come_to_rest(tmp_path):
    file = tmp_path / "skp.xlsx"
    steady = Steady()
    file.write_bytes(b"a")
    assert steady.look([tmp_path]) == frozenset()
    file.write_bytes(b"ab")
    assert steady.look([tmp_path]) == frozenset()
    assert steady.look([tmp_path]) == {str(file)}
    assert steady.look([tmp_path]) == frozenset()
    file.write_bytes(b"abc")
    assert steady.look([tmp_path]) == frozenset()
    assert steady.look([tmp_path, file]) == {str(file)}


def test_watching_takes_what_came_to_rest_and_ends_when_it_is_interrupted(ledger, tmp_path):
    from collected import desk

    from skpxl.collect.run import Collected, collect_disk

    folder = tmp_path / "unduhan"
    folder.mkdir()
    whole, rounds = Collected(), iter(range(9))

    def wait():
        number = next(rounds)
        if number == 0:
            (folder / "a.xlsx").write_bytes(good())
        elif number == 1:
            (folder / "b.xlsx").write_bytes(blank())
        elif number == 4:
            raise KeyboardInterrupt

    taken = []

    def take(ready):
        taken.append(sorted(name.rpartition("/")[2] for name in ready))
        collect_disk([folder], desk(ledger, ledger.root), {}, whole, ready)

    watch([folder], take, wait)
    assert taken == [["a.xlsx"], ["b.xlsx"]]
    assert (whole.met, len(read_contents(ledger))) == (2, 2)

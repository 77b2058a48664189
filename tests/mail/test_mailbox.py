"""The mailbox on real servers: read without a mark, every body with its own UID, moved only where it is safe."""

from datetime import datetime, timedelta, timezone

import pytest
from dovecot import PASSWORD
from mailboxes import Account, another_client, filled, in_the_open, pymap

from skpxl.campaign.surel import Server
from skpxl.errors import SkpxlError
from skpxl.mail import mailbox
from skpxl.mail.mailbox import Fetched, Mailbox

MAILS = [f"Subject: SKP {number}\r\n\r\nisi {'x' * number}\r\n".encode() for number in range(6)]


@pytest.fixture
def user(request):
    """A name of this test's own, so that the mailbox is empty."""
    return f"u{abs(hash(request.node.name))}"


def read(box, uids):
    return [(one.uid, one.data) for one in box.fetch(uids)]


def test_every_mail_is_given_with_its_uid_and_no_mark_is_left(imap_server, user):
    filled(imap_server, user, MAILS)
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        selected = box.select("INBOX")
        assert (selected.name, selected.uids, selected.uidvalidity > 0) == ("INBOX", (1, 2, 3, 4, 5, 6), True)
        assert read(box, [2, 5]) == [(2, MAILS[1]), (5, MAILS[4])]
    with another_client(imap_server.port, user) as other:
        assert {flags[b"FLAGS"] for flags in other.fetch(other.search("ALL"), ["FLAGS"]).values()} <= {
            (),
            (b"\\Recent",),
        }


def test_when_a_mail_came_to_the_server_is_told(imap_server, user):
    came = datetime(2022, 1, 5, 8, 30, tzinfo=timezone(timedelta(hours=9)))
    filled(imap_server, user, [])
    with another_client(imap_server.port, user) as other:
        other.append("INBOX", MAILS[0], msg_time=came)
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX")
        assert [one.came for one in box.fetch([1])] == [came]


def flags_change_while_it_is_read(port, account, password, monkeypatch):
    """Bodies by UID while another program sets flags between and during the answers."""
    monkeypatch.setattr(mailbox, "_BATCH", 2)
    found = []
    with (
        another_client(port, account, password) as other,
        Mailbox(in_the_open(port), Account(account, password)) as box,
    ):
        uids = [uid for uid in other.search("ALL") if b"SKP " in subject(other, uid)]
        box.select("INBOX")
        for number, one in enumerate(box.fetch(uids)):
            other.add_flags(uids, [b"\\Flagged"] if number % 2 else [b"\\Answered"])
            other.remove_flags(uids[::-1], [b"\\Flagged"])
            found.append((one.uid, one.data))
        assert found == [(uid, one[b"BODY[]"]) for uid, one in sorted(other.fetch(uids, ["BODY.PEEK[]"]).items())]
        assert [data for _, data in found] == MAILS


def subject(client, uid):
    return client.fetch([uid], ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]"])[uid][b"BODY[HEADER.FIELDS (SUBJECT)]"]


def test_another_program_that_changes_flags_meanwhile_mixes_nothing_up(imap_server, user, monkeypatch):
    filled(imap_server, user, MAILS)
    flags_change_while_it_is_read(imap_server.port, user, PASSWORD, monkeypatch)


def test_nor_on_another_kind_of_server(monkeypatch):
    with pymap() as port:
        with another_client(port, "demouser", "demopass") as other:
            for mail in MAILS:
                other.append("INBOX", mail)
        flags_change_while_it_is_read(port, "demouser", "demopass", monkeypatch)


def test_a_token_logs_in(imap_server, user):
    with Mailbox(in_the_open(imap_server.port), Account(user, imap_server.token(user), is_token=True)) as box:
        assert box.select("INBOX").uids == ()


@pytest.mark.parametrize("whose", ["expired", "foreign", "made up"])
def test_a_token_that_is_no_good_is_refused_and_not_shown(imap_server, user, whose):
    tokens = {
        "expired": imap_server.token(user, expired=True),
        "foreign": imap_server.token("orang.lain"),
        "made up": "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
    }
    account = Account(user, tokens[whose], is_token=True)
    with pytest.raises(SkpxlError, match=r"menolak .* periksa token \(perintah_token\)") as told:
        Mailbox(in_the_open(imap_server.port), account).__enter__()
    assert tokens[whose] not in str(told.value)


def test_a_wrong_password_is_refused_and_not_shown(imap_server, user):
    with pytest.raises(SkpxlError, match="periksa nama dan kata sandi akun") as told:
        Mailbox(in_the_open(imap_server.port), Account(user, "salah-sekali")).__enter__()
    assert "salah-sekali" not in str(told.value)


@pytest.mark.parametrize("aman", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_password(imap_server, user, aman, monkeypatch):
    port = imap_server.tls_port if aman == "tls" else imap_server.port
    server = Server(server="127.0.0.1", port=port, aman=aman)
    with pytest.raises(SkpxlError, match="sertifikatnya tidak dapat dipercaya"):
        Mailbox(server, Account(user)).__enter__()
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.certificate))
    with Mailbox(server, Account(user)) as box:
        assert box.select("INBOX").uids == ()


def test_a_server_that_is_not_there_is_told(user):
    with pytest.raises(SkpxlError, match=r"127\.0\.0\.1:1 tidak dapat dihubungi"):
        Mailbox(in_the_open(1), Account(user)).__enter__()


def test_a_folder_that_is_not_there_is_told(imap_server, user):
    with (
        Mailbox(in_the_open(imap_server.port), Account(user)) as box,
        pytest.raises(SkpxlError, match=r"Folder Tidak Ada di kotak surat .* tidak dapat dibuka"),
    ):
        box.select("Tidak Ada")


def test_a_connection_that_is_lost_is_made_again(imap_server, user, monkeypatch):
    monkeypatch.setattr(mailbox, "_BATCH", 2)
    filled(imap_server, user, MAILS)
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX")
        found = []
        for one in box.fetch([1, 2, 3, 4, 5, 6]):
            found.append(one.data)
            if one.uid in (2, 4):
                box._client.shutdown()
        assert found == MAILS


def test_a_mail_that_is_gone_or_too_large_stops_none_of_the_others(imap_server, user, monkeypatch):
    filled(imap_server, user, [*MAILS[:2], b"Subject: besar\r\n\r\n" + b"x" * 2000])
    monkeypatch.setattr(mailbox, "MAIL_MAX", 1000)
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX")
        assert [one._replace(came=None) for one in box.fetch([1, 2, 3, 99])] == [
            Fetched(3, trouble="surat 0 MB, lebih dari 0 MB"),
            Fetched(99, trouble="server tidak memberi ukuran surat ini; mungkin sudah dihapus"),
            Fetched(1, MAILS[0]),
            Fetched(2, MAILS[1]),
        ]


def test_a_server_that_only_guesses_sizes_is_asked_once_more(imap_server, user, monkeypatch):
    filled(imap_server, user, MAILS[:2])
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX")
        monkeypatch.setattr(box, "_sizes", lambda uids: dict.fromkeys(uids, 1))
        assert read(box, [1, 2]) == [(1, MAILS[0]), (2, MAILS[1])]


@pytest.mark.parametrize("lacks", [(), ("MOVE",)])
def test_mails_are_moved_and_what_others_have_deleted_stays(imap_server, user, lacks, monkeypatch):
    filled(imap_server, user, MAILS[:4])
    with another_client(imap_server.port, user) as other:
        other.add_flags([4], [b"\\Deleted"])
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX", writes=True)
        can = box._client.has_capability
        monkeypatch.setattr(box._client, "has_capability", lambda name: name not in lacks and can(name))
        assert box.move([1, 3], "SKP selesai") == 2
        assert box.move([], "SKP selesai") == 0
        assert box.select("INBOX").uids == (2, 4)
        assert [one.data for one in box.fetch(box.select("SKP selesai").uids)] == [MAILS[0], MAILS[2]]


def test_where_nothing_is_moved_safely_nothing_is_moved(imap_server, user, monkeypatch):
    filled(imap_server, user, MAILS[:1])
    with Mailbox(in_the_open(imap_server.port), Account(user)) as box:
        box.select("INBOX", writes=True)
        monkeypatch.setattr(box._client, "has_capability", lambda _: False)
        with pytest.raises(SkpxlError, match="tanpa MOVE dan UIDPLUS"):
            box.move([1], "SKP selesai")
        assert box.select("INBOX").uids == (1,)

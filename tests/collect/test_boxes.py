"""`skpxl collect imap` against a real server: taken once, nothing lost, moved after, whatever kills it or comes at once."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import skpxl
from collected import OURS, blank, good, mail_with
from dovecot import PASSWORD
from ledgers import a_campaign
from machine_mails import FROM_A, failed, mail, report
from mailboxes import another_client, filled

from skpxl.campaign.folder import find_campaign
from skpxl.ledger.arrivals import read_contents, read_mails, read_origins
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.mail.login import PASSWORD_VARIABLE
from skpxl.model.event import EventKind

CHECKOUT = Path(__file__).resolve().parents[2]
MAILS = [
    mail_with(("skp.xlsx", good()), sender="a@contoh.test").as_bytes(),
    mail_with(("SKP.xlsx", good()), ("lain.xlsx", blank()), sender="b@contoh.test").as_bytes(),
    mail(FROM_A + "Subject: Automatic reply: SKP"),
    mail(FROM_A + "Subject: tanya"),
    report(failed("siapa@contoh.test"), ours="Subject: x"),
]


def a_round(root, server, user, buku=""):
    """A round whose mailbox is this user's on the server of the tests."""
    a_campaign(root, buku)
    settings = (
        f'\n[surel]\nalamat = "{OURS}"\npengguna = "{user}"\npindah_ke = "Selesai"\n'
        f'imap = {{ server = "127.0.0.1", port = {server.port}, aman = "tanpa" }}\n'
    )
    file = root / "skpxl.toml"
    file.write_text(file.read_text("utf-8") + settings, "utf-8")
    return root


@pytest.fixture
def user(request, monkeypatch):
    """A user of this test's own, who has his password in the environment."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    return f"u{abs(hash(request.node.name))}"


def subjects(server, user, folder="INBOX"):
    with another_client(server.port, user) as client:
        client.select_folder(folder, readonly=True)
        return len(client.search("ALL"))


def test_the_mailbox_is_read_once_and_moved_only_where_it_is_asked_for(imap_server, user, tmp_path):
    root = a_round(tmp_path / "k", imap_server, user)
    filled(imap_server, user, MAILS)
    asked = skpxl("-C", root, "collect", "imap", "--dry-run")
    assert asked.out.splitlines()[0].startswith("5 surat baru = ")
    first = skpxl("-C", root, "collect", "--json").json
    assert first["mails"]["fates"] == {
        "berkasnya diambil": 2, "tanpa lampiran": 1, "surat mesin": 1, "surat kembali": 0, "surat kita sendiri": 0,
        "tidak dipahami": 1,
    }  # fmt: skip
    assert first["files"] == {"total": 3, "baru": 2, "isi yang sama datang lagi": 1, "sudah tercatat": 0}
    assert [one["where"] for one in first["listed"]] == ["INBOX/4", "INBOX/5"]
    again = skpxl("-C", root, "collect", "imap")
    assert again.out.splitlines()[:2] == ["Tidak ada surat baru.", "5 surat sudah tercatat sebelumnya."]
    assert subjects(imap_server, user) == 5
    moved = skpxl("-C", root, "collect", "imap", "--move")
    assert "4 surat dipindahkan." in moved.out.splitlines()
    assert (subjects(imap_server, user), subjects(imap_server, user, "Selesai")) == (1, 4)
    assert PASSWORD not in asked.out + again.out + moved.out + moved.err


def test_the_ledger_knows_every_mail_by_its_place(imap_server, user, tmp_path):
    root = a_round(tmp_path / "k", imap_server, user)
    filled(imap_server, user, MAILS)
    skpxl("-C", root, "collect", "imap")
    with open_ledger(find_campaign(root)) as ledger:
        rows = read_mails(ledger)
        assert [(row.place.account, row.place.folder, row.place.uid) for row in rows] == [
            (f"{user} 127.0.0.1", "INBOX", number) for number in range(1, 6)
        ]
        assert len({row.place.uidvalidity for row in rows}) == 1
        assert sorted(one.sender for several in read_origins(ledger).values() for one in several) == [
            "a@contoh.test", "b@contoh.test", "b@contoh.test",
        ]  # fmt: skip


def test_what_is_wrong_with_the_settings_is_said(imap_server, user, tmp_path):
    a_campaign(tmp_path / "tanpa")
    assert "Kotak surat belum diatur" in skpxl("-C", tmp_path / "tanpa", "collect", "imap", code=2).err
    root = a_round(tmp_path / "k", imap_server, user)
    assert "--move hanya untuk kotak surat" in skpxl("-C", root, "collect", tmp_path, "--move", code=2).err
    assert "--watch mengawasi folder" in skpxl("-C", root, "collect", "imap", "--watch", code=2).err
    file = root / "skpxl.toml"
    file.write_text(file.read_text("utf-8").replace('"Selesai"', '"INBOX"'), "utf-8")
    assert "sama dengan folder yang dibaca" in skpxl("-C", root, "collect", "imap", "--move", code=2).err


# A program of its own, which ends itself with SIGKILL when so many calls of our own functions have been made.
CHILD = """
import os, signal, sys
from skpxl.cli.main import main
left = int(sys.argv.pop(1))
def count(frame, kind, _):
    global left
    if kind == "call" and "/skpxl/" in frame.f_code.co_filename and left:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
if left:
    sys.setprofile(count)
main()
"""


def child(root, calls=0, *words):
    """A `collect imap` in a process of its own; it is killed after so many calls, or never."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(calls), "-C", str(root), "collect", "imap", *words],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def whole(root):
    """Everything is there, once."""
    with open_ledger(find_campaign(root)) as ledger:
        contents, events = read_contents(ledger), read_events(ledger)
        assert len(read_mails(ledger)) == len(MAILS)
        assert len(contents) == 2
        assert sorted((root / "masuk").iterdir()) == sorted(root / one.file for one in contents.values())
        assert sum(len(several) for several in read_origins(ledger).values()) == 3
        arrived = [one.content for one in events if one.kind is EventKind.RECEIVED and not one.detail.get("nasib")]
        assert sorted(arrived) == sorted(contents)
        judged = [one.content for one in events if "nasib" in one.detail]
        assert sorted(judged) == sorted(contents)


# Of some 60,000 calls that a run makes.
KILLS = 50 if os.environ.get("SKPXL_SEMUA") == "1" else 2


def test_killed_anywhere_it_is_run_again_and_nothing_is_lost_or_twice(imap_server, user, tmp_path):
    root = a_round(tmp_path / "k", imap_server, user)
    filled(imap_server, user, MAILS)
    points = random.Random(14)
    codes = []
    for number in range(KILLS):
        stopped = child(root, points.randrange(1_000, 60_000), *(["--move"] if number % 2 else []))
        stopped.communicate()
        codes.append(stopped.returncode)
    assert -9 in codes
    last = child(root)
    out, err = last.communicate()
    assert (last.returncode, err) == (0, b""), out
    whole(root)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_at_once_take_everything_once(imap_server, user, kind, tmp_path, request):
    buku = request.getfixturevalue("new_database")() if kind == "postgresql" else ""
    root = a_round(tmp_path / "k", imap_server, user, buku)
    filled(imap_server, user, MAILS)
    both = [child(root), child(root)]
    ended = [(one.communicate()[1], one.returncode) for one in both]
    assert ended == [(b"", 0), (b"", 0)]
    whole(root)

"""Sending killed at random moments, and run twice at once: nothing reaches the server twice and nothing is lost.

The letter that was in flight is named. A real server in another process says what it has accepted.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from letters_out import MAIL, a_desk, a_round

from skpxl.dispatch.outbox import Draft, put, unchanged, writing
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import LetterState, read_letters
from skpxl.model.event import EventKind

KILLS = 50 if os.environ.get("SKPXL_SEMUA") == "1" else 6
LETTERS = 5 * KILLS

# A server of its own that writes down every letter before it says that it has it.
SERVER = """
import socket, sys, threading

def serve(connection, record):
    lines = connection.makefile("rwb")
    def say(text):
        lines.write(text + b"\\r\\n"); lines.flush()
    say(b"220 halo")
    to = b""
    while line := lines.readline():
        verb = line[:4].upper()
        if verb in (b"EHLO", b"HELO", b"MAIL", b"RSET"):
            say(b"250 OK")
        elif verb == b"RCPT":
            to = line.split(b"<")[1].split(b">")[0]
            say(b"250 OK")
        elif verb == b"DATA":
            say(b"354 ya")
            body = b""
            while (part := lines.readline()) not in (b".\\r\\n", b""):
                body += part
            if part:
                think()
                with lock:
                    record.write(to + b"\\n"); record.flush()
                think()
                say(b"250 OK")
        elif verb == b"QUIT":
            say(b"221 dadah")
            return

def think():
    for _ in range(20_000):
        pass

lock = threading.Lock()
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
with open(sys.argv[1], "ab") as record:
    while True:
        connection, _ = listening.accept()
        threading.Thread(target=serve, args=(connection, record), daemon=True).start()
"""

# The sending half of the command. It has read all its modules when it forks, for every name that it is told, a program that
# sends; so that fifty of them take no longer than it takes to send.
SENDER = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from skpxl.campaign.folder import find_campaign
from skpxl.campaign.surel import Server, SurelSettings
from skpxl.dispatch.outbox import Draft, WritingDesk, put, writing
from skpxl.dispatch.sending import Pace, send_letters
from skpxl.dispatch.unsettled import name_lost
from skpxl.ledger.book import open_ledger
from skpxl.ledger.letters import WAITING, read_letters
from skpxl.mail.login import Login
from skpxl.mail.smtp import Post
from skpxl.template.library import load_library

def drafts():
    values = {"periode": "2024", "tanggal": "3 Januari 2024"}
    for n in range(20):
        print("surat", flush=True)
        yield Draft("tanpa-lampiran", f"x:{n}", f"a{n}@contoh.test", "R", values, ((f"K{n}", 1),))

def send(name):
    campaign, port, now = find_campaign(Path(sys.argv[1])), int(sys.argv[2]), datetime(2024, 1, 1, tzinfo=UTC)
    server = Server(server="127.0.0.1", port=port, aman="tanpa")
    surel = SurelSettings(alamat="skp@bkd.contoh.test", smtp=server, jeda=0)
    with open_ledger(campaign) as ledger:
        desk = WritingDesk(campaign, load_library(), ledger, surel, now, name)
        if name == "tulis":
            print("mulai", flush=True)
            with writing(desk):
                put(desk, drafts())
            print("tertulis", flush=True)
            return
        name_lost(desk)
        print("mulai", flush=True)
        pace = Pace(0, 10_000, 10_000, time.sleep, lambda: now, ())
        with Post(server, Login(surel), surel.alamat) as post:
            rows = read_letters(ledger, *WAITING)
            sending = send_letters(desk, rows, post, pace, advance=lambda: print("surat", flush=True))
        print("terkirim", sending.account.named()["terkirim"], flush=True)

import skpxl.ledger.letters, pg8000
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        print("pid", os.getpid(), flush=True)  # itself: what it says comes in order
        send(line.strip())
        os._exit(0)
    print("berakhir", os.waitpid(pid, 0)[1], flush=True)
"""


@pytest.fixture
def server(tmp_path):
    """(port, what gives the addresses accepted so far)."""
    record = tmp_path / "diterima.txt"
    record.touch()
    process = subprocess.Popen([sys.executable, "-S", "-c", SERVER, str(record)], stdout=subprocess.PIPE, text=True)
    yield int(process.stdout.readline()), lambda: record.read_text().split()
    process.kill()
    process.wait()
    process.stdout.close()


class Sender:
    """A program that sends, whenever it is told to."""

    def __init__(self, root, port):
        ways = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        call = [sys.executable, "-c", SENDER, str(root), str(port)]
        self.process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ways)

    def start(self, name):
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()

    def heard(self, word):
        """What follows the word, when it says it next."""
        while line := self.process.stdout.readline():
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise AssertionError(word)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def a_round_with_letters(root, buku="", many=LETTERS):
    campaign = a_round(root, buku)
    values = {"periode": "2024", "tanggal": "3 Januari 2024"}
    with open_ledger(campaign) as ledger:
        desk = a_desk(campaign, ledger, MAIL)
        with writing(desk):
            put(
                desk,
                [
                    Draft("tanpa-lampiran", f"x:{n}", f"a{n}@contoh.test", "R", values, ((f"K{n}", 1),))
                    for n in range(many)
                ],
            )
    return campaign


def looked_at(campaign):
    with open_ledger(campaign) as ledger:
        rows = read_letters(ledger)
        sent = Counter(event.letter for event in read_events(ledger, EventKind.SENT))
    return rows, sent


def held_to_the_rule(campaign, accepted, many):
    """Each letter once, but for those that are named; nothing lost, nothing said to be sent that was not."""
    rows, sent = looked_at(campaign)
    counted = Counter(accepted)
    assert len(rows) == many
    for row in rows:
        if row.state is LetterState.UNSURE:
            assert counted[row.address] <= 1
            assert sent[row.key] == 0
        else:
            assert (row.state, counted[row.address], sent[row.key]) == (LetterState.SENT, 1, 1)
    return [row for row in rows if row.state is LetterState.UNSURE]


def kill_one(sender, name, chance, letters, loops):
    """Start it, and kill it somewhere within one of its first letters: by counting, not by a clock."""
    sender.start(name)
    pid = int(sender.heard("pid"))
    sender.heard("mulai")
    for _ in range(chance.randrange(letters)):
        sender.heard("surat")
    for _ in range(chance.randrange(loops)):
        pass
    os.kill(pid, signal.SIGKILL)
    sender.heard("berakhir")


def test_writing_letters_killed_at_random_moments_leaves_whole_ones(tmp_path):
    campaign = a_round(tmp_path / "k")
    chance, sender = random.Random(20240101), Sender(campaign.root, 25)
    for _ in range(KILLS):
        kill_one(sender, "tulis", chance, 20, 100_000)
    sender.start("tulis")
    sender.heard("tertulis")
    sender.close()
    with open_ledger(campaign) as ledger:
        desk, rows = a_desk(campaign, ledger, MAIL), read_letters(ledger)
        assert len(rows) == 20
        assert [row.code for row in rows if unchanged(desk, row) is None] == []
        assert {desk.file_of(row).name for row in rows} == {file.name for file in desk.folder.glob("*.eml")}


def test_killed_at_random_moments_nothing_is_sent_twice_and_nothing_lost(tmp_path, server):
    port, accepted = server
    campaign = a_round_with_letters(tmp_path / "k", many=LETTERS)
    chance, sender = random.Random(20240101), Sender(tmp_path / "k", port)
    for _ in range(KILLS):
        kill_one(sender, "satu", chance, 4, 150_000)
        assert max(Counter(accepted()).values(), default=0) <= 1
    sender.start("satu")
    sender.heard("terkirim")
    sender.close()
    unsure = held_to_the_rule(campaign, accepted(), LETTERS)
    assert len(unsure) <= KILLS
    assert all(row.reason == "perintah yang mengirimnya terputus" for row in unsure)


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_two_at_once_send_each_letter_once(tmp_path, server, request, base):
    port, accepted = server
    buku = request.getfixturevalue("new_database")() if base == "postgresql" else ""
    campaign = a_round_with_letters(tmp_path / "k", buku, many=24)
    both = [Sender(tmp_path / "k", port) for _ in range(2)]
    for number, sender in enumerate(both):
        sender.start(str(number))
    sent = [int(sender.heard("terkirim")) for sender in both]
    for sender in both:
        sender.close()
    assert held_to_the_rule(campaign, accepted(), 24) == []
    assert sum(sent) == 24

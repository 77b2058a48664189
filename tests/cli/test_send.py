"""`skpxl send` as it is typed: shown first, sent once, handed to an office's own program, refused without an account."""

import email
import json
import os
import shutil
import subprocess
import sys
from email.policy import default

import pytest
from campaigns import rows, skpxl, tree
from forms import CHECKOUT, INSTANSI
from letters_out import PEOPLE, UNITS
from smtp_servers import PASSWORD, USER, Inbox, authenticate, certificates, server_tls, smtp

from skpxl.books.roster_sheet import write_roster
from skpxl.campaign.folder import find_campaign
from skpxl.ledger.book import open_ledger
from skpxl.ledger.letters import LetterState, read_letters
from skpxl.model.unit import Organisasi

KEPALA = PEOPLE[0].nip
ROSTER = Organisasi(
    pegawai=tuple(
        one.model_copy(update={"nip_penilai": "" if one.nip == KEPALA else KEPALA, "pangkat_golongan": "Penata, III/c"})
        for one in PEOPLE
    ),
    unit=tuple(unit.model_copy(update={"pimpinan": KEPALA if unit.kode == "A" else ""}) for unit in UNITS),
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """A round with forms that are out, without a mail account."""
    root = tmp_path_factory.mktemp("kirim") / "k"
    skpxl("new", root, "--instansi", INSTANSI, "--tahun", 2024)
    (root / "roster.xlsx").unlink()
    write_roster(root / "roster.xlsx", ROSTER)
    skpxl("-C", root, "generate", code=None)
    return root


@pytest.fixture
def root(issued, tmp_path):
    return shutil.copytree(issued, tmp_path / "k")


def with_account(root, port=25, aman="tanpa", **more):
    told = {"alamat": USER, "nama": "BKD Contoh", "jeda": 0, **more}
    lines = ["[surel]", *(f"{name} = {json.dumps(value)}" for name, value in told.items())]
    file = root / "skpxl.toml"
    server = f'smtp = {{ server = "127.0.0.1", port = {port}, aman = "{aman}" }}'
    file.write_text("\n".join([file.read_text("utf-8"), *lines, server, ""]), "utf-8")


def letters(root):
    return sorted((root / "outbox").glob("*.eml"))


def test_without_an_account_it_says_where_to_write_it(root):
    assert "isi [surel] di" in skpxl("-C", root, "send", code=3).last
    assert not (root / "outbox").exists()


def test_it_is_shown_first_and_sent_once(root):
    inbox = Inbox()
    with smtp(inbox) as port:
        with_account(root, port)
        shown = skpxl("-C", root, "send")
        assert inbox.letters == []
        assert "Tidak dikirim: Wati" in shown.err
        assert "2 surat menunggu di outbox/" in shown.out
        assert "5 formulir yang terbit = 4 dalam surat + 0 sudah dikirim + 1 tanpa alamat." in shown.out
        sent = skpxl("-C", root, "send", "--really")
        assert "2 surat = 2 terkirim." in sent.out
        assert "5 formulir yang terbit = 0 dalam surat + 4 sudah dikirim + 1 tanpa alamat." in sent.out
        again = skpxl("-C", root, "send", "--really", "--json").json
    assert (again["letters"], again["counts"]["sudah dikirim"], again["counts"]["tanpa alamat"]) == ([], 4, 1)
    assert [to for _, to, _ in inbox.letters] == [["bidang-dua@contoh.test"], ["dinas-a@contoh.test"]]
    mail = email.message_from_bytes(inbox.letters[1][2], policy=default)
    assert mail["Subject"] == "Formulir SKP 1 Januari s.d. 31 Desember tahun 2024 untuk Dinas A"
    text, *files = mail.iter_parts()
    said = text.get_content()
    assert "- Séna (Analis): " in said
    assert "paling lambat" not in said  # no day was set
    # What was attached is what was issued, byte for byte.
    on_disk = {file.name: file.read_bytes() for file in root.rglob("formulir/*/*.xlsx")}
    assert {part.get_filename(): part.get_content() for part in files}.items() <= on_disk.items()
    assert len(files) == 3
    history = skpxl("-C", root, "ledger", "show", "--nip", PEOPLE[1].nip).out
    assert "dikirim" in history


def test_only_what_is_asked_for_goes_out(root):
    inbox = Inbox()
    with smtp(inbox) as port:
        with_account(root, port, kepada="pegawai", lampiran="zip", batas="2024-01-31")
        skpxl("-C", root, "send")
        skpxl("-C", root, "send", "--really", "--nip", PEOPLE[1].nip)
        assert [to for _, to, _ in inbox.letters] == [["sena@contoh.test"]]
    mail = email.message_from_bytes(inbox.letters[0][2], policy=default)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["formulir-Sena.zip"]
    assert "4. Mohon kami terima paling lambat 31 Januari 2024." in mail.get_body().get_content()


def test_a_refused_address_and_a_login_that_fails(root):
    inbox = Inbox()
    inbox.at_rcpt = {"dinas-a@contoh.test": ["550 5.1.1 unknown"]}
    with smtp(inbox) as port:
        with_account(root, port)
        run = skpxl("-C", root, "send", "--really", code=1)
        assert "2 surat = 1 terkirim + 1 alamatnya ditolak." in run.out
        assert "alamatnya ditolak: dinas-a@contoh.test  3 formulir" in run.out
        listed = skpxl("-C", root, "send", "--json").json["counts"]
        assert (listed["sudah dikirim"], listed["ditolak atau kembali"]) == (1, 3)
        [code] = refused(root)
        assert "dinas-a@contoh.test  3 formulir" in skpxl("-C", root, "send", "--really", "--again", code).err
    assert len(inbox.letters) == 2


def refused(root):
    """The codes of the letters that were refused."""
    with open_ledger(find_campaign(root)) as ledger:
        return [row.code for row in read_letters(ledger, LetterState.REFUSED)]


def test_the_password_is_in_no_file_and_said_nowhere(root, tmp_path, monkeypatch):
    ca, certificate, key = certificates(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    inbox, tls = Inbox(), server_tls(certificate, key)
    with smtp(inbox, tls_context=tls, require_starttls=True, authenticator=authenticate, auth_required=True) as port:
        with_account(root, port, "starttls")
        monkeypatch.setenv("SKPXL_SUREL_SANDI", "bukan-ini-sandinya")
        wrong = skpxl("-C", root, "send", "--really", code=3)
        assert "menolak login skp@bkd.contoh.test (535" in wrong.last
        assert "2 surat = 0 terkirim + 1 dicoba lagi + 1 menunggu." in wrong.out
        monkeypatch.setenv("SKPXL_SUREL_SANDI", PASSWORD)
        right = skpxl("-C", root, "send", "--really")
        assert "2 surat = 2 terkirim." in right.out
    everything = b"".join(
        [*tree(root).values(), *(run.encode() for run in (wrong.out, wrong.err, right.out, right.err))]
    )
    assert [secret for secret in (b"bukan-ini-sandinya", PASSWORD.encode()) if secret in everything] == []


def test_an_office_with_its_own_mail_program(root, tmp_path):
    with_account(root)
    out = tmp_path / "surat"
    run = skpxl("-C", root, "send", "--to-folder", out)
    assert "2 surat disalin ke" in run.err
    assert sorted(file.name for file in out.iterdir()) == sorted(
        [*(file.name for file in letters(root)), "daftar-surat.xlsx"]
    )
    subjects = {row[1] for row in rows(out / "daftar-surat.xlsx", "Surat")[1:]}
    assert len(subjects) == 2
    assert [one for one in subjects if not one.startswith("Formulir SKP ") or "\n" in one] == []
    assert "2 surat dicatat terkirim." in skpxl("-C", root, "send", "--to-folder", out, "--sent", "semua").out
    assert skpxl("-C", root, "send", "--json").json["counts"]["sudah dikirim"] == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--really", "--to-folder", "x"), "--really tidak dapat bersama"),
        (("--sent", "semua"), "memerlukan --to-folder"),
        (("--unit", "TIDAKADA"), "TIDAKADA"),
    ],
)
def test_words_that_do_not_go_together(root, words, said):
    with_account(root)
    assert said in skpxl("-C", root, "send", *words, code=None).last


def test_two_admins_on_two_machines_with_one_ledger(root, tmp_path, new_database):
    """Each has a folder of his own; what one has written and not sent, the other writes anew, and it goes out once."""
    inbox = Inbox()
    with smtp(inbox) as port:
        with_account(root, port)
        file = root / "skpxl.toml"
        file.write_text(f'buku = "{new_database()}"\n{file.read_text("utf-8")}', "utf-8")
        other = shutil.copytree(root, tmp_path / "lain")
        skpxl("-C", root, "send")
        assert "Ditarik lagi: dinas-a@contoh.test  3 formulir" in skpxl("-C", other, "send").err
        entry = [sys.executable, "-m", "skpxl"]
        ways = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        both = [
            subprocess.Popen([*entry, "-C", str(folder), "send", "--really"], env=ways, stdout=subprocess.DEVNULL)
            for folder in (root, other)
        ]
        assert [process.wait() for process in both] == [0, 0]
    assert sorted(to for _, [to], _ in inbox.letters) == ["bidang-dua@contoh.test", "dinas-a@contoh.test"]
    for folder in (root, other):
        assert skpxl("-C", folder, "send", "--json").json["counts"]["sudah dikirim"] == 4


def test_the_folder_of_letters_is_its_owners_alone(root):
    with_account(root)
    skpxl("-C", root, "send")
    if os.name == "posix":
        assert {file.stat().st_mode & 0o077 for file in [root / "outbox", *letters(root)]} == {0}

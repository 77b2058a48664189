"""A round's mails answered: to whom, in which thread, with what; nobody twice, no machine at all."""

import io
import json
from email import message_from_bytes, policy

import openpyxl
import pytest
from campaigns import ANSWERS, skpxl
from forms import KETUA, PPPK, STAF
from reply_mails import ADDRESS, AT, a_round, filled, mail, put

from skpxl.campaign.folder import find_campaign
from skpxl.forms.read import read_form
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import read_letters
from skpxl.model.event import EventKind
from skpxl.template.library import load_library


def lacking_a_target(nip):
    answers = json.loads(json.dumps(ANSWERS[nip]))
    part = answers["hasil_kerja"]["utama"][0]
    if "indikator" in part:
        part["indikator"][0]["target"] = ""
    else:
        part["ukuran_keberhasilan"] = []
    return answers


def foreign():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Daftar hadir"
    book.save(out)
    return out.getvalue()


def letters(root):
    return {
        read["To"].addresses[0].addr_spec: read
        for file in sorted((root / "outbox").glob("*.eml"))
        for read in [message_from_bytes(file.read_bytes(), policy=policy.default)]
    }


@pytest.fixture
def answered(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(AT.timestamp()) + 7200))
    root = a_round(tmp_path / "putaran", 'batas = "2022-01-31"')
    good, wrong, spoofed = (
        filled(root, KETUA, ANSWERS[KETUA]),
        filled(root, STAF, lacking_a_target(STAF)),
        filled(root, PPPK, lacking_a_target(PPPK)),
    )
    accepted = mail(ADDRESS[KETUA], ("SKP saya.xlsx", good), minutes=1, References="<1@contoh.test>")
    box = put(
        tmp_path / "kotak",
        a=accepted,
        b=mail(ADDRESS[STAF], ("isian.xlsx", wrong), minutes=2),
        c=mail("lain@contoh.test", ("hadir.xlsx", foreign()), minutes=3),
        d=mail("kosong@contoh.test", minutes=4),
        e=mail("cuti@contoh.test", ("a.xlsx", good), minutes=5, Auto_Submitted="auto-replied"),
        f=mail("milis@contoh.test", ("a.xlsx", good), minutes=6, List_Id="<asn.contoh.test>"),
        g=mail("siapa@jahat.test", ("KLIK.xlsx", spoofed), minutes=7, Reply_To="curi@penjahat.test"),
        h=accepted,
        i=mail(ADDRESS[KETUA], ("lagi.xlsx", good), minutes=8),
    )
    skpxl("-C", root, "collect", box)
    return root


def test_everybody_is_answered_once_in_his_thread_and_no_machine_ever(answered, monkeypatch):
    root = answered
    told = skpxl("-C", root, "return", "--mail", "--json").json
    found = letters(root)
    assert {one["address"]: one["purpose"] for one in told["letters"]} == {
        ADDRESS[KETUA]: "tanda-terima",
        ADDRESS[STAF]: "perbaikan",
        ADDRESS[PPPK]: "perbaikan",
        "lain@contoh.test": "bukan-formulir",
    }
    assert {*found} == {one["address"] for one in told["letters"]}
    assert {name: many for name, many in told["counts"].items() if many} == {
        "dalam surat": 5,
        "bukan surat orang": 2,
        "tanpa lampiran": 1,
    }
    assert sum(told["counts"].values()) == len(told["things"]) == 8
    for one in found.values():
        assert one["Auto-Submitted"] == "auto-replied"
        assert "{" not in one["Subject"] + one.get_body().get_content()
    receipt, copy, elsewhere = found[ADDRESS[KETUA]], found[ADDRESS[STAF]], found[ADDRESS[PPPK]]
    # The last of his mails is answered; the first one's thread is named as well.
    assert receipt["In-Reply-To"] == f"<8.{ADDRESS[KETUA]}>"
    assert (
        receipt["References"].split()[1:] == ["<1@contoh.test>", f"<1.{ADDRESS[KETUA]}>"]
        or "<8." in receipt["References"]
    )
    assert "2 rencana hasil kerja, 10 isian" in receipt.get_body().get_content()
    assert [*receipt.iter_attachments()] == []
    (attached,) = copy.iter_attachments()
    read = read_form(attached.get_content(), load_library(), signing_key=find_campaign(root).signing_key())
    assert (read.form.stamp.nip, read.form.stamp.terbitan, read.trust.counts) == (STAF, 2, True)
    assert "Indikator “Lama layanan” belum punya target." in copy.get_body().get_content()
    assert (elsewhere["In-Reply-To"], "siapa@jahat.test" in elsewhere.get_body().get_content()) == (None, True)
    assert "KLIK" not in elsewhere.as_string()
    with open_ledger(find_campaign(root)) as ledger:
        back = read_events(ledger, EventKind.RETURNED)
        sent = {row.address: row for row in read_letters(ledger)}
    assert {(event.nip, event.terbitan) for event in back} == {(STAF, 2), (PPPK, 2)}
    assert sent[ADDRESS[STAF]].workbooks == ((back[0].kode if back[0].nip == STAF else back[1].kode, 2),)

    # Run again, a day later as well: nothing is said twice; who sent nothing is answered where somebody says so.
    again = skpxl("-C", root, "return", "--mail", "--json").json
    assert (again["letters"], again["counts"]["sudah dijawab"], len(again["waiting"])) == ([], 5, 4)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(AT.timestamp()) + 100_000))
    code = next(one["mail"] for one in told["things"] if one["from"] == "kosong@contoh.test")
    last = skpxl("-C", root, "return", "--mail", "--answer-empty", code)
    assert last.out.splitlines()[0].startswith("siap: kosong@contoh.test  tanpa-lampiran  1 kiriman  ")
    assert "8 kiriman lewat surel = 1 dalam surat + 5 sudah dijawab + 2 bukan surat orang." in last.out
    assert last.out.splitlines()[-1] == f"5 balasan menunggu di outbox/. Kirim dengan: skpxl -C {root} send --really"
    wrong = skpxl("-C", root, "return", "--mail", "--answer-empty", "12345678", code=None)
    assert (wrong.code, "12345678" in wrong.err) == (3, True)


def test_replies_are_of_all_that_was_collected(tmp_path):
    root = tmp_path / "putaran"
    skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
    for words in (
        ("--mail", "-o", "x"),
        ("--mail", "x"),
        ("--mail", "--by-office"),
        ("--answer-empty", "all"),
        ("--json",),
    ):
        assert skpxl("-C", root, "return", *words, code=None).code == 2
    assert "[surel]" in skpxl("-C", root, "return", "--mail", code=3).err

"""`skpxl remind`: written into the outbox, sent as every letter is, counted as a reminder when it has gone out."""

import pytest
from campaigns import issued_round, skpxl
from forms import KETUA, STAF, UNIT
from ledgers import AT

from skpxl.campaign.folder import find_campaign
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events, record
from skpxl.model.event import Event, EventKind


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "putaran"
    issued_round(root)
    settings = root / "skpxl.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[surel]\nalamat = "skp@contoh.test"\nbatas = "2024-02-01"\n', "utf-8"
    )
    with open_ledger(find_campaign(root)) as ledger:
        issued = [one for one in read_events(ledger, EventKind.ISSUED) if one.nip in (KETUA, STAF)]
        told = {"letter": "L", "address": "dinas@contoh.test", "unit": UNIT.kode}
        record(ledger, *(Event(EventKind.SENT, AT, kode=one.kode, terbitan=1, nip=one.nip, **told) for one in issued))
    return root


def test_written_once_sent_and_counted(root, tmp_path):
    shown = skpxl("-C", root, "remind", "--dry-run", "--json").json
    assert [(one["jenis"], one["alamat"], len(one["buku_kerja"]), one["ke"]) for one in shown["surat"]] == [
        ("pengingat", "dinas@contoh.test", 2, 1)
    ]
    assert shown["ditulis"] == 0 and not [*root.glob("outbox/*.eml")]
    run = skpxl("-C", root, "remind").out.splitlines()
    assert run[0] == "dinas@contoh.test (Badan Kepegawaian Contoh): pengingat, 2 buku kerja, ke-1"
    assert run[-2:] == [
        f"1 surat ditulis ke outbox/. Kirim dengan: skpxl -C {root} send --really",
        "4 buku kerja = 2 diingatkan + 2 belum dikirim.",
    ]
    (letter,) = root.glob("outbox/*.eml")
    assert b"dinas@contoh.test" in letter.read_bytes()
    again = skpxl("-C", root, "remind", "--json").json
    assert (again["surat"], again["buku_kerja"]["baru saja diingatkan"]) == ([], 2)
    skpxl("-C", root, "send", "--to-folder", tmp_path / "kirim", code=None)
    skpxl("-C", root, "send", "--to-folder", tmp_path / "kirim", "--sent", "semua", code=None)
    people = {one["nip"]: one for one in skpxl("-C", root, "status", "--json").json["orang"]}
    assert {nip: people[nip]["diingatkan"] for nip in (KETUA, STAF)} == {KETUA: 1, STAF: 1}
    assert people[STAF]["terakhir"]["kejadian"] == "diingatkan"
    skpxl("-C", root, "waive", KETUA, STAF, "--why", "pensiun")
    assert skpxl("-C", root, "remind", "--as-of", "2024-03-01", "--json").json["surat"] == []


def test_without_an_account_it_says_what_to_do(tmp_path):
    root = tmp_path / "putaran"
    skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
    assert skpxl("-C", root, "remind", code=3).err.startswith("Akun surel belum disetel")

"""`skpxl status` on a round in which nothing was mailed: who is late, what is not collected yet, files that leave."""

import pytest
from campaigns import issued_round, skpxl
from forms import KABID
from ledgers import letter

from skpxl.campaign.folder import find_campaign
from skpxl.ledger.arrivals import MailPlace, MailRow, add_mail
from skpxl.ledger.book import open_ledger
from skpxl.ledger.letters import LetterState, add_letters


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("keadaan") / "putaran"
    issued_round(root)
    (root / "masuk" / "catatan.xlsx").write_bytes(b"PK")
    return root


def test_the_late_first_and_every_state_counted(made):
    run = skpxl("-C", made, "status", "--batas", "2023-12-30")
    lines = run.out.splitlines()
    assert lines[:2] == ["Keadaan per 1 Januari 2024; tenggat 30 Desember 2023.", "Terlambat: 4 orang"]
    assert lines[2].startswith("  2 hari terlambat · ")
    assert lines[-1] == "5 orang = 4 terbit, belum dikirim + 1 jabatan lowong."
    assert "1 berkas di masuk/ belum dicatat" in run.err
    assert run.err.endswith(f"catat dengan: skpxl -C {made} collect {made / 'masuk'}\n")


def test_without_a_deadline_nobody_is_late_and_a_waiver_counts(made):
    skpxl("-C", made, "waive", KABID, "--why", "pensiun")
    told = skpxl("-C", made, "status", "--json").json
    assert told["jumlah"] == {"orang": 5, "terlambat": 0, "belum_selesai": 3}
    assert told["keadaan"]["dibebaskan"] == 1
    skpxl("-C", made, "waive", KABID, "--undo")
    assert "tenggat belum ditentukan (--batas)" in skpxl("-C", made, "status").out


def test_only_the_forms_that_are_asked_for_count(made):
    told = skpxl("-C", made, "status", "--json", "--form", "skp-kualitatif").json
    states = {one["nip"]: one["keadaan"] for one in told["orang"]}
    assert sorted(states.values()) == ["belum terbit"] * 3 + ["jabatan lowong", "terbit, belum dikirim"]
    run = skpxl("-C", made, "status", "--form", "skp-lain", code=3)
    assert run.err.splitlines()[-1].startswith(
        "Formulir skp-lain tidak ada yang terbit; yang terbit: skp-kualitatif, skp-ku"
    )


def test_letters_and_mails_are_counted_and_an_unsure_letter_is_named(made):
    place = MailPlace("skp@contoh.test", "INBOX", 1, 1)
    with open_ledger(find_campaign(made)) as ledger, ledger.writing() as connection:
        add_letters(connection, [letter("a"), letter("b")._replace(state=LetterState.UNSURE)])
        add_mail(
            connection,
            MailRow(place, "<1>", "0" * 64, "x@contoh.test", "Tanya", "", "2024-01-01", fate="perlu dilihat"),
        )
    told = skpxl("-C", made, "status", "--json").json
    assert (told["surat"], told["surat_masuk"]) == ({"siap": 1, "tidak pasti": 1}, {"perlu dilihat": 1})
    out = skpxl("-C", made, "status").out
    assert "Surat: 1 siap + 1 tidak pasti.\nSurat masuk: 1 perlu dilihat.\n" in out
    assert "Tidak pasti terkirim: dinas-a@contoh.test (outbox/b.eml)" in out


def test_files_are_written_whole_and_not_over_others(made, tmp_path):
    book, page = tmp_path / "k.xlsx", tmp_path / "k.html"
    run = skpxl("-C", made, "status", "-o", book, "--html", page)
    assert run.out.splitlines()[-2:] == [f"Buku kerja: {book}", f"Halaman: {page}"]
    before = page.read_bytes()
    page.write_bytes(b"milik orang")
    assert skpxl("-C", made, "status", "--html", page, code=3)
    skpxl("-C", made, "status", "--html", page, "--force")
    assert page.read_bytes() == before
    assert skpxl("status", code=2).err.startswith("Perintah ini bekerja di folder putaran SKP")

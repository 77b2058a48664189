"""What people record by hand: with who, why and when; taken back without being lost; the ledger told of what others decide."""

import csv
import io

import openpyxl
import pytest
from campaigns import issued_round, skpxl
from forms import KETUA, PPPK, STAF

from skpxl.campaign.folder import find_campaign
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.model.event import EventKind
from skpxl.model.folding import Folding
from skpxl.model.keadaan import Keadaan


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("buku") / "putaran"
    issued_round(root)
    return root


def events_of(root, *kinds):
    with open_ledger(find_campaign(root)) as ledger:
        return read_events(ledger, *kinds)


def state_of(root, nip):
    folding = Folding.of(events_of(root))
    return {one.nip: one.keadaan for one in folding.obligations(lambda nip, unit: ("BPK",))}[nip]


def test_somebody_is_let_off_with_a_reason_and_taken_back(made, monkeypatch):
    monkeypatch.setenv("SKPXL_PETUGAS", "Ibu Contoh")
    assert "Mengapa?" in skpxl("-C", made, "waive", STAF, code=2).err
    skpxl("-C", made, "waive", f"NIP. {STAF}", "--why", "=cuti  besar")
    again = skpxl("-C", made, "waive", STAF, "--why", "=cuti besar")
    assert again.last == "0 catatan dibebaskan; 1 sudah tercatat begitu."
    (event,) = events_of(made, EventKind.WAIVED)
    assert (event.nip, event.reason, event.by) == (STAF, "=cuti besar", "Ibu Contoh")
    assert state_of(made, STAF) is Keadaan.DIBEBASKAN
    assert "=cuti besar — Ibu Contoh, 2024-01-01" in skpxl("-C", made, "waive").out
    assert skpxl("-C", made, "waive", KETUA, "--undo", code=3).err.startswith(f"{KETUA} tidak tercatat dibebaskan")
    skpxl("-C", made, "waive", STAF, "--undo", "--why", "keliru")
    assert state_of(made, STAF) is Keadaan.BELUM_DIKIRIM
    assert [one.kind for one in events_of(made, EventKind.WAIVED, EventKind.REVOKED)] == [
        EventKind.WAIVED,
        EventKind.REVOKED,
    ]
    assert skpxl("-C", made, "waive").last == "0 catatan dibebaskan berlaku."


def test_who_is_not_known_is_refused_and_nothing_recorded(made):
    before = len(events_of(made))
    assert skpxl("-C", made, "waive", KETUA, "123", "--why", "x", code=3).err.startswith(
        "“123” bukan NIP dalam daftar pegawai"
    )
    assert skpxl("-C", made, "nil", "XYZ", "--why", "x", code=3).err.startswith("“XYZ” bukan kode unit dan bukan NIP")
    assert skpxl("-C", made, "delegate", "XYZ", "a@contoh.test", "--why", "x", code=3).err.startswith(
        "Unit “XYZ” tidak ada"
    )
    assert skpxl("-C", made, "delegate", "BPK", "a@contoh.test\nBcc: b", "--why", "x", code=3)
    assert len(events_of(made)) == before


def test_a_unit_has_nothing_to_report_and_somebody_else_answers_for_it(made):
    skpxl("-C", made, "nil", "BPK", "--why", "unit dilebur")
    assert state_of(made, PPPK) is Keadaan.NIHIL
    skpxl("-C", made, "nil", "BPK", "--undo")
    skpxl("-C", made, "delegate", "BPK", "sekretariat@contoh.test", "--why", "surat tugas")
    listed = skpxl("-C", made, "delegate").out
    assert "(BPK) dikuasakan kepada sekretariat@contoh.test: surat tugas" in listed
    skpxl("-C", made, "delegate", "BPK", "--undo")
    assert skpxl("-C", made, "delegate").last == "0 catatan dikuasakan berlaku."


def test_what_is_set_aside_and_read_again_is_in_the_ledger(made):
    file = made / "masuk" / "cetakan.pdf"
    file.write_bytes(b"%PDF-1.4\n")
    skpxl("-C", made, "aside", file, "--why", "cetakan")
    skpxl("-C", made, "aside", file, "--undo")
    aside, revoked = events_of(made, EventKind.SET_ASIDE, EventKind.REVOKED)[-2:]
    assert (aside.kind, aside.reason, revoked.kind) == (EventKind.SET_ASIDE, "cetakan", EventKind.REVOKED)
    assert aside.content == revoked.content and revoked.detail == {"mencabut": "disisihkan"}


def test_the_whole_ledger_leaves_as_tables_in_which_nothing_is_a_formula(made, tmp_path):
    skpxl("-C", made, "waive", PPPK, "--why", '=HYPERLINK("x")')
    everything = events_of(made)
    skpxl("-C", made, "ledger", "export", "-o", tmp_path / "buku.csv")
    table = list(csv.reader(io.StringIO((tmp_path / "buku.csv").read_text("utf-8-sig")), delimiter=";"))
    assert len(table) == 1 + len(everything)
    last = dict(zip(table[0], table[-1], strict=True))
    assert (last["Kejadian"], last["NIP"], last["Alasan"]) == ("dibebaskan", PPPK, '\'=HYPERLINK("x")')
    assert all(row[4] for row in table[1:] if row[2] == "diterbitkan")
    skpxl("-C", made, "ledger", "export", "-o", tmp_path / "buku.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "buku.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "kejadian" in skpxl("-C", made, "ledger", "export", "-o", tmp_path / "buku.csv", "--force").out
    assert skpxl("-C", made, "ledger", "export", "-o", tmp_path / "b.pdf", code=2).err.startswith("Akhiran b.pdf")


def test_the_history_of_one(made):
    of_person = skpxl("-C", made, "ledger", "show", "--nip", PPPK).out.splitlines()
    assert of_person[0].startswith("2024-01-01 00:00  diterbitkan (terbitan 1) · ")
    (kode,) = {one.kode for one in events_of(made, EventKind.ISSUED) if one.nip == PPPK}
    assert skpxl("-C", made, "ledger", "show", "--kode", kode).last == "1 kejadian."
    in_unit = skpxl("-C", made, "ledger", "show", "--unit", "BPK", "--json").json["kejadian"]
    assert len([one for one in in_unit if one["kind"] == "diterbitkan"]) == 4
    assert skpxl("-C", made, "ledger", "show", code=2)

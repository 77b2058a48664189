"""What the offline commands tell the ledger: whatever is out, once, however the two were separated."""

from campaigns import roster, skpxl
from ledgers import AT

from skpxl.campaign.folder import NAMA_BUKU, find_campaign
from skpxl.dispatch.recording import catch_up
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.model.event import EventKind


def events_of(root, *kinds):
    with open_ledger(find_campaign(root)) as ledger:
        return read_events(ledger, *kinds)


def a_round(folder):
    skpxl("new", folder, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
    (folder / "roster.xlsx").unlink()
    roster(folder / "roster.xlsx")
    return folder


def test_what_is_issued_is_recorded_once_and_who_did_it(tmp_path, monkeypatch):
    monkeypatch.setenv("SKPXL_PETUGAS", "Ibu  Contoh")
    root = a_round(tmp_path / "putaran")
    assert events_of(root) == []
    skpxl("-C", root, "generate")
    skpxl("-C", root, "generate")
    found = events_of(root)
    assert [(one.kind, one.terbitan, one.by) for one in found] == [(EventKind.ISSUED, 1, "Ibu Contoh")] * 4
    assert {one.kode for one in found} == {*_codes(root)}


def test_a_round_without_a_ledger_works_and_a_ledger_made_later_catches_up(tmp_path):
    root = a_round(tmp_path / "putaran")
    (root / NAMA_BUKU).unlink()
    skpxl("-C", root, "generate")
    assert not (root / NAMA_BUKU).exists()
    open_ledger(find_campaign(root)).close()
    skpxl("-C", root, "generate")
    assert {one.kode for one in events_of(root, EventKind.ISSUED)} == {*_codes(root)}


def test_what_replaces_another_is_recorded_as_often_as_it_changes_and_no_more(tmp_path):
    root = a_round(tmp_path / "putaran")
    skpxl("-C", root, "generate")
    first, second, *_ = _codes(root)
    with open_ledger(find_campaign(root)) as ledger:
        for old, new in ((first, second), (first, second), (second, first), (first, second)):
            catch_up(ledger, find_campaign(root), at=AT, by="petugas", superseded={old: new})
        told = read_events(ledger, EventKind.SUPERSEDED)
    assert [(one.kode, one.detail["oleh"]) for one in told] == [(first, second), (second, first), (first, second)]


def test_a_ledger_made_later_knows_from_the_manifest_what_was_replaced(tmp_path):
    root = a_round(tmp_path / "putaran")
    skpxl("-C", root, "generate")
    (root / NAMA_BUKU).unlink()
    manifest = root / "formulir" / "manifest.csv"
    lines = manifest.read_text("utf-8-sig").splitlines()
    old, new = lines[1].split(";"), lines[2].split(";")
    old[-2] = f"diganti oleh {new[0]}"
    manifest.write_text("\n".join([lines[0], ";".join(old), *lines[2:]]), "utf-8-sig")
    skpxl("-C", root, "status")
    (told,) = events_of(root, EventKind.SUPERSEDED)
    assert (told.kode, told.detail) == (old[1], {"oleh": new[1]})


def _codes(root):
    lines = (root / "terbitan.csv").read_text("utf-8-sig").splitlines()[1:]
    return [line.split(";")[0].strip('"') for line in lines]

"""`skpxl collect` as people type it: what it says, what it keeps, and what it asks for where it cannot work."""

import pytest
from campaigns import skpxl
from collected import blank, mail_with
from ledgers import a_campaign

SAID = [
    "1 surat baru = 1 surat orang.",
    "1 berkas = 1 baru + 0 isi yang sama datang lagi + 0 sudah tercatat.",
    "masuk/: 1 isi = 0 diterima + 1 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
]


@pytest.fixture
def surat(tmp_path):
    """A mail on the disk, and a round."""
    a_campaign(tmp_path / "k")
    (tmp_path / "surat.eml").write_bytes(mail_with(("skp.xlsx", blank())).as_bytes())
    return tmp_path / "surat.eml"


def test_it_says_what_came_and_how_it_stands(surat, tmp_path):
    asked = skpxl("-C", tmp_path / "k", "collect", surat, "--dry-run")
    assert asked.out.splitlines() == [*SAID[:2], "Belum ada yang disimpan (--dry-run)."]
    assert not (tmp_path / "k" / "buku.sqlite").exists()
    assert skpxl("-C", tmp_path / "k", "collect", surat).out.splitlines() == SAID
    told = skpxl("-C", tmp_path / "k", "collect", surat, "--json").json
    assert (told["mails"]["known"], told["files"]["total"], told["events"]) == (1, 0, 0)
    assert sum(told["contents"].values()) == 1


def test_what_lies_in_masuk_is_judged_and_not_kept_twice(surat, tmp_path):
    (tmp_path / "k" / "masuk" / "tangan.xlsx").write_bytes(blank())
    said = skpxl("-C", tmp_path / "k", "collect", tmp_path / "k" / "masuk").out.splitlines()
    assert said == ["Tidak ada berkas baru di sumber.", SAID[2]]
    assert [path.name for path in (tmp_path / "k" / "masuk").iterdir()] == ["tangan.xlsx"]
    assert "memuat folder putaran SKP" in skpxl("-C", tmp_path / "k", "collect", tmp_path, code=2).err


def test_without_a_round_or_a_folder_it_says_what_to_do(surat, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "bekerja di folder putaran SKP" in skpxl("collect", surat, code=2).err
    assert "--watch mengawasi folder" in skpxl("-C", tmp_path / "k", "collect", "--watch", code=2).err
    assert "tidak ada; periksa nama" in skpxl("-C", tmp_path / "k", "collect", tmp_path / "x", code=3).err

"""`return --by-office`: every copy in the folder of its perangkat daerah, and lists whose counts add up."""

import json

import pytest
from campaigns import ANSWERS, INSTANSI, PD, PPPK, ROSTER, STAF, returned, rows, skpxl, tree

from skpxl.dispatch.return_lists import ReturnRow, by_folder, in_words, lists
from skpxl.errors import AccountError
from skpxl.forms.annotate import Butir
from skpxl.template.library import load_library

GAYA = load_library().gaya
ITEM = Butir("a", "Hasil kerja utama no. 1", "Isi selnya.", "targetnya kosong.")


def row(nama: str, folder: str = "Dinas-A", items: int = 1, **parts: str) -> ReturnRow:
    told = {"nip": "199001012015031001", "unit": "Bidang Contoh", "email": "a@contoh.test", **parts}
    return ReturnRow(folder.replace("-", " "), folder, f"{nama}.xlsx", nama, items=(ITEM,) * items, **told)


def test_a_thing_to_mend_is_one_line():
    assert in_words(ITEM) == "Hasil kerja utama no. 1: targetnya kosong. Isi selnya."
    assert in_words(Butir("", "", "Isi\nselnya.", "Kosong.")) == "Kosong. Isi selnya."


def test_the_lists_name_every_copy_with_all_that_is_needed_to_send_it(tmp_path):
    of = [row("Ani", items=5), row("=HYPERLINK(1)", nip="", email=""), row("Budi", "Dinas-B")]
    made = lists(of, GAYA, "A4")
    assert [*made] == [
        "Dinas-A/daftar-perbaikan.xlsx",
        "Dinas-A/daftar-perbaikan.txt",
        "Dinas-B/daftar-perbaikan.xlsx",
        "Dinas-B/daftar-perbaikan.txt",
        "daftar-perbaikan.xlsx",
    ]
    told = "Hasil kerja utama no. 1: targetnya kosong. Isi selnya."
    text = made["Dinas-A/daftar-perbaikan.txt"].decode().splitlines()
    assert text[:5] == [
        "Perbaikan: Dinas A",
        "2 berkas untuk dikirim kembali",
        "",
        "1. Ani (NIP 199001012015031001), Bidang Contoh",
        "   Berkas: Ani.xlsx",
    ]
    assert text[5:11] == [
        "   Surel: a@contoh.test",
        "   Yang harus diperbaiki: 5",
        *[f"   - {told}"] * 3,
        "   - dan 2 lagi, di lembar Perbaikan",
    ]
    for name, data in made.items():
        (tmp_path / name.replace("/", "_")).write_bytes(data)
    top = rows(tmp_path / "daftar-perbaikan.xlsx", "Perangkat daerah")
    assert top[-3:] == [["Dinas A", "Dinas-A", 2], ["Dinas B", "Dinas-B", 1], ["Jumlah", "", 3]]
    everybody = rows(tmp_path / "daftar-perbaikan.xlsx", "Semua")
    assert everybody[2][1:8] == ["=HYPERLINK(1)", "", "Dinas A", "Bidang Contoh", "", "Dinas-A/=HYPERLINK(1).xlsx", 1]
    assert len(everybody) == 4


def test_folders_are_counted_against_all_copies(monkeypatch):
    monkeypatch.setattr("skpxl.dispatch.return_lists.by_folder", lambda of: {"Dinas-A": by_folder(of)["Dinas-A"][:1]})
    with pytest.raises(AccountError):
        lists([row("Ani"), row("Budi")], GAYA, "A4")


def test_every_copy_lies_in_the_folder_of_its_perangkat_daerah_and_a_later_list_leaves_the_first_alone(tmp_path):
    wrong = json.loads(json.dumps({STAF: ANSWERS[STAF], PPPK: ANSWERS[PPPK]}))
    wrong[STAF]["hasil_kerja"]["utama"][0]["indikator"][0]["target"] = ""
    inbox = returned(tmp_path, wrong)
    people = tmp_path / "roster.xlsx"
    words = ("return", inbox, "-o", tmp_path / "balik", "--roster", people, "--instansi", INSTANSI, "--by-office")
    run = skpxl(*words)
    assert run.last.startswith("2 berkas = 1 dikembalikan + 1 tidak dikembalikan + 0 ditolak.")
    first = tree(tmp_path / "balik")
    (copy,) = (name for name in first if "_P2" in name)
    assert [*first] == sorted(
        [copy, f"{PD}/daftar-perbaikan.txt", f"{PD}/daftar-perbaikan.xlsx", "daftar-perbaikan.xlsx"]
    )
    assert copy.startswith(f"{PD}/SKP_2022_{STAF}_")
    who = ROSTER.find_pegawai(STAF)
    assert f"1. {who.nama} (NIP {STAF})" in first[f"{PD}/daftar-perbaikan.txt"].decode()
    (tmp_path / "balik" / PD / "daftar-perbaikan.txt").write_text("catatan petugas")
    skpxl(*words)
    second = tree(tmp_path / "balik")
    assert second[f"{PD}/daftar-perbaikan.txt"] == b"catatan petugas"
    assert second[f"{PD}/daftar-perbaikan-2.txt"] == first[f"{PD}/daftar-perbaikan.txt"]
    assert {name: first[name] for name in first if name.endswith("xlsx")} == {
        name: second[name] for name in second if name.endswith("xlsx")
    }


def test_without_a_roster_nobody_knows_the_offices(tmp_path):
    (tmp_path / "masuk").mkdir()
    run = skpxl("return", tmp_path / "masuk", "-o", tmp_path / "balik", "--by-office", code=None)
    assert (run.code, "--roster" in run.err) == (2, True)

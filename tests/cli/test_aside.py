"""`skpxl aside`: what is no form is settled for good, by its content; the account says how much was."""

import json
import shutil

import pytest
from binary_books import zipped
from click.testing import CliRunner
from forms import CHECKOUT

from skpxl.campaign.aside import read_aside
from skpxl.campaign.folder import create_campaign
from skpxl.campaign.settings import Settings
from skpxl.cli.main import cli
from skpxl.errors import SkpxlError, UsageError

GOOD = sorted((CHECKOUT / "samples" / "masuk" / "baik").glob("*.xlsx"))
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WHY = "cetakan formulir yang sudah diterima"


@pytest.fixture
def campaign(tmp_path, monkeypatch):
    create_campaign(tmp_path / "k", Settings(instansi="PEMERINTAH CONTOH", tahun=2022))
    monkeypatch.chdir(tmp_path / "k")
    shutil.copy(GOOD[0], "masuk/SKP Dewi.xlsx")
    inbox = tmp_path / "k" / "masuk"
    for name in ("SKP Dewi.pdf", "salinan cetakan.pdf"):
        (inbox / name).write_bytes(PDF)
    (inbox / "kiriman.zip").write_bytes(zipped({"SKP.pdf": PDF + b"%", "b.xlsx": GOOD[1].read_bytes()}))
    return tmp_path / "k"


def call(*args):
    return CliRunner().invoke(cli, args, catch_exceptions=False, standalone_mode=False)


def counted():
    said = json.loads(CliRunner().invoke(cli, ["validate", "--json"]).stdout)
    passed = [(one["file"].partition("masuk/")[2], one["sebab"]) for one in said.get("dilewati", ())]
    return said["counts"]["berkas"], said["counts"]["tidak terbaca"], passed


def test_what_is_set_aside_is_not_asked_again_and_can_be_taken_back(campaign):
    assert counted() == (5, 3, [])
    call("aside", "masuk/SKP Dewi.pdf", "masuk/kiriman.zip/SKP.pdf", "--why", WHY)
    member = ("kiriman.zip/SKP.pdf", "disisihkan")
    aside = [("SKP Dewi.pdf", "disisihkan"), member, ("salinan cetakan.pdf", "disisihkan")]
    assert counted() == (2, 0, aside)  # the copy has the same content
    assert call("aside").output.splitlines() == [
        f"masuk/SKP Dewi.pdf — {WHY}", f"masuk/kiriman.zip/SKP.pdf — {WHY}",
        f"2 berkas disisihkan ({campaign / 'disisihkan.csv'}).",
    ]  # fmt: skip
    (campaign / "masuk" / "SKP Dewi.pdf").write_bytes(PDF + b"% lain")
    assert counted()[:2] == (3, 1)  # it is another file now
    call("aside", "masuk/SKP Dewi.pdf", "--why", "=HYPERLINK()")
    assert "'=HYPERLINK()" in (campaign / "disisihkan.csv").read_text("utf-8-sig")
    call("aside", "masuk/SKP Dewi.pdf", "--undo")  # by the name it was recorded under
    assert counted() == (4, 2, [member])
    assert call("aside", "masuk/SKP Dewi.xlsx", "--why", "keliru").stderr == (
        "PERHATIAN: masuk/SKP Dewi.xlsx formulir terbitan instansi ini, dan mulai sekarang tidak dihitung; batalkan dengan "
        "--undo.\n"
    )


def test_setting_aside_says_why_in_a_campaign_and_tells_what_is_missing(campaign, tmp_path, monkeypatch):
    with pytest.raises(UsageError, match="--why"):
        call("aside", "masuk/SKP Dewi.pdf")
    for name in ("masuk/tidak ada.pdf", "masuk/kiriman.zip/tidak ada.pdf"):
        with pytest.raises(SkpxlError, match="tidak ada"):
            call("aside", name, "--why", WHY)
    (campaign / "masuk" / "SKP Budi").mkdir()
    (campaign / "masuk" / "putus.pdf").symlink_to("tidak-ada.pdf")
    for name in ("masuk/SKP Budi", "masuk/putus.pdf"):
        with pytest.raises(SkpxlError) as raised:
            call("aside", name, "--why", WHY)
        assert str(raised.value) == (
            f"{name} bukan satu berkas (folder, tautan putus, atau sejenisnya), jadi tidak dapat dikenali dari isinya; "
            "pindahkan ke sebuah folder bernama disisihkan."
        )
    with pytest.raises(SkpxlError, match="tidak disisihkan"):
        call("aside", "masuk/SKP Dewi.pdf", "--undo")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="folder bernama disisihkan"):
        call("aside")


@pytest.mark.parametrize("row", ["a.pdf;x;;{d}", "a.pdf;x;²;{d}", "a.pdf;x;4;abc", "a.pdf;x;4;{d}0"])
def test_a_record_of_which_a_value_was_lost_is_not_believed(tmp_path, row):
    record = tmp_path / "disisihkan.csv"
    record.write_text(f"Berkas;Mengapa;Ukuran (byte);SHA-256\n{row.format(d='0' * 64)}\n", encoding="utf-8")
    with pytest.raises(SkpxlError) as raised:
        read_aside(tmp_path)
    assert str(raised.value) == (
        f"Catatan berkas yang disisihkan {record} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )


def test_a_folder_of_that_name_does_it_without_a_campaign(tmp_path, monkeypatch):
    (tmp_path / "masuk" / "disisihkan").mkdir(parents=True)
    shutil.copy(GOOD[0], tmp_path / "masuk" / "SKP.xlsx")
    (tmp_path / "masuk" / "disisihkan" / "SKP.pdf").write_bytes(PDF)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, ["validate", "masuk"])
    assert (run.exit_code, "Tidak ikut dibaca: 1 disisihkan (disisihkan).\n" in run.output) == (0, True)

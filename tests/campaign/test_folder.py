"""A campaign's key, password and settings are the same whichever program saved their files; what cannot be read is told."""

import codecs

import pytest
from forms import INSTANSI

from skpxl.campaign import folder as made_by
from skpxl.campaign.folder import NAMA_KUNCI, create_campaign, find_campaign
from skpxl.campaign.settings import NAMA_BERKAS, Settings
from skpxl.errors import SkpxlError

TEXT = "rahasia–2022 é"


@pytest.fixture
def campaign(tmp_path):
    return create_campaign(tmp_path / "k", Settings(instansi=INSTANSI, tahun=2022, sandi="sandi.txt"))


def saved_anew(text: str) -> list[bytes]:
    windows = text.replace("\n", "\r\n")
    return [
        codecs.BOM_UTF8 + windows.encode(),
        windows.encode("cp1252"),
        windows.encode("utf-16"),
        text.replace("\n", "\r").encode(),
        f"\r\n{windows}\r\n\r\n".encode(),
    ]


def test_a_key_is_the_same_whichever_program_saved_it(campaign):
    file = campaign.root / NAMA_KUNCI
    text, key = file.read_text(encoding="utf-8"), campaign.signing_key()
    for data in [*saved_anew(text), text.replace("\n", ";;\r\n").encode(), text.upper().encode()]:
        file.write_bytes(data)
        assert campaign.signing_key() == key
    for data in (b"", b"apa saja", text[:-3].encode(), text.encode() + b"0" * 64, b"0" * 65):
        file.write_bytes(data)
        with pytest.raises(SkpxlError, match=f"^Berkas kunci {file} rusak; kembalikan dari cadangan.$"):
            campaign.signing_key()


def test_a_password_is_the_same_whichever_program_saved_it(campaign):
    file = campaign.root / "sandi.txt"
    for data in [f"{TEXT}\n".encode(), TEXT.encode(), *saved_anew(f"{TEXT}\n")]:
        file.write_bytes(data)
        assert campaign.password() == TEXT
    for data in (b"", b"\r\n \r\n", codecs.BOM_UTF8):
        file.write_bytes(data)
        with pytest.raises(SkpxlError, match=f"^Berkas kata sandi {file} kosong; isi satu baris.$"):
            campaign.password()
    file.unlink()
    with pytest.raises(
        SkpxlError, match=f"^Berkas kata sandi {file} tidak dapat dibaca: berkas atau foldernya tidak ada; "
    ):
        campaign.password()


def test_settings_are_the_same_whichever_program_saved_them(campaign):
    file = campaign.root / NAMA_BERKAS
    for data in saved_anew(file.read_text(encoding="utf-8").replace("Formulir", "Fórmulir")):
        file.write_bytes(data)
        assert find_campaign(campaign.root).settings.instansi == INSTANSI


@pytest.mark.parametrize("what", ["write_whole", "_write_key"])
def test_a_folder_that_could_not_be_made_whole_can_be_made_again(tmp_path, monkeypatch, what):
    def full(*_args, **_more):
        raise SkpxlError("tempat penyimpanan penuh")

    monkeypatch.setattr(made_by, what, full)
    settings = Settings(instansi=INSTANSI, tahun=2022)
    with pytest.raises(SkpxlError, match="penuh"):
        create_campaign(tmp_path / "k", settings)
    monkeypatch.undo()
    assert len(create_campaign(tmp_path / "k", settings).signing_key()) == 32


def test_an_instansi_weighs_the_rules_on_contents_and_no_others(campaign):
    file = campaign.root / NAMA_BERKAS
    text = file.read_text(encoding="utf-8").replace(
        '# target-tanpa-ukuran = "galat"', 'target-tanpa-ukuran = "galat"\nskp-serupa = "mati"\ndaftar-jenis = "galat"'
    )
    file.write_text(text, encoding="utf-8")
    weights = {"target-tanpa-ukuran": "galat", "skp-serupa": "mati", "daftar-jenis": "galat"}
    assert find_campaign(campaign.root).settings.temuan == weights
    again = create_campaign(campaign.root.parent / "k2", find_campaign(campaign.root).settings)
    assert find_campaign(again.root).settings.temuan == weights
    for wrong, said in (
        (
            'nip-salah = "info"',
            "berat `nip-salah` tetap; yang dapat diatur hanya aturan isi SKP dan kewajaran pegawai: diintervensi-tidak-dikenal",
        ),
        ('zzz = "info"', "kode `zzz` tidak ada; lihat semuanya dengan `skpxl rules`"),
        ('tahun-lain = "keras"', "temuan.tahun-lain"),
    ):
        file.write_text(text.replace('skp-serupa = "mati"', wrong), encoding="utf-8")
        with pytest.raises(SkpxlError) as told:
            find_campaign(campaign.root)
        assert said in str(told.value)

"""The wordings of strangers' files as data: an admin adds one and it is understood; a faulty file is named with its key."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from foreign_books import book, row
from forms import CHECKOUT, LIBRARY

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.foreign.roster.words import KATA, KINDS, words_of
from skpxl.foreign.wording import place_and_date, without_number
from skpxl.issue.preview import check_templates
from skpxl.template.labels import GROUPS, read_label
from skpxl.template.library import Library

WORDS = words_of(LIBRARY)
ROSTER = row("A1", ["No", "NIP", "Nama Peg.", "Jabatan", "Bidang"]) | row(
    "A2", [1, "198107012006041903", "Yosua Manafe, S.Kom.", "Pranata Komputer", "Bidang Mutasi"]
)


def own_folder(tmp_path: Path, name: str = "", old: str = "", new: str = "") -> Path:
    """An admin's copy of the templates, one text of a label file replaced."""
    folder = tmp_path / "templat-kami"
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    if name:
        file = folder / "daftar" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def check_roster(folder: Path, tmp_path: Path) -> str:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(book({"Data": ROSTER}))
    return CliRunner().invoke(cli, ["--templates", str(folder), "roster", "check", str(path), "--json"]).output


def test_a_title_that_an_admin_adds_is_understood(tmp_path):
    before = check_roster(own_folder(tmp_path / "a"), tmp_path)
    after = check_roster(
        own_folder(tmp_path / "b", "label-roster.toml", "nama = [", 'nama = [\n  "Nama Peg.",'), tmp_path
    )
    assert ("nama dari “C: Nama Peg.”" in before, "nama dari “C: Nama Peg.”" in after) == (False, True)


FAULTS = {
    "a word left of the sign that means nothing": (
        "label-roster.toml", "gelar_depan =", "gelar_dpn =",
        "{file} [pegawai]: kata “gelar_dpn” tidak dikenal; mungkin “gelar_depan”.",
    ),
    "no likeness": (
        "label-skp.toml", "perspektif =", "xyz =",
        "{file} [kolom]: kata “xyz” tidak dikenal; yang dikenal: nomor, rencana_hasil_kerja_diintervensi, penugasan_dari, "
        "rencana_hasil_kerja, aspek, indikator_kinerja_individu, target, perspektif, realisasi, umpan_balik, "
        "ekspektasi_khusus.",
    ),
    "a group gone": (
        "label-matriks.toml", "[kepala]", "[kepalanya]",
        "{file} tidak memuat [kepala]; salin berkas itu dari folder templat asli.",
    ),
    "the same wording twice": (
        "label-roster.toml", 'pendekatan = ["', 'pendekatan = ["Jabatan", "',
        "{file}, [pegawai]: tulisan “Jabatan” dipakai dua kali atau kosong; hapus satu.",
    ),
    "the same once folded": (
        "label-roster.toml", 'pendekatan = ["', 'pendekatan = ["Jabatan (lama)", "',
        "{file}, [pegawai]: judul “Jabatan (lama)” berarti jabatan dan pendekatan; hapus satu.",
    ),
    "a value that is none": (
        "label-skp.toml", '"Loyal" =', '"Loyalitas" =',
        "{file}, [nilai]: Loyalitas tidak ada di perilaku-kerja.toml; samakan keduanya.",
    ),
    "no list": (
        "label-berkas.toml", 'skp = ["SASARAN KINERJA PEGAWAI", "SASARAN KERJA PEGAWAI"]', 'skp = "SKP"',
        "{file}: judul.skp: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "sentence"), FAULTS.values(), ids=FAULTS)
def test_template_check_names_file_and_key_of_a_faulty_label_file(tmp_path, name, old, new, sentence):
    folder = own_folder(tmp_path, name, old, new)
    _, faults = check_templates(Library(folder))
    said = sentence.format(file=folder / "daftar" / name)
    assert [fault for fault in faults if not fault.startswith(said)] == []
    assert CliRunner().invoke(cli, ["--templates", str(folder), "template", "check"]).exit_code == 1


def test_the_shipped_files_have_the_groups_and_names_that_are_known():
    for name, groups in GROUPS.items():
        label = read_label(CHECKOUT / "workbook_templates" / "daftar" / f"label-{name}.toml")
        assert {g: set(label.grup[g]) for g, names in groups.items() if names} == {
            g: set(names.split()) for g, names in groups.items() if names
        }


@pytest.mark.parametrize("kind", KINDS)
def test_every_title_of_the_file_means_its_word(kind):
    group = LIBRARY.label["roster"].grup[kind]
    assert set(group) <= set(KATA[kind])
    wrong = {
        title for word, titles in group.items() for title in titles if (WORDS.role(kind, (title,)) or "?")[0] != word
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mengetahui,", "pasti"),
        ("a.n. Kepala Dinas", "pasti"),
        ("Kupang, 3 Januari 2022", "pasti"),
        ("Kupang,    Januari 2022", "pasti"),
        ("Kepala Bidang Mutasi,", "mungkin"),
        ("Sub Total", "jumlah"),
        ("JUMLAH PEGAWAI", "jumlah"),
        ("* PNS yang cuti", "catatan"),
        ("Ket: lihat lampiran", "catatan"),
        ("Kepaladesa", ""),
        ("Yosua Manafe", ""),
    ],
)
def test_what_closes_a_table(text, meant):
    assert WORDS.closing(text) == meant


def test_words_are_matched_whole_and_the_longest_first():
    label = LIBRARY.label["skp"]
    assert label.awal("periode", "PERIODE PENILAIAN KINERJA: 2022", tanda="") == ("periode", "2022")
    assert label.awal("periode", "PERIODENYA 2022", tanda="") is None
    assert (without_number("IV. Bidang Mutasi"), without_number("M. Yusuf")) == ("Bidang Mutasi", "Yusuf")
    assert not place_and_date("Kupang, 3 Sekarang 2022", label)


def test_a_folder_older_than_the_wordings_of_rosters_does_with_the_shipped_ones(tmp_path):
    folder = own_folder(tmp_path)
    (folder / "daftar" / "label-roster.toml").unlink()
    assert words_of(Library(folder)).role("pegawai", ("NIP Baru",)) == ("nip", 0)
    assert "nip dari “B: NIP”" in check_roster(folder, tmp_path)


def test_a_folder_without_the_wordings_of_an_skp_says_so(tmp_path):
    folder = own_folder(tmp_path)
    (folder / "daftar" / "label-skp.toml").unlink()
    with pytest.raises(SkpxlError) as refused:
        words_of(Library(folder))
    assert str(refused.value) == (
        f"{folder / 'daftar' / 'label-skp.toml'} tidak ada; salin berkas itu dari folder templat asli."
    )


def test_a_heading_of_several_rows_beside_which_nothing_stands_makes_nothing_fall():
    sheet = {"A1": "MATRIKS PERAN HASIL", "A3": "Nama & NIP", "D3": "Tersusunnya dokumen", "A6": "Agus", "D6": "Draf"}
    read = read_foreign_matriks(book({"M": sheet}, {"M": ["A3:C5"]}), LIBRARY)
    assert [(row.nama, [role.teks for role in row.peran]) for row in read.pembagian[0].baris] == [("Agus", ["Draf"])]
    assert [finding.code for finding in read.findings] == ["matriks-tanpa-unit"]

"""The wordings of strangers' files as data: an admin adds one and it is understood; a faulty file is named with its key."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from foreign_books import NIP, PEGAWAI, book, row, side_by_side, title
from forms import CHECKOUT, LIBRARY

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.foreign.roster.organisasi import read_any_roster, read_roster
from skpxl.foreign.roster.words import KATA, KINDS, words_of
from skpxl.foreign.skp.reading import read_foreign_skp
from skpxl.foreign.wording import place_and_date, without_number
from skpxl.issue.preview import check_templates
from skpxl.template.labels import GROUPS, read_label
from skpxl.template.library import Library

WORDS = words_of(LIBRARY)
ROSTER = row("A1", ["No", "NIP", "Nama Peg.", "Peran", "Bidang"]) | row(
    "A2", [1, "198107012006041903", "Yosua Manafe, S.Kom.", "Juru Tulis", "Bidang Mutasi"]
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
        own_folder(tmp_path / "b", "label-roster.toml", "\njabatan = [", '\njabatan = [\n  "Peran",'), tmp_path
    )
    assert ("jabatan dari “D: Peran”" in before, "jabatan dari “D: Peran”" in after) == (False, True)


def roster_of(library: Library, tmp_path: Path, cells: dict[str, object]) -> list[tuple[str, str, str]]:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(book({"Data": cells}))
    people = read_roster(path, golongan=list(library.daftar["golongan"].nilai), words=words_of(library))[0].pegawai
    return [(person.nama, person.nip, person.jabatan) for person in people]


def roster_with_a_new_title(library: Library, tmp_path: Path) -> object:
    head = ["NIP", "Nama Peg.", "Bidang", "Uraian Tugas"]
    return roster_of(
        library, tmp_path, row("A1", head) | row("A2", [NIP, "Agus Contoh", "Bidang Mutasi", "Juru Tulis"])
    )


def skp_with_a_new_heading(library: Library, tmp_path: Path) -> object:
    sheet = title() | side_by_side() | {"B7": "NAMA PEG."}
    sheet |= (
        {"A13": "HASIL KERJA"} | row("A14", ["NO", "URAIAN TUGAS", "ASPEK", "INDIKATOR", "TARGET"]) | {"A15": "UTAMA"}
    )
    sheet |= row("A16", [1, "Arsip pegawai lengkap", "Kuantitas", "Jumlah arsip", "120 berkas"])
    values = read_foreign_skp(book({"SKP": sheet}), library).isi
    return [
        values.get(key, ("",))[0] for key in (("pegawai", "nama"), ("hasil_kerja", "utama", 1, "rencana_hasil_kerja"))
    ]


def matriks_with_a_new_heading(library: Library, tmp_path: Path) -> object:
    sheet = row("A1", ["Nama Peg.", "Jabatan", "Uraian Tugas"]) | row("C2", ["Dokumen mutasi", "Arsip"])
    sheet |= row("A3", ["Agus Contoh", "Analis", "Menyusun draf", "Menata berkas"])
    merges = {"M": ["A1:A2", "B1:B2", "C1:D1"]}
    return [
        (person.nama, [role.teks for role in person.peran])
        for table in read_foreign_matriks(book({"M": sheet}, merges), library).pembagian
        for person in table.baris
    ]


def roster_with_a_new_word_before_the_nip(library: Library, tmp_path: Path) -> object:
    head = ["Nama/NIP", "Jabatan", "Bidang"]
    return roster_of(
        library, tmp_path, row("A1", head) | row("A2", [f"Agus Contoh No. Induk {NIP}", "Analis", "Bidang Mutasi"])
    )


def matriks_with_a_new_word_before_the_nip(library: Library, tmp_path: Path) -> object:
    sheet = {"A1": "MATRIKS PERAN HASIL"} | row(
        "A2", ["Nama/NIP", "Jabatan", "Terlaksananya mutasi", "Tersusunnya arsip"]
    )
    sheet |= row("A3", [f"Agus Contoh\nNo. Induk {NIP}", "Analis", "Draf", "Berkas"])
    return [(p.nama, p.nip) for t in read_foreign_matriks(book({"M": sheet}), library).pembagian for p in t.baris]


def roster_with_a_new_kind_of_unit(library: Library, tmp_path: Path) -> object:
    rows = [["NIP", "Nama", "Jabatan"], ["Korwil Timur"], [NIP, "Agus Contoh", "Analis"], ["Diketahui Ketua Yayasan"]]
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(book({"Data": {k: v for n, texts in enumerate(rows, 1) for k, v in row(f"A{n}", texts).items()}}))
    read = read_any_roster(path, golongan=list(library.daftar["golongan"].nilai), words=words_of(library))
    assert read.pembukuan is not None
    return [person.unit_kerja for person in read.organisasi.pegawai], read.pembukuan.counts()


def matriks_with_a_new_kind_of_unit(library: Library, tmp_path: Path) -> object:
    sheet = {"A1": "MATRIKS PERAN HASIL"} | row("A2", ["Nama", "Jabatan", "Terlaksananya mutasi", "Tersusunnya arsip"])
    sheet |= row("A3", ["Agus Contoh (Korwil Timur)", "Analis", "Draf", "Berkas"]) | {"D6": "Diketahui Ketua Yayasan"}
    read = read_foreign_matriks(book({"M": sheet}), library)
    return [
        (person.nama, person.luar, [role.teks for role in person.peran])
        for table in read.pembagian
        for person in table.baris
    ]


UNIT_AND_SIGNATURE = (
    ("label-bersama.toml", "\nunit = [", '"Korwil"'),
    ("label-bersama.toml", "pasti = [", '"Diketahui"'),
)
ADDED = {
    "roster, first words of any sheet": (
        roster_with_a_new_kind_of_unit,
        UNIT_AND_SIGNATURE,
        (["KORWIL-TIMUR"], {"orang": 1, "kepala": 1, "judul bagian": 1, "tanda tangan": 1}),
    ),
    "matriks, first words of any sheet": (
        matriks_with_a_new_kind_of_unit,
        UNIT_AND_SIGNATURE,
        [("Agus Contoh", True, ["Draf", "Berkas"])],
    ),
    "roster": (
        roster_with_a_new_title,
        (("label-roster.toml", "nama = [", '"Nama Peg."'), ("label-roster.toml", "\njabatan = [", '"Uraian Tugas"')),
        [("Agus Contoh", NIP, "Juru Tulis")],
    ),
    "skp": (
        skp_with_a_new_heading,
        (
            ("label-skp.toml", "nama = [", '"NAMA PEG."'),
            ("label-skp.toml", "rencana_hasil_kerja = [", '"URAIAN TUGAS"'),
        ),
        [PEGAWAI["nama"], "Arsip pegawai lengkap"],
    ),
    "matriks": (
        matriks_with_a_new_heading,
        (("label-matriks.toml", "nama = [", '"Nama Peg."'), ("label-matriks.toml", "peran = [", '"Uraian Tugas"')),
        [("Agus Contoh", ["Menyusun draf", "Menata berkas"])],
    ),
    "roster, a word of any sheet": (
        roster_with_a_new_word_before_the_nip,
        (("label-bersama.toml", "nip = [", '"No. Induk"'),),
        [("Agus Contoh", NIP, "Analis")],
    ),
    "matriks, a word of any sheet": (
        matriks_with_a_new_word_before_the_nip,
        (("label-bersama.toml", "nip = [", '"No. Induk"'),),
        [("Agus Contoh", NIP)],
    ),
}


def test_a_nip_behind_words_that_nobody_listed_is_read_from_its_column_in_a_matriks():
    sheet = {"A1": "MATRIKS PERAN HASIL"} | row(
        "A2", ["Nama", "NIP", "Jabatan", "Terlaksananya mutasi", "Tersusunnya arsip"]
    )
    sheet |= row("A3", ["Agus Contoh", f"No. Pegawai {NIP}", "Analis", "Draf", "Berkas"])
    assert [row.nip for row in read_foreign_matriks(book({"M": sheet}), LIBRARY).pembagian[0].baris] == [NIP]


@pytest.mark.parametrize(("read", "words", "expected"), ADDED.values(), ids=ADDED)
def test_what_an_admin_adds_is_read_and_was_not_before(tmp_path, read, words, expected):
    folder = own_folder(tmp_path)
    assert read(Library(folder), tmp_path) != expected
    for name, before, wording in words:
        file = folder / "daftar" / name
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, f"{before} {wording},", 1), encoding="utf-8")
    assert read(Library(folder), tmp_path) == expected


USE_OF_A_GROUP = r"\{([a-z_]+)\}|(?:ragam|cocok|awal|memuat)\(\"([a-z_]+)\"|grup\[\"([a-z_]+)\"\]"


def test_every_word_of_any_sheet_is_put_to_use():
    used = {
        word
        for file in (CHECKOUT / "skpxl" / "foreign").rglob("*.py")
        for found in re.findall(USE_OF_A_GROUP, file.read_text(encoding="utf-8"))
        for word in found
    }
    assert set(GROUPS["bersama"]) - used == set()


FAULTS = {
    "a word left of the sign that means nothing": (
        "label-roster.toml", "gelar_depan =", "gelar_dpn =",
        "{file} [pegawai]: kata “gelar_dpn” tidak dikenal; mungkin “gelar_depan”.",
    ),
    "no likeness": (
        "label-skp.toml", "perspektif =", "xyz =",
        "{file} [kolom]: kata “xyz” tidak dikenal; yang dikenal: nomor, rencana_hasil_kerja_diintervensi, penugasan_dari, "
        "rencana_hasil_kerja, aspek, indikator_kinerja_individu, target, satuan, kuantitas, kualitas, waktu, biaya, "
        "angka_kredit, perspektif, realisasi, umpan_balik, ekspektasi_khusus.",
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
    label = LIBRARY.wording("skp")
    assert label.awal("periode", "PERIODE PENILAIAN KINERJA: 2022", tanda="") == ("periode", "2022")
    assert label.awal("periode", "PERIODENYA 2022", tanda="") is None
    assert (without_number("IV. Bidang Mutasi"), without_number("M. Yusuf")) == ("Bidang Mutasi", "Yusuf")
    assert not place_and_date("Kupang, 3 Sekarang 2022", label)


def test_a_folder_older_than_the_wordings_of_rosters_does_with_the_shipped_ones(tmp_path):
    folder = own_folder(tmp_path)
    (folder / "daftar" / "label-roster.toml").unlink()
    (folder / "daftar" / "label-bersama.toml").unlink()
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


def test_columns_of_an_skp_under_one_wide_heading_are_told_apart():
    merged = ["A14:A15", "B14:B15", "C14:E14"]
    sheet = title() | side_by_side() | {"A13": "HASIL KERJA", "A16": "UTAMA"}
    sheet |= row("A14", ["NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU"]) | row(
        "C15", ["ASPEK", "URAIAN", "TARGET"]
    )
    sheet |= row("A17", [1, "Arsip pegawai lengkap", "Kuantitas", "Jumlah arsip", "120 berkas"])
    values = read_foreign_skp(book({"SKP": sheet}, {"SKP": merged}), LIBRARY).isi
    path = ("hasil_kerja", "utama", 1)
    assert {key[3:]: value for key, value in values.items() if key[:3] == path} == {
        ("rencana_hasil_kerja",): ("Arsip pegawai lengkap", "SKP!B17"),
        ("indikator", 1, "aspek"): ("Kuantitas", "SKP!C17"),
        ("indikator", 1, "indikator_kinerja_individu"): ("Jumlah arsip", "SKP!D17"),
        ("indikator", 1, "target"): ("120 berkas", "SKP!E17"),
    }


def test_a_heading_of_several_rows_beside_which_nothing_stands_makes_nothing_fall():
    sheet = {"A1": "MATRIKS PERAN HASIL", "A3": "Nama & NIP", "D3": "Tersusunnya dokumen", "A6": "Agus", "D6": "Draf"}
    read = read_foreign_matriks(book({"M": sheet}, {"M": ["A3:C5"]}), LIBRARY)
    assert [(row.nama, [role.teks for role in row.peran]) for row in read.pembagian[0].baris] == [("Agus", ["Draf"])]
    assert [finding.code for finding in read.findings] == ["matriks-tanpa-unit"]


def test_whatever_means_a_status_tells_a_column_of_them():
    statuses = LIBRARY.kepegawaian.status
    known = {
        wording: WORDS.label.cocok("status_pegawai", wording)
        for name in statuses
        for wording in (name, *statuses[name].sebutan)
    }
    assert [wording for wording, found in known.items() if found is None] == []

"""`skpxl generate`: one workbook per pegawai, nothing overwritten, everybody accounted for."""

import csv
import re

import pytest
from campaigns import PD, ROSTER, TWO_UNITS, issue, returned, roster, rows, skpxl, tree
from forms import (
    INSTANSI,
    KABID,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PPPK,
    STAF,
    make_form,
    read,
    settings,
)  # fmt: skip

from skpxl.campaign.settings import Settings
from skpxl.errors import SkpxlError
from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.issue.generate import generate, plan
from skpxl.issue.manifest import Manifest
from skpxl.kinds.kind import Order
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure

NAMES = [f"{PD}/SKP_2022_{nip}.xlsx" for nip in (KABID, KETUA, STAF, PPPK)]


def test_everybody_with_a_nip_gets_a_workbook_in_the_folder_of_his_office(tmp_path):
    source = roster(tmp_path / "roster.xlsx")
    run = skpxl("generate", source, "-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022)
    assert sorted(tree(tmp_path / "f")) == sorted([*NAMES, "manifest.csv", "manifest.xlsx", "produk.csv"])
    assert run.out.splitlines()[-1] == (
        "5 pegawai = 4 diterbitkan + 0 sudah ada dan sama + 0 dilewati + 1 jabatan lowong + 0 ditolak. "
        f"Folder: {tmp_path / 'f'}"
    )
    assert run.err == "Tidak diterbitkan: Analis Kebijakan Ahli Muda — jabatan lowong.\n"
    assert {name: name.isascii() for name in NAMES} == dict.fromkeys(NAMES, True)


def test_the_form_is_the_rosters_and_the_identity_is_filled_in(tmp_path):
    folder = issue(tmp_path)
    forms = {nip: read(folder / f"SKP_2022_{nip}.xlsx").form for nip in (KETUA, PPPK)}
    assert {nip: form.stamp.form for nip, form in forms.items()} == {KETUA: KUANTITATIF, PPPK: KUALITATIF}
    locked = forms[KETUA].terkunci
    assert [locked[f"pegawai_{part}"] for part in ("nama", "nip", "pangkat_golongan", "jabatan", "unit_kerja")] == [
        "Yosua Manafe, S.Kom.", KETUA, "Penata, III/c", "Subkoordinator/Pranata Komputer Ahli Muda",
        "Bidang Pembinaan Kepegawaian",
    ]  # fmt: skip
    assert (locked["pejabat_penilai_nama"], locked["pejabat_penilai_nip"]) == ("Rosalina Wanggai, S.STP.", KABID)
    assert (locked["instansi"], locked["periode_tercetak"]) == (
        INSTANSI, "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022",
    )  # fmt: skip
    kabid = read(folder / f"SKP_2022_{KABID}.xlsx").form.terkunci
    assert (kabid["pejabat_penilai_nama"], kabid["pejabat_penilai_nip"]) == ("Markus Contoh", "")


def test_reports_of_a_pimpinan_choose_from_the_products_and_others_from_what_is_given(tmp_path):
    folder = issue(tmp_path)

    def choices(folder, nip):
        return [(choice.id, choice.teks) for choice in read(folder / f"SKP_2022_{nip}.xlsx").form.hasil_atasan]

    products = [(product.id, product.teks) for product in ROSTER.produk]
    assert {nip: choices(folder, nip) for nip in (KABID, KETUA, STAF)} == {KABID: [], KETUA: products, STAF: []}
    inbox = returned(tmp_path / "lain", {KETUA: {"hasil_kerja": {"utama": [
        {"rencana_hasil_kerja": "Hasil\nsatu"}, {}, {"rencana_hasil_kerja": "Hasil dua"}]}}})  # fmt: skip
    code = read(inbox / f"SKP_2022_{KETUA}.xlsx").form.stamp.id
    again = issue(tmp_path / "dari", "--from", inbox)
    results = [(f"hasil:{code}:utama:1", "Hasil satu"), (f"hasil:{code}:utama:3", "Hasil dua")]
    assert {nip: choices(again, nip) for nip in (KETUA, STAF, PPPK)} == {KETUA: products, STAF: results, PPPK: results}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--nip", KETUA], [NAMES[1]]),
        (["--nip", f"{KETUA[:8]} {KETUA[8:14]} {KETUA[14]} {KETUA[15:]}", "--nip", STAF], NAMES[1:3]),
        (["--unit", "SEK"], [f"{PD}/SKP_2022_197603012003121904.xlsx"]),
        (["--unit", "BPK", "--unit", "SEK"], [*NAMES, f"{PD}/SKP_2022_197603012003121904.xlsx"]),
        (["--unit", "SEK", "--nip", KETUA], []),
    ],
    ids=["one nip", "two nips, one spelled", "unit", "two units", "nobody"],
)
def test_unit_and_nip_restrict_the_run(options, names, tmp_path):
    issue(tmp_path, *options, organisasi=TWO_UNITS)
    assert sorted(
        name for name in tree(tmp_path / "formulir") if name.endswith("x") and "manifest" not in name
    ) == sorted(names)


def test_form_overrides_the_roster(tmp_path):
    folder = issue(tmp_path, "--form", KUALITATIF)
    assert {read(path).form.stamp.form for path in folder.glob("*.xlsx")} == {KUALITATIF}


def test_what_the_disk_does_not_give_of_the_filled_ones_is_named_and_ends_with_1(tmp_path):
    inbox = returned(tmp_path / "dari", {KETUA: {"hasil_kerja": {"utama": [{"rencana_hasil_kerja": "Hasil"}]}}})
    (inbox / "putus.xlsx").symlink_to(tmp_path / "tidak-ada.xlsx")
    (inbox / "rusak.xlsx").write_bytes(b"PK")
    source = tmp_path / "dari" / "roster.xlsx"
    said = [
        f"{inbox / 'putus.xlsx'}: Ini tautan ke {tmp_path / 'tidak-ada.xlsx'}, yang sudah tidak ada di tempatnya, jadi tidak "
        "ada yang dapat dibaca. Taruh berkasnya sendiri di sini, atau hapus tautannya bila tidak dipakai lagi, lalu jalankan "
        "perintah ini lagi.",
        "Dibaca untuk penerbitan: 3 berkas = 0 diterima + 1 perlu perbaikan + 2 tidak terbaca + 0 ganda + 0 bukan formulir "
        "terbitan instansi ini.",
    ]
    words = ("--from", inbox, "--instansi", INSTANSI, "--tahun", 2022, "--dry-run", "-o", tmp_path / "f")
    run = skpxl("generate", source, *words, "--nip", STAF, code=1)
    assert run.err.splitlines() == said
    run = skpxl("generate", source, *words, "--nip", STAF, "--evaluasi", "TW1", code=1)
    assert run.err.splitlines()[:2] == said
    (inbox / "putus.xlsx").unlink()
    assert skpxl("generate", source, *words, "--nip", STAF).err.splitlines() == [
        said[1].replace("3 berkas", "2 berkas").replace("2 tidak", "1 tidak")
    ]


def test_a_dry_run_shows_and_writes_nothing(tmp_path):
    source = roster(tmp_path / "roster.xlsx")
    before = tree(tmp_path)
    run = skpxl(
        "generate", source, "-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022, "--dry-run", "--nip", KETUA
    )
    assert run.out.splitlines()[0] == f"{tmp_path / 'f' / NAMES[1]}  Yosua Manafe, S.Kom.  ({KUANTITATIF})"
    assert run.out.splitlines()[-1].startswith("1 pegawai = 1 akan diterbitkan + 0 sudah ada")
    assert (tree(tmp_path), (tmp_path / "f").exists()) == (before, False)
    # What is out already is not shown.
    words = ("generate", source, "-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022, "--nip", KETUA)
    skpxl(*words)
    assert skpxl(*words, "--nip", STAF, "--dry-run").out.splitlines()[0].startswith(f"{tmp_path / 'f' / NAMES[2]}  ")


def test_a_run_that_was_cut_off_is_completed_by_the_next(tmp_path):
    folder = issue(tmp_path)
    whole = tree(tmp_path)
    (folder / f"SKP_2022_{STAF}.xlsx").unlink()
    run = skpxl(
        "generate", tmp_path / "roster.xlsx", "-o", tmp_path / "formulir", "--instansi", INSTANSI, "--tahun", 2022
    )
    assert run.out.splitlines()[-1].startswith(
        "5 pegawai = 1 diterbitkan + 3 sudah ada dan sama + 0 dilewati + 1 jabatan lowong + 0 ditolak."
    )
    assert tree(tmp_path) == whole


def test_a_workbook_with_another_content_is_kept_and_the_others_are_written_and_listed(tmp_path):
    folder = issue(tmp_path, "--nip", KETUA)
    filled = folder / f"SKP_2022_{KETUA}.xlsx"
    filled.write_bytes(b"isian orang")
    words = ("generate", tmp_path / "roster.xlsx", "-o", tmp_path / "formulir", "--instansi", INSTANSI, "--tahun", 2022)
    run = skpxl(*words, code=3)
    assert run.last == (
        f"1 formulir sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {filled}; "
        "pakai folder lain, atau --force untuk menimpanya."
    )
    assert run.out.splitlines()[-1].startswith(
        "5 pegawai = 3 diterbitkan + 0 sudah ada dan sama + 0 dilewati + 1 jabatan lowong + 1 ditolak."
    )
    assert filled.read_bytes() == b"isian orang"
    listed = [row[0] for row in rows(tmp_path / "formulir" / "manifest.xlsx", "Terbitan")[1:]]
    assert sorted(filter(None, listed)) == sorted(NAMES)
    skpxl(*words, "--force")
    assert read(filled).outcome == "kita"


def test_the_manifest_lists_what_was_issued_and_who_was_not(tmp_path):
    issue(tmp_path, "--nip", KETUA)
    issue(tmp_path)
    with (tmp_path / "formulir" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file, delimiter=";"))
    assert table[0] == [
        "Berkas", "Kode", "NIP", "Nama", "Jabatan", "Unit_Kerja", "Perangkat_Daerah", "Formulir", "NIP_Penilai",
        "Nama_Penilai", "Surel", "Keterangan", "Terbitan",
    ]  # fmt: skip
    assert [row[0] for row in table[1:]] == [NAMES[1], NAMES[0], *NAMES[2:], ""]
    assert table[1][-1] == "1"
    assert table[1][1:4] == [
        read(tmp_path / "formulir" / NAMES[1]).form.stamp.id, KETUA, "Yosua Manafe, S.Kom.",
    ]  # fmt: skip
    assert table[-1][4:] == ["Analis Kebijakan Ahli Muda", "Bidang Pembinaan Kepegawaian", "Badan Kepegawaian Contoh", "",
                             KABID, "Rosalina Wanggai, S.STP.", "", "tidak diterbitkan: jabatan lowong", ""]  # fmt: skip
    sheet = rows(tmp_path / "formulir" / "manifest.xlsx", "Terbitan")
    assert [[str(cell) for cell in row] for row in sheet[1:]] == table[1:]


def test_a_manifest_of_before_which_says_email_is_read(tmp_path):
    issue(tmp_path, "--nip", KETUA)
    file = tmp_path / "formulir" / "manifest.csv"
    now = Manifest.of(file.parent).rows
    text = file.read_text(encoding="utf-8-sig")
    assert text.count("Surel") == 1 and [row.cells[2] for row in now] == [KETUA]
    file.write_text(text.replace("Surel", "Email"), encoding="utf-8-sig")
    assert Manifest.of(file.parent).rows == now


def test_a_person_with_two_penilai_gets_two_workbooks(tmp_path):
    twice = Organisasi(
        pegawai=(*ROSTER.pegawai, ROSTER.pegawai[2].model_copy(update={"nip_penilai": KABID, "baris": 9})),
        unit=ROSTER.unit, produk=ROSTER.produk,
    )  # fmt: skip
    folder = issue(tmp_path, "--nip", STAF, organisasi=twice)
    stamps = {path.name: read(path).form.stamp for path in sorted(folder.glob("*.xlsx"))}
    assert {name: stamp.penilai for name, stamp in stamps.items()} == {
        f"SKP_2022_{STAF}.xlsx": KETUA, f"SKP_2022_{STAF}_2.xlsx": KABID,
    }  # fmt: skip
    assert len({stamp.id for stamp in stamps.values()}) == 2


def test_a_nip_that_is_no_number_stops_nobody(tmp_path):
    odd = Organisasi(
        pegawai=(*ROSTER.pegawai[:2], Pegawai(nip="belum ada; menyusul = nanti " * 9, nama="Tanpa Nomor", unit_kerja="BPK")),
        unit=ROSTER.unit,
    )  # fmt: skip
    plans = list(plan(Order(odd, Settings(instansi=INSTANSI, tahun=2022), LIBRARY)))
    result = generate(plans, Measure(LIBRARY), tmp_path)
    assert result.account.named() == {
        "diterbitkan": 3,
        "sudah ada dan sama": 0,
        "dilewati": 0,
        "jabatan lowong": 0,
        "dibiarkan": 0,
        "ditolak": 0,
    }
    again = read(tmp_path / plans[2].path)
    assert (again.findings, again.form.stamp) == ((), plans[2].form.stamp)
    assert re.fullmatch("X[0-9a-f]{8}", again.form.stamp.nip)


def test_a_name_with_braces_is_printed_as_it_is(tmp_path):
    odd = Organisasi(pegawai=(Pegawai(nip=KETUA, nama="{tahun} {kode}", unit_kerja="BPK"),), unit=ROSTER.unit)
    form = next(iter(plan(Order(odd, Settings(instansi=INSTANSI, tahun=2022), LIBRARY)))).form
    path = tmp_path / "x.xlsx"
    path.write_bytes(write_form(form, LIBRARY))
    assert "{tahun} {kode}" in [cell for row in rows(path, "Perilaku Kerja") for cell in row]


def sentence(*words, code=3):
    run = skpxl("generate", *words, code=code)
    assert run.err.count("\n") == 1
    return run.last


def test_each_wrong_call_is_one_sentence_and_writes_nothing(tmp_path):
    source = roster(tmp_path / "roster.xlsx")
    before = tree(tmp_path)
    rest = ("-o", tmp_path / "f", "--instansi", INSTANSI, "--tahun", 2022)
    assert sentence(code=2) == "Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder putaran SKP."
    assert sentence(source, "--instansi", "X", code=2) == "Ke folder mana? Tambahkan -o FOLDER."
    assert sentence(source, *rest, "--unit", "XX") == "Unit “XX” tidak ada dalam daftar; yang ada antara lain: BPK."
    assert sentence(source, *rest, "--nip", "123") == "NIP 123 tidak ada dalam daftar pegawai; periksa angkanya."
    assert sentence(source, *rest, "--form", "skp-x").startswith("Formulir “skp-x” tidak ada di ")
    assert sentence(source, *rest, "--from", tmp_path / "tidak-ada") == (
        f"{tmp_path / 'tidak-ada'} tidak ada; periksa nama berkas atau foldernya."
    )
    assert tree(tmp_path) == before


def test_the_same_roster_gives_the_same_bytes(tmp_path):
    assert tree(issue(tmp_path / "a")) == tree(issue(tmp_path / "b"))


def test_a_form_made_by_hand_is_the_one_that_is_issued(tmp_path):
    folder = issue(tmp_path, "--tempat", "Contoh", "--tanggal", "2022-01-03")
    assert (folder / f"SKP_2022_{KETUA}.xlsx").read_bytes() == write_form(make_form(KUANTITATIF, nip=KETUA), LIBRARY)


def test_a_section_that_no_form_has_is_refused_in_the_settings(tmp_path):
    with pytest.raises(SkpxlError) as salah:
        list(plan(Order(ORGANISASI, settings(jumlah={"utma": 5}), LIBRARY)))
    assert str(salah.value) == (
        "[jumlah] di skpxl.toml menyebut utma, yang tidak ada dalam formulir; pilihannya: konsekuensi, skema, "
        "sumber_daya, tambahan, utama."
    )


def test_a_workbook_issued_over_an_earlier_one_gets_the_next_number_and_a_second_run_changes_nothing(tmp_path):
    def issue(jabatan, **other):
        orang = [p.model_copy(update={"jabatan": jabatan}) if p.nip == KETUA else p for p in ORGANISASI.pegawai]
        organisasi = ORGANISASI.model_copy(update={"pegawai": tuple(orang)})
        terbitan = [satu for satu in plan(Order(organisasi, settings(), LIBRARY)) if satu.orang.nip == KETUA]
        ringkas = generate(terbitan, Measure(LIBRARY), tmp_path, **other)
        form = read_form(tmp_path / terbitan[0].path, LIBRARY).form
        counts = ringkas.account.named()
        return counts["diterbitkan"], counts["sudah ada dan sama"], counts["ditolak"], form.stamp.terbitan

    assert issue("Analis Ahli Muda") == (1, 0, 0, 1)
    assert issue("Analis Ahli Madya") == (0, 0, 1, 1)
    assert issue("Analis Ahli Madya", force=True) == (1, 0, 0, 2)
    assert issue("Analis Ahli Madya", force=True) == (0, 1, 0, 2)
    assert issue("Analis Ahli Madya") == (0, 1, 0, 2)


def test_a_name_that_looks_like_a_formula_is_text_in_the_manifest_however_often_it_is_written(tmp_path):
    jahat = '=HYPERLINK("http://contoh.example";"klik")'
    orang = [p.model_copy(update={"nama": jahat}) if p.nip == KETUA else p for p in ORGANISASI.pegawai]
    organisasi = ORGANISASI.model_copy(update={"pegawai": tuple(orang)})
    terbitan = list(plan(Order(organisasi, settings(), LIBRARY)))
    for _ in range(2):
        Manifest.of(tmp_path).write(terbitan, organisasi, LIBRARY)
        with (tmp_path / "manifest.csv").open(encoding="utf-8-sig", newline="") as isi:
            nama = [baris["Nama"] for baris in csv.DictReader(isi, delimiter=";") if baris["NIP"] == KETUA]
        assert nama == ["'" + jahat]

"""The seed's bidang both ways: roles divided, SKPs issued with them, filled, merged; equal to what was agreed on, or told."""

import json

import pytest
from campaigns import rows, skpxl

from skpxl.template.source import samples_dir

SAMPLES = samples_dir()
ANSWERS = SAMPLES / "jawaban"
KABID, KETUA, DEWI = "197001011995031901", "198003012005011902", "199209012019032904"
HEAD = ("--instansi", "PEMERINTAH PROVINSI CONTOH", "--tahun", 2022)
ROSTER = SAMPLES / "roster.xlsx"


@pytest.fixture
def agreed(tmp_path):
    """The two matrices, filled in: the Kabid divides, then the ketua tim divides his own roles."""
    for more in (("--nip", KABID), ("--matriks", tmp_path / "sepakat")):
        skpxl("generate", ROSTER, "-o", tmp_path / "matriks", *HEAD, "--form", "matriks-peran-hasil", *more)
        skpxl("fill", tmp_path / "matriks", ANSWERS / "matriks", "-o", tmp_path / "sepakat")
    return tmp_path / "sepakat"


@pytest.fixture
def inbox(tmp_path, agreed):
    """Everybody's SKP, issued with the roles and filled in; the ketua tim's first."""
    issued, inbox = tmp_path / "formulir", tmp_path / "masuk"
    skpxl("generate", ROSTER, "-o", issued, *HEAD, "--matriks", agreed, "--nip", KETUA)
    skpxl("fill", issued, ANSWERS / "baik", "-o", inbox)
    skpxl("generate", ROSTER, "-o", issued, *HEAD, "--matriks", agreed, "--from", inbox)
    skpxl("fill", issued, ANSWERS / "baik", "-o", inbox)
    return inbox


def merge(tmp_path, inbox, agreed, code=0):
    path = tmp_path / "hasil.xlsx"
    run = skpxl("merge", inbox, "-o", path, "--roster", ROSTER, "--agreed", agreed, code=code)
    return path, run


def body(path, sheet):
    """The rows of people below a matriks' headings, as (name, post, cells...)."""
    table = rows(path, sheet)
    head = next(n for n, row in enumerate(table) if row[0] == "Nama Pegawai")
    width = max(n for n, cell in enumerate(table[head + 1], start=1) if cell)
    return [table[head + 1][2:width], *(row[:width] for row in table[head + 2 :] if any(row))]


def test_the_second_matriks_is_headed_by_the_roles_of_the_ketua_tim(agreed, tmp_path):
    blank = json.loads(skpxl("read", next(agreed.rglob("Matriks_2022_TTK.xlsx")), "--json").out)
    first = json.loads(skpxl("read", next(agreed.rglob("Matriks_2022_BPP.xlsx")), "--json").out)["matriks"]
    roles = {role["id"]: role["teks"] for row in first["baris"] if row["nip"] == KETUA for role in row["peran"]}
    assert {column["id"]: column["teks"] for column in blank["matriks"]["kolom"]} == roles
    assert len(roles) == 5


def test_the_skps_come_with_the_roles_bound_to_the_superiors_results(inbox, tmp_path, agreed):
    form = next((tmp_path / "formulir").rglob(f"*{DEWI}*"))
    read = json.loads(skpxl("read", form, "--json").out)["skp"]["hasil_kerja"]["utama"]
    second = json.loads(skpxl("read", next(agreed.rglob("Matriks_2022_TTK.xlsx")), "--json").out)["matriks"]
    (row,) = (row for row in second["baris"] if row["nip"] == DEWI)
    assert [(one["peran_id"], one["rencana_hasil_kerja"]) for one in read] == [
        (role["id"], role["teks"]) for role in row["peran"]
    ]
    # The superior's SKP is in, so the members hang on his results, by id.
    superior = json.loads(skpxl("read", next(inbox.rglob(f"*{KETUA}*")), "--json").out)["skp"]["hasil_kerja"]["utama"]
    ids = {one["id"] for one in superior}
    assert {one["diintervensi_id"] for one in read} <= ids


def test_what_was_agreed_on_is_what_comes_out(inbox, tmp_path, agreed):
    path, run = merge(tmp_path, inbox, agreed)
    expected = list((SAMPLES / "matriks-diharapkan.csv").read_text("utf-8").split("unit;nama;jabatan;")[1:])
    import csv
    import io

    for sheet, text in zip(("BPP Bidang Pengembangan Pegawai", "TTK Tim Kerja Tool Kinerja"), expected, strict=True):
        heads, *people = list(csv.reader(io.StringIO(text), delimiter=";"))
        assert body(path, sheet) == [heads, *(row[1:] for row in people)]
    assert (
        "22 peran disepakati = 22 ditulis dalam SKP + 0 tanpa rencana hasil kerja; 0 rencana hasil kerja tanpa peran."
        in run.out
    )
    table = rows(path, "Sepakat dan Tertulis")
    assert {(row[9], row[10], row[11]) for row in table[1:]} == {("sama", "teks sama", 100)}
    assert len(table) == 1 + 22


def test_the_seeds_own_mismatch_five_roles_and_two_results_is_told_exactly(inbox, tmp_path, agreed):
    path = next(inbox.rglob(f"*{KETUA}*"))
    form = next((tmp_path / "formulir").rglob(f"*{KETUA}*"))
    skp = json.loads((ANSWERS / "baik" / f"{KETUA}.json").read_text("utf-8"))
    skp["hasil_kerja"] = {"utama": skp["hasil_kerja"]["utama"][:2], "tambahan": []}
    (tmp_path / "dua.json").write_text(json.dumps(skp), "utf-8")
    path.unlink()
    skpxl("fill", form, tmp_path / "dua.json", "-o", path)
    result, run = merge(tmp_path, inbox, agreed)
    mine = [row for row in rows(result, "Sepakat dan Tertulis") if row[3] == "Ferdinan Misalan, S.Psi., M.M."]
    assert [(row[5], row[9]) for row in mine] == [
        ("Terlaksananya kegiatan penilaian kompetensi ASN", "sama"),
        ("Terlaksananya penilaian kompetensi manajerial", "sama"),
        ("Terlaksananya pelayanan assement JPT lingkup provinsi ntt", "peran tanpa rencana hasil kerja"),
        ("Terlaksananya pelayanan assement JPT lingkup kabupaten kota", "peran tanpa rencana hasil kerja"),
        ("Terlaksananya penerapan tool kinerja", "peran tanpa rencana hasil kerja"),
    ]
    # Each leads to its cell in the agreed matriks, as a finding does.
    assert {row[6] for row in mine} == {"Matriks!E16", "Matriks!F16"}
    found = [row for row in rows(result, "Temuan") if row[12] == "peran-tanpa-rencana"]
    assert [(row[4], row[5], row[9]) for row in found] == [
        ("Ferdinan Misalan, S.Psi., M.M.", cell, text)
        for cell, text in (
            ("Matriks!E16", "Terlaksananya pelayanan assement JPT lingkup provinsi ntt"),
            ("Matriks!E16", "Terlaksananya pelayanan assement JPT lingkup kabupaten kota"),
            ("Matriks!F16", "Terlaksananya penerapan tool kinerja"),
        )
    ]
    assert "22 peran disepakati = 19 ditulis dalam SKP + 3 tanpa rencana hasil kerja; 0 rencana" in run.out
    # What hung on the third of them hangs in the air now, and says so at its own cell.
    hanging = [row for row in rows(result, "Temuan") if row[12] == "belum-terpetakan"]
    assert {row[4] for row in hanging} == {"Maria Teladan, S.Kom."}
    assert len(hanging) == 6 and all(row[5].startswith("SKP!B") for row in hanging)


def test_a_reworded_result_keeps_its_role_by_id_and_the_likeness_is_shown(inbox, tmp_path, agreed):
    path = next(inbox.rglob(f"*{DEWI}*"))
    form = next((tmp_path / "formulir").rglob(f"*{DEWI}*"))
    # As issued, with the roles in their places; one of them is put into other words there.
    skp = json.loads(skpxl("read", form, "--json").out)
    first = skp["skp"]["hasil_kerja"]["utama"][0]
    agreed_text = first["rencana_hasil_kerja"]
    first["rencana_hasil_kerja"] = "Administrasi seleksi JPT Pemprov terlayani dengan baik"
    (tmp_path / "lain.json").write_text(json.dumps(skp), "utf-8")
    path.unlink()
    skpxl("fill", form, tmp_path / "lain.json", "-o", path)
    result, _run = merge(tmp_path, inbox, agreed, code=1)  # she has written no indikator
    (row,) = (row for row in rows(result, "Sepakat dan Tertulis") if row[10] == "id peran")
    assert (row[5], row[7], row[9]) == (agreed_text, first["rencana_hasil_kerja"], "ditulis lain")
    assert 0 < row[11] < 100 and row[8].startswith("SKP!C")
    (found,) = (row for row in rows(result, "Temuan") if row[12] in ("peran-disunting", "peran-berganti-isi"))
    assert (found[4], found[9], found[10]) == ("Dewi Percontohan, S.Kom.", first["rencana_hasil_kerja"], agreed_text)


def halves(tmp_path, agreed):
    """Two officers' halves of the Kabid's matriks, in a folder."""
    blank = next((tmp_path / "matriks").rglob("Matriks_2022_BPP.xlsx"))
    whole = json.loads((ANSWERS / "matriks" / "matriks-BPP.json").read_text("utf-8"))["matriks"]["baris"]
    folder = tmp_path / "dua"
    for name, row in zip("ab", whole, strict=True):
        (tmp_path / f"{name}.json").write_text(json.dumps({"matriks": {"baris": [row]}}), "utf-8")
        skpxl("fill", blank, tmp_path / f"{name}.json", "-o", folder / f"{name}.xlsx")
    return folder


def test_two_officers_halves_of_one_matriks_are_one(tmp_path, agreed):
    run = skpxl("generate", ROSTER, "-o", tmp_path / "f", *HEAD, "--matriks", halves(tmp_path, agreed))
    assert "12 peran disepakati = 12 tertulis dalam formulir + 0" in run.err


def test_halves_that_collide_are_settled_by_a_recorded_decision(tmp_path, agreed):
    folder = halves(tmp_path, agreed)
    blank = next((tmp_path / "matriks").rglob("Matriks_2022_BPP.xlsx"))
    other = {"matriks": {"baris": [{"nomor": 2, "peran": ["", "", "", "Lain sama sekali"]}]}}
    (tmp_path / "b.json").write_text(json.dumps(other), "utf-8")
    skpxl("fill", blank, tmp_path / "b.json", "-o", folder / "b.xlsx", "--force")
    issue = ("generate", ROSTER, "-o", tmp_path / "f", *HEAD, "--matriks", folder, "--decisions", tmp_path / "k.xlsx")
    run = skpxl(*issue, code=3)
    assert run.last == (
        f"1 tempat dalam matriks masih bertabrakan, jadi tidak ada yang diterbitkan; putuskan di {tmp_path / 'k.xlsx'}."
    )
    assert not (tmp_path / "f").exists()
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    sheet = book["Keputusan"]
    heads = {
        cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value in ("Keputusan", "A", "B")
    }
    row = next(
        cell.row for cell in sheet[openpyxl.utils.get_column_letter(heads["A"])] if "tool kinerja" in str(cell.value)
    )
    sheet.cell(row, heads["Keputusan"]).value = "B"
    book.save(tmp_path / "k.xlsx")
    run = skpxl(*issue)
    assert "5 peran disepakati = 5 tertulis dalam formulir + 0" in run.err
    assert "Lain sama sekali" in skpxl("read", next((tmp_path / "f").rglob(f"*{KETUA}*"))).out


def test_a_role_written_in_another_units_matriks_is_not_missing_when_one_unit_is_asked_for(tmp_path, inbox, agreed):
    run = skpxl(
        "merge", inbox, "-o", tmp_path / "ttk.xlsx", "--roster", ROSTER, "--agreed", agreed, "--unit", "TTK", "--no-pictures"
    )  # fmt: skip
    assert "10 peran disepakati = 10 ditulis dalam SKP + 0 tanpa rencana hasil kerja" in run.out


def test_drawings_of_another_run_are_told_and_only_force_removes_them(tmp_path, inbox):
    merge = ("merge", inbox, "-o", tmp_path / "m.xlsx", "--roster", ROSTER)
    folder = tmp_path / "m-gambar"
    skpxl(*merge, "--level", 1, "--level", "unit")
    (folder / "milik-orang.svg").write_text("<svg/>", "utf-8")
    run = skpxl(*merge, "--force")
    assert "1 gambar dari susunan yang lain dihapus." in run.out
    assert sorted(path.name for path in folder.iterdir()) == ["BPP.svg", "TTK.svg", "milik-orang.svg"]


def test_a_matriks_with_a_galat_goes_back_as_a_copy_to_be_mended(tmp_path, agreed):
    blank = next((tmp_path / "matriks").rglob("Matriks_2022_BPP.xlsx"))
    answers = {"matriks": {"baris": [{"nomor": 2, "peran": ["Terlaksananya"]}]}}
    (tmp_path / "x.json").write_text(json.dumps(answers), "utf-8")
    skpxl("fill", blank, tmp_path / "x.json", "-o", tmp_path / "x.xlsx")
    run = skpxl("return", tmp_path / "x.xlsx", "-o", tmp_path / "kembali")
    assert "1 berkas = 1 dikembalikan + 0 tidak dikembalikan + 0 ditolak." in run.out
    (copy,) = (tmp_path / "kembali").iterdir()
    assert copy.name.startswith(f"Matriks_2022_{KABID}_") and copy.name.endswith("_P2.xlsx")
    wrong = [row for row in rows(copy, "Perbaikan") if row[0] == "Matriks!C16" or "Matriks!C16" in row]
    assert len(wrong) == 1
    assert json.loads(skpxl("read", copy, "--json").out)["matriks"]["baris"][1]["peran"][0]["teks"] == "Terlaksananya"


def test_issued_all_at_once_the_second_level_leaves_what_is_out_and_says_so(tmp_path):
    issue = ("generate", ROSTER, "-o", tmp_path / "matriks", *HEAD, "--form", "matriks-peran-hasil")
    skpxl(*issue)
    # The team has products of its own on this roster, so its matriks is out with those as columns.
    before = {path: path.read_bytes() for path in sorted((tmp_path / "matriks").rglob("Matriks_*.xlsx"))}
    assert [path.name for path in before] == ["Matriks_2022_BPP.xlsx", "Matriks_2022_TTK.xlsx"]
    skpxl("fill", tmp_path / "matriks", ANSWERS / "matriks", "-o", tmp_path / "sepakat", code=None)
    agreed = next((tmp_path / "sepakat").rglob("Matriks_2022_BPP.xlsx"))
    run = skpxl(*issue, "--matriks", agreed)
    assert " + 1 dibiarkan + 0 ditolak. Folder: " in run.out
    assert {path: path.read_bytes() for path in before} == before
    team = next(path for path in before if "TTK" in path.name)
    assert run.err.splitlines()[-1] == (
        f"1 matriks sudah terbit dengan kolom yang lain dan dibiarkan, misalnya {team}; --force menerbitkannya lagi dengan "
        "peran yang disepakati sebagai kolom."
    )

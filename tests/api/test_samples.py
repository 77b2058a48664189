"""The API on the samples: every table as a frame, exactly, and the same that the commands give."""

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pandas
import pytest
from campaigns import skpxl as command
from forms import CHECKOUT

import skpxl
from skpxl.api import tables
from skpxl.books.frames import DTYPE
from skpxl.findings import Finding
from skpxl.model.matriks import MatriksPeranHasil

ROSTER, GOOD = "samples/roster.xlsx", "samples/masuk/baik"
DEWI = f"{GOOD}/SKP_2022_199209012019032904.xlsx"
PEOPLE = [
    # nip, name, unit, fate, results, file
    ("197001011995031901", "Dr. Yakobus Rekaan, M.Si.", "BPP", "belum masuk", 0),
    ("198003012005011902", "Ferdinan Misalan, S.Psi., M.M.", "BPP", "diterima", 5),
    ("198506012010012903", "Maria Teladan, S.Kom.", "BPP", "diterima", 7),
    ("199209012019032904", "Dewi Percontohan, S.Kom.", "TTK", "diterima", 4),
    ("199105012018011905", "Agus Umpama, S.AP.", "TTK", "diterima", 4),
    ("199502012021212906", "Rina Semisal, A.Md.", "TTK", "diterima", 2),
    ("199311012019031907", "Bernadus Andaikata, S.T.", "TTK", "belum masuk", 0),
    ("", "", "TTK", "lowong", 0),
]
UNITS = {"BPP": "Bidang Pengembangan Pegawai", "TTK": "Tim Kerja Tool Kinerja"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("api")
    shutil.copytree(CHECKOUT / "samples", made / "samples")
    return made


@pytest.fixture(autouse=True)
def here(folder, monkeypatch):
    """Paths are given as a notebook gives them, from where it stands."""
    monkeypatch.chdir(folder)


@pytest.fixture(scope="module")
def checked(folder):
    """What stands in the sample inbox, held against the sample roster."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return skpxl.validate(GOOD, roster=ROSTER)


@pytest.fixture(scope="module")
def matrix(checked):
    return checked.merge()


def typed(columns: dict[str, str], **values: list) -> pandas.DataFrame:
    """The frame with these columns and values, in the promised types."""
    return pandas.DataFrame(
        {name: pandas.Series(column, dtype=DTYPE[columns[name]]) for name, column in values.items()}
    )


def test_files(checked):
    stamps = [file.stamp for file in checked.files]
    nips = [
        "198003012005011902",
        "198506012010012903",
        "199105012018011905",
        "199209012019032904",
        "199502012021212906",
    ]
    by_nip = {nip: (name, UNITS[unit]) for nip, name, unit, _, _ in PEOPLE}
    expected = typed(
        tables.FILES,
        berkas=[f"{GOOD}/SKP_2022_{nip}.xlsx" for nip in nips],
        nasib=["diterima"] * 5,
        dihitung=[True] * 5,
        keaslian=["tanpa-tanda-tangan"] * 5,
        jenis=["kita"] * 5,
        formulir=["skp-kuantitatif", "skp-kuantitatif", "skp-kualitatif", "skp-kuantitatif", "skp-kuantitatif"],
        versi=["2022.1"] * 5,
        kode=[stamp.id for stamp in stamps],
        terbitan=[1] * 5,
        nip=nips,
        nama=[by_nip[nip][0] for nip in nips],
        unit_kerja=[by_nip[nip][1] for nip in nips],
        penilai_nip=["197001011995031901", *["198003012005011902"] * 4],
        periode_mulai=[date(2022, 1, 1)] * 5,
        periode_selesai=[date(2022, 12, 31)] * 5,
        galat=[0] * 5,
        peringatan=[0] * 5,
        info=[0] * 5,
    )
    pandas.testing.assert_frame_equal(checked.files.to_frame(), expected)


def test_people_before_and_after_merging(checked, matrix):
    boss = ["", "197001011995031901", *["198003012005011902"] * 6]
    files = [f"{GOOD}/SKP_2022_{nip}.xlsx" if fate == "diterima" else "" for nip, _, _, fate, _ in PEOPLE]
    pangkat = ["Pembina Tk. I, IV/b", "Penata Tk. I, III/d", "Penata, III/c", "Penata Muda Tk. I, III/b",
               "Penata Muda Tk. I, III/b", "VII", "Penata Muda, III/a", ""]  # fmt: skip
    jabatan = ["Kabid Pengembangan Pegawai", "Subkoordinator/Assessor SDM Aparatur Ahli Muda", "Pranata Komputer Ahli Muda",
               "Pranata Komputer Ahli Pertama", "Analis SDM Aparatur Ahli Pertama", "Arsiparis Terampil",
               "Pranata Komputer Ahli Pertama", "Pengadministrasi Kepegawaian"]  # fmt: skip
    expected = typed(
        tables.PEOPLE,
        nip=[nip for nip, *_ in PEOPLE],
        nama=[name for _, name, *_ in PEOPLE],
        pangkat_golongan=pangkat,
        jabatan=jabatan,
        kode_unit=[unit for _, _, unit, *_ in PEOPLE],
        unit_kerja=[UNITS[unit] for _, _, unit, *_ in PEOPLE],
        perangkat_daerah=["Badan Kepegawaian Daerah"] * 8,
        penilai_nip=boss,
        nasib=[fate for *_, fate, _ in PEOPLE],
        masuk=[fate == "diterima" for *_, fate, _ in PEOPLE],
        hasil_kerja=[many for *_, many in PEOPLE],
        berkas=files,
        keaslian=["tanpa-tanda-tangan" if file else "" for file in files],
    )
    pandas.testing.assert_frame_equal(checked.people.to_frame(), expected)
    pandas.testing.assert_frame_equal(matrix.people.to_frame(), expected)


def test_results_and_indikator_are_the_exported_tables(checked, tmp_path):
    command("export", GOOD, "--as", "parquet", "--with-errors", "--roster", ROSTER, "-o", tmp_path / "a.parquet")
    exported = pandas.read_parquet(tmp_path / "a.parquet")
    for day in ("periode_mulai", "periode_selesai"):
        exported[day] = exported[day].astype("datetime64[s]")
    indikator = checked.indikator.to_frame()
    pandas.testing.assert_frame_equal(indikator, exported)
    results = checked.results.to_frame()
    assert len(results) == 22 == sum(many for *_, many in PEOPLE)
    assert results["banyak_indikator"].sum() == indikator["indikator_nomor"].count() == len(indikator) == 47
    one = results.iloc[0]
    assert (one["nip"], one["rencana_hasil_kerja"], one["produk_id"], one["banyak_indikator"]) == (
        "198003012005011902", "Terlaksananya kegiatan penilaian kompetensi ASN", "produk:BPP:P3", 3,
    )  # fmt: skip


def test_coverage_is_the_expected_matriks(matrix):
    coverage = matrix.coverage.to_frame()
    with (CHECKOUT / "samples" / "matriks-diharapkan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    expected = []
    for row in rows:
        if row[0] == "unit":
            products = row[3:]
        else:
            cells = zip(products, row[3:], strict=False)
            expected += [
                (row[0], row[1], row[2].partition("\n")[0], text, len(re.findall("^- ", roles, re.M)))
                for text, roles in cells
                if text
            ]
    found = coverage[["unit_kerja", "nama", "jabatan", "produk", "peran"]]
    assert [tuple(row) for row in found.itertuples(index=False)] == expected
    assert {name: str(kind) for name, kind in coverage.dtypes.items()} == {
        name: DTYPE[kind] for name, kind in tables.COVERAGE.items()
    }


def test_units_and_accounts(matrix):
    expected = typed(
        tables.UNITS,
        tingkat=["unit", "unit"],
        kode_unit=["BPP", "TTK"],
        unit_kerja=list(UNITS.values()),
        orang=[3, 5],
        masuk=[2, 3],
        belum_dapat_dipakai=[0, 0],
        belum_masuk=[1, 1],
        tidak_bertugas=[0, 0],
        lowong=[0, 1],
        produk=[4, 5],
        peran=[12, 10],
        belum_terpetakan=[0, 0],
        produk_tanpa_peran=[2, 0],
    )
    pandas.testing.assert_frame_equal(matrix.units.to_frame(), expected)
    assert isinstance(matrix.units[0], MatriksPeranHasil)
    assert matrix.counts["orang"] == {
        "diterima": 5, "perlu perbaikan": 0, "belum dapat dipakai": 0, "belum masuk": 2,
        "tidak bertugas dalam masa ini": 0, "lowong": 1, "tanpa unit": 0,
    }  # fmt: skip
    assert sum(matrix.counts["berkas"].values()) == 5
    assert sum(matrix.counts["hasil_kerja"].values()) == 22


def test_levels_units_and_agreed_matrices_are_taken_as_the_command_takes_them(checked):
    (whole,) = checked.merge(levels=["1"]).units
    assert (whole.unit.kode, len([row for row in whole.baris if not row.luar])) == ("BPP", 8)
    team = checked.merge(units=["TTK"], agreed=["samples/masuk/matriks"])
    assert [unit.unit.kode for unit in team.units] == ["TTK"]
    assert team.people.to_frame()["kode_unit"].unique().tolist() == ["TTK"]
    with pytest.raises(skpxl.SkpxlError, match="XYZ"):
        checked.merge(units=["XYZ"])


@pytest.mark.parametrize("more", [{}, {"drawings": True, "per_unit": "per-unit"}])
def test_what_is_saved_is_what_the_commands_write(checked, matrix, tmp_path, more):
    words = ["--per-unit", tmp_path / "b" / "per-unit"] if more else ["--no-pictures"]
    command("merge", GOOD, "--roster", ROSTER, "-o", tmp_path / "b" / "m.xlsx", *words)
    command("validate", GOOD, "--roster", ROSTER, "--report", tmp_path / "b" / "l.xlsx")
    made = {**more, "per_unit": tmp_path / "a" / "per-unit"} if more else {}
    assert matrix.save(tmp_path / "a" / "m.xlsx", **made) == tmp_path / "a" / "m.xlsx"
    checked.save_report(tmp_path / "a" / "l.xlsx")
    both = [
        {
            path.relative_to(tmp_path / side): path.read_bytes()
            for path in (tmp_path / side).rglob("*")
            if path.is_file()
        }
        for side in ("a", "b")
    ]
    assert both[0] == both[1]
    assert len(both[0]) == (7 if more else 3)


def test_nothing_is_overwritten_unasked(checked, matrix, tmp_path):
    (tmp_path / "m.xlsx").write_bytes(b"somebody's")
    for save in (matrix.save, checked.save_report):
        with pytest.raises(skpxl.SkpxlError, match="sudah ada"):
            save(tmp_path / "m.xlsx")
    matrix.save(tmp_path / "m.xlsx", force=True)
    assert (tmp_path / "m.xlsx").read_bytes()[:2] == b"PK"


def test_one_file_is_what_the_command_reads(checked):
    file = skpxl.read(DEWI)
    assert file.to_json() == command("read", DEWI, "--json").json
    assert (file.fate, file.trust, file.counted, file.skp == file.content) == (
        "diterima",
        "tanpa-tanda-tangan",
        True,
        True,
    )
    assert file.answers == checked.files[3].answers
    rows = checked.answers.to_frame()
    own = rows[rows["nip"] == "199209012019032904"]
    assert dict(zip(own["kunci"], own["nilai"], strict=True)) == file.answers
    first = own.iloc[0]
    assert (first["tempat"], first["sebutan"], f"{first['lembar']}!{first['sel']}") == (
        "Hasil kerja utama no. 1", "rencana hasil kerja atasan yang diintervensi", file.cells[first["kunci"]],
    )  # fmt: skip


DEFECT = "samples/masuk/cacat/01-target-kosong.xlsx"


def test_findings_are_models_and_a_frame(folder):
    checked = skpxl.validate(DEFECT, roster=ROSTER)
    told = command("validate", DEFECT, "--roster", ROSTER, "--json", code=1).json
    (finding,) = checked.findings
    assert isinstance(finding, Finding)
    assert [finding.as_dict()] == told["files"][0]["findings"]
    assert checked.counts == told["counts"]
    expected = typed(
        tables.FINDINGS,
        berkas=[DEFECT],
        keaslian=["tanpa-tanda-tangan"],
        nama=["Dewi Percontohan, S.Kom."],
        lembar=["SKP"],
        sel=["F26"],
        kunci=["hasil_kerja_utama_1_indikator_3_target"],
        tempat=["Hasil kerja utama no. 1, baris 3"],
        aturan=["target-kosong"],
        tingkat=["galat"],
        nilai=[""],
        usul=[""],
        pesan=[finding.message],
    )
    pandas.testing.assert_frame_equal(checked.findings.to_frame(), expected)
    pandas.testing.assert_frame_equal(checked.files[0].findings.to_frame(), expected)
    assert checked.people.to_frame()["nasib"].value_counts().to_dict() == {
        "belum masuk": 6, "perlu perbaikan": 1, "lowong": 1,
    }  # fmt: skip


# -- what is documented ---------------------------------------------------------------------------------------------------


def documented(heading: str) -> dict[str, str]:
    """The rows of the table in docs/api.md whose introduction begins so: {column: type}."""
    text = (CHECKOUT / "docs" / "api.md").read_text(encoding="utf-8")
    table = text[text.index(f"\n{heading}") :].split("\n|", 1)[1].split("\n\n")[0]
    cells = [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    return {name: kind for name, kind, _ in cells}


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("`checked.files`", tables.FILES),
        ("`checked.findings`", tables.FINDINGS),
        ("`checked.people`", tables.PEOPLE),
        ("`checked.results`", tables.RESULTS),
        ("`checked.answers`", tables.ANSWERS),
        ("`checked.own_forms[...].people`", tables.RETURNED),
        ("`matrix.units`", tables.UNITS),
        ("`matrix.coverage`", tables.COVERAGE),
        ("`checked.evaluate(...).people`", tables.PENILAIAN),
    ],
)
def test_every_column_is_documented_in_its_order_with_its_type(heading, columns):
    assert list(documented(heading).items()) == [(name, DTYPE[kind]) for name, kind in columns.items()]


def test_the_columns_of_indikator_are_those_of_results_and_what_is_documented():
    shared, *own = documented("`checked.indikator`").items()
    of_results = {name for name in tables.RESULTS if name != "banyak_indikator"}
    assert shared == ("all of results but the last".replace("results", "`results`"), "")
    assert own == [(name, DTYPE[kind]) for name, kind in tables.INDIKATOR.items() if name not in of_results]
    assert [name for name in tables.INDIKATOR if name in of_results] == list(tables.RESULTS)[:-1]


def test_where_the_samples_are_does_not_matter(folder):
    assert Path(skpxl.validate(folder / GOOD).files[0].name) == folder / GOOD / "SKP_2022_198003012005011902.xlsx"

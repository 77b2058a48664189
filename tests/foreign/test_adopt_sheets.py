"""One person's SKP out of a workbook with several people's: the sheet that is named, and the sheets that name that person."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from foreign_books import NILAI, book, column, row, side_by_side, title
from forms import GOOD, KETUA, KUANTITATIF, LIBRARY, STAF, make_form, read, save, settings, written
from openpyxl.workbook.defined_name import DefinedName

import skpxl
from skpxl.campaign.folder import create_campaign
from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.receive.adopt import adopt
from skpxl.receive.interpret import interpret

CONDUCT = [{"nilai": "Akuntabel", "ekspektasi_khusus": "Tertib"}, {"nilai": "Loyal", "ekspektasi_khusus": "Setia"}]
EXTRA = "SKP (2)"


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    """The issued form of KETUA, filled, into which the sheets of STAF's were copied, hidden helper sheets and all."""
    theirs = make_form(KUANTITATIF, {**GOOD[KUANTITATIF], "perilaku_kerja": CONDUCT}, nip=STAF)
    target = openpyxl.load_workbook(BytesIO(written(make_form(KUANTITATIF, GOOD[KUANTITATIF], nip=KETUA))))
    source = openpyxl.load_workbook(BytesIO(written(theirs)), data_only=True)
    for name in ("SKP", "Perilaku Kerja"):
        sheet = target.create_sheet(f"{name} (2)")
        for cells in source[name].iter_rows():
            for cell in cells:
                if cell.value is not None:
                    sheet[cell.coordinate] = cell.value
                    sheet[cell.coordinate].data_type = "n" if isinstance(cell.value, int | float) else "s"
        for area in source[name].merged_cells.ranges:
            sheet.merge_cells(str(area))
    # Excel leaves the copied sheet its names, local to it
    local = DefinedName("hasil_kerja_utama_1_rencana_hasil_kerja", attr_text=f"'{EXTRA}'!$C$24")
    target[EXTRA].defined_names[local.name] = local
    path = tmp_path_factory.mktemp("bidang") / "SKP bidang.xlsx"
    target.save(path)
    return path


def run(*words, code=0):
    made = CliRunner().invoke(cli, [str(word) for word in words])
    if code != 3:
        assert (made.exit_code, made.exception is None or isinstance(made.exception, SystemExit)) == (code, True), (
            made.output
        )
    return made


def test_the_sheet_that_was_copied_in_is_read_with_the_sheet_that_names_its_person(issued):
    adopsi = adopt(issued, LIBRARY, lembar=[EXTRA])
    assert (adopsi.skp.nip, adopsi.skp.pegawai.nama) == (STAF, "Melati Kasedu, A.Md.")
    assert adopsi.sheets == (EXTRA, "Perilaku Kerja (2)")
    assert [one.ekspektasi_khusus for one in adopsi.skp.perilaku_kerja] == ["", "Tertib", "", "", "Setia", "", ""]
    assert adopsi.cells["perilaku_kerja_2_ekspektasi_khusus"].startswith("Perilaku Kerja (2)!")
    assert {cell.split("!")[0] for cell in adopsi.cells.values()} == {EXTRA, "Perilaku Kerja (2)"}
    assert [(one.severity.value, one.code) for one in adopsi.findings] == [("info", "adopsi-lembar")]


def test_the_form_of_the_other_person_is_not_touched_by_it(issued):
    adopsi = adopt(issued, LIBRARY, lembar=["SKP"])
    assert (adopsi.skp.nip, adopsi.sheets) == (KETUA, ("SKP", "Perilaku Kerja"))
    assert [one.code for one in adopsi.findings] == ["adopsi-terbitan-kita", "adopsi-lembar"]


def test_without_a_conduct_sheet_of_her_own_she_gets_nobody_elses(issued, tmp_path):
    without = openpyxl.load_workbook(issued)
    del without["Perilaku Kerja (2)"]
    without.save(path := tmp_path / "x.xlsx")
    adopsi = adopt(path, LIBRARY, lembar=[EXTRA])
    assert (adopsi.sheets, adopsi.skp.perilaku_kerja) == ((EXTRA,), ())
    assert [(one.severity.value, one.code) for one in adopsi.findings] == [
        ("peringatan", "adopsi-perilaku"),
        ("info", "adopsi-lembar"),
    ]


def test_the_command_makes_a_form_of_the_sheet_that_is_counted(issued, tmp_path):
    made = run("adopt", issued, "--sheet", EXTRA, "-o", out := tmp_path / "SKP Melati.xlsx")
    assert made.stderr == f"{out.name}: formulir baru untuk Melati Kasedu, A.Md., tanpa tanda tangan putaran SKP.\n"
    filled = interpret(read(out))
    given = adopt(issued, LIBRARY, lembar=[EXTRA]).skp
    assert (filled.nip, filled.pegawai, filled.pejabat_penilai, filled.periode) == (
        given.nip, given.pegawai, given.pejabat_penilai, given.periode,
    )  # fmt: skip
    plans = [one.rencana_hasil_kerja for _, _, one in filled.semua_hasil()]
    assert [one.rencana_hasil_kerja for _, _, one in given.semua_hasil()] == plans and plans
    assert filled.perilaku_kerja == given.perilaku_kerja
    assert "1 diterima" in run("validate", out).stdout


def test_in_a_campaign_the_answers_go_into_the_form_that_was_issued_to_her(issued, tmp_path):
    campaign = create_campaign(tmp_path / "k", settings()).root
    words = ["-C", campaign, "adopt", issued, "--sheet", EXTRA, "-o", tmp_path / "a.xlsx"]
    assert str(run(*words, code=3).exception) == (
        f"Formulir terbitan untuk NIP {STAF} tidak ada di {campaign / 'formulir'}; terbitkan dengan `skpxl generate`, atau "
        "sebut formulirnya dengan --into."
    )
    own = save(make_form(KUANTITATIF, nip=STAF), campaign / "formulir" / "Badan" / f"SKP_2022_{STAF}.xlsx")
    save(make_form("evaluasi-kuantitatif", nip=STAF), own.with_name(f"EVALUASI_2022_{STAF}.xlsx"))
    assert f"diisikan ke formulir terbitan {own}" in run(*words).stderr
    assert (interpret(read(tmp_path / "a.xlsx")).nip, interpret(read(own)).hasil_kerja.utama) == (STAF, ())


@pytest.mark.parametrize("name", ["SKP (3)", "", "SKP 2"])
def test_an_unknown_sheet_is_one_sentence_that_lists_the_sheets(issued, name):
    made = run("adopt", issued, "--sheet", name, code=3)
    assert isinstance(made.exception, SkpxlError)
    assert str(made.exception) == (
        f"Lembar “{name}” tidak ada di {issued}; yang ada: SKP, Perilaku Kerja, Lampiran, SKP (2), Perilaku Kerja (2); "
        "sebut salah satunya dengan --sheet."
    )


def test_a_hidden_sheet_is_read_where_it_is_named(issued, tmp_path):
    hidden = openpyxl.load_workbook(issued)
    hidden[EXTRA].sheet_state = "hidden"
    hidden.save(path := tmp_path / "x.xlsx")
    assert adopt(path, LIBRARY).sheets == ("SKP", "Perilaku Kerja")
    assert adopt(path, LIBRARY, lembar=[EXTRA]).sheets == (EXTRA, "Perilaku Kerja (2)")


def test_names_of_sheets_are_compared_as_excel_does(issued):
    assert adopt(issued, LIBRARY, lembar=["skp (2)"]).sheets == (EXTRA, "Perilaku Kerja (2)")


def test_two_sheets_with_results_are_two_commands(issued):
    with pytest.raises(
        SkpxlError, match=r"Lembar “SKP” dan “SKP \(2\)” di .* memuat hasil kerja masing-masing; sebut satu"
    ):
        adopt(issued, LIBRARY, lembar=["SKP", EXTRA])


def test_a_named_sheet_without_an_skp_says_so(issued):
    adopsi = adopt(issued, LIBRARY, lembar=["Perilaku Kerja"])
    assert [(one.code, one.rincian) for one in adopsi.findings] == [
        ("adopsi-bukan-skp", (("lembar", "Perilaku Kerja"),))
    ]


def stranger(name, nip):
    """A sheet with results and identity, and one with conduct that bears no name."""
    heads = ["NO", "RHK ATASAN", "RHK", "ASPEK", "IKI", "TARGET"]
    cells = title() | side_by_side() | {"C7": name, "C8": nip} | row("A13", heads) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", f"Rencana {name}", "Kuantitas", "Jumlah", "5"])
    conduct = {"A1": "PERILAKU KERJA"} | column("A2", [*range(1, 8)]) | column("B2", list(NILAI))
    return cells, conduct | {"C2": f"Harapan untuk {name}"}


def test_of_colleagues_in_one_workbook_nobody_gets_what_is_not_certainly_hers():
    (one, of_one), (other, of_other) = stranger("Melati", STAF), stranger("Bagas", "199306012022211905")
    sheets = {"Melati": one, "Perilaku 1": of_one, "Bagas": other, "Perilaku 2": of_other}
    alone = adopt(book({"Melati": one, "Perilaku 1": of_one}), LIBRARY)
    assert (alone.sheets, alone.skp.perilaku_kerja[0].ekspektasi_khusus) == (
        ("Melati", "Perilaku 1"),
        "Harapan untuk Melati",
    )
    adopsi = adopt(book(sheets), LIBRARY, lembar=["Bagas"])
    assert (adopsi.skp.pegawai.nama, adopsi.sheets, adopsi.skp.perilaku_kerja) == ("Bagas", ("Bagas",), ())
    both = adopt(book(sheets), LIBRARY, lembar=["Bagas", "Perilaku 2"])
    assert (both.sheets, both.skp.perilaku_kerja[0].ekspektasi_khusus) == (
        ("Bagas", "Perilaku 2"),
        "Harapan untuk Bagas",
    )


def test_the_api_reads_and_saves_the_same(issued, tmp_path):
    adopted = skpxl.adopt(issued, sheet=EXTRA)
    assert (adopted.skp.nip, adopted.sheets) == (STAF, (EXTRA, "Perilaku Kerja (2)"))
    assert [one.code for one in adopted.findings] == ["adopsi-lembar"]
    assert adopted.to_json()["sheets"] == [EXTRA, "Perilaku Kerja (2)"]
    assert adopted.save(tmp_path / "a.xlsx") == [
        "formulir baru untuk Melati Kasedu, A.Md., tanpa tanda tangan putaran SKP"
    ]
    run("adopt", issued, "--sheet", EXTRA, "-o", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with pytest.raises(
        SkpxlError, match=r"Lembar “X” tidak ada di .*; yang ada: SKP, Perilaku Kerja, Lampiran, SKP \(2\)"
    ):
        skpxl.adopt(issued, sheet="X")
    (tmp_path / "c.xlsx").write_bytes(b"sesuatu")
    with pytest.raises(SkpxlError, match="sudah ada"):
        adopted.save(tmp_path / "c.xlsx")


def test_without_nip_or_period_no_new_form_is_made(tmp_path):
    cells, _ = stranger("Melati", "")
    path = tmp_path / "x.xlsx"
    path.write_bytes(book({"SKP": {address: value for address, value in cells.items() if address != "C8"}}))
    made = run("adopt", path, "-o", tmp_path / "a.xlsx", code=3)
    assert str(made.exception) == (
        f"{path} tidak menyebut NIP yang sah; betulkan di lembarnya, atau sebut formulir orangnya dengan --into."
    )
    assert not (tmp_path / "a.xlsx").exists()

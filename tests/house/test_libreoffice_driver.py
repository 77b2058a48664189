"""Does the person at LibreOffice meet what a person meets? On a small protected workbook, before skpxl's own."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from libreoffice import runner

ASPEK = ["Kuantitas", "Kualitas", "Waktu", "Biaya"]
PRODUK = [f"Layanan kepegawaian nomor {nomor} bagi perangkat daerah" for nomor in range(1, 31)]
STOP = [["Aspek", "Pilih aspek dari daftar.", "ok"]]
LOCKED = [["Information", "Protected cells can not be modified.", "ok"]]


@pytest.fixture(scope="module")
def formulir(tmp_path_factory) -> Path:
    """A protected sheet SKP: C4:C9 are Text entry cells, C10 is General; lists are hidden, behind names."""
    path = tmp_path_factory.mktemp("formulir") / "formulir.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, lists = book.add_worksheet("SKP"), book.add_worksheet("Daftar")
        lists.hide()
        lists.write_column("A1", ASPEK)
        lists.write_column("B1", PRODUK)
        book.define_name("daftar_aspek", "=Daftar!$A$1:$A$4")
        book.define_name("daftar_produk", "=Daftar!$B$1:$B$30")
        text = book.add_format({"num_format": "@", "locked": False, "text_wrap": True})
        sheet.write_string("B4", "ASPEK")
        for row in range(3, 9):
            sheet.write_blank(row, 2, None, text)
        sheet.write_blank("C10", None, book.add_format({"locked": False}))
        sheet.write_formula("C2", '=IF(C5="","C5 masih kosong","lengkap")', None, "C5 masih kosong")
        alert = {"error_title": "Aspek", "error_message": "Pilih aspek dari daftar."}
        sheet.data_validation("C4", {"validate": "list", "source": "=daftar_aspek", **alert})
        sheet.data_validation("C7", {"validate": "list", "source": "=daftar_produk", "error_type": "warning", **alert})
        sheet.protect("", {"format_rows": True, "format_columns": True})
    return path


def at(cell: str, do: str, **more: object) -> dict:
    return {"do": do, "sheet": "SKP", "cell": cell, **more}


def short(results: list[dict]) -> list[tuple]:
    """(status, text now displayed) of each result."""
    return [(result["status"], result["after"]) for result in results]


def typed_cells(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)["SKP"]
    return {f"C{row}": sheet[f"C{row}"].value for row in range(4, 11)}


def test_an_unlocked_cell_takes_what_is_typed_and_a_locked_one_refuses_in_words(manusia, formulir):
    taken, refused, kept = manusia(
        formulir, [at("C5", "type", text="20 berkas"), at("B4", "type", text="x"), at("B4", "clear")]
    )
    assert taken == {
        "do": "type", "status": "done", "alerts": [],
        "before": "", "after": "20 berkas", "formula": "20 berkas", "type": "TEXT",
    }  # fmt: skip
    assert refused == {
        "do": "type", "status": "locked", "alerts": LOCKED,
        "before": "ASPEK", "after": "ASPEK", "formula": "ASPEK", "type": "TEXT",
    }  # fmt: skip
    assert (kept["status"], kept["after"]) == ("locked", "ASPEK")


def test_a_list_cell_shows_exactly_its_items_and_takes_no_other(manusia, formulir):
    shown, wrong, right, absent, long, none = manusia(
        formulir,
        [
            at("C4", "options"),
            at("C4", "type", text="Mutu"),
            at("C4", "pick", item="Waktu"),
            at("C4", "pick", item="Mutu"),
            at("C7", "options"),
            at("C5", "options"),
        ],
    )
    assert shown["options"] == ASPEK
    assert (wrong["status"], wrong["alerts"], wrong["after"]) == ("refused", STOP, "")
    assert (right["status"], right["alerts"], right["after"]) == ("done", [], "Waktu")
    assert (absent["status"], absent["options"], absent["after"]) == ("absent", ASPEK, "Waktu")
    assert long["options"] == PRODUK
    assert (none["status"], none["options"]) == ("absent", None)


def test_a_warning_is_answered_as_asked(manusia, formulir):
    results = manusia(
        formulir,
        [
            at("C7", "type", text="lain"),
            at("C7", "type", text="lain", on_alert="ok"),
            at("C8", "type", text="lagi"),
        ],
    )
    assert short(results) == [("warned", ""), ("warned", "lain"), ("done", "lagi")]
    assert [result["alerts"][0][2] for result in results[:2]] == ["cancel", "ok"]


def test_pasting_passes_a_validation_but_not_a_lock(manusia, formulir):
    results = manusia(
        formulir,
        [
            at("C5", "type", text="Mutu"),
            {"do": "paste", "from": ["SKP", "C5"], "to": ["SKP", "C4"]},
            {"do": "paste", "from": ["SKP", "C5"], "to": ["SKP", "B4"]},
            at("C6", "paste_text", text="- dari WhatsApp 😀"),
            at("B4", "paste_text", text="dari luar"),
            at("C6", "clear"),
        ],
    )
    assert short(results) == [
        ("done", "Mutu"),
        ("done", "Mutu"),
        ("locked", "ASPEK"),
        ("done", "- dari WhatsApp 😀"),
        ("locked", "ASPEK"),
        ("done", ""),
    ]


def test_text_cells_keep_every_character_through_saving(manusia, formulir, tmp_path):
    odd = {
        "C5": "198001012005011001",
        "C6": "=a",
        "C7": "-b",
        "C8": "95%",
        "C9": "- Terlaksananya \"uji\" -- 1/2 hari 😀\n\n'kedua'. tiga",
    }
    actions = [at(cell, "type", text=text, on_alert="ok") for cell, text in odd.items()]
    actions.append(at("C10", "type", text="198001012005011001"))
    out = tmp_path / "terisi.xlsx"
    results = manusia(formulir, actions, out=out)
    assert [result["after"] for result in results[:-1]] == list(odd.values())
    assert results[-1]["type"] == "VALUE"
    # A General cell turns the NIP into a number, and it is another person's.
    assert typed_cells(out) == {"C4": None, **odd, "C10": 198001012005011008}


def test_the_locale_is_indonesian_and_can_be_another(manusia, formulir):
    comma = [at("C10", "type", text="1,5")]
    assert manusia(formulir, comma)[0]["type"] == "VALUE"
    assert manusia(formulir, comma, locale="en-US")[0]["type"] == "TEXT"


def test_formulas_follow_the_typing_and_are_read_as_displayed(manusia, formulir):
    before, _, _, after = manusia(
        formulir, [at("C2", "read"), at("C5", "type", text="isi"), {"do": "recalculate"}, at("C2", "read")]
    )
    assert (before["values"], after["values"]) == (["C5 masih kosong"], ["lengkap"])


def test_tab_goes_through_the_entry_cells_and_rows_stay(manusia, formulir):
    opened, tabs, inserted, deleted = manusia(
        formulir,
        [
            {"do": "active"},
            at("C4", "tab", times=7),
            {"do": "insert_row", "sheet": "SKP", "row": 5},
            {"do": "delete_row", "sheet": "SKP", "row": 5},
        ],
    )
    assert (opened["sheet"], opened["cell"]) == ("SKP", "A1")
    assert tabs["cells"] == ["C5", "C6", "C7", "C8", "C9", "C10", "C4"]
    assert (inserted["status"], deleted["status"]) == ("locked", "locked")


def test_saved_copies_and_conversions_hold_what_was_typed(manusia, konversi, formulir, tmp_path):
    outs = [tmp_path / "a.xlsx", tmp_path / "a.ods", tmp_path / "a.xls", tmp_path / "a.pdf"]
    manusia(formulir, [at("C4", "pick", item="Biaya"), at("C5", "type", text="=5.000")], out=outs)
    expected = {**dict.fromkeys((f"C{row}" for row in range(4, 11)), None), "C4": "Biaya", "C5": "=5.000"}
    assert typed_cells(outs[0]) == expected
    for path in outs[:3]:
        assert typed_cells(konversi(path, "xlsx")) == expected
    assert outs[3].read_bytes()[:5] == b"%PDF-"
    assert konversi(outs[0], "pdf").read_bytes()[:5] == b"%PDF-"


def test_pages_become_pictures(konversi, gambar, formulir):
    pages = gambar(konversi(formulir, "pdf"))
    assert [page.name for page in pages] == ["formulir-1.png"]
    assert pages[0].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_an_action_that_is_none_is_an_error_and_not_a_result(manusia, formulir):
    with pytest.raises(runner.LibreOfficeError, match="unknown action 'dance'"):
        manusia(formulir, [{"do": "dance"}])


def test_what_hangs_is_ended_with_everything_it_started(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(runner.LibreOfficeError, match="not finished after 1 s"):
        runner.run(["bash", "-c", f"(sleep 60; echo still there) > {pipe} & wait"], 1)
    os.set_blocking(reader, True)
    assert os.read(reader, 100) == b""  # the end: whoever could write into it is dead, and never did
    os.close(reader)


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_without_libreoffice_a_test_skips_but_fails_in_ci(ci, outcome, tmp_path):
    (tmp_path / "test_x.py").write_text("def test_x(manusia):\n    pass\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "from libreoffice import runner\nrunner.soffice = lambda: None\n"
        f"exec(open({str(Path(__file__).parents[1] / 'conftest.py')!r}).read())\n",
        encoding="utf-8",
    )
    env = {**os.environ, "SKPXL_CI": ci, "PYTHONPATH": str(Path(__file__).parents[1] / "shared")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert outcome in run.stdout

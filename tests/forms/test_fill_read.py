"""`skpxl fill` and `skpxl read --json` are exact inverses on every entry cell; what cannot be carried is refused."""

import json
import os

import pytest
from catalogue import library_of
from click.testing import CliRunner
from excel_rules import check_excel
from forms import (
    FORMS,
    GOOD,
    JPT_KUALITATIF,
    JPT_KUANTITATIF,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    SKP_FORMS,
    STAF,
    codes,
    make_form,
    read,
    save,
    written,
)
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.model.teks import is_blank
from skpxl.receive.fill import fill, read_answers
from skpxl.template.unused import without_unused

ISSUED = {form: make_form(form) for form in FORMS}
ODD = [
    "=1+1", "-", "- Terlaksananya", "+a", "'petik", "''", "@nama", "95%", "1,5", "1.000", "198107012006041903", "007",
    "TRUE", "#N/A", "#NAME?", "_x0041_", "_x000D_", "_xD83D_", "_x", "a\nb\n\nc", "\n", " depan", "belakang ", "\t",
    "a\tb", "  dua  blank  ", "\u00a0", "\u200b", "😀👨‍👩‍👧", "e\u0301", "<b>&amp;\"'</b>", "]]>", "{nama}", "{=SUM(A1)}",
    "\x7f\x85", "\u2028", "http://contoh.example/a?b=c#d", "mailto:a@b.example", "internal:SKP!A1", "2022-01-03",
    "3/1/2022", "1E5", "\ufeff", "\ue000", "x" * 32_767, "é\n" * 10_000, "😀" * 16_383,
]  # fmt: skip
CARRIED = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    # What Symbol and Wingdings write is not read as typed.
    lambda letter: (letter in "\t\n" or ord(letter) >= 32) and not "\uf000" <= letter <= "\uf0ff"
)
TEXTS = st.one_of(st.sampled_from(ODD), st.text(CARRIED, min_size=1, max_size=60))


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@budget(max_examples=60, deadline=None)
def test_what_is_written_is_read_from_every_entry_cell(form, data):
    issued = ISSUED[form]
    keys = [slot.key for slot in issued.layout.entri]
    typed = data.draw(st.dictionaries(st.sampled_from(keys), TEXTS, max_size=8))
    reading = read(written(issued.filled(typed)), of=form)
    codes = {finding.code for finding in reading.findings}
    assert (dict(reading.form.isian), codes - {"isian-dirapikan"}) == (typed, set())


@pytest.mark.parametrize("form", FORMS)
def test_every_entry_cell_carries_every_odd_text(form, tmp_path):
    issued = ISSUED[form]
    keys = [slot.key for slot in issued.layout.entri]
    for start in range(0, len(ODD), 1 if form in LIBRARY.forms() else 6):
        typed = {key: ODD[(start + number) % len(ODD)] for number, key in enumerate(keys)}
        path = save(issued.filled(typed), tmp_path / f"{start}.xlsx")
        assert dict(read(path, of=form).form.isian) == typed
        if start % 12 == 0:
            assert check_excel(path) == []
    assert issued.isian == {}


def skpxl(*words, code=0, of=KUANTITATIF):
    words = ("--templates", library_of(of).akar, *words)
    run = CliRunner().invoke(cli, [*map(str, words)], catch_exceptions=False)
    assert run.exit_code == code, run.output
    return run


@pytest.mark.parametrize("form", FORMS)
def test_what_read_prints_can_be_filled_in_and_gives_the_same_bytes(form, tmp_path):
    blank = save(make_form(form), tmp_path / "kosong.xlsx")
    full = save(make_form(form, GOOD[form]), tmp_path / "terisi.xlsx")
    (tmp_path / "isian.json").write_text(skpxl("read", full, "--json", of=form).stdout, encoding="utf-8")
    skpxl("fill", blank, tmp_path / "isian.json", "-o", tmp_path / "lagi.xlsx", of=form)
    assert (tmp_path / "lagi.xlsx").read_bytes() == full.read_bytes()
    # Filling in again what is in there already changes nothing.
    skpxl("fill", full, tmp_path / "isian.json", "-o", tmp_path / "dua.xlsx", of=form)
    assert (tmp_path / "dua.xlsx").read_bytes() == full.read_bytes()


@given(seed=st.integers(0, 2**32))
@budget(max_examples=25, deadline=None)
def test_the_json_of_read_is_the_inverse_of_fill(seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("json")
    form = FORMS[seed % len(FORMS)]
    keys = [slot.key for slot in ISSUED[form].layout.entri]
    typed = {
        key: ODD[(seed * 7 + number * 13) % len(ODD)] for number, key in enumerate(keys) if (seed >> number % 32) & 1
    }
    full = save(ISSUED[form].filled(typed), folder / "terisi.xlsx")
    printed = json.loads(skpxl("read", full, "--json", of=form).stdout)
    (folder / "isian.json").write_text(json.dumps(printed), encoding="utf-8")
    blank = save(ISSUED[form], folder / "kosong.xlsx")
    data, notes = fill(blank, read_answers(folder / "isian.json"), library_of(form))
    # A cell that holds nothing one could see is an empty one, and no answer.
    seen = {key: text for key, text in typed.items() if not is_blank(text)}
    if ISSUED[form].definition.isi == "skp":  # nor is a row that says nothing but "-" or "nihil"
        seen = dict(without_unused(ISSUED[form].layout, seen))
    expected = save(ISSUED[form].filled(seen), folder / "terlihat.xlsx")
    assert (data == expected.read_bytes(), notes) == (True, [])


@pytest.mark.parametrize("form", SKP_FORMS)
def test_read_json_is_the_object_of_the_design(form, tmp_path):
    full = save(make_form(form, GOOD[form]), tmp_path / "terisi.xlsx")
    printed = json.loads(skpxl("read", full, "--json").stdout)
    assert list(printed) == ["file", "outcome", "stamp", "skp", "cells", "findings"]
    assert (printed["file"], printed["outcome"], printed["findings"]) == (str(full), "kita", [])
    skp = printed["skp"]
    assert (skp["form"], skp["versi"], skp["nip"]) == (form, "2022.1", KETUA)
    assert skp["periode"] == {"mulai": "2022-01-01", "selesai": "2022-12-31"}
    assert skp["pegawai"]["nama"] == "Yosua Manafe, S.Kom."
    first = skp["hasil_kerja"]["utama"][0]
    jpt = form in (JPT_KUANTITATIF, JPT_KUALITATIF)
    assert (skp["bagi"], first.get("diintervensi_id")) == (("jpt", None) if jpt else ("ja-jf", "produk:BPK:1"))
    assert first["id"] == f"hasil:{printed['stamp']['id']}:utama:1"
    assert ("indikator" in first, "ukuran_keberhasilan" in first) == (
        form in (KUANTITATIF, JPT_KUANTITATIF),
        form in (KUALITATIF, JPT_KUALITATIF),
    )
    if "indikator" in first:
        assert ("aspek" in first["indikator"][0], "perspektif" in first["indikator"][0]) == (not jpt, jpt)
    # Every value knows its cell.
    assert set(printed["cells"]) == set(ISSUED[form].layout.by_key)
    assert printed["cells"]["pegawai_nama"].startswith("SKP!")


def test_read_for_people_shows_every_value_with_its_cell(tmp_path):
    full = save(make_form(KUANTITATIF, GOOD[KUANTITATIF]), tmp_path / "terisi.xlsx")
    shown = skpxl("read", full).stdout.splitlines()
    assert len(shown) == len(
        [text for text in {**ISSUED[KUANTITATIF].terkunci, **read(full).form.isian}.values() if text]
    )
    slot = ISSUED[KUANTITATIF].layout.by_key["hasil_kerja_utama_1_rencana_hasil_kerja"]
    cell = f"SKP!C{slot.kotak.row}"
    assert f"{cell}\tHasil kerja utama no. 1: rencana hasil kerja\t'Terlaksananya konsultasi'" in shown
    assert (
        f"SKP!A{ISSUED[KUANTITATIF].layout.by_key['instansi'].kotak.row}\tinstansi\t'PEMERINTAH KABUPATEN CONTOH'"
        in shown
    )


def refusal(tmp_path, answers, form=KUANTITATIF):
    with pytest.raises(SkpxlError) as raised:
        fill(save(make_form(form), tmp_path / "kosong.xlsx"), answers, LIBRARY)
    return str(raised.value).replace(str(tmp_path) + os.sep, "")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"nip": STAF}, f"Isian untuk NIP {STAF}, tetapi kosong.xlsx milik NIP {KETUA}; periksa pasangannya."),
        ({"form": KUALITATIF}, "Isian untuk formulir skp-kualitatif, tetapi kosong.xlsx adalah skp-kuantitatif."),
        (
            {"periode": {"mulai": "2023-01-01", "selesai": "2023-12-31"}},
            "Isian untuk periode lain, tetapi kosong.xlsx untuk 1 JANUARI SD 31 DESEMBER TAHUN 2022; periksa pasangannya.",
        ),
        (
            GOOD[KUALITATIF],
            "`hasil_kerja.utama.1.ukuran_keberhasilan` hanya punya 0 tempat di formulir ini, tetapi isian memuat nomor 1.",
        ),
    ],
)
def test_answers_for_something_else_are_refused_in_one_sentence(answers, sentence, tmp_path):
    assert refusal(tmp_path, answers) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "Berkas isian {} harus berupa satu objek JSON berisi SKP atau bagiannya."),
        ("{]", '{}, baris 1: bukan JSON yang sah: nama di antara tanda petik lurus (") kurang di sini; perbaiki baris itu.'),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_answers_is_named(text, sentence, tmp_path):
    path = tmp_path / "isian.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SkpxlError) as raised:
        read_answers(path)
    assert str(raised.value) == sentence.format(path)


def test_a_missing_file_of_answers_is_named(tmp_path):
    with pytest.raises(SkpxlError) as raised:
        read_answers(tmp_path / "tidak-ada.json")
    assert str(raised.value) == (
        f"{tmp_path / 'tidak-ada.json'} tidak dapat dibaca: berkas atau foldernya tidak ada; "
        "periksa nama dan foldernya, lalu ulangi."
    )


def test_filling_keeps_what_the_issue_said_and_its_signature(tmp_path):
    issued = make_form(KUANTITATIF, signing_key=b"k" * 32)
    data, notes = fill(save(issued, tmp_path / "a.xlsx"), {**GOOD[KUANTITATIF], "instansi": "LAIN"}, LIBRARY)
    reading = read(data, signing_key=b"k" * 32)
    assert notes == ["`instansi` tidak diisikan karena selnya terkunci"]
    assert (reading.form.stamp, reading.findings) == (issued.stamp, ())
    assert codes(read(data, signing_key=b"l" * 32).findings) == [("tanda-tangan-salah", "")]

"""Texts: as they are typed, printed in one line; one bullet; several results in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.teks import bulleted_results, guesses_signs, hides_signs, join_items, legible, one_line, rapi


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Terlaksananya “Gerakan Sadar Arsip”\ndi 5 kecamatan", "Terlaksananya “Gerakan Sadar Arsip” di 5 kecamatan"),
        ("Satu\xa0Data – triwulan\u200b I…", "Satu Data – triwulan I…"),
        ("Suhu 5 °C, luas 3 m²", "Suhu 5 °C, luas 3 m²"),
    ],
)
def test_a_line_keeps_every_sign_that_is_seen(typed: str, printed: str) -> None:
    assert one_line(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("- Tersusunnya laporan", "- Tersusunnya laporan"),
        ("• Tersusunnya laporan", "- Tersusunnya laporan"),
        ("–Tersusunnya laporan", "- Tersusunnya laporan"),
        ("- - Tersusunnya laporan", "- Tersusunnya laporan"),
        ("-5 °C terjaga", "- -5 °C terjaga"),
        ("1. Tersusunnya laporan", "1. Tersusunnya laporan"),
        ("- 2) Tersusunnya laporan", "2) Tersusunnya laporan"),
        ("a) Tersusunnya laporan", "a) Tersusunnya laporan"),
        ("5 kecamatan terlayani", "- 5 kecamatan terlayani"),
        ("2026. Laporan", "- 2026. Laporan"),
        ("1.", "- 1."),
        ("-", "- -"),
    ],
)
def test_a_printed_result_has_one_bullet(typed: str, printed: str) -> None:
    assert join_items([typed]) == printed


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40))
def test_what_is_printed_is_found_in_what_was_typed(typed: str) -> None:
    assert join_items([typed]).removeprefix("- ").removeprefix("- ") in f"- {one_line(typed)}"


@pytest.mark.parametrize(
    ("typed", "results"),
    [
        ("- Tersusunnya laporan\n- Terlaksananya rekonsiliasi", ["Tersusunnya laporan", "Terlaksananya rekonsiliasi"]),
        ("1. Tersusunnya laporan\nbulanan\n2. Terlaksananya SPIP", ["Tersusunnya laporan bulanan", "Terlaksananya SPIP"]),
        ("- Tersusunnya laporan", []),
        ("Tersusunnya laporan:\n- bulanan\n- tahunan", []),
        ("Tersusunnya laporan\nbulanan", []),
        ("", []),
    ],
)  # fmt: skip
def test_results_bulleted_into_one_cell_are_told_apart(typed: str, results: list[str]) -> None:
    assert bulleted_results(typed) == results


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\uf0b7\tKegiatan sosialisasi", "• Kegiatan sosialisasi"),
        ("\uf0a7 Satu\r\n\t\uf076\xa0Dua", "• Satu\n• Dua"),
        ("\uf0d8Terlaksana", "• Terlaksana"),
        ("o\tSatu\nØ\tDua", "• Satu\n• Dua"),
        ("\uf0b7 5 dokumen", "• 5 dokumen"),
        ("\uf0b3 95%", "≥ 95%"),
        ("antara \uf0b395% dan \uf0a3 99%", "antara ≥95% dan ≤ 99%"),
        ("naik \uf0e0 turun", "naik → turun"),
        ("lain \uf0ff akhir", "lain • akhir"),
        ("A\x0bB\x0cC", "A\nB\nC"),
        ("kolom\tdua, “petik”, \ue000, 20\xa0orang\u200b", "kolom\tdua, “petik”, \ue000, 20\xa0orang\u200b"),
    ],
)
def test_signs_of_one_font_are_made_legible_and_nothing_else_is_changed(typed: str, read: str) -> None:
    assert legible(typed) == read
    assert guesses_signs(typed) is bool(set("≥≤→") & set(read))


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("a\tb\n c", False),
        ("“Kutip” – é", False),
        ("20\xa0orang", True),
        ("Terlak\xadsana", True),
        ("a\u2028b", True),
        ("\ue000a", True),
    ],
)
def test_what_nobody_sees_is_known(text: str, hides: bool) -> None:
    assert hides_signs(text) is hides


def test_a_box_of_one_font_is_never_printed() -> None:
    assert one_line("\uf0b7\tSatu \ue123") == rapi("\uf0b7\tSatu \ue123") == "Satu"

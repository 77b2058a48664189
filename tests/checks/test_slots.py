"""What a form asks for, from its definition: exact findings, in the words that people read. Text tables in."""

from typing import Any

import pytest
from forms import (
    ATASAN,
    GOOD,
    INTEGRASI,
    JPT_KUANTITATIF,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    kualitatif,
    kuantitatif,
    make_form,
    perilaku,
    wanting,
)

from skpxl.findings.wording import worded

U1, U2, T1 = (f"hasil_kerja_{bagian}" for bagian in ("utama_1", "utama_2", "tambahan_1"))
A1_ = ATASAN[0].teks
PILIHAN = "Kuantitas, Kualitas, Waktu, Biaya"
NILAI = ", ".join(LIBRARY.daftar["perilaku_kerja"].nilai)


def said(form: str, answers: dict[str, Any], library: Any = LIBRARY) -> list[tuple[str, str, str]]:
    """The findings on a form as (code, key, sentence); the sentence names the key where a file would name the cell."""
    found = wanting(make_form(form, answers, library=library), library)
    return [(one.code, one.key, one.message) for one in worded((f.at(cell="C9") for f in found), library.pesan)]


def table(text: str) -> tuple[str, dict[str, Any]]:
    return KUANTITATIF, kuantitatif("bagian | atasan | rencana | aspek | indikator | target\n" + text)


def narrative(text: str) -> tuple[str, dict[str, Any]]:
    return KUALITATIF, kualitatif("bagian | atasan | rencana | ukuran\n" + text)


def behaviour(text: str) -> tuple[str, dict[str, Any]]:
    return KUANTITATIF, {**GOOD[KUANTITATIF], "perilaku_kerja": perilaku("nomor | nilai | ekspektasi\n" + text)}


FINE = f"utama | {A1_} | R | Waktu | Lama layanan | 1 hari"
NOTHING = (
    "belum-diisi", U1 + "_rencana_hasil_kerja",
    "Formulir ini belum diisi sama sekali. Isi paling sedikit satu hasil kerja utama, mulai dari sel C9.",
)  # fmt: skip
NO_RESULT = (
    "utama-kosong", U1 + "_rencana_hasil_kerja",
    "Bagian A. UTAMA belum memuat hasil kerja. Isi paling sedikit satu rencana hasil kerja di sel C9.",
)  # fmt: skip


def no_rencana(item: str) -> tuple[str, str, str]:
    return (
        "rencana-kosong", f"{item}_rencana_hasil_kerja",
        "Rencana hasil kerja kosong, padahal barisnya sudah dipakai. Isi sel C9, atau kosongkan baris lainnya.",
    )  # fmt: skip


def no_indikator(row: str, there: str) -> tuple[str, str, str]:
    return (
        "indikator-kosong", f"{row}_indikator_kinerja_individu",
        f"Baris ini memuat {there}, tetapi indikator kinerja individunya kosong. Isi sel C9, atau kosongkan baris itu.",
    )  # fmt: skip


CASES = [
    (table(FINE), []),
    (narrative(f"utama | {A1_} | R | u"), []),
    (table(""), [NOTHING]),
    (narrative(""), [NOTHING]),
    (behaviour("2 | Akuntabel | jujur"), []),
    ((KUANTITATIF, {"perilaku_kerja": perilaku("n | n | e\n2 | Akuntabel | jujur")}), [NO_RESULT]),
    (table(FINE.replace("utama", "tambahan")), [NO_RESULT]),
    (table(f"utama | {A1_} | | | |"), [no_rencana(U1)]),
    # What follows from a blank is not said again: neither the superior's result, nor the indikator, aspek and target.
    (table("tambahan | | | | | 1 hari"), [NO_RESULT, no_rencana(T1), no_indikator(T1 + "_indikator_1", "target 1 hari")]),
    (table("utama | | | | | 1 hari"), [no_rencana(U1), no_indikator(U1 + "_indikator_1", "target 1 hari")]),
    (
        table("utama | | R | Waktu | i | t"),
        [("diintervensi-kosong", U1 + "_rencana_hasil_kerja_diintervensi",
          "Belum disebut hasil kerja atasan mana yang didukung. Pilih hasil kerja atasan di sel C9.")],
    ),
    # The blank form's placeholder is no choice, and nothing else makes use of that row.
    (
        table(f"utama | {A1_} | R | Kuantitas / Kualitas / Waktu / Biaya | |"),
        [("indikator-tidak-ada", U1 + "_indikator_1_indikator_kinerja_individu",
          "Rencana hasil kerja ini belum punya indikator kinerja individu. Isi paling sedikit satu indikator kinerja "
          "individu, mulai dari sel C9.")],
    ),
    (table(f"{FINE}\n | | | Kuantitas / Kualitas / Waktu / Biaya | |"), []),
    (
        narrative(f"utama | {A1_} | R |"),
        [("indikator-tidak-ada", U1 + "_ukuran_keberhasilan_1",
          "Rencana hasil kerja ini belum punya ukuran keberhasilan. Isi paling sedikit satu ukuran keberhasilan, mulai "
          "dari sel C9.")],
    ),
    (
        table(f"utama | {A1_} | R | Waktu | | 1 hari\n | | | | | 2 hari"),
        [no_indikator(U1 + "_indikator_1", "aspek Waktu"), no_indikator(U1 + "_indikator_2", "target 2 hari")],
    ),
    (table(f"utama | {A1_} | R | Waktu | |"), [no_indikator(U1 + "_indikator_1", "aspek Waktu")]),
    (
        table(f"utama | {A1_} | R | Waktu | Lama layanan |"),
        [("target-kosong", U1 + "_indikator_1_target",
          "Indikator “Lama layanan” belum punya target. Isi target di sel C9, misalnya 20 dokumen, 95% atau 1 hari.")],
    ),
    (
        table(f"utama | {A1_} | R | | i | t\n | | | Kuantitas / Kualitas / Waktu / Biaya | j | t"),
        [("aspek-belum-dipilih", f"{U1}_indikator_{row}_aspek", f"Aspek belum dipilih. Pilih satu di sel C9: {PILIHAN}.")
         for row in (1, 2)],
    ),
    (table(FINE.replace("Waktu", " waktu. ")), []),
    (
        table(f"utama | {A1_} | R | Kwantitas | i | t\n | | | Mutu | j | t"),
        [("aspek-tidak-dikenal", f"{U1}_indikator_{row}_aspek",
          f"Aspek “{text}” tidak dikenal. Pilih satu di sel C9: {PILIHAN}.") for row, text in ((1, "Kwantitas"), (2, "Mutu"))],
    ),
    (
        table(f"utama | {A1_} | (NAMA INSTANSI) | Waktu | NAMA PEGAWAI YANG DINILAI | ......"),
        [("isian-contoh", f"{U1}_{cell}",
          f"Tulisan contoh “{text}” masih tertinggal. Ganti isi sel C9 dengan isian Anda sendiri.")
         for cell, text in (("rencana_hasil_kerja", "(NAMA INSTANSI)"),
                            ("indikator_1_indikator_kinerja_individu", "NAMA PEGAWAI YANG DINILAI"),
                            ("indikator_1_target", "......"))],
    ),
    (
        narrative(f"utama | {A1_} | xxx | ___"),
        [("isian-contoh", f"{U1}_{cell}",
          f"Tulisan contoh “{text}” masih tertinggal. Ganti isi sel C9 dengan isian Anda sendiri.")
         for cell, text in (("rencana_hasil_kerja", "xxx"), ("ukuran_keberhasilan_1", "___"))],
    ),
    (behaviour("2 | Akuntabel | jujur\n8 | Loyal | setia\n9 | kolaboratif | x"), []),
    (
        behaviour("8 | | setia\n9 | Loyal |"),
        [("nilai-belum-dipilih", "perilaku_kerja_8_nilai",
          "Ekspektasi tambahan ini belum menyebut nilai berAKHLAK-nya. Pilih nilainya di sel C9."),
         ("ekspektasi-kosong", "perilaku_kerja_9_ekspektasi_khusus",
          "Nilai Loyal dipilih, tetapi ekspektasinya kosong. Tulis ekspektasinya di sel C9, atau kosongkan nilainya.")],
    ),
    (
        behaviour("8 | Integritas | x\n9 | Kolabaratif | y"),
        [("nilai-tidak-dikenal", f"perilaku_kerja_{row}_nilai",
          f"“{text}” bukan nilai berAKHLAK. Pilih satu di sel C9: {NILAI}.")
         for row, text in ((8, "Integritas"), (9, "Kolabaratif"))],
    ),
    # A blank that nobody sees begins no result and no row.
    ((KUANTITATIF, {"hasil_kerja": {"utama": [
        *GOOD[KUANTITATIF]["hasil_kerja"]["utama"],
        {"nomor": 8, "rencana_hasil_kerja": "\xa0", "indikator": [{"nomor": 2, "target": " \n"}]},
    ]}}), []),
    (
        (JPT_KUANTITATIF, {"hasil_kerja": {"utama": [
            {"rencana_hasil_kerja": "R", "indikator": [
                {"perspektif": "", "indikator_kinerja_individu": "i", "target": "1"},
                {"perspektif": "Keuangan", "indikator_kinerja_individu": "j", "target": "1"}]}]}}),
        [("perspektif-belum-dipilih", U1 + "_indikator_1_perspektif",
          "Perspektif belum dipilih. Pilih satu di sel C9: " + ", ".join(LIBRARY.daftar["perspektif"].nilai) + "."),
         ("perspektif-tidak-dikenal", U1 + "_indikator_2_perspektif",
          "Perspektif “Keuangan” tidak dikenal. Pilih satu di sel C9: " + ", ".join(LIBRARY.daftar["perspektif"].nilai) + ".")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cara", "nilai", "expected"),
    [
        ("diisi", "", [("nilai-kosong", "nilai_konversi")]),
        (" Diisi ", "", [("nilai-kosong", "nilai_konversi")]),
        ("diisi", "80", []),
        ("interpolasi-linear", "", [("cara-konversi-tidak-dikenal", "konversi")]),
        ("", "", [("pilihan-kosong", "konversi")]),
    ],
)
def test_a_place_is_asked_for_only_where_another_one_says_so(cara, nilai, expected):
    form = make_form(INTEGRASI).filled(
        {"januari_juni": "85", "konversi": cara, "nilai_konversi": nilai, "juli_desember": "90"}
    )
    assert [(one.code, one.key) for one in wanting(form, LIBRARY)] == expected


@pytest.mark.parametrize(("answers", "expected"), CASES)
def test_a_form_says_exactly_this_of_what_it_lacks(answers, expected):
    assert said(*answers) == expected

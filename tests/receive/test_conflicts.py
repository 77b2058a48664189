"""Contradicting copies become one SKP where nothing collides, wait for a decision where something does, and are all counted."""

from dataclasses import replace
from pathlib import Path

import pytest
from campaigns import OF_STAF
from collisions import ASPEK, ATAS, INDIKATOR, MEASURE, WHOLE, A, B, checked, fill, received, settled
from copies import BLANK, RENCANA, TARGET, answers, copies, matriks, reading
from forms import ATASAN, KABID, KETUA, KUANTITATIF, LIBRARY, ORGANISASI, STAF, codes, kuantitatif, make_form, save
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.books.decisions import read_decisions
from skpxl.consolidate.merge import merge
from skpxl.errors import SkpxlError
from skpxl.model.keputusan import Keputusan
from skpxl.receive.conflicts import BERKAS_LAIN, RUSAK, USANG, resolve, settle
from skpxl.receive.validate import DITERIMA, GANDA, PERLU_PERBAIKAN

TAMBAHAN = "hasil_kerja_tambahan_1_"


@pytest.fixture
def inbox(tmp_path) -> Path:
    save(BLANK.filled(A), tmp_path / "masuk" / "a.xlsx")
    save(BLANK.filled(B), tmp_path / "masuk" / "b.xlsx")
    return tmp_path / "masuk"


def fates(solved) -> list[tuple[str, bool, list[str]]]:
    return [(one.fate, one.counted, [finding.code for finding in one.findings]) for one in solved.files]


def decide(solved, *choices: str, **more: str) -> list[Keputusan]:
    """The open collisions with a choice each, in order."""
    return [
        replace_row(one.untuk_berkas()[0], pilihan=choice, **more)
        for one, choice in zip(solved.open, choices, strict=True)
    ]


def replace_row(row: Keputusan, **what: object) -> Keputusan:
    return row.model_copy(update=what)


# -- merged --------------------------------------------------------------------------------------------------------------


def test_two_halves_become_one_skp_at_the_first_files_place():
    first, second = (
        {key: WHOLE[key] for key in (ATAS, RENCANA)},
        {key: WHOLE[key] for key in (ASPEK, INDIKATOR, TARGET)},
    )
    before = checked(copies(first, second))
    assert [one.fate for one in before] == [PERLU_PERBAIKAN, PERLU_PERBAIKAN]
    solved = resolve(before, MEASURE)
    assert fates(solved) == [(DITERIMA, True, []), (GANDA, False, ["berkas-digabung"])]
    one, other = solved.files
    assert dict(one.reading.form.isian) == WHOLE
    assert dict(one.reading.origin) == dict.fromkeys((ASPEK, INDIKATOR, TARGET), "b.xlsx")
    assert (one.skp.hasil_kerja.utama[0].rencana_hasil_kerja, one.skp.hasil_kerja.utama[0].indikator[0].target) == (
        "Terlaksananya konsultasi",
        "20 orang",
    )
    cells = ", ".join(other.reading.cells[key] for key in (ASPEK, INDIKATOR, TARGET))
    assert other.findings[0].message == (
        f"Isian berkas ini digabung ke a.xlsx; yang diambil dari sini: {cells}. "
        "Tidak perlu tindakan; gabungannya yang dihitung."
    )
    assert (solved.collisions, solved.findings, solved.left_over) == ((), (), ())


def test_the_merged_skp_is_used_by_merge_and_the_account_adds_up():
    first = {key: text for key, text in WHOLE.items() if key != TARGET}
    solved = resolve(checked(copies(first, WHOLE)), MEASURE)
    made = merge(solved.files, replace(MEASURE, organisasi=ORGANISASI))
    assert {word: many for word, many in made.accounts.people.named().items() if many} == {
        "diterima": 1,
        "belum masuk": 3,
    }


def test_a_copy_that_adds_nothing_says_so():
    solved = resolve(checked(copies(WHOLE, {RENCANA: WHOLE[RENCANA]})), MEASURE)
    assert [one.fate for one in solved.files] == [DITERIMA, GANDA]
    assert (
        solved.files[1]
        .findings[0]
        .message.startswith("Isian berkas ini digabung ke a.xlsx; semua isiannya sudah ada di sana.")
    )


def test_a_finding_on_a_value_from_another_copy_leads_to_that_copy():
    first, second = {key: WHOLE[key] for key in (ATAS, RENCANA)}, {ASPEK: "Mutu", INDIKATOR: "Jumlah konsultasi"}
    one, other = copies(first, second)
    # In the second file the aspek has slipped to another cell.
    other = replace(other, cells={**other.cells, ASPEK: "SKP!Z99"})
    solved = resolve(checked([one, other]), MEASURE)
    found = {finding.code: (finding.file, f"{finding.sheet}!{finding.cell}") for finding in solved.files[0].findings}
    assert found == {
        "aspek-tidak-dikenal": ("b.xlsx", "SKP!Z99"),
        "target-kosong": ("a.xlsx", one.cells[TARGET]),
    }


def test_what_was_said_on_reading_follows_the_value():
    from skpxl.findings import temuan

    def said(one, code, key, **more):
        return replace(one, findings=(*one.findings, replace(temuan(code, **more), key=key, file=one.file)))

    first, second = copies({key: text for key, text in WHOLE.items() if key != TARGET}, {TARGET: "20 orang"})
    first = said(first, "teks-jadi-rumus", RENCANA, found="=-x")
    second = said(second, "sel-rumus", TARGET, found="=20")
    second = said(second, "sel-rumus", RENCANA, found="=B9")  # of a cell that the merge does not take from here
    second = said(second, "tulisan-di-luar", "", tempat="SKP!Z1", banyak=1)
    second = replace(second, others=(("SKP!Z1", "catatan pinggir"),))
    solved = resolve(checked([first, second]), MEASURE)
    merged = solved.files[0]
    assert [(one.code, one.key, one.file) for one in merged.findings] == [
        ("teks-jadi-rumus", RENCANA, "a.xlsx"),
        ("sel-rumus", TARGET, "b.xlsx"),
        ("tulisan-di-luar", "", "b.xlsx"),
    ]
    assert merged.reading.others == (("SKP!Z1", "catatan pinggir"),)


def test_a_cell_that_could_not_be_read_in_one_copy_is_told_where_no_copy_fills_it():
    from skpxl.findings import temuan

    first, second = copies({key: text for key, text in WHOLE.items() if key != TARGET}, {RENCANA: WHOLE[RENCANA]})
    second = replace(
        second, findings=(replace(temuan("sel-galat", found="#REF!", nilai="#REF!"), key=TARGET, file="b.xlsx"),)
    )
    solved = resolve(checked([first, second]), MEASURE)
    assert codes(solved.files[0].findings) == [("sel-galat", TARGET)]


def test_the_results_of_a_merged_superior_are_known_to_his_people():
    """Both copies of the superior's number 1 were known by the last one's text; after the decision it is the one chosen."""
    own = reading(make_form(KUANTITATIF, OF_STAF, nip=STAF, hasil_atasan=()), "staf.xlsx")
    third = "hasil_kerja_utama_3_rencana_hasil_kerja"
    ketua = copies(
        {RENCANA: "Terlaksananya konsultasi kepegawaian", third: "Tersusunnya data mutakhir"},
        {RENCANA: "Rapat koordinasi tahunan", third: "Tersusunnya data mutakhir"},
    )

    def unknown(hasil):
        return [f.found for f in hasil[2].findings if f.code == "diintervensi-tidak-dikenal"]

    hasil = checked([*ketua, own])
    assert unknown(hasil) == ["Terlaksananya konsultasi kepegawaian", "Sesuatu yang lain"]
    first = resolve(hasil, MEASURE)
    assert unknown(first.files) == unknown(hasil)
    assert unknown(resolve(hasil, MEASURE, decide(first, "A")).files) == ["Sesuatu yang lain"]
    assert unknown(resolve(hasil, MEASURE, decide(first, "B")).files) == unknown(hasil)


def test_doubles_and_other_people_are_left_alone():
    half = {key: WHOLE[key] for key in (ATAS, RENCANA)}
    again, other = copies(half, WHOLE)
    twin = replace(again, file="kembar.xlsx")
    someone = reading(make_form(KUANTITATIF, nip=KABID), "kabid.xlsx")
    hasil = checked([again, twin, someone, other])
    solved = resolve(hasil, MEASURE)
    assert [one.fate for one in solved.files] == [DITERIMA, GANDA, PERLU_PERBAIKAN, GANDA]
    assert (solved.files[1], solved.files[2]) == (hasil[1], hasil[2])


def test_forms_issued_twice_under_one_number_are_not_mixed():
    one, other = copies(WHOLE, {**WHOLE, TARGET: "25"})
    stamp = other.form.stamp.model_copy(update={"jumlah": tuple((name, n + 1) for name, n in other.form.stamp.jumlah)})
    hasil = checked([one, replace(other, form=replace(other.form, stamp=stamp))])
    assert [one.fate for one in hasil] == [PERLU_PERBAIKAN, PERLU_PERBAIKAN]
    assert list(resolve(hasil, MEASURE).files) == hasil


def test_two_halves_of_a_matriks_become_one():
    a, b = (
        {"matriks_baris_1_peran_1": "- P"},
        {"matriks_baris_2_peran_2": "- Q\n- R", "matriks_baris_1_peran_1": "- P\n- S"},
    )
    solved = resolve(checked(copies(a, b, form=matriks())), MEASURE)
    merged = solved.files[0]
    assert [one.fate for one in solved.files][1] == GANDA
    assert [(peran.teks, peran.file) for _, peran in merged.pembagian.semua_peran()] == [
        ("P", "b.xlsx"), ("S", "b.xlsx"), ("Q", "b.xlsx"), ("R", "b.xlsx"),
    ]  # fmt: skip


# -- collisions and decisions --------------------------------------------------------------------------------------------


def test_an_open_collision_keeps_all_copies_out_and_says_what_to_do():
    solved = resolve(checked(copies(A, B)), MEASURE)
    assert fates(solved) == [(PERLU_PERBAIKAN, False, ["berkas-bertentangan"])] * 2
    one = copies(A)[0]
    assert solved.files[0].findings[0].message == (
        "Ada berkas lain untuk pegawai, periode dan penilai yang sama dengan isi berbeda: b.xlsx (berbeda pada 2 tempat "
        f"yang harus diputuskan: {one.cells[ASPEK]}, {one.cells[TARGET]}). Keduanya belum dipakai. "
        "Jalankan `skpxl merge --decisions KEPUTUSAN.xlsx`: yang tidak bertabrakan digabung, sisanya didaftar untuk "
        "diputuskan. Atau keluarkan berkas yang tidak berlaku dari folder."
    )
    assert [one.key for one in solved.open] == [ASPEK, TARGET]


CHOICES = [
    (("A", "A"), "Kuantitas", "20 orang"),
    (("b", " B "), "Kualitas", "25 orang"),
    (("A", "B"), "Kuantitas", "25 orang"),
    (("Kosongkan", "A"), "", "20 orang"),
]


@pytest.mark.parametrize(("choices", "aspek", "target"), CHOICES)
def test_decisions_settle_the_collisions(choices, aspek, target):
    hasil = checked(copies(A, B))
    rows = decide(resolve(hasil, MEASURE), *choices)
    solved = resolve(hasil, MEASURE, rows)
    assert solved.open == () and len(solved.collisions) == 2
    isian = solved.files[0].reading.form.isian
    assert (isian.get(ASPEK, ""), isian.get(TARGET, "")) == (aspek, target)
    assert [one.counted for one in solved.files] == [True, False]
    assert (solved.findings, solved.left_over) == ((), ())


def test_one_decision_of_two_leaves_the_group_open():
    hasil = checked(copies(A, B))
    rows = decide(resolve(hasil, MEASURE), "A", "")
    solved = resolve(hasil, MEASURE, rows)
    assert [one.key for one in solved.open] == [TARGET]
    assert [one.counted for one in solved.files] == [False, False]
    assert "1 tempat yang harus diputuskan" in solved.files[0].findings[-1].message


def test_a_text_of_ones_own_counts_and_its_findings_lead_to_the_decision():
    hasil = checked(copies(A, {**A, ASPEK: "Kualitas"}))
    (row,) = decide(resolve(hasil, MEASURE), "")
    row = replace_row(row, isi_sendiri="Mutu", file="k.xlsx", sel="Keputusan!J3")
    solved = resolve(hasil, MEASURE, [row])
    assert solved.files[0].reading.form.isian[ASPEK] == "Mutu"
    assert [(f.code, f.file, f.sheet, f.cell) for f in solved.files[0].findings] == [
        ("aspek-tidak-dikenal", "k.xlsx", "Keputusan", "J3")
    ]


def test_a_whole_item_is_taken_from_one_copy_or_cleared():
    other = {RENCANA: "Rapat tahunan", TARGET: "4 kali", TAMBAHAN + "rencana_hasil_kerja": "Terbantunya panitia"}
    hasil = checked(copies(A, other))
    first = resolve(hasil, MEASURE)
    assert [(one.key, one.butir) for one in first.open] == [("hasil_kerja_utama_1", True)]
    extra = {TAMBAHAN + "rencana_hasil_kerja": "Terbantunya panitia"}
    for choice, expected in (("A", {**A, **extra}), ("B", other), ("kosongkan", extra)):
        solved = resolve(hasil, MEASURE, decide(first, choice))
        assert dict(solved.files[0].reading.form.isian) == expected
    own = replace_row(decide(first, "")[0], isi_sendiri="Rapat bulanan")
    assert len(resolve(hasil, MEASURE, [own]).open) == 1


def test_a_decision_is_for_texts_and_not_for_letters():
    """The files in another order: A and B have changed places, the decision has not."""
    one, other = copies(A, {**A, TARGET: "25 orang"})
    rows = decide(resolve(checked([one, other]), MEASURE), "B")
    solved = resolve(checked([other, one]), MEASURE, rows)
    assert solved.files[0].reading.form.isian[TARGET] == "25 orang"
    assert [row.pilihan for row in solved.collisions[0].untuk_berkas()] == ["A"]


def test_a_decision_for_other_alternatives_is_stale_told_and_kept():
    hasil = checked(copies(A, {**A, TARGET: "25 orang"}))
    (row,) = decide(resolve(hasil, MEASURE), "B", file="k.xlsx", sel="Keputusan!I3")
    solved = resolve(checked(copies(A, {**A, TARGET: "30 orang"})), MEASURE, [row])
    assert len(solved.open) == 1
    assert [(f.code, f.severity.value, f.file, f.sheet, f.cell, f.found) for f in solved.findings] == [
        ("keputusan-usang", "peringatan", "k.xlsx", "Keputusan", "I3", "B")
    ]
    assert solved.left_over == (replace_row(row, keterangan=USANG),)
    # When the old file is back, so is the decision.
    assert resolve(hasil, MEASURE, solved.left_over).open == ()


def test_a_decision_on_files_that_are_not_here_is_kept_in_silence():
    (row,) = decide(resolve(checked(copies(A, {**A, TARGET: "25"})), MEASURE), "B")
    someone = checked([reading(make_form(KUANTITATIF, nip=KABID), "kabid.xlsx")])
    solved = resolve(someone, MEASURE, [row])
    assert (solved.findings, [one.keterangan for one in solved.left_over]) == ((), [BERKAS_LAIN])


def test_two_rows_that_decide_differently_decide_nothing():
    hasil = checked(copies(A, {**A, TARGET: "25"}))
    (row,) = decide(resolve(hasil, MEASURE), "A")
    solved = resolve(hasil, MEASURE, [row, replace_row(row, pilihan="B")])
    assert len(solved.open) == 1
    assert [f.code for f in solved.findings] == ["keputusan-tak-dimengerti"] * 2
    assert [one.pilihan for one in solved.collisions[0].untuk_berkas()] == ["A", "B"]
    # Said twice alike it is one decision.
    assert resolve(hasil, MEASURE, [row, row]).open == ()


UNCLEAR = [
    ({"pilihan": "C"}, "“C” bukan salah satu dari A, B, kosongkan"),
    ({"pilihan": "A", "isi_sendiri": "x"}, "Keputusan dan Isi sendiri terisi dua-duanya"),
]


@pytest.mark.parametrize(("typed", "why"), UNCLEAR)
def test_what_cannot_be_understood_decides_nothing(typed, why):
    hasil = checked(copies(A, {**A, TARGET: "25"}))
    row = replace_row(decide(resolve(hasil, MEASURE), "")[0], **typed)
    assert row.putusan == ("rancu", why)
    assert len(resolve(hasil, MEASURE, [row]).open) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(answers(), min_size=2, max_size=3), st.data())
def test_deciding_all_leaves_no_collision_and_exactly_what_was_chosen(given_answers, data):
    hasil = checked(copies(*given_answers))
    first = resolve(hasil, MEASURE)
    chosen = [data.draw(st.sampled_from(one.alternatif)) for one in first.open]
    letters = ["ABC"[one.sidik.index(alternatif.sidik)] for one, alternatif in zip(first.open, chosen, strict=True)]
    solved = resolve(hasil, MEASURE, decide(first, *letters))
    assert solved.open == ()
    assert [one.counted for one in solved.files].count(True) == 1
    merged = next(one.reading.form.isian for one in solved.files if one.counted)
    for one, alternatif in zip(first.open, chosen, strict=True):
        assert {key: merged[key] for key in one.keys if key in merged} == alternatif.isi


# -- the file ------------------------------------------------------------------------------------------------------------


def rows_in(file: Path) -> list[tuple[str, str, str, str, str, bool]]:
    rows, findings = read_decisions(file, LIBRARY)
    assert findings == []
    return [(row.key, row.pilihan, row.isi_sendiri, row.oleh, row.catatan, bool(row.keterangan)) for row in rows]


def test_without_a_file_open_collisions_only_stay_open(inbox):
    solved = settle(received(inbox), MEASURE, None)
    assert (len(solved.open), solved.workbook, solved.sentence) == (2, None, "")


def test_the_whole_way_from_a_new_file_to_a_merged_skp(inbox, tmp_path):
    file = tmp_path / "keputusan.xlsx"
    assert settled(inbox, file).sentence == (
        f"2 tempat untuk diputuskan: 0 sudah diputuskan, 2 belum (2 baru); ditulis ke {file}, "
        "isi kolom Keputusan lalu jalankan lagi."
    )
    fill(file, TARGET, Keputusan="B", Diputuskan_oleh="Ibu Kabid", Catatan="lihat renstra")
    fill(file, ASPEK, Catatan="tanya dulu")
    before = file.read_bytes()
    solved = settled(inbox, file)
    assert (
        solved.sentence
        == f"2 tempat untuk diputuskan: 1 sudah diputuskan, 1 belum; putuskan di {file} lalu jalankan lagi."
    )
    assert file.read_bytes() == before  # nothing new: left as it is
    # A third copy brings a further collision, and another value at the place already decided.
    third = {**A, TARGET: "30 orang", INDIKATOR: "Banyaknya"}
    save(BLANK.filled(third), inbox / "c.xlsx")
    solved = settled(inbox, file)
    assert solved.sentence == (
        f"3 tempat untuk diputuskan: 0 sudah diputuskan, 3 belum (2 baru), 1 usang dan tetap disimpan; ditulis ke {file}, "
        "isi kolom Keputusan lalu jalankan lagi."
    )
    assert [f.code for f in solved.findings] == ["keputusan-usang"]
    assert rows_in(file) == [
        (ASPEK, "", "", "", "tanya dulu", False),
        (INDIKATOR, "", "", "", "", False),
        (TARGET, "", "", "", "", False),
        (TARGET, "B", "", "Ibu Kabid", "lihat renstra", True),
    ]
    fill(file, ASPEK, Keputusan="A")
    fill(file, INDIKATOR, Isi_sendiri="=Jumlah orang")
    fill(file, TARGET, Keputusan="C")
    before = file.read_bytes()
    solved = settled(inbox, file)
    assert solved.sentence == "3 tempat untuk diputuskan: 3 sudah diputuskan, 0 belum, 1 usang dan tetap disimpan."
    assert file.read_bytes() == before
    assert [(one.fate, one.counted) for one in solved.files] == [(DITERIMA, True), (GANDA, False), (GANDA, False)]
    merged = solved.files[0]
    assert dict(merged.reading.form.isian) == {**A, INDIKATOR: "=Jumlah orang", TARGET: "30 orang"}
    assert dict(merged.reading.origin) == {INDIKATOR: str(file), TARGET: str(inbox / "c.xlsx")}
    assert [Path(one.reading.file).name for one in solved.files] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert [one.findings[0].message.split("; ")[1] for one in solved.files[1:]] == [
        "semua isiannya sudah ada di sana. Tidak perlu tindakan",
        f"yang diambil dari sini: {merged.reading.cells[TARGET]}. Tidak perlu tindakan",
    ]


def test_nothing_is_written_where_nothing_collides(inbox, tmp_path):
    (inbox / "b.xlsx").unlink()
    file = tmp_path / "keputusan.xlsx"
    solved = settled(inbox, file)
    assert (solved.workbook, solved.sentence, file.exists()) == (None, "", False)


def test_a_row_that_has_lost_its_code_is_told_and_kept(inbox, tmp_path):
    file = tmp_path / "keputusan.xlsx"
    settled(inbox, file)
    fill(file, TARGET, Keputusan="B", Catatan="penting", Kode="rusak")
    rows, findings = read_decisions(file, LIBRARY)
    assert [f.code for f in findings] == ["keputusan-tak-dimengerti"]
    solved = settled(inbox, file)
    assert [f.code for f in solved.findings] == ["keputusan-tak-dimengerti"]
    assert [(row.key, row.pilihan, row.catatan, row.keterangan) for row in read_decisions(file, LIBRARY)[0]] == [
        (ASPEK, "", "", ""), (TARGET, "", "", ""), ("", "B", "penting", RUSAK),
    ]  # fmt: skip
    assert rows[1].alternatif == ("20 orang", "25 orang")


def test_another_workbook_is_never_taken_for_the_decisions(inbox, tmp_path):
    for file in (inbox / "a.xlsx", tmp_path / "rusak.xlsx"):
        if not file.exists():
            file.write_bytes(b"x")
        before = file.read_bytes()
        with pytest.raises(SkpxlError):
            settle(received(inbox), MEASURE, file)
        assert file.read_bytes() == before


def test_the_same_input_gives_the_same_file(inbox, tmp_path):
    one, other = (settle(received(inbox), MEASURE, tmp_path / "k.xlsx").workbook for _ in range(2))
    assert one == other


def test_a_signed_copy_of_somebody_else_takes_no_part():
    """Two people of the same penilai: nobody's answers reach another's SKP."""
    hasil = checked(
        [reading(BLANK.filled(A), "a.xlsx"), reading(make_form(KUANTITATIF, nip=KABID).filled(B), "b.xlsx")]
    )
    assert resolve(hasil, MEASURE).files == tuple(hasil)
    assert hasil[0].reading.form.stamp.nip == KETUA


def test_three_files_of_a_form_in_kuantitatif_from_text_tables():
    one = kuantitatif(
        f"""
        bagian | atasan | rencana | aspek | indikator | target
        utama | {ATASAN[0].teks} | Terlaksananya konsultasi | Kuantitas | Jumlah konsultasi | 20 orang
        """
    )
    two = kuantitatif(
        f"""
        bagian | atasan | rencana | aspek | indikator | target
        utama | {ATASAN[0].teks} | Terlaksananya konsultasi | Kuantitas | Jumlah konsultasi | 20 orang
        utama | {ATASAN[1].teks} | Tersusunnya data | Kualitas | Ketepatan data | 95%
        """
    )
    three = kuantitatif(
        f"""
        bagian | atasan | rencana | aspek | indikator | target
        utama | {ATASAN[0].teks} | Terlaksananya konsultasi | Kuantitas | Jumlah konsultasi | 20 orang
              | | | Waktu | Lama layanan | 1 hari
        """
    )
    made = [
        reading(make_form(KUANTITATIF, answers), f"{name}.xlsx")
        for name, answers in zip("abc", (one, two, three), strict=True)
    ]
    solved = resolve(checked(made), MEASURE)
    assert [(h.fate, h.counted) for h in solved.files] == [(DITERIMA, True), (GANDA, False), (GANDA, False)]
    utama = solved.files[0].skp.hasil_kerja.utama
    assert [(r.rencana_hasil_kerja, [(i.aspek, i.target) for i in r.indikator]) for r in utama] == [
        ("Terlaksananya konsultasi", [("Kuantitas", "20 orang"), ("Waktu", "1 hari")]),
        ("Tersusunnya data", [("Kualitas", "95%")]),
    ]

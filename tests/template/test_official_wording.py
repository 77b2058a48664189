"""The forms in the words of the regulation's own: labels, footnotes, the blocks of who is judged and who judges."""

import pytest
from forms import JPT_KUALITATIF, JPT_KUANTITATIF, KETUA, KUALITATIF, KUANTITATIF, LIBRARY, SIGNING_KEY, make_form

from skpxl.model.ekinerja import langkah_skp
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Indikator, Skp
from skpxl.model.stamp import Stamp
from skpxl.template.definition import Definition
from skpxl.template.headings import headings
from skpxl.template.layout import place, shape
from skpxl.template.slots import Halaman, isi_tempat

WITH = {"klasifikasi": True}
# As workbooks in people's hands have them: nothing of this needed a versi of its own.
SHAPES = {KUANTITATIF: "9aa0c92b", KUALITATIF: "a385e67a", JPT_KUANTITATIF: "6b2acbb1", JPT_KUALITATIF: "36c5da74"}


def first_sheet(form: str, **other) -> tuple[Halaman, list[tuple[int, int, str]]]:
    """The sheet SKP of an issued form and its printed texts: row, column, text."""
    made = make_form(form, **other)
    page = made.layout.halaman[0]
    return page, [(one.kotak.row, one.kotak.col, isi_tempat(one.isi, made.placeholders)) for one in page.texts]


@pytest.mark.parametrize(("form", "expected"), SHAPES.items())
def test_the_words_of_a_form_are_not_its_shape(form, expected):
    assert shape(LIBRARY.definition(form)) == expected


def test_only_a_jpt_is_asked_for_his_perspektif():
    label = "Ukuran keberhasilan/ Indikator Kinerja Individu, "
    of_ja = {text for _, _, text in first_sheet(KUALITATIF)[1] if label in text}
    of_jpt = {text for _, _, text in first_sheet(JPT_KUALITATIF)[1] if label in text}
    assert of_ja == {f"(Penugasan dari Kepala Bidang Pembinaan Kepegawaian)\n{label}dan Target:"}
    assert of_jpt == {f"{label}Target, dan Perspektif:"}


def test_the_footnotes_stand_below_the_table_above_the_end_of_the_sheet():
    page, texts = first_sheet(KUANTITATIF)
    heads = [text for _, _, text in texts if text.endswith("*")]
    assert heads == ["RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI*", "ASPEK**"]
    last = max(slot.kotak.row for slot in page.slots)
    below = [(row, text.split()[0]) for row, col, text in texts if row > last and col == 1 and text]
    assert [word for _, word in below] == ["*)", "**)", "Akhir"]
    assert page.baris_terakhir == below[1][0]  # the footnotes print, the end does not


def test_nothing_is_called_by_its_footnote():
    page, _ = first_sheet(KUANTITATIF)
    called = {slot.sebutan for slot in page.slots}
    assert {"aspek", "rencana hasil kerja atasan yang diintervensi"} <= called
    assert "ASPEK" in headings(LIBRARY.definition(KUANTITATIF)).values()
    assert not any(text.endswith("*") for text in headings(LIBRARY.definition("evaluasi-kuantitatif")).values())


def test_the_penilai_of_a_jpt_has_numbers_in_a_column_of_their_own():
    _, texts = first_sheet(JPT_KUANTITATIF)
    top = next(row for row, _, text in texts if text == "PEJABAT PENILAI KINERJA")
    rows = [[text for row, _, text in texts if row == number] for number in range(top, top + 6)]
    assert rows == [
        ["NO", "PEGAWAI YANG DINILAI", "NO", "PEJABAT PENILAI KINERJA"],
        ["1", "NAMA", "1", "NAMA"],
        ["2", "NIP", "2", "NIP (*opsional)"],
        ["3", "PANGKAT/GOL. RUANG", "3", "PANGKAT/GOL. RUANG"],
        ["4", "JABATAN", "4", "JABATAN"],
        ["5", "UNIT KERJA", "5", "INSTANSI"],
    ]


# -- klasifikasi -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", SHAPES)
def test_klasifikasi_is_a_column_beside_what_is_printed_where_it_is_turned_on(form):
    plain, _ = first_sheet(form)
    page, texts = first_sheet(form, **WITH)
    assert not any("klasifikasi" in slot.key for slot in plain.slots)
    found = [slot for slot in page.slots if slot.path[-1] == "klasifikasi"]
    assert {slot.kotak.col for slot in found} == {len(page.kisi)} == {len(plain.kisi) + 1}
    assert (page.kolom_cetak, {slot.daftar for slot in found}) == (plain.kolom_cetak, {"klasifikasi"})
    assert "Klasifikasi (tidak dicetak)" in {text for _, _, text in texts}


@pytest.mark.parametrize("form", SHAPES)
def test_the_stamp_of_a_form_with_klasifikasi_is_no_longer_than_excel_takes(form):
    stamp = make_form(form, signing_key=SIGNING_KEY, jumlah={"utama": 12}, **WITH).stamp
    longest = stamp.model_copy(update={"terbitan": 9999}).compact()
    assert Stamp.parse(longest) is not None and len(longest) <= 255


def test_what_was_turned_on_stays_on_in_a_new_versi():
    definition: Definition = LIBRARY.definition(KUANTITATIF)
    before = make_form(**WITH, jumlah={"utama": 12}).stamp.jumlah
    assert definition.jumlah_as(dict(before)) == before
    assert dict(definition.jumlah_as({"utama": 3})) == dict(definition.jumlah())
    assert not any("klasifikasi" in slot.key for slot in place(definition, definition.jumlah()).slots)


# -- e-Kinerja ---------------------------------------------------------------------------------------------------------


def fields_of(target: str) -> list[tuple[str, str]]:
    """Which fields a result with this target has in e-Kinerja."""
    hasil = HasilKerja(
        rencana_hasil_kerja="Tersusunnya laporan", klasifikasi="Individu", indikator=(Indikator(target=target),)
    )
    skp = Skp(form=KUANTITATIF, versi="2022.1", nip=KETUA, hasil_kerja=HasilKerjaSkp(utama=(hasil,)))
    return [(step.column, step.text) for step in langkah_skp(skp)[1:]]


@pytest.mark.parametrize(
    ("target", "fields"),
    [
        ("20 perangkat daerah", [("Target", "20"), ("Satuan", "perangkat daerah")]),
        ("2,5%", [("Target", "2,5"), ("Satuan", "%")]),
        ("12", [("Target", "12")]),
        ("1.500 berkas", [("Target", "1500"), ("Satuan", "berkas")]),
        ("Rp1.500.000,00", [("Target", "1500000"), ("Satuan", "Rp")]),
        ("10-20 orang", [("Target", "10-20 orang")]),
        ("≥ 85%", [("Target", "≥ 85%")]),
        ("tepat waktu", [("Target", "tepat waktu")]),
    ],
)
def test_a_target_is_keyed_in_as_number_and_unit_where_both_are_sure(target, fields):
    assert fields_of(target) == [("Klasifikasi", "Individu"), *fields]

"""Reading a returned workbook back: whose it is by vote, where its cells are, what was changed, and what is no form at all."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from forms import (
    FORMS,
    GOOD,
    KETUA,
    KUANTITATIF,
    LIBRARY,
    PEGAWAI,
    SIGNING_KEY,
    codes,
    make_form,
    messages,
    read,
    written,
)

from skpxl.findings import Finding
from skpxl.findings.reports import grouped
from skpxl.forms.write import write_form
from skpxl.xlsx.address import a1

FORM = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
DATA = write_form(FORM, LIBRARY)
BOOK, CUSTOM, STRINGS = "xl/workbook.xml", "docProps/custom.xml", "xl/sharedStrings.xml"


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rebuilt(changes: dict[str, Callable[[str], str | None]], data: bytes = DATA) -> bytes:
    """The workbook with parts changed (None takes the part out); a change that changes nothing is a mistake."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(data).items():
            new = changes[name](text) if name in changes else text
            assert name not in changes or new != text, f"{name} stays as it is"
            if new is not None:
                archive.writestr(name, new)
    return out.getvalue()


def place(key: str) -> tuple[str, str]:
    """(sheet part, address) of a slot as issued."""
    slot = FORM.layout.by_key[key]
    number = [halaman.lembar.nama for halaman in FORM.layout.halaman].index(slot.sheet) + 1
    return f"xl/worksheets/sheet{number}.xml", a1(slot.kotak.row, slot.kotak.col)


def with_cell(key: str, inner: str, kind: str = "") -> bytes:
    """The workbook with the content of one cell replaced by XML."""
    part, ref = place(key)
    cell = re.compile(rf'<c r="{ref}"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)')
    return rebuilt({part: lambda xml: cell.sub(lambda m: f'<c r="{ref}"{m[1] or ""}{kind}>{inner}</c>', xml, count=1)})


def text(value: str) -> str:
    return f"<is><t>{value}</t></is>"


INLINE, ERROR = ' t="inlineStr"', ' t="e"'


def no_stamp_sheet(xml: str) -> str:
    """The hidden sheet's first cell overwritten: its record cannot be found any more."""
    return xml.replace("<si><t>cap</t></si>", "<si><t>lain</t></si>")


def no_name(xml: str) -> str:
    return re.sub(r'<definedName name="skpxl_cap">.*?</definedName>', "", xml)


def no_property(xml: str) -> str:
    return xml.replace('name="skpxl"', 'name="lain"')


STAMPS = {
    "lembar tersembunyi": (STRINGS, no_stamp_sheet),
    "sifat berkas": (CUSTOM, no_property),
    "nama": (BOOK, no_name),
}


def first(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(f.code, f.sheet, f.cell, f.found, f.suggestion) for f in findings]


@pytest.mark.parametrize("lost", [["sifat berkas"], ["nama"], ["sifat berkas", "nama"]], ids=str)
def test_a_stamp_lost_in_one_place_is_read_from_another(lost):
    reading = read(rebuilt(dict(STAMPS[where] for where in lost)), SIGNING_KEY)
    assert (reading.outcome, reading.form.stamp, dict(reading.form.isian)) == ("kita", FORM.stamp, dict(FORM.isian))
    assert messages(reading.findings) == [
        f"Cap berkas tidak utuh lagi di {', '.join(lost)}; identitas dibaca dari tempat lain. "
        "Tidak perlu tindakan bila nama dan NIP benar."
    ]


def test_with_the_hidden_sheet_lost_the_answers_are_still_there():
    reading = read(rebuilt({STRINGS: no_stamp_sheet}), SIGNING_KEY)
    assert (reading.form.stamp, dict(reading.form.isian)) == (FORM.stamp, dict(FORM.isian))
    assert reading.form.terkunci["pegawai_nip"] == KETUA
    assert [finding.code for finding in reading.findings] == ["cap-rusak", "keaslian-tak-terbukti"]
    assert not reading.asli
    # Where there is no key nobody could have checked: it counts, and the loss is told.
    reading = read(rebuilt({STRINGS: no_stamp_sheet}))
    assert [finding.code for finding in reading.findings] == ["cap-rusak", "catatan-hilang"]
    assert reading.asli


def test_with_all_places_lost_it_is_a_foreign_workbook_and_never_accepted():
    reading = read(rebuilt(dict(STAMPS.values())), SIGNING_KEY)
    assert reading.form is None
    assert len(reading.findings) == 1


def test_of_two_places_that_differ_from_the_third_the_two_win():
    other = make_form(KUANTITATIF, nip=PEGAWAI[2].nip, signing_key=SIGNING_KEY).stamp.compact()
    mine = FORM.stamp.compact()
    reading = read(rebuilt({CUSTOM: lambda xml: xml.replace(mine, other)}), SIGNING_KEY)
    assert reading.form.stamp == FORM.stamp
    assert dict(reading.findings[0].rincian) == {"tempat": "sifat berkas"}


@pytest.mark.parametrize(
    ("signed", "here", "expected"),
    [
        (SIGNING_KEY, SIGNING_KEY, []),
        (SIGNING_KEY, bytes(32), ["tanda-tangan-salah"]),
        (SIGNING_KEY, None, ["tanda-tangan-belum-diperiksa"]),
        (None, SIGNING_KEY, ["tanpa-kunci"]),
        (None, None, []),
    ],
    ids=["right key", "wrong key", "no key here", "issued without", "no key anywhere"],
)
def test_the_signature_is_judged_by_the_key_that_is_here(signed, here, expected):
    form = make_form(KUANTITATIF, signing_key=signed)
    assert codes(read(write_form(form, LIBRARY), here).findings) == [(code, "") for code in expected]


def test_a_stamp_moved_to_another_persons_workbook_does_not_hold():
    other = make_form(KUANTITATIF, nip=PEGAWAI[2].nip, signing_key=SIGNING_KEY)
    mine, theirs = FORM.stamp.compact(), other.stamp.compact()

    def swap(xml: str) -> str:
        return xml.replace(theirs, mine)

    reading = read(rebuilt({STRINGS: swap, CUSTOM: swap, BOOK: swap}, write_form(other, LIBRARY)), SIGNING_KEY)
    assert codes(reading.findings)[0] == ("tanda-tangan-salah", "")


def test_the_signature_covers_the_list_of_the_superiors_results():
    choice = FORM.hasil_atasan[0].teks
    reading = read(
        rebuilt({STRINGS: lambda xml: xml.replace(f"<t>T{choice}</t>", "<t>TLayanan lain</t>")}), SIGNING_KEY
    )
    assert ("tanda-tangan-salah", "") in codes(reading.findings)


@pytest.mark.parametrize("form", FORMS)
def test_without_names_the_cells_are_read_at_their_addresses(form):
    issued = make_form(form, GOOD[form], signing_key=SIGNING_KEY)
    data = rebuilt({BOOK: lambda xml: re.sub("<definedNames>.*</definedNames>", "", xml)}, written(issued))
    reading = read(data, SIGNING_KEY, of=form)
    assert (dict(reading.form.isian), reading.form.terkunci) == (dict(issued.isian), issued.terkunci)
    assert codes(reading.findings) == [("cap-rusak", ""), ("nama-sel-hilang", "")]
    count = len(issued.layout.slots)
    assert dict(reading.findings[1].rincian) == {"banyak": str(count), "dari": str(count)}


def test_names_follow_a_renamed_sheet():
    data = rebuilt({BOOK: lambda xml: xml.replace('name="SKP"', 'name="SKP saya"').replace("SKP!", "'SKP saya'!")})
    reading = read(data, SIGNING_KEY)
    assert dict(reading.form.isian) == dict(FORM.isian)
    assert reading.cells["pegawai_nama"].startswith("SKP saya!")


def test_a_deleted_cell_is_reported_and_its_neighbour_not_taken_for_it():
    key = "hasil_kerja_utama_1_rencana_hasil_kerja"
    name = re.compile(rf'(<definedName name="{key}">)[^<]*')
    reading = read(rebuilt({BOOK: lambda xml: name.sub(r"\1#REF!", xml)}), SIGNING_KEY)
    # What stands there now belongs to no slot; it is kept and said.
    assert codes(reading.findings) == [("sel-hilang", key), ("tulisan-di-luar", "")]
    assert reading.others == ((f"SKP!{AT}", FORM.isian[key]),)
    assert messages(reading.findings)[:1] == [
        "SKP · Hasil kerja utama no. 1: 1 sel di lembar “SKP” tidak ada lagi, atau tidak pasti lagi tempatnya, sehingga "
        "isiannya tidak dibaca. "
        "Isi kembali sel-sel itu di salinan perbaikan atau di formulir aslinya, tanpa menghapus, menyisipkan atau menggeser "
        "lembar, baris dan kolom."
    ]
    assert key not in reading.form.isian and key not in reading.cells


def test_a_deleted_sheet_is_reported_for_every_answer_and_shown_once():
    def delete(xml: str) -> str:
        xml = re.sub(r'<sheet name="Perilaku Kerja"[^>]*/>', "", xml)
        return re.sub(r"'Perilaku Kerja'![^<]*", "#REF!", xml)

    reading = read(rebuilt({BOOK: delete}), SIGNING_KEY)
    lost = [f for f in reading.findings if f.code == "sel-hilang"]
    slots = [slot for slot in FORM.layout.slots if slot.sheet == "Perilaku Kerja"]
    assert [f.key for f in lost] == [slot.key for slot in sorted(slots, key=lambda slot: slot.terkunci)]
    assert [f.message for f in grouped(lost, LIBRARY.pesan)] == [
        "Perilaku Kerja · Perilaku kerja no. 1, Perilaku kerja no. 2, Perilaku kerja no. 3, Perilaku kerja no. 4 "
        "dan 5 tempat lain: Lembar “Perilaku Kerja” tidak ada lagi, atau tidak pasti lagi tempatnya, sehingga isiannya tidak "
        "dibaca. "
        "Isi kembali sel-sel itu di salinan perbaikan atau di formulir aslinya, tanpa menghapus, menyisipkan atau menggeser "
        "lembar, baris dan kolom."
    ]
    assert dict(reading.form.isian) == dict(FORM.isian)


@pytest.mark.parametrize(
    ("key", "now", "code"),
    [
        ("pegawai_nama", "Orang Lain", "identitas-berubah"),
        ("pegawai_nip", PEGAWAI[2].nip, "identitas-berubah"),
        ("pejabat_penilai_nama", "", "identitas-berubah"),
        ("pegawai_jabatan", "Kepala Dinas", "sel-terkunci-berubah"),
        ("perilaku_kerja_2_panduan", "Akuntabel", "sel-terkunci-berubah"),
        ("instansi", "BADAN KEPEGAWAIAN NEGARA", "instansi-lain"),
        ("periode_tercetak", "PERIODE PENILAIAN: 2021", "periode-lain"),
    ],
)
def test_a_changed_locked_cell_is_found_at_its_cell_and_not_taken_over(key, now, code):
    reading = read(with_cell(key, text(now), INLINE), SIGNING_KEY)
    sheet = FORM.layout.by_key[key].sheet
    assert first(reading.findings) == [(code, sheet, place(key)[1], now, FORM.terkunci[key])]
    assert reading.form.terkunci == FORM.terkunci


def test_blanks_and_quotes_that_programs_change_are_no_change():
    key = "perilaku_kerja_2_panduan"
    odd = FORM.terkunci[key].replace("\n", "\n ").replace(" ", "\u00a0")
    assert read(with_cell(key, text(odd), INLINE), SIGNING_KEY).findings == ()


RENCANA, TARGET = "hasil_kerja_utama_1_rencana_hasil_kerja", "hasil_kerja_utama_1_indikator_1_target"
AT = place(RENCANA)[1]


@pytest.mark.parametrize(
    ("inner", "kind", "value", "finding"),
    [
        (
            "<f>-Terlaksananya konsultasi</f><v>#NAME?</v>", ERROR, "-Terlaksananya konsultasi",
            ("teks-jadi-rumus", "SKP", AT, "=-Terlaksananya konsultasi", "-Terlaksananya konsultasi"),
        ),
        ("<f>+Layanan</f><v>#NAME?</v>", ERROR, "+Layanan", ("teks-jadi-rumus", "SKP", AT, "=+Layanan", "+Layanan")),
        ("<v>#REF!</v>", ERROR, "", ("sel-galat", "SKP", AT, "#REF!", "")),
        ("<f>DATA!B5</f><v>#REF!</v>", ERROR, "", ("sel-galat", "SKP", AT, "=DATA!B5", "")),
        ("<f>DATA!B5</f>", "", "", ("sel-galat", "SKP", AT, "=DATA!B5", "")),
        ("<f>DATA!B5</f><v>isi</v>", ' t="str"', "isi", ("sel-rumus", "SKP", AT, "=DATA!B5", "isi")),
    ],
    ids=["minus", "plus", "error", "formula error", "uncached", "formula"],
)  # fmt: skip
def test_a_cell_that_holds_no_plain_value_is_found_at_its_cell(inner, kind, value, finding):
    reading = read(with_cell(RENCANA, inner, kind), SIGNING_KEY)
    assert (reading.form.isian.get(RENCANA, ""), first(reading.findings)) == (value, [finding])


@pytest.mark.parametrize(
    ("inner", "kind", "value"),
    [
        ("<v>20</v>", "", "20"),
        ("<v>0.955</v>", "", "0,955"),
        (text(" 95% "), INLINE, " 95% "),
    ],
)
def test_values_stay_as_typed(inner, kind, value):
    reading = read(with_cell(TARGET, inner, kind), SIGNING_KEY)
    assert (reading.form.isian[TARGET], reading.findings) == (value, ())


def stamped(**other: str) -> bytes:
    """The workbook with another stamp in all three places."""
    mine = FORM.stamp.compact()
    new = FORM.stamp.model_copy(update=other).compact()
    return rebuilt(dict.fromkeys((STRINGS, CUSTOM, BOOK), lambda xml: xml.replace(mine, new)))


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (stamped(form="skp-lain"), ("formulir-tidak-dikenal", {"form": "skp-lain"})),
        (stamped(versi="1999.1"), ("versi-tidak-dikenal", {"form": KUANTITATIF, "versi": "1999.1"})),
        (stamped(shape="00000000"), ("bentuk-berbeda", {"form": KUANTITATIF})),
    ],
)
def test_a_form_that_is_not_known_here_is_one_finding(data, finding):
    reading = read(data, SIGNING_KEY)
    assert reading.form is None
    assert [(f.code, dict(f.rincian)) for f in reading.findings] == [finding]


def test_a_stamp_that_asks_for_a_million_rows_is_no_stamp():
    reading = read(stamped(jumlah=(("utama", 1_000_000),)), SIGNING_KEY)
    assert (reading.form, len(reading.findings)) == (None, 1)


def foreign() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in ("Anggaran", "Rekap"):
            book.add_worksheet(name).write("A1", "x")
    return out.getvalue()


def test_a_workbook_from_elsewhere_names_its_sheets():
    reading = read(foreign())
    assert (reading.outcome, reading.form) == ("asing", None)
    assert messages(reading.findings) == [
        "Buku kerja ini tidak memuat cap formulir skpxl (lembar: Anggaran, Rekap). "
        "Minta pengirim mengisi formulir yang dikirim kepadanya."
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "berkas-kosong"),
        (DATA[: len(DATA) // 2], "berkas-rusak"),
        (b"%PDF-1.4", "berkas-bukan-xlsx"),
        (rebuilt({STRINGS: lambda xml: xml[: len(xml) // 2]}), "berkas-rusak"),
        (rebuilt({"xl/worksheets/sheet1.xml": lambda xml: None}), "berkas-rusak"),
    ],
    ids=["empty", "cut", "pdf", "broken part", "missing part"],
)
def test_a_file_that_cannot_be_read_has_exactly_one_finding(data, code):
    reading = read(data)
    assert (reading.form, [f.code for f in reading.findings]) == (None, [code])


def test_a_file_that_cannot_even_be_opened_stops_no_batch(tmp_path):
    reading = read(tmp_path)
    assert (reading.form, codes(reading.findings)) == (None, [("berkas-bukan-biasa", "")])


def test_every_value_knows_its_cell_and_every_finding_its_person():
    reading = read(with_cell("pegawai_jabatan", text("x"), INLINE), SIGNING_KEY)
    assert set(reading.cells) == set(FORM.layout.by_key)
    assert [finding.who for finding in reading.findings] == ["Yosua Manafe, S.Kom."]


def test_a_text_that_no_cell_can_hold_is_read_as_far_as_it_fits_and_told():
    key = "hasil_kerja_utama_1_rencana_hasil_kerja"
    form = make_form(answers={"hasil_kerja": {"utama": [{"rencana_hasil_kerja": "GANTI SAYA"}]}})
    for teks, fits in (("A" * 40_000, "A" * 32_767), ("a_x000D_\nb", "a\nb")):
        ganti = {"xl/sharedStrings.xml": lambda xml, teks=teks: xml.replace("GANTI SAYA", teks)}
        reading = read(rebuilt(ganti, write_form(form, LIBRARY)))
        assert reading.form.isian[key] == fits
        found = [(satu.code, satu.severity.value, satu.cell) for satu in reading.findings]
        assert found == ([] if fits == "a\nb" else [("isian-tak-muat", "galat", "C24")])
        # What was read can be written again: the batch goes on, and the sender gets his copy.
        assert read(write_form(reading.form, LIBRARY)).form.isian[key] == fits


HEADING = "INDIKATOR KINERJA INDIVIDU"


def test_a_printed_text_in_an_entry_cell_is_no_answer():
    reading = read(with_cell(TARGET, text(HEADING), INLINE), SIGNING_KEY)
    assert [(f.code, f.severity, f.key, f.sheet, f.cell, f.found) for f in reading.findings] == [
        ("isian-tercetak", "galat", TARGET, *place_in_words(TARGET), HEADING)
    ]
    assert TARGET not in reading.form.isian


def test_a_short_word_that_is_printed_too_may_be_an_answer():
    reading = read(with_cell(TARGET, text("ASPEK"), INLINE), SIGNING_KEY)
    assert (reading.form.isian[TARGET], reading.findings) == ("ASPEK", ())


def place_in_words(key: str) -> tuple[str, str]:
    slot = FORM.layout.by_key[key]
    return slot.sheet, place(key)[1]


def test_texts_that_have_changed_places_in_the_file_leave_no_answer_certain():
    """The string of the instansi is taken out and put behind the answers: each cell shows the text of the next one."""

    def rotated(xml: str) -> str:
        strings = re.findall(r"<si>.*?</si>", xml, re.DOTALL)
        at = next(number for number, si in enumerate(strings) if FORM.terkunci["instansi"] in si)
        first = next(number for number, si in enumerate(strings) if FORM.isian[TARGET] in si)
        moved = [*strings[:at], *strings[at + 1 : first + 1], strings[at], *strings[first + 1 :]]
        return xml.replace("".join(strings), "".join(moved))

    reading = read(rebuilt({STRINGS: rotated}), SIGNING_KEY)
    typed = dict(FORM.isian)
    read_so = dict(reading.form.isian)
    assert {key: typed[key] for key in read_so} == read_so
    told = {f.key for f in reading.findings if f.code == "sel-hilang" and f.severity == "galat"}
    assert typed.keys() - read_so.keys() <= told and len(typed.keys() - read_so.keys()) > 5


def test_a_row_that_is_there_twice_is_damage_even_where_it_is_empty():
    part = place(TARGET)[0]
    twice = read(rebuilt({part: lambda xml: xml.replace("</sheetData>", '<row r="24"/></sheetData>')}), SIGNING_KEY)
    assert codes(twice.findings) == [("berkas-rusak", "")]

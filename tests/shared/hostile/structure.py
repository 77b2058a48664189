"""Sheets and names that people and programs have moved, and stamps that are not theirs."""

import io
import re

import openpyxl
from forms import GOOD, KUALITATIF, KUANTITATIF, LIBRARY, PPPK, SIGNING_KEY, STAF, make_form

from hostile.kind import (
    BOOK,
    CUSTOM,
    RECORD,
    SHEET,
    STRINGS,
    by_openpyxl,
    kind,
    no_names,
    parts,
    put_together,
    replaced,
    replacing,
    taken_apart,
    with_parts,
)
from skpxl.forms.write import write_form


def without_names(change: object = None):
    """A change of the workbook after its names are gone."""

    def both(book: openpyxl.Workbook) -> None:
        no_names(book)
        if callable(change):
            change(book)

    return by_openpyxl(both)


@kind("kita", "cap-rusak", "nama-sel-hilang")
def names_dropped() -> bytes:
    return without_names()


@kind("kita", "nama-sel-hilang")
def rows_inserted_and_names_left_behind() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].insert_rows(3, 2))


@kind("kita", "nama-sel-hilang", *["sel-hilang"] * 9, "tulisan-di-luar", answers="fewer")
def row_inserted_in_the_middle_and_names_left_behind() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].insert_rows(25))


@kind("kita", "cap-rusak", "nama-sel-hilang", *["sel-hilang"] * 9, "tulisan-di-luar", answers="fewer")
def row_inserted_in_the_middle_and_names_dropped() -> bytes:
    return without_names(lambda book: book["SKP"].insert_rows(25))


def shifted(xml: bytes, first: int, by: int) -> bytes:
    """A sheet with its rows from `first` on moved, as a program does that keeps all in step."""
    return re.sub(
        rb'( r="[A-Z]*)([0-9]+)"',
        lambda found: found[1] + b'%d"' % (int(found[2]) + (by if int(found[2]) >= first else 0)),
        xml,
    )


def rows_inserted(first: int, by: int) -> bytes:
    """Rows inserted as Excel does: the names go along."""
    book = re.sub(
        rb"('SKP'!\$[A-Z]+\$)([0-9]+)<",
        lambda found: found[1] + b"%d<" % (int(found[2]) + (by if int(found[2]) >= first else 0)),
        parts()[BOOK],
    )
    return with_parts({SHEET: shifted(parts()[SHEET], first, by), BOOK: book})


@kind("kita")
def rows_inserted_at_the_top_with_names() -> bytes:
    return rows_inserted(3, 2)


@kind("kita")
def row_inserted_in_the_middle_with_names() -> bytes:
    return rows_inserted(25, 1)


@kind("kita")
def rows_inserted_between_results_with_names() -> bytes:
    return rows_inserted(28, 3)


@kind("kita", "cap-rusak", "nama-sel-hilang")
def column_inserted_and_names_dropped() -> bytes:
    return without_names(lambda book: book["SKP"].insert_cols(1))


@kind("kita", "nama-sel-hilang")
def column_inserted_and_names_left_behind() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].insert_cols(1))


@kind("kita", "cap-rusak", "nama-sel-hilang", "lembar-berganti-nama")
def sheet_renamed_and_names_dropped() -> bytes:
    return without_names(lambda book: setattr(book["SKP"], "title", "Sheet1"))


@kind("kita")
def sheet_renamed_with_names() -> bytes:
    return replacing(BOOK, ('name="SKP"', 'name="SKP Yosua"'), ("'SKP'!", "'SKP Yosua'!"), everywhere=True)


@kind("kita", "nama-sel-hilang", "lembar-berganti-nama")
def sheet_renamed_and_names_left_behind() -> bytes:
    return replacing(BOOK, ('name="SKP"', 'name="SKP Yosua"'))


@kind("kita", "skp-lain-di-berkas")
def sheet_copied() -> bytes:
    return by_openpyxl(lambda book: book.copy_worksheet(book["SKP"]))


@kind("kita", *["sel-hilang"] * 18)
def sheet_deleted() -> bytes:
    return by_openpyxl(lambda book: book.remove(book["Perilaku Kerja"]))


@kind("kita", *["sel-hilang"] * 166, "identitas-hilang", answers="fewer")
def main_sheet_deleted() -> bytes:
    return by_openpyxl(lambda book: book.remove(book["SKP"]))


@kind("kita")
def sheet_hidden() -> bytes:
    return by_openpyxl(lambda book: setattr(book["Perilaku Kerja"], "sheet_state", "hidden"))


@kind("kita")
def sheets_in_another_order() -> bytes:
    return by_openpyxl(lambda book: book.move_sheet("SKP", 4))


@kind("kita")
def hidden_sheets_shown() -> bytes:
    return replacing(BOOK, (' state="veryHidden"', ""), everywhere=True)


@kind("kita")
def very_hidden_becomes_hidden() -> bytes:
    return replacing(BOOK, ("veryHidden", "hidden"), everywhere=True)


@kind("kita", "cap-rusak", "keaslian-tak-terbukti")
def hidden_sheets_deleted() -> bytes:
    return by_openpyxl(lambda book: [book.remove(book[name]) for name in ("_skpxl", "_status", "_daftar")])


@kind("kita", "cap-rusak")
def record_sheet_renamed() -> bytes:
    return replacing(BOOK, ('name="_skpxl"', 'name="Sheet9"'), ("skpxl_cap", "nama_lain"))


@kind("tanpa-cap", "berkas-tanpa-cap")
def all_traces_of_the_stamp_gone() -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        no_names(book)
        for name in ("_skpxl", "_status", "_daftar"):
            book.remove(book[name])
        book.custom_doc_props.props.clear()

    return by_openpyxl(change)


def workbook_of(*texts: str) -> bytes:
    book = openpyxl.Workbook()
    for row, text in enumerate(texts, start=1):
        book.active[f"A{row}"] = text
    out = io.BytesIO()
    book.save(out)
    made = taken_apart(out.getvalue())
    made["docProps/core.xml"] = parts()["docProps/core.xml"]
    return put_together(made)


@kind("asing", "berkas-asing")
def workbook_of_something_else() -> bytes:
    return workbook_of("Anggaran")


@kind("skp-asing", "berkas-skp-asing")
def skp_of_somebody_else() -> bytes:
    return workbook_of("SASARAN KINERJA PEGAWAI", "Pejabat Penilai Kinerja", "Rencana Hasil Kerja")


@kind("kita", "nama-sel-hilang", *["sel-hilang"] * 2, "tulisan-di-luar", answers="fewer")
def two_names_swapped() -> bytes:
    return replacing(BOOK, ("$F$24<", "$F$99<"), ("$F$25<", "$F$24<"), ("$F$99<", "$F$25<"))


@kind("kita", "nama-sel-hilang", "sel-hilang", "tulisan-di-luar", answers="fewer")
def two_names_for_one_cell() -> bytes:
    return replacing(BOOK, ("$F$24<", "$F$25<"))


@kind("kita", "nama-sel-hilang", "sel-hilang", "tulisan-di-luar", answers="fewer")
def name_of_an_answer_on_another_sheet() -> bytes:
    return replacing(BOOK, ("'SKP'!$F$24<", "'Perilaku Kerja'!$C$8<"))


@kind("kita", "nama-sel-hilang")
def all_names_lost_their_cells() -> bytes:
    return with_parts({BOOK: re.sub(rb"'SKP'!\$[A-Z]+\$[0-9]+<", b"#REF!<", parts()[BOOK])})


@kind("kita")
def names_local_to_a_sheet() -> bytes:
    return with_parts(
        {BOOK: parts()[BOOK].replace(b'<definedName name="hasil', b'<definedName localSheetId="0" name="hasil')}
    )


@kind("kita", "tulisan-di-luar")
def sheet_added() -> bytes:
    return by_openpyxl(lambda book: book.create_sheet("Catatan").__setitem__("A1", "usul saya"))


@kind("rusak", "berkas-rusak")
def two_sheets_of_one_name() -> bytes:
    return replacing(BOOK, ('name="Perilaku Kerja"', 'name="skp"'))


@kind("rusak", "berkas-rusak")
def no_sheet_at_all() -> bytes:
    return with_parts({BOOK: re.sub(rb"<sheet [^<>]*/>", b"", parts()[BOOK])})


@kind("kita", *["sel-hilang"] * 184, "tulisan-di-luar", "identitas-hilang", answers="fewer")
def sheets_that_changed_places() -> bytes:
    made = parts()
    made[SHEET], made["xl/worksheets/sheet2.xml"] = made["xl/worksheets/sheet2.xml"], made[SHEET]
    return put_together(made)


def other(nip: str, form: str = KUANTITATIF) -> dict[str, bytes]:
    """The parts of another person's workbook."""
    return taken_apart(write_form(make_form(form, GOOD[form], nip=nip, signing_key=SIGNING_KEY), LIBRARY))


@kind("kita", "cap-rusak")
def property_of_another_persons_stamp() -> bytes:
    return with_parts({CUSTOM: other(STAF)[CUSTOM]})


def inline(xml: bytes, strings: bytes) -> bytes:
    """A sheet whose shared strings are written into its cells."""
    texts = re.findall(rb"<si>(.*?)</si>", strings, re.DOTALL)
    return re.sub(rb't="s"><v>([0-9]+)</v>', lambda found: b't="inlineStr"><is>' + texts[int(found[1])] + b"</is>", xml)


def with_record_of(theirs: dict[str, bytes], *, everything: bool) -> bytes:
    """`base` with the hidden record of another workbook, with `everything` also with its name and property."""
    made = {RECORD: inline(theirs[RECORD], theirs[STRINGS])}
    if everything:
        name = re.search(rb'<definedName name="skpxl_cap">.*?</definedName>', theirs[BOOK])
        assert name
        made[BOOK] = re.sub(rb'<definedName name="skpxl_cap">.*?</definedName>', lambda _: name[0], parts()[BOOK])
        made[CUSTOM] = theirs[CUSTOM]
    return with_parts({**made})


@kind(
    "kita", "cap-rusak", "nama-sel-hilang", *["sel-hilang"] * 178, *["tulisan-tercetak-berubah"] * 2, "tulisan-di-luar",
    *["identitas-berubah"] * 4, *["sel-terkunci-berubah"] * 4, answers="fewer",
)  # fmt: skip
def record_of_another_persons_workbook() -> bytes:
    return with_record_of(other(STAF), everything=False)


@kind(
    "kita", "nama-sel-hilang", *["sel-hilang"] * 178, *["tulisan-tercetak-berubah"] * 2, "tulisan-di-luar",
    *["identitas-berubah"] * 4, *["sel-terkunci-berubah"] * 4, answers="fewer",
)  # fmt: skip
def stamp_copied_from_another_person() -> bytes:
    return with_record_of(other(STAF), everything=True)


@kind(
    "kita", "nama-sel-hilang", *["sel-hilang"] * 95, *["tulisan-tercetak-berubah"] * 2, "tulisan-di-luar",
    *["identitas-berubah"] * 2, *["sel-terkunci-berubah"] * 2, answers="galat",
)  # fmt: skip
def stamp_of_another_form() -> bytes:
    return with_record_of(other(PPPK, KUALITATIF), everything=True)


def record_replaced(old: str, new: str) -> bytes:
    """`base` with a text of the hidden record replaced."""
    made = parts()
    record = inline(made[RECORD], made[STRINGS])
    return with_parts({RECORD: replaced(record, (old, new))})


@kind("kita", "tanda-tangan-salah", "sel-terkunci-berubah")
def record_tampered() -> bytes:
    return record_replaced("<t>TSubkoordinator/Pranata Komputer Ahli Muda</t>", "<t>TKepala Badan</t>")


@kind("kita", "tanda-tangan-salah")
def context_of_the_record_tampered() -> bytes:
    return record_replaced("<t>konteks.tahun</t>", "<t>konteks.taun</t>")


def stamps_replaced(old: str, new: str) -> bytes:
    """`base` with a text of the stamp replaced in all its places."""
    return with_parts({name: replaced(parts()[name], (old, new)) for name in (BOOK, CUSTOM, STRINGS)})


@kind("kita-lain", "versi-tidak-dikenal")
def version_of_the_future() -> bytes:
    version = LIBRARY.versi(KUANTITATIF)[-1]
    return stamps_replaced(f";v=V{version};", ";v=V99;")


@kind("kita-lain", "formulir-tidak-dikenal")
def form_that_is_not_known() -> bytes:
    return stamps_replaced(f"f={KUANTITATIF};", "f=skp-lain;")


@kind("kita-lain", "bentuk-berbeda")
def shape_that_changed() -> bytes:
    made = parts()
    shape = re.search(rb";s=S([0-9a-f]+);", made[CUSTOM])
    assert shape
    return stamps_replaced(f";s=S{shape[1].decode()};", ";s=S00000000;")


@kind("kita", "tanda-tangan-salah")
def signature_of_another_campaign() -> bytes:
    return write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=bytes(32)), LIBRARY)


@kind("kita", "tanda-tangan-salah")
def issue_number_raised() -> bytes:
    return stamps_replaced(";t=T1;", ";t=T9;")


@kind("kita", "cap-rusak")
def stamp_garbled_in_one_place() -> bytes:
    return with_parts({CUSTOM: replaced(parts()[CUSTOM], ("SKPXL1;", "SKPXL?;"))})


@kind("kita", "tanpa-kunci")
def issued_without_a_key() -> bytes:
    return write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF]), LIBRARY)


@kind("tanpa-cap", "berkas-tanpa-cap")
def stamp_garbled_everywhere() -> bytes:
    return stamps_replaced("SKPXL1;", "SKPXL?;")

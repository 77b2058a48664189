"""Damaged zips, and bombs."""

import io
import random
import struct
import zipfile

from hostile.kind import (
    BOOK,
    CUSTOM,
    RECORD,
    RELS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    base,
    cells_changed,
    kind,
    parts,
    put_together,
    replaced,
    replacing,
    with_cells,
    with_parts,
    with_row,
)  # fmt: skip
from skpxl.xlsx.address import a1


def directory(part: str, offset: int, form: str, value: int) -> bytes:
    """`base` with one field of a part's directory entry overwritten (offsets: APPNOTE.TXT 4.3.12)."""
    data = bytearray(base())
    at = base().rindex(b"PK\x01\x02", 0, base().rindex(part.encode()))
    struct.pack_into(form, data, at + offset, value)
    return bytes(data)


@kind("rusak", "berkas-rusak")
def cut_at_half() -> bytes:
    return base()[: len(base()) // 2]


@kind("rusak", "berkas-rusak")
def cut_in_the_directory() -> bytes:
    return base()[: base().rindex(b"PK\x01\x02") + 20]


@kind("rusak", "berkas-rusak")
def cut_by_one_byte() -> bytes:
    return base()[:-1]


@kind("rusak", "berkas-rusak")
def cut_after_the_first_header() -> bytes:
    return base()[:40]


@kind("rusak", "berkas-rusak")
def only_the_signature() -> bytes:
    return b"PK\x03\x04"


@kind("lain", "berkas-bukan-xlsx")
def front_missing() -> bytes:
    return base()[1000:]


@kind("rusak", "berkas-rusak")
def middle_zeroed() -> bytes:
    third = len(base()) // 3
    return base()[:third] + bytes(third) + base()[2 * third :]


@kind("rusak", "berkas-rusak")
def checksum_of_the_sheet_wrong() -> bytes:
    return directory(SHEET, 16, "<L", 1)


@kind("kita")
def checksum_of_the_theme_wrong() -> bytes:
    return directory("xl/theme/theme1.xml", 16, "<L", 1)


@kind("rusak", "berkas-rusak")
def size_of_the_sheet_wrong() -> bytes:
    return directory(SHEET, 24, "<L", 100)


@kind("rusak", "berkas-rusak")
def part_twice() -> bytes:
    out = io.BytesIO(base())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo("xl/worksheets/sheetX.xml"), parts()[SHEET])
    return out.getvalue().replace(b"xl/worksheets/sheetX.xml", SHEET.encode())


@kind("rusak", "berkas-rusak")
def part_twice_but_for_case() -> bytes:
    return with_parts({"XL/WORKSHEETS/SHEET1.XML": parts()[SHEET]})


@kind("rusak", "berkas-rusak")
def parts_overlap() -> bytes:
    return directory(SHEET, 42, "<L", 0)


@kind("rusak", "berkas-rusak")
def offset_beyond_the_file() -> bytes:
    return directory(SHEET, 42, "<L", 4_000_000_000)


@kind("rusak", "berkas-rusak")
def packed_size_beyond_the_file() -> bytes:
    return directory(SHEET, 20, "<L", 1_000_000_000)


@kind("lain", "kemasan-tidak-dibuka")
def packed_in_an_unknown_way() -> bytes:
    return directory(SHEET, 10, "<H", 98)


@kind("terenkripsi", "berkas-terenkripsi")
def zip_with_password() -> bytes:
    return directory(SHEET, 8, "<H", 1)


@kind("kita")
def trailing_rubbish() -> bytes:
    return base() + b"\r\n" * 20


@kind("kita")
def stored_unpacked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


@kind("rusak", "berkas-rusak")
def workbook_part_missing() -> bytes:
    return with_parts({BOOK: None})


@kind("rusak", "berkas-rusak")
def sheet_part_missing() -> bytes:
    return with_parts({SHEET: None})


@kind("kita")
def styles_missing() -> bytes:
    return with_parts({STYLES: None})


@kind("rusak", "berkas-rusak")
def shared_strings_missing() -> bytes:
    return with_parts({STRINGS: None})


@kind("rusak", "berkas-rusak")
def relations_of_the_workbook_missing() -> bytes:
    return with_parts({RELS: None})


@kind("kita")
def relations_of_the_package_missing() -> bytes:
    return with_parts({"_rels/.rels": None})


@kind("lain", "berkas-bukan-xlsx")
def content_types_missing() -> bytes:
    return with_parts({TYPES: None})


@kind("kita")
def content_types_of_something_else() -> bytes:
    return with_parts({TYPES: "<Types xmlns='urn:x'><Default Extension='xml' ContentType='image/png'/></Types>"})


@kind("kita", "cap-rusak")
def custom_properties_missing() -> bytes:
    return with_parts({CUSTOM: None})


@kind("rusak", "berkas-rusak")
def sheet_cut_short() -> bytes:
    return with_parts({SHEET: parts()[SHEET][:9000]})


@kind("rusak", "berkas-rusak")
def sheet_is_empty() -> bytes:
    return with_parts({SHEET: b""})


@kind("rusak", "berkas-rusak")
def record_cut_short() -> bytes:
    return with_parts({RECORD: parts()[RECORD][:900]})


# -- bombs -------------------------------------------------------------------------------------------------------------


@kind("terlalu-besar", "berkas-terlalu-besar")
def part_that_unfolds_a_thousandfold() -> bytes:
    return with_parts({"xl/media/image1.png": bytes(60_000_000)})


@kind("terlalu-besar", "berkas-terlalu-besar")
def parts_that_are_too_much_together() -> bytes:
    noise = random.Random(1).randbytes(200_000)  # packs to a hundredth: below the cap of the ratio
    return with_parts({f"xl/media/image{number}.png": noise + bytes(40_000_000) for number in range(8)})


@kind("terlalu-besar", "berkas-terlalu-besar")
def declared_size_of_four_gigabytes() -> bytes:
    return directory(SHEET, 24, "<L", 0xFFFFFFF0)


@kind("terlalu-besar", "berkas-terlalu-besar")
def many_thousand_parts() -> bytes:
    return with_parts({f"xl/media/{number}.bin": b"" for number in range(5000)})


@kind("kita")
def some_hundred_parts() -> bytes:
    return with_parts({f"xl/media/{number}.bin": b"x" for number in range(400)})


@kind("terlalu-besar", "berkas-terlalu-besar")
def file_beyond_the_cap() -> bytes:
    return base() + bytes(26_000_000)


@kind("rusak", "berkas-rusak")
def billion_laughs_in_the_sheet() -> bytes:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    return replacing(SHEET, ("<worksheet ", f"<!DOCTYPE x [<!ENTITY l0 'lol'>{entities}]><worksheet "))


@kind("rusak", "berkas-rusak")
def quadratic_entities_in_the_strings() -> bytes:
    dtd = f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>"
    return replacing(STRINGS, ("<sst ", f"{dtd}<sst "), ("<t>aspek</t>", f"<t>{'&a;' * 50_000}</t>"))


@kind("rusak", "berkas-rusak")
def doctype_in_the_workbook() -> bytes:
    return replacing(BOOK, ("<workbook ", "<!DOCTYPE workbook><workbook "))


@kind("rusak", "berkas-rusak")
def external_entity_in_the_relations() -> bytes:
    dtd = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return replacing(RELS, ("<Relationships ", f"{dtd}<Relationships "))


@kind("rusak", "berkas-rusak")
def doctype_in_the_custom_properties() -> bytes:
    return replacing(CUSTOM, ("<Properties ", "<!DOCTYPE x><Properties "))


@kind("rusak", "berkas-rusak")
def doctype_in_the_record() -> bytes:
    return replacing(RECORD, ("<worksheet ", "<!DOCTYPE x><worksheet "))


@kind("rusak", "berkas-rusak")
def doctype_in_the_styles() -> bytes:
    styled = cells_changed(parts()[SHEET], {"F24": 's="13" t="n"><v>20</v>'})
    return with_parts({SHEET: styled, STYLES: replaced(parts()[STYLES], ("<styleSheet ", "<!DOCTYPE x><styleSheet "))})


@kind("kita")
def dimension_of_all_cells() -> bytes:
    return replacing(SHEET, ('ref="A1:F72"', 'ref="A1:XFD1048576"'))


@kind("kita")
def dimension_of_one_cell() -> bytes:
    return replacing(SHEET, ('ref="A1:F72"', 'ref="A1"'))


@kind("kita", "tulisan-di-luar")
def cell_in_the_last_corner() -> bytes:
    return with_row('<row r="1048576"><c r="XFD1048576" t="str"><v>jauh</v></c></row>')


@kind("rusak", "berkas-rusak")
def cell_beyond_the_last_row() -> bytes:
    return with_row('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')


@kind("kita")
def merge_over_the_whole_sheet() -> bytes:
    return replacing(SHEET, ("<mergeCell ref=", '<mergeCell ref="A1:XFD1048576"/><mergeCell ref='))


@kind("terlalu-besar", "berkas-terlalu-besar")
def merges_by_the_hundred_thousand() -> bytes:
    merges = "".join(f'<mergeCell ref="H{n}:I{n}"/>' for n in range(1, 250_000))
    return replacing(SHEET, ("<mergeCell ref=", f"{merges}<mergeCell ref="))


def blank_rows(first: int, last: int) -> str:
    """Formatted rows without content."""
    cells = "".join('<c r="{0}{1}" s="1"/>'.replace("{0}", col) for col in "ABCDEFGH")
    return "".join(
        f'<row r="{n}" s="1" customFormat="1">{cells.replace("{1}", str(n))}</row>' for n in range(first, last)
    )


@kind("kita")
def formatted_blank_rows_by_the_hundred_thousand() -> bytes:
    return with_row(blank_rows(100, 100_000))


@kind("terlalu-besar", "berkas-terlalu-besar")
def cells_by_the_million() -> bytes:
    rows = "".join(
        f'<row r="{n}">{"".join(f"<c><v>{n}{col}</v></c>" for col in range(10))}</row>' for n in range(100, 120_000)
    )
    return with_row(rows)


def behaviour_with(rows: str) -> bytes:
    xml = replaced(parts()["xl/worksheets/sheet2.xml"], ("</sheetData>", f"{rows}</sheetData>"))
    return with_parts({"xl/worksheets/sheet2.xml": xml})


@kind("kita")
def blank_rows_to_the_end_of_the_behaviour_sheet() -> bytes:
    return behaviour_with(blank_rows(100, 150_000))


@kind("kita")
def a_million_rows_with_a_height() -> bytes:
    attributes = 'spans="1:16" s="1" customFormat="1" ht="15.75" customHeight="1"'
    return behaviour_with("".join(f'<row r="{n}" {attributes}/>' for n in range(100, 1_048_577)))


@kind("kita")
def a_million_blanks_over_all_columns() -> bytes:
    columns = [a1(1, col)[:-1] for col in range(1, 16_385)]
    rows = ""
    for n in range(100, 162):
        cells = "".join(f'<c r="{col}{n}" s="1"/>' for col in columns)
        rows += f'<row r="{n}">{cells}</row>'
    return behaviour_with(rows)


@kind("kita")
def a_million_blanks_without_address() -> bytes:
    cells = '<c s="1"/>' * 10
    return behaviour_with('<row r="100"><c s="1"/></row>' + f"<row>{cells}</row>" * 100_000)


@kind("terlalu-besar", "berkas-terlalu-besar")
def elements_by_the_million() -> bytes:
    return behaviour_with('<row r="100"/>' + f"<row>{'<c/>' * 1000}</row>" * 7_100)


@kind("rusak", "berkas-rusak")
def a_row_without_end() -> bytes:
    return behaviour_with('<row r="100">' + "<c/>" * 1_500_000 + "</row>")


@kind("rusak", "berkas-rusak")
def elements_nested_by_the_hundred_thousand() -> bytes:
    return with_row("<row>" * 100_000 + "</row>" * 100_000)


@kind("rusak", "berkas-rusak")
def strings_nested_by_the_hundred_thousand() -> bytes:
    return replacing(STRINGS, ("<t>aspek</t>", "<r>" * 100_000 + "</r>" * 100_000))


@kind("kita")
def text_of_the_longest_kind() -> bytes:
    return replacing(STRINGS, ("<t>pilihan di luar daftar</t>", f"<t>{'x' * 32_767}</t>"))


@kind("kita", answers={"hasil_kerja_utama_1_indikator_1_target": "9" * 300})
def number_of_three_hundred_digits() -> bytes:
    return with_cells({"F24": f't="str"><v>{"9" * 300}</v>'})


@kind("rusak", "berkas-rusak")
def nested_workbook_as_the_sheet() -> bytes:
    return with_parts({SHEET: base()})


@kind("kita")
def zip_of_zips_inside() -> bytes:
    inner = base()
    for _ in range(5):
        inner = put_together({"dalam.zip": inner})
    return with_parts({"xl/embeddings/oleObject1.bin": inner})

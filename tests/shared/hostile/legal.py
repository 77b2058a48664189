"""Odd, but legal, or written so by some program: read as it was meant, or with a word."""

import re

from hostile.kind import (
    BOOK,
    NS,
    RECORD,
    RELS,
    SHEET,
    STRINGS,
    STYLES,
    TARGET,
    TYPES,
    cells_changed,
    kind,
    parts,
    put_together,
    replaced,
    replacing,
    with_cells,
    with_parts,
)  # fmt: skip

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    NS: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


@kind("kita")
def strict_open_xml() -> bytes:
    made = parts()
    for name, content in made.items():
        for old, new in STRICT.items():
            content = content.replace(old.encode(), new.encode())
        made[name] = content
    return put_together(made)


@kind("kita")
def prefixed_namespace() -> bytes:
    made = parts()
    for name in (BOOK, STRINGS, STYLES, SHEET, RECORD, "xl/worksheets/sheet2.xml"):
        xml = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1x:\2", made[name])
        made[name] = xml.replace(b" xmlns=", b" xmlns:x=")
    return put_together(made)


@kind("kita")
def inline_strings() -> bytes:
    return with_cells({"F24": 't="inlineStr"><is><t>20 orang</t></is>'})


@kind("kita")
def string_type_without_formula() -> bytes:
    return with_cells({"F24": 't="str"><v>20 orang</v>'})


@kind("kita")
def rich_text() -> bytes:
    return with_cells(
        {"F24": 't="inlineStr"><is><r><rPr><b/></rPr><t>20</t></r><r><t xml:space="preserve"> orang</t></r></is>'}
    )


@kind("kita")
def rich_shared_string() -> bytes:
    runs = '<r><rPr><b/></rPr><t>20</t></r><r><t xml:space="preserve"> orang</t></r>'
    return replacing(STRINGS, ("<t>20 orang</t>", runs))


@kind("kita")
def phonetic_runs() -> bytes:
    return replacing(
        STRINGS, ("<t>20 orang</t>", '<t>20 orang</t><rPh sb="0" eb="2"><t>dua puluh</t></rPh><phoneticPr fontId="1"/>')
    )


@kind("rusak", "berkas-rusak")
def string_of_two_texts() -> bytes:
    return replacing(STRINGS, ("<t>20 orang</t>", "<t>20</t><t> orang</t>"))


@kind("kita", answers={TARGET: "20\norang"})
def escaped_carriage_return() -> bytes:
    return replacing(STRINGS, ("<t>20 orang</t>", "<t>20_x000D_orang</t>"))


@kind("kita", answers={TARGET: "_x0041_"})
def escaped_underscore() -> bytes:
    return replacing(STRINGS, ("<t>20 orang</t>", "<t>_x005F_x0041_</t>"))


@kind("rusak", "berkas-rusak")
def shared_string_out_of_range() -> bytes:
    return with_cells({"F24": 't="s"><v>99999</v>'})


@kind("rusak", "berkas-rusak")
def shared_string_negative() -> bytes:
    return with_cells({"F24": 't="s"><v>-1</v>'})


@kind("rusak", "berkas-rusak")
def cell_of_an_unknown_type() -> bytes:
    return with_cells({"F24": 't="q"><v>1</v>'})


@kind("kita", "tanggal-dalam-sel", answers={TARGET: "2022-12-31"})
def iso_date_cell() -> bytes:
    return with_cells({"F24": 't="d"><v>2022-12-31T00:00:00</v>'})


@kind("kita", "sel-logika", answers={TARGET: "TRUE"})
def truth_value() -> bytes:
    return with_cells({"F24": 't="b"><v>1</v>'})


def dated(value: str) -> dict[str, bytes]:
    """Cell F24 as a date by its format (style 1 made into dd/mm/yyyy)."""
    styles = parts()[STYLES]
    many = len(re.findall(rb"<xf ", styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]))
    styles = replaced(styles, ("</cellXfs>", '<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs>'))
    return {SHEET: cells_changed(parts()[SHEET], {"F24": f's="{many}"><v>{value}</v>'}), STYLES: styles}


@kind("kita", "tanggal-dalam-sel", answers={TARGET: "2022-01-03"})
def date_since_1900() -> bytes:
    return with_parts({**dated("44564")})


@kind("kita", "tanggal-dalam-sel", answers={TARGET: "2022-01-03"})
def date_since_1904() -> bytes:
    return with_parts({**dated("43102"), BOOK: replaced(parts()[BOOK], ("<workbookPr ", '<workbookPr date1904="1" '))})


@kind("kita")
def rows_out_of_order() -> bytes:
    xml = parts()[SHEET]
    rows = re.findall(rb"<row .*?</row>", xml)
    return with_parts({SHEET: xml.replace(b"".join(rows), b"".join(reversed(rows)))})


@kind("rusak", "berkas-rusak")
def cells_out_of_order() -> bytes:
    return replacing(SHEET, ('<c r="E24"', '<c r="G24"'))


@kind("rusak", "berkas-rusak")
def cell_in_another_row() -> bytes:
    return replacing(SHEET, ('<c r="F24"', '<c r="F25"'))


@kind("rusak", "berkas-rusak")
def cell_twice() -> bytes:
    return replacing(SHEET, ('<c r="F24"', '<c r="F24" t="str"><v>21 orang</v></c><c r="F24"'))


@kind("rusak", "berkas-rusak")
def row_twice() -> bytes:
    xml = parts()[SHEET].decode()
    row = re.search(r'<row r="24".*?</row>', xml)
    assert row
    return with_parts({SHEET: xml.replace(row[0], row[0] * 2)})


@kind("kita")
def cells_without_address() -> bytes:
    return with_parts({SHEET: re.sub(rb'<c r="[A-Z]+24"', b"<c", parts()[SHEET])})


@kind("kita")
def rows_without_number() -> bytes:
    return with_parts({SHEET: re.sub(rb'<row r="[0-9]+"', b"<row", parts()[SHEET])})


@kind("kita", "komentar-di-berkas")
def comments() -> bytes:
    note = (
        f"<comments xmlns='{NS}'><authors><author>a</author></authors><commentList><comment ref='F24' authorId='0'>"
        "<text><t>?</t></text></comment></commentList></comments>"
    )
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId9' "
        f"Type='{OFFICE}/comments' Target='../comments1.xml'/></Relationships>"
    )
    return with_parts({"xl/comments1.xml": note, "xl/worksheets/_rels/sheet1.xml.rels": rels})


@kind("kita")
def threaded_comments() -> bytes:
    thread = "<ThreadedComments xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'/>"
    return with_parts({"xl/threadedComments/threadedComment1.xml": thread, "xl/persons/person.xml": "<personList/>"})


def linked(content: str) -> bytes:
    """`base` with a link part."""
    rel = f"{OFFICE}/externalLink"
    rels = replaced(
        parts()[RELS],
        (
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{rel}" Target="externalLinks/externalLink1.xml"/></Relationships>',
        ),
    )
    return with_parts(
        {"xl/externalLinks/externalLink1.xml": f"<externalLink xmlns='{NS}'>{content}</externalLink>", RELS: rels}
    )


@kind("kita", "tautan-luar")
def external_link() -> bytes:
    return linked("<externalBook><sheetNames><sheetName val='S'/></sheetNames></externalBook>")


@kind("kita", "tautan-luar")
def dde_link() -> bytes:
    return linked("<ddeLink ddeService='cmd' ddeTopic='/c calc'><ddeItems><ddeItem name='x'/></ddeItems></ddeLink>")


@kind("kita")
def name_that_leads_outside() -> bytes:
    return replacing(BOOK, ("<definedNames>", '<definedNames><definedName name="aaa">[1]S!$A$1</definedName>'))


@kind("kita", "berkas-bermakro")
def macros() -> bytes:
    return with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)})


@kind("kita", "berkas-bermakro")
def macro_sheet() -> bytes:
    return with_parts({"xl/macrosheets/sheet1.xml": "<xm:macrosheet xmlns:xm='x'/>"})


@kind("kita")
def custom_xml() -> bytes:
    return with_parts({"customXml/item1.xml": "<a/>", "customXml/itemProps1.xml": "<b/>"})


@kind("kita")
def absolute_targets() -> bytes:
    return replacing(RELS, ('Target="', 'Target="/xl/'), everywhere=True)


@kind("kita")
def targets_with_backslashes() -> bytes:
    return replacing(RELS, ('Target="worksheets/', 'Target="worksheets\\'), everywhere=True)


@kind("kita")
def part_names_with_backslashes() -> bytes:
    return put_together({name.replace("/", "\\"): content for name, content in parts().items()})


def in_utf16(name: str) -> bytes:
    return parts()[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


@kind("kita")
def part_in_utf16() -> bytes:
    return with_parts({SHEET: in_utf16(SHEET)})


@kind("kita")
def every_part_in_utf16() -> bytes:
    return with_parts({name: in_utf16(name) for name in parts() if name.endswith((".xml", ".rels"))})


@kind("rusak", "berkas-rusak")
def doctype_in_utf16() -> bytes:
    text = parts()[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    text = text.replace("<worksheet ", "<!DOCTYPE x [<!ENTITY l 'lol'>]><worksheet ", 1).replace("20 orang", "&l;")
    return with_parts({SHEET: text.encode("utf-16")})


@kind("kita")
def byte_order_mark() -> bytes:
    return with_parts({SHEET: b"\xef\xbb\xbf" + parts()[SHEET], STRINGS: b"\xef\xbb\xbf" + parts()[STRINGS]})


@kind("kita")
def part_names_in_capitals() -> bytes:
    return put_together({name.upper() if "sheet1" in name else name: content for name, content in parts().items()})


@kind("kita")
def content_types_last() -> bytes:
    made = parts()
    types = made.pop(TYPES)
    return put_together({**made, TYPES: types})


@kind("kita")
def unknown_elements_of_other_programs() -> bytes:
    return replacing(SHEET, ("<sheetData>", '<extLst><ext uri="{x}"><y:z xmlns:y="urn:y"/></ext></extLst><sheetData>'))


@kind("kita")
def cells_with_extension() -> bytes:
    return replacing(SHEET, ('<c r="F24"', '<y:z xmlns:y="urn:y"/><c r="F24"'))


@kind("kita")
def comments_in_the_xml() -> bytes:
    return replacing(SHEET, ("<sheetData>", "<sheetData><!-- oleh program lain -->"))

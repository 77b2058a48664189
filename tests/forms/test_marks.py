"""What people leave in a returned form beside its answers is told once, with its words and its place."""

import io
import re
import zipfile

import pytest
from forms import LIBRARY, SIGNING_KEY
from issued_book import FORM, OURS, parts

from skpxl.findings.wording import kalimat
from skpxl.forms.annotate import Butir, CopyNotes
from skpxl.forms.other_skps import whose
from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.model.pasted import pasted
from skpxl.xlsx.apart import XLSX, read_apart
from skpxl.xlsx.grid import Cell, Grid, read_book
from skpxl.xlsx.package import open_package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
SHEET = "xl/worksheets/sheet1.xml"
RENCANA, TARGET = "hasil_kerja_utama_1_rencana_hasil_kerja", "hasil_kerja_utama_1_indikator_1_target"
CELLS = read_form(OURS, LIBRARY, signing_key=SIGNING_KEY).cells
RENCANA_CELL, TARGET_CELL = (CELLS[key].partition("!")[2] for key in (RENCANA, TARGET))
CODES = {"komentar-di-berkas", "isian-dicoret", "coretan-di-luar", "isian-tersembunyi", "lembar-tersembunyi"}


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def told(data):
    """What is told of a workbook, as (code, sheet!cell, details), and its texts without a place."""
    reading = read_form(data, LIBRARY, signing_key=SIGNING_KEY)
    found = [finding for finding in reading.findings if finding.code in CODES]
    return [(f.code, f"{f.sheet}!{f.cell}", dict(f.rincian)) for f in found], reading.others


def related(leads, data=OURS):
    """The parts of a workbook whose first sheet leads to these: (last word of the type, part, content)."""
    members = parts(data)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    now = members.get(rels, b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>")
    more = "".join(
        f"<Relationship Id='x{number}' Type='{OFFICE}/{kind}' Target='/{part}'/>"
        for number, (kind, part, _) in enumerate(leads)
    )
    text = now.decode().replace("/>", "></Relationships>", 1) if now.endswith(b"/>") else now.decode()
    members[rels] = text.replace("</Relationships>", more + "</Relationships>").encode()
    return members | {part: content for _, part, content in leads}


def comments(*notes):
    """The part of the comments (cell, author, text)."""
    authors = list(dict.fromkeys(author for _, author, _ in notes))
    lines = "".join(
        f"<comment ref='{cell}' authorId='{authors.index(author)}'><text><r><t>{text}</t></r></text></comment>"
        for cell, author, text in notes
    )
    named = "".join(f"<author>{author}</author>" for author in authors)
    return f"<comments xmlns='{MAIN}'><authors>{named}</authors><commentList>{lines}</commentList></comments>".encode()


def commented(*notes, data=OURS):
    return packed(related([("comments", "xl/comments9.xml", comments(*notes))], data))


def test_an_issued_form_bears_no_marks():
    assert told(OURS) == ([], ())


def test_a_comment_is_told_at_its_cell_with_who_wrote_it():
    findings, others = told(commented((TARGET_CELL, "Atasan", "Atasan:\nGanti menjadi 45 perangkat daerah")))
    place = f"SKP!{TARGET_CELL}"
    said = "Atasan: “Ganti menjadi 45 perangkat daerah”"
    assert findings == [("komentar-di-berkas", place, {"apa": "1 komentar", "isi": f"{place} {said}"})]
    assert others == ((place, said),)


def test_forty_comments_are_one_finding():
    findings, others = told(commented(*((f"H{row}", "Reviu", f"periksa {row}") for row in range(1, 41))))
    assert [code for code, _, _ in findings] == ["komentar-di-berkas"]
    assert findings[0][2]["apa"] == "40 komentar"
    assert findings[0][2]["isi"].startswith("SKP!H1 Reviu: “periksa 1”; SKP!H2 Reviu: “periksa 2”")
    assert findings[0][2]["isi"].endswith(" dan 35 lagi")
    assert len(others) == 40


STAND_IN = (
    "[Threaded comment]&#10;&#10;Your version of Excel allows you to read this threaded comment; however, any edits to it "
    "will get removed. Learn more: https://go.microsoft.com/fwlink/?linkid=870924&#10;&#10;Comment:&#10;    Naikkan&#10;"
    "Reply:&#10;    Berapa?"
)


def thread(cell):
    return (
        f"<ThreadedComments xmlns='{THREADS}'>"
        f"<threadedComment ref='{cell}' personId='p1' id='a'><text>Naikkan</text></threadedComment>"
        f"<threadedComment ref='{cell}' personId='p2' id='b' parentId='a'><text>Berapa?</text></threadedComment>"
        "</ThreadedComments>"
    ).encode()


PERSONS = (
    f"<personList xmlns='{THREADS}'><person id='p1' displayName='Ibu Kabid'/><person id='p2' displayName='Dewi'/>"
    "</personList>"
).encode()


def test_a_thread_is_told_once_without_what_stands_in_for_it():
    members = related(
        [
            ("comments", "xl/comments9.xml", comments((TARGET_CELL, "tc={1}", STAND_IN))),
            ("threadedComment", "xl/threadedComments/threadedComment1.xml", thread(TARGET_CELL)),
        ]
    )
    _, others = told(packed(members | {"xl/persons/person.xml": PERSONS}))
    assert others == ((f"SKP!{TARGET_CELL}", "Ibu Kabid: “Naikkan Dewi: Berapa?”"),)


def test_of_a_thread_that_another_program_dropped_the_remark_is_left():
    _, others = told(commented((TARGET_CELL, "tc={1}", STAND_IN)))
    assert others == ((f"SKP!{TARGET_CELL}", "“Naikkan Reply: Berapa?”"),)


COPY = write_form(
    FORM, LIBRARY, koreksi=CopyNotes([Butir(TARGET, "Hasil kerja utama no. 1", "Isi target.", "Kosong.")])
)


def test_the_comments_of_our_copy_are_nobodys():
    assert told(COPY) == ([], ())


def test_an_answer_below_our_comment_is_told_alone():
    members = parts(COPY)
    name = next(name for name in members if "comments" in name)
    members[name] = members[name].replace(b"Isi target.", b"Isi target. Sudah sesuai DPA, Bu.")
    findings, others = told(packed(members))
    assert [code for code, _, _ in findings] == ["komentar-di-berkas"]
    assert others == ((f"SKP!{TARGET_CELL}", "“Sudah sesuai DPA, Bu.”"),)


def anchored(*shapes):
    return (
        f"<xdr:wsDr xmlns:xdr='{DRAWN}/spreadsheetDrawing' xmlns:a='{DRAWN}/main'>{''.join(shapes)}</xdr:wsDr>".encode()
    )


def shape(row, col, *lines):
    body = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{col}</xdr:col><xdr:row>{row}</xdr:row></xdr:from>"
        f"<xdr:sp><xdr:txBody>{body}</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )


VML_BOX = (
    b"<xml xmlns:v='urn:schemas-microsoft-com:vml' xmlns:x='urn:schemas-microsoft-com:office:excel'>"
    b"<v:shape><v:textbox><div><font>Mohon<br>direvisi</font></div></v:textbox>"
    b"<x:ClientData ObjectType='Rect'><x:Anchor>1, 0, 2, 0, 3, 0, 4, 0</x:Anchor></x:ClientData></v:shape></xml>"
)


def test_text_boxes_of_both_kinds_are_told_and_empty_shapes_are_not():
    drawing = anchored(shape(4, 1, "Target terlalu rendah", "naikkan"), shape(9, 1))
    findings, others = told(
        packed(
            related([("drawing", "xl/drawings/drawing9.xml", drawing), ("vmlDrawing", "xl/drawings/vml9.vml", VML_BOX)])
        )
    )
    assert others == (("SKP!B5", "“Target terlalu rendah naikkan”"), ("SKP!B3", "“Mohon direvisi”"))
    assert [(code, details["apa"]) for code, _, details in findings] == [("komentar-di-berkas", "2 kotak teks")]


def test_damaged_comments_stop_nothing():
    findings, _ = told(packed(related([("comments", "xl/comments9.xml", b"<comments")])))
    assert [(code, details["isi"]) for code, _, details in findings] == [
        ("komentar-di-berkas", "SKP “(tidak dapat dibaca)”")
    ]


def with_sheet(change, data=OURS, sheet=SHEET):
    members = parts(data)
    members[sheet] = change(members[sheet].decode()).encode()
    return members


def rich(cell, inner, data=OURS, sheet=SHEET):
    """A workbook with this text in a cell, its look kept."""
    inline = rf'<c r="{cell}"\1 t="inlineStr"><is>{inner}</is></c>'
    pattern = rf'<c r="{cell}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
    return with_sheet(lambda xml: re.sub(pattern, inline, xml, count=1), data, sheet)


def struck_whole(*cells):
    """The workbook with these cells struck through by their look."""
    members = parts()
    styles = members["xl/styles.xml"].decode()
    fonts, looks = styles.count("<font>"), int(re.search(r'<cellXfs count="(\d+)"', styles)[1])
    styles = re.sub(r"(</fonts>)", r"<font><strike/><sz val='10'/></font>\1", styles, count=1)
    fonts = int(re.search(r'<fonts count="(\d+)"', styles)[1])
    members["xl/styles.xml"] = styles.replace("</cellXfs>", f"<xf fontId='{fonts}'/></cellXfs>").encode()
    xml = members[SHEET].decode()
    for cell in cells:
        xml = re.sub(rf'<c r="{cell}"(?: s="\d+")?', f'<c r="{cell}" s="{looks}"', xml, count=1)
    members[SHEET] = xml.encode()
    return packed(members)


def test_a_struck_result_is_one_finding_at_its_first_cell():
    findings, _ = told(struck_whole(RENCANA_CELL, TARGET_CELL))
    rencana, target = FORM.isian[RENCANA], FORM.isian[TARGET]
    apa = f"{RENCANA_CELL} “{rencana}” dicoret, {TARGET_CELL} “{target}” dicoret"
    assert findings == [("isian-dicoret", f"SKP!{RENCANA_CELL}", {"apa": apa})]


STRUCK = "<r><rPr><strike/></rPr><t>39</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 41 perangkat daerah</t></r>"


def test_a_struck_part_is_told_with_what_is_left():
    reading = read_form(packed(rich(TARGET_CELL, STRUCK)), LIBRARY, signing_key=SIGNING_KEY)
    (finding,) = [finding for finding in reading.findings if finding.code == "isian-dicoret"]
    assert (finding.key, finding.cell, finding.found) == (TARGET, TARGET_CELL, "39 41 perangkat daerah")
    assert finding.suggestion == "41 perangkat daerah"
    assert dict(finding.rincian)["apa"] == f"{TARGET_CELL} “39” dicoret, yang tidak dicoret “41 perangkat daerah”"


@pytest.mark.parametrize(("left", "code"), [("41 data", "isian-dicoret"), ("", "coretan-belum-dijawab")])
def test_what_was_struck_is_not_forgotten_by_our_copy(left, code):
    butir = Butir(TARGET, "Hasil kerja utama no. 1", "Hapus.", "Dicoret.", left, is_struck=True)
    copy = write_form(FORM, LIBRARY, koreksi=CopyNotes([butir]))
    (finding,) = read_form(copy, LIBRARY, signing_key=SIGNING_KEY).findings
    assert (finding.code, finding.key, finding.found, finding.suggestion) == (code, TARGET, FORM.isian[TARGET], left)
    mended = packed(rich(TARGET_CELL, "<t>41 perangkat daerah</t>", copy, "xl/worksheets/sheet2.xml"))
    assert told(mended)[0] == []


@pytest.mark.parametrize("look", ["<strike val='0'/>", "<b/>", "<i/><u/>"])
def test_other_looks_of_words_are_no_strokes(look):
    text = f"<r><rPr>{look}</rPr><t>20</t></r><r><t xml:space='preserve'> perangkat daerah</t></r>"
    assert told(packed(rich(TARGET_CELL, text)))[0] == []


def test_a_struck_label_is_told_apart():
    findings, _ = told(struck_whole("A1"))
    assert [(code, place) for code, place, _ in findings] == [("coretan-di-luar", "SKP!A1")]


def test_answers_in_a_hidden_row_are_told_and_still_read():
    row = TARGET_CELL.strip("ABCDEFGHIJ")
    members = with_sheet(lambda xml: xml.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"', 1))
    reading = read_form(packed(members), LIBRARY, signing_key=SIGNING_KEY)
    (finding,) = [finding for finding in reading.findings if finding.code in CODES]
    assert (finding.code, dict(finding.rincian)["tempat"]) == ("isian-tersembunyi", f"baris {row}")
    assert reading.form.isian == FORM.isian


def test_answers_in_a_hidden_column_and_on_a_hidden_sheet_are_told():
    col = TARGET_CELL[0]
    number = ord(col) - 64
    hidden = f"<cols><col min='{number}' max='{number}' hidden='1' width='9'/></cols>"
    members = with_sheet(lambda xml: re.sub(r"<cols>.*?</cols>", hidden, xml))
    (finding,) = told(packed(members))[0]
    assert (finding[0], finding[2]["tempat"]) == ("isian-tersembunyi", f"kolom {col}")
    members = parts()
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b'name="SKP"', b'name="SKP" state="hidden"')
    assert (finding[0], told(packed(members))[0][0][2]["tempat"]) == ("isian-tersembunyi", "lembar ini")


def with_colleague(nip="198506012010012903", name="Maria Rekaan, S.E.", sheet="SKP (2)", state=""):
    """The workbook with a colleague's SKP on a further sheet."""
    rows = [
        ["SASARAN KINERJA PEGAWAI"],
        ["NAMA", name, "", "NAMA", "Atasan Rekaan"],
        ["NIP", nip, "", "NIP", "197505052000031002"],
        ["HASIL KERJA"],
        ["1", "Tersusunnya laporan"],
    ]
    cells = "".join(
        f"<row r='{row}'>"
        + "".join(f"<c r='{chr(65 + col)}{row}' t='inlineStr'><is><t>{t}</t></is></c>" for col, t in enumerate(texts))
        + "</row>"
        for row, texts in enumerate(rows, start=1)
    )
    members = parts()
    book, rels = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    entry = f"<sheet name='{sheet}' sheetId='99' {state} r:id='rId99'/></sheets>"
    members[book] = members[book].replace(b"</sheets>", entry.encode())
    lead = f"<Relationship Id='rId99' Type='{OFFICE}/worksheet' Target='worksheets/x.xml'/></Relationships>"
    members[rels] = members[rels].replace(b"</Relationships>", lead.encode())
    members["xl/worksheets/x.xml"] = f"<worksheet xmlns='{MAIN}'><sheetData>{cells}</sheetData></worksheet>".encode()
    return packed(members)


@pytest.mark.parametrize("state", ["", "state='hidden'"])
def test_a_colleagues_skp_is_named_with_the_command_that_takes_it(state):
    reading = read_form(with_colleague(state=state), LIBRARY, file="a.xlsx", signing_key=SIGNING_KEY)
    (finding,) = reading.findings
    assert (finding.code, finding.sheet, finding.found) == (
        "skp-lain-di-berkas",
        "SKP (2)",
        "Maria Rekaan, S.E., NIP 198506012010012903",
    )
    assert kalimat(finding, LIBRARY.pesan)[1].endswith(
        f"{pasted('skpxl', 'adopt', 'a.xlsx', '--sheet', 'SKP (2)')} -o SKP_198506012010012903.xlsx"
    )
    assert kalimat(finding, LIBRARY.pesan, to_sender=True)[1] == (
        "Bila SKP itu milik Anda, isikan di formulirnya sendiri; bila bukan, hapus lembarnya dari berkas ini."
    )
    assert reading.form.isian == FORM.isian


def test_another_skp_of_the_same_person_is_told_as_such():
    reading = read_form(with_colleague(nip=FORM.stamp.nip), LIBRARY, signing_key=SIGNING_KEY)
    assert [finding.found for finding in reading.findings] == [
        f"orang yang sama, Maria Rekaan, S.E., NIP {FORM.stamp.nip}"
    ]


def test_the_superior_beside_is_not_taken_for_the_person():
    reading = read_form(with_colleague(nip="-"), LIBRARY, signing_key=SIGNING_KEY)
    assert [finding.found for finding in reading.findings] == ["Maria Rekaan, S.E."]


def test_a_sheet_that_names_nobody_is_told_as_texts():
    reading = read_form(with_colleague(nip="", name=""), LIBRARY, signing_key=SIGNING_KEY)
    assert [finding.code for finding in reading.findings] == ["tulisan-di-luar"]


@pytest.mark.parametrize(
    ("label", "text"), [("NIP. 19850601 201001 2 903", ""), ("2", "NIP: 198506012010012903"), ("NIP", "")]
)
def test_a_nip_is_read_as_people_write_it(label, text):
    cells = {(1, 1): "SASARAN KINERJA PEGAWAI", (2, 1): label, (2, 2): text, (2, 3): "Rencana Hasil Kerja"}
    grid = Grid("S", {place: Cell(*place, text, "teks") for place, text in cells.items()}, [])
    assert whose(grid)[0] == ("198506012010012903" if "9" in label + text else "")


def test_bullets_from_word_are_read_as_bullets_and_told_once_with_before_and_after():
    bullets = {
        RENCANA_CELL: "<t xml:space='preserve'>\uf0b7\tTersusunnya laporan</t>",
        TARGET_CELL: "<t>20\xa0perangkat daerah</t>",
    }
    data = OURS
    for cell, inner in bullets.items():
        data = packed(rich(cell, inner, data))
    reading = read_form(data, LIBRARY, signing_key=SIGNING_KEY)
    assert [(f.code, f.severity, f.cell, f.found, f.suggestion) for f in reading.findings] == [
        ("isian-dirapikan", "info", RENCANA_CELL, "\uf0b7\tTersusunnya laporan", "• Tersusunnya laporan")
    ]
    assert dict(reading.findings[0].rincian) == {"banyak": "2", "tempat": f"SKP!{RENCANA_CELL}, SKP!{TARGET_CELL}"}
    assert reading.form.isian == {
        **FORM.isian,
        RENCANA: "• Tersusunnya laporan",
        TARGET: "20\xa0perangkat daerah",
    }


def test_a_workbook_that_is_read_apart_tells_the_same():
    struck = packed(rich(TARGET_CELL, STRUCK, commented((RENCANA_CELL, "Reviu", "bagus"))))
    row = TARGET_CELL.strip("ABCDEFGHIJ")
    hidden = packed(with_sheet(lambda xml: xml.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"', 1), struck))
    here, apart = read_book(open_package(hidden)), read_apart(hidden, XLSX)
    assert apart.marks == here.marks == (("komentar", "SKP", RENCANA_CELL, "Reviu", "bagus"),)
    assert apart.sheet("SKP").hidden_rows == here.sheet("SKP").hidden_rows == {int(row)}
    of_both = [
        {place: tuple(cell.struck) for place, cell in book.sheet("SKP").cells.items() if cell.struck}
        for book in (here, apart)
    ]
    assert of_both[0] == of_both[1]
    assert [*of_both[0].values()] == [("39", "41 perangkat daerah")]

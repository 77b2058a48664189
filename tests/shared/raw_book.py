"""A workbook of one sheet, written by hand as XML: what no program would write."""

import io
import zipfile

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paket(
    baris: str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    buku: str = "",
    ekor: str = "",
    ns: str = UTAMA,
    awalan: str = "",
) -> bytes:
    """A workbook with one sheet `S` whose `<sheetData>` is `baris`."""
    p = f"{awalan}:" if awalan else ""
    xmlns = f"xmlns{':' + awalan if awalan else ''}='{ns}'"
    rel = "http://purl.oclc.org/ooxml/officeDocument/relationships" if ns == STRICT else HUBUNGAN
    isi = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships><Relationship Id='r1' Type='{rel}/officeDocument' Target='xl/workbook.xml'/>"
        "</Relationships>",
        "xl/workbook.xml": f"<{p}workbook {xmlns} xmlns:r='{rel}'>{buku}<{p}sheets>"
        f"<{p}sheet name='S' sheetId='1' r:id='rId1'/></{p}sheets></{p}workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f"<Relationship Id='rId1' Type='{rel}/worksheet' Target='worksheets/s.xml'/></Relationships>",
        "xl/worksheets/s.xml": f"<{p}worksheet {xmlns}><{p}dimension ref='A1:XFD1048576'/>"
        f"<{p}sheetData>{baris}</{p}sheetData>{ekor}</{p}worksheet>",
    }
    if strings is not None:
        isi["xl/sharedStrings.xml"] = f"<{p}sst {xmlns}>{strings}</{p}sst>"
    if styles is not None:
        isi["xl/styles.xml"] = f"<{p}styleSheet {xmlns}>{styles}</{p}styleSheet>"
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tulis:
        for nama, teks in isi.items():
            tulis.writestr(nama, teks)
    return keluar.getvalue()

"""`xlsx/number_format.py`: the words of a number format are read, and what is not certain is asked about."""

import re

import pytest
from forms import SIGNING_KEY, read
from hostile.kind import SHEET, STYLES, TARGET, cells_changed, parts, replaced, with_cells, with_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_book import paket

from skpxl.xlsx.apart import XLSX, read_apart
from skpxl.xlsx.number_format import show_number, show_text
from skpxl.xlsx.numbers import number_text

# value | format | what is read; `?` before the format where that is not certain, and the value is read
NUMBERS = """
39        |   0 "perangkat daerah"                  | 39 perangkat daerah
39        |   0" perangkat daerah"                  | 39 perangkat daerah
1500000   |   "Rp"#,##0                             | Rp1.500.000
1500000   |   [$Rp-421] #,##0                       | Rp 1.500.000
1234.5    |   [$Rp-421]#,##0.00                     | Rp1.234,50
1500000   |   [$-421]#,##0                          | 1500000
5         |   "lima"                                | lima
-5        |   "lima"                                | -lima
0.95      |   0% "pegawai"                          | 95% pegawai
7.0000000000000007E-2 | 0%" pegawai"                | 7% pegawai
16        |   0\\ \\o\\r\\a\\n\\g                   | 16 orang
16        |   _-0_-\\ "buah"_-                      | 16 buah
16        |   [Red]0" orang"                        | 16 orang
16        |   [Color 10]0" orang"                   | 16 orang
20        |   General" orang"                        | 20 orang
2.5       |   General" jam"                         | 2,5 jam
12        |   0.00" kg"                             | 12,00 kg
1500      |   #,##0.0##" kg"                        | 1.500,0 kg
0.5       |   .00" kg"                              | ,50 kg
5         |   000" orang"                           | 005 orang
5         |   ??0" orang"                           | 5 orang
1234567   |   000-0000                              | 123-4567
1234567   |   "No. "000\\.000\\.000                 | No. 001.234.567
15000     |   0," ribu"                             | 15 ribu
1500000   |   0.0,,"juta"                           | 1,5juta
5         |   +0;-0;0                               | +5
-5        |   0" naik";0" turun";"tetap"            | 5 turun
0         |   0" naik";0" turun";"tetap"            | tetap
0         |   0" orang";-0" orang"                  | 0 orang
1         |   "TRUE";"TRUE";"FALSE"                 | TRUE
0         |   "TRUE";"TRUE";"FALSE"                 | FALSE
1500      |   [>=1000]#,##0" lembar";0" buku"       | 1.500 lembar
15        |   [>=1000]#,##0" lembar";0" buku"       | 15 buku
0         |   [=1]"Ya";[=0]"Tidak";General          | Tidak
3         |   [=1]"Ya";[=0]"Tidak";General          | 3
1500000   |   _-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_- | Rp 1.500.000
-1500000  |   _-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_- | -Rp 1.500.000
0         |   _-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_- | -
-1500     |   "Rp"#,##0_);\\("Rp"#,##0\\)           | (Rp1.500)
20        |   0.00E+00                              | 20
12        |   0.00                                  | 12
1500000   |   #,##0                                 | 1500000
-1500     |   #,##0;[Red]-#,##0                     | -1500
-1500     |   #,##0_);(#,##0)                       | -1500
7         |   000                                   | 7
0.95      |   0%                                    | 95%
0.5       |   h:mm                                  | 12:00
44564     |   [$-421]dd\\ mmmm\\ yyyy;@             | 2022-01-03
44564.5   |   dd/mm/yyyy hh:mm                      | 2022-01-03 12:00
5         |   @                                     | 5
5         |   0;-0;;@                               | 5
2.6       | ? 0                                     | 2,6
2.6       | ? 0" orang"                             | 2,6
0.955     | ? 0%                                    | 95,5%
0.955     | ? 0%" pegawai"                          | 95,5%
0.5       | ? # ?/?                                 | 0,5
0.5       | ? # ?/?" hari"                          | 0,5
20        | ? 0.00E+00" orang"                      | 20
1234      | ? 0.00E+00                              | 1234
0.3333333333333333 | ? General" jam"                | 0,333333333333333
123456789012 | ? General" orang"                    | 123456789012
1500      | ? 0," ribu"                             | 1500
1500      | ? #,##0,                                | 1500
0         | ? 0;-0;;@                               | 0
5         | ? ;;;                                   | 5
-5        | ? "Rp"0;[Red]"Rp"0                      | -5
-5        | ? 0;[Red]0                              | -5
-5        | ? [>=1000]0" lembar";0" buku"           | -5
3         | ? [=1]"Ya";[=0]"Tidak"                  | 3
16        | ? *-0                                   | 16
5         | ? @" orang"                             | 5
5         | ? 0 orang                               | 5
5         | ? 0 hari                                | 5
5         | ? 0" a                                  | 5
5         | ? [DBNum1]0                             | 5
5         | ? [$-2000000]0                          | 5
5         | ? ¤#,##0                                | 5
12.5      | ? .00" kg"                              | 12,5
44564     | ? dd" bulan "mm                         | 2022-01-03
0.5       | ? h" jam"                               | 12:00
0.5       | ? [h]" jam"                             | 0,5
0.5       | ? [m]:ss                                | 12:00
0.3334    | ? h:mm                                  | 08:00:06
60        | ? d-mmm                                 | 60
198001012005011008 | ? 00000000\\ 000000\\ 0\\ 000  | 198001012005011008
NaN       |   0" orang"                             | NaN
abc       |   0" orang"                             | abc
"""

TEXTS = [
    ("dua", '@" orang"', "dua orang", True),
    ("dua", '"ke-"@', "ke-dua", True),
    ("dua", '0" buah";@" orang"', "dua orang", True),
    ("dua", 'General;General;General;"x "@" "@', "x dua dua", True),
    (" dua\n ", "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", " dua\n ", True),
    ("dua", '0" orang"', "dua", True),
    ("dua", "@", "dua", True),
    ("dua", "", "dua", True),
    ("dua", ";;;", "dua", False),
    ("dua", '0;0;0;"teks"', "dua", False),
    ("dua", "@*.", "dua", False),
]  # fmt: skip


@pytest.mark.parametrize("line", [line for line in NUMBERS.splitlines() if line])
def test_a_number_is_read_as_it_was_seen_or_asked_about(line: str) -> None:
    raw, code, text = (part.strip() for part in line.split("|"))
    certain = not code.startswith("? ")
    assert show_number(raw, code.removeprefix("? ")) == (text, certain)


@pytest.mark.parametrize(("text", "code", "shown", "certain"), TEXTS)
def test_a_text_is_read_with_the_words_of_its_format(text: str, code: str, shown: str, certain: bool) -> None:
    assert show_text(text, code) == (shown, certain)


@settings(max_examples=400)
@given(
    st.one_of(st.decimals().map(str), st.text(max_size=6)),
    st.lists(st.sampled_from(['"x"', "\\", "_", "*", "[", "]", ";", "0", "#", "?", ".", ",", "%", "@", "E+", "h", "m", "s",
                              "General", "[>=1]", "[Red]", "[h]", "/", " ", '"', "é"]), max_size=9).map("".join),
)  # fmt: skip
def test_no_format_raises_and_what_is_not_certain_is_the_value(raw: str, code: str) -> None:
    shown, certain = show_text(raw, code)
    assert certain or shown == raw
    shown, certain = show_number(raw, code)
    assert certain or shown in (number_text(raw, code), number_text(raw, ""))


def styled(code: str, content: str) -> bytes:
    """Our form with this in the first target, under this number format."""
    styles = parts()[STYLES]
    many = len(re.findall(rb"<xf ", styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]))
    quoted = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    styles = replaced(
        styles,
        ("</numFmts>", f'<numFmt numFmtId="190" formatCode="{quoted}"/></numFmts>'),
        ("</cellXfs>", '<xf numFmtId="190" fontId="0" fillId="0" borderId="0"/></cellXfs>'),
    )
    attributes, _, rest = content.partition(">")
    return with_parts(
        {SHEET: cells_changed(parts()[SHEET], {"F24": f's="{many}" {attributes}>{rest}'}), STYLES: styles}
    )


def told(data: bytes) -> tuple[str, list[tuple[str, str, str, dict[str, str]]]]:
    """The first target as read, and every finding as (code, cell, found, details)."""
    reading = read(data, SIGNING_KEY)
    assert reading.form
    return reading.form.isian.get(TARGET, ""), [(f.code, f.cell, f.found, dict(f.rincian)) for f in reading.findings]


@pytest.mark.parametrize(
    ("code", "content", "text"),
    [
        ('0 "perangkat daerah"', "><v>39</v>", "39 perangkat daerah"),
        ('"Rp"#,##0', "><v>1500000</v>", "Rp1.500.000"),
        ('[$Rp-421] #,##0;-[$Rp-421] #,##0;"nihil"', "><v>0</v>", "nihil"),
        ('@" orang"', 't="str"><v>dua puluh</v>', "dua puluh orang"),
        ('"lima"', "><v>5</v>", "lima"),
        ("#,##0", "><v>1500000</v>", "1500000"),
        ("0%", "><v>0.95</v>", "95%"),
    ],
)
def test_in_a_form_the_words_of_a_format_are_part_of_the_answer(code: str, content: str, text: str) -> None:
    assert told(styled(code, content)) == (text, [])


@pytest.mark.parametrize(
    ("code", "content", "text"),
    [
        ("0", "><v>2.6</v>", "2,6"),
        ("# ?/?", "><v>0.5</v>", "0,5"),
        ('0.00E+00" orang"', "><v>20</v>", "20"),
        (";;;", 't="str"><v>20 orang</v>', "20 orang"),
    ],
)
def test_in_a_form_a_value_that_is_shown_otherwise_is_asked_about(code: str, content: str, text: str) -> None:
    assert told(styled(code, content)) == (text, [("format-angka", "F24", text, {"format": code})])


@pytest.mark.parametrize(
    ("code", "content", "text", "finding"),
    [
        ("General", 't="b"><v>1</v>', "TRUE", ("sel-logika", "F24", "TRUE", {})),
        ("@", 't="b"><v>0</v>', "FALSE", ("sel-logika", "F24", "FALSE", {})),
        ('"TRUE";"TRUE";"FALSE"', "><v>1</v>", "TRUE", ("sel-logika", "F24", "TRUE", {})),
        ('0" orang"', "><f>10+10</f><v>20</v>", "20 orang", ("sel-rumus", "F24", "=10+10", {})),
        ("General", 't="b"><f>1=1</f><v>1</v>', "TRUE", ("sel-rumus", "F24", "=1=1", {})),
        ("General", 't="str"><f>IF(1=1,"","x")</f><v></v>', "", ("rumus-kosong", "F24", '=IF(1=1,"","x")', {})),
        ("@", 't="str"><f>T(1)</f><v/>', "", ("rumus-kosong", "F24", "=T(1)", {})),
        ("@", 't="str"><f>T(1)</f>', "",
         ("sel-galat", "F24", "=T(1)", {"nilai": "rumus yang hasilnya tidak tersimpan"})),
        ("@", "><f>10+10</f><v></v>", "",
         ("sel-galat", "F24", "=10+10", {"nilai": "rumus yang hasilnya tidak tersimpan"})),
        ("dd/mm/yyyy", "><v>44564</v>", "2022-01-03", ("tanggal-dalam-sel", "F24", "2022-01-03", {})),
        ('dd" bulan "mm', "><v>44564</v>", "2022-01-03", ("tanggal-dalam-sel", "F24", "2022-01-03", {})),
        ('0" orang"', "><v>1234567890123456789</v>", "1234567890123456789",
         ("angka-terpotong", "F24", "1234567890123456789", {})),
    ],
)  # fmt: skip
def test_what_is_no_plain_value_is_told(code: str, content: str, text: str, finding: tuple[object, ...]) -> None:
    assert told(styled(code, content)) == (text, [finding])


def test_doubt_comes_through_the_child_process() -> None:
    styles = (
        "<numFmts><numFmt numFmtId='164' formatCode='0'/><numFmt numFmtId='165' formatCode='@&quot; orang&quot;'/>"
        "</numFmts><cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>"
    )
    row = "<row r='1'><c r='A1' s='1'><v>2.6</v></c><c r='B1' s='1'><v>2</v></c><c r='C1' s='2' t='str'><v>x</v></c></row>"
    cells = read_apart(paket(row, styles=styles), XLSX).sheet("S").cells.values()
    assert [(cell.text, cell.uncertain) for cell in cells] == [("2,6", True), ("2", False), ("x orang", False)]


def test_an_accounting_format_of_unknown_currency_is_asked_about() -> None:
    data = with_cells({"F24": "><v>5</v>"})
    assert told(data) == ("5", [])
    styles = replaced(parts()[STYLES], ("</cellXfs>", '<xf numFmtId="44"/></cellXfs>'))
    many = len(re.findall(rb"<xf ", parts()[STYLES].partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]))
    data = with_parts({SHEET: cells_changed(parts()[SHEET], {"F24": f's="{many}"><v>5</v>'}), STYLES: styles})
    assert told(data) == ("5", [("format-angka", "F24", "5", {"format": "¤#,##0.00"})])

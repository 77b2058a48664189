"""Mutated workbooks: none crashes the reader, and no answer in one is read otherwise than before without a word about it.

A file is taken apart, one or two things in it are changed (XML elements and attributes deleted, doubled, swapped,
renamed, moved; numbers and references changed; rows and cells renumbered; parts cut or flipped; bytes of the zip
flipped), and it is read. Then every single answer must read as before, or carry a finding of its own; a warning somewhere
else in the file tells nothing of it. A file that is not read, or that counts for nobody, must have a galat.

One thing is no damage: what a person could have typed. `Original.typed` takes exactly that out. Each sheet with entry
cells is read with the string table of the mutated file by the small strict reader below, which shares nothing with skpxl.
Where all is orderly and every cell outside the entry cells that holds something still holds it at the same address, the
mutation lies in what entry cells say, as if somebody had written over or cleared them (and written beside them, of which
there must be a warning). Where such a cell plainly holds a text, skpxl must read that very text, and all others as before.

1,000 files here; SKPXL_FUZZ=10000 sets the number for each form (with marker `lama`).
"""

import io
import os
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from forms import FORMS, KUALITATIF, KUANTITATIF, SIGNING_KEY, read, written
from shifts import FILLS, filled
from told import Wrong, differing, galat, silent

from skpxl.findings import Severity
from skpxl.forms.reading import Reading
from skpxl.model.evaluasi import Evaluasi
from skpxl.receive.interpret import interpret
from skpxl.xlsx.address import a1

Parts = dict[str, bytes]
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS = "xl/sharedStrings.xml"
SHORT, SHARDS, LONG = 1000, 4, int(os.environ.get("SKPXL_FUZZ", "0"))


def taken_apart(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# -- mutations: each takes a random source and the text of a part, and gives the changed text --------------------------

ELEMENT = re.compile(rb"<([\w:]+)((?:\s[^<>]*?)?)(/?)>")
ATTRIBUTE = re.compile(rb"\s([\w:]+)=\"([^\"]*)\"")
REFERENCE = re.compile(rb"\$?\b[A-Z]{1,2}\$?[0-9]{1,3}\b")
NUMBER = re.compile(rb"[0-9]+")


def elements(xml: bytes) -> list[tuple[int, int]]:
    """(start, end) of every element from its opening to its closing tag."""
    found, stack = [], []
    for tag in re.finditer(rb"<(/?)([\w:]+)((?:\s[^<>]*?)?)(/?)>", xml):
        if tag[1]:
            if stack:
                found.append((stack.pop(), tag.end()))
        elif tag[4]:
            found.append((tag.start(), tag.end()))
        else:
            stack.append(tag.start())
    return found


def one_of(rnd: random.Random, pattern: re.Pattern[bytes], xml: bytes) -> re.Match[bytes] | None:
    found = list(pattern.finditer(xml))
    return rnd.choice(found) if found else None


def replaced(xml: bytes, start: int, end: int, new: bytes) -> bytes:
    return xml[:start] + new + xml[end:]


def delete_element(rnd: random.Random, xml: bytes) -> bytes:
    start, end = rnd.choice(elements(xml) or [(0, 0)])
    return replaced(xml, start, end, b"")


def double_element(rnd: random.Random, xml: bytes) -> bytes:
    start, end = rnd.choice(elements(xml) or [(0, 0)])
    return replaced(xml, end, end, xml[start:end])


def swap_elements(rnd: random.Random, xml: bytes) -> bytes:
    """Two elements that do not enclose each other, mostly near each other, change places."""
    found = sorted(elements(xml))
    if len(found) < 3:
        return xml
    first = rnd.randrange(len(found))
    second = min(len(found) - 1, first + rnd.choice((1, 2, 3, 4, 5, 6, 12, 40)))
    (a, b), (c, d) = found[first], found[second]
    return xml if c < b else xml[:a] + xml[c:d] + xml[b:c] + xml[a:b] + xml[d:]


def move_element(rnd: random.Random, xml: bytes) -> bytes:
    found = elements(xml)
    if len(found) < 3:
        return xml
    (start, end), (to, _) = rnd.choice(found), rnd.choice(found)
    if start <= to < end:
        return xml
    piece, rest = xml[start:end], replaced(xml, start, end, b"")
    to -= (end - start) if to >= end else 0
    return replaced(rest, to, to, piece)


def rename_element(rnd: random.Random, xml: bytes) -> bytes:
    """Opening tag only, or an empty element as another."""
    tag, other = one_of(rnd, ELEMENT, xml), one_of(rnd, ELEMENT, xml)
    if tag is None or other is None:
        return xml
    name = other[1]
    changed = replaced(xml, tag.start(1), tag.end(1), name)
    closing = changed.find(b"</" + tag[1] + b">", tag.end())
    if tag[3] or closing < 0:
        return changed
    return replaced(changed, closing + 2, closing + 2 + len(tag[1]), name)


def delete_attribute(rnd: random.Random, xml: bytes) -> bytes:
    found = one_of(rnd, ATTRIBUTE, xml)
    return replaced(xml, *found.span(), b"") if found else xml


def swap_attributes(rnd: random.Random, xml: bytes) -> bytes:
    """The values of two attributes of one name change places."""
    found = one_of(rnd, ATTRIBUTE, xml)
    if found is None:
        return xml
    same = [one for one in ATTRIBUTE.finditer(xml) if one[1] == found[1] and one[2] != found[2]]
    if not same:
        return xml
    one, two = sorted([found, rnd.choice(same)], key=lambda match: match.start())
    return xml[: one.start(2)] + two[2] + xml[one.end(2) : two.start(2)] + one[2] + xml[two.end(2) :]


def change_attribute(rnd: random.Random, xml: bytes) -> bytes:
    found = one_of(rnd, ATTRIBUTE, xml)
    values = [b"", b"0", b"1", b"-1", b"999999999", b"hidden", b"A1", b"XFD1048576", b"str", b"s", b"b", b"e", b"\xff"]
    return replaced(xml, *found.span(2), rnd.choice(values)) if found else xml


def change_reference(rnd: random.Random, xml: bytes) -> bytes:
    found, other = one_of(rnd, REFERENCE, xml), one_of(rnd, REFERENCE, xml)
    if found is None or other is None:
        return xml
    near = re.sub(rb"[0-9]+", lambda row: b"%d" % max(1, int(row[0]) + rnd.choice((-4, -1, 1, 4))), found[0])
    return replaced(xml, *found.span(), rnd.choice((near, other[0])))


def change_number(rnd: random.Random, xml: bytes) -> bytes:
    found = one_of(rnd, NUMBER, xml)
    if found is None:
        return xml
    value = int(found[0])
    new = rnd.choice((value + 1, max(0, value - 1), value * 10, 0, 2**31, 10**30))
    return replaced(xml, *found.span(), b"%d" % new)


def truncate(rnd: random.Random, xml: bytes) -> bytes:
    return xml[: rnd.randrange(len(xml) + 1)]


def flip_byte(rnd: random.Random, xml: bytes) -> bytes:
    at = rnd.randrange(len(xml)) if xml else 0
    return replaced(xml, at, at + 1, bytes([rnd.choice(b"<>\"'=/ &;0129aZ\x00\xff_:")]))


def renumber(rnd: random.Random, xml: bytes) -> bytes:
    """The rows from one on, with their cells, or this row alone, get other numbers."""
    numbers = sorted({int(row[1]) for row in re.finditer(rb"<row r=\"([0-9]+)\"", xml)})
    if not numbers:
        return xml
    start, by, alone = rnd.choice(numbers), rnd.choice((-1, 1, 1, 2, 4)), rnd.random() < 0.3

    def new(ref: re.Match[bytes]) -> bytes:
        row = int(ref[2])
        there = row == start if alone else row >= start
        return b'%s%d"' % (ref[1], max(1, row + by) if there else row)

    return re.sub(rb"(<(?:row|c) r=\"[A-Z]*)([0-9]+)\"", new, xml)


def wrap(rnd: random.Random, xml: bytes) -> bytes:
    start, end = rnd.choice(elements(xml) or [(0, 0)])
    before, after = rnd.choice(((b"<!--", b"-->"), (b"<x>", b"</x>"), (b"<![CDATA[", b"]]>"), (b"<t>", b"</t>")))
    return replaced(xml, start, end, before + xml[start:end] + after)


IN_XML: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    delete_element, double_element, swap_elements, move_element, rename_element, delete_attribute, swap_attributes,
    change_attribute, change_reference, change_number, truncate, flip_byte, renumber, wrap,
)  # fmt: skip
# The parts that carry something are mutated more often than the others.
WEIGHTS = {"sheet1": 8, "sheet2": 3, "sheet5": 3, "workbook.xml": 6, "sharedStrings": 5}


def mutated(rnd: random.Random, parts: Parts) -> tuple[bytes, Parts | None]:
    """A mutated file, and its parts; None where the zip itself was struck."""
    parts = dict(parts)
    if rnd.random() < 0.12:
        data = bytearray(put_together(parts))
        for _ in range(rnd.choice((1, 1, 2, 8))):
            data[rnd.randrange(len(data))] = rnd.randrange(256)
        if rnd.random() < 0.2:
            at = rnd.randrange(len(data))
            del data[at : at + rnd.choice((1, 10, 1000, 10**9))]
        return bytes(data), None
    names = list(parts)
    weights = [max([w for key, w in WEIGHTS.items() if key in name], default=1) for name in names]
    struck: set[str] = set()
    for _ in range(rnd.choice((1, 1, 1, 2))):
        if rnd.random() < 0.06:
            name, other = rnd.sample(list(parts), 2)
            match rnd.randrange(4):
                case 0:
                    del parts[name]
                case 1:
                    parts[name], parts[other] = parts[other], parts[name]
                case 2:
                    parts[name] = parts[other]
                case 3:
                    parts[name.upper()] = parts.pop(name)
            struck |= {name, other}
        else:
            name = rnd.choices(names, weights)[0]
            # Twice in one part, and nobody can tell what was typed there and what is damage.
            if name in parts and name not in struck:
                parts[name] = rnd.choice(IN_XML)(rnd, parts[name])
            struck.add(name)
    return put_together(parts), parts


# -- what the cells of a file plainly say, without skpxl ---------------------------------------------------------------

Said = dict[str, tuple[str, ...]]  # "part!A1" -> ("teks", text) or the raw XML of the cell's content


def said(parts: Parts, sheets: list[str]) -> Said | None:
    """All cells with content of these sheets; None for anything that is not plain and orderly."""
    try:
        strings = []
        table = ElementTree.fromstring(parts[STRINGS])
        for si in table:
            if si.tag != f"{NS}si" or len(si) > 1 or any(child.tag != f"{NS}t" or len(child) for child in si):
                return None
            strings.append("".join(child.text or "" for child in si))
        cells: Said = {}
        for part in sheets:
            root = ElementTree.fromstring(parts[part])
            if len(root.findall(f"{NS}sheetData")) != 1:
                return None
            if not _rows(root.find(f"{NS}sheetData"), part, strings, cells):
                return None
    except (ElementTree.ParseError, KeyError, ValueError, IndexError):
        return None
    return cells


def _rows(data: ElementTree.Element, part: str, strings: list[str], cells: Said) -> bool:
    row, seen = 0, set()
    for line in data:
        row = int(line.get("r", row + 1))
        if line.tag != f"{NS}row" or row in seen:
            return False
        seen.add(row)
        col = 0
        for c in line:
            col += 1
            if ref := c.get("r"):
                before = col
                col = next((n for n in range(1, 60) if a1(row, n) == ref), 0)
                if col < before:
                    return False
            if c.tag != f"{NS}c" or any(child.tag not in (f"{NS}v", f"{NS}f") or len(child) for child in c):
                return False
            if len({child.tag for child in c}) != len(c):
                return False
            if len(c):
                cells[f"{part}!{a1(row, col)}"] = _content(c, strings)
    return True


def _content(c: ElementTree.Element, strings: list[str]) -> tuple[str, ...]:
    v, f = c.find(f"{NS}v"), c.find(f"{NS}f")
    if f is None and v is not None and c.get("t") == "s" and v.text and v.text.isdigit():
        return ("teks", strings[int(v.text)])
    if f is None and v is not None and c.get("t") == "str":
        return ("teks", v.text or "")
    return ("lain", c.get("t", ""), *(ElementTree.tostring(child, encoding="unicode") for child in c))


def meaning(reading: Reading) -> object:
    """What a workbook says, wherever in it. A shown predikat is not part of it: the rules compute it again."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in ("sheet", "cell")}
        return [bare(one) for one in value] if isinstance(value, list | tuple) else value

    isi = interpret(reading)
    isi = isi.model_copy(update={"predikat": ""}) if isinstance(isi, Evaluasi) else isi
    return bare(isi.model_dump()) if isi else None


class Original:
    """An issued and filled workbook, what skpxl reads in it, and what its cells say."""

    def __init__(self, form: str, fill: str = "sparse") -> None:
        self.form = form
        made = filled(form, fill)
        self.parts = taken_apart(written(made))
        reading = read(put_together(self.parts), SIGNING_KEY, of=form)
        assert reading.findings == () and reading.form is not None
        self.answers = {slot.key: reading.form.isian.get(slot.key, "") for slot in made.layout.entri}
        self.meaning = meaning(reading)
        self.sheets = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(made.layout.halaman) + 1)]
        of = dict(zip((halaman.lembar.nama for halaman in made.layout.halaman), self.sheets, strict=True))
        self.entry = {f"{of[slot.sheet]}!{a1(slot.kotak.row, slot.kotak.col)}": slot.key for slot in made.layout.entri}
        self.said = said(self.parts, self.sheets) or {}
        assert {key for key, text in self.answers.items() if text} <= {self.entry.get(where) for where in self.said}

    def typed(self, parts: Parts | None) -> tuple[dict[str, str], bool]:
        """The entry cells that a mutation has changed as if by typing, with their plain text ("?" where it is none).

        Nothing of a sheet in which a cell with something else in it has changed. Where two parts were struck, one of them
        may have been typed into, and the other one damaged. The other value: does a text now stand outside of them?
        """
        if parts is None:
            return {}, False
        struck = [name for name in (STRINGS, *self.sheets) if name in parts and parts[name] != self.parts[name]]
        found: dict[str, str] = {}
        for one in [*({**self.parts, name: parts[name]} for name in struck), parts]:
            typed, outside = self._typed(one)
            found |= typed
        return found, outside

    def _typed(self, parts: Parts) -> tuple[dict[str, str], bool]:
        found: dict[str, str] = {}
        outside = False
        for sheet in self.sheets:
            if (now := said(parts, [sheet])) is None:
                continue
            before = {where: content for where, content in self.said.items() if where.startswith(sheet)}
            changed = {where for where in now.keys() | before.keys() if now.get(where) != before.get(where)}
            others = changed - self.entry.keys()
            if others.isdisjoint(before):
                there = {where: now.get(where, ("teks", "")) for where in changed - others}
                found |= {self.entry[where]: one[1] if one[0] == "teks" else "?" for where, one in there.items()}
                outside |= bool(others)
        return found, outside

    def judge(self, data: bytes, parts: Parts | None) -> tuple[str, list[Wrong]]:
        """`same`, `told`, `typed`, `refused`, `nobody` or `changed`, and what went wrong.

        `told` are answers with a finding each, `nobody` is a file that counts for nothing and says so, `changed` one of
        which only locked values have changed.
        """
        reading = read(data, SIGNING_KEY, of=self.form)
        if reading.form is None or not reading.asli:
            wrong = [] if galat(reading.findings) else [Wrong("without a galat", "", "", "", "")]
            return "refused" if reading.form is None else "nobody", wrong
        if not differing(reading, self.answers):
            if meaning(reading) == self.meaning:
                return "same", []
            said = any(satu.severity in (Severity.GALAT, Severity.PERINGATAN) for satu in reading.findings)
            return "changed", [] if said else [Wrong("meaning", "", "", "", "")]
        typed, outside = self.typed(parts)
        # What is no plain text, or has an escape in it, is not read by the reader here.
        unknown = {key for key, text in typed.items() if text == "?" or "_x" in text}
        expected = {key: text for key, text in {**self.answers, **typed}.items() if key not in unknown}
        wrong = silent(reading, expected)
        if outside and all(satu.severity is not Severity.PERINGATAN for satu in reading.findings):
            wrong.append(Wrong("outside without a word", "", "", "", ""))
        return "told" if differing(reading, expected) else "typed", wrong


def run(form: str, seed: int, count: int) -> Counter[str]:
    """Judge `count` mutations, of the rich filling with an even seed; what makes those again that go wrong is shown."""
    fill = FILLS[seed % 2]
    original = Original(form, fill)
    tally: Counter[str] = Counter()
    failures = []
    for number in range(count):
        rnd = random.Random(f"{form} {seed} {number}")
        data, parts = mutated(rnd, original.parts)
        verdict, wrong = original.judge(data, parts)
        tally[verdict] += 1
        if wrong:
            again = f"Original({form!r}, {fill!r}), random.Random('{form} {seed} {number}')"
            failures.append("; ".join([again, *map(str, wrong[:3])]))
    print(f"{form}, {fill}: {tally.total()} mutants, {dict(tally)}")  # noqa: T201 (pytest -rP shows it)
    assert not failures, f"{len(failures)} of {count}:\n" + "\n".join(failures[:20])
    return tally


@pytest.mark.parametrize(
    ("form", "shard"),
    # All shards for the two that everybody gets; one for each of the others.
    [(form, shard) for form in FORMS for shard in range(SHARDS if form in (KUANTITATIF, KUALITATIF) else 1)],
)
def test_a_mutated_workbook_reads_as_before_or_carries_a_finding(form: str, shard: int) -> None:
    tally = run(form, shard, -(-SHORT // SHARDS // 2))
    assert min(tally["same"], tally.total() - tally["same"]) > 10, tally  # or the mutations prove nothing


@pytest.mark.lama
@pytest.mark.skipif(not LONG, reason="SKPXL_FUZZ=10000 runs it")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shard", range(100, 100 + SHARDS))
def test_a_great_many_mutated_workbooks_do_so_too(form: str, shard: int) -> None:
    tally = run(form, shard, -(-LONG // SHARDS))
    assert {"same", "told", "refused", "nobody"} <= tally.keys(), tally


def test_what_counts_as_typed_is_only_what_stands_in_entry_cells() -> None:
    original = Original(KUANTITATIF)
    sheet, strings = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"

    def typed(part: str, old: bytes, new: bytes) -> tuple[dict[str, str], bool]:
        assert original.parts[part].count(old) == 1
        return original.typed({**original.parts, part: original.parts[part].replace(old, new)})

    target = "hasil_kerja_utama_1_indikator_1_target"
    assert typed(strings, b">20 orang<", b">21 orang<") == ({target: "21 orang"}, False)
    assert typed(strings, b">Yosua Manafe, S.Kom.<", b">Yosua Manafe<") == ({}, False)
    assert typed(sheet, b'r="F24"', b'r="F25"') == ({}, False)
    assert typed(sheet, b'r="F24"', b'r="H24"') == ({target: ""}, True)
    assert typed("xl/workbook.xml", b"$F$24<", b"$F$25<") == ({}, False)

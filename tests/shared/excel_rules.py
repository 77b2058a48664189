"""What Excel would repair, refuse or silently change in a workbook; a check of our own files, not of returned ones.

    assert periksa_excel(path) == []

There is no Excel where the tests run. A schema validator finds wrong XML; the rules here are the ones it cannot know:
limits that Microsoft publishes, and links between parts. Sources:

- LIMITS: "Excel specifications and limits", support.microsoft.com (cell text 32,767 characters, 1,048,576 rows, 16,384
  columns, formula 8,192 characters, 64 levels of nesting, 255 characters of header or footer, 65,490 cell styles).
- OI: [MS-OI29500], Office Implementation Information for ISO/IEC 29500, 2.1.613 (dataValidation: titles 32, prompt 255,
  error 224, formulas 255 characters; the schema alone lets longer ones through).
- ECMA: ECMA-376 part 1, SpreadsheetML (18.2 workbook, 18.3 worksheet) and part 2 (packages, content types).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ROWS, COLUMNS, CELL_TEXT = 1_048_576, 16_384, 32_767
SUGGESTIONS = ("daftar_pembuka_peran",)
DV_LIMITS = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 224}
# Functions younger than the file format; without this prefix Excel shows #NAME?.
FUTURE = set(
    "CONCAT IFS SWITCH TEXTJOIN MAXIFS MINIFS IFNA XLOOKUP XMATCH FILTER UNIQUE SORT SORTBY SEQUENCE LET LAMBDA "
    "NUMBERVALUE FORMULATEXT ISFORMULA DAYS TEXTBEFORE TEXTAFTER TEXTSPLIT VSTACK HSTACK TAKE DROP TOCOL".split()
)
NAME = re.compile(r"[^\W\d][\w.?]*|\\[\w.?]*")
LOOKS_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*C\d*|R|C", re.IGNORECASE)
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
SHEET_REF = re.compile(r"'((?:[^']|'')+)'!|(?<![\w'!\]])([^\W\d][\w.]*)!")

Area = tuple[int, int, int, int]


def check_excel(path: Path) -> list[str]:
    """Every broken rule of the workbook at `path`, as `part: what is wrong`; an empty list is good."""
    try:
        package = Package(path)
        sheets = list(package.sheets())
        return [
            *package.content_types(),
            *workbook_rules(package, sheets),
            *(found for sheet in sheets for found in sheet_rules(package, *sheet)),
            *property_rules(package),
        ]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        return [f"not a workbook: {type(error).__name__}: {error}"]


class Package:
    """The opened parts, and what sheets refer to: shared strings, cell styles, differential styles, names."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.members = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.members}
        self.workbook = self.xml("xl/workbook.xml")
        self.links = {
            link.get("Id"): (link.get("Type", "").rpartition("/")[2], target_of(link))
            for link in self.xml("xl/_rels/workbook.xml.rels")
        }
        strings, styles = self._linked("sharedStrings"), self._linked("styles")
        self.strings = [text_of(item) for item in strings.findall(f"{MAIN}si")] if strings is not None else []
        self.styles = len(styles.find(f"{MAIN}cellXfs") or ()) if styles is not None else 0
        self.dxfs = len(styles.find(f"{MAIN}dxfs") or ()) if styles is not None else 0
        self.style_sheet = styles
        self.sheet_names = [sheet.get("name", "") for sheet in self.workbook.iter(f"{MAIN}sheet")]
        self.names = {name.get("name", "").casefold() for name in self.workbook.iter(f"{MAIN}definedName")}

    def xml(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[part])

    def _linked(self, kind: str) -> ElementTree.Element | None:
        target = next((target.lstrip("/") for type_, target in self.links.values() if type_ == kind), None)
        return self.xml(target) if target in self.parts else None

    def sheets(self) -> Iterator[tuple[str, ElementTree.Element]]:
        for sheet in self.workbook.iter(f"{MAIN}sheet"):
            _, target = self.links.get(sheet.get(LINK), ("", ""))
            if target.lstrip("/") in self.parts:
                yield sheet.get("name", ""), self.xml(target.lstrip("/"))

    def content_types(self) -> Iterator[str]:
        """ECMA part 2: every part has a content type, every override and relationship a part, no name twice."""
        types = self.xml("[Content_Types].xml")
        overrides = {entry.get("PartName", "").lstrip("/") for entry in types if entry.get("PartName")}
        defaults = {entry.get("Extension", "").lower() for entry in types if entry.get("Extension")}
        if len({name.lower() for name in self.members}) != len(self.members):
            yield "package: the same part twice"
        yield from (f"package: content type for a missing part {name}" for name in sorted(overrides - {*self.members}))
        for name in self.members:
            ending = name.rpartition(".")[2].lower()
            plain_xml = re.fullmatch(r"xl/(worksheets/[^/]+|workbook|styles|sharedStrings)\.xml", name)
            if name != "[Content_Types].xml" and name not in overrides and (ending not in defaults or plain_xml):
                yield f"package: no content type for {name}"
        for kind, target in self.links.values():
            if kind != "externalLink" and target.lstrip("/") not in self.parts:
                yield f"package: missing part {target}"


def workbook_rules(package: Package, sheets: list[tuple[str, ElementTree.Element]]) -> Iterator[str]:
    """Sheet names and visibility, views, defined names, styles."""
    book, names = package.workbook, package.sheet_names
    if len({name.casefold() for name in names}) != len(names):
        yield "workbook: two sheets of one name"
    for name in names:
        if not 1 <= len(name) <= 31:
            yield f"workbook: sheet name of {len(name)} characters: {name}"
        if re.search(r"[\\/?*\[\]:]", name) or name[:1] == "'" or name[-1:] == "'" or name.casefold() == "history":
            yield f"workbook: sheet name Excel refuses: {name}"
    states = [sheet.get("state", "visible") for sheet in book.iter(f"{MAIN}sheet")]
    if "visible" not in states:
        yield "workbook: no visible sheet"
    for view in book.iter(f"{MAIN}workbookView"):
        active = int(view.get("activeTab", 0))
        if active >= len(states) or states[active] != "visible":
            yield "workbook: opens on a hidden or missing sheet"
    views = [(name, view) for name, sheet in sheets for view in sheet.iter(f"{MAIN}sheetView")]
    selected = [name for name, view in views if view.get("tabSelected") in ("1", "true")]
    if len(selected) > 1:  # not damage, but typing then goes into all of them at once
        yield f"workbook: several sheets selected together: {', '.join(selected)}"
    seen: set[tuple[str, str | None]] = set()
    for entry in book.iter(f"{MAIN}definedName"):
        name, scope, text = entry.get("name", ""), entry.get("localSheetId"), entry.text or ""
        if (name.casefold(), scope) in seen:
            yield f"name {name}: twice"
        seen.add((name.casefold(), scope))
        if scope is not None and int(scope) >= len(names):
            yield f"name {name}: for a missing sheet"
        if not name.startswith("_xlnm.") and (
            not NAME.fullmatch(name) or LOOKS_LIKE_A_CELL.fullmatch(name) or len(name) > 255
        ):
            yield f"name {name}: not a name Excel takes"
        yield from formula_rules(package, text, f"name {name}")
    if package.styles > 65_490:
        yield f"styles: {package.styles} cell formats"
    for number_format in package.style_sheet.iter(f"{MAIN}numFmt") if package.style_sheet is not None else ():
        if len(number_format.get("formatCode", "")) > 255:
            yield "styles: a number format over 255 characters"
    for index, text in enumerate(package.strings):
        if len(text) > CELL_TEXT:
            yield f"shared string {index}: over 32,767 characters"


def sheet_rules(package: Package, name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Everything on one sheet."""
    yield from cell_rules(package, name, sheet)
    yield from merge_rules(name, sheet)
    yield from validation_rules(package, name, sheet)
    yield from format_rules(package, name, sheet)
    yield from page_rules(name, sheet)


def cell_rules(package: Package, name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Rows and cells in order, within the sheet, with contents of their type (ECMA 18.3.1.4, 18.3.1.73; LIMITS)."""
    last_row = 0
    for row in sheet.iter(f"{MAIN}row"):
        number = int(row.get("r", last_row + 1))
        if not last_row < number <= ROWS:
            yield f"{name}: row {number} twice, out of order or off the sheet"
        last_row, last_column = number, 0
        if float(row.get("ht", 0)) > 409.5:
            yield f"{name}: row {number} higher than 409.5 points"
        for cell in row:
            address = cell.get("r", "")
            area = area_of(address)
            if area is None or area[1] != number or area[0] <= last_column:
                yield f"{name}!{address}: not a cell of row {number}, twice or out of order"
                continue
            last_column = area[0]
            yield from (f"{name}!{address}: {found}" for found in content_rules(package, cell))


def content_rules(package: Package, cell: ElementTree.Element) -> Iterator[str]:
    """One cell's style, value and formula."""
    kind, value, formula = cell.get("t", "n"), cell.findtext(f"{MAIN}v"), cell.find(f"{MAIN}f")
    if int(cell.get("s", 0)) >= max(package.styles, 1):
        yield f"style {cell.get('s')} does not exist"
    if kind == "s" and not ((value or "").isdigit() and int(value or 0) < len(package.strings)):
        yield f"shared string {value} does not exist"
    if kind == "n" and value and not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?", value):
        yield f"not a number: {value}"
    if kind == "inlineStr" and len(text_of(cell)) > CELL_TEXT:
        yield "over 32,767 characters"
    if formula is not None:
        yield from formula_rules(package, formula.text or "", "formula")


def merge_rules(name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Merged areas cover more than one cell and never each other (Excel drops all of them otherwise)."""
    areas = []
    for merge in sheet.iter(f"{MAIN}mergeCell"):
        ref = merge.get("ref", "")
        area = area_of(ref)
        if area is None or area[:2] == area[2:]:
            yield f"{name}: merge {ref} is none"
        else:
            areas.append((ref, area))
    for (one, a), (other, b) in combinations(areas, 2):
        if overlap(a, b):
            yield f"{name}: merges {one} and {other} overlap"


def validation_rules(package: Package, name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Data validation within Excel's lengths, one per cell, its list there (OI 2.1.613)."""
    covered: list[Area] = []
    for group in sheet.iter(f"{MAIN}dataValidations"):
        if group.get("count") not in (None, str(len(group))):
            yield f"{name}: dataValidations count says {group.get('count')}, there are {len(group)}"
    for rule in sheet.iter(f"{MAIN}dataValidation"):
        where = f"{name}: validation {rule.get('sqref')}"
        areas = [area_of(ref) for ref in (rule.get("sqref") or "").split()]
        if not areas or None in areas:
            yield f"{where}: not an area"
        for area in filter(None, areas):
            if any(overlap(area, other) for other in covered):
                yield f"{where}: a cell with two validations"
            covered.append(area)
        for attribute, limit in DV_LIMITS.items():
            if len(rule.get(attribute, "")) > limit:
                yield f"{where}: {attribute} of {len(rule.get(attribute, ''))} characters, {limit} at most"
        # A list that only helps typing refuses nothing, on purpose.
        helps = (rule.findtext(f"{MAIN}formula1") or "") in SUGGESTIONS
        if rule.get("type", "none") != "none" and not helps and rule.get("showErrorMessage") not in ("1", "true"):
            yield f"{where}: accepts anything, for it shows no error"
        for part in ("formula1", "formula2"):
            text = rule.findtext(f"{MAIN}{part}") or ""
            literal = text.startswith('"') and rule.get("type") == "list"
            if len(text) - 2 * literal > 255:
                yield f"{where}: {part} of {len(text) - 2 * literal} characters, 255 at most"
            if literal and not all(item.strip() for item in text[1:-1].split(",")):
                yield f"{where}: an empty item in the list"
            if rule.get("type") == "list" and NAME.fullmatch(text) and text.casefold() not in package.names:
                yield f"{where}: unknown name {text}"
            yield from formula_rules(package, text, where, plain_strings=not literal)


def format_rules(package: Package, name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Conditional formats point to areas and styles that exist; no priority twice (ECMA 18.3.1.10)."""
    for kind in ("conditionalFormatting", "ignoredError", "protectedRange"):
        for element in sheet.iter(f"{MAIN}{kind}"):
            refs = (element.get("sqref") or "").split()
            if not refs or not all(area_of(ref) for ref in refs):
                yield f"{name}: {kind} for no area: {element.get('sqref')}"
    rules = list(sheet.iter(f"{MAIN}cfRule"))
    for rule in rules:
        if rule.get("dxfId") is not None and int(rule.get("dxfId", 0)) >= package.dxfs:
            yield f"{name}: conditional format with style {rule.get('dxfId')}, which does not exist"
        for formula in rule.findall(f"{MAIN}formula"):
            yield from formula_rules(package, formula.text or "", f"{name}: conditional format")
    priorities = [rule.get("priority") for rule in rules]
    if len(set(priorities)) != len(priorities):
        yield f"{name}: two conditional formats of one priority"


def page_rules(name: str, sheet: ElementTree.Element) -> Iterator[str]:
    """Columns, hyperlinks and the printed page (LIMITS; ECMA 18.3.1.17, 18.3.1.46, 18.3.1.62)."""
    spans = [(0, 0), *((int(col.get("min", 0)), int(col.get("max", 0))) for col in sheet.iter(f"{MAIN}col"))]
    for (_, before), (first, last) in pairwise(spans):
        if not before < first <= last <= COLUMNS:
            yield f"{name}: columns {first}-{last} overlap or are off the sheet"
    for col in sheet.iter(f"{MAIN}col"):
        if float(col.get("width", 0)) > 255:
            yield f"{name}: column {col.get('min')} wider than 255"
    for link in sheet.iter(f"{MAIN}hyperlink"):
        if area_of(link.get("ref", "")) is None:
            yield f"{name}: hyperlink at {link.get('ref')}"
    if len(list(sheet.iter(f"{MAIN}hyperlink"))) > 65_530:
        yield f"{name}: over 65,530 hyperlinks"
    for group in sheet.iter(f"{MAIN}headerFooter"):
        for text in group:
            if len(text.text or "") > 255:
                yield f"{name}: header or footer over 255 characters"
    for margins in sheet.iter(f"{MAIN}pageMargins"):
        if any(not 0 <= float(value) < 49 for value in margins.attrib.values()):
            yield f"{name}: page margin out of range"
    for view in sheet.iter(f"{MAIN}sheetView"):
        if not 10 <= int(view.get("zoomScale", 100)) <= 400:
            yield f"{name}: zoom {view.get('zoomScale')}"


def formula_rules(package: Package, formula: str, where: str, plain_strings: bool = True) -> Iterator[str]:
    """A formula as the file must hold it: English, commas, no leading `=`, known sheets (ECMA 18.17; LIMITS)."""
    if formula.startswith("="):
        yield f"{where}: starts with ="
    if len(formula) > 8_192:
        yield f"{where}: {len(formula)} characters, 8,192 at most"
    if plain_strings and any(len(text) > 257 for text in re.findall(r'"(?:[^"]|"")*"', formula)):
        yield f"{where}: a text over 255 characters inside"
    bare = re.sub(r'"(?:[^"]|"")*"', '""', formula)
    code = re.sub(r"'(?:[^']|'')*'", "S", bare)
    depth = deepest = 0
    for character in code:
        depth += {"(": 1, ")": -1}.get(character, 0)
        deepest = max(deepest, depth)
    if depth:
        yield f"{where}: brackets do not close"
    if deepest > 64:
        yield f"{where}: nested {deepest} deep, 64 at most"
    if ";" in re.sub(r"\{[^}]*\}", "", code):
        yield f"{where}: arguments separated by ;"
    for function in re.findall(r"(?<![.\w])([A-Z]{2,}[A-Z0-9.]*)\(", code):
        if function in FUTURE:
            yield f"{where}: {function} without _xlfn."
    if "#REF!" in code:
        yield f"{where}: #REF!"
    known = {name.casefold() for name in package.sheet_names}
    for quoted, plain in SHEET_REF.findall(bare.replace("#REF!", "")):
        sheet = quoted.replace("''", "'") or plain
        if sheet.casefold() not in known:
            yield f"{where}: unknown sheet {sheet}"


def property_rules(package: Package) -> Iterator[str]:
    """Document properties: no name or number twice (ECMA part 1, 22.3; part 2, core properties)."""
    if "docProps/custom.xml" in package.parts:
        entries = list(package.xml("docProps/custom.xml"))
        for attribute in ("pid", "name"):
            values = [entry.get(attribute, "").casefold() for entry in entries]
            if len(set(values)) != len(values):
                yield f"custom properties: the same {attribute} twice"
    if "docProps/core.xml" in package.parts:
        tags = [element.tag for element in package.xml("docProps/core.xml")]
        if len(set(tags)) != len(tags):
            yield "core properties: the same one twice"


def target_of(link: ElementTree.Element) -> str:
    """The part a relationship of the workbook points to, as `/xl/styles.xml`."""
    return posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))


def text_of(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{MAIN}t"))


def area_of(ref: str) -> Area | None:
    """(column, row, column, row) of `B2:C3`, from 1, or None where it is no area of a sheet."""
    match = AREA.fullmatch(ref)
    if not match:
        return None
    left, top = column_number(match[1]), int(match[2])
    right, bottom = column_number(match[3] or match[1]), int(match[4] or match[2])
    return (left, top, right, bottom) if 1 <= left <= right <= COLUMNS and 1 <= top <= bottom <= ROWS else None


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def overlap(a: Area, b: Area) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]

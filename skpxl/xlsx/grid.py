"""What stands in the cells of an .xlsx, each value as typed and with its address; no meaning, no rules.

The reader of record: zipfile and expat only, so that error cells, formulas, number formats, defined names and custom
properties are all seen, and no file can abort the process. Elements are matched in whatever namespace the part's
root has (Transitional, Strict, prefixed). `<dimension>` is not looked at.
"""

from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from skpxl.xlsx.address import a1, alamat, parse_ref
from skpxl.xlsx.number_format import show_number, show_text
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import Package, TakTerbaca
from skpxl.xlsx.parts import ns_of, read_formats, read_properties, read_strings, relations, teks_si, unescape
from skpxl.xlsx.sheet_parts import MERGES_MAX, sheet_parts

__all__ = ["Buku", "Cell", "Grid", "SheetInfo", "a1", "parse_ref", "read_book"]

Kind = Literal["teks", "angka", "logika", "galat", "kosong"]
State = Literal["visible", "hidden", "veryHidden"]

SEL_MAKS = 2_000_000
_TRUTH = ("TRUE", "FALSE")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Cell:
    """One non-empty cell.

    `text` is what was typed or seen: strings verbatim, numbers by `numbers.tampil`, both with the words that their
    number format adds, errors as `#NAME?`. `formula` is the source without its leading `=` (a follower of a shared
    formula has its master's); with a formula `text` is the cached value and not to be trusted. `kind` `kosong` is a
    formula without one; a formula that gives an empty text is of kind `teks`. `format` is the number format code, empty
    for General. `raw` is the text of `<v>` of a number, else empty. `uncertain` where `text` is the value, but the
    format shows it otherwise (rounded, hidden) or nobody knows how.
    """

    row: int
    col: int
    text: str
    kind: Kind
    formula: str | None = None
    format: str = ""
    raw: str = ""
    uncertain: bool = False

    @property
    def alamat(self) -> str:
        """The address, `B7`."""
        return a1(self.row, self.col)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One entry of the workbook's list of sheets."""

    name: str
    state: State
    part: str


@dataclass(slots=True)
class Grid:
    """One sheet: non-empty cells by (row, column), both from 1, and merges as (row, column, last row, last column)."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: list[tuple[int, int, int, int]]

    def text(self, row: int, col: int) -> str:
        """The text of a cell, empty where there is none."""
        sel = self.cells.get((row, col))
        return sel.text if sel else ""


class Buku:
    """A workbook: its sheets in order, names, properties. Made by `read_book`; a sheet is parsed when asked for."""

    sel_maks = SEL_MAKS  # non-empty cells of one sheet
    leads_outside: tuple[str, ...] = ()  # links and queries, by who looked for them

    def __init__(
        self, package: Package, root: str, sheets: list[SheetInfo], names: dict[str, str], date1904: bool
    ) -> None:
        self.sheets = sheets
        self.defined_names = names
        # Names that hold on one sheet only: name -> (sheet, reference) in the order of the file, never in `defined_names`.
        self.scoped_names: dict[str, list[tuple[str, str]]] = {}
        self.date1904 = date1904
        self._package = package
        self._root = root
        self._rel = relations(package, root)
        self._lembar: dict[str, Grid] = {}
        self._strings: list[str] | None = None
        self._formats: list[str] | None = None
        self._properties: dict[str, str] | None = None

    @property
    def properties(self) -> dict[str, str]:
        """The custom document properties (docProps/custom.xml), values as texts."""
        if self._properties is None:
            self._properties = read_properties(self._package)
        return self._properties

    def find(self, name: str) -> SheetInfo | None:
        """The entry of a sheet, by exact name, else without regard to case (as Excel does); None where missing."""
        for info in self.sheets:
            if info.name == name:
                return info
        return next((info for info in self.sheets if info.name.casefold() == name.casefold()), None)

    def sheet(self, name: str) -> Grid:
        """The cells of one sheet. Raises KeyError where there is no such sheet, `TakTerbaca` where it is damaged."""
        info = self.find(name)
        if info is None:
            raise KeyError(name)
        if info.name not in self._lembar:
            self._lembar[info.name] = _read_sheet(self, info)
        return self._lembar[info.name]

    def forget(self, name: str) -> None:
        """Let the cells of a sheet go; asked for again they are parsed again."""
        self._lembar.pop(name, None)

    def _string(self, nomor: str) -> str:
        if self._strings is None:
            part = self._part("sharedStrings", "xl/sharedStrings.xml")
            self._strings = read_strings(self._package, part)
        try:
            urutan = int(nomor)
            if urutan < 0:
                raise IndexError
            return self._strings[urutan]
        except (ValueError, IndexError) as salah:
            raise TakTerbaca("berkas-rusak", f"teks nomor {nomor} tidak ada di buku kerja") from salah

    def _format(self, gaya: str | None) -> str:
        if gaya is None or gaya == "0":
            return ""
        if self._formats is None:
            part = self._part("styles", "xl/styles.xml")
            self._formats = read_formats(self._package, part) if part in self._package else []
        try:
            return self._formats[int(gaya)]
        except (ValueError, IndexError):
            return ""

    def _part(self, jenis: str, bila_tidak: str) -> str:
        return next((target for kind, target in self._rel.values() if kind == jenis), bila_tidak)


def read_book(package: Package) -> Buku:
    """Read a workbook's list of sheets and names; the sheets themselves wait until asked for.

    Raises `TakTerbaca` (`berkas-rusak`, `berkas-bukan-xlsx`).
    """
    utama = [target for kind, target in relations(package, "").values() if kind == "officeDocument"]
    root = utama[0] if utama else "xl/workbook.xml"
    xml = package.xml(root)
    ns, nama = ns_of(xml)
    if nama != "workbook":
        raise TakTerbaca("berkas-bukan-xlsx", "berkas Office yang bukan buku kerja")
    rel = relations(package, root)
    sheets: list[SheetInfo] = []
    for satu in xml.iterfind(f"{ns}sheets/{ns}sheet"):
        _, part = rel.get(satu.get(_R) or satu.get(_R_STRICT) or "", ("", ""))
        state = satu.get("state", "visible")
        sheets.append(SheetInfo(satu.get("name", ""), state if state in ("hidden", "veryHidden") else "visible", part))  # type: ignore[arg-type]
    if not sheets:
        raise TakTerbaca("berkas-rusak", "buku kerja tidak memuat satu lembar pun")
    if len({info.name.casefold() for info in sheets}) != len(sheets):
        raise TakTerbaca("berkas-rusak", "dua lembar bernama sama")
    names: dict[str, str] = {}
    scoped: dict[str, list[tuple[str, str]]] = {}
    for satu in xml.iterfind(f"{ns}definedNames/{ns}definedName"):
        local, name, ref = satu.get("localSheetId"), satu.get("name", ""), (satu.text or "").strip()
        if local is None:
            names[name] = ref
        elif local.isascii() and local.isdigit() and int(local) < len(sheets):
            scoped.setdefault(name, []).append((sheets[int(local)].name, ref))
    pr = xml.find(f"{ns}workbookPr")
    date1904 = pr is not None and pr.get("date1904") in ("1", "true")
    buku = Buku(package, root, sheets, names, date1904)
    buku.scoped_names = scoped
    return buku


def _read_sheet(buku: Buku, info: SheetInfo) -> Grid:
    package = buku._package
    if not info.part or info.part not in package:
        raise TakTerbaca("berkas-rusak", f"isi lembar {info.name} tidak ada")
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[tuple[int, int, int, int]] = []
    bersama: dict[str, str] = {}
    terlihat: set[int] = set()
    baris = 0
    for ns, simpul in sheet_parts(package, info.part):
        if simpul.tag == f"{ns}mergeCells":
            _read_merges(simpul, merges)
            continue
        nomor = simpul.get("r")
        baris = alamat(f"A{nomor}")[0] if nomor else baris + 1
        if baris in terlihat:
            raise TakTerbaca("berkas-rusak", f"baris {baris} ada dua kali di lembar {info.name}")
        terlihat.add(baris)
        if not len(simpul):
            continue
        kolom = 0
        for c in simpul:
            if c.tag != f"{ns}c":
                if c.tag.startswith(ns) and c.tag != f"{ns}extLst":
                    raise TakTerbaca("berkas-rusak", f"baris {baris} di lembar {info.name} berisi unsur asing")
                continue
            ref = c.get("r")
            tempat = alamat(ref) if ref else (baris, kolom + 1)
            # A moved address is a moved answer: cells stand in the row they name, each further right than the last.
            if tempat[0] != baris or tempat[1] <= kolom:
                raise TakTerbaca("berkas-rusak", f"sel {a1(*tempat)} tidak pada tempatnya di lembar {info.name}")
            kolom = tempat[1]
            if not len(c):
                continue
            sel = _read_cell(buku, c, ns, tempat, bersama)
            if sel is not None:
                cells[tempat] = sel
        if len(cells) > buku.sel_maks:
            raise TakTerbaca("berkas-terlalu-besar", f"lembar {info.name} berisi terlalu banyak sel")
    return Grid(info.name, cells, merges)


def _read_merges(simpul: ElementTree.Element, merges: list[tuple[int, int, int, int]]) -> None:
    for satu in simpul:
        kiri, _, kanan = satu.get("ref", "").partition(":")
        awal = alamat(kiri)
        merges.append((*awal, *(alamat(kanan) if kanan else awal)))
        if len(merges) > MERGES_MAX:
            raise TakTerbaca("berkas-terlalu-besar", "terlalu banyak sel gabungan")


def _value_and_formula(
    c: ElementTree.Element, ns: str, tempat: tuple[int, int]
) -> tuple[ElementTree.Element | None, ElementTree.Element | None]:
    """The `<v>` and the `<f>` of a cell, each at most once and nothing unknown beside them."""
    v = f = None
    for anak in c:
        if anak.tag == f"{ns}v" and v is None and not len(anak):
            v = anak
        elif anak.tag == f"{ns}f" and f is None:
            f = anak
        elif anak.tag.startswith(ns) and anak.tag not in (f"{ns}is", f"{ns}extLst"):
            raise TakTerbaca("berkas-rusak", f"sel {a1(*tempat)} berisi unsur asing")
    return v, f


def _read_cell(
    buku: Buku, c: ElementTree.Element, ns: str, tempat: tuple[int, int], bersama: dict[str, str]
) -> Cell | None:
    """One `<c>` as a Cell; None for a cell that holds neither value nor formula."""
    row, col = tempat
    v, f = _value_and_formula(c, ns, tempat)
    isi = (v.text or "") if v is not None else ""
    formula: str | None = None
    if f is not None:
        formula = unescape(f.text or "")
        grup = f.get("si")
        if f.get("t") == "shared" and grup is not None:
            formula = bersama[grup] = formula or bersama.get(grup, "")
    kode = buku._format(c.get("s"))
    kind, teks, raw = _typed(buku, c, ns, tempat, isi)
    certain = True
    if kode and kode != "@" and teks:
        if c.get("t", "n") == "n":
            teks, certain = show_number(raw, kode, buku.date1904)
            if teks in _TRUTH:  # LibreOffice's way of showing a truth value
                kind = "logika"
        elif kind == "teks":
            teks, certain = show_text(teks, kode)
    if not teks and formula is None:
        return None
    if not isi and not teks and (v is None or c.get("t") != "str"):
        kind = "kosong"
    return Cell(row, col, teks, kind, formula, kode, raw, not certain)


def _typed(buku: Buku, c: ElementTree.Element, ns: str, tempat: tuple[int, int], isi: str) -> tuple[Kind, str, str]:
    """The kind of a `<c>`, its text without regard to the number format, and the XML text of a number."""
    jenis = c.get("t", "n")
    if jenis == "s":
        return "teks", buku._string(isi.strip()) if isi else "", ""
    if jenis == "n":
        raw = isi.strip()
        return "angka", number_text(raw, "") if raw else "", raw
    if jenis == "str":
        return "teks", unescape(isi), ""
    if jenis == "inlineStr":
        sisip = c.find(f"{ns}is")
        return "teks", teks_si(sisip, ns) if sisip is not None else "", ""
    if jenis == "e":
        return "galat", isi, ""
    if jenis == "b":
        return "logika", "TRUE" if isi.strip() in ("1", "true") else "FALSE", ""
    if jenis == "d":
        return "angka", isi.strip().removesuffix("T00:00:00").replace("T", " "), isi
    raise TakTerbaca("berkas-rusak", f"jenis isi sel {a1(*tempat)} tidak dikenal")

"""The parts around the sheets: relationships, shared strings, number formats, custom properties. No cells."""

import posixpath
import re
from xml.etree import ElementTree

from skpxl.xlsx.numbers import BAWAAN
from skpxl.xlsx.package import Package, Unreadable

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def ns_of(xml: ElementTree.Element) -> tuple[str, str]:
    """The namespace of an element as ElementTree writes it (`{...}`, may be empty), and its local name."""
    space, bracket, name = xml.tag.rpartition("}")
    return space + bracket, name


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id -> (last word of the type, target part). External ones are left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for element in package.xml(rels):
        if element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "").replace("\\", "/")
        full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], full)
    return found


def read_properties(package: Package) -> dict[str, str]:
    """The custom document properties, values as texts; empty where there are none."""
    rel = relations(package, "").values()
    kinds = ("custom-properties", "customProperties")
    part = next((target for kind, target in rel if kind in kinds), "docProps/custom.xml")
    if part not in package:
        return {}
    return {element.get("name", ""): unescape("".join(element.itertext())) for element in package.xml(part)}


def read_last_editor(package: Package) -> str:
    """Who saved the file last (docProps/core.xml); empty where it does not say, or cannot be read."""
    part = next(
        (target for kind, target in relations(package, "").values() if kind == "core-properties"), "docProps/core.xml"
    )
    try:
        elements = package.xml(part) if part in package else ()
    except Unreadable:
        return ""
    return next(
        ("".join(element.itertext()).strip() for element in elements if element.tag.endswith("}lastModifiedBy")), ""
    )


def unescape(text: str) -> str:
    """Decode `_xHHHH_`; half of a surrogate pair alone stays as it is written."""
    if "_x" not in text:
        return text
    decoded = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return text


def teks_si(si: ElementTree.Element, ns: str) -> str:
    """The text of an `<si>` or `<is>`: its `<t>`, or its runs joined; phonetic runs are no part of it."""
    t, r = f"{ns}t", f"{ns}r"
    if len(si) == 1 and si[0].tag == t and not len(si[0]):
        return unescape(si[0].text or "")
    known = (t, r, f"{ns}rPh", f"{ns}phoneticPr", f"{ns}extLst")
    odd = any(child.tag.startswith(ns) and (child.tag not in known or (child.tag == t and len(child))) for child in si)
    if odd or sum(child.tag == t for child in si) > 1:
        raise Unreadable("berkas-rusak", "sebuah teks di buku kerja berisi unsur yang tidak dikenal")
    pieces: list[str] = []
    for child in si:
        if child.tag == t:
            pieces.append(child.text or "")
        elif child.tag == r:
            pieces.extend(run.text or "" for run in child.iterfind(t))
    return unescape("".join(pieces))


def read_strings(package: Package, part: str) -> list[str]:
    """The shared strings in order, decoded. Raises `Unreadable` where the part is missing or damaged."""
    if part not in package:
        raise Unreadable("berkas-rusak", "daftar teks buku kerja tidak ada")
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    si = f"{ns}si"
    if any(element.tag.startswith(ns) and element.tag not in (si, f"{ns}extLst") for element in xml):
        raise Unreadable("berkas-rusak", "daftar teks buku kerja berisi unsur yang tidak dikenal")
    return [teks_si(element, ns) for element in xml.iterfind(si)]


def read_formats(package: Package, part: str) -> list[str]:
    """The number format code of every cell style in order, empty for General."""
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    codes = dict(BAWAAN)
    for element in xml.iterfind(f"{ns}numFmts/{ns}numFmt"):
        codes[element.get("numFmtId", "")] = element.get("formatCode", "")
    formats = [codes.get(element.get("numFmtId", "0"), "") for element in xml.iterfind(f"{ns}cellXfs/{ns}xf")]
    return ["" if code.casefold() == "general" else code for code in formats]

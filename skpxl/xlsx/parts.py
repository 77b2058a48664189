"""The parts around the sheets: relationships, shared strings, number formats, custom properties. No cells."""

import posixpath
import re
from xml.etree import ElementTree

from skpxl.xlsx.numbers import BAWAAN
from skpxl.xlsx.package import Package, TakTerbaca

_LOLOS = re.compile(r"_x([0-9A-Fa-f]{4})_")


def ns_of(xml: ElementTree.Element) -> tuple[str, str]:
    """The namespace of an element as ElementTree writes it (`{...}`, may be empty), and its local name."""
    ruang, kurung, nama = xml.tag.rpartition("}")
    return ruang + kurung, nama


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id -> (last word of the type, target part). External ones are left out."""
    folder, nama = posixpath.split(part)
    berkas = posixpath.join(folder, "_rels", f"{nama}.rels")
    if berkas not in package:
        return {}
    hasil: dict[str, tuple[str, str]] = {}
    for satu in package.xml(berkas):
        if satu.get("TargetMode") == "External":
            continue
        target = satu.get("Target", "").replace("\\", "/")
        penuh = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        hasil[satu.get("Id", "")] = (satu.get("Type", "").rpartition("/")[2], penuh)
    return hasil


def read_properties(package: Package) -> dict[str, str]:
    """The custom document properties, values as texts; empty where there are none."""
    rel = relations(package, "").values()
    jenis = ("custom-properties", "customProperties")
    part = next((target for kind, target in rel if kind in jenis), "docProps/custom.xml")
    if part not in package:
        return {}
    return {satu.get("name", ""): unescape("".join(satu.itertext())) for satu in package.xml(part)}


def unescape(teks: str) -> str:
    """Decode `_xHHHH_`; half of a surrogate pair alone stays as it is written."""
    if "_x" not in teks:
        return teks
    dibuka = _LOLOS.sub(lambda cocok: chr(int(cocok[1], 16)), teks)
    try:
        return dibuka.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return teks


def teks_si(si: ElementTree.Element, ns: str) -> str:
    """The text of an `<si>` or `<is>`: its `<t>`, or its runs joined; phonetic runs are no part of it."""
    t, r = f"{ns}t", f"{ns}r"
    if len(si) == 1 and si[0].tag == t and not len(si[0]):
        return unescape(si[0].text or "")
    sah = (t, r, f"{ns}rPh", f"{ns}phoneticPr", f"{ns}extLst")
    aneh = any(anak.tag.startswith(ns) and (anak.tag not in sah or (anak.tag == t and len(anak))) for anak in si)
    if aneh or sum(anak.tag == t for anak in si) > 1:
        raise TakTerbaca("berkas-rusak", "sebuah teks di buku kerja berisi unsur yang tidak dikenal")
    shorten: list[str] = []
    for anak in si:
        if anak.tag == t:
            shorten.append(anak.text or "")
        elif anak.tag == r:
            shorten.extend(satu.text or "" for satu in anak.iterfind(t))
    return unescape("".join(shorten))


def read_strings(package: Package, part: str) -> list[str]:
    """The shared strings in order, decoded. Raises `TakTerbaca` where the part is missing or damaged."""
    if part not in package:
        raise TakTerbaca("berkas-rusak", "daftar teks buku kerja tidak ada")
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    si = f"{ns}si"
    if any(satu.tag.startswith(ns) and satu.tag not in (si, f"{ns}extLst") for satu in xml):
        raise TakTerbaca("berkas-rusak", "daftar teks buku kerja berisi unsur yang tidak dikenal")
    return [teks_si(satu, ns) for satu in xml.iterfind(si)]


def read_formats(package: Package, part: str) -> list[str]:
    """The number format code of every cell style in order, empty for General."""
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    kode = dict(BAWAAN)
    for satu in xml.iterfind(f"{ns}numFmts/{ns}numFmt"):
        kode[satu.get("numFmtId", "")] = satu.get("formatCode", "")
    hasil = [kode.get(satu.get("numFmtId", "0"), "") for satu in xml.iterfind(f"{ns}cellXfs/{ns}xf")]
    return ["" if satu.casefold() == "general" else satu for satu in hasil]

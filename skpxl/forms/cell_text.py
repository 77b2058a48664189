"""What somebody typed into one cell, and what is to be said where it is no plain text. It knows no form and no table."""

import re

from skpxl.findings import Finding, temuan
from skpxl.template.limits import dimuatkan, tak_muat
from skpxl.xlsx.grid import Cell

_TANGGAL = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]|$)")


def read_text(sel: Cell) -> tuple[str, Finding | None]:
    """The text of a cell, and what is to be said where it is no plain value.

    Excel takes a text such as `- Terlaksananya ...` for a formula and shows #NAME?; its source is what was typed.
    """
    if sel.formula is not None:
        sumber = f"={sel.formula}"
        if sel.kind == "galat" and sel.formula[:1] in "-+":
            asli = sel.formula
            return asli, temuan("teks-jadi-rumus", found=sumber, suggestion=asli)
        if sel.kind in ("galat", "kosong"):
            return "", temuan("sel-galat", found=sumber, nilai=sel.text or "rumus yang hasilnya tidak tersimpan")
        if not sel.text:
            return "", temuan("rumus-kosong", found=sumber)
        return sel.text, temuan("sel-rumus", found=sumber, suggestion=sel.text)
    if sel.kind == "galat":
        return "", temuan("sel-galat", found=sel.text, nilai=sel.text)
    if sel.kind == "angka" and _TANGGAL.match(sel.text):
        return sel.text, temuan("tanggal-dalam-sel", found=sel.text)
    if sel.kind == "angka" and len(sel.text) > 15 and sel.text.isdigit():
        return sel.text, temuan("angka-terpotong", found=sel.text)
    if sel.kind == "logika":
        return sel.text, temuan("sel-logika", found=sel.text)
    # A line break is one character, whatever the program wrote.
    teks = sel.text.replace("\r\n", "\n").replace("\r", "\n")
    if sebab := tak_muat(teks):
        return dimuatkan(teks), temuan("isian-tak-muat", found=dimuatkan(teks)[:200], sebab=sebab)
    if sel.uncertain:
        return teks, temuan("format-angka", found=teks, format=sel.format)
    return teks, None

"""What somebody typed into one cell, and what is to be said where it is no plain text. It knows no form and no table."""

import re

from skpxl.findings import Finding, temuan
from skpxl.model.teks import guesses_signs, legible
from skpxl.template.limits import dimuatkan, tak_muat
from skpxl.xlsx.grid import Cell

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]|$)")


def read_text(cell: Cell, *, printed: bool = False) -> tuple[str, Finding | None]:
    """The text of a cell, and what is to be said where it is no plain value. `printed` is what we wrote: it stays sign by sign.

    Excel takes a text such as `- Terlaksananya ...` for a formula and shows #NAME?; its source is what was typed.
    """
    if cell.formula is not None:
        source = f"={cell.formula}"
        if cell.kind == "galat" and cell.formula[:1] in "-+":
            typed = cell.formula
            return typed, temuan("teks-jadi-rumus", found=source, suggestion=typed)
        if cell.kind in ("galat", "kosong"):
            return "", temuan("sel-galat", found=source, nilai=cell.text or "rumus yang hasilnya tidak tersimpan")
        if not cell.text:
            return "", temuan("rumus-kosong", found=source)
        return cell.text, temuan("sel-rumus", found=source, suggestion=cell.text)
    if cell.kind == "galat":
        return "", temuan("sel-galat", found=cell.text, nilai=cell.text)
    if cell.kind == "angka" and _DATE.match(cell.text):
        return cell.text, temuan("tanggal-dalam-sel", found=cell.text)
    if cell.kind == "angka" and len(cell.text) > 15 and cell.text.isdecimal():
        return cell.text, temuan("angka-terpotong", found=cell.text)
    if cell.kind == "logika":
        return cell.text, temuan("sel-logika", found=cell.text)
    # A line break is one character, whatever the program wrote; a bullet of a font that others lack is a bullet.
    text = cell.text.replace("\r\n", "\n").replace("\r", "\n") if printed else legible(cell.text)
    if reason := tak_muat(text):
        return dimuatkan(text), temuan("isian-tak-muat", found=dimuatkan(text)[:200], sebab=reason)
    if cell.uncertain:
        return text, temuan("format-angka", found=text, format=cell.format)
    if text != cell.text and not _same_but_breaks(text, cell.text):
        code = "tanda-simbol" if guesses_signs(cell.text) else "isian-dirapikan"
        return text, temuan(code, found=cell.text, suggestion=text, banyak=1, tempat=cell.alamat)
    return text, None


def _same_but_breaks(text: str, typed: str) -> bool:
    return text == typed.replace("\r\n", "\n").replace("\r", "\n")

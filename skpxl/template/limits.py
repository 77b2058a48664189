"""Excel's documented limits, as numbers and as field types. Nothing here knows a form.

Source: "Excel specifications and limits" (support.microsoft.com) and MS-OI29500 2.1.613 (data validation lengths).
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

BARIS_MAKS = 1_048_576
KOLOM_MAKS = 16_384
TEKS_SEL_MAKS = 32_767
TINGGI_BARIS_MAKS = 409.0  # points
LEBAR_KOLOM_MAKS = 255  # characters
NAMA_LEMBAR_MAKS = 31
NAMA_MAKS = 255
RUMUS_MAKS = 8_192
TAUTAN_MAKS = 65_530

# What XML or spreadsheet programs do not carry: control characters (a carriage return among them), halves of surrogate
# pairs, non-characters. Tabs and line breaks are fine.
_TAK_TERMUAT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMA_TERLARANG = re.compile(r"[\\/?*\[\]:]")


def tak_muat(teks: str) -> str:
    """Why a cell of an .xlsx cannot hold `teks` exactly, in Indonesian; empty where it can."""
    panjang = len(teks.encode("utf-16-le", "surrogatepass")) // 2
    if panjang > TEKS_SEL_MAKS:
        return f"panjangnya {panjang} karakter, sedangkan satu sel Excel memuat paling banyak {TEKS_SEL_MAKS}"
    if asing := _TAK_TERMUAT.search(teks):
        return f"memuat karakter U+{ord(asing[0]):04X}, yang tidak dapat disimpan dalam sel; hapus karakter itu"
    return ""


def dimuatkan(teks: str) -> str:
    """As much of `teks` as a cell can hold: foreign characters taken out, the rest cut at Excel's limit."""
    bersih = _TAK_TERMUAT.sub("", teks)
    while len(bersih.encode("utf-16-le")) // 2 > TEKS_SEL_MAKS:
        bersih = bersih[: len(bersih) - max(1, len(bersih.encode("utf-16-le")) // 2 - TEKS_SEL_MAKS)]
    return bersih


def _nama_lembar(nama: str) -> str:
    if _NAMA_TERLARANG.search(nama) or nama.startswith("'") or nama.endswith("'"):
        raise ValueError("nama lembar tidak boleh memuat \\ / ? * [ ] : atau diawali/diakhiri tanda petik")
    if nama.casefold() == "history":
        raise ValueError("nama lembar `History` dipakai Excel sendiri")
    return nama


def _valid_key(kata: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kata):
        raise ValueError("hanya huruf kecil, angka dan garis bawah, diawali huruf")
    if re.fullmatch(r"[a-z]{1,3}[0-9]+|[rc]|r[0-9]*c[0-9]*", kata):
        raise ValueError("tidak boleh berbentuk alamat sel, karena menjadi nama sel di Excel")
    return kata


NamaLembar = Annotated[str, StringConstraints(min_length=1, max_length=NAMA_LEMBAR_MAKS), AfterValidator(_nama_lembar)]
Key = Annotated[str, StringConstraints(max_length=60), AfterValidator(_valid_key)]
OptionalKey = Annotated[str, StringConstraints(max_length=60), AfterValidator(lambda kata: kata and _valid_key(kata))]
KodeTemuan = Annotated[str, StringConstraints(pattern=r"^([a-z]+(-[a-z]+)*)?$", max_length=60)]
JudulPetunjuk = Annotated[str, StringConstraints(max_length=32)]
TeksPetunjuk = Annotated[str, StringConstraints(max_length=255)]
TeksGalat = Annotated[str, StringConstraints(max_length=224)]
TeksSel = Annotated[str, StringConstraints(max_length=TEKS_SEL_MAKS)]
TeksRumus = Annotated[str, StringConstraints(max_length=200)]
Lebar = Annotated[float, Field(gt=0, le=LEBAR_KOLOM_MAKS)]
Tinggi = Annotated[float, Field(gt=0, le=TINGGI_BARIS_MAKS)]

"""Excel's documented limits, as numbers and as field types. Nothing here knows a form.

Source: "Excel specifications and limits" (support.microsoft.com) and MS-OI29500 2.1.613 (data validation lengths).
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from skpxl.model.shown import shown, steers

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
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\\/?*\[\]:]")


def tak_muat(text: str) -> str:
    """Why a cell of an .xlsx cannot hold `text` exactly, in Indonesian; empty where it can."""
    if len(text) <= TEKS_SEL_MAKS // 2 and text.isprintable():
        return ""
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > TEKS_SEL_MAKS:
        return f"panjangnya {length} karakter, sedangkan satu sel Excel memuat paling banyak {TEKS_SEL_MAKS}"
    if foreign := _UNFIT.search(text):
        return f"memuat karakter U+{ord(foreign[0]):04X}, yang tidak dapat disimpan dalam sel; hapus karakter itu"
    return ""


def dimuatkan(text: str) -> str:
    """As much of `text` as a cell can hold: foreign characters taken out, the rest cut at Excel's limit."""
    clean = _UNFIT.sub("", text)
    # Half of a pair at the end goes away, too.
    return clean.encode("utf-16-le")[: 2 * TEKS_SEL_MAKS].decode("utf-16-le", "ignore")


def _sheet_name(name: str) -> str:
    if _FORBIDDEN.search(name) or name.startswith("'") or name.endswith("'"):
        raise ValueError("nama lembar tidak boleh memuat \\ / ? * [ ] : atau diawali/diakhiri tanda petik")
    if name.casefold() == "history":
        raise ValueError("nama lembar `History` dipakai Excel sendiri")
    return name


def _valid_key(word: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
        raise ValueError("hanya huruf kecil, angka dan garis bawah, diawali huruf")
    if re.fullmatch(r"[a-z]{1,3}[0-9]+|[rc]|r[0-9]*c[0-9]*", word):
        raise ValueError("tidak boleh berbentuk alamat sel, karena menjadi nama sel di Excel")
    return word


def _one_cell(text: str) -> str:
    if reason := tak_muat(text):
        raise ValueError(reason)
    if steers(text):
        raise ValueError(f"memuat tanda yang tidak tercetak (“{shown(text)[:60]}”); hapus tanda itu")
    return text


TeksSetelan = Annotated[str, AfterValidator(_one_cell)]  # a line that is printed in a cell
NamaLembar = Annotated[str, StringConstraints(min_length=1, max_length=NAMA_LEMBAR_MAKS), AfterValidator(_sheet_name)]
Key = Annotated[str, StringConstraints(max_length=60), AfterValidator(_valid_key)]
OptionalKey = Annotated[str, StringConstraints(max_length=60), AfterValidator(lambda word: word and _valid_key(word))]
KodeTemuan = Annotated[str, StringConstraints(pattern=r"^([a-z]+(-[a-z]+)*)?$", max_length=60)]
JudulPetunjuk = Annotated[str, StringConstraints(max_length=32)]
TeksPetunjuk = Annotated[str, StringConstraints(max_length=255)]
TeksGalat = Annotated[str, StringConstraints(max_length=224)]
TeksSel = Annotated[str, StringConstraints(max_length=TEKS_SEL_MAKS)]
TeksRumus = Annotated[str, StringConstraints(max_length=200)]
Lebar = Annotated[float, Field(gt=0, le=LEBAR_KOLOM_MAKS)]
Tinggi = Annotated[float, Field(gt=0, le=TINGGI_BARIS_MAKS)]

"""Names with their titles, and NIPs within texts; what cannot be told for certain is a doubt, not a guess."""

import re

from skpxl.model.nip import urai_nip
from skpxl.model.teks import rapi, sidik

# A degree right behind a letter (`KUSUMAS.Pd.`) or behind a comma without a blank (`Y,S.Kom`).
_GELAR = r"(?:[SM]\.(?:[A-Z][A-Za-z]{0,5})|A\.Md|A\.Ma|S\.?ST\b|Ph\.D)"
_LEKAT = re.compile(rf"(?<=[A-Za-z])(?P<koma>,?)(?P<gelar>{_GELAR}.*)$", re.DOTALL)
_DI_DALAM = re.compile(r"(?<!\d)(?:\d[\s.]?){17}\d(?!\d)")
_DUA_JABATAN = re.compile(r"\bmerangkap\b|[\n;/&]\s*(?:Plt|Plh|Pjs?)\b|\n\s*(?:2[.)]|-)", re.IGNORECASE)


def nip_inside(teks: str) -> str:
    """The one well-formed NIP within a longer text (`H.7.197103041996031002`), or nothing."""
    calon = {re.sub(r"\D", "", satu) for satu in _DI_DALAM.findall(rapi(teks))}
    baik = [satu for satu in calon if urai_nip(satu).sah]
    return baik[0] if len(calon) == 1 and baik else ""


def with_titles(depan: str, nama: str, belakang: str) -> tuple[str, bool]:
    """A name with its titles, and whether one of them stood in the name already (it is not put there twice)."""
    depan, nama, belakang = (teks if teks.strip("-. ") else "" for teks in (rapi(depan), rapi(nama), rapi(belakang)))
    ganda = False
    if nama and belakang:
        if _polos(nama).endswith(_polos(belakang)):
            ganda = True
        else:
            nama = f"{nama.rstrip(' ,')}, {belakang}"
    if nama and depan:
        if _polos(nama).startswith(_polos(depan)):
            ganda = True
        else:
            nama = f"{depan} {nama}"
    return nama, ganda


def glued_title(nama: str) -> str:
    """The name as it may be meant where a degree is glued to it (`KUSUMA, S.Pd.`); empty where nothing is."""
    cocok = _LEKAT.search(nama)
    return f"{nama[: cocok.start()]}, {cocok['gelar'].strip()}" if cocok else ""


def two_posts(jabatan: str) -> bool:
    """True where a cell names two posts (`... merangkap ...`, a second line `Plt. ...`)."""
    return bool(_DUA_JABATAN.search(jabatan))


def _polos(teks: str) -> str:
    return re.sub(r"[\s.,]", "", sidik(teks))

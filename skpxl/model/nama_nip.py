"""A cell that holds a name and a NIP, taken apart. Whose NIP it is, and whether it is well-formed, is not asked here."""

import re
from dataclasses import dataclass

from skpxl.model.nip import bersihkan_nip
from skpxl.model.teks import rapi

_NIP_DI_UJUNG = re.compile(
    r"^(?P<nama>.*?)(?P<batas>[\s,;/(\-|]*)(?P<kata>(?:NIP{1,4}K?|NI\s*P{3}K|NIP3K|NRP)(?:\s*/\s*NRP)?)?"
    r"[\s.:]*(?P<angka>(?:\d[\s.\-]?){8,24})\)?\.?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class NamaNip:
    """A cell taken apart. `lekat` tells that nothing stood between name and NIP (`SHNIP. 1971...`)."""

    nama: str
    nip: str
    lekat: bool = False


def split_name_and_nip(teks: str) -> NamaNip:
    """A cell with a name and a NIP, in this order, with or without the word; either may be missing."""
    rapih = rapi(teks)
    cocok = _NIP_DI_UJUNG.match(rapih)
    if not cocok:
        return NamaNip(re.sub(r"[\s,/]*\bNIP\.?[\s:]*-*$", "", rapih) if "NIP" in rapih.upper() else rapih, "")
    nama = cocok["nama"].strip(" ,;/(-|")
    lekat = bool(nama) and not cocok["batas"]
    return NamaNip(nama, bersihkan_nip(cocok["angka"]), lekat)

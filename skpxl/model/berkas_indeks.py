"""One row of the index of scans: which paper a file is, as an admin has filled it in, and what that means. It reads no file."""

import re
from dataclasses import dataclass

from skpxl.model.berkas import AturanBerkas
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.dasar import Model
from skpxl.model.nama import bare_name
from skpxl.model.nip import clean_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi

BUKAN = "Bukan dokumen yang diminta"
SUDAH, BELUM = "ya", "belum"
_YES = frozenset({SUDAH, "sudah", "y"})
_NO = frozenset({BELUM, "tidak", "t"})
_REQUIRED = {
    "pegawai": "pegawai",
    "dokumen": "dokumen",
    "tahun": "tahun",
    "tanda_tangan": "sudah ditandatangani atau belum",
}


class BarisIndeks(Model):
    """A row: the file by the SHA-256 of its content (`cerna`) and as shown (`berkas`), and what was typed beside it.

    `tempat` is the row's own place, `Sheet!A1`. `terkunci` tells that pegawai, dokumen and tahun were told by the file itself
    and only the signature is asked for.
    """

    cerna: str = ""
    berkas: str = ""
    pegawai: str = ""
    dokumen: str = ""
    tahun: str = ""
    tanda_tangan: str = ""
    predikat: str = ""
    masa: str = ""
    catatan: str = ""
    terkunci: bool = False
    tempat: str = ""

    @property
    def diketik(self) -> bool:
        """True where somebody has filled something in that a run has to understand."""
        answers = [self.tanda_tangan, self.predikat, self.masa]
        if not self.terkunci:
            answers += [self.pegawai, self.dokumen, self.tahun]
        return any(text.strip() for text in answers)


@dataclass(frozen=True)
class ArtiIndeks:
    """What a row says: the paper (None: none of those asked for), and whether it is signed."""

    dokumen: CapDokumen | None
    signed: bool = False


def pegawai_in_words(person: Pegawai) -> str:
    """How a person stands in the drop-down."""
    return f"{person.nama} — {person.nip}"


def arti(row: BarisIndeks, organisasi: Organisasi, aturan: AturanBerkas) -> ArtiIndeks | str:
    """What a filled row means, or why it cannot be used, in Indonesian."""
    if sidik(row.dokumen) == sidik(BUKAN):
        return ArtiIndeks(None)
    blank = [sebutan for name, sebutan in _REQUIRED.items() if not getattr(row, name).strip()]
    if blank:
        return f"belum diisi: {', '.join(blank)}"
    signed = sidik(row.tanda_tangan)
    if signed not in _YES | _NO:
        return f"“{rapi(row.tanda_tangan)}” bukan {SUDAH} atau {BELUM}"
    nip = nip_menurut(row.pegawai, organisasi)
    if not nip:
        return f"“{rapi(row.pegawai)}” tidak ada dalam daftar pegawai, atau lebih dari satu orang"
    kode = next((kode for kode, kind in aturan.dokumen.items() if sidik(kind.nama) == sidik(row.dokumen)), "")
    if not kode:
        return f"“{rapi(row.dokumen)}” bukan nama dokumen"
    if not re.fullmatch(r"20\d\d", rapi(row.tahun)):
        return f"“{rapi(row.tahun)}” bukan tahun"
    tahun = int(rapi(row.tahun))
    years = tahun_dokumen(kode, aturan)
    if years and tahun not in years:
        return f"{aturan.dokumen[kode].nama} hanya ada untuk tahun {', '.join(map(str, sorted(years)))}"
    return ArtiIndeks(CapDokumen(kode, nip, tahun), signed in _YES)


def nip_menurut(text: str, organisasi: Organisasi) -> str:
    """The NIP of the one person of the roster that a text means: as in the drop-down, a NIP alone, or a name alone."""
    for candidate in (text, re.split(r"[—–]|\s-\s", text)[-1]):
        nip = clean_nip(candidate)
        if organisasi.find_pegawai(nip):
            return nip
    name = bare_name(text)
    matches = {person.nip for person in organisasi.pegawai if person.nip and name and bare_name(person.nama) == name}
    return matches.pop() if len(matches) == 1 else ""


def tahun_dokumen(kode: str, aturan: AturanBerkas) -> set[int]:
    """The years for which a paper can be asked for; empty where there is no end to them, or nobody asks for it."""
    years: set[int] = set()
    for use in aturan.keperluan.values():
        for perlu in use.perlu:
            if perlu.dokumen == kode:
                if use.sampai is None:
                    return set()
                years |= {tahun + perlu.tahun for tahun in range(use.mulai, use.sampai + 1)}
    return years

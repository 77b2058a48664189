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
_YA = frozenset({SUDAH, "sudah", "y"})
_TIDAK = frozenset({BELUM, "tidak", "t"})
_KURANG = {
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
    catatan: str = ""
    terkunci: bool = False
    tempat: str = ""

    @property
    def diketik(self) -> bool:
        """True where somebody has filled something in that a run has to understand."""
        if self.terkunci:
            return bool(self.tanda_tangan.strip())
        return any(teks.strip() for teks in (self.pegawai, self.dokumen, self.tahun, self.tanda_tangan))


@dataclass(frozen=True)
class ArtiIndeks:
    """What a row says: the paper (None: none of those asked for), and whether it is signed."""

    dokumen: CapDokumen | None
    ditandatangani: bool = False


def pegawai_in_words(orang: Pegawai) -> str:
    """How a person stands in the drop-down."""
    return f"{orang.nama} — {orang.nip}"


def arti(baris: BarisIndeks, organisasi: Organisasi, aturan: AturanBerkas) -> ArtiIndeks | str:
    """What a filled row means, or why it cannot be used, in Indonesian."""
    if sidik(baris.dokumen) == sidik(BUKAN):
        return ArtiIndeks(None)
    kosong = [sebutan for nama, sebutan in _KURANG.items() if not getattr(baris, nama).strip()]
    if kosong:
        return f"belum diisi: {', '.join(kosong)}"
    tanda = sidik(baris.tanda_tangan)
    if tanda not in _YA | _TIDAK:
        return f"“{rapi(baris.tanda_tangan)}” bukan {SUDAH} atau {BELUM}"
    nip = nip_menurut(baris.pegawai, organisasi)
    if not nip:
        return f"“{rapi(baris.pegawai)}” tidak ada dalam daftar pegawai, atau lebih dari satu orang"
    kode = next((kode for kode, satu in aturan.dokumen.items() if sidik(satu.nama) == sidik(baris.dokumen)), "")
    if not kode:
        return f"“{rapi(baris.dokumen)}” bukan nama dokumen"
    if not re.fullmatch(r"20\d\d", rapi(baris.tahun)):
        return f"“{rapi(baris.tahun)}” bukan tahun"
    tahun = int(rapi(baris.tahun))
    sah = tahun_dokumen(kode, aturan)
    if sah and tahun not in sah:
        return f"{aturan.dokumen[kode].nama} hanya ada untuk tahun {', '.join(map(str, sorted(sah)))}"
    return ArtiIndeks(CapDokumen(kode, nip, tahun), tanda in _YA)


def nip_menurut(teks: str, organisasi: Organisasi) -> str:
    """The NIP of the one person of the roster that a text means: as in the drop-down, a NIP alone, or a name alone."""
    for calon in (teks, re.split(r"[—–]|\s-\s", teks)[-1]):
        nip = clean_nip(calon)
        if organisasi.find_pegawai(nip):
            return nip
    nama = bare_name(teks)
    cocok = {orang.nip for orang in organisasi.pegawai if orang.nip and nama and bare_name(orang.nama) == nama}
    return cocok.pop() if len(cocok) == 1 else ""


def tahun_dokumen(kode: str, aturan: AturanBerkas) -> set[int]:
    """The years for which a paper can be asked for; empty where there is no end to them, or nobody asks for it."""
    hasil: set[int] = set()
    for satu in aturan.keperluan.values():
        for perlu in satu.perlu:
            if perlu.dokumen == kode:
                if satu.sampai is None:
                    return set()
                hasil |= {tahun + perlu.tahun for tahun in range(satu.mulai, satu.sampai + 1)}
    return hasil

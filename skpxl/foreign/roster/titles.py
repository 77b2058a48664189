"""Which of our columns a title in somebody's sheet means (SIASN, SIMPEG, SIKEP, DUK and hand-made lists); words only.

A title counts when it says exactly one of the words below, after folding; a longer or unknown title means nothing.
"""

import re
from functools import lru_cache
from typing import Literal

from skpxl.model.teks import rapi

Isi = Literal["pegawai", "unit", "produk"]

# Our word -> titles, best first. `nama_nip` and `penilai_nama_nip` hold a name and a NIP in one cell.
JUDUL: dict[Isi, dict[str, tuple[str, ...]]] = {
    "pegawai": {
        "nip": ("nip baru", "nip", "nip ni pppk", "nip nipppk", "nip nip3k", "nip nrp", "nip pegawai", "nip pns",
                "nomor induk pegawai", "no induk pegawai", "ni pppk", "nipppk", "nip nippppk", "nip nik"),
        "nama": ("nama pegawai", "nama lengkap", "nama", "nama pns", "nama asn", "nama lengkap dengan gelar",
                 "nama dan gelar", "nama gelar", "nama lengkap dan gelar", "nama lengkap gelar", "nama tanpa gelar"),
        "nama_nip": ("nama nip", "nama dan nip", "nama pegawai nip", "nama lengkap nip", "nama pegawai dan nip",
                     "nama lengkap dan nip", "nama nip nrp", "nama nip pegawai", "nama gelar nip", "nama nip baru"),
        "gelar_depan": ("gelar depan", "gelar dpn", "glr depan", "gelar di depan"),
        "gelar_belakang": ("gelar belakang", "gelar blkg", "gelar blk", "glr belakang", "gelar di belakang"),
        "pangkat_golongan": ("pangkat golongan ruang", "pangkat gol ruang", "pangkat golongan", "pangkat gol",
                             "pangkat dan golongan ruang", "pangkat dan golongan", "pangkat golru", "pangkat gol ru",
                             "golongan pangkat", "gol pangkat", "pangkat gol ruang terakhir"),
        "pangkat": ("pangkat akhir nama", "pangkat nama", "nama pangkat", "pangkat akhir", "pangkat terakhir", "pangkat"),
        "golongan": ("gol akhir nama", "golongan akhir nama", "gol akhir", "golongan akhir", "golongan ruang", "gol ruang",
                     "golongan", "gol", "golru", "gol ru", "golongan nama", "golongan terakhir", "gol terakhir"),
        "jabatan": ("jabatan nama", "nama jabatan", "jabatan", "jabatan terakhir", "jabatan saat ini", "jabatan sekarang"),
        "jenis_jabatan": ("jenis jabatan nama", "jenis jabatan", "nama jenis jabatan"),
        "status": ("status asn", "status kepegawaian", "status pegawai", "jenis pegawai", "jenis asn", "status"),
        "unit_kerja": ("unor nama", "nama unor", "nama unit kerja", "unit kerja", "unit kerja nama", "unit organisasi",
                       "unor", "bidang", "unit", "bidang bagian", "tempat tugas", "unit penempatan"),
        "unit_id": ("unor id", "id unor", "kode unor", "kode unit kerja", "kode unit", "unit id", "id unit"),
        "perangkat_daerah": ("unor induk nama", "perangkat daerah", "opd", "skpd", "unor induk", "nama opd", "nama skpd",
                             "nama perangkat daerah", "satuan kerja nama", "satuan kerja"),
        "email": ("email", "e mail", "surel", "alamat email", "email pribadi", "email gov", "email dinas"),
        "pendekatan": ("pendekatan",),
    },
    "unit": {
        "kode": ("id", "kode", "id unor", "unor id", "kode unor", "kode unit", "id unit", "kode unit kerja"),
        "nama": ("nama unor", "unor nama", "nama unit kerja", "nama unit", "nama unit organisasi", "unit kerja", "unor",
                 "nama"),
        "induk": ("id atasan", "atasan id", "diatasan id", "id induk", "induk id", "id unor atasan", "unor atasan id",
                  "kode atasan", "kode induk", "parent id", "id parent", "induk", "unor atasan", "atasan", "unit atasan"),
        "pimpinan": ("nip pimpinan", "pimpinan nip", "pimpinan", "nip kepala", "nip pejabat", "nip kepala unit"),
        "perangkat_daerah": ("perangkat daerah", "opd", "skpd", "unor induk nama"),
        "email": ("email", "e mail", "surel"),
    },
    "produk": {
        "unit": ("unit", "kode unit", "unit kerja"),
        "kode": ("kode", "kode produk"),
        "teks": ("teks", "produk dan layanan", "produk layanan", "produk", "layanan"),
    },
}  # fmt: skip

PENILAI: dict[str, str] = {
    "": "penilai_nama_nip",
    "nip": "nip_penilai",
    "nama": "penilai_nama",
    "nama_nip": "penilai_nama_nip",
    "jabatan": "penilai_jabatan",
    "pangkat_golongan": "penilai_pangkat_golongan",
    "golongan": "penilai_pangkat_golongan",
    "pangkat": "penilai_pangkat_golongan",
    "unit_kerja": "penilai_unit_kerja",
}
# The words a map may use on the left, by kind of table.
KATA: dict[Isi, tuple[str, ...]] = {
    "pegawai": (*JUDUL["pegawai"], *dict.fromkeys(PENILAI.values())),
    "unit": tuple(JUDUL["unit"]),
    "produk": tuple(JUDUL["produk"]),
}
_KELOMPOK_PENILAI = re.compile(
    r"^(?:pejabat penilai kinerja|pejabat penilai|penilai kinerja|penilai|atasan langsung|atasan)\b|"
    r"\b(?:pejabat penilai kinerja|pejabat penilai|penilai kinerja|penilai|atasan langsung|atasan)$"
)
_ATASAN_PENILAI = re.compile(r"\batasan (?:pejabat )?penilai\b|\batasan dari\b")
# Under such a head, or with such a word, a title means something that has no place on an SKP.
_LAIN = frozenset(
    "pendidikan ijazah latihan diklat masa mk tmt tanggal tgl tahun thn bulan bln lahir usia umur cpns keluarga suami "
    "istri anak eselon agama sk nomor lama awal sebelumnya mutasi orang tua jurusan sekolah lulus kontrak gaji".split()
)
_TURUNAN = frozenset(("nama", "uraian", "akhir", "terakhir", "saat ini", "sekarang", "nama jabatan", "keterangan"))
_SUB = frozenset("gol golongan ruang tmt nama thn tahun bln bulan lulus tk tingkat jml jam nip jabatan eselon".split())


@lru_cache(maxsize=4096)
def normal(judul: str) -> str:
    """A title under which `NIP_BARU`, `Nip  Baru*` and `nipBaru` are the same; notes in brackets go away."""
    teks = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rapi(judul)).casefold()
    teks = re.sub(r"\([^)]*\)", " ", teks)
    kata = re.sub(r"[^a-z0-9]+", " ", teks).split()
    return ("" if len(kata) > 1 and all(len(satu) == 1 for satu in kata) else " ").join(kata)  # `N I P`


@lru_cache(maxsize=4096)
def field_of(isi: Isi, teks: str) -> tuple[str, int] | None:
    """(our word, rank) of a single normalised title; rank 0 is the best wording. None where it means nothing here."""
    for kata, daftar in JUDUL[isi].items():
        if teks in daftar:
            return kata, daftar.index(teks)
    if isi != "pegawai" or _ATASAN_PENILAI.search(teks):
        return None
    sisa, banyak = _KELOMPOK_PENILAI.subn(" ", teks)
    if not banyak:
        return None
    sisa = " ".join(sisa.split())
    if not sisa:
        return PENILAI[""], 0
    dalam = field_of(isi, sisa)
    return (PENILAI[dalam[0]], dalam[1]) if dalam and dalam[0] in PENILAI else None


def field_of_path(isi: Isi, jalur: tuple[str, ...]) -> tuple[str, int] | None:
    """(our word, rank) of a column whose titles, from above, are `jalur`: `("Jabatan", "Nama")` is the jabatan."""
    judul = [teks for teks in map(normal, jalur) if teks]
    if not judul:
        return None
    if langsung := field_of(isi, " ".join(judul)):
        return langsung
    *atas, akhir = judul
    if not atas:
        return None
    kelompok = " ".join(atas)
    if _LAIN & set(kelompok.split()) or _ATASAN_PENILAI.search(kelompok):
        return None
    sendiri = field_of(isi, akhir)
    induk = next((satu for teks in reversed(atas) if (satu := field_of(isi, teks))), None)
    if induk and induk[0] == PENILAI[""]:
        return (PENILAI[sendiri[0]], sendiri[1]) if sendiri and sendiri[0] in PENILAI else None
    if induk and akhir in _TURUNAN:
        return induk
    if induk and _LAIN & set(akhir.split()):
        return None
    return sendiri


def is_subtitle(teks: str) -> bool:
    """True for a word that stands in a second header row (`GOL`, `TMT`, `THN`)."""
    kata = normal(teks).split()
    return bool(kata) and set(kata) <= _SUB | _LAIN


def is_group(teks: str) -> bool:
    """True for the head over several columns of one person (`PEJABAT PENILAI`, `PEGAWAI YANG DINILAI`)."""
    satu = normal(teks)
    return satu in ("pegawai yang dinilai", "pegawai", "data pegawai", "identitas pegawai") or bool(
        (bidang := field_of("pegawai", satu)) and bidang[0] == PENILAI[""]
    )

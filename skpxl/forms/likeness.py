"""What a workbook without a stamp looks like: one of our forms by its printed code, or an SKP by what an SKP prints."""

import re
from collections.abc import Iterator

from skpxl.model.stamp import karakter_periksa
from skpxl.model.teks import sidik
from skpxl.xlsx.snapshot import Snapshot
from skpxl.xlsx.verdict import TakTerbaca

# What an SKP prints, whoever made it (domain.md section 1, and the forms before 2022), as `sidik`; the first are enough
# with any other.
_LABEL_UTAMA = (
    "sasaran kinerja pegawai",
    "sasaran kerja pegawai",
    "lampiran sasaran kinerja pegawai",
    "formulir sasaran kerja",
    "rencana hasil kerja",
    "rencana skp",
    "evaluasi kinerja pegawai",
    "dokumen evaluasi kinerja pegawai",
)
_LABEL_LAIN = (
    "pegawai yang dinilai",
    "pegawai negeri sipil yang dinilai",
    "pns yang dinilai",
    "pejabat penilai",
    "pendekatan hasil kerja",
    "hasil kerja",
    "indikator kinerja individu",
    "ukuran keberhasilan",
    "perilaku kerja",
    "ekspektasi khusus pimpinan",
    "periode penilaian",
    "kegiatan tugas jabatan",
    "rencana kinerja",
)
_LABEL_TERPANJANG = 200
_JUDUL = ("sasaran kinerja pegawai", "evaluasi kinerja pegawai")
# The code that our forms print, with its check character; `Kode berkas ini: 7K2M-9QXT-C`.
_KODE_CETAK = re.compile(r"\bkode\b.*?\b([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-Z*~$=])", re.I | re.S)


def is_title(text: str) -> bool:
    """True for the title that an SKP or its evaluation prints."""
    return sidik(text) in _JUDUL


def printed_code(snapshot: Snapshot) -> str:
    """The code of one of our forms as a visible sheet prints it, its check character right; empty where there is none."""
    for teks in _visible_texts(snapshot, []):
        if (cocok := _KODE_CETAK.search(teks)) is not None:
            satu, dua, periksa = (bagian.upper() for bagian in cocok.groups())
            if karakter_periksa(satu + dua) == periksa:
                return f"{satu}-{dua}-{periksa}"
    return ""


def skp_labels(snapshot: Snapshot) -> tuple[list[str], TakTerbaca | None]:
    """The labels of an SKP that visible sheets carry, as printed, and why a sheet could not be looked at.

    No labels where they are too few to make it an SKP.
    """
    ada: dict[str, str] = {}
    salah: list[TakTerbaca] = []
    for teks in _visible_texts(snapshot, salah):
        if len(teks) > _LABEL_TERPANJANG:
            continue
        kini = sidik(teks)
        label = next((satu for satu in (*_LABEL_UTAMA, *_LABEL_LAIN) if kini.startswith(satu)), "")
        if label:
            ada.setdefault(label, " ".join(teks.split())[:60])
    cukup = len(ada) > 1 and any(label in ada for label in _LABEL_UTAMA)
    return (list(ada.values()) if cukup else []), salah[-1] if salah else None


def _visible_texts(snapshot: Snapshot, salah: list[TakTerbaca]) -> Iterator[str]:
    """The texts on visible sheets; a sheet that cannot be read is passed over, and why is put into `salah`."""
    for info in snapshot.visible():
        if info.name not in snapshot.grids:
            continue
        try:
            lembar = snapshot.grid(info.name)
        except TakTerbaca as putusan:
            salah.append(putusan)
            continue
        yield from (sel.text for sel in lembar.cells.values() if sel.kind == "teks")

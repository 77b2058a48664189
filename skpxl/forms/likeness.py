"""What a workbook without a stamp looks like: one of our forms by its printed code, or an SKP by what an SKP prints."""

import re
from collections.abc import Iterable, Iterator

from skpxl.model.stamp import karakter_periksa
from skpxl.model.teks import sidik
from skpxl.xlsx.grid import Grid
from skpxl.xlsx.snapshot import Snapshot
from skpxl.xlsx.verdict import Unreadable

# What an SKP prints, whoever made it (domain.md section 1, and the forms before 2022), as `sidik`; the first are enough
# with any other.
_MAIN_LABELS = (
    "sasaran kinerja pegawai",
    "sasaran kerja pegawai",
    "lampiran sasaran kinerja pegawai",
    "formulir sasaran kerja",
    "rencana hasil kerja",
    "rencana skp",
    "evaluasi kinerja pegawai",
    "dokumen evaluasi kinerja pegawai",
)
_OTHER_LABELS = (
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
_LABEL_MAX = 200
_TITLES = ("sasaran kinerja pegawai", "evaluasi kinerja pegawai")
# The code that our forms print, with its check character; `Kode berkas ini: 7K2M-9QXT-C`.
_PRINTED_CODE = re.compile(r"\bkode\b.*?\b([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-Z*~$=])", re.I | re.S)


def is_title(text: str) -> bool:
    """True for the title that an SKP or its evaluation prints."""
    return sidik(text) in _TITLES


def printed_code(snapshot: Snapshot) -> str:
    """The code of one of our forms as a visible sheet prints it, its check character right; empty where there is none."""
    for text in _visible_texts(snapshot, []):
        if (match := _PRINTED_CODE.search(text)) is not None:
            first, second, check = (part.upper() for part in match.groups())
            if karakter_periksa(first + second) == check:
                return f"{first}-{second}-{check}"
    return ""


def skp_labels(snapshot: Snapshot) -> tuple[list[str], Unreadable | None]:
    """The labels of an SKP that visible sheets carry, as printed, and why a sheet could not be looked at.

    No labels where they are too few to make it an SKP.
    """
    faults: list[Unreadable] = []
    found = _labels(_visible_texts(snapshot, faults))
    return found, faults[-1] if faults else None


def looks_like_skp(grid: Grid) -> bool:
    """True for a sheet with the labels of an SKP, whosever it is."""
    return bool(_labels(cell.text for cell in grid.cells.values() if cell.kind == "teks"))


def _labels(texts: Iterable[str]) -> list[str]:
    """The labels of an SKP among texts, as printed, each once; none where they are too few to make it one."""
    found: dict[str, str] = {}
    for text in texts:
        if len(text) > _LABEL_MAX:
            continue
        plain = sidik(text)
        label = next((known for known in (*_MAIN_LABELS, *_OTHER_LABELS) if plain.startswith(known)), "")
        if label:
            found.setdefault(label, " ".join(text.split())[:60])
    enough = len(found) > 1 and any(label in found for label in _MAIN_LABELS)
    return list(found.values()) if enough else []


def _visible_texts(snapshot: Snapshot, faults: list[Unreadable]) -> Iterator[str]:
    """The texts on visible sheets; a sheet that cannot be read is passed over, and why is put into `faults`."""
    for info in snapshot.visible():
        if info.name not in snapshot.grids:
            continue
        try:
            grid = snapshot.grid(info.name)
        except Unreadable as verdict:
            faults.append(verdict)
            continue
        yield from (cell.text for cell in grid.cells.values() if cell.kind == "teks")

"""Which files are received: folders and archives walked, every file with its name and its bytes. It knows no workbook."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.archives import ABAIKAN, is_archive, members

JUDUL_MANIFEST = "Daftar formulir yang diterbitkan"


@dataclass(frozen=True)
class Kiriman:
    """One received file: its name as people know it, and where its bytes are. `data` is set for a member of a zip.

    `masalah` says (as a finding code) why the bytes could not be had, `detail` the same in a few words.
    """

    nama: str
    path: Path | None = None
    data: bytes | None = None
    masalah: str = ""
    detail: str = ""

    @property
    def sumber(self) -> Path | bytes:
        """What the reader takes."""
        return self.data if self.data is not None else self.path or b""


def walk(paths: Iterable[Path]) -> list[Kiriman]:
    """All files under `paths`, sorted, folders and archives included: zips are told by content and read in memory only.

    Raises SkpxlError for a path that does not exist, and where there is no file at all.
    """
    paths = list(paths)
    kiriman: list[Kiriman] = []
    for path in paths:
        if not path.exists():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkas atau foldernya.")
        if path.is_dir():
            # By name without its ending, so that `SKP.xlsx` comes before its copy `SKP (1).xlsx`.
            isi = sorted(
                (p for p in path.rglob("*") if p.is_file() and not ABAIKAN.match(p.name) and not _manifest(p)),
                key=lambda p: (p.with_suffix(""), p.suffix),
            )
            for berkas in isi:
                kiriman += _satu(berkas, _in_words(berkas))
        else:
            kiriman += _satu(path, _in_words(path))
    if not kiriman:
        raise SkpxlError(f"Tidak ada berkas di {', '.join(map(str, paths))}; periksa foldernya.")
    return kiriman


def _manifest(path: Path) -> bool:
    """True for the manifest that `generate` writes: known by what is in it, for anybody may call his file so."""
    try:
        if path.name == "manifest.csv":
            with path.open("rb") as isi:
                return isi.read(64).startswith("\ufeffBerkas;Kode;NIP;".encode())
        if path.name == "manifest.xlsx":
            with zipfile.ZipFile(path) as arsip:
                return arsip.getinfo("docProps/core.xml").file_size < 10_000 and JUDUL_MANIFEST.encode() in arsip.read(
                    "docProps/core.xml"
                )
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        pass
    return False


def _in_words(path: Path) -> str:
    """A path as people read it: a name that is not UTF-8 (old zips on Linux) must not stop a report."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _satu(path: Path, nama: str) -> Iterator[Kiriman]:
    if is_archive(path):
        for satu in members(path, nama):
            yield Kiriman(satu.nama, data=satu.data, masalah=satu.masalah, detail=satu.detail)
    else:
        yield Kiriman(nama, path)

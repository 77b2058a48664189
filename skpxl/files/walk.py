"""Which files are received: folders and archives walked, every file with its name and its bytes. It knows no workbook."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.archives import IGNORED, is_archive, members

JUDUL_MANIFEST = "Daftar formulir yang diterbitkan"
# The first line of the record of products that `generate` keeps.
PRODUCT_HEADING = "Identitas;Unit;Kode;Keadaan;Teks"


@dataclass(frozen=True)
class Kiriman:
    """One received file: its name as people know it, and where its bytes are. `data` is set for a member of a zip.

    `problem` says (as a finding code) why the bytes could not be had, `detail` the same in a few words.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    problem: str = ""
    detail: str = ""

    @property
    def source(self) -> Path | bytes:
        """What the reader takes."""
        return self.data if self.data is not None else self.path or b""


def walk(paths: Iterable[Path]) -> list[Kiriman]:
    """All files under `paths`, sorted, folders and archives included: zips are told by content and read in memory only.

    Raises SkpxlError for a path that does not exist, and where there is no file at all.
    """
    paths = list(paths)
    received: list[Kiriman] = []
    for path in paths:
        if not path.exists():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkas atau foldernya.")
        if path.is_dir():
            # By name without its ending, so that `SKP.xlsx` comes before its copy `SKP (1).xlsx`.
            files = sorted(
                (p for p in path.rglob("*") if p.is_file() and not IGNORED.match(p.name) and not _manifest(p)),
                key=lambda p: (p.with_suffix(""), p.suffix),
            )
            for file in files:
                received += _files_of(file, _in_words(file))
        else:
            received += _files_of(path, _in_words(path))
    if not received:
        raise SkpxlError(f"Tidak ada berkas di {', '.join(map(str, paths))}; periksa foldernya.")
    return received


def _manifest(path: Path) -> bool:
    """True for the manifest (and the record of products) that `generate` writes: known by what is in it, for anybody may call
    his file so.
    """
    try:
        if path.name == "produk.csv":
            with path.open("rb") as file:
                return file.read(64).startswith(f"\ufeff{PRODUCT_HEADING}\r\n".encode())
        if path.name == "manifest.csv":
            with path.open("rb") as file:
                return file.read(64).startswith("\ufeffBerkas;Kode;NIP;".encode())
        if path.name == "manifest.xlsx":
            with zipfile.ZipFile(path) as archive:
                core = archive.getinfo("docProps/core.xml")
                return core.file_size < 10_000 and JUDUL_MANIFEST.encode() in archive.read(core)
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        pass
    return False


def _in_words(path: Path) -> str:
    """A path as people read it: a name that is not UTF-8 (old zips on Linux) must not stop a report."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files_of(path: Path, name: str) -> Iterator[Kiriman]:
    if is_archive(path):
        for member in members(path, name):
            yield Kiriman(member.name, data=member.data, problem=member.problem, detail=member.detail)
    else:
        yield Kiriman(name, path)

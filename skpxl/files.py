"""Files in and out: walking folders and archives, writing whole files, short ASCII names. It knows no workbook."""

import contextlib
import filecmp
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from skpxl.archives import ABAIKAN, is_archive, members
from skpxl.errors import SkpxlError

JUDUL_MANIFEST = "Daftar formulir yang diterbitkan"
_SUDAH_ADA = "{path} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
# How a formula may begin, full-width forms and what is skipped before it included.
_AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
                kiriman += _satu(berkas, _sebut(berkas))
        else:
            kiriman += _satu(path, _sebut(path))
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


def _sebut(path: Path) -> str:
    """A path as people read it: a name that is not UTF-8 (old zips on Linux) must not stop a report."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _satu(path: Path, nama: str) -> Iterator[Kiriman]:
    if is_archive(path):
        for satu in members(path, nama):
            yield Kiriman(satu.nama, data=satu.data, masalah=satu.masalah, detail=satu.detail)
    else:
        yield Kiriman(nama, path)


def write_whole(path: Path, data: bytes, *, force: bool = False) -> bool:
    """Write a file whole, under a temporary name first. True where it was written, False where it stood there already.

    Raises SkpxlError where another content stands there and `force` is not given.
    """
    if path.exists():
        if path.is_file() and path.read_bytes() == data:
            return False
        if not force:
            raise SkpxlError(_SUDAH_ADA.format(path=path))
    with _replacing(path) as sementara:
        sementara.write_bytes(data)
    return True


@contextlib.contextmanager
def writing_whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """As `write_whole`, for what is too large to hold: gives the temporary path to write to, which then becomes `path`.

    Nothing is left behind where writing fails. Raises SkpxlError as `write_whole` does.
    """
    with _replacing(path) as sementara:
        yield sementara
        if path.exists() and not force and not (path.is_file() and filecmp.cmp(path, sementara, shallow=False)):
            raise SkpxlError(_SUDAH_ADA.format(path=path))


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary path that replaces `path` at the end; what the disk refuses becomes one sentence."""
    sementara = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield sementara
        sementara.replace(path)
    except PermissionError as galat:
        raise SkpxlError(
            f"{path} tidak dapat ditulis; tutup berkas itu bila sedang terbuka, atau pilih folder lain."
        ) from galat
    except OSError as galat:
        raise SkpxlError(f"{path} tidak dapat ditulis: {galat.strerror}; pilih folder lain.") from galat
    finally:
        with contextlib.suppress(OSError):
            sementara.unlink(missing_ok=True)


def bukan_rumus(teks: str) -> str:
    """A text that no spreadsheet program takes for a formula when it opens it from a .csv."""
    return f"'{teks}" if teks[:1] in _AWAL_RUMUS else teks


def slug(teks: str, panjang: int = 40) -> str:
    """A short ASCII name for files and folders: letters, digits and `-`; never empty."""
    ascii_ = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_).strip("-")[:panjang].strip("-") or "lain"

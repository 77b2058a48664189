"""Files in and out: walking folders and zips, writing whole files, short ASCII names. It knows no workbook."""

import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from skpxl.errors import SkpxlError

# A zip of returned files: members and bytes beyond this are no campaign but an attack.
_ANGGOTA_MAKS = 50_000
_BESAR_MAKS = 40_000_000
# Files that programs leave beside workbooks; nobody has sent them.
_ABAIKAN = re.compile(
    r"^(~\$|\.~lock\.|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|manifest\.(csv|xlsx)$)", re.IGNORECASE
)


@dataclass(frozen=True)
class Kiriman:
    """One received file: its name as people know it, and where its bytes are. `data` is set for a member of a zip.

    `masalah` says (as a finding code) why the bytes could not be had.
    """

    nama: str
    path: Path | None = None
    data: bytes | None = None
    masalah: str = ""

    @property
    def sumber(self) -> Path | bytes:
        """What the reader takes."""
        return self.data if self.data is not None else self.path or b""


def walk(paths: Iterable[Path]) -> list[Kiriman]:
    """All files under `paths`, sorted, folders and zips included; a zip is read in memory and never unpacked by path.

    Raises SkpxlError for a path that does not exist, and where there is no file at all.
    """
    paths = list(paths)
    kiriman: list[Kiriman] = []
    for path in paths:
        if not path.exists():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkas atau foldernya.")
        if path.is_dir():
            isi = sorted(p for p in path.rglob("*") if p.is_file() and not _ABAIKAN.match(p.name))
            for berkas in isi:
                kiriman += _satu(berkas, str(berkas))
        else:
            kiriman += _satu(path, str(path))
    if not kiriman:
        raise SkpxlError(f"Tidak ada berkas di {', '.join(map(str, paths))}; periksa foldernya.")
    return kiriman


def _satu(path: Path, nama: str) -> Iterator[Kiriman]:
    if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        yield from _dari_zip(path, nama)
    else:
        yield Kiriman(nama, path)


def _dari_zip(path: Path, nama: str) -> Iterator[Kiriman]:
    try:
        with zipfile.ZipFile(path) as arsip:
            anggota = [info for info in arsip.infolist() if not info.is_dir()]
            for info in anggota[:_ANGGOTA_MAKS]:
                sebut = f"{nama}/{info.filename}"
                if _ABAIKAN.match(info.filename.rsplit("/", 1)[-1]):
                    continue
                if info.file_size > _BESAR_MAKS:
                    yield Kiriman(sebut, data=b"", masalah="berkas-terlalu-besar")
                    continue
                try:
                    with arsip.open(info) as isi:
                        data = isi.read(_BESAR_MAKS + 1)
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
                    yield Kiriman(sebut, data=b"", masalah="berkas-rusak")
                    continue
                if len(data) > _BESAR_MAKS:
                    yield Kiriman(sebut, data=b"", masalah="berkas-terlalu-besar")
                else:
                    yield Kiriman(sebut, data=data)
            if len(anggota) > _ANGGOTA_MAKS:
                yield Kiriman(nama, data=b"", masalah="berkas-terlalu-besar")
    except (zipfile.BadZipFile, OSError):
        yield Kiriman(nama, data=b"", masalah="berkas-rusak")


def write_whole(path: Path, data: bytes, *, force: bool = False) -> bool:
    """Write a file whole, under a temporary name first. True where it was written, False where it stood there already.

    Raises SkpxlError where another content stands there and `force` is not given.
    """
    if path.exists():
        if path.is_file() and path.read_bytes() == data:
            return False
        if not force:
            raise SkpxlError(f"{path} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya.")
    sementara = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sementara.write_bytes(data)
        sementara.replace(path)
    except PermissionError as galat:
        sementara.unlink(missing_ok=True)
        raise SkpxlError(
            f"{path} tidak dapat ditulis; tutup berkas itu bila sedang terbuka, atau pilih folder lain."
        ) from galat
    except OSError as galat:
        sementara.unlink(missing_ok=True)
        raise SkpxlError(f"{path} tidak dapat ditulis: {galat.strerror}; pilih folder lain.") from galat
    return True


def slug(teks: str, panjang: int = 40) -> str:
    """A short ASCII name for files and folders: letters, digits and `-`; never empty."""
    ascii_ = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_).strip("-")[:panjang].strip("-") or "lain"

"""A roster's file opened and parsed; what is wrong with the file itself becomes one sentence. It reads no row."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from skpxl.errors import SkpxlError
from skpxl.xlsx.grid import Book, Grid
from skpxl.xlsx.package import Tertahan, Unreadable
from skpxl.xlsx.sources import open_source

T = TypeVar("T")


def open_roster(path: Path) -> Book | list[Grid]:
    """The file's sheets. Raises SkpxlError where it is nothing that holds tables."""
    return parsed(lambda: open_source(path), path)


def parsed(read: Callable[[], T], path: Path) -> T:
    """What `read` gives, its troubles with the file as one sentence."""
    try:
        return read()
    except Tertahan as error:
        if not path.exists():
            raise SkpxlError(f"Daftar pegawai {path} tidak ada; periksa nama dan foldernya.") from error
        raise SkpxlError(error.sentence(f"Daftar pegawai {path}")) from error
    except Unreadable as error:
        advice = "simpan sebagai buku kerja Excel (.xlsx)"
        if error.code == "berkas-terlalu-besar":
            advice = "hapus baris, kolom, dan lembar yang tidak diperlukan, lalu simpan lagi"
        raise SkpxlError(f"Daftar pegawai {path} tidak dapat dibaca ({error.detail}); {advice}.") from error

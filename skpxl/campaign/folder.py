"""A campaign folder on disk: how it is made, found and opened. Settings are in `settings`, people in the roster."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from skpxl.campaign.settings import NAMA_BERKAS, Settings, read_settings, render_settings
from skpxl.errors import SkpxlError
from skpxl.files.disk import refused
from skpxl.files.output import write_whole
from skpxl.files.text import read_text

NAMA_KUNCI = "kunci-kampanye.txt"
NAMA_BUKU = "buku.sqlite"
FORMULIR = "formulir"
EVALUASI = "evaluasi"
MASUK = "masuk"
HASIL = "hasil"
# The key as it stands in its file, whatever stands beside it.
_KEY = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{64}(?![0-9A-Za-z])")
SEPAKAT = "sepakat"
PERBAIKAN = "perbaikan"


@dataclass(frozen=True)
class Campaign:
    """A campaign folder: `formulir/` holds what is issued, `masuk/` what came back, `hasil/` what is made of it."""

    root: Path
    settings: Settings

    @property
    def has_key(self) -> bool:
        """True where the file of the signing key is here."""
        return os.path.lexists(self.root / NAMA_KUNCI)

    @property
    def keeps_ledger(self) -> bool:
        """True where this campaign keeps a ledger: on a server that the settings name, or in its file. It is not opened."""
        return bool(self.settings.buku) or os.path.lexists(self.root / NAMA_BUKU)

    @property
    def roster(self) -> Path:
        """The roster workbook."""
        return self.root / self.settings.roster

    def signing_key(self) -> bytes:
        """The campaign's signing key. Raises SkpxlError where its file is gone or damaged: nothing could be proven without."""
        file = self.root / NAMA_KUNCI
        if not self.has_key:
            raise SkpxlError(
                f"Berkas kunci putaran SKP {file} tidak ada, jadi keaslian formulir tidak dapat diperiksa dan tidak ada yang "
                "dapat diterbitkan; kembalikan dari cadangan, atau minta dari orang yang membuat putaran SKP ini. Tanpa kunci, "
                "isi formulir tetap dapat dibaca dengan --without-key (validate, read, merge, evaluate, export)."
            )
        keys = {*_KEY.findall(_text(file, "kunci"))}
        if len(keys) != 1:
            raise SkpxlError(f"Berkas kunci {file} rusak; kembalikan dari cadangan.")
        return bytes.fromhex(keys.pop())

    def password(self) -> str:
        """The protection password: the first line of the file that the settings name; empty where they name none."""
        if not self.settings.sandi:
            return ""
        file = self.root / self.settings.sandi
        password = next((line.strip() for line in _text(file, "kata sandi").split("\n") if line.strip()), "")
        if not password:
            raise SkpxlError(f"Berkas kata sandi {file} kosong; isi satu baris.")
        return password


def _text(file: Path, name: str) -> str:
    """The text of a file of the campaign; `name` says which one it is where it cannot be read."""
    try:
        return read_text(file)
    except SkpxlError as error:
        raise SkpxlError(f"Berkas {name} {error}") from error


def find_campaign(start: Path | None) -> Campaign | None:
    """The campaign at `start` (then it must be one), or from the working directory upward; None where there is none."""
    if start is not None:
        if not os.path.lexists(start / NAMA_BERKAS):
            raise SkpxlError(f"{start} bukan folder putaran SKP: {NAMA_BERKAS} tidak ada. Buat dengan `skpxl new`.")
        return Campaign(start, read_settings(start / NAMA_BERKAS))
    root = campaign_root(None)
    return Campaign(root, read_settings(root / NAMA_BERKAS)) if root else None


def campaign_root(start: Path | None) -> Path | None:
    """The folder of the campaign at `start`, or from the working directory upward; its settings are not read."""
    if start is not None:
        return start
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if os.path.lexists(folder / NAMA_BERKAS)), None)


def create_campaign(
    root: Path, settings: Settings, write_roster: Callable[[Path], object] = lambda _: None
) -> Campaign:
    """Make the folder with settings, a new key (readable by its owner only), empty folders, and a roster where none is.

    What is interrupted is no campaign yet, and can be made again: the settings come last.

    Raises SkpxlError where there is a campaign already. A key that stands there is kept, whatever became of the rest: it must
    never be replaced, issued workbooks rest on it.
    """
    if os.path.lexists(root / NAMA_BERKAS):
        raise SkpxlError(f"{root} sudah berisi putaran SKP; pilih folder lain.")
    try:
        for folder in (root, root / FORMULIR, root / MASUK, root / HASIL):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(root / NAMA_BERKAS, error, "dibuat") from error
    content = (
        "# Kunci tanda tangan formulir. Simpan cadangannya; jangan dikirim kepada siapa pun.\n" + secrets.token_hex(32)
    )
    if not os.path.lexists(root / NAMA_KUNCI):
        _write_key(root / NAMA_KUNCI, f"{content}\n".encode("ascii"))
    if not os.path.lexists(root / settings.roster):
        write_roster(root / settings.roster)
    write_whole(root / NAMA_BERKAS, render_settings(settings).encode())
    return Campaign(root, settings)


def _write_key(file: Path, content: bytes) -> None:
    """Create the file of the key with its final rights, whole or not at all: at no moment can others read it."""
    temporary = file.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
        temporary.rename(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise refused(file, error) from error

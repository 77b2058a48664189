"""A campaign folder on disk: how it is made, found and opened. Settings are in `settings`, people in the roster."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from skpxl.campaign.settings import NAMA_BERKAS, Settings, read_settings, render_settings
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole

NAMA_KUNCI = "kunci-kampanye.txt"
FORMULIR = "formulir"
EVALUASI = "evaluasi"
MASUK = "masuk"
HASIL = "hasil"
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
        return (self.root / NAMA_KUNCI).exists()

    @property
    def roster(self) -> Path:
        """The roster workbook."""
        return self.root / self.settings.roster

    def signing_key(self) -> bytes:
        """The campaign's signing key. Raises SkpxlError where its file is gone or damaged: nothing could be proven without."""
        file = self.root / NAMA_KUNCI
        if not file.exists():
            raise SkpxlError(
                f"Berkas kunci kampanye {file} tidak ada, jadi keaslian formulir tidak dapat diperiksa dan tidak ada yang "
                "dapat diterbitkan; kembalikan dari cadangan, atau minta dari orang yang membuat kampanye ini. Tanpa kunci, "
                "isi formulir tetap dapat dibaca dengan --without-key (validate, read, merge, evaluate, export)."
            )
        try:
            signing_key = bytes.fromhex(file.read_text(encoding="ascii").split()[-1])
        except (ValueError, IndexError, OSError) as error:
            raise SkpxlError(f"Berkas kunci {file} rusak; kembalikan dari cadangan.") from error
        if len(signing_key) != 32:
            raise SkpxlError(f"Berkas kunci {file} rusak; kembalikan dari cadangan.")
        return signing_key

    def password(self) -> str:
        """The protection password: the first line of the file that the settings name; empty without one."""
        if not self.settings.sandi:
            return ""
        file = self.root / self.settings.sandi
        try:
            return file.read_text(encoding="utf-8").splitlines()[0].strip()
        except (OSError, IndexError) as error:
            raise SkpxlError(f"Berkas kata sandi {file} tidak dapat dibaca atau kosong; isi satu baris.") from error


def find_campaign(start: Path | None) -> Campaign | None:
    """The campaign at `start` (then it must be one), or from the working directory upward; None where there is none."""
    if start is not None:
        if not (start / NAMA_BERKAS).is_file():
            raise SkpxlError(f"{start} bukan folder kampanye: {NAMA_BERKAS} tidak ada. Buat dengan `skpxl new`.")
        return Campaign(start, read_settings(start / NAMA_BERKAS))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / NAMA_BERKAS).is_file():
            return Campaign(folder, read_settings(folder / NAMA_BERKAS))
    return None


def create_campaign(root: Path, settings: Settings) -> Campaign:
    """Make the folder with settings, a new key (readable by its owner only) and empty folders; no roster yet.

    Raises SkpxlError where there is a campaign already: its key must never be replaced, issued workbooks rest on it.
    """
    if (root / NAMA_BERKAS).exists() or (root / NAMA_KUNCI).exists():
        raise SkpxlError(f"{root} sudah berisi kampanye; pilih folder lain.")
    try:
        for folder in (root, root / FORMULIR, root / MASUK, root / HASIL):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SkpxlError(
            f"Folder {root} tidak dapat dibuat ({error.strerror}); pilih nama atau tempat lain."
        ) from error
    content = (
        "# Kunci tanda tangan formulir. Simpan cadangannya; jangan dikirim kepada siapa pun.\n" + secrets.token_hex(32)
    )
    # Created with its final rights: at no moment can others read it.
    with os.fdopen(
        os.open(root / NAMA_KUNCI, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(content + "\n")
    write_whole(root / NAMA_BERKAS, render_settings(settings).encode())
    return Campaign(root, settings)

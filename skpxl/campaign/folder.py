"""A campaign folder on disk: how it is made, found and opened. Settings are in `settings`, people in the roster."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from skpxl.campaign.settings import NAMA_BERKAS, Settings, read_settings, render_settings
from skpxl.errors import SkpxlError

NAMA_KUNCI = "kunci-kampanye.txt"
FORMULIR = "formulir"
EVALUASI = "evaluasi"
MASUK = "masuk"
HASIL = "hasil"
PERBAIKAN = "perbaikan"


@dataclass(frozen=True)
class Campaign:
    """A campaign folder: `formulir/` holds what is issued, `masuk/` what came back, `hasil/` what is made of it."""

    akar: Path
    settings: Settings

    @property
    def has_key(self) -> bool:
        """True where the file of the signing key is here."""
        return (self.akar / NAMA_KUNCI).exists()

    @property
    def roster(self) -> Path:
        """The roster workbook."""
        return self.akar / self.settings.roster

    def signing_key(self) -> bytes:
        """The campaign's signing key. Raises SkpxlError where its file is gone or damaged: nothing could be proven without."""
        berkas = self.akar / NAMA_KUNCI
        if not berkas.exists():
            raise SkpxlError(
                f"Berkas kunci kampanye {berkas} tidak ada, jadi keaslian formulir tidak dapat diperiksa dan tidak ada yang "
                "dapat diterbitkan; kembalikan dari cadangan, atau minta dari orang yang membuat kampanye ini. Tanpa kunci, "
                "isi formulir tetap dapat dibaca dengan --without-key (validate, read, merge, evaluate, export)."
            )
        try:
            signing_key = bytes.fromhex(berkas.read_text(encoding="ascii").split()[-1])
        except (ValueError, IndexError, OSError) as galat:
            raise SkpxlError(f"Berkas kunci {berkas} rusak; kembalikan dari cadangan.") from galat
        if len(signing_key) != 32:
            raise SkpxlError(f"Berkas kunci {berkas} rusak; kembalikan dari cadangan.")
        return signing_key

    def sandi(self) -> str:
        """The protection password: the first line of the file that the settings name; empty without one."""
        if not self.settings.sandi:
            return ""
        berkas = self.akar / self.settings.sandi
        try:
            return berkas.read_text(encoding="utf-8").splitlines()[0].strip()
        except (OSError, IndexError) as galat:
            raise SkpxlError(f"Berkas kata sandi {berkas} tidak dapat dibaca atau kosong; isi satu baris.") from galat


def find_campaign(mulai: Path | None) -> Campaign | None:
    """The campaign at `mulai` (then it must be one), or from the working directory upward; None where there is none."""
    if mulai is not None:
        if not (mulai / NAMA_BERKAS).is_file():
            raise SkpxlError(f"{mulai} bukan folder kampanye: {NAMA_BERKAS} tidak ada. Buat dengan `skpxl new`.")
        return Campaign(mulai, read_settings(mulai / NAMA_BERKAS))
    sini = Path.cwd()
    for folder in (sini, *sini.parents):
        if (folder / NAMA_BERKAS).is_file():
            return Campaign(folder, read_settings(folder / NAMA_BERKAS))
    return None


def create_campaign(akar: Path, settings: Settings) -> Campaign:
    """Make the folder with settings, a new key (readable by its owner only) and empty folders; no roster yet.

    Raises SkpxlError where there is a campaign already: its key must never be replaced, issued workbooks rest on it.
    """
    if (akar / NAMA_BERKAS).exists() or (akar / NAMA_KUNCI).exists():
        raise SkpxlError(f"{akar} sudah berisi kampanye; pilih folder lain.")
    try:
        for folder in (akar, akar / FORMULIR, akar / MASUK, akar / HASIL):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as galat:
        raise SkpxlError(
            f"Folder {akar} tidak dapat dibuat ({galat.strerror}); pilih nama atau tempat lain."
        ) from galat
    isi = "# Kunci tanda tangan formulir. Simpan cadangannya; jangan dikirim kepada siapa pun.\n" + secrets.token_hex(
        32
    )
    # Created with its final rights: at no moment can others read it.
    with os.fdopen(os.open(akar / NAMA_KUNCI, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as f:
        f.write(isi + "\n")
    (akar / NAMA_BERKAS).write_text(render_settings(settings), encoding="utf-8")
    return Campaign(akar, settings)

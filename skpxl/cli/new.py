"""`skpxl new`."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call
from skpxl.cli.screen import say


@click.command(
    "new",
    epilog='Contoh:  skpxl new skp-2026 --instansi "PEMERINTAH KABUPATEN CONTOH" --tahun 2026 --tempat Contoh',
)
@click.argument("folder", type=options.PATH)
@click.option("--instansi", default="", help="Nama instansi di kepala formulir.")
@options.tahun("Tahun SKP (bawaan: tahun ini).")
@click.option("--tempat", default="", help="Tempat di atas tanda tangan.")
@options.tanggal("Tanggal di atas tanda tangan, misalnya 2026-01-05.")
@click.option("--kertas", type=options.KERTAS, default="A4", show_default=True, help="Ukuran kertas.")
@click.pass_obj
def command(
    call: Call, folder: Path, instansi: str, tahun: int | None, tempat: str, tanggal: date | None, kertas: str
) -> None:
    """Buat folder putaran SKP: setelan, kunci, dan daftar pegawai untuk diisi.

    Di dalamnya ada buku putaran (buku.sqlite): apa yang dikirim, masuk dan diputuskan.

    Tanpa --instansi namanya ditanyakan bila perintah ini diketik di terminal; formulir tidak terbit sebelum nama itu diisi.
    """
    from skpxl.books.roster_sheet import write_roster
    from skpxl.campaign.folder import NAMA_KUNCI, create_campaign
    from skpxl.campaign.settings import INSTANSI_KOSONG, NAMA_BERKAS, settings_of
    from skpxl.campaign.today import this_year
    from skpxl.files.alone import alone
    from skpxl.ledger.book import open_ledger
    from skpxl.model.pasted import pasted

    instansi = instansi.strip() or _asked(folder / NAMA_BERKAS)
    settings = settings_of(
        {
            "instansi": instansi or INSTANSI_KOSONG,
            "tahun": tahun or this_year(),
            "tempat": tempat,
            "tanggal": tanggal,
            "kertas": kertas,
        }
    )
    with alone(folder):
        campaign = create_campaign(
            folder, settings, lambda roster: write_roster(roster, None, contoh=True, library=call.library)
        )
        open_ledger(campaign).close()
    say(f"Folder putaran SKP {folder} siap.")
    if instansi:
        say(f"  1. Periksa setelan di {folder / NAMA_BERKAS}.")
    else:
        say(f"  1. Isi nama instansi (`instansi`) di {folder / NAMA_BERKAS}, dan periksa setelan lainnya.")
    say(
        f"  2. Ganti baris contoh di {campaign.roster} dengan pegawai Anda, lalu periksa:  "
        f"{pasted('skpxl', '-C', folder, 'roster', 'check')}"
    )
    say(f"  3. Terbitkan formulir:  {pasted('skpxl', '-C', folder, 'generate')}")
    say(f"  Simpan cadangan {folder / NAMA_KUNCI}: tanpanya keaslian formulir tidak dapat diperiksa.")


def _asked(settings: Path) -> str:
    """The name of the instansi as somebody at a terminal says it; empty without one, and where he leaves it for later."""
    if os.path.lexists(settings) or not _at_terminal():
        return ""
    answer: str = click.prompt(
        "Nama instansi di kepala formulir (Enter bila diisi nanti)", default="", show_default=False, err=True
    )
    return answer.strip()


def _at_terminal() -> bool:
    """True where somebody can answer."""
    return sys.stdin is not None and sys.stdin.isatty()

"""`skpxl aside`."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import note_issued
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import say_first
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.campaign.aside import SetAside


@click.command(
    "aside", epilog='Contoh:  skpxl aside "masuk/SKP Dewi.pdf" --why "cetakan dari formulir yang sudah diterima"'
)
@click.argument("files", type=options.PATH, nargs=-1)
@click.option("--why", default="", metavar="ALASAN", help="Mengapa disisihkan; wajib bila menyisihkan.")
@click.option("--undo", is_flag=True, help="Kembalikan: berkas ini dibaca lagi mulai sekarang.")
@options.as_json
@pass_call
def command(call: Call, files: tuple[Path, ...], why: str, undo: bool) -> None:
    """Sisihkan berkas yang bukan formulir dan tidak perlu ditanyakan lagi; tanpa berkas: daftar yang sudah disisihkan.

    Berkasnya tidak dipindahkan. Ia dikenali dari isinya, juga setelah berganti nama, dan dicatat di disisihkan.csv dalam
    folder putaran SKP. Isi .zip atau surat disebut dengan nama yang ditampilkan validate, misalnya masuk/kiriman.zip/SKP.pdf.

    Tanpa putaran SKP, pindahkan berkasnya ke sebuah folder bernama disisihkan: isinya tidak pernah dibaca.
    """
    from skpxl.campaign.aside import NAMA_DISISIHKAN, read_aside, write_aside

    if call.campaign is None:
        raise UsageError(
            "Menyisihkan memerlukan putaran SKP; jalankan di foldernya atau dengan -C, atau pindahkan berkasnya ke "
            "sebuah folder bernama disisihkan."
        )
    if files and not undo and not why.strip():
        raise UsageError('Mengapa disisihkan? Tambahkan --why "ALASAN"; alasannya ikut dicatat.')
    root = call.campaign.root
    known = read_aside(root)
    if undo:
        chosen = [one for file in files for one in _known(file, known)]
        known = [one for one in known if one not in chosen]
        told = [f"Dibaca lagi: {one.name}" for one in chosen]
    else:
        digests = {one.digest for one in known}
        new = [one for one in (_set_aside(call, file, why.strip()) for file in files) if one.digest not in digests]
        known += new
        told = [f"Disisihkan: {one.name} — {one.why}" for one in new]
    if told:
        write_aside(root, known)
        note_issued(call)
    if call.as_json:
        say_json({"disisihkan": [one._asdict() for one in known]})
        return
    say_first(told, f"semuanya di {root / NAMA_DISISIHKAN}")
    if not files:
        say_first((f"{one.name} — {one.why}" for one in known), f"semuanya di {root / NAMA_DISISIHKAN}")
    say(f"{len(known)} berkas disisihkan ({root / NAMA_DISISIHKAN}).")


def _set_aside(call: Call, file: Path, why: str) -> "SetAside":
    """A file, or a member of one, as it is to be known again; that it is a form of ours, which counts no more, is said.

    Raises SkpxlError where its bytes cannot be had.
    """
    from skpxl.campaign.aside import SetAside
    from skpxl.forms.read import read_form

    data = _bytes_of(file)
    if read_form(data, call.library).form:
        say(
            f"PERHATIAN: {file} formulir terbitan instansi ini, dan mulai sekarang tidak dihitung; batalkan dengan --undo.",
            err=True,
        )
    return SetAside(str(file), why, len(data), hashlib.sha256(data).hexdigest())


def _known(file: Path, known: "list[SetAside]") -> "list[SetAside]":
    """What is recorded of a file: under its name, else by its content. Raises SkpxlError where nothing is."""
    if by_name := [one for one in known if Path(one.name) == file or one.name == str(file)]:
        return by_name
    digest = hashlib.sha256(_bytes_of(file)).hexdigest()
    if by_content := [one for one in known if one.digest == digest]:
        return by_content
    raise SkpxlError(f"{file} tidak disisihkan; lihat daftarnya dengan `skpxl aside`.")


def _bytes_of(file: Path) -> bytes:
    from skpxl.files.walk import bytes_under

    return bytes_under(file)

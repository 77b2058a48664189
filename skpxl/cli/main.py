"""The `skpxl` command: finds the subcommand's module, turns errors into sentences and exit codes. It does no work itself."""

import importlib
import io
import os
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import NoReturn

import click

from skpxl import __version__
from skpxl.cli.call import Call
from skpxl.cli.language import Commands, in_indonesian, speak_indonesian
from skpxl.cli.options import PATH
from skpxl.cli.screen import name_commands_in, say
from skpxl.errors import DefinitionError, SkpxlError, UsageError

# name -> (module, one line for --help); the module is imported when the command is called or its own help is asked for.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Mainkan seluruh alur dengan contoh, lalu tunjukkan berkas yang perlu dibuka."),
    "new": ("new", "Buat folder putaran SKP: setelan, kunci, daftar pegawai untuk diisi."),
    "roster": ("roster", "Periksa daftar pegawai, atau rapikan daftar kantor sendiri."),
    "generate": ("generate", "Terbitkan formulir, satu buku kerja per pegawai."),
    "fill": ("fill", "Isi formulir dari JSON, seperti diisi orang."),
    "read": ("read", "Tampilkan isi sebuah formulir."),
    "send": ("send", "Kirim formulir yang terbit lewat surel."),
    "collect": ("collect", "Kumpulkan formulir yang kembali: dari folder, obrolan, kotak surat."),
    "validate": ("validate", "Periksa formulir yang kembali."),
    "aside": ("aside", "Sisihkan berkas yang bukan formulir, supaya tidak ditanyakan lagi."),
    "return": ("return_", "Buat salinan formulir yang harus diperbaiki pengirimnya."),
    "merge": ("merge", "Gabungkan formulir menjadi matriks peran hasil."),
    "evaluate": ("evaluate", "Rekap evaluasi kinerja: predikat, distribusi, grafik."),
    "papers": ("papers", "Buat, periksa dan kemas dokumen kinerja."),
    "status": ("status", "Tunjukkan siapa yang terlambat, dan bagaimana keadaan putaran ini."),
    "remind": ("remind", "Tulis pengingat bagi yang belum mengirim atau belum memperbaiki."),
    "waive": ("waive", "Bebaskan orang dari kewajiban, dengan alasannya."),
    "nil": ("nil", "Catat jawaban nihil sebuah unit atau seseorang."),
    "delegate": ("delegate", "Catat alamat lain yang menjawab untuk sebuah unit."),
    "ledger": ("ledger", "Tampilkan atau keluarkan buku putaran SKP: semua yang terjadi."),
    "export": ("export", "Keluarkan SKP untuk e-Kinerja BKN, rekap nasional, atau olah data."),
    "diff": ("diff", "Tunjukkan beda dua formulir, sel demi sel."),
    "upgrade": ("upgrade", "Pindahkan isian ke bentuk formulir yang sekarang."),
    "adopt": ("adopt", "Baca SKP yang bukan terbitan skpxl, dan pindahkan ke formulir."),
    "rules": ("rules", "Tampilkan semua aturan pemeriksaan."),
    "template": ("template", "Daftar, periksa dan lihat definisi formulir."),
}


class _Commands(Commands):
    """Subcommands by name, imported lazily; help shows the lines above without importing anything."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"skpxl.cli.{COMMANDS[cmd_name][0]}")
        return in_indonesian(module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    epilog="Mulai di sini:  skpxl demo contoh  —  lalu  skpxl new skp-2026",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, "--version", message="skpxl %(version)s", help="Tampilkan versi.")
@click.option("-C", "campaign_folder", type=PATH, help="Folder putaran SKP (bawaan: folder ini ke atas).")
@click.option("--templates", type=PATH, help="Folder workbook_templates lain.")
@click.option("--debug", is_flag=True, help="Tampilkan jejak lengkap bila terjadi kesalahan program.")
@click.pass_context
def cli(ctx: click.Context, campaign_folder: Path | None, templates: Path | None, debug: bool) -> None:
    """Menerbitkan formulir SKP, membaca yang kembali, memeriksanya, dan menyusun matriks peran hasil.

    Kode keluar: 0 selesai (peringatan boleh ada), 1 ada temuan galat, 2 salah pakai, 3 tidak dapat dikerjakan.
    """
    name_commands_in(campaign_folder, COMMANDS.keys() - {"demo", "new"})
    ctx.obj = Call(campaign_folder, templates, debug=debug)


def main() -> None:
    """The entry point. Every error ends in one sentence and an exit code; only `--debug` shows a traceback."""
    speak_indonesian()
    in_indonesian(cli)
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles are not UTF-8 by default; a character they lack must not stop the work. What goes into a
        # file or another program is UTF-8 everywhere.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    warnings.showwarning = lambda message, *_: say(f"PERHATIAN: {message}", err=True)
    try:
        code = cli.main(prog_name="skpxl", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        _end(3, "Dihentikan.")
    except click.ClickException as error:
        _end(2, *_usage(error))
    except UsageError as error:
        _end(2, str(error))
    except DefinitionError as error:
        # One line per file at fault.
        _end(1, *str(error).split("\n"))
    except SkpxlError as error:
        _end(3, str(error))
    except BrokenPipeError:
        _leave_stdout()
        sys.exit(3)
    except OSError as error:
        if "--debug" in sys.argv:
            say(*traceback.format_exc().splitlines(), err=True)
        _end(3, _disk_says(error))
    except Exception as error:
        if "--debug" in sys.argv:
            _end(3, *traceback.format_exc().splitlines())
        _end(3, f"Kesalahan program ({type(error).__name__}){_logged(traceback.format_exc())}.")


def _end(code: int, *lines: str) -> NoReturn:
    """Say these lines on stderr and end."""
    say(*lines, err=True)
    sys.exit(code)


def _usage(error: click.ClickException) -> list[str]:
    """What click says of wrong usage, as lines; the words that were typed make none of their own."""
    from skpxl.model.shown import shown

    said = io.StringIO()
    error.show(file=said)
    text = said.getvalue().rstrip("\n")
    if error.message and not isinstance(error, click.exceptions.NoArgsIsHelpError):
        text = text.replace(error.message, shown(error.message))
    return text.split("\n")


def _logged(trace: str) -> str:
    """Where the trace was put: a file of this user's alone, new, whose name nobody can know."""
    from skpxl.model.shown import shown_lines

    try:
        handle, name = tempfile.mkstemp(prefix="skpxl-kesalahan-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write(shown_lines(trace))
    except OSError:
        return "; ulangi dengan --debug untuk rinciannya"
    return f"; rinciannya ada di {name}"


def _disk_says(error: OSError) -> str:
    """The sentence for what the system refuses and no step has told: which file, or the output of the command itself."""
    from skpxl.files.disk import refused

    if error.filename is not None:
        return str(refused(os.fsdecode(error.filename), error, "dipakai"))
    _leave_stdout()
    return str(refused("Keluaran perintah ini", error))


def _leave_stdout() -> None:
    """Nothing more goes to stdout: what it holds back is thrown away at the end, and nobody is told of it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

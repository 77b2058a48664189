"""`skpxl send`."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.letters_shown import REST, letters_as_json, print_letters, told
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import progress, say, say_json
from skpxl.cli.show import say_first
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.dispatch.outbox import WritingDesk
    from skpxl.dispatch.prepare import Wanted
    from skpxl.dispatch.sending import Sending
    from skpxl.ledger.book import Ledger
    from skpxl.ledger.letters import LetterRow

ALL = "semua"


@dataclass(frozen=True)
class Way:
    """How letters leave, and what is said of those that nobody knows of."""

    really: bool
    to_folder: Path | None
    sent: tuple[str, ...]
    again: tuple[str, ...]
    most: int | None


way_options = options.option_set(
    "way",
    Way,
    click.option(
        "--really", is_flag=True, help="Kirim sungguh-sungguh; tanpa ini hanya ditulis ke outbox/ dan ditunjukkan."
    ),
    click.option(
        "--to-folder",
        type=options.PATH,
        help="Salin suratnya (.eml) dan daftarnya ke folder ini, untuk dikirim dengan program surel kantor sendiri.",
    ),
    click.option(
        "--sent",
        multiple=True,
        metavar="KODE",
        help=f"Catat surat ini sudah terkirim (boleh berulang); dengan --to-folder: {ALL}, yaitu semua yang ada di folder itu.",
    ),
    click.option(
        "--again",
        multiple=True,
        metavar="KODE",
        help="Kirim lagi surat yang tidak pasti atau ditolak (boleh berulang).",
    ),
    click.option(
        "--most",
        type=click.IntRange(1),
        metavar="N",
        help="Paling banyak sekian surat kali ini (bawaan: sekali_jalan di skpxl.toml).",
    ),
)


@click.command(
    "send",
    epilog="Contoh:  skpxl send --to-folder surat",
)
@way_options
@options.selection
@options.as_json
@pass_call
def command(call: Call, way: Way, selection: options.Selection) -> int:
    """Kirim formulir yang sudah terbit: ke perangkat daerah, atau ke tiap pegawai (kepada di [surel] skpxl.toml).

    Semua surat ditulis dahulu ke outbox/. Yang sudah dikirim tidak dikirim lagi; bila perintah terputus, ulangi saja.
    Kata sandi dibaca dari variabel SKPXL_SUREL_SANDI, dari gudang kata sandi komputer (keyring), atau ditanyakan; tidak
    pernah disimpan.
    """
    from skpxl.dispatch.prepare import prepare
    from skpxl.dispatch.unsettled import name_lost, send_again

    if way.really and (way.to_folder or way.sent):
        raise UsageError("--really tidak dapat bersama --to-folder atau --sent.")
    with opened_ledger(call) as ledger:
        desk = desk_of(call, ledger)
        if call.organisasi is None:
            raise UsageError("Daftar pegawai tidak ada; isi roster di folder putaran SKP.")
        if way.sent:
            return _call_sent(desk, call, way)
        if way.again:
            say_first((f"Akan dikirim lagi: {told(row)}" for row in send_again(desk, way.again)), REST, err=True)
        unsure = name_lost(desk)
        with progress("Menulis surat", len(call.issued)) as advance:
            prepared = prepare(desk, call.organisasi, _wanted(call, selection), advance)
        rows = [*prepared.waiting, *([] if selection.units or selection.nips else prepared.others)]
        sending = send_now(desk, rows, call, way.most) if way.really and rows else None
        if sending:
            prepared = prepared._replace(plan=prepared.plan.after(sending.workbooks))
        if way.to_folder:
            _hand_out(desk, rows, way.to_folder)
        if call.as_json:
            say_json(letters_as_json(prepared, rows, sending, unsure))
        else:
            print_letters(prepared, rows, sending, unsure, laid_out=way.to_folder is not None)
    if sending and sending.trouble:
        raise sending.trouble
    refused = sending is not None and any(one.fate.needs_somebody for one in sending.letters)
    return 1 if refused or unsure else 0


def desk_of(call: Call, ledger: "Ledger") -> "WritingDesk":
    """Where letters of the campaign are written. Raises SkpxlError where its settings name no mail account."""
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.dispatch.outbox import WritingDesk
    from skpxl.errors import required

    campaign = required(call.campaign, "putaran SKP")
    if campaign.settings.surel is None:
        raise SkpxlError(
            f"Akun surel belum disetel; isi [surel] di {campaign.root / 'skpxl.toml'} menurut contoh di sana, lalu ulangi."
        )
    return WritingDesk(campaign, call.library, ledger, campaign.settings.surel, this_moment(), operator())


def send_now(desk: "WritingDesk", rows: "Sequence[LetterRow]", call: Call, most: int | None = None) -> "Sending":
    """Send letters that wait through the server of the settings. Raises SkpxlError where they name none."""
    from skpxl.campaign.today import this_moment
    from skpxl.dispatch.sending import Pace, send_letters
    from skpxl.mail.login import Login
    from skpxl.mail.smtp import Post

    surel = desk.surel
    if surel.smtp is None:
        raise SkpxlError(
            "Server pengiriman belum disetel; tulis smtp di [surel] skpxl.toml, atau pakai --to-folder FOLDER."
        )
    pace = Pace(surel.jeda, most or surel.sekali_jalan, surel.sehari, time.sleep, this_moment)
    issued = call.issued
    nips = {kode: form.nip for kode, form in issued.items()}
    login = Login(surel)
    if surel.smtp.aman != "tanpa" and rows:
        login.ask_now()
    with progress("Mengirim", len(rows), at_least=2) as advance, Post(surel.smtp, login, surel.alamat) as post:
        return send_letters(desk, rows, post, pace, lambda kode: nips.get(kode, ""), advance)


def _wanted(call: Call, selection: options.Selection) -> "Wanted":
    organisasi = call.organisasi
    if organisasi is None or not (selection.units or selection.nips):
        return lambda row, person: True
    organisasi.ensure_known(selection.units, selection.clean_nips)
    units = {unit.kode for kode in selection.units for unit in organisasi.cabang(kode)}
    nips = {*selection.clean_nips}
    return lambda row, person: row.nip in nips or (person is not None and person.unit_kerja in units)


def _call_sent(desk: "WritingDesk", call: Call, way: Way) -> int:
    """Letters that somebody says have gone out."""
    from skpxl.dispatch.handed_out import in_folder
    from skpxl.dispatch.unsettled import call_sent, with_codes
    from skpxl.ledger.letters import WAITING, read_letters

    if ALL in way.sent and way.to_folder is None:
        raise UsageError(
            f"--sent {ALL} memerlukan --to-folder FOLDER: yang dicatat terkirim adalah surat yang ada di sana."
        )
    rows = with_codes(desk, [code for code in way.sent if code != ALL])
    if ALL in way.sent and way.to_folder:
        rows += in_folder(read_letters(desk.ledger, *WAITING), way.to_folder)
    nips = {kode: form.nip for kode, form in call.issued.items()}
    done = call_sent(desk, rows, at=desk.at, nips=lambda kode: nips.get(kode, ""))
    say_first((f"Dicatat terkirim: {told(row)}" for row in done), REST)
    say(f"{len(done)} surat dicatat terkirim.")
    return 0


def _hand_out(desk: "WritingDesk", rows: "Sequence[LetterRow]", folder: Path) -> None:
    from skpxl.dispatch.handed_out import LIST, hand_out

    many = hand_out(desk, rows, folder)
    say(
        f"{many} surat disalin ke {folder}, daftarnya {LIST}. Sesudah dikirim dengan program surel kantor, catat dengan: "
        f"skpxl send --to-folder {folder} --sent {ALL}",
        err=True,
    )

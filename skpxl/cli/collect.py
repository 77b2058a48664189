"""`skpxl collect`."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import progress, say, say_json
from skpxl.cli.show import account, in_figures, say_first
from skpxl.errors import UsageError, required

if TYPE_CHECKING:
    from skpxl.collect.mails import Desk
    from skpxl.collect.run import Collected
    from skpxl.ledger.book import Ledger

_MAILBOX = "imap"
_SECONDS = 5


@click.command("collect", epilog="Contoh:  skpxl collect masuk")
@options.as_json
@click.option("--move", is_flag=True, help="Pindahkan surat yang sudah tercatat ke folder pindah_ke di skpxl.toml.")
@click.option(
    "--watch", is_flag=True, help="Awasi folder terus; berkas diambil setelah selesai ditulis (Ctrl-C: berhenti)."
)
@click.option("--dry-run", is_flag=True, help="Hanya sebut apa yang akan diambil; tidak ada yang disimpan.")
@click.argument("sources", nargs=-1, metavar="[SUMBER]...")
@pass_call
def command(call: Call, sources: tuple[str, ...], move: bool, watch: bool, dry_run: bool) -> int:
    """Kumpulkan formulir yang kembali ke masuk/: dari folder, arsip, kotak surat, obrolan; lalu periksa semuanya.

    SUMBER: folder, berkas, Maildir, .mbox, .eml, atau kata imap untuk kotak surat di skpxl.toml. Tanpa SUMBER: kotak surat
    itu (bila ada) dan folder masuk/. Surat dan folder asal tidak diubah, kecuali dengan --move. Isi yang sama disimpan
    sekali; dari siapa dan lewat apa tiap isi datang dicatat di buku putaran. Yang tidak dipahami dibiarkan dan disebut.
    """
    if call.campaign is None:
        raise UsageError("Perintah ini bekerja di folder putaran SKP; masuk ke foldernya, atau sebut dengan -C FOLDER.")
    with _ledger(call, dry_run=dry_run) as ledger:
        collected = (
            _watching(call, ledger, sources) if watch else _once(call, ledger, sources, move=move, dry_run=dry_run)
        )
    if call.as_json:
        say_json(collected.as_json())
    else:
        _tell(collected, dry_run=dry_run)
    return 0


@contextmanager
def _ledger(call: Call, *, dry_run: bool) -> "Iterator[Ledger | None]":
    """The ledger; where nothing is to be kept only one that is there already."""
    if dry_run and call.campaign and not call.campaign.keeps_ledger:
        yield None
        return
    with opened_ledger(call) as ledger:
        yield ledger


def _once(call: Call, ledger: "Ledger | None", sources: Sequence[str], *, move: bool, dry_run: bool) -> "Collected":
    from skpxl.collect.run import Collected, collect_disk

    collected, desk = Collected(), _desk(call, ledger, asks=dry_run)
    surel = call.campaign.settings.surel if call.campaign else None
    has_mailbox = _MAILBOX in sources or bool(not sources and surel and surel.imap)
    if move and not has_mailbox:
        raise UsageError("--move hanya untuk kotak surat: tambahkan imap pada sumber, dan isi [surel] di skpxl.toml.")
    if paths := _outside(call, sources):
        collect_disk(paths, desk, call.aside, collected)
    if has_mailbox:
        _collect_mailbox(call, desk, collected, move=move)
    _finish(call, desk, collected)
    return collected


def _outside(call: Call, sources: Sequence[str]) -> list[Path]:
    """The folders and files to take from: masuk/ itself is judged anyway. Raises UsageError for the folder of the round."""
    from skpxl.campaign.folder import MASUK

    root = required(call.campaign, "putaran SKP").root.resolve()
    paths = [Path(source) for source in sources if source != _MAILBOX]
    for path in paths:
        if root.is_relative_to(path.resolve()):
            raise UsageError(
                f"{path} memuat folder putaran SKP ini; sebut folder kiriman saja (masuk/ dibaca sendiri)."
            )
    return [path for path in paths if not path.resolve().is_relative_to(root / MASUK)]


def _desk(call: Call, ledger: "Ledger | None", *, asks: bool = False) -> "Desk":
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.collect.run import desk_of

    campaign = required(call.campaign, "putaran SKP")
    surel = campaign.settings.surel
    ours = {surel.alamat, surel.login} if surel else set()
    words = call.library.wording("surat")
    return desk_of(ledger, campaign.root, words, ours, at=this_moment(), by=operator(), asks=asks)


def _collect_mailbox(call: Call, desk: "Desk", into: "Collected", *, move: bool) -> None:
    from skpxl.collect.boxes import collect_mailbox
    from skpxl.mail.login import Login
    from skpxl.mail.mailbox import Mailbox

    surel = call.campaign.settings.surel if call.campaign else None
    if surel is None or surel.imap is None:
        raise UsageError("Kotak surat belum diatur: isi [surel] dengan alamat dan imap di skpxl.toml.")
    if move and not surel.pindah_ke:
        raise UsageError("Ke folder mana surat dipindahkan? Isi pindah_ke di [surel] skpxl.toml.")
    account = f"{surel.login.lower()} {surel.imap.server}"
    with Mailbox(surel.imap, Login(surel)) as box:
        collect_mailbox(box, surel.folder, account, desk, into, move_to=surel.pindah_ke if move else "")


def _finish(call: Call, desk: "Desk", collected: "Collected") -> None:
    """Judge all that lies in masuk/, where something is kept at all; hold the accounts."""
    from skpxl.collect.judging import judge_inbox
    from skpxl.collect.senders import other_senders
    from skpxl.collect.taking import NotTaken
    from skpxl.ledger.arrivals import read_origins

    collected.check()
    if desk.ledger is None or desk.asks:
        return
    many = len(desk.known) + len(collected.new)
    with progress("Memeriksa", many) as advance:
        collected.judged = judge_inbox(
            desk.ledger, call.measure, call.aside, at=desk.at, by=desk.by, since=desk.since, advance=advance
        )
    problems = (one for one in collected.judged.found.files if one.problem)
    collected.not_taken += (NotTaken(one.name, one.problem, one.detail) for one in problems)
    judged, origins = collected.judged.by_content, read_origins(desk.ledger)
    collected.senders = [*other_senders(collected.new, judged, origins, call.measure.organisasi)]


def _watching(call: Call, ledger: "Ledger | None", sources: Sequence[str]) -> "Collected":
    from skpxl.collect.disk import watch
    from skpxl.collect.run import Collected, collect_disk

    paths = _outside(call, sources)
    if not paths or _MAILBOX in sources:
        raise UsageError(
            "--watch mengawasi folder: sebut foldernya (kotak surat: jalankan `skpxl collect imap` berkala)."
        )
    whole = Collected()

    def take(ready: frozenset[str]) -> None:
        part, desk = Collected(), _desk(call, ledger)
        collect_disk(paths, desk, call.aside, part, ready)
        _finish(call, desk, part)
        whole.add(part)
        if not call.as_json:
            _tell(part, dry_run=False)

    say(f"Mengawasi {', '.join(sources)}; berhenti dengan Ctrl-C.", err=True)
    watch(paths, take, lambda: time.sleep(_SECONDS))
    return whole


def _tell(collected: "Collected", *, dry_run: bool) -> None:
    """The accounts, then what somebody has to look at."""
    from skpxl.model.fate import ContentFate

    if collected.mails or collected.known_mails:
        kinds = Counter(one.kind.value for one in collected.mails)
        say(account(len(collected.mails), "surat baru", kinds) + ".") if kinds else say("Tidak ada surat baru.")
        if collected.known_mails:
            say(f"{in_figures(collected.known_mails)} surat sudah tercatat sebelumnya.")
    files = {fate.value: many for fate, many in collected.files.items()}
    say((account(collected.met, "berkas", files) if collected.met else "Tidak ada berkas baru di sumber") + ".")
    if collected.moved:
        say(f"{in_figures(collected.moved)} surat dipindahkan.")
    lines = [
        f"  {one.told} ({one.mail.sender or 'tanpa pengirim'}, “{one.mail.subject[:60]}”): {one.fate.value}"
        + (f" — {one.reason}" if one.reason else "")
        for one in collected.listed
    ]
    say_first(lines, "semuanya dengan --json", noun="surat")
    listed = {one.told for one in collected.listed}
    lost = [one for one in collected.not_taken if not any(one.name.startswith(told) for told in listed)]
    say_first((f"  {one.name}: {one.why or one.code}" for one in lost), "semuanya dengan --json")
    others = (
        f"  info: formulir {one.nama} datang dari {one.sender} "
        f"({f'alamat {one.whose}' if one.whose else 'tidak ada di daftar pegawai'}), bukan {one.expected}"
        for one in collected.senders
    )
    say_first(others, "semuanya dengan --json", noun="formulir")
    if dry_run:
        say("Belum ada yang disimpan (--dry-run).")
    if collected.judged:
        total = collected.judged.account
        hidden = (ContentFate.DISISIHKAN, ContentFate.HILANG)
        say(f"masuk/: {in_figures(total.total)} isi = {total.sentence(*hidden)}.")

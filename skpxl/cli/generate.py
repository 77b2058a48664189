"""`skpxl generate`: its options and its account; what forms are issued from is read in `issuing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.issuing import (
    LastingIds,
    Sources,
    agreed_roles,
    ensure_filled_in,
    evaluation_sources,
    read_filled,
)
from skpxl.cli.noted import ensure_ledger, note_issued
from skpxl.cli.receiving import held_among, say_changed
from skpxl.cli.screen import progress, say
from skpxl.cli.show import account, print_findings, say_first
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.campaign.settings import Settings
    from skpxl.issue.addresses import Renewal
    from skpxl.issue.generate import Ringkasan
    from skpxl.kinds.kind import JudulKolom, Terbitan
    from skpxl.model.fate import IssueFate
    from skpxl.model.kesepakatan import Kesepakatan
    from skpxl.model.pegawai import Pegawai
    from skpxl.model.unit import Organisasi
    from skpxl.receive.validate import ReceivedFile


@dataclass(frozen=True)
class Wanted:
    """Which forms: one for everybody, an evaluation period, the columns of a matriks, a conversion table."""

    form: str | None
    evaluasi: str | None
    columns: "JudulKolom | None"
    conversion: str


wanted_options = options.option_set(
    "wanted",
    Wanted,
    click.option(
        "--form",
        help="Formulir untuk semua orang, mengabaikan kolom Pendekatan; matriks-peran-hasil: satu matriks per pimpinan unit.",
    ),
    click.option(
        "--evaluasi",
        metavar="TW1..TW4|B01..B12|S1..S2|tahunan",
        help="Terbitkan formulir evaluasi periode ini dari SKP di --from; daftar pegawai tidak wajib.",
    ),
    click.option(
        "--columns",
        type=click.Choice(["produk", "hasil", "indikator"]),
        help="Judul kolom matriks: produk unit, hasil kerja pimpinan, atau indikatornya (dua yang terakhir dari --from).",
    ),
    click.option(
        "--conversion",
        default="",
        metavar="NAMA",
        help="Dengan --form integrasi-2021: tabel konversi yang ditawarkan formulir (lihat aturan/integrasi-2021.toml).",
    ),
)
source_options = options.option_set(
    "sources",
    Sources,
    click.option(
        "--from",
        "filled",
        type=options.PATH,
        multiple=True,
        help="Folder (berkas, .zip; boleh berulang) formulir terisi: hasil kerja atasan menjadi pilihan bawahan; dengan "
        "--evaluasi: SKP yang diterima, dan evaluasi periodik untuk yang tahunan.",
    ),
    click.option(
        "--matriks",
        type=options.PATH,
        multiple=True,
        help="Matriks yang disepakati (berkas, folder, .zip; boleh berulang): SKP terbit dengan peran tiap orang sudah "
        "tertulis; dengan --form matriks-peran-hasil peran ketua tim menjadi judul kolom matriks timnya.",
    ),
)


@click.command(
    "generate",
    epilog='Contoh:  skpxl generate roster.xlsx -o formulir --instansi "PEMERINTAH KABUPATEN CONTOH" --tahun 2026',
)
@click.argument("roster", type=options.PATH, required=False)
@options.output("Folder tujuan (bawaan: formulir/ di folder putaran SKP).")
@wanted_options
@source_options
@options.decisions
@options.selection
@options.signature()
@click.option("--dry-run", is_flag=True, help="Hanya tunjukkan apa yang akan diterbitkan.")
@options.force("Timpa formulir yang sudah ada.")
@options.campaign
@pass_call
def command(
    call: Call,
    wanted: Wanted,
    sources: Sources,
    selection: options.Selection,
    signature: options.Signature,
    dry_run: bool,
) -> int:
    """Terbitkan satu buku kerja terproteksi per pegawai, satu folder per perangkat daerah, beserta manifest."""
    from skpxl.campaign.folder import EVALUASI, FORMULIR
    from skpxl.campaign.issued import record_issued
    from skpxl.findings.reports import count
    from skpxl.foreign.roster.marks import DOUBTS
    from skpxl.issue.addresses import addressed, outlived, renewals
    from skpxl.issue.generate import generate
    from skpxl.issue.generate_evaluasi import evaluation_period
    from skpxl.issue.manifest import Manifest
    from skpxl.kinds.large_forms import large_forms
    from skpxl.kinds.table import kind_of
    from skpxl.model.fate import IssueFate
    from skpxl.receive.validate import Measure

    if wanted.evaluasi and (wanted.form or sources.matriks or wanted.columns):
        raise UsageError("--evaluasi tidak dapat bersama --form, --matriks atau --columns.")
    ensure_filled_in(call)
    ensure_ledger(call)
    if wanted.evaluasi and call.campaign:  # before anything is read
        evaluation_period(wanted.evaluasi, call.campaign.settings)
    evaluations = evaluation_sources(call, sources) if wanted.evaluasi else None
    organisasi = evaluations.organisasi if evaluations else call.organisasi
    if organisasi is None:
        raise UsageError("Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder putaran SKP.")
    folder = call.destination(EVALUASI if evaluations else FORMULIR, ask="Ke folder mana? Tambahkan -o FOLDER.")
    given = evaluations.given(call, wanted.evaluasi or "") if evaluations else {}
    settings = call.settings(
        organisasi, tempat=signature.tempat, tanggal=signature.tanggal, kertas=signature.kertas, **given
    )
    lasting = None if evaluations else LastingIds.of(call, organisasi, folder)
    organisasi = lasting.reconciled.organisasi if lasting else organisasi
    kesepakatan, findings = agreed_roles(call, sources.matriks, organisasi) if sources.matriks else (None, [])
    own = call.campaign.root / (EVALUASI if evaluations else FORMULIR) if call.campaign else folder
    manifest = Manifest.of(folder)
    # What lies in the campaign's own folder is out, wherever this run writes to.
    before = [
        *(manifest if own == folder else Manifest.of(own)).issued(),
        *(manifest.issued() if own != folder else ()),
    ]
    filled: Sequence[ReceivedFile] = evaluations.files if evaluations else ()
    if sources.filled and not evaluations:
        filled = read_filled(call, sources.filled, Measure(call.library, signing_key=call.signing_key))
    if evaluations:
        planned = evaluations.plan(call, wanted.evaluasi or "", settings, selection)
    else:
        posts = {row.kode: row.jabatan for row in before}
        planned = _plan(call, wanted, filled, selection, settings, organisasi, kesepakatan, posts)
        findings += [
            finding
            for finding in (call.roster_read[1] if call.roster_read else ())
            if finding.severity.value == "galat" or finding.code in DOUBTS
        ]
    here = {row.berkas for row in manifest.issued()}
    homes = {row.berkas: (folder if row.berkas in here else own) / row.berkas for row in before}
    plain, planned = planned, addressed(planned, before, folder, call.library)
    manifest = manifest.believed([item.path.as_posix() for item in planned if item.form])
    if lasting and not dry_run and any(item.form for item in planned):
        lasting.record()
    per_unit = wanted.form is not None and kind_of(call.library.definition(wanted.form)).per_unit
    with progress("Menerbitkan", len(planned)) as advance:
        issued = generate(
            planned,
            call.proof,
            folder,
            sandi=call.password,
            force=call.force,
            dry_run=dry_run,
            replacing=renewals(plain, planned, before, organisasi, selection.clean_nips),
            advance=advance,
        )
    rest = "pilih sebagian dengan --unit atau --nip" if dry_run else "alasannya ada di manifest"
    if dry_run:
        new = (item for item, fate in issued.fates if fate is IssueFate.DITULIS)
        forms = [(item, item.form.definition.form) for item in new if item.form]
        say_first((f"{folder / item.path}  {item.orang.nama}  ({form})" for item, form in forms), rest)
    else:
        out = [form.stamp for form in issued.issued]
        written = [item for item, fate in issued.fates if not fate.is_held]
        again = {} if per_unit else outlived(plain, planned, before, organisasi)
        say_first(_set_back(again, manifest.replaced(), homes), "semuanya di manifest", err=True)
        manifest.write(written, organisasi, call.library, out, again | issued.replaced)
        if own != folder and (
            elsewhere := {file: str(folder / now) for file, now in (again | issued.replaced).items()}
        ):
            # What lies in the campaign's own folder must not stay valid there beside what replaces it.
            Manifest.of(own).mark(elsewhere, organisasi, call.library)
        if call.campaign:
            record_issued(call.campaign, issued.issued)
            codes = {row.berkas: row.kode for row in before}
            codes |= {item.path.as_posix(): item.form.stamp.id for item in written if item.form}
            replaced = (again | issued.replaced).items()
            note_issued(call, {codes[old]: codes[new] for old, new in replaced if old in codes})
    _print_skipped(issued.skipped, rest)
    if evaluations:
        judged = {item.orang.nip for item in planned if item.form}
        say_changed(file for file in filled if file.counted and file.skp and file.skp.pegawai.nip in judged)
    print_findings(findings, call.library.pesan, "semuanya dengan skpxl roster check --json")
    if large := large_forms(planned) if per_unit else "":
        say(large, err=True)
    if kesepakatan:
        say(_account_of_roles(kesepakatan, planned, matriks=per_unit), err=True)
    noun = "orang" if evaluations else "matriks" if per_unit else "pegawai"
    verb = "akan diterbitkan" if dry_run else "diterbitkan"
    _print_account(issued, noun, verb, folder, homes)
    return 1 if count(findings)["galat"] or held_among(filled) else 0


def _plan(
    call: Call,
    wanted: Wanted,
    filled: "Sequence[ReceivedFile]",
    selection: options.Selection,
    settings: "Settings",
    organisasi: "Organisasi",
    kesepakatan: "Kesepakatan | None",
    posts: "Mapping[str, str]",
) -> "list[Terbitan]":
    """The forms of the roster's people."""
    from skpxl.issue.generate import accepted_skps, offered_results, plan, results_of_superiors
    from skpxl.kinds.kind import Order, Wishes
    from skpxl.receive.validate import Measure

    measure = Measure(call.library, signing_key=call.signing_key)
    wishes = Wishes(
        form=wanted.form,
        units=selection.units,
        nips=selection.clean_nips,
        hasil_atasan=results_of_superiors(filled, measure) if filled else {},
        skp=accepted_skps(filled, measure) if filled and wanted.form else {},
        offers=offered_results(filled, measure) if filled else {},
        kesepakatan=kesepakatan,
        columns=wanted.columns or "",
        konversi=wanted.conversion,
        posts=posts,
        signing_key=call.signing_key,
    )
    return list(plan(Order(organisasi, settings, call.library, wishes)))


def _set_back(again: "Mapping[str, str]", marked: "Mapping[str, str]", homes: "Mapping[str, Path]") -> list[str]:
    """Which forms are in force again, as long as the manifest does not say so."""
    return [
        f"Berlaku lagi: {homes.get(now, now)}, sesuai daftar pegawai sekarang; {homes.get(file, file)} tidak berlaku lagi."
        for file, now in again.items()
        if marked.get(file) != now
    ]


def _print_skipped(skipped: "Sequence[tuple[Pegawai, str]]", rest: str) -> None:
    """Who got no form, and why."""
    named = ((pegawai.nama or pegawai.jabatan or f"baris {pegawai.baris}", reason) for pegawai, reason in skipped)
    say_first((f"Tidak diterbitkan: {who} — {reason}." for who, reason in named), rest, err=True)


def _print_account(issued: "Ringkasan", noun: str, verb: str, folder: Path, homes: "Mapping[str, Path]") -> None:
    """The account of the run, and what was left as it is on purpose. Raises SkpxlError where a form was refused.

    `homes` says where lies what was issued before.
    """
    from skpxl.model.fate import IssueFate

    held = [change for change, fate in issued.changes if fate.is_held]
    serving = [change.item.orang.nama for change in held if change.only_days]
    told = [(change, fate) for change, fate in issued.changes if not fate.is_held or not change.only_days]
    # What else is printed (ratings of a quarter, roles) the roster does not tell.
    rest = "semuanya: skpxl roster diff" if noun == "pegawai" else "sisanya dengan --unit atau --nip"
    say_first((_change_in_words(change, fate, folder, homes) for change, fate in told), rest, err=True)
    if serving:
        named_few = ", ".join(serving[:3]) + (f" dan {len(serving) - 3} lagi" if len(serving) > 3 else "")
        say(
            f"{len(serving)} formulir sudah terbit untuk masa yang lain ({named_few}) dan dibiarkan: evaluasi mengikuti Mulai "
            "dan Selesai di daftar pegawai. Yang kosong dengan masa yang baru: --nip NIP --force.",
            err=True,
        )
    standing = {*issued.conflicts, *issued.kept}
    waiting = sum(not change.only_days and folder / change.item.path not in standing for change in held)
    named = {
        verb if fate is IssueFate.DITULIS else fate.value: many
        for fate, many in issued.account.counts.items()
        if many or fate not in (IssueFate.LOWONG, IssueFate.DIBIARKAN)
    }
    say(f"{account(issued.account.total, noun, named)}. Folder: {folder}")
    if issued.kept:
        say(
            f"{len(issued.kept)} matriks sudah terbit dengan kolom yang lain dan dibiarkan, misalnya "
            f"{issued.kept[0]}; --force menerbitkannya lagi dengan peran yang disepakati sebagai kolom.",
            err=True,
        )
    if issued.conflicts or waiting:
        untouched = (
            f"{len(issued.conflicts)} formulir sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {issued.conflicts[0]}"
            if issued.conflicts
            else ""
        )
        changed = (
            f"{waiting} formulir sudah terbit dan daftar pegawainya berubah sesudahnya, jadi belum diterbitkan lagi"
            if waiting
            else ""
        )
        advice = (
            "periksa perubahannya di atas, lalu ulangi dengan --force"
            if waiting
            else "pakai folder lain, atau --force untuk menimpanya"
        )
        raise SkpxlError(f"{'; '.join(filter(None, (untouched, changed)))}; {advice}.")


def _change_in_words(change: "Renewal", fate: "IssueFate", folder: Path, homes: "Mapping[str, Path]") -> str:
    """One form that replaces, or would replace, an earlier one."""
    who, now = change.item.orang.nama, folder / change.item.path
    other = change.before != change.item.path.as_posix()
    if fate.is_held:
        file = f"; formulir barunya akan menjadi {now}" if other else ""
        return f"Berubah sejak terbit: {who}: {change.in_words()}{file}."
    if other:
        return f"Terbit lagi: {who}: {change.in_words()}. {now} menggantikan {homes[change.before]}, yang tidak berlaku lagi."
    return f"Terbit lagi: {who}: {change.in_words()}."


def _account_of_roles(kesepakatan: "Kesepakatan", planned: "Sequence[Terbitan]", *, matriks: bool) -> str:
    """The account of the roles agreed on."""
    from skpxl.issue.roles import roles_as_columns, roles_in_forms
    from skpxl.model.fate import ColumnFate, RoleIssueFate

    if matriks:
        columns = roles_as_columns(kesepakatan, planned)
        return f"{columns.total} peran disepakati = {columns.sentence(ColumnFate.LOWONG)}."
    roles = roles_in_forms(kesepakatan, planned)
    return f"{roles.total} peran disepakati = {roles.sentence(RoleIssueFate.LOWONG, RoleIssueFate.TERTINGGAL)}."

"""What several commands share: options, the campaign of the call, progress, printing findings."""

import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.campaign.folder import Campaign, find_campaign
from skpxl.campaign.settings import INSTANSI_KOSONG, Settings, this_year
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.model.unit import Organisasi
    from skpxl.template.library import Library

Maju = Callable[[], None]
JALUR = click.Path(path_type=Path)


@dataclass(frozen=True)
class Panggilan:
    """The surroundings of one call: campaign (if any) and templates."""

    campaign: Campaign | None
    library: "Library"


def panggilan(ctx: click.Context) -> Panggilan:
    """The campaign and templates that the general options name."""
    from skpxl.template.library import load_library

    return Panggilan(find_campaign(ctx.obj["kampanye"]), load_library(ctx.obj["templates"]))


def opsi_kampanye(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The options that stand in for a campaign's settings, or override them."""
    fungsi = click.option("--tahun", type=click.IntRange(2000, 2100), help="Tahun SKP.")(fungsi)
    fungsi = click.option("--instansi", help="Nama instansi di kepala formulir.")(fungsi)
    return fungsi


def opsi_tanpa_kunci(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """Reading on in a campaign whose key file is gone, for commands that issue nothing."""
    return click.option(
        "--without-key",
        "tanpa_kunci",
        is_flag=True,
        help="Baca terus walau berkas kunci kampanye tidak ada; keaslian formulir tidak diperiksa, dan tiap hasil ditandai.",
    )(fungsi)


def signing_key(campaign: Campaign | None, *, tanpa_kunci: bool = False) -> bytes | None:
    """The key of the campaign; None without a campaign, and with `tanpa_kunci` where its file is gone, which is said."""
    if campaign is None:
        return None
    if tanpa_kunci and not campaign.berkunci:
        click.echo("PERHATIAN: kunci kampanye tidak ada, jadi keaslian formulir tidak diperiksa.", err=True)
        return None
    return campaign.kunci()


def settings_dari(
    campaign: Campaign | None,
    *,
    instansi: str | None,
    tahun: int | None,
    organisasi: "Organisasi | None" = None,
    **lain: Any,
) -> Settings:
    """The campaign's settings with what the options say instead; without a campaign, from the options alone.

    The instansi may also come from a roster whose people all belong to one perangkat daerah.
    """
    isi: dict[str, Any] = campaign.settings.model_dump() if campaign else {}
    diberi = {"instansi": instansi, "tahun": tahun, **lain}
    isi |= {nama: nilai for nama, nilai in diberi.items() if nilai is not None}
    if isi.get("instansi") == INSTANSI_KOSONG:
        isi["instansi"] = ""
    if tahun is not None and campaign and tahun != campaign.settings.tahun:
        isi["periode"] = None
    if not isi.get("instansi") and organisasi:
        perangkat = {organisasi.nama_perangkat_daerah(orang) for orang in organisasi.pegawai}
        if len(perangkat) == 1:
            isi["instansi"] = perangkat.pop().upper()
    if not isi.get("instansi"):
        raise PenggunaanError(
            'Nama instansi belum diketahui; tambahkan --instansi "NAMA", atau isi `instansi` di skpxl.toml kampanye.'
        )
    isi.setdefault("tahun", this_year())
    return Settings.model_validate(isi)


def _diam() -> None:
    """Progress that nobody sees."""


@contextmanager
def kemajuan(judul: str, banyak: int, *, sedikit: int = 20) -> Generator[Maju, None, None]:
    """A progress bar on stderr; silent where stderr is no terminal or there is less than `sedikit` to do."""
    if banyak < sedikit or not sys.stderr.isatty():
        yield _diam
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tugas = progress.add_task(judul, total=banyak)

        def maju() -> None:
            progress.advance(tugas)

        yield maju


def tulis_json(isi: Any) -> None:
    """One object on stdout."""
    click.echo(json.dumps(isi, ensure_ascii=False, indent=2))


WARNA = {"galat": "red", "peringatan": "yellow", "info": "blue"}


def cetak_temuan(findings: Sequence["Finding"], library: "Library", *, dengan_info: bool = True) -> None:
    """Print findings for people, grouped over cells, worst first, indented."""
    from skpxl.findings.reports import grouped

    for satu in grouped(findings, library.pesan):
        if satu.severity.value == "info" and not dengan_info:
            continue
        label = click.style(f"{satu.severity.value:<10}", fg=WARNA[satu.severity.value])
        click.echo(f"  {label} {satu.message}")


def cetak_temuan_ringkas(findings: Sequence["Finding"], library: "Library", maks: int = 60) -> None:
    """Print findings; of very many only how many there are of each rule, and one of them: the rest is in the workbook."""
    from skpxl.findings.reports import grouped

    if len(grouped(findings, library.pesan)) <= maks:
        cetak_temuan(findings, library)
        return
    per_kode: dict[str, list[Finding]] = {}
    for satu in findings:
        per_kode.setdefault(satu.code, []).append(satu)
    for daftar in sorted(per_kode.values(), key=lambda isi: (list(WARNA).index(isi[0].severity.value), -len(isi))):
        awal = daftar[0]
        label = click.style(f"{awal.severity.value:<10}", fg=WARNA[awal.severity.value])
        lagi = f"{len(daftar)} kali {awal.code}, misalnya " if len(daftar) > 1 else ""
        click.echo(f"  {label} {lagi}{awal.message}")


def bilang(tanggal: datetime | None) -> date | None:
    """The date of an option."""
    return tanggal.date() if tanggal else None


def roster_terbaca(
    path: Path | None, campaign: Campaign | None, library: "Library"
) -> "tuple[Organisasi, list[Finding]] | None":
    """The roster named, else the campaign's; None where there is neither. Findings are worded.

    A roster in another layout than ours is read by the campaign's map, where there is one.
    """
    from skpxl.findings.wording import worded
    from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map
    from skpxl.foreign.roster.organisasi import read_roster

    if path is None and campaign and campaign.roster.exists():
        path = campaign.roster
    if path is None:
        return None
    berkas = campaign.akar / NAMA_BERKAS if campaign else None
    peta = read_map(berkas) if berkas and berkas.exists() else None
    organisasi, findings = read_roster(path, golongan=list(library.daftar["golongan"].nilai), peta=peta)
    return organisasi, worded(findings, library.pesan)

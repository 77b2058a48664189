"""Receiving files, as `validate`, `return` and `merge` do it: which files, held against what, read with progress."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.cli.bersama import (
    JALUR,
    Panggilan,
    kemajuan,
    opsi_kampanye,
    panggilan,
    roster_terbaca,
    settings_dari,
    signing_key,
)
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.model.unit import Organisasi
    from skpxl.receive.conflicts import Penyelesaian
    from skpxl.receive.validate import Hasil, Ukuran
    from skpxl.template.library import Library


@dataclass(frozen=True)
class Penerimaan:
    """What came in: the validated files and what they were held against, the campaign's password."""

    panggilan: Panggilan
    hasil: "list[Hasil]"
    ukuran: "Ukuran"
    sandi: str

    @property
    def organisasi(self) -> "Organisasi | None":
        """The roster, if there is one."""
        return self.ukuran.organisasi

    @property
    def kunci(self) -> bytes | None:
        """The campaign's key."""
        return self.ukuran.kunci


def opsi_penerimaan(roster: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """PATHS and the options of every command that receives files; `roster` is the help of --roster."""

    def pasang(fungsi: Callable[..., Any]) -> Callable[..., Any]:
        fungsi = opsi_kampanye(fungsi)
        fungsi = click.option("--roster", type=JALUR, help=roster)(fungsi)
        return click.argument("paths", type=JALUR, nargs=-1)(fungsi)

    return pasang


def terima(
    ctx: click.Context,
    paths: tuple[Path, ...],
    roster: Path | None,
    instansi: str | None,
    tahun: int | None,
    *,
    tanpa_kunci: bool = False,
) -> Penerimaan:
    """Read and validate the files of `paths` (in a campaign, by default its folder `masuk/`).

    Raises SkpxlError where the campaign's key is gone, unless `tanpa_kunci`.
    """
    from skpxl.campaign.folder import MASUK
    from skpxl.campaign.issued import read_issued
    from skpxl.files.walk import walk
    from skpxl.model.periode import Periode
    from skpxl.receive.validate import Ukuran, validate

    p = panggilan(ctx)
    if not paths and p.campaign:
        paths = (p.campaign.akar / MASUK,)
    if not paths:
        raise PenggunaanError("Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder kampanye.")
    terbaca = roster_terbaca(roster, p.campaign, p.library)
    organisasi = terbaca[0] if terbaca else None
    periode = Periode.setahun(tahun) if tahun else None
    if p.campaign:
        settings = settings_dari(p.campaign, instansi=instansi, tahun=tahun)
        instansi, periode = settings.instansi, settings.masa
    kunci = signing_key(p.campaign, tanpa_kunci=tanpa_kunci)
    kiriman = walk(paths)
    ukuran = Ukuran(
        instansi or "",
        periode,
        organisasi,
        kunci,
        terbitan=read_issued(p.campaign) if p.campaign else {},
        tanpa_kunci=p.campaign is not None and kunci is None,
    )
    with kemajuan("Memeriksa", len(kiriman)) as maju:
        hasil = validate(kiriman, p.library, ukuran, maju=maju)
    return Penerimaan(p, hasil, ukuran, p.campaign.sandi() if p.campaign else "")


def opsi_keputusan(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The workbook of decisions, of every command that takes copies of one workbook as one."""
    return click.option(
        "--decisions",
        "keputusan",
        type=JALUR,
        help="Buku keputusan untuk isian yang berbenturan: dibuat bila belum ada, dipakai bila sudah.",
    )(fungsi)


def selesaikan(
    hasil: "Sequence[Hasil]", library: "Library", ukuran: "Ukuran", keputusan: Path | None, sandi: str
) -> "Penyelesaian":
    """Make one of the copies of a workbook where they do not collide or somebody has decided; says what is still open."""
    from skpxl.files.output import write_whole
    from skpxl.receive.conflicts import settle

    selesai = settle(hasil, library, ukuran, keputusan, sandi=sandi)
    if keputusan and selesai.data_untuk_ditulis is not None:
        # What was typed into it before is in the new one: nothing is lost by writing it over.
        write_whole(keputusan, selesai.data_untuk_ditulis, force=True)
    if selesai.kalimat:
        click.echo(selesai.kalimat, err=True)
    return selesai

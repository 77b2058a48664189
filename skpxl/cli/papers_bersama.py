"""What `papers check` and `papers pack` share: which papers, for whom, for what use, and the index of scans."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.cli.bersama import JALUR, Panggilan, kemajuan, panggilan, roster_terbaca, signing_key
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.model.berkas_indeks import BarisIndeks
    from skpxl.papers.check import Pemeriksaan
    from skpxl.papers.receive import Penerima


@dataclass(frozen=True)
class Diperiksa:
    """The check that both commands begin with, and what it was made with. `indeks` are the rows of the index."""

    panggilan: Panggilan
    penerima: "Penerima"
    hasil: "Pemeriksaan"
    indeks: "list[BarisIndeks]"


def opsi_berkas(*, boleh_berulang: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """PATHS, the use and its year, roster, people, index. Several uses only where `boleh_berulang`."""

    def pasang(fungsi: Callable[..., Any]) -> Callable[..., Any]:
        opsi = (
            click.option("--index", "indeks", type=JALUR, help="Indeks hasil pindai yang sudah diisi (.xlsx)."),
            click.option("--unit", "units", multiple=True, help="Hanya unit ini dan unit di bawahnya (kode; boleh berulang)."),
            click.option("--nip", "nips", multiple=True, help="Hanya NIP ini (boleh berulang)."),
            click.option("--roster", type=JALUR, help="Daftar pegawai."),
            click.option("--year", "tahun", type=click.IntRange(2000, 2100), help="Tahun kenaikan pangkat atau mutasinya."),
            click.option(
                "--use",
                "kegunaan",
                multiple=True,
                required=True,
                metavar="KEPERLUAN",
                help="Untuk apa: kp-2023, kp-2024 (dan seterusnya, dengan --year), mutasi-2023, mutasi-2024; nama lengkapnya "
                "di aturan/berkas.toml." + (" Boleh berulang." if boleh_berulang else ""),
            ),
            click.argument("paths", type=JALUR, nargs=-1),
        )  # fmt: skip
        for satu in opsi:
            fungsi = satu(fungsi)
        return fungsi

    return pasang


def periksa(
    ctx: click.Context,
    paths: tuple[Path, ...],
    kegunaan: tuple[str, ...],
    tahun: int | None,
    roster: Path | None,
    nips: tuple[str, ...],
    units: tuple[str, ...],
    indeks: Path | None,
    *,
    indeks_boleh_tiada: bool = False,
) -> Diperiksa:
    """Read the files of `paths` (in a campaign, by default its `hasil/dokumen/`) and hold them against the uses."""
    from dataclasses import replace

    from skpxl.books.berkas_index import read_index
    from skpxl.campaign.folder import HASIL
    from skpxl.files.walk import walk
    from skpxl.findings.wording import worded
    from skpxl.kinds.kind import selected
    from skpxl.model.nip import bersihkan_nip
    from skpxl.papers.check import check_papers
    from skpxl.papers.receive import Penerima
    from skpxl.papers.uses import uses

    p = panggilan(ctx)
    diminta = uses(kegunaan, tahun, p.library.aturan.berkas)
    if not paths and p.campaign:
        paths = (p.campaign.akar / HASIL / "dokumen",)
    if not paths:
        raise PenggunaanError("Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder kampanye.")
    terbaca = roster_terbaca(roster, p.campaign, p.library)
    if terbaca is None:
        raise PenggunaanError("Daftar pegawai yang mana? Tambahkan --roster BERKAS, atau jalankan di folder kampanye.")
    organisasi, _ = terbaca
    orang = selected(organisasi, units, [bersihkan_nip(nip) for nip in nips])
    baris: list[BarisIndeks] = []
    masalah: list[Finding] = []
    if indeks and (indeks.exists() or not indeks_boleh_tiada):
        if not indeks.exists():
            raise PenggunaanError(f"{indeks} tidak ada; buat dengan papers check --index {indeks} --make-index.")
        baris, masalah = read_index(indeks)
    penerima = Penerima(p.library, organisasi, signing_key(p.campaign))
    kiriman = [satu for satu in walk(paths) if not _indeks_itu_sendiri(satu.path, indeks)]
    with kemajuan("Memeriksa", len(kiriman)) as maju:
        hasil = check_papers(kiriman, penerima, orang, diminta, indeks=baris, maju=maju)
    if masalah:
        findings = (*hasil.findings, *worded(masalah, p.library.pesan))
        hasil = replace(hasil, findings=findings)
    for satu in diminta:
        if not satu.terverifikasi:
            click.echo(f"Daftar dokumen untuk {satu.nama} belum terverifikasi ({satu.dasar}).", err=True)
    return Diperiksa(p, penerima, hasil, baris)


def _indeks_itu_sendiri(path: Path | None, indeks: Path | None) -> bool:
    """The index often lies beside the scans; it is none of the papers."""
    return bool(path and indeks and indeks.exists() and path.resolve() == indeks.resolve())

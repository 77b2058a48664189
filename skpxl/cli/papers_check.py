"""`skpxl papers check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.cli.bersama import JALUR, WARNA, tulis_json
from skpxl.cli.papers_bersama import Diperiksa, opsi_berkas, periksa
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.model.berkas import AturanBerkas
    from skpxl.papers.check import Berkas, Kelengkapan
    from skpxl.papers.uses import Kegunaan


@click.command("check", epilog="Contoh:  skpxl papers check dokumen --use kp-2024 --year 2026 --roster roster.xlsx")
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.option("--report", "laporan", type=JALUR, help="Tulis laporan .xlsx: siapa, dokumen mana, ada atau tidak.")
@click.option("--make-index", "buat_indeks", is_flag=True, help="Buat, atau lengkapi, indeks hasil pindai di --index.")
@click.option("--force", is_flag=True, help="Timpa laporan yang sudah ada.")
@opsi_berkas(boleh_berulang=True)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    kegunaan: tuple[str, ...],
    tahun: int | None,
    roster: Path | None,
    nips: tuple[str, ...],
    units: tuple[str, ...],
    indeks: Path | None,
    buat_indeks: bool,
    laporan: Path | None,
    sebagai_json: bool,
    force: bool,
) -> None:
    """Periksa per pegawai: dokumen penilaian kinerja mana yang ada, belum ditandatangani, atau tidak ada.

    Isi berkas yang menentukan, bukan namanya. Hasil pindai tidak dapat dibaca program: isilah indeksnya (--index INDEKS.xlsx
    --make-index), lalu jalankan lagi dengan --index. Tanda tangan tidak pernah dianggap ada pada buku kerja.
    """
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.papers.report import report_of_papers

    if buat_indeks and indeks is None:
        raise PenggunaanError("Indeksnya ke mana? Tambahkan --index INDEKS.xlsx.")
    d = periksa(ctx, paths, kegunaan, tahun, roster, nips, units, indeks, indeks_boleh_tiada=buat_indeks)
    library = d.panggilan.library
    if laporan:
        write_whole(laporan, report_of_papers(d.hasil, d.penerima.organisasi, library, laporan), force=force)
    if buat_indeks and indeks:
        _tulis_indeks(d, indeks)
    if sebagai_json:
        tulis_json(_json(d))
    else:
        aturan = library.aturan.berkas
        for satu in d.hasil.kegunaan:
            click.echo(f"{satu.nama}, untuk tahun {satu.tahun}: {len(satu.perlu)} dokumen per pegawai")
            for orang in d.hasil.orang[satu]:
                _cetak_orang(orang, aturan)
        _cetak_temuan(d.hasil.tentang_berkas())
        for satu in d.hasil.kegunaan:
            click.echo(_hitungan_orang(d, satu))
        click.echo(_hitungan_berkas(d))
        if laporan:
            click.echo(f"Laporan: {laporan}")
    ctx.exit(1 if count(d.hasil.findings)["galat"] else 0)


_TEMUAN_MAKS = 60


def _cetak_orang(satu: "Kelengkapan", aturan: "AturanBerkas") -> None:
    """One person: complete, or what is missing in words."""
    from skpxl.papers.report import lacking

    siapa = f"{satu.orang.nama} ({satu.orang.nip or 'tanpa NIP'})"
    ada = sum(1 for lembar in satu.lembar if lembar.berkas)
    if satu.lengkap:
        click.echo(f"  {siapa}: lengkap")
        return
    click.echo(f"  {siapa}: {ada} dari {len(satu.lembar)} ada")
    for status, apa in lacking(satu, aturan).items():
        click.echo(f"    {status}: {', '.join(apa)}")


def _cetak_temuan(findings: "Sequence[Finding]") -> None:
    """What is to be said of files and of the index, worst first; of very many only the first."""
    urut = sorted(findings, key=lambda satu: list(WARNA).index(satu.severity.value))
    if urut:
        click.echo("Tentang berkasnya:")
    for satu in urut[:_TEMUAN_MAKS]:
        label = click.style(f"{satu.severity.value:<10}", fg=WARNA[satu.severity.value])
        click.echo(f"  {label} {satu.file}: {satu.message}" if satu.file else f"  {label} {satu.message}")
    if len(urut) > _TEMUAN_MAKS:
        click.echo(f"  … dan {len(urut) - _TEMUAN_MAKS} lagi; semuanya di laporan (--report).")


def _hitungan_orang(d: Diperiksa, satu: "Kegunaan") -> str:
    bagian = " + ".join(f"{banyak} {nama}" for nama, banyak in d.hasil.hitung_orang(satu).items())
    return f"{satu.nama}: {len(d.hasil.orang[satu])} pegawai = {bagian}."


def _hitungan_berkas(d: Diperiksa) -> str:
    bagian = " + ".join(f"{banyak} {nasib}" for nasib, banyak in d.hasil.hitung_berkas().items())
    return f"{len(d.hasil.berkas)} berkas = {bagian}."


def _tulis_indeks(d: Diperiksa, indeks: Path) -> None:
    """Write the index anew; what was typed into the one before is in it, so nothing is lost by writing it over."""
    from skpxl.files.output import write_whole
    from skpxl.papers.index import index_workbook
    from skpxl.receive.report import link_to

    kampanye = d.panggilan.campaign
    data, banyak = index_workbook(
        d.hasil,
        d.penerima,
        lama=d.indeks,
        tautan=lambda nama: link_to(nama, "", "", indeks.parent),
        sandi=kampanye.sandi() if kampanye else "",
        kertas=kampanye.settings.kertas if kampanye else "A4",
    )
    if not banyak and not d.indeks:
        click.echo("Tidak ada berkas yang perlu diindeks.", err=True)
        return
    write_whole(indeks, data, force=True)
    click.echo(
        f"Indeks: {indeks}, {banyak} berkas. Isi yang kuning, simpan, lalu jalankan lagi dengan --index.", err=True
    )


def _json(d: Diperiksa) -> dict[str, Any]:
    """One object: every use with its people, every file, the accounts, the findings."""
    aturan = d.panggilan.library.aturan.berkas
    return {
        "uses": [
            {
                "use": satu.kode,
                "year": satu.tahun,
                "verified": satu.terverifikasi,
                "people": [_json_orang(orang, aturan) for orang in d.hasil.orang[satu]],
                "counts": {"pegawai": len(d.hasil.orang[satu]), **d.hasil.hitung_orang(satu)},
            }
            for satu in d.hasil.kegunaan
        ],
        "files": [_json_berkas(satu) for satu in d.hasil.berkas],
        "counts": {"berkas": len(d.hasil.berkas), **d.hasil.hitung_berkas()},
        "findings": [satu.as_dict() for satu in d.hasil.findings],
    }


def _json_orang(satu: "Kelengkapan", aturan: "AturanBerkas") -> dict[str, Any]:
    from skpxl.papers.uses import sebut_dokumen

    return {
        "nip": satu.orang.nip,
        "nama": satu.orang.nama,
        "lengkap": satu.lengkap,
        "papers": [
            {
                "paper": lembar.perlu.kode,
                "year": lembar.perlu.tahun,
                "name": sebut_dokumen(lembar.perlu.kode, lembar.perlu.tahun, aturan),
                "status": lembar.status.value,
                "file": lembar.berkas.nama if lembar.berkas else "",
            }
            for lembar in satu.lembar
        ],
    }


def _json_berkas(satu: "Berkas") -> dict[str, Any]:
    return {
        "file": satu.nama,
        "outcome": satu.nasib,
        "reason": satu.sebab,
        "same_as": satu.sama_dengan,
        "sha256": satu.terima.cerna,
        "papers": [{"paper": cap.kode, "nip": cap.nip, "year": cap.tahun, "signed": sah} for cap, sah in satu.isi],
    }

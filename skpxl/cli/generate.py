"""`skpxl generate`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import (
    JALUR,
    Panggilan,
    bilang,
    cetak_temuan,
    kemajuan,
    opsi_kampanye,
    panggilan,
    roster_terbaca,
    settings_dari,
    signing_key,
)
from skpxl.cli.penerimaan import opsi_keputusan, selesaikan
from skpxl.errors import PenggunaanError, SkpxlError

if TYPE_CHECKING:
    from skpxl.campaign.settings import Settings
    from skpxl.findings import Finding
    from skpxl.kinds.blank_matriks import Judul
    from skpxl.kinds.kind import Terbitan
    from skpxl.model.kesepakatan import Kesepakatan
    from skpxl.model.pegawai import Pegawai
    from skpxl.model.unit import Organisasi
    from skpxl.receive.validate import Hasil
    from skpxl.template.library import Library

# More lines than this nobody reads; the manifest has them all.
_DISEBUT_MAKS = 40


@click.command(
    "generate",
    epilog='Contoh:  skpxl generate roster.xlsx -o formulir --instansi "PEMERINTAH KABUPATEN CONTOH" --tahun 2026',
)
@click.argument("roster", type=JALUR, required=False)
@click.option("-o", "--output", type=JALUR, help="Folder tujuan (bawaan: formulir/ di folder kampanye).")
@click.option(
    "--form",
    help="Formulir untuk semua orang, mengabaikan kolom Pendekatan; matriks-peran-hasil: satu matriks per pimpinan unit.",
)
@click.option(
    "--from",
    "dari",
    type=JALUR,
    multiple=True,
    help="Folder (berkas, .zip; boleh berulang) formulir terisi: hasil kerja atasan menjadi pilihan bawahan; dengan "
    "--evaluasi: SKP yang diterima, dan evaluasi periodik untuk yang tahunan.",
)
@click.option(
    "--evaluasi",
    metavar="TW1..TW4|B01..B12|tahunan",
    help="Terbitkan formulir evaluasi periode ini dari SKP di --from; daftar pegawai tidak wajib.",
)
@click.option(
    "--matriks",
    "matriks",
    type=JALUR,
    multiple=True,
    help="Matriks yang disepakati (berkas, folder, .zip; boleh berulang): SKP terbit dengan peran tiap orang sudah tertulis; "
    "dengan --form matriks-peran-hasil peran ketua tim menjadi judul kolom matriks timnya.",
)
@click.option(
    "--columns",
    "judul",
    type=click.Choice(["produk", "hasil", "indikator"]),
    help="Judul kolom matriks: produk unit, hasil kerja pimpinan, atau indikatornya (dua yang terakhir dari --from).",
)
@click.option(
    "--conversion",
    "konversi",
    default="",
    metavar="NAMA",
    help="Dengan --form integrasi-2021: tabel konversi yang ditawarkan formulir (lihat aturan/integrasi-2021.toml).",
)
@opsi_keputusan
@click.option("--unit", "units", multiple=True, help="Hanya unit ini dan unit di bawahnya (kode; boleh berulang).")
@click.option("--nip", "nips", multiple=True, help="Hanya NIP ini (boleh berulang).")
@click.option("--tempat", help="Tempat di atas tanda tangan.")
@click.option("--tanggal", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal di atas tanda tangan.")
@click.option("--kertas", type=click.Choice(["A4", "F4"]), help="Ukuran kertas.")
@click.option("--dry-run", is_flag=True, help="Hanya tunjukkan apa yang akan diterbitkan.")
@click.option("--force", is_flag=True, help="Timpa formulir yang sudah ada.")
@opsi_kampanye
@click.pass_context
def perintah(
    ctx: click.Context,
    roster: Path | None,
    output: Path | None,
    form: str | None,
    dari: tuple[Path, ...],
    evaluasi: str | None,
    matriks: tuple[Path, ...],
    judul: "Judul | None",
    konversi: str,
    keputusan: Path | None,
    units: tuple[str, ...],
    nips: tuple[str, ...],
    tempat: str | None,
    tanggal: datetime | None,
    kertas: str | None,
    dry_run: bool,
    force: bool,
    instansi: str | None,
    tahun: int | None,
) -> None:
    """Terbitkan satu buku kerja terproteksi per pegawai, satu folder per perangkat daerah, beserta manifest."""
    from skpxl.campaign.folder import EVALUASI, FORMULIR
    from skpxl.campaign.issued import read_issued, record_issued
    from skpxl.findings.reports import count
    from skpxl.issue.generate import generate, plan, results_of_superiors, write_manifest
    from skpxl.kinds.kind import Wishes
    from skpxl.kinds.table import kind_of
    from skpxl.model.nip import bersihkan_nip

    p = panggilan(ctx)
    kunci = signing_key(p.campaign)
    terbaca = roster_terbaca(roster, p.campaign, p.library)
    nips = tuple(bersihkan_nip(nip) for nip in nips)
    if evaluasi and (form or matriks or judul):
        raise PenggunaanError("--evaluasi tidak dapat bersama --form, --matriks atau --columns.")
    if evaluasi:
        bahan = _bahan_evaluasi(p, dari, keputusan, terbaca, kunci)
        instansi = instansi or (None if p.campaign else bahan.instansi)
        tahun = tahun or (None if p.campaign else bahan.tahun)
        terbaca = bahan.organisasi, []
    if terbaca is None:
        raise PenggunaanError("Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder kampanye.")
    organisasi, findings = terbaca
    tujuan = output or (p.campaign.akar / (EVALUASI if evaluasi else FORMULIR) if p.campaign else None)
    if tujuan is None:
        raise PenggunaanError("Ke folder mana? Tambahkan -o FOLDER.")
    settings = settings_dari(
        p.campaign,
        instansi=instansi,
        tahun=tahun,
        organisasi=organisasi,
        tempat=tempat,
        tanggal=bilang(tanggal),
        kertas=kertas,
        evaluasi=_jenis_evaluasi(evaluasi or "") if not p.campaign else None,
    )
    kesepakatan, masalah = _sepakat(p, matriks, organisasi, kunci, keputusan) if matriks else (None, [])
    if evaluasi:
        terbitan = bahan.rencana(evaluasi, settings, p.library, units, nips, kunci)
    else:
        terbitan = list(
            plan(
                organisasi,
                settings,
                p.library,
                Wishes(
                    form=form,
                    units=units,
                    nips=nips,
                    hasil_atasan=results_of_superiors(dari, p.library, kunci) if dari else {},
                    kesepakatan=kesepakatan,
                    judul=judul or "",
                    konversi=konversi,
                    signing_key=kunci,
                ),
            )
        )
    with kemajuan("Menerbitkan", len(terbitan)) as maju:
        sandi = p.campaign.sandi() if p.campaign else ""
        ringkas = generate(
            terbitan,
            p.library,
            tujuan,
            kunci=kunci,
            sandi=sandi,
            force=force,
            dry_run=dry_run,
            sudah=read_issued(p.campaign) if p.campaign else {},
            maju=maju,
        )
    if dry_run:
        for satu in terbitan:
            if satu.form:
                click.echo(f"{tujuan / satu.path}  {satu.orang.nama}  ({satu.form.definition.form})")
    else:
        tertulis = [satu for satu in terbitan if tujuan / satu.path not in ringkas.bentrok]
        write_manifest(tertulis, organisasi, p.library, tujuan, ringkas.keluar)
        if p.campaign:
            record_issued(p.campaign, ringkas.keluar)
    _sebut_dilewati(ringkas.dilewati)
    sebutan = "orang" if evaluasi else "pegawai"
    per_unit = form is not None and kind_of(p.library.definition(form)).per_unit
    if per_unit:
        sebutan = "matriks"
    masalah += [satu for satu in findings if satu.severity.value == "galat"]
    galat = count(masalah)["galat"]
    cetak_temuan(masalah, p.library)
    if kesepakatan:
        click.echo(_hitungan_peran(kesepakatan, terbitan, matriks=per_unit), err=True)
    kata = "akan diterbitkan" if dry_run else "diterbitkan"
    click.echo(
        f"{ringkas.pegawai} {sebutan} = {ringkas.ditulis} {kata} + {ringkas.tetap} sudah ada dan sama + "
        f"{len(ringkas.dilewati)} dilewati + {len(ringkas.bentrok)} ditolak. Folder: {tujuan}"
    )
    if ringkas.bentrok:
        raise SkpxlError(
            f"{len(ringkas.bentrok)} formulir sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {ringkas.bentrok[0]}; "
            "pakai folder lain, atau --force untuk menimpanya."
        )
    ctx.exit(1 if galat else 0)


def _jenis_evaluasi(kode: str) -> str:
    """The kind a period is of; without a campaign nobody has said which one the instansi uses."""
    return "bulanan" if kode[:1].upper() == "B" else "triwulan"


def _sebut_dilewati(dilewati: "Sequence[tuple[Pegawai, str]]") -> None:
    """Who got no form, and why."""
    for orang, alasan in dilewati[:_DISEBUT_MAKS]:
        siapa = orang.nama or orang.jabatan or f"baris {orang.baris}"
        click.echo(f"Tidak diterbitkan: {siapa} — {alasan}.", err=True)
    if len(dilewati) > _DISEBUT_MAKS:
        click.echo(f"… dan {len(dilewati) - _DISEBUT_MAKS} lagi; alasannya ada di manifest.", err=True)


@dataclass(frozen=True)
class _BahanEvaluasi:
    """What evaluation forms are issued from: the files that came in, whose they are, what the SKPs say of themselves."""

    hasil: "tuple[Hasil, ...]"
    organisasi: "Organisasi"
    instansi: str
    tahun: int | None

    def rencana(
        self,
        kode: str,
        settings: "Settings",
        library: "Library",
        units: Sequence[str],
        nips: Sequence[str],
        kunci: bytes | None,
    ) -> "list[Terbitan]":
        """The forms of the period, of the units and people selected."""
        from skpxl.issue.generate_evaluasi import plan_evaluations
        from skpxl.kinds.kind import selected

        siapa = {orang.nip for orang in selected(self.organisasi, units, nips)} if units or nips else None
        return list(
            plan_evaluations(self.hasil, kode, settings, library, organisasi=self.organisasi, siapa=siapa, kunci=kunci)
        )


def _bahan_evaluasi(
    p: Panggilan,
    dari: Sequence[Path],
    keputusan: Path | None,
    terbaca: "tuple[Organisasi, list[Finding]] | None",
    kunci: bytes | None,
) -> _BahanEvaluasi:
    """Read and judge the SKPs (and the evaluations so far); without a roster they alone say who is in which unit."""
    from skpxl.campaign.folder import MASUK
    from skpxl.files.walk import walk
    from skpxl.model.susunan import organisasi_dari_skp
    from skpxl.receive.validate import Ukuran, validate

    if not dari and p.campaign:
        dari = (p.campaign.akar / MASUK,)
    if not dari:
        raise PenggunaanError("Evaluasi dari SKP yang mana? Tambahkan --from FOLDER berisi SKP yang sudah diterima.")
    ukuran = Ukuran(organisasi=terbaca[0] if terbaca else None, kunci=kunci)
    kiriman = walk(dari)
    with kemajuan("Membaca SKP", len(kiriman)) as maju:
        semua = validate(kiriman, p.library, ukuran, maju=maju)
    sandi = p.campaign.sandi() if p.campaign else ""
    hasil = selesaikan(semua, p.library, ukuran, keputusan, sandi).hasil
    skps = [satu.skp for satu in hasil if satu.skp and satu.dipakai]
    if not skps:
        raise SkpxlError("Tidak ada SKP yang dapat dievaluasi di sana; periksa dengan `skpxl validate`.")
    organisasi = terbaca[0] if terbaca else organisasi_dari_skp(skps, [])
    periode = skps[0].periode
    return _BahanEvaluasi(tuple(hasil), organisasi, skps[0].instansi, periode.selesai.year if periode else None)


def _sepakat(
    p: Panggilan, paths: Sequence[Path], organisasi: "Organisasi", kunci: bytes | None, keputusan: Path | None
) -> "tuple[Kesepakatan, list[Finding]]":
    """The agreed matrices, and what is to be said of them: galat and peringatan of the files, names that were not certain."""
    from skpxl.checks.sepakat import periksa_nama
    from skpxl.findings.wording import worded
    from skpxl.model.kesepakatan import Kesepakatan
    from skpxl.receive.agreed import read_agreed
    from skpxl.receive.validate import Ukuran

    ukuran = Ukuran(organisasi=organisasi, kunci=kunci)
    bacaan = read_agreed(paths, p.library, ukuran)
    sandi = p.campaign.sandi() if p.campaign else ""
    selesai = selesaikan(bacaan.hasil, p.library, ukuran, keputusan, sandi)
    if selesai.terbuka:
        # Forms without the roles in question would have to be issued, and handed out, again.
        di = f"putuskan di {keputusan}" if keputusan else "putuskan dengan --decisions KEPUTUSAN.xlsx"
        raise SkpxlError(
            f"{len(selesai.terbuka)} tempat dalam matriks masih bertabrakan, jadi tidak ada yang diterbitkan; {di}."
        )
    kesepakatan = Kesepakatan(bacaan.pembagian(selesai.hasil), organisasi)
    findings = [f for satu in selesai.hasil for f in satu.findings if f.severity.value != "info"]
    return kesepakatan, [*selesai.findings, *findings, *worded(periksa_nama(kesepakatan), p.library.pesan)]


def _hitungan_peran(kesepakatan: "Kesepakatan", terbitan: "Sequence[Terbitan]", *, matriks: bool) -> str:
    """The account of roles: all agreed ones = put into forms + of people without a form in this run + of unknown people."""
    semua = kesepakatan.banyak_peran()
    ikatan = {i.id for satu in terbitan if satu.form for i in satu.form.ikatan if not i.key.endswith("_diintervensi")}
    dalam_formulir = len(ikatan & kesepakatan.per_id.keys())
    tak_dikenal = sum(len(baris.peran) for _, baris in kesepakatan.tak_dikenal)
    lain = semua - dalam_formulir - tak_dikenal
    if matriks:
        return f"{semua} peran disepakati = {dalam_formulir} menjadi judul kolom + {semua - dalam_formulir} tidak dibagi lagi."
    return (
        f"{semua} peran disepakati = {dalam_formulir} tertulis dalam formulir + "
        f"{lain} milik orang tanpa formulir di sini + {tak_dikenal} tanpa pemilik yang pasti."
    )

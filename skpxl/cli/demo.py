"""`skpxl demo`: the whole loop on the samples, each step as the command that anyone would type."""

import json
import shutil
from pathlib import Path

import click

from skpxl.cli.bersama import JALUR
from skpxl.errors import SkpxlError


@click.command("demo", epilog="Contoh:  skpxl demo contoh-skpxl")
@click.argument("folder", type=JALUR, default=Path("skpxl-demo"))
@click.pass_context
def perintah(ctx: click.Context, folder: Path) -> None:
    """Mainkan seluruh alur dengan contoh di FOLDER (bawaan: skpxl-demo), lalu tunjukkan berkas yang perlu dibuka."""
    from skpxl.template.source import samples_dir

    samples = samples_dir()
    if folder.exists() and any(folder.iterdir()):
        raise SkpxlError(f"Folder {folder} sudah ada isinya; sebut folder lain, misalnya: skpxl demo {folder}-2")
    jawaban = samples / "jawaban" / "baik"
    # Whoever has people below him fills in first: his results become the choices of his reports.
    atasan = _atasan(samples)

    _langkah(ctx, "1. Buat folder kampanye dan daftar pegawai.")
    _jalankan(
        ctx, "new", str(folder), "--instansi", "PEMERINTAH PROVINSI CONTOH", "--tahun", "2022", "--tempat", "Kupang",
        "--tanggal", "2022-01-03",
    )  # fmt: skip
    shutil.copyfile(samples / "roster.xlsx", folder / "roster.xlsx")
    kampanye = ("-C", str(folder))
    _jalankan(ctx, *kampanye, "roster", "check")

    _langkah(ctx, "2. Bagi peran: matriks untuk Kabid, lalu, dari peran ketua tim, matriks untuk timnya.")
    peran, sepakat = folder / "matriks", folder / "sepakat"
    bagi = ("generate", "--form", "matriks-peran-hasil", "-o", str(peran))
    isi_matriks = ("fill", str(peran), str(samples / "jawaban" / "matriks"), "-o", str(sepakat))
    _jalankan(ctx, *kampanye, *bagi, "--nip", _kabid(samples))
    _jalankan(ctx, *kampanye, *isi_matriks)
    _jalankan(ctx, *kampanye, *bagi, "--matriks", str(sepakat))
    _jalankan(ctx, *kampanye, *isi_matriks)

    _langkah(ctx, "3. Terbitkan SKP dengan peran tiap orang sudah tertulis. Ketua tim mengisi lebih dulu.")
    masuk = folder / "masuk"
    for nip in atasan:
        _jalankan(ctx, *kampanye, "generate", "--matriks", str(sepakat), "--nip", nip)
    _jalankan(ctx, *kampanye, "fill", str(folder / "formulir"), str(jawaban), "-o", str(masuk))
    _jalankan(ctx, *kampanye, "generate", "--matriks", str(sepakat), "--from", str(masuk))

    _langkah(ctx, "4. Orang-orang mengisi (di sini: dari berkas contoh), lalu yang kembali diperiksa.")
    _jalankan(ctx, *kampanye, "fill", str(folder / "formulir"), str(jawaban), "-o", str(masuk))
    _jalankan(ctx, *kampanye, "validate", "--report", str(folder / "hasil" / "laporan.xlsx"))

    _langkah(ctx, "5. Beginilah bila isian bermasalah.")
    cacat = folder / "contoh-cacat"
    cacat.mkdir()
    laporan_cacat = folder / "hasil" / "laporan-cacat.xlsx"
    contoh = [_isi_cacat(ctx, samples, folder, nomor) for nomor in ("01", "18")]
    # A file that is no form at all belongs to every real inbox.
    _jalankan(
        ctx, *kampanye, "validate", *contoh, str(folder / "roster.xlsx"), "--report", str(laporan_cacat), boleh=(1,)
    )

    _langkah(ctx, "6. Susun matriks peran hasil, tiap unit dan seluruh bidang, dan bandingkan dengan yang disepakati.")
    _jalankan(ctx, *kampanye, "merge", "--level", "unit", "--level", "1", "--agreed", str(sepakat))

    _langkah(ctx, "7. Siapkan urutan pengetikan ke e-Kinerja BKN.")
    _jalankan(ctx, *kampanye, "export", "--as", "ekinerja")

    _langkah(ctx, "8. Evaluasi triwulan I terbit dari SKP yang diterima, diisi penilai, lalu direkap per unit.")
    evaluasi = folder / "evaluasi"
    _jalankan(ctx, *kampanye, "generate", "--evaluasi", "TW1")
    _jalankan(ctx, *kampanye, "fill", str(evaluasi), str(samples / "jawaban" / "evaluasi"), "-o", str(masuk))
    _jalankan(ctx, *kampanye, "evaluate", "--period", "TW1")

    formulir = next(iter(sorted((folder / "formulir").rglob("SKP_*.xlsx"))))
    _langkah(ctx, "Selesai. Buka berkas-berkas ini:")
    for berkas, apa in (
        (formulir, "formulir kosong seperti diterima pegawai"),
        (next(iter(sorted(masuk.rglob("SKP_*.xlsx")))), "formulir terisi"),
        (folder / "hasil" / "laporan-cacat.xlsx", "laporan kesalahan, tiap sel bertautan ke berkasnya"),
        (next(iter(sorted(peran.rglob("Matriks_*.xlsx")))), "matriks kosong seperti diterima pimpinan"),
        (folder / "hasil" / "matriks.xlsx", "matriks peran hasil, cakupan, sepakat dan tertulis, temuan dan data"),
        (folder / "hasil" / "matriks-gambar" / "T1_BPP.svg", "gambar kaskade bidang (buka dengan peramban)"),
        (folder / "hasil" / "ekspor-ekinerja.xlsx", "isian siap salin ke e-Kinerja"),
        (next(iter(sorted(masuk.rglob("Evaluasi_*.xlsx")))), "evaluasi terisi: predikatnya dihitung di lembar itu"),
        (folder / "hasil" / "rekap-evaluasi.xlsx", "rekap evaluasi: banyak, persentase, grafik, pola distribusi"),
        (folder / "formulir" / "manifest.xlsx", "daftar formulir yang diterbitkan"),
    ):
        click.echo(f"  {berkas}  — {apa}")


def _atasan(samples: Path) -> list[str]:
    """The NIPs in the samples whose results others build on: `ketua.json` keeps them, so the demo need not guess."""
    isi = json.loads((samples / "jawaban" / "ketua.json").read_text(encoding="utf-8"))
    return [str(nip) for nip in isi]


def _kabid(samples: Path) -> str:
    """The NIP of the pimpinan in the samples, who divides roles first."""
    isi = json.loads((samples / "jawaban" / "kabid.json").read_text(encoding="utf-8"))
    return str(isi)


def _isi_cacat(ctx: click.Context, samples: Path, folder: Path, nomor: str) -> str:
    """Fill a form of this campaign with one of the samples' faulty answers; the path of the result."""
    berkas = next(iter(sorted((samples / "jawaban" / "cacat").glob(f"{nomor}-*.json"))))
    isi = json.loads(berkas.read_text(encoding="utf-8"))
    isian = folder / "contoh-cacat" / berkas.name
    isian.write_text(json.dumps(isi["isian"], ensure_ascii=False, indent=1), encoding="utf-8")
    formulir = next(iter(sorted((folder / "formulir").rglob(f"SKP_*_{isi['dasar']}.xlsx"))))
    hasil = isian.with_suffix(".xlsx")
    _jalankan(ctx, "fill", str(formulir), str(isian), "-o", str(hasil))
    return str(hasil)


def _langkah(ctx: click.Context, teks: str) -> None:
    click.echo("\n" + click.style(teks, bold=True))


def _jalankan(ctx: click.Context, *kata: str, boleh: tuple[int, ...] = (0,)) -> None:
    """Run one command in this process, showing it as it would be typed."""
    from skpxl.cli.main import cli

    terketik = " ".join(f'"{satu}"' if " " in satu else satu for satu in kata)
    click.echo(click.style(f"$ skpxl {terketik}", fg="cyan"))
    umum = ["--templates", str(ctx.obj["templates"])] if ctx.obj["templates"] else []
    kode = cli.main([*umum, *kata], prog_name="skpxl", standalone_mode=False)
    if (kode or 0) not in boleh:
        raise SkpxlError(f"Demo berhenti: perintah di atas berakhir dengan kode {kode}.")

"""`skpxl adopt`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, panggilan, tulis_json
from skpxl.errors import PenggunaanError, SkpxlError

if TYPE_CHECKING:
    from skpxl.model.skp import Skp
    from skpxl.receive.adopt import Adopsi
    from skpxl.template.library import Library


@click.command("adopt", epilog='Contoh:  skpxl adopt "SKP fix FINAL.xlsx" --into SKP_2022_....xlsx -o terisi.xlsx')
@click.argument("file", type=JALUR)
@click.option("--lembar", default="", help="Lembar yang dibaca, bila ada beberapa.")
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.option("--into", "formulir", type=JALUR, help="Formulir terbitan orang itu, yang akan diisi.")
@click.option("-o", "--output", type=JALUR, help="Berkas hasil untuk --into.")
@click.option("--annotate", "salinan", type=JALUR, help="Buat salinan .xlsx dengan komentar di sel yang meragukan.")
@click.option("--force", is_flag=True, help="Timpa hasil yang sudah ada.")
@click.pass_context
def perintah(
    ctx: click.Context,
    file: Path,
    lembar: str,
    sebagai_json: bool,
    formulir: Path | None,
    output: Path | None,
    salinan: Path | None,
    force: bool,
) -> None:
    """Baca SKP (atau matriks peran hasil) dari luar, dan pindahkan isian SKP-nya ke formulir terbitan.

    Yang dicari adalah tulisan kepalanya (NAMA, NIP, RENCANA HASIL KERJA, ...), di mana pun letaknya. Tiap nilai
    disebut dengan selnya; yang meragukan dan yang tidak ada tempatnya disebut juga.

    Dengan --annotate berkasnya (.xlsx saja) disalin dengan tampilannya sendiri; sel yang meragukan diberi komentar: apa
    yang terbaca, apa yang meragukan, dan apa yang harus dilakukan. Komentar yang sudah ada tetap ada. Gambar, bentuk,
    tombol, dan daftar pilihan gaya baru Excel tidak ikut tersalin.
    """
    from skpxl.files.output import write_whole
    from skpxl.receive.adopt import adopt, adopt_into, as_json
    from skpxl.receive.adopt_notes import write_annotated

    if (formulir is None) != (output is None):
        raise PenggunaanError("--into dan -o dipakai bersama: formulir yang diisi, dan nama berkas hasilnya.")
    for satu in (file, formulir):
        if satu is not None and not satu.is_file():
            raise SkpxlError(f"{satu} tidak ada; periksa nama berkas atau foldernya.")
    p = panggilan(ctx)
    adopsi = adopt(file, p.library, lembar=lembar)
    tanpa_nama = adopsi.skp is None or not adopsi.skp.pegawai.nama
    if tanpa_nama and not lembar and (kode := _matriks(file, p.library, sebagai_json=sebagai_json)) is not None:
        if formulir is not None:
            raise PenggunaanError("Berkas ini matriks, bukan SKP; pakai dengan `skpxl generate --matriks`.")
        if salinan is not None:
            raise PenggunaanError("Berkas ini matriks, bukan SKP; --annotate hanya untuk SKP.")
        ctx.exit(kode)
    if sebagai_json:
        tulis_json(as_json(adopsi))
    if adopsi.skp is None:
        raise SkpxlError(f"{file}: {adopsi.findings[0].message}")
    if not sebagai_json:
        _cetak(file, adopsi, adopsi.skp, p.library)
    if salinan is not None:
        banyak = write_annotated(adopsi, file, salinan, p.library, force=force)
        click.echo(f"Salinan dengan {banyak} komentar: {salinan}", err=True)
    if formulir is not None and output is not None:
        data, catatan = adopt_into(adopsi, formulir, p.library, sandi=p.campaign.sandi() if p.campaign else "")
        write_whole(output, data, force=force)
        for catat in catatan:
            click.echo(f"{output.name}: {catat}.", err=True)
        click.echo(f"Formulir terisi: {output}", err=sebagai_json)
    ctx.exit(1 if any(satu.severity.value == "galat" for satu in adopsi.findings) else 0)


def _cetak(file: Path, adopsi: "Adopsi", skp: "Skp", library: "Library") -> None:
    """Print what was read, each value with its cell, then the findings."""
    click.echo(f"{file} · {skp.pegawai.nama or '(tanpa nama)'}: {skp.form}, lembar {', '.join(adopsi.lembar)}")
    for baris in _isi(skp.model_dump(mode="json", exclude_none=True), (), adopsi.cells):
        click.echo(baris)
    if skp.periode:
        click.echo(f"{adopsi.cells['periode_tercetak']}\tperiode\t{skp.periode.tercetak()!r}")
    if adopsi.tempat_tanggal:
        click.echo(f"{adopsi.cells['tempat_tanggal']}\ttempat_tanggal\t{adopsi.tempat_tanggal!r}")
    cetak_temuan(adopsi.findings, library)


def _matriks(file: Path, library: "Library", *, sebagai_json: bool) -> int | None:
    """Print the matrices of a file, each role with its cell; the exit code, or None where there is no matriks."""
    from skpxl.findings.wording import worded
    from skpxl.foreign.matriks.reading import read_foreign_matriks

    bacaan = read_foreign_matriks(file, library)
    if not bacaan.pembagian:
        return None
    findings = worded(bacaan.findings, library.pesan)
    if sebagai_json:
        tulis_json(
            {
                "file": str(file),
                "outcome": "matriks-asing",
                "matriks": [satu.model_dump(mode="json", exclude_none=True) for satu in bacaan.pembagian],
                "findings": [satu.as_dict() for satu in findings],
            }
        )
    else:
        for satu in bacaan.pembagian:
            peran = satu.semua_peran()
            click.echo(
                f"{file} · {satu.sheet}: matriks {satu.unit or '(tanpa nama unit)'}; {len(satu.baris)} orang, "
                f"{len(satu.kolom)} kolom, {len(peran)} peran"
            )
            for baris, peran_ in peran:
                kolom = satu.teks_kolom(peran_.kolom) or "(tanpa kolom)"
                click.echo(f"{peran_.sheet}!{peran_.cell}\t{baris.nama or baris.jabatan}\t{kolom}\t{peran_.teks!r}")
        cetak_temuan(findings, library)
    return 1 if any(satu.severity.value == "galat" for satu in findings) else 0


def _isi(simpul: object, jalur: tuple[str, ...], cells: Mapping[str, str]) -> list[str]:
    """The values as lines: cell, key, text. Items of lists go by their `nomor`."""
    if isinstance(simpul, dict):
        return [
            baris
            for nama, anak in simpul.items()
            if nama != "nomor"
            for baris in _isi(anak, (*jalur, str(nama)), cells)
        ]
    if isinstance(simpul, list):
        hasil = []
        for urutan, anak in enumerate(simpul, start=1):
            nomor = anak.get("nomor", urutan) if isinstance(anak, dict) else urutan
            hasil += _isi(anak, (*jalur, str(nomor)), cells)
        return hasil
    sel = cells.get("_".join(jalur))
    return [f"{sel}\t{'.'.join(jalur)}\t{simpul!r}"] if sel and simpul else []

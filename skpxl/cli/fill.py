"""`skpxl fill`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, kemajuan, panggilan
from skpxl.errors import PenggunaanError, SkpxlError


@click.command("fill", epilog="Contoh:  skpxl fill SKP_2022_199001012015031001.xlsx isian.json -o terisi.xlsx")
@click.argument("workbook", type=JALUR)
@click.argument("answers", type=JALUR)
@click.option(
    "-o", "--output", type=JALUR, required=True, help="Berkas hasil; atau folder, bila WORKBOOK sebuah folder."
)
@click.option("--force", is_flag=True, help="Timpa hasil yang sudah ada.")
@click.pass_context
def perintah(ctx: click.Context, workbook: Path, answers: Path, output: Path, force: bool) -> None:
    """Isi sel-sel isian sebuah formulir dari JSON (bentuknya seperti keluaran `skpxl read --json`).

    WORKBOOK dan ANSWERS boleh folder: tiap formulir diisi dari `<NIP>.json` yang ada
    (matriks: `matriks-<unit>.json`; evaluasi: `<NIP>-evaluasi-<periode>.json`; integrasi: `<NIP>-integrasi.json`).
    """
    from skpxl.files.output import write_whole
    from skpxl.receive.fill import fill, read_answers

    p = panggilan(ctx)
    sandi = p.campaign.sandi() if p.campaign else ""
    if not workbook.exists():
        raise SkpxlError(f"{workbook} tidak ada; periksa nama berkas atau foldernya.")
    if workbook.is_dir() != answers.is_dir():
        raise PenggunaanError("WORKBOOK dan ANSWERS harus keduanya berkas, atau keduanya folder.")
    pasangan = _pasangan(workbook, answers, output) if workbook.is_dir() else [(workbook, answers, output)]
    with kemajuan("Mengisi", len(pasangan)) as maju:
        for asal, isian, tujuan in pasangan:
            data, catatan = fill(asal, read_answers(isian), p.library, sandi=sandi)
            write_whole(tujuan, data, force=force)
            for satu in catatan:
                click.echo(f"{tujuan.name}: {satu}.", err=True)
            maju()
    click.echo(f"{len(pasangan)} formulir terisi: {output}")


def _pasangan(formulir: Path, isian: Path, tujuan: Path) -> list[tuple[Path, Path, Path]]:
    """Workbooks with the answers of the NIP (of a matriks: the unit) in their name, in name order."""
    pasangan = []
    for satu in sorted(formulir.rglob("*_*_*.xlsx")):
        jenis, _, siapa, *lagi = satu.stem.split("_")
        nama = {"SKP": f"{siapa}.json", "Matriks": f"matriks-{siapa}.json"}.get(jenis)
        if jenis == "Integrasi":
            nama = f"{siapa}-integrasi.json"
        elif jenis == "Evaluasi" and lagi:  # Evaluasi_<tahun>_<periode>_<NIP>
            nama = f"{lagi[0]}-evaluasi-{siapa}.json"
        if nama and (isian / nama).is_file():
            pasangan.append((satu, isian / nama, tujuan / satu.relative_to(formulir)))
    if not pasangan:
        raise SkpxlError(
            f"Tidak ada pasangan SKP_<tahun>_<NIP>.xlsx di {formulir} dan <NIP>.json di {isian} "
            "(matriks: Matriks_<tahun>_<unit>.xlsx dan matriks-<unit>.json; "
            "evaluasi: Evaluasi_<tahun>_<periode>_<NIP>.xlsx dan <NIP>-evaluasi-<periode>.json)."
        )
    return pasangan

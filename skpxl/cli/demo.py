"""`skpxl demo`: the whole loop on the samples, each step as the command that anyone would type."""

import json
import shutil
from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say
from skpxl.errors import SkpxlError


@click.command("demo", epilog="Contoh:  skpxl demo contoh-skpxl")
@click.argument("folder", type=options.PATH, default=Path("skpxl-demo"))
@pass_call
def command(call: Call, folder: Path) -> None:
    """Mainkan seluruh alur dengan contoh di FOLDER (bawaan: skpxl-demo), lalu tunjukkan berkas yang perlu dibuka."""
    from skpxl.kinds.matriks import MATRIKS
    from skpxl.model.pasted import pasted
    from skpxl.template.source import samples_dir

    samples = samples_dir()
    if folder.exists() and any(folder.iterdir()):
        raise SkpxlError(
            f"Folder {folder} sudah ada isinya; sebut folder lain, misalnya: {pasted('skpxl', 'demo', f'{folder}-2')}"
        )
    answers = samples / "jawaban" / "baik"
    # Whoever has people below him fills in first: his results become the choices of his reports.
    superiors = _superiors(samples)

    _step("1. Buat folder putaran SKP dan daftar pegawai.")
    _run(
        call, "new", str(folder), "--instansi", "PEMERINTAH PROVINSI CONTOH", "--tahun", "2022", "--tempat", "Kupang",
        "--tanggal", "2022-01-03",
    )  # fmt: skip
    shutil.copyfile(samples / "roster.xlsx", folder / "roster.xlsx")
    campaign = ("-C", str(folder))
    _run(call, *campaign, "roster", "check")

    _step("2. Bagi peran: matriks untuk Kabid, lalu, dari peran ketua tim, matriks untuk timnya.")
    matrices, agreed = folder / "matriks", folder / "sepakat"
    divide = ("generate", "--form", MATRIKS.default, "-o", str(matrices))
    fill_matrices = ("fill", str(matrices), str(samples / "jawaban" / "matriks"), "-o", str(agreed))
    _run(call, *campaign, *divide, "--nip", _kabid(samples))
    _run(call, *campaign, *fill_matrices)
    _run(call, *campaign, *divide, "--matriks", str(agreed))
    _run(call, *campaign, *fill_matrices)

    _step("3. Terbitkan SKP dengan peran tiap orang sudah tertulis. Ketua tim mengisi lebih dulu.")
    inbox = folder / "masuk"
    for nip in superiors:
        _run(call, *campaign, "generate", "--matriks", str(agreed), "--nip", nip)
    _run(call, *campaign, "fill", str(folder / "formulir"), str(answers), "-o", str(inbox))
    _run(call, *campaign, "generate", "--matriks", str(agreed), "--from", str(inbox))

    _step("4. Orang-orang mengisi (di sini: dari berkas contoh), lalu yang kembali diperiksa.")
    _run(call, *campaign, "fill", str(folder / "formulir"), str(answers), "-o", str(inbox))
    _run(call, *campaign, "validate", "--report", str(folder / "hasil" / "laporan.xlsx"))

    _step("5. Beginilah bila isian bermasalah.")
    faulty = folder / "contoh-cacat"
    faulty.mkdir()
    report = folder / "hasil" / "laporan-cacat.xlsx"
    examples = [_fill_faulty(call, samples, folder, number) for number in ("01", "18")]
    # A file that is no form at all belongs to every real inbox.
    _run(call, *campaign, "validate", *examples, str(folder / "roster.xlsx"), "--report", str(report), may_end=(1,))

    _step("6. Susun matriks peran hasil, tiap unit dan seluruh bidang, dan bandingkan dengan yang disepakati.")
    _run(call, *campaign, "merge", "--level", "unit", "--level", "1", "--agreed", str(agreed))

    _step("7. Siapkan urutan pengetikan ke e-Kinerja BKN.")
    _run(call, *campaign, "export", "--as", "ekinerja")

    _step("8. Evaluasi triwulan I terbit dari SKP yang diterima, diisi penilai, lalu direkap per unit.")
    evaluasi = folder / "evaluasi"
    _run(call, *campaign, "generate", "--evaluasi", "TW1")
    _run(call, *campaign, "fill", str(evaluasi), str(samples / "jawaban" / "evaluasi"), "-o", str(inbox))
    _run(call, *campaign, "evaluate", "--period", "TW1")

    form = next(iter(sorted((folder / "formulir").rglob("SKP_*.xlsx"))))
    _step("Selesai. Buka berkas-berkas ini:")
    for file, what in (
        (form, "formulir kosong seperti diterima pegawai"),
        (next(iter(sorted(inbox.rglob("SKP_*.xlsx")))), "formulir terisi"),
        (folder / "hasil" / "laporan-cacat.xlsx", "laporan kesalahan, tiap sel bertautan ke berkasnya"),
        (next(iter(sorted(matrices.rglob("Matriks_*.xlsx")))), "matriks kosong seperti diterima pimpinan"),
        (folder / "hasil" / "matriks.xlsx", "matriks peran hasil, cakupan, sepakat dan tertulis, temuan dan data"),
        (folder / "hasil" / "matriks-gambar" / "T1_BPP.svg", "gambar kaskade bidang (buka dengan peramban)"),
        (folder / "hasil" / "ekspor-ekinerja.xlsx", "isian siap salin ke e-Kinerja"),
        (next(iter(sorted(inbox.rglob("Evaluasi_*.xlsx")))), "evaluasi terisi: predikatnya dihitung di lembar itu"),
        (folder / "hasil" / "rekap-evaluasi.xlsx", "rekap evaluasi: banyak, persentase, grafik, pola distribusi"),
        (folder / "formulir" / "manifest.xlsx", "daftar formulir yang diterbitkan"),
    ):
        say(f"  {file}  — {what}")


def _superiors(samples: Path) -> list[str]:
    """The NIPs in the samples whose results others build on: `ketua.json` keeps them, so the demo need not guess."""
    content = json.loads((samples / "jawaban" / "ketua.json").read_text(encoding="utf-8"))
    return [str(nip) for nip in content]


def _kabid(samples: Path) -> str:
    """The NIP of the pimpinan in the samples, who divides roles first."""
    content = json.loads((samples / "jawaban" / "kabid.json").read_text(encoding="utf-8"))
    return str(content)


def _fill_faulty(call: Call, samples: Path, folder: Path, number: str) -> str:
    """Fill a form of this campaign with one of the samples' faulty answers; the path of the result."""
    file = next(iter(sorted((samples / "jawaban" / "cacat").glob(f"{number}-*.json"))))
    content = json.loads(file.read_text(encoding="utf-8"))
    answer_file = folder / "contoh-cacat" / file.name
    answer_file.write_text(json.dumps(content["isian"], ensure_ascii=False, indent=1), encoding="utf-8")
    form = next(iter(sorted((folder / "formulir").rglob(f"SKP_*_{content['dasar']}.xlsx"))))
    filled = answer_file.with_suffix(".xlsx")
    _run(call, "fill", str(form), str(answer_file), "-o", str(filled))
    return str(filled)


def _step(text: str) -> None:
    say("")
    say(text, bold=True)


def _run(call: Call, *words: str, may_end: tuple[int, ...] = (0,)) -> None:
    """Run one command in this process, showing it as it would be typed."""
    from skpxl.cli.main import cli
    from skpxl.model.pasted import pasted

    say(f"$ {pasted('skpxl', *words)}", colour="cyan")
    general = ["--templates", str(call.templates)] if call.templates else []
    code = cli.main([*general, *words], prog_name="skpxl", standalone_mode=False)
    if (code or 0) not in may_end:
        raise SkpxlError(f"Demo berhenti: perintah di atas berakhir dengan kode {code}.")

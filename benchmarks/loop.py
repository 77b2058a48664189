"""Times the main job: 200 workbooks issued, filled, validated and merged, by whole commands, beside a naive script.

    python benchmarks/loop.py [--people 200] [--rounds 3] [--keep]

Every step is a process of its own, as a user starts it, so imports count. skpxl and `naive.py` take turns within each
round, and the ratio is one of medians: on a noisy machine the ratio holds and the seconds do not. Each round writes
into fresh folders and nothing is deleted before the last one has ended (deletions slow a file system down).
This file imports nothing heavy: a child's peak memory is never reported below that of the process that started it.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

STEPS = ("generate", "fill", "validate", "merge")
NAIVE = Path(__file__).with_name("naive.py")
INSTANSI = "PEMERINTAH KABUPATEN CONTOH"
TAHUN = "2022"


class Run(NamedTuple):
    """One command: wall clock in seconds, peak resident memory in MB (0 where the system does not tell)."""

    seconds: float
    megabytes: float


def run(command: Sequence[str | Path], cwd: Path) -> Run:
    """Run a command to its end. Ends the benchmark where the command fails: a wrong result has no speed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=out, stderr=err)
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            code = process.returncode = os.waitstatus_to_exitcode(status)
            megabytes = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        else:
            code, megabytes = process.wait(), 0.0
        seconds = time.perf_counter() - start
        if code:
            err.seek(0)
            out.seek(0)
            text = (err.read() or out.read()).decode("utf-8", "replace")
            sys.exit(f"exit code {code} from: {' '.join(map(str, command))}\n{text[-3000:]}")
    return Run(seconds, megabytes)


def commands(folder: Path, roster: Path, answers: Path) -> dict[str, list[str | Path]]:
    """The four commands as README tells them, writing into `folder`."""
    skpxl: list[str | Path] = [sys.executable, "-m", "skpxl"]
    term = ["--instansi", INSTANSI, "--tahun", TAHUN]
    return {
        "generate": [*skpxl, "generate", roster, "-o", folder / "issued", *term],
        "fill": [*skpxl, "fill", folder / "issued", answers, "-o", folder / "filled"],
        "validate": [*skpxl, "validate", folder / "filled", "--json"],
        "merge": [*skpxl, "merge", folder / "filled", "-o", folder / "matriks.xlsx", "--roster", roster],
    }


def naive_commands(folder: Path, roster: Path, answers: Path) -> dict[str, list[str | Path]]:
    """The same four steps by `naive.py`."""
    naive: list[str | Path] = [sys.executable, NAIVE]
    return {
        "generate": [*naive, "generate", roster, folder / "issued"],
        "fill": [*naive, "fill", folder / "issued", answers, folder / "filled"],
        "validate": [*naive, "validate", folder / "filled"],
        "merge": [*naive, "merge", folder / "filled", folder / "matriks.xlsx"],
    }


def check(folder: Path, nips: list[str]) -> None:
    """Ends the benchmark unless both ways made one workbook per person and a matrix."""
    for stage in ("issued", "filled"):
        names = [path.name for path in (folder / stage).rglob("*.xlsx")]
        missing = [nip for nip in nips if not any(nip in name for name in names)]
        if missing:
            sys.exit(f"{folder / stage}: no workbook for {len(missing)} of {len(nips)} people, {missing[0]} among them")
    if not (folder / "matriks.xlsx").stat().st_size:
        sys.exit(f"{folder / 'matriks.xlsx'} is empty")


def prepare(folder: Path, people: int) -> None:
    """Write roster.xlsx and answers/<nip>.json for `people` invented people. Runs in a process of its own."""
    from skpxl.books.roster_sheet import write_roster
    from skpxl.model.pegawai import Pegawai
    from skpxl.model.skp import Identitas
    from skpxl.model.unit import Organisasi, Produk, Unit

    def nip(number: int) -> str:
        born = f"{1970 + number % 25}{number % 12 + 1:02}{number % 28 + 1:02}"
        return f"{born}{1996 + number % 25}01{number % 2 + 1}{number % 999 + 1:03}"

    dinas = "DINAS PERCONTOHAN"
    units = [Unit(kode="D", nama=dinas, pimpinan=nip(0), perangkat_daerah=dinas)]
    staff: list[Pegawai] = []
    for number in range(people):
        # Number 0 heads the dinas, every twentieth from 1 on a bidang of up to 19 people.
        bidang = f"B{(number - 1) // 20 + 1}" if number else "D"
        heads_bidang = number > 0 and (number - 1) % 20 == 0
        if heads_bidang:
            units.append(
                Unit(kode=bidang, nama=f"Bidang {bidang}", induk="D", pimpinan=nip(number), perangkat_daerah=dinas)
            )
        above = units[0].pimpinan if heads_bidang else units[-1].pimpinan
        staff.append(
            Pegawai(
                nip=nip(number),
                nama=f"Pegawai Percontohan {number}",
                pangkat_golongan="Penata, III/c",
                jabatan="Kepala Dinas" if number == 0 else "Kepala Bidang" if heads_bidang else "Analis SDM Aparatur",
                jenis_jabatan="JA",
                unit_kerja=bidang,
                perangkat_daerah=dinas,
                nip_penilai=above if number else "",
                penilai_luar=None if number else Identitas(nama="Bupati Contoh", jabatan="Bupati"),
            )
        )
    products = [
        Produk(unit=unit.kode, kode=f"P{n}", teks=f"Layanan kepegawaian {n} bagi perangkat daerah ({unit.kode})")
        for unit in units
        for n in range(1, 6)
    ]
    write_roster(folder / "roster.xlsx", Organisasi(pegawai=tuple(staff), unit=tuple(units), produk=tuple(products)))
    (folder / "answers").mkdir()
    for number, person in enumerate(staff):
        led = next((unit.kode for unit in units if unit.pimpinan == person.nip_penilai), "D")
        served = [product.teks for product in products if product.unit == led]
        text = json.dumps(answers_of(number, served), ensure_ascii=False)
        (folder / "answers" / f"{person.nip}.json").write_text(text, encoding="utf-8")
    (folder / "nips.json").write_text(json.dumps([person.nip for person in staff]), encoding="utf-8")


def answers_of(number: int, served: list[str]) -> dict[str, object]:
    """Three results of three indikator each, and two expectations: what an ordinary pegawai fills in."""
    aspects = (("Kuantitas", "dokumen"), ("Kualitas", "persen"), ("Waktu", "bulan"))
    results = [
        {
            "rencana_hasil_kerja_diintervensi": served[(number + n) % len(served)],
            "rencana_hasil_kerja": f"Terlaksananya layanan kepegawaian {n + 1} oleh pegawai percontohan {number}",
            "indikator": [
                {
                    "aspek": aspect,
                    "indikator_kinerja_individu": f"Capaian {aspect.lower()} layanan bagian {n + 1} yang diselesaikan",
                    "target": f"{number % 12 + n + 1} {unit}",
                }
                for aspect, unit in aspects
            ],
        }
        for n in range(3)
    ]
    behaviour = [
        {"nilai": value, "ekspektasi_khusus": f"Pegawai {number} memberi contoh bagi rekan kerjanya"}
        for value in ("Berorientasi Pelayanan", "Akuntabel")
    ]
    return {"hasil_kerja": {"utama": results, "tambahan": []}, "perilaku_kerja": behaviour}


def report(runs: dict[tuple[str, str], list[Run]], people: int, rounds: int) -> str:
    """The table: medians over the rounds, the highest memory of any round."""
    head = "".join(f"{way + ' s':>9}{'ms each':>9}{'peak MB':>9}" for way in ("skpxl", "naive"))
    lines = [
        f"{people} workbooks, {rounds} rounds, {os.cpu_count()} cores, Python {sys.version.split()[0]}; medians",
        f"{'step':<10}{head}   ratio",
    ]
    totals = {"skpxl": 0.0, "naive": 0.0}
    for step in STEPS:
        columns, medians = "", {}
        for way in totals:
            median = medians[way] = statistics.median(run.seconds for run in runs[way, step])
            totals[way] += median
            peak = max(run.megabytes for run in runs[way, step])
            columns += f"{median:>9.2f}{median / people * 1000:>9.1f}{peak:>9.0f}"
        lines.append(f"{step:<10}{columns}{medians['naive'] / medians['skpxl']:>7.2f}x")
    ours, theirs = totals["skpxl"], totals["naive"]
    each = [f"{total:>9.2f}{total / people * 1000:>9.1f}{'':>9}" for total in (ours, theirs)]
    lines.append(f"{'all':<10}{each[0]}{each[1]}{theirs / ours:>7.2f}x")
    return "\n".join(lines)


def main() -> None:
    """Parse, prepare, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description="Times skpxl's main job beside a naive script.")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="leave the written files where they are")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare, options.people)
        return
    home = Path(tempfile.mkdtemp(prefix="skpxl-bench-"))
    run([sys.executable, Path(__file__).resolve(), "--prepare", home, "--people", str(options.people)], Path.cwd())
    nips = json.loads((home / "nips.json").read_text(encoding="utf-8"))
    runs: dict[tuple[str, str], list[Run]] = {(way, step): [] for way in ("skpxl", "naive") for step in STEPS}
    for number in range(options.rounds):
        folders = {way: home / f"round-{number + 1}" / way for way in ("skpxl", "naive")}
        made = {
            "skpxl": commands(folders["skpxl"], home / "roster.xlsx", home / "answers"),
            "naive": naive_commands(folders["naive"], home / "roster.xlsx", home / "answers"),
        }
        for folder in folders.values():
            folder.mkdir(parents=True)
        for step in STEPS:
            for way in ("skpxl", "naive") if number % 2 == 0 else ("naive", "skpxl"):
                print(f"round {number + 1}: {step}, {way} ...", file=sys.stderr, flush=True)
                runs[way, step].append(run(made[way][step], Path.cwd()))
        for folder in folders.values():
            check(folder, nips)
    print(report(runs, options.people, options.rounds))
    if options.keep:
        print(home, file=sys.stderr)
    else:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()

"""Times `skpxl merge` on the filled workbooks of a whole pemda, and counts whether every result that went in came out.

    python benchmarks/pemda.py [--people 20000] [--pds 39] [--keep DIR] [--also "ARGS"]... [--model-only]

Preparing (roster, a workbook issued and filled for everybody, over all cores) is not what is measured. With --keep the
prepared folder stays and is used again the next time. Each --also is a further merge with these options appended, such
as --also "--level 1". --model-only makes no file: it times the same merge on SKPs in memory.

Roles are counted in the written workbook itself: bullets in the cells of all sheets titled MATRIKS.
This file imports nothing heavy: a child's peak memory is never reported below that of the process that started it.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BULLET = re.compile(r"^- ", re.MULTILINE)
READY = "siap.json"
PER_TASK = 50  # workbooks


class Run(NamedTuple):
    """One command: exit code, what it printed, wall clock in seconds, peak resident memory in MB (0 where not told)."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def run(command: Sequence[str | Path]) -> Run:
    """Run a command to its end. A merge may end with 1 (findings); any other code ends the benchmark."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err)
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            code = process.returncode = os.waitstatus_to_exitcode(status)
            megabytes = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        else:
            code, megabytes = process.wait(), 0.0
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        texts = [stream.read().decode("utf-8", "replace") for stream in (out, err)]
    if code not in (0, 1):
        sys.exit(f"exit code {code} from: {' '.join(map(str, command))}\n{texts[1][-3000:] or texts[0][-3000:]}")
    return Run(code, *texts, seconds, megabytes)


def prepare(home: Path, pds: int, people: int) -> None:
    """Write roster.xlsx and masuk/<perangkat daerah>/SKP_<tahun>_<NIP>.xlsx, filled. Runs in a process of its own."""
    from concurrent.futures import ProcessPoolExecutor

    organisasi, jawaban = made_up(pds, people)
    from organisations import choices, skps

    from skpxl.books.roster_sheet import write_roster
    from skpxl.files.names import slug

    write_roster(home / "roster.xlsx", organisasi)
    pilihan = choices(organisasi, jawaban)
    semua = skps(organisasi, jawaban)
    rows = {(orang.nip, orang.nip_penilai): orang for orang in reversed(organisasi.pegawai) if orang.nip}
    forms: list[tuple[Any, ...]] = []
    numbers: dict[Path, int] = {}
    for siapa, skp in zip(jawaban, semua, strict=True):
        orang = rows[siapa]
        path = home / "masuk" / slug(organisasi.nama_perangkat_daerah(orang)) / f"SKP_2022_{orang.nip}.xlsx"
        numbers[path] = numbers.get(path, 0) + 1
        path = path if numbers[path] == 1 else path.with_stem(f"{path.stem}_{numbers[path]}")
        forms.append((orang, skp, pilihan[siapa], path))
    for folder in {path.parent for *_, path in forms}:
        folder.mkdir(parents=True)
    tasks = [forms[start : start + PER_TASK] for start in range(0, len(forms), PER_TASK)]
    with ProcessPoolExecutor(initializer=_start, initargs=(organisasi,)) as pool:
        written = 0
        for done in pool.map(_fill, tasks):
            written += done
            if written // 1000 > (written - done) // 1000:
                print(f"{written} of {len(forms)} workbooks ...", file=sys.stderr, flush=True)
    account = {
        "pds": pds,
        "people": people,
        "units": len(organisasi.unit),
        "workbooks": len(forms),
        "roles": sum(len(hasil) for hasil in jawaban.values()),
    }
    assert sum(1 for _ in (home / "masuk").rglob("*.xlsx")) == written == len(forms)
    (home / READY).write_text(json.dumps(account), encoding="utf-8")


def made_up(pds: int, people: int) -> tuple[Any, Any]:
    """The organisation and what its people answer, nothing left out."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "shared"))
    from organisations import answers, pemda

    organisasi = pemda(pds, people)
    return organisasi, answers(organisasi)


# What a process of the pool needs for every workbook: the organisation.
_shared: dict[str, Any] = {}


def _start(organisasi: Any) -> None:
    _shared["organisasi"] = organisasi


def _fill(forms: Iterable[tuple[Any, ...]]) -> int:
    """Issue these people's workbooks, type their answers in, write them."""
    from forms import LIBRARY, settings
    from organisations import as_typed

    from skpxl.forms.write import write_form
    from skpxl.kinds.blank_skp import blank_form
    from skpxl.kinds.kind import Order
    from skpxl.template.answers import to_values

    terms, written = settings(), 0
    for orang, skp, pilihan, path in forms:
        definition = LIBRARY.definition(skp.form)
        blank = blank_form(orang, Order(_shared["organisasi"], terms, LIBRARY), definition, hasil_atasan=pilihan)
        values, _ = to_values(blank.layout, as_typed(skp), blank.terkunci)
        path.write_bytes(write_form(blank.filled(values), LIBRARY))
        written += 1
    return written


def roles_in(path: Path) -> dict[str, int]:
    """Bullets on each sheet of a workbook that is titled MATRIKS, and sheets of any kind. Runs in a process of its own."""
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        strings = list(texts(book, "xl/sharedStrings.xml", "si")) if "xl/sharedStrings.xml" in book.namelist() else []
        bullets = [len(BULLET.findall(text)) for text in strings]
        matrices = [roles for name in names if (roles := roles_on(book, name, strings, bullets)) is not None]
    return {"sheets": len(names), "matrices": len(matrices), "roles": sum(matrices)}


def texts(book: zipfile.ZipFile, part: str, tag: str) -> Iterator[str]:
    """The text of each element `tag` of a part, the elements thrown away one after the other."""
    with book.open(part) as file:
        for _, element in ElementTree.iterparse(file):
            if element.tag == MAIN + tag:
                yield "".join(t.text or "" for t in element.iter(MAIN + "t"))
                element.clear()


def roles_on(book: zipfile.ZipFile, part: str, strings: Sequence[str], bullets: Sequence[int]) -> int | None:
    """The bullets on one sheet; None where its first text does not begin with MATRIKS."""
    roles, first = 0, ""
    with book.open(part) as file:
        for _, cell in ElementTree.iterparse(file):
            if cell.tag != MAIN + "c":
                continue
            value = cell.findtext(MAIN + "v")
            if cell.get("t") == "s" and value:
                text, found = strings[int(value)], bullets[int(value)]
            else:
                text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
                found = len(BULLET.findall(text))
            first = first or text
            if first and not first.startswith("MATRIKS"):
                return None
            roles += found
            cell.clear()
    return roles if first else None


def model_only(pds: int, people: int) -> None:
    """The merge without files: made-up SKPs in memory into matrices."""
    import resource

    def peak() -> str:
        return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"

    start = time.perf_counter()
    organisasi, jawaban = made_up(pds, people)
    from organisations import skps

    from skpxl.placing.susunan import Arranger

    semua = skps(organisasi, jawaban)
    made = time.perf_counter()
    print(f"{len(semua)} SKPs of {people} people in {len(organisasi.unit)} units made: {made - start:.1f} s, {peak()}")
    matriks = Arranger(organisasi, semua).per_unit()
    roles = sum(satu.count_roles() for satu in matriks)
    left = sum(len(baris.sisa) for satu in matriks for baris in satu.baris)
    wanted = sum(len(hasil) for hasil in jawaban.values())
    print(f"{len(matriks)} matrices: {time.perf_counter() - made:.1f} s, {peak()}")
    print(f"{wanted} results in, {roles} roles out ({left} of them without a place)")
    if roles != wanted:
        sys.exit("results were lost or doubled")


def measure(home: Path, ready: dict[str, int], number: int, more: Sequence[str]) -> bool:
    """One merge: print seconds, memory, accounts, size and roles. False where not every result came out once."""
    out = home / "hasil" / f"matriks-{number}.xlsx"
    command = ["merge", home / "masuk", "-o", out, "--roster", home / "roster.xlsx", *more]
    print(f"\nskpxl merge {' '.join(more)}".rstrip(), flush=True)
    done = run([sys.executable, "-m", "skpxl", *command])
    each = done.seconds / ready["workbooks"] * 1000
    print(f"{done.seconds:.1f} s ({each:.1f} ms per workbook), peak {done.megabytes:.0f} MB, exit code {done.code}")
    accounts = [line for line in done.out.splitlines() if re.match(r"\d+ \S.* = ", line)]
    print("\n".join(f"  {line}" for line in accounts))
    counted = run([sys.executable, Path(__file__).resolve(), "--count", out])
    found = json.loads(counted.out)
    print(
        f"{out.stat().st_size / 1024**2:.1f} MB, {found['sheets']} sheets, {found['matrices']} of them matrices: "
        f"{found['roles']} roles of {ready['roles']} results that went in",
        flush=True,
    )
    return bool(found["roles"] == ready["roles"])


def main() -> None:
    """Parse, prepare unless that is done, run the merges, print what they took."""
    parser = argparse.ArgumentParser(description="Times skpxl merge on a whole pemda.")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--pds", type=int, default=39)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="prepare into DIR, leave it, use it again")
    parser.add_argument(
        "--also", action="append", default=[], metavar="ARGS", help="a further merge with these options"
    )
    parser.add_argument("--model-only", action="store_true", help="no files: the merge of SKPs in memory")
    parser.add_argument("--no-merge", action="store_true", help="only prepare")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare, options.pds, options.people)
    elif options.count:
        print(json.dumps(roles_in(options.count)))
    elif options.model_only:
        model_only(options.pds, options.people)
    else:
        benchmark(options)


def benchmark(options: argparse.Namespace) -> None:
    """Prepare, measure, count. Ends with 1 where the plain merge lost or doubled a result."""
    home = (options.keep or Path(tempfile.mkdtemp(prefix="skpxl-pemda-"))).resolve()
    home.mkdir(parents=True, exist_ok=True)
    if not (home / READY).exists():
        if any(home.iterdir()):
            sys.exit(f"{home} holds something, but no finished preparation; name another folder or empty it.")
        size = ["--people", str(options.people), "--pds", str(options.pds)]
        start = time.perf_counter()
        subprocess.run([sys.executable, Path(__file__).resolve(), "--prepare", home, *size], check=True)
        print(f"prepared in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    ready = json.loads((home / READY).read_text(encoding="utf-8"))
    if (ready["pds"], ready["people"]) != (options.pds, options.people):
        sys.exit(f"{home} was prepared with --pds {ready['pds']} --people {ready['people']}.")
    print(
        f"{ready['people']} people, {ready['pds']} perangkat daerah, {ready['units']} units, {ready['workbooks']} workbooks, "
        f"{ready['roles']} results; {os.cpu_count()} cores, Python {sys.version.split()[0]}"
    )
    whole = True
    if not options.no_merge:
        shutil.rmtree(home / "hasil", ignore_errors=True)  # of an earlier run: nothing is overwritten by merge
        (home / "hasil").mkdir()
        whole = measure(home, ready, 0, ())
        for number, words in enumerate(options.also, start=1):
            # Of a level or a unit not everybody is shown, so its count is only told.
            measure(home, ready, number, shlex.split(words))
    if options.keep:
        print(home, file=sys.stderr)
    else:
        shutil.rmtree(home)
    sys.exit(None if whole else "results were lost or doubled")


if __name__ == "__main__":
    main()

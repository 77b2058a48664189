"""Every command on a disk that refuses, fills up or stops: nothing half written, nothing lost, one sentence, and it can go on.

Whatever happened, each file is as it was before or as the whole run leaves it, and the same words again finish the work.
By default one command at a few moments; with SKPXL_SEMUA=1 every command at twenty.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from campaigns import ANSWERS, OF_KETUA, PD, ROSTER, roster, skpxl, tree
from faults import LEFT_BY_A_KILL, Child, Hooks, die, full, refuse, some
from forms import CHECKOUT, INSTANSI, KETUA, PPPK, STAF, rated, read, save

from skpxl.cli.main import COMMANDS as NAMES
from skpxl.cli.main import cli
from skpxl.template.answers import to_values

EVERYTHING = os.environ.get("SKPXL_SEMUA") == "1"
USE = ("--use", "kp-2024", "--year", "2024", "--roster", "k/roster.xlsx")
# What is typed for each command, in a folder made by `ground`; nothing where it writes no file of its own.
WORDS = {
    "demo": (),  # plays other commands, with a new key each time
    "new": ("new", "baru", "--instansi", INSTANSI, "--tahun", "2022"),
    "roster check": (),
    "roster diff": (),
    "aside": ("-C", "k", "aside", f"k/masuk/{PPPK}.xlsx", "--why", "cetakan"),
    "roster convert": ("roster", "convert", "k/roster.xlsx", "-o", "rapi/rapi.xlsx"),
    "generate": ("-C", "k", "generate", "-o", "lain"),
    "fill": ("fill", "k/formulir", "isian", "-o", "terisi"),
    "read": (),
    "send": (),  # writes into outbox/ and the ledger: tests/dispatch breaks it off at every moment
    "collect": ("-C", "k", "collect", f"k/masuk/{STAF}.xlsx"),
    "validate": ("-C", "k", "validate", "--report", "lap/laporan.xlsx"),
    "return": ("-C", "k", "return", "-o", "perbaikan"),
    "merge": ("-C", "k", "merge", "-o", "hasil/m.xlsx"),
    "evaluate": ("evaluate", "nilai", "-o", "rekap/rekap.xlsx", "--roster", "k/roster.xlsx"),
    "papers make": ("papers", "make", "nilai", "-o", "dokumen", "--roster", "k/roster.xlsx"),
    "papers check": ("papers", "check", "nilai", *USE, "--report", "r.xlsx"),
    "papers pack": ("papers", "pack", "nilai", *USE, "-o", "kemas", "--incomplete"),
    "status": ("-C", "k", "status", "-o", "lihat/keadaan.xlsx"),
    "remind": (),  # its letters are those of `send`
    "waive": (),  # these keep what they are told in the ledger alone, whose transactions tests/ledger tries
    "nil": (),
    "delegate": (),
    "ledger show": (),
    "ledger export": ("-C", "k", "ledger", "export", "-o", "buku/buku.csv"),
    "export": ("-C", "k", "export", "--as", "rekap", "-o", "ekspor/rekap.csv"),
    "diff": (),
    "upgrade": ("upgrade", f"k/masuk/{STAF}.xlsx", "-o", "naik/naik.xlsx"),
    "adopt": ("adopt", "asing.xlsx", "--annotate", "catatan/asing.xlsx"),
    "rules": (),
    "template list": (),
    "template check": (),
    "template preview": ("template", "preview", "skp-kuantitatif", "-o", "lihat/lihat.xlsx"),
}  # fmt: skip
OFTEN = ("generate",)
TRIED = [name for name, words in WORDS.items() if words and (EVERYTHING or name in OFTEN)]
MOMENTS = 20 if EVERYTHING else 2
SIZES = (0, 100, 3000, 9000) if EVERYTHING else (9000,)
ENGLISH = re.compile(
    r"Permission|No space|too large|Input/output|not permitted|Errno|cannot access|directory|Traceback|Kesalahan program"
)

pytestmark = [pytest.mark.lama] if EVERYTHING else []


def test_every_command_is_tried():
    """A command that is added says here what is typed for it."""
    found = set()
    for name in NAMES:
        inner = getattr(cli.get_command(None, name), "commands", None)
        found |= {f"{name} {sub}" for sub in inner} if inner else {name}
    assert found == WORDS.keys()


@pytest.fixture(scope="module")
def ground(tmp_path_factory) -> Path:
    """A campaign with forms that came back (one of them faulty), answers, an evaluation, an SKP of somebody else's making."""
    folder = tmp_path_factory.mktemp("dasar")
    skpxl("new", folder / "k", "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "k" / "roster.xlsx", ROSTER)
    skpxl("-C", folder / "k", "generate", code=None)
    (folder / "isian").mkdir()
    for nip, answers in ((KETUA, OF_KETUA), (STAF, ANSWERS[STAF])):
        (folder / "isian" / f"{nip}.json").write_text(json.dumps(answers), encoding="utf-8")
        form = folder / "k" / "formulir" / PD / f"SKP_2022_{nip}.xlsx"
        skpxl(
            "-C",
            folder / "k",
            "fill",
            form,
            folder / "isian" / f"{nip}.json",
            "-o",
            folder / "k" / "masuk" / f"{nip}.xlsx",
        )
    shutil.copy(folder / "k" / "formulir" / PD / f"SKP_2022_{PPPK}.xlsx", folder / "k" / "masuk" / f"{PPPK}.xlsx")
    if EVERYTHING:
        skpxl("-C", folder / "k", "generate", "--evaluasi", "tahunan", "--nip", STAF, code=None)
        (folder / "nilai").mkdir()
        (blank,) = (folder / "k" / "evaluasi").rglob("Evaluasi_*.xlsx")
        form = read(blank).form
        save(form.filled(to_values(form.layout, rated(form), form.terkunci)[0]), folder / "nilai" / blank.name)
        shutil.copy(next((CHECKOUT / "samples" / "masuk" / "baik").glob("*.xlsx")), folder / "asing.xlsx")
    return folder


class Ground:
    """A copy of the ground for one command, and what a whole run makes of it."""

    def __init__(self, made: Path, folder: Path, name: str) -> None:
        self.made, self.folder, self.words = made, folder / "sini", WORDS[name]
        self.before = tree(made)
        self.fresh()
        run, moments = Child(self.folder, self.words, lambda: Hooks(self.folder)).result()
        self.whole, self.code = tree(self.folder), run.code
        assert self.code in (0, 1), run.err
        self.writes = [n for n, kind in enumerate(moments) if kind == "write"]
        self.reads = [n for n, kind in enumerate(moments) if kind == "read"]

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.made, self.folder)

    def faulty(self, prepare) -> "object":
        """Run with a fault, on fresh ground."""
        self.fresh()
        return Child(self.folder, self.words, prepare).result()[0]

    def is_whole_or_as_before(self) -> None:
        after = {name: data for name, data in tree(self.folder).items() if not name.endswith(LEFT_BY_A_KILL)}
        keys = {name for name in after if name.endswith("kunci-kampanye.txt") and name not in self.before}
        assert all(re.search(rb"\n[0-9a-f]{64}\n$", after[name]) for name in keys)
        assert {
            n for n, data in after.items() if n not in keys and data not in (self.before.get(n), self.whole.get(n))
        } == set()
        assert self.before.keys() - after.keys() == set()

    def goes_on(self) -> None:
        """The same words again, on a disk that is well, finish the work."""
        run, _ = Child(self.folder, self.words).result()
        assert run.code == self.code or "sudah berisi" in run.err, run.err
        self.is_whole_or_as_before()
        after = {name for name in tree(self.folder) if not name.endswith(LEFT_BY_A_KILL)}
        assert after == self.whole.keys()


@pytest.fixture(scope="module", params=TRIED)
def tried(request, ground, tmp_path_factory) -> Ground:
    return Ground(ground, tmp_path_factory.mktemp("coba"), request.param)


def test_what_is_refused_is_one_sentence_and_nothing_is_half_done(tried):
    for at in some(tried.writes, MOMENTS):
        run = tried.faulty(lambda at=at: Hooks(tried.folder, at, refuse))
        assert run.code == 3 and not ENGLISH.search(run.out + run.err), f"{at}: {run.code} {run.err}"
        tried.is_whole_or_as_before()
        assert not any(name.endswith(LEFT_BY_A_KILL) for name in tree(tried.folder))
    tried.goes_on()


def test_what_cannot_be_read_is_no_error_of_the_program(tried):
    for at in some(tried.reads, MOMENTS):
        run = tried.faulty(lambda at=at: Hooks(tried.folder, at, refuse))
        assert run.code in (0, 1, 3) and not ENGLISH.search(run.out + run.err), f"{at}: {run.code} {run.err}"
        after = tree(tried.folder)
        assert {
            name for name, data in tried.before.items() if after.get(name) not in (data, tried.whole.get(name))
        } == set()


@pytest.mark.parametrize("size", SIZES)
def test_a_full_disk_is_one_sentence_and_nothing_is_half_done(tried, size):
    run = tried.faulty(lambda: full(size))
    assert not ENGLISH.search(run.out + run.err), run.err
    assert run.code == 3 or run.code == tried.code and tree(tried.folder).keys() == tried.whole.keys()
    tried.is_whole_or_as_before()
    tried.goes_on()


def test_where_it_is_killed_the_same_words_finish_the_work(tried):
    for at in some(tried.writes, MOMENTS):
        assert tried.faulty(lambda at=at: Hooks(tried.folder, at, die)) is None
        tried.is_whole_or_as_before()
    tried.goes_on()


def test_of_two_at_once_none_loses_what_the_other_wrote(tried):
    tried.fresh()
    both = [Child(tried.folder, tried.words) for _ in range(2)]
    for run in [child.result()[0] for child in both]:
        assert (
            run.code == tried.code or run.code == 3 and "tunggu sampai selesai" in run.err or "sudah berisi" in run.err
        )
    tried.is_whole_or_as_before()
    assert tree(tried.folder).keys() == tried.whole.keys()


# -- records --------------------------------------------------------------------------------------------------------------

GENERATE = ("-C", "k", "generate", "--nip", STAF)
MERGE = ("-C", "k", "merge", "-o", "hasil/m.xlsx")
# Every file that the program keeps for itself, or adds to, and a command that would write it anew.
RECORDS = {
    "k/terbitan.csv": GENERATE,
    "k/produk.csv": GENERATE,
    "k/formulir/manifest.csv": GENERATE,
    "k/formulir/manifest.xlsx": GENERATE,
    "k/disisihkan.csv": ("-C", "k", "aside", f"k/masuk/{STAF}.xlsx", "--why", "cetakan"),
    "k/keadaan-matriks.json": MERGE,
    "k/keputusan-matriks.json": MERGE,
    "k/kunci-kampanye.txt": GENERATE,
    "k/buku.sqlite": GENERATE,
    "k/skpxl.toml": GENERATE,
    "k/roster.xlsx": GENERATE,
    "k/roster-map.toml": ("-C", "k", "roster", "check"),
    "putusan.xlsx": (*MERGE, "--decisions", "putusan.xlsx"),
    "indeks.xlsx": ("papers", "check", "k/masuk", *USE, "--index", "indeks.xlsx", "--make-index"),
}


def test_a_campaign_keeps_no_record_that_is_not_tried(ground, tmp_path):
    folder = shutil.copytree(ground, tmp_path / "sini")
    assert Child(folder, MERGE).result()[0].code in (0, 1)
    kept = {f"k/{path.name}" for path in (folder / "k").iterdir() if path.is_file()}
    assert kept - RECORDS.keys() == set()


DAMAGES = {"unreachable": None, "empty": b"", "other": b"PK\x03\x04\0 apa saja \xe9"}


@pytest.mark.parametrize(
    "damage", [*DAMAGES.values()][: 3 if EVERYTHING else 1], ids=[*DAMAGES][: 3 if EVERYTHING else 1]
)
def test_a_record_that_cannot_be_read_is_never_taken_for_absent(ground, tmp_path, damage):
    folder = shutil.copytree(ground, tmp_path / "sini")
    for name, words in RECORDS.items():
        file = folder / name
        before = file.read_bytes() if file.exists() else None
        file.unlink(missing_ok=True)
        if damage is None:
            file.symlink_to(tmp_path / "drive" / "berkas")
        else:
            file.write_bytes(damage)
        untouched = tree(folder)
        run, _ = Child(folder, words).result()
        assert (run.code, run.err.count("\n"), ENGLISH.search(run.err)) == (3, 1, None), f"{name}: {run.code} {run.err}"
        assert file.name in run.err, run.err
        assert (tree(folder), file.is_symlink()) == (untouched, damage is None), name
        file.unlink()
        if before is not None:
            file.write_bytes(before)

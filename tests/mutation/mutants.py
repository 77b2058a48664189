"""Mutation testing: small faults put into the code, one at a time, and whether the nearest tests notice. `make mutants`.

    python tests/mutation/mutants.py [--only NAME] [--processes N] [--write docs/mutasi.md]

`targets.toml` beside this file says which modules are tried, by which tests, and how many mutants each gets. They are drawn
with a fixed seed, so that two runs on the same code try the same ones. The faults are cosmic-ray's operators; widths of
columns are left out, since they are looked at and no test should pin them, and so is what would only break an annotation,
since it dies on import and proves nothing. First the quickest tests that run the line are tried, as one run of
the tests without a fault has shown; what those do not notice, all others that run it try (with all of a file where a
fixture runs it). A mutant that computes without end is stopped by a limit of CPU seconds (never by the clock) and counts as
noticed. What was tried is kept in `.mutants.jsonl` and not tried again while the module stays as it is.
"""

import argparse
import ast
import difflib
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from queue import Queue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from coverage import CoverageData

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
SEED = 2022
CPU_SECONDS = 300
NEAREST = 30
KEPT = CHECKOUT / ".mutants.jsonl"
PASSED, NOT_NAMED, NONE = 0, 4, 5  # as pytest ends; what ends otherwise has noticed something
_DURATION = re.compile(r"([\d.]+)s (?:call|setup|teardown) +(\S.*)")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", ".mypy_cache", ".hypothesis")
SWAPS = {
    "ReplaceComparisonOperator": "Eq_NotEq NotEq_Eq Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt Is_IsNot IsNot_Is",
    "ReplaceBinaryOperator": "Add_Sub Sub_Add Mul_Add Div_Mul FloorDiv_Mul Mod_FloorDiv BitOr_BitAnd BitAnd_BitOr",
    "ReplaceUnaryOperator": "USub_UAdd Delete_Not",
}
OPERATORS = [f"core/{kind}_{swap}" for kind, swaps in SWAPS.items() for swap in swaps.split()] + [
    f"core/{name}"
    for name in (
        "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
        "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop",
    )
]  # fmt: skip


@dataclass(frozen=True)
class Target:
    """Modules that are tried together: by which tests, with how many mutants."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    mutants: int


@dataclass(frozen=True, order=True)
class Mutant:
    """One fault: the occurrence of an operator in a module, and the line it stands in."""

    module: str
    line: int
    operator: str
    occurrence: int

    def code(self, source: str) -> str:
        """The module with the fault in it."""
        changed: str = mutate_code(source, get_operator(f"core/{self.operator}")(), self.occurrence)
        return changed

    @property
    def is_python(self) -> bool:
        """False for a `not` before an assignment within an expression, and a `+` for the `*` among parameters."""
        if self.operator not in ("AddNot", "ReplaceBinaryOperator_Mul_Add"):
            return True
        try:
            compile(self.code((CHECKOUT / self.module).read_text(encoding="utf-8")), self.module, "exec")
        except SyntaxError:
            return False
        return True


@dataclass(frozen=True)
class Tried:
    """A mutant after its tests: whether they noticed, and what it changed."""

    target: str
    mutant: Mutant
    noticed: bool
    change: str


def targets() -> list[Target]:
    """What `targets.toml` says, every pattern of modules resolved."""
    with (HERE / "targets.toml").open("rb") as file:
        found = tomllib.load(file)["target"]
    return [
        Target(
            one["name"],
            tuple(
                sorted(path.relative_to(CHECKOUT).as_posix() for what in one["modules"] for path in CHECKOUT.glob(what))
            ),
            tuple(one["tests"]),
            one["mutants"],
        )
        for one in found
    ]


def candidates(module: str) -> Iterator[Mutant]:
    """Every mutant that a module can have, but for those in annotations and in widths of columns."""
    source = (CHECKOUT / module).read_text(encoding="utf-8")
    left_out = set(unmutated(ast.parse(source)))
    nodes = list(ast_nodes(get_ast(source)))
    for name in OPERATORS:
        operator, occurrence = get_operator(name)(), 0
        for node in nodes:
            for (line, column), _end in operator.mutation_positions(node):
                if not any(start <= (line, column) < end for start, end in left_out):
                    yield Mutant(module, line, name.removeprefix("core/"), occurrence)
                occurrence += 1


def unmutated(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where annotations, type aliases and widths of columns (`LEBAR_...`) stand, as (line, column)."""
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Assign) and any("LEBAR" in ast.unparse(name).upper() for name in node.targets):
            parts.append(node.value)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr):
            parts.append(node.value)  # `Answer = Skp | Evaluasi`
        for part in parts:
            if isinstance(part, ast.expr):
                yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def drawn(target: Target) -> list[Mutant]:
    """The mutants of a target, by the fixed seed."""
    everything = sorted(mutant for module in target.modules for mutant in candidates(module))
    pick = random.Random(f"{SEED}:{target.name}")
    chosen = pick.sample(everything, min(target.mutants, len(everything)))
    spare = pick.sample(everything, len(everything))
    found = {mutant for mutant in chosen if mutant.is_python}
    for mutant in spare:
        if len(found) == len(chosen):
            break
        if mutant not in chosen and mutant.is_python:
            found.add(mutant)
    return sorted(found)


def pytest(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tests in this copy of the checkout, and all that they start, under the limit of CPU seconds."""
    quiet = ("-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not lama and not libreoffice")
    command = [sys.executable, "-m", "pytest", *quiet, *arguments]
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))  # noqa: E731
    environment = {**os.environ, "PYTHONPATH": str(tree), **environment}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, preexec_fn=limit)


def kept() -> dict[str, Tried]:
    """What earlier runs have tried, by `fingerprint`: noticed on the same module, or not noticed by the same tests either."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    now = {target.name: texts_of(target.tests) for target in targets()}
    return {
        one["fingerprint"]: Tried(one["target"], Mutant(*one["mutant"]), one["noticed"], one["change"])
        for one in map(json.loads, lines)
        if one["noticed"] or one.get("tests") == now.get(one["target"])
    }


def keep(one: Tried) -> None:
    """Write down at once what was tried, so that a run that is stopped can go on."""
    mutant = one.mutant
    line = {
        "fingerprint": fingerprint(one.target, mutant), "target": one.target, "noticed": one.noticed, "change": one.change,
        "tests": texts_of(next(target.tests for target in targets() if target.name == one.target)),
        "mutant": [mutant.module, mutant.line, mutant.operator, mutant.occurrence],
    }  # fmt: skip
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def texts_of(tests: tuple[str, ...]) -> str:
    """The digest of the tests of a target."""
    digest = hashlib.sha256()
    for test in tests:
        path = CHECKOUT / test
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


def fingerprint(target: str, mutant: Mutant) -> str:
    """A mutant, its target and the text of its module."""
    text = (CHECKOUT / mutant.module).read_bytes()
    return hashlib.sha256(f"{target} {mutant}".encode() + text).hexdigest()[:20]


@dataclass(frozen=True)
class Nearest:
    """Which tests of a target run which line, and how many seconds each took."""

    contexts: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]

    def ways(self, mutant: Mutant, everything: tuple[str, ...]) -> list[list[str]]:
        """What to run for a mutant, one after the other: the quickest tests that run its line, then all that may notice it."""
        contexts = self.contexts[mutant.module].get(mutant.line, set())
        found = {name.rpartition("|")[0] for name in contexts if name}
        quickest = sorted(found, key=lambda test: (self.seconds.get(test, 0.0), test))
        if not found or "" in contexts:  # it runs when the module is imported
            return [quickest[:NEAREST], [*everything]] if found else [[*everything]]
        files = {name.partition("::")[0] for name in contexts if name.endswith("|setup")}
        rest = [*sorted(files), *(test for test in quickest[NEAREST:] if test.partition("::")[0] not in files)]
        return [way for way in (quickest[:NEAREST], rest) if way]


def nearest(target: Target, tree: Path) -> Nearest:
    """Run the tests of a target once without a fault, and keep which of them run which line; they must pass."""
    data = tree / f".coverage.{len(target.name)}"
    rooms = {f"--cov={Path(module).parent}" for module in target.modules}
    run = pytest(tree, "-vv", "--durations=0", *rooms, "--cov-context=test", "--cov-report=", *target.tests)
    if run.returncode != 0:
        sys.exit(f"The tests of {target.name} do not pass as they are.\n{run.stdout[-2000:]}")
    seconds: Counter[str] = Counter()
    for took, test in _DURATION.findall(run.stdout):
        seconds[test] += float(took)
    (tree / ".coverage").replace(data)
    read = CoverageData(str(data))
    read.read()
    contexts = {
        module: {line: set(names) for line, names in read.contexts_by_lineno(str(tree / module)).items()}
        for module in target.modules
    }
    return Nearest(contexts, dict(seconds))


def tried(target: Target, mutant: Mutant, near: Nearest, tree: Path) -> Tried:
    """Put one mutant into a copy of the checkout, run the nearest tests, and put the copy right again."""
    path = tree / mutant.module
    source = path.read_text(encoding="utf-8")
    changed = mutant.code(source)
    path.write_text(changed, encoding="utf-8")
    Path(cache_from_source(str(path))).unlink(missing_ok=True)
    try:
        ways = near.ways(mutant, target.tests)
        noticed = any(fails(tree, way) for way in ways)
    finally:
        path.write_text(source, encoding="utf-8")
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    change = " -> ".join(line[1:].strip() for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---"))
    return Tried(target.name, mutant, noticed, change)


def fails(tree: Path, tests: list[str]) -> bool:
    """Whether one of these tests fails; where one cannot be named, all of their files are run."""
    for named_ in (tests, sorted({test.partition("::")[0] for test in tests})):
        ended = pytest(tree, "-x", "-q", *named_, PYTHONDONTWRITEBYTECODE="1").returncode
        if ended != NOT_NAMED:
            return ended not in (PASSED, NONE)
    return False


def run(chosen: list[Target], processes: int) -> list[Tried]:
    """Try all mutants, each process in a copy of its own; the tests must pass without any."""
    work = [(target, mutant) for target in chosen for mutant in drawn(target)]
    before = kept()
    open_ = [(target, mutant) for target, mutant in work if fingerprint(target.name, mutant) not in before]
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(processes):
            copies.put(Path(shutil.copytree(CHECKOUT, Path(folder) / str(number), ignore=LEFT_OUT)))

        def first(target: Target) -> Nearest:
            tree = copies.get()
            try:
                return nearest(target, tree)
            finally:
                copies.put(tree)

        def one(target: Target, mutant: Mutant) -> None:
            tree = copies.get()
            try:
                done = tried(target, mutant, shown[target.name], tree)
            finally:
                copies.put(tree)
            keep(done)
            sys.stdout.write("." if done.noticed else f"\nsurvived: {named(done)}\n")
            sys.stdout.flush()

        asked = [target for target in chosen if any(target is wanted for wanted, _ in open_)]
        with ThreadPoolExecutor(processes) as pool:
            shown = dict(zip([target.name for target in asked], pool.map(first, asked), strict=True))
            list(pool.map(one, *zip(*open_, strict=True)) if open_ else [])
    after = kept()
    return [after[fingerprint(target.name, mutant)] for target, mutant in work]


def named(one: Tried) -> str:
    """`model/nip.py: a < b -> a <= b`: what a survivor is known by, also after lines have moved."""
    return f"{one.mutant.module.removeprefix('skpxl/')}: {one.change}"


def page(results: list[Tried]) -> str:
    """The result as a page: by room, then every survivor with its reason."""
    with (HERE / "survivors.toml").open("rb") as file:
        reasons: dict[str, str] = tomllib.load(file)
    tried_, noticed = Counter(one.target for one in results), Counter(one.target for one in results if one.noticed)
    lines = ["# Mutants", "", (HERE / "about.md").read_text(encoding="utf-8").strip(), ""]
    lines += ["| what | tried | noticed | |", "|---|---|---|---|"]
    lines += [f"| {name} | {count} | {noticed[name]} | {noticed[name] / count:.0%} |" for name, count in tried_.items()]
    lines.append(f"| **all** | {len(results)} | {noticed.total()} | **{noticed.total() / len(results):.1%}** |")
    lines += ["", "## Survivors", ""]
    for one in results:
        if not one.noticed:
            lines.append(f"- `{named(one)}` ({one.mutant.operator}): {reasons.get(named(one), 'no test yet')}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run from the command line; ends with 1 below the score that is asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", action="append", help="a target of targets.toml; several may be given")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--write", type=Path, help="the page to write")
    options.add_argument("--at-least", type=float, default=85.0, help="per cent that must be noticed")
    asked = options.parse_args()
    results = run([one for one in targets() if not asked.only or one.name in asked.only], asked.processes)
    written = page(results)
    sys.stdout.write(f"\n{written}\n")
    if asked.write:
        asked.write.write_text(written, encoding="utf-8")
    score = 100 * sum(one.noticed for one in results) / len(results)
    if score < asked.at_least:
        sys.exit(f"{score:.1f} % of {len(results)} mutants were noticed, less than {asked.at_least:g} %.")


if __name__ == "__main__":
    main()

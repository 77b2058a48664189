"""Mutation testing: small faults put into the code, one at a time, and whether the nearest tests notice. `make mutants`.

    python tests/mutation/mutants.py [--only NAME] [--processes N] [--write docs/mutasi.md]

`targets.toml` beside this file says which modules are tried, by which tests, and how many mutants each gets. They are
drawn with a fixed seed, so that two runs on the same code try the same ones. The faults are cosmic-ray's operators; what
would only break an annotation is left out, since it dies on import and proves nothing. A mutant that computes without end
is stopped by a limit of CPU seconds (never by the clock) and counts as noticed.
"""

import argparse
import ast
import difflib
import os
import random
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
from pathlib import Path
from queue import Queue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
SEED = 2022
CPU_SECONDS = 300
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", "build", "dist", "*.egg-info", ".mypy_cache", ".hypothesis"
)
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
    """Every mutant that a module can have, but for those in annotations."""
    source = (CHECKOUT / module).read_text(encoding="utf-8")
    annotated = set(annotations(ast.parse(source)))
    nodes = list(ast_nodes(get_ast(source)))
    for name in OPERATORS:
        operator, occurrence = get_operator(name)(), 0
        for node in nodes:
            for (line, column), _end in operator.mutation_positions(node):
                if not any(start <= (line, column) < end for start, end in annotated):
                    yield Mutant(module, line, name.removeprefix("core/"), occurrence)
                occurrence += 1


def annotations(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where annotations and type aliases stand, as (line, column)."""
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr):
            parts.append(node.value)  # `Answer = Skp | Evaluasi`
        for part in parts:
            if isinstance(part, ast.expr):
                yield (part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)


def drawn(target: Target) -> list[Mutant]:
    """The mutants of a target, by the fixed seed."""
    everything = sorted(mutant for module in target.modules for mutant in candidates(module))
    pick = random.Random(f"{SEED}:{target.name}")
    return sorted(pick.sample(everything, min(target.mutants, len(everything))))


def passes(tree: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass in this copy of the checkout."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
        "-m", "not lama and not libreoffice", *tests,
    ]  # fmt: skip
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))  # noqa: E731
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, preexec_fn=limit)
    return run.returncode == 0


def tried(target: Target, mutant: Mutant, tree: Path) -> Tried:
    """Put one mutant into a copy of the checkout, run the nearest tests, and put the copy right again."""
    path = tree / mutant.module
    source = path.read_text(encoding="utf-8")
    changed = mutant.code(source)
    path.write_text(changed, encoding="utf-8")
    try:
        noticed = not passes(tree, target.tests)
    finally:
        path.write_text(source, encoding="utf-8")
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    change = " -> ".join(line[1:].strip() for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---"))
    return Tried(target.name, mutant, noticed, change)


def run(chosen: list[Target], processes: int) -> list[Tried]:
    """Try all mutants, each process in a copy of its own; the tests must pass without any."""
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(processes):
            copies.put(Path(shutil.copytree(CHECKOUT, Path(folder) / str(number), ignore=LEFT_OUT)))

        def one(work: tuple[Target, Mutant]) -> Tried:
            tree = copies.get()
            try:
                done = tried(*work, tree)
            finally:
                copies.put(tree)
            sys.stdout.write("." if done.noticed else f"\nsurvived: {named(done)}")
            sys.stdout.flush()
            return done

        for target in chosen:
            if not passes(Path(folder) / "0", target.tests):
                sys.exit(f"The tests of {target.name} do not pass as they are.")
        with ThreadPoolExecutor(processes) as pool:
            return list(pool.map(one, [(target, mutant) for target in chosen for mutant in drawn(target)]))


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
            lines.append(f"- `{named(one)}` ({one.mutant.operator}): {reasons.get(named(one), '**no reason given**')}")
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

"""No clock decides anything: neither what a test says nor what the program says of a file, read off the sources.

A busy machine is not a bad file. Work is counted (tests/shared/work.py), computing is limited by CPU time; a clock may end what
hangs, which then is "not finished, try again". Speed is measured in benchmarks/, as a ratio.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for top in ("skpxl", "tests") for path in (CHECKOUT / top).rglob("*.py"))
# What tells the time, waits for it, or is decided by it.
CLOCKS = {
    "time": "clock", "time_ns": "clock", "perf_counter": "clock", "perf_counter_ns": "clock", "monotonic": "clock",
    "monotonic_ns": "clock", "process_time": "clock", "process_time_ns": "clock", "thread_time": "clock",
    "today": "today", "now": "today", "utcnow": "today", "localtime": "today", "gmtime": "today",
    "st_mtime": "clock", "getmtime": "clock",
    "sleep": "wait", "Timer": "wait", "alarm": "wait", "setitimer": "wait",
}  # fmt: skip
MODULES = {"time", "datetime", "date", "threading", "signal", "path"}
# file: {what it uses: why that decides nothing}. Whoever adds a line says the reason.
ALLOWED = {
    "skpxl/campaign/today.py": {
        "today": "the day or moment that is printed or recorded; SOURCE_DATE_EPOCH fixes it, and does in all tests",
    },
    "skpxl/cli/collect.py": {"wait": "between two looks at a folder that is watched; what is taken its size decides"},
    "skpxl/mail/mailbox.py": {
        "timeout": "ends a server that does not answer: it is told, and what is left is tried again"
    },
    "skpxl/cli/send.py": {"wait": "the pause between two letters that the settings ask for"},
    "skpxl/dispatch/outbox.py": {
        "wait": "waits for another command that writes letters; what it may do the lock decides"
    },
    "skpxl/mail/login.py": {"timeout": "ends a command that prints no token: that is told, and nobody is logged in"},
    "skpxl/mail/smtp.py": {
        "timeout": "ends a server that does not answer: the letter is tried again, or named as unsure"
    },
    "skpxl/papers/to_pdf.py": {
        "clock": "ends a LibreOffice that hangs: the PDF is then not finished, to be tried again",
        "wait": "looks every tenth of a second which PDFs are there",
    },
    "skpxl/xlsx/process.py": {
        "wait": "ends a reader that hangs: the file is then not finished (berkas-belum-selesai), to be tried again",
    },
    "tests/shared/libreoffice/driver.py": {
        "clock": "gives up when Calc does not come back, which is an error of the machine and never a result",
        "wait": "a person at Calc waits for its windows",
    },
    "tests/shared/libreoffice/runner.py": {
        "timeout": "ends a LibreOffice that hangs, which is an error of the machine and never a result",
    },
    "tests/shared/smtp_servers.py": {
        "timeout": "ends a server of the tests that hangs, which is an error of the machine"
    },
    "tests/forms/test_resaves.py": {"timeout": "npm without a network: the tests are skipped, none fails"},
}


def clocks_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, kind) of everything in a source that looks at a clock: `time.monotonic()`, `timeout=`, `deadline=200`, ..."""
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "threading", "signal", "os.path")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if owner in MODULES or node.attr == "st_mtime":
                yield node.lineno, CLOCKS[node.attr]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and imported.get(node.id) in CLOCKS:
            yield node.lineno, CLOCKS[imported[node.id]]
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "timeout":
                    yield node.lineno, "timeout"
                if keyword.arg == "deadline" and getattr(keyword.value, "value", 0) is not None:
                    yield node.lineno, "deadline"
                if keyword.arg == "suppress_health_check" and not {"too_slow", "list"} & named(keyword.value):
                    yield node.lineno, "a health check of Hypothesis by the clock (too_slow)"


def named(node: ast.AST) -> set[str]:
    """Every name and attribute in an expression."""
    return {getattr(part, "attr", getattr(part, "id", "")) for part in ast.walk(node)}


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def test_no_clock_is_asked_but_where_it_decides_nothing():
    found = {name_of(path): [*clocks_in(ast.parse(path.read_text(encoding="utf-8")))] for path in SOURCES}
    wrong = {
        f"{name}:{line}: {kind}"
        for name, clocks in found.items()
        for line, kind in clocks
        if kind not in ALLOWED.get(name, {})
    }
    assert wrong == set()
    used = {name: {kind for _, kind in clocks} for name, clocks in found.items() if clocks}
    assert used == {name: set(reasons) for name, reasons in ALLOWED.items()}  # a reason nobody needs any more is struck


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time\nstart = time.perf_counter()", ["clock"]),
        ("from time import monotonic as now\nassert now() < 5", ["clock"]),
        ("from datetime import date\nprint(date.today())", ["today"]),
        ("import datetime\nprint(datetime.datetime.now())", ["today"]),
        ("time.sleep(1)", ["wait"]),
        ("subprocess.run([], timeout=3)", ["timeout"]),
        ("@settings(deadline=200)\ndef f(): ...", ["deadline"]),
        ("@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])\ndef f(): ...", []),
        ("@settings(suppress_health_check=[HealthCheck.data_too_large])\ndef f(): ...",
         ["a health check of Hypothesis by the clock (too_slow)"]),
        ("threading.Timer(5, f)", ["wait"]),
        ("from datetime import time\nx = time(9, 30)", []),
        ("row.time = 3\nself.now = 4", []),
        ("newer = path.stat().st_mtime > other", ["clock"]),
    ],
)  # fmt: skip
def test_a_clock_is_recognised_however_it_is_asked(source, expected):
    assert [kind for _, kind in clocks_in(ast.parse(source))] == expected

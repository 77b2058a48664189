"""Runs one target under atheris, or one input again; tells how many executions there were. It decides nothing.

`python tests/fuzz/run.py TARGET --seconds N` or `--runs N`; `python tests/fuzz/run.py TARGET FILE...` without atheris.
"""

import argparse
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PATHS = [str(CHECKOUT), str(CHECKOUT / "tests" / "shared")]
sys.path += PATHS
NAMES = ("xlsx", "archive", "roster", "adopt")
MEMORY, LONGEST, LARGEST = 1000, 20, 200_000  # MB, seconds for one input, bytes of one


def main() -> int:
    """Exit code 0 without a crash, 1 with one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=(*NAMES, "all"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--runs", type=int, default=0)
    call = parser.parse_args()
    if call.files:
        from targets import TARGETS

        for file in call.files:
            TARGETS[call.target](file.read_bytes())
            print(f"{file}: no crash")
        return 0
    if importlib.util.find_spec("atheris") is None:
        print("fuzz: skipped, atheris is not installed here (pip install -e '.[fuzz]'; Linux and macOS only)")
        return 0
    names = NAMES if call.target == "all" else (call.target,)
    return max([_fuzz(name, call.seconds // len(names), call.runs) for name in names])


def _fuzz(name: str, seconds: int, runs: int) -> int:
    from seeds import write_seeds

    home = CHECKOUT / ".fuzz" / name
    (home / "crashes").mkdir(parents=True, exist_ok=True)
    (home / "corpus").mkdir(exist_ok=True)
    write_seeds(home / "seeds", name)
    bounds = [f"-max_total_time={seconds}"] if seconds else [f"-runs={runs}", "-seed=1"]
    folders = ["corpus", "seeds"] if seconds else ["seeds"]
    command = [
        sys.executable, str(Path(__file__).with_name("harness.py")), name, *bounds, f"-max_len={LARGEST}",
        f"-rss_limit_mb={MEMORY}", f"-timeout={LONGEST}", "-verbosity=1", "-print_final_stats=1", "-len_control=0",
        f"-dict={Path(__file__).with_name('words.dict')}", f"-artifact_prefix={home / 'crashes'}/",
        *(str(home / folder) for folder in folders),
    ]  # fmt: skip
    log = home / "log.txt"
    with log.open("wb") as out:
        around = {**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)}
        ended = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=around, check=False).returncode
    text = log.read_text(encoding="utf-8", errors="replace")
    counted = re.search(r"stat::number_of_executed_units: (\d+)", text) or re.search(r"Done (\d+) runs", text)
    print(
        f"fuzz {name}: {counted[1] if counted else 'an unknown number of'} executions, {'a crash' if ended else 'no crash'}"
    )
    if ended:
        print(text[-6000:])
    return int(bool(ended))


if __name__ == "__main__":
    sys.exit(main())

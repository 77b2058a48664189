"""Constraints for pip: the lowest version that setup.cfg allows of every package it names. It installs nothing."""

import configparser
import re
import sys
from pathlib import Path

BOUND = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*>=\s*([0-9][0-9a-z.]*)")


def lowest(setup_cfg: Path, *extras: str) -> list[str]:
    """`name==version` for each requirement of the package and of these extras. Raises ValueError for one without a bound."""
    config = configparser.ConfigParser()
    config.read_string(setup_cfg.read_text(encoding="utf-8"))
    texts = [config["options"]["install_requires"], *(config["options.extras_require"][extra] for extra in extras)]
    found: dict[str, str] = {}
    for line in (line.strip() for text in texts for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        bound = BOUND.fullmatch(line.partition(";")[0].strip())
        if bound is None:
            raise ValueError(f"no lower bound: {line}")
        found[bound[1]] = bound[2]
    return [f"{name}=={version}" for name, version in found.items()]


if __name__ == "__main__":
    print("\n".join(lowest(Path(__file__).parents[1] / "setup.cfg", *sys.argv[1:])))

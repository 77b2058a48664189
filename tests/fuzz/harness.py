"""One target under atheris, which measures the lines of skpxl that an input reaches. Started by run.py only."""

import sys

import atheris

with atheris.instrument_imports(include=["skpxl"]):
    from targets import TARGETS


def main() -> None:
    """The first argument is the target, the others are libFuzzer's."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

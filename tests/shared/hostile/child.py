"""Reads every file of a folder in one process and prints what became of each: `python child.py FOLDER`.

A JSON line a file: name, outcome, codes, severities and answers; then a line with the peak memory in bytes, of this
process and of the largest of its children.
"""

import json
import resource
import sys
from pathlib import Path

from forms import LIBRARY, SIGNING_KEY

from skpxl.forms.read import read_form


def peak() -> int:
    """Peak memory since this program started; getrusage would count what the process was before it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


for path in sorted(Path(sys.argv[1]).iterdir()):
    reading = read_form(path, LIBRARY, signing_key=SIGNING_KEY)
    line = {
        "name": path.stem,
        "outcome": str(reading.outcome),
        "codes": [finding.code for finding in reading.findings],
        "galat": any(finding.severity == "galat" for finding in reading.findings),
        "answers": dict(reading.form.isian) if reading.form else None,
    }
    sys.stdout.write(json.dumps(line) + "\n")
scale = 1 if sys.platform == "darwin" else 1024
sys.stdout.write(
    json.dumps({"peak": peak(), "children": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * scale})
)

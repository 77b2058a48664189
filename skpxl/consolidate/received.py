"""Received files made into matrices: copies of one workbook become one, agreed matrices are read. It writes nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from skpxl.consolidate.merge import Gabungan, merge
from skpxl.receive.agreed import matrices_of, read_agreed
from skpxl.receive.conflicts import Penyelesaian
from skpxl.receive.validate import Measure, ReceivedFile


def merge_received(
    files: Sequence[ReceivedFile],
    measure: Measure,
    settle: Callable[[Sequence[ReceivedFile]], Penyelesaian],
    *,
    agreed: Sequence[Path] = (),
    units: Sequence[str] = (),
    levels: Sequence[str] = (),
) -> Gabungan:
    """Merge `files` as they were validated. `settle` makes copies one, those of the files under `agreed` included.

    Agreed matrices are those under `agreed`, ours and foreign ones, and those among `files`. Raises SkpxlError as
    `read_agreed` and `merge` do.
    """
    agreed_read = read_agreed(agreed, measure) if agreed else None
    settled = settle([*files, *(agreed_read.files if agreed_read else ())])
    own, matrices = settled.files[: len(files)], settled.files[len(files) :]
    return merge(
        own,
        measure,
        units=units,
        levels=levels,
        disepakati=[*(agreed_read.pembagian(matrices) if agreed_read else ()), *matrices_of(own)],
        berkas_sepakat=matrices,
        temuan_lain=settled.findings,
    )

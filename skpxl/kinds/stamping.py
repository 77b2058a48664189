"""The stamp of a form that is being issued, not yet signed: who and what it is. It prints nothing."""

from collections.abc import Sequence

from skpxl.model.periode import Periode
from skpxl.model.stamp import Stamp, kode_buku
from skpxl.template.definition import Definition
from skpxl.template.layout import shape


def stamp_of(
    definition: Definition,
    periode: Periode,
    nip: str,
    penilai: str,
    *,
    signing_key: bytes | None,
    jumlah: Sequence[tuple[str, int]] = (),
    unit: str = "",
) -> Stamp:
    """The stamp of one workbook; its code is the same whenever it is issued again.

    `nip` and `penilai` are what the two are known by, `jumlah` how many items the form has room for by section. `unit` is
    for forms of which one person has one for every unit, or post.
    """
    what = f"{definition.form}|{unit}" if unit else definition.form
    return Stamp(
        form=definition.form,
        versi=definition.versi,
        shape=shape(definition, jumlah),
        id=kode_buku(what, nip, periode, penilai, signing_key),
        nip=nip,
        periode=periode,
        penilai=penilai,
        jumlah=tuple(jumlah),
    )

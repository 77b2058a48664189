"""The choice of a list that a text is most like, to be suggested. It decides nothing."""

from collections.abc import Iterable

from skpxl.model.teks import sidik

# Below this likeness (0-100) a suggestion does more harm than good.
_MIRIP = 70.0
_PANJANG = 500


def termirip(teks: str, pilihan: Iterable[str]) -> str:
    """The choice that is most like `teks`; empty where none comes near."""
    from rapidfuzz import fuzz, process

    # Likeness takes time with the square of the length; five hundred characters tell enough.
    daftar = list(pilihan)
    calon = {nomor: satu[:_PANJANG] for nomor, satu in enumerate(daftar)}
    hasil = process.extractOne(teks[:_PANJANG], calon, scorer=fuzz.WRatio, processor=sidik, score_cutoff=_MIRIP)
    return daftar[hasil[2]] if hasil else ""

"""What of a placed form would stand in the same place twice, or under the same key. It places nothing."""

from collections import Counter

from skpxl.template.slots import Kotak, Layout


def clashes(layout: Layout) -> list[str]:
    """A phrase in Indonesian for every key used twice and every cell that two things would be written to."""
    keys = Counter(slot.key for slot in layout.slots)
    found = [f"dua isian memakai nama sel yang sama, `{key}`" for key, banyak in keys.items() if banyak > 1]
    for halaman in layout.halaman:
        isi: dict[tuple[int, int], str] = {}
        semua: list[tuple[Kotak, str]] = [(teks.kotak, teks.isi) for teks in halaman.texts]
        semua += [(slot.kotak, slot.key) for slot in halaman.slots]
        for kotak, apa in semua:
            sel = {(r, c) for r in range(kotak.row, kotak.row_to + 1) for c in range(kotak.col, kotak.col_to + 1)}
            if tumpuk := sorted({isi[satu] for satu in sel if satu in isi}):
                found.append(f"lembar {halaman.lembar.nama}: `{apa}` bertumpuk dengan `{tumpuk[0]}`")
            isi |= dict.fromkeys(sel, apa)
    return found

"""What of a placed form would stand in the same place twice, or under the same key. It places nothing."""

from collections import Counter

from skpxl.template.slots import Kotak, Layout


def clashes(layout: Layout) -> list[str]:
    """A phrase in Indonesian for every key used twice and every cell that two things would be written to."""
    keys = Counter(slot.key for slot in layout.slots)
    found = [f"dua isian memakai nama sel yang sama, `{key}`" for key, count in keys.items() if count > 1]
    for page in layout.halaman:
        taken: dict[tuple[int, int], str] = {}
        things: list[tuple[Kotak, str]] = [(text.kotak, text.isi) for text in page.texts]
        things += [(slot.kotak, slot.key) for slot in page.slots]
        for kotak, what in things:
            cells = {(r, c) for r in range(kotak.row, kotak.row_to + 1) for c in range(kotak.col, kotak.col_to + 1)}
            if overlapping := sorted({taken[cell] for cell in cells if cell in taken}):
                found.append(f"lembar {page.lembar.nama}: `{what}` bertumpuk dengan `{overlapping[0]}`")
            taken |= dict.fromkeys(cells, what)
    return found

"""Whether a returned sheet still says the same as the form: its defined names, and its printed texts. It places nothing.

Names move with their cells when somebody cuts and pastes, and stay behind when a program inserts rows without knowing
them. So they are held against each other and against the printed texts before a value is read by them.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from skpxl.excel.grid import Buku, Lembar
from skpxl.findings import Finding, temuan
from skpxl.model.teks import rapi
from skpxl.template.form import Form, isi_tempat
from skpxl.template.slots import Halaman

Letak = dict[str, tuple[str, int, int]]


def names_agree(buku: Buku, form: Form, halaman: Halaman, bernama: Letak) -> bool:
    """True where the named slots of a sheet stand as the layout has them, rows and columns inserted or removed aside.

    They do not where they are on several sheets, have torn a row or a column apart, changed their order, or where a
    printed text stands elsewhere than between the rows that should enclose it.
    """
    nama_lembar = {lembar.casefold() for lembar, _, _ in bernama.values()}
    if len(nama_lembar) != 1:
        return False
    rows: dict[int, int] = {}
    cols: dict[int, int] = {}
    for slot in halaman.slots:
        if slot.key in bernama:
            _, row, col = bernama[slot.key]
            if rows.setdefault(slot.kotak.row, row) != row or cols.setdefault(slot.kotak.col, col) != col:
                return False
    if not _rising(rows) or not _rising(cols):
        return False
    lembar = buku.sheet(nama_lembar.pop())
    tercetak = _printed(form, halaman)
    tetap = all(lama == kini for peta in (rows, cols) for lama, kini in peta.items())
    if tetap and all(lembar.text(row, col) == teks for row, col, teks in tercetak):
        return True
    return _texts_agree(lembar, tercetak, rows, cols)


def changed_texts(buku: Buku, form: Form, letak: Letak) -> list[Finding]:
    """A finding per sheet on which printed texts are missing or read otherwise, wherever they stand now."""
    findings = []
    for halaman in form.layout.halaman:
        di = Counter(letak[slot.key][0] for slot in halaman.slots if slot.key in letak)
        info = buku.find(di.most_common(1)[0][0]) if di else None
        if info is None:
            continue
        lembar = buku.sheet(info.name)
        tercetak = _printed(form, halaman)
        if all(lembar.text(row, col) == teks for row, col, teks in tercetak):
            continue
        isian = {tempat[1:] for tempat in letak.values() if tempat[0] == info.name}
        ada = Counter(rapi(sel.text) for tempat, sel in lembar.cells.items() if tempat not in isian)
        hilang = list((Counter(rapi(teks) for _, _, teks in tercetak) - ada).elements())
        if hilang:
            findings.append(
                temuan("tulisan-tercetak-berubah", suggestion=hilang[0], banyak=len(hilang)).at(sheet=info.name)
            )
    return findings


def _printed(form: Form, halaman: Halaman) -> list[tuple[int, int, str]]:
    """The printed texts of a sheet as (row, column, text); those whose placeholders are not known are left out."""
    isi = ((teks.kotak.row, teks.kotak.col, isi_tempat(teks.isi, form.pengganti)) for teks in halaman.texts)
    return [satu for satu in isi if satu[2].strip() and "{" not in satu[2]]


def _rising(peta: Mapping[int, int]) -> bool:
    kini = [peta[lama] for lama in sorted(peta)]
    return all(satu < lain for satu, lain in pairwise(kini))


def _texts_agree(
    lembar: Lembar, tercetak: Sequence[tuple[int, int, str]], rows: Mapping[int, int], cols: Mapping[int, int]
) -> bool:
    """False where a printed text is not where the named rows and columns put it but elsewhere, or most are nowhere."""
    dicari: dict[str, list[tuple[int, range, range]]] = {}
    for row, col, teks in tercetak:
        dicari.setdefault(rapi(teks), []).append((row, _between(row, rows), _between(col, cols)))
    ada: dict[str, list[tuple[int, int]]] = {}
    for tempat, sel in lembar.cells.items():
        if (teks := rapi(sel.text)) in dicari:
            ada.setdefault(teks, []).append(tempat)
    semua = dict(rows)
    ketemu = 0
    for teks, dugaan in dicari.items():
        di = [[kini for kini in ada.get(teks, []) if kini[0] in r and kini[1] in c] for _, r, c in dugaan]
        if not all(di) and set(ada.get(teks, [])) - {kini for satu in di for kini in satu}:
            return False
        ketemu += sum(map(bool, di))
        for (row, _, _), calon in zip(dugaan, di, strict=True):
            if len(calon) == 1 and semua.setdefault(row, calon[0][0]) != calon[0][0]:
                return False
    # With the printed texts between them the rows still stand in order, none upon another.
    return 2 * ketemu >= len(tercetak) and _rising(semua)


def _between(lama: int, peta: Mapping[int, int]) -> range:
    """Where a row or column can be now that stood at `lama`: as its neighbours have moved.

    Before the first it may have stayed; behind the last it has moved with it.
    """
    urut = sorted(peta)
    atas, bawah = bisect_right(urut, lama) - 1, bisect_left(urut, lama)
    geser = [peta[urut[atas]] - urut[atas] if atas >= 0 else 0]
    if bawah < len(urut):
        geser.append(peta[urut[bawah]] - urut[bawah])
    return range(lama + min(geser), lama + max(geser) + 1)

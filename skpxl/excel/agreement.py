"""Whether a returned sheet still says the same as the form: its defined names, and its printed texts. It places nothing.

Names move with their cells when somebody cuts and pastes, and stay behind when a program inserts rows without knowing
them. So they are held against each other and against the printed texts before a value is read by them.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from skpxl.excel.anchors import Anchor, issued_values, printed_texts
from skpxl.excel.grid import Buku, Lembar
from skpxl.findings import Finding, temuan
from skpxl.model.teks import rapi
from skpxl.template.form import Form
from skpxl.template.slots import Halaman, Slot

Letak = dict[str, tuple[str, int, int]]


def named_places(buku: Buku, form: Form, halaman: Halaman, bernama: Letak) -> Letak | None:
    """The slots of a sheet that may be read by their names; None where the names are not to be believed.

    They are not where they are on several sheets, have torn a row or a column apart, changed their order, or where a
    printed text or an issued value stands elsewhere than between the rows and columns that should enclose it. Where
    names stand as issued, a slot whose own heading is gone is left out: names that stay where they were do not show that
    the last column was taken away.
    """
    nama_lembar = {lembar.casefold() for lembar, _, _ in bernama.values()}
    if len(nama_lembar) != 1:
        return None
    rows: dict[int, int] = {}
    cols: dict[int, int] = {}
    for slot in halaman.slots:
        if slot.key in bernama:
            _, row, col = bernama[slot.key]
            if rows.setdefault(slot.kotak.row, row) != row or cols.setdefault(slot.kotak.col, col) != col:
                return None
    if not _rising(rows) or not _rising(cols):
        return None
    lembar = buku.sheet(nama_lembar.pop())
    tercetak = printed_texts(form, halaman)
    terbit = issued_values(form, [slot for slot in halaman.slots if slot.key in bernama])
    tetap = all(lama == kini for peta in (rows, cols) for lama, kini in peta.items())
    berubah = [(slot, teks) for slot, teks in terbit if lembar.text(*bernama[slot.key][1:]) != teks]
    if tetap and not berubah and all(_as_printed(lembar, satu) for satu in tercetak):
        return bernama
    di_tempat = len(terbit) - len(berubah)
    if not _texts_agree(lembar, tercetak, rows, cols, di_tempat, len(terbit)) or _displaced(
        lembar, tercetak, terbit, berubah, bernama
    ):
        return None
    if not tetap:
        return bernama
    hilang = _without_heading(lembar, tercetak, terbit, halaman)
    return {key: tempat for key, tempat in bernama.items() if key not in hilang}


def _as_printed(lembar: Lembar, satu: Anchor) -> bool:
    """True where a text stands in its place; the mark below the last row, which older workbooks lack, also where nowhere."""
    if lembar.text(satu.row, satu.col) == satu.text:
        return True
    return satu.border and all(sel.text != satu.text for sel in lembar.cells.values())


def changed_texts(buku: Buku, form: Form, letak: Letak) -> list[Finding]:
    """A finding per sheet on which printed texts are missing or read otherwise, wherever they stand now."""
    findings = []
    for halaman in form.layout.halaman:
        di = Counter(letak[slot.key][0] for slot in halaman.slots if slot.key in letak)
        info = buku.find(di.most_common(1)[0][0]) if di else None
        if info is None:
            continue
        lembar = buku.sheet(info.name)
        tercetak = [satu for satu in printed_texts(form, halaman) if not satu.border]
        if all(lembar.text(satu.row, satu.col) == satu.text for satu in tercetak):
            continue
        isian = {tempat[1:] for tempat in letak.values() if tempat[0] == info.name}
        ada = Counter(rapi(sel.text) for tempat, sel in lembar.cells.items() if tempat not in isian)
        hilang = list((Counter(rapi(satu.text) for satu in tercetak) - ada).elements())
        if hilang:
            findings.append(
                temuan("tulisan-tercetak-berubah", suggestion=hilang[0], banyak=len(hilang)).at(sheet=info.name)
            )
    return findings


def _rising(peta: Mapping[int, int]) -> bool:
    kini = [peta[lama] for lama in sorted(peta)]
    return all(satu < lain for satu, lain in pairwise(kini))


def _texts_agree(
    lembar: Lembar,
    tercetak: Sequence[Anchor],
    rows: Mapping[int, int],
    cols: Mapping[int, int],
    di_tempat: int,
    terbit: int,
) -> bool:
    """False where a printed text is not where the named rows and columns put it but elsewhere, or most are nowhere.

    Of `terbit` issued values `di_tempat` are in their own cells.
    """
    dicari: dict[str, list[tuple[int, range, range]]] = {}
    for satu in tercetak:
        dicari.setdefault(rapi(satu.text), []).append((satu.row, _between(satu.row, rows), _between(satu.col, cols)))
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
    # Names that have moved were moved by a program that knows them, whatever was deleted beside them.
    tetap = all(lama == kini for peta in (rows, cols) for lama, kini in peta.items())
    cukup = 2 if tetap else 5
    return cukup * (ketemu + di_tempat) >= len(tercetak) + terbit and _rising(semua)


def _displaced(
    lembar: Lembar,
    tercetak: Sequence[Anchor],
    terbit: Sequence[tuple[Slot, str]],
    berubah: Sequence[tuple[Slot, str]],
    bernama: Letak,
) -> bool:
    """True where an issued value is not in its own cell but in one that holds nothing of the kind on the form."""
    dicari = {rapi(teks) for slot, teks in berubah if rapi(lembar.text(*bernama[slot.key][1:])) != rapi(teks)}
    if not dicari:
        return False
    punya = {(rapi(teks), *bernama[slot.key][1:]) for slot, teks in terbit}
    punya |= {(rapi(satu.text), satu.row, satu.col) for satu in tercetak}
    ada = ((rapi(sel.text), *tempat) for tempat, sel in lembar.cells.items())
    return any(satu[0] in dicari and satu not in punya for satu in ada)


def _without_heading(
    lembar: Lembar, tercetak: Sequence[Anchor], terbit: Sequence[tuple[Slot, str]], halaman: Halaman
) -> set[str]:
    """The slots over which nothing stands any more where their heading was."""
    cols: dict[int, list[int]] = {}
    for satu in sorted(tercetak, key=lambda satu: satu.row):
        if not satu.border:
            cols.setdefault(satu.col, []).append(satu.row)
    # Over an issued value a person may have typed; it is a heading only where nothing is printed.
    for slot, _ in terbit:
        if slot.kotak.col not in cols:
            cols[slot.kotak.col] = [slot.kotak.row]
    hilang = set()
    for slot in halaman.slots:
        kepala = [row for row in cols.get(slot.kotak.col, ()) if row < slot.kotak.row][-1:]
        if any(not lembar.text(row, slot.kotak.col).strip() for row in kepala):
            hilang.add(slot.key)
    return hilang


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

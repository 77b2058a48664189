"""Whether a returned sheet still says the same as the form: its defined names, and its printed texts. It places nothing.

Names move with their cells when somebody cuts and pastes, and stay behind when a program inserts rows without knowing
them. So they are held against each other and against the printed texts before a value is read by them.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from skpxl.findings import Finding, temuan
from skpxl.forms.anchors import Anchor, expected_anchors, issued_values, printed_texts
from skpxl.model.teks import rapi
from skpxl.template.form import Form
from skpxl.template.limits import BARIS_MAKS
from skpxl.template.slots import Halaman, Slot
from skpxl.xlsx.grid import Buku, Grid

Letak = dict[str, tuple[str, int, int]]


def named_places(buku: Buku, form: Form, halaman: Halaman, bernama: Letak, terhapus: Sequence[Slot]) -> Letak | None:
    """The slots of a sheet that may be read by their names; None where the names are not to be believed.

    They are not where they are on several sheets, have torn a row or a column apart, changed their order, come closer
    though nothing between them was deleted (`terhapus`), or where a printed text or an issued value stands elsewhere than
    between the rows and columns that should enclose it. Slots whose surroundings are gone are left out (`_doubtful`).
    """
    nama_lembar = {lembar.casefold() for lembar, _, _ in bernama.values()}
    if len(nama_lembar) != 1:
        return None
    rows: dict[int, int] = {}
    cols: dict[int, int] = {}
    # A merged cell outlives its first column: it then stands in the next one.
    kolom_terhapus = {slot.kotak.col for slot in terhapus}
    for slot in halaman.slots:
        if slot.key in bernama:
            _, row, col = bernama[slot.key]
            if rows.setdefault(slot.kotak.row, row) != row:
                return None
            sisa_gabungan = slot.kotak.merged and slot.kotak.col in kolom_terhapus
            if not sisa_gabungan and cols.setdefault(slot.kotak.col, col) != col:
                return None
    if not _rising(rows) or not _rising(cols):
        return None
    tanpa_nama = [slot.kotak for slot in halaman.slots if slot.key not in bernama and slot not in terhapus]
    if _closer(rows, {kotak.row for kotak in tanpa_nama}) or _closer(cols, {kotak.col for kotak in tanpa_nama}):
        return None
    lembar = buku.sheet(nama_lembar.pop())
    # Names that say their cell was deleted are kept by a program; the mark below the last row tells nothing more then.
    tercetak = [satu for satu in printed_texts(form, halaman) if not (satu.border and terhapus)]
    terbit = issued_values(form, [slot for slot in halaman.slots if slot.key in bernama])
    tetap = all(lama == kini for peta in (rows, cols) for lama, kini in peta.items())
    berubah = [(slot, teks) for slot, teks in terbit if lembar.text(*bernama[slot.key][1:]) != teks]
    if tetap and not berubah and all(_as_printed(lembar, satu) for satu in tercetak):
        return bernama
    di_tempat = len(terbit) - len(berubah)
    milik = {bernama[slot.key][1:] for slot, _ in terbit}
    bersih = tetap and _nothing_pushed(lembar, halaman, tercetak)
    if not _texts_agree(lembar, tercetak, rows, cols, di_tempat, milik, terhapus=bool(terhapus), bersih=bersih):
        return None
    if _displaced(lembar, tercetak, terbit, berubah, bernama):
        return None
    hilang = _doubtful(lembar, form, halaman, bernama) if tetap else set()
    return {key: tempat for key, tempat in bernama.items() if key not in hilang}


def _closer(peta: Mapping[int, int], tanpa_nama: set[int]) -> bool:
    """True where two named rows (or columns) have come closer over one that has no name, but was not deleted either."""
    return any(
        peta[lain] - peta[satu] < lain - satu and any(satu < di < lain for di in tanpa_nama)
        for satu, lain in pairwise(sorted(peta))
    )


def _as_printed(lembar: Grid, satu: Anchor) -> bool:
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


def _rising(peta: Mapping[int, int], *, ketat: bool = True) -> bool:
    kini = [peta[lama] for lama in sorted(peta)]
    return all(satu < lain or (satu == lain and not ketat) for satu, lain in pairwise(kini))


def _nothing_pushed(lembar: Grid, halaman: Halaman, tercetak: Sequence[Anchor]) -> bool:
    """True where the rows of the slots hold nothing but slots and what is printed there: no answer was pushed aside."""
    rows: dict[int, set[int]] = {}
    for slot in halaman.slots:
        rows.setdefault(slot.kotak.row, set()).add(slot.kotak.col)
    for satu in tercetak:
        rows.setdefault(satu.row, set()).add(satu.col)
    berslot = {slot.kotak.row for slot in halaman.slots}
    return all(
        row not in berslot or col in rows[row] or not sel.text.strip() for (row, col), sel in lembar.cells.items()
    )


def _texts_agree(
    lembar: Grid,
    tercetak: Sequence[Anchor],
    rows: Mapping[int, int],
    cols: Mapping[int, int],
    di_tempat: int,
    milik: Set[tuple[int, int]],
    *,
    terhapus: bool,
    bersih: bool,
) -> bool:
    """False where a printed text is not where the named rows and columns put it but elsewhere, or most are nowhere.

    `terhapus` tells that names say their cells were deleted, `bersih` that all stand as issued and nothing was pushed
    aside. `milik` are the cells of issued values, which may read like a printed text; `di_tempat` of them hold what was issued.
    """
    # A program that has moved names, or says that their cells were deleted, knows them: then order is enough.
    longgar = [terhapus or any(lama != kini for lama, kini in peta.items()) for peta in (rows, cols)]
    ujung = max(cols) if bersih else BARIS_MAKS
    dicari: dict[str, list[tuple[int, range, range]]] = {}
    for satu in tercetak:
        di_baris = _between(satu.row, rows, longgar=longgar[0])
        # What stands right of all slots may go further right, where nothing has pushed answers along.
        di_kolom = range(satu.col, BARIS_MAKS) if satu.col > ujung else _between(satu.col, cols, longgar=longgar[1])
        dicari.setdefault(rapi(satu.text), []).append((satu.row, di_baris, di_kolom))
    ada: dict[str, list[tuple[int, int]]] = {}
    for tempat, sel in lembar.cells.items():
        if (teks := rapi(sel.text)) in dicari:
            ada.setdefault(teks, []).append(tempat)
    semua = dict(rows)
    ketemu = 0
    for teks, dugaan in dicari.items():
        di = [[kini for kini in ada.get(teks, []) if kini[0] in r and kini[1] in c] for _, r, c in dugaan]
        if not all(di) and set(ada.get(teks, [])) - {kini for satu in di for kini in satu} - milik:
            return False
        ketemu += sum(map(bool, di))
        # Of a text that is printed twice, one may be gone and the other stand where both could.
        for (row, _, _), calon in zip(dugaan, di, strict=True) if len(dugaan) == 1 or not any(longgar) else ():
            if len(calon) == 1 and semua.setdefault(row, calon[0][0]) != calon[0][0]:
                return False
    cukup = 10 if any(longgar) else 2
    # With the printed texts between them the rows still stand in order, none upon another.
    # A text over two rows of which the first was deleted stands in the second.
    urut = _rising(semua, ketat=not longgar[0])
    return cukup * (ketemu + di_tempat) >= len(tercetak) + len(milik) and urut


def _displaced(
    lembar: Grid,
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


def _doubtful(lembar: Grid, form: Form, halaman: Halaman, bernama: Letak) -> set[str]:
    """The slots that may not be read though their names stand as issued: names that stay where they were do not show what
    was taken away or has changed places.

    Their heading is gone; or all of their row is, while other rows still have theirs; or they read what is printed or was
    issued elsewhere on the form, and is missing there.
    """
    anchors = [satu for satu in expected_anchors(form, halaman) if not satu.border]
    kini = {(satu.row, satu.col): rapi(lembar.text(satu.row, satu.col)) for satu in anchors}
    pindah = {satu.text for satu in anchors if kini[satu.row, satu.col] != satu.text}
    per_row: dict[int, list[Anchor]] = {}
    per_col: dict[int, list[Anchor]] = {}
    for satu in anchors:
        per_row.setdefault(satu.row, []).append(satu)
        per_col.setdefault(satu.col, []).append(satu)
    # A column of which nothing is left was lost by a program; that says nothing of single rows.
    kolom_hilang = {col for col, daftar in per_col.items() if not any(kini[satu.row, col] for satu in daftar)}
    berisi = {
        slot.kotak.row
        for slot in halaman.slots
        if not slot.terkunci and slot.key in bernama and lembar.text(*bernama[slot.key][1:]).strip()
    }
    hilang = set()
    for slot in halaman.slots:
        row, col = slot.kotak.row, slot.kotak.col
        # Over an issued value a person may have typed; it is a heading only where nothing is printed in the column.
        kolom = per_col.get(col, ())
        kepala = [satu for satu in kolom if satu.printed and satu.row < row][-1:]
        if not any(satu.printed for satu in kolom):
            kepala = [satu for satu in kolom if satu.row < row][:1]
        sebaris = [satu for satu in per_row.get(row, ()) if satu.col != col and satu.col not in kolom_hilang]
        kosong = bool(sebaris) and row not in berisi and not any(kini[row, satu.col] for satu in sebaris)
        isi = rapi(lembar.text(*bernama[slot.key][1:])) if slot.key in bernama and not slot.terkunci else ""
        if kosong or isi in pindah or any(not kini[satu.row, col] for satu in kepala):
            hilang.add(slot.key)
    return hilang


def _between(lama: int, peta: Mapping[int, int], *, longgar: bool) -> range:
    """Where a row or column can be now that stood at `lama`: as its neighbours have moved, with `longgar` between them.

    Before the first it may have stayed; behind the last it has moved with it.
    """
    urut = sorted(peta)
    atas, bawah = bisect_right(urut, lama) - 1, bisect_left(urut, lama)
    if longgar and lama not in peta:
        awal = peta[urut[atas]] + 1 if atas >= 0 else 1
        # Up to the next one itself: a merged cell of which the first row or column was deleted stands there.
        return range(awal, peta[urut[bawah]] + 1 if bawah < len(urut) else BARIS_MAKS)
    geser = [peta[urut[atas]] - urut[atas] if atas >= 0 else 0]
    if bawah < len(urut):
        geser.append(peta[urut[bawah]] - urut[bawah])
    return range(lama + min(geser), lama + max(geser) + 1)

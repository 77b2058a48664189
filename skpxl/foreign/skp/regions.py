"""Where on a foreign sheet the blocks of an SKP lie, by their headings. It reads no value."""

from collections.abc import Mapping
from dataclasses import dataclass

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.columns import Columns
from skpxl.foreign.wording import holds_date
from skpxl.template.labels import fold

_SELEBIHNYA = 10**9
_TANGGAL = 3  # rows above a signature in which place and date stand
_RINCIAN = frozenset({"aspek", "indikator_kinerja_individu", "target", "perspektif"})
EVALUASI = frozenset({"realisasi", "umpan_balik"})


@dataclass(frozen=True)
class TableColumns(Columns):
    """The columns of a results table; `kepala` are the heading cells, by role too."""

    kepala: Mapping[str, Sel]


@dataclass(frozen=True)
class Wilayah:
    """Rows of a sheet: results from `mulai` (below the headings) to before `selesai`, conduct from `perilaku`.

    `kepala` is where the results' own headings begin; above it stand title and identity. `kolom` is None for a list
    without columns. `perilaku` and `selesai_perilaku` are 0 where there is no conduct block.
    """

    kepala: int
    mulai: int
    selesai: int
    kolom: TableColumns | None
    perilaku: int
    selesai_perilaku: int


def find_regions(papan: Papan) -> Wilayah | None:
    """The blocks of one sheet; None where it holds no results block."""
    tabel = _kepala_tabel(papan)
    if tabel:
        kepala, mulai, kolom = tabel
    else:
        awal = _kepala_daftar(papan)
        if awal is None:
            return None
        kepala, mulai, kolom = awal, awal, None
    judul = [sel for sel, nama in papan.find("blok", "hasil_kerja") if sel.row <= kepala and kepala - sel.row <= 3]
    kepala = min([kepala, *(sel.row for sel in judul)])
    perilaku = baris_perilaku(papan, mulai)
    selesai = min([perilaku or _SELEBIHNYA, *_penutup(papan, mulai)])
    return Wilayah(kepala, mulai, selesai, kolom, perilaku, akhir_perilaku(papan, perilaku) if perilaku else 0)


def baris_perilaku(papan: Papan, dari: int = 1) -> int:
    """The row on which the conduct block begins, at `dari` or below; 0 where there is none."""
    judul = [sel.row for sel, _ in papan.find("blok", "perilaku_kerja") if sel.row >= dari]
    nilai: dict[str, int] = {}
    for sel in papan.sel:
        if sel.row >= dari and (nama := nilai_di(papan, sel)):
            nilai.setdefault(nama, sel.row)
    if len(nilai) < 3:
        return 0
    return min([min(nilai.values()), *judul])


def nilai_di(papan: Papan, sel: Sel) -> str:
    """The berAKHLAK value that a cell's first line names; empty where it names none."""
    baris = sel.baris_teks
    if not baris:
        return ""
    awal = papan.label.awal("nilai", baris[0].lstrip("0123456789.) \t"), tanda="")
    return awal[0] if awal else ""


def akhir_perilaku(papan: Papan, dari: int) -> int:
    """The row that ends the conduct block: a signature, a rating, an appendix, or the end of the sheet."""
    return min([_SELEBIHNYA, *_penutup(papan, dari)])


def bagian_di(papan: Papan, sels: list[Sel]) -> str:
    """The section that a row of cells names: `utama`, `tambahan`, `lain` for a local one; empty for none."""
    if not 1 <= len(sels) <= 3 or any(sel.nomor is not None for sel in sels):
        return ""
    teks = " ".join(sel.teks.strip() for sel in sels)
    kata = fold(teks).split(" ")
    awal = sels[0].teks.strip()
    berhuruf = len(kata) > 1 and len(kata[0]) <= 3 and kata[0].isalpha()
    huruf = berhuruf and (fold(awal) == kata[0] or awal[len(kata[0]) : len(kata[0]) + 1] in (".", ")"))
    inti = " ".join(kata[1:]) if huruf else " ".join(kata)
    if nama := papan.label.cocok("bagian", inti):
        return nama
    if papan.label.cocok("blok", teks):
        return ""
    return "lain" if huruf and len(kata[0]) == 1 and teks.isupper() and len(teks) < 80 else ""


def _kepala_tabel(papan: Papan) -> tuple[int, int, TableColumns] | None:
    """(first heading row, first row below the headings, columns) of a results table."""
    per_baris: dict[int, list[tuple[Sel, str]]] = {}
    for sel, nama in papan.find("kolom"):
        per_baris.setdefault(sel.row, []).append((sel, nama))
    for row in sorted(per_baris):
        calon = [*per_baris[row], *per_baris.get(row + 1, [])]
        peran = {nama for _, nama in calon}
        if "rencana_hasil_kerja" in peran and peran & _RINCIAN and len(peran) >= 3:
            bawah = max(sel.row_to for sel, _ in calon)
            return row, bawah + 1, _kolom(papan, row, bawah, calon)
    return None


def _kolom(papan: Papan, row: int, bawah: int, calon: list[tuple[Sel, str]]) -> TableColumns:
    kepala: dict[str, Sel] = {}
    for sel, nama in sorted(calon, key=lambda satu: satu[0].col):
        kepala.setdefault("rencana_hasil_kerja_diintervensi" if nama == "penugasan_dari" else nama, sel)
    tercatat = set(kepala.values())
    for sel in papan.antara(row, bawah + 1):
        if sel not in tercatat and sel.nomor is None and not any(k.col <= sel.col <= k.col_to for k in tercatat):
            kepala[f"lain {sel.col}"] = sel
    urut = sorted(kepala.items(), key=lambda satu: satu[1].col)
    per_peran = {}
    for (nama, sel), berikut in zip(urut, [*urut[1:], None], strict=True):
        per_peran[nama] = (sel.col, max(sel.col, berikut[1].col - 1) if berikut else sel.col_to)
    if "nomor" not in per_peran and urut[0][1].col > 1:
        per_peran["nomor"] = (1, urut[0][1].col - 1)
    return TableColumns(tuple((nama, *kolom) for nama, kolom in per_peran.items()), kepala)


def _kepala_daftar(papan: Papan) -> int | None:
    """The row on which a results list without columns begins: `HASIL KERJA`, or its first section."""
    bagian = [
        row for row in papan.nomor_baris(1, _SELEBIHNYA) if bagian_di(papan, _tanpa_kepala(papan, row)) == "utama"
    ]
    judul = [sel.row for sel, _ in papan.find("blok", "hasil_kerja")]
    ukuran = [sel.row for sel in papan.sel if _ukuran(papan, sel)]
    if bagian and (ukuran or judul):
        return min([bagian[0], *(row for row in judul if row <= bagian[0])])
    if judul and ukuran and judul[0] <= ukuran[0]:
        return judul[0]
    return None


def _tanpa_kepala(papan: Papan, row: int) -> list[Sel]:
    return [sel for sel in papan.baris(row) if papan.label.cocok("kolom", sel.teks) is None]


def _ukuran(papan: Papan, sel: Sel) -> bool:
    return any(papan.label.awal("ukuran", baris) for baris in sel.baris_teks)


def _penutup(papan: Papan, dari: int) -> list[int]:
    """Rows below `dari` on which something else begins: signatures, ratings, the appendix."""
    baris = []
    for sel in papan.sel:
        if sel.row <= dari:
            continue
        if judul_lain(papan, sel):
            baris.append(sel.row)
        elif any(papan.label.cocok("siapa", satu) for satu in sel.baris_teks):
            di_atas = papan.antara(max(dari + 1, sel.row - _TANGGAL), sel.row)
            baris.append(min([sel.row, *(satu.row for satu in di_atas if holds_date(satu.teks, papan.label))]))
    return baris


def judul_lain(papan: Papan, sel: Sel) -> str:
    """`evaluasi` or `lampiran` where a cell is the title of such a paper, `akhir` where it says that the sheet ends there.

    A plan that speaks of an evaluation is none.
    """
    for baris in sel.baris_teks:
        nama = papan.label.cocok("judul", baris)
        if nama is None and baris.isupper() and (awal := papan.label.awal("judul", baris, tanda="")):
            nama = awal[0]
        if nama in ("evaluasi", "lampiran", "akhir"):
            return nama
    return ""

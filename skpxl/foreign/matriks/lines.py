"""The rows below a matriks heading with their cells by column, and which of them are no longer the table.

Below a table stand signatures and notes. They are told by their words, by a blank row above them and by the NIP
under a name; a row that names a person with his post is never one of them. Who the people are is not asked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.matriks.heading import KolomPeran, MatriksHeading
from skpxl.foreign.matriks.words import Kata, sounds_like_result

_DALAM_NAMA = frozenset({"bin", "binti", "al", "el", "van", "de", "der", "von"})  # small letters within names
_BLOK_TTD = 8  # rows from a post to the NIP under its holder


@dataclass
class Line:
    """One row: the cells that begin on it, by what they tell of a person, and those with roles.

    `jeda`: a blank row stands above it. `jabatan_dari_atas`: a merged cell with the post reaches down to it.
    """

    row: int
    siapa: dict[str, list[Sel]] = field(default_factory=dict)
    peran: list[tuple[KolomPeran, Sel]] = field(default_factory=list)
    lain: list[Sel] = field(default_factory=list)
    jeda: bool = False
    jabatan_dari_atas: bool = False

    def sel(self) -> list[Sel]:
        """All cells with a text, those of people first."""
        semua = [*(sel for satu in self.siapa.values() for sel in satu), *(sel for _, sel in self.peran), *self.lain]
        return [sel for sel in semua if sel.teks.strip()]

    def teks(self, apa: str) -> str:
        """What the row says in the column of names, posts, ...; cells without a letter or digit say nothing."""
        sels = (sel.teks.strip() for sel in self.siapa.get(apa, []))
        return "\n".join(satu for satu in sels if any(map(str.isalnum, satu)))

    @property
    def bernomor(self) -> bool:
        """True where the row has a number of its own, and a name or a post."""
        nomor = any(sel.nomor is not None for sel in self.siapa.get("nomor", []))
        return nomor and bool(self.teks("nama") or self.teks("jabatan"))


def lines_below(papan: Papan, kepala: MatriksHeading, sampai: int) -> list[Line]:
    """The rows with cells below a heading and above row `sampai`."""
    hasil: list[Line] = []
    ujung = kepala.bawah
    for row, sels in groupby(papan.antara(kepala.bawah + 1, sampai), key=lambda sel: sel.row):
        baris = Line(row, jeda=bool(hasil) and row > ujung + 1)
        for sel in sels:
            ujung = max(ujung, min(sel.row_to, papan.baris_terakhir))
            if kolom := kepala.peran(sel.col):
                baris.peran.append((kolom, sel))
            elif (apa := kepala.role(sel.col)) and apa != "lain":
                baris.siapa.setdefault(apa, []).append(sel)
            else:
                baris.lain.append(sel)
        baris.jabatan_dari_atas = from_above(papan, kepala, row, "jabatan") is not None
        hasil.append(baris)
    return hasil


def from_above(papan: Papan, kepala: MatriksHeading, row: int, apa: str) -> Sel | None:
    """The merged cell of an earlier row that reaches down to `row` in the column of names, posts, ..."""
    for col in kepala.span(apa):
        sel = papan.di(row, col)
        if sel is not None and kepala.bawah < sel.row < row:
            return sel
    return None


def below_the_table(baris: Sequence[Line], kata: Kata, kepala: MatriksHeading) -> set[int]:
    """The numbers of the rows that are signatures or notes. After a signature the table may go on with a person."""
    per_kolom = [_tanda(satu, kata, baris[n - 1] if n else None) for n, satu in enumerate(baris)]
    tanda = [set(satu.values()) for satu in per_kolom]
    orang = [_orang(satu, kata, kepala) for satu in baris]
    pasti = [orang[n] and bool(satu.peran or satu.bernomor) for n, satu in enumerate(baris)]
    pertama = next((n for n, satu in enumerate(tanda) if "pasti" in satu and not pasti[n]), len(baris))
    terakhir = max((n for n in range(len(baris)) if pasti[n] or (orang[n] and n < pertama)), default=-1)
    ttd_sesudah = max((n for n, satu in enumerate(tanda) if satu & {"pasti", "nip"}), default=-1)
    ekor: set[int] = set()
    tutup = False
    for n, satu in enumerate(baris):
        tutup = not pasti[n] and (
            tutup
            or "pasti" in tanda[n]
            or (n > terakhir and satu.jeda and _pengesahan(baris, tanda, n, ttd_sesudah))
            or (n > terakhir and not satu.jeda and _ttd_menempel(baris, per_kolom, n))
        )
        if tutup or (n > terakhir and satu.jeda and _tulisan_kanan(satu)):
            ekor.add(satu.row)
    return ekor


def _tanda(baris: Line, kata: Kata, di_atas: Line | None) -> dict[int, str]:
    """The marks of a signature or note on a row by column; `mungkin jabatan` for one in the column of posts."""
    hasil = {}
    for sel in baris.sel():
        garis = sel.baris_teks
        satu = kata.penutup(garis[0]) if garis else ""
        if satu == "mungkin" and any(kata.penutup(lain) == "nip" for lain in garis[1:]):
            satu = "pasti"
        if satu == "nip" and sel in baris.siapa.get("nama", []) and di_atas is not None and not baris.jeda:
            bukan_ttd = not di_atas.jeda or di_atas.teks("jabatan") or di_atas.peran
            satu = "" if bukan_ttd and di_atas.teks("nama") and not kata.penutup(di_atas.teks("nama")) else satu
        if satu == "nip" and sel in baris.siapa.get("nip", []):
            satu = ""
        if satu == "mungkin" and sel in baris.siapa.get("jabatan", []):
            satu = "mungkin jabatan"
        if satu:
            hasil[sel.col] = satu
    return hasil


def _orang(baris: Line, kata: Kata, kepala: MatriksHeading) -> bool:
    """True for a row with a name and a post (or, in a table without posts, a name and a role)."""
    nama, jabatan = baris.teks("nama"), baris.teks("jabatan")
    if not nama or kata.penutup(nama.splitlines()[0]) or not kata.orang(nama).nama:
        return False
    if not kepala.span("jabatan"):
        return bool(baris.peran)
    ada = bool(jabatan) and kata.penutup(jabatan.splitlines()[0]) not in ("pasti", "nip")
    return ada or baris.jabatan_dari_atas


def _pengesahan(baris: Sequence[Line], tanda: Sequence[set[str]], dari: int, ttd: int) -> bool:
    """True where the rows from `dari` to the next blank one hold the words of a signature."""
    sampai = next((n for n in range(dari + 1, len(baris)) if baris[n].jeda), len(baris))
    semua = set().union(*tanda[dari:sampai])
    return bool(semua & {"pasti", "nip", "mungkin"} or ("mungkin jabatan" in semua and ttd >= dari))


def _ttd_menempel(baris: Sequence[Line], tanda: Sequence[dict[int, str]], dari: int) -> bool:
    """True where a signature begins right below the table: a post, and in its column the NIP of its holder soon below."""
    kolom = [col for col, satu in tanda[dari].items() if satu == "mungkin"]
    for n in range(dari + 1, min(dari + 1 + _BLOK_TTD, len(baris)) if kolom else 0):
        if baris[n].jeda and {"mungkin", "pasti"} & set(tanda[n].values()):
            return False
        if any(tanda[n].get(col) == "nip" for col in kolom):
            return True
    return False


def _tulisan_kanan(baris: Line) -> bool:
    """True for a single text far right, below a blank row, that may be the name under a signature: no sentence, no list."""
    sels = baris.sel()
    if len(sels) != 1 or not (baris.peran or baris.lain):
        return False
    teks = sels[0].teks.strip()
    kalimat = any(kata[:1].islower() and kata not in _DALAM_NAMA for kata in teks[:200].split())
    return not (kalimat or teks[:1] in ("-", "•", "*") or "\n" in teks or sounds_like_result(teks))

"""Rules on a unit's matriks: roles without a place, people without a role, products nobody serves, results nearly alike."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from skpxl.findings import Finding, temuan
from skpxl.model.fate import PersonFate
from skpxl.model.hambatan import Hambatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.rantai import LINGKAR, PUNCAK
from skpxl.model.teks import sidik

# Likeness (0-100) from which two results are probably one in two wordings.
_MIRIP = 92
# Likeness (0-100) from which two words are one in two spellings.
_KATA_MIRIP = 70
_BILANGAN = re.compile(r"\d+\S*|[ivxlc]+|\S*\d", re.IGNORECASE)
# Every result is held against every other: beyond this many of one unit it would take minutes.
_MIRIP_MAKS = 3_000


def check_matriks(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """All rules on one unit. Keys are those of the member's workbook, `item` the unit."""
    for aturan in (belum_terpetakan, tanpa_peran, produk_tanpa_peran, hasil_mirip):
        for satu in aturan(matriks):
            yield satu.at(item=matriks.unit.nama)


def _in_words(baris: BarisMatriks) -> str:
    return baris.nama or baris.jabatan


def belum_terpetakan(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every role stands under a product; one that leads back to itself can never do so, a JPT's need not."""
    for baris in matriks.baris:
        for peran in baris.sisa:
            if peran.sebab == PUNCAK:
                continue
            yield temuan(
                "hasil-melingkar" if peran.sebab == LINGKAR else "belum-terpetakan",
                key=peran.key,
                found=peran.teks,
                pegawai=_in_words(baris),
                sebab=peran.sebab,
            ).at(who=baris.nip)


def tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Everybody has a role. A pimpinan without one and a vacant post are legal, so these only warn.

    Of people whose SKP is missing only that is said; they lack roles for that reason alone.
    """
    for baris in matriks.baris:
        if baris.luar:
            continue
        if not baris.nama:
            yield temuan("jabatan-tanpa-nama", jabatan=baris.jabatan)
        elif baris.fate is PersonFate.TAK_DIPAKAI:
            yield temuan("skp-belum-dipakai", pegawai=baris.nama).at(who=baris.nip)
        elif not baris.masuk:
            yield temuan("belum-masuk", pegawai=baris.nama).at(who=baris.nip)
        if baris.tanpa_peran and (baris.masuk or (baris.nip and baris.nip == matriks.unit.pimpinan)):
            yield temuan("pegawai-tanpa-peran", pegawai=_in_words(baris), jabatan=baris.jabatan).at(who=baris.nip)


def produk_tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every product is served by somebody."""
    for produk in matriks.kolom:
        if not any(baris.peran.get(produk.id) for baris in matriks.baris):
            yield temuan("produk-tanpa-peran", found=produk.teks)


def hasil_mirip(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Two results of different people that are nearly, but not quite, the same text: probably one role in two wordings."""
    for satu, lain, skor in pasangan_mirip(matriks):
        yield temuan(
            "rencana-mirip",
            key=lain[1].key,
            found=lain[1].teks,
            suggestion=satu[1].teks,
            pegawai=_in_words(lain[0]),
            pegawai_lain=_in_words(satu[0]),
            skor=skor,
        ).at(who=lain[0].nip)


def pasangan_mirip(
    matriks: MatriksPeranHasil,
) -> list[tuple[tuple[BarisMatriks, Peran], tuple[BarisMatriks, Peran], int]]:
    """The pairs of nearly equal results of one unit, in the order of the matriks, with their likeness (0-100)."""
    semua = [(baris, peran) for baris in matriks.baris for peran in baris.semua_peran()]
    if not 1 < len(semua) <= _MIRIP_MAKS:
        return []
    from rapidfuzz import fuzz, process

    sidiknya = [sidik(peran.teks)[:500] for _, peran in semua]
    hasil = []
    for ke, teks in enumerate(sidiknya[:-1]):
        mirip = process.extract(teks, sidiknya[ke + 1 :], scorer=fuzz.ratio, score_cutoff=_MIRIP, limit=None)
        for lain, skor, selisih in sorted(mirip, key=lambda satu: satu[2]):
            if lain != teks and semua[ke][0] is not semua[ke + 1 + selisih][0] and beda_ejaan(teks, lain):
                hasil.append((semua[ke], semua[ke + 1 + selisih], round(skor)))
    return hasil


def beda_ejaan(satu: str, lain: str) -> bool:
    """True where two texts (as `sidik`) differ as spellings do, not as things do: `kordinasi`, but not `triwulan II`, `utara`.

    Words that differ must be alike, must not be numbers, and at most one may be missing.
    """
    from rapidfuzz import fuzz

    kata, kata_lain = satu.split(), lain.split()
    hilang = 0
    for apa, a, b, c, d in SequenceMatcher(None, kata, kata_lain, autojunk=False).get_opcodes():
        if apa == "equal":
            continue
        kiri, kanan = " ".join(kata[a:b]), " ".join(kata_lain[c:d])
        if any(_BILANGAN.fullmatch(k.strip("()[].,;:-")) for k in (*kata[a:b], *kata_lain[c:d])):
            return False
        if kiri and kanan and fuzz.ratio(kiri, kanan) < _KATA_MIRIP:
            return False
        hilang += not (kiri and kanan)
    return hilang <= 1


def rantai_terhambat(daftar: Sequence[Hambatan]) -> Iterator[Finding]:
    """A superior hands in first: without his results those below him cannot make theirs."""
    for satu in daftar:
        yield temuan(
            "rantai-terhambat",
            pegawai=satu.orang.nama or satu.orang.jabatan,
            langsung=len(satu.langsung),
            seluruh=satu.seluruh,
            menunggu=f"ia sendiri menunggu {satu.menunggu.nama}" if satu.menunggu else "ia tidak menunggu siapa pun",
        ).at(who=satu.orang.nip)

"""Rules on an SKP across its fields: the superior's results, numbers, doubles. What a form asks for is judged in `slots`."""

import re
from collections.abc import Iterator

from skpxl.checks.likeness import termirip
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.skp import Bagian, HasilKerja, Indikator, Skp, slot_key
from skpxl.model.teks import rapi, sidik

_ANGKA = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d_]+(?: [^\W\d_]+){0,2})")


def result_key(bagian: Bagian, nomor: int, *jalur: str | int) -> str:
    """The key of a value of one result."""
    return slot_key("hasil_kerja", bagian, nomor, *jalur)


def bernomor(hasil: HasilKerja) -> list[tuple[int, Indikator]]:
    """The indikator of a result with their rows on the form."""
    return [(satu.nomor or urutan, satu) for urutan, satu in enumerate(hasil.indikator or (), start=1)]


def diintervensi_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """The superior's result is one that he has, where his results are known. Twice the same one is legal."""
    if not rujukan.hasil_atasan:
        return
    kenal = {sidik(teks) for teks in rujukan.hasil_atasan.values()}
    for bagian, nomor, hasil in skp.semua_hasil():
        teks = hasil.rencana_hasil_kerja_diintervensi
        if teks.strip() and sidik(teks) not in kenal:
            key = result_key(bagian, nomor, "rencana_hasil_kerja_diintervensi")
            saran = termirip(teks, rujukan.hasil_atasan.values())
            yield temuan("diintervensi-tidak-dikenal", key=key, found=teks, suggestion=saran)


def target_beda_indikator(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A number with its unit in the indikator ("39 perangkat daerah") also stands in the target ("20 perangkat daerah").

    Only numbers followed by the same word are held against each other, so years and paragraph numbers do no harm.
    """
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in bernomor(hasil):
            diukur = _angka(satu.indikator_kinerja_individu)
            for angka, satuan in _angka(satu.target):
                pasangan = [(lain, umum) for lain, kata in diukur if (umum := _satuan_bersama(satuan, kata))]
                if pasangan and angka not in {lain for lain, _ in pasangan}:
                    key = result_key(bagian, nomor, "indikator", baris, "target")
                    lain, umum = pasangan[0]
                    yield temuan(
                        "target-beda-indikator",
                        key=key,
                        found=satu.target,
                        target=_in_words(angka, umum),
                        indikator=_in_words(lain, umum),
                    )


def _angka(teks: str) -> list[tuple[str, list[str]]]:
    """The numbers of a text, each with up to three words behind it."""
    return [(angka, satuan.casefold().split()) for angka, satuan in _ANGKA.findall(rapi(teks))]


def _satuan_bersama(satu: list[str], lain: list[str]) -> str:
    """The words that both units begin with: "perangkat daerah" of "perangkat daerah telah" and "perangkat daerah"."""
    bersama = []
    for kata, kata_lain in zip(satu, lain, strict=False):
        if kata != kata_lain:
            break
        bersama.append(kata)
    return " ".join(bersama)


def _in_words(angka: str, satuan: str) -> str:
    return f"{angka}%" if satuan == "%" else f"{angka} {satuan}"


def rencana_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No rencana hasil kerja stands twice in one SKP."""
    pertama: dict[str, str] = {}
    for bagian, nomor, hasil in skp.semua_hasil():
        teks = hasil.rencana_hasil_kerja
        if not teks.strip():
            continue
        tempat = f"{bagian} no. {nomor}"
        if (ada := pertama.setdefault(sidik(teks), tempat)) != tempat:
            key = result_key(bagian, nomor, "rencana_hasil_kerja")
            yield temuan("rencana-ganda", key=key, found=teks, pertama=ada)


def indikator_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No indikator stands twice with the same aspek under one result."""
    for bagian, nomor, hasil in skp.semua_hasil():
        pertama: dict[tuple[str, str], int] = {}
        for baris, satu in bernomor(hasil):
            teks = satu.indikator_kinerja_individu
            if teks.strip() and (ada := pertama.setdefault((sidik(satu.golongan[1]), sidik(teks)), baris)) != baris:
                key = result_key(bagian, nomor, "indikator", baris, "indikator_kinerja_individu")
                yield temuan("indikator-ganda", key=key, found=teks, pertama=ada)

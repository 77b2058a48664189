"""Rules on what has been filled in: lists, placeholders, numbers, doubles. Spelling of free text is left alone."""

import re
from collections.abc import Iterable, Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.wajib import baris_terpakai, kunci_hasil
from skpxl.findings import Finding, temuan
from skpxl.model.skp import Skp, kunci
from skpxl.model.teks import rapi, sidik

# Below this likeness (0-100) a suggestion does more harm than good.
_MIRIP = 70.0
_PANJANG = 500
_ANGKA = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d_]+(?: [^\W\d_]+){0,2})")


def termirip(teks: str, pilihan: Iterable[str]) -> str:
    """The choice that is most like `teks`; empty where none comes near."""
    from rapidfuzz import fuzz, process

    # Likeness takes time with the square of the length; five hundred characters tell enough.
    daftar = list(pilihan)
    calon = {nomor: satu[:_PANJANG] for nomor, satu in enumerate(daftar)}
    hasil = process.extractOne(teks[:_PANJANG], calon, scorer=fuzz.WRatio, processor=sidik, score_cutoff=_MIRIP)
    return daftar[hasil[2]] if hasil else ""


def aspek_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """An aspek is one of the list (Kuantitas, Kualitas, Waktu, Biaya), a JPT's perspektif one of its own."""
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in baris_terpakai(hasil, rujukan):
            kolom, nilai = satu.golongan
            daftar = rujukan.daftar[kolom]
            if nilai.strip() and not daftar.belum_dipilih(nilai) and daftar.cocokkan(nilai) is None:
                key = kunci_hasil(bagian, nomor, "indikator", baris, kolom)
                saran = termirip(nilai, daftar.nilai)
                yield temuan(
                    f"{kolom}-tidak-dikenal", key=key, found=nilai, suggestion=saran, pilihan=", ".join(daftar.nilai)
                )


def diintervensi_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """The superior's result is one that he has, where his results are known. Twice the same one is legal."""
    if not rujukan.hasil_atasan:
        return
    kenal = {sidik(teks) for teks in rujukan.hasil_atasan.values()}
    for bagian, nomor, hasil in skp.semua_hasil():
        teks = hasil.rencana_hasil_kerja_diintervensi
        if teks.strip() and sidik(teks) not in kenal:
            key = kunci_hasil(bagian, nomor, "rencana_hasil_kerja_diintervensi")
            saran = termirip(teks, rujukan.hasil_atasan.values())
            yield temuan("diintervensi-tidak-dikenal", key=key, found=teks, suggestion=saran)


def target_beda_indikator(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A number with its unit in the indikator ("39 perangkat daerah") also stands in the target ("20 perangkat daerah").

    Only numbers followed by the same word are held against each other, so years and paragraph numbers do no harm.
    """
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in baris_terpakai(hasil, rujukan):
            diukur = _angka(satu.indikator_kinerja_individu)
            for angka, satuan in _angka(satu.target):
                pasangan = [(lain, umum) for lain, kata in diukur if (umum := _satuan_bersama(satuan, kata))]
                if pasangan and angka not in {lain for lain, _ in pasangan}:
                    key = kunci_hasil(bagian, nomor, "indikator", baris, "target")
                    lain, umum = pasangan[0]
                    yield temuan(
                        "target-beda-indikator",
                        key=key,
                        found=satu.target,
                        target=_sebut(angka, umum),
                        indikator=_sebut(lain, umum),
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


def _sebut(angka: str, satuan: str) -> str:
    return f"{angka}%" if satuan == "%" else f"{angka} {satuan}"


def isian_contoh(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No text of the blank form is left standing: `(NAMA INSTANSI)`, `NAMA PEGAWAI YANG DINILAI`, dotted lines."""
    if not rujukan.contoh:
        return
    contoh = [re.compile(pola) for pola in rujukan.contoh]
    for key, teks in semua_isian(skp):
        if any(pola.search(teks) for pola in contoh):
            yield temuan("isian-contoh", key=key, found=teks)


def semua_isian(skp: Skp) -> Iterator[tuple[str, str]]:
    """Every typed text of an SKP with its key."""
    for bagian, nomor, hasil in skp.semua_hasil():
        yield kunci_hasil(bagian, nomor, "rencana_hasil_kerja_diintervensi"), hasil.rencana_hasil_kerja_diintervensi
        yield kunci_hasil(bagian, nomor, "rencana_hasil_kerja"), hasil.rencana_hasil_kerja
        for baris, teks in enumerate(hasil.ukuran_keberhasilan or (), start=1):
            yield kunci_hasil(bagian, nomor, "ukuran_keberhasilan", baris), teks
        for urutan, satu in enumerate(hasil.indikator or (), start=1):
            baris = satu.nomor or urutan
            for nama in ("indikator_kinerja_individu", "target"):
                yield kunci_hasil(bagian, nomor, "indikator", baris, nama), getattr(satu, nama)
    for daftar in ("sumber_daya", "skema", "konsekuensi") if skp.lampiran else ():
        for urutan, butir in enumerate(getattr(skp.lampiran, daftar), start=1):
            yield kunci("lampiran", daftar, butir.nomor or urutan, "isi"), butir.isi
    for urutan, perilaku in enumerate(skp.perilaku_kerja, start=1):
        yield kunci("perilaku_kerja", perilaku.nomor or urutan, "ekspektasi_khusus"), perilaku.ekspektasi_khusus


def rencana_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No rencana hasil kerja stands twice in one SKP."""
    pertama: dict[str, str] = {}
    for bagian, nomor, hasil in skp.semua_hasil():
        teks = hasil.rencana_hasil_kerja
        if not teks.strip():
            continue
        tempat = f"{bagian} no. {nomor}"
        if (ada := pertama.setdefault(sidik(teks), tempat)) != tempat:
            key = kunci_hasil(bagian, nomor, "rencana_hasil_kerja")
            yield temuan("rencana-ganda", key=key, found=teks, pertama=ada)


def indikator_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No indikator stands twice with the same aspek under one result."""
    for bagian, nomor, hasil in skp.semua_hasil():
        pertama: dict[tuple[str, str], int] = {}
        for baris, satu in baris_terpakai(hasil, rujukan):
            teks = satu.indikator_kinerja_individu
            if teks.strip() and (ada := pertama.setdefault((sidik(satu.golongan[1]), sidik(teks)), baris)) != baris:
                key = kunci_hasil(bagian, nomor, "indikator", baris, "indikator_kinerja_individu")
                yield temuan("indikator-ganda", key=key, found=teks, pertama=ada)


def nilai_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A berAKHLAK value chosen for a further expectation is one of the seven (SE MenPANRB 20/2021)."""
    daftar = rujukan.daftar["perilaku_kerja"]
    for urutan, satu in enumerate(skp.perilaku_kerja, start=1):
        if satu.nilai.strip() and daftar.cocokkan(satu.nilai) is None:
            key = kunci("perilaku_kerja", satu.nomor or urutan, "nilai")
            saran = termirip(satu.nilai, daftar.nilai)
            yield temuan(
                "nilai-tidak-dikenal", key=key, found=satu.nilai, suggestion=saran, pilihan=", ".join(daftar.nilai)
            )

"""Rules on the predikat of a group: the pola distribusi of its capaian, and the rating of its head. They never block."""

from collections.abc import Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.angka import tercetak
from skpxl.model.distribusi import Distribusi, Pelanggaran, PolaDistribusi, check_distribusi, dapat_dipenuhi
from skpxl.model.predikat import AturanKepala, TabelPredikat, rating_kepala, recognise


def check_pola(unit: str, capaian: str, distribusi: Distribusi, pola: PolaDistribusi) -> Iterator[Finding]:
    """All rules on one group; `unit` is its name, `capaian` its organisation's, as typed. Nobody: nothing to say."""
    if not distribusi.jumlah and not distribusi.belum:
        return
    for satu in _check(capaian, distribusi, pola):
        yield satu.at(item=unit)


def _check(capaian: str, distribusi: Distribusi, pola: PolaDistribusi) -> Iterator[Finding]:
    jumlah = distribusi.jumlah
    if distribusi.belum:
        semua = jumlah + distribusi.belum
        yield temuan("distribusi-belum-lengkap", belum=distribusi.belum, semua=semua, jumlah=jumlah)
    if not jumlah:
        return
    dikenal = recognise(capaian, pola.sebutan_capaian)
    if not dikenal:
        yield temuan("pola-tanpa-capaian", found=capaian, pilihan=", ".join(pola.syarat))
        return
    violation = check_distribusi(dikenal, distribusi.hitungan, pola)
    for satu in violation:
        yield temuan(
            "pola-distribusi",
            found=f"{satu.banyak} dari {satu.jumlah} pegawai ({tercetak(satu.persen)}%)",
            capaian=dikenal,
            predikat=" atau ".join(satu.predikat),
            banyak=satu.banyak,
            jumlah=satu.jumlah,
            persen=tercetak(satu.persen),
            batas=limit_in_words(satu),
        )
    if violation and not dapat_dipenuhi(dikenal, jumlah, pola):
        yield temuan("pola-distribusi-mustahil", capaian=dikenal, jumlah=jumlah)


def limit_in_words(violation: Pelanggaran) -> str:
    """The limit in words: `paling banyak 70%`, `paling sedikit 1 pegawai`, `tidak ada`, `sebagian besar, yaitu ...`."""
    nilai = tercetak(violation.nilai)
    if violation.batas == "sebagian-besar":
        return f"sebagian besar, yaitu lebih dari {nilai} pegawai"
    if violation.batas == "minimal-persen":
        return f"paling sedikit {nilai}%"
    if violation.batas == "maksimal-persen":
        return f"paling banyak {nilai}%"
    if violation.batas == "minimal-orang":
        return f"paling sedikit {nilai} pegawai"
    return f"paling banyak {nilai} pegawai" if violation.nilai else "tidak ada"


def rating_kepala_beda(
    capaian: str, rating_hasil: str, kepala: AturanKepala, tabel: TabelPredikat
) -> Iterator[Finding]:
    """The head's rating hasil kerja is that of his organisation's capaian (SE MenPANRB 3/2023; the mapping is unverified).

    Silent where one of the two is missing or unknown: other rules say so. The caller adds whose it is, and the cell.
    """
    seharusnya, tertulis = rating_kepala(capaian, kepala), recognise(rating_hasil, tabel.sebutan)
    if seharusnya and tertulis and seharusnya != tertulis:
        yield temuan(
            "predikat-kepala-beda",
            found=tertulis,
            suggestion=seharusnya,
            capaian=recognise(capaian, kepala.sebutan),
            catatan="" if kepala.terverifikasi else " (pemetaan ini belum terverifikasi)",
        )

"""Rules on the predikat of a group: the pola distribusi of its capaian, and the rating of its head. They never block."""

from collections.abc import Iterator

from skpxl.findings import Finding, temuan
from skpxl.model.angka import tercetak
from skpxl.model.distribusi import Breach, Distribusi, PolaDistribusi, check_distribusi, dapat_dipenuhi
from skpxl.model.predikat import AturanKepala, TabelPredikat, rating_kepala, recognise


def check_pola(unit: str, capaian: str, distribusi: Distribusi, pola: PolaDistribusi) -> Iterator[Finding]:
    """All rules on one group; `unit` is its name, `capaian` its organisation's, as typed. Nobody: nothing to say."""
    if not distribusi.total and not distribusi.missing:
        return
    for finding in _check(capaian, distribusi, pola):
        yield finding.at(item=unit)


def _check(capaian: str, distribusi: Distribusi, pola: PolaDistribusi) -> Iterator[Finding]:
    rated = distribusi.total
    if distribusi.missing:
        everybody = rated + distribusi.missing
        yield temuan("distribusi-belum-lengkap", belum=distribusi.missing, semua=everybody, jumlah=rated)
    if not rated:
        return
    known = recognise(capaian, pola.sebutan_capaian)
    if not known:
        yield temuan("pola-tanpa-capaian", found=capaian, pilihan=", ".join(pola.syarat))
        return
    violations = check_distribusi(known, distribusi.counts, pola)
    for violation in violations:
        yield temuan(
            "pola-distribusi",
            found=f"{violation.count} dari {violation.total} pegawai ({tercetak(violation.percent)}%)",
            capaian=known,
            predikat=" atau ".join(violation.predikat),
            banyak=violation.count,
            jumlah=violation.total,
            persen=tercetak(violation.percent),
            batas=limit_in_words(violation),
        )
    if violations and not dapat_dipenuhi(known, rated, pola):
        yield temuan("pola-distribusi-mustahil", capaian=known, jumlah=rated)


def limit_in_words(violation: Breach) -> str:
    """The limit in words: `paling banyak 70%`, `paling sedikit 1 pegawai`, `tidak ada`, `sebagian besar, yaitu ...`."""
    value = tercetak(violation.value)
    if violation.limit == "sebagian-besar":
        return f"sebagian besar, yaitu lebih dari {value} pegawai"
    if violation.limit == "minimal-persen":
        return f"paling sedikit {value}%"
    if violation.limit == "maksimal-persen":
        return f"paling banyak {value}%"
    if violation.limit == "minimal-orang":
        return f"paling sedikit {value} pegawai"
    return f"paling banyak {value} pegawai" if violation.value else "tidak ada"


def rating_kepala_beda(
    capaian: str, rating_hasil: str, kepala: AturanKepala, tabel: TabelPredikat
) -> Iterator[Finding]:
    """The head's rating hasil kerja is that of his organisation's capaian (SE MenPANRB 3/2023; the mapping is unverified).

    Silent where one of the two is missing or unknown: other rules say so. The caller adds whose it is, and the cell.
    """
    expected, written = rating_kepala(capaian, kepala), recognise(rating_hasil, tabel.sebutan)
    if expected and written and expected != written:
        yield temuan(
            "predikat-kepala-beda",
            found=written,
            suggestion=expected,
            capaian=recognise(capaian, kepala.sebutan),
            catatan="" if kepala.terverifikasi else " (pemetaan ini belum terverifikasi)",
        )

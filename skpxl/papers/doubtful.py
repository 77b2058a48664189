"""Figures without a sure source that papers would print, and which of them somebody has confirmed. It judges no figure.

Nothing unverified is printed on what is signed: somebody says under his name that he has held it against the regulation.
"""

from collections.abc import Collection, Iterable

from skpxl.model.angka import tercetak
from skpxl.model.angka_kredit import AngkaKredit, AturanAngkaKredit, Jenjang
from skpxl.model.integrasi import AturanIntegrasi, HasilIntegrasi, TabelKonversi, pilihan_tabel
from skpxl.model.konfirmasi import AngkaRagu
from skpxl.papers.order import INTEGRASI, KREDIT
from skpxl.template.rules import Aturan


def doubtful_figures(kinds: Collection[str], aturan: Aturan) -> tuple[AngkaRagu, ...]:
    """All figures without a sure source that papers of these kinds may rest on."""
    found: list[AngkaRagu] = []
    if KREDIT in kinds:
        rules = aturan.angka_kredit
        found += [_percent(name, rules) for name, one in rules.predikat.items() if not one.terverifikasi]
        found += [_coefficient(name, rules) for name, one in rules.jenjang.items() if not one.terverifikasi]
        found += [figure for name, one in rules.jenjang.items() if (figure := minimal_in_doubt(name, one))]
    if INTEGRASI in kinds:
        tables = aturan.integrasi.tabel.items()
        found += [_table(name, one) for name, one in tables if not one.terverifikasi]
    return tuple(found)


def of_credit(kredit: AngkaKredit, aturan: AturanAngkaKredit) -> tuple[AngkaRagu, ...]:
    """Those that an angka kredit was computed with."""
    predikat, jenjang = aturan.predikat[kredit.predikat], aturan.jenjang[kredit.jenjang]
    found = [] if predikat.terverifikasi else [_percent(kredit.predikat, aturan)]
    return tuple(found if jenjang.terverifikasi else [*found, _coefficient(kredit.jenjang, aturan)])


def of_integrasi(outcome: HasilIntegrasi, aturan: AturanIntegrasi) -> tuple[AngkaRagu, ...]:
    """The table that a score of 2021 was converted by, where it has no sure source."""
    tables = aturan.tabel.items()
    return tuple(
        _table(name, one) for name, one in tables if outcome.cara == pilihan_tabel(name) and not one.terverifikasi
    )


def minimal_in_doubt(name: str, jenjang: Jenjang) -> AngkaRagu | None:
    """What promotions out of a jenjang ask for, where that has no sure source."""
    least = jenjang.minimal
    if least is None or least.terverifikasi:
        return None
    parts = [("pangkat", least.pangkat), ("jenjang", least.jenjang)]
    return AngkaRagu(
        f"angka kredit minimal {name}",
        ", ".join(f"{what} {tercetak(number)}" for what, number in parts if number is not None),
    )


def why_waiting(figures: Iterable[AngkaRagu]) -> str:
    """Why a paper with these figures is not made yet, and what to do, in Indonesian."""
    named = ", ".join(f"{figure.nama} ({figure.isi})" for figure in figures)
    return (
        f"{named} belum terverifikasi; cocokkan dengan peraturannya, lalu ulangi dengan --confirm NAMA (nama Anda; dicatat "
        "sekali untuk putaran SKP ini)"
    )


def _percent(name: str, aturan: AturanAngkaKredit) -> AngkaRagu:
    return AngkaRagu(f"persen predikat {name}", f"{tercetak(aturan.predikat[name].persen)}%")


def _coefficient(name: str, aturan: AturanAngkaKredit) -> AngkaRagu:
    return AngkaRagu(f"koefisien {name}", tercetak(aturan.jenjang[name].koefisien))


def _table(name: str, table: TabelKonversi) -> AngkaRagu:
    bands = (
        f"{tercetak(one.dari)}-{tercetak(one.sampai)} menjadi {tercetak(one.menjadi_dari)}-{tercetak(one.menjadi_sampai)}"
        for one in table.menaik()
    )
    return AngkaRagu(pilihan_tabel(name), "; ".join(bands) + f"; di antaranya {table.antara}")

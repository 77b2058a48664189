"""What a run of `skpxl papers make` is asked for, and what all its papers are made with. It makes none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from skpxl.books.letterhead import Logo
from skpxl.model.konfirmasi import AngkaRagu
from skpxl.model.periode import TITIK, tanggal_tercetak
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library

EVALUASI, TAHUNAN, KREDIT, INTEGRASI, SKP = "dokumen-evaluasi", "hasil-tahunan", "angka-kredit", "integrasi", "skp"
BAWAAN = (EVALUASI, TAHUNAN, KREDIT)


@dataclass(frozen=True)
class Penandatanganan:
    """Where and when the papers are signed; dots, to be filled in by hand, for what is not known."""

    tempat: str = ""
    tanggal: date | None = None

    def tercetak(self) -> str:
        """As it stands above a signature."""
        return f"{self.tempat or TITIK}, {tanggal_tercetak(self.tanggal) if self.tanggal else TITIK}"


@dataclass(frozen=True)
class WantedPapers:
    """What is asked for: the kinds, the long document, the conversion table named, where and when it is signed.

    `period` is the code of the evaluations that documents are made of (`masa_evaluasi`), `emblem` the picture at their head.
    `confirmed` are the figures without a sure source that somebody stands for; `kop` are the lines of the letterhead, by
    the code of the unit that has its own, under "" those of all others.
    """

    kinds: tuple[str, ...] = BAWAAN
    long: bool = False
    table: str = ""
    period: str = "tahunan"
    emblem: Logo | None = None
    signing: Penandatanganan = Penandatanganan()
    confirmed: frozenset[AngkaRagu] = frozenset()
    kop: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperOrder:
    """One run of making papers: the templates and rules, the roster where there is one, and what is wanted."""

    library: Library
    organisasi: Organisasi | None = None
    wanted: WantedPapers = WantedPapers()

"""What the checks of an SKP hold it against: lists, the superior's results, the roster. Plain values, no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from skpxl.model.aturan_isi import AturanIsi
from skpxl.model.periode import Periode
from skpxl.model.predikat import TabelPredikat
from skpxl.model.unit import Organisasi
from skpxl.sense.compare import Sense


class DaftarNilai(Protocol):
    """A list of permitted values that also knows former wordings."""

    @property
    def nilai(self) -> tuple[str, ...]:
        """The values of today, in order."""

    def match(self, text: str, /) -> str | None:
        """The value that `text` means, or None."""

    def not_chosen(self, text: str, /) -> bool:
        """True for the blank form's placeholder, all values with slashes between them."""


@dataclass(frozen=True)
class Rujukan:
    """The context of checking one SKP.

    `hasil_atasan` maps ids of the superior's results (or the unit's products) to their texts; empty means not known.
    `lainnya` are the texts of what a result of this person may support as well: products, the superior's results of today.
    `sense` compares texts.
    `organisasi`, `instansi` and `periode` are None or empty where the operator gave none: then nothing is held against them.
    `predikat` is the table that ratings are held against, `isi` the words by which contents are weighed. `serupa` are the
    colleagues whose SKP has the same words.
    """

    daftar: Mapping[str, DaftarNilai]
    hasil_atasan: Mapping[str, str] = field(default_factory=dict)
    organisasi: Organisasi | None = None
    instansi: str = ""
    periode: Periode | None = None
    predikat: TabelPredikat | None = None
    lainnya: Sequence[str] = ()
    sense: Sense = field(default_factory=Sense)
    isi: AturanIsi | None = None
    serupa: Sequence[str] = ()

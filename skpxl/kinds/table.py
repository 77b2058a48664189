"""The table of kinds, by the word that a definition says in `isi`. Whoever handles forms asks here what to do with one."""

from collections.abc import Mapping

from skpxl.kinds.bebas import BEBAS
from skpxl.kinds.daftar import DAFTAR
from skpxl.kinds.dokumen import DOKUMEN
from skpxl.kinds.evaluasi import EVALUASI
from skpxl.kinds.integrasi import INTEGRASI
from skpxl.kinds.kind import Isi, Kind
from skpxl.kinds.matriks import MATRIKS
from skpxl.kinds.skp import SKP
from skpxl.template.definition import Definition

KINDS: Mapping[str, Kind] = {kind.isi: kind for kind in (SKP, MATRIKS, EVALUASI, INTEGRASI, DOKUMEN, BEBAS, DAFTAR)}


def kind_holding(answers: Isi) -> Kind:
    """The kind whose answers these are."""
    return next(kind for kind in KINDS.values() if kind.model is type(answers))


def kind_of(definition: Definition) -> Kind:
    """The kind of a form."""
    return KINDS[definition.isi]

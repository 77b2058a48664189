"""The table of kinds, by the word that a definition says in `isi`. Whoever handles forms asks here what to do with one."""

from collections.abc import Mapping, Sequence

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


def answers_names(stem: str, beside: Sequence[str]) -> list[str]:
    """Which files may hold the answers for a workbook, by its name; `beside` are the names that lie in the same folder.

    Those of a form of an office's own name it, but where the person has no SKP there his NIP is enough.
    """
    word, _, *rest = stem.split("_")
    kind = next((kind for kind in KINDS.values() if kind.name == word), BEBAS)
    dated = "{period}" in kind.answers
    if len(rest) < 1 + dated:
        return []
    period, who = (rest[0], rest[1]) if dated else ("", rest[0])
    names = [kind.answers.format(who=who, period=period, name=word)]
    has_skp = any(other.startswith(f"{SKP.name}_") and other.split("_")[2:3] == [who] for other in beside)
    return names if kind.name or has_skp else [*names, SKP.answers.format(who=who)]


def kind_of(definition: Definition) -> Kind:
    """The kind of a form."""
    return KINDS[definition.isi]

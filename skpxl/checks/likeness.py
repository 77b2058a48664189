"""The choice of a list that a text is most like, to be suggested. It decides nothing."""

from collections.abc import Iterable

from skpxl.model.teks import sidik

# Below this likeness (0-100) a suggestion does more harm than good.
_ALIKE = 70.0
_LENGTH = 500


def termirip(text: str, choices: Iterable[str]) -> str:
    """The choice that is most like `text`; empty where none comes near."""
    from rapidfuzz import fuzz, process

    # Likeness takes time with the square of the length; five hundred characters tell enough.
    listed = list(choices)
    candidates = {number: choice[:_LENGTH] for number, choice in enumerate(listed)}
    best = process.extractOne(text[:_LENGTH], candidates, scorer=fuzz.WRatio, processor=sidik, score_cutoff=_ALIKE)
    return listed[best[2]] if best else ""

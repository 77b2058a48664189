"""Whether one text is another one reworded: words added to it, or written anew with a word of it left. It takes no decision."""

from collections.abc import Iterable

from skpxl.sense.compare import NEAR, Resemblance, Sense
from skpxl.sense.words import is_inflection, is_numeral, is_slip


def spelled_alike(sense: Sense, text: str, other: str) -> bool:
    """True where two texts differ as spellings do: every word that carries meaning has its counterpart."""
    held = sense.compare(text, other)
    return held.score >= NEAR and not held.differs


def with_words_added(sense: Sense, text: str, other: str) -> bool:
    """True where one text is the other with words added, or in another spelling.

    A word that another one stands for (`internal`, `eksternal`), another number, an added `non` make another thing.
    """
    held = sense.compare(text, other)
    return (
        held.score >= NEAR
        and not (_content(sense, held.alone) and _content(sense, held.other_alone))
        and not _turned(held)
    )


def written_anew(sense: Sense, text: str, other: str, common: Iterable[str] = ()) -> bool:
    """True where a word that carries a text is left of it: not the first one, no connecting one, none of `common`.

    Where only one later word was changed for another, or a number, or a meaning turned round, it is another thing.
    """
    held = sense.compare(text, other)
    alone, other_alone = _content(sense, held.alone), _content(sense, held.other_alone)
    if _turned(held) or any(sense.opposed(word, twin) for word in alone for twin in other_alone):
        return False
    if any(word in sense.negations for word in (*alone, *other_alone)):
        return False
    words, others = (sense.readings(one)[0] for one in (text, other))
    if not words or not others or (len(alone) == len(other_alone) == 1 and words[0] == others[0]):
        return False
    mine, its = (set(_content(sense, of_one[1:])) - set(common) for of_one in (words, others))
    return any(word == twin or is_inflection(word, twin) or is_slip(word, twin) for word in mine for twin in its)


def words_of(sense: Sense, text: str) -> frozenset[str]:
    """The words of a text, as they are compared."""
    return frozenset(word for words in sense.readings(text) for word in words)


def _content(sense: Sense, words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 2 and word not in sense.connecting]


def _turned(held: Resemblance) -> bool:
    """True where a number is in one of two texts only."""
    return any(is_numeral(word) for word in (*held.alone, *held.other_alone))

"""Whether one text is another one reworded: words added to it, or begun otherwise. It takes no decision."""

from collections.abc import Container, Iterable

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
    """True where a text begins otherwise and goes on as before: from a word on that carries it, with words added at most.

    `common` are words that carry nothing here: other texts have them too. `Layanan kenaikan pangkat` may have become
    `Penyelesaian usul kenaikan pangkat`, not `Layanan kenaikan gaji`; nor has `Penyusunan RKA` become `Evaluasi RKA`.
    """
    weak, held = set(common), sense.compare(text, other)
    if _turned(held) or any(word in sense.negations for word in (*held.alone, *held.other_alone)):
        return False
    if any(sense.opposed(word, twin) for word in held.alone for twin in held.other_alone):
        return False
    for words in sense.readings(text)[:1]:
        for others in sense.readings(other)[:1]:
            if not sense.one_beginning(words, others):
                return False
            starts = (
                (at, there)
                for at, word in enumerate(words)
                for there, twin in enumerate(others)
                if at and there and _carries(sense, word, weak) and _one_word(word, twin)
            )
            if start := next(starts, None):
                return _goes_on(sense, " ".join(words[start[0] :]), " ".join(others[start[1] :]))
    return False


def _goes_on(sense: Sense, text: str, other: str) -> bool:
    """True where one of two texts has no word of its own."""
    held = sense.compare(text, other)
    return not (_content(sense, held.alone) and _content(sense, held.other_alone))


def _carries(sense: Sense, word: str, weak: Container[str]) -> bool:
    return word not in weak and bool(_content(sense, [word]))


def _one_word(word: str, other: str) -> bool:
    return word == other or is_inflection(word, other) or is_slip(word, other)


def words_of(sense: Sense, text: str) -> frozenset[str]:
    """The words of a text, as they are compared."""
    return frozenset(word for words in sense.readings(text) for word in words)


def _content(sense: Sense, words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 2 and word not in sense.connecting]


def _turned(held: Resemblance) -> bool:
    """True where a number is in one of two texts only."""
    return any(is_numeral(word) for word in (*held.alone, *held.other_alone))

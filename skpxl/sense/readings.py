"""The words of one sentence as an official writes it: numbering taken off, abbreviations spelled out. It compares nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from skpxl.model.teks import rapi
from skpxl.sense.words import ROMAN, is_numeral

# More readings of one text than this are not followed: nobody writes so many ambiguous abbreviations.
_READINGS = 24
_TOKEN = re.compile(r"[^\W_]+|[&+%()]")
_NUMBERING = re.compile(
    r"""^(?:[^\w("'&+%]+ | \(\s*(?:\d{1,2}|[a-z]|[ivx]{1,5})\s*\)[.:]? | \d{1,2}(?:\.\d{1,2})*(?:\s?[.)]+|\s?[-:]\s)
        (?!\d) | \d{1,2}(?:\.\d{1,2})+\s | (?:[a-z]|[ivx]{1,5})(?:\s?[.)]+)(?=\s|[^\W\d_]{2})) \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED_NUMBER = re.compile(r"""^["']+\s*(?=\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\s?[.)])""", re.IGNORECASE)
_DOTS_INSIDE = re.compile(r"[^\W\d_]{1,4}(?:\.[^\W\d_]{1,4})+")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-z]{2,4}")
_BARE_NUMBER = re.compile(r"^\d{1,2}\s+(?=[^\W\d_])")
Words = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads sentences; `abbreviations`, `capitals` and `labels` are those of `Sense`, `openings` all known opening words."""

    abbreviations: Mapping[str, Words]
    capitals: Mapping[str, Words]
    labels: Words
    openings: frozenset[str]

    def read(self, text: str) -> tuple[Words, ...]:
        """The words in lower case, once for each way to read them; nothing where there are no words."""
        return tuple(dict.fromkeys(self._read(self.bare(text))))

    def bare(self, text: str) -> str:
        """A text (`rapi`) without the bullets and numbers before it, as long as something is left."""
        text = rapi(text)
        while True:
            match = self._labels.match(text) or _NUMBERING.match(text) or _QUOTED_NUMBER.match(text)
            if not match and (bare := _BARE_NUMBER.match(text)) and self._is_opening(text[bare.end() :]):
                match = bare
            if not match or not _TOKEN.search(text, match.end()):
                return text
            text = text[match.end() :]

    def _is_opening(self, text: str) -> bool:
        first = text.partition(" ")[0].casefold()
        return first in self.openings or first.endswith("nya")

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        words = "|".join(re.escape(label) for label in sorted(self.labels, key=len, reverse=True))
        return re.compile(
            rf"^(?:{words or '(?!)'})\.?\s*(?:ke-?)?(?:\d{{1,2}}|[ivx]{{1,5}})\s*[.):-]+\s*", re.IGNORECASE
        )

    def is_abbreviation(self, word: str) -> bool:
        """True for a word that is written with a dot at its end: a known one, one with dots inside, one without a vowel.

        One in capitals alone (`ASN`) has no dot.
        """
        typed = word.strip("\"'()“”")
        if typed.isupper() and "." not in typed:
            return False
        letters = typed.casefold()
        return (
            letters in self.abbreviations
            or f"{letters}." in self.abbreviations
            or _DOTS_INSIDE.fullmatch(letters) is not None
            or _NO_VOWEL.fullmatch(letters) is not None
        )

    @cached_property
    def _dotted(self) -> dict[str, str]:
        """Abbreviations of one word that mean one thing when a dot follows, whatever they mean without: `dr.`."""
        return {
            short: meanings[0]
            for short, meanings in self.abbreviations.items()
            if short.endswith(".") and short[:-1].isalpha() and len(meanings) == 1
        }

    @cached_property
    def _dots(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self._dotted)) or "(?!)"
        return re.compile(rf"(?<![\w.])(?:{words})(?![\w.])", re.IGNORECASE)

    @cached_property
    def _short(self) -> dict[Words, tuple[Words, ...]]:
        """Abbreviations as words -> what they mean, spelled out themselves."""
        table = {_tokens(short): means for short, means in self.abbreviations.items() if short not in self._dotted}
        return {
            short: tuple(
                dict.fromkeys(words for text in meanings for words in self._spelled(_tokens(text), table, {short}))
            )
            for short, meanings in table.items()
        }

    def _spelled(self, words: Words, table: Mapping[Words, Words], seen: set[Words]) -> list[Words]:
        """A meaning whose own words may be abbreviations again."""
        parts: list[list[Words]] = [
            [spelled for text in table[word,] for spelled in self._spelled(_tokens(text), table, {*seen, (word,)})]
            if (word,) in table and (word,) not in seen
            else [(word,)]
            for word in words
        ]
        return [_joined(reading) for reading in islice(product(*parts), _READINGS)]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._short), default=1)

    @cached_property
    def _capital(self) -> dict[str, tuple[Words, ...]]:
        return {
            short: tuple(reading for text in meanings for reading in self._plain(_tokens(text)))
            for short, meanings in self.capitals.items()
        }

    def _plain(self, words: Words) -> list[Words]:
        """The readings of words that are all in lower case."""
        parts: list[tuple[Words, ...]] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                if meanings := self._short.get(words[at : at + length]):
                    parts.append(meanings)
                    at += length
                    break
            else:
                parts.append(((ROMAN.get(words[at], words[at]),),))
                at += 1
        return [_joined(reading) for reading in islice(product(*parts), _READINGS)]

    def _read(self, text: str) -> list[Words]:
        """The readings of a text without numbering; what brackets only say once more is left out."""
        shouted = text == text.upper()
        typed = _TOKEN.findall(self._dots.sub(lambda match: self._dotted[match[0].casefold()], text))
        before: list[str] = []
        inside: list[str] | None = None
        options: list[tuple[list[Words], bool]] = []

        def close(words: list[str], bracketed: bool) -> None:
            if words:
                options.append((self._cased(words, shouted), bracketed))

        for word in typed:
            if word == "(" and inside is None:
                close(before, False)
                before, inside = [], []
            elif word == ")" and inside is not None:
                close(inside, True)
                inside = None
            elif word not in "()":
                (before if inside is None else inside).append(word)
        close(before, False)
        close(inside or [], False)
        readings: list[Words] = []
        for parts in islice(
            product(*([(words, bracketed) for words in ways] for ways, bracketed in options)), _READINGS
        ):
            whole: list[str] = []
            for words, bracketed in parts:
                if not (bracketed and _repeats(whole, words)):
                    whole += words
            if whole:
                readings.append(_once(whole))
        return readings

    def _cased(self, words: list[str], shouted: bool) -> list[Words]:
        """The readings of words as typed; in a text that is all capitals, an abbreviation in capitals may be a word too."""
        parts: list[list[Words]] = []
        plain: list[str] = []

        def flush() -> None:
            if plain:
                parts.append(self._plain(tuple(plain)))
                plain.clear()

        for word in words:
            if meanings := self._capital.get(word):
                flush()
                parts.append([*self._plain((word.casefold(),)), *meanings] if shouted else [*meanings])
            else:
                plain.append(word.casefold())
        flush()
        return [_joined(reading) for reading in islice(product(*parts), _READINGS)]


def _tokens(text: str) -> Words:
    return tuple(word.casefold() for word in _TOKEN.findall(rapi(text)) if word not in "()")


def _joined(parts: Iterable[Words]) -> Words:
    return tuple(word for words in parts for word in words)


def _once(words: list[str]) -> Words:
    """A word that is said twice (`rapat-rapat`) counts once; a number does not."""
    pairs = zip(words, ["", *words], strict=False)
    return tuple(word for word, before in pairs if word != before or is_numeral(word))


def _repeats(before: list[str], words: Words) -> bool:
    """True where words in brackets only say once more what stands before them, spelled out or as first letters."""
    if tuple(before[-len(words) :]) == words:
        return True
    letters = words[0] if len(words) == 1 else ""
    return 1 < len(letters) <= len(before) and "".join(word[0] for word in before[-len(letters) :]) == letters

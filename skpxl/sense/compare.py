"""Texts compared by sense, as officials write them: own numbering, abbreviations, opening words. It changes no text.

What an office abbreviates and which words are opposites is data (`workbook_templates/daftar/singkatan.toml`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from skpxl.sense.beginning import Beginnings
from skpxl.sense.readings import Reader, Words
from skpxl.sense.words import is_inflection, is_numeral, is_slip, main_stem, stems

# Likeness (0-100) from which a text is near another: to be proposed, not taken.
NEAR = 70
# Of two texts with likenesses as near each other as this both may be meant.
CLOSE = 6
_REMEMBERED = 200_000
_COMPARED = 3  # readings of each text that likeness looks at
_LITTLE = 0.2  # what a word that carries no meaning weighs
_ALIKE = 75  # likeness of two words that may be one, though they need not: `pegawai`, `kepegawaian`
_HALF = 0.5  # what such a pair weighs
_ENOUGH = 2.5  # what must be there of a quotation, in words, for it to be known again


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How two texts stand to each other: likeness 0-100, whether they mean different things, which words each has alone."""

    score: int
    differs: bool
    alone: Words = ()
    other_alone: Words = ()


@dataclass(frozen=True, eq=False)
class Sense:
    """How an office writes, and two of its sentences held against each other.

    Without data only numbering, letter case, punctuation and inflection are seen through.

    `abbreviations` give one or more meanings to a spelling, `capitals` those that count only in capitals; `openings` are
    groups of words that count as one at the beginning, `light` those that weigh nothing there, `families` groups of which one
    is put for another when a text is reworded; `opposites` are groups of words that never stand for each other,
    `before_names` words after which every letter counts, `common` those of which one alone tells no subject, `measures`
    those by which the indikator of a result begins that is written behind it.
    """

    abbreviations: Mapping[str, Words] = field(default_factory=dict)
    capitals: Mapping[str, Words] = field(default_factory=dict)
    labels: Words = ()
    openings: tuple[Words, ...] = ()
    light: Words = ()
    families: tuple[Words, ...] = ()
    connecting: Words = ()
    opposites: tuple[Words, ...] = ()
    negations: Words = ()
    common: Words = ()
    before_names: Words = ()
    measures: Words = ()
    _known: dict[str, tuple[Words, ...]] = field(default_factory=dict, repr=False)
    _keys: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _heads: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _compared: dict[tuple[str, str], Resemblance] = field(default_factory=dict, repr=False)

    def keys(self, text: str) -> frozenset[str]:
        """The keys under which a text is found: two texts are the same in sense where they share one. Empty for no words."""
        if text not in self._keys:
            self._keys[text] = self._keys_of(text)
        return self._keys[text]

    def _keys_of(self, text: str) -> frozenset[str]:
        return frozenset(
            "".join(f" {word} " if is_numeral(word) else word for word in (opening, *words[1:]))
            for words in self.readings(text)
            for opening in (words[0], *self._opened(words[0]))
        )

    def same(self, text: str, other: str) -> bool:
        """True where two texts say certainly the same; two empty ones do not."""
        return not self.keys(text).isdisjoint(self.keys(other))

    def likeness(self, text: str, other: str) -> int:
        """How near two texts are (0-100): 100 the same, from `NEAR` worth a question, below 60 where the sense is opposed."""
        return self.compare(text, other).score

    def differs_in_meaning(self, text: str, other: str) -> bool:
        """True where a word that carries meaning, a number or a name is not in both, however alike the texts look."""
        return self.compare(text, other).differs

    def nearest(self, text: str, choices: Iterable[str]) -> list[str]:
        """Which of some texts may be meant: the nearest, and another one where two are close; none where all are far."""
        scores = {choice: self.likeness(text, choice) for choice in choices}
        ordered = sorted((choice for choice in scores if scores[choice] >= NEAR), key=lambda choice: -scores[choice])
        return [choice for choice in ordered[:2] if scores[choice] >= scores[ordered[0]] - CLOSE]

    def compare(self, text: str, other: str) -> Resemblance:
        """Likeness, difference and the words that only one of two texts has."""
        first, second = sorted((text, other))
        found = self._compared.get((first, second))
        if found is None:
            if len(self._compared) > _REMEMBERED:
                self._compared.clear()
            found = self._compared[first, second] = self._compare(first, second)
        if first == text:
            return found
        return Resemblance(found.score, found.differs, found.other_alone, found.alone)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.abbreviations, self.capitals, self.labels, frozenset(self._opening))

    @cached_property
    def beginnings(self) -> Beginnings:
        """How a result is parted from the indikator behind it."""
        return Beginnings(self.measures)

    def readings(self, text: str) -> tuple[Words, ...]:
        """The words of a text in lower case, without numbering, abbreviations spelled out; one for each way to read it."""
        if text not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
                self._heads.clear()
                self._keys.clear()
            self._known[text] = self._reader.read(text)
        return self._known[text]

    def bare(self, text: str) -> str:
        """A text on one line without the numbers and bullets before it."""
        return self._reader.bare(text)

    def without_end(self, text: str) -> str:
        """A text without the punctuation at its end, but for the dot of an abbreviation (`s.d.`, `dr.`, `dll.`)."""
        bare = text.rstrip(" .;,")
        dotted = text[len(bare) :].startswith(".") and self._reader.is_abbreviation(bare.split(" ")[-1])
        return f"{bare}." if dotted else bare

    def one_beginning(self, words: Words, others: Words) -> bool:
        """True where two readings begin with one word, or with words that are put for each other."""
        word, other = self._heavy(words)[0], self._heavy(others)[0]
        light = word in self.light and other in self.light
        return (
            light
            or self._alike(word, other)
            or any(_has(group, word) and _has(group, other) for group in self.families)
        )

    def content(self, text: str) -> list[Words]:
        """The words of a text that carry meaning, once for each way to read it: none that connects, no light opening."""
        readings = (self._heavy(words) for words in self.readings(text)[:_COMPARED])
        return [tuple(word for word in words if word not in self._little) for words in readings]

    def subject(self, text: str) -> dict[str, str]:
        """The words (as it is read first) that may tell what a text is about, by their stems."""
        return {main_stem(word): word for words in self.content(text)[:1] for word in words}

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The stems of words of which one alone tells no subject."""
        return frozenset(map(main_stem, self.common))

    def _heavy(self, words: Words) -> Words:
        """An opening that says only that something happens weighs nothing, where the rest is left."""
        return words[1:] if len(words) > 1 and words[0] in self.light else words

    @cached_property
    def _opening(self) -> dict[str, str]:
        """The word of each group that stands for all of them."""
        return {word: group[0] for group in self.openings for word in group}

    def _opened(self, word: str) -> Iterable[str]:
        """What an opening word counts as."""
        if word in self._opening:
            return (f"{self._opening[word]}^",)
        return (f"{stem}^" for stem in stems(word))

    @cached_property
    def _opposed(self) -> dict[str, set[int]]:
        groups: dict[str, set[int]] = {}
        for number, group in enumerate(self.opposites):
            for word in group:
                groups.setdefault(word, set()).add(number)
        return groups

    @cached_property
    def _names_follow(self) -> frozenset[str]:
        return frozenset(self.before_names)

    @cached_property
    def _little(self) -> frozenset[str]:
        return frozenset(self.connecting)

    def opposed(self, word: str, other: str) -> bool:
        """True where two different words are of one group of opposites."""
        return word != other and not self._opposed.get(word, set()).isdisjoint(self._opposed.get(other, set()))

    def _alike(self, word: str, other: str) -> bool:
        """True where two words are certainly one: a form of it, another opening, a slip."""
        if word == other:
            return True
        if is_numeral(word) or is_numeral(other) or self.opposed(word, other):
            return False
        if word in self._opening and self._opening[word] == self._opening.get(other):
            return True
        return is_inflection(word, other) or is_slip(word, other)

    def _weight(self, words: Iterable[str]) -> float:
        return sum(_LITTLE if word in self._little else 1.0 for word in words)

    def _compare(self, text: str, other: str) -> Resemblance:
        if self.same(text, other):
            return Resemblance(100, False)
        if self._is_far(text, other):
            return Resemblance(0, True)
        pairs = product(self.readings(text)[:_COMPARED], self.readings(other)[:_COMPARED])
        found = [self._held(words, others) for words, others in pairs]
        return max(found, key=lambda held: (held.score, not held.differs), default=Resemblance(0, True))

    def _is_far(self, text: str, other: str) -> bool:
        """True where less than half of the words of the shorter text can be in the other: no two need then be looked at."""
        shorter, longer = sorted((self._heads_of(text), self._heads_of(other)), key=len)
        there = set(longer)
        return 2 * sum(head in there for head in shorter) < len(shorter)

    def _heads_of(self, text: str) -> tuple[str, ...]:
        """How the words of a text begin, in all its readings: a slip in these two letters alone is not seen."""
        if text not in self._heads:
            self._heads[text] = tuple({main_stem(word)[:2] for words in self.content(text) for word in words})
        return self._heads[text]

    def _held(self, words: Words, others: Words) -> Resemblance:
        """Two readings held against each other, word by word."""
        words, others = self._heavy(words), self._heavy(others)
        common, alone, other_alone, opposed, swapped = self._aligned(words, others)
        total, other_total = self._weight(words), self._weight(others)
        left, other_left = self._weight(alone), self._weight(other_alone)
        content = [word for word in (*alone, *other_alone) if word not in self._little]
        numbers = {word for word in alone if is_numeral(word)} != {word for word in other_alone if is_numeral(word)}
        negated = any(word in self.negations for word in content)
        differs = bool(content) or opposed or numbers
        score = 200 * common / (total + other_total) if total + other_total else 0.0
        if opposed or negated or (numbers and left and other_left):
            score = min(score, 55.0)
        elif min(left, other_left) < 1 and common >= _ENOUGH:
            # One is the other with something added, or the beginning of it.
            score = max(score, 100 * common / min(total, other_total) * (0.75 + score / 400))
        else:
            score -= 15 * min(swapped, 3)
        return Resemblance(max(0, min(99, round(score))), differs, tuple(alone), tuple(other_alone))

    def _aligned(self, words: Words, others: Words) -> tuple[float, list[str], list[str], bool, int]:
        """The weight in common, the words that only one has, whether any are opposed, how many stand for another."""
        from rapidfuzz.distance import Indel

        common, opposed, swapped = 0.0, False, 0
        alone: list[str] = []
        other_alone: list[str] = []
        for left, right, before in _blocks(words, others, Indel.opcodes(words, others)):
            if left == right:
                common += self._weight(left)
                continue
            name = before in self._names_follow
            if self._one_stretch(left, right, name):
                common += (self._weight(left) + self._weight(right)) / 2
                continue
            rest, other_rest, shared = self._paired(left, right, name)
            opposed = opposed or any(self.opposed(word, other) for word in rest for other in other_rest)
            full, other_full = ([w for w in side if w not in self._little] for side in (rest, other_rest))
            akin = 0 if name else self._akin(full, other_full)
            common += shared + akin * _HALF
            swapped += min(len(full), len(other_full)) - akin
            alone += rest
            other_alone += other_rest
        return common, alone, other_alone, opposed, swapped

    def _one_stretch(self, left: Words, right: Words, name: bool) -> bool:
        """True where two stretches are one but for blanks and a slip: `tata naskah`, `tatanaskah`."""
        if not left or not right or any(map(is_numeral, left + right)):
            return False
        if len(left) == len(right) == 1 and (name or self.opposed(left[0], right[0])):
            return False
        return is_slip("".join(left), "".join(right))

    def _akin(self, words: Sequence[str], others: Sequence[str]) -> int:
        """How many words of one stretch look like one of the other, and are no numbers and no opposites of any."""
        from rapidfuzz import fuzz

        free = list(others)
        akin = 0
        for word in words:
            for other in free:
                if is_numeral(word) or is_numeral(other) or self.opposed(word, other):
                    continue
                if fuzz.ratio(word, other) >= _ALIKE:
                    free.remove(other)
                    akin += 1
                    break
        return akin

    def _paired(self, left: Words, right: Words, name: bool) -> tuple[list[str], list[str], float]:
        """Within a stretch that differs: words that are one all the same, in order; what is left of each side."""
        rest: list[str] = []
        other_rest: list[str] = []
        shared, start = 0.0, 0
        for number, word in enumerate(left):
            exact = name and number == 0
            at = next((at for at in range(start, len(right)) if not exact and self._alike(word, right[at])), None)
            if at is None:
                rest.append(word)
                continue
            other_rest += right[start:at]
            shared += self._weight((word,)) * 0.95
            start = at + 1
        return rest, [*other_rest, *right[start:]], shared


def _has(group: Words, word: str) -> bool:
    """True where a word is a form of one of a group."""
    return any(is_inflection(word, member) for member in group)


def _blocks(words: Words, others: Words, codes: Iterable[Any]) -> list[tuple[Words, Words, str]]:
    """Opcodes as stretches that are equal or differ, with the word before each; neighbouring differences are one stretch."""
    blocks: list[tuple[Words, Words, str]] = []
    start, other_start = 0, 0
    for code in codes:
        a, b, c, d = code.src_start, code.src_end, code.dest_start, code.dest_end
        if code.tag == "equal":
            if start < a or other_start < c:
                blocks.append((words[start:a], others[other_start:c], words[start - 1] if start else ""))
            blocks.append((words[a:b], others[c:d], ""))
            start, other_start = b, d
    if start < len(words) or other_start < len(others):
        blocks.append((words[start:], others[other_start:], words[start - 1] if start else ""))
    return blocks

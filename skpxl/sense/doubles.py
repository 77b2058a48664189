"""Which of many texts are one in several wordings, found without holding every text against every other. It judges no two.

Two texts that say the same differ in a word or two at most, and these are slips or forms of each other. So texts are
gathered that agree when one word is left out of each, and these words when a letter is: only those are compared.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from skpxl.model.teks import sidik
from skpxl.sense.compare import Sense
from skpxl.sense.rewording import spelled_alike
from skpxl.sense.words import main_stem, stems

# In a text of more words only one word may be a slip, not two.
_WORDS_MAX = 14
# Where more texts than this agree but for two words, these words are what they are about.
_FEW = 24

Key = tuple[str, ...]


def groups_of_doubles(sense: Sense, texts: Sequence[str]) -> list[list[int]]:
    """The places of texts that say the same in different letters, group by group, in order; texts alone are left out.

    Within a group no two differ in meaning. Texts in equal letters are in one group only together with another wording.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if letters := sidik(text):
            places.setdefault(letters, []).append(place)
    wordings = list(places.values())
    shown = [texts[first] for first, *_ in wordings]
    group_of = list(range(len(shown)))
    members = [[number] for number in range(len(shown))]
    for here, other in sorted(set(_candidates(sense, shown))):
        first, second = sorted((group_of[here], group_of[other]))
        if first == second or not spelled_alike(sense, shown[here], shown[other]):
            continue
        if any(sense.differs_in_meaning(shown[a], shown[b]) for a in members[first] for b in members[second]):
            continue
        for number in members[second]:
            group_of[number] = first
        members[first] += members[second]
        members[second] = []
    return [sorted(place for number in group for place in wordings[number]) for group in members if len(group) > 1]


def _candidates(sense: Sense, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that are worth a comparison, the earlier one first."""
    certain: dict[Key, list[int]] = {}
    doubtful: dict[Key, list[int]] = {}
    for number, text in enumerate(texts):
        readings = [tuple(map(main_stem, words)) for words in sense.content(text)]
        agreeing: set[Key] = {(letters,) for letters in sense.keys(text)}
        agreeing.update(key for words in readings for key in _but_for_a_slip(words))
        for key in agreeing:
            certain.setdefault(key, []).append(number)
        for key in {key for words in readings for key in _but_for_two(words)}:
            doubtful.setdefault(key, []).append(number)
    for numbers in certain.values():
        # All of them are one text but for a letter: held against the first is held against all.
        yield from ((numbers[0], other) for other in numbers[1:])
        if len(numbers) <= _FEW:
            yield from combinations(numbers, 2)
    for numbers in doubtful.values():
        if len(numbers) <= _FEW:
            yield from combinations(numbers, 2)


def _but_for_a_slip(words: Key) -> Iterator[Key]:
    """Keys that texts share whose words are the same but for one, in which a letter is left out, wrong or swapped."""
    yield "", *words
    for at, word in enumerate(words):
        rest = (*words[:at], "*", *words[at + 1 :])
        for variant in {word, *stems(word), *(word[:letter] + word[letter + 1 :] for letter in range(len(word)))}:
            yield variant, *rest


def _but_for_two(words: Key) -> Iterator[Key]:
    """Keys that texts share whose words are the same but for two, or for two written as one."""
    for at in range(len(words)):
        yield words[:at] + words[at + 1 :]
    if len(words) <= _WORDS_MAX:
        for at, other in combinations(range(len(words)), 2):
            yield words[:at] + words[at + 1 : other] + words[other + 1 :]

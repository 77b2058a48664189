"""What a text begins with: a result, where its indikator was written behind it. It knows no result and compares nothing."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

# What is written between a result and its indikator; a comma or a full stop may stand within either.
_BETWEEN = re.compile(r"\s*(?:[\r\n]+|[(\[{|;:•●▪]|\s[-–—−/]+(?=\s)|(?<=\w)[–—](?=\w))\s*")
_CUTS = 20  # more parts than that nobody writes behind one result
_ENDS = " \t\r\n-–—.,;:|/()[]{}\"'“”"


class Beginnings:
    """Parts a text where an indikator may begin; `labels` head one ("Indikator:"), or begin one ("Persentase ...")."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        self._labels = tuple(labels)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        words = "|".join(re.escape(label.capitalize()) for label in self._labels)
        return re.compile(rf"\s+(?=(?:{words or '(?!)'})\b)")

    def of(self, text: str) -> Iterator[tuple[str, str]]:
        """Beginning and rest, the longest beginning first; none for a text of one piece."""
        cuts = {(match.start(), match.end()) for match in _BETWEEN.finditer(text)}
        if not text.isupper():
            cuts |= {(match.start(), match.end()) for match in self._opening.finditer(text)}
        for start, end in sorted(sorted(cuts)[:_CUTS], reverse=True):
            head, rest = text[:start].strip(_ENDS), text[end:].strip(_ENDS)
            if head and rest:
                yield head, rest

"""The live line: what is still wanting, as plain formulas and as the values they will show. No macros, no new functions.

Formula and value come from the same wants of the layout (`template/wants.py`), so a file opened in Protected View (which
never recalculates) already shows the truth, and the findings on the file say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skpxl.forms.formulas import Lists, Used, count_filled, terms_unmet
from skpxl.template.definition import Status
from skpxl.template.slots import Layout, Want
from skpxl.template.unused import without_unused
from skpxl.template.wants import entries, is_filled, unmet


@dataclass(frozen=True)
class Condition:
    """One condition: the words for it, the formulas that together count it (`terms`) and its count for given answers.

    With `without_number` the words are printed alone ("belum ada hasil kerja utama"); what is only advised (`is_advice`) does
    not keep a form from being complete.
    """

    words: str
    terms: tuple[str, ...]
    count: int
    without_number: bool = False
    is_advice: bool = False

    @property
    def formula(self) -> str:
        """The formula of the whole count."""
        return "+".join(self.terms)


def grouped(layout: Layout, lists: Lists) -> dict[str, list[Want]]:
    """What is wanted, by the words for it, in the order in which to mend it; of lists that are not there nothing is."""
    found: dict[str, list[Want]] = {}
    for want in layout.wants:
        if want.kind != "listed" or want.places[0].slot.daftar in lists:
            found.setdefault(want.words, []).append(want)
    return found


def conditions(layout: Layout, values: Mapping[str, str], lists: Lists, used: Used) -> list[Condition]:
    """All conditions of a form, in the order in which a person should mend them; those of the same words as one."""
    values = without_unused(layout, values)
    return [
        Condition(
            words=words,
            terms=tuple(term for want in wants for term in terms_unmet(want, lists, used)),
            count=sum(len(unmet(want, values, lists)) for want in wants),
            without_number=wants[0].kind == "used" or not _in_rows(wants[0]),
            is_advice=wants[0].advice,
        )
        for words, wants in grouped(layout, lists).items()
    ]


def _in_rows(want: Want) -> bool:
    """False for a cell that there is once: "rating belum dipilih" needs no number."""
    return want.kind in ("listed", "example") or any(isinstance(part, int) for part in want.places[0].slot.path)


def banyak_terisi(layout: Layout, values: Mapping[str, str], lists: Lists) -> int:
    """How many entry cells hold something."""
    values = without_unused(layout, values)
    return sum(is_filled(place.slot, values, lists) for place in entries(layout))


def terisi(layout: Layout, lists: Lists, used: Used) -> str:
    """A formula that counts the entry cells that hold something."""
    return count_filled(entries(layout), lists, used)


def kalimat(status: Status, counts: list[Condition], filled: bool) -> str:
    """The line as it stands for given counts: the value to store beside the formula."""
    if not filled:
        return status.kosong
    kurang, anjuran = (
        [
            count.words if count.without_number else f"{count.count} {count.words}"
            for count in counts
            if count.count and count.is_advice == only
        ]
        for only in (False, True)
    )
    start = status.kurang + "; ".join(kurang) + "." if kurang else status.lengkap
    return f"{start} {status.perhatikan}{'; '.join(anjuran)}." if anjuran else start


def rumus_kalimat(status: Status, counts: list[Condition], cells: list[str], filled: str) -> str:
    """The formula of the line; `cells` are those that hold the counts, in order."""
    wanting = [(count, cell) for count, cell in zip(counts, cells, strict=True) if not count.is_advice]
    advised = [(count, cell) for count, cell in zip(counts, cells, strict=True) if count.is_advice]
    start = f'"{_quoted(status.lengkap)}"'
    if wanting:
        start = f'IF({_sum(wanting)}=0,{start},"{_quoted(status.kurang)}"&{_words(wanting)})'
    if advised:
        start += f'&IF({_sum(advised)}=0,""," {_quoted(status.perhatikan)}"&{_words(advised)})'
    return f'IF({filled}=0,"{_quoted(status.kosong)}",{start})'


def _sum(counts: list[tuple[Condition, str]]) -> str:
    return "+".join(cell for _, cell in counts) or "0"


def _words(counts: list[tuple[Condition, str]]) -> str:
    """The counts that are not zero, in words. The last "; " becomes a full stop: the text is cut two characters short."""
    parts = []
    for count, cell in counts:
        number = "" if count.without_number else f'{cell}&" "&'
        parts.append(f'IF({cell}>0,{number}"{_quoted(count.words)}; ","")')
    words = "&".join(parts)
    return f'LEFT({words},LEN({words})-2)&"."'


def _quoted(text: str) -> str:
    return text.replace('"', '""')

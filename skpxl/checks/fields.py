"""Rules on an SKP across its fields: the superior's results, numbers, doubles. What a form asks for is judged in `slots`."""

import re
from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.skp import Bagian, HasilKerja, Indikator, Skp, slot_key
from skpxl.model.teks import bulleted_results, rapi, sidik

_NUMBER = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d_]+(?: [^\W\d_]+){0,2})")


def result_key(bagian: Bagian, number: int, *path: str | int) -> str:
    """The key of a value of one result."""
    return slot_key("hasil_kerja", bagian, number, *path)


def numbered(hasil: HasilKerja) -> list[tuple[int, Indikator]]:
    """The indikator of a result with their rows on the form."""
    return [
        (indikator.nomor or position, indikator) for position, indikator in enumerate(hasil.indikator or (), start=1)
    ]


def diintervensi_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """The superior's result is one that he has, where his results are known, or a product. Twice the same one is legal.

    What says the same in other letters is known as well; proposed is only what is near, two where they are close.
    """
    if not rujukan.hasil_atasan:
        return
    known = list(dict.fromkeys([*rujukan.hasil_atasan.values(), *rujukan.lainnya]))
    keys = frozenset[str]().union(*map(rujukan.sense.keys, known))
    for bagian, number, hasil in skp.semua_hasil():
        text = hasil.rencana_hasil_kerja_diintervensi
        if text.strip() and keys.isdisjoint(rujukan.sense.keys(text)):
            key = result_key(bagian, number, "rencana_hasil_kerja_diintervensi")
            nearest = [rapi(near) for near in rujukan.sense.nearest(text, known)]
            other = f" atau “{nearest[1]}”" if len(nearest) > 1 else ""
            suggestion = nearest[0] if nearest else ""
            yield temuan("diintervensi-tidak-dikenal", key=key, found=text, suggestion=suggestion, atau=other)


def target_beda_indikator(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A number with its unit in the indikator ("39 perangkat daerah") also stands in the target ("20 perangkat daerah").

    Only numbers followed by the same word are held against each other, so years and paragraph numbers do no harm.
    """
    for bagian, number, hasil in skp.semua_hasil():
        for row, indikator in numbered(hasil):
            measured = _numbers(indikator.indikator_kinerja_individu)
            for figure, unit in _numbers(indikator.target):
                pairs = [(other, common) for other, words in measured if (common := _common_unit(unit, words))]
                if pairs and figure not in {other for other, _ in pairs}:
                    key = result_key(bagian, number, "indikator", row, "target")
                    other, common = pairs[0]
                    yield temuan(
                        "target-beda-indikator",
                        key=key,
                        found=indikator.target,
                        target=_in_words(figure, common),
                        indikator=_in_words(other, common),
                    )


def _numbers(text: str) -> list[tuple[str, list[str]]]:
    """The numbers of a text, each with up to three words behind it."""
    return [(number, unit.casefold().split()) for number, unit in _NUMBER.findall(rapi(text))]


def _common_unit(unit: list[str], other: list[str]) -> str:
    """The words that both units begin with: "perangkat daerah" of "perangkat daerah telah" and "perangkat daerah"."""
    common = []
    for word, other_word in zip(unit, other, strict=False):
        if word != other_word:
            break
        common.append(word)
    return " ".join(common)


def _in_words(number: str, unit: str) -> str:
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def rencana_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No rencana hasil kerja stands twice in one SKP."""
    first: dict[str, str] = {}
    for bagian, number, hasil in skp.semua_hasil():
        text = hasil.rencana_hasil_kerja
        if not text.strip():
            continue
        place = f"{bagian} no. {number}"
        if (earlier := first.setdefault(sidik(text), place)) != place:
            key = result_key(bagian, number, "rencana_hasil_kerja")
            yield temuan("rencana-ganda", key=key, found=text, pertama=earlier)


def rencana_berbutir(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """One rencana hasil kerja per row: several, each with a bullet, share one indikator list and would count as one."""
    for bagian, number, hasil in skp.semua_hasil():
        results = bulleted_results(hasil.rencana_hasil_kerja)
        if results:
            key = result_key(bagian, number, "rencana_hasil_kerja")
            yield temuan("rencana-berbutir", key=key, found=hasil.rencana_hasil_kerja, banyak=len(results))


def indikator_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No indikator stands twice with the same aspek under one result."""
    for bagian, number, hasil in skp.semua_hasil():
        first: dict[tuple[str, str], int] = {}
        for row, indikator in numbered(hasil):
            text = indikator.indikator_kinerja_individu
            if text.strip() and (earlier := first.setdefault((sidik(indikator.golongan[1]), sidik(text)), row)) != row:
                key = result_key(bagian, number, "indikator", row, "indikator_kinerja_individu")
                yield temuan("indikator-ganda", key=key, found=text, pertama=earlier)

"""Rules on targets: that they measure, within what is possible, in the way of their aspek, what the indikator says."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from skpxl.checks.makna import is_heading
from skpxl.checks.rujukan import Rujukan
from skpxl.checks.tempat import Measured, all_measures
from skpxl.findings import Finding, temuan
from skpxl.model.aturan_isi import AturanIsi, has_phrase, without_phrases
from skpxl.model.periode import BULAN
from skpxl.model.skp import Skp
from skpxl.model.target import parse_target
from skpxl.model.teks import letter_words, rapi, sidik
from skpxl.template.wants import EXAMPLES

_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\b[Hh] ?[+-] ?\d")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,6})(?:[.,]\d+)?\s*(?:%|persen\b)", re.IGNORECASE)
_DAY = re.compile(rf"(?<![\d.,/-])(\d{{1,2}}) ({'|'.join(BULAN)})\b", re.IGNORECASE)
_LONG = {"februari": 29, **dict.fromkeys(("april", "juni", "september", "november"), 30)}  # other months have 31 days
_FIGURES = 20  # more than that nobody has in mind
_ADDED = re.compile(r"(?:\bdan|[+&]) ?\d")
_FIGURE = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s*(%|[^\W\d_]+(?: [^\W\d_]+){0,2})")


def target_tanpa_ukuran(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A target says how much, how well or until when: a number with its unit, a date, a grade."""
    if not rujukan.isi:
        return
    for _, row in all_measures(skp):
        if row.target.strip() and not is_heading(row.target, rujukan.isi) and not is_measure(row, rujukan.isi):
            yield temuan("target-tanpa-ukuran", key=row.target_key, found=row.target)


def is_measure(row: Measured, isi: AturanIsi) -> bool:
    """True for a target that can be measured; a bare number where the indikator tells of what, or is money."""
    words = letter_words(without_phrases(row.target, isi.ukuran.bukan))
    if not _DIGIT.search(row.target):
        said = {*letter_words(row.indikator), *words}
        if has_phrase(row.target, isi.batas.nol_kata):
            return not said.isdisjoint(isi.batas.nol)
        if words and not said.isdisjoint(isi.ukuran.dinilai):
            return True
        if set(isi.ukuran.waktu_terlama).issuperset(words):  # a unit without its number
            return False
        known = {*isi.ukuran.waktu, *isi.ukuran.angka, *isi.ukuran.penilaian}
        return not known.isdisjoint(words)
    if "%" in row.target or _DATE.search(row.target):
        return True
    if words:
        return not isi.empty_words.issuperset(words)
    named = {*isi.ukuran.angka_saja, *isi.ukuran.waktu, *isi.ukuran.uang}
    # A bare number is a score, of a JPT the value of his indikator; nought is judged elsewhere.
    scored = _aspek(row) in ("biaya", "kualitas", "") or parse_target(row.target)[0] == 0
    return scored or not named.isdisjoint(letter_words(row.indikator))


def target_mustahil(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No target of nought, but of what should not be; no share above all, nothing longer than a year, no day that is none."""
    if not rujukan.isi:
        return
    for hasil, row in all_measures(skp):
        text, key = (row.target, row.target_key) if row.target_key else (row.indikator, row.key)
        if why := _impossible(text, row, hasil.rencana_hasil_kerja, rujukan.isi):
            yield temuan("target-mustahil", key=key, found=text, sebab=why)


def _impossible(text: str, row: Measured, rencana: str, isi: AturanIsi) -> str:
    said = {*letter_words(text), *letter_words(row.indikator), *letter_words(rencana)}
    if any(int(share) > 100 for share in _PERCENT.findall(rapi(text))):
        return "" if said & {*isi.batas.lebih_dari_seratus} else "lebih dari 100%"
    days = ((int(day), month.casefold()) for day, month in _DAY.findall(rapi(text)))
    if any(not 0 < day <= _LONG.get(month, 31) for day, month in days):
        return "tanggal itu tidak ada"
    number, unit = parse_target(text) if row.target_key else (None, "")
    if number == 0 and said.isdisjoint(isi.batas.nol):
        return "nol"
    longest = isi.ukuran.waktu_terlama.get(unit.casefold().partition(" ")[0]) if _aspek(row) == "waktu" else None
    if number is not None and longest is not None and number > Decimal(longest):
        return "lebih lama dari satu tahun"
    return ""


def aspek_beda_target(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """Waktu is measured in time, Biaya in money or per cent, Kuantitas not in time: the target fits the aspek.

    Without an indikator of one's own nobody knows what it measures.
    """
    if not rujukan.isi:
        return
    examples = rujukan.daftar.get(EXAMPLES)
    for _, row in all_measures(skp):
        if (
            not row.indikator.strip()
            or (examples and examples.match(row.indikator))
            or is_heading(row.indikator, rujukan.isi)
        ):
            continue
        if _DIGIT.search(row.target) and is_measure(row, rujukan.isi) and (asked := _misfit(row, rujukan.isi)):
            yield temuan("aspek-beda-target", key=row.target_key, found=row.target, aspek=row.aspek, ukuran=asked)


def _misfit(row: Measured, isi: AturanIsi) -> str:
    """What the aspek would be measured in, where the target has another measure; empty where it fits."""
    ukuran, aspek = isi.ukuran, _aspek(row)
    words, said = set(letter_words(row.target)), set(letter_words(row.indikator))
    share = "%" in row.target or not words.isdisjoint(ukuran.persen)
    if aspek == "waktu" and not _is_time(row.target, isi) and (words or share):
        return "" if said & {*ukuran.persen, *ukuran.tepat} else "waktu: hari, bulan, atau tanggal"
    if aspek == "biaya" and words and not share and words.isdisjoint(ukuran.uang):
        return "rupiah, atau persen anggaran"
    if aspek == "kuantitas" and words and not share and words <= {*ukuran.waktu, *ukuran.pelengkap_waktu}:
        return "" if said & {*words, *ukuran.lamanya} else "jumlah: dokumen, orang, kegiatan"
    return ""


def _is_time(target: str, isi: AturanIsi) -> bool:
    words = letter_words(target)
    punctual = not set(isi.ukuran.tepat).isdisjoint(words)
    return punctual or not set(isi.ukuran.waktu).isdisjoint(words) or _DATE.search(target) is not None


def _aspek(row: Measured) -> str:
    return sidik(row.aspek)


def target_beda_indikator(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A number that an indikator has for its target ("39 perangkat daerah mendapat ...") is also that of the target.

    That is one it begins with, or that it says in so many words ("sebanyak 39 perangkat daerah"); other numbers in it count
    something else, are a threshold, a date, or of a month alone. Only numbers of the same unit are held against each other.
    """
    for _, row in all_measures(skp):
        figures = _figures(row.indikator)
        for figure, unit in ((number, words) for number, words, _ in _figures(row.target)):
            same = [(other, common, place) for other, words, place in figures if (common := _common_unit(unit, words))]
            if len(same) != 1 or same[0][0] == figure or not _is_aim(row.indikator, same[0][2], rujukan.isi):
                continue
            other, common, _ = same[0]
            yield temuan(
                "target-beda-indikator",
                key=row.target_key,
                found=row.target,
                target=_in_words(figure, common),
                indikator=_in_words(other, common),
            )


def _figures(text: str) -> list[tuple[str, list[str], tuple[int, int]]]:
    """The numbers of a text, each with up to three words behind it and its place."""
    found = islice(_FIGURE.finditer(rapi(text)), _FIGURES)
    return [(match[1], match[2].casefold().split(), match.span()) for match in found]


def _is_aim(indikator: str, place: tuple[int, int], isi: AturanIsi | None) -> bool:
    """True for a number that the indikator begins with or introduces as its target, and that holds for the whole year."""
    tidy = rapi(indikator)
    before, after = tidy[: place[0]], re.sub(r"^\d[\d.,]*", "", tidy[place[0] :])
    words = letter_words(before)
    if isi is None:
        return not words
    if words and words[-1] not in isi.sasaran.pengantar:
        opening = words[0] in isi.sasaran.pembuka or words[0].endswith(isi.sasaran.akhiran_pembuka)
        if not opening or len(words) > 1:
            return False
    return "/" not in after and not _ADDED.search(after) and not has_phrase(after, isi.sasaran.berkala)


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

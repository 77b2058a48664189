"""Rules on what an SKP speaks of: its own year and pemerintah daerah. What the form was issued for is `identitas`."""

import re
from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.tempat import all_measures, written_texts
from skpxl.findings import Finding, temuan
from skpxl.model.aturan_isi import AturanIsi, Kata, has_phrase
from skpxl.model.periode import BULAN
from skpxl.model.skp import Skp
from skpxl.model.teks import rapi, spoken

_YEAR = re.compile(r"(?<![\w.,/:])(20\d\d)(?![\w]|[.,]\d)")
_RANGE = re.compile(
    r"(?<![\w.,/:])(20\d\d)\s*(?:-|/|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s*(20\d\d)(?!\w)", re.IGNORECASE
)
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](20\d\d)(?!\d)")
_WORD = re.compile(r"[^\W_]+")
_MONTHS = frozenset(month.casefold() for month in BULAN)
_NEAR = 40  # so far back, in letters or words, something is still said of a year or a name
_SHORT = 4  # letters of a name in capitals that is shortened
_NAME = re.compile(r"[^\W\d_]+")


def tahun_lain(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No year of another period stands in a text: an SKP of the year before was copied.

    Reports on the year before and plans for the next are the work of this one; laws, standards and plans of several years
    have years in their names.
    """
    if not rujukan.isi or not skp.periode:
        return
    own = range(skp.periode.mulai.year, skp.periode.selesai.year + 1)
    period = "-".join(dict.fromkeys(map(str, (own[0], own[-1]))))
    targets = {measure.target_key for _, measure in all_measures(skp)}
    for key, text in written_texts(skp):
        in_target = key in targets
        foreign = (year for year in years(text, rujukan.isi) if not _belongs(year, own, text, in_target, rujukan.isi))
        if year := next(foreign, 0):
            yield temuan("tahun-lain", key=key, found=text, tahun=year, masa=period)


def years(text: str, isi: AturanIsi) -> list[int]:
    """The years that a text speaks of, each once, both of a span (`2025-2029`); `2024 orang` is a number."""
    tidy = _DATE.sub(r"\1 \2 \3", rapi(text))
    found = []
    for match in _YEAR.finditer(tidy):
        before = [word.casefold() for word in _WORD.findall(tidy[max(0, match.start() - _NEAR) : match.start()])]
        after = tidy[match.end() :].lstrip()
        marked = not {*before[-1:], "".join(before[-2:])}.isdisjoint({*isi.tahun.penanda, *_MONTHS})
        if marked or not after or not after[0].isalpha():
            found.append(int(match[1]))
    return list(dict.fromkeys(found))


def _belongs(year: int, own: range, text: str, in_target: bool, isi: AturanIsi) -> bool:
    """True for a year of the period, or one that may well be spoken of in it."""
    if year in own or has_phrase(text, isi.tahun.nama):
        return True
    for match in _RANGE.finditer(rapi(text)):
        first, last = map(int, match.groups())
        # Of a span that is over its last year is the one that is spoken of.
        over = last == own[0] - 1 and bool(has_phrase(text, isi.tahun.yang_lalu))
        if year in (first, last) and first <= own[-1] and (last >= own[0] or over):
            return True
    if in_target:
        # A report on December is due in January.
        return year == own[-1] + 1 and "januari" in spoken(text).split()
    if year < own[0] and has_phrase(text, isi.tahun.kapan_saja):
        return True
    about_past = bool(has_phrase(text, isi.tahun.yang_lalu))
    if year == own[0] - 1:
        return about_past
    # What is to come is prepared now; only its reports are not.
    return year == own[-1] + 1 and (not about_past or bool(has_phrase(text, isi.tahun.yang_akan_datang)))


def instansi_disebut(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No other pemerintah daerah stands in a text: an SKP of elsewhere was copied.

    A kabupaten or kota is held against its own name, a provinsi against other provinsi alone: those below it are its daily
    business, as is whom anybody works with. Of a provinsi above only the work of its pemerintah is told.
    """
    own = government(skp.instansi)
    if not rujukan.isi or not own[0]:
        return
    for key, text in written_texts(skp):
        if other := _other_government(text, own, rujukan.isi):
            yield temuan("instansi-disebut", key=key, found=text, lain=other, sendiri=skp.instansi)


def government(instansi: str) -> tuple[str, Kata]:
    """Kind and name of a pemerintah daerah: `PEMERINTAH KOTA REKAAN` is ("kota", ("rekaan",)); an empty kind for others."""
    words = spoken(instansi).split()
    for place, word in enumerate(words):
        if kind := _KINDS.get(word):
            name = tuple(words[place + 1 :])
            return (kind, name) if name else ("", ())
    return "", ()


_KINDS = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "pemkab": "kabupaten", "kota": "kota", "pemkot": "kota",
    "provinsi": "provinsi", "prov": "provinsi", "pemprov": "provinsi",
}  # fmt: skip


def _other_government(text: str, own: tuple[str, Kata], isi: AturanIsi) -> str:
    """The first other pemerintah daerah that a text names, as it stands there; empty for none.

    In a text all in capitals a name is not to be told from a word: only behind "pemerintah" it is sure to be one.
    """
    tidy = rapi(text)
    words = [(match[0], match.end()) for match in _NAME.finditer(tidy)]
    low = [word.casefold() for word, _ in words]
    for place, word in enumerate(low):
        kind = _KINDS.get(word) if word in isi.instansi.sebutan else None
        ruling = word.startswith("pem") or (place > 0 and low[place - 1] == "pemerintah")
        if (
            kind is None
            or (own[0] == "provinsi" != kind)
            or (not ruling and (kind == "provinsi" != own[0] or tidy.isupper()))
        ):
            continue
        name = _name_behind(tidy, words, place)
        if not name or name[0].casefold() in isi.instansi.bukan_nama or _is_elsewhere(low, place, isi):
            continue
        if len(name) == 1 and name[0].isupper() and len(name[0]) <= _SHORT:
            continue  # "Pemprov. NTT" may be the own one
        said = tuple(part.casefold() for part in name)
        common = min(len(said), len(own[1]))
        if said[:common] != own[1][:common] or (ruling and kind != own[0]):
            return " ".join((words[place][0], *name[: max(len(own[1]), 2)]))
    return ""


def _name_behind(text: str, words: list[tuple[str, int]], place: int) -> list[str]:
    """The words with a capital that follow the `place`-th, behind a blank; behind `Kab.` after its dot."""
    name: list[str] = []
    end = words[place][1]
    between = " " if words[place][0].casefold() in _KINDS.values() else " ."
    for word, stop in words[place + 1 :]:
        if text[end : stop - len(word)].strip(between) or not word[0].isupper():
            break
        name.append(word)
        end, between = stop, " "
    return name


def _is_elsewhere(low: list[str], place: int, isi: AturanIsi) -> bool:
    """True where another place is spoken of on purpose, or the word is part of another name."""
    start = place - 1 if place and low[place - 1] == "pemerintah" else place
    if start and low[start - 1] in isi.instansi.nama_tempat:
        return True
    return bool(has_phrase(" ".join(low[max(0, start - _NEAR) : start]), isi.instansi.bersama))

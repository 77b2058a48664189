"""What texts of strangers mean by their words alone: a unit's name, a period, a date, the end of a table. No cells here.

The wordings are data, `daftar/label-*.toml`; matching them is `template/labels.py`.
"""

import calendar
import re
from datetime import date

from skpxl.model.periode import Periode
from skpxl.model.teks import rapi
from skpxl.template.labels import Label, fold

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_AT_END = r"[\s,]*\b{tahun}\s*:?\s*((?:19|20)\d\d)\s*$"
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_NUMBERED_DAY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
BULLETS = "-•*·●○▪‣–—"  # as hands and programs put them before the items of a list
_ITEM_NUMBER = re.compile(r"\(?(\d{1,3})\s*[.)]*")
_NUMBER = re.compile(r"^\s*(?:[IVXLC]{1,5}|[A-Za-z]|\d{1,3})\s*[.)]\s*(?=\S)(?![A-Za-z]\.)")
_PLACE_AND_DATE = (
    r"[^\d,]{2,40},\s*(?:{tanggal}\s*)?"
    r"(?:[\d\s.…_-]*?([A-Za-z]+)\s+(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
)


def item_number(text: str) -> int | None:
    """The number where a text is nothing but an item number: `1`, `1.`, `(1)`."""
    match = _ITEM_NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


def is_bulleted(text: str) -> bool:
    """True for a text that begins with a bullet."""
    return text.lstrip()[:1] in tuple(BULLETS)


def without_digits(text: str) -> str:
    """A text without the item number, and the bullet, in front of it, however it is set off: `1 - Akuntabel`."""
    return text.lstrip("0123456789.) -\t")


def without_number(text: str) -> str:
    """A text without the number or letter in front of it: `IV. BIDANG MUTASI`; an abbreviation (`U.P.T.`) has none."""
    return _NUMBER.sub("", rapi(text), count=1)


def without_year(text: str, label: Label) -> tuple[str, str]:
    """A text without the year at its end, and the year or nothing: `BIDANG MUTASI TAHUN 2022`."""
    found = label.pattern(_YEAR_AT_END).search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def place_and_date(text: str, label: Label) -> bool:
    """True for a whole text like `Kupang, 3 Januari 2022`, as it stands over a signature; the day may be blank."""
    found = label.pattern(_PLACE_AND_DATE).fullmatch(text)
    return found is not None and (found[1] is None or fold(found[1]) in label.ragam("bulan"))


def read_period(text: str, label: Label) -> tuple[Periode, bool] | None:
    """(period, True where both days are written out); None where the text holds no period.

    Months without days run from the first to the last day, a year alone is the whole year.
    """
    dates = [_date(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    dates = dates or [_date(int(y), int(m), int(d)) for d, m, y in _SLASHED.findall(text)]
    if dates:
        return _span(dates[0], dates[-1], True) if len(dates) == 2 else None
    words = fold(text).split()
    months = label.ragam("bulan")
    years = [int(year) for year in _YEAR.findall(text)]
    if not years or len(years) > 2:
        return None
    places = [(number, int(months[word])) for number, word in enumerate(words) if word in months]
    if not places:
        others = " ".join(word for word in words if word != str(years[0]))
        whole = len(years) == 1 and (not others or others in label.ragam("tahun"))
        return _span(date(years[0], 1, 1), date(years[0], 12, 31), False) if whole else None
    if len(places) != 2:
        return None
    before = [words[number - 1] if number else "" for number, _ in places]
    days = [int(word) if word.isdecimal() and len(word) <= 2 else 0 for word in before]
    start = _date(years[0], places[0][1], days[0] or 1)
    end = _date(years[-1], places[1][1], days[1] or calendar.monthrange(years[-1], places[1][1])[1])
    return _span(start, end, bool(days[0] and days[1]))


def read_day(text: str, label: Label) -> date | None:
    """The day that a whole text names: `2026-07-01`, `1/7/2026`, `01-07-2026`, `1 Juli 2026`; None for anything else."""
    text = rapi(text)
    if (found := _ISO.match(text)) and not text[found.end() :].strip(" 0:T"):
        return _date(*map(int, found.groups()))
    if found := _NUMBERED_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _date(year, month, day)
    words, months = fold(text).split(), label.ragam("bulan")
    if (
        len(words) == 3
        and words[0].isdecimal()
        and len(words[0]) <= 2
        and words[1] in months
        and _YEAR.fullmatch(words[2])
    ):
        return _date(int(words[2]), int(months[words[1]]), int(words[0]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(start: date | None, end: date | None, exact: bool) -> tuple[Periode, bool] | None:
    if start is None or end is None or end < start:
        return None
    return Periode(mulai=start, selesai=end), exact


def holds_date(text: str, label: Label) -> bool:
    """True where a text holds one written-out date: `Kupang, 3 Januari 2022`."""
    words = fold(text).split()
    months = label.ragam("bulan")
    return len(words) < 12 and any(
        words[n] in months and words[n - 1].isdecimal() and n + 1 < len(words) and bool(_YEAR.fullmatch(words[n + 1]))
        for n in range(1, len(words))
    )


def is_vacant(name: str, label: Label) -> bool:
    """True for what stands in place of a name at a vacant post: a wording of it, or one that says so and then more."""
    begun = label.awal("lowong", name, tanda="")
    return label.cocok("lowong", name) is not None or (begun is not None and begun[0] == "awal")

"""The value of a cell that holds a number, as text: digits, percent, date. Never by way of a float; not a formatter.

Decimals are written with a comma, as an Indonesian Excel shows them; grouping and fixed places are left out. Words that
a format adds are `xlsx/number_format.py`'s business.
"""

import re
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

# Built-in number formats that matter here (ECMA-376-1, 18.8.30); 14-22 and 45-47 are dates and times. The sign of a
# currency (5-8, 42, 44) is that of the computer the file was saved on, which the file does not name.
BAWAAN: dict[str, str] = {
    "0": "", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00",
    "5": "¤#,##0", "6": "¤#,##0", "7": "¤#,##0.00", "8": "¤#,##0.00", "42": "¤#,##0", "44": "¤#,##0.00",
    "37": "#,##0 ;(#,##0)", "38": "#,##0 ;[Red](#,##0)", "39": "#,##0.00;(#,##0.00)", "40": "#,##0.00;[Red](#,##0.00)",
    "41": '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "43": '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    "12": "# ?/?", "13": "# ??/??", "14": "mm-dd-yy", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy",
    "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "22": "m/d/yy h:mm",
    "45": "mm:ss", "46": "[h]:mm:ss", "47": "mmss.0", "48": "##0.0E+0", "49": "@",
}  # fmt: skip

_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LIMA_BELAS = Context(prec=15)  # Excel shows no more digits of a fraction
_LONGEST = 400  # digits; the largest double has 309


def number_text(raw: str, code: str, date1904: bool = False) -> str:
    """Return the text of a number from its XML text and its format code.

    Integers keep every digit that is in the file (an 18-digit NIP too), exponents are written out, percent formats
    give `95%`, date formats an ISO date (with the time where there is one). What is no number comes back unchanged.
    """
    if raw.isascii() and raw.isdecimal() and not code:
        return raw.lstrip("0") or "0"
    value = angka(raw)
    if value is None:
        return raw
    plain = _DECORATION.sub("", code.partition(";")[0]) if code else ""
    if "%" in plain:
        return f"{desimal(value.scaleb(2))}%"
    if plain and "@" not in plain and re.search("[ymdhs]", plain, re.IGNORECASE):
        return _date(value, date1904) or desimal(value)
    return desimal(value)


def angka(raw: str) -> Decimal | None:
    """The number that the text of a `<v>` stands for; None where it is none, or one that no cell can hold."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= _LONGEST else None


def desimal(value: Decimal) -> str:
    """A number in digits, with a decimal comma and no idle zeros."""
    if value != value.to_integral_value():
        value = LIMA_BELAS.plus(value)
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".").replace(".", ",")
    return "0" if text in ("-0", "") else text


def _date(value: Decimal, date1904: bool) -> str:
    """A serial as a date; empty where Excel has none for it (below 0, its 29 February 1900, beyond the year 9999)."""
    days = int(value)
    seconds = int((value - days) * 86_400 + Decimal("0.5"))
    if value < 0 or days > 2_958_465 or (days == 60 and not date1904):
        return ""
    if days == 0 and not date1904:
        time = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return f"{time:%H:%M:%S}".removesuffix(":00") if seconds else ""
    epoch = datetime(1904, 1, 1, tzinfo=UTC) if date1904 else datetime(1899, 12, 31 if days < 60 else 30, tzinfo=UTC)
    try:
        moment = epoch + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return ""
    return moment.date().isoformat() if not seconds else f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")

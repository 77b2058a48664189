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

_HIASAN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LIMA_BELAS = Context(prec=15)  # Excel shows no more digits of a fraction
_TERPANJANG = 400  # digits; the largest double has 309


def number_text(raw: str, kode: str, date1904: bool = False) -> str:
    """Return the text of a number from its XML text and its format code.

    Integers keep every digit that is in the file (an 18-digit NIP too), exponents are written out, percent formats
    give `95%`, date formats an ISO date (with the time where there is one). What is no number comes back unchanged.
    """
    if raw.isascii() and raw.isdigit() and not kode:
        return raw.lstrip("0") or "0"
    nilai = angka(raw)
    if nilai is None:
        return raw
    polos = _HIASAN.sub("", kode.partition(";")[0]) if kode else ""
    if "%" in polos:
        return f"{desimal(nilai.scaleb(2))}%"
    if polos and "@" not in polos and re.search("[ymdhs]", polos, re.IGNORECASE):
        return _tanggal(nilai, date1904) or desimal(nilai)
    return desimal(nilai)


def angka(raw: str) -> Decimal | None:
    """The number that the text of a `<v>` stands for; None where it is none, or one that no cell can hold."""
    try:
        nilai = Decimal(raw)
    except InvalidOperation:
        return None
    return nilai if nilai.is_finite() and abs(nilai.adjusted()) <= _TERPANJANG else None


def desimal(nilai: Decimal) -> str:
    """A number in digits, with a decimal comma and no idle zeros."""
    if nilai != nilai.to_integral_value():
        nilai = LIMA_BELAS.plus(nilai)
    teks = f"{nilai:f}"
    if "." in teks:
        teks = teks.rstrip("0").rstrip(".").replace(".", ",")
    return "0" if teks in ("-0", "") else teks


def _tanggal(nilai: Decimal, date1904: bool) -> str:
    """A serial as a date; empty where Excel has none for it (below 0, its 29 February 1900, beyond the year 9999)."""
    hari = int(nilai)
    detik = int((nilai - hari) * 86_400 + Decimal("0.5"))
    if nilai < 0 or hari > 2_958_465 or (hari == 60 and not date1904):
        return ""
    if hari == 0 and not date1904:
        jam = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(seconds=detik)
        return f"{jam:%H:%M:%S}".removesuffix(":00") if detik else ""
    awal = datetime(1904, 1, 1, tzinfo=UTC) if date1904 else datetime(1899, 12, 31 if hari < 60 else 30, tzinfo=UTC)
    try:
        saat = awal + timedelta(days=hari, seconds=detik)
    except OverflowError:
        return ""
    return saat.date().isoformat() if not detik else f"{saat:%Y-%m-%d %H:%M:%S}".removesuffix(":00")

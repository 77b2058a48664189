"""People as strangers write them: names with titles, NIPs inside texts, both in one cell. What is doubtful is not settled here.

Whose NIP it is, and whether it is well-formed, is asked elsewhere (`model/nip.py`, the roster's checks).
"""

import re
from dataclasses import dataclass

from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.teks import rapi, sidik
from skpxl.template.labels import Label

_NIP_AT_END = r"^(?P<name>.*?)(?P<gap>[\s,;/(\-|]*)(?:{nip}[\s.:]*)?(?P<digits>(?:\d[\s.\-]?){8,24})\)?\.?$"
_NO_NIP_AT_END = r"[\s,/]*\b{nip}\.?[\s:]*-*$"
_INSIDE = re.compile(r"(?<!\d)(?:\d[\s.]?){17}\d(?!\d)")
LONG_NUMBER = re.compile(r"(?:\d[\s.]?){8}")
_WHOLE_NIP = re.compile(r"(?<!\d)(?:\d[\s.\-]?){17}\d(?!\d)")
_RANK = r"\b[IVX]{1,4}\s*[/.]\s*[a-e]\b|\b{golongan}\b"
# A degree right behind a letter (`KUSUMAS.Pd.`) or behind a comma without a blank (`Y,S.Kom`).
_GLUED = r"(?<=[A-Za-z]),?(?P<degree>(?:[SM]\.[A-Z][A-Za-z]{0,5}|{gelar}).*)$"
_NIP_LEAST = 14  # digits of a NIP or NRP on a line of its own
_TWO_POSTS = r"\b{merangkap}\b|[\n;/&]\s*{pelaksana_tugas}\b|\n\s*(?:2[.)]|-)"


@dataclass(frozen=True)
class NameAndNip:
    """A cell taken apart. `lekat`: nothing stood between name and NIP (`SHNIP. 1971...`); `rest`: lines that are neither."""

    nama: str
    nip: str
    lekat: bool = False
    rest: tuple[str, ...] = ()


def digits_of(text: str, least: int = 1) -> str:
    """The digits where a text is a NIP or another number of at least so many, as it is written anywhere; else empty."""
    digits = clean_nip(text)
    return digits if len(digits) >= least and digits.isascii() and digits.isdecimal() else ""


def split_name_and_nip(text: str, label: Label) -> NameAndNip:
    """A cell with a name and a NIP, in this order, with or without the word; either may be missing."""
    tidy = rapi(text)
    found = label.pattern(_NIP_AT_END).match(tidy)
    if not found:
        return NameAndNip(label.pattern(_NO_NIP_AT_END).sub("", tidy), "")
    name = found["name"].strip(" ,;/(-|")
    return NameAndNip(name, clean_nip(found["digits"]), bool(name) and not found["gap"])


def split_rows(text: str, label: Label) -> NameAndNip:
    """The same for a cell in which the NIP has a line of its own, or ends one, and further lines may follow."""
    lines = [line for line in text.splitlines() if rapi(line)]
    for number, line in enumerate(lines if len(lines) > 1 else ()):
        split = split_name_and_nip(line, label)
        if len(split.nip) >= _NIP_LEAST and split.nip.isdecimal():
            name = rapi(" ".join([*lines[:number], split.nama])).strip(" ,;/(-|")
            return NameAndNip(name, split.nip, split.lekat, tuple(map(rapi, lines[number + 1 :])))
    return split_name_and_nip(text, label)


def split_lines(text: str, label: Label) -> NameAndNip:
    """The same for a cell of several lines, of which some are neither; a line with a pangkat is dropped."""
    lines = [line for line in text.splitlines() if line.strip()]
    lines = [line for number, line in enumerate(lines) if not (number and label.pattern(_RANK).search(line))]
    for count in range(len(lines), 0, -1):
        split = split_name_and_nip("\n".join(lines[:count]), label)
        if split.nip.isdecimal():
            return NameAndNip(split.nama, split.nip, split.lekat, tuple(map(rapi, lines[count:])))
    return NameAndNip(split_name_and_nip("\n".join(lines), label).nama, "")


def rank_line(text: str, label: Label) -> str:
    """The line below the first that names a pangkat or golongan, or nothing."""
    return next((rapi(line) for line in text.splitlines()[1:] if label.pattern(_RANK).search(line)), "")


def nip_inside(text: str) -> str:
    """The one well-formed NIP within a longer text (`H.7.197103041996031002`), or nothing."""
    found = {re.sub(r"\D", "", digits) for digits in _INSIDE.findall(rapi(text))}
    good = [digits for digits in found if parse_nip(digits).sah]
    return good[0] if len(found) == 1 and good else ""


def holds_nip(text: str) -> bool:
    """True where a text holds 18 digits in a row: somebody stands there."""
    return bool(_WHOLE_NIP.search(text))


def nips_of_lines(text: str) -> list[str]:
    """The different numbers of at least 14 digits that stand on lines of their own, or apart by `/`."""
    lines = (digits_of(line, 14) for line in text.replace("/", "\n").splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def with_titles(before: str, name: str, after: str) -> tuple[str, bool]:
    """A name with its titles, and whether one of them stood in the name already (it is not put there twice)."""
    before, name, after = (text if text.strip("-. ") else "" for text in (rapi(before), rapi(name), rapi(after)))
    double = False
    if name and after:
        if _bare(name).endswith(_bare(after)):
            double = True
        else:
            name = f"{name.rstrip(' ,')}, {after}"
    if name and before:
        if _bare(name).startswith(_bare(before)):
            double = True
        else:
            name = f"{before} {name}"
    return name, double


def glued_title(name: str, label: Label) -> str:
    """The name as it may be meant where a degree is glued to it (`KUSUMA, S.Pd.`); empty where nothing is."""
    found = label.pattern(_GLUED, re.DOTALL).search(name)
    return f"{name[: found.start()]}, {found['degree'].strip()}" if found else ""


def two_posts(post: str, label: Label) -> bool:
    """True where a cell names two posts (`... merangkap ...`, a second line `Plt. ...`)."""
    return bool(label.pattern(_TWO_POSTS).search(post))


def _bare(text: str) -> str:
    return re.sub(r"[\s.,]", "", sidik(text))

"""What the title of a column says that it holds, also where it is worded otherwise: by its words. It knows no place.

A title is understood where every word of it is: the wordings of columns (`[kolom]`), words that make a result the superior's
(`[milik_atasan]`), additions that change nothing (`[imbuhan]`), years and the numbers of columns. Where a word is left, or two
meanings stand beside each other, it is not: a target per quarter is no target of the year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.template.labels import Label, fold

RENCANA, DIINTERVENSI = "rencana_hasil_kerja", "rencana_hasil_kerja_diintervensi"
ASPEK, INDIKATOR, TARGET, SATUAN = "aspek", "indikator_kinerja_individu", "target", "satuan"
# Columns of targets, one for each aspek: the form of PP 46/2011, Perka BKN 1/2013.
PER_ASPEK = ("kuantitas", "kualitas", "waktu", "biaya")
ANGKA_KREDIT = "angka_kredit"
_TARGETS = frozenset({TARGET, *PER_ASPEK})
EVALUASI = frozenset({"realisasi", "umpan_balik"})
_KOLOM, _ATASAN, _UNIT, _IMBUHAN = "kolom", "milik_atasan", "satuan_judul", "imbuhan"
_GROUPS = (_KOLOM, _ATASAN, _UNIT, _IMBUHAN)
_WORDS_MAX = 20
_UNKNOWN_MAX = 4  # words that are not known; more are a sentence, no title
_WORDING_MAX = 14  # words of the longest wording
YEAR = re.compile(r"(?:19|20)\d\d")
ORDINAL = re.compile(r"[ivx]{1,4}|[a-z]|\d{1,2}")  # a number or a letter in front


@dataclass(frozen=True)
class Title:
    """A title: the role of its column, empty where it is not understood, and the roles whose words are in it.

    `unit` is that of targets, where the title names it: `WAKTU (BULAN)`, `TARGET (%)`. `bare` is a text of additions alone
    (`TAHUN 2026`, `INDIVIDU`): it belongs to what stands above it.
    """

    role: str
    speaks: frozenset[str] = frozenset()
    bare: bool = False
    unit: str = ""


def read_title(label: Label, text: str) -> Title:
    """What a text says as the title of a column."""
    if exact := label.cocok(_KOLOM, text):
        percent = "%" if "%" in text and exact in _TARGETS else ""
        return Title(DIINTERVENSI if exact == "penugasan_dari" else exact, frozenset({exact}), unit=percent)
    words = fold(text).split()
    if not 0 < len(words) <= _WORDS_MAX:
        return Title("")
    roles: set[str] = set()
    units = ["%"] if "%" in text else []
    of_superior, unknown = False, 0
    at = 0
    while at < len(words):
        group, name, length = longest_wording(label, _GROUPS, words[at:])
        roles |= {name} if group == _KOLOM else set()
        units += [name] if group == _UNIT else []
        of_superior |= group == _ATASAN
        if not group:
            ordinal = at == 0 and len(words) > 1 and ORDINAL.fullmatch(words[0])
            unknown += not (ordinal or YEAR.fullmatch(words[at]) or words[at].isdecimal() and len(words[at]) < 3)
            if unknown > _UNKNOWN_MAX:
                return Title("")
        at += length
    speaks = frozenset(roles)
    if unknown:
        return Title("", speaks)
    if of_superior:
        return Title(DIINTERVENSI if roles and roles <= {RENCANA, DIINTERVENSI} else "", speaks)
    if SATUAN in roles and len(roles) == 2 and roles & {TARGET, *PER_ASPEK}:
        roles.remove(SATUAN)
    if TARGET in roles and len(roles) == 2 and roles & set(PER_ASPEK):
        roles.remove(TARGET)
    if ASPEK in roles and roles <= {ASPEK, *PER_ASPEK}:  # with its choices: `ASPEK (KUANTITAS/KUALITAS/WAKTU/BIAYA)`
        roles = {ASPEK}
    role = next(iter(roles)) if len(roles) == 1 else ""
    if units and (role not in _TARGETS or len(units) > 1):
        return Title("", speaks)
    return Title(role, speaks, bare=not roles, unit="".join(units))


def longest_wording(label: Label, groups: Sequence[str], words: list[str]) -> tuple[str, str, int]:
    """(group, name, number of words) of the longest wording that folded words begin with; one word of no group else.

    Of two wordings of one length that of the first group counts.
    """
    for length in range(min(len(words), _WORDING_MAX), 0, -1):
        wording = " ".join(words[:length])
        for group in groups:
            if name := label.ragam(group).get(wording):
                return group, name, length
    return "", "", 1

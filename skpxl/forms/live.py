"""The live line: what is still wanting, as plain formulas and as the values they will show. No macros, no new functions.

Formula and value come from the same wants of the layout (`template/wants.py`), so a file opened in Protected View (which
never recalculates) already shows the truth, and the findings on the file say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skpxl.forms.formulas import Lists, count_filled, terms_unmet
from skpxl.template.definition import Status
from skpxl.template.slots import Layout, Want
from skpxl.template.wants import entries, is_filled, unmet


@dataclass(frozen=True)
class Hitungan:
    """One condition: the words for it, the formulas that together count it (`suku`) and its count for given answers.

    With `tanpa_angka` the words are printed alone ("belum ada hasil kerja utama"); what is only advised (`anjuran`) does
    not keep a form from being complete.
    """

    kata: str
    suku: tuple[str, ...]
    banyak: int
    tanpa_angka: bool = False
    anjuran: bool = False

    @property
    def rumus(self) -> str:
        """The formula of the whole count."""
        return "+".join(self.suku)


def grouped(layout: Layout, lists: Lists) -> dict[str, list[Want]]:
    """What is wanted, by the words for it, in the order in which to mend it; of lists that are not there nothing is."""
    found: dict[str, list[Want]] = {}
    for want in layout.wants:
        if want.kind != "listed" or want.places[0].slot.daftar in lists:
            found.setdefault(want.words, []).append(want)
    return found


def conditions(layout: Layout, values: Mapping[str, str], lists: Lists) -> list[Hitungan]:
    """All conditions of a form, in the order in which a person should mend them; those of the same words as one."""
    return [
        Hitungan(
            kata=words,
            suku=tuple(term for want in wants for term in terms_unmet(want, lists)),
            banyak=sum(len(unmet(want, values, lists)) for want in wants),
            tanpa_angka=wants[0].kind == "used" or not _in_rows(wants[0]),
            anjuran=wants[0].advice,
        )
        for words, wants in grouped(layout, lists).items()
    ]


def _in_rows(want: Want) -> bool:
    """False for a cell that there is once: "rating belum dipilih" needs no number."""
    return want.kind in ("listed", "example") or any(isinstance(part, int) for part in want.places[0].slot.path)


def banyak_terisi(layout: Layout, values: Mapping[str, str], lists: Lists) -> int:
    """How many entry cells hold something."""
    return sum(is_filled(place.slot, values, lists) for place in entries(layout))


def terisi(layout: Layout, lists: Lists) -> str:
    """A formula that counts the entry cells that hold something."""
    return count_filled(entries(layout), lists)


def kalimat(status: Status, hitungan: list[Hitungan], ada_isi: bool) -> str:
    """The line as it stands for given counts: the value to store beside the formula."""
    if not ada_isi:
        return status.kosong
    kurang, anjuran = (
        [h.kata if h.tanpa_angka else f"{h.banyak} {h.kata}" for h in hitungan if h.banyak and h.anjuran == only]
        for only in (False, True)
    )
    awal = status.kurang + "; ".join(kurang) + "." if kurang else status.lengkap
    return f"{awal} {status.perhatikan}{'; '.join(anjuran)}." if anjuran else awal


def rumus_kalimat(status: Status, hitungan: list[Hitungan], sel: list[str], sel_terisi: str) -> str:
    """The formula of the line; `sel` are the cells that hold the counts, in order."""
    wanting = [(h, alamat) for h, alamat in zip(hitungan, sel, strict=True) if not h.anjuran]
    advised = [(h, alamat) for h, alamat in zip(hitungan, sel, strict=True) if h.anjuran]
    awal = f'"{_petik(status.lengkap)}"'
    if wanting:
        awal = f'IF({_sum(wanting)}=0,{awal},"{_petik(status.kurang)}"&{_words(wanting)})'
    if advised:
        awal += f'&IF({_sum(advised)}=0,""," {_petik(status.perhatikan)}"&{_words(advised)})'
    return f'IF({sel_terisi}=0,"{_petik(status.kosong)}",{awal})'


def _sum(counts: list[tuple[Hitungan, str]]) -> str:
    return "+".join(alamat for _, alamat in counts) or "0"


def _words(counts: list[tuple[Hitungan, str]]) -> str:
    """The counts that are not zero, in words. The last "; " becomes a full stop: the text is cut two characters short."""
    parts = []
    for count, alamat in counts:
        number = "" if count.tanpa_angka else f'{alamat}&" "&'
        parts.append(f'IF({alamat}>0,{number}"{_petik(count.kata)}; ","")')
    words = "&".join(parts)
    return f'LEFT({words},LEN({words})-2)&"."'


def _petik(teks: str) -> str:
    return teks.replace('"', '""')

"""Rosters with a block per person: labels on the left, values beside them; several cards may stand side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.sheet import Sheet
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell

_PENILAI = ("penilai_", "nip_penilai")  # of somebody else; no card begins so
_LABEL_MAKS = 40  # characters of a label


@dataclass
class PersonCard:
    """One person's card: its first row, the cells by our word, and labels that stood twice."""

    row: int
    sel: dict[str, Cell] = field(default_factory=dict)
    ganda: list[Cell] = field(default_factory=list)


@dataclass
class HalamanKartu:
    """All cards of a range: the cards, the rows they take, the rows of signatures and the rows of neither."""

    kartu: list[PersonCard] = field(default_factory=list)
    baris: set[int] = field(default_factory=set)
    ttd: set[int] = field(default_factory=set)
    lain: set[int] = field(default_factory=set)


def find_labels(sheet: Sheet, words: RosterWords) -> tuple[int, dict[str, str]] | None:
    """(first row, label as written by our word) where a sheet is made of cards; None where it is not.

    It is when a name and at least one more of our words stand as labels in one column, below each other.
    """
    label: dict[str, str] = {}
    kolom: dict[int, set[str]] = {}
    awal = 0
    for row in sorted(sheet.rows):
        for col, teks, _ in _labels(sheet.rows[row], words):
            bidang = words.field_of("pegawai", normal(teks))
            if bidang and not bidang[0].startswith(_PENILAI):
                awal = awal or row
                label.setdefault(bidang[0], rapi(teks))
                kolom.setdefault(col, set()).add(bidang[0])
    cukup = any({"nama", "nama_nip"} & kata and len(kata) >= 2 for kata in kolom.values())
    return (awal, label) if cukup else None


def read_cards(sheet: Sheet, words: RosterWords, awal: int, akhir: int, label: dict[str, str]) -> HalamanKartu:
    """The cards between two rows; `label` are the labels by our word, the first of them begins a card."""
    kata = {normal(teks): bidang for bidang, teks in label.items()}
    mulai = normal(next(iter(label.values())))
    lajur = sorted(
        {
            col
            for row, isi in sheet.rows.items()
            if awal <= row <= akhir
            for col, teks, _ in _labels(isi, words)
            if normal(teks) == mulai
        }
    )
    hasil = HalamanKartu()
    terbuka: dict[int, PersonCard] = {}
    ttd = False
    for row in sorted(satu for satu in sheet.rows if awal <= satu <= akhir):
        isi = sheet.rows[row]
        dikenal = [(col, kata[normal(teks)], sel) for col, teks, sel in _labels(isi, words) if normal(teks) in kata]
        mulai_di_sini = any(bidang == kata[mulai] for _, bidang, _ in dikenal)
        ttd = not mulai_di_sini and (ttd or any(words.closing(rapi(sel.text)) == "pasti" for sel in isi.values()))
        if ttd:
            hasil.ttd.add(row)
            continue
        for col, bidang, sel in dikenal:
            jalur = max((satu for satu in lajur if satu <= col), default=col)
            if bidang == kata[mulai]:
                terbuka[jalur] = PersonCard(row)
                hasil.kartu.append(terbuka[jalur])
            kartu = terbuka.get(jalur)
            if kartu is None or sel is None:
                continue
            if bidang in kartu.sel:
                kartu.ganda.append(sel)
            else:
                kartu.sel[bidang] = sel
        bagian_kartu = bool(terbuka) and (bool(dikenal) or any(_labels(isi, words)))
        (hasil.baris if bagian_kartu else hasil.lain).add(row)
    hasil.kartu = [satu for satu in hasil.kartu if satu.sel]
    return hasil


def _labels(isi: dict[int, Cell], words: RosterWords) -> Iterator[tuple[int, str, Cell | None]]:
    """(column, label, cell with its value) of every `label : value` in a row; the value may be missing."""
    kolom = sorted(isi)
    for nomor, col in enumerate(kolom):
        sel = isi[col]
        teks, titik_dua, sisa = sel.text.partition(":")
        if sel.kind != "teks" or not rapi(teks) or len(teks) > _LABEL_MAKS:
            continue
        if titik_dua and sisa.strip():
            yield col, teks, replace(sel, text=sisa.strip())
            continue
        kanan = [isi[satu] for satu in kolom[nomor + 1 :]]
        if (
            not titik_dua
            and not (kanan and rapi(kanan[0].text).startswith(":"))
            and not words.field_of("pegawai", normal(teks))
        ):
            continue
        nilai = next((satu for satu in kanan if rapi(satu.text) != ":"), None)
        if nilai is not None and words.field_of("pegawai", normal(nilai.text.partition(":")[0])):
            nilai = None  # the next label: this one has no value
        if nilai is not None and nilai.text.lstrip().startswith(":"):
            nilai = replace(nilai, text=nilai.text.lstrip().removeprefix(":").strip())
        yield col, teks, nilai

"""The wordings that forms of other offices carry (`daftar/label-*.toml`), as data; it knows no cell.

A label file has groups, a group has names, a name has the wordings that mean it. Compared are the letters and digits
only: `NIP (*opsional)` and `nip opsional` are the same wording.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.teks import rapi
from skpxl.template.errors import dalam_bahasa, urai_toml

AWALAN = "label-"
_BUKAN_KATA = re.compile(r"[^0-9a-z]+")
_KATA = re.compile(r"[0-9A-Za-z]+")
_TERPANJANG = 400  # characters; a longer text is no label


def lipat(teks: str) -> str:
    """The letters and digits of a text in lower case, a blank between words: what wordings are compared by."""
    return _BUKAN_KATA.sub(" ", rapi(teks).casefold()).strip()


@dataclass(frozen=True)
class Label:
    """One file of wordings: group -> name -> wordings."""

    grup: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def _kenal(self) -> dict[str, dict[str, str]]:
        """Group -> folded wording -> name, longest wording first."""
        kenal = {}
        for nama_grup, isi in self.grup.items():
            semua = [(lipat(kata), nama) for nama, ragam in isi.items() for kata in ragam]
            kenal[nama_grup] = dict(sorted(semua, key=lambda satu: -len(satu[0])))
        return kenal

    def cocok(self, grup: str, teks: str) -> str | None:
        """The name that the whole of `teks` is a wording of, or None."""
        if len(teks) > _TERPANJANG:
            return None
        return self._kenal[grup].get(lipat(teks))

    def awal(self, grup: str, teks: str, *, tanda: str = ":") -> tuple[str, str] | None:
        """The name that `teks` begins with, and what follows; None where it does not.

        Behind the wording there must be one of the characters of `tanda`, a line break, or nothing; with an empty
        `tanda` any end of a word will do.
        """
        hasil = self._awal(grup, teks)
        if hasil is None:
            return None
        nama, sisa = hasil
        inti = sisa.lstrip(" \t\u00a0*)")
        if not tanda or not inti.strip() or inti[0] in "\r\n":
            return nama, inti.lstrip(":").strip()
        return (nama, inti[1:].strip()) if inti[0] in tanda else None

    def _awal(self, grup: str, teks: str) -> tuple[str, str] | None:
        """The longest wording whose words are the first words of `teks`, and the text behind them."""
        kata = list(_KATA.finditer(teks[:_TERPANJANG]))
        for ragam, nama in self._kenal[grup].items():
            bagian = ragam.split()
            if bagian and [satu[0].casefold() for satu in kata[: len(bagian)]] == bagian:
                return nama, teks[kata[len(bagian) - 1].end() :]
        return None

    def memuat(self, grup: str, teks: str) -> set[str]:
        """The names of all wordings that `teks` contains as whole words; empty for a long text."""
        if len(teks) > _TERPANJANG:
            return set()
        isi = f" {lipat(teks)} "
        return {nama for ragam, nama in self._kenal[grup].items() if f" {ragam} " in isi}

    def ragam(self, grup: str) -> dict[str, str]:
        """The folded wordings of a group with the name of each, longest first."""
        return self._kenal[grup]


def baca_label(berkas: Path) -> Label:
    """Read one label file. Raises SkpxlError that names the file, and a wording that means two things."""
    try:
        isi = TypeAdapter(dict[str, dict[str, tuple[str, ...]]]).validate_python(urai_toml(berkas))
    except ValidationError as galat:
        raise SkpxlError(dalam_bahasa(berkas, galat)) from galat
    for grup, nama in isi.items():
        pemilik: dict[str, str] = {}
        for satu, ragam in nama.items():
            for kata in ragam:
                if pemilik.setdefault(lipat(kata), satu) != satu or not lipat(kata):
                    raise SkpxlError(f"{berkas}, [{grup}]: tulisan “{kata}” dipakai dua kali atau kosong; hapus satu.")
    return Label(isi)

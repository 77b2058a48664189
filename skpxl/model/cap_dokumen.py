"""The mark on a finished paper: which paper it is, whose, of which year. It proves nothing: a paper is signed on paper.

A finished paper is no form, so it carries no stamp. Its mark stands in a custom document property (`SIFAT_DOKUMEN`) and
among the keywords, which LibreOffice takes along into a PDF. Values are led by a letter, so that no program takes one for
a number.
"""

import re
from typing import NamedTuple

SIFAT_DOKUMEN = "skpxl_dokumen"
TANDA_AWAL = "SKPXLDOK1"
# The contents page of a person's set (`skpxl papers pack`): a paper about papers, asked for by nobody.
DAFTAR_ISI = "daftar-isi"
# LibreOffice writes the `;` between keywords as `, `.
_MARK = re.compile(TANDA_AWAL + r"\s*[;,]\s*d=([a-z0-9-]{1,60})\s*[;,]\s*n=N([0-9A-Za-z]{0,24})\s*[;,]\s*t=T(\d{4})")


class CapDokumen(NamedTuple):
    """A paper: short name of its kind (`aturan/berkas.toml`), NIP of the pegawai (may be empty), the year it is about."""

    kode: str
    nip: str
    tahun: int

    def tercetak(self) -> str:
        """The mark as one line; of several papers in one workbook the lines are joined by a blank."""
        return f"{TANDA_AWAL};d={self.kode};n=N{self.nip};t=T{self.tahun}"


def cap_dokumen(text: str) -> list[CapDokumen]:
    """All marks in a text, in order; none for any other text."""
    return [CapDokumen(kode, nip, int(tahun)) for kode, nip, tahun in _MARK.findall(text)]

"""What a row of a people's table is: a person, a repeated header, a heading, a subtotal, a signature, a note. Not who."""

import re
from dataclasses import dataclass

from skpxl.foreign.people import holds_nip
from skpxl.foreign.roster.accounting import Nasib
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell

_NOMOR = re.compile(r"\(?\d{1,5}[.)]?")
_KATA_NIP = re.compile(r"NIP\b", re.IGNORECASE)
_AWAL_NAMA = re.compile(r"(?!NIP\b)[^\W\d]", re.IGNORECASE)
_ANGKA_PANJANG = re.compile(r"(?:\d[\s.]?){8}")


@dataclass
class Penggolong:
    """Tells rows apart; remembers whether a signature block is going on. `judul` are the titles by column."""

    kolom: dict[str, int]
    judul: dict[int, tuple[str, ...]]
    lebar_gabung: dict[int, int]  # row -> columns that a merge beginning there covers
    words: RosterWords
    ttd: bool = False

    def nasib(self, row: int, isi: dict[int, Cell]) -> Nasib:
        """The fate of one non-blank row."""
        teks = {col: rapi(sel.text) or "?" for col, sel in isi.items()}
        ada = {kata for kata, col in self.kolom.items() if col in teks and teks[col].strip("-")}
        if self._kepala_lagi(teks):
            return "kepala"
        pertama = next(iter(teks.values()))
        if self._orang_pasti(teks, ada):
            self.ttd = False
            return "orang"
        if self.ttd and ada & {"nama", "nip"} and (len(ada) > 2 or (len(ada) > 1 and self._bernomor(teks))):
            self.ttd = False  # the table goes on below the signature
        if self.ttd or self._ttd_mulai(teks, ada):
            self.ttd = True
            return "tanda tangan"
        if any(map(holds_nip, teks.values())):  # whoever that is, it is no subtotal and no note
            bukan = self.words.closing(pertama) in ("catatan", "jumlah")
            return "orang" if not bukan and self._orang(teks, ada) else "tak terbaca"
        depan = list(teks.values())[: 1 if _NOMOR.fullmatch(pertama) else 2]
        if any(self.words.closing(satu) == "jumlah" for satu in depan):
            return "subtotal"
        if self.words.closing(pertama) == "catatan":
            return "catatan"
        if len(teks) == 1:
            return self._sendiri(row, next(iter(teks)), pertama)
        if self._orang(teks, ada):
            return "orang"
        return "tak terbaca"

    def _sendiri(self, row: int, col: int, teks: str) -> Nasib:
        """A row with one text: a heading where it is merged or names a unit, else a note, or not to be told."""
        if self.lebar_gabung.get(row, 1) > 1 or self.words.names_unit(teks):
            return "judul bagian"
        if col in self.kolom.values() or not any(huruf.isalpha() for huruf in teks):
            return "tak terbaca"
        return "catatan"

    def _kepala_lagi(self, teks: dict[int, str]) -> bool:
        if len(teks) >= 3 and all(re.fullmatch(r"\(?\d{1,2}\)?", satu) for satu in teks.values()):
            angka = [int(satu.strip("()")) for satu in teks.values()]
            return angka == list(range(angka[0], angka[0] + len(angka)))
        return all(satu in self.judul.get(col, ()) for col, satu in teks.items()) or (
            len(teks) >= 2
            and all(
                any(normal(satu) == normal(judul) for judul in self.judul.get(col, ())) for col, satu in teks.items()
            )
        )

    def _orang_pasti(self, teks: dict[int, str], ada: set[str]) -> bool:
        """A name and a number, each in its column (or both in one, with more beside it); within a signature a bare one."""
        tertulis = teks.get(self.kolom.get("nip", 0), "")
        nip = clean_nip(tertulis)
        bernama = "nama" in ada and not _KATA_NIP.match(teks[self.kolom["nama"]])
        if bernama and len(nip) >= 8 and nip.isdigit():
            return not (self.ttd and _KATA_NIP.match(tertulis))
        gabung = teks.get(self.kolom.get("nama_nip", 0), "")
        bernama = bool(_AWAL_NAMA.match(gabung) and _ANGKA_PANJANG.search(gabung))
        return bernama and (len(ada) > (2 if self.ttd else 1) or self._bernomor(teks))

    def _bernomor(self, teks: dict[int, str]) -> bool:
        awal = min(self.kolom.values())
        return any(col < awal and _NOMOR.fullmatch(satu) for col, satu in teks.items())

    def _ttd_mulai(self, teks: dict[int, str], ada: set[str]) -> bool:
        if len(teks) > 3 or self._bernomor(teks):
            return False
        if any(self.words.closing(satu) == "pasti" for satu in teks.values()):
            return True
        if len(teks) > 2:
            return False
        jabatan = self.kolom.get("jabatan", 0)
        return any(
            (self.words.closing(satu) == "mungkin" and (satu.endswith(",") or (col != jabatan and len(teks) == 1)))
            or (len(ada - {"unit_kerja"}) <= 1 and len(teks) == 1 and re.match(r"NIP[\s.:]", satu, re.IGNORECASE))
            for col, satu in teks.items()
        )

    def _orang(self, teks: dict[int, str], ada: set[str]) -> bool:
        bernomor = self._bernomor(teks)
        if "nip" in ada and len(re.sub(r"\D", "", teks[self.kolom["nip"]])) >= 8:
            return len(ada) > 1 or bernomor
        if ada & {"nip", "nama", "nama_nip"}:
            return bernomor or len(ada) > 1
        return "jabatan" in ada and (bernomor or bool(ada & {"unit_kerja", "unit_id", "pangkat_golongan", "golongan"}))

"""What became of every non-blank row of a roster file: nothing is dropped without a word. It reads nothing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from skpxl.errors import AccountError, balance

Nasib = Literal[
    "orang", "kartu", "lanjutan", "unit", "produk", "judul", "kepala", "judul bagian", "subtotal", "tanda tangan",
    "catatan", "tak terbaca", "lembar lain",
]  # fmt: skip
_URUTAN: tuple[Nasib, ...] = Nasib.__args__  # type: ignore[attr-defined]


@dataclass
class Pembukuan:
    """The fate of every row, by (sheet, row). `kartu` counts people read from cards, of several rows each."""

    berisi: int = 0
    nasib: dict[tuple[str, int], Nasib] = field(default_factory=dict)
    kartu: int = 0

    def record(self, lembar: str, row: int, nasib: Nasib) -> None:
        """Book a row. A row has one fate; raises AccountError for a second one."""
        if (lembar, row) in self.nasib:
            raise AccountError(f"Baris {lembar}!{row} dibukukan dua kali: {self.nasib[lembar, row]}, lalu {nasib}.")
        self.nasib[lembar, row] = nasib

    def counts(self) -> dict[str, int]:
        """Rows by fate, in a fixed order, without those that do not occur."""
        jumlah = Counter(self.nasib.values())
        return {nama: jumlah[nama] for nama in _URUTAN if jumlah[nama]}

    @property
    def orang(self) -> int:
        """How many people there are: a row each, or a card each."""
        return self.counts().get("orang", 0) + self.kartu

    def check(self, pegawai: int) -> None:
        """Hold rows and people read against what was booked. Raises AccountError where they do not come out even."""
        balance("baris berisi dan yang dibukukan", self.berisi, len(self.nasib))
        balance("orang yang dibaca dan yang dibukukan", pegawai, self.orang)

    def rentang(self) -> dict[str, list[str]]:
        """The rows of each fate as ranges: `{"tanda tangan": ["Sheet1!40-44"]}`."""
        hasil: dict[str, list[str]] = {nama: [] for nama in self.counts()}
        awal: tuple[str, int] | None = None
        urut = sorted(self.nasib.items(), key=lambda satu: (satu[1], satu[0]))
        for nomor, ((lembar, row), nasib) in enumerate(urut):
            awal = awal or (lembar, row)
            lanjut = urut[nomor + 1] if nomor + 1 < len(urut) else None
            if lanjut != ((lembar, row + 1), nasib):
                hasil[nasib].append(f"{lembar}!{awal[1]}" + (f"-{row}" if row > awal[1] else ""))
                awal = None
        return hasil

    def kalimat(self) -> str:
        """`48 baris berisi = 40 orang + 3 judul + 5 tanda tangan`; of cards also how many people they are."""
        bagian = " + ".join(f"{banyak} {nama}" for nama, banyak in self.counts().items())
        kartu = f" ({self.kartu} orang dari kartu)" if self.kartu else ""
        return f"{self.berisi} baris berisi = {bagian or '0'}{kartu}"

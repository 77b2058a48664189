"""What papers are wanted for: the use that an operator names, in one year. Which papers it asks for stands in the rules."""

from collections.abc import Sequence
from typing import NamedTuple

from skpxl.errors import PenggunaanError
from skpxl.model.berkas import AturanBerkas, DokumenPerlu, dokumen_perlu
from skpxl.papers.receive import LAINNYA


class Kegunaan(NamedTuple):
    """A use in one year: its short name, what it is called, the papers asked for in the order of the rule."""

    kode: str
    nama: str
    tahun: int
    perlu: tuple[DokumenPerlu, ...]
    dasar: str
    terverifikasi: bool

    @property
    def pendek(self) -> str:
        """For names of files and sheets: `kenaikan-pangkat-2026`."""
        batang, _, ujung = self.kode.rpartition("-")
        return f"{batang if ujung.isdigit() and batang else self.kode}-{self.tahun}"


def uses(nama: Sequence[str], tahun: int | None, aturan: AturanBerkas) -> list[Kegunaan]:
    """The uses that an operator names: a short name of the rule (`kenaikan-pangkat-2023`), or its stem and the year.

    `kp` stands for `kenaikan-pangkat`, as people write it. Raises PenggunaanError for an unknown one, for one that does not
    hold in that year, and where it holds for many years and none is given.
    """
    hasil: list[Kegunaan] = []
    for satu in dict.fromkeys(nama):
        kode = _kode(satu, tahun, aturan)
        isi = aturan.keperluan[kode]
        satu_tahun = tahun if isi.mulai != isi.sampai else isi.mulai
        if satu_tahun is None:
            raise PenggunaanError(f"{satu} berlaku untuk tahun {isi.mulai} dan seterusnya; tambahkan --year TAHUN.")
        if not isi.berlaku(satu_tahun):
            sampai = f" sampai {isi.sampai}" if isi.sampai else " dan seterusnya"
            raise PenggunaanError(f"{satu} berlaku untuk tahun {isi.mulai}{sampai}, bukan {satu_tahun}.")
        perlu = tuple(dokumen_perlu(kode, satu_tahun, aturan))
        kegunaan = Kegunaan(kode, isi.nama, satu_tahun, perlu, isi.dasar, isi.terverifikasi)
        if kegunaan not in hasil:
            hasil.append(kegunaan)
    return hasil


def _kode(nama: str, tahun: int | None, aturan: AturanBerkas) -> str:
    penuh = nama.strip().casefold()
    if penuh == "kp" or penuh.startswith("kp-"):
        penuh = "kenaikan-pangkat" + penuh[2:]
    if penuh in aturan.keperluan:
        return penuh
    calon = [kode for kode in aturan.keperluan if kode.rpartition("-")[0] == penuh]
    if not calon:
        raise PenggunaanError(f"--use {nama} tidak dikenal; pilihannya: {', '.join(aturan.keperluan)}.")
    if tahun is None:
        raise PenggunaanError(f"--use {nama} tanpa tahun; tambahkan --year TAHUN, atau sebut {' atau '.join(calon)}.")
    cocok = [kode for kode in calon if aturan.keperluan[kode].berlaku(tahun)]
    if len(cocok) != 1:
        raise PenggunaanError(f"Tidak ada aturan {nama} untuk tahun {tahun}; pilihannya: {', '.join(calon)}.")
    return cocok[0]


def paper_in_words(kode: str, tahun: int, aturan: AturanBerkas) -> str:
    """A paper with its year in words; the year only once."""
    nama = aturan.dokumen[kode].nama if kode in aturan.dokumen else LAINNYA.get(kode, kode)
    return nama if str(tahun) in nama else f"{nama} {tahun}"

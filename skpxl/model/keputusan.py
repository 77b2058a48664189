"""Collisions between copies of one workbook, and the decisions made on them. Plain values; nothing is merged here."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.model.teks import rapi

KOSONGKAN = "kosongkan"
# How the keys begin of what an unproven file says: it waits for a decision, but holds nothing up.
TANPA_BUKTI = "bukti"
_SUMBER_MAKS = 3


def huruf(nomor: int) -> str:
    """The letter of an alternative, counted from 1: A, B, ... Z, AA."""
    teks = ""
    while nomor > 0:
        nomor, sisa = divmod(nomor - 1, 26)
        teks = chr(65 + sisa) + teks
    return teks


def pilihan_untuk(banyak: int) -> list[str]:
    """What may be chosen among `banyak` alternatives: `A`, `B`, ..., `kosongkan`."""
    return [*(huruf(nomor) for nomor in range(1, banyak + 1)), KOSONGKAN]


class Sumber(Model):
    """Where an alternative was typed: the copy (by position, from 0), its file, and the cell in it (`Sheet!A1` or empty)."""

    ke: int = 0
    file: str
    sel: str = ""


class Alternatif(Model):
    """One of the values that collide. `isi` are its values by key, `teks` the same for people, `sidik` its fingerprint."""

    teks: str
    sidik: str
    isi: dict[str, str]
    sumber: tuple[Sumber, ...]


class Putusan(NamedTuple):
    """What a row of the decisions says: `nilai` is the fingerprint chosen (`pilih`), the own text (`sendiri`), or what
    cannot be understood (`rancu`)."""

    jenis: Literal["belum", "pilih", "kosongkan", "sendiri", "rancu"]
    nilai: str = ""

    @property
    def jelas(self) -> bool:
        """True where the row decides something."""
        return self.jenis not in ("belum", "rancu")


class Keputusan(Model):
    """One row of the decisions: the collision as it was shown, and what was filled in beside it.

    `buku` is the workbook's code, `key` the key of the cell or, with `butir`, the root of the keys of a whole item.
    `sidik` are the fingerprints of the alternatives in the order of their letters, `alternatif` their texts as shown,
    `berkas` where they stand, in words. `keterangan` says why a row does not count. `file` and `sel` tell where the row
    itself was read. Without `buku` it is a row that has lost its code, kept for what was typed in it.
    """

    buku: str = ""
    key: str = ""
    butir: bool = False
    sidik: tuple[str, ...] = ()
    siapa: str = ""
    tempat: str = ""
    alternatif: tuple[str, ...] = ()
    berkas: str = ""
    pilihan: str = ""
    isi_sendiri: str = ""
    oleh: str = ""
    catatan: str = ""
    keterangan: str = ""
    file: str = ""
    sel: str = ""

    @property
    def diketik(self) -> bool:
        """True where anything was filled in."""
        return any(rapi(teks) for teks in (self.pilihan, self.isi_sendiri, self.oleh, self.catatan))

    @property
    def putusan(self) -> Putusan:
        """What the row says, of its own alternatives. A choice and a text of one's own together are no decision."""
        pilihan, sendiri = rapi(self.pilihan).casefold(), rapi(self.isi_sendiri)
        if not pilihan and not sendiri:
            return Putusan("belum")
        if pilihan and sendiri:
            return Putusan("rancu", "Keputusan dan Isi sendiri terisi dua-duanya")
        if sendiri:
            if self.butir:
                return Putusan("rancu", "Isi sendiri tidak berlaku untuk isian yang diputuskan seluruhnya")
            return Putusan("sendiri", self.isi_sendiri)
        boleh = pilihan_untuk(len(self.sidik))
        urutan = next((ke for ke, satu in enumerate(boleh) if satu.casefold() == pilihan), None)
        if urutan is None:
            return Putusan("rancu", f"“{rapi(self.pilihan)[:40]}” bukan salah satu dari {', '.join(boleh)}")
        if urutan == len(self.sidik):
            return Putusan("kosongkan")
        return Putusan("pilih", self.sidik[urutan])


class Bentrokan(Model):
    """A place at which copies of one workbook say different things; with `butir` a whole item of a table.

    `keys` are the places that one decision settles, `alternatif` what can be chosen, in the order of the letters. `baris`
    are the rows of the decisions that were made for exactly these alternatives.
    """

    buku: str
    key: str
    butir: bool = False
    keys: tuple[str, ...]
    siapa: str = ""
    tempat: str = ""
    alternatif: tuple[Alternatif, ...]
    baris: tuple[Keputusan, ...] = Field(default=())

    @property
    def tanpa_bukti(self) -> bool:
        """True where it is about a file whose origin is not proven: what is verified counts until it is decided."""
        return self.key.partition(".")[0] == TANPA_BUKTI

    @property
    def sidik(self) -> tuple[str, ...]:
        """The fingerprints of the alternatives, in the order of the letters."""
        return tuple(satu.sidik for satu in self.alternatif)

    def milik(self, baris: Keputusan) -> bool:
        """True where a row was made for exactly these alternatives, in whatever order."""
        sama_tempat = (self.buku, self.key, self.butir) == (baris.buku, baris.key, baris.butir)
        return sama_tempat and len(baris.sidik) == len(self.sidik) and {*baris.sidik} == {*self.sidik}

    @property
    def putusan(self) -> Putusan:
        """What has been decided; rows that decide different things decide nothing."""
        jelas = {satu.putusan: None for satu in self.baris if satu.putusan.jelas}
        if len(jelas) > 1:
            return Putusan("rancu", "dua baris untuk tempat yang sama memutuskan hal yang berbeda")
        return next(iter(jelas), Putusan("belum"))

    @property
    def pilihan(self) -> Alternatif | None:
        """The alternative that was chosen, where one was."""
        jenis, nilai = self.putusan
        return next((satu for satu in self.alternatif if jenis == "pilih" and satu.sidik == nilai), None)

    def terpilih(self) -> dict[str, str]:
        """The values of `keys` after the decision; empty where it clears them. Only where something was decided."""
        jenis, nilai = self.putusan
        if jenis == "sendiri":
            return {self.keys[0]: nilai}
        return dict(self.pilihan.isi) if self.pilihan else {}

    @property
    def berkas(self) -> str:
        """Where the alternatives stand, a line each: `A: SKP.xlsx, SKP!C12`, of many files the first few.

        Files of one name are told by their path.
        """
        semua = {satu.file for alternatif in self.alternatif for satu in alternatif.sumber}
        kembar = len({PurePath(file).name for file in semua}) < len(semua)
        baris = []
        for nomor, alternatif in enumerate(self.alternatif, start=1):
            sumber = [
                ", ".join(filter(None, (satu.file if kembar else PurePath(satu.file).name, satu.sel)))
                for satu in alternatif.sumber[:_SUMBER_MAKS]
            ]
            lebih = len(alternatif.sumber) - _SUMBER_MAKS
            sumber += [f"dan {lebih} berkas lain"] if lebih > 0 else []
            baris.append(f"{huruf(nomor)}: {'; '.join(sumber)}")
        return "\n".join(baris)

    def untuk_berkas(self) -> tuple[Keputusan, ...]:
        """The rows as they are to be written now. What was typed stays; a letter becomes the one its alternative has now."""
        kini = {
            "buku": self.buku, "key": self.key, "butir": self.butir, "sidik": self.sidik, "siapa": self.siapa,
            "tempat": self.tempat, "alternatif": tuple(satu.teks for satu in self.alternatif), "berkas": self.berkas,
            "keterangan": "",
        }  # fmt: skip
        hasil = []
        for satu in self.baris or (Keputusan(),):
            jenis, nilai = satu.putusan
            pilihan = huruf(self.sidik.index(nilai) + 1) if jenis == "pilih" else satu.pilihan
            hasil.append(satu.model_copy(update={**kini, "pilihan": pilihan}))
        return tuple(hasil)


def tanpa_kembar(baris: Sequence[Keputusan]) -> tuple[Keputusan, ...]:
    """Rows in which the same was typed count, and are kept, once."""
    hasil: dict[tuple[object, ...], Keputusan] = {}
    for satu in baris:
        hasil.setdefault((satu.putusan, satu.pilihan, satu.isi_sendiri, satu.oleh, satu.catatan), satu)
    terisi = [satu for satu in hasil.values() if satu.diketik]
    return tuple(terisi or list(hasil.values())[:1])

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
_MAX_SOURCES = 3


def huruf(number: int) -> str:
    """The letter of an alternative, counted from 1: A, B, ... Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def pilihan_untuk(count: int) -> list[str]:
    """What may be chosen among `count` alternatives: `A`, `B`, ..., `kosongkan`."""
    return [*(huruf(number) for number in range(1, count + 1)), KOSONGKAN]


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
        return any(rapi(text) for text in (self.pilihan, self.isi_sendiri, self.oleh, self.catatan))

    @property
    def putusan(self) -> Putusan:
        """What the row says, of its own alternatives. A choice and a text of one's own together are no decision."""
        choice, own = rapi(self.pilihan).casefold(), rapi(self.isi_sendiri)
        if not choice and not own:
            return Putusan("belum")
        if choice and own:
            return Putusan("rancu", "Keputusan dan Isi sendiri terisi dua-duanya")
        if own:
            if self.butir:
                return Putusan("rancu", "Isi sendiri tidak berlaku untuk isian yang diputuskan seluruhnya")
            return Putusan("sendiri", self.isi_sendiri)
        allowed = pilihan_untuk(len(self.sidik))
        index = next((position for position, letter in enumerate(allowed) if letter.casefold() == choice), None)
        if index is None:
            return Putusan("rancu", f"“{rapi(self.pilihan)[:40]}” bukan salah satu dari {', '.join(allowed)}")
        if index == len(self.sidik):
            return Putusan("kosongkan")
        return Putusan("pilih", self.sidik[index])


class Collision(Model):
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
        return tuple(option.sidik for option in self.alternatif)

    def milik(self, row: Keputusan) -> bool:
        """True where a row was made for exactly these alternatives, in whatever order."""
        same_place = (self.buku, self.key, self.butir) == (row.buku, row.key, row.butir)
        return same_place and len(row.sidik) == len(self.sidik) and {*row.sidik} == {*self.sidik}

    @property
    def putusan(self) -> Putusan:
        """What has been decided; rows that decide different things decide nothing."""
        clear = {row.putusan: None for row in self.baris if row.putusan.jelas}
        if len(clear) > 1:
            return Putusan("rancu", "dua baris untuk tempat yang sama memutuskan hal yang berbeda")
        return next(iter(clear), Putusan("belum"))

    @property
    def pilihan(self) -> Alternatif | None:
        """The alternative that was chosen, where one was."""
        kind, value = self.putusan
        return next((option for option in self.alternatif if kind == "pilih" and option.sidik == value), None)

    def terpilih(self) -> dict[str, str]:
        """The values of `keys` after the decision; empty where it clears them. Only where something was decided."""
        kind, value = self.putusan
        if kind == "sendiri":
            return {self.keys[0]: value}
        return dict(self.pilihan.isi) if self.pilihan else {}

    @property
    def berkas(self) -> str:
        """Where the alternatives stand, a line each: `A: SKP.xlsx, SKP!C12`, of many files the first few.

        Files of one name are told by their path.
        """
        files = {source.file for option in self.alternatif for source in option.sumber}
        doubled = len({PurePath(file).name for file in files}) < len(files)
        lines = []
        for number, option in enumerate(self.alternatif, start=1):
            sources = [
                ", ".join(filter(None, (source.file if doubled else PurePath(source.file).name, source.sel)))
                for source in option.sumber[:_MAX_SOURCES]
            ]
            more = len(option.sumber) - _MAX_SOURCES
            sources += [f"dan {more} berkas lain"] if more > 0 else []
            lines.append(f"{huruf(number)}: {'; '.join(sources)}")
        return "\n".join(lines)

    def untuk_berkas(self) -> tuple[Keputusan, ...]:
        """The rows as they are to be written now. What was typed stays; a letter becomes the one its alternative has now."""
        now = {
            "buku": self.buku, "key": self.key, "butir": self.butir, "sidik": self.sidik, "siapa": self.siapa,
            "tempat": self.tempat, "alternatif": tuple(option.teks for option in self.alternatif), "berkas": self.berkas,
            "keterangan": "",
        }  # fmt: skip
        rows = []
        for row in self.baris or (Keputusan(),):
            kind, value = row.putusan
            letter = huruf(self.sidik.index(value) + 1) if kind == "pilih" else row.pilihan
            rows.append(row.model_copy(update={**now, "pilihan": letter}))
        return tuple(rows)


def tanpa_kembar(rows: Sequence[Keputusan]) -> tuple[Keputusan, ...]:
    """Rows in which the same was typed count, and are kept, once."""
    kept: dict[tuple[object, ...], Keputusan] = {}
    for row in rows:
        kept.setdefault((row.putusan, row.pilihan, row.isi_sendiri, row.oleh, row.catatan), row)
    typed = [row for row in kept.values() if row.diketik]
    return tuple(typed or list(kept.values())[:1])

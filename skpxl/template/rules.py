"""The rules as data, `workbook_templates/aturan/*.toml`: read, held against the lists, handed on as values. It applies none.

Names of rating, predikat and capaian may stand in any wording that the lists know; they come out in that of today.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.angka_kredit import AturanAngkaKredit, Jenjang, PersenPredikat
from skpxl.model.berkas import AturanBerkas
from skpxl.model.dasar import Model
from skpxl.model.distribusi import ArtiSebagianBesar, PolaDistribusi, Syarat
from skpxl.model.integrasi import AturanIntegrasi
from skpxl.model.predikat import AturanKepala, TabelPredikat
from skpxl.model.teks import sidik
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.lists import Daftar

BERKAS = ("predikat", "pola-distribusi", "integrasi-2021", "angka-kredit", "berkas")

T = TypeVar("T")


class _Kepala(Model):
    rating: dict[str, str]
    terverifikasi: bool


class _BerkasPredikat(Model):
    tabel: dict[str, dict[str, str]]
    kepala: _Kepala


class _SebagianBesar(Model):
    arti: ArtiSebagianBesar
    terverifikasi: bool


class _Capaian(Model):
    syarat: tuple[Syarat, ...]


class _Kurva(Model):
    frekuensi: dict[str, dict[str, Decimal]]
    terverifikasi: bool


class _BerkasPola(Model):
    sebagian_besar: _SebagianBesar
    capaian: dict[str, _Capaian]
    kurva: _Kurva


class _BerkasAngkaKredit(Model):
    predikat: dict[str, PersenPredikat]
    jenjang: dict[str, Jenjang] = Field(min_length=1)


@dataclass(frozen=True)
class Aturan:
    """All rules; `belum_terverifikasi` names what stands in the files as `terverifikasi = false`, as `file: key`."""

    predikat: TabelPredikat
    kepala: AturanKepala
    pola: PolaDistribusi
    integrasi: AturanIntegrasi
    angka_kredit: AturanAngkaKredit
    berkas: AturanBerkas
    belum_terverifikasi: tuple[str, ...]


def read_aturan(folder: Path, daftar: Mapping[str, Daftar]) -> Aturan:
    """Read `folder` (aturan/). Raises SkpxlError, naming file and key, for what is missing, unknown or out of order."""
    mentah = {nama: parse_toml(folder / f"{nama}.toml") for nama in BERKAS}

    def parse(jenis: type[T], nama: str) -> T:
        try:
            return TypeAdapter(jenis).validate_python(mentah[nama])
        except ValidationError as galat:
            raise SkpxlError(dalam_bahasa(folder / f"{nama}.toml", galat)) from galat

    def isi(nama: str) -> "_Isi":
        return _Isi(folder / f"{nama}.toml", daftar)

    predikat = parse(_BerkasPredikat, "predikat")
    pola = parse(_BerkasPola, "pola-distribusi")
    angka_kredit = parse(_BerkasAngkaKredit, "angka-kredit")
    return Aturan(
        predikat=_tabel(predikat, isi("predikat")),
        kepala=_kepala(predikat.kepala, isi("predikat")),
        pola=_pola(pola, isi("pola-distribusi")),
        integrasi=parse(AturanIntegrasi, "integrasi-2021"),
        angka_kredit=_angka_kredit(angka_kredit, isi("angka-kredit")),
        berkas=parse(AturanBerkas, "berkas"),
        belum_terverifikasi=tuple(f"{nama}.toml: {key}" for nama in BERKAS for key in _ragu(mentah[nama])),
    )


@dataclass(frozen=True)
class _Isi:
    """One file while it is held against the lists."""

    berkas: Path
    daftar: Mapping[str, Daftar]

    def _daftar(self, nama: str) -> Daftar:
        if nama not in self.daftar:
            ada = ", ".join(sorted(self.daftar))
            raise SkpxlError(f"{self.berkas}: memerlukan daftar `{nama}`, yang tidak ada; yang ada: {ada}.")
        return self.daftar[nama]

    def semua(self, nama: str) -> tuple[str, ...]:
        """The values of a list."""
        return self._daftar(nama).nilai

    def sebutan(self, nama: str) -> dict[str, str]:
        """`sidik` of every wording of a list -> its value of today."""
        daftar = self._daftar(nama)
        return {**daftar.lama, **{sidik(nilai): nilai for nilai in daftar.nilai}}

    def satu(self, nama: str, teks: str, key: str) -> str:
        """The value of today that a text of the file means."""
        nilai = self._daftar(nama).match(teks)
        if nilai is None:
            raise SkpxlError(
                f"{self.berkas}: {key}: “{teks}” tidak ada dalam daftar `{nama}` ({', '.join(self.semua(nama))})."
            )
        return nilai

    def lengkap(self, nama: str, isi: Mapping[str, T], key: str) -> dict[str, T]:
        """A table of the file under the values of today; every value of the list has to be there, once."""
        hasil: dict[str, T] = {}
        for teks, anak in isi.items():
            nilai = self.satu(nama, teks, key)
            if nilai in hasil:
                raise SkpxlError(f"{self.berkas}: {key}: “{nilai}” ditulis dua kali; hapus salah satunya.")
            hasil[nilai] = anak
        if kurang := [nilai for nilai in self.semua(nama) if nilai not in hasil]:
            raise SkpxlError(f"{self.berkas}: {key}: belum ada {', '.join(f'“{satu}”' for satu in kurang)}.")
        return {nilai: hasil[nilai] for nilai in self.semua(nama)}


def _tabel(berkas: _BerkasPredikat, isi: _Isi) -> TabelPredikat:
    sel = {
        hasil: {
            perilaku: isi.satu("predikat", teks, f"tabel.{hasil}.{perilaku}")
            for perilaku, teks in isi.lengkap("rating", baris, f"tabel.{hasil}").items()
        }
        for hasil, baris in isi.lengkap("rating", berkas.tabel, "tabel").items()
    }
    return TabelPredikat(sel=sel, sebutan=isi.sebutan("rating"))


def _kepala(berkas: _Kepala, isi: _Isi) -> AturanKepala:
    rating = isi.lengkap("capaian_organisasi", berkas.rating, "kepala.rating")
    return AturanKepala(
        rating={nama: isi.satu("rating", teks, f"kepala.rating.{nama}") for nama, teks in rating.items()},
        sebutan=isi.sebutan("capaian_organisasi"),
        terverifikasi=berkas.terverifikasi,
    )


def _pola(berkas: _BerkasPola, isi: _Isi) -> PolaDistribusi:
    capaian = isi.lengkap("capaian_organisasi", berkas.capaian, "capaian")
    kurva = isi.lengkap("capaian_organisasi", berkas.kurva.frekuensi, "kurva.frekuensi")
    return PolaDistribusi(
        predikat=isi.semua("predikat"),
        syarat={nama: tuple(_syarat(satu.syarat, f"capaian.{nama}.syarat", isi)) for nama, satu in capaian.items()},
        arti_sebagian_besar=berkas.sebagian_besar.arti,
        kurva={nama: isi.lengkap("predikat", satu, f"kurva.frekuensi.{nama}") for nama, satu in kurva.items()},
        sebutan_predikat=isi.sebutan("predikat"),
        sebutan_capaian=isi.sebutan("capaian_organisasi"),
    )


def _syarat(syarat: Iterable[Syarat], key: str, isi: _Isi) -> Iterator[Syarat]:
    for nomor, satu in enumerate(syarat, start=1):
        predikat = tuple(isi.satu("predikat", teks, f"{key}.{nomor}.predikat") for teks in satu.predikat)
        yield satu.model_copy(update={"predikat": predikat})


def _angka_kredit(berkas: _BerkasAngkaKredit, isi: _Isi) -> AturanAngkaKredit:
    return AturanAngkaKredit(
        predikat=isi.lengkap("predikat", berkas.predikat, "predikat"),
        jenjang=berkas.jenjang,
        sebutan_predikat=isi.sebutan("predikat"),
    )


def _ragu(simpul: Any, key: str = "") -> Iterator[str]:
    """The keys of all tables that say `terverifikasi = false`."""
    if isinstance(simpul, dict):
        if simpul.get("terverifikasi") is False:
            yield key
        for nama, anak in simpul.items():
            yield from _ragu(anak, f"{key}.{nama}" if key else nama)

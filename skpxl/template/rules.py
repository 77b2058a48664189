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
from skpxl.model.angka_kredit import AturanAngkaKredit, Berlaku, Jenjang, PersenPredikat
from skpxl.model.aturan_isi import AturanIsi
from skpxl.model.berkas import AturanBerkas
from skpxl.model.dasar import Model
from skpxl.model.distribusi import ArtiSebagianBesar, PolaDistribusi, Syarat
from skpxl.model.integrasi import AturanIntegrasi
from skpxl.model.predikat import AturanKepala, TabelPredikat
from skpxl.model.teks import sidik
from skpxl.model.tpp import AturanTpp
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.lists import Daftar

TPP = "tpp"
BERKAS = ("predikat", "pola-distribusi", "integrasi-2021", "angka-kredit", "berkas")

T = TypeVar("T")


class _Kepala(Model):
    rating: dict[str, str]
    terverifikasi: bool


class _PredikatFile(Model):
    tabel: dict[str, dict[str, str]]
    tercetak: dict[str, str] = Field(default_factory=dict)
    kepala: _Kepala


class _SebagianBesar(Model):
    arti: ArtiSebagianBesar
    terverifikasi: bool


class _Capaian(Model):
    syarat: tuple[Syarat, ...]


class _Kurva(Model):
    frekuensi: dict[str, dict[str, Decimal]]
    terverifikasi: bool


class _PolaFile(Model):
    sebagian_besar: _SebagianBesar
    capaian: dict[str, _Capaian]
    kurva: _Kurva


class _AngkaKreditFile(Model):
    predikat: dict[str, PersenPredikat]
    jenjang: dict[str, Jenjang] = Field(min_length=1)
    berlaku: Berlaku = Berlaku()


@dataclass(frozen=True)
class Aturan:
    """All rules; `belum_terverifikasi` names what stands in the files as `terverifikasi = false`, as `file: key`."""

    predikat: TabelPredikat
    kepala: AturanKepala
    pola: PolaDistribusi
    integrasi: AturanIntegrasi
    angka_kredit: AturanAngkaKredit
    berkas: AturanBerkas
    tpp: AturanTpp
    belum_terverifikasi: tuple[str, ...]


def read_aturan(folder: Path, lists: Mapping[str, Daftar]) -> Aturan:
    """Read `folder` (aturan/). Raises SkpxlError, naming file and key, for what is missing, unknown or out of order."""
    raw = {name: parse_toml(folder / f"{name}.toml") for name in BERKAS}
    # Who has templates of his own from before there was one has no rule for TPP.
    raw |= {TPP: parse_toml(folder / f"{TPP}.toml")} if (folder / f"{TPP}.toml").is_file() else {TPP: {}}

    def parse(kind: type[T], name: str) -> T:
        try:
            return TypeAdapter(kind).validate_python(raw[name])
        except ValidationError as error:
            raise SkpxlError(dalam_bahasa(folder / f"{name}.toml", error)) from error

    def file_of(name: str) -> "_File":
        return _File(folder / f"{name}.toml", lists)

    predikat = parse(_PredikatFile, "predikat")
    pola = parse(_PolaFile, "pola-distribusi")
    angka_kredit = parse(_AngkaKreditFile, "angka-kredit")
    return Aturan(
        predikat=_tabel(predikat, file_of("predikat")),
        kepala=_kepala(predikat.kepala, file_of("predikat")),
        pola=_pola(pola, file_of("pola-distribusi")),
        integrasi=parse(AturanIntegrasi, "integrasi-2021"),
        angka_kredit=_angka_kredit(angka_kredit, file_of("angka-kredit")),
        berkas=parse(AturanBerkas, "berkas"),
        tpp=_tpp(parse(AturanTpp, TPP), file_of(TPP)),
        belum_terverifikasi=tuple(f"{name}.toml: {key}" for name in raw for key in unverified(raw[name])),
    )


def read_isi(file: Path) -> AturanIsi:
    """Read aturan/isi-skp.toml. Raises SkpxlError that names file and key."""
    try:
        return TypeAdapter(AturanIsi).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error


@dataclass(frozen=True)
class _File:
    """One file while it is held against the lists."""

    path: Path
    lists: Mapping[str, Daftar]

    def _list(self, name: str) -> Daftar:
        if name not in self.lists:
            known = ", ".join(sorted(self.lists))
            raise SkpxlError(f"{self.path}: memerlukan daftar `{name}`, yang tidak ada; yang ada: {known}.")
        return self.lists[name]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a list."""
        return self._list(name).nilai

    def wordings(self, name: str) -> dict[str, str]:
        """`sidik` of every wording of a list -> its value of today."""
        daftar = self._list(name)
        return {**daftar.lama, **{sidik(value): value for value in daftar.nilai}}

    def value(self, name: str, text: str, key: str) -> str:
        """The value of today that a text of the file means."""
        value = self._list(name).match(text)
        if value is None:
            raise SkpxlError(
                f"{self.path}: {key}: “{text}” tidak ada dalam daftar `{name}` ({', '.join(self.values(name))})."
            )
        return value

    def complete(self, name: str, table: Mapping[str, T], key: str) -> dict[str, T]:
        """A table of the file under the values of today; every value of the list has to be there, once."""
        found: dict[str, T] = {}
        for text, content in table.items():
            value = self.value(name, text, key)
            if value in found:
                raise SkpxlError(f"{self.path}: {key}: “{value}” ditulis dua kali; hapus salah satunya.")
            found[value] = content
        if missing := [value for value in self.values(name) if value not in found]:
            raise SkpxlError(f"{self.path}: {key}: belum ada {', '.join(f'“{value}”' for value in missing)}.")
        return {value: found[value] for value in self.values(name)}


def _tpp(content: AturanTpp, file: _File) -> AturanTpp:
    """The rule for TPP, by the names of predikat that are known."""
    persen = {file.value("predikat", name, "persen"): percent for name, percent in content.persen.items()}
    return content.model_copy(update={"persen": persen})


def _tabel(content: _PredikatFile, file: _File) -> TabelPredikat:
    cells = {
        hasil: {
            perilaku: file.value("predikat", text, f"tabel.{hasil}.{perilaku}")
            for perilaku, text in file.complete("rating", row, f"tabel.{hasil}").items()
        }
        for hasil, row in file.complete("rating", content.tabel, "tabel").items()
    }
    printed = {file.value("predikat", name, "tercetak"): text for name, text in content.tercetak.items()}
    return TabelPredikat(sel=cells, sebutan=file.wordings("rating"), tercetak=printed)


def _kepala(content: _Kepala, file: _File) -> AturanKepala:
    rating = file.complete("capaian_organisasi", content.rating, "kepala.rating")
    return AturanKepala(
        rating={capaian: file.value("rating", text, f"kepala.rating.{capaian}") for capaian, text in rating.items()},
        sebutan=file.wordings("capaian_organisasi"),
        terverifikasi=content.terverifikasi,
    )


def _pola(content: _PolaFile, file: _File) -> PolaDistribusi:
    capaian = file.complete("capaian_organisasi", content.capaian, "capaian")
    kurva = file.complete("capaian_organisasi", content.kurva.frekuensi, "kurva.frekuensi")
    return PolaDistribusi(
        predikat=file.values("predikat"),
        syarat={name: tuple(_syarat(table.syarat, f"capaian.{name}.syarat", file)) for name, table in capaian.items()},
        arti_sebagian_besar=content.sebagian_besar.arti,
        kurva={name: file.complete("predikat", table, f"kurva.frekuensi.{name}") for name, table in kurva.items()},
        sebutan_predikat=file.wordings("predikat"),
        sebutan_capaian=file.wordings("capaian_organisasi"),
    )


def _syarat(syarat: Iterable[Syarat], key: str, file: _File) -> Iterator[Syarat]:
    for number, condition in enumerate(syarat, start=1):
        predikat = tuple(file.value("predikat", text, f"{key}.{number}.predikat") for text in condition.predikat)
        yield condition.model_copy(update={"predikat": predikat})


def _angka_kredit(content: _AngkaKreditFile, file: _File) -> AturanAngkaKredit:
    return AturanAngkaKredit(
        predikat=file.complete("predikat", content.predikat, "predikat"),
        jenjang=content.jenjang,
        sebutan_predikat=file.wordings("predikat"),
        berlaku=content.berlaku,
    )


def unverified(node: Any, key: str = "") -> Iterator[str]:
    """The keys of all tables that say `terverifikasi = false`."""
    if isinstance(node, dict):
        if node.get("terverifikasi") is False:
            yield key
        for name, child in node.items():
            yield from unverified(child, f"{key}.{name}" if key else name)

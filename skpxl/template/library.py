"""Everything in one `workbook_templates/` folder, read once: definitions, lists, wording, looks. It finds no folder."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import DefinitionError, SkpxlError
from skpxl.template.blocks import BlokDaftarTetap, BlokIsian, BlokMatriks, BlokTabel
from skpxl.template.clashes import clashes
from skpxl.template.definition import Definition
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.included import SharedParts, written_in
from skpxl.template.labels import AWALAN, Label, read_label
from skpxl.template.layout import place
from skpxl.template.lists import Daftar, read_daftar
from skpxl.template.rules import Aturan, read_aturan
from skpxl.template.source import shipped_templates, templates_dir
from skpxl.template.style import Gaya

# Lists that are made for each workbook, not kept in daftar/: the superior's results, the people of other units, the ways of
# converting a score of 2021.
DAFTAR_PER_BERKAS = frozenset({"hasil_atasan", "pegawai_lain", "cara_konversi"})


@dataclass(frozen=True, eq=False)
class Library:
    """A templates folder. Parts are read when first asked for; every fault is a SkpxlError that names file and key."""

    akar: Path
    _definisi: dict[tuple[str, str], Definition] = field(default_factory=dict, repr=False)
    _versi: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def versi(self, form: str) -> list[str]:
        """The versions of a form, oldest first; empty for an unknown form."""
        if form not in self._versi:
            # Only names that look like a version: a backup copy beside it does no harm.
            found = (b.stem for b in (self.akar / form).glob("[0-9]*.toml"))
            self._versi[form] = sorted(found, key=_urutan_versi)
        return self._versi[form]

    def forms(self) -> list[str]:
        """The names of all forms, sorted."""
        return self._forms

    @cached_property
    def _forms(self) -> list[str]:
        return sorted(folder.name for folder in self.akar.iterdir() if folder.is_dir() and self.versi(folder.name))

    def definition(self, form: str, versi: str | None = None) -> Definition:
        """One version of a form, the newest by default. Raises SkpxlError where there is none or it has faults."""
        ada = self.versi(form)
        if not ada:
            raise SkpxlError(f"Formulir “{form}” tidak ada di {self.akar}; yang ada: {', '.join(self.forms())}.")
        versi = versi or ada[-1]
        if versi not in ada:
            raise SkpxlError(f"Formulir {form} versi {versi} tidak ada di {self.akar}; yang ada: {', '.join(ada)}.")
        if (form, versi) not in self._definisi:
            self._definisi[form, versi] = self._read_definisi(form, versi)
        return self._definisi[form, versi]

    def own(self, form: str) -> Definition:
        """A workbook of the program's own (`isi = "daftar"`); the shipped one where this folder is older than it."""
        return (self if self.versi(form) else load_library(shipped_templates())).definition(form)

    def _read_definisi(self, form: str, versi: str) -> Definition:
        berkas = self.akar / form / f"{versi}.toml"
        try:
            isi = self._diwarisi(self.bersama.complete(parse_toml(berkas), berkas), berkas)
        except (AttributeError, LookupError, TypeError, ValueError) as galat:
            # Before it is known to be tables and lists at all, shared and inherited blocks are put in.
            raise DefinitionError(f"{berkas}: lembar: susunan lembar dan bloknya keliru ({galat}).") from galat
        try:
            definisi = TypeAdapter(Definition).validate_python(isi)
        except ValidationError as galat:
            raise DefinitionError(dalam_bahasa(berkas, galat, lambda letak: written_in(isi, letak, berkas))) from galat
        if (definisi.form, definisi.versi) != (form, versi):
            raise DefinitionError(
                f"{berkas}: isinya menyebut {definisi.form} {definisi.versi}; samakan dengan nama folder dan berkas."
            )
        # The lists behind an open list come with its data.
        for daftar in _daftar_dipakai(definisi) if definisi.isi != "daftar" else ():
            if daftar not in self.daftar and daftar not in DAFTAR_PER_BERKAS:
                raise DefinitionError(
                    f"{berkas}: daftar `{daftar}` tidak ada; yang ada: {', '.join(sorted(self.daftar))}."
                )
        for blok in definisi.semua_blok():
            if isinstance(blok, BlokDaftarTetap) and len(self.daftar[blok.daftar].nilai) != blok.baris:
                raise DefinitionError(
                    f"{berkas}: blok `{blok.id}` menyebut {blok.baris} baris, "
                    f"daftar `{blok.daftar}` memuat {len(self.daftar[blok.daftar].nilai)}; samakan."
                )
        if kembar := clashes(place(definisi, tuple((nama, 1) for nama, _ in definisi.jumlah()))):
            raise DefinitionError(f"{berkas}: {'; '.join(kembar)}.")
        return definisi

    def _diwarisi(self, isi: dict[str, Any], berkas: Path) -> dict[str, Any]:
        """Blocks that say `warisan` taken from the form that `evaluasi_dari` names, with what they say themselves on top.

        An evaluation is the SKP's own table and two more columns (PermenPANRB 6/2022): its plan is written once. In a table
        that is inherited all columns are locked, and `kolom` only adds to them.
        """
        asal = isi.get("evaluasi_dari")
        sumber: dict[str, dict[str, Any]] = {}
        if isinstance(asal, str) and asal and (ada := self.versi(asal)):
            # Of the same version where there is one, so that a new SKP does not change evaluations in circulation.
            versi = isi["versi"] if isi.get("versi") in ada else ada[-1]
            self.definition(asal, versi)  # a fault of the SKP's definition is reported as its own
            file = self.akar / asal / f"{versi}.toml"
            induk = self.bersama.complete(parse_toml(file), file)
            sumber = {blok["id"]: blok for lembar in induk.get("lembar", []) for blok in lembar.get("blok", [])}
        for lembar in isi.get("lembar", []):
            for nomor, blok in enumerate(lembar.get("blok", [])):
                if not isinstance(blok, dict) or not blok.pop("warisan", False):
                    continue
                if blok.get("id") not in sumber:
                    raise DefinitionError(
                        f"{berkas}: blok `{blok.get('id')}` diwarisi dari `{asal}`, tetapi tidak ada di sana."
                    )
                lembar["blok"][nomor] = _warisan(sumber[blok["id"]], blok)
        return isi

    @cached_property
    def bersama(self) -> SharedParts:
        """bersama/: the parts that several definitions take by `sertakan`."""
        return SharedParts(self.akar)

    @cached_property
    def daftar(self) -> dict[str, Daftar]:
        """All lists of daftar/, by name; `-` in a file name becomes `_`. Files `label-*.toml` are no lists."""
        berkas = sorted([*(self.akar / "daftar").glob("*.txt"), *(self.akar / "daftar").glob("*.toml")])
        return {b.stem.replace("-", "_"): read_daftar(b) for b in berkas if not b.name.startswith(AWALAN)}

    @cached_property
    def label(self) -> dict[str, Label]:
        """The wordings of other offices' forms, `daftar/label-*.toml`, by what follows `label-`."""
        berkas = sorted((self.akar / "daftar").glob(f"{AWALAN}*.toml"))
        return {b.stem.removeprefix(AWALAN): read_label(b) for b in berkas}

    def wording(self, name: str) -> Label:
        """The wordings of `daftar/label-<name>.toml`. Raises SkpxlError where there is no such file, or it has faults."""
        if name not in self.label:
            file = self.akar / "daftar" / f"{AWALAN}{name}.toml"
            raise SkpxlError(f"{file} tidak ada; salin berkas itu dari folder templat asli.")
        return self.label[name]

    @cached_property
    def pesan(self) -> dict[str, dict[str, str]]:
        """pesan.toml: code -> {pesan, saran, contoh}."""
        berkas = self.akar / "pesan.toml"
        try:
            isi = TypeAdapter(dict[str, dict[str, str]]).validate_python(parse_toml(berkas))
        except ValidationError as galat:
            raise SkpxlError(dalam_bahasa(berkas, galat)) from galat
        for kode, kalimat in isi.items():
            for nama, teks in kalimat.items():
                if re.search(r"[{}]", re.sub(r"\{\w+\}", "", teks)):
                    raise SkpxlError(
                        f"{berkas}: {kode}.{nama}: tanda {{ dan }} hanya boleh mengapit satu kata, seperti {{found}}."
                    )
        return isi

    @cached_property
    def gaya(self) -> Gaya:
        """gaya.toml: fonts, colours, paper."""
        try:
            return TypeAdapter(Gaya).validate_python(parse_toml(self.akar / "gaya.toml"))
        except ValidationError as galat:
            raise SkpxlError(dalam_bahasa(self.akar / "gaya.toml", galat)) from galat

    @cached_property
    def aturan(self) -> Aturan:
        """aturan/: the rules of predikat, pola distribusi, integrasi 2021, angka kredit and papers."""
        return read_aturan(self.akar / "aturan", self.daftar)

    @cached_property
    def regulasi(self) -> dict[str, Any]:
        """regulasi.toml: sourced terms."""
        return parse_toml(self.akar / "regulasi.toml")


# What a column or a section asks for: of a plan that is inherited nothing is asked any more.
_ASKED = ("daftar", "bebas", "kurang", "bila", "anjuran", "kode_kosong", "kode_luar", "petunjuk")
_ASKED_SPARE = ("wajib_nilai", "wajib_isian", "kode_luar")


def _warisan(asal: dict[str, Any], blok: dict[str, Any]) -> dict[str, Any]:
    """A block of an evaluation: the SKP's, locked, and what `blok` says instead or besides."""
    gabung = {**asal, **{nama: nilai for nama, nilai in blok.items() if nama != "kolom"}}
    if asal["jenis"] == "tabel":
        buang = set(blok.get("tanpa", ()))
        gabung.pop("tanpa", None)
        for nama in ("kurang_rincian", "rincian_bila", "kode_rincian"):
            gabung.pop(nama, None)
        rencana = [
            {nama: nilai for nama, nilai in kolom.items() if nama not in _ASKED}
            | ({} if kolom["tingkat"] == "nomor" else {"terkunci": True})
            for kolom in asal["kolom"]
            if kolom.get("id", "") not in buang or not kolom.get("id")
        ]
        for kolom in rencana:
            kolom |= blok.get("lebar", {}).get(kolom.get("id", ""), {})
        gabung.pop("lebar", None)
        gabung["kolom"] = [*rencana, *blok.get("kolom", [])]
        gabung["bagian"] = [{nama: nilai for nama, nilai in b.items() if nama not in _ASKED} for b in asal["bagian"]]
    elif asal["jenis"] == "daftar_tetap":
        gabung = {nama: nilai for nama, nilai in gabung.items() if nama not in _ASKED_SPARE}
        gabung |= {"terkunci": True, "petunjuk": {}, "tambahan": 0}
    return gabung


def _urutan_versi(versi: str) -> tuple[int, ...]:
    return tuple(int(bagian) for bagian in versi.split(".") if bagian.isdigit())


def _daftar_dipakai(definisi: Definition) -> list[str]:
    dipakai: list[str] = []
    for blok in definisi.semua_blok():
        if isinstance(blok, BlokIsian):
            dipakai += [satu.daftar for lajur in blok.lajur for satu in lajur.baris if satu.daftar]
        if isinstance(blok, BlokDaftarTetap):
            dipakai.append(blok.daftar)
        elif isinstance(blok, BlokTabel):
            dipakai += [kolom.daftar for kolom in blok.kolom if kolom.daftar]
        elif isinstance(blok, BlokMatriks):
            dipakai += [nama for nama in (blok.pembuka,) if nama]
    return dipakai


@lru_cache(maxsize=8)
def load_library(akar: Path | None = None) -> Library:
    """The library in `akar`, or in the folder that the search order of `templates_dir` gives."""
    return Library(templates_dir(akar))

"""Everything in one `workbook_templates/` folder, read once: definitions, lists, wording, looks. It finds no folder."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from skpxl.errors import DefinitionError, SkpxlError
from skpxl.model.aturan_isi import AturanIsi
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.sense.compare import Sense
from skpxl.template.abbreviations import FILE as SINGKATAN
from skpxl.template.abbreviations import read_sense
from skpxl.template.blocks import BlokDaftarTetap, BlokIsian, BlokMatriks, BlokTabel
from skpxl.template.clashes import clashes
from skpxl.template.definition import Definition
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.included import SharedParts, written_in
from skpxl.template.labels import AWALAN, SHARED, Label, read_label, united
from skpxl.template.layout import place
from skpxl.template.lists import Daftar, read_daftar
from skpxl.template.rules import Aturan, read_aturan, read_isi
from skpxl.template.source import shipped_templates, templates_dir
from skpxl.template.staff_rules import FILE as KEPEGAWAIAN
from skpxl.template.staff_rules import read_staff_rules
from skpxl.template.style import Gaya
from skpxl.template.surat import FOLDER as SURAT
from skpxl.template.surat import Surat, read_surat
from skpxl.template.unused import NOTHING

# Lists that are made for each workbook, not kept in daftar/: the superior's results, the people of other units, the ways of
# converting a score of 2021.
DAFTAR_PER_BERKAS = frozenset({"hasil_atasan", "pegawai_lain", "cara_konversi"})

# The groups of daftar/label-skp.toml whose texts are nobody's answer.
_HEADINGS = ("blok", "bagian", "kolom", "ukuran")


@dataclass(frozen=True, eq=False)
class Library:
    """A templates folder. Parts are read when first asked for; every fault is a SkpxlError that names file and key."""

    akar: Path
    _definitions: dict[tuple[str, str], Definition] = field(default_factory=dict, repr=False)
    _versions: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _wordings: dict[str, Label] = field(default_factory=dict, repr=False)

    def versi(self, form: str) -> list[str]:
        """The versions of a form, oldest first; empty for an unknown form."""
        if form not in self._versions:
            # Only names that look like a version: a backup copy beside it does no harm.
            found = (file.stem for file in (self.akar / form).glob("[0-9]*.toml"))
            self._versions[form] = sorted(found, key=_version_order)
        return self._versions[form]

    def forms(self) -> list[str]:
        """The names of all forms, sorted."""
        return self._forms

    @cached_property
    def _forms(self) -> list[str]:
        return sorted(folder.name for folder in self.akar.iterdir() if folder.is_dir() and self.versi(folder.name))

    def definition(self, form: str, versi: str | None = None) -> Definition:
        """One version of a form, the newest by default. Raises SkpxlError where there is none or it has faults."""
        known = self.versi(form)
        if not known:
            raise SkpxlError(f"Formulir “{form}” tidak ada di {self.akar}; yang ada: {', '.join(self.forms())}.")
        versi = versi or known[-1]
        if versi not in known:
            raise SkpxlError(f"Formulir {form} versi {versi} tidak ada di {self.akar}; yang ada: {', '.join(known)}.")
        if (form, versi) not in self._definitions:
            self._definitions[form, versi] = self._read_definition(form, versi)
        return self._definitions[form, versi]

    def own(self, form: str) -> Definition:
        """A workbook or paper that the program makes by itself; the shipped one where this folder is older than it."""
        return (self if self.versi(form) else load_library(shipped_templates())).definition(form)

    def _read_definition(self, form: str, versi: str) -> Definition:
        file = self.akar / form / f"{versi}.toml"
        try:
            content = self._with_inherited(self.bersama.complete(parse_toml(file), file), file)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # Before it is known to be tables and lists at all, shared and inherited blocks are put in.
            raise DefinitionError(f"{file}: lembar: susunan lembar dan bloknya keliru ({error}).") from error
        try:
            definition = TypeAdapter(Definition).validate_python(content)
        except ValidationError as error:
            raise DefinitionError(dalam_bahasa(file, error, lambda where: written_in(content, where, file))) from error
        if (definition.form, definition.versi) != (form, versi):
            raise DefinitionError(
                f"{file}: isinya menyebut {definition.form} {definition.versi}; samakan dengan nama folder dan berkas."
            )
        # The lists behind an open list come with its data.
        for name in _lists_used(definition) if definition.isi != "daftar" else ():
            if name not in self.daftar and name not in DAFTAR_PER_BERKAS:
                raise DefinitionError(f"{file}: daftar `{name}` tidak ada; yang ada: {', '.join(sorted(self.daftar))}.")
        for blok in definition.semua_blok():
            if isinstance(blok, BlokDaftarTetap) and len(self.daftar[blok.daftar].nilai) != blok.baris:
                raise DefinitionError(
                    f"{file}: blok `{blok.id}` menyebut {blok.baris} baris, "
                    f"daftar `{blok.daftar}` memuat {len(self.daftar[blok.daftar].nilai)}; samakan."
                )
        if not definition.nihil and NOTHING in self.daftar:
            definition = definition.model_copy(update={"nihil": self.daftar[NOTHING].nilai})
        if doubled := clashes(place(definition, tuple((name, 1) for name, _ in definition.jumlah()))):
            raise DefinitionError(f"{file}: {'; '.join(doubled)}.")
        return definition

    def _with_inherited(self, content: dict[str, Any], file: Path) -> dict[str, Any]:
        """Blocks that say `warisan` taken from the form that `evaluasi_dari` names, with what they say themselves on top.

        An evaluation is the SKP's own table and two more columns (PermenPANRB 6/2022): its plan is written once. In a table
        that is inherited all columns are locked, and `kolom` only adds to them.
        """
        source = content.get("evaluasi_dari")
        blocks: dict[str, dict[str, Any]] = {}
        if isinstance(source, str) and source and (known := self.versi(source)):
            # Of the same version where there is one, so that a new SKP does not change evaluations in circulation.
            versi = content["versi"] if content.get("versi") in known else known[-1]
            self.definition(source, versi)  # a fault of the SKP's definition is reported as its own
            origin = self.akar / source / f"{versi}.toml"
            parent = self.bersama.complete(parse_toml(origin), origin)
            blocks = {blok["id"]: blok for sheet in parent.get("lembar", []) for blok in sheet.get("blok", [])}
        for sheet in content.get("lembar", []):
            for number, blok in enumerate(sheet.get("blok", [])):
                if not isinstance(blok, dict) or not blok.pop("warisan", False):
                    continue
                if blok.get("id") not in blocks:
                    raise DefinitionError(
                        f"{file}: blok `{blok.get('id')}` diwarisi dari `{source}`, tetapi tidak ada di sana."
                    )
                sheet["blok"][number] = _inherited(blocks[blok["id"]], blok)
        return content

    @cached_property
    def bersama(self) -> SharedParts:
        """bersama/: the parts that several definitions take by `sertakan`."""
        return SharedParts(self.akar)

    @cached_property
    def daftar(self) -> dict[str, Daftar]:
        """All lists of daftar/, by name; `-` in a file name becomes `_`. Not `label-*.toml` and singkatan.toml."""
        files = sorted([*(self.akar / "daftar").glob("*.txt"), *(self.akar / "daftar").glob("*.toml")])
        return {
            file.stem.replace("-", "_"): read_daftar(file)
            for file in files
            if not file.name.startswith((AWALAN, SINGKATAN))
        }

    @cached_property
    def label(self) -> dict[str, Label]:
        """The wordings of other offices' forms, `daftar/label-*.toml`, by what follows `label-`."""
        files = sorted((self.akar / "daftar").glob(f"{AWALAN}*.toml"))
        return {file.stem.removeprefix(AWALAN): read_label(file) for file in files}

    @cached_property
    def sense(self) -> Sense:
        """daftar/singkatan.toml: how the office writes; the shipped one where this folder is older than it."""
        file = self.akar / "daftar" / SINGKATAN
        return read_sense(file) if file.is_file() else load_library(shipped_templates()).sense

    def wording(self, name: str) -> Label:
        """The wordings of `daftar/label-<name>.toml`, with those by which every sheet is read (`SHARED`).

        Raises SkpxlError where a file is missing or has faults. A folder that is older than a file does with the shipped one.
        """
        if name not in self._wordings:
            own = self._own_wording(name).grup
            shared = {group: self._own_wording(source).grup[group] for group, source in SHARED.items()}
            self._wordings[name] = united(Label(shared), Label(own))
        return self._wordings[name]

    def _own_wording(self, name: str) -> Label:
        if name in self.label:
            return self.label[name]
        if name in ("bersama", "roster", "surat"):
            return load_library(shipped_templates()).label[name]
        file = self.akar / "daftar" / f"{AWALAN}{name}.toml"
        raise SkpxlError(f"{file} tidak ada; salin berkas itu dari folder templat asli.")

    @cached_property
    def pesan(self) -> dict[str, dict[str, str]]:
        """pesan.toml: code -> {pesan, saran, contoh}."""
        file = self.akar / "pesan.toml"
        try:
            content = TypeAdapter(dict[str, dict[str, str]]).validate_python(parse_toml(file))
        except ValidationError as error:
            raise SkpxlError(dalam_bahasa(file, error)) from error
        for code, sentences in content.items():
            for name, text in sentences.items():
                if re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
                    raise SkpxlError(
                        f"{file}: {code}.{name}: tanda {{ dan }} hanya boleh mengapit satu kata, seperti {{found}}."
                    )
        return content

    def surat(self, name: str) -> Surat:
        """surat/: the text of a letter (a name of `WORDS`); the shipped one where this folder is older than letters.

        Raises SkpxlError that names file and line of what is wrong in it.
        """
        if not (self.akar / SURAT).is_dir():
            return load_library(shipped_templates()).surat(name)
        return read_surat(self.akar / SURAT, name)

    @cached_property
    def gaya(self) -> Gaya:
        """gaya.toml: fonts, colours, paper."""
        try:
            return TypeAdapter(Gaya).validate_python(parse_toml(self.akar / "gaya.toml"))
        except ValidationError as error:
            raise SkpxlError(dalam_bahasa(self.akar / "gaya.toml", error)) from error

    @cached_property
    def aturan(self) -> Aturan:
        """aturan/: the rules of predikat, pola distribusi, integrasi 2021, angka kredit and papers."""
        return read_aturan(self.akar / "aturan", self.daftar)

    @cached_property
    def kepegawaian(self) -> AturanKepegawaian:
        """aturan/kepegawaian.toml: what a roster may say of people, and what is likely; the shipped one where this folder is
        older than it."""
        if not (self.akar / "aturan" / KEPEGAWAIAN).is_file():
            return load_library(shipped_templates()).kepegawaian
        return read_staff_rules(self.akar / "aturan", self.daftar["golongan"].nilai)

    @cached_property
    def aturan_isi(self) -> AturanIsi:
        """aturan/isi-skp.toml with the headings of daftar/label-skp.toml; the shipped one where this folder is older."""
        file = self.akar / "aturan" / "isi-skp.toml"
        if not file.is_file():
            return load_library(shipped_templates()).aturan_isi
        headings = self.wording("skp").grup
        return read_isi(file).with_headings(
            tuple(text for group in _HEADINGS for texts in headings[group].values() for text in texts)
        )

    @cached_property
    def regulasi(self) -> dict[str, Any]:
        """regulasi.toml: sourced terms."""
        return parse_toml(self.akar / "regulasi.toml")


# What a column or a section asks for: of a plan that is inherited nothing is asked any more.
_ASKED = ("daftar", "bebas", "kurang", "bila", "anjuran", "kode_kosong", "kode_luar", "petunjuk", "tidak_wajib")
_ASKED_SPARE = ("wajib_nilai", "wajib_isian", "kode_luar")


def _inherited(source: dict[str, Any], blok: dict[str, Any]) -> dict[str, Any]:
    """A block of an evaluation: the SKP's, locked, and what `blok` says instead or besides."""
    merged = {**source, **{word: value for word, value in blok.items() if word != "kolom"}}
    if source["jenis"] == "tabel":
        dropped = set(blok.get("tanpa", ()))
        merged.pop("tanpa", None)
        for word in ("kurang_rincian", "rincian_bila", "kode_rincian"):
            merged.pop(word, None)
        plan = [
            {word: value for word, value in column.items() if word not in _ASKED}
            | ({} if column["tingkat"] == "nomor" else {"terkunci": True})
            for column in source["kolom"]
            if (column.get("id", "") not in dropped or not column.get("id")) and not column.get("saklar")
        ]
        for column in plan:
            # The footnotes of a form stay with it.
            column["judul"] = column.get("judul", "").rstrip("*")
            column |= blok.get("lebar", {}).get(column.get("id", ""), {})
        merged.pop("lebar", None)
        merged["kolom"] = [*plan, *blok.get("kolom", [])]
        merged["bagian"] = [
            {word: value for word, value in bagian.items() if word not in _ASKED} for bagian in source["bagian"]
        ]
    elif source["jenis"] == "daftar_tetap":
        merged = {word: value for word, value in merged.items() if word not in _ASKED_SPARE}
        merged |= {"terkunci": True, "petunjuk": {}, "tambahan": 0}
    return merged


def _version_order(versi: str) -> tuple[int, ...]:
    return tuple(int(part) for part in versi.split(".") if part.isdecimal())


def _lists_used(definition: Definition) -> list[str]:
    used: list[str] = []
    for blok in definition.semua_blok():
        if isinstance(blok, BlokIsian):
            used += [isian.daftar for lajur in blok.lajur for isian in lajur.baris if isian.daftar]
        if isinstance(blok, BlokDaftarTetap):
            used.append(blok.daftar)
        elif isinstance(blok, BlokTabel):
            used += [column.daftar for column in blok.kolom if column.daftar]
        elif isinstance(blok, BlokMatriks):
            used += [name for name in (blok.pembuka,) if name]
    return used


@lru_cache(maxsize=8)
def load_library(root: Path | None = None) -> Library:
    """The library in `root`, or in the folder that the search order of `templates_dir` gives."""
    return Library(templates_dir(root))

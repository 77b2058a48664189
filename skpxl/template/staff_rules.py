"""aturan/kepegawaian.toml read and held against itself, the list of golongan and the jenjang of angka-kredit.toml.

It applies nothing: what the words and numbers mean for somebody is `model/kepegawaian.py`'s and `checks/`'s to say.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.model.angka_kredit import Jenjang
from skpxl.model.dasar import Model
from skpxl.model.jenis_jabatan import (
    AturanPppk,
    JenisJabatan,
    JenisUmum,
    JenjangWajar,
    Kategori,
    NamaJabatan,
    Sebutan,
    StatusPegawai,
)
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.model.pegawai import Pendekatan
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.template.rules import unverified

FILE = "kepegawaian.toml"
_JENJANG = "angka-kredit.toml"

T = TypeVar("T")


class _Slack(Model):
    tingkat: int = Field(ge=0)
    terverifikasi: bool


class _Titles(Model):
    pelaksana_tugas: tuple[str, ...]


class _File(Model):
    jenis: dict[str, JenisJabatan] = Field(min_length=1)
    umum: dict[str, JenisUmum]
    status: dict[str, StatusPegawai] = Field(min_length=1)
    pendekatan: dict[Pendekatan, Sebutan] = Field(min_length=2)
    kelonggaran: _Slack
    jenjang: dict[str, JenjangWajar]
    kategori: dict[str, Kategori]
    pppk: AturanPppk
    nama: _Titles
    jabatan: tuple[NamaJabatan, ...]


def read_staff_rules(folder: Path, golongan: Sequence[str]) -> AturanKepegawaian:
    """The rules in `folder` (aturan/); `golongan` is the list of pangkat and golongan ruang.

    Raises SkpxlError, naming file and key, for what is missing or unknown, or names what is not there.
    """
    file = folder / FILE
    raw = parse_toml(file)
    content = _parsed(file, _File, raw)
    known = _parsed(folder / _JENJANG, dict[str, Jenjang], parse_toml(folder / _JENJANG).get("jenjang", {}))
    ruang = {line.partition(" ")[0] for line in golongan}
    for key, name, among in _named(content):
        if (
            name
            not in {"jenis": content.jenis, "golongan": ruang, "jenjang": known, "kategori": content.kategori}[among]
        ):
            where = {"golongan": "daftar `golongan`", "jenjang": _JENJANG}.get(among, f"[{among}]")
            raise SkpxlError(f"{file}: {key}: “{name}” tidak ada dalam {where}; periksa ejaannya.")
    return AturanKepegawaian(
        **{
            name: getattr(content, name)
            for name in "jenis umum status pendekatan jenjang kategori pppk jabatan".split()
        },
        belum_terverifikasi=tuple(f"{FILE}: {key}" for key in unverified(raw)),
        kelonggaran=content.kelonggaran.tingkat,
        pelaksana_tugas=content.nama.pelaksana_tugas,
        sebutan_jenjang={
            name: jenjang.sebutan for name, jenjang in known.items() if jenjang.kategori in content.kategori
        },
        kategori_jenjang={name: jenjang.kategori for name, jenjang in known.items()},
    )


def _parsed(file: Path, kind: type[T], content: object) -> T:
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error


def _named(content: _File) -> Iterator[tuple[str, str, str]]:
    """The places that name something else: key, name, and where that has to stand."""
    for name, general in content.umum.items():
        yield from ((f"umum.{name}.jenis", kind, "jenis") for kind in general.jenis)
    for number, entry in enumerate(content.jabatan, start=1):
        yield from ((f"jabatan.{number}.jenis", kind, "jenis") for kind in entry.jenis)
    for name, jenjang in content.jenjang.items():
        yield f"jenjang.{name}", name, "jenjang"
        yield from ((f"jenjang.{name}.golongan", ruang, "golongan") for ruang in jenjang.golongan)
    for name, kategori in content.kategori.items():
        yield f"kategori.{name}.jenis", kategori.jenis, "jenis"
        yield from ((f"kategori.{name}.golongan", ruang, "golongan") for ruang in kategori.golongan)
        yield from ((f"kategori.{name}.pppk", ruang, "golongan") for ruang in kategori.pppk)
    for name, kind in content.jenis.items():
        if kind.golongan:
            yield f"jenis.{name}.golongan", kind.golongan, "golongan"

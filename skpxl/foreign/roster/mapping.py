"""The map of a roster file, which the admin sees and corrects: tables, header rows, which column is which; as TOML.

A map names places, not values: reading by it is `reading.py`, making one for an unknown file
`detect.py`.
"""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from skpxl.errors import SkpxlError
from skpxl.foreign.roster.words import KATA, TableKind, normal
from skpxl.model.dasar import Model
from skpxl.model.teks import rapi
from skpxl.template.errors import dalam_bahasa, parse_toml
from skpxl.xlsx.address import a1, alamat
from skpxl.xlsx.package import Unreadable

NAMA_BERKAS = "roster-map.toml"
TETAP: tuple[str, ...] = ("unit_kerja", "perangkat_daerah", "status", "pendekatan", "jenis_jabatan")
_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d*))?")
_COLUMN = re.compile(r"([A-Za-z]{1,3})\s*(?:\+\s*([1-9])\s*)?(?::\s*(.*))?", re.DOTALL)
_MEANINGS = {
    "nama_nip": "nama dan NIP dalam satu sel",
    "penilai_nama_nip": "nama dan/atau NIP penilai dalam satu sel",
    "unit_id": "kode unit seperti pada tabel unit",
    "unit_kerja": "nama atau kode unit",
    "induk": "kode unit di atasnya",
    "pimpinan": "NIP pimpinan unit",
}


class TableMap(Model):
    """One table: `kepala` and `baris` are rows (`4-6`, `7-`; no kepala: there is none), `kolom` the columns by our word.

    A column is given with its title to be sure of it (`C: NIP BARU`), on cards by its label (`NIP`). `B+1: NIP` stands in
    the row below that of the name. `tetap` are values that hold for all rows, `judul_bagian` says what a lone heading between
    the rows means. A table of content `lain` is not read.
    """

    isi: TableKind | Literal["lain"]
    lembar: str = Field(min_length=1)
    susunan: Literal["baris", "kartu"] = "baris"
    kepala: str = Field("", pattern=r"^(\d+(\s*-\s*\d+)?)?$")
    baris: str = Field(pattern=r"^\d+\s*-\s*\d*$")
    kolom: dict[str, str] = Field(default_factory=dict)
    tetap: dict[str, str] = Field(default_factory=dict)
    judul_bagian: Literal["", "unit_kerja"] = ""

    @property
    def rentang_kepala(self) -> tuple[int, int] | None:
        """First and last header row, or None."""
        return _range(self.kepala) if self.kepala else None

    @property
    def rentang_baris(self) -> tuple[int, int]:
        """First and last row of data; a table without an end goes on to the last row there is."""
        return _range(self.baris)

    def kolom_nomor(self, below: int = 0) -> dict[str, int]:
        """Column numbers by our word; of a table in rows only, of those that stand so many rows below the name."""
        return {word: column_of(column)[0] for word, column in self.kolom.items() if rows_below(column) == below}

    @property
    def baris_per_orang(self) -> int:
        """How many rows a person takes."""
        return 1 + max(map(rows_below, self.kolom.values()), default=0) if self.susunan == "baris" else 1


class RosterMap(Model):
    """All tables of one file, in its order.

    With `penilai_dari_unit` a person without penilai gets the pimpinan of the unit, or of the one above, and it is said.
    """

    penilai_dari_unit: bool = False

    tabel: tuple[TableMap, ...]


def column_of(text: str) -> tuple[int, str]:
    """(column number, remembered title or empty) of `C: NIP BARU`. Raises ValueError."""
    match = _COLUMN.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    try:
        return alamat(f"{match[1].upper()}1")[1], (match[3] or "").strip()
    except Unreadable as error:
        raise ValueError(text) from error


def rows_below(text: str) -> int:
    """How many rows below the name a column's value stands: 1 of `B+1: NIP`."""
    match = _COLUMN.fullmatch(text.strip())
    return int(match[2] or 0) if match else 0


def column_text(col: int, path: tuple[str, ...] = (), below: int = 0) -> str:
    """`C: NIP BARU`, the titles of several header rows joined by ` / `; `C+1: NIP` for a value in the row below."""
    title = " / ".join(rapi(text) for text in path)
    letter = a1(1, col).removesuffix("1") + (f"+{below}" if below else "")
    return f"{letter}: {title}" if title else letter


def read_map(file: Path) -> RosterMap:
    """Read a map. Raises SkpxlError that names the table and the key, for every word or place it cannot obey."""
    try:
        peta = TypeAdapter(RosterMap).validate_python(parse_toml(file))
    except ValidationError as error:
        raise SkpxlError(dalam_bahasa(file, error)) from error
    faults = [sentence for number, table in enumerate(peta.tabel, start=1) for sentence in _faults(number, table)]
    if not peta.tabel:
        faults = ["tabel: belum ada satu tabel pun; tulis paling sedikit satu [[tabel]]"]
    if faults:
        raise SkpxlError(f"{file}: " + "; ".join(faults) + ".")
    return peta


def _faults(number: int, table: TableMap) -> list[str]:
    faults = []
    for word, column in table.kolom.items():
        key = f"tabel.{number}.kolom.{word}"
        known = words_for(table)
        if word not in known:
            similar = get_close_matches(word, known, 1)
            hint = f"; mungkin “{similar[0]}”" if similar else f"; yang dikenal: {', '.join(known)}"
            faults.append(f"{key}: kata “{word}” tidak dikenal untuk tabel {table.isi}{hint}")
        elif table.susunan == "baris" and not _is_column(column):
            faults.append(f"{key}: “{column}” bukan kolom; tulis hurufnya, misalnya “C” atau “C: NIP BARU”")
        elif table.susunan == "kartu" and not normal(column):
            faults.append(f"{key}: tulis label pada kartu, misalnya “NIP”")
    if not table.kolom and table.isi != "lain":
        faults.append(f'tabel.{number}.kolom: belum ada satu kolom pun; tulis misalnya nip = "C"')
    faults += [
        f"tabel.{number}.tetap.{word}: kata “{word}” tidak dikenal; yang boleh: {', '.join(TETAP)}"
        for word in table.tetap
        if word not in TETAP
    ]
    first, last = table.rentang_baris
    header = table.rentang_kepala
    if last < first:
        faults.append(f"tabel.{number}.baris: “{table.baris}” berakhir sebelum mulai")
    if header and (header[1] >= first or header[0] > header[1]):
        faults.append(f"tabel.{number}.kepala: baris judul “{table.kepala}” harus di atas baris data “{table.baris}”")
    if table.isi == "pegawai" and table.kolom and not {"nip", "nama", "nama_nip"} & set(table.kolom):
        faults.append(f"tabel.{number}.kolom: tabel pegawai memerlukan nama, nip, atau nama_nip")
    return faults


def words_for(table: TableMap) -> tuple[str, ...]:
    """Our words that a table's columns may have; of one that is not read those of people, which it may become."""
    return KATA["pegawai" if table.isi == "lain" else table.isi]


def render_map(peta: RosterMap, file: str, remarks: dict[int, list[str]] | None = None) -> str:
    """The map as TOML with a word of explanation; `remarks` are, per table from 1, remarks on columns that are not used."""
    lines = [
        f"# Peta daftar pegawai {file}: kolom mana pada berkas itu yang menjadi kolom mana pada skpxl.",
        "# Betulkan bila ada yang salah, lalu periksa lagi dengan: skpxl roster check BERKAS --map PETA.toml",
        "# Kolom ditulis “huruf: judul”. Judul boleh dihapus; bila ada, judul itu dicocokkan lagi dengan berkasnya.",
        f"penilai_dari_unit = {str(peta.penilai_dari_unit).lower()}      # true: penilai kosong diisi pimpinan unit",
    ]
    for number, table in enumerate(peta.tabel, start=1):
        note = "      # tidak dibaca; tulis “pegawai” bila ini tabel pegawai" if table.isi == "lain" else ""
        lines += ["", "[[tabel]]", f"isi = {_quote(table.isi)}{note}", f"lembar = {_quote(table.lembar)}"]
        if table.susunan == "kartu":
            lines.append('susunan = "kartu"      # satu orang satu kartu; kolom berisi label pada kartu')
        else:
            lines.append(f"kepala = {_quote(table.kepala)}      # baris judul; kosong berarti tanpa judul")
        lines.append(f"baris = {_quote(table.baris)}      # baris data; tanpa angka akhir berarti sampai habis")
        if table.isi == "pegawai" and table.susunan == "baris":
            lines.append(
                f"judul_bagian = {_quote(table.judul_bagian)}      # “unit_kerja” bila baris judul bagian adalah unit"
            )
        if table.tetap:
            fixed = ", ".join(f"{word} = {_quote(value)}" for word, value in table.tetap.items())
            lines.append(f"tetap = {{ {fixed} }}      # berlaku untuk semua baris tabel ini")
        lines += ["", "[tabel.kolom]"]
        for word, column in table.kolom.items():
            meaning = f"      # {_MEANINGS[word]}" if word in _MEANINGS else ""
            lines.append(f"{word} = {_quote(column)}{meaning}")
        lines += [f"# {remark}" for remark in (remarks or {}).get(number, [])]
        unused = [word for word in words_for(table) if word not in table.kolom]
        lines.append(f"# Kata lain yang boleh dipakai: {', '.join(unused)}")
    return "\n".join([*lines, ""])


def _is_column(text: str) -> bool:
    try:
        return bool(column_of(text))
    except ValueError:
        return False


def _range(text: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    first = int(match[1])
    last = match[2]
    return first, first if last is None else int(last) if last else 10_000_000


def _quote(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    written = "".join(letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04x}" for letter in escaped)
    return f'"{written}"'

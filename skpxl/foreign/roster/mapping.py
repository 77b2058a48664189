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
from skpxl.xlsx.package import TakTerbaca

NAMA_BERKAS = "roster-map.toml"
TETAP: tuple[str, ...] = ("unit_kerja", "perangkat_daerah", "status", "pendekatan", "jenis_jabatan")
_RENTANG = re.compile(r"(\d+)(?:\s*-\s*(\d*))?")
_KOLOM = re.compile(r"([A-Za-z]{1,3})(?:\s*:\s*(.*))?", re.DOTALL)
_ARTI = {
    "nama_nip": "nama dan NIP dalam satu sel",
    "penilai_nama_nip": "nama dan/atau NIP penilai dalam satu sel",
    "unit_id": "kode unit seperti pada tabel unit",
    "unit_kerja": "nama atau kode unit",
    "induk": "kode unit di atasnya",
    "pimpinan": "NIP pimpinan unit",
}


class PetaTabel(Model):
    """One table: `kepala` and `baris` are rows (`4-6`, `7-`; no kepala: there is none), `kolom` the columns by our word.

    A column is given with its title to be sure of it (`C: NIP BARU`), on cards by its label (`NIP`). `tetap` are values
    that hold for all rows, `judul_bagian` says what a lone heading between the rows means.
    """

    isi: TableKind
    lembar: str = Field(min_length=1)
    susunan: Literal["baris", "kartu"] = "baris"
    kepala: str = Field("", pattern=r"^(\d+(\s*-\s*\d+)?)?$")
    baris: str = Field(pattern=r"^\d+\s*-\s*\d*$")
    kolom: dict[str, str] = Field(min_length=1)
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

    def kolom_nomor(self) -> dict[str, int]:
        """Column numbers by our word; of a table in rows only."""
        return {kata: column_of(isi)[0] for kata, isi in self.kolom.items()}


class Peta(Model):
    """All tables of one file, in its order.

    With `penilai_dari_unit` a person without penilai gets the pimpinan of the unit, or of the one above, and it is said.
    """

    penilai_dari_unit: bool = False

    tabel: tuple[PetaTabel, ...]


def column_of(isi: str) -> tuple[int, str]:
    """(column number, remembered title or empty) of `C: NIP BARU`. Raises ValueError."""
    cocok = _KOLOM.fullmatch(isi.strip())
    if not cocok:
        raise ValueError(isi)
    try:
        return alamat(f"{cocok[1].upper()}1")[1], (cocok[2] or "").strip()
    except TakTerbaca as salah:
        raise ValueError(isi) from salah


def column_text(col: int, jalur: tuple[str, ...] = ()) -> str:
    """`C: NIP BARU`, the titles of several header rows joined by ` / `."""
    judul = " / ".join(rapi(teks) for teks in jalur)
    huruf = a1(1, col).removesuffix("1")
    return f"{huruf}: {judul}" if judul else huruf


def read_map(berkas: Path) -> Peta:
    """Read a map. Raises SkpxlError that names the table and the key, for every word or place it cannot obey."""
    try:
        peta = TypeAdapter(Peta).validate_python(parse_toml(berkas))
    except ValidationError as galat:
        raise SkpxlError(dalam_bahasa(berkas, galat)) from galat
    salah = [kalimat for nomor, tabel in enumerate(peta.tabel, start=1) for kalimat in _faults(nomor, tabel)]
    if not peta.tabel:
        salah = ["tabel: belum ada satu tabel pun; tulis paling sedikit satu [[tabel]]"]
    if salah:
        raise SkpxlError(f"{berkas}: " + "; ".join(salah) + ".")
    return peta


def _faults(nomor: int, tabel: PetaTabel) -> list[str]:
    salah = []
    for kata, isi in tabel.kolom.items():
        key = f"tabel.{nomor}.kolom.{kata}"
        if kata not in KATA[tabel.isi]:
            mirip = get_close_matches(kata, KATA[tabel.isi], 1)
            saran = f"; mungkin “{mirip[0]}”" if mirip else f"; yang dikenal: {', '.join(KATA[tabel.isi])}"
            salah.append(f"{key}: kata “{kata}” tidak dikenal untuk tabel {tabel.isi}{saran}")
        elif tabel.susunan == "baris" and not _is_column(isi):
            salah.append(f"{key}: “{isi}” bukan kolom; tulis hurufnya, misalnya “C” atau “C: NIP BARU”")
        elif tabel.susunan == "kartu" and not normal(isi):
            salah.append(f"{key}: tulis label pada kartu, misalnya “NIP”")
    salah += [
        f"tabel.{nomor}.tetap.{kata}: kata “{kata}” tidak dikenal; yang boleh: {', '.join(TETAP)}"
        for kata in tabel.tetap
        if kata not in TETAP
    ]
    awal, akhir = tabel.rentang_baris
    kepala = tabel.rentang_kepala
    if akhir < awal:
        salah.append(f"tabel.{nomor}.baris: “{tabel.baris}” berakhir sebelum mulai")
    if kepala and (kepala[1] >= awal or kepala[0] > kepala[1]):
        salah.append(f"tabel.{nomor}.kepala: baris judul “{tabel.kepala}” harus di atas baris data “{tabel.baris}”")
    if tabel.isi == "pegawai" and not {"nip", "nama", "nama_nip"} & set(tabel.kolom):
        salah.append(f"tabel.{nomor}.kolom: tabel pegawai memerlukan nama, nip, atau nama_nip")
    return salah


def render_map(peta: Peta, berkas: str, lain: dict[int, list[str]] | None = None) -> str:
    """The map as TOML with a word of explanation; `lain` are, per table from 1, remarks on columns that are not used."""
    baris = [
        f"# Peta daftar pegawai {berkas}: kolom mana pada berkas itu yang menjadi kolom mana pada skpxl.",
        "# Betulkan bila ada yang salah, lalu periksa lagi dengan: skpxl roster check BERKAS --map PETA.toml",
        "# Kolom ditulis “huruf: judul”. Judul boleh dihapus; bila ada, judul itu dicocokkan lagi dengan berkasnya.",
        f"penilai_dari_unit = {str(peta.penilai_dari_unit).lower()}      # true: penilai kosong diisi pimpinan unit",
    ]
    for nomor, tabel in enumerate(peta.tabel, start=1):
        baris += ["", "[[tabel]]", f"isi = {_quote(tabel.isi)}", f"lembar = {_quote(tabel.lembar)}"]
        if tabel.susunan == "kartu":
            baris.append('susunan = "kartu"      # satu orang satu kartu; kolom berisi label pada kartu')
        else:
            baris.append(f"kepala = {_quote(tabel.kepala)}      # baris judul; kosong berarti tanpa judul")
        baris.append(f"baris = {_quote(tabel.baris)}      # baris data; tanpa angka akhir berarti sampai habis")
        if tabel.isi == "pegawai" and tabel.susunan == "baris":
            baris.append(
                f"judul_bagian = {_quote(tabel.judul_bagian)}      # “unit_kerja” bila baris judul bagian adalah unit"
            )
        if tabel.tetap:
            isi = ", ".join(f"{kata} = {_quote(teks)}" for kata, teks in tabel.tetap.items())
            baris.append(f"tetap = {{ {isi} }}      # berlaku untuk semua baris tabel ini")
        baris += ["", "[tabel.kolom]"]
        for kata, isi in tabel.kolom.items():
            arti = f"      # {_ARTI[kata]}" if kata in _ARTI else ""
            baris.append(f"{kata} = {_quote(isi)}{arti}")
        baris += [f"# {satu}" for satu in (lain or {}).get(nomor, [])]
        belum = [kata for kata in KATA[tabel.isi] if kata not in tabel.kolom]
        baris.append(f"# Kata lain yang boleh dipakai: {', '.join(belum)}")
    return "\n".join([*baris, ""])


def _is_column(isi: str) -> bool:
    try:
        return bool(column_of(isi))
    except ValueError:
        return False


def _range(teks: str) -> tuple[int, int]:
    cocok = _RENTANG.fullmatch(teks.strip())
    if not cocok:
        raise ValueError(teks)
    awal = int(cocok[1])
    akhir = cocok[2]
    return awal, awal if akhir is None else int(akhir) if akhir else 10_000_000


def _quote(teks: str) -> str:
    """A TOML basic string."""
    lolos = teks.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(huruf if huruf >= " " and huruf != "\x7f" else f"\\u{ord(huruf):04x}" for huruf in lolos) + '"'

"""The roster workbook to fill in: written empty, with examples, or from an `Organisasi`. Not read here."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from skpxl.foreign.roster_columns import (
    JENIS_JABATAN,
    PEGAWAI,
    PENDEKATAN,
    PRODUK,
    STATUS,
    UNIT,
    RosterColumn,
    RosterTable,
)
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit

_DIBUAT = datetime(2022, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # same input, same bytes
_BARIS_PILIHAN = 5_000  # rows with a drop-down
_PILIHAN: dict[str, tuple[str, tuple[str, ...]]] = {
    "jenis_jabatan": ("daftar_jenis_jabatan", JENIS_JABATAN),
    "status": ("daftar_status", STATUS),
    "pendekatan": ("daftar_pendekatan", PENDEKATAN),
}
_LEMBAR_PILIHAN = "Pilihan"
PETUNJUK: tuple[str, ...] = (
    "Isi lembar Unit lebih dulu, lalu Pegawai, lalu Produk. Satu baris untuk satu unit, satu orang, satu produk.",
    "NIP ditulis sebagai teks, 18 angka. Jangan menempel NIP sebagai angka: Excel menghapus tiga angka terakhirnya.",
    "NIP Penilai adalah NIP atasan yang menilai. Bila ia tidak ada di lembar Pegawai (Bupati, instansi lain), isi "
    "Nama Penilai dan kolom di sebelahnya.",
    "Jabatan lowong: isi Jabatan dan Unit Kerja, kosongkan Nama dan NIP.",
    "Urutan kolom dan baris boleh diubah, judul kolom jangan. Kolom lain boleh ditambahkan.",
    "Periksa dengan: skpxl roster check NAMA-BERKAS.xlsx",
)
CONTOH = Organisasi(
    pegawai=(
        Pegawai(nip="197103041996031002", nama="Dr. Budi Contoh, M.Si.", pangkat_golongan="Pembina Tk. I, IV/b",
                jabatan="Kepala Bidang Contoh", jenis_jabatan="Administrator", unit_kerja="BID-1",
                email="budi@contoh.example",
                penilai_luar=Identitas(nama="Ir. Candra Contoh", jabatan="Kepala Dinas Contoh",
                                       pangkat_golongan="Pembina Utama Muda, IV/c", unit_kerja="Dinas Contoh")),
        Pegawai(nip="199008172015032004", nama="Dewi Contoh, S.E.", pangkat_golongan="Penata, III/c",
                jabatan="Analis Contoh Ahli Muda", jenis_jabatan="Fungsional Keahlian", unit_kerja="BID-1",
                nip_penilai="197103041996031002", email="dewi@contoh.example"),
        Pegawai(jabatan="Pengelola Contoh", jenis_jabatan="Pelaksana", unit_kerja="BID-1",
                nip_penilai="197103041996031002"),
    ),
    unit=(
        Unit(kode="DINAS", nama="Dinas Contoh", perangkat_daerah="Dinas Contoh"),
        Unit(kode="BID-1", nama="Bidang Contoh", induk="DINAS", pimpinan="197103041996031002"),
    ),
    produk=(Produk(unit="BID-1", kode="P1", teks="Layanan contoh bagi perangkat daerah"),),
)  # fmt: skip


class Keraguan(NamedTuple):
    """One doubt about a source file, as sheet Keraguan shows it; all texts."""

    tingkat: str
    lembar: str
    sel: str
    dibaca: str
    keraguan: str
    tindakan: str
    siapa: str


_LEMBAR_RAGU = "Keraguan"
_KOLOM_RAGU: tuple[tuple[str, int], ...] = (
    ("Tingkat", 12), ("Lembar asal", 18), ("Sel asal", 9), ("Yang dibaca", 34), ("Keraguan", 70),
    ("Yang perlu dilakukan", 50), ("Siapa", 22),
)  # fmt: skip


def render_roster(organisasi: Organisasi, keraguan: Sequence[Keraguan] | None = None) -> bytes:
    """The roster workbook's bytes; with `keraguan` a further sheet of doubts about the file it was made from."""
    return _render(organisasi, keraguan)


def write_roster(path: Path, organisasi: Organisasi | None = None, *, contoh: bool = False) -> None:
    """Write the roster workbook to `path`, whole or not at all; an existing file is replaced.

    With an `organisasi` its rows; without one an empty roster, or with `contoh` a few rows to be typed over (fictitious
    people). The same input gives the same bytes. Raises OSError.
    """
    isi = organisasi if organisasi is not None else CONTOH if contoh else Organisasi()
    sementara = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        sementara.write_bytes(_render(isi))
        sementara.replace(path)
    finally:
        sementara.unlink(missing_ok=True)


def _render(organisasi: Organisasi, keraguan: Sequence[Keraguan] | None = None) -> bytes:
    keluar = BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True, "strings_to_formulas": False}) as buku:
        buku.set_properties({"title": "Daftar pegawai", "created": _DIBUAT})
        kepala = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
        bentuk = {
            "teks": buku.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
            "kepala": buku.add_format({**kepala, "bold": True, "bg_color": "#D9E2F3"}),
            "kepala_boleh_kosong": buku.add_format({**kepala, "italic": True, "bg_color": "#F2F2F2"}),
            "judul": buku.add_format({"bold": True, "font_size": 14}),
            "petunjuk": buku.add_format({"text_wrap": True, "valign": "top"}),
        }
        _petunjuk(buku, bentuk)
        _tabel(buku, bentuk, PEGAWAI, [_baris_pegawai(orang) for orang in organisasi.pegawai])
        _tabel(buku, bentuk, UNIT, [unit.model_dump() for unit in organisasi.unit])
        _tabel(buku, bentuk, PRODUK, [produk.model_dump() for produk in organisasi.produk])
        if keraguan is not None:
            _keraguan(buku, bentuk, keraguan)
        _pilihan(buku)
    return keluar.getvalue()


def _keraguan(buku: Any, bentuk: dict[str, Any], keraguan: Sequence[Keraguan]) -> None:
    lembar = buku.add_worksheet(_LEMBAR_RAGU)
    lembar.freeze_panes(1, 0)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(0)
    for nomor, (judul, lebar) in enumerate(_KOLOM_RAGU):
        lembar.set_column(nomor, nomor, lebar, bentuk["teks"])
        lembar.write_string(0, nomor, judul, bentuk["kepala"])
    for row, satu in enumerate(keraguan, start=1):
        for nomor, teks in enumerate(satu):
            if teks:
                lembar.write_string(row, nomor, teks[:32_000], bentuk["teks"])
    lembar.autofilter(0, 0, max(1, len(keraguan)), len(_KOLOM_RAGU) - 1)


def _baris_pegawai(orang: Pegawai) -> dict[str, str]:
    luar = orang.penilai_luar or Identitas()
    return {
        **orang.model_dump(exclude={"penilai_luar", "baris"}),
        **{f"penilai_{nama}": isi for nama, isi in luar.model_dump(exclude={"nip"}).items()},
    }


def _petunjuk(buku: Any, bentuk: dict[str, Any]) -> None:
    lembar = buku.add_worksheet("Petunjuk")
    lembar.hide_gridlines(2)
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.set_column(0, 0, 4, bentuk["petunjuk"])
    lembar.set_column(1, 1, 100, bentuk["petunjuk"])
    lembar.write_string(0, 0, "Daftar pegawai, unit, dan produk", bentuk["judul"])
    for nomor, kalimat in enumerate(PETUNJUK, start=1):
        lembar.set_row(nomor + 1, 32)
        lembar.write_string(nomor + 1, 0, f"{nomor}.", bentuk["petunjuk"])
        lembar.write_string(nomor + 1, 1, kalimat, bentuk["petunjuk"])


def _tabel(buku: Any, bentuk: dict[str, Any], tabel: RosterTable, baris: list[dict[str, str]]) -> None:
    lembar = buku.add_worksheet(tabel.lembar)
    lembar.freeze_panes(1, 2 if tabel is PEGAWAI else 0)
    lembar.set_row(0, 32)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(0)
    terakhir = max(_BARIS_PILIHAN, len(baris))
    for nomor, kolom in enumerate(tabel.kolom):
        lembar.set_column(nomor, nomor, kolom.lebar, bentuk["teks"])
        lembar.write_string(0, nomor, kolom.judul, bentuk["kepala" if kolom.wajib else "kepala_boleh_kosong"])
        lembar.data_validation(1, nomor, terakhir, nomor, _aturan(tabel, kolom))
    for row, isi in enumerate(baris, start=1):
        for nomor, kolom in enumerate(tabel.kolom):
            if isi[kolom.key]:
                lembar.write_string(row, nomor, isi[kolom.key], bentuk["teks"])


def _aturan(tabel: RosterTable, kolom: RosterColumn) -> dict[str, Any]:
    """A prompt for every column, a drop-down by defined name where there is a list; other values are only warned of."""
    petunjuk: dict[str, Any] = {"validate": "any", "input_title": kolom.judul[:32], "input_message": kolom.petunjuk}
    pilihan = _PILIHAN.get(kolom.key) if tabel is PEGAWAI else None
    if pilihan is None:
        return petunjuk
    return {
        **petunjuk,
        "validate": "list",
        "source": f"={pilihan[0]}",
        "error_type": "warning",
        "error_title": kolom.judul[:32],
        "error_message": f"Pilih salah satu: {', '.join(pilihan[1])}.",
    }


def _pilihan(buku: Any) -> None:
    lembar = buku.add_worksheet(_LEMBAR_PILIHAN)
    for nomor, (nama, nilai) in enumerate(_PILIHAN.values()):
        lembar.write_column(0, nomor, nilai)
        huruf = chr(ord("A") + nomor)
        buku.define_name(nama, f"='{_LEMBAR_PILIHAN}'!${huruf}$1:${huruf}${len(nilai)}")
    lembar.hide()

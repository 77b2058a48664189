"""The roster workbook read into an `Organisasi` and findings; it judges nothing itself (that is `checks/roster.py`).

Every non-blank row of sheet Pegawai becomes exactly one `Pegawai`, however doubtful; the doubt is a finding.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from skpxl.checks.roster import check_roster
from skpxl.errors import SkpxlError
from skpxl.excel.grid import Cell, a1, read_book
from skpxl.excel.package import TakTerbaca, open_package
from skpxl.excel.roster_columns import PEGAWAI, PENDEKATAN, PRODUK, STATUS, TABEL, UNIT, Tabel
from skpxl.excel.table import Baris, Isi, read_table
from skpxl.findings import Finding, temuan
from skpxl.model.golongan import urai_golongan
from skpxl.model.nip import bersihkan_nip, pulihkan_nip, urai_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, kunci
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi, Produk, Unit

_LOWONG = frozenset({"lowong", "kosong", "vacant", "(lowong)", "(kosong)", "jabatan lowong"})
_SPASI_BIASA = re.compile(r"[ \t\r\n]+")
# After one of these, what a check says about the same cell only follows from it.
_MENUTUP = frozenset({"daftar-sel-galat", "daftar-nip-hilang", "daftar-unit-rancu"})


def read_roster(path: Path, *, golongan: list[str]) -> tuple[Organisasi, list[Finding]]:
    """Read a roster; `golongan` is the list of pangkat and golongan ruang (lines as `III/d Penata Tk. I`).

    Findings come in the order of the file, each with `file`, `sheet`, `cell` and `who`. NIPs are reduced to their
    digits, golongan to the form that is printed, units to their code; what is not understood stays as typed.

    Raises SkpxlError (one sentence with file, sheet and column) where the file cannot be read, or a sheet or column
    is missing.
    """
    bacaan = _Bacaan(path)
    organisasi = bacaan.organisasi(golongan)
    temuan_baca = bacaan.temuan
    tertutup = {satu.key for satu in temuan_baca if satu.code in _MENUTUP}
    temuan_aturan = [satu for satu in check_roster(organisasi, golongan) if satu.key not in tertutup]
    return organisasi, bacaan.tempatkan([*temuan_baca, *temuan_aturan], organisasi)


class _Bacaan:
    """One roster file while it is read: its tables, and the findings that need to see how something was typed."""

    def __init__(self, path: Path) -> None:
        self.berkas = path.name
        self.temuan: list[Finding] = []
        self.isi = dict(zip(TABEL, _open(path), strict=True))
        self._nip: list[str] = []
        self._unit: dict[str, set[str]] = defaultdict(set)  # sidik of code or name -> codes
        self._milik: dict[str, str] = {}  # code -> sidik of its perangkat daerah

    def organisasi(self, golongan: list[str]) -> Organisasi:
        """The roster as it stands in the file, one object per row."""
        for tabel in TABEL:
            self._report_odd_texts(tabel)
        unit_polos = [self._teks_baris(UNIT, nomor, baris) for nomor, baris in self._rows(UNIT)]
        for unit in unit_polos:
            if unit["kode"]:
                self._milik[unit["kode"]] = sidik(unit["perangkat_daerah"])
                self._unit[sidik(unit["kode"])].add(unit["kode"])
        kode = set(self._unit)
        for unit in unit_polos:
            if unit["kode"] and unit["nama"] and sidik(unit["nama"]) not in kode:
                self._unit[sidik(unit["nama"])].add(unit["kode"])
        baris_pegawai = list(self._rows(PEGAWAI))
        self._nip = self._known_numbers()
        pegawai = tuple(self._person(nomor, baris, golongan) for nomor, baris in baris_pegawai)
        lowong = sum(orang.kosong for orang in pegawai)
        orang_bernama = sum(not orang.kosong for orang in pegawai)
        assert len(self.isi[PEGAWAI].baris) == orang_bernama + lowong, "baris daftar pegawai hilang"  # noqa: S101
        return Organisasi(
            pegawai=pegawai,
            unit=tuple(self._satu_unit(nomor, unit) for nomor, unit in enumerate(unit_polos, start=1)),
            produk=tuple(self._satu_produk(nomor, baris) for nomor, baris in self._rows(PRODUK)),
        )

    def tempatkan(self, semua: Iterable[Finding], organisasi: Organisasi) -> list[Finding]:
        """The findings with their place in the file, in its order. A key is `sheet_number_column`."""
        tabel_per_kunci = {tabel.lembar.casefold(): (urutan, tabel) for urutan, tabel in enumerate(TABEL)}
        hasil: list[tuple[tuple[int, int, int], Finding]] = []
        for satu in semua:
            nama, nomor, kolom = satu.key.split("_", 2)
            urutan, tabel = tabel_per_kunci[nama]
            isi = self.isi[tabel]
            if not kolom:  # a place outside the known rows and columns: it has its cell already
                hasil.append(((urutan, int(nomor), 0), satu.at(file=self.berkas, sheet=isi.lembar)))
                continue
            row, col = isi.baris[int(nomor) - 1].nomor, isi.kolom.get(kolom, 1)
            siapa = ""
            if tabel is PEGAWAI:
                orang = organisasi.pegawai[int(nomor) - 1]
                siapa = orang.nip or orang.nama
            hasil.append(
                (
                    (urutan, row, col),
                    satu.at(
                        file=self.berkas, sheet=isi.lembar, cell=a1(row, col), who=siapa, item=tabel.judul(kolom)
                    ),
                )
            )
        return [satu for _, satu in sorted(hasil, key=lambda pasang: pasang[0])]

    def _rows(self, tabel: Tabel) -> Iterator[tuple[int, Baris]]:
        return enumerate(self.isi[tabel].baris, start=1)

    def _teks_baris(self, tabel: Tabel, nomor: int, baris: Baris) -> dict[str, str]:
        """All columns of a row as folded texts; an error cell or a formula without value is reported and empty."""
        hasil: dict[str, str] = {}
        for kolom in tabel.kolom:
            sel = baris.sel.get(kolom.kunci)
            teks = ""
            if sel is not None and sel.kind in ("galat", "kosong"):
                key = kunci(tabel.lembar.casefold(), nomor, kolom.kunci)
                self.temuan.append(temuan("daftar-sel-galat", key=key, found=sel.text or f"={sel.formula}"))
            elif sel is not None:
                teks = rapi(sel.text)
            hasil[kolom.kunci] = "" if not teks.strip("-") else teks
        return hasil

    def _report_odd_texts(self, tabel: Tabel) -> None:
        """Characters nobody sees are said once per sheet; a text beside the table once per row."""
        isi = self.isi[tabel]
        nama = tabel.lembar.casefold()
        aneh = [
            (nomor, kolom, sel)
            for nomor, baris in self._rows(tabel)
            for kolom, sel in baris.sel.items()
            if sel.kind == "teks" and not sel.text.isascii() and _ubah_diam(sel.text)
        ]
        if aneh:
            nomor, kolom, sel = aneh[0]
            self.temuan.append(
                temuan(
                    "daftar-dirapikan",
                    key=kunci(nama, nomor, kolom),
                    found=sel.text,
                    suggestion=rapi(sel.text),
                    banyak=len(aneh),
                )
            )
        for sel in isi.asing:
            satu = temuan("daftar-baris-lain", key=f"{nama}_{sel.row}_", found=rapi(sel.text))
            self.temuan.append(satu.at(cell=sel.alamat))

    def _known_numbers(self) -> list[str]:
        """Every whole NIP written anywhere in the file as text: where a damaged one may be found again."""
        kolom = ((PEGAWAI, "nip"), (PEGAWAI, "nip_penilai"), (UNIT, "pimpinan"))
        sel = (baris.sel.get(satu) for tabel, satu in kolom for _, baris in self._rows(tabel))
        return [nip for isi in sel if isi and isi.kind == "teks" and urai_nip(nip := bersihkan_nip(isi.text)).sah]

    def _person(self, nomor: int, baris: Baris, golongan: list[str]) -> Pegawai:
        teks = self._teks_baris(PEGAWAI, nomor, baris)
        nama = "" if sidik(teks["nama"]) in _LOWONG else teks["nama"]
        nip = self._number(nomor, "nip", baris.sel.get("nip"), teks["nip"])
        nip_penilai = bersihkan_nip(teks["nip_penilai"])
        if nip_penilai not in self._nip_pegawai:
            self._suggest_superior(nomor, baris.sel.get("nip_penilai"))
        pendekatan = sidik(teks["pendekatan"]) or "kuantitatif"
        if pendekatan not in PENDEKATAN:
            self._temuan("daftar-pendekatan", nomor, "pendekatan", teks["pendekatan"])
        return Pegawai(
            nip=nip,
            nama=nama,
            pangkat_golongan=self._golongan(nomor, teks["pangkat_golongan"], golongan),
            jabatan=teks["jabatan"],
            jenis_jabatan=teks["jenis_jabatan"],
            status=self._status(nomor, teks["status"], nip),
            unit_kerja=self._unit_code(kunci("pegawai", nomor, "unit_kerja"), teks["unit_kerja"], teks["perangkat_daerah"]),
            perangkat_daerah=teks["perangkat_daerah"],
            nip_penilai=nip_penilai,
            email=teks["email"],
            pendekatan="kualitatif" if pendekatan == "kualitatif" else "kuantitatif",
            baris=baris.nomor,
            penilai_luar=_penilai_luar(teks, nip_penilai),
        )

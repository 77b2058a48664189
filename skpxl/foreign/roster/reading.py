"""A roster of any layout read by its map: rows of our columns, doubts, and the account of every row. No rules here.

What the rows mean for a roster (units, superiors, golongan) is `roster.py`'s business; where tables are, `detect.py`'s.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import paths_of
from skpxl.foreign.people import holds_nip
from skpxl.foreign.roster.accounting import Nasib, Pembukuan
from skpxl.foreign.roster.cards import read_cards
from skpxl.foreign.roster.mapping import Peta, PetaTabel, column_of
from skpxl.foreign.roster.person import Ragu, tidy_person
from skpxl.foreign.roster.rowkind import RowJudge
from skpxl.foreign.roster.units import choose_unit, units_of_people
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, UNIT, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.table import TableContent, TableRow
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell

# Columns whose value often stands once, merged over all its rows.
_TURUN = ("unit_kerja", "unit_id", "perangkat_daerah", "penilai_nama", "nip_penilai", "penilai_nama_nip", "status")
_NOMOR_BAGIAN = re.compile(r"^(?:[IVX]+|[A-Z]|\d+)[.)]\s+")
_DILAPORKAN: tuple[Nasib, ...] = ("subtotal", "tanda tangan", "catatan", "judul bagian")


@dataclass
class HasilTataLetak:
    """What a map got out of a file: tables as `roster.py` takes them, doubts with their place, the account."""

    isi: dict[RosterTable, TableContent]
    temuan: list[Finding]
    pembukuan: Pembukuan


def read_by_map(lembar: list[Sheet], peta: Peta, berkas: str, words: RosterWords) -> HasilTataLetak:
    """Read the sheets of `berkas` as the map says. Raises SkpxlError where the map does not fit the file."""
    return _Pembaca(lembar, berkas, words).read(peta)


@dataclass
class _Pembaca:
    """A file while it is read. `orang` are rows of people in file order, still with the words of the map."""

    lembar: list[Sheet]
    berkas: str
    words: RosterWords
    kisi: dict[str, Sheet] = field(default_factory=dict)
    orang: list[TableRow] = field(default_factory=list)
    unit: list[TableRow] = field(default_factory=list)
    produk: list[TableRow] = field(default_factory=list)
    temuan: list[Finding] = field(default_factory=list)
    buku: Pembukuan = field(default_factory=Pembukuan)

    def read(self, peta: Peta) -> HasilTataLetak:
        self.kisi = {satu.name: satu for satu in self.lembar}
        self.buku.rows = [(nama, row) for nama, kisi in self.kisi.items() for row in kisi.rows]
        for tabel in peta.tabel:
            kisi = self._kisi(tabel.lembar)
            if tabel.susunan == "kartu":
                self._kartu(kisi, tabel)
            else:
                self._baris(kisi, tabel)
        self._outside(peta)
        kode = {sidik(baris.sel["kode"].text) for baris in self.unit if "kode" in baris.sel}
        for baris in self.orang:
            choose_unit(baris.sel, kode)
        if not self.unit:
            self.unit = units_of_people(self.orang)
            for baris in self.unit:
                sel, kode_baru = baris.sel["nama"], baris.sel["kode"].text
                self._ragu(baris.lembar, Ragu("daftar-unit-turunan", sel, sel.text, kode_baru))
        self.buku.check((baris.lembar, baris.nomor) for baris in self.orang)
        nama = next((tabel.lembar for tabel in peta.tabel if tabel.isi == "pegawai"), peta.tabel[0].lembar)
        semua = {PEGAWAI: self.orang, UNIT: self.unit, PRODUK: self.produk}
        isi = {tabel: TableContent(nama, {}, isi_baris, []) for tabel, isi_baris in semua.items()}
        return HasilTataLetak(isi, self.temuan, self.buku)

    def _kisi(self, nama: str) -> Sheet:
        for ada, kisi in self.kisi.items():
            if ada == nama or sidik(ada) == sidik(nama):
                return kisi
        raise SkpxlError(
            f"Peta menyebut lembar “{nama}”, tetapi {self.berkas} hanya memuat {', '.join(self.kisi)}; "
            "betulkan petanya, atau hapus agar dibuat lagi."
        )

    def _baris(self, kisi: Sheet, tabel: PetaTabel) -> None:
        judul = self._match(kisi, tabel)
        kolom = tabel.kolom_nomor()
        nama = kisi.name
        if kepala := tabel.rentang_kepala:
            for row in range(kepala[0], kepala[1] + 1):
                if row in kisi.rows:
                    self._record(nama, row, "kepala")
        awal, akhir = tabel.rentang_baris
        lebar = {r1: c2 - c1 + 1 for r1, c1, _, c2 in kisi.merges if awal <= r1 <= akhir}
        judge = RowJudge(kolom, judul, lebar, self.words)
        bagian: Cell | None = None
        bukan: list[tuple[int, Nasib]] = []
        for row in sorted(satu for satu in kisi.rows if awal <= satu <= akhir):
            isi = kisi.rows[row]
            if tabel.isi != "pegawai":
                self._bukan_orang(nama, row, isi, tabel, kolom)
                continue
            nasib: Nasib = "lanjutan" if self._lanjutan(kisi, row, kolom) else judge.fate(row, isi)
            if nasib == "orang":
                self._orang(kisi, row, kolom, tabel, bagian)
            elif nasib == "judul bagian" and tabel.judul_bagian:
                sel = next(iter(isi.values()))
                bagian = replace(sel, text=_NOMOR_BAGIAN.sub("", rapi(sel.text)))
                self._ragu(nama, Ragu("daftar-unit-dari-judul", sel, bagian.text))
            elif nasib in _DILAPORKAN:
                bukan.append((row, nasib))
            elif nasib == "tak terbaca":
                self._tak_terbaca(nama, isi)
            self._record(nama, row, nasib)
        self._report(kisi, bukan)

    def _match(self, kisi: Sheet, tabel: PetaTabel) -> dict[int, tuple[str, ...]]:
        """The titles of the header rows; refuses a map whose titles are not those of the file."""
        kepala = tabel.rentang_kepala
        judul = paths_of(kisi, *kepala) if kepala else {}
        for kata, isi in tabel.kolom.items():
            col, ingatan = column_of(isi)
            ada = " / ".join(judul.get(col, ()))
            if kepala and ingatan and normal(ada) != normal(ingatan):
                raise SkpxlError(
                    f"Peta tidak cocok dengan {self.berkas}: menurut peta {kata} ada di kolom “{isi}”, tetapi kolom itu "
                    f"di lembar “{tabel.lembar}” berjudul “{ada}”; betulkan petanya, atau hapus agar dibuat lagi."
                )
        return judul

    def _orang(self, kisi: Sheet, row: int, kolom: dict[str, int], tabel: PetaTabel, bagian: Cell | None) -> None:
        sel: dict[str, Cell] = {}
        for kata, col in kolom.items():
            satu = kisi.cell(row, col) if kata in _TURUN else kisi.rows[row].get(col)
            if satu is not None:
                sel[kata] = satu
        if bagian is not None and "unit_kerja" not in sel:
            sel["unit_kerja"] = bagian
        self._add(kisi.name, row, sel, tabel)

    def _add(self, lembar: str, row: int, sel: dict[str, Cell], tabel: PetaTabel) -> None:
        tempat = next(iter(sel.values()))
        for kata, teks in tabel.tetap.items():
            if kata not in sel:
                sel[kata] = Cell(tempat.row, tempat.col, teks, "teks")
        rapih, ragu = tidy_person(sel)
        self.orang.append(TableRow(row, rapih, lembar))
        for satu in ragu:
            self._ragu(lembar, satu)

    def _lanjutan(self, kisi: Sheet, row: int, kolom: dict[str, int]) -> bool:
        """A NIP in the row below its name, in the same column: the person above has it."""
        col = kolom.get("nama_nip", kolom.get("nama", 0))
        isi = kisi.rows[row]
        if set(isi) != {col} or not self.orang:
            return False
        atas = self.orang[-1]
        nip = clean_nip(isi[col].text)
        if atas.lembar != kisi.name or atas.nomor != row - 1 or "nip" in atas.sel or not nip.isdigit():
            return False
        atas.sel["nip"] = isi[col] if isi[col].kind == "angka" else replace(isi[col], text=nip)
        return True

    def _bukan_orang(
        self, lembar: str, row: int, isi: dict[int, Cell], tabel: PetaTabel, kolom: dict[str, int]
    ) -> None:
        """A row of units or products; a row without any of their columns is said."""
        sel = {kata: isi[col] for kata, col in kolom.items() if col in isi}
        if len(sel) < 2:
            self._tak_terbaca(lembar, isi)
            self._record(lembar, row, "tak terbaca")
            return
        unit = tabel.isi == "unit"
        (self.unit if unit else self.produk).append(TableRow(row, sel, lembar))
        self._record(lembar, row, "unit" if unit else "produk")

    def _kartu(self, kisi: Sheet, tabel: PetaTabel) -> None:
        awal, akhir = tabel.rentang_baris
        hasil = read_cards(kisi, self.words, awal, akhir, tabel.kolom)
        nama = kisi.name
        for kartu in hasil.cards:
            self._add(nama, kartu.row, dict(kartu.cells), tabel)
            for sel in kartu.doubles:
                self._ragu(nama, Ragu("daftar-kartu-ganda", sel, rapi(sel.text)))
        self.buku.cards += [(nama, kartu.row) for kartu in hasil.cards]
        for row in hasil.rows:
            self._record(nama, row, "kartu")
        bukan: list[tuple[int, Nasib]] = []
        for row in sorted(hasil.signatures | hasil.others):
            nasib: Nasib = "tanda tangan" if row in hasil.signatures else "catatan"
            bukan.append((row, nasib))
            self._record(nama, row, nasib)
            if row in hasil.others and any(holds_nip(rapi(sel.text)) for sel in kisi.rows[row].values()):
                self._tak_terbaca(nama, kisi.rows[row])
        self._report(kisi, bukan)

    def _outside(self, peta: Peta) -> None:
        """Rows outside of all tables: titles above them, or a whole sheet without a table."""
        for nama, kisi in self.kisi.items():
            areas = [area for tabel in peta.tabel if sidik(tabel.lembar) == sidik(nama) for area in _areas(tabel)]
            baris = [row for row in sorted(kisi.rows) if not any(first <= row <= last for first, last in areas)]
            lain = not areas
            for row in baris:
                self._record(nama, row, "lembar lain" if lain else "judul")
                if any(holds_nip(rapi(sel.text)) for sel in kisi.rows[row].values()):
                    self._tak_terbaca(nama, kisi.rows[row])
            if lain and baris:
                sel = next(iter(kisi.rows[baris[0]].values()))
                self._ragu(nama, Ragu("daftar-lembar-lain", sel, nama, rincian=(("banyak", str(len(baris))),)))

    def _tak_terbaca(self, lembar: str, isi: dict[int, Cell]) -> None:
        """A row that is neither: worse where a NIP stands in it, for then somebody may be lost."""
        bernip = next((sel for sel in isi.values() if holds_nip(rapi(sel.text))), None)
        teks = " | ".join(rapi(sel.text) for sel in isi.values())
        if bernip is not None:
            self._ragu(lembar, Ragu("daftar-nip-tertinggal", bernip, teks))
        else:
            self._ragu(lembar, Ragu("daftar-baris-tak-terbaca", next(iter(isi.values())), teks))

    def _report(self, kisi: Sheet, bukan: Iterable[tuple[int, Nasib]]) -> None:
        """One finding for each run of rows of one fate."""
        urut = list(bukan)
        baris_ada = {row: nomor for nomor, row in enumerate(sorted(kisi.rows))}
        for (nasib, _), grup in groupby(
            enumerate(urut), key=lambda satu: (satu[1][1], baris_ada[satu[1][0]] - satu[0])
        ):
            baris = [row for _, (row, _) in grup]
            sel = next(iter(kisi.rows[baris[0]].values()))
            rentang = str(baris[0]) if len(baris) == 1 else f"{baris[0]}-{baris[-1]}"
            rincian = (("alasan", nasib), ("baris", rentang))
            self._ragu(kisi.name, Ragu("daftar-bukan-orang", sel, rapi(sel.text), rincian=rincian))

    def _ragu(self, lembar: str, ragu: Ragu) -> None:
        satu = temuan(ragu.code, found=ragu.found, suggestion=ragu.suggestion, **dict(ragu.rincian))
        self.temuan.append(satu.at(file=self.berkas, sheet=lembar, cell=a1(ragu.sel.row, ragu.sel.col)))

    def _record(self, lembar: str, row: int, nasib: Nasib) -> None:
        if (lembar, row) in self.buku.nasib:
            raise SkpxlError(
                f"Peta membaca baris {row} lembar “{lembar}” berkas {self.berkas} dua kali; "
                "betulkan rentang `baris` dan `kepala` agar tidak bertumpuk."
            )
        self.buku.record(lembar, row, nasib)


def _areas(tabel: PetaTabel) -> list[tuple[int, int]]:
    """The rows that a table of the map takes: its own, and those of its header."""
    header = tabel.rentang_kepala if tabel.susunan == "baris" else None
    return [tabel.rentang_baris, *([header] if header else [])]

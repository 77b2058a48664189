"""A roster read into an `Organisasi` and findings; it judges nothing itself (that is `checks/roster.py`).

Every non-blank row of sheet Pegawai becomes exactly one `Pegawai`, however doubtful; the doubt is a finding. Rosters in
an office's own layout come by way of `rosters/`, by a map or by what can be told without one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from skpxl.checks.roster import check_roster
from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.roster.accounting import Pembukuan
from skpxl.foreign.roster.detect import Dugaan, detect
from skpxl.foreign.roster.mapping import Peta
from skpxl.foreign.roster.reading import read_by_map
from skpxl.foreign.roster.superiors import heads_as_superiors, name_superiors
from skpxl.foreign.roster.words import RosterWords, words_of
from skpxl.foreign.roster_columns import PEGAWAI, PENDEKATAN, PRODUK, STATUS, TABEL, UNIT, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.table import TableContent, TableRow, is_ours, read_table
from skpxl.model.fate import Account, RosterFate, tally
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import clean_nip, parse_nip, restore_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.xlsx.grid import Buku, Cell, Grid, a1
from skpxl.xlsx.package import TakTerbaca
from skpxl.xlsx.sources import hidden_sheets, open_source, sheets_of

T = TypeVar("T")

_SPASI_BIASA = re.compile(r"[ \t\r\n]+")
# After one of these, what a check says about the same cell only follows from it.
_MENUTUP = frozenset({"daftar-sel-galat", "daftar-nip-hilang", "daftar-unit-rancu"})


@dataclass(frozen=True)
class BacaanDaftar:
    """A roster as read, with the account of its people and vacant posts. For one in an office's own layout also the account
    of all rows and, if it was made, the map."""

    organisasi: Organisasi
    temuan: list[Finding]
    people: Account[RosterFate]
    pembukuan: Pembukuan | None = None
    dugaan: Dugaan | None = None


def read_roster(
    path: Path, *, golongan: list[str], peta: Peta | None = None, words: RosterWords | None = None
) -> tuple[Organisasi, list[Finding]]:
    """Read a roster; `golongan` is the list of pangkat and golongan ruang (lines as `III/d Penata Tk. I`).

    Findings come in the order of the file, each with `file`, `sheet`, `cell` and `who`. NIPs are reduced to their
    digits, golongan to the form that is printed, units to their code; what is not understood stays as typed.

    Raises SkpxlError (one sentence with file, sheet and column) where the file cannot be read, or a sheet or column
    is missing, or the map does not fit.
    """
    bacaan = read_any_roster(path, golongan=golongan, peta=peta, words=words)
    return bacaan.organisasi, bacaan.temuan


def read_any_roster(
    path: Path,
    *,
    golongan: list[str],
    peta: Peta | None = None,
    wajib_peta: bool = False,
    words: RosterWords | None = None,
) -> BacaanDaftar:
    """As `read_roster`, with the account and the map.

    The tidy layout is read as it is, also where there is a map for other files, unless `wajib_peta` says that the map
    was named for this very file.
    """
    words = words or words_of()
    sumber = _open(path)
    if not wajib_peta and isinstance(sumber, Buku) and is_ours(sumber):
        buku = sumber
        isi = _parse(lambda: {tabel: read_table(buku, tabel, path.name) for tabel in TABEL}, path)
        return _judge(_Bacaan(path.name, isi, words), golongan)
    lembar = _parse(lambda: [Sheet(satu) for satu in sheets_of(sumber)], path)
    dugaan = detect(lembar, path.name, golongan, words) if peta is None else None
    hasil = read_by_map(lembar, dugaan.peta if dugaan else peta or Peta(tabel=()), path.name, words)
    tersembunyi = [
        temuan("daftar-lembar-tersembunyi", found=nama).at(file=path.name, sheet=nama) for nama in hidden_sheets(sumber)
    ]
    awal = [*(dugaan.temuan if dugaan else ()), *tersembunyi, *hasil.temuan]
    bacaan = _Bacaan(path.name, hasil.isi, words, [satu.name for satu in lembar], bool(peta and peta.penilai_dari_unit))
    dibaca = _judge(bacaan, golongan)
    return BacaanDaftar(dibaca.organisasi, [*awal, *dibaca.temuan], dibaca.people, hasil.pembukuan, dugaan)


def _judge(bacaan: "_Bacaan", golongan: list[str]) -> BacaanDaftar:
    """The roster in these tables, with what the rules say of it."""
    organisasi = bacaan.organisasi(golongan)
    temuan_baca = bacaan.temuan
    tertutup = {satu.key for satu in temuan_baca if satu.code in _MENUTUP}
    temuan_aturan = [satu for satu in check_roster(organisasi, golongan) if satu.key not in tertutup]
    findings = bacaan.place_findings([*temuan_baca, *temuan_aturan], organisasi)
    return BacaanDaftar(organisasi, findings, bacaan.people)


class _Bacaan:
    """One roster file while it is read: its tables, and the findings that need to see how something was typed."""

    def __init__(
        self,
        berkas: str,
        isi: dict[RosterTable, TableContent],
        words: RosterWords,
        lembar: list[str] | None = None,
        dari_unit: bool = False,
    ) -> None:
        self.berkas = berkas
        self.temuan: list[Finding] = []
        self.people: Account[RosterFate]  # once `organisasi` has read them
        self.isi = isi
        self._words = words
        self._lain = lembar is not None  # another layout than ours: sheets and columns differ from row to row
        self._dari_unit = dari_unit
        self._lembar = {nama: nomor for nomor, nama in enumerate(lembar or ())}
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
        if self._lain:
            pegawai, ragu = name_superiors(pegawai)
            self.temuan += ragu
        unit_jadi = tuple(self._satu_unit(nomor, unit) for nomor, unit in enumerate(unit_polos, start=1))
        if self._dari_unit:
            pegawai, ragu = heads_as_superiors(Organisasi(pegawai=pegawai, unit=unit_jadi))
            self.temuan += ragu
        self.people = self._count(pegawai)
        return Organisasi(
            pegawai=pegawai,
            unit=unit_jadi,
            produk=tuple(self._satu_produk(nomor, baris) for nomor, baris in self._rows(PRODUK)),
        )

    def _count(self, pegawai: Sequence[Pegawai]) -> Account[RosterFate]:
        """Every row of sheet Pegawai stands for a person or a vacant post."""
        decided = ((orang.baris, RosterFate.LOWONG if orang.kosong else RosterFate.ORANG) for orang in pegawai)
        rows = (baris.nomor for baris in self.isi[PEGAWAI].baris)
        return tally("baris daftar pegawai", RosterFate, rows, decided, lambda nomor: f"baris {nomor}")

    def place_findings(self, semua: Iterable[Finding], organisasi: Organisasi) -> list[Finding]:
        """The findings with their place in the file, in its order. A key is `sheet_number_column`."""
        table_by_key = {tabel.lembar.casefold(): (urutan, tabel) for urutan, tabel in enumerate(TABEL)}
        hasil: list[tuple[tuple[int, int, int, int], Finding]] = []
        for satu in semua:
            nama, nomor, kolom = satu.key.split("_", 2)
            urutan, tabel = table_by_key[nama]
            isi = self.isi[tabel]
            if not kolom:  # a place outside the known rows and columns: it has its cell already
                hasil.append(((urutan, 0, int(nomor), 0), satu.at(file=self.berkas, sheet=isi.lembar)))
                continue
            baris = isi.baris[int(nomor) - 1]
            sel = baris.sel.get(kolom)
            row, col = self._tempat(isi, baris, kolom, sel)
            siapa = ""
            if tabel is PEGAWAI:
                orang = organisasi.pegawai[int(nomor) - 1]
                siapa = orang.nip or orang.nama
            if satu.code in ("daftar-penilai", "daftar-pimpinan") and sel is not None and sel.kind == "angka":
                satu = satu.at(suggestion=restore_nip(sel.raw, self._nip) or "")
            lembar = baris.lembar or isi.lembar
            di_mana = satu.at(file=self.berkas, sheet=lembar, cell=a1(row, col), who=siapa, item=tabel.judul(kolom))
            hasil.append(((urutan, self._lembar.get(lembar, 0), row, col), di_mana))
        return [satu for _, satu in sorted(hasil, key=lambda pasang: pasang[0])]

    def _tempat(self, isi: TableContent, baris: TableRow, kolom: str, sel: Cell | None) -> tuple[int, int]:
        """Where a value stands; one that is missing in another layout than ours is shown at the person's name."""
        if not self._lain:
            return baris.nomor, isi.kolom.get(kolom, 1)
        utama = next((baris.sel[kata] for kata in ("nama", "nip", "kode") if kata in baris.sel), None)
        tempat = sel or utama or next(iter(baris.sel.values()), None)
        return (tempat.row, tempat.col) if tempat else (baris.nomor, 1)

    def _rows(self, tabel: RosterTable) -> Iterator[tuple[int, TableRow]]:
        return enumerate(self.isi[tabel].baris, start=1)

    def _teks_baris(self, tabel: RosterTable, nomor: int, baris: TableRow) -> dict[str, str]:
        """All columns of a row as folded texts; an error cell or a formula without value is reported and empty."""
        hasil: dict[str, str] = {}
        for kolom in tabel.kolom:
            sel = baris.sel.get(kolom.key)
            teks = ""
            if sel is not None and sel.kind in ("galat", "kosong"):
                key = slot_key(tabel.lembar.casefold(), nomor, kolom.key)
                self.temuan.append(temuan("daftar-sel-galat", key=key, found=sel.text or f"={sel.formula}"))
            elif sel is not None:
                teks = rapi(sel.text)
            hasil[kolom.key] = "" if not teks.strip("-") else teks
        return hasil

    def _report_odd_texts(self, tabel: RosterTable) -> None:
        """Characters nobody sees are said once per sheet; a text beside the table once per row."""
        isi = self.isi[tabel]
        nama = tabel.lembar.casefold()
        aneh = [
            (nomor, kolom, sel)
            for nomor, baris in self._rows(tabel)
            for kolom, sel in baris.sel.items()
            if sel.kind == "teks" and not sel.text.isascii() and _changed_silently(sel.text)
        ]
        if aneh:
            nomor, kolom, sel = aneh[0]
            self.temuan.append(
                temuan(
                    "daftar-dirapikan",
                    key=slot_key(nama, nomor, kolom),
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
        return [nip for isi in sel if isi and isi.kind == "teks" and parse_nip(nip := clean_nip(isi.text)).sah]

    def _person(self, nomor: int, baris: TableRow, golongan: list[str]) -> Pegawai:
        teks = self._teks_baris(PEGAWAI, nomor, baris)
        nama = "" if self._words.is_vacant(teks["nama"]) else teks["nama"]
        nip = self._number(nomor, baris.sel.get("nip"), teks["nip"])
        nip_penilai = clean_nip(teks["nip_penilai"])
        pendekatan = sidik(teks["pendekatan"]) or "kuantitatif"
        if pendekatan not in PENDEKATAN:
            key = slot_key("pegawai", nomor, "pendekatan")
            self.temuan.append(temuan("daftar-pendekatan", key=key, found=teks["pendekatan"]))
        return Pegawai(
            nip=nip,
            nama=nama,
            pangkat_golongan=self._golongan(nomor, teks["pangkat_golongan"], golongan),
            jabatan=teks["jabatan"],
            jenis_jabatan=teks["jenis_jabatan"],
            status=self._status(nomor, teks["status"], nip),
            unit_kerja=self._unit_code("pegawai", nomor, "unit_kerja", teks["unit_kerja"], teks["perangkat_daerah"]),
            perangkat_daerah=teks["perangkat_daerah"],
            nip_penilai=nip_penilai,
            email=teks["email"],
            pendekatan="kualitatif" if pendekatan == "kualitatif" else "kuantitatif",
            baris=baris.nomor,
            penilai_luar=_penilai_luar(teks, nip_penilai),
        )

    def _number(self, nomor: int, sel: Cell | None, teks: str) -> str:
        """A NIP as its digits. One kept as a number is reported: whole where the file itself holds 18 digits."""
        nip = clean_nip(teks)
        if sel is not None and sel.kind == "angka" and nip:
            key = slot_key("pegawai", nomor, "nip")
            utuh = sel.raw.isdigit() and len(sel.raw) <= 18 and not sel.raw.endswith("000")
            if utuh or len(nip) < 16:
                self.temuan.append(temuan("daftar-nip-angka", key=key, found=nip))
            else:
                usul = restore_nip(sel.raw, self._nip) or ""
                self.temuan.append(temuan("daftar-nip-hilang", key=key, found=nip, suggestion=usul))
        return nip

    def _golongan(self, nomor: int, teks: str, daftar: list[str]) -> str:
        golongan, _ = parse_golongan(teks, daftar)
        if golongan is None:
            return teks
        if str(golongan) != teks:
            key = slot_key("pegawai", nomor, "pangkat_golongan")
            self.temuan.append(temuan("daftar-golongan-dirapikan", key=key, found=teks, suggestion=str(golongan)))
        return str(golongan)

    def _status(self, nomor: int, teks: str, nip: str) -> str:
        """The status as typed; an empty one follows from the NIP, else it is PNS."""
        if not teks:
            return parse_nip(nip).jenis or "PNS"
        if teks.upper() in STATUS:
            return teks.upper()
        self.temuan.append(temuan("daftar-status", key=slot_key("pegawai", nomor, "status"), found=teks))
        return teks

    def _unit_code(self, lembar: str, nomor: int, kolom: str, teks: str, perangkat_daerah: str = "") -> str:
        """The code of the unit that a code or a name means; the text itself where it means none, or more than one.

        Units of one name (every perangkat daerah has a Sekretariat) are told apart by the row's perangkat daerah.
        """
        kode = self._unit.get(sidik(teks), set()) if teks else set()
        if len(kode) > 1 and perangkat_daerah:
            kode = {satu for satu in kode if self._milik[satu] == sidik(perangkat_daerah)} or kode
        if len(kode) > 1:
            key = slot_key(lembar, nomor, kolom)
            self.temuan.append(temuan("daftar-unit-rancu", key=key, found=teks, kode=", ".join(sorted(kode))))
        return next(iter(kode)) if len(kode) == 1 else teks

    def _satu_unit(self, nomor: int, teks: dict[str, str]) -> Unit:
        pimpinan = clean_nip(teks["pimpinan"])
        induk = self._unit_code("unit", nomor, "induk", teks["induk"], teks["perangkat_daerah"])
        return Unit(**{**teks, "pimpinan": pimpinan, "induk": induk})

    def _satu_produk(self, nomor: int, baris: TableRow) -> Produk:
        teks = self._teks_baris(PRODUK, nomor, baris)
        return Produk(**{**teks, "unit": self._unit_code("produk", nomor, "unit", teks["unit"])})


def _open(path: Path) -> Buku | list[Grid]:
    """The file's sheets. Raises SkpxlError where it is nothing that holds tables."""
    return _parse(lambda: open_source(path), path)


def _parse(baca: Callable[[], T], path: Path) -> T:
    """What `baca` gives, its troubles with the file as one sentence."""
    try:
        return baca()
    except FileNotFoundError as galat:
        raise SkpxlError(f"Daftar pegawai {path} tidak ada; periksa nama dan foldernya.") from galat
    except OSError as galat:
        raise SkpxlError(f"Daftar pegawai {path} tidak dapat dibuka ({galat}); periksa izinnya.") from galat
    except TakTerbaca as galat:
        raise SkpxlError(
            f"Daftar pegawai {path} tidak dapat dibaca ({galat.detail}); simpan sebagai buku kerja Excel (.xlsx)."
        ) from galat


def _changed_silently(teks: str) -> bool:
    """True where folding changes more than plain blanks and line breaks."""
    return rapi(teks) != _SPASI_BIASA.sub(" ", teks).strip()


def _penilai_luar(teks: dict[str, str], nip_penilai: str) -> Identitas | None:
    """The superior as the row itself describes him, or None where it says nothing."""
    isi = {nama: teks[f"penilai_{nama}"] for nama in ("nama", "jabatan", "pangkat_golongan", "unit_kerja")}
    return Identitas(nip=nip_penilai, **isi) if any(isi.values()) else None

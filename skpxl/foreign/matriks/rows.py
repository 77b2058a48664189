"""The people of one matriks and their roles, row by row: who begins, who goes on, what is nobody. No headings here."""

from dataclasses import dataclass, field, replace

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.matriks.heading import KolomPeran, MatriksHeading
from skpxl.foreign.matriks.lines import Line, below_the_table, from_above, lines_below
from skpxl.foreign.matriks.words import Kata, Orang, is_tick, split_roles
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi, sidik
from skpxl.template.limits import dimuatkan
from skpxl.xlsx.address import a1

PEGAWAI_MAKS = 5_000  # people of one matriks
PERAN_MAKS = 200_000  # roles of one file


@dataclass
class Pemegang:
    """One person or vacant post as far as it has been read; roles as (column, text, cell)."""

    nama: str = ""
    nip: str = ""
    jabatan: str = ""
    luar: bool = False
    peran: list[tuple[KolomPeran, str, Sel]] = field(default_factory=list)


@dataclass(frozen=True)
class Tanda:
    """How many cells of roles hold only a number, or only a tick: what a table of counts is made of."""

    bilangan: int = 0
    centang: int = 0


@dataclass
class Jatah:
    """How many roles may still be read from a file."""

    peran: int = PERAN_MAKS


class PembacaBaris:
    """Reads the rows of the tables of one sheet. Doubts go to the board, and so do the cells that are understood."""

    def __init__(self, papan: Papan, kata: Kata, jatah: Jatah) -> None:
        self._papan = papan
        self._kata = kata
        self._jatah = jatah
        self._dibaca: set[Sel] = set()
        self._rumus: list[Sel] = []
        self._ditegur: set[tuple[str, Sel | KolomPeran]] = set()
        self._luar = False

    def read(self, kepala: MatriksHeading, sampai: int, pemegang: list[Pemegang]) -> Tanda:
        """Add the people below one heading, above row `sampai`, to `pemegang`; a table that goes on has some already.

        Gives what stood in cells of roles in place of a role.
        """
        self._kepala = kepala
        self._pemegang = pemegang
        self._kini = pemegang[-1] if pemegang else None
        self._per_nama = {sidik(satu.nama or satu.jabatan): satu for satu in pemegang}
        self._luar = self._luar and bool(pemegang)
        self._centang: list[Sel] = []
        self._bilangan = 0
        baris = lines_below(self._papan, kepala, sampai)
        bukan = below_the_table(baris, self._kata, kepala)
        for satu in baris:
            if satu.row in bukan:
                self._kini = None
                continue
            if not satu.sel() or self._judul_bagian(satu):
                continue
            penuh = f"{PEGAWAI_MAKS} orang" if not self._baris(satu) else ""
            if penuh := penuh or (f"{PERAN_MAKS} peran" if self._jatah.peran <= 0 else ""):
                self._papan.ragu("matriks-terpotong", satu.sel()[0], batas=penuh)
                break
        if self._centang:
            tempat = ", ".join(a1(sel.row, sel.col) for sel in self._centang[:5])
            lebih = len(self._centang) - 5
            tempat += f" dan {lebih} sel lain" if lebih > 0 else ""
            self._papan.ragu("matriks-tanda", self._centang[0], found=self._centang[0].teks.strip(), tempat=tempat)
        return Tanda(self._bilangan, len(self._centang))

    def selesai(self) -> None:
        """One word on values that come from formulas, when all tables of the sheet have been read."""
        if self._rumus:
            self._papan.ragu("adopsi-rumus", self._rumus[0], banyak=str(len(self._rumus)))

    def _judul_bagian(self, baris: Line) -> bool:
        """True for a row that heads others: a unit's name, a text over several columns, `PEGAWAI UNIT LAIN`."""
        sels = [sel for sel in baris.sel() if sel.nomor is None and len(sel.teks.strip()) > 2]
        if len(sels) != 1 or self._kepala.peran(sels[0].col):
            return False
        sel, teks = sels[0], rapi(sels[0].teks[:500])
        nama = self._kepala.span("nama")
        lebar = sel.col_to > sel.col and (
            sel.col <= nama[-1] < sel.col_to or self._kepala.peran(sel.col_to) is not None
        )
        if not lebar and self._kepala.role(sel.col) not in ("nama", "nomor"):
            return False
        nama_unit = self._kata.unit(teks)
        if self._kata.luar(teks):
            self._luar = True
        elif not nama_unit and not lebar:
            return False
        if self._kata.luar(teks) or nama_unit:
            self._papan.use(sel)
        self._kini = None
        return True

    def _baris(self, baris: Line) -> bool:
        """Take in one row; False where there are too many people."""
        nama, jabatan = self._join(baris, "nama"), self._kata.jabatan(self._join(baris, "jabatan"))
        siapa = self._kata.orang(nama, dengan_jabatan=self._luar)
        siapa = replace(siapa, nip=siapa.nip or self._nip(baris))
        pemegang = self._sambungan(baris, siapa, nama, jabatan)
        if pemegang is None:
            if not jabatan and (di_atas := from_above(self._papan, self._kepala, baris.row, "jabatan")):
                jabatan = self._kata.jabatan(self._teks(di_atas))
            pemegang = Pemegang(siapa.nama, siapa.nip, siapa.jabatan or jabatan, self._luar or siapa.luar)
            berisi = pemegang.nama or pemegang.nip or pemegang.jabatan
            if berisi or not all(self._kata.tanpa_peran(sel.teks) for _, sel in baris.peran):
                if len(self._pemegang) >= PEGAWAI_MAKS:
                    return False
                self._pemegang.append(pemegang)
                self._per_nama[sidik(pemegang.nama or pemegang.jabatan)] = pemegang
                self._kini = pemegang
                self._dari_atas(baris.row, pemegang)
        else:
            self._kini = pemegang
        if not siapa.lain:
            self._papan.use(*baris.siapa.get("nama", []))
        for apa in ("nomor", "nip", "jabatan", "pangkat_golongan", "unit_kerja"):
            self._papan.use(*baris.siapa.get(apa, []))
        for kolom, sel in baris.peran:
            if baris.row == self._kepala.pimpinan:
                self._papan.use(sel)  # his results head the columns
            else:
                self._add(pemegang, kolom, sel)
        return True

    def _sambungan(self, baris: Line, siapa: Orang, nama: str, jabatan: str) -> Pemegang | None:
        """The person above, where this row goes on with him; None for a row that begins somebody."""
        kini = self._kini
        if siapa.lanjutan:
            return self._per_nama.get(sidik(siapa.nama))
        if kini is None or (siapa.nip and kini.nip and siapa.nip != kini.nip):
            return None
        if not nama:
            if jabatan and from_above(self._papan, self._kepala, baris.row, "nama") is None:
                return None
        elif not siapa.nama:
            # a NIP below the name it belongs to
            if baris.jeda or kini.nip or not (siapa.nip or self._kata.penutup(nama) == "nip"):
                return None
        elif sidik(siapa.nama) != sidik(kini.nama) or sidik(jabatan) not in ("", sidik(kini.jabatan)):
            return None
        if jabatan and sidik(jabatan) != sidik(kini.jabatan):
            kini.jabatan = f"{kini.jabatan} {jabatan}".strip()
        kini.nip = kini.nip or siapa.nip
        return kini

    def _dari_atas(self, row: int, pemegang: Pemegang) -> None:
        """Roles in a merged cell that began with somebody above are this person's, too; that is told."""
        for kolom in self._kepala.kolom:
            sel = self._papan.di(row, kolom.dari)
            if sel is not None and self._kepala.bawah < sel.row < row and self._kepala.peran(sel.col) == kolom:
                banyak = len(pemegang.peran)
                self._add(pemegang, kolom, sel)
                if len(pemegang.peran) > banyak:
                    self._doubt("matriks-sel-gabungan", sel, sel)

    def _add(self, pemegang: Pemegang, kolom: KolomPeran, sel: Sel) -> None:
        """The roles of one cell; a cell with nothing but a number is left alone."""
        teks = self._teks(sel)
        if is_tick(teks):
            self._papan.use(sel)
            self._centang += [sel] if sel not in self._centang[-1:] else []
            return
        if sel.masalah is not None or self._kata.tanpa_peran(teks) or (sel.nomor is not None and kolom.ke > kolom.dari):
            self._papan.use(sel)
        if not any(map(str.isalpha, teks)) or self._kata.tanpa_peran(teks):
            self._bilangan += not self._kata.tanpa_peran(teks) and kolom.ke == kolom.dari
            return
        self._papan.use(sel)
        for butir in split_roles(teks):
            if not self._kata.tanpa_peran(butir) and self._jatah.peran > 0:
                pemegang.peran.append((kolom, butir, sel))
                self._jatah.peran -= 1
        if not kolom.teks:
            self._doubt("matriks-kolom-tanpa-judul", kolom, sel)
        if sel.col_to >= self._kepala.kolom[-1].dari > kolom.dari or (
            sel.col_to > kolom.ke and self._kepala.peran(sel.col_to) not in (None, kolom)
        ):
            self._doubt("matriks-sel-gabungan", sel, sel)

    def _doubt(self, kode: str, tentang: Sel | KolomPeran, sel: Sel) -> None:
        """A doubt that is told once."""
        if (kode, tentang) not in self._ditegur:
            self._ditegur.add((kode, tentang))
            self._papan.ragu(kode, sel, found=sel.teks.strip()[:200])

    def _join(self, baris: Line, apa: str) -> str:
        """What a row says in the column of names or posts, as typed; item numbers and dashes say nothing."""
        sels = [sel for sel in baris.siapa.get(apa, []) if sel.nomor is None]
        return "\n".join(teks for sel in sels if any(map(str.isalnum, teks := self._teks(sel))))

    def _nip(self, baris: Line) -> str:
        """The NIP in its own column; empty, and told, where a number has lost its last digits."""
        for sel in baris.siapa.get("nip", []):
            cell = self._papan.cell(sel)
            nip = clean_nip(self._teks(sel)[:100])
            if cell.kind == "angka" and len(nip) > 15 and not _utuh(cell.raw):
                self._papan.ragu("matriks-nip-hilang", sel, found=nip)
            elif nip.isascii() and nip.isdigit() and len(nip) > 3:
                return nip
        return ""

    def _teks(self, sel: Sel) -> str:
        """The text of a cell as typed, what is wrong with it told once."""
        if sel not in self._dibaca:
            self._dibaca.add(sel)
            if sel.rumus:
                self._rumus.append(sel)
            elif sel.masalah is not None and sel.masalah.code != "adopsi-tautan-kosong":
                self._papan.findings.append(sel.masalah.at(sheet=sel.lembar, cell=a1(sel.row, sel.col)))
        unfit = sel.masalah is not None and sel.masalah.code == "isian-tak-muat"
        return dimuatkan(sel.teks) if unfit else sel.teks


def _utuh(raw: str) -> bool:
    """True where the file itself holds all 18 digits of a number, and not those that a floating-point number leaves."""
    return len(raw) == 18 and raw.isascii() and raw.isdigit() and int(float(raw)) != int(raw)

"""What a finished paper is, told from its printed lines: title, period, whose. File names are never looked at.

A paper counts as recognised only where all three are certain. The NIP that stands first must belong to the person whose
name stands first: where a pegawai's NIP was left out, the next one on the page is his superior's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.nama import bare_name
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.unit import Organisasi
from skpxl.template.labels import Label, fold

_TAHUN = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NIP = re.compile(r"(?<!\d)(\d{8}[\s.]?\d{6}[\s.]?[12][\s.]?\d{3})(?!\d)")
# Lines between a title and the identity; a title further down belongs to something else.
_KEPALA_MAKS = 30
# Lines of one page that are looked at: an annual evaluation prints a few hundred.
BARIS_MAKS = 5_000
_SAMBUNGAN = 2


@dataclass(frozen=True)
class Pengenalan:
    """The papers that a file is, and where there are none: why, in Indonesian."""

    dokumen: tuple[CapDokumen, ...] = ()
    sebab: str = ""


@dataclass(frozen=True)
class Pengenal:
    """Recognises papers by the wordings of `label-berkas.toml` (`berkas`) and `label-skp.toml` (`skp`) and the roster.

    `diminta` are the kinds that some use asks for.
    """

    berkas: Label
    skp: Label
    organisasi: Organisasi
    diminta: frozenset[str]

    def recognise(self, halaman: Sequence[Sequence[str]]) -> Pengenalan:
        """The papers in a file with these pages (or sheets) of printed lines, in the order in which they are read."""
        if not any(satu.strip() for baris in halaman for satu in baris):
            return Pengenalan(sebab="tidak memuat tulisan yang dapat dibaca")
        dokumen: list[CapDokumen] = []
        sebab: dict[str, str] = {}
        for baris in halaman:
            for kode, potongan in self._potongan(baris[:BARIS_MAKS]):
                satu = self._satu(kode, potongan)
                if isinstance(satu, str):
                    sebab.setdefault(kode, satu)
                elif satu not in dokumen:
                    dokumen.append(satu)
        # A title that stands again, as in a list of contents, says nothing new; one that was never understood is a paper
        # lost, unless nobody asks for it.
        ada = {satu.kode for satu in dokumen}
        belum = [teks for kode, teks in sebab.items() if kode not in ada and (kode in self.diminta or not ada)]
        if belum:
            return Pengenalan(sebab=belum[0])
        return Pengenalan(tuple(dokumen)) if dokumen else Pengenalan(sebab="tidak memuat judul dokumen yang dikenal")

    def cocok(self, cap: Sequence[CapDokumen], halaman: Sequence[Sequence[str]]) -> bool:
        """True where the people whom marks name are printed on the pages, too: a paper may have been typed over."""
        tercetak = {nip for baris in halaman for satu in baris for nip in _nip_dalam(satu)}
        return all(satu.nip in tercetak for satu in cap if satu.nip)

    def _potongan(self, baris: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """Every title of a page with the lines from it to the next one."""
        kini: tuple[str, list[str]] | None = None
        for satu in baris:
            if kode := self._judul(satu):
                if kini:
                    yield kini
                kini = (kode, [satu])
            elif kini:
                kini[1].append(satu)
        if kini:
            yield kini

    def _judul(self, teks: str) -> str:
        """The kind of paper whose title a line is: the title alone, with a year, or at the head of a line in capitals."""
        if kode := self.berkas.cocok("judul", teks):
            return kode
        awal = self.berkas.awal("judul", teks, tanda="")
        if awal is None:
            return ""
        kode, sisa = awal
        return kode if teks.isupper() or re.fullmatch(r"(?i)(?:tahun\s+)?20\d\d", sisa.strip()) else ""

    def _satu(self, kode: str, baris: Sequence[str]) -> CapDokumen | str:
        """The paper that begins with this title, or why it is not certain."""
        judul = _quote(baris[0])
        sampai = next((nomor for nomor, satu in enumerate(baris) if self._dinilai(satu)), 0)
        if not 0 < sampai <= _KEPALA_MAKS:
            # A list of papers carries their titles, too.
            return f"judulnya {judul}, tetapi di bawahnya tidak ada “Pegawai yang dinilai”"
        kepala = baris[:sampai]
        if any(self.berkas.memuat("periodik", satu) for satu in kepala) and kode not in self.berkas.grup["wajib"]:
            kode = "evaluasi-periodik"
        elif kode in self.berkas.grup["wajib"] and not any(
            kode in self.berkas.memuat("wajib", satu) for satu in kepala
        ):
            return f"judulnya {judul}, tetapi masanya bukan yang diminta atau tidak terbaca"
        tahun = self._tahun(kepala)
        if len(tahun) != 1:
            apa = f"tahunnya lebih dari satu ({', '.join(sorted(tahun))})" if tahun else "tahunnya tidak tercetak"
            return f"judulnya {judul}, tetapi {apa}"
        nip = self._nip(baris[sampai:])
        if not nip:
            return f"judulnya {judul}, tetapi nama dan NIP pegawainya tidak cocok dengan daftar pegawai"
        return CapDokumen(kode, nip, int(tahun.pop()))

    def _dinilai(self, teks: str) -> bool:
        return "pegawai" in self.skp.memuat("siapa", teks) or "pegawai" in self.berkas.memuat("siapa", teks)

    def _tahun(self, kepala: Sequence[str]) -> set[str]:
        """The years of the title, else of the period, else of all lines above the identity."""
        if tahun := set(_TAHUN.findall(kepala[0])):
            return tahun
        for nomor, satu in enumerate(kepala):
            if self.skp.memuat("periode", satu):
                for lanjut in kepala[nomor : nomor + 1 + _SAMBUNGAN]:
                    if tahun := set(_TAHUN.findall(lanjut)):
                        return tahun
        return {satu for teks in kepala for satu in _TAHUN.findall(teks)}

    def _nip(self, baris: Sequence[str]) -> str:
        """The NIP that stands first, where the person of the roster whose name stands first has it; else nothing."""
        nip = next((satu for teks in baris for satu in _nip_dalam(teks)), "")
        if not nip:
            return ""
        return nip if nip in next(self._bernama(" ".join(baris)), ()) else ""

    def disebut(self, teks: str) -> str:
        """The NIP of the one person of the roster whom a text names, by NIP or in full; empty for nobody and for several."""
        nip = {satu for satu in _nip_dalam(teks) if self.organisasi.find_pegawai(satu)}
        nip = nip or {satu for milik in self._bernama(teks) for satu in milik}
        return nip.pop() if len(nip) == 1 else ""

    def _bernama(self, teks: str) -> Iterator[frozenset[str]]:
        """For every name of the roster in a text, in order, the NIPs of those who bear it."""
        kata = fold(teks).split()
        for nomor, satu in enumerate(kata):
            for nama, milik in self._nama.get(satu, ()):
                if tuple(kata[nomor : nomor + len(nama)]) == nama:
                    yield milik
                    break

    @cached_property
    def _nama(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]:
        """First word of a name -> (words of the name without titles, NIPs of those who bear it), longest names first."""
        milik: dict[tuple[str, ...], set[str]] = {}
        for orang in self.organisasi.pegawai:
            kata = tuple(fold(bare_name(orang.nama)).split())
            if kata and orang.nip:
                milik.setdefault(kata, set()).add(orang.nip)
        hasil: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for kata, nip in sorted(milik.items(), key=lambda satu: -len(satu[0])):
            hasil.setdefault(kata[0], []).append((kata, frozenset(nip)))
        return hasil


def _nip_dalam(teks: str) -> list[str]:
    """The well-formed NIPs of a line, as digits."""
    angka = (clean_nip(satu) for satu in _NIP.findall(teks))
    return [satu for satu in angka if parse_nip(satu).jenis]


def _quote(judul: str) -> str:
    return "“" + " ".join(judul.split())[:60] + "”"

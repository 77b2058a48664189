"""`skpxl export`: which SKPs go out to whom, in which order, and the account of it; it judges no SKP itself.

To the national system: the order of keying in (`write_ekinerja`) and the rekap (`rekap_rows`). To analysts: `export_rows`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.errors import SkpxlError, required
from skpxl.files.names import slug
from skpxl.files.output import writing_whole
from skpxl.findings import Severity
from skpxl.kinds.table import kind_holding
from skpxl.model.ekinerja import langkah_skp
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.fate import ExportFate, tally
from skpxl.model.golongan import parse_golongan
from skpxl.model.predikat import predikat, recognise
from skpxl.model.rekap import KOLOM as KOLOM_REKAP
from skpxl.model.rekap import KOLOM_NILAI, KOLOM_PERIODIK, BarisRekap, NilaiRekap, baris_rekap, nilai_rekap
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi
from skpxl.model.urutan import BarisPegawai, atasan_dahulu
from skpxl.receive.report import link_to
from skpxl.receive.validate import GANDA, PERLU_PERBAIKAN, ReceivedFile, tak_diperiksa
from skpxl.template.library import Library
from skpxl.template.limits import TAUTAN_MAKS

if TYPE_CHECKING:
    from skpxl.books.keyin import OrangKeyin

LUAR_DAFTAR = "di luar daftar pegawai"


@dataclass(frozen=True)
class Ekspor:
    """What goes out, in order, and what does not: `tidak` counts the files left out by reason.

    `received` are all files received; they lead from a result to its product even where they are not exported.
    """

    files: tuple[ReceivedFile, ...]
    tidak: Mapping[str, int]
    received: tuple[ReceivedFile, ...]
    organisasi: Organisasi | None
    baris: BarisPegawai = field(default_factory=lambda: BarisPegawai(None))

    def skps(self) -> list[Skp]:
        """The SKPs that go out, in order."""
        return [skp for _, skp in self.dengan_skp()]

    def dengan_skp(self) -> list[tuple[ReceivedFile, Skp]]:
        """The files that go out, each with its SKP."""
        return [(file, required(file.skp, f"SKP dalam {file.reading.file}")) for file in self.files]

    def perangkat_daerah(self, skp: Skp) -> str:
        """The perangkat daerah of an SKP's owner as the roster has it; empty where he is not on it."""
        ada = self.baris.find(skp)
        return self.organisasi.nama_perangkat_daerah(ada[1]) if ada and self.organisasi else ""


def choose(files: Sequence[ReceivedFile], organisasi: Organisasi | None, *, dengan_galat: bool = False) -> Ekspor:
    """The files that are exported, in roster order with superiors before their people.

    Files that do not count are left out, and with `dengan_galat` not given also SKPs with a galat. Raises SkpxlError
    where nothing is left.
    """
    pilihan: list[tuple[ReceivedFile, Skp]] = []
    reasons: list[tuple[ReceivedFile, str]] = []
    for file in files:
        if sebab := _sebab(file, dengan_galat):
            reasons.append((file, sebab))
        elif file.skp:
            pilihan.append((file, file.skp))
    tidak = Counter(sebab for _, sebab in reasons)
    if not pilihan:
        sebab = ", ".join(f"{banyak} {alasan}" for alasan, banyak in tidak.items())
        raise SkpxlError(f"Tidak ada SKP yang dapat diekspor ({sebab}); periksa dengan `skpxl validate`.")
    baris = BarisPegawai(organisasi)
    in_order = [pilihan[nomor][0] for nomor in atasan_dahulu([skp for _, skp in pilihan], baris)]
    decided = [(file.reading.file, ExportFate.DIEKSPOR) for file in in_order]
    decided += [(satu.reading.file, ExportFate.TIDAK) for satu, _ in reasons]
    tally("berkas ekspor", ExportFate, (file.reading.file for file in files), decided)
    return Ekspor(tuple(in_order), dict(tidak), tuple(files), organisasi, baris)


def _sebab(file: ReceivedFile, dengan_galat: bool) -> str:
    """Why a file is not exported; empty where it is."""
    if file.isi and not file.skp:
        return f"{kind_holding(file.isi).noun}, bukan SKP"
    if file.skp is None or file.nasib == GANDA:
        return file.nasib
    if not file.dipakai:  # contradicted by another file, forged, of another campaign
        return f"{file.nasib}, tidak dipakai"
    return PERLU_PERBAIKAN if file.galat and not dengan_galat else ""


def per_perangkat_daerah(ekspor: Ekspor, ending: str) -> list[tuple[str, Ekspor]]:
    """One export per perangkat daerah, in the order in which they come, each with a file name of its own.

    Raises SkpxlError without a roster, which alone knows the perangkat daerah.
    """
    if ekspor.organisasi is None:
        raise SkpxlError("Perangkat daerah hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER.")
    kelompok: dict[str, list[ReceivedFile]] = {}
    for satu, skp in ekspor.dengan_skp():
        kelompok.setdefault(ekspor.perangkat_daerah(skp) or LUAR_DAFTAR, []).append(satu)
    nama: dict[str, str] = {}
    for perangkat in kelompok:
        dasar = berkas = slug(perangkat)
        ke = 1
        while berkas.casefold() in nama:
            ke += 1
            berkas = f"{dasar}-{ke}"
        nama[berkas.casefold()] = f"{berkas}{ending}"
    return [
        (berkas, Ekspor(tuple(isi), {}, ekspor.received, ekspor.organisasi, ekspor.baris))
        for berkas, isi in zip(nama.values(), kelompok.values(), strict=True)
    ]


# -- e-Kinerja ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Isian:
    """What was written for e-Kinerja: SKPs, fields, and links that Excel has no room for."""

    skp: int
    isian: int
    tanpa_tautan: int


def write_ekinerja(
    path: Path,
    ekspor: Ekspor,
    library: Library,
    *,
    instansi: str = "",
    kertas: str = "A4",
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> Isian:
    """The workbook for keying in, as `books/keyin.py` lays it out. Raises SkpxlError above a million rows."""
    from skpxl.books.keyin import BARIS_ISIAN_MAKS, write_keyin

    skps = ekspor.skps()
    isian = sum(len(langkah_skp(skp)) for skp in skps)
    if isian + len(skps) > BARIS_ISIAN_MAKS:
        raise SkpxlError(
            f"{isian} isian melebihi satu lembar Excel; tambahkan --per-perangkat, satu buku kerja per perangkat daerah."
        )
    limited = isian + len(skps) > TAUTAN_MAKS
    texts = {
        "ringkasan": " · ".join(filter(None, [instansi, f"{len(skps)} SKP, {isian} isian"])),
        "batas_tautan": (
            f" Kolom Sumber bertautan paling banyak pada {TAUTAN_MAKS} baris pertama: Excel tidak memuat lebih."
            if limited
            else ""
        ),
    }
    with writing_whole(path, force=force) as sementara, sementara.open("wb") as berkas:
        people = _orang_keyin(ekspor, path.parent)
        tanpa = write_keyin(berkas, people, library, texts=texts, kertas=kertas, advance=advance)
    return Isian(len(skps), isian, tanpa)


def _orang_keyin(ekspor: Ekspor, dari: Path) -> Iterator["OrangKeyin"]:
    from skpxl.books.keyin import OrangKeyin

    masuk = {skp.pegawai.nip for skp in ekspor.skps()}
    for satu, skp in ekspor.dengan_skp():
        penilai = skp.pejabat_penilai
        yield OrangKeyin(
            nama=skp.pegawai.nama or "(tanpa nama)",
            nip=skp.pegawai.nip,
            jabatan=skp.pegawai.jabatan,
            unit_kerja=skp.pegawai.unit_kerja,
            penilai=penilai.nama or penilai.jabatan,
            catatan="; ".join(_catatan(satu, skp, masuk)),
            berkas=Path(satu.reading.file).name,
            url=_tautan(satu.reading.file, dari),
            sel=dict(satu.reading.cells),
            langkah=langkah_skp(skp),
        )


def _catatan(file: ReceivedFile, skp: Skp, masuk: set[str]) -> Iterator[str]:
    """What to know before keying in an SKP."""
    if galat := banyak_galat(file):
        yield f"{galat} galat belum diperbaiki"
    if skp.pejabat_penilai.nip and skp.pejabat_penilai.nip not in masuk:
        yield "SKP atasan tidak ada di sini; pastikan sudah ada di e-Kinerja"


def _tautan(berkas: str, dari: Path) -> str:
    """The link to a file; empty for a zip's member, and where the name has the sign at which links are cut."""
    url = link_to(berkas, "", "", dari)
    return url if "#" not in url and len(url) < 255 else ""


def banyak_galat(file: ReceivedFile) -> int:
    """How many findings of severity galat a file has."""
    return sum(1 for temuan in file.findings if temuan.severity is Severity.GALAT)


# -- rekap ----------------------------------------------------------------------------------------------------------------


def rekap_rows(ekspor: Ekspor, library: Library) -> tuple[list[str], list[BarisRekap]]:
    """(columns, rows) of the rekap, a row per SKP. The periodic columns are there where a period is a month or triwulan.

    Its three values are those of the person's annual evaluation by the same penilai, where it is among the files. Read
    without the campaign's key, a last column says so.
    """
    golongan = library.daftar["golongan"].nilai
    nilai = _nilai_tahunan(ekspor.received, library)
    baris = []
    for skp in ekspor.skps():
        tertulis = skp.pejabat_penilai.pangkat_golongan
        terurai, _ = parse_golongan(tertulis, golongan)
        baris.append(baris_rekap(skp, terurai.ruang if terurai else tertulis, nilai.get(_orang(skp))))
    periodik = any(satu["periodikId"] for satu in baris)
    kolom = [*KOLOM_REKAP, *(KOLOM_PERIODIK if periodik else ())]
    if tanda := tak_diperiksa(ekspor.received):
        kolom.append("keaslian")
        baris = [{**satu, "keaslian": tanda} for satu in baris]
    return kolom, baris


def _orang(isi: Skp | Evaluasi) -> tuple[str, str, int]:
    """Whose it is, by whom judged, of which year."""
    tahun = isi.periode.selesai.year if isi.periode else 0
    return isi.pegawai.nip, isi.pejabat_penilai.nip, tahun


def _nilai_tahunan(semua: Sequence[ReceivedFile], library: Library) -> dict[tuple[str, str, int], NilaiRekap]:
    """What the annual evaluations that count say, by person, penilai and year."""
    nilai = {}
    tabel = library.aturan.predikat
    for satu in semua:
        isi = satu.evaluasi
        if isi and satu.dipakai and isi.jenis == "tahunan":
            hasil, perilaku = (recognise(teks, tabel.sebutan) for teks in (isi.rating_hasil_kerja, isi.rating_perilaku))
            if ada := nilai_rekap(hasil, perilaku, predikat(hasil, perilaku, tabel)):
                nilai[_orang(isi)] = ada
    return nilai


def tanpa_nilai(baris: Sequence[BarisRekap]) -> int:
    """How many rows of a rekap lack one of the three values."""
    return sum(1 for satu in baris if any(satu[kolom] is None for kolom in KOLOM_NILAI))


def rekap_workbook(kolom: Sequence[str], baris: Sequence[BarisRekap], library: Library, kertas: str = "A4") -> bytes:
    """The rekap as a workbook: one Excel table with the national field names as headings."""
    from skpxl.books.tables import BookTable, write_tables

    lebar = {"nip": 21.0, "nama": 30.0, "penilaiNipNrp": 21.0, "penilaiNama": 30.0, "penilaiJabatan": 34.0}
    lebar |= {"penilaiUnorNama": 34.0}
    isi = [[satu[nama] for nama in kolom] for satu in baris]
    tabel = BookTable("Rekap", [(nama, lebar.get(nama, 20.0)) for nama in kolom], isi, tabel_excel="Rekap")
    return write_tables([tabel], library.gaya, title="Rekap SKP", kertas=kertas)

"""`skpxl merge`: filled workbooks into matrices at any level, held against what was agreed on. It writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skpxl.checks.matriks import periksa_matriks, rantai_terhambat
from skpxl.checks.sepakat import peran_lowong, periksa_nama, periksa_padanan
from skpxl.errors import PenggunaanError, SkpxlError, balance
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.model.hambatan import Hambatan, hambatan
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.padanan import Padanan, padankan
from skpxl.model.pembagian import Pembagian
from skpxl.model.skp import Skp, kunci
from skpxl.model.susunan import SEMUA, Penyusun, organisasi_dari_skp, unit_skp
from skpxl.model.teks import rapi
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Hasil, hitung
from skpxl.template.library import Library

FORM = "matriks-peran-hasil"
# What `--level` may say beside a number: every unit with its own people.
PER_UNIT = "unit"


@dataclass(frozen=True)
class Perbandingan:
    """The roles agreed on with one person and what he wrote, paired; `unit` is where he stands."""

    unit: str
    baris: BarisMatriks
    padanan: tuple[Padanan, ...]


@dataclass(frozen=True)
class Gabungan:
    """The result of a merge: the matrices, the organisation they rest on, and all findings, worded.

    `matriks` are those of the units (every result once), `tingkat` those asked for by level, as (level, matrices).
    """

    matriks: tuple[MatriksPeranHasil, ...]
    organisasi: Organisasi
    hasil: tuple[Hasil, ...]
    findings: tuple[Finding, ...]
    dari_daftar: bool
    luar_unit: tuple[Hasil, ...]
    tingkat: tuple[tuple[str, tuple[MatriksPeranHasil, ...]], ...] = ()
    perbandingan: tuple[Perbandingan, ...] = ()
    hambatan: tuple[Hambatan, ...] = ()
    berkas_sepakat: tuple[Hasil, ...] = ()

    def lembar(self) -> list[MatriksPeranHasil]:
        """All matrices that get a sheet, in the order of the levels asked for."""
        return [satu for _, daftar in self.tingkat for satu in daftar]

    def orang(self) -> dict[str, int]:
        """The account of people: all of the units = in + missing + vacant. Somebody with two penilai counts twice."""
        baris = [baris for satu in self.matriks for baris in satu.baris if not baris.luar]
        masuk = sum(1 for satu in baris if satu.masuk)
        lowong = sum(1 for satu in baris if not satu.nama and not satu.nip and not satu.masuk)
        return {"orang": len(baris), "masuk": masuk, "belum masuk": len(baris) - masuk - lowong, "lowong": lowong}


def merge(
    hasil: Sequence[Hasil],
    library: Library,
    *,
    organisasi: Organisasi | None = None,
    units: Sequence[str] = (),
    levels: Sequence[str] = (PER_UNIT,),
    disepakati: Sequence[Pembagian] = (),
    berkas_sepakat: Sequence[Hasil] = (),
    temuan_lain: Sequence[Finding] = (),
) -> Gabungan:
    """Build the matrices from validated files. `organisasi` gives products, order and who is missing.

    `levels` are `unit` (every unit with its own people), a number (1: the topmost units, each with everybody below it),
    or 0 (all in one matriks). `disepakati` are the agreed matrices to hold the results against, `berkas_sepakat` the
    files they came from; `temuan_lain` (worded) are told with the others. Files that need correction still count (a
    missing row is worse than a flawed one, and it is marked); contradicting files and doubles do not. Raises
    SkpxlError where there is nothing to merge or a unit or level is unknown.
    """
    dipakai = [satu for satu in hasil if satu.skp and satu.dipakai]
    skps = [satu.skp for satu in dipakai if satu.skp]
    if not skps:
        raise SkpxlError("Tidak ada formulir SKP yang dapat digabung di sini; periksa dengan `skpxl validate`.")
    dari_daftar = organisasi is not None
    if organisasi is None:
        organisasi = organisasi_dari_skp(skps, _produk_terbawa(dipakai))
    organisasi.pastikan_ada(units)
    kesepakatan = Kesepakatan(disepakati, organisasi if dari_daftar else None) if disepakati else None
    penyusun = Penyusun(organisasi, skps, kesepakatan)
    semua = penyusun.per_unit()
    tingkat = tuple((level, tuple(_pada_tingkat(level, semua, penyusun, units))) for level in dict.fromkeys(levels))
    matriks = [satu for satu in semua if not units or _termasuk(satu, units, tingkat, organisasi)]
    perbandingan = _bandingkan(matriks, semua, kesepakatan) if kesepakatan else ()
    findings = [satu for m in matriks for satu in periksa_matriks(m)]
    if kesepakatan:
        findings += [*periksa_nama(kesepakatan), *peran_lowong(kesepakatan)]
    findings += [f for satu in perbandingan for f in periksa_padanan(satu.baris, satu.unit, satu.padanan)]
    terhambat = tuple(hambatan(organisasi, {skp.pegawai.nip for skp in skps})) if dari_daftar else ()
    findings += rantai_terhambat(terhambat)
    tampil = {m.unit.kode for m in matriks}
    luar = tuple(satu for satu in dipakai if satu.skp and unit_skp(organisasi, satu.skp) not in tampil)
    gabungan = Gabungan(
        matriks=tuple(matriks),
        organisasi=organisasi,
        hasil=tuple(hasil),
        findings=(*temuan_lain, *worded(_di_berkas(findings, dipakai, organisasi), library.pesan)),
        dari_daftar=dari_daftar,
        luar_unit=luar,
        tingkat=tingkat,
        perbandingan=tuple(perbandingan),
        hambatan=terhambat,
        berkas_sepakat=tuple(berkas_sepakat),
    )
    _periksa_hitungan(gabungan, dipakai, semua)
    return gabungan


def _pada_tingkat(
    level: str, semua: Sequence[MatriksPeranHasil], penyusun: Penyusun, units: Sequence[str]
) -> list[MatriksPeranHasil]:
    """The matrices of one level, of `units` and what is below them where they are given."""
    organisasi = penyusun.organisasi
    if level == PER_UNIT:
        return [satu for satu in semua if not units or satu.unit.kode in units]
    if level == "0":
        return [penyusun.bawahan(SEMUA)]
    dalam = {unit.kode for kode in units for unit in organisasi.cabang(kode)}
    ada = [unit for unit in organisasi.cabang("") if not units or unit.kode in dalam]
    pilih = [unit for unit in ada if str(organisasi.tingkat(unit.kode)) == level]
    if not pilih:
        punya = sorted({organisasi.tingkat(unit.kode) for unit in ada})
        raise PenggunaanError(
            f"Tidak ada unit pada tingkat {level}; yang ada: {', '.join(map(str, punya))} (1 = unit teratas), "
            f"0 untuk semuanya, atau {PER_UNIT}."
        )
    return [penyusun.bawahan(unit) for unit in pilih]


def _termasuk(
    satu: MatriksPeranHasil,
    units: Sequence[str],
    tingkat: Sequence[tuple[str, Sequence[MatriksPeranHasil]]],
    organisasi: Organisasi,
) -> bool:
    """Whether a unit's own matriks is one of those asked for: by code, or because a matriks of a level covers it."""
    bercabang = {m.unit.kode for level, daftar in tingkat if level != PER_UNIT for m in daftar}
    if "" in bercabang:
        return True
    atas = {unit.kode for unit in organisasi.rantai_unit(satu.unit.kode)}
    return satu.unit.kode in units or bool(atas & bercabang)


def _bandingkan(
    matriks: Sequence[MatriksPeranHasil], semua: Sequence[MatriksPeranHasil], kesepakatan: Kesepakatan
) -> list[Perbandingan]:
    """The pairs of every person whose SKP is in and whom an agreed matriks names; others were not agreed on here.

    Those of `matriks` are compared; a person's results are gathered over `semua`, for some may stand in a matriks that
    was not asked for, in the order of his SKP.
    """
    tertulis: dict[str, list[Peran]] = {}
    for satu in semua:
        for baris in satu.baris:
            tertulis.setdefault(baris.nip or baris.nama, []).extend(baris.semua_peran())
    hasil = []
    for satu in matriks:
        for baris in satu.baris:
            siapa = baris.nip or baris.nama
            if baris.luar or not baris.masuk or siapa not in tertulis:
                continue
            if kesepakatan.menyebut(baris.nip, baris.nama):
                peran = kesepakatan.peran(baris.nip, baris.nama)
                # Somebody with several rows is compared once, over all of them.
                ditulis = sorted(tertulis.pop(siapa), key=lambda p: _urutan(p.id))
                hasil.append(Perbandingan(satu.unit.nama, baris, tuple(padankan(peran, ditulis))))
    return hasil


def _urutan(id_: str) -> tuple[str, str, int]:
    """Results in the order of the form: `hasil:CODE:utama:2` before `hasil:CODE:utama:10`, utama before tambahan."""
    kode, _, nomor = id_.rpartition(":")
    awal, _, bagian = kode.rpartition(":")
    return awal, "" if bagian == "utama" else bagian, int(nomor) if nomor.isdigit() else 0


def _produk_terbawa(dipakai: Sequence[Hasil]) -> list[tuple[str, str]]:
    """The products that issued workbooks carried in their lists, with the unit of the workbook's owner."""
    produk: dict[tuple[str, str], None] = {}
    for satu in dipakai:
        if satu.skp and satu.reading.form:
            for pilihan in satu.reading.form.hasil_atasan:
                if pilihan.id.startswith("produk:"):
                    produk[satu.skp.pegawai.unit_kerja, pilihan.teks] = None
    return list(produk)


def _di_berkas(findings: Sequence[Finding], dipakai: Sequence[Hasil], organisasi: Organisasi) -> list[Finding]:
    """Findings with the file and cell of the person's own workbook, where they have a key, and his name."""
    per_nip: dict[str, list[Hasil]] = {}
    for satu in dipakai:
        if satu.skp:
            per_nip.setdefault(satu.skp.pegawai.nip, []).append(satu)
    hasil = []
    for finding in findings:
        # Of somebody with two SKPs, the one in which the text in question stands.
        punya = next((h for h in per_nip.get(finding.who, []) if _memuat(h, finding)), None) if finding.key else None
        if punya:
            file, sheet, cell = punya.reading.tempat(finding.key)
            finding = finding.at(file=file, sheet=sheet, cell=cell)
        if orang := organisasi.cari_pegawai(finding.who):
            finding = finding.at(who=orang.nama)
        hasil.append(finding)
    return hasil


def _memuat(hasil: Hasil, finding: Finding) -> bool:
    form = hasil.reading.form
    return form is not None and rapi(form.isian.get(finding.key, "")) == rapi(finding.found)


def _periksa_hitungan(gabungan: Gabungan, dipakai: Sequence[Hasil], semua: Sequence[MatriksPeranHasil]) -> None:
    """Results in = results in the matrices of all units + those of people the roster has no unit for.

    At every level the results of a branch are all results of the people in it.
    """
    masuk = sum(banyak_hasil(satu.skp) for satu in dipakai if satu.skp)
    tanpa_unit = sum(banyak_hasil(h.skp) for h in dipakai if h.skp and not unit_skp(gabungan.organisasi, h.skp))
    keluar = sum(satu.banyak_peran() for satu in semua)
    balance("hasil kerja dalam matriks dan di luar unit", masuk, keluar, tanpa_unit)
    sendiri = {m.unit.kode: sum(b.di_unit_lain + len(b.semua_peran()) for b in m.baris if not b.luar) for m in semua}
    for level, daftar in gabungan.tingkat:
        for satu in daftar:
            if satu.bercabang:
                cabang = [sendiri.get(unit.kode, 0) for unit in gabungan.organisasi.cabang(satu.unit.kode)]
                balance(f"hasil kerja pada tingkat {level}, {satu.unit.nama}", satu.banyak_peran(), *cabang)
    orang = gabungan.orang()
    balance("orang dalam matriks", orang["orang"], orang["masuk"], orang["belum masuk"], orang["lowong"])
    balance("berkas yang digabung", len(gabungan.hasil), *hitung(gabungan.hasil).values())


def banyak_hasil(skp: Skp) -> int:
    """How many results an SKP holds; a place without a rencana hasil kerja is none."""
    return sum(1 for _, _, hasil in skp.semua_hasil() if hasil.rencana_hasil_kerja.strip())


def produk_hasil(gabungan: Gabungan) -> dict[str, tuple[str, str]]:
    """The product each result serves, by the result's id: (name of the unit, text of the product)."""
    produk: dict[str, tuple[str, str]] = {}
    for matriks in gabungan.matriks:
        for kolom in matriks.kolom:
            for baris in matriks.baris:
                for peran in baris.peran.get(kolom.id, ()):
                    produk[peran.id] = (matriks.unit.nama, kolom.teks)
    return produk


def data_rows(gabungan: Gabungan) -> Iterator[dict[str, Any]]:
    """One row per indikator (or ukuran keberhasilan) of everybody, with the product it serves; the sheet *Data*."""
    produk = produk_hasil(gabungan)
    for satu in sorted(gabungan.hasil, key=lambda hasil: hasil.skp.pegawai.unit_kerja if hasil.skp else ""):
        skp = satu.skp
        if skp is None or not satu.dipakai:
            continue
        for bagian, nomor, hasil in skp.semua_hasil():
            _, kolom_produk = produk.get(hasil.id or "", ("", ""))
            awal = {
                "Unit Kerja": skp.pegawai.unit_kerja,
                "Nama": skp.pegawai.nama,
                "NIP": skp.pegawai.nip,
                "Jabatan": skp.pegawai.jabatan,
                "Pejabat Penilai": skp.pejabat_penilai.nama,
                "Formulir": skp.form,
                "Bagian": bagian,
                "No": nomor,
                "Produk": kolom_produk,
                "Rencana Hasil Kerja Atasan": hasil.rencana_hasil_kerja_diintervensi,
                "Rencana Hasil Kerja": hasil.rencana_hasil_kerja,
            }
            berkas, _, _ = satu.reading.tempat(kunci("hasil_kerja", bagian, nomor, "rencana_hasil_kerja"))
            rincian = [(i.aspek, i.indikator_kinerja_individu, i.target) for i in hasil.indikator or ()]
            rincian += [("", teks, "") for teks in hasil.ukuran_keberhasilan or () if teks.strip()]
            for aspek, indikator, target in rincian or [("", "", "")]:
                yield {
                    **awal,
                    "Aspek": aspek,
                    "Indikator": indikator,
                    "Target": target,
                    "Berkas": Path(berkas).name,
                }

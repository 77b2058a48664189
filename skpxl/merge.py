"""`skpxl merge`: filled workbooks into one workbook of matrices, with what is missing, what is wrong and all data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skpxl.checks.matriks import periksa_matriks, sepakat_dan_tertulis
from skpxl.errors import SkpxlError
from skpxl.findings import Finding
from skpxl.findings.wording import worded
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.pembagian import PeranSepakat
from skpxl.model.rantai import organisasi_dari_skp, susun_matriks, unit_skp
from skpxl.model.skp import Skp
from skpxl.model.teks import rapi
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library
from skpxl.validate import Hasil, hitung

FORM = "matriks-peran-hasil"


@dataclass(frozen=True)
class Gabungan:
    """The result of a merge: the matrices, the organisation they rest on, and all findings, worded."""

    matriks: tuple[MatriksPeranHasil, ...]
    organisasi: Organisasi
    hasil: tuple[Hasil, ...]
    findings: tuple[Finding, ...]
    dari_daftar: bool
    luar_unit: tuple[Hasil, ...]

    def orang(self) -> dict[str, int]:
        """The account of people: all of the units = in + missing + vacant."""
        baris = [baris for satu in self.matriks for baris in satu.baris]
        masuk = sum(1 for satu in baris if satu.masuk)
        lowong = sum(1 for satu in baris if not satu.nama and not satu.nip and not satu.masuk)
        return {"orang": len(baris), "masuk": masuk, "belum masuk": len(baris) - masuk - lowong, "lowong": lowong}


def merge(
    hasil: Sequence[Hasil],
    library: Library,
    *,
    organisasi: Organisasi | None = None,
    units: Sequence[str] = (),
    disepakati: Mapping[str, Sequence[PeranSepakat]] | None = None,
) -> Gabungan:
    """Build the matrices from validated files. `organisasi` gives products, order and who is missing.

    Files that need correction still count (a missing row is worse than a flawed one, and it is marked); contradicting
    files and doubles do not. Raises SkpxlError where there is nothing to merge or a unit is unknown.
    """
    dipakai = [satu for satu in hasil if satu.skp and satu.dipakai]
    skps = [satu.skp for satu in dipakai if satu.skp]
    if not skps:
        raise SkpxlError("Tidak ada formulir SKP yang dapat digabung di sini; periksa dengan `skpxl validate`.")
    dari_daftar = organisasi is not None
    if organisasi is None:
        organisasi = organisasi_dari_skp(skps, _produk_terbawa(dipakai))
    for kode in units:
        if not organisasi.cari_unit(kode):
            ada = ", ".join(unit.kode for unit in organisasi.unit[:12])
            raise SkpxlError(f"Unit “{kode}” tidak ada; yang ada: {ada}.")
    matriks = susun_matriks(organisasi, skps, units)
    findings = [satu for m in matriks for satu in periksa_matriks(m)]
    if disepakati:
        findings += [satu for m in matriks for satu in sepakat_dan_tertulis(m, disepakati)]
    tampil = {m.unit.kode for m in matriks}
    luar = tuple(satu for satu in dipakai if satu.skp and unit_skp(organisasi, satu.skp) not in tampil)
    gabungan = Gabungan(
        matriks=tuple(matriks),
        organisasi=organisasi,
        hasil=tuple(hasil),
        findings=tuple(worded(_di_berkas(findings, dipakai, organisasi), library.pesan)),
        dari_daftar=dari_daftar,
        luar_unit=luar,
    )
    _periksa_hitungan(gabungan, dipakai)
    return gabungan


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
        punya = next((h for h in per_nip.get(finding.who, []) if _memuat(h, finding)), None)
        if punya and finding.key:
            sheet, _, cell = punya.reading.cells.get(finding.key, "").rpartition("!")
            finding = finding.at(file=punya.reading.file, sheet=sheet, cell=cell)
        if orang := organisasi.cari_pegawai(finding.who):
            finding = finding.at(who=orang.nama)
        hasil.append(finding)
    return hasil


def _memuat(hasil: Hasil, finding: Finding) -> bool:
    form = hasil.reading.form
    return form is not None and rapi(form.isian.get(finding.key, "")) == rapi(finding.found)


def _periksa_hitungan(gabungan: Gabungan, dipakai: Sequence[Hasil]) -> None:
    """Results in = results placed + results in *Belum terpetakan* + those of people outside the units shown."""
    masuk = sum(_banyak(satu.skp) for satu in dipakai if satu.skp)
    luar = sum(_banyak(satu.skp) for satu in gabungan.luar_unit if satu.skp)
    keluar = sum(satu.banyak_peran() for satu in gabungan.matriks)
    assert masuk == keluar + luar, f"hasil kerja hilang dari matriks: {masuk} masuk, {keluar} + {luar} keluar"
    orang = gabungan.orang()
    assert orang["orang"] == orang["masuk"] + orang["belum masuk"] + orang["lowong"]
    assert sum(hitung(gabungan.hasil).values()) == len(gabungan.hasil)


def _banyak(skp: Skp) -> int:
    return sum(1 for _, _, hasil in skp.semua_hasil() if hasil.rencana_hasil_kerja.strip())


def data_rows(gabungan: Gabungan) -> list[dict[str, Any]]:
    """One row per indikator (or ukuran keberhasilan) of everybody, with the product it serves; the sheet *Data*."""
    produk: dict[str, tuple[str, str]] = {}
    for matriks in gabungan.matriks:
        for baris in matriks.baris:
            for kolom in matriks.kolom:
                produk |= {peran.id: (matriks.unit.nama, kolom.teks) for peran in baris.peran.get(kolom.id, ())}
    baris_data: list[dict[str, Any]] = []
    for satu in gabungan.hasil:
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
            rincian = [(i.aspek, i.indikator_kinerja_individu, i.target) for i in hasil.indikator or ()]
            rincian += [("", teks, "") for teks in hasil.ukuran_keberhasilan or () if teks.strip()]
            for aspek, indikator, target in rincian or [("", "", "")]:
                baris_data.append(
                    {
                        **awal,
                        "Aspek": aspek,
                        "Indikator": indikator,
                        "Target": target,
                        "Berkas": Path(satu.reading.file).name,
                    }
                )
    return baris_data


def agreed_roles(path: Path, library: Library) -> dict[str, list[PeranSepakat]]:
    """The roles per person of an agreed matriks workbook. Raises SkpxlError where none can be found in it."""
    from skpxl.excel.matriks_sheet import read_roles
    from skpxl.excel.package import TakTerbaca
    from skpxl.template.definition import BlokMatriks

    blok = next(b for b in library.definition(FORM).semua_blok() if isinstance(b, BlokMatriks))
    try:
        peran = read_roles(path, blok.judul_nama)
    except (TakTerbaca, OSError) as galat:
        raise SkpxlError(f"Matriks {path} tidak dapat dibaca: {galat}.") from galat
    if not peran:
        raise SkpxlError(f"Tidak ada matriks di {path}; judul kolom pertamanya harus “{blok.judul_nama}”.")
    return peran

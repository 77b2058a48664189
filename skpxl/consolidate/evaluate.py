"""`skpxl evaluate`: the evaluations of a period made into one recap: predikat, counts, shares, pola distribusi."""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.checks.distribusi import periksa_pola, rating_kepala_beda
from skpxl.errors import SkpxlError, balance
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.distribusi import Distribusi, hitung_predikat
from skpxl.model.evaluasi import Evaluasi, JenisPeriode, sebut_periode
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.predikat import kenali, predikat
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Hasil, hitung
from skpxl.template.library import Library

SEMUA = "Seluruhnya"


@dataclass(frozen=True)
class Penilaian:
    """One person in the recap: his evaluation with the predikat computed from it, or none yet.

    `unit` is the name of the unit he stands in; a vacant post has neither nama nor nip.
    """

    unit: str
    nama: str
    nip: str
    jabatan: str
    hasil: Hasil | None = None
    predikat: str = ""

    @property
    def evaluasi(self) -> Evaluasi | None:
        """What his penilai filled in."""
        return self.hasil.evaluasi if self.hasil else None

    @property
    def lowong(self) -> bool:
        """True for a vacant post."""
        return not self.nama and not self.nip


@dataclass(frozen=True)
class RekapUnit:
    """One unit (or all of them): its people, its capaian where all say the same, how its predikat are distributed."""

    nama: str
    kode: str
    orang: tuple[Penilaian, ...]
    capaian: str
    distribusi: Distribusi

    def hitungan(self) -> dict[str, int]:
        """People = with a predikat + with a form that lacks a rating + without a form + vacant posts."""
        ada = [satu for satu in self.orang if satu.evaluasi]
        dinilai = sum(1 for satu in ada if satu.predikat)
        lowong = sum(1 for satu in self.orang if satu.lowong and not satu.evaluasi)
        return {
            "orang": len(self.orang),
            "dinilai": dinilai,
            "belum lengkap": len(ada) - dinilai,
            "belum masuk": len(self.orang) - len(ada) - lowong,
            "lowong": lowong,
        }


@dataclass(frozen=True)
class Rekap:
    """The result: units in roster order and, last, everything; findings are worded.

    Evaluations of other periods among the files are counted in `periode_lain`, those of people no unit has in `luar`.
    """

    nama_periode: str
    units: tuple[RekapUnit, ...]
    seluruh: RekapUnit
    hasil: tuple[Hasil, ...]
    findings: tuple[Finding, ...]
    periode_lain: int
    luar: int

    def hitungan_orang(self) -> dict[str, int]:
        """The account of `RekapUnit.hitungan` over all units."""
        return self.seluruh.hitungan()


def evaluate(
    hasil: Sequence[Hasil],
    library: Library,
    *,
    organisasi: Organisasi | None = None,
    units: Sequence[str] = (),
    masa: tuple[JenisPeriode, Periode] | None = None,
) -> Rekap:
    """The recap of the evaluations of one period (`masa`; without it the only one there is).

    Raises SkpxlError where there is none, and where there are several periods and none was named.
    """
    semua = [(satu, satu.evaluasi) for satu in hasil if satu.evaluasi and satu.dipakai]
    jenis, periode = masa or _satu_satunya([isi for _, isi in semua])
    dipakai = [(satu, isi) for satu, isi in semua if (isi.jenis, isi.periode) == (jenis, periode)]
    if not dipakai:
        raise SkpxlError(f"Tidak ada evaluasi {sebut_periode(jenis, periode)} yang dapat direkap di sini.")
    if organisasi:
        organisasi.pastikan_ada(units)
    per_unit, luar = _orang(dipakai, organisasi, units, library)
    rekap_unit = tuple(_rekap(nama, kode, orang, library) for (nama, kode), orang in per_unit.items())
    seluruh = _rekap(SEMUA, "", [satu for daftar in per_unit.values() for satu in daftar], library)
    findings = [f for satu in rekap_unit for f in _temuan_unit(satu, organisasi, library)]
    if len(rekap_unit) > 1 and seluruh.capaian:
        findings += periksa_pola(SEMUA, seluruh.capaian, seluruh.distribusi, library.aturan.pola)
    rekap = Rekap(
        nama_periode=sebut_periode(jenis, periode),
        units=rekap_unit,
        seluruh=seluruh,
        hasil=tuple(hasil),
        findings=tuple(worded(findings, library.pesan)),
        periode_lain=len(semua) - len(dipakai),
        luar=luar,
    )
    orang = rekap.hitungan_orang()
    balance("orang dalam rekap", orang["orang"], *(banyak for nama, banyak in orang.items() if nama != "orang"))
    balance("evaluasi dalam rekap", len(dipakai), orang["dinilai"], orang["belum lengkap"], luar)
    balance("berkas rekap", len(hasil), *hitung(hasil).values())
    return rekap


def _satu_satunya(semua: Sequence[Evaluasi]) -> tuple[JenisPeriode, Periode]:
    ada = {(satu.jenis, periode) for satu in semua if (periode := satu.periode)}
    if not ada:
        raise SkpxlError("Tidak ada formulir evaluasi yang dapat direkap di sini; periksa dengan `skpxl validate`.")
    if len(ada) > 1:
        nama = ", ".join(sorted(sebut_periode(jenis, periode) for jenis, periode in ada))
        raise SkpxlError(f"Ada evaluasi beberapa periode ({nama}); sebut yang mana dengan --period.")
    return ada.pop()


def _orang(
    dipakai: Sequence[tuple[Hasil, Evaluasi]],
    organisasi: Organisasi | None,
    units: Sequence[str],
    library: Library,
) -> tuple[dict[tuple[str, str], list[Penilaian]], int]:
    """Everybody by unit (name, code), evaluated or not, and how many evaluations belong to nobody of these units."""
    sisa = {id(satu): satu for satu, _ in dipakai}
    per_orang: dict[tuple[str, str], list[Hasil]] = {}
    for satu, isi in dipakai:
        per_orang.setdefault((isi.pegawai.nip, isi.pejabat_penilai.nip), []).append(satu)
    hasil: dict[tuple[str, str], list[Penilaian]] = {}
    if organisasi is None:
        for satu, isi in dipakai:
            siapa = isi.pegawai
            hasil.setdefault((siapa.unit_kerja, ""), []).append(
                _penilaian(siapa.unit_kerja, siapa.nama, siapa.nip, siapa.jabatan, satu, library)
            )
        return hasil, 0
    dalam = {unit.kode for kode in units for unit in organisasi.cabang(kode)}
    for unit in organisasi.unit_sekali():
        anggota = organisasi.anggota(unit.kode)
        if (units and unit.kode not in dalam) or not anggota:
            continue
        daftar = hasil.setdefault((unit.nama, unit.kode), [])
        for orang in anggota:
            punya = per_orang.get((orang.nip, _nip_penilai(orang))) if orang.nip else None
            satu_hasil = punya.pop(0) if punya else None
            if satu_hasil:
                sisa.pop(id(satu_hasil))
            daftar.append(_penilaian(unit.nama, orang.nama, orang.nip, orang.jabatan, satu_hasil, library))
    return hasil, len(sisa)


def _nip_penilai(orang: Pegawai) -> str:
    return orang.nip_penilai or (orang.penilai_luar.nip if orang.penilai_luar else "")


def _penilaian(unit: str, nama: str, nip: str, jabatan: str, hasil: Hasil | None, library: Library) -> Penilaian:
    isi = hasil.evaluasi if hasil else None
    nilai = predikat(isi.rating_hasil_kerja, isi.rating_perilaku, library.aturan.predikat) if isi else ""
    return Penilaian(unit, nama, nip, jabatan, hasil, nilai)


def _rekap(nama: str, kode: str, orang: Sequence[Penilaian], library: Library) -> RekapUnit:
    dinilai = [satu for satu in orang if satu.evaluasi]
    capaian = {
        kenali(satu.evaluasi.capaian_organisasi, library.aturan.pola.sebutan_capaian)
        for satu in dinilai
        if satu.evaluasi
    } - {""}
    return RekapUnit(
        nama=nama,
        kode=kode,
        orang=tuple(orang),
        capaian=capaian.pop() if len(capaian) == 1 else "",
        distribusi=hitung_predikat([satu.predikat for satu in dinilai], library.aturan.pola),
    )


def _temuan_unit(rekap: RekapUnit, organisasi: Organisasi | None, library: Library) -> list[Finding]:
    """What is to be said of one unit: several capaian, the distribution, the rating of its head."""
    findings: list[Finding] = []
    disebut = {
        sidik(satu.evaluasi.capaian_organisasi): satu.evaluasi.capaian_organisasi
        for satu in rekap.orang
        if satu.evaluasi and satu.evaluasi.capaian_organisasi.strip()
    }
    if len(disebut) > 1:
        findings.append(temuan("capaian-berbeda", item=rekap.nama, capaian=", ".join(disebut.values())))
    if rekap.capaian:
        findings += periksa_pola(rekap.nama, rekap.capaian, rekap.distribusi, library.aturan.pola)
    unit = organisasi.cari_unit(rekap.kode) if organisasi else None
    for satu in rekap.orang:
        if unit and satu.nip and satu.nip == unit.pimpinan and satu.evaluasi and satu.hasil:
            for beda in rating_kepala_beda(
                satu.evaluasi.capaian_organisasi,
                satu.evaluasi.rating_hasil_kerja,
                library.aturan.kepala,
                library.aturan.predikat,
            ):
                sheet, _, cell = satu.hasil.reading.cells.get("rating_hasil_kerja", "").rpartition("!")
                findings.append(
                    beda.at(item=rekap.nama, who=satu.nama, file=satu.hasil.reading.file, sheet=sheet, cell=cell)
                )
    return findings

"""The rekap of the national service (SIASN BKN): one row per SKP under its field names. It sends nothing and rates nobody.

Field names and codes are those of domain.md section 3. Unverified, because BKN publishes no specification: that
`statusPenilai` reads `ASN` or `NON ASN`, and that `penilaiGolongan` may be the golongan ruang as offices write it (the
service has a code list of its own for it).
"""

from calendar import monthrange
from typing import Literal

from skpxl.model.dasar import Model
from skpxl.model.nip import parse_nip
from skpxl.model.periode import Periode
from skpxl.model.skp import Skp
from skpxl.model.teks import rapi

RATING = {1: "Di Atas Ekspektasi", 2: "Sesuai Ekspektasi", 3: "Di Bawah Ekspektasi"}
KUADRAN = {1: "Sangat Baik", 2: "Baik", 3: "Butuh Perbaikan", 4: "Kurang", 5: "Sangat Kurang"}
BULANAN, TRIWULAN = 1, 2

KOLOM = (
    "nip nama tahun hasilKinerjaNilai perilakuKerjaNilai kuadranKinerjaNilai penilaiNipNrp penilaiNama penilaiJabatan "
    "penilaiGolongan penilaiUnorNama statusPenilai"
).split()
KOLOM_NILAI = ("hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai")
KOLOM_PERIODIK = ("periodikId", "bulanMulaiPenilaian", "bulanSelesaiPenilaian")

BarisRekap = dict[str, str | int | None]


class NilaiRekap(Model):
    """What an evaluation gives: the rating of hasil kerja and of perilaku (keys of `RATING`), and the kuadran."""

    hasil_kerja: Literal[1, 2, 3]
    perilaku_kerja: Literal[1, 2, 3]
    kuadran: Literal[1, 2, 3, 4, 5]


def nilai_rekap(rating_hasil: str, rating_perilaku: str, predikat: str) -> NilaiRekap | None:
    """The codes of two ratings and a predikat (the values of `RATING` and `KUADRAN`); None where one of them is missing."""
    rating, kuadran = ({text: code for code, text in table.items()} for table in (RATING, KUADRAN))
    if not (rating_hasil in rating and rating_perilaku in rating and predikat in kuadran):
        return None
    return NilaiRekap.model_validate(
        {
            "hasil_kerja": rating[rating_hasil],
            "perilaku_kerja": rating[rating_perilaku],
            "kuadran": kuadran[predikat],
        }
    )


def baris_rekap(skp: Skp, golongan_penilai: str, nilai: NilaiRekap | None = None) -> BarisRekap:
    """One row, `KOLOM` and `KOLOM_PERIODIK`. Without `nilai` (no evaluation yet) its three columns are None.

    `golongan_penilai` is the penilai's golongan ruang; `tahun` is the year in which the period ends.
    """
    penilai, periode = skp.pejabat_penilai, skp.periode
    periodik = periodik_id(periode) if periode else None
    return {
        "nip": skp.pegawai.nip,
        "nama": rapi(skp.pegawai.nama),
        "tahun": periode.selesai.year if periode else None,
        "hasilKinerjaNilai": nilai.hasil_kerja if nilai else None,
        "perilakuKerjaNilai": nilai.perilaku_kerja if nilai else None,
        "kuadranKinerjaNilai": nilai.kuadran if nilai else None,
        "penilaiNipNrp": penilai.nip,
        "penilaiNama": rapi(penilai.nama),
        "penilaiJabatan": rapi(penilai.jabatan),
        "penilaiGolongan": golongan_penilai,
        "penilaiUnorNama": rapi(penilai.unit_kerja),
        "statusPenilai": status_penilai(penilai.nip, penilai.nama),
        "periodikId": periodik,
        "bulanMulaiPenilaian": periode.mulai.month if periode and periodik else None,
        "bulanSelesaiPenilaian": periode.selesai.month if periode and periodik else None,
    }


def status_penilai(nip: str, name: str = "") -> str:
    """`ASN` for a NIP or NI PPPK of 18 digits, else `NON ASN`; empty where nobody is named. Unverified, see above."""
    if not rapi(nip) and not rapi(name):
        return ""
    parsed = parse_nip(nip)
    return "ASN" if len(parsed.digits) == 18 and parsed.jenis else "NON ASN"


def periodik_id(periode: Periode) -> int | None:
    """1 for a calendar month, 2 for a triwulan (three months from January, April, July or October), else None."""
    mulai, selesai = periode.mulai, periode.selesai
    whole = mulai.day == 1 and selesai.day == monthrange(selesai.year, selesai.month)[1]
    if not whole or mulai.year != selesai.year:
        return None
    if mulai.month == selesai.month:
        return BULANAN
    return TRIWULAN if mulai.month % 3 == 1 and selesai.month == mulai.month + 2 else None

"""Making the index of scans: which files need a row, with what was filled in before. The workbook is `books/berkas_index`'s."""

from collections.abc import Callable, Iterator, Sequence

from skpxl.books.berkas_index import BarisTulis, IndexChoices, write_index
from skpxl.model.berkas_indeks import BarisIndeks, pegawai_in_words, tahun_dokumen
from skpxl.papers.check import Berkas, Pemeriksaan
from skpxl.papers.receive import Penerima

_BERBEDA = "isi berkas ini sendiri menyebut yang lain; kosongkan baris ini"
_TIADA = "Berkas ini tidak ada lagi; isian disimpan."
_BELUM_JELAS = "isinya dikenali; belum jelas sudah ditandatangani atau belum"


def index_workbook(
    pemeriksaan: Pemeriksaan,
    penerima: Penerima,
    *,
    lama: Sequence[BarisIndeks] = (),
    tautan: Callable[[str], str] = lambda nama: "",
    sandi: str = "",
    kertas: str = "A4",
) -> tuple[bytes, int]:
    """The index as a workbook, and how many files it asks about; `lama` are the rows of the one before.

    What was typed into it is in the new one, also where its file is not there any more.
    """
    per_cerna: dict[str, list[BarisIndeks]] = {}
    for satu in lama:
        if satu.diketik or satu.catatan.strip():
            per_cerna.setdefault(satu.cerna, []).append(satu)
    nama: dict[str, list[str]] = {}  # copies may say more in their names
    for satu_berkas in pemeriksaan.berkas:
        nama.setdefault(satu_berkas.terima.cerna, []).append(satu_berkas.nama)
    baris: list[BarisTulis] = []
    banyak = 0
    for satu_berkas in pemeriksaan.berkas:
        diketik = per_cerna.get(satu_berkas.terima.cerna, [])
        if satu_berkas.perlu_indeks or diketik:
            per_cerna.pop(satu_berkas.terima.cerna, None)
            baru = _baris(satu_berkas, diketik, penerima, tautan(satu_berkas.nama), nama[satu_berkas.terima.cerna])
            baris += baru
            banyak += bool(baru)
    baris += [BarisTulis(satu, keterangan=_TIADA) for sisa in per_cerna.values() for satu in sisa]
    aturan = penerima.library.aturan.berkas
    orang = {satu.nip: pegawai_in_words(satu) for satu in penerima.organisasi.pegawai if satu.nip and satu.nama}
    # Rows of other uses stand in the same index, so earlier years are offered as well.
    tahun = {perlu.tahun for satu in pemeriksaan.kegunaan for perlu in satu.perlu}
    tahun |= {satu for kode in aturan.dokumen for satu in tahun_dokumen(kode, aturan)}
    pilihan = IndexChoices(
        pegawai=list(orang.values()),
        nip=list(orang),
        dokumen=[satu.nama for satu in aturan.dokumen.values()],
        tahun=[str(satu) for satu in range(min(tahun), max(tahun) + 1)],
    )
    return write_index(baris, pilihan, penerima.library, sandi=sandi, kertas=kertas), banyak


def _baris(
    satu: Berkas, lama: Sequence[BarisIndeks], penerima: Penerima, url: str, nama_salinan: Sequence[str]
) -> list[BarisTulis]:
    """The rows of one file: one, or one for each of its papers. `nama_salinan` are its names, also those of its copies."""
    nama, jenis = satu.nama, satu.terima.akhiran.upper()
    if not satu.terima.dokumen:
        nip = penerima.pengenal.disebut("\n".join(nama_salinan))
        orang = penerima.organisasi.find_pegawai(nip) if nip else None
        dugaan = pegawai_in_words(orang) if orang else ""
        kosong = BarisIndeks(cerna=satu.terima.cerna)
        rows = [b.model_copy(update={"berkas": nama, "terkunci": False}) for b in lama or [kosong]]
        return [BarisTulis(b, url, jenis, satu.terima.sebab, dugaan) for b in rows]
    baris = []
    sisa = list(lama)
    for isi in _dari_isi(satu, penerima) if satu.perlu_indeks else ():
        sebelum = next((b for b in sisa if (b.dokumen, b.tahun) == (isi.dokumen, isi.tahun)), None)
        if sebelum:
            sisa.remove(sebelum)
            isi = isi.model_copy(update={"tanda_tangan": sebelum.tanda_tangan, "catatan": sebelum.catatan})
        baris.append(BarisTulis(isi, url, jenis, _BELUM_JELAS))
    return baris + [
        BarisTulis(b.model_copy(update={"berkas": nama, "terkunci": False}), url, jenis, _BERBEDA) for b in sisa
    ]


def _dari_isi(satu: Berkas, penerima: Penerima) -> Iterator[BarisIndeks]:
    """A row for each paper that the file itself tells and that a use may ask for; of it only the signature is open."""
    dokumen = penerima.library.aturan.berkas.dokumen
    for cap in satu.terima.dokumen:
        orang = penerima.organisasi.find_pegawai(cap.nip)
        if orang and cap.kode in dokumen:
            yield BarisIndeks(
                cerna=satu.terima.cerna,
                berkas=satu.nama,
                pegawai=pegawai_in_words(orang),
                dokumen=dokumen[cap.kode].nama,
                tahun=str(cap.tahun),
                terkunci=True,
            )

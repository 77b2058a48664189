"""The report of `skpxl papers check` as a workbook: a summary, a sheet per use, every file. It decides nothing."""

from collections.abc import Sequence
from pathlib import Path

from skpxl.books.berkas_report import Lembaran, write_status
from skpxl.books.tables import BookTable, Nilai, Tautan
from skpxl.model.berkas import AturanBerkas
from skpxl.model.unit import Organisasi
from skpxl.papers.check import BELUM_LENGKAP, LENGKAP, Berkas, Kelengkapan, PaperStatus, Pemeriksaan
from skpxl.papers.uses import Kegunaan, paper_in_words
from skpxl.receive.report import findings_table, link_to
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_LEMBAR_MAKS

WARNA = {
    PaperStatus.ADA.value: "lengkap",
    PaperStatus.BELUM.value: "belum",
    PaperStatus.TIDAK.value: "kurang",
    LENGKAP: "lengkap",
    BELUM_LENGKAP: "belum",
}
_AWAL: tuple[tuple[str, float], ...] = (
    ("No.", 5.0), ("NIP", 21.0), ("Nama", 30.0), ("Unit Kerja", 30.0), ("Keadaan", 14.0),
)  # fmt: skip


def report_of_papers(pemeriksaan: Pemeriksaan, organisasi: Organisasi, library: Library, tujuan: Path) -> bytes:
    """The whole report; `tujuan` is where it will stand (links are relative to it)."""
    aturan = library.aturan.berkas
    lembar = [Lembaran(_ringkasan(pemeriksaan, aturan))]
    nama: set[str] = {"ringkasan", "berkas", "temuan berkas"}
    for kegunaan in pemeriksaan.kegunaan:
        lembar.append(
            _per_orang(pemeriksaan, kegunaan, organisasi, aturan, tujuan.parent, _nama_lembar(kegunaan, nama))
        )
    lembar.append(Lembaran(_berkas(pemeriksaan, organisasi, aturan, tujuan.parent)))
    lembar.append(Lembaran(findings_table(pemeriksaan.tentang_berkas(), library, tujuan.parent, "Temuan berkas")))
    return write_status(lembar, library.gaya, title="Kelengkapan dokumen penilaian kinerja")


def _nama_lembar(kegunaan: Kegunaan, terpakai: set[str]) -> str:
    """`Kenaikan pangkat 2026`, as short as a sheet name has to be, and not used before."""
    bersih = "".join(huruf for huruf in kegunaan.pendek if huruf.isalnum() or huruf == "-")
    dasar = bersih.replace("-", " ").strip().capitalize()[:NAMA_LEMBAR_MAKS] or "Kegunaan"
    nama, ke = dasar, 1
    while nama.casefold() in terpakai:
        ke += 1
        nama = f"{dasar[: NAMA_LEMBAR_MAKS - 4]} ({ke})"
    terpakai.add(nama.casefold())
    return nama


def _ringkasan(pemeriksaan: Pemeriksaan, aturan: AturanBerkas) -> BookTable:
    baris: list[list[Nilai]] = [
        ["Berkas diperiksa", len(pemeriksaan.berkas), "sama dengan jumlah empat baris di bawah"]
    ]
    baris += [[f"   {nasib}", banyak, ""] for nasib, banyak in pemeriksaan.count_files().items()]
    for kegunaan in pemeriksaan.kegunaan:
        semua = pemeriksaan.orang[kegunaan]
        baris.append(
            [f"{kegunaan.nama}: pegawai", len(semua), f"Untuk tahun {kegunaan.tahun}. {dasar_kegunaan(kegunaan)}"]
        )
        baris += [[f"   {nama}", banyak, ""] for nama, banyak in pemeriksaan.count_people(kegunaan).items()]
        baris += [[f"   {nama}", banyak, "tidak dihitung"] for nama, banyak in pemeriksaan.other_rows(kegunaan).items()]
        for nomor, perlu in enumerate(kegunaan.perlu):
            keadaan = [satu.lembar[nomor].status for satu in semua]
            rinci = ", ".join(f"{keadaan.count(status)} {status}" for status in PaperStatus)
            baris.append(
                [f"   {paper_in_words(perlu.kode, perlu.tahun, aturan)}", keadaan.count(PaperStatus.ADA), rinci]
            )
    return BookTable("Ringkasan", [("Hal", 70), ("Banyak", 12), ("Keterangan", 80)], baris)


def dasar_kegunaan(kegunaan: Kegunaan) -> str:
    """The basis of a use, and whether it has been found in a regulation."""
    return f"Dasar: {kegunaan.dasar}" + ("" if kegunaan.terverifikasi else " (daftar dokumennya belum terverifikasi)")


def lacking(satu: Kelengkapan, aturan: AturanBerkas) -> dict[PaperStatus, list[str]]:
    """What a person lacks, in words, by how it stands."""
    hasil: dict[PaperStatus, list[str]] = {}
    for lembar in satu.lembar:
        if lembar.status is not PaperStatus.ADA:
            apa = paper_in_words(lembar.perlu.kode, lembar.perlu.tahun, aturan)
            hasil.setdefault(lembar.status, []).append(apa)
    return {status: hasil[status] for status in (PaperStatus.TIDAK, PaperStatus.BELUM) if status in hasil}


def _per_orang(
    pemeriksaan: Pemeriksaan,
    kegunaan: Kegunaan,
    organisasi: Organisasi,
    aturan: AturanBerkas,
    dari: Path,
    nama: str,
) -> Lembaran:
    baris: list[Sequence[Nilai]] = []
    for nomor, satu in enumerate(pemeriksaan.orang[kegunaan], start=1):
        kurang = "; ".join(f"{status}: {', '.join(apa)}" for status, apa in lacking(satu, aturan).items())
        baris.append(
            [
                nomor,
                satu.orang.nip,
                satu.orang.nama,
                organisasi.nama_unit(satu.orang.unit_kerja),
                LENGKAP if satu.lengkap else BELUM_LENGKAP,
                *(_bertautan(lembar.status.value, lembar.berkas, dari) for lembar in satu.lembar),
                kurang,
            ]
        )
    dokumen = [(paper_in_words(perlu.kode, perlu.tahun, aturan), 21.0) for perlu in kegunaan.perlu]
    judul = [f"{kegunaan.nama} (untuk tahun {kegunaan.tahun})", dasar_kegunaan(kegunaan)]
    tabel = BookTable(nama, [*_AWAL, *dokumen, ("Yang kurang", 60.0)], baris, judul)
    kolom = range(len(_AWAL) - 1, len(_AWAL) + len(dokumen))
    return Lembaran(tabel, list(kolom), WARNA, len(baris))


def _bertautan(teks: str, berkas: Berkas | None, dari: Path) -> Nilai:
    url = link_to(berkas.nama, "", "", dari) if berkas else ""
    return Tautan(teks, url) if url and len(url) < 255 else teks


def _berkas(pemeriksaan: Pemeriksaan, organisasi: Organisasi, aturan: AturanBerkas, dari: Path) -> BookTable:
    """Every file: what it is, whose, what became of it and why."""
    baris: list[Sequence[Nilai]] = []
    for satu in pemeriksaan.berkas:
        orang = [organisasi.find_pegawai(isi.cap.nip) for isi in satu.isi]
        baris.append(
            [
                _bertautan(satu.nama, satu, dari),
                satu.nasib,
                "\n".join(paper_in_words(isi.cap.kode, isi.cap.tahun, aturan) for isi in satu.isi),
                "\n".join(
                    f"{o.nama} ({o.nip})" if o else isi.cap.nip or "tanpa NIP"
                    for o, isi in zip(orang, satu.isi, strict=True)
                ),
                "\n".join("ya" if isi.ditandatangani else "tidak terlihat" for isi in satu.isi),
                f"{satu.sebab}: {satu.sama_dengan}" if satu.sama_dengan else satu.sebab,
                satu.terima.cerna,
            ]
        )
    kolom = [
        ("Berkas", 46.0), ("Hasil", 17.0), ("Dokumen", 44.0), ("Pegawai", 40.0), ("Ditandatangani", 16.0),
        ("Keterangan", 46.0), ("SHA-256", 68.0),
    ]  # fmt: skip
    return BookTable("Berkas", kolom, baris)

"""Rules on what must be filled in. What merely follows from a blank is not said again."""

from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.skp import Bagian, HasilKerja, Indikator, Skp, kunci


def kunci_hasil(bagian: Bagian, nomor: int, *jalur: str | int) -> str:
    """The key of a value of one result."""
    return kunci("hasil_kerja", bagian, nomor, *jalur)


def tanpa_isi(skp: Skp) -> bool:
    """True where nobody has typed anything at all."""
    return not skp.semua_hasil() and not any(satu.ekspektasi_khusus.strip() for satu in skp.perilaku_kerja)


def belum_diisi(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A form in which nothing is filled in is never valid (PermenPANRB 6/2022: an SKP holds hasil kerja)."""
    if tanpa_isi(skp):
        yield temuan("belum-diisi", key=kunci_hasil("utama", 1, "rencana_hasil_kerja"))


def utama_kosong(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """Section A. UTAMA holds at least one result."""
    if not skp.hasil_kerja.utama and not tanpa_isi(skp):
        yield temuan("utama-kosong", key=kunci_hasil("utama", 1, "rencana_hasil_kerja"))


def rencana_kosong(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """An item in use has a rencana hasil kerja."""
    for bagian, nomor, hasil in skp.semua_hasil():
        if not hasil.rencana_hasil_kerja.strip():
            yield temuan("rencana-kosong", key=kunci_hasil(bagian, nomor, "rencana_hasil_kerja"))


def diintervensi_kosong(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A result names the superior's result that it supports (form SKP JA/JF, column 2; that of a JPT has no such column)."""
    if skp.bagi == "jpt":
        return
    for bagian, nomor, hasil in skp.semua_hasil():
        if hasil.rencana_hasil_kerja.strip() and not hasil.rencana_hasil_kerja_diintervensi.strip():
            yield temuan("diintervensi-kosong", key=kunci_hasil(bagian, nomor, "rencana_hasil_kerja_diintervensi"))


def indikator_tidak_ada(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A result has at least one indikator (kuantitatif) or ukuran keberhasilan (kualitatif)."""
    for bagian, nomor, hasil in skp.semua_hasil():
        if not hasil.rencana_hasil_kerja.strip():
            continue
        if hasil.indikator is not None and not baris_terpakai(hasil, rujukan):
            key = kunci_hasil(bagian, nomor, "indikator", 1, "indikator_kinerja_individu")
            yield temuan("indikator-tidak-ada", key=key, apa="indikator kinerja individu")
        elif hasil.indikator is None and not any(teks.strip() for teks in hasil.ukuran_keberhasilan or ()):
            key = kunci_hasil(bagian, nomor, "ukuran_keberhasilan", 1)
            yield temuan("indikator-tidak-ada", key=key, apa="ukuran keberhasilan")


def baris_terpakai(hasil: HasilKerja, rujukan: Rujukan) -> list[tuple[int, Indikator]]:
    """The indikator rows in use. A row that holds nothing but the blank form's aspek placeholder is not in use."""

    def terpakai(satu: Indikator) -> bool:
        kolom, nilai = satu.golongan
        dipilih = nilai.strip() and not rujukan.daftar[kolom].belum_dipilih(nilai)
        return bool(satu.indikator_kinerja_individu.strip() or satu.target.strip() or dipilih)

    return [(s.nomor or urutan, s) for urutan, s in enumerate(hasil.indikator or (), start=1) if terpakai(s)]


def indikator_kosong(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A row with an aspek or a target has an indikator kinerja individu."""
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in baris_terpakai(hasil, rujukan):
            if not satu.indikator_kinerja_individu.strip():
                key = kunci_hasil(bagian, nomor, "indikator", baris, "indikator_kinerja_individu")
                kolom, nilai = satu.golongan
                ada = f"{kolom} {nilai.strip()}" if nilai.strip() else f"target {satu.target.strip()}"
                yield temuan("indikator-kosong", key=key, ada=ada)


def target_kosong(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """Every filled indikator has a target."""
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in baris_terpakai(hasil, rujukan):
            if satu.indikator_kinerja_individu.strip() and not satu.target.strip():
                key = kunci_hasil(bagian, nomor, "indikator", baris, "target")
                yield temuan("target-kosong", key=key, indikator=satu.indikator_kinerja_individu.strip())


def aspek_belum_dipilih(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """Every filled indikator has one aspek (JPT: perspektif); the printed list of all of them means "not chosen"."""
    for bagian, nomor, hasil in skp.semua_hasil():
        for baris, satu in baris_terpakai(hasil, rujukan):
            kolom, nilai = satu.golongan
            kosong = not nilai.strip() or rujukan.daftar[kolom].belum_dipilih(nilai)
            if kosong and satu.indikator_kinerja_individu.strip():
                key = kunci_hasil(bagian, nomor, "indikator", baris, kolom)
                pilihan = ", ".join(rujukan.daftar[kolom].nilai)
                yield temuan(f"{kolom}-belum-dipilih", key=key, found=nilai, pilihan=pilihan)


def nilai_dan_ekspektasi(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A further expectation names its berAKHLAK value, and a chosen value has an expectation."""
    tetap = len(rujukan.daftar["perilaku_kerja"].nilai)
    for urutan, satu in enumerate(skp.perilaku_kerja, start=1):
        nomor = satu.nomor or urutan
        if nomor <= tetap:
            continue
        if satu.ekspektasi_khusus.strip() and not satu.nilai.strip():
            yield temuan("nilai-belum-dipilih", key=kunci("perilaku_kerja", nomor, "nilai"))
        elif satu.nilai.strip() and not satu.ekspektasi_khusus.strip():
            key = kunci("perilaku_kerja", nomor, "ekspektasi_khusus")
            yield temuan("ekspektasi-kosong", key=key, nilai=satu.nilai.strip())

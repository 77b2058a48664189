"""Rebuilds the binaries of samples/ through the real commands: `python samples/make.py [FOLDER]`. For maintainers.

Into FOLDER (samples/ itself by default) go roster.xlsx and masuk/{baik,cacat,matriks}/*.xlsx. The answers in
jawaban/ and matriks-diharapkan.csv are kept by hand. All people are invented; see README.md.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
JAWABAN = SAMPLES / "jawaban"
sys.path.insert(0, str(SAMPLES.parent))

from skpxl.books.roster_sheet import write_roster
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit

INSTANSI = "PEMERINTAH PROVINSI CONTOH"
TAHUN = "2022"
TEMPAT, TANGGAL = "Kupang", "2022-01-03"
BKD = "Badan Kepegawaian Daerah"
# Invented numbers: all born on the first of a month and with a sequence number above 900.
KABID = "197001011995031901"
SUBKOORDINATOR = "198003012005011902"
PRANATA_MUDA = "198506012010012903"
PRANATA_PERTAMA = "199209012019032904"
ANALIS = "199105012018011905"
ARSIPARIS = "199502012021212906"
BELUM_MASUK = "199311012019031907"

ORGANISASI = Organisasi(
    unit=(
        Unit(
            kode="BPP",
            nama="Bidang Pengembangan Pegawai",
            pimpinan=KABID,
            perangkat_daerah=BKD,
            email="bpp@bkd.contoh.example",
        ),
        Unit(kode="TTK", nama="Tim Kerja Tool Kinerja", induk="BPP", pimpinan=SUBKOORDINATOR, perangkat_daerah=BKD),
    ),
    produk=(
        Produk(unit="BPP", kode="P1", teks="Terlaksananya Pengembangan pegawai dalam jabatan fungsional"),
        Produk(unit="BPP", kode="P2", teks="Terlaksananya Pengembangan pegawai dalam jabatan struktural"),
        Produk(unit="BPP", kode="P3", teks="Terlaksananya Penilaian kompetensi"),
        Produk(unit="BPP", kode="P4", teks="Terlaksananya Penilaian kinerja"),
        Produk(unit="TTK", kode="T1", teks="Terlaksananya kegiatan penilaian kompetensi ASN"),
        Produk(unit="TTK", kode="T2", teks="Terlaksananya penilaian kompetensi manajerial"),
        Produk(unit="TTK", kode="T3", teks="Terlaksananya pelayanan assement JPT lingkup provinsi ntt"),
        Produk(unit="TTK", kode="T4", teks="Terlaksananya pelayanan assement JPT lingkup kabupaten kota"),
        Produk(unit="TTK", kode="T5", teks="Terlaksananya penerapan tool kinerja"),
    ),
    pegawai=(
        Pegawai(
            nip=KABID,
            nama="Dr. Yakobus Rekaan, M.Si.",
            pangkat_golongan="Pembina Tk. I, IV/b",
            jabatan="Kabid Pengembangan Pegawai",
            jenis_jabatan="Administrator",
            unit_kerja="BPP",
            email="yakobus@bkd.contoh.example",
            penilai_luar=Identitas(
                nama="Ir. Hendrikus Khayalan, M.M.",
                pangkat_golongan="Pembina Utama Madya, IV/d",
                jabatan="Kepala Badan",
                unit_kerja=BKD,
            ),
        ),
        Pegawai(
            nip=SUBKOORDINATOR,
            nama="Ferdinan Misalan, S.Psi., M.M.",
            pangkat_golongan="Penata Tk. I, III/d",
            jabatan="Subkoordinator/Assessor SDM Aparatur Ahli Muda",
            jenis_jabatan="Fungsional Keahlian",
            unit_kerja="BPP",
            nip_penilai=KABID,
            email="ferdinan@bkd.contoh.example",
        ),
        Pegawai(
            nip=PRANATA_MUDA,
            nama="Maria Teladan, S.Kom.",
            pangkat_golongan="Penata, III/c",
            jabatan="Pranata Komputer Ahli Muda",
            jenis_jabatan="Fungsional Keahlian",
            unit_kerja="BPP",
            nip_penilai=SUBKOORDINATOR,
            email="maria@bkd.contoh.example",
        ),
        Pegawai(
            nip=PRANATA_PERTAMA,
            nama="Dewi Percontohan, S.Kom.",
            pangkat_golongan="Penata Muda Tk. I, III/b",
            jabatan="Pranata Komputer Ahli Pertama",
            jenis_jabatan="Fungsional Keahlian",
            unit_kerja="TTK",
            nip_penilai=SUBKOORDINATOR,
            email="dewi@bkd.contoh.example",
        ),
        Pegawai(
            nip=ANALIS,
            nama="Agus Umpama, S.AP.",
            pangkat_golongan="Penata Muda Tk. I, III/b",
            jabatan="Analis SDM Aparatur Ahli Pertama",
            jenis_jabatan="Fungsional Keahlian",
            unit_kerja="TTK",
            nip_penilai=SUBKOORDINATOR,
            email="agus@bkd.contoh.example",
            pendekatan="kualitatif",
        ),
        Pegawai(
            nip=ARSIPARIS,
            nama="Rina Semisal, A.Md.",
            pangkat_golongan="VII",
            jabatan="Arsiparis Terampil",
            jenis_jabatan="Fungsional Keterampilan",
            status="PPPK",
            unit_kerja="TTK",
            nip_penilai=SUBKOORDINATOR,
            email="rina@bkd.contoh.example",
        ),
        Pegawai(
            nip=BELUM_MASUK,
            nama="Bernadus Andaikata, S.T.",
            pangkat_golongan="Penata Muda, III/a",
            jabatan="Pranata Komputer Ahli Pertama",
            jenis_jabatan="Fungsional Keahlian",
            unit_kerja="TTK",
            nip_penilai=SUBKOORDINATOR,
            email="bernadus@bkd.contoh.example",
        ),
        # A vacant post: legal, without nama and NIP.
        Pegawai(
            jabatan="Pengadministrasi Kepegawaian",
            jenis_jabatan="Pelaksana",
            unit_kerja="TTK",
            nip_penilai=SUBKOORDINATOR,
        ),
    ),
)


def skpxl(*kata: str | Path) -> None:
    """Run one command as a user does, outside of any campaign. Ends with its words where it fails."""
    hasil = subprocess.run(
        [sys.executable, "-m", "skpxl", *map(str, kata)],
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": str(SAMPLES.parent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if hasil.returncode:
        sys.exit(f"skpxl {' '.join(map(str, kata))}: keluar {hasil.returncode}\n{hasil.stdout}{hasil.stderr}")


def terbitkan(roster: Path, tujuan: Path, *lagi: str | Path) -> None:
    """Issue workbooks without a campaign, so that no key is needed to check them."""
    kepala = ["--instansi", INSTANSI, "--tahun", TAHUN, "--tempat", TEMPAT, "--tanggal", TANGGAL]
    skpxl("generate", roster, "-o", tujuan, *kepala, *lagi)


def milik(folder: Path, nip: str) -> Path:
    """The one workbook of this person."""
    (berkas,) = (satu for satu in folder.rglob("*.xlsx") if nip in satu.name)
    return berkas


def replace_text(berkas: Path, lama: str, baru: str) -> None:
    """Overwrite a printed text of a finished workbook, as one can who has lifted the protection."""
    with zipfile.ZipFile(berkas) as asal:
        isi = {info.filename: asal.read(info) for info in asal.infolist()}
    bagian = "xl/sharedStrings.xml"
    pola, ganti = (f">{teks}</t>".encode() for teks in (lama, baru))
    if isi[bagian].count(pola) != 1:
        sys.exit(f"{berkas}: teks {lama!r} ada {isi[bagian].count(pola)} kali, seharusnya sekali")
    isi[bagian] = isi[bagian].replace(pola, ganti)
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as hasil:
        for nama, data in isi.items():
            hasil.writestr(zipfile.ZipInfo(nama, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def make_faulty(kasus: Path, terbit: Path, tujuan: Path, kerja: Path) -> None:
    """One defective workbook: the person's issued one, filled with the answers of the case."""
    isi = json.loads(kasus.read_text(encoding="utf-8"))
    jawaban = kerja / kasus.name
    jawaban.write_text(json.dumps(isi["isian"], ensure_ascii=False), encoding="utf-8")
    berkas = tujuan / f"{kasus.stem}.xlsx"
    skpxl("fill", milik(terbit, isi["dasar"]), jawaban, "-o", berkas)
    if "terkunci" in isi:
        replace_text(berkas, *isi["terkunci"])


def make(tujuan: Path) -> None:
    """Everything, into `tujuan`; what was built there before is replaced."""
    tujuan = tujuan.resolve()
    tujuan.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(tujuan / "masuk", ignore_errors=True)
    baik, cacat, matriks = (tujuan / "masuk" / nama for nama in ("baik", "cacat", "matriks"))
    baik.mkdir(parents=True)
    cacat.mkdir()
    matriks.mkdir()
    roster = tujuan / "roster.xlsx"
    write_roster(roster, ORGANISASI)
    with tempfile.TemporaryDirectory() as sementara:
        kerja = Path(sementara)
        # The superior first: his filled workbook gives the others their drop-down list.
        terbitkan(roster, kerja / "terbit-1", "--nip", SUBKOORDINATOR)
        kosong = milik(kerja / "terbit-1", SUBKOORDINATOR)
        skpxl("fill", kosong, JAWABAN / "baik" / f"{SUBKOORDINATOR}.json", "-o", baik / kosong.name)
        terbitkan(roster, kerja / "terbit-2", "--from", baik)
        lain = kerja / "jawaban"
        shutil.copytree(JAWABAN / "baik", lain)
        (lain / f"{SUBKOORDINATOR}.json").unlink()
        skpxl("fill", kerja / "terbit-2", lain, "-o", kerja / "masuk")
        for berkas in sorted((kerja / "masuk").rglob("*.xlsx")):
            shutil.copyfile(berkas, baik / berkas.name)
        # The matrices: the Kabid divides first, then the ketua tim divides his own roles over his people.
        for unit, lagi in (("BPP", ()), ("TTK", ("--matriks", matriks))):
            terbit = kerja / f"matriks-{unit}"
            terbitkan(roster, terbit, "--form", "matriks-peran-hasil", "--unit", unit, *lagi)
            nama = f"Matriks_{TAHUN}_{unit}.xlsx"
            (kosong,) = terbit.rglob(nama)
            skpxl("fill", kosong, JAWABAN / "matriks" / f"matriks-{unit}.json", "-o", matriks / nama)
        kasus = sorted((JAWABAN / "cacat").glob("*.json"))
        with ThreadPoolExecutor(os.cpu_count()) as serentak:
            list(serentak.map(lambda satu: make_faulty(satu, kerja / "terbit-2", cacat, kerja), kasus))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)

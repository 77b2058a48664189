"""Matrices as large as one asks for, with long roles, for the tests of what prints; and a logo."""

import struct
import zlib

from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.unit import Produk, Unit

LONG = (
    "Terlaksananya pelayanan administrasi kepegawaian berupa verifikasi kelengkapan berkas usul kenaikan pangkat, "
    "pencantuman gelar, peninjauan masa kerja dan penyesuaian ijazah bagi PNS di lingkungan Pemerintah Kabupaten Rekaan "
    "sesuai norma, standar, prosedur dan kriteria yang ditetapkan paling lambat lima hari kerja"
)
SHORT = "Tersusunnya laporan"
POSTS = ["Analis Sumber Daya Manusia Aparatur Ahli Muda", "Pranata Komputer Ahli Pertama", "Arsiparis Terampil"]


def matriks(products: int, people: int, text: str = LONG, *, rest: bool = False) -> MatriksPeranHasil:
    """Everybody has a role of `text` under one product and a short one under the next."""
    kolom = tuple(
        Produk(unit="A", kode=str(number), teks=f"Produk layanan nomor {number} bidang rekaan")
        for number in range(1, products + 1)
    )
    rows = []
    for number in range(people):
        peran = {kolom[number % products].id: (Peran(teks=text),)}
        if products > 1:
            peran[kolom[(number + 1) % products].id] = (Peran(teks=SHORT),)
        rows.append(
            BarisMatriks(
                nama=f"Pegawai Rekaan {number + 1}, S.E., M.Si.",
                jabatan=POSTS[number % 3],
                peran=peran,
                sisa=(Peran(teks="lepas"),) if rest else (),
            )
        )
    return MatriksPeranHasil(unit=Unit(kode="A", nama="Bidang Rekaan"), kolom=kolom, baris=tuple(rows))


def png(width: int = 80, height: int = 100) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

"""What stands under the trees: roles without a place as cards, and the people without a role. It has no edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.drawing import svg
from skpxl.drawing.cards import UKURAN, UKURAN_KECIL, Card, Palet, card, draw
from skpxl.drawing.forest import Hutan
from skpxl.drawing.lines import wrap
from skpxl.drawing.place import LEBAR, Rectangle
from skpxl.model.matriks import BarisMatriks

# More names than this nobody reads on a wall; the workbook has them all.
ORANG_MAKS = 600
_SELA, _RUAS = 14.0, 18.0
_KEPALA, _NAMA, _KECIL = 30.0, 15.0, 13.0
_UKURAN_JUDUL, _UKURAN_JUDUL_MAKS = 14.0, 19.0
_JARAK_BAGIAN = 28.0


@dataclass(frozen=True)
class Bawah:
    """Both areas, with their texts wrapped; they take the width they are given."""

    sisa: tuple[Card, ...]
    orang: tuple[tuple[str, ...], ...]
    banyak_sisa: int
    lagi: int = 0

    def tinggi(self, lebar: float) -> float:
        """How tall both areas are at this width."""
        return self._tinggi_bagian(lebar)[1]

    def _tinggi_bagian(self, lebar: float) -> tuple[float, float]:
        """(height of the first area, of both with what is between them)."""
        atas = _KEPALA + 2 * _RUAS + _stack(self._tinggi_sisa, lebar - 2 * _RUAS) if self.sisa else 0.0
        bawah = _KEPALA + _stack(self._tinggi_orang, lebar) + (_NAMA if self.lagi else 0) if self.orang else 0.0
        return atas, atas + bawah + (_JARAK_BAGIAN if atas and bawah else 0)

    @property
    def _tinggi_sisa(self) -> list[float]:
        return [kartu.tinggi for kartu in self.sisa]

    @property
    def _tinggi_orang(self) -> list[float]:
        return [_NAMA + _KECIL * (len(baris) - 1) for baris in self.orang]

    def gambar(self, palet: Palet, x: float, y: float, lebar: float, skala: float) -> list[str]:
        """Both areas as SVG, the upper left corner at (`x`, `y`); `skala` makes their headings larger."""
        atas, _ = self._tinggi_bagian(lebar)
        isi: list[str] = []
        if self.sisa:
            isi += self._gambar_sisa(palet, x, y, lebar, atas, skala)
        if self.orang:
            isi += self._gambar_orang(palet, x, y + (atas + _JARAK_BAGIAN if atas else 0), lebar, skala)
        return isi

    def _gambar_sisa(
        self, palet: Palet, x: float, y: float, lebar: float, tinggi: float, skala: float
    ) -> Iterator[str]:
        yield svg.rect(
            x, y, lebar, tinggi, rx=10, class_="bidang", fill=palet.muda("sisa", 0.05), stroke=palet.muda("sisa", 0.3)
        )
        yield from _judul(
            f"Belum terpetakan ({svg.ribuan(self.banyak_sisa)})", x + _RUAS, y + _RUAS, palet, "sisa", skala
        )
        for nomor, (dx, dy) in enumerate(_kisi(self._tinggi_sisa, lebar - 2 * _RUAS)):
            kartu = self.sisa[nomor]
            kotak = Rectangle(x + _RUAS + dx, y + _RUAS + _KEPALA + dy, LEBAR, kartu.tinggi)
            yield draw(kartu, kotak, palet, nomor=f"sisa-{nomor + 1}", jenis="sisa")

    def _gambar_orang(self, palet: Palet, x: float, y: float, lebar: float, skala: float) -> Iterator[str]:
        yield from _judul(f"Orang tanpa peran ({svg.ribuan(len(self.orang) + self.lagi)})", x, y, palet, "redup", skala)
        for nomor, (dx, dy) in enumerate(_kisi(self._tinggi_orang, lebar)):
            nama, *kecil = self.orang[nomor]
            baris = [svg.text(nama, x + dx, y + _KEPALA + dy + 11, font_size=UKURAN, fill=palet["tulisan"])]
            for ke, satu in enumerate(kecil):
                di = y + _KEPALA + dy + 11 + _KECIL * (ke + 1)
                baris.append(svg.text(satu, x + dx, di, font_size=UKURAN_KECIL, fill=palet["redup"]))
            yield svg.element("g", *baris, class_="orang")
        if self.lagi:
            teks = f"… dan {svg.ribuan(self.lagi)} orang lagi; semuanya ada di lembar Kelengkapan."
            yield svg.text(teks, x, y + self._tinggi_bagian(lebar)[1], font_size=UKURAN, fill=palet["redup"])


def bottom(hutan: Hutan) -> Bawah:
    """What a forest leaves for the foot of the drawing; in short, a card per person instead of one per role."""
    sisa = [
        card(peran.teks, "sisa", nama=sebutan(baris), catatan=peran.sebab, catatan_maks=4, lengkap=[peran.sebab])
        for peran, baris in hutan.sisa
    ]
    if hutan.ringkas:
        per_orang: dict[int, tuple[BarisMatriks, int]] = {}
        for _, baris in hutan.sisa:
            per_orang[id(baris)] = (baris, per_orang.get(id(baris), (baris, 0))[1] + 1)
        sisa = [
            card(f"{svg.ribuan(banyak)} hasil belum terpetakan", "sisa", nama=sebutan(baris))
            for baris, banyak in per_orang.values()
        ]
    orang = [_orang(baris) for baris in hutan.tanpa_peran]
    return Bawah(tuple(sisa), tuple(orang[:ORANG_MAKS]), len(hutan.sisa), max(0, len(orang) - ORANG_MAKS))


def sebutan(baris: BarisMatriks) -> str:
    """A person as the drawing names him: his name, else his post."""
    return baris.nama or baris.jabatan or "(tanpa nama)"


def _orang(baris: BarisMatriks) -> tuple[str, ...]:
    """The lines of a person without a role."""
    nama = wrap(baris.nama, LEBAR - 8, UKURAN, maks=1) or ["(lowong)"]
    jabatan = wrap(baris.jabatan, LEBAR - 8, UKURAN_KECIL, maks=2)
    return (*nama, *jabatan, *([f"SKP {baris.fate}"] if baris.nama and not baris.masuk else []))


def _judul(teks: str, x: float, y: float, palet: Palet, warna: str, skala: float) -> Iterator[str]:
    ukuran = min(_UKURAN_JUDUL * skala, _UKURAN_JUDUL_MAKS)
    yield svg.text(teks, x, y + 13, font_size=ukuran, font_weight="bold", fill=palet[warna])


def _kisi(tinggi: Sequence[float], lebar: float) -> Iterator[tuple[float, float]]:
    """Where each of several boxes stands, row by row from the left."""
    kolom = max(1, int((lebar + _SELA) // (LEBAR + _SELA)))
    y = 0.0
    for awal in range(0, len(tinggi), kolom):
        sebaris = tinggi[awal : awal + kolom]
        yield from ((ke * (LEBAR + _SELA), y) for ke in range(len(sebaris)))
        y += max(sebaris) + _SELA


def _stack(tinggi: Sequence[float], lebar: float) -> float:
    """How tall a grid of these boxes is."""
    return max((y + satu for (_, y), satu in zip(_kisi(tinggi, lebar), tinggi, strict=True)), default=0.0)

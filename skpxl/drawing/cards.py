"""A card: a text, a small line or two under it, its colours; how tall it is and how it is drawn. It stands nowhere itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.drawing import svg
from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.place import LEBAR, Rectangle
from skpxl.template.style import Gaya

UKURAN, UKURAN_KECIL = 12.0, 10.0
_UKURAN_PRODUK = 14.0
_BARIS = 1.27  # line height in font sizes
_SISI, _ATAS, _SELA = 11.0, 8.0, 3.0
_BILAH = 4.0
_LENGKUNG = 6.0
# The full text stands in <title> too; a card of more lines than this would tear the layer apart.
_BARIS_MAKS, _NAMA_MAKS = 9, 2


class Palet:
    """The colours of one drawing: section `[gambar]` of gaya.toml, `garis` for what it does not name."""

    def __init__(self, gaya: Gaya) -> None:
        self._gaya = gaya

    def __getitem__(self, nama: str) -> str:
        lain = "#FFFFFF" if nama == "latar" else self._gaya.garis
        return self._gaya.gambar.get(nama, lain)

    def muda(self, nama: str, bagian: float = 0.1) -> str:
        """The colour as a tint of the ground."""
        return svg.mix(self[nama], self["latar"], bagian)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: `teks`, `nama` small under it, `catatan` small and slanted, `lengkap` the whole for <title>.

    `warna` is a name of the palette; a `penuh` card is filled with it, one with `putus` only outlined, in dashes.
    """

    teks: tuple[str, ...]
    nama: tuple[str, ...]
    catatan: tuple[str, ...]
    lengkap: str
    warna: str
    penuh: bool = False
    putus: bool = False

    @property
    def ukuran(self) -> float:
        """The font size of the text: products are read from farther away."""
        return _UKURAN_PRODUK if self.penuh or self.putus else UKURAN

    @property
    def tinggi(self) -> float:
        """The height that all its lines need."""
        kecil = len(self.nama) + len(self.catatan)
        tinggi = len(self.teks) * self.ukuran * _BARIS + kecil * UKURAN_KECIL * _BARIS
        return round(2 * _ATAS + tinggi + (_SELA if kecil else 0), 1)


def card(
    teks: str,
    warna: str,
    *,
    nama: str = "",
    catatan: str = "",
    catatan_maks: int = 1,
    lengkap: Sequence[str] = (),
    penuh: bool = False,
    putus: bool = False,
) -> Card:
    """A card with its texts wrapped. `lengkap` are further lines of its <title>, after text and name."""
    ruang, ukuran = LEBAR - 2 * _SISI - _BILAH, _UKURAN_PRODUK if penuh or putus else UKURAN
    return Card(
        teks=tuple(wrap(teks, ruang, ukuran, maks=_BARIS_MAKS, tebal=penuh or putus)) or ("",),
        nama=tuple(wrap(nama, ruang, UKURAN_KECIL, maks=_NAMA_MAKS)),
        catatan=tuple(wrap(catatan, ruang, UKURAN_KECIL, maks=catatan_maks)),
        lengkap=" · ".join(satu for satu in map(clean, [teks, nama, *lengkap]) if satu),
        warna=warna,
        penuh=penuh,
        putus=putus,
    )


def draw(kartu: Card, kotak: Rectangle, palet: Palet, *, nomor: str, jenis: str) -> str:
    """The card at its place, as a group with the class `jenis` and the number that edges name."""
    warna = palet[kartu.warna]
    isi = [svg.title(kartu.lengkap), _bingkai(kartu, kotak, palet)]
    tulisan, kecil = palet["tulisan"], palet["redup"]
    if kartu.penuh:
        tulisan = "#FFFFFF" if svg.is_dark(warna) else "#000000"
        kecil = svg.mix(tulisan, warna, 0.8)
    elif not kartu.putus:
        isi.append(svg.element("path", d=_bilah(kotak), fill=warna))
    x, y = kotak.x + _SISI + _BILAH, kotak.y + _ATAS + kartu.ukuran * 0.95
    for teks in kartu.teks:
        tebal = "bold" if kartu.penuh or kartu.putus else None
        isi.append(svg.text(teks, x, y, font_size=kartu.ukuran, fill=tulisan, font_weight=tebal))
        y += kartu.ukuran * _BARIS
    y += _SELA - (kartu.ukuran - UKURAN_KECIL) * 0.95
    for teks in kartu.nama:
        isi.append(svg.text(teks, x, y, font_size=UKURAN_KECIL, fill=kecil))
        y += UKURAN_KECIL * _BARIS
    for teks in kartu.catatan:
        miring = svg.text(teks, x, y, font_size=UKURAN_KECIL, fill=kecil if kartu.penuh else warna, font_style="italic")
        isi.append(miring)
        y += UKURAN_KECIL * _BARIS
    return svg.element("g", *isi, class_=jenis, data_nomor=nomor)


def _bingkai(kartu: Card, kotak: Rectangle, palet: Palet) -> str:
    warna = palet[kartu.warna]
    if kartu.penuh:
        isi, tepi = warna, warna
    elif kartu.putus:
        isi, tepi = palet["latar"], warna
    else:
        isi, tepi = palet.muda(kartu.warna, 0.08), palet.muda(kartu.warna, 0.45)
    return svg.rect(
        kotak.x,
        kotak.y,
        kotak.lebar,
        kotak.tinggi,
        rx=_LENGKUNG,
        fill=isi,
        stroke=tepi,
        stroke_width=1.5 if kartu.putus else 1,
        stroke_dasharray="6 4" if kartu.putus else None,
    )


def _bilah(kotak: Rectangle) -> str:
    """The bar on the left, round at its two outer corners."""
    kiri, atas, bawah = (svg.angka(nilai) for nilai in (kotak.x, kotak.y, kotak.y + kotak.tinggi))
    lurus, lengkung, lebar = (
        svg.angka(nilai) for nilai in (kotak.tinggi - 2 * _LENGKUNG, _LENGKUNG, kotak.x + _BILAH + _LENGKUNG / 2)
    )
    kanan = svg.angka(kotak.x + _LENGKUNG)
    mulai = f"M{kanan} {atas}H{lebar}V{bawah}H{kanan}"
    return f"{mulai}A{lengkung} {lengkung} 0 0 1 {kiri} {svg.angka(kotak.y + kotak.tinggi - _LENGKUNG)}v-{lurus}" + (
        f"A{lengkung} {lengkung} 0 0 1 {kanan} {atas}Z"
    )

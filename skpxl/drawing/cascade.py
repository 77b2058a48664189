"""The cascade of one unit as a drawing: products, and the results that hang on them layer by layer. SVG text, no file."""

import math
from collections.abc import Iterator, Sequence

from skpxl.drawing import svg
from skpxl.drawing.cards import Card, Palet, card, draw
from skpxl.drawing.footer import bottom, sebutan
from skpxl.drawing.forest import Hutan, Simpul, plant
from skpxl.drawing.header import Header, Lapis, counts, header, headings, layers
from skpxl.drawing.lines import clean
from skpxl.drawing.place import JARAK_LAPIS, LEBAR, Rectangle, Tata, place
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.style import Gaya

_TEPI = 36.0  # white around everything
_SELA = 30.0  # between header, trees and footer
_LEBAR_MIN = 3 * LEBAR + 2 * JARAK_LAPIS
_SISI_KECIL, _SKALA_MAKS = 1_500.0, 3.0
_KEPALA_KIRAAN = 170.0  # header, headings and margins, as far as the proportions of the sheet need them


def cascade_svg(matriks: MatriksPeranHasil, *, judul: str, gaya: Gaya) -> str:
    """The cascade of one unit as a whole SVG file; the same text for the same input.

    Products stand left, every role right of what it hangs on (`Peran.atas`), whatever has no place below in an area of
    its own, and under that the people without a role. A product that nobody supports is outlined in dashes. Where there
    are more than `forest.PERAN_MAKS` roles, only the first layer is drawn, with counts of what is under it. Colours and
    font are those of `gaya`.
    """
    hutan = plant(matriks)
    palet = Palet(gaya)
    lapis = layers(matriks, hutan)
    kartu = [_kartu(satu, lapis) for satu in hutan.simpul]
    bawah = bottom(hutan)
    tata = place(
        [satu.tinggi for satu in kartu],
        [satu.lapis for satu in hutan.simpul],
        hutan.anak(),
        lambda lebar: _KEPALA_KIRAAN + bawah.tinggi(max(lebar, _LEBAR_MIN)),
    )
    lebar = max(tata.lebar, _LEBAR_MIN)
    skala = _skala(lebar, tata.tinggi)
    kepala = header(matriks, hutan, judul, lapis, Header(palet, _TEPI, _TEPI, lebar, skala))
    isi, y = [*kepala.isi], kepala.y
    if tata.panel:
        y += _SELA + 20 * skala
        isi += headings(tata, lapis, palet, _TEPI, y, skala)
        y += 18
        isi += _pohon(hutan, kartu, tata, lapis, palet, y)
        y += tata.tinggi
    if tinggi_bawah := bawah.tinggi(lebar):
        y += _SELA
        isi += bawah.gambar(palet, _TEPI, y, lebar, skala)
        y += tinggi_bawah
    lebar, tinggi = lebar + 2 * _TEPI, y + _TEPI
    latar = svg.rect(0, 0, lebar, tinggi, class_="latar", fill=palet["latar"])
    uraian = f"{clean(matriks.unit.nama)}: {counts(matriks, hutan)}"
    return svg.document([latar, *isi], lebar, tinggi, judul=judul, uraian=uraian, huruf=gaya.huruf)


def _skala(lebar: float, tinggi: float) -> float:
    """How much larger than on a small drawing the title is."""
    return min(_SKALA_MAKS, max(1.0, math.sqrt(lebar * tinggi) / _SISI_KECIL))


def _kartu(simpul: Simpul, lapis: Sequence[Lapis]) -> Card:
    lagi = f"+ {svg.ribuan(simpul.tersembunyi)} hasil di bawahnya" if simpul.tersembunyi else ""
    nama, jabatan = (sebutan(simpul.baris), simpul.baris.jabatan) if simpul.baris else ("", "")
    if simpul.kosong:
        catatan = "belum didukung"
        return card(simpul.teks, "kosong", nama=nama, catatan=catatan, lengkap=[jabatan, catatan], putus=True)
    luar = f"dari {simpul.baris.nama_unit or 'unit lain'}" if simpul.baris and simpul.baris.luar else ""
    return card(
        simpul.teks,
        lapis[simpul.lapis][1],
        nama=nama,
        catatan=" · ".join(filter(None, [luar, lagi])),
        catatan_maks=2,
        lengkap=[jabatan, luar, lagi],
        penuh=simpul.lapis == 0,
    )


def _pohon(
    hutan: Hutan, kartu: Sequence[Card], tata: Tata, lapis: Sequence[Lapis], palet: Palet, y: float
) -> Iterator[str]:
    """Edges first, cards over them."""
    kotak = [Rectangle(_TEPI + satu.x, y + satu.y, satu.lebar, satu.tinggi) for satu in tata.kotak]
    for nomor, simpul in enumerate(hutan.simpul):
        if simpul.induk >= 0:
            atas, bawah = kotak[simpul.induk], kotak[nomor]
            yield svg.curve(
                (atas.x + atas.lebar, atas.tengah),
                (bawah.x, bawah.tengah),
                stroke=palet.muda(lapis[simpul.lapis - 1][1], 0.5),
                stroke_width=1.5,
                class_="sambungan",
                data_dari=str(simpul.induk + 1),
                data_ke=str(nomor + 1),
            )
    for nomor, (simpul, satu) in enumerate(zip(hutan.simpul, kartu, strict=True)):
        jenis = "peran" if simpul.lapis else "produk kosong" if simpul.kosong else "produk"
        yield draw(satu, kotak[nomor], palet, nomor=str(nomor + 1), jenis=jenis)

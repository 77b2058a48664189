"""What stands above the trees: title, counts, legend, and the names of the layers. It knows no node."""

from collections.abc import Iterable, Iterator, Sequence

from skpxl.drawing import svg
from skpxl.drawing.cards import Palet
from skpxl.drawing.forest import Hutan
from skpxl.drawing.lines import clean, wrap
from skpxl.drawing.place import LEBAR, Rectangle, Tata
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.letters import lebar_teks

_JUDUL, _KETERANGAN, _LEGENDA, _KEPALA = 24.0, 12.5, 11.0, 13.0
_KEPALA_MAKS = 19.0  # the longest heading still fits its column
_RINGKAS = "Terlalu banyak untuk satu gambar: hanya lapis pertama yang digambar, dengan banyaknya hasil di bawahnya."

# (heading, colour of gaya.toml) of one layer.
Lapis = tuple[str, str]


def layers(matriks: MatriksPeranHasil, hutan: Hutan) -> list[Lapis]:
    """The layers that a forest has. Where the pimpinan alone stands right of the products, his people come after him.

    In the matriks of a whole branch a layer holds people of many ranks and is only numbered. A single layer may hold a
    team's leaders or its members: nobody hangs on them who would tell.
    """
    pertama = [satu.baris.nip for satu in hutan.simpul if satu.lapis == 1 and satu.baris]
    nama: list[Lapis] = [("Produk / hasil pimpinan", "produk"), ("Ketua tim", "ketua_tim"), ("Anggota", "anggota")]
    if pertama and matriks.unit.pimpinan and {*pertama} == {matriks.unit.pimpinan}:
        nama[:1] = [("Produk", "produk"), ("Pimpinan", "produk")]
    elif matriks.bercabang:
        nama[1:] = [("Tingkat 2", "ketua_tim"), ("Tingkat 3", "anggota")]
    banyak = 1 + max((satu.lapis for satu in hutan.simpul), default=-1)
    if banyak == 2 and not hutan.ringkas and nama[1][0] == "Ketua tim":
        nama[1] = ("Pegawai", "ketua_tim")
    nama += [(f"Tingkat {nomor}", "tingkat_lain") for nomor in range(len(nama) + 1, banyak + 1)]
    return nama[:banyak]


def counts(matriks: MatriksPeranHasil, hutan: Hutan) -> str:
    """The sizes of a unit in one line."""
    orang = {baris.nip or baris.nama or str(nomor) for nomor, baris in enumerate(matriks.baris)}
    bagian = [
        f"{svg.ribuan(len(matriks.kolom))} produk",
        f"{svg.ribuan(matriks.banyak_peran())} hasil kerja",
        f"{svg.ribuan(len(orang))} orang",
    ]
    kosong = sum(satu.kosong for satu in hutan.simpul)
    bagian += [f"{svg.ribuan(kosong)} produk belum didukung"] if kosong else []
    bagian += [f"{svg.ribuan(len(hutan.sisa))} belum terpetakan"] if hutan.sisa else []
    bagian += [f"{svg.ribuan(len(hutan.tanpa_peran))} orang tanpa peran"] if hutan.tanpa_peran else []
    return " · ".join(bagian)


class Header:
    """Title, counts and legend as SVG (`isi`) at a given width; `y` is where they end.

    `skala` makes them larger on a large drawing, where they are read from farther away.
    """

    def __init__(self, palet: Palet, x: float, y: float, lebar: float, skala: float) -> None:
        self._palet, self._x, self._lebar, self._skala = palet, x, lebar, skala
        self.y = y
        self.isi: list[str] = []

    def lines(self, teks: str, ukuran: float, warna: str, *, tebal: bool = False) -> None:
        """A text of up to three lines."""
        ukuran *= self._skala
        tampak = {"font_weight": "bold", "class_": "judul"} if tebal else {}
        for baris in wrap(teks, self._lebar, ukuran, maks=3, tebal=tebal):
            self.y += ukuran
            self.isi.append(svg.text(baris, self._x, self.y, font_size=ukuran, fill=self._palet[warna], **tampak))
            self.y += ukuran * 0.45

    def legend(self, pasangan: Iterable[tuple[str, str, str]]) -> None:
        """A swatch and a word each, in rows; of each the text, its colour and how the swatch is filled."""
        ukuran = _LEGENDA * self._skala
        x, self.y = self._x, self.y + ukuran * 0.7
        bagian = []
        for teks, warna, rupa in pasangan:
            panjang = 2 * ukuran + lebar_teks(teks, ukuran)
            if x > self._x and x + panjang > self._x + self._lebar:
                x, self.y = self._x, self.y + ukuran * 1.6
            contoh = Rectangle(x, self.y, ukuran * 1.45, ukuran)
            bagian.append(_contoh(contoh, self._palet, warna, rupa))
            di = self.y + ukuran * 0.86
            bagian.append(svg.text(teks, x + 2 * ukuran, di, font_size=ukuran, fill=self._palet["tulisan"]))
            x += panjang + ukuran * 1.6
        self.y += ukuran
        self.isi.append(svg.element("g", *bagian, class_="legenda"))


def header(
    matriks: MatriksPeranHasil,
    hutan: Hutan,
    judul: str,
    lapis: Sequence[Lapis],
    kepala: Header,
) -> Header:
    """Fill `kepala` with what a matriks needs above its trees."""
    kepala.lines(judul, _JUDUL, "tulisan", tebal=True)
    unit = clean(matriks.unit.nama)
    awal = "" if not unit or unit.casefold() in clean(judul).casefold() else f"{unit} · "
    kepala.lines(awal + counts(matriks, hutan), _KETERANGAN, "redup")
    if hutan.ringkas:
        kepala.lines(_RINGKAS, _KETERANGAN, "sisa")
    kepala.legend(_pasangan(lapis, hutan))
    return kepala


def _pasangan(lapis: Sequence[Lapis], hutan: Hutan) -> Iterator[tuple[str, str, str]]:
    for nomor, (teks, warna) in enumerate(lapis):
        yield teks, warna, "isi" if nomor == 0 else "muda"
    if any(satu.kosong for satu in hutan.simpul):
        yield "Produk yang belum didukung", "kosong", "putus"
    if hutan.sisa:
        yield "Belum terpetakan", "sisa", "muda"


def _contoh(kotak: Rectangle, palet: Palet, warna: str, rupa: str) -> str:
    isi = {"isi": palet[warna], "putus": palet["latar"]}.get(rupa, palet.muda(warna, 0.25))
    putus = "3 2" if rupa == "putus" else None
    tempat = (kotak.x, kotak.y, kotak.lebar, kotak.tinggi)
    return svg.rect(*tempat, rx=2.5, fill=isi, stroke=palet[warna], stroke_dasharray=putus)


def headings(tata: Tata, lapis: Sequence[Lapis], palet: Palet, x: float, y: float, skala: float) -> Iterator[str]:
    """The name of every layer over its column, in every panel, underlined in its colour; they end at `y`."""
    for panel in tata.panel:
        for nomor, (teks, warna) in enumerate(lapis[: panel.lapis]):
            kiri, ukuran = x + panel.kolom(nomor), min(_KEPALA * skala, _KEPALA_MAKS)
            tampak = {"font_weight": "bold", "class_": "lapis"}
            yield svg.text(teks, kiri, y - 8, font_size=ukuran, fill=palet[warna], **tampak)
            yield svg.rect(kiri, y - 2, LEBAR, 2, fill=palet[warna], class_="garis")

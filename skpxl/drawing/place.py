"""Where the nodes of a forest stand: layers side by side, leaves one under the other, parents centred on their children.

Every tree has a band of its own, as tall as it needs, and bands never overlap. Many trees go over several panels side by
side, so that the drawing comes near the proportions of a sheet of paper. It knows heights, and no text and no colour.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

LEBAR = 256.0
JARAK_LAPIS = 54.0
JARAK_PANEL = 64.0
# Between two bands of a layer: products, results of the first layer, deeper ones.
_JARAK = (26.0, 15.0, 8.0)
_SERI_A = 2**0.5
_PANEL_MAKS = 12
# How much nearer to a sheet's proportions one more panel must come to be worth the jump of the eye.
_BIAYA_PANEL = 1.12


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on the drawing, its corner at the upper left."""

    x: float
    y: float
    lebar: float
    tinggi: float

    @property
    def tengah(self) -> float:
        """Half its height down, where edges start and end."""
        return self.y + self.tinggi / 2


@dataclass(frozen=True, slots=True)
class Panel:
    """One stack of trees: its left edge, how many layers it has, how tall it is."""

    x: float
    lapis: int
    tinggi: float

    def kolom(self, lapis: int) -> float:
        """The left edge of a layer."""
        return self.x + lapis * (LEBAR + JARAK_LAPIS)

    @property
    def lebar(self) -> float:
        """All its layers and what is between them."""
        return self.kolom(self.lapis - 1) + LEBAR - self.x


@dataclass(frozen=True)
class Tata:
    """Where everything stands, measured from the upper left corner of the trees; `kotak` in the order of the nodes."""

    kotak: tuple[Rectangle, ...]
    panel: tuple[Panel, ...]

    @property
    def lebar(self) -> float:
        """From the left edge to the right end of the last panel."""
        return max((panel.x + panel.lebar for panel in self.panel), default=0.0)

    @property
    def tinggi(self) -> float:
        """As tall as the tallest panel."""
        return max((panel.tinggi for panel in self.panel), default=0.0)


@dataclass(frozen=True)
class _Bentuk:
    """The trees each by itself: `pita` is the height of a node's whole tree, `y` where it stands in its root's band."""

    tinggi: Sequence[float]
    lapis: Sequence[int]
    anak: Sequence[Sequence[int]]
    pita: Sequence[float]
    y: Sequence[float]

    @property
    def akar(self) -> list[int]:
        """The roots, in order."""
        return [nomor for nomor, dalam in enumerate(self.lapis) if dalam == 0]

    def pohon(self, akar: int) -> Iterator[int]:
        """A root and everything under it."""
        tumpukan = [akar]
        while tumpukan:
            yield (kini := tumpukan.pop())
            tumpukan += self.anak[kini]


def place(
    tinggi: Sequence[float],
    lapis: Sequence[int],
    anak: Sequence[Sequence[int]],
    di_luar: Callable[[float], float] = lambda lebar: 0.0,
) -> Tata:
    """Place nodes of these heights. Parents come before their children; roots are those of layer 0.

    `di_luar` tells how much height the rest of the drawing takes at a given width: the proportions of the whole count.
    """
    bentuk = _bentuk(tinggi, lapis, anak)
    pilihan: list[tuple[float, Tata]] = []
    for banyak in range(1, min(_PANEL_MAKS, len(bentuk.akar)) + 1):
        kelompok = _divide(bentuk, banyak)
        if len(kelompok) == banyak:
            tata = _panel(bentuk, kelompok)
            janggal = _janggal(tata.lebar, tata.tinggi + di_luar(tata.lebar)) * _BIAYA_PANEL ** (banyak - 1)
            pilihan.append((janggal, tata))
    return min(pilihan, key=lambda satu: satu[0])[1] if pilihan else Tata((), ())


def _jarak(lapis: int) -> float:
    return _JARAK[min(lapis, len(_JARAK) - 1)]


def _bentuk(tinggi: Sequence[float], lapis: Sequence[int], anak: Sequence[Sequence[int]]) -> _Bentuk:
    """From the leaves up how tall every band is, then from the roots down where every node stands in it."""
    pita = [*tinggi]
    atas = [0.0] * len(tinggi)  # from the upper edge of the band to that of its own node
    geser = [0.0] * len(tinggi)  # and to the first child's band
    for nomor in reversed(range(len(tinggi))):
        if not anak[nomor]:
            continue
        pertama, terakhir = anak[nomor][0], anak[nomor][-1]
        tumpuk = sum(pita[satu] for satu in anak[nomor]) + _jarak(lapis[nomor] + 1) * (len(anak[nomor]) - 1)
        awal = atas[pertama] + tinggi[pertama] / 2
        akhir = tumpuk - pita[terakhir] + atas[terakhir] + tinggi[terakhir] / 2
        # A parent taller than what its children take reaches out above them: they are let down by as much.
        mulai = (awal + akhir - tinggi[nomor]) / 2
        atas[nomor], geser[nomor] = max(0.0, mulai), max(0.0, -mulai)
        pita[nomor] = max(atas[nomor] + tinggi[nomor], geser[nomor] + tumpuk)
    band = [0.0] * len(tinggi)
    for nomor, semua in enumerate(anak):
        di = band[nomor] + geser[nomor]
        for satu in semua:
            band[satu] = di
            di += pita[satu] + _jarak(lapis[satu])
    return _Bentuk(tinggi, lapis, anak, pita, [mulai + turun for mulai, turun in zip(band, atas, strict=True)])


def _divide(bentuk: _Bentuk, banyak: int) -> list[list[int]]:
    """The roots in order over `banyak` panels at most, the tallest as low as can be."""

    def isi(batas: float) -> list[list[int]]:
        kelompok: list[list[int]] = [[]]
        terpakai = 0.0
        for nomor in bentuk.akar:
            if kelompok[-1] and terpakai + bentuk.pita[nomor] > batas:
                kelompok.append([])
                terpakai = 0.0
            kelompok[-1].append(nomor)
            terpakai += bentuk.pita[nomor] + _jarak(0)
        return kelompok

    semua = [bentuk.pita[nomor] + _jarak(0) for nomor in bentuk.akar]
    bawah, atas = 0.0, sum(semua)
    while atas - bawah > 1.0:
        tengah = (bawah + atas) / 2
        if len(isi(tengah)) > banyak:
            bawah = tengah
        else:
            atas = tengah
    return isi(atas)


def _panel(bentuk: _Bentuk, kelompok: Sequence[Sequence[int]]) -> Tata:
    """Every group of roots in a panel of its own, from left to right."""
    kotak = [Rectangle(0, 0, 0, 0)] * len(bentuk.tinggi)
    panel: list[Panel] = []
    x = 0.0
    for akar in kelompok:
        isi = [(satu, nomor) for satu in akar for nomor in bentuk.pohon(satu)]
        tinggi = sum(bentuk.pita[satu] for satu in akar) + _jarak(0) * (len(akar) - 1)
        panel.append(Panel(x, 1 + max(bentuk.lapis[nomor] for _, nomor in isi), tinggi))
        turun, di = {}, 0.0
        for satu in akar:
            turun[satu] = di
            di += bentuk.pita[satu] + _jarak(0)
        for satu, nomor in isi:
            kiri = panel[-1].kolom(bentuk.lapis[nomor])
            kotak[nomor] = Rectangle(kiri, turun[satu] + bentuk.y[nomor], LEBAR, bentuk.tinggi[nomor])
        x += panel[-1].lebar + JARAK_PANEL
    return Tata(tuple(kotak), tuple(panel))


def _janggal(lebar: float, tinggi: float) -> float:
    """How far a drawing is from a sheet of the A series, upright or lying: 1 for exactly that, 2 for twice too long."""
    nisbah = lebar / max(tinggi, 1.0)
    return min(max(nisbah / baku, baku / nisbah) for baku in (_SERI_A, 1 / _SERI_A))

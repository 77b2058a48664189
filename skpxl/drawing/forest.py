"""A matriks as trees: which result hangs on which, from the products down. It knows no place and no colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran

# Above this many roles only the products and the first layer under them are drawn: nobody reads more on one sheet.
PERAN_MAKS = 1_500


@dataclass(frozen=True, slots=True)
class Simpul:
    """A product (`lapis` 0) or a role with the row it stands in; `induk` is an index, -1 for products.

    A product that is the pimpinan's own result has his row. `tersembunyi` counts the results under it that the drawing
    leaves out; `kosong` is a product nobody supports.
    """

    teks: str
    lapis: int
    induk: int
    baris: BarisMatriks | None = None
    tersembunyi: int = 0
    kosong: bool = False


@dataclass(frozen=True)
class Hutan:
    """All of one matriks: `simpul` with parents before children, `sisa` without a place, `tanpa_peran` the people.

    `ringkas` tells that there are too many roles: deeper layers are left out, `Simpul.tersembunyi` counts them.
    """

    simpul: tuple[Simpul, ...]
    sisa: tuple[tuple[Peran, BarisMatriks], ...]
    tanpa_peran: tuple[BarisMatriks, ...]
    ringkas: bool = False

    def anak(self) -> list[list[int]]:
        """The children of every node, in reading order."""
        anak: list[list[int]] = [[] for _ in self.simpul]
        for nomor, satu in enumerate(self.simpul):
            if satu.induk >= 0:
                anak[satu.induk].append(nomor)
        return anak


def plant(matriks: MatriksPeranHasil, *, maks: int = PERAN_MAKS) -> Hutan:
    """The trees of a matriks. A role hangs where its `atas` says; where that is not known, on the product it stands under.

    The pimpinan's own result that is a column (`Produk.asal`) is that product's node, not another one under it. Roles under
    a product that is no column count as without a place. Roles that point at each other in a circle are cut
    loose at the first of them, which then hangs on its product. With more than `maks` roles only one layer of roles is
    kept, and none where that one is too large as well.
    """
    kolom = {produk.id: nomor for nomor, produk in reversed([*enumerate(matriks.kolom)])}
    semua = [(kolom[id_], satu, baris) for id_, satu, baris in _di_bawah_produk(matriks) if id_ in kolom]
    sendiri = _kolom_sendiri(matriks, semua)
    pemilik = {semua[ke][0]: semua[ke][2] for ke in sendiri}
    peran = [satu for ke, satu in enumerate(semua) if ke not in sendiri]
    produk_asal = [nomor for nomor, _, _ in peran]
    awal = len(matriks.kolom)
    induk = [-1] * awal + _atas(kolom, peran, awal)
    _putus_lingkaran(induk, awal, produk_asal)
    lapis = _kedalaman(induk)
    ringkas = matriks.banyak_peran() > maks
    batas = _batas(lapis, maks) if ringkas else max(lapis, default=0)
    hilang = _di_bawah_batas(induk, lapis, batas)
    isi: list[tuple[str, BarisMatriks | None]] = [
        *((produk.teks, pemilik.get(nomor)) for nomor, produk in enumerate(matriks.kolom)),
        *((satu.teks, baris) for _, satu, baris in peran),
    ]
    urutan = sorted((nomor for nomor in range(len(isi)) if lapis[nomor] <= batas), key=lambda nomor: lapis[nomor])
    baru = {nomor: ke for ke, nomor in enumerate(urutan)}
    terisi = {*induk, *produk_asal}
    return Hutan(
        simpul=tuple(
            Simpul(
                teks=isi[nomor][0],
                lapis=lapis[nomor],
                induk=baru.get(induk[nomor], -1),
                baris=isi[nomor][1],
                tersembunyi=hilang.get(nomor, 0),
                kosong=nomor < awal and nomor not in terisi,
            )
            for nomor in urutan
        ),
        sisa=tuple(_tanpa_tempat(matriks, kolom)),
        tanpa_peran=tuple(baris for baris in matriks.baris if baris.tanpa_peran),
        ringkas=ringkas,
    )


def _kolom_sendiri(matriks: MatriksPeranHasil, semua: Sequence[tuple[int, Peran, BarisMatriks]]) -> set[int]:
    """Which of the roles are a column themselves, the first for each."""
    hasil: dict[int, int] = {}
    for ke, (kolom, peran, _) in enumerate(semua):
        if peran.id and peran.id == matriks.kolom[kolom].asal:
            hasil.setdefault(kolom, ke)
    return {*hasil.values()}


def _di_bawah_produk(matriks: MatriksPeranHasil) -> Iterator[tuple[str, Peran, BarisMatriks]]:
    """(product id, role, row), person by person, and of one person in the order of the columns."""
    urut = {produk.id: nomor for nomor, produk in enumerate(matriks.kolom)}
    for baris in matriks.baris:
        for id_, semua in sorted(baris.peran.items(), key=lambda satu: urut.get(satu[0], len(urut))):
            yield from ((id_, peran, baris) for peran in semua)


def _tanpa_tempat(matriks: MatriksPeranHasil, kolom: dict[str, int]) -> Iterator[tuple[Peran, BarisMatriks]]:
    for baris in matriks.baris:
        yield from ((peran, baris) for peran in baris.sisa)
        for id_, semua in baris.peran.items():
            if id_ not in kolom:
                yield from ((peran, baris) for peran in semua)


def _atas(kolom: dict[str, int], peran: Sequence[tuple[int, Peran, BarisMatriks]], awal: int) -> list[int]:
    """The parent of every role. The same id in two columns is one result for two products: the one of this column counts."""
    per_id: dict[str, int] = {}
    per_kolom: dict[tuple[int, str], int] = {}
    for nomor, (produk, satu, _) in enumerate(peran, start=awal):
        if satu.id:
            per_id.setdefault(satu.id, nomor)
            per_kolom.setdefault((produk, satu.id), nomor)
    hasil = []
    for nomor, (produk, satu, _) in enumerate(peran, start=awal):
        tujuan = kolom.get(satu.atas, per_kolom.get((produk, satu.atas), per_id.get(satu.atas, produk)))
        hasil.append(produk if tujuan == nomor else tujuan)
    return hasil


def _putus_lingkaran(induk: list[int], awal: int, produk_asal: Sequence[int]) -> None:
    """Hang the first role of every circle on its product."""
    selesai = [nomor < awal for nomor in range(len(induk))]
    for nomor in range(awal, len(induk)):
        jalur: dict[int, None] = {}
        kini = nomor
        while not selesai[kini] and kini not in jalur:
            jalur[kini] = None
            kini = induk[kini]
        if kini in jalur:
            urut = [*jalur]
            pertama = min(urut[urut.index(kini) :])
            induk[pertama] = produk_asal[pertama - awal]
        for satu in jalur:
            selesai[satu] = True


def _kedalaman(induk: Sequence[int]) -> list[int]:
    lapis = [0 if atas < 0 else -1 for atas in induk]
    for nomor in range(len(induk)):
        jalur = []
        kini = nomor
        while lapis[kini] < 0:
            jalur.append(kini)
            kini = induk[kini]
        for satu in reversed(jalur):
            lapis[satu] = lapis[induk[satu]] + 1
    return lapis


def _batas(lapis: Sequence[int], maks: int) -> int:
    """The deepest layer to draw where there are too many roles."""
    return 1 if lapis.count(1) <= maks else 0


def _di_bawah_batas(induk: Sequence[int], lapis: Sequence[int], batas: int) -> dict[int, int]:
    """How many nodes under each node of the last layer drawn are left out."""
    di_bawah = [0] * len(lapis)
    for nomor in sorted(range(len(lapis)), key=lambda nomor: -lapis[nomor]):
        if lapis[nomor] > batas:
            di_bawah[induk[nomor]] += di_bawah[nomor] + 1
    return {nomor: banyak for nomor, banyak in enumerate(di_bawah) if banyak and lapis[nomor] == batas}

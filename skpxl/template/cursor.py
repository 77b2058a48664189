"""The cursor of the layout: how far down a sheet has been placed, and what stands there. It knows no kind of block."""

from skpxl.template.blocks import BlokTabel
from skpxl.template.definition import Lembar
from skpxl.template.slots import Kotak, LebarMatriks, LetakDaftar, LetakGrafik, LetakMatriks, Seksi, Slot, Teks


class Placer:
    """State of placing one sheet: the row reached so far and what has been placed."""

    def __init__(
        self,
        lembar: Lembar,
        jumlah: dict[str, int],
        *,
        with_status: bool,
        jadi: bool = False,
        lebar: LebarMatriks | None = None,
    ) -> None:
        self.lembar = lembar
        self.lebar = lebar
        self.jumlah = jumlah
        self.jadi = jadi
        self.row = 1
        self.slots: list[Slot] = []
        self.texts: list[Teks] = []
        self.seksi: list[Seksi] = []
        self.matriks: list[LetakMatriks] = []
        self.grafik: list[LetakGrafik] = []
        self.daftar: list[LetakDaftar] = []
        self.tinggi: dict[int, float] = {}
        self.lentur: set[int] = set()
        self.kisi = list(lembar.kisi)
        tables = [blok for blok in lembar.blok if isinstance(blok, BlokTabel)]
        unprinted = max(
            (sum(column.rentang for column in blok.kolom if not column.cetak) for blok in tables), default=0
        )
        self.kolom_cetak = len(self.kisi) - unprinted
        self.ulang: tuple[int, int] | None = None
        self.ulang_kolom = 0
        self.lebar_halaman = 1
        # The columns on the first of several pages side by side: a title over all of them would be torn apart.
        self.kolom_pertama = 0
        if with_status:
            self.advance(24)

    def write(self, text: str, gaya: str, col: int, rentang: int = 1, *, turun: int = 0, tepi: str = "LRTB") -> None:
        """Print a text at the row reached, from `col` over `rentang` columns, and `turun` rows further down."""
        self.texts.append(Teks(Kotak(self.row, col, self.row + turun, col + rentang - 1), text, gaya, tepi))

    def advance(self, height: float, *, lentur: bool = False) -> None:
        """Go to the next row; this one is at least `height` points high and, with `lentur`, may grow while typed in."""
        self.tinggi[self.row] = height
        if lentur:
            self.lentur.add(self.row)
        self.row += 1

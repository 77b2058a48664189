"""What gaya.toml may say: fonts, colours and paper of everything written. No cell, no spreadsheet library."""

from typing import Annotated, Literal

from pydantic import Field

from skpxl.model.dasar import Model

Warna = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
# Excel's paper codes: 9 is A4, 14 is Folio (8.5 x 13 in), which is what Indonesian offices call F4.
KERTAS: dict[str, int] = {"A4": 9, "F4": 14}
# The sheets upright, width and height in points.
UKURAN_KERTAS: dict[str, tuple[float, float]] = {"A4": (595.3, 841.9), "F4": (612.0, 936.0)}


class GayaSel(Model):
    """How one kind of cell looks; what is not said is taken from `dasar`. With `putus` its borders are dashed."""

    huruf: str | None = None
    ukuran: Annotated[float, Field(ge=6, le=36)] | None = None
    tebal: bool = False
    miring: bool = False
    warna: Warna | None = None
    latar: Warna | None = None
    rata: Literal["kiri", "tengah", "kanan"] = "kiri"
    tegak: Literal["atas", "tengah", "bawah"] = "atas"
    putus: bool = False


class Gaya(Model):
    """The looks of all workbooks: `sel` by style name, `tanda` the colours of conditional formats, `gambar` of drawings."""

    huruf: str = Field(min_length=1, max_length=31)
    ukuran: Annotated[float, Field(ge=6, le=36)]
    garis: Warna
    kertas: Literal["A4", "F4"] = "A4"
    tanda: dict[str, Warna]
    gambar: dict[str, Warna] = Field(default_factory=dict)
    sel: dict[str, GayaSel]

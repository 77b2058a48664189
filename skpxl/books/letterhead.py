"""A letterhead: its lines as they are printed, and the logo beside them. Where it stands is a matter of the definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.forms.heights import PT_PER_WIDTH
from skpxl.template.slots import Halaman, Kotak

TALL = 54.0  # points
_PT_PER_INCH = 72.0
_PT_PER_PIXEL = 0.75
_INSIDE = 2.0  # points left free above and below an emblem
_KINDS = ("PNG", "JPEG", "JPG")


@dataclass(frozen=True)
class Logo:
    """A picture (PNG, JPEG) as it was read from the file `name`; it stands `height` points tall."""

    name: str
    data: bytes
    height: float = TALL

    @property
    def width(self) -> float:
        """How wide it is when it is so tall."""
        width, height = self.points
        return self.height * width / height

    @cached_property
    def points(self) -> tuple[float, float]:
        """Width and height of the picture in points, unscaled. Raises SkpxlError where it is no picture that Excel takes."""
        try:
            picture = Image(BytesIO(self.data))
            width, height = float(picture.width), float(picture.height)
            across, down = float(picture.x_dpi), float(picture.y_dpi)
        except Exception as error:  # xlsxwriter raises its own for a kind it does not know, others for a damaged file
            raise SkpxlError(
                f"{self.name} bukan gambar yang dapat dipakai sebagai logo; pakai PNG atau JPEG."
            ) from error
        if picture.image_type not in _KINDS or not (width and height and across and down):
            raise SkpxlError(f"{self.name} bukan gambar yang dapat dipakai sebagai logo; pakai PNG atau JPEG.")
        return width / across * _PT_PER_INCH, height / down * _PT_PER_INCH


def letterhead_text(lines: Sequence[str], places: Mapping[str, str]) -> str:
    """The letterhead with its placeholders filled; without lines of its own the names of instansi and perangkat daerah."""
    own = lines or ("{instansi}", "{perangkat_daerah}")
    filled = list(dict.fromkeys(_filled(line, places) for line in own))
    return "\n".join(line for line in (filled if lines else map(str.upper, filled)) if line.strip())


def _filled(line: str, places: Mapping[str, str]) -> str:
    for name, text in places.items():
        line = line.replace(f"{{{name}}}", text)
    return line


def put_logo(sheet: Worksheet, logo: Logo, kotak: Kotak) -> None:
    """Put the logo at the left of the cell of the letterhead, as tall as it is to be."""
    scale = logo.height / logo.points[1]
    options = {
        "image_data": BytesIO(logo.data),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 4,
        "y_offset": 4,
        "object_position": 1,
        "description": "Logo",
    }
    sheet.insert_image(kotak.row - 1, kotak.col - 1, logo.name, options)


def put_emblem(sheet: Worksheet, logo: Logo, kotak: Kotak, page: Halaman) -> None:
    """Put a picture into the middle of a cell that is left for it, as tall as the cell."""
    tall = page.tinggi[kotak.row] - 2 * _INSIDE
    scale = tall / logo.points[1]
    wide = sum(page.kisi[kotak.col - 1 : kotak.col_to]) * PT_PER_WIDTH
    options = {
        "image_data": BytesIO(logo.data),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": max(0.0, (wide - logo.points[0] * scale) / 2) / _PT_PER_PIXEL,
        "y_offset": _INSIDE / _PT_PER_PIXEL,
        "object_position": 1,
        "description": "Lambang negara",
    }
    sheet.insert_image(kotak.row - 1, kotak.col - 1, logo.name, options)

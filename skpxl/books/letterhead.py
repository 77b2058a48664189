"""The logo beside a letterhead. What the letterhead says is a text of the definition."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.template.slots import Kotak

TALL = 54.0  # points
_PT_PER_INCH = 72.0
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

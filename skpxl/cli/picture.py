"""Reading a picture that an operator names for the head of a paper: a logo, the Garuda."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.errors import SkpxlError

if TYPE_CHECKING:
    from skpxl.books.letterhead import Logo


def picture(path: Path, noun: str, remedy: str) -> "Logo":
    """The picture; a SkpxlError where the file cannot be read or is no picture, with `remedy` as what to do about it."""
    from skpxl.books.letterhead import Logo
    from skpxl.files.disk import cause_of
    from skpxl.files.fetch import all_of

    try:
        logo = Logo(str(path), all_of(path))
        _ = logo.points  # it is a picture, or that is said now
    except OSError as error:
        raise SkpxlError(f"{noun} {path} tidak dapat dibaca ({cause_of(error)}); {remedy}.") from error
    except SkpxlError as error:
        raise SkpxlError(f"{str(error).rstrip('.')}, atau {remedy}.") from error
    return replace(logo, name=path.name)

"""A product whose roster and whose unit's head name different products above, as a value. It finds and judges none."""

from typing import NamedTuple

from skpxl.model.skp import Skp
from skpxl.model.unit import Produk


class Contradiction(NamedTuple):
    """A product, the one above that it supports by the roster, and the other one that the head's own SKP names for it."""

    produk: Produk
    mendukung: Produk
    disebut: Produk
    skp: Skp

"""Where a chain to a product breaks off: at which result, SKP or product, whose it is, and why. It follows no chain."""

from enum import StrEnum

from skpxl.model.dasar import Model


class JenisPutus(StrEnum):
    """What is missing where a chain breaks off."""

    HASIL = "hasil"
    SKP = "skp"
    PRODUK = "produk"
    PUNCAK = "puncak"
    LINGKAR = "lingkar"
    UNIT_LAIN = "unit lain"


class Putus(Model):
    """One missing link; all results that hang on it have the same `jenis` and `id`.

    HASIL: a result names nothing that is known. SKP: the superior's SKP is missing. PRODUK: a unit's product is linked to
    none of the unit above. PUNCAK: a result of the topmost pimpinan is no product. LINGKAR: results support each other
    in a circle. UNIT_LAIN: a product of a unit that the matriks does not cover. A PRODUK with a `nip` has no link for the one
    reason that the SKP of that head is missing.

    `teks` is the result's or product's text or the superior's name, `dipilih` what the result says it supports, `nip` and
    `nama` whose SKP it is about, `key` the result's slot there, `unit` the code of the product's unit, `sebab` the reason
    in Indonesian.
    """

    jenis: JenisPutus
    id: str
    teks: str = ""
    dipilih: str = ""
    nip: str = ""
    nama: str = ""
    key: str = ""
    unit: str = ""
    sebab: str = ""

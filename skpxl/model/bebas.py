"""The answers of a form that skpxl has no rules for (`isi = "bebas"`): whose they are, and what was typed, by key."""

from collections.abc import Mapping
from typing import Any

from skpxl.model.dasar import Model
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas


class IsianBebas(Model):
    """One filled form of an office's own. `isian` is the tree of its places, as `skpxl fill` takes it."""

    form: str
    versi: str
    nip: str = ""
    instansi: str = ""
    periode: Periode | None = None
    pegawai: Identitas = Identitas()
    pejabat_penilai: Identitas = Identitas()
    isian: Mapping[str, Any]

"""The hidden sheets of an issued workbook: what stands where on them, for writing and for reading.

`_skpxl` holds the stamp and every locked value as issued, a key and a value a row; each value is led by `T`, because a
re-save by another program may turn bare digits into a number. `_daftar` holds the lists behind the drop-downs.
"""

from collections.abc import Mapping

from skpxl.model.stamp import Stamp
from skpxl.template.form import Form, Pilihan

LEMBAR_CAP = "_skpxl"
LEMBAR_DAFTAR = "_daftar"
LEMBAR_STATUS = "_status"
NAMA_CAP = "skpxl_cap"
SIFAT_CAP = "skpxl"
AWALAN = "T"
BARIS_CAP = "cap"


def nama_daftar(daftar: str) -> str:
    """The defined name of a list."""
    return f"daftar_{daftar}"


def catatan(form: Form) -> list[tuple[str, str]]:
    """The rows of `_skpxl`: the stamp first, then what it signs, each as (key, value led by `T`)."""
    isi = form.yang_ditandatangani()
    return [(BARIS_CAP, AWALAN + form.stamp.ringkas()), *((kunci, AWALAN + teks) for kunci, teks in isi.items())]


def urai_catatan(baris: Mapping[str, str]) -> tuple[Stamp | None, dict[str, str], dict[str, str], tuple[Pilihan, ...]]:
    """The inverse of `catatan`: stamp, locked values, context, the superior's results."""
    isi = {kunci: teks.removeprefix(AWALAN) for kunci, teks in baris.items()}
    terkunci = {kunci.removeprefix("sel."): teks for kunci, teks in isi.items() if kunci.startswith("sel.")}
    konteks = {kunci.removeprefix("konteks."): teks for kunci, teks in isi.items() if kunci.startswith("konteks.")}
    atasan: list[Pilihan] = []
    while (nomor := len(atasan) + 1) and f"atasan.{nomor}.teks" in isi:
        atasan.append(Pilihan(isi.get(f"atasan.{nomor}.id", ""), isi[f"atasan.{nomor}.teks"]))
    return Stamp.urai(isi.get(BARIS_CAP, "")), terkunci, konteks, tuple(atasan)

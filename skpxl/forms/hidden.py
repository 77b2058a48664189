"""The hidden sheets of an issued workbook: what stands where on them, for writing and for reading.

`_skpxl` holds the stamp and every locked value as issued, a key and a value a row; each value is led by `T`, because a
re-save by another program may turn bare digits into a number. `_daftar` holds the lists behind the drop-downs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skpxl.template.form import Form, Ikatan, Pilihan

LEMBAR_CAP = "_skpxl"
LEMBAR_DAFTAR = "_daftar"
LEMBAR_STATUS = "_status"
NAMA_CAP = "skpxl_cap"
SIFAT_CAP = "skpxl"
AWALAN = "T"
BARIS_CAP = "cap"


def name_of_list(daftar: str) -> str:
    """The defined name of a list."""
    return f"daftar_{daftar}"


def name_of_keys(daftar: str) -> str:
    """The defined name of the keys of all wordings of a list."""
    return f"kunci_{daftar}"


def catatan(form: Form) -> list[tuple[str, str]]:
    """The rows of `_skpxl`: the stamp first, then what it signs, each as (key, value led by `T`)."""
    isi = form.yang_ditandatangani()
    return [(BARIS_CAP, AWALAN + form.stamp.ringkas()), *((key, AWALAN + teks) for key, teks in isi.items())]


@dataclass(frozen=True)
class Catatan:
    """What `_skpxl` holds: locked values and context by key, the workbook's own lists and bindings, its imprint."""

    terkunci: Mapping[str, str]
    konteks: Mapping[str, str]
    pilihan: Mapping[str, tuple[Pilihan, ...]]
    ikatan: tuple[Ikatan, ...]
    imprint: Mapping[str, str]


def parse_catatan(baris: Mapping[str, str]) -> Catatan:
    """The inverse of `catatan`, without the stamp; rows of other kinds are passed over."""
    isi = {key: teks.removeprefix(AWALAN) for key, teks in baris.items()}
    pilihan: dict[str, list[Pilihan]] = {}
    ikatan: list[Ikatan] = []
    # Rows stand in the order in which they were written, so lists keep theirs.
    for key, teks in isi.items():
        jenis, _, sisa = key.partition(".")
        if jenis == "pilihan" and sisa.endswith(".teks"):
            pilihan.setdefault(sisa.split(".")[0], []).append(Pilihan(isi.get(f"{key[:-5]}.id", ""), teks))
        elif jenis == "ikatan" and sisa.endswith(".teks"):
            ikatan.append(Ikatan(sisa[:-5], isi.get(f"{key[:-5]}.id", ""), teks))

    def of(kind: str) -> dict[str, str]:
        return {key.removeprefix(kind): teks for key, teks in isi.items() if key.startswith(kind)}

    daftar = {nama: tuple(daftar) for nama, daftar in pilihan.items()}
    return Catatan(of("sel."), of("konteks."), daftar, tuple(ikatan), of("cetak."))

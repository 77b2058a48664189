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
# How the first row of `_skpxl` begins in a workbook of matrices, which is no form (books/matriks_record.py).
MATRIKS_MARK = "skpxl-matriks"


def name_of_list(name: str) -> str:
    """The defined name of a list."""
    return f"daftar_{name}"


def name_of_keys(name: str) -> str:
    """The defined name of the keys of all wordings of a list."""
    return f"kunci_{name}"


def catatan(form: Form) -> list[tuple[str, str]]:
    """The rows of `_skpxl`: the stamp first, then what it signs, each as (key, value led by `T`)."""
    signed = form.signed_values()
    return [(BARIS_CAP, AWALAN + form.stamp.compact()), *((key, AWALAN + text) for key, text in signed.items())]


@dataclass(frozen=True)
class Catatan:
    """What `_skpxl` holds: locked values and context by key, the workbook's own lists and bindings, its imprint."""

    terkunci: Mapping[str, str]
    konteks: Mapping[str, str]
    pilihan: Mapping[str, tuple[Pilihan, ...]]
    ikatan: tuple[Ikatan, ...]
    imprint: Mapping[str, str]


def parse_catatan(rows: Mapping[str, str]) -> Catatan:
    """The inverse of `catatan`, without the stamp; rows of other kinds are passed over."""
    texts = {key: text.removeprefix(AWALAN) for key, text in rows.items()}
    pilihan: dict[str, list[Pilihan]] = {}
    ikatan: list[Ikatan] = []
    # Rows stand in the order in which they were written, so lists keep theirs.
    for key, text in texts.items():
        group, _, rest = key.partition(".")
        if group == "pilihan" and rest.endswith(".teks"):
            pilihan.setdefault(rest.split(".")[0], []).append(Pilihan(texts.get(f"{key[:-5]}.id", ""), text))
        elif group == "ikatan" and rest.endswith(".teks"):
            ikatan.append(Ikatan(rest[:-5], texts.get(f"{key[:-5]}.id", ""), text))

    def of(kind: str) -> dict[str, str]:
        return {key.removeprefix(kind): text for key, text in texts.items() if key.startswith(kind)}

    choices = {name: tuple(choices) for name, choices in pilihan.items()}
    return Catatan(of("sel."), of("konteks."), choices, tuple(ikatan), of("cetak."))

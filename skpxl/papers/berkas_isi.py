"""What a workbook prints and carries, for telling which finished paper it is. It recognises none itself."""

from skpxl.forms.hidden import LEMBAR_CAP, NAMA_CAP, SIFAT_CAP
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN, CapDokumen, cap_dokumen
from skpxl.xlsx.grid import Buku


def has_stamp(buku: Buku) -> bool:
    """True where it may be a form of ours: one of the three places of the stamp is there (`forms/read.py` judges it)."""
    return SIFAT_CAP in buku.properties or NAMA_CAP in buku.defined_names or buku.find(LEMBAR_CAP) is not None


def marks_of(buku: Buku) -> list[CapDokumen]:
    """The marks of finished papers that it carries."""
    return cap_dokumen(buku.properties.get(SIFAT_DOKUMEN, ""))


def printed_pages(buku: Buku) -> list[list[str]]:
    """The texts of every visible sheet as one reads them: row by row, from left to right, a line a line.

    Raises `TakTerbaca` where a visible sheet cannot be read.
    """
    halaman = []
    for info in buku.sheets:
        if info.state == "visible":
            sel = buku.sheet(info.name).cells
            halaman.append([satu for alamat in sorted(sel) for satu in sel[alamat].text.splitlines() if satu.strip()])
    return halaman

"""What a workbook prints and carries, for telling which finished paper it is. It recognises none itself."""

from skpxl.forms.hidden import LEMBAR_CAP, NAMA_CAP, SIFAT_CAP
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN, CapDokumen, cap_dokumen
from skpxl.xlsx.grid import Book


def has_stamp(book: Book) -> bool:
    """True where it may be a form of ours: one of the three places of the stamp is there (`forms/read.py` judges it)."""
    return SIFAT_CAP in book.properties or NAMA_CAP in book.defined_names or book.find(LEMBAR_CAP) is not None


def marks_of(book: Book) -> list[CapDokumen]:
    """The marks of finished papers that it carries."""
    return cap_dokumen(book.properties.get(SIFAT_DOKUMEN, ""))


def printed_pages(book: Book) -> list[list[str]]:
    """The texts of every visible sheet as one reads them: row by row, from left to right, a line a line.

    Raises `Unreadable` where a visible sheet cannot be read.
    """
    pages = []
    for info in book.sheets:
        if info.state == "visible":
            cells = book.sheet(info.name).cells
            pages.append(
                [line for address in sorted(cells) for line in cells[address].text.splitlines() if line.strip()]
            )
    return pages

"""Letters laid into a folder for the office's own mail program: the .eml files and a list of them. It sends none."""

from collections.abc import Iterable
from email import message_from_bytes
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from skpxl.books.tables import BookTable, write_tables
from skpxl.dispatch.outbox import WritingDesk, unchanged
from skpxl.errors import SkpxlError
from skpxl.files.mail import attachments
from skpxl.files.output import write_whole
from skpxl.ledger.letters import LetterRow
from skpxl.mail.identity import printed_letter_code

LIST = "daftar-surat.xlsx"
_COLUMNS = [("Alamat", 34), ("Perihal", 46), ("Lampiran", 60), ("Berkas surat", 18), ("Kode", 16)]


def hand_out(desk: WritingDesk, rows: Iterable[LetterRow], folder: Path) -> int:
    """Copy the letters to `folder`, with a list of address, subject and attachments; gives how many there are.

    Raises SkpxlError where one is not as it was written, or another file stands in its place.
    """
    lines = []
    for row in rows:
        data = unchanged(desk, row)
        if data is None:
            raise SkpxlError(f"{row.file} hilang atau diubah sesudah ditulis; ulangi perintahnya.")
        write_whole(folder / f"{row.code}.eml", data)
        lines.append(_line(row, data))
    table = BookTable("Surat", _COLUMNS, lines)
    write_whole(folder / LIST, write_tables([table], desk.library.gaya, title="Surat untuk dikirim"), force=True)
    return len(lines)


def in_folder(rows: Iterable[LetterRow], folder: Path) -> list[LetterRow]:
    """Those of the letters whose file lies in `folder`."""
    return [row for row in rows if (folder / f"{row.code}.eml").is_file()]


def _line(row: LetterRow, data: bytes) -> list[str]:
    names = (one.name for one in attachments(message_from_bytes(data), 0))
    subject = str(BytesHeaderParser(policy=default).parsebytes(data)["Subject"])  # on one line
    return [row.address, subject, ", ".join(names), f"{row.code}.eml", printed_letter_code(row.code)]

"""`skpxl adopt --annotate`: a stranger's workbook with a note at every doubtful cell. It reads and judges nothing anew."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.findings.wording import Pesan, kalimat
from skpxl.foreign.board import Jalur, sebutan
from skpxl.receive.adopt import Adoption
from skpxl.xlsx.notes import Note, with_notes
from skpxl.xlsx.package import Tertahan, Unreadable, read_source

MARK = "— skpxl adopt —"
_WHOLE_SHEET = "A1"
_OF_COMMENTS = "komentar-di-berkas"  # said of comments: they stand in the copy as they are
_VALUES_MAX = 4  # values of one cell that its note repeats
_TEXT_MAX = 80  # characters of each
_KIND = {"galat": "Salah", "peringatan": "Meragukan", "info": "Catatan"}


def write_annotated(adopsi: Adoption, source: Path, target: Path, pesan: Pesan, *, force: bool = False) -> int:
    """Write the copy with its notes; how many there are.

    Raises SkpxlError (one sentence) where the file is no .xlsx or cannot be copied, or where another file stands there.
    """
    notes = notes_of(adopsi, pesan)
    try:
        data = with_notes(read_source(source), notes, MARK)
    except Tertahan as verdict:
        raise SkpxlError(verdict.sentence(str(source))) from verdict
    except Unreadable as verdict:
        if verdict.code == "berkas-bukan-xlsx":
            raise SkpxlError(
                f"--annotate hanya untuk .xlsx, sedangkan {source} adalah {verdict.detail}; simpan dahulu sebagai .xlsx, "
                "lalu ulangi."
            ) from verdict
        raise SkpxlError(f"{source} tidak dapat disalin dengan --annotate: {verdict.detail}.") from verdict
    write_whole(target, data, force=force)
    return len(notes)


def notes_of(adopsi: Adoption, pesan: Pesan) -> list[Note]:
    """One note for each cell with findings, in the order of the findings; what is about the whole sheet stands in A1."""
    per_place: dict[tuple[str, str], list[Finding]] = {}
    for finding in adopsi.findings:
        if finding.code == _OF_COMMENTS:
            continue
        place = (finding.sheet or adopsi.sheets[0], finding.cell or _WHOLE_SHEET)
        per_place.setdefault(place, []).append(finding)
    return [
        Note(sheet, cell, "\n".join([*_understood(adopsi, f"{sheet}!{cell}"), *_said(findings, pesan)]))
        for (sheet, cell), findings in per_place.items()
    ]


def _understood(adopsi: Adoption, place: str) -> list[str]:
    """What was read from a cell: `Terbaca sebagai hasil kerja utama no. 1, target: “5”.`"""
    read = ((path, text) for path, (text, cell) in adopsi.texts.items() if cell == place and text.strip())
    return [f"Terbaca sebagai {_path(path)}: “{_short(text)}”." for path, text in islice(read, _VALUES_MAX)]


def _path(path: Jalur) -> str:
    said = sebutan(path)
    rest = path[{"hasil_kerja": 3, "perilaku_kerja": 2}.get(str(path[0]), 1) if said else 0 :]
    parts = [said] if said else []
    for part in rest:
        if isinstance(part, int):
            parts[-1] += f" no. {part}"
        else:
            parts.append(part.replace("_", " "))
    return ", ".join(parts)


def _said(findings: list[Finding], pesan: Pesan) -> Iterator[str]:
    """What is doubtful, and what is to be done; of a finding without a cell also what it is about."""
    for finding in findings:
        wrong, remedy = kalimat(finding, pesan)
        about = f"{finding.item}: " if finding.item and not finding.cell else ""
        yield f"{_KIND[finding.severity.value]}: {about}{wrong}"
        if remedy:
            yield f"Yang harus dilakukan: {remedy}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_MAX else f"{line[: _TEXT_MAX - 1]}…"

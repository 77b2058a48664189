"""What a returned workbook says of itself: its stamp in each of three places, and the record of what was issued.

Whether the stamp is to be believed is `model/trust.py`'s business.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

from skpxl.findings import Finding, temuan
from skpxl.forms.hidden import AWALAN, BARIS_CAP, LEMBAR_CAP, NAMA_CAP, SIFAT_CAP
from skpxl.model.stamp import Stamp
from skpxl.xlsx.snapshot import Snapshot


@dataclass(frozen=True)
class FoundRecord:
    """`places` are the texts of the stamp by the place where it stands, `rows` the other rows of the hidden sheet.

    `present` is False where there is no hidden sheet any more.
    """

    places: Mapping[str, str]
    rows: Mapping[str, str]
    present: bool

    def stamps(self) -> list[Stamp]:
        """The different stamps that are found, the one in most places first; of as many, in the order of the places."""
        found = Counter(text for text in self.places.values() if Stamp.parse(text))
        return [stamp for text, _ in found.most_common() if (stamp := Stamp.parse(text))]

    def signed(self) -> dict[str, str]:
        """The rows as they were signed."""
        return {name: text.removeprefix(AWALAN) for name, text in self.rows.items()}

    def disagreeing(self, stamp: Stamp) -> list[Finding]:
        """A finding on the places that do not hold the stamp by which the workbook is read."""
        others = [place for place, text in self.places.items() if Stamp.parse(text) != stamp]
        return [temuan("cap-rusak", tempat=", ".join(others))] if others else []


def find_record(snapshot: Snapshot) -> FoundRecord:
    """The record of a workbook, wherever its hidden sheet is now: it is known by its first key, not by its name."""
    lines = _lines(snapshot)
    places = {
        "lembar tersembunyi": lines.get(BARIS_CAP, "").removeprefix(AWALAN),
        "sifat berkas": snapshot.properties.get(SIFAT_CAP, ""),
        "nama": snapshot.defined_names.get(NAMA_CAP, "").lstrip("=").strip('"'),
    }
    # Panduan, instansi and superior say the same in thousands of files: each text is kept once.
    rows = {intern(name): intern(text) for name, text in lines.items() if name != BARIS_CAP}
    return FoundRecord(places, rows, bool(lines))


def _lines(snapshot: Snapshot) -> dict[str, str]:
    info = snapshot.find(LEMBAR_CAP)
    candidates = [info] if info else [sheet for sheet in snapshot.sheets if sheet.state != "visible"]
    for sheet in candidates:
        if sheet.name not in snapshot.grids:
            continue
        grid = snapshot.grid(sheet.name)
        if grid.text(1, 1) == BARIS_CAP:
            return {cell.text: grid.text(row, 2) for (row, col), cell in grid.cells.items() if col == 1}
    return {}

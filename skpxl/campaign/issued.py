"""Which issue of which workbook is out: the record that a campaign keeps of what it has issued. It judges no file.

A table beside the settings, one row per workbook, for programs and people alike: code, highest issue number, form, NIP,
period. `generate`, `return` and `upgrade` write it; what comes back is held against it.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from skpxl.campaign.folder import Campaign
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.model.stamp import Stamp

NAMA_TERBITAN = "terbitan.csv"
_KOLOM = ("Kode", "Terbitan", "Formulir", "NIP", "Periode")


def read_issued(campaign: Campaign) -> dict[str, int]:
    """The highest issue number that is out, by the workbook's code; empty where nothing was recorded yet.

    Raises SkpxlError where the record cannot be read: an older issue would go unnoticed.
    """
    return {kode: int(baris[1]) for kode, baris in _rows(campaign.akar / NAMA_TERBITAN).items()}


def record_issued(campaign: Campaign, stamps: Iterable[Stamp]) -> None:
    """Add what has been issued; a lower number than the recorded one changes nothing."""
    berkas = campaign.akar / NAMA_TERBITAN
    baris = _rows(berkas)
    for stamp in stamps:
        lama = int(baris[stamp.id][1]) if stamp.id in baris else 0
        if stamp.terbitan > lama:
            # The NIP is led by a letter: a spreadsheet program would keep fifteen of its digits.
            baris[stamp.id] = [stamp.id, str(stamp.terbitan), stamp.form, f"N{stamp.nip}", str(stamp.periode)]
    isi = io.StringIO()
    csv.writer(isi, delimiter=";", lineterminator="\r\n").writerows([_KOLOM, *(baris[kode] for kode in sorted(baris))])
    write_whole(berkas, isi.getvalue().encode("utf-8-sig"), force=True)


def _rows(berkas: Path) -> dict[str, list[str]]:
    """The rows by code. A spreadsheet program may have saved it with commas; anything else it did is refused."""
    if not berkas.exists():
        return {}
    rusak = SkpxlError(
        f"Catatan terbitan {berkas} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )
    try:
        teks = berkas.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as galat:
        raise rusak from galat
    pisah = ";" if teks.splitlines()[:1] and ";" in teks.splitlines()[0] else ","
    kepala, *isi = list(csv.reader(io.StringIO(teks), delimiter=pisah)) or [[]]
    if tuple(kepala) != _KOLOM or any(len(satu) != len(_KOLOM) or not satu[1].isdecimal() for satu in isi if satu):
        raise rusak
    return {satu[0]: satu for satu in isi if satu}

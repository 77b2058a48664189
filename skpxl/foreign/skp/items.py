"""What the two ways of listing results share: sections, item numbers, the plan's text, and lists of ukuran keberhasilan."""

import re
from dataclasses import dataclass, field

from skpxl.foreign.board import Jalur, Papan, Sel
from skpxl.model.teks import split_items
from skpxl.template.labels import Label

BERNOMOR = re.compile(r"\s*(\d{1,3})\s*[.)]\s+(?=\S)")
_KURUNG = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)$")


@dataclass
class Letak:
    """Where in the sections we are: the section, how many items it has had, the number last printed, its detail rows.

    `banyak` remembers the items of sections that have been left.
    """

    bagian: str = ""
    urutan: int = 0
    nomor: int | None = None
    rincian: int = 0
    banyak: dict[str, int] = field(default_factory=dict)

    @property
    def jalur(self) -> Jalur:
        """The path of the item at hand."""
        return "hasil_kerja", self.bagian, self.urutan


def ke_bagian(papan: Papan, letak: Letak, bagian: str, sels: list[Sel]) -> None:
    """Enter a section; a local one (INSTRUKSI KHUSUS PIMPINAN) is read as tambahan, and told.

    Items of a section that comes again (on the next page) are counted on.
    """
    papan.use(*sels)
    tujuan = "tambahan" if bagian == "lain" else bagian
    if bagian == "lain":
        papan.ragu("adopsi-bagian-lain", sels[0], found=" ".join(sel.teks.strip() for sel in sels))
    if tujuan != letak.bagian:
        letak.banyak[letak.bagian] = letak.urutan
        letak.bagian, letak.urutan = tujuan, letak.banyak.get(tujuan, 0)
    letak.nomor = None


def butir_baru(papan: Papan, letak: Letak, sel: Sel, nomor: int | None) -> None:
    """Begin an item; before any section heading it is read as utama, and told once."""
    if not letak.bagian:
        letak.bagian = "utama"
        papan.ragu("adopsi-tanpa-bagian", sel)
    letak.urutan += 1
    letak.nomor, letak.rincian = nomor, 0


def nomor_di_depan(teks: str) -> int | None:
    """The item number that a text begins with: `1. Terlaksananya ...`."""
    depan = BERNOMOR.match(teks)
    return int(depan[1]) if depan else None


def record_rencana(papan: Papan, jalur: Jalur, sel: Sel, teks: str | None = None, *, bernomor: bool = False) -> None:
    """Keep the plan's text; a number in front of it goes, `(Penugasan dari ...)` behind it is kept apart and told."""
    isi = sel.teks if teks is None else teks
    if bernomor:
        isi = BERNOMOR.sub("", isi, count=1)
    kurung = _KURUNG.search(isi.rstrip())
    awal = papan.label.awal("penugasan", kurung[1], tanda="") if kurung else None
    if kurung and awal and awal[1]:
        isi = isi[: kurung.start()].rstrip()
        dari = (*jalur, "rencana_hasil_kerja_diintervensi")
        papan.isi[dari] = (awal[1].lstrip(": "), sel)
        papan.ragu("adopsi-penugasan", sel, dari, found=awal[1].lstrip(": "))
    papan.record((*jalur, "rencana_hasil_kerja"), sel, isi)


def record_ukuran(papan: Papan, letak: Letak, sel: Sel, butir: list[str]) -> None:
    """Add items to the list of ukuran keberhasilan; a cell with an error is an empty item, so that it is told."""
    for satu in butir or [sel.teks]:
        letak.rincian += 1
        papan.record((*letak.jalur, "ukuran_keberhasilan", letak.rincian), sel, satu)


def split_label(label: Label, teks: str) -> tuple[str, str | None, bool]:
    """(text before the label of the ukuran keberhasilan, text after it or None, True where the label comes twice)."""
    sebelum: list[str] = []
    sesudah: list[str] | None = None
    berulang = False
    for baris in teks.splitlines() or [teks]:
        awal = label.awal("ukuran", baris.strip().lstrip("-•*· "))
        if awal is None:
            (sebelum if sesudah is None else sesudah).append(baris)
        else:
            berulang = berulang or sesudah is not None
            sesudah = [*(sesudah or []), *([awal[1]] if awal[1] else [])]
    return "\n".join(sebelum), None if sesudah is None else "\n".join(sesudah), berulang


def split_ukuran(teks: str) -> list[str]:
    """The items of a cell: a bulleted or numbered list, or a line each; a single line stays whole, without its bullet."""
    return split_items(teks)

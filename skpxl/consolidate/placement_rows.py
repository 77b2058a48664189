"""The lists *Usulan Penempatan* and *Penempatan* of a merge as rows: every result, and what may be chosen for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpxl.books.matriks_record import result_id
from skpxl.books.placement_lists import (
    BIARKAN,
    KELUARKAN,
    MASUKKAN,
    PENEMPATAN,
    TERIMA,
    TERIMA_KEDUA,
    USULAN,
    PlacementLists,
)
from skpxl.books.tables import Nilai
from skpxl.checks.penempatan import in_words
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_details import cell_of, files_by_nip
from skpxl.consolidate.place import place_cells
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.penempatan import Penempatan
from skpxl.model.teks import sidik
from skpxl.model.unit import Produk
from skpxl.model.usulan import Usulan
from skpxl.receive.validate import ReceivedFile
from skpxl.template.library import Library

# A list of so many results is no list that anybody goes through: their cells can still be dragged.
_LISTED_MAX = 50_000


@dataclass(frozen=True)
class _Listed:
    """A result with its row and matriks; `kolom` is the text of the column it stands under."""

    matriks: MatriksPeranHasil
    row: BarisMatriks
    peran: Peran
    kolom: str
    aside: bool = False


def placement_lists(gabungan: Merged, library: Library, folder: Path) -> PlacementLists | None:
    """Both lists, as far as there are rows for them; None where there are none. Links are relative to `folder`."""
    results = list(_results(gabungan))
    if not results or len(results) > _LISTED_MAX:
        return None
    maker = _Maker(gabungan, PlacementLists(library), folder)
    for number, listed in enumerate(results, start=1):
        maker.ask(listed)
        maker.list(number, listed)
    return maker.lists


def list_names(lists: PlacementLists | None) -> list[str]:
    """The names of the sheets that these lists take."""
    return lists.sheets() if lists else []


def products_of(gabungan: Merged) -> list[Produk]:
    """What may be chosen in the lists: the columns of all units."""
    return [produk for matriks in gabungan.matriks for produk in matriks.kolom]


def _results(gabungan: Merged) -> Iterator[_Listed]:
    for matriks in gabungan.matriks:
        heads = {produk.id: produk.teks for produk in matriks.kolom}
        for row in matriks.baris:
            for id_, roles in row.peran.items():
                yield from (_Listed(matriks, row, peran, heads.get(id_, "")) for peran in roles)
            yield from (_Listed(matriks, row, peran, "") for peran in row.sisa)
            yield from (_Listed(matriks, row, peran, "", aside=True) for peran in row.disisihkan)


class _Maker:
    """State of making the rows: what may be chosen in which unit, and where results stand in their SKPs."""

    def __init__(self, gabungan: Merged, lists: PlacementLists, folder: Path) -> None:
        self.gabungan = gabungan
        self.lists = lists
        self.folder = folder
        self.per_nip: Mapping[str, Sequence[ReceivedFile]] = files_by_nip(gabungan)
        self.changed: dict[str, Penempatan] = {
            change.hasil: change.keputusan for change in gabungan.penempatan.berubah if not change.keputusan.cabang
        }

    def ask(self, listed: _Listed) -> None:
        """A row for a result that waits for an answer: without a place, or decided when its text was another one."""
        id_ = result_id(listed.row.nip, listed.peran)
        former = self.changed.get(id_)
        decision = listed.peran.keputusan
        waits = not listed.kolom and not listed.aside and not (decision and decision.produk == "")
        if not waits and former is None:
            return
        proposed = list(listed.peran.usulan)
        if former and former.produk:
            reason = "pilihan sebelum SKP-nya berubah"
            proposed.insert(0, Usulan(produk=former.produk, teks=former.produk_teks, skor=100, alasan=reason))
        first = proposed[0] if proposed else None
        values: dict[str, Nilai] = {
            **self._who(listed),
            "ditulis": listed.peran.jalan[0] if listed.peran.jalan else "",
            "usulan": first.teks if first else "",
            "skor": f"{first.skor} dari 100" if first else "",
            "alasan": first.alasan if first else "",
            "kedua": f"{proposed[1].teks} ({proposed[1].skor} dari 100)" if len(proposed) > 1 else "",
            "sebab": f"SKP-nya dulu berbunyi “{former.teks}”: {in_words(former)}" if former else listed.peran.sebab,
            "buka": cell_of(listed.peran, self.per_nip.get(listed.row.nip, ()), self.folder),
        }
        choices = [*[TERIMA, TERIMA_KEDUA][: len(proposed)], *_products(listed.matriks), BIARKAN, KELUARKAN]
        self.lists.add(USULAN, values, id_, choices, [usulan.produk for usulan in proposed])

    def list(self, number: int, listed: _Listed) -> None:
        """The row of any result."""
        decision = listed.peran.keputusan
        values: dict[str, Nilai] = {
            "nomor": number,
            **self._who(listed),
            "sekarang": "tidak dicetak tersendiri" if listed.aside else listed.kolom or "Belum terpetakan",
            "berlaku": in_words(decision) if decision else "",
        }
        choices = [*_products(listed.matriks), BIARKAN, MASUKKAN if listed.aside else KELUARKAN]
        self.lists.add(PENEMPATAN, values, result_id(listed.row.nip, listed.peran), choices)

    def _who(self, listed: _Listed) -> dict[str, Nilai]:
        row = listed.row
        office, code, name = place_cells(self.gabungan.organisasi, row.unit)
        return {
            "perangkat_daerah": office,
            "kode_unit": code,
            "unit_kerja": name,
            "pegawai": row.nama or row.jabatan,
            "nip": row.nip,
            "hasil": listed.peran.teks,
        }


def _products(matriks: MatriksPeranHasil) -> list[str]:
    """The products of a unit, those of one text once."""
    return list({sidik(produk.teks): produk.teks for produk in reversed(matriks.kolom)}.values())[::-1]

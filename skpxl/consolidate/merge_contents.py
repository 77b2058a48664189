"""The contents of a merge workbook: every matriks with its figures, by perangkat daerah, with sums. They count nothing anew."""

from collections.abc import Iterable, Mapping, Sequence

from skpxl.books.tables import BookTable, CellLink, Nilai, Share, SumRow, link_to_sheet
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.offices import offices_of
from skpxl.consolidate.place import printed_code
from skpxl.errors import AccountError
from skpxl.model.fate import PersonFate, ResultFate
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.unit import Organisasi

DAFTAR_ISI = "Daftar Isi"
EVERYTHING = "Seluruhnya"
# With more rows than about two pages hold, the units are folded away below their perangkat daerah.
_FOLDED_FROM = 60
_FOLD = "Tombol 1 dan 2 di kiri atas menutup dan membuka unit di bawah perangkat daerahnya."
COLUMNS = [
    ("Perangkat Daerah", 42.0), ("Kode", 12.0), ("Unit", 46.0), ("Cakupan", 16.0), ("Orang", 9.0), ("Masuk", 9.0),
    ("SKP masuk (%)", 9.0), ("Belum dapat dipakai", 9.0), ("Belum masuk", 9.0), ("Tidak bertugas", 9.0), ("Lowong", 9.0),
    ("Produk", 9.0), ("Peran", 9.0), ("Belum terpetakan", 11.0), ("Produk tanpa peran", 11.0), ("Gambar", 10.0),
]  # fmt: skip


def contents(
    gabungan: Merged, names: Sequence[str], pictures: Mapping[int, str], heading: Sequence[str] = ()
) -> BookTable:
    """The contents: a row per matriks with a link to its sheet, and its figures; `pictures` are links to drawings by position.

    The first row sums up all units, and so does the row above those of each perangkat daerah, where there are several. A
    matriks that covers a branch counts people again who are counted in their units, and is in no sum. Units below others
    are indented. `names` are the sheets' names, in order.
    """
    offices = offices_of(gabungan)
    several = len(offices) > 1
    office_of = {kode: office.name for office in offices for kode in office.codes}
    shown: dict[str, list[list[Nilai]]] = {}
    organisasi = gabungan.organisasi
    for position, (matriks, sheet) in enumerate(zip(gabungan.sheets(), names, strict=True)):
        unit = matriks.unit
        whose = office_of.get(unit.kode) or (organisasi.perangkat_daerah_unit(unit.kode) if several else "")
        row: list[Nilai] = [
            organisasi.perangkat_daerah_unit(unit.kode) if gabungan.by_roster else "",
            printed_code(unit.kode, unit.nama),
            CellLink(_indented(matriks, organisasi), link_to_sheet(sheet)),
            _coverage(matriks, organisasi),
            *_cells(figures(matriks)),
            CellLink("lihat", pictures[position]) if position in pictures else "",
        ]
        shown.setdefault(whose if unit.kode else "", []).append(row)
    sums = {office.name: _summed(office.matrices) for office in offices}
    everything = _added(sums.values())
    hold_sums(gabungan, everything)
    rows: list[Sequence[Nilai]] = [_sum_row(EVERYTHING, len(gabungan.matriks), everything)]
    rows += shown.pop("", [])
    for office in offices:
        if several:
            rows.append(_sum_row(office.name, len(office.codes), sums[office.name]))
        rows += shown.pop(office.name, [])
    rows += [row for left in shown.values() for row in left]
    lines = [*heading, _FOLD] if several else heading
    return BookTable(DAFTAR_ISI, COLUMNS, rows, lines, outlined=several, folded=several and len(rows) > _FOLDED_FROM)


def figures(matriks: MatriksPeranHasil) -> dict[str, int]:
    """The figures of a matriks, in the order of the contents: its own people by fate, its products and roles."""
    people = [row.fate for row in matriks.baris if not row.luar]
    results = [fate for _, _, fate in matriks.results()]
    return {
        "orang": len(people),
        "masuk": sum(1 for fate in people if fate.is_in),
        "belum_dapat_dipakai": people.count(PersonFate.TAK_DIPAKAI),
        "belum_masuk": people.count(PersonFate.BELUM_MASUK),
        "tidak_bertugas": people.count(PersonFate.TIDAK_BERTUGAS),
        "lowong": people.count(PersonFate.LOWONG),
        "produk": len(matriks.kolom),
        "peran": len(results),
        "belum_terpetakan": results.count(ResultFate.BELUM_TERPETAKAN),
        "produk_tanpa_peran": sum(
            1 for produk in matriks.kolom if not any(row.peran.get(produk.id) for row in matriks.baris)
        ),
    }


def _summed(matrices: Iterable[MatriksPeranHasil]) -> dict[str, int]:
    return _added(map(figures, matrices))


def _added(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for figure in many:
        for name, number in figure.items():
            total[name] = total.get(name, 0) + number
    return total


def hold_sums(gabungan: Merged, everything: Mapping[str, int]) -> None:
    """The sums are those of the accounts: everybody who has a unit, whose SKP is in or not due, every result in a matriks.

    Raises AccountError where they are not.
    """
    people, results = gabungan.accounts.people, gabungan.accounts.results
    elsewhere = results.count(ResultFate.UNIT_LAIN, ResultFate.LUAR_UNIT)
    wanted = {
        "orang": people.total - people.count(PersonFate.TANPA_UNIT),
        "masuk": people.count(*(fate for fate in PersonFate if fate.is_in)),
        "tidak_bertugas": people.count(PersonFate.TIDAK_BERTUGAS),
        "lowong": people.count(PersonFate.LOWONG),
        "peran": results.total - elsewhere,
    }
    wrong = [
        f"{name} {everything[name]}, seharusnya {number}"
        for name, number in wanted.items()
        if everything[name] != number
    ]
    if wrong:
        raise AccountError(f"Jumlah di {DAFTAR_ISI} tidak cocok: {'; '.join(wrong)}.")


def _cells(figure: Mapping[str, int]) -> list[Nilai]:
    """The figures with the share that is in, of all posts of which an SKP is due."""
    cells: list[Nilai] = list(figure.values())
    due = figure["orang"] - figure["tidak_bertugas"] - figure["lowong"]
    cells.insert(2, Share(figure["masuk"] / due) if due else "")
    return cells


def _sum_row(name: str, units: int, figure: Mapping[str, int]) -> SumRow:
    return SumRow([name, "", f"{units} unit", "", *_cells(figure), ""])


def _coverage(matriks: MatriksPeranHasil, organisasi: Organisasi) -> str:
    if not matriks.bercabang:
        return "unit ini"
    if not matriks.unit.kode:
        return "semua unit"
    return "dengan semua unit di bawahnya" if organisasi.anak(matriks.unit.kode) else "unit ini (tidak ada di bawahnya)"


def _indented(matriks: MatriksPeranHasil, organisasi: Organisasi) -> str:
    return "   " * max(organisasi.tingkat(matriks.unit.kode) - 1, 0) + matriks.unit.nama

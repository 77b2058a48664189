"""What a merge leaves on disk: the workbook, its drawings, and a workbook per unit to hand out. It only makes the bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from skpxl.books.matriks_book import BY_PRODUCT, CAKUPAN, MatriksBook, sheet_names, write_matriks_book
from skpxl.books.matriks_pages import WidePrint, wide_print
from skpxl.books.tables import link_to_file
from skpxl.consolidate.levels import PER_UNIT
from skpxl.consolidate.merge import Merged, with_kept
from skpxl.consolidate.merge_contents import DAFTAR_ISI, contents
from skpxl.consolidate.merge_sense import alike
from skpxl.consolidate.merge_tables import about_cells, all_findings, changes_table, everybody, merge_tables
from skpxl.consolidate.offices import hold_parts, offices_of, part_of
from skpxl.consolidate.place import PLACE, place_cells, printed_code
from skpxl.consolidate.placement_rows import list_names, placement_lists, products_of
from skpxl.drawing.cascade import cascade_svg
from skpxl.files.output import standing
from skpxl.kinds.file_names import FileNames
from skpxl.kinds.matriks import MATRIKS
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.receive.report import findings_table
from skpxl.receive.validate import bertanda
from skpxl.template.library import Library

_PICTURE_TITLE = "Kaskade peran hasil"
_CASCADES_MAX = 30  # sheets of cascades in one workbook


@dataclass(frozen=True)
class BookHeading:
    """What stands at the top of every matriks, and the paper; `office` is the perangkat daerah of a workbook of one alone."""

    instansi: str
    tahun: str
    kertas: str
    as_of: date
    office: str = ""


def heading_of(gabungan: Merged, instansi: str, tahun: int | None, kertas: str, as_of: date) -> BookHeading:
    """The heading as it was asked for; what was not said (empty, None) comes from the first SKP."""
    first = next(file.skp for file in gabungan.files if file.skp)
    return BookHeading(
        instansi=bertanda(instansi or first.instansi, gabungan.files),
        tahun=str(tahun or (first.periode.selesai.year if first.periode else "")),
        kertas=kertas,
        as_of=as_of,
    )


def picture_folder(target: Path) -> Path:
    """Where the drawings of a merge workbook lie: beside it."""
    return target.with_name(f"{target.stem}-gambar")


def picture_names(gabungan: Merged) -> list[str]:
    """A file name for the drawing of every matriks, in order, all different."""
    names = FileNames(gabungan.organisasi)
    return [
        f"{'' if level == PER_UNIT else f'T{level}_'}{names.unit(matriks.unit.kode, matriks.unit.nama)}.svg"
        for level, matrices in gabungan.by_level
        for matriks in matrices
    ]


def pictures(gabungan: Merged, library: Library, target: Path) -> Iterator[tuple[Path, bytes]]:
    """The cascade of every matriks as (path, SVG), one at a time."""
    folder = picture_folder(target)
    for matriks, name in zip(gabungan.sheets(), picture_names(gabungan), strict=True):
        (title,) = _cascade_titles(gabungan, [matriks])
        svg = cascade_svg(matriks, judul=title, gaya=library.gaya)
        yield folder / name, svg.encode()


def stale_pictures(gabungan: Merged, target: Path) -> list[Path]:
    """Drawings that an earlier run with other levels or units left beside the workbook; other people's files are not."""
    names = set(picture_names(gabungan))
    others = sorted(path for path in picture_folder(target).glob("*.svg") if path.name not in names)
    return [path for path in others if _PICTURE_TITLE.encode() in (standing(path) or b"")[:4000]]


def merge_workbook(
    gabungan: Merged, library: Library, heading: BookHeading, target: Path, *, with_pictures: bool = True
) -> bytes:
    """The whole workbook; `target` is where it will stand. With `with_pictures` its contents lead to the drawings beside it."""
    titles = [_sheet_title(matriks, level) for level, matrices in gabungan.by_level for matriks in matrices]
    behind = merge_tables(gabungan, library, target, printed_by_product(gabungan, library, heading.kertas))
    lists = placement_lists(gabungan, library, target.parent)
    used = [DAFTAR_ISI, CAKUPAN, BY_PRODUCT, *list_names(lists), *(table.name for table in behind)]
    names = sheet_names(titles, used)
    folder = picture_folder(target).name
    links = (
        {position: link_to_file(f"{folder}/{name}") for position, name in enumerate(picture_names(gabungan))}
        if with_pictures
        else {}
    )
    whose = ", ".join(name for name in (heading.instansi, heading.office) if name)
    front = contents(gabungan, names, links, [f"Matriks Peran Hasil {whose}, tahun {heading.tahun}"])
    # Everybody once: by unit where the units have sheets, else as the levels have them.
    per_unit = [matriks for level, matrices in gabungan.by_level if level == PER_UNIT for matriks in matrices]
    book = MatriksBook(
        gabungan.sheets(),
        names,
        [front],
        behind,
        per_unit or gabungan.sheets(),
        about_cells(gabungan),
        _offices(gabungan, gabungan.sheets()),
        gabungan.journal.decisions,
        _cascade_titles(gabungan, gabungan.sheets()),
        lists,
        products_of(gabungan),
        gabungan.kept,
    )
    return _write(book, library, heading)


def printed_by_product(gabungan: Merged, library: Library, kertas: str) -> list[WidePrint]:
    """The matrices of the workbook that would print as mostly blank pages, and so are printed by product."""
    form = library.definition(MATRIKS.default)
    return [found for matriks in gabungan.sheets() if (found := wide_print(matriks, form, library, kertas))]


def unit_workbooks(
    gabungan: Merged, library: Library, heading: BookHeading, folder: Path
) -> Iterator[tuple[Path, bytes]]:
    """A workbook per matriks to hand out, as (path, bytes), in a folder per perangkat daerah.

    It holds the matriks, who serves what, who is missing, and the findings on its people.
    """
    decided, files = gabungan.journal.decisions, FileNames(gabungan.organisasi)
    for level, matrices in gabungan.by_level:
        for matriks in matrices:
            start = "Matriks" if level == PER_UNIT else f"Matriks_T{level}"
            unit = matriks.unit
            office = files.office(gabungan.organisasi.perangkat_daerah_unit(unit.kode) or unit.nama)
            path = folder / office / f"{start}_{heading.tahun}_{files.unit(unit.kode, unit.nama)}.xlsx"
            below = (inside.kode for inside in gabungan.organisasi.cabang(matriks.unit.kode))
            part = part_of(gabungan, {*below} if matriks.bercabang else {matriks.unit.kode})
            part = with_kept(part, path, library)
            places = PLACE, partial(place_cells, gabungan.organisasi)
            behind = [
                *([changes_table(part)] if part.news else []),
                everybody(part.people, path.parent),
                findings_table(all_findings(part), library, path.parent, places=places),
            ]
            if part.doubles:
                behind.insert(1, alike(part, path.parent))
            lists = placement_lists(part, library, path.parent)
            used = [CAKUPAN, BY_PRODUCT, *list_names(lists), *(table.name for table in behind)]
            names = sheet_names([_sheet_title(matriks, level)], used)
            offices, cascades = _offices(gabungan, [matriks]), _cascade_titles(gabungan, [matriks])
            book = MatriksBook(
                [matriks],
                names,
                (),
                behind,
                [matriks],
                0,
                offices,
                decided,
                cascades,
                lists,
                products_of(part),
                part.kept,
            )
            yield path, _write(book, library, heading)


def office_workbooks(
    gabungan: Merged, library: Library, heading: BookHeading, folder: Path
) -> Iterator[tuple[Path, bytes]]:
    """The whole workbook of every perangkat daerah, as (path, bytes): its units' matrices and all sheets beside them.

    Added up they are the whole merge, or it raises AccountError before the first is made.
    """
    offices = offices_of(gabungan)
    parts = [part_of(gabungan, set(office.codes)) for office in offices]
    hold_parts(gabungan, parts)
    names = FileNames(gabungan.organisasi)
    for office, part in zip(offices, parts, strict=True):
        path = folder / f"Matriks_{heading.tahun}_{names.office(office.name)}.xlsx"
        whole = with_kept(part, path, library)
        yield path, merge_workbook(whole, library, replace(heading, office=office.name), path, with_pictures=False)


def _cascade_titles(gabungan: Merged, matrices: Sequence[MatriksPeranHasil]) -> list[str]:
    """The titles of the cascades in a workbook; none where it would hold too many: then those of the units have them."""
    if len(matrices) > _CASCADES_MAX:
        return []
    return [
        bertanda(
            f"{_PICTURE_TITLE}: {gabungan.organisasi.sebutan_unit(matriks.unit.kode) or matriks.unit.nama}",
            gabungan.files,
        )
        for matriks in matrices
    ]


def _sheet_title(matriks: MatriksPeranHasil, level: str) -> str:
    """`D1.1 Sekretariat`, at a level `T1 D1 Dinas ...`: the code tells it apart however short the rest is cut."""
    unit = matriks.unit
    parts = ("" if level == PER_UNIT else f"T{level}", printed_code(unit.kode, unit.nama), unit.nama)
    return " ".join(part for part in parts if part)


def _offices(gabungan: Merged, matrices: Sequence[MatriksPeranHasil]) -> dict[str, str]:
    kode = [matriks.unit.kode for matriks in matrices]
    return {unit: gabungan.organisasi.perangkat_daerah_unit(unit) for unit in kode}


def _write(book: MatriksBook, library: Library, heading: BookHeading) -> bytes:
    return write_matriks_book(
        book,
        library,
        form=MATRIKS.default,
        instansi=heading.instansi,
        tahun=heading.tahun,
        kertas=heading.kertas,
        as_of=heading.as_of,
    )

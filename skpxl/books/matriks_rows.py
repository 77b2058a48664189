"""The rows of a printed matriks as texts: what stands in its cells, and long rows cut into several. It knows no sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.forms.heights import count_lines, line_height, tinggi_teks
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pembagian import vacant_name
from skpxl.model.teks import join_items
from skpxl.template.limits import TINGGI_BARIS_MAKS

LANJUTAN = " (lanjutan)"
# A row is cut where it would take more of a page than this: a tall one that just does not fit leaves the page before it
# empty.
_PART_OF_PAGE = 0.45


@dataclass(frozen=True, slots=True)
class RowTexts:
    """Somebody's row before it is cut: names, post, and per column the bulleted roles. A `band` is only a heading.

    Of one that is `pending` the roles are not known yet: the SKP is not in, or the post is vacant.
    """

    nama: str
    continued: str = ""
    jabatan: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    band: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One printed row: name, post and the text of every column; a `band` is only a heading over the whole width.

    `person` is whose row of the matriks it is of, from 0, and -1 for a band; `items` how many roles each column has.
    """

    nama: str
    jabatan: str = ""
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    band: bool = False
    pending: bool = False
    person: int = -1
    items: tuple[int, ...] = ()

    def height(self, tetap: Sequence[float], widths: Sequence[float], size: float) -> float:
        """How tall it is in columns of these widths and letters of `size` points."""
        texts = (self.nama, self.jabatan, *self.cells)
        if self.band:
            return tinggi_teks(self.nama, sum(tetap) + sum(widths), size, tebal=True)
        return max(
            tinggi_teks(text, width, size) if text else 0.0
            for text, width in zip(texts, (*tetap, *widths), strict=True)
        )


def texts_of(matriks: MatriksPeranHasil, *, with_rest: bool) -> list[RowTexts]:
    """The rows of a matriks; `with_rest` has a last column of what has no place. Units of a branch have a heading each."""
    rows: list[RowTexts] = []
    unit = ""
    for row in matriks.baris:
        if matriks.bercabang and row.unit != unit:
            unit = row.unit
            rows.append(RowTexts(row.nama_unit, band=True))
        rows.append(
            RowTexts(
                nama=f"{row.nama or vacant_name(row.jabatan)}\n({row.nama_unit})" if row.luar else row.nama,
                continued=(row.nama or row.jabatan) + LANJUTAN,
                jabatan="\n".join(_post(row)),
                cells=tuple(tuple(join_items([text]) for text in texts) for texts in _roles(row, matriks, with_rest)),
                notes=_notes(row, matriks, with_rest),
                pending=bool(row.tanda),
            )
        )
    return rows


def _post(row: BarisMatriks) -> Iterator[str]:
    """The lines of the post as it is printed: who judges in it, where there are several, and that its SKP is not in."""
    yield row.jabatan
    if row.penilai:
        yield f"Penilai: {row.penilai}"
    if row.tanda:
        yield f"({row.tanda})"


def _roles(row: BarisMatriks, matriks: MatriksPeranHasil, with_rest: bool) -> list[list[str]]:
    """The roles of a person per column as they are printed, those without a place last."""
    columns = [[peran.tercetak for peran in row.peran.get(produk.id, ())] for produk in matriks.kolom]
    return [*columns, [_with_proposal(peran) for peran in row.sisa]] if with_rest else columns or [[]]


def _notes(row: BarisMatriks, matriks: MatriksPeranHasil, with_rest: bool) -> tuple[str, ...]:
    """Per column what people have decided on its roles."""
    columns = [row.peran.get(produk.id, ()) for produk in matriks.kolom]
    columns += [row.sisa] if with_rest else []
    return tuple(
        "\n".join(told for peran in roles if peran.keputusan and (told := peran.keputusan.told())) for roles in columns
    )


def _with_proposal(peran: Peran) -> str:
    """A role without a place, with the likeliest place proposed for it."""
    return peran.tercetak + (peran.usulan[0].printed() if peran.usulan else "")


def cut(rows: Sequence[RowTexts], widths: Sequence[float], size: float, page: float) -> Iterator[PrintedRow]:
    """The printed rows in columns of these widths: none takes more than a part of a `page` (points), but for one long role."""
    most = int((min(TINGGI_BARIS_MAKS, page * _PART_OF_PAGE) - 6) / line_height(size))
    person = -1
    for row in rows:
        if row.band:
            yield PrintedRow(row.nama, band=True)
            continue
        person += 1
        pieces = [_fit(items, most, width, size) for items, width in zip(row.cells, widths, strict=True)]
        for index in range(max((len(groups) for groups in pieces), default=1) or 1):
            cells = tuple("\n".join(groups[index]) if index < len(groups) else "" for groups in pieces)
            many = tuple(len(groups[index]) if index < len(groups) else 0 for groups in pieces)
            name, notes = (row.nama, row.notes) if index == 0 else (row.continued, ())
            yield PrintedRow(name, row.jabatan, cells, notes, pending=row.pending, person=person, items=many)


def _fit(items: Sequence[str], most: int, width: float, size: float) -> list[list[str]]:
    """Cut a list of bullets into groups of at most `most` printed lines each (a single longer one stands alone)."""
    groups: list[list[str]] = []
    used = 0
    for text in items:
        lines = count_lines(text, width, size)
        if not groups or used + lines > most:
            groups.append([])
            used = 0
        groups[-1].append(text)
        used += lines
    return groups

"""The sheet *Cakupan*: people by products with the number of roles, a block per unit, coloured. It counts, it judges nobody.

Rows are written strictly from above, so that the sheet may belong to a workbook with `constant_memory`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.books.tables import link_to_sheet
from skpxl.errors import SkpxlError
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.model.teks import sidik
from skpxl.template.limits import BARIS_MAKS, KOLOM_MAKS, TAUTAN_MAKS, dimuatkan
from skpxl.template.style import KERTAS
from skpxl.xlsx.address import a1

JUDUL = "Cakupan: banyaknya peran tiap orang pada tiap produk"
KETERANGAN = (
    "Kosong berarti tanpa peran; makin tua warnanya, makin banyak perannya. "
    "Merah muda: orang tanpa peran sama sekali, atau produk yang belum didukung siapa pun. "
    "Abu-abu bertulisan miring: SKP belum masuk, jabatan lowong atau tidak bertugas, perannya belum diketahui."
)
SISA, JUMLAH = "Belum terpetakan", "Jumlah"
DI_UNIT_LAIN = "peran di unit lain"
_NAME_WIDTH, _NUMBER_WIDTH = 30.0, 14.0
_START = 3  # the first block's row
_PER_PAGE = 9  # number columns that share a page's width; more go on over further pages, names repeated
# The scale's dark end: the largest count of the sheet, but one person with thirty roles shall not pale all others.
_DARKEST = (4, 10)


@dataclass(frozen=True, slots=True)
class _Block:
    """One unit counted: its columns' heads, a row of counts per person, whether the last column is *Belum terpetakan*."""

    matriks: MatriksPeranHasil
    counts: tuple[tuple[int, ...], ...]
    has_rest: bool

    @property
    def heads(self) -> list[str]:
        return [*(produk.teks for produk in self.matriks.kolom), *([SISA] if self.has_rest else [])]

    @property
    def rows(self) -> int:
        """Band, headings, people, totals, a blank row."""
        return len(self.counts) + 4


def write_coverage(
    sheet: Worksheet,
    matriks: Sequence[MatriksPeranHasil],
    formats: Formats,
    kertas: str,
    links: Mapping[str, str] | None = None,
    offices: Mapping[str, str] | None = None,
) -> None:
    """Fill an empty sheet with a block per unit: its name, the products, the people with their counts, totals.

    `links` gives the sheet of a unit's matriks by its code: the name leads there. `offices` gives its perangkat daerah, which
    stands behind the name. Roles under a product that is no column
    count as *Belum terpetakan*, so that totals are those of `MatriksPeranHasil.banyak_peran`. Raises SkpxlError where one
    sheet cannot hold it all.
    """
    blocks = [_count(unit) for unit in matriks]
    cols = 3 + max((len(block.heads) for block in blocks), default=0)
    rows = _START + sum(block.rows for block in blocks)
    if rows > BARIS_MAKS or cols > KOLOM_MAKS:
        raise SkpxlError(
            f"Lembar Cakupan perlu {rows} baris dan {cols} kolom, lebih dari yang dimuat satu lembar Excel "
            f"({BARIS_MAKS} dan {KOLOM_MAKS}); gabung per unit dengan --unit."
        )
    sheet.set_column(0, 1, _NAME_WIDTH)
    sheet.set_column(2, cols - 1, _NUMBER_WIDTH)
    sheet.write_string(0, 0, JUDUL, formats.get("subjudul", bungkus=False))
    sheet.write_string(1, 0, KETERANGAN, formats.get("label", bungkus=False))
    most = max((count for block in blocks for counts in block.counts for count in counts), default=0)
    darkest = min(max(most, _DARKEST[0]), _DARKEST[1])
    # With several units their people can be folded away; the line of sums stays.
    level = {"level": 1} if len(blocks) > 1 else {}
    if level:
        sheet.outline_settings(symbols_below=False)
    row = _START
    for index, block in enumerate(blocks):
        link = (links or {}).get(block.matriks.unit.kode, "") if index < TAUTAN_MAKS else ""
        _write_block(sheet, row, block, formats, link, (offices or {}).get(block.matriks.unit.kode, ""), level)
        _colour(sheet, row, block, formats, darkest)
        row += block.rows
    _set_up_print(sheet, max(row - 1, _START), cols, kertas)


def _count(matriks: MatriksPeranHasil) -> _Block:
    ids = list(dict.fromkeys(produk.id for produk in matriks.kolom))
    # Of two products with one id the first has the roles, as in the picture.
    doubled = len(ids) < len(matriks.kolom)
    counts = []
    rest = []
    for row in matriks.baris:
        per_id = {id_: len(row.peran.get(id_, ())) for id_ in ids}
        rest.append(len(row.sisa) + sum(len(peran) for id_, peran in row.peran.items() if id_ not in per_id))
        counts.append(_per_column(matriks, per_id) if doubled else tuple(per_id.values()))
    has_rest = any(rest)
    if has_rest:
        counts = [(*own, left) for own, left in zip(counts, rest, strict=True)]
    return _Block(matriks, tuple(counts), has_rest)


def _per_column(matriks: MatriksPeranHasil, per_id: dict[str, int]) -> tuple[int, ...]:
    left = dict(per_id)
    return tuple(left.pop(produk.id, 0) for produk in matriks.kolom)


def _write_block(
    sheet: Worksheet, row: int, block: _Block, formats: Formats, link: str, office: str, level: dict[str, int]
) -> None:
    last = 2 + len(block.heads)  # the column of the totals
    band = formats.get("pita", bungkus=False)
    unit = dimuatkan(unit_band(block.matriks, office))
    if link:
        sheet.write_url(row, 0, link_to_sheet(link), band, unit)
    else:
        sheet.write_string(row, 0, unit, band)
    for col in range(1, last + 1):
        sheet.write_blank(row, col, None, band)
    sheet.set_row(row, 20.25)
    _headings(sheet, row + 1, block, formats, level)
    plain, left, total = (formats.get(style, "LRTB") for style in ("cakupan", "cakupan_sisa", "cakupan_jumlah"))
    for at, (person, counts) in enumerate(zip(block.matriks.baris, block.counts, strict=True), start=row + 2):
        height = 15.0
        label = formats.get("menunggu" if person.tanda else "label", "LRTB")
        for col, text in enumerate(_labels(person)):
            sheet.write_string(at, col, text, label) if text else sheet.write_blank(at, col, None, label)
            height = max(height, tinggi_teks(text, _NAME_WIDTH, formats.ukuran("label")))
        for col, count in enumerate(counts, start=2):
            if person.tanda:
                sheet.write_blank(at, col, None, label)
            elif count:
                sheet.write_number(at, col, count, left if block.has_rest and col == last - 1 else plain)
            else:
                sheet.write_blank(at, col, None, plain)
        if person.tanda:
            sheet.write_blank(at, last, None, label)
        else:
            sheet.write_number(at, last, sum(counts), total)
        sheet.set_row(at, tinggi_sah(height), None, level)
    _totals(sheet, row + 2 + len(block.counts), block, formats)


def unit_band(matriks: MatriksPeranHasil, office: str) -> str:
    """`D1.1 Sekretariat · Dinas Contoh`: the unit, so that it cannot be another of the same name."""
    unit = matriks.unit
    code = "" if unit.kode == unit.nama else unit.kode
    name = " ".join(part for part in (code, unit.nama) if part)
    return f"{name} · {office}" if office and sidik(office) != sidik(unit.nama) else name


def _headings(sheet: Worksheet, row: int, block: _Block, formats: Formats, level: dict[str, int]) -> None:
    headings = [
        ("Nama", "kepala"),
        ("Jabatan", "kepala"),
        *((text, "kepala") for text in block.heads),
        (JUMLAH, "kepala"),
    ]
    if block.has_rest:
        headings[-2] = (SISA, "sisa_kepala")
    height = 30.0
    for col, (text, style) in enumerate(headings):
        shown, width = dimuatkan(text), _NAME_WIDTH if col < 2 else _NUMBER_WIDTH
        sheet.write_string(row, col, shown, formats.get(style, "LRTB"))
        height = max(height, tinggi_teks(shown, width, formats.ukuran(style), tebal=True))
    sheet.set_row(row, tinggi_sah(height), None, level)


def _totals(sheet: Worksheet, row: int, block: _Block, formats: Formats) -> None:
    """The footer: how many people of the unit and from elsewhere, totals per column, the total of all."""
    total: Format = formats.get("cakupan_jumlah", "LRTB")
    sheet.write_string(row, 0, JUMLAH, total)
    guests = sum(1 for person in block.matriks.baris if person.luar)
    from_elsewhere = f" + {guests} dari unit lain" if guests else ""
    own = sum(1 for person in block.matriks.baris if not person.luar)
    sheet.write_string(row, 1, f"{own} orang{from_elsewhere}", total)
    per_column = _sums(block)
    for col, count in enumerate([*per_column, sum(per_column)], start=2):
        sheet.write_number(row, col, count, total)
    sheet.set_row(row, 18)


def _sums(block: _Block) -> list[int]:
    return [sum(counts[col] for counts in block.counts) for col in range(len(block.heads))]


def _labels(person: BarisMatriks) -> Iterator[str]:
    """Name and post as printed: the penilai where there are several, the unit of a stranger, roles elsewhere, no SKP."""
    yield dimuatkan(f"{person.nama}\n(penilai: {person.penilai})" if person.penilai else person.nama)
    origin = f"(dari {person.nama_unit or 'unit lain'})" if person.luar else ""
    elsewhere = f"({person.di_unit_lain} {DI_UNIT_LAIN})" if person.di_unit_lain else ""
    pending = f"({person.tanda})" if person.tanda else ""
    yield dimuatkan("\n".join(text for text in (person.jabatan, origin, elsewhere, pending) if text))


def _colour(sheet: Worksheet, row: int, block: _Block, formats: Formats, darkest: int) -> None:
    """Conditional formats of one block: the scale over its products, people and products with nothing."""
    products, people = len(block.matriks.kolom), len(block.counts)
    first, foot, last = row + 2, row + 2 + people, 2 + len(block.heads)
    lacking = formats.tanda("kurang")
    known = [any(counts) for person, counts in zip(block.matriks.baris, block.counts, strict=True) if not person.tanda]
    if not all(known):
        total = a1(first + 1, last + 1, kolom_tetap=True)
        conditions = [f"{total}=0"]
        if len(known) < people:  # of whom nothing is known the sum is left empty, which is 0 as well
            conditions.append(f"ISNUMBER({total})")
        if any(person.di_unit_lain for person in block.matriks.baris):
            conditions.append(f'ISERROR(FIND("{DI_UNIT_LAIN}",{a1(first + 1, 2, kolom_tetap=True)}))')
        condition = f"AND({','.join(conditions)})" if len(conditions) > 1 else conditions[0]
        rule = {"type": "formula", "criteria": f"={condition}", "format": lacking}
        sheet.conditional_format(first, 0, foot - 1, last, rule)
    if products and not all(_sums(block)[:products]):
        condition = f"={a1(foot + 1, 3, baris_tetap=True)}=0"
        both = f"{a1(row + 2, 3)}:{a1(row + 2, products + 2)} {a1(foot + 1, 3)}:{a1(foot + 1, products + 2)}"
        rule = {"type": "formula", "criteria": condition, "format": lacking, "multi_range": both}
        sheet.conditional_format(row + 1, 2, row + 1, products + 1, rule)
    colours = formats.warna("sedikit", "sedang", "banyak")
    if people and products and colours:
        scale = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        values = {"min_value": 0, "mid_value": darkest / 2, "max_value": darkest}
        shades = dict(zip(("min_color", "mid_color", "max_color"), colours, strict=True))
        sheet.conditional_format(first, 2, foot - 1, products + 1, {**scale, **values, **shades})


def _set_up_print(sheet: Worksheet, rows: int, cols: int, kertas: str) -> None:
    """Landscape, the two name columns frozen and repeated on every page."""
    sheet.freeze_panes(0, 2)
    sheet.repeat_columns(0, 1)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(-(-(cols - 2) // _PER_PAGE), 0)
    sheet.print_area(0, 0, rows - 1, cols - 1)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(rows, cols)}"})

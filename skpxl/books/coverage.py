"""The sheet *Cakupan*: people by products with the number of roles, a block per unit, coloured. It counts, it judges nobody.

Rows are written strictly from above, so that the sheet may belong to a workbook with `constant_memory`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.template.limits import BARIS_MAKS, KOLOM_MAKS, TAUTAN_MAKS, dimuatkan
from skpxl.template.style import KERTAS
from skpxl.xlsx.address import a1

JUDUL = "Cakupan: banyaknya peran tiap orang pada tiap produk"
KETERANGAN = (
    "Kosong berarti tanpa peran; makin tua warnanya, makin banyak perannya. "
    "Merah muda: orang tanpa peran sama sekali, atau produk yang belum didukung siapa pun."
)
SISA, JUMLAH = "Belum terpetakan", "Jumlah"
DI_UNIT_LAIN = "peran di unit lain"
_LEBAR_NAMA, _LEBAR_ANGKA = 30.0, 14.0
_AWAL = 3  # the first block's row
_PER_HALAMAN = 9  # number columns that share a page's width; more go on over further pages, names repeated
# The scale's dark end: the largest count of the sheet, but one person with thirty roles shall not pale all others.
_GELAP = (4, 10)


@dataclass(frozen=True, slots=True)
class _Blok:
    """One unit counted: its columns' heads, a row of counts per person, whether the last column is *Belum terpetakan*."""

    matriks: MatriksPeranHasil
    hitungan: tuple[tuple[int, ...], ...]
    ada_sisa: bool

    @property
    def kepala(self) -> list[str]:
        return [*(produk.teks for produk in self.matriks.kolom), *([SISA] if self.ada_sisa else [])]

    @property
    def baris(self) -> int:
        """Band, headings, people, totals, a blank row."""
        return len(self.hitungan) + 4


def write_coverage(
    sheet: Worksheet,
    matriks: Sequence[MatriksPeranHasil],
    formats: Formats,
    kertas: str,
    tautan: Mapping[str, str] | None = None,
) -> None:
    """Fill an empty sheet with a block per unit: its name, the products, the people with their counts, totals.

    `tautan` gives the sheet of a unit's matriks by its code: the name leads there. Roles under a product that is no column
    count as *Belum terpetakan*, so that totals are those of `MatriksPeranHasil.banyak_peran`. Raises SkpxlError where one
    sheet cannot hold it all.
    """
    blok = [_count(satu) for satu in matriks]
    kolom = 3 + max((len(satu.kepala) for satu in blok), default=0)
    baris = _AWAL + sum(satu.baris for satu in blok)
    if baris > BARIS_MAKS or kolom > KOLOM_MAKS:
        raise SkpxlError(
            f"Lembar Cakupan perlu {baris} baris dan {kolom} kolom, lebih dari yang dimuat satu lembar Excel "
            f"({BARIS_MAKS} dan {KOLOM_MAKS}); gabung per unit dengan --unit."
        )
    sheet.set_column(0, 1, _LEBAR_NAMA)
    sheet.set_column(2, kolom - 1, _LEBAR_ANGKA)
    sheet.write_string(0, 0, JUDUL, formats.get("subjudul", bungkus=False))
    sheet.write_string(1, 0, KETERANGAN, formats.get("label", bungkus=False))
    terbanyak = max((angka for satu in blok for orang in satu.hitungan for angka in orang), default=0)
    gelap = min(max(terbanyak, _GELAP[0]), _GELAP[1])
    row = _AWAL
    for ke, satu in enumerate(blok):
        lembar = (tautan or {}).get(satu.matriks.unit.kode, "") if ke < TAUTAN_MAKS else ""
        _write_blok(sheet, row, satu, formats, lembar)
        _colour(sheet, row, satu, formats, gelap)
        row += satu.baris
    _set_up_print(sheet, max(row - 1, _AWAL), kolom, kertas)


def _count(matriks: MatriksPeranHasil) -> _Blok:
    id_ = list(dict.fromkeys(produk.id for produk in matriks.kolom))
    # Of two products with one id the first has the roles, as in the picture.
    ganda = len(id_) < len(matriks.kolom)
    hitungan = []
    sisa = []
    for baris in matriks.baris:
        per_id = {satu: len(baris.peran.get(satu, ())) for satu in id_}
        sisa.append(len(baris.sisa) + sum(len(peran) for satu, peran in baris.peran.items() if satu not in per_id))
        hitungan.append(_per_kolom(matriks, per_id) if ganda else tuple(per_id.values()))
    ada_sisa = any(sisa)
    if ada_sisa:
        hitungan = [(*orang, satu) for orang, satu in zip(hitungan, sisa, strict=True)]
    return _Blok(matriks, tuple(hitungan), ada_sisa)


def _per_kolom(matriks: MatriksPeranHasil, per_id: dict[str, int]) -> tuple[int, ...]:
    belum = dict(per_id)
    return tuple(belum.pop(produk.id, 0) for produk in matriks.kolom)


def _write_blok(sheet: Worksheet, row: int, blok: _Blok, formats: Formats, lembar: str) -> None:
    akhir = 2 + len(blok.kepala)  # the column of the totals
    pita = formats.get("pita", bungkus=False)
    unit = dimuatkan(blok.matriks.unit.nama) or blok.matriks.unit.kode
    if lembar:
        sheet.write_url(row, 0, f"internal:'{lembar.replace(chr(39), chr(39) * 2)}'!A1", pita, unit)
    else:
        sheet.write_string(row, 0, unit, pita)
    for col in range(1, akhir + 1):
        sheet.write_blank(row, col, None, pita)
    sheet.set_row(row, 20.25)
    _kepala(sheet, row + 1, blok, formats)
    angka, sisa, jumlah = (formats.get(nama, "LRTB") for nama in ("cakupan", "cakupan_sisa", "cakupan_jumlah"))
    label = formats.get("label", "LRTB")
    for di, (orang, hitungan) in enumerate(zip(blok.matriks.baris, blok.hitungan, strict=True), start=row + 2):
        tinggi = 15.0
        for col, teks in enumerate(_sebutan(orang)):
            sheet.write_string(di, col, teks, label) if teks else sheet.write_blank(di, col, None, label)
            tinggi = max(tinggi, tinggi_teks(teks, _LEBAR_NAMA, formats.ukuran("label")))
        for col, banyak in enumerate(hitungan, start=2):
            if banyak:
                sheet.write_number(di, col, banyak, sisa if blok.ada_sisa and col == akhir - 1 else angka)
            else:
                sheet.write_blank(di, col, None, angka)
        sheet.write_number(di, akhir, sum(hitungan), jumlah)
        sheet.set_row(di, tinggi_sah(tinggi))
    _jumlah(sheet, row + 2 + len(blok.hitungan), blok, formats)


def _kepala(sheet: Worksheet, row: int, blok: _Blok, formats: Formats) -> None:
    kepala = [
        ("Nama", "kepala"),
        ("Jabatan", "kepala"),
        *((teks, "kepala") for teks in blok.kepala),
        (JUMLAH, "kepala"),
    ]
    if blok.ada_sisa:
        kepala[-2] = (SISA, "sisa_kepala")
    tinggi = 30.0
    for col, (teks, gaya) in enumerate(kepala):
        isi, lebar = dimuatkan(teks), _LEBAR_NAMA if col < 2 else _LEBAR_ANGKA
        sheet.write_string(row, col, isi, formats.get(gaya, "LRTB"))
        tinggi = max(tinggi, tinggi_teks(isi, lebar, formats.ukuran(gaya), tebal=True))
    sheet.set_row(row, tinggi_sah(tinggi))


def _jumlah(sheet: Worksheet, row: int, blok: _Blok, formats: Formats) -> None:
    """The footer: how many people of the unit and from elsewhere, totals per column, the total of all."""
    jumlah: Format = formats.get("cakupan_jumlah", "LRTB")
    sheet.write_string(row, 0, JUMLAH, jumlah)
    guests = sum(1 for orang in blok.matriks.baris if orang.luar)
    from_elsewhere = f" + {guests} dari unit lain" if guests else ""
    own = sum(1 for orang in blok.matriks.baris if not orang.luar)
    sheet.write_string(row, 1, f"{own} orang{from_elsewhere}", jumlah)
    per_kolom = _total(blok)
    for col, banyak in enumerate([*per_kolom, sum(per_kolom)], start=2):
        sheet.write_number(row, col, banyak, jumlah)
    sheet.set_row(row, 18)


def _total(blok: _Blok) -> list[int]:
    return [sum(orang[col] for orang in blok.hitungan) for col in range(len(blok.kepala))]


def _sebutan(orang: BarisMatriks) -> Iterator[str]:
    """Name and post as printed: with the penilai where there are several, the unit of a stranger, roles elsewhere."""
    yield dimuatkan(f"{orang.nama}\n(penilai: {orang.penilai})" if orang.penilai else orang.nama)
    asal = f"(dari {orang.nama_unit or 'unit lain'})" if orang.luar else ""
    lain = f"({orang.di_unit_lain} {DI_UNIT_LAIN})" if orang.di_unit_lain else ""
    yield dimuatkan("\n".join(teks for teks in (orang.jabatan, asal, lain) if teks))


def _colour(sheet: Worksheet, row: int, blok: _Blok, formats: Formats, gelap: int) -> None:
    """Conditional formats of one block: the scale over its products, people and products with nothing."""
    produk, orang = len(blok.matriks.kolom), len(blok.hitungan)
    pertama, kaki, akhir = row + 2, row + 2 + orang, 2 + len(blok.kepala)
    kurang = formats.tanda("kurang")
    if orang and not all(map(any, blok.hitungan)):
        kosong = f"{a1(pertama + 1, akhir + 1, kolom_tetap=True)}=0"
        if any(satu.di_unit_lain for satu in blok.matriks.baris):
            kosong = f'AND({kosong},ISERROR(FIND("{DI_UNIT_LAIN}",{a1(pertama + 1, 2, kolom_tetap=True)})))'
        aturan = {"type": "formula", "criteria": f"={kosong}", "format": kurang}
        sheet.conditional_format(pertama, 0, kaki - 1, akhir, aturan)
    if produk and not all(_total(blok)[:produk]):
        kosong = f"={a1(kaki + 1, 3, baris_tetap=True)}=0"
        dua = f"{a1(row + 2, 3)}:{a1(row + 2, produk + 2)} {a1(kaki + 1, 3)}:{a1(kaki + 1, produk + 2)}"
        aturan = {"type": "formula", "criteria": kosong, "format": kurang, "multi_range": dua}
        sheet.conditional_format(row + 1, 2, row + 1, produk + 1, aturan)
    warna = formats.warna("sedikit", "sedang", "banyak")
    if orang and produk and warna:
        skala = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        nilai = {"min_value": 0, "mid_value": gelap / 2, "max_value": gelap}
        nada = dict(zip(("min_color", "mid_color", "max_color"), warna, strict=True))
        sheet.conditional_format(pertama, 2, kaki - 1, produk + 1, {**skala, **nilai, **nada})


def _set_up_print(sheet: Worksheet, baris: int, kolom: int, kertas: str) -> None:
    """Landscape, the two name columns frozen and repeated on every page."""
    sheet.freeze_panes(0, 2)
    sheet.repeat_columns(0, 1)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(-(-(kolom - 2) // _PER_HALAMAN), 0)
    sheet.print_area(0, 0, baris - 1, kolom - 1)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(baris, kolom)}"})

"""Where everything of a small form stands, and what it asks for: one form per kind of block, held against what was found good.

`golden/` is compared as text. To write it anew after a change that was seen and found good:
SKPXL_GOLDEN=tulis python -m pytest tests/template/test_layout.py
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from catalogue import LIBRARY

from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Kotak, Layout, LebarMatriks, Slot, item_root
from skpxl.xlsx.address import a1

GOLDEN = Path(__file__).with_name("golden")
FEW = {"utama": 2, "tambahan": 1, "masukan": 1, "evaluasi": 1}
WITH_LAMPIRAN = {"utama": 1, "tambahan": 1, "sumber_daya": 2, "skema": 1, "konsekuensi": 1}
ON_TWO_PAGES = LebarMatriks((30, 24), ((20, 20), (25,)))
# What is placed, with how many of what, and how else.
FORMS: dict[str, tuple[str, dict[str, int], dict[str, Any]]] = {
    "skp-lampiran": ("skp-kuantitatif", WITH_LAMPIRAN, {}),
    "skp-kualitatif": ("skp-kualitatif", FEW, {}),
    "evaluasi": ("evaluasi-kuantitatif", FEW, {}),
    "integrasi": ("integrasi-2021", {}, {}),
    "angka-kredit": ("konversi-angka-kredit", {"hasil": 2}, {"jadi": True}),
    "matriks": ("matriks-peran-hasil", {"baris": 2, "kolom": 3, "lain": 1}, {}),
    "matriks-tercetak": ("matriks-tercetak", {"baris": 2, "kolom": 3}, {"jadi": True, "lebar": ON_TWO_PAGES}),
    "matriks-lebar": ("matriks-tercetak", {"baris": 1, "kolom": 14}, {"jadi": True}),
    "keputusan": ("keputusan", {"keputusan": 2}, {}),
}


def box(kotak: Kotak) -> str:
    first, last = a1(kotak.row, kotak.col), a1(kotak.row_to, kotak.col_to)
    return first if first == last else f"{first}:{last}"


def slot_line(slot: Slot) -> str:
    """All of a slot but its instructions."""
    says = {
        "daftar": slot.daftar, "bebas": slot.bebas, "saran": slot.saran, "kurang": slot.kurang, "bila": "=".join(slot.bila),
        "kode": slot.kode_kosong, "luar": slot.kode_luar, "hitung": slot.hitung, "dari": slot.dari,
    }  # fmt: skip
    more = "".join(f" {name}={value}" for name, value in says.items() if value and value != "=")
    kind = "terkunci" if slot.terkunci else "isian"
    return f"{box(slot.kotak)} {kind} {slot.key} [{slot.gaya} {slot.tepi}] {slot.tempat} / {slot.sebutan}{more}"


def page_lines(page: Halaman) -> Iterator[str]:
    yield f"== {page.lembar.nama}"
    yield f"rows 1-{page.baris_terakhir}, printed from {page.cetak_dari}, columns {page.kolom_cetak}, repeated {page.ulang}"
    yield f"grid {page.kisi}, repeated columns {page.ulang_kolom}, pages {page.lebar_halaman}"
    yield f"heights {dict(page.tinggi)}"
    yield f"growing {sorted(page.lentur)}"
    yield from (f"chart {box(Kotak(one.row, one.col, one.row, one.col_to))} {one.tinggi}" for one in page.grafik)
    texts = [
        (text.kotak, f"{box(text.kotak)} [{text.gaya} {text.tepi}{' batas' * text.batas}] {text.isi[:24]!r}")
        for text in page.texts
    ]
    slots = [(slot.kotak, slot_line(slot)) for slot in page.slots]
    yield from (line for _, line in sorted([*texts, *slots], key=lambda pair: (pair[0].row, pair[0].col)))


def described(layout: Layout) -> Iterator[str]:
    for page in layout.halaman:
        yield from page_lines(page)
    for seksi in layout.seksi:
        yield (
            f"section {seksi.bagian}: rows {seksi.baris}, each {seksi.selang}, items {dict(seksi.butir)}, "
            f"details {dict(seksi.rincian)} from {seksi.awal_rincian}, {seksi.kurang} {seksi.kode_kosong}"
        )
    for one in layout.matriks:
        yield f"matriks: heads {one.kepala}, rows {one.baris}, guests {one.luar_dari}, names {one.nama}, columns {one.kolom}"
    for one in layout.daftar:
        columns = [(column.key, column.judul, column.col) for column in one.kolom]
        yield f"list: live {one.hitungan}, heads {one.kepala}, code {one.kode}, done {one.selesai}, columns {columns}"
    for want in layout.wants:
        advice = " (advice)" if want.advice else ""
        yield f"wants {want.kind}{advice}: {want.words} {want.code}".rstrip()
        for at in want.places:
            others = [
                (name, slots) for name, slots in (("blank", at.blank), ("filled", at.filled)) if slots != (at.slot,)
            ]
            more = "".join(f"; {name} {' '.join(slot.key for slot in slots)}" for name, slots in others)
            yield f"  {at.slot.key}{more}; run {at.run} from {at.anchor} {at.said}".rstrip()


@pytest.mark.parametrize("name", FORMS)
def test_everything_stands_where_it_was_found_good(name):
    form, jumlah, more = FORMS[name]
    lines = list(described(place(LIBRARY.definition(form), tuple(sorted(jumlah.items())), **more)))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("SKPXL_GOLDEN") == "tulis":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


def test_frozen_columns_are_repeated_only_where_a_list_goes_over_several_pages():
    index, narrow = (place(LIBRARY.definition(name), ()).halaman[0] for name in ("indeks-berkas", "keputusan"))
    assert (index.lebar_halaman, index.ulang_kolom) == (1, 0)
    wide = place(LIBRARY.definition("keputusan"), (("keputusan", 2),)).halaman[0]
    assert (wide.lebar_halaman, wide.ulang_kolom) == (2, 4)
    assert (narrow.lebar_halaman, narrow.ulang_kolom) == (1, 0)


def test_signatories_need_not_have_as_many_lines_each():
    whole = LIBRARY.definition("skp-kuantitatif")
    (behaviour,) = (sheet for sheet in whole.lembar if sheet.nama == "Perilaku Kerja")
    (signed,) = (block for block in behaviour.blok if block.id == "tanda_tangan")
    short = signed.sisi[0].model_copy(update={"atas": ("Yang Dinilai",), "bawah": ()})
    block = signed.model_copy(update={"sisi": (short, *signed.sisi[1:])})
    blocks = tuple(block if one.id == block.id else one for one in behaviour.blok)
    sheets = tuple(one.model_copy(update={"blok": blocks}) if one is behaviour else one for one in whole.lembar)
    counts = (("tambahan", 1), ("utama", 1))
    before, after = (place(one, counts) for one in (whole, whole.model_copy(update={"lembar": sheets})))
    texts = [
        {text.isi for page in layout.halaman if page.lembar.nama == behaviour.nama for text in page.texts}
        for layout in (before, after)
    ]
    assert texts[0] - texts[1] == {"", "Pegawai Yang Dinilai", "{pegawai_nip_tercetak}"}
    assert texts[1] - texts[0] == {"Yang Dinilai"}
    assert [page.baris_terakhir for page in before.halaman] == [page.baris_terakhir for page in after.halaman]


@pytest.mark.parametrize(
    ("path", "root"),
    [
        (("hasil_kerja", "utama", 0, "indikator", 2, "target"), ("hasil_kerja", "utama", 0)),
        (("pegawai", "nama"), ("pegawai", "nama")),
        (("catatan",), ("catatan",)),
    ],
)
def test_an_item_is_its_path_up_to_the_first_number(path, root):
    assert item_root(path) == root

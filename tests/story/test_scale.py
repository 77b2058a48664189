"""A made-up perangkat daerah of 400 people and four levels through the real commands, and a pemda of thousands in memory.

Counts in equal counts out at every level; the workbook opens in LibreOffice and its contents lead where they say.
`benchmarks/pemda.py` does the same with 20,000 files.
"""

import openpyxl
import pytest
from campaigns import rows, skpxl
from forms import LIBRARY, save, settings
from organisations import answers, as_typed, choices, pemda, perangkat_daerah, skps

from skpxl.books.roster_sheet import write_roster
from skpxl.consolidate.merge_accounts import written
from skpxl.files.names import slug
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.kinds.blank_skp import blank_form
from skpxl.kinds.kind import Order
from skpxl.placing.susunan import SEMUA, Arranger
from skpxl.template.answers import to_values

LEVELS = ("unit", "0", "1", "2", "3", "4")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """(folder with roster and filled workbooks, number of results) of 400 people."""
    folder = tmp_path_factory.mktemp("pd")
    organisasi = perangkat_daerah("DINKES", units=12, people=400, levels=4)
    given = answers(organisasi, seed=1, share_missing=0.05, share_hanging=0.02, share_cross=0.03)
    offered = choices(organisasi, given)
    write_roster(folder / "roster.xlsx", organisasi)
    people = {(one.nip, one.nip_penilai): one for one in reversed(organisasi.pegawai) if one.nip}
    total = 0
    for number, (who, skp) in enumerate(zip(given, skps(organisasi, given), strict=True)):
        form = blank_form(
            people[who], Order(organisasi, settings(), LIBRARY), LIBRARY.definition(skp.form), hasil_atasan=offered[who]
        )
        values, _ = to_values(form.layout, as_typed(skp), form.terkunci)
        save(form.filled(values), folder / "masuk" / f"{number:03}-{slug(who[0])}.xlsx")
        total += len([*written(skp)])
    return folder, organisasi, total


@pytest.fixture(scope="module")
def merged(office):
    folder, _, _ = office
    path = folder / "matriks.xlsx"
    options = [word for level in LEVELS for word in ("--level", level)]
    return path, skpxl(
        "merge", folder / "masuk", "-o", path, "--roster", folder / "roster.xlsx", *options, "--no-pictures"
    )


def roles(path) -> dict[str, int]:
    """Sheet -> roles, as somebody reads them who knows nothing of how they came there."""
    return {one.sheet: len(one.semua_peran()) for one in read_foreign_matriks(path, LIBRARY).pembagian}


@pytest.mark.lama
def test_at_every_level_as_many_results_come_out_as_went_in(office, merged):
    _, organisasi, total = office
    path, run = merged
    found = roles(path)
    book = openpyxl.load_workbook(path)
    contents = {
        cell.hyperlink.location.rpartition("!")[0].strip("'"): [value.value for value in row]
        for row in book["Daftar Isi"].iter_rows()
        for cell in row[2:3]
        if cell.hyperlink
    }
    # Wide sheets have one behind them that prints in their place.
    sheets = [name for name in book.sheetnames if not name.startswith("Cetak ")]
    assert [*contents] and {*contents} == {*sheets[1 : 1 + len(contents)]}
    assert len(contents) == 12 + 1 + 12
    assert {name: row[12] for name, row in contents.items()} == {name: found.get(name, 0) for name in contents}
    units = [row[12] for row in contents.values() if row[3] == "unit ini"]
    assert (len(units), sum(units)) == (12, total)
    (at_once,) = [row for name, row in contents.items() if name.startswith("T0 ")]
    assert at_once[12] == total  # level 0: everything in one
    branches = [row for name, row in contents.items() if name.startswith("T1 ")]
    assert [row[12] for row in branches if organisasi.tingkat(row[1]) == 1] == [total]
    assert f"{len(organisasi.pegawai)} orang = " in run.out


def said(sheet):
    """The cells that say something, row by row; a share has fifteen digits in one program and sixteen in another."""
    values = ([cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows())
    return [[f"{value:.12g}" if isinstance(value, float) else str(value) for value in row] for row in values]


@pytest.mark.lama
def test_the_contents_lead_to_the_sheets_and_libreoffice_opens_it(merged, konversi):
    path, _ = merged
    book = openpyxl.load_workbook(path)
    targets = [
        cell.hyperlink.location for cell in book["Daftar Isi"]["C"] if cell.hyperlink and cell.hyperlink.location
    ]
    led_to = {target.rpartition("!")[0].strip("'").replace("''", "'") for target in targets}
    sheets = [name for name in book.sheetnames if not name.startswith("Cetak ")][1 : 1 + len(targets)]
    assert led_to == {*sheets}
    # And each sheet's title leads back.
    titles = [next(cell for cell in book[name][1] if cell.value) for name in sheets]
    assert {cell.hyperlink.location for cell in titles} == {"'Daftar Isi'!A1"}
    again = openpyxl.load_workbook(konversi(path, "xlsx"))
    assert again.sheetnames == book.sheetnames
    for name in book.sheetnames[:3]:
        assert said(again[name]) == said(book[name])
    assert [cell.hyperlink.location for cell in again["Daftar Isi"]["C"] if cell.hyperlink] == targets


@pytest.mark.lama
def test_a_workbook_per_unit_holds_that_units_people_and_findings(office):
    folder, organisasi, total = office
    units = folder / "per-unit"
    skpxl(
        "merge", folder / "masuk", "-o", folder / "lagi.xlsx", "--roster", folder / "roster.xlsx", "--per-unit", units,
        "--no-pictures",
    )  # fmt: skip
    paths = sorted(units.rglob("*.xlsx"))
    assert len(paths) == 12
    assert sum(sum(roles(path).values()) for path in paths) == total
    for path in paths:
        people = {row[3] for row in rows(path, "Kelengkapan")[1:] if row[3]}
        own = {one.nama for one in organisasi.pegawai if slug(one.unit_kerja) == path.stem.split("_")[2] and one.nama}
        assert people == own


def test_a_whole_pemda_loses_no_result_at_any_level():
    organisasi = pemda(pds=12, people=2_000)
    made = skps(organisasi, answers(organisasi, seed=2, share_missing=0.1, share_hanging=0.05, share_cross=0.05))
    total = sum(len([*written(skp)]) for skp in made)
    placer = Arranger(organisasi, made)
    assert sum(one.count_roles() for one in placer.per_unit()) == total
    assert placer.bawahan(SEMUA).count_roles() == total
    for unit in organisasi.cabang(""):
        inside = {one.kode for one in organisasi.cabang(unit.kode)}
        people = {one.nip for one in organisasi.pegawai if one.unit_kerja in inside}
        # Somebody with two posts may have one of them elsewhere: those few are counted by their own rows.
        several = any(len(organisasi.baris_pegawai(nip)) > 1 for nip in people if nip)
        if not several:
            expected = sum(len([*written(skp)]) for skp in made if skp.pegawai.nip in people)
            assert placer.bawahan(unit).count_roles() == expected

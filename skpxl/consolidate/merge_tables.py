"""The sheets beside the matrices: contents, accounts, completeness. They lay out what the merge counted."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from skpxl.books.tables import BookTable, Nilai, Tautan, link_to_sheet
from skpxl.consolidate.completeness import completeness
from skpxl.consolidate.merge import Gabungan
from skpxl.consolidate.merge_data import LEBAR_DATA, count_data
from skpxl.consolidate.merge_details import agreed_and_written, blocked_chains, data_tables
from skpxl.consolidate.merge_sense import alike
from skpxl.consolidate.own_tables import own_form_tables
from skpxl.consolidate.people import RosterPerson
from skpxl.consolidate.place import PLACE, place_cells
from skpxl.errors import required
from skpxl.findings import Finding
from skpxl.model.fate import Account, PersonFate, ResultFate, RoleFate
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.unit import Organisasi
from skpxl.placing.susunan import baris_skp
from skpxl.receive.report import findings_table
from skpxl.template.library import Library

DAFTAR_ISI = "Daftar Isi"
PERUBAHAN = "Perubahan"
# Fates that most runs have none of are named only where somebody has them.
_RARE = (PersonFate.TAK_DIPAKAI, PersonFate.TANPA_UNIT)


def merge_tables(gabungan: Gabungan, library: Library, target: Path) -> list[BookTable]:
    """All sheets behind the matrices; `target` is where the workbook will stand (links are relative to it)."""
    folder = target.parent
    findings = all_findings(gabungan)
    tables = [summary(gabungan), *([changes_table(gabungan)] if gabungan.news else [])]
    tables.append(everybody(gabungan.people, folder))
    if gabungan.compared:
        tables.append(agreed_and_written(gabungan, folder))
    if gabungan.blocked:
        tables.append(blocked_chains(gabungan))
    if gabungan.doubles:
        tables.append(alike(gabungan, folder))
    tables.append(findings_table(findings, library, folder, places=(PLACE, partial(place_cells, gabungan.organisasi))))
    return [*tables, *data_tables(gabungan), *own_form_tables(gabungan.own_forms, folder, alone=False)]


def all_findings(gabungan: Gabungan) -> list[Finding]:
    """What the merge found, then what was found in each file, with the unit of whose it is."""
    findings = list(gabungan.findings)
    for file in gabungan.files:
        if file.findings:
            owner = baris_skp(gabungan.organisasi, file.skp) if file.skp else None
            findings += [finding.at(unit=owner.unit_kerja if owner else "") for finding in file.findings]
    # Which products nobody serves the merge itself says.
    return findings + [
        finding for file in gabungan.agreed_files for finding in file.findings if finding.code != "produk-tanpa-peran"
    ]


def contents(
    gabungan: Gabungan, names: Sequence[str], pictures: Mapping[int, str], heading: Sequence[str] = ()
) -> BookTable:
    """The contents: a row per matriks with a link to its sheet, and its figures; `pictures` are links to drawings by position.

    Units below others are indented. `names` are the sheets' names, in order.
    """
    rows: list[list[Nilai]] = []
    for position, (matriks, sheet) in enumerate(zip(gabungan.sheets(), names, strict=True)):
        rows.append(
            [
                matriks.unit.kode,
                Tautan(_indented(matriks, gabungan.organisasi), link_to_sheet(sheet)),
                "dengan semua unit di bawahnya" if matriks.bercabang else "unit ini",
                *figures(matriks).values(),
                Tautan("lihat", pictures[position]) if position in pictures else "",
            ]
        )
    columns = [
        ("Kode", 14.0), ("Unit", 52.0), ("Cakupan", 26.0), ("Orang", 9.0), ("Masuk", 9.0), ("Belum dapat dipakai", 9.0),
        ("Belum masuk", 9.0), ("Lowong", 9.0), ("Produk", 9.0), ("Peran", 9.0), ("Belum terpetakan", 11.0),
        ("Produk tanpa peran", 11.0), ("Gambar", 10.0),
    ]  # fmt: skip
    return BookTable(DAFTAR_ISI, columns, rows, heading)


def figures(matriks: MatriksPeranHasil) -> dict[str, int]:
    """The figures of a matriks, in the order of the contents: its own people by fate, its products and roles."""
    people = [row.fate for row in matriks.baris if not row.luar]
    results = [fate for _, _, fate in matriks.results()]
    return {
        "orang": len(people),
        "masuk": sum(1 for fate in people if fate.is_in),
        "belum_dapat_dipakai": people.count(PersonFate.TAK_DIPAKAI),
        "belum_masuk": people.count(PersonFate.BELUM_MASUK),
        "lowong": people.count(PersonFate.LOWONG),
        "produk": len(matriks.kolom),
        "peran": len(results),
        "belum_terpetakan": results.count(ResultFate.BELUM_TERPETAKAN),
        "produk_tanpa_peran": sum(
            1 for produk in matriks.kolom if not any(row.peran.get(produk.id) for row in matriks.baris)
        ),
    }


def _indented(matriks: MatriksPeranHasil, organisasi: Organisasi) -> str:
    return "   " * max(organisasi.tingkat(matriks.unit.kode) - 1, 0) + matriks.unit.nama


def people_sentence(people: Account[PersonFate]) -> str:
    """`3 masuk + 1 belum masuk + 1 lowong`, as the console and the summary say it: those that are in are one term."""
    masuk = people.count(*(fate for fate in PersonFate if fate.is_in))
    others = Account(people.what, {fate: many for fate, many in people.counts.items() if not fate.is_in})
    return f"{masuk} masuk + {others.sentence(*_RARE)}"


def summary(gabungan: Gabungan) -> BookTable:
    """The accounts of files, people, results and agreed roles."""
    accounts = gabungan.accounts
    source = "menurut daftar pegawai" if gabungan.by_roster else "menurut formulir yang masuk (tanpa daftar pegawai)"
    shown = (ResultFate.DI_PRODUK, ResultFate.BELUM_TERPETAKAN)
    rows: list[list[Nilai]] = [
        ["Berkas diterima", accounts.files.total, f"= {accounts.files.sentence()}"],
        ["Orang dalam unit", accounts.people.total, f"= {people_sentence(accounts.people)}; {source}"],
        ["Hasil kerja", accounts.results.count(*shown), _results_sentence(accounts.results)],
    ]
    if gabungan.outside:
        names = ", ".join(file.skp.pegawai.nama for file in gabungan.outside[:10] if file.skp)
        rows.append(["Berkas di luar unit ini", len(gabungan.outside), f"tidak ada dalam daftar pegawai unit: {names}"])
    if accounts.roles and accounts.compared and gabungan.compared:
        terms = accounts.roles.sentence(RoleFate.TANPA_PERAN)
        without = accounts.compared.count(RoleFate.TANPA_PERAN)
        rows.append(["Peran yang disepakati", accounts.roles.total, f"= {terms}; {without} {RoleFate.TANPA_PERAN}"])
    if gabungan.news:
        rows.append([PERUBAHAN, len(gabungan.news.changes), gabungan.news.sentence()])
    if gabungan.blocked:
        roots = [blocked for blocked in gabungan.blocked if blocked.root]
        names = ", ".join(f"{blocked.orang.nama} ({blocked.total} orang)" for blocked in roots[:5])
        rows.append(["Rantai terhambat", len(gabungan.blocked), f"pangkalnya: {names}"])
    return BookTable("Ringkasan", [("Hal", 44), ("Banyak", 12), ("Keterangan", 100)], rows)


def _results_sentence(results: Account[ResultFate]) -> str:
    """What stands in these matrices, then what was read and does not."""
    here = (ResultFate.DI_PRODUK, ResultFate.BELUM_TERPETAKAN)
    sentence = "= " + " + ".join(f"{results.counts[fate]} {fate}" for fate in here)
    elsewhere = [f"{many} {fate}" for fate, many in results.counts.items() if many and fate not in here]
    return "; ".join([sentence, *elsewhere])


def changes_table(gabungan: Gabungan) -> BookTable:
    """What is new since the last merge: a row per person, result or move, unit by unit."""
    news = required(gabungan.news, "perubahan sejak penggabungan terakhir")
    rows: list[list[Nilai]] = [
        [
            *place_cells(gabungan.organisasi, change.unit),
            change.nama,
            change.nip,
            change.news,
            change.before,
            change.now,
        ]
        for change in news.changes
    ]
    columns = [
        *PLACE.items(), ("Nama", 28.0), ("NIP", 21.0), ("Apa yang berubah", 26.0), ("Semula", 48.0), ("Sekarang", 48.0),
    ]  # fmt: skip
    return BookTable(PERUBAHAN, columns, rows, [news.sentence()])


def everybody(people: Sequence[RosterPerson], folder: Path) -> BookTable:
    """How it stands with everybody, with how many results of each stand in a matriks."""
    return completeness("Kelengkapan", people, folder, [person.results for person in people])


def about_cells(gabungan: Gabungan) -> int:
    """About how many cells the plain tables have."""
    findings = len(gabungan.findings) + sum(len(file.findings) for file in gabungan.files)
    return count_data(gabungan) * len(LEBAR_DATA) + findings * 10

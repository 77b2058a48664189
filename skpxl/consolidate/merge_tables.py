"""The sheets behind the matrices: accounts, completeness. They lay out what the merge counted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from skpxl.books.matriks_pages import WidePrint
from skpxl.books.tables import BookTable, Nilai
from skpxl.consolidate.completeness import completeness
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_data import LEBAR_DATA, count_data
from skpxl.consolidate.merge_details import agreed_and_written, blocked_chains, data_tables
from skpxl.consolidate.merge_sense import alike
from skpxl.consolidate.own_tables import own_form_tables
from skpxl.consolidate.people import RosterPerson
from skpxl.consolidate.place import PLACE, place_cells
from skpxl.errors import required
from skpxl.findings import Finding
from skpxl.model.fate import Account, PersonFate, ResultFate, RoleFate
from skpxl.model.putus import JenisPutus
from skpxl.placing.susunan import baris_skp
from skpxl.receive.report import findings_table
from skpxl.template.library import Library

PERUBAHAN = "Perubahan"
# What a matriks prints, and what belongs to it though somebody decided that it is not printed by itself.
_PRINTED = (ResultFate.DI_PRODUK, ResultFate.BELUM_TERPETAKAN)
_HERE = (*_PRINTED, ResultFate.DIKELUARKAN, ResultFate.DIGABUNG)
# What is said of the cell of a link by the merge, and by the check of the file alone.
_MISSING_LINKS = ("belum-terpetakan", "rantai-putus", "tautan-bertentangan")
_LINKS = ("diintervensi-tidak-dikenal", "diintervensi-kosong")
# Fates that most runs have none of are named only where somebody has them.
_RARE = (PersonFate.TAK_DIPAKAI, PersonFate.TIDAK_BERTUGAS, PersonFate.TANPA_UNIT)


def merge_tables(gabungan: Merged, library: Library, target: Path, wide: Sequence[WidePrint] = ()) -> list[BookTable]:
    """All sheets behind the matrices; `target` is where the workbook will stand (links are relative to it).

    `wide` are the matrices that are printed by product instead.
    """
    folder = target.parent
    findings = all_findings(gabungan)
    tables = [summary(gabungan, wide), *([changes_table(gabungan)] if gabungan.news else [])]
    tables.append(everybody(gabungan.people, folder))
    if gabungan.compared:
        tables.append(agreed_and_written(gabungan, folder))
    if gabungan.blocked:
        tables.append(blocked_chains(gabungan))
    if gabungan.doubles:
        tables.append(alike(gabungan, folder))
    tables.append(findings_table(findings, library, folder, places=(PLACE, partial(place_cells, gabungan.organisasi))))
    return [*tables, *data_tables(gabungan), *own_form_tables(gabungan.own_forms, folder, alone=False)]


def all_findings(gabungan: Merged) -> list[Finding]:
    """What the merge found, then what was found in each file, with the unit of whose it is.

    What a link lacks is told once: by the merge, which knows what it holds up, but for a blank, which is an error of the form.
    Of a choice that waits for the superior's SKP the merge tells that alone: it is on no list, as that SKP was not there.
    """
    of_files = [finding for file in gabungan.files for finding in file.findings]
    blank = {_where(finding) for finding in of_files if finding.code == "diintervensi-kosong"}
    findings = [
        finding
        for finding in gabungan.findings
        if not (finding.code == "belum-terpetakan" and _where(finding) in blank)
    ]
    told = {_where(finding) for finding in findings if finding.code in _MISSING_LINKS}
    numbers = {id(orang): number for number, orang in enumerate(gabungan.organisasi.pegawai, start=1)}
    waiting = _waiting(gabungan)
    for file in gabungan.files:
        if file.findings:
            owner = baris_skp(gabungan.organisasi, file.skp) if file.skp else None
            unit = owner.unit_kerja if owner else ""
            number = numbers[id(owner)] if owner else 0
            findings += [
                finding.at(unit=unit)
                for finding in file.findings
                if not (finding.code in _LINKS and (_where(finding) in told or (number, finding.key) in waiting))
            ]
    # Which products nobody serves the merge itself says.
    return findings + [
        finding for file in gabungan.agreed_files for finding in file.findings if finding.code != "produk-tanpa-peran"
    ]


def _waiting(gabungan: Merged) -> set[tuple[int, str]]:
    """(row of the roster, key of the choice) of the results that have no place as the superior's SKP is missing."""
    return {
        (row.nomor, f"{peran.key}_diintervensi")
        for matriks in (*gabungan.matriks, *gabungan.sheets())
        for row in matriks.baris
        for peran in row.sisa
        if peran.putus and peran.putus.jenis is JenisPutus.SKP
    }


def _where(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.sheet, finding.cell


def people_sentence(people: Account[PersonFate]) -> str:
    """`3 masuk + 1 belum masuk + 1 lowong`, as the console and the summary say it: those that are in are one term."""
    masuk = people.count(*(fate for fate in PersonFate if fate.is_in))
    others = Account(people.what, {fate: many for fate, many in people.counts.items() if not fate.is_in})
    return f"{masuk} masuk + {others.sentence(*_RARE)}"


def summary(gabungan: Merged, wide: Sequence[WidePrint] = ()) -> BookTable:
    """The accounts of files, people, results and agreed roles; which matrices are printed otherwise (`wide`)."""
    accounts = gabungan.accounts
    source = "menurut daftar pegawai" if gabungan.by_roster else "menurut formulir yang masuk (tanpa daftar pegawai)"
    rows: list[list[Nilai]] = [
        ["Berkas diterima", accounts.files.total, f"= {accounts.files.sentence()}"],
        ["Orang dalam unit", accounts.people.total, f"= {people_sentence(accounts.people)}; {source}"],
        ["Hasil kerja", accounts.results.count(*_HERE), _results_sentence(accounts.results)],
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
    if gabungan.journal.decisions:
        applied, again = len(list(gabungan.penempatan.berlaku())), len(gabungan.penempatan.berubah)
        said = f"diterapkan; {again} ditanyakan lagi karena SKP-nya berubah; {gabungan.journal.baru} baru kali ini"
        rows.append(["Keputusan atas hasil kerja", applied, said])
    if gabungan.blocked:
        roots = [blocked for blocked in gabungan.blocked if blocked.root]
        names = ", ".join(f"{blocked.orang.nama} ({blocked.total} orang)" for blocked in roots[:5])
        rows.append(["Rantai terhambat", len(gabungan.blocked), f"pangkalnya: {names}"])
    if wide:
        said = "hampir kosong bila dicetak sebagai matriks; cetakannya lembar Cetak di belakang matriksnya"
        rows.append(["Matriks yang dicetak menurut produk", len(wide), f"{WidePrint.all_of(wide)}: {said}"])
    return BookTable("Ringkasan", [("Hal", 44), ("Banyak", 12), ("Keterangan", 100)], rows)


def _results_sentence(results: Account[ResultFate]) -> str:
    """What stands in these matrices, then what was read and does not."""
    here = [f"{results.counts[fate]} {fate}" for fate in _HERE if results.counts[fate] or fate in _PRINTED]
    sentence = "= " + " + ".join(here)
    elsewhere = [f"{many} {fate}" for fate, many in results.counts.items() if many and fate not in _HERE]
    return "; ".join([sentence, *elsewhere])


def changes_table(gabungan: Merged) -> BookTable:
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


def about_cells(gabungan: Merged) -> int:
    """About how many cells the plain tables have."""
    findings = len(gabungan.findings) + sum(len(file.findings) for file in gabungan.files)
    return count_data(gabungan) * len(LEBAR_DATA) + findings * 10

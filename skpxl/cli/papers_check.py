"""`skpxl papers check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.papers_use import CheckedPapers, Use, check_use, use_options
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import COLOURS, MOST, account, in_figures, say_finding
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.model.pegawai import Pegawai
    from skpxl.papers.choice import Berkas
    from skpxl.papers.judging import Kelengkapan, TakDiminta
    from skpxl.template.rules import Aturan


@click.command("check", epilog="Contoh:  skpxl papers check dokumen --use kp-2024 --year 2026 --roster roster.xlsx")
@options.as_json
@click.option("--report", type=options.PATH, help="Tulis laporan .xlsx: siapa, dokumen mana, ada atau tidak.")
@click.option("--make-index", is_flag=True, help="Buat, atau lengkapi, indeks hasil pindai di --index.")
@options.force("Timpa laporan yang sudah ada.")
@use_options(several=True)
@pass_call
def check(
    call: Call,
    paths: tuple[Path, ...],
    use: Use,
    selection: options.Selection,
    make_index: bool,
    report: Path | None,
) -> int:
    """Periksa per pegawai: dokumen penilaian kinerja mana yang ada, belum ditandatangani, atau tidak ada.

    Isi berkas yang menentukan, bukan namanya: juga predikatnya, bila keperluannya meminta paling rendah Baik. Dua SKP setahun
    (mutasi, Plt.) diminta keduanya; siapa yang tidak mempunyai keperluan itu (PPPK) disebut, tidak ditagih. Hasil pindai tidak
    dapat dibaca program: isilah indeksnya (--index INDEKS.xlsx --make-index), lalu jalankan lagi dengan --index. Tanda tangan
    tidak pernah dianggap ada pada buku kerja; yang elektronik dalam PDF hanya dilihat, tidak diperiksa keabsahannya.
    """
    from skpxl.campaign.remembered import INDEX
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.papers.report import SEEN_ONLY, report_of_papers

    if make_index and use.index is None:
        raise UsageError("Indeksnya ke mana? Tambahkan --index INDEKS.xlsx.")
    checked = check_use(call, paths, use, selection, index_may_be_new=make_index)
    result, aturan = checked.result, call.library.aturan
    if report:
        workbook = report_of_papers(result, report)
        write_whole(report, workbook, force=call.force)
    if make_index and use.index:
        _write_index(call, checked, use.index)
        call.remember(INDEX, use.index)
    if call.as_json:
        say_json(_as_json(checked, aturan))
    else:
        for kegunaan in result.uses:
            say(f"{kegunaan.nama}, untuk tahun {kegunaan.tahun}: {len(kegunaan.perlu)} dokumen per pegawai")
            _print_people(result.people[kegunaan], result.not_asked[kegunaan], aturan)
        _print_findings(result.about_files())
        for kegunaan in result.uses:
            people = account(len(result.people[kegunaan]), "pegawai", result.count_people(kegunaan))
            others = "".join(f"; {many} {fate}" for fate, many in result.other_rows(kegunaan).items())
            say(f"{kegunaan.nama}: {people}{others}.")
        say(account(len(result.received), "berkas", result.count_files()) + ".")
        if any(file.received.signed for file in result.received):
            say(SEEN_ONLY)
        if report:
            say(f"Laporan: {report}")
    return 1 if count(result.findings)["galat"] else 0


_NOT_ASKED_MOST = 20  # of whom one only has to know that nothing is asked
_REST = "semuanya di laporan (--report) atau dengan --json"


def _print_people(people: "Sequence[Kelengkapan]", not_asked: "Sequence[TakDiminta]", aturan: "Aturan") -> None:
    """Everybody; of very many the first, those who lack something before the others."""
    if len(people) > MOST:
        people = sorted(people, key=lambda person: person.complete)
    room, rest = MOST, list(people)
    while rest and room > 0:
        lines = _of_person(rest.pop(0), aturan)
        say(*lines)
        room -= len(lines)
    if rest:
        complete = sum(person.complete for person in rest)
        counts = f"{in_figures(complete)} lengkap, {in_figures(len(rest) - complete)} belum lengkap"
        say(f"  … dan {in_figures(len(rest))} pegawai lagi ({counts}); {_REST}.")
    for one in not_asked[:_NOT_ASKED_MOST]:
        say(f"  {_who(one.orang)}: tidak dimintai dokumen, {one.reason}")
    if len(not_asked) > _NOT_ASKED_MOST:
        say(f"  … dan {in_figures(len(not_asked) - _NOT_ASKED_MOST)} pegawai lagi tidak dimintai dokumen; {_REST}.")


def _of_person(person: "Kelengkapan", aturan: "Aturan") -> list[str]:
    """The lines of one person: complete, or what is missing in words."""
    from skpxl.papers.report import lacking

    who = _who(person.orang)
    if person.complete and not person.gaps:
        return [f"  {who}: lengkap"]
    found = sum(1 for paper in person.papers if paper.file)
    missing = [f"    {status}: {', '.join(papers)}" for status, papers in lacking(person, aturan).items()]
    return [f"  {who}: {found} dari {len(person.papers)} ada", *missing]


def _who(orang: "Pegawai") -> str:
    return f"{orang.nama} ({orang.nip or 'tanpa NIP'})"


def _print_findings(findings: "Sequence[Finding]") -> None:
    """What is to be said of files and of the index, worst first; of very many only the first."""
    severities = list(COLOURS)
    ordered = sorted(findings, key=lambda finding: severities.index(finding.severity.value))
    if ordered:
        say("Tentang berkasnya:")
    for finding in ordered[:MOST]:
        file = f"{finding.file}: " if finding.file else ""
        say_finding(finding.severity.value, f"{file}{finding.message}")
    if len(ordered) > MOST:
        say(f"  … dan {in_figures(len(ordered) - MOST)} temuan lagi; {_REST}.")


def _write_index(call: Call, checked: CheckedPapers, index: Path) -> None:
    """Write the index anew; what was typed into the one before is in it, so nothing is lost by writing it over."""
    from skpxl.files.output import write_whole
    from skpxl.papers.index import index_workbook
    from skpxl.receive.report import link_to

    data, number = index_workbook(
        checked.result,
        earlier=checked.index,
        link=lambda file: link_to(file, "", "", index.parent),
        sandi=call.password,
        kertas=call.kertas,
    )
    if not number and not checked.index:
        say("Tidak ada berkas yang perlu diindeks.", err=True)
        return
    write_whole(index, data, force=True)
    say(f"Indeks: {index}, {number} berkas. Isi yang kuning, simpan, lalu jalankan lagi dengan --index.", err=True)


def _as_json(checked: CheckedPapers, aturan: "Aturan") -> dict[str, Any]:
    """One object: every use with its people, every file, the accounts, the findings."""
    result = checked.result
    return {
        "uses": [
            {
                "use": kegunaan.kode,
                "year": kegunaan.tahun,
                "verified": kegunaan.terverifikasi,
                "people": [_person_as_json(person, aturan) for person in result.people[kegunaan]],
                "not_asked": [
                    {"nip": one.orang.nip, "nama": one.orang.nama, "reason": one.reason}
                    for one in result.not_asked[kegunaan]
                ],
                "counts": {"pegawai": len(result.people[kegunaan]), **result.count_people(kegunaan)},
            }
            for kegunaan in result.uses
        ],
        "files": [_file_as_json(file) for file in result.received],
        "counts": {"berkas": len(result.received), **result.count_files()},
        "findings": [finding.as_dict() for finding in result.findings],
    }


def _person_as_json(person: "Kelengkapan", aturan: "Aturan") -> dict[str, Any]:
    return {
        "nip": person.orang.nip,
        "nama": person.orang.nama,
        "lengkap": person.complete,
        "outcome": person.fate,
        "papers": [
            {
                "paper": paper.wanted.kode,
                "year": paper.wanted.tahun,
                "name": paper.in_words(aturan),
                "status": paper.status.value,
                "predikat": paper.isi.predikat,
                "fulfils": paper not in person.below if paper.isi.predikat else None,
                "file": paper.file.name if paper.file else "",
            }
            for paper in person.papers
        ],
    }


def _file_as_json(file: "Berkas") -> dict[str, Any]:
    return {
        "file": file.name,
        "outcome": file.fate,
        "reason": file.reason,
        "same_as": file.same_as,
        "sha256": file.received.digest,
        "papers": [
            {"paper": stamp.kode, "nip": stamp.nip, "year": stamp.tahun, "signed": signed}
            for stamp, signed in file.papers
        ],
    }

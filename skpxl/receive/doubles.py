"""The same answers twice, contradicting ones, and forms that nobody filled in: which file of one form counts. It reads none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from skpxl.findings import Finding, temuan
from skpxl.model.fate import FileFate

if TYPE_CHECKING:
    from skpxl.receive.validate import ReceivedFile

PERLU_PERBAIKAN, GANDA = FileFate.PERLU_PERBAIKAN, FileFate.GANDA
# What is said of a form that came back as it was issued.
_BLANK = ("belum-diisi", "formulir-kosong", "matriks-belum-diisi", "evaluasi-belum-diisi")


def doubles_and_contradictions(files: list["ReceivedFile"]) -> list["ReceivedFile"]:
    """Mark re-sends, and contradicting files of one person, period and penilai.

    The same answers count once, the first file of the last issue standing for them. A later issue number replaces an
    earlier one. Two different ones of the same issue contradict each other: neither is used until somebody decides. Files
    that are not what was issued take no part: nobody must be able to push out a colleague's SKP. Nor does one that nobody
    has filled in beside one that is filled in: forms are forwarded as they were issued.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for position, file in enumerate(files):
        if file.content and file.reading.form and file.counted:
            stamp = file.reading.form.stamp
            groups.setdefault((stamp.form, stamp.id, stamp.nip, str(stamp.periode), stamp.penilai), []).append(position)
    files = list(files)
    for members in groups.values():
        _mark(files, members)
    return files


def _mark(files: list["ReceivedFile"], members: list[int]) -> None:
    filled = [position for position in members if not _is_blank(files[position])]
    newest = max(filled, key=lambda position: _issue_of(files[position]), default=None)
    distinct: list[int] = []
    if newest is not None:
        for position in members:
            if position not in filled and _issue_of(files[position]) >= _issue_of(files[newest]):
                blank = temuan("berkas-belum-diisi", berkas_lain=files[newest].reading.file)
                files[position] = with_finding(files[position], blank, nasib=GANDA, dipakai=False)
        members = [position for position in members if files[position].fate is not GANDA]
    for position in sorted(members, key=lambda position: -_issue_of(files[position])):
        twin = next((other for other in distinct if _answers(files[other]) == _answers(files[position])), None)
        if twin is None:
            distinct.append(position)
        else:
            double = temuan("berkas-ganda", berkas_lain=files[twin].reading.file)
            files[position] = with_finding(files[position], double, nasib=GANDA, dipakai=False)
    issues = {position: _issue_of(files[position]) for position in distinct}
    last = [position for position in distinct if issues[position] == max(issues.values())]
    for position in distinct:
        if position not in last:
            double = temuan("berkas-terganti", berkas_lain=files[last[0]].reading.file)
            files[position] = with_finding(files[position], double, nasib=GANDA, dipakai=False)
    if len(last) > 1:
        for position in last:
            other = next(other for other in last if other != position)
            contradiction = temuan(
                "berkas-bertentangan",
                berkas_lain=files[other].reading.file,
                beda=_difference(files[position], files[other]),
            )
            files[position] = with_finding(files[position], contradiction, nasib=PERLU_PERBAIKAN, dipakai=False)


def _is_blank(file: "ReceivedFile") -> bool:
    return any(finding.code in _BLANK for finding in file.findings)


def _answers(file: "ReceivedFile") -> Mapping[str, str]:
    return file.reading.form.isian if file.reading.form else {}


def _issue_of(file: "ReceivedFile") -> int:
    return file.reading.form.stamp.terbitan if file.reading.form else 0


def _difference(file: "ReceivedFile", other: "ReceivedFile") -> str:
    """Up to five cells in which two files differ."""
    ours, theirs = _answers(file), _answers(other)
    cells = [file.reading.cells.get(key, key) for key in sorted({*ours, *theirs}) if ours.get(key) != theirs.get(key)]
    return ", ".join(cells[:5]) + (f" dan {len(cells) - 5} sel lain" if len(cells) > 5 else "")


def with_finding(file: "ReceivedFile", finding: Finding, *, nasib: FileFate, dipakai: bool) -> "ReceivedFile":
    """The file with one finding more, its fate, and whether it counts."""
    who = file.reading.form.terkunci.get("pegawai_nama", "") if file.reading.form else ""
    finding = finding.at(file=file.reading.file, who=who)
    # A double does not count, so nothing in it is to be mended either.
    findings = (finding,) if nasib == GANDA else (*file.findings, finding)
    return replace(file, findings=findings, fate=nasib, counted=dipakai)

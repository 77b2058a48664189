"""The same answers twice, contradicting ones, and forms that nobody filled in: which file of one form counts. It reads none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from skpxl.findings import Finding, temuan
from skpxl.model.fate import FileFate
from skpxl.model.kedatangan import Kedatangan
from skpxl.receive.latest import Addresses, Came, Latest, answers, emptied, latest

if TYPE_CHECKING:
    from skpxl.receive.validate import ReceivedFile

PERLU_PERBAIKAN, GANDA = FileFate.PERLU_PERBAIKAN, FileFate.GANDA
# What is said of a form that came back as it was issued.
_BLANK = ("belum-diisi", "formulir-kosong", "matriks-belum-diisi", "evaluasi-belum-diisi")
_CELLS_MAX = 5


def doubles_and_contradictions(
    files: list["ReceivedFile"], came: Came = lambda file: None, addresses: Addresses = lambda nip: frozenset()
) -> list["ReceivedFile"]:
    """Mark re-sends, and contradicting files of one person, period and penilai.

    The same answers count once, the first file of the last issue standing for them. A later issue number replaces an
    earlier one. Of different ones of the same issue the latest without a galat counts where it is known when they `came`
    (`latest` has the rules); where it is not, they contradict each other: none is used until somebody decides. Files that are
    not what was issued take no part: nobody must be able to push out a colleague's SKP. Nor does one that nobody has filled
    in beside one that is filled in: forms are forwarded as they were issued.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for position, file in enumerate(files):
        if file.content and file.reading.form and file.counted:
            stamp = file.reading.form.stamp
            groups.setdefault((stamp.form, stamp.id, stamp.nip, str(stamp.periode), stamp.penilai), []).append(position)
    files = list(files)
    for members in groups.values():
        _mark(files, members, came, addresses)
    return files


def _mark(files: list["ReceivedFile"], members: list[int], came: Came, addresses: Addresses) -> None:
    filled = [position for position in members if not _is_blank(files[position])]
    newest = max(filled, key=lambda position: _issue_of(files[position]), default=None)
    distinct: dict[int, list[int]] = {}  # and those that say the same
    if newest is not None:
        for position in members:
            if position not in filled and _issue_of(files[position]) >= _issue_of(files[newest]):
                blank = temuan("berkas-belum-diisi", berkas_lain=files[newest].reading.file)
                files[position] = with_finding(files[position], blank, nasib=GANDA, dipakai=False)
        members = [position for position in members if files[position].fate is not GANDA]
    for position in sorted(members, key=lambda position: -_issue_of(files[position])):
        twin = next((other for other in distinct if answers(files[other]) == answers(files[position])), None)
        if twin is None:
            distinct[position] = [position]
        else:
            distinct[twin].append(position)
            double = temuan("berkas-ganda", berkas_lain=files[twin].reading.file)
            files[position] = with_finding(files[position], double, nasib=GANDA, dipakai=False)
    issues = {position: _issue_of(files[position]) for position in distinct}
    last = [position for position in distinct if issues[position] == max(issues.values())]
    for position in distinct:
        if position not in last:
            double = temuan("berkas-terganti", berkas_lain=files[last[0]].reading.file)
            files[position] = with_finding(files[position], double, nasib=GANDA, dipakai=False)
    if len(last) == 1:
        return
    order = {position: coming for position in last if (coming := _last_coming(files, distinct[position], came))}
    if found := latest({position: files[position] for position in last}, order, addresses):
        _mark_latest(files, found, order)
        return
    for position in last:
        other = next(other for other in last if other != position)
        contradiction = temuan(
            "berkas-bertentangan",
            berkas_lain=files[other].reading.file,
            beda=_difference(files[position], files[other]),
        )
        files[position] = with_finding(files[position], contradiction, nasib=PERLU_PERBAIKAN, dipakai=False)


def _last_coming(files: Sequence["ReceivedFile"], same: Sequence[int], came: Came) -> Kedatangan | None:
    """When the same answers came last; None where that is not known of one of them."""
    comings = [came(files[position]) for position in same]
    known = [coming for coming in comings if coming]
    return max(known, key=lambda coming: coming.number) if len(known) == len(comings) else None


def _mark_latest(files: list["ReceivedFile"], found: Latest, order: Mapping[int, Kedatangan]) -> None:
    """Say of each of several files which counts, and in which cells they differ."""
    standing = files[found.counts]
    told = []
    for position in found.replaced:
        replaced = files[position]
        beda = _difference(standing, replaced)
        told.append(temuan("kiriman-mengganti", berkas_lain=replaced.reading.file, beda=beda))
        if lost := emptied(replaced, standing):
            told.append(temuan("kiriman-berkurang", berkas_lain=replaced.reading.file, beda=_named(lost)))
        info = temuan("kiriman-terganti", berkas_lain=standing.reading.file, beda=beda)
        files[position] = with_finding(replaced, info, nasib=GANDA, dipakai=False)
    for position in found.not_yet:
        warning = temuan("kiriman-belum-mengganti", berkas_lain=standing.reading.file)
        files[position] = with_finding(files[position], warning, nasib=PERLU_PERBAIKAN, dipakai=False)
    for position in found.strange:
        stranger = files[position]
        galat = temuan(
            "kiriman-orang-lain",
            berkas_lain=standing.reading.file,
            beda=_difference(stranger, standing),
            pengirim=", ".join(sorted(order[position].senders)),
        )
        files[position] = with_finding(stranger, galat, nasib=PERLU_PERBAIKAN, dipakai=False)
    for finding in told:
        files[found.counts] = with_finding(files[found.counts], finding, nasib=standing.fate, dipakai=standing.counted)


def _is_blank(file: "ReceivedFile") -> bool:
    return any(finding.code in _BLANK for finding in file.findings)


def _issue_of(file: "ReceivedFile") -> int:
    return file.reading.form.stamp.terbitan if file.reading.form else 0


def _difference(file: "ReceivedFile", other: "ReceivedFile") -> str:
    """The first cells in which two files differ."""
    ours, theirs = answers(file), answers(other)
    return _named(
        [file.reading.cells.get(key, key) for key in sorted({*ours, *theirs}) if ours.get(key) != theirs.get(key)]
    )


def _named(cells: Sequence[str]) -> str:
    more = len(cells) - _CELLS_MAX
    return ", ".join(cells[:_CELLS_MAX]) + (f" dan {more} sel lain" if more > 0 else "")


def with_finding(file: "ReceivedFile", finding: Finding, *, nasib: FileFate, dipakai: bool) -> "ReceivedFile":
    """The file with one finding more, its fate, and whether it counts."""
    who = file.reading.form.terkunci.get("pegawai_nama", "") if file.reading.form else ""
    finding = finding.at(file=file.reading.file, who=who)
    # A double does not count, so nothing in it is to be mended either.
    findings = (finding,) if nasib == GANDA else (*file.findings, finding)
    return replace(file, findings=findings, fate=nasib, counted=dipakai)

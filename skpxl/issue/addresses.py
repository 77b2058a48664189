"""Where each form of a run goes: by what it is, never by its place on the roster; and which issued form it replaces.

The code of a workbook is its identity. One that was issued before keeps its file; another one of the same person and year (a
second post, a new penilai) gets the next number. A form whose row of the roster has become another one since is replaced.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import required
from skpxl.files.output import standing
from skpxl.issue.manifest import IssuedRow
from skpxl.kinds.kind import Terbitan
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.template.form import Form
from skpxl.template.library import Library

# (what, as it was printed, as it is now)
Difference = tuple[str, str, str]
MASA = "masa"
_NUMBERED = re.compile(r"(.+)_\d{1,2}")


@dataclass(frozen=True)
class Renewal:
    """A form that would replace one issued before: whose it is, in what they differ, where the earlier one lies, and whether
    the person was named for it.
    """

    item: Terbitan
    differences: tuple[Difference, ...]
    before: str
    insisted: bool = False

    @property
    def only_days(self) -> bool:
        """True where nothing but the days has changed (mutasi, pensiun): what was issued, and filled in, still serves."""
        return bool(self.differences) and all(what == MASA for what, _, _ in self.differences)

    def in_words(self) -> str:
        """`penilai “A” menjadi “B”, unit kerja ...`, the first three."""
        told = [
            f"{what} “{was}” menjadi “{now}”" if was else f"{what} “{now}”" for what, was, now in self.differences[:3]
        ]
        more = len(self.differences) - len(told)
        return ", ".join([*told, *([f"dan {more} isi tercetak lain"] if more else [])]) or "isi tercetaknya lain"


def addressed(
    planned: Sequence[Terbitan], before: Sequence[IssuedRow], folder: Path, library: Library
) -> list[Terbitan]:
    """The forms with the files that they are to have in `folder`; `before` is what was issued."""
    known = {row.kode: row.berkas for row in before}
    taken: dict[str, str] = {row.berkas: row.kode for row in before}
    found = []
    for item in planned:
        if item.form is not None:
            code = item.form.stamp.id
            path = Path(known.get(code) or _free(item.path, code, taken, folder, library))
            taken[path.as_posix()] = code
            item = replace(item, path=path)
        found.append(item)
    return found


def _free(path: Path, code: str, taken: Mapping[str, str], folder: Path, library: Library) -> str:
    """The first of `path`, `path_2`, `path_3`, ... that no other workbook has."""
    number, candidate = 1, path
    while taken.get(candidate.as_posix(), code) != code or _holds_another(folder / candidate, code, library):
        number += 1
        candidate = path.with_stem(f"{path.stem}_{number}")
    return candidate.as_posix()


def _holds_another(file: Path, code: str, library: Library) -> bool:
    """True where a workbook of another code stands; what is none of ours is dealt with when it is written."""
    from skpxl.forms.read import read_form

    form = read_form(file, library).form if standing(file) is not None else None
    return form is not None and form.stamp.id != code


def renewals(
    planned: Sequence[Terbitan],
    settled: Sequence[Terbitan],
    before: Sequence[IssuedRow],
    organisasi: Organisasi,
    insisted: Collection[str] = (),
) -> dict[str, Renewal]:
    """Which forms of a run replace one that was issued before, by their codes; `settled` are those of `planned` with the files
    that `addressed` gave them, `insisted` the NIP of those whom the run is about by name.

    An issued form is replaced where the roster has no row for it any more: neither its code is planned, nor is there another
    row of the person with the same jabatan, unit and penilai.
    """
    issued, gone = {row.kode for row in before}, _gone(planned, before)
    found: dict[str, Renewal] = {}
    replaced: set[str] = set()
    for plain, item in zip(planned, settled, strict=True):
        if item.form is None or item.form.stamp.id in issued:
            continue
        rows = [
            row
            for row in gone.get(plain.path.stem, ())
            if row.kode not in replaced and not _has_row(row, item, organisasi)
        ]
        if rows:
            told, nearest = min(
                ((_differences(row, item, organisasi), row) for row in rows), key=lambda pair: len(pair[0])
            )
            replaced.add(nearest.kode)
            found[item.form.stamp.id] = Renewal(item, tuple(told), nearest.berkas, item.orang.nip in insisted)
    return found


def outlived(
    planned: Sequence[Terbitan], settled: Sequence[Terbitan], before: Sequence[IssuedRow], organisasi: Organisasi
) -> dict[str, str]:
    """The files that count no more because a form issued before them is the one of today again, with that form's file: a
    penilai or unit has been set back on the roster. Of who has several rows nothing is said: each may have a form of its own.
    """
    issued, gone = {row.kode for row in before}, _gone(planned, before)
    return {
        row.berkas: item.path.as_posix()
        for plain, item in zip(planned, settled, strict=True)
        if item.form and item.form.stamp.id in issued and len(organisasi.baris_pegawai(item.orang.nip)) == 1
        for row in gone.get(plain.path.stem, ())
        if row.nip == item.orang.nip
    }


def _gone(planned: Sequence[Terbitan], before: Sequence[IssuedRow]) -> dict[str, list[IssuedRow]]:
    """What was issued and is not planned, by each name that it may have been planned as."""
    codes = {item.form.stamp.id for item in planned if item.form}
    gone: dict[str, list[IssuedRow]] = {}
    for row in before:
        for name in _names(Path(row.berkas)) if row.kode not in codes else ():
            gone.setdefault(name, []).append(row)
    return gone


def _names(path: Path) -> list[str]:
    """What a file may have been planned as: its own name, and that without the number that `_free` puts behind it."""
    match = _NUMBERED.fullmatch(path.stem)
    return [path.stem, *([match[1]] if match else [])]


def _has_row(row: IssuedRow, item: Terbitan, organisasi: Organisasi) -> bool:
    """True where an issued form belongs to another row of the person than the one a new form is planned for. What was made
    for another person under that name is a unit's, whose head has changed.
    """
    return row.nip == item.orang.nip and any(
        other is not item.orang
        and sidik(other.jabatan) == sidik(row.jabatan)
        and sidik(organisasi.nama_unit(other.unit_kerja)) == sidik(row.unit)
        and _same(organisasi.penilai(other), row)
        for other in organisasi.baris_pegawai(row.nip)
    )


def _same(penilai: Identitas, row: IssuedRow) -> bool:
    return (
        penilai.nip == row.nip_penilai if penilai.nip and row.nip_penilai else sidik(penilai.nama) == sidik(row.penilai)
    )


def _differences(row: IssuedRow, item: Terbitan, organisasi: Organisasi) -> list[Difference]:
    """In what a planned form differs from an issued one, as far as the manifest tells; else it is the period."""
    form = required(item.form, "formulir yang direncanakan")
    penilai = organisasi.penilai(item.orang)
    now = (
        ("nama", row.nama, item.orang.nama),
        ("NIP", row.nip, item.orang.nip),
        ("pejabat penilai", row.penilai or row.nip_penilai, penilai.nama or penilai.nip),
        ("unit kerja", row.unit, organisasi.nama_unit(item.orang.unit_kerja)),
        ("jabatan", row.jabatan, item.orang.jabatan),
        ("formulir", row.formulir, form.definition.form),
    )
    found = [(what, was, new) for what, was, new in now if sidik(was) != sidik(new)]
    return found or [(MASA, "", form.stamp.periode.tercetak())]


def printed_differences(before: Form, now: Form) -> tuple[Difference, ...]:
    """In what two issues of one workbook differ: in locked cells, the lists to choose from, the roles they begin with."""
    found = []
    for slot in now.layout.slots:
        if slot.terkunci and (was := before.terkunci.get(slot.key, "")) != (new := now.terkunci.get(slot.key, "")):
            of_penilai = slot.key.startswith("pejabat_penilai_")
            found.append((f"{slot.sebutan} penilai" if of_penilai else slot.sebutan, was, new))
    lists = {
        "pilihan hasil kerja atasan": [[one.teks for one in form.hasil_atasan] for form in (before, now)],
        "peran yang sudah tertulis": [[one.teks for one in form.ikatan] for form in (before, now)],
    }
    found += [(what, _few(was), _few(new)) for what, (was, new) in lists.items() if was != new]
    return tuple(found)


def _few(texts: Sequence[str]) -> str:
    """A list in few words."""
    return "; ".join(texts[:2]) + (f"; dan {len(texts) - 2} lagi" if len(texts) > 2 else "") or "tidak ada"

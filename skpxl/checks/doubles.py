"""Results of several people that are probably one in several wordings: as groups, with a wording for all. It merges none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.findings import Finding, temuan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.teks import one_line, sidik
from skpxl.model.unit import Unit
from skpxl.sense.compare import Sense
from skpxl.sense.doubles import groups_of_doubles

# What one line of a finding tells of a group; all of it stands in a sheet of its own.
_WORDINGS_TOLD = 5
_PEOPLE_TOLD = 3


@dataclass(frozen=True)
class NearDoubles:
    """One group: the `wording` proposed for all, and the results with their rows, in the order of the matriks."""

    unit: Unit
    wording: str
    members: tuple[tuple[BarisMatriks, Peran], ...]

    def by_wording(self) -> dict[str, list[tuple[BarisMatriks, Peran]]]:
        """The members by what they say, the wording that most have first."""
        found: dict[str, list[tuple[BarisMatriks, Peran]]] = {}
        for row, peran in self.members:
            found.setdefault(sidik(peran.teks), []).append((row, peran))
        ordered = sorted(found.values(), key=lambda same: -len(same))
        return {one_line(same[0][1].teks): same for same in ordered}


def near_doubles(matriks: MatriksPeranHasil, sense: Sense) -> list[NearDoubles]:
    """The groups of one unit in which at least two people have written one result in different words."""
    roles = [(row, peran) for row in matriks.baris for peran in row.semua_peran()]
    found = []
    for places in groups_of_doubles(sense, [peran.teks for _, peran in roles]):
        members = tuple(roles[place] for place in places)
        if len({row.nomor or row.nip or row.nama for row, _ in members}) > 1:
            found.append(NearDoubles(matriks.unit, common_wording([p.teks for _, p in members], sense), members))
    return found


def common_wording(texts: Sequence[str], sense: Sense) -> str:
    """The wording for all of a group: the one that most have, else as an achievement, in full, without a number before it."""
    many = Counter(sidik(sense.bare(text)) for text in texts)

    def rank(text: str) -> tuple[int, bool, int]:
        return many[sidik(text)], text.partition(" ")[0].casefold().endswith("nya"), len(text)

    return sense.without_end(max((one_line(sense.bare(text)) for text in texts), key=rank))


def check_doubles(groups: Sequence[NearDoubles]) -> Iterator[Finding]:
    """One finding for each group, at the first result that says it otherwise than the wording proposed."""
    for group in groups:
        row, peran = next((m for m in group.members if sidik(m[1].teks) != sidik(group.wording)), group.members[0])
        wordings = list(group.by_wording().items())
        told = [f"“{text}” ({_people(same)})" for text, same in wordings[:_WORDINGS_TOLD]]
        more = len(wordings) - _WORDINGS_TOLD
        yield temuan(
            "rencana-mirip",
            key=peran.key,
            item=group.unit.nama,
            found=peran.teks,
            suggestion=group.wording,
            banyak=len(group.members),
            tulisan="; ".join(told) + (f"; dan {more} tulisan lain" if more > 0 else ""),
        ).at(who=row.nip, unit=group.unit.kode)


def _people(same: Sequence[tuple[BarisMatriks, Peran]]) -> str:
    names = list(dict.fromkeys(row.nama or row.jabatan for row, _ in same))
    more = len(names) - _PEOPLE_TOLD
    return ", ".join(names[:_PEOPLE_TOLD]) + (f" dan {more} orang lain" if more > 0 else "")

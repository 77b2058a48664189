"""Which file stands for which paper, and which files only repeat one. Of one year somebody may have papers of several SKPs
(mutasi, Plt., a second penilai): these stand beside each other. It judges no paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import PaperFileFate
from skpxl.papers.printed import Isi
from skpxl.papers.receive import ReceivedPaper

SAME_CONTENT = "isinya sama persis"
SAME_PAPER = "dokumen, pegawai, dan tahunnya sama"
BETTER = "dokumen yang sama sudah ada dalam bentuk yang lebih jadi"


class PaperInFile(NamedTuple):
    """A paper in a file, and whether it is known to be signed."""

    mark: CapDokumen
    signed: bool


@dataclass(frozen=True)
class Berkas:
    """One file after the check: the papers in it, its fate, why, the file it doubles, what its papers say."""

    received: ReceivedPaper
    papers: tuple[PaperInFile, ...]
    fate: PaperFileFate
    reason: str = ""
    same_as: str = ""
    says: tuple[tuple[CapDokumen, Isi], ...] = ()

    @property
    def name(self) -> str:
        """The file as people know it."""
        return self.received.name

    @property
    def needs_index(self) -> bool:
        """True where only the index can tell what it is, or whether it is signed; also where it has told already."""
        if not self.received.size or self.reason == SAME_CONTENT:
            return False
        unsigned = self.received.can_be_signed and not self.received.signed and self.fate != PaperFileFate.GANDA
        return not self.received.papers or unsigned


class Chosen(NamedTuple):
    """The file that stands for a paper, and what the paper says."""

    file: Berkas
    isi: Isi


class _Candidate(NamedTuple):
    number: int
    isi: Isi
    post: str = ""

    def of_other_skp(self, other: "_Candidate") -> bool:
        """True where the rows of the roster or what both say tell them apart."""
        return bool(self.post and other.post and self.post != other.post) or self.isi.of_other_skp(other.isi)


def choose(
    files: Sequence[Berkas],
    asked: set[tuple[str, int]],
    many: Callable[[CapDokumen], int] = lambda mark: 1,
    post: Callable[[CapDokumen, Isi], str] = lambda mark, isi: "",
) -> tuple[list[Berkas], dict[CapDokumen, tuple[Chosen, ...]]]:
    """(the files, those that only repeat another marked so; for every paper asked for what stands for it, one per SKP).

    `many` tells how many SKPs the person of a paper has in its year by the roster, `post` which of them one certainly is.
    """
    judged = list(files)
    first: dict[str, int] = {}
    for number, file in enumerate(files):
        if not file.received.digest:
            continue
        original = first.setdefault(file.received.digest, number)
        if original != number:
            judged[number] = replace(file, fate=PaperFileFate.GANDA, reason=SAME_CONTENT, same_as=files[original].name)
    candidates: dict[CapDokumen, list[_Candidate]] = {}
    for number, file in enumerate(judged):
        if file.fate != PaperFileFate.GANDA:
            for mark, _ in file.papers:
                if (mark.kode, mark.tahun) in asked and mark.nip:
                    says = [isi for known, isi in file.says if known == mark] or [Isi()]
                    candidates.setdefault(mark, []).extend(_Candidate(number, isi, post(mark, isi)) for isi in says)
    chosen = {mark: _best_of_each(mark, found, judged, many(mark)) for mark, found in candidates.items()}
    standing = {one.number for best in chosen.values() for one in best}
    for number in sorted({one.number for found in candidates.values() for one in found} - standing):
        file = judged[number]
        # A form is what the paper was made of, and stands beside it.
        if not file.received.is_form and all(mark in chosen for mark, _ in file.papers):
            mark = file.papers[0].mark
            own = next(one for one in candidates[mark] if one.number == number)
            better = judged[next(one for one in chosen[mark] if not own.of_other_skp(one)).number]
            reason = SAME_PAPER if _rank(better, mark) == _rank(file, mark) else BETTER
            judged[number] = replace(file, fate=PaperFileFate.GANDA, reason=reason, same_as=better.name)
    return judged, {
        mark: tuple(Chosen(judged[candidate.number], candidate.isi) for candidate in found)
        for mark, found in chosen.items()
    }


def _best_of_each(
    mark: CapDokumen, candidates: Sequence[_Candidate], files: Sequence[Berkas], many: int
) -> list[_Candidate]:
    """The best candidate of each SKP, in the order of their days, then of the files.

    One that says nothing of its SKP (a scan) stands before an unsigned one of some SKP, once, or as one of the `many` SKPs
    that somebody has by the roster.
    """
    ranked = sorted(candidates, key=lambda one: (_rank(files[one.number], mark), one.number))
    best: list[_Candidate] = []
    for candidate in ranked:
        if not candidate.isi.nothing_known and all(candidate.of_other_skp(other) for other in best):
            best.append(candidate)
    taken: set[int] = set()
    for candidate in ranked:
        if not candidate.isi.nothing_known:
            continue
        rank = _rank(files[candidate.number], mark)
        worse = [n for n, one in enumerate(best) if n not in taken and rank < _rank(files[one.number], mark)]
        if worse:
            stood = best[worse[0]]
            best[worse[0]] = _Candidate(candidate.number, candidate.isi.with_post_of(stood.isi), stood.post)
            taken.add(worse[0])
        elif len(best) < max(many, 1):
            taken.add(len(best))
            best.append(candidate)
    return sorted(best, key=lambda one: (str(one.isi.masa or ""), one.number))


def _rank(file: Berkas, mark: CapDokumen) -> tuple[bool, int]:
    """What stands for a paper sooner: signed before unsigned, then what is to be signed, then workbooks, then forms."""
    received = file.received
    return PaperInFile(mark, True) not in file.papers, 0 if received.can_be_signed else 2 if received.is_form else 1

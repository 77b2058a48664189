"""What a finished paper is, told from its printed lines: title, period, whose. File names are never looked at.

A paper counts as recognised only where all three are certain. The NIP that stands first must belong to the person whose
name stands first: where a pegawai's NIP was left out, the next one on the page is his superior's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.nama import bare_name
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.unit import Organisasi
from skpxl.template.labels import Label, fold

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NIP = re.compile(r"(?<!\d)(\d{8}[\s.]?\d{6}[\s.]?[12][\s.]?\d{3})(?!\d)")
# Lines between a title and the identity; a title further down belongs to something else.
_LONGEST_HEAD = 30
_QUARTER = re.compile(r"(?i)\b(triwulan|semester)\s+(?:ke[- ]?)?(iv|iii|ii|i|[1-4])\b")
_MONTH = re.compile(r"(?i)\bbulan\s+([a-z]{3,9})\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# What the paper of an evaluation is called (aturan/berkas.toml) where its form is a periodic one and no more is known.
PERIODIK = "evaluasi-periodik"
# Lines of one page that are looked at: an annual evaluation prints a few hundred.
MOST_LINES = 5_000
_CONTINUED = 2


@dataclass(frozen=True)
class Recognition:
    """The papers that a file is, and where there are none: why, in Indonesian.

    `printed` are the papers with all their lines, as often as they stand: somebody may have two of a kind and year.
    """

    papers: tuple[CapDokumen, ...] = ()
    reason: str = ""
    printed: tuple[tuple[CapDokumen, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class PaperRecogniser:
    """Recognises papers by the wordings of `label-berkas.toml` (`berkas`) and `label-skp.toml` (`skp`) and the roster.

    `wanted` are the kinds that some use asks for.
    """

    berkas: Label
    skp: Label
    organisasi: Organisasi
    wanted: frozenset[str]

    def recognise(self, pages: Sequence[Sequence[str]]) -> Recognition:
        """The papers in a file with these pages (or sheets) of printed lines, in the order in which they are read."""
        if not any(line.strip() for lines in pages for line in lines):
            return Recognition(reason="tidak memuat tulisan yang dapat dibaca")
        printed: list[tuple[CapDokumen, list[str]]] = []
        reasons: dict[str, str] = {}
        for lines in pages:
            begun = len(printed)
            for kind, section in self._sections(lines[:MOST_LINES]):
                paper = self._paper(kind, section)
                if isinstance(paper, str):
                    reasons.setdefault(kind, paper)
                else:
                    printed.append((paper, section))
            if printed and begun == len(printed):
                printed[-1][1].extend(lines[:MOST_LINES])  # a page without a title goes on with the paper before it
        papers = list(dict.fromkeys(paper for paper, _ in printed))
        # A title that stands again, as in a list of contents, says nothing new; one that was never understood is a paper
        # lost, unless nobody asks for it.
        known = {paper.kode for paper in papers}
        lost = [reason for kind, reason in reasons.items() if kind not in known and (kind in self.wanted or not known)]
        if lost:
            return Recognition(reason=lost[0])
        if not papers:
            return Recognition(reason="tidak memuat judul dokumen yang dikenal")
        return Recognition(tuple(papers), printed=tuple((paper, tuple(section)) for paper, section in printed))

    def fits(self, marks: Sequence[CapDokumen], pages: Sequence[Sequence[str]]) -> bool:
        """True where the people whom marks name are printed on the pages, too: a paper may have been typed over."""
        printed = {nip for lines in pages for line in lines for nip in _nips_in(line)}
        return all(mark.nip in printed for mark in marks if mark.nip)

    def _sections(self, lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """Every title of a page with the lines from it to the next one."""
        current: tuple[str, list[str]] | None = None
        for line in lines:
            if kind := self._kind(line):
                if current:
                    yield current
                current = (kind, [line])
            elif current:
                current[1].append(line)
        if current:
            yield current

    def _kind(self, line: str) -> str:
        """The kind of paper whose title a line is: the title alone, with a year, or at the head of a line in capitals."""
        if kind := self.berkas.cocok("judul", line):
            return kind
        start = self.berkas.awal("judul", line, tanda="")
        if start is None:
            return ""
        kind, rest = start
        return kind if line.isupper() or re.fullmatch(r"(?i)(?:tahun\s+)?20\d\d", rest.strip()) else ""

    def _paper(self, kind: str, lines: Sequence[str]) -> CapDokumen | str:
        """The paper that begins with this title, or why it is not certain."""
        title = _quote(lines[0])
        until = next((number for number, line in enumerate(lines) if self._names_pegawai(line)), 0)
        if not 0 < until <= _LONGEST_HEAD:
            # A list of papers carries their titles, too.
            return f"judulnya {title}, tetapi di bawahnya tidak ada “Pegawai yang dinilai”"
        head = lines[:until]
        if any(self.berkas.memuat("periodik", line) for line in head) and kind not in self.berkas.grup["wajib"]:
            kind = periodic_kind(kind, _period_code(head, self.skp))
        elif kind in self.berkas.grup["wajib"] and not any(kind in self.berkas.memuat("wajib", line) for line in head):
            return f"judulnya {title}, tetapi masanya bukan yang diminta atau tidak terbaca"
        years = self._years(head)
        if len(years) != 1:
            problem = f"tahunnya lebih dari satu ({', '.join(sorted(years))})" if years else "tahunnya tidak tercetak"
            return f"judulnya {title}, tetapi {problem}"
        nip = self._nip(lines[until:])
        if not nip:
            return f"judulnya {title}, tetapi nama dan NIP pegawainya tidak cocok dengan daftar pegawai"
        return CapDokumen(kind, nip, int(years.pop()))

    def _names_pegawai(self, line: str) -> bool:
        return "pegawai" in self.skp.memuat("siapa", line) or "pegawai" in self.berkas.memuat("siapa", line)

    def _years(self, head: Sequence[str]) -> set[str]:
        """The years of the title, else of the period, else of all lines above the identity."""
        if years := set(_YEAR.findall(head[0])):
            return years
        for number, line in enumerate(head):
            if self.skp.memuat("periode", line):
                for continued in head[number : number + 1 + _CONTINUED]:
                    if years := set(_YEAR.findall(continued)):
                        return years
        return {year for line in head for year in _YEAR.findall(line)}

    def _nip(self, lines: Sequence[str]) -> str:
        """The NIP that stands first, where the person of the roster whose name stands first has it; else nothing."""
        nip = next((found for line in lines for found in _nips_in(line)), "")
        if not nip:
            return ""
        return nip if nip in next(self._named(" ".join(lines)), ()) else ""

    def names(self, text: str) -> str:
        """The NIP of the one person of the roster whom a text names, by NIP or in full; empty for nobody and for several."""
        nips = {nip for nip in _nips_in(text) if self.organisasi.find_pegawai(nip)}
        nips = nips or {nip for bearers in self._named(text) for nip in bearers}
        return nips.pop() if len(nips) == 1 else ""

    def _named(self, text: str) -> Iterator[frozenset[str]]:
        """For every name of the roster in a text, in order, the NIPs of those who bear it."""
        words = fold(text).split()
        for position, word in enumerate(words):
            for name, nips in self._by_first_word.get(word, ()):
                if tuple(words[position : position + len(name)]) == name:
                    yield nips
                    break

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]:
        """First word of a name -> (words of the name without titles, NIPs of those who bear it), longest names first."""
        bearers: dict[tuple[str, ...], set[str]] = {}
        for pegawai in self.organisasi.pegawai:
            words = tuple(fold(bare_name(pegawai.nama)).split())
            if words and pegawai.nip:
                bearers.setdefault(words, set()).add(pegawai.nip)
        found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for words, nip in sorted(bearers.items(), key=lambda entry: -len(entry[0])):
            found.setdefault(words[0], []).append((words, frozenset(nip)))
        return found


def periodic_kind(kind: str, code: str) -> str:
    """The short name of the paper of a period shorter than a year: the document (`dokumen-evaluasi-tw2`) or the evaluation
    itself (`evaluasi-s1`). `code` is that of `masa_evaluasi`; where it is not known the paper is only known to be periodic.
    """
    stem = "dokumen-evaluasi" if kind == "evaluasi-kinerja-pegawai" else "evaluasi"
    return f"{stem}-{code.casefold()}" if code else PERIODIK


def _period_code(head: Sequence[str], skp: Label) -> str:
    """`tw2`, `s1`, `b03`, where the head of a paper names one period; else nothing."""
    codes: set[str] = set()
    for line in head:
        for noun, number in _QUARTER.findall(line):
            counted = _ROMAN.get(number.casefold()) or int(number)
            codes.add(f"{'tw' if noun.casefold() == 'triwulan' else 's'}{counted}")
        for month in _MONTH.findall(line):
            if known := skp.ragam("bulan").get(month.casefold()):
                codes.add(f"b{int(known):02d}")
    return codes.pop() if len(codes) == 1 else ""


def _nips_in(line: str) -> list[str]:
    """The well-formed NIPs of a line, as digits."""
    digits = (clean_nip(found) for found in _NIP.findall(line))
    return [nip for nip in digits if parse_nip(nip).jenis]


def _quote(title: str) -> str:
    return "“" + " ".join(title.split())[:60] + "”"

"""The sentence of a finding, from the wording of pesan.toml: where, what, rule, what to do. It decides nothing."""

import re
from collections.abc import Iterable, Mapping

from skpxl.findings.finding import Finding
from skpxl.model.pasted import pasted
from skpxl.model.shown import shown_lines

UNSAID = "…"  # stands where a sentence has a place for something that is not known
_TYPED = "ketik_"
_PLACE = re.compile(r"\{\w+\}")
_SUGGESTING = re.compile(r"[^.]*\{suggestion\}[^.]*\.?")

Pesan = Mapping[str, Mapping[str, str]]


class _Parts(dict[str, str]):
    """A place without a value is seen as dots instead of raising: a clerk sees the sentence either way.

    `ketik_X` is X as it is typed in a command.
    """

    def __missing__(self, name: str) -> str:
        typed = name.removeprefix(_TYPED)
        return pasted(self[typed]) if typed in self else UNSAID


def kalimat(finding: Finding, pesan: Pesan, *, to_sender: bool = False) -> tuple[str, str]:
    """(what is wrong, what to do) for one finding, placeholders filled.

    `to_sender`: to the pegawai who filled the form in, who has no skpxl: `saran_pengirim` where the wording has one.
    """
    wording = pesan.get(finding.code, {})
    parts = {
        **dict(finding.rincian),
        "found": _shortened(finding.found),
        "suggestion": finding.suggestion,
        "item": finding.item,
        "cell": finding.cell,
        "file": finding.file,
    }
    parts = _Parts({name: shown_lines(text) for name, text in parts.items()})
    advice = wording.get("saran", "")
    if to_sender:
        advice = wording.get("saran_pengirim", advice)
    if not finding.suggestion:
        # Nothing comes near: the sentence that would name it is left out.
        advice = _SUGGESTING.sub("", advice)
    return wording.get("pesan", finding.code).format_map(parts), advice.format_map(parts).strip()


def in_general(code: str, pesan: Pesan, *parts: str) -> str:
    """The sentence of a rule without a case: dots where one would stand. `parts` are `pesan` (alone by default), `saran`."""
    texts = pesan.get(code, {})
    return " ".join(_PLACE.sub(UNSAID, texts.get(part, "")) for part in parts or ("pesan",)).rstrip()


def _shortened(text: str, length: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def worded(findings: Iterable[Finding], pesan: Pesan) -> list[Finding]:
    """The same findings with `message` set: `SKP!E9 · Hasil kerja utama no. 1: ... Isi sel E9.`"""
    said = []
    for finding in findings:
        problem, advice = kalimat(finding, pesan)
        place = f"{finding.sheet}!{finding.cell}" if finding.cell and finding.sheet else finding.sheet
        address = shown_lines(" · ".join(part for part in (place, finding.item) if part))
        said.append(finding.at(message=(f"{address}: " if address else "") + f"{problem} {advice}".strip()))
    return said

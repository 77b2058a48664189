"""How heavily an instansi takes the rules on contents and people: another severity for a code, or none. It finds nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from skpxl.findings.catalogue import KODE
from skpxl.findings.finding import Finding, Severity

Weight = Literal["galat", "peringatan", "info", "mati"]
OFF = "mati"
# The rules that may be weighed otherwise. Whose form it is, what is damaged, and what a form asks for is no matter of taste.
WEIGHABLE = tuple(code for code, rule in KODE.items() if rule.lingkup in ("isi", "kewajaran"))


def refusal(codes: Iterable[str]) -> str:
    """Why one of these codes may not be weighed otherwise, in Indonesian; empty where all may."""
    for code in codes:
        if code not in KODE:
            return f"kode `{code}` tidak ada; lihat semuanya dengan `skpxl rules`"
        if code not in WEIGHABLE:
            return f"berat `{code}` tetap; yang dapat diatur hanya aturan isi SKP dan kewajaran pegawai: {', '.join(WEIGHABLE)}"
    return ""


def weighed(findings: Iterable[Finding], weights: Mapping[str, str]) -> Iterator[Finding]:
    """The findings with the severity that `weights` gives their codes; those that are off are left out."""
    for finding in findings:
        weight = weights.get(finding.code, finding.severity.value)
        if weight != OFF:
            yield finding if weight == finding.severity else replace(finding, severity=Severity(weight))

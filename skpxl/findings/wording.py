"""The sentence of a finding, from the wording of pesan.toml: where, what, rule, what to do. It decides nothing."""

import re
from collections.abc import Iterable, Mapping

from skpxl.findings.finding import Finding

_USULAN = re.compile(r"[^.]*\{suggestion\}[^.]*\.?")

Pesan = Mapping[str, Mapping[str, str]]


class _Sisa(dict[str, str]):
    """Placeholders without a value stay visible instead of raising: a clerk sees the sentence either way."""

    def __missing__(self, nama: str) -> str:
        return "{" + nama + "}"


def kalimat(temuan: Finding, pesan: Pesan) -> tuple[str, str]:
    """(what is wrong, what to do) for one finding, placeholders filled."""
    kata = pesan.get(temuan.code, {})
    isi = _Sisa(temuan.rincian)
    isi |= {
        "found": _pendek(temuan.found),
        "suggestion": temuan.suggestion,
        "item": temuan.item,
        "cell": temuan.cell,
        "file": temuan.file,
    }
    saran = kata.get("saran", "")
    if not temuan.suggestion:
        # Nothing comes near: the sentence that would name it is left out.
        saran = _USULAN.sub("", saran)
    return kata.get("pesan", temuan.code).format_map(isi), saran.format_map(isi).strip()


def _pendek(teks: str, panjang: int = 80) -> str:
    satu_baris = " ".join(teks.split())
    return satu_baris if len(satu_baris) <= panjang else satu_baris[: panjang - 1] + "…"


def worded(findings: Iterable[Finding], pesan: Pesan) -> list[Finding]:
    """The same findings with `message` set: `SKP!E9 · Hasil kerja utama no. 1: ... Isi sel E9.`"""
    hasil = []
    for satu in findings:
        apa, saran = kalimat(satu, pesan)
        tempat = f"{satu.sheet}!{satu.cell}" if satu.cell and satu.sheet else satu.sheet
        awal = " · ".join(bagian for bagian in (tempat, satu.item) if bagian)
        hasil.append(satu.at(message=(f"{awal}: " if awal else "") + f"{apa} {saran}".strip()))
    return hasil

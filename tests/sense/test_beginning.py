"""A result is known again before its indikator, however the two are joined; what continues otherwise is another text."""

import pytest
from catalogue import LIBRARY

from skpxl.sense.index import BySense

RHK, IKI = "Meningkatnya mutu layanan kesehatan dasar", "Persentase puskesmas terakreditasi paripurna"
OTHER = "Meningkatnya mutu layanan kesehatan rujukan"
KNOWN = BySense(LIBRARY.sense, [(RHK, "rhk"), (OTHER, "other"), (f"{RHK} {IKI}", "both"), (IKI, "iki")])
PLAIN = BySense(LIBRARY.sense, [(RHK, "rhk"), (OTHER, "other")])


@pytest.mark.parametrize(
    "text",
    [
        f"{RHK} ({IKI})", f"{RHK} - {IKI}", f"{RHK}\n{IKI}", f"{RHK} – {IKI}", f"{RHK} | Indikator: {IKI}", f"{RHK}; {IKI}",
        f"{RHK}: {IKI}", f"{RHK} [{IKI}]", f"{RHK} / {IKI}", f"{RHK}\r\n- {IKI}", f"{RHK}. {IKI}", f"{RHK} {IKI}",
        f"{RHK}\nIKI: {IKI}", f"1. {RHK.upper()}\n({IKI.upper()})", f"{RHK} (Indikator: {IKI}.)",
    ],
)  # fmt: skip
def test_joined_in_whatever_way(text):
    assert PLAIN.find(text) == ["rhk"]
    assert KNOWN.find(text) in (["both"], ["rhk"])


def test_either_alone():
    assert [KNOWN.find(text) for text in (RHK, IKI.upper(), f"2) {RHK}")] == [["rhk"], ["iki"], ["rhk"]]


@pytest.mark.parametrize(
    "text",
    [
        f"{RHK} dan rujukan", f"{RHK}, rujukan dan jiwa", "Meningkatnya mutu layanan (kesehatan dasar dan rujukan)", "",
        f"Persiapan {RHK} ({IKI})", f"{RHK} - {OTHER}", f"{RHK}\n{OTHER}", "- (", f"Terbangunnya jembatan ({RHK})",
    ],
)  # fmt: skip
def test_what_is_another_text_or_two_is_not_taken(text):
    assert PLAIN.find(text) == []

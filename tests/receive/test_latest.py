"""Different files of one workbook: the latest whole one counts where it is known which came later, and only then."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from forms import (
    GOOD,
    INSTANSI,
    KETUA,
    KUANTITATIF,
    LIBRARY,
    MATRIKS,
    ORGANISASI,
    SIGNING_KEY,
    make_form,
    read,
    written,
)

from skpxl.model.fate import FileFate
from skpxl.model.kedatangan import Kedatangan
from skpxl.receive.interpret import understood
from skpxl.receive.validate import Measure, check_all

A, B, C = Kedatangan(10, 9, "a"), Kedatangan(20, 15, "b"), Kedatangan(30, 25, "c")
OWNER, OFFICE, STRANGER = "ketua@contoh.test", "dinas@contoh.test", "orang@lain.test"


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        (B, A, True),
        (A, B, False),
        # Two of one run, or of two runs at once: nobody knows.
        (Kedatangan(11, 9, "a"), A, False),
        (A, Kedatangan(11, 9, "a"), False),
        (Kedatangan(11, 8, "a"), Kedatangan(10, 7, "a"), False),
        # A mailbox and a chat have an order.
        (Kedatangan(12, 9, "a", "box", 12, "m2"), Kedatangan(11, 9, "a", "box", 11, "m1"), True),
        (Kedatangan(11, 9, "a", "box", 11, "m1"), Kedatangan(12, 9, "a", "box", 12, "m2"), False),
        (Kedatangan(12, 9, "a", "box", 12, "m1"), Kedatangan(11, 9, "a", "box", 11, "m1"), False),
        (Kedatangan(12, 9, "a", "kotak lain", 12, "m2"), Kedatangan(11, 9, "a", "box", 11, "m1"), False),
    ],
)
def test_which_of_two_came_later(one, other, later):
    assert one.is_after(other) is later


@pytest.mark.parametrize(
    ("since", "dated", "sender", "later"),
    [
        (9, "2024-01-03", OWNER, True),  # one run: what he has dated says it
        (9, "2024-01-01", OWNER, False),
        (9, "2024-01-03", STRANGER, False),  # of somebody else the date says nothing
        (15, "2024-01-01", OWNER, False),  # arrived later, dated earlier: nobody knows
        (15, "2024-01-01", STRANGER, True),
        (15, "", OWNER, True),
    ],
)
def test_whoever_sent_both_has_dated_both(since, dated, sender, later):
    first = Kedatangan(10, 9, "a", "x", 10, "m1", frozenset({OWNER}), "2024-01-02")
    assert Kedatangan(20, since, "b", "y", 20, "m2", frozenset({sender}), dated).is_after(first) is later


def answers_with(target: str) -> dict:
    """The good answers, with another target in the first indikator."""
    good = GOOD[KUANTITATIF]
    first, *rest = good["hasil_kerja"]["utama"]
    row, *rows = first["indikator"]
    changed = {**first, "indikator": [{**row, "target": target}, *rows]}
    return {**good, "hasil_kerja": {**good["hasil_kerja"], "utama": [changed, *rest]}}


def judged(
    forms: Mapping[str, dict], comings: Mapping[str, Kedatangan | None], email: str = OWNER, form: str = KUANTITATIF
) -> dict[str, tuple]:
    """Of each file, by name: its fate, whether it counts, and what is said between files."""
    organisasi = ORGANISASI.model_copy(
        update={
            "pegawai": [
                one.model_copy(update={"email": email}) if one.nip == KETUA else one for one in ORGANISASI.pegawai
            ]
        }
    )
    readings = [
        replace(read(written(make_form(form, told, signing_key=SIGNING_KEY)), signing_key=SIGNING_KEY), file=name)
        for name, told in forms.items()
    ]
    measure = Measure(LIBRARY, instansi=INSTANSI, organisasi=organisasi, signing_key=SIGNING_KEY)
    files = check_all([understood(one) for one in readings], measure, lambda file: comings.get(file.reading.file))
    codes = ("berkas-", "kiriman-")
    return {
        file.reading.file: (file.fate, file.counted, *(one.code for one in file.findings if one.code.startswith(codes)))
        for file in files
    }


OLD, NEW, WRONG = answers_with("90 %"), answers_with("95 %"), answers_with("")
D, P, G = FileFate.DITERIMA, FileFate.PERLU_PERBAIKAN, FileFate.GANDA


def by(coming: Kedatangan, sender: str) -> Kedatangan:
    return coming._replace(senders=frozenset({sender}))


@pytest.mark.parametrize(
    ("forms", "comings", "told"),
    [
        ((OLD, NEW), (A, B), ((G, False, "kiriman-terganti"), (D, True, "kiriman-mengganti"))),
        ((OLD, NEW), (B, A), ((D, True, "kiriman-mengganti"), (G, False, "kiriman-terganti"))),
        ((OLD, NEW), (A, None), ((P, False, "berkas-bertentangan"), (P, False, "berkas-bertentangan"))),
        ((OLD, NEW), (A, Kedatangan(11, 9, "a")), ((P, False, "berkas-bertentangan"),) * 2),
        # What is not whole replaces nothing that is; what is not whole first is replaced.
        ((OLD, WRONG), (A, B), ((D, True), (P, False, "kiriman-belum-mengganti"))),
        ((WRONG, NEW), (A, B), ((G, False, "kiriman-terganti"), (D, True, "kiriman-mengganti"))),
        ((OLD, WRONG), (A, Kedatangan(11, 9, "a")), ((D, True), (P, False, "kiriman-belum-mengganti"))),
        # A stranger pushes nobody out; who has sent the first, and whom the roster knows, does.
        ((OLD, NEW), (by(A, OWNER), by(B, STRANGER)), ((D, True), (P, False, "kiriman-orang-lain"))),
        ((OLD, NEW), (A, by(B, STRANGER)), ((D, True), (P, False, "kiriman-orang-lain"))),
        ((OLD, NEW), (by(A, STRANGER), by(B, OWNER)), ((G, False, "kiriman-terganti"), (D, True, "kiriman-mengganti"))),
        ((OLD, NEW), (by(A, STRANGER), by(B, STRANGER)), ((G, False, "kiriman-terganti"), (D, True, "kiriman-mengganti"))),
        (
            (OLD, WRONG, NEW),
            (A, B, C),
            ((G, False, "kiriman-terganti"),) * 2 + ((D, True, "kiriman-mengganti", "kiriman-mengganti"),),
        ),
        # The old answers once more, saved anew: they came last.
        (
            (OLD, NEW, OLD),
            (A, B, C),
            ((D, True, "kiriman-mengganti"), (G, False, "kiriman-terganti"), (G, False, "berkas-ganda")),
        ),
    ],
)  # fmt: skip
def test_the_latest_whole_one_counts(forms, comings, told):
    names = [f"{number}.xlsx" for number in range(len(forms))]
    found = judged(dict(zip(names, forms, strict=True)), dict(zip(names, comings, strict=True)))
    assert tuple(found.values()) == told


def test_of_what_is_gone_from_the_later_one_people_are_warned():
    less = {**OLD, "hasil_kerja": {**OLD["hasil_kerja"], "utama": OLD["hasil_kerja"]["utama"][:-1]}}
    found = judged({"lama.xlsx": OLD, "baru.xlsx": less}, {"lama.xlsx": A, "baru.xlsx": B})
    assert found == {
        "lama.xlsx": (G, False, "kiriman-terganti"),
        "baru.xlsx": (found["baru.xlsx"][0], True, "kiriman-mengganti", "kiriman-berkurang"),
    }


def test_two_people_who_each_fill_in_a_part_of_one_matriks_replace_nothing():
    whole = GOOD[MATRIKS]
    [block] = [name for name, value in whole.items() if isinstance(value, dict) and "baris" in value]
    rows = whole[block]["baris"]
    first = {**whole, block: {**whole[block], "baris": [*rows[:-1], {}]}}
    second = {**whole, block: {**whole[block], "baris": [{}, *rows[1:]]}}
    found = judged({"1.xlsx": first, "2.xlsx": second}, {"1.xlsx": A, "2.xlsx": B}, form=MATRIKS)
    assert {one[2:] for one in found.values()} == {("berkas-bertentangan",)}
    found = judged({"1.xlsx": first, "2.xlsx": whole}, {"1.xlsx": A, "2.xlsx": B}, form=MATRIKS)
    assert [one[1:] for one in found.values()] == [(False, "kiriman-terganti"), (True, "kiriman-mengganti")]

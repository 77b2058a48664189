"""The rules on contents: nothing is told of what is right, and of each kind of wrong exactly what is, where it stands."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from contents import RUJUKAN, judged, skp_from
from work import calls

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.salinan import same_wording, wording_of
from skpxl.findings import Severity, temuan
from skpxl.findings.catalogue import KODE
from skpxl.findings.weights import weighed

HERE = Path(__file__).parent


def cases(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))["skp"]


def places(findings):
    return [f"{finding.code} {finding.key.removeprefix('hasil_kerja_')}" for finding in findings]


@pytest.mark.parametrize("case", cases("skp_benar.toml"), ids=lambda case: case["jabatan"])
def test_of_an_skp_that_is_right_nothing_is_told(case):
    assert places(judged(skp_from(case))) == []


@pytest.mark.parametrize("case", cases("skp_salah.toml"), ids=lambda case: case["jenis"])
def test_what_is_wrong_is_told_once_where_it_stands(case):
    assert sorted(places(judged(skp_from(case)))) == sorted(case["temuan"])


ROWS = tomllib.loads((HERE / "tulisan.toml").read_text(encoding="utf-8"))
BESIDE = " | | | Kualitas | Persentase pekerjaan yang diterima tanpa perbaikan | 95%"


def told_of(row):
    return places(judged(skp_from({"isi": f"utama | Meningkatnya kualitas pelayanan publik | {row}\n{BESIDE}"})))


def test_rows_as_officials_write_them_are_no_matter():
    assert {row: told for row in ROWS["benar"] if (told := told_of(row))} == {}


@pytest.mark.parametrize("code", ROWS["salah"])
def test_rows_that_are_wrong_are_told_once(code):
    codes = {row: [place.partition(" ")[0] for place in told_of(row)] for row in ROWS["salah"][code]}
    assert codes == {row: [code] for row in ROWS["salah"][code]}


def test_colleagues_with_one_wording_are_told_of_each_other():
    wrong = cases("skp_benar.toml")[0]
    people = {"199001012015032901": "Satu", "199001012015032902": "Dua", "199001012015032903": "Tiga"}
    skps = [skp_from({**wrong, "nip": nip, "nama": name}) for nip, name in people.items()]
    other = skp_from({**cases("skp_benar.toml")[1], "nip": "199001012015032904"})
    # What one person has sent twice is nobody's copy, nor are two blank ones.
    blank = [skp_from({"isi": "", "nip": nip}) for nip in people]
    same = same_wording([*skps, skps[0], other, other, *blank])
    assert same == {wording_of(skps[0]): people}
    told = Rujukan(RUJUKAN.daftar, isi=RUJUKAN.isi, sense=RUJUKAN.sense, serupa=[*people.values(), "Empat"])
    (finding,) = judged(skps[0], told)
    assert (finding.code, finding.key) == ("skp-serupa", "hasil_kerja_utama_1_rencana_hasil_kerja")
    assert dict(finding.rincian) == {"banyak": "4", "siapa": "Satu, Dua, Tiga dan 1 orang lain"}


def test_every_rule_on_contents_has_a_case():
    told = {place.partition(" ")[0] for case in cases("skp_salah.toml") for place in case["temuan"]}
    elsewhere = {"diintervensi-tidak-dikenal", "rencana-ganda", "rencana-berbutir", "indikator-ganda"}
    assert {code for code, rule in KODE.items() if rule.lingkup == "isi"} == told | elsewhere | {"skp-serupa"}


def test_an_office_weighs_a_rule_otherwise_or_turns_it_off():
    findings = [temuan("tahun-lain", key="a"), temuan("skp-serupa", key="b"), temuan("target-mustahil", key="c")]
    heavier = replace(findings[0], severity=Severity.GALAT)
    assert list(weighed(findings, {"tahun-lain": "galat", "skp-serupa": "mati"})) == [heavier, findings[2]]
    assert list(weighed(findings, {})) == findings


@pytest.mark.parametrize(
    "text",
    [
        "tahun 2024 ",
        "Kota Antah ",
        "sesuai sop ",
        "5 desa ",
        "RHK - ",
        "2026/2025 ",
        "1. ",
        "100% ",
        "- (",
        "a",
        "Dinas dan Kota ",
    ],
)
def test_a_cell_full_of_one_thing_takes_little_work(text):
    full = (text * 4_000)[:4_000].strip()
    skp = skp_from({"isi": f"utama | {full} | {full} | Kuantitas | {full} | {full}"})
    told = replace(RUJUKAN, hasil_atasan={"h": "Meningkatnya mutu layanan"})
    assert calls(lambda: judged(skp, told)) < 60_000

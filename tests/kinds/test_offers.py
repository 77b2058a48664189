"""A Perjanjian Kinerja, as TOML alone: filled in by a JPT, accepted, and what his SKP begins with."""

import pytest
from forms import JPT_KUALITATIF, JPT_KUANTITATIF, KABID, KETUA, LIBRARY, ORGANISASI, read, save, settings, wanting

from skpxl.forms.reading import Reading
from skpxl.forms.triage import Outcome
from skpxl.issue.generate import offered_results, plan
from skpxl.kinds.kind import Order, Wishes
from skpxl.kinds.offers import OFFER
from skpxl.kinds.skp import skp_dari
from skpxl.receive.interpret import understood
from skpxl.receive.validate import Measure, check_all
from skpxl.template.answers import to_values

FORM = "perjanjian-kinerja"
ANSWERS = {
    "perjanjian": {
        "sasaran": [
            {"nomor": 2, "rencana_hasil_kerja": "Meningkatnya profesionalitas ASN", "indikator": [
                {"indikator_kinerja_individu": "Indeks profesionalitas ASN", "target": "80", "perspektif": "Proses Bisnis"},
                {"nomor": 3, "indikator_kinerja_individu": "Nilai sistem merit", "target": "325"},
            ]},
            {"nomor": 4, "rencana_hasil_kerja": "Terkelolanya anggaran", "indikator": [
                {"indikator_kinerja_individu": "Serapan anggaran", "target": "95%"},
            ]},
        ]
    }
}  # fmt: skip


def with_head(pendekatan="kuantitatif"):
    people = [
        one.model_copy(update={"jenis_jabatan": "JPT Pratama", "pendekatan": pendekatan}) if one.nip == KABID else one
        for one in ORGANISASI.pegawai
    ]
    return ORGANISASI.model_copy(update={"pegawai": tuple(people)})


def planned(nip=KABID, pendekatan="kuantitatif", **wishes):
    (one,) = plan(Order(with_head(pendekatan), settings(), LIBRARY, Wishes(nips=[nip], **wishes)))
    return one


@pytest.fixture(scope="module")
def pledge():
    form = planned(form=FORM).form
    return form.filled(to_values(form.layout, ANSWERS, form.terkunci)[0])


def offers(form):
    cells = {slot.key: f"{slot.sheet}!A1" for slot in form.layout.slots}
    content = understood(Reading("a.xlsx", Outcome.KITA, form=form, cells=cells))
    return offered_results(check_all([content], Measure(LIBRARY)), Measure(LIBRARY))


def test_only_a_jpt_is_issued_one():
    one = planned(KETUA, form=FORM)
    assert (one.form, one.reason) == (None, "bukan JPT atau pimpinan unit kerja mandiri")


def test_what_it_lacks_is_asked_for_and_then_it_offers_nothing(pledge):
    half = pledge.filled({key: text for key, text in pledge.isian.items() if not key.endswith("2_indikator_1_target")})
    assert [(one.code, one.key) for one in wanting(half)] == [
        ("isian-kosong", "perjanjian_sasaran_2_indikator_1_target")
    ]
    assert offers(half) == {}
    assert wanting(pledge) == []


def test_the_skp_begins_with_it_open_and_bound(pledge, tmp_path):
    form = planned(offers=offers(pledge)).form
    assert form.stamp.form == JPT_KUANTITATIF
    root = "hasil_kerja_utama_"
    assert dict(form.isian) == {
        f"{root}1_rencana_hasil_kerja": "Meningkatnya profesionalitas ASN",
        f"{root}1_indikator_1_indikator_kinerja_individu": "Indeks profesionalitas ASN",
        f"{root}1_indikator_1_target": "80",
        f"{root}1_indikator_1_perspektif": "Proses Bisnis",
        f"{root}1_indikator_2_indikator_kinerja_individu": "Nilai sistem merit",
        f"{root}1_indikator_2_target": "325",
        f"{root}2_rencana_hasil_kerja": "Terkelolanya anggaran",
        f"{root}2_indikator_1_indikator_kinerja_individu": "Serapan anggaran",
        f"{root}2_indikator_1_target": "95%",
    }
    assert {bond.id for bond in form.ikatan} == {f"{OFFER}{pledge.stamp.id}:sasaran:{n}" for n in (2, 4)}
    back = read(save(form, tmp_path / "a.xlsx"), of=JPT_KUANTITATIF)
    assert (back.findings, dict(back.form.isian)) == ((), dict(form.isian))
    assert [hasil.peran_id for _, _, hasil in skp_dari(back.form).semua_hasil()][:2] == [None, None]


def test_a_kualitatif_skp_has_indikator_and_target_in_one_cell(pledge):
    form = planned(pendekatan="kualitatif", offers=offers(pledge)).form
    assert form.stamp.form == JPT_KUALITATIF
    assert form.isian["hasil_kerja_utama_1_ukuran_keberhasilan_2"] == "Nilai sistem merit: 325"


def test_what_has_no_place_in_the_skp_is_told(pledge):
    (first, *_) = offers(pledge)[KABID]
    many = [{"indikator_kinerja_individu": f"IKU {n}"} for n in range(9)]
    one = planned(offers={KABID: [type(first)(first.owner, first.id, first.texts, many)]})
    assert (one.form, one.reason) == (
        None, "“IKU 4” dari perjanjian kinerjanya tidak punya tempat di skp-jpt-kuantitatif",
    )  # fmt: skip

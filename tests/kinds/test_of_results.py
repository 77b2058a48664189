"""Forms that are issued from the accepted SKP, as TOML alone: rencana aksi and bukti dukung."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from forms import (
    GOOD,
    KETUA,
    KUANTITATIF,
    LIBRARY,
    STAF,
    evaluation_of,
    messages,
    order,
    read,
    save,
    skp_of,
    wanting,
    written,
)

from skpxl.consolidate.ekinerja_plans import plans_by_person
from skpxl.consolidate.own_forms import collect, own_form_records
from skpxl.files.walk import Arrival
from skpxl.forms.reading import Reading
from skpxl.forms.triage import Outcome
from skpxl.kinds.bebas import BEBAS
from skpxl.kinds.blank_evaluasi import with_evidence
from skpxl.kinds.of_results import changed_results, evidence_in, table_of_results
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.model.skp import HasilKerja, HasilKerjaSkp
from skpxl.receive.interpret import understood
from skpxl.receive.validate import Measure, check_all, validate
from skpxl.template.answers import to_values
from skpxl.template.form import Form

FORM = "rencana-aksi"
FIRST = {
    "rencana_aksi": "Menyusun jadwal", "target": "1 dokumen", "bukti_nama": "Jadwal",
    "bukti_tautan": "https://contoh.go.id/a", "bukti_tanggal": "31 Maret 2022",
}  # fmt: skip


@pytest.fixture(scope="module")
def skp():
    results = tuple(HasilKerja(id=f"H{n}", nomor=n, rencana_hasil_kerja=f"Tersusunnya hasil {n}") for n in (1, 3))
    return skp_of(GOOD[KUANTITATIF], nip=KETUA).model_copy(update={"hasil_kerja": HasilKerjaSkp(utama=results)})


@pytest.fixture(scope="module")
def issued(skp) -> Form:
    (one,) = BEBAS.plan(order(nips=[KETUA], skp={KETUA: [skp]}), LIBRARY.definition(FORM))
    assert one.form is not None
    return one.form


def filled(form: Form, **row: str) -> Form:
    answers = {"hasil_kerja": {"utama": [{"triwulan": [row or FIRST]}]}}
    return form.filled(to_values(form.layout, answers, form.terkunci)[0])


def test_its_items_are_the_results_counted_anew_and_its_rows_the_quarters(issued):
    assert dict(issued.stamp.jumlah) == {"utama": 2, "tambahan": 1}
    texts = {key: text for key, text in issued.terkunci.items() if key.startswith("hasil_kerja")}
    plan = {
        f"hasil_kerja_utama_{n}_rencana_hasil_kerja": text
        for n, text in enumerate(("Tersusunnya hasil 1", "Tersusunnya hasil 3"), 1)
    }
    rows = {
        f"hasil_kerja_utama_{n}_triwulan_{row}_periode": text
        for n in (1, 2)
        for row, text in enumerate(("I", "II", "III", "IV"), 1)
    }
    assert texts == plan | rows
    assert [(bond.id, bond.teks) for bond in issued.ikatan] == [
        ("H1", "Tersusunnya hasil 1"),
        ("H3", "Tersusunnya hasil 3"),
    ]


def test_who_has_no_accepted_skp_gets_none_and_hears_why(skp):
    (one,) = BEBAS.plan(order(nips=[STAF], skp={KETUA: [skp]}), LIBRARY.definition(FORM))
    assert (one.form, one.reason) == (None, "belum ada SKP-nya yang diterima; sebut foldernya dengan --from")


def test_an_own_form_without_such_a_table_is_issued_as_before():
    assert table_of_results(LIBRARY.definition(KUANTITATIF)) is None


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (FIRST, []),
        ({"rencana_aksi": "a", "target": ""}, [("isian-kosong", "hasil_kerja_utama_1_triwulan_1_target")]),
        ({"rencana_aksi": "", "target": "1 b"}, [("isian-kosong", "hasil_kerja_utama_1_triwulan_1_rencana_aksi")]),
        (
            {"rencana_aksi": "a", "target": "1 b", "bukti_tautan": "https://x"},
            [("isian-kosong", "hasil_kerja_utama_1_triwulan_1_bukti_nama")],
        ),
    ],
)
def test_a_step_has_a_target_and_a_link_has_a_name(issued, row, wanted):
    assert [(one.code, one.key) for one in wanting(filled(issued, **row))] == wanted


def test_it_is_held_against_the_skp_that_came_with_it(issued):
    same = {"H1": "Tersusunnya  hasil 1", "H3": "Tersusunnya hasil 3"}
    assert changed_results(issued, same) == []
    assert changed_results(issued, {}) == []
    found = changed_results(issued, {**same, "H3": "Tersusunnya hasil lain"})
    assert [(one.code, one.key, one.found, one.item) for one in found] == [
        (
            "hasil-lain-dari-skp",
            "hasil_kerja_utama_2_rencana_hasil_kerja",
            "Tersusunnya hasil 3",
            "Hasil kerja utama no. 2",
        )
    ]
    assert [one.key for one in changed_results(issued, {"H3": "Tersusunnya hasil 3"})] == [
        "hasil_kerja_utama_1_rencana_hasil_kerja"
    ]
    (said,) = messages(found)
    assert said == (
        "Hasil kerja utama no. 2: Rencana hasil kerja “Tersusunnya hasil 3” tidak lagi sama dengan SKP pegawai ini yang masuk "
        "bersamanya. Bila SKP-nya memang berubah, terbitkan lagi formulir ini dari SKP itu, lalu salin isiannya."
    )


def test_it_comes_back_as_it_was_filled_in_and_its_fields_go_to_e_kinerja(issued, tmp_path):
    path = save(filled(issued), tmp_path / "ra.xlsx")
    (file,) = validate([Arrival("ra.xlsx", data=path.read_bytes())], Measure(LIBRARY))
    assert (file.fate, [one.code for one in file.findings]) == ("diterima", [])
    row = file.bebas.isian["hasil_kerja"]["utama"][0]["triwulan"][0]
    assert {name: row[name] for name in FIRST} == FIRST and row["periode"] == "I"
    ((people, steps),) = plans_by_person([file]).items()
    assert people == (KETUA, file.bebas.pejabat_penilai.nip)
    place = "Hasil kerja utama 1 › Rencana aksi dan bukti dukung › Triwulan I"
    assert [(step.step, step.column, step.text) for step in steps] == [
        (f"{place} › {name}", name, text)
        for name, text in zip(
            ("Rencana aksi", "Target", "Bukti dukung", "Tautan", "Tanggal"), FIRST.values(), strict=True
        )
    ]
    not_counted = SimpleNamespace(bebas=file.bebas, reading=file.reading, counted=False, galat=0)
    assert plans_by_person([not_counted]) == {}


def test_without_names_its_answers_are_found_all_the_same(issued, tmp_path):
    form = filled(replace(issued))
    assert read(save(form, tmp_path / "ra.xlsx"), of=FORM).form.isian == dict(form.isian)


def test_its_evidence_stands_beside_the_result_on_the_evaluation_of_that_quarter(issued, skp):
    form = filled(issued)
    line = "I: Jadwal (31 Maret 2022) https://contoh.go.id/a"
    days = {code: masa_evaluasi(code, 2022)[1] for code in ("TW1", "TW2", "tahunan")}
    assert {code: evidence_in(form, masa) for code, masa in days.items()} == {
        "TW1": {"H1": line}, "TW2": {}, "tahunan": {"H1": line},
    }  # fmt: skip
    plain = evaluation_of(skp)
    with_it = with_evidence(plain, skp, {"H1": line}, None)
    key = "hasil_kerja_utama_1_bukti_dukung"
    assert key not in plain.layout.by_key
    assert with_it.terkunci[key] == line
    page = with_it.layout.halaman[0]
    assert page.kolom_cetak == plain.layout.halaman[0].kolom_cetak == with_it.layout.by_key[key].kotak.col - 1
    assert with_it.stamp.shape == plain.stamp.shape
    back = read(written(with_it.filled({})), of=with_it.stamp.form)
    assert back.form.terkunci[key] == line and back.findings == read(written(plain)).findings


def test_what_is_collected_names_the_result_of_each_row(issued):
    form = filled(issued)
    cells = {slot.key: f"{slot.sheet}!A1" for slot in form.layout.slots}
    read_as = understood(Reading("a.xlsx", Outcome.KITA, form=form, cells=cells))
    (own,) = collect(check_all([read_as], Measure(LIBRARY)), None)
    rows = list(own_form_records(own)[1])
    names = ("rencana_hasil_kerja", "triwulan_periode", "triwulan_bukti_nama")
    assert [[row[f"hasil_kerja_{name}"] for name in names] for row in rows] == [["Tersusunnya hasil 1", "I", "Jadwal"]]

"""Evaluation forms: issued from the accepted SKP, the plan locked, the predikat computed in the sheet and again here."""

import itertools
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from forms import (
    EVALUASI_FORMS,
    GOOD,
    INSTANSI,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PPPK,
    SIGNING_KEY,
    evaluation_of,
    make_form,
    messages,
    rated,
    read,
    save,
    settings,
    skp_of,
    wanting,
)
from recalculated import computed, without_values

from skpxl.checks.evaluasi import ATURAN, check_evaluasi
from skpxl.checks.rujukan import Rujukan
from skpxl.errors import UsageError
from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.issue.generate_evaluasi import evaluation_period, plan_evaluations
from skpxl.kinds.blank_evaluasi import blank_evaluation
from skpxl.kinds.kind import Order, Wishes
from skpxl.model.evaluasi import masa_evaluasi, nama_periode, period_in_words
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.unit import Organisasi
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import DITERIMA, PERLU_PERBAIKAN, Measure, validate
from skpxl.template.answers import to_values

RATING = ("Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi")
# domain.md section 3, written out: rating hasil kerja, rating perilaku -> predikat.
PREDIKAT = dict(
    zip(
        itertools.product(RATING, RATING),
        [
            "Sangat Baik", "Baik", "Kurang", "Baik", "Baik", "Kurang", "Butuh Perbaikan",
            "Butuh Perbaikan", "Sangat Kurang",
        ],
        strict=True,
    )
)  # fmt: skip
FORM = "evaluasi-kuantitatif"


def filled(form: str = FORM, **ratings: str):
    blank = make_form(form, signing_key=SIGNING_KEY)
    return blank.filled(to_values(blank.layout, rated(blank, **ratings), blank.terkunci)[0])


def judged(*paths: Path, **measure):
    return validate([Arrival(str(path), path) for path in paths], Measure(LIBRARY, signing_key=SIGNING_KEY, **measure))


# -- periods -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kode", "jenis", "mulai", "selesai", "nama"),
    [
        ("TW1", "triwulan", date(2022, 1, 1), date(2022, 3, 31), "TRIWULAN I TAHUN 2022"),
        ("tw4", "triwulan", date(2022, 10, 1), date(2022, 12, 31), "TRIWULAN IV TAHUN 2022"),
        ("B02", "bulanan", date(2022, 2, 1), date(2022, 2, 28), "BULAN FEBRUARI TAHUN 2022"),
        ("b12", "bulanan", date(2022, 12, 1), date(2022, 12, 31), "BULAN DESEMBER TAHUN 2022"),
        ("tahunan", "tahunan", date(2022, 1, 1), date(2022, 12, 31), "AKHIR TAHUN 2022"),
    ],
)
def test_a_period_has_its_days_and_its_name(kode, jenis, mulai, selesai, nama):
    found, masa = masa_evaluasi(kode, 2022)
    assert (found, masa.mulai, masa.selesai, nama_periode(found, masa)) == (jenis, mulai, selesai, nama)
    assert period_in_words(found, masa).upper() == nama


@pytest.mark.parametrize("kode", ["TW0", "TW5", "TW", "B00", "B13", "B", "", "Triwulan 1"])
def test_another_word_is_no_period(kode):
    with pytest.raises(UsageError, match="isinya TW1 sampai TW4, B01 sampai B12, S1, S2, atau tahunan"):
        evaluation_period(kode, settings())


def test_a_campaign_evaluates_by_one_kind_and_by_the_year():
    assert evaluation_period("tahunan", settings(evaluasi="bulanan"))[0] == "tahunan"
    assert evaluation_period("B03", settings(evaluasi="bulanan"))[0] == "bulanan"
    with pytest.raises(UsageError) as raised:
        evaluation_period("TW1", settings(evaluasi="bulanan"))
    assert str(raised.value) == (
        "Putaran SKP ini memakai evaluasi bulanan, bukan triwulan; ubah `evaluasi` di skpxl.toml bila perlu."
    )


# -- what is issued ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", EVALUASI_FORMS)
def test_the_plan_is_the_skps_and_locked_and_the_rest_is_open(form):
    dari = LIBRARY.definition(form).evaluasi_dari
    skp = skp_of(GOOD[dari], dari)
    issued = evaluation_of(skp)
    open_ends = {slot.key.rsplit("_", 1)[-1] if slot.key[-1].isdigit() else slot.key for slot in issued.layout.entri}
    assert not [key for key in open_ends if key.endswith(("rencana_hasil_kerja", "target", "aspek", "nilai"))]
    back = interpret(read(write_form(issued, LIBRARY)))
    plan = [
        (bagian, nomor, hasil.rencana_hasil_kerja, [i.indikator_kinerja_individu for i in hasil.indikator or ()],
         [i.target for i in hasil.indikator or ()], [teks for teks in hasil.ukuran_keberhasilan or () if teks])
        for bagian, nomor, hasil in back.semua_hasil() if hasil.rencana_hasil_kerja
    ]  # fmt: skip
    assert plan == [
        (bagian, nomor, hasil.rencana_hasil_kerja, [i.indikator_kinerja_individu for i in hasil.indikator or ()],
         [i.target for i in hasil.indikator or ()], [teks for teks in hasil.ukuran_keberhasilan or () if teks])
        for bagian, nomor, hasil in skp.semua_hasil()
    ]  # fmt: skip
    assert (back.pegawai, back.pejabat_penilai, back.instansi) == (skp.pegawai, skp.pejabat_penilai, INSTANSI)
    assert (back.jenis, back.periode, back.tahun) == ("triwulan", masa_evaluasi("TW1", 2022)[1], 2022)


def test_results_and_indikator_are_counted_anew_where_the_skp_has_gaps():
    skp = skp_of(
        {
            "hasil_kerja": {
                "utama": [
                    {"nomor": 2, "rencana_hasil_kerja": "Dua", "indikator": [
                        {"nomor": 3, "aspek": "Waktu", "indikator_kinerja_individu": "Lama", "target": "1 hari"}]},
                    {"nomor": 7, "rencana_hasil_kerja": "Tujuh", "indikator": [
                        {"nomor": 1, "aspek": "Biaya", "indikator_kinerja_individu": "Rupiah", "target": "2"}]},
                ]
            }
        }
    )  # fmt: skip
    issued = evaluation_of(skp)
    assert dict(issued.stamp.jumlah)["utama"] == 2
    plan = {key: text for key, text in issued.terkunci.items() if key.startswith("hasil_kerja_") and text}
    assert plan == {
        "hasil_kerja_utama_1_rencana_hasil_kerja": "Dua",
        "hasil_kerja_utama_1_indikator_1_aspek": "Waktu",
        "hasil_kerja_utama_1_indikator_1_indikator_kinerja_individu": "Lama",
        "hasil_kerja_utama_1_indikator_1_target": "1 hari",
        "hasil_kerja_utama_2_rencana_hasil_kerja": "Tujuh",
        "hasil_kerja_utama_2_indikator_1_aspek": "Biaya",
        "hasil_kerja_utama_2_indikator_1_indikator_kinerja_individu": "Rupiah",
        "hasil_kerja_utama_2_indikator_1_target": "2",
    }


def test_two_expectations_of_one_value_stand_in_its_one_row():
    skp = skp_of(
        {
            **GOOD[KUANTITATIF],
            "perilaku_kerja": [
                {"nomor": 2, "ekspektasi_khusus": "Jujur"},
                {"nomor": 8, "nilai": "Akuntabel", "ekspektasi_khusus": "Tertib"},
            ],
        }
    )
    assert evaluation_of(skp).terkunci["perilaku_kerja_2_ekspektasi_khusus"] == "Jujur\nTertib"


def test_the_annual_form_carries_the_periodic_ones_with_their_predikat(tmp_path):
    made = [filled(hasil=rating) for rating in RATING[:2]]
    paths = [save(form, tmp_path / f"{n}.xlsx") for n, form in enumerate(made)]
    first = interpret(read(paths[0], SIGNING_KEY))
    skp = skp_of(GOOD[KUANTITATIF])
    annual = blank_evaluation(
        skp, settings(), LIBRARY, masa_evaluasi("tahunan", 2022), periodik=[(first, "Sangat Baik")]
    )
    back = interpret(read(write_form(annual, LIBRARY)))
    assert [row.model_dump(exclude={"nomor"}) for row in back.periodik["evaluasi"]] == [
        {
            "periode": "Triwulan I tahun 2022",
            "rating_hasil_kerja": "Di Atas Ekspektasi",
            "rating_perilaku": "Di Atas Ekspektasi",
            "predikat": "Sangat Baik",
        }
    ]
    assert "Evaluasi Periodik" in [page.lembar.nama for page in annual.layout.halaman]
    assert "Evaluasi Periodik" not in [page.lembar.nama for page in evaluation_of(skp).layout.halaman]


def test_rows_without_a_plan_are_hidden_and_those_with_one_are_not(tmp_path):
    sheet = openpyxl.load_workbook(save(filled(), tmp_path / "f.xlsx"))["Evaluasi"]
    layout = make_form(FORM).layout
    rows = {nomor: layout.by_key[f"hasil_kerja_utama_1_indikator_{nomor}_realisasi"].kotak.row for nomor in range(1, 5)}
    assert {nomor: sheet.row_dimensions[row].hidden for nomor, row in rows.items()} == {
        1: False, 2: False, 3: True, 4: True,
    }  # fmt: skip


# -- planning a period -------------------------------------------------------------------------------------------------


def test_everybody_gets_a_form_or_a_reason(tmp_path):
    good = save(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY), tmp_path / "baik.xlsx")
    bad = save(make_form(KUALITATIF, None, nip="199306012022211905", signing_key=SIGNING_KEY), tmp_path / "kosong.xlsx")
    hasil = judged(good, bad)
    assert [satu.fate for satu in hasil] == [DITERIMA, PERLU_PERBAIKAN]
    plan = list(plan_evaluations(hasil, "TW2", Order(ORGANISASI, settings(), LIBRARY, Wishes(signing_key=SIGNING_KEY))))
    assert [(satu.orang.nama, satu.path.as_posix(), satu.reason) for satu in plan] == [
        ("Yosua Manafe, S.Kom.", "Badan-Kepegawaian-Contoh/Evaluasi_2022_TW2_198107012006041903.xlsx", ""),
        ("Bagas Lerik, S.Sos.", ".", "SKP-nya masih perlu perbaikan"),
        ("Rosalina Wanggai, S.STP.", ".", "belum ada SKP-nya"),
        ("Melati Kasedu, A.Md.", ".", "belum ada SKP-nya"),
    ]
    only = plan_evaluations(hasil, "TW2", Order(ORGANISASI, settings(), LIBRARY, Wishes(nips=["199004012015032904"])))
    assert [(satu.orang.nama, satu.reason) for satu in only] == [("Melati Kasedu, A.Md.", "belum ada SKP-nya")]


def test_the_reason_names_the_post_with_its_days_and_what_waits_for_a_decision(tmp_path):
    form = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
    good = save(form, tmp_path / "baik.xlsx")
    other = save(form.filled({**form.isian, f"{U1}indikator_1_target": "98 orang"}), tmp_path / "lain.xlsx")
    _, ketua, *_ = ORGANISASI.pegawai
    gone, before = (ketua.model_copy(update={"selesai": day}) for day in (date(2022, 2, 28), date(2021, 12, 31)))
    unread = ketua.model_copy(update={"masa_ragu": "Juni"})
    for files, row, why in (
        ((good, other), ketua, "berkas-berkas SKP-nya bertentangan dan belum diputuskan"),
        (
            (good,),
            gone,
            f"tidak bertugas sebagai {ketua.jabatan} (01-01-2022 s.d. 28-02-2022) pada 1 APRIL SD 30 JUNI TAHUN 2022",
        ),
        ((), unread, "Mulai atau Selesai “Juni” tidak dapat dibaca; betulkan di daftar pegawai"),
        (
            (),
            before,
            f"tidak bertugas sebagai {ketua.jabatan} (… s.d. 31-12-2021) pada 1 JANUARI SD 31 DESEMBER TAHUN 2022",
        ),
    ):
        organisasi = ORGANISASI.model_copy(update={"pegawai": (row,)})
        plan = plan_evaluations(judged(*files), "TW2", Order(organisasi, settings(), LIBRARY, Wishes()))
        assert [(one.orang.nip, one.reason) for one in plan] == [(ketua.nip, why)]


def test_a_vacant_post_and_the_second_row_of_somebody_are_not_left_out_in_silence(tmp_path):
    """Of two rows the one whose SKP came back gets a form; a row of no unit and a row without a NIP say why not."""
    good = save(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY), tmp_path / "baik.xlsx")
    head, ketua, staf, _ = ORGANISASI.pegawai
    rows = (
        head,
        ketua,
        ketua.model_copy(update={"nip_penilai": staf.nip, "baris": 7}),
        Pegawai(jabatan="Analis Kebijakan", unit_kerja=ketua.unit_kerja, baris=8),
        Pegawai(nama="Nona Seran", jabatan="Arsiparis", unit_kerja="LAIN", baris=9),
    )
    plan = plan_evaluations(
        judged(good),
        "TW2",
        Order(ORGANISASI.model_copy(update={"pegawai": rows}), settings(), LIBRARY, Wishes(signing_key=SIGNING_KEY)),
    )
    assert [(satu.orang.baris, satu.form is not None, satu.reason) for satu in plan] == [
        (ketua.baris, True, ""),
        (head.baris, False, "belum ada SKP-nya"),
        (7, False, "belum ada SKP-nya"),
        (8, False, "jabatan lowong"),
        (9, False, "tanpa NIP"),
    ]


@pytest.mark.parametrize(
    ("tanggal", "printed"),
    [
        (date(2022, 1, 3), "Contoh, …………………"),
        (date(2022, 3, 30), "Contoh, …………………"),
        (date(2022, 3, 31), "Contoh, 31 Maret 2022"),
        (None, "Contoh, …………………"),
    ],
)
def test_no_evaluation_is_dated_before_its_period_is_over(tanggal, printed):
    assert evaluation_of(skp_of(GOOD[KUANTITATIF]), "TW1", tanggal=tanggal).konteks["tempat_tanggal"] == printed


def test_a_plan_that_has_no_place_in_the_form_is_a_reason_and_never_cut(tmp_path):
    (hasil,) = judged(save(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY), tmp_path / "baik.xlsx"))
    first, *rest = hasil.skp.hasil_kerja.utama
    many = first.model_copy(update={"indikator": first.indikator[:1] * 5})
    utama = hasil.skp.hasil_kerja.model_copy(update={"utama": (many, *rest)})
    wide = replace(hasil, content=hasil.skp.model_copy(update={"hasil_kerja": utama}))
    (satu, *_) = plan_evaluations([wide], "TW1", Order(ORGANISASI, settings(), LIBRARY))
    assert (satu.form, satu.reason) == (
        None,
        "evaluasi-kuantitatif 2022.1 tidak punya tempat untuk 3 bagian rencananya; buat versi baru formulir evaluasi itu",
    )


# -- the predikat ------------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", EVALUASI_FORMS)
def test_all_nine_predikat_are_what_libreoffice_computes(form, konversi, tmp_path):
    paths = [
        without_values(save(filled(form, hasil=hasil, perilaku=perilaku), tmp_path / f"{n}.xlsx"))
        for n, (hasil, perilaku) in enumerate(PREDIKAT)
    ]
    again = [interpret(read(path, SIGNING_KEY)) for path in computed(paths, tmp_path / "hitung")]
    assert [satu.predikat for satu in again] == list(PREDIKAT.values())
    assert [(satu.rating_hasil_kerja, satu.rating_perilaku) for satu in again] == list(PREDIKAT)


@pytest.mark.parametrize(("ratings", "predikat"), PREDIKAT.items())
def test_the_stored_predikat_is_the_computed_one_and_passes(ratings, predikat, tmp_path):
    path = save(filled(hasil=ratings[0], perilaku=ratings[1]), tmp_path / "f.xlsx")
    (hasil,) = judged(path)
    assert (hasil.evaluasi.predikat, hasil.fate, hasil.findings) == (predikat, DITERIMA, ())


def tampered(path: Path, old: str, new: str) -> Path:
    """The workbook with one text of a sheet replaced, as only a program can do in a locked cell."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    hit = [name for name, data in parts.items() if name.startswith("xl/worksheets/") and old.encode() in data]
    assert hit, f"{old} is on no sheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data.replace(old.encode(), new.encode()) if name == hit[0] else data)
    return path


def test_a_predikat_that_the_ratings_do_not_give_is_a_finding(tmp_path):
    path = save(filled(), tmp_path / "f.xlsx")
    tampered(path, "<v>Baik</v>", "<v>Sangat Baik</v>")
    (hasil,) = judged(path)
    assert [(f.code, f.key, f.found, f.suggestion) for f in hasil.findings] == [
        ("predikat-berbeda", "predikat", "Sangat Baik", "Baik")
    ]
    assert hasil.fate == DITERIMA  # the recap uses the computed one


# -- rules -------------------------------------------------------------------------------------------------------------

BLANK = interpret(read(write_form(make_form(FORM), LIBRARY)))
WHOLE = interpret(read(write_form(filled(), LIBRARY), SIGNING_KEY))
RUJUKAN = Rujukan(
    daftar=LIBRARY.daftar, instansi=INSTANSI, periode=Periode.setahun(2022), predikat=LIBRARY.aturan.predikat
)
PILIHAN_RATING = "Di Atas Ekspektasi, Sesuai Ekspektasi, Di Bawah Ekspektasi"
U1 = "hasil_kerja_utama_1_"


def changed(**other):
    return WHOLE.model_copy(update=other)


CASES = {
    "whole": (WHOLE, []),
    "blank": (BLANK, []),
    "former words": (changed(rating_perilaku="DIATAS EKSPEKTASI "), []),
    "predikat": (changed(predikat="Kurang"), [("predikat-berbeda", "predikat", "Kurang")]),
    "not computed": (changed(predikat=""), []),
    "instansi": (changed(instansi="PEMERINTAH LAIN"), [("instansi-lain", "instansi", "PEMERINTAH LAIN")]),
    "the whole period": (changed(periode=RUJUKAN.periode), []),
    "period": (
        changed(periode=Periode.setahun(2023)),
        [("periode-lain", "periode_tercetak", "1 JANUARI SD 31 DESEMBER TAHUN 2023")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_rules_find_exactly_this(case):
    evaluasi, expected = CASES[case]
    assert [(f.code, f.key, f.found) for f in check_evaluasi(evaluasi, RUJUKAN)] == expected


def moved_away():
    """The made-up unit after everybody in it got another penilai, from July on."""
    people = [orang.model_copy(update={"nip_penilai": PPPK, "mulai": date(2022, 7, 1)}) for orang in ORGANISASI.pegawai]
    return ORGANISASI.model_copy(update={"pegawai": tuple(people)})


def test_every_rule_has_a_case_in_which_it_speaks():
    # What has changed on the roster is held against one: tests/checks/test_changes.py has more of it.
    moved, gone = (replace(RUJUKAN, organisasi=one) for one in (moved_away(), Organisasi()))
    given = [(evaluasi, rujukan) for evaluasi, _ in CASES.values() for rujukan in (RUJUKAN, moved, gone)]
    spoken = {rule.__name__ for rule in ATURAN if any(list(rule(*one)) for one in given)}
    assert spoken == {rule.__name__ for rule in ATURAN}


def test_who_is_not_on_the_roster_is_told_of_an_evaluation_too():
    """A NIP that was corrected since: the evaluation bears the wrong one."""
    own, other = WHOLE.pegawai, "199001012015031999"
    for rows, code, now in (((), "nip-tidak-terdaftar", ""), ((other,), "nip-berganti", other)):
        people = tuple(ORGANISASI.pegawai[0].model_copy(update={"nip": nip, "nama": own.nama}) for nip in rows)
        found = check_evaluasi(WHOLE, replace(RUJUKAN, organisasi=Organisasi(pegawai=people)))
        assert [(one.code, one.key, one.found, one.suggestion) for one in found] == [
            (code, "pegawai_nip", own.nip, now)
        ]


FEEDBACK = "umpan_balik_masukan_1_"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        (None, [("evaluasi-belum-diisi", "capaian_organisasi", "")]),
        ({"capaian_organisasi": ""}, [("penilaian-belum-dipilih", "capaian_organisasi", "")]),
        ({"rating_hasil_kerja": "Bagus"}, [("penilaian-tidak-dikenal", "rating_hasil_kerja", "Bagus")]),
        (
            {"rating_hasil_kerja": "DIATAS EKSPEKTASI / SESUAI EKSPEKTASI"},
            [("penilaian-belum-dipilih", "rating_hasil_kerja", "DIATAS EKSPEKTASI / SESUAI EKSPEKTASI")],
        ),
        ({"rating_perilaku": "DIATAS EKSPEKTASI ", "capaian_organisasi": "Cukup/Butuh Perbaikan"}, []),
        ({U1 + "indikator_1_realisasi": " \xa0"}, [("realisasi-kosong", U1 + "indikator_1_realisasi", " \xa0")]),
        ({FEEDBACK + "pemberi": ""}, [("umpan-balik-tanpa-pemberi", FEEDBACK + "pemberi", "")]),
        ({FEEDBACK + "isi": ""}, [("isian-disarankan", FEEDBACK + "isi", "")]),
        ({FEEDBACK + "hubungan": "Teman"}, [("pilihan-tidak-dikenal", FEEDBACK + "hubungan", "Teman")]),
    ],
)
def test_the_form_asks_for_exactly_this(answers, expected):
    form = filled()
    form = form.filled({} if answers is None else {**form.isian, **answers})
    assert [(f.code, f.key, f.found) for f in wanting(form)] == expected


def test_the_sentences_say_what_to_do():
    form = filled()
    assert messages(wanting(form.filled({**form.isian, U1 + "indikator_1_realisasi": ""}))) == [
        "Realisasi untuk “Jumlah konsultasi” belum diisi. Tulis realisasinya menurut bukti dukung di sel ."
    ]

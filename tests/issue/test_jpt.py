"""SKP of JPT and pimpinan unit kerja mandiri: who gets the form, perspektif, what his people intervene; the lampiran."""

import pytest
from forms import (
    GOOD,
    JPT_KUALITATIF,
    JPT_KUANTITATIF,
    KABID,
    KETUA,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    SIGNING_KEY,
    SKP_FORMS,
    make_form,
    read,
    save,
    settings,
    wanting,
)

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.skp import check_skp
from skpxl.consolidate.merge import merge
from skpxl.files.walk import walk
from skpxl.forms.write import write_form
from skpxl.issue.generate import plan, results_of_superiors
from skpxl.kinds.kind import Order, Wishes
from skpxl.kinds.skp import skp_dari
from skpxl.model.skp import Skp
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import DITERIMA, Measure, validate
from skpxl.template.answers import to_values

RUJUKAN = Rujukan(daftar=LIBRARY.daftar)
CHOICES = [
    "Meningkatnya profesionalitas ASN | Indikator: Indeks profesionalitas ASN",
    "Meningkatnya profesionalitas ASN | Indikator: - Nilai sistem merit",
    "Terkelolanya anggaran | Indikator: Serapan anggaran",
]


def with_head(jenis: str, pendekatan: str = "kuantitatif"):
    """The made-up unit with a head of this kind."""
    people = [
        person.model_copy(update={"jenis_jabatan": jenis, "pendekatan": pendekatan}) if person.nip == KABID else person
        for person in ORGANISASI.pegawai
    ]
    return ORGANISASI.model_copy(update={"pegawai": tuple(people)})


@pytest.mark.parametrize(
    ("jenis", "pendekatan", "form"),
    [
        ("JPT Pratama", "kuantitatif", JPT_KUANTITATIF),
        ("jpt madya", "kualitatif", JPT_KUALITATIF),
        ("Jabatan Pimpinan Tinggi Utama", "kuantitatif", JPT_KUANTITATIF),
        ("Pimpinan Unit Kerja Mandiri", "kualitatif", JPT_KUALITATIF),
        ("Administrator", "kuantitatif", KUANTITATIF),
        ("", "kuantitatif", KUANTITATIF),
    ],
)
def test_the_kind_of_jabatan_and_the_pendekatan_choose_the_form(jenis, pendekatan, form):
    (first, *_) = plan(Order(with_head(jenis, pendekatan), settings(), LIBRARY))
    assert (first.orang.nip, first.form.stamp.form) == (KABID, form)


@pytest.mark.parametrize("form", [JPT_KUANTITATIF, JPT_KUALITATIF])
def test_the_block_of_the_penilai_has_instansi_and_an_optional_nip(form):
    issued = make_form(form, GOOD[form], nip=KABID)
    assert issued.terkunci["pejabat_penilai_nip"] == ""
    printed = {text.isi.split(".", 1)[-1].strip() for page in issued.layout.halaman for text in page.texts}
    assert {"INSTANSI", "NIP (*opsional)"} <= printed
    isi = interpret(read(write_form(issued, LIBRARY)))
    assert isinstance(isi, Skp)
    assert (isi.bagi, check_skp(isi, RUJUKAN)) == ("jpt", [])


@pytest.mark.parametrize(
    ("indikator", "expected"),
    [
        ({"perspektif": "penerima layanan "}, []),
        ({"perspektif": "Pelanggan"}, [("perspektif-tidak-dikenal", "Pelanggan")]),
        ({"perspektif": ""}, [("perspektif-belum-dipilih", "")]),
        ({"target": ""}, [("target-kosong", "")]),
    ],
)
def test_perspektif_is_held_against_its_own_list(indikator, expected):
    form = make_form(JPT_KUANTITATIF, GOOD[JPT_KUANTITATIF])
    row = "hasil_kerja_utama_1_indikator_1_"
    found = wanting(form.filled({**form.isian, **{row + name: text for name, text in indikator.items()}}))
    assert [(f.code, f.found) for f in found] == expected
    assert [f.key for f in found] == ([row + name for name in indikator] if expected else [])


def test_who_is_below_a_jpt_intervenes_a_result_together_with_its_indikator(tmp_path):
    organisasi = with_head("JPT Pratama")
    inbox = tmp_path / "masuk"
    save(
        make_form(JPT_KUANTITATIF, GOOD[JPT_KUANTITATIF], nip=KABID, organisasi=organisasi, signing_key=SIGNING_KEY),
        inbox / "a.xlsx",
    )
    measure = Measure(LIBRARY, signing_key=SIGNING_KEY)
    superiors = results_of_superiors(validate(walk([inbox]), measure), measure)
    issued = {
        satu.orang.nip: satu.form
        for satu in plan(
            Order(organisasi, settings(), LIBRARY, Wishes(hasil_atasan=superiors, signing_key=SIGNING_KEY))
        )
    }
    form = issued[KETUA]
    assert [pilihan.teks for pilihan in form.hasil_atasan] == CHOICES
    answers = {
        "hasil_kerja": {
            "utama": [
                {"rencana_hasil_kerja_diintervensi": choice, "rencana_hasil_kerja": f"Terlaksananya hasil {n}", "indikator": [
                    {"aspek": "Waktu", "indikator_kinerja_individu": "Lama layanan", "target": "1 hari"}]}
                for n, choice in enumerate(CHOICES)
            ]
        }
    }  # fmt: skip
    save(form.filled(to_values(form.layout, answers, form.terkunci)[0]), inbox / "b.xlsx")
    hasil = validate(walk([inbox]), Measure(LIBRARY, organisasi=organisasi, signing_key=SIGNING_KEY))
    assert [(satu.fate, satu.findings) for satu in hasil] == [(DITERIMA, ())] * 2
    head, lead = (satu.skp for satu in hasil)
    first, second = (satu.id for satu in head.hasil_kerja.utama)
    assert [satu.diintervensi_id for satu in lead.hasil_kerja.utama] == [f"{first}#1", f"{first}#2", f"{second}#1"]
    # Typed again they are joined in other ways; the result alone names none of its indikator.
    result, measure = CHOICES[1].split(" | Indikator: ")
    ways = (
        f"{result} ({measure})",
        f"{result} - {measure}",
        f"{result}\n{measure}",
        measure,
        result,
        f"{result} (lain)",
    )
    for way in ways:
        answers["hasil_kerja"]["utama"][1]["rencana_hasil_kerja_diintervensi"] = way
        typed = skp_dari(form.filled(to_values(form.layout, answers, form.terkunci)[0])).hasil_kerja.utama[1]
        assert typed.diintervensi_id == (first if way in ways[-2:] else f"{first}#2")
        assert typed.rencana_hasil_kerja_diintervensi == way
    # In the matriks they follow the result, whichever of its indikator was chosen.
    gabungan = merge(hasil, Measure(LIBRARY, organisasi=organisasi))
    assert sum(satu.count_roles() for satu in gabungan.matriks) == 5


@pytest.mark.parametrize("form", SKP_FORMS)
def test_a_campaign_turns_the_lampiran_on_and_off(form):
    on, off = make_form(form), make_form(form, lampiran=False)
    names = [[page.lembar.nama for page in made.layout.halaman] for made in (on, off)]
    assert names[0] == [*names[1], "Lampiran"]
    assert not [slot.key for slot in off.layout.slots if slot.key.startswith("lampiran_")]
    blank = read(write_form(off, LIBRARY))
    assert (blank.findings, interpret(blank).lampiran) == ((), None)
    answers = {"lampiran": {"skema": [{"nomor": 2, "isi": "Laporan triwulanan"}]}}
    full = interpret(read(write_form(on.filled(to_values(on.layout, answers, on.terkunci)[0]), LIBRARY)))
    assert [(row.nomor, row.isi) for row in full.lampiran.skema if row.isi] == [(2, "Laporan triwulanan")]

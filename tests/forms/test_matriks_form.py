"""The matriks that a pimpinan fills in: who and what is on it, how roles are read, what is counted live and judged."""

import openpyxl
import pytest
from forms import (
    GOOD,
    INSTANSI,
    KABID,
    KETUA,
    LIBRARY,
    MATRIKS,
    ORGANISASI,
    PPPK,
    PRODUK,
    STAF,
    UNIT,
    codes,
    make_form,
    order,
    read,
    save,
)  # fmt: skip

from skpxl.checks.pembagian import check_roles
from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.kinds.blank_matriks import KOLOM_MAKS, ORANG_MAKS, blank_matrices
from skpxl.kinds.matriks import pembagian_dari
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Indikator, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import Measure, validate
from skpxl.xlsx.address import a1

DEFINITION = LIBRARY.definition(MATRIKS)
TEAM = Unit(kode="TIM", nama="Tim Data", induk="BPK", pimpinan=KETUA, perangkat_daerah=UNIT.perangkat_daerah)
OTHER = Pegawai(nip="197603012003121904", nama="Petrus Ndolu, S.E.", jabatan="Sekretaris", unit_kerja="SEK")
TWO = Organisasi(
    pegawai=(*ORGANISASI.pegawai, OTHER),
    unit=(UNIT, TEAM, Unit(kode="SEK", nama="Sekretariat", perangkat_daerah=UNIT.perangkat_daerah)),
    produk=PRODUK,
)


def issued(organisasi=TWO, **more):
    """(unit, form or reason) of every matriks of a run."""
    return [(one.unit.kode, one.form or one.reason) for one in blank_matrices(order(organisasi, **more), DEFINITION)]


def columns(form):
    return [(form.bound[key].id, form.terkunci[key]) for key in form.terkunci if key.startswith("matriks_kolom_")]


def people(form):
    return [
        (form.bound[key].id, text)
        for key, text in form.terkunci.items()
        if key.startswith("matriks_baris_") and key.endswith("_nama")
    ]


def test_every_pimpinan_gets_his_units_people_and_products():
    (_, form), (_, reason) = issued()
    assert columns(form) == [(product.id, product.teks) for product in PRODUK]
    assert people(form) == [(one.nip, one.nama) for one in ORGANISASI.pegawai]
    assert form.terkunci["pegawai_nip"] == form.stamp.nip == KABID
    assert form.konteks["unit"] == UNIT.nama
    assert reason == "pimpinan unit belum diisi di daftar pegawai"


def test_heads_of_the_units_below_stand_in_the_matriks_above():
    staff = ORGANISASI.pegawai[2].model_copy(update={"unit_kerja": "TIM"})
    leader = ORGANISASI.pegawai[1].model_copy(update={"unit_kerja": "TIM"})
    below = Organisasi(pegawai=(ORGANISASI.pegawai[0], leader, staff), unit=(UNIT, TEAM), produk=PRODUK)
    (_, form), _ = issued(below)
    assert people(form) == [(KABID, ORGANISASI.pegawai[0].nama), (KETUA, leader.nama)]


def skp_of(result):
    return Skp(form="skp-kuantitatif", versi="2022.1", hasil_kerja=HasilKerjaSkp(utama=(result,)))


def agreed(*roles, organisasi=TWO):
    """The roles of the ketua tim, agreed on in the Kabid's matriks."""
    row = BarisPembagian(nama="Yosua Manafe, S.Kom.", nip=KETUA, peran=tuple(
        PeranSepakat(teks=text, id=f"peran:X:2:1:{n}", kolom=PRODUK[0].id) for n, text in enumerate(roles, start=1)
    ))  # fmt: skip
    return Kesepakatan([Pembagian(kode="BPK", unit=UNIT.nama, pimpinan=KABID, baris=(row,))], organisasi)


def test_on_the_second_level_the_ketua_tims_own_roles_are_the_columns():
    members = tuple(one.model_copy(update={"unit_kerja": "TIM"}) for one in ORGANISASI.pegawai[2:])
    organisasi = Organisasi(pegawai=(*ORGANISASI.pegawai[:2], *members), unit=(UNIT, TEAM), produk=PRODUK)
    (_, first), (_, second) = issued(organisasi, kesepakatan=agreed("Peran A", "Peran B", organisasi=organisasi))
    assert columns(first) == [(product.id, product.teks) for product in PRODUK]
    assert columns(second) == [("peran:X:2:1:1", "Peran A"), ("peran:X:2:1:2", "Peran B")]
    assert [nip for nip, _ in people(second)] == [STAF, PPPK]


def test_a_team_that_is_no_unit_gets_a_matriks_once_its_leader_has_roles():
    (_, _), (kode, form) = issued(ORGANISASI, kesepakatan=agreed("Peran A", organisasi=ORGANISASI))
    assert kode == f"BPK-{KETUA}"
    assert form.konteks["unit"] == f"{UNIT.nama}, tim Yosua Manafe, S.Kom."
    assert [nip for nip, _ in people(form)] == [KETUA, STAF, PPPK]
    assert columns(form) == [("peran:X:2:1:1", "Peran A")]


def test_without_products_the_pimpinans_own_results_are_the_columns():
    bare = Organisasi(pegawai=ORGANISASI.pegawai, unit=ORGANISASI.unit)
    results = {KABID: [skp_of(HasilKerja(id="hasil:K:utama:1", rencana_hasil_kerja="Terbinanya\npegawai"))]}
    ((_, form),) = issued(bare, hasil_atasan=results)
    assert columns(form) == [("hasil:K:utama:1", "Terbinanya pegawai")]


def test_the_pimpinans_indikator_head_the_columns_where_they_are_asked_for():
    result = HasilKerja(id="hasil:K:utama:1", rencana_hasil_kerja="Terbinanya pegawai", indikator=(
        Indikator(indikator_kinerja_individu="Jumlah pegawai"), Indikator(aspek="Waktu"),
        Indikator(indikator_kinerja_individu="Mutu layanan"),
    ))  # fmt: skip
    ((_, form),) = issued(ORGANISASI, hasil_atasan={KABID: [skp_of(result)]}, columns="indikator")
    assert columns(form) == [("hasil:K:utama:1#1", "Jumlah pegawai"), ("hasil:K:utama:1#3", "Mutu layanan")]
    assert issued(ORGANISASI, columns="indikator") == [
        ("BPK", "SKP pimpinannya belum ada di folder --from, atau belum memuat indikator")
    ]


def test_without_anything_to_divide_it_is_said_what_is_missing():
    bare = Organisasi(pegawai=ORGANISASI.pegawai, unit=ORGANISASI.unit)
    assert issued(bare) == [
        ("BPK", "belum ada produk di lembar Produk, dan SKP atau peran pimpinannya belum ada (--from, --matriks)")
    ]


def test_one_that_is_too_large_for_a_sheet_is_refused_with_its_size():
    many = tuple(Pegawai(nip=str(n), nama=f"N{n}", unit_kerja="BPK") for n in range(ORANG_MAKS))
    large = Organisasi(pegawai=(ORGANISASI.pegawai[0], *many), unit=(UNIT,), produk=PRODUK)
    assert issued(large) == [("BPK", f"{ORANG_MAKS + 1} orang dan 2 kolom melebihi satu lembar "
                              f"({ORANG_MAKS} dan {KOLOM_MAKS}); bagi unit itu di lembar Unit")]  # fmt: skip


def test_two_units_of_one_pimpinan_have_codes_of_their_own():
    twice = Organisasi(
        pegawai=(*ORGANISASI.pegawai, OTHER),
        unit=(UNIT, Unit(kode="SEK", nama="Sekretariat", pimpinan=KABID)),
        produk=(*PRODUK, Produk(unit="SEK", kode="1", teks="Surat")),
    )
    (_, one), (_, other) = issued(twice)
    assert one.stamp.nip == other.stamp.nip and one.stamp.id != other.stamp.id


def filled(rows, organisasi=TWO):
    (_, form), *_ = issued(organisasi)
    from skpxl.template.answers import to_values

    return form.filled(to_values(form.layout, {"matriks": {"baris": rows}}, form.terkunci)[0])


def test_roles_are_read_with_person_column_id_and_cell(tmp_path):
    form = filled([
        {"nomor": 2, "peran": ["- Satu\n- Dua", "Tiga"]},
        {"nomor": 3, "peran": ["x", "1. Empat\n2. Lima"]},
        {"nomor": 4, "peran": [" - ", ""]},
        {"nomor": 5, "nama": "Petrus Ndolu, S.E. — Sekretaris", "peran": ["Enam"]},
        {"nomor": 6, "jabatan": "Tenaga ahli", "peran": ["", "Tujuh"]},
    ])  # fmt: skip
    found = interpret(read(save(form, tmp_path / "m.xlsx")))
    assert isinstance(found, Pembagian)
    code = form.stamp.id
    assert [
        (row.nama, row.nip, row.luar, [(one.teks, one.kolom[-1], one.id, one.cell) for one in row.peran])
        for row in found.baris
    ] == [
        ("Rosalina Wanggai, S.STP.", KABID, False, []),
        ("Yosua Manafe, S.Kom.", KETUA, False, [
            ("Satu", "1", f"peran:{code}:2:1:1", "C16"), ("Dua", "1", f"peran:{code}:2:1:2", "C16"),
            ("Tiga", "2", f"peran:{code}:2:2:1", "D16"),
        ]),
        ("Melati Kasedu, A.Md.", STAF, False, [
            ("Empat", "2", f"peran:{code}:3:2:1", "D17"), ("Lima", "2", f"peran:{code}:3:2:2", "D17"),
        ]),
        ("Bagas Lerik, S.Sos.", PPPK, False, []),
        ("Petrus Ndolu, S.E.", OTHER.nip, True, [("Enam", "1", f"peran:{code}:5:1:1", "C20")]),
        ("", "", True, [("Tujuh", "2", f"peran:{code}:6:2:1", "D21")]),
    ]  # fmt: skip
    assert found.baris[4].jabatan == "Sekretaris"
    assert (found.kode, found.unit, found.instansi) == ("BPK", UNIT.nama, INSTANSI)


def test_a_role_keeps_its_id_when_it_is_reworded():
    one, other = (filled([{"nomor": 2, "peran": [text]}]) for text in ("Lama", "Baru sama sekali"))
    ids = [interpret(read(write_form(form, LIBRARY))).baris[1].peran[0].id for form in (one, other)]
    assert ids[0] == ids[1]


def status(form) -> str:
    import io

    book = openpyxl.load_workbook(io.BytesIO(write_form(form, LIBRARY)), data_only=True)
    return book["Matriks"]["A1"].value


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([], "Belum ada peran. Tulis peran tiap pegawai di kolom produk yang didukungnya."),
        ([{"nomor": 2, "peran": ["a", "x"]}], "Perhatikan: 2 pegawai tanpa peran; 1 produk yang belum didukung siapa pun."),
        ([{"nomor": n, "peran": ["a", "b"]} for n in (2, 3, 4)],
         "Setiap pegawai punya peran dan setiap produk ada yang mendukung. Simpan, lalu kirim kembali berkas ini."),
        ([{"nomor": n, "peran": ["a", "b"]} for n in (2, 3, 4, 5)], "Perhatikan: 1 peran di baris tanpa nama."),
        ([*({"nomor": n, "peran": ["a", "b"]} for n in (2, 3, 4)), {"nomor": 6, "nama": "Petrus"}],
         "Perhatikan: 1 pegawai tanpa peran."),
    ],
)  # fmt: skip
def test_the_live_line_counts_people_without_a_role_and_products_nobody_serves(rows, line):
    """The pimpinan, who divides the roles, needs none."""
    assert status(filled(rows)) == line


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ([], [("matriks-belum-diisi", "matriks_baris_1_nama", "")]),
        ([{"nomor": 2, "peran": ["- x", "\xa0"]}, {"nomor": 3, "peran": ["1. x", "1."]}],
         [("matriks-belum-diisi", "matriks_baris_1_nama", "")]),
        ([{"nomor": n, "peran": ["a", "b"]} for n in (2, 3, 4)], []),
        ([*({"nomor": n, "peran": ["a", "- x"]} for n in (2, 3, 4)), {"nomor": 5, "nama": "\xa0", "peran": ["- c"]}],
         [("peran-tanpa-nama", "matriks_baris_5_nama", "c"), ("produk-tanpa-peran", "", PRODUK[1].teks)]),
        ([*({"nomor": n, "peran": ["a", "b"]} for n in (2, 3)), {"nomor": 5, "jabatan": "Sekretaris", "peran": ["c"]}],
         [("pegawai-tanpa-peran", "matriks_baris_4_nama", "")]),
    ],
)  # fmt: skip
def test_what_is_asked_of_roles_is_told_at_its_cell(rows, findings):
    """The pimpinan needs no role; crosses, dashes and numbers before nothing are none."""
    form = filled(rows)
    told = check_roles(form, pembagian_dari(form, "", {}))
    assert [(one.code, one.key, one.found) for one in told] == findings


def test_what_came_back_is_judged_and_accounted_for(tmp_path):
    good = save(make_form(MATRIKS, GOOD[MATRIKS]), tmp_path / "baik.xlsx")
    empty = save(make_form(MATRIKS), tmp_path / "kosong.xlsx")
    nameless = save(
        filled([{"nomor": 2, "peran": ["a"]}, {"nomor": 7, "peran": ["Tersusunnya …"]}]), tmp_path / "tanpa.xlsx"
    )
    found = {
        path.name: validate([Arrival(path.name, path)], Measure(LIBRARY, organisasi=TWO))[0]
        for path in (good, empty, nameless)
    }
    assert {name: one.fate for name, one in found.items()} == {
        "baik.xlsx": "diterima", "kosong.xlsx": "perlu perbaikan", "tanpa.xlsx": "perlu perbaikan",
    }  # fmt: skip
    assert codes(found["baik.xlsx"].findings) == []
    assert codes(found["kosong.xlsx"].findings) == [("matriks-belum-diisi", "matriks_baris_1_nama")]
    assert codes(found["tanpa.xlsx"].findings) == [
        ("peran-tanpa-nama", "matriks_baris_7_nama"),
        ("pegawai-tanpa-peran", "matriks_baris_3_nama"),
        ("pegawai-tanpa-peran", "matriks_baris_4_nama"),
        ("produk-tanpa-peran", ""),
        ("peran-belum-selesai", "matriks_baris_7_peran_1"),
    ]


def test_two_matrices_of_one_pimpinan_do_not_contradict_each_other(tmp_path):
    twice = Organisasi(
        pegawai=(*ORGANISASI.pegawai, OTHER),
        unit=(UNIT, Unit(kode="SEK", nama="Sekretariat", pimpinan=KABID)),
        produk=(*PRODUK, Produk(unit="SEK", kode="1", teks="Surat")),
    )
    paths = [
        save(form.filled({"matriks_baris_1_peran_1": unit}), tmp_path / f"{unit}.xlsx") for unit, form in issued(twice)
    ]
    found = validate([Arrival(path.name, path) for path in paths], Measure(LIBRARY))
    assert [one.counted for one in found] == [True, True]


@pytest.mark.libreoffice
def test_a_person_fills_it_in_libreoffice_and_the_line_counts_along(manusia, tmp_path):
    (_, form), *_ = issued()
    path = save(form, tmp_path / "m.xlsx")

    def at(key, do, **more):
        slot = form.layout.by_key[key]
        return {"do": do, "sheet": slot.sheet, "cell": a1(slot.kotak.row, slot.kotak.col), **more}

    line = {"do": "read", "sheet": "Matriks", "cell": "A1"}
    typed = "- Terlaksananya konsultasi\n- Terlayaninya tamu"
    results = manusia(
        path,
        [
            at("matriks_baris_2_nama", "type", text="Orang lain"),
            at("matriks_baris_2_peran_1", "options"),
            at("matriks_baris_2_peran_1", "type", text=typed),
            line,
            at("matriks_baris_3_peran_2", "pick", item="Tersusunnya"),
            at("matriks_baris_4_peran_2", "type", text="x"),
            at("matriks_baris_5_nama", "pick", item="Petrus Ndolu, S.E. — Sekretaris"),
            at("matriks_baris_5_peran_2", "type", text="=Terbantunya panitia"),
            line,
        ],
        out=tmp_path / "kembali.xlsx",
    )
    assert [one["status"] for one in results if "status" in one][:3] == ["locked", "done", "done"]
    assert results[1]["options"] == list(LIBRARY.daftar["pembuka_peran"].nilai)
    assert results[3]["values"] == ["Perhatikan: 2 pegawai tanpa peran; 1 produk yang belum didukung siapa pun."]
    assert results[8]["values"] == ["Perhatikan: 1 pegawai tanpa peran."]
    back = interpret(read(tmp_path / "kembali.xlsx"))
    assert [(row.nama, [one.teks for one in row.peran]) for row in back.baris if row.peran] == [
        ("Yosua Manafe, S.Kom.", ["Terlaksananya konsultasi", "Terlayaninya tamu"]),
        ("Melati Kasedu, A.Md.", ["Tersusunnya"]),
        ("Petrus Ndolu, S.E.", ["=Terbantunya panitia"]),
    ]

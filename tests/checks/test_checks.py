"""Every rule on SKPs and matrices: a case it passes, and the exact findings of cases it does not. Text tables in."""

import ast
from pathlib import Path
from typing import Any

import pytest
from forms import (
    ATASAN,
    CHECKOUT,
    GOOD,
    KABID,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PRODUK,
    STAF,
    UNIT,
    kuantitatif,
    make_form,
    skp_of,
)

from skpxl.checks import fields, ukuran
from skpxl.checks.doubles import NearDoubles, check_doubles, common_wording, near_doubles
from skpxl.checks.identitas import instansi_lain, nip_salah, nip_tidak_terdaftar, periode_lain
from skpxl.checks.matriks import check_matriks, penilai_ditunggu, rantai_terhambat
from skpxl.checks.pembagian import check_pembagian, check_roles
from skpxl.checks.rujukan import Rujukan
from skpxl.checks.sepakat import check_kolom, check_nama, check_padanan, peran_lowong
from skpxl.checks.skp import ATURAN, check_skp
from skpxl.findings import Finding
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import worded
from skpxl.kinds.matriks import pembagian_dari
from skpxl.model.fate import PersonFate
from skpxl.model.hambatan import hambatan
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.padanan import pair
from skpxl.model.pembagian import BarisPembagian, ChangedColumn, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.periode import Periode
from skpxl.model.skp import Skp

RUJUKAN = Rujukan(
    daftar=LIBRARY.daftar,
    hasil_atasan={choice.id: choice.teks for choice in ATASAN},
    lainnya=("Terlaksananya verifikasi usul mutasi", "Terlaksananya verifikasi usul pensiun"),
    sense=LIBRARY.sense,
)
U1, U2, T1 = (f"hasil_kerja_{bagian}" for bagian in ("utama_1", "utama_2", "tambahan_1"))
A1_, A2_ = ATASAN[0].teks, ATASAN[1].teks


def short(findings: Any) -> list[tuple[Any, ...]]:
    """Findings as (code, key, found, suggestion, parts of the sentence), empty ones at the end left out."""
    made = []
    for satu in findings:
        assert isinstance(satu, Finding)
        assert satu.severity.value == KODE[satu.code].severity
        row: list[Any] = [satu.code, satu.key, satu.found, satu.suggestion, dict(satu.rincian)]
        while not row[-1]:
            row.pop()
        made.append(tuple(row))
    return made


def table(text: str) -> Skp:
    return skp_of(kuantitatif("bagian | atasan | rencana | aspek | indikator | target\n" + text))


FINE = f"utama | {A1_} | R | Waktu | Lama layanan | 1 hari"

CASES = [
    (fields.diintervensi_tidak_dikenal, table(f"utama | {A1_.upper()}. | R | Waktu | i | t\n{FINE}"), []),
    (
        fields.diintervensi_tidak_dikenal,
        table("utama | Layanan konsultasi pegawai | R | Waktu | i | t\ntambahan | Zzz | S | Waktu | i | t"),
        [
            (
                "diintervensi-tidak-dikenal", U1 + "_rencana_hasil_kerja_diintervensi", "Layanan konsultasi pegawai", A1_,
                {"atau": ""},
            ),
            ("diintervensi-tidak-dikenal", T1 + "_rencana_hasil_kerja_diintervensi", "Zzz", "", {"atau": ""}),
        ],
    ),
    # What the superior has in other letters, and what is a product, is known; two are named where both are near.
    (
        fields.diintervensi_tidak_dikenal,
        table(f"utama | 1) {A1_}; | R | Waktu | i | t\ntambahan | a. Verifikasi usul mutasi | S | Waktu | i | t"),
        [("diintervensi-tidak-dikenal", T1 + "_rencana_hasil_kerja_diintervensi", "a. Verifikasi usul mutasi",
          "Terlaksananya verifikasi usul mutasi", {"atau": ""})],
    ),
    (
        fields.diintervensi_tidak_dikenal,
        table("utama | b. Terlaksananya verifikasi usul mutasi | R | Waktu | i | t"),
        [],
    ),
    (
        fields.diintervensi_tidak_dikenal,
        table("utama | Terlaksananya verifikasi usul | R | Waktu | i | t"),
        [("diintervensi-tidak-dikenal", U1 + "_rencana_hasil_kerja_diintervensi", "Terlaksananya verifikasi usul",
          "Terlaksananya verifikasi usul mutasi", {"atau": " atau “Terlaksananya verifikasi usul pensiun”"})],
    ),
    (ukuran.target_beda_indikator, table(f"utama | {A1_} | R | Waktu | 39 perangkat daerah | 39 Perangkat daerah (95%)"), []),
    (ukuran.target_beda_indikator, table(f"utama | {A1_} | R | Waktu | Perda 5 Tahun 2020 | 1 hari"), []),
    (
        ukuran.target_beda_indikator,
        table(f"utama | {A1_} | R | Waktu | 39 perangkat daerah | 20 perangkat daerah\n | | | Biaya | 95% tepat | 90 %"),
        [
            (
                "target-beda-indikator", U1 + "_indikator_1_target", "20 perangkat daerah", "",
                {"target": "20 perangkat daerah", "indikator": "39 perangkat daerah"},
            ),
            ("target-beda-indikator", U1 + "_indikator_2_target", "90 %", "", {"target": "90%", "indikator": "95%"}),
        ],
    ),
    (
        # What both units begin with, and no word beyond the first that differs.
        ukuran.target_beda_indikator,
        table(f"utama | {A1_} | R | Waktu | 39 dokumen kerja tim | 20 dokumen rapat tim"),
        [
            (
                "target-beda-indikator", U1 + "_indikator_1_target", "20 dokumen rapat tim", "",
                {"target": "20 dokumen", "indikator": "39 dokumen"},
            ),
        ],
    ),
    (fields.rencana_ganda, table(FINE + "\n" + FINE.replace("| R |", "| S |")), []),  # twice one superior's result is legal
    (
        fields.rencana_ganda,
        table(FINE + "\n" + FINE + "\n" + FINE.replace("utama", "tambahan").replace("| R |", "|  r. |")),
        [
            ("rencana-ganda", U2 + "_rencana_hasil_kerja", "R", "", {"pertama": "utama no. 1"}),
            ("rencana-ganda", T1 + "_rencana_hasil_kerja", "r.", "", {"pertama": "utama no. 1"}),
        ],
    ),
    (fields.rencana_berbutir, table(f"utama | {A1_} | - R | Waktu | i | 1"), []),
    (fields.rencana_berbutir, table(f"utama | {A1_} | Tersusunnya R:\\n- satu\\n- dua | Waktu | i | 1"), []),
    (
        fields.rencana_berbutir,
        table(f"utama | {A1_} | - R\\n• S | Waktu | i | 1\ntambahan | {A1_} | 1. T\\n2. U | Waktu | i | 1"),
        [
            ("rencana-berbutir", U1 + "_rencana_hasil_kerja", "- R\n• S", "", {"banyak": "2"}),
            ("rencana-berbutir", T1 + "_rencana_hasil_kerja", "1. T\n2. U", "", {"banyak": "2"}),
        ],
    ),
    (fields.indikator_ganda, table(f"utama | {A1_} | R | Waktu | i | 1\n | | | Biaya | i | 2"), []),
    (
        fields.indikator_ganda,
        table(f"utama | {A1_} | R | Waktu | i | 1\n | | | waktu | I. | 2"),
        [("indikator-ganda", U1 + "_indikator_2_indikator_kinerja_individu", "I.", "", {"pertama": "1"})],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "skp", "expected"), CASES, ids=[f"{n}-{case[0].__name__}" for n, case in enumerate(CASES)]
)
def test_a_rule_finds_exactly_this(rule, skp, expected):
    assert short(rule(skp, RUJUKAN)) == expected


def test_where_the_superiors_results_are_not_known_nothing_is_held_against_them():
    unknown = table("utama | Zzz | R | Waktu | i | t")
    assert list(fields.diintervensi_tidak_dikenal(unknown, Rujukan(daftar=LIBRARY.daftar))) == []


SKP = skp_of(GOOD[KUANTITATIF])


def whose(**other: str) -> Skp:
    return SKP.model_copy(update={"pegawai": SKP.pegawai.model_copy(update=other)})


@pytest.mark.parametrize(
    ("rule", "skp", "rujukan", "expected"),
    [
        (nip_salah, SKP, {}, []),
        (
            nip_salah, whose(nip="19810701200604190"), {},
            [("nip-salah", "pegawai_nip", "19810701200604190", "",
              {"sebab": "NIP terdiri atas 17 angka, seharusnya 18"})],
        ),
        # The penilai may be an army officer: his number is not judged.
        (nip_salah, SKP.model_copy(update={"pejabat_penilai": SKP.pegawai.model_copy(update={"nip": "21345"})}), {}, []),
        (nip_tidak_terdaftar, SKP, {"organisasi": ORGANISASI}, []),
        (nip_tidak_terdaftar, whose(nip="199001012015031901"), {}, []),
        (
            nip_tidak_terdaftar, whose(nip="199001012015031901"), {"organisasi": ORGANISASI},
            [("nip-berganti", "pegawai_nip", "199001012015031901", KETUA)],
        ),
        (
            nip_tidak_terdaftar, whose(nip="199001012015031901", nama="Orang Lain"), {"organisasi": ORGANISASI},
            [("nip-tidak-terdaftar", "pegawai_nip", "199001012015031901")],
        ),
        (instansi_lain, SKP, {"instansi": "Pemerintah Kabupaten Contoh"}, []),
        (
            instansi_lain, SKP, {"instansi": "PEMERINTAH KOTA CONTOH"},
            [("instansi-lain", "instansi", "PEMERINTAH KABUPATEN CONTOH", "PEMERINTAH KOTA CONTOH")],
        ),
        (periode_lain, SKP, {"periode": Periode.setahun(2022)}, []),
        (
            periode_lain, SKP, {"periode": Periode.setahun(2023)},
            [("periode-lain", "periode_tercetak", "1 JANUARI SD 31 DESEMBER TAHUN 2022",
              "1 JANUARI SD 31 DESEMBER TAHUN 2023")],
        ),
    ],
)  # fmt: skip
def test_a_rule_on_identity_finds_exactly_this(rule, skp, rujukan, expected):
    assert short(rule(skp, Rujukan(daftar=LIBRARY.daftar, **rujukan))) == expected


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF])
def test_a_good_skp_passes_all_rules(form):
    rujukan = Rujukan(LIBRARY.daftar, RUJUKAN.hasil_atasan, ORGANISASI, SKP.instansi, SKP.periode)
    assert check_skp(skp_of(GOOD[form], form), rujukan) == []


def test_all_rules_of_the_modules_are_in_the_list():
    named = {
        node.name
        for module in ("identitas", "fields", "perubahan", "makna", "ukuran", "asal", "salinan")
        for node in ast.parse((CHECKOUT / "skpxl" / "checks" / f"{module}.py").read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and [arg.arg for arg in node.args.args] in (["skp", "rujukan"], ["issued", "rujukan"], ["form", "rujukan"])
    }
    assert {rule.__name__ for rule in ATURAN} == named


# -- matriks -------------------------------------------------------------------------------------------------------------


def peran(teks: str, sebab: str = "", key: str = U1 + "_rencana_hasil_kerja") -> Peran:
    return Peran(teks=teks, sebab=sebab, key=key)


def matrix(*rows: BarisMatriks) -> MatriksPeranHasil:
    return MatriksPeranHasil(unit=UNIT, kolom=PRODUK, baris=rows)


PLACED = {PRODUK[0].id: (peran("R1"),), PRODUK[1].id: (peran("R2"),)}
YOSUA = BarisMatriks(nama="Yosua Manafe", nip=KETUA, jabatan="Pranata", peran=PLACED, fate=PersonFate.DITERIMA)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([YOSUA], []),
        (
            [YOSUA.model_copy(update={"peran": {**PLACED, PRODUK[1].id: (
                peran("R2").model_copy(update={"dipilih": "P2 lama", "sekarang": "P2"}),
                peran("R4").model_copy(update={"dipilih": "p2 LAMA.", "sekarang": "P2"}))}})],
            [("tautan-berganti-kata", "", "P2 lama", "", {"sekarang": "P2", "banyak": "2"})],
        ),
        # Missing: that alone is said, of the head too, and where there are files that do not count, that. Vacant: likewise.
        # In, but without a role: a warning.
        (
            [YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J", fate=PersonFate.TAK_DIPAKAI)],
            [("skp-belum-dipakai", "", "", "", {"pegawai": "Melati"})],
        ),
        ([YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J")], [("belum-masuk", "", "", "", {"pegawai": "Melati"})]),
        ([YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J", fate=PersonFate.TIDAK_BERTUGAS)], []),
        ([YOSUA, BarisMatriks(jabatan="Kepala Seksi")], [("jabatan-tanpa-nama", "", "", "", {"jabatan": "Kepala Seksi"})]),
        (
            [YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J", fate=PersonFate.DITERIMA)],
            [("pegawai-tanpa-peran", "", "", "", {"pegawai": "Melati", "jabatan": "J"})],
        ),
        (
            [YOSUA, BarisMatriks(nama="Rosalina", nip=UNIT.pimpinan, jabatan="Kabid")],
            [("belum-masuk", "", "", "", {"pegawai": "Rosalina"})],
        ),
        (
            [YOSUA, BarisMatriks(nama="Rosalina", nip=UNIT.pimpinan, jabatan="Kabid", fate=PersonFate.TAK_DIPAKAI)],
            [("skp-belum-dipakai", "", "", "", {"pegawai": "Rosalina"})],
        ),
        (
            [YOSUA, BarisMatriks(nama="Rosalina", nip=UNIT.pimpinan, jabatan="Kabid", fate=PersonFate.PERLU_PERBAIKAN)],
            [("pegawai-tanpa-peran", "", "", "", {"pegawai": "Rosalina", "jabatan": "Kabid"})],
        ),
        (
            [YOSUA.model_copy(update={"peran": {PRODUK[0].id: (peran("R1"),)}})],
            [("produk-tanpa-peran", "", PRODUK[1].teks)],
        ),
    ],
)  # fmt: skip
def test_a_rule_on_the_matriks_finds_exactly_this(rows, expected):
    found = list(check_matriks(matrix(*rows)))
    assert short(found) == expected
    assert {satu.item for satu in found} <= {UNIT.nama}


ALONE = YOSUA.model_copy(update={"peran": {}})
LOST = YOSUA.model_copy(update={"peran": {}, "sisa": (peran("R1", "sebab"), peran("R2", "sebab"))})
MISSING = BarisMatriks(nama="Melati", nip=STAF, jabatan="J")
VACANT = BarisMatriks(jabatan="Kepala Seksi", fate=PersonFate.LOWONG)
AWAY = BarisMatriks(nama="Melati", nip=STAF, jabatan="J", fate=PersonFate.TIDAK_BERTUGAS)
BOTH = f"“{PRODUK[0].teks}”, “{PRODUK[1].teks}”"


@pytest.mark.parametrize(
    ("rows", "below", "expected"),
    [
        ([ALONE, VACANT, AWAY], 0, None),
        ([ALONE, MISSING], 0, "1 SKP belum masuk"),
        ([ALONE], 3, "3 SKP belum masuk"),
        ([LOST], 0, "2 hasil kerja belum terpetakan"),
        ([LOST, MISSING, VACANT], 1, "2 SKP belum masuk dan 2 hasil kerja belum terpetakan"),
    ],
)
def test_products_without_support_are_one_line_as_long_as_something_is_missing(rows, below, expected):
    found = short([one for one in check_matriks(matrix(*rows), below) if one.code.startswith("produk-")])
    one_by_one = [("produk-tanpa-peran", "", produk.teks) for produk in PRODUK]
    together = ("produk-belum-didukung", "", "", "", {"banyak": "2", "produk": BOTH, "sebab": expected})
    assert found == ([together] if expected else one_by_one)


def test_of_many_products_without_support_the_first_are_named():
    many = tuple(PRODUK[0].model_copy(update={"kode": str(n), "teks": f"P{n}"}) for n in range(1, 61))
    (found,) = check_matriks(MatriksPeranHasil(unit=UNIT, kolom=many, baris=(LOST,)))
    assert dict(found.rincian)["produk"] == "“P1”, “P2”, “P3” dan 57 lagi"
    (found,) = check_matriks(MatriksPeranHasil(unit=UNIT, kolom=many[:1], baris=(LOST,)))
    assert (found.found, dict(found.rincian)["produk"]) == ("P1", "“P1”")


def paired(*agreed: str, written: BarisMatriks = YOSUA) -> list[Finding]:
    """The findings on one person with these agreed roles."""
    roles = tuple(PeranSepakat(teks=text, file="sepakat.xlsx", sheet="M", cell="C9") for text in agreed)
    row = BarisPembagian(nama=written.nama, nip=written.nip, peran=roles)
    matriks = Pembagian(unit=UNIT.nama, baris=(row,))
    pairs = pair(Kesepakatan([matriks]).peran(written.nip, written.nama), written.semua_peran())
    return list(check_padanan(written, UNIT.nama, pairs))


def test_roles_agreed_on_and_results_written_are_held_against_each_other():
    found = paired("r1.", "R9")
    assert short(found) == [
        ("peran-tanpa-rencana", "", "R9", "", {"pegawai": "Yosua Manafe"}),
        ("rencana-tanpa-peran", U1 + "_rencana_hasil_kerja", "R2", "", {"pegawai": "Yosua Manafe"}),
    ]
    assert [(one.file, one.sheet, one.cell) for one in found] == [("sepakat.xlsx", "M", "C9"), ("", "", "")]
    assert short(paired("R1", "R2")) == []


def test_a_reworded_role_is_told_with_its_likeness():
    written = YOSUA.model_copy(update={"peran": {}, "sisa": (
        peran("Tersusunnya laporan kinerja triwulan").model_copy(update={"peran_id": ""}),
    )})  # fmt: skip
    assert short(paired("Tersusunnya laporan kinerja tiap triwulan", written=written)) == [
        ("peran-disunting", U1 + "_rencana_hasil_kerja", "Tersusunnya laporan kinerja triwulan",
         "Tersusunnya laporan kinerja tiap triwulan", {"pegawai": "Yosua Manafe", "skor": "94"}),
    ]  # fmt: skip


def test_a_place_issued_for_a_role_that_holds_something_else_is_told():
    role = PeranSepakat(teks="Terlaksananya rapat", id="peran:X:1:1:1")
    row = BarisPembagian(nama=YOSUA.nama, peran=(role,))
    written = [peran("Tersusunnya notula bulanan").model_copy(update={"peran_id": role.id})]
    pairs = pair(Kesepakatan([Pembagian(baris=(row,))]).peran("", YOSUA.nama), written)
    ((code, _, found, suggestion, parts),) = short(check_padanan(YOSUA, "", pairs))
    assert (code, found, suggestion) == ("peran-berganti-isi", "Tersusunnya notula bulanan", "Terlaksananya rapat")
    assert int(parts["skor"]) < 60


def test_names_in_a_matriks_are_those_of_the_roster():
    rows = (
        BarisPembagian(nama="Yosua Manafe"),  # without his title
        BarisPembagian(nama="Melati Kasidu, A.Md.", peran=(PeranSepakat(teks="R"),)),
        BarisPembagian(nama="Orang Lain", peran=(PeranSepakat(teks="R", sheet="M", cell="C9"),)),
    )
    found = list(check_nama(Kesepakatan([Pembagian(unit=UNIT.nama, sheet="M", baris=rows)], ORGANISASI)))
    assert short(found) == [
        ("nama-dicocokkan", "", "Melati Kasidu, A.Md.", "Melati Kasedu, A.Md.", {"nip": STAF, "skor": "92"}),
        ("nama-matriks-tidak-dikenal", "", "Orang Lain", "", {"banyak": "1"}),
    ]
    assert [(one.item, one.sheet, one.cell) for one in found] == [(UNIT.nama, "M", ""), (UNIT.nama, "M", "C9")]


def test_a_role_of_a_vacant_post_is_told_at_its_cell():
    role = PeranSepakat(teks="R", file="m.xlsx", sheet="M", cell="C9")
    rows = (BarisPembagian(jabatan="Analis", peran=(role,)), BarisPembagian(nama="N", peran=(role,)))
    found = list(peran_lowong(Kesepakatan([Pembagian(unit="U", baris=rows)])))
    assert short(found) == [
        (
            "peran-jabatan-lowong",
            "",
            "R",
            "",
            {"jabatan": "Analis", "akibat": "tidak ada yang akan menulisnya dalam SKP"},
        )
    ]
    assert [(one.item, one.file, one.sheet, one.cell) for one in found] == [("U", "m.xlsx", "M", "C9")]


def test_results_that_are_one_in_several_wordings_are_told_once_with_a_wording_for_all():
    one = YOSUA.model_copy(update={"peran": {}, "sisa": (peran("Terlaksananya rapat koordinasi bulanan"),)})
    other = one.model_copy(
        update={"nama": "Melati", "nip": STAF, "sisa": (peran("1. Pelaksanaan rapat kordinasi bulanan"),)}
    )
    same = one.model_copy(update={"nama": "Bagas", "nip": "1"})
    another = one.model_copy(
        update={"nama": "Sari", "nip": "2", "sisa": (peran("Terlaksananya rapat koordinasi tahunan"),)}
    )
    (group,) = near_doubles(matrix(one, other, same, another), LIBRARY.sense)
    assert [(row.nama, role.teks) for row, role in group.members] == [
        ("Yosua Manafe", "Terlaksananya rapat koordinasi bulanan"),
        ("Melati", "1. Pelaksanaan rapat kordinasi bulanan"),
        ("Bagas", "Terlaksananya rapat koordinasi bulanan"),
    ]
    ((code, key, found, wording, parts),) = short(check_doubles([group]))
    assert (code, key) == ("rencana-mirip", U1 + "_rencana_hasil_kerja")
    assert (found, wording) == ("1. Pelaksanaan rapat kordinasi bulanan", "Terlaksananya rapat koordinasi bulanan")
    said = f"“{wording}” (Yosua Manafe, Bagas); “{found}” (Melati)"
    assert parts == {"banyak": "3", "tulisan": said}
    assert near_doubles(matrix(one, same), LIBRARY.sense) == []


@pytest.mark.parametrize(
    ("people", "wordings", "told"),
    [
        (3, 5, "“Rapat” (N1, N2, N3); “B” (N4); “C” (N5); “D” (N6); “E” (N7)"),
        (4, 6, "“Rapat” (N1, N2, N3 dan 1 orang lain); “B” (N5); “C” (N6); “D” (N7); “E” (N8); dan 1 tulisan lain"),
    ],
)
def test_of_a_large_group_the_first_people_and_wordings_are_told_and_how_many_others_there_are(people, wordings, told):
    texts = ["Rapat"] * people + list("BCDEFG")[: wordings - 1]
    members = tuple(
        (YOSUA.model_copy(update={"nama": f"N{number}", "nip": str(number)}), peran(text))
        for number, text in enumerate(texts, start=1)
    )
    (found,) = check_doubles([NearDoubles(UNIT, "Rapat", members)])
    assert (found.found, found.who, dict(found.rincian)["tulisan"]) == ("B", str(people + 1), told)
    (alike,) = check_doubles([NearDoubles(UNIT, "Rapat", members[:2])])
    assert (alike.found, alike.who) == ("Rapat", "1")


def test_one_persons_own_wordings_are_no_group():
    roles = (peran("Tersusunnya laporan bulanan"), peran("Penyusunan laporan bulanan"))
    assert near_doubles(matrix(YOSUA.model_copy(update={"peran": {}, "sisa": roles})), LIBRARY.sense) == []


@pytest.mark.parametrize(
    ("texts", "wording"),
    [
        (["Penyusunan lap bulanan", "Tersusunnya laporan bulanan"], "Tersusunnya laporan bulanan"),
        (["Menyusun laporan tahunannya", "Tersusunnya laporan"], "Tersusunnya laporan"),
        (["2) Tersusunnya laporan bulanan.", "Tersusunnya lap bulanan"], "Tersusunnya laporan bulanan"),
        (["Terlaksananya rapat", "Terlaksananya rapat", "1. Pelaksanaan rapat rutin"], "Terlaksananya rapat"),
    ],
)
def test_the_wording_for_all_is_the_commonest_else_the_fullest(texts, wording):
    assert common_wording(texts, LIBRARY.sense) == wording


def test_a_missing_superior_is_told_with_those_he_holds_up():
    found = short(rantai_terhambat(hambatan(ORGANISASI, {STAF})))
    assert found == [
        ("rantai-terhambat", "", "", "", {"pegawai": "Rosalina Wanggai, S.STP.", "langsung": "1", "seluruh": "2",
                                          "menunggu": "ia tidak menunggu siapa pun"}),
        ("rantai-terhambat", "", "", "", {"pegawai": "Yosua Manafe, S.Kom.", "langsung": "1", "seluruh": "1",
                                          "menunggu": "ia sendiri menunggu Rosalina Wanggai, S.STP."}),
    ]  # fmt: skip
    assert hambatan(ORGANISASI, {KABID, KETUA}) == []


def test_without_a_roster_those_who_name_a_penilai_are_told_to_wait_for_him():
    found = short(penilai_ditunggu(hambatan(ORGANISASI, {KETUA, STAF}, by_roster=False), ORGANISASI))
    assert found == [
        ("penilai-ditunggu", "", "", "", {"pegawai": "Rosalina Wanggai, S.STP.", "banyak": "1", "akibat": ""}),
    ]
    two = ORGANISASI.model_copy(update={"unit": (UNIT, UNIT.model_copy(update={"kode": "LAIN", "pimpinan": ""}))})
    ((*_, details),) = short(penilai_ditunggu(hambatan(two, {KETUA, STAF}, by_roster=False), two))
    assert details["akibat"] == f" Unit di atas {UNIT.nama} tidak diketahui tanpa SKP itu."


MATRIKS = Pembagian(
    unit=UNIT.nama, kode="BPK", pimpinan=KABID, instansi="PEMERINTAH KABUPATEN CONTOH", periode=Periode.setahun(2022),
    kolom=(KolomPembagian(id="produk:BPK:1", teks=A1_), KolomPembagian(id="produk:BPK:2", teks=A2_)),
    baris=(
        BarisPembagian(key="k1", nama="Rosalina", nip=KABID),
        BarisPembagian(key="k2", nama="Yosua", nip=KETUA, jabatan="J", peran=(
            PeranSepakat(teks="Terlaksananya A", kolom="produk:BPK:1", key="r1"),
            PeranSepakat(teks="Tersusunnya B", kolom="produk:BPK:2", key="r2"),
        )),
    ),
)  # fmt: skip


def with_rows(*rows: BarisPembagian) -> Pembagian:
    return MATRIKS.model_copy(update={"baris": (*MATRIKS.baris, *rows)})


def test_a_matriks_in_order_has_no_findings():
    assert short(check_pembagian(MATRIKS, RUJUKAN)) == []


def test_what_is_wrong_in_a_filled_matriks_is_told_at_its_cell():
    role = PeranSepakat(teks="Terlaksananya A", kolom="produk:BPK:1", key="r9")
    opened = with_rows(BarisPembagian(key="k3", nama="N", peran=(role.model_copy(update={"teks": "Tersusunnya ..."}),)))
    assert short(check_pembagian(opened, RUJUKAN)) == [
        ("peran-belum-selesai", "r9", "Tersusunnya ...", "", {"pegawai": "N"})
    ]
    twice = with_rows(BarisPembagian(key="k3", nama="N", peran=(role, role)))
    assert short(check_pembagian(twice, RUJUKAN)) == [("peran-ganda", "r9", "Terlaksananya A", "", {"pegawai": "N"})]
    stranger = with_rows(BarisPembagian(key="k3", nama="Orang Lain", luar=True, peran=(role,)))
    with_roster = Rujukan(LIBRARY.daftar, {}, ORGANISASI)
    assert short(check_pembagian(stranger, with_roster)) == [("pegawai-lain-tidak-dikenal", "k3", "Orang Lain")]
    elsewhere = Rujukan(LIBRARY.daftar, {}, None, "LAIN", Periode.setahun(2023))
    assert [row[0] for row in short(check_pembagian(MATRIKS, elsewhere))] == ["instansi-lain", "periode-lain"]


def test_a_matriks_without_roles_and_a_role_of_nobody_are_told():
    """More of what is asked of roles: `tests/forms/test_matriks_form.py`."""
    empty = make_form("matriks-peran-hasil")
    assert short(check_roles(empty, pembagian_dari(empty, "", {}))) == [("matriks-belum-diisi", "matriks_baris_1_nama")]
    full = {f"matriks_baris_{n}_peran_{k}": "Terlaksananya A" for n in (2, 3, 4, 5) for k in (1, 2)}
    nameless = empty.filled(full)
    assert short(check_roles(nameless, pembagian_dari(nameless, "", {}))) == [
        ("peran-tanpa-nama", "matriks_baris_5_nama", "Terlaksananya A")
    ]
    second = empty.filled({f"matriks_baris_{n}_peran_2": "Terlaksananya A" for n in (2, 3, 4)})
    assert short(check_roles(second, pembagian_dari(second, "", {}))) == [("produk-tanpa-peran", "", PRODUK[0].teks)]


# -- the codes -----------------------------------------------------------------------------------------------------------


def codes_in(module: str) -> set[str]:
    """The codes that a module of checks/ makes findings of."""
    tree = ast.parse((CHECKOUT / "skpxl" / "checks" / f"{module}.py").read_text("utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "temuan"
        and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip


def test_a_column_that_means_another_product_is_told():
    column = KolomPembagian(id="k", teks="A")
    columns = [
        ChangedColumn(Pembagian(), column, now, gone, 2) for now, gone in (("B", False), ("B", True), ("", True))
    ]
    assert short(check_kolom(columns)) == [
        ("kolom-berganti-kata", "", "A", "", {"sekarang": "B", "banyak": "2"}),
        ("kolom-bukan-produk", "", "A", "", {"sekarang": "di tempatnya sekarang “B”", "banyak": "2"}),
        ("kolom-bukan-produk", "", "A", "", {"sekarang": "tidak ada yang menggantikannya", "banyak": "2"}),
    ]


def test_a_single_result_with_a_single_aspek_is_told():
    found = short(check_skp(table(FINE), Rujukan(LIBRARY.daftar, isi=LIBRARY.aturan_isi)))
    assert "rencana-tunggal" in [code for code, *_ in found]


def test_every_code_of_these_rules_has_a_case_here():
    """Each stands in what a test of this folder expects; a run may have the tests in several processes."""
    folder = Path(__file__).parent
    expected = "".join(path.read_text("utf-8") for path in [*folder.glob("test_*.py"), *folder.glob("*.toml")])
    modules = ("identitas", "fields", "perubahan", "matriks", "sepakat", "pembagian")
    assert {code for module in modules for code in codes_in(module) if f'"{code}"' not in expected} == set()


@pytest.mark.parametrize("rule", CASES, ids=[f"{n}-{case[0].__name__}" for n, case in enumerate(CASES)])
def test_every_placeholder_of_a_sentence_is_filled(rule):
    check, skp, _ = rule
    found = [satu.at(cell="C9", sheet="SKP") for satu in check(skp, RUJUKAN)]
    assert [satu.message for satu in worded(found, LIBRARY.pesan) if "{" in satu.message] == []

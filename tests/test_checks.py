"""Every rule on SKPs and matrices: a case it passes, and the exact findings of cases it does not. Text tables in."""

import ast
from typing import Any

import pytest
from forms import (
    ATASAN,
    CHECKOUT,
    GOOD,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    PRODUK,
    STAF,
    UNIT,
    kualitatif,
    kuantitatif,
    perilaku,
    skp_of,
)

from skpxl.checks import isi, wajib
from skpxl.checks.identitas import instansi_lain, nip_salah, nip_tidak_terdaftar, periode_lain
from skpxl.checks.matriks import periksa_matriks, sepakat_dan_tertulis
from skpxl.checks.rujukan import Rujukan
from skpxl.checks.skp import ATURAN, periksa_skp
from skpxl.findings import Finding
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import worded
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pembagian import PeranSepakat
from skpxl.model.periode import Periode
from skpxl.model.skp import Skp
from skpxl.model.teks import sidik

RUJUKAN = Rujukan(
    daftar=LIBRARY.daftar,
    hasil_atasan={choice.id: choice.teks for choice in ATASAN},
    contoh=LIBRARY.daftar["isian_contoh"].nilai,
)
U1, U2, T1 = (f"hasil_kerja_{bagian}" for bagian in ("utama_1", "utama_2", "tambahan_1"))
A1_, A2_ = ATASAN[0].teks, ATASAN[1].teks
PILIHAN = "Kuantitas, Kualitas, Waktu, Biaya"
NILAI = ", ".join(LIBRARY.daftar["perilaku_kerja"].nilai)
seen: set[str] = set()


def short(findings: Any) -> list[tuple[Any, ...]]:
    """Findings as (code, key, found, suggestion, parts of the sentence), empty ones at the end left out."""
    made = []
    for satu in findings:
        assert isinstance(satu, Finding)
        assert satu.severity.value == KODE[satu.code].severity
        seen.add(satu.code)
        row: list[Any] = [satu.code, satu.key, satu.found, satu.suggestion, dict(satu.rincian)]
        while not row[-1]:
            row.pop()
        made.append(tuple(row))
    return made


def table(text: str) -> Skp:
    return skp_of(kuantitatif("bagian | atasan | rencana | aspek | indikator | target\n" + text))


def narrative(text: str) -> Skp:
    return skp_of(kualitatif("bagian | atasan | rencana | ukuran\n" + text), KUALITATIF)


def behaviour(text: str) -> Skp:
    rows = perilaku("nomor | nilai | ekspektasi\n" + text)
    return skp_of({**GOOD[KUANTITATIF], "perilaku_kerja": rows})


FINE = f"utama | {A1_} | R | Waktu | Lama layanan | 1 hari"

CASES = [
    (wajib.belum_diisi, table(FINE), []),
    (wajib.belum_diisi, table(""), [("belum-diisi", U1 + "_rencana_hasil_kerja")]),
    (wajib.belum_diisi, narrative(""), [("belum-diisi", U1 + "_rencana_hasil_kerja")]),
    (wajib.belum_diisi, behaviour("2 | Akuntabel | jujur"), []),
    (wajib.utama_kosong, table(FINE), []),
    (wajib.utama_kosong, table(""), []),  # that nothing at all is filled in says it
    (wajib.utama_kosong, table(FINE.replace("utama", "tambahan")), [("utama-kosong", U1 + "_rencana_hasil_kerja")]),
    (wajib.rencana_kosong, table(FINE), []),
    (wajib.rencana_kosong, table(f"utama | {A1_} | | | |"), [("rencana-kosong", U1 + "_rencana_hasil_kerja")]),
    (wajib.rencana_kosong, table("tambahan | | | | | 1 hari"), [("rencana-kosong", T1 + "_rencana_hasil_kerja")]),
    (wajib.diintervensi_kosong, table(FINE), []),
    (wajib.diintervensi_kosong, table("utama | | | | | 1 hari"), []),  # an empty rencana says more
    (
        wajib.diintervensi_kosong,
        table("utama | | R | Waktu | i | t"),
        [("diintervensi-kosong", U1 + "_rencana_hasil_kerja_diintervensi")],
    ),
    (wajib.indikator_tidak_ada, table(FINE), []),
    (wajib.indikator_tidak_ada, narrative(f"utama | {A1_} | R | u"), []),
    (
        wajib.indikator_tidak_ada,
        table(f"utama | {A1_} | R | Kuantitas / Kualitas / Waktu / Biaya | |"),
        [
            (
                "indikator-tidak-ada", U1 + "_indikator_1_indikator_kinerja_individu", "", "",
                {"apa": "indikator kinerja individu"},
            )
        ],
    ),
    (
        wajib.indikator_tidak_ada,
        narrative(f"utama | {A1_} | R |"),
        [("indikator-tidak-ada", U1 + "_ukuran_keberhasilan_1", "", "", {"apa": "ukuran keberhasilan"})],
    ),
    (wajib.indikator_kosong, table(FINE), []),
    (
        wajib.indikator_kosong,
        table(f"utama | {A1_} | R | Waktu | | 1 hari\n | | | | | 2 hari"),
        [
            ("indikator-kosong", U1 + "_indikator_1_indikator_kinerja_individu", "", "", {"ada": "aspek Waktu"}),
            ("indikator-kosong", U1 + "_indikator_2_indikator_kinerja_individu", "", "", {"ada": "target 2 hari"}),
        ],
    ),
    (wajib.target_kosong, table(FINE), []),
    (wajib.target_kosong, table(f"utama | {A1_} | R | Waktu | |"), []),  # follows from the empty indikator
    (
        wajib.target_kosong,
        table(f"utama | {A1_} | R | Waktu | Lama layanan |"),
        [("target-kosong", U1 + "_indikator_1_target", "", "", {"indikator": "Lama layanan"})],
    ),
    (wajib.aspek_belum_dipilih, table(FINE), []),
    (
        wajib.aspek_belum_dipilih,
        table(f"utama | {A1_} | R | | i | t\n | | | Kuantitas / Kualitas / Waktu / Biaya | j | t"),
        [
            ("aspek-belum-dipilih", U1 + "_indikator_1_aspek", "", "", {"pilihan": PILIHAN}),
            (
                "aspek-belum-dipilih", U1 + "_indikator_2_aspek", "Kuantitas / Kualitas / Waktu / Biaya", "",
                {"pilihan": PILIHAN},
            ),
        ],
    ),
    (isi.aspek_tidak_dikenal, table(FINE.replace("Waktu", " waktu. ")), []),
    (
        isi.aspek_tidak_dikenal,
        table(f"utama | {A1_} | R | Kwantitas | i | t\n | | | Mutu | j | t"),
        [
            ("aspek-tidak-dikenal", U1 + "_indikator_1_aspek", "Kwantitas", "Kuantitas", {"pilihan": PILIHAN}),
            ("aspek-tidak-dikenal", U1 + "_indikator_2_aspek", "Mutu", "", {"pilihan": PILIHAN}),
        ],
    ),
    (isi.diintervensi_tidak_dikenal, table(f"utama | {A1_.upper()}. | R | Waktu | i | t\n{FINE}"), []),
    (
        isi.diintervensi_tidak_dikenal,
        table("utama | Layanan konsultasi pegawai | R | Waktu | i | t\ntambahan | Zzz | S | Waktu | i | t"),
        [
            (
                "diintervensi-tidak-dikenal", U1 + "_rencana_hasil_kerja_diintervensi", "Layanan konsultasi pegawai", A1_,
            ),
            ("diintervensi-tidak-dikenal", T1 + "_rencana_hasil_kerja_diintervensi", "Zzz"),
        ],
    ),
    (isi.target_beda_indikator, table(f"utama | {A1_} | R | Waktu | 39 perangkat daerah | 39 Perangkat daerah (95%)"), []),
    (isi.target_beda_indikator, table(f"utama | {A1_} | R | Waktu | Perda 5 Tahun 2020 | 1 hari"), []),
    (
        isi.target_beda_indikator,
        table(f"utama | {A1_} | R | Waktu | 39 perangkat daerah | 20 perangkat daerah\n | | | Biaya | 95% tepat | 90 %"),
        [
            (
                "target-beda-indikator", U1 + "_indikator_1_target", "20 perangkat daerah", "",
                {"target": "20 perangkat daerah", "indikator": "39 perangkat daerah"},
            ),
            ("target-beda-indikator", U1 + "_indikator_2_target", "90 %", "", {"target": "90%", "indikator": "95%"}),
        ],
    ),
    (isi.isian_contoh, table(FINE), []),
    (
        isi.isian_contoh,
        table(f"utama | {A1_} | (NAMA INSTANSI) | Waktu | NAMA PEGAWAI YANG DINILAI | ......"),
        [
            ("isian-contoh", U1 + "_rencana_hasil_kerja", "(NAMA INSTANSI)"),
            ("isian-contoh", U1 + "_indikator_1_indikator_kinerja_individu", "NAMA PEGAWAI YANG DINILAI"),
            ("isian-contoh", U1 + "_indikator_1_target", "......"),
        ],
    ),
    (
        isi.isian_contoh,
        narrative(f"utama | {A1_} | xxx | ___"),
        [
            ("isian-contoh", U1 + "_rencana_hasil_kerja", "xxx"),
            ("isian-contoh", U1 + "_ukuran_keberhasilan_1", "___"),
        ],
    ),
    (isi.rencana_ganda, table(FINE + "\n" + FINE.replace("| R |", "| S |")), []),  # twice the same superior's result is legal
    (
        isi.rencana_ganda,
        table(FINE + "\n" + FINE + "\n" + FINE.replace("utama", "tambahan").replace("| R |", "|  r. |")),
        [
            ("rencana-ganda", U2 + "_rencana_hasil_kerja", "R", "", {"pertama": "utama no. 1"}),
            ("rencana-ganda", T1 + "_rencana_hasil_kerja", "r.", "", {"pertama": "utama no. 1"}),
        ],
    ),
    (isi.indikator_ganda, table(f"utama | {A1_} | R | Waktu | i | 1\n | | | Biaya | i | 2"), []),
    (
        isi.indikator_ganda,
        table(f"utama | {A1_} | R | Waktu | i | 1\n | | | waktu | I. | 2"),
        [("indikator-ganda", U1 + "_indikator_2_indikator_kinerja_individu", "I.", "", {"pertama": "1"})],
    ),
    (wajib.nilai_dan_ekspektasi, behaviour("2 | Akuntabel | jujur\n8 | Loyal | setia"), []),
    (
        wajib.nilai_dan_ekspektasi,
        behaviour("8 | | setia\n9 | Loyal |"),
        [
            ("nilai-belum-dipilih", "perilaku_kerja_8_nilai"),
            ("ekspektasi-kosong", "perilaku_kerja_9_ekspektasi_khusus", "", "", {"nilai": "Loyal"}),
        ],
    ),
    (isi.nilai_tidak_dikenal, behaviour("8 | kolaboratif | x"), []),
    (
        isi.nilai_tidak_dikenal,
        behaviour("8 | Integritas | x\n9 | Kolabaratif | y"),
        [
            ("nilai-tidak-dikenal", "perilaku_kerja_8_nilai", "Integritas", "", {"pilihan": NILAI}),
            ("nilai-tidak-dikenal", "perilaku_kerja_9_nilai", "Kolabaratif", "Kolaboratif", {"pilihan": NILAI}),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "skp", "expected"), CASES, ids=[f"{n}-{case[0].__name__}" for n, case in enumerate(CASES)]
)
def test_a_rule_finds_exactly_this(rule, skp, expected):
    assert short(rule(skp, RUJUKAN)) == expected


def test_where_the_superiors_results_are_not_known_nothing_is_held_against_them():
    unknown = table("utama | Zzz | R | Waktu | i | t")
    assert list(isi.diintervensi_tidak_dikenal(unknown, Rujukan(daftar=LIBRARY.daftar))) == []


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
    rujukan = Rujukan(LIBRARY.daftar, RUJUKAN.hasil_atasan, ORGANISASI, SKP.instansi, SKP.periode, RUJUKAN.contoh)
    assert periksa_skp(skp_of(GOOD[form], form), rujukan) == []


def test_what_follows_from_a_blank_is_not_said_again():
    # Only a target: the row lacks an indikator and the result its rencana; aspek and superior's result are not said as well.
    assert short(periksa_skp(table("utama | | | | | 1 hari"), RUJUKAN)) == [
        ("rencana-kosong", U1 + "_rencana_hasil_kerja"),
        ("indikator-kosong", U1 + "_indikator_1_indikator_kinerja_individu", "", "", {"ada": "target 1 hari"}),
    ]
    assert short(periksa_skp(table(""), RUJUKAN)) == [("belum-diisi", U1 + "_rencana_hasil_kerja")]


def test_all_rules_of_the_modules_are_in_the_list():
    named = {
        node.name
        for module in ("identitas", "wajib", "isi")
        for node in ast.parse((CHECKOUT / "skpxl" / "checks" / f"{module}.py").read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args] == ["skp", "rujukan"]
    }
    assert {rule.__name__ for rule in ATURAN} == named


# -- matriks -------------------------------------------------------------------------------------------------------------


def peran(teks: str, sebab: str = "", key: str = U1 + "_rencana_hasil_kerja") -> Peran:
    return Peran(teks=teks, sebab=sebab, key=key)


def matrix(*rows: BarisMatriks) -> MatriksPeranHasil:
    return MatriksPeranHasil(unit=UNIT, kolom=PRODUK, baris=rows)


PLACED = {PRODUK[0].id: (peran("R1"),), PRODUK[1].id: (peran("R2"),)}
YOSUA = BarisMatriks(nama="Yosua Manafe", nip=KETUA, jabatan="Pranata", peran=PLACED, masuk=True)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([YOSUA], []),
        (
            [YOSUA.model_copy(update={"sisa": (peran("R3", "hasil kerja atasan belum dipilih"),)})],
            [("belum-terpetakan", U1 + "_rencana_hasil_kerja", "R3", "",
              {"pegawai": "Yosua Manafe", "sebab": "hasil kerja atasan belum dipilih"})],
        ),
        # Missing: that alone is said. Vacant: likewise. In, but without a role: a warning.
        ([YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J")], [("belum-masuk", "", "", "", {"pegawai": "Melati"})]),
        ([YOSUA, BarisMatriks(jabatan="Kepala Seksi")], [("jabatan-tanpa-nama", "", "", "", {"jabatan": "Kepala Seksi"})]),
        (
            [YOSUA, BarisMatriks(nama="Melati", nip=STAF, jabatan="J", masuk=True)],
            [("pegawai-tanpa-peran", "", "", "", {"pegawai": "Melati", "jabatan": "J"})],
        ),
        (
            [YOSUA, BarisMatriks(nama="Rosalina", nip=UNIT.pimpinan, jabatan="Kabid")],
            [("belum-masuk", "", "", "", {"pegawai": "Rosalina"}),
             ("pegawai-tanpa-peran", "", "", "", {"pegawai": "Rosalina", "jabatan": "Kabid"})],
        ),
        (
            [YOSUA.model_copy(update={"peran": {PRODUK[0].id: (peran("R1"),)}})],
            [("produk-tanpa-peran", "", PRODUK[1].teks)],
        ),
    ],
)  # fmt: skip
def test_a_rule_on_the_matriks_finds_exactly_this(rows, expected):
    found = list(periksa_matriks(matrix(*rows)))
    assert short(found) == expected
    assert {satu.item for satu in found} <= {UNIT.nama}


def agree(*texts: str) -> list[PeranSepakat]:
    return [PeranSepakat(teks=teks, file="sepakat.xlsx", sheet="M", cell="C9") for teks in texts]


def test_roles_agreed_on_and_results_written_are_held_against_each_other():
    agreed = {sidik("Yosua Manafe"): agree("r1.", "R9"), sidik("Orang Lain"): agree("R0")}
    assert short(sepakat_dan_tertulis(matrix(YOSUA), agreed)) == [
        ("peran-tanpa-rencana", "", "R9", "", {"pegawai": "Yosua Manafe"}),
        ("rencana-tanpa-peran", U1 + "_rencana_hasil_kerja", "R2", "", {"pegawai": "Yosua Manafe"}),
    ]
    assert short(sepakat_dan_tertulis(matrix(YOSUA), {sidik("Yosua Manafe"): agree("R1", "R2")})) == []


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


def test_every_code_of_these_rules_has_a_case_here():
    for rule, skp, _ in CASES:
        short(rule(skp, RUJUKAN))
    for one in (whose(nip="1"), whose(nip="199001012015031901")):
        short(periksa_skp(one, Rujukan(LIBRARY.daftar, {}, ORGANISASI, "LAIN", Periode.setahun(2023))))
    short(periksa_matriks(matrix(BarisMatriks(jabatan="J"), BarisMatriks(nama="N", nip=STAF))))
    unplaced = YOSUA.model_copy(update={"sisa": (peran("x"),)})
    short(periksa_matriks(matrix(BarisMatriks(nama="N", nip=STAF, masuk=True), unplaced)))
    short(sepakat_dan_tertulis(matrix(YOSUA), {sidik("Yosua Manafe"): agree("R9")}))
    modules = ("identitas", "wajib", "isi", "matriks")
    assert set().union(*map(codes_in, modules)) - seen == set()


@pytest.mark.parametrize("rule", CASES, ids=[f"{n}-{case[0].__name__}" for n, case in enumerate(CASES)])
def test_every_placeholder_of_a_sentence_is_filled(rule):
    check, skp, _ = rule
    found = [satu.at(cell="C9", sheet="SKP") for satu in check(skp, RUJUKAN)]
    assert [satu.message for satu in worded(found, LIBRARY.pesan) if "{" in satu.message] == []

"""`checks/plausible.py` and `model/kepegawaian.py`: what is likely of people, on values alone. All people are invented."""

from datetime import date

import pytest
from forms import LIBRARY

from skpxl.checks.plausible import Likely, check_kind, check_person, check_raters
from skpxl.checks.roster import check_duplicate_nip
from skpxl.model.kepegawaian import retirement
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.unit import Organisasi

RULES = LIBRARY.kepegawaian
GOLONGAN = LIBRARY.daftar["golongan"].nilai
YEAR = Likely(RULES, GOLONGAN, Periode.setahun(2026))
SOUND = Pegawai(
    nip="199301012020121903",
    nama="Wajar Rekaan",
    pangkat_golongan="Penata Muda, III/a",
    jabatan="Analis Anggaran Ahli Pertama",
    jenis_jabatan="Fungsional Keahlian",
    status="PNS",
)
DEPUTY = {"jenis_jabatan": "Administrator", "pangkat_golongan": "Pembina, IV/a"}
CHIEF = {"jenis_jabatan": "JPT Pratama", "pangkat_golongan": "Pembina Utama Muda, IV/c"}
CLERK = {"jenis_jabatan": "Pelaksana", "jabatan": "Pengadministrasi Umum", "pangkat_golongan": "Pengatur, II/c"}
NURSE = {
    "jenis_jabatan": "Fungsional Keterampilan",
    "jabatan": "Perawat Terampil",
    "pangkat_golongan": "Pengatur, II/c",
}
PPPK = {"nip": "199503012023212910", "status": "PPPK", "pangkat_golongan": "IX"}


def said(likely: Likely = YEAR, **other: str) -> list[tuple[str, str, str, str]]:
    """What is said of the sound person with other values, as (code, column, found, suggestion)."""
    found = check_person(SOUND.model_copy(update=other), 1, likely)
    return [(one.code, one.key.removeprefix("pegawai_1_"), one.found, one.suggestion) for one in found]


def codes(**other: str) -> list[str]:
    return [code for code, *_ in said(**other)]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"pangkat_golongan": "Pembina, IV/a", "jabatan": "Analis Anggaran Ahli Madya"},
        {"pangkat_golongan": "Penata Tk. I, III/d", "jabatan": "Subkoordinator/Perencana Ahli Muda"},
        {"pangkat_golongan": "Penata Muda Tk. I, III/b", "jabatan": "Perencana Ahli Muda"},  # disetarakan
        {"pangkat_golongan": "Pembina, IV/a", "jabatan": "Perencana Ahli Muda"},
        {"jenis_jabatan": "Jabatan Fungsional Tertentu"},
        {"jenis_jabatan": "JF"},
        {"jenis_jabatan": "Ahli Pertama"},
        {"jenis_jabatan": ""},
        {"jabatan": "Kepala Bidang Data", **DEPUTY},
        {"jabatan": "Kepala Bidang Data / Perencana Ahli Madya", **DEPUTY},
        {"jabatan": "Kepala Dinas Rekaan", **CHIEF},
        {"jabatan": "Plt. Kepala Dinas Rekaan", **DEPUTY},
        {"jabatan": "Plt Perencana Ahli Utama", **DEPUTY},
        CLERK,
        CLERK | {"pangkat_golongan": "Pembina, IV/a"},
        CLERK | {"jenis_jabatan": "Jabatan Fungsional Umum"},
        NURSE,
        NURSE | {"pangkat_golongan": "Penata Muda, III/a"},
        PPPK,
        PPPK | NURSE | {"pangkat_golongan": "VII"},
        PPPK | {"nip": "199503012026282910"},
        {"status": "CPNS", "nip": "199901012026041907"},
        PPPK | {"status": "PPPK Paruh Waktu", "jenis_jabatan": "Pelaksana", "jabatan": "Operator Layanan Operasional"},
        {"nip": "bukan nomor"},
    ],
)
def test_of_somebody_in_order_nothing_is_said(other: dict[str, str]) -> None:
    assert said(**other) == []


def test_who_begins_on_the_last_day_of_the_period_is_appointed_in_it() -> None:
    ends = [
        Likely(RULES, GOLONGAN, Periode(mulai=date(2026, 1, 1), selesai=date(2026, *day)))
        for day in ((12, 1), (11, 30))
    ]
    newcomer = {"status": "CPNS", "nip": "199901012026121907"}
    assert [[code for code, *_ in said(likely, **newcomer)] for likely in ends] == [[], ["daftar-belum-diangkat"]]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"jenis_jabatan": "Eselon II"}, ("daftar-jenis", "jenis_jabatan", "Eselon II", "JPT Pratama")),
        ({"jenis_jabatan": "II.b"}, ("daftar-jenis", "jenis_jabatan", "II.b", "JPT Pratama")),
        ({"jenis_jabatan": "Fungsional Keahlain"},
         ("daftar-jenis", "jenis_jabatan", "Fungsional Keahlain", "Fungsional Keahlian")),
        ({"jenis_jabatan": "Tenaga Teknis"}, ("daftar-jenis", "jenis_jabatan", "Tenaga Teknis", "")),
        ({"jenis_jabatan": "Pelaksana"},
         ("daftar-jabatan-jenis", "jenis_jabatan", "Pelaksana", "Fungsional Keahlian")),
        ({"jenis_jabatan": "Fungsional Keterampilan"},
         ("daftar-jabatan-jenis", "jenis_jabatan", "Fungsional Keterampilan", "Fungsional Keahlian")),
        (CLERK | {"jenis_jabatan": "Administrator", "pangkat_golongan": "Pembina, IV/a"},
         ("daftar-jabatan-jenis", "jenis_jabatan", "Administrator", "Pelaksana")),
        ({"jabatan": "Kepala Seksi Data", **CHIEF}, ("daftar-jabatan-jenis", "jenis_jabatan", "JPT Pratama", "Pengawas")),
        ({"jabatan": "Kepala Bagian Umum", **CLERK | {"jabatan": "Kepala Bagian Umum"}},
         ("daftar-jabatan-jenis", "jenis_jabatan", "Pelaksana", "Administrator atau JPT Pratama")),
        ({"jabatan": "Kepala Dinas Rekaan", "jenis_jabatan": "Struktural"},
         ("daftar-jpt-tersirat", "jenis_jabatan", "Struktural", "JPT Pratama")),
        ({"jabatan": "Kepala Dinas Rekaan", "jenis_jabatan": ""}, ("daftar-jpt-tersirat", "jenis_jabatan", "", "JPT Pratama")),
        ({"status": "Tenaga Harian Lepas"}, ("daftar-status", "status", "Tenaga Harian Lepas", "")),
        ({"status": "Pegawai Negeri"}, ("daftar-status", "status", "Pegawai Negeri", "PNS")),
        ({"status": "PNS (tugas belajar)"}, ("daftar-status", "status", "PNS (tugas belajar)", "PNS")),
        ({"jenis_jabatan": "Fungsional Muda"},
         ("daftar-jenis", "jenis_jabatan", "Fungsional Muda", "Fungsional Keahlian")),
        ({"status": "PPPPK"}, ("daftar-status", "status", "PPPPK", "PPPK")),
        ({"jabatan": "Pranata Komputer Ahli Madya"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Penata Muda, III/a", "")),
        ({"jabatan": "Perencana Ahli Muda"}, ("daftar-golongan-jabatan", "pangkat_golongan", "Penata Muda, III/a", "")),
        ({"pangkat_golongan": "Pengatur Tk. I, II/d"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Pengatur Tk. I, II/d", "")),
        (NURSE | {"pangkat_golongan": "Pembina, IV/a"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Pembina, IV/a", "")),
        (NURSE | {"pangkat_golongan": "Penata, III/c"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Penata, III/c", "")),
        (PPPK | {"pangkat_golongan": "V"}, ("daftar-golongan-jabatan", "pangkat_golongan", "V", "")),
        ({"jabatan": "Kepala Bidang Data", **DEPUTY, "pangkat_golongan": "Pengatur, II/c"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Pengatur, II/c", "")),
        ({"jabatan": "Kepala Dinas Data", **CHIEF, "pangkat_golongan": "Penata, III/c"},
         ("daftar-golongan-jabatan", "pangkat_golongan", "Penata, III/c", "")),
        (PPPK | {"nip": "199001012015211914"}, ("daftar-pppk-awal", "nip", "199001012015211914", "")),
        (PPPK | {"nip": "199001012023991914"}, ("daftar-pppk-perjanjian", "nip", "199001012023991914", "")),
        (PPPK | {"nip": "199001012023261914"}, ("daftar-pppk-perjanjian", "nip", "199001012023261914", "")),
        ({"nip": "199001012035011913"}, ("daftar-belum-diangkat", "nip", "199001012035011913", "")),
        ({"nip": "199001012027011913"}, ("daftar-belum-diangkat", "nip", "199001012027011913", "")),
        (PPPK | {"nip": "199001012027211913"}, ("daftar-belum-diangkat", "nip", "199001012027211913", "")),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_said_at_its_column_with_what_is_nearest(
    other: dict[str, str], expected: tuple[str, str, str, str]
) -> None:
    assert said(**other) == [expected]


@pytest.mark.parametrize(
    ("other", "last"),
    [
        (CLERK, 1967),
        ({"jabatan": "Kepala Bidang Data", **DEPUTY}, 1967),
        ({}, 1967),
        (NURSE, 1967),
        ({"jabatan": "Perencana Ahli Madya", "pangkat_golongan": "Pembina, IV/a"}, 1965),
        ({"jabatan": "Kepala Dinas Rekaan", **CHIEF}, 1965),
        ({"jabatan": "Guru Ahli Muda", "pangkat_golongan": "Penata, III/c"}, 1965),
        ({"jabatan": "Kepala Sekolah", "jenis_jabatan": ""}, 1965),
        ({"jabatan": "Guru", "jenis_jabatan": "Fungsional"}, 1965),
        ({"jabatan": "Penata Kelola", "jenis_jabatan": ""}, 1960),  # where the row does not say enough
        ({"jabatan": "Perencana Ahli Utama", "pangkat_golongan": "Pembina Utama, IV/e"}, 1960),
        ({"jabatan": "Pranata Komputer", "jenis_jabatan": "Fungsional Keahlian"}, 1960),
    ],
)
def test_whoever_was_pensioned_when_the_period_began_is_told(other: dict[str, str], last: int) -> None:
    gone, works = f"{last}1231{last + 30}011901", f"{last + 1}0101{last + 30}011901"
    assert codes(**other | {"nip": gone}) == ["daftar-lewat-pensiun"]
    assert codes(**other | {"nip": works}) == []


def test_the_sentence_of_a_pension_names_the_dates() -> None:
    clerk = SOUND.model_copy(update=CLERK | {"nip": "196203011985031902"})
    (found,) = check_person(clerk, 1, YEAR)
    assert dict(found.rincian) == {
        "lahir": "1 Maret 1962",
        "usia": "58",
        "pensiun": "1 April 2020",
        "periode": "1 JANUARI SD 31 DESEMBER TAHUN 2026",
    }
    assert retirement(date(1967, 12, 31), 58) == date(2026, 1, 1)
    assert retirement(date(1967, 6, 1), 58) == date(2025, 7, 1)


def test_without_a_period_no_year_is_judged() -> None:
    nobody_says = Likely(RULES, GOLONGAN)
    assert said(nobody_says, nip="199001012035011913") == []
    assert said(nobody_says, **CLERK | {"nip": "196203011985031902"}) == []


def test_a_blank_kind_of_a_head_is_told_only_where_the_roster_gives_kinds() -> None:
    head = SOUND.model_copy(update={"jabatan": "Kepala Dinas Rekaan", "jenis_jabatan": ""})
    assert list(check_kind(head, 1, Likely(RULES, GOLONGAN, tells_kinds=False))) == []


def test_a_pelaksana_who_rates_is_told_where_he_is_named_and_once_at_himself() -> None:
    clerk = SOUND.model_copy(update=CLERK | {"nip": "198001012005011911"})
    acting = clerk.model_copy(update={"nip": "198001012005011912", "jabatan": "Plt. Lurah Rekaan"})
    deputy = SOUND.model_copy(update=DEPUTY | {"nip": "198001012005011913", "jabatan": "Kabid Data"})
    two_posts = (
        clerk.model_copy(update={"nip": "198001012005011914"}),
        deputy.model_copy(update={"nip": "198001012005011914"}),
    )
    people = (deputy, clerk, acting, *two_posts)
    raters = [clerk.nip, clerk.nip, acting.nip, deputy.nip, two_posts[0].nip, "199912312025011999"]
    rated = (
        SOUND.model_copy(update={"nip": f"1995010120200119{n:02}", "nip_penilai": nip}) for n, nip in enumerate(raters)
    )
    found = list(check_raters(Organisasi(pegawai=(*people, *rated)), RULES))
    assert [(one.code, one.key, one.found) for one in found] == [
        ("daftar-penilai-pelaksana", "pegawai_6_nip_penilai", clerk.nip),
        ("daftar-penilai-pelaksana", "pegawai_7_nip_penilai", clerk.nip),
        ("daftar-pelaksana-menilai", "pegawai_2_jenis_jabatan", "Pelaksana"),
    ]
    assert dict(found[2].rincian) == {"banyak": "2"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("cpns", "CPNS"), ("Calon PNS", "CPNS"), ("P3K", "PPPK"), ("PPPK (Paruh Waktu)", "PPPK Paruh Waktu"),
        ("PPPK Paruh-waktu", "PPPK Paruh Waktu"), ("C.P.N.S.", "CPNS"), ("P N S", "PNS"),
        ("Pegawai Negeri Sipil", "PNS"), ("Honorer", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_wordings_of_a_status(text: str, status: str) -> None:
    assert RULES.status_of(text) == status


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # a move, written down as it should be; and a Plt. beside the own post
        ({"selesai": date(2026, 6, 30)}, {"mulai": date(2026, 7, 1), "unit_kerja": "B"}, ("daftar-nip-berurutan", "")),
        ({}, {"mulai": date(2026, 3, 1), "jabatan": "Plt. Kepala Bidang", "unit_kerja": "B"}, ("daftar-nip-dua-jabatan", "")),
        # a further post of his own, from a day on or for the whole year
        ({}, {"mulai": date(2026, 3, 1), "jabatan": "Bendahara Penerimaan"}, ("daftar-nip-dua-jabatan", "")),
        ({}, {"jabatan": "Bendahara Penerimaan", "unit_kerja": "B"}, ("daftar-nip-dua-jabatan", "")),
        # a move of which the row of before was forgotten, or whose days overlap
        ({}, {"mulai": date(2026, 7, 1), "unit_kerja": "B"}, ("daftar-masa-bertumpuk", "01-07-2026 s.d. …")),
        (
            {"selesai": date(2026, 7, 31)},
            {"mulai": date(2026, 7, 1), "unit_kerja": "B", "nip_penilai": "197001011995031901"},
            ("daftar-masa-bertumpuk", "01-07-2026 s.d. 31-07-2026"),
        ),
        ({}, {"mulai": date(2026, 8, 1), "nip_penilai": "197001011995031901"}, ("daftar-masa-bertumpuk", "01-08-2026 s.d. …")),
    ],
)  # fmt: skip
def test_a_month_of_somebody_who_has_moved_does_not_count_twice_without_a_word(first, second, expected):
    rows = [{"unit_kerja": "A", "baris": 2, **first}, {"unit_kerja": "A", "baris": 3, **second}]
    organisasi = Organisasi(pegawai=tuple(SOUND.model_copy(update=row) for row in rows))
    (found,) = check_duplicate_nip(organisasi, RULES)
    assert (found.code, dict(found.rincian).get("masa", ""), found.key) == (*expected, "pegawai_2_nip")
    assert dict(found.rincian)["baris"] == "2"


def details(**other: str) -> list[dict[str, str]]:
    return [dict(one.rincian) for one in check_person(SOUND.model_copy(update=other), 1, YEAR)]


def test_the_usual_golongan_are_told_from_the_first_to_the_last() -> None:
    deputy = {"jabatan": "Kepala Bidang Data", **DEPUTY, "pangkat_golongan": "Pengatur, II/c"}
    (of_pns,) = details(**deputy)
    assert of_pns["lazim"] == "III/c sampai IV/e"
    (of_pppk,) = details(**PPPK | {"pangkat_golongan": "V"})
    assert of_pppk["lazim"] == "IX sampai XVII"


def test_when_somebody_was_appointed_is_told_as_far_as_his_nip_says() -> None:
    (pns,) = details(nip="199001012027011913")
    assert pns["tmt"] == "1 Januari 2027"
    (pppk,) = details(**PPPK | {"nip": "199001012027211913"})
    assert pppk["tmt"] == "2027"
    # Appointed in the last month of the period is appointed in it.
    assert details(nip="199301012026121903") == []

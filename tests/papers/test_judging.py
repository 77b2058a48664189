"""What papers say, and what a use makes of it: predikat, status, several SKPs of a year (`papers/judging.py` and beside)."""

import hashlib
from collections.abc import Sequence
from datetime import date

import pytest
from forms import KABID, KETUA, LIBRARY, ORGANISASI, PEGAWAI, PPPK, STAF
from papers_made import DOKUMEN, HASIL, INTEGRASI, document, form_of, given, lines, paper, pdf, result, scan

from skpxl.files.walk import Arrival
from skpxl.model.berkas import AturanBerkas
from skpxl.model.berkas_indeks import BarisIndeks
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.fate import PapersFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.papers.check import check_papers
from skpxl.papers.judging import why_not_asked
from skpxl.papers.printed import Isi
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.uses import paper_in_words, uses

YEAR = Periode.setahun(2022)
PENERIMA = PaperReceiver(LIBRARY, ORGANISASI, periode=YEAR)
KP = uses(["kp-2024"], 2023 + 1, LIBRARY.aturan.berkas)[0]
MUTASI = uses(["mutasi-2023"], None, LIBRARY.aturan.berkas)[0]
NAMES = {kode: satu.nama for kode, satu in LIBRARY.aturan.berkas.dokumen.items()}
HALF = (
    Periode(mulai=date(2022, 1, 1), selesai=date(2022, 5, 31)),
    Periode(mulai=date(2022, 6, 1), selesai=date(2022, 12, 31)),
)


def printed(
    change: str = "BAIK", *, masa: Periode = YEAR, boss: str = KABID, jabatan: str = "Pranata Komputer"
) -> list[str]:
    """A Dokumen Evaluasi of Ketua with another predikat, days, penilai or jabatan."""
    page = lines(period=f"PERIODE PENILAIAN: {masa.tercetak()}")
    page = [line.replace("PEGAWAI BAIK", f"PEGAWAI {change}").replace("Pranata Komputer", jabatan) for line in page]
    other = {KABID: "Rosalina Wanggai, S.STP.", STAF: "Melati Kasedu, A.Md."}[boss]
    return [line.replace(KABID, boss).replace("Rosalina Wanggai, S.STP.", other) for line in page]


def checked(*files: bytes, use=MUTASI, people: Sequence[Pegawai] = (PEGAWAI[1],), receiver=PENERIMA, index=()):
    arrivals: list[Arrival] = [given(f"{number}.pdf", data) for number, data in enumerate(files)]
    return check_papers(arrivals, receiver, people, [use], index=index)


def row(data: bytes, **more: str) -> BarisIndeks:
    known = {"pegawai": KETUA, "dokumen": NAMES[DOKUMEN], "tahun": "2022", "tanda_tangan": "ya", "tempat": "Indeks!C3"}
    return BarisIndeks.model_validate({"cerna": hashlib.sha256(data).hexdigest(), **known, **more})


def codes(found) -> list[tuple[str, str]]:
    return [(one.code, one.item) for one in found.findings if one.code != "dokumen-tidak-ada"]


# -- what a paper says ---------------------------------------------------------------------------------------------------


def test_workbook_form_and_print_of_one_paper_say_the_same() -> None:
    made = [PENERIMA.receive(given("x", data)) for data in (paper(document()), paper(result()), form_of())]
    said = [one.says for one in made]
    assert [[mark for mark, _ in one] for one in said] == [
        [CapDokumen(DOKUMEN, KETUA, 2022)], [CapDokumen(HASIL, KETUA, 2022)], [CapDokumen(HASIL, KETUA, 2022)],
    ]  # fmt: skip
    for ((_, isi),) in said:
        assert (isi.predikat, isi.masa, isi.penilai.nip) == ("Baik", YEAR, KABID)
        assert isi.jabatan == "Subkoordinator/Pranata Komputer Ahli Muda"
    other = PENERIMA.reader.read(printed())
    assert (other.predikat, other.masa, other.penilai.nip, other.jabatan) == ("Baik", YEAR, KABID, "Pranata Komputer")
    assert not other.of_other_skp(said[0][0][1])


@pytest.mark.parametrize(
    ("page", "predikat"),
    [
        (["PREDIKAT KINERJA PEGAWAI", "KURANG/MISCONDUCT"], "Kurang"),
        (["PREDIKAT KINERJA PEGAWAI: Sangat Kurang"], "Sangat Kurang"),
        (["Predikat Kinerja : Cukup"], "Butuh Perbaikan"),
        (["NILAI PRESTASI KERJA", "87,50", "(Baik)"], "Baik"),
        (["NILAI PRESTASI KERJA 48,10 (Buruk)"], "Buruk"),
        # A heading, the title of the chart and the recap of the quarters are no predikat.
        (["KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN CAPAIAN KINERJA ORGANISASI BAIK"], ""),
        (["PREDIKAT", "TRIWULAN I", "Rating", "Sesuai", "BAIK"], ""),
        # What stands there twice, and differently, is not certain.
        (["PREDIKAT KINERJA PEGAWAI BAIK", "PREDIKAT KINERJA PEGAWAI KURANG"], ""),
        (["CAPAIAN KINERJA ORGANISASI ISTIMEWA"], ""),
    ],
)
def test_the_predikat_stands_behind_or_below_its_label(page: list[str], predikat: str) -> None:
    assert PENERIMA.reader.read(page).predikat == predikat


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"masa": HALF[0]}, {"masa": HALF[1]}, True),
        ({}, {"masa": HALF[1]}, True),
        ({"boss": STAF}, {}, True),
        ({"jabatan": "Plt. Kepala Seksi Data"}, {}, True),
        ({"jabatan": "Pranata Komp. Ahli Muda"}, {}, False),  # shortened by another office
        ({"change": "KURANG"}, {}, False),  # the same SKP, judged again
    ],
)
def test_by_what_papers_of_two_skps_are_told_apart(one, other, apart) -> None:
    first, second = (PENERIMA.reader.read(printed(**words)) for words in (one, other))
    assert (first.of_other_skp(second), second.of_other_skp(first)) == (apart, apart)
    assert not first.of_other_skp(Isi())


def test_penilai_without_a_nip_are_told_apart_by_name() -> None:
    def of(name: str) -> Isi:
        page = [line.replace(f" {KABID}", "").replace("Rosalina Wanggai, S.STP.", name) for line in printed()]
        return PENERIMA.reader.read(page)

    assert of("Orang Lain, S.E.").of_other_skp(of("Rosalina Wanggai, S.STP."))
    assert not of("Rosalina Wanggai, S.STP., M.Si.").of_other_skp(of("Rosalina Wanggai"))


# -- predikat ------------------------------------------------------------------------------------------------------------


def test_a_predikat_that_is_too_low_is_said_although_the_paper_is_there() -> None:
    found = checked(pdf(printed("BUTUH PERBAIKAN"), signed=True))
    (person,) = found.people[MUTASI]
    assert (person.fate, [one.isi.predikat for one in person.below]) == (PapersFate.DI_BAWAH, ["Butuh Perbaikan"])
    assert codes(found) == [("predikat-di-bawah-syarat", f"{NAMES[DOKUMEN]} 2022")]
    (said,) = [one.message for one in found.findings if one.code == "predikat-di-bawah-syarat"]
    assert said == (
        f"{NAMES[DOKUMEN]} 2022: Predikatnya Butuh Perbaikan, padahal yang diminta Sangat Baik atau Baik (penilaian kinerja "
        "paling rendah Baik dalam dua tahun terakhir (Peraturan BKN 5/2019)). Dokumennya ada, tetapi syaratnya tidak "
        "terpenuhi; periksa apakah pegawai ini diusulkan, dan apakah dokumennya yang terakhir."
    )
    assert found.count_people(MUTASI) == {"lengkap": 0, "belum lengkap": 0, "predikat di bawah syarat": 1}


def test_what_predikat_will_do_is_data() -> None:
    content = LIBRARY.aturan.berkas.model_dump()
    content["keperluan"]["mutasi-2023"]["predikat"]["memenuhi"] = ["Sangat Baik"]
    content["keperluan"]["kenaikan-pangkat-2023"]["predikat"] = None
    stricter, freer = uses(["mutasi-2023", "kp-2023"], None, AturanBerkas.model_validate(content))
    data = pdf(printed("BAIK"), signed=True)
    assert codes(checked(data, use=stricter))[0][0] == "predikat-di-bawah-syarat"
    assert codes(checked(pdf(printed("KURANG"), signed=True), use=freer)) == []


def test_a_predikat_that_nobody_has_read_is_not_taken_for_a_good_one() -> None:
    data = scan()
    assert codes(checked(data, index=[row(data)])) == [("predikat-belum-diketahui", "2022")]
    assert codes(checked(data, index=[row(data, predikat="Kurang/Misconduct")])) == [
        ("predikat-di-bawah-syarat", f"{NAMES[DOKUMEN]} 2022")
    ]
    assert codes(checked(data, index=[row(data, predikat="lumayan")]))[0][0] == "indeks-tak-dimengerti"
    # One paper of the year that tells it is enough for the scans beside it.
    beside = checked(data, pdf(lines("EVALUASI KINERJA PEGAWAI"), signed=True), index=[row(data)])
    assert codes(beside) == []


def test_the_index_does_not_talk_a_paper_into_another_predikat() -> None:
    data = pdf(printed("KURANG"), signed=True)
    assert codes(checked(data, index=[row(data, predikat="Baik")])) == [
        ("indeks-berbeda", ""), ("predikat-di-bawah-syarat", f"{NAMES[DOKUMEN]} 2022"),
    ]  # fmt: skip


# -- who is asked --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "nip", "why"),
    [
        ("PNS", KETUA, ""),
        ("", KETUA, ""),
        ("PPPK", PPPK, "kenaikan pangkat hanya untuk PNS; statusnya PPPK"),
        ("PNS", PPPK, "kenaikan pangkat hanya untuk PNS; statusnya PPPK"),  # the roster's default beside a NI PPPK
        ("P3K Paruh Waktu", PPPK, "kenaikan pangkat hanya untuk PNS; statusnya PPPK Paruh Waktu"),
        ("Calon PNS", KETUA, "kenaikan pangkat hanya untuk PNS; statusnya CPNS"),
    ],
)
def test_of_whom_a_use_does_not_exist_nothing_is_asked(status: str, nip: str, why: str) -> None:
    person = PEGAWAI[1].model_copy(update={"status": status, "nip": nip})
    assert why_not_asked(person, KP, LIBRARY.kepegawaian) == why
    found = checked(use=KP, people=(person,))
    assert (len(found.people[KP]), [one.reason for one in found.not_asked[KP]]) == ((0, [why]) if why else (1, []))
    assert found.rows[KP].total == 1


# -- several SKPs of a year ----------------------------------------------------------------------------------------------

MOVED = tuple(PEGAWAI[1].model_copy(update={"mulai": masa.mulai, "selesai": masa.selesai, "baris": 10 + n}) for n, masa in
              enumerate(HALF))  # fmt: skip
TWO_POSTS = PaperReceiver(
    LIBRARY, ORGANISASI.model_copy(update={"pegawai": (PEGAWAI[0], *MOVED, *PEGAWAI[2:])}), periode=YEAR
)


def statuses(found) -> list[tuple[str, str, str]]:
    (person,) = found.people[MUTASI]
    own = [one for one in person.papers if one.wanted.kode == DOKUMEN]
    return [(one.status.value, one.file.name if one.file else "", one.post) for one in own]


def test_papers_of_both_skps_of_a_year_stand_beside_each_other() -> None:
    both = [pdf(printed(masa=masa), signed=True) for masa in HALF]
    found = checked(both[1], both[0])
    assert statuses(found) == [
        ("ada", "1.pdf", "1 Januari s.d. 31 Mei tahun 2022"), ("ada", "0.pdf", "1 Juni s.d. 31 Desember tahun 2022"),
    ]  # fmt: skip
    assert (found.count_files()["ganda"], codes(found)) == (0, [])


def test_of_both_skps_the_lower_predikat_counts() -> None:
    found = checked(pdf(printed("KURANG", masa=HALF[0]), signed=True), pdf(printed(masa=HALF[1]), signed=True))
    assert codes(found) == [("predikat-di-bawah-syarat", f"{NAMES[DOKUMEN]} 2022 (1 Januari s.d. 31 Mei tahun 2022)")]


def test_a_paper_of_some_months_is_not_one_of_the_year() -> None:
    found = checked(pdf(printed(masa=HALF[1]), signed=True))
    (gap,) = [one for one in found.findings if one.code == "dokumen-sebagian-tahun"]
    assert gap.message.startswith(
        f"{NAMES[DOKUMEN]} 2022: Dokumen ini tidak menutup seluruh tahun: 1 Januari s.d. 31 Mei tahun 2022 tanpa penilaian."
    )
    # Who serves from June on, by the roster, has nothing before.
    late = ORGANISASI.model_copy(update={"pegawai": (PEGAWAI[0], MOVED[1], *PEGAWAI[2:])})
    newcomer = checked(pdf(printed(masa=HALF[1]), signed=True), receiver=PaperReceiver(LIBRARY, late, periode=YEAR))
    assert codes(newcomer) == []


def test_by_the_roster_both_skps_are_wanted() -> None:
    found = checked(pdf(printed(masa=HALF[0]), signed=True), receiver=TWO_POSTS, people=MOVED)
    assert statuses(found) == [
        ("ada", "0.pdf", "1 Januari s.d. 31 Mei tahun 2022"), ("tidak ada", "", "1 Juni s.d. 31 Desember tahun 2022"),
    ]  # fmt: skip
    assert [fate for fate, many in found.rows[MUTASI].counts.items() if many] == [
        PapersFate.BELUM_LENGKAP, PapersFate.BARIS_LAIN,
    ]  # fmt: skip


def test_two_scans_are_two_skps_where_the_roster_or_the_index_says_so() -> None:
    one, two = scan(1), scan(2)
    told = [row(one, predikat="Baik"), row(two, predikat="Baik")]
    assert checked(one, two, index=told).count_files()["ganda"] == 1
    by_roster = checked(one, two, index=told, receiver=TWO_POSTS, people=MOVED)
    assert ([fate for fate, *_ in statuses(by_roster)], by_roster.count_files()["ganda"]) == (["ada", "ada"], 0)
    months = [row(one, predikat="Baik", masa="Januari - Mei"), row(two, predikat="Baik", masa="1 Juni sd 31 Desember")]
    by_index = checked(one, two, index=months)
    assert (statuses(by_index), codes(by_index)) == (
        [("ada", "0.pdf", "1 Januari s.d. 31 Mei tahun 2022"), ("ada", "1.pdf", "1 Juni s.d. 31 Desember tahun 2022")], [],
    )  # fmt: skip
    unreadable = checked(one, index=[row(one, masa="awal tahun")])
    assert codes(unreadable)[0][0] == "indeks-tak-dimengerti"


def test_one_scan_does_not_stand_for_both_skps() -> None:
    made = [pdf(printed(masa=masa)) for masa in HALF]
    signed = scan()
    found = checked(*made, signed, index=[row(signed)])
    assert [(status, name) for status, name, _ in statuses(found)] == [
        ("ada", "2.pdf"), ("belum ditandatangani", "1.pdf"),
    ]  # fmt: skip
    assert found.received[0].same_as == "2.pdf"


# -- periods shorter than a year -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("evaluasi-tw2", "Evaluasi Kinerja, Triwulan II tahun 2022"),
        ("dokumen-evaluasi-b03", "Dokumen Evaluasi Kinerja Pegawai, Bulan Maret tahun 2022"),
        ("evaluasi-s1", "Evaluasi Kinerja, Semester I tahun 2022"),
        ("evaluasi-periodik", "Evaluasi kinerja periodik 2022"),
        ("lain-lain", "lain-lain 2022"),
    ],
)
def test_periodic_papers_are_called_by_their_period(code: str, words: str) -> None:
    assert paper_in_words(code, 2022, LIBRARY.aturan.berkas) == words


def test_a_use_may_ask_for_a_paper_of_a_quarter() -> None:
    content = LIBRARY.aturan.berkas.model_dump()
    content["dokumen"]["evaluasi-tw4"] = {"nama": "Evaluasi Triwulan IV", "terverifikasi": False}
    content["keperluan"]["mutasi-2023"]["perlu"] = [{"dokumen": "evaluasi-tw4", "tahun": -1}]
    (use,) = uses(["mutasi-2023"], None, AturanBerkas.model_validate(content))
    quarters = [pdf(lines("EVALUASI KINERJA PEGAWAI", period=f"PERIODE: TRIWULAN {n} TAHUN 2022"), signed=True)
                for n in ("III", "IV")]  # fmt: skip
    (person,) = checked(*quarters, use=use).people[use]
    assert [(one.status.value, one.file.name if one.file else "") for one in person.papers] == [("ada", "1.pdf")]


def test_the_integration_of_2021_is_judged_as_well() -> None:
    title = lines("INTEGRASI HASIL PENILAIAN KINERJA PNS TAHUN 2021", period="")
    found = checked(pdf([line.replace("PEGAWAI BAIK", "PEGAWAI CUKUP") for line in title], signed=True))
    assert codes(found) == [("predikat-di-bawah-syarat", NAMES[INTEGRASI])]

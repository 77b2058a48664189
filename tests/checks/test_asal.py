"""Years and instansi that an SKP speaks of: the exact year, name and period that are told. All places are invented."""

import pytest
from contents import RUJUKAN, skp_from

from skpxl.checks.asal import government, instansi_disebut, tahun_lain, years
from skpxl.model.periode import Periode

ISI = RUJUKAN.isi


def told(
    rule, target="4 laporan", rencana="Tersusunnya laporan kinerja", instansi="PEMERINTAH KABUPATEN REKAAN", masa=None
):
    """(key without its beginning, details) of each finding of a rule on an SKP of 2026."""
    table = f"utama | Meningkatnya kualitas pelayanan | {rencana} | Kuantitas | Jumlah laporan | {target}"
    skp = skp_from({"isi": table, "instansi": instansi})
    skp = skp.model_copy(update={"periode": masa}) if masa else skp
    return [(one.key.removeprefix("hasil_kerja_utama_1_"), dict(one.rincian)) for one in rule(skp, RUJUKAN)]


def test_the_period_is_named_from_its_first_to_its_last_year():
    over = Periode.model_validate({"mulai": "2025-07-01", "selesai": "2026-06-30"})
    found = told(tahun_lain, rencana="Terselenggaranya pelatihan tahun 2021", masa=over)
    assert found == [("rencana_hasil_kerja", {"tahun": "2021", "masa": "2025-2026"})]
    found = told(tahun_lain, rencana="Terselenggaranya pelatihan tahun 2021")
    assert found == [("rencana_hasil_kerja", {"tahun": "2021", "masa": "2026"})]


@pytest.mark.parametrize(
    ("target", "year"),
    [
        ("12 laporan sampai Januari 2027", ""),  # December's is due then
        ("12 laporan sampai Februari 2027", "2027"),
        ("12 laporan sampai Januari 2028", "2028"),
        ("12 laporan sampai Desember 2026", ""),
    ],
)
def test_what_is_due_in_january_belongs_to_the_year_before(target, year):
    assert [found["tahun"] for _, found in told(tahun_lain, target=target)] == ([year] if year else [])


def test_a_number_is_no_year():
    assert years("Terlayaninya 2024 orang pada tahun 2026", ISI) == [2026]
    assert years("Rencana 2025-2029, lalu 2025", ISI) == [2025, 2029]


@pytest.mark.parametrize(
    ("rencana", "lain"),
    [
        ("Terlayaninya masyarakat Kabupaten Karangan Timur Raya", "Kabupaten Karangan Timur"),
        ("Terlayaninya masyarakat Kabupaten Karangan", "Kabupaten Karangan"),
        ("Terlayaninya masyarakat Kabupaten Rekaan", ""),
        ("Kabupaten Karangan terlayani", "Kabupaten Karangan"),  # no word before it says who rules there
        ("Terlaksananya program Pemkab. KRG", ""),  # shortened: it may be the own one
        ("Terlaksananya program Pemkab. Krg", "Pemkab Krg"),
        ("Terlaksananya program Pemkab. KRG Timur", "Pemkab KRG Timur"),
        ("Terlaksananya program Pemkab. KRGTM", "Pemkab KRGTM"),
    ],
)
def test_another_government_is_named_as_it_stands_there(rencana, lain):
    assert [found["lain"] for _, found in told(instansi_disebut, rencana=rencana)] == ([lain] if lain else [])


def test_of_a_longer_name_as_many_words_are_told_as_the_own_one_has():
    found = told(
        instansi_disebut,
        rencana="Terlayaninya masyarakat Kabupaten Karangan Timur Raya Indah",
        instansi="PEMERINTAH KABUPATEN REKAAN BARAT DAYA",
    )
    assert [one["lain"] for _, one in found] == ["Kabupaten Karangan Timur Raya"]


def test_only_behind_pemerintah_is_a_kota_no_place_of_a_kabupaten():
    assert [one["lain"] for _, one in told(instansi_disebut, rencana="KOTA KARANGAN TERLAYANI")] == []
    found = told(instansi_disebut, rencana="PEMERINTAH KOTA KARANGAN TERLAYANI")
    assert [one["lain"] for _, one in found] == ["KOTA KARANGAN TERLAYANI"]


def test_kind_and_name_of_a_government():
    assert government("PEMERINTAH KOTA REKAAN JAYA") == ("kota", ("rekaan", "jaya"))
    assert government("Pemkab") == ("", ())
    assert government("KEMENTERIAN REKAAN") == ("", ())

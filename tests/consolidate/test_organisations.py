"""`organisations` and `strategies` keep their promises; benchmarks and other tests lean on them."""

from collections import Counter

import organisation_words as kata
import pytest
from forms import LIBRARY, blank_form, read, settings, to_values, write_form
from hypothesis import HealthCheck, Phase, find, given
from hypothesis import settings as effort
from organisations import PEMDA, answers, as_typed, choices, pemda, perangkat_daerah, skps
from strategies import Kantor, offices, organisations

from skpxl.books.roster_sheet import write_roster
from skpxl.checks.plausible import Likely
from skpxl.checks.reporting_line import circles
from skpxl.checks.roster import check_roster
from skpxl.findings import Severity
from skpxl.foreign.roster.organisasi import read_roster
from skpxl.kinds.kind import Order
from skpxl.model.nip import parse_nip
from skpxl.receive.interpret import interpret

GOLONGAN = list(LIBRARY.daftar["golongan"].nilai)
PD = perangkat_daerah("BKPSDM")
SMALL = pemda(pds=5, people=1000)


def nips(organisasi):
    return [orang.nip for orang in organisasi.pegawai if orang.nip]


def depth(organisasi):
    return max(len(list(organisasi.rantai_unit(unit.kode))) for unit in organisasi.unit)


def rows_of(organisasi):
    return {(orang.nip, orang.nip_penilai): orang for orang in organisasi.pegawai if orang.nip}


def results_by_id(organisasi, jawaban):
    return {hasil.id: hasil for skp in skps(organisasi, jawaban) for _, _, hasil in skp.semua_hasil()}


@pytest.mark.parametrize(
    ("units", "people", "levels"),
    [(12, 400, 4), (1, 1, 1), (1, 30, 3), (2, 2, 2), (3, 8, 2), (5, 5, 5), (30, 120, 6), (60, 900, 5), (190, 6200, 4)],
)
@pytest.mark.parametrize("kode", ["DISDIK", "LAIN"])
def test_a_perangkat_daerah_has_the_people_units_and_levels_asked_for_and_nothing_wrong(kode, units, people, levels):
    made = perangkat_daerah(kode, units=units, people=people, levels=levels, seed=3)
    assert len(set(nips(made))) == people
    assert len({unit.kode for unit in made.unit}) == len(made.unit) == units
    assert depth(made) == min(units, levels)
    assert sum(orang.kosong for orang in made.pegawai) == round(people * 0.02)
    assert [orang.baris for orang in made.pegawai] == [*range(2, len(made.pegawai) + 2)]
    found = [
        (satu.code, satu.key)
        for satu in check_roster(made, Likely(LIBRARY.kepegawaian, GOLONGAN))
        if satu.severity is not Severity.INFO
    ]
    assert found == []


@pytest.mark.parametrize("made", [PD, SMALL], ids=["perangkat daerah", "pemda"])
def test_every_unit_has_a_pimpinan_of_its_own_and_two_to_six_products(made):
    staff = {(orang.nip, orang.unit_kerja) for orang in made.pegawai}
    assert [unit.kode for unit in made.unit if (unit.pimpinan, unit.kode) not in staff] == []
    assert {len(made.produk_unit(unit.kode)) for unit in made.unit} <= {2, 3, 4, 5, 6}
    assert len({produk.id for produk in made.produk}) == len(made.produk)


def test_some_hold_a_second_post_as_plt_and_some_have_a_penilai_who_is_on_no_roster():
    rows = [orang for orang in PD.pegawai if Counter(nips(PD))[orang.nip] > 1]
    assert len(rows) == 2 * (400 // 150)
    assert len({(orang.nip, orang.nip_penilai) for orang in rows}) == len(rows)
    heads = {unit.pimpinan: unit.kode for unit in PD.unit}
    second = [orang for orang in rows if orang.jabatan.startswith("Plt. ")]
    assert len(second) == len(rows) / 2
    assert {heads.get(orang.nip) == orang.unit_kerja for orang in second} == {True, False}
    outside = [orang for orang in PD.pegawai if orang.penilai_luar]
    assert outside[0].nip == PD.unit[0].pimpinan
    assert len(outside) == 1 + 400 // 200
    assert {PD.find_pegawai(orang.nip_penilai) for orang in outside} == {None}
    assert {bool(orang.nip_penilai) for orang in outside} == {True, False}


def test_everybody_is_invented_and_a_few_share_a_name():
    numbers = {nip: parse_nip(nip) for nip in nips(SMALL)}
    assert {nip: one for nip, one in numbers.items() if one.galat or one.peringatan} == {}
    assert {(one.born.day, int(nip[15:]) > 900) for nip, one in numbers.items()} == {(1, True)}
    assert {one.jenis for one in numbers.values()} == {"PNS", "PPPK"}
    plain = {orang.nip: orang.nama.partition(",")[0] for orang in SMALL.pegawai if orang.nip}
    assert [name for name in plain.values() if name.split()[-1] not in kata.BELAKANG] == []
    shared = sum(count for count in Counter(plain.values()).values() if count > 1)
    assert 2 <= shared <= 50


def test_the_same_arguments_give_the_same_organisation_and_the_same_answers():
    assert perangkat_daerah("BKPSDM") == PD
    assert perangkat_daerah("BKPSDM", seed=1) != PD
    assert pemda(pds=5, people=1000) == SMALL
    assert answers(PD) == answers(PD)
    assert answers(PD) != answers(PD, seed=1)
    assert skps(PD) == skps(PD)


def test_a_pemda_is_perangkat_daerah_of_very_different_sizes_below_one_unit():
    assert len(set(nips(SMALL))) == 1000
    assert (SMALL.unit[0].kode, SMALL.unit[0].induk, len(SMALL.produk_unit(PEMDA))) == (PEMDA, "", 6)
    below = [unit.kode for unit in SMALL.unit if unit.induk == PEMDA]
    assert below == [pd.kode for pd in kata.PD[:5]]
    assert {unit.kode for unit in SMALL.unit if not unit.induk} == {PEMDA}
    size = Counter(orang.unit_kerja.partition(".")[0] for orang in SMALL.pegawai)
    assert max(size[kode] for kode in below) > 20 * min(size[kode] for kode in below) > 100
    heads = [SMALL.find_pegawai(SMALL.find_unit(kode).pimpinan) for kode in below]
    assert [head.nip_penilai for head in heads] == [SMALL.unit[0].pimpinan, ""] * 2 + [SMALL.unit[0].pimpinan]
    assert [len({unit.kode for unit in pemda(n, 8 * n + 4).unit if unit.induk == PEMDA}) for n in (1, 39, 45)] == [
        1,
        39,
        45,
    ]


def test_what_cannot_be_made_is_refused():
    for call in (lambda: perangkat_daerah("X", units=3, people=2), lambda: perangkat_daerah("X", units=2, people=9, levels=1),
                 lambda: pemda(pds=2, people=19)):  # fmt: skip
        with pytest.raises(ValueError, match=r"orang tidak cukup|tidak muat"):
            call()


@pytest.mark.parametrize("made", [PD, SMALL], ids=["perangkat daerah", "pemda"])
def test_everybody_answers_and_every_chain_ends_at_a_product(made):
    jawaban = answers(made)
    assert [*jawaban] == [(o.nip, o.nip_penilai) for o in made.pegawai if o.nip]
    assert {len(hasil) for hasil in jawaban.values()} == {1, 2, 3, 4, 5}
    results, products = results_by_id(made, jawaban), {produk.id: produk.teks for produk in made.produk}
    longest = 0
    for hasil in results.values():
        steps = 0
        while hasil.diintervensi_id not in products:
            above = results[hasil.diintervensi_id]
            assert above.rencana_hasil_kerja == hasil.rencana_hasil_kerja_diintervensi
            hasil, steps = above, steps + 1
        assert products[hasil.diintervensi_id] == hasil.rencana_hasil_kerja_diintervensi
        longest = max(longest, steps)
    assert longest >= 2


def test_a_result_supports_the_penilai_or_a_product_of_a_unit_that_he_heads():
    jawaban = answers(PD)
    owner = {satu: skp.pegawai.nip for skp in skps(PD, jawaban) for satu in (h.id for _, _, h in skp.semua_hasil())}
    wrong, by_kind = [], Counter()
    for (nip, penilai), hasil in jawaban.items():
        for satu in hasil:
            kind, unit = satu.id_atasan.split(":")[:2]
            own = PD.find_pegawai(penilai) is None  # of those only products can be chosen
            right = (
                owner[satu.id_atasan] == penilai if kind == "hasil" else PD.find_unit(unit).pimpinan == penilai or own
            )
            by_kind[kind] += 1
            wrong += [] if right else [(nip, satu)]
    assert wrong == []
    assert min(by_kind["hasil"], by_kind["produk"]) > 100


def test_results_can_be_left_out_left_hanging_and_be_for_another_unit_without_a_change_to_the_rest():
    plain = answers(PD)
    missing = answers(PD, share_missing=0.2)
    assert 0.7 < len(missing) / len(plain) < 0.9
    assert all(plain[siapa] == hasil for siapa, hasil in missing.items())
    assert {nip for nip, _ in missing} & {nip for nip, _ in plain.keys() - missing.keys()} == set()

    hanging = answers(PD, share_hanging=0.1)
    pairs = [(one, other) for siapa in plain for one, other in zip(plain[siapa], hanging[siapa], strict=True)]
    hung = [other for one, other in pairs if one != other]
    assert 0.05 < len(hung) / len(pairs) < 0.15
    assert {other.id_atasan for other in hung} == {None}
    assert all(one.rencana == other.rencana for one, other in pairs)

    cross = answers(PD, share_cross=0.1)
    pairs = [(siapa, one, other) for siapa in plain for one, other in zip(plain[siapa], cross[siapa], strict=True)]
    crossed = [(siapa, other) for siapa, one, other in pairs if one != other]
    assert 0.04 < len(crossed) / len(pairs) < 0.15
    for (nip, penilai), other in crossed:
        unit = PD.find_unit(other.id_atasan.split(":")[1])
        assert unit.pimpinan != penilai
        assert unit.kode != rows_of(PD)[nip, penilai].unit_kerja
        assert PD.unit_dipimpin(nip) == []


@pytest.mark.parametrize("wishes", [{}, {"share_missing": 0.1, "share_hanging": 0.1, "share_cross": 0.3}])
def test_the_skps_are_those_that_would_be_read_from_their_workbooks(wishes):
    made = perangkat_daerah("PUPR", units=4, people=20, levels=3)
    jawaban = answers(made, **wishes)
    lists, rows = choices(made, jawaban), rows_of(made)
    for siapa, skp in zip(jawaban, skps(made, jawaban), strict=True):
        form = blank_form(
            rows[siapa], Order(made, settings(), LIBRARY), LIBRARY.definition(skp.form), hasil_atasan=lists[siapa]
        )
        values, notes = to_values(form.layout, as_typed(skp), form.terkunci)
        reading = read(write_form(form.filled(values), LIBRARY))
        assert (notes, reading.findings, interpret(reading)) == ([], (), skp)


def test_a_roster_of_it_is_read_back_as_it_was(tmp_path):
    write_roster(tmp_path / "roster.xlsx", SMALL)
    found, _ = read_roster(tmp_path / "roster.xlsx", golongan=GOLONGAN)
    assert found == SMALL


def test_a_whole_pemda_gets_an_skp_for_everybody():
    made = pemda()
    found = skps(made)
    assert (len(set(nips(made))), len({unit.kode for unit in made.unit if unit.induk == PEMDA})) == (20_000, 39)
    assert len(found) == len(nips(made)) > 20_000
    assert len({skp.hasil_kerja.utama[0].id for skp in found}) == len(found)


ODD = {
    "a vacant post": lambda office: any(orang.kosong for orang in office.organisasi.pegawai),
    "a person with two posts": lambda office: max(Counter(nips(office.organisasi)).values()) > 1,
    "one name, two people": lambda o: (
        len({p.nip: p.nama for p in o.organisasi.pegawai if p.nip}.values())
        > len({p.nama for p in o.organisasi.pegawai if p.nip})
    ),
    "an empty unit": lambda o: {u.kode for u in o.organisasi.unit} > {p.unit_kerja for p in o.organisasi.pegawai},
    "a unit without products": lambda o: {u.kode for u in o.organisasi.unit} > {p.unit for p in o.organisasi.produk},
    "five levels": lambda o: depth(o.organisasi) == 5,
    "a circle of penilai": lambda o: any(circles({p.nip: [p.nip_penilai] for p in o.organisasi.pegawai})),
    "six roles": lambda o: any(len(skp.semua_hasil()) == 6 for skp in o.skps),
    "no role": lambda o: any(not skp.semua_hasil() for skp in o.skps),
    "a role without a text": lambda o: any(not h.rencana_hasil_kerja for s in o.skps for _, _, h in s.semua_hasil()),
    "a name beyond ASCII": lambda o: any(not orang.nama.isascii() for orang in o.organisasi.pegawai),
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_organisations_are_drawn(odd):
    # The first one that comes, not the smallest one.
    sizes = effort(
        max_examples=2000,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    assert isinstance(find(offices(), ODD[odd], settings=sizes), Kantor)


@effort(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(organisations())
def test_drawn_organisations_can_be_answered_for(made):
    jawaban = answers(made)
    assert [*jawaban] == [(o.nip, o.nip_penilai) for o in made.pegawai if o.nip]
    assert len(skps(made, jawaban)) == len(jawaban)

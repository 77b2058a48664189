"""Levels that connect: a result of a lower unit stands under the product above that its unit's product supports, or is told."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from strategies import offices

from skpxl.checks.mendukung import check_mendukung
from skpxl.checks.putus import check_putus, missing_links
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import SEMUA, Arranger

KADIS, KABID, KASI, ANI, BUDI = (f"19800{number}012005011001" for number in range(1, 6))
TOP = Produk(unit="DIN", kode="1", teks="Daerah yang aman dan tertib")
OTHER = Produk(unit="DIN", kode="2", teks="Daerah yang sehat")
MIDDLE = Produk(unit="BID", kode="1", teks="Layanan ketertiban tepat waktu")
SECOND = Produk(unit="BID", kode="2", teks="Penegakan peraturan daerah")
LOW = Produk(unit="SEK", kode="1", teks="Patroli terlaksana setiap hari")


def office(top=TOP, middle=MIDDLE, low=LOW) -> Organisasi:
    people = (
        Pegawai(nip=KADIS, nama="Kadis", jabatan="Kepala Dinas", unit_kerja="DIN", jenis_jabatan="JPT Pratama"),
        Pegawai(nip=KABID, nama="Kabid", jabatan="Kepala Bidang", unit_kerja="BID", nip_penilai=KADIS),
        Pegawai(nip=KASI, nama="Kasi", jabatan="Kepala Seksi", unit_kerja="SEK", nip_penilai=KABID),
        Pegawai(nip=ANI, nama="Ani", jabatan="Analis", unit_kerja="SEK", nip_penilai=KASI),
        Pegawai(nip=BUDI, nama="Budi", jabatan="Analis", unit_kerja="BID", nip_penilai=KABID),
    )
    units = (
        Unit(kode="DIN", nama="Dinas", pimpinan=KADIS),
        Unit(kode="BID", nama="Bidang", induk="DIN", pimpinan=KABID),
        Unit(kode="SEK", nama="Seksi", induk="BID", pimpinan=KASI),
    )
    return Organisasi(pegawai=people, unit=units, produk=tuple(p for p in (top, OTHER, middle, low) if p))


def with_second_product() -> Organisasi:
    """The office whose bidang has two products."""
    made = office()
    return made.model_copy(update={"produk": (*made.produk, SECOND)})


def skp(organisasi: Organisasi, nip: str, *results: tuple[str, str, str], jpt: bool = False) -> Skp:
    """The SKP of a person: results as (text of what it supports, its id, own text)."""
    person = organisasi.find_pegawai(nip)
    made = tuple(
        HasilKerja(
            id=f"hasil:{person.nama}:utama:{number}",
            nomor=number,
            rencana_hasil_kerja=text,
            rencana_hasil_kerja_diintervensi=above,
            diintervensi_id=id_ or None,
        )
        for number, (above, id_, text) in enumerate(results, start=1)
    )
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        bagi="jpt" if jpt else "ja-jf",
        nip=nip,
        pegawai=organisasi.identitas(person),
        pejabat_penilai=organisasi.penilai(person),
        hasil_kerja=HasilKerjaSkp(utama=made),
    )


def places(matriks: MatriksPeranHasil) -> dict[str, str]:
    """Where every result stands: the text of its column, empty in *Belum terpetakan*."""
    heads = {produk.id: produk.teks for produk in matriks.kolom}
    found = {peran.teks: heads[id_] for row in matriks.baris for id_, roles in row.peran.items() for peran in roles}
    return found | {peran.teks: "" for row in matriks.baris for peran in row.sisa}


def told(organisasi: Organisasi, *matrices: MatriksPeranHasil) -> list[tuple[str, ...]]:
    return [(one.code, one.found, *(text for _, text in one.rincian)) for one in check_putus(matrices, organisasi)]


OF_ANI = (LOW.teks, LOW.id, "Ani berpatroli")
OF_BUDI = (MIDDLE.teks, MIDDLE.id, "Budi mencatat")


def link(produk: Produk, above: Produk) -> Produk:
    return produk.model_copy(update={"mendukung": above.id})


def test_by_the_column_mendukung_results_climb_two_levels_though_no_head_has_handed_in():
    made = office(middle=link(MIDDLE, TOP), low=link(LOW, MIDDLE))
    placer = Arranger(made, [skp(made, ANI, OF_ANI), skp(made, BUDI, OF_BUDI)])
    levels = [placer.bawahan(unit) for unit in (SEMUA, *made.unit)]
    assert [places(matriks) for matriks in levels] == [
        {"Ani berpatroli": TOP.teks, "Budi mencatat": TOP.teks},
        {"Ani berpatroli": TOP.teks, "Budi mencatat": TOP.teks},
        {"Ani berpatroli": MIDDLE.teks, "Budi mencatat": MIDDLE.teks},
        {"Ani berpatroli": LOW.teks},
    ]
    assert told(made, *placer.per_unit(), *levels) == []


def test_a_product_of_a_unit_below_that_was_chosen_is_served_there_though_it_leads_up_to_ones_own():
    made = office(low=link(LOW, MIDDLE))
    placer = Arranger(made, [skp(made, BUDI, (LOW.teks, LOW.id, "Budi berpatroli"))])
    assert [places(matriks) for matriks in placer.per_unit()] == [{}, {}, {"Budi berpatroli": LOW.teks}]


@pytest.mark.parametrize("text", [MIDDLE.teks, "LAYANAN  ketertiban tepat waktu.", f"Meningkatnya {MIDDLE.teks}"])
def test_by_the_head_who_names_the_product_in_his_skp_they_climb_and_hang_on_his_result(text):
    made = office(low=link(LOW, MIDDLE))
    head = skp(made, KABID, (OTHER.teks, OTHER.id, "Lain sama sekali"), (TOP.teks, TOP.id, text))
    placer = Arranger(made, [head, skp(made, ANI, OF_ANI), skp(made, BUDI, OF_BUDI)])
    matriks = placer.bawahan(made.unit[0])
    assert places(matriks) == {
        text.replace("  ", " "): TOP.teks,
        "Lain sama sekali": OTHER.teks,
        "Ani berpatroli": TOP.teks,
        "Budi mencatat": TOP.teks,
    }
    hung = {peran.teks: peran.atas for row in matriks.baris for peran in row.peran.get(TOP.id, ())}
    assert hung["Budi mencatat"] == hung["Ani berpatroli"] == "hasil:Kabid:utama:2"
    # In the units' own matrices nothing has moved: everybody stands under his own unit's product.
    assert {one.unit.kode: places(one) for one in placer.per_unit()} == {
        "DIN": {text.replace("  ", " "): TOP.teks, "Lain sama sekali": OTHER.teks},
        "BID": {"Budi mencatat": MIDDLE.teks},
        "SEK": {"Ani berpatroli": LOW.teks},
    }


@pytest.mark.parametrize("text", [MIDDLE.teks, f"Terlaksananya {MIDDLE.teks}", f"Terlaksananya {MIDDLE.teks} di kota"])
def test_what_hangs_on_a_heads_result_that_names_one_product_stands_under_it_in_his_unit(text):
    made = office(middle=link(MIDDLE, TOP))
    head = skp(made, KABID, (TOP.teks, TOP.id, text))
    ketua = skp(made, BUDI, (text, "hasil:Kabid:utama:1", "Budi mencatat"))
    placer = Arranger(made, [head, ketua, skp(made, ANI, ("Budi mencatat", "hasil:Budi:utama:1", "Ani menghitung"))])
    matrices = placer.per_unit()
    assert {one.unit.kode: places(one) for one in matrices} == {
        "DIN": {text: TOP.teks},
        "BID": {"Budi mencatat": MIDDLE.teks, "Ani menghitung": MIDDLE.teks},
        "SEK": {},
    }
    ways = {peran.teks: (peran.atas, peran.jalan) for one in matrices for _, peran, _ in one.results()}
    assert ways["Ani menghitung"] == ("hasil:Budi:utama:1", ("Budi mencatat", text))
    everybody = [text, "Budi mencatat", "Ani menghitung"]
    assert places(placer.bawahan(made.unit[0])) == places(placer.bawahan(SEMUA)) == dict.fromkeys(everybody, TOP.teks)
    assert places(placer.bawahan(made.unit[1])) == dict.fromkeys(everybody, MIDDLE.teks)
    assert told(made, *matrices) == []


def test_a_head_whose_result_names_two_products_is_not_guessed_at_for_those_below_it():
    made = with_second_product()
    both = f"{MIDDLE.teks} dan {SECOND.teks}"
    head = skp(made, KABID, (TOP.teks, TOP.id, both))
    placer = Arranger(made, [head, skp(made, BUDI, (both, "hasil:Kabid:utama:1", "Budi mencatat"))])
    assert {one.unit.kode: places(one) for one in placer.per_unit() if places(one)} == {
        "DIN": {both: TOP.teks, "Budi mencatat": TOP.teks}
    }


def test_a_chain_that_reaches_a_product_of_the_unit_stands_there_whatever_a_heads_result_on_its_way_names():
    made = with_second_product()
    naming = f"Terlaksananya {MIDDLE.teks}"
    head = skp(made, KABID, (SECOND.teks, SECOND.id, naming))
    placer = Arranger(made, [head, skp(made, BUDI, (naming, "hasil:Kabid:utama:1", "Budi mencatat"))])
    assert {one.unit.kode: places(one) for one in placer.per_unit() if places(one)} == {
        "BID": {naming: SECOND.teks, "Budi mencatat": SECOND.teks}
    }


@pytest.mark.parametrize("jpt", [True, False])
def test_what_hangs_over_two_units_on_a_result_of_the_topmost_head_stands_where_it_is_named_first(jpt):
    made = office()
    vision = "" if jpt else "Visi bupati"
    named = f"Terwujudnya {TOP.teks}"
    kadis = skp(made, KADIS, (vision, "", named), jpt=jpt)
    kabid = skp(
        made,
        KABID,
        (named, "hasil:Kadis:utama:1", f"Terlaksananya {MIDDLE.teks}"),
        (named, "hasil:Kadis:utama:1", "Lain sama sekali"),
    )
    budi = skp(
        made,
        BUDI,
        (f"Terlaksananya {MIDDLE.teks}", "hasil:Kabid:utama:1", "Budi mencatat"),
        ("Lain sama sekali", "hasil:Kabid:utama:2", "Budi menimbang"),
    )
    placer = Arranger(made, [kadis, kabid, budi])
    matrices = placer.per_unit()
    assert {one.unit.kode: places(one) for one in matrices if places(one)} == {
        "DIN": dict.fromkeys([named, f"Terlaksananya {MIDDLE.teks}", "Lain sama sekali", "Budi menimbang"], TOP.teks),
        "BID": {"Budi mencatat": MIDDLE.teks},
    }
    assert told(made, *matrices) == []


def test_by_the_agreed_matriks_of_the_unit_above_where_the_head_has_not_handed_in():
    made = office()
    role = PeranSepakat(id="peran:1", teks=MIDDLE.teks, kolom=OTHER.id)
    agreed = Kesepakatan(
        [
            Pembagian(
                kode="DIN",
                unit="Dinas",
                pimpinan=KADIS,
                kolom=(KolomPembagian(id=OTHER.id, teks=OTHER.teks),),
                baris=(BarisPembagian(nama="Kabid", nip=KABID, peran=(role,)),),
            )
        ],
        made,
    )
    placer = Arranger(made, [skp(made, BUDI, OF_BUDI)], agreed)
    assert places(placer.bawahan(made.unit[0])) == {"Budi mencatat": OTHER.teks}


def test_a_product_without_a_link_is_told_once_with_its_cause_and_how_many_it_holds_back():
    made = office(low=link(LOW, MIDDLE))
    own = skp(made, KABID, (TOP.teks, TOP.id, "Terlaksananya pembinaan"))
    people = [skp(made, ANI, OF_ANI, (LOW.teks, LOW.id, "Ani melapor")), skp(made, BUDI, OF_BUDI)]
    held = (
        "3 hasil kerja dari 2 orang dalam matriks Dinas beserta unit di bawahnya, "
        "3 dari 2 orang dalam matriks Seluruh perangkat daerah"
    )
    for skps, cause in (
        (people, "SKP Kabid belum masuk"),
        ([own, *people], "SKP Kabid tidak menyebut produk ini"),
    ):
        placer = Arranger(made, skps)
        matrices = [placer.bawahan(made.unit[0]), placer.bawahan(SEMUA)]
        assert told(made, *placer.per_unit()) == []
        assert told(made, *matrices) == [("produk-tanpa-sambungan", MIDDLE.teks, "Bidang", cause, held)]
        assert sorted(places(matrices[0]).items())[:3] == [
            ("Ani berpatroli", ""),
            ("Ani melapor", ""),
            ("Budi mencatat", ""),
        ]


def test_all_products_that_a_missing_skp_leaves_without_a_link_are_one_line():
    made = with_second_product()
    under = skp(made, BUDI, OF_BUDI, (SECOND.teks, SECOND.id, "Budi menegakkan"), ("Tugas Kabid", "", "Budi membantu"))
    held = "3 hasil kerja dari 1 orang dalam matriks Dinas beserta unit di bawahnya"
    assert told(made, Arranger(made, [under]).bawahan(made.unit[0])) == [("skp-atasan-ditunggu", "Kabid", held, "")]
    # It is in and names neither: then each product is to be linked.
    own = skp(made, KABID, (TOP.teks, TOP.id, "Tugas Kabid"))
    assert [row[:2] for row in told(made, Arranger(made, [own, under]).bawahan(made.unit[0]))] == [
        ("produk-tanpa-sambungan", MIDDLE.teks),
        ("produk-tanpa-sambungan", SECOND.teks),
    ]


def divided(kode: str, head: str, column: tuple[str, str], who: str, role: tuple[str, str]) -> Pembagian:
    """An agreed matriks of one column, and one person with a role under it; both as (id, text)."""
    roles = (PeranSepakat(id=role[0], teks=role[1], kolom=column[0]),)
    row = BarisPembagian(nama="Kabid" if who == KABID else "Kasi", nip=who, peran=roles)
    columns = (KolomPembagian(id=column[0], teks=column[1]),)
    return Pembagian(kode=kode, unit=kode, pimpinan=head, kolom=columns, baris=(row,))


@pytest.mark.parametrize(
    ("matrices", "heads", "awaited"),
    [
        ("atas tengah", (), ""),
        ("atas", (), "Kasi"),  # the middle one is missing
        ("tengah", (), "Kabid"),  # the one above is missing
        ("", (), "Kasi"),
        ("atas", (KASI,), ""),  # his SKP instead, and above it the matriks
        ("tengah", (KABID,), ""),
        ("", (KASI,), "Kabid"),
        ("", (KASI, KABID), ""),  # everything is there
    ],
)
def test_over_three_levels_the_missing_link_is_the_nearest_that_is_neither_agreed_nor_handed_in(
    matrices, heads, awaited
):
    made = office(middle=None, low=None)
    middle, low = ("peran:kabid", "Terlaksananya ketertiban"), ("peran:kasi", "Terlaksananya patroli")
    agreed = {
        "atas": divided("DIN", KADIS, (TOP.id, TOP.teks), KABID, middle),
        "tengah": divided("BID", KABID, middle, KASI, low),
    }
    skps = [skp(made, ANI, (low[1], low[0], "Ani berpatroli"), (low[1], low[0], "Ani mencatat patroli"))]
    skps += [skp(made, KASI, (middle[1], middle[0], low[1]))] if KASI in heads else []
    skps += [skp(made, KABID, (TOP.teks, TOP.id, middle[1]))] if KABID in heads else []
    placer = Arranger(made, skps, Kesepakatan([agreed[name] for name in matrices.split()], made))
    matriks = placer.bawahan(made.unit[0])
    of_ani = {text: column for text, column in places(matriks).items() if text.startswith("Ani")}
    assert of_ani == dict.fromkeys(("Ani berpatroli", "Ani mencatat patroli"), "" if awaited else TOP.teks)
    people = {KASI: 1} if KASI in heads else {}
    many, persons = (2 + len(people), 1 + len(people))
    held = f"{many} hasil kerja dari {persons} orang dalam matriks Dinas beserta unit di bawahnya"
    assert told(made, matriks) == ([("skp-atasan-ditunggu", awaited, held, "")] if awaited else [])


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ({"tertulis": "salah"}, "“salah” di kolom Mendukung bukan produk unit di atasnya; SKP Kabid belum masuk"),
        (
            {"tertulis": "1", "diragukan": ("Lama", "Baru")},
            "“1” di kolom Mendukung dulu berarti “Lama” dan sekarang “Baru”; SKP Kabid belum masuk",
        ),
    ],
)
def test_a_filled_column_that_links_nothing_is_named_and_the_head_leads_on(said, cause):
    made = office(middle=MIDDLE.model_copy(update=said))
    placer = Arranger(made, [skp(made, BUDI, OF_BUDI)])
    findings = list(check_putus([placer.bawahan(made.unit[0])], made))
    assert [dict(one.rincian)["sebab"] for one in findings] == [cause]
    assert list(check_mendukung(made, (), findings)) == []  # told already
    placer = Arranger(made, [skp(made, KABID, (OTHER.teks, OTHER.id, MIDDLE.teks)), skp(made, BUDI, OF_BUDI)])
    matriks = placer.bawahan(made.unit[0])
    assert places(matriks)["Budi mencatat"] == OTHER.teks
    own = check_mendukung(made, (), check_putus([matriks], made))
    assert [(one.code, one.found, one.unit, dict(one.rincian)) for one in own] == (
        [("mendukung-berganti-arti", "1", "BID", {"produk": MIDDLE.teks, "dulu": "Lama", "sekarang": "Baru"})]
        if "diragukan" in said
        else []
    )


@pytest.mark.parametrize(
    ("results", "other"),
    [
        ([(OTHER.teks, OTHER.id, MIDDLE.teks)], OTHER.teks),
        ([(OTHER.teks, OTHER.id, MIDDLE.teks), (TOP.teks, TOP.id, MIDDLE.teks)], ""),
        ([(TOP.teks, TOP.id, MIDDLE.teks)], ""),
        ([("Entah apa", "", MIDDLE.teks)], ""),
        ([(OTHER.teks, OTHER.id, "Lain sama sekali")], ""),
        ([], ""),
    ],
)
def test_where_the_column_and_the_head_contradict_each_other_it_is_told_once_and_the_column_counts(results, other):
    made = office(middle=link(MIDDLE, TOP))
    placer = Arranger(made, [skp(made, KABID, *results), skp(made, BUDI, OF_BUDI)])
    assert places(placer.bawahan(made.unit[0]))["Budi mencatat"] == TOP.teks
    found = check_mendukung(made, placer.sambungan.contradictions())
    details = {"produk": MIDDLE.teks, "mendukung": TOP.teks, "pegawai": "Kabid"}
    assert [(one.code, one.found, one.unit, dict(one.rincian)) for one in found] == (
        [("mendukung-bertentangan", other, "BID", details)] if other else []
    )


def test_a_head_who_names_the_product_for_two_things_is_not_guessed_at():
    made = office()
    head = skp(made, KABID, (TOP.teks, TOP.id, MIDDLE.teks), (OTHER.teks, OTHER.id, MIDDLE.teks))
    placer = Arranger(made, [head, skp(made, BUDI, OF_BUDI)])
    ((code, found, _, cause, _),) = told(made, placer.bawahan(made.unit[0]))
    assert (code, found) == ("produk-tanpa-sambungan", MIDDLE.teks)
    assert cause == ("SKP Kabid menyebutnya pada beberapa hasil kerja dengan dukungan yang berbeda")


def test_a_head_without_a_link_of_his_own_is_the_link_that_is_missing():
    made = office()
    placer = Arranger(made, [skp(made, KABID, ("Entah apa", "", MIDDLE.teks)), skp(made, BUDI, OF_BUDI)])
    assert told(made, placer.bawahan(made.unit[0])) == [
        ("skp-atasan-ditunggu", "Kadis", "2 hasil kerja dari 2 orang dalam matriks Dinas beserta unit di bawahnya", ""),
    ]
    placer = Arranger(made, [skp(made, KABID, ("", "", MIDDLE.teks)), skp(made, BUDI, OF_BUDI)])
    assert told(made, placer.bawahan(made.unit[0])) == [
        ("rantai-putus", "", MIDDLE.teks, "", "Kabid", "hasil kerja atasan belum dipilih",
         "2 hasil kerja dari 2 orang dalam matriks Dinas beserta unit di bawahnya"),
    ]  # fmt: skip


def test_the_results_of_a_jpt_head_stand_under_the_product_they_are_and_others_are_told_once():
    made = office()
    sehat = f"Terwujudnya {OTHER.teks} dan sejahtera"  # names the product, in more words
    head = skp(
        made, KADIS, ("", "", "DAERAH yang aman dan tertib."), ("", "", "Lain sama sekali"), ("", "", sehat), jpt=True
    )
    under = skp(
        made, KABID, ("Lain sama sekali", "hasil:Kadis:utama:2", "Kabid mendukung"), (TOP.teks, "", "Kabid lagi")
    )
    placer = Arranger(made, [head, under])
    expected = {
        "DAERAH yang aman dan tertib.": TOP.teks,
        "Lain sama sekali": "",
        sehat: OTHER.teks,
        "Kabid mendukung": "",
        "Kabid lagi": TOP.teks,
    }
    assert places(placer.bawahan(made.unit[0])) == expected
    matrices = placer.per_unit()
    assert {text: place for one in matrices for text, place in places(one).items()} == expected
    assert told(made, *matrices) == [
        ("hasil-pimpinan-tanpa-produk", "Lain sama sekali", "Kadis",
         "1 hasil kerja dari 1 orang dalam matriks Dinas, 1 dari 1 orang dalam matriks Bidang"),
    ]  # fmt: skip


@pytest.mark.parametrize("jpt", [True, False])
def test_a_head_whose_results_are_the_columns_is_no_leftover_at_any_level(jpt):
    made = office().model_copy(update={"produk": ()})
    head = skp(made, KADIS, ("" if jpt else "Visi bupati", "", "Aman"), ("" if jpt else "Visi", "", "Sehat"), jpt=jpt)
    under = skp(made, KABID, ("Aman", "hasil:Kadis:utama:1", "Kabid mendukung"))
    placer = Arranger(made, [head, under, skp(made, BUDI, ("Kabid mendukung", "", "Budi mencatat"))])
    (dinas, *_) = placer.per_unit()
    assert [(produk.kode, produk.asal) for produk in dinas.kolom] == [(f"hasil:Kadis:utama:{n}",) * 2 for n in (1, 2)]
    top = {"Aman": "Aman", "Sehat": "Sehat", "Kabid mendukung": "Aman", "Budi mencatat": "Aman"}
    assert places(placer.bawahan(made.unit[0])) == places(placer.bawahan(SEMUA)) == top
    assert told(made, *placer.per_unit(), placer.bawahan(made.unit[0]), placer.bawahan(SEMUA)) == []


def test_what_supports_a_product_of_the_unit_above_is_told_per_product_in_a_matriks_that_has_no_such_column():
    made = office()
    head = skp(made, KABID, (TOP.teks, TOP.id, "Kabid satu"), (TOP.teks, TOP.id, "Kabid dua"))
    placer = Arranger(made, [head])
    assert told(made, placer.bawahan(made.unit[1])) == [
        ("produk-unit-lain", TOP.teks, "Dinas", f"“{TOP.teks}” adalah produk Dinas, yang tidak di bawah unit ini",
         "2 hasil kerja dari 1 orang dalam matriks Bidang beserta unit di bawahnya"),
    ]  # fmt: skip


def test_products_that_support_each_other_in_a_circle_end_and_are_told_once():
    made = office(middle=link(MIDDLE, LOW), low=link(LOW, MIDDLE))
    placer = Arranger(made, [skp(made, ANI, OF_ANI), skp(made, BUDI, OF_BUDI)])
    ((code, *_, held),) = told(made, placer.bawahan(made.unit[0]))
    assert (code, held) == (
        "hasil-melingkar",
        "2 hasil kerja dari 2 orang dalam matriks Dinas beserta unit di bawahnya",
    )


def test_a_branch_without_any_product_says_that_alone():
    made = office(top=None, middle=None, low=None).model_copy(update={"produk": ()})
    placer = Arranger(made, [skp(made, BUDI, ("", "", "Budi mencatat"))])
    assert told(made, placer.bawahan(made.unit[0])) == [
        ("matriks-tanpa-produk", "Dinas", "1 hasil kerja dari 1 orang dalam matriks Dinas beserta unit di bawahnya"),
    ]


@st.composite
def linked_offices(draw):
    """An office whose products support products of units above (or, wrongly, any)."""
    made = draw(offices())
    ids = ["", *(produk.id for produk in made.organisasi.produk)]
    products = tuple(
        produk.model_copy(update={"mendukung": draw(st.sampled_from(ids))}) for produk in made.organisasi.produk
    )
    return made._replace(organisasi=made.organisasi.model_copy(update={"produk": products}))


@effort(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(linked_offices())
def test_at_every_level_each_result_stands_once_and_what_has_no_place_is_covered_by_exactly_one_finding(made):
    placer = Arranger(made.organisasi, made.skps)
    per_unit = placer.per_unit()
    branches = [placer.bawahan(unit) for unit in (SEMUA, *made.organisasi.unit_sekali())]
    written = Counter(
        hasil.id for one in made.skps for _, _, hasil in one.semua_hasil() if hasil.rencana_hasil_kerja.strip()
    )
    stands = Counter(peran.id for one in per_unit for _, peran, _ in one.results())
    assert stands == written
    inside = Counter(peran.id for _, peran, _ in branches[0].results())
    assert inside == written
    matrices = [*per_unit, *branches]
    links = missing_links(matrices)
    covered = Counter((id(one), row.nomor, peran.id) for link in links for one, row, peran in link.held)
    left = Counter((id(one), row.nomor, peran.id) for one in matrices for row in one.baris for peran in row.sisa)
    assert covered == left
    assert len(list(check_putus(matrices, made.organisasi))) == len(links)
    assert all(peran.sebab for one in matrices for row in one.baris for peran in row.sisa)


def test_a_chain_that_ends_at_a_product_of_a_unit_aside_stands_in_the_matriks_of_that_unit():
    aside = Produk(unit="SET", kode="1", teks="Layanan surat-menyurat")
    made = office()
    made = made.model_copy(
        update={
            "unit": (*made.unit, Unit(kode="SET", nama="Sekretariat", induk="DIN")),
            "produk": (*made.produk, aside),
        }
    )
    head = skp(made, KASI, (aside.teks, aside.id, "Kasi bersurat"))
    placer = Arranger(made, [head, skp(made, ANI, ("Kasi bersurat", "hasil:Kasi:utama:1", "Ani mengetik"))])
    assert {one.unit.kode: places(one) for one in placer.per_unit() if places(one)} == {
        "SET": {"Kasi bersurat": aside.teks, "Ani mengetik": aside.teks}
    }
    assert told(made, *placer.per_unit()) == []

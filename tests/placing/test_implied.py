"""The organisation that workbooks imply without a roster: units in their order, products where they belong, who is missing."""

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from skpxl.model.hambatan import hambatan
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi
from skpxl.placing.implied import organisasi_dari_skp
from skpxl.placing.susunan import SEMUA, Arranger, baris_skp

KADIS, KABID, KASI, ANI, BUDI, CITRA = (f"19800{number}012005011001" for number in range(1, 7))
WHERE = {KADIS: "Dinas", KABID: "Bidang", KASI: "Seksi", ANI: "Seksi", BUDI: "Bidang", CITRA: "Dinas"}
ABOVE = {KADIS: "", KABID: KADIS, KASI: KABID, ANI: KASI, BUDI: KABID, CITRA: KADIS}
LISTS = {
    KADIS: [("produk:DIN:1", "Aman"), ("produk:DIN:2", "Sehat")],
    KABID: [("produk:BID:1", "Layanan")],
    KASI: [("produk:SEK:a:1", "Patroli")],
}
CODE = {"Dinas": "DIN", "Bidang": "BID", "Seksi": "SEK:a"}


def identity(nip: str, where: dict[str, str] = WHERE) -> Identitas:
    return Identitas(nama=f"Orang {nip[5]}", nip=nip, jabatan="J", unit_kerja=where[nip]) if nip else Identitas()


def skp(nip: str, *results: tuple[str, str], jpt: bool = False, where: dict[str, str] = WHERE) -> Skp:
    penilai = identity(ABOVE[nip], where) if ABOVE[nip] else Identitas(nama="Bupati", nip="-", unit_kerja="Kabupaten")
    made = tuple(
        HasilKerja(
            id=f"hasil:{nip}:utama:{number}",
            nomor=number,
            rencana_hasil_kerja_diintervensi=above,
            rencana_hasil_kerja=text,
            diintervensi_id=next((id_ for id_, known in LISTS.get(ABOVE[nip], ()) if known == above), None),
        )
        for number, (above, text) in enumerate(results, start=1)
    )
    return Skp(
        form="skp-kuantitatif", versi="2022.1", bagi="jpt" if jpt else "ja-jf", nip=nip, pegawai=identity(nip, where),
        pejabat_penilai=penilai, hasil_kerja=HasilKerjaSkp(utama=made),
    )  # fmt: skip


def implied(*skps: Skp) -> Organisasi:
    return organisasi_dari_skp(skps, [LISTS.get(one.pejabat_penilai.nip, ()) for one in skps])


EVERYBODY = [
    skp(ANI, ("Patroli", "Ani berpatroli")),
    skp(BUDI, ("Layanan", "Budi mencatat")),
    skp(CITRA, ("Sehat", "Citra menyehatkan")),
    skp(KABID, ("Aman", "Layanan")),
    skp(KASI, ("Layanan", "Patroli")),
    skp(KADIS, ("Visi", "Dinas yang baik")),
]


def test_units_their_order_heads_and_products_are_those_of_the_organisation():
    made = implied(*EVERYBODY)
    assert [(unit.kode, unit.nama, unit.induk, unit.pimpinan) for unit in made.unit] == [
        ("DIN", "Dinas", "", KADIS),
        ("BID", "Bidang", "DIN", KABID),
        ("SEK:a", "Seksi", "BID", KASI),
    ]
    assert {produk.id: (produk.unit, produk.teks) for produk in made.produk} == {
        "produk:DIN:1": ("DIN", "Aman"),
        "produk:DIN:2": ("DIN", "Sehat"),
        "produk:BID:1": ("BID", "Layanan"),
        "produk:SEK:a:1": ("SEK:a", "Patroli"),
    }
    assert {person.nip: person.unit_kerja for person in made.pegawai} == {
        nip: CODE[name] for nip, name in WHERE.items()
    }
    assert hambatan(made, set(WHERE), by_roster=False) == []
    assert [baris_skp(made, one) for one in EVERYBODY] == list(made.pegawai)
    assert baris_skp(Organisasi(), EVERYBODY[0]) is None


def test_level_one_holds_everybody_below_under_the_products_of_the_topmost_unit():
    made = implied(*EVERYBODY)
    matriks = Arranger(made, EVERYBODY).bawahan(made.unit[0])
    assert [produk.teks for produk in matriks.kolom] == ["Aman", "Sehat"]
    assert {row.nip for row in matriks.baris} == set(WHERE)
    stands = {peran.teks: id_ for row in matriks.baris for id_, roles in row.peran.items() for peran in roles}
    assert stands == {
        "Ani berpatroli": "produk:DIN:1", "Budi mencatat": "produk:DIN:1", "Layanan": "produk:DIN:1",
        "Patroli": "produk:DIN:1", "Citra menyehatkan": "produk:DIN:2",
    }  # fmt: skip


def test_a_unit_is_known_by_its_own_people_where_its_head_works_in_the_unit_above():
    where = {**WHERE, KABID: "Dinas"}
    skps = [skp(BUDI, where=where), skp(KABID, where=where), skp(CITRA, where=where), skp(KADIS, where=where)]
    made = implied(*skps)
    assert [(unit.kode, unit.nama, unit.induk, unit.pimpinan) for unit in made.unit] == [
        ("DIN", "Dinas", "", KADIS),
        ("BID", "Bidang", "DIN", KABID),
    ]


def test_units_of_one_name_are_told_apart_by_the_products_of_their_people():
    two = [
        Skp(
            form="f", versi="1", nip=nip, pegawai=Identitas(nip=nip, nama=nip, unit_kerja="Sekretariat"),
            pejabat_penilai=Identitas(nip=head, nama=head, unit_kerja="Sekretariat"),
        )
        for nip, head in ((ANI, KADIS), (BUDI, KABID))
    ]  # fmt: skip
    made = organisasi_dari_skp(two, [[("produk:A.SEK:1", "Surat")], [("produk:B.SEK:1", "Surat")]])
    assert [(unit.kode, unit.nama) for unit in made.unit] == [("A.SEK", "Sekretariat"), ("B.SEK", "Sekretariat")]
    assert {person.nip: person.unit_kerja for person in made.pegawai} == {
        ANI: "A.SEK", BUDI: "B.SEK", KADIS: "A.SEK", KABID: "B.SEK",
    }  # fmt: skip


def test_a_penilai_who_is_named_and_not_there_has_one_row_and_it_is_said_how_many_wait_for_him():
    skps = [skp(ANI), skp(BUDI), skp(CITRA), skp(KASI)]
    made = implied(*skps)
    assert [person.nip for person in made.pegawai] == [ANI, BUDI, CITRA, KASI, KABID, KADIS]
    inside = {one.nip for one in skps}
    assert [(block.orang.nip, block.total) for block in hambatan(made, inside, by_roster=False)] == [
        (KABID, 2),
        (KADIS, 1),
    ]
    assert {row.nip for row in Arranger(made, skps).bawahan(SEMUA).baris if not row.is_in} == {KADIS, KABID}
    without = organisasi_dari_skp(skps, with_missing=False)
    assert [person.nip for person in without.pegawai] == [ANI, BUDI, CITRA, KASI]


def test_nobody_waits_for_a_bupati_without_nip_nor_for_the_penilai_of_a_jpt():
    assert [person.nip for person in implied(skp(KADIS, ("", "Aman"), jpt=True)).pegawai] == [KADIS]
    assert [person.nip for person in implied(skp(KADIS, ("", "Aman"))).pegawai] == [KADIS]
    of_jpt = skp(KABID, ("", "Layanan"), jpt=True)
    assert [person.nip for person in implied(of_jpt).pegawai] == [KABID]


def test_a_jpt_without_anybody_of_his_people_heads_his_unit_and_his_results_are_its_columns():
    alone = [skp(KADIS, ("", "Aman"), ("", "Sehat"), jpt=True)]
    made = implied(*alone)
    assert [(unit.kode, unit.pimpinan) for unit in made.unit] == [("Dinas", KADIS)]
    for matriks in (*Arranger(made, alone).per_unit(), Arranger(made, alone).bawahan(made.unit[0])):
        assert [produk.teks for produk in matriks.kolom] == ["Aman", "Sehat"]
        assert [row.sisa for row in matriks.baris] == [()]


def test_an_id_that_two_workbooks_give_to_two_texts_is_two_products():
    first, second = skp(BUDI), skp(CITRA)
    made = organisasi_dari_skp(
        [first, second], [[("produk:X:1", "Layanan")], [("produk:X:1", "Surat"), ("produk:X:2", "layanan.")]]
    )
    assert [(produk.id, produk.teks) for produk in made.produk] == [
        ("produk:X:1", "Layanan"),
        ("produk:X:1~2", "Surat"),
        ("produk:X:2", "layanan."),
    ]


@pytest.mark.parametrize("lists", [True, False])
@effort(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_in_any_order_and_whoever_is_missing_everybody_who_is_in_stands_once_in_the_matriks_of_all(lists, data):
    skps = data.draw(st.permutations(EVERYBODY))[: data.draw(st.integers(1, len(EVERYBODY)))]
    assume(skps)
    made = implied(*skps) if lists else organisasi_dari_skp(skps)
    codes = [unit.kode for unit in made.unit]
    assert len(codes) == len(set(codes))
    assert {unit.kode for unit in made.cabang("")} == set(codes)
    assert all(made.find_unit(person.unit_kerja) for person in made.pegawai)
    named = {one.pejabat_penilai.nip for one in skps if one.pejabat_penilai.nip != "-"}
    assert sorted(person.nip for person in made.pegawai) == sorted({one.nip for one in skps} | named)
    placer = Arranger(made, skps)
    texts = sorted(peran.teks for row in placer.bawahan(SEMUA).baris for peran in row.semua_peran())
    once = sorted(peran.teks for one in placer.per_unit() for row in one.baris for peran in row.semua_peran())
    assert texts == once == sorted(h.rencana_hasil_kerja for one in skps for _, _, h in one.semua_hasil())

"""Missing links: one finding each, whatever hangs on it, at every level."""

from datetime import date

import pytest

from skpxl.checks.putus import check_putus
from skpxl.model.hambatan import Hambatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.penempatan import Penempatan
from skpxl.model.putus import JenisPutus, Putus
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.model.usulan import Usulan

DINAS, BIDANG = Unit(kode="DIN", nama="Dinas Contoh"), Unit(kode="BID", nama="Bidang Contoh", induk="DIN")
OFFICE = Organisasi(unit=(DINAS, BIDANG))
TOP = Produk(unit="DIN", kode="1", teks="Daerah yang aman")
KEY = "hasil_kerja_utama_1_rencana_hasil_kerja"


def result(teks: str, putus: Putus | None = None, sebab: str = "") -> Peran:
    return Peran(teks=teks, key=KEY, putus=putus, sebab=sebab)


def matriks(unit: Unit, *rows: tuple[str, str, tuple[Peran, ...]], columns=(TOP,), below=False) -> MatriksPeranHasil:
    people = tuple(
        BarisMatriks(nama=name, nip=nip, sisa=left, nomor=number) for number, (name, nip, left) in enumerate(rows, 1)
    )
    return MatriksPeranHasil(unit=unit, kolom=columns, baris=people, bercabang=below)


def told(*matrices: MatriksPeranHasil) -> list[tuple[str, str, str, str, str, dict[str, str]]]:
    return [
        (one.code, one.item, one.who, one.key, one.found, dict(one.rincian)) for one in check_putus(matrices, OFFICE)
    ]


def link(jenis: JenisPutus, **more: str) -> Putus:
    return Putus(jenis=jenis, id="x", teks="T", nip="1", nama="Ani", key=KEY, unit="BID", sebab="sebabnya", **more)


ONE = "1 hasil kerja dari 1 orang dalam matriks Bidang Contoh"
TWO = "2 hasil kerja dari 2 orang dalam matriks Bidang Contoh"


@pytest.mark.parametrize(
    ("jenis", "expected"),
    [
        (JenisPutus.HASIL, ("rantai-putus", "Bidang Contoh", "1", f"{KEY}_diintervensi", "S",
                            {"hasil": "T", "atau": "", "pegawai": "Ani", "sebab": "sebabnya", "tertahan": TWO})),
        (JenisPutus.SKP, ("skp-atasan-ditunggu", "Bidang Contoh", "1", "", "T", {"tertahan": TWO, "menunggu": ""})),
        (JenisPutus.PRODUK, ("produk-tanpa-sambungan", "Bidang Contoh", "", "", "T",
                             {"unit": "Bidang Contoh", "sebab": "sebabnya", "tertahan": TWO})),
        (JenisPutus.PUNCAK, ("hasil-pimpinan-tanpa-produk", "Bidang Contoh", "1", KEY, "T",
                             {"pegawai": "Ani", "tertahan": TWO})),
        (JenisPutus.LINGKAR, ("hasil-melingkar", "Bidang Contoh", "1", KEY, "T", {"pegawai": "Ani", "tertahan": TWO})),
        (JenisPutus.UNIT_LAIN, ("produk-unit-lain", "Bidang Contoh", "", "", "T",
                                {"unit": "Bidang Contoh", "sebab": "sebabnya", "tertahan": TWO})),
    ],
)  # fmt: skip
def test_whatever_hangs_on_one_missing_link_is_told_once_with_how_many(jenis, expected):
    broken = link(jenis, dipilih="S")
    rows = (("Ani", "1", (result("T", broken),)), ("Budi", "2", (result("U", broken),)))
    assert told(matriks(BIDANG, *rows)) == [expected]


def test_who_else_waits_for_a_missing_skp_is_told_with_it():
    ani, budi, cici = (Pegawai(nip=nip, nama=nama) for nip, nama in (("1", "Ani"), ("2", "Budi"), ("3", "Cici")))
    (finding,) = check_putus(
        [matriks(BIDANG, ("Budi", "2", (result("T", link(JenisPutus.SKP)),)))],
        OFFICE,
        [Hambatan(cici, (ani,), 9, None), Hambatan(ani, (budi, budi), 5, cici)],
    )
    assert dict(finding.rincian)["menunggu"] == (
        " SKP 5 orang di bawahnya juga belum masuk (2 bawahan langsung). Ani sendiri menunggu SKP Cici."
    )


def test_a_result_that_only_holds_up_itself_is_told_as_such_however_many_levels_show_it():
    broken = link(JenisPutus.HASIL)
    row = ("Ani", "1", (result("T", broken),))
    assert told(matriks(BIDANG, row), matriks(DINAS, row, below=True)) == [
        (
            "belum-terpetakan",
            "Bidang Contoh",
            "1",
            f"{KEY}_diintervensi",
            "",
            {"hasil": "T", "atau": "", "pegawai": "Ani", "sebab": "sebabnya"},
        )
    ]


def test_what_may_be_meant_is_named_as_it_is_to_be_written_there_and_another_one_where_two_are_close():
    near = Usulan(produk="p", teks="Produk", skor=90, lewat="1. Hasil atasan"), Usulan(produk="q", teks="Lain", skor=88)
    far = (Usulan(produk="p", teks="Produk", skor=60),)
    for usulan, expected in (
        (near, ("1. Hasil atasan", " atau “Lain”")),
        (near[:1], ("1. Hasil atasan", "")),
        (far, ("", "")),
    ):
        peran = result("T", link(JenisPutus.HASIL)).model_copy(update={"usulan": usulan})
        (finding,) = check_putus([matriks(BIDANG, ("Ani", "1", (peran,)))], OFFICE)
        assert (finding.suggestion, dict(finding.rincian)["atau"]) == expected


def test_the_levels_are_counted_apart_and_two_links_are_two_lines():
    product, circle = link(JenisPutus.PRODUK), Putus(jenis=JenisPutus.LINGKAR, id="y", nama="B", sebab="melingkar")
    held = (result("T", product), result("U", product))
    low = matriks(BIDANG, ("Ani", "1", (result("V", circle),)))
    high = matriks(DINAS, ("Ani", "1", held), ("Budi", "2", held[:1]), ("Citra", "3", ()), below=True)
    assert told(low, high) == [
        ("hasil-melingkar", "Bidang Contoh", "", "", "", {"pegawai": "B", "tertahan": ONE}),
        ("produk-tanpa-sambungan", "Bidang Contoh", "", "", "T", {
            "unit": "Bidang Contoh", "sebab": "sebabnya",
            "tertahan": "3 hasil kerja dari 2 orang dalam matriks Dinas Contoh beserta unit di bawahnya",
        }),
    ]  # fmt: skip
    both = told(matriks(BIDANG, ("Ani", "1", held)), high)
    assert both[0][5]["tertahan"] == (
        "2 hasil kerja dari 1 orang dalam matriks Bidang Contoh, "
        "3 dari 2 orang dalam matriks Dinas Contoh beserta unit di bawahnya"
    )
    assert told(matriks(BIDANG, ("Ani", "1", held)), *(matriks(DINAS, ("Ani", "1", held)) for _ in range(5)))[0][5][
        "tertahan"
    ].endswith(", dan dalam 2 matriks lagi")
    four = told(matriks(BIDANG, ("Ani", "1", held)), *(matriks(DINAS, ("Ani", "1", held)) for _ in range(3)))
    assert four[0][5]["tertahan"].endswith(", 2 dari 1 orang dalam matriks Dinas Contoh")


def test_a_branch_without_a_column_is_told_once_and_nothing_else_of_it():
    rows = (("Ani", "1", (result("T", link(JenisPutus.HASIL)), result("U", link(JenisPutus.PUNCAK)))),)
    assert told(matriks(DINAS, *rows, columns=(), below=True)) == [
        ("matriks-tanpa-produk", "Dinas Contoh", "", "", "Dinas Contoh",
         {"tertahan": "2 hasil kerja dari 1 orang dalam matriks Dinas Contoh beserta unit di bawahnya"})
    ]  # fmt: skip


def test_what_says_only_why_is_told_by_that_and_what_was_left_there_on_purpose_is_not():
    left = Penempatan(hasil="h", teks="T", produk="", tanggal=date(2026, 1, 5))
    decided = result("T", sebab="kata Kabid").model_copy(update={"keputusan": left})
    row = ("Ani", "1", (result("U", sebab="belum dipilih"), decided))
    assert told(matriks(BIDANG, row)) == [
        (
            "belum-terpetakan",
            "Bidang Contoh",
            "1",
            f"{KEY}_diintervensi",
            "",
            {"hasil": "U", "atau": "", "pegawai": "Ani", "sebab": "belum dipilih"},
        )
    ]


def test_a_choice_that_stands_against_its_id_is_told_at_the_cell_of_the_choice_with_what_hangs_on_it():
    own = Putus(jenis=JenisPutus.HASIL, id="x", teks="R3", nip="1", nama="Ani", key=KEY, sebab="bertentangan")
    against = result("R3", own).model_copy(update={"dipilih": "P9", "sekarang": "P1", "bertentangan": True})
    details = {"pegawai": "Ani", "hasil": "R3", "sekarang": "P1"}
    row = ("Ani", "1", (against,))
    assert told(matriks(BIDANG, row)) == [
        ("tautan-bertentangan", "Bidang Contoh", "1", f"{KEY}_diintervensi", "P9", {**details, "akibat": ""})
    ]
    ((*_, more),) = told(matriks(BIDANG, row, ("Budi", "2", (result("U", own),))))
    assert more == {**details, "akibat": f" Yang tertahan karenanya: {TWO}."}

"""Which blank matrices are large to hand out: told with their pages, on values."""

from forms import KABID, LIBRARY, UNIT, order

from skpxl.kinds.blank_matriks import KOLOM_MAKS, ORANG_MAKS
from skpxl.kinds.kind import Terbitan
from skpxl.kinds.large_forms import large_forms
from skpxl.kinds.matriks import MATRIKS
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Produk

FORM = LIBRARY.definition("matriks-peran-hasil")
HOW = (
    ". Isilah di layar, atau kecilkan: tim di dalam unit ditulis di lembar Unit (ketuanya membagi lagi kepada anggotanya), dan "
    "--columns hasil --from FOLDER memakai hasil kerja pimpinan sebagai kolom."
)


def planned(people: int, products: int) -> list[Terbitan]:
    office = Organisasi(
        pegawai=tuple(
            Pegawai(
                nip=f"1990010120150{n:05}" if n else KABID, nama=f"Pegawai {n}", jabatan="Analis", unit_kerja=UNIT.kode
            )
            for n in range(people)
        ),
        unit=(UNIT,),
        produk=tuple(Produk(unit=UNIT.kode, kode=str(n), teks=f"Layanan {n}") for n in range(products)),
    )
    return list(MATRIKS.plan(order(office), FORM))


def test_a_form_of_few_pages_is_handed_out_without_a_word():
    assert large_forms([*planned(10, 5), *planned(20, 8)]) == ""


def test_a_large_one_is_told_with_its_pages_and_what_makes_it_smaller():
    (form,) = planned(40, 30)
    named = f"{UNIT.nama} (40 orang x 30 kolom, sekitar 20 halaman)"
    assert large_forms([*planned(10, 5), form]) == f"1 matriks besar bila formulir kosongnya dicetak: {named}{HOW}"
    assert large_forms([form] * 5) == (
        f"5 matriks besar bila formulir kosongnya dicetak: {named}, {named}, {named}, dan 2 lagi{HOW}"
    )


def test_the_largest_that_is_issued_at_all_is_told_too():
    (form,) = planned(ORANG_MAKS, KOLOM_MAKS)
    assert f"({ORANG_MAKS} orang x {KOLOM_MAKS} kolom, sekitar 84 halaman)" in large_forms([form])

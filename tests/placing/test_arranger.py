"""Where a result stands among the matrices of the units: in the unit above, another one, under a column of its own text."""

from datetime import date

from kabid import ANI, BUDI, D1, D2, KABID, KADIS, OFFICE, P1, UNITS, result_id, skp

from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.pegawai import Pegawai
from skpxl.model.penempatan import DaftarPenempatan, Penempatan
from skpxl.model.skp import Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import Arranger

LEFT = "Belum terpetakan"
PRODUK = {product.teks: product.id for product in OFFICE.produk}


def places(matrices: list[MatriksPeranHasil]) -> dict[str, tuple[str, str, bool]]:
    """Every result with the unit in whose matriks it stands, its column, and whether as that of a guest."""
    found = {}
    for matriks in matrices:
        heads = {produk.id: produk.teks for produk in matriks.kolom}
        for row in matriks.baris:
            for id_, roles in row.peran.items():
                found |= {peran.teks: (matriks.unit.kode, heads[id_], row.luar) for peran in roles}
            found |= {peran.teks: (matriks.unit.kode, LEFT, row.luar) for peran in row.sisa}
    return found


def typed(nip: str, *results: tuple[str, str]) -> Skp:
    """An SKP whose owner has typed what he supports and chosen nothing."""
    made = skp(nip, *results)
    utama = tuple(hasil.model_copy(update={"diintervensi_id": None}) for hasil in made.hasil_kerja.utama)
    return made.model_copy(update={"hasil_kerja": made.hasil_kerja.model_copy(update={"utama": utama})})


def test_a_product_of_the_unit_above_is_found_by_the_text_that_was_typed():
    found = Arranger(OFFICE, [typed(ANI, (D1, "Ani melayani"))]).per_unit()
    assert places(found) == {"Ani melayani": ("DIN", D1, True)}
    assert [(row.nama, row.di_unit_lain) for row in found[1].baris] == [
        ("Kabid Rekaan", 0), ("Ani Rekaan", 1), ("Budi Rekaan", 0),
    ]  # fmt: skip


def test_a_product_of_the_unit_above_is_reached_over_a_result_of_its_head_that_names_it():
    skps = [
        skp(KADIS, ("Entah apa", f"Terwujudnya {D1.lower()} bagi semua")),
        skp(KABID, (f"Terwujudnya {D1.lower()} bagi semua", "Kabid mendukung")),
        skp(ANI, ("Kabid mendukung", "Ani mendukung")),
    ]
    found = places(Arranger(OFFICE, skps).per_unit())
    assert (found["Ani mendukung"], found["Kabid mendukung"]) == (("DIN", D1, True), ("DIN", D1, True))


def test_a_chain_that_ends_at_a_product_of_a_unit_beside_it_stands_there():
    beside = Unit(kode="SEK", nama="Sekretariat", induk="DIN")
    arsip = Produk(unit="SEK", kode="1", teks="Arsip yang tertata")
    office = OFFICE.model_copy(update={"unit": (*UNITS, beside), "produk": (*OFFICE.produk, arsip)})
    kabid = skp(KABID, (arsip.teks, "Kabid menata"))
    kabid = kabid.model_copy(
        update={"hasil_kerja": kabid.hasil_kerja.model_copy(
            update={"utama": (kabid.hasil_kerja.utama[0].model_copy(update={"diintervensi_id": arsip.id}),)}
        )}
    )  # fmt: skip
    found = places(Arranger(office, [kabid, skp(ANI, ("Kabid menata", "Ani menata"))]).per_unit())
    assert found == {"Kabid menata": ("SEK", arsip.teks, True), "Ani menata": ("SEK", arsip.teks, True)}


def test_what_was_decided_goes_before_the_skp_and_moves_no_other_result():
    skps = [skp(ANI, (P1, "Ani melayani"), (P1, "Ani mencatat")), skp(BUDI, (P1, "Budi melayani"))]
    decision = Penempatan(
        hasil=result_id(ANI), nip=ANI, teks="Ani melayani", produk=PRODUK[D2], produk_teks=D2, tanggal=date(2026, 3, 2)
    )
    placer = Arranger(OFFICE, skps, penempatan=DaftarPenempatan([decision], skps))
    units = placer.per_unit()
    assert places(units) == {
        "Ani melayani": ("DIN", D2, True), "Ani mencatat": ("BID", P1, False), "Budi melayani": ("BID", P1, False),
    }  # fmt: skip
    assert [row.di_unit_lain for row in units[1].baris] == [0, 1, 0]
    assert places([placer.bawahan(OFFICE.unit[1])]) == {
        "Ani melayani": ("BID", LEFT, False), "Ani mencatat": ("BID", P1, False), "Budi melayani": ("BID", P1, False),
    }  # fmt: skip


def test_a_unit_without_products_has_a_column_for_each_text_at_which_its_chains_end():
    office = Organisasi(
        unit=(Unit(kode="TIM", nama="Tim Rekaan"),),
        pegawai=(*(Pegawai(nip=nip, nama=nip, unit_kerja="TIM") for nip in (BUDI, ANI)),),
    )
    budi = typed(BUDI, ("Surat diterima", "d"), ("Arsip  tertata", "c"))
    budi = budi.model_copy(update={"pejabat_penilai": Identitas(nip=ANI, nama=ANI)})
    skps = [budi, typed(ANI, ("Surat terjawab", "Surat diterima"), ("ARSIP tertata.", "b"))]
    (found,) = Arranger(office, skps).per_unit()
    assert [(produk.kode, produk.teks) for produk in found.kolom] == [("1", "Surat terjawab"), ("2", "Arsip tertata")]
    assert places([found]) == {
        "Surat diterima": ("TIM", "Surat terjawab", False), "d": ("TIM", "Surat terjawab", False),
        "b": ("TIM", "Arsip tertata", False), "c": ("TIM", "Arsip tertata", False),
    }  # fmt: skip


def test_a_former_text_of_a_product_means_that_of_the_own_unit_or_of_one_above():
    renamed = tuple(
        produk.model_copy(update={"teks": f"{produk.kode} sekarang", "sebelumnya": (produk.teks,)})
        if produk.teks in (P1, D2)
        else produk
        for produk in OFFICE.produk
    )
    placer = Arranger(
        OFFICE.model_copy(update={"produk": renamed}), [typed(ANI, (P1, "Ani melayani"), (D2, "Ani menata"))]
    )
    assert places(placer.per_unit()) == {
        "Ani melayani": ("BID", "1 sekarang", False), "Ani menata": ("DIN", "2 sekarang", True),
    }  # fmt: skip

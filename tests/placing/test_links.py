"""A link means what it says: renumbered, reworded and deleted products and results never move a role to another one."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from forms import LIBRARY
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.checks.penempatan import check_penempatan
from skpxl.checks.sepakat import check_kolom
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.penempatan import DaftarPenempatan, Penempatan
from skpxl.model.skp import Bagi, HasilKerja, HasilKerjaSkp, Identitas, Indikator, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.columns import columns_of_today, with_former_texts
from skpxl.placing.implied import organisasi_dari_skp
from skpxl.placing.links import ProductLinks, ResultLinks
from skpxl.placing.susunan import Arranger
from skpxl.placing.tracing import Entry, trace
from skpxl.sense.rewording import spelled_alike, with_words_added

SENSE = LIBRARY.sense
KABID, ANI = "198001012006041001", "199601012020121901"
UNIT = Unit(kode="BID", nama="Bidang Rekaan", pimpinan=KABID)
MUTASI, PENSIUN, DATA = "Layanan mutasi pegawai", "Layanan pensiun", "Data kepegawaian"


def products(*texts: str, unit: str = "BID") -> tuple[Produk, ...]:
    """Products numbered from 1, as a roster numbers them."""
    return tuple(Produk(unit=unit, kode=str(number), teks=text) for number, text in enumerate(texts, start=1))


def choices(produk: tuple[Produk, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((product.id, product.teks) for product in produk)


def result(number: int, text: str, id_: str | None, above: str, *measures: str, of: str = "") -> HasilKerja:
    return HasilKerja(
        id=f"hasil:{of}:utama:{number}" if of else None,
        nomor=number,
        rencana_hasil_kerja=text,
        diintervensi_id=id_,
        rencana_hasil_kerja_diintervensi=above,
        indikator=tuple(Indikator(indikator_kinerja_individu=measure) for measure in measures),
    )


def skp(nip: str, *results: HasilKerja, penilai: str = KABID, bagi: Bagi = "ja-jf", unit: Unit = UNIT) -> Skp:
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        bagi=bagi,
        nip=nip,
        pegawai=Identitas(nip=nip, nama=f"Orang {nip[-3:]}", unit_kerja=unit.nama),
        pejabat_penilai=Identitas(nip=penilai, nama=f"Orang {penilai[-3:]}"),
        hasil_kerja=HasilKerjaSkp(utama=results),
    )


def office(produk: tuple[Produk, ...], *people: Pegawai) -> Organisasi:
    head = Pegawai(nip=KABID, nama="Kepala Rekaan", jabatan="Kepala Bidang", unit_kerja="BID")
    staff = people or (Pegawai(nip=ANI, nama="Ani Rekaan", jabatan="Analis", unit_kerja="BID", nip_penilai=KABID),)
    return Organisasi(pegawai=(head, *staff), unit=(UNIT,), produk=produk)


def one_role(matriks: MatriksPeranHasil) -> tuple[str, Peran]:
    """The only role of a matriks, with the text of the column it stands under; empty where it is left over."""
    (found,) = [
        (column, peran)
        for row in matriks.baris
        for column, roles in (
            *((product.teks, row.peran.get(product.id, ())) for product in matriks.kolom),
            ("", row.sisa),
        )
        for peran in roles
    ]
    return found


def placed(before: tuple[Produk, ...], number: int, now: tuple[Produk, ...], *, carried: bool = True):
    """Where a result stands that was chosen for product `number` (from 1) of `before`."""
    chosen = before[number - 1]
    skps = [skp(ANI, result(1, "Terlaksananya rekaan", chosen.id, chosen.teks, of="ANI"))]
    lists = [choices(before)] if carried else []
    (matriks,) = Arranger(office(now), skps, sense=SENSE, carried=lists).per_unit()
    return one_role(matriks)


BEFORE = products(MUTASI, PENSIUN, DATA)


@pytest.mark.parametrize("carried", [True, False])
def test_a_product_inserted_above_moves_no_role(carried):
    now = products("Layanan surat", MUTASI, PENSIUN, DATA)
    found = [placed(BEFORE, number, now, carried=carried) for number in (1, 2, 3)]
    assert [(column, peran.sekarang) for column, peran in found] == [(MUTASI, ""), (PENSIUN, ""), (DATA, "")]


@pytest.mark.parametrize("carried", [True, False])
def test_what_was_chosen_and_is_gone_is_not_taken_for_what_has_its_number_now(carried):
    column, peran = placed(BEFORE, 1, products(PENSIUN, DATA), carried=carried)
    assert (column, peran.bertentangan, peran.dipilih, peran.sekarang) == ("", True, MUTASI, PENSIUN)
    assert peran.sebab == f"yang dipilih “{MUTASI}”, tetapi di tempatnya sekarang tertulis “{PENSIUN}”"


def test_what_was_chosen_and_is_gone_with_its_number_is_named():
    column, peran = placed(BEFORE, 3, products(MUTASI, PENSIUN))
    assert (column, peran.bertentangan) == ("", False)
    assert peran.sebab == f"“{DATA}” tidak ada lagi dalam daftar produk BID"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Layanan mutasi pegawai negeri", True),  # words added
        ("1. PELAYANAN MUTASI PEGAWAI.", True),  # the same in sense
        ("Layanan mutasi pegwai", True),  # a letter lost
        ("Penyelesaian usul mutasi", True),  # begun otherwise, and goes on as it did
        ("Layanan mutasi jabatan fungsional", False),
        ("Layanan surat menyurat", False),  # only the word that all of them begin with is left
        ("Layanan non mutasi pegawai", False),
    ],
)
def test_a_product_written_over_in_its_place_keeps_its_links_while_it_can_be_told(text, kept):
    column, peran = placed(BEFORE, 1, products(text, PENSIUN, DATA))
    same = SENSE.same(text, MUTASI)
    assert column == (text if kept else "")
    assert (peran.dipilih, peran.sekarang) == (("", "") if same else (MUTASI, text))
    assert peran.bertentangan is not kept


def test_a_deleted_product_and_a_new_one_much_like_it_are_two_when_the_list_has_moved():
    before = products("Layanan pengawasan internal", PENSIUN)
    now = products("Layanan pengawasan eksternal", DATA, PENSIUN)
    column, peran = placed(before, 1, now)
    assert (column, peran.bertentangan) == ("", True)


def test_a_text_that_a_product_has_borne_before_still_leads_to_it():
    now = (Produk(unit="BID", kode="7", teks="Perpindahan", identitas="produk:BID:1", sebelumnya=(MUTASI,)),)
    column, peran = placed(BEFORE, 1, (*now, BEFORE[1]))
    assert (column, peran.dipilih, peran.sekarang, peran.bertentangan) == ("Perpindahan", MUTASI, "Perpindahan", False)


def test_equal_texts_of_two_units_are_told_apart_by_the_unit_in_the_id():
    umum = "Administrasi umum"
    now = (*products("Keuangan", umum, unit="SEK"), *products(umum, unit="BID"))
    links = ProductLinks(now)
    assert links.judge("produk:SEK:1", umum, ["BID"]).id == "produk:SEK:2"
    assert links.judge("produk:BID:9", umum, ["BID"]).id == "produk:BID:1"
    assert links.judge("", umum, ["BID", "SEK"]).id == "produk:BID:1"
    assert links.judge("", umum, []).id == ""


def test_two_lists_that_tell_of_one_number_differently_lead_to_two_products():
    first, second = products(MUTASI, PENSIUN), products(PENSIUN, MUTASI)
    links = ProductLinks(products(DATA, MUTASI, PENSIUN), [choices(first), choices(second)])
    found = [links.judge(id_, text).id for carried in (first, second) for id_, text in choices(carried)]
    assert found == ["produk:BID:2", "produk:BID:3", "produk:BID:3", "produk:BID:2"]


# -- the superior's results ----------------------------------------------------------------------------------------------


def through_the_kabid(id_: str, text: str, *results: HasilKerja, agreed: Kesepakatan | None = None):
    """Where a result of Ani stands who chose (id, text) among the results of her Kabid."""
    skps = [skp(KABID, *results, penilai=""), skp(ANI, result(1, "Terlaksananya rekaan", id_, text, of="ANI"))]
    (matriks,) = Arranger(office(BEFORE), skps, agreed, sense=SENSE).per_unit()
    row = next(row for row in matriks.baris if row.nip == ANI)
    columns = {product.id: product.teks for product in matriks.kolom}
    (found,) = [*((columns[id_], peran) for id_, roles in row.peran.items() for peran in roles), *(
        ("", peran) for peran in row.sisa)]  # fmt: skip
    return found


FIRST, SECOND = "Terlaksananya pembinaan disiplin", "Tersusunnya formasi jabatan"


def own(number: int, text: str, product: Produk) -> HasilKerja:
    return result(number, text, product.id, product.teks, of="KABID")


def test_results_of_a_superior_that_changed_places_keep_their_people():
    kabid = (own(1, SECOND, BEFORE[1]), own(2, FIRST, BEFORE[0]))
    column, peran = through_the_kabid("hasil:KABID:utama:1", FIRST, *kabid)
    assert (column, peran.atas, peran.sekarang) == (MUTASI, "hasil:KABID:utama:2", "")


def test_a_superiors_result_with_words_added_keeps_its_people_and_that_is_told():
    today = "Terlaksananya pembinaan dan penegakan disiplin"
    column, peran = through_the_kabid("hasil:KABID:utama:1", FIRST, own(1, today, BEFORE[0]), own(2, SECOND, BEFORE[1]))
    assert (column, peran.dipilih, peran.sekarang) == (MUTASI, FIRST, today)


def test_a_superiors_result_that_became_another_one_leads_nowhere():
    column, peran = through_the_kabid("hasil:KABID:utama:1", FIRST, own(1, SECOND, BEFORE[1]))
    assert (column, peran.bertentangan, peran.dipilih, peran.sekarang) == ("", True, FIRST, SECOND)


def test_a_role_that_was_agreed_on_leads_on_where_the_superior_wrote_something_else():
    role = PeranSepakat(teks=FIRST, id="peran:M:2:1:1", kolom=BEFORE[0].id)
    matriks = Pembagian(
        kode="BID",
        pimpinan=KABID,
        kolom=tuple(KolomPembagian(id=product.id, teks=product.teks) for product in BEFORE),
        baris=(BarisPembagian(nama="Kepala Rekaan", nip=KABID, peran=(role,)),),
    )
    agreed = Kesepakatan([matriks])
    written = own(1, SECOND, BEFORE[1]).model_copy(update={"peran_id": role.id})
    assert through_the_kabid(role.id, FIRST, written, agreed=agreed)[0] == MUTASI
    assert through_the_kabid(role.id, "Terlatihnya petugas", written, agreed=agreed)[1].bertentangan


def test_a_result_and_its_indikator_are_known_however_they_are_joined():
    rhk, iki, other = "Meningkatnya mutu layanan", "Persentase puskesmas terakreditasi", "Menurunnya stunting"
    head = skp(
        KABID, result(1, rhk, None, "", iki, "Indeks mutu", of="J"), result(2, other, None, "", of="J"), bagi="jpt"
    )
    links = ResultLinks([head], (), SENSE)
    both, alone = "hasil:J:utama:1#1", "hasil:J:utama:1"
    for text in (f"{rhk} ({iki})", f"{rhk} - {iki}", f"{rhk}\n{iki}", f"{rhk} | Indikator: {iki}", f"{rhk} {iki}", iki):
        assert links.judge("", text, KABID).id == both
    for text in (rhk, f"{rhk} (yang lain)", f"{rhk}\nJumlah puskesmas"):
        assert links.judge("", text, KABID).id == alone
    assert links.judge("", f"{rhk} - {other}", KABID) is None
    listed = ProductLinks(products(rhk, other), (), SENSE)
    assert listed.judge("", f"{rhk} ({iki})", ["BID"]).id == "produk:BID:1"
    assert listed.judge("", f"{rhk} dasar ({iki})", ["BID"]).id == ""


def test_an_indikator_of_a_jpt_is_found_where_it_stands_today():
    jpt = skp(KABID, result(1, FIRST, None, "", "Indeks disiplin", "Jumlah kasus", of="KABID"), penilai="", bagi="jpt")
    of_ani = result(1, "Terlaksananya rekaan", "hasil:KABID:utama:1#1", f"{FIRST} | Indikator: Jumlah kasus", of="ANI")
    (matriks,) = Arranger(office(()), [jpt, skp(ANI, of_ani)]).per_unit()
    assert [product.id for product in matriks.kolom] == ["hasil:KABID:utama:1#1", "hasil:KABID:utama:1#2"]
    row = next(row for row in matriks.baris if row.nip == ANI)
    assert [*row.peran] == ["hasil:KABID:utama:1#2"]


def test_columns_of_an_agreed_matriks_are_those_of_today():
    roles = tuple(
        PeranSepakat(teks=f"Peran {number}", id=f"peran:M:2:{number}:1", kolom=product.id)
        for number, product in enumerate(BEFORE, start=1)
    )
    matriks = Pembagian(
        kode="BID",
        kolom=tuple(KolomPembagian(id=product.id, teks=product.teks) for product in BEFORE),
        baris=(BarisPembagian(nama="Ani", nip=ANI, peran=roles),),
    )
    now = products("Layanan surat", "Layanan mutasi dan promosi pegawai", PENSIUN)
    (today,), changed = columns_of_today([matriks], office(now), SENSE)
    assert [(column.id, column.teks) for column in today.kolom] == [
        ("produk:BID:2", "Layanan mutasi dan promosi pegawai"), ("produk:BID:3", PENSIUN),
        ("lama:produk:BID:3", DATA),
    ]  # fmt: skip
    assert [(peran.kolom, today.teks_kolom(peran.kolom)) for peran in today.baris[0].peran] == [
        ("produk:BID:2", "Layanan mutasi dan promosi pegawai"), ("produk:BID:3", PENSIUN), ("lama:produk:BID:3", DATA),
    ]  # fmt: skip
    assert [(row.code, row.found, dict(row.rincian)) for row in check_kolom(changed)] == [
        ("kolom-berganti-kata", MUTASI, {"sekarang": "Layanan mutasi dan promosi pegawai", "banyak": "1"}),
        ("kolom-bukan-produk", DATA, {"sekarang": f"di tempatnya sekarang “{PENSIUN}”", "banyak": "1"}),
    ]
    assert columns_of_today([matriks], office(BEFORE), SENSE) == ([matriks], [])


@pytest.mark.parametrize(
    ("now", "column"),
    [
        (("Layanan surat", MUTASI, PENSIUN, DATA), PENSIUN),  # renumbered: the text wins
        ((MUTASI, "Layanan pensiun dini"), "Layanan pensiun dini"),  # words added, in its place
        ((MUTASI, "Arsip daerah"), MUTASI),  # gone: what the SKP itself says counts
    ],
)
def test_a_place_that_was_decided_goes_by_the_text_that_was_chosen(now, column):
    chosen = result(1, "Terlaksananya rekaan", BEFORE[0].id, MUTASI, of="ANI")
    decision = Penempatan(
        hasil="hasil:ANI:utama:1", nip=ANI, teks=chosen.rencana_hasil_kerja, produk=BEFORE[1].id, produk_teks=PENSIUN,
        tanggal=date(2026, 3, 2),
    )  # fmt: skip
    skps = [skp(ANI, chosen)]
    organisasi = office((*products(*now), *products(PENSIUN, unit="SEK")))
    organisasi = organisasi.model_copy(update={"unit": (UNIT, Unit(kode="SEK", nama="Sekretariat"))})
    decided = DaftarPenempatan([decision], skps)
    matriks = Arranger(organisasi, skps, sense=SENSE, penempatan=decided).per_unit()[0]
    assert one_role(matriks)[0] == column
    told = [finding.code for finding in check_penempatan(decided, [matriks], SENSE)]
    assert told == (["penempatan-produk-hilang"] if column == MUTASI else [])


# -- any change of the list ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Real:
    """A product as it really is, whatever the roster calls it: who it is, its code and text."""

    number: int
    kode: str
    teks: str


@st.composite
def changed(draw, before: list[Real], fresh: int) -> list[Real]:
    """The list after any sequence of inserting, deleting, renumbering, rewording and reordering."""
    real = list(before)
    for step in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(real) - 1, 0)))
        kind = draw(st.sampled_from(["insert", "delete", "renumber", "swap", "longer", "other"]))
        if kind == "insert":
            real.insert(at, Real(fresh + step, draw(st.sampled_from("123456789")), text_of(fresh + step)))
        elif not real:
            continue
        elif kind == "delete":
            del real[at]
        elif kind == "renumber":
            real = [replace(product, kode=str(number)) for number, product in enumerate(real, start=1)]
        elif kind == "swap":
            real.append(real.pop(at))
        elif kind == "longer":
            real[at] = replace(real[at], teks=f"{real[at].teks} {ADDED[step]}")
        else:
            real[at] = replace(real[at], teks=f"Penyediaan {WORDS[real[at].number % len(WORDS)]} tahap{step}")
    return real


ADDED = "terpadu berkala daring cepat ramah".split()
WORDS = "arsip benih cagar dermaga embung fasilitas gedung hutan irigasi jalan kebun lahan museum nelayan opsi pasar".split()


def text_of(number: int) -> str:
    """The text of a product: each has a word of its own."""
    return f"Layanan {WORDS[number % len(WORDS)]} daerah"


def listed(real: list[Real]) -> tuple[Produk, ...]:
    """The roster's products; of doubled codes the first counts, as the roster's check says."""
    once = {product.kode: product for product in reversed(real)}
    return tuple(Produk(unit="BID", kode=product.kode, teks=product.teks) for product in [*once.values()][::-1])


@budget(max_examples=300, deadline=None)
@given(st.data(), st.booleans())
def test_no_change_of_the_list_moves_a_role_silently(data, carried):
    real = [Real(number, str(number + 1), text_of(number)) for number in range(data.draw(st.integers(1, 5)))]
    before = listed(real)
    after = data.draw(changed(real, len(real)))
    now = listed(after)
    who = {product.teks: product.number for product in after}
    for number, product in zip((product.number for product in real), before, strict=True):
        skps = [skp(ANI, result(1, "Terlaksananya rekaan", product.id, product.teks, of="ANI"))]
        lists = [choices(before)] if carried else []
        (matriks,) = Arranger(office(now), skps, sense=SENSE, carried=lists).per_unit()
        column, peran = one_role(matriks)
        if column and not now:
            assert column == product.teks  # a unit without products has the texts at which its people's chains end
        elif column:
            # Under what it was chosen for, and what reads otherwise is told.
            assert who[column] == number
            assert (column == product.teks) is (peran.sekarang == "")
        elif peran.bertentangan:
            assert peran.dipilih == product.teks
            assert product.teks in peran.sebab
            assert peran.sekarang in peran.sebab
        else:
            assert product.teks in peran.sebab
        if product.teks in {other.teks for other in now}:
            assert column == product.teks


@st.composite
def rewritten(draw, before: list[str]) -> list[str]:
    """The results of a superior after he has put in, taken out, moved and reworded some."""
    texts = list(before)
    for step in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(texts) - 1, 0)))
        kind = draw(st.sampled_from(["insert", "delete", "move", "longer", "other"]))
        if kind == "insert":
            texts.insert(at, f"Tersusunnya {WORDS[10 + step]} wilayah")
        elif texts and kind == "delete":
            del texts[at]
        elif texts and kind == "move":
            texts.append(texts.pop(at))
        elif texts and kind == "longer":
            texts[at] = f"{texts[at]} {ADDED[step]}"
        elif texts:
            texts[at] = f"Terbitnya {ADDED[step]} nomor {step}"
    return texts


@budget(max_examples=200, deadline=None)
@given(st.data(), st.booleans())
def test_no_change_of_a_superiors_results_moves_those_of_his_people(data, carried):
    texts = [f"Tersusunnya {WORDS[number]} wilayah" for number in range(data.draw(st.integers(1, 4)))]
    today = data.draw(rewritten(texts))
    offered = tuple((f"hasil:KABID:utama:{number}", text) for number, text in enumerate(texts, start=1))
    # Each result serves the product that has its first word but one, so that it is seen which one was followed.
    produk = products(*(f"Produk dari {text.split()[1]}" for text in dict.fromkeys([*texts, *today])))
    by_text = {product.teks: product for product in produk}
    kabid = skp(
        KABID,
        *(own(n, text, by_text[f"Produk dari {text.split()[1]}"]) for n, text in enumerate(today, start=1)),
        penilai="",
    )
    for id_, text in offered:
        skps = [kabid, skp(ANI, result(1, "Terlaksananya rekaan", id_, text, of="ANI"))]
        (matriks,) = Arranger(office(produk), skps, sense=SENSE, carried=[offered] if carried else []).per_unit()
        row = next(row for row in matriks.baris if row.nip == ANI)
        if row.peran:
            ((product_id, (peran,)),) = row.peran.items()
            assert product_id == by_text[f"Produk dari {text.split()[1]}"].id
            assert (peran.sekarang == "") is (text in today)
        else:
            (peran,) = row.sisa
            assert text not in today
            assert text in peran.sebab
            assert peran.bertentangan is bool(peran.sekarang)


# -- what one text has become --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "spelling", "words"),
    [
        ("Koordinasi kegiatan", "Kordinasi kegiatan", True, True),
        ("Layanan kenaikan pangkat", "Layanan kenaikan pangkat PNS", False, True),
        ("Layanan pengawasan internal", "Layanan pengawasan eksternal", False, False),
        ("Layanan ASN", "Layanan non ASN", False, False),
        ("Laporan triwulan I", "Laporan triwulan II", False, False),
        ("Laporan 2 unit", "Laporan 3 unit", False, False),
        ("Layanan masuk", "Layanan keluar", False, False),
        ("Layanan", "Layanan pembinaan dan pengembangan karier", False, False),
        ("", "Layanan", False, False),
    ],
)
def test_spelling_and_added_words_are_told_from_another_thing(one, other, spelling, words):
    assert [spelled_alike(SENSE, one, other), spelled_alike(SENSE, other, one)] == [spelling] * 2
    assert [with_words_added(SENSE, one, other), with_words_added(SENSE, other, one)] == [words] * 2


def test_an_entry_goes_to_one_entry_only():
    before = [Entry("1", "Layanan pensiun"), Entry("2", "Layanan pensiun dini")]
    now = [Entry("1", "Layanan pensiun dini"), Entry("2", "Layanan pensiun dini dan janda")]
    assert trace(before, now, SENSE) == {1: 0}


def test_without_a_roster_no_two_products_share_an_id_whatever_numbers_ids_were_given():
    first = (("produk:BID:1", MUTASI), ("produk:BID:2", PENSIUN))
    again = (("produk:BID:1~2", DATA), ("produk:BID:1", "Layanan mutasi dan promosi"), ("produk:BID:2", PENSIUN))
    skps = [
        skp(ANI, result(1, "Terlaksananya rekaan", *first[0], of="ANI")),
        skp("199602022020122902", result(1, "Terkirimnya data", *again[0], of="BUDI")),
    ]
    organisasi = organisasi_dari_skp(skps, [first, again])
    assert [(product.id, product.teks) for product in organisasi.produk] == [
        ("produk:BID:1", MUTASI),
        ("produk:BID:1~3", "Layanan mutasi dan promosi"),
        ("produk:BID:2", PENSIUN),
        ("produk:BID:1~2", DATA),
    ]
    matrices = Arranger(organisasi, skps, sense=SENSE, carried=[first, again]).per_unit()
    found = {
        peran.teks: [product.teks for product in matriks.kolom if peran in row.peran.get(product.id, ())]
        for matriks in matrices
        for row in matriks.baris
        for peran in row.semua_peran()
    }
    assert found == {"Terlaksananya rekaan": [MUTASI], "Terkirimnya data": [DATA]}


def test_products_know_the_texts_by_which_workbooks_were_issued():
    now = products("Layanan surat", "Layanan mutasi dan promosi pegawai", PENSIUN)
    organisasi = office(now)
    found = with_former_texts(organisasi, [choices(BEFORE)], SENSE)
    assert [product.sebelumnya for product in found.produk] == [(), (MUTASI,), ()]
    assert found.pegawai[0] is organisasi.pegawai[0]
    assert with_former_texts(office(BEFORE), [choices(BEFORE)], SENSE) == office(BEFORE)


def test_a_head_who_names_a_product_by_its_former_text_still_connects_it():
    unit = Unit(kode="DIN", nama="Dinas", pimpinan="197001012000031001")
    din = Produk(unit="DIN", kode="1", teks="Pelayanan kepegawaian yang prima")
    now = products("Layanan mutasi dan promosi pegawai", PENSIUN)
    now = (now[0].model_copy(update={"sebelumnya": (MUTASI,)}), now[1])
    organisasi = office((din, *now))
    organisasi = organisasi.model_copy(update={"unit": (unit, UNIT.model_copy(update={"induk": "DIN"}))})
    kabid = skp(KABID, result(1, MUTASI, din.id, din.teks, of="KABID"), penilai=unit.pimpinan)
    ani = skp(ANI, result(1, "Terlaksananya rekaan", "produk:BID:1", MUTASI, of="ANI"))
    matriks = Arranger(organisasi, [kabid, ani], sense=SENSE).bawahan(unit)
    row = next(row for row in matriks.baris if row.nip == ANI)
    assert [peran.teks for peran in row.peran.get(din.id, ())] == ["Terlaksananya rekaan"]

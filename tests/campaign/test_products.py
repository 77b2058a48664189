"""The record of products: an id is given once, kept through renumbering and rewording, and never given to another."""

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from campaigns import ALL, OF_KETUA, ROSTER, UNIT, roster, skpxl
from forms import KETUA, LIBRARY, PRODUK, read
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.api.surroundings import Surroundings
from skpxl.campaign.products import KnownProduct, read_products, reconcile, record_products
from skpxl.errors import SkpxlError
from skpxl.files.walk import walk
from skpxl.foreign.roster.products import support_of_products
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.links import JudgedLink, ProductLinks
from skpxl.placing.susunan import Arranger

SENSE = LIBRARY.sense
WORDS = "arsip benih cagar dermaga embung fasilitas gedung hutan irigasi jalan kebun lahan museum nelayan pasar".split()
MUTASI, PENSIUN, DATA = "Layanan mutasi pegawai", "Layanan pensiun", "Data kepegawaian"


def listed(*products: tuple[str, str], unit: str = "BID") -> Organisasi:
    """A roster of one unit with these (code, text)."""
    return Organisasi(
        unit=(Unit(kode=unit, nama="Bidang"),),
        produk=tuple(Produk(unit=unit, kode=kode, teks=text) for kode, text in products),
    )


def ids(*rosters: Organisasi) -> list[list[str]]:
    """The ids of the products of one roster after the other, each held against the record of the one before."""
    known: tuple[KnownProduct, ...] = ()
    found = []
    for organisasi in rosters:
        made = reconcile(known, organisasi, SENSE)
        known = made.known
        found.append([product.id for product in made.organisasi.produk])
    return found


FIRST = listed(("1", MUTASI), ("2", PENSIUN), ("3", DATA))
OF_FIRST = ["produk:BID:1", "produk:BID:2", "produk:BID:3"]


def test_renumbered_products_keep_their_ids_and_a_new_one_gets_one_of_its_own():
    renumbered = listed(("1", "Layanan surat"), ("2", MUTASI), ("3", PENSIUN), ("4", DATA))
    assert ids(FIRST, renumbered) == [OF_FIRST, ["produk:BID:1~2", *OF_FIRST]]


def test_a_reworded_product_keeps_its_id_and_the_text_it_bore():
    known = reconcile((), FIRST, SENSE).known
    made = reconcile(known, listed(("1", "Layanan mutasi dan promosi pegawai"), ("2", PENSIUN), ("3", DATA)), SENSE)
    product = made.organisasi.produk[0]
    assert (product.id, product.sebelumnya) == ("produk:BID:1", (MUTASI,))
    assert made.reworded == ((MUTASI, product),)
    again = reconcile(made.known, FIRST, SENSE)
    assert again.organisasi.produk[0].sebelumnya == ("Layanan mutasi dan promosi pegawai",)
    assert again.organisasi.produk[0].id == "produk:BID:1"


def test_what_was_chosen_and_is_gone_is_told_with_what_has_its_code_today():
    known = reconcile((), FIRST, SENSE).known
    now = reconcile(known, listed(("1", "Arsip daerah"), ("2", PENSIUN)), SENSE).organisasi
    links = ProductLinks(now.produk, (), SENSE)
    assert links.judge("produk:BID:1", MUTASI) == JudgedLink("", MUTASI, "Arsip daerah", bertentangan=True)
    assert links.judge("produk:BID:3", DATA) == JudgedLink("produk:BID:3")
    assert links.gone_from("produk:BID:3") == "BID"


def test_the_id_of_a_product_that_is_gone_is_given_to_no_other_and_back_to_itself():
    without = listed(("1", PENSIUN), ("2", DATA))
    another = listed(("1", "Arsip daerah"), ("2", PENSIUN), ("3", DATA))
    back = listed(("1", MUTASI), ("2", PENSIUN), ("3", DATA))
    assert ids(FIRST, without, another, back) == [
        OF_FIRST, OF_FIRST[1:], ["produk:BID:1~2", *OF_FIRST[1:]], OF_FIRST,
    ]  # fmt: skip


def test_a_unit_that_a_roster_does_not_have_stays_in_the_record():
    known = reconcile((), FIRST, SENSE).known
    other = reconcile(known, listed(("1", "Anggaran"), unit="SEK"), SENSE)
    assert other.known == (*known, KnownProduct("produk:SEK:1", "SEK", "1", "Anggaran"))
    emptied = reconcile(known, listed(), SENSE)
    assert emptied.known == tuple(replace(product, gone=True) for product in known)


def test_what_a_product_supports_is_told_by_its_lasting_id():
    def supporting(*above: tuple[str, str]) -> Organisasi:
        own = Produk(unit="SEK", kode="1", teks="Anggaran", mendukung="produk:BID:2")
        made = listed(*above)
        return made.model_copy(update={"produk": (*made.produk, own)})

    known = reconcile((), supporting(("1", MUTASI), ("2", PENSIUN)), SENSE).known
    made = reconcile(known, supporting(("1", DATA), ("2", MUTASI)), SENSE)
    assert made.organisasi.produk[-1].mendukung == "produk:BID:1"


# -- what the column Mendukung says ---------------------------------------------------------------------------------------


def below(above: list[tuple[str, str]], *typed: str) -> Organisasi:
    """A roster of two units: the products above as (code, text), and one below for each text in the column *Mendukung*."""
    units = (Unit(kode="DIN", nama="Dinas"), Unit(kode="BID", nama="Bidang", induk="DIN"))
    top = [Produk(unit="DIN", kode=kode, teks=text) for kode, text in above]
    own = [
        Produk(unit="BID", kode=str(n), teks=f"Layanan {WORDS[n]} daerah", mendukung=cell)
        for n, cell in enumerate(typed)
    ]
    return support_of_products(Organisasi(unit=units, produk=(*top, *own)))[0]


def supported(organisasi: Organisasi) -> list[tuple[str, tuple[str, ...]]]:
    """What every product of the lower unit supports, and why it is not believed."""
    texts = {produk.id: produk.teks for produk in organisasi.produk}
    return [(texts.get(p.mendukung, ""), p.diragukan) for p in organisasi.produk if p.unit == "BID"]


PLAIN = [("1", "Daerah aman"), ("2", "Daerah sehat")]
RENUMBERED = [
    ([("1", "Daerah sehat"), ("2", "Daerah aman")], "1", ("", ("Daerah aman", "Daerah sehat"))),
    ([("1", "Daerah sehat"), ("2", "Daerah aman")], "2", ("Daerah aman", ())),  # corrected
    ([("1", "Daerah sehat"), ("2", "Daerah aman")], "daerah aman", ("Daerah aman", ())),
    ([("1", "Jalan mulus"), ("2", "Daerah aman"), ("3", "Daerah sehat")], "1", ("", ("Daerah aman", "Jalan mulus"))),
    ([("2", "Daerah aman"), ("3", "Daerah sehat")], "1", ("", ())),  # not found: told at the cell of the roster
    ([("1", "Daerah aman dan tertib"), ("2", "Daerah sehat")], "1", ("Daerah aman dan tertib", ())),
    ([("1", "Daerah sehat")], "1", ("", ("Daerah aman", "Daerah sehat"))),  # what it meant is gone
    (PLAIN, "1", ("Daerah aman", ())),
]  # fmt: skip


@pytest.mark.parametrize(("above", "typed", "expected"), RENUMBERED)
def test_a_number_that_means_another_product_today_is_not_believed_until_it_is_written_anew(above, typed, expected):
    known = reconcile((), below(PLAIN, "1"), SENSE).known
    made = reconcile(known, below(above, typed), SENSE)
    assert supported(made.organisasi) == [expected]
    again = reconcile(made.known, below(above, typed), SENSE)
    assert supported(again.organisasi) == [expected]  # it is not believed by being recorded
    assert again.known == made.known
    assert supported(reconcile((), below(above, typed), SENSE).organisasi)[0][1] == ()  # without a record: as it says


@budget(max_examples=150, deadline=None)
@given(st.data())
def test_no_renumbering_of_the_products_above_moves_what_stands_below_them(data):
    first = [(str(n), f"Sasaran {word} kabupaten") for n, word in enumerate(WORDS[:4], start=1)]
    cells = data.draw(
        st.lists(st.sampled_from(["1", "DIN 2", "3", "DIN-4", "1.", first[1][1]]), min_size=1, max_size=4)
    )
    made = reconcile((), below(first, *cells), SENSE)
    meant = [text for text, _ in supported(made.organisasi)]
    known = made.known
    for _ in range(data.draw(st.integers(1, 3))):
        texts = data.draw(st.permutations([text for _, text in first]))
        texts = texts[data.draw(st.integers(0, 1)) :]
        texts.insert(data.draw(st.integers(0, len(texts))), "Sesuatu yang baru sama sekali")
        now = reconcile(known, below([(str(n), text) for n, text in enumerate(texts, start=1)], *cells), SENSE)
        known = now.known
        for (text, doubt), was, cell in zip(supported(now.organisasi), meant, cells, strict=True):
            assert text in ("", was)
            if not text and doubt:
                assert doubt[0] == was != doubt[1]
            elif not text:
                assert was not in texts or cell == "DIN-4" or cell not in ("1", "DIN 2", "3")


# -- the file ------------------------------------------------------------------------------------------------------------


def test_the_record_reads_back_as_it_was_written(tmp_path):
    known = (
        KnownProduct(
            "produk:1.01:1", "1.01", "01", "=Data; “kepegawaian”", ("'lama", MUTASI), typed="01", supports="produk:1:1"
        ),
        KnownProduct("produk:1.01:2", "1.01", "", PENSIUN, gone=True),
    )
    record_products(tmp_path / "produk.csv", known)
    assert read_products(tmp_path / "produk.csv") == known
    text = (tmp_path / "produk.csv").read_bytes().decode("utf-8-sig")
    assert text == (
        "Identitas;Unit;Kode;Keadaan;Teks\r\n"
        'produk:1.01:1;unit 1.01;kode 01;berlaku;"\'=Data; “kepegawaian”"\r\n'
        "produk:1.01:1;unit 1.01;kode 01;dahulu;'lama\r\n"
        f"produk:1.01:1;unit 1.01;kode 01;dahulu;{MUTASI}\r\n"
        "produk:1.01:1;unit 1.01;kode 01;mendukung produk:1:1;tertulis 01\r\n"
        f"produk:1.01:2;unit 1.01;kode ;dihapus;{PENSIUN}\r\n"
    )
    rows = [*csv.reader(io.StringIO(text), delimiter=";")]
    with (tmp_path / "produk.csv").open("w", encoding="utf-8", newline="") as stream:  # as another program saves it
        csv.writer(stream).writerows(rows)
    assert read_products(tmp_path / "produk.csv") == known


def test_nothing_is_recorded_of_a_roster_without_products(tmp_path):
    record_products(tmp_path / "produk.csv", ())
    assert read_products(tmp_path / "produk.csv") == ()
    assert not (tmp_path / "produk.csv").exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Kode;Unit;Kode;Keadaan;Teks\r\n",
        "Identitas;Unit;Kode;Keadaan;Teks\r\nproduk:B:1;B;kode 1;berlaku;A\r\n",
        "Identitas;Unit;Kode;Keadaan;Teks\r\nproduk:B:1;unit B;kode 1;entah;A\r\n",
        "Identitas;Unit;Kode;Keadaan;Teks\r\nproduk:B:1;unit B;kode 1;dahulu;A\r\n",
        "Identitas;Unit;Kode;Keadaan;Teks\r\nproduk:B:1;unit B;kode 1;berlaku\r\n",
        "Identitas;Unit;Kode;Keadaan;Teks\r\n" + "produk:B:1;unit B;kode 1;berlaku;A\r\n" * 2,
        b"\xff\xfe",
    ],
)
def test_a_damaged_record_is_refused(tmp_path, content):
    file = tmp_path / "produk.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
    with pytest.raises(SkpxlError) as raised:
        read_products(file)
    assert re.sub(r", baris \d,", "", str(raised.value)) == (
        f"Catatan produk {file} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )


# -- a campaign ----------------------------------------------------------------------------------------------------------


def campaign(tmp_path: Path, organisasi: Organisasi = ROSTER) -> Path:
    folder = tmp_path / "k"
    skpxl("new", folder, "--instansi", "BADAN CONTOH", "--tahun", "2022")
    roster(folder / "roster.xlsx", organisasi)
    return folder


def with_products(*texts: str) -> Organisasi:
    produk = tuple(Produk(unit=UNIT.kode, kode=str(number), teks=text) for number, text in enumerate(texts, start=1))
    return Organisasi(pegawai=ALL, unit=(UNIT,), produk=produk)


def form_of(folder: Path, nip: str):
    (path,) = folder.rglob(f"SKP_2022_{nip}*.xlsx")
    return path


def test_forms_issued_after_the_list_was_renumbered_carry_the_ids_of_before(tmp_path):
    texts = [product.teks for product in PRODUK]
    folder = campaign(tmp_path, with_products(*texts))
    skpxl("-C", folder, "generate")
    before = read(form_of(folder, KETUA)).form.hasil_atasan
    (folder / "roster.xlsx").unlink()
    roster(folder / "roster.xlsx", with_products("Layanan surat menyurat", f"{texts[0]} daerah", texts[1]))
    again = skpxl("-C", folder, "generate", "-o", tmp_path / "lagi", "--dry-run")
    assert (folder / "produk.csv").read_text("utf-8-sig").count("berlaku") == 2
    skpxl("-C", folder, "generate", "-o", tmp_path / "lagi")
    after = read(form_of(tmp_path / "lagi", KETUA)).form.hasil_atasan
    assert [(choice.id, choice.teks) for choice in after] == [
        (f"produk:{UNIT.kode}:1~2", "Layanan surat menyurat"),
        (before[0].id, f"{texts[0]} daerah"),
        (before[1].id, texts[1]),
    ]
    told = (
        f"Produk {UNIT.kode} 2 berganti bunyi, dan dianggap produk yang sama: “{texts[0]}” menjadi “{texts[0]} daerah”. "
        "Bila bukan, beri yang baru baris dan kode sendiri."
    )
    assert told in again.err


def test_what_came_back_of_before_stands_where_it_was_chosen_and_merging_keeps_the_record(tmp_path):
    texts = [product.teks for product in PRODUK]
    folder = campaign(tmp_path, with_products(*texts))
    skpxl("-C", folder, "generate")
    (tmp_path / "a.json").write_text(json.dumps(OF_KETUA), encoding="utf-8")
    path = form_of(folder, KETUA)
    skpxl("fill", path, tmp_path / "a.json", "-o", folder / "masuk" / path.name)
    (folder / "produk.csv").unlink()  # as in a campaign that was begun before there was a record
    (folder / "roster.xlsx").unlink()
    roster(folder / "roster.xlsx", with_products(texts[1], "Layanan surat menyurat", texts[0]))
    skpxl("-C", folder, "merge", "--no-pictures")
    assert [(product.id, product.teks) for product in read_products(folder / "produk.csv")] == [
        (f"produk:{UNIT.kode}:1", texts[1]),
        (f"produk:{UNIT.kode}:2", "Layanan surat menyurat"),
        (f"produk:{UNIT.kode}:3", texts[0]),
    ]
    export = skpxl("-C", folder, "export", folder / "masuk", "-o", tmp_path / "e.csv", "--as", "csv", code=None)
    assert export.code == 0, export.err
    rows = (tmp_path / "e.csv").read_text("utf-8-sig").splitlines()
    head = rows[0].split(";")
    chosen, product = head.index("rencana_hasil_kerja_diintervensi"), head.index("produk")
    assert {(row.split(";")[chosen], row.split(";")[product]) for row in rows[1:]} == {(text, text) for text in texts}


# -- any history of the list ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Real:
    """A product as it really is: who it is, its code and text."""

    number: int
    kode: str
    teks: str


ADDED = "terpadu berkala daring cepat ramah murah tuntas setempat".split()


@st.composite
def histories(draw) -> list[list[Real]]:
    """The list at the first issuing, then after every later change."""
    count = draw(st.integers(1, 4))
    real = [Real(n, str(n + 1), f"Layanan {WORDS[n]} daerah") for n in range(count)]
    history = [real]
    for _ in range(draw(st.integers(1, 4))):
        real = list(real)
        for _ in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(["insert", "delete", "renumber", "move", "longer"]))
            at = draw(st.integers(0, max(len(real) - 1, 0)))
            if kind == "insert" and count < len(WORDS):
                real.insert(at, Real(count, draw(st.sampled_from("1234567")), f"Layanan {WORDS[count]} daerah"))
                count += 1
            elif real and kind == "delete":
                del real[at]
            elif real and kind == "move":
                real.append(real.pop(at))
            elif real and kind == "longer":
                real[at] = replace(real[at], teks=f"{real[at].teks} {ADDED[len(real[at].teks.split()) - 3]}")
            if kind == "renumber":
                real = [replace(product, kode=str(number)) for number, product in enumerate(real, start=1)]
        history.append(real)
    return history


def roster_of(real: list[Real]) -> Organisasi:
    return listed(*((product.kode, product.teks) for product in real))


@budget(max_examples=200, deadline=None)
@given(histories())
def test_no_id_ever_stands_for_two_products_and_no_role_moves(history):
    known: tuple[KnownProduct, ...] = ()
    whose: dict[str, int] = {}
    chosen: list[tuple[int, str, str]] = []
    for real in history:
        made = reconcile(known, roster_of(real), SENSE)
        known = made.known
        for product, is_ in zip(made.organisasi.produk, real, strict=True):
            assert whose.setdefault(product.id, is_.number) == is_.number
            chosen.append((is_.number, product.id, product.teks))
        assert reconcile(known, roster_of(real), SENSE).known == known
    here = {product.id: product.teks for product in made.organisasi.produk}
    for number, id_, text in chosen:
        result = HasilKerja(id="hasil:A:utama:1", nomor=1, rencana_hasil_kerja="Terlaksananya rekaan",
                            diintervensi_id=id_, rencana_hasil_kerja_diintervensi=text)  # fmt: skip
        skp = Skp(form="f", versi="1", pegawai=Identitas(nip=ALL[1].nip), hasil_kerja=HasilKerjaSkp(utama=(result,)))
        person = ALL[1].model_copy(update={"unit_kerja": "BID"})
        organisasi = made.organisasi.model_copy(update={"pegawai": (person,)})
        (matriks,) = Arranger(organisasi, [skp], sense=SENSE).per_unit()
        (row,) = matriks.baris
        if here and row.peran:
            assert {whose[product] for product in row.peran} == {number}
            (peran,) = next(iter(row.peran.values()))
            assert bool(peran.sekarang) is (here[next(iter(row.peran))] != text)
        elif here:
            (peran,) = row.sisa
            assert text in peran.sebab
            assert (peran.dipilih, peran.sekarang) == ((text, peran.sekarang) if peran.bertentangan else ("", ""))
            assert id_ not in here


def test_products_without_a_code_or_with_that_of_another_are_told_apart_without_a_campaign(tmp_path):
    produk = (
        Produk(unit=UNIT.kode, kode="1", teks=MUTASI),
        Produk(unit=UNIT.kode, kode="1", teks=PENSIUN),
        Produk(unit=UNIT.kode, kode="", teks=DATA),
        Produk(unit=UNIT.kode, kode="", teks="Arsip daerah"),
    )
    source = roster(tmp_path / "roster.xlsx", Organisasi(pegawai=ALL, unit=(UNIT,), produk=produk))
    around = Surroundings(roster=source)
    assert around.organisasi is not None
    assert [product.id for product in around.organisasi.produk] == [
        "produk:BPK:1", "produk:BPK:1~2", "produk:BPK:", "produk:BPK:~2",
    ]  # fmt: skip


def test_without_a_campaign_the_record_stands_beside_the_manifest_and_is_no_file_that_came_in(tmp_path):
    def issued(*texts: str) -> list[tuple[str, str]]:
        source = tmp_path / "roster.xlsx"
        source.unlink(missing_ok=True)
        roster(source, with_products(*texts))
        skpxl("generate", source, "-o", tmp_path / "f", "--instansi", "X", "--tahun", 2022, "--force")
        return [(choice.id, choice.teks) for choice in read(form_of(tmp_path / "f", KETUA)).form.hasil_atasan]

    assert issued(MUTASI, PENSIUN) == [("produk:BPK:1", MUTASI), ("produk:BPK:2", PENSIUN)]
    assert issued(DATA, MUTASI, PENSIUN) == [
        ("produk:BPK:1~2", DATA), ("produk:BPK:1", MUTASI), ("produk:BPK:2", PENSIUN),
    ]  # fmt: skip
    assert {sent.path.suffix for sent in walk([tmp_path / "f"]) if sent.path} == {".xlsx"}
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "produk.csv").write_text("apa saja", encoding="utf-8")
    assert [sent.path.name for sent in walk([tmp_path / "masuk"]) if sent.path] == ["produk.csv"]

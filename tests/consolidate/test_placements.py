"""What a Kabid decides, through whole commands: recorded, applied in every later merge, asked again when an SKP changes."""

import io
import json

import openpyxl
import pytest
from campaigns import ANSWERS, OF_KETUA, OF_PPPK, OF_STAF, returned, roster, rows, skpxl
from excel_rules import check_excel
from forms import INSTANSI, KETUA, LIBRARY, PPPK, PRODUK, STAF, UNIT, kuantitatif
from kabid import ANI, BIDANG, LEFT, Desk, cell_of, edited, move, skp
from kabid import P1 as LAYANAN
from kabid import P2 as DATA
from libreoffice.runner import convert
from openpyxl.comments import Comment

from skpxl.checks.penempatan import check_penempatan
from skpxl.model.penempatan import DaftarPenempatan

P1, P2 = (product.teks for product in PRODUK)
SHEET = f"{UNIT.kode} {UNIT.nama}"[:31]
STAF_NAME, LEFT_OVER = "Melati Kasedu, A.Md.", "Terbantunya panitia"
JOURNAL = "matriks-keputusan.json"


@pytest.fixture
def inbox(tmp_path):
    return returned(tmp_path)


def merge(tmp_path, inbox, *options, name="matriks.xlsx", code=0):
    path = tmp_path / name
    run = skpxl("merge", inbox, "-o", path, "--roster", tmp_path / "roster.xlsx", "--no-pictures", *options, code=code)
    return path, run


def corrected(path, change, target=None):
    """The workbook after somebody has worked in it, saved under `target` or in its place."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    change(book)
    book.save(target or path)
    return target or path


def cell(path, name, heading):
    return cell_of(openpyxl.load_workbook(path), SHEET, name, heading).value


def to_p2(book):
    move(book, SHEET, STAF_NAME, LEFT_OVER, LEFT, P2)


def test_a_correction_in_the_place_of_the_result_is_recorded_before_it_is_written_over(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    corrected(path, to_p2)
    _, run = merge(tmp_path, inbox, "--force", "--as-of", "2026-11-30")
    assert f"Keputusan: 1 koreksi dicatat di {tmp_path / JOURNAL}" in run.out
    assert cell(path, STAF_NAME, P2) == f"- Terentrinya data\n- {LEFT_OVER}"
    (decision,) = json.loads((tmp_path / JOURNAL).read_text("utf-8"))["riwayat"]
    assert (decision["teks"], decision["produk_teks"], decision["dari"], decision["tanggal"]) == (
        LEFT_OVER, P2, LEFT, "2026-11-30",
    )  # fmt: skip
    # Handed back as it is now, it changes nothing, and what was decided stays.
    before = (tmp_path / JOURNAL).read_bytes()
    for _ in range(2):
        merge(tmp_path, inbox, "--force")
        assert cell(path, STAF_NAME, P2) == f"- Terentrinya data\n- {LEFT_OVER}"
    assert (tmp_path / JOURNAL).read_bytes() == before


def test_without_force_the_correction_is_recorded_and_the_file_stays(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    data = corrected(path, to_p2).read_bytes()
    _, run = merge(tmp_path, inbox, code=3)
    assert "--force" in run.last
    assert path.read_bytes() == data
    assert len(json.loads((tmp_path / JOURNAL).read_text("utf-8"))["riwayat"]) == 1


def test_what_cannot_be_kept_as_a_decision_is_copied_aside(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)

    def change(book):
        cell_of(book, SHEET, STAF_NAME, P1).value = "- Rapat"
        del book["_skpxl"]

    data = corrected(path, change).read_bytes()
    _, run = merge(tmp_path, inbox, "--force")
    aside = tmp_path / "matriks-koreksi-1.xlsx"
    assert f"Koreksi yang tidak dapat dicatat disimpan di {aside}" in run.err
    assert aside.read_bytes() == data


def test_in_a_campaign_the_folder_sepakat_is_read_and_the_decisions_stand_beside_its_settings(tmp_path, inbox):
    root = tmp_path / "kampanye"
    skpxl("new", root, "--instansi", INSTANSI, "--tahun", 2022)
    roster(root / "roster.xlsx")
    skpxl("-C", root, "generate")
    form = next((root / "formulir").rglob(f"*{STAF}*"))
    (tmp_path / "isi.json").write_text(json.dumps(OF_STAF), encoding="utf-8")
    skpxl("fill", form, tmp_path / "isi.json", "-o", root / "masuk" / form.name)
    skpxl("-C", root, "merge", "--no-pictures")
    (root / "sepakat").mkdir()
    corrected(root / "hasil" / "matriks.xlsx", to_p2, root / "sepakat" / "dari-kabid.xlsx")
    skpxl("-C", root, "merge", "-o", tmp_path / "lagi.xlsx", "--no-pictures")
    assert LEFT_OVER in cell(tmp_path / "lagi.xlsx", STAF_NAME, P2)
    assert (root / "keputusan-matriks.json").exists()
    assert not (tmp_path / "lagi-keputusan.json").exists()
    # Only decisions are taken from there: nothing is held against it.
    assert "Sepakat dan Tertulis" not in openpyxl.load_workbook(tmp_path / "lagi.xlsx").sheetnames


@pytest.fixture
def campaign(tmp_path):
    """A campaign with a matriks and an empty folder `sepakat`."""
    root = tmp_path / "kampanye"
    skpxl("new", root, "--instansi", INSTANSI, "--tahun", 2022)
    roster(root / "roster.xlsx")
    skpxl("-C", root, "generate")
    form = next((root / "formulir").rglob(f"*{STAF}*"))
    (tmp_path / "isi.json").write_text(json.dumps(OF_STAF), encoding="utf-8")
    skpxl("fill", form, tmp_path / "isi.json", "-o", root / "masuk" / form.name)
    skpxl("-C", root, "merge", "--no-pictures")
    (root / "sepakat").mkdir()
    return root


def alone(book):
    for name in {*book.sheetnames} - {SHEET}:
        del book[name]


def without_record(book):
    del book["_skpxl"]


def in_sepakat(root, name, code=0):
    """(the findings at this file, what is said on the screen) of a merge that names no agreed matrices."""
    run = skpxl("-C", root, "merge", "--force", "--no-pictures", code=code)
    table = rows(root / "hasil" / "matriks.xlsx", "Temuan")
    head = next(row for row in table if "Kode" in row)
    assert not (root / "keputusan-matriks.json").exists()
    return [row[head.index("Kode")] for row in table if name in row], run


@pytest.mark.parametrize("change", [alone, without_record])
def test_a_matriks_without_its_record_in_sepakat_is_told(campaign, change):
    def change_both(book):
        to_p2(book)
        change(book)

    corrected(campaign / "hasil" / "matriks.xlsx", change_both, campaign / "sepakat" / "kabid.xlsx")
    codes, run = in_sepakat(campaign, "kabid.xlsx")
    assert codes == ["koreksi-tanpa-catatan"]
    assert str(campaign / "sepakat" / "kabid.xlsx") in run.err


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("rusak.xlsx", b"PK\x03\x04garbage", "berkas-rusak"),
        ("rusak.zip", b"PK\x03\x04x", "berkas-rusak"),
    ],
)
def test_a_broken_file_in_sepakat_says_so(campaign, name, data, expected):
    (campaign / "sepakat" / name).write_bytes(data)
    codes, run = in_sepakat(campaign, name)
    assert codes == [expected]
    assert str(campaign / "sepakat" / name) in run.err
    # The same is said, with the same exit code, where the folder is named and there is a matriks beside it.
    corrected(campaign / "hasil" / "matriks.xlsx", lambda book: None, campaign / "sepakat" / "utuh.xlsx")
    skpxl("-C", campaign, "merge", "--agreed", campaign / "sepakat", "--force", "--no-pictures")


def test_an_agreed_matriks_in_sepakat_is_told_that_it_must_be_named(campaign):
    book = openpyxl.Workbook()
    for row in (
        ["MATRIKS PERAN HASIL"], ["Nama Pegawai", "Jabatan", P1, P2], [STAF_NAME, "Arsiparis", "- Rapat", "- Arsip"],
    ):  # fmt: skip
        book.active.append(row)
    book.save(campaign / "sepakat" / "sendiri.xlsx")
    codes, run = in_sepakat(campaign, "sendiri.xlsx")
    assert codes == ["matriks-tidak-disebut"]
    assert "sendiri.xlsx" not in run.err
    skpxl("-C", campaign, "generate", "--form", "matriks-peran-hasil", "-o", campaign / "sepakat")
    form = min({path.name for path in (campaign / "sepakat").rglob("*.xlsx")} - {"sendiri.xlsx"})
    codes, _ = in_sepakat(campaign, form)
    assert codes == ["matriks-tidak-disebut"]


def test_a_matriks_with_another_name_counts_and_is_no_sheet_of_somebodys_own(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    names = openpyxl.load_workbook(path).sheetnames

    def change(book):
        to_p2(book)
        cell_of(book, SHEET, STAF_NAME, P1).comment = Comment("tanyakan", "Bu Kabid")
        book[SHEET].title = "final"

    corrected(path, change)
    _, run = merge(tmp_path, inbox, "--force")
    assert "Keputusan: 1 koreksi dicatat" in run.out
    codes = {"koreksi-dicatat", "koreksi-tak-dimengerti", "lembar-tak-terbawa"}
    assert [code for row in rows(path, "Temuan") for code in row if code in codes] == ["koreksi-dicatat"]
    book = openpyxl.load_workbook(path)
    assert set(book.sheetnames) <= set(names)
    assert cell(path, STAF_NAME, P2) == f"- Terentrinya data\n- {LEFT_OVER}"
    assert "tanyakan" in cell_of(book, SHEET, STAF_NAME, P1).comment.text


def test_a_changed_text_is_asked_about_again_with_both_texts_and_the_former_choice_first(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    corrected(path, to_p2)
    merge(tmp_path, inbox, "--force")
    other = returned(tmp_path / "lain", {**ANSWERS, STAF: _reworded()})
    path, _ = merge(tmp_path, other, "--force")
    assert cell(path, STAF_NAME, P2) == "- Terentrinya data"
    table = rows(path, "Usulan Penempatan")
    head = next(row for row in table if "Pilihan" in row)
    (asked,) = (row for row in table if "Terbantunya panitia wisuda" in row)
    assert asked[head.index("Diusulkan di bawah produk")] == P2
    assert LEFT_OVER in asked[head.index("Mengapa ditanyakan")]
    assert [row for row in rows(path, "Temuan") if "penempatan-ditanya-lagi" in row]
    # With the old text back the decision holds again.
    path, _ = merge(tmp_path, inbox, "--force")
    assert LEFT_OVER in cell(path, STAF_NAME, P2)


def _reworded():
    return kuantitatif(
        """
        bagian | atasan | rencana | aspek | indikator | target
        utama | Terlaksananya konsultasi kepegawaian | Terlayaninya tamu konsultasi | Waktu | Lama layanan | 1 hari
        utama | tersusunnya DATA mutakhir. | Terentrinya data | Kuantitas | Jumlah data | 100 data
        tambahan | Sesuatu yang lain | Terbantunya panitia wisuda | Biaya | Anggaran panitia | Rp1.000
        """
    )


def test_a_result_in_another_row_of_the_form_keeps_its_decision(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    corrected(path, to_p2)
    merge(tmp_path, inbox, "--force")
    moved = kuantitatif(
        """
        bagian | atasan | rencana | aspek | indikator | target
        utama | Terlaksananya konsultasi kepegawaian | Terlayaninya tamu konsultasi | Waktu | Lama layanan | 1 hari
        tambahan | Terlaksananya konsultasi kepegawaian | Tertibnya arsip | Biaya | Anggaran panitia | Rp1.000
        tambahan | Sesuatu yang lain | Terbantunya panitia | Biaya | Anggaran panitia | Rp1.000
        """
    )
    other = returned(tmp_path / "lain", {KETUA: OF_KETUA, PPPK: OF_PPPK, STAF: moved})
    path, _ = merge(tmp_path, other, "--force")
    assert cell(path, STAF_NAME, P2) == f"- {LEFT_OVER}"


def test_choices_in_the_lists_are_decisions_like_dragged_cells(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    assert check_excel(path) == []

    def choose(book):
        sheet = book["Usulan Penempatan"]
        head = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
        row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == LEFT_OVER)
        sheet.cell(row, head["Pilihan"]).value = P2
        sheet.cell(row, head["Kata-kata di matriks"]).value = "Terbantunya panitia pelantikan"
        sheet = book["Penempatan"]
        head = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
        at = {str(cell.value): cell.row for line in sheet.iter_rows() for cell in line if cell.value}
        sheet.cell(at["Konsultasi yang memuaskan"], head["Pindahkan"]).value = "keluarkan dari matriks"

    corrected(path, choose)
    _, run = merge(tmp_path, inbox, "--force")
    assert "Keputusan: 2 koreksi dicatat" in run.out
    assert cell(path, STAF_NAME, P2) == "- Terentrinya data\n- Terbantunya panitia pelantikan"
    assert cell(path, "Bagas Lerik, S.Sos.", P1) is None
    results = next(row for row in rows(path, "Ringkasan") if row[0] == "Hasil kerja")
    assert results[:3] == ["Hasil kerja", 6, "= 5 di bawah produk + 0 belum terpetakan + 1 dikeluarkan dari matriks"]
    assert check_excel(path) == []
    news = [row for row in rows(path, "Perubahan") if "Konsultasi yang memuaskan" in str(row)]
    assert ["dikeluarkan dari matriks" in str(row) for row in news] == [True]
    # What was left out stands in the list and can come back by it.
    table = rows(path, "Penempatan")
    (aside,) = (row for row in table if "Konsultasi yang memuaskan" in row)
    assert "tidak dicetak tersendiri" in aside

    def restore(book):
        sheet = book["Penempatan"]
        head = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
        at = {str(cell.value): cell.row for line in sheet.iter_rows() for cell in line if cell.value}
        sheet.cell(at["Konsultasi yang memuaskan"], head["Pindahkan"]).value = "masukkan lagi ke matriks"

    corrected(path, restore)
    merge(tmp_path, inbox, "--force")
    assert cell(path, "Bagas Lerik, S.Sos.", P1) == "- Konsultasi yang memuaskan"


def test_a_damaged_file_of_decisions_stops_the_merge_with_a_sentence(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    data = corrected(path, to_p2).read_bytes()
    (tmp_path / JOURNAL).write_text('{"riwayat": [{"hasil": 3}]}', encoding="utf-8")
    _, run = merge(tmp_path, inbox, "--force", code=3)
    assert str(tmp_path / JOURNAL) in run.last
    (tmp_path / JOURNAL).write_text("{", encoding="utf-8")
    _, run = merge(tmp_path, inbox, "--force", code=3)
    assert "rusak" in run.last
    assert path.read_bytes() == data


def test_the_workbook_of_a_unit_counts_and_is_not_erased(tmp_path, inbox):
    units = tmp_path / "unit"
    merge(tmp_path, inbox, "--per-unit", units)
    (book,) = units.rglob("*.xlsx")
    corrected(book, to_p2)
    path, run = merge(tmp_path, inbox, "--per-unit", units, "--force")
    assert "Keputusan: 1 koreksi dicatat" in run.out
    assert LEFT_OVER in cell(path, STAF_NAME, P2)
    assert LEFT_OVER in cell(book, STAF_NAME, P2)


def test_a_matriks_sent_to_where_the_forms_come_in_is_told_and_counts(tmp_path, inbox):
    path, _ = merge(tmp_path, inbox)
    corrected(path, to_p2, inbox / "matriks dari kabid.xlsx")
    path, run = merge(tmp_path, inbox, name="lagi.xlsx")
    assert (
        "4 berkas = 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 1 bukan formulir terbitan instansi ini."
        in run.out
    )
    assert LEFT_OVER in cell(path, STAF_NAME, P2)
    assert [row for row in rows(path, "Temuan") if "koreksi-diterima" in row]


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_another_program_has_saved_again_counts_the_same(tmp_path, inbox, ending):
    path, _ = merge(tmp_path, inbox)
    untouched = convert(path, ending, tmp_path / "lo")
    _, run = merge(tmp_path, inbox, "--agreed", untouched, name="sama.xlsx")
    assert not (tmp_path / "sama-keputusan.json").exists()
    corrected(path, to_p2, tmp_path / "koreksi.xlsx")
    changed = convert(tmp_path / "koreksi.xlsx", ending, tmp_path / "lo")
    again, run = merge(tmp_path, inbox, "--agreed", changed, name="lagi.xlsx")
    assert "Keputusan: 1 koreksi dicatat" in run.out
    assert LEFT_OVER in cell(again, STAF_NAME, P2)


LIST, CHECKED, APP = (
    "Tersusunnya daftar nominatif",
    "Terverifikasinya berkas usul",
    "Tersedianya aplikasi penarikan data",
)
LIST_SHORT = "Tersusunnya nominatif ASN"


def decided():
    """Ani's matriks, of which one result has got other words and another one a place."""
    desk = Desk(skp(ANI, (LAYANAN, CHECKED), (LAYANAN, LIST), ("SIASN", APP)))

    def correct(book):
        cell_of(book, BIDANG, "Ani Rekaan", LAYANAN).value = f"- {CHECKED}\n- {LIST_SHORT}"
        move(book, BIDANG, "Ani Rekaan", APP, LEFT, DATA)

    desk.hand_back(edited(desk.printed(), correct))
    assert desk.places() == {CHECKED: LAYANAN, LIST_SHORT: LAYANAN, APP: DATA}
    return desk


def after(desk, *results):
    """(what stands where, findings on decisions) once Ani's SKP says this."""
    desk.skps = [skp(ANI, *results)]
    daftar = DaftarPenempatan(desk.journal.decisions, desk.skps)
    found = check_penempatan(daftar, desk.matrices()[0], LIBRARY.sense)
    return desk.places(), [(finding.code, finding.found, finding.who) for finding in found]


@pytest.mark.parametrize("order", [(0, 2, 1), (2, 0, 1), (2, 1, 0), (1, 2, 0)])
def test_decisions_follow_their_texts_when_the_rows_of_a_form_change_places(order):
    desk = decided()
    rows_now = [((LAYANAN, CHECKED), (LAYANAN, LIST), ("SIASN", APP))[number] for number in order]
    assert after(desk, *rows_now) == ({CHECKED: LAYANAN, LIST_SHORT: LAYANAN, APP: DATA}, [])

    # Corrected once more there, a result keeps what was decided on it before, and so do the others.
    def correct(book):
        move(book, BIDANG, "Ani Rekaan", LIST_SHORT, LAYANAN, DATA)

    desk.hand_back(edited(desk.printed(), correct))
    assert after(desk, *rows_now) == ({CHECKED: LAYANAN, LIST_SHORT: DATA, APP: DATA}, [])


def test_a_decided_result_that_is_gone_is_told_as_gone_though_another_one_moved_up():
    assert after(decided(), (LAYANAN, CHECKED), ("SIASN", APP)) == (
        {CHECKED: LAYANAN, APP: DATA},
        [("penempatan-hasil-hilang", LIST, ANI)],
    )
    assert after(decided(), (LAYANAN, LIST), (LAYANAN, CHECKED)) == (
        {CHECKED: LAYANAN, LIST_SHORT: LAYANAN},
        [("penempatan-hasil-hilang", APP, ANI)],
    )


def test_a_decided_result_in_other_words_is_asked_about_again():
    places, findings = after(decided(), (LAYANAN, CHECKED), (LAYANAN, LIST), ("SIASN", f"{APP} pegawai"))
    assert places == {CHECKED: LAYANAN, LIST_SHORT: LAYANAN, f"{APP} pegawai": LEFT}
    assert findings == [("penempatan-ditanya-lagi", f"{APP} pegawai", ANI)]


@pytest.mark.parametrize("row", [1, 2])
def test_an_skp_that_takes_over_the_wording_fulfils_the_decision(row):
    desk = decided()
    results = [(LAYANAN, CHECKED), ("SIASN", APP)]
    results.insert(row, (LAYANAN, LIST_SHORT))
    assert after(desk, *results) == ({CHECKED: LAYANAN, LIST_SHORT: LAYANAN, APP: DATA}, [])
    assert not DaftarPenempatan(desk.journal.decisions, desk.skps).berubah
    before = desk.journal
    desk.hand_back(desk.printed())
    assert (desk.journal, desk.findings) == (before, [])

"""Finished papers: what stands in every cell, who gets which, in which files; predikat, angka kredit and 2021 computed here."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from campaigns import OF_KETUA, OF_PPPK, OF_STAF, PD, ROSTER, TWO_UNITS, roster, rows, skpxl, too_low, tree
from credits import of_credit
from excel_rules import check_excel
from forms import (
    INSTANSI,
    INTEGRASI,
    KETUA,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    PPPK,
    SIGNING_KEY,
    STAF,
    evaluation_of,
    make_form,
    messages,
    rated,
    read,
    save,
    settings,
    skp_of,
)

from skpxl.books.paper import Naskah, write_papers
from skpxl.checks.integrasi import hasil_integrasi
from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.files.walk import Arrival
from skpxl.kinds.blank_integrasi import blank_integrasi, without_integrasi
from skpxl.kinds.kind import Order, Wishes
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN
from skpxl.model.evaluasi import UmpanBalik
from skpxl.model.integrasi import IsianIntegrasi
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi
from skpxl.papers.contents import (
    evaluation_document,
    integrasi_notes,
    integrasi_paper,
    rate,
    yearly_result,
)
from skpxl.papers.doubtful import doubtful_figures
from skpxl.papers.make import (
    need_some,
    paper_files,
    plan_papers,
    superior_of_penilai,
)
from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers
from skpxl.receive.interpret import interpret
from skpxl.receive.validate import Measure, validate
from skpxl.template.answers import to_values
from skpxl.template.finished import place_finished
from skpxl.template.form import Form

SKP = {KETUA: (KUANTITATIF, OF_KETUA), STAF: (KUANTITATIF, OF_STAF), PPPK: (KUALITATIF, OF_PPPK)}
TEKEN = Penandatanganan("Kupang", date(2023, 1, 10))
ORDER = PaperOrder(LIBRARY, ROSTER, WantedPapers(signing=TEKEN))
DOTS = "…………………"


def evaluation(nip: str = STAF, period: str = "tahunan", feedback: tuple[UmpanBalik, ...] = (), **ratings: str) -> Form:
    """The filled evaluation form of one person of the roster."""
    form, answers = SKP[nip]
    blank = evaluation_of(skp_of(answers, form, nip=nip, organisasi=ROSTER), period)
    answer = rated(blank, **ratings)
    if feedback:
        answer["umpan_balik"] = {"masukan": [one.model_dump(exclude={"nomor"}) for one in feedback]}
    return blank.filled(to_values(blank.layout, answer, blank.terkunci)[0])


def rated_of(form: Form):
    """The evaluation in a form, rated."""
    return rate(interpret(replace(read(save_bytes(form)), file="x")), LIBRARY.aturan)


def save_bytes(form: Form) -> bytes:
    from skpxl.forms.write import write_form

    return write_form(form, LIBRARY)


def inbox(folder: Path, **forms: Form) -> Path:
    """Workbooks in `folder/masuk`, each under its keyword."""
    for name, form in forms.items():
        save(form, folder / "masuk" / f"{name}.xlsx")
    roster(folder / "roster.xlsx", ROSTER)
    return folder / "masuk"


def filled_integrasi(nip: str = STAF, tabel: str = "interpolasi-linear", **answers: str) -> Form:
    blank = blank_integrasi(
        ROSTER.find_pegawai(nip),
        Order(ROSTER, settings(), LIBRARY, Wishes(konversi=tabel, signing_key=SIGNING_KEY)),
        LIBRARY.definition(INTEGRASI),
    )
    return blank.filled(answers)


def book_of(naskah: Naskah, tmp_path: Path) -> Path:
    path = tmp_path / f"{naskah.kode}.xlsx"
    path.write_bytes(write_papers([naskah], LIBRARY, "A4"))
    return path


def printed(path: Path, sheet: str) -> list[list[str]]:
    """The rows of a sheet that say something, blank cells left out."""
    return [found for row in rows(path, sheet) if (found := [str(cell) for cell in row if cell != ""])]


def judged(*forms: Form):
    return validate([Arrival(f"{n}.xlsx", data=save_bytes(form)) for n, form in enumerate(forms)], Measure(LIBRARY))


# -- Dokumen Evaluasi Kinerja Pegawai ----------------------------------------------------------------------------------

OF_MELATI = ["NAMA", "Melati Kasedu, A.Md."]
OF_YOSUA = [
    ["NAMA", "Yosua Manafe, S.Kom."],
    ["NIP (*opsional)", KETUA],
    ["PANGKAT/GOL. RUANG", "Penata, III/c"],
    ["JABATAN", "Subkoordinator/Pranata Komputer Ahli Muda"],
    ["UNIT KERJA", "Bidang Pembinaan Kepegawaian"],
]
HEAD = [
    ["DOKUMEN EVALUASI KINERJA PEGAWAI"],
    ["PERIODE: AKHIR TAHUN 2022"],
    [INSTANSI, "PERIODE PENILAIAN:\n1 JANUARI SD 31 DESEMBER TAHUN 2022"],
    ["1", "PEGAWAI YANG DINILAI"],
    ["NAMA", "Melati Kasedu, A.Md."],
    ["NIP", STAF],
    ["PANGKAT/GOL. RUANG", "Pengatur, II/c"],
    ["JABATAN", "Pranata Komputer Terampil"],
    ["UNIT KERJA", "Bidang Pembinaan Kepegawaian"],
    ["2", "PEJABAT PENILAI KINERJA"],
    *OF_YOSUA,
    ["3", "ATASAN PEJABAT PENILAI KINERJA"],
    ["NAMA", "Rosalina Wanggai, S.STP."],
    ["NIP (*opsional)", "197205011998032901"],
    ["PANGKAT/GOL. RUANG", "Pembina, IV/a"],
    ["JABATAN", "Kepala Bidang Pembinaan Kepegawaian"],
    ["UNIT KERJA", "Bidang Pembinaan Kepegawaian"],
    ["4", "EVALUASI KINERJA"],
    ["CAPAIAN KINERJA ORGANISASI", "ISTIMEWA"],
    ["PREDIKAT KINERJA PEGAWAI", "SANGAT BAIK"],
    ["5", "CATATAN/REKOMENDASI"],
]
BEST = {"hasil": "DIATAS EKSPEKTASI", "perilaku": "Di Atas Ekspektasi", "capaian": "istimewa"}
SIGNED = [
    ["Kupang, 10 Januari 2023", "Kupang, 10 Januari 2023"],
    ["Pegawai yang Dinilai", "Pejabat Penilai Kinerja"],
    ["Melati Kasedu, A.Md.", "Yosua Manafe, S.Kom."],
    [f"NIP. {STAF}", f"NIP. {KETUA}"],
]


def document(form: Form, organisasi: Organisasi | None = ROSTER, *, panjang: bool = False) -> Naskah:
    found = rated_of(form)
    atasan = superior_of_penilai(found.evaluasi.pejabat_penilai, organisasi)
    return evaluation_document(found, atasan, replace(ORDER, wanted=WantedPapers(signing=TEKEN, long=panjang)))


def test_the_evaluation_document_has_its_five_blocks_and_two_signatures(tmp_path):
    path = book_of(document(evaluation(**BEST)), tmp_path)
    assert openpyxl.load_workbook(path).sheetnames == ["Dokumen Evaluasi"]
    assert printed(path, "Dokumen Evaluasi") == [*HEAD, *SIGNED]


def test_the_long_one_has_three_more_blocks_and_the_signature_of_the_superior(tmp_path):
    path = book_of(document(evaluation(**BEST), panjang=True), tmp_path)
    assert printed(path, "Dokumen Evaluasi") == [
        *HEAD,
        ["6", "KEBERATAN"],
        ["Tanggal hasil evaluasi diterima"],
        ["Tanggal keberatan diajukan"],
        ["Keberatan dan alasannya"],
        ["7", "PENJELASAN PEJABAT PENILAI ATAS KEBERATAN"],
        ["Tanggal penjelasan"],
        ["Penjelasan"],
        ["8", "KEPUTUSAN ATASAN PEJABAT PENILAI KINERJA"],
        ["Tanggal keputusan"],
        ["Keputusan"],
        *SIGNED,
        ["Kupang, 10 Januari 2023"],
        ["Atasan Pejabat Penilai Kinerja"],
        ["Rosalina Wanggai, S.STP."],
        ["NIP. 197205011998032901"],
    ]


def block_3(path: Path) -> list[list[str]]:
    found = printed(path, "Dokumen Evaluasi")
    start = found.index(["3", "ATASAN PEJABAT PENILAI KINERJA"])
    return found[start + 1 : start + 6]


def test_a_superior_nobody_knows_is_dots(tmp_path):
    for organisasi in (None, Organisasi(pegawai=ROSTER.pegawai[2:], unit=ROSTER.unit)):
        path = book_of(document(evaluation(), organisasi, panjang=True), tmp_path)
        assert [row[1:] for row in block_3(path)] == [[DOTS]] * 5
        assert printed(path, "Dokumen Evaluasi")[-2:] == [[DOTS], [f"NIP. {DOTS}"]]


def test_a_superior_of_another_office_stands_as_the_roster_says_without_a_nip(tmp_path):
    path = book_of(document(evaluation(KETUA), panjang=True), tmp_path)
    assert block_3(path) == [
        ["NAMA", "Markus Contoh"], ["NIP (*opsional)"], ["PANGKAT/GOL. RUANG"], ["JABATAN", "Kepala Badan"], ["UNIT KERJA"],
    ]  # fmt: skip
    assert printed(path, "Dokumen Evaluasi")[-1] == ["Markus Contoh"]


def test_of_a_penilai_with_two_posts_the_one_on_the_form_counts():
    second = ROSTER.pegawai[1].model_copy(update={"jabatan": "Plt. Sekretaris", "nip_penilai": "", "baris": 9})
    organisasi = Organisasi(pegawai=(second, *ROSTER.pegawai), unit=ROSTER.unit)
    penilai = Identitas(nip=KETUA, jabatan="Subkoordinator/Pranata Komputer Ahli  MUDA")
    assert superior_of_penilai(penilai, organisasi).nama == "Rosalina Wanggai, S.STP."
    assert superior_of_penilai(penilai.model_copy(update={"jabatan": "Plt. Sekretaris"}), organisasi) is None
    assert (
        superior_of_penilai(penilai.model_copy(update={"jabatan": "Kepala Bagian"}), organisasi) is None
    )  # the first row
    assert superior_of_penilai(Identitas(nama="Gubernur Contoh"), organisasi) is None


def unlocked(path: Path) -> dict[str, str]:
    """The cells that may be typed into, with what stands there, merged ones by their first cell."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        inner = {
            f"{openpyxl.utils.get_column_letter(col)}{row}"
            for area in sheet.merged_cells.ranges
            for row, col in [
                (r, c) for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1)
            ]
            if (row, col) != (area.min_row, area.min_col)
        }
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            found |= {
                f"{sheet.title}!{cell.coordinate}": cell.value or ""
                for cell in row
                if not cell.protection.locked and cell.coordinate not in inner
            }
    return found


def test_room_that_is_left_stays_open_and_what_the_superior_has_written_does_not(tmp_path):
    assert unlocked(book_of(document(evaluation()), tmp_path)) == {"Dokumen Evaluasi!B30": ""}
    assert list(unlocked(book_of(document(evaluation(), panjang=True), tmp_path))) == [
        f"Dokumen Evaluasi!{cell}" for cell in ("B30", "C32", "C33", "C34", "C36", "C37", "C39", "C40")
    ]
    one = UmpanBalik(pemberi="Atasan Contoh", hubungan="Atasan", tentang="-", isi="=Pertahankan")
    other = UmpanBalik(pemberi="Rekan", hubungan="Rekan", tentang="-", isi="Baik")
    path = book_of(document(evaluation(feedback=(one, other))), tmp_path)
    assert unlocked(path) == {}
    assert openpyxl.load_workbook(path)["Dokumen Evaluasi"]["B30"].value == "=Pertahankan"
    assert openpyxl.load_workbook(path)["Dokumen Evaluasi"]["B30"].data_type == "s"
    two = document(evaluation(feedback=(one, other, one.model_copy(update={"isi": "Tingkatkan"}))))
    assert two.values["catatan"] == "- =Pertahankan\n- Tingkatkan"


def test_without_place_and_date_there_are_dots():
    assert Penandatanganan().tercetak() == f"{DOTS}, {DOTS}"
    assert Penandatanganan("Kupang").tercetak() == f"Kupang, {DOTS}"


# -- Dokumen Hasil Evaluasi Kinerja Tahunan ----------------------------------------------------------------------------


def test_the_yearly_result_is_the_finished_form(tmp_path):
    form = evaluation(**BEST)
    path = book_of(yearly_result(rated_of(form), form, ORDER), tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Evaluasi", "Perilaku dan Predikat", "Umpan Balik", "_pola"]
    assert unlocked(path) == {}
    found = printed(path, "Evaluasi")
    assert found[:4] == [
        ["EVALUASI KINERJA PEGAWAI"],
        ["PENDEKATAN HASIL KERJA KUANTITATIF"],
        ["BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL"],
        ["PERIODE: AKHIR TAHUN 2022"],
    ]
    assert ["CAPAIAN KINERJA ORGANISASI", "Istimewa"] in found
    assert found[found.index(["A. UTAMA"]) :] == [
        ["A. UTAMA"],
        ["1", "Terlaksananya konsultasi kepegawaian", "Terlayaninya tamu konsultasi", "Waktu", "Lama layanan", "1 hari",
         "=tercapai 1.1", "- Baik, teruskan 😀 1"],
        ["2", "tersusunnya DATA mutakhir.", "Terentrinya data", "Kuantitas", "Jumlah data", "100 data", "=tercapai 2.1",
         "- Baik, teruskan 😀 2"],
        ["B. TAMBAHAN"],
        ["1", "Sesuatu yang lain", "Terbantunya panitia", "Biaya", "Anggaran panitia", "Rp1.000", "=tercapai 1.1",
         "- Baik, teruskan 😀 1"],
        ["RATING HASIL KERJA", "Di Atas Ekspektasi"],
    ]  # fmt: skip
    behaviour = printed(path, "Perilaku dan Predikat")
    assert behaviour[-6:] == [
        ["RATING PERILAKU KERJA", "Di Atas Ekspektasi"],
        ["PREDIKAT KINERJA PEGAWAI", "Sangat Baik"],
        ["Kupang, 10 Januari 2023"],
        ["Pejabat Penilai Kinerja"],
        ["Yosua Manafe, S.Kom."],
        [f"NIP. {KETUA}"],
    ]
    assert printed(path, "Umpan Balik")[-1] == ["1", "Rekan Contoh", "Rekan", "Kolaboratif", "Suka membantu"]


def test_the_predikat_of_the_sheet_is_not_believed():
    form = evaluation(hasil="Di Bawah Ekspektasi", perilaku="Di Atas Ekspektasi")
    reading = replace(read(save_bytes(form)), terkunci={"predikat": "Sangat Baik"})
    found = rate(interpret(reading), LIBRARY.aturan)
    assert (found.evaluasi.predikat, found.predikat) == ("Sangat Baik", "Butuh Perbaikan")
    assert yearly_result(found, form, ORDER).values["predikat"] == "Butuh Perbaikan"


def test_the_curve_of_a_paper_is_that_of_its_capaian(tmp_path):
    form = evaluation(capaian="Kurang")
    path = book_of(yearly_result(rated_of(form), form, ORDER), tmp_path)
    with zipfile.ZipFile(path) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "<c:f>_pola!$A$5:$E$5</c:f>" in chart
    table = rows(path, "_pola")
    assert table[0] == ["Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"]
    curve = LIBRARY.aturan.pola.kurva["Kurang"]
    assert table[4] == [float(curve[name]) for name in table[0]]
    assert openpyxl.load_workbook(path)["_pola"].sheet_state == "veryHidden"


def test_a_qualitative_result_keeps_only_its_lines_and_a_sheet_without_feedback_is_left_out(tmp_path):
    form = evaluation(PPPK)
    form = form.filled({key: text for key, text in form.isian.items() if not key.startswith("umpan_balik")})
    path = book_of(yearly_result(rated_of(form), form, ORDER), tmp_path)
    assert openpyxl.load_workbook(path).sheetnames == ["Evaluasi", "Perilaku dan Predikat", "_pola"]
    found = printed(path, "Evaluasi")
    assert [row[0] for row in found[found.index(["HASIL KERJA"]) + 1 :]] == [
        "A. UTAMA",
        "1",
        "(Penugasan dari Subkoordinator/Pranata Komputer Ahli Muda)\n"
        "Ukuran keberhasilan/ Indikator Kinerja Individu, dan Target:",
        "95% puas",
        "Semua dalam 1 hari",
        "B. TAMBAHAN",
        "1",
        "(Penugasan dari Subkoordinator/Pranata Komputer Ahli Muda)\n"
        "Ukuran keberhasilan/ Indikator Kinerja Individu, dan Target:",
        "RATING HASIL KERJA",
    ]


def test_a_gap_between_filled_rows_stays_and_an_empty_section_keeps_one_place():
    form = evaluation(STAF)
    definition = form.definition
    keys = {"hasil_kerja_utama_2_indikator_3_target": "x"}
    halaman = place_finished(definition, keys, form.stamp.jumlah)
    assert len(halaman) == 1
    rows_of = {slot.path[:5] for slot in halaman[0].slots if slot.path[0] == "hasil_kerja" and len(slot.path) > 4}
    expected = {("hasil_kerja", "utama", 1, "indikator", 1), ("hasil_kerja", "tambahan", 1, "indikator", 1)}
    assert rows_of == expected | {("hasil_kerja", "utama", 2, "indikator", row) for row in (1, 2, 3)}


# -- Integrasi 2021 ----------------------------------------------------------------------------------------------------

TABEL = "tabel interpolasi-linear"
CONFIRMED = frozenset(doubtful_figures(("integrasi",), LIBRARY.aturan))
OF_2021 = WantedPapers(kinds=("integrasi",), confirmed=CONFIRMED)
# januari_juni | konversi | nilai_konversi | juli_desember | ide_baru || way, converted, score, predikat (empty: no paper)
EDGES = f"""
85    | {TABEL} |        | 100   |       | {TABEL} | 102,21  | 101,11 | Baik
85    | diisi   | 102,5  | 118   | Ya    | diisi   | 102,5   | 110,25 | Sangat Baik
85    | diisi   | 102,5  | 118   | Tidak | diisi   | 102,5   | 110,25 | Baik
85    | diisi   | 102,5  | 118   |       | diisi   | 102,5   | 110,25 | Baik
91    | {TABEL} |        | 110   | Ya    | {TABEL} | 110     | 110    | Sangat Baik
90    | {TABEL} |        | 110,98 | Ya   | {TABEL} | 109     | 109,99 | Baik
100   | {TABEL} |        | 120   | Ya    | {TABEL} | 120     | 120    | Sangat Baik
100   | {TABEL} |        | 120   | Tidak | {TABEL} | 120     | 120    | Baik
76    | {TABEL} |        | 90    |       | {TABEL} | 90      | 90     | Baik
75    | {TABEL} |        | 90,98 |       | {TABEL} | 89      | 89,99  | Cukup
61    | {TABEL} |        | 69,98 |       | {TABEL} | 70      | 69,99  | Kurang
50    | {TABEL} |        | 50,98 |       | {TABEL} | 49      | 49,99  | Sangat Kurang
90.5  | diisi   | 109,5  | 110,5 | Ya    | diisi   | 109,5   | 110    | Sangat Baik
90,5  | {TABEL} |        | 100   |       |         |         |        |
90    | {TABEL} | 110    | 110   | Ya    | diisi   | 110     | 110    | Sangat Baik
85    | diisi   |        | 100   |       |         |         |        |
85    |         |        | 100   |       |         |         |        |
85    | tabel lain |     | 100   |       |         |         |        |
100,5 | {TABEL} |        | 100   |       |         |         |        |
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in EDGES.strip().splitlines()]
NAMES = ("januari_juni", "konversi", "nilai_konversi", "juli_desember", "ide_baru")


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case[:5]) for case in CASES])
def test_the_score_of_2021_through_the_form_and_onto_the_paper(case):
    typed, (way, converted, score, predikat) = dict(zip(NAMES, case, strict=False)), case[5:]
    (result,) = judged(filled_integrasi(**typed))
    assert result.integrasi == IsianIntegrasi(**typed)
    plan = plan_papers([result], PaperOrder(LIBRARY, ROSTER, OF_2021))
    if not predikat:
        assert plan.planned == ()
        assert len(plan.not_made) + sum(plan.not_used.values()) == 1
        assert result.galat
        return
    ((made),) = plan.planned
    isi = made.contents.values
    assert (isi["januari_juni"], isi["nilai"], isi["predikat"]) == (converted, score, predikat.upper())
    before = typed["januari_juni"].replace(".", ",")
    how = f" dengan {way}." if way.startswith("tabel") else ": nilai konversi diisi sendiri."
    idea = "Ada" if typed["ide_baru"] == "Ya" else "Tanpa"
    assert made.notes == (
        f"Nilai Januari - Juni {before} (PP 46/2011) menjadi {converted}{how}",
        f"Nilai tahun 2021 = 50% x {converted} + 50% x {typed['juli_desember']} = {score}.",
        f"{idea} ide baru dan/atau cara baru: {predikat}.",
    )


def test_the_paper_of_2021_carries_no_working_notes(tmp_path):
    (result,) = judged(filled_integrasi(januari_juni="85", konversi=TABEL, juli_desember="100"))
    ((made),) = plan_papers([result], PaperOrder(LIBRARY, ROSTER, replace(OF_2021, signing=TEKEN))).planned
    path = book_of(made.contents, tmp_path)
    assert unlocked(path) == {}
    found = printed(path, "Integrasi 2021")
    assert found[:3] == [
        ["INTEGRASI HASIL PENILAIAN KINERJA PNS"],
        ["TAHUN 2021"],
        [INSTANSI, "PERIODE PENILAIAN:\n1 JANUARI SD 31 DESEMBER TAHUN 2021"],
    ]
    assert found[found.index(["PERIODE", "NILAI KINERJA PNS"]) - 1 :] == [
        ["TANGGAL PENILAIAN", "10 Januari 2023"],
        ["PERIODE", "NILAI KINERJA PNS"],
        ["JANUARI - JUNI", "102,21"],
        ["JULI - DESEMBER", "100"],
        ["NILAI KINERJA PNS TAHUN 2021", "101,11"],
        ["PREDIKAT", "BAIK"],
        *SIGNED,
    ]


def test_an_unverified_table_gives_no_paper_until_somebody_stands_for_it():
    (result,) = judged(filled_integrasi(januari_juni="85", konversi=TABEL, juli_desember="100"))
    plan = plan_papers([result], PaperOrder(LIBRARY, ROSTER, replace(OF_2021, confirmed=frozenset())))
    assert [no.reason for no in plan.not_made] == [
        "tabel interpolasi-linear (0-50 menjadi 0-49; 51-60 menjadi 50-69; 61-75 menjadi 70-89; 76-90 menjadi 90-109; 91-100 "
        "menjadi 110-120; di antaranya tidak-ditentukan) belum terverifikasi; cocokkan dengan peraturannya, lalu ulangi "
        "dengan --confirm NAMA (nama Anda; dicatat sekali untuk putaran SKP ini)"
    ]


def test_a_value_that_was_entered_is_printed_with_all_its_digits():
    form = filled_integrasi(januari_juni="85", konversi="diisi", nilai_konversi="102,2143", juli_desember="100")
    outcome = hasil_integrasi(interpret(read(save_bytes(form))), LIBRARY.aturan.integrasi)
    made = integrasi_paper(form, outcome, ORDER)
    assert made.values["januari_juni"] == "102,2143"
    assert integrasi_notes(outcome, False, LIBRARY.aturan.integrasi)[:2] == (
        "Nilai Januari - Juni 85 (PP 46/2011) menjadi 102,2143: nilai konversi diisi sendiri.",
        "Nilai tahun 2021 = 50% x 102,2143 + 50% x 100 = 101,11.",
    )


def test_a_table_named_with_the_command_is_used_where_the_form_chose_no_way():
    open_, own = judged(
        filled_integrasi(januari_juni="85", juli_desember="100"),
        filled_integrasi(KETUA, januari_juni="85", konversi="diisi", juli_desember="100"),
    )
    asked = replace(OF_2021, table="interpolasi-linear")
    plan = plan_papers([open_, own], PaperOrder(LIBRARY, ROSTER, asked))
    assert [made.contents.result for made in plan.planned] == ["Baik (101,11)"]
    assert [(no.name, no.reason) for no in plan.not_made] == [
        (
            "Yosua Manafe, S.Kom.",
            "nilai Januari - Juni tidak dapat dikonversi: isi nilai konversinya, atau sebut tabel dengan --conversion",
        )
    ]
    with pytest.raises(SkpxlError) as raised:
        plan_papers([open_], PaperOrder(LIBRARY, ROSTER, WantedPapers(kinds=("integrasi",), table="rahasia")))
    assert str(raised.value) == (
        "Tabel konversi “rahasia” tidak ada di aturan/integrasi-2021.toml; yang ada: interpolasi-linear."
    )


def ways(form: Form) -> list[str]:
    return [one.teks for one in form.pilihan["cara_konversi"]]


def test_the_form_offers_a_table_only_where_the_operator_has_named_it():
    assert ways(filled_integrasi(tabel="")) == ["diisi"]
    assert ways(filled_integrasi()) == [TABEL, "diisi"]
    with pytest.raises(SkpxlError):
        filled_integrasi(tabel="rahasia")


def test_the_issued_form_is_of_2021_and_its_date_is_left_open():
    form = filled_integrasi()
    assert str(form.stamp.periode) == "2021-01-01/2021-12-31"
    assert form.konteks["tempat_tanggal"] == f"Contoh, {DOTS}"
    assert form.terkunci["nilai"] == form.terkunci["predikat"] == "(dihitung saat dokumen dibuat)"


@pytest.mark.parametrize(
    ("orang", "reason"),
    [
        (Pegawai(nip=STAF, nama="Melati"), ""),
        (Pegawai(nip=STAF, nama="Melati", status=" pns "), ""),
        (Pegawai(nip=PPPK, nama="Bagas", status="PPPK"), "PPPK, sedangkan integrasi 2021 hanya untuk PNS"),
        (Pegawai(jabatan="Analis"), "jabatan lowong"),
        (Pegawai(nama="Melati"), "tanpa NIP"),
        (Pegawai(nip=STAF), "tanpa nama"),
    ],
)
def test_only_pns_get_the_form(orang, reason):
    assert without_integrasi(orang) == reason


def test_a_returned_form_is_held_against_the_rules_of_2021():
    wrong, blank = judged(
        filled_integrasi(januari_juni="delapan", konversi="tabel lain", juli_desember="130", ide_baru="mungkin"),
        filled_integrasi(KETUA),
    )
    assert messages(wrong.findings)[1:] == [
        "Integrasi 2021!D21 · CARA KONVERSI KE PP 30/2019: Cara konversi “tabel lain” tidak ditawarkan formulir ini. Pilih "
        "satu di sel D21: tabel interpolasi-linear, diisi.",
        "Integrasi 2021!D24 · IDE BARU DAN/ATAU CARA BARU: Jawaban “mungkin” pada ide baru tidak dikenal. Isi sel D24 "
        "dengan Ya atau Tidak.",
        "Integrasi 2021!D20 · JANUARI - JUNI (PP 46/2011): Nilai Januari - Juni “delapan” tidak dapat dibaca: bukan "
        "bilangan. Tulis angkanya saja, misalnya 90,5.",
        "Integrasi 2021!D23 · JULI - DESEMBER (PP 30/2019): Nilai Juli - Desember 130 di luar rentang 0 sampai 120. "
        "Cocokkan dengan dokumennya; Januari - Juni memakai PP 46, Juli - Desember memakai PP 30.",
    ]
    assert [(one.code, one.cell) for one in blank.findings][1:] == [("formulir-kosong", "D20")]
    assert (wrong.fate, blank.fate) == ("perlu perbaikan", "perlu perbaikan")


# -- who gets which, and in which files --------------------------------------------------------------------------------


def test_every_file_is_used_or_left_out_for_a_reason_and_every_paper_made_or_not():
    half = evaluation(KETUA)
    half = half.filled({key: text for key, text in half.isian.items() if key != "rating_perilaku"})
    files = judged(
        evaluation(STAF),
        evaluation(STAF),  # twice the same
        evaluation(STAF, "TW1"),
        half,
        make_form(KUANTITATIF, OF_STAF, nip=STAF, organisasi=ROSTER),
        filled_integrasi(januari_juni="85", konversi="diisi", nilai_konversi="100", juli_desember="100"),
    )
    files += validate([Arrival("x.txt", data=b"halo")], Measure(LIBRARY))
    plan = plan_papers(files, PaperOrder(LIBRARY, None, WantedPapers(kinds=("hasil-tahunan", "dokumen-evaluasi"))))
    assert plan.files.named() == {"dipakai": 1, "tidak dipakai": 6}
    assert plan.not_used == {
        "ganda": 1, "evaluasi periodik": 1, "masih bergalat": 1, "bukan evaluasi": 1, "formulir integrasi, tidak diminta": 1,
        "tidak terbaca": 1,
    }  # fmt: skip
    assert [made.kind for made in plan.planned] == ["dokumen-evaluasi", "hasil-tahunan"]
    asked = plan_papers(files, PaperOrder(LIBRARY, None, WantedPapers(kinds=("integrasi",))))
    assert asked.not_used["evaluasi tahunan, tidak diminta"] == 1
    assert [made.kind for made in asked.planned] == ["integrasi"]


def test_a_folder_without_any_paper_is_said_and_not_a_success():
    plan = plan_papers(
        judged(evaluation(STAF, "TW1")), PaperOrder(LIBRARY, None, WantedPapers(kinds=("hasil-tahunan",)))
    )
    with pytest.raises(SkpxlError) as raised:
        need_some(plan)
    assert str(raised.value) == (
        "Tidak ada dokumen yang dapat dibuat dari 1 berkas (1 evaluasi periodik); dokumen dibuat dari evaluasi tahunan yang "
        "kembali, integrasi dari formulirnya (--kind integrasi), SKP dari SKP yang diterima (--kind skp)."
    )


def test_a_second_penilai_gives_a_second_paper():
    second = ROSTER.pegawai[1].model_copy(update={"nip_penilai": STAF, "baris": 9})
    other = ROSTER.model_copy(update={"pegawai": (second,)})
    again = evaluation_of(skp_of(OF_KETUA, nip=KETUA, organisasi=other), "tahunan")
    again = again.filled(to_values(again.layout, rated(again), again.terkunci)[0])
    first = evaluation(KETUA)
    codes = [slug(form.stamp.id) for form in (first, again)]

    def named(*forms, organisasi=ROSTER):
        order = PaperOrder(LIBRARY, organisasi, WantedPapers(kinds=("dokumen-evaluasi",)))
        planned = plan_papers(judged(*forms), order).planned
        return [(path.name, path.parent.name) for path, _ in paper_files(planned, LIBRARY, "A4")]

    # Named by the workbook, in whichever order the files come.
    name = f"Dokumen-Evaluasi_2022_{KETUA}"
    both = [(f"{name}_{code}.xlsx", PD) for code in codes]
    assert (named(first, again), named(again, first)) == (both, both[::-1])
    assert named(again) == [(f"{name}.xlsx", PD)]
    # Where the roster knows both posts, also while one of them alone is in; by their days where these tell them apart.
    two = ROSTER.model_copy(update={"pegawai": (*ROSTER.pegawai, second)})
    coded = [(f"{name}_0101-1231_{code}.xlsx", PD) for code in codes]
    assert (named(first, organisasi=two), named(again, organisasi=two)) == (coded[:1], coded[1:])
    later = second.model_copy(update={"mulai": date(2022, 7, 1)})
    apart = ROSTER.model_copy(update={"pegawai": (*ROSTER.pegawai, later)})
    assert named(first, organisasi=apart) == [(f"{name}_0101-1231.xlsx", PD)]


def test_without_a_roster_folders_and_units_are_those_of_the_forms():
    plan = plan_papers(judged(evaluation()), PaperOrder(LIBRARY, None, WantedPapers(kinds=("dokumen-evaluasi",))))
    assert [path.as_posix() for path, _ in paper_files(plan.planned, LIBRARY, "A4", per_unit=True)] == [
        "PEMERINTAH-KABUPATEN-CONTOH/Dokumen-Kinerja_2022_Bidang-Pembinaan-Kepegawaian.xlsx"
    ]


# Of 2022 there is no angka kredit.
OF_2022 = ("--kind", "dokumen-evaluasi", "--kind", "hasil-tahunan")


def test_the_command_writes_a_file_per_person_and_kind_in_roster_order(tmp_path):
    masuk = inbox(tmp_path, a=evaluation(PPPK), b=evaluation(STAF), c=evaluation(KETUA), d=evaluation(STAF, "TW2"))
    words = (
        "papers",
        "make",
        masuk,
        "-o",
        tmp_path / "out",
        "--roster",
        tmp_path / "roster.xlsx",
        "--tempat",
        "Kupang",
        *OF_2022,
    )
    run = skpxl(*words, "--tanggal", "2023-01-10")
    assert run.out.splitlines() == [
        "4 berkas = 3 dipakai + 1 tidak dipakai (1 evaluasi periodik).",
        "6 dokumen = 6 dibuat + 0 tidak dibuat.",
        f"Dokumen: 6 berkas di {tmp_path / 'out'}.",
    ]
    first = tree(tmp_path / "out")
    assert list(first) == [
        f"{PD}/{kind}_2022_{nip}.xlsx"
        for kind in ("Dokumen-Evaluasi", "Hasil-Evaluasi-Tahunan")
        for nip in (KETUA, STAF, PPPK)
    ]
    assert printed(tmp_path / "out" / PD / f"Dokumen-Evaluasi_2022_{STAF}.xlsx", "Dokumen Evaluasi")[-4:] == SIGNED
    again = skpxl(*words, "--tanggal", "2023-01-10")
    assert again.last == f"Dokumen: 6 berkas di {tmp_path / 'out'}, 6 sudah ada dan sama."
    refused = skpxl(*words, code=3)
    assert refused.last.endswith("sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya.")
    assert tree(tmp_path / "out") == first
    skpxl(*words, "--force")
    assert tree(tmp_path / "out") != first


def test_a_file_with_an_error_gives_no_paper_and_exit_code_1(tmp_path):
    half = evaluation(KETUA)
    half = half.filled({key: text for key, text in half.isian.items() if key != "capaian_organisasi"})
    masuk = inbox(tmp_path, a=half, b=evaluation(STAF))
    run = skpxl("papers", "make", masuk, "-o", tmp_path / "out", "--kind", "dokumen-evaluasi", code=1)
    assert run.out.splitlines()[0] == "2 berkas = 1 dipakai + 1 tidak dipakai (1 masih bergalat)."
    assert run.err.splitlines() == ["1 berkas masih bergalat; rinciannya: skpxl validate."]
    assert list(tree(tmp_path / "out")) == [f"PEMERINTAH-KABUPATEN-CONTOH/Dokumen-Evaluasi_2022_{STAF}.xlsx"]


def test_whoever_gets_no_paper_is_named_with_the_reason(tmp_path):
    people = tuple(
        orang.model_copy(update={"jenis_jabatan": "Pelaksana"}) if orang.nip == STAF else orang
        for orang in ROSTER.pegawai
    )
    masuk = inbox(tmp_path, a=evaluation(STAF))
    roster(tmp_path / "roster.xlsx", ROSTER.model_copy(update={"pegawai": people}))
    run = skpxl("papers", "make", masuk, "-o", tmp_path / "out", "--roster", tmp_path / "roster.xlsx")
    assert run.err.splitlines() == ["Tidak dibuat: Melati Kasedu, A.Md., angka-kredit — bukan jabatan fungsional."]
    assert run.out.splitlines()[1] == "3 dokumen = 2 dibuat + 1 tidak dibuat."


def test_a_campaign_decides_on_the_long_document_the_place_the_paper_and_the_folder(tmp_path):
    skpxl(
        "new", tmp_path / "k", "--instansi", INSTANSI, "--tahun", "2022", "--tempat", "Soe", "--tanggal", "2022-01-03"
    )
    key = bytes.fromhex((tmp_path / "k" / "kunci-kampanye.txt").read_text().split()[-1])
    inbox(tmp_path, a=evaluation().signed(key))
    file = tmp_path / "k" / "skpxl.toml"
    text = file.read_text(encoding="utf-8").replace("dokumen_panjang = false", "dokumen_panjang = true")
    file.write_text(text.replace('kertas = "A4"', 'kertas = "F4"'), encoding="utf-8")
    skpxl("-C", tmp_path / "k", "papers", "make", tmp_path / "masuk", "--kind", "dokumen-evaluasi")
    path = tmp_path / "k" / "hasil" / "dokumen" / "PEMERINTAH-KABUPATEN-CONTOH" / f"Dokumen-Evaluasi_2022_{STAF}.xlsx"
    found = printed(path, "Dokumen Evaluasi")
    assert ["6", "KEBERATAN"] in found
    # The campaign's date is that of the SKP: the paper's own is written by hand.
    assert [f"Soe, {DOTS}", f"Soe, {DOTS}"] in found
    assert openpyxl.load_workbook(path)["Dokumen Evaluasi"].page_setup.paperSize == 14


def test_whoever_confirms_unverified_figures_is_recorded_once_in_the_campaign(tmp_path):
    k = tmp_path / "k"
    skpxl("new", k, "--instansi", INSTANSI, "--tahun", "2022", "--tempat", "Soe", "--tanggal", "2022-01-03")
    key = bytes.fromhex((k / "kunci-kampanye.txt").read_text().split()[-1])
    inbox(tmp_path, a=filled_integrasi(januari_juni="85", konversi=TABEL, juli_desember="100").signed(key))
    words = ("-C", k, "papers", "make", tmp_path / "masuk", "--kind", "integrasi")
    refused = skpxl(*words, code=3)
    assert "ulangi dengan --confirm NAMA" in refused.err
    assert not (k / "hasil" / "dokumen").exists()
    run = skpxl(*words, "--confirm", " Petugas  Rekaan ")
    assert run.out.splitlines()[0] == (
        "Petugas Rekaan menyatakan 1 angka sudah dicocokkan dengan peraturannya: tabel interpolasi-linear. Dicatat di "
        f"{k / 'konfirmasi-angka.toml'}."
    )
    report = k / "hasil" / "Perhitungan-Integrasi-2021.xlsx"
    assert run.last == f"Cara menghitungnya: {report}"
    notes = "\n".join((
        "Nilai Januari - Juni 85 (PP 46/2011) menjadi 102,21 dengan tabel interpolasi-linear.",
        "Nilai tahun 2021 = 50% x 102,21 + 50% x 100 = 101,11.", "Tanpa ide baru dan/atau cara baru: Baik.",
    ))  # fmt: skip
    assert rows(report, "Perhitungan")[3] == [1, "Melati Kasedu, A.Md.", STAF, "Baik (101,11)", notes]
    assert rows(report, "Konfirmasi")[3][2] == "Petugas Rekaan"
    # Once is enough.
    assert skpxl(*words).last == f"Cara menghitungnya: {report}"


def test_without_a_folder_or_files_the_command_says_what_is_missing(tmp_path):
    masuk = inbox(tmp_path, a=evaluation())
    assert skpxl("papers", "make", masuk, code=2).last == "Ke folder mana? Tambahkan -o FOLDER."
    assert skpxl("papers", "make", "-o", tmp_path / "out", code=2).last.startswith("Berkas mana?")


# -- one workbook per unit ---------------------------------------------------------------------------------------------


def test_a_unit_gets_one_workbook_with_contents_and_links_both_ways(tmp_path):
    masuk = inbox(
        tmp_path, a=evaluation(STAF), b=evaluation(KETUA, **BEST),
        c=filled_integrasi(januari_juni="85", konversi="diisi", nilai_konversi="100", juli_desember="100"),
    )  # fmt: skip
    words = ("papers", "make", masuk, "-o", tmp_path / "out", "--roster", tmp_path / "roster.xlsx", "--per-unit")
    run = skpxl(*words, *OF_2022, "--kind", "integrasi")
    report = "Perhitungan-Integrasi-2021.xlsx"
    assert run.out.splitlines()[-2:] == [
        f"Dokumen: 2 berkas di {tmp_path / 'out'}.", f"Cara menghitungnya: {tmp_path / 'out' / report}",
    ]  # fmt: skip
    books = [f"{PD}/Dokumen-Kinerja_{year}_BPK.xlsx" for year in (2021, 2022)]
    assert list(tree(tmp_path / "out")) == [*books, report]
    path = tmp_path / "out" / PD / "Dokumen-Kinerja_2022_BPK.xlsx"
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        "Daftar Isi",
        "1 Dokumen Evaluasi", "1 Evaluasi", "1 Perilaku dan Predikat", "1 Umpan Balik",
        "2 Dokumen Evaluasi", "2 Evaluasi", "2 Perilaku dan Predikat", "2 Umpan Balik",
    ]  # fmt: skip
    documents = ("Dokumen Evaluasi Kinerja Pegawai", "Dokumen Hasil Evaluasi Kinerja Tahunan")
    assert rows(path, "Daftar Isi")[0][0] == "Dokumen kinerja Bidang Pembinaan Kepegawaian, tahun 2022"
    assert rows(path, "Daftar Isi")[2:] == [
        ["No.", "Nama", "NIP", "Dokumen", "Tahun", "Hasil"],
        *(
            [1, "Yosua Manafe, S.Kom.", KETUA, document, 2022, result]
            for document, result in zip(documents, ("Sangat Baik", "Sangat Baik"), strict=True)
        ),
        *(
            [2, "Melati Kasedu, A.Md.", STAF, document, 2022, result]
            for document, result in zip(documents, ("Baik", "Baik"), strict=True)
        ),
    ]
    links = [row[3].hyperlink.location for row in book["Daftar Isi"].iter_rows(min_row=4)]
    assert links == [f"'{number} {name}'!A1" for number in (1, 2) for name in ("Dokumen Evaluasi", "Evaluasi")]
    assert book["2 Evaluasi"]["A1"].hyperlink.location == "'Daftar Isi'!A1"
    assert printed(path, "1 Dokumen Evaluasi")[0] == ["DOKUMEN EVALUASI KINERJA PEGAWAI"]
    # The integrasi of one person alone needs no contents.
    assert openpyxl.load_workbook(tmp_path / "out" / PD / "Dokumen-Kinerja_2021_BPK.xlsx").sheetnames == [
        "Integrasi 2021"
    ]


def test_people_of_different_units_stand_in_different_workbooks():
    evaluated = evaluation_of(skp_of(OF_STAF, nip="197603012003121904", organisasi=TWO_UNITS), "tahunan")
    evaluated = evaluated.filled(to_values(evaluated.layout, rated(evaluated), evaluated.terkunci)[0])
    plan = plan_papers(
        judged(evaluation(), evaluated), PaperOrder(LIBRARY, TWO_UNITS, WantedPapers(kinds=("hasil-tahunan",)))
    )
    assert [path.name for path, _ in paper_files(plan.planned, LIBRARY, "A4", per_unit=True)] == [
        "Dokumen-Kinerja_2022_BPK.xlsx", "Dokumen-Kinerja_2022_SEK.xlsx",
    ]  # fmt: skip


def test_whoever_has_moved_since_has_his_paper_with_the_unit_of_the_roster():
    people = tuple(
        orang.model_copy(update={"unit_kerja": "SEK"}) if orang.nip == STAF else orang for orang in TWO_UNITS.pegawai
    )
    moved = TWO_UNITS.model_copy(update={"pegawai": people})
    (planned,) = plan_papers(
        judged(evaluation()), PaperOrder(LIBRARY, moved, WantedPapers(kinds=("hasil-tahunan",)))
    ).planned
    assert (planned.kode_unit, planned.nama_unit) == ("SEK", moved.nama_unit("SEK"))


# -- the workbook itself -----------------------------------------------------------------------------------------------


def all_papers(nama: str = "", **ratings: str) -> list[Naskah]:
    """A paper of every kind of one person, who may be called something else."""
    form = evaluation(**ratings)
    found = rated_of(form)
    integrasi = filled_integrasi(januari_juni="85", konversi=TABEL, juli_desember="100")
    outcome = hasil_integrasi(
        interpret(read(save_bytes(integrasi))), LIBRARY.aturan.integrasi, tabel="interpolasi-linear"
    )
    made = [
        document(form),
        document(form, panjang=True),
        yearly_result(found, form, ORDER),
        of_credit(),
        integrasi_paper(integrasi, outcome, ORDER),
    ]
    if not nama:
        return made
    return [
        replace(
            one, nama=nama, values={**one.values, "pegawai_nama": nama}, context={**one.context, "pegawai_nama": nama}
        )
        for one in made
    ]


LONG = "Prof. Dr. drh. Maria Magdalena & Putri Ayu Kusumawardhani-Wijayakusuma Contoh, S.Sos., M.Si., Ph.D. " * 2


@pytest.mark.parametrize("nama", ["", LONG], ids=["short", "long"])
@pytest.mark.parametrize("which", range(5), ids=["short form", "long form", "yearly", "credit", "integrasi"])
def test_a_paper_breaks_no_rule_of_excel_and_nothing_in_it_is_clipped(which, nama, tmp_path):
    path = book_of(all_papers(nama)[which], tmp_path)
    assert check_excel(path) == []
    sheets = openpyxl.load_workbook(path).worksheets
    assert [too_low(sheet) for sheet in sheets if sheet.sheet_state == "visible"] == [
        [] for sheet in sheets if sheet.sheet_state == "visible"
    ]


def test_a_workbook_of_many_papers_breaks_no_rule_of_excel(tmp_path):
    path = tmp_path / "unit.xlsx"
    papers = [*all_papers(), *all_papers(LONG)]
    path.write_bytes(write_papers(papers, LIBRARY, "F4", title="Dokumen kinerja"))
    assert check_excel(path) == []
    assert write_papers(papers, LIBRARY, "F4", title="Dokumen kinerja") == path.read_bytes()


def test_a_paper_says_in_its_properties_what_it_is_and_whose(tmp_path):
    marks = []
    for paper in all_papers():
        book = openpyxl.load_workbook(book_of(paper, tmp_path))
        assert book.properties.keywords == book.custom_doc_props[SIFAT_DOKUMEN].value
        marks.append(book.custom_doc_props[SIFAT_DOKUMEN].value)
    assert marks == [
        f"SKPXLDOK1;d={kind};n=N{STAF};t=T{year}"
        for kind, year in [
            ("evaluasi-kinerja-pegawai", 2022),
            ("evaluasi-kinerja-pegawai", 2022),
            ("hasil-evaluasi-tahunan", 2022),
            ("konversi-angka-kredit", 2026),
            ("integrasi-2021", 2021),
        ]
    ]


def test_the_foot_of_every_page_says_whose_paper_it_is(tmp_path):
    sheet = openpyxl.load_workbook(book_of(document(evaluation()), tmp_path))["Dokumen Evaluasi"]
    assert sheet.oddFooter.left.text == f"Dokumen Evaluasi Kinerja Pegawai · Melati Kasedu, A.Md. · {STAF}"
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, "portrait", True)


def test_a_definition_with_rows_of_its_own_height_and_two_headings_is_placed_so():
    definition = LIBRARY.definition(INTEGRASI)
    halaman = place_finished(definition, {"pegawai_nama": "x"})[0]
    (heading,) = [text for text in halaman.texts if text.isi == "NILAI KINERJA PNS"]
    (beside,) = [text for text in halaman.texts if text.isi == "PERIODE"]
    assert (beside.kotak.col, beside.kotak.col_to, heading.kotak.col, heading.kotak.col_to) == (1, 3, 4, 6)
    assert {halaman.tinggi[slot.kotak.row] for slot in halaman.slots if slot.key in ("nilai", "predikat")} == {20}
    document_ = LIBRARY.definition("dokumen-evaluasi")
    placed = place_finished(document_, {"pegawai_nama": "x"})[0]
    (number,) = [text for text in placed.texts if text.isi == "1"]
    assert number.kotak.row_to - number.kotak.row == 5


# -- LibreOffice -------------------------------------------------------------------------------------------------------

PAGES = {"evaluasi-kinerja-pegawai": 1, "hasil-evaluasi-tahunan": 4, "konversi-angka-kredit": 3, "integrasi-2021": 1}


@pytest.mark.parametrize("which", range(5), ids=["short form", "long form", "yearly", "credit", "integrasi"])
def test_it_prints_on_the_pages_it_should(which, konversi, gambar, tmp_path):
    paper = all_papers()[which]
    assert len(gambar(konversi(book_of(paper, tmp_path), "pdf"))) == PAGES[paper.kode]


def test_the_command_makes_pdfs_beside_the_workbooks(konversi, tmp_path):
    from libreoffice import runner

    masuk = inbox(tmp_path, a=evaluation(STAF))
    words = ("papers", "make", masuk, "-o", tmp_path / "out", *OF_2022)
    with runner.alone():
        run = skpxl(*words, "--pdf")
    assert run.last == "2 PDF = 2 dibuat + 0 sudah ada + 0 belum selesai + 0 gagal."
    made = tree(tmp_path / "out")
    assert [name.rpartition("/")[2] for name in made] == [
        f"{kind}_2022_{STAF}.{ending}"
        for kind in ("Dokumen-Evaluasi", "Hasil-Evaluasi-Tahunan")
        for ending in ("pdf", "xlsx")
    ]
    with runner.alone():
        again = skpxl(*words, "--pdf")
    assert again.last == "2 PDF = 0 dibuat + 2 sudah ada + 0 belum selesai + 0 gagal."
    assert tree(tmp_path / "out") == made

"""`papers/recognise.py`, `papers/receive.py`: what a paper is by what it prints, never by its name; in doubt, nothing."""

import pytest
from forms import KABID, KETUA, LIBRARY, ORGANISASI, PPPK, SIGNING_KEY, STAF, make_form
from papers_made import (
    DOKUMEN,
    HASIL,
    INTEGRASI,
    JPG,
    KEDUA,
    NAMA,
    PERTAMA,
    PNG,
    document,
    form_of,
    given,
    lines,
    mark,
    office_book,
    paper,
    pdf,
    scan,
    skp_form,
)

from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.model.cap_dokumen import DAFTAR_ISI, CapDokumen, cap_dokumen
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.recognise import PaperRecogniser
from skpxl.template.labels import Label
from skpxl.template.library import Library

PENERIMA = PaperReceiver(LIBRARY, ORGANISASI)
TITLE = "DOKUMEN EVALUASI KINERJA PEGAWAI"
YEARLY = "EVALUASI KINERJA PEGAWAI"
HALF = "PENILAIAN PRESTASI KERJA PEGAWAI NEGERI SIPIL"
SECOND = "LAPORAN DOKUMEN PENILAIAN KINERJA"
PERIOD = "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022"


def kinds(*pages: list[str]) -> list[tuple[str, str, int]] | str:
    """What these pages are recognised as, or why as nothing."""
    found = PENERIMA.recogniser.recognise(pages)
    return [tuple(one) for one in found.papers] or found.reason


def received(data: bytes, name: str = "SKP fix FINAL (2).xlsx"):
    return PENERIMA.receive(given(name, data))


# -- by what is printed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "period", "kind", "year"),
    [
        (TITLE, PERIOD, DOKUMEN, 2022),
        ("Dokumen Evaluasi Kinerja Pegawai", "Periode: 1 Januari 2023 s.d. 31 Desember 2023", DOKUMEN, 2023),
        (YEARLY, "PERIODE: AKHIR TAHUN 2022", HASIL, 2022),
        (YEARLY, "PERIODE: TRIWULAN II TAHUN 2022", "evaluasi-tw2", 2022),
        (YEARLY, "PERIODE SEMESTER 1 TAHUN 2023", "evaluasi-s1", 2023),
        (YEARLY, "PERIODE: TRIWULAN I DAN TRIWULAN II TAHUN 2022", "evaluasi-periodik", 2022),
        (TITLE, "PERIODE: TRIWULAN IV TAHUN 2022", "dokumen-evaluasi-tw4", 2022),
        (TITLE, "PERIODE: BULAN MARET TAHUN 2022", "dokumen-evaluasi-b03", 2022),
        ("EVALUASI KINERJA PEGAWAI PENDEKATAN HASIL KERJA KUANTITATIF", PERIOD, HASIL, 2022),
        ("DOKUMEN HASIL EVALUASI KINERJA TAHUNAN 2022", "", HASIL, 2022),
        ("INTEGRASI HASIL PENILAIAN KINERJA PNS TAHUN 2021", "", INTEGRASI, 2021),
        ("INTEGRASI HASIL PENILAIAN KINERJA PNS", "TAHUN 2021", INTEGRASI, 2021),
        (HALF, "JANGKA WAKTU PENILAIAN 1 Januari s.d. 30 Juni 2021", PERTAMA, 2021),
        (SECOND, "PERIODE PENILAIAN 1 JULI S.D. 31 DESEMBER 2021", KEDUA, 2021),
        ("SASARAN KINERJA PEGAWAI", PERIOD, "skp", 2022),
    ],
)
def test_a_paper_is_known_by_title_period_and_person(title, period, kind, year):
    assert kinds(lines(title, period=period)) == [(kind, KETUA, year)]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ([], "tidak memuat tulisan yang dapat dibaca"),
        (["Surat tugas", f"NIP {KETUA}"], "tidak memuat judul dokumen yang dikenal"),
        (lines(period=""), f"judulnya “{TITLE}”, tetapi tahunnya tidak tercetak"),
        (
            lines(period="PERIODE PENILAIAN: 1 JULI 2021 SD 30 JUNI 2022"),
            f"judulnya “{TITLE}”, tetapi tahunnya lebih dari satu (2021, 2022)",
        ),
        (
            lines(HALF, period="JANGKA WAKTU PENILAIAN 1 Januari s.d. 31 Desember 2020"),
            f"judulnya “{HALF}”, tetapi masanya bukan yang diminta atau tidak terbaca",
        ),
        (
            lines(SECOND, period="PERIODE PENILAIAN 1 JANUARI S.D. 30 JUNI 2021"),
            f"judulnya “{SECOND}”, tetapi masanya bukan yang diminta atau tidak terbaca",
        ),
        # A list of papers: titles, names and NIPs, but nobody is the one assessed.
        (
            [TITLE, PERIOD, f"1 {KETUA} {NAMA[KETUA]}", f"2 {STAF} {NAMA[STAF]}"],
            f"judulnya “{TITLE}”, tetapi di bawahnya tidak ada “Pegawai yang dinilai”",
        ),
    ],
)
def test_what_is_not_certain_is_not_recognised_and_why(page, reason):
    assert kinds(page) == reason


NOT_HIS = f"judulnya “{TITLE}”, tetapi nama dan NIP pegawainya tidak cocok dengan daftar pegawai"


def test_where_the_nip_was_left_out_the_superior_s_is_not_taken_for_it():
    page = [line.replace(f"2 NIP {KETUA} ", "2 NIP ") for line in lines()]
    assert KETUA not in " ".join(page)
    assert kinds(page) == NOT_HIS


def test_another_person_s_name_over_a_nip_is_not_believed():
    assert kinds(lines(name=NAMA[STAF])) == NOT_HIS
    assert kinds(lines(name="Orang yang tidak ada dalam daftar")) == NOT_HIS


def test_a_nip_is_read_however_it_is_grouped_and_a_name_whatever_its_titles():
    page = [line.replace(KETUA, "19810701 200604 1 903") for line in lines(name="drs. YOSUA MANAFE, M.M.")]
    assert kinds(page) == [(DOKUMEN, KETUA, 2022)]


def test_the_year_of_the_period_counts_and_not_one_in_a_letterhead():
    page = lines(period=PERIOD)
    page.insert(2, "Permenpan RB Nomor 6 Tahun 2021")
    assert kinds(page) == [(DOKUMEN, KETUA, 2022)]


def test_a_file_may_hold_several_papers_and_a_title_may_come_again():
    both = kinds(lines(YEARLY), [YEARLY, "lanjutan"], lines(), lines(nip=STAF))
    assert both == [(HASIL, KETUA, 2022), (DOKUMEN, KETUA, 2022), (DOKUMEN, STAF, 2022)]


def test_the_workbook_of_a_unit_is_known_paper_by_paper_whatever_its_list_of_contents_says():
    """What `papers make --per-unit` writes: too many papers for the marks, a list of all titles in front."""
    from skpxl.papers.make import paper_files, plan_papers
    from skpxl.papers.order import PaperOrder, WantedPapers
    from skpxl.receive.validate import Measure, validate

    files = [given("a.xlsx", form_of()), given("b.xlsx", form_of(STAF))]
    plan = plan_papers(
        validate(files, Measure(LIBRARY)),
        PaperOrder(LIBRARY, ORGANISASI, WantedPapers(kinds=("dokumen-evaluasi", "hasil-tahunan"))),
    )
    ((_, data),) = paper_files(plan.planned, LIBRARY, "A4", per_unit=True)
    kinds_of = (DOKUMEN, HASIL)
    assert sorted(received(data).papers) == sorted(
        CapDokumen(kode, nip, 2022) for kode in kinds_of for nip in (KETUA, STAF)
    )


def test_one_paper_that_is_not_certain_spoils_the_file_unless_nobody_asks_for_it():
    assert kinds(lines(), lines("SASARAN KINERJA PEGAWAI", period="")) == [(DOKUMEN, KETUA, 2022)]
    assert kinds(lines(YEARLY), lines(period="")) == f"judulnya “{TITLE}”, tetapi tahunnya tidak tercetak"


def test_people_of_the_same_name_are_told_apart_by_their_nip():
    twin = Pegawai(nip="198001012005011909", nama="Yosua Manafe, S.T.", unit_kerja="BPK", nip_penilai=KABID, baris=9)
    people = Organisasi(pegawai=(*ORGANISASI.pegawai, twin), unit=ORGANISASI.unit)
    both = PaperRecogniser(LIBRARY.label["berkas"], LIBRARY.label["skp"], people, frozenset({DOKUMEN}))
    assert both.recognise([lines()]).papers == (CapDokumen(DOKUMEN, KETUA, 2022),)
    assert both.recognise([[line.replace(KETUA, twin.nip) for line in lines()]]).papers[0].nip == twin.nip
    assert both.names("scan/Yosua Manafe.pdf") == ""


@pytest.mark.parametrize(
    ("name", "nip"),
    [
        (f"masuk/{STAF}_DEK.pdf", STAF),
        ("masuk/DEK Melati Kasedu 2022.pdf", STAF),
        ("Melati-Kasedu/1.jpg", STAF),
        ("melati.pdf", ""),
        (f"{STAF} dan {KETUA}.pdf", ""),
        ("198001012005011999.pdf", ""),
        ("scan0001.pdf", ""),
    ],
)
def test_what_a_file_name_suggests(name, nip):
    assert PENERIMA.recogniser.names(name) == nip


# -- by what a file is ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "ending", "papers"),
    [
        (lambda: form_of(), "xlsx", [(HASIL, KETUA, 2022)]),
        (lambda: form_of(period="TW1"), "xlsx", [("evaluasi-tw1", KETUA, 2022)]),
        (lambda: skp_form(STAF), "xlsx", [("skp", STAF, 2022)]),
        (lambda: write_form(make_form("matriks-peran-hasil", nip=KABID), LIBRARY), "xlsx", [("matriks", KABID, 2022)]),
        (lambda: paper(document()), "xlsx", [(DOKUMEN, KETUA, 2022)]),
        (lambda: paper(document(), document(STAF)), "xlsx", [(DOKUMEN, KETUA, 2022), (DOKUMEN, STAF, 2022)]),
        # Too many for the marks: told by what each sheet prints, the list of contents in front notwithstanding.
        (lambda: paper(*[document(), document(STAF)] * 3), "xlsx", [(DOKUMEN, KETUA, 2022), (DOKUMEN, STAF, 2022)]),
        (lambda: office_book(lines()), "xlsx", [(DOKUMEN, KETUA, 2022)]),
        (lambda: pdf(lines()), "pdf", [(DOKUMEN, KETUA, 2022)]),
        (lambda: pdf(["Surat"], ["..."], lines()), "pdf", [(DOKUMEN, KETUA, 2022)]),
        (lambda: pdf(["tulisan lain"], keywords=mark()), "pdf", [(DOKUMEN, KETUA, 2022)]),
    ],
    ids=["form", "triwulan", "skp", "matriks", "paper", "two", "six", "office", "pdf", "page 3", "keywords"],
)  # fmt: skip
def test_what_a_file_is_stands_in_it(make, ending, papers):
    found = received(make())
    assert (found.suffix, [tuple(one) for one in found.papers], found.reason) == (ending, papers, "")


SCAN = "hasil pindai; tidak memuat tulisan yang dapat dibaca"


@pytest.mark.parametrize(
    ("data", "ending", "reason"),
    [
        (scan(), "pdf", SCAN),
        (JPG, "jpg", SCAN),
        (PNG, "png", SCAN),
        (pdf([]), "pdf", SCAN),
        (b"", "dat", "kosong: tidak berisi apa pun"),
        (b"halo dunia\n", "dat", "bukan buku kerja .xlsx: berkas teks biasa"),
        (b"{\\rtf1 surat}", "rtf", "bukan buku kerja"),
        (b"%PDF-1.4\n/Font rusak", "pdf", "isi PDF tidak dapat diurai"),
        (office_book(["apa saja"]), "xlsx", "tidak memuat judul dokumen yang dikenal"),
    ],
)
def test_what_nobody_can_recognise_and_why(data, ending, reason):
    found = received(data, name=f"Dokumen Evaluasi Kinerja Pegawai 2022 {KETUA}.pdf")
    assert (found.suffix, found.papers, found.reason) == (ending, (), reason)


def test_a_damaged_workbook_and_a_member_of_an_archive_that_cannot_be_had():
    assert received(paper(document())[:900]).reason.startswith("rusak: ")
    locked = PENERIMA.receive(Arrival("a.zip/b.pdf", problem="berkas-terenkripsi", detail="dikunci"))
    assert (locked.digest, locked.size, locked.papers) == ("", 0, ())
    assert "kata sandi" in locked.reason


def test_a_paper_that_was_typed_over_is_not_believed():
    """Its mark still names the person for whom it was made."""
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(paper(document())))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == KETUA or cell.value == f"NIP. {KETUA}":
                cell.value = cell.value.replace(KETUA, STAF)
    out = io.BytesIO()
    book.save(out)
    assert received(out.getvalue()).reason == "dokumen skpxl yang NIP-nya tidak cocok dengan tandanya"


def test_a_form_that_does_not_verify_is_no_paper():
    signed = write_form(make_form("skp-kuantitatif", signing_key=b"x" * 32), LIBRARY)
    strict = PaperReceiver(LIBRARY, ORGANISASI, SIGNING_KEY)
    assert strict.receive(given("a.xlsx", signed)).reason == (
        "formulir skpxl yang keasliannya tidak terbukti, atau yang identitasnya berubah"
    )


def test_only_an_embedded_signature_can_be_seen():
    assert [received(one).signed for one in (pdf(lines()), pdf(lines(), signed=True), scan(), JPG)] == [
        False, True, False, False,
    ]  # fmt: skip
    assert [received(one).can_be_signed for one in (pdf(lines()), JPG, paper(document()), b"{\\rtf1 x}")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_mark_is_read_back_also_as_libreoffice_writes_it():
    caps = [CapDokumen(DOKUMEN, KETUA, 2022), CapDokumen(INTEGRASI, "", 2021), CapDokumen(DAFTAR_ISI, PPPK, 2026)]
    text = " ".join(one.tercetak() for one in caps)
    assert cap_dokumen(text) == caps
    assert cap_dokumen(text.replace(";", ", ")) == caps
    assert cap_dokumen("SKPXLDOK1;d=skp;n=N1;t=T22") == []


def test_a_templates_folder_without_the_wordings_is_named():
    class Bare(Library):
        label = {"skp": LIBRARY.label["skp"], "berkas": Label({"judul": {}})}  # noqa: RUF012

    with pytest.raises(SkpxlError, match=r"label-berkas\.toml tidak ada atau tidak lengkap"):
        PaperReceiver(Bare(LIBRARY.akar), ORGANISASI)

"""`skpxl papers pack`: exactly which bytes are in a person's zip, in which order, and what is left out."""

import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from campaigns import roster as write_roster
from campaigns import skpxl, too_low, tree
from excel_rules import check_excel
from forms import KETUA, LIBRARY, ORGANISASI, PEGAWAI, STAF
from papers_made import DOKUMEN, HASIL, INTEGRASI, document, given, lines, paper, pdf, put, scan

from skpxl.errors import SkpxlError
from skpxl.model.berkas_indeks import BarisIndeks
from skpxl.model.cap_dokumen import DAFTAR_ISI, SIFAT_DOKUMEN, CapDokumen
from skpxl.papers.check import check_papers
from skpxl.papers.pack import ISI_PAKET, packages
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.uses import uses

NAMES = {kode: satu.nama for kode, satu in LIBRARY.aturan.berkas.dokumen.items()}
PENERIMA = PaperReceiver(LIBRARY, ORGANISASI)
INTEGRATED = pdf(lines("INTEGRASI HASIL PENILAIAN KINERJA PNS TAHUN 2021", period=""), signed=True)
YEARLY = pdf(lines("EVALUASI KINERJA PEGAWAI"), signed=True)
SIGNED = pdf(lines(), signed=True)
WORDS = ("papers", "pack", "masuk", "--use", "mutasi-2023", "--roster", "roster.xlsx", "-o", "kemas")
ZIP = f"{KETUA}_mutasi-2023.zip"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    """One person has all papers, one a workbook only; the working directory."""
    write_roster(tmp_path / "roster.xlsx")
    put(
        tmp_path / "masuk",
        {"../masuk/aneh nama (1).pdf": SIGNED, "b.pdf": YEARLY, "c.pdf": INTEGRATED, "dok.xlsx": paper(document(STAF))},
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def inside(path: Path | bytes) -> dict[str, bytes]:
    """The members of a zip, in order."""
    with zipfile.ZipFile(io.BytesIO(path) if isinstance(path, bytes) else path) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr) for info in packed.infolist()} == {(3, 0o644 << 16)}
        return {info.filename: packed.read(info) for info in packed.infolist()}


def contents(data: bytes) -> list[list[object]]:
    """The filled rows of a page of contents."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in line if cell.value is not None] for line in sheet.iter_rows() if line[0].value]


def test_a_complete_set_is_in_the_order_of_the_rule_with_contents_first(office):
    run = skpxl(*WORDS, code=1)
    assert [path.name for path in (office / "kemas").iterdir()] == [ZIP]
    members = inside(office / "kemas" / ZIP)
    assert list(members) == [
        "00_Daftar-Isi.xlsx", "01_Dokumen-Integrasi-2021.pdf", "02_Dokumen-Hasil-Evaluasi-Tahunan-2022.pdf",
        "03_Dokumen-Evaluasi-Kinerja-Pegawai-2022.pdf",
    ]  # fmt: skip
    assert list(members.values())[1:] == [INTEGRATED, YEARLY, SIGNED]
    assert run.out.splitlines() == [
        f"kemas/{ZIP}",
        "3 pegawai = 1 dikemas + 0 sudah ada dan sama + 2 belum lengkap + 0 ditolak. Folder: kemas",
    ]
    assert run.err.splitlines()[2] == (
        f"Tidak dikemas: Melati Kasedu, A.Md. ({STAF}) — {NAMES[INTEGRASI]}: tidak ada; {NAMES[HASIL]} 2022: tidak ada; "
        f"{NAMES[DOKUMEN]} 2022: belum ditandatangani."
    )


def test_the_page_of_contents_names_every_paper_with_its_hash(office):
    skpxl(*WORDS, "--nip", KETUA)
    page = inside(office / "kemas" / ZIP)[ISI_PAKET]
    (office / "isi.xlsx").write_bytes(page)
    assert check_excel(office / "isi.xlsx") == []

    def line(number: int, kode: str, year: str, basis: str, name: str, data: bytes) -> list[object]:
        return [number, NAMES[kode], year, basis, "ada", name, len(data), hashlib.sha256(data).hexdigest()]

    assert contents(page) == [
        ["Daftar isi berkas: Mutasi tahun 2023 (untuk tahun 2023)"],
        [f"Yosua Manafe, S.Kom., NIP {KETUA}"],
        ["Subkoordinator/Pranata Komputer Ahli Muda, Bidang Pembinaan Kepegawaian"],
        ["Lengkap: 3 dokumen."],
        ["Dasar: paparan BKD Provinsi NTT 2022 (daftar dokumennya belum terverifikasi)"],
        ["Predikat yang diminta: Sangat Baik atau Baik (penilaian kinerja paling rendah Baik dalam dua tahun terakhir "
         "(Peraturan BKN 5/2019); belum terverifikasi)"],
        ["No.", "Dokumen", "Tahun", "Dasar", "Keadaan", "Berkas", "Ukuran (bita)", "SHA-256"],
        line(1, INTEGRASI, "2021", "SE MenPANRB 3/2021", "01_Dokumen-Integrasi-2021.pdf", INTEGRATED),
        line(2, HASIL, "2022", "PermenPANRB 6/2022", "02_Dokumen-Hasil-Evaluasi-Tahunan-2022.pdf", YEARLY),
        line(3, DOKUMEN, "2022", "PermenPANRB 6/2022", "03_Dokumen-Evaluasi-Kinerja-Pegawai-2022.pdf", SIGNED),
    ]  # fmt: skip
    book = openpyxl.load_workbook(office / "isi.xlsx")
    links = [cell.hyperlink.target for line in book.active for cell in line if cell.hyperlink]
    assert links == [line[5] for line in contents(page)[7:]]
    assert [one for one in too_low(book.active) if not one.startswith("A")] == []
    marks = {one.name: one.value for one in book.custom_doc_props.props}
    assert marks == {SIFAT_DOKUMEN: CapDokumen(DAFTAR_ISI, KETUA, 2023).tercetak()}


def test_incomplete_sets_say_what_they_lack_and_keep_the_numbers_of_the_rule(office):
    run = skpxl(*WORDS, "--incomplete", "--nip", STAF, "--nip", KETUA)
    assert run.last.startswith("Daftar dokumen untuk Mutasi")
    members = inside(office / "kemas" / f"{STAF}_mutasi-2023.zip")
    assert list(members) == ["00_Daftar-Isi.xlsx", "03_Dokumen-Evaluasi-Kinerja-Pegawai-2022.xlsx"]
    assert members["03_Dokumen-Evaluasi-Kinerja-Pegawai-2022.xlsx"] == paper(document(STAF))
    page = contents(members[ISI_PAKET])
    assert page[3] == ["BELUM LENGKAP, kurang 3 dari 3."]
    assert [line[4:5] for line in page[7:]] == [["tidak ada"], ["tidak ada"], ["belum ditandatangani"]]


def test_the_same_papers_give_the_same_zip_and_another_one_is_not_overwritten(office):
    words = (*WORDS, "--nip", KETUA)
    skpxl(*words)
    before = tree(office / "kemas")
    assert skpxl(*words).out.splitlines()[-1] == (
        "1 pegawai = 0 dikemas + 1 sudah ada dan sama + 0 belum lengkap + 0 ditolak. Folder: kemas"
    )
    (office / "masuk" / "b.pdf").write_bytes(YEARLY + b"% baru\n")
    refused = skpxl(*words, code=3)
    assert refused.last == (
        f"1 kemasan sudah ada dengan isi berbeda dan tidak ditimpa, misalnya kemas/{ZIP}; pakai folder lain, "
        "atau --force untuk menimpanya."
    )
    assert tree(office / "kemas") == before
    skpxl(*words, "--force")
    assert inside(office / "kemas" / ZIP)["02_Dokumen-Hasil-Evaluasi-Tahunan-2022.pdf"] == YEARLY + b"% baru\n"


def test_a_packed_set_is_read_again_as_what_it_is(office):
    skpxl(*WORDS, "--nip", KETUA)
    run = skpxl("papers", "check", "kemas", "--use", "mutasi-2023", "--roster", "roster.xlsx", "--nip", KETUA, "--json")
    assert run.json["uses"][0]["counts"] == {"pegawai": 1, "lengkap": 1, "belum lengkap": 0}
    assert run.json["counts"] == {"berkas": 4, "dikenali": 4, "menurut indeks": 0, "tidak dikenali": 0, "ganda": 0}


def test_one_use_at_a_time(office):
    run = skpxl(*WORDS, "--use", "kp-2023", code=2)
    assert run.last == "Kemas untuk satu keperluan setiap kali; sebut --use satu kali saja."


# -- what may be in a zip ------------------------------------------------------------------------------------------------

USE = uses(["mutasi-2023"], None, LIBRARY.aturan.berkas)


def checked(files: dict[str, bytes], *rows: BarisIndeks):
    given_files = [given(name, data) for name, data in files.items()]
    return check_papers(given_files, PENERIMA, PEGAWAI[1:3], USE, index=rows)


def packed(found, **more):
    return list(packages(found, USE[0], **more))


def row(data: bytes, nip: str, kode: str, year: str) -> BarisIndeks:
    return BarisIndeks(
        cerna=hashlib.sha256(data).hexdigest(), pegawai=nip, dokumen=NAMES[kode], tahun=year, tanda_tangan="ya"
    )


def test_a_file_with_all_papers_of_a_person_is_in_his_zip_once():
    data = scan()
    rows = [row(data, KETUA, INTEGRASI, "2021"), row(data, KETUA, HASIL, "2022"), row(data, KETUA, DOKUMEN, "2022")]
    (own, other) = packed(checked({"semua.pdf": data}, *rows))
    members = inside(own.data or b"")
    assert list(members) == ["00_Daftar-Isi.xlsx", "01_Dokumen-Integrasi-2021.pdf"]
    assert [line[5] for line in contents(members[ISI_PAKET])[8:]] == ["01_Dokumen-Integrasi-2021.pdf"] * 3
    assert (own.lacking, other.data) == ((), None)


def test_a_file_with_papers_of_several_people_goes_into_nobody_s_zip():
    data = scan()
    files = {"b.pdf": YEARLY, "c.pdf": INTEGRATED, "dua orang.pdf": data}
    found = checked(files, row(data, KETUA, DOKUMEN, "2022"), row(data, STAF, DOKUMEN, "2022"))
    assert [one.data for one in packed(found)] == [None, None]
    (own, _) = packed(found, incomplete=True)
    assert own.lacking == (f"{NAMES[DOKUMEN]} 2022: ada, tetapi dalam berkas beberapa orang",)
    assert data not in inside(own.data or b"").values()


def test_names_from_outside_never_become_paths_and_endings_are_told_by_content():
    found = checked({"../../etc/passwd.exe": SIGNED, "/abs/b.docx": YEARLY, "c:\\d.pdf": INTEGRATED})
    (own, _) = packed(found)
    assert {Path(name).suffix for name in inside(own.data or b"")} == {".xlsx", ".pdf"}
    assert all("/" not in name and "\\" not in name and name.isascii() for name in inside(own.data or b""))


def test_a_nip_that_would_lead_elsewhere_is_only_a_name():
    odd = PEGAWAI[1].model_copy(update={"nip": "../../x y"})
    people = ORGANISASI.model_copy(update={"pegawai": (odd, *PEGAWAI[2:])})
    data = scan()
    receiver = PaperReceiver(LIBRARY, people)
    rows = [row(data, odd.nama, kode, year) for kode, year in ((INTEGRASI, "2021"), (HASIL, "2022"), (DOKUMEN, "2022"))]
    found = check_papers([given("a.pdf", data)], receiver, [odd], USE, index=rows)
    (own,) = packages(found, USE[0])
    assert own.name == "x-y_mutasi-2023.zip"
    assert own.data is not None


def test_a_file_that_changes_between_check_and_pack_stops_the_run(tmp_path):
    from skpxl.files.walk import walk

    put(tmp_path, {"a.pdf": SIGNED, "b.pdf": YEARLY, "c.pdf": INTEGRATED})
    found = check_papers(walk([tmp_path]), PENERIMA, [PEGAWAI[1]], USE)
    (tmp_path / "b.pdf").write_bytes(YEARLY + b"%")
    with pytest.raises(SkpxlError, match=r"b\.pdf berubah selama perintah ini berjalan; ulangi\."):
        packed(found)
    (tmp_path / "b.pdf").unlink()
    with pytest.raises(SkpxlError, match=r"b\.pdf tidak dapat dibaca lagi; periksa foldernya, lalu ulangi\."):
        packed(found)

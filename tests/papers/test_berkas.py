"""Which papers of which year a use asks for (domain.md section 4), and who has them: `model/berkas.py`, `papers/check.py`."""

import openpyxl
import pytest
from campaigns import ROSTER, rows, skpxl
from campaigns import roster as write_roster
from excel_rules import check_excel
from forms import KABID, KETUA, LIBRARY, ORGANISASI, PEGAWAI, PPPK, STAF
from papers_made import (
    DOKUMEN,
    HASIL,
    INTEGRASI,
    JPG,
    PNG,
    document,
    form_of,
    given,
    lines,
    paper,
    pdf,
    put,
    result,
    scan,
    skp_form,
)

from skpxl.errors import UsageError
from skpxl.files.walk import Arrival
from skpxl.model.berkas import AturanBerkas, dokumen_perlu
from skpxl.model.berkas_indeks import BUKAN, ArtiIndeks, BarisIndeks, arti, pegawai_in_words, tahun_dokumen
from skpxl.model.cap_dokumen import CapDokumen
from skpxl.model.pegawai import Pegawai
from skpxl.papers.check import DIKENALI, GANDA, MENURUT_INDEKS, TAK_DIKENALI, check_papers
from skpxl.papers.judging import PaperStatus
from skpxl.papers.receive import PaperReceiver
from skpxl.papers.report import SEEN_ONLY, lacking
from skpxl.papers.uses import paper_in_words, uses

ATURAN = LIBRARY.aturan.berkas
PENERIMA = PaperReceiver(LIBRARY, ORGANISASI)


@pytest.mark.parametrize(
    ("keperluan", "tahun", "perlu"),
    [
        ("kenaikan-pangkat-2023", 2023, [
            ("penilaian-januari-juni-2021", 2021), ("penilaian-juli-desember-2021", 2021), (INTEGRASI, 2021),
            (HASIL, 2022), (DOKUMEN, 2022),
        ]),
        ("kenaikan-pangkat-2023", 2022, []),
        ("kenaikan-pangkat-2023", 2024, []),
        ("kenaikan-pangkat-2024", 2023, []),
        ("kenaikan-pangkat-2024", 2024, [(HASIL, 2022), (DOKUMEN, 2022), (HASIL, 2023), (DOKUMEN, 2023)]),
        ("kenaikan-pangkat-2024", 2026, [(HASIL, 2024), (DOKUMEN, 2024), (HASIL, 2025), (DOKUMEN, 2025)]),
        ("mutasi-2023", 2023, [(INTEGRASI, 2021), (HASIL, 2022), (DOKUMEN, 2022)]),
        ("mutasi-2024", 2025, [(HASIL, 2023), (DOKUMEN, 2023), (HASIL, 2024), (DOKUMEN, 2024)]),
        ("pensiun", 2024, []),
    ],
)  # fmt: skip
def test_the_papers_of_each_use_and_year(keperluan: str, tahun: int, perlu: list[tuple[str, int]]) -> None:
    semua = dokumen_perlu(keperluan, tahun, ATURAN)
    assert [(satu.kode, satu.tahun) for satu in semua] == perlu
    assert all(satu.dokumen is ATURAN.dokumen[satu.kode] for satu in semua)


def test_the_evaluation_is_signed_by_the_penilai_only() -> None:
    assert ATURAN.dokumen[HASIL].penanda_tangan == ("pejabat penilai kinerja",)
    assert ATURAN.dokumen[DOKUMEN].penanda_tangan == ("pegawai yang dinilai", "pejabat penilai kinerja")


def test_the_lists_for_mutasi_are_marked_as_unverified() -> None:
    assert {nama: satu.terverifikasi for nama, satu in ATURAN.keperluan.items()} == {
        "kenaikan-pangkat-2023": True, "kenaikan-pangkat-2024": True, "mutasi-2023": False, "mutasi-2024": False,
    }  # fmt: skip


def test_a_use_that_names_an_unknown_paper_is_refused() -> None:
    isi = {
        "dokumen": {},
        "keperluan": {
            "kp": {"nama": "KP", "mulai": 2024, "terverifikasi": True, "perlu": [{"dokumen": "skp", "tahun": -1}]}
        },
    }
    with pytest.raises(ValueError, match=r"keperluan `kp` menyebut dokumen `skp`, yang tidak ada di \[dokumen\]"):
        AturanBerkas.model_validate(isi)


# -- the use -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "year", "kode", "of", "short"),
    [
        ("kp-2023", None, "kenaikan-pangkat-2023", 2023, "kenaikan-pangkat-2023"),
        ("kenaikan-pangkat-2023", 2030, "kenaikan-pangkat-2023", 2023, "kenaikan-pangkat-2023"),
        ("KP-2024", 2026, "kenaikan-pangkat-2024", 2026, "kenaikan-pangkat-2026"),
        ("kp", 2025, "kenaikan-pangkat-2024", 2025, "kenaikan-pangkat-2025"),
        ("kp", 2023, "kenaikan-pangkat-2023", 2023, "kenaikan-pangkat-2023"),
        ("mutasi", 2023, "mutasi-2023", 2023, "mutasi-2023"),
        ("mutasi-2024", 2024, "mutasi-2024", 2024, "mutasi-2024"),
    ],
)
def test_a_use_is_named_in_full_or_by_its_stem_and_year(named, year, kode, of, short):
    (found,) = uses([named, named], year, ATURAN)
    assert (found.kode, found.tahun, found.short) == (kode, of, short)
    assert list(found.perlu) == dokumen_perlu(kode, of, ATURAN)


@pytest.mark.parametrize(
    ("named", "year", "sentence"),
    [
        ("pensiun", 2024, "--use pensiun tidak dikenal; pilihannya: kenaikan-pangkat-2023, kenaikan-pangkat-2024, "
         "mutasi-2023, mutasi-2024."),
        ("kp-2024", None, "kp-2024 berlaku untuk tahun 2024 dan seterusnya; tambahkan --year TAHUN."),
        ("kp-2024", 2023, "kp-2024 berlaku untuk tahun 2024 dan seterusnya, bukan 2023."),
        ("kp", None, "--use kp tanpa tahun; tambahkan --year TAHUN, atau sebut kenaikan-pangkat-2023 atau "
         "kenaikan-pangkat-2024."),
        ("kp", 2022, "Tidak ada aturan kp untuk tahun 2022; pilihannya: kenaikan-pangkat-2023, kenaikan-pangkat-2024."),
    ],
)  # fmt: skip
def test_a_use_that_does_not_hold_is_refused(named, year, sentence):
    with pytest.raises(UsageError) as raised:
        uses([named], year, ATURAN)
    assert str(raised.value) == sentence


# -- who has what --------------------------------------------------------------------------------------------------------

MUTASI = uses(["mutasi-2023"], None, ATURAN)
PEOPLE = (PEGAWAI[1], PEGAWAI[2])  # Ketua and Staf


def checked(files: dict[str, bytes], *rows: BarisIndeks, use=MUTASI, people=PEOPLE):
    return check_papers([given(name, data) for name, data in files.items()], PENERIMA, people, use, index=rows)


def held(found, nip: str) -> list[tuple[str, str, str]]:
    """(paper, status, file) of everything one person is asked for."""
    for satu in found.people[found.uses[0]]:
        if satu.orang.nip == nip:
            return [(lb.wanted.kode, lb.status.value, lb.file.name if lb.file else "") for lb in satu.papers]
    raise KeyError(nip)


def fates(found) -> dict[str, str]:
    return {satu.name: satu.fate for satu in found.received}


def codes(found) -> list[tuple[str, str, str]]:
    return [(satu.code, satu.file or satu.sheet + satu.cell, satu.item) for satu in found.findings]


def row(data: bytes, nip: str, paper_name: str, year: str, signed: str, **more) -> BarisIndeks:
    """A row of the index as an admin fills it in."""
    import hashlib

    orang = ORGANISASI.find_pegawai(nip)
    return BarisIndeks(
        cerna=hashlib.sha256(data).hexdigest(), berkas="x", pegawai=pegawai_in_words(orang) if orang else nip,
        dokumen=paper_name, tahun=year, tanda_tangan=signed, tempat="Indeks!C3", **more,
    )  # fmt: skip


NAMES = {kode: satu.nama for kode, satu in ATURAN.dokumen.items()}
ABSENT, UNSIGNED = "dokumen-tidak-ada", "dokumen-belum-ditandatangani"


def test_every_paper_of_everybody_is_there_unsigned_or_missing():
    found = checked(
        {
            "dok.xlsx": paper(document()), "ttd.pdf": pdf(lines(nip=STAF), signed=True),
            "tahunan.xlsx": form_of(), "skp.xlsx": skp_form(), "scan.pdf": scan(),
        }
    )  # fmt: skip
    assert held(found, KETUA) == [
        (INTEGRASI, "tidak ada", ""), (HASIL, "belum ditandatangani", "tahunan.xlsx"),
        (DOKUMEN, "belum ditandatangani", "dok.xlsx"),
    ]  # fmt: skip
    assert held(found, STAF) == [(INTEGRASI, "tidak ada", ""), (HASIL, "tidak ada", ""), (DOKUMEN, "ada", "ttd.pdf")]
    assert fates(found) == {
        "dok.xlsx": DIKENALI, "ttd.pdf": DIKENALI, "tahunan.xlsx": DIKENALI, "skp.xlsx": DIKENALI,
        "scan.pdf": TAK_DIKENALI,
    }  # fmt: skip
    assert found.count_files() == {DIKENALI: 4, MENURUT_INDEKS: 0, TAK_DIKENALI: 1, GANDA: 0}
    assert found.count_people(MUTASI[0]) == {"lengkap": 0, "belum lengkap": 2}
    integrasi, hasil = NAMES[INTEGRASI], f"{NAMES[HASIL]} 2022"
    assert codes(found) == [
        ("dokumen-tak-dikenali", "scan.pdf", ""),
        (ABSENT, "", integrasi), (UNSIGNED, "tahunan.xlsx", hasil), (UNSIGNED, "dok.xlsx", f"{NAMES[DOKUMEN]} 2022"),
        (ABSENT, "", integrasi), (ABSENT, "", hasil),
    ]  # fmt: skip
    assert [satu.message for satu in found.findings[:3]] == [
        "Berkas ini tidak dikenali: hasil pindai; tidak memuat tulisan yang dapat dibaca. Bila ini dokumen yang diminta, "
        "sebutkan di indeks (--index INDEKS.xlsx --make-index).",
        f"{integrasi}: Belum ada di antara berkas yang diperiksa. Minta atau terbitkan dokumen itu, lalu periksa lagi.",
        f"{hasil}: Ada, tetapi belum ditandatangani (berkasnya buku kerja, bukan cetakan yang ditandatangani). "
        "Mintakan tanda tangan pejabat penilai kinerja, pindai, lalu periksa lagi.",
    ]
    assert [satu.who for satu in found.findings[1:]] == ["Yosua Manafe, S.Kom."] * 3 + ["Melati Kasedu, A.Md."] * 2


def test_the_index_says_what_a_scan_is_and_whether_it_is_signed():
    one, two, three, four = scan(1), scan(2), JPG, PNG
    found = checked(
        {"1.pdf": one, "2.pdf": two, "3.jpg": three, "4.png": four},
        row(one, KETUA, NAMES[INTEGRASI], "2021", "ya"),
        row(two, KETUA, NAMES[HASIL], "2022", "Belum"),
        row(three, "", BUKAN, "", ""),
        row(four, KETUA, NAMES[DOKUMEN].upper(), "2022", "sudah"),
    )
    assert held(found, KETUA) == [
        (INTEGRASI, "ada", "1.pdf"), (HASIL, "belum ditandatangani", "2.pdf"), (DOKUMEN, "ada", "4.png"),
    ]  # fmt: skip
    assert found.count_files() == {DIKENALI: 0, MENURUT_INDEKS: 4, TAK_DIKENALI: 0, GANDA: 0}
    (unsigned,) = [satu for satu in found.findings if satu.code == UNSIGNED]
    assert "(begitu kata indeks)" in unsigned.message
    assert found.about_files() == []


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ((KETUA, "Ijazah", "2022", "ya"), ["indeks-tak-dimengerti"]),
        (("", BUKAN, "", ""), []),
        (("", "", "", ""), []),  # nothing typed yet
    ],
)
def test_a_row_that_names_no_paper_does_not_hide_the_next_one(first, told):
    found = checked({"a.pdf": scan()}, row(scan(), *first), row(scan(), KETUA, NAMES[HASIL], "2022", "ya"))
    assert held(found, KETUA)[1] == (HASIL, "ada", "a.pdf")
    assert [f.code for f in found.about_files()] == told


def test_one_scan_may_hold_all_papers_of_a_person():
    data = scan()
    papers = ((INTEGRASI, "2021"), (HASIL, "2022"), (DOKUMEN, "2022"))
    found = checked({"semua.pdf": data}, *(row(data, STAF, NAMES[kode], year, "ya") for kode, year in papers))
    assert held(found, STAF) == [(kode, "ada", "semua.pdf") for kode, _ in papers]
    # Nobody has said yet what predikat stands in it.
    assert found.count_people(MUTASI[0]) == {"lengkap": 0, "belum lengkap": 1, "predikat belum diketahui": 1}
    assert found.count_files() == {DIKENALI: 0, MENURUT_INDEKS: 1, TAK_DIKENALI: 0, GANDA: 0}
    told = (row(data, STAF, NAMES[kode], year, "ya", predikat="baik") for kode, year in papers)
    assert checked({"semua.pdf": data}, *told).count_people(MUTASI[0]) == {"lengkap": 1, "belum lengkap": 1}


def test_of_a_pdf_that_says_what_it_is_the_index_only_tells_the_signature():
    data = pdf(lines())
    unknown = checked({"a.pdf": data})
    assert held(unknown, KETUA)[2] == (DOKUMEN, "belum ditandatangani", "a.pdf")
    (said,) = [satu.message for satu in unknown.findings if satu.code == UNSIGNED]
    assert "(tanda tangan tidak dapat dilihat program; jawab di indeks bila sudah ada)" in said
    signed = checked({"a.pdf": data}, row(data, KETUA, NAMES[DOKUMEN], "2022", "ya", terkunci=True))
    assert held(signed, KETUA)[2] == (DOKUMEN, "ada", "a.pdf")
    assert fates(signed) == {"a.pdf": DIKENALI}


def test_the_index_does_not_talk_a_file_into_another_paper():
    data = pdf(lines())
    found = checked({"a.pdf": data}, row(data, STAF, NAMES[DOKUMEN], "2022", "ya"))
    assert held(found, STAF)[2] == (DOKUMEN, "tidak ada", "")
    assert held(found, KETUA)[2] == (DOKUMEN, "belum ditandatangani", "a.pdf")
    assert [(f.code, f.sheet, f.cell, f.message) for f in found.about_files()] == [
        ("indeks-berbeda", "Indeks", "C3",
         "Indeks!C3: Baris indeks untuk a.pdf tidak dipakai seluruhnya: isi berkas itu sendiri menyebut dokumen, pegawai, "
         "atau tahun yang lain, dan itulah yang dipakai. Periksa baris itu di indeks."),
    ]  # fmt: skip
    signed = checked({"a.pdf": data}, *(row(data, nip, NAMES[DOKUMEN], "2022", "ya") for nip in (STAF, KETUA)))
    assert held(signed, KETUA)[2] == (DOKUMEN, "ada", "a.pdf")


def test_no_index_makes_a_workbook_signed():
    made, own = paper(document()), b"{\\rtf1 dokumen}"
    found = checked(
        {"a.xlsx": made, "b.rtf": own},
        row(made, KETUA, NAMES[DOKUMEN], "2022", "ya"),
        row(own, KETUA, NAMES[HASIL], "2022", "ya"),
    )
    assert held(found, KETUA)[1:] == [
        (HASIL, "belum ditandatangani", "b.rtf"), (DOKUMEN, "belum ditandatangani", "a.xlsx"),
    ]  # fmt: skip
    assert [f.code for f in found.about_files()] == ["indeks-berbeda", "indeks-berbeda"]
    assert "tidak mungkin ada tanda tangan" in found.about_files()[0].message


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"tahun": "", "tanda_tangan": " "}, "belum diisi: tahun, sudah ditandatangani atau belum"),
        ({"tanda_tangan": "mungkin"}, "“mungkin” bukan ya atau belum"),
        ({"pegawai": "Orang Lain — 198001012005011901"},
         "“Orang Lain - 198001012005011901” tidak ada dalam daftar pegawai, atau lebih dari satu orang"),
        ({"dokumen": "Ijazah"}, "“Ijazah” bukan nama dokumen"),
        ({"tahun": "22"}, "“22” bukan tahun"),
        ({"dokumen": NAMES[INTEGRASI]}, f"{NAMES[INTEGRASI]} hanya ada untuk tahun 2021"),
    ],
)  # fmt: skip
def test_a_row_of_the_index_that_cannot_be_used_is_said_and_why(change, reason):
    good = row(JPG, KETUA, NAMES[HASIL], "2022", "ya")
    wrong = good.model_copy(update=change)
    assert arti(good, ORGANISASI, ATURAN) == ArtiIndeks(CapDokumen(HASIL, KETUA, 2022), True)
    assert arti(wrong, ORGANISASI, ATURAN) == reason
    found = checked({"a.jpg": JPG}, wrong)
    assert fates(found) == {"a.jpg": TAK_DIKENALI}
    assert [(f.code, f.severity.value) for f in found.about_files()] == [
        ("indeks-tak-dimengerti", "galat"), ("dokumen-tak-dikenali", "peringatan"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "who", [KETUA, "19810701 200604 1 903", "NIP. " + KETUA, "Yosua Manafe", "yosua manafe, S.T.", f"X — {KETUA}"]
)
def test_a_person_may_be_typed_as_a_nip_or_a_name(who):
    good = row(JPG, KETUA, NAMES[HASIL], "2022", "ya")
    assert arti(good.model_copy(update={"pegawai": who}), ORGANISASI, ATURAN) == arti(good, ORGANISASI, ATURAN)


def test_the_years_of_papers_that_only_one_use_asks_for():
    assert {kode: tahun_dokumen(kode, ATURAN) for kode in ATURAN.dokumen} == {
        "penilaian-januari-juni-2021": {2021}, "penilaian-juli-desember-2021": {2021}, INTEGRASI: {2021},
        HASIL: set(), DOKUMEN: set(),
    }  # fmt: skip


# -- doubles -------------------------------------------------------------------------------------------------------------


def test_a_signed_paper_stands_before_its_unsigned_original_and_nothing_is_said_of_that():
    found = checked({"a.xlsx": paper(document()), "b.pdf": pdf(lines()), "c.pdf": pdf(lines(), signed=True)})
    assert held(found, KETUA)[2] == (DOKUMEN, "ada", "c.pdf")
    assert [(b.name, b.fate, b.same_as) for b in found.received] == [
        ("a.xlsx", GANDA, "c.pdf"), ("b.pdf", GANDA, "c.pdf"), ("c.pdf", DIKENALI, ""),
    ]  # fmt: skip
    assert found.about_files() == []


def test_a_form_stands_beside_the_paper_made_of_it():
    found = checked({"form.xlsx": form_of(), "hasil.pdf": pdf(lines("EVALUASI KINERJA PEGAWAI"))})
    assert held(found, KETUA)[1] == (HASIL, "belum ditandatangani", "hasil.pdf")
    assert fates(found) == {"form.xlsx": DIKENALI, "hasil.pdf": DIKENALI}


def test_a_finished_workbook_stands_before_the_form_it_was_made_of():
    found = checked({"a-form.xlsx": form_of(), "b-hasil.xlsx": paper(result())})
    assert held(found, KETUA)[1] == (HASIL, "belum ditandatangani", "b-hasil.xlsx")
    assert fates(found) == {"a-form.xlsx": DIKENALI, "b-hasil.xlsx": DIKENALI}


def test_two_different_signed_papers_of_the_same_kind_are_said():
    found = checked({"a.pdf": pdf(lines(), signed=True), "b.pdf": pdf([*lines(), "revisi"], signed=True)})
    assert held(found, KETUA)[2] == (DOKUMEN, "ada", "a.pdf")
    assert fates(found) == {"a.pdf": DIKENALI, "b.pdf": GANDA}
    assert [(f.code, f.file) for f in found.about_files()] == [("dokumen-ganda", "b.pdf")]


def test_equal_files_count_once_and_the_index_is_asked_once():
    wrong = row(JPG, KETUA, "Ijazah", "2022", "ya")
    found = checked({"a.jpg": JPG, "b.jpg": JPG, "c.jpg": JPG}, wrong)
    assert fates(found) == {"a.jpg": TAK_DIKENALI, "b.jpg": GANDA, "c.jpg": GANDA}
    assert [(f.code, f.file) for f in found.about_files()] == [
        ("indeks-tak-dimengerti", ""), ("dokumen-tak-dikenali", "a.jpg"), ("berkas-ganda", "b.jpg"),
        ("berkas-ganda", "c.jpg"),
    ]  # fmt: skip


def test_a_file_whose_bytes_are_not_there_hides_no_double_and_asks_for_no_index_of_doubles():
    gone = Arrival("0.pdf", data=b"", problem="berkas-rusak", detail="arsip terpotong")
    found = check_papers([gone, given("a.jpg", JPG), given("b.jpg", JPG)], PENERIMA, PEOPLE, MUTASI)
    assert fates(found) == {"0.pdf": TAK_DIKENALI, "a.jpg": TAK_DIKENALI, "b.jpg": GANDA}
    assert {satu.name: satu.needs_index for satu in found.received} == {"0.pdf": False, "a.jpg": True, "b.jpg": False}


def test_a_paper_of_somebody_whom_the_roster_does_not_have_is_said():
    few = ORGANISASI.model_copy(update={"pegawai": (PEGAWAI[0],)})
    penerima = PaperReceiver(LIBRARY, few)
    files = [given("a.xlsx", form_of()), given("b.xlsx", skp_form())]
    found = check_papers(files, penerima, few.pegawai, MUTASI)
    assert [(f.code, f.file, f.found, f.rincian) for f in found.about_files()] == [
        ("dokumen-di-luar-daftar", "a.xlsx", KETUA, ()),
    ]  # fmt: skip
    assert found.count_files() == {DIKENALI: 2, MENURUT_INDEKS: 0, TAK_DIKENALI: 0, GANDA: 0}


def test_everybody_counts_once_and_a_vacant_post_is_nobody():
    no_nip = Pegawai(nama="Sopir Contoh", jabatan="Sopir", unit_kerja="BPK", baris=8)
    vacant = Pegawai(jabatan="Analis", unit_kerja="BPK", baris=9)
    twice = PEGAWAI[1].model_copy(update={"jabatan": "Plt. Kepala", "baris": 10})
    found = checked({"a.jpg": JPG}, people=(*PEOPLE, no_nip, vacant, twice))
    assert [satu.orang.nama for satu in found.people[MUTASI[0]]] == [
        "Yosua Manafe, S.Kom.", "Melati Kasedu, A.Md.", "Sopir Contoh",
    ]  # fmt: skip


def test_a_paper_that_two_uses_ask_for_is_named_once_among_the_findings():
    both = uses(["mutasi-2023", "kp-2023"], None, ATURAN)
    found = checked({"a.jpg": JPG}, use=both, people=(PEGAWAI[2],))
    assert {use.kode: len(found.people[use][0].papers) for use in both} == {
        "mutasi-2023": 3, "kenaikan-pangkat-2023": 5,
    }  # fmt: skip
    assert len([f for f in found.findings if f.code == ABSENT]) == 5


def test_what_a_person_lacks_in_words():
    found = checked({"dok.xlsx": paper(document())}, people=(PEGAWAI[1],))
    (satu,) = found.people[MUTASI[0]]
    assert lacking(satu, LIBRARY.aturan) == {
        PaperStatus.TIDAK: [NAMES[INTEGRASI], f"{NAMES[HASIL]} 2022"], PaperStatus.BELUM: [f"{NAMES[DOKUMEN]} 2022"],
    }  # fmt: skip
    assert paper_in_words("skp", 2022, ATURAN) == "SKP 2022"


# -- the command ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with a roster and papers, among them an archive; the working directory."""
    import io
    import zipfile

    write_roster(tmp_path / "roster.xlsx")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../x/ttd.pdf", pdf(lines(), signed=True))
    put(
        tmp_path / "masuk",
        {
            "tahunan.xlsx": form_of(),
            "kiriman.zip": archive.getvalue(),
            "scan.jpg": JPG,
            "dok staf.xlsx": paper(document(STAF)),
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_list_says_who_lacks_what_and_accounts_for_everything(office):
    run = skpxl("papers", "check", "masuk", "--use", "mutasi-2023", "--roster", "roster.xlsx", code=1)
    assert run.out.splitlines() == [
        "Mutasi tahun 2023, untuk tahun 2023: 3 dokumen per pegawai",
        f"  Rosalina Wanggai, S.STP. ({KABID}): 0 dari 3 ada",
        f"    tidak ada: {NAMES[INTEGRASI]}, {NAMES[HASIL]} 2022, {NAMES[DOKUMEN]} 2022",
        f"  Yosua Manafe, S.Kom. ({KETUA}): 2 dari 3 ada",
        f"    tidak ada: {NAMES[INTEGRASI]}",
        f"    belum ditandatangani: {NAMES[HASIL]} 2022",
        f"  Melati Kasedu, A.Md. ({STAF}): 1 dari 3 ada",
        f"    tidak ada: {NAMES[INTEGRASI]}, {NAMES[HASIL]} 2022",
        f"    belum ditandatangani: {NAMES[DOKUMEN]} 2022",
        f"  Bagas Lerik, S.Sos. ({PPPK}): tidak dimintai dokumen, mutasi hanya untuk PNS (Peraturan BKN 5/2019); "
        "statusnya PPPK",
        "Tentang berkasnya:",
        "  peringatan masuk/scan.jpg: Berkas ini tidak dikenali: hasil pindai; tidak memuat tulisan yang dapat dibaca. Bila "
        "ini dokumen yang diminta, sebutkan di indeks (--index INDEKS.xlsx --make-index).",
        "Mutasi tahun 2023: 3 pegawai = 0 lengkap + 3 belum lengkap; 1 tidak dimintai dokumen; 1 jabatan lowong.",
        "4 berkas = 3 dikenali + 0 menurut indeks + 1 tidak dikenali + 0 ganda.",
        "Tanda tangan elektronik dalam PDF hanya dilihat ada atau tidak; keabsahannya tidak diperiksa.",
    ]
    assert run.err == "Daftar dokumen untuk Mutasi tahun 2023 belum terverifikasi (paparan BKD Provinsi NTT 2022).\n"


def test_json_has_every_person_and_every_file(office):
    run = skpxl(
        "papers", "check", "masuk", "--use", "kp-2024", "--year", 2024, "--roster", "roster.xlsx", "--nip", KETUA,
        "--json", code=1,
    )  # fmt: skip
    (use,) = run.json["uses"]
    assert (use["use"], use["year"], use["verified"]) == ("kenaikan-pangkat-2024", 2024, True)
    assert use["counts"] == {"pegawai": 1, "lengkap": 0, "belum lengkap": 1}
    assert [(p["paper"], p["year"], p["status"], p["file"]) for p in use["people"][0]["papers"]] == [
        (HASIL, 2022, "belum ditandatangani", "masuk/tahunan.xlsx"),
        (DOKUMEN, 2022, "ada", "masuk/kiriman.zip/x/ttd.pdf"),
        (HASIL, 2023, "tidak ada", ""), (DOKUMEN, 2023, "tidak ada", ""),
    ]  # fmt: skip
    assert run.json["counts"] == {"berkas": 4, "dikenali": 3, "menurut indeks": 0, "tidak dikenali": 1, "ganda": 0}
    files = {
        one["file"]: (one["outcome"], [(p["nip"], p["signed"]) for p in one["papers"]]) for one in run.json["files"]
    }
    assert files == {
        "masuk/dok staf.xlsx": ("dikenali", [(STAF, False)]),
        "masuk/kiriman.zip/x/ttd.pdf": ("dikenali", [(KETUA, True)]),
        "masuk/scan.jpg": ("tidak dikenali", []), "masuk/tahunan.xlsx": ("dikenali", [(KETUA, False)]),
    }  # fmt: skip
    assert [f["code"] for f in run.json["findings"]] == ["dokumen-tak-dikenali", UNSIGNED, ABSENT, ABSENT]


def test_the_report_has_a_sheet_per_use_with_links_and_colours(office):
    words = ("papers", "check", "masuk", "--use", "mutasi-2023", "--use", "kp-2023", "--roster", "roster.xlsx")
    skpxl(*words, "--report", "laporan.xlsx", code=1)
    assert check_excel(office / "laporan.xlsx") == []
    book = openpyxl.load_workbook("laporan.xlsx")
    assert book.sheetnames == ["Ringkasan", "Mutasi 2023", "Kenaikan pangkat 2023", "Berkas", "Temuan berkas"]
    table = rows(office / "laporan.xlsx", "Mutasi 2023")
    assert [line[0] for line in table[:2]] == [
        "Mutasi tahun 2023 (untuk tahun 2023)",
        "Dasar: paparan BKD Provinsi NTT 2022 (daftar dokumennya belum terverifikasi)",
    ]
    assert table[2][0] == (
        "Predikat yang diminta: Sangat Baik atau Baik (penilaian kinerja paling rendah Baik dalam dua tahun terakhir "
        "(Peraturan BKN 5/2019); belum terverifikasi)"
    )
    assert table[4] == [
        "No.", "NIP", "Nama", "Unit Kerja", "Keadaan", NAMES[INTEGRASI], f"{NAMES[HASIL]} 2022", f"{NAMES[DOKUMEN]} 2022",
        "Yang kurang",
    ]  # fmt: skip
    assert table[6] == [
        2, KETUA, "Yosua Manafe, S.Kom.", "Bidang Pembinaan Kepegawaian", "belum lengkap", "tidak ada",
        "belum ditandatangani", "ada",
        f"tidak ada: {NAMES[INTEGRASI]}; belum ditandatangani: {NAMES[HASIL]} 2022",
    ]  # fmt: skip
    sheet = book["Mutasi 2023"]
    # A member of an archive has no place to lead to.
    links = {cell.coordinate: cell.hyperlink.target for line in sheet for cell in line if cell.hyperlink}
    assert {at: target.replace("\\", "/") for at, target in links.items()} == {
        "G7": "masuk/tahunan.xlsx", "H8": "masuk/dok%20staf.xlsx",
    }  # fmt: skip
    colours = {
        (str(area.sqref), rule.formula[0]): rule.dxf.fill.bgColor.rgb
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    assert colours[("F6:F9", '"ada"')] == "FFE2F0D9"
    assert colours[("F6:F9", '"belum ditandatangani"')] == "FFFFE699"
    assert colours[("H6:H9", '"tidak ada"')] == "FFFFD9D9"
    assert colours[("E6:E9", '"lengkap"')] == "FFE2F0D9"
    summary = {line[0].strip(): line[1] for line in rows(office / "laporan.xlsx", "Ringkasan")[1:]}
    assert (
        summary["Berkas diperiksa"]
        == 4
        == sum(summary[name] for name in (DIKENALI, MENURUT_INDEKS, TAK_DIKENALI, GANDA))
    )
    assert summary["Mutasi tahun 2023: pegawai"] == 3
    assert summary[f"{NAMES[DOKUMEN]} 2022"] == 1
    assert table[-1][1:5] == [PPPK, "Bagas Lerik, S.Sos.", "Bidang Pembinaan Kepegawaian", "tidak dimintai dokumen"]
    files = rows(office / "laporan.xlsx", "Berkas")
    assert (files[0][0], len(files)) == (SEEN_ONLY, 7)
    assert [line[4:6] for line in files[3:]] == [
        ["tidak terlihat", "Baik"], ["terlihat, tidak diperiksa", "Baik"], ["", ""], ["tidak terlihat", "Baik"],
    ]  # fmt: skip
    before = (office / "laporan.xlsx").read_bytes()
    skpxl(*words, "--report", "laporan.xlsx", code=1)
    assert (office / "laporan.xlsx").read_bytes() == before


def test_a_complete_set_ends_well(office):
    put(office / "masuk", {"i.pdf": pdf(lines("INTEGRASI HASIL PENILAIAN KINERJA PNS TAHUN 2021", period=""), signed=True),
                           "h.pdf": pdf(lines("EVALUASI KINERJA PEGAWAI"), signed=True)})  # fmt: skip
    run = skpxl("papers", "check", "masuk", "--use", "mutasi-2023", "--roster", "roster.xlsx", "--nip", KETUA)
    assert run.out.splitlines()[1] == f"  Yosua Manafe, S.Kom. ({KETUA}): lengkap"
    assert run.out.splitlines()[-3] == "Mutasi tahun 2023: 1 pegawai = 1 lengkap + 0 belum lengkap."


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder putaran SKP."),
        (("masuk",), 2, "Daftar pegawai yang mana? Tambahkan --roster BERKAS, atau jalankan di folder putaran SKP."),
        (("tidak-ada", "--roster", "roster.xlsx"), 3, "tidak-ada tidak ada; periksa nama berkas atau foldernya."),
        (("masuk", "--roster", "roster.xlsx", "--make-index"), 2, "Indeksnya ke mana? Tambahkan --index INDEKS.xlsx."),
        (
            ("masuk", "--roster", "roster.xlsx", "--index", "i.xlsx"), 2,
            "i.xlsx tidak ada; buat dengan papers check --index i.xlsx --make-index.",
        ),
        (
            ("masuk", "--roster", "roster.xlsx", "--index", "roster.xlsx"), 3,
            "roster.xlsx bukan indeks hasil pindai skpxl; sebut nama berkas lain, atau buat dengan --make-index.",
        ),
        (
            ("masuk", "--roster", "roster.xlsx", "--nip", "1"), 3,
            "NIP 1 tidak ada dalam daftar pegawai; periksa angkanya.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(words, code, sentence, office):
    run = skpxl("papers", "check", *words, "--use", "mutasi-2023", code=code)
    assert run.last == sentence


def test_in_a_campaign_the_papers_are_those_that_papers_make_has_written(office):
    skpxl("new", "kampanye", "--instansi", "PEMERINTAH CONTOH", "--tahun", 2022)
    write_roster(office / "kampanye" / "roster.xlsx", ROSTER)
    put(office / "kampanye" / "hasil" / "dokumen", {"a.xlsx": paper(document())})
    run = skpxl("-C", "kampanye", "papers", "check", "--use", "mutasi-2023", code=1)
    assert run.last != ""
    assert run.out.splitlines()[-1] == "1 berkas = 1 dikenali + 0 menurut indeks + 0 tidak dikenali + 0 ganda."

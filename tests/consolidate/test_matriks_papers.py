"""`papers make --kind matriks` and `merge --pdf`: a paper per unit, who signs it, and when it is a draft."""

import json

import openpyxl
import pytest
from campaigns import ANSWERS, OF_KABID, PD, SEKRETARIS, TWO_UNITS, returned, roster, skpxl, tree
from excel_rules import check_excel
from forms import INSTANSI, KABID, PRODUK, STAF, UNIT, kuantitatif
from printed_matriks import png

from skpxl.campaign.settings import read_settings

PATH = f"Badan-Kepegawaian-Contoh/Matriks-Peran-Hasil_2022_{UNIT.kode}.xlsx"
# Of the STAF only what has a place: nothing is left over then.
PLACED = kuantitatif(
    """
    bagian | atasan | rencana | aspek | indikator | target
    utama | Terlaksananya konsultasi kepegawaian | Terlayaninya tamu konsultasi | Waktu | Lama layanan | 1 hari
    """
)
# The result of the head of a unit is the product itself.
OF_HEAD = json.loads(json.dumps(OF_KABID).replace("Terbinanya pegawai", PRODUK[0].teks))
COMPLETE = {**ANSWERS, STAF: PLACED, KABID: OF_HEAD}
WORDS = ("--kind", "matriks", "--tempat", "Kupang", "--tanggal", "2022-01-10", "--nomor", "800/1/BKC")
TITIK = "…………………"


def made(tmp_path, answers, *more, code=0, organisasi=None):
    """(folder of papers, run) of the matrices of what returned."""
    inbox = returned(tmp_path, answers, **({"organisasi": organisasi} if organisasi else {}))
    words = ("papers", "make", inbox, "-o", tmp_path / "cetak", "--roster", tmp_path / "roster.xlsx", *WORDS)
    return tmp_path / "cetak", skpxl(*words, *more, code=code)


def said(sheet):
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_a_complete_matriks_can_be_signed(tmp_path):
    folder, run = made(tmp_path, COMPLETE)
    assert run.out.splitlines() == [
        "1 matriks untuk ditandatangani = 1 siap + 0 KONSEP (sebabnya di lembar terakhirnya).",
        f"Matriks untuk ditandatangani: {folder}",
    ]
    assert [*tree(folder)] == [PATH]
    assert check_excel(folder / PATH) == []
    book = openpyxl.load_workbook(folder / PATH)
    assert book.sheetnames == ["Matriks"]
    words = said(book["Matriks"])
    assert words[:4] == [
        f"{INSTANSI.upper()}\nBADAN KEPEGAWAIAN CONTOH", "MATRIKS PERAN HASIL TAHUN 2022", UNIT.nama, "Nomor: 800/1/BKC",
    ]  # fmt: skip
    # The roster has no unit above: the penilai of the unit's head is the head of the perangkat daerah.
    assert words[-8:] == [
        "Mengetahui,", "Kupang, 10 Januari 2022", "Kepala Badan", "Kepala Bidang Pembinaan Kepegawaian",
        "Markus Contoh", "Rosalina Wanggai, S.STP.", f"NIP. {TITIK}", f"NIP. {KABID}",
    ]  # fmt: skip
    assert book["Matriks"].oddHeader.center.text is None
    assert "KONSEP" not in " ".join(words)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (
            {**COMPLETE, STAF: ANSWERS[STAF]},
            [["Melati Kasedu, A.Md.", "hasil belum terpetakan", "Terbantunya panitia"]],
        ),
        (
            {nip: answer for nip, answer in COMPLETE.items() if nip != KABID},
            [["Rosalina Wanggai, S.STP.", "SKP belum masuk", ""]],
        ),
    ],
    ids=["left over", "missing"],
)
def test_it_is_a_draft_while_a_result_is_left_over_or_an_skp_missing(tmp_path, answers, why):
    folder, run = made(tmp_path, answers)
    assert run.out.splitlines()[0] == (
        "1 matriks untuk ditandatangani = 0 siap + 1 KONSEP (sebabnya di lembar terakhirnya)."
    )
    book = openpyxl.load_workbook(folder / PATH)
    assert book.sheetnames == ["Matriks", "Mengapa KONSEP"]
    signed = book["Matriks"]
    assert (signed.oddHeader.center.text, said(signed)[1]) == ("KONSEP", "KONSEP MATRIKS PERAN HASIL TAHUN 2022")
    assert not {"Belum terpetakan", "- Terbantunya panitia"} & {*said(signed)}
    table = [["" if cell is None else cell for cell in row] for row in book["Mengapa KONSEP"].values]
    head = next(number for number, row in enumerate(table) if row[0] == "No.")
    assert [[row[1], row[3], row[4]] for row in table[head + 1 :]] == why


def test_the_head_of_the_office_signs_alone_and_only_the_units_asked_for_are_made(tmp_path):
    top, below = TWO_UNITS.unit[1], TWO_UNITS.unit[0].model_copy(update={"induk": "SEK", "perangkat_daerah": ""})
    top = top.model_copy(update={"nama": "Badan Kepegawaian Contoh"})
    organisasi = TWO_UNITS.model_copy(update={"unit": (below, top)})
    folder, run = made(tmp_path, COMPLETE, organisasi=organisasi)
    assert run.out.splitlines()[0].startswith("2 matriks untuk ditandatangani = 1 siap + 1 KONSEP")
    alone = said(openpyxl.load_workbook(folder / PATH.replace(UNIT.kode, "SEK"))["Matriks"])
    assert alone[-4:] == ["Kupang, 10 Januari 2022", "Sekretaris", SEKRETARIS.nama, f"NIP. {SEKRETARIS.nip}"]
    assert "Mengetahui," not in alone
    both = said(openpyxl.load_workbook(folder / PATH)["Matriks"])
    assert both[-8:-4] == [
        "Mengetahui,",
        "Kupang, 10 Januari 2022",
        "Sekretaris",
        "Kepala Bidang Pembinaan Kepegawaian",
    ]
    words = (
        "papers",
        "make",
        tmp_path / "masuk",
        "-o",
        tmp_path / "lain",
        "--roster",
        tmp_path / "roster.xlsx",
        *WORDS,
    )
    skpxl(*words, "--unit", UNIT.kode)
    assert [*tree(tmp_path / "lain")] == [PATH]


def test_a_campaign_gives_letterhead_logo_and_place(tmp_path):
    skpxl("new", tmp_path / "k", "--instansi", INSTANSI, "--tahun", 2022)
    settings = tmp_path / "k" / "skpxl.toml"
    text = settings.read_text(encoding="utf-8").replace('tempat = ""', 'tempat = "Soe"')
    own = '[kop.kantor.LAIN]\nbaris = ["LAIN"]\n'
    kop = '[kop]\nbaris = ["{instansi}", "{perangkat_daerah}", "Jalan Contoh 1"]\nlogo = "logo.png"\n'
    settings.write_text(text[: text.index("[kop]")] + kop + own, encoding="utf-8")
    assert read_settings(settings).kop.kantor["LAIN"].baris == ("LAIN",)
    roster(tmp_path / "k" / "roster.xlsx")
    skpxl("-C", tmp_path / "k", "generate")
    for nip, answers in COMPLETE.items():
        (tmp_path / f"{nip}.json").write_text(json.dumps(answers), encoding="utf-8")
        name = f"SKP_2022_{nip}.xlsx"
        form = tmp_path / "k" / "formulir" / PD / name
        skpxl("fill", form, tmp_path / f"{nip}.json", "-o", tmp_path / "k" / "masuk" / name)
    words = ("-C", tmp_path / "k", "papers", "make")
    missing = skpxl(*words, "--kind", "matriks", code=3)
    assert missing.last == (
        f"Logo {tmp_path / 'k' / 'logo.png'} tidak dapat dibaca (berkas atau foldernya tidak ada); "
        "betulkan kop.logo dalam skpxl.toml."
    )
    (tmp_path / "k" / "logo.png").write_bytes(b"GIF89a")
    no_picture = skpxl(*words, "--kind", "matriks", code=3)
    assert no_picture.last == (
        f"{tmp_path / 'k' / 'logo.png'} bukan gambar yang dapat dipakai sebagai logo; pakai PNG atau JPEG, "
        "atau betulkan kop.logo dalam skpxl.toml."
    )
    (tmp_path / "k" / "logo.png").write_bytes(png())
    skpxl(*words, "--kind", "matriks")
    sheet = openpyxl.load_workbook(tmp_path / "k" / "hasil" / "dokumen" / PATH)["Matriks"]
    assert said(sheet)[0] == f"{INSTANSI}\nBadan Kepegawaian Contoh\nJalan Contoh 1"
    assert f"Soe, {TITIK}" in said(sheet)


@pytest.mark.parametrize(("part", "key"), [("[kop]", "kop"), ("[kop.kantor.BKD]", "kop.kantor.BKD")])
def test_an_unknown_placeholder_of_a_letterhead_is_refused_with_its_place(tmp_path, part, key):
    skpxl("new", tmp_path / "k", "--instansi", INSTANSI, "--tahun", 2022)
    settings = tmp_path / "k" / "skpxl.toml"
    text = settings.read_text(encoding="utf-8")
    kop = f'{part}\nbaris = ["{{perangkat_daerah}} {{tahun}}", "{{tidak_ada}} {{unit kerja}}"]\n'
    settings.write_text(text[: text.index("[kop]")] + kop, encoding="utf-8")
    roster(tmp_path / "k" / "roster.xlsx")
    refused = skpxl("-C", tmp_path / "k", "roster", "check", code=3)
    assert refused.last == (
        f"{settings}: {key}.baris.2: {{tidak_ada}}, {{unit kerja}} tidak dikenal; yang ada {{instansi}}, "
        "{perangkat_daerah}, {unit}, {tahun} (tertulis: '{tidak_ada} {unit kerja}')."
    )


@pytest.mark.libreoffice
def test_a_merge_makes_the_same_papers_beside_the_matriks_with_their_pdfs(tmp_path):
    from libreoffice import runner

    folder, _ = made(tmp_path, COMPLETE)
    out = tmp_path / "hasil" / "m.xlsx"
    words = ("merge", tmp_path / "masuk", "-o", out, "--roster", tmp_path / "roster.xlsx", "--no-pictures")
    with runner.alone():
        run = skpxl(*words, "--pdf", *WORDS[2:])
    assert run.out.splitlines()[-4:] == [
        "1 matriks untuk ditandatangani = 1 siap + 0 KONSEP (sebabnya di lembar terakhirnya).",
        f"Matriks untuk ditandatangani: {tmp_path / 'hasil' / 'm-cetak'}",
        "1 PDF = 1 dibuat + 0 sudah ada + 0 belum selesai + 0 gagal.",
        f"Matriks: {out}",
    ]
    beside = tree(tmp_path / "hasil" / "m-cetak")
    assert [*beside] == [PATH.replace(".xlsx", ".pdf"), PATH]
    assert beside[PATH] == (folder / PATH).read_bytes()


def test_without_libreoffice_a_merge_with_papers_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    (tmp_path / "masuk").mkdir()
    run = skpxl("merge", tmp_path / "masuk", "-o", tmp_path / "m.xlsx", "--pdf", code=3)
    assert run.last == (
        "SOFFICE menyebut /nowhere/soffice, yang tidak ada, bukan program, atau bukan jalur lengkap; "
        "betulkan atau hapus variabel itu."
    )
    assert not (tmp_path / "m.xlsx").exists()


def test_a_wording_that_the_kabid_gave_is_printed(tmp_path):
    inbox = returned(tmp_path, COMPLETE)
    out = tmp_path / "m.xlsx"
    skpxl("merge", inbox, "-o", out, "--roster", tmp_path / "roster.xlsx", "--no-pictures")
    book = openpyxl.load_workbook(out)
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith(UNIT.kode))
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if "Terlayaninya tamu" in str(cell.value)]
    cell.value = str(cell.value).replace("Terlayaninya tamu konsultasi", "Terlayaninya setiap tamu konsultasi")
    book.save(out)
    words = ("papers", "make", inbox, "-o", tmp_path / "cetak", "--roster", tmp_path / "roster.xlsx", *WORDS)
    skpxl(*words, "--agreed", out)
    printed = said(openpyxl.load_workbook(tmp_path / "cetak" / PATH)["Matriks"])
    assert "- Terlayaninya setiap tamu konsultasi" in printed
    assert "- Terlayaninya tamu konsultasi" not in printed

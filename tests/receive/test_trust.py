"""Every place of the stamp removed, altered or taken from elsewhere: the table of docs/keaslian.md, row by row.

The tampered file also holds another target than the genuine one beside it: where it counts for nothing, that target may
stand nowhere, and the genuine file stays what it is.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from campaigns import ANSWERS, INSTANSI, roster, skpxl
from forms import ATASAN, CHECKOUT, GOOD, KUANTITATIF, LIBRARY, SIGNING_KEY, STAF, make_form, read
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from strategies import texts

from skpxl.books.decisions import read_decisions
from skpxl.campaign.folder import find_campaign
from skpxl.campaign.issued import read_issued, record_issued
from skpxl.consolidate.merge import merge
from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival
from skpxl.forms.write import write_form
from skpxl.model.keputusan import huruf
from skpxl.model.periode import Periode
from skpxl.model.trust import Trust
from skpxl.receive.conflicts import resolve, settle
from skpxl.receive.validate import TAK_DIPERIKSA, Measure, ReceivedFile, validate
from skpxl.template.form import Form, Pilihan

TARGET = "hasil_kerja_utama_1_indikator_1_target"
FALSE = "99 orang"
RECORD, PROPERTY, NAME = "catatan", "sifat berkas", "nama"
PLACES = (RECORD, PROPERTY, NAME)


def form(terbitan: int = 2, *, nip: str = "", target: str = "", **other) -> Form:
    who = {"nip": nip} if nip else {}
    made = make_form(KUANTITATIF, GOOD[KUANTITATIF], hasil_atasan=ATASAN, signing_key=SIGNING_KEY, **who, **other)
    if target:
        made = made.filled({**made.isian, TARGET: target})
    return made.dengan_terbitan(terbitan, SIGNING_KEY)


GENUINE = form()
OTHERS = {
    "dari orang lain": lambda: form(nip=STAF),
    "dari putaran lain": lambda: form(periode=Periode(mulai=date(2021, 1, 1), selesai=date(2021, 12, 31)), tahun=2021),
    "dari terbitan lama": lambda: form(1),
}


def opened(made: Form) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_form(made, LIBRARY)))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def remove(book: Workbook, place: str) -> None:
    if place == RECORD:
        del book["_skpxl"]
    elif place == PROPERTY:
        del book.custom_doc_props["skpxl"]
    else:
        del book.defined_names["skpxl_cap"]


def stamp_at(book: Workbook, place: str, stamp: str) -> None:
    if place == RECORD:
        book["_skpxl"]["B1"] = f"T{stamp}"
    elif place == PROPERTY:
        del book.custom_doc_props["skpxl"]
        book.custom_doc_props.append(StringProperty(name="skpxl", value=stamp))
    else:
        book.defined_names["skpxl_cap"].value = f'"{stamp}"'


def raised() -> str:
    """A later issue with a signature that somebody made up."""
    stamp = GENUINE.stamp.model_copy(update={"terbitan": 99, "tanda": "hmac:" + "A" * 43})
    return stamp.compact()


def take(book: Workbook, place: str, other: Form) -> None:
    """The place as it stands in another workbook."""
    if place == RECORD:
        theirs = opened(other)["_skpxl"]
        sheet = book["_skpxl"]
        sheet.delete_rows(1, sheet.max_row)
        for row in theirs.iter_rows(values_only=True):
            sheet.append(row)
    else:
        stamp_at(book, place, other.stamp.compact())


def value_changed(book: Workbook, key: str, value: str) -> None:
    """A value of the record, and where it is printed, changed alike."""
    for row in book["_skpxl"].iter_rows():
        if row[0].value == key:
            row[1].value = f"T{value}"
            return
    raise AssertionError(key)


def tampered(place: str, state: str) -> bytes:
    book = opened(form(target=FALSE))
    places = PLACES if place == "ketiganya" else place.split(" dan ")
    if place == "isi catatan":
        key = {
            "jabatan diubah": "sel.pegawai_jabatan",
            "daftar pilihan diubah": "pilihan.hasil_atasan.1.teks",
            "konteks diubah": "konteks.tahun",
        }[state]
        value_changed(book, key, "Diubah")
        if state == "jabatan diubah":
            book["SKP"]["C17"] = "Diubah"
    elif state == "nama di lembar diubah":
        book["SKP"]["C14"] = "Orang Lain, S.E."
    elif state == "nama ditulis dengan huruf besar":
        book["SKP"]["C14"] = book["SKP"]["C14"].value.upper()
    for one in places:
        if state == "dihapus":
            remove(book, one)
        elif state == "terbitan dinaikkan":
            stamp_at(book, one, raised())
        elif state in OTHERS:
            take(book, one, OTHERS[state]())
    if state == "catatan dihapus, dua lainnya dinaikkan":
        remove(book, RECORD)
        stamp_at(book, PROPERTY, raised())
        stamp_at(book, NAME, raised())
    return saved(book)


def judged(*files: tuple[str, bytes], key: bytes | None = SIGNING_KEY) -> list[ReceivedFile]:
    campaign = {"periode": Periode.setahun(2022), "issued": {GENUINE.stamp.id: 2}} if key else {}
    measure = Measure(LIBRARY, signing_key=key, **campaign)
    return validate([Arrival(name, data=data) for name, data in files], measure)


def said(satu: ReceivedFile) -> str:
    codes = dict.fromkeys(f.code for f in satu.findings if f.code not in ("target-beda-indikator",))
    return ", ".join(f"`{code}`" for code in codes) or "-"


def question(files: Sequence[tuple[str, bytes]]) -> str:
    hasil = judged(*files)
    waiting = resolve(hasil, Measure(LIBRARY, signing_key=SIGNING_KEY)).waiting
    if not waiting:
        return "-"
    return "memakai berkas ini atau tidak" if waiting[0].butir and len(files) == 1 else f"{len(waiting)} tempat"


def row(place: str, state: str) -> list[str]:
    data = tampered(place, state)
    alone, without = judged(("x.xlsx", data))[0], judged(("x.xlsx", data), key=None)[0]
    beside = judged(("x.xlsx", data), ("asli.xlsx", write_form(GENUINE, LIBRARY)))
    both = [("x.xlsx", data), ("asli.xlsx", write_form(GENUINE, LIBRARY))]
    counts = {True: "dihitung", False: "tidak"}
    if alone.counted:
        # It is as good as the genuine one: both are told to contradict each other, or the later issue counts.
        asli = "bertentangan" if not beside[1].counted else "tetap dihitung"
        decide = "-"
    else:
        asli = "tetap dihitung" if beside[1].counted and beside[1].fate == "diterima" else "TERDESAK"
        decide = f"sendirian: {question(both[:1])}; di samping yang terbukti: {question(both)}"
    return [place, state, counts[alone.counted], said(alone), asli, decide, counts[without.counted], said(without)]


ROWS = [
    *((place, state) for place in (PROPERTY, NAME, RECORD) for state in ("dihapus", "terbitan dinaikkan", *OTHERS)),
    (f"{PROPERTY} dan {NAME}", "dihapus"),
    (f"{PROPERTY} dan {NAME}", "terbitan dinaikkan"),
    ("catatan dan dua lainnya", "catatan dihapus, dua lainnya dinaikkan"),
    *(("isi catatan", state) for state in ("jabatan diubah", "daftar pilihan diubah", "konteks diubah")),
    ("lembar", "nama di lembar diubah"),
    ("lembar", "nama ditulis dengan huruf besar"),
    *(("ketiganya", state) for state in ("dihapus", "terbitan dinaikkan", *OTHERS)),
]


def table() -> dict[tuple[str, str], list[str]]:
    """The rows of the document's table by place and state."""
    text = (CHECKOUT / "docs" / "keaslian.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| Tempat")]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return {(cells[0], cells[1]): cells for cells in rows}


def test_the_table_of_the_document_names_every_case():
    assert list(table()) == ROWS


@pytest.mark.parametrize(("place", "state"), ROWS, ids=str)
def test_the_table_of_the_document_is_what_happens(place: str, state: str):
    assert row(place, state) == table()[place, state]


def test_what_does_not_count_stands_in_no_matriks():
    data = tampered("catatan dan dua lainnya", "catatan dihapus, dua lainnya dinaikkan")
    hasil = judged(("x.xlsx", data), ("asli.xlsx", write_form(GENUINE, LIBRARY)))
    selesai = resolve(hasil, Measure(LIBRARY, signing_key=SIGNING_KEY))
    gabungan = merge(selesai.files, Measure(LIBRARY))
    assert [h.reading.file for h in gabungan.files if h.counted] == ["asli.xlsx"]
    assert selesai.files[1].content.hasil_kerja.utama[0].indikator[0].target == GENUINE.isian[TARGET]


def decided(path: Path, files: Sequence[tuple[str, bytes]], choose: Callable[[Sequence[str]], str]):
    """The outcome after the admin has chosen in the workbook of decisions: `choose` gives a letter for alternatives."""
    hasil = judged(*files)
    measure = Measure(LIBRARY, signing_key=SIGNING_KEY)
    first = settle(hasil, measure, path)
    assert first.open == () and first.workbook
    path.write_bytes(first.workbook)
    book = openpyxl.load_workbook(path)
    sheet = book["Keputusan"]
    head = {cell.value: cell.column for cell in sheet[2]}
    rows, _ = read_decisions(path, LIBRARY)
    for number, satu in enumerate(rows, start=3):
        sheet.cell(number, head["Keputusan"], choose(satu.alternatif))
        sheet.cell(number, head["Diputuskan oleh"], "Admin Contoh")
    book.save(path)
    return first, settle(hasil, measure, path)


UNPROVABLE = "catatan dan dua lainnya", "catatan dihapus, dua lainnya dinaikkan"


def letter_of(text: str) -> Callable[[Sequence[str]], str]:
    return lambda alternatives: huruf(next(ke for ke, one in enumerate(alternatives, 1) if text in one))


def test_the_admin_may_take_one_answer_of_it_and_that_is_recorded(tmp_path: Path):
    files = [("x.xlsx", tampered(*UNPROVABLE)), ("asli.xlsx", write_form(GENUINE, LIBRARY))]
    before, after = decided(tmp_path / "keputusan.xlsx", files, letter_of(FALSE))
    assert [(b.keys, [a.teks for a in b.alternatif]) for b in before.collisions] == [
        ((TARGET,), [GENUINE.isian[TARGET], FALSE])
    ]
    assert [(h.fate, h.counted) for h in before.files] == [("perlu perbaikan", False), ("diterima", True)]
    lain, asli = after.files
    assert asli.content.hasil_kerja.utama[0].indikator[0].target == FALSE
    assert (asli.fate, asli.counted, [f.code for f in asli.findings if f.severity == "info"]) == (
        "diterima", True, ["keaslian-diputuskan"],
    )  # fmt: skip
    assert asli.findings[0].message.endswith("karena diputuskan oleh Admin Contoh. Tidak perlu tindakan.")
    assert asli.reading.tempat(TARGET) == ("x.xlsx", "SKP", "F24")
    assert (lain.fate, lain.counted, [f.code for f in lain.findings]) == ("ganda", False, ["berkas-digabung"])


def test_the_admin_may_keep_the_verified_answer(tmp_path: Path):
    files = [("x.xlsx", tampered(*UNPROVABLE)), ("asli.xlsx", write_form(GENUINE, LIBRARY))]
    _, after = decided(tmp_path / "keputusan.xlsx", files, letter_of(GENUINE.isian[TARGET]))
    lain, asli = after.files
    assert asli.content.hasil_kerja.utama[0].indikator[0].target == GENUINE.isian[TARGET]
    assert "keaslian-diputuskan" not in [f.code for f in asli.findings]
    assert (lain.fate, lain.counted) == ("ganda", False)


@pytest.mark.parametrize("data", [UNPROVABLE, ("isi catatan", "daftar pilihan diubah")], ids=str)
def test_the_admin_may_take_the_whole_file_where_no_verified_one_has_come(data, tmp_path: Path):
    _, after = decided(tmp_path / "keputusan.xlsx", [("x.xlsx", tampered(*data))], letter_of(FALSE))
    (satu,) = after.files
    assert (satu.fate, satu.counted, satu.reading.trust) == ("diterima", True, "diputuskan")
    assert satu.content.hasil_kerja.utama[0].indikator[0].target == FALSE
    assert satu.findings[0].code == "keaslian-diputuskan"
    assert not {"keaslian-tak-terbukti", "tanda-tangan-salah"} & {f.code for f in satu.findings}


def test_the_admin_may_set_it_aside(tmp_path: Path):
    _, after = decided(tmp_path / "keputusan.xlsx", [("x.xlsx", tampered(*UNPROVABLE))], letter_of("(tidak dipakai)"))
    (satu,) = after.files
    assert (satu.fate, satu.counted, [f.code for f in satu.findings]) == (
        "bukan formulir kita", False, ["keaslian-ditolak"],
    )  # fmt: skip
    assert not satu.galat


def test_a_decision_made_for_other_answers_does_not_count(tmp_path: Path):
    """The file changes after it was decided: the admin is asked again."""
    path = tmp_path / "keputusan.xlsx"
    decided(path, [("x.xlsx", tampered(*UNPROVABLE))], letter_of(FALSE))
    book = openpyxl.load_workbook(io.BytesIO(tampered(*UNPROVABLE)))
    book["SKP"]["F24"] = "98 orang"
    again = settle(judged(("x.xlsx", saved(book))), Measure(LIBRARY, signing_key=SIGNING_KEY), path)
    assert [h.counted for h in again.files] == [False]
    assert len(again.waiting) == 1 and again.workbook


@pytest.mark.parametrize("issues", [(1,), (1, 2)], ids=str)
def test_an_older_issue_that_comes_back_alone_is_told_and_of_the_same_answers_the_last_issue_counts(
    issues: tuple[int, ...],
):
    files = [(f"{nomor}.xlsx", write_form(form(nomor), LIBRARY)) for nomor in issues]
    hasil = judged(*files)
    assert [[f.code for f in h.findings if f.code in ("terbitan-lama", "berkas-ganda")] for h in hasil] == (
        [["terbitan-lama"]] if issues == (1,) else [["berkas-ganda"], []]
    )
    assert [h.counted for h in hasil] == ([True] if issues == (1,) else [False, True])


ODD = st.one_of(
    texts(40),
    st.text(max_size=30),
    st.sampled_from(
        ["a\rb", "a\r\nb", "_x000D_", "_x0041_x", "\x0b", "\x07bel", "\ud800", "\ufffe", " depan", "belakang ", "\ttab",
         "'petik", "=1+1", "T", "cap", "&amp;", "<b>", "\u200b", "e\u0301", "\n", "1234567890123456789", "0", "-5",
         "x" * 32_767]
    ),
)  # fmt: skip
LOCKED = ("pegawai_nama", "pegawai_nip", "pegawai_jabatan", "pejabat_penilai_nama", "pejabat_penilai_nip", "instansi")


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(LOCKED), ODD, min_size=1), ODD, ODD)
@example(
    {"instansi": "\uf0b7 Dinas", "pegawai_nama": "o\tNama", "pegawai_jabatan": "a\uf000"}, "\uf0b7 produk", "\uf0b3 5"
)
def test_what_is_issued_is_always_read_back_as_our_own(locked: dict[str, str], choice: str, printed: str):
    made = replace(
        GENUINE,
        terkunci={**GENUINE.terkunci, **locked},
        pilihan={"hasil_atasan": (Pilihan("produk:1", choice), *GENUINE.hasil_atasan)},
        konteks={**GENUINE.konteks, "tempat_tanggal": printed},
    ).signed(SIGNING_KEY)
    reading = read(write_form(made, LIBRARY), SIGNING_KEY)
    assert (reading.trust, reading.is_of_another) == (Trust.PROVEN, False)
    assert [f.code for f in reading.findings] == []
    assert dict(reading.form.isian) == dict(GENUINE.isian)


def test_a_stamp_that_could_not_be_read_back_is_not_written():
    made = replace(GENUINE, stamp=GENUINE.stamp.model_copy(update={"versi": "2022;1"}))
    with pytest.raises(SkpxlError, match="tidak terbaca kembali"):
        write_form(made, LIBRARY)


# -- a whole campaign, by its commands ------------------------------------------------------------------------------------


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    folder = tmp_path / "kampanye"
    skpxl("new", folder, "--instansi", INSTANSI, "--tahun", 2022)
    roster(folder / "roster.xlsx")
    skpxl("-C", folder, "generate")
    return folder


def filled_in(folder: Path, nip: str, answers: dict, name: str) -> Path:
    (source,) = (folder / "formulir").rglob(f"*{nip}*.xlsx")
    (folder / "isian.json").write_text(json.dumps(answers), encoding="utf-8")
    skpxl("-C", folder, "fill", source, folder / "isian.json", "-o", folder / "masuk" / name)
    return folder / "masuk" / name


def key_of(folder: Path) -> bytes:
    return bytes.fromhex((folder / "kunci-kampanye.txt").read_text().split()[-1])


READING = [
    ("validate",), ("read", "{file}"), ("merge", "-o", "{out}/m.xlsx"), ("evaluate", "-o", "{out}/e.xlsx"),
    ("export", "--as", "csv", "-o", "{out}/e.csv"),
]  # fmt: skip
ISSUING = [
    ("generate",), ("return", "-o", "{out}"), ("upgrade", "{file}", "-o", "{out}/u.xlsx"), ("papers", "make"),
    ("papers", "check", "--use", "kp-2023", "{out}"), ("generate", "--evaluasi", "TW1"),
]  # fmt: skip


@pytest.mark.parametrize("words", [*READING, *ISSUING], ids=lambda words: " ".join(words[:2]))
def test_without_its_key_a_campaign_refuses_and_says_how_to_get_it_back(words, campaign: Path, tmp_path: Path):
    file = filled_in(campaign, STAF, ANSWERS[STAF], "a.xlsx")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "surat.txt").write_text("x", encoding="utf-8")
    (campaign / "kunci-kampanye.txt").unlink()
    run = skpxl("-C", campaign, *(word.format(file=file, out=tmp_path / "out") for word in words), code=3)
    assert run.out == "" and len(run.err.strip().splitlines()) == 1
    assert "kunci-kampanye.txt tidak ada" in run.err and "kembalikan dari cadangan" in run.err


def test_read_on_without_the_key_everything_made_is_marked(campaign: Path, tmp_path: Path):
    file = filled_in(campaign, STAF, ANSWERS[STAF], "a.xlsx")
    (campaign / "kunci-kampanye.txt").unlink()
    without = ("-C", campaign)

    def texts_of(path: Path) -> str:
        return "\n".join(
            str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row if cell.value
        )

    run = skpxl(*without, "validate", "--json", "--without-key")
    assert run.err == "PERHATIAN: kunci putaran SKP tidak ada, jadi keaslian formulir tidak diperiksa.\n"
    assert run.json["keaslian"] == TAK_DIPERIKSA
    assert [(f["keaslian"], [t["code"] for t in f["findings"]]) for f in run.json["files"]] == [
        ("belum-diperiksa", ["keaslian-tidak-diperiksa"])
    ]
    skpxl(*without, "validate", "--without-key", "--report", tmp_path / "l.xlsx")
    assert TAK_DIPERIKSA in texts_of(tmp_path / "l.xlsx")
    skpxl(*without, "merge", "-o", tmp_path / "m.xlsx", "--without-key", "--per-unit", tmp_path / "unit")
    marked = [tmp_path / "m.xlsx", *(tmp_path / "unit").rglob("*.xlsx")]
    assert len(marked) > 1 and all(TAK_DIPERIKSA in texts_of(path) for path in marked)
    pictures = list((tmp_path / "m-gambar").glob("*.svg"))
    assert pictures and all(TAK_DIPERIKSA in path.read_text(encoding="utf-8") for path in pictures)
    for kind, ending in (("csv", "csv"), ("rekap", "csv"), ("ekinerja", "xlsx")):
        out = tmp_path / f"{kind}.{ending}"
        skpxl(*without, "export", "--as", kind, "-o", out, "--without-key")
        text = texts_of(out) if ending == "xlsx" else out.read_text(encoding="utf-8-sig")
        assert TAK_DIPERIKSA in text or ";belum-diperiksa" in text, kind
    assert [f["code"] for f in skpxl(*without, "read", file, "--json", "--without-key").json["findings"]] == [
        "keaslian-tidak-diperiksa"
    ]


def test_an_older_issue_is_told_after_a_copy_for_correction_has_gone_out(campaign: Path, tmp_path: Path):
    wrong = json.loads(json.dumps(ANSWERS[STAF]))
    wrong["hasil_kerja"]["utama"][0]["indikator"][0]["target"] = ""
    filled_in(campaign, STAF, wrong, "a.xlsx")
    assert (campaign / "terbitan.csv").read_text(encoding="utf-8-sig").count(";1;") == 4

    def told(code: int) -> list[str]:
        run = skpxl("-C", campaign, "validate", "--json", code=code)
        return [t["code"] for f in run.json["files"] for t in f["findings"]]

    assert told(1) == ["target-kosong"]
    skpxl("-C", campaign, "return")
    # The sender mends the first form instead of the copy.
    (campaign / "masuk" / "a.xlsx").unlink()
    filled_in(campaign, STAF, ANSWERS[STAF], "a.xlsx")
    assert told(0) == ["terbitan-lama"]
    (copy,) = (campaign / "perbaikan").glob("*.xlsx")
    shutil.copyfile(copy, campaign / "masuk" / "b.xlsx")
    assert told(1) == ["berkas-terganti", "target-kosong"]


def test_an_issue_number_is_taken_only_from_a_workbook_whose_signature_holds(campaign: Path):
    (path,) = (campaign / "formulir").rglob(f"*{STAF}*.xlsx")
    genuine = read(path, key_of(campaign)).form
    path.write_bytes(write_form(genuine.dengan_terbitan(50, bytes(32)), LIBRARY))
    skpxl("-C", campaign, "generate", code=3)
    skpxl("-C", campaign, "generate", "--force")
    assert read(path, key_of(campaign)).form.stamp.terbitan == 2
    # A genuine one counts on from its own number.
    path.write_bytes(write_form(genuine.dengan_terbitan(7, SIGNING_KEY).dengan_terbitan(7, key_of(campaign)), LIBRARY))
    skpxl("-C", campaign, "generate", "--force")
    assert read(path, key_of(campaign)).form.stamp.terbitan == 7


def test_a_form_issued_again_after_its_copy_for_correction_is_the_later_one(campaign: Path):
    key = key_of(campaign)
    forms = {satu.stamp.nip: satu for satu in (read(p, key).form for p in (campaign / "formulir").rglob("SKP*.xlsx"))}
    record_issued(find_campaign(campaign), [forms[STAF].dengan_terbitan(4, key)])
    (path,) = (campaign / "formulir").rglob(f"*{STAF}*.xlsx")
    before = path.read_bytes()
    skpxl("-C", campaign, "generate")
    assert path.read_bytes() == before
    path.unlink()
    skpxl("-C", campaign, "generate")
    assert read(path, key_of(campaign)).form.stamp.terbitan == 5
    assert read_issued(find_campaign(campaign))[forms[STAF].stamp.id].terbitan == 5


def test_a_record_of_issues_saved_with_commas_is_read_and_a_broken_one_is_refused(campaign: Path):
    record = campaign / "terbitan.csv"
    before = read_issued(find_campaign(campaign))
    with record.open(encoding="utf-8-sig", newline="") as stream:
        table = [*csv.reader(stream, delimiter=";")]
    with record.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(table)
    assert read_issued(find_campaign(campaign)) == before
    record.write_text(record.read_text(encoding="utf-8").rstrip()[:-3], encoding="utf-8")
    with pytest.raises(SkpxlError, match="tidak dapat dibaca"):  # cut in its last value
        read_issued(find_campaign(campaign))
    record.write_text("Kode;Terbitan\nAAAA;satu\n", encoding="utf-8")
    filled_in(campaign, STAF, ANSWERS[STAF], "a.xlsx")
    run = skpxl("-C", campaign, "validate", "--without-key", code=3)
    assert (
        run.last
        == f"Catatan terbitan {record}, baris 1, tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )


def test_a_forged_skp_takes_nobodys_place_among_the_evaluations(campaign: Path):
    """Two files that prove nothing beside the genuine one: his form is issued from that, and he is counted once."""
    file = filled_in(campaign, STAF, ANSWERS[STAF], "a.xlsx")
    for name in ("b.xlsx", "c.xlsx"):
        book = openpyxl.load_workbook(file)
        del book["_skpxl"]
        book["SKP"]["F24"] = FALSE
        book.save(campaign / "masuk" / name)
    run = skpxl("-C", campaign, "generate", "--evaluasi", "TW1")
    assert run.out.splitlines()[-1].startswith(
        "5 orang = 1 diterbitkan + 0 sudah ada dan sama + 3 dilewati + 1 jabatan lowong + 0 ditolak."
    )
    (issued,) = (campaign / "evaluasi").rglob("Evaluasi_*.xlsx")
    assert FALSE not in read(issued, key_of(campaign)).form.terkunci.values()

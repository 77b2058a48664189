"""What a hostile sender may try, and that nobody's SKP is replaced, pushed out or signed by it."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from forms import (
    ATASAN,
    KETUA,
    KUANTITATIF,
    LIBRARY,
    ORGANISASI,
    SIGNING_KEY,
    STAF,
    kuantitatif,
    make_form,
    save,
    settings,
)

from skpxl.consolidate.merge import merge
from skpxl.files.walk import walk
from skpxl.issue.addresses import addressed
from skpxl.issue.generate import generate, plan, results_of_superiors
from skpxl.kinds.kind import Order, Wishes
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Unit
from skpxl.receive.giveback import give_back
from skpxl.receive.validate import GANDA, PERLU_PERBAIKAN, Measure, validate

ANSWERS = kuantitatif(
    """
    bagian | diintervensi | rencana | aspek | indikator | target
    utama | Layanan konsultasi kepegawaian | Terlaksananya konsultasi | Kuantitas | Jumlah konsultasi | 20 orang
    """
)
WRONG = kuantitatif(
    """
    bagian | diintervensi | rencana | aspek | indikator | target
    utama | Layanan konsultasi kepegawaian | Terlaksananya hal lain | Kuantitas | Jumlah hal |
    """
)


def genuine(answers=ANSWERS, **other):
    return make_form(KUANTITATIF, answers, hasil_atasan=ATASAN, signing_key=SIGNING_KEY, **other)


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    save(genuine(), tmp_path / "masuk" / "a-asli.xlsx")
    return tmp_path / "masuk"


def judged(folder: Path):
    hasil = validate(walk([folder]), Measure(LIBRARY, signing_key=SIGNING_KEY))
    return {Path(h.reading.file).name: (h.fate, h.counted, [f.code for f in h.findings]) for h in hasil}, hasil


def test_a_stamp_without_a_key_is_worth_nothing_where_there_is_one(masuk: Path) -> None:
    save(genuine(WRONG).dengan_terbitan(99, None), masuk / "b-tanpa-kunci.xlsx")
    nasib, hasil = judged(masuk)
    assert nasib == {
        "a-asli.xlsx": ("diterima", True, ["rencana-tunggal"]),
        "b-tanpa-kunci.xlsx": (PERLU_PERBAIKAN, False, ["tanpa-kunci", "target-kosong", "rencana-tunggal"]),
    }
    texts = [
        p.teks for m in merge(hasil, Measure(LIBRARY)).matriks for b in m.baris for d in b.peran.values() for p in d
    ]
    assert texts == ["Terlaksananya konsultasi"]


@pytest.mark.parametrize("terbitan", [1, 99])
def test_a_wrong_signature_neither_supersedes_nor_contradicts_the_genuine_file(masuk: Path, terbitan: int) -> None:
    save(genuine(WRONG).dengan_terbitan(terbitan, bytes(32)), masuk / "b-palsu.xlsx")
    assert judged(masuk)[0] == {
        "a-asli.xlsx": ("diterima", True, ["rencana-tunggal"]),
        "b-palsu.xlsx": (PERLU_PERBAIKAN, False, ["tanda-tangan-salah", "target-kosong", "rencana-tunggal"]),
    }


def test_neither_of_them_is_returned_signed(masuk: Path) -> None:
    save(genuine(WRONG).dengan_terbitan(99, None), masuk / "b-tanpa-kunci.xlsx")
    save(genuine(WRONG).dengan_terbitan(99, bytes(32)), masuk / "c-palsu.xlsx")
    kembali = give_back(judged(masuk)[1], LIBRARY, signing_key=SIGNING_KEY)
    assert [satu.data for satu in kembali] == [b"", b"", b""]
    assert [satu.reason for satu in kembali] == [
        "tidak ada yang harus diperbaiki",
        "tidak diterbitkan dengan kunci putaran SKP ini; terbitkan ulang dari daftar pegawai",
        "capnya tidak cocok dengan isi terkuncinya; terbitkan ulang dari daftar pegawai",
    ]


def test_a_genuine_later_round_replaces_the_earlier_one(masuk: Path) -> None:
    save(genuine(WRONG).dengan_terbitan(2, SIGNING_KEY), masuk / "b-putaran-2.xlsx")
    assert judged(masuk)[0] == {
        "a-asli.xlsx": (GANDA, False, ["berkas-terganti"]),
        "b-putaran-2.xlsx": (PERLU_PERBAIKAN, True, ["target-kosong", "rencana-tunggal"]),
    }


def test_choices_come_from_the_superiors_workbook_that_counts(masuk: Path) -> None:
    save(genuine(WRONG).dengan_terbitan(9, bytes(32)), masuk / "b-palsu.xlsx")
    save(genuine(ANSWERS), masuk / "c-salinan.xlsx")
    measure = Measure(LIBRARY, signing_key=SIGNING_KEY)
    hasil = results_of_superiors(validate(walk([masuk]), measure), measure)
    assert {
        nip: [h.rencana_hasil_kerja for skp in daftar for _, _, h in skp.semua_hasil()] for nip, daftar in hasil.items()
    } == {KETUA: ["Terlaksananya konsultasi"]}


def test_with_the_record_gone_another_name_or_penilai_is_a_changed_identity(masuk: Path) -> None:
    def changed(cell: str, text: str | None, name: str) -> None:
        buku = openpyxl.load_workbook(masuk / "a-asli.xlsx")
        del buku["_skpxl"]
        buku["SKP"][cell] = text
        buku.save(masuk / name)

    changed("C14", "Nama Palsu, S.Pd.", "b-nama.xlsx")
    changed("F15", None, "c-penilai.xlsx")
    hasil = validate(walk([masuk]), Measure(LIBRARY, organisasi=ORGANISASI, signing_key=SIGNING_KEY))
    palsu = {Path(h.reading.file).name: (h.counted, h.galat) for h in hasil}
    assert palsu == {"a-asli.xlsx": (True, False), "b-nama.xlsx": (False, True), "c-penilai.xlsx": (False, True)}


def test_a_received_file_may_be_called_manifest(masuk: Path) -> None:
    save(genuine(nip=STAF), masuk / "manifest.xlsx")
    (masuk / "manifest.csv").write_text("apa saja", encoding="utf-8")
    assert sorted(judged(masuk)[0]) == ["a-asli.xlsx", "manifest.csv", "manifest.xlsx"]


def test_a_formula_that_gave_no_text_is_carried_in_the_copy(masuk: Path, tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(masuk / "a-asli.xlsx")
    buku["SKP"]["C24"] = "=Terlaksananya_layanan"
    buku.save(masuk / "a-asli.xlsx")
    satu = give_back(judged(masuk)[1], LIBRARY, signing_key=SIGNING_KEY)[0]
    salinan = tmp_path / "salinan.xlsx"
    salinan.write_bytes(satu.data)
    lembar = openpyxl.load_workbook(salinan)["Isian lain"]
    assert (lembar["A4"].value, lembar["B4"].value, lembar["B4"].data_type) == (
        "SKP!C24",
        "=Terlaksananya_layanan",
        "s",
    )


def test_force_never_replaces_the_other_skp_of_a_person_with_two(tmp_path: Path) -> None:
    dua = Unit(kode="LAIN", nama="Bidang Lain", perangkat_daerah="Badan Kepegawaian Contoh")
    ketua = ORGANISASI.find_pegawai(KETUA)
    assert ketua is not None
    kedua = Pegawai(**{**ketua.model_dump(), "unit_kerja": "LAIN", "nip_penilai": STAF, "baris": 9})
    organisasi = Organisasi(pegawai=(*ORGANISASI.pegawai, kedua), unit=(*ORGANISASI.unit, dua))

    def issue(**other) -> list[str]:
        planned = plan(Order(organisasi, settings(), LIBRARY, Wishes(nips=[KETUA], signing_key=SIGNING_KEY, **other)))
        terbitan = addressed(planned, [], tmp_path, LIBRARY)
        assert generate(terbitan, Measure(LIBRARY, signing_key=SIGNING_KEY), tmp_path, force=True).conflicts == ()
        return [satu.path.name for satu in terbitan]

    def there() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.rglob("*.xlsx")}

    assert issue() == [f"SKP_2022_{KETUA}.xlsx", f"SKP_2022_{KETUA}_2.xlsx"]
    sebelum = there()
    assert issue(units=["LAIN"]) == [f"SKP_2022_{KETUA}_2.xlsx"]
    assert there() == sebelum
    # Nor a file put in its place: --force overwrites no other person's, penilai's or period's SKP.
    folder = next(tmp_path.rglob("*_2.xlsx")).parent
    shutil.copyfile(folder / f"SKP_2022_{KETUA}.xlsx", folder / f"SKP_2022_{KETUA}_2.xlsx")
    sebelum = there()
    assert issue(units=["LAIN"]) == [f"SKP_2022_{KETUA}_3.xlsx"]
    assert sebelum.items() <= there().items()
    # Where no file is looked for, it is refused.
    terbitan = list(plan(Order(organisasi, settings(), LIBRARY, Wishes(units=["LAIN"], signing_key=SIGNING_KEY))))
    assert len(generate(terbitan, Measure(LIBRARY, signing_key=SIGNING_KEY), tmp_path, force=True).conflicts) == 1

"""`skpxl diff` of two matrices: late SKPs, corrections by hand, our printed ones beside foreign ones, in words and as JSON."""

import json

import openpyxl
import pytest
from campaigns import skpxl
from forms import KUANTITATIF, LIBRARY, MATRIKS, make_form, save
from kabid import ANI, BIDANG, BUDI, D1, DAY, KABID, LEFT, P1, P2, Desk, edited, move, skp

from skpxl.books.matriks_book import MatriksBook, write_matriks_book

APP, DRAFT, CHECK = (
    "Tersedianya aplikasi penarikan data",
    "Tersusunnya konsep laporan",
    "Terlaksananya verifikasi berkas",
)


@pytest.fixture
def desk():
    return Desk(
        skp(KABID, (D1, "Terlaksananya pembinaan")), skp(ANI, ("Pemutakhiran SIASN", APP), (P1, DRAFT)),
        skp(BUDI, (P1, CHECK)),
    )  # fmt: skip


def kept(path, data):
    path.write_bytes(data)
    return path


def told(a, b):
    """(name, news, before, now) of every difference."""
    found = json.loads(skpxl("diff", a, b, "--json").out)["differences"]
    return [(change["nama"], change["news"], change["before"], change["now"]) for change in found]


def test_a_late_skp_and_a_changed_one_are_told_in_words(desk, tmp_path):
    early = Desk(*desk.skps[:2])
    a, b = kept(tmp_path / "a.xlsx", early.printed()), kept(tmp_path / "b.xlsx", desk.printed())
    assert told(a, b) == [
        ("Budi Rekaan", "SKP masuk", "belum masuk", "diterima"),
        ("Budi Rekaan", "hasil kerja baru", "", f"{CHECK} → {P1}"),
    ]
    assert skpxl("diff", a, b).out.splitlines() == [
        f"{BIDANG}:",
        "  Budi Rekaan · SKP masuk",
        "    - belum masuk",
        "    + diterima",
        "  Budi Rekaan · hasil kerja baru",
        f"    + {CHECK} → {P1}",
        "2 perbedaan.",
    ]
    assert skpxl("diff", a, a).out.strip() == "Tidak ada perbedaan."


def test_what_was_corrected_by_hand_is_told_though_its_record_is_the_same(desk, tmp_path):
    data = desk.printed()
    moved = edited(data, lambda book: move(book, BIDANG, "Ani Rekaan", APP, LEFT, P2))
    a, b = kept(tmp_path / "a.xlsx", data), kept(tmp_path / "b.xlsx", moved)
    assert told(a, b) == [("Ani Rekaan", "peran pindah", f"{APP}: {LEFT}", P2)]
    assert told(b, a) == [("Ani Rekaan", "peran pindah", f"{APP}: {P2}", LEFT)]


def test_a_unit_that_only_one_of_them_shows_is_named_and_its_people_are_no_news(desk, tmp_path):
    whole = kept(tmp_path / "a.xlsx", desk.printed(per_unit_only=True))
    units, _ = desk.matrices()
    (bidang,) = [matriks for matriks in units if matriks.unit.nama == BIDANG]
    part = tmp_path / "b.xlsx"
    part.write_bytes(
        write_matriks_book(
            MatriksBook([bidang], [BIDANG]),
            LIBRARY,
            form=MATRIKS,
            instansi="Dinas",
            tahun="2026",
            kertas="A4",
            as_of=DAY,
        )
    )
    assert skpxl("diff", whole, part).out.splitlines() == [f"Hanya di {whole}: Dinas Rekaan.", "Tidak ada perbedaan."]
    found = json.loads(skpxl("diff", part, whole, "--json").out)
    assert (found["only_a"], found["only_b"], found["differences"]) == ([], ["Dinas Rekaan"], [])


def test_one_of_our_prints_and_somebodys_own_matriks_are_compared_by_name(desk, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"MATRIKS PERAN HASIL {BIDANG.upper()}"])
    sheet.append([])
    sheet.append(["NAMA PEGAWAI", "JABATAN", P1, P2])
    sheet.append(["Ani Rekaan, S.E.", "Analis", "- " + DRAFT, "- " + APP])
    sheet.append(["Budi Rekaan", "Pengolah Data", "", "- " + CHECK])
    book.save(tmp_path / "asing.xlsx")
    only = Desk(*desk.skps[1:])
    own = edited(only.printed(per_unit_only=True), lambda book: book.remove(book["Dinas Rekaan"]))
    found = told(kept(tmp_path / "a.xlsx", own), tmp_path / "asing.xlsx")
    assert ("Ani Rekaan, S.E.", "peran pindah", f"{APP}: {LEFT}", P2) in found
    assert ("Budi Rekaan", "peran pindah", f"{CHECK}: {P1}", P2) in found
    assert [change for change in found if DRAFT in change[2] + change[3]] == []


def test_what_is_no_matriks_is_refused_in_a_sentence(desk, tmp_path):
    other = tmp_path / "lain.xlsx"
    openpyxl.Workbook().save(other)
    done = skpxl("diff", kept(tmp_path / "a.xlsx", desk.printed()), other, code=3)
    assert f"{other} tidak dapat dibandingkan." in done.err


def test_a_matriks_as_agreed_says_nothing_of_skps_so_nothing_is_told_of_them(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active.append([f"MATRIKS PERAN HASIL {BIDANG.upper()}"])
    book.active.append(["NAMA PEGAWAI", "JABATAN", P1])
    book.active.append(["Ani Rekaan", "Analis", "- " + DRAFT])
    book.active.append(["Budi Rekaan", "Pengolah Data", "- " + CHECK])
    book.save(tmp_path / "asing.xlsx")
    nobody = Desk(*desk.skps[:1])
    found = told(tmp_path / "asing.xlsx", kept(tmp_path / "a.xlsx", nobody.printed(per_unit_only=True)))
    assert [change[1] for change in found if change[0] in ("Ani Rekaan", "Budi Rekaan")] == [
        "hasil kerja tidak ada lagi"
    ] * 2


def test_a_matriks_and_a_form_are_no_pair(desk, tmp_path):
    matriks = kept(tmp_path / "a.xlsx", desk.printed())
    form = save(make_form(KUANTITATIF), tmp_path / "skp.xlsx")
    done = skpxl("diff", matriks, form, code=3)
    assert done.err.strip() == (
        f"{matriks} tidak dapat dibandingkan dengan formulir. Bandingkan dua formulir, atau dua matriks."
    )

"""Every definition of workbook_templates/ through one test each, and what is said about faulty ones."""

import dataclasses
import json
import shutil
import tomllib
from pathlib import Path

import pytest
from catalogue import DEFINITIONS, OFFICE_FORMS, OURS, definition_of, library_of, parted, templates_of
from excel_rules import check_excel
from forms import CHECKOUT, FORMS, GOOD, LIBRARY, make_form, read, save
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.errors import SkpxlError
from skpxl.issue.preview import check_templates, preview_form
from skpxl.template.blocks import BlokTabel
from skpxl.template.clashes import clashes
from skpxl.template.definition import Definition
from skpxl.template.included import SharedParts
from skpxl.template.layout import place, shape
from skpxl.template.library import Library, load_library

TEMPLATES = CHECKOUT / "workbook_templates"
WITH_TABLES = [form for form in FORMS if definition_of(form).blok_tabel()]
WITH_DETAILS = [form for form in WITH_TABLES if definition_of(form).isi == "skp"]


def test_the_forms_of_this_step_are_all_there():
    assert OURS[:1] and {"skp-kuantitatif", "skp-kualitatif", "matriks-peran-hasil"} <= {form for form, _ in OURS}
    assert load_library(TEMPLATES) is load_library(TEMPLATES)


@pytest.mark.parametrize(("form", "versi"), DEFINITIONS)
def test_a_definition_loads_and_its_preview_breaks_no_rule_of_excel(form, versi, tmp_path):
    library, (form, _) = library_of(form), parted(form)
    definition = library.definition(form, versi)
    assert (definition.form, definition.versi) == (form, versi)
    path = tmp_path / "lihat.xlsx"
    path.write_bytes(preview_form(library, form, versi))
    assert check_excel(path) == []


@pytest.mark.parametrize(("form", "versi"), DEFINITIONS)
@given(data=st.data())
@budget(max_examples=15, deadline=None)
def test_nothing_is_placed_twice_whatever_the_number_of_items(form, versi, data):
    definition = library_of(form).definition(parted(form)[0], versi)
    extra = [
        name for lembar in definition.lembar if lembar.saklar for name, _ in definition.jumlah_saklar(lembar.saklar)
    ]
    names = [*(name for name, _ in definition.jumlah()), *extra] or ["baris", "kolom"]
    jumlah = tuple((name, data.draw(st.integers(1, 20))) for name in names)
    layout = place(definition, jumlah)
    assert clashes(layout) == []
    assert len(layout.by_key) == len(layout.slots)
    for halaman in layout.halaman:
        texts = [text for text in halaman.texts if not text.batas]  # those stand below the last row
        boxes = [placed.kotak for placed in (*halaman.slots, *texts)]
        assert max(box.row_to for box in boxes) <= halaman.baris_terakhir
        assert max(box.col_to for box in boxes) <= len(halaman.kisi)
    for blok in definition.blok_tabel():
        for bagian in blok.bagian:
            items = {slot.path[2] for slot in layout.slots if slot.path[:2] == (blok.id, bagian.id)}
            assert items == set(range(1, dict(jumlah)[bagian.id] + 1))


def changed(definition: Definition, change) -> Definition:
    """The definition with its JSON changed."""
    tree = definition.model_dump(mode="json")
    change(tree)
    return Definition.model_validate(tree)


def tables(tree):
    return [blok for lembar in tree["lembar"] for blok in lembar["blok"] if blok["jenis"] == "tabel"]


def relabel(tree):
    for lembar in tree["lembar"]:
        lembar["kisi"] = [width + 3 for width in lembar["kisi"]]
    for blok in tables(tree):
        blok["judul"], blok["tinggi_butir"], blok["sebutan"] = "LAIN", 99, "Lain"
        for kolom in blok["kolom"]:
            kolom["judul"], kolom["kurang"] = "Lain", "lain" if kolom["kurang"] else None
            kolom["petunjuk"] = {"judul": "x", "teks": "y", "galat": "z"}
        for bagian in blok["bagian"]:
            bagian["judul"], bagian["jumlah"] = "Lain", 3
    tree["judul"] = tree["dasar"] = "Lain"


@pytest.mark.parametrize("form", WITH_TABLES)
def test_labels_widths_hints_and_counts_leave_the_shape_as_it_is(form):
    definition = definition_of(form)
    assert shape(changed(definition, relabel)) == shape(definition)


def rename(blok, ke):
    """Another id for a column, also where others are asked for because of it."""
    old = blok["kolom"][ke]["id"]
    blok["kolom"][ke]["id"] = "lain"
    for asked, key in [*((kolom, "bila") for kolom in blok["kolom"]), (blok, "rincian_bila")]:
        if asked[key] == old:
            asked[key] = "lain"
    for bagian in blok["bagian"]:
        bagian["tidak_wajib"] = ["lain" if name == old else name for name in bagian["tidak_wajib"]]


@pytest.mark.parametrize(
    "change",
    [
        lambda blok: rename(blok, 1),
        lambda blok: blok["kolom"][1].update(daftar="aspek"),
        lambda blok: blok.update(rincian=5),
        lambda blok: blok.update(rincian_id="lain"),
        lambda blok: blok.update(id="lain"),
        lambda blok: blok["bagian"][0].update(id="lain"),
    ],
    ids=["column id", "list", "rows per item", "row id", "block id", "section id"],
)
@pytest.mark.parametrize("form", WITH_DETAILS)
def test_ids_kinds_and_rows_per_item_change_the_shape(form, change):
    definition = definition_of(form)
    assert shape(changed(definition, lambda tree: change(tables(tree)[0]))) != shape(definition)


@pytest.mark.parametrize("form", FORMS)
def test_an_issued_form_reads_back_empty_and_with_nothing_wrong(form, tmp_path):
    issued = make_form(form)
    path = save(issued, tmp_path / "kosong.xlsx")
    reading = read(path, of=form)
    assert (reading.outcome, reading.findings) == ("kita", ())
    assert (reading.form.stamp, reading.form.pilihan) == (issued.stamp, issued.pilihan)
    assert reading.form.ikatan == issued.ikatan
    assert dict(reading.form.isian) == {}
    assert reading.form.terkunci == issued.terkunci
    assert reading.form.konteks == issued.konteks
    locked = {slot.key for slot in issued.layout.slots if slot.terkunci}
    computed = {slot.key: "" for slot in issued.layout.slots if slot.hitung}
    printed = {key: text for key, text in issued.terkunci.items() if text and key in locked}
    assert printed | computed == reading.terkunci
    assert check_excel(path) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("answers", ["kosong", "terisi"])
def test_re_saved_by_libreoffice_it_reads_back_the_same(form, answers, konversi, tmp_path):
    issued = make_form(form, GOOD[form] if answers == "terisi" else None, signing_key=b"k" * 32)
    again = read(konversi(save(issued, tmp_path / "x.xlsx"), "xlsx"), b"k" * 32, of=form)
    assert (again.findings, again.form.stamp) == ((), issued.stamp)
    assert dict(again.form.isian) == dict(issued.isian)
    assert again.form.terkunci == issued.terkunci


@pytest.mark.parametrize("office", sorted({parted(form)[1] for form in OFFICE_FORMS}))
def test_the_folder_of_an_office_passes_its_own_check(office):
    assert check_templates(load_library(templates_of(office)))[1] == []


def test_the_whole_folder_passes_its_own_check():
    lines, faults = check_templates(LIBRARY)
    assert faults == []
    at = next(number for number, line in enumerate(lines) if line.split()[:1] == ["bersama/"])
    assert lines[at].split()[2:] == ["bagian", "bersama"]
    assert [line.split()[0] for line in lines[at + 1 :]] == [f"{form}/{versi}.toml" for form, versi in OURS]


# -- faulty files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path) -> Path:
    return shutil.copytree(TEMPLATES, tmp_path / "workbook_templates")


TOML = "skp-kuantitatif/2022.1.toml"
FAULTS = [
    (TOML, 'id = "target"\n', 'id = "target"\nwarnaa = "x"\n', "lembar.1.blok.5.tabel.kolom.6.warnaa: kata ini tidak dikenal; "
     "periksa ejaannya atau hapus (tertulis: 'x')."),
    (TOML, 'nama = "SKP"\n', f'nama = "{"S" * 32}"\n',
     f"lembar.1.nama: paling panjang 31 karakter (batas Excel) (tertulis: '{'S' * 32}')."),
    (TOML, 'nama = "SKP"\n', 'nama = "SKP/2022"\n', "lembar.1.nama: nama lembar tidak boleh memuat \\ / ? * [ ] : atau "
     "diawali/diakhiri tanda petik (tertulis: 'SKP/2022')."),
    (TOML, 'nama = "SKP"\n', 'nama = "Perilaku Kerja"\n', "berkas: dua lembar memakai nama yang sama."),
    (TOML, 'sertakan = "lampiran.lembar"', 'sertakan = "lampiran.lembar"\norientasi = "miring"',
     "lembar.3.orientasi: harus salah satu dari 'mendatar' atau 'tegak' (tertulis: 'miring')."),
    (TOML, 'sertakan = "lampiran.lembar"', 'sertakan = "lampirn.lembar"', "lembar.3.sertakan: berkas "
     "bersama/lampirn.toml tidak ada; yang ada: angka-kredit.toml, bukti-dukung.toml, catatan-kaki.toml, evaluasi-"
     "periodik.toml, evaluasi.toml, identitas.toml, keberatan.toml, kepala.toml, klasifikasi.toml, lampiran.toml, "
     "matriks-tercetak.toml, perilaku-dan-predikat.toml, perilaku-kerja.toml, status.toml, tanda-tangan.toml, umpan-"
     "balik.toml."),
    (TOML, 'sertakan = "lampiran.lembar"', 'sertakan = "lampiran.lembr"', "lembar.3.sertakan: bersama/lampiran.toml tidak "
     "punya bagian `lembr`; yang ada: lembar, judul, tabel, tanda_tangan."),
    (TOML, 'sertakan = "lampiran.lembar"', 'sertakan = "../lampiran"', "lembar.3.sertakan: harus berupa "
     "\"berkas.bagian\" dari bersama/ (tertulis: '../lampiran')."),
    ("bersama/perilaku-kerja.toml", 'tinggi = 26\n', 'tinggi = 26\nwarnaa = 1\n',
     "daftar.warnaa: kata ini tidak dikenal; periksa ejaannya atau hapus (tertulis: 1)."),
    ("bersama/tanda-tangan.toml", 'bawah = ["{pegawai_nama}", ', 'bawah = [7, ',
     "pegawai.bawah.1: harus berupa teks di antara tanda petik (tertulis: 7)."),
    ("bersama/tanda-tangan.toml", '[pegawai]\n', '[pegawai]\nsertakan = "tanda-tangan.pegawai_bertanggal"\n',
     "pegawai_bertanggal.sertakan: bagian ini menyertakan dirinya sendiri (tanda-tangan.pegawai → "
     "tanda-tangan.pegawai_bertanggal → tanda-tangan.pegawai); hapus salah satunya."),
    ("bersama/status.toml", '[skp]\n', 'skp = 1\n', "skp: harus berada di dalam sebuah [bagian]."),
    (TOML, 'teks = "Angka dan satuannya, ', f'teks = "{"x" * 255}',
     "lembar.1.blok.5.tabel.kolom.6.petunjuk.teks: paling panjang 255 karakter (batas Excel) "
     f"(tertulis: '{'x' * 57}…')."),
    (TOML, 'petunjuk = { judul = "Target"', f'petunjuk = {{ judul = "{"T" * 33}"',
     "lembar.1.blok.5.tabel.kolom.6.petunjuk.judul: paling panjang 32 karakter (batas Excel) "
     f"(tertulis: '{'T' * 33}')."),
    (TOML, 'jumlah = 8\n', 'jumlah = 0\n', "lembar.1.blok.5.tabel.bagian.1.jumlah: paling kecil 1 (tertulis: 0)."),
    (TOML, 'jenis = "tabel"\n', 'jenis = "tabell"\n', "lembar.1.blok.5: jenis blok tidak dikenal; pilihannya 'teks', "
     "'isian', 'tabel', 'daftar_tetap', 'tanda_tangan', 'tabel_tercetak', 'matriks', 'per_produk', 'grafik', "
     "'daftar_terbuka'."),
    (TOML, 'isi = "skp"\n', '', "isi: kata ini wajib ada, tetapi belum ditulis."),
    (TOML, 'rincian = 4\n', 'rincian = "4 baris"\n',
     "lembar.1.blok.5.tabel.rincian: harus berupa angka bulat (tertulis: '4 baris')."),
    (TOML, 'id = "rencana_hasil_kerja"\n', 'id = "Rencana"\n', "lembar.1.blok.5.tabel.kolom.3.id: hanya huruf kecil, angka "
     "dan garis bawah, diawali huruf (tertulis: 'Rencana')."),
    ("bersama/identitas.toml", '{ id = "nip", label = "NIP" }', '{ id = "nip1", label = "NIP" }',
     "pegawai.baris.2.id: tidak boleh berbentuk alamat sel, karena menjadi nama sel di Excel "
     "(tertulis: 'nip1')."),
    (TOML, 'kisi = [5, 31, 33, 13, 33, 26]', 'kisi = [5, 31, 33, 13, 33]',
     "lembar.1: blok `kepala` memerlukan 6 kolom, tetapi kisi lembar hanya 5."),
    (TOML, 'versi = "2022.1"\n', 'versi = "2022.2"\n',
     "isinya menyebut skp-kuantitatif 2022.2; samakan dengan nama folder dan berkas."),
    (TOML, 'daftar = "aspek"\n', 'daftar = "aspekk"\n',
     "daftar `aspekk` tidak ada; yang ada: aspek, capaian_organisasi, golongan, hubungan, "
     "isian_contoh, isian_nihil, klasifikasi, pembuka_peran, perilaku_kerja, perspektif, predikat, rating, ya_tidak."),
    (TOML, 'sertakan = "perilaku-kerja.lembar"\n',
     'nama = "Perilaku"\nkisi = [5, 76, 60]\nblok = [{ sertakan = "perilaku-kerja.daftar", baris = 6 }]\n',
     "blok `perilaku_kerja` menyebut 6 baris, daftar `perilaku_kerja` memuat 7; samakan."),
    (TOML, '{ sertakan = "kepala.periode", nilai = 3 }', '{ sertakan = "kepala.instansi", nilai = 3 }',
     "dua isian memakai nama sel yang sama, `instansi`."),
    ("integrasi-2021/2022.1.toml", 'mulai = 4, rentang = 3', 'mulai = 3, rentang = 4', "lembar Integrasi 2021: "
     "`{tempat_tanggal}` bertumpuk dengan `{tempat_tanggal}`; lembar Integrasi 2021: `Pejabat Penilai Kinerja` bertumpuk "
     "dengan `Pegawai yang Dinilai`; lembar Integrasi 2021: `{pejabat_penilai_nama}` bertumpuk dengan `{pegawai_nama}`; "
     "lembar Integrasi 2021: `{pejabat_penilai_nip_tercetak}` bertumpuk dengan `{pegawai_nip_tercetak}`."),
    (TOML, 'bila = "rencana_hasil_kerja"\n', 'bila = "rencana"\n',
     "lembar.1.blok.5.tabel: `bila` menyebut kolom `rencana`, yang tidak ada di tabel ini."),
    ("integrasi-2021/2022.1.toml", 'bila = { id = "konversi"', 'bila = { id = "cara"',
     "lembar.1.blok.5.isian.lajur.1: `bila` menyebut baris `cara`, yang tidak ada di lajur ini."),
    ("integrasi-2021/2022.1.toml", 'kurang = "nilai konversi belum diisi", ', "",
     "lembar.1.blok.5.isian.lajur.1: baris `nilai_konversi` memakai `bila` tanpa `kurang`."),
    (TOML, '"target-kosong"', '"target-belum-ada"',
     "`target-belum-ada`: kode temuan ini tidak ada; pakai salah satu dari pesan.toml, atau hapus."),
    (TOML, 'kode_kosong = "target-kosong"\n', 'kode_kosong = "target-kosong"\nanjuran = true\n', "`target-kosong`: temuan ini "
     "menahan formulir, padahal isian itu hanya anjuran; ganti kodenya atau `anjuran`-nya."),
    (TOML, '"target-kosong"', '"ekspektasi-kosong"',
     "`ekspektasi-kosong`: temuan ini tidak menahan formulir; ganti kodenya atau `anjuran`-nya."),
    (TOML, 'isi = "skp"\n', 'isi = skp\n', ", baris 7: bukan TOML yang sah: nilainya tidak dimengerti; teks harus di "
     "antara tanda petik lurus (\"), bukan petik miring (“ ”); perbaiki baris itu."),
    ("gaya.toml", 'ukuran = 10\n', 'ukuran = 400\n', "ukuran: paling besar 36.0 (batas Excel) (tertulis: 400)."),
    ("gaya.toml", 'garis = "#000000"', 'garis = "hitam"',
     "garis: bentuknya tidak sesuai pola ^#[0-9A-Fa-f]{6}$ (tertulis: 'hitam')."),
    ("gaya.toml", 'kertas = "A4"', 'kertas = "A3"', "kertas: harus salah satu dari 'A4' atau 'F4' (tertulis: 'A3')."),
    ("pesan.toml", "Aspek belum dipilih.", "Aspek {belum dipilih.", "aspek-belum-dipilih.pesan: tanda { dan } hanya boleh "
     "mengapit satu kata, seperti {found}."),
    ("pesan.toml", "[aspek-belum-dipilih]", "[aspek-belum]",
     "kode tanpa kalimat: aspek-belum-dipilih; kode yang tidak dikenal: aspek-belum."),
    ("daftar/perilaku-kerja.toml", 'nama = "Akuntabel"', 'nama = ""',
     "nilai.2.nama: paling sedikit 1 karakter (tertulis: '')."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "sentence"), FAULTS, ids=[fault[3][:50] for fault in FAULTS])
def test_a_fault_is_named_by_file_and_key_in_one_sentence(name, old, new, sentence, folder):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    _, faults = check_templates(Library(folder))
    assert faults == [f"{folder / name}{sentence}" if sentence[0] == "," else f"{folder / name}: {sentence}"]


def written_out(value) -> str:
    """A value as TOML, tables on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{word} = {written_out(one)}" for word, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written_out, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def test_forms_with_their_parts_written_out_are_the_same_forms(folder):
    for form, versi in OURS:
        file = folder / form / f"{versi}.toml"
        tree = SharedParts(folder).complete(tomllib.loads(file.read_text(encoding="utf-8")), file)
        file.write_text("".join(f"{word} = {written_out(value)}\n" for word, value in tree.items()), encoding="utf-8")
    shutil.rmtree(folder / "bersama")
    (folder / "bersama").mkdir()
    library = Library(folder)
    assert "sertakan" not in "".join((folder / form / f"{versi}.toml").read_text("utf-8") for form, versi in OURS)
    for form, versi in OURS:
        whole, shared = library.definition(form, versi), LIBRARY.definition(form, versi)
        assert (whole, shape(whole)) == (shared, shape(shared))
    assert preview_form(library, "evaluasi-kuantitatif") == preview_form(LIBRARY, "evaluasi-kuantitatif")


def test_a_part_is_as_if_it_stood_there_and_what_stands_there_comes_first(folder):
    """A form that takes parts is the form that writes them out; its own words stand on top, at any depth."""
    written = (folder / TOML).read_text(encoding="utf-8")
    whole = written.replace(
        'sertakan = "status.skp"\n', (folder / "bersama" / "status.toml").read_text("utf-8").split("[")[1][5:]
    )
    assert whole != written
    (folder / TOML).write_text(whole, encoding="utf-8")
    assert Library(folder).definition("skp-kuantitatif") == LIBRARY.definition("skp-kuantitatif")
    own = written.replace('sertakan = "status.skp"\n', 'sertakan = "status.skp"\nkurang = "Masih ada: "\n').replace(
        '{ sertakan = "identitas.pegawai" }', '{ sertakan = "identitas.pegawai", judul = "DINILAI" }')  # fmt: skip
    (folder / TOML).write_text(own, encoding="utf-8")
    before, after = LIBRARY.definition("skp-kuantitatif"), Library(folder).definition("skp-kuantitatif")
    assert (after.status.kurang, after.status.lengkap) == ("Masih ada: ", before.status.lengkap)
    pegawai = after.lembar[0].blok[3].lajur[0]
    assert pegawai == before.lembar[0].blok[3].lajur[0].model_copy(update={"judul": "DINILAI"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kuantitas\nWaktu\nkuantitas\n", ", baris 3: nilai “kuantitas” tertulis dua kali; hapus salah satunya."),
        ("# hanya catatan\n", ": daftar ini kosong; isi paling sedikit satu nilai, satu nilai per baris."),
    ],
)
def test_a_faulty_list_is_named_by_file_and_line(text, sentence, folder):
    path = folder / "daftar" / "aspek.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SkpxlError) as raised:
        _ = Library(folder).daftar
    assert str(raised.value) == f"{path}{sentence}"


def test_a_list_is_the_same_as_notepad_saves_it_and_what_is_no_text_is_named(folder):
    path = folder / "daftar" / "aspek.txt"
    path.write_bytes("\r\nKualitä\r\nWaktu\r\n\r\n".encode("cp1252"))
    assert Library(folder).daftar["aspek"].nilai == ("Kualitä", "Waktu")
    path.write_bytes(b"Waktu\nKualit\x81")
    with pytest.raises(SkpxlError) as raised:
        _ = Library(folder).daftar
    assert str(raised.value) == (
        f"{path}, baris 2: ada huruf yang rusak; simpan ulang sebagai teks UTF-8 (di Notepad: Simpan Sebagai, "
        "Penyandian UTF-8)."
    )


def test_an_unknown_form_and_an_unknown_version_are_named_with_what_there_is():
    with pytest.raises(SkpxlError) as form:
        LIBRARY.definition("skp-lain")
    assert str(form.value) == f"Formulir “skp-lain” tidak ada di {TEMPLATES}; yang ada: {', '.join(LIBRARY.forms())}."
    with pytest.raises(SkpxlError) as versi:
        LIBRARY.definition("skp-kuantitatif", "1999.1")
    assert str(versi.value) == f"Formulir skp-kuantitatif versi 1999.1 tidak ada di {TEMPLATES}; yang ada: 2022.1."


def test_a_former_wording_of_a_list_stays_readable(folder):
    path = folder / "daftar" / "aspek.txt"
    path.write_text("Kuantitas < Jumlah | Banyaknya\nKualitas\n", encoding="utf-8")
    aspek = Library(folder).daftar["aspek"]
    assert aspek.nilai == ("Kuantitas", "Kualitas")
    assert [aspek.match(text) for text in ("jumlah ", "BANYAKNYA.", "kualitas", "Waktu")] == [
        "Kuantitas", "Kuantitas", "Kualitas", None,
    ]  # fmt: skip
    assert [aspek.not_chosen(text) for text in ("Kuantitas / Kualitas", "Kuantitas", "Lain", "Kuantitas / lain")] == [
        True, False, False, True,
    ]  # fmt: skip


def test_a_backup_copy_beside_a_definition_does_no_harm(folder):
    shutil.copy(folder / TOML, folder / "skp-kuantitatif" / "salinan 2022.1.toml")
    assert Library(folder).versi("skp-kuantitatif") == ["2022.1"]


def test_the_newest_version_is_used_by_number_and_not_by_letter(folder):
    for versi in ("2022.2", "2022.10"):
        text = (folder / TOML).read_text(encoding="utf-8").replace('versi = "2022.1"', f'versi = "{versi}"')
        (folder / "skp-kuantitatif" / f"{versi}.toml").write_text(text, encoding="utf-8")
    library = Library(folder)
    assert library.versi("skp-kuantitatif") == ["2022.1", "2022.2", "2022.10"]
    assert library.definition("skp-kuantitatif").versi == "2022.10"


def test_a_placed_form_is_made_of_plain_frozen_values():
    slot = place(LIBRARY.definition("skp-kuantitatif")).slots[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        slot.key = "lain"
    assert any(isinstance(blok, BlokTabel) for blok in LIBRARY.definition("skp-kuantitatif").semua_blok())


def test_a_live_line_beyond_excels_formula_length_is_refused_when_the_templates_are_checked(tmp_path):
    folder = tmp_path / "workbook_templates"
    shutil.copytree(LIBRARY.akar, folder)
    berkas = folder / "skp-kuantitatif" / "2022.1.toml"
    berkas.write_text(berkas.read_text(encoding="utf-8").replace("rincian = 4\n", "rincian = 50\n"), encoding="utf-8")
    _, masalah = check_templates(Library(folder))
    assert masalah == [
        f"{berkas}: Baris status formulir skp-kuantitatif melebihi 8192 karakter rumus; "
        "kurangi `rincian` atau pendekkan kalimat `kurang` di definisinya."
    ]

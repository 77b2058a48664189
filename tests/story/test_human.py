"""Issued workbooks filled through LibreOffice as a person would: typed, picked, refused; read back exactly."""

from pathlib import Path

import pytest
from forms import KUALITATIF, KUANTITATIF, LIBRARY, PRODUK, make_form, read, save
from person import Person

from skpxl.files.walk import Arrival
from skpxl.findings.catalogue import KODE
from skpxl.receive.validate import DITERIMA, Measure, validate
from skpxl.xlsx.address import a1

pytestmark = pytest.mark.libreoffice
SIGNING_KEY = b"k" * 32
NILAI = list(LIBRARY.daftar["perilaku_kerja"].nilai)
ASPEK = ["Kuantitas", "Kualitas", "Waktu", "Biaya"]
PILIHAN = [produk.teks for produk in PRODUK]
LONG = "Terselenggaranya konsultasi " * 40

# key -> what is typed (or picked, where the cell has a list)
TYPED = {
    KUANTITATIF: {
        "hasil_kerja_utama_1_rencana_hasil_kerja_diintervensi": PILIHAN[0],
        "hasil_kerja_utama_1_rencana_hasil_kerja": "- Terlaksananya \"konsultasi\" -- 95% 😀\n\n'kedua'. tiga",
        "hasil_kerja_utama_1_indikator_1_aspek": "Kuantitas",
        "hasil_kerja_utama_1_indikator_1_indikator_kinerja_individu": "=Jumlah 20 orang",
        "hasil_kerja_utama_1_indikator_1_target": "20 orang",
        "hasil_kerja_utama_1_indikator_2_aspek": "Waktu",
        "hasil_kerja_utama_1_indikator_2_indikator_kinerja_individu": "+Lama penyelesaian",
        "hasil_kerja_utama_1_indikator_2_target": "1/2",
        "hasil_kerja_utama_2_rencana_hasil_kerja_diintervensi": PILIHAN[1],
        "hasil_kerja_utama_2_rencana_hasil_kerja": LONG.strip(),
        "hasil_kerja_utama_2_indikator_1_aspek": "Kualitas",
        "hasil_kerja_utama_2_indikator_1_indikator_kinerja_individu": "198107012006041903",
        "hasil_kerja_utama_2_indikator_1_target": "95%",
        "perilaku_kerja_2_ekspektasi_khusus": "3-1-2022",
        "perilaku_kerja_8_nilai": "Kolaboratif",
        "perilaku_kerja_8_ekspektasi_khusus": "TRUE",
    },
    KUALITATIF: {
        "hasil_kerja_utama_1_rencana_hasil_kerja": "- Pelayanan \"optimal\" 😀\n\n'kedua'. tiga",
        "hasil_kerja_utama_1_rencana_hasil_kerja_diintervensi": PILIHAN[0],
        "hasil_kerja_utama_1_ukuran_keberhasilan_1": "=39 perangkat daerah (95%)",
        "hasil_kerja_utama_1_ukuran_keberhasilan_2": "1,5",
        "hasil_kerja_utama_2_rencana_hasil_kerja": LONG.strip(),
        "hasil_kerja_utama_2_rencana_hasil_kerja_diintervensi": PILIHAN[1],
        "hasil_kerja_utama_2_ukuran_keberhasilan_1": "+1 hari",
        "perilaku_kerja_7_ekspektasi_khusus": "007",
        "perilaku_kerja_9_nilai": "Adaptif",
        "perilaku_kerja_9_ekspektasi_khusus": "1E5",
    },
}
LOCKED = {
    KUANTITATIF: ["instansi", "periode_tercetak", "pegawai_nama", "pegawai_nip", "pejabat_penilai_nip",
                  "perilaku_kerja_2_panduan"],
    KUALITATIF: ["instansi", "pegawai_jabatan", "perilaku_kerja_1_panduan"],
}  # fmt: skip


def judged(path: Path):
    (result,) = validate([Arrival(str(path), path)], Measure(LIBRARY, signing_key=SIGNING_KEY))
    return result


@pytest.mark.parametrize("name", [KUANTITATIF, KUALITATIF])
def test_a_person_fills_the_form_in_and_skpxl_reads_exactly_that(name, manusia, konversi, tmp_path):
    form = make_form(name, signing_key=SIGNING_KEY)
    person, typed = Person(form), TYPED[name]
    line = {"do": "read", "sheet": "SKP", "cell": "A1"}
    actions = [
        line,
        *(person.enter(key, text) for key, text in typed.items()),
        {"do": "recalculate"},
        line,
        *(person.at(key, "type", text="x") for key in LOCKED[name]),
        *(person.at(key, "clear") for key in LOCKED[name]),
        {"do": "insert_row", "sheet": "SKP", "row": 30},
        {"do": "delete_row", "sheet": "SKP", "row": 30},
    ]
    out = tmp_path / "terisi.xlsx"
    results = manusia(save(form, tmp_path / "kosong.xlsx"), actions, out=out)
    before, *entered = results[: len(typed) + 1]
    recalculated, after, *refused = results[len(typed) + 1 :]
    assert before["values"] == ["Belum ada yang diisi. Mulailah dari A. UTAMA nomor 1."]
    assert [(result["status"], result["alerts"]) for result in entered] == [("done", [])] * len(typed)
    assert [result["after"] for result in entered] == list(typed.values())
    assert recalculated["status"] == "done"
    assert after["values"] == ["Isian lengkap. Simpan, lalu kirim kembali berkas ini lewat surel."]
    assert [result["status"] for result in refused] == ["locked"] * (2 * len(LOCKED[name]) + 2)
    for path in (out, konversi(out, "xlsx")):
        reading = read(path, SIGNING_KEY)
        assert dict(reading.form.isian) == typed
        assert (reading.form.stamp, reading.form.terkunci) == (form.stamp, form.terkunci)
        result = judged(path)
        # What the odd texts say is weighed elsewhere (tests/checks/test_isi.py).
        assert [f.code for f in result.findings if KODE[f.code].lingkup != "isi"] == []
        assert result.fate == DITERIMA


def test_lists_offer_exactly_their_items_and_a_wrong_aspek_is_refused(manusia, tmp_path):
    form = make_form(KUANTITATIF)
    person = Person(form)
    aspek = "hasil_kerja_utama_8_indikator_4_aspek"
    atasan = "hasil_kerja_tambahan_1_rencana_hasil_kerja_diintervensi"
    shown, wrong, own, results, warned, kept, nilai, bad, free = manusia(
        save(form, tmp_path / "f.xlsx"),
        [
            person.at(aspek, "options"),
            person.at(aspek, "type", text="Mutu"),
            person.at(aspek, "type", text="waktu"),
            person.at(atasan, "options"),
            person.at(atasan, "type", text="Hasil lain"),
            person.at(atasan, "type", text="Hasil lain", on_alert="ok"),
            person.at("perilaku_kerja_9_nilai", "options"),
            person.at("perilaku_kerja_9_nilai", "type", text="Integritas"),
            person.at("hasil_kerja_utama_1_rencana_hasil_kerja", "options"),
        ],
    )
    assert (shown["options"], results["options"], nilai["options"]) == (ASPEK, PILIHAN, NILAI)
    assert (wrong["status"], wrong["after"]) == ("refused", "")
    assert wrong["alerts"] == [["Aspek", "Aspek hanya Kuantitas, Kualitas, Waktu atau Biaya. Pilih dari daftar.", "ok"]]
    # Case does not matter to Calc, nor to skpxl.
    assert (own["status"], own["after"]) == ("done", "waktu")
    assert (warned["status"], warned["after"], kept["after"]) == ("warned", "", "Hasil lain")
    assert (bad["status"], bad["after"]) == ("refused", "")
    assert free["options"] is None


@pytest.mark.parametrize("name", [KUANTITATIF, KUALITATIF])
def test_tab_goes_from_entry_to_entry_and_nowhere_else(name, manusia, tmp_path):
    form = make_form(name)
    person = Person(form)
    entries = [slot for slot in form.layout.entri if slot.sheet == "SKP"]
    spare = [slot for slot in form.layout.entri if slot.sheet == "Perilaku Kerja"]
    opened, tabs, more = manusia(
        save(form, tmp_path / "f.xlsx"),
        [
            {"do": "active"},
            person.at(entries[0].key, "tab", times=len(entries)),
            person.at(spare[0].key, "tab", times=len(spare)),
        ],
    )
    cells = [a1(slot.kotak.row, slot.kotak.col) for slot in entries]
    assert (opened["sheet"], opened["cell"]) == ("SKP", cells[0])
    assert tabs["cells"] == [*cells[1:], cells[0]]
    assert more["cells"] == [a1(slot.kotak.row, slot.kotak.col) for slot in [*spare[1:], spare[0]]]


def test_the_live_line_names_what_is_missing_while_typing(manusia, tmp_path):
    form = make_form(KUANTITATIF)
    person = Person(form)
    line = {"do": "read", "sheet": "SKP", "cell": "A1"}
    root = "hasil_kerja_utama_1_"
    results = manusia(
        save(form, tmp_path / "f.xlsx"),
        [
            person.at(root + "rencana_hasil_kerja", "type", text="Terlaksananya konsultasi"), line,
            person.at(root + "rencana_hasil_kerja_diintervensi", "pick", item=PILIHAN[0]), line,
            person.at(root + "indikator_1_target", "type", text="20 orang"), line,
            person.at(root + "indikator_1_indikator_kinerja_individu", "type", text="Jumlah"), line,
            person.at(root + "indikator_1_aspek", "paste_text", text="Mutu"), line,
            person.at(root + "indikator_1_aspek", "pick", item="Biaya"), line,
        ],
    )  # fmt: skip
    lacking = [
        "1 hasil kerja atasan belum dipilih; 1 rencana hasil kerja tanpa indikator",
        "1 rencana hasil kerja tanpa indikator",
        "1 indikator belum ditulis",  # that an aspek is wanting follows from it
        "1 aspek belum dipilih",
        "1 pilihan di luar daftar",
    ]
    assert [result["values"][0] for result in results[1::2]] == [
        *(f"Belum lengkap: {words}." for words in lacking),
        "Isian lengkap. Simpan, lalu kirim kembali berkas ini lewat surel.",
    ]


def test_what_is_pasted_past_the_list_is_found_at_its_cell(manusia, tmp_path):
    form = make_form(KUANTITATIF)
    person = Person(form)
    typed = {**TYPED[KUANTITATIF], "hasil_kerja_utama_2_indikator_1_aspek": "Mutu"}
    actions = [
        person.at(key, "paste_text", text=text) if text == "Mutu" else person.enter(key, text)
        for key, text in typed.items()
    ]
    out = tmp_path / "terisi.xlsx"
    manusia(save(form, tmp_path / "f.xlsx"), actions, out=out)
    (result,) = validate([Arrival("f", out)], Measure(LIBRARY))
    slot = form.layout.by_key["hasil_kerja_utama_2_indikator_1_aspek"]
    told = [f for f in result.findings if KODE[f.code].lingkup != "isi"]
    assert [(f.code, f.sheet, f.cell, f.found) for f in told] == [
        ("aspek-tidak-dikenal", "SKP", a1(slot.kotak.row, slot.kotak.col), "Mutu")
    ]

"""Dokumen Evaluasi Kinerja Pegawai: of every period, with the Garuda or room for it, with the dates of a keberatan."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pytest
from campaigns import skpxl
from evaluations import DI_ATAS, DI_BAWAH, evaluated
from excel_rules import check_excel
from forms import GOOD, KETUA, KUANTITATIF, LIBRARY, ORGANISASI, evaluation_of, rated, read, skp_of
from papers_made import given, yearly

from skpxl.books.letterhead import Logo
from skpxl.books.paper import write_papers
from skpxl.forms.write import write_form
from skpxl.kinds.evaluasi import evaluasi_dari
from skpxl.papers.contents import evaluation_document, rate
from skpxl.papers.order import PaperOrder, WantedPapers
from skpxl.papers.receive import PaperReceiver
from skpxl.template.answers import to_values
from skpxl.template.layout import shape


def png(width: int = 12, height: int = 13) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xc8\xa0\x20" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def document(period: str, **wanted):
    order = PaperOrder(LIBRARY, wanted=WantedPapers(**wanted))
    return evaluation_document(rate(evaluasi_dari(yearly(KETUA, period), ""), LIBRARY.aturan), None, order)


@pytest.mark.parametrize(
    ("period", "kode", "name"),
    [
        ("tahunan", "evaluasi-kinerja-pegawai", "AKHIR TAHUN 2022"),
        ("TW2", "dokumen-evaluasi-tw2", "TRIWULAN II TAHUN 2022"),
        ("S1", "dokumen-evaluasi-s1", "SEMESTER I TAHUN 2022"),
        ("B03", "dokumen-evaluasi-b03", "BULAN MARET TAHUN 2022"),
    ],
)
def test_there_is_a_document_of_every_period(period: str, kode: str, name: str) -> None:
    naskah = document(period)
    assert (naskah.kode, naskah.context["nama_periode"]) == (kode, name)


def test_there_is_room_for_the_garuda_and_a_picture_fills_it(tmp_path) -> None:
    for long in (False, True):
        bare, drawn = (document("TW1", long=long, emblem=one) for one in (None, Logo("garuda.png", png())))
        sheet = openpyxl.load_workbook(io.BytesIO(write_papers([bare], LIBRARY, "A4"))).active
        assert (sheet.row_dimensions[1].height, sheet["A1"].value) == (62.25, None)
        (tmp_path / "g.xlsx").write_bytes(write_papers([drawn], LIBRARY, "A4"))
        assert check_excel(tmp_path / "g.xlsx") == []
        with zipfile.ZipFile(tmp_path / "g.xlsx") as packed:
            assert [name for name in packed.namelist() if name.startswith("xl/media/")] == ["xl/media/image1.png"]


def test_a_keberatan_has_its_dates_and_stays_open_to_be_written_in() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_papers([document("tahunan", long=True)], LIBRARY, "A4"))).active
    labels = {cell.value: cell.row for line in sheet.iter_rows() for cell in line if cell.value}
    dates = ["Tanggal hasil evaluasi diterima", "Tanggal keberatan diajukan", "Tanggal penjelasan", "Tanggal keputusan"]
    assert sorted(labels[label] for label in dates) == [labels[label] for label in dates]
    assert [sheet.cell(labels[label], 3).protection.locked for label in dates] == [False] * 4
    assert (
        labels["KEBERATAN"] < labels[dates[0]] < labels["PENJELASAN PEJABAT PENILAI ATAS KEBERATAN"] < labels[dates[2]]
    )


def test_kurang_is_printed_as_the_circular_has_it(tmp_path) -> None:
    evaluated(tmp_path / "masuk", KETUA, KUANTITATIF, hasil=DI_ATAS, perilaku=DI_BAWAH, period="TW1")
    words = ("papers", "make", tmp_path / "masuk", "-o", tmp_path / "dok", "--kind", "dokumen-evaluasi")
    (tmp_path / "garuda.png").write_bytes(png())
    run = skpxl(*words, "--period", "TW1", "--emblem", tmp_path / "garuda.png")
    (path,) = (tmp_path / "dok").rglob("*.xlsx")
    assert path.name == f"Dokumen-Evaluasi_2022-TW1_{KETUA}.xlsx"
    texts = [cell.value for line in openpyxl.load_workbook(path).active.iter_rows() for cell in line]
    assert "KURANG/MISCONDUCT" in texts
    ((mark, isi),) = PaperReceiver(LIBRARY, ORGANISASI).receive(given("a", path.read_bytes())).says
    assert (mark.kode, isi.predikat) == ("dokumen-evaluasi-tw1", "Kurang")
    assert "1 dokumen = 1 dibuat + 0 tidak dibuat." in run.out
    assert skpxl(*words, code=3).last.startswith(
        "Tidak ada dokumen yang dapat dibuat dari 1 berkas (1 evaluasi periodik)"
    )
    (tmp_path / "garuda.png").write_bytes(b"bukan gambar")
    assert skpxl(*words, "--period", "TW1", "--emblem", tmp_path / "garuda.png", code=3).last.endswith(
        "bukan gambar yang dapat dipakai sebagai logo; pakai PNG atau JPEG, atau sebut berkas lain pada --emblem."
    )


def test_a_keberatan_is_recorded_in_the_evaluation_and_printed_with_its_dates() -> None:
    told = {
        "tanggal_hasil_diterima": "5 Januari 2023", "tanggal_keberatan": "9 Januari 2023", "keberatan": "Realisasi keliru",
        "tanggal_keputusan": "20 Januari 2023", "keputusan_atasan": "Keberatan diterima",
    }  # fmt: skip
    skp = skp_of(GOOD[KUANTITATIF])
    plain, open_ = (evaluation_of(skp, "tahunan", dokumen_panjang=long) for long in (False, True))
    assert [page.lembar.nama for page in open_.layout.halaman][-1] == "Keberatan"
    assert "Keberatan" not in [page.lembar.nama for page in plain.layout.halaman]
    # The sheet changes the shape of those workbooks alone that have it: all that are out are read as before.
    assert plain.stamp.shape == shape(plain.definition) != open_.stamp.shape
    quarter = evaluation_of(skp, "TW1", dokumen_panjang=True)
    assert quarter.stamp.shape == plain.stamp.shape
    answers = {**rated(open_), "keberatan": {"pengajuan": [{"nomor": 1, **told}]}}
    form = open_.filled(to_values(open_.layout, answers, open_.terkunci)[0])
    back = read(write_form(form, LIBRARY)).form
    assert back is not None
    evaluasi = evaluasi_dari(back, "")
    assert {name: getattr(evaluasi.keberatan["pengajuan"][0], name) for name in told} == told
    naskah = evaluation_document(rate(evaluasi, LIBRARY.aturan), None, PaperOrder(LIBRARY))
    assert naskah.definition.form == "dokumen-evaluasi-panjang"
    assert {name: naskah.values[name] for name in told} == told
    sheet = openpyxl.load_workbook(io.BytesIO(write_papers([naskah], LIBRARY, "A4"))).active
    beside = {line[1].value: line[2] for line in sheet.iter_rows() if line[1].value}
    assert (beside["Tanggal keputusan"].value, beside["Tanggal keputusan"].protection.locked) == (
        "20 Januari 2023",
        True,
    )
    assert (beside["Tanggal penjelasan"].value, beside["Tanggal penjelasan"].protection.locked) == (None, False)

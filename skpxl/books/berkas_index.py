"""The index of scans: a row per file that does not say what it is, drop-downs beside it. Read back in `berkas_index_read`.

Which file a row is about stands in a hidden column, so rows may be sorted and files moved or renamed.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.berkas_index_read import KOLOM, kode_baris, read_index
from skpxl.forms.aids import rapatkan, sudut
from skpxl.forms.guide import write_guide
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.hidden import LEMBAR_DAFTAR, nama_daftar
from skpxl.forms.page import write_text
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.berkas_indeks import BELUM, BUKAN, SUDAH, BarisIndeks
from skpxl.template.limits import TAUTAN_MAKS, dimuatkan
from skpxl.template.slots import Kotak
from skpxl.template.style import KERTAS, Gaya
from skpxl.xlsx.address import a1
from skpxl.xlsx.finish import rampungkan

__all__ = ["CADANGAN", "LEMBAR", "PETUNJUK", "BarisTulis", "Pilihan", "read_index", "write_index"]

PETUNJUK = (
    "Setiap baris kuning adalah satu berkas yang tidak mengatakan sendiri apa isinya, atau belum jelas sudah ditandatangani "
    "atau belum. Klik nama berkasnya untuk membukanya.",
    "Pilih pegawai (NIP saja juga boleh), dokumen, dan tahunnya, lalu jawab apakah sudah ditandatangani. Kolom Dugaan hanya "
    "membaca nama berkas; salinlah ke Pegawai bila benar.",
    f"Bila berkas itu lain sama sekali, pilih “{BUKAN}” di kolom Dokumen; kolom lainnya boleh kosong.",
    "Satu berkas memuat beberapa dokumen? Untuk dokumen kedua dan seterusnya pakai baris kosong di bawah, dan pilih "
    "berkasnya di kolom Berkas.",
    "Boleh dicicil. Simpan tetap sebagai .xlsx dan tutup berkas ini, lalu jalankan perintah yang sama sekali lagi dengan "
    "--index; dengan --make-index baris baru ditambahkan dan yang sudah diisi tetap ada.",
)
LEMBAR, LEMBAR_PETUNJUK = "Indeks", "Petunjuk"
CADANGAN = 10  # rows for a further paper in a file
_LEBAR = {
    "kode": 8, "selesai": 8, "berkas": 44, "jenis": 9, "sebab": 34, "dugaan": 34, "pegawai": 36, "dokumen": 44,
    "tahun": 9, "tanda_tangan": 16, "catatan": 26, "keterangan": 26,
}  # fmt: skip
_JUDUL = {nama: judul for judul, nama in KOLOM.items()}
_KOLOM = {nama: nomor for nomor, nama in enumerate(_LEBAR, start=1)}
_ENTRI = ("pegawai", "dokumen", "tahun", "tanda_tangan", "catatan")
_BERDAFTAR = ("pegawai", "dokumen", "tahun", "tanda_tangan")
_BARIS_KEPALA = 2  # counted from 1; the live line stands above
_URL_MAKS = 255
_BOLEH = {
    "format_rows": True,
    "format_columns": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "autofilter": True,
    "sort": True,
}
# nama -> (title of the prompt, prompt, what is said of another value)
_BANTUAN = {
    "berkas": ("Berkas", "Pilih berkas yang memuat dokumen kedua.", "Pilih salah satu berkas dari daftar."),
    "pegawai": (
        "Pegawai",
        "Pilih pegawainya, atau ketik NIP-nya saja.",
        "Tidak ada dalam daftar. Bila yang diketik NIP, teruskan; selain itu pilih dari daftar.",
    ),
    "dokumen": ("Dokumen", f"Pilih dokumennya, atau “{BUKAN}”.", "Pilih salah satu dari daftar."),
    "tahun": (
        "Tahun",
        "Tahun kinerja yang dinilai, bukan tahun tanda tangannya.",
        "Pilih salah satu tahun dari daftar.",
    ),
    "tanda_tangan": (
        "Ditandatangani",
        f"Pilih {SUDAH} bila semua tanda tangan yang diperlukan ada, selain itu {BELUM}.",
        f"Pilih {SUDAH} atau {BELUM}.",
    ),
}


class Pilihan(NamedTuple):
    """What the drop-downs offer; `nip` may be typed in place of a person."""

    pegawai: Sequence[str]
    nip: Sequence[str]
    dokumen: Sequence[str]
    tahun: Sequence[str]


class BarisTulis(NamedTuple):
    """One row to be written: what was filled in, the link to the file, its kind, why it is here, what its name suggests.

    `keterangan` says why a row does not count any more.
    """

    isi: BarisIndeks
    url: str = ""
    jenis: str = ""
    sebab: str = ""
    dugaan: str = ""
    keterangan: str = ""

    @property
    def hidup(self) -> bool:
        """True for a row that asks for an answer."""
        return not self.keterangan


def write_index(
    baris: Sequence[BarisTulis], pilihan: Pilihan, gaya: Gaya, *, sandi: str = "", kertas: str = "A4"
) -> bytes:
    """The workbook; the same bytes for the same input."""
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    workbook.set_properties({"title": "Indeks hasil pindai", "author": "skpxl", "created": SAAT_DIBUAT})
    penulis = _Penulis(workbook, baris, pilihan, gaya)
    penulis.tulis(sandi, kertas)
    workbook.close()
    awal = _BARIS_KEPALA + 1
    return rampungkan(tujuan.getvalue(), [set(range(awal, awal + len(baris) + CADANGAN))])


class _Penulis:
    """State of writing one workbook: its sheets, formats and lists."""

    def __init__(
        self, workbook: xlsxwriter.Workbook, baris: Sequence[BarisTulis], pilihan: Pilihan, gaya: Gaya
    ) -> None:
        self.workbook = workbook
        self.formats = Formats(workbook, gaya)
        self.baris = baris
        self.daftar: dict[str, list[str]] = {
            "pegawai": list(pilihan.pegawai),
            "nip": list(pilihan.nip),
            "dokumen": [*pilihan.dokumen, BUKAN],
            "tahun": list(pilihan.tahun),
            "tanda_tangan": [SUDAH, BELUM],
            "berkas": list(dict.fromkeys(satu.isi.berkas for satu in baris if satu.hidup)),
        }
        self.sheet: Worksheet = workbook.add_worksheet(LEMBAR)
        self.petunjuk: Worksheet = workbook.add_worksheet(LEMBAR_PETUNJUK)
        self.lembar_daftar: Worksheet = workbook.add_worksheet(LEMBAR_DAFTAR)
        self.awal = _BARIS_KEPALA + 1
        self.cadangan = self.awal + len(baris)
        self.akhir = self.cadangan + CADANGAN - 1
        self.tautan = 0

    def tulis(self, sandi: str, kertas: str) -> None:
        """Everything on all sheets, and their protection."""
        self._daftar()
        for nama, col in _KOLOM.items():
            tersembunyi = {"hidden": 1} if nama in ("kode", "selesai") else {}
            self.sheet.set_column(col - 1, col - 1, _LEBAR[nama], None, tersembunyi)
            self.sheet.write_string(_BARIS_KEPALA - 1, col - 1, _JUDUL[nama], self.formats.get("kepala", "LRTB"))
        self.sheet.set_row(_BARIS_KEPALA - 1, 30)
        for row, satu in enumerate(self.baris, start=self.awal):
            self._satu(row, satu)
        for row in range(self.cadangan, self.akhir + 1):
            self._kosong(row)
        self._bantuan()
        self._hitungan()
        self.sheet.autofilter(_BARIS_KEPALA - 1, _KOLOM["berkas"] - 1, self.akhir - 1, len(_KOLOM) - 1)
        self.sheet.freeze_panes(_BARIS_KEPALA, _KOLOM["berkas"])
        awal = _KOLOM["pegawai"] - 1
        self.sheet.set_selection(self.awal - 1, awal, self.awal - 1, awal)
        self._cetak(self.sheet, kertas)
        self._petunjuk(kertas)
        self.lembar_daftar.very_hidden()
        for lembar in (self.petunjuk, self.lembar_daftar):
            lembar.protect(sandi)
        self.sheet.protect(sandi, _BOLEH)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _satu(self, row: int, satu: BarisTulis) -> None:
        isi = satu.isi
        teks = {
            "kode": kode_baris(isi), "berkas": isi.berkas, "jenis": satu.jenis, "sebab": satu.sebab,
            "dugaan": satu.dugaan, "keterangan": satu.keterangan, **{nama: getattr(isi, nama) for nama in _ENTRI},
        }  # fmt: skip
        tinggi = 15.0
        for nama, col in _KOLOM.items():
            if nama == "selesai" and satu.hidup:
                self.sheet.write_formula(row - 1, col - 1, self._selesai(row, isi), None, int(self._sudah(isi)))
                continue
            nilai = dimuatkan(teks.get(nama, ""))
            url = satu.url if nama == "berkas" else ""
            self._tulis(row, col, nilai, url, terbuka=nama in self._terbuka(satu))
            if nama not in ("kode", "selesai"):
                tinggi = max(tinggi, tinggi_teks(nilai, _LEBAR[nama], self.formats.ukuran("teks")))
        self.sheet.set_row(row - 1, tinggi_sah(tinggi))

    def _terbuka(self, satu: BarisTulis) -> tuple[str, ...]:
        """The entry cells of a row. What the file itself has told is locked."""
        if not satu.hidup:
            return ()
        return ("tanda_tangan", "catatan") if satu.isi.terkunci else _ENTRI

    def _kosong(self, row: int) -> None:
        """A spare row, for a further paper in one of the files."""
        for nama, col in _KOLOM.items():
            self._tulis(row, col, "", "", terbuka=nama in ("berkas", *_ENTRI))
        self.sheet.set_row(row - 1, 15)

    def _tulis(self, row: int, col: int, isi: str, url: str, *, terbuka: bool) -> None:
        if isi and url and len(url) < _URL_MAKS and self.tautan < TAUTAN_MAKS:
            self.tautan += 1
            write_text(self.sheet, row - 1, col - 1, isi, self.formats.get("tautan", "LRTB"), url)
            return
        format_ = self.formats.get("isian" if terbuka else "teks", "LRTB", terkunci=not terbuka)
        write_text(self.sheet, row - 1, col - 1, isi, format_)

    def _selesai(self, row: int, isi: BarisIndeks) -> str:
        """1 where the row says all that is asked for."""
        perlu = ("tanda_tangan",) if isi.terkunci else _BERDAFTAR
        lengkap = ",".join(self._sah(nama, a1(row, _KOLOM[nama])) for nama in perlu)
        bukan = f'TRIM({a1(row, _KOLOM["dokumen"])})="{BUKAN}"'
        return f"=IF(OR({bukan},AND({lengkap})),1,0)"

    def _sudah(self, isi: BarisIndeks) -> bool:
        """What that formula shows."""
        if isi.dokumen.strip().casefold() == BUKAN.casefold():
            return True
        perlu = ("tanda_tangan",) if isi.terkunci else _BERDAFTAR
        return all(
            getattr(isi, nama).strip().casefold() in {satu.casefold() for satu in self._boleh(nama)} for nama in perlu
        )

    def _boleh(self, nama: str) -> list[str]:
        return self.daftar[nama] + (self.daftar["nip"] if nama == "pegawai" else [])

    def _sah(self, nama: str, sel: str) -> str:
        """A condition: what stands in the cell is in its list. An empty cell is not."""
        daftar = [nama, "nip"] if nama == "pegawai" else [nama]
        return "+".join(f"SUMPRODUCT(--({nama_daftar(satu)}=TRIM({sel})))" for satu in daftar) + ">0"

    # -- helps -------------------------------------------------------------------------------------------------------

    def _daftar(self) -> None:
        """The lists, each behind a name that covers exactly its cells."""
        for col, (nama, isi) in enumerate(self.daftar.items()):
            isi = [dimuatkan(satu) for satu in isi if satu] or ["—"]
            for row, teks in enumerate(isi):
                self.lembar_daftar.write_string(row, col, teks)
            awal, akhir = a1(1, col + 1, mutlak=True), a1(len(isi), col + 1, mutlak=True)
            self.workbook.define_name(nama_daftar(nama), f"='{LEMBAR_DAFTAR}'!{awal}:{akhir}")

    def _kotak(self, nama: str) -> list[Kotak]:
        """The open cells of a column, as few rectangles."""
        rows = [row for row, satu in enumerate(self.baris, start=self.awal) if nama in self._terbuka(satu)]
        rows += range(self.cadangan, self.akhir + 1)
        return rapatkan([Kotak(row, _KOLOM[nama], row, _KOLOM[nama]) for row in rows])

    def _bantuan(self) -> None:
        """Drop-downs, and the colour of any value outside its list: pasting kills validation."""
        for nama, (judul, petunjuk, salah) in _BANTUAN.items():
            pertama, *lain = kotak = self._kotak(nama)
            aturan: dict[str, object] = {
                "validate": "list",
                "source": f"={nama_daftar(nama)}",
                "input_title": judul,
                "input_message": petunjuk,
                "error_title": judul,
                "error_message": salah,
                "error_type": "warning" if nama == "pegawai" else "stop",  # a NIP alone is right, too
            }
            if lain:
                aturan["other_cells"] = [sudut(satu) for satu in lain]
            self.sheet.data_validation(*sudut(pertama), aturan)
            sel = a1(pertama.row, pertama.col)
            self._bersyarat(kotak, f"AND(LEN(TRIM({sel}))>0,NOT({self._sah(nama, sel)}))", "di_luar_daftar")
        hidup = [row for row, satu in enumerate(self.baris, start=self.awal) if satu.hidup]
        if hidup:
            selesai = a1(hidup[0], _KOLOM["selesai"], kolom_tetap=True)
            kotak = rapatkan([Kotak(row, _KOLOM["berkas"], row, _KOLOM["berkas"]) for row in hidup])
            self._bersyarat(kotak, f"AND(ISNUMBER({selesai}),{selesai}=0)", "belum")

    def _bersyarat(self, kotak: Sequence[Kotak], rumus: str, tanda: str) -> None:
        pilihan: dict[str, object] = {"type": "formula", "criteria": f"={rumus}", "format": self.formats.tanda(tanda)}
        if len(kotak) > 1:
            pilihan["multi_range"] = " ".join(f"{a1(k.row, k.col)}:{a1(k.row_to, k.col_to)}" for k in kotak)
        self.sheet.conditional_format(*sudut(kotak[0]), pilihan)

    def _hitungan(self) -> None:
        """The live line: how many files have been filled in."""
        hidup = [satu.isi for satu in self.baris if satu.hidup]
        kini = f"{sum(self._sudah(satu) for satu in hidup)} dari {len(hidup)} berkas sudah diisi"
        wilayah = f"{a1(self.awal, _KOLOM['selesai'], mutlak=True)}:{a1(self.akhir, _KOLOM['selesai'], mutlak=True)}"
        rumus = f'=SUM({wilayah})&" dari "&COUNT({wilayah})&" berkas sudah diisi"'
        kiri, kanan = _KOLOM["berkas"], _KOLOM["sebab"]
        format_ = self.formats.get("status")
        self.sheet.merge_range(0, kiri - 1, 0, kanan - 1, "", format_)
        self.sheet.write_formula(0, kiri - 1, rumus, format_, kini)
        self.sheet.set_row(0, 24)
        kotak = [Kotak(1, kiri, 1, kanan)]
        self._bersyarat(kotak, f"SUM({wilayah})=COUNT({wilayah})", "lengkap")
        self._bersyarat(kotak, f"SUM({wilayah})<COUNT({wilayah})", "belum")

    def _petunjuk(self, kertas: str) -> None:
        write_guide(self.petunjuk, PETUNJUK, self.formats)
        self._cetak(self.petunjuk, kertas)

    def _cetak(self, sheet: Worksheet, kertas: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(KERTAS[kertas])
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        if sheet is self.sheet:
            sheet.repeat_rows(_BARIS_KEPALA - 1)
            sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(self.akhir, len(_KOLOM))}"})

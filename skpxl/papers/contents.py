"""What stands in each finished paper: the values of its cells from an evaluation or a form Integrasi 2021. It writes no file.

Whatever can be computed is computed here again; nothing a sheet has shown is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from skpxl.books.paper import Naskah
from skpxl.errors import required
from skpxl.model.angka import tercetak
from skpxl.model.angka_kredit import AngkaKredit, angka_kredit, find_jenjang
from skpxl.model.evaluasi import Evaluasi, nama_periode
from skpxl.model.integrasi import CARA_DIISI, AturanIntegrasi, HasilIntegrasi, pilihan_tabel
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode, tanggal_tercetak
from skpxl.model.predikat import predikat, recognise
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.teks import join_items, sidik
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library

TITIK = "…………………"
BELUM_TERVERIFIKASI = "(belum terverifikasi)"
# The short names of the kinds in aturan/berkas.toml; the last one is asked for by nobody there.
DOKUMEN, HASIL_TAHUNAN, INTEGRASI = "evaluasi-kinerja-pegawai", "hasil-evaluasi-tahunan", "integrasi-2021"
ANGKA_KREDIT = "konversi-angka-kredit"


@dataclass(frozen=True)
class Penandatanganan:
    """Where and when the papers are signed; dots, to be filled in by hand, for what is not known."""

    tempat: str = ""
    tanggal: date | None = None

    def tercetak(self) -> str:
        """As it stands above a signature."""
        return f"{self.tempat or TITIK}, {tanggal_tercetak(self.tanggal) if self.tanggal else TITIK}"


@dataclass(frozen=True)
class Dinilai:
    """An evaluation with what follows from it: ratings and capaian in the wording of today, and the predikat."""

    evaluasi: Evaluasi
    capaian: str
    rating_hasil_kerja: str
    rating_perilaku: str
    predikat: str

    @property
    def masa(self) -> Periode:
        """The days it is for: those of its stamp."""
        return required(self.evaluasi.periode, "periode dalam evaluasi")


def rate(evaluasi: Evaluasi, library: Library) -> Dinilai:
    """Compute the predikat again (PermenPANRB 6/2022); it is empty where a rating is missing or unknown."""
    tabel = library.aturan.predikat
    return Dinilai(
        evaluasi=evaluasi,
        capaian=recognise(evaluasi.capaian_organisasi, library.aturan.pola.sebutan_capaian),
        rating_hasil_kerja=recognise(evaluasi.rating_hasil_kerja, tabel.sebutan),
        rating_perilaku=recognise(evaluasi.rating_perilaku, tabel.sebutan),
        predikat=predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, tabel),
    )


def evaluation_document(
    dinilai: Dinilai, atasan: Identitas | None, library: Library, teken: Penandatanganan, *, panjang: bool = False
) -> Naskah:
    """Dokumen Evaluasi Kinerja Pegawai. Block 3 has dots where the penilai's own superior (`atasan`) is not known.

    Block 5 holds the feedback that the evaluation names as the atasan's; without any it stays open, to be typed into.
    """
    evaluasi = dinilai.evaluasi
    di_atas = atasan or Identitas(**dict.fromkeys(Identitas.model_fields, TITIK))
    catatan = [
        satu.isi
        for daftar in evaluasi.umpan_balik.values()
        for satu in daftar
        if sidik(satu.hubungan) == "atasan" and satu.isi.strip()
    ]
    isi = {
        **_kepala(evaluasi.instansi, dinilai.masa, evaluasi.pegawai, evaluasi.pejabat_penilai),
        **_identitas("atasan_pejabat_penilai", di_atas),
        "capaian_organisasi": dinilai.capaian.upper(),
        "predikat": dinilai.predikat.upper(),
        "catatan": join_items(catatan) if len(catatan) > 1 else "".join(catatan),
    }
    form = "dokumen-evaluasi-panjang" if panjang else "dokumen-evaluasi"
    konteks = {"nama_periode": nama_periode(evaluasi.jenis, dinilai.masa)}
    return _naskah(form, isi, konteks, library, teken, DOKUMEN, evaluasi.tahun, dinilai.predikat)


def yearly_result(dinilai: Dinilai, form: Form, library: Library, teken: Penandatanganan) -> Naskah:
    """Dokumen Hasil Evaluasi Kinerja Tahunan: the annual evaluation form itself, finished."""
    isi = {
        **form.terkunci,
        **form.isian,
        "capaian_organisasi": dinilai.capaian,
        "rating_hasil_kerja": dinilai.rating_hasil_kerja,
        "rating_perilaku": dinilai.rating_perilaku,
        "predikat": dinilai.predikat,
    }
    return Naskah(
        judul=_judul(HASIL_TAHUNAN, form.definition, library),
        definition=form.definition,
        isi=isi,
        konteks={**form.pengganti, "tempat_tanggal": teken.tercetak()},
        jumlah=form.stamp.jumlah,
        kode=HASIL_TAHUNAN,
        nama=isi.get("pegawai_nama", ""),
        nip=isi.get("pegawai_nip", ""),
        tahun=form.stamp.periode.selesai.year,
        hasil=dinilai.predikat,
    )


def credit_of(dinilai: Dinilai, orang: Pegawai | None, library: Library) -> AngkaKredit | str:
    """The angka kredit of an annual evaluation, or why there is none, in Indonesian.

    The roster's Jenis Jabatan counts where it says something; whether a jabatan is a JF is otherwise told by its name.
    """
    jenis = orang.jenis_jabatan.strip().casefold() if orang else ""
    if jenis and not jenis.startswith(("fungsional", "jf", "jabatan fungsional")):
        return "bukan jabatan fungsional"
    jenjang = find_jenjang(dinilai.evaluasi.pegawai.jabatan, library.aturan.angka_kredit)
    if not jenjang:
        return "jenjang jabatan fungsional tidak dikenali dari nama jabatannya"
    bulan = _bulan(dinilai.masa)
    hasil = angka_kredit(dinilai.predikat, jenjang, bulan, library.aturan.angka_kredit) if bulan <= 12 else None
    return hasil or f"masa penilaiannya {bulan} bulan, lebih dari setahun"


def credit_paper(dinilai: Dinilai, kredit: AngkaKredit, library: Library, teken: Penandatanganan) -> Naskah:
    """Konversi Predikat Kinerja ke Angka Kredit: a sheet of its own. What has no sure source is marked where it stands."""
    evaluasi = dinilai.evaluasi
    ragu = set(kredit.belum_terverifikasi)

    def bertanda(teks: str, apa: str) -> str:
        return f"{teks}\n{BELUM_TERVERIFIKASI}" if apa in ragu else teks

    baris = {
        "predikat": kredit.predikat,
        "persentase": bertanda(f"{tercetak(kredit.persen)}%", f"persen predikat {kredit.predikat}"),
        "koefisien": bertanda(tercetak(kredit.koefisien), f"koefisien {kredit.jenjang}"),
        "bulan": str(kredit.bulan),
        "angka_kredit": tercetak(kredit.nilai),
    }
    isi = {
        **_kepala(evaluasi.instansi, dinilai.masa, evaluasi.pegawai, evaluasi.pejabat_penilai),
        **{slot_key("konversi", "hasil", 1, nama): teks for nama, teks in baris.items()},
    }
    definition = library.definition(ANGKA_KREDIT)
    konteks = {
        "tahun": str(evaluasi.tahun),
        "dasar": definition.dasar,
        "jenjang": kredit.jenjang,
        "catatan_angka": (
            f"Angka bertanda {BELUM_TERVERIFIKASI} belum ditemukan dalam teks peraturannya; cocokkan sebelum dipakai."
            if ragu
            else ""
        ),
    }
    hasil = f"{tercetak(kredit.nilai)} angka kredit"
    return _naskah(ANGKA_KREDIT, isi, konteks, library, teken, ANGKA_KREDIT, evaluasi.tahun, hasil)


def integrasi_paper(
    form: Form, hasil: HasilIntegrasi, ide_baru: bool, library: Library, teken: Penandatanganan
) -> Naskah:
    """Dokumen Integrasi 2021: the form with its result, and a line that says which way of converting was used."""
    aturan = library.aturan.integrasi
    desimal = aturan.pembulatan.desimal
    isi = {
        **form.terkunci,
        "januari_juni": _utuh(hasil.januari_juni),
        "konversi": _cara(hasil, aturan),
        "nilai_konversi": _utuh(hasil.konversi),
        "juli_desember": _utuh(hasil.juli_desember),
        "ide_baru": "Ya" if ide_baru else "Tidak",
        "nilai": tercetak(hasil.nilai, desimal),
        "predikat": hasil.predikat.upper(),
    }
    return Naskah(
        judul=_judul(INTEGRASI, form.definition, library),
        definition=form.definition,
        isi=isi,
        konteks={
            **form.pengganti,
            "tempat_tanggal": teken.tercetak(),
            "keterangan_konversi": _keterangan(hasil, aturan),
            "rumus_nilai": _rumus(hasil, aturan),
        },
        kode=INTEGRASI,
        nama=isi.get("pegawai_nama", ""),
        nip=isi.get("pegawai_nip", ""),
        tahun=form.stamp.periode.selesai.year,
        hasil=f"{hasil.predikat} ({tercetak(hasil.nilai, desimal)})",
    )


def _judul(kode: str, definition: Definition, library: Library) -> str:
    """The official name of a kind of paper."""
    dokumen = library.aturan.berkas.dokumen.get(kode)
    return dokumen.nama if dokumen else definition.judul


def _naskah(
    form: str,
    isi: Mapping[str, str],
    konteks: Mapping[str, str],
    library: Library,
    teken: Penandatanganan,
    kode: str,
    tahun: int,
    hasil: str,
) -> Naskah:
    """A paper of a definition of its own. Under a name without NIP nothing is printed."""
    tercetak_ = {
        f"{siapa}_nip_tercetak": f"NIP. {nip}" if (nip := isi.get(f"{siapa}_nip", "")) else ""
        for siapa in ("pegawai", "pejabat_penilai", "atasan_pejabat_penilai")
    }
    definition = library.definition(form)
    return Naskah(
        judul=_judul(kode, definition, library),
        definition=definition,
        isi=isi,
        konteks={**isi, **tercetak_, **konteks, "tempat_tanggal": teken.tercetak()},
        kode=kode,
        nama=isi["pegawai_nama"],
        nip=isi["pegawai_nip"],
        tahun=tahun,
        hasil=hasil,
    )


def _kepala(instansi: str, masa: Periode, pegawai: Identitas, penilai: Identitas) -> dict[str, str]:
    return {
        "instansi": instansi,
        "periode_tercetak": f"PERIODE PENILAIAN:\n{masa.tercetak()}",
        **_identitas("pegawai", pegawai),
        **_identitas("pejabat_penilai", penilai),
    }


def _identitas(siapa: str, identitas: Identitas) -> dict[str, str]:
    return {slot_key(siapa, nama): teks for nama, teks in identitas.model_dump().items()}


def _bulan(masa: Periode) -> int:
    """How many months a period covers, begun ones whole."""
    return 12 * (masa.selesai.year - masa.mulai.year) + masa.selesai.month - masa.mulai.month + 1


def _utuh(nilai: Decimal) -> str:
    """A number with all its digits: what was entered is not rounded."""
    eksponen = nilai.as_tuple().exponent
    return tercetak(nilai, max(0, -eksponen) if isinstance(eksponen, int) else 0)


def _ragu(hasil: HasilIntegrasi, aturan: AturanIntegrasi) -> bool:
    """True where the score was converted by a table without a sure source."""
    return any(hasil.cara == pilihan_tabel(nama) and not tabel.terverifikasi for nama, tabel in aturan.tabel.items())


def _cara(hasil: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    return f"{hasil.cara} {BELUM_TERVERIFIKASI}" if _ragu(hasil, aturan) else hasil.cara


def _keterangan(hasil: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    """How the first half was converted, as a sentence."""
    konversi = _utuh(hasil.konversi)
    if hasil.cara == CARA_DIISI:
        return f"Nilai konversi Januari - Juni {konversi} diisi sendiri, tidak dihitung dengan tabel."
    ragu = ", yang belum terverifikasi" if _ragu(hasil, aturan) else ""
    return f"Nilai Januari - Juni {_utuh(hasil.januari_juni)} dikonversi menjadi {konversi} dengan {hasil.cara}{ragu}."


def _rumus(hasil: HasilIntegrasi, aturan: AturanIntegrasi) -> str:
    """What the result is made of."""
    pertama, kedua = tercetak(aturan.bobot.januari_juni), tercetak(aturan.bobot.juli_desember)
    nilai = tercetak(hasil.nilai, aturan.pembulatan.desimal)
    return (
        f"Nilai tahun 2021 = {pertama}% x {_utuh(hasil.konversi)} + {kedua}% x {_utuh(hasil.juli_desember)} = {nilai}."
    )

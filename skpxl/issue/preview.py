"""`skpxl template check` and `preview`: looking at definitions before they are issued. It issues nothing."""

from collections.abc import Callable

from skpxl.campaign.settings import Settings
from skpxl.errors import SkpxlError
from skpxl.findings.catalogue import KODE
from skpxl.issue.evaluasi import blank_evaluation
from skpxl.issue.integrasi import blank_integrasi
from skpxl.issue.skp import blank_form
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import kunci
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.layout import place, shape
from skpxl.template.library import Library
from skpxl.template.rules import BERKAS

_CONTOH_MAKS = 2  # results, and indikator of each, in the preview of an evaluation
_UNIT = Unit(kode="CTH", nama="Bidang Contoh", pimpinan="198001012005011001", perangkat_daerah="Badan Contoh")
_PRODUK = (Produk(unit="CTH", kode="1", teks="Terlaksananya layanan contoh"),)
_ATASAN = Pegawai(
    nip="198001012005011001",
    nama="Atasan Contoh, S.Sos.",
    pangkat_golongan="Pembina, IV/a",
    jabatan="Kepala Bidang Contoh",
    unit_kerja="CTH",
)
_PEGAWAI = Pegawai(
    nip="199001012015032001",
    nama="Pegawai Contoh, S.Kom.",
    pangkat_golongan="Penata, III/c",
    jabatan="Pranata Komputer Ahli Muda",
    unit_kerja="CTH",
    nip_penilai="198001012005011001",
)


def check_templates(library: Library) -> tuple[list[str], list[str]]:
    """(a line per thing that is well, a sentence per fault) over the whole folder."""
    baris: list[str] = []
    masalah: list[str] = []

    def coba(apa: str, kerja: Callable[[], str]) -> None:
        try:
            baris.append(f"{apa:<34} {kerja()}")
        except SkpxlError as galat:
            # A faulty list is met again by the rules that need it.
            if str(galat) not in masalah:
                masalah.append(str(galat))

    coba("daftar/", lambda: f"{len(library.daftar)} daftar, {len(library.label)} berkas label")
    coba("gaya.toml", lambda: f"{len(library.gaya.sel)} gaya")
    coba("regulasi.toml", lambda: f"{len(library.regulasi)} istilah")
    coba("aturan/", lambda: _hitung_aturan(library))
    coba("pesan.toml", lambda: _periksa_pesan(library))
    coba("bersama/", lambda: f"{library.bersama.check()} bagian bersama")
    if not masalah:
        for form in library.forms():
            for versi in library.versi(form):
                coba(f"{form}/{versi}.toml", lambda form=form, versi=versi: _periksa_definisi(library, form, versi))  # type: ignore[misc]
    return baris, masalah


def _hitung_aturan(library: Library) -> str:
    ragu = len(library.aturan.belum_terverifikasi)
    return f"{len(BERKAS)} berkas aturan, {ragu} di antara isinya belum terverifikasi"


def _periksa_pesan(library: Library) -> str:
    kurang = sorted(set(KODE) - set(library.pesan))
    asing = sorted(set(library.pesan) - set(KODE))
    if kurang or asing:
        raise SkpxlError(
            f"{library.akar / 'pesan.toml'}: kode tanpa kalimat: {', '.join(kurang) or '-'}; "
            f"kode yang tidak dikenal: {', '.join(asing) or '-'}."
        )
    return f"{len(library.pesan)} kalimat"


def _periksa_definisi(library: Library, form: str, versi: str) -> str:
    definition = library.definition(form, versi)
    layout = place(definition, definition.jumlah())
    preview_form(library, form, versi)
    lembar = ", ".join(halaman.lembar.nama for halaman in layout.halaman)
    return f"bentuk {shape(definition)}, {len(layout.entri)} sel isian, lembar: {lembar}"


def preview_form(library: Library, form: str, versi: str | None = None) -> bytes:
    """One workbook of the form with made-up people. Raises SkpxlError for an unknown form or a faulty definition."""
    definition = library.definition(form, versi)
    settings = Settings(instansi="PEMERINTAH DAERAH CONTOH", tahun=2022, tempat="Contoh")
    organisasi = Organisasi(pegawai=(_ATASAN, _PEGAWAI), unit=(_UNIT,), produk=_PRODUK)
    if definition.isi == "matriks":
        return _preview_matriks(library, form)
    if definition.isi == "dokumen":
        return _preview_dokumen(library, definition, organisasi, settings)
    from skpxl.forms.write import write_form
    from skpxl.issue.skp import hasil_untuk_bawahan

    if definition.isi == "integrasi":
        tabel = next(iter(library.aturan.integrasi.tabel), "")
        return write_form(blank_integrasi(_PEGAWAI, organisasi, definition, settings, library, tabel=tabel), library)
    if definition.isi == "evaluasi":
        return write_form(_evaluasi(library, definition, organisasi, settings), library)
    pilihan = hasil_untuk_bawahan(_PEGAWAI, organisasi, {})
    isian = blank_form(_PEGAWAI, organisasi, definition, settings, library, hasil_atasan=pilihan)
    return write_form(isian, library)


def _evaluasi(library: Library, definition: Definition, organisasi: Organisasi, settings: Settings) -> Form:
    """The annual evaluation of a made-up SKP: two results of each section with two indikator, named as their cells are."""
    from skpxl.receive.interpret import skp_dari

    skp = blank_form(_PEGAWAI, organisasi, library.definition(definition.evaluasi_dari), settings, library)
    isi = {
        slot.key: slot.sebutan
        for slot in skp.layout.entri
        if slot.path[0] == "hasil_kerja" and all(satu <= _CONTOH_MAKS for satu in slot.path if isinstance(satu, int))
    }
    masa = masa_evaluasi("tahunan", settings.tahun)
    return blank_evaluation(skp_dari(skp.terisi(isi)), settings, library, *masa, definition=definition)


def _preview_dokumen(library: Library, definition: Definition, organisasi: Organisasi, settings: Settings) -> bytes:
    """A paper as it prints: people filled in, what else it would say as the name of its cell."""
    from skpxl.books.paper import Naskah, write_papers

    layout = place(definition, definition.jumlah())
    orang = {"pegawai": _PEGAWAI, "pejabat_penilai": _ATASAN, "atasan_pejabat_penilai": _ATASAN}
    isi = {slot.key: f"({slot.sebutan})" for slot in layout.slots if slot.terkunci}
    for siapa, satu in orang.items():
        isi |= {kunci(siapa, nama): teks for nama, teks in organisasi.identitas(satu).model_dump().items()}
    isi |= {"instansi": settings.instansi, "periode_tercetak": f"PERIODE PENILAIAN:\n{settings.masa.tercetak()}"}
    konteks = {f"{siapa}_nip_tercetak": f"NIP. {satu.nip}" for siapa, satu in orang.items()}
    konteks |= {**isi, "tempat_tanggal": settings.tempat_tanggal(), "tahun": str(settings.tahun)}
    naskah = Naskah(
        judul=definition.judul, definition=definition, isi=isi, konteks=konteks, nama=_PEGAWAI.nama, nip=_PEGAWAI.nip
    )
    return write_papers([naskah], library, settings.kertas)


def _preview_matriks(library: Library, form: str) -> bytes:
    from skpxl.books.matriks_book import BukuMatriks, write_matriks_book

    peran = {_PRODUK[0].id: (Peran(teks="Tersusunnya laporan contoh"), Peran(teks="Terlaksananya rapat contoh"))}
    baris = (
        BarisMatriks(nama=_ATASAN.nama, nip=_ATASAN.nip, jabatan=_ATASAN.jabatan),
        BarisMatriks(nama=_PEGAWAI.nama, nip=_PEGAWAI.nip, jabatan=_PEGAWAI.jabatan, peran=peran, masuk=True),
    )
    matriks = MatriksPeranHasil(unit=_UNIT, kolom=_PRODUK, baris=baris)
    buku = BukuMatriks([matriks], ["Matriks"])
    return write_matriks_book(buku, library, form=form, instansi="PEMERINTAH DAERAH CONTOH", tahun="2022", kertas="A4")

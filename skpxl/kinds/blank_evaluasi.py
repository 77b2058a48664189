"""The evaluation form of one pegawai, issued from his accepted SKP: the plan printed and locked, the rest open.

PermenPANRB 6/2022: periodic evaluations (one kind per instansi) and the annual one use the same form; the annual one also
carries what the periodic ones said.
"""

from collections.abc import Sequence

from skpxl.campaign.settings import Settings
from skpxl.errors import SkpxlError
from skpxl.kinds.blank_skp import identitas_tercetak, panduan
from skpxl.model.evaluasi import Evaluasi, JenisPeriode, nama_periode, period_in_words
from skpxl.model.periode import Periode
from skpxl.model.skp import BAGIAN, HasilKerja, Skp, slot_key
from skpxl.model.stamp import Stamp, kode_buku, singkatan
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.layout import shape
from skpxl.template.library import Library

# Where a value stands in the tree of the form.
Jalur = tuple[str | int, ...]


def evaluation_forms_of(form: str, library: Library) -> list[Definition]:
    """The definitions by which SKPs of `form` may be evaluated, the first of them being the one that is."""
    definitions = (library.definition(name) for name in library.forms())
    return [one for one in definitions if one.isi == "evaluasi" and one.evaluasi_dari == form]


def evaluation_form_of(form: str, library: Library) -> Definition:
    """The definition by which SKPs of `form` are evaluated. Raises SkpxlError where there is none."""
    for definition in evaluation_forms_of(form, library):
        return definition
    raise SkpxlError(f'Tidak ada formulir evaluasi untuk {form}; tambahkan definisi dengan `evaluasi_dari = "{form}"`.')


def blank_evaluation(
    skp: Skp,
    settings: Settings,
    library: Library,
    jenis: JenisPeriode,
    masa: Periode,
    *,
    periodik: Sequence[tuple[Evaluasi, str]] = (),
    signing_key: bytes | None = None,
    definition: Definition | None = None,
) -> Form:
    """The signed form; results of the SKP are counted anew, so that gaps in it leave none here.

    Without a `definition` it is the newest one for SKPs of this form. Raises SkpxlError where it has no place for a part of
    the plan (an SKP of a newer version with more rows): nothing of the plan is ever left out in silence.

    `periodik` are the evaluations of the year so far with the predikat computed from each; they go into the annual form.
    """
    definition = definition or evaluation_form_of(skp.form, library)
    id_pegawai = singkatan(skp.pegawai.nip, skp.pegawai.nama)
    id_penilai = singkatan(skp.pejabat_penilai.nip, skp.pejabat_penilai.nama)
    rencana = _rencana(skp)
    terkunci = {
        "instansi": skp.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN: {masa.tercetak()}",
        **identitas_tercetak("pegawai", skp.pegawai),
        **identitas_tercetak("pejabat_penilai", skp.pejabat_penilai),
        **panduan(definition, library),
        **{slot_key(*jalur): teks for jalur, teks in rencana.items()},
        **_ekspektasi(skp),
    }
    jumlah: dict[str, int] = {bagian: max(len(_hasil(skp, bagian)), 1) for bagian in BAGIAN}
    banyak = tuple((nama, jumlah.get(nama, bawaan)) for nama, bawaan in definition.jumlah())
    if periodik and jenis == "tahunan":
        banyak += (("evaluasi", len(periodik)),)
        for nomor, (satu, predikat) in enumerate(periodik, start=1):
            isi = {
                "periode": period_in_words(satu.jenis, satu.periode) if satu.periode else "",
                "rating_hasil_kerja": satu.rating_hasil_kerja,
                "rating_perilaku": satu.rating_perilaku,
                "predikat": predikat,
            }
            terkunci |= {slot_key("periodik", "evaluasi", nomor, nama): teks for nama, teks in isi.items()}
    stamp = Stamp(
        form=definition.form,
        versi=definition.versi,
        shape=shape(definition),
        id=kode_buku(definition.form, id_pegawai, masa, id_penilai, signing_key),
        nip=id_pegawai,
        periode=masa,
        penilai=id_penilai,
        jumlah=banyak,
    )
    # The campaign's date is that of the SKPs; nobody signs an evaluation before its period is over.
    terlalu_dini = settings.tanggal is not None and settings.tanggal < masa.selesai
    konteks = {
        "tempat_tanggal": settings.model_copy(update={"tanggal": None} if terlalu_dini else {}).tempat_tanggal(),
        "tahun": str(masa.selesai.year),
        "kertas": settings.kertas,
        "nama_periode": nama_periode(jenis, masa),
        "jenis_evaluasi": jenis,
    }
    form = Form(definition, stamp, terkunci, konteks)
    ada = {slot.key for slot in form.layout.slots} | {"pegawai_nip", "pegawai_nama"}
    # A column that the definition leaves out (`tanpa`) is no loss; a row that it has no place for is.
    kolom = {_nama_kolom(slot.path) for slot in form.layout.slots if slot.path[0] == "hasil_kerja"}
    tanpa_tempat = [
        jalur for jalur, teks in rencana.items() if teks and slot_key(*jalur) not in ada and _nama_kolom(jalur) in kolom
    ]
    if tanpa_tempat:
        raise SkpxlError(
            f"{definition.form} {definition.versi} tidak punya tempat untuk {len(tanpa_tempat)} bagian rencananya; "
            "buat versi baru formulir evaluasi itu."
        )
    terkunci = {key: teks for key, teks in terkunci.items() if key in ada}
    return Form(definition, stamp, terkunci, konteks).bertanda(signing_key)


def _hasil(skp: Skp, bagian: str) -> list[HasilKerja]:
    return [hasil for b, _, hasil in skp.semua_hasil() if b == bagian and hasil.rencana_hasil_kerja.strip()]


def _nama_kolom(jalur: Jalur) -> str:
    """The field that a path leads to."""
    return [bagian for bagian in jalur if isinstance(bagian, str)][-1]


def _rencana(skp: Skp) -> dict[Jalur, str]:
    """The plan by path in the evaluation form; its rows of indikator are counted anew, too."""
    isi: dict[Jalur, str] = {}
    for bagian in BAGIAN:
        for nomor, hasil in enumerate(_hasil(skp, bagian), start=1):
            akar: Jalur = ("hasil_kerja", bagian, nomor)
            isi[(*akar, "rencana_hasil_kerja_diintervensi")] = hasil.rencana_hasil_kerja_diintervensi
            isi[(*akar, "rencana_hasil_kerja")] = hasil.rencana_hasil_kerja
            isi |= {(*akar, nama): teks for nama, teks in (hasil.model_extra or {}).items() if isinstance(teks, str)}
            for ke, satu in enumerate(hasil.indikator or (), start=1):
                kolom = satu.model_dump(exclude_none=True, exclude={"nomor"})
                isi |= {(*akar, "indikator", ke, nama): str(teks) for nama, teks in kolom.items()}
            ukuran = enumerate(hasil.ukuran_keberhasilan or (), start=1)
            isi |= {(*akar, "ukuran_keberhasilan", ke): teks for ke, teks in ukuran}
    return isi


def _ekspektasi(skp: Skp) -> dict[str, str]:
    """What was expected of each berAKHLAK value; a further expectation of the same value is a further line."""
    per_nilai: dict[str, tuple[int, list[str]]] = {}
    for urutan, satu in enumerate(skp.perilaku_kerja, start=1):
        _, isi = per_nilai.setdefault(satu.nilai.casefold().strip(), (satu.nomor or urutan, []))
        if satu.ekspektasi_khusus.strip():
            isi.append(satu.ekspektasi_khusus)
    return {slot_key("perilaku_kerja", nomor, "ekspektasi_khusus"): "\n".join(isi) for nomor, isi in per_nilai.values()}

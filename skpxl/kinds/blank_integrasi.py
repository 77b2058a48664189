"""The form Integrasi 2021 of one PNS, as issued: who he is, and by which ways the first half may be converted.

SE MenPANRB 3/2021: the year 2021 was judged in two halves, by PP 46/2011 and by PP 30/2019. PPPK have no such paper.
"""

from skpxl.kinds.blank_skp import identitas_tercetak
from skpxl.kinds.kind import Order
from skpxl.kinds.stamping import stamp_of
from skpxl.model.angka import tercetak
from skpxl.model.integrasi import PILIHAN_DIISI, AturanIntegrasi, pilihan_tabel, tabel_konversi
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.stamp import singkatan
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Pilihan

TAHUN = 2021
_NANTI = "(dihitung saat dokumen dibuat)"


def without_integrasi(orang: Pegawai) -> str:
    """Why somebody gets no such form, in Indonesian; empty where he gets one."""
    if not orang.nip or not orang.nama:
        return "jabatan lowong" if orang.kosong else "tanpa NIP" if not orang.nip else "tanpa nama"
    if orang.status.strip().upper() not in ("", "PNS"):
        return f"{orang.status.strip()}, sedangkan integrasi 2021 hanya untuk PNS"
    return ""


def blank_integrasi(orang: Pegawai, order: Order, definition: Definition) -> Form:
    """The signed form. Its drop-down offers the conversion table wished for only where the operator has named it.

    Pegawai and penilai are those of today's roster, not of 2021. Raises SkpxlError for a table that does not exist.
    """
    organisasi, settings, library = order.organisasi, order.settings, order.library
    table, signing_key = order.wishes.konversi, order.wishes.signing_key
    pegawai, penilai = organisasi.identitas(orang), organisasi.penilai(orang)
    masa = Periode.setahun(TAHUN)
    id_pegawai, id_penilai = singkatan(pegawai.nip, pegawai.nama), singkatan(penilai.nip, penilai.nama)
    terkunci = {
        "instansi": settings.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN:\n{masa.tercetak()}",
        **identitas_tercetak("pegawai", pegawai),
        **identitas_tercetak("pejabat_penilai", penilai),
        "nilai": _NANTI,
        "predikat": _NANTI,
    }
    stamp = stamp_of(definition, masa, id_pegawai, id_penilai, signing_key=signing_key)
    konteks = {
        # The form itself is not signed; the paper that is made of it gets its own date.
        "tempat_tanggal": settings.model_copy(update={"tanggal": None}).tempat_tanggal(),
        "tahun": str(TAHUN),
        "kertas": settings.kertas,
        "keterangan_konversi": "Nilai Januari - Juni dikonversi ke PP 30/2019 dengan cara yang dipilih di atas.",
        "rumus_nilai": _bobot(library.aturan.integrasi),
    }
    ways = [pilihan_tabel(table)] if tabel_konversi(table, library.aturan.integrasi) else []
    choices = tuple(Pilihan(text, text) for text in (*ways, PILIHAN_DIISI))
    return Form(definition, stamp, terkunci, konteks, {"cara_konversi": choices}).signed(signing_key)


def _bobot(aturan: AturanIntegrasi) -> str:
    """How the two halves are weighed, as a sentence."""
    first, second = tercetak(aturan.bobot.januari_juni), tercetak(aturan.bobot.juli_desember)
    return f"Nilai tahun 2021 = {first}% nilai Januari - Juni setelah dikonversi + {second}% nilai Juli - Desember."

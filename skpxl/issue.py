"""One pegawai's blank form: which definition, what is printed and locked in it, what his superior's results are."""

from collections.abc import Mapping, Sequence

from skpxl.campaign.settings import Settings
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, Skp, kunci
from skpxl.model.stamp import Stamp, kode_buku, singkatan
from skpxl.model.unit import Organisasi
from skpxl.template.definition import BlokDaftarTetap, Definition
from skpxl.template.form import Form, Pilihan
from skpxl.template.layout import shape
from skpxl.template.library import Library


def blank_form(
    orang: Pegawai,
    organisasi: Organisasi,
    definition: Definition,
    settings: Settings,
    library: Library,
    *,
    hasil_atasan: Sequence[Pilihan] = (),
    kunci_kampanye: bytes | None = None,
) -> Form:
    """The signed form of one person, identity filled in, answers empty."""
    pegawai = organisasi.identitas(orang)
    penilai = organisasi.penilai(orang)
    masa = settings.masa
    id_penilai = singkatan(penilai.nip, penilai.nama)
    id_pegawai = singkatan(pegawai.nip, pegawai.nama)
    terkunci = {
        "instansi": settings.instansi,
        "periode_tercetak": f"PERIODE PENILAIAN: {masa.tercetak()}",
        **_identitas("pegawai", pegawai),
        **_identitas("pejabat_penilai", penilai),
        **panduan(definition, library),
    }
    jumlah = tuple((nama, settings.jumlah.get(nama, banyak)) for nama, banyak in definition.jumlah())
    stamp = Stamp(
        form=definition.form,
        versi=definition.versi,
        shape=shape(definition),
        id=kode_buku(definition.form, id_pegawai, masa, id_penilai, kunci_kampanye),
        nip=id_pegawai,
        periode=masa,
        penilai=id_penilai,
        jumlah=jumlah,
    )
    konteks = {
        "tempat_tanggal": settings.tempat_tanggal(),
        "tahun": str(settings.tahun),
        "kertas": settings.kertas,
    }
    pilihan = {"hasil_atasan": tuple(hasil_atasan)} if hasil_atasan else {}
    return Form(definition, stamp, terkunci, konteks, pilihan).bertanda(kunci_kampanye)


def _identitas(siapa: str, identitas: Identitas) -> dict[str, str]:
    return {kunci(siapa, nama): teks for nama, teks in identitas.model_dump().items()}


def panduan(definition: Definition, library: Library) -> dict[str, str]:
    """The fixed rows (berAKHLAK values with their panduan) as printed."""
    isi: dict[str, str] = {}
    for blok in definition.semua_blok():
        if isinstance(blok, BlokDaftarTetap):
            for nomor, nilai in enumerate(library.daftar[blok.daftar].rinci, start=1):
                isi[kunci(blok.id, nomor, "panduan")] = nilai.tercetak()
    return isi


def hasil_untuk_bawahan(
    orang: Pegawai, organisasi: Organisasi, hasil: Mapping[str, Sequence[Pilihan]]
) -> tuple[Pilihan, ...]:
    """What a person may choose in *yang diintervensi*.

    The superior's own results where his filled workbook is known (`hasil`, by NIP); else, for the direct reports of a
    pimpinan, the products of the units he heads (the person's own unit first); else nothing: free text.
    """
    if hasil.get(orang.nip_penilai):
        return _tanpa_ganda(hasil[orang.nip_penilai])
    dipimpin = organisasi.unit_dipimpin(orang.nip_penilai)
    dipimpin.sort(key=lambda unit: unit.kode != orang.unit_kerja)
    # A superior who heads several units: the one the person works in, where it is among them.
    if dipimpin and dipimpin[0].kode == orang.unit_kerja:
        dipimpin = dipimpin[:1]
    return _tanpa_ganda([Pilihan(p.id, p.teks) for unit in dipimpin for p in organisasi.produk_unit(unit.kode)])


def _tanpa_ganda(pilihan: Sequence[Pilihan]) -> tuple[Pilihan, ...]:
    """A drop-down shows each text once."""
    return tuple({satu.teks: satu for satu in reversed(pilihan)}.values())[::-1]


def hasil_dari(skp: Skp) -> list[Pilihan]:
    """The results of a superior as choices for his reports: utama, then tambahan; blank ones left out."""
    return [
        Pilihan(hasil.id or "", " ".join(hasil.rencana_hasil_kerja.split()))
        for _, _, hasil in skp.semua_hasil()
        if hasil.rencana_hasil_kerja.strip()
    ]

"""The kind *dokumen*: papers that are written finished, to be signed. Nothing is filled in on a screen, nothing read."""

from skpxl.kinds import example
from skpxl.kinds.kind import Kind
from skpxl.model.skp import slot_key
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.library import Library


def _show(library: Library, definition: Definition) -> bytes:
    """A paper as it prints: people filled in, what else it would say as the name of its cell."""
    from skpxl.books.paper import Naskah, write_papers

    layout = place(definition, definition.jumlah())
    settings, organisasi = example.SETTINGS, example.ORGANISASI
    people = {
        "pegawai": example.PEGAWAI, "pejabat_penilai": example.ATASAN, "atasan_pejabat_penilai": example.ATASAN,
    }  # fmt: skip
    values = {slot.key: f"({slot.sebutan})" for slot in layout.slots if slot.terkunci}
    for role, orang in people.items():
        values |= {slot_key(role, name): text for name, text in organisasi.identitas(orang).model_dump().items()}
    values |= {"instansi": settings.instansi, "periode_tercetak": f"PERIODE PENILAIAN:\n{settings.masa.tercetak()}"}
    context = {f"{role}_nip_tercetak": f"NIP. {orang.nip}" for role, orang in people.items()}
    context |= {**values, "tempat_tanggal": settings.tempat_tanggal(), "tahun": str(settings.tahun)}
    paper = Naskah(
        title=definition.judul,
        definition=definition,
        values=values,
        context=context,
        nama=example.PEGAWAI.nama,
        nip=example.PEGAWAI.nip,
    )
    return write_papers([paper], library, settings.kertas)


DOKUMEN = Kind(isi="dokumen", name="Dokumen", noun="dokumen", show=_show, paper="evaluasi-kinerja-pegawai")

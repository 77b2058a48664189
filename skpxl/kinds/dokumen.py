"""The kind *dokumen*: papers that are written finished, to be signed. Nothing is filled in on a screen, nothing read."""

from skpxl.kinds import example
from skpxl.kinds.kind import Kind
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokMatriks
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.library import Library

# The paper by which a pimpinan sets the predikat of his unit.
PENETAPAN = "penetapan-predikat"
_ROLE = Peran(teks="Tersusunnya laporan contoh")


def _show(library: Library, definition: Definition) -> bytes:
    """A paper as it prints: people filled in, what else it would say as the name of its cell."""
    from skpxl.books.paper import Naskah, write_papers

    if any(isinstance(blok, BlokMatriks) for blok in definition.semua_blok()):
        return _show_matriks(library, definition)
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


def _show_matriks(library: Library, definition: Definition) -> bytes:
    """The paper of a small matriks, with as many products as it takes to be shown by product as well."""
    from skpxl.books.look import Look
    from skpxl.books.matriks_paper import MatriksPaper, write_matriks_paper

    by_product = definition.per_produk()
    many = by_product[1].lebih_dari + 1 if by_product else 1
    (product,) = example.PRODUK
    kolom = tuple(product.model_copy(update={"kode": str(number)}) for number in range(1, many + 1))
    above, orang = example.ATASAN, example.PEGAWAI
    rows = tuple(
        BarisMatriks(nama=person.nama, nip=person.nip, jabatan=person.jabatan, peran={kolom[number].id: (_ROLE,)})
        for number, person in enumerate((above, orang))
    )
    settings, organisasi = example.SETTINGS, example.ORGANISASI
    context = {"kop": settings.instansi, "konsep": "", "unit": example.UNIT.nama, "tahun": str(settings.tahun)}
    context |= {"nomor": "…", "mengetahui": "Mengetahui,", "tempat_tanggal": settings.tempat_tanggal()}
    for who, person in (("kepala", orang), ("pimpinan", above)):
        identitas = organisasi.identitas(person)
        context |= {f"{who}_jabatan": identitas.jabatan, f"{who}_nama": identitas.nama}
        context[f"{who}_nip_tercetak"] = f"NIP. {identitas.nip}"
    matriks = MatriksPeranHasil(unit=example.UNIT, kolom=kolom, baris=rows)
    return write_matriks_paper(
        MatriksPaper(matriks, Look(definition, context, settings.kertas, with_rest=False)), library
    )


DOKUMEN = Kind(isi="dokumen", name="Dokumen", noun="dokumen", show=_show, paper="evaluasi-kinerja-pegawai")

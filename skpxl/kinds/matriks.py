"""The kind *matriks*: the roles a pimpinan divides over his people, issued per unit, read as `Pembagian`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skpxl.checks.pembagian import check_pembagian
from skpxl.files.names import slug
from skpxl.findings import Finding
from skpxl.kinds import example
from skpxl.kinds.blank_matriks import blank_matrices
from skpxl.kinds.kind import Case, Kind, Order, Terbitan
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pembagian import PEMISAH, BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.skp import slot_key
from skpxl.model.teks import ada_peran, rapi, sidik, split_items
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library


def pembagian_dari(form: Form, file: str, cells: Mapping[str, str]) -> Pembagian:
    """The agreed matriks of a form with its answers; bullets in one cell are roles of their own."""
    (letak,) = form.layout.matriks
    akar = letak.blok.id
    bernilai = {**form.terkunci, **form.isian}
    kolom = [
        KolomPembagian(id=form.terikat[key].id if key in form.terikat else key, teks=rapi(bernilai.get(key, "")))
        for key in (slot_key(akar, "kolom", ke) for ke in range(1, len(letak.kolom) + 1))
    ]
    lain = {sidik(pilihan.teks): pilihan for pilihan in form.pilihan.get(letak.blok.daftar_lain, ())}
    baris = []
    for nomor in range(1, len(letak.baris) + 1):
        key = slot_key(akar, "baris", nomor, "nama")
        nama = rapi(bernilai.get(key, ""))
        jabatan = rapi(bernilai.get(slot_key(akar, "baris", nomor, "jabatan"), ""))
        luar = bool(letak.luar_dari) and nomor >= letak.luar_dari
        peran = tuple(
            role
            for ke, satu_kolom in enumerate(kolom, start=1)
            for role in _peran(form, nomor, ke, satu_kolom, file, cells)
        )
        if luar and not (nama or jabatan or peran):
            continue
        nip = form.terikat[key].id if key in form.terikat else ""
        if luar and (dipilih := lain.get(sidik(nama))):
            nip = dipilih.id
            nama, _, dari_daftar = dipilih.teks.partition(PEMISAH)
            jabatan = jabatan or dari_daftar
        baris.append(BarisPembagian(key=key, nama=nama, nip=nip, jabatan=jabatan, luar=luar, peran=peran))
    return Pembagian(
        unit=form.konteks.get("unit", ""),
        kode=form.konteks.get("kode_unit", ""),
        pimpinan=form.terkunci.get("pegawai_nip", ""),
        instansi=form.konteks.get("instansi", ""),
        periode=form.stamp.periode,
        kolom=tuple(kolom),
        baris=tuple(baris),
        file=file,
        sheet=letak.sheet,
        **_added(form, akar),
    )


def _added(form: Form, matriks: str) -> dict[str, Any]:
    """What a versi asks for beside the matriks, by key."""
    beside = {slot.path[0] for slot in form.layout.entri} - {matriks}
    return {name: value for name, value in to_tree(form.layout, form.isian).items() if name in beside}


def _peran(
    form: Form, nomor: int, ke: int, kolom: KolomPembagian, file: str, cells: Mapping[str, str]
) -> Iterator[PeranSepakat]:
    key = slot_key(form.layout.matriks[0].blok.id, "baris", nomor, "peran", ke)
    teks = form.isian.get(key, "")
    if not ada_peran(teks):
        return
    sheet, _, cell = cells.get(key, "").rpartition("!")
    for urutan, satu in enumerate(filter(ada_peran, split_items(teks)), start=1):
        id_ = f"peran:{form.stamp.id}:{nomor}:{ke}:{urutan}"
        yield PeranSepakat(teks=rapi(satu), id=id_, kolom=kolom.id, key=key, file=file, sheet=sheet, cell=cell)


def _judge(pembagian: Pembagian, case: Case) -> list[Finding]:
    return check_pembagian(pembagian, case.rujukan)


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """The matriks of every unit (and of every team that is no unit), for its leader."""
    for issued in blank_matrices(order, definition):
        name = f"{MATRIKS.name}_{order.settings.tahun}_{slug(issued.unit.kode or issued.unit.nama)}.xlsx"
        folder = Path(slug(order.organisasi.nama_perangkat_daerah(issued.orang)))
        yield Terbitan(issued.orang, issued.form, folder / name, issued.alasan)


def _sample(library: Library, definition: Definition) -> Form | None:
    issued = next(blank_matrices(Order(example.ORGANISASI, example.SETTINGS, library), definition), None)
    return issued.form if issued else None


def _show(library: Library, definition: Definition) -> bytes:
    """The print of a small matriks: it has to fit a page, which the form to be filled in has not."""
    from skpxl.books.matriks_book import BukuMatriks, write_matriks_book

    product = example.PRODUK[0]
    peran = {product.id: (Peran(teks="Tersusunnya laporan contoh"), Peran(teks="Terlaksananya rapat contoh"))}
    above, orang = example.ATASAN, example.PEGAWAI
    baris = (
        BarisMatriks(nama=above.nama, nip=above.nip, jabatan=above.jabatan),
        BarisMatriks(nama=orang.nama, nip=orang.nip, jabatan=orang.jabatan, peran=peran, fate=PersonFate.DITERIMA),
    )
    book = BukuMatriks([MatriksPeranHasil(unit=example.UNIT, kolom=example.PRODUK, baris=baris)], ["Matriks"])
    settings = example.SETTINGS
    return write_matriks_book(
        book,
        library,
        form=definition.form,
        instansi=settings.instansi,
        tahun=str(settings.tahun),
        kertas=settings.kertas,
    )


MATRIKS = Kind(
    isi="matriks",
    name="Matriks",
    noun="matriks",
    model=Pembagian,
    read=lambda form, reading: pembagian_dari(form, reading.file, reading.cells),
    judge=_judge,
    plan=_plan,
    sample=_sample,
    show=_show,
    json_name="matriks",
    answers="matriks-{who}.json",
    paper="matriks",
    default="matriks-peran-hasil",
    per_unit=True,
)

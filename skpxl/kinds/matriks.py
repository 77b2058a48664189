"""The kind *matriks*: the roles a pimpinan divides over his people, issued per unit, read as `Pembagian`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from skpxl.checks.pembagian import check_pembagian, check_roles
from skpxl.findings import Finding
from skpxl.kinds import example
from skpxl.kinds.blank_matriks import blank_matrices
from skpxl.kinds.kind import Case, Kind, Order, Terbitan
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pembagian import (
    LOWONG,
    PEMISAH,
    BarisPembagian,
    KolomPembagian,
    Pembagian,
    PeranSepakat,
    is_vacant_name,
)
from skpxl.model.skp import slot_key
from skpxl.model.teks import ada_peran, one_line, sidik, split_items
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library


def pembagian_dari(form: Form, file: str, cells: Mapping[str, str]) -> Pembagian:
    """The agreed matriks of a form with its answers; bullets in one cell are roles of their own."""
    (placed,) = form.layout.matriks
    root = placed.blok.id
    values = {**form.terkunci, **form.isian}
    columns = [
        KolomPembagian(id=form.bound[key].id if key in form.bound else key, teks=one_line(values.get(key, "")))
        for key in (slot_key(root, "kolom", number) for number in range(1, len(placed.kolom) + 1))
    ]
    others = {sidik(choice.teks): choice for choice in form.pilihan.get(placed.blok.daftar_lain, ())}
    rows = []
    for row in range(1, len(placed.baris) + 1):
        key = slot_key(root, "baris", row, "nama")
        name = one_line(values.get(key, ""))
        jabatan = one_line(values.get(slot_key(root, "baris", row, "jabatan"), ""))
        outside = bool(placed.luar_dari) and row >= placed.luar_dari
        peran = tuple(
            role
            for number, column in enumerate(columns, start=1)
            for role in _roles(form, row, number, column, file, cells)
        )
        if outside and not (name or jabatan or peran):
            continue
        nip = form.bound[key].id if key in form.bound else ""
        if outside and (chosen := others.get(sidik(name))):
            nip = chosen.id
            name, _, listed = chosen.teks.partition(PEMISAH)
            jabatan = jabatan or listed
        if is_vacant_name(name):
            name, nip, jabatan = "", "", jabatan or name.strip()[len(LOWONG) :].strip()
        rows.append(BarisPembagian(key=key, nama=name, nip=nip, jabatan=jabatan, luar=outside, peran=peran))
    return Pembagian(
        unit=form.konteks.get("unit", ""),
        kode=form.konteks.get("kode_unit", ""),
        pimpinan=form.terkunci.get("pegawai_nip", ""),
        instansi=form.konteks.get("instansi", ""),
        periode=form.stamp.periode,
        kolom=tuple(columns),
        baris=tuple(rows),
        file=file,
        sheet=placed.sheet,
        **_added(form, root),
    )


def _added(form: Form, matriks: str) -> dict[str, Any]:
    """What a versi asks for beside the matriks, by key."""
    beside = {slot.path[0] for slot in form.layout.entri} - {matriks}
    return {name: value for name, value in to_tree(form.layout, form.seen).items() if name in beside}


def _roles(
    form: Form, row: int, number: int, column: KolomPembagian, file: str, cells: Mapping[str, str]
) -> Iterator[PeranSepakat]:
    key = slot_key(form.layout.matriks[0].blok.id, "baris", row, "peran", number)
    text = form.isian.get(key, "")
    if not ada_peran(text):
        return
    sheet, _, cell = cells.get(key, "").rpartition("!")
    for position, role in enumerate(filter(ada_peran, split_items(text)), start=1):
        id_ = f"peran:{form.stamp.id}:{row}:{number}:{position}"
        yield PeranSepakat(teks=one_line(role), id=id_, kolom=column.id, key=key, file=file, sheet=sheet, cell=cell)


def _judge(pembagian: Pembagian, case: Case) -> list[Finding]:
    return [*check_roles(case.form, pembagian), *check_pembagian(pembagian, case.rujukan)]


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """The matriks of every unit (and of every team that is no unit), for its leader.

    Once roles are agreed on, a matriks that is out may be filled in already: with other columns it stays.
    """
    agreed = order.wishes.kesepakatan is not None
    for issued in blank_matrices(order, definition):
        name = f"{MATRIKS.name}_{order.settings.tahun}_{order.names.unit(issued.unit.kode, issued.unit.nama)}.xlsx"
        folder = Path(order.names.office(order.organisasi.nama_perangkat_daerah(issued.orang)))
        yield Terbitan(issued.orang, issued.form, folder / name, issued.reason, keeps=agreed)


def _sample(library: Library, definition: Definition) -> Form | None:
    issued = next(blank_matrices(Order(example.ORGANISASI, example.SETTINGS, library), definition), None)
    return issued.form if issued else None


def _show(library: Library, definition: Definition) -> bytes:
    """The print of a small matriks: it has to fit a page, which the form to be filled in has not."""
    from skpxl.books.matriks_book import MatriksBook, write_matriks_book

    product = example.PRODUK[0]
    peran = {product.id: (Peran(teks="Tersusunnya laporan contoh"), Peran(teks="Terlaksananya rapat contoh"))}
    above, orang = example.ATASAN, example.PEGAWAI
    rows = (
        BarisMatriks(nama=above.nama, nip=above.nip, jabatan=above.jabatan),
        BarisMatriks(nama=orang.nama, nip=orang.nip, jabatan=orang.jabatan, peran=peran, fate=PersonFate.DITERIMA),
    )
    book = MatriksBook([MatriksPeranHasil(unit=example.UNIT, kolom=example.PRODUK, baris=rows)], ["Matriks"])
    settings = example.SETTINGS
    return write_matriks_book(
        book,
        library,
        form=definition.form,
        instansi=settings.instansi,
        tahun=str(settings.tahun),
        kertas=settings.kertas,
        as_of=settings.masa.mulai,
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

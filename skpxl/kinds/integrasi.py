"""The kind *integrasi*: the entries from which a PNS's value of 2021 is computed. Its paper is made in `papers/`."""

from collections.abc import Iterator
from pathlib import Path

from skpxl.checks.integrasi import check_integrasi
from skpxl.files.names import slug
from skpxl.findings import Finding
from skpxl.kinds import example
from skpxl.kinds.blank_integrasi import blank_integrasi, without_integrasi
from skpxl.kinds.kind import Case, Kind, Order, Terbitan, Wishes
from skpxl.model.integrasi import IsianIntegrasi, tabel_terpilih
from skpxl.template.answers import to_tree
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.library import Library


def integrasi_dari(form: Form) -> IsianIntegrasi:
    """The entries of the form Integrasi 2021. Its result is not read: it is computed when the paper is made."""
    open_places = {slot.path[0] for slot in form.layout.entri}
    return IsianIntegrasi(
        **{name: value for name, value in to_tree(form.layout, form.seen).items() if name in open_places}
    )


def _judge(answers: IsianIntegrasi, case: Case) -> list[Finding]:
    ways = [choice.teks for choice in case.form.pilihan.get("cara_konversi", ())]
    rules = case.library.aturan.integrasi
    return list(check_integrasi(answers, rules, tabel=tabel_terpilih(answers), cara=ways))


def _plan(order: Order, definition: Definition) -> Iterator[Terbitan]:
    """The form of every PNS, once for each person."""
    done: set[str] = set()
    for orang in order.people():
        reason = without_integrasi(orang) or ("sudah ada formulirnya" if orang.nip in done else "")
        if reason:
            yield Terbitan(orang, None, Path(), reason)
            continue
        done.add(orang.nip)
        form = blank_integrasi(orang, order, definition)
        name = f"{INTEGRASI.name}_{form.stamp.periode.selesai.year}_{slug(orang.nip)}.xlsx"
        yield Terbitan(orang, form, Path(order.names.office(order.organisasi.nama_perangkat_daerah(orang))) / name)


def _sample(library: Library, definition: Definition) -> Form:
    table = next(iter(library.aturan.integrasi.tabel), "")
    return blank_integrasi(
        example.PEGAWAI, Order(example.ORGANISASI, example.SETTINGS, library, Wishes(konversi=table)), definition
    )


INTEGRASI = Kind(
    isi="integrasi",
    name="Integrasi",
    noun="integrasi 2021",
    model=IsianIntegrasi,
    read=lambda form, reading: integrasi_dari(form),
    judge=_judge,
    plan=_plan,
    sample=_sample,
    answers="{who}-integrasi.json",
    paper="integrasi-2021",
)

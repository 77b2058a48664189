"""Forms of an office's own that are issued from the accepted SKP: a table whose items are its results. It knows no form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skpxl.findings import Finding, temuan
from skpxl.model.periode import Periode
from skpxl.model.skp import HasilKerja, Skp, slot_key
from skpxl.model.teks import rapi
from skpxl.template.blocks import BlokTabel
from skpxl.template.definition import Definition
from skpxl.template.form import Form, Ikatan

# What a locked column is filled with is a text of the result, by its id.
_NAMED = tuple(HasilKerja.model_fields)


def table_of_results(definition: Definition) -> BlokTabel | None:
    """The table of a form that says `dari_skp`; None where there is none."""
    return next((blok for blok in definition.blok_tabel() if blok.dari_skp), None)


def with_results(form: Form, skp: Skp, signing_key: bytes | None) -> Form:
    """The signed form with the results of an SKP printed and locked, bound by their ids, and as many items as there are."""
    blok = table_of_results(form.definition)
    if blok is None:
        return form
    results = {bagian.id: _results(skp, bagian.id) for bagian in blok.bagian}
    jumlah = tuple(
        (name, max(len(results[name]), 1) if name in results else count) for name, count in form.stamp.jumlah
    )
    terkunci, bonds = dict(form.terkunci), list(form.ikatan)
    for bagian, of_section in results.items():
        for number, hasil in enumerate(of_section, start=1):
            root = (blok.id, bagian, number)
            for key, text in _texts(blok, hasil, root).items():
                terkunci[key] = text
                bonds.append(Ikatan(key, hasil.id or "", text))
    form = replace(form, stamp=form.stamp.model_copy(update={"jumlah": jumlah}), ikatan=tuple(bonds))
    return replace(form, terkunci=terkunci | printed_rows(form, blok, results)).signed(signing_key)


def printed_rows(form: Form, blok: BlokTabel, results: Mapping[str, Sequence[HasilKerja]]) -> dict[str, str]:
    """What is printed beside every row of an item (`baris`), by key; nothing beside an item without a result."""
    return {
        slot_key(blok.id, bagian, number, blok.rincian_id, row, column.id): text
        for column in blok.kolom
        for bagian, of_section in results.items()
        for number in range(1, len(of_section) + 1)
        for row, text in enumerate(column.baris[: blok.rincian], start=1)
    }


def changed_results(form: Form, results: Mapping[str, str]) -> list[Finding]:
    """Items whose result is no longer one of the person's (`results`, by id) in the words it was issued with.

    Without any result of his nothing is said: his SKP did not come along.
    """
    blok = table_of_results(form.definition)
    if blok is None or not results:
        return []
    now = {id_: rapi(text) for id_, text in results.items()}
    return [
        temuan("hasil-lain-dari-skp", key=bond.key, item=place.tempat, found=bond.teks)
        for bond in form.ikatan
        if (place := form.layout.by_key.get(bond.key)) and place.path[0] == blok.id
        if place.path[-1] == "rencana_hasil_kerja" and now.get(bond.id) != rapi(bond.teks)
    ]


def evidence_in(form: Form, masa: Periode) -> dict[str, str]:
    """The evidence (`bukti_...`) that a filled form names for the quarters with days in `masa`, by the id of the result.

    A line for each row: its quarter, the name, the day in brackets, the link.
    """
    blok = table_of_results(form.definition)
    found: dict[str, list[str]] = {}
    if blok is None:
        return {}
    ids = {bond.key: bond.id for bond in form.ikatan if bond.id}
    for bagian in blok.bagian:
        for number in range(1, dict(form.stamp.jumlah).get(bagian.id, 0) + 1):
            id_ = ids.get(slot_key(blok.id, bagian.id, number, "rencana_hasil_kerja"), "")
            for row in range(1, blok.rincian + 1):
                texts = {
                    name: form.values.get(slot_key(blok.id, bagian.id, number, blok.rincian_id, row, name), "").strip()
                    for name in ("periode", "bukti_nama", "bukti_tanggal", "bukti_tautan")
                }
                if id_ and texts["bukti_nama"] and _of(row, blok.rincian, masa):
                    day = f"({texts['bukti_tanggal']})" if texts["bukti_tanggal"] else ""
                    words = (f"{texts['periode']}:", texts["bukti_nama"], day, texts["bukti_tautan"])
                    found.setdefault(id_, []).append(" ".join(filter(None, words)))
    return {id_: "\n".join(lines) for id_, lines in found.items()}


def _of(row: int, rows: int, masa: Periode) -> bool:
    """Whether a row is of a quarter with days in `masa`; of another number of rows it is not known which each is."""
    return rows != 4 or (masa.mulai.month - 1) // 3 < row <= (masa.selesai.month - 1) // 3 + 1


def _results(skp: Skp, bagian: str) -> list[HasilKerja]:
    return [hasil for part, _, hasil in skp.semua_hasil() if part == bagian and hasil.rencana_hasil_kerja.strip()]


def _texts(blok: BlokTabel, hasil: HasilKerja, root: tuple[str | int, ...]) -> dict[str, str]:
    """The locked columns of one item, by key."""
    columns = (column.id for column in blok.kolom if column.tingkat == "butir" and column.terkunci)
    return {
        slot_key(*root, name): text
        for name in columns
        if name in _NAMED and isinstance(text := getattr(hasil, name), str) and text
    }

"""All exported SKPs as flat rows for analysts, a row per indikator or ukuran, written row by row as .csv or .parquet.

Texts are as typed. It counts nothing and leaves nothing out: which SKPs there are, `export.py` has chosen.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from skpxl.books.frames import BULAT, DESIMAL, TANGGAL, TEKS, Value, frame
from skpxl.consolidate.answer_rows import extra_slots, texts_by_row
from skpxl.consolidate.export import Export, count_galat
from skpxl.consolidate.merge import merge
from skpxl.errors import ProgramError, SkpxlError, required
from skpxl.files.names import bukan_rumus
from skpxl.files.output import writing_whole
from skpxl.model.skp import HasilKerja, Identitas, Skp, slot_key
from skpxl.model.target import angka_tercetak, parse_target
from skpxl.receive.validate import Measure
from skpxl.template.form import Form
from skpxl.template.headings import column_of
from skpxl.template.library import Library

ProdukHasil = tuple[str, str, str]  # id, text, name of its unit
# Every column with its type, in order.
KOLOM: dict[str, str] = {
    "berkas": TEKS, "kode": TEKS, "formulir": TEKS, "versi": TEKS, "instansi": TEKS,
    "nip": TEKS, "nama": TEKS, "jabatan": TEKS, "pangkat_golongan": TEKS, "unit_kerja": TEKS,
    "perangkat_daerah": TEKS, "penilai_nip": TEKS, "penilai_nama": TEKS, "penilai_jabatan": TEKS,
    "penilai_pangkat_golongan": TEKS, "penilai_unit_kerja": TEKS, "periode_mulai": TANGGAL,
    "periode_selesai": TANGGAL, "bagian": TEKS, "nomor": BULAT, "hasil_id": TEKS, "peran_id": TEKS,
    "diintervensi_id": TEKS, "rencana_hasil_kerja_diintervensi": TEKS, "rencana_hasil_kerja": TEKS,
    "indikator_nomor": BULAT, "aspek": TEKS, "indikator": TEKS, "target": TEKS, "target_angka": DESIMAL,
    "target_satuan": TEKS, "produk_id": TEKS, "produk": TEKS, "produk_unit": TEKS, "nasib": TEKS, "galat": BULAT,
    "keaslian": TEKS,
}  # fmt: skip
_ROWS_AT_ONCE = 5_000  # rows of a parquet row group


def export_rows(
    ekspor: Export,
    produk: Mapping[str, ProdukHasil],
    columns: Mapping[str, str] | None = None,
    *,
    advance: Callable[[], None] = lambda: None,
) -> Iterator[dict[str, Value]]:
    """One row per indikator, or per ukuran keberhasilan (it stands in `indikator`), with the columns of `columns_of`.

    A result without either has one row, and so has an SKP without a result: no SKP is lost. Number and unit of a target
    are there where they are beyond doubt (`model/target.py`); `produk` is what `products_of_results` gives.
    """
    columns = columns or columns_of(ekspor)
    for file, skp in ekspor.with_skp():
        form = required(file.reading.form, f"formulir dalam {file.reading.file}")
        same: dict[str, Value] = dict.fromkeys(columns, "")
        same |= {name: None for name, kind in KOLOM.items() if kind != TEKS}
        same |= {
            "berkas": file.reading.file,
            "kode": form.stamp.id,
            "formulir": skp.form,
            "versi": skp.versi,
            "instansi": skp.instansi,
            "perangkat_daerah": ekspor.perangkat_daerah(skp),
            **_identity(skp.pegawai),
            **{f"penilai_{name}": text for name, text in _identity(skp.pejabat_penilai).items()},
            "periode_mulai": skp.periode.mulai if skp.periode else None,
            "periode_selesai": skp.periode.selesai if skp.periode else None,
            "nasib": file.fate,
            "galat": count_galat(file),
            "keaslian": file.reading.trust.value,
        }
        for detail in _results(skp, produk, form):
            if unknown := detail.keys() - columns.keys():
                raise ProgramError(f"Kolom ekspor yang tidak dikenal: {', '.join(sorted(unknown))}.")
            yield {**same, **detail}
        advance()


def columns_of(ekspor: Export) -> dict[str, str]:
    """`KOLOM` and what the forms have beyond an SKP, under its key, each with its type."""
    forms = {form.stamp.versi + form.stamp.form: form for file, _ in ekspor.with_skp() if (form := file.reading.form)}
    added = {column_of(slot): None for form in forms.values() for slot in extra_slots(form)}
    return KOLOM | {slot_key(*column): TEKS for column in added}


def _identity(identitas: Identitas) -> dict[str, str]:
    return {name: getattr(identitas, name) for name in Identitas.model_fields}


def products_of_results(ekspor: Export, library: Library) -> dict[str, ProdukHasil]:
    """The product under which each result stands in the matriks, by the result's id.

    Only products that the roster (or without one the workbooks) names; files that are not exported count here too.
    """
    gabungan = merge(ekspor.received, Measure(library, organisasi=ekspor.organisasi))
    known = {produk.id for produk in gabungan.organisasi.produk}
    produk: dict[str, ProdukHasil] = {}
    for matriks in gabungan.matriks:
        for column in matriks.kolom:
            if column.id in known:
                for row in matriks.baris:
                    found = (column.id, column.teks, matriks.unit.nama)
                    produk |= {peran.id: found for peran in row.peran.get(column.id, ()) if peran.id}
    return produk


def _results(skp: Skp, produk: Mapping[str, ProdukHasil], form: Form) -> Iterator[dict[str, Value]]:
    """What differs between the rows of one SKP, and what its form has beyond one, in rows of its own where it is a list."""
    slots = extra_slots(form)
    added = {
        root: {slot_key(*column): text for column, text in texts.items()}
        for root, texts in texts_by_row(form, slots).items()
    }
    once: dict[str, Value] = {**added.pop((), {})}
    results = skp.semua_hasil()
    if not results and not added:
        yield once
    for section, result_number, hasil in results:
        product_id, product, unit = produk.get(hasil.id or "", ("", "", ""))
        first: dict[str, Value] = {
            "bagian": section,
            "nomor": result_number,
            "hasil_id": hasil.id or "",
            "peran_id": hasil.peran_id or "",
            "diintervensi_id": hasil.diintervensi_id or "",
            "rencana_hasil_kerja_diintervensi": hasil.rencana_hasil_kerja_diintervensi,
            "rencana_hasil_kerja": hasil.rencana_hasil_kerja,
            "produk_id": product_id,
            "produk": product,
            "produk_unit": unit,
            **once,
            **added.pop(("hasil_kerja", section, result_number), {}),
        }
        details: list[dict[str, Value]] = [
            {
                **detail,
                **added.pop(
                    ("hasil_kerja", section, result_number, "indikator", int(str(detail["indikator_nomor"]))), {}
                ),
            }
            for detail in _details(hasil)
        ]
        yield from ({**first, **detail} for detail in details or [{}])
    for (*_, number), texts in added.items():
        yield {**once, "nomor": number, **texts}


def _details(hasil: HasilKerja) -> Iterator[dict[str, Value]]:
    for number, indikator in enumerate(hasil.indikator or (), start=1):
        figure, satuan = parse_target(indikator.target)
        yield {
            "indikator_nomor": indikator.nomor or number,
            "aspek": indikator.aspek,
            "indikator": indikator.indikator_kinerja_individu,
            "target": indikator.target,
            "target_angka": figure,
            "target_satuan": satuan,
        }
    for number, text in enumerate(hasil.ukuran_keberhasilan or (), start=1):
        if text.strip():
            yield {"indikator_nomor": number, "indikator": text}


# -- files ----------------------------------------------------------------------------------------------------------------


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]], *, force: bool = False) -> int:
    """A .csv that an Indonesian Excel opens as a table (UTF-8 with BOM, `;`, CRLF, decimal comma); the number of rows.

    A text that would become a formula is led by `'`. It is for programs: of a NIP opened there Excel keeps 15 digits.
    """
    many = 0
    with (
        writing_whole(path, force=force) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream,
    ):
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_csv(row[name]) for name in columns])
            many += 1
    return many


def _csv(value: Value) -> str:
    if isinstance(value, str):
        return bukan_rumus(value)
    if isinstance(value, Decimal):
        return angka_tercetak(value, ",")
    return "" if value is None else str(value)


def need_pyarrow() -> None:
    """Raise SkpxlError, with what to type, where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as fault:
        raise SkpxlError(
            'Berkas parquet memerlukan pyarrow, yang belum terpasang; pasang dengan: pip install "skpxl[parquet]"'
        ) from fault


def write_parquet(
    path: Path, columns: Mapping[str, str], records: Iterable[dict[str, Value]], *, force: bool = False
) -> int:
    """A .parquet with these columns and types (numbers as float or int, dates as dates); the number of rows.

    It is the frame that the Python API gives for the same files.
    """
    need_pyarrow()
    import pyarrow
    from pyarrow import parquet

    types = {TEKS: pyarrow.string(), BULAT: pyarrow.int64(), DESIMAL: pyarrow.float64(), TANGGAL: pyarrow.date32()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])

    def table(rows: Iterable[dict[str, Value]]) -> Any:
        return pyarrow.Table.from_pandas(frame(columns, rows), schema=schema, preserve_index=False)

    many, source = 0, iter(records)
    # The schema of a table made of a frame says as well which types the frame had.
    with (
        writing_whole(path, force=force) as temporary,
        parquet.ParquetWriter(temporary, table(()).schema) as writer,
    ):
        while rows := list(islice(source, _ROWS_AT_ONCE)):
            writer.write_table(table(rows))
            many += len(rows)
    return many

"""All exported SKPs as flat rows for analysts, a row per indikator or ukuran, written row by row as .csv or .parquet.

Texts are as typed. It counts nothing and leaves nothing out: which SKPs there are, `export.py` has chosen.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from skpxl.consolidate.export import Ekspor, banyak_galat
from skpxl.consolidate.merge import merge
from skpxl.errors import ProgramError, SkpxlError, required
from skpxl.files.names import bukan_rumus
from skpxl.files.output import writing_whole
from skpxl.model.skp import HasilKerja, Skp
from skpxl.model.target import angka_tercetak, urai_target
from skpxl.template.library import Library

Nilai = str | int | Decimal | date | None
ProdukHasil = tuple[str, str, str]  # id, text, name of its unit
_TEKS, _BULAT, _DESIMAL, _TANGGAL = "teks", "bulat", "desimal", "tanggal"
# Every column with its type, in order.
KOLOM: dict[str, str] = {
    "berkas": _TEKS, "kode": _TEKS, "formulir": _TEKS, "versi": _TEKS, "instansi": _TEKS,
    "nip": _TEKS, "nama": _TEKS, "jabatan": _TEKS, "pangkat_golongan": _TEKS, "unit_kerja": _TEKS,
    "perangkat_daerah": _TEKS, "penilai_nip": _TEKS, "penilai_nama": _TEKS, "penilai_jabatan": _TEKS,
    "penilai_pangkat_golongan": _TEKS, "penilai_unit_kerja": _TEKS, "periode_mulai": _TANGGAL,
    "periode_selesai": _TANGGAL, "bagian": _TEKS, "nomor": _BULAT, "hasil_id": _TEKS, "peran_id": _TEKS,
    "diintervensi_id": _TEKS, "rencana_hasil_kerja_diintervensi": _TEKS, "rencana_hasil_kerja": _TEKS,
    "indikator_nomor": _BULAT, "aspek": _TEKS, "indikator": _TEKS, "target": _TEKS, "target_angka": _DESIMAL,
    "target_satuan": _TEKS, "produk_id": _TEKS, "produk": _TEKS, "produk_unit": _TEKS, "nasib": _TEKS, "galat": _BULAT,
    "keaslian": _TEKS,
}  # fmt: skip
_SEKALI_TULIS = 5_000  # rows of a parquet row group


def export_rows(
    ekspor: Ekspor, produk: Mapping[str, ProdukHasil], *, maju: Callable[[], None] = lambda: None
) -> Iterator[dict[str, Nilai]]:
    """One row per indikator, or per ukuran keberhasilan (it stands in `indikator`), with the columns of `KOLOM`.

    A result without either has one row, and so has an SKP without a result: no SKP is lost. Number and unit of a target
    are there where they are beyond doubt (`model/target.py`); `produk` is what `products_of_results` gives.
    """
    for satu, skp in ekspor.dengan_skp():
        form = required(satu.reading.form, f"formulir dalam {satu.reading.file}")
        tetap: dict[str, Nilai] = dict.fromkeys(KOLOM, "")
        tetap |= {nama: None for nama, jenis in KOLOM.items() if jenis != _TEKS}
        tetap |= {
            "berkas": satu.reading.file,
            "kode": form.stamp.id,
            "formulir": skp.form,
            "versi": skp.versi,
            "instansi": skp.instansi,
            "perangkat_daerah": ekspor.perangkat_daerah(skp),
            **skp.pegawai.model_dump(),
            **{f"penilai_{nama}": isi for nama, isi in skp.pejabat_penilai.model_dump().items()},
            "periode_mulai": skp.periode.mulai if skp.periode else None,
            "periode_selesai": skp.periode.selesai if skp.periode else None,
            "nasib": satu.nasib,
            "galat": banyak_galat(satu),
            "keaslian": satu.reading.trust.value,
        }
        for rinci in _hasil(skp, produk):
            if asing := rinci.keys() - KOLOM.keys():
                raise ProgramError(f"Kolom ekspor yang tidak dikenal: {', '.join(sorted(asing))}.")
            yield {**tetap, **rinci}
        maju()


def products_of_results(ekspor: Ekspor, library: Library) -> dict[str, ProdukHasil]:
    """The product under which each result stands in the matriks, by the result's id.

    Only products that the roster (or without one the workbooks) names; files that are not exported count here too.
    """
    gabungan = merge(ekspor.semua, library, organisasi=ekspor.organisasi)
    dikenal = {produk.id for produk in gabungan.organisasi.produk}
    produk: dict[str, ProdukHasil] = {}
    for matriks in gabungan.matriks:
        for kolom in matriks.kolom:
            if kolom.id in dikenal:
                for baris in matriks.baris:
                    isi = (kolom.id, kolom.teks, matriks.unit.nama)
                    produk |= {peran.id: isi for peran in baris.peran.get(kolom.id, ()) if peran.id}
    return produk


def _hasil(skp: Skp, produk: Mapping[str, ProdukHasil]) -> Iterator[dict[str, Nilai]]:
    """What differs between the rows of one SKP."""
    ada = skp.semua_hasil()
    if not ada:
        yield {}
    for bagian, nomor, hasil in ada:
        id_, teks, unit = produk.get(hasil.id or "", ("", "", ""))
        awal: dict[str, Nilai] = {
            "bagian": bagian,
            "nomor": nomor,
            "hasil_id": hasil.id or "",
            "peran_id": hasil.peran_id or "",
            "diintervensi_id": hasil.diintervensi_id or "",
            "rencana_hasil_kerja_diintervensi": hasil.rencana_hasil_kerja_diintervensi,
            "rencana_hasil_kerja": hasil.rencana_hasil_kerja,
            "produk_id": id_,
            "produk": teks,
            "produk_unit": unit,
        }
        rincian = list(_rincian(hasil))
        yield from ({**awal, **rinci} for rinci in rincian or [{}])


def _rincian(hasil: HasilKerja) -> Iterator[dict[str, Nilai]]:
    for urutan, satu in enumerate(hasil.indikator or (), start=1):
        angka, satuan = urai_target(satu.target)
        yield {
            "indikator_nomor": satu.nomor or urutan,
            "aspek": satu.aspek,
            "indikator": satu.indikator_kinerja_individu,
            "target": satu.target,
            "target_angka": angka,
            "target_satuan": satuan,
        }
    for urutan, teks in enumerate(hasil.ukuran_keberhasilan or (), start=1):
        if teks.strip():
            yield {"indikator_nomor": urutan, "indikator": teks}


# -- files ----------------------------------------------------------------------------------------------------------------


def write_csv(path: Path, kolom: Sequence[str], baris: Iterable[dict[str, Any]], *, force: bool = False) -> int:
    """A .csv that an Indonesian Excel opens as a table (UTF-8 with BOM, `;`, CRLF, decimal comma); the number of rows.

    A text that would become a formula is led by `'`. It is for programs: of a NIP opened there Excel keeps 15 digits.
    """
    banyak = 0
    with (
        writing_whole(path, force=force) as sementara,
        sementara.open("w", encoding="utf-8-sig", newline="", errors="replace") as berkas,
    ):
        penulis = csv.writer(berkas, delimiter=";", lineterminator="\r\n")
        penulis.writerow(kolom)
        for satu in baris:
            penulis.writerow([_csv(satu[nama]) for nama in kolom])
            banyak += 1
    return banyak


def _csv(nilai: Nilai) -> str:
    if isinstance(nilai, str):
        return bukan_rumus(nilai)
    if isinstance(nilai, Decimal):
        return angka_tercetak(nilai, ",")
    return "" if nilai is None else str(nilai)


def need_pyarrow() -> None:
    """Raise SkpxlError, with what to type, where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as galat:
        raise SkpxlError(
            'Berkas parquet memerlukan pyarrow, yang belum terpasang; pasang dengan: pip install "skpxl[parquet]"'
        ) from galat


def write_parquet(path: Path, baris: Iterable[dict[str, Nilai]], *, force: bool = False) -> int:
    """A .parquet with the columns and types of `KOLOM` (numbers as float or int, dates as dates); the number of rows."""
    need_pyarrow()
    import pyarrow
    from pyarrow import parquet

    jenis = {
        _TEKS: pyarrow.string(), _BULAT: pyarrow.int64(), _DESIMAL: pyarrow.float64(), _TANGGAL: pyarrow.date32(),
    }  # fmt: skip
    skema = pyarrow.schema([(nama, jenis[satu]) for nama, satu in KOLOM.items()])
    banyak = 0
    sumber = iter(baris)
    with writing_whole(path, force=force) as sementara, parquet.ParquetWriter(sementara, skema) as penulis:
        while kelompok := list(islice(sumber, _SEKALI_TULIS)):
            penulis.write_table(
                pyarrow.table({nama: [_parquet(satu[nama]) for satu in kelompok] for nama in KOLOM}, schema=skema)
            )
            banyak += len(kelompok)
    return banyak


def _parquet(nilai: Nilai) -> str | int | float | date | None:
    return float(nilai) if isinstance(nilai, Decimal) else nilai

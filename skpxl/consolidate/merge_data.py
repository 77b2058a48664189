"""The sheet *Data* as rows: one per indikator (or ukuran keberhasilan) of everybody, with the product it serves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skpxl.consolidate.merge import Gabungan
from skpxl.model.skp import slot_key


def products_served(gabungan: Gabungan) -> dict[str, str]:
    """The text of the product each result stands under, by the result's id."""
    return {
        peran.id: kolom.teks
        for matriks in gabungan.matriks
        for kolom in matriks.kolom
        for baris in matriks.baris
        for peran in baris.peran.get(kolom.id, ())
    }


def data_rows(gabungan: Gabungan) -> Iterator[dict[str, Any]]:
    """One row per indikator or ukuran keberhasilan; of a result without one a row of its own."""
    products = products_served(gabungan)
    for file in sorted(gabungan.hasil, key=lambda file: file.skp.pegawai.unit_kerja if file.skp else ""):
        skp = file.skp
        if skp is None or not file.dipakai:
            continue
        for bagian, nomor, hasil in skp.semua_hasil():
            first = {
                "Unit Kerja": skp.pegawai.unit_kerja,
                "Nama": skp.pegawai.nama,
                "NIP": skp.pegawai.nip,
                "Jabatan": skp.pegawai.jabatan,
                "Pejabat Penilai": skp.pejabat_penilai.nama,
                "Formulir": skp.form,
                "Bagian": bagian,
                "No": nomor,
                "Produk": products.get(hasil.id or "", ""),
                "Rencana Hasil Kerja Atasan": hasil.rencana_hasil_kerja_diintervensi,
                "Rencana Hasil Kerja": hasil.rencana_hasil_kerja,
            }
            where, _, _ = file.reading.tempat(slot_key("hasil_kerja", bagian, nomor, "rencana_hasil_kerja"))
            details = [(i.aspek, i.indikator_kinerja_individu, i.target) for i in hasil.indikator or ()]
            details += [("", teks, "") for teks in hasil.ukuran_keberhasilan or () if teks.strip()]
            for aspek, indikator, target in details or [("", "", "")]:
                yield {
                    **first,
                    "Aspek": aspek,
                    "Indikator": indikator,
                    "Target": target,
                    "Berkas": Path(where).name,
                }


def count_data(gabungan: Gabungan) -> int:
    """How many rows `data_rows` gives, without making them."""
    return sum(
        max(len(hasil.indikator or ()) + sum(1 for teks in hasil.ukuran_keberhasilan or () if teks.strip()), 1)
        for file in gabungan.hasil
        if file.skp and file.dipakai
        for _, _, hasil in file.skp.semua_hasil()
    )

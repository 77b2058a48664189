"""An SKP as the fields that are keyed into e-Kinerja BKN one after the other; it fills in no field itself.

The order is the form's: per result the superior's result, the own one, then its rows; perilaku kerja, then the lampiran.
Blank fields have no step. What e-Kinerja calls a column may change there at any time: the names are in the tables below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skpxl.model.skp import HasilKerja, Skp, slot_key
from skpxl.model.teks import rapi

# (field of the model, its name in e-Kinerja). A field that a form's model lacks is passed over.
KOLOM_HASIL = (
    ("rencana_hasil_kerja_diintervensi", "Rencana hasil kerja pimpinan yang diintervensi"),
    ("rencana_hasil_kerja", "Rencana hasil kerja"),
)
KOLOM_INDIKATOR = (
    ("aspek", "Aspek"),
    ("indikator_kinerja_individu", "Indikator kinerja individu"),
    ("target", "Target"),
    ("perspektif", "Perspektif"),
)
KOLOM_LAMPIRAN = (
    ("sumber_daya", "Dukungan sumber daya"),
    ("skema", "Skema pertanggungjawaban"),
    ("konsekuensi", "Konsekuensi"),
)
KOLOM_UKURAN = "Ukuran keberhasilan/ indikator kinerja individu"
KOLOM_EKSPEKTASI = "Ekspektasi khusus pimpinan"
_PISAH = " › "


@dataclass(frozen=True, slots=True)
class Langkah:
    """One field: where it belongs, the column's name in e-Kinerja, the text to copy, and the key of its cell."""

    langkah: str
    kolom: str
    isi: str
    key: str


def langkah_skp(skp: Skp) -> list[Langkah]:
    """All fields of an SKP that have a text, in the order of keying in. The text is as typed, brought on one line."""
    semua = [satu for bagian, nomor, hasil in skp.semua_hasil() for satu in _hasil(bagian, nomor, hasil)]
    for urutan, perilaku in enumerate(skp.perilaku_kerja, start=1):
        semua.append(
            Langkah(
                _PISAH.join(["Perilaku kerja", rapi(perilaku.nilai) or "(nilai belum dipilih)", KOLOM_EKSPEKTASI]),
                KOLOM_EKSPEKTASI,
                rapi(perilaku.ekspektasi_khusus),
                slot_key("perilaku_kerja", perilaku.nomor or urutan, "ekspektasi_khusus"),
            )
        )
    for bagian, judul in KOLOM_LAMPIRAN:
        for urutan, isi in enumerate(getattr(skp.lampiran, bagian, ()), start=1):
            nomor = isi.nomor or urutan
            tempat = _PISAH.join(["Lampiran", judul, str(nomor)])
            semua.append(Langkah(tempat, judul, rapi(isi.isi), slot_key("lampiran", bagian, nomor, "isi")))
    return [satu for satu in semua if satu.isi]


def _hasil(bagian: str, nomor: int, hasil: HasilKerja) -> Iterator[Langkah]:
    tempat = f"Hasil kerja {bagian} {nomor}"
    awal = ("hasil_kerja", bagian, nomor)
    for nama, kolom in KOLOM_HASIL:
        yield Langkah(tempat + _PISAH + kolom, kolom, rapi(getattr(hasil, nama, None) or ""), slot_key(*awal, nama))
    for urutan, indikator in enumerate(hasil.indikator or (), start=1):
        baris = indikator.nomor or urutan
        for nama, kolom in KOLOM_INDIKATOR:
            yield Langkah(
                _PISAH.join([tempat, f"Indikator {baris}", kolom]),
                kolom,
                rapi(getattr(indikator, nama, None) or ""),
                slot_key(*awal, "indikator", baris, nama),
            )
    for baris, teks in enumerate(hasil.ukuran_keberhasilan or (), start=1):
        yield Langkah(
            _PISAH.join([tempat, f"Ukuran keberhasilan {baris}"]),
            KOLOM_UKURAN,
            rapi(teks),
            slot_key(*awal, "ukuran_keberhasilan", baris),
        )

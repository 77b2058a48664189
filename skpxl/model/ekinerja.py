"""An SKP as the fields that are keyed into e-Kinerja BKN one after the other; it fills in no field itself.

The order is the form's: per result the superior's result, the own one, then its rows; perilaku kerja, then the lampiran.
A target whose number and unit nobody could read otherwise is keyed in as two fields. Blank fields have no step. What
e-Kinerja calls a column may change there at any time: the names are in the tables below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skpxl.model.skp import HasilKerja, Skp, slot_key
from skpxl.model.target import angka_tercetak, parse_target
from skpxl.model.teks import one_line

# (field of the model, its name in e-Kinerja). A field that a form's model lacks is passed over.
KOLOM_HASIL = (
    ("rencana_hasil_kerja_diintervensi", "Rencana hasil kerja pimpinan yang diintervensi"),
    ("rencana_hasil_kerja", "Rencana hasil kerja"),
    ("klasifikasi", "Klasifikasi"),
)
KOLOM_INDIKATOR = (
    ("aspek", "Aspek"),
    ("indikator_kinerja_individu", "Indikator kinerja individu"),
    ("target", "Target"),
    ("perspektif", "Perspektif"),
)
KOLOM_SATUAN = "Satuan"
KOLOM_LAMPIRAN = (
    ("sumber_daya", "Dukungan sumber daya"),
    ("skema", "Skema pertanggungjawaban"),
    ("konsekuensi", "Konsekuensi"),
)
KOLOM_UKURAN = "Ukuran keberhasilan/ indikator kinerja individu"
KOLOM_EKSPEKTASI = "Ekspektasi khusus pimpinan"
_BETWEEN = " › "


@dataclass(frozen=True, slots=True)
class Langkah:
    """One field: where it belongs, the column's name in e-Kinerja, the text to copy, and the key of its cell."""

    step: str
    column: str
    text: str
    key: str


def langkah_skp(skp: Skp) -> list[Langkah]:
    """All fields of an SKP that have a text, in the order of keying in. The text is as typed, brought on one line."""
    steps = [step for bagian, number, hasil in skp.semua_hasil() for step in _steps_of_result(bagian, number, hasil)]
    for position, perilaku in enumerate(skp.perilaku_kerja, start=1):
        steps.append(
            Langkah(
                _BETWEEN.join(
                    ["Perilaku kerja", one_line(perilaku.nilai) or "(nilai belum dipilih)", KOLOM_EKSPEKTASI]
                ),
                KOLOM_EKSPEKTASI,
                one_line(perilaku.ekspektasi_khusus),
                slot_key("perilaku_kerja", perilaku.nomor or position, "ekspektasi_khusus"),
            )
        )
    for bagian, title in KOLOM_LAMPIRAN:
        for position, item in enumerate(getattr(skp.lampiran, bagian, ()), start=1):
            number = item.nomor or position
            place = _BETWEEN.join(["Lampiran", title, str(number)])
            steps.append(Langkah(place, title, one_line(item.isi), slot_key("lampiran", bagian, number, "isi")))
    return [step for step in steps if step.text]


def _steps_of_result(bagian: str, number: int, hasil: HasilKerja) -> Iterator[Langkah]:
    place = f"Hasil kerja {bagian} {number}"
    path = ("hasil_kerja", bagian, number)
    for name, column in KOLOM_HASIL:
        yield Langkah(
            place + _BETWEEN + column, column, one_line(getattr(hasil, name, None) or ""), slot_key(*path, name)
        )
    for position, indikator in enumerate(hasil.indikator or (), start=1):
        row = indikator.nomor or position
        for name, column in KOLOM_INDIKATOR:
            fields = {column: one_line(getattr(indikator, name, None) or "")}
            if name == "target":
                fields = _apart(fields[column], column)
            for part, text in fields.items():
                yield Langkah(
                    _BETWEEN.join([place, f"Indikator {row}", part]),
                    part,
                    text,
                    slot_key(*path, "indikator", row, name),
                )
    for row, text in enumerate(hasil.ukuran_keberhasilan or (), start=1):
        yield Langkah(
            _BETWEEN.join([place, f"Ukuran keberhasilan {row}"]),
            KOLOM_UKURAN,
            one_line(text),
            slot_key(*path, "ukuran_keberhasilan", row),
        )


def _apart(target: str, column: str) -> dict[str, str]:
    """A target by field: number and unit where both are beyond doubt, else all of it as typed."""
    number, satuan = parse_target(target)
    return {column: target} if number is None else {column: angka_tercetak(number, ","), KOLOM_SATUAN: satuan}

"""The texts of an SKP with the places they stand in, for rules that look at every one of them. It judges none."""

from collections.abc import Iterator
from typing import NamedTuple

from skpxl.model.skp import Bagian, HasilKerja, Skp, slot_key

RENCANA, DIINTERVENSI = "rencana_hasil_kerja", "rencana_hasil_kerja_diintervensi"


class Measured(NamedTuple):
    """One indikator with its target and aspek; of a kualitatif result its ukuran keberhasilan, which has neither.

    `key` is the place of the indikator, `target_key` that of the target.
    """

    key: str
    indikator: str
    target: str = ""
    target_key: str = ""
    aspek: str = ""


def result_key(bagian: Bagian, number: int, *path: str | int) -> str:
    """The key of a value of one result."""
    return slot_key("hasil_kerja", bagian, number, *path)


def measures(bagian: Bagian, number: int, hasil: HasilKerja) -> list[Measured]:
    """How a result is measured, in the order of the form; rows without an indikator are among them."""
    found = []
    for place, row in enumerate(hasil.indikator or (), start=1):
        root = ("indikator", row.nomor or place)
        key, target = (result_key(bagian, number, *root, name) for name in ("indikator_kinerja_individu", "target"))
        found.append(Measured(key, row.indikator_kinerja_individu, row.target, target, row.aspek or ""))
    for place, text in enumerate(hasil.ukuran_keberhasilan or (), start=1):
        found.append(Measured(result_key(bagian, number, "ukuran_keberhasilan", place), text))
    return found


def all_measures(skp: Skp) -> Iterator[tuple[HasilKerja, Measured]]:
    """Every measure of an SKP with its result."""
    for bagian, number, hasil in skp.semua_hasil():
        for measure in measures(bagian, number, hasil):
            yield hasil, measure


def written_texts(skp: Skp) -> Iterator[tuple[str, str]]:
    """Key and text of every rencana, indikator, ukuran and target that is filled in, in the order of the form."""
    for bagian, number, hasil in skp.semua_hasil():
        texts = [(result_key(bagian, number, RENCANA), hasil.rencana_hasil_kerja)]
        for measure in measures(bagian, number, hasil):
            texts += [(measure.key, measure.indikator), (measure.target_key, measure.target)]
        yield from ((key, text) for key, text in texts if text.strip())

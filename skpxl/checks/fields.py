"""Rules on an SKP across its fields: the superior's results, doubles, too little. What a form asks for is judged in `slots`."""

from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.tempat import RENCANA, measures, result_key
from skpxl.findings import Finding, temuan
from skpxl.model.skp import Skp, measure_ways
from skpxl.model.teks import bulleted_results, rapi, sidik
from skpxl.sense.index import BySense


def diintervensi_tidak_dikenal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """The superior's result is one that he has, where his results are known, or a product. Twice the same one is legal.

    What says the same in other letters is known as well, and what begins with it: of a JPT the result and its indikator are
    written together (PermenPANRB 6/2022), in whatever way. Proposed is only what is near, two where they are close.
    """
    if not rujukan.hasil_atasan:
        return
    known = list(dict.fromkeys([*rujukan.hasil_atasan.values(), *rujukan.lainnya]))
    listed = BySense(rujukan.sense, ((way, way) for text in known for way in measure_ways(text)))
    for bagian, number, hasil in skp.semua_hasil():
        text = hasil.rencana_hasil_kerja_diintervensi
        if text.strip() and not listed.find(text):
            key = result_key(bagian, number, "rencana_hasil_kerja_diintervensi")
            nearest = [rapi(near) for near in rujukan.sense.nearest(text, known)]
            other = f" atau “{nearest[1]}”" if len(nearest) > 1 else ""
            suggestion = nearest[0] if nearest else ""
            yield temuan("diintervensi-tidak-dikenal", key=key, found=text, suggestion=suggestion, atau=other)


def rencana_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No rencana hasil kerja stands twice in one SKP."""
    first: dict[str, str] = {}
    for bagian, number, hasil in skp.semua_hasil():
        text = hasil.rencana_hasil_kerja
        if not text.strip():
            continue
        place = f"{bagian} no. {number}"
        if (earlier := first.setdefault(sidik(text), place)) != place:
            key = result_key(bagian, number, RENCANA)
            yield temuan("rencana-ganda", key=key, found=text, pertama=earlier)


def rencana_berbutir(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """One rencana hasil kerja per row: several, each with a bullet, share one indikator list and would count as one."""
    for bagian, number, hasil in skp.semua_hasil():
        results = bulleted_results(hasil.rencana_hasil_kerja)
        if results:
            key = result_key(bagian, number, RENCANA)
            yield temuan("rencana-berbutir", key=key, found=hasil.rencana_hasil_kerja, banyak=len(results))


def indikator_ganda(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No indikator stands twice with the same aspek under one result."""
    for bagian, number, hasil in skp.semua_hasil():
        first: dict[tuple[str, str], int] = {}
        for place, indikator in enumerate(hasil.indikator or (), start=1):
            text, row = indikator.indikator_kinerja_individu, indikator.nomor or place
            if text.strip() and (earlier := first.setdefault((sidik(indikator.golongan[1]), sidik(text)), row)) != row:
                key = result_key(bagian, number, "indikator", row, "indikator_kinerja_individu")
                yield temuan("indikator-ganda", key=key, found=text, pertama=earlier)


def rencana_tunggal(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A year's work is more than one result with one aspek. A kualitatif SKP has no aspek, and one ukuran may hold several."""
    results = [result for result in skp.semua_hasil() if result[2].rencana_hasil_kerja.strip()]
    if rujukan.isi and len(results) == 1 and results[0][0] == "utama":
        bagian, number, hasil = results[0]
        rows = [row for row in measures(bagian, number, hasil) if row.indikator.strip()]
        if len(rows) == 1 and rows[0].target_key:
            yield temuan("rencana-tunggal", key=result_key(bagian, number, RENCANA), found=hasil.rencana_hasil_kerja)

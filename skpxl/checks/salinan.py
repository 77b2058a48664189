"""Rules on texts that only say again what stands elsewhere: in the result, with the superior, with a colleague."""

from collections.abc import Iterable, Iterator, Mapping

from skpxl.checks.makna import is_heading, says_nothing
from skpxl.checks.rujukan import Rujukan
from skpxl.checks.tempat import RENCANA, all_measures, result_key
from skpxl.findings import Finding, temuan
from skpxl.model.skp import MEASURE, HasilKerja, Skp
from skpxl.model.teks import sidik, spoken

Wording = tuple[str, ...]
_NAMED = 3  # so many colleagues in a sentence


def rencana_sama_atasan(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A rencana is a part of the superior's result that it supports, not that result itself, word for word."""
    if not rujukan.isi:
        return
    for bagian, number, hasil in skp.semua_hasil():
        text, above = hasil.rencana_hasil_kerja, hasil.rencana_hasil_kerja_diintervensi.partition(MEASURE)[0]
        if _says_again(text, above, rujukan):
            yield temuan("rencana-sama-atasan", key=result_key(bagian, number, RENCANA), found=text)


def indikator_sama_rencana(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """An indikator says by what a result is measured, not the result itself, word for word."""
    if not rujukan.isi:
        return
    for hasil, row in all_measures(skp):
        if _says_again(row.indikator, hasil.rencana_hasil_kerja, rujukan):
            yield temuan("indikator-sama-rencana", key=row.key, found=row.indikator)


def _says_again(text: str, other: str, rujukan: Rujukan) -> bool:
    """True for two texts of the same words; of such as say nothing that is told already."""
    if not rujukan.isi or not text.strip() or is_heading(text, rujukan.isi):
        return False
    bare, other_bare = (spoken(rujukan.sense.bare(said)) for said in (text, other))
    return bool(bare) and bare == other_bare and not says_nothing(text, rujukan.isi, rujukan.sense)


def skp_serupa(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No two people have an SKP of the same words; each is told how many others have it."""
    if not rujukan.isi or not rujukan.serupa:
        return
    names = ", ".join(rujukan.serupa[:_NAMED])
    more = len(rujukan.serupa) - _NAMED
    bagian, number, hasil = next(iter(skp.semua_hasil()))
    yield temuan(
        "skp-serupa",
        key=result_key(bagian, number, RENCANA),
        found=hasil.rencana_hasil_kerja,
        banyak=len(rujukan.serupa),
        siapa=names + (f" dan {more} orang lain" if more > 0 else ""),
    )


def wording_of(skp: Skp) -> Wording:
    """All that somebody has written as results and how they are measured, as it is compared; () for nothing."""
    return tuple(word for _, _, hasil in skp.semua_hasil() for word in _words_of(hasil))


def _words_of(hasil: HasilKerja) -> Iterator[str]:
    yield f"= {sidik(hasil.rencana_hasil_kerja)}"
    for row in hasil.indikator or ():
        yield from map(sidik, (row.golongan[1], row.indikator_kinerja_individu, row.target))
    yield from map(sidik, hasil.ukuran_keberhasilan or ())


def same_wording(skps: Iterable[Skp]) -> Mapping[Wording, Mapping[str, str]]:
    """The wordings that several people have, each with their names by NIP."""
    found: dict[Wording, dict[str, str]] = {}
    for skp in skps:
        if (words := wording_of(skp)) and skp.pegawai.nip:
            found.setdefault(words, {})[skp.pegawai.nip] = skp.pegawai.nama or skp.pegawai.nip
    return {words: people for words, people in found.items() if len(people) > 1}

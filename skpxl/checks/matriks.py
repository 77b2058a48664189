"""Rules on a unit's matriks: roles without a place, people without a role, products nobody serves, results nearly alike."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from skpxl.findings import Finding, temuan
from skpxl.model.fate import PersonFate
from skpxl.model.hambatan import Hambatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.rantai import LINGKAR, PUNCAK
from skpxl.model.teks import sidik

# Likeness (0-100) from which two results are probably one in two wordings.
_ALIKE = 92
# Likeness (0-100) from which two words are one in two spellings.
_WORDS_ALIKE = 70
_NUMERAL = re.compile(r"\d+\S*|[ivxlc]+|\S*\d", re.IGNORECASE)
# Every result is held against every other: beyond this many of one unit it would take minutes.
_COMPARED_MAX = 3_000


def check_matriks(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """All rules on one unit. Keys are those of the member's workbook, `item` the unit."""
    for rule in (belum_terpetakan, tautan_berganti_kata, tanpa_peran, produk_tanpa_peran, hasil_mirip):
        for finding in rule(matriks):
            yield finding.at(item=matriks.unit.nama, unit=matriks.unit.kode)


def _in_words(row: BarisMatriks) -> str:
    return row.nama or row.jabatan


def belum_terpetakan(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every role stands under a product; one that leads back to itself can never do so, a JPT's need not.

    Where what was chosen and its id disagree, both are told at the cell of the choice.
    """
    for row in matriks.baris:
        for peran in row.sisa:
            if peran.sebab == PUNCAK:
                continue
            if peran.bertentangan:
                yield temuan(
                    "tautan-bertentangan",
                    key=f"{peran.key}_diintervensi",
                    found=peran.dipilih,
                    pegawai=_in_words(row),
                    hasil=peran.teks,
                    sekarang=peran.sekarang,
                ).at(who=row.nip)
                continue
            yield temuan(
                "hasil-melingkar" if peran.sebab == LINGKAR else "belum-terpetakan",
                key=peran.key,
                found=peran.teks,
                pegawai=_in_words(row),
                sebab=peran.sebab,
            ).at(who=row.nip)


def tautan_berganti_kata(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """What was chosen reads otherwise today: it is told once, with how many results were chosen by the former words."""
    changed: dict[tuple[str, str], list[Peran]] = {}
    for row in matriks.baris:
        for peran in row.semua_peran():
            if peran.sekarang and not peran.bertentangan:
                changed.setdefault((sidik(peran.dipilih), peran.sekarang), []).append(peran)
    for (_, today), roles in changed.items():
        yield temuan("tautan-berganti-kata", found=roles[0].dipilih, sekarang=today, banyak=len(roles))


def tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Everybody has a role. A pimpinan without one and a vacant post are legal, so these only warn.

    Of people whose SKP is missing only that is said; they lack roles for that reason alone.
    """
    for row in matriks.baris:
        if row.luar:
            continue
        if not row.nama:
            yield temuan("jabatan-tanpa-nama", jabatan=row.jabatan)
        elif row.fate is PersonFate.TAK_DIPAKAI:
            yield temuan("skp-belum-dipakai", pegawai=row.nama).at(who=row.nip)
        elif not row.is_in:
            yield temuan("belum-masuk", pegawai=row.nama).at(who=row.nip)
        if row.without_roles and (row.is_in or (row.nip and row.nip == matriks.unit.pimpinan)):
            yield temuan("pegawai-tanpa-peran", pegawai=_in_words(row), jabatan=row.jabatan).at(who=row.nip)


def produk_tanpa_peran(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Every product is served by somebody."""
    for produk in matriks.kolom:
        if not any(row.peran.get(produk.id) for row in matriks.baris):
            yield temuan("produk-tanpa-peran", found=produk.teks)


def hasil_mirip(matriks: MatriksPeranHasil) -> Iterator[Finding]:
    """Two results of different people that are nearly, but not quite, the same text: probably one role in two wordings."""
    for first, second, score in pasangan_mirip(matriks):
        yield temuan(
            "rencana-mirip",
            key=second[1].key,
            found=second[1].teks,
            suggestion=first[1].teks,
            pegawai=_in_words(second[0]),
            pegawai_lain=_in_words(first[0]),
            skor=score,
        ).at(who=second[0].nip)


def pasangan_mirip(
    matriks: MatriksPeranHasil,
) -> list[tuple[tuple[BarisMatriks, Peran], tuple[BarisMatriks, Peran], int]]:
    """The pairs of nearly equal results of one unit, in the order of the matriks, with their likeness (0-100)."""
    roles = [(row, peran) for row in matriks.baris for peran in row.semua_peran()]
    if not 1 < len(roles) <= _COMPARED_MAX:
        return []
    from rapidfuzz import fuzz, process

    texts = [sidik(peran.teks)[:500] for _, peran in roles]
    pairs = []
    for index, text in enumerate(texts[:-1]):
        alike = process.extract(text, texts[index + 1 :], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        for other, score, offset in sorted(alike, key=lambda match: match[2]):
            if other != text and roles[index][0] is not roles[index + 1 + offset][0] and beda_ejaan(text, other):
                pairs.append((roles[index], roles[index + 1 + offset], round(score)))
    return pairs


def beda_ejaan(text: str, other: str) -> bool:
    """True where two texts (as `sidik`) differ as spellings do, not as things do: `kordinasi`, but not `triwulan II`, `utara`.

    Words that differ must be alike, must not be numbers, and at most one may be missing.
    """
    from rapidfuzz import fuzz

    words, other_words = text.split(), other.split()
    missing = 0
    for change, a, b, c, d in SequenceMatcher(None, words, other_words, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        left, right = " ".join(words[a:b]), " ".join(other_words[c:d])
        if any(_NUMERAL.fullmatch(word.strip("()[].,;:-")) for word in (*words[a:b], *other_words[c:d])):
            return False
        if left and right and fuzz.ratio(left, right) < _WORDS_ALIKE:
            return False
        missing += not (left and right)
    return missing <= 1


def rantai_terhambat(blocking: Sequence[Hambatan]) -> Iterator[Finding]:
    """A superior hands in first: without his results those below him cannot make theirs."""
    for block in blocking:
        yield temuan(
            "rantai-terhambat",
            pegawai=block.orang.nama or block.orang.jabatan,
            langsung=len(block.direct),
            seluruh=block.total,
            menunggu=f"ia sendiri menunggu {block.waits_for.nama}"
            if block.waits_for
            else "ia tidak menunggu siapa pun",
        ).at(who=block.orang.nip)

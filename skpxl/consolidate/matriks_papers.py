"""The matrices of a merge as papers to be signed: who signs which, and what makes one a draft. It writes no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.books.letterhead import Logo, letterhead_text
from skpxl.books.look import Look
from skpxl.books.matriks_book import standing
from skpxl.books.matriks_pages import PAPER, WidePrint, wide_print
from skpxl.books.matriks_paper import KONSEP, MatriksPaper, write_matriks_paper
from skpxl.books.tables import BookTable, Nilai
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_book import BookHeading
from skpxl.kinds.file_names import FileNames
from skpxl.model.fate import PersonFate, ResultFate
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.periode import TITIK
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.library import Library

_NOTES = "Mengapa KONSEP"
_MISSING = (PersonFate.BELUM_MASUK, PersonFate.TAK_DIPAKAI)


@dataclass(frozen=True)
class Letterhead:
    """What a campaign has at the head of its letters: lines, with placeholders, and a logo."""

    lines: tuple[str, ...] = ()
    logo: Logo | None = None


@dataclass(frozen=True)
class PaperWords:
    """What is printed on all papers of a run: nomor, place and date of the signature, the letterhead (`own` by unit code)."""

    nomor: str = ""
    tempat_tanggal: str = ""
    letterhead: Letterhead = Letterhead()
    own: dict[str, Letterhead] = field(default_factory=dict)


def matriks_papers(
    gabungan: Merged, library: Library, heading: BookHeading, words: PaperWords
) -> Iterator[tuple[Path, MatriksPaper]]:
    """A paper per unit that has people or products, as (relative path, paper), in a folder per perangkat daerah."""
    names = FileNames(gabungan.organisasi)
    for matriks in gabungan.matriks:
        if not matriks.baris and not matriks.kolom:
            continue
        unit = matriks.unit
        office = gabungan.organisasi.perangkat_daerah_unit(unit.kode)
        name = f"Matriks-Peran-Hasil_{heading.tahun}_{names.unit(unit.kode, unit.nama)}.xlsx"
        yield Path(names.office(office or unit.nama)) / name, _paper(matriks, office, gabungan, library, heading, words)


def signed_by_product(papers: Sequence[tuple[Path, MatriksPaper]], library: Library) -> list[WidePrint]:
    """Those of the papers that are printed by product alone, as they would be mostly blank pages otherwise."""
    found = (
        wide_print(paper.matriks, paper.look.definition, library, paper.look.kertas, with_rest=paper.look.with_rest)
        for _, paper in papers
    )
    return [wide for wide in found if wide]


def paper_bytes(paper: MatriksPaper, library: Library) -> bytes:
    """The workbook of a paper."""
    return write_matriks_paper(paper, library)


def _paper(
    matriks: MatriksPeranHasil,
    office: str,
    gabungan: Merged,
    library: Library,
    heading: BookHeading,
    words: PaperWords,
) -> MatriksPaper:
    rows = [*_left_over(matriks), *_missing(matriks)]
    unit, organisasi = matriks.unit, gabungan.organisasi
    letterhead = next(
        (words.own[above.kode] for above in organisasi.rantai_unit(unit.kode) if above.kode in words.own),
        words.letterhead,
    )
    places = {"instansi": heading.instansi, "perangkat_daerah": office, "unit": unit.nama, "tahun": heading.tahun}
    context = {
        **places,
        **_signatories(unit, office, organisasi),
        "kop": letterhead_text(letterhead.lines, places),
        "nomor": words.nomor or TITIK,
        "tempat_tanggal": words.tempat_tanggal,
        "keadaan": standing(matriks, heading.as_of),
        "konsep": f"{KONSEP} " if rows else "",
    }
    definition = library.own(PAPER)
    draft = KONSEP if rows else ""
    look = Look(definition, context, heading.kertas, with_rest=False, draft=draft, logo=letterhead.logo)
    return MatriksPaper(matriks, look, _notes(rows, context["keadaan"]) if rows else None)


def _signatories(unit: Unit, office: str, organisasi: Organisasi) -> dict[str, str]:
    """The head of the unit signs on the right, the head of the perangkat daerah on the left, but one person only once.

    Where the roster has no unit above, the head of the perangkat daerah is the penilai of the unit's head.
    """
    top = _top_of_office(unit, office, organisasi)
    head = organisasi.find_pegawai(unit.pimpinan) if unit.pimpinan else None
    pimpinan = organisasi.identitas(head) if head else Identitas()
    context = _signatory("pimpinan", pimpinan, f"Pimpinan {unit.nama}")
    if top.kode == unit.kode and sidik(office) in ("", sidik(unit.nama)):
        return {**context, **dict.fromkeys(("mengetahui", "kepala_jabatan", "kepala_nama", "kepala_nip_tercetak"), "")}
    if top.kode == unit.kode:
        kepala = organisasi.penilai(head) if head else Identitas()
    else:
        chief = organisasi.find_pegawai(top.pimpinan) if top.pimpinan else None
        kepala = organisasi.identitas(chief) if chief else Identitas()
    if kepala.nip and kepala.nip == pimpinan.nip:
        return {**context, **dict.fromkeys(("mengetahui", "kepala_jabatan", "kepala_nama", "kepala_nip_tercetak"), "")}
    return {**context, "mengetahui": "Mengetahui,", **_signatory("kepala", kepala, f"Kepala {office or top.nama}")}


def _top_of_office(unit: Unit, office: str, organisasi: Organisasi) -> Unit:
    """The highest unit above `unit` that is of the same perangkat daerah."""
    same = [above for above in organisasi.rantai_unit(unit.kode) if _is_of(above, office, organisasi)]
    return same[-1] if same else unit


def _is_of(unit: Unit, office: str, organisasi: Organisasi) -> bool:
    return sidik(organisasi.perangkat_daerah_unit(unit.kode)) == sidik(office)


def _signatory(who: str, identitas: Identitas, post: str) -> dict[str, str]:
    """Post, name and NIP below it; they are left to be written in where nobody is known."""
    return {
        f"{who}_jabatan": identitas.jabatan or post,
        f"{who}_nama": identitas.nama or TITIK,
        f"{who}_nip_tercetak": f"NIP. {identitas.nip or TITIK}",
    }


def _left_over(matriks: MatriksPeranHasil) -> Iterator[list[Nilai]]:
    for row, peran, fate in matriks.results():
        if fate is ResultFate.BELUM_TERPETAKAN:
            proposed = f"{peran.usulan[0].teks} ({peran.usulan[0].skor} dari 100)" if peran.usulan else ""
            yield [row.nama, row.jabatan, "hasil belum terpetakan", peran.tercetak, peran.sebab, proposed]


def _missing(matriks: MatriksPeranHasil) -> Iterator[list[Nilai]]:
    for row in matriks.baris:
        if not row.luar and row.fate in _MISSING:
            yield [row.nama, row.jabatan, f"SKP {row.fate}", "", "", ""]


def _notes(rows: Sequence[Sequence[Nilai]], standing_now: str) -> BookTable:
    columns = [
        ("No.", 5.0), ("Nama", 28.0), ("Jabatan", 28.0), ("Mengapa", 22.0), ("Rencana hasil kerja", 48.0), ("Sebab", 36.0),
        ("Usulan produk", 36.0),
    ]  # fmt: skip
    lines = [
        f"{KONSEP}: matriks ini belum dapat ditandatangani. Lembar ini tidak ikut ditandatangani.",
        standing_now,
    ]
    return BookTable(_NOTES, columns, [[number, *row] for number, row in enumerate(rows, start=1)], lines)

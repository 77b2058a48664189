"""`skpxl template check` and `preview`: looking at definitions before they are issued. It issues nothing."""

from collections.abc import Callable

from skpxl.errors import SkpxlError, required
from skpxl.findings.catalogue import KODE
from skpxl.foreign.matriks.words import words_of as matriks_words
from skpxl.foreign.roster.words import words_of as roster_words
from skpxl.foreign.skp.reading import words_of as skp_words
from skpxl.kinds.check import check_definition
from skpxl.kinds.table import kind_of
from skpxl.template.layout import place, shape
from skpxl.template.library import Library
from skpxl.template.rules import BERKAS
from skpxl.template.surat import WORDS


def check_templates(library: Library) -> tuple[list[str], list[str]]:
    """(a line per thing that is well, a sentence per fault) over the whole folder."""
    lines: list[str] = []
    faults: list[str] = []

    def attempt(what: str, work: Callable[[], str]) -> None:
        try:
            lines.append(f"{what:<34} {work()}")
        except SkpxlError as fault:
            # A faulty list is met again by the rules that need it.
            if str(fault) not in faults:
                faults.append(str(fault))

    attempt("daftar/", lambda: f"{len(library.daftar)} daftar, {len(library.label)} berkas label")
    attempt("daftar/label-*.toml", lambda: _check_wordings(library))
    attempt("daftar/singkatan.toml", lambda: f"{len(library.sense.abbreviations)} singkatan")
    attempt("gaya.toml", lambda: f"{len(library.gaya.sel)} gaya")
    attempt("regulasi.toml", lambda: f"{len(library.regulasi)} istilah")
    attempt("aturan/", lambda: _count_rules(library))
    attempt("pesan.toml", lambda: _check_pesan(library))
    for name in WORDS:
        attempt(f"surat/{name}.txt", lambda name=name: _check_surat(library, name))  # type: ignore[misc]
    attempt("bersama/", lambda: f"{library.bersama.check()} bagian bersama")
    if not faults:
        for form in library.forms():
            for versi in library.versi(form):
                attempt(f"{form}/{versi}.toml", lambda form=form, versi=versi: _check_definition(library, form, versi))  # type: ignore[misc]
    return lines, faults


def _check_wordings(library: Library) -> str:
    """What only shows when the wordings are put to use: a title that means two things, an unknown value."""
    for words_of in (skp_words, matriks_words, roster_words):
        words_of(library)
    return f"{sum(len(label.grup) for label in library.label.values())} kelompok tulisan"


def _count_rules(library: Library) -> str:
    own_files = (library.kepegawaian, library.aturan_isi)
    unverified = len(library.aturan.belum_terverifikasi) + len(library.kepegawaian.belum_terverifikasi)
    files = len(BERKAS) + len(own_files) + bool(library.aturan.tpp.persen)
    return f"{files} berkas aturan, {unverified} di antara isinya belum terverifikasi"


def _check_pesan(library: Library) -> str:
    missing = sorted(set(KODE) - set(library.pesan))
    unknown = sorted(set(library.pesan) - set(KODE))
    if missing or unknown:
        raise SkpxlError(
            f"{library.akar / 'pesan.toml'}: kode tanpa kalimat: {', '.join(missing) or '-'}; "
            f"kode yang tidak dikenal: {', '.join(unknown) or '-'}."
        )
    return f"{len(library.pesan)} kalimat"


def _check_surat(library: Library, name: str) -> str:
    return f"surat “{library.surat(name).subject}”"


def _check_definition(library: Library, form: str, versi: str) -> str:
    definition = library.definition(form, versi)
    layout = place(definition, definition.jumlah())
    check_definition(library, definition)
    preview_form(library, form, versi)
    sheets = ", ".join(page.lembar.nama for page in layout.halaman)
    columns = sum(bool(placed.kolom.isian) for block in layout.daftar for placed in block.kolom)
    entries = f"{columns} kolom isian" if layout.daftar else f"{len(layout.entri)} sel isian"
    return f"bentuk {shape(definition)}, {entries}, lembar: {sheets}"


def preview_form(library: Library, form: str, versi: str | None = None) -> bytes:
    """One workbook of the form with made-up people. Raises SkpxlError for an unknown form or a faulty definition."""
    from skpxl.forms.write import write_form

    definition = library.definition(form, versi)
    kind = kind_of(definition)
    if kind.show:
        return kind.show(library, definition)
    return write_form(required(kind.sample(library, definition), f"contoh formulir {form}"), library)

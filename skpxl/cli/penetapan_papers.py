"""Writing the papers by which heads set the predikat of their units, as `papers make --kind penetapan` does."""

from dataclasses import dataclass
from pathlib import Path

from skpxl.cli import options
from skpxl.cli.call import Call
from skpxl.cli.pdf import make_pdfs_beside
from skpxl.cli.receiving import Received, settle_copies
from skpxl.cli.screen import progress, say
from skpxl.errors import SkpxlError, UsageError


@dataclass(frozen=True)
class PenetapanWanted:
    """What is asked of the papers: units, the nomor, the period by its code."""

    units: tuple[str, ...]
    nomor: str
    period: str


def write_penetapan(
    call: Call,
    received: Received,
    wanted: PenetapanWanted,
    signature: options.Signature,
    folder: Path,
    soffice: Path | None,
) -> int:
    """Write a paper per unit below `folder`, with `soffice` its PDF too; say how many can be signed and who stands on none."""
    from skpxl.books.paper import write_papers
    from skpxl.consolidate.evaluate import evaluate
    from skpxl.consolidate.penetapan import PenetapanWords, penetapan_papers, rows_without_paper
    from skpxl.files.output import write_whole
    from skpxl.model.evaluasi import masa_evaluasi
    from skpxl.model.periode import tanggal_tercetak

    if call.organisasi is None:
        raise UsageError("Siapa memimpin unit mana hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER.")
    settled = settle_copies(call, received.files, received.measure)
    settings = call.campaign.settings if call.campaign else None
    of_files = max((file.evaluasi.tahun for file in settled.files if file.evaluasi), default=0)
    tahun = call.tahun or (settings.tahun if settings else 0) or of_files
    if not tahun:
        raise SkpxlError(
            "Tidak ada evaluasi yang dapat ditetapkan predikatnya di sini; periksa dengan `skpxl validate`."
        )
    try:
        masa = masa_evaluasi(wanted.period, tahun)
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from error
    rekap = evaluate(settled.files, received.measure, masa=masa)
    kop = {"": settings.kop.baris, **{code: one.baris for code, one in settings.kop.kantor.items()}} if settings else {}
    words = PenetapanWords(
        call.instansi or next((file.evaluasi.instansi for file in rekap.files if file.evaluasi), ""),
        wanted.nomor,
        signature.tempat or (settings.tempat if settings else ""),
        tanggal_tercetak(signature.tanggal) if signature.tanggal else "",
        {code: lines for code, lines in kop.items() if lines},
    )
    papers = penetapan_papers(rekap, masa, call.organisasi, call.library, words, wanted.units)
    if not papers:
        raise SkpxlError("Tidak ada unit dengan pegawai selain pimpinannya, jadi tidak ada predikat untuk ditetapkan.")
    kertas = signature.kertas or (settings.kertas if settings else call.library.gaya.kertas)
    files: dict[Path, bool] = {}
    with progress("Menulis penetapan", len(papers)) as advance:
        for paper in papers:
            data = write_papers([paper.naskah], call.library, kertas)
            files[folder / paper.path] = write_whole(folder / paper.path, data, force=call.force)
            advance()
    drafts = sum(paper.draft for paper in papers)
    missing = sum(paper.missing for paper in papers)
    say(f"{len(papers)} penetapan predikat = {len(papers) - drafts} siap + {drafts} KONSEP ({missing} belum dinilai).")
    for person in rows_without_paper(rekap, call.organisasi):
        say(f"Tidak tercantum: {person.nama} (pimpinan teratas; predikatnya ditetapkan atasannya).", err=True)
    say(f"Penetapan predikat: {folder}")
    if soffice:
        make_pdfs_beside(files, soffice, force=call.force)
    return 1 if any(file.galat for file in settled.files) else 0

"""Writing the matrices of a merge as papers to be signed, as `papers make --kind matriks` and `merge --pdf` both do."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.cli.call import Call
from skpxl.cli.pdf import make_pdfs_beside
from skpxl.cli.picture import picture
from skpxl.cli.screen import progress, say
from skpxl.errors import SkpxlError

if TYPE_CHECKING:
    from skpxl.campaign.settings import Kop
    from skpxl.consolidate.matriks_papers import Letterhead, PaperWords
    from skpxl.consolidate.merge import Merged
    from skpxl.consolidate.merge_book import BookHeading


@dataclass(frozen=True)
class SignedOn:
    """What stands on the paper beside the matriks itself, as it was typed."""

    nomor: str = ""
    tempat: str | None = None
    tanggal: date | None = None


def write_matriks_papers(
    call: Call, gabungan: "Merged", heading: "BookHeading", signed: SignedOn, folder: Path, soffice: Path | None
) -> None:
    """Write a paper per unit below `folder`, with `soffice` its PDF too, and say how many can be signed."""
    from skpxl.books.matriks_pages import WidePrint
    from skpxl.consolidate.matriks_papers import matriks_papers, paper_bytes, signed_by_product
    from skpxl.files.output import write_whole

    papers = [*matriks_papers(gabungan, call.library, heading, _words(call, signed))]
    if not papers:
        raise SkpxlError("Tidak ada unit dengan pegawai atau produk, jadi tidak ada matriks untuk ditandatangani.")
    files: dict[Path, bool] = {}
    with progress("Menulis matriks", len(papers)) as advance:
        for path, paper in papers:
            files[folder / path] = write_whole(folder / path, paper_bytes(paper, call.library), force=call.force)
            advance()
    ready, drafts = (sum(1 for _, paper in papers if bool(paper.notes) is draft) for draft in (False, True))
    say(
        f"{len(papers)} matriks untuk ditandatangani = {ready} siap + {drafts} KONSEP (sebabnya di lembar terakhirnya)."
    )
    if wide := signed_by_product(papers, call.library):
        say(f"Menurut produk, karena sebagai tabel hampir kosong: {WidePrint.all_of(wide)}.")
    say(f"Matriks untuk ditandatangani: {folder}")
    if soffice:
        make_pdfs_beside(files, soffice, force=call.force)


def _words(call: Call, signed: SignedOn) -> "PaperWords":
    from skpxl.consolidate.matriks_papers import PaperWords
    from skpxl.papers.order import Penandatanganan

    settings = call.campaign.settings if call.campaign else None
    tempat = signed.tempat or (settings.tempat if settings else "")
    printed = Penandatanganan(tempat, signed.tanggal).tercetak()
    if not (call.campaign and settings):
        return PaperWords(signed.nomor, printed)
    folder = call.campaign.root
    own = {kode: _letterhead(kop, folder, f"kop.kantor.{kode}") for kode, kop in settings.kop.kantor.items()}
    return PaperWords(signed.nomor, printed, _letterhead(settings.kop, folder, "kop"), own)


def _letterhead(kop: "Kop", folder: Path, key: str) -> "Letterhead":
    """The letterhead with its logo; a SkpxlError where the file of the logo cannot be read or is no picture.

    `key` is the part of the settings in which it stands.
    """
    from skpxl.campaign.settings import NAMA_BERKAS
    from skpxl.consolidate.matriks_papers import Letterhead

    if not kop.logo:
        return Letterhead(kop.baris)
    return Letterhead(kop.baris, picture(folder / kop.logo, "Logo", f"betulkan {key}.logo dalam {NAMA_BERKAS}"))

"""PDFs beside workbooks that a command has just written: which are made anew, and what is said of them."""

from collections.abc import Mapping
from pathlib import Path

from skpxl.cli.screen import progress, say
from skpxl.errors import SkpxlError


def make_pdfs_beside(files: Mapping[Path, bool], soffice: Path, *, force: bool) -> None:
    """PDFs beside the workbooks, of which those that are True are new; one that is there for an unchanged workbook stays.

    Raises SkpxlError where some failed.
    """
    from skpxl.papers.to_pdf import make_pdfs

    needed = [path for path, new in files.items() if force or new or not path.with_suffix(".pdf").exists()]
    with progress("Membuat PDF", len(needed), at_least=2) as advance:
        pdfs = make_pdfs(needed, soffice, force=force, advance=advance)
    kept = sum(1 for path in files if path not in needed)
    say(
        f"{len(files)} PDF = {len(pdfs.made)} dibuat + {kept} sudah ada + {len(pdfs.unfinished)} belum selesai + "
        f"{len(pdfs.failed)} gagal."
    )
    if pdfs.failed:
        path, reason = next(iter(pdfs.failed.items()))
        raise SkpxlError(f"{len(pdfs.failed)} PDF tidak jadi, misalnya dari {path}: {reason}; berkas .xlsx-nya ada.")
    if pdfs.unfinished:
        path, reason = next(iter(pdfs.unfinished.items()))
        raise SkpxlError(
            f"{len(pdfs.unfinished)} PDF belum selesai, misalnya dari {path} ({reason}); "
            "jalankan lagi perintah ini untuk mencobanya lagi."
        )

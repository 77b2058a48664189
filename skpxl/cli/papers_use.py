"""What `papers check` and `papers pack` share: which papers, for whom, for what use, and the index of scans."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.call import Call
from skpxl.cli.options import PATH, Decorator, Selection, option_set, options, roster, selection, year
from skpxl.cli.receiving import find
from skpxl.cli.screen import progress, say
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.model.berkas_indeks import BarisIndeks
    from skpxl.papers.check import PapersCheck


@dataclass(frozen=True)
class Use:
    """What the papers are for: the uses by name, the year of the promotion or move, the index of scans."""

    uses: tuple[str, ...]
    year: int | None
    index: Path | None


@dataclass(frozen=True)
class CheckedPapers:
    """The check that both commands begin with, and the rows of the index it was made with."""

    result: "PapersCheck"
    index: "list[BarisIndeks]"


def use_options(*, several: bool) -> Decorator:
    """PATHS, the use and its year, roster, people, index. Several uses only where `several`."""
    return options(
        click.argument("paths", type=PATH, nargs=-1),
        option_set(
            "use",
            Use,
            click.option(
                "--use",
                "uses",
                multiple=True,
                required=True,
                metavar="KEPERLUAN",
                help="Untuk apa: kp-2023, kp-2024 (dan seterusnya, dengan --year), mutasi-2023, mutasi-2024; nama lengkapnya "
                "di aturan/berkas.toml." + (" Boleh berulang." if several else ""),
            ),
            year("--year", "Tahun kenaikan pangkat atau mutasinya."),
            click.option("--index", type=PATH, help="Indeks hasil pindai yang sudah diisi (.xlsx)."),
        ),
        roster("Daftar pegawai."),
        selection,
    )


def check_use(
    call: Call, paths: Sequence[Path], use: Use, selection: Selection, *, index_may_be_new: bool = False
) -> CheckedPapers:
    """Read the files of `paths` (in a campaign, by default its `hasil/dokumen/`) and hold them against the uses."""
    from skpxl.books.berkas_index import read_index
    from skpxl.campaign.folder import HASIL
    from skpxl.campaign.remembered import INDEX
    from skpxl.findings.wording import worded
    from skpxl.kinds.kind import selected
    from skpxl.papers.check import check_papers
    from skpxl.papers.receive import PaperReceiver
    from skpxl.papers.uses import uses

    if use.index is None:
        use = replace(use, index=call.recall(INDEX))
    asked = uses(use.uses, use.year, call.library.aturan.berkas)
    paths = call.sources(paths, HASIL, "dokumen")
    if call.organisasi is None:
        raise UsageError("Daftar pegawai yang mana? Tambahkan --roster BERKAS, atau jalankan di folder putaran SKP.")
    people = selected(call.organisasi, selection.units, selection.clean_nips)
    rows: list[BarisIndeks] = []
    faults: list[Finding] = []
    if use.index and ((there := os.path.lexists(use.index)) or not index_may_be_new):
        if not there:
            raise UsageError(f"{use.index} tidak ada; buat dengan papers check --index {use.index} --make-index.")
        rows, faults = read_index(use.index, call.library)
    call.remember(INDEX, use.index)
    receiver = PaperReceiver(
        call.library, call.organisasi, call.signing_key, call.campaign.settings.masa if call.campaign else None
    )
    sent = [file for file in find(call, paths).files if not _is_the_index(file.path, use.index)]
    with progress("Memeriksa", len(sent)) as advance:
        result = check_papers(sent, receiver, people, asked, index=rows, advance=advance)
    if faults:
        result = replace(result, findings=(*result.findings, *worded(faults, call.library.pesan)))
    for one_use in asked:
        if not one_use.terverifikasi:
            say(f"Daftar dokumen untuk {one_use.nama} belum terverifikasi ({one_use.dasar}).", err=True)
    return CheckedPapers(result, rows)


def _is_the_index(path: Path | None, index: Path | None) -> bool:
    """The index often lies beside the scans; it is none of the papers."""
    return bool(path and index and index.exists() and os.path.realpath(path) == os.path.realpath(index))

"""The workbook of decisions: a row per collision, read back. It judges no decision but for whether it can be understood."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from skpxl.findings import Finding, temuan
from skpxl.forms.lists.read import FoundList, FoundRow, read_list
from skpxl.forms.lists.rows import Link, ListBook, ListRow, row_code
from skpxl.forms.lists.write import write_list_book
from skpxl.model.keputusan import Collision, Keputusan, Sumber, pilihan_untuk
from skpxl.model.teks import rapi
from skpxl.template.library import Library

FORM = "keputusan"
_ENTRIES = ("pilihan", "isi_sendiri", "oleh", "catatan")
_PRINTED = ("siapa", "tempat", "berkas", "keterangan")
_PLACE = re.compile(r"(sel|butir):(.+)")
_FINGERPRINTS = re.compile(r"[0-9a-f]+(?:,[0-9a-f]+)*")


def write_decisions(
    bentrokan: Sequence[Collision],
    library: Library,
    *,
    rest: Sequence[Keputusan] = (),
    link: Callable[[Sumber], str] = lambda sumber: "",
    sandi: str = "",
    kertas: str = "A4",
) -> bytes:
    """The workbook: a row per collision (with what its rows said before), then the rows of `rest`, which do not count.

    `link` gives the way to a source in xlsxwriter's notation, or nothing. The same bytes for the same input.
    """
    definition = library.own(FORM)
    blok = definition.blok_daftar()
    rows = list(_rows(bentrokan, rest, link, blok.kode))
    most = max((sum(name.startswith("alternatif_") for name in row.values) for row in rows), default=2)
    lists = {_choices(len(b.sidik)): pilihan_untuk(len(b.sidik)) for b in bentrokan}
    book = ListBook(definition, {blok.id: rows}, lists=lists, repeats={blok.id: most})
    return write_list_book(book, library, sandi=sandi, kertas=kertas)


def _choices(count: int) -> str:
    """The list of what can be chosen among so many alternatives."""
    return f"pilihan_{count}"


def _rows(
    bentrokan: Sequence[Collision], rest: Sequence[Keputusan], link: Callable[[Sumber], str], lead: str
) -> Iterator[ListRow]:
    """All rows in order; a row that does not count any more follows what has come in its place."""
    stale: dict[tuple[str, str, bool], list[Keputusan]] = {}
    for row in rest:
        stale.setdefault((row.buku, row.key, row.butir), []).append(row)
    for b in bentrokan:
        sources = [alternatif.sumber[0] for alternatif in b.alternatif]
        links = [Link(source.sel or "berkas", link(source)) for source in sources]
        yield from (_row(row, links, lead, asks=True) for row in b.untuk_berkas())
        yield from (_row(row, [], lead, asks=False) for row in stale.pop((b.buku, b.key, b.butir), ()))
    for rows in stale.values():
        yield from (_row(row, [], lead, asks=False) for row in rows)


def _row(row: Keputusan, links: Sequence[Link], lead: str, *, asks: bool) -> ListRow:
    code = ""
    if row.buku:
        code = row_code(lead, b=row.buku, t=f"{'butir' if row.butir else 'sel'}:{row.key}", a=",".join(row.sidik))
    return ListRow(
        {name: getattr(row, name) for name in (*_PRINTED, *_ENTRIES)}
        | {f"alternatif_{number}": text for number, text in enumerate(row.alternatif, start=1)}
        | {f"buka_{number}": link for number, link in enumerate(links, start=1)},
        code=code,
        # A whole item takes no text of one's own.
        opened=frozenset(_ENTRIES) - ({"isi_sendiri"} if row.butir else frozenset()),
        asks=asks,
        lists={"pilihan": _choices(len(row.sidik))} if asks else {},
    )


def read_decisions(path: Path, library: Library) -> tuple[list[Keputusan], list[Finding]]:
    """Every row in which something stands, and findings (not worded) on what cannot be understood, at its cell.

    A row that has lost its code is kept without one. Raises SkpxlError where `path` is no workbook of decisions.
    """
    found = read_list(
        path,
        library.own(FORM).blok_daftar(),
        noun="Berkas keputusan",
        otherwise="bukan berkas keputusan skpxl (tidak ada kolom Keputusan dan Isi sendiri); sebut nama berkas lain.",
    )
    decisions: list[Keputusan] = []
    findings: list[Finding] = []
    for row in found.rows:
        if any(row.text(name) for name in found.columns):
            decision = _decision(str(path), found, row)
            decisions.append(decision)
            findings += _doubts(decision, found, row) if not decision.keterangan else []
    return decisions, findings


def _decision(file: str, found: FoundList, row: FoundRow) -> Keputusan:
    place = _PLACE.fullmatch(row.code.get("t", ""))
    known = bool(place and row.code.get("b") and _FINGERPRINTS.fullmatch(row.code.get("a", "")))
    fingerprints = tuple(row.code["a"].split(",")) if known else ()
    count = sum(name.startswith("alternatif_") for name in found.columns)
    texts = [row.text(f"alternatif_{number}") for number in range(1, count + 1)]
    while len(texts) > len(fingerprints) and not texts[-1]:
        texts.pop()
    values = {name: row.text(name) for name in (*_PRINTED, *_ENTRIES)}
    if place and known:
        values |= {"buku": row.code["b"], "key": place[2]}
    return Keputusan.model_validate(
        values
        | {"butir": bool(place and known and place[1] == "butir"), "sidik": fingerprints, "alternatif": tuple(texts)}
        | {"file": file, "sel": f"{found.sheet}!{found.cell(row, _answer(row))}"}
    )


def _answer(row: FoundRow) -> str:
    """The column that holds the answer."""
    return "isi_sendiri" if rapi(row.text("isi_sendiri")) else "pilihan"


def _doubts(decision: Keputusan, found: FoundList, row: FoundRow) -> Iterator[Finding]:
    """What is to be said of a row that counts, at its cell."""

    def at(column: str, finding: Finding) -> Finding:
        cell = found.cell(row, column)
        return finding.at(file=decision.file, sheet=found.sheet, cell=cell, item=decision.tempat, who=decision.siapa)

    if not decision.buku and decision.diketik:
        yield at(_answer(row), temuan("keputusan-tak-dimengerti", sebab="kode tersembunyi barisnya hilang"))
    elif decision.buku and decision.putusan.jenis == "rancu":
        yield at(_answer(row), temuan("keputusan-tak-dimengerti", sebab=decision.putusan.nilai))
    for column in ("pilihan", "isi_sendiri"):
        cell = row.cells.get(column)
        if cell is not None and cell.formula is not None:
            code = "sel-rumus" if cell.kind not in ("galat", "kosong") else "teks-jadi-rumus"
            yield at(column, temuan(code, found=f"={cell.formula}", suggestion=row.text(column)))

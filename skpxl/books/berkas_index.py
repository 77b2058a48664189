"""The index of scans: a row per file that does not say what it is, read back wherever its rows went. It judges no answer.

Which file a row is about stands in its hidden code, so rows may be sorted and files moved or renamed.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from skpxl.findings import Finding, temuan
from skpxl.forms.lists.read import FoundList, FoundRow, read_list
from skpxl.forms.lists.rows import Link, ListBook, ListRow, row_code
from skpxl.forms.lists.write import write_list_book
from skpxl.model.berkas_indeks import BELUM, BUKAN, SUDAH, BarisIndeks
from skpxl.model.teks import rapi
from skpxl.template.library import Library

FORM = "indeks-berkas"
_ENTRIES = ("pegawai", "dokumen", "tahun", "tanda_tangan", "predikat", "masa", "catatan")
_OPEN_BESIDE_KNOWN = frozenset(
    {"tanda_tangan", "predikat", "masa", "catatan"}
)  # of a paper that the file itself has told
_FILE, _LOCKED = re.compile("S([0-9a-f]{64})"), re.compile("K([01])")


class IndexChoices(NamedTuple):
    """What the drop-downs offer; `nip` may be typed in place of a person."""

    pegawai: Sequence[str]
    nip: Sequence[str]
    dokumen: Sequence[str]
    tahun: Sequence[str]


class BarisTulis(NamedTuple):
    """One row to be written: what was filled in, the link to the file, its kind, why it is here, what its name suggests.

    `remark` says why a row does not count any more.
    """

    entries: BarisIndeks
    url: str = ""
    kind: str = ""
    reason: str = ""
    guess: str = ""
    remark: str = ""

    @property
    def alive(self) -> bool:
        """True for a row that asks for an answer."""
        return not self.remark


def write_index(
    rows: Sequence[BarisTulis], choices: IndexChoices, library: Library, *, sandi: str = "", kertas: str = "A4"
) -> bytes:
    """The workbook; the same bytes for the same input."""
    definition = library.own(FORM)
    blok = definition.blok_daftar()
    lists = {
        "pegawai": choices.pegawai,
        "nip": choices.nip,
        "dokumen": [*choices.dokumen, BUKAN],
        "tahun": choices.tahun,
        "tanda_tangan": [SUDAH, BELUM],
        "predikat": library.aturan.pola.predikat,
        "berkas": list(dict.fromkeys(row.entries.berkas for row in rows if row.alive)),
    }
    book = ListBook(definition, {blok.id: [_row(row, blok.kode) for row in rows]}, lists=lists)
    return write_list_book(book, library, sandi=sandi, kertas=kertas)


def _row(row: BarisTulis, lead: str) -> ListRow:
    answers = row.entries
    return ListRow(
        {"berkas": Link(answers.berkas, row.url), "jenis": row.kind, "sebab": row.reason, "dugaan": row.guess}
        | {name: getattr(answers, name) for name in _ENTRIES}
        | {"keterangan": row.remark},
        code=row_code(lead, s=f"S{answers.cerna}", k=f"K{int(answers.terkunci)}") if answers.cerna else "",
        opened=_OPEN_BESIDE_KNOWN if answers.terkunci else None,
        asks=row.alive,
    )


def read_index(path: Path, library: Library) -> tuple[list[BarisIndeks], list[Finding]]:
    """Every row that belongs to a file, filled in or not, and findings (not worded) on rows that belong to none.

    A spare row belongs to the file whose name it gives. Raises SkpxlError where `path` is no index.
    """
    found = read_list(
        path,
        library.own(FORM).blok_daftar(),
        noun="Indeks",
        otherwise="bukan indeks hasil pindai skpxl; sebut nama berkas lain, atau buat dengan --make-index.",
    )
    rows = [_answers(found, row) for row in found.rows]
    by_name = {rapi(row.berkas): row.cerna for row in rows if row.cerna}
    known: list[BarisIndeks] = []
    findings: list[Finding] = []
    for row in rows:
        if digest := row.cerna or by_name.get(rapi(row.berkas), ""):
            known.append(row.model_copy(update={"cerna": digest}))
        elif row.diketik:
            why = "berkasnya tidak ada dalam indeks ini" if row.berkas.strip() else "belum diisi: berkas"
            finding = temuan("indeks-tak-dimengerti", sebab=why, berkas=row.berkas.strip() or "berkas tanpa nama")
            sheet, _, cell = row.tempat.rpartition("!")
            findings.append(finding.at(file=str(path), sheet=sheet, cell=cell))
    return known, findings


def _answers(found: FoundList, row: FoundRow) -> BarisIndeks:
    digest, locked = _FILE.fullmatch(row.code.get("s", "")), _LOCKED.fullmatch(row.code.get("k", ""))
    known = {"cerna": digest[1], "terkunci": locked[1] == "1"} if digest and locked else {}
    texts = {name: row.text(name).strip() for name in ("berkas", *_ENTRIES)}
    return BarisIndeks.model_validate({**texts, **known, "tempat": f"{found.sheet}!{found.cell(row, 'berkas')}"})

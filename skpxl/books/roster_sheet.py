"""The roster workbook to fill in: written empty, with examples, or from an `Organisasi`. Not read here."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from skpxl.files.output import write_whole
from skpxl.foreign.roster_columns import JENIS_JABATAN, PENDEKATAN, STATUS
from skpxl.forms.lists.rows import ListBook, ListRow
from skpxl.forms.lists.write import write_list_book
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.library import Library, load_library

FORM = "daftar-pegawai"
_LISTS = {"jenis_jabatan": JENIS_JABATAN, "status": STATUS, "pendekatan": PENDEKATAN}
CONTOH = Organisasi(
    pegawai=(
        Pegawai(nip="197103041996031002", nama="Dr. Budi Contoh, M.Si.", pangkat_golongan="Pembina Tk. I, IV/b",
                jabatan="Kepala Bidang Contoh", jenis_jabatan="Administrator", unit_kerja="BID-1",
                email="budi@contoh.example",
                penilai_luar=Identitas(nama="Ir. Candra Contoh", jabatan="Kepala Dinas Contoh",
                                       pangkat_golongan="Pembina Utama Muda, IV/c", unit_kerja="Dinas Contoh")),
        Pegawai(nip="199008172015032004", nama="Dewi Contoh, S.E.", pangkat_golongan="Penata, III/c",
                jabatan="Analis Contoh Ahli Muda", jenis_jabatan="Fungsional Keahlian", unit_kerja="BID-1",
                nip_penilai="197103041996031002", email="dewi@contoh.example"),
        Pegawai(jabatan="Pengelola Contoh", jenis_jabatan="Pelaksana", unit_kerja="BID-1",
                nip_penilai="197103041996031002"),
    ),
    unit=(
        Unit(kode="DINAS", nama="Dinas Contoh", perangkat_daerah="Dinas Contoh"),
        Unit(kode="BID-1", nama="Bidang Contoh", induk="DINAS", pimpinan="197103041996031002"),
    ),
    produk=(
        Produk(unit="DINAS", kode="P1", teks="Layanan pemerintah daerah yang baik"),
        Produk(unit="BID-1", kode="P1", teks="Layanan contoh bagi perangkat daerah", mendukung="produk:DINAS:P1",
               tertulis="DINAS P1"),
    ),
)  # fmt: skip


class SourceDoubt(NamedTuple):
    """One doubt about a source file, as sheet Keraguan shows it; all texts."""

    tingkat: str
    lembar: str
    sel_asal: str
    dibaca: str
    keraguan: str
    tindakan: str
    siapa: str


def render_roster(organisasi: Organisasi, library: Library, doubts: Sequence[SourceDoubt] | None = None) -> bytes:
    """The roster workbook's bytes; with `doubts` a further sheet of doubts about the file it was made from."""
    rows: dict[str, Iterator[ListRow]] = {
        "pegawai": (ListRow(_person(person)) for person in organisasi.pegawai),
        "unit": (ListRow(unit.model_dump()) for unit in organisasi.unit),
        "produk": (ListRow(texts) for texts in _products(organisasi)),
    }
    if doubts is not None:
        rows["keraguan"] = (ListRow(doubt._asdict()) for doubt in doubts)
    return write_list_book(ListBook(library.own(FORM), rows, lists=_LISTS), library)


def _products(organisasi: Organisasi) -> Iterator[dict[str, str]]:
    """The products; each names the one that it supports as it was typed, else by the codes of that one's unit and its own."""
    named = {produk.id: produk.sebutan for produk in organisasi.produk}
    for produk in organisasi.produk:
        support = produk.tertulis or named.get(produk.mendukung, produk.mendukung)
        yield {"unit": produk.unit, "kode": produk.kode, "teks": produk.teks, "mendukung": support}


def _person(pegawai: Pegawai) -> dict[str, str]:
    outside = pegawai.penilai_luar or Identitas()
    return {
        **pegawai.model_dump(exclude={"penilai_luar", "baris"}),
        **{f"penilai_{name}": text for name, text in outside.model_dump(exclude={"nip"}).items()},
    }


def write_roster(
    path: Path, organisasi: Organisasi | None = None, *, contoh: bool = False, library: Library | None = None
) -> None:
    """Write the roster workbook to `path`, whole or not at all; an existing file is replaced.

    With an `organisasi` its rows; without one an empty roster, or with `contoh` a few rows to be typed over (fictitious
    people). The same input gives the same bytes. Raises SkpxlError for what the disk refuses.
    """
    content = organisasi if organisasi is not None else CONTOH if contoh else Organisasi()
    write_whole(path, render_roster(content, library or load_library()), force=True)

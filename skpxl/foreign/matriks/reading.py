"""Reading a matriks peran hasil that is no workbook of ours, or our own printed one: its tables as `Pembagian`.

It reads what is there; whether the people exist and every product is served is the checks' business.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.findings import Finding, temuan
from skpxl.foreign.board import CELL_TROUBLES, Papan
from skpxl.foreign.matriks.heading import CALON_MAKS, KOLOM_MAKS, MatriksHeading, find_matrices
from skpxl.foreign.matriks.rows import Jatah, PembacaBaris, Pemegang, Tanda
from skpxl.foreign.matriks.title import read_title, title_start
from skpxl.foreign.matriks.words import LABEL_MAKS, Kata, looked_for, words_of
from skpxl.forms.triage import finding_of
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.periode import Periode
from skpxl.model.teks import sidik
from skpxl.template.library import Library
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku, Grid
from skpxl.xlsx.package import TakTerbaca
from skpxl.xlsx.sources import open_source

_SEL_MAKS = 700_000  # non-empty cells of a sheet with a matriks: people by columns, and some
_BARIS_AWAL = 200  # rows in which a sheet of any size shows what it is
_UJUNG = 10**9


@dataclass(frozen=True)
class ForeignMatriks:
    """What one file holds: its matrices in reading order, and what is doubtful. No matriks: one finding says why."""

    pembagian: tuple[Pembagian, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Tabel:
    """One matriks of a sheet, possibly printed in several pieces."""

    kepala: MatriksHeading
    unit: str
    instansi: str
    periode: Periode | None
    lembar: str
    pemegang: list[Pemegang] = field(default_factory=list)
    tanda: Tanda = Tanda()

    @property
    def berperan(self) -> bool:
        """True where somebody has a role."""
        return any(orang.peran for orang in self.pemegang)


def read_foreign_matriks(source: Path | bytes, library: Library, *, file: str = "") -> ForeignMatriks:
    """Read all matrices of one file of any format. Never raises for what is in the file.

    `file` is the name to tell (default: the path). Every role knows file, sheet and cell; its id stays the same when
    the file is read again or a role is reworded in its place. A file without a matriks has exactly one finding, a galat.
    Raises SkpxlError for faults of the templates folder.
    """
    kata = words_of(library)
    nama = file or str(source if isinstance(source, Path) else "")
    try:
        hasil = _read(open_source(source), kata, nama)
    except TakTerbaca as putusan:
        hasil = ForeignMatriks(findings=(finding_of(putusan),))
    except OSError as galat:
        hasil = ForeignMatriks(
            findings=(temuan("berkas-belum-selesai", detail=f"tidak dapat dibuka ({galat.strerror})"),)
        )
    return ForeignMatriks(hasil.pembagian, tuple(satu.at(file=nama) for satu in hasil.findings))


def _read(sumber: Buku | list[Grid], kata: Kata, file: str) -> ForeignMatriks:
    lembar_isi: list[tuple[str, list[_Tabel], list[Finding]]] = []
    salah: list[Finding] = []
    lain: list[str] = []
    jatah = Jatah()
    for nama, terlihat, lembar in _lembar(sumber):
        if isinstance(lembar, TakTerbaca):
            salah.append(finding_of(lembar).at(sheet=nama))
            continue
        try:
            isi, ragu = _read_lembar(lembar, kata, jatah)
        except TakTerbaca as putusan:
            salah.append(finding_of(putusan).at(sheet=nama))
            continue
        if isi and terlihat:
            lembar_isi.append((nama, isi, ragu))
        elif isi or terlihat:
            lain.append(nama if terlihat else f"{nama} (tersembunyi)")
    if any(tabel.berperan for _, isi, _ in lembar_isi for tabel in isi):
        # Beside roles, a sheet that only ticks people off says who has one, not which.
        lain += [nama for nama, isi, _ in lembar_isi if all(not t.berperan and t.tanda.centang for t in isi)]
        lembar_isi = [satu for satu in lembar_isi if satu[0] not in lain]
    tabel = [satu for _, isi, _ in lembar_isi for satu in isi]
    findings = [satu for _, _, ragu in lembar_isi for satu in ragu]
    if not tabel:
        tidak_ada = temuan("matriks-tidak-ditemukan", **looked_for(kata), lembar=", ".join(lain)[:120])
        return ForeignMatriks(findings=(salah[0] if salah else tidak_ada,))
    if lain:
        salah.append(temuan("matriks-lembar-lain", lembar=", ".join(lain)[:120]))
    return ForeignMatriks(_pembagian(tabel, file), (*findings, *salah))


def _lembar(sumber: Buku | list[Grid]) -> Iterator[tuple[str, bool, Grid | TakTerbaca]]:
    """(name, visible, cells) of every sheet; why it cannot be read in place of its cells."""
    if isinstance(sumber, list):
        yield from ((lembar.name, True, lembar) for lembar in sumber)
        return
    for info in sumber.sheets:
        try:
            yield info.name, info.state == "visible", sumber.sheet(info.name)
        except TakTerbaca as putusan:
            yield info.name, info.state == "visible", putusan
        sumber.forget(info.name)


def _read_lembar(lembar: Grid, kata: Kata, jatah: Jatah) -> tuple[list[_Tabel], list[Finding]]:
    """The matrices of one sheet and the doubts about them. Raises `TakTerbaca` where it is far too large for one."""
    if not any(len(sel.text) <= LABEL_MAKS and kata.kolom(sel.text) == "nama" for sel in lembar.cells.values()):
        return [], []
    if len(lembar.cells) > _SEL_MAKS:
        atas = {tempat: sel for tempat, sel in lembar.cells.items() if tempat[0] <= _BARIS_AWAL}
        if not find_matrices(Papan(Grid(lembar.name, atas, []), kata.label), kata)[0]:
            return [], []  # a list of data
        raise TakTerbaca("berkas-terlalu-besar", f"lembar {lembar.name} berisi lebih dari {_SEL_MAKS} sel")
    papan = Papan(lembar, kata.label, CELL_TROUBLES | {"rumus-kosong", "isian-tak-muat"})
    kepala, batas = find_matrices(papan, kata)
    if not kepala:
        return [], []
    awal = [title_start(papan, kata, satu, kepala[n - 1] if n else None) for n, satu in enumerate(kepala)]
    pembaca = PembacaBaris(papan, kata, jatah)
    hasil: list[_Tabel] = []
    for satu, dari, sampai in zip(kepala, awal, [*awal[1:], batas or _UJUNG], strict=True):
        tabel = _tabel(papan, kata, satu, dari, hasil[-1] if hasil else None)
        if not hasil or tabel is not hasil[-1]:
            hasil.append(tabel)
            _tentang(papan, tabel)
        tabel.tanda = pembaca.read(satu, sampai, tabel.pemegang)
    # People by products with nothing but numbers is a table that counts the roles.
    hasil = [satu for satu in hasil if satu.berperan or not satu.tanda.bilangan]
    if not hasil:
        return [], []
    pembaca.selesai()
    if batas:
        papan.ragu("matriks-terpotong", papan.baris(batas)[0], batas=f"{CALON_MAKS} tabel")
    if sisa := papan.sisa():
        tempat = ", ".join(a1(sel.row, sel.col) for sel in sisa[:5])
        tempat += f" dan {len(sisa) - 5} sel lain" if len(sisa) > 5 else ""
        papan.ragu("matriks-sel-sisa", sisa[0], found=sisa[0].teks.strip()[:200], tempat=tempat, banyak=str(len(sisa)))
    return hasil, papan.findings


def _tabel(papan: Papan, kata: Kata, kepala: MatriksHeading, dari: int, sebelum: _Tabel | None) -> _Tabel:
    """The table of a heading: the one before it goes on where unit and columns are the same, else a new one."""
    judul = read_title(papan, kata, dari, kepala.atas)
    if sebelum is None:
        unit = judul.unit or kata.unit(papan.nama)
        return _Tabel(kepala, unit, judul.instansi, judul.periode, papan.nama)
    unit = judul.unit or sebelum.unit
    if sidik(unit) == sidik(sebelum.unit) and [k.teks for k in kepala.kolom] == [k.teks for k in sebelum.kepala.kolom]:
        return sebelum
    instansi, periode = judul.instansi or sebelum.instansi, judul.periode or sebelum.periode
    return _Tabel(kepala, unit, instansi, periode, papan.nama)


def _tentang(papan: Papan, tabel: _Tabel) -> None:
    """What is to be said of a table as a whole."""
    kepala = tabel.kepala
    if not tabel.unit:
        nama = [papan.di(row, kepala.span("nama")[0]) for row in range(kepala.atas, kepala.bawah + 1)]
        papan.ragu("matriks-tanpa-unit", next(sel for sel in nama if sel is not None))
    if kepala.pimpinan:
        sel = papan.di(kepala.pimpinan, kepala.kolom[0].dari)
        papan.ragu("matriks-kolom-pimpinan", sel, found=kepala.kolom[0].teks, banyak=str(len(kepala.kolom)))
    if kepala.terpotong:
        papan.ragu("matriks-terpotong", papan.di(kepala.atas, kepala.kolom[-1].dari), batas=f"{KOLOM_MAKS} kolom")


def _pembagian(tabel: list[_Tabel], file: str) -> tuple[Pembagian, ...]:
    """The tables as models. Columns of one unit are numbered through, on however many tables and sheets they stand."""
    terpakai: Counter[str] = Counter()
    urutan: Counter[str] = Counter()
    hasil = []
    for satu in tabel:
        unit = sidik(satu.unit)
        awal = terpakai[unit]
        terpakai[unit] += len(satu.kepala.kolom)
        diisi = {kolom.nomor for orang in satu.pemegang for kolom, _, _ in orang.peran}
        id_kolom = {
            kolom.nomor: f"kolom:{_sidik8(unit)}:{awal + kolom.nomor}" if kolom.teks and not kolom.sisa else ""
            for kolom in satu.kepala.kolom
        }
        kolom = tuple(
            KolomPembagian(id=id_kolom[k.nomor], teks=k.teks)
            for k in satu.kepala.kolom
            if k.teks and (not k.ragu or k.nomor in diisi)
        )
        baris = []
        for orang in satu.pemegang:
            siapa = orang.nip or sidik(orang.nama or orang.jabatan)
            peran = []
            for k, teks, sel in orang.peran:
                dasar = f"peran:{_sidik8(f'{unit}|{awal + k.nomor}|{siapa}')}"
                urutan[dasar] += 1
                peran.append(
                    PeranSepakat(
                        teks=teks,
                        id=f"{dasar}:{urutan[dasar]}",
                        kolom=id_kolom[k.nomor],
                        file=file,
                        sheet=sel.lembar,
                        cell=a1(sel.row, sel.col),
                    )
                )
            baris.append(
                BarisPembagian(
                    nama=orang.nama, nip=orang.nip, jabatan=orang.jabatan, luar=orang.luar, peran=tuple(peran)
                )
            )
        hasil.append(
            Pembagian(
                unit=satu.unit,
                pimpinan=satu.pemegang[0].nip if satu.kepala.pimpinan and satu.pemegang else "",
                instansi=satu.instansi,
                periode=satu.periode,
                kolom=kolom,
                baris=tuple(baris),
                file=file,
                sheet=satu.lembar,
            )
        )
    return tuple(hasil)


def _sidik8(teks: str) -> str:
    return hashlib.sha256(teks.encode("utf-8", "replace")).hexdigest()[:8]

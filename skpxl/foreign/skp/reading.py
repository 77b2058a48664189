"""Reading an SKP that was never ours: which sheet it is on, its blocks by their labels, and what has no place.

It reads what is there; whether that is a good SKP is the checks' business. Realisasi and umpan balik are never read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.board import Jalur, Papan, Sel
from skpxl.foreign.skp.conduct import read_perilaku
from skpxl.foreign.skp.heading import read_instansi, read_judul, read_periode
from skpxl.foreign.skp.identity import check_identitas, read_identitas
from skpxl.foreign.skp.list import read_daftar_hasil
from skpxl.foreign.skp.regions import EVALUASI, Wilayah, akhir_perilaku, baris_perilaku, find_regions, judul_lain
from skpxl.foreign.skp.signature import read_tanda_tangan
from skpxl.foreign.skp.table import read_tabel
from skpxl.forms.hidden import LEMBAR_CAP, NAMA_CAP
from skpxl.model.periode import Periode
from skpxl.template.blocks import BlokTeks
from skpxl.template.labels import Label, fold
from skpxl.template.library import Library
from skpxl.xlsx.grid import Buku, Grid, read_book
from skpxl.xlsx.package import TakTerbaca, open_package
from skpxl.xlsx.sources import open_source, sheets_of

_SEL_MAKS = 20_000  # non-empty cells; an SKP with everything has a few hundred
_UJUNG = 10**9
_GRUP_TERCETAK = ("siapa", "identitas", "blok", "bagian", "kolom", "ukuran", "ekspektasi", "periode", "abaikan")


@dataclass(frozen=True)
class Foreign:
    """What one foreign file holds. `isi` maps a value's path to (text, `Sheet!A1`); it is empty where there is no SKP.

    `pendekatan` is `kuantitatif`, `kualitatif` or empty; `lembar` the sheets that were read, `lain` texts without a
    place as (`Sheet!A1`, text).
    """

    isi: Mapping[Jalur, tuple[str, str]] = field(default_factory=dict)
    periode: Periode | None = None
    pendekatan: str = ""
    lembar: tuple[str, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Calon:
    """A sheet that may be the SKP."""

    papan: Papan
    wilayah: Wilayah | None
    evaluasi: bool


def read_foreign_skp(source: Path | bytes, library: Library, *, lembar: str = "") -> Foreign:
    """Read one file; `lembar` names the sheet where there are several. Never raises for what is in the file.

    A file without an SKP has exactly one finding of severity galat and no `isi`.
    """
    try:
        buku = open_source(source) if isinstance(source, Path) else read_book(open_package(source))
        return _read(buku, library, lembar)
    except TakTerbaca as putusan:
        return Foreign(findings=(temuan(putusan.code, detail=putusan.detail),))


def _read(buku: Buku | list[Grid], library: Library, diminta: str) -> Foreign:
    nama_lembar = _nama_lembar(buku)
    semua = _calon(buku, library)
    diminta = diminta.casefold()
    ada = [(satu, satu.wilayah) for satu in semua if satu.wilayah and diminta in ("", satu.papan.nama.casefold())]
    if not ada:
        return Foreign(findings=(temuan("adopsi-bukan-skp", lembar=", ".join(nama_lembar)[:120]),))
    utama, wilayah = max(ada, key=lambda satu: _bobot(*satu))
    papan = utama.papan
    judul = read_judul(papan, wilayah.kepala)
    kolom = set(wilayah.kolom.kepala) if wilayah.kolom else set()
    if "jpt" in judul or ("perspektif" in kolom and "aspek" not in kolom):
        return Foreign(findings=(temuan("adopsi-jpt").at(sheet=papan.nama),), lembar=(papan.nama,))
    _tentang_lembar(buku, semua, utama, papan)
    periode = read_periode(papan, wilayah.kepala)
    awal = read_identitas(papan, wilayah.kepala)
    data = None if awal else _identitas_lembar_lain(semua, papan)
    read_instansi(papan, awal or wilayah.kepala)
    pendekatan = _pendekatan(papan, judul, kolom)
    if wilayah.kolom:
        read_tabel(papan, wilayah, wilayah.kolom, library.daftar["aspek"], kualitatif=pendekatan == "kualitatif")
    else:
        read_daftar_hasil(papan, wilayah)
    dipakai = [papan]
    if not any(jalur[0] == "hasil_kerja" for jalur in papan.isi):
        papan.ragu("adopsi-hasil-kosong", None, ("hasil_kerja",))
    if not any(jalur[0] in ("hasil_kerja", "pegawai") for jalur in papan.isi):
        return Foreign(findings=(temuan("adopsi-bukan-skp", lembar=", ".join(nama_lembar)[:120]),))
    perilaku = _perilaku(utama, wilayah, semua, library)
    if perilaku is not None and perilaku is not papan:
        dipakai.append(perilaku)
    for satu in dipakai:
        read_tanda_tangan(satu, wilayah.selesai if satu is papan else 1, papan)
    check_identitas(papan)
    for satu in dipakai[1:]:
        papan.isi.update({jalur: nilai for jalur, nilai in satu.isi.items() if jalur not in papan.isi})
        papan.findings += satu.findings
    dipakai += [data] if data else []
    _rumus(papan)
    lain = [sel for satu in dipakai for sel in _sisa(satu, papan, library)]
    sudah = {sel for satu in dipakai for sel in satu.tersisih}
    for sel in lain:
        if sel not in sudah:
            papan.ragu("adopsi-isian-lain", sel, found=sel.teks)
    dibaca = tuple(satu.nama for satu in dipakai)
    tak_dibaca = [nama for nama in nama_lembar if nama not in dibaca]
    if tak_dibaca:
        papan.ragu("adopsi-lembar", lembar=", ".join(dibaca), tak_dibaca=", ".join(tak_dibaca)[:120])
    return Foreign(
        isi={jalur: (teks, sel.alamat) for jalur, (teks, sel) in papan.isi.items()},
        periode=periode,
        pendekatan=pendekatan,
        lembar=dibaca,
        lain=tuple((sel.alamat, sel.teks) for sel in lain),
        findings=tuple(papan.findings),
    )


def _nama_lembar(buku: Buku | list[Grid]) -> list[str]:
    return [lembar.name for lembar in buku] if isinstance(buku, list) else [info.name for info in buku.sheets]


def _calon(buku: Buku | list[Grid], library: Library) -> list[_Calon]:
    """Every visible sheet that is small enough to be a form."""
    hasil = []
    label = words_of(library)
    for lembar in sheets_of(buku):
        if 0 < len(lembar.cells) <= _SEL_MAKS:
            papan = Papan(lembar, label)
            wilayah = find_regions(papan)
            kolom = set(wilayah.kolom.kepala) if wilayah and wilayah.kolom else set()
            evaluasi = bool(kolom & EVALUASI) or any(judul_lain(papan, sel) == "evaluasi" for sel in papan.sel)
            hasil.append(_Calon(papan, wilayah, evaluasi))
    return hasil


def _bobot(calon: _Calon, wilayah: Wilayah) -> tuple[bool, int]:
    """The sheet to be read: no evaluation, then the one with most blocks; the first of equals."""
    papan, kepala = calon.papan, wilayah.kepala
    orang = {nama for sel, nama in papan.find("siapa") if sel.row < kepala}
    judul = {nama for sel in papan.antara(1, kepala) for nama in papan.label.memuat("judul", sel.teks)}
    berjudul = bool(judul & {"skp", "kuantitatif", "kualitatif"})
    return not calon.evaluasi, len(orang) + berjudul + bool(wilayah.perilaku)


def _tentang_lembar(buku: Buku | list[Grid], semua: list[_Calon], utama: _Calon, papan: Papan) -> None:
    """What is to be said of the choice of the sheet."""
    if isinstance(buku, Buku) and (NAMA_CAP in buku.defined_names or buku.find(LEMBAR_CAP)):
        papan.ragu("adopsi-terbitan-kita")
    if utama.evaluasi:
        papan.ragu("adopsi-lembar-evaluasi")
    setara = [satu.papan.nama for satu in semua if satu.wilayah and satu is not utama and not satu.evaluasi]
    if setara and not utama.evaluasi:
        papan.ragu("adopsi-beberapa-skp", lembar=papan.nama, lain=", ".join(setara)[:120])


def _pendekatan(papan: Papan, judul: set[str], kolom: set[str]) -> str:
    """Kuantitatif or kualitatif: the columns decide, the title must agree."""
    dari_bentuk = "kuantitatif" if kolom & {"aspek", "target"} else "kualitatif"
    disebut = judul & {"kuantitatif", "kualitatif"}
    if disebut != {dari_bentuk}:
        papan.ragu("adopsi-pendekatan", found=" / ".join(sorted(disebut)).upper(), dibaca=dari_bentuk)
    return dari_bentuk


def _identitas_lembar_lain(semua: list[_Calon], papan: Papan) -> Papan | None:
    """Identity kept on a sheet of its own (`DATA`, `COVER`)."""
    for calon in semua:
        if (
            calon.papan is not papan
            and not calon.wilayah
            and not calon.evaluasi
            and read_identitas(calon.papan, _UJUNG)
        ):
            papan.isi.update(calon.papan.isi)
            papan.findings += calon.papan.findings
            return calon.papan
    return None


def words_of(library: Library) -> Label:
    """The wordings of a templates folder. Raises SkpxlError where they name a value that the list of values does not have."""
    label = library.wording("skp")
    if unknown := set(label.ragam("nilai").values()) - set(library.daftar["perilaku_kerja"].nilai):
        raise SkpxlError(
            f"{library.akar / 'daftar' / 'label-skp.toml'}, [nilai]: {', '.join(sorted(unknown))} tidak ada di "
            "perilaku-kerja.toml; samakan keduanya."
        )
    return label


def _perilaku(utama: _Calon, wilayah: Wilayah, semua: list[_Calon], library: Library) -> Papan | None:
    """Read the conduct block on the results' sheet, else on another one that has no results."""
    daftar = library.daftar["perilaku_kerja"]
    if wilayah.perilaku:
        read_perilaku(utama.papan, wilayah.perilaku, wilayah.selesai_perilaku, daftar)
        return utama.papan
    for calon in semua:
        if calon is not utama and not calon.wilayah and not calon.evaluasi and (mulai := baris_perilaku(calon.papan)):
            read_perilaku(calon.papan, mulai, akhir_perilaku(calon.papan, mulai), daftar)
            return calon.papan
    utama.papan.ragu("adopsi-perilaku", None, ("perilaku_kerja",), kurang=", ".join(daftar.nilai))
    return None


def _rumus(papan: Papan) -> None:
    """One word on values that come from formulas: links to a DATA sheet are how many offices work."""
    rumus = [(jalur, sel) for jalur, (_, sel) in papan.isi.items() if sel.rumus]
    if rumus:
        papan.ragu("adopsi-rumus", rumus[0][1], rumus[0][0], banyak=str(len(rumus)))


def _sisa(papan: Papan, identitas: Papan, library: Library) -> list[Sel]:
    """Cells that are neither value nor print of a form, nor a repetition of the identity."""
    tercetak, awalan = _tercetak(library)
    diulang = {
        fold(teks) for jalur, (teks, _) in identitas.isi.items() if jalur[0] not in ("hasil_kerja", "perilaku_kerja")
    }
    tercetak |= diulang
    label = papan.label
    hasil = []
    for sel in papan.sisa():
        inti = fold(sel.teks)
        dikenal = inti in tercetak or inti.startswith(awalan)
        if not dikenal and not any(label.cocok(grup, sel.teks) for grup in _GRUP_TERCETAK):
            hasil.append(sel)
    return hasil


def _tercetak(library: Library) -> tuple[set[str], tuple[str, ...]]:
    """What our own forms print besides labels, folded: whole texts, and how texts with placeholders begin."""
    utuh: set[str] = set()
    awalan: set[str] = set()
    for form in library.forms():
        definition = library.definition(form)
        status = definition.status
        if status is not None:
            utuh |= {fold(status.kosong), fold(status.lengkap)}
            awalan.add(fold(status.kurang))
        for blok in definition.semua_blok():
            for baris in blok.baris if isinstance(blok, BlokTeks) else ():
                depan, ada, _ = baris.partition("{")
                (awalan if ada else utuh).add(fold(depan))
    return utuh, tuple(satu for satu in awalan if len(satu) > 10)

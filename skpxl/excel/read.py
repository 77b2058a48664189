"""Reading a returned workbook back into a `Form`: who it is, where its slots are now, what stands in them.

Values stay as typed. Nothing is taken from the file's own validations or protection: people paste over the one and
programs drop the other. Where a cell cannot be found for certain there is a finding, never a guess.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from skpxl.excel.address import a1, parse_ref
from skpxl.excel.grid import Buku, Cell, read_book
from skpxl.excel.hidden import AWALAN, BARIS_CAP, LEMBAR_CAP, NAMA_CAP, SIFAT_CAP, urai_catatan
from skpxl.excel.package import TakTerbaca, open_package
from skpxl.excel.reading import ASING, KITA, TAK_TERBACA, Reading
from skpxl.findings import Finding, temuan
from skpxl.model.stamp import Stamp
from skpxl.model.teks import rapi
from skpxl.template.form import Form
from skpxl.template.layout import shape
from skpxl.template.library import Library
from skpxl.template.slots import Slot

# Locked cells that say whose SKP this is: a change there makes it another person's paper.
_IDENTITAS = frozenset({"pegawai_nama", "pegawai_nip", "pejabat_penilai_nama", "pejabat_penilai_nip"})


def read_form(source: Path | bytes, library: Library, *, file: str = "", kunci: bytes | None = None) -> Reading:
    """Read one file. Never raises for what is in it; a file that cannot be read has exactly one finding that says why.

    `kunci` is the campaign's key; without it a signature stays unchecked, which is an info.
    """
    nama = file or str(source if isinstance(source, Path) else "")
    try:
        buku = read_book(open_package(source))
        return _baca(buku, library, nama, kunci)
    except TakTerbaca as putusan:
        return Reading(nama, TAK_TERBACA, findings=(temuan(putusan.code, detail=putusan.detail).at(file=nama),))


def _baca(buku: Buku, library: Library, file: str, kunci: bytes | None) -> Reading:
    stamp, catatan, cap_rusak = _cap(buku)
    if stamp is None:
        lembar = ", ".join(info.name for info in buku.sheets)
        return Reading(file, ASING, findings=(temuan("berkas-asing", lembar=lembar[:120]).at(file=file),))
    if stamp.form not in library.forms():
        return Reading(file, ASING, findings=(temuan("formulir-tidak-dikenal", form=stamp.form).at(file=file),))
    if stamp.versi not in library.versi(stamp.form):
        berkas = temuan("versi-tidak-dikenal", form=stamp.form, versi=stamp.versi)
        return Reading(file, ASING, findings=(berkas.at(file=file),))
    definition = library.definition(stamp.form, stamp.versi)
    if shape(definition) != stamp.shape:
        return Reading(file, ASING, findings=(temuan("bentuk-berbeda", form=stamp.form).at(file=file),))
    _, terkunci, konteks, atasan = urai_catatan(catatan)
    form = Form(definition, stamp, terkunci, konteks, atasan)
    siapa = terkunci.get("pegawai_nama", "") or stamp.nip
    findings = list(cap_rusak) + _tanda_tangan(form, kunci)
    letak, hilang = _letak(buku, form)
    findings += hilang
    isian, ditemukan, dari_sel = _nilai(buku, form, letak)
    findings += dari_sel
    if terkunci:
        findings += _terkunci_berubah(form, ditemukan, letak)
    else:
        # The record of what was issued is gone: what stands in the locked cells is all there is.
        form = replace(form, terkunci=ditemukan)
    return Reading(
        file=file,
        outcome=KITA,
        form=form.terisi(isian),
        terkunci=ditemukan,
        cells={key: f"{lembar}!{a1(row, col)}" for key, (lembar, row, col) in letak.items()},
        findings=tuple(satu.at(file=file, who=siapa) for satu in findings),
    )


def _cap(buku: Buku) -> tuple[Stamp | None, dict[str, str], list[Finding]]:
    """The stamp by vote over its places, the record of issued values, and what is wrong with the places."""
    catatan = _catatan(buku)
    tempat = {
        "lembar tersembunyi": catatan.get(BARIS_CAP, "").removeprefix(AWALAN),
        "sifat berkas": buku.properties.get(SIFAT_CAP, ""),
        "nama": buku.defined_names.get(NAMA_CAP, "").lstrip("=").strip('"'),
    }
    suara = Counter(teks for teks in tempat.values() if Stamp.urai(teks))
    if not suara:
        return None, catatan, []
    menang = suara.most_common(1)[0][0]
    kalah = [di_mana for di_mana, teks in tempat.items() if teks != menang]
    rusak = [temuan("cap-rusak", tempat=", ".join(kalah))] if kalah else []
    return Stamp.urai(menang), catatan, rusak


def _catatan(buku: Buku) -> dict[str, str]:
    """The rows of the hidden stamp sheet, wherever it is now: it is known by its first key, not by its name."""
    info = buku.find(LEMBAR_CAP)
    calon = [info] if info else [satu for satu in buku.sheets if satu.state != "visible"]
    for satu in calon:
        lembar = buku.sheet(satu.name)
        if lembar.text(1, 1) == BARIS_CAP:
            return {sel.text: lembar.text(row, 2) for (row, col), sel in lembar.cells.items() if col == 1}
    return {}


def _tanda_tangan(form: Form, kunci: bytes | None) -> list[Finding]:
    match form.stamp.periksa(form.yang_ditandatangani(), kunci):
        case "sah":
            return []
        case "salah":
            return [temuan("tanda-tangan-salah")]
        case "tanpa-kunci":
            return [temuan("tanpa-kunci")] if kunci else []
        case "belum-diperiksa":
            return [temuan("tanda-tangan-belum-diperiksa")]


Letak = dict[str, tuple[str, int, int]]


def _letak(buku: Buku, form: Form) -> tuple[Letak, list[Finding]]:
    """Where every slot is now: its defined name, else the address it was issued at; else a finding."""
    letak: Letak = {}
    tanpa_nama: list[str] = []
    hilang: list[Slot] = []
    for slot in form.layout.slots:
        acuan = parse_ref(buku.defined_names.get(slot.key, ""))
        if acuan and buku.find(acuan[0]):
            letak[slot.key] = acuan
        elif buku.find(slot.sheet):
            tanpa_nama.append(slot.key)
            letak[slot.key] = (slot.sheet, slot.kotak.row, slot.kotak.col)
        else:
            hilang.append(slot)
    findings = []
    if tanpa_nama:
        findings.append(temuan("nama-sel-hilang", banyak=len(tanpa_nama), dari=len(form.layout.slots)))
    for sheet in dict.fromkeys(slot.sheet for slot in hilang):
        findings.append(temuan("sel-hilang", lembar=sheet).at(sheet=sheet))
    return letak, findings


def _nilai(buku: Buku, form: Form, letak: Letak) -> tuple[dict[str, str], dict[str, str], list[Finding]]:
    """Entry cells and locked cells as found, and findings on cells that hold no plain value."""
    isian: dict[str, str] = {}
    terkunci: dict[str, str] = {}
    findings: list[Finding] = []
    for slot in form.layout.slots:
        if slot.key not in letak:
            continue
        lembar, row, col = letak[slot.key]
        sel = buku.sheet(lembar).cells.get((row, col))
        if sel is None:
            continue
        teks, masalah = _teks(sel)
        if masalah:
            findings.append(_di(masalah, slot, letak))
        (terkunci if slot.terkunci else isian)[slot.key] = teks
    return isian, terkunci, findings


def _teks(sel: Cell) -> tuple[str, Finding | None]:
    """The text of a cell, and what is to be said where it is no plain value.

    Excel takes a text such as `- Terlaksananya ...` for a formula and shows #NAME?; its source is what was typed.
    """
    if sel.formula is not None:
        sumber = f"={sel.formula}"
        if sel.kind == "galat" and sel.formula[:1] in "-+":
            asli = sel.formula
            return asli, temuan("teks-jadi-rumus", found=sumber, suggestion=asli)
        if sel.kind in ("galat", "kosong"):
            return "", temuan("sel-galat", found=sumber, nilai=sel.text)
        return sel.text, temuan("sel-rumus", found=sumber, suggestion=sel.text)
    if sel.kind == "galat":
        return "", temuan("sel-galat", found=sel.text, nilai=sel.text)
    return sel.text, None


def _terkunci_berubah(form: Form, ditemukan: Mapping[str, str], letak: Letak) -> list[Finding]:
    """Locked cells that no longer hold what was issued, compared as people read them."""
    findings = []
    for slot in form.layout.slots:
        if not slot.terkunci or slot.key not in letak:
            continue
        terbit, kini = form.terkunci.get(slot.key, ""), ditemukan.get(slot.key, "")
        if rapi(terbit) == rapi(kini):
            continue
        if slot.key in _IDENTITAS:
            kode = "identitas-berubah"
        elif slot.key == "instansi":
            kode = "instansi-lain"
        elif slot.key == "periode_tercetak":
            kode = "periode-lain"
        else:
            kode = "sel-terkunci-berubah"
        findings.append(_di(temuan(kode, found=kini, suggestion=terbit, sebutan=slot.sebutan), slot, letak))
    return findings


def _di(satu: Finding, slot: Slot, letak: Letak) -> Finding:
    lembar, row, col = letak[slot.key]
    return replace(satu, key=slot.key, item=slot.tempat, sheet=lembar, cell=a1(row, col))

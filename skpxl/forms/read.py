"""Reading a returned workbook back into a `Form`: who it is, where its slots are now, what stands in them.

Values stay as typed. Nothing is taken from the file's own validations or protection: people paste over the one and
programs drop the other. Where a cell cannot be found for certain there is a finding, never a guess.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from sys import intern

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.forms.cell_text import read_text
from skpxl.forms.changed import changed_texts
from skpxl.forms.hidden import AWALAN, BARIS_CAP, LEMBAR_CAP, NAMA_CAP, SIFAT_CAP, parse_catatan
from skpxl.forms.issued import issued
from skpxl.forms.leftovers import leftovers
from skpxl.forms.places import Places, locate
from skpxl.forms.reading import Reading
from skpxl.forms.surface import Surfaces
from skpxl.forms.triage import Outcome, Terbuka, finding_of, finding_without_stamp, open_book, outcome_of
from skpxl.model.nip import restore_nip
from skpxl.model.stamp import Stamp, singkatan
from skpxl.model.teks import rapi
from skpxl.model.trust import Trust, judge
from skpxl.template.form import Form
from skpxl.template.imprint import mark
from skpxl.template.layout import shape
from skpxl.template.library import Library
from skpxl.template.slots import Slot, isi_tempat
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku
from skpxl.xlsx.package import TakTerbaca

# What is said of a file's origin, where something is to be said.
_SAID = {
    Trust.UNCHECKED: "tanda-tangan-belum-diperiksa",
    Trust.UNRECORDED: "catatan-hilang",
    Trust.UNPROVABLE: "keaslian-tak-terbukti",
    Trust.KEYLESS: "tanpa-kunci",
    Trust.BROKEN: "tanda-tangan-salah",
}
# Longer ones nobody types for an answer; `Waktu` and numbers are printed, too.
_LABEL_PENDEK = 20
# Locked cells that say whose SKP this is: a change there makes it another person's paper.
_IDENTITAS = frozenset({"pegawai_nama", "pegawai_nip", "pejabat_penilai_nama", "pejabat_penilai_nip"})


def read_form(source: Path | bytes, library: Library, *, file: str = "", signing_key: bytes | None = None) -> Reading:
    """Read one file. Never raises for what is in it; a file that cannot be read has exactly one finding that says why.

    `signing_key` is the campaign's key; without it a signature stays unchecked, which is an info.
    """
    nama = file or str(source if isinstance(source, Path) else "")
    try:
        return _read(open_book(source), library, nama, signing_key)
    except TakTerbaca as putusan:
        return _tanpa_form(nama, finding_of(putusan))
    except OSError as galat:
        return _tanpa_form(nama, temuan("berkas-belum-selesai", detail=f"tidak dapat dibuka ({galat.strerror})"))


def _tanpa_form(file: str, satu: Finding) -> Reading:
    return Reading(file, outcome_of(satu.code), findings=(satu.at(file=file),))


def _read(terbuka: Terbuka, library: Library, file: str, signing_key: bytes | None) -> Reading:
    buku = terbuka.buku
    catatan = _catatan(buku)
    ditemukan_cap = _stamps(buku, catatan)
    calon = [stamp for teks, _ in ditemukan_cap.most_common() if (stamp := Stamp.parse(teks))]
    if not calon:
        return _tanpa_form(file, finding_without_stamp(terbuka))
    # Panduan, instansi and superior say the same in thousands of files: each text is kept once.
    baris = {intern(nama): intern(teks) for nama, teks in catatan.items() if nama != BARIS_CAP}
    stamp, trust = judge(calon, {nama: teks.removeprefix(AWALAN) for nama, teks in baris.items()}, signing_key)
    if stamp.form not in library.forms():
        return _tanpa_form(file, temuan("formulir-tidak-dikenal", form=stamp.form))
    if stamp.versi not in library.versi(stamp.form):
        return _tanpa_form(file, temuan("versi-tidak-dikenal", form=stamp.form, versi=stamp.versi))
    try:
        definition = library.definition(stamp.form, stamp.versi)
    except SkpxlError as salah:
        sebab = str(salah).removesuffix(".")
        return _tanpa_form(file, temuan("definisi-tidak-cocok", form=stamp.form, versi=stamp.versi, sebab=sebab))
    if shape(definition) != stamp.shape:
        return _tanpa_form(file, temuan("bentuk-berbeda", form=stamp.form))
    terbit = parse_catatan(baris)
    terkunci = {nama: intern(teks) for nama, teks in terbit.terkunci.items()}
    # A record that was changed does not tell what was printed.
    imprint = {} if trust is Trust.BROKEN else terbit.imprint
    form = Form(definition, stamp, terkunci, terbit.konteks, terbit.pilihan, terbit.ikatan, imprint=imprint)
    siapa = terkunci.get("pegawai_nama", "") or stamp.nip
    terbaru = library.versi(stamp.form)[-1]
    findings = terbuka.findings()
    if stamp.versi != terbaru:
        findings.append(temuan("versi-lama", versi=stamp.versi, terbaru=terbaru))
    findings += _cap_rusak(buku, catatan, stamp)
    if trust in _SAID:
        findings.append(temuan(_SAID[trust]))
    surfaces = Surfaces(buku)
    was = issued(form, surfaces)
    letak, hilang = locate(surfaces, was)
    findings += hilang
    findings += changed_texts(surfaces, was, letak, form)
    isian, ditemukan, dari_sel = _nilai(buku, form, letak, was.marks)
    # The source of a formula that gave no text is what somebody typed, too.
    sumber = [(f"{satu.sheet}!{satu.cell}", satu.found) for satu in dari_sel if satu.code == "sel-galat"]
    findings += dari_sel
    baru, bawaan = leftovers(surfaces, was, letak, live_line=definition.status is not None)
    if baru and catatan:
        findings.append(_di_luar(baru))
    if terkunci:
        tentang_terkunci = _terkunci_berubah(form, ditemukan, letak)
    else:
        # The record of what was issued is gone: what stands in the locked cells is all there is, but for the stamp.
        form = replace(form, terkunci=ditemukan)
        tentang_terkunci = _bukan_pemilik(form, letak)
    tentang_terkunci += _identity_lost(form, letak)
    return Reading(
        file=file,
        outcome=Outcome.KITA if stamp.versi == terbaru else Outcome.KITA_VERSI_LAMA,
        form=form.terisi(isian),
        terkunci=ditemukan,
        cells=_alamat(letak),
        findings=tuple(satu.at(file=file, who=siapa) for satu in (*findings, *tentang_terkunci)),
        lain=(*bawaan, *baru, *sumber),
        trust=trust,
        orang_lain=any(satu.code in ("identitas-berubah", "identitas-hilang") for satu in tentang_terkunci),
    )


# Of twenty thousand files nearly all have every cell where it was issued: their maps of cells are one and the same.
_ALAMAT: dict[tuple[int, str, str], dict[str, str]] = {}


def _alamat(letak: Places) -> dict[str, str]:
    """Where every slot is, as `Sheet!A1`; equal maps are the same object. It is never changed."""
    alamat = {key: f"{lembar}!{a1(row, col)}" for key, (lembar, row, col) in letak.items()}
    if not alamat:
        return alamat
    tanda = (len(alamat), next(reversed(alamat)), next(reversed(alamat.values())))
    if (ada := _ALAMAT.get(tanda)) == alamat:
        return ada
    if len(_ALAMAT) < 256:
        _ALAMAT[tanda] = alamat
    return alamat


def _bukan_pemilik(form: Form, letak: Places) -> list[Finding]:
    """The stamp names pegawai and penilai, too: a form on which others stand is not theirs."""
    findings = []
    for siapa, cap in (("pegawai", form.stamp.nip), ("pejabat_penilai", form.stamp.penilai)):
        nip, nama = (rapi(form.terkunci.get(f"{siapa}_{apa}", "")) for apa in ("nip", "nama"))
        if singkatan("".join(nip.split()), nama) != cap and f"{siapa}_nip" in letak:
            slot = form.layout.per_key[f"{siapa}_nip"]
            berubah = temuan("identitas-berubah", found=nip or nama, suggestion=cap, sebutan=slot.sebutan)
            findings.append(_di(berubah, slot, letak))
    return findings


def _identity_lost(form: Form, letak: Places) -> list[Finding]:
    """A form on which neither name nor NIP can be found any more may be anybody's, whatever its stamp says."""
    identitas = [key for key in ("pegawai_nama", "pegawai_nip") if key in form.layout.per_key]
    if not identitas or any(key in letak for key in identitas):
        return []
    return [temuan("identitas-hilang", key=identitas[0], siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip)]


def _di_luar(baru: list[tuple[str, str]]) -> Finding:
    """One finding for all texts outside the entry cells; they are kept, so it only tells."""
    tempat = ", ".join(sel for sel, _ in baru[:5]) + (f" dan {len(baru) - 5} sel lain" if len(baru) > 5 else "")
    return temuan("tulisan-di-luar", found=baru[0][1], tempat=tempat, banyak=len(baru))


def _places(buku: Buku, catatan: Mapping[str, str]) -> dict[str, str]:
    """What stands in each place of the stamp, by the name of the place."""
    return {
        "lembar tersembunyi": catatan.get(BARIS_CAP, "").removeprefix(AWALAN),
        "sifat berkas": buku.properties.get(SIFAT_CAP, ""),
        "nama": buku.defined_names.get(NAMA_CAP, "").lstrip("=").strip('"'),
    }


def _stamps(buku: Buku, catatan: Mapping[str, str]) -> Counter[str]:
    """The different stamps of a workbook, and in how many places each stands; of as many, as the places are named."""
    return Counter(teks for teks in _places(buku, catatan).values() if Stamp.parse(teks))


def _cap_rusak(buku: Buku, catatan: Mapping[str, str], stamp: Stamp) -> list[Finding]:
    """The places that do not hold the stamp by which the workbook is read."""
    kalah = [di_mana for di_mana, teks in _places(buku, catatan).items() if Stamp.parse(teks) != stamp]
    return [temuan("cap-rusak", tempat=", ".join(kalah))] if kalah else []


def _catatan(buku: Buku) -> dict[str, str]:
    """The rows of the hidden stamp sheet, wherever it is now: it is known by its first key, not by its name."""
    info = buku.find(LEMBAR_CAP)
    calon = [info] if info else [satu for satu in buku.sheets if satu.state != "visible"]
    for satu in calon:
        lembar = buku.sheet(satu.name)
        if lembar.text(1, 1) == BARIS_CAP:
            return {sel.text: lembar.text(row, 2) for (row, col), sel in lembar.cells.items() if col == 1}
    return {}


def _nilai(
    buku: Buku, form: Form, letak: Places, printed: Set[str]
) -> tuple[dict[str, str], dict[str, str], list[Finding]]:
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
        if slot.hitung:
            # A formula of ours: what it showed is kept, to be held against the value computed again.
            terkunci[slot.key] = intern(sel.text)
            continue
        teks, masalah = read_text(sel)
        if not slot.terkunci and len(teks) > _LABEL_PENDEK and mark(teks) in printed and not _is_personal(teks, form):
            teks, masalah = "", temuan("isian-tercetak", found=teks)
        # A number in a locked cell is compared with what was issued; that says more.
        if masalah and not (slot.terkunci and sel.kind == "angka"):
            findings.append(_di(masalah, slot, letak))
        (terkunci if slot.terkunci else isian)[slot.key] = intern(teks) if slot.terkunci else teks
    return isian, terkunci, findings


def _is_personal(text: str, form: Form) -> bool:
    """True for what is printed for one person only (place and date, a name): an answer may well read so."""
    texts = (one.isi for page in form.layout.halaman for one in page.texts if "{" in one.isi)
    return any(mark(text) == mark(isi_tempat(one, form.pengganti)) for one in texts)


def _retyped(slot: Slot, terbit: str, kini: str) -> bool:
    """True where an identity is written as issued but for blanks and capitals: `19920901 201903 2 904`, `DEWI, S.E.`"""
    if slot.path[0] not in ("pegawai", "pejabat_penilai", "instansi", "periode_tercetak"):
        return False
    return "".join(rapi(terbit).split()).casefold() == "".join(rapi(kini).split()).casefold()


def _terkunci_berubah(form: Form, ditemukan: Mapping[str, str], letak: Places) -> list[Finding]:
    """Locked cells that no longer hold what was issued, compared as people read them."""
    findings = []
    for slot in form.layout.slots:
        if not slot.terkunci or slot.hitung or slot.key not in letak:
            continue
        terbit, kini = form.terkunci.get(slot.key, ""), ditemukan.get(slot.key, "")
        if rapi(terbit) == rapi(kini):
            continue
        if slot.key.endswith("_nip") and _hilang_angka(terbit, kini):
            kode = "nip-jadi-angka"
        elif _retyped(slot, terbit, kini):
            kode = "identitas-ditulis-ulang"
        elif slot.key in _IDENTITAS:
            kode = "identitas-berubah"
        elif slot.key == "instansi":
            kode = "instansi-lain"
        elif slot.key == "periode_tercetak":
            kode = "periode-lain"
        else:
            kode = "sel-terkunci-berubah"
        findings.append(_di(temuan(kode, found=kini, suggestion=terbit, sebutan=slot.sebutan), slot, letak))
    return findings


def _hilang_angka(terbit: str, kini: str) -> bool:
    """True where a NIP has become a number: its first 15 digits are left, the rest is zeros or an exponent.

    Another ending is another person's NIP, typed by somebody.
    """
    jejak = "E" in kini.upper() or (len(kini) == 18 and kini.endswith("00"))
    return jejak and len(terbit) == 18 and terbit.isdigit() and restore_nip(kini, [terbit]) == terbit


def _di(satu: Finding, slot: Slot, letak: Places) -> Finding:
    lembar, row, col = letak[slot.key]
    return replace(satu, key=slot.key, item=slot.tempat, sheet=lembar, cell=a1(row, col))

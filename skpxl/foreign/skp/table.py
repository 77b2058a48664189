"""Results in a table with columns (`NO | ... | RENCANA HASIL KERJA | ASPEK | INDIKATOR | TARGET`) of a foreign SKP."""

from skpxl.foreign.board import Jalur, Papan, Sel, samakah
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.skp.items import (
    Letak,
    butir_baru,
    ke_bagian,
    nomor_di_depan,
    record_rencana,
    record_ukuran,
    split_label,
    split_ukuran,
)
from skpxl.foreign.skp.regions import EVALUASI, TableColumns, Wilayah, bagian_di
from skpxl.template.lists import Daftar

_DIINTERVENSI = "rencana_hasil_kerja_diintervensi"
_RENCANA = "rencana_hasil_kerja"
_RINCIAN = ("aspek", "indikator_kinerja_individu", "target")


def read_tabel(papan: Papan, wilayah: Wilayah, kolom: TableColumns, aspek: Daftar, *, kualitatif: bool) -> None:
    """Read all items of the table with the columns `kolom` of this region onto the board."""
    papan.use(*(sel for nama, sel in kolom.kepala.items() if not nama.startswith("lain ")))
    letak = Letak()
    for row in papan.nomor_baris(wilayah.mulai, wilayah.selesai):
        sels = papan.baris(row)
        if numbers_columns(sel.teks for sel in sels) or _kepala_ulang(papan, sels):
            papan.use(*sels)
        elif bagian := bagian_di(papan, sels):
            ke_bagian(papan, letak, bagian, sels)
        else:
            _baris_isi(papan, kolom, letak, row, aspek, kualitatif)
    _kolom_evaluasi(papan, kolom, wilayah)


def _kepala_ulang(papan: Papan, sels: list[Sel]) -> bool:
    """The headings again, as every printed page repeats them."""
    return len(sels) >= 2 and all(papan.label.cocok("kolom", sel.teks) for sel in sels)


def _baris_isi(papan: Papan, kolom: TableColumns, letak: Letak, row: int, aspek: Daftar, kualitatif: bool) -> None:
    per_peran: dict[str, Sel] = {}
    for sel in papan.baris(row):
        if sel.teks.strip() or sel.masalah:
            per_peran.setdefault(kolom.role(sel.col), sel)
    bernomor = per_peran.get("nomor")
    nomor = bernomor if bernomor is not None and bernomor.nomor is not None else None
    rencana = per_peran.get(_RENCANA)
    if awal := nomor or rencana:
        _mulai_butir(papan, letak, awal, nomor, rencana)
    if not letak.urutan:
        return
    _butir(papan, kolom, letak, row, per_peran)
    if kualitatif:
        ukuran = per_peran.get("indikator_kinerja_individu")
        if ukuran is not None:
            record_ukuran(papan, letak, ukuran, split_ukuran(_tanpa_label(papan, ukuran)))
    elif any(nama in per_peran for nama in _RINCIAN):
        _rincian(papan, kolom, letak, row, per_peran, aspek)


def _mulai_butir(papan: Papan, letak: Letak, awal: Sel, nomor: Sel | None, rencana: Sel | None) -> None:
    """A new item that begins at `awal`, or one more row of the last where number or text are repeated on every row."""
    angka = nomor.nomor if nomor else nomor_di_depan(rencana.teks) if rencana else None
    ada = papan.isi.get((*letak.jalur, _RENCANA))
    sama = ada is not None and rencana is not None and samakah(ada[0], rencana.teks)
    if letak.urutan and (sama or rencana is None) and angka is not None and angka == letak.nomor:
        papan.use(*(sel for sel in (nomor, rencana) if sel))
        return
    if letak.urutan and sama and angka is None and rencana is not None:
        papan.use(rencana)
        return
    tanpa_nomor = angka is None and letak.nomor is not None
    butir_baru(papan, letak, awal, angka)
    if tanpa_nomor and rencana is not None:
        papan.ragu("adopsi-tanpa-nomor", rencana, letak.jalur, found=rencana.teks)
        letak.nomor = letak.urutan
    if nomor:
        papan.use(nomor)


def _butir(papan: Papan, kolom: TableColumns, letak: Letak, row: int, per_peran: dict[str, Sel]) -> None:
    """The texts that stand once per item: the superior's result (a merged one counts for all it covers), the plan."""
    rencana = per_peran.get(_RENCANA)
    if rencana is not None and not papan.terpakai(rencana):
        record_rencana(papan, letak.jalur, rencana, bernomor="nomor" not in per_peran)
    if not kolom.span(_DIINTERVENSI):
        return
    sel = per_peran.get(_DIINTERVENSI) or papan.di(row, kolom.span(_DIINTERVENSI)[0])
    jalur = (*letak.jalur, _DIINTERVENSI)
    if sel is None or not (sel.teks.strip() or sel.masalah):
        return
    if jalur not in papan.isi:
        papan.record(jalur, sel)
        if papan.label.cocok("kolom", kolom.kepala[_DIINTERVENSI].teks) == "penugasan_dari":
            papan.ragu("adopsi-penugasan", sel, jalur, found=sel.teks)
    elif samakah(papan.isi[jalur][0], sel.teks):
        papan.use(sel)


def _tanpa_label(papan: Papan, sel: Sel) -> str:
    """The text of a cell without the lines that only say `Ukuran keberhasilan ...:`."""
    sebelum, sesudah, _ = split_label(papan.label, sel.teks)
    return "\n".join(satu for satu in (sebelum, sesudah) if satu)


def _rincian(
    papan: Papan, kolom: TableColumns, letak: Letak, row: int, per_peran: dict[str, Sel], aspek: Daftar
) -> None:
    """One aspek row; a single row whose three cells hold as many lines each is several."""
    sels = {}
    for nama in _RINCIAN:
        if kolom.span(nama) and (satu := per_peran.get(nama) or papan.di(row, kolom.span(nama)[0])):
            sels[nama] = satu
    baris = {nama: sel.baris_teks for nama, sel in sels.items()}
    banyak = len(baris.get("aspek", []))
    terbelah = (
        banyak > 1
        and all(aspek.match(satu.lstrip("0123456789.) -")) for satu in baris["aspek"])
        and all(len(satu) == banyak for satu in baris.values())
    )
    for ke in range(banyak if terbelah else 1):
        letak.rincian += 1
        for nama, sel in sels.items():
            jalur = (*letak.jalur, "indikator", letak.rincian, nama)
            teks = baris[nama][ke] if terbelah else sel.teks
            papan.record(jalur, sel, teks)
            if nama == "aspek" and teks.strip():
                _aspek(papan, jalur, sel, teks, aspek)


def _aspek(papan: Papan, jalur: Jalur, sel: Sel, teks: str, aspek: Daftar) -> None:
    resmi = aspek.match(teks.strip().lstrip("0123456789.) -"))
    if resmi is None:
        papan.ragu("adopsi-aspek", sel, jalur, found=teks, pilihan=", ".join(aspek.nilai))
    elif resmi != teks:
        papan.record(jalur, sel, resmi)
        papan.ragu("adopsi-dirapikan", sel, jalur, found=teks, dibaca=resmi)


def _kolom_evaluasi(papan: Papan, kolom: TableColumns, wilayah: Wilayah) -> None:
    """Columns of an evaluation belong to another paper: told once each, their texts stay among what is left over."""
    for nama in sorted(EVALUASI & set(kolom.kepala)):
        kepala = kolom.kepala[nama]
        isi = [
            sel for sel in papan.antara(wilayah.mulai, wilayah.selesai)
            if kolom.role(sel.col) == nama and sel.teks.strip() and not papan.terpakai(sel)
        ]  # fmt: skip
        papan.set_aside(*isi)
        papan.ragu("adopsi-kolom-evaluasi", kepala, found=kepala.teks, banyak=str(len(isi)))

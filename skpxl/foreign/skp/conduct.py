"""Perilaku kerja of a foreign SKP: the berAKHLAK values in any spelling, and what the pimpinan expects of each."""

from skpxl.foreign.board import Papan, Sel, samakah
from skpxl.foreign.skp.regions import nilai_di
from skpxl.model.teks import rapi
from skpxl.template.labels import fold
from skpxl.template.lists import Daftar, Nilai

_MIRIP = 85.0  # likeness (0-100) from which a line counts as one of the printed panduan


def read_perilaku(papan: Papan, dari: int, sampai: int, daftar: Daftar) -> None:
    """Read the block on rows `dari` to before `sampai`; values in their fixed order, further expectations after them."""
    papan.use(*(sel for sel, _ in papan.find("blok", "perilaku_kerja") if dari <= sel.row < sampai))
    nilai = _nilai(papan, dari, sampai)
    batas = _kolom_umpan_balik(papan, dari, nilai[0][0].row if nilai else sampai)
    lebih = len(daftar.nilai)
    sudah: set[str] = set()
    for urutan, (sel, nama) in enumerate(nilai):
        akhir = nilai[urutan + 1][0].row if urutan + 1 < len(nilai) else sampai
        if nama in sudah:
            lebih += 1
            nomor = lebih
        else:
            nomor = daftar.nilai.index(nama) + 1
        sudah.add(nama)
        _satu(papan, sel, akhir, nomor, daftar.rinci[daftar.nilai.index(nama)], batas)
    if kurang := [nama for nama in daftar.nilai if nama not in sudah]:
        papan.ragu("adopsi-perilaku", nilai[0][0] if nilai else None, ("perilaku_kerja",), kurang=", ".join(kurang))


def _nilai(papan: Papan, dari: int, sampai: int) -> list[tuple[Sel, str]]:
    """The cells that name a value, all in one column: that in which most different values stand."""
    per_kolom: dict[int, list[tuple[Sel, str]]] = {}
    for sel in papan.antara(dari, sampai):
        if nama := nilai_di(papan, sel):
            per_kolom.setdefault(sel.col, []).append((sel, nama))
    if not per_kolom:
        return []
    return max(per_kolom.values(), key=lambda sels: (len({nama for _, nama in sels}), -sels[0][0].col))


def _kolom_umpan_balik(papan: Papan, dari: int, sampai: int) -> int:
    """The first column that belongs to an evaluation; headings are used up."""
    batas = 10**6
    for sel, nama in papan.find("kolom"):
        if dari <= sel.row <= sampai:
            papan.use(sel)
            if nama in ("realisasi", "umpan_balik"):
                batas = min(batas, sel.col)
                papan.ragu("adopsi-kolom-evaluasi", sel, found=sel.teks, banyak="")
    return batas


def _satu(papan: Papan, sel: Sel, akhir: int, nomor: int, nilai: Nilai, batas: int) -> None:
    jalur = ("perilaku_kerja", nomor)
    kiri = [satu for satu in papan.baris(sel.row) if satu.col < sel.col and satu.nomor is not None]
    papan.use(*kiri)
    harapan = _di_sel_nilai(papan, sel, nomor, nilai)
    sumber = [sel] if harapan else []
    menunggu = bool(harapan == "" and _berlabel(papan, sel))
    for satu in papan.antara(sel.row, akhir):
        if satu is sel or satu in kiri or satu.col >= batas or papan.terpakai(satu):
            if satu.col >= batas:
                papan.set_aside(satu)
            continue
        teks = satu.teks
        awal = papan.label.awal("ekspektasi", teks)
        if awal:
            papan.use(satu)
            teks, menunggu = awal[1], not awal[1]
            if not teks:
                continue
        elif satu.nomor is not None or _panduan(teks, nilai):
            papan.use(satu)
            continue
        elif not menunggu and (satu.col <= sel.col or (sumber and satu.col != sumber[-1].col)):
            continue
        if not teks.strip() and not satu.masalah:
            continue
        menunggu = False
        harapan = f"{harapan}\n{teks}" if harapan else teks
        papan.record((*jalur, "ekspektasi_khusus"), satu, harapan)
        sumber.append(satu)
    if len(sumber) > 1:
        papan.isi[*jalur, "ekspektasi_khusus"] = (harapan, sumber[0])


def _berlabel(papan: Papan, sel: Sel) -> bool:
    return any(papan.label.awal("ekspektasi", baris) for baris in sel.baris_teks)


def _di_sel_nilai(papan: Papan, sel: Sel, nomor: int, nilai: Nilai) -> str:
    """Keep the value; return the expectation in the same cell. Lines that are no panduan are told: they are not kept."""
    jalur = ("perilaku_kerja", nomor)
    harapan: list[str] | None = None
    asing: list[str] = []
    for nomor_baris, baris in enumerate(sel.baris_teks):
        awal = papan.label.awal("ekspektasi", baris)
        if awal:
            harapan = [awal[1]] if awal[1] else []
        elif harapan is not None:
            harapan.append(baris)
        elif nomor_baris == 0:
            inti = papan.label.awal("nilai", baris.lstrip("0123456789.) \t"), tanda="")
            sisa = inti[1].lstrip(" :-–—.") if inti else ""
            asing += [sisa] if sisa and not _panduan(sisa, nilai) else []
            if inti and not samakah(
                nilai.nama, baris[: len(baris) - len(inti[1])].lstrip("0123456789.) ").strip(" :-–—.")
            ):
                papan.ragu("adopsi-dirapikan", sel, (*jalur, "nilai"), found=baris, dibaca=nilai.nama)
        elif not _panduan(baris, nilai):
            asing.append(baris)
    papan.record((*jalur, "nilai"), sel, nilai.nama)
    if asing:
        papan.ragu("adopsi-panduan", sel, (*jalur, "nilai"), found=" / ".join(asing))
    teks = "\n".join(harapan or [])
    if teks:
        papan.record((*jalur, "ekspektasi_khusus"), sel, teks)
    return teks


def _panduan(teks: str, nilai: Nilai) -> bool:
    """True where every line is one of the value's panduan, or all of them run together, in any known spelling."""
    from rapidfuzz import fuzz

    semua = "".join(_huruf(satu) for satu in nilai.panduan)
    for baris in teks.splitlines():
        isi = _huruf(baris)
        if not isi:
            continue
        if any(fuzz.ratio(isi, _huruf(satu)) >= _MIRIP for satu in nilai.panduan):
            continue
        if len(isi) >= 12 and (isi in semua or fuzz.ratio(isi, semua) >= _MIRIP):
            continue
        return False
    return True


def _huruf(teks: str) -> str:
    """Letters only, the known spellings made one: `bertanggung jawab`, `sumber daya`, `setia pada`."""
    return fold(rapi(teks)).replace(" ", "").replace("setiapada", "setiakepada")

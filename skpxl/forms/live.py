"""The live line: what is still missing, as plain formulas and as the values they will show. No macros, no new functions.

Formula and value come from the same list of conditions, so a file opened in Protected View (which never recalculates)
already shows the truth.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skpxl.model.skp import kunci
from skpxl.template.definition import Status
from skpxl.template.slots import Layout, Seksi, Slot
from skpxl.xlsx.address import a1

# A list-bound value outside the list: only strict lists count; the superior's results may be typed freely.
_LUAR = "pilihan di luar daftar"


@dataclass(frozen=True)
class Hitungan:
    """One condition: the words for it, the formula that counts it and its count for given answers.

    With `tanpa_angka` the words are printed alone ("belum ada hasil kerja utama").
    """

    kata: str
    rumus: str
    banyak: int
    tanpa_angka: bool = False


def hitung(layout: Layout, isian: Mapping[str, str], daftar: Mapping[str, Callable[[str], bool]]) -> list[Hitungan]:
    """All conditions of a form, in the order in which a person should mend them.

    `daftar` tells for each strict list whether it holds a value.
    """
    hasil: dict[str, Hitungan] = {}
    for slot in layout.entri:
        if slot.kurang and not _dalam_tabel(slot, layout):
            kosong = int(not seperti_trim(isian.get(slot.key, "")))
            hasil[slot.kurang] = Hitungan(slot.kurang, f"(LEN(TRIM({_sel(slot)}))=0)*1", kosong, tanpa_angka=True)
    for seksi in layout.seksi:
        for satu in _seksi(seksi, isian, daftar):
            if (lama := hasil.get(satu.kata)) is not None:
                satu = Hitungan(satu.kata, f"{lama.rumus}+{satu.rumus}", lama.banyak + satu.banyak, satu.tanpa_angka)
            hasil[satu.kata] = satu
    return list(hasil.values())


def _dalam_tabel(slot: Slot, layout: Layout) -> bool:
    return any(seksi.blok.id == slot.path[0] for seksi in layout.seksi)


def _sel(slot: Slot) -> str:
    lembar = slot.sheet.replace("'", "''")
    return f"'{lembar}'!{a1(slot.kotak.row, slot.kotak.col, mutlak=True)}"


def banyak_terisi(layout: Layout, isian: Mapping[str, str]) -> int:
    """How many entry cells of tables, and of fields that must be filled in, hold something."""
    return sum(1 for slot in layout.entri if isian.get(slot.key) and (slot.kurang or _dalam_tabel(slot, layout)))


def terisi(layout: Layout) -> str:
    """A formula that counts the filled entry cells of all tables, and of fields that must be filled in.

    Counted item by item, because labels stand in the same columns between the items of a stacked table.
    """
    bagian = [f"(LEN({_sel(slot)})>0)" for slot in layout.entri if slot.kurang and not _dalam_tabel(slot, layout)]
    for seksi in layout.seksi:
        buka = {(kolom.tingkat, kolom.id) for kolom in seksi.blok.kolom if not kolom.terkunci}
        rinci = [col for id_, col in seksi.rincian.items() if ("rincian", id_) in buka]
        geser = [(col, 0) for id_, col in seksi.butir.items() if ("butir", id_) in buka]
        geser += [(col, seksi.awal_rincian + ke) for ke in range(seksi.blok.rincian) for col in rinci]
        bagian += [f"SUMPRODUCT({_awal_butir(seksi)}*(LEN({_wilayah(seksi, col, ke)})>0))" for col, ke in geser]
    return "+".join(bagian)


def kalimat(status: Status, hitungan: list[Hitungan], ada_isi: bool) -> str:
    """The line as it stands for given counts: the value to store beside the formula."""
    if not ada_isi:
        return status.kosong
    kata = [h.kata if h.tanpa_angka else f"{h.banyak} {h.kata}" for h in hitungan if h.banyak]
    return status.kurang + "; ".join(kata) + "." if kata else status.lengkap


def rumus_kalimat(status: Status, hitungan: list[Hitungan], sel: list[str], sel_terisi: str) -> str:
    """The formula of the line; `sel` are the cells that hold the counts, in order."""
    bagian = []
    for satu, alamat in zip(hitungan, sel, strict=True):
        angka = "" if satu.tanpa_angka else f'{alamat}&" "&'
        bagian.append(f'IF({alamat}>0,{angka}"{_petik(satu.kata)}; ","")')
    daftar = "&".join(bagian)
    jumlah = "+".join(sel)
    # The last "; " becomes a full stop: the line is cut two characters short.
    rapi = f'LEFT({daftar},LEN({daftar})-2)&"."'
    return (
        f'IF({sel_terisi}=0,"{_petik(status.kosong)}",'
        f'IF({jumlah}=0,"{_petik(status.lengkap)}","{_petik(status.kurang)}"&{rapi}))'
    )


def _petik(teks: str) -> str:
    return teks.replace('"', '""')


def _wilayah(seksi: Seksi, col: int, geser: int = 0) -> str:
    """The range of a column from the first to the last item's first row, shifted down; sheet-qualified, absolute."""
    lembar = seksi.sheet.replace("'", "''")
    return f"'{lembar}'!{a1(seksi.baris[0] + geser, col, mutlak=True)}:{a1(seksi.baris[-1] + geser, col, mutlak=True)}"


def _awal_butir(seksi: Seksi) -> str:
    """True for the first row of each item: only there a number is printed."""
    return f'({_wilayah(seksi, 1)}<>"")'


def _penuh(seksi: Seksi, col: int) -> str:
    """The range of a detail column over all rows of the section."""
    lembar = seksi.sheet.replace("'", "''")
    awal = seksi.baris[0] + seksi.awal_rincian
    akhir = seksi.baris[-1] + seksi.selang - 1
    return f"'{lembar}'!{a1(awal, col, mutlak=True)}:{a1(akhir, col, mutlak=True)}"


def _seksi(seksi: Seksi, isian: Mapping[str, str], daftar: Mapping[str, Callable[[str], bool]]) -> list[Hitungan]:
    blok = seksi.blok
    hasil: list[Hitungan] = []
    banyak_rinci = blok.rincian
    butir = [kolom for kolom in blok.kolom if kolom.tingkat == "butir"]
    rinci = [kolom for kolom in blok.kolom if kolom.tingkat == "rincian"]
    # What each item holds, with blanks folded as TRIM does.
    isi = [_isi_butir(seksi, nomor, isian) for nomor in range(1, len(seksi.baris) + 1)]

    def panjang(col: int, geser: int = 0) -> str:
        return f"LEN(TRIM({_wilayah(seksi, col, geser)}))"

    pertama = _awal_butir(seksi)
    isi_rinci = "+".join(
        panjang(seksi.rincian[kolom.id], seksi.awal_rincian + ke) for ke in range(banyak_rinci) for kolom in rinci
    )
    isi_rinci = isi_rinci or "0"
    isi_butir = "+".join(panjang(seksi.butir[kolom.id]) for kolom in butir)
    if seksi.kurang and any(kolom.kurang for kolom in butir):
        utama = next(kolom for kolom in reversed(butir) if kolom.kurang and not kolom.daftar)
        ada = f"SUMPRODUCT({pertama}*({panjang(seksi.butir[utama.id])}>0))"
        nihil = not any(satu.butir[utama.id] for satu in isi)
        hasil.append(Hitungan(seksi.kurang, f"({ada}=0)*1", int(nihil), tanpa_angka=True))
    for kolom in butir:
        if kolom.kurang:
            lain = "+".join([panjang(seksi.butir[k.id]) for k in butir if k is not kolom] + [isi_rinci])
            rumus = f"SUMPRODUCT({pertama}*({panjang(seksi.butir[kolom.id])}=0)*(({lain})>0))"
            banyak = sum(1 for satu in isi if satu.ada() and not satu.butir[kolom.id])
            hasil.append(Hitungan(kolom.kurang, rumus, banyak))
    if blok.kurang_rincian:
        rumus = f"SUMPRODUCT({pertama}*(({isi_butir})>0)*(({isi_rinci})=0))"
        banyak = sum(1 for satu in isi if any(satu.butir.values()) and not any(map(any, _nilai(satu.rincian))))
        hasil.append(Hitungan(blok.kurang_rincian, rumus, banyak))
    for kolom in rinci:
        lain_kolom = [k for k in rinci if k is not kolom]
        if kolom.kurang and lain_kolom:
            lain = "+".join(f"LEN(TRIM({_penuh(seksi, seksi.rincian[k.id])}))" for k in lain_kolom)
            sendiri = f"LEN(TRIM({_penuh(seksi, seksi.rincian[kolom.id])}))"
            rumus = f"SUMPRODUCT(({sendiri}=0)*(({lain})>0))"
            banyak = sum(1 for satu in isi for baris in satu.rincian if any(baris.values()) and not baris[kolom.id])
            hasil.append(Hitungan(kolom.kurang, rumus, banyak))
        if kolom.daftar and not kolom.bebas and kolom.daftar in daftar:
            sel = _penuh(seksi, seksi.rincian[kolom.id])
            rumus = f"SUMPRODUCT((LEN(TRIM({sel}))>0)*ISERROR(MATCH({_harfiah(sel)},daftar_{kolom.daftar},0)))"
            punya = daftar[kolom.daftar]
            banyak = sum(1 for s in isi for b in s.rincian if b[kolom.id] and not punya(b[kolom.id]))
            hasil.append(Hitungan(_LUAR, rumus, banyak))
    return hasil


def _harfiah(sel: str) -> str:
    """The trimmed text as MATCH takes it literally: `*`, `?` and `~` are wildcards there."""
    rumus = f"TRIM({sel})"
    for tanda in "~*?":
        rumus = f'SUBSTITUTE({rumus},"{tanda}","~{tanda}")'
    return rumus


def seperti_trim(teks: str) -> str:
    """What TRIM makes of a text: plain blanks at the ends gone, others folded; line breaks and tabs stay."""
    return " ".join(kata for kata in teks.split(" ") if kata)


def _nilai(rincian: list[dict[str, str]]) -> list[list[str]]:
    return [list(baris.values()) for baris in rincian]


@dataclass(frozen=True)
class _Butir:
    butir: dict[str, str]
    rincian: list[dict[str, str]]

    def ada(self) -> bool:
        return any(self.butir.values()) or any(any(baris.values()) for baris in self.rincian)


def _isi_butir(seksi: Seksi, nomor: int, isian: Mapping[str, str]) -> _Butir:
    akar = (seksi.blok.id, seksi.bagian, nomor)

    def ambil(*jalur: str | int) -> str:
        # A lone line break counts as typed, in the sheet and here.
        return seperti_trim(isian.get(kunci(*akar, *(j for j in jalur if j != "")), ""))

    rinci = [kolom for kolom in seksi.blok.kolom if kolom.tingkat == "rincian"]
    return _Butir(
        {id_: ambil(id_) for id_ in seksi.butir},
        [
            {kolom.id: ambil(seksi.blok.rincian_id, ke, kolom.id) for kolom in rinci}
            for ke in range(1, seksi.blok.rincian + 1)
        ],
    )

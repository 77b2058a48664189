"""Several filled copies of one workbook merged by key: what was issued, against what each of them says now.

It takes forms, not files, and decides nothing: where two copies changed the same place differently, that is a `Bentrokan`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skpxl.errors import required
from skpxl.forms.reading import Reading
from skpxl.kinds.table import kind_of
from skpxl.model.keputusan import Alternatif, Bentrokan, Sumber
from skpxl.model.skp import slot_key
from skpxl.model.teks import ada_peran, rapi, sidik, split_items
from skpxl.template.form import Form
from skpxl.template.slots import Layout, Slot, item_root

# What an item is about: two of them under one number are the same item reworded, or two different ones.
POKOK = ("rencana_hasil_kerja", "nama", "nilai")
# Below this similarity (rapidfuzz ratio, 0 to 100) they are different ones.
MIRIP = 50.0
DIKOSONGKAN = "(dikosongkan)"


@dataclass(frozen=True)
class Gabung:
    """The merged answers by key, without the places that collide; `dari` is the copy (by position) each came from.

    Of a place that nobody touched, `dari` is the first copy.
    """

    isian: Mapping[str, str]
    dari: Mapping[str, int]
    bentrokan: tuple[Bentrokan, ...]


def mergeable(readings: Sequence[Reading]) -> bool:
    """True where all are copies of one issue of one workbook, with the same places."""

    def cap(satu: Reading) -> object:
        stamp = satu.form.stamp if satu.form else None
        return stamp and (stamp.form, stamp.versi, stamp.shape, stamp.id, stamp.jumlah, stamp.terbitan)

    return len(readings) > 1 and cap(readings[0]) is not None and len({cap(satu) for satu in readings}) == 1


def merge_answers(readings: Sequence[Reading]) -> Gabung:
    """Merge the answers of copies for which `mergeable` holds. The order of the copies does not matter to what comes out,
    but for how texts are spelt that count as the same: then the first copy's stands."""
    return _Penggabung(readings).merge()


class _Penggabung:
    """State of merging one workbook: the copies' forms, and what has come out so far."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.forms = [required(satu.form, "formulir salinan yang digabung") for satu in readings]
        self.layout = self.forms[0].layout
        self.isian: dict[str, str] = {}
        self.dari: dict[str, int] = {}
        self.bentrokan: list[Bentrokan] = []

    def merge(self) -> Gabung:
        per_butir: dict[tuple[str | int, ...], list[Slot]] = {}
        for slot in self.layout.entri:
            per_butir.setdefault(item_root(slot.path), []).append(slot)
        for akar, slots in per_butir.items():
            pokok = self._pokok(akar)
            if pokok and self._berlainan(pokok, slots):
                self._butir(akar, pokok, sorted(slots, key=lambda slot: slot is not pokok))
            else:
                for slot in slots:
                    self._sel(slot)
        return Gabung(self.isian, self.dari, tuple(self.bentrokan))

    # -- one cell ----------------------------------------------------------------------------------------------------

    def _sel(self, slot: Slot) -> None:
        """One changed value wins, several collide; of lists of roles one that contains the others wins."""
        calon: dict[str, int] = {}
        for ke in range(len(self.forms)):
            if self._berubah(ke, slot):
                calon.setdefault(self._sari(ke, slot), ke)
        menang = list(calon.values())
        if len(menang) > 1 and _berbutir(slot):
            menang = [ke for ke in menang if not any(self._memuat(lain, ke, slot) for lain in menang if lain != ke)]
        if len(menang) > 1:
            alternatif = tuple(self._alternatif([slot], ke, self._teks(ke, slot)) for ke in menang)
            self._bentrok(slot.key, (slot.key,), self._tempat(slot), alternatif)
            return
        ke = menang[0] if menang else 0
        self._take(slot, ke)

    def _take(self, slot: Slot, ke: int) -> None:
        if teks := self._teks(ke, slot):
            self.isian[slot.key] = teks
        self.dari[slot.key] = ke

    def _teks(self, ke: int, slot: Slot) -> str:
        return self.forms[ke].isian.get(slot.key, "")

    def _sari(self, ke: int, slot: Slot) -> str:
        return essence(slot, self._teks(ke, slot))

    def _dasar(self, slot: Slot) -> str:
        """The text that was issued in an entry cell. Copies that disagree on it (it was issued twice) have none."""
        terbit = [form.terikat[slot.key].teks if slot.key in form.terikat else "" for form in self.forms]
        return terbit[0] if len({essence(slot, teks) for teks in terbit}) == 1 else ""

    def _berubah(self, ke: int, slot: Slot) -> bool:
        return self._sari(ke, slot) != essence(slot, self._dasar(slot))

    def _memuat(self, besar: int, kecil: int, slot: Slot) -> bool:
        """True where one list holds all roles of another, and the other has taken none away that it still holds."""
        isi, dimuat = _peran(self._teks(besar, slot)), _peran(self._teks(kecil, slot))
        dihapus = _peran(self._dasar(slot)) - dimuat
        return dimuat <= isi and not dihapus & isi

    # -- a whole item ------------------------------------------------------------------------------------------------

    def _pokok(self, akar: tuple[str | int, ...]) -> Slot | None:
        """The place that says what an item is about; locked, it is the same in all copies and settles nothing."""
        return subject_of(self.layout, akar)

    def _penyentuh(self, slots: Sequence[Slot]) -> list[int]:
        return [ke for ke in range(len(self.forms)) if any(self._berubah(ke, slot) for slot in slots)]

    def _berlainan(self, pokok: Slot, slots: Sequence[Slot]) -> bool:
        """True where copies that worked on this item mean different things by it, or one has dropped it: then its cells
        must not be mixed. A copy that only fills in details of a nameless item may mean any."""
        penyentuh = self._penyentuh(slots)
        judul = {sidik(self._teks(ke, pokok)) for ke in penyentuh} - {""}
        dihapus = any(self._berubah(ke, pokok) and not rapi(self._teks(ke, pokok)) for ke in penyentuh)
        return (dihapus and bool(judul)) or any(_jauh(pokok, a, b) for a in judul for b in judul if a < b)

    def _butir(self, akar: tuple[str | int, ...], pokok: Slot, slots: Sequence[Slot]) -> None:
        calon: dict[tuple[str, ...], int] = {}
        for ke in self._penyentuh(slots):
            calon.setdefault(tuple(self._sari(ke, slot) for slot in slots), ke)
        alternatif = tuple(
            self._alternatif(slots, ke, whole_item(self.forms[ke], pokok, slots)) for ke in calon.values()
        )
        keys = tuple(slot.key for slot in slots)
        self._bentrok(slot_key(*akar), keys, f"{pokok.tempat}, seluruhnya", alternatif, butir=True)

    # -- collisions --------------------------------------------------------------------------------------------------

    def _alternatif(self, slots: Sequence[Slot], ke: int, teks: str) -> Alternatif:
        sari = [(slot.key, self._sari(ke, slot)) for slot in slots]
        utama = slots[0].key if len(slots) == 1 else next((k for k, s in sari if s), slots[0].key)
        sumber = tuple(
            Sumber(ke=nomor, file=satu.file, sel=satu.cells.get(utama, ""))
            for nomor, satu in enumerate(self.readings)
            if all(self._sari(nomor, slot) == isi for slot, (_, isi) in zip(slots, sari, strict=True))
        )
        isi = {slot.key: self._teks(ke, slot) for slot in slots if self._teks(ke, slot)}
        return Alternatif(teks=teks or DIKOSONGKAN, sidik=fingerprint(sari), isi=isi, sumber=sumber)

    def _bentrok(
        self,
        key: str,
        keys: tuple[str, ...],
        tempat: str,
        alternatif: tuple[Alternatif, ...],
        *,
        butir: bool = False,
    ) -> None:
        form = self.forms[0]
        bagian = (form.konteks.get("unit", ""), form.terkunci.get("pegawai_nama", "") or form.stamp.nip)
        siapa = " · ".join(satu for satu in bagian if satu) if kind_of(form.definition).per_unit else bagian[1]
        self.bentrokan.append(
            Bentrokan(
                buku=form.stamp.id,
                key=key,
                butir=butir,
                keys=keys,
                siapa=siapa,
                tempat=tempat,
                alternatif=alternatif,
            )
        )

    def _tempat(self, slot: Slot) -> str:
        """A place in words, with what stands at the head of its row and of its column: `Baris 3 (Melati), kolom 2: peran`."""
        akar = item_root(slot.path)
        pokok = next((slot_key(*akar, nama) for nama in POKOK if slot_key(*akar, nama) in self.layout.per_key), "")
        kolom = slot_key(slot.path[0], "kolom", slot.path[-1]) if len(slot.path) > 1 else ""
        kepala = [self._kata(key) for key in (pokok, kolom) if key != slot.key]
        dalam_kurung = "; ".join(satu for satu in kepala if satu)
        return f"{slot.tempat}: {slot.sebutan}" + (f" ({dalam_kurung})" if dalam_kurung else "")

    def _kata(self, key: str) -> str:
        """The short text at a place on which all copies that fill it agree; empty where they do not."""
        ada = {rapi({**form.terkunci, **form.isian}.get(key, "")): None for form in self.forms}
        teks = [satu for satu in ada if satu]
        return (teks[0] if len(teks[0]) <= 60 else teks[0][:59] + "…") if len(teks) == 1 else ""


def subject_of(layout: Layout, akar: tuple[str | int, ...]) -> Slot | None:
    """The place that says what an item is about; None where it has none, or a locked one."""
    keys = (slot_key(*akar, nama) for nama in POKOK)
    slot = next((layout.per_key[key] for key in keys if key in layout.per_key), None)
    return slot if slot and not slot.terkunci else None


def _berbutir(slot: Slot) -> bool:
    """True for a cell of a matriks: it holds a list of roles."""
    return len(slot.path) > 1 and slot.path[-2] == "peran"


def _peran(teks: str) -> frozenset[str]:
    return frozenset(rapi(satu) for satu in split_items(teks) if ada_peran(satu))


def essence(slot: Slot, teks: str) -> str:
    """What of a text is compared: equal ones are the same answer. The order of roles in a cell means nothing."""
    return "\n".join(sorted(_peran(teks))) if _berbutir(slot) else rapi(teks)


def fingerprint(sari: Sequence[tuple[str, str]]) -> str:
    """The fingerprint of values by key: 16 hex digits."""
    isi = json.dumps([satu for satu in sari if satu[1]], ensure_ascii=False)
    return hashlib.sha256(isi.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _jauh(pokok: Slot, satu: str, lain: str) -> bool:
    """True where two texts name different things. A value chosen from a list is another one as soon as it differs."""
    if pokok.daftar:
        return satu != lain
    from rapidfuzz import fuzz

    return fuzz.ratio(satu, lain) < MIRIP


def whole_item(form: Form, pokok: Slot, slots: Sequence[Slot]) -> str:
    """A whole item as lines of text."""
    baris = []
    for slot in slots:
        if isi := form.isian.get(slot.key, "").strip():
            rincian = slot.tempat.removeprefix(pokok.tempat).strip(", ")
            sebutan = f"{rincian}, {slot.sebutan}" if rincian else slot.sebutan
            baris.append(f"{sebutan[:1].upper()}{sebutan[1:]}: {isi}")
    return "\n".join(baris)

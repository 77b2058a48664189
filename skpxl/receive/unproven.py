"""Files whose origin cannot be proven, put before the admin: their answers beside the verified file's, or alone.

They count for nothing by themselves. What is taken from them is a decision, recorded in the workbook of decisions like any
other. It takes readings and decides nothing itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpxl.errors import required
from skpxl.findings import Finding, temuan
from skpxl.forms.reading import Reading
from skpxl.model.keputusan import TANPA_BUKTI, Alternatif, Bentrokan, Sumber
from skpxl.model.skp import slot_key
from skpxl.model.teks import rapi
from skpxl.model.trust import Trust
from skpxl.receive.three_way import DIKOSONGKAN, essence, fingerprint, subject_of, whole_item
from skpxl.template.form import Form
from skpxl.template.slots import Slot, item_root

TIDAK_DIPAKAI = "(tidak dipakai)"
# What a person is told by who looks whether an unproven file may be his.
_IDENTITAS = ("pegawai_nama", "pegawai_nip", "pegawai_jabatan", "pegawai_unit_kerja", "pejabat_penilai_nama")


@dataclass(frozen=True)
class Dispute:
    """The files of one workbook that prove nothing (`unproven`), and the one that counts (`verified`), by position."""

    verified: int | None
    unproven: tuple[int, ...]


@dataclass
class Settled:
    """What has become of unproven files, by position.

    `bentrokan` are all questions with their decisions, `readings` the files that read otherwise now (a verified one with
    what was taken over, an unproven one that is used), `merged` those of which nothing is left to decide, with the
    file they went into and the places taken from them, `set_aside` those that are not used, with what is to be said.
    """

    bentrokan: list[Bentrokan] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    merged: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    set_aside: dict[int, Finding] = field(default_factory=dict)


def settle_unproven(
    readings: Sequence[Reading], counting: Sequence[int], decide: Callable[[Bentrokan], Bentrokan]
) -> Settled:
    """Put unproven files before the admin, and do what has been decided. `counting` are the positions of files that count;
    `decide` gives a question its decisions."""
    settled = Settled()
    for dispute in disputes(readings, counting):
        lain = [readings[nomor] for nomor in dispute.unproven]
        if dispute.verified is None:
            bentrokan = [decide(satu) for satu in alone(lain)]
            for satu in bentrokan:
                if satu.putusan.jelas:
                    _decided_alone(dispute, satu, lain, settled)
        else:
            terbukti = readings[dispute.verified]
            bentrokan = [decide(satu) for satu in side_by_side(terbukti, lain)]
            diambil = _taken_over(dispute.verified, terbukti, lain, bentrokan, settled)
            if all(satu.putusan.jelas for satu in bentrokan):
                for ke, nomor in enumerate(dispute.unproven, start=1):
                    keys = [key for key, sumber in diambil.items() if sumber == ke]
                    settled.merged[nomor] = (dispute.verified, keys)
        settled.bentrokan += bentrokan
    return settled


def _taken_over(
    nomor: int, terbukti: Reading, lain: Sequence[Reading], bentrokan: Sequence[Bentrokan], settled: Settled
) -> dict[str, int]:
    """Which file (from 1) each place of the verified file is taken from now; 0 for a text of the admin's own."""
    form = required(terbukti.form, "formulir yang terbukti")
    isian, cells, asal = dict(form.isian), dict(terbukti.cells), dict(terbukti.asal)
    diambil: dict[str, int] = {}
    # The verified file stands first: choosing it changes nothing.
    berlaku = [b for b in bentrokan if b.putusan.jelas and not (b.pilihan and b.pilihan.sumber[0].ke == 0)]
    for satu in berlaku:
        isian |= dict.fromkeys(satu.keys, "") | satu.terpilih()
        ke = satu.pilihan.sumber[0].ke if satu.pilihan else 0
        diambil |= dict.fromkeys(satu.keys, ke)
        if ke:
            for key in satu.keys:
                asal[key], cells[key] = lain[ke - 1].file, lain[ke - 1].cells.get(key, cells.get(key, ""))
    if diambil:
        info = _told("keaslian-diputuskan", berlaku, terbukti)
        settled.readings[nomor] = replace(
            terbukti, form=form.terisi(isian), cells=cells, asal=asal, findings=(info, *terbukti.findings)
        )
    return diambil


def _decided_alone(dispute: Dispute, bentrokan: Bentrokan, lain: Sequence[Reading], settled: Settled) -> None:
    """Use the file that has been chosen, and set the others aside."""
    pilih = chosen(bentrokan, lain)
    for ke, nomor in enumerate(dispute.unproven):
        if ke == pilih:
            reading = taken(lain[ke])
            info = _told("keaslian-diputuskan", [bentrokan], reading)
            settled.readings[nomor] = replace(reading, findings=(info, *reading.findings))
        else:
            settled.set_aside[nomor] = _told("keaslian-ditolak", [bentrokan], lain[ke])


def _told(kode: str, bentrokan: Sequence[Bentrokan], reading: Reading) -> Finding:
    """That it was decided, and by whom, as far as they gave their names."""
    nama = dict.fromkeys(rapi(baris.oleh) for satu in bentrokan for baris in satu.baris if rapi(baris.oleh))
    siapa = reading.form.terkunci.get("pegawai_nama", "") if reading.form else ""
    return temuan(kode, oleh=f" oleh {', '.join(nama)}" if nama else "").at(file=reading.file, who=siapa)


def disputes(readings: Sequence[Reading], counting: Sequence[int]) -> list[Dispute]:
    """The files that wait for the admin, by workbook; `counting` are the positions of those that count."""
    per_buku: dict[tuple[str, str], list[int]] = {}
    for nomor, satu in enumerate(readings):
        if satu.form and satu.trust.decidable and not satu.orang_lain:
            per_buku.setdefault(_book(satu.form), []).append(nomor)
    terbukti = {_book(form): nomor for nomor in counting if (form := readings[nomor].form)}
    return [Dispute(terbukti.get(buku), tuple(anggota)) for buku, anggota in per_buku.items()]


def _book(form: Form) -> tuple[str, str]:
    return form.stamp.form, form.stamp.id


def side_by_side(verified: Reading, unproven: Sequence[Reading]) -> list[Bentrokan]:
    """The answers in which unproven files differ from the verified one, whose own stands first and counts until decided.

    Of an item of which several cells differ it is the whole item that is chosen.
    """
    form = verified.form
    if form is None:
        return []
    berkas = [verified, *unproven]
    berbeda: dict[tuple[str | int, ...], list[Slot]] = {}
    for slot in form.layout.entri:
        if any(_differs(slot, form, satu) for satu in unproven):
            berbeda.setdefault(item_root(slot.path), []).append(slot)
    hasil = []
    for akar, slots in berbeda.items():
        if len(slots) == 1:
            hasil.append(_collision(form, berkas, slots[0].key, slots, slots[0].tempat + f": {slots[0].sebutan}"))
        else:
            semua = [slot for slot in form.layout.entri if item_root(slot.path) == akar]
            pokok = subject_of(form.layout, akar) or semua[0]
            tempat = f"{pokok.tempat}, seluruhnya"
            hasil.append(_collision(form, berkas, slot_key(*akar), semua, tempat, pokok=pokok))
    return hasil


def _differs(slot: Slot, form: Form, lain: Reading) -> bool:
    """True where a file holds another answer; a cell that was not found in it says nothing."""
    if lain.form is None or slot.key not in lain.cells:
        return False
    return essence(slot, lain.form.isian.get(slot.key, "")) != essence(slot, form.isian.get(slot.key, ""))


def alone(unproven: Sequence[Reading]) -> list[Bentrokan]:
    """The one question about files of a workbook of which no verified one has come: which of them is used, if any."""
    berisi = [satu for satu in unproven if satu.form]
    if not berisi or berisi[0].form is None:
        return []
    form = berisi[0].form
    alternatif: dict[str, Alternatif] = {}
    keys: dict[str, None] = {}
    for ke, satu in enumerate(unproven):
        if satu.form is None:
            continue
        sari = [(slot.key, essence(slot, satu.form.isian.get(slot.key, ""))) for slot in satu.form.layout.entri]
        keys |= dict.fromkeys(key for key, isi in sari if isi)
        sidik = fingerprint(sari)
        sumber = (*(alternatif[sidik].sumber if sidik in alternatif else ()), Sumber(ke=ke, file=satu.file))
        alternatif[sidik] = Alternatif(
            teks=_whole_file(satu, satu.form), sidik=sidik, isi=dict(satu.form.isian), sumber=sumber
        )
    tidak = Alternatif(
        teks=TIDAK_DIPAKAI, sidik=fingerprint([("", TIDAK_DIPAKAI)]), isi={}, sumber=(Sumber(file=berisi[0].file),)
    )
    return [
        Bentrokan(
            buku=form.stamp.id,
            key=TANPA_BUKTI,
            butir=True,
            keys=tuple(keys) or (form.layout.entri[0].key,),
            siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip,
            tempat="Berkas yang keasliannya tidak terbukti: dipakai atau tidak",
            alternatif=(*alternatif.values(), tidak),
        )
    ]


def _whole_file(reading: Reading, form: Form) -> str:
    """Who a file says it is of, and all its answers, a line each."""
    bernilai = {**reading.terkunci, **form.isian}
    baris = []
    for slot in form.layout.slots:
        if (slot.key in _IDENTITAS or not slot.terkunci) and (isi := bernilai.get(slot.key, "").strip()):
            tempat = f"{slot.tempat}, {slot.sebutan}" if slot.tempat else slot.sebutan
            baris.append(f"{tempat[:1].upper()}{tempat[1:]}: {isi}")
    return "\n".join(baris) or "(kosong)"


def _collision(
    form: Form, berkas: Sequence[Reading], key: str, slots: Sequence[Slot], tempat: str, *, pokok: Slot | None = None
) -> Bentrokan:
    alternatif: dict[str, Alternatif] = {}
    for ke, satu in enumerate(berkas):
        isian = _answers(form, satu, slots)
        sari = [(slot.key, essence(slot, isian.get(slot.key, ""))) for slot in slots]
        sidik = fingerprint(sari)
        sumber = Sumber(ke=ke, file=satu.file, sel=satu.cells.get((pokok or slots[0]).key, ""))
        lama = alternatif.get(sidik)
        teks = whole_item(form.terisi(isian), pokok, slots) if pokok else isian.get(slots[0].key, "")
        alternatif[sidik] = Alternatif(
            teks=lama.teks if lama else teks or DIKOSONGKAN,
            sidik=sidik,
            isi=lama.isi if lama else {slot.key: isian[slot.key] for slot in slots if isian.get(slot.key)},
            sumber=(*(lama.sumber if lama else ()), sumber),
        )
    return Bentrokan(
        buku=form.stamp.id,
        key=f"{TANPA_BUKTI}.{key}",
        butir=pokok is not None,
        keys=tuple(slot.key for slot in slots),
        siapa=form.terkunci.get("pegawai_nama", "") or form.stamp.nip,
        tempat=f"{tempat} (A terbukti asli, yang lain tidak)",
        alternatif=tuple(alternatif.values()),
    )


def _answers(form: Form, lain: Reading, slots: Sequence[Slot]) -> Mapping[str, str]:
    """What a file says in some places; of a cell that was not found in it, what the verified one says."""
    ada = lain.form.isian if lain.form else {}
    return {slot.key: (ada if slot.key in lain.cells else form.isian).get(slot.key, "") for slot in slots}


def chosen(bentrokan: Bentrokan, unproven: Sequence[Reading]) -> int | None:
    """Which of the files of `alone` has been chosen, by position; None for none."""
    pilihan = bentrokan.pilihan
    if pilihan is None or pilihan.teks == TIDAK_DIPAKAI:
        return None
    return pilihan.sumber[0].ke if pilihan.sumber[0].ke < len(unproven) else None


def taken(reading: Reading) -> Reading:
    """A file that the admin has decided to use: it counts from now on, and what spoke against it is no galat any more."""
    return replace(
        reading,
        trust=Trust.DECIDED,
        findings=tuple(satu for satu in reading.findings if satu.code not in UNPROVEN_CODES),
    )


UNPROVEN_CODES = frozenset({"keaslian-tak-terbukti", "tanpa-kunci", "tanda-tangan-salah"})

"""What the people of an organisation write into their SKPs: made-up results, each supporting one further up; no file.

It works on any `Organisasi`. Ids are those that reading the workbooks would give (`skpxl/kinds/skp.py`).
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import organisation_words as kata
from forms import INSTANSI, LIBRARY

from skpxl.model import teks
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Indikator, Lampiran, PerilakuKerja, Skp
from skpxl.model.stamp import kode_buku, singkatan
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.form import Pilihan

PERIODE = Periode.setahun(2022)
FORMULIR = {"kuantitatif": "skp-kuantitatif", "kualitatif": "skp-kualitatif"}
VERSI = {form: LIBRARY.versi(form)[-1] for form in FORMULIR.values()}
BERAKHLAK = LIBRARY.daftar["perilaku_kerja"].nilai

# Whose SKP: his NIP, and his penilai's as the row of the roster has it.
Key = tuple[str, str]
sidik = lru_cache(maxsize=200_000)(teks.sidik)


class Jawaban(NamedTuple):
    """One result: its text, the text that was chosen as *yang diintervensi*, and its id; None where it is on no list."""

    rencana: str
    atasan: str
    id_atasan: str | None


def answers(
    organisasi: Organisasi,
    seed: int = 0,
    *,
    share_missing: float = 0.0,
    share_hanging: float = 0.0,
    share_cross: float = 0.0,
    share_products: float = 0.75,
    signing_key: bytes | None = None,
) -> dict[Key, list[Jawaban]]:
    """1-5 results of everybody who has a NIP and a nama, in roster order, made from the top down.

    Each supports a product of the units that the penilai heads (for `share_products` of such penilai), else a result of
    his. Where the penilai stands on no roster, it is a product of the unit above the one that the person heads, or of
    his own unit. So every chain ends at a product, unless there is none: then the result hangs.

    Of that, without changing the rest: `share_missing` of the people are left out (what others chose from them stays);
    `share_hanging` of the results support a text that is on no list; `share_cross` of the results of people who head no
    unit support a product of a unit that neither they nor their penilai have to do with. `signing_key` is the campaign's key,
    which is in the ids.
    """
    jawaban = _Meja(organisasi, seed, share_products, signing_key).semua()
    if share_cross:
        _silangkan(jawaban, organisasi, random.Random(f"silang|{seed}"), share_cross)
    if share_hanging:
        acak = random.Random(f"gantung|{seed}")
        for hasil in jawaban.values():
            for ke, satu in enumerate(hasil):
                if acak.random() < share_hanging:
                    hasil[ke] = Jawaban(satu.rencana, acak.choice(kata.HANGING), None)
    if share_missing:
        acak = random.Random(f"hilang|{seed}")
        masuk = {nip: acak.random() >= share_missing for nip in dict.fromkeys(nip for nip, _ in jawaban)}
        jawaban = {siapa: hasil for siapa, hasil in jawaban.items() if masuk[siapa[0]]}
    return jawaban


def id_buku(orang: Pegawai, organisasi: Organisasi, signing_key: bytes | None = None) -> str:
    """The id in the stamp of this person's workbook, as `skpxl/kinds/blank_skp.py` makes it."""
    penilai = organisasi.penilai(orang)
    siapa, oleh = singkatan(orang.nip, orang.nama), singkatan(penilai.nip, penilai.nama)
    return kode_buku(FORMULIR[orang.pendekatan], siapa, PERIODE, oleh, signing_key)


def _menulis(organisasi: Organisasi) -> Iterator[tuple[Key, Pegawai]]:
    """Everybody who gets a form, each SKP once."""
    sudah: set[Key] = set()
    for orang in organisasi.pegawai:
        siapa = (orang.nip, orang.nip_penilai)
        if orang.nip and orang.nama and siapa not in sudah:
            sudah.add(siapa)
            yield siapa, orang


class _Meja:
    """Where the answers are made: an index over the organisation, and what has been written so far."""

    def __init__(self, organisasi: Organisasi, seed: int, share_products: float, signing_key: bytes | None) -> None:
        self.organisasi = organisasi
        self.signing_key = signing_key
        self.acak = random.Random(f"jawaban|{seed}")
        self.share_products = share_products
        self.baris: dict[str, list[tuple[Key, Pegawai]]] = {}
        for siapa, orang in _menulis(organisasi):
            self.baris.setdefault(orang.nip, []).append((siapa, orang))
        self.dipimpin, self.produk = _per_pimpinan(organisasi), _per_unit(organisasi)
        self.jawaban: dict[Key, list[Jawaban]] = {}
        self.pilihan: dict[Key, list[Pilihan]] = {}  # the results of an SKP, as its writer's people may choose them
        self._ke_produk: dict[str, bool] = {}

    def semua(self) -> dict[Key, list[Jawaban]]:
        for nip in self._dari_atas():
            for siapa, orang in self.baris[nip]:
                self.jawaban[siapa] = self._write(orang)
                buku = id_buku(orang, self.organisasi, self.signing_key)
                self.pilihan[siapa] = [
                    Pilihan(f"hasil:{buku}:utama:{nomor}", satu.rencana)
                    for nomor, satu in enumerate(self.jawaban[siapa], start=1)
                ]
        return {siapa: self.jawaban[siapa] for siapa, _ in _menulis(self.organisasi)}

    def _dari_atas(self) -> list[str]:
        """All NIPs, a penilai before his people; those in a circle, and below one, last."""
        tunggu = {
            nip: {orang.nip_penilai for _, orang in baris if orang.nip_penilai in self.baris}
            for nip, baris in self.baris.items()
        }
        bawahan: dict[str, list[str]] = {}
        for nip, atasan in tunggu.items():
            for satu in atasan:
                bawahan.setdefault(satu, []).append(nip)
        urut = [nip for nip, atasan in tunggu.items() if not atasan]
        for nip in urut:
            for satu in bawahan.get(nip, ()):
                tunggu[satu].discard(nip)
                if not tunggu[satu]:
                    urut.append(satu)
        return [*urut, *(nip for nip, atasan in tunggu.items() if atasan)]

    def _write(self, orang: Pegawai) -> list[Jawaban]:
        acak = self.acak
        calon = list({sidik(satu.teks): satu for satu in self._calon(orang)}.values())
        # Short, or all results of a unit with a long name would look alike.
        objek = " ".join(pokok(self.organisasi.nama_unit(orang.unit_kerja)).split()[-2:])
        banyak = acak.randint(3, 5) if orang.nip in self.dipimpin else acak.choices((1, 2, 3, 4, 5), (1, 3, 4, 2, 1))[0]
        hasil = []
        for pembuka, apa in zip(acak.sample(kata.PEMBUKA, banyak), acak.sample(kata.HASIL, banyak), strict=True):
            atasan = acak.choice(calon) if calon else None
            rencana = f"{pembuka} {apa} {objek}{acak.choice(kata.LINGKUP)}"
            hasil.append(
                Jawaban(rencana, atasan.teks, atasan.id) if atasan else Jawaban(rencana, kata.HANGING[0], None)
            )
        return hasil

    def _calon(self, orang: Pegawai) -> Sequence[Pilihan]:
        """What a person may support."""
        atasan = orang.nip_penilai
        punya = [(siapa, baris) for siapa, baris in self.baris.get(atasan, ()) if siapa in self.pilihan]
        if punya and atasan != orang.nip:
            unit = self.dipimpin.get(atasan, [])
            unit = [satu for satu in unit if satu.kode == orang.unit_kerja] or unit
            produk = [satu for u in unit for satu in self.produk.get(u.kode, ())]
            if produk and self._ke_produk.setdefault(atasan, self.acak.random() < self.share_products):
                return produk
            sini = [siapa for siapa, baris in punya if baris.unit_kerja == orang.unit_kerja]
            return [satu for siapa in sini or [siapa for siapa, _ in punya] for satu in self.pilihan[siapa]]
        naik = list(self.organisasi.rantai_unit(orang.unit_kerja))
        if naik and naik[0].pimpinan == orang.nip:
            naik = [*naik[1:2], *naik]
        return next((self.produk[unit.kode] for unit in naik if unit.kode in self.produk), [])


def _per_pimpinan(organisasi: Organisasi) -> dict[str, list[Unit]]:
    dipimpin: dict[str, list[Unit]] = {}
    for unit in organisasi.unit:
        if unit.pimpinan:
            dipimpin.setdefault(unit.pimpinan, []).append(unit)
    return dipimpin


def _per_unit(organisasi: Organisasi) -> dict[str, list[Pilihan]]:
    """The products of each unit that has any; those without a text cannot be chosen."""
    produk: dict[str, list[Pilihan]] = {}
    for satu in organisasi.produk:
        if sidik(satu.teks):
            produk.setdefault(satu.unit, []).append(Pilihan(satu.id, satu.teks))
    return produk


def pokok(nama_unit: str) -> str:
    """What a unit deals with, from its name: `Bidang Bina Marga` -> `Bina Marga`."""
    for awalan in ("Bidang ", "Subbagian ", "Tim Kerja ", "Subtim ", "Dinas ", "Badan "):
        nama_unit = nama_unit.removeprefix(awalan)
    return nama_unit


def _silangkan(
    jawaban: dict[Key, list[Jawaban]], organisasi: Organisasi, acak: random.Random, share_cross: float
) -> None:
    """Let some results support a product of another unit: of the same perangkat daerah, where it has another one."""
    dipimpin, produk = _per_pimpinan(organisasi), _per_unit(organisasi)
    per_pd: dict[str, list[str]] = {}
    for unit in organisasi.unit:
        if unit.kode in produk:
            per_pd.setdefault(unit.perangkat_daerah, []).append(unit.kode)
    for (nip, penilai), orang in _menulis(organisasi):
        hasil = jawaban[nip, penilai]
        terkait = {orang.unit_kerja, *(unit.kode for unit in dipimpin.get(penilai, ()))}
        for ke, satu in enumerate(hasil):
            if acak.random() >= share_cross or nip in dipimpin:
                continue
            unit_sendiri = organisasi.find_unit(orang.unit_kerja)
            dekat = per_pd.get(unit_sendiri.perangkat_daerah if unit_sendiri else "", [])
            lain = [kode for kode in dekat if kode not in terkait] or [kode for kode in produk if kode not in terkait]
            tujuan = acak.choice(produk[acak.choice(lain)]) if lain else None
            # A list shows each text once: the same text under two units could not be told apart on the form.
            if tujuan and all(sidik(tujuan.teks) != sidik(h.atasan) for h in hasil):
                hasil[ke] = Jawaban(satu.rencana, tujuan.teks, tujuan.id)


def choices(
    organisasi: Organisasi, jawaban: Mapping[Key, Sequence[Jawaban]], *, signing_key: bytes | None = None
) -> dict[Key, tuple[Pilihan, ...]]:
    """The list *yang diintervensi* of each workbook, so that these answers can be chosen in it and are read back.

    It has what was chosen, and all that stands beside it: the other products of that unit, the other results of that SKP.
    """
    sumber = {f"produk:{unit}": daftar for unit, daftar in _per_unit(organisasi).items()}
    for siapa, orang in _menulis(organisasi):
        buku = f"hasil:{id_buku(orang, organisasi, signing_key)}"
        sumber[buku] = [
            Pilihan(f"{buku}:utama:{nomor}", satu.rencana) for nomor, satu in enumerate(jawaban.get(siapa, ()), start=1)
        ]
    per_id = {satu.id: nama for nama, daftar in sumber.items() for satu in daftar}
    semua: dict[Key, tuple[Pilihan, ...]] = {}
    for siapa, hasil in jawaban.items():
        terpilih = {satu.id_atasan: satu.atasan for satu in hasil if satu.id_atasan}
        pilihan = {sidik(isi): Pilihan(id_, isi) for id_, isi in terpilih.items()}
        for nama in dict.fromkeys(per_id.get(id_, "") for id_ in terpilih):
            for satu in sumber.get(nama, ()):
                pilihan.setdefault(sidik(satu.teks), satu)
        semua[siapa] = tuple(pilihan.values())
    return semua


def skps(
    organisasi: Organisasi,
    jawaban: Mapping[Key, Sequence[Jawaban]] | None = None,
    *,
    instansi: str = INSTANSI,
    signing_key: bytes | None = None,
    **wishes: Any,
) -> list[Skp]:
    """The SKPs with these answers, in roster order, each result with 1-3 indikator: as they would be read from workbooks.

    Without `jawaban` they are made here; `wishes` are those of `answers` (seed, share_missing, ...).
    """
    if jawaban is None:
        jawaban = answers(organisasi, signing_key=signing_key, **wishes)
    identitas = {orang.nip: organisasi.identitas(orang) for orang in reversed(organisasi.pegawai)}
    semua = []
    for siapa, orang in _menulis(organisasi):
        if siapa not in jawaban:
            continue
        buku = id_buku(orang, organisasi, signing_key)
        acak = random.Random(buku)
        penilai = identitas.get(orang.nip_penilai) if orang.nip_penilai else None
        semua.append(
            Skp(
                form=FORMULIR[orang.pendekatan],
                versi=VERSI[FORMULIR[orang.pendekatan]],
                nip=orang.nip,
                instansi=instansi,
                periode=PERIODE,
                pegawai=organisasi.identitas(orang),
                pejabat_penilai=penilai or organisasi.penilai(orang),
                hasil_kerja=HasilKerjaSkp(
                    utama=tuple(
                        _hasil(orang, satu, buku, nomor, acak) for nomor, satu in enumerate(jawaban[siapa], start=1)
                    )
                ),
                perilaku_kerja=_perilaku(tuple(sorted(acak.sample(range(len(BERAKHLAK)), 2)))),
                lampiran=Lampiran(),
            )
        )
    return semua


def _hasil(orang: Pegawai, satu: Jawaban, buku: str, nomor: int, acak: random.Random) -> HasilKerja:
    """One result of an SKP, with what it is measured by."""
    dihitung = satu.rencana.partition(" ")[2]
    banyak = acak.choices((1, 2, 3), (2, 3, 2))[0]
    ukuran, indikator = None, None
    if orang.pendekatan == "kualitatif":
        ukuran = tuple(pola.format(f"hasil {dihitung}") for pola in acak.sample(kata.UKURAN, banyak))
    else:
        indikator = tuple(
            Indikator(
                nomor=ke,
                aspek=aspek,
                indikator_kinerja_individu=pola.format(dihitung),
                target=target.format(acak.randint(dari, sampai)),
            )
            for ke, (aspek, pola, target, dari, sampai) in enumerate(acak.sample(kata.INDIKATOR, banyak), start=1)
        )
    return HasilKerja(
        id=f"hasil:{buku}:utama:{nomor}",
        nomor=nomor,
        rencana_hasil_kerja_diintervensi=satu.atasan,
        diintervensi_id=satu.id_atasan,
        rencana_hasil_kerja=satu.rencana,
        indikator=indikator,
        ukuran_keberhasilan=ukuran,
    )


@cache
def _perilaku(diisi: tuple[int, ...]) -> tuple[PerilakuKerja, ...]:
    """The seven values, with an expectation in these rows (from 0)."""
    return tuple(
        PerilakuKerja(nomor=ke + 1, nilai=nilai, ekspektasi_khusus=kata.EKSPEKTASI[ke % 3] if ke in diisi else "")
        for ke, nilai in enumerate(BERAKHLAK)
    )


def as_typed(skp: Skp) -> dict[str, Any]:
    """What somebody must type to get this SKP: the tree that `skpxl fill` takes."""
    hasil = [satu.model_dump(exclude_none=True) for satu in skp.hasil_kerja.utama]
    perilaku = [
        {"nilai": satu.nilai, "ekspektasi_khusus": satu.ekspektasi_khusus}
        for satu in skp.perilaku_kerja
        if satu.ekspektasi_khusus
    ]
    return {"hasil_kerja": {"utama": hasil}, "perilaku_kerja": perilaku}

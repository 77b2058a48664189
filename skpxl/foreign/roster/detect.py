"""Where the tables of an unknown roster file are and what their columns mean: a first map, for people to correct.

Nothing is settled by a guess: two columns that could both be meant are left out and said.
"""

import re
from dataclasses import dataclass, field

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.roster.cards import find_labels
from skpxl.foreign.roster.content import columns_by_content
from skpxl.foreign.roster.header import Kepala, Kisi, find_headers, is_data
from skpxl.foreign.roster.mapping import Peta, PetaTabel, column_text
from skpxl.foreign.roster.rowkind import is_signature, names_unit
from skpxl.foreign.roster.titles import KATA
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Lembar

_TETAP = re.compile(
    r"^(?P<kata>unit kerja|unit organisasi|bidang|bagian|sub bagian|perangkat daerah|skpd|opd|satuan kerja)"
    r"\s*:\s*(?P<isi>\S.*)$",
    re.IGNORECASE,
)
_JUDUL = re.compile(r"(?:daftar|data|rekap|nominatif|lampiran|tabel)\b", re.IGNORECASE)
_INDUK = re.compile(r"^(?:dinas|badan|inspektorat|kecamatan|sekretariat daerah|sekretariat dprd)\b", re.IGNORECASE)
_JUDUL_MAKS = 5  # rows of titles above a further table


@dataclass
class Dugaan:
    """A map, remarks for each of its tables (from 1), and what was doubtful in making it."""

    tabel: list[PetaTabel] = field(default_factory=list)
    lain: dict[int, list[str]] = field(default_factory=dict)
    temuan: list[Finding] = field(default_factory=list)

    @property
    def peta(self) -> Peta:
        """The map itself."""
        return Peta(tabel=tuple(self.tabel))


def detect(lembar: list[Lembar], berkas: str, golongan: list[str]) -> Dugaan:
    """Find the tables of a file. Raises SkpxlError, with the reason, where there is no table of people in it."""
    hasil = Dugaan()
    for satu in lembar:
        kisi = Kisi(satu)
        kepala = find_headers(kisi)
        if kepala:
            _from_headers(kisi, kepala, berkas, hasil)
        elif not _from_cards(kisi, berkas, hasil):
            _from_content(kisi, berkas, golongan, hasil)
    if not any(tabel.isi == "pegawai" for tabel in hasil.tabel):
        nama = ", ".join(f"“{satu.name}”" for satu in lembar) or "(tidak ada)"
        raise SkpxlError(
            f"Tata letak {berkas} tidak dapat dibaca, karena pada lembar {nama} tidak ada baris judul dengan NIP atau "
            "Nama, tidak ada kartu berlabel Nama dan NIP, dan tidak ada kolom yang berisi NIP; tunjukkan letaknya "
            "dengan --map, atau pindahkan isinya ke daftar pegawai dari `skpxl new`."
        )
    return hasil


def _add(hasil: Dugaan, berkas: str, tabel: PetaTabel, sel: str, lain: list[str], code: str = "daftar-peta") -> None:
    hasil.tabel.append(tabel)
    hasil.lain[len(hasil.tabel)] = lain
    kolom = "; ".join(f"{kata} dari “{isi}”" for kata, isi in tabel.kolom.items())
    tetap = "".join(f"; {kata} “{isi}” dari judul di atasnya" for kata, isi in tabel.tetap.items())
    satu = temuan(code, found=tabel.isi, kolom=kolom + tetap, baris=tabel.baris)
    hasil.temuan.append(satu.at(file=berkas, sheet=tabel.lembar, cell=sel))


def _from_headers(kisi: Kisi, semua: list[Kepala], berkas: str, hasil: Dugaan) -> None:
    tertulis = [(kepala, _titles_above(kisi, semua, nomor)) for nomor, kepala in enumerate(semua)]
    kelompok: list[tuple[Kepala, tuple[int, dict[str, str]]]] = []
    for kepala, atas in tertulis:
        sama = kelompok and _same(kelompok[-1][0], kepala) and atas[1] in ({}, kelompok[-1][1][1])
        if not sama:  # a header repeated on the next page begins no table of its own
            kelompok.append((kepala, atas))
    for nomor, (kepala, (_, tetap)) in enumerate(kelompok):
        awal = kepala.akhir + 1
        akhir = kelompok[nomor + 1][1][0] - 1 if nomor + 1 < len(kelompok) else 0
        if akhir and akhir < awal:
            continue  # a header without rows
        baris = [row for row in sorted(kisi.baris) if awal <= row and (row <= akhir or not akhir)]
        kolom, rancu = _choose(kisi, kepala, baris)
        tempat = a1(kepala.awal, min(kepala.jalur))
        terpakai = set(kolom.values())
        lain = (
            [
                "Tidak dipakai: "
                + "; ".join(column_text(col, jalur) for col, jalur in kepala.jalur.items() if col not in terpakai)
            ]
            if set(kepala.jalur) - terpakai
            else []
        )
        for kata, pilihan in rancu.items():
            isi = "; ".join(column_text(col, kepala.jalur[col]) for col in pilihan)
            lain.append(f"RANCU: {kata} dapat berarti {isi}. Pilih satu dan tulis sebagai {kata} = ...")
            sel = a1(kepala.akhir, pilihan[0])
            satu = temuan("daftar-kolom-rancu", found=isi, kolom=kata)
            hasil.temuan.append(satu.at(file=berkas, sheet=kisi.lembar.name, cell=sel))
        if not kolom or (kepala.isi == "pegawai" and not {"nip", "nama", "nama_nip"} & set(kolom)):
            continue
        ber_unit = bool({"unit_kerja", "unit_id"} & set(kolom))
        tetap = {
            kata: isi for kata, isi in tetap.items() if kata not in kolom and not (kata == "unit_kerja" and ber_unit)
        }
        judul_bagian = (
            kepala.isi == "pegawai"
            and not ber_unit
            and not tetap.get("unit_kerja")
            and any(
                len(kisi.baris[row]) == 1 and names_unit(rapi(next(iter(kisi.baris[row].values())).text))
                for row in baris
            )
        )
        tabel = PetaTabel(
            isi=kepala.isi,
            lembar=kisi.lembar.name,
            kepala=str(kepala.awal) if kepala.awal == kepala.akhir else f"{kepala.awal}-{kepala.akhir}",
            baris=f"{awal}-{akhir or ''}",
            kolom={kata: column_text(col, kepala.jalur[col]) for kata, col in kolom.items()},
            tetap=tetap if kepala.isi == "pegawai" else {},
            judul_bagian="unit_kerja" if judul_bagian else "",
        )
        _add(hasil, berkas, tabel, tempat, lain)


def _choose(kisi: Kisi, kepala: Kepala, baris: list[int]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """One column for each of our words; where equally good titles hold different values, none, and the choice."""
    kolom: dict[str, int] = {}
    rancu: dict[str, list[int]] = {}
    for kata in KATA[kepala.isi]:
        calon = kepala.calon.get(kata, [])
        terbaik = [col for rank, col in calon if rank == calon[0][0]]
        berisi = [col for col in terbaik if any(kisi.teks(row, col) for row in baris)] or terbaik[:1]
        isi = {tuple(kisi.teks(row, col) for row in baris) for col in berisi}
        if len(isi) == 1:
            kolom[kata] = berisi[0]
        elif berisi:
            rancu[kata] = berisi
    return kolom, rancu


def _same(satu: Kepala, lain: Kepala) -> bool:
    return satu.isi == lain.isi and satu.jalur == lain.jalur


def _titles_above(kisi: Kisi, semua: list[Kepala], nomor: int) -> tuple[int, dict[str, str]]:
    """(first row of the titles above a header, what they say of all its people)."""
    kepala = semua[nomor]
    batas = semua[nomor - 1].akhir if nomor else 0
    awal, row, kosong = kepala.awal, kepala.awal - 1, 0
    tetap: dict[str, str] = {}
    while row > batas and (not nomor or (kepala.awal - row <= _JUDUL_MAKS and kosong < 2)):
        isi = kisi.baris.get(row, {})
        teks = [rapi(sel.text) for sel in isi.values()]
        if not isi:
            kosong += 1
        elif nomor and (len(isi) > 2 or is_data(isi) or any(map(is_signature, teks)) or not _title_like(teks)):
            break
        else:
            awal = row
            for kata, nilai in _facts(teks):
                tetap.setdefault(kata, nilai)
        row -= 1
    return awal, tetap


def _title_like(teks: list[str]) -> bool:
    satu = " ".join(teks)
    return bool(_TETAP.match(satu) or _JUDUL.match(satu) or names_unit(teks[0]))


def _facts(teks: list[str]) -> list[tuple[str, str]]:
    satu = " ".join(teks)
    if cocok := _TETAP.match(satu):
        induk = cocok["kata"].casefold() in ("perangkat daerah", "skpd", "opd", "satuan kerja")
        return [("perangkat_daerah" if induk else "unit_kerja", cocok["isi"])]
    if len(teks) == 1 and _INDUK.match(satu):
        return [("perangkat_daerah", satu)]
    return [("unit_kerja", satu)] if len(teks) == 1 and names_unit(satu) else []


def _from_cards(kisi: Kisi, berkas: str, hasil: Dugaan) -> bool:
    kartu = find_labels(kisi)
    if kartu is None:
        return False
    awal, label = kartu
    tabel = PetaTabel(isi="pegawai", lembar=kisi.lembar.name, susunan="kartu", baris=f"{awal}-", kolom=label)
    _add(hasil, berkas, tabel, a1(awal, min(kisi.baris[awal])), [])
    return True


def _from_content(kisi: Kisi, berkas: str, golongan: list[str], hasil: Dugaan) -> None:
    kolom = columns_by_content(kisi, golongan)
    if "nama_nip" not in kolom and not {"nip", "nama"} <= set(kolom):
        return
    awal = min(kisi.baris)
    tabel = PetaTabel(
        isi="pegawai",
        lembar=kisi.lembar.name,
        baris=f"{awal}-",
        kolom={kata: column_text(col) for kata, col in kolom.items()},
    )
    semua = {col for isi in kisi.baris.values() for col in isi} - set(kolom.values())
    lain = ["Tidak dipakai: " + ", ".join(column_text(col) for col in sorted(semua))] if semua else []
    _add(hasil, berkas, tabel, a1(awal, min(kisi.baris[awal])), lain, "daftar-tanpa-judul")

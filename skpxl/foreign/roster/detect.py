"""Where the tables of an unknown roster file are and what their columns mean: a first map, for people to correct.

Nothing is settled by a guess: two columns that could both be meant are left out and said.
"""

from dataclasses import dataclass, field

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import Heading, find_headings, is_data
from skpxl.foreign.roster.cards import find_labels
from skpxl.foreign.roster.content import columns_by_content
from skpxl.foreign.roster.mapping import Peta, PetaTabel, column_text
from skpxl.foreign.roster.words import KATA, RosterWords
from skpxl.foreign.sheet import Sheet
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1

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


def detect(lembar: list[Sheet], berkas: str, golongan: list[str], words: RosterWords) -> Dugaan:
    """Find the tables of a file. Raises SkpxlError, with the reason, where there is no table of people in it."""
    hasil = Dugaan()
    for kisi in lembar:
        kepala = find_headings(kisi, words)
        if kepala:
            _from_headings(kisi, kepala, words, berkas, hasil)
        elif not _from_cards(kisi, words, berkas, hasil):
            _from_content(kisi, words, berkas, golongan, hasil)
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


def _from_headings(kisi: Sheet, semua: list[Heading], words: RosterWords, berkas: str, hasil: Dugaan) -> None:
    tertulis = [(kepala, _titles_above(kisi, semua, nomor, words)) for nomor, kepala in enumerate(semua)]
    kelompok: list[tuple[Heading, tuple[int, dict[str, str]]]] = []
    for kepala, atas in tertulis:
        sama = kelompok and _same(kelompok[-1][0], kepala) and atas[1] in ({}, kelompok[-1][1][1])
        if not sama:  # a header repeated on the next page begins no table of its own
            kelompok.append((kepala, atas))
    for nomor, (kepala, (_, tetap)) in enumerate(kelompok):
        awal = kepala.bottom + 1
        akhir = kelompok[nomor + 1][1][0] - 1 if nomor + 1 < len(kelompok) else 0
        if akhir and akhir < awal:
            continue  # a header without rows
        baris = [row for row in sorted(kisi.rows) if awal <= row and (row <= akhir or not akhir)]
        kolom, rancu = _choose(kisi, kepala, baris)
        tempat = a1(kepala.top, min(kepala.paths))
        terpakai = set(kolom.values())
        lain = (
            [
                "Tidak dipakai: "
                + "; ".join(column_text(col, jalur) for col, jalur in kepala.paths.items() if col not in terpakai)
            ]
            if set(kepala.paths) - terpakai
            else []
        )
        for kata, pilihan in rancu.items():
            isi = "; ".join(column_text(col, kepala.paths[col]) for col in pilihan)
            lain.append(f"RANCU: {kata} dapat berarti {isi}. Pilih satu dan tulis sebagai {kata} = ...")
            sel = a1(kepala.bottom, pilihan[0])
            satu = temuan("daftar-kolom-rancu", found=isi, kolom=kata)
            hasil.temuan.append(satu.at(file=berkas, sheet=kisi.name, cell=sel))
        if not kolom or (kepala.kind == "pegawai" and not {"nip", "nama", "nama_nip"} & set(kolom)):
            continue
        ber_unit = bool({"unit_kerja", "unit_id"} & set(kolom))
        tetap = {
            kata: isi for kata, isi in tetap.items() if kata not in kolom and not (kata == "unit_kerja" and ber_unit)
        }
        judul_bagian = (
            kepala.kind == "pegawai"
            and not ber_unit
            and not tetap.get("unit_kerja")
            and any(
                len(kisi.rows[row]) == 1 and words.names_unit(rapi(next(iter(kisi.rows[row].values())).text))
                for row in baris
            )
        )
        tabel = PetaTabel(
            isi=kepala.kind,
            lembar=kisi.name,
            kepala=str(kepala.top) if kepala.top == kepala.bottom else f"{kepala.top}-{kepala.bottom}",
            baris=f"{awal}-{akhir or ''}",
            kolom={kata: column_text(col, kepala.paths[col]) for kata, col in kolom.items()},
            tetap=tetap if kepala.kind == "pegawai" else {},
            judul_bagian="unit_kerja" if judul_bagian else "",
        )
        _add(hasil, berkas, tabel, tempat, lain)


def _choose(kisi: Sheet, kepala: Heading, baris: list[int]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """One column for each of our words; where equally good titles hold different values, none, and the choice."""
    kolom: dict[str, int] = {}
    rancu: dict[str, list[int]] = {}
    for kata in KATA[kepala.kind]:
        calon = kepala.roles.get(kata, [])
        terbaik = [col for rank, col in calon if rank == calon[0][0]]
        berisi = [col for col in terbaik if any(kisi.text(row, col) for row in baris)] or terbaik[:1]
        isi = {tuple(kisi.text(row, col) for row in baris) for col in berisi}
        if len(isi) == 1:
            kolom[kata] = berisi[0]
        elif berisi:
            rancu[kata] = berisi
    return kolom, rancu


def _same(satu: Heading, lain: Heading) -> bool:
    return satu.kind == lain.kind and satu.paths == lain.paths


def _titles_above(kisi: Sheet, semua: list[Heading], nomor: int, words: RosterWords) -> tuple[int, dict[str, str]]:
    """(first row of the titles above a header, what they say of all its people)."""
    kepala = semua[nomor]
    batas = semua[nomor - 1].bottom if nomor else 0
    awal, row, kosong = kepala.top, kepala.top - 1, 0
    tetap: dict[str, str] = {}
    while row > batas and (not nomor or (kepala.top - row <= _JUDUL_MAKS and kosong < 2)):
        isi = kisi.rows.get(row, {})
        teks = [rapi(sel.text) for sel in isi.values()]
        if not isi:
            kosong += 1
        elif nomor and (
            len(isi) > 2
            or is_data(isi)
            or any(words.closing(satu) == "pasti" for satu in teks)
            or not words.is_title(teks)
        ):
            break
        else:
            awal = row
            if fact := words.fact(teks):
                tetap.setdefault(*fact)
        row -= 1
    return awal, tetap


def _from_cards(kisi: Sheet, words: RosterWords, berkas: str, hasil: Dugaan) -> bool:
    kartu = find_labels(kisi, words)
    if kartu is None:
        return False
    awal, label = kartu
    tabel = PetaTabel(isi="pegawai", lembar=kisi.name, susunan="kartu", baris=f"{awal}-", kolom=label)
    _add(hasil, berkas, tabel, a1(awal, min(kisi.rows[awal])), [])
    return True


def _from_content(kisi: Sheet, words: RosterWords, berkas: str, golongan: list[str], hasil: Dugaan) -> None:
    kolom = columns_by_content(kisi, words, golongan)
    if "nama_nip" not in kolom and not {"nip", "nama"} <= set(kolom):
        return
    awal = min(kisi.rows)
    tabel = PetaTabel(
        isi="pegawai",
        lembar=kisi.name,
        baris=f"{awal}-",
        kolom={kata: column_text(col) for kata, col in kolom.items()},
    )
    semua = {col for isi in kisi.rows.values() for col in isi} - set(kolom.values())
    lain = ["Tidak dipakai: " + ", ".join(column_text(col) for col in sorted(semua))] if semua else []
    _add(hasil, berkas, tabel, a1(awal, min(kisi.rows[awal])), lain, "daftar-tanpa-judul")

"""Made-up organisations of any size; a library for tests and benchmarks, it proves nothing itself.

Same arguments, same organisation. All people are invented: born on the first of a month, sequence numbers above 900.
What they write stands in `organisation_results`, whose functions can be had from here, too.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice

import organisation_words as kata
from organisation_results import Jawaban, Key, answers, as_typed, choices, pokok, skps

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit

__all__ = ["PEMDA", "Jawaban", "Key", "answers", "as_typed", "choices", "pemda", "perangkat_daerah", "skps"]

PEMDA = "PEMDA"
NAMA_PEMDA = "Pemerintah Kabupaten Contoh"
BUPATI = Identitas(nama="Kaisar Contoh", jabatan="Bupati Contoh", unit_kerja=NAMA_PEMDA)
TAHUN_TERAKHIR = 2021  # nobody is appointed later

# The penilai of a row: the NIP of somebody on the roster, or somebody who is not on it.
Penilai = str | Identitas


def perangkat_daerah(kode: str, units: int = 12, people: int = 400, levels: int = 4, seed: int = 0) -> Organisasi:
    """One perangkat daerah: `people` people in `units` units on `levels` levels, each with a pimpinan and 2-6 products.

    Rows that come on top of the people: vacant posts (2 %), and second posts as Plt. under another penilai (same NIP).
    The head's penilai stands on no roster, nor does that of a few others. A code of `organisation_words.PD` brings its
    name. Raises ValueError for fewer people than units.
    """
    bengkel = _Bengkel(f"{kode}|{seed}")
    umum = kata.KataPd(kode, f"Dinas {kode}", f"Kepala Dinas {kode}", 100, "", "", ("Pelayanan", "Pembinaan", "Sarana"))
    pd = next((satu for satu in kata.PD if satu.kode == kode), umum)
    _perangkat_daerah(bengkel, pd, units, people, levels, induk="", penilai=BUPATI)
    return bengkel.organisasi()


def pemda(pds: int = 39, people: int = 20_000, seed: int = 0) -> Organisasi:
    """A whole pemda: a top unit `PEMDA` and below it `pds` perangkat daerah of very different sizes.

    The sekretaris daerah heads PEMDA and is penilai of every second head of a perangkat daerah; his own and the others'
    penilai is the Bupati, who stands on no roster. Raises ValueError for fewer than 8 people per perangkat daerah.
    """
    bengkel = _Bengkel(f"pemda|{seed}")
    lain = (
        kata.KataPd(f"KEC-{n}", f"Kecamatan Contoh {n}", f"Camat Contoh {n}", 55, "", "", ("Ketenteraman",))
        for n in count(3)
    )
    semua = [*kata.PD[:pds], *islice(lain, max(0, pds - len(kata.PD)))]
    sekda = bengkel.orang(1, "Sekretaris Daerah", "JPT Pratama", PEMDA, BUPATI)
    bengkel.unit_baru(Unit(kode=PEMDA, nama=NAMA_PEMDA, pimpinan=sekda, perangkat_daerah=NAMA_PEMDA), kata.PRODUK_PEMDA)
    asisten = ("Pemerintahan", "Perekonomian", "Administrasi Umum")
    for bidang in asisten:
        bengkel.orang(1, f"Asisten {bidang}", "JPT Pratama", PEMDA, sekda)
    banyak = _bagi(people - 1 - len(asisten), [pd.bobot for pd in semua], minimal=8)
    for nomor, (pd, orang) in enumerate(zip(semua, banyak, strict=True)):
        units = max(3, orang // 30)
        levels = 2 if units < 4 else 3 if units < 8 else 4
        penilai = BUPATI if nomor % 2 else sekda
        _perangkat_daerah(bengkel, pd, units, orang, levels, induk=PEMDA, penilai=penilai)
    return bengkel.organisasi()


def _bagi(banyak: int, bobot: Sequence[float], minimal: int = 0) -> list[int]:
    """`banyak` things divided by weight, at least `minimal` for each; the sum is exact."""
    lebih = banyak - minimal * len(bobot)
    if lebih < 0:
        raise ValueError(
            f"{banyak} orang tidak cukup untuk {len(bobot)} bagian yang masing-masing sedikitnya {minimal}"
        )
    kumulatif, jumlah, sudah, hasil = 0.0, sum(bobot), 0, []
    for satu in bobot:
        kumulatif += satu
        sampai = round(lebih * kumulatif / jumlah)
        hasil.append(minimal + sampai - sudah)
        sudah = sampai
    return hasil


class _Bengkel:
    """The rows of a roster while they are made, and what is taken already: NIPs, names with a birth date."""

    def __init__(self, benih: str) -> None:
        self.acak = random.Random(benih)
        self.pegawai: list[Pegawai] = []
        self.unit: list[Unit] = []
        self.produk: list[Produk] = []
        self._nip: set[str] = set()
        self._lahir: dict[str, set[str]] = {}  # birth dates by name

    def organisasi(self) -> Organisasi:
        return Organisasi(pegawai=tuple(self.pegawai), unit=tuple(self.unit), produk=tuple(self.produk))

    def unit_baru(self, unit: Unit, produk: Sequence[str]) -> None:
        self.unit.append(unit)
        self.produk += [Produk(unit=unit.kode, kode=f"P{n}", teks=teks) for n, teks in enumerate(produk, start=1)]

    def orang(self, pangkat: int, jabatan: str, jenis: str, unit: str, penilai: Penilai) -> str:
        """A new person's row; his NIP. `pangkat` goes from 1 (head of a perangkat daerah) to 4 (leads nobody)."""
        acak = self.acak
        wanita, pppk = acak.random() < 0.5, pangkat == 4 and acak.random() < 0.15
        nip = self.nip(wanita=wanita, pppk=pppk, tua=pangkat < 3)
        nama = acak.choice(kata.GELAR[pangkat]).format(self._nama(wanita, nip[:8]))
        golongan = acak.choice(kata.GOLONGAN_PPPK if pppk else kata.GOLONGAN[pangkat])
        other = next((other for end, other in kata.GOLONGAN_JABATAN.items() if jabatan.endswith(end)), {})
        self.baris(
            Pegawai(
                nip=nip,
                nama=nama,
                pangkat_golongan=other.get(golongan, golongan),
                jabatan=jabatan,
                jenis_jabatan=jenis,
                status="PPPK" if pppk else "PNS",
                unit_kerja=unit,
                email=f"pegawai{len(self.pegawai) + 1}@contoh.example",
                pendekatan="kualitatif" if acak.random() < 0.15 else "kuantitatif",
            ),
            penilai,
        )
        return nip

    def baris(self, orang: Pegawai, penilai: Penilai) -> None:
        """A row of sheet Pegawai, under this penilai."""
        nip, luar = (penilai, None) if isinstance(penilai, str) else (penilai.nip, penilai)
        tambahan = {"nip_penilai": nip, "penilai_luar": luar, "baris": len(self.pegawai) + 2}
        self.pegawai.append(orang.model_copy(update=tambahan))

    def nip(self, *, wanita: bool, pppk: bool = False, tua: bool = False) -> str:
        """An invented NIP that nobody has. Years and months vary, so 99 sequence numbers are enough for anybody."""
        acak = self.acak
        while True:
            lahir = acak.randint(1964, 1984) if tua else acak.randint(1968, 1999)
            if pppk:
                tmt = f"{acak.randint(max(2019, lahir + 20), TAHUN_TERAKHIR)}21"
            else:
                tmt = f"{min(lahir + acak.randint(20, 32), TAHUN_TERAKHIR)}{acak.randint(1, 12):02}"
            nip = f"{lahir}{acak.randint(1, 12):02}01{tmt}{2 if wanita else 1}{acak.randint(901, 999)}"
            if nip not in self._nip:
                self._nip.add(nip)
                return nip

    def _nama(self, wanita: bool, lahir: str) -> str:
        """A name that nobody has; now and then one that somebody has, but for the titles, who was born on another day."""
        acak = self.acak
        while True:
            nama = " ".join(map(acak.choice, (kata.WANITA if wanita else kata.PRIA, kata.TENGAH, kata.BELAKANG)))
            if self._lahir and acak.random() < 0.01:
                nama = next(reversed(self._lahir))
            elif nama in self._lahir:
                continue
            if lahir not in self._lahir.setdefault(nama, set()):
                self._lahir[nama].add(lahir)
                return nama


@dataclass(eq=False)
class _Simpul:
    """A unit while its perangkat daerah is planned. `plt` is the unit whose pimpinan leads this one, too."""

    kode: str
    nama: str
    jabatan: str
    jenis: str
    objek: str
    induk: "_Simpul | None" = None
    anak: list["_Simpul"] = field(default_factory=list)
    plt: "_Simpul | None" = None
    pimpinan: str = ""

    @property
    def tingkat(self) -> int:
        """1 for the perangkat daerah itself."""
        return self.induk.tingkat + 1 if self.induk else 1

    def turun(self) -> Iterator["_Simpul"]:
        """This unit and those below it, as an office lists them."""
        yield self
        for satu in self.anak:
            yield from satu.turun()

    def climb(self) -> list["_Simpul"]:
        """This unit and those above it, up to the perangkat daerah."""
        return [self, *(self.induk.climb() if self.induk else ())]


def _perangkat_daerah(
    bengkel: _Bengkel, pd: kata.KataPd, units: int, people: int, levels: int, *, induk: str, penilai: Penilai
) -> None:
    """Add the rows of one perangkat daerah; `penilai` is its head's."""
    if not 1 <= units <= people or levels < 1:
        raise ValueError(f"{people} orang tidak cukup untuk {units} unit di {levels} tingkat")
    acak = bengkel.acak
    simpul = list(_pohon(pd, units, levels, acak).turun())
    rangkap = max(1, people // 150) if people >= 20 else 0
    _pilih_plt(simpul, (rangkap + 1) // 2, acak)
    kepala = sum(1 for satu in simpul if satu.plt is None)
    bobot = [0.3 if satu.tingkat == 1 and units > 1 else acak.uniform(0.4, 1.8) for satu in simpul]
    staf = _bagi(people - kepala, bobot)
    lowong = _bagi(round(people * 0.02), acak.sample(range(1, units + 1), units))
    luar = max(1, people // 200) if people >= 20 else 0
    calon: list[Pegawai] = []  # people who lead nobody
    for satu, banyak, kosong in zip(simpul, staf, lowong, strict=True):
        atasan: Penilai = satu.induk.pimpinan if satu.induk else penilai
        if satu.plt:
            satu.pimpinan = satu.plt.pimpinan
            orang = next(p for p in bengkel.pegawai if p.nip == satu.pimpinan)
            _rangkap(bengkel, orang, f"Plt. {satu.jabatan}", satu.jenis, satu.kode, atasan)
        else:
            satu.pimpinan = bengkel.orang(min(satu.tingkat, 3), satu.jabatan, satu.jenis, satu.kode, atasan)
        unit = Unit(
            kode=satu.kode,
            nama=satu.nama,
            induk=satu.induk.kode if satu.induk else induk,
            pimpinan=satu.pimpinan,
            perangkat_daerah=pd.nama,
        )
        produk = acak.sample(kata.PRODUK, acak.randint(2, 6))
        bengkel.unit_baru(unit, [teks.format(satu.objek) for teks in produk])
        calon += _anggota(bengkel, satu, banyak, kosong)
    _di_luar(bengkel, calon[: 3 * luar : 3])
    _kedua(bengkel, simpul, calon[1::3], rangkap // 2 if any(satu.plt for satu in simpul) else rangkap)


def _anggota(bengkel: _Bengkel, satu: _Simpul, banyak: int, kosong: int) -> list[Pegawai]:
    """The people of a unit below its pimpinan, and its vacant posts; those who lead nobody.

    In a large unit some are ketua, and most of the others have one of them as penilai.
    """
    acak = bengkel.acak
    ketua = [
        bengkel.orang(3, *acak.choice(kata.JABATAN_KETUA), satu.kode, satu.pimpinan)
        for _ in range(banyak // 8 if banyak >= 8 else 0)
    ]
    for _ in range(banyak - len(ketua)):
        atasan = acak.choice(ketua) if ketua and acak.random() < 0.8 else satu.pimpinan
        bengkel.orang(4, *acak.choice(kata.JABATAN), satu.kode, atasan)
    biasa = bengkel.pegawai[len(bengkel.pegawai) - banyak + len(ketua) :] if banyak > len(ketua) else []
    for _ in range(kosong):
        jabatan, jenis = acak.choice(kata.JABATAN)
        bengkel.baris(Pegawai(jabatan=jabatan, jenis_jabatan=jenis, unit_kerja=satu.kode), satu.pimpinan)
    return biasa


def _rangkap(bengkel: _Bengkel, orang: Pegawai, jabatan: str, jenis: str, unit: str, penilai: Penilai) -> None:
    """A second row of somebody: another post, another penilai, another SKP."""
    kedua = {"jabatan": jabatan, "jenis_jabatan": jenis, "unit_kerja": unit}
    bengkel.baris(orang.model_copy(update=kedua), penilai)


def _kedua(bengkel: _Bengkel, simpul: Sequence[_Simpul], calon: Sequence[Pegawai], banyak: int) -> None:
    """Second posts of people who lead nobody, in another unit under its pimpinan."""
    for orang in bengkel.acak.sample(calon, min(banyak, len(calon))):
        lain = [satu for satu in simpul if satu.kode != orang.unit_kerja and satu.pimpinan != orang.nip_penilai]
        if lain:
            tujuan = bengkel.acak.choice(lain)
            jabatan, jenis = bengkel.acak.choice(kata.JABATAN)
            _rangkap(bengkel, orang, f"Plt. {jabatan}", jenis, tujuan.kode, tujuan.pimpinan)


def _di_luar(bengkel: _Bengkel, calon: Sequence[Pegawai]) -> None:
    """Give these people a penilai of another instansi, every second one with a NIP."""
    for nomor, orang in enumerate(calon):
        nip = bengkel.nip(wanita=False, tua=True) if nomor % 2 else ""
        lain = Identitas(
            nip=nip, nama=f"Penilai Luar {nomor + 1}", jabatan="Pejabat Instansi Lain", unit_kerja="Instansi Lain"
        )
        ke = orang.baris - 2
        bengkel.pegawai[ke] = orang.model_copy(update={"nip_penilai": nip, "penilai_luar": lain})


def _pohon(pd: kata.KataPd, units: int, levels: int, acak: random.Random) -> _Simpul:
    """The units of a perangkat daerah with their names, one at least on each level as far as there are enough."""
    puncak = _Simpul(pd.kode, pd.nama, pd.jabatan, "JPT Pratama", pokok(pd.nama).lower())
    banyak = [1] * min(units, levels)
    lebih = units - len(banyak)
    if len(banyak) > 2:
        di_dua = min(lebih, len(pd.topik), max(1, lebih // 2))
        banyak[1] += di_dua
        sisa = [3.0, 1.0, *[1.0] * levels][: len(banyak) - 2]
        banyak[2:] = [satu + b for satu, b in zip(banyak[2:], _bagi(lebih - di_dua, sisa), strict=True)]
    elif len(banyak) == 2:
        banyak[1] += lebih
    elif lebih:
        raise ValueError(f"{units} unit tidak muat di satu tingkat")
    atas = [puncak]
    for jumlah in banyak[1:]:
        # One hangs on the last, so that there is a later branch in which somebody can be Plt.; the others on any.
        induk = [atas[-1], *acak.choices(atas, k=jumlah - 1)]
        atas = [_anak(satu, pd) for satu in sorted(induk, key=atas.index)]
    return puncak


def _anak(induk: _Simpul, pd: kata.KataPd) -> _Simpul:
    """One more unit below `induk`, named as such units are."""
    ke = len(induk.anak)
    kode = f"{induk.kode}.{ke + 1}"
    topik = pd.topik[(ke - 1) % len(pd.topik)]
    putaran = f" {1 + (ke - 1) // len(pd.topik)}" if ke > len(pd.topik) else ""
    if induk.tingkat == 1 and ke == 0:
        satu = _Simpul(kode, "Sekretariat", "Sekretaris", "Administrator", "kesekretariatan")
    elif induk.tingkat == 1:
        bidang = f"{topik}{putaran}"
        satu = _Simpul(kode, f"Bidang {bidang}", f"Kepala Bidang {bidang}", "Administrator", bidang.lower())
    elif induk.nama == "Sekretariat" and ke < len(kata.SUBBAGIAN):
        nama = kata.SUBBAGIAN[ke]
        satu = _Simpul(kode, f"Subbagian {nama}", f"Kepala Subbagian {nama}", "Pengawas", nama.lower())
    elif induk.tingkat == 2 and pd.cabang and ke >= 2:
        nama = f"{pd.cabang} {induk.kode.rpartition('.')[2]}{ke:02}"
        satu = _Simpul(kode, nama, f"Kepala {nama}", "Pengawas", f"{pd.objek} di {nama}")
    else:
        jenis, lingkup = ("Tim Kerja", kata.LINGKUP_TIM) if induk.tingkat == 2 else ("Subtim", kata.LINGKUP_SUBTIM)
        putaran = f" {1 + ke // len(lingkup)}" if ke >= len(lingkup) else ""
        nama = f"{jenis} {lingkup[ke % len(lingkup)]} {pokok(induk.nama)}{putaran}"
        objek = f"{lingkup[ke % len(lingkup)].lower()} {induk.objek}{putaran}"
        satu = _Simpul(kode, nama, f"Ketua {nama}", "Fungsional Keahlian", objek)
    satu.induk = induk
    induk.anak.append(satu)
    return satu


def _pilih_plt(simpul: Sequence[_Simpul], banyak: int, acak: random.Random) -> None:
    """Choose units that have no pimpinan of their own: one of an earlier branch leads them, too, under another penilai.

    Nobody becomes, over others, his own superior: it is always an earlier branch, and never twice on one line.
    """
    terpakai: set[str] = set()
    for satu in acak.sample(simpul, len(simpul)):
        sebaris = [*satu.climb(), *satu.turun()]
        if satu.tingkat < 3 or satu.kode in terpakai or any(lain.plt for lain in sebaris):
            continue
        sebelum = simpul[1 : simpul.index(satu.climb()[-2])]
        calon = [lain for lain in sebelum if lain.tingkat <= 3 and lain.plt is None and lain.kode not in terpakai]
        if calon and banyak:
            satu.plt = acak.choice(calon)
            terpakai.add(satu.plt.kode)
            banyak -= 1

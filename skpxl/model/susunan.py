"""Building matrices from SKPs: the matriks of every unit, and of a whole branch of the organisation at any level.

Every result stands exactly once among the matrices of the units: under a product of the unit it serves, else in *Belum
terpetakan* of the person's own unit. Nothing is dropped; what has no place says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpxl.model.fate import PersonFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.rantai import Kenaikan, Rantai, Tujuan, pangkal
from skpxl.model.skp import UKURAN, Bagian, HasilKerja, Skp, slot_key
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi, Produk, Unit

# The matriks of everything, above all topmost units.
SEMUA = Unit(kode="", nama="Seluruh perangkat daerah")


def baris_skp(organisasi: Organisasi, skp: Skp) -> Pegawai | None:
    """The row of the roster that an SKP belongs to; None where the roster has no place for it.

    Of a person with several rows (mutasi, Plt., a second penilai) the row of the same unit and penilai.
    """

    def cocok(satu: Pegawai) -> tuple[bool, bool]:
        return (
            sidik(organisasi.nama_unit(satu.unit_kerja)) == sidik(skp.pegawai.unit_kerja),
            satu.nip_penilai == skp.pejabat_penilai.nip,
        )

    baris = organisasi.baris_pegawai(skp.pegawai.nip)
    satu = max(baris, key=cocok) if len(baris) > 1 else baris[0] if baris else None
    return satu if satu and organisasi.find_unit(satu.unit_kerja) else None


def unit_skp(organisasi: Organisasi, skp: Skp) -> str:
    """The code of the unit that an SKP is made in; empty where the roster has no place for it."""
    satu = baris_skp(organisasi, skp)
    return satu.unit_kerja if satu else ""


@dataclass
class _Baris:
    """A row being filled: one roster row (or a person of another unit), its SKPs, its roles by product."""

    orang: Pegawai
    luar: bool = False
    di_unit_lain: int = 0
    peran: dict[str, list[Peran]] = field(default_factory=dict)
    sisa: list[Peran] = field(default_factory=list)


class _Lembar:
    """A matriks being built: its unit, columns and rows by identity of the roster row."""

    def __init__(self, unit: Unit, orang: Sequence[Pegawai], kolom: Sequence[Produk]) -> None:
        self.unit = unit
        self.tujuan = Tujuan(kolom)
        self.baris: dict[int, _Baris] = {id(satu): _Baris(satu) for satu in orang}

    def untuk(self, orang: Pegawai) -> _Baris:
        """The row of a person, added as one of another unit where he has none yet."""
        return self.baris.setdefault(id(orang), _Baris(orang, luar=True))


class Penyusun:
    """All SKPs of a run, placed over the organisation.

    `fates` tell of each row of the roster (from 1) how it stands with its SKP; without them the SKPs alone tell it.
    """

    def __init__(
        self,
        organisasi: Organisasi,
        skps: Sequence[Skp],
        sepakat: Kesepakatan | None = None,
        fates: Mapping[int, PersonFate] | None = None,
    ) -> None:
        self.organisasi = organisasi
        self._fates = fates
        self._nomor = {id(orang): nomor for nomor, orang in enumerate(organisasi.pegawai, start=1)}
        self.rantai = Rantai(skps, sepakat)
        self._sepakat = sepakat
        self._per_baris: dict[int, list[Skp]] = {}
        # Indikator that somebody supports by id: then they, not the results, head the columns.
        self._indikator = {
            h.diintervensi_id for skp in skps for _, _, h in skp.semua_hasil() if UKURAN in (h.diintervensi_id or "")
        }
        for skp in skps:
            if orang := baris_skp(organisasi, skp):
                self._per_baris.setdefault(id(orang), []).append(skp)

    def per_unit(self) -> list[MatriksPeranHasil]:
        """The matriks of every unit that has people or roles, in roster order.

        A role made in another unit stands in the matriks of the unit whose product it serves.
        """
        lembar: dict[str, _Lembar] = {}
        for unit in self.organisasi.unit_sekali():
            orang = self.organisasi.anggota(unit.kode)
            lembar[unit.kode] = _Lembar(unit, orang, self._kolom(unit, orang))
        pemilik = {
            id_: kode
            for kode, satu in lembar.items()
            for produk in satu.tujuan.produk
            for id_ in (produk.id, produk.peran_id)
            if id_
        }
        for kode, satu in lembar.items():
            for baris in [baris for baris in satu.baris.values() if not baris.luar]:
                for skp in self._per_baris.get(id(baris.orang), ()):
                    for bagian, nomor, hasil in _tertulis(skp):
                        self._place(kode, baris.orang, skp, (bagian, nomor, hasil), lembar, pemilik)
        return [self._jadi(satu) for satu in lembar.values() if satu.baris]

    def bawahan(self, unit: Unit) -> MatriksPeranHasil:
        """The matriks of a unit with everybody in it and in the units below, under the unit's own products.

        With `SEMUA` everybody, under the products of the topmost units.
        """
        cabang = self.organisasi.cabang(unit.kode)
        orang = [satu for anak in cabang for satu in self.organisasi.anggota(anak.kode)]
        if unit.kode:
            kolom = self._kolom(unit, self.organisasi.anggota(unit.kode))
        else:
            kolom = [
                produk for puncak in self.organisasi.anak("") for produk in self.organisasi.produk_unit(puncak.kode)
            ]
        lembar = _Lembar(unit, orang, kolom)
        for baris in lembar.baris.values():
            for skp in self._per_baris.get(id(baris.orang), ()):
                for bagian, nomor, hasil in _tertulis(skp):
                    naik = self.rantai.climb(skp, hasil, lembar.tujuan)
                    _lay(baris, naik, _peran(bagian, nomor, hasil, naik))
        return self._jadi(lembar, bercabang=True)

    def _place(
        self,
        kode: str,
        orang: Pegawai,
        skp: Skp,
        satu: tuple[Bagian, int, HasilKerja],
        lembar: dict[str, _Lembar],
        pemilik: dict[str, str],
    ) -> None:
        """Put one result where it belongs.

        That is the unit whose product was chosen by id, else the own unit, else those above it, nearest first; what
        reaches none of them is left over in the own unit.
        """
        hasil = satu[2]
        dipilih = pemilik.get(hasil.diintervensi_id or "")
        atas = [unit.kode for unit in self.organisasi.rantai_unit(kode)][1:]
        di, naik = kode, None
        for calon in dict.fromkeys([*([dipilih] if dipilih else []), kode, *atas]):
            if calon in lembar and (coba := self.rantai.climb(skp, hasil, lembar[calon].tujuan)).produk:
                di, naik = calon, coba
                break
        if naik is None:
            naik = self.rantai.climb(skp, hasil, lembar[kode].tujuan)
            # The pimpinan's own result that is a column of his unit, because the roster names no products.
            kolom = next((p for p in lembar[kode].tujuan.produk if p.asal and pangkal(p.asal) == hasil.id), None)
            naik = replace(naik, produk=kolom) if kolom else naik
        if di != kode:
            lembar[kode].baris[id(orang)].di_unit_lain += 1
        _lay(lembar[di].untuk(orang), naik, _peran(*satu, naik))

    def _kolom(self, unit: Unit, orang: Sequence[Pegawai]) -> list[Produk]:
        """The columns of a unit: its products, else the results of its pimpinan, else where its people's chains end.

        On the second level the ketua tim's own roles are the column heads (PermenPANRB 6/2022).
        """
        if produk := self.organisasi.produk_unit(unit.kode):
            return produk
        if pimpinan := self.organisasi.find_pegawai(unit.pimpinan) if unit.pimpinan else None:
            hasil = [
                satu
                for baris in self.organisasi.baris_pegawai(pimpinan.nip)
                for skp in self._per_baris.get(id(baris), ())
                for _, _, satu in _tertulis(skp)
            ]
            if hasil and self.organisasi.bawahan(pimpinan.nip):
                return [produk for satu in hasil for produk in self._sebagai_kolom(unit, satu)]
        return self._kolom_dari_puncak(unit, orang)

    def _sebagai_kolom(self, unit: Unit, hasil: HasilKerja) -> list[Produk]:
        """A result of the pimpinan as a column; as one per indikator where his people support those."""
        ukuran = hasil.ukuran()
        if any(id_ in self._indikator for id_, _ in ukuran):
            return [Produk(unit=unit.kode, kode=id_, teks=rapi(teks), asal=id_) for id_, teks in ukuran]
        return [
            Produk(
                unit=unit.kode,
                kode=hasil.id or "",
                teks=rapi(hasil.rencana_hasil_kerja),
                asal=hasil.id or "",
                peran_id=hasil.peran_id or "",
            )
        ]

    def _kolom_dari_puncak(self, unit: Unit, orang: Sequence[Pegawai]) -> list[Produk]:
        """Columns for a unit without products: the texts at which its people's chains end, in order of appearance."""
        tanpa = Tujuan(())
        # What serves another unit's product stands there, and is no column of this one.
        lain = {produk.id for produk in self.organisasi.produk}
        puncak: dict[str, str] = {}
        for satu in orang:
            for skp in self._per_baris.get(id(satu), ()):
                for _, _, hasil in _tertulis(skp):
                    naik = self.rantai.climb(skp, hasil, tanpa)
                    if naik.jalan and naik.ujung not in lain:
                        puncak.setdefault(sidik(naik.jalan[-1]), naik.jalan[-1])
        return [
            Produk(unit=unit.kode, kode=str(nomor), teks=teks) for nomor, teks in enumerate(puncak.values(), start=1)
        ]

    def _fate(self, orang: Pegawai) -> PersonFate:
        if self._fates is not None:
            return self._fates[self._nomor[id(orang)]]
        if id(orang) in self._per_baris:
            return PersonFate.DITERIMA
        return PersonFate.LOWONG if orang.kosong else PersonFate.BELUM_MASUK

    def _jadi(self, lembar: _Lembar, *, bercabang: bool = False) -> MatriksPeranHasil:
        banyak: dict[str, int] = {}
        for satu in lembar.baris.values():
            if satu.orang.nip:
                banyak[satu.orang.nip] = banyak.get(satu.orang.nip, 0) + 1
        return MatriksPeranHasil(
            unit=lembar.unit,
            kolom=lembar.tujuan.produk,
            bercabang=bercabang,
            baris=tuple(
                BarisMatriks(
                    nama=satu.orang.nama,
                    nip=satu.orang.nip,
                    jabatan=satu.orang.jabatan,
                    unit=satu.orang.unit_kerja,
                    nama_unit=self.organisasi.nama_unit(satu.orang.unit_kerja),
                    penilai=self.organisasi.penilai(satu.orang).nama if banyak.get(satu.orang.nip, 0) > 1 else "",
                    luar=satu.luar,
                    peran={id_: tuple(peran) for id_, peran in satu.peran.items()},
                    sisa=tuple(satu.sisa),
                    fate=self._fate(satu.orang),
                    nomor=self._nomor[id(satu.orang)],
                    di_unit_lain=satu.di_unit_lain,
                )
                for satu in lembar.baris.values()
            ),
        )


def _tertulis(skp: Skp) -> list[tuple[Bagian, int, HasilKerja]]:
    return [satu for satu in skp.semua_hasil() if satu[2].rencana_hasil_kerja.strip()]


def _peran(bagian: Bagian, nomor: int, hasil: HasilKerja, naik: Kenaikan) -> Peran:
    return Peran(
        teks=rapi(hasil.rencana_hasil_kerja),
        id=hasil.id or "",
        peran_id=hasil.peran_id or "",
        key=slot_key("hasil_kerja", bagian, nomor, "rencana_hasil_kerja"),
        atas=naik.atas,
        jalan=naik.jalan,
        sebab=naik.sebab,
    )


def _lay(baris: _Baris, naik: Kenaikan, peran: Peran) -> None:
    if naik.produk:
        baris.peran.setdefault(naik.produk.id, []).append(peran)
    else:
        baris.sisa.append(peran)


def arrange_matriks(
    organisasi: Organisasi, skps: Sequence[Skp], units: Sequence[str] = (), sepakat: Kesepakatan | None = None
) -> list[MatriksPeranHasil]:
    """The matriks of every unit that has people (or of `units`), in roster order."""
    semua = Penyusun(organisasi, skps, sepakat).per_unit()
    return [satu for satu in semua if not units or satu.unit.kode in units]


def organisasi_dari_skp(skps: Sequence[Skp], produk: Sequence[tuple[str, str]]) -> Organisasi:
    """What can be known of an organisation without a roster: units, people and reporting lines from the workbooks.

    `produk` are (unit name, product text) pairs that the workbooks carried, in order.
    """
    unit: dict[str, Unit] = {}
    pegawai: dict[tuple[str, str], Pegawai] = {}
    nip = {skp.pegawai.nip for skp in skps}
    for skp in skps:
        nama = rapi(skp.pegawai.unit_kerja) or "Tanpa nama unit"
        unit.setdefault(nama, Unit(kode=nama, nama=nama))
        pegawai.setdefault(
            (skp.pegawai.nip or skp.pegawai.nama, nama),
            Pegawai(
                nip=skp.pegawai.nip,
                nama=skp.pegawai.nama,
                pangkat_golongan=skp.pegawai.pangkat_golongan,
                jabatan=skp.pegawai.jabatan,
                unit_kerja=nama,
                nip_penilai=skp.pejabat_penilai.nip if skp.pejabat_penilai.nip in nip else "",
            ),
        )
    bernomor: dict[str, list[str]] = {}
    for nama_unit, teks in produk:
        daftar = bernomor.setdefault(rapi(nama_unit), [])
        if sidik(teks) not in map(sidik, daftar):
            daftar.append(teks)
    return Organisasi(
        pegawai=tuple(pegawai.values()),
        unit=tuple(unit.values()),
        produk=tuple(
            Produk(unit=nama, kode=str(nomor), teks=teks)
            for nama, daftar in bernomor.items()
            for nomor, teks in enumerate(daftar, start=1)
        ),
    )

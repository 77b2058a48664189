"""The chain from a member's result over the superior's results to a product, and the matriks built along it.

Links go by id where the workbooks carry one, else by normalised text. What cannot be placed is kept, with the reason.
"""

from collections.abc import Sequence

from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import HasilKerja, Skp, kunci
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi, Produk, Unit


class Rantai:
    """All results of a set of SKPs, to be followed upward."""

    def __init__(self, skps: Sequence[Skp], organisasi: Organisasi) -> None:
        self._organisasi = organisasi
        self._per_id: dict[str, tuple[Skp, HasilKerja]] = {}
        self._per_teks: dict[tuple[str, str], tuple[Skp, HasilKerja]] = {}
        self._masuk = {skp.pegawai.nip for skp in skps}
        for skp in skps:
            for _, _, hasil in skp.semua_hasil():
                if hasil.id:
                    self._per_id.setdefault(hasil.id, (skp, hasil))
                if teks := sidik(hasil.rencana_hasil_kerja):
                    self._per_teks.setdefault((skp.pegawai.nip, teks), (skp, hasil))

    def naik(self, skp: Skp, hasil: HasilKerja, produk: Sequence[Produk]) -> tuple[Produk | None, list[str], str]:
        """Follow one result up to one of `produk`: (product or None, the texts passed, why it ended without one)."""
        per_id = {satu.id: satu for satu in produk}
        per_teks = {sidik(satu.teks): satu for satu in reversed(produk)}
        jalan: list[str] = []
        terlihat: set[int] = set()
        while id(hasil) not in terlihat:
            terlihat.add(id(hasil))
            atas = hasil.rencana_hasil_kerja_diintervensi
            if not atas.strip():
                return None, jalan, "hasil kerja atasan belum dipilih"
            jalan.append(rapi(atas))
            tujuan = per_id.get(hasil.diintervensi_id or "") or per_teks.get(sidik(atas))
            if tujuan:
                return tujuan, jalan, ""
            lanjut = self._hasil_atasan(skp, hasil)
            if lanjut is None:
                return None, jalan, self._sebab(skp, atas)
            skp, hasil = lanjut
        return None, jalan, "hasil kerja atasan saling menunjuk (melingkar)"

    def _hasil_atasan(self, skp: Skp, hasil: HasilKerja) -> tuple[Skp, HasilKerja] | None:
        if hasil.diintervensi_id and hasil.diintervensi_id in self._per_id:
            return self._per_id[hasil.diintervensi_id]
        return self._per_teks.get((skp.pejabat_penilai.nip, sidik(hasil.rencana_hasil_kerja_diintervensi)))

    def _sebab(self, skp: Skp, teks: str) -> str:
        atasan = skp.pejabat_penilai
        sebutan = atasan.nama or atasan.jabatan or "atasan"
        if atasan.nip and atasan.nip not in self._masuk:
            return f"“{rapi(teks)}” bukan produk unit ini dan SKP {sebutan} belum masuk"
        return f"“{rapi(teks)}” tidak ada di SKP {sebutan} dan bukan produk unit ini"


def unit_skp(organisasi: Organisasi, skp: Skp) -> str:
    """The code of the unit in whose matriks an SKP stands; empty where the roster has no place for it.

    Of a person with several rows (mutasi, Plt., a second penilai) the row of the same penilai and unit counts.
    """

    def cocok(satu: Pegawai) -> tuple[bool, bool]:
        return (
            sidik(organisasi.nama_unit(satu.unit_kerja)) == sidik(skp.pegawai.unit_kerja),
            satu.nip_penilai == skp.pejabat_penilai.nip,
        )

    baris = [satu for satu in organisasi.pegawai if satu.nip and satu.nip == skp.pegawai.nip]
    kode = max(baris, key=cocok).unit_kerja if baris else ""
    return kode if organisasi.cari_unit(kode) else ""


def susun_matriks(organisasi: Organisasi, skps: Sequence[Skp], units: Sequence[str] = ()) -> list[MatriksPeranHasil]:
    """The matriks of every unit that has people (or of `units`), in roster order.

    A person with several SKPs (mutasi, Plt., a second penilai) has a row in each unit he belongs to, with the roles of
    the SKPs made there.
    """
    rantai = Rantai(skps, organisasi)
    per_unit: dict[str, dict[str, list[Skp]]] = {}
    for skp in skps:
        per_unit.setdefault(unit_skp(organisasi, skp), {}).setdefault(skp.pegawai.nip, []).append(skp)
    hasil = []
    for unit in {unit.kode: unit for unit in reversed(organisasi.unit)}.values():
        orang = organisasi.anggota(unit.kode)
        if not unit.kode or (units and unit.kode not in units) or not orang:
            continue
        hasil.append(_matriks(unit, orang, organisasi, per_unit.get(unit.kode, {}), rantai))
    return hasil[::-1]


def _matriks(
    unit: Unit, orang: Sequence[Pegawai], organisasi: Organisasi, per_nip: dict[str, list[Skp]], rantai: Rantai
) -> MatriksPeranHasil:
    kolom = organisasi.produk_unit(unit.kode) or _kolom_dari_puncak(unit, orang, per_nip, rantai)
    baris: list[BarisMatriks] = []
    sudah: set[str] = set()
    for satu in orang:
        # The same NIP under two penilai is two rows of the roster but one person in the matriks.
        if satu.nip and satu.nip in sudah:
            continue
        sudah.add(satu.nip)
        skps = per_nip.get(satu.nip, []) if satu.nip else []
        peran: dict[str, tuple[Peran, ...]] = {}
        sisa: list[Peran] = []
        for skp in skps:
            for bagian, nomor, hasil in skp.semua_hasil():
                if not hasil.rencana_hasil_kerja.strip():
                    continue
                produk, jalan, sebab = rantai.naik(skp, hasil, kolom)
                satu_peran = Peran(
                    teks=rapi(hasil.rencana_hasil_kerja),
                    id=hasil.id or "",
                    key=kunci("hasil_kerja", bagian, nomor, "rencana_hasil_kerja"),
                    jalan=tuple(jalan),
                    sebab=sebab,
                )
                if produk:
                    peran[produk.id] = (*peran.get(produk.id, ()), satu_peran)
                else:
                    sisa.append(satu_peran)
        baris.append(
            BarisMatriks(
                nama=satu.nama, nip=satu.nip, jabatan=satu.jabatan, peran=peran, sisa=tuple(sisa), masuk=bool(skps)
            )
        )
    return MatriksPeranHasil(unit=unit, kolom=tuple(kolom), baris=tuple(baris))


def _kolom_dari_puncak(
    unit: Unit, orang: Sequence[Pegawai], per_nip: dict[str, list[Skp]], rantai: Rantai
) -> list[Produk]:
    """Columns for a unit without products: the texts at which its people's chains end, in order of appearance."""
    puncak: dict[str, str] = {}
    for satu in orang:
        for skp in per_nip.get(satu.nip, []) if satu.nip else []:
            for _, _, hasil in skp.semua_hasil():
                if hasil.rencana_hasil_kerja.strip():
                    _, jalan, _ = rantai.naik(skp, hasil, ())
                    if jalan:
                        puncak.setdefault(sidik(jalan[-1]), jalan[-1])
    return [Produk(unit=unit.kode, kode=str(nomor), teks=teks) for nomor, teks in enumerate(puncak.values(), start=1)]


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

"""In which order SKPs are gone through: as the roster has their people, superiors before their people."""

from collections.abc import Sequence

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


class BarisPegawai:
    """The rows of a roster, to be found by the SKP that was made for them; without a roster nothing is found."""

    def __init__(self, organisasi: Organisasi | None) -> None:
        self._organisasi = organisasi or Organisasi()
        self._per_nip: dict[str, list[tuple[int, Pegawai]]] = {}
        for nomor, orang in enumerate(self._organisasi.pegawai):
            if orang.nip:
                self._per_nip.setdefault(orang.nip, []).append((nomor, orang))

    def find(self, skp: Skp) -> tuple[int, Pegawai] | None:
        """(place on the roster from 0, row) of an SKP, or None.

        Of a person with several rows (mutasi, Plt., a second penilai) the row of the same unit and penilai counts.
        """

        def cocok(satu: tuple[int, Pegawai]) -> tuple[bool, bool]:
            nama_unit = self._organisasi.nama_unit(satu[1].unit_kerja)
            sama_unit = sidik(nama_unit) == sidik(skp.pegawai.unit_kerja)
            return sama_unit, satu[1].nip_penilai == skp.pejabat_penilai.nip

        return max(self._per_nip.get(skp.pegawai.nip, ()), key=cocok, default=None)

    def atasan(self, nip: str) -> list[str]:
        """The NIPs of the penilai of all rows of one person."""
        return [orang.nip_penilai for _, orang in self._per_nip.get(nip, ()) if orang.nip_penilai]


def atasan_dahulu(skps: Sequence[Skp], baris: BarisPegawai) -> list[int]:
    """The places of `skps` in roster order (people outside it last), each person behind his pejabat penilai.

    All SKPs of one person stand together. Where superiors go round in a circle, the one who is first on the roster is.
    """
    letak = {nomor: baris.find(skp) for nomor, skp in enumerate(skps)}
    menurut_daftar = sorted(letak, key=lambda nomor: ((satu := letak[nomor]) is None, satu[0] if satu else 0, nomor))
    per_orang: dict[str, list[int]] = {}
    atasan: dict[str, list[str]] = {}
    for nomor in menurut_daftar:
        nip = skps[nomor].pegawai.nip or f"tanpa NIP {nomor}"
        per_orang.setdefault(nip, []).append(nomor)
        atasan.setdefault(nip, baris.atasan(nip)).append(skps[nomor].pejabat_penilai.nip)
    urut: dict[str, None] = {}
    terlihat: set[str] = set()
    for nip in per_orang:
        tumpukan = [nip]
        while tumpukan:
            satu = tumpukan[-1]
            terlihat.add(satu)
            # Somebody whose own SKP is not here still leads to those above him.
            di_atas = atasan[satu] if satu in atasan else baris.atasan(satu)
            belum = next((lain for lain in di_atas if lain and lain not in terlihat), None)
            if belum is not None:
                tumpukan.append(belum)
            else:
                urut.setdefault(tumpukan.pop())
    return [nomor for nip in urut for nomor in per_orang.get(nip, ())]

"""The chain from a member's result over the superior's results to a product. It builds no matriks.

Links go by id where the workbooks carry one, else by normalised text. Where a superior's SKP is missing, the agreed matriks
tells what his role serves, if there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.skp import UKURAN, HasilKerja, Skp
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Produk

LINGKAR = "hasil kerja atasan saling menunjuk (melingkar)"
BELUM_DIPILIH = "hasil kerja atasan belum dipilih"
# The results of a JPT serve nobody above (form SKP JPT): they are where chains end.
PUNCAK = "hasil kerja pimpinan tertinggi"


def pangkal(id_: str) -> str:
    """The id of a result, where `id_` is that of one of its indikator."""
    return id_.partition(UKURAN)[0]


class Tujuan:
    """The products that chains are to end at, to be found by id or text; of equal texts the first counts."""

    def __init__(self, produk: Iterable[Produk]) -> None:
        self.produk = tuple(produk)
        self._per_id = {id_: satu for satu in self.produk for id_ in (satu.id, satu.peran_id) if id_}
        self._per_teks = {sidik(satu.teks): satu for satu in reversed(self.produk)}

    def find(self, id_: str, teks: str) -> Produk | None:
        """The product with this id (or the result whose indikator it is), else with this text."""
        return self._per_id.get(id_) or self._per_id.get(pangkal(id_)) or self._per_teks.get(sidik(teks))


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """One result followed upward: the product it ends at, the texts passed, the id it hangs on directly.

    Where it ends at no product, `ujung` is the last id on the way and `sebab` says why it broke off.
    """

    produk: Produk | None
    jalan: tuple[str, ...] = ()
    atas: str = ""
    ujung: str = ""
    sebab: str = ""


class Rantai:
    """All results of a set of SKPs, to be followed upward."""

    def __init__(self, skps: Sequence[Skp], sepakat: Kesepakatan | None = None) -> None:
        self._sepakat = sepakat.per_id if sepakat else {}
        self._per_id: dict[str, tuple[Skp, HasilKerja]] = {}
        self._per_teks: dict[tuple[str, str], tuple[Skp, HasilKerja]] = {}
        self._masuk = {skp.pegawai.nip for skp in skps}
        for skp in skps:
            for _, _, hasil in skp.semua_hasil():
                for id_ in (hasil.id, hasil.peran_id):
                    if id_:
                        self._per_id.setdefault(id_, (skp, hasil))
                if teks := sidik(hasil.rencana_hasil_kerja):
                    self._per_teks.setdefault((skp.pegawai.nip, teks), (skp, hasil))

    def climb(self, skp: Skp, hasil: HasilKerja, tujuan: Tujuan) -> Kenaikan:
        """Follow one result up to one of the products of `tujuan`."""
        id_, teks, pemilik = (
            hasil.diintervensi_id or "",
            hasil.rencana_hasil_kerja_diintervensi,
            skp.pejabat_penilai.nip,
        )
        pertama = ""
        jalan: list[str] = []
        terlihat: set[int] = {id(hasil)}
        while True:
            if not teks.strip():
                sebab = PUNCAK if skp.bagi == "jpt" else BELUM_DIPILIH
                return Kenaikan(None, tuple(jalan), pertama, id_, sebab)
            jalan.append(rapi(teks))
            if produk := tujuan.find(id_, teks):
                return Kenaikan(produk, tuple(jalan), pertama or produk.id)
            lanjut = self._per_id.get(pangkal(id_)) or self._per_teks.get((pemilik, sidik(teks)))
            if lanjut is not None:
                skp, hasil = lanjut
                pertama = pertama or hasil.id or ""
                if id(hasil) in terlihat:
                    return Kenaikan(None, tuple(jalan), pertama, id_, LINGKAR)
                terlihat.add(id(hasil))
                id_, teks = hasil.diintervensi_id or "", hasil.rencana_hasil_kerja_diintervensi
                pemilik = skp.pejabat_penilai.nip
            elif id_ in self._sepakat:
                satu = self._sepakat[id_]
                pertama = pertama or id_
                if id(satu) in terlihat:
                    return Kenaikan(None, tuple(jalan), pertama, id_, LINGKAR)
                terlihat.add(id(satu))
                id_, teks = satu.peran.kolom, satu.pembagian.teks_kolom(satu.peran.kolom)
                pemilik = satu.pembagian.pimpinan
            else:
                return Kenaikan(None, tuple(jalan), pertama, id_, self._sebab(skp, teks))

    def _sebab(self, skp: Skp, teks: str) -> str:
        atasan = skp.pejabat_penilai
        sebutan = atasan.nama or atasan.jabatan or "atasan"
        if atasan.nip and atasan.nip not in self._masuk:
            return f"“{rapi(teks)}” bukan produk unit ini dan SKP {sebutan} belum masuk"
        return f"“{rapi(teks)}” tidak ada di SKP {sebutan} dan bukan produk unit ini"

"""The chain from a member's result over the superior's results to a product. It builds no matriks.

Links go by id where the workbooks carry one, else by normalised text. Where a superior's SKP is missing, the agreed matriks
tells what his role serves, if there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.skp import UKURAN, HasilKerja, Skp
from skpxl.model.teks import one_line, sidik
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
        self._by_id = {id_: product for product in self.produk for id_ in (product.id, product.peran_id) if id_}
        self._by_text = {sidik(product.teks): product for product in reversed(self.produk)}

    def find(self, id_: str, text: str) -> Produk | None:
        """The product with this id (or the result whose indikator it is), else with this text."""
        return self._by_id.get(id_) or self._by_id.get(pangkal(id_)) or self._by_text.get(sidik(text))


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """One result followed upward: the product it ends at, the texts passed, the id it hangs on directly.

    Where it ends at no product, `end` is the last id on the way and `reason` says why it broke off.
    """

    produk: Produk | None
    path: tuple[str, ...] = ()
    above: str = ""
    end: str = ""
    reason: str = ""


class Rantai:
    """All results of a set of SKPs, to be followed upward."""

    def __init__(self, skps: Sequence[Skp], sepakat: Kesepakatan | None = None) -> None:
        self._agreed = sepakat.by_id if sepakat else {}
        self._by_id: dict[str, tuple[Skp, HasilKerja]] = {}
        self._by_text: dict[tuple[str, str], tuple[Skp, HasilKerja]] = {}
        self._masuk = {skp.pegawai.nip for skp in skps}
        for skp in skps:
            for _, _, hasil in skp.semua_hasil():
                for id_ in (hasil.id, hasil.peran_id):
                    if id_:
                        self._by_id.setdefault(id_, (skp, hasil))
                if text := sidik(hasil.rencana_hasil_kerja):
                    self._by_text.setdefault((skp.pegawai.nip, text), (skp, hasil))

    def climb(self, skp: Skp, hasil: HasilKerja, tujuan: Tujuan) -> Kenaikan:
        """Follow one result up to one of the products of `tujuan`."""
        id_, text, owner = (
            hasil.diintervensi_id or "",
            hasil.rencana_hasil_kerja_diintervensi,
            skp.pejabat_penilai.nip,
        )
        first = ""
        way: list[str] = []
        seen: set[int] = {id(hasil)}
        while True:
            if not text.strip():
                reason = PUNCAK if skp.bagi == "jpt" else BELUM_DIPILIH
                return Kenaikan(None, tuple(way), first, id_, reason)
            way.append(one_line(text))
            if produk := tujuan.find(id_, text):
                return Kenaikan(produk, tuple(way), first or produk.id)
            above = self._by_id.get(pangkal(id_)) or self._by_text.get((owner, sidik(text)))
            if above is not None:
                skp, hasil = above
                first = first or hasil.id or ""
                if id(hasil) in seen:
                    return Kenaikan(None, tuple(way), first, id_, LINGKAR)
                seen.add(id(hasil))
                id_, text = hasil.diintervensi_id or "", hasil.rencana_hasil_kerja_diintervensi
                owner = skp.pejabat_penilai.nip
            elif id_ in self._agreed:
                role = self._agreed[id_]
                first = first or id_
                if id(role) in seen:
                    return Kenaikan(None, tuple(way), first, id_, LINGKAR)
                seen.add(id(role))
                id_, text = role.peran.kolom, role.pembagian.teks_kolom(role.peran.kolom)
                owner = role.pembagian.pimpinan
            else:
                return Kenaikan(None, tuple(way), first, id_, self._reason(skp, text))

    def _reason(self, skp: Skp, text: str) -> str:
        atasan = skp.pejabat_penilai
        sebutan = atasan.nama or atasan.jabatan or "atasan"
        if atasan.nip and atasan.nip not in self._masuk:
            return f"“{one_line(text)}” bukan produk unit ini dan SKP {sebutan} belum masuk"
        return f"“{one_line(text)}” tidak ada di SKP {sebutan} dan bukan produk unit ini"

"""The chain from a member's result over the superior's results to a product. It builds no matriks.

Links go by what was chosen, held against its id (`Choice`), else by what the text says (`Sense.same`): numbering,
abbreviations and letter case make no difference, and where a text may mean two things none is taken. Where a superior's SKP is
missing, the agreed matriks tells what his role serves, if there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from skpxl.model.choice import Choice, Judge, Today
from skpxl.model.kesepakatan import Kesepakatan, PeranPegawai
from skpxl.model.links import PLAIN, JudgedLink
from skpxl.model.skp import UKURAN, HasilKerja, Skp
from skpxl.model.teks import one_line, sidik
from skpxl.model.unit import Produk
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense

LINGKAR = "hasil kerja atasan saling menunjuk (melingkar)"
BELUM_DIPILIH = "hasil kerja atasan belum dipilih"
# The results of a JPT serve nobody above (form SKP JPT): they are where chains end.
PUNCAK = "hasil kerja pimpinan tertinggi"


def pangkal(id_: str) -> str:
    """The id of a result, where `id_` is that of one of its indikator."""
    return id_.partition(UKURAN)[0]


class Tujuan:
    """The products that chains are to end at, to be found by id or text."""

    def __init__(self, produk: Iterable[Produk], sense: Sense = PLAIN) -> None:
        self.produk = tuple(produk)
        self.sense = sense
        self._by_id = {id_: product for product in self.produk for id_ in (product.id, product.peran_id) if id_}
        self._by_text = BySense(sense, ((product.teks, product) for product in self.produk))

    def find(self, id_: str, text: str) -> Produk | None:
        """The product with this id (or the result whose indikator it is), else the one whose text is in the same letters."""
        if by_id := self._by_id.get(id_) or self._by_id.get(pangkal(id_)):
            return by_id
        exact = _one_each(self._by_text.exact(text))
        return exact[0] if len(exact) == 1 else None

    def meant(self, text: str) -> list[Produk]:
        """The products that a text may mean."""
        return _one_each(self._by_text.find(text))


def _one_each(products: Iterable[Produk]) -> list[Produk]:
    """Of products in equal letters in one unit the first stands for all."""
    found: dict[tuple[str, str], Produk] = {}
    for product in products:
        found.setdefault((product.unit, sidik(product.teks)), product)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """One result followed upward: the product it ends at, the texts passed, the id it hangs on directly.

    Where it ends at no product, `end` is the last id on the way, `reason` says why it broke off, and `broken_at` is the SKP and
    the result in it whose link leads no further: what is to be corrected stands there. `link` is the first link, where what was
    chosen is told in other words today, or stands against its id.
    """

    produk: Produk | None
    path: tuple[str, ...] = ()
    above: str = ""
    end: str = ""
    reason: str = ""
    broken_at: tuple[Skp, HasilKerja] | None = None
    link: JudgedLink | None = None


# More results of one superior in equal words than this are not followed to see whether they end alike.
_FOLLOWED = 5
_Written = tuple[Skp, HasilKerja]


@dataclass(frozen=True, slots=True)
class _Way:
    """How far one result has been followed: where it stands now, what it has passed."""

    written: _Written
    seen: frozenset[int]
    passed: tuple[str, ...] = ()
    first: str = ""
    agreed: PeranPegawai | None = None

    @property
    def skp(self) -> Skp:
        return self.written[0]

    @property
    def id_(self) -> str:
        return self.agreed.peran.kolom if self.agreed else self.written[1].diintervensi_id or ""

    @property
    def text(self) -> str:
        """What the link says that is to be followed next."""
        if self.agreed:
            return self.agreed.pembagian.teks_kolom(self.agreed.peran.kolom)
        return self.written[1].rencana_hasil_kerja_diintervensi

    @property
    def owner(self) -> str:
        return self.agreed.pembagian.pimpinan if self.agreed else self.skp.pejabat_penilai.nip

    def up(self, skp: Skp, hasil: HasilKerja) -> "_Way":
        """One step on, to a result of the superior."""
        passed = (*self.passed, one_line(self.text))
        return _Way((skp, hasil), self.seen | {id(hasil)}, passed, self.first or hasil.id or "")

    def over(self, role: PeranPegawai) -> "_Way":
        """One step on, to a role agreed on, whose SKP is missing."""
        passed = (*self.passed, one_line(self.text))
        return _Way(self.written, self.seen | {id(role)}, passed, self.first or role.peran.id, role)

    def arrived(self, produk: Produk) -> Kenaikan:
        return Kenaikan(produk, (*self.passed, one_line(self.text)), self.first or produk.id)

    def broken(self, reason: str, end: str = "", *, passed: bool = False) -> Kenaikan:
        way = (*self.passed, one_line(self.text)) if passed else self.passed
        return Kenaikan(None, way, self.first, end or self.id_, reason, self.written)


class Rantai:
    """All results of a set of SKPs, to be followed upward."""

    def __init__(self, skps: Sequence[Skp], sepakat: Kesepakatan | None = None, today: Today | None = None) -> None:
        self._agreed = sepakat.by_id if sepakat else {}
        today = today or Today()
        self._judge, sense = Judge(skps, self._agreed, today), today.sense
        self._by_id: dict[str, _Written] = {}
        self._of_person: dict[str, BySense[_Written]] = {}
        self._masuk = {skp.pegawai.nip for skp in skps}
        for skp in skps:
            of_person = self._of_person.setdefault(skp.pegawai.nip, BySense(sense))
            for _, _, hasil in skp.semua_hasil():
                if hasil.id:
                    self._by_id.setdefault(hasil.id, (skp, hasil))
                of_person.add(hasil.rencana_hasil_kerja, (skp, hasil))

    def climb(self, skp: Skp, hasil: HasilKerja, tujuan: Tujuan) -> Kenaikan:
        """Follow one result up to one of the products of `tujuan`."""
        climbed = self._follow(_Way((skp, hasil), frozenset({id(hasil)})), tujuan)
        link = self.choice(skp, hasil).link
        return climbed if link is None or (climbed.produk and link.bertentangan) else replace(climbed, link=link)

    def choice(self, skp: Skp, hasil: HasilKerja) -> Choice:
        """What a result hangs on directly, as it is today."""
        return self._judge.of_skp(skp, hasil.diintervensi_id or "", hasil.rencana_hasil_kerja_diintervensi)

    def _follow(self, way: "_Way", tujuan: Tujuan) -> Kenaikan:
        while True:
            text = way.text
            if not text.strip():
                return way.broken(PUNCAK if way.skp.bagi == "jpt" else BELUM_DIPILIH)
            choice = self._judge.of_role(way.agreed) if way.agreed else self.choice(*way.written)
            if produk := next(filter(None, (tujuan.find(*name) for name in choice.names())), None):
                return way.arrived(produk)
            above = self._certain(choice)
            products: list[Produk] = []
            if not above:  # not in these letters, then by sense
                results = self._of_person.get(way.owner)
                above, products = results.find(text) if results else [], tujuan.meant(text)
            if len(above) + len(products) > 1:
                return self._agreeing(way, above, products, tujuan)
            if products:
                return way.arrived(products[0])
            if above:
                if id(above[0][1]) in way.seen:
                    return way.broken(LINGKAR, choice.id, passed=True)
                way = way.up(*above[0])
            elif choice.peran and choice.peran.id:
                role = self._agreed[choice.peran.id]
                if id(role) in way.seen:
                    return way.broken(LINGKAR, choice.id, passed=True)
                way = way.over(role)
            else:
                return way.broken(self._reason(way, choice), choice.id, passed=True)

    def _certain(self, choice: Choice) -> list[_Written]:
        """The superior's result that was chosen, else those of his in the same letters."""
        if choice.hasil and (by_id := self._by_id.get(pangkal(choice.hasil.id))):
            return [by_id]
        results = self._of_person.get(choice.owner)
        return results.exact(choice.text) if results else []

    def _agreeing(self, way: "_Way", above: list[_Written], products: list[Produk], tujuan: Tujuan) -> Kenaikan:
        """Where a text may mean several things, the first of them, as long as all lead to the same end."""
        ends = [way.arrived(produk) for produk in products]
        if len(above) <= _FOLLOWED:
            ends += [self._follow(way.up(*written), tujuan) for written in above if id(written[1]) not in way.seen]
            if len({(end.produk.id,) if end.produk else (end.end, *map(sidik, end.path[-1:])) for end in ends}) == 1:
                return ends[0]
        texts = [produk.teks for produk in products] + [hasil.rencana_hasil_kerja for _, hasil in above]
        several = " dan ".join(f"“{one_line(text)}”" for text in texts[:3])
        return way.broken(f"“{one_line(way.text)}” dapat berarti {len(texts)} hal yang berbeda: {several}", passed=True)

    def _reason(self, way: "_Way", choice: Choice) -> str:
        """Why a chain ends at a choice."""
        text, atasan = one_line(choice.text), way.skp.pejabat_penilai
        if (link := choice.link) and link.bertentangan:
            where = f" di SKP {way.skp.pegawai.nama or way.skp.pegawai.jabatan or 'atasan'}" if way.passed else ""
            return f"yang dipilih{where} “{text}”, tetapi di tempatnya sekarang tertulis “{one_line(link.sekarang)}”"
        if unit := self._judge.gone_from(choice):
            return f"“{text}” tidak ada lagi dalam daftar produk {unit}"
        sebutan = atasan.nama or atasan.jabatan or "atasan"
        if atasan.nip and atasan.nip not in self._masuk:
            return f"“{text}” bukan produk unit ini dan SKP {sebutan} belum masuk"
        return f"“{text}” tidak ada di SKP {sebutan} dan bukan produk unit ini"

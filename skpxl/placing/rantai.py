"""The chain from a member's result over the superior's results to a product. It builds no matriks.

Links go by what was chosen, held against its id (`Choice`), else by what the text says (`Sense.same`): numbering,
abbreviations and letter case make no difference, and where a text may mean two things none is taken. Where a superior's SKP is
missing, the agreed matriks tells what his role serves, if there is one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from skpxl.model.kesepakatan import Kesepakatan, PeranPegawai
from skpxl.model.pegawai import Pegawai
from skpxl.model.putus import JenisPutus, Putus
from skpxl.model.skp import HasilKerja, Identitas, Skp, slot_key, without_measure
from skpxl.model.teks import one_line, sidik
from skpxl.model.unit import PRODUCT, Organisasi, Produk
from skpxl.placing.choice import Choice, Judge, Today
from skpxl.placing.links import PLAIN, JudgedLink
from skpxl.placing.sambungan import Sambungan, StepUp
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense


class Tujuan:
    """The products that chains are to end at, to be found by id or text."""

    def __init__(self, produk: Iterable[Produk], sense: Sense = PLAIN) -> None:
        self.produk = tuple(produk)
        self.sense = sense
        self._by_id = {id_: product for product in self.produk for id_ in (product.id, product.peran_id) if id_}
        self._by_text = BySense(sense, ((product.teks, product) for product in self.produk))

    def find(self, id_: str, text: str) -> Produk | None:
        """The product with this id (or the result whose indikator it is), else the one whose text is in the same letters."""
        if by_id := self._by_id.get(id_) or self._by_id.get(without_measure(id_)):
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


_Written = tuple[Skp, HasilKerja]


@dataclass(frozen=True, slots=True)
class Kenaikan:
    """One result followed upward: the product it ends at, the texts passed, the id it hangs on directly.

    Where it ends at no product, `end` is the last id on the way, `putus` says where and why it broke off, and `broken_at` is
    the SKP and the result in it whose link leads no further: what is to be corrected stands there. `link` is the first link,
    where what was chosen is told in other words today, or stands against its id. `over` are the superiors' results on the way,
    nearest first, each with how many texts of `path` lead to it.
    """

    produk: Produk | None
    path: tuple[str, ...] = ()
    above: str = ""
    end: str = ""
    putus: Putus | None = None
    broken_at: _Written | None = None
    link: JudgedLink | None = None
    over: tuple[tuple[_Written, int], ...] = ()

    @property
    def reason(self) -> str:
        """Why it broke off, in words; empty where it did not."""
        return self.putus.sebab if self.putus else ""


# More results of one superior in equal words than this are not followed to see whether they end alike.
_FOLLOWED = 5


@dataclass(frozen=True, slots=True)
class _Way:
    """How far one result has been followed: where it stands now, what it has passed.

    `trail` are the names of the results passed, `products` those of the products; `led` is what the last product leads to.
    `results` are the superiors' results among them, each with how many texts led to it.
    """

    written: _Written
    seen: frozenset[int]
    passed: tuple[str, ...] = ()
    first: str = ""
    agreed: PeranPegawai | None = None
    led: StepUp | None = None
    trail: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    results: tuple[tuple[_Written, int], ...] = ()

    @property
    def skp(self) -> Skp:
        return self.written[0]

    @property
    def id_(self) -> str:
        if self.led:
            return self.led.id
        return self.agreed.peran.kolom if self.agreed else self.written[1].diintervensi_id or ""

    @property
    def text(self) -> str:
        """What the link says that is to be followed next."""
        if self.led:
            return self.led.teks
        if self.agreed:
            return self.agreed.pembagian.teks_kolom(self.agreed.peran.kolom)
        return self.written[1].rencana_hasil_kerja_diintervensi

    @property
    def owner(self) -> str:
        return self.agreed.pembagian.pimpinan if self.agreed else self.skp.pejabat_penilai.nip

    def up(self, skp: Skp, hasil: HasilKerja) -> "_Way":
        """One step on, to a result of the superior."""
        passed = (*self.passed, one_line(self.text))
        return replace(
            self,
            written=(skp, hasil),
            seen=self.seen | {id(hasil)},
            passed=passed,
            first=self.first or hasil.id or "",
            agreed=None,
            led=None,
            trail=(*self.trail, _name(*self.written)),
            results=(*self.results, ((skp, hasil), len(passed))),
        )

    def over(self, role: PeranPegawai) -> "_Way":
        """One step on, to a role agreed on, whose SKP is missing."""
        passed = (*self.passed, one_line(self.text))
        seen, first = self.seen | {id(role)}, self.first or role.peran.id
        return replace(self, seen=seen, passed=passed, first=first, agreed=role, led=None)

    def along(self, produk: str, step: StepUp) -> "_Way":
        """One step on, over a product of a lower unit (its id) to what it supports."""
        products = (*self.products, produk)
        if step.hasil:
            return replace(self.up(*step.hasil), products=products)
        return replace(self, passed=(*self.passed, one_line(self.text)), led=step, products=products)

    def arrived(self, produk: Produk) -> Kenaikan:
        return Kenaikan(produk, (*self.passed, one_line(self.text)), self.first or produk.id)

    def broken(self, putus: Putus, end: str = "") -> Kenaikan:
        way = (*self.passed, *([one_line(self.text)] if self.text.strip() else []))
        return Kenaikan(None, way, self.first, end or self.id_, putus, self.written, over=self.results)

    def circle(self, start: str, end: str) -> Kenaikan:
        """Back where it has been, at the result (or role, or product) of this name; entered anywhere it is one circle."""
        trail = (*self.trail, _name(*self.written))
        names = trail[trail.index(start) :] if start in trail else (start,)
        return self.broken(_at(*self.written, JenisPutus.LINGKAR, id_=min(names)), end)


class Rantai:
    """All results of a set of SKPs, to be followed upward; `sambungan` leads on from the products of lower units."""

    def __init__(
        self,
        skps: Sequence[Skp],
        sepakat: Kesepakatan | None = None,
        today: Today | None = None,
        sambungan: Sambungan | None = None,
    ) -> None:
        self._links = sambungan or Sambungan(Organisasi(), ())
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

    def climb(self, skp: Skp, hasil: HasilKerja, tujuan: Tujuan, cabang: Collection[str] = ()) -> Kenaikan:
        """Follow one result up to one of the products of `tujuan`.

        Products of the units of `cabang` lead on to those above them; one of any other unit ends the chain.
        """
        climbed = self._follow(_Way((skp, hasil), frozenset({id(hasil)})), tujuan, cabang)
        link = self.choice(skp, hasil).link
        return climbed if link is None or (climbed.produk and link.bertentangan) else replace(climbed, link=link)

    def choice(self, skp: Skp, hasil: HasilKerja) -> Choice:
        """What a result hangs on directly, as it is today."""
        return self._judge.of_skp(skp, hasil.diintervensi_id or "", hasil.rencana_hasil_kerja_diintervensi)

    def _follow(self, way: "_Way", tujuan: Tujuan, cabang: Collection[str]) -> Kenaikan:
        while True:
            if not way.text.strip():
                return way.broken(_at(*way.written, JenisPutus.PUNCAK if way.skp.bagi == "jpt" else JenisPutus.HASIL))
            choice = self._chosen(way)
            if produk := next(filter(None, (tujuan.find(*name) for name in choice.names())), None):
                return way.arrived(produk)
            crossed = self._crossed(way, choice) if cabang else None
            lacking: Putus | None = None
            if crossed is not None:
                if crossed.id in way.products:
                    return way.circle(min(way.products), choice.id)
                step = self._over(crossed, cabang)
                if isinstance(step, StepUp):
                    way = way.along(crossed.id, step)
                    continue
                if step.jenis is JenisPutus.UNIT_LAIN:
                    return way.broken(step, choice.id)
                lacking = step
            above, products = self._meant(way, choice, tujuan, crossed)
            if len(above) + len(products) > 1:
                return self._agreeing(way, above, products, tujuan, cabang)
            if products:
                return way.arrived(products[0])
            if above:
                if id(above[0][1]) in way.seen:
                    return way.circle(_name(*above[0]), choice.id)
                way = way.up(*above[0])
            elif choice.peran and choice.peran.id:
                role = self._agreed[choice.peran.id]
                if id(role) in way.seen:
                    return way.circle(choice.peran.id, choice.id)
                way = way.over(role)
            else:
                return way.broken(lacking or self._unknown(way, choice), choice.id)

    def _chosen(self, way: "_Way") -> Choice:
        """What the link to be followed next means today."""
        if way.led:
            return self._judge.of_skp(way.skp, way.id_, way.text)
        return self._judge.of_role(way.agreed) if way.agreed else self.choice(*way.written)

    def _crossed(self, way: "_Way", choice: Choice) -> Produk | None:
        """The product that a choice means; none where it was made among the superior's own results, by an id of theirs."""
        if choice.given and not choice.given.startswith(PRODUCT):
            return None
        if choice.produk and (choice.produk.id or choice.produk.bertentangan):
            return self._links.by_id(choice.produk.id)
        return self._links.by_text(way.skp, choice.text)

    def _over(self, produk: Produk, cabang: Collection[str]) -> StepUp | Putus:
        """The step up from a product, or what is missing there."""
        if produk.unit not in cabang:
            return _elsewhere(produk, self._links.organisasi)
        step = self._links.upward(produk)
        return step if isinstance(step, StepUp) else _no_link(produk, step, self._links.awaited(produk))

    def _meant(
        self, way: "_Way", choice: Choice, tujuan: Tujuan, crossed: Produk | None
    ) -> tuple[list[_Written], list[Produk]]:
        """What a choice means: the superior's result, else his in the same letters, else his and the products by sense.

        Of the product of a unit that he heads it has been seen already that no result of his leads on.
        """
        if crossed is not None and self._links.head(crossed.unit) == way.owner:
            return [], tujuan.meant(way.text)
        certain = self._certain(choice)
        if certain:
            return certain, []
        results = self._of_person.get(way.owner)
        return (results.find(way.text) if results else []), tujuan.meant(way.text)

    def _certain(self, choice: Choice) -> list[_Written]:
        """The superior's result that was chosen, else those of his in the same letters."""
        if choice.hasil and (by_id := self._by_id.get(without_measure(choice.hasil.id))):
            return [by_id]
        results = self._of_person.get(choice.owner)
        return results.exact(choice.text) if results else []

    def _agreeing(
        self, way: "_Way", above: list[_Written], products: list[Produk], tujuan: Tujuan, cabang: Collection[str]
    ) -> Kenaikan:
        """Where a text may mean several things, the first of them, as long as all lead to the same end."""
        ends = [way.arrived(produk) for produk in products]
        if len(above) <= _FOLLOWED:
            ends += [
                self._follow(way.up(*written), tujuan, cabang) for written in above if id(written[1]) not in way.seen
            ]
            if len({(end.produk.id,) if end.produk else (end.end, *map(sidik, end.path[-1:])) for end in ends}) == 1:
                return ends[0]
        texts = [produk.teks for produk in products] + [hasil.rencana_hasil_kerja for _, hasil in above]
        several = " dan ".join(f"“{one_line(text)}”" for text in texts[:3])
        reason = f"“{one_line(way.text)}” dapat berarti {len(texts)} hal yang berbeda: {several}"
        return way.broken(_at(*way.written, JenisPutus.HASIL, reason))

    def _unknown(self, way: "_Way", choice: Choice) -> Putus:
        """A choice that means nothing that is known: the superior's SKP is missing, or it is not in there any more."""
        text, atasan = one_line(choice.text), self._awaited(way)
        sebutan = atasan.nama or atasan.jabatan or "atasan"
        reason = f"“{text}” tidak ada di SKP {sebutan} dan bukan produk unit ini"
        if (link := choice.link) and link.bertentangan:
            where = f" di SKP {way.skp.pegawai.nama or way.skp.pegawai.jabatan or 'atasan'}" if way.passed else ""
            reason = f"yang dipilih{where} “{text}”, tetapi di tempatnya sekarang tertulis “{one_line(link.sekarang)}”"
        elif unit := self._judge.gone_from(choice):
            reason = f"“{text}” tidak ada lagi dalam daftar produk {unit}"
        elif atasan.nip and atasan.nip not in self._masuk:
            reason = f"“{text}” bukan produk unit ini dan {self._links.lacking(atasan.nip, sebutan)}"
            # Nobody waits for the SKP of somebody who is on no list, or does not serve: then the choice is to be corrected.
            on_list = not self._links.organisasi.pegawai or self._links.organisasi.find_pegawai(atasan.nip)
            if on_list and atasan.nip not in self._links.tidak_bertugas:
                return Putus(
                    jenis=JenisPutus.SKP, id=atasan.nip, teks=sebutan, nip=atasan.nip, nama=sebutan, sebab=reason
                )
        return _at(*way.written, JenisPutus.HASIL, reason)

    def _awaited(self, way: "_Way") -> Identitas:
        """Whose result a way goes on to: that of the penilai, and over an agreed role that of who divided it."""
        atasan = way.skp.pejabat_penilai
        if not way.agreed or way.owner == atasan.nip:
            return atasan
        person = self._links.organisasi.find_pegawai(way.owner)
        return self._links.organisasi.identitas(person) if person else Identitas(nip=way.owner)


def _name(skp: Skp, hasil: HasilKerja) -> str:
    """The id of a result, or where it stands."""
    return hasil.id or f"{skp.pegawai.nip or skp.pegawai.nama}:{_slot(skp, hasil)}"


def _slot(skp: Skp, hasil: HasilKerja) -> str:
    slots = (
        slot_key("hasil_kerja", bagian, number, "rencana_hasil_kerja")
        for bagian, number, own in skp.semua_hasil()
        if own is hasil or (hasil.id and own.id == hasil.id)
    )
    return next(slots, "")


_SEBAB = {
    JenisPutus.HASIL: "hasil kerja atasan belum dipilih",
    # The results of a JPT serve nobody above (form SKP JPT): they are where chains end.
    JenisPutus.PUNCAK: "hasil kerja pimpinan tertinggi",
    JenisPutus.LINGKAR: "hasil kerja atasan saling menunjuk (melingkar)",
}


def _at(skp: Skp, hasil: HasilKerja, jenis: JenisPutus, sebab: str = "", id_: str = "") -> Putus:
    """A link that is missing at a result."""
    return Putus(
        jenis=jenis,
        id=id_ or _name(skp, hasil),
        teks=one_line(hasil.rencana_hasil_kerja),
        dipilih=hasil.rencana_hasil_kerja_diintervensi,
        nip=skp.pegawai.nip,
        nama=skp.pegawai.nama or skp.pegawai.jabatan,
        key=_slot(skp, hasil),
        sebab=sebab or _SEBAB[jenis],
    )


def _elsewhere(produk: Produk, organisasi: Organisasi) -> Putus:
    unit = organisasi.sebutan_unit(produk.unit)
    reason = f"“{one_line(produk.teks)}” adalah produk {unit}, yang tidak di bawah unit ini"
    return Putus(jenis=JenisPutus.UNIT_LAIN, id=produk.id, teks=one_line(produk.teks), unit=produk.unit, sebab=reason)


def _no_link(produk: Produk, missing: str, awaited: Pegawai | None) -> Putus:
    """A product that leads no further, and whose SKP would lead on, where that is what is missing."""
    nip, nama = (awaited.nip, awaited.nama or awaited.jabatan) if awaited else ("", "")
    return Putus(
        jenis=JenisPutus.PRODUK,
        id=produk.id,
        teks=one_line(produk.teks),
        nip=nip,
        nama=nama,
        unit=produk.unit,
        sebab=missing,
    )

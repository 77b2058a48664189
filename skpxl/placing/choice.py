"""One choice on the way from a result to a product, and what it means today: a product, a superior's result, an agreed role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from skpxl.model.kesepakatan import PeranPegawai
from skpxl.model.skp import Skp
from skpxl.model.unit import Produk
from skpxl.placing.links import PLAIN, Choices, JudgedLink, ListOfToday, ProductLinks, ResultLinks
from skpxl.placing.tracing import Entry
from skpxl.sense.compare import Sense


@dataclass(frozen=True)
class Today:
    """What choices are held against: the products of the roster, the lists that workbooks were issued with (`carried`, (id,
    text) of each choice), the units whose products an SKP may mean, nearest first, and how the office writes.
    """

    produk: tuple[Produk, ...] = ()
    carried: tuple[Choices, ...] = ()
    units_of: Callable[[Skp], Sequence[str]] = field(default=lambda skp: ())
    sense: Sense = PLAIN


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as it was made (`given` its id, `text`) among the results of `owner` (a NIP), and what it means today."""

    given: str
    text: str
    owner: str = ""
    produk: JudgedLink | None = None
    hasil: JudgedLink | None = None
    peran: JudgedLink | None = None

    @property
    def _links(self) -> list[JudgedLink]:
        return [link for link in (self.produk, self.hasil, self.peran) if link]

    @property
    def id(self) -> str:
        """The id it means today; the one it was made with where that means nothing that is known here."""
        return next((link.id for link in self._links if link.id), self.given)

    @property
    def link(self) -> JudgedLink | None:
        """The link that says something else than what was chosen, where one does."""
        good = next((link for link in self._links if link.id), None)
        if good is not None:
            return good if good.berubah else None
        return next((link for link in self._links if link.bertentangan), None)

    def names(self) -> list[tuple[str, str]]:
        """By which (id, text) a product or a result is found for it, the likeliest first."""
        known = [(link.id, link.sekarang) for link in (self.produk, self.hasil) if link and link.id]
        return [*known, ("" if self._links else self.given, self.text)]


class Judge:
    """All choices of a set of SKPs, held against what is there today."""

    def __init__(self, skps: Sequence[Skp], agreed: Mapping[str, PeranPegawai], today: Today) -> None:
        self._today = today
        self._agreed = agreed
        self._results = ResultLinks(skps, today.carried, today.sense)
        self._products = ProductLinks(today.produk, today.carried, today.sense)
        self._known: dict[tuple[str, str, str, tuple[str, ...]], Choice] = {}
        self._units: dict[int, tuple[str, ...]] = {}

    def of_skp(self, skp: Skp, id_: str, text: str) -> Choice:
        """A choice that was made in an SKP."""
        if (units := self._units.get(id(skp))) is None:
            units = self._units[id(skp)] = tuple(self._today.units_of(skp))
        return self._judged(id_, text, skp.pejabat_penilai.nip, units)

    def of_role(self, role: PeranPegawai) -> Choice:
        """The column that an agreed role stands under."""
        column, matriks = role.peran.kolom, role.pembagian
        return self._judged(column, matriks.teks_kolom(column), matriks.pimpinan, (matriks.kode,))

    def gone_from(self, choice: Choice) -> str:
        """The unit of whose list the product that was chosen is gone; else empty."""
        return self._products.gone_from(choice.id)

    def _judged(self, id_: str, text: str, owner: str, units: tuple[str, ...]) -> Choice:
        if not text.strip():
            return Choice(id_, text)
        made = (id_, text, owner, units)
        if made not in self._known:
            product = self._products.judge(id_, text, units)
            known = bool(self._products.home(product.id or id_))
            result = self._results.judge(id_, text, owner)
            role = self._role(id_, text) if not (result and result.id) else None
            self._known[made] = Choice(id_, text, owner, product if known else None, result, role)
        return self._known[made]

    def _role(self, id_: str, text: str) -> JudgedLink | None:
        """A link to an agreed role, held against the roles that the same row of the matriks has today."""
        if (role := self._agreed.get(id_)) is None:
            return None
        entries = [Entry(peran.id, peran.teks) for peran in role.baris.peran]
        return ListOfToday(entries, (), self._today.sense).judge(id_, text)

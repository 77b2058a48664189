"""What a link means today: an id, held against the text that was chosen beside it. It follows no chain.

An id alone is never believed: a product may have been inserted, deleted or reworded on the roster since a workbook was issued,
and a superior may have changed his results. Where the two disagree the text wins, or nothing does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skpxl.model.skp import MEASURE, UKURAN, Skp, with_measure, without_measure
from skpxl.model.teks import one_line, sidik
from skpxl.model.unit import AGAIN, PRODUCT, Produk, product_id
from skpxl.placing.tracing import Entry, trace
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense

# Without an office's abbreviations.
PLAIN = Sense()
# What a workbook carries in a list of choices: (id, text) of each, as they were when it was issued.
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link as it is to be followed: by `id`, where that is not empty.

    `dipilih` is the text that was chosen and `sekarang` what stands under its id today, where the two differ. Then the
    link is still good (the same thing in other words), or `bertentangan`: what was chosen is nobody's text today.
    """

    id: str = ""
    dipilih: str = ""
    sekarang: str = ""
    bertentangan: bool = False

    @property
    def berubah(self) -> bool:
        """True where what was chosen is told in other words today."""
        return bool(self.sekarang) and not self.bertentangan


class ListOfToday:
    """One list as it is today (the products of a unit, the results of a superior), and what became of former entries.

    `before` are lists that workbooks carry, whole or in part. Two of them that tell of one entry differently tell nothing.
    """

    def __init__(self, now: Sequence[Entry], before: Iterable[Choices] = (), sense: Sense = PLAIN) -> None:
        self._now = tuple(now)
        self._sense = sense
        self._by_id = {entry.key: entry for entry in reversed(self._now)}
        self._by_text = {sidik(entry.teks): entry for entry in reversed(self._now)}
        self._before = tuple(before)

    @cached_property
    def _by_sense(self) -> BySense[Entry]:
        return BySense(self._sense, ((entry.teks, entry) for entry in self._now))

    @cached_property
    def _become(self) -> dict[tuple[str, str], Entry | None]:
        """What became of every entry that was carried, by its id and text."""
        become: dict[tuple[str, str], Entry | None] = {}
        for choices in dict.fromkeys(tuple(choices) for choices in self._before):
            for choice, entry in self._traced(choices).items():
                if become.setdefault(choice, entry) != entry:
                    become[choice] = None
        return become

    def _traced(self, choices: Choices) -> dict[tuple[str, str], Entry | None]:
        found = trace([Entry(id_, text) for id_, text in choices], self._now, self._sense)
        return {
            (id_, sidik(text)): self._now[found[n]] if n in found else None for n, (id_, text) in enumerate(choices)
        }

    def by_id(self, id_: str) -> Entry | None:
        """The entry that has this id today."""
        return self._by_id.get(id_)

    def by_text(self, text: str) -> Entry | None:
        """The entry with this text today: the first in these letters, else the only one that says the same."""
        if exact := self._by_text.get(sidik(text)):
            return exact
        found = self._by_sense.find(text)
        return found[0] if len(found) == 1 else None

    def says(self, text: str) -> bool:
        """True where the whole text says what an entry says."""
        return sidik(text) in self._by_text or any(self._sense.same(entry.teks, text) for entry in self._now)

    def become(self, id_: str, text: str) -> Entry | None:
        """What the entry is today that was once offered under this id, with this text."""
        choice = (id_, sidik(text))
        if choice not in self._become:
            self._become.update(self._traced(((id_, text),)))
        return self._become[choice]

    def by_former_text(self, text: str) -> Entry | None:
        """The only entry that has borne this text before."""
        bore = [entry for entry in self._now if sidik(text) in map(sidik, entry.sebelumnya)]
        return bore[0] if len(bore) == 1 else None

    def judge(self, id_: str, text: str) -> JudgedLink | None:
        """The link of a choice from this very list; None where it has no such entry, and nothing stands under its id."""
        own = self.by_id(id_)
        if own and sidik(own.teks) == sidik(text):
            return JudgedLink(own.key)
        if own and sidik(text) not in self._by_text and self._sense.same(own.teks, text):
            return JudgedLink(own.key)
        if entry := self.by_text(text):
            return JudgedLink(entry.key)
        if entry := (self.become(id_, text) if id_ else None) or self.by_former_text(text):
            return JudgedLink(entry.key, text, entry.teks)
        return JudgedLink("", text, own.teks, bertentangan=True) if own else None


class ProductLinks:
    """Links to products, unit by unit."""

    def __init__(self, produk: Sequence[Produk], carried: Iterable[Choices] = (), sense: Sense = PLAIN) -> None:
        entries: dict[str, list[Entry]] = {}
        for product in produk:
            entries.setdefault(product.unit, []).append(Entry(product.id, product.teks, product.sebelumnya))
        self._unit_of = {product.id: product.unit for product in reversed(produk)}
        self._by_code = {product_id(product.unit, product.kode): product.teks for product in reversed(produk)}
        before: dict[str, list[Choices]] = {}
        for choices in carried:
            for unit, part in self._by_unit(choices, entries).items():
                before.setdefault(unit, []).append(part)
        self._lists = {unit: ListOfToday(of_unit, before.get(unit, ()), sense) for unit, of_unit in entries.items()}

    def home(self, id_: str) -> str:
        """The unit whose product an id is, or was: its own says so; empty for what is no product's."""
        return self._unit_of.get(id_) or unit_in(id_, self._lists)

    def gone_from(self, id_: str) -> str:
        """The unit whose product an id was, where the roster has it no more; else empty."""
        return "" if id_ in self._unit_of else unit_in(id_, self._lists)

    def judge(self, id_: str, text: str, units: Iterable[str] = ()) -> JudgedLink:
        """What a link means among the products of the id's unit, then of `units`; with its own id where it is none of these.

        A link without an id is followed by its text.
        """
        home = self.home(id_)
        own = self._lists[home].judge(id_, text) if home else None
        if own and not own.bertentangan:
            return own
        others = [self._lists[unit] for unit in dict.fromkeys(units) if unit in self._lists and unit != home]
        for of_unit in others:
            if entry := of_unit.by_text(text):
                return JudgedLink(entry.key)
        for of_unit in others if not home else ():
            if entry := of_unit.by_former_text(text):
                return JudgedLink(entry.key, text, entry.teks)
        if not own and (in_its_place := self._by_code.get(id_.partition(AGAIN)[0])):
            # What had this id is gone; another product has its code today.
            return JudgedLink("", text, in_its_place, bertentangan=True)
        return own or JudgedLink(id_)

    def _by_unit(self, choices: Choices, units: Mapping[str, object]) -> dict[str, list[tuple[str, str]]]:
        parts: dict[str, list[tuple[str, str]]] = {}
        for id_, text in choices:
            if unit := self._unit_of.get(id_) or unit_in(id_, units):
                parts.setdefault(unit, []).append((id_, text))
        return parts


def unit_in(id_: str, units: Mapping[str, object]) -> str:
    """The one of `units` that the id of a product names (`produk:UNIT:...`); the longest, as codes may hold a colon."""
    if not id_.startswith(PRODUCT):
        return ""
    parts = id_.removeprefix(PRODUCT).split(":")
    codes = (":".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    return next((code for code in codes if code in units), "")


class _Lists:
    """One list for each person, made when it is first asked for."""

    def __init__(
        self, entries: Mapping[str, Sequence[Entry]], before: Mapping[str, Sequence[Choices]], sense: Sense
    ) -> None:
        self._entries, self._before, self._sense = entries, before, sense
        self._made: dict[str, ListOfToday] = {}

    def of(self, nip: str) -> ListOfToday | None:
        """The list of a person; None where nothing of his is in."""
        if nip not in self._entries:
            return None
        if nip not in self._made:
            self._made[nip] = ListOfToday(self._entries[nip], self._before.get(nip, ()), self._sense)
        return self._made[nip]


class ResultLinks:
    """Links to the results of superiors whose SKPs are in, person by person."""

    def __init__(self, skps: Sequence[Skp], carried: Iterable[Choices] = (), sense: Sense = PLAIN) -> None:
        self._owner: dict[str, str] = {}  # id of a result, code of a workbook -> NIP
        self._of_role: dict[str, str] = {}  # id of an agreed role -> id of the result it was made into
        results: dict[str, list[Entry]] = {}
        measures: dict[str, list[Entry]] = {}
        for skp in skps:
            nip = skp.pegawai.nip
            for _, _, hasil in skp.semua_hasil():
                id_, text = hasil.id or "", one_line(hasil.rencana_hasil_kerja)
                if not id_ or not text:
                    continue
                self._owner[id_] = nip
                if workbook := workbook_of(id_):
                    self._owner[workbook] = nip
                if hasil.peran_id:
                    self._of_role.setdefault(hasil.peran_id, id_)
                results.setdefault(nip, []).append(Entry(id_, text))
                for key, measure in hasil.ukuran():
                    entries = measures.setdefault(nip, [])
                    said = one_line(measure)
                    entries += [Entry(key, way) for way in (with_measure(text, said), said, f"{text} {said}")]
        before: dict[str, list[Choices]] = {}
        for choices in carried:
            parts: dict[str, list[tuple[str, str]]] = {}
            for id_, text in choices:
                parts.setdefault(self._nip(id_), []).append((self._of_role.get(id_, id_), text))
            for nip, part in parts.items():
                before.setdefault(nip, []).append(part)
        self._results = _Lists(results, before, sense)
        self._measures = _Lists(measures, {}, sense)

    def judge(self, id_: str, text: str, owner: str) -> JudgedLink | None:
        """What a link means among the results of whose it is by its id, then of `owner` (a NIP).

        None where nothing is known of it: none of these has the text, and what the id names is not in.
        """
        nip = self._nip(id_)
        id_ = self._of_role.get(id_, id_)
        links = [self._among(person, id_, text) for person in dict.fromkeys([nip or owner, owner])]
        known = [link for link in links if link]
        return next((link for link in known if link.id), known[0] if known else None)

    def _among(self, nip: str, id_: str, text: str) -> JudgedLink | None:
        results, measures = self._results.of(nip), self._measures.of(nip)
        if results is None:
            return None
        if UKURAN not in id_ or measures is None:
            # A result with its indikator, joined in whatever way, or the indikator alone.
            joined = measures.by_text(text) if measures and not results.says(text) else None
            return JudgedLink(joined.key) if joined else results.judge(without_measure(id_), text)
        link = measures.judge(id_, text)
        if link and link.id:
            return link
        # Of a result and its indikator the result alone may be left as it was.
        plain = text.partition(MEASURE)[0]
        result = results.judge(without_measure(id_), plain)
        return JudgedLink(result.id, text, result.sekarang or plain) if result and result.id else link

    def _nip(self, id_: str) -> str:
        id_ = self._of_role.get(id_, id_)
        return self._owner.get(without_measure(id_)) or self._owner.get(workbook_of(id_), "")


def workbook_of(id_: str) -> str:
    """The code of the workbook that the id of a result names (`hasil:KODE:utama:2#1`); empty for other ids."""
    head, _, rest = without_measure(id_).partition(":")
    return rest.split(":")[0] if head == "hasil" else ""

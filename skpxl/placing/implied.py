"""The organisation that workbooks imply where there is no roster: units, their order, heads, products. It reads no file.

Units are those that people work in; the code of one is known where its products were chosen from (`produk:KODE:...`). Who
rates people of a unit from another one stands above it. A penilai who is named but whose own SKP is not there has a row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, Skp
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import PRODUCT, Organisasi, Produk, Unit, unused_id
from skpxl.placing.links import Choices

_NO_NAME = "Tanpa nama unit"
_NIP = re.compile(r"\d{8,}")  # or the NRP of a soldier; an elected head of the region has none, and writes no SKP
# A head's own penilai says more on where a unit stands than anybody else's.
_OF_HEAD = 1_000


def organisasi_dari_skp(skps: Sequence[Skp], lists: Sequence[Choices] = (), *, with_missing: bool = True) -> Organisasi:
    """What can be known of an organisation without a roster.

    `lists` are the choices, (id, text), that each workbook carried, in the order of `skps`. With `with_missing` a penilai who
    is named, and whose SKP is not among these, has a row as well; nobody waits for the penilai of a JPT.
    """
    return _Implied(skps, lists, with_missing).organisasi()


def _code_of(id_: str) -> str:
    """The unit's code in the id of a product; empty for other ids."""
    return id_.removeprefix(PRODUCT).rpartition(":")[0] if id_.startswith(PRODUCT) else ""


@dataclass
class _Person:
    """Somebody who is in, or who is named as penilai: his identity as printed, and his penilai's NIP."""

    identity: Identitas
    name: str
    penilai: str = ""
    codes: tuple[str, ...] = ()
    jpt: bool = False
    unit: str = ""
    rates: Counter[str] = field(default_factory=Counter)


class _Implied:
    """What the workbooks say, gathered."""

    def __init__(self, skps: Sequence[Skp], lists: Sequence[Choices], with_missing: bool) -> None:
        carried = [*lists, *[()] * (len(skps) - len(lists))]
        self._skps = list(zip(skps, carried, strict=True))
        self._people: dict[tuple[str, str], _Person] = {}
        self._heads: dict[str, Counter[str]] = defaultdict(Counter)  # code of a unit -> the penilai it was chosen from
        inside = {skp.pegawai.nip for skp in skps}
        for skp, choices in self._skps:
            codes = tuple(dict.fromkeys(code for id_, _ in choices if (code := _code_of(id_))))
            person = _Person(skp.pegawai, _unit_name(skp.pegawai), skp.pejabat_penilai.nip, codes, skp.bagi == "jpt")
            self._people.setdefault((skp.pegawai.nip or skp.pegawai.nama, person.name), person)
            for code in codes:
                self._heads[code][skp.pejabat_penilai.nip] += 1
        if with_missing:
            for skp in skps:
                penilai = skp.pejabat_penilai
                if skp.bagi != "jpt" and _NIP.fullmatch(penilai.nip) and penilai.nip not in inside:
                    inside.add(penilai.nip)
                    self._people[penilai.nip, _unit_name(penilai)] = _Person(penilai, _unit_name(penilai))
        self._by_nip: dict[str, _Person] = {}
        for person in self._people.values():
            self._by_nip.setdefault(person.identity.nip, person)
        self._names = self._names_of_codes()
        self._by_name: dict[str, list[str]] = {}
        for code, name in self._names.items():
            self._by_name.setdefault(name, []).append(code)
        for person in self._people.values():
            person.unit = self._unit_of(person)
        for person in self._people.values():
            if person.penilai in self._by_nip:
                self._by_nip[person.penilai].rates[person.unit] += 1

    def organisasi(self) -> Organisasi:
        """The organisation, each unit before those below it."""
        pimpinan = {code: self._head(code) for code in self._codes()}
        induk = self._above(pimpinan)
        units = [
            Unit(
                kode=code,
                nama=self._names.get(code) or code,
                induk=induk.get(code, ""),
                pimpinan=pimpinan[code],
            )
            for code in pimpinan
        ]
        return Organisasi(
            pegawai=tuple(self._row(person) for person in self._people.values()),
            unit=tuple(Organisasi(unit=tuple(units)).cabang("")),
            produk=tuple(self._products()),
        )

    def _row(self, person: _Person) -> Pegawai:
        known = person.penilai in self._by_nip
        return Pegawai(
            nip=person.identity.nip,
            nama=person.identity.nama,
            pangkat_golongan=person.identity.pangkat_golongan,
            jabatan=person.identity.jabatan,
            unit_kerja=person.unit,
            nip_penilai=person.penilai if known else "",
        )

    # -- units -------------------------------------------------------------------------------------------------------

    def _names_of_codes(self) -> dict[str, str]:
        """The name of each unit whose code is known.

        The products that somebody may choose are those of the unit his penilai heads. Where both work in one unit, it is that
        one; else the penilai's, unless that has another code, else his own.
        """
        certain: dict[str, Counter[str]] = defaultdict(Counter)
        likely: dict[str, Counter[str]] = defaultdict(Counter)
        below: dict[str, Counter[str]] = defaultdict(Counter)
        for skp, choices in self._skps:
            codes = dict.fromkeys(code for id_, _ in choices if (code := _code_of(id_)))
            own, above = _unit_name(skp.pegawai), self._unit_name_of_penilai(skp)
            for code in codes if len(codes) == 1 else ():
                (certain if own == above else likely)[code][above] += 1
                below[code][own] += 1
        names = {code: votes.most_common(1)[0][0] for code, votes in certain.items()}
        for votes_of in (likely, below):
            for code, votes in votes_of.items():
                free = [name for name, _ in votes.most_common() if name not in names.values()]
                if code not in names and free:
                    names[code] = free[0]
        return names

    def _unit_name_of_penilai(self, skp: Skp) -> str:
        """Where the penilai works: as his own SKP says, else as this one prints him."""
        own = self._by_nip.get(skp.pejabat_penilai.nip) if skp.pejabat_penilai.nip else None
        return own.name if own else _unit_name(skp.pejabat_penilai)

    def _unit_of(self, person: _Person) -> str:
        """The code of the unit that a person works in; its name where no code is known."""
        codes = self._by_name.get(person.name, [])
        headed = [code for code in codes if person.identity.nip and person.identity.nip in self._heads[code]]
        chosen = [code for code in codes if code in person.codes]
        return next(iter([*chosen, *headed, *codes]), person.name)

    def _codes(self) -> list[str]:
        """All units: those people work in, in order, then those that only have products."""
        worked_in = [person.unit for person in self._people.values()]
        carried = [code for _, choices in self._skps for id_, _ in choices if (code := _code_of(id_))]
        return list(dict.fromkeys([*worked_in, *carried]))

    def _head(self, code: str) -> str:
        """Who heads a unit: whose people choose from its products, else who works there and rates most of them, or is a JPT."""
        votes = [(nip, many) for nip, many in self._heads[code].most_common() if nip in self._by_nip]
        if votes:
            return votes[0][0]
        inside = [person for person in self._people.values() if person.unit == code]
        # Of a unit whose people are not in the JPT is known by his form.
        ranked = sorted(inside, key=lambda person: (-person.rates[code], not person.jpt))
        return ranked[0].identity.nip if ranked and (ranked[0].rates[code] or ranked[0].jpt) else ""

    def _above(self, pimpinan: dict[str, str]) -> dict[str, str]:
        """The unit above each: where those work who rate its people, its head's own penilai before all; never in a circle."""
        votes: Counter[tuple[str, str]] = Counter()
        for person in self._people.values():
            penilai = self._by_nip.get(person.penilai)
            if penilai and penilai.unit != person.unit:
                head = person.identity.nip and pimpinan.get(person.unit) == person.identity.nip
                votes[person.unit, penilai.unit] += _OF_HEAD if head else 1
        for code, nip in pimpinan.items():
            # A head who works elsewhere than in the unit he heads: that unit is below his own.
            head_person = self._by_nip.get(nip)
            if head_person and head_person.unit != code:
                votes[code, head_person.unit] += _OF_HEAD
        induk: dict[str, str] = {}
        for (code, above), _ in votes.most_common():
            if code not in induk and code not in _chain(above, induk):
                induk[code] = above
        return induk

    # -- products ----------------------------------------------------------------------------------------------------

    def _products(self) -> Iterable[Produk]:
        """The products of each unit in the order of the lists; of one id that says two things each is one."""
        texts: dict[str, dict[str, str]] = {}
        for _, choices in self._skps:
            for id_, text in choices:
                if _code_of(id_):
                    texts.setdefault(id_, {}).setdefault(sidik(text), text)
        taken = set(texts)
        for id_, of_id in texts.items():
            for number, text in enumerate(of_id.values()):
                free = unused_id(id_, taken) if number else id_  # the first text keeps the id
                taken.add(free)
                yield Produk(unit=_code_of(id_), kode=free.rpartition(":")[2], teks=text)


def _unit_name(identity: Identitas) -> str:
    return rapi(identity.unit_kerja) or _NO_NAME


def _chain(code: str, induk: dict[str, str]) -> Iterable[str]:
    while code:
        yield code
        code = induk.get(code, "")

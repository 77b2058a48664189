"""How a unit's product leads on to one of the unit above: by roster, the head's SKP, agreed matriks. It climbs nothing."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from skpxl.model.contradiction import Contradiction
from skpxl.model.fate import PersonFate
from skpxl.model.kesepakatan import Kesepakatan, PeranPegawai
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import HasilKerja, Skp, without_measure
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Produk
from skpxl.sense.compare import Sense
from skpxl.sense.index import BySense

# A product's text of so many words within a result of the head's names that product; fewer words occur by chance.
_NAMED_BY = 3


class StepUp(NamedTuple):
    """The next step up from a product: the id and text that it supports, or the head's own result that is that product."""

    id: str
    teks: str
    hasil: tuple[Skp, HasilKerja] | None = None


class Sambungan:
    """The links of the products of an organisation to those above them.

    Of `tidak_bertugas` (NIPs) no SKP is to be waited for: they serve on no day of the period.
    """

    def __init__(
        self,
        organisasi: Organisasi,
        skps: Sequence[Skp],
        sepakat: Kesepakatan | None = None,
        sense: Sense | None = None,
        tidak_bertugas: Collection[str] = (),
    ) -> None:
        self.organisasi = organisasi
        self.tidak_bertugas = tidak_bertugas
        self._sense = sense or Sense()
        self._agreed = sepakat
        self._steps: dict[str, StepUp | str] = {}
        self._by_id = {produk.id: produk for produk in reversed(organisasi.produk)}
        # By the unit's code, and by its name as forms print it.
        self._by_text: dict[str, BySense[Produk]] = {}
        for produk in organisasi.produk:
            for unit in (produk.unit, sidik(organisasi.nama_unit(produk.unit))):
                self._by_text.setdefault(unit, BySense(self._sense)).add(produk.teks, produk)
        heads = {unit.pimpinan for unit in organisasi.unit if unit.pimpinan}
        self._of_heads: dict[str, list[Skp]] = {}
        for skp in skps:
            if skp.pegawai.nip in heads:
                self._of_heads.setdefault(skp.pegawai.nip, []).append(skp)

    def by_id(self, id_: str) -> Produk | None:
        """The product with this id."""
        return self._by_id.get(id_)

    def by_text(self, skp: Skp, text: str) -> Produk | None:
        """The one product with this text of a unit that the penilai of `skp` heads, or of its owner's unit."""
        headed = [unit.kode for unit in self.organisasi.unit_dipimpin(skp.pejabat_penilai.nip)]
        places = [*headed, sidik(skp.pegawai.unit_kerja)]
        found = {
            produk.id: produk
            for place in dict.fromkeys(places)
            if place in self._by_text
            for produk in self._by_text[place].exact(text) or self._by_text[place].find(text)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def upward(self, produk: Produk) -> StepUp | str:
        """The next step up from a product; in words what is missing where there is none."""
        if produk.id not in self._steps:
            self._steps[produk.id] = self._upward(produk)
        return self._steps[produk.id]

    def awaited(self, produk: Produk) -> Pegawai | None:
        """The head whose SKP is missing, and by that alone a product has no step up; None where something else is the cause."""
        head = self.head(produk.unit)
        if not head or head in self._of_heads or _not_believed(produk) or isinstance(self.upward(produk), StepUp):
            return None
        return self.organisasi.find_pegawai(head)

    def contradictions(self) -> Iterator[Contradiction]:
        """The products whose column *Mendukung* and whose head name different products above; the column counts."""
        for produk in self.organisasi.produk:
            above = self._by_id.get(produk.mendukung)
            if not above or not (head := self.head(produk.unit)):
                continue
            others: list[Contradiction] = []
            for skp, hasil in self._named_by_head(head, produk):
                text = hasil.rencana_hasil_kerja_diintervensi
                named = self._by_text[above.unit].exact(text) or self._by_text[above.unit].find(text)
                if sidik(text) in map(sidik, (above.teks, *above.sebelumnya)) or above in named:
                    break
                others += [Contradiction(produk, above, other, skp) for other in named[:1]]
            else:
                yield from others[:1]

    def _upward(self, produk: Produk) -> StepUp | str:
        if above := self._by_id.get(produk.mendukung):
            return StepUp(above.id, above.teks)
        step = self._by_head(produk)
        return f"{_not_believed(produk)}{step}" if isinstance(step, str) else step

    def _by_head(self, produk: Produk) -> StepUp | str:
        head = self.head(produk.unit)
        if not head and self.organisasi.jabatan_lowong(produk.unit):
            roles = self._agreed.peran_lowong(produk.unit) if self._agreed else ()
            step = self._step_by_roles(roles, produk)
            return step or f"jabatan pimpinan {self.organisasi.sebutan_unit(produk.unit)} lowong"
        if not head:
            return f"pimpinan {self.organisasi.sebutan_unit(produk.unit)} tidak diketahui"
        named = self._named_by_head(head, produk)
        supported = {hasil.diintervensi_id or sidik(hasil.rencana_hasil_kerja_diintervensi) for _, hasil in named}
        if len(supported) == 1:
            skp, hasil = named[0]
            return StepUp(hasil.diintervensi_id or "", hasil.rencana_hasil_kerja_diintervensi, (skp, hasil))
        if step := self._step_by_roles(self._agreed.peran(head) if self._agreed else (), produk):
            return step
        person = self.organisasi.find_pegawai(head)
        name = (person.nama or person.jabatan) if person else head
        if named:
            return f"SKP {name} menyebutnya pada beberapa hasil kerja dengan dukungan yang berbeda"
        if head in self._of_heads and all(skp.bagi == "jpt" for skp in self._of_heads[head]):
            return f"SKP JPT ({name}) tidak menyebut hasil kerja di atasnya"
        if head in self._of_heads:
            return f"SKP {name} tidak menyebut produk ini"
        return self.lacking(head, name)

    def lacking(self, nip: str, name: str) -> str:
        """Why no SKP of somebody is there, in words."""
        return f"{name} {PersonFate.TIDAK_BERTUGAS}" if nip in self.tidak_bertugas else f"SKP {name} belum masuk"

    def _step_by_roles(self, roles: Sequence[PeranPegawai], produk: Produk) -> StepUp | None:
        """The column of the one agreed role that is this product; None where there is none, or roles of several columns are."""
        columns = {
            (role.peran.kolom, role.pembagian.teks_kolom(role.peran.kolom))
            for role in roles
            if self._sense.same(role.peran.teks, produk.teks)
        }
        return StepUp(*columns.pop()) if len(columns) == 1 else None

    def head(self, kode: str) -> str:
        """The NIP of the head of a unit; empty where there is none, and where his post is vacant."""
        unit = self.organisasi.find_unit(kode)
        held = self.organisasi.kepala(unit) if unit else None
        return unit.pimpinan if unit and not (held and held.kosong) else ""

    def own_column(self, skp: Skp, hasil: HasilKerja, columns: Sequence[Produk]) -> Produk | None:
        """The column that a result of a pimpinan heads himself: made of that result, else equal to it, else named by it."""
        made = next((produk for produk in columns if hasil.id and without_measure(produk.asal) == hasil.id), None)
        return made or self.named_column(skp, hasil, columns)

    def named_column(self, skp: Skp, hasil: HasilKerja, columns: Sequence[Produk]) -> Produk | None:
        """The one column of a unit that the owner of a result heads whose text the result has, or names."""
        if not skp.pegawai.nip:
            return None
        headed = [produk for produk in columns if self._heads(skp, produk.unit)]
        for is_it in self._ways:
            if found := [produk for produk in headed if is_it(hasil, produk)]:
                return found[0] if len(found) == 1 or is_it is _is_literally else None
        return None

    def _heads(self, skp: Skp, kode: str) -> bool:
        own = skp.bagi == "jpt" and sidik(skp.pegawai.unit_kerja) == sidik(self.organisasi.nama_unit(kode))
        return self.head(kode) == skp.pegawai.nip or own

    def _named_by_head(self, head: str, produk: Produk) -> list[tuple[Skp, HasilKerja]]:
        """The head's results that are this product and support something else: equal to it in text, else naming it."""
        results = [
            (skp, hasil)
            for skp in self._of_heads.get(head, ())
            for _, _, hasil in skp.semua_hasil()
            if (skp.bagi != "jpt" or hasil.rencana_hasil_kerja_diintervensi.strip())
            and hasil.diintervensi_id != produk.id
            and not self._sense.same(hasil.rencana_hasil_kerja_diintervensi, produk.teks)
        ]
        for is_it in self._ways:
            if found := [pair for pair in results if is_it(pair[1], produk)]:
                return found
        return []

    @property
    def _ways(self) -> tuple[Callable[[HasilKerja, Produk], bool], ...]:
        """How a result may be a product, the surest way first: only where nothing is it by one way does the next count."""
        return _is_literally, self._says, _was, _names

    def _says(self, hasil: HasilKerja, produk: Produk) -> bool:
        return self._sense.same(hasil.rencana_hasil_kerja, produk.teks)


def _not_believed(produk: Produk) -> str:
    """What is said of a column *Mendukung* that is filled and links nothing; empty where it is empty."""
    if produk.diragukan:
        meant, today = produk.diragukan
        return f"“{produk.tertulis}” di kolom Mendukung dulu berarti “{meant}” dan sekarang “{today}”; "
    return f"“{produk.tertulis}” di kolom Mendukung bukan produk unit di atasnya; " if produk.tertulis else ""


def _is_literally(hasil: HasilKerja, produk: Produk) -> bool:
    """True where a result has the text of a product in the same letters."""
    return sidik(hasil.rencana_hasil_kerja) == sidik(produk.teks) != ""


def _was(hasil: HasilKerja, produk: Produk) -> bool:
    """True where a result has the text that a product has borne before."""
    return sidik(hasil.rencana_hasil_kerja) in map(sidik, produk.sebelumnya)


def _names(hasil: HasilKerja, produk: Produk) -> bool:
    """True where a result has the whole text of a product within its own, and that is no matter of chance."""
    text = sidik(produk.teks)
    return len(text.split()) >= _NAMED_BY and f" {text} " in f" {sidik(hasil.rencana_hasil_kerja)} "

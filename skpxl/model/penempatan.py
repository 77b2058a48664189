"""What a Kabid has decided on one result in the matriks: its place, its wording for print, its order. It places nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from skpxl.model.dasar import Model
from skpxl.model.skp import BAGIAN, HasilKerja, Skp
from skpxl.model.teks import rapi, sidik, wording_likeness
from skpxl.model.unit import Produk
from skpxl.sense.compare import Sense
from skpxl.sense.rewording import with_words_added

# Likeness (0-100) from which a text in the same row of a form is the same result in other words.
_REWORDED = 65.0


class Penempatan(Model):
    """One decision on one result (`hasil` its id), taken on `tanggal` while the SKP said `teks`.

    `produk` is the id of the product it was put under (empty: *Belum terpetakan* on purpose; None: its place was left
    alone), `produk_teks` that product's text on that day. `cetak` is the wording for print (empty: as in the SKP), `gabung`
    the id of the result that it is printed with as one (`gabung_teks` its text then), `urutan` its place in the cell from 1
    (0: as before). `keluar` leaves it out of the matriks. `oleh` and `sumber` say who decided, and in which file and cell.

    `dari` is in words where the result stood before it was moved.

    `cabang` is the unit of the columns where the place was chosen in the matriks of a whole branch, and not in that of the
    unit where the result stands: there it counts alone. `dasar` is how many decisions there were when the matriks was printed
    that was corrected, `cetakan` the digest of its record, and `jejak` what this correction of that print is known by.

    It counts as long as the SKP says the same; when the SKP's own text has changed, it is asked about again.
    """

    hasil: str
    nip: str = ""
    nama: str = ""
    teks: str
    produk: str | None = None
    produk_teks: str = ""
    dari: str = ""
    cetak: str = ""
    gabung: str = ""
    gabung_teks: str = ""
    urutan: int = 0
    keluar: bool = False
    cabang: str = ""
    tanggal: date
    oleh: str = ""
    sumber: str = ""
    dasar: int = 0
    cetakan: str = ""
    jejak: str = ""

    @property
    def ditempatkan(self) -> bool:
        """True where a place was chosen, be it *Belum terpetakan*."""
        return self.produk is not None

    def told(self) -> str:
        """What a note at the cell says of it: `Dipindahkan 30-11-2026 dari “X” (matriks.xlsx, Lembar!C11)`.

        Empty for a decision that is seen by itself (an order).
        """
        stays = self.dari == (f"“{self.produk_teks}”" if self.produk else "Belum terpetakan")
        said = ["Dipastikan" if stays else "Dipindahkan" if self.dari else "Ditempatkan"] if self.ditempatkan else []
        said += ["kata-katanya diubah" if said else "Kata-katanya diubah"] if self.cetak else []
        if not said:
            return ""
        source = f" dari {self.dari}" if self.dari and self.ditempatkan and not stays else ""
        who = f" oleh {self.oleh}" if self.oleh else ""
        own = f"; dalam SKP: “{self.teks}”" if self.cetak else ""
        return f"{' dan '.join(said)} {self.tanggal:%d-%m-%Y}{source}{who} ({self.sumber}){own}"

    def says_the_same(self, other: "Penempatan") -> bool:
        """True where both come to the same, whenever and wherever they were taken."""

        def content(decision: Penempatan) -> tuple[object, ...]:
            left_alone = {
                "tanggal",
                "oleh",
                "sumber",
                "dasar",
                "cetakan",
                "jejak",
                "hasil",
                "nama",
                "produk_teks",
                "gabung_teks",
                "dari",
            }
            return tuple(value for name, value in decision if name not in left_alone)

        return content(self) == content(other)


def name_of(nip: str, id_: str | None, text: str) -> str:
    """What a result is known by in decisions: its id, else whose it is and its text."""
    return id_ or f"{nip}|{sidik(text)}"


def id_of(nip: str, hasil: HasilKerja) -> str:
    """The same of a result in an SKP."""
    return name_of(nip, hasil.id, hasil.rencana_hasil_kerja)


def latest(decisions: Iterable[Penempatan]) -> dict[tuple[str, str], Penempatan]:
    """The last decision on every result, by its id and the branch that it was taken for."""
    return {(decision.hasil, decision.cabang): decision for decision in decisions}


class ChangedSince(NamedTuple):
    """A decision that is not applied because the SKP says something else now (`kini`); `hasil` is the result's id there."""

    keputusan: Penempatan
    hasil: str
    kini: str


class DaftarPenempatan:
    """The decisions that count, held against the SKPs of a run.

    A result is found by its text in the same person's SKPs, of several by its id: rows of a form may be moved. `berubah`
    are the decisions whose text was reworded, `hilang` those whose result is gone from an SKP that is in, `terpisah` those by
    which a result was printed with another one that now says something else: both are printed by themselves.
    """

    def __init__(self, decisions: Sequence[Penempatan] = (), skps: Sequence[Skp] = ()) -> None:
        self.berubah: list[ChangedSince] = []
        self.hilang: list[Penempatan] = []
        self.terpisah: list[Penempatan] = []
        self._known: dict[str, dict[str, Penempatan]] = {}
        texts = self._texts = dict[str, str]()
        of_person: dict[str, dict[str, list[str]]] = {}
        for skp in skps if decisions else ():
            own = of_person.setdefault(skp.pegawai.nip, {})
            for _, _, hasil in skp.semua_hasil():
                if hasil.rencana_hasil_kerja.strip():
                    id_ = id_of(skp.pegawai.nip, hasil)
                    texts[id_] = hasil.rencana_hasil_kerja
                    own.setdefault(sidik(hasil.rencana_hasil_kerja), []).append(id_)
        now = latest(decisions)
        for decision in reversed(decisions):
            if decision.nip not in of_person and decision.hasil not in texts:
                continue  # his SKP is not here
            if found := self._found(decision, of_person.get(decision.nip, {})):
                id_, as_it_is = found
                self._known.setdefault(id_, {}).setdefault(decision.cabang, as_it_is)
        for decision in now.values():
            own = of_person.get(decision.nip, {})
            if (decision.nip not in of_person and decision.hasil not in texts) or self._found(decision, own):
                continue
            text = texts.get(decision.hasil, "")
            there = self._known.get(decision.hasil, {}).get(decision.cabang)
            if there and there.hasil == decision.hasil:
                continue  # the SKP says again what was decided on before
            if text and not there and _reworded(decision.teks, text):
                self.berubah.append(ChangedSince(decision, decision.hasil, rapi(text)))
            else:
                self.hilang.append(decision)
        self._check_merged()

    def __bool__(self) -> bool:
        return bool(self._known)

    def _found(self, decision: Penempatan, own: dict[str, list[str]]) -> tuple[str, Penempatan] | None:
        """The result with the text that was decided on, be it in another row; an SKP that took over the wording fulfils it."""
        for text in dict.fromkeys((decision.teks, decision.cetak)):
            same = own.get(sidik(text), []) if text else []
            if text and sidik(self._texts.get(decision.hasil, "")) == sidik(text):
                same = [decision.hasil]
            if len(same) == 1:
                done = rapi(self._texts[same[0]]) == rapi(decision.cetak)
                return same[0], decision.model_copy(update={"cetak": ""}) if done else decision
        return None

    def _check_merged(self) -> None:
        """A result is printed with another one as long as that one is there as it was; left out with it, it is out as well.

        Of results that are printed with each other in a circle one is printed by itself.
        """
        stale = {change.hasil for change in self.berubah}
        for id_, by_branch in self._known.items():
            decision = by_branch.get("")
            if decision and decision.gabung:
                by_branch[""] = decision = self._with_what_it_was_joined(decision)
                main = self._printed_with(id_) if decision.gabung else ""
                if not main or main not in self._texts or main in stale:
                    by_branch[""] = decision.model_copy(update={"gabung": ""})
                elif (of_main := self.of(main)) and of_main.keluar:
                    by_branch[""] = decision.model_copy(update={"keluar": True})

    def _with_what_it_was_joined(self, decision: Penempatan) -> Penempatan:
        """The decision with the result that now has the text it was joined with; with none where that text is gone."""
        text = sidik(decision.gabung_teks)
        if not text or sidik(self._texts.get(decision.gabung, "")) in ("", text):
            return decision
        same = [id_ for id_, other in self._texts.items() if sidik(other) == text and id_ != decision.hasil]
        if len(same) == 1:
            return decision.model_copy(update={"gabung": same[0]})
        self.terpisah.append(decision)
        return decision.model_copy(update={"gabung": ""})

    def _printed_with(self, id_: str) -> str:
        """The result under whose words this one is printed at last; empty where that leads back to it."""
        passed = [id_]
        while (decision := self.of(passed[-1])) and decision.gabung:
            if decision.gabung in passed:
                return ""
            passed.append(decision.gabung)
        return passed[-1]

    def of(self, id_: str) -> Penempatan | None:
        """The decision on a result, where it counts."""
        return self._known.get(id_, {}).get("")

    def in_branch(self, id_: str, units: Iterable[str]) -> Penempatan | None:
        """The place chosen for a result among the columns of these units, in the matriks of a branch."""
        chosen = self._known.get(id_, {})
        return next((chosen[unit] for unit in units if unit in chosen), None)

    def berlaku(self) -> Iterator[tuple[str, Penempatan]]:
        """Every decision that is applied, with the id of its result today."""
        yield from ((id_, decision) for id_, by_branch in self._known.items() for decision in by_branch.values())


def _reworded(before: str, now: str) -> bool:
    """True where two texts in one row of a form are one result in other words; else a row has moved up."""
    return wording_likeness(sidik(before), sidik(now)) >= _REWORDED


def chosen_product(decision: Penempatan, produk: Iterable[Produk], sense: Sense) -> Produk | None:
    """The product that a decision names among these: by its text of today or of before, that of its id first.

    The id alone is believed only where its text has had words added, or is spelled otherwise: a list may have been
    renumbered, a superior may have changed his results.
    """
    candidates = list(produk)
    text = sidik(decision.produk_teks)
    by_id = next((product for product in candidates if product.id == decision.produk), None)
    candidates = [*([by_id] if by_id else []), *candidates]
    today = (product for product in candidates if sidik(product.teks) == text)
    before = (product for product in candidates if text in {sidik(past) for past in product.sebelumnya})
    if found := next(today, None) or next(before, None):
        return found
    return by_id if by_id and with_words_added(sense, decision.produk_teks, by_id.teks) else None


def relinked(hasil: HasilKerja, decision: Penempatan | None) -> HasilKerja:
    """A result as if the product that was chosen for it stood in its SKP."""
    if decision is None or not decision.produk:
        return hasil
    link = {"diintervensi_id": decision.produk, "rencana_hasil_kerja_diintervensi": decision.produk_teks}
    return hasil.model_copy(update=link)


def relinked_skps(skps: Iterable[Skp], daftar: DaftarPenempatan) -> list[Skp]:
    """The SKPs with every result as `relinked`."""
    changed = []
    for skp in skps:
        nip = skp.pegawai.nip
        parts: dict[str, object] = {
            bagian: tuple(relinked(hasil, daftar.of(id_of(nip, hasil))) for hasil in getattr(skp.hasil_kerja, bagian))
            for bagian in BAGIAN
        }
        changed.append(skp.model_copy(update={"hasil_kerja": skp.hasil_kerja.model_copy(update=parts)}))
    return changed

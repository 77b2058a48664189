"""Places proposed for results that are left over: near a product, or a superior's result that leads to one. It places none.

Held against each other are what the broken link says and what stands above it; where nothing was chosen, or where it is far
from everything, what the result itself says. A person confirms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.putus import JenisPutus
from skpxl.model.skp import HasilKerja, Skp
from skpxl.model.teks import one_line
from skpxl.model.unit import Produk
from skpxl.model.usulan import Usulan
from skpxl.placing.rantai import Kenaikan, Tujuan
from skpxl.placing.susunan import Arranger
from skpxl.sense.compare import CLOSE, NEAR

# Of places as near each other as texts that are CLOSE two are shown, for the person to choose.
_SHOWN = 2
# How many superiors above the broken link may be meant.
_ABOVE = 3
# What the words that only one product has are worth, when no wording is near: at least, and where all of them are there.
_SUBJECT, _WHOLE_SUBJECT = 50, 70
# Missing links that no result's words can mend.
_NOT_BY_WORDS = (JenisPutus.LINGKAR, JenisPutus.PRODUK, JenisPutus.UNIT_LAIN)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something the link may mean: its text, the product it leads to, and the superior's result it goes through."""

    text: str
    produk: Produk
    through: HasilKerja | None = None
    of: Skp | None = None


class Proposer:
    """Proposes places; `skps` are all that count, as `penyusun` has placed them."""

    def __init__(self, skps: Sequence[Skp], penyusun: Arranger) -> None:
        self._skps = skps
        self.penyusun = penyusun

    @cached_property
    def of_person(self) -> dict[str, list[Skp]]:
        """The SKPs by whose they are."""
        found: dict[str, list[Skp]] = {}
        for skp in self._skps:
            if skp.pegawai.nip:
                found.setdefault(skp.pegawai.nip, []).append(skp)
        return found

    @cached_property
    def by_id(self) -> dict[str, tuple[Skp, HasilKerja]]:
        """All results by their ids."""
        return {hasil.id: (skp, hasil) for skp in self._skps for _, _, hasil in skp.semua_hasil() if hasil.id}

    def with_proposals(self, matriks: MatriksPeranHasil) -> MatriksPeranHasil:
        """The same matriks, its results without a place with what is proposed for them; what somebody has decided stays."""
        if not matriks.kolom or not matriks.has_rest:
            return matriks
        asked = _Asked(self, matriks)
        rows = tuple(
            row.model_copy(update={"sisa": tuple(asked.proposed(row, peran) for peran in row.sisa)})
            if row.sisa
            else row
            for row in matriks.baris
        )
        return matriks.model_copy(update={"baris": rows})


class _Asked:
    """The candidates of one matriks."""

    def __init__(self, proposer: Proposer, matriks: MatriksPeranHasil) -> None:
        self._proposer = proposer
        self._columns = matriks.kolom
        penyusun = proposer.penyusun
        self._sense = penyusun.sense
        self._tujuan = Tujuan(matriks.kolom, self._sense)
        branch = penyusun.organisasi.cabang(matriks.unit.kode) if matriks.bercabang else ()
        self._branch = frozenset(unit.kode for unit in branch)
        self._through: dict[str, list[_Candidate]] = {}
        self._found: dict[tuple[str, str], tuple[Usulan, ...]] = {}

    def proposed(self, row: BarisMatriks, peran: Peran) -> Peran:
        """The role with its proposals, the likeliest first."""
        written = self._proposer.by_id.get(peran.id)
        if written is None or peran.keputusan is not None or (peran.putus and peran.putus.jenis in _NOT_BY_WORDS):
            return peran
        skp, hasil = self._climb(*written).broken_at or written
        quoted = one_line(hasil.rencana_hasil_kerja_diintervensi)
        found = self._near(quoted, skp.pejabat_penilai.nip) if quoted else ()
        # Of a chain that breaks off above, the cell above is to be corrected; his own words say nothing about it.
        if not found and hasil is written[1]:
            found = self._near(peran.teks, skp.pejabat_penilai.nip, own=True)
        return peran.model_copy(update={"usulan": found}) if found else peran

    def _climb(self, skp: Skp, hasil: HasilKerja) -> Kenaikan:
        penyusun = self._proposer.penyusun
        return penyusun.named(penyusun.rantai.climb(skp, hasil, self._tujuan, self._branch), self._columns)

    def _near(self, text: str, owner: str, *, own: bool = False) -> tuple[Usulan, ...]:
        """What a text may mean that leads to a product; with `own` it is the result itself, not what it was to support."""
        if (text, owner) not in self._found:
            candidates = [_Candidate(produk.teks, produk) for produk in self._columns]
            candidates += self._above(owner)
            self._found[text, owner] = self._best(text, candidates)
        before = "dilihat dari hasil kerjanya sendiri: " if own else ""
        return tuple(
            usulan.model_copy(update={"alasan": before + usulan.alasan}) for usulan in self._found[text, owner]
        )

    def _above(self, owner: str) -> list[_Candidate]:
        """The results of a superior and of those above him that lead to a product."""
        if owner not in self._through:
            self._through[owner] = list(self._leading(owner))
        return self._through[owner]

    def _leading(self, owner: str) -> Iterator[_Candidate]:
        seen: set[str] = set()
        while owner and owner not in seen and len(seen) < _ABOVE:
            seen.add(owner)
            row = self._proposer.penyusun.organisasi.find_pegawai(owner)
            above = row.nip_penilai if row else ""
            for skp in self._proposer.of_person.get(owner, ()):
                above = skp.pejabat_penilai.nip or above
                for _, _, hasil in skp.semua_hasil():
                    if hasil.rencana_hasil_kerja.strip():
                        climbed = self._climb(skp, hasil)
                        if climbed.produk:
                            yield _Candidate(one_line(hasil.rencana_hasil_kerja), climbed.produk, hasil, skp)
            owner = above

    def _best(self, text: str, candidates: Sequence[_Candidate]) -> tuple[Usulan, ...]:
        by_product: dict[str, Usulan] = {}
        for candidate in candidates:
            score = self._sense.likeness(text, candidate.text)
            known = by_product.get(candidate.produk.id)
            if score >= NEAR and (known is None or score > known.skor):
                by_product[candidate.produk.id] = _usulan(candidate, score, self._why(text, candidate))
        if not by_product:
            by_product = self._by_subject(text)
        ordered = sorted(by_product.values(), key=lambda usulan: -usulan.skor)
        return tuple(usulan for usulan in ordered if usulan.skor >= ordered[0].skor - CLOSE)[:_SHOWN]

    def _why(self, text: str, candidate: _Candidate) -> str:
        found = self._sense.compare(text, candidate.text)
        lacking, added = (_quoted(words) for words in (found.other_alone, found.alone))
        if found.score == 100:
            why = "bunyinya sama, tetapi ada lebih dari satu yang berbunyi begitu"
        elif lacking and added:
            why = f"berbunyi {added}, bukan {lacking}"
        elif added:
            why = f"ada tambahan {added}"
        elif lacking:
            why = f"hanya sebagian, tanpa {lacking}"
        else:
            why = "hanya beda ejaan atau kata sambung"
        if candidate.of is None:
            return why
        return f"{why}; lewat hasil kerja {candidate.of.pegawai.nama or candidate.of.pegawai.jabatan or 'atasan'}"

    @cached_property
    def _subjects(self) -> Mapping[str, frozenset[str]]:
        """By product, the words (as stems) that no other product of the matriks has."""
        words = {produk.id: frozenset(self._sense.subject(produk.teks)) for produk in self._columns}
        return {
            id_: own.difference(*(others for other, others in words.items() if other != id_))
            for id_, own in words.items()
        }

    def _weight(self, words: Iterable[str]) -> float:
        """Words that stand everywhere tell half as much."""
        return sum(0.5 if word in self._sense.everywhere else 1.0 for word in words)

    def _by_subject(self, text: str) -> dict[str, Usulan]:
        """The one product whose own words a text mentions, though it says something else about them."""
        said = self._sense.subject(text)
        met = {produk: self._subjects[produk.id] & said.keys() for produk in self._columns}
        near = {produk: words for produk, words in met.items() if len(words) > 1 or words - self._sense.everywhere}
        if len(near) != 1:
            return {}
        ((produk, words),) = near.items()
        share = self._weight(words) / self._weight(self._subjects[produk.id])
        if share < 0.5:
            return {}
        spelled = [word for stem, word in said.items() if stem in words]
        score = round(_SUBJECT + (_WHOLE_SUBJECT - _SUBJECT) * share) - (10 if len(words) == 1 else 0)
        return {produk.id: _usulan(_Candidate("", produk), score, f"menyebut {_quoted(spelled)}")}


def _usulan(candidate: _Candidate, score: int, why: str) -> Usulan:
    through = candidate.through
    return Usulan(
        produk=candidate.produk.id,
        teks=candidate.produk.teks,
        skor=score,
        alasan=why,
        atas=(through.id or "") if through else "",
        lewat=candidate.text if through else "",
    )


def _quoted(words: Iterable[str]) -> str:
    listed = list(words)
    return f"“{' '.join(listed[:8])}{' …' if len(listed) > 8 else ''}”" if listed else ""

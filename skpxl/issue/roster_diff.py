"""What the roster of today says otherwise than the SKPs that are out, and whom it touches. It issues nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skpxl.campaign.issued import IssuedForm
from skpxl.errors import SkpxlError
from skpxl.issue.addresses import Difference
from skpxl.kinds.kind import nobody
from skpxl.model.fate import Account, RosterRowFate, tally
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import fit, row_of, same_person
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library


@dataclass(frozen=True)
class _Out:
    """An SKP that is out, as `penugasan` compares it."""

    form: IssuedForm
    pegawai: Identitas
    pejabat_penilai: Identitas
    periode: Periode | None


@dataclass(frozen=True)
class RosterDiff:
    """`rows` are the rows of the roster with their fate and in what they differ from what is out, `gone` the SKPs that are out
    and belong to no row any more, with the NIP that their person has today where his name is on the roster.
    """

    rows: tuple[tuple[Pegawai, RosterRowFate, tuple[Difference, ...]], ...]
    gone: tuple[tuple[IssuedForm, str], ...]
    account: Account[RosterRowFate] = field(repr=False)

    def of(self, fate: RosterRowFate) -> list[tuple[Pegawai, tuple[Difference, ...]]]:
        """The rows of one fate, in roster order."""
        return [(orang, differences) for orang, other, differences in self.rows if other is fate]


def roster_diff(
    organisasi: Organisasi, issued: Mapping[str, IssuedForm], campaign: Periode, library: Library
) -> RosterDiff:
    """Hold every row against the SKP that is out for it. A vacant post, and who does not serve in the period, needs none."""
    per_row: dict[int, list[_Out]] = {}
    gone: list[tuple[IssuedForm, str]] = []
    for form in issued.values():
        if not _is_skp(form, library):
            continue
        out = _Out(form, form.pegawai, form.penilai, _period(form.periode))
        row = row_of(organisasi, out)
        if row is None or (out.pegawai.nama and not _anything_left(organisasi, row, out)):
            named = {other.nip for other in organisasi.bernama(form.pegawai.nama)} - {form.nip}
            gone.append((form, named.pop() if len(named) == 1 else ""))
        else:
            per_row.setdefault(id(row), []).append(out)
    rows = [_judged(orang, per_row.get(id(orang), []), organisasi, campaign) for orang in organisasi.pegawai]
    account = tally(
        "baris daftar pegawai yang dibandingkan",
        RosterRowFate,
        organisasi.pegawai,
        [(orang, fate) for orang, fate, _ in rows],
        lambda orang: orang.nama or orang.jabatan or f"baris {orang.baris}",
    )
    return RosterDiff(tuple(rows), tuple(gone), account)


def _anything_left(organisasi: Organisasi, row: Pegawai, out: _Out) -> bool:
    """A form belongs to a row with which it shares a post or a penilai, or that is the person's only one."""
    now = fit(organisasi, row, out)
    return len(organisasi.baris_pegawai(row.nip)) == 1 or now.penilai or now.unit or now.jabatan


def _judged(
    orang: Pegawai, out: Iterable[_Out], organisasi: Organisasi, campaign: Periode
) -> tuple[Pegawai, RosterRowFate, tuple[Difference, ...]]:
    masa = orang.masa(campaign)
    if nobody(orang) or masa is None:
        return orang, RosterRowFate.TANPA_FORMULIR, ()
    best = max(out, key=lambda one: fit(organisasi, orang, one).score, default=None)
    if best is None:
        return orang, RosterRowFate.BARU, ()
    differences = tuple(_differences(orang, best, organisasi, masa))
    return orang, RosterRowFate.BERUBAH if differences else RosterRowFate.SAMA, differences


def _differences(orang: Pegawai, out: _Out, organisasi: Organisasi, masa: Periode) -> Iterable[Difference]:
    if not out.pegawai.nama:  # issued before it was recorded as whose
        return
    now, penilai = organisasi.identitas(orang), organisasi.penilai(orang)
    names = {"nama": "nama", "pangkat_golongan": "pangkat", "jabatan": "jabatan", "unit_kerja": "unit kerja"}
    for name, word in names.items():
        was, new = getattr(out.pegawai, name), getattr(now, name)
        if sidik(was) != sidik(new):
            yield word, was, new
    if not same_person(penilai, out.pejabat_penilai):
        yield "pejabat penilai", out.pejabat_penilai.nama or out.pejabat_penilai.nip, penilai.nama or penilai.nip
    else:
        for name, word in (("nama", "nama penilai"), ("jabatan", "jabatan penilai")):
            was, new = getattr(out.pejabat_penilai, name), getattr(penilai, name)
            if sidik(was) != sidik(new):
                yield word, was, new
    if out.periode and out.periode != masa:
        yield "masa", out.periode.tercetak(), masa.tercetak()


def _is_skp(form: IssuedForm, library: Library) -> bool:
    """A form whose definition is gone is taken for one: better told than passed over."""
    try:
        return library.definition(form.formulir).isi == "skp"
    except SkpxlError:
        return True


def _period(text: str) -> Periode | None:
    mulai, _, selesai = text.partition("/")
    try:
        return Periode.model_validate({"mulai": mulai, "selesai": selesai})
    except ValueError:
        return None

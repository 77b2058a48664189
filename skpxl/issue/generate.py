"""`skpxl generate`: one protected workbook per pegawai, one folder per perangkat daerah."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from skpxl.files.output import standing, write_whole
from skpxl.issue.addresses import Renewal, printed_differences
from skpxl.kinds.check import check_definition
from skpxl.kinds.kind import Order, Terbitan
from skpxl.kinds.offers import Offer, offers_of
from skpxl.kinds.skp import plan_skp
from skpxl.kinds.table import kind_of
from skpxl.model.fate import Account, IssueFate, PlanFate, counted, tally
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp
from skpxl.model.trust import Trust
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.form import Form


def plan(order: Order) -> list[Terbitan]:
    """What is to be issued, in roster order; people without a form come with the reason. Paths are relative.

    Where no form is wished for it is everybody's SKP; else the kind of the form says who gets one. Raises SkpxlError for
    a form that cannot be read back, or that is not issued from the roster.
    """
    settings, library, wishes = order.settings, order.library, order.wishes
    if not wishes.form:
        for form in dict.fromkeys([*settings.formulir.values(), *settings.formulir_jpt.values()]):
            check_definition(library, library.definition(form))
        planned = list(plan_skp(order))
    else:
        definition = library.definition(wishes.form)
        check_definition(library, definition)
        kind = kind_of(definition)
        planned = list(kind.plan(order, definition))
        if kind.per_unit:  # a matriks is a unit's, and says nothing of each row of the roster
            return planned
    hold_plan(order.organisasi, order.asked(), ((terbitan.orang, plan_fate(terbitan)) for terbitan in planned))
    return planned


def plan_fate(terbitan: Terbitan) -> PlanFate:
    """What is planned for somebody."""
    return PlanFate.DITERBITKAN if terbitan.form else PlanFate.DILEWATI


def hold_plan(
    organisasi: Organisasi, asked: Callable[[Pegawai], bool], planned: Iterable[tuple[Pegawai, PlanFate]]
) -> Account[PlanFate]:
    """Hold a plan against the roster: everybody has a form, a reason, or is not asked for. Raises AccountError."""
    others = [(orang, PlanFate.TIDAK_DIMINTA) for orang in organisasi.pegawai if not asked(orang)]
    return tally(
        "pegawai yang diterbitkan",
        PlanFate,
        organisasi.pegawai,
        [*planned, *others],
        lambda orang: orang.nama or orang.nip or orang.jabatan or f"baris {orang.baris}",
    )


def results_of_superiors(sent: Sequence[ReceivedFile], measure: Measure) -> dict[str, list[Skp]]:
    """The SKPs of everybody whose filled workbook among `sent` counts, by NIP: as `validate` judged them against `measure`.

    Copies that do not collide are one, as `merge` takes them; doubles, superseded, contradicting and forged files give
    nothing; files that are no SKP are passed over.
    """
    from skpxl.receive.conflicts import resolve

    by_nip: dict[str, list[Skp]] = {}
    for file in resolve(sent, measure).files:
        if file.skp and file.counted and file.skp.pegawai.nip:
            by_nip.setdefault(file.skp.pegawai.nip, []).append(file.skp)
    return by_nip


def accepted_skps(sent: Sequence[ReceivedFile], measure: Measure) -> dict[str, list[Skp]]:
    """The SKPs among `sent` that count and have no galat, by NIP."""
    from skpxl.receive.conflicts import resolve

    by_nip: dict[str, list[Skp]] = {}
    for file in resolve(sent, measure).files:
        if file.skp and file.counted and not file.galat and file.skp.pegawai.nip:
            by_nip.setdefault(file.skp.pegawai.nip, []).append(file.skp)
    return by_nip


def offered_results(sent: Sequence[ReceivedFile], measure: Measure) -> dict[str, list[Offer]]:
    """The results that forms among `sent` offer which count and have no galat, by the owner's NIP."""
    from skpxl.receive.conflicts import resolve

    by_nip: dict[str, list[Offer]] = {}
    for file in resolve(sent, measure).files:
        if file.bebas and file.reading.form and file.counted and not file.galat:
            by_nip.setdefault(file.bebas.nip, []).extend(offers_of(file.reading.form, file.bebas))
    return by_nip


@dataclass(frozen=True)
class Ringkasan:
    """What became of each planned form. `issued` is what is out now, `conflicts` the paths refused, `kept` those where what
    stands is left on purpose. `changes` are the forms that replace one issued before (those held would).
    """

    fates: tuple[tuple[Terbitan, IssueFate], ...]
    conflicts: tuple[Path, ...]
    issued: tuple[Form, ...] = ()
    kept: tuple[Path, ...] = ()
    changes: tuple[tuple[Renewal, IssueFate], ...] = ()

    @property
    def replaced(self) -> dict[str, str]:
        """The files that count no more, with those that do instead."""
        return {
            change.before: change.item.path.as_posix()
            for change, fate in self.changes
            if fate is IssueFate.DITULIS and change.before != change.item.path.as_posix()
        }

    @property
    def account(self) -> Account[IssueFate]:
        """How many had which fate."""
        return counted("formulir yang diterbitkan", IssueFate, (fate for _, fate in self.fates))

    @property
    def skipped(self) -> list[tuple[Pegawai, str]]:
        """Who got no form, and why."""
        return [(terbitan.orang, terbitan.reason) for terbitan, fate in self.fates if terbitan.form is None]


def generate(
    terbitan: Sequence[Terbitan],
    measure: Measure,
    target: Path,
    *,
    sandi: str = "",
    force: bool = False,
    dry_run: bool = False,
    replacing: Mapping[str, Renewal] = MappingProxyType({}),
    advance: Callable[[], None] = lambda: None,
) -> Ringkasan:
    """Write the workbooks under `target`. One that stands there with the same content is left; another one is kept, too.

    A run that was cut off can be run again. Nothing is overwritten without `force`; a workbook issued over an earlier one
    gets the next issue number, so that of two that come back the later one counts. `measure` tells the key, and the
    numbers that are out; `replacing` are the forms, by code, that replace one of another code: those too are issued with
    `force` only. Where nothing but the days has changed, what was issued may be filled in already and still serves: that is
    replaced only where it is insisted on.
    """
    from skpxl.forms.write import write_form

    fates: list[tuple[Terbitan, IssueFate]] = []
    refused: list[Path] = []
    kept: list[Path] = []
    out: list[Form] = []
    changed: list[tuple[Renewal, IssueFate]] = []
    for item in terbitan:
        fate = IssueFate.LOWONG if item.vacant else IssueFate.DILEWATI
        if item.form is not None:
            path = target / item.path
            form, data, before = _numbered(
                item.form,
                path,
                partial(write_form, library=measure.library, sandi=sandi),
                measure,
                force=force,
            )
            found = standing(path)
            same = found == data
            change = replacing.get(form.stamp.id) if found is None else None
            # Even --force does not replace the SKP of another person, penilai or period.
            of_another = before is not None and before.stamp.id != form.stamp.id
            if found is not None and not same and (not force or of_another):
                fate = IssueFate.DIBIARKAN if item.keeps and not of_another else IssueFate.DITOLAK
                (kept if fate is IssueFate.DIBIARKAN else refused).append(path)
            elif change and (not force or (change.only_days and not change.insisted)):
                fate = IssueFate.DIBIARKAN if change.only_days else IssueFate.DITOLAK
            else:
                fate = IssueFate.TETAP if same else IssueFate.DITULIS
                out.append(form)
                if not same and not dry_run:
                    write_whole(path, data, force=force)
            if before is not None and not same and not of_another:
                change = Renewal(item, printed_differences(before, form), item.path.as_posix())
            if change:
                changed.append((change, fate))
        fates.append((item, fate))
        advance()
    return Ringkasan(tuple(fates), tuple(refused), tuple(out), tuple(kept), tuple(changed))


def _numbered(
    form: Form,
    path: Path,
    write: Callable[[Form], bytes],
    measure: Measure,
    *,
    force: bool,
) -> tuple[Form, bytes, Form | None]:
    """The form with the issue number it is to have at `path`, its bytes, and the other form that stands there, if any.

    A number is taken from the workbook that stands there only where its signature holds, else from what was recorded. What is
    out elsewhere with other contents has the number before: there are never two valid ones of one number.
    """
    from skpxl.forms.read import read_form

    data, signing_key = write(form), measure.signing_key
    recorded = measure.issued.get(form.stamp.id, 0)
    number, before = form.stamp.terbitan, None
    found = standing(path)
    if found is None:
        # What was issued later (a copy for correction) must not supersede what is issued now.
        other = measure.signatures.get(form.stamp.id, form.stamp.tanda) not in ("", form.stamp.tanda)
        number = recorded + 1 if recorded > 1 or other else number
    elif found != data and (reading := read_form(path, measure.library, signing_key=signing_key)).form is not None:
        before = reading.form
        if before.stamp.id == form.stamp.id and reading.asli and reading.trust in (Trust.PROVEN, Trust.PLAIN):
            number = before.stamp.terbitan
            if force and found != write(form.dengan_terbitan(number, signing_key)):
                number = max(number, recorded) + 1
        elif before.stamp.id == form.stamp.id:
            number = recorded + 1
    if number != form.stamp.terbitan:
        form = form.dengan_terbitan(number, signing_key)
        data = write(form)
    return form, data, before

"""Planning the evaluation forms of a period: one per accepted SKP, nobody left out in silence."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from skpxl.campaign.settings import Settings
from skpxl.errors import SkpxlError, UsageError
from skpxl.files.names import slug
from skpxl.issue.generate import hold_plan
from skpxl.kinds.blank_evaluasi import blank_evaluation, evaluation_forms_of, with_evidence
from skpxl.kinds.check import check_definition
from skpxl.kinds.evaluasi import EVALUASI
from skpxl.kinds.kind import Order, Terbitan, away, nobody, not_in_post
from skpxl.kinds.of_results import evidence_in
from skpxl.model.evaluasi import Evaluasi, JenisPeriode, masa_evaluasi
from skpxl.model.fate import PlanFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import fit, post_mark, row_of
from skpxl.model.periode import Periode
from skpxl.model.predikat import predikat
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi
from skpxl.placing.susunan import baris_skp
from skpxl.receive.validate import DITERIMA, GANDA, ReceivedFile
from skpxl.template.library import Library


def evaluation_period(code: str, settings: Settings) -> tuple[JenisPeriode, Periode]:
    """The kind and days of `TW1`, `B03`, `S1` or `tahunan` in the campaign's period.

    Raises UsageError for another word, for what lies outside that period, and for a kind that the campaign does not use: an
    instansi evaluates by quarter, by month or by semester (PermenPANRB 6/2022).
    """
    try:
        jenis, masa = masa_evaluasi(code, settings.masa.selesai.year)
    except ValueError as fault:
        raise UsageError(f"--evaluasi: {fault}.") from fault
    if jenis not in ("tahunan", settings.evaluasi):
        raise UsageError(
            f"Putaran SKP ini memakai evaluasi {settings.evaluasi}, bukan {jenis}; ubah `evaluasi` di skpxl.toml bila perlu."
        )
    days = masa.irisan(settings.masa.mulai, settings.masa.selesai)
    if days is None:
        raise UsageError(
            f"--evaluasi {code}: {masa.tercetak()} berada di luar periode SKP, yaitu {settings.masa.tercetak()}; "
            "sebut periode yang lain, atau betulkan [periode] di skpxl.toml."
        )
    return jenis, days


def plan_evaluations(files: Sequence[ReceivedFile], code: str, order: Order) -> list[Terbitan]:
    """The forms of the period, in the order of the files; people without an accepted SKP come with the reason.

    The annual form carries the periodic evaluations of the same person and penilai among the files.
    """
    wishes, organisasi = order.wishes, order.organisasi
    asked = {orang.nip for orang in order.people()} if wishes.units or wishes.nips else None
    planned = list(_plan(files, code, order, asked))
    # Somebody may have several SKPs of one row, and a form for each.
    of_rows = dict.fromkeys(terbitan.orang for terbitan in planned)
    with_form = {terbitan.orang for terbitan in planned if terbitan.form}
    rows = set(organisasi.pegawai)
    fates = (
        (orang, PlanFate.DITERBITKAN if orang in with_form else PlanFate.DILEWATI) for orang in of_rows if orang in rows
    )
    hold_plan(organisasi, lambda orang: asked is None or orang.nip in asked, fates)
    return planned


def _plan(files: Sequence[ReceivedFile], code: str, order: Order, asked: Collection[str] | None) -> Iterator[Terbitan]:
    """The forms one at a time: those of the files, then why the others of the roster have none. `asked` are NIP, or all."""
    organisasi, settings, library = order.organisasi, order.settings, order.library
    jenis, masa = evaluation_period(code, settings)
    periodik = periodic_evaluations(files, masa.selesai.year) if jenis == "tahunan" else {}
    check_evaluations(files, library)
    bukti = _evidence(files, masa)
    told: set[Pegawai] = set()
    # A file that does not count takes nobody's place: not that of his own SKP which does, nor twice.
    settled = {_whose(file.skp) for file in files if file.skp and file.counted}
    for file in files:
        skp = file.skp
        if skp is None or file.fate == GANDA or (asked is not None and skp.pegawai.nip not in asked):
            continue
        orang = _pegawai(skp, organisasi)
        told.add(orang)
        if not file.counted:
            if _whose(skp) not in settled:
                settled.add(_whose(skp))
                yield Terbitan(orang, None, Path(), _unusable(file))
            continue
        if file.fate != DITERIMA:
            yield Terbitan(orang, None, Path(), "SKP-nya masih perlu perbaikan")
            continue
        days = served(skp, organisasi, masa)
        if days is None:
            printed = (skp.periode.mulai, skp.periode.selesai) if skp.periode else (None, None)
            post = (orang.mulai or printed[0], orang.selesai or printed[1])
            yield Terbitan(orang, None, Path(), not_in_post(orang, post, masa))
            continue
        earlier = [
            (evaluasi, predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, library.aturan.predikat))
            for evaluasi in periodik.get((skp.pegawai.nip, skp.pejabat_penilai.nip), [])
            if _of_the_same_post(evaluasi, skp, organisasi)
        ]
        try:
            form = blank_evaluation(
                skp,
                settings,
                library,
                (jenis, days),
                periodik=earlier,
                signing_key=order.wishes.signing_key,
                post=post_mark(organisasi, orang, library.kepegawaian.is_acting),
            )
            form = with_evidence(form, skp, bukti.get(_whose(skp), {}), order.wishes.signing_key)
        except SkpxlError as fault:
            yield Terbitan(orang, None, Path(), str(fault).removesuffix("."))
            continue
        path = (
            Path(order.names.office(organisasi.nama_perangkat_daerah(orang)))
            / f"{EVALUASI.name}_{masa.selesai.year}_{code.upper()}_{slug(skp.pegawai.nip)}.xlsx"
        )
        yield Terbitan(orang, form, path)
    for orang in organisasi.pegawai:
        if orang not in told and (asked is None or orang.nip in asked):
            why = nobody(orang) or away(order, orang) or "belum ada SKP-nya"
            yield Terbitan(orang, None, Path(), why)


def _evidence(files: Sequence[ReceivedFile], masa: Periode) -> dict[tuple[str, str], dict[str, str]]:
    """The evidence that forms with results name for a period, by pegawai and penilai, then by the id of the result."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file in files:
        answers, form = file.bebas, file.reading.form
        if answers and form and file.counted and not file.galat:
            found.setdefault((answers.nip, answers.pejabat_penilai.nip), {}).update(evidence_in(form, masa))
    return found


def _unusable(file: ReceivedFile) -> str:
    """Why an SKP that came in does not count."""
    if any(finding.code == "berkas-bertentangan" for finding in file.findings):
        return "berkas-berkas SKP-nya bertentangan dan belum diputuskan"
    return "berkas SKP-nya tidak dapat dipakai"


def served(skp: Skp, organisasi: Organisasi, masa: Periode) -> Periode | None:
    """The days of a period in which somebody works by an SKP: those that it is for and those that the roster of today says.

    A row of the roster that has no day in common with it is another post's, and says nothing.
    """
    days = masa.irisan(skp.periode.mulai, skp.periode.selesai) if skp.periode else masa
    row = row_of(organisasi, skp)
    if days and row and fit(organisasi, row, skp).bersama:
        days = row.masa(days)
    return days


def _of_the_same_post(evaluasi: Evaluasi, skp: Skp, organisasi: Organisasi) -> bool:
    """Whether a periodic evaluation belongs to an SKP of the same person and penilai: of a Plt. both have that in common."""
    rows = organisasi.baris_pegawai(skp.pegawai.nip)
    return len(rows) < 2 or row_of(organisasi, evaluasi) is row_of(organisasi, skp)


def check_evaluations(files: Sequence[ReceivedFile], library: Library) -> None:
    """Raise DefinitionError where a form by which one of these SKPs is to be evaluated could not be read back."""
    for form in dict.fromkeys(file.skp.form for file in files if file.skp and file.counted):
        for definition in evaluation_forms_of(form, library)[:1]:
            check_definition(library, definition)


def _whose(skp: Skp) -> tuple[str, str]:
    """Whose SKP it is, under which penilai."""
    return skp.pegawai.nip, skp.pejabat_penilai.nip


def periodic_evaluations(files: Sequence[ReceivedFile], tahun: int) -> dict[tuple[str, str], list[Evaluasi]]:
    """The periodic evaluations of a year that count, by person and penilai, in the order of their periods."""
    by_person: dict[tuple[str, str], list[Evaluasi]] = {}
    for file in files:
        evaluasi = file.evaluasi
        if evaluasi and file.counted and evaluasi.jenis != "tahunan" and evaluasi.tahun == tahun and evaluasi.periode:
            by_person.setdefault((evaluasi.pegawai.nip, evaluasi.pejabat_penilai.nip), []).append(evaluasi)
    for evaluations in by_person.values():
        evaluations.sort(key=lambda evaluasi: evaluasi.periode.mulai.isoformat() if evaluasi.periode else "")
    return by_person


def _pegawai(skp: Skp, organisasi: Organisasi) -> Pegawai:
    """The row of the roster, else what the SKP tells of the person."""
    return (
        baris_skp(organisasi, skp)
        or organisasi.find_pegawai(skp.pegawai.nip)
        or Pegawai(
            nip=skp.pegawai.nip,
            nama=skp.pegawai.nama,
            pangkat_golongan=skp.pegawai.pangkat_golongan,
            jabatan=skp.pegawai.jabatan,
            unit_kerja=skp.pegawai.unit_kerja,
            nip_penilai=skp.pejabat_penilai.nip,
        )
    )

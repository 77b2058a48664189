"""`skpxl validate`: every file read, interpreted and held against the rules; one account over all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.salinan import same_wording
from skpxl.checks.slots import check_slots
from skpxl.files.walk import Arrival, content_of
from skpxl.findings import Finding, Severity, temuan
from skpxl.findings.catalogue import KODE
from skpxl.findings.weights import weighed
from skpxl.findings.wording import worded
from skpxl.forms.read import read_form
from skpxl.forms.reading import Reading
from skpxl.forms.triage import BUKAN_KITA, DIBACA, OUTCOMES, TIDAK_TERBACA, Outcome, outcome_of
from skpxl.kinds.kind import Batch, Case, Isi
from skpxl.kinds.table import kind_of
from skpxl.model.bebas import IsianBebas
from skpxl.model.dasar import Model
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.fate import Account, FileFate, tally
from skpxl.model.integrasi import IsianIntegrasi
from skpxl.model.kedatangan import Kedatangan
from skpxl.model.pembagian import Pembagian
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas, Skp, with_measure
from skpxl.model.teks import rapi, sidik
from skpxl.model.trust import Trust
from skpxl.model.unit import PRODUCT, Organisasi
from skpxl.receive.doubles import doubles_and_contradictions, with_finding
from skpxl.receive.interpret import understood
from skpxl.receive.latest import Came
from skpxl.receive.superseded import replaced
from skpxl.template.answers import to_tree
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.unused import without_unused

A = TypeVar("A", bound=Model)

# What is asked of every form, whatever it prints: whose it is, and what the roster says of him today.
_OF_WHOM = ("identitas", "daftar pegawai")
DITERIMA, PERLU_PERBAIKAN, GANDA = FileFate.DITERIMA, FileFate.PERLU_PERBAIKAN, FileFate.GANDA


@dataclass(frozen=True)
class ReceivedFile:
    """One file after validation: what it means (`content`), its fate (`fate`), and whether it counts (`counted`)."""

    reading: Reading
    content: Isi | None
    findings: tuple[Finding, ...]
    fate: FileFate
    counted: bool = True

    def _as(self, model: type[A]) -> A | None:
        return self.content if isinstance(self.content, model) else None

    @property
    def skp(self) -> Skp | None:
        """The SKP, where the file holds one."""
        return self._as(Skp)

    @property
    def owner(self) -> Identitas:
        """Whose form it is, as issued; empty for a file that is none of ours."""
        form = self.reading.form
        if form is None:
            return Identitas()
        return Identitas(
            nama=form.terkunci.get("pegawai_nama", ""),
            nip=form.terkunci.get("pegawai_nip", ""),
            unit_kerja=form.terkunci.get("pegawai_unit_kerja", "") or form.konteks.get("unit", ""),
        )

    @property
    def evaluasi(self) -> Evaluasi | None:
        """The evaluation, where the file holds one."""
        return self._as(Evaluasi)

    @property
    def integrasi(self) -> IsianIntegrasi | None:
        """The entries of a form Integrasi 2021, where the file holds one."""
        return self._as(IsianIntegrasi)

    @property
    def bebas(self) -> IsianBebas | None:
        """The answers of a form of an office's own, where the file holds one."""
        return self._as(IsianBebas)

    @property
    def pembagian(self) -> Pembagian | None:
        """The agreed matriks, where the file holds one."""
        return self._as(Pembagian)

    @property
    def galat(self) -> bool:
        """True where something must be corrected."""
        return any(finding.severity is Severity.GALAT for finding in self.findings)


@dataclass(frozen=True)
class Measure:
    """What the operator holds all files against, the templates first; empty parts are not checked.

    `issued` are the issue numbers that are out, by the workbook's code, `signatures` those of the last issues. With
    `without_key` the campaign's key is gone and the operator reads on without it: that is said of every file. `weights` are
    those of the rules on contents. `order` gives when each content came, by its SHA-256, as far as a ledger knows it; it is
    asked only where different files of one workbook have come.
    """

    library: Library
    instansi: str = ""
    periode: Periode | None = None
    organisasi: Organisasi | None = None
    signing_key: bytes | None = None
    issued: Mapping[str, int] = field(default_factory=dict)
    signatures: Mapping[str, str] = field(default_factory=dict)
    without_key: bool = False
    weights: Mapping[str, str] = field(default_factory=dict)
    order: Callable[[], Mapping[str, Kedatangan]] = dict

    def addresses(self, nip: str) -> frozenset[str]:
        """The addresses that are known for somebody: his own and those of his units; lower case."""
        return frozenset(self.organisasi.addresses(nip)) if self.organisasi else frozenset()


def validate(
    kiriman: Sequence[Arrival], measure: Measure, *, advance: Callable[[], None] = lambda: None
) -> list[ReceivedFile]:
    """Validate all files, in the order given. Findings are worded. No file's content ever raises."""
    read: list[tuple[Reading, Isi | None]] = []
    for sent in kiriman:
        if sent.problem:
            read.append((_not_taken_out(sent), None))
        else:
            reading = read_form(sent.source, measure.library, file=sent.name, signing_key=measure.signing_key)
            read.append(understood(reading))
        advance()
    files = check_all(read, measure, _Arrivals(kiriman, measure.order))
    file_account("berkas yang diterima", [sent.name for sent in kiriman], files)
    return files


class _Arrivals:
    """When files came, by what is in them: each is hashed when it is asked for."""

    def __init__(self, kiriman: Sequence[Arrival], order: Callable[[], Mapping[str, Kedatangan]]) -> None:
        self._sent = {sent.name: sent for sent in kiriman}
        self._order = cache(order)

    def __call__(self, file: ReceivedFile) -> Kedatangan | None:
        order = self._order()
        return order.get(content_of(self._sent[file.reading.file])) if order else None


def check_all(
    read: Sequence[tuple[Reading, Isi | None]], measure: Measure, came: Came = lambda file: None
) -> list[ReceivedFile]:
    """Hold what was read against the rules: each file for itself, then against the others. Findings are worded.

    `came` says when a file came, where that is known.
    """
    batch = batch_of(read)
    files = [check_reading(reading, content, measure, batch) for reading, content in read]
    files = doubles_and_contradictions(files, came, measure.addresses)
    files = _replaced(files, measure.organisasi)
    files = [_older_issue(file, measure.issued) for file in files]
    files = [replace(file, findings=tuple(worded(file.findings, measure.library.pesan))) for file in files]
    file_account("berkas yang diperiksa", [reading.file for reading, _ in read], files)
    return files


def _older_issue(file: ReceivedFile, terbitan: Mapping[str, int]) -> ReceivedFile:
    """A file that counts, and of which a later issue has been sent out: the corrections asked for are not in it."""
    form = file.reading.form
    if form is None or not file.counted or form.stamp.terbitan >= (last := terbitan.get(form.stamp.id, 0)):
        return file
    older = temuan("terbitan-lama", terbitan=form.stamp.terbitan, terakhir=last)
    return replace(file, findings=(*file.findings, older.at(file=file.reading.file, who=file.owner.nama)))


def _not_taken_out(kiriman: Arrival) -> Reading:
    """A file whose bytes could not be had from its archive."""
    problem = temuan(kiriman.problem, detail=kiriman.detail or "anggota arsip tidak dapat dibuka").at(file=kiriman.name)
    return Reading(kiriman.name, outcome_of(kiriman.problem), findings=(problem,))


def batch_of(read: Iterable[tuple[Reading, Isi | None]]) -> Batch:
    """What these files tell of each other: a form may have been issued before the results it builds on."""
    per_nip: dict[str, dict[str, str]] = {}
    products: dict[str, list[str]] = {}
    measures: dict[str, list[str]] = {}
    skps: list[Skp] = []
    for reading, skp in read:
        if not isinstance(skp, Skp) or not reading.asli:
            continue
        skps.append(skp)
        for _, _, hasil in skp.semua_hasil():
            if skp.pegawai.nip and hasil.rencana_hasil_kerja.strip():
                per_nip.setdefault(skp.pegawai.nip, {})[hasil.id or ""] = hasil.rencana_hasil_kerja
            if skp.pegawai.nip and skp.bagi == "jpt":
                # Whole with its result, as it is offered to those below.
                offered = (with_measure(hasil.rencana_hasil_kerja, text) for _, text in hasil.ukuran())
                measures.setdefault(skp.pegawai.nip, []).extend(offered)
        for choice in reading.form.hasil_atasan if reading.form else ():
            if choice.id.startswith(PRODUCT):
                products.setdefault(rapi(skp.pegawai.unit_kerja), []).append(choice.teks)
    return Batch(per_nip, products, same_wording(skps), measures)


def check_reading(reading: Reading, content: Isi | None, measure: Measure, batch: Batch) -> ReceivedFile:
    """One file for itself: its fate, and its findings, not yet worded. `batch` is that of `batch_of`."""
    if content is None or reading.form is None:
        fate = OUTCOMES[Outcome(reading.outcome)].fate
        if fate is DIBACA:  # ours, but without a definition here, or no SKP
            fate = TIDAK_TERBACA if reading.form is None else BUKAN_KITA
        return ReceivedFile(reading, None, reading.findings, fate, counted=False)
    form, library = reading.form, measure.library
    if measure.without_key:
        reading = replace(reading, findings=tuple(_without_key(finding) for finding in reading.findings))
    if measure.organisasi and reading.trust in (Trust.UNRECORDED, Trust.UNPROVABLE):
        reading = _by_roster(reading, form, measure.organisasi)
    rujukan = Rujukan(
        daftar=library.daftar,
        organisasi=measure.organisasi,
        instansi=measure.instansi,
        periode=measure.periode,
        sense=library.sense,
    )
    judged = weighed(kind_of(form.definition).judge(content, Case(form, library, rujukan, batch)), measure.weights)
    wanting = check_slots(form.layout, without_unused(form.layout, form.values), form.choices(library.daftar))
    of_content = [*wanting, *(finding for finding in judged if _has_place(finding, form))]
    of_content.sort(key=lambda finding: KODE[finding.code].lingkup not in _OF_WHOM)  # first whose form it is
    findings = (
        *reading.findings,
        *_said_once([_at_cell(finding, reading, form) for finding in of_content], reading, form),
    )
    wrong = any(finding.severity is Severity.GALAT for finding in findings)
    # What was issued for another instansi or period stands for nobody here, however well it is filled in.
    foreign = any(finding.code in ("instansi-lain", "periode-lain") for finding in of_content)
    if foreign:
        reading = replace(reading, outcome=Outcome.KITA_LAIN)
    return ReceivedFile(
        reading, content, findings, PERLU_PERBAIKAN if wrong else DITERIMA, counted=reading.asli and not foreign
    )


def _has_place(finding: Finding, form: Form) -> bool:
    """Whether what a rule asks for stands on this form: a versi may have left it out. Whose form it is, is always asked."""
    return not finding.key or finding.key in form.layout.by_key or KODE[finding.code].lingkup in _OF_WHOM


def _without_key(finding: Finding) -> Finding:
    """In a campaign whose key is gone "not checked" is a warning, not an info."""
    if finding.code != "tanda-tangan-belum-diperiksa":
        return finding
    return temuan("keaslian-tidak-diperiksa").at(file=finding.file, who=finding.who)


def _by_roster(reading: Reading, form: Form, organisasi: Organisasi) -> Reading:
    """A file that has lost the record of what was issued: its name is held against the roster's for that NIP."""
    name = form.terkunci.get("pegawai_nama", "")
    orang = organisasi.find_pegawai(form.terkunci.get("pegawai_nip", ""))
    if orang is None or sidik(orang.nama) == sidik(name):
        return reading
    changed = temuan("identitas-berubah", key="pegawai_nama", found=name, suggestion=orang.nama, sebutan="nama")
    return replace(reading, findings=(*reading.findings, _at_cell(changed, reading, reading.form)), is_of_another=True)


def _at_cell(finding: Finding, reading: Reading, form: Form | None) -> Finding:
    """A finding with the cell of its key, the file and the person."""
    slot = form.layout.by_key.get(finding.key) if form else None
    # What was taken over from another copy is to be mended there.
    file, sheet, cell = reading.tempat(finding.key)
    who = form.terkunci.get("pegawai_nama", "") if form else ""
    item = finding.item or (slot.tempat if slot else "")
    return finding.at(file=file, sheet=sheet, cell=cell, item=item, who=who)


def _said_once(of_content: Sequence[Finding], reading: Reading, form: Form) -> list[Finding]:
    """Leave out what only follows from a cell that the reader has reported already: an error or lost cell reads as blank."""
    reported = {
        finding.key
        for finding in reading.findings
        if finding.key and finding.code in ("sel-galat", "isian-tercetak", "instansi-lain", "periode-lain")
    }
    reported |= {slot.key for slot in form.layout.entri if slot.key not in reading.cells}
    return [finding for finding in of_content if finding.key not in reported]


def _replaced(files: list[ReceivedFile], organisasi: Organisasi | None) -> list[ReceivedFile]:
    """Mark what was issued before the roster was changed, where the form that was issued after it is here as well."""
    if organisasi is None:
        return files
    forms = {number: form for number, file in enumerate(files) if file.counted and (form := file.skp or file.evaluasi)}
    files = list(files)
    for position, (other, difference) in replaced(forms, organisasi).items():
        told = temuan("berkas-tergantikan", berkas_lain=files[other].reading.file, beda=difference)
        files[position] = with_finding(files[position], told, nasib=GANDA, dipakai=False)
    return files


def file_account(what: str, received: Iterable[str], files: Iterable[ReceivedFile]) -> Account[FileFate]:
    """Hold the fates of files against the names that were received. Raises AccountError."""
    return tally(what, FileFate, received, ((file.reading.file, file.fate) for file in files))


def count_fates(files: Iterable[ReceivedFile]) -> dict[str, int]:
    """How many files had which fate, all five named."""
    counts = Counter(file.fate for file in files)
    return {fate.value: counts[fate] for fate in FileFate}


TAK_DIPERIKSA = "KEASLIAN TIDAK DIPERIKSA"


def tak_diperiksa(files: Iterable[ReceivedFile]) -> str:
    """What is to be said on everything made of these files; empty unless a campaign was read without its key."""
    return (
        TAK_DIPERIKSA
        if any(finding.code == "keaslian-tidak-diperiksa" for file in files for finding in file.findings)
        else ""
    )


def bertanda(title: str, files: Iterable[ReceivedFile]) -> str:
    """A heading with what is to be said on everything made of these files."""
    return " · ".join(filter(None, (title, tak_diperiksa(files))))


def as_json(file: ReceivedFile, *, dengan_isi: bool = False) -> dict[str, Any]:
    """One file as JSON (design.md section 3); with `dengan_isi` also its SKP and cells, as `skpxl read` prints it.

    `keaslian` is there where the stamp alone does not settle whose form it is.
    """
    form = file.reading.form
    plain: dict[str, Any] = {
        "file": file.reading.file,
        "outcome": file.reading.outcome,
        "stamp": form.stamp.model_dump(mode="json") if form else None,
    }
    if dengan_isi:
        plain["skp"] = None
        kind = kind_of(form.definition) if form else None
        if kind and kind.json_name and file.content is not None:
            plain[kind.json_name] = file.content.model_dump(mode="json", exclude_none=True)
        if form and not file.skp:
            # The answers as `skpxl fill` takes them; of an SKP that is the SKP itself.
            plain["isian"] = to_tree(form.layout, form.seen)
        plain["cells"] = dict(file.reading.cells)
    else:
        plain["status"] = file.fate
    plain["findings"] = [finding.as_dict() for finding in file.findings]
    if form and (file.reading.is_of_another or file.reading.trust not in (Trust.PROVEN, Trust.PLAIN)):
        plain["keaslian"] = "orang-lain" if file.reading.is_of_another else file.reading.trust.value
    return plain

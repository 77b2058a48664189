"""`skpxl validate`: every file read, interpreted and held against the rules; one account over all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.slots import check_slots
from skpxl.files.walk import Kiriman
from skpxl.findings import Finding, Severity, temuan
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import worded
from skpxl.forms.read import read_form
from skpxl.forms.reading import Reading
from skpxl.forms.triage import BUKAN_KITA, DIBACA, OUTCOMES, TIDAK_TERBACA, Outcome, outcome_of
from skpxl.kinds.kind import Case, Isi
from skpxl.kinds.table import kind_of
from skpxl.model.bebas import IsianBebas
from skpxl.model.dasar import Model
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.fate import Account, FileFate, tally
from skpxl.model.integrasi import IsianIntegrasi
from skpxl.model.pembagian import Pembagian
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas, Skp
from skpxl.model.teks import sidik
from skpxl.model.trust import Trust
from skpxl.model.unit import Organisasi
from skpxl.receive.interpret import understood
from skpxl.template.answers import to_tree
from skpxl.template.form import Form
from skpxl.template.library import Library

A = TypeVar("A", bound=Model)

DITERIMA, PERLU_PERBAIKAN, GANDA = FileFate.DITERIMA, FileFate.PERLU_PERBAIKAN, FileFate.GANDA
NASIB = tuple(FileFate)


@dataclass(frozen=True)
class ReceivedFile:
    """One file after validation: what it means (`isi`), its fate (`nasib`), and whether it counts (`dipakai`)."""

    reading: Reading
    isi: Isi | None
    findings: tuple[Finding, ...]
    nasib: FileFate
    dipakai: bool = True

    def _as(self, model: type[A]) -> A | None:
        return self.isi if isinstance(self.isi, model) else None

    @property
    def skp(self) -> Skp | None:
        """The SKP, where the file holds one."""
        return self._as(Skp)

    @property
    def pemilik(self) -> Identitas:
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
        return any(satu.severity is Severity.GALAT for satu in self.findings)


@dataclass(frozen=True)
class Measure:
    """What the operator holds all files against, the templates first; empty parts are not checked.

    `terbitan` are the issue numbers that are out, by the workbook's code. With `without_key` the campaign's key is gone and
    the operator reads on without it: that is said of every file.
    """

    library: Library
    instansi: str = ""
    periode: Periode | None = None
    organisasi: Organisasi | None = None
    signing_key: bytes | None = None
    terbitan: Mapping[str, int] = field(default_factory=dict)
    without_key: bool = False


def validate(
    kiriman: Sequence[Kiriman], measure: Measure, *, advance: Callable[[], None] = lambda: None
) -> list[ReceivedFile]:
    """Validate all files, in the order given. Findings are worded. No file's content ever raises."""
    dibaca: list[tuple[Reading, Isi | None]] = []
    for satu in kiriman:
        if satu.masalah:
            dibaca.append((_tak_terambil(satu), None))
        else:
            reading = read_form(satu.sumber, measure.library, file=satu.nama, signing_key=measure.signing_key)
            dibaca.append(understood(reading))
        advance()
    hasil = check_all(dibaca, measure)
    file_account("berkas yang diterima", [satu.nama for satu in kiriman], hasil)
    return hasil


def check_all(dibaca: Sequence[tuple[Reading, Isi | None]], measure: Measure) -> list[ReceivedFile]:
    """Hold what was read against the rules: each file for itself, then against the others. Findings are worded."""
    atasan = results_by_nip((reading, isi) for reading, isi in dibaca)
    hasil = [check_reading(reading, isi, measure, atasan) for reading, isi in dibaca]
    hasil = [_older_issue(satu, measure.terbitan) for satu in _ganda_dan_bertentangan(hasil)]
    hasil = [replace(satu, findings=tuple(worded(satu.findings, measure.library.pesan))) for satu in hasil]
    file_account("berkas yang diperiksa", [reading.file for reading, _ in dibaca], hasil)
    return hasil


def _older_issue(satu: ReceivedFile, terbitan: Mapping[str, int]) -> ReceivedFile:
    """A file that counts, and of which a later issue has been sent out: the corrections asked for are not in it."""
    form = satu.reading.form
    if form is None or not satu.dipakai or form.stamp.terbitan >= (terakhir := terbitan.get(form.stamp.id, 0)):
        return satu
    lama = temuan("terbitan-lama", terbitan=form.stamp.terbitan, terakhir=terakhir)
    return replace(satu, findings=(*satu.findings, lama.at(file=satu.reading.file, who=satu.pemilik.nama)))


def _tak_terambil(kiriman: Kiriman) -> Reading:
    """A file whose bytes could not be had from its archive."""
    masalah = temuan(kiriman.masalah, detail=kiriman.detail or "anggota arsip tidak dapat dibuka").at(file=kiriman.nama)
    return Reading(kiriman.nama, outcome_of(kiriman.masalah), findings=(masalah,))


def results_by_nip(dibaca: Iterable[tuple[Reading, Isi | None]]) -> dict[str, dict[str, str]]:
    """The results of everybody in this batch, by NIP: known to a report whose form was issued before them."""
    per_nip: dict[str, dict[str, str]] = {}
    for reading, skp in dibaca:
        if not isinstance(skp, Skp) or not reading.asli:
            continue
        for _, _, satu in skp.semua_hasil():
            if skp.pegawai.nip and satu.rencana_hasil_kerja.strip():
                per_nip.setdefault(skp.pegawai.nip, {})[satu.id or ""] = satu.rencana_hasil_kerja
    return per_nip


def check_reading(
    reading: Reading, isi: Isi | None, measure: Measure, atasan: Mapping[str, Mapping[str, str]]
) -> ReceivedFile:
    """One file for itself: its fate, and its findings, not yet worded. `atasan` are the results of `results_by_nip`."""
    if isi is None or reading.form is None:
        nasib = OUTCOMES[Outcome(reading.outcome)].nasib
        if nasib is DIBACA:  # ours, but without a definition here, or no SKP
            nasib = TIDAK_TERBACA if reading.form is None else BUKAN_KITA
        return ReceivedFile(reading, None, reading.findings, nasib, dipakai=False)
    form, library = reading.form, measure.library
    if measure.without_key:
        reading = replace(reading, findings=tuple(_without_key(satu) for satu in reading.findings))
    if measure.organisasi and reading.trust in (Trust.UNRECORDED, Trust.UNPROVABLE):
        reading = _menurut_daftar(reading, form, measure.organisasi)
    rujukan = Rujukan(
        daftar=library.daftar,
        organisasi=measure.organisasi,
        instansi=measure.instansi,
        periode=measure.periode,
    )
    judged = kind_of(form.definition).judge(isi, Case(form, library, rujukan, atasan))
    wanting = check_slots(form.layout, form.values, form.choices(library.daftar))
    dari_isi = [*wanting, *(satu for satu in judged if _has_place(satu, form))]
    dari_isi.sort(key=lambda satu: KODE[satu.code].lingkup != "identitas")  # first whose form it is
    findings = (
        *reading.findings,
        *_tanpa_ulang([_di_sel(satu, reading, form) for satu in dari_isi], reading, form),
    )
    galat = any(satu.severity is Severity.GALAT for satu in findings)
    # What was issued for another instansi or period stands for nobody here, however well it is filled in.
    lain = any(satu.code in ("instansi-lain", "periode-lain") for satu in dari_isi)
    if lain:
        reading = replace(reading, outcome=Outcome.KITA_LAIN)
    return ReceivedFile(
        reading, isi, findings, PERLU_PERBAIKAN if galat else DITERIMA, dipakai=reading.asli and not lain
    )


def _has_place(finding: Finding, form: Form) -> bool:
    """Whether what a rule asks for stands on this form: a versi may have left it out. Whose form it is, is always asked."""
    return not finding.key or finding.key in form.layout.per_key or KODE[finding.code].lingkup == "identitas"


def _without_key(satu: Finding) -> Finding:
    """In a campaign whose key is gone "not checked" is a warning, not an info."""
    if satu.code != "tanda-tangan-belum-diperiksa":
        return satu
    return temuan("keaslian-tidak-diperiksa").at(file=satu.file, who=satu.who)


def _menurut_daftar(reading: Reading, form: Form, organisasi: Organisasi) -> Reading:
    """A file that has lost the record of what was issued: its name is held against the roster's for that NIP."""
    name = form.terkunci.get("pegawai_nama", "")
    orang = organisasi.find_pegawai(form.terkunci.get("pegawai_nip", ""))
    if orang is None or sidik(orang.nama) == sidik(name):
        return reading
    lain = temuan("identitas-berubah", key="pegawai_nama", found=name, suggestion=orang.nama, sebutan="nama")
    return replace(reading, findings=(*reading.findings, _di_sel(lain, reading, reading.form)), orang_lain=True)


def _di_sel(satu: Finding, reading: Reading, form: Form | None) -> Finding:
    """A finding with the cell of its key, the file and the person."""
    slot = form.layout.per_key.get(satu.key) if form else None
    # What was taken over from another copy is to be mended there.
    file, sheet, cell = reading.tempat(satu.key)
    siapa = form.terkunci.get("pegawai_nama", "") if form else ""
    item = satu.item or (slot.tempat if slot else "")
    return satu.at(file=file, sheet=sheet, cell=cell, item=item, who=siapa)


def _tanpa_ulang(dari_isi: Sequence[Finding], reading: Reading, form: Form) -> list[Finding]:
    """Leave out what only follows from a cell that the reader has reported already: an error or lost cell reads as blank."""
    sudah = {
        satu.key
        for satu in reading.findings
        if satu.key and satu.code in ("sel-galat", "isian-tercetak", "instansi-lain", "periode-lain")
    }
    sudah |= {slot.key for slot in form.layout.entri if slot.key not in reading.cells}
    return [satu for satu in dari_isi if satu.key not in sudah]


def _ganda_dan_bertentangan(files: list[ReceivedFile]) -> list[ReceivedFile]:
    """Mark re-sends, and contradicting files of one person, period and penilai.

    The same answers count once, the first file standing for them. A later issue number replaces an earlier one. Two
    different ones of the same issue contradict each other: neither is used until somebody decides. Files that are not
    what was issued take no part: nobody must be able to push out a colleague's SKP.
    """
    kelompok: dict[tuple[str, ...], list[int]] = {}
    for nomor, satu in enumerate(files):
        if satu.isi and satu.reading.form and satu.dipakai:
            stamp = satu.reading.form.stamp
            kelompok.setdefault((stamp.form, stamp.id, stamp.nip, str(stamp.periode), stamp.penilai), []).append(nomor)
    files = list(files)
    for anggota in kelompok.values():
        _mark(files, anggota)
    return files


def _mark(files: list[ReceivedFile], anggota: list[int]) -> None:
    tunggal: list[int] = []
    for nomor in anggota:
        kembar = next((lain for lain in tunggal if _isian(files[lain]) == _isian(files[nomor])), None)
        if kembar is None:
            tunggal.append(nomor)
        else:
            ganda = temuan("berkas-ganda", berkas_lain=files[kembar].reading.file)
            files[nomor] = _add(files[nomor], ganda, nasib=GANDA, dipakai=False)
    terbitan = {nomor: _terbitan(files[nomor]) for nomor in tunggal}
    terakhir = [nomor for nomor in tunggal if terbitan[nomor] == max(terbitan.values())]
    for nomor in tunggal:
        if nomor not in terakhir:
            ganda = temuan("berkas-terganti", berkas_lain=files[terakhir[0]].reading.file)
            files[nomor] = _add(files[nomor], ganda, nasib=GANDA, dipakai=False)
    if len(terakhir) > 1:
        for nomor in terakhir:
            lain = next(satu for satu in terakhir if satu != nomor)
            tentang = temuan(
                "berkas-bertentangan", berkas_lain=files[lain].reading.file, beda=_beda(files[nomor], files[lain])
            )
            files[nomor] = _add(files[nomor], tentang, nasib=PERLU_PERBAIKAN, dipakai=False)


def _isian(satu: ReceivedFile) -> Mapping[str, str]:
    return satu.reading.form.isian if satu.reading.form else {}


def _terbitan(satu: ReceivedFile) -> int:
    return satu.reading.form.stamp.terbitan if satu.reading.form else 0


def _beda(satu: ReceivedFile, lain: ReceivedFile) -> str:
    """Up to five cells in which two files differ."""
    a, b = _isian(satu), _isian(lain)
    sel = [satu.reading.cells.get(key, key) for key in sorted({*a, *b}) if a.get(key) != b.get(key)]
    return ", ".join(sel[:5]) + (f" dan {len(sel) - 5} sel lain" if len(sel) > 5 else "")


def _add(satu: ReceivedFile, finding: Finding, *, nasib: FileFate, dipakai: bool) -> ReceivedFile:
    siapa = satu.reading.form.terkunci.get("pegawai_nama", "") if satu.reading.form else ""
    finding = finding.at(file=satu.reading.file, who=siapa)
    # A double does not count, so nothing in it is to be mended either.
    findings = (finding,) if nasib == GANDA else (*satu.findings, finding)
    return replace(satu, findings=findings, nasib=nasib, dipakai=dipakai)


def file_account(what: str, received: Iterable[str], files: Iterable[ReceivedFile]) -> Account[FileFate]:
    """Hold the fates of files against the names that were received. Raises AccountError."""
    return tally(what, FileFate, received, ((satu.reading.file, satu.nasib) for satu in files))


def count_fates(files: Iterable[ReceivedFile]) -> dict[str, int]:
    """How many files had which fate, all five named."""
    jumlah = Counter(satu.nasib for satu in files)
    return {nasib.value: jumlah[nasib] for nasib in FileFate}


TAK_DIPERIKSA = "KEASLIAN TIDAK DIPERIKSA"


def tak_diperiksa(files: Iterable[ReceivedFile]) -> str:
    """What is to be said on everything made of these files; empty unless a campaign was read without its key."""
    return TAK_DIPERIKSA if any(f.code == "keaslian-tidak-diperiksa" for h in files for f in h.findings) else ""


def bertanda(judul: str, files: Iterable[ReceivedFile]) -> str:
    """A heading with what is to be said on everything made of these files."""
    return " · ".join(filter(None, (judul, tak_diperiksa(files))))


def as_json(file: ReceivedFile, *, dengan_isi: bool = False) -> dict[str, Any]:
    """One file as JSON (design.md section 3); with `dengan_isi` also its SKP and cells, as `skpxl read` prints it.

    `keaslian` is there where the stamp alone does not settle whose form it is.
    """
    form = file.reading.form
    isi: dict[str, Any] = {
        "file": file.reading.file,
        "outcome": file.reading.outcome,
        "stamp": form.stamp.model_dump(mode="json") if form else None,
    }
    if dengan_isi:
        isi["skp"] = None
        kind = kind_of(form.definition) if form else None
        if kind and kind.json_name and file.isi is not None:
            isi[kind.json_name] = file.isi.model_dump(mode="json", exclude_none=True)
        if form and not file.skp:
            # The answers as `skpxl fill` takes them; of an SKP that is the SKP itself.
            isi["isian"] = to_tree(form.layout, {**form.terkunci, **form.isian})
        isi["cells"] = dict(file.reading.cells)
    else:
        isi["status"] = file.nasib
    isi["findings"] = [satu.as_dict() for satu in file.findings]
    if form and (file.reading.orang_lain or file.reading.trust not in (Trust.PROVEN, Trust.PLAIN)):
        isi["keaslian"] = "orang-lain" if file.reading.orang_lain else file.reading.trust.value
    return isi

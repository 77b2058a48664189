"""`skpxl return`: for every file that must be corrected a usable copy that says what to mend; nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.findings import Finding, Severity
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import Pesan, kalimat
from skpxl.forms.annotate import Butir, CopyNotes
from skpxl.forms.write import write_form
from skpxl.kinds.table import kind_of
from skpxl.model.fate import ReturnFate, tally
from skpxl.receive.reissue import next_round, why_not_signed
from skpxl.receive.validate import DITERIMA, ReceivedFile
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.slots import Slot


@dataclass(frozen=True)
class GiveBack:
    """What is done with one file: a copy to send back (`name`, `data`, its `form`, what is to be mended in it), or why there is
    none (`reason`).
    """

    file: ReceivedFile
    name: str = ""
    data: bytes = b""
    reason: str = ""
    form: Form | None = None
    items: tuple[Butir, ...] = ()

    @property
    def fate(self) -> ReturnFate:
        """Whether there is a copy to send back."""
        return ReturnFate.DIKEMBALIKAN if self.name else ReturnFate.TIDAK


def give_back(
    files: Sequence[ReceivedFile],
    library: Library,
    *,
    signing_key: bytes | None,
    sandi: str = "",
    with_warnings: bool = False,
) -> list[GiveBack]:
    """One `GiveBack` per file, in order. Files without a galat are not returned unless `with_warnings`.

    Names are made of year, NIP, the workbook's code and round, so two SKPs of one person never overwrite each other.
    """
    used: dict[str, int] = {}
    given_back = []
    for file in files:
        given = _give_back_one(file, library, signing_key, sandi, with_warnings)
        if given.name:
            copy = used[given.name] = used.get(given.name, 0) + 1
            if copy > 1:
                name = f"{Path(given.name).stem}_{copy}.xlsx"
                given = replace(given, name=name)
        given_back.append(given)
    decided = ((given.file.reading.file, given.fate) for given in given_back)
    tally("berkas yang dikembalikan", ReturnFate, (file.reading.file for file in files), decided)
    return given_back


def _give_back_one(
    file: ReceivedFile, library: Library, signing_key: bytes | None, sandi: str, with_warnings: bool
) -> GiveBack:
    form = file.reading.form
    if form is None or file.content is None:
        wrong, remedy = kalimat(file.findings[0], library.pesan) if file.findings else ("", "")
        return GiveBack(file, reason=f"{wrong} {remedy}".strip())
    if not file.counted and file.fate != DITERIMA and not file.galat:
        return GiveBack(file, reason="bukan kiriman yang dihitung (ganda)")
    if not file.galat and not with_warnings:
        return GiveBack(file, reason="tidak ada yang harus diperbaiki")
    if any(finding.code == "berkas-bertentangan" for finding in file.findings):
        # Two copies sent back would come back as two again.
        return GiveBack(file, reason="bertentangan dengan berkas lain; putuskan dulu dengan `skpxl merge --decisions`")
    if any(finding.code == "kiriman-orang-lain" for finding in file.findings):
        return GiveBack(
            file, reason="dikirim dari alamat yang tidak tercatat untuk pemiliknya; tanyakan dulu kepadanya"
        )
    trust = file.reading.trust
    if reason := why_not_signed(trust):
        return GiveBack(file, reason=reason)
    renewed = next_round(form, trust, signing_key)
    kind = kind_of(form.definition)
    found = corrections(file.findings, form.layout.by_key, library.pesan)
    corrected = CopyNotes(found, file.reading.others, kind.title(form.definition))
    code = slug(form.stamp.id.rpartition("-")[0])
    prefix = kind.file_name(form.definition)
    name = f"{prefix}_{form.stamp.periode.selesai.year}_{slug(form.stamp.nip)}_{code}_P{renewed.stamp.terbitan}.xlsx"
    try:
        data = write_form(renewed, library, sandi=sandi, koreksi=corrected)
        return GiveBack(file, name, data, form=renewed, items=tuple(found))
    except SkpxlError as fault:
        return GiveBack(file, reason=str(fault))


def corrections(findings: Sequence[Finding], slots: Mapping[str, Slot], pesan: Pesan) -> list[Butir]:
    """The things to mend, galat before peringatan, infos left out; locked cells are mended by the rebuilt copy itself."""
    items: list[Butir] = []
    told: set[tuple[str, str]] = set()
    for severity in (Severity.GALAT, Severity.PERINGATAN):
        for finding in findings:
            # What lies between two files, or in the roster, is the admin's to decide, not the sender's to mend.
            if finding.severity is not severity or KODE[finding.code].lingkup in ("antarberkas", "daftar pegawai"):
                continue
            slot = slots.get(finding.key)
            if finding.code in ("sel-hilang", "identitas-hilang"):
                # Locked cells stand again in the copy.
                if slot is None or slot.terkunci:
                    continue
                # One line for an item, however many of its cells are lost; it leads to the first of them.
                lost = (finding.sheet, finding.item.partition(", baris")[0])
                if lost in told:
                    continue
                told.add(lost)
            wrong, remedy = kalimat(finding, pesan, to_sender=True)
            # A changed locked cell stands again as issued in the copy: it is told, but there is nothing to click.
            key = finding.key if slot is not None and not slot.terkunci else ""
            is_struck = finding.code in ("isian-dicoret", "coretan-belum-dijawab")
            warns = severity is Severity.PERINGATAN
            items.append(Butir(key, finding.item, remedy, wrong, finding.suggestion, warns, is_struck))
    return items

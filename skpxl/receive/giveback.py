"""`skpxl return`: for every file that must be corrected a usable copy that says what to mend; nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.names import slug
from skpxl.findings import Finding, Severity
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import kalimat
from skpxl.forms.annotate import Butir, Koreksi
from skpxl.forms.write import write_form
from skpxl.kinds.table import kind_of
from skpxl.model.fate import ReturnFate, tally
from skpxl.receive.reissue import boleh_ditandatangani, next_round
from skpxl.receive.validate import DITERIMA, ReceivedFile
from skpxl.template.library import Library
from skpxl.template.slots import Slot


@dataclass(frozen=True)
class Pengembalian:
    """What is done with one file: a copy to send back (`nama`, `data`, its issue number), or why there is none (`alasan`)."""

    file: ReceivedFile
    nama: str = ""
    data: bytes = b""
    alasan: str = ""
    terbitan: int = 0

    @property
    def fate(self) -> ReturnFate:
        """Whether there is a copy to send back."""
        return ReturnFate.DIKEMBALIKAN if self.nama else ReturnFate.TIDAK


def give_back(
    files: Sequence[ReceivedFile], library: Library, *, signing_key: bytes | None, sandi: str = "", semua: bool = False
) -> list[Pengembalian]:
    """One `Pengembalian` per file, in order. Files without a galat are not returned unless `semua`.

    Names are made of year, NIP, the workbook's code and round, so two SKPs of one person never overwrite each other.
    """
    dipakai: dict[str, int] = {}
    keluar = []
    for satu in files:
        pengembalian = _satu(satu, library, signing_key, sandi, semua)
        if pengembalian.nama:
            ke = dipakai[pengembalian.nama] = dipakai.get(pengembalian.nama, 0) + 1
            if ke > 1:
                nama = f"{Path(pengembalian.nama).stem}_{ke}.xlsx"
                pengembalian = replace(pengembalian, nama=nama)
        keluar.append(pengembalian)
    decided = ((satu.file.reading.file, satu.fate) for satu in keluar)
    tally("berkas yang dikembalikan", ReturnFate, (satu.reading.file for satu in files), decided)
    return keluar


def _satu(satu: ReceivedFile, library: Library, signing_key: bytes | None, sandi: str, semua: bool) -> Pengembalian:
    form = satu.reading.form
    if form is None or satu.isi is None:
        apa, saran = kalimat(satu.findings[0], library.pesan) if satu.findings else ("", "")
        return Pengembalian(satu, alasan=f"{apa} {saran}".strip())
    if not satu.dipakai and satu.nasib != DITERIMA and not satu.galat:
        return Pengembalian(satu, alasan="bukan kiriman yang dihitung (ganda)")
    if not satu.galat and not semua:
        return Pengembalian(satu, alasan="tidak ada yang harus diperbaiki")
    trust = satu.reading.trust
    if sebab := boleh_ditandatangani(trust):
        return Pengembalian(satu, alasan=sebab)
    baru = next_round(form, trust, signing_key)
    koreksi = Koreksi(corrections(satu.findings, form.layout.per_key, library), satu.reading.lain)
    kode = slug(form.stamp.id.rpartition("-")[0])
    jenis = kind_of(form.definition).file_name(form.definition)
    nama = f"{jenis}_{form.stamp.periode.selesai.year}_{slug(form.stamp.nip)}_{kode}_P{baru.stamp.terbitan}.xlsx"
    try:
        data = write_form(baru, library, sandi=sandi, koreksi=koreksi)
        return Pengembalian(satu, nama, data, terbitan=baru.stamp.terbitan)
    except SkpxlError as galat:
        return Pengembalian(satu, alasan=str(galat))


def corrections(findings: Sequence[Finding], slots: Mapping[str, Slot], library: Library) -> list[Butir]:
    """The things to mend, galat before peringatan, infos left out; locked cells are mended by the rebuilt copy itself."""
    butir: list[Butir] = []
    hilang: set[tuple[str, str]] = set()
    for tingkat in (Severity.GALAT, Severity.PERINGATAN):
        for satu in findings:
            # What lies between two files is the admin's to decide, not the sender's to mend.
            if satu.severity is not tingkat or KODE[satu.code].lingkup == "antarberkas":
                continue
            slot = slots.get(satu.key)
            if satu.code in ("sel-hilang", "identitas-hilang"):
                # Locked cells stand again in the copy.
                if slot is None or slot.terkunci:
                    continue
                # One line for an item, however many of its cells are lost; it leads to the first of them.
                butir_hilang = (satu.sheet, satu.item.partition(", baris")[0])
                if butir_hilang in hilang:
                    continue
                hilang.add(butir_hilang)
            apa, saran = kalimat(satu, library.pesan)
            # A changed locked cell stands again as issued in the copy: it is told, but there is nothing to click.
            key = satu.key if slot is not None and not slot.terkunci else ""
            butir.append(Butir(key, satu.item, saran, apa, satu.suggestion, tingkat is Severity.PERINGATAN))
    return butir

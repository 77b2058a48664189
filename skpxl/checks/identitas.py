"""Rules on whose SKP it is, for which instansi and period. Locked cells as found are the reader's business, not ours."""

from collections.abc import Iterator
from typing import Protocol

from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.nip import parse_nip
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas, Skp
from skpxl.model.teks import sidik


def nip_salah(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """The pegawai's NIP or NI PPPK has the structure of one. The penilai's is not held to it: he may be TNI or Polri."""
    nip = skp.pegawai.nip
    if nip.strip():
        parsed = parse_nip(nip)
        if parsed.galat:
            yield temuan("nip-salah", key="pegawai_nip", found=nip, sebab="; ".join(parsed.galat))


class Milik(Protocol):
    """What belongs to one pegawai."""

    @property
    def pegawai(self) -> Identitas:
        """Whose it is."""


def nip_tidak_terdaftar(skp: Milik, rujukan: Rujukan) -> Iterator[Finding]:
    """The pegawai is on the roster, where one was given; somebody of his name with another NIP may be he."""
    organisasi = rujukan.organisasi
    if organisasi and skp.pegawai.nip and not organisasi.find_pegawai(skp.pegawai.nip):
        named = [row.nip for row in organisasi.bernama(skp.pegawai.nama) if row.nip]
        if len(set(named)) == 1:
            yield temuan("nip-berganti", key="pegawai_nip", found=skp.pegawai.nip, suggestion=named[0])
        else:
            yield temuan("nip-tidak-terdaftar", key="pegawai_nip", found=skp.pegawai.nip)


class IssuedFor(Protocol):
    """What was issued for an instansi and a period."""

    @property
    def instansi(self) -> str:
        """The instansi as printed."""

    @property
    def periode(self) -> Periode | None:
        """The period; None where it is not known."""


def instansi_lain(issued: IssuedFor, rujukan: Rujukan) -> Iterator[Finding]:
    """The workbook was issued for this instansi. One that has lost the record of it says nothing of another."""
    if rujukan.instansi and issued.instansi.strip() and sidik(issued.instansi) != sidik(rujukan.instansi):
        yield temuan("instansi-lain", key="instansi", found=issued.instansi, suggestion=rujukan.instansi)


def periode_lain(issued: IssuedFor, rujukan: Rujukan) -> Iterator[Finding]:
    """The workbook was issued for days of this period; which of them are the person's own, `perubahan` says."""
    if rujukan.periode and issued.periode and not rujukan.periode.memuat(issued.periode):
        yield temuan(
            "periode-lain",
            key="periode_tercetak",
            found=issued.periode.tercetak(),
            suggestion=rujukan.periode.tercetak(),
        )

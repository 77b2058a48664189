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
    """The pegawai is on the roster, where one was given."""
    if rujukan.organisasi and skp.pegawai.nip and not rujukan.organisasi.find_pegawai(skp.pegawai.nip):
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
    """The workbook was issued for this period."""
    if rujukan.periode and issued.periode and issued.periode != rujukan.periode:
        yield temuan(
            "periode-lain",
            key="periode_tercetak",
            found=issued.periode.tercetak(),
            suggestion=rujukan.periode.tercetak(),
        )

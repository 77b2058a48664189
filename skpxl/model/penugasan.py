"""Whose SKP is whose row: the posts of one person on a roster, and which of them a form was made for. It reads no file.

A person has a row per post and penilai, each with its own days (mutasi, Plt., rangkap jabatan); one row is one SKP, told from
every other by NIP, jabatan, penilai and period together.
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, Protocol

from skpxl.model.nama import bare_name
from skpxl.model.nip import may_be_mistyped
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


class OfPost(Protocol):
    """What was made for somebody in a post, under a penilai: an SKP, an evaluation."""

    @property
    def pegawai(self) -> Identitas:
        """Whose it is, as printed."""

    @property
    def pejabat_penilai(self) -> Identitas:
        """Who judges it, as printed."""

    @property
    def periode(self) -> Periode | None:
        """The days it is for."""


class PostFit(NamedTuple):
    """In what a row of the roster is the one that a form was made for. To be compared by `score`."""

    unit: bool
    penilai: bool
    jabatan: bool
    masa: bool  # all its days are of this post
    bersama: bool  # at least one is

    @property
    def score(self) -> tuple[int, bool, bool]:
        """More is better; of the same number the unit counts most, then the penilai."""
        return sum(self), self.unit, self.penilai

    @property
    def exact(self) -> bool:
        """True where nothing has changed since."""
        return all(self)


def fit(organisasi: Organisasi, row: Pegawai, form: OfPost) -> PostFit:
    """How well a row of the person is the one that a form was made for."""
    masa = form.periode
    return PostFit(
        unit=sidik(organisasi.nama_unit(row.unit_kerja)) == sidik(form.pegawai.unit_kerja),
        penilai=same_person(organisasi.penilai(row), form.pejabat_penilai),
        jabatan=sidik(row.jabatan) == sidik(form.pegawai.jabatan),
        masa=masa is None or masa.irisan(row.mulai, row.selesai) == masa,
        bersama=masa is None or masa.irisan(row.mulai, row.selesai) is not None,
    )


def same_person(one: Identitas, other: Identitas) -> bool:
    """By NIP, where both have one; else by name."""
    if one.nip and other.nip:
        return one.nip == other.nip
    return sidik(one.nama) == sidik(other.nama)


def row_of(organisasi: Organisasi, form: OfPost) -> Pegawai | None:
    """The row of the person that fits best; None where the roster does not have him."""
    return _best(organisasi, organisasi.baris_pegawai(form.pegawai.nip), form)


def corrected_row(organisasi: Organisasi, form: OfPost) -> Pegawai | None:
    """The row, as it is today, of somebody whose NIP was corrected since a form was made; None where nobody's was.

    That is the one person of the same name whose NIP could be this one mistyped, where the roster does not have this one.
    """
    if organisasi.find_pegawai(form.pegawai.nip):
        return None
    rows = [row for row in organisasi.bernama(form.pegawai.nama) if may_be_one(organisasi.identitas(row), form.pegawai)]
    return _best(organisasi, rows, form) if len({row.nip for row in rows}) == 1 else None


def may_be_one(one: Identitas, other: Identitas) -> bool:
    """True for one person, also where one of the two NIP has a mistake in it."""
    if one.nip == other.nip:
        return True
    return bare_name(one.nama) == bare_name(other.nama) and may_be_mistyped(one.nip, other.nip)


def _best(organisasi: Organisasi, rows: Sequence[Pegawai], form: OfPost) -> Pegawai | None:
    return rows[0] if len(rows) == 1 else max(rows, key=lambda row: fit(organisasi, row, form).score, default=None)


def post_mark(
    organisasi: Organisasi, row: Pegawai, is_acting: Callable[[str], bool], known: Collection[str] = ()
) -> str:
    """By what a further post under the same penilai in the same days is told apart; empty for the first of them.

    The first is the one whose jabatan (`sidik`) is among `known`, those that have had a form without a mark; else one's own
    before one that `is_acting` (Plt., Plh.) by its jabatan; else the first on the roster.
    """
    rows = [
        other
        for other in organisasi.baris_pegawai(row.nip)
        if same_person(organisasi.penilai(other), organisasi.penilai(row))
        and (other.mulai, other.selesai) == (row.mulai, row.selesai)
    ]
    if len(rows) < 2:
        return ""
    first = min(rows, key=lambda other: (sidik(other.jabatan) not in known, is_acting(other.jabatan)))
    if first is row:
        return ""
    return f"{sidik(row.jabatan)}|{row.unit_kerja}"

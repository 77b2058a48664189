"""Rules on what has changed since a form was issued: its penilai, unit, jabatan and days, held against the roster of today.

What was printed then was right then: each difference is told with both values, and none makes a form unusable.
"""

from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.nama import bare_name
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import OfPost, fit, row_of
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas


def berganti(form: OfPost, rujukan: Rujukan) -> Iterator[Finding]:
    """Name, penilai, unit and jabatan are those of the row of the roster that it was made for."""
    organisasi = rujukan.organisasi
    row = row_of(organisasi, form) if organisasi else None
    if organisasi is None or row is None:
        return
    if row.nama and bare_name(row.nama) != bare_name(form.pegawai.nama):
        yield temuan("nama-berganti", key="pegawai_nama", found=form.pegawai.nama, suggestion=row.nama)
    penilai, now = organisasi.penilai(row), fit(organisasi, row, form)
    if not now.penilai and (penilai.nama or penilai.nip):
        yield temuan(
            "penilai-berganti",
            key="pejabat_penilai_nama",
            found=_named(form.pejabat_penilai),
            suggestion=_named(penilai),
        )
    unit = organisasi.nama_unit(row.unit_kerja)
    if not now.unit and unit:
        yield temuan("unit-berganti", key="pegawai_unit_kerja", found=form.pegawai.unit_kerja, suggestion=unit)
    if not now.jabatan and row.jabatan:
        yield temuan("jabatan-berganti", key="pegawai_jabatan", found=form.pegawai.jabatan, suggestion=row.jabatan)


def masa_berganti(form: OfPost, rujukan: Rujukan) -> Iterator[Finding]:
    """The days of an SKP are those that the row says of today, within the campaign's period."""
    row = row_of(rujukan.organisasi, form) if rujukan.organisasi else None
    if row and form.periode and rujukan.periode and rujukan.periode.beririsan(form.periode):
        yield from masa_lain(form.periode, row, rujukan.periode)


def masa_lain(own: Periode, row: Pegawai, whole: Periode) -> Iterator[Finding]:
    """A form is for the days of `whole` in which somebody serves in the post of a row."""
    now = row.masa(whole)
    if now is None:
        served = " s.d. ".join(f"{day:%d-%m-%Y}" if day else "…" for day in (row.mulai, row.selesai))
        yield temuan("masa-berganti", key="periode_tercetak", found=own.tercetak(), suggestion=served)
    elif now != own:
        yield temuan("masa-berganti", key="periode_tercetak", found=own.tercetak(), suggestion=now.tercetak())


def _named(who: Identitas) -> str:
    return who.nama or who.nip or "(kosong)"

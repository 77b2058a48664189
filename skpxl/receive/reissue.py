"""Issuing a workbook anew from what came back: the next round, or the current version of its form.

Both rest on the record of what was issued, never on locked cells as found, and are signed again. A workbook whose
stamp does not verify is not signed: that would make a forgery genuine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from skpxl.errors import SkpxlError
from skpxl.model.trust import Trust
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.layout import shape


@dataclass(frozen=True)
class Naik:
    """A form in its current version, and the answers that found no place in it, as (where it was, text)."""

    form: Form
    unfitting: tuple[tuple[str, str], ...]


# Why a workbook of such an origin must not be signed again, to stand behind a colon.
_NOT_TO_BE_SIGNED = {
    Trust.UNCHECKED: "kunci putaran SKP-nya tidak ada di sini; jalankan di folder putaran SKP-nya (-C FOLDER)",
    Trust.UNRECORDED: "catatan isi terkuncinya hilang; terbitkan ulang dari daftar pegawai",
    Trust.UNPROVABLE: "catatan isi terkuncinya hilang, jadi keasliannya tidak terbukti; terbitkan ulang dari daftar pegawai",
    Trust.DECIDED: "keasliannya tidak terbukti; terbitkan ulang dari daftar pegawai",
    Trust.KEYLESS: "tidak diterbitkan dengan kunci putaran SKP ini; terbitkan ulang dari daftar pegawai",
    Trust.BROKEN: "capnya tidak cocok dengan isi terkuncinya; terbitkan ulang dari daftar pegawai",
}


def why_not_signed(trust: Trust) -> str:
    """Why a form of this origin must not be signed again, as one sentence; empty where it may be."""
    return _NOT_TO_BE_SIGNED.get(trust, "")


def next_round(form: Form, trust: Trust, signing_key: bytes | None) -> Form:
    """The same form with the next issue number, signed. Raises SkpxlError where it must not be signed."""
    if reason := why_not_signed(trust):
        raise SkpxlError(f"Formulir {form.stamp.id} tidak dapat dibuatkan salinan: {reason}.")
    return form.dengan_terbitan(form.stamp.terbitan + 1, signing_key)


def current_version(
    form: Form, trust: Trust, definition: Definition, signing_key: bytes | None, tetap: Mapping[str, str]
) -> Naik:
    """Move the answers into `definition`: what has the same key there keeps its place, the rest is listed.

    `tetap` are locked texts that the old version did not have (new panduan rows). Raises SkpxlError where it must
    not be signed.
    """
    if reason := why_not_signed(trust):
        raise SkpxlError(f"Formulir {form.stamp.id} tidak dapat dinaikkan versinya: {reason}.")
    before = dict(form.stamp.jumlah)
    stamp = form.stamp.model_copy(
        update={
            "versi": definition.versi,
            "shape": shape(definition, definition.jumlah_as(before)),
            "jumlah": definition.jumlah_as(before),
            "terbitan": form.stamp.terbitan + 1,
        }
    )
    renewed = replace(form, definition=definition, stamp=stamp)
    terkunci = {
        slot.key: form.terkunci.get(slot.key, tetap.get(slot.key, "")) for slot in renewed.layout.slots if slot.terkunci
    }
    open_keys = {slot.key for slot in renewed.layout.entri}
    fitting = {key: text for key, text in form.isian.items() if key in open_keys}
    left_over = tuple(
        (f"{form.layout.by_key[key].tempat}: {form.layout.by_key[key].sebutan}", text)
        for key, text in form.isian.items()
        if key not in open_keys
    )
    return Naik(replace(renewed, terkunci=terkunci).filled(fitting).signed(signing_key), left_over)
